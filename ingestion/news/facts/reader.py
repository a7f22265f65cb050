"""Text in, facts out: deterministic, pure, no model, no state."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from ingestion.news.facts.acts import ActReader, Acts, display, event_at
from ingestion.news.facts.checks import run_checks
from ingestion.news.facts.counts import Article, Count, CountReader
from ingestion.news.facts.days import Publication, date_events
from ingestion.news.facts.events.bodies import Bodies, is_about_the_group
from ingestion.news.facts.events.find import find_events
from ingestion.news.facts.events.kinds import ENVOYS, MINISTERS, REPORT, TRIP, Event
from ingestion.news.facts.events.reports import tells_of_a_visit
from ingestion.news.facts.header import Header, read_header
from ingestion.news.facts.people import Chair, Person, find_chairs, find_people
from ingestion.news.facts.places import agencies, ministries, provinces
from ingestion.news.facts.problems import ProblemReader
from ingestion.news.facts.surface import Surface

MOST_READ: Final = 60_000
"""Characters of a text that are read; no article is longer, whatever stands behind is a page's fault."""

# different words of sport that make an article one about it
_SPORT_WORDS: Final = 3


@dataclass(frozen=True, slots=True)
class FactsReading:
    """Facts in order of start, checks of the article line, and what the text says around the story."""

    facts: list[dict[str, Any]]
    checks: list[dict[str, Any]]
    header: Header


def read_facts(text: str, *, published_at: datetime.datetime | None = None, title: str | None = None) -> FactsReading:
    """The facts of one article's body.

    Offsets are code points of `text`; `text[start:end] == quote` for every fact. `published_at` is the publication as
    the page tells it; without it a date line of the text is used. `title` helps to tell a county's session from a
    province's where the body does not.
    """
    surface = Surface(text, MOST_READ)
    header = read_header(surface)
    publication = header.publication if published_at is None else Publication(published_at, header.publication.weekday)
    bodies = Bodies(surface)
    if not bodies.ours and is_of_sport(surface):
        return FactsReading([], [], header)
    events = find_events(surface, bodies)
    date_events(surface, events, publication, header.excluded)
    untold = [*header.excluded, *([header.title_span] if header.title_span else [])]
    visited = not events and tells_of_a_visit(surface, bodies)
    acts = ActReader(surface, bodies, events, untold, publication.date, is_visit=visited).read()
    spans = [(o.start, o.end) for o in acts.obligations]
    counts: list[Count] = []
    if events or visited or is_about_the_group(surface, bodies):
        listed = [(d.start, d.end) for d in acts.decisions if d.is_listed]
        settled = [(d.start, d.end) for d in acts.decisions if d.is_settled]
        proposed = [(d.start, d.end) for d in acts.decisions if d.status == "proposed"]
        bound = [*spans, *listed, *settled, *proposed, *acts.purposes]
        counts = CountReader(Article(surface, bodies, events, header.excluded, bound, publication.jalali_year)).read()
    facts = _Facts(surface)
    facts.add_events(events)
    problems = []
    if events or counts or visited:
        dealing = {event.type for event in events} - {MINISTERS, ENVOYS, TRIP}
        adopted = [(d.start, d.end) for d in acts.decisions if d.status in ("adopted", "proposed") and not d.is_general]
        problems = ProblemReader(surface, bodies, header.excluded).read(
            [*spans, *adopted] if dealing or not events else [],
            by_body=dealing != {REPORT},
        )
        facts.add_problems(problems, events)
    people = find_people(surface, header.excluded)
    facts.add_people(people)
    facts.add_chairs(find_chairs(surface, bodies, events, people) if events else [])
    for name in provinces(surface, header.excluded):
        facts.add("province", None, name.start, name.end, province_id=name.id)
    for name in ministries(surface, header.excluded):
        facts.add("ministry", None, name.start, name.end, ministry_id=name.id)
    for agency in agencies(surface, bodies, events, acts, problems, header.excluded, is_visit=visited):
        facts.add(
            "agency", agency.event, agency.start, agency.end,
            agency_id=agency.agency_id, ministry_id=agency.ministry_id, role=agency.role,
        )  # fmt: skip
    facts.add_counts(counts)
    facts.add_acts(acts)
    return FactsReading(facts.sorted(), run_checks(events, counts), header)


def is_of_sport(surface: Surface) -> bool:
    """Whether the article tells of matches: its municipalities and provinces are teams."""
    return len({surface.text[hit.start : hit.end] for hit in surface.hits("sport")}) >= _SPORT_WORDS


class _Facts:
    """Collects facts and turns skeleton spans into quotes."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.facts: list[dict[str, Any]] = []

    def add(self, fact: str, event: str | None, start: int, end: int, **keys: Any) -> None:
        """One fact with its evidence; without any it does not exist."""
        first, last = self.surface.span(start, end)
        quote = self.surface.original[first:last]
        if quote.strip():
            self.facts.append({"fact": fact, "event": event, "start": first, "end": last, "quote": quote, **keys})

    def sorted(self) -> list[dict[str, Any]]:
        """In order of start."""
        return sorted(self.facts, key=lambda fact: (fact["start"], fact["end"]))

    def add_events(self, events: Sequence[Event]) -> None:
        """The events."""
        for event in events:
            ordinal: int | list[int] | None = None
            if event.ordinals:
                ordinal = event.ordinals[0] if len(event.ordinals) == 1 else list(event.ordinals)
            self.add(
                "event", event.id, event.start, event.end,
                type=event.type, date=event.date, date_precision=event.date_precision, weekday=event.weekday,
                ordinal=ordinal, ordinal_of=event.ordinal_of if event.ordinals else None,
                ordinal_scope=event.ordinal_scope, ordinal_year=event.ordinal_year,
            )  # fmt: skip

    def add_problems(self, problems: Sequence[Any], events: Sequence[Event]) -> None:
        """The problems, each of the event spoken of."""
        for problem in problems:
            event = event_at(self.surface, events, problem.start)
            self.add("problem", event.id if event else None, problem.start, problem.end, code=problem.code)

    def add_people(self, people: Sequence[Person]) -> None:
        """The persons."""
        for person in people:
            self.add("person", None, person.start, person.end, name=person.name, role=person.role)

    def add_chairs(self, chairs: Sequence[Chair]) -> None:
        """Who chaired."""
        for chair in chairs:
            self.add("chair", chair.event.id, chair.start, chair.end, name=chair.name, role=chair.role)

    def add_counts(self, counts: Sequence[Count]) -> None:
        """The figures that are facts."""
        for count in counts:
            if count.is_fact:
                self.add(
                    "count", count.event, count.start, count.end,
                    measure=count.measure, value=count.value, statistic=count.statistic, sector=count.sector,
                    ministry_id=count.ministry_id,
                )  # fmt: skip

    def add_acts(self, acts: Acts) -> None:
        """Decisions and obligations."""
        for decision in acts.decisions:
            text = display(self.surface, (decision.start, decision.end))
            self.add("decision", decision.event, decision.start, decision.end, status=decision.status, text=text)
        for obligation in acts.obligations:
            deadline = obligation.deadline
            self.add(
                "obligation", obligation.event, obligation.start, obligation.end,
                responsible_agency_ids=obligation.agency_ids,
                responsible_text=display(self.surface, obligation.text),
                deadline=deadline.on.isoformat() if deadline and deadline.on else None,
                deadline_text=display(self.surface, (deadline.start, deadline.end)) if deadline else None,
            )  # fmt: skip
