"""Dates as Iranians write them: numeric in any order, with month names, in words, Jalali and Gregorian.

Nothing is guessed: a missing year stays missing, a year of two or three digits says so (`n_year_digits`), an impossible
date says so (`is_valid`). Every pattern is bounded, so time grows with the length of the text only.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final, Literal
from zoneinfo import ZoneInfo

from ingestion.persian import jalali
from ingestion.persian.letters import SkeletonText, word_set
from ingestion.persian.numbers import TENS, UNITS
from ingestion.persian.patterns import GuardedPattern, word_places

Calendar = Literal["jalali", "gregorian"]
Precision = Literal["day", "month_day", "month"]

TEHRAN: Final = ZoneInfo("Asia/Tehran")

# Skeletons of month names (ZWNJ gone, آ as ا) and their variants; the value is the month's number.
_JALALI_MONTHS: Final = {
    "فروردین": 1,
    "اردیبهشت": 2,
    "اردی بهشت": 2,
    "خرداد": 3,
    "تیر": 4,
    "مرداد": 5,
    "امرداد": 5,
    "شهریور": 6,
    "مهر": 7,
    "ابان": 8,
    "اذر": 9,
    "دی": 10,
    "بهمن": 11,
    "اسفند": 12,
}
_GREGORIAN_MONTHS: Final = {
    "ژانویه": 1,
    "جنوری": 1,
    "فوریه": 2,
    "مارس": 3,
    "اوریل": 4,
    "اپریل": 4,
    "مه": 5,
    "می": 5,
    "ژوین": 6,
    "جون": 6,
    "ژوییه": 7,
    "جولای": 7,
    "اوت": 8,
    "اگوست": 8,
    "اگست": 8,
    "سپتامبر": 9,
    "اکتبر": 10,
    "نوامبر": 11,
    "دسامبر": 12,
} | {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_ORDINALS: Final = {
    "نخستین": 1,
    "نخست": 1,
    "یکم": 1,
    "اول": 1,
    "دوم": 2,
    "سوم": 3,
    "چهارم": 4,
    "پنجم": 5,
    "ششم": 6,
    "هفتم": 7,
    "هشتم": 8,
    "نهم": 9,
    "دهم": 10,
    "یازدهم": 11,
    "دوازدهم": 12,
    "سیزدهم": 13,
    "چهاردهم": 14,
    "پانزدهم": 15,
    "شانزدهم": 16,
    "هفدهم": 17,
    "هجدهم": 18,
    "هیجدهم": 18,
    "نوزدهم": 19,
    "بیستم": 20,
    "سی ام": 30,
    "سیام": 30,
    "سیم": 30,
}
_CARDINALS: Final = {
    "یک": 1,
    "دو": 2,
    "سه": 3,
    "چهار": 4,
    "پنج": 5,
    "شش": 6,
    "هفت": 7,
    "هشت": 8,
    "نه": 9,
    "ده": 10,
    "یازده": 11,
    "دوازده": 12,
    "سیزده": 13,
    "چهارده": 14,
    "پانزده": 15,
    "شانزده": 16,
    "هفده": 17,
    "هجده": 18,
    "نوزده": 19,
    "بیست": 20,
    "سی": 30,
}
_TENS: Final = {"بیست": 20, "سی": 30}
_WEEKDAYS: Final = {
    "شنبه": "شنبه",  # Saturday
    "یک": "یکشنبه",  # Sunday
    "دو": "دوشنبه",  # Monday
    "سه": "سه‌شنبه",  # Tuesday
    "چهار": "چهارشنبه",  # Wednesday
    "پنج": "پنجشنبه",  # Thursday
    "جمعه": "جمعه",  # Friday
    "ادینه": "جمعه",  # Friday
}
# Words that may stand beside a date without being part of another statement: date, dated, day, of publication, hour,
# solar, Gregorian, year, month, published, session date, updated, code word «at», corresponding to
_LABELS: Final = word_set(
    "تاریخ مورخ مورخه روز انتشار ساعت شمسی میلادی هجری سال ماه منتشر خبر جلسه برگزاری بروزرسانی بهروزرسانی در به مطابق",
    "برابر با ثبت ق ظ ب صبح عصر ظهر شب t z gmt utc am pm ه ش خورشیدی mon tue wed thu fri sat sun monday tuesday",
    "wednesday thursday friday saturday sunday st nd rd th",
)


def _any(names: dict[str, int]) -> str:
    return "|".join(sorted((re.escape(name) for name in names), key=len, reverse=True))


_JALALI = _any(_JALALI_MONTHS)
_CHRISTIAN = _any(_GREGORIAN_MONTHS)
_ENGLISH = _any({name: number for name, number in _GREGORIAN_MONTHS.items() if name.isascii()})
_MARK = r"[/.\-–—٫\\,،_]"
_ORDINAL = rf"(?:(?:بیست|سی) ?و ?)?(?:{_any(_ORDINALS)})"
_CARDINAL = rf"(?:(?:بیست|سی) ?و ?)?(?:{_any(_CARDINALS)})"
_DAY = rf"(?:\d{{1,2}}(?: ?(?:امین|ام|م)(?!\w))?|{_ORDINAL})"
_UNTIL = r"(?: ?(?:تا|الی|لغایت|و|-|–|،|,) ?)"
_YEAR_TAIL = r"(?:(?: ?ماه)?(?: ?[/.\-–،,] ?| {1,40})?(?:سال {1,40})?(?:\(?)(?P<year>\d{2,4})(?![\d]|[:/.]\d))"
_BELOW_HUNDRED: Final = {**UNITS, **TENS}
_YEAR_IN_WORDS = re.compile(
    r"(?<!\w)(?:یک ?)?هزار ?و ?(?P<century>سیصد|چهارصد)"
    rf"(?: و (?P<rest>(?:{_any(TENS)}) و (?:{_any(UNITS)})|{_any(_BELOW_HUNDRED)}))?(?!\w| و |"
    # units, persons, cases, resolutions, items, million, milliard, rial, toman, tons, hectares, metres, kilos, files, jobs
    r" ?(?:واحد|نفر|مورد|مصوبه|فقره|میلیون|میلیارد|ریال|تومان|تن|هکتار|متر|کیلو|پرونده|شغل|میلیار|دلار|روز))"
)
# What may not stand before is asked behind the first digit: a search that begins with a digit skips to the next one.
_NUMERIC = re.compile(
    rf"(?P<a>\d(?<![\d/.\-٫:].)\d{{0,3}}) ?{_MARK} ?(?P<b>\d{{1,2}}) ?{_MARK} ?(?P<c>\d{{1,4}})"
    r"(?!\d)(?![/.٫]\d{1,4}(?![\d:]))"
)
_SPACED = re.compile(r"^(?P<a>\d{2,4}) (?P<b>\d{1,2}) (?P<c>\d{1,2})$|^(?P<d>\d{1,2}) (?P<e>\d{1,2}) (?P<f>\d{4})$")
_COMPACT = re.compile(r"(?<!\d)(?P<a>1[34]\d\d|19\d\d|20\d\d)(?P<b>\d\d)(?P<c>\d\d)(?!\d)")
_NAMED = re.compile(
    rf"(?<![\w/])(?<!\d:)(?P<day>{_DAY})(?:{_UNTIL}(?P<end>{_DAY}))?(?: ?[/.\-–] ?| )?"
    rf"(?P<month>{_JALALI})(?=\W|ماه|$|\d)(?: ?ماه(?!\w))?{_YEAR_TAIL}?"
)
_YEAR_FIRST = re.compile(
    rf"(?P<year>1(?<![\w/].)[34]\d\d) ?[/.\- ،] ?(?P<month>{_JALALI})(?: ?ماه)? ?[/.\- ،] ?"
    r"(?P<day>\d{1,2})(?![\d:])"
)
_SPELLED = re.compile(
    rf"(?P<day>{_CARDINAL}) (?P<month>{_JALALI})(?: ?ماه)?(?:[ ،/-]{{1,2}}(?:سال )?(?P<year>\d{{2,4}}))?"
)
_MONTH_ONLY = re.compile(
    rf"(?<!\w)(?P<edge>(?:پایان|اخر|اواخر|اوایل|ابتدای|نیمه|اواسط|انتهای|طی|تا) )?(?P<month>{_JALALI})"
    rf"(?P<suffix> ?ماه)?(?!\w){_YEAR_TAIL}?"
)
_GREGORIAN = GuardedPattern(
    rf"(?<![\w/])(?P<day>{_DAY})(?:st|nd|rd|th)?(?: ?[/.\-،,] ?| )(?:of )?(?P<month>{_CHRISTIAN})\.?"
    r"(?: ?[/.\-،,] ?| )(?:سال )?(?P<year>(?:19|20)\d\d)(?!\d)",
    "19",
    "20",
)
_ENGLISH_MONTH_FIRST = GuardedPattern(
    rf"(?<!\w)(?P<month>{_ENGLISH})\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? "
    r"(?P<year>(?:19|20)\d\d)(?!\d)",
    "19",
    "20",
)
_WEEKDAY = re.compile(
    r"(?<!\w)(?:(?P<prefix>یک|دو|سه|چهار|چار|پنج)? ?شنبه|(?P<friday>جمعه|ادینه))(?=\W|$|شب|صبح|عصر|ظهر|مورخ)"
)
_WEEKDAY_NOUNS: Final = ("شنبه", "جمعه", "ادینه")
# characters of «چهار » before the noun, and of «مورخ» behind it
_LONGEST_WEEKDAY_PREFIX: Final = 5
_LONGEST_WEEKDAY_END: Final = 4
_TIME = re.compile(
    r"(?<![\d:])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,6})?)?(?![\d:])"
    r"|ساعت (?P<full_hour>[01]?\d|2[0-3])(?![\d:/.])"  # hour
)
# to, until: the second of two dates ends a range
_RANGE = re.compile(r"^\s*(?:تا|الی|لغایت|-|–)\s*$")
_OFFSET = re.compile(r"(?P<sign>[+\-])(?P<hours>\d\d):?(?P<minutes>\d\d)(?!\d)|\b(?P<utc>gmt|utc)\b|(?<=\d)(?P<z>z)\b")
# Between a weekday and its date: day, dated, brackets and marks.
_WEEKDAY_GAP = re.compile(r"^[\s،,(/\-–:.)|]{0,4}(?:(?:مورخه|مورخ|روز)[\s،,(]{0,2})?$")
_DIGIT_O = re.compile(r"(?<=[\d/.\-])[oо]+(?![^\W\d_])|(?<![^\W\d_])[oо]+(?=[\d])")


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written; months and days are numbers of `calendar`.

    `year` is as written (4 for «۰۴», 404 for «۴۰۴») with `n_year_digits` digits, None where no year stands. `day_end`
    is the last day of a range such as «۱۰ تا ۱۲ خرداد». `weekday` is the Persian name where one stands beside the date.
    `is_valid` is false for a day that does not exist. `other_order` is the same digits read the other way round, where
    day and two-digit year could change places. `time` and `utc_offset` only where written.
    """

    calendar: Calendar
    year: int | None
    n_year_digits: int
    month: int
    day: int | None
    day_end: int | None = None
    weekday: str | None = None
    is_valid: bool = True
    other_order: WrittenDate | None = None
    time: datetime.time | None = None
    utc_offset: datetime.timedelta | None = None

    @property
    def precision(self) -> Precision:
        """day (year, month, day), month_day (no year) or month (no day)."""
        if self.day is None:
            return "month"
        return "month_day" if self.year is None else "day"

    def full_year(self, context_year: int | None = None) -> int | None:
        """The year with all its digits.

        Three digits stand for 1000 more. Two digits and a missing year need a `context_year` (of the same calendar):
        a missing year is that year, two digits the nearest year that ends in them.
        """
        if self.year is None:
            return context_year
        if self.n_year_digits >= 4:
            return self.year
        if self.n_year_digits == 3:
            return 1000 + self.year
        if context_year is None:
            return None
        century = context_year - context_year % 100 + self.year
        return min((century - 100, century, century + 100), key=lambda year: abs(year - context_year))

    def to_date(self, context_year: int | None = None) -> datetime.date | None:
        """The Gregorian date (the first day of a range); None without a day, a known year, or if impossible."""
        return self._date_of(self.day, context_year)

    def end_date(self, context_year: int | None = None) -> datetime.date | None:
        """The last day meant: of the range, of the month if no day is written, else the day itself."""
        if self.day is not None:
            return self._date_of(self.day_end or self.day, context_year)
        year = self.full_year(context_year)
        if year is None or not self.is_valid:
            return None
        return self._date_of(_last_day(self.calendar, year, self.month), context_year)

    def to_datetime(self, context_year: int | None = None) -> datetime.datetime | None:
        """Date and time with its offset (Tehran's of that day where none is written); None without either."""
        date = self.to_date(context_year)
        if date is None or self.time is None:
            return None
        zone = TEHRAN if self.utc_offset is None else datetime.timezone(self.utc_offset)
        return datetime.datetime.combine(date, self.time, tzinfo=zone)

    def weekday_agrees(self, context_year: int | None = None) -> bool | None:
        """Whether the written weekday is the date's; None where there is no weekday or no full date."""
        date = self.to_date(context_year)
        if date is None or self.weekday is None:
            return None
        return jalali.weekday_name(date) == self.weekday

    def _date_of(self, day: int | None, context_year: int | None) -> datetime.date | None:
        year = self.full_year(context_year)
        if day is None or year is None or not self.is_valid:
            return None
        try:
            if self.calendar == "gregorian":
                return datetime.date(year, self.month, day)
            return jalali.to_gregorian(year, self.month, day)
        except ValueError:
            return None


