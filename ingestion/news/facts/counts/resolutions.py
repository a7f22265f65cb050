"""«۱۲ مصوبه»: resolutions adopted, or how many of them have come how far."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import STATUS_MEASURES, Count, Seen
from ingestion.news.facts.counts.sectors import OWN_SHARE
from ingestion.news.facts.counts.statuses import WHOLLY, is_yet_to_be_done
from ingestion.news.facts.counts.totals import FIRST_COUNTS
from ingestion.news.facts.counts.words import EVERY, WITH
from ingestion.news.facts.events import kinds

_TIME_LIMIT: Final = frozenset("مهلت فرصت موعد".split())
_A_SHARE: Final = re.compile(r"\bسهم\b")
# sentences within which a smaller number of resolutions is a part of the total told before
_NEAR_TOTAL: Final = 3
# «۳۵ مصوبه به اجرا درآمده که نسبت به بهار پارسال با ۲۲ مصوبه رشد خوبی دارد»
_COMPARED_WITH: Final = re.compile(r"\b(?:نسبت به|در مقایسه با|در برابر) (?:[^ ،.؛:]+ ){1,5}با \Z")
# «اجرای ۶۴ مصوبه متوقف مانده است»
_STANDS_STILL: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,6}? (?:متوقف|معطل|معلق|بلاتکلیف) (?:مانده|است|شده|ماند|شد|بوده|گذاشته)\b"
)
_UNDONE_EXECUTION: Final = re.compile(r"\b(?:خودداری از|تاخیر در|تعلل در|کوتاهی در|سرپیچی از|مانع) اجرای \Z")
_CARRYING_OUT: Final = re.compile(r"\b(?:اجرای|پیگیری) \Z")
_ITS_OWN: Final = re.compile(r" (?:مربوط به |متعلق به )?(?:خود|خودش|خویش)\b")
# «بخش بانکی با ۱۵ مصوبه», «حوزه مالیات ۱۲ مصوبه»: by what they are about
_SUBJECT_WITH: Final = re.compile(
    r"\b(?:بخش|حوزه|موضوع|مسایل|مشکلات|زمینه|محور) (?:[^ ،.؛:]+ ){1,3}?(?:(?:نیز|هم) )?(?:با )?\Z"
)
_ABOUT_SUBJECT: Final = re.compile(
    r" ?(?:(?:از )?ان(?:ها)? |از (?:(?:تمامی|کل|مجموع|همه) )?(?:این )?مصوبات (?:کل )?)?(?:(?:نیز|هم|دیگر) )*"
    r"(?:مربوط به|مرتبط با|در حوزه|در حوزههای|در زمینه|در زمینههای|در خصوص|درباره|در موضوع|در موضوعات|با موضوع|در سایر|در دیگر) "
)
_SENT_ON: Final = re.compile(
    r"(?: (?:نیز|هم|ان|دیگر))* (?:برای [^ ،.؛:]+(?: [^ ،.؛:]+){0,3} )?به (?:[^ ،.؛:]+ ){1,4}?(?:رفته|رفت|ارجاع|ارسال|فرستاده|منعکس|سپرده|احاله)\b"
)
_THE_REST: Final = re.compile(
    r"\b(?:بقیه|مابقی|الباقی|باقی ?مانده|باقی)(?: (?:یعنی|هم|نیز|که|آن|ان|انها|شامل|معادل))*[ ،]+\Z"
)
# «… ۱۵ مصوبه به تصویب رسید که ۶ مصوبه بانکی بود»
_OF_SUBJECT: Final = re.compile(
    r" (?:بانکی|مالیاتی|بیمهای|حقوقی|قضایی|زیرساختی|گمرکی|ارزی|اعتباری|محیط زیستی|زیستمحیطی)(?: و [^ ،؛.]+)?(?: (?:بود|بوده|است|هستند|داشت)\b| ?،| و )"
)
_TO_SUBJECT: Final = re.compile(r" (?:(?:از )?ان(?:ها)? )?(?:(?:نیز|هم|دیگر) )*(?:به|درباره) ")
# «۲۱ مصوبه به دلیل نبود نقدینگی و ۱۷ مصوبه به خاطر اختلاف شرکا اجرا نشده است»: a part told by its cause
_FOR_A_CAUSE: Final = re.compile(r" (?:(?:نیز|هم) )?(?:به دلیل|به دلایلی?|به خاطر|به علت|به سبب|به واسطه) ")
# «۳۹ مورد مصوبات کمیته تخصصی»
_OF_A_COMMITTEE: Final = re.compile(r" (?:این )?(?:زیر ?)?کمیته\b(?! تسهیل)")
# «۳۰ مصوبه مورد بررسی قرار گرفت که ۲۹ مورد آن به تصویب رسید», «یک مصوبه نیز از دستور کار خارج شد»
_LOOKED_AT: Final = re.compile(
    r" (?:مورد )?بررسی (?:قرار گرفت|شد|گردید) که (?=[^.؛:]{0,40}\b(?:تصویب|مصوب|تایید)\b)|"
    r"(?: (?:نیز|هم))?(?: برای [^.؛:]{3,40})? از دستور(?: کار| جلسه)? (?:خارج|حذف) (?:شد|شده|گردید)\b"
)
# «۴۰ مصوبه از مهلت خود گذشته است», «بدون متولی مانده»: what became of some, no total
_OVERDUE: Final = re.compile(
    r"(?: (?:نیز|هم|هنوز))? (?:از (?:مهلت|موعد|زمان|سررسید)\b[^.؛:،]{0,30}? گذشته|سررسید گذشته|بدون (?:متولی|پاسخ|اقدام|پیگیری)\b)"
)
_TIME_LIMIT_OF: Final = re.compile(r"\b(?:مهلت|فرصت|موعد|زمان) (?:قانونی )?(?:اجرای|انجام) \Z")
# «۱۰ تصمیم گرفته شد»
_TAKEN: Final = re.compile(r"\b(?:گرفته|گرفت|گرفتند|گرفتیم|اتخاذ|تصویب|مصوب|اجرا|اجرایی|ابلاغ)\b")

# «سهم شرکت توزیع نیروی برق جنوب استان از این تعداد ۹ مصوبه»
_REGION_BEHIND: Final = re.compile(r"(?: (?:شمال|جنوب|شرق|غرب|مرکز|استان|شهرستان|منطقه|کشور)\b){0,2}")
# «با ۱۴ و ۱۱ مصوبه»
_WITH_NUMBERS: Final = re.compile(r"(?: نیز| هم)? با (?:(?:حدود|بیش از) )?(?:\d+(?: ?،| و) )*")


class ResolutionReader(MeasureReader):
    """Reads numbers of resolutions."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of resolutions: with their status, else as adopted."""
        if _OF_A_COMMITTEE.match(self.text, seen.noun.end) or _LOOKED_AT.match(self.text, seen.noun.end):
            return None
        seen = self.wholes.stretch_of_part(seen)
        place = seen.number.bound_start
        if self.text.endswith("اجرای ", 0, place):
            if _STANDS_STILL.match(self.text, seen.noun.end) is not None:
                return self.maker.make(seen, "resolutions_not_implemented", sector=self.sectors.sector_of(seen))
            if self.to_come.is_wanted(seen):
                return None
        last = before[-1] if before else None
        if (
            last is not None
            and last.sentence == seen.sentence
            and last.measure.startswith("resolutions_")
            and _COMPARED_WITH.search(self.text, last.end, place) is not None
        ):
            count = self.maker.make(seen, last.measure)
            count.event = None
            return count
        wholly = WHOLLY.match(self.text, seen.noun.end)
        if wholly is not None and self.surface.has(seen.noun.end, self.stretches.clause_end(seen), "implemented"):
            # «۱۳۰ مصوبه به طور کامل و ۲۵ مصوبه به صورت ناقص اجرا شده است»
            return self.maker.make(seen, "resolutions_implemented") if wholly.group(1) == "کامل" else None
        is_whole = (
            self.wholes.is_total_of_part(seen)
            or self.wholes.is_told_in_part(seen)
            or self.wholes.has_its_part_behind(seen)
        )
        measure = None if is_whole else self.statuses.of(self._with_its_cause(seen))
        if measure is not None and (self._is_of_an_agency(seen) or self._is_backlog_of_an_agency(seen)):
            return None
        if measure is None:
            measure = "resolutions_adopted"
            if self.surface.has(seen.noun.end, seen.right, "left_over", "acted_on") or self._is_subject_part(
                seen, before
            ):
                return None
            if self._is_agency_part(seen) or (seen.number.value == 1 and self._is_for_each(seen)):
                return None
            if seen.number.value == 1 and self.surface.word_before(seen.number.start) == WITH:
                return None  # «با یک مصوبه سرپا می‌شود»: told of its use
            if _THE_REST.search(self.text, seen.left, seen.number.bound_start) is not None:
                return None  # «بقیه یعنی ۱۴ مصوبه …»: whatever is said of it, no total
            if self._was_sent_on(seen, before):
                return None
            if _FOR_A_CAUSE.match(self.text, seen.noun.end) and not self.surface.has(
                seen.noun.end, seen.right, "issued", "adopted"
            ):
                return None
            if self._is_other_part(seen, before) or self._makes_up_the_total(seen, before):
                return None
        if self.surroundings.is_pointed_at(seen.number.bound_start) or (
            measure == "resolutions_adopted" and self._is_untaken(seen)
        ):
            return None
        if (
            self.surface.word_before(seen.number.bound_start) in _TIME_LIMIT
            or _TIME_LIMIT_OF.search(self.text, seen.left, seen.number.bound_start)
            or (measure == "resolutions_adopted" and _OVERDUE.match(self.text, seen.noun.end))
        ):
            return None  # «مهلت ده مصوبه تمام شد»
        execution = _CARRYING_OUT.search(self.text, seen.left, seen.number.bound_start)
        if _UNDONE_EXECUTION.search(self.text, seen.left, seen.number.bound_start) or (
            execution is not None and is_yet_to_be_done(self.text, seen, execution.start())
        ):
            return None
        count = self.maker.make(seen, measure, sector=self.sectors.sector_of(seen))
        if is_whole and (self.wholes.has_its_part_behind(seen) or self.wholes.is_total_of_share(seen)):
            count.event = None  # how many of them are done is told: resolutions of the past
        return count

    def _with_its_cause(self, seen: Seen) -> Seen:
        """«۲۰ مصوبه به دلایلی مانند نبود وثیقه، اختلاف شرکا و … هنوز اجرا نشده است»: commas of the causes end nothing."""
        if _FOR_A_CAUSE.match(self.text, seen.noun.end) is None:
            return seen
        end = self.stretches.before_the_rest(seen.noun.end, self.stretches.clause_end(seen))
        if self.surface.numbers_in(seen.noun.end, end):
            return seen
        return Seen(seen.number, seen.noun, seen.left, end, seen.sentence)

    def _is_untaken(self, seen: Seen) -> bool:
        """«دو تصمیم مهم»: decisions that nobody is said to have taken."""
        if self.text[seen.noun.start : seen.noun.end] != "تصمیم":
            return False
        return _TAKEN.search(self.text, seen.noun.end, self.stretches.clause_end(seen)) is None

    def _is_for_each(self, seen: Seen) -> bool:
        """«برای هر واحد یک مصوبه صادر شد»"""
        return f" {EVERY} " in self.text[max(0, seen.number.start - 24) : seen.number.start]

    def _is_subject_part(self, seen: Seen, before: list[Count]) -> bool:
        """«۱۲۰ مصوبه مربوط به انرژی و آب»: a part of the total before that is no sector's."""
        told = _ABOUT_SUBJECT.match(self.text, seen.noun.end, seen.right) or _OF_SUBJECT.match(self.text, seen.noun.end)
        subject = self.text.startswith(" ", seen.noun.end) and self.surface.hit_at(seen.noun.end + 1, "problem_word")
        to_what = _TO_SUBJECT.match(self.text, seen.noun.end)
        if to_what is not None and self.surface.hit_at(to_what.end(), "problem_word") is not None:
            told = to_what  # «… که ۱۳ مصوبه آن به بانک‌ها، هفت مصوبه به برق و گاز … مربوط است»
        about = (told is not None or bool(subject)) and self.sectors.sector_of(seen) is None
        place = seen.number.bound_start
        subject_with = _SUBJECT_WITH.search(self.text, max(0, place - 40), place) if not about else None
        if subject_with is not None and self.sectors.sector_of(seen) is None:
            about = self.surface.has(subject_with.start(), place, "problem_word")
        return about and any(
            c.measure == "resolutions_adopted" and c.value > seen.number.value and seen.sentence - c.sentence <= 2
            for c in before[:FIRST_COUNTS]
        )

    def _was_sent_on(self, seen: Seen, before: list[Count]) -> bool:
        """«۶۳ مصوبه داشته‌ایم که … و ۹ مصوبه به کارگروه استان رفته است»: some of the total told in the same sentence."""
        return _SENT_ON.match(self.text, seen.noun.end) is not None and any(
            count.measure == "resolutions_adopted"
            and count.sentence == seen.sentence
            and count.value > seen.number.value
            for count in before
        )

    def _is_other_part(self, seen: Seen, before: list[Count]) -> bool:
        """«ده مصوبه دو بار شمرده شده», «هفت مصوبه کنار گذاشته شد»: told of some of the total of a report."""
        if kinds.REPORT not in self.types or self.sectors.sector_of(seen) is not None:
            return False
        sentence = self.surface.sentences[seen.sentence]
        end = self.stretches.clause_end(seen)
        if self.surface.has(sentence.start, end, "period", "this_session") or self.surface.has(
            seen.left, seen.right, "issued", "implemented_bare"
        ):
            return False
        return self.surface.has(seen.noun.end, seen.right, "past", "present") and any(
            count.measure == "resolutions_adopted"
            and count.value > seen.number.value
            and seen.sentence - count.sentence <= _NEAR_TOTAL
            for count in before
        )

    def _is_of_an_agency(self, seen: Seen) -> bool:
        """«بانک ملی از ۲۰ مصوبه خود هشت مصوبه را اجرا نکرده»: the whole and the part are the agency's own."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.end)[-2:]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if noun is None or noun.value != "resolution" or not _ITS_OWN.match(self.text, noun.end):
                continue
            names = self.surface.names_in(max(start, number.bound_start - 40), number.bound_start, "agency")
            if names and not names[-1].id.startswith("WG_"):
                return True
        return False

    def _is_backlog_of_an_agency(self, seen: Seen) -> bool:
        """«بانک صادرات و بانک ملی با ۱۴ و ۱۱ مصوبه معطل»: one agency's part."""
        place = seen.number.bound_start
        names = self.surface.names_in(max(0, place - 60), place, "agency")
        if not names or names[-1].id.startswith("WG_"):
            return False
        region = _REGION_BEHIND.match(self.text, names[-1].end)
        return (
            _WITH_NUMBERS.fullmatch(self.text, region.end() if region is not None else names[-1].end, place) is not None
        )

    def _makes_up_the_total(self, seen: Seen, before: list[Count]) -> bool:
        """«۶۳۱ مصوبه داشتیم که ۵۶۸ مصوبه اجرا شد و ۶۳ مصوبه …»: the rest of a total, whatever is said of it."""
        near = [c for c in before if seen.sentence - c.sentence <= 1 and c.statistic == "exact"]
        parts = sum(c.value for c in near if c.measure in STATUS_MEASURES)
        totals = {c.value for c in near if c.measure == "resolutions_adopted"}
        return bool(parts) and parts + seen.number.value in totals

    def _is_agency_part(self, seen: Seen) -> bool:
        """«۱۲۰ مصوبه مربوط به بانک‌ها»: a part that is neither a sector's nor a ministry's."""
        if self._is_of_an_agency(seen):
            return True
        before = self.surface.names_in(max(0, seen.number.bound_start - 60), seen.number.bound_start, "agency")
        if before and self.text[before[-1].end : seen.number.bound_start].strip() == WITH:
            return True  # «بانک‌ها با هفت مصوبه»
        region = _REGION_BEHIND.match(self.text, before[-1].end) if before else None
        if region is not None and OWN_SHARE.fullmatch(self.text, region.end(), seen.number.bound_start):
            start = self.surface.sentences[seen.sentence].start
            if _A_SHARE.search(self.text, start, before[-1].start):  # «سهم بانک‌ها ۱۱۰ مصوبه، تأمین اجتماعی ۴۱ مصوبه»
                return True
        match = re.match(
            r" ?(?:(?:از )?ان(?:ها)? )?(?:(?:نیز|هم|دیگر) )*(?:مربوط به|مربوط|در حوزه|در بخش|به|متعلق به|برای|سهم) ",
            self.text[seen.noun.end : seen.right],
        )
        if match is None:
            return False
        place = seen.noun.end + match.end()
        return bool(self.surface.names_in(place, place + 12, "agency")) and self.sectors.sector_of(seen) is None
