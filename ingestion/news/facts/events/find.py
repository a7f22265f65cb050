"""All events of an article, in the order in which it names them."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.kinds import INDUSTRIALISTS, PROGRAMME, Event
from ingestion.news.facts.events.meetings import (
    meetings_with_envoys,
    meetings_with_industrialists,
    meetings_with_ministers,
)
from ingestion.news.facts.events.passages import prose_index, without_filler
from ingestion.news.facts.events.programmes import find_programmes
from ingestion.news.facts.events.reports import HEAD_SENTENCES, find_report, find_report_on_all
from ingestion.news.facts.events.sessions import find_sessions
from ingestion.news.facts.events.trips import find_trips
from ingestion.news.facts.surface import Surface

_PLAIN_GAP: Final = re.compile(r"[ «»\"()]*\Z")
# sentences of prose before which a body that is named is what the article is about
_AFTER_THE_HEAD: Final = 2
# «دومین نشست کمیته اعتباری»: a session of a body of whatever name
_SESSION_OF: Final = re.compile(
    r"\b(?:جلسه|نشست|گردهمایی|اجلاس) (?:(?:مشترک|عادی|فوقالعاده|ماهانه|هفتگی) )?(?:کمیته|کمیسیون|شورا|شورای|هییت|مجمع|انجمن|ستاد|کارگروه|قرارگاه|اتحادیه|کانون)\b"
)


def find_events(surface: Surface, bodies: Bodies) -> list[Event]:
    """The article's events in the order of their first mention, without dates."""
    sessions = find_sessions(surface, bodies)
    if not sessions and _is_about_another_body(surface, bodies):
        return []
    if sessions and _only_hears_of_another(surface, bodies, sessions):
        return []
    events = [
        *sessions,
        *find_programmes(surface),
        *meetings_with_ministers(surface),
        *meetings_with_envoys(surface),
        *find_trips(surface),
    ]
    events += meetings_with_industrialists(surface, has_session=bool(sessions))
    if not sessions and _opens_with_another_body(surface, bodies, events):
        return []
    if not bodies.ours and not events and bodies.plural:
        events = find_report_on_all(surface, bodies)
    elif bodies.ours and all(event.type == PROGRAMME for event in events):
        report = find_report(surface, bodies)
        if not events or (report and report[0].start < events[0].mentions[0][0]):
            events += report  # «… در سه‌شنبه‌های اقتصادی این هفته …» in a report on the group's figures
    for event in events:
        event.mentions.sort()
    events.sort(key=lambda event: event.mentions[0])
    for number, event in enumerate(events, 1):
        event.id = f"E{number}"
    return events


def _only_hears_of_another(surface: Surface, bodies: Bodies, sessions: list[Event]) -> bool:
    """«نشست کمیته اعتباری بانک‌ها … نتیجه در جلسه کارگروه تسهیل گزارش می‌شود»: another's session, ours is still to come."""
    first = bodies.ours[0].start if bodies.ours else 0
    sentence = surface.sentence_at(first)
    if prose_index(surface, first) < _AFTER_THE_HEAD or any(
        m[0] < sentence.start for e in sessions for m in e.mentions
    ):
        return False
    if any(start >= sentence.end for event in sessions for start, _ in event.mentions):
        return False
    verbs = surface.hits_in(first, sentence.end, "past", "present")
    if not verbs or any(verb.kind == "past" for verb in verbs):
        return False
    head = surface.sentences[min(HEAD_SENTENCES + 1, len(surface.sentences)) - 1].end
    return _SESSION_OF.search(surface.text, 0, min(head, sentence.start)) is not None


def _is_about_another_body(surface: Surface, bodies: Bodies) -> bool:
    """Whether the head of the article tells of another body's session."""
    head = surface.sentences[min(4, len(surface.sentences)) - 1].end if surface.sentences else 0
    for hit in bodies.others:
        if hit.start < head:
            before = surface.hits_in(max(0, hit.start - 40), hit.start, "session")
            if before and _PLAIN_GAP.match(without_filler(surface, before[-1].end, hit.start)):
                return True
    return False


def _opens_with_another_body(surface: Surface, bodies: Bodies, events: list[Event]) -> bool:
    """Whether another body is named in the head before any event: «… در شورای برنامه‌ریزی تصویب شده» comes later."""
    if not bodies.others or bodies.ours:
        return False
    head = surface.sentences[min(HEAD_SENTENCES, len(surface.sentences)) - 1].end if surface.sentences else 0
    first = min((event.mentions[0][0] for event in events if event.type == INDUSTRIALISTS), default=head)
    return bodies.others[0].start < min(first, head)
