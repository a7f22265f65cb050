"""Promises and plans: a body's or an official's own word for what is to come."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import BOUNDARY, Clause, Clauses
from ingestion.news.facts.acts.doers import Doers
from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.acts.record import GENERIC_IDS, Obligation, Record
from ingestion.news.facts.deadlines import find_deadline
from ingestion.news.facts.events import kinds
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence
from ingestion.persian.patterns import GuardedPattern

# now, always, every …, usually, does not: a state or a habit
_HABIT: Final = re.compile(r"\b(?:اکنون|حاضر|همواره|هر|معمولا|سالانه|ماهانه|روزانه|درصد|نمی\w+|اگر|چنانچه|وقتی|که)\b")
# also: at the beginning, or behind the first words
_GOES_ON: Final = re.compile(r" ?(?:همچنین|(?:[^ .،؛:]+ ){1,6}?(?:هم|نیز) )")
_CONSENTED: Final = re.compile(r"\b(?:موافقت|قبول|تایید) (?:کرد|کردند) و (?:گفت|افزود|اظهار)")
_CLAUSE_MARK: Final = re.compile(r"[؛.:،!؟]| و (?=ما )")
# we do, we shall do
_WE_DO: Final = re.compile(
    r"\b(?!(?:میگوییم|میدانیم|میخواهیم|میبینیم|میکوشیم)\b)(?:می\w{2,}یم|خواهیم (?:کرد|داد|رساند|پرداخت|گرفت|ساخت|برد))\b"
)
# «قول می‌دهیم جرایم این واحد بخشیده شود», «تعهد می‌دهم انشعاب را وصل کنیم»
_OWN_WORD: Final = GuardedPattern(
    r"\b(?:قول|تعهد|وعده) (?:میدهیم|میدهم|دادهایم)(?: که)? [^.؛!؟:]{8,170}?"
    r"(?P<verb>\b(?:کنیم|کنم|نکنیم|دهیم|دهم|ندهیم|رسانیم|برسانیم|نماییم|بپردازیم|بگیریم|گیریم|شود|نشود|گردد))\b(?= ?[.،؛!؟]| و\b|\Z)",
    "قول",
    "تعهد",
    "وعده",
)
# «اعتبار را تا پایان مهر تخصیص می‌دهیم», «موضوع را در شورای بانک‌ها پیگیری خواهم کرد»
_WE_PLAN: Final = GuardedPattern(
    r"\b(?!(?:میگوییم|میدانیم|میخواهیم|میبینیم|میکوشیم|میشویم|میرویم)\b)"
    r"(?:می\w{2,}یم|(?P<future>خواهیم|خواهم) (?:کرد|داد|رساند|پرداخت|گرفت|ساخت|برد|گذاشت))\b",
    "یم",
    "خواهم ",
)
# «پرونده این مشکلات را در کارگروه تسهیل پی می‌گیریم», told at a meeting that is no session itself
_AT_THE_GROUP: Final = re.compile(
    r" را (?:[^ ،.؛:]+ ){0,2}?در (?:(?:نخستین|اولین|نزدیکترین) )?(?:(?:جلسه|نشست)(?: (?:اینده|بعدی|فوقالعاده))? )?(?:کارگروه|ستاد) (?:استانی )?(?:تسهیل|رفع)\b"
)
_VAGUE: Final = re.compile(
    r"\b(?:دفاع|پشتیبانی|ایستادگی|تلاش|سعی|حمایت|استفاده|برخورد|همکاری|همراهی|کمک|دریغ|احساس|فکر|تاکید|اعلام|عرض|افتخار|استقبال|تشکر|قدردانی|دعوت|مقابله|مشاهده|شروع|زندگی|کار) \Z"
)
# «مدیرعامل این کارخانه گفت: تا پایان سال تولید را دو برابر می‌کنیم»: a producer's plan, none of the group
PRODUCER_SPEAKS: Final = re.compile(
    r"\b(?:مدیرعامل|مدیر|صاحب|مالک|نماینده|مدیر تولید|سهامدار) (?:این |یک |همین )?(?:شرکت(?! (?:گاز|توزیع|برق|اب|شهرک|پخش|ملی))|کارخانه|واحد|مجموعه|کارگاه|معدن|گلخانه|هلدینگ|گروه صنعتی)\b|"
    r"\b(?:این شرکت|این کارخانه|این واحد|تولیدکنندهای|کارافرینی|یکی از (?:تولیدکنندگان|صنعتگران|کارافرینان))\b"
)
_CONDITION: Final = re.compile(r"\b(?:اگر|چنانچه|در صورتی|وقتی|هرگاه|هر جا|هر گاه)\b")
_SHALL: Final = ("خواهد ", "خواهند ")
# characters from one promise of a row to the last
_ROW_OF_PROMISES: Final = 160


class PromiseReader(ClauseReader):
    """Reads clauses in the present tense and the first person."""

    def __init__(self, record: Record, groups: Groups, clauses: Clauses, doers: Doers) -> None:
        super().__init__(record, groups, clauses, doers)
        self._untimed: list[tuple[Clause, list[Name]]] = []

    def read(
        self, clause: Clause, settled: Hit | None, binding: Hit | None, sentence: Sentence, *, goes_on: bool
    ) -> Obligation | None:
        """«شرکت گاز تا پایان هفته انشعاب را وصل می‌کند»: a body's own word with a time, or under a resolution."""
        if clause.verb.kind != "present":
            return None
        takes = self.text.startswith("میگیر", clause.verb.start) and " را " in self.text[clause.start : clause.end]
        if clause.verb.value == "passive" and not takes:  # «بدهی را در ۱۰ قسط می‌گیرد» is active
            return self._read_passive_promise(clause, binding)
        if clause.verb.value != "active" and not takes:
            return None
        head = settled.end if settled is not None else self.clauses.head_start(clause.start, clause, sentence)
        group = self.groups.group_at_head(head, clause.end) or self.doers.marked_subject(head, clause.end)
        group = group or self.doers.named_before(head, clause.end)
        if not group:
            head, group = self._behind_speech(head, clause)
        first = None
        if not group and (
            binding is not None
            or goes_on
            or self._consented(sentence, clause.start)
            or (self.clauses.deadline_in(clause) and not _HABIT.search(self.text, clause.start, clause.end))
        ):
            group = self.doers.behind_object(head, clause.end)
            binding = binding or clause.verb
            first = head if group else None
        group = [name for name in group if name.id not in GENERIC_IDS]
        under = binding is not None or self._goes_on_with_resolutions(sentence) or (goes_on and clause.joined_by_and)
        if not group:
            return None
        timed = find_deadline(self.surface, group[-1].end, clause.end, None, None) is not None
        if not (under or timed or self._is_own_word(clause, group)):
            self._untimed.append((clause, group))
            return None
        if first is None:
            first = self.groups.extended_start(group[0])
        while self.text[first] in ' ،:؛«"':
            first += 1
        return self.record.add_each(first, clause.end, group)

    def _behind_speech(self, head: int, clause: Clause) -> tuple[int, list[Name]]:
        """«وی گفت شرکت گاز تا پایان هفته انشعاب را وصل می‌کند»: no colon stands before what is told."""
        said = self.surface.hits_in(head, clause.end, "speech")
        if not said or _HABIT.search(self.text, said[-1].end, clause.end):
            return head, []
        return said[-1].end, self.groups.group_at_head(said[-1].end, clause.end)

    def _read_passive_promise(self, clause: Clause, binding: Hit | None) -> Obligation | None:
        """«دکل برق ظرف بیست روز توسط شرکت توزیع نیروی برق جابه‌جا می‌شود»"""
        timed = self.clauses.deadline_in(clause) or (binding is not None and binding.value != "planned")
        doers = [name for name in self.doers.by_whom(clause.start, clause.end) if name.id not in GENERIC_IDS]
        if not doers or not timed or _HABIT.search(self.text, clause.start, clause.end):
            return None
        return self.record.add_obligation(clause.start, clause.end, doers, None)

    def read_untimed(self, sentence: Sentence, *, has_promise: bool) -> None:
        """«شرکت گاز کارگاه دایر می‌کند، پارک فناوری … را تا اسفند عرضه می‌کند»: those of a row of promises without a time."""
        untimed, self._untimed = self._untimed, []
        if not has_promise:
            return
        for clause, group in untimed:
            row = self.record.acts.obligations[-1].start - clause.end
            if 0 <= row <= _ROW_OF_PROMISES and not _HABIT.search(self.text, clause.start, clause.end):
                self.record.add_each(self.groups.extended_start(group[0]), clause.end, group)

    def read_own(self, sentence: Sentence) -> None:
        """«مدیر شعب بانک ملی گفت: … تا دهم آبان کار را یکسره می‌کنیم»: a body's head promises in the first person."""
        if sentence.speech is None:
            return
        words = list(_OWN_WORD.finditer(self.text, sentence.speech, sentence.end))
        if not words and self.text.find("یم", sentence.speech, sentence.end) < 0:
            return
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.INDUSTRIALISTS}:
            return
        group = self.groups.group_at_head(sentence.start, sentence.speech)
        group = [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]
        if len(group) != 1 or not self.surface.has(group[0].end, sentence.speech, "speech"):
            return
        for word in words:
            if _VAGUE.search(self.text, word.start(), word.start("verb")) is None:
                self._add_own(group[0], word.start(), word.end(), sentence.speech)
        for said in _WE_DO.finditer(self.text, sentence.speech, sentence.end):
            stops = [mark.end() for mark in _CLAUSE_MARK.finditer(self.text, sentence.speech, said.start())]
            start = stops[-1] if stops else sentence.speech
            timed = find_deadline(self.surface, start, said.end(), None, None)
            if timed is None or self.record.is_bound_already(Hit("", "", said.start(), said.end())):
                continue
            if self.text[start : said.end()].strip().startswith(("اگر ", "چنانچه ", "هر ")):
                continue
            self._add_own(group[0], start, said.end(), sentence.speech)

    def _add_own(self, speaker: Name, start: int, end: int, speech: int) -> None:
        """A duty of the body whose head speaks before `speech`."""
        obligation = self.record.add_obligation(start, end, [speaker], (start, start))
        if obligation is not None:
            obligation.text = (speaker.start, self.groups.name_end(speaker, speech))

    def read_our_plans(self, sentence: Sentence) -> None:
        """«ما اعتبار آن را تا پایان مهرماه تخصیص می‌دهیم»: an official's own plan, with a time or in the future tense."""
        if self.record.types <= {kinds.REPORT}:
            return
        plans = list(_WE_PLAN.finditer(self.text, sentence.start, sentence.end))
        if not plans or PRODUCER_SPEAKS.search(self.text, sentence.start, sentence.end):
            return
        for said in plans:
            start = self.clauses.clause_start(said.start(), sentence)
            words = self.text[start : said.end()]
            if self.record.is_bound_already(Hit("", "", said.start(), said.end())) or (
                BOUNDARY.match(self.text, said.end()) is None and not self.text.startswith(" تا ", said.end())
            ):
                continue
            head = sentence.speech if sentence.speech is not None and sentence.speech < said.start() else sentence.start
            is_conditional = _CONDITION.search(self.text, head, said.end()) is not None
            if _VAGUE.search(self.text, start, said.start()) or is_conditional or _HABIT.search(words):
                continue
            timed = self.clauses.deadline_in(Clause(start, said.end(), Hit("", "", said.start(), said.end()), False))
            timed = timed or self.surface.has(start, said.start(), "future_time")
            to_the_group = self.record.types <= {kinds.INDUSTRIALISTS, kinds.TRIP} and _AT_THE_GROUP.search(words)
            if timed or to_the_group or (said.group("future") and " را " in words):
                self.record.add_decision("planned", start, said.end())

    def _consented(self, sentence: Sentence, place: int) -> bool:
        """«استاندار با این درخواست موافقت کرد و گفت: زمین آن را … واگذار می‌کند»"""
        return _CONSENTED.search(self.text, sentence.start, place) is not None

    def _is_own_word(self, clause: Clause, group: Sequence[Name]) -> bool:
        """«شبکه بهداشت پروانه این واحد را صادر می‌کند»: what a body does for a unit after a session, no habit of it."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.INDUSTRIALISTS}:
            return False
        said = self.text[group[-1].end : clause.end]
        if (
            self.text.startswith(_SHALL, clause.verb.start)
            and " را " in said
            and not _HABIT.search(self.text, clause.start, clause.end)
            and self.surface.has(group[-1].end, clause.end, "measure", "concerned")
        ):
            return True  # «شرکت توزیع برق بدهی این دو کارخانه را در شش قسط دریافت خواهد کرد»
        if self.record.types == {kinds.INDUSTRIALISTS}:
            return False
        if " را " not in said or _HABIT.search(self.text, clause.start, clause.end):
            return False
        return self.surface.has(group[-1].end, clause.end, "problem_word") and self.surface.has(
            group[-1].end, clause.end, "measure", "concerned"
        )

    def _goes_on_with_resolutions(self, sentence: Sentence) -> bool:
        """«همچنین …» right after a sentence that bound somebody."""
        if sentence.index == 0 or not _GOES_ON.match(self.text, sentence.start, sentence.end):
            return False
        previous = self.surface.sentences[sentence.index - 1]
        return any(previous.start <= obligation.start < previous.end for obligation in self.record.acts.obligations)
