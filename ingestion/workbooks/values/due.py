"""Due dates: days, durations from the notification or session, and phrases such as «تا پایان مرداد»."""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import replace
from typing import NamedTuple

from ingestion.persian.dates import read_date
from ingestion.persian.jalali import MONTHS, from_gregorian, last_day_of_month, to_gregorian
from ingestion.persian.numbers import find_numbers
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell
from ingestion.workbooks.values.dates import AMBIGUOUS, INVALID, YearHelp, read_date_cell, resolve, two_parts
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import squeezed, written

URGENT_DAYS = 7
_UNIT_DAYS = {"ساعت": 1 / 24, "روز": 1, "هفته": 7, "ماه": 30, "سال": 365}
_UNIT = re.compile(r"(ساعت|روز|هفته|ماه|سال)(?:ه|ه ای|ه‌ای|ای|های|ها)?(?![آ-ی])")
_ENGLISH_DAYS = {"day": 1, "week": 7, "month": 30, "year": 365}
_ENGLISH_NUMBERS = {"a": 1, "an": 1} | {
    word: number
    for number, word in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), start=1)
}
_IN_ENGLISH = re.compile(
    rf"(?:within |in |at most )?(\d{{1,3}}|{'|'.join(_ENGLISH_NUMBERS)})[ -]?(?:calendar )?(day|week|month|year)s?"
    r"(?: (?:after|from|of) (?:the )?(?:notification|notice|session|meeting|date))?"
)
# What follows a duration that runs from the decision itself: «پس از ابلاغ», «از تاریخ جلسه», «از دریافت مصوبه»
_DECISION = r"(?:(?:تاریخ|زمان|روز|دریافت|وصول|صدور) )*(?:ابلاغ|تصویب|جلسه|نشست|مصوبه|صورت ?جلسه|صورت ?مجلس|امضا|نامه|این تاریخ|تاریخ\b)"
# «یک ماه پس از تکمیل مدارک», «۱۵ روز مانده به پایان سال»: days from an event that has none itself
_FROM_AN_EVENT = re.compile(rf"(?<![آ-ی])(?:از (?!{_DECISION})|مانده (?:به|تا) |پیش از |قبل از )")
_OVER_AND_OVER = re.compile(r"(?<![آ-ی])هر (?!چه)|(?:یک|1) ?بار(?![آ-ی])")  # «هر ۱۵ روز», «دو هفته یک بار»
_PART_OF_A_YEAR = re.compile(r"\s*(?:اول|نخست|دوم|سوم|چهارم|پایانی|اخر|گذشته|قبل)(?![آ-ی])(?! از)")  # «سه ماهه اول سال»
_COMING = re.compile(r"\s*(?:اینده|بعد|بعدی|اتی|دیگر)?")
_SEASONS = {"بهار": 3, "تابستان": 6, "پاییز": 9, "زمستان": 12}
_QUARTERS = {"اول": 1, "نخست": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "اخر": 4, "پایانی": 4}  # first to fourth, last
_QUARTER = re.compile(rf"سه ?ماهه? ({'|'.join(_QUARTERS)})(?![آ-ی])")  # «پایان سه‌ماهه دوم»
# A stretch of the year that a term is not the end of: «پاییز ۱۴۰۳», «سه‌ماهه چهارم», «نیمه دوم سال», «دهه اول مهر»
_PERIOD = re.compile(
    rf"(?:(?:فصل )?(?:{'|'.join(_SEASONS)})|(?:سه ?ماهه?|3 ?ماهه?|ربع) (?:{'|'.join(_QUARTERS)})|"
    rf"(?:نیمه|نیم ?سال|(?:شش|6) ?ماهه?) (?:اول|نخست|دوم)|دهه (?:اول|نخست|دوم|سوم|اخر))"
    rf"(?: (?:از|در|سال|ماه|جاری|اینده|(?:{'|'.join(folded(month) for month in MONTHS)})(?:ماه)?|1[34]\d\d))*"
)
_FROM_NOTICE = re.compile(r"^از (?:(?:تاریخ|زمان|روز) )?(?:ابلاغ|تصویب|جلسه|ابلاغیه)(?: مصوبه| صورتجلسه)?[،,]? +")
_DAYS_END = re.compile(r"^(?:تا )?(?:پایان|اخر|انتهای) (?:روز|وقت اداری)(?: روز)? +(?=\d|[آ-ی]+ \d)")
_THIS_YEAR = re.compile(r"[،,]? +(?:سال|ماه) جاری$")
_REMARK = re.compile(r"(?<=\d) *\([^()\d]*\)$")  # «۱۴۰۴/۳/۱۵ (تمدید شده)»
_END = re.compile(r"(?:پایان|اخر|انتهای|انتها|اواخر|سلخ)\s+")
# «۱۴۰۴/۰۵/۰۸ (تمدید تا ۱۴۰۴/۰۶/۰۸)», «یک ماه قابل تمدید»: the term first given counts
_PUT_OFF = re.compile(
    r"(?<=[\dآ-ی])(?<! از)(?<! تا)(?<! به)(?<!زمان)(?<!تاریخ)(?<!منوط)[\s(\[،,؛–-]+(?:با |و )?(?:قابل )?(?:تمدید|به تعویق|تعویق)(?![آ-ی]).*$"
)
# «به ۱۴۰۴/۰۶/۰۸ موکول شد», «مهلت تا ۱۴۰۴/۰۶/۰۸ تمدید گردید», «تمدید تا ۱۴۰۴/۰۶/۰۸»: the only term that is given
_PUT_OFF_TO = re.compile(
    r"(?:(?:مهلت|موعد) )?(?:(?:به|تا) ([^()]{4,30}?) (?:موکول|تمدید|منتقل)(?: (?:شد|شده|گردید|گردیده|یافت|است))*|"
    r"تمدید(?: (?:شد|شده|گردید|گردیده|مهلت))* (?:تا|به) ([^()]{4,30}))"
)
_IS_TERM = re.compile(r"\d|ماه|هفته|روز|پایان|اخر")
_YEAR = re.compile(r"(?<!\d)(1[34]\d\d)(?!\d)")
# «۱۴۰۴», «در سال جاری»: some day of a year
_WHOLE_YEAR = re.compile(r"(?:(?:در|طی|تا) )?(?:طول )?(?:سال )?(?:1[34]\d\d|سال جاری|سال)(?: جاری| (?:هجری )?شمسی)?")
_MIDDLE = re.compile(r"(?:نیمه|اواسط|وسط|میانه)\s+(?:ماه\s+)?")  # «نیمه شهریور»; not «نیمه دوم مهر»
_MIDDLE_DAY = 15
_NUMBERED_MONTH = re.compile(r"برج\s+(\d{1,2}|[آ-ی]+)(?![آ-ی\d])")  # «پایان برج ۶»
_SHORT_YEAR = re.compile(r"(?<!\d)(\d\d)(?!\d)")


