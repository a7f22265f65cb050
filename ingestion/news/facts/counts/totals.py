"""Totals told before and the numbers that are a part of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.making import Maker
from ingestion.news.facts.counts.owning_events import OwningEvents
from ingestion.news.facts.counts.record import UNIT_MEASURES, Count, Seen
from ingestion.news.facts.counts.sectors import Sectors
from ingestion.news.facts.counts.stretches import ROW_GAP, Stretches
from ingestion.news.facts.counts.surroundings import Surroundings
from ingestion.news.facts.events.kinds import Event

# «۱۲ واحد از این تعداد صنعتی …»: a total told before is pointed at
_OF_THESE: Final = re.compile(r"\b(?:از|در میان|میان|بین) (?:این|ان|همین) (?:تعداد|شمار|واحدها|میان|مجموع|جمع|رقم)\b")
# «سال گذشته در همین مدت …»: what a sentence opens with
_LAST_YEAR: Final = re.compile(
    r"(?:[ :،«\"]|\b(?:و|اما|ولی|البته|همچنین|در|طی|کل|این در حالی است که|در حالی که|حال انکه|این رقم|این تعداد|این عدد|این امار|مدت مشابه|همین مدت|همین زمان|دوره مشابه|زمان مشابه|پنج ماه نخست|نیمه نخست)\b)*"
    r"(?:سال (?:گذشته|قبل|پیش)|پارسال)\b"
)
# characters of the short lines of a list
_SHORT_LINES: Final = 240
# A session's total stands among the first figures of an article.
FIRST_COUNTS: Final = 60


class Totals(TextReader):
    """Finds the total that a number is a part of."""

    def __init__(
        self,
        article: Article,
        stretches: Stretches,
        surroundings: Surroundings,
        sectors: Sectors,
        owning_events: OwningEvents,
        maker: Maker,
    ) -> None:
        super().__init__(article)
        self.stretches = stretches
        self.surroundings = surroundings
        self.sectors = sectors
        self.owning_events = owning_events
        self.maker = maker

    def total_before(self, seen: Seen, before: list[Count], measures: Sequence[str]) -> Count | None:
        """The total that this number is a part of: larger, of the same kind, shortly before."""
        here = self.owning_events.primary("units_reviewed", seen) if self.article.several else None
        before = self._told_of_last_year(seen, before)
        for count in reversed(before):
            if count.sentence < seen.sentence - 3 and seen.number.start - count.end > _SHORT_LINES:
                if self._says_of_these(seen):
                    if count.measure not in measures or count.sector is not None or count.is_part:
                        continue
                    return (
                        count if seen.number.value < count.value and self.sectors.sector_of(seen) is not None else None
                    )
                if not self._points_back_at(count, seen):
                    return None
                return count if self.sectors.sector_of(seen) is not None and count.measure in measures else None
            if count.in_row and count.sector is None and count.sentence == seen.sentence:
                return None  # «چهار معدن سنگ، دو کارخانه مس و …»: none is a part of another
            if count.statistic == "mean":  # «در هر جلسه به پرونده ۱۱ واحد»: no total
                continue
            if here is not None and count.event not in (None, here.id):  # another session's total
                return None
            if count.measure in measures and count.sector is None and count.ministry_id is None and not count.is_part:
                if count.statistic == "exact" and seen.number.value < count.value and count.value < 100_000:
                    opened = self.surface.has(count.end, seen.number.start, "share") or count.sentence == seen.sentence
                    return count if opened or self.sectors.sector_of(seen) is not None else None
                return None
        return None

    def _told_of_last_year(self, seen: Seen, before: list[Count]) -> list[Count]:
        """«سال گذشته در همین مدت ۱۶۳ پرونده بررسی شده بود»: no part of this year's total, only of its own sentence's."""
        sentence = self.surface.sentences[seen.sentence]
        start = (
            sentence.speech if sentence.speech is not None and sentence.speech <= seen.number.start else sentence.start
        )
        if _LAST_YEAR.match(self.text, start, seen.number.start) is None:
            return before
        return [count for count in before if count.sentence == seen.sentence]

    def _says_of_these(self, seen: Seen) -> bool:
        """«۱۲ واحد از این تعداد صنعتی و چهار واحد کشاورزی هستند», told after other figures."""
        start = self.surface.sentences[seen.sentence].start
        return _OF_THESE.search(self.text, start, seen.right) is not None

    def _points_back_at(self, count: Count, seen: Seen) -> bool:
        """«از این ۱۹ واحد، ۱۲ واحد صنعتی …»: the total told long before is named again."""
        start = self.surface.sentences[seen.sentence].start
        return any(
            number.value == count.value and self.surroundings.is_pointed_at(number.bound_start)
            for number in self.surface.numbers_in(start, seen.number.start)
        )

    def is_below_a_total(self, seen: Seen, before: list[Count]) -> bool:
        """A smaller number of units after the session's total, with no sector, is a part of it."""
        primary = self.owning_events.primary("units_reviewed", seen)
        before = self._told_of_last_year(seen, before)
        if primary is not None and self._is_told_with(primary, seen.sentence):
            before = [c for c in before[:FIRST_COUNTS] if self._is_told_with(primary, c.sentence)]
        if self.surroundings.directly_before(seen.number.bound_start) is not None and self._is_of_this_session(seen):
            before = [c for c in before[:FIRST_COUNTS] if c.sentence > 0]  # a headline may count what another body did
        return primary is not None and any(
            c.measure in UNIT_MEASURES
            and c.event == primary.id
            and c.statistic == "exact"
            and c.value > seen.number.value
            for c in before[:FIRST_COUNTS]
        )

    def _is_told_with(self, event: Event, sentence: int) -> bool:
        """Whether an ordinal session is named in a sentence: what is counted there is the session's own."""
        place = self.surface.sentences[sentence]
        return bool(event.ordinals) and any(place.start <= start < place.end for start, _ in event.mentions)

    def _is_of_this_session(self, seen: Seen) -> bool:
        """«در این جلسه مشکلات هشت واحد …»"""
        return self.surface.has(self.surface.sentences[seen.sentence].start, seen.number.start, "this_session")

    def is_of_an_earlier_session(self, seen: Seen) -> bool:
        """«در نشست پیشین برای هفت واحد تصمیم‌گیری شد»: no part of today's total."""
        told = self.surface.hits_in(seen.left, seen.number.start, "period")
        return any(hit.value == "past_session" for hit in told)

    def beside(self, seen: Seen, before: list[Count]) -> Count | None:
        """«پرونده هشت واحد صنعتی و پنج واحد کشاورزی»: both numbers count the same."""
        last = before[-1] if before else None
        if last is None or last.sentence != seen.sentence or last.is_part or last.measure not in UNIT_MEASURES:
            return None
        gap = self.text[last.end : seen.number.bound_start]
        joined = gap.rstrip().endswith((" و", "،", "همچنین", "نیز"))
        return (
            last
            if joined and len(gap) < ROW_GAP and not self.surface.has(last.end, seen.number.start, "past")
            else None
        )

    def is_counted_here(self, seen: Seen, before: list[Count]) -> bool:
        """Whether the same sentence has told a total already."""
        return any(c.sentence == seen.sentence and c.measure in UNIT_MEASURES for c in before)

    def is_of_today(self, seen: Seen) -> bool:
        """«تاکنون ۱۵۵ پرونده مطرح شده؛ در جلسه امروز نیز مسائل چهار واحد …»"""
        start = self.surface.sentences[seen.sentence].start
        return any(
            "امروز" in self.text[hit.start : hit.end] or self.surface.word_after(hit.end) in ("نیز", "هم")
            for hit in self.surface.hits_in(start, seen.number.start, "this_session")
        )

    def ends_a_row(self, seen: Seen, before: list[Count]) -> bool:
        """«۱۰ واحد صنعتی، سه واحد کشاورزی و یک واحد گردشگری»"""
        last = before[-1] if before else None
        if last is None or not last.is_part or last.sector is None or last.sentence != seen.sentence:
            return False
        return seen.number.bound_start - last.end < ROW_GAP and self.sectors.is_unit_of_a_sector(seen)

    def is_one_of_a_total(self, seen: Seen) -> bool:
        """«از این تعداد یک واحد گردشگری …»; «پروانه یک معدن سنگ» tells of one unit."""
        start = self.surface.sentences[seen.sentence].start
        return self.sectors.is_unit_of_a_sector(seen) or self.surface.has(start, seen.number.start, "share")

    def sum_of_parts(self, seen: Seen, before: list[Count]) -> Count | None:
        """«شش واحد صنعتی و سه واحد کشاورزی … برای این ۹ واحد»: what the parts told before come to, told once."""
        told = [c for c in before if c.measure in UNIT_MEASURES and seen.sentence - c.sentence <= 1]
        parts = [c for c in told if c.sector is not None and c.statistic == "exact" and c.event is not None]
        if len(parts) < 2 or len(parts) != len(told) or sum(c.value for c in parts) != seen.number.value:
            return None
        return self.maker.make(seen, parts[0].measure)

    def in_referral(self, seen: Seen) -> bool:
        """«درخواست یک کارخانه به بانک ارجاع شد»: a matter of one unit, no part of the total."""
        return self.surface.has(seen.noun.end, self.stretches.clause_end(seen), "adopted")
