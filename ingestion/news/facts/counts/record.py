"""What was read: a number with its noun, and the count made of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ingestion.news.facts.lexicon import Hit
from ingestion.persian.numbers import NumberMention

UNIT_MEASURES: Final = ("units_reviewed", "cases_reviewed")
# What an article without an event may tell of the group's work.
RESULTS: Final = frozenset(("units_returned", "jobs", "resolutions_implemented", "resolutions_not_implemented"))
STATUSES: Final = (
    ("not_implemented", "resolutions_not_implemented"),
    ("in_progress", "resolutions_in_progress"),
    ("implemented", "resolutions_implemented"),
)
STATUS_MEASURES: Final = frozenset(measure for _, measure in STATUSES)


@dataclass(slots=True)
class Count:
    """One figure. `is_fact` is false for parts that only the sums need; `status` groups parts of a total."""

    measure: str
    value: int | float
    statistic: str
    sector: str | None
    ministry_id: str | None
    event: str | None
    start: int
    end: int
    noun: str
    sentence: int
    is_fact: bool = True
    is_part: bool = False
    in_row: bool = False


@dataclass(slots=True)
class Seen:
    """A number with its noun and the stretch of text that belongs to it."""

    number: NumberMention
    noun: Hit
    left: int
    right: int
    sentence: int
