"""Cells that hold two things under a heading of both: the term of a resolution and what became of it."""

from __future__ import annotations

import datetime
import re

from ingestion.persian.numbers import find_numbers
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks.values.dates import YearHelp
from ingestion.workbooks.values.due import NO_DUE, Due, bare_term, read_due

_SIGNS = re.compile(r"\s*[\n؛;|،,:]\s*|\s+[-–—/]\s*|\s*[-–—/]\s+|(?<=[^\W\d_])[-–—/]|[-–—/](?=[^\W\d_])|\s*[()]\s*")
_SPACES = re.compile(r"\s+")
_COUNTED_BY_NAME = ("نیم", "هفته")  # half a month; a week hence
ANY_DAY = datetime.date(2024, 4, 3)  # a session to count durations from
_MOST_PLACES = 24


def split_term_and_status(text: str) -> tuple[str | None, str | None]:
    """(term, status) of «یک ماه - اجرا شد»; a text that is neither is a status that nobody knows."""
    text = text.strip()
    places = list(_SIGNS.finditer(text)) or list(_SPACES.finditer(text))
    pairs = [(text[: place.start()].strip(), text[place.end() :].strip(" ()")) for place in places[:_MOST_PLACES]]
    for before, after in pairs:  # from either side the longest status first: «نشد» belongs to «اجرا نشد»
        if _is_term(before) and _is_status(after):
            return before, after
    for before, after in reversed(pairs):
        if _is_status(before) and _is_term(after) and not _is_day_of_doing(before, after):
            return after, before
    return (text, None) if _is_term(text) and not _is_status(text) else (None, text)


def _is_status(text: str) -> bool:
    match = match_status(text)
    return match.code != UNKNOWN or match.is_ambiguous


def _due(text: str) -> Due:
    return read_due(text, session=ANY_DAY, notified=None, help_=YearHelp(frozenset({1403}), frozenset({1403})))


def _is_term(text: str) -> bool:
    due = _due(text)
    if due.source == "duration" and not _begins_with_number(text):
        return False  # «قسط دوم ۳ ماه بعد» is more than a term
    return due.issue is None and (due != NO_DUE or not _is_unread(text))


def _begins_with_number(text: str) -> bool:
    core = bare_term(text)
    numbers = find_numbers(core)
    return core.startswith(_COUNTED_BY_NAME) or bool(numbers) and numbers[0].start == 0


def _is_day_of_doing(status: str, term: str) -> bool:
    """«اجرا شد (۱۴۰۳/۰۵/۰۲)» says when it was done, not till when it was to be."""
    return match_status(status).code == "implemented" and _due(term).source == "date"


def _is_unread(text: str) -> bool:
    """Whether a text that gives no day is not one of those that say so («مستمر»)."""
    from ingestion.workbooks.evidence import is_nothing
    from ingestion.workbooks.values.texts import squeeze
    from ingestion.workbooks.vocabulary import squeezed

    return is_nothing(text) or squeeze(text) not in squeezed("due", "standing") | squeezed("due", "appointed")
