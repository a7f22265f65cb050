"""Decisions and obligations: what was settled, who must do what by when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.acts.clauses import BULLET, ITEM_BEHIND_COLON, NTH, Clause, Clauses
from ingestion.news.facts.acts.decisions import DecisionReader
from ingestion.news.facts.acts.doers import Doers
from ingestion.news.facts.acts.duties import DutyReader
from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.acts.noun_lists import NounListReader
from ingestion.news.facts.acts.promises import PromiseReader
from ingestion.news.facts.acts.record import Acts, Obligation, Record
from ingestion.news.facts.acts.verbless import NEAR_LIST, VerblessReader
from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.kinds import Event
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Sentence, Spans, Surface

_TIME_NOUNS: Final = ("مهلت", "فرصت", "الاجل", "موعد", "وقت دا")
# «چند تصمیم گرفتیم؛ اول اینکه …»
_TAKEN_DECISIONS: Final = re.compile(
    r"\b(?:تصمیم|تصمیمات|تصمیمی|مصوبه|مصوبات|دستور) [^.:؛]{0,30}?(?:گرفتیم|گرفته شد|گرفتند|اتخاذ شد|داشتیم|داشت|تصویب شد|تصویب کردیم|صادر شد|رسید|بود|دادیم)\b"
)
# from what opens a list to its colon: «تصمیم‌های زیر گرفته شد:»
_SOON_A_COLON: Final = re.compile(r"(?: [^ ،.؛:]+){0,4} ?: ?")
_ENDING_VERBS: Final = frozenset("شد شدند کرد گفت افزود بود است داشت گردید".split())


class ActReader:
    """Reads decisions and obligations sentence by sentence."""

    def __init__(
        self,
        surface: Surface,
        bodies: Bodies,
        events: Sequence[Event],
        excluded: Sequence[tuple[int, int]],
        published_on: datetime.date | None,
        *,
        is_visit: bool = False,
    ) -> None:
        self.surface = surface
        self.text = surface.text
        self.bodies = bodies
        self.events = events
        self._excluded = Spans(excluded)
        self.is_visit = is_visit
        self._tells_forced = bool(surface.hits("forced"))
        self._tells_times = any(word in self.text for word in _TIME_NOUNS)
        self._tells_charged = bool(surface.hits("charge"))
        self._has_lists = "؛" in surface.text and bool(surface.hits("opens_list"))
        groups = Groups(surface)
        self.record = record = Record(surface, events, published_on, groups)
        self.clauses = clauses = Clauses(surface, record.acts)
        doers = Doers(surface, record.acts, groups, clauses)
        self.duties = DutyReader(record, groups, clauses, doers)
        self.promises = PromiseReader(record, groups, clauses, doers)
        self.verbless = VerblessReader(record, groups, clauses, doers)
        self.noun_lists = NounListReader(record, groups, clauses, doers)
        self.decisions = DecisionReader(record, groups, clauses, doers, bodies)

    def read(self) -> Acts:
        """The acts of the article; none without an event or an official's visit to units."""
        if not self.events and not self.is_visit:
            return self.record.acts
        opened: Hit | None = None
        for sentence in self.surface.sentences:
            just_opened = opened
            if (
                opened is not None
                and not BULLET.match(self.text, sentence.start)
                and not self._is_plain_item(sentence, opened)
            ):
                opened = None
            if self._is_left_out(sentence):
                continue
            self._read_sentence(sentence, opened, just_opened)
            opened = self._opens_list(sentence) or opened
        self.record.one_general_decision()
        return self.record.acts

    def _is_left_out(self, sentence: Sentence) -> bool:
        if sentence.repeats is not None or self._excluded.cover(sentence.start):
            return True
        return is_about_another_body(self.surface, self.bodies, self.events, sentence)

    def _is_plain_item(self, sentence: Sentence, opened: Hit) -> bool:
        """«تصمیم‌های زیر گرفته شد: … به این شرکت یک سال مهلت داده شود.»: a line of a list without a sign before it."""
        if opened.kind != "opens_list" or self.surface.has(sentence.start, sentence.end, "speech", "past", "planned"):
            return False
        return self._ends_with_a_duty(sentence)

    def _opens_list(self, sentence: Sentence) -> Hit | None:
        """«… مصوبات زیر تصویب شد:»: what settles the items that follow; the first may stand in the same line."""
        end = sentence.end
        if not self.text[sentence.start : end].rstrip().endswith(":"):
            numbered = self._numbered_in(sentence)
            if numbered is None:
                return None
            end = numbered
        opening = self.surface.hits_in(sentence.start, end, "opens_list", "settled")
        if not opening:
            return None
        near = max(sentence.start, opening[-1].start - NEAR_LIST)  # «ضمن مرور مصوبات پیشین، … به شرح زیر …»
        return None if self.clauses.is_told_of_the_past(near, end) else opening[-1]

    def _numbered_in(self, sentence: Sentence) -> int | None:
        """Where the first item begins in «… به تصویب رسید: ۱- اداره …»; a time («۱۲:۳۰») is no item."""
        if self.text.find(":", sentence.start, sentence.end) < 0:
            return None
        numbered = ITEM_BEHIND_COLON.search(self.text, sentence.start, sentence.end)
        if numbered is not None:
            return numbered.start() + 1
        for opening in self.surface.hits_in(sentence.start, sentence.end, "opens_list"):
            colon = _SOON_A_COLON.match(self.text, opening.end, sentence.end)
            if colon is not None and self._ends_with_a_duty(sentence):
                return colon.end()  # «تصمیم‌های زیر گرفته شد: به این شرکت یک سال مهلت داده شود.»
        return None

    def _ends_with_a_duty(self, sentence: Sentence) -> bool:
        verbs = self.surface.hits_in(sentence.start, sentence.end, "subjunctive")
        return bool(verbs) and not self.text[verbs[-1].end : sentence.end].strip(" .؛»")

    def _is_item_of_decisions(self, clause: Clause, sentence: Sentence) -> bool:
        """«چهار تصمیم گرفته شد. … سوم، شرکت گاز گاز کارخانه را قطع نکند»: one of the decisions told just before."""
        if NTH.match(self.text, clause.start, clause.end) is None:
            return False
        if _TAKEN_DECISIONS.search(self.text, sentence.start, clause.start) is not None:
            return True
        return any(
            decision.status == "adopted"
            and decision.start < clause.start
            and self.surface.sentence_at(decision.start).paragraph == sentence.paragraph
            for decision in self.record.acts.decisions
        )

    def _read_sentence(self, sentence: Sentence, opened: Hit | None, just_opened: Hit | None) -> None:
        binding = opened
        numbered = self._numbered_in(sentence)
        within = self._opens_list(sentence) if numbered is not None else None
        promised = False
        last: Obligation | None = None
        for clause in self.clauses.of(sentence):
            settled = self.clauses.settled_in(clause)
            if numbered is not None and clause.start >= numbered:
                binding = binding or within
            if settled is not None:
                binding, last = settled, None
            if binding is None and clause.verb.kind == "subjunctive" and self._is_item_of_decisions(clause, sentence):
                binding = clause.verb
            if clause.verb.kind == "subjunctive":
                last = self.duties.read(clause, settled, binding, last, sentence)
            else:
                made = self.promises.read(clause, settled, settled or binding, sentence, goes_on=last is not None)
                promised = promised or made is not None
                made = made or self.verbless.read_told(clause, sentence)
                made = made or self.verbless.read_rests_with(clause, sentence)
                if made is None and self._tells_times:
                    made = self.verbless.read_granted(clause, sentence)
                if made is None and settled is None and self._tells_charged and self.verbless.is_charge(clause):
                    binding = clause.verb  # «… بر عهده اداره راهداری گذاشته شد و اداره صمت … را دنبال می‌کند»
                elif made is None and settled is not None:
                    self.decisions.read_settled_passive(clause, settled)
                    if settled.value == "ground" and clause.verb.kind == "past":
                        binding = None  # «با مصوبات این کارگروه ۱۸ معدن فعال شد و …»: what came of them
                elif made is None and self.decisions.is_adopted_by(clause):
                    binding = clause.verb  # «پیشنهاد … به تصویب رسید و محل جدید را جهاد کشاورزی تعیین می‌کند»
                elif made is None and opened is not None and self.decisions.read_told_item(clause, opened):
                    pass
                elif made is None:
                    binding = None if self.text[clause.verb.start : clause.verb.end] in _ENDING_VERBS else binding
                last = made
        self.promises.read_untimed(sentence, has_promise=promised)
        if self._tells_forced:
            self.verbless.read_forced(sentence)
        if self._tells_charged:
            self.verbless.read_charged(sentence)
        self.promises.read_own(sentence)
        self.verbless.read_labelled(sentence)
        self.verbless.read_listed(sentence, opened)
        self.noun_lists.read(sentence)
        self.verbless.read_noun_item(sentence, opened)
        if self._has_lists:
            self.verbless.read_noun_row(sentence, just_opened)
        self.decisions.read(sentence)
        self.promises.read_our_plans(sentence)


