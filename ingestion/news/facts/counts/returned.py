"""Idle units that work again."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.stretches import NEAR_SECTOR, Stretches
from ingestion.news.facts.counts.surroundings import Surroundings
from ingestion.news.facts.counts.to_come import ToCome
from ingestion.news.facts.counts.wholes import Wholes
from ingestion.news.facts.lexicon import Hit

# to (the cycle), from standstill, from stagnation, again: words that tell a return of themselves
_BACK_AGAIN: Final = (
    "به ",
    "فعالیت خود را از سر",
    "فعالیت مجدد",
    "احیا ش",
    "احیا گرد",
    "از تعطیلی",
    "از حالت ",
    "از خاموشی",
    "از مرز ",
    "از لبه ",
    "از استانه ",
    "از خطر ",
    "از نو ",
    "از رکود",
    "دوباره",
    "مجددا",
    "جان ",
)
# «بیمه کارگران از سر گرفته شد و برای چهار واحد …»: what the verb ends with
_FINISHED: Final = re.compile(r"\A(?: (?:شد|شدند|شده|است|گرفته))+(?= ?(?:و|،|ولی|اما) )")
_AGAIN: Final = frozenset("دوباره مجددا باز".split())
# «هدف ما احیای ۲۵ واحد است»
_AIM: Final = re.compile(r"\b(?:هدف|برنامه|قصد|در نظر|درصدد|به دنبال|تعهد)\b[^.،؛:]{0,20}\Z")
# «هشت واحد در حال بازگشت به مدار است», «… قابل احیا هستند», «… تا پایان سال به مدار برمی‌گردند»: not back yet
_ON_THE_WAY: Final = re.compile(
    r"[^.؛:]*?\b(?P<way>در (?:حال|استانه|مسیر|شرف|راه|فرایند|نوبت|انتظار|صف|جریان|دست) (?:بازگشت|بازگشایی|احیا|راه ?اندازی|فعال ?سازی|فعال شدن)"
    r"|(?:قابلیت|قابل|امکان|ظرفیت|پتانسیل|مستعد|اماده) (?:احیا|بازگشت|بازگشایی|راه ?اندازی|فعال ?سازی|فعال شدن)"
    r"|(?:بر|باز) ?می ?گرد(?:د|ند))\b"
)
# return, reviving, bringing to work of those that are counted behind it
_RETURN_OF: Final = frozenset(
    ("احیای", "بازگشت", "فعالسازی", "فعالسازی مجدد", "بازگشایی", "راهاندازی مجدد", "راهاندازی دوباره")
)
_OUT_OF: Final = re.compile(
    r"\bاز (?:مجموع |میان |جمع |این )?\d+ (?:واحد|کارخانه|کارگاه|بنگاه|معدن)(?: [^ ،.؛:\d]+){1,8} ?،? (?:(?:تاکنون|تنها|فقط|حدود|بیش از) )?\Z"
)
# the units of the figure before: with the figure, or with a word for it
_OF_THESE: Final = re.compile(
    r"\b(?:از|در میان|میان|بین) (?:این|ان|همین) (?:(?P<number>\d+) (?:واحد|کارخانه|بنگاه|کارگاه)|تعداد|شمار|واحدها|میان|مجموع|رقم)\b"
)
# «۴۱ واحد راکد شامل …», «… (… و …)»
_CONSISTS_OF: Final = re.compile(r"(?: [^ ،.؛:\d]+){0,3}? ?(?:شامل|متشکل از|مشتمل بر|اعم از|\()")
# «۲۳ واحد راکد احیا و ۳۴۰ نفر مشغول به کار شدند»: one verb for both
_REVIVED_AND: Final = re.compile(
    r"(?: (?:تولیدی|صنعتی|معدنی|کشاورزی|راکد|تعطیل|نیمه ?تعطیل|نیمه ?فعال|غیر ?فعال|دیگر|استان|شهرستان|صنعتی و معدنی|راکد و نیمه ?فعال|تعطیل و نیمه ?تعطیل|راکد و نیمه ?تعطیل))*"
    r" (?:(?:دوباره|مجددا) )?(?P<what>احیا|فعال|راه ?اندازی|بازگشایی) و (?!نیمه)[^.؛:]{3,80}?\b(?<!خواهد )(?<!خواهند )(?:شد|شدند|شده|شدهاند|گردید|گردیدند|کردیم|کردهایم)\b"
)
# «مشکل ۲۳ واحد راکد برای احیا و بازگشت به تولید بررسی شد»
_FOR_ITS_RETURN: Final = re.compile(
    r"\b(?:برای|جهت|به منظور|با هدف) (?:(?:احیا|احیای|راه ?اندازی|بازگشایی|حمایت|تسهیل|کمک به)(?: [^ ،.؛:]+)? و )?\Z"
)
# «بازگشت دو کارخانه از تملک بانک، … از پرونده‌های مهم این جلسه بود»: what files are about
_AMONG_FILES: Final = re.compile(
    r"[^.؛:]*?\b(?:از|جزو|از جمله) (?:مهمترین |اصلیترین |دیگر )?(?:پروندههای|موضوعات|موضوعهای|درخواستهای|محورهای|خواستههای|مباحث)\b[^.؛:]*? (?:بود|بودند|است|هستند|بوده)\b"
)
# «تأخیر در بازگشت مالیات دو کارخانه»: what comes back is money
_OF_MONEY: Final = re.compile(
    r" (?:مالیات|ارز|ارزش افزوده|وجه|پول|مبلغ|سود|سپرده|سرمایه|مطالبات|بدهی|وثیقه|وثایق|سند|اسناد)\b"
)
# from one part to the next
_NEXT_PART: Final = re.compile(r"(?: [^ ،.؛:\d]+){0,6} ?(?:،|و|، و) ?")
_OF_UNITS: Final = frozenset(("units_returned", "units_reviewed", "units_visited", "cases_reviewed"))


class Returned(TextReader):
    """Tells units that returned from units that are idle."""

    def __init__(
        self, article: Article, stretches: Stretches, surroundings: Surroundings, to_come: ToCome, wholes: Wholes
    ) -> None:
        super().__init__(article)
        self.stretches = stretches
        self.surroundings = surroundings
        self.to_come = to_come
        self.wholes = wholes

    def is_returned(self, seen: Seen) -> bool | None:
        """True: idle units that work again; False: idle units that merely are; None: not about idle units."""
        sentence = self.surface.sentences[seen.sentence]
        idle = self.surface.has(seen.noun.end, seen.right, "state")
        after = [
            hit
            for hit in self.surface.hits_in(seen.noun.end, self.stretches.clause_end(seen), "returned")
            if _FOR_ITS_RETURN.search(self.text, seen.noun.end, hit.start) is None
        ]
        goes_on = idle and (self._goes_on_with_idle_units(seen) or self.wholes.opens_a_row_of_parts(seen))
        first_stop = None if goes_on else self.wholes.other_number_after(seen)
        after = [hit for hit in after if (first_stop is None or hit.start < first_stop) and not self._is_return_of(hit)]
        before = [
            hit
            for hit in self.surface.hits_in(seen.left, seen.number.start, "returned")
            if seen.number.bound_start - hit.end < 30
            and not self._is_purpose(hit)
            and not self._is_told_of_others(hit, seen.number.bound_start)
            and not _OF_MONEY.match(self.text, hit.end, seen.number.bound_start)
        ]
        back = [hit for hit in after if self.text[hit.start : hit.end] not in ("احیا", "بازگشت")]
        cycle = [
            hit
            for hit in after
            if self.text[hit.start : hit.end].startswith(_BACK_AGAIN) or self.surface.word_before(hit.start) in _AGAIN
        ]
        if not idle and after and self._is_of_idle_units(seen, sentence.start):
            idle = True
        both = _REVIVED_AND.match(self.text, seen.noun.end, sentence.end)
        revived = both is not None and (idle or both.group("what") == "احیا")
        if not idle and not cycle and not before and not revived:
            return None
        if not idle and self.surroundings.directly_before(seen.number.bound_start) is not None:
            return None
        if self.surroundings.has_other_cause(
            sentence.start, self.stretches.clause_end_before_comma(seen), seen.number.start
        ):
            return False
        if self.to_come.is_target(seen) or self.to_come.is_hoped(seen):
            return False
        if before and not after and _AMONG_FILES.match(self.text, seen.noun.end, sentence.end):
            return False
        end = first_stop or self.stretches.clause_end(seen)
        if self._is_on_the_way(seen, end) or (before and self.to_come.is_wanted(seen, end)):
            return False
        if before or back or after or revived:
            return True
        return False if idle and self.surroundings.directly_before(seen.number.bound_start) is None else None

    def _is_of_idle_units(self, seen: Seen, start: int) -> bool:
        """«از ۲۰ واحد راکد استان، ۱۲ واحد فعال شد»: the whole says that they were idle."""
        whole = _OUT_OF.search(self.text, start, seen.number.bound_start)
        return whole is not None and self.surface.has(whole.start(), seen.number.bound_start, "state")

    def _is_on_the_way(self, seen: Seen, end: int) -> bool:
        way = _ON_THE_WAY.match(self.text, seen.noun.end, end)
        return way is not None and not self.surface.has(seen.noun.end, way.start("way"), "past")

    def _is_return_of(self, returned: Hit) -> bool:
        """«۱۸۰ واحد شناسایی شده که احیای ۶۵ واحد …»: told of the number behind it."""
        following = self.surface.numbers_in(returned.end, returned.end + 2)
        return bool(following) and self.text[returned.start : returned.end] in _RETURN_OF

    def _goes_on_with_idle_units(self, seen: Seen) -> bool:
        """«۱۶ واحد راکد و ۷ واحد نیمه‌فعال دوباره فعال شدند»: what is told behind the second is told of both."""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + NEAR_SECTOR))[:1]
        if not following:
            return False
        noun = self.surface.hit_at(self.stretches.first_word(following[0].end), "measure")
        if noun is None or noun.value != "unit":
            return False
        state = self.surface.hits_in(seen.noun.end, following[0].bound_start, "state")
        gap = self.text[state[-1].end : following[0].bound_start] if state else ""
        return gap == " و " and self.surface.hit_at(self.stretches.first_word(noun.end), "state") is not None

    def _is_told_of_others(self, returned: Hit, place: int) -> bool:
        """«سه واحد احیا شد ولی دو واحد هنوز تعطیل است»: a clause of its own begins between the verb and the number."""
        gap = _FINISHED.sub("", self.text[returned.end : place])
        if gap.startswith((" ولی", " اما", "، ولی", "، اما", " و برای ", "، برای ")):
            return True
        return gap.startswith((" و ", "، ")) and self.surface.has(returned.start, returned.end, "past")

    def _is_purpose(self, returned: Hit) -> bool:
        """«برای احیای پنج واحد»: hoped for, not done."""
        near = self.surface.hits_in(max(0, returned.start - 12), returned.start, "purpose")
        if near and not self.text[near[-1].end : returned.start].strip():
            return True
        return _AIM.search(self.text, max(0, returned.start - 30), returned.start) is not None

    def is_part_of_those(self, seen: Seen, before: list[Count]) -> bool:
        """«۲۹ واحد به تولید برگشت. از این ۲۹ واحد، ۲۲ واحد در بخش صنعت …»: sectors of the units that returned."""
        pointed = _OF_THESE.search(self.text, self.surface.sentences[seen.sentence].start, seen.right)
        if pointed is None:
            return False
        units = [c for c in before if c.measure in _OF_UNITS and c.sector is None and seen.sentence - c.sentence <= 2]
        told = pointed.group("number")
        if told is None:
            return bool(units) and units[-1].measure == "units_returned" and units[-1].value > seen.number.value
        return any(
            c.measure == "units_returned" and told == str(c.value) and c.value > seen.number.value for c in units
        )

    def is_in_the_row_of_those(self, seen: Seen, before: list[Count]) -> bool:
        """«۴۱ واحد راکد شامل ۳۵ واحد صنعتی و شش واحد کشاورزی به مدار تولید برگشت»: a sector of the units that returned."""
        whole = next((count for count in reversed(before) if not count.is_part), None)
        if whole is None or whole.measure != "units_returned" or whole.sentence != seen.sentence:
            return False
        if self._goes_on_with_parts(seen, whole, before):
            return True
        opened = _CONSISTS_OF.match(self.text, whole.end)
        return (
            opened is not None
            and whole.value > seen.number.value
            and not self.surface.has(opened.end(), seen.number.start, "past", "present")
        )

    def _goes_on_with_parts(self, seen: Seen, whole: Count, before: list[Count]) -> bool:
        """«… به تولید بازگشت که ۲۲ واحد معدنی، ۱۹ واحد کشاورزی و ۱۳ واحد گردشگری بود»: the second part and the third."""
        parts = [count for count in before if count.is_part and count.start > whole.start]
        return (
            bool(parts)
            and all(part.measure == "units_returned" and part.sector is not None for part in parts)
            and sum(part.value for part in parts) + seen.number.value <= whole.value
            and _NEXT_PART.fullmatch(self.text, parts[-1].end, seen.number.bound_start) is not None
            and not self.surface.has(parts[-1].end, seen.number.start, "past", "present")
        )

    def returned_before(self, seen: Seen, before: list[Count]) -> bool:
        """«۲۶ واحد به تولید بازگشت که ۲۱ واحد صنعتی است»"""
        return any(
            count.measure == "units_returned" and count.sentence == seen.sentence and count.value > seen.number.value
            for count in before[-3:]
        )