class Due(NamedTuple):
    """A due date, how it was had (`date`, `duration`, `phrase`), and the issue where it could not be."""

    value: datetime.date | None
    source: str | None = None
    issue: str | None = None


class _Term(NamedTuple):
    """What a due text means before the row's dates are known."""

    kind: str  # none, days, month_end, month_middle, year_end, this_month, period, date, unknown
    days: int = 0
    month: int = 0
    year: int | None = None


NO_DUE = Due(None)


def read_due(
    cell: Cell,
    *,
    session: datetime.date | None,
    notified: datetime.date | None,
    help_: YearHelp,
    unit_days: int = 0,
) -> Due:
    """The due date of a cell. `unit_days`: the heading says that plain numbers are days (1), weeks (7) or months (30)."""
    if isinstance(cell, str):
        term = _term(cell)
        if term.kind == "none":
            return NO_DUE
        if term.kind == "urgent":
            return _after(URGENT_DAYS, "phrase", session, notified)
        if term.kind == "days":
            return _after(term.days, "duration", session, notified)
        if term.kind in ("month_end", "month_middle", "year_end", "this_month"):
            return _end_of(term, session or notified, help_)
        if term.kind == "period":
            return Due(None, None, AMBIGUOUS)
        if term.kind == "number" and unit_days:
            return _after(term.days * unit_days, "duration", session, notified)
        if term.kind == "date":
            return _written(cell, session or notified, help_)
    elif isinstance(cell, int | float) and not isinstance(cell, bool) and unit_days and 0 < cell < 1000:
        return _after(round(cell * unit_days), "duration", session, notified)
    start = session or notified
    if isinstance(cell, str) and start is not None and two_parts(cell) is not None:
        if unit_days:
            return Due(None, None, INVALID)  # «۱/۵» under «مهلت (ماه)» is a month and a half
        help_ = replace(help_, title_years=frozenset({from_gregorian(start)[0]}))
    reading = read_date_cell(cell, help_)
    return Due(reading.value, "date" if reading.value else None, reading.issue)


