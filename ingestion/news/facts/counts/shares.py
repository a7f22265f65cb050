"""«۸۰ درصد مصوبات»: shares of resolutions."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import STATUS_MEASURES, Count, Seen
from ingestion.news.facts.counts.stretches import MAKE_UP
from ingestion.news.facts.surface import Name

# «میانگین اجرای مصوبات در کشور ۷۰ درصد است اما در استان ما به ۸۵ درصد رسیده»
_COUNTRYS: Final = re.compile(r"\b(?:در|کل) (?:سطح )?کشور(?: حدود| به| برابر با)? \Z")
_PROVINCES_SHARE: Final = re.compile(
    r"\bاجرای مصوبات\b[^.؛]*\bدر (?:این )?استان(?: ما)?(?: [^ ،.؛]+)?(?: به| حدود| برابر با)? \Z"
)
_GREW: Final = frozenset("رشد افزایش کاهش افت جهش".split())
# «میانگین ۷۰ درصدی کشور»
_OF_THE_COUNTRY: Final = re.compile(r"ی? (?:کل )?(?:کشور|کشوری|ملی|استانها|استانهای کشور)\b")
# «نرخ اجرا از ۶۵ درصد در سال گذشته به ۷۹ درصد رسیده»: what it was, then what it is
_ROSE_TO: Final = re.compile(r" (?:(?:در )?(?:(?!\b(?:بود|است|و|که)\b)[^،؛.:]){3,30} )?به (?:حدود |بیش از |نزدیک به )?")
_TO: Final = re.compile(r" به (?:حدود |بیش از |نزدیک به )?")
_ROSE_FROM: Final = re.compile(r"\bاز (?:حدود )?\Z")
_THIS_FIGURE: Final = re.compile(
    r"\bاین (?:رقم|نرخ|میزان|شاخص|عدد|امار|ضریب|نسبت)(?: (?:در|تا|برای|طی) (?:[^ ،.؛:]+ ){0,4}?"
    r"(?:سال (?:گذشته|قبل|پیش|جاری)|پارسال|پیرارسال|امسال|ماه گذشته|1[34]\d\d)| پارسال| سال (?:گذشته|قبل|پیش))?(?: در (?:همین|این) (?:مقطع|زمان|مدت|تاریخ))?"
    r"(?: را| به| حدود| معادل| برابر| برابر با| اکنون| ،|،)? \Z"
)
# «۷۲ درصد است که در مقایسه با ۶۶ درصد سال قبل رشد نشان می‌دهد»
_COMPARED_WITH: Final = re.compile(
    r"[^.؛:]{0,40}?\b(?:در مقایسه با|در قیاس با|در برابر|در مقابل|نسبت به) (?:(?:نرخ|رقم|میزان|عدد) )?(?:حدود )?"
)
_A_YEAR_AGO: Final = re.compile(
    r"ی? ?(?:(?:در|برای) )?(?:سال (?:گذشته|قبل|پیش|1[34]\d\d)|پارسال|(?:مدت|دوره|زمان) مشابه(?: سال)? (?:گذشته|قبل|پیش|پارسال))\b"
)
# «این نرخ در سال ۱۴۰۲، ۷۱ درصد و در سال ۱۴۰۳، ۷۸ درصد بود»
_AND_IN_A_YEAR: Final = re.compile(
    r" و (?:در )?(?:سال 1[34]\d\d|1[34]\d\d|سال (?:گذشته|قبل|پیش)|پارسال|امسال) ?،? ?(?:به |حدود )?"
)
# «۱۱۴ مصوبه اجرا شده. این نسبت در مدت مشابه سال قبل ۵۸ درصد بود»
_THIS_RATE: Final = re.compile(
    r"\bاین (?:نسبت|نرخ|شاخص|ضریب|درصد) (?:در|طی) (?:(?:مدت|دوره|زمان|بازه) (?:زمانی )?(?:مشابه|همین مدت) )?"
    r"(?:سال (?:گذشته|قبل|پیش)|پارسال|(?:سال )?1[34]\d\d)(?: (?:به|حدود|معادل|برابر|برابر با))? \Z"
)
# «… پارسال ۸۴ درصد بود و امسال به ۹۰ درصد رسیده»
_AND_NOW: Final = re.compile(
    r" (?:بود|بوده|بوده است|است)(?: و| که|،) (?:(?:در )?(?:امسال|اکنون|سال جاری|حال حاضر)|این رقم|اینک)(?: این رقم)?(?: به)?(?: حدود)? "
)
# «این رقم معادل ۸۲ درصد کل مصوبات است»
_THIS_NUMBER: Final = re.compile(
    r"\bاین (?:رقم|میزان|عدد|امار|تعداد)(?: [^ ،؛.:]+){0,2} (?:یعنی|معادل|برابر|برابر با|حدود)(?: حدود)? \Z"
)
# «۲۰۲۳ مصوبه اجرا شده است که ۷۵ درصد مصوبات را شامل می‌شود»
_MAKE_UP: Final = re.compile(rf"{MAKE_UP}\b")
_WHICH: Final = re.compile(r"[^،؛.:]{0,40}? ?،? ?که (?:معادل |حدود |نزدیک به )?\Z")
_OF_THE_UNITS: Final = re.compile(r"درصد (?:از )?(?:این |کل )?(?:واحد|بنگاه|کارخانه|شرکت)(?:ها|های)\b")
_UNITS_BEHIND: Final = re.compile(r"(?: از)?(?: (?:این|کل|همه))? (?:واحد|بنگاه|کارخانه|شرکت)(?:ها|های)\b")
# «۲۸۵ مصوبه (۷۳ درصد)»: the share of the figure before
_IN_BRACKETS: Final = re.compile(r" ?\( ?(?:معادل |یعنی |حدود )?\Z")
# «۱۹۶ مصوبه اجرا شده که معادل ۸۰ درصد است»
_WHICH_IS: Final = re.compile(r"(?: [^ ،.؛:]+){0,5}? ?،? که (?:معادل|برابر با|برابر|یعنی|حدود|بالغ بر)(?: حدود)? \Z")
_ASIDE_OPENS: Final = re.compile(r"[،(] ?(?:که )?(?:معادل|یعنی|برابر با|برابر|حدود|به عبارتی) ?\Z")
# «۵۸ درصد آن معادل ۶۰ مصوبه اجرا شده»: the figure of the same share stands before what became of it
_SAME_FIGURE: Final = re.compile(
    r" (?:(?:از )?(?:ان|انها|این تعداد) )?(?:معادل|یعنی|برابر با|برابر) [^ ،.؛:]+ (?:مصوبه|مورد)\b"
)
_ASIDE_CLOSES: Final = re.compile(r"[^،()؛.]{0,16}[،)]")
# «هر بانکی که نرخ اجرای کمتر از ۷۰ درصد داشته باشد»: a condition
_WERE_IT: Final = re.compile(r"(?: [^ ،.؛:]+){0,2}? (?:داشته باشد|داشته باشند|باشد|باشند)\b")
# «وزارت نیرو ۷۲ درصد و وزارت اقتصاد ۵۸ درصد مصوبات خود را اجرا کرده‌اند»: between shares of one status
_AND_ANOTHER: Final = re.compile(
    r"(?: (?:از )?(?:کل |این )?مصوبات\b)?(?: (?!و\b)[^ ،.؛:]+){0,5}?(?: و|،|، و) (?:[^ ،.؛:]+ ){0,6}"
)
# growth, rise, fall, share, of the units …
_GROWTH: Final = re.compile(r"ی? (?:رشد|افزایش|کاهش|بیشتر|کمتر|سهم|پیشرفت)")

# «بر اجرای ۱۳ درصد باقی‌مانده نظارت خواهد کرد», «اجرای ۲۰ درصد مصوبات باقی مانده است»: what is not done yet
_LEFT_OVER: Final = re.compile(
    r"(?: (?:از )?(?:این |کل )?(?:مصوبات|موارد|تصمیمات))? (?:دیگر )?(?:باقی ?مانده|مابقی|باقی است)\b"
)

# «… درصد مصوبات مربوط به بانک‌ها»
_OF_WHOM: Final = re.compile(r"(?: (?:مربوط به|متعلق به|مرتبط با|حوزه|بخش))? ")
# «شرکت گاز تاکنون ۹۵ درصد», «شرکت گاز با اجرای ۹۵ درصد»
_HAS_DONE: Final = re.compile(
    r"(?:ی|های)?(?: (?:استان|کشور|نیز|هم|تاکنون|امسال|توانسته|توانست))*(?P<by> با (?:اجرای|تحقق|انجام))?(?: (?:حدود|بیش از|نزدیک به))? "
)
_ITS_OWN: Final = re.compile(r"(?: (?!را\b)[^ ،.؛:]+){0,6}? (?:خود|خویش|را)\b")
# working groups, headquarters, all departments: their share is the province's
_OF_ALL: Final = ("WG_", "HQ_", "GENERIC")
_SAYS: Final = re.compile(r"\b(?:گفته|اعلام|گزارش|اظهار|مدیرکل|رییس|دبیر|مدیر)(?: [^ ،.؛:]+){0,2} \Z")
# letters from a share to the next one of a row
_NEXT_SHARE: Final = 70


class ShareReader(MeasureReader):
    """Reads shares of resolutions."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """Only a share of resolutions with a status: «۸۰ درصد مصوبات اجرا شده», «اجرای مصوبات به ۶۱ درصد رسید»."""
        sentence = self.surface.sentences[seen.sentence]
        if _WERE_IT.match(self.text, seen.number.percent_end) or self.surroundings.in_bound_span(seen.number.start):
            return None
        if _LEFT_OVER.match(self.text, seen.number.percent_end):
            return None
        if self.to_come.is_target(seen) or _GROWTH.match(self.text, seen.number.percent_end):
            return None
        if self.text.endswith("اجرای ", 0, seen.number.bound_start) and self.to_come.is_wanted(seen):
            return None  # «اجرای ۸۰ درصد مصوبات ضروری است»
        if self.surface.word_before(seen.number.bound_start) in _GREW:  # «رشد ۳۰ درصدی مصوبات اجراشده»
            return None
        if _OF_THE_COUNTRY.match(self.text, seen.number.percent_end) and self.surface.has(
            seen.left, seen.number.start, "mean"
        ):
            return None
        seen = self._without_what_it_was(seen, sentence.start)
        noun = self.surface.hit_at(self.stretches.first_word(seen.number.percent_end), "measure")
        follows = noun is not None and noun.value == "resolution" and noun.start < sentence.end
        after = self.stretches.first_word(seen.number.percent_end)
        if not follows and self.surface.word(self.surface.word_index(after)) in ("از", "کل", "این"):
            near = self.surface.hits_in(after, after + 22, "measure")
            told = [hit for hit in near if hit.value == "resolution"]
            noun, follows = (told[0], True) if told else (noun, False)
        whole = self.wholes.whole_of_share(seen.number, sentence.end)
        if whole is not None:
            noun, follows = whole, True
            seen = Seen(seen.number, seen.noun, seen.left, self.stretches.right(whole.end, sentence.end), seen.sentence)
        stretch = Seen(seen.number, noun if follows and noun else seen.noun, seen.left, seen.right, seen.sentence)
        if follows and noun is not None and self._is_of_an_agency(seen, noun.end, sentence.start):
            return None
        if follows:
            status = (
                self.statuses.of(stretch, wide=True)
                or self._status_of_that(seen, before)
                or self._status_of_next(seen, sentence.end)
            )
            return self.maker.make(stretch, status) if status else None
        if _UNITS_BEHIND.match(self.text, seen.number.percent_end):
            return None
        in_row = self._status_of_next(seen, sentence.end) if self._is_a_ministrys(seen) else None
        if in_row is not None:
            return self.maker.make(stretch, in_row)
        if not any(
            hit.value == "resolution" for hit in self.surface.hits_in(sentence.start, seen.number.start, "measure")
        ):
            if not self._previous_speaks_of_resolutions(seen) or self._is_of_units(seen, sentence.start):
                return None
        if _ASIDE_OPENS.search(self.text, max(sentence.start, seen.number.bound_start - 30), seen.number.bound_start):
            behind = _ASIDE_CLOSES.match(self.text, seen.number.percent_end)
            if behind is not None:
                right = self.stretches.right(behind.end(), sentence.end)
                stretch = Seen(seen.number, seen.noun, seen.left, right, seen.sentence)
        if _COUNTRYS.search(self.text, sentence.start, seen.number.bound_start):
            return None
        same = _SAME_FIGURE.match(self.text, seen.number.percent_end, sentence.end)
        if same is not None:
            right = self.stretches.right(same.end(), sentence.end)
            stretch = Seen(seen.number, seen.noun, seen.left, right, seen.sentence)
        status = (
            self.statuses.of(stretch)
            or self._status_in_brackets(seen, before)
            or self._status_of_that(seen, before)
            or self._status_of_next(seen, sentence.end)
        )
        if status is None and _PROVINCES_SHARE.search(self.text, sentence.start, seen.number.bound_start):
            status = "resolutions_implemented"
        return self.maker.make(stretch, status) if status else None

    def _without_what_it_was(self, seen: Seen, start: int) -> Seen:
        """«اجرای مصوبات از ۶۰ به ۷۵ درصد رسید»: what stands before both numbers is told of the second."""
        before = self.surface.numbers_in(max(start, seen.number.bound_start - 24), seen.number.bound_start)[-1:]
        if not before or before[0].is_percent or self.surface.word_before(before[0].bound_start) != "از":
            return seen
        if _TO.fullmatch(self.text, before[0].end, seen.number.bound_start) is None:
            return seen
        return Seen(seen.number, seen.noun, self.stretches.left(before[0], start), seen.right, seen.sentence)

    def _status_of_next(self, seen: Seen, limit: int) -> str | None:
        """«۷۲ درصد مصوبات برق و ۵۸ درصد مصوبات مالیات اجرا شده»: what is told of both behind the second."""
        following = self.surface.numbers_in(seen.number.percent_end, min(limit, seen.number.percent_end + _NEXT_SHARE))
        number = following[0] if following else None
        if number is None or not number.is_percent:
            return None
        place = seen.number.percent_end
        if _AND_ANOTHER.fullmatch(self.text, place, number.bound_start) is None or self.surface.has(
            place, number.bound_start, "past", "present", "speech", "subjunctive"
        ):
            return None
        noun = self.surface.hit_at(self.stretches.first_word(number.percent_end), "measure")
        if noun is None or noun.value != "resolution":
            another = Seen(number, seen.noun, number.bound_start, limit, seen.sentence)
            return self._status_of_next(another, limit) if self._is_a_ministrys(another) else None
        right = self.stretches.right(noun.end, limit)
        return self.statuses.of(Seen(number, noun, number.bound_start, right, seen.sentence), wide=True)

    def _is_of_an_agency(self, seen: Seen, behind: int, start: int) -> bool:
        """«بانک ملی ۳۸ درصد مصوبات خود را اجرا کرده», «۳۸ درصد مصوبات بانک ملی»: one agency's, not the province's."""
        of_whom = _OF_WHOM.match(self.text, behind)
        place = of_whom.end() if of_whom is not None else behind
        if any(_is_one_agency(name) for name in self.surface.names_in(place, place + 2, "agency")):
            return True
        place = seen.number.bound_start
        for name in self.surface.names_in(max(start, place - 60), place, "agency"):
            gap = _HAS_DONE.fullmatch(self.text, name.end, place)
            if (
                gap is None
                or not _is_one_agency(name)
                or _SAYS.search(self.text, max(start, name.start - 40), name.start)
            ):
                continue
            if gap["by"] or _ITS_OWN.match(self.text, behind):
                return True
        return False

    def _is_a_ministrys(self, seen: Seen) -> bool:
        """«وزارت نیرو ۷۲ درصد»"""
        place = seen.number.bound_start - 1
        return any(name.end == place for name in self.surface.names_in(max(0, place - 40), place, "ministry"))

    def _status_of_that(self, seen: Seen, before: list[Count]) -> str | None:
        """«۸۰ درصد مصوبات … در حالی که این رقم ۶۸ درصد است», «۳۳۷ مورد اجرا شده. این رقم معادل ۸۲ درصد است»"""
        last = before[-1] if before else None
        if last is None or seen.sentence - last.sentence > 1:
            return None
        place = seen.number.bound_start
        is_share = last.statistic == "percent"  # of resolutions, the only ones read
        if is_share and last.sentence == seen.sentence and _ROSE_TO.fullmatch(self.text, last.end, place):
            return last.measure if _ROSE_FROM.search(self.text, max(0, last.start - 10), last.start) else None
        if is_share and last.sentence == seen.sentence and _AND_IN_A_YEAR.fullmatch(self.text, last.end, place):
            return last.measure
        if is_share and last.sentence == seen.sentence and _COMPARED_WITH.fullmatch(self.text, last.end, place):
            return last.measure if _A_YEAR_AGO.match(self.text, seen.number.percent_end) else None
        if is_share and last.sentence == seen.sentence and _AND_NOW.fullmatch(self.text, last.end, place):
            return last.measure
        if is_share:
            return last.measure if _THIS_FIGURE.search(self.text, max(0, place - 70), place) else None
        if last.measure in STATUS_MEASURES and _THIS_RATE.search(self.text, max(0, place - 70), place):
            return last.measure
        if (
            last.measure in STATUS_MEASURES
            and last.sentence == seen.sentence
            and _MAKE_UP.match(self.text, seen.number.percent_end)
            and _WHICH.fullmatch(self.text, last.end, place)
        ):
            return last.measure
        said = last.measure in STATUS_MEASURES and _THIS_NUMBER.search(self.text, max(0, place - 40), place)
        return last.measure if said else None

    def _status_in_brackets(self, seen: Seen, before: list[Count]) -> str | None:
        last = before[-1] if before else None
        if last is None or last.sentence != seen.sentence or not last.measure.startswith("resolutions_"):
            return None
        place = seen.number.bound_start
        is_behind = _IN_BRACKETS.fullmatch(self.text, last.end, place) is not None
        is_behind = is_behind or _WHICH_IS.fullmatch(self.text, last.end, place) is not None
        return last.measure if is_behind and last.measure != "resolutions_adopted" else None

    def _is_of_units(self, seen: Seen, start: int) -> bool:
        """«مشکلات ۴۵ درصد از واحدها حل شده، ۴۱ درصد نیز در دست پیگیری است»: shares of units, whatever was told before."""
        return _OF_THE_UNITS.search(self.text, start, seen.number.bound_start) is not None

    def _previous_speaks_of_resolutions(self, seen: Seen) -> bool:
        if seen.sentence == 0:
            return False
        previous = self.surface.sentences[seen.sentence - 1]
        return any(hit.value == "resolution" for hit in self.surface.hits_in(previous.start, previous.end, "measure"))


def _is_one_agency(name: Name) -> bool:
    """Whether the name is of one of the bodies that carry resolutions out."""
    return not name.id.startswith(_OF_ALL)
