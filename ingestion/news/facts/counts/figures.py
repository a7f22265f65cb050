"""A number and the noun it counts; numbers that are no figure of the article."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.counts.stretches import LONGEST_LABEL, Stretches
from ingestion.news.facts.counts.words import EVERY, YEAR
from ingestion.news.facts.lexicon import Hit
from ingestion.persian.jalali import FIRST_YEAR, LAST_YEAR
from ingestion.persian.numbers import NumberMention
from ingestion.persian.patterns import GuardedPattern

# article, clause, note, code, hour, page, phase, principle, law
_NOT_COUNTED_BEFORE: Final = frozenset("ماده بند تبصره کد شماره ساعت صفحه فاز اصل قانون".split())
_NOT: Final = "نه"
_IS_NOT: Final = re.compile(r"(?: [^ ،؛.]+){0,2} (?:نیست|نبوده|نبود)\b")
# «هر ۸۶ کارگر»: all of them; «از هر ده», «به ازای هر ده» are rates
_RATE: Final = frozenset("از ازای برای به".split())
# «از هر ده مصوبه، هشت مصوبه»: the noun between the two numbers
_PARTNER: Final = re.compile(
    r" (?:مصوبه|تصمیم|پرونده|واحد|مورد)(?: (?!اجرا|به|را )[^ ،؛.:]+){0,8} ?،? |[ ][^ ،]+ ?،? ?"
)
# «نسبت به سال قبل ۱۱ جلسه بیشتر شده»: how much more or less
_DIFFERENCE: Final = re.compile(
    r" (?:بیشتر|کمتر)(?: از [^ ،.؛]+(?: [^ ،.؛]+){2,7})? (?:است|بود|بوده|شد|شده)\b"
    r"| (?:بیشتر|کمتر|افزایش|کاهش|رشد|کم|زیاد)(?: از [^ ]+(?: [^ ]+)?)? ?(?:شد|شده|بود|بوده|است|داشت|داشته|یافت|یافته)\b"
)
# a comma, a bracket, a new number: where an item in brackets ends
_ITEM_ENDS: Final = re.compile(r" ?(?:[،؛)]| و )")
LONGEST_SECTOR: Final = 30
# «شمار جلسات کارگروه به ۲۸ و مصوبات آن به ۳۱۲ رسید»: the noun stands before the number
_HOW_MANY: Final = ("تعداد ", "شمار ", "امار ")
_NUMBER_OF: Final = re.compile(
    r"\b(?:تعداد|شمار|امار) (?:کل )?(?:جلسات|جلسههای?|نشستهای?|نشستها|مصوبات|مصوبهها|مصوبههای)\b(?:[^.؛:\d]{0,60}\d+(?: جلسه| نشست| مصوبه| مورد)? و)?"
)
_LAST_NOUN: Final = re.compile(
    r".*\b(?:(?P<session>جلسات|جلسههای?|نشستهای?|نشستها)|مصوبات|مصوبهها|مصوبههای)(?: [^ ،.؛:\d]+){0,5}?(?: به| بالغ بر| بر)? \Z"
)
_REACHED: Final = re.compile(
    r" (?:رسید|رسیده|رسیدهاند|می ?رسد|بوده|بود|است|شد|شده)\b| (?:اعلام|عنوان|ذکر|بیان|برشمرد)\b| و (?:تعداد |شمار )?(?:مصوبات|جلسات|نشستها)\b"
)
_NUMBER_OF_SPAN: Final = 110
# «۹ واحد درصد رشد کرد»
_PERCENTAGE_POINTS: Final = re.compile(r" درصدی?\b")
_ABOVE: Final = re.compile(
    r" (?:بیش|بیشتر|کمتر|کم) (?:از|نسبت به) (?:(?:مدت|دوره|زمان) (?:مشابه|قبل|قبلی)|سال (?:گذشته|قبل|پیش)|پارسال)\b"
)
# «میبد با ۲۲ مصوبه، اردکان با ۱۸ مصوبه … بیشترین سهم را دارند»: a county's part
_RANKED: Final = re.compile(
    r"\b(?:بیشترین|کمترین|بالاترین|پایینترین|صدر|رتبه|رتبههای|پیشتاز|پیشرو|به ترتیب|سهم|در جایگاه)\b"
)
_WITH_SO_MANY: Final = " با "
# «هدف: احیای ۳۰ واحد»
_AIMED: Final = re.compile(r"\b(?:هدف|برنامه|چشم ?انداز|پیشبینی|وعده)\b[^،؛.:]{0,25}: ?(?:[^ ،؛.:]+ ){0,3}\Z")
# «شش مصوبه از هر ده مصوبه»
_OF_EVERY: Final = re.compile(r" [^ ،.؛]+ از هر ")
# «در آن ستاد مطرح است»: of the body named before
_IN_THAT_BODY: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4}? در (?:ان|همان) (?:ستاد|شورا|کمیته|کمیسیون|کارگروه|نهاد|دادگاه|وزارتخانه|سازمان)\b"
)
# «پرونده ۱۲۶ بنگاه در کمیته تخصصی بررسی شده است»: before it came to the session
_IN_A_COMMITTEE: Final = re.compile(
    r"(?: (?!(?:پس|بعد|که|پیش|پیشتر|و)\b)[^ ،.؛:]+){1,6}? در (?:جلسه |جلسات |نشست |نشستهای )?کمیته(?: های|های)? "
    r"(?:تخصصی|کارشناسی|فنی|مقدماتی)\b(?![^،.؛:]{0,40} در (?:این|همین) (?:جلسه|نشست)\b)"
)
_COMMITTEE: Final = " کمیته"
# every week, month, session … we hear
_HABITUAL: Final = re.compile(r"\bهر (?:هفته|ماه|روز|جلسه|نشست)\b[^،؛.:]{0,30}\Z")
_USUALLY: Final = re.compile(r"[^،؛.:]{0,60}? (?:می(?:کنیم|شود|شوند|گیرد|کنند|کند|پردازیم|رسیم))\b")
# «با حضور نمایندگان … و کمیته حمایت قضایی»: another body that was there
_ATTENDED_BY: Final = GuardedPattern(
    r"\b(?:با حضور|نمایندگان|نماینده) (?:(?!\b(?:شد|شده|گردید|گفت|جلسه|نشست)\b)[^.؛:]){0,140}\Z",
    "حضور",
    "نماینده",
    "نمایندگان",
)


class Figures(TextReader):
    """Sees the numbers that count something."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        super().__init__(article)
        self.stretches = stretches
        self._is_correction = bool(self.surface.hits("corrected", "mistaken"))
        self._is_denying = "نیست" in self.text or "نبود" in self.text
        self._has_committee = _COMMITTEE in self.text
        self._is_of_rates = " از هر " in self.text
        self._tells_how_many = any(word in self.text for word in _HOW_MANY)

    def see(self, number: NumberMention) -> Seen | None:
        """A number with its noun and its stretch; None for a number that is no figure of the article."""
        if (
            number.is_ordinal
            or (not number.is_percent and number.value != int(number.value))
            or self.article.left_out.cover(number.start)
        ):
            return None
        sentence = self.surface.sentence_at(number.start)
        word = self.surface.word_before(number.start)
        if word in _NOT_COUNTED_BEFORE and not number.is_percent:
            return None
        if (word == _NOT and self.surface.numbers_in(sentence.start, number.bound_start)) or (
            self._is_denying and _IS_NOT.match(self.text, number.percent_end)
        ):  # «۲۸ جلسه است نه ۳۸ جلسه», «۸۰ درصد نیست»
            return None
        if word == YEAR and FIRST_YEAR <= number.value <= LAST_YEAR:
            return None
        if (word == EVERY and not self._means_all(number)) or self._is_of_every(number, sentence.start):
            return None
        if self._is_of_another_body(number, sentence.start, sentence.end) or self._is_corrected(number, sentence.end):
            return None
        if (
            self._is_habitual(number, sentence.start, sentence.end)
            or self._ends_a_range(number)
            or self._is_aimed_at(number, sentence.start)
        ):
            return None
        if self._has_committee and _IN_A_COMMITTEE.match(self.text, number.end, sentence.end):
            return None
        if self._is_of_a_county(number, sentence.start, sentence.end):
            return None
        noun = self._noun(number, sentence.end)
        if noun is not None and _PERCENTAGE_POINTS.match(self.text, noun.end):
            return None
        if noun is None or _DIFFERENCE.match(self.text, noun.end) or _ABOVE.match(self.text, noun.end):
            return None
        left = self.stretches.left(number, sentence.start)
        right = self.stretches.right(noun.end, sentence.end)
        return Seen(number, noun, left, right, sentence.index)

    def _is_of_a_county(self, number: NumberMention, start: int, end: int) -> bool:
        """«میبد با ۲۲ مصوبه و اردکان با ۱۸ مصوبه بیشترین سهم را دارند»; «جلسه ستاد میبد با ۲۲ پرونده» is a session's."""
        place = number.bound_start - len(_WITH_SO_MANY)
        if place <= start or not self.text.startswith(_WITH_SO_MANY, place):
            return False
        county = self.surface.hits_in(max(start, place - LONGEST_SECTOR), place, "county")
        return bool(county) and county[-1].end == place and _RANKED.search(self.text, start, end) is not None

    def _is_aimed_at(self, number: NumberMention, start: int) -> bool:
        """«هدف: احیای ۳۰ واحد»"""
        aim = self.text.rfind(" هدف ", start, number.bound_start)
        aim = max(aim, self.text.rfind(" هدفگذاری ", max(0, start - 1), number.bound_start))
        if (
            aim > 0
            and not self.text.endswith(" با", 0, aim)
            and not self.surface.has(aim, number.bound_start, "past", "present")
        ):  # «هدف امسال را احیای ۲۵ واحد و برگزاری ۵۰ جلسه عنوان کرد»
            return True
        colon = self.text.rfind(":", max(start, number.bound_start - LONGEST_LABEL), number.bound_start)
        return colon > 0 and _AIMED.search(self.text, max(start, colon - 40), number.bound_start) is not None

    def _is_habitual(self, number: NumberMention, start: int, end: int) -> bool:
        """«هر هفته به پرونده هفت واحد رسیدگی می‌کنیم»: what is usual, no figure; a mean is one."""
        habit = _HABITUAL.search(self.text, max(start, number.bound_start - 40), number.bound_start)
        if habit is None or self.surface.has(start, number.start, "mean"):
            return False
        return _USUALLY.match(self.text, number.percent_end, end) is not None

    def _ends_a_range(self, number: NumberMention) -> bool:
        """«سه تا پنج مصوبه»: no figure."""
        if not self.text.endswith(" تا ", 0, number.bound_start):
            return False
        before = self.surface.numbers_in(max(0, number.bound_start - 20), number.bound_start)[-1:]
        return bool(before) and self.text[before[0].end : number.bound_start] == " تا "

    def _means_all(self, number: NumberMention) -> bool:
        """«هر ۸۶ کارگر به کار برگشتند», «استانداران هر ۳۱ استان», «برای هر چهار وزارتخانه»"""
        noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
        before = self.surface.word(self.surface.word_index(number.bound_start) - 2)
        if noun is None:
            return False
        return noun.value == "ministry" or (noun.value in ("person", "province") and before not in _RATE)

    def _is_of_every(self, number: NumberMention, start: int) -> bool:
        """«از هر ده مصوبه، هشت مصوبه»: a rate told as numbers."""
        before = self.surface.numbers_in(start, number.start)
        if self._is_of_rates and _OF_EVERY.match(self.text, number.end):  # «شش مصوبه از هر ده مصوبه»
            return True
        return (
            bool(before)
            and self.surface.word_before(before[-1].start) == EVERY
            and _PARTNER.fullmatch(self.text[before[-1].end : number.bound_start]) is not None
        )

    def _is_corrected(self, number: NumberMention, end: int) -> bool:
        """«۴۳ مصوبه نوشته شده بود؛ عدد درست ۳۴ مصوبه است»: the first figure is taken back."""
        if not self._is_correction:
            return False
        right = self.surface.hits_in(number.end, end, "corrected")
        if right and self.surface.numbers_in(right[0].end, end):
            return True
        wrong = self.surface.hits_in(self.surface.sentence_at(number.start).start, number.start, "mistaken")
        return bool(wrong) and not self.surface.has(wrong[-1].end, number.start, "corrected")

    def _is_of_another_body(self, number: NumberMention, start: int, end: int) -> bool:
        if self.bodies.others and _IN_THAT_BODY.match(self.text, number.end, end):  # «۲ واحد در آن ستاد مطرح است»
            named = [hit for hit in (*self.bodies.ours, *self.bodies.others) if hit.start < number.start]
            if named and max(named, key=lambda hit: hit.start) in self.bodies.others:
                return True
        # «۱۸ مصوبه صادر شد؛ … پرونده یک شرکت به کمیته حمایت قضایی ارجاع شد»: told in another clause
        until = self.stretches.hard_stop(number.end, end)
        others = [hit for hit in self.bodies.others if start <= hit.start < until] if self.bodies.others else []
        others = [hit for hit in others if not self._is_told_apart(number, hit)]
        others = [hit for hit in others if _ATTENDED_BY.search(self.text, start, hit.start) is None]
        if not others:
            return False
        before = [hit for hit in (*self.bodies.ours, *others) if start <= hit.start < number.start]
        if before:
            nearest = max(before, key=lambda hit: hit.start)
            if nearest in others and nearest.value == "other":
                return True
        ours = any(start <= hit.start < end for hit in self.bodies.ours)
        return not ours and any(hit.value == "other" for hit in others)

    def _is_told_apart(self, number: NumberMention, other: Hit) -> bool:
        """«۱۱ مصوبه به تصویب رسید و پرونده یک واحد به کمیته حمایت قضایی ارجاع شد»: named in a clause behind."""
        if self.surface.has(number.end, other.start, "settled", "settled_open"):
            return True  # «درخواست دو واحد مطرح و مصوب شد موضوع در کمیسیون ماده پنج بررسی شود»
        for verb in self.surface.hits_in(number.end, other.start, "past"):
            if self.text.startswith((" و ", "، "), verb.end):
                return True
        return False

    def _noun(self, number: NumberMention, limit: int) -> Hit | None:
        if number.is_percent:
            return Hit("measure", "percent", number.end, number.percent_end)
        place = self.stretches.first_word(number.end)
        for _ in range(2):
            if place >= limit or self.text[number.end : place].strip(' "«'):
                return self._named_before(number)
            filler = self.surface.hit_at(place, "filler")
            noun = self.surface.hit_at(place, "measure")
            if filler is not None and self.stretches.first_word(filler.end) < limit:
                following = self.surface.hit_at(self.stretches.first_word(filler.end), "measure")
                if following is not None and not self.text[filler.end : following.start].strip():
                    return following
            if noun is not None:
                return noun
            return self._elided_noun(number, place) or self._named_before(number)
        return self._named_before(number)

    def _named_before(self, number: NumberMention) -> Hit | None:
        """«۳۰۵ پرونده (صنعت و معدن ۲۶۱، کشاورزی ۳۰)»: a part in brackets whose sector stands before it."""
        told = self._number_of(number) if self._tells_how_many else None
        if told is not None:
            return told
        if _ITEM_ENDS.match(self.text, number.end) is None:
            return None
        opened = self.text.rfind("(", self.surface.sentence_at(number.start).start, number.bound_start)
        if opened < 0 or self.text.find(")", opened, number.bound_start) >= 0:
            return None
        first = self.surface.hit_at(self.stretches.first_word(opened + 1), "sector")
        if first is None or not first.value:
            return None  # «(در شهرک صنعت ۲، کشاورزی ۳)»
        for sector in self.surface.hits_in(
            max(opened, number.bound_start - LONGEST_SECTOR), number.bound_start, "sector"
        ):
            lead = self.text[opened + 1 : sector.start] if sector.start > opened else "?"
            opens = not lead.strip() or lead.rstrip().endswith(("،", "؛", " و"))
            if sector.value and opens and self.text[sector.end : number.bound_start].strip() in ("", ":"):
                return Hit("measure", "elided", number.start, number.end)
        return None

    def _number_of(self, number: NumberMention) -> Hit | None:
        """«شمار جلسات به ۲۸ و مصوبات به ۳۱۲ رسید»"""
        if _REACHED.match(self.text, number.end) is None:
            return None
        start = max(self.surface.sentence_at(number.start).start, number.bound_start - _NUMBER_OF_SPAN)
        told = _NUMBER_OF.search(self.text, start, number.bound_start)
        noun = None if told is None else _LAST_NOUN.match(self.text, told.start(), number.bound_start)
        if noun is None:
            return None
        return Hit("measure", "session" if noun.group("session") else "item", number.end, number.end)

    def _elided_noun(self, number: NumberMention, place: int) -> Hit | None:
        """«۱۲ واحد (۷ صنعتی، ۳ کشاورزی)»: a part that names its sector alone."""
        sector = self.surface.hit_at(place, "sector")
        if sector is None or not sector.value or self.text[number.end : place] != " ":
            return None
        following = self.text[sector.end : sector.end + 2]
        is_item = following[:1] in ("،", ")", "؛", ".", "") or following == " و"
        return Hit("measure", "elided", sector.start, sector.end) if is_item else None
