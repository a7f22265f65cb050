"""«۱۲ جلسه», «۱۲ بار»: sessions held."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.stretches import LAST
from ingestion.news.facts.events import kinds

# «در سال ۱۴۰۳، ۱۸ جلسه کارگروه برگزار و …»
_IN_A_YEAR: Final = re.compile(r"\b(?:در|طی)(?: کل| تمام| طول| مجموع)? سال 1[34]\d\d(?: [^ ،.؛:]+){0,2}? ?،? \Z")
# «۵۲ جلسه داشته که ۳۴ جلسه آن را استاندار اداره کرده»: a part that has no sector
_LED_BY: Final = re.compile(r"(?: از)?(?: ان)?(?: را| به ریاست| با ریاست| به مدیریت| با حضور)\b")


class SessionReader(MeasureReader):
    """Reads numbers of sessions."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of sessions held."""
        if self.surroundings.is_pointed_at(seen.number.bound_start) or self.surface.word_after(seen.noun.end) in LAST:
            return None
        if any(len(event.ordinals) == seen.number.value for event in self.sessions):
            return None  # «پانزدهمین و شانزدهمین جلسه»: the two of the article
        left = max(seen.left, self.text.rfind(" و ", seen.left, seen.number.start))  # «یک جلسه کارشناسی و ۲۸ جلسه»
        if self.surface.has(left, seen.right, "committee") or seen.number.value < 2 or self.to_come.is_target(seen):
            return None
        if self.to_come.is_yet_to_be_held(seen):
            return None
        clause_end = self.stretches.clause_end(seen)
        held = self.surface.has(seen.left, clause_end, "held", "period") or self.stretches.directly_ours(seen.noun.end)
        start = self.surface.sentences[seen.sentence].start
        held = held or self.surface.has(start, seen.number.start, "period")
        held = held or _IN_A_YEAR.search(self.text, start, seen.number.bound_start) is not None
        if _LED_BY.match(self.text, seen.noun.end) is not None and any(
            count.measure == "sessions_held" and count.value > seen.number.value and seen.sentence - count.sentence <= 1
            for count in before
        ):
            return None
        held = held or self.stretches.is_in_a_row_of_figures(seen)
        if not held and kinds.REPORT not in self.types:
            return None
        return self.maker.make(seen, "sessions_held")

    def read_times(self, seen: Seen, before: list[Count]) -> Count | None:
        """«کارگروه در نیمه نخست امسال ۱۴ بار تشکیل شده است»"""
        named_behind = self.surface.hits_in(seen.noun.end, seen.noun.end + 8, "body_noun", "body")
        place = named_behind[-1].end if named_behind else seen.noun.end  # «۳۹ بار کارگروه تشکیل شد»
        held = self.surface.hits_in(place, place + 12, "held")
        start = self.surface.sentences[seen.sentence].start
        named = (
            bool(named_behind)
            or self.surface.has(start, seen.number.start, "body_noun")
            or any(start <= hit.start < seen.number.start for hit in self.bodies.ours)
        )
        return self.read(seen, before) if held and named else None