@dataclass(slots=True)
class DateMention:
    """A date found in prose: `text` is `original[start:end]`, without the weekday."""

    start: int
    end: int
    text: str
    date: WrittenDate

    @property
    def year(self) -> int | None:
        """The year with all digits, None where none stands."""
        return self.date.full_year()

    @property
    def month(self) -> int:
        """The month's number."""
        return self.date.month

    @property
    def day(self) -> int | None:
        """The day of the month."""
        return self.date.day

    @property
    def precision(self) -> Precision:
        """As of the written date."""
        return self.date.precision

    @property
    def weekday(self) -> str | None:
        """The Persian name of the weekday beside the date."""
        return self.date.weekday


@dataclass(slots=True)
class WeekdayMention:
    """A weekday named by itself («یکشنبه», not «یکشنبه‌های تولید»)."""

    start: int
    end: int
    name: str


def _last_day(calendar: Calendar, year: int, month: int) -> int:
    if calendar == "jalali":
        return jalali.days_in_month(year, month)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return (following - datetime.timedelta(days=1)).day


def _calendar_of(year: int | None, n_digits: int) -> Calendar:
    return "gregorian" if n_digits == 4 and year is not None and year >= 1900 else "jalali"


def _checked(date: WrittenDate) -> WrittenDate:
    """The date with `is_valid` set by calendar rules; a missing or short year is given the benefit of a leap year."""
    year = date.full_year()
    last = 31
    valid = 1 <= date.month <= 12
    if valid and year is not None and date.n_year_digits >= 3:
        first, final = (jalali.FIRST_YEAR, jalali.LAST_YEAR) if date.calendar == "jalali" else (1900, 2100)
        valid = first <= year <= final
    if valid:
        if date.calendar == "jalali":
            known = year is not None and date.n_year_digits >= 3
            last = jalali.days_in_month(year if known and year is not None else 1403, date.month)
        else:
            last = _last_day("gregorian", year if year is not None else 2024, date.month)
        days = [day for day in (date.day, date.day_end) if day is not None]
        valid = all(1 <= day <= last for day in days) and (len(days) < 2 or days[0] < days[1])
    return date if valid == date.is_valid else replace(date, is_valid=valid)


