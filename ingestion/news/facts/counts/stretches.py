"""How far a number reaches: the words before and behind it that tell of it alone."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.counts.words import YEAR
from ingestion.persian.jalali import FIRST_YEAR, LAST_YEAR
from ingestion.persian.numbers import NumberMention

# last, former, recent, coming
LAST: Final = frozenset("گذشته قبل قبلی پیشین اخیر اینده بعدی".split())
# «چهار هزار مصوبه یعنی ۸۵ درصد آن‌ها اجرا شده»: namely, equal to
_NAMELY: Final = re.compile(r"[ ،(]*(?:که )?(?:یعنی|معادل|برابر با|برابر|به عبارتی)(?: حدود)? \Z")
# «اجرای مصوبات در هشت ماه نخست پارسال ۸۴ درصد بود»: numbers of time part nothing
_DURATIONS: Final = frozenset("ماه ماهه ماهی نیمه ساعته ساعتی روزه".split())
# twice, twofold; «پنج واحد که دو سال تعطیل بودند»
_TIMES: Final = frozenset("بار مرتبه برابر نوبت سال ماه روز هفته".split())
# months, days, banks …: «۶ مصوبه بیش از سه ماه است که معطل مانده»
_NO_FIGURES: Final = _TIMES | frozenset("ماه روز هفته سال ساعت فصل بانک دستگاه اداره سازمان نهاد".split())
# characters of a label and what stands behind its colon
LONGEST_LABEL: Final = 56
# «• اجراشده: ۲۸۵ مصوبه»
_LABEL: Final = re.compile(r"(?:\A|[،؛.•*\-–] ?|(?<=  ))?(?P<label>[^،؛.:•*\-–\d]{3,50}?) ?: ?\Z")
# «۲۴ جلسه، ۱۷۷ واحد، ۲۴۶ مصوبه»: figures in a bare row
_ROW_OF_FIGURES: Final = re.compile(r" ?(?:،|و|، و) ?")
# and the rest: what is told of it is told of no number before it
_THE_REST: Final = re.compile(
    r"(?: و|،) (?:مابقی|بقیه|باقی(?! مانده)|الباقی|باقیمانده|سایر (?:مصوبات|موارد|پروندهها))\b"
)
# characters between two numbers of one row
ROW_GAP: Final = 60
# characters between one unit and its sector
NEAR_SECTOR: Final = 24
# behind a share: «… از کل مصوبات را شامل می‌شود»
MAKE_UP: Final = (
    r"(?: از)?(?: (?:کل|مجموع|این))? (?:مصوبات|موارد|انها) (?:است|بوده است|را شامل می ?شود|را تشکیل می ?دهد|"
    r"را در ?بر می ?گیرد|به شمار می ?(?:اید|رود)|محسوب می ?شود)"
)
# «۱۵۰ مصوبه، معادل ۷۸ درصد، به اجرا درآمد», «۳۴۹ مصوبه که ۷۰ درصد کل مصوبات است اجرایی شد»
_ASIDE: Final = re.compile(
    r"(?: از)?(?: (?:ان|انها))? ?(?:که (?:معادل |حدود |نزدیک به )?\d{1,3}(?:[./]\d+)? ?درصد"
    rf"{MAKE_UP}|در قالب \d{{1,3}}(?:[./]\d+)? ?درصد)|"
    r"(?: از)?(?: ان| انها)? ?\( ?\d{1,3}(?:[./]\d+)? ?درصد ?\)(?= ?(?:به )?(?:اجرا|عملیاتی|محقق|انجام|در ))|"
    r" ?[،(] ?(?:که )?(?:معادل|یعنی|برابر با|برابر|حدود|به عبارتی) [^،()؛.]{1,24}?درصد[^،()؛.]{0,16}[،)]"
)
# «یک پرونده متعلق به یک شرکت دانش‌بنیان»: whose it is counts nothing more
_OWNED_BY: Final = (" متعلق به ", " مربوط به ")
_STOP: Final = re.compile("[،؛.:!؟]")
_HARD_STOPS: Final = "؛.!؟"


def _next_place(places: Sequence[int], start: int, limit: int) -> int:
    """The first of the places in [start, limit), which are in order; the limit without one."""
    index = bisect_left(places, start)
    return min(places[index], limit) if index < len(places) else limit


class Stretches(TextReader):
    """Where clauses, stretches and rows of figures begin and end."""

    def __init__(self, article: Article) -> None:
        super().__init__(article)
        self._stops = [mark.start() for mark in _STOP.finditer(self.text)]
        self._hard_stops = [place for place in self._stops if self.text[place] in _HARD_STOPS]

    def first_word(self, place: int) -> int:
        """Where the first word at or behind a place begins."""
        index = self.surface.word_index(place)
        return self.surface.words[index][0] if index < len(self.surface.words) else len(self.text)

    def left(self, number: NumberMention, start: int) -> int:
        """Where the stretch before the number begins: after the last mark or number, a little before «و»."""
        label = self._label(number.bound_start, start)
        before = bisect_left(self._stops, number.bound_start)
        stop = label if label is not None else self._stops[before - 1] + 1 if before else 0
        for previous in reversed(self.surface.numbers_in(start, number.bound_start)):
            of_time = self.surface.word_after(previous.end) in _DURATIONS or (
                previous.is_ordinal and self.surface.word_before(previous.start) in _DURATIONS
            )
            if previous.is_percent or not of_time:
                return max(start, stop, previous.percent_end)
        return max(start, stop)

    def _label(self, place: int, start: int) -> int | None:
        """Where the label of «اجراشده: ۲۸۵ مصوبه» begins; None without one right before the number."""
        if not self.text[max(start, place - 2) : place].rstrip().endswith(":"):
            return None
        label = _LABEL.search(self.text, max(start, place - LONGEST_LABEL), place)
        return (
            label.start("label") if label is not None and not self.surface.has(label.start(), place, "speech") else None
        )

    def right(self, noun_end: int, limit: int) -> int:
        """Where the stretch after the noun ends: at a mark, at the next number, at the sentence's end."""
        aside = _ASIDE.match(self.text, noun_end, limit)
        noun_end = aside.end() if aside else noun_end
        end = _next_place(self._stops, noun_end, limit)
        end = self.before_the_rest(noun_end, end)
        following = self._figures_in(noun_end, end)
        first = next(following, None)
        if first is not None and first.is_percent and _NAMELY.search(self.text[noun_end : first.bound_start]):
            first = next(following, None)
        return first.bound_start if first is not None else end

    def _figures_in(self, start: int, end: int) -> Iterator[NumberMention]:
        """The numbers that count something, one after the other: who asks for the next one reads no further."""
        for number in self.surface.numbers_in(start, end):
            if number.is_ordinal or self.in_date(number) or self._counts_past_sessions(number):
                continue
            if self._is_of_things(number) and not (
                number.value == 1 and self.text.endswith(_OWNED_BY, start, number.bound_start)
            ):
                yield number

    def _is_of_things(self, number: NumberMention) -> bool:
        """«ده مصوبه دو بار شمرده شده», «۳۱۰ مصوبه در سال ۱۴۰۳ اجرا شد»: times and years count nothing."""
        if self.surface.word_before(number.start) == YEAR and FIRST_YEAR <= number.value <= LAST_YEAR:
            return False
        return number.is_percent or self.surface.word_after(number.end) not in _NO_FIGURES

    def _counts_past_sessions(self, number: NumberMention) -> bool:
        """«۲۷ مصوبه از مصوبات سه جلسه گذشته معطل مانده است»"""
        noun = self.surface.hit_at(self.first_word(number.end), "measure")
        return noun is not None and noun.value == "session" and self.surface.word_after(noun.end) in LAST

    def in_date(self, number: NumberMention) -> bool:
        """Whether the number stands in a date."""
        return self.article.dated.cover(number.start)

    def hard_stop(self, start: int, limit: int) -> int:
        """The first mark in [start, limit) that ends a clause for good; the limit without one."""
        return _next_place(self._hard_stops, start, limit)

    def clause_end(self, seen: Seen) -> int:
        """The end of the clause behind the noun, commas allowed."""
        sentence = self.surface.sentences[seen.sentence]
        return self.hard_stop(seen.noun.end, sentence.end)

    def before_the_rest(self, start: int, end: int) -> int:
        """Where in [start, end) what is told of the rest begins; the end without one."""
        rest = _THE_REST.search(self.text, start, end)
        return rest.start() if rest else end

    def clause_start(self, seen: Seen) -> int:
        """The beginning of the clause, commas and one number before it allowed."""
        sentence = self.surface.sentences[seen.sentence]
        start = sentence.start if sentence.speech is None or sentence.speech > seen.number.start else sentence.speech
        if self._label(seen.number.bound_start, sentence.start) is not None:
            start = seen.left
        before = bisect_left(self._hard_stops, seen.number.start)
        return max(start, self._hard_stops[before - 1] + 1) if before else start

    def clause_end_before_comma(self, seen: Seen) -> int:
        """The end of the stretch that a cause of the figure may stand in: up to the comma behind it."""
        comma = self.text.find("،", seen.noun.end, self.clause_end(seen))
        return comma if comma > 0 else self.clause_end(seen)

    def is_in_a_row_of_figures(self, seen: Seen) -> bool:
        """«۲۴ جلسه، ۱۷۷ واحد، ۲۴۶ مصوبه»"""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 6))[:1]
        for number in following:
            noun = self.surface.hit_at(self.first_word(number.end), "measure")
            if noun is not None and noun.value in ("session", "resolution", "case"):
                return _ROW_OF_FIGURES.fullmatch(self.text, seen.noun.end, number.bound_start) is not None
        return False

    def directly_ours(self, place: int) -> bool:
        """Whether the working group is named right at a place."""
        return any(0 <= hit.start - place <= 2 for hit in self.bodies.ours)
