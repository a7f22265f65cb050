"""By when: a calendar date where one is stated, else the words."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingestion.news.facts.surface import Surface
from ingestion.persian import jalali
from ingestion.persian.dates import DateMention
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

# the end of, the last days of, the beginning of
_EDGE: Final = re.compile(r"(?: (?:پیش|قبل) از)? (?:پایان|اخر|انتهای|اواخر|نیمه|ابتدای|اوایل|روز|تاریخ|مورخ)(?: روز)?")
_END_OF_YEAR: Final = re.compile(
    r"(?: (?:پیش|قبل) از)? (?:پایان|اخر|انتهای) (?P<what>سال(?: جاری| (?P<year>1[34]\d\d))?|امسال)(?! اینده)(?! مالی)"
)
# «تا هفته نخست دی», «تا پایان دهه دوم بهمن»: no day of the calendar
_PART_OF_MONTH: Final = re.compile(r"\b(?:هفته|دهه|نیمه|ثلث) (?:[^ ،.؛:]+ )?\Z")
# «تا ۱۵ فروردین سال آینده»
_NEXT_YEAR: Final = re.compile(r" (?:(?:در|از) )?سال (?:اینده|بعد|پیش رو|اتی)\b")
_BEFORE_WHAT: Final = re.compile(
    r" (?:(?:پایان|اخر|انتهای|روز|فرا رسیدن|رسیدن|شروع|اغاز|سرد شدن|گرم شدن)(?: فصل)? [^ ،.؛:]+|تابستان|زمستان|پاییز|بهار|عید|نوروز|"
    r"(?:جلسه|نشست) (?:اینده|بعد|بعدی|اتی)|\d+ [^ ،.؛:]+)"
)
_UNIT: Final = re.compile(r" ?(?:روز|هفته|ماه|سال|ساعت)(?:ه|های|ای)?(?: (?:کاری|اداری))?(?: (?:اینده|دیگر|جاری|بعد))?")
# within: a term of, at most, less than
_STRETCH: Final = re.compile(r" (?:مدت زمان|مدت|زمان|بازه زمانی|حداکثر|مهلت|کمتر از)(?= )")
# «یک هفته فرصت دارد», «به شرکت گاز ده روز مهلت داده شد تا …»; «یک سال فرصت بازپرداخت» is a respite
_HAS_SO_LONG: Final = GuardedPattern(
    r" (?:روز|هفته|ماه|ساعت)(?: (?:کاری|اداری))?(?= (?:مهلت|فرصت) (?:(?:دارد|دارند|داشته باشد|داشته باشند)\b"
    r"|(?:دادند|داد|داده شد|داده شده است) ?،? (?:تا|که)\b))",
    "مهلت",
    "فرصت",
)
_COMING: Final = re.compile(
    r" (?:پایان وقت اداری |پایان |اخر |انتهای |ابتدای )?(?:روز |همین |این )?(?:هفته|ماه|فصل|سال|بهار|تابستان|پاییز|زمستان|جلسه|نشست|جلسات|روزهای|(?:یک|دو|سه|چهار|پنج)?شنبه|جمعه)(?: (?:اینده|بعد|بعدی|اتی|جاری|دیگر|مالی جاری))?"
)
_IN_TIME: Final = HeadedPattern(
    r"\bدر (?:مهلت|موعد|زمان) (?:مقرر|تعیین شده|قانونی)|\bدر اسرع وقت|\bدر یک برنامه زمانی[^،.؛]{0,25}?مشخص",
    "در مهلت",
    "در موعد",
    "در زمان",
    "در اسرع",
    "در یک برنامه",
)
_EVERY: Final = GuardedPattern(r"\bهر \d+ (?:روز|هفته|ماه) یک ?بار", "هر ")
# «مهلت: ۳۱ تیر ۱۴۰۴»
_LABEL: Final = GuardedPattern(
    r"\b(?:مهلت|موعد|زمان)(?: (?:اجرا|انجام|پیگیری))? ?:(?= ?\d| ?پایان| ?اخر)", "مهلت", "موعد", "زمان"
)
_NUMBER_WORD: Final = re.compile(r" (?:چند|یک|دو|سه|نیم) ?")
# «امهال شش‌ماهه»: how long a respite is, no period that figures are told of
RESPITES: Final = frozenset("امهال استمهال تقسیط تنفس مهلت تمدید تعویق فرصت بازپرداخت اقساط".split())


@dataclass(frozen=True, slots=True)
class Deadline:
    """`on` only for a calendar date; [start, end) are the words in the skeleton."""

    start: int
    end: int
    on: datetime.date | None


def find_deadline(
    surface: Surface, start: int, end: int, year: int | None, after: datetime.date | None
) -> Deadline | None:
    """The deadline stated in a stretch; a calendar date before a duration.

    A day and month without a year take `year`; one that would lie before `after` takes the next year. The length of
    a respite («به مدت یک سال») and numbers of instalments are none.
    """
    found: list[Deadline] = []
    for hit in surface.hits_in(start, end, "time_phrase"):
        if _is_respite(surface, hit.start):
            continue
        deadline = None
        if hit.value == "until":
            deadline = _until(surface, hit.start, hit.end, end, year, after)
        elif hit.value == "before":  # «پیش از پایان دی»; «پیش از این» is no deadline
            deadline = _until(surface, hit.start, hit.end, end, year, after)
            if deadline is None or deadline.on is None:
                what = _BEFORE_WHAT.match(surface.text, hit.end, end)
                deadline = Deadline(hit.start, what.end(), None) if what is not None else None
        elif hit.value in ("duration", "duration_bare"):
            deadline = _duration(surface, hit.start, hit.end, end)
        if deadline is not None:
            found.append(deadline)
    for label in _LABEL.finditer(surface.text, start, end):
        deadline = _until(surface, label.start(), label.end(), end, year, after)
        if deadline is not None:
            found.append(deadline)
    for unit in _HAS_SO_LONG.finditer(surface.text, start, end):
        for number in surface.numbers_in(start, unit.start()):
            if number.end == unit.start() and not number.is_ordinal:
                found.append(Deadline(number.start, unit.end(), None))
    for pattern in (_IN_TIME, _EVERY):
        match = pattern.search(surface.text, start, end)
        if match is not None:
            found.append(Deadline(match.start(), match.end(), None))
    if not found:
        return None
    found.sort(key=lambda deadline: (deadline.on is None, deadline.start))
    return found[0]


def _is_respite(surface: Surface, place: int) -> bool:
    return surface.text[max(0, place - 3) : place] in ("به ",)


def _until(
    surface: Surface, start: int, place: int, limit: int, year: int | None, after: datetime.date | None
) -> Deadline | None:
    text = surface.text
    whole_year = _END_OF_YEAR.match(text, place)
    if whole_year is not None:
        stated = int(whole_year.group("year")) if whole_year.group("year") else year
        on = jalali.last_day_of_month(stated, 12) if stated is not None else None
        return Deadline(start, whole_year.end(), on)
    edge = _EDGE.match(text, place)
    at = edge.end() if edge else place
    for mention in _dates_near(surface.dates, at, min(limit, at + 24)):
        part = _PART_OF_MONTH.search(text, place, mention.start)
        following = _NEXT_YEAR.match(text, mention.end, limit) if mention.date.year is None else None
        if following is not None:
            year, after = year + 1 if year is not None else None, None
        on = None if part is not None else _date_of(mention, text[place:at], year, after)
        return Deadline(start, following.end() if following is not None else mention.end, on)
    coming = _COMING.match(text, place)
    if coming is not None:
        return Deadline(start, coming.end(), None)
    return _duration(surface, start, place, limit)


def _dates_near(dates: Sequence[DateMention], start: int, end: int) -> list[DateMention]:
    return [mention for mention in dates if start <= mention.start < end]


def _date_of(mention: DateMention, edge: str, year: int | None, after: datetime.date | None) -> datetime.date | None:
    """The last day meant; only the end of a month, or a day of it, is a date."""
    if mention.day is None and not re.search("پایان|اخر|انتها", edge):
        return None
    date = mention.date
    stated = date.full_year(year)
    if stated is None:
        return None
    known = replace(date, year=stated, n_year_digits=4)
    on = known.end_date()
    if date.year is None and on is not None and after is not None and on < after:
        on = replace(date, year=stated + 1, n_year_digits=4).end_date()
    return on


def _duration(surface: Surface, start: int, place: int, limit: int) -> Deadline | None:
    """«ظرف یک ماه», «طی دو هفته آینده», «تا ۱۰ روز دیگر»."""
    text = surface.text
    edge = _STRETCH.match(text, place, limit)
    at = edge.end() if edge is not None else place
    numbers = [number for number in surface.numbers_in(at, min(limit, at + 4)) if not number.is_ordinal]
    if numbers:
        unit = _UNIT.match(text, numbers[0].end)
        return Deadline(start, unit.end(), None) if unit else None
    few = _NUMBER_WORD.match(text, at)
    if few is not None:
        unit = _UNIT.match(text, few.end() - 1) or _UNIT.match(text, few.end())
        if unit is not None:
            return Deadline(start, unit.end(), None)
    coming = _COMING.match(text, at)
    return Deadline(start, coming.end(), None) if coming else None