def _number_of_day(text: str) -> int:
    digits = re.match(r"\d{1,2}", text)
    if digits:
        return int(digits.group())
    for table in (_ORDINALS, _CARDINALS):
        if text in table:
            return table[text]
    for tens, value in _TENS.items():
        if text.startswith(tens):
            rest = text[len(tens) :].strip().removeprefix("و").strip()
            unit = _ORDINALS.get(rest) or _CARDINALS.get(rest) or 0
            return value + unit
    return 0


def _numeric(a: str, b: str, c: str) -> WrittenDate | None:
    """Three numbers as a date: the year is the long one, else the first if the last can be a day."""
    month = int(b)

    def made(year: str, day: str, *, is_year_last: bool = False) -> WrittenDate:
        calendar = _calendar_of(int(year), len(year))
        number, month_number = int(day), month
        if is_year_last and calendar == "gregorian" and month > 12 >= number:
            number, month_number = month, number
        return _checked(WrittenDate(calendar, int(year), len(year), month_number, number))

    if len(a) >= 3 and len(c) >= 3:
        return None
    if len(a) >= 3:
        return made(a, c)
    if len(c) >= 3:
        return made(c, a, is_year_last=True)
    year_first, year_last = made(a.zfill(2), c), made(c.zfill(2), a)
    if year_first.is_valid and year_last.is_valid and a != c:
        return replace(year_first, other_order=year_last)
    return year_last if year_last.is_valid and not year_first.is_valid else year_first


