"""Amounts of money in rial, from numbers with units in the cell, its heading or the sheet's title."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.numbers import find_numbers
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.values.texts import folded

_SCALES = {"هزار": 10**3, "میلیون": 10**6, "ملیون": 10**6, "میلیارد": 10**9, "هزار میلیارد": 10**12, "تریلیون": 10**12}
_MOST_RIAL = 10**22
_LEAST_BROKEN = 1000  # a sum of single rials with a fraction is one that a formula worked out
_RIAL, _TOMAN, _HEMAT = 1, 10, 10**13  # هم‌ت is a thousand billion toman
_SCALE_WORDS = "هزار میلیارد|هزار|میلیون|ملیون|میلیارد|تریلیون"
_UNIT = re.compile(rf"({_SCALE_WORDS})?\s*(ریال|تومان|تومن)(?![آ-ی])")
_SHORT_UNIT = re.compile(r"(?<![آ-ی])م\s*[./]?\s*(ریال|تومان|تومن|ر|ت)(?![آ-ی])")
_ENGLISH_UNIT = re.compile(
    r"(?:(?<![a-z])(thousand|million|billion|milliard|mil|bil|hezar|mil[iy]on|mil[iy]ard|mln|mn|m|bln|bn|b|mrd|k)s?(?: of)?[\s_.]*)?"
    r"(rials?|riyals?|irr|tomans?|irt)(?![a-z])"
)
# The scale behind its currency: «IRR million», «rial (billions)», «ریال (میلیون)»
_ENGLISH_SCALE_AFTER = re.compile(
    r"[\s_.,(/-]*(?:\d[\d.,]*\s*)?(?:in )?(thousand|million|billion|milliard|mln|mn|bln|bn|mrd)s?(?![a-z])"
)
_SCALE_AFTER = re.compile(rf"\s*[(–/-]\s*(?:به )?({_SCALE_WORDS})\s*[)\]]*$")
_ENGLISH_SCALES = {
    **dict.fromkeys(("thousand", "hezar", "k"), 10**3),
    **dict.fromkeys(("million", "mil", "milion", "milyon", "mln", "mn", "m"), 10**6),
    **dict.fromkeys(("billion", "bil", "milliard", "miliard", "milyard", "bln", "bn", "b", "mrd"), 10**9),
}
_UNKNOWN_SCALE = re.compile(
    r"\d[\s.]*(?!iranian)[a-z]+[\s.]*(?:rials?|riyals?|irr|tomans?|irt)(?![a-z])"
)  # «12 xm rial»
# Other money than Iran's, and words that are no unit known here: their amounts have none
_FOREIGN_UNIT = re.compile(
    r"(?<![آ-ی])(?:دلار|یورو|درهم|لیر|لیره|یوان|روبل|پوند|دینار|فرانک|روپیه)(?![آ-ی])|[$€£]|[a-z]{2,}"
)
_HEMAT_WORD = re.compile(r"(?<![آ-ی])همت(?![آ-ی])")
_GROUPED = re.compile(r"\d{1,3}(?:[/.,،٬'’ ]\d{3})+")


class MoneyUnit(NamedTuple):
    """A unit of money: rial for one of it, and rial for one of its currency alone (1 or 10)."""

    rial: int
    currency: int


class Amount(NamedTuple):
    """An amount: rial where it is known, else null; `lacks_unit` where a number stands without any unit."""

    rial: int | None
    lacks_unit: bool = False


@functools.lru_cache(maxsize=4096)
def unit_in(text: str) -> MoneyUnit | None:
    """The unit of money that a heading or title names: «میلیون ریال», «م.ر», «میلیارد تومان», «همت»."""
    text = folded(text)
    if _HEMAT_WORD.search(text):
        return MoneyUnit(_HEMAT, _TOMAN)
    if match := _SHORT_UNIT.search(text):
        currency = _RIAL if match[1].startswith("ر") else _TOMAN
        return MoneyUnit(10**6 * currency, currency)
    if match := _UNIT.search(text):
        currency = _RIAL if match[2] == "ریال" else _TOMAN
        after = None if match[1] else _SCALE_AFTER.match(text, match.end())
        return MoneyUnit(_SCALES.get(match[1] or (after[1] if after else ""), 1) * currency, currency)
    if match := _ENGLISH_UNIT.search(plain := text.replace("_", " ")):
        currency = _RIAL if match[2].startswith(("rial", "riyal", "irr")) else _TOMAN
        after = None if match[1] else _ENGLISH_SCALE_AFTER.match(plain, match.end())
        return MoneyUnit(_ENGLISH_SCALES.get(match[1] or (after[1] if after else ""), 1) * currency, currency)
    return None


def read_amount(cell: Cell, unit: MoneyUnit | None) -> Amount:
    """The amount in a cell; `unit` is that of its heading or sheet, which the cell's own unit overrules."""
    if isinstance(cell, bool | tuple):
        return Amount(None)
    if isinstance(cell, int | float):
        return _in_rial(float(cell), unit) if cell else Amount(0 if unit else None)
    return _read_text(text_of(cell), unit)


