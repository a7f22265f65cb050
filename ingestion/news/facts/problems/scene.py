"""What every reader of problems knows of an article: its words, its acts and whose bodies are named where."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.lexicon import problem_words
from ingestion.news.facts.problems.record import Word
from ingestion.news.facts.surface import Sentence, Spans, Surface

# «بیشتر مشکلات همچنان بانکی است»
_MOST_TROUBLES: Final = re.compile(
    r"(?:بیشتر|عمده|اغلب|اکثر|بیشترین|مهمترین) (?:مشکلات|شکایتها|گلایهها|گرفتاریها|دغدغهها|دشواریها|چالشها|موانع|خواستهها|درخواستها|مطالبات|گلهها)\b"
)
# mine, mines: what is dug there is no material that is lacking
_MINES: Final = frozenset(("معدن", "معادن"))
# what a bank or an owner sells, no product
_SOLD_OFF: Final = frozenset(
    "کارخانه واحد واحدهای شرکت ملک املاک وثیقه وثایق سهام زمین ماشینالات تجهیزات سوله اموال معدن کارگاه".split()
)
# «یک واحد فرآوری سنگ آهن»: what a unit makes or works on
_MAKING: Final = frozenset("فراوری فرآوری استخراج تولید تولیدکننده بازیافت نورد ذوب کارخانه".split())
_FOOD_OR_DRUGS: Final = re.compile(r"\b(?:غذا و دارو|دارو|دارویی|علوم پزشکی|بهداشت|بهداشتی|ارایشی)\b")
# «شرکت سنگ‌آهن بافت»: a firm's name
_FIRMS: Final = frozenset("شرکت مجتمع هلدینگ".split())
# office of, deputy for: what they are named after is no problem
OFFICES: Final = frozenset("دفتر معاونت معاون نماینده نمایندگان".split())
_OWING: Final = ("بده", "اختلاف", "معوقات", "دیون", "مطالبات", "طلب")


class Scene:
    """What is known of the article whose problems are read."""

    def __init__(self, surface: Surface, bodies: Bodies, excluded: Sequence[tuple[int, int]]) -> None:
        self.surface = surface
        self.text = surface.text
        self.bodies = bodies
        self.excluded = Spans(excluded)
        self.owing = [word for word in _OWING if word in self.text]
        self.words = self._words()
        self.act_spans: Sequence[tuple[int, int]] = ()  # in which something is settled
        self.starts = [word.start for word in self.words]
        # «رأی کمیسیون ماده صد»: a body that is a problem's word says nothing of another body's affairs
        in_words = Spans((word.start, word.end) for word in self.words if word.strength == "strong")
        self.others = [hit for hit in bodies.others if not in_words.cover(hit.start)]
        self.body_spans = Spans((hit.start, hit.end) for hit in (*bodies.ours, *self.others))
        self._of_units: dict[int, bool] = {}

    def _words(self) -> list[Word]:
        words: list[Word] = []
        for hit in self.surface.hits("problem_word"):
            _, code, strength = problem_words()[int(hit.value)]
            before = self.surface.word_before(hit.start)
            if not self.text.startswith(" ", hit.start - 1) or not self.text.endswith(before, 0, hit.start - 1):
                before = ""  # «حقوق دولتی معادن، سهمیه مواد پتروشیمی»: another item
            if before in OFFICES or (code == "RAWMAT" and (before in _MINES or before in _MAKING or before in _FIRMS)):
                continue  # «مدیرکل دفتر جذب سرمایه», «معارض معدن سنگ‌آهن»
            if (
                code == "MARKET"
                and self.surface.word_after(hit.end) in _SOLD_OFF
                and hit.end - hit.start == len("فروش")
            ):
                continue  # «فروش کارخانه تملیکی را متوقف کند»
            if code == "PERMIT.LICENCE" and self._is_of_food_or_drugs(hit.start, hit.end):
                code = "PERMIT.HEALTH"
            if strength != "none":
                words.append(Word(code, strength, hit.start, hit.end))
        return words

    def _is_of_food_or_drugs(self, start: int, end: int) -> bool:
        """«معاونت غذا و دارو نسبت به صدور پروانه ساخت محصول اقدام کند»; the city's «پروانه ساخت» is of a building."""
        if not self.text.endswith("پروانه ساخت", start, end):
            return False
        sentence = self.surface.sentence_at(start)
        return _FOOD_OR_DRUGS.search(self.text, sentence.start, sentence.end) is not None

    def is_left_out(self, sentence: Sentence) -> bool:
        """Whether a sentence is said again, left out of account or about other bodies."""
        if sentence.repeats is not None or self.excluded.cover(sentence.start):
            return True
        others = any(
            sentence.start <= hit.start < sentence.end
            and hit.value == "other"
            and not self.surface.has(sentence.start, hit.start, "settled", "settled_open")
            for hit in self.others
        )
        if not others or any(sentence.start <= hit.start < sentence.end for hit in self.bodies.ours):
            return False
        return not self.surface.has(sentence.start, sentence.end, "this_session")

    def words_in(self, start: int, end: int) -> list[Word]:
        """The words that begin in [start, end)."""
        first = bisect_left(self.starts, start)
        return self.words[first : bisect_left(self.starts, end, first)]

    def in_acts(self, place: int) -> bool:
        """Whether the place is in a stretch that settles something."""
        return any(start <= place < end for start, end in self.act_spans)

    def in_body(self, place: int) -> bool:
        """Whether the place is in the name of the group or of another body."""
        return self.body_spans.cover(place)

    def concerns_units(self, sentence: Sentence) -> bool:
        """Whether a sentence speaks of units or of what the group settled."""
        known = self._of_units.get(sentence.index)
        if known is None:
            known = self._of_units[sentence.index] = self._speaks_of_units(sentence)
        return known

    def _speaks_of_units(self, sentence: Sentence) -> bool:
        if self.surface.has(sentence.start, sentence.end, "concerned", "this_session", "industrialists"):
            return True
        if _MOST_TROUBLES.match(self.text, sentence.start, sentence.end):
            return True
        if "مصوب" in self.text[sentence.start : sentence.end]:  # «بیشترین مصوبات مربوط به حوزه بانکی بود»
            return True
        if sentence.index == 0:
            return False
        previous = self.surface.sentences[sentence.index - 1]
        return self.surface.has(previous.start, previous.end, "trouble", "dealt", "case_before") and self.surface.has(
            previous.start, previous.end, "concerned"
        )


class ProblemPart:
    """Reads some of the problems of an article."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.surface = scene.surface
        self.text = scene.text
        self.words = scene.words