def _named(match: re.Match[str], months: dict[str, int], *, prose: bool) -> tuple[WrittenDate, int] | None:
    """The date of a match with a month's name, and the end of what belongs to it."""
    groups = match.groupdict()
    end = match.end()
    year_text = groups.get("year")
    month = months[match.group("month")]
    is_gregorian = months is _GREGORIAN_MONTHS
    if year_text and not is_gregorian:
        full = len(year_text) == 4 and 1200 <= int(year_text) <= 1499
        if not full and (prose or len(year_text) == 4):
            if not prose:
                return None
            year_text, end = None, match.start("year")
    day = _number_of_day(groups["day"]) if groups.get("day") else None
    day_end = _number_of_day(groups["end"]) if groups.get("end") else None
    date = WrittenDate(
        "gregorian" if is_gregorian else "jalali",
        int(year_text) if year_text else None,
        len(year_text) if year_text else 0,
        month,
        day,
        day_end,
    )
    return _checked(date), end


_DATE_HINT: Final = re.compile(
    f"(?:{_any(_JALALI_MONTHS)}|{_any(_GREGORIAN_MONTHS)})(?:ماه)?(?![^\\W\\d_])|[0-9][/.\\-][0-9]"
)
_REACH: Final = 56


@dataclass(slots=True)
class _Raw:
    start: int
    end: int
    date: WrittenDate