def unit_days_of(heading: str) -> int:
    """1, 7 or 30 where a heading counts its plain numbers in days, weeks or months: «مهلت (روز)»; else 0."""
    match = re.search(r"[(\[\-–:/]\s*(?:به\s+)?(روز|هفته|ماه)\s*[)\]]?\s*$|به (روز|هفته|ماه)", folded(heading))
    if match:
        return int(_UNIT_DAYS[match[1] or match[2]])
    in_english = re.search(
        r"[(\[\-–:/]\s*(?:in )?(day|week|month)s?\s*[)\]]?\s*$|\bin (day|week|month)s\b", heading.lower()
    )
    return _ENGLISH_DAYS[in_english[1] or in_english[2]] if in_english else 0


def _after(days: int, source: str, session: datetime.date | None, notified: datetime.date | None) -> Due:
    start = notified or session
    return Due(start + datetime.timedelta(days=days), source) if start else NO_DUE


def _end_of(term: _Term, start: datetime.date | None, help_: YearHelp) -> Due:
    year = term.year
    if year is not None and year < 100:
        year = 1400 + year if year < 60 else 1300 + year
    if year is None:
        year = from_gregorian(start)[0] if start else help_.only_year
    if year is None:
        return Due(None, None, AMBIGUOUS)
    month = term.month or 12
    if term.kind == "this_month":
        if start is None:
            return NO_DUE
        month = from_gregorian(start)[1]
    try:
        last = last_day_of_month(year, month)
        return Due(to_gregorian(year, month, _MIDDLE_DAY) if term.kind == "month_middle" else last, "phrase")
    except ValueError:
        return Due(None, None, INVALID)


def _written(cell: str, start: datetime.date | None, help_: YearHelp) -> Due:
    date = read_date(bare_term(cell)) or read_date(_as_first_given(folded(cell)))
    if date is None:
        return Due(None, None, INVALID)
    if date.year is None and date.day is not None and start is not None:
        help_ = YearHelp(help_.years, frozenset({from_gregorian(start)[0]}))
    reading = resolve(date, help_, use_end=True)
    return Due(reading.value, "date" if reading.value else None, reading.issue)


_LEAD = re.compile(
    r"^(?:(?:حداکثر|نهایتا|حداقل|ظرف|طی|مدت|به مدت|در مدت|تا|لغایت|الی|مورخ|مورخه|تاریخ|روز|مهلت|موعد|ظرف مدت|ان شا الله|تا مورخ|قبل از|پیش از)\s*[:：]?\s+)+"
)


# «از ۱۴۰۳/۹/۱ تا ۱۴۰۳/۱۰/۱», «۳۰ آذر لغایت ۱۵ دی»: the later day is the term
_FROM_TO = re.compile(r"(?:از )?(.{4,30}?) (?:تا|لغایت|الی) (.{4,30})")


def _is_day(text: str) -> bool:
    date = read_date(text)
    return date is not None and date.day is not None


def bare_term(text: str) -> str:
    """A term without the words around it: «حداکثر تا پایان وقت اداری ۱۴۰۳/۱۰/۱» as «1403/10/1»."""
    if (put_off := _PUT_OFF_TO.fullmatch(folded(text).strip(" .()"))) and _is_day(day := put_off[1] or put_off[2]):
        return day
    core = _LEAD.sub("", _FROM_NOTICE.sub("", _REMARK.sub("", _as_first_given(folded(text).strip()))))
    core = core.strip(" .،-–:()")
    core = _LEAD.sub("", _DAYS_END.sub("", core))
    if (span := _FROM_TO.fullmatch(core)) is not None and all(map(_is_day, span.groups())):
        core = span[2]
    return core if _END.match(core) else _THIS_YEAR.sub("", core)


def _as_first_given(text: str) -> str:
    """A term without what it was put off to, where the first one is a day, a stretch of time or an end."""
    first = _PUT_OFF.sub("", text)
    return first if first != text and _IS_TERM.search(first) else text


@functools.lru_cache(maxsize=32768)
def _term(text: str) -> _Term:
    plain = _as_first_given(folded(text).strip())
    key = squeeze(text)
    if not key or is_nothing(text) or key in squeezed("due", "standing") or key in squeezed("due", "appointed"):
        return _Term("none")
    if key in squeezed("due", "urgent") or (plain.startswith("فوری") and not any(sign.isdecimal() for sign in plain)):
        return _Term("urgent")
    core = bare_term(text)
    if _END.match(core):
        return _end_term(_END.sub("", core, count=1))
    if (middle := _MIDDLE.match(core)) and (month := _month_term(core[middle.end() :])) is not None:
        return month._replace(kind="month_middle")
    if _PERIOD.fullmatch(core) or _WHOLE_YEAR.fullmatch(core) or _WHOLE_YEAR.fullmatch(plain):
        return _Term("period")
    if read_date(core) or read_date(plain):
        return _Term("date")
    days = _duration(core)
    if days is not None:
        has_no_day = _OVER_AND_OVER.search(plain) or _FROM_AN_EVENT.search(_UNIT.split(core, maxsplit=1)[-1])
        return _Term("none") if has_no_day else _Term("days", days)
    if re.fullmatch(r"\d{1,3}", core):
        return _Term("number", int(core))
    if any(plain.startswith(folded(word)) for word in written("due", "open_starts")):
        return _Term("none")
    return _Term("unknown")


