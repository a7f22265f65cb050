"""Statuses that say no more than that what was decided was done: «ترمیم شد» beside «راه معدن ترمیم شود»."""

from __future__ import annotations

import functools
import re
from typing import Final

from ingestion.reference.statuses import UNKNOWN
from ingestion.workbooks.values.texts import folded

_DONE = frozenset({"شد", "شده", "گردید", "گردیده"})
_NOT_DONE = frozenset({"نشد", "نشده", "نگردید", "نگردیده"})
_ORDERS = frozenset({"شود", "شوند", "گردد", "گردند", "کند", "کنند", "نماید", "نمایند"})
_OTHER_ORDERS = frozenset(
    {"دهد", "دهند", "بدهد", "بدهند", "یابد", "گیرد", "پذیرد", "اورد", "باشد", "نشود", "نگردد", "نکند", "ننماید", "ندهد"}
)
# Review, follow-up, raising, announcing, notifying, acting, sending, referring, writing, putting off, visiting, deciding:
# done or not, they leave open whether the matter is settled.
_OPEN_ENDED = frozenset(
    {
        "بررسی",
        "پیگیری",
        "مطرح",
        "طرح",
        "اعلام",
        "ابلاغ",
        "اقدام",
        "ارسال",
        "ارجاع",
        "مکاتبه",
        "موکول",
        "بازدید",
        "مقرر",
        "منعکس",
    }
)
_GIVEN, _GIVES = "داده", frozenset({"دهد", "دهند", "بدهد", "بدهند"})  # «داده شد» beside «فرصت دهد»
_CARRIED_OUT, _VISIT = "انجام", "بازدید"  # «بازدید انجام شد» is all that «بازدید انجام شود» asks for
# What is called off, put right or brought to a halt may be the resolution, or just what it is about: «اخطاریه لغو شد»
MAY_BE_WHAT_IT_ASKS: Final = frozenset({"cancelled", "superseded", "suspended"})
_ITSELF = frozenset({"مصوبه", "مصوبات", "مورد", "موضوع", "بند", "درخواست", "پرونده", "تصمیم", "جلسه"})
_WORD = re.compile(r"[^\W_]+")
_MOST_WORDS = 5


def may_be_echo(text: str) -> bool:
    """Whether a status ends with «شد» or «نشد» in so few words that it may repeat the resolution's own verb."""
    return _noun_and_verb(text) is not None


def names_its_object(text: str) -> bool:
    """Whether a status names what was called off or halted, and that is not the resolution itself."""
    said = _noun_and_verb(text)
    return said is not None and bool(said[0]) and not _ITSELF.intersection(said[0])


@functools.lru_cache(maxsize=8192)
def echoed_status(text: str, resolution: str) -> str:
    """`implemented` or `not_implemented` where a status repeats the one verb of the resolution; else unknown."""
    said = _noun_and_verb(text)
    if said is None:
        return UNKNOWN
    before, noun, verb = said
    ordered = _WORD.findall(folded(resolution))
    if noun == _GIVEN:
        gives = [word for word in ordered if word in _ORDERS or word in _OTHER_ORDERS]
        if len(gives) == 1 and gives[0] in _GIVES and set(before) <= set(ordered):
            return "implemented" if verb in _DONE else "not_implemented"
    orders = [place for place, word in enumerate(ordered) if word in _ORDERS or word in _OTHER_ORDERS]
    if len(orders) != 1 or ordered[orders[0]] not in _ORDERS or orders[0] < 2:
        return UNKNOWN
    place = orders[0]
    if ordered[place - 1] != noun or ordered[place - 2] == "و" or not set(before) <= set(ordered):
        return UNKNOWN
    return "implemented" if verb in _DONE else "not_implemented"


def _noun_and_verb(text: str) -> tuple[list[str], str, str] | None:
    """(words before, noun, verb) of «راه معدن ترمیم شده است»; None for what is no such sentence."""
    if len(text) > 60:
        return None
    words = _WORD.findall(folded(text))
    if words and words[-1] == "است":
        words.pop()
    if not 2 <= len(words) <= _MOST_WORDS or words[-1] not in _DONE | _NOT_DONE:
        return None
    *before, noun, verb = words
    if noun == _CARRIED_OUT and before and before[-1] in _OPEN_ENDED - {_VISIT}:
        return None
    return None if noun in _OPEN_ENDED or noun in ("از", "و", "به") or "از" in before else (before, noun, verb)