# forming, making, launching
_SETTING_UP: Final = frozenset("تشکیل ایجاد راهاندازی اندازی برپایی تاسیس".split())

_REFERRED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,5}? (?:ارجاع|سپرده|محول|واگذار|ارسال|فرستاده|احاله|منعکس) (?:داده )?(?:شد|شدند|گردید|گشت|شود|شوند|خواهد)\b"
)


def is_about_another_body(surface: Surface, bodies: Bodies, events: Sequence[Event], sentence: Sentence) -> bool:
    """Whether a sentence tells of another body's session or doing, and of none of the article's events."""
    if not bodies.others:
        return False
    ours = any(sentence.start <= hit.start < sentence.end for hit in bodies.ours)
    mentioned = any(sentence.start <= start < sentence.end for event in events for start, _ in event.mentions)
    if ours or mentioned or surface.has(sentence.start, sentence.end, "this_session"):
        return False
    for hit in bodies.others:
        if sentence.start <= hit.start < sentence.end and hit.value == "other":
            if surface.word_before(hit.start) in _SETTING_UP:
                continue  # «با تشکیل میز صادرات موافقت شد»: what this session sets up
            if surface.word_before(hit.start) == "به" and _REFERRED.match(surface.text, hit.end, sentence.end):
                continue  # «پرونده این گلخانه به شورای تأمین شهرستان ارجاع شد»: this session's decision
            sessions = surface.hits_in(max(sentence.start, hit.start - 30), hit.start, "session")
            if (
                sessions
                or hit.start - sentence.start < 25
                or surface.has(sentence.start, hit.start + 40, "chair_before")
            ):
                return True
    return False