def _year_in(text: str) -> int | None:
    match = _YEAR.search(text)
    return int(match[1]) if match else None


def _month_term(rest: str) -> _Term | None:
    """The month that a text begins with, by its name or its number («آبان ۱۴۰۳», «برج شش»), with its year where it has one."""
    year = _year_in(rest)
    for number, name in enumerate((*MONTHS, "امرداد"), start=1):
        if re.match(rf"{folded(name)}(?![آ-ی])|{folded(name)}\s*ماه", rest):
            if year is None and (short := _SHORT_YEAR.search(rest)):
                year = int(short[1])
            return _Term("month_end", month=number if number <= 12 else 5, year=year)
    if numbered := _NUMBERED_MONTH.match(rest):
        numbers = find_numbers(numbered[1])
        if len(numbers) == 1 and numbers[0].end - numbers[0].start == len(numbered[1]) and 1 <= numbers[0].value <= 12:
            return _Term("month_end", month=int(numbers[0].value), year=year)
    return None


def _end_term(rest: str) -> _Term:
    rest = re.sub(r"\b(?:ماه|سال جاری|ماه جاری|سال)\b", lambda m: m[0], rest)
    if (named := _month_term(rest)) is not None:
        return named
    year = _year_in(rest)
    for season, month in _SEASONS.items():
        if season in rest:
            return _Term("month_end", month=month, year=year)
    if quarter := _QUARTER.match(rest):
        return _Term("month_end", month=3 * _QUARTERS[quarter[1]], year=year)
    if re.match(r"(?:نیمه|شش ?ماهه?) (?:اول|نخست)", rest):
        return _Term("month_end", month=6, year=year)
    if re.match(r"(?:نیمه|شش ?ماهه?) دوم", rest):
        return _Term("year_end", year=year)
    if re.match(r"سال|1[34]\d\d", rest):
        if re.search("اینده|بعد", rest):
            return _Term("unknown")
        return _Term("year_end", year=year)
    if re.fullmatch(r"(?:همین |این )?ماه(?: جاری)?", rest):
        return _Term("this_month")
    if read_date(rest):
        return _Term("date")
    return _Term("unknown")


def _duration(core: str) -> int | None:
    """Days of «۱۵ روز», «دو هفته», «یک ماهه», «یک ماه و نیم», «۴۸ ساعت», «۱۵ روز پس از ابلاغ»; None for no duration."""
    if in_english := _IN_ENGLISH.fullmatch(core):
        units = _ENGLISH_NUMBERS.get(in_english[1]) or int(in_english[1])
        return min(units * _ENGLISH_DAYS[in_english[2]], 3700) or None
    core = core.replace("هفتهی ", "هفته ")  # «دو هفته‌ی دیگر»
    unit = _UNIT.search(core)
    if unit is None:
        return None
    before, after = core[: unit.start()].strip(), core[unit.end() :]
    if _PART_OF_A_YEAR.match(after):
        return None
    size = _UNIT_DAYS[unit[1]]
    if before in ("نیم",):
        return max(1, round(size / 2))
    numbers = find_numbers(before)
    if not numbers:
        return round(size) if not before and unit[1] == "هفته" and _COMING.fullmatch(after) else None
    if before[: numbers[-1].start].strip() and len(numbers) == 1 and len(before[: numbers[-1].start].split()) > 3:
        return None
    count = float(numbers[-1].value)
    if len(numbers) >= 2 and re.search(r"تا|الی|-|–", before):
        count = max(float(number.value) for number in numbers)
    if before[numbers[-1].end :].strip():
        return None
    days = count * size
    if re.match(r"\s*و\s*نیم", after):
        days += size / 2
    second = re.match(r"\s*و\s+(.+)", after)
    if second and not re.match(r"نیم", second[1]) and (more := _duration(second[1])) is not None:
        days += more
    return max(1, round(days)) if 0 < days <= 3700 else None