@functools.lru_cache(maxsize=65536)
def _read_text(text: str, unit: MoneyUnit | None) -> Amount:
    text = to_ascii_digits(folded(text)).strip()
    own = unit_in(text)
    bare = _HEMAT_WORD.sub(" ", _SHORT_UNIT.sub(" ", text))
    own_scale = own.rial // own.currency if own else 1
    words_in = _UNIT.search(bare)
    bare = re.sub(r"(?:ریال|تومان|تومن)(?![آ-ی])", " ", bare)
    number, had_scale = _number(bare)
    if number is None:
        return Amount(None)
    is_odd = own is not None and own_scale == 1 and _UNKNOWN_SCALE.search(text) is not None
    if is_odd or (own is None and _FOREIGN_UNIT.search(text)):
        return Amount(None, lacks_unit=True)
    if own is not None:
        if words_in is not None and own_scale > 1:  # the number holds the scale that stands in words already
            return _bounded(number * own.currency)
        return _in_rial(number, own)
    if had_scale and unit is not None:
        # «۲۰ هزار» where millions are counted is a number of millions: as an amount it is less than one of them
        is_count = abs(number) < min(10**6, unit.rial / unit.currency)
        return _bounded(number * (unit.rial if is_count else unit.currency))
    return Amount(None, lacks_unit=True) if had_scale else _in_rial(number, unit)


def _in_rial(number: float, unit: MoneyUnit | None) -> Amount:
    if unit is None or _is_too_small(number, unit):
        return Amount(None, lacks_unit=True)
    return _bounded(number * unit.rial)


def _is_too_small(number: float, unit: MoneyUnit) -> bool:
    """Whether a number can't be of single rials or tomans: 12.5 of them is 12.5 of something larger."""
    return unit.rial == unit.currency and number % 1 != 0 and abs(number) < _LEAST_BROKEN


def _bounded(rial: float) -> Amount:
    """The amount; null where it is beyond all money."""
    return Amount(round(rial)) if abs(rial) < _MOST_RIAL else Amount(None)


def _number(text: str) -> tuple[float | None, bool]:
    """(the one number of a text, whether a word like میلیون is part of it); null for none or several."""
    text = " ".join(_strip_signs(text).split())
    grouped = _GROUPED.fullmatch(text)
    if grouped:
        return float(re.sub(r"\D", "", text)), False
    grouped_inside = _GROUPED.match(text)
    if grouped_inside and not text[grouped_inside.end() :][:1].isdecimal():
        text = re.sub(r"\D", "", grouped_inside[0]) + text[grouped_inside.end() :]
    has_scale = re.search(rf"(?:{_SCALE_WORDS})", text) is not None
    mentions = find_numbers(text)
    if len(mentions) == 2 and mentions[0].value % 1 and mentions[1].value in (10**3, 10**6, 10**9, 10**12):
        return float(mentions[0].value * mentions[1].value), True  # «یک و نیم میلیارد»
    if len(mentions) != 1 or mentions[0].is_percent:
        return None, has_scale
    return float(mentions[0].value), has_scale


def _strip_signs(text: str) -> str:
    return text.strip(" ()[]-–*=:،,.")