def years_in_digits(text: str) -> str:
    """The text with years in words («یک هزار و چهارصد و سه») as digits, right-aligned in the place of the words."""
    if "هزار" not in text or ("سیصد" not in text and "چهارصد" not in text):
        return text
    return _YEAR_IN_WORDS.sub(_year_as_digits, text)


def _year_as_digits(match: re.Match[str]) -> str:
    century, rest = (1300 if match.group("century") == "سیصد" else 1400), match.group("rest")
    return str(century + (_number_below_hundred(rest) if rest else 0)).rjust(len(match.group()))


def _number_below_hundred(text: str) -> int:
    tens, _, unit = (part.strip() for part in re.sub(r"\bو\b", "|", text).partition("|"))
    return _BELOW_HUNDRED[tens] + (_BELOW_HUNDRED[unit] if unit else 0)


def _trim_end(text: str, start: int, end: int) -> int:
    """The end without the marks and the words «سال» that a dropped year leaves behind."""
    piece = text[start:end].rstrip(" ،,/.-–(")
    piece = piece.removesuffix(" سال").rstrip(" ،,/.-–(")
    return start + len(piece)


def _numeric_dates(text: str, *, prose: bool) -> list[_Raw]:
    found: list[_Raw] = []
    for match in _NUMERIC.finditer(text):
        a, b, c = match.group("a", "b", "c")
        if prose and not any(len(part) == 4 and part[:2] in ("13", "14", "19", "20") for part in (a, c)):
            continue
        date = _numeric(a, b, c)
        if date is not None:
            found.append(_Raw(match.start(), match.end(), date))
    return found


