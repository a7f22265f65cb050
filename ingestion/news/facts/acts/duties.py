"""Duties told with a verb: «شرکت گاز موظف شد … را نصب کند», and what was settled without a doer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import LONGEST_PLACE, NTH, Clause
from ingestion.news.facts.acts.doers import PHRASE_STOPS
from ingestion.news.facts.acts.record import GENERIC_IDS, Obligation
from ingestion.news.facts.deadlines import find_deadline
from ingestion.news.facts.events import kinds
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence

# he promised that …
_PROMISE: Final = re.compile(r"(?:قول|وعده|تعهد)\b")
# both sides, the members, those present: their word is an agreement, it binds no one of them
_BOTH_SIDES: Final = re.compile(
    r"\b(?:دو طرف|طرفین|دو کشور|دو استان|اعضا|اعضای [^ ]+|حاضران|حاضرین|شرکتکنندگان)(?: نیز| هم)? \Z"
)
# «مقرر شد کمیته‌ای مرکب از …», «کارگروهی با حضور …»
_MADE_OF: Final = re.compile(
    r"(?:[ ،]|\b(?:و|که|همچنین)\b)*(?P<who>(?:کمیته|کمیتهای|کارگروهی|گروهی|تیمی|هییتی|ستادی)"
    r"(?: [^ ،.؛:]+)?) (?P<how>متشکل از|مرکب از|با حضور|با عضویت|با مشارکت) "
)
# «سازمان صمت اجازه نمی‌دهد تولید متوقف شود»: a stance
_WILL_NOT_LET: Final = re.compile(r"\b(?:اجازه|مجال|رخصت) (?:نمی ?ده|نخواه)|\b(?:نمی ?گذار|نخواه(?:د|ند|یم) گذاشت)")
# hopes, can, wants or is ready to: «بانک ملی آماده است تسهیلات این واحدها را پرداخت کند»
_HOPED: Final = re.compile(
    r"\b(?:امیدوار|امیدواریم|امیدوارم|امیدواری|اماده (?:است|اند|ایم|هستند|هستیم)|امادهاند|امادهایم|امادگی (?:دارد|دارند|داریم|خود را)|حاضر (?:است|هستند)|حاضرند|مایل(?:اند| است| هستند)?"
    r"|ن?می ?توان(?:د|ند|ست|ستند)|ن?توانست(?:ه|هاند|ند)?|ن?می ?خواه(?:د|ند)|ن?می ?خواست(?:ند)?|(?:قصد|تصمیم|اجازه) (?:دارد|دارند|داشت|داشتند))\b"
)
_LONGEST_DOER: Final = 8
# nothing but the place and «also» between whom «قرار شد» binds and itself
_ALSO_ONLY: Final = re.compile(r"(?: (?:نیز|هم|استان|شهرستان|منطقه|این استان|شعبه? [^ ،.؛:]+))* ")
# «دست نگه دارد و ظرف یک هفته با مدیر کارخانه به توافق برسد»
_AGREE: Final = re.compile(r"\bبه (?:توافق|تفاهم|جمعبندی) (?:برسد|برسند)\Z")
_DONE_BY_ONE: Final = frozenset(("active", "imperative"))
# why, whether, until when: a question binds nobody
_ASKING: Final = re.compile(
    r"\b(?:چرا(?! ?که)|ایا|مگر(?! ?(?:انکه|اینکه|این|ان)\b)|تا کی|تا چند|به چه دلیل|چگونه|چطور)\b(?: [^ ،.؛:]+){0,8}? ?\Z"
)
_DENIED_PASSIVE: Final = ("نشو", "نگرد")
# has the duty: of an office as well as of a session
_IN_GENERAL: Final = "وظیفه دار"
_WEAK_MUST: Final = frozenset(
    (
        "باید",
        "بایستی",
        "میبایست",
        "میبایستی",
        "لازم است",
        "ضروری است",
        "ضرورت دارد",
        "الزامی است",
        "میباید",
        "نیاز است",
        "وظیفه دارد",
        "وظیفه دارند",
        "ماموریت دارد",
    )
)
_HANDED_ON: Final = ("سپرده", "محول", "واگذار")
_TOLD: Final = ("گفت", "میگویم", "میگوییم")
_ASKED: Final = ("خواست", "درخواست", "تقاضا", *_TOLD)
# «به بانک ملی گفتیم اگر … بگوید», «گفتیم وام ما را بدهد»: no bidding of the chair's
# if, provided that, once, as long as
_ON_CONDITION: Final = re.compile(
    r"[ ،:]*(?:که )?(?:چنانچه|اگر|در صورتی ?که|به شرط (?:ان|این) ?که|مشروط (?:بر|به) (?:ان|این) ?که|پس از (?:ان|این) ?که|تا زمانی ?که|هرگاه)\b"
)
_NO_BIDDING: Final = re.compile(r"\b(?:اگر|چنانچه|چرا|چگونه|چطور|شاید|مگر|نمی[^ ]+|ما را|مان را)\b")
# who speaks for a unit, as the subject of the sentence
_OF_A_UNIT: Final = re.compile(
    r"\W*(?:(?:همچنین|در ادامه|در (?:این|ادامه این|ابتدای این) (?:نشست|جلسه))،? )?"
    r"(?P<who>(?:نماینده|نمایندگان|مدیر ?عامل|مدیر|مدیران|صاحب|صاحبان|مالک|مالکان|مدیران عامل|رییس هییت مدیره|سهامداران?|کارگران|کارکنان)"
    r" (?:(?:این|یک|یکی از|همین) )?(?:شرکت|واحد|واحدها|واحدهای|کارخانه|مجتمع|کارگاه|معدن|گلخانه|بنگاه|گروه صنعتی)\b"
    r"|(?:(?:این|یک|یکی از|برخی|جمعی از) )?(?:تولیدکننده|تولیدکنندگان|صنعتگر|صنعتگران|کارافرین|کارافرینان|متقاضی|متقاضیان|سرمایهگذار|سرمایهگذاران|فعالان اقتصادی)\b)"
)
# «صنعتگران مشکلات خود را گفتند و استاندار از … خواست»
_AND_ANOTHER: Final = re.compile(
    r"(?<!از )(?<!به )\b(?:استاندار|معاون|فرماندار|دادستان|رییس|مدیر ?کل|وی|او|وزیر|دبیر)\b"
)
# ordered, charged; a committee, a group
_BIDDING: Final = ("دستور", "ماموریت", "مقرر")
_A_GROUP: Final = re.compile(r"(?:کمیتهای|کارگروهی|گروهی|تیمی|هییتی|هیاتی)\b")
_ORDERED_OF: Final = frozenset(("به", "از"))
_SECRETARIAT: Final = "دبیرخانه"
# the … side, … authorities, … counterparts
_OTHER_SIDE: Final = re.compile(r"(?:طرف|طرفهای|همتای|همتایان|مقامات|مقامهای|هییت|بازرگانان|تجار) ")
# «پیگیر تخصیص ارز باشد»: sees to it
_FOLLOWS_UP: Final = re.compile(r"(?<!همیشه )(?<!همواره )(?<!بیشتر )(?<!بهتر )\b(?:پیگیر|عهده ?دار|مسوول پیگیری) ")


class DutyReader(ClauseReader):
    """Reads clauses with a subjunctive."""

    def read(
        self, clause: Clause, settled: Hit | None, binding: Hit | None, last: Obligation | None, sentence: Sentence
    ) -> Obligation | None:
        """A clause with a subjunctive: binds its subject, or goes on with the obligation before it."""
        if last is not None and NTH.match(self.text, clause.start, clause.end):
            last = None  # «… قطع نکند و چهارم، سهامداران …»
        if settled is None and self._is_proposed(clause):
            return None
        start = settled.end if settled is not None else clause.start
        bound = self._bound_in(start, clause.end)
        ordered = self._ordered_in(start, clause.end)
        if (
            settled is None
            and ordered is None
            and bound is not None
            and _ASKING.search(self.text, clause.start, bound.start)
        ):
            return None  # «چرا باید تولیدکننده شش ماه پشت در بانک بماند؟»
        if (
            ordered is not None
            and self.text.startswith(_TOLD, ordered.start)
            and _NO_BIDDING.search(self.text, ordered.end, clause.end) is not None
        ):
            ordered = None
        goes_on = last is not None and clause.verb.value == "imperative" and clause.joined_by_and
        if ordered is not None and clause.verb.value == "passive" and self.text.startswith(_HANDED_ON, ordered.start):
            return None  # «موضوع به شرکت آب منطقه‌ای سپرده شد تا کارشناسی شود»: a referral
        if settled is None and ordered is not None and self._is_asked_by_a_unit(sentence, ordered):
            return None
        subjects = [] if goes_on else self.doers.subjects(start, clause, bound, ordered, sentence)
        if not subjects and not goes_on and settled is not None and bound is not None:
            subjects = self.groups.group_before(clause.start, bound.start)  # «بانک ملی طبق این مصوبه موظف است …»
            start = clause.start if subjects else start
        if not subjects and settled is not None and settled.kind == "settled_open":
            subjects = self.doers.consenting(clause, settled, sentence)
            start = clause.start if subjects else start
        if not subjects and not goes_on and settled is not None and settled.start > clause.start:
            before = self.groups.group_at_head(self.clauses.head_start(clause.start, clause, sentence), settled.start)
            # «شرکت گاز نیز قرار شد …»
            if before and _ALSO_ONLY.fullmatch(
                self.text, self.groups.name_end(before[-1], settled.start), settled.start
            ):
                subjects, start = before, clause.start
        if "نباید" in self.text[clause.start : clause.end]:  # must not
            return None
        if settled is None and _WILL_NOT_LET.search(self.text, start, clause.end):
            return None
        if settled is None and ordered is None and _HOPED.search(self.text, clause.start, clause.end):
            return None
        made_of = None if subjects else _MADE_OF.match(self.text, start, clause.end)
        if made_of is not None and clause.verb.value == "active":
            return self._bound_as_committee(made_of, clause, settled)
        if subjects:
            if not self._is_concrete(clause, bound, binding, ordered, subjects):
                return None
            first = self.doers.subject_start(start, subjects, ordered)
            if settled is None and self.doers.is_by(first):  # «ترخیص قطعات توسط گمرک باید به سرانجام برسد»
                first = self.doers.head_of(start, clause, sentence)
            first = min(first, settled.start) if settled is not None else first
            return self.record.add_each(first, clause.end, subjects)
        ministry = self.doers.generic_doer(start, clause.end) if last is not None else None
        if ministry is not None and self.text.startswith("وزارت ", ministry[0]) and clause.verb.value == "active":
            return self.record.add_obligation(ministry[0], clause.end, [], ministry)  # «… و وزارت نفت … تجدید نظر کند»
        by_one = clause.verb.value in _DONE_BY_ONE or _AGREE.search(self.text, clause.start, clause.end) is not None
        if last is not None and (clause.joined_by_and or binding is not None) and by_one:
            last.end = clause.end
            last.deadline = last.deadline or self.record.deadline(last.start, clause.end, last.event)
            return last
        if bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST:
            if clause.verb.value == "passive" and _BOTH_SIDES.search(self.text, clause.start, bound.start):
                self.record.add_decision("adopted", clause.start, clause.end)  # «دو طرف پذیرفتند دفتری دایر شود»
                return None
            phrase = self._bound_by_phrase(clause, bound, start)
            if phrase is None and clause.verb.value == "passive" and _PROMISE.match(self.text, bound.start):
                self.record.add_decision("planned", bound.start, clause.end)  # «قول داد … در جلسه بررسی شود»
            return phrase
        office = self._ordered_office(start, ordered) if settled is None and ordered is not None else None
        if office is not None and clause.verb.value == "active":
            return self._bound_as_office(office, clause)
        if settled is None and ordered is not None:
            group = self._ordered_group(ordered, clause)
            if group is not None:
                return self.record.add_obligation(ordered.start, clause.end, [], group)
        if settled is None and ordered is not None and self._is_order_to_nobody(clause, ordered):
            self.record.add_decision("adopted", clause.start, clause.end)
            return None
        if settled is not None or (binding is not None and bound is None):
            return self._settled_without_agency(clause, settled, binding, start)
        if bound is not None and clause.verb.value == "passive":
            addressed = self._must_of_addressed(clause, bound, sentence)
            if addressed is not None:
                return addressed
            self._bare_must(clause, bound)
        if ordered is not None and self._is_done_to(clause) and self.text.startswith("دستور", ordered.start):
            self.record.add_decision("adopted", ordered.start, clause.end)  # «استاندار دستور داد مشکل آب … حل شود»
        if bound is not None and clause.verb.value == "active" and self._is_one_office(start, bound.start):
            return (
                None
                if self.surface.has(bound.end, clause.end, "appeal")
                else self._bound_by_phrase(clause, bound, start)
            )
        return None

    def _is_proposed(self, clause: Clause) -> bool:
        """«پیشنهاد شد …», «پیشنهاد … مبنی بر …»; «در پی مشکل این واحد مبنی بر کمبود برق» proposes nothing."""
        return any(
            hit.value != "noun" or self.surface.has(clause.start, hit.start, "proposal_noun")
            for hit in self.surface.hits_in(clause.start, clause.end, "proposed")
        )

    def _bound_in(self, start: int, end: int) -> Hit | None:
        hits = self.surface.hits_in(start, end, "bound")
        return hits[0] if hits else None

    def _ordered_in(self, start: int, end: int) -> Hit | None:
        hits = self.surface.hits_in(start, end, "ordered")
        return hits[-1] if hits else None

    def _is_asked_by_a_unit(self, sentence: Sentence, ordered: Hit) -> bool:
        """«نماینده واحد درخواست کرد بانک … باز کند»: who asks can bind nobody."""
        if not self.text.startswith(_ASKED, ordered.start):
            return False
        asker = _OF_A_UNIT.match(self.text, sentence.start, ordered.start)
        if asker is None or _AND_ANOTHER.search(self.text, asker.end(), ordered.start):
            return False
        return not self.surface.names_in(asker.start("who"), asker.end(), "agency")

    def _is_one_office(self, start: int, end: int) -> bool:
        """«دبیرخانه کارگروه باید …»: nothing but one office before the word that binds it."""
        colon = self.text.rfind(":", start, end)
        offices = self.surface.hits_in(colon + 1 if colon > 0 else start, end, "generic_doer")
        return (
            bool(offices)
            and offices[0].value.startswith("one")
            and (
                len(self.text[offices[0].end : end].split()) <= LONGEST_PLACE
                and self.groups.is_lead_in(colon + 1 if colon > 0 else start, offices[0].start)
            )
        )

    def _ordered_office(self, start: int, ordered: Hit) -> tuple[int, int] | None:
        """«به معاون اقتصادی خود دستور داد …», «از فرماندار میبد خواست …»: an office that stands for a body."""
        for office in self.surface.hits_in(start, ordered.start, "generic_doer"):
            end = self.doers.office_end(office, ordered.start)
            if ":" in office.value and self.surface.word_before(office.start) in _ORDERED_OF:
                return (office.start, end) if not self.text[end : ordered.start].strip() else None
        return None

    def _ordered_group(self, ordered: Hit, clause: Clause) -> tuple[int, int] | None:
        """«دستور داد هیئتی سه‌نفره ظرف ده روز … را بررسی کند»: a group that is formed for it."""
        if clause.verb.value != "active" or not self.text.startswith(_BIDDING, ordered.start):
            return None
        doer = self.doers.generic_doer(ordered.end, clause.end)
        if doer is None or _A_GROUP.match(self.text, doer[0]) is None:
            return None
        return None if self.surface.has(doer[1], clause.end, "appeal") else doer

    def _bound_as_office(self, office: tuple[int, int], clause: Clause) -> Obligation | None:
        told = self.text[office[1] : clause.end]
        if self.surface.has(office[1], clause.end, "appeal") or (" را " not in told and "نسبت به" not in told):
            return None
        return self._of_office(self.record.add_obligation(office[0], clause.end, [], office), office[0])

    def _is_done_to(self, clause: Clause) -> bool:
        """«… حل شود», «… اجرا نشود»: a passive, denied or not."""
        denied = clause.verb.value == "negative" and self.text.startswith(_DENIED_PASSIVE, clause.verb.start)
        return clause.verb.value == "passive" or denied

    def _is_order_to_nobody(self, clause: Clause, ordered: Hit) -> bool:
        """«دادستان دستور داد اجرای حکم تا ۱۵ اسفند متوقف شود»: ordered at a session, of nobody by name."""
        return (
            self._is_done_to(clause)
            and self.text.startswith("دستور", ordered.start)
            and bool(self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.PROGRAMME, kinds.INDUSTRIALISTS})
            and not self.surface.has(ordered.end, clause.end, "appeal")
        )

    def _is_concrete(
        self, clause: Clause, bound: Hit | None, binding: Hit | None, ordered: Hit | None, subjects: Sequence[Name]
    ) -> bool:
        """A concrete act, no appeal: «همکاری کنند», «پاسخگو باشند» bind to nothing unless it was so settled."""
        if clause.verb.value == "imperative":
            return True
        if clause.verb.value == "negative":  # «مقرر شد شرکت برق … قطع نکند»
            firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
            plain = (  # «شهرداری باید عوارض این کارگاه‌ها را تا پایان سال نگیرد»
                any(name.id not in GENERIC_IDS for name in subjects)
                and (bound is not None or find_deadline(self.surface, clause.start, clause.end, None, None) is not None)
                and " را " in self.text[subjects[-1].end : clause.end]
                and self.surface.has(subjects[-1].end, clause.end, "problem_word", "concerned", "measure")
            )
            return binding is not None or ordered is not None or firm or plain
        if bound is not None and self._is_of_its_office(clause, bound, binding):
            return False
        if binding is None and all(name.id in GENERIC_IDS for name in subjects):
            is_secretariat = self.text.startswith(_SECRETARIAT, subjects[0].start)  # «دبیرخانه کارگروه موظف است …»
            firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
            firm = firm or (bound is not None and clause.verb.value == "active")
            if is_secretariat and firm and not self.surface.has(subjects[-1].end, clause.end, "appeal"):
                return True
            if ordered is not None and self.text.startswith(("مهلت", "فرصت", "ضرب"), ordered.start):
                return True  # «به بانک‌ها دو هفته مهلت داد تا … گزارش کنند»
            if ordered is not None and self.text.startswith((*_TOLD, "دستور"), ordered.start):
                bound = ordered  # «به بانک‌ها گفتیم ظرف یک ماه فهرست واحدها را بدهند»
            return bound is not None and find_deadline(self.surface, clause.start, clause.end, None, None) is not None
        if binding is not None or (ordered is not None and not self.text.startswith(_ASKED, ordered.start)):
            return True
        asked = self.text[subjects[-1].end : clause.end]
        if ordered is not None and (
            " را " in asked or not self.surface.has(subjects[-1].end, clause.end, "appeal")
        ):  # «از بانک ملی خواست همکاری کند» is an appeal
            return True
        firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
        if firm:
            return True
        if find_deadline(self.surface, clause.start, clause.end, None, None) is not None:
            return True
        if clause.verb.value == "being" and _FOLLOWS_UP.search(self.text, subjects[-1].end, clause.end):
            # «رئیس سازمان صمت پیگیر تخصیص ارز شش شرکت باشد»
            return self.surface.has(subjects[-1].end, clause.end, "problem_word")
        appeals = self.surface.has(subjects[-1].end, clause.end, "appeal")  # «با توجه به …، شرکت گاز» is none
        return clause.verb.value not in ("being", "having") and not appeals

    def _is_of_its_office(self, clause: Clause, bound: Hit, binding: Hit | None) -> bool:
        """«بانک مرکزی وظیفه دارد نقدینگی تولید را فراهم کند»: what a body is there for, at no time and for no one unit."""
        if binding is not None or not self.text.startswith(_IN_GENERAL, bound.start):
            return False
        if self.clauses.deadline_in(clause) or self.surface.has(bound.end, clause.end, "future_time"):
            return False
        if self.surface.numbers_in(bound.end, clause.end):  # «وظیفه دارد ۴۸ ساعت زودتر به کارخانه‌ها خبر دهد»
            return False
        return not self.clauses.names_a_unit(bound.end, clause.end)

    def _settled_without_agency(
        self, clause: Clause, settled: Hit | None, binding: Hit | None, start: int
    ) -> Obligation | None:
        """With a doer that is no single body an obligation without ids; without any doer a decision."""
        first = settled.start if settled is not None else clause.start
        if settled is not None and (under := self._settled_on_condition(settled.end, clause)) is not None:
            if not self.surface.bodies_in(clause.end, under):
                self.record.add_decision("planned" if settled.value == "planned" else "adopted", first, under)
            return None
        if settled is not None and settled.value == "upon" and clause.verb.value != "passive":
            return None  # «بر این اساس صنعتگران می‌توانند … مراجعه کنند»
        doer = self.doers.generic_doer(start, clause.end)
        if doer is None and settled is not None and settled.value != "planned" and clause.verb.value == "active":
            doer = self.doers.unknown_doer(start, clause)
            doer = None if doer is not None and self._is_foreign(*doer) else doer
        if clause.verb.value in ("active", "having") and doer is not None:
            return self._of_office(self.record.add_obligation(first, clause.end, [], doer), doer[0])
        told = self.record.acts.decisions[-1:]
        if told and told[0].start < first and clause.end <= told[0].end:
            return None  # the end of «مقرر شد چنانچه …، سند آزاد شود»
        if settled is not None or clause.verb.value == "passive":
            self.record.acts.referred_to += self.groups.recipients(start, clause.end)
            is_planned = settled is not None and settled.value == "planned"
            if self.record.add_decision("planned" if is_planned else "adopted", first, clause.end):
                self.record.acts.decisions[-1].is_settled = True
        return None

    def _settled_on_condition(self, start: int, clause: Clause) -> int | None:
        """«مقرر شد چنانچه شرکت نیمی از بدهی را بپردازد، سند آزاد شود»: where what was settled ends, if a clause is its condition."""
        if _ON_CONDITION.match(self.text, start, clause.end) is None:
            return None
        sentence = self.surface.sentence_at(clause.start)
        if not self.surface.has(clause.end, sentence.end, "subjunctive", "present"):
            return None
        return self.clauses.next_verb_end(clause.end, sentence)

    def _bound_by_phrase(self, clause: Clause, bound: Hit, start: int) -> Obligation | None:
        """«شرکت‌های برق و آب استان موظف‌اند …»: a doer that no list of bodies knows."""
        first = start
        colon = self.text.rfind(":", start, bound.start)
        first = colon + 1 if colon > 0 else first
        lead = re.match(r"(?: |و |که |همچنین |«|\")*", self.text[first : bound.start])
        first += lead.end() if lead else 0
        phrase = re.sub(
            r" (?:نیز|هم)\Z", "", self.text[first : self.groups.before_answer(first, bound.start)].strip(" ،")
        )
        doer = self.surface.hits_in(first, bound.start, "generic_doer")
        joined = bool(doer) and not self.text[doer[-1].end : bound.start].strip()
        if joined and self.surface.word_before(doer[-1].start) == "و":  # «مصوبات ابلاغ و دستگاه‌ها مکلفند ظرف …»
            first, phrase = doer[-1].start, self.text[doer[-1].start : doer[-1].end]
        words = phrase.split()
        if not 1 <= len(words) <= _LONGEST_DOER or any(word in PHRASE_STOPS and word != "و" for word in words):
            return None
        if self._is_foreign(first, first + len(phrase)):
            return None
        timed = find_deadline(self.surface, bound.end, clause.end, None, None)
        many = self.surface.hit_at(first, "generic_doer")
        if many is not None and not many.value.startswith("one") and timed is None:
            return None
        return self._of_office(self.record.add_obligation(first, clause.end, [], (first, first + len(phrase))), first)

    def _is_foreign(self, start: int, end: int) -> bool:
        """«طرف عراقی قول داد …», «استاندار سلیمانیه متعهد شد …»: a foreign government binds itself to nobody here."""
        if kinds.TRIP not in self.record.types:
            return False
        return _OTHER_SIDE.match(self.text, start) is not None or self.surface.has(start, end, "foreign")

    def _bound_as_committee(self, made_of: re.Match[str], clause: Clause, settled: Hit | None) -> Obligation | None:
        """«مقرر شد کمیته‌ای مرکب از نمایندگان صمت و منابع طبیعی … را بررسی کند»: its members must."""
        names = [n for n in self.surface.bodies_in(made_of.end(), clause.end) if n.kind == "agency"]
        first = settled.start if settled is not None else made_of.start("who")
        if (
            made_of.group("how").startswith("با")
            or not names
            or not self.groups.is_lead_in(made_of.end(), names[0].start)
        ):
            return self.record.add_obligation(first, clause.end, [], made_of.span("who"))
        group = [name for name in self.groups.with_coordinated(names) if name.id not in GENERIC_IDS]
        obligation = self.record.add_obligation(first, clause.end, group, made_of.span("who"))
        if obligation is not None and group:
            obligation.text = (made_of.start("who"), self.groups.name_end(group[-1], clause.end))
        return obligation

    def _of_office(self, obligation: Obligation | None, place: int) -> Obligation | None:
        """«فرماندار الیگودرز» binds the county's governorate."""
        office = self.surface.hit_at(place, "generic_doer")
        if obligation is not None and office is not None and ":" in office.value:
            obligation.office_of = office.value.partition(":")[2]
        return obligation

    def _must_of_addressed(self, clause: Clause, bound: Hit, sentence: Sentence) -> Obligation | None:
        """«خطاب به مدیرعامل شرکت گاز تأکید کرد: خط تغذیه شهرک باید تا ۲۵ مهر وارد مدار شود»: who is spoken to must."""
        group = [name for name in self.doers.addressed(clause, sentence) if name.kind == "agency"]
        if len(group) != 1 or group[0].id in GENERIC_IDS:
            return None
        timed = find_deadline(self.surface, clause.start, clause.end, None, None) is not None
        if not timed and (
            self.surface.has(clause.start, clause.end, "appeal")
            or not self.surface.has(clause.start, clause.end, "problem_word", "measure", "concerned")
        ):
            return None
        return self.record.add_obligation(clause.start, clause.end, group, None)

    def _bare_must(self, clause: Clause, bound: Hit) -> None:
        """«باید … شود» without a responsible is a decision, unless it is an appeal."""
        if self.text[bound.start : bound.end] not in _WEAK_MUST or self.surface.has(clause.start, clause.end, "appeal"):
            return
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.MINISTERS, kinds.ENVOYS}:
            return
        if self.surface.has(bound.start, clause.end, "trouble", "measure", "lack") or find_deadline(
            self.surface, clause.start, clause.end, None, None
        ):
            self.record.add_decision("adopted", bound.start, clause.end)
