"""«۱۲ نفر»: jobs created, kept or regained."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts import events as kinds
from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.words import WITH

# «کارخانه دوباره با ۴۵ نفر کار می‌کند»
_WORK_AGAIN: Final = re.compile(
    r"\b(?:دوباره|مجددا|بار دیگر) با [^ ،.؛:]+(?: و [^ ،.؛:]+){0,2} (?:نفر|کارگر|نیرو|پرسنل)(?: [^ ،.؛:]+)? "
    r"(?:کار|فعالیت|تولید) می ?کن(?:د|ند)\b"
)
# letters from the number of workers to what says that their unit works again
_NEAR_RETURN: Final = 24
# if, in case, provided that
_ON_CONDITION: Final = re.compile(r"\b(?:اگر|چنانچه|در صورت(?:ی که)?|به شرط(?: ان ?که)?|مشروط|هرگاه)\b")
# «سبب شد ۵۷ واحد بازگردد و ۱۹۱۰ نفر مشغول کار شوند»
_CAUSED: Final = re.compile(r"\b(?:سبب|باعث|موجب|منجر|مایه) (?:ان )?(?:شد|شده|گردید|گردیده)\b")
# «برای استخدام ۱۲ نیرو آزمون می‌گیریم»: wanted, not done
_IN_ORDER_TO: Final = frozenset("برای جهت منظور".split())

# «نبود وثیقه مانع ایجاد شغل برای ۵۰ نفر شد»
_HINDERED: Final = re.compile(
    r"\b(?:مانع|سد راه|بازدارنده) (?:از )?(?:ایجاد|اشتغال|بازگشت|جذب|استخدام|فعالیت|به ?کارگیری|شغل)\b"
)


class JobReader(MeasureReader):
    """Reads numbers of jobs."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of jobs or people; None without a job created, kept or regained."""
        sentence = self.surface.sentences[seen.sentence]
        if self.surroundings.has_other_cause(sentence.start, sentence.end) or self.surroundings.in_bound_span(
            seen.number.start
        ):
            return None
        same = self.maker.as_before(seen, before)
        if same is not None:
            return same
        left = self.stretches.clause_start(seen)
        right = self.stretches.clause_end(seen)
        made = any(
            self.surface.word_before(hit.start) not in _IN_ORDER_TO
            for hit in self.surface.hits_in(left, right, "job_made")
        ) or (
            self.surface.has(left, right, "job_to_be")
            and _CAUSED.search(self.text, left, seen.number.start) is not None
        )
        employed = seen.noun.value == "job" or self.surface.has(left, right, "employment")
        if not (made and employed) and (
            _WORK_AGAIN.search(self.text, left, right) is not None or self._returned_with(seen)
        ):
            made = employed = _ON_CONDITION.search(self.text, sentence.start, seen.number.start) is None
        if made and _HINDERED.search(self.text, left, right) is not None:
            return None
        if not made or not employed or self.to_come.is_target(seen) or self.to_come.is_hoped(seen):
            return None
        count = self.maker.make(seen, "jobs")
        if self.types and not self.types & {
            kinds.SESSION,
            kinds.COUNTY_SESSION,
            kinds.REPORT,
            kinds.PROGRAMME,
            kinds.INDUSTRIALISTS,
        }:
            return None
        return count

    def _returned_with(self, seen: Seen) -> bool:
        """«این کارگاه با ۱۲ نفر پرسنل فعالیت خود را از سر گرفت»: the unit works again with its workers."""
        if self.surface.word_before(seen.number.bound_start) != WITH:
            return False
        near = self.surface.hits_in(seen.noun.end, min(seen.right, seen.noun.end + _NEAR_RETURN), "returned")
        if not near or not self.surface.has(near[0].start, seen.right, "past"):
            return False
        # «با ۱۵۰ کارگر تعطیل بود دوباره روشن شد»: those that it had
        return not self.surface.has(seen.noun.end, near[0].start, "state", "past")
