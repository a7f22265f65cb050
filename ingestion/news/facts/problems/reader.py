"""All problems of an article, each code once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.problems.debts import Debts
from ingestion.news.facts.problems.in_acts import ActSubjectReader
from ingestion.news.facts.problems.lists import A_ROW, ListReader
from ingestion.news.facts.problems.record import Problem
from ingestion.news.facts.problems.scene import ProblemPart, Scene
from ingestion.news.facts.problems.statements import StatementReader
from ingestion.news.facts.surface import Surface
from ingestion.persian.patterns import GuardedPattern

_OUT_OF: Final = re.compile(r"\b(?:بیرون|نجات|خروج|رهایی|خارج|دراوردن|درامد|درامدند|درامده|درامدهاند)\b")
# what the state puts up for auction
_MINING_FIELDS: Final = re.compile(
    r"\b(?:پهنه|پهنهها|پهنههای|محدودههای معدنی|محدوده معدنی|معادن راکد|معادن بلاتکلیف)\b"
)
# «قاچاق سوخت», «تولید فرآورده‌های نفتی»: smuggled, or what a unit makes
_NOT_BURNT: Final = frozenset(("قاچاق", "تولید"))
# «سیمان بهبهان», «فولاد خوزستان»
_NAMED_BY_PLACE: Final = (" سیمان", " فولاد", " قند", " پتروشیمی")

# «هیچ دستگاهی حق قطع برق واحدها را ندارد»
_NO_RIGHT: Final = GuardedPattern(
    r"\b(?:حق|اجازه) (?:[^ ،.؛:]+ ){0,2}?(?:قطع|توقیف|پلمب|تعطیلی?|تملک|مصادره|مسدود)\b[^.؛:]{0,90}? "
    r"(?:ندارد|ندارند|نداریم|نخواهد داشت|نخواهند داشت)\b",
    "حق ",
    "اجازه ",
)


class ProblemReader(ProblemPart):
    """Reads the problems of one article."""

    def __init__(self, surface: Surface, bodies: Bodies, excluded: Sequence[tuple[int, int]]) -> None:
        super().__init__(Scene(surface, bodies, excluded))
        self.debts = Debts(self.scene)
        self._lists = ListReader(self.scene, self.debts)
        self._statements = StatementReader(self.scene, self.debts)
        self._in_acts = ActSubjectReader(self.scene, self.debts)

    def read(self, act_spans: Sequence[tuple[int, int]], *, by_body: bool = True) -> list[Problem]:
        """Each code once, at its first place; `by_body`: a body that is bound tells the subject of its duty."""
        found: list[Problem] = []
        self.scene.act_spans = act_spans
        for sentence in self.surface.sentences:
            if self.scene.is_left_out(sentence):
                continue
            for start, end in self._lists.list_regions(sentence):
                found += self._lists.in_list(start, end)
            found += self._statements.lacking(sentence)
            found += self._statements.dealt_with(sentence)
            found += self._statements.stated(sentence)
            found += self.debts.owed(sentence)
            found += self._statements.told_by_turns(sentence)
        found += self._statements.beside(found)
        for start, end in act_spans:
            found += [problem for problem in self._in_acts.in_act(start, end) if by_body or not problem.is_by_body]
        found = [
            problem
            for problem in _without_their_words(found)
            if not (self._is_of_a_line(problem) or self._is_of_another_thing(problem) or self._is_forbidden(problem))
        ]
        found = self._without_headline_guesses(found)
        found.sort(key=lambda problem: problem.start)
        first: dict[str, Problem] = {}
        for problem in found:
            first.setdefault(problem.code, problem)
        return list(first.values())

    def _without_headline_guesses(self, found: Sequence[Problem]) -> list[Problem]:
        """«تقسیط بدهی چهار واحد» over «تأمین اجتماعی بدهی … تقسیط کند»: whose debt a headline means is in the story."""
        if len(self.surface.sentences) < A_ROW:
            return list(found)
        end = self.surface.sentences[0].end
        story = [(self.text[problem.start : problem.end], problem.code) for problem in found if problem.start >= end]
        open_words = {word.start for word in self.words if word.start < end and word.strength == "creditor"}

        def is_guess(problem: Problem) -> bool:
            codes = {code for written, code in story if written == self.text[problem.start : problem.end]}
            return problem.start in open_words and bool(codes) and problem.code not in codes

        return [problem for problem in found if not is_guess(problem)] if open_words else list(found)

    def _is_of_a_line(self, problem: Problem) -> bool:
        """«علت تأخیر در وصل انشعاب را نبود لوله دانست»: what a utility lacks is no unit's raw material."""
        if problem.code not in ("RAWMAT", "ENERGY.ELECTRICITY"):
            return False
        sentence = self.surface.sentence_at(problem.start)
        if self.text[problem.start : problem.end] == "خاموشی" and self.surface.word_before(problem.start) == "از":
            return (
                _OUT_OF.search(self.text, sentence.start, sentence.end) is not None
            )  # «بیرون کشیدن کارخانه از خاموشی»
        if problem.code != "RAWMAT":
            return False
        return self.text.find("انشعاب", self.surface.sentence_at(problem.start).start, problem.start) >= 0

    def _is_forbidden(self, problem: Problem) -> bool:
        """«هیچ دستگاهی حق قطع آب، برق و گاز واحدها را ندارد»: what nobody may do to a unit."""
        sentence = self.surface.sentence_at(problem.start)
        forbidden = _NO_RIGHT.search(self.text, sentence.start, sentence.end)
        return forbidden is not None and forbidden.start() <= problem.start < forbidden.end()

    def _is_of_another_thing(self, problem: Problem) -> bool:
        """«پهنه‌های آزادشده را به مزایده بگذارد», «سهمیه سیمان بهبهان», «قاچاق سوخت»: no unit's auction, a company's name."""
        if problem.code == "ENERGY.FUEL":
            return self.surface.word_before(problem.start) in _NOT_BURNT
        if problem.code == "BANK.SEIZURE":
            start = self.surface.sentence_at(problem.start).start
            return _MINING_FIELDS.search(self.text, start, problem.start) is not None
        end = problem.end
        if problem.code != "RAWMAT" or not self.text.endswith(_NAMED_BY_PLACE, problem.start, end):
            return False
        return self.text.startswith(" ", end) and bool(
            self.surface.hits_in(end + 1, end + 2, "county") or self.surface.names_in(end + 1, end + 2, "province")
        )


def _without_their_words(problems: Sequence[Problem]) -> list[Problem]:
    """Without what the words inside a turn would tell by themselves: «سند» in «سند کارخانه در رهن بانک است»."""
    turns = [problem for problem in problems if problem.is_turn]
    if not turns:
        return list(problems)
    return [
        problem
        for problem in problems
        if problem.is_turn
        or not any(
            turn.start <= problem.start < turn.end
            and problem.code != turn.code
            and (problem.start == turn.start or problem.code.split(".")[0] == turn.code.split(".")[0])
            for turn in turns
        )
    ]