def _collect(text: str, *, prose: bool) -> list[_Raw]:
    """Dates of every form, leftmost longest, none overlapping."""
    found = _numeric_dates(text, prose=prose)
    for pattern, months in (
        (_GREGORIAN, _GREGORIAN_MONTHS),
        (_ENGLISH_MONTH_FIRST, _GREGORIAN_MONTHS),
        (_YEAR_FIRST, _JALALI_MONTHS),
        (_NAMED, _JALALI_MONTHS),
    ):
        match = pattern.search(text)
        while match is not None:
            read = _named(match, months, prose=prose)
            resume = match.end()
            if read is not None and (not prose or read[0].day is None or 1 <= read[0].day <= 31):
                found.append(_Raw(match.start(), _trim_end(text, match.start(), read[1]), read[0]))
            elif match.groupdict().get("end"):  # «نشست ۴۱ - دهم مهر»: no range begins on the 41st
                resume = match.end("day")
            match = pattern.search(text, resume)
    for match in _MONTH_ONLY.finditer(text):
        read = _named(match, _JALALI_MONTHS, prose=prose)
        if read is None:
            continue
        if not prose or match.group("suffix") or match.group("edge") or read[0].year is not None:
            start = match.start("month")
            found.append(_Raw(start, _trim_end(text, start, read[1]), read[0]))
    found.sort(key=lambda raw: (raw.start, -raw.end))
    chosen: list[_Raw] = []
    for raw in found:
        if not chosen or raw.start >= chosen[-1].end:
            chosen.append(raw)
    return chosen


def _weekday_name(match: re.Match[str]) -> str:
    if match.group("friday"):
        return _WEEKDAYS["جمعه"]
    prefix = match.group("prefix")
    return _WEEKDAYS["چهار" if prefix == "چار" else prefix] if prefix else _WEEKDAYS["شنبه"]


def _weekday_beside(text: str, raw: _Raw, weekdays: list[re.Match[str]]) -> str | None:
    """The weekday right before the date, else right after it."""
    for weekday in reversed(weekdays):
        if weekday.end() <= raw.start and raw.start - weekday.end() <= 14:
            if _WEEKDAY_GAP.match(text[weekday.end() : raw.start]):
                return _weekday_name(weekday)
            break
        if weekday.end() < raw.start:
            break
    for weekday in weekdays:
        if raw.end <= weekday.start():
            if _WEEKDAY_GAP.match(text[raw.end : weekday.start()]):
                return _weekday_name(weekday)
            break
    return None


def _weekdays(text: str) -> list[re.Match[str]]:
    """The matches of `_WEEKDAY`, sought only where one of its nouns stands."""
    found: list[re.Match[str]] = []
    at = 0
    for place, end in word_places(text, _WEEKDAY_NOUNS):
        if place >= at:
            match = _WEEKDAY.search(text, max(at, place - _LONGEST_WEEKDAY_PREFIX), end + _LONGEST_WEEKDAY_END)
            if match is not None:
                found.append(match)
                at = match.end()
    return found


