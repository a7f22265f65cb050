"""Axes, proposals, working groups, ministries, provinces and countries of the governors' meetings."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.words import IN, WITH
from ingestion.news.facts.events import kinds

# «کارگروه‌های ۳۱ استان»: the provinces that a national report is about
_OF_PROVINCES: Final = frozenset("کارگروههای ستادهای استانداران استانداریهای دبیرخانههای".split())

# «۱۵ پیشنهاد به برق مربوط است»
_TO_SUBJECT: Final = re.compile(
    r" (?:(?:از )?ان(?:ها)? )?(?:(?:نیز|هم) )?(?:به|درباره|در حوزه|در زمینه|مربوط به|در بخش) "
)
# «با ۲۲ پیشنهاد موافقت شد»
_AGREED: Final = re.compile(r"(?: [^ ،.؛:]+){0,4}? (?:موافقت|مخالفت)\b")

# «… بررسی شد که ۲۲ محور», «… و از این تعداد ۲۲ محور»
_OF_WHICH: Final = re.compile(
    r"\b(?:بررسی|مطرح|ارایه|پیشنهاد|طرح|تدوین|تهیه) (?:شد|شدند|گردید|شده)\b[^.]*(?:که|تعداد|میان|و) \Z"
)
# «از ۵۲ محور پیشنهادی استان‌ها، ۳۹ محور تصویب شد»
_OUT_OF: Final = re.compile(r"\bاز (?:(?:مجموع|میان|بین|جمع|کل|مجموعه|حدود|تعداد) ){0,2}\Z")


class MeetingReader(MeasureReader):
    """Reads what the governors' meetings count."""

    def read_axes(self, seen: Seen, before: list[Count]) -> Count | None:
        """Axes are proposals; those that a meeting of the heads of mission adopted are approved axes."""
        sentence = self.surface.sentences[seen.sentence]
        adopted = self.surface.hits_in(seen.noun.end, sentence.end, "adopted")
        if self.surroundings.in_bound_span(seen.number.start):
            return None
        if kinds.ENVOYS in self.types and adopted:
            if self._are_counted_again(seen, adopted[0].start):
                return self.maker.make(seen, "proposals")
            return self.maker.make(seen, "axes_approved")
        if not self.types & {kinds.MINISTERS, kinds.ENVOYS}:
            return None
        return self.maker.make(seen, "axes_approved" if kinds.ENVOYS in self.types else "proposals")

    def _are_counted_again(self, seen: Seen, end: int) -> bool:
        """«۲۹ محور بررسی شد که ۲۲ محور به تصویب رسید»: those before the adopted ones were only put forward."""
        sentence_start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(seen.noun.end, end):
            noun = self.surface.hit_at(number.end + 1, "measure")
            if not number.is_ordinal and noun is not None and noun.value == "axis":
                return number.value < seen.number.value and (
                    _OUT_OF.search(self.text, sentence_start, seen.number.bound_start) is not None
                    or _OF_WHICH.search(self.text, seen.noun.end, number.bound_start) is not None
                )
        return False

    def read_proposals(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of proposals; a part that is no ministry's and those agreed with are none."""
        if not self.types & {kinds.MINISTERS, kinds.ENVOYS}:
            return None
        count = self.maker.make(seen, "proposals")
        if count.ministry_id is None and any(
            total.measure == "proposals" and total.value > seen.number.value for total in before
        ):
            agreed = self.surface.word_before(seen.number.bound_start) == WITH
            if _TO_SUBJECT.match(self.text, seen.noun.end) or (
                agreed and _AGREED.match(self.text, seen.noun.end) is not None
            ):
                return None
        return count

    def read_working_groups(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of joint working groups, or of other groups told at a meeting."""
        joint = self.surface.hits_in(seen.noun.end, seen.noun.end + 3, "joint")
        if joint or (
            self.types & {kinds.MINISTERS, kinds.ENVOYS} and not self.stretches.directly_ours(seen.noun.start)
        ):
            if self.surroundings.is_pointed_at(seen.number.bound_start):
                return None
            return self.maker.make(seen, "working_groups")
        return None

    def read_ministries(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of ministries."""
        return self.maker.make(seen, "ministries") if self.types & {kinds.MINISTERS, kinds.ENVOYS} else None

    def read_provinces(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of provinces that met or that a report is about."""
        told = self.types & {kinds.MINISTERS, kinds.ENVOYS} or (
            kinds.REPORT in self.types and self.surface.word_before(seen.number.bound_start) in _OF_PROVINCES
        )
        if self.surface.word_before(seen.number.bound_start) == IN and any(
            count.measure == "provinces" and count.value > seen.number.value for count in before
        ):
            return None  # «نبود راه‌آهن در سه استان»: some of those that met
        return self.maker.make(seen, "provinces") if told else None

    def read_countries(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of countries."""
        return self.maker.make(seen, "countries") if kinds.ENVOYS in self.types else None
