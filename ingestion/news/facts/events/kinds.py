"""The types of events, and an event as it is found."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

SESSION: Final = "facilitation_wg_session"
COUNTY_SESSION: Final = "county_session"
MINISTERS: Final = "governors_ministers_meeting"
ENVOYS: Final = "governors_ambassadors_regional_meeting"
PROGRAMME: Final = "economic_tuesdays"
INDUSTRIALISTS: Final = "industrialists_meeting"
TRIP: Final = "foreign_trip"
REPORT: Final = "kpi_report"


@dataclass(slots=True)
class Event:
    """One event. `mentions` are the places in the skeleton that speak of it, the first one first."""

    type: str
    start: int
    end: int
    mentions: list[tuple[int, int]] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    ordinal_of: str | None = None
    ordinal_scope: str | None = None
    ordinal_year: int | None = None
    id: str = ""
    date: str | None = None
    date_precision: str | None = None
    weekday: str | None = None
    weekday_holds: bool | None = None
    year: int | None = None


def number_series(event: Event, values: list[int]) -> None:
    """The first ordinals said of a series of meetings are the event's."""
    if values and not event.ordinals:
        event.ordinals, event.ordinal_of, event.ordinal_scope = values, "series", "series"