def _with_weekdays(text: str, dates: list[_Raw]) -> list[_Raw]:
    weekdays = _weekdays(text) if dates else []
    if not weekdays:
        return dates
    result: list[_Raw] = []
    low = 0
    for raw in dates:
        while low < len(weekdays) - 1 and weekdays[low + 1].end() <= raw.start:
            low += 1
        near = weekdays[low : low + 3]
        weekday = _weekday_beside(text, raw, near)
        result.append(_Raw(raw.start, raw.end, replace(raw.date, weekday=weekday)) if weekday else raw)
    return result


def find_dates(text: str) -> list[DateMention]:
    """The dates stated in prose, in order; relative days («امروز») and bare weekdays are none.

    Two-digit years, dates of digits alone and month names without «ماه», a year or a word like «پایان» are not taken.
    """
    skeleton_text = SkeletonText(text)
    mentions: list[DateMention] = []
    for mention in find_dates_in_skeleton(skeleton_text.text):
        start, end = skeleton_text.span(mention.start, mention.end)
        mentions.append(DateMention(start, end, text[start:end], mention.date))
    return mentions


def find_dates_in_skeleton(skeleton: str, hints: Sequence[int] | None = None) -> list[DateMention]:
    """As `find_dates`, for a text that is a skeleton already; places and `text` are the skeleton's.

    `hints` are the places of month names and of digits with marks between them, where the caller knows them.
    """
    if hints is None:
        hints = [match.start() for match in _DATE_HINT.finditer(skeleton)]
    found: list[_Raw] = []
    written = years_in_digits(skeleton)
    for start, end in _dated_stretches(skeleton, hints):
        for raw in _collect(written[start:end], prose=True):
            found.append(_Raw(raw.start + start, raw.end + start, raw.date))
    return [
        DateMention(raw.start, raw.end, skeleton[raw.start : raw.end], raw.date)
        for raw in _with_weekdays(skeleton, found)
    ]


def month_names() -> tuple[str, ...]:
    """The names of months that a date may be written with, as skeletons."""
    return (*_JALALI_MONTHS, *_GREGORIAN_MONTHS)


def _dated_stretches(skeleton: str, hints: Sequence[int]) -> list[tuple[int, int]]:
    """Stretches of whole words around the hints; dates stand nowhere else."""
    stretches: list[tuple[int, int]] = []
    for hint in hints:
        if skeleton[hint - 1 : hint].isalpha():
            continue
        start = skeleton.rfind(" ", 0, max(0, hint - _REACH)) + 1
        end = skeleton.find(" ", hint + _REACH)
        end = len(skeleton) if end < 0 else end
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], end)
        else:
            stretches.append((start, end))
    return stretches


def find_weekdays(text: str) -> list[WeekdayMention]:
    """Weekdays named in prose, in order; the days of programmes («سه‌شنبه‌های اقتصادی») are none."""
    skeleton_text = SkeletonText(text)
    found = find_weekdays_in_skeleton(skeleton_text.text)
    return [WeekdayMention(*skeleton_text.span(mention.start, mention.end), mention.name) for mention in found]


def find_weekdays_in_skeleton(skeleton: str) -> list[WeekdayMention]:
    """As `find_weekdays`, for a text that is a skeleton already."""
    return [WeekdayMention(*match.span(), _weekday_name(match)) for match in _weekdays(skeleton)]


def _without(text: str, spans: list[tuple[int, int]]) -> str:
    pieces: list[str] = []
    place = 0
    for start, end in sorted(spans):
        pieces.append(text[place:start])
        place = max(place, end)
    pieces.append(text[place:])
    return " ".join(pieces)


def _is_label_only(text: str) -> bool:
    return all(word in _LABELS for word in re.findall(r"\w+", text))


