"""What was read: decisions, obligations, and the event that each belongs to."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.deadlines import Deadline, find_deadline
from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.kinds import Event
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Surface
from ingestion.persian import jalali
from ingestion.persian.letters import clean_display

GENERIC_IDS: Final = frozenset(("WG_PROV", "WG_COUNTY", "GENERIC", "APPLICANT", "B_GENERIC"))
# «… بدهی را تقسیط و »; «… کنتور را نصب کند»
_OBJECT_CLOSED: Final = re.compile(r"(?:\bرا\b|\bنسبت به\b)[^؛.:]{2,90}[^ ](?<!\bرا)(?: و|،| ؛) \Z")
_JOINT: Final = re.compile(r"(?: و|،| ؛) \Z")
_OWN_OBJECT: Final = re.compile(r"[^؛.:]{0,120}?\b(?:را|نسبت به)\b")
LONGEST_DECISION: Final = 170


@dataclass(slots=True)
class Decision:
    """Something adopted, planned, proposed or done."""

    status: str
    start: int
    end: int
    event: str | None
    is_general: bool = False
    is_settled: bool = False
    is_listed: bool = False


@dataclass(slots=True)
class Obligation:
    """Who must do what; `subjects` are the bodies named as responsible."""

    start: int
    end: int
    subjects: list[Name]
    text: tuple[int, int] | None
    event: str | None
    deadline: Deadline | None = None
    office_of: str | None = None

    @property
    def agency_ids(self) -> list[str]:
        """Agencies bound, each once; generic bodies and ministries are none. An office counts as the body it stands for."""
        if self.office_of is not None:
            return [self.office_of]
        ids = [name.id for name in self.subjects if name.kind == "agency" and name.id not in GENERIC_IDS]
        return list(dict.fromkeys(ids))


@dataclass(slots=True)
class Acts:
    """All acts of an article, agencies that a matter was referred to, and what acts are said to be for."""

    decisions: list[Decision] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    referred_to: list[Name] = field(default_factory=list)
    purposes: list[tuple[int, int]] = field(default_factory=list)


class Record:
    """Takes in what the readers of acts find."""

    def __init__(
        self, surface: Surface, events: Sequence[Event], published_on: datetime.date | None, groups: Groups
    ) -> None:
        self.surface = surface
        self.text = surface.text
        self.events = events
        self.types = {event.type for event in events}
        self.published_on = published_on
        self.groups = groups
        self.acts = Acts()

    def add_decision(self, status: str, start: int, end: int, *, general: bool = False) -> bool:
        """Adds what stands in [start, end) as a decision; False where that is too short for one."""
        start = self._not_too_long(start, end)
        while start < end and self.text[start] in ' ،:؛«"':
            start += 1
        if self.text.startswith("و ", start):
            start += 2
        while start < end and self.text[end - 1] in " ،؛":
            end -= 1
        if end - start < 6:
            return False
        event = self.event_at(start)
        self.acts.decisions.append(Decision(status, start, end, event.id if event else None, general))
        return True

    def _not_too_long(self, start: int, end: int) -> int:
        """A decision's words are the last ones before its verb; a long run-up is cut at a comma."""
        place = start
        while end - start > LONGEST_DECISION:
            place = self.text.find("،", place, end - 30) + 1
            if not place:
                return start
            if not self._is_inside_a_list_of_names(place):
                start = place
        return start

    def _is_inside_a_list_of_names(self, place: int) -> bool:
        """«اداره کل صنعت، معدن و تجارت، سازمان جهاد کشاورزی»: commas of a name and between names."""
        near = self.surface.names_in(max(0, place - LONGEST_DECISION), place + 2, "agency")
        return any(name.start < place < name.end or 0 <= name.start - place <= 1 for name in near)

    def add_obligation(
        self, start: int, end: int, subjects: list[Name], doer: tuple[int, int] | None
    ) -> Obligation | None:
        """Adds a duty of the subjects, or of a doer at a span; None for a report that names nobody."""
        if kinds.REPORT in self.types and not subjects:
            return None
        event = self.event_at(start)
        text = doer
        if subjects:
            text = (self.groups.extended_start(subjects[0]), self.groups.name_end(subjects[-1], end))
        obligation = Obligation(start, end, list(subjects), text, event.id if event else None)
        obligation.deadline = self.deadline(start, end, obligation.event)
        self.acts.obligations.append(obligation)
        return obligation

    def add_each(self, start: int, end: int, subjects: list[Name]) -> Obligation | None:
        """«بانک ملی بدهی را تقسیط و شرکت گاز کنتور را نصب کند»: one verb, a duty for each doer."""
        second = self._second_doer(subjects[-1].end, end)
        if second is None:
            return self.add_obligation(start, end, subjects, None)
        following = self.groups.extended_start(second)
        joint = _JOINT.search(self.text, start, following)
        self.add_obligation(start, joint.start() if joint else following, subjects, None)
        return self.add_each(following, end, self.groups.with_coordinated(self.surface.bodies_in(second.start, end)))

    def _second_doer(self, place: int, end: int) -> Name | None:
        """A body behind «… را تقسیط و» with an object of its own."""
        for name in self.surface.bodies_in(place, end):
            first = self.groups.extended_start(name)
            before = self.text[place:first]
            if name.kind != "agency" or name.id in GENERIC_IDS or not _OBJECT_CLOSED.search(before):
                continue
            joint = _JOINT.search(self.text, place, first)
            joined = joint.start() if joint else first
            if not any(other.end == joined for other in self.surface.bodies_in(place, first)) and _OWN_OBJECT.match(
                self.text, name.end, end
            ):
                return name
        return None

    def deadline(self, start: int, end: int, event_id: str | None) -> Deadline | None:
        """The deadline told in [start, end), dated by the event or the publication."""
        event = next((event for event in self.events if event.id == event_id), None)
        after = None
        if event is not None and event.date is not None and not event.date.startswith("--"):
            after = datetime.date.fromisoformat(event.date)
        year = event.year if event is not None else None
        if event is None and self.published_on is not None:
            year = jalali.from_gregorian(self.published_on)[0]
        return find_deadline(self.surface, start, end, year, after or self.published_on)

    def event_at(self, place: int) -> Event | None:
        """The event spoken of last before a place, a programme only if there is no other."""
        return event_at(self.surface, self.events, place)

    def is_bound_already(self, hit: Hit) -> bool:
        """Whether a hit lies in an obligation or a decision that was read before."""
        return any(o.start <= hit.start < o.end for o in self.acts.obligations) or any(
            d.start <= hit.start < d.end for d in self.acts.decisions
        )

    def one_general_decision(self) -> None:
        """«تصمیمات لازم اتخاذ شد» is one decision of an event however often it is said."""
        seen: set[str | None] = set()
        kept: list[Decision] = []
        for decision in self.acts.decisions:
            if decision.is_general:
                if decision.event in seen:
                    continue
                seen.add(decision.event)
            kept.append(decision)
        self.acts.decisions = kept


def event_at(surface: Surface, events: Sequence[Event], place: int) -> Event | None:
    """The event that what stands at a place belongs to: the one mentioned in its sentence, else the last one before."""
    if len(events) <= 1:
        return events[0] if events else None
    candidates = [event for event in events if event.type != kinds.PROGRAMME] or list(events)
    sentence = surface.sentence_at(place)
    for event in candidates:
        if any(sentence.start <= start < sentence.end for start, _ in event.mentions):
            return event
    before = [(start, event) for event in candidates for start, _ in event.mentions if start <= place]
    if before:
        return max(before, key=lambda item: item[0])[1]
    return candidates[0]


def display(surface: Surface, span: tuple[int, int] | None) -> str | None:
    """The words at a skeleton span, cleaned for display."""
    return clean_display(surface.written(*span)).strip(" ،") if span else None
