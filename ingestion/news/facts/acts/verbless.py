"""Duties told as nouns: «بر عهده شرکت گاز», «الزام بانک ملی به …», «اقدام: شرکت گاز»."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import (
    BULLET,
    LONGEST_PLACE,
    NEAR,
    OF_RESOLUTIONS,
    SHORTEST_DUTY,
    Clause,
)
from ingestion.news.facts.acts.record import GENERIC_IDS, Obligation
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence
from ingestion.persian.patterns import GuardedPattern

_THESE_AT_END: Final = re.compile(r"\b(?:این|هر) (?:دو|سه|چهار) (?:بانک|اداره|سازمان|شرکت|دستگاه)(?: نیز| هم)? \Z")
# «با درخواست … موافقت و بانک ملی مأمور اجرای آن شد»
_AGREED_AND: Final = re.compile(r"\b(?:موافقت|تصویب|مصوب|مطرح|بررسی|تایید|پذیرفته|قرایت) و ")
# «… ملزم و شرکت گاز به … مکلف شد»
_ELIDED_DUTY: Final = re.compile(r"\b(?P<how>ملزم|مکلف|موظف|متعهد|مامور)(?: و |، )")
# «مکلف به پرداخت … شد»
# «مصوبه دوم، شرکت آب منطقه‌ای را به … مکلف می‌کند»
_RESOLUTION_BINDS: Final = re.compile(
    r"[ ،«]*(?:و )?(?:این )?(?:مصوبه|تصمیم)\b[^؛:.]*\b(?:مکلف|موظف|ملزم|متعهد) می(?:کند|سازد|نماید)\Z"
)
_DUTY_VERB: Final = re.compile(r"\b(?:شد|شدند|گردید|گردیدند|کرد|کردند|نمود|نمودند|میکند)\Z|\b(?:است|هستند)\Z")
_WAS_BOUND: Final = re.compile(r"\b(?:شد|گردید)\Z")
# «یک هفته برای پاسخ به استعلام‌ها فرصت دارد»
_TIME_FOR: Final = re.compile(r"(?=.*\b(?:روز|هفته|ماه|سال)\b).*\b(?:برای|جهت) ")
_FOR_DUTY: Final = re.compile(r" (?:نیز |هم )?(?:به|برای|جهت) ")
_ITEM_END: Final = re.compile(r"[،؛.]| و (?=(?:الزام|تقسیط|امهال|صدور|تعیین|تمدید|توقف|رفع|تامین|پرداخت)\b)")
# a time: «مهلت … تعیین شد», «فرصت داده شد»; whose it is; what it is for
_TIME_NOUN: Final = re.compile(r"\b(?:مهلت|فرصت|ضرب ?الاجل|موعد|وقت(?= (?:داد|تعیین|در نظر)))\b")
_TIME_GRANTED: Final = re.compile(
    r"\b(?:تعیین|داده|در نظر گرفته|مشخص|اعلام|مقرر) (?:شد|گردید|شده است|گردیده است|کرد|کردند|کردیم)\Z|"
    r"\b(?:مهلت|فرصت|وقت) (?:(?:داد|دادند|دادیم)|(?P<took>گرفت|گرفتند|یافت|یافتند))\Z"
)
_WHOSE_TIME: Final = frozenset("مهلت فرصت ضربالاجل الاجل موعد به برای".split())
_TIME_UNITS: Final = frozenset("روز روزه هفته ماه ماهه".split())
_TO_DO: Final = re.compile(r"\b(?:برای|جهت|به منظور|اجرای|انجام) (?:[^ ،؛.:]+ )")
# laid on, put on (a body's shoulders)
_LAID: Final = re.compile(r"\b(?:گذاشته|نهاده|قرار|واگذار)\b[^،؛.]*\Z")
# «بر عهده بانک کشاورزی است»
_RESTS_ON: Final = re.compile(r"(?: [^ ،؛.:]+){0,3}? (?P<is>است|خواهد بود|میباشد|بود)(?= ?(?:[؛،.]|و |\Z))")
_IS: Final = frozenset(("است", "بود", "خواهد بود", "میباشد"))
# between the items of a row of duties
_ROW_MARK: Final = re.compile(r"[؛.:!؟]")
# action: …; in charge: …
_DOER_LABEL: Final = GuardedPattern(
    r"(?:[؛،.]|(?<=[.؛] )|\A| -| –) ?(?:اقدام|اقدامکننده|مجری|مسوول|مسوول اجرا|مسوول پیگیری|متولی اجرا|متولی پیگیری|دستگاه متولی|دستگاه مسوول|دستگاه مجری|متولی|اجرا|پیگیری) ?: ?",
    "اقدام",
    "مجری",
    "مسوول",
    "متولی",
    "اجرا",
    "پیگیری",
)
# «- بررسی مشکل شش واحد»: dealt with, nothing resolved
_LOOKED_AT: Final = re.compile(r"(?:بررسی|رسیدگی|ارایه|طرح|قرایت|استماع|گزارش|مرور|بحث)\b")
# characters from «جلسه پیشین» to «به شرح زیر»: of an earlier session
NEAR_LIST: Final = 60
# characters from «تصمیماتی» to «به شرح زیر», whatever was dealt with before: «مشکلات واحدها بررسی و تصمیماتی …»
_NEAR_RESOLUTIONS: Final = 32
# between semicolons, a leading «و» or «همچنین» left out
_ROW_ITEM: Final = re.compile(r"(?:[ ،]|\b(?:و|همچنین|نیز)\b)*(?P<what>[^ ؛][^؛]*[^ ؛.])")
_ITEM_NUMBER: Final = re.compile(r"(?:(?<=[ .؛])|\A)\(?\d{1,2} ?[-–.)ـ] ?(?=[^\W\d])")


class VerblessReader(ClauseReader):
    """Reads duties whose act is a noun."""

    def read_told(self, clause: Clause, sentence: Sentence) -> Obligation | None:
        """«شرکت گاز نصب کنتور را تا پایان ماه تعهد کرد», «بانک ملی به تقسیط بدهی مکلف شد»: the duty is a noun."""
        if clause.verb.kind == "subjunctive" or not self.surface.has(clause.start, clause.end, "duty"):
            return None
        start = self.clauses.head_start(clause.start, clause, sentence)
        if clause.verb.kind == "present" and _RESOLUTION_BINDS.match(self.text, start, clause.end) is None:
            return None
        duties = [
            hit for hit in self.surface.hits_in(start, clause.end, "duty") if not self.clauses.is_habit_of_law(hit)
        ]
        if not duties:
            return None
        duty = duties[-1]
        if (
            len(duties) > 1
            and all(d.value == "to_do" for d in duties)
            and _DUTY_VERB.search(self.text, duty.end, clause.end)
        ):
            row = self._row_of_duties(start, duties, clause)
            if row is not None:
                return row
        if duty.value == "" and not self.text.startswith("را ", duty.start):
            row = self._row_of_elided(start, duty, clause)
            if row is not None:
                return row
        if duty.value == "to_do":
            if not _DUTY_VERB.search(self.text, duty.end, clause.end):
                return None
        elif duty.end != clause.end and self.text[duty.end : clause.end].strip():
            return None
        group = self.groups.group_at_head(start, duty.start) or self.doers.object_before(start, duty.start)
        agreed = _AGREED_AND.search(self.text, start, duty.start) if not group else None
        if agreed is not None:
            start = agreed.end()
            group = self.groups.group_at_head(start, duty.start)
        these = _THESE_AT_END.search(self.text, start, duty.start) if not group else None
        group = self.doers.these_named_before(these.start(), duty.start) if these is not None else group
        is_generic = bool(group)
        group = [name for name in group if name.id not in GENERIC_IDS]
        if not group:
            return None if is_generic else self._told_of_unknown(start, duty, clause)
        said = self.text[group[-1].end : duty.start]
        takes_on = self.text.startswith("را ", duty.start)
        if duty.value == "in_time" and _TIME_FOR.search(said) is None:
            if _FOR_DUTY.search(said) is None or not self.clauses.deadline_in(clause):
                return None
        is_told = takes_on or duty.value in ("to_do", "in_time")
        is_told = is_told or re.search(r"\b(?:به|را)\b", said) is not None
        if not is_told or (duty.value != "to_do" and len(said.split()) < SHORTEST_DUTY):
            return None
        return self.record.add_obligation(self.doers.subject_start(start, group, None), clause.end, group, None)

    def _told_of_unknown(self, start: int, duty: Hit, clause: Clause) -> Obligation | None:
        """«شرکت آب موظف به ترمیم شبکه شد», «شهردار متعهد به … شد»: a doer or an office that no list of bodies knows."""
        if duty.value != "to_do" or _WAS_BOUND.search(self.text, duty.end, clause.end) is None:
            return None
        if self.surface.has(duty.end, clause.end, "appeal") or self.clauses.is_told_of_the_past(start, clause.end):
            return None
        if len(self.text[duty.end : clause.end].split()) <= SHORTEST_DUTY:
            return None
        doer = self.doers.generic_doer(start, duty.start) or self.doers.unknown_doer(start, clause)
        if doer is None or self.text[doer[1] : duty.start].strip() not in ("", "نیز", "هم"):
            return None
        office = self.surface.hit_at(doer[0], "generic_doer")
        if office is not None and not office.value.startswith("one"):
            return None
        obligation = self.record.add_obligation(doer[0], clause.end, [], doer)
        if obligation is not None and office is not None and ":" in office.value:
            obligation.office_of = office.value.partition(":")[2]
        return obligation

    def _row_of_elided(self, start: int, duty: Hit, clause: Clause) -> Obligation | None:
        """«بانک تجارت به تمدید … ملزم و شرکت گاز به وصل گاز مکلف شد»: the verb of the first stands at the end."""
        marks = list(_ELIDED_DUTY.finditer(self.text, start, duty.start))
        if not marks:
            return None
        firsts = [start, *(mark.end() for mark in marks)]
        groups = []
        for first, last in zip(firsts, [*(mark.start() for mark in marks), duty.start], strict=True):
            group = [name for name in self.groups.group_at_head(first, last) if name.id not in GENERIC_IDS]
            if not group or len(self.text[group[-1].end : last].split()) < SHORTEST_DUTY:
                return None
            groups.append(group)
        made: Obligation | None = None
        for group, end in zip(groups, [*(mark.end("how") for mark in marks), clause.end], strict=True):
            made = self.record.add_obligation(self.groups.extended_start(group[0]), end, group, None)
        return made

    def _row_of_duties(self, start: int, duties: list[Hit], clause: Clause) -> Obligation | None:
        """«بانک ملی موظف به تمدید …، شرکت گاز مکلف به … و تأمین اجتماعی ملزم به … شد»: one verb binds each of them."""
        bound: list[tuple[int, list[Name]]] = []
        for duty in duties:
            group = [name for name in self.groups.group_before(start, duty.start) if name.id not in GENERIC_IDS]
            if not group:
                return None
            bound.append((self.groups.extended_start(group[0]), group))
            start = duty.end
        made: Obligation | None = None
        for (first, group), last in zip(bound, [*(place for place, _ in bound[1:]), clause.end], strict=True):
            end = last
            while last != clause.end and self.text[:end].endswith((" ", "،", " و")):
                end -= 1
            made = self.record.add_obligation(first, end, group, None)
        return made

    def read_granted(self, clause: Clause, sentence: Sentence) -> Obligation | None:
        """«مهلت بانک سپه برای پاسخ به این شرکت تا پایان دی تعیین شد»: a time set for a body to do something."""
        granted = _TIME_GRANTED.search(self.text, clause.start, clause.end) if clause.verb.kind == "past" else None
        if granted is None or self.clauses.is_told_of_the_past(clause.start, clause.end):
            return None
        start = self.clauses.head_start(clause.start, clause, sentence)
        if _TIME_NOUN.search(self.text, start, clause.end) is None or not self._tells_time(clause):
            return None
        if granted.group("took"):  # «برای جابه‌جایی دکل، اداره برق تا ۲۰ اردیبهشت مهلت گرفت»
            return self._took_time(start, granted.start(), clause)
        for name in self.surface.bodies_in(start, granted.start()):
            first = self.groups.extended_start(name)
            whose = self.surface.word_before(first)
            if name.kind != "agency" or name.id in GENERIC_IDS or whose not in _WHOSE_TIME:
                continue
            group = self.groups.with_coordinated(self.surface.bodies_in(name.start, granted.start()))
            if _TO_DO.search(self.text, start, granted.start()) is None:
                return None
            while self.text[start] in ' ،:؛«"':
                start += 1
            start += 2 if self.text.startswith("و ", start) else 0
            return self.record.add_obligation(start, clause.end, group, None)
        return None

    def _took_time(self, start: int, end: int, clause: Clause) -> Obligation | None:
        group = [name for name in self.groups.group_at_head(start, end) if name.kind == "agency"]
        group = [name for name in group if name.id not in GENERIC_IDS]
        if not group or _TO_DO.search(self.text, start, end) is None:
            return None
        while self.text[start] in ' ،:؛«"':
            start += 1
        start += 2 if self.text.startswith("و ", start) else 0
        return self.record.add_obligation(start, clause.end, group, None)

    def _tells_time(self, clause: Clause) -> bool:
        """«تا دهم بهمن», «ظرف یک ماه», «دو هفته»"""
        return self.clauses.deadline_in(clause) or any(
            not number.is_ordinal and self.surface.word_after(number.end) in _TIME_UNITS
            for number in self.surface.numbers_in(clause.start, clause.end)
        )

    def read_forced(self, sentence: Sentence) -> None:
        """«الزام شرکت برق به تأمین تیر ظرف یک ماه»: one of a row of resolutions told as nouns."""
        for hit in self.surface.hits_in(sentence.start, sentence.end, "forced"):
            if self.record.is_bound_already(hit):
                continue
            names = [
                n for n in self.surface.bodies_in(hit.end, hit.end + 24) if self.groups.is_lead_in(hit.end, n.start)
            ]
            if not names or names[0].kind != "agency" or names[0].id in GENERIC_IDS:
                continue
            group = self.groups.with_coordinated(self.surface.bodies_in(names[0].start, sentence.end))
            end = _ITEM_END.search(self.text, group[-1].end, sentence.end)
            last = end.start() if end else sentence.end
            if _FOR_DUTY.match(self.text, self.groups.name_end(group[-1], last)) is not None:
                self.record.add_obligation(hit.start, last, group, None)

    def read_listed(self, sentence: Sentence, opened: Hit | None) -> None:
        """«۱- بانک تجارت: فک رهن سند شرکت …»: an item of a list of resolutions that names whom it binds, then what."""
        bullet = BULLET.match(self.text, sentence.start, sentence.end) if opened is not None else None
        if bullet is None:
            return
        colon = self.text.find(":", bullet.end(), sentence.end)
        group = self.groups.group_at_head(bullet.end(), colon) if colon > 0 else []
        if not group or group[0].kind != "agency" or group[0].id in GENERIC_IDS:
            return
        start = self.groups.extended_start(group[0])
        told = any(sentence.start <= obligation.start < sentence.end for obligation in self.record.acts.obligations)
        is_label = len(self.text[group[-1].end : colon].split()) <= LONGEST_PLACE
        if not told and is_label and len(self.text[colon + 1 : sentence.end].split()) >= SHORTEST_DUTY:
            self.record.add_obligation(start, sentence.end, group, None)

    def read_noun_item(self, sentence: Sentence, opened: Hit | None) -> None:
        """«۱- صدور ضمانت‌نامه از سوی بانک تجارت ظرف یک هفته»: an item of a list of resolutions without a verb."""
        bullet = BULLET.match(self.text, sentence.start, sentence.end) if opened is not None else None
        if bullet is None or opened is None:
            return
        if self.clauses.opens_resolutions(opened):
            self._noun_item(bullet.end(), sentence.end)

    def read_noun_row(self, sentence: Sentence, opened: Hit | None) -> None:
        """«… سه مصوبه به شرح زیر تصویب شد: امهال بدهی … توسط بانک ملی؛ صدور مجوز …»: nouns between semicolons."""
        if self.text.find("؛", sentence.start, sentence.end) < 0 or BULLET.match(self.text, sentence.start):
            return
        start = sentence.start
        if opened is None or self.surface.sentence_at(opened.start).index + 1 != sentence.index:
            colon = self.text.rfind(":", sentence.start, sentence.end)
            opens = self.surface.hits_in(sentence.start, colon, "opens_list") if colon > 0 else []
            if not opens or self.text[opens[-1].end : colon].count(" ") > LONGEST_PLACE:
                return
            start, opened = colon + 1, opens[-1]
        first = self.surface.sentence_at(opened.start).start
        head = self.text[max(first, opened.start - _NEAR_RESOLUTIONS) : start]
        if OF_RESOLUTIONS.match(head) is None:
            return
        if self.clauses.is_told_of_the_past(max(first, opened.start - NEAR_LIST), start):
            return
        for item in _ROW_ITEM.finditer(self.text, start, sentence.end):
            self._noun_item(item.start("what"), item.end("what"))

    def _noun_item(self, start: int, end: int) -> None:
        """A resolution told as a noun: an obligation of those it names as doers, else a decision."""
        if (
            _LOOKED_AT.match(self.text, start)
            or len(self.text[start:end].split()) < SHORTEST_DUTY
            or self.surface.has(start, end, "present", "past", "subjunctive")
        ):
            return
        acts = self.record.acts
        told = [(act.start, act.end) for act in acts.obligations] + [(act.start, act.end) for act in acts.decisions]
        if any(first < end and last > start for first, last in told):
            return
        doers = [name for name in self.doers.by_whom(start, end) if name.id not in GENERIC_IDS]
        if doers:
            self.record.add_obligation(start, end, doers, None)
        elif self.record.add_decision("adopted", start, end):
            acts.referred_to += self.groups.recipients(start, end)

    def read_charged(self, sentence: Sentence) -> None:
        """«رفع ایراد محصول بر عهده اداره کل استاندارد، ظرف سه هفته»: an item of a row of duties, without a verb."""
        for hit in self.surface.hits_in(sentence.start, sentence.end, "charge"):
            stops = [mark.end() for mark in _ROW_MARK.finditer(self.text, sentence.start, hit.start)]
            start = stops[-1] if stops else sentence.start
            names = [
                name
                for name in self.surface.bodies_in(hit.end, hit.end + NEAR)
                if self.groups.is_lead_in(hit.end, name.start)
            ]
            if (
                not names
                or len(self.text[start : hit.start].split()) < SHORTEST_DUTY
                or self.record.is_bound_already(hit)
            ):
                names = self._charged_beside(hit, sentence) if names == [] else []
                if not names:
                    continue
            group = self.groups.with_coordinated([*names[:1], *self.surface.bodies_in(names[0].end, sentence.end)])
            mark = _ROW_MARK.search(self.text, group[-1].end, sentence.end)
            end = mark.start() if mark is not None else sentence.end
            if self.surface.has(group[-1].end, end, "past", "present", "subjunctive"):
                rests = _RESTS_ON.match(self.text, group[-1].end, end)
                if rests is None or not self.clauses.is_a_units_matter(start, hit.start):
                    continue
                end = rests.end("is")
            while self.text[start] in ' ،:؛«"':
                start += 1
            start += 2 if self.text.startswith("و ", start) else 0
            if all(name.kind == "agency" and name.id in GENERIC_IDS for name in group):
                continue
            self.record.add_obligation(start, end, group, None)

    def _charged_beside(self, hit: Hit, sentence: Sentence) -> list[Name]:
        """«بر عهده شرکت نفت پاسارگاد و اداره کل راهداری»: a company that no list knows stands before the body."""
        for name in self.surface.bodies_in(hit.end, min(sentence.end, hit.end + 2 * NEAR)):
            between = self.text[hit.end : self.groups.extended_start(name)]
            if re.fullmatch(r" (?:شرکت|کارخانه|مدیریت|مالک|متقاضی|سرمایهگذار)(?: [^ ،.؛:]+){0,3} و ?", between):
                return [name]
        return []

    def read_labelled(self, sentence: Sentence) -> None:
        """«۲- تخصیص سهمیه به هفت کارگاه؛ اقدام: شرکت گاز؛ مهلت: ۱۵ روز»: an item whose doer stands behind a label."""
        if self.text.find(":", sentence.start, sentence.end) < 0:
            return
        for label in _DOER_LABEL.finditer(self.text, sentence.start, sentence.end):
            names = [
                n
                for n in self.surface.bodies_in(label.end(), label.end() + NEAR)
                if self.groups.is_lead_in(label.end(), n.start)
            ]
            if not names or all(name.kind == "agency" and name.id in GENERIC_IDS for name in names):
                continue
            before = [mark.end() for mark in _ITEM_NUMBER.finditer(self.text, sentence.start, label.start())]
            after = _ITEM_NUMBER.search(self.text, label.end(), sentence.end)
            start, end = before[-1] if before else sentence.start, after.start() if after else sentence.end
            stands_alone = len(self.text[start : label.start()].split()) < SHORTEST_DUTY
            if (stands_alone and not self._was_decided_before(sentence)) or any(
                o.start < end and o.end > start for o in self.record.acts.obligations
            ):
                continue
            self.record.add_obligation(
                start, end, self.groups.with_coordinated(self.surface.bodies_in(names[0].start, end)), None
            )

    def _was_decided_before(self, sentence: Sentence) -> bool:
        """«با واگذاری زمین موافقت شد. متولی اجرا: شرکت شهرک‌ها، مهلت: …»: the label follows what was decided."""
        if sentence.index == 0:
            return False
        previous = self.surface.sentences[sentence.index - 1]
        return any(previous.start <= decision.start < previous.end for decision in self.record.acts.decisions)

    def read_rests_with(self, clause: Clause, sentence: Sentence) -> Obligation | None:
        """«تأمین نفت‌کوره دو کارخانه با شرکت ملی پخش خواهد بود»: a matter of units that rests with a body."""
        if self.text[clause.verb.start : clause.verb.end] not in _IS:
            return None
        start = self.doers.head_of(clause.start, clause, sentence)
        names = self.surface.bodies_in(start, clause.verb.start)
        if not names or names[-1].kind != "agency" or names[-1].id in GENERIC_IDS:
            return None
        first = self.groups.extended_start(names[-1])
        gap = self.text[self.groups.name_end(names[-1], clause.verb.start) : clause.verb.start].strip()
        rests = self.surface.word_before(first) == "با" and gap in ("", "خواهد")
        if not rests or not self.clauses.is_a_units_matter(start, first):
            return None
        return self.record.add_obligation(start, clause.end, [names[-1]], None)

    def is_charge(self, clause: Clause) -> bool:
        """«… بر عهده اداره راهداری گذاشته شد»"""
        charged = self.surface.hits_in(clause.start, clause.end, "charge")
        return bool(charged) and _LAID.search(self.text, charged[0].end, clause.end) is not None