def _clock(text: str) -> tuple[datetime.time | None, datetime.timedelta | None, list[tuple[int, int]]]:
    """The time of day and its offset from UTC, with their places."""
    match = _TIME.search(text)
    if match is None:
        return None, None, []
    spans = [match.span()]
    hour, minute, second = (int(match.group(name) or 0) for name in ("hour", "minute", "second"))
    clock = datetime.time(int(match.group("full_hour") or hour), minute, second)
    offset: datetime.timedelta | None = None
    zone = _OFFSET.search(text, match.end())
    if zone is not None:
        spans.append(zone.span())
        if zone.group("sign"):
            offset = datetime.timedelta(hours=int(zone.group("hours")), minutes=int(zone.group("minutes")))
            if zone.group("sign") == "-":
                offset = -offset
        else:
            offset = datetime.timedelta(0)
    return clock, offset, spans


def _compact(text: str) -> WrittenDate | None:
    match = _COMPACT.fullmatch(text)
    return _numeric(*match.group("a", "b", "c")) if match else None


def _spaced(text: str) -> WrittenDate | None:
    match = _SPACED.match(text)
    if match is None:
        return None
    return _numeric(*(match.group("a", "b", "c") if match.group("a") else match.group("d", "e", "f")))


def _spelled_day(text: str) -> WrittenDate | None:
    """«پانزده خرداد ۱۴۰۴»: the day as a cardinal, which prose uses for street names."""
    match = re.fullmatch(
        rf"(?P<day>{_CARDINAL}) (?P<month>{_JALALI})(?: ?ماه)?(?:[ ،/-]{{1,2}}(?:سال )?(?P<year>\d{{2,4}}))?",
        text,
    )
    read = _named(match, _JALALI_MONTHS, prose=False) if match else None
    return read[0] if read else None


_WHOLE: Final[tuple[Callable[[str], WrittenDate | None], ...]] = (_compact, _spaced, _spelled_day)


@lru_cache(maxsize=32768)
def read_date(text: str) -> WrittenDate | None:
    """The one date that a text (a cell, a date line) is; None if it says anything else.

    Labels («تاریخ انتشار:», «مورخ»), a weekday, a time of day and a second writing of the date may stand beside it.
    """
    plain = years_in_digits(_DIGIT_O.sub(lambda match: "0" * len(match.group()), SkeletonText(text).text))
    if not plain or len(plain) > 200:
        return None
    clock, offset, spans = _clock(plain)
    dated = _without(plain, spans) if spans else plain
    dated = re.sub(r" {2,}", " ", dated).strip(" |()[]،,:؛;.-–")
    for read in _WHOLE:
        whole = read(dated)
        if whole is not None:
            return replace(whole, time=clock, utc_offset=offset)
    found = _with_weekdays(dated, _collect(dated, prose=False))
    if not found:
        return None
    weekdays = [match.span() for match in _weekdays(dated)]
    date = found[0].date
    others = [*weekdays, *((raw.start, raw.end) for raw in found)]
    if len(found) == 2 and _RANGE.match(dated[found[0].end : found[1].start]):
        date = _ranged(date, found[1].date)
        others.append((found[0].end, found[1].start))
    elif len(found) > 1 and not _is_second_writing(found[0].date, found[1].date):
        return None
    if not _is_label_only(_without(dated, others)):
        return None
    return replace(date, time=clock, utc_offset=offset)


def _ranged(first: WrittenDate, last: WrittenDate) -> WrittenDate:
    """The first day of a range with its last day, where both lie in one month."""
    if (first.calendar, first.year, first.month) != (last.calendar, last.year, last.month):
        return first if first.year is not None else replace(first, year=last.year, n_year_digits=last.n_year_digits)
    return _checked(replace(first, day_end=last.day)) if first.day != last.day else first


def _is_second_writing(first: WrittenDate, second: WrittenDate) -> bool:
    """Whether the second date is the first one in the other calendar."""
    return first.calendar != second.calendar or first.to_date() == second.to_date() is not None
