"""Units that somebody went to see."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.stretches import Stretches
from ingestion.news.facts.counts.surroundings import Surroundings
from ingestion.news.facts.counts.words import IN
from ingestion.persian.numbers import NumberMention

# guest of
_GUESTS: Final = frozenset(("مهمان", "میهمان"))
# «۲۲ واحد تولیدی بازدید شد»
_VISITED: Final = re.compile(
    r"(?: (?!از (?:این|ان|مجموع|کل|\d|یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده)\b)[^ ،؛.]+){0,3} (?:بازدید(?= و )|بازدید ?(?:شد|شده|شدند|شدهاند|کرد|کردند|کردیم|کردهایم|کردهاند|به عمل امد|به عمل اوردیم|صورت گرفت|انجام شد|داشتیم|داشتهایم)|سرکشی ?(?:شد|شده|کرد|کردند|کردیم)|مورد بازدید قرار (?:گرفت|گرفته|گرفتند|گرفتهاند)|دیده ?(?:شد|شده|شدند|شدهاند)|دیدیم|دیدهایم|سر زدیم|سر زدهایم|سر زدند|سر زد)\b"
)
_VISIT_OF_THESE: Final = re.compile(r"\b(?:بازدید|سرکشی) از (?:این|هر|همین|این هر) \Z")
# «هفته آینده از سه واحد بازدید می‌کنیم»
_VISIT_TO_COME: Final = re.compile(r"[^،؛.:]{0,60}?\b(?:بازدید|سرکشی)(?: [^ ،؛.:]+){0,2} (?:می\w+|خواه\w+)\b")
# «قرار است هفته آینده بازدیدی از سه واحد داشته باشیم»
_TO_BE_HELD: Final = re.compile(
    r"[^،؛.:]{0,60}?\b(?:داشته باش\w+|خواه\w+|انجام (?:دهیم|دهند|شود)|صورت (?:گیرد|بگیرد))\b"
)


class Visits(TextReader):
    """Tells which units were visited."""

    def __init__(self, article: Article, stretches: Stretches, surroundings: Surroundings) -> None:
        super().__init__(article)
        self.stretches = stretches
        self.surroundings = surroundings

    def is_gone_to(self, seen: Seen) -> bool:
        """«از ۱۴ واحد تعطیل بازدید شد»: whatever is told of them behind."""
        return (
            self.surface.word_before(seen.number.bound_start) == "از"
            and _VISITED.match(self.text, seen.noun.end) is not None
        )

    def is_of_those_told(self, seen: Seen) -> bool:
        """«پس از بازدید از این سه واحد»: told one by one before, counted here."""
        place = seen.number.bound_start
        return _VISIT_OF_THESE.search(self.text, max(0, place - 24), place) is not None

    def is_visited(self, seen: Seen) -> bool:
        """Whether the units are said to have been visited."""
        start = self.surface.sentences[seen.sentence].start
        if _VISIT_TO_COME.match(self.text, seen.noun.end) and self.surface.has(start, seen.right, "future_time"):
            return False
        before = self.surface.hits_in(seen.left, seen.number.start, "visit")
        if before and (
            _TO_BE_HELD.match(self.text, seen.noun.end) and self.surface.has(start, seen.number.start, "future_time")
        ):
            return False
        if self.surface.word_before(seen.number.bound_start) in _GUESTS:
            return True
        if before and re.fullmatch(
            r"(?:[^،؛.]{0,80}\bاز|(?: [^ ،؛.]+){0,5}? به)?[ «\"]*", self.text[before[-1].end : seen.number.bound_start]
        ):
            return True
        directly = self.surface.hits_in(seen.noun.end, seen.right, "visit")
        if (
            directly and self.surroundings.directly_before(seen.number.bound_start) is not None
        ):  # «مشکل پنج واحد را دیدیم»
            return False
        if directly and _VISITED.match(self.text, seen.noun.end, directly[0].end + 18):
            # «نقص فنی در سه واحد دیده شد»
            return self.surface.word_before(seen.number.bound_start) != IN or not self.text.startswith(
                "دیده", directly[0].start
            )
        if self.surface.word_before(seen.number.bound_start) != "از":
            return False
        after = self.surface.hits_in(seen.noun.end, self.stretches.clause_end(seen), "visit")
        return bool(after) and not self.surface.has(seen.noun.end, after[0].start, "past", "present")

    def is_part_of_a_visit(self, seen: Seen, before: list[Count]) -> bool:
        """«از شش واحد، سه واحد در جم و سه واحد در دیر، بازدید کرد»"""
        return any(
            count.measure == "units_visited" and count.sentence == seen.sentence and count.value > seen.number.value
            for count in before[-3:]
        )

    def were_visited(self, whole: NumberMention, before: list[Count]) -> bool:
        """Whether a number of units pointed back at was told as visited."""
        return any(count.measure == "units_visited" and count.value == whole.value for count in before)
