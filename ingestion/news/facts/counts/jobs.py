"""«۱۲ نفر»: jobs created, kept or regained."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.words import WITH
from ingestion.news.facts.events import kinds

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
# «۴۱ فقره پروانه بهره‌برداری با اشتغال ۹۰۰ نفر», «۱۸ واحد جدید پروانه گرفتند و ۴۰۰ نفر …»: what else made them
_NOT_OF_THE_GROUP: Final = re.compile(
    r" (?:فقره |مورد |عدد )?(?:پروانه|جواز|مجوز|طرح|پروژه|نیروگاه|(?:واحد|کارخانه|معدن|کارگاه)(?: [^ ،.؛:\d]+)? (?:جدید|تازه ?تاسیس|نوپا|نوبنیاد|تازه|(?:فعال|موجود)(?= (?:برای|در|با|موجب|باعث|زمینه))))\b"
)
# «۱۴ کارخانه ساخته شده و ۶۰۰ نفر در آنها شاغل شده‌اند»
_BUILT: Final = re.compile(
    r" (?:واحد|کارخانه|معدن|کارگاه|مجتمع|هتل|گلخانه|مرغداری|اقامتگاه)\b[^.؛:]{0,60}? (?:ساخته|احداث|تاسیس|بنا) (?:شد|شده|شدهاند|شدند|گردید)\b"
)
# what a number before may count that nobody works in: money, areas, weights, times
_AMOUNT: Final = re.compile(
    r" ?(?:هزار |میلیون |میلیارد |تریلیون )*(?:میلیارد|میلیون|تریلیون|همت|تومان|ریال|دلار|یورو|هکتار|متر|مترمربع|تن|کیلومتر|مگاوات|کیلووات|درصد|ماه|ماهه|سال|سالها|روز)\b"
)
# «میزان اشتغال صنعتی استان ۱۵ هزار نفر است»: all who work there
_ALL_JOBS: Final = re.compile(
    r"\b(?:میزان|حجم|سطح|امار|کل|مجموع) (?:اشتغال|شاغلان|شاغلین)(?: (?!ایجاد|حفظ|تثبیت|شده|جدید|تازه|بازگشت)[^ ،.؛:]+){0,6} \Z"
)
# «۱۲ هزار نفر اشتغال دارند»
_HAVE_WORK: Final = re.compile(r"(?: [^ ،.؛:]+){0,6}? (?:اشتغال|شغل) (?:دارند|دارد|داشتند|داشتهاند|داریم)\b")
# «با تکمیل آنها برای هزار نفر شغل ایجاد می‌شود»: once it is done
_ONCE_DONE: Final = re.compile(
    r"\bبا (?:تکمیل|راه ?اندازی|بهره ?برداری|به بهره ?برداری|اجرای|اجرایی شدن|افتتاح|تحقق|اغاز|شروع)\b[^.؛:]*\Z"
)
_IS_BEING_MADE: Final = re.compile(r"[^.؛:]*?\b(?:ایجاد|فراهم|مهیا) می ?(?:شود|شوند|گردد|گردند|کند|کنند|کنیم)\b")


# «معادن این شهرستان بیش از ۱۲ هزار شغل ایجاد کرده‌اند»: what a whole trade employs
_OF_A_TRADE: Final = re.compile(
    r"[ ،:«]*(?:(?:که|و) )?(?:معادن|صنایع|شهرکهای صنعتی|واحدهای (?:صنعتی|تولیدی|معدنی|فعال)|کارخانههای|بخش (?:صنعت|معدن|کشاورزی))"
    r"(?: (?:فعال|بزرگ|کوچک|متوسط|معدنی|صنعتی|و))* (?:این )?(?:استان|شهرستان|منطقه|شهر|کشور)\b"
    r"(?![^.؛:]* (?:راکد|تعطیل|احیا|دوباره|بازگشت|فعالسازی))"
)

# «ظرفیت اشتغال ۶۴۰ نفر», «امکان ایجاد شغل برای ۲۰ نفر»: not made yet
_ABLE_TO: Final = re.compile(
    r"\b(?:ظرفیت|قابلیت|پتانسیل|توان|امکان) (?:ایجاد |جذب )?(?:اشتغال(?: ?زایی)?|شغل|فرصت شغلی)(?: (?:برای|حدود|بیش از))? ?\Z"
)
_ABLE_SPAN: Final = 40
# «واحدی با ظرفیت ۵۰۰ تن و اشتغال ۱۲۰ نفر بررسی شد»: who works there
_WITH_ITS_JOBS: Final = re.compile(
    r"\b(?:با|دارای)(?: (?!(?:احیای?|اجرای|رفع|حل|بازگشت|پیگیری|راهاندازی|ایجاد|تثبیت|حفظ)\b)[^ ،.؛:]+){0,8}? (?:اشتغال|اشتغالزایی)"
    r"(?: (?:مستقیم|غیرمستقیم|و|بیش از|حدود|بالغ بر|نزدیک به|برای))* \Z"
)
_JOBS_ONLY: Final = frozenset(("اشتغال", "اشتغالزایی"))
# «اشتغال ۶۴۰ نفر در خطر است», «شغل ۳۰ نفر را تهدید می‌کند»
_ENDANGERED: Final = re.compile(r"\b(?:در (?:معرض )?خطر|به خطر|تهدید)\b")
# «… که در خطر بود حفظ شد», «امکان اشتغال … فراهم شد»
_AND_YET: Final = re.compile(
    r"\b(?:حفظ|نجات|جلوگیری|رفع|تثبیت|تضمین|فراهم|ایجاد|محقق|مهیا|برطرف|دور|بازگشت)[^ ]* (?:شد|شده|شدند|گردید|کرد|کردند|کردیم|نمود|یافت|یافتند)"
)


class JobReader(MeasureReader):
    """Reads numbers of jobs."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of jobs or people; None without a job created, kept or regained."""
        sentence = self.surface.sentences[seen.sentence]
        if self.surroundings.has_other_cause(
            sentence.start, sentence.end, seen.number.start
        ) or self.surroundings.in_bound_span(seen.number.start):
            return None
        same = self.maker.as_before(seen, before)
        if same is not None:
            return same
        if self._is_of_something_else(seen, sentence.start) or self._is_no_new_job(seen, sentence.start):
            return None
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
        if made and _OF_A_TRADE.match(self.text, left, right) is not None:
            return None
        if made and (_HINDERED.search(self.text, left, right) is not None or self._is_only_possible(seen, right)):
            return None
        if made and self._is_an_attribute(seen, left, right):
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

    def _is_of_something_else(self, seen: Seen, start: int) -> bool:
        """Whether licences, projects or new units are what is counted right before, and the group is not named."""
        place = seen.number.bound_start
        speech = self.surface.sentence_at(start).speech
        start = max(start, speech) if speech is not None and speech <= place else start
        for number in reversed(self.surface.numbers_in(start, place)):
            if number.is_percent or number.is_ordinal or self.stretches.in_date(number):
                continue
            if _AMOUNT.match(self.text, number.end) is not None:
                continue
            told = _NOT_OF_THE_GROUP.match(self.text, number.end) or _BUILT.match(self.text, number.end, place)
            return told is not None and not any(start <= hit.start < place for hit in self.bodies.ours)
        return False

    def _is_no_new_job(self, seen: Seen, start: int) -> bool:
        """All who work somewhere, and those who will once something is finished."""
        place = seen.number.bound_start
        return (
            _ALL_JOBS.search(self.text, start, place) is not None
            or _HAVE_WORK.match(self.text, seen.noun.end) is not None
            or (
                _ONCE_DONE.search(self.text, start, place) is not None
                and _IS_BEING_MADE.match(self.text, seen.noun.end) is not None
            )
        )

    def _is_an_attribute(self, seen: Seen, left: int, right: int) -> bool:
        """«کارخانه‌ای با اشتغال ۱۲۰ نفر مشکل برق دارد»; «۱۸ واحد با اشتغال ۹۰۰ نفر به چرخه بازگشت» brought them back."""
        sentence = self.surface.sentences[seen.sentence]
        if _WITH_ITS_JOBS.search(self.text, max(left, sentence.start), seen.number.bound_start) is None:
            return False
        if self.surface.has(sentence.start, sentence.end, "returned"):
            return False
        return all(
            self.text[hit.start : hit.end] in _JOBS_ONLY for hit in self.surface.hits_in(left, right, "job_made")
        )

    def _is_only_possible(self, seen: Seen, right: int) -> bool:
        """«ظرفیت اشتغال ۶۴۰ نفر را دارد», «اشتغال ۶۴۰ نفر در خطر است»; «امکان اشتغال ۶۴۰ نفر فراهم شد» is done."""
        if _AND_YET.search(self.text, seen.noun.end, right) is not None:
            return False
        if _ENDANGERED.search(self.text, seen.noun.end, right) is not None:
            return True
        place = seen.number.bound_start
        return _ABLE_TO.search(self.text, max(0, place - _ABLE_SPAN), place) is not None

    def _returned_with(self, seen: Seen) -> bool:
        """«این کارگاه با ۱۲ نفر پرسنل فعالیت خود را از سر گرفت»: the unit works again with its workers."""
        if self.surface.word_before(seen.number.bound_start) != WITH:
            return False
        near = self.surface.hits_in(seen.noun.end, min(seen.right, seen.noun.end + _NEAR_RETURN), "returned")
        if not near or not self.surface.has(near[0].start, seen.right, "past"):
            return False
        # «با ۱۵۰ کارگر تعطیل بود دوباره روشن شد»: those that it had
        return not self.surface.has(seen.noun.end, near[0].start, "state", "past")
