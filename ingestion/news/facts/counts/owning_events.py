"""The event that a figure belongs to; figures of a period or of earlier sessions belong to none."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import STATUS_MEASURES, Seen
from ingestion.news.facts.counts.stretches import Stretches
from ingestion.news.facts.deadlines import RESPITES
from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.kinds import Event
from ingestion.news.facts.events.passages import numbers_a_session
from ingestion.news.facts.lexicon import Hit

_THE_YEAR: Final = re.compile(r"\b(?:در|طی)(?: کل| تمام| طول| مجموع)? سال (1[34]\d\d)\b")
# «گزارش عملکرد سال ۱۴۰۳ این کارگروه را منتشر کرد», in the first sentences
_REPORT_OF_A_YEAR: Final = re.compile(r"\b(?:گزارش|عملکرد|کارنامه|امار|بیلان)(?: [^ ،.؛:]+){0,2}? سال (1[34]\d\d)\b")
_OPENING: Final = 4
_COMPARED: Final = re.compile(r"\b(?:نسبت به|در مقایسه با|در قیاس با)(?: (?:مدت مشابه|دوره مشابه|زمان مشابه|مدت))? \Z")
# «این رقم در سال پیش از آن ۹۷۰ پرونده بوده است»
_YEAR_BEFORE: Final = re.compile(r"\bسال (?:پیش|قبل) از (?:ان|این)\b")
_LAST_YEAR: Final = frozenset(("سال گذشته", "پارسال", "سال قبل"))
# letters from a figure to the period that it is told of
_NEAR_PERIOD: Final = 60
# numbers behind a total that may tell what became of its parts
_FIGURES_BEHIND: Final = 24
# «سی و یکمین و سی و دومین جلسه»
_TWO: Final = 2
_THESE_SESSIONS: Final = "این جلسات"
# in, during
_DURING: Final = frozenset(("در", "طی"))


class OwningEvents(TextReader):
    """Finds the event of a figure."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        super().__init__(article)
        self.stretches = stretches
        self.several = article.several
        self._share_a_type = len({event.type for event in article.sessions}) < len(article.sessions)
        told = self.events if self.several else ()
        self._mention_of = {start: event for event in reversed(told) for start, _ in event.mentions}
        self._mention_starts = sorted(self._mention_of)
        self._session_starts = [start for start in self._mention_starts if self._mention_of[start] in article.sessions]

    @cached_property
    def _year_reported(self) -> int | None:
        """The year of «فعال شدن ۴۲ واحد راکد در سال ۱۴۰۳» as the headline of a report that came out in 1404."""
        published = self.article.publication_year
        if published is None or not self.surface.sentences:
            return None
        head = self.surface.sentences[0]
        told = _THE_YEAR.search(self.text, head.start, head.end)
        if told is None:
            opening = self.surface.sentences[min(_OPENING, len(self.surface.sentences)) - 1]
            told = _REPORT_OF_A_YEAR.search(self.text, head.start, opening.end)
        return int(told.group(1)) if told is not None and int(told.group(1)) == published - 1 else None

    def event_of(self, seen: Seen, measure: str, statistic: str) -> str | None:
        """The id of the event that a figure belongs to; None for one of a period or of earlier sessions."""
        primary = self.primary(measure, seen)
        if primary is None or statistic == "mean":
            return None
        sentence = self.surface.sentences[seen.sentence]
        periods = [
            period
            for period in self.surface.hits_in(sentence.start, self.stretches.clause_end(seen), "period")
            if self.surface.word_before(period.start) not in RESPITES
            and not self._is_of_these_sessions(period, primary)
        ]
        if primary.type == kinds.REPORT:
            return None if self._is_background(seen, periods) else primary.id
        if measure in ("units_returned", "jobs", "sessions_held") or measure in STATUS_MEASURES:
            return None
        if measure in ("ministries",) and primary.type == kinds.MINISTERS:
            return primary.id
        here = list(self.surface.hits_in(sentence.start, seen.noun.end, "this_session"))
        told = [p for p in periods if p.start <= seen.noun.end + _NEAR_PERIOD and not self._is_scope(p, primary)]
        if told and not (here and here[-1].start > told[-1].start):
            return None
        if not here and self._is_of_another_year(sentence.start, seen, primary):
            return None
        if not here and self._is_of_a_month(sentence.start, seen):
            return None
        if self._has_status_after(seen, measure) or (self.several and self._is_of_many_places(seen)):
            return None
        return primary.id

    def _is_of_these_sessions(self, period: Hit, event: Event) -> bool:
        """«پانزدهمین و شانزدهمین جلسه … در این جلسات ۱۹ پرونده مطرح شد»: those two, unless others were counted since."""
        if len(event.ordinals) < _TWO or self.text[period.start : period.end] != _THESE_SESSIONS:
            return False
        told = max((end for start, end in event.mentions if start < period.start), default=None)
        return told is not None and not any(
            self.surface.has(number.end, number.end + 2, "session")
            for number in self.surface.numbers_in(told, period.start)
            if not number.is_ordinal
        )

    def _is_of_another_year(self, start: int, seen: Seen, event: Event) -> bool:
        """«در سال ۱۴۰۳، ۱۸ جلسه برگزار و ۱۵۲ مصوبه تصویب شد» in news of a session of 1404."""
        years = _THE_YEAR.findall(self.text, start, seen.number.start)
        return bool(years) and event.year is not None and int(years[-1]) < event.year

    def _is_of_a_month(self, start: int, seen: Seen) -> bool:
        """«در مردادماه ۶۲ پرونده بررسی شد»: a month without a day, told apart from the session."""
        if any(start <= place < seen.number.start for event in self.events for place, _ in event.mentions):
            return False
        for month in self.surface.hits_in(start, seen.number.start, "month"):
            if self.surface.word_before(month.start) in _DURING:
                return True
        return False

    def _is_of_many_places(self, seen: Seen) -> bool:
        """«کارگروه در سه استان تشکیل شد و کار ۲۲ واحد …»: the sum of a round-up is no session's figure."""
        for number in self.surface.numbers_in(self.surface.sentences[seen.sentence].start, seen.number.start):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if noun is not None and noun.value == "province" and not number.is_ordinal and number.value > 1:
                return True
        return False

    def _is_scope(self, period: Hit, event: Event) -> bool:
        """«هجدهمین جلسه … در سال جاری»: the words belong to the ordinal, not to the figure."""
        if any(0 <= period.start - end <= 12 and ":" not in self.text[end : period.start] for _, end in event.mentions):
            return True
        return not set(event.ordinals).isdisjoint(numbers_a_session(self.surface, period))

    def _has_status_after(self, seen: Seen, measure: str) -> bool:
        """A total of resolutions followed by how many were implemented is a figure of the past."""
        if measure != "resolutions_adopted":
            return False
        sentence = self.surface.sentences[seen.sentence]
        for number in self.surface.numbers_in(seen.noun.end, sentence.end)[:_FIGURES_BEHIND]:
            if number.is_ordinal:
                continue
            end = self.stretches.right(number.percent_end, sentence.end)
            if self.surface.has(number.end, end, "implemented", "in_progress", "not_implemented"):
                return True
        return False

    def _is_background(self, seen: Seen, periods: Sequence[Hit]) -> bool:
        before = [p for p in periods if p.start < seen.right and not self._is_compared_with(p, seen)]
        if self._year_reported is not None:
            before = [p for p in before if self.text[p.start : p.end] not in _LAST_YEAR]
            if _YEAR_BEFORE.search(self.text, self.surface.sentences[seen.sentence].start, seen.number.start):
                return True
        if any(p.value == "past" or (p.value == "cumulative" and not self._is_of_all_time()) for p in before):
            return True
        sentence = self.surface.sentences[seen.sentence]
        years = re.findall(r"سال (1[34]\d\d)", self.text[sentence.start : seen.number.start])
        told = next((event.year for event in self.events if event.type == kinds.REPORT), None)
        reported = self._year_reported or self.article.publication_year or told
        return bool(years) and reported is not None and int(years[-1]) != reported

    def _is_compared_with(self, period: Hit, seen: Seen) -> bool:
        """«۷۹ درصد است که نسبت به سال گذشته رشد دارد», «از ۶۵ درصد در سال گذشته به ۷۹ درصد»: the other side."""
        if _COMPARED.search(self.text, max(0, period.start - 30), period.start) is not None:
            return True
        risen = self.text.endswith("درصد در ", 0, period.start)
        return risen and self.text[period.end : seen.number.bound_start].strip() == "به"

    def _is_of_all_time(self) -> bool:
        """«گزارش عملکرد … از آغاز تا امروز»: the report is about all the figures since the beginning."""
        for event in self.events:
            for start, _ in event.mentions:
                sentence = self.surface.sentence_at(start)
                if any(
                    hit.value == "cumulative" for hit in self.surface.hits_in(sentence.start, sentence.end, "period")
                ):
                    return event.type == kinds.REPORT
        return False

    def primary(self, measure: str, seen: Seen) -> Event | None:
        """The event whose figure this would be, were nothing else said."""
        order = [
            kinds.SESSION,
            kinds.COUNTY_SESSION,
            kinds.MINISTERS,
            kinds.ENVOYS,
            kinds.INDUSTRIALISTS,
            kinds.TRIP,
            kinds.REPORT,
            kinds.PROGRAMME,
        ]
        if measure == "units_visited":
            order = [kinds.PROGRAMME, *order]
        by_type: dict[str, Event] = {}
        for event in self.events:
            if event.type not in by_type or event.mentions[0][0] <= seen.number.start:
                by_type[event.type] = event
        if self.several and measure in ("units_reviewed", "cases_reviewed", "resolutions_adopted"):
            told = self._told_of(seen)
            if told is not None:
                return told
        return next((by_type[kind] for kind in order if kind in by_type), None)

    def _told_of(self, seen: Seen) -> Event | None:
        """Of several sessions the one of the number's sentence, else the one mentioned last before it."""
        sentence = self.surface.sentences[seen.sentence]
        here = bisect_left(self._mention_starts, sentence.start)
        if here < len(self._mention_starts) and self._mention_starts[here] < sentence.end:
            return min(
                (self._mention_of[start] for start in self._mention_starts[here:] if start < sentence.end),
                key=self.events.index,
            )
        if not self._share_a_type:
            return None
        before = bisect_right(self._session_starts, seen.number.start)
        return self._mention_of[self._session_starts[before - 1]] if before else None
