"""When a page says it was published: ISO, RFC 2822 and Solar-Hijri forms to one aware instant in Tehran time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from ingestion.news.boilerplate import is_date_line
from ingestion.news.page import Precision
from ingestion.persian.dates import find_dates
from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.jalali import to_gregorian

TEHRAN = ZoneInfo("Asia/Tehran")
# No news site is older, and no year below it is Gregorian.
_FIRST_GREGORIAN_YEAR = 1970
_LAST_GREGORIAN_YEAR = 2999
_ISO = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
    r"(?:[T\s]+(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)?"
    r"\s*(?P<zone>Z|[+-]\d{2}:?\d{2})?"
)
# Day before month or month before day: 11/10/2025 may be either.
_AMBIGUOUS = re.compile(
    r"(?<!\d)(?!(\d{1,2})[/.-]\1[/.-])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-](?:19|20)\d{2}(?!\d)"
)
_CLOCK = re.compile(
    r"(?<![\d:/])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?![\d/])"
    r"(?:\s*(?P<half>ق\s?\.?\s?ظ|ب\s?\.?\s?ظ|قبل ?از ?ظهر|بعد ?از ?ظهر|صبح|عصر|[ap]\.?m\b))?",
    re.IGNORECASE,
)
# Before noon, in a clock of twelve hours.
_FORENOON = ("ق", "ص", "a")


@dataclass(frozen=True, slots=True)
class Published:
    """An aware instant (Asia/Tehran) and how finely it was written."""

    at: datetime
    precision: Precision


def read_published(text: str) -> Published | None:
    """The first date in the text with its time of day; None if there is none or it has no year.

    A date without an offset is Tehran local time, `Z` is UTC. A four-digit year below 1900 is Solar-Hijri. A Gregorian
    date of which the day may be the month is none.
    """
    written = to_ascii_digits(text).strip()
    iso = _ISO.match(written)
    if iso:
        return _from_iso(iso)
    return _from_mail(written) or _from_prose(text, written)


def read_date_line(text: str) -> Published | None:
    """The date of a line that says nothing else («تاریخ: ۱۴۰۴/۶/۱۸ ساعت ۹:۳۰»); None for any other text."""
    mentions = [mention for mention in find_dates(text) if mention.year is not None and mention.day is not None]
    if len(mentions) != 1 or not is_date_line(text, mentions[0].text):
        return None
    return _from_prose(text, to_ascii_digits(text))


def _from_iso(match: re.Match[str]) -> Published | None:
    day = _day(int(match["year"]), int(match["month"]), int(match["day"]))
    if day is None:
        return None
    if match["hour"] is None:
        return _published(day, None)
    clock = _time(match)
    if clock is None:
        return None
    zone = _zone(match["zone"])
    at = datetime.combine(day, clock, zone or TEHRAN).astimezone(TEHRAN)
    return Published(at, "second" if match["second"] is not None else "minute")


def _from_mail(written: str) -> Published | None:
    """RFC 2822 dates of feeds, with or without the weekday."""
    if not re.search(r"[A-Za-z]{3}", written):
        return None
    try:
        at = parsedate_to_datetime(written)
    except (ValueError, IndexError, TypeError, OverflowError):
        return None
    if not _FIRST_GREGORIAN_YEAR <= at.year <= _LAST_GREGORIAN_YEAR:
        return None
    return Published((at if at.tzinfo else at.replace(tzinfo=TEHRAN)).astimezone(TEHRAN), "second")


def _from_prose(text: str, written: str) -> Published | None:
    """A date line such as «تاریخ انتشار: ۲۱ تیر ۱۳۹۸ - ۱۷:۲۱» ("published: 21 Tir 1398")."""
    for mention in find_dates(text):
        if mention.year is None or mention.month is None or mention.day is None:
            continue
        if mention.year >= 1900 and _AMBIGUOUS.search(written):
            continue
        day = _day(mention.year, mention.month, mention.day)
        if day is not None:
            return _published(day, _CLOCK.search(written))
    return None


def _published(day: date, clock: re.Match[str] | None) -> Published:
    at = _time(clock) if clock else None
    if clock is None or at is None:
        return Published(datetime.combine(day, time(), TEHRAN), "day")
    return Published(datetime.combine(day, at, TEHRAN), "second" if clock["second"] else "minute")


def _time(match: re.Match[str]) -> time | None:
    hour = int(match["hour"])
    half = match.groupdict().get("half")
    if half and hour <= 12:
        hour = hour % 12 + (0 if half.lower().startswith(_FORENOON) else 12)
    try:
        return time(hour, int(match["minute"]), int(match["second"] or 0))
    except ValueError:
        return None


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    sign = -1 if text[0] == "-" else 1
    return timezone(sign * timedelta(hours=int(text[1:3]), minutes=int(text[-2:])))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        if year < 1900:
            return to_gregorian(year, month, day)
        return date(year, month, day) if _FIRST_GREGORIAN_YEAR <= year <= _LAST_GREGORIAN_YEAR else None
    except ValueError:
        return None
