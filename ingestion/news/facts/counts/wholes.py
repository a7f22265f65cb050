"""«سه واحد از ۱۸ واحد»: parts and wholes told side by side."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.counts.stretches import Stretches
from ingestion.news.facts.lexicon import Hit
from ingestion.persian.numbers import NumberMention

# «وزارت نیرو ۴۷ محور», «سهم وزارت نیرو از این پیشنهادها ۵۵ مورد»
_OF_TOTAL: Final = re.compile(r" ?(?:[^ ،.؛:]+ )?از (?:مجموع |کل |میان |تعداد |مجموع کل |این )?")
# «نیمی از ۳۰۰ مصوبه اجرا شد»: the number is the whole, what is told is told of a part
_PART_OF: Final = re.compile(
    r"\b(?:نیمی|نصف|بخشی|بخش عمدهای|بخش زیادی|برخی|شماری|تعدادی|بیشتر|اکثر|اکثریت|قسمتی|هیچ ?یک|هیچکدام|"
    r"(?:یک|دو|سه|چهار) ?(?:سوم|چهارم|پنجم|ششم|دهم))(?: از)?(?: این)? \Z"
)
# «از چهار مصوبه‌ای که داشتیم تنها یکی اجرا شده است»: the number is the whole, the part has no number of its own
_PART_BEHIND: Final = re.compile(
    r"[^.؛:]{0,60}?[ ،](?:(?:تنها|فقط|حدود|نزدیک به|بیش از|حتی) )?"
    r"(?:یکی(?: از انها)?|یک مصوبه|یک مورد|نیمی(?: از انها)?|نصف|هیچ ?یک|هیچکدام|بخشی|بیشتر انها|بیشترشان|اکثر|اکثرا|عمده|تعدادی|برخی)\b"
)
OF_THEM: Final = re.compile(r" (?:از )?(?:انها|ان|این تعداد|این واحدها)\b")


class Wholes(TextReader):
    """Tells a part from the whole that stands beside it."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        super().__init__(article)
        self.stretches = stretches

    def whole_of_units(self, seen: Seen) -> NumberMention | None:
        """The 18 of «سه واحد از ۱۸ واحد»."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 40))[:1]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            gap = self.text[seen.noun.end : number.bound_start]
            if noun is not None and noun.value == "unit" and number.value >= seen.number.value:
                return number if _OF_TOTAL.fullmatch(gap) else None
        return None

    def is_whole_of_units(self, seen: Seen) -> bool:
        """Whether the number is the second one of «سه واحد از ۱۸ واحد»."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.bound_start)[-1:]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if noun is None or noun.value != "unit" or number.is_ordinal or number.value > seen.number.value:
                return False
            return _OF_TOTAL.fullmatch(self.text[noun.end : seen.number.bound_start]) is not None
        return False

    def is_part_of_cases(self, seen: Seen) -> bool:
        """«۲۲ پرونده از ۳۰ پرونده مطرح‌شده»: a part that has no sector."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 40))[:1]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if noun is not None and noun.value == "case" and number.value > seen.number.value:
                return _OF_TOTAL.fullmatch(self.text, seen.noun.end, number.bound_start) is not None
        return False

    def total_after(self, seen: Seen) -> NumberMention | None:
        """The number of resolutions that the number is said to be a part of: «۵۲ فقره از ۵۷ مصوبه»."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 30)):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            is_total = noun is not None and noun.value == "resolution" and number.value >= seen.number.value
            gap = self.text[seen.noun.end : number.bound_start]
            return number if is_total and _OF_TOTAL.fullmatch(gap) else None
        return None

    def is_total_of_part(self, seen: Seen) -> bool:
        """Whether the number is the second one of «۵۲ فقره از ۵۷ مصوبه»."""
        start = self.surface.sentences[seen.sentence].start
        before = self.surface.numbers_in(start, seen.number.bound_start)
        if not before or before[-1].is_ordinal:
            return False
        if before[-1].is_percent:
            return self.is_total_of_share(seen)
        noun = self.surface.hit_at(self.stretches.first_word(before[-1].end), "measure")
        if noun is None or noun.value not in ("item", "resolution"):
            return False
        gap = self.text[noun.end : seen.number.bound_start]
        return before[-1].value <= seen.number.value and _OF_TOTAL.fullmatch(gap) is not None

    def is_total_of_share(self, seen: Seen) -> bool:
        """«۸۹ درصد از ۳۲۰ مصوبه اجرا شده»"""
        start = self.surface.sentences[seen.sentence].start
        share = self.surface.numbers_in(start, seen.number.bound_start)[-1:]
        return (
            bool(share)
            and share[0].is_percent
            and _OF_TOTAL.fullmatch(self.text, share[0].percent_end, seen.number.bound_start) is not None
        )

    def stretch_of_part(self, seen: Seen) -> Seen:
        """«۵۲ فقره از ۵۷ مصوبه اجرا شده است»: the status of the part stands behind the total."""
        total = self.total_after(seen)
        if total is None:
            return seen
        end = self.stretches.right(self.stretches.first_word(total.end) + 1, self.surface.sentences[seen.sentence].end)
        return Seen(seen.number, seen.noun, seen.left, end, seen.sentence)

    def is_told_in_part(self, seen: Seen) -> bool:
        """«نیمی از ۳۰۰ مصوبه اجرا شد», «دو سوم ۱۸ واحد راکد احیا شد»"""
        place = seen.number.bound_start
        return _PART_OF.search(self.text, max(0, place - 30), place) is not None

    def has_its_part_behind(self, seen: Seen) -> bool:
        """«از هشت مصوبه‌ای که داشتیم نیمی اجرا شده است»"""
        if self.surface.word_before(seen.number.bound_start) != "از":
            return False
        part = _PART_BEHIND.match(self.text, seen.noun.end, self.surface.sentences[seen.sentence].end)
        return part is not None and not self.surface.has(
            seen.noun.end, part.end(), "implemented", "in_progress", "not_implemented"
        )

    def opens_a_row_of_parts(self, seen: Seen) -> bool:
        """«۱۰ واحد شامل شش واحد صنعتی، سه واحد کشاورزی و یک واحد گردشگری»: a total, whatever was told before."""
        parts = 0
        for number in self.surface.numbers_in(seen.noun.end, self.surface.sentences[seen.sentence].end):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if number.is_ordinal or number.is_percent or noun is None or noun.value != seen.noun.value:
                return False
            parts += int(number.value)
            if parts >= seen.number.value:
                return parts == seen.number.value and number.value < seen.number.value
        return False

    def is_joined_to_units(self, seen: Seen) -> bool:
        """«دو معدن و یک کارخانه احیا شدند»: neither number is the whole."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.bound_start)[-1:]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            gap = self.text[noun.end : seen.number.bound_start] if noun is not None else ""
            return noun is not None and noun.value == "unit" and gap.strip() == "و"
        return False

    def is_some_of_those(self, seen: Seen) -> bool:
        """«… که ۱۹ واحد آن در میبد بود», «۱۹ واحد از آنها …»"""
        written = self.text[seen.noun.start : seen.noun.end]
        return written.endswith((" ان", "شان", "یش")) or OF_THEM.match(self.text, seen.noun.end) is not None

    def whole_of_share(self, share: NumberMention, limit: int) -> Hit | None:
        """The «مصوبه» of «۸۹ درصد از ۳۲۰ مصوبه اجرا شده»: what is told behind it is told of the share."""
        for number in self.surface.numbers_in(share.percent_end, min(limit, share.percent_end + 24))[:1]:
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if noun is not None and noun.value == "resolution" and not number.is_ordinal:
                gap = _OF_TOTAL.fullmatch(self.text, share.percent_end, number.bound_start)
                return noun if gap is not None else None
        return None

    def other_number_after(self, seen: Seen) -> int | None:
        """Where the next number of units or cases of the sentence begins; a whole beside the number is none."""
        sentence = self.surface.sentences[seen.sentence]
        whole = self.whole_of_units(seen)
        for number in self.surface.numbers_in(seen.noun.end, sentence.end):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if number is whole:
                continue
            if not number.is_ordinal and noun is not None and noun.value in ("unit", "case"):
                return number.start
        return None
