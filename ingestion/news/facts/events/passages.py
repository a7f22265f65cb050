"""Where a word stands: in the prose or before it, behind an ordinal, beside what is left out of account."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.numbers import NumberMention

_YEAR_AFTER: Final = re.compile(
    r" سال (?P<bare>1[34]\d\d)|[^.:؛،]{0,30}?(?:در سال (?P<year>1[34]\d\d|[79]\d\b)|سال جاری|امسال|در سال جدید"
    r"|از (?:ابتدای|اغاز|اول|شروع) سال(?! (?:گذشته|قبل|پیش|پار|تاسیس))(?: (?P<since>1[34]\d\d))?\b)"
)
_LONGEST_SESSION_NOUN: Final = 12
# «در سال ۹۷»
_DIGITS_OF_A_SHORT_YEAR: Final = 2
_CENTURY: Final = 1300
_CUMULATIVE_AFTER: Final = re.compile(
    r"[^.:؛]{0,30}?از (?:اغاز(?! سال)|ابتدای تشکیل|بدو تشکیل|زمان تشکیل|ابتدای شکلگیری|بدو تاسیس)"
)
_CHAIRED_BEFORE: Final = re.compile(
    r"\b(?:ریاست|هدایت|اداره|مدیریت|سکان)(?: هدایت)? (?:(?:[^ ،.؛:]+ ){0,5}(?:جلسه|نشست) |این )?\Z"
)
_CHAIRED_AFTER: Final = re.compile(
    r"[^.؛:]{0,40}? را (?:(?:نیز|هم|شخصا|خود|خودش|مستقیما|این بار) )?(?:(?:بر|به) ?عهده (?:داشت|دارد|گرفت|گرفته)|عهده ?دار (?:شد|بود|است))"
)
_SHORTEST_PROSE: Final = 40


def without_filler(surface: Surface, start: int, end: int) -> str:
    """The text between two places without adjectives and numbers that may stand there."""
    text = surface.text
    pieces = [(hit.start, hit.end) for hit in surface.hits_in(start, end, "session_adjective")]
    pieces += [(number.start, number.end) for number in surface.numbers_in(start, end)]
    pieces += [(hit.start, hit.end) for hit in surface.hits_in(start, end, "day_part", "relative_day", "weekday")]
    pieces += [(date.start, date.end) for date in surface.dates if start <= date.start < end]
    left: list[str] = []
    place = start
    for first, last in sorted(pieces):
        if last > place:
            left.append(text[place:first] if first > place else "")
            place = last
    left.append(text[place:end])
    return re.sub(r"\bو\b|شماره|\bروز\b|مورخ", " ", "".join(left))


def ordinals_before(surface: Surface, place: int) -> tuple[list[int], int]:
    """Ordinals that end right before a place, joined by «و», and where the first begins."""
    found: list[NumberMention] = []
    edge = place
    for number in reversed(surface.numbers_in(max(0, place - 80), place)):
        gap = surface.text[number.end : edge].strip(' «»"')
        if gap not in ("", "و") or not number.is_ordinal or not isinstance(number.value, int):
            break
        found.append(number)
        edge = number.start
    values = [int(number.value) for number in reversed(found)]
    return values, (edge if found else place)


def cardinal_before(surface: Surface, place: int) -> bool:
    """Whether a number of things, no day, stands before the place."""
    numbers = surface.numbers_in(max(surface.sentence_at(place).start, place - 40), place)
    if not numbers or any(date.start <= numbers[-1].start < date.end for date in surface.dates):
        return False  # «شنبه ۲۰ دی ۱۴۰۴ جلسه کارگروه …»
    return not numbers[-1].is_ordinal and not surface.text[numbers[-1].end : place].strip()


def ordinal_scope(surface: Surface, start: int, end: int) -> tuple[str | None, int | None]:
    """year only with «در سال …», «سال جاری», «امسال» beside the ordinal; cumulative only with «از آغاز»."""
    sentence_end = surface.sentence_at(start).end
    within = surface.text[start:end]
    after = surface.text[end:sentence_end]
    year = _YEAR_AFTER.match(after) or re.search(r"در سال (?P<year>1[34]\d\d)|سال جاری|امسال", within)
    if year is not None:
        told = year.groupdict()
        stated = told["year"] or told.get("bare") or told.get("since")
        if stated is None:
            return "year", None
        return "year", int(stated) if len(stated) > _DIGITS_OF_A_SHORT_YEAR else _CENTURY + int(stated)
    if _CUMULATIVE_AFTER.match(after):
        return "cumulative", None
    return None, None


def numbers_a_session(surface: Surface, period: Hit) -> list[int]:
    """The ordinals of «ششمین جلسه امسال»: the words of time tell which sixth session, not since when something counts."""
    place = period.start - 1
    for noun in surface.hits_in(max(0, place - _LONGEST_SESSION_NOUN), place, "session"):
        if noun.end == place:
            return ordinals_before(surface, noun.start)[0]
    return []


def chairing_of(surface: Surface, body: Hit, end: int) -> tuple[int, int] | None:
    """Where «ریاست (جلسه) کارگروه … را بر عهده گرفت» begins and ends, told of the body whose name ends at `end`."""
    before = _CHAIRED_BEFORE.search(surface.text, max(0, body.start - 50), body.start)
    after = _CHAIRED_AFTER.match(surface.text, end) if before is not None else None
    return (before.start(), after.end()) if before is not None and after is not None else None


def prose_index(surface: Surface, place: int) -> int:
    """How many sentences stand before a place, the short lines of a page's head and menus left out."""
    before = surface.sentences[: surface.sentence_at(place).index]
    return sum(s.end - s.start >= _SHORTEST_PROSE or surface.text[s.end - 1] in ".؟!" for s in before)
