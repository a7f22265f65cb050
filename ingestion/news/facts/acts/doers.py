"""Who must do it: the bodies that a clause binds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.acts.clauses import Clause, Clauses
from ingestion.news.facts.acts.groups import AFTER_NAME_WORDS, LEAD_IN, NOT_SUBJECT, Groups
from ingestion.news.facts.acts.record import GENERIC_IDS, Acts
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence, Surface

# «شما تولیدکنندگان هم سند بیاورید»: others than those spoken to before
_YOU: Final = re.compile(r"\bشما\b")
# this bank, this department, the bank mentioned …: the body named last
_THIS_BODY: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|مقرر شد|مقرر گردید))*(?P<name>(?:(?:رییس|مدیر|مدیرعامل|مدیرکل|سرپرست|نماینده|شعب|شعبه) )?"
    r"(?:(?:این|همین) (?P<kind>بانک|اداره کل|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد)"
    r"|(?P<told>بانک|اداره کل|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد) (?:یاد ?شده|مذکور|مزبور|نامبرده|مورد اشاره|پیش ?گفته|فوق ?الذکر)))\b"
)
# a company named between a body and «این شرکت»
_COMPANY: Final = re.compile(r"\b(?:شرکت|کارخانه) (?!ها)[^ ،.؛:]+")
# «مدیرکل محیط زیست … این شرکت»: told of a unit
_NO_COMPANY: Final = re.compile(
    r"(?:(?:رییس|مدیر|سرپرست|نماینده|معاون|کارشناس) )?(?:اداره|اداره کل|سازمان|مدیرکل|بانک|صندوق|گمرک|اتاق|شهرداری|محیط زیست|تامین اجتماعی|امور مالیاتی|جهاد کشاورزی)\b"
)
_THE_BANK: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|مقرر شد|مقرر گردید|قرار شد))*(?P<name>بانک) (?=(?:تا|ظرف|طی|حداکثر|نسبت به|موظف|مکلف|باید|نیز|هم)\b)"
)
_FEW: Final = {"دو": 2, "سه": 3, "چهار": 4}
_THESE_BODIES: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|مقرر شد|مقرر گردید))*(?P<name>(?:این|هر) (?P<n>دو|سه|چهار) (?P<kind>بانک|اداره کل|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد))\b"
)
_TO_THESE: Final = re.compile(
    r"\b(?:به|از|برای) (?=(?:(?:رییس|مدیر|مدیران|روسای|مدیرعامل|مدیرکل) )?(?:این|همین|هر) (?:(?:دو|سه|چهار) )?(?:بانک|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد)\b)"
)
_OF_THIS_BODY: Final = re.compile(r"(?: ?[^ ،:.؛]+){0,4}? (?P<this>این) (?:بانک|اداره کل|اداره|سازمان|شرکت|صندوق)\b")
# «هزینه کار را », «زمین آن را نیز »
_OBJECT_FIRST: Final = re.compile(r"[ ،:«]*(?:(?:و|که|تا|همچنین) )?(?:[^ ،.؛:]+ ){1,9}?را (?:نیز |هم |هم )?")
# «برای اجرای آن باید شرکت گاز …»
_BEFORE_MUST: Final = re.compile(r"[ ،:]*(?:و )?(?:برای|جهت|به منظور|پس از|پیش از|در این) (?:[^ ،.؛:]+ ){1,6}\Z")
_ASKED: Final = re.compile(r"\b(?:پرسید|جویا شد|خواست|سوال کرد|توضیح خواست)\b")
_HE_PROMISED: Final = re.compile(
    r"(?:[ ،«\"]|\bو\b)*(?P<he>وی|او|ایشان|این مدیر|این مسوول|این مقام)(?: نیز| هم)?(?: در پاسخ)? \Z"
)
# «مقرر شد شرکت بازرگانی خزر نسبت به … اقدام کند»: a doer that no list of bodies knows, up to what shows its end
_UNKNOWN_DOER: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|تا|همچنین|نیز)\b)*(?P<who>(?:"
    r"(?:شرکت|شرکتهای|کارخانه|واحد|مجتمع|مجموعه|سازمان|اداره|اداره کل|دفتر|صندوق|بنیاد|موسسه|معاونت|منطقه|تعاونی|اتحادیه|انجمن|کمیته|کمیسیون"
    r"|نماینده|نمایندگان|مدیر|مدیران|صاحب|صاحبان|سهامدار|سهامداران|مشاور|رییس|معاون|دبیر|مسوول|مسوولان|گروه) (?!را\b)[^ ،.؛:]+"
    r"|مدیرعامل|(?:پیمانکار|مالک|خریدار|متقاضی|بهره ?بردار|سرمایهگذار)(?:ان)?|تولیدکنندگان|تولیدکننده|کارفرما|کارفرمایان|صنعتگران)"
    r"(?: (?!را\b)[^ ،.؛:]+){0,5}?)(?: نیز| هم)?(?= ?،| (?:نسبت به|با|به|از|در|تا|ظرف|طی|برای|جهت|حداکثر|پس|پیش|ضمن|هر|همه|فهرست|اسناد|مدارک|گزارش|برنامه|مطالبات|بدهی|بدهیهای|مشکل|مشکلات|موضوع|پرونده|درخواست|هزینه|اقساط|سهمیه|موظف|مکلف|ملزم|متعهد)\b)"
)
# third persons singular that end as plurals do
_ONE_DOES: Final = ("کند", "رساند", "رداند", "ستاند", "شاند", "پوشاند", "گنجاند", "چرخاند")
# one of many: «مدیران», «شرکت‌های»
_MANY: Final = re.compile(r"[^ ]*(?:ان|های|ها)\b")
# promised: by an official for a body
_GIVEN_WORDS: Final = ("قول", "وعده")
# to, from, on the shoulders of
_ORDERED_BY: Final = ("به", "از", "عهده", "برعهده", "دوش")
# behind an office: whose it is
_WHOSE_OFFICE: Final = re.compile(r"(?: (?:خود|خویش|ما|من|وی|استانداری|استاندار|این|ویژه|استان|شهرستان)\b)*")
_TIME_GIVEN: Final = ("مهلت", "فرصت", "ضرب")
# in view of, following, because of, after … up to a comma
_IN_VIEW_OF: Final = re.compile(
    r"\b(?:با (?:عنایت|توجه|استناد) به|پیرو|نظر به|به دلیل|به علت|به سبب|در پی|پس از|به رغم|علیرغم|علی رغم|باوجود|با وجود) [^،؛]*\Z"
)
_NEAR_COMMA: Final = 40
# «ضرب‌الاجل ۱۰ روزه تعیین کرد تا …»
_TERM_OF: Final = re.compile(r"\b(?:ضرب ?الاجل|ضربالاجلی|مهلت|مهلتی|فرصت|فرصتی) [^ ]+ \Z")
# agreed, accepted
_OWN_CONSENT: Final = ("موافقت", "توافق", "تصمیم", "قبول")
PHRASE_STOPS: Final = frozenset(
    "را نسبت به از در با تا ظرف طی برای جهت حداکثر نیز هم که و درخصوص بر گزارش باید موظف مکلف نتیجه این اجرای".split()
)


# «از مدیرکل تأمین اجتماعی که در نشست حاضر بود خواست …»
_WHO_WAS_THERE: Final = re.compile(
    r" ?،? که (?:(?:خود|هم|نیز) )?(?:در (?:این |همین )?(?:جلسه|نشست|دیدار|بازدید|برنامه|جمع) )?(?:حاضر بود|حضور داشت|حضور یافته بود|نشسته بود) ?،?"
)


class Doers:
    """Finds whom a clause binds."""

    def __init__(self, surface: Surface, acts: Acts, groups: Groups, clauses: Clauses) -> None:
        self.surface = surface
        self.text = surface.text
        self.acts = acts
        self.groups = groups
        self.clauses = clauses

    def subjects(
        self, start: int, clause: Clause, bound: Hit | None, ordered: Hit | None, sentence: Sentence
    ) -> list[Name]:
        """The bodies that the clause binds."""
        if clause.verb.value == "imperative":
            return self.addressed(clause, sentence)
        if ordered is not None:
            return self._ordered_subjects(start, ordered, clause)
        if bound is not None:
            group = self.groups.group_before(start, bound.start) or self._asked_before(clause, bound, sentence)
            if group:
                return group
        if bound is not None and self.text.startswith(_GIVEN_WORDS, bound.start):
            group = self.groups.group_at_head(bound.end, clause.end)  # «استاندار قول داد سازمان جهاد … بازنگری کند»
            if group:
                return group
        head_start = self.clauses.head_start(start, clause, sentence)
        group = self.groups.group_at_head(head_start, clause.end) or self.marked_subject(head_start, clause.end)
        if not group:
            group = self.named_before(head_start, clause.end) or self.behind_object(head_start, clause.end)
        if group and (bound is None or bound.start > group[-1].end or self._leads(bound, head_start)):
            return group
        if bound is not None and _BEFORE_MUST.fullmatch(self.text, head_start, bound.start):
            led = self.groups.group_at_head(bound.end, clause.end)
            if led:
                return led
        if bound is not None and self._leads(bound, head_start):  # «خطاب به X گفت: باید …»
            addressed = self.addressed(clause, sentence) or self._doer_of_before(clause, sentence)
            if addressed:
                return addressed
        return self.by_whom(start, clause.end)

    def subject_start(self, start: int, subjects: Sequence[Name], ordered: Hit | None) -> int:
        """Where the first of the bodies begins, with the office before it."""
        first = self.groups.extended_start(subjects[0])
        return max(start, first) if first >= start else first

    def _doer_of_before(self, clause: Clause, sentence: Sentence) -> list[Name]:
        """«شرکت آب منطقه‌ای متولی … شد و باید …»: who did what the clause before tells."""
        before = clause.before
        if before is None or not clause.joined_by_and:
            return []
        group = self.groups.group_at_head(self.clauses.head_start(before.start, before, sentence), before.end)
        return [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]

    def consenting(self, clause: Clause, settled: Hit, sentence: Sentence) -> list[Name]:
        """«شهرداری موافقت کرد عوارض را … دریافت کند»: a body's own consent binds it; the group's is a resolution."""
        if not self.text.startswith(_OWN_CONSENT, settled.start) or not self.text[: settled.end].endswith(
            ("کرد", "کردند")
        ):
            return []
        group = self.groups.group_at_head(self.clauses.head_start(clause.start, clause, sentence), settled.start)
        bare = [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]
        gap = self.text[group[-1].end : settled.start].split() if group else []
        return bare if bare and len(gap) <= AFTER_NAME_WORDS else []

    def _leads(self, must: Hit, start: int) -> bool:
        """«لازم است بانک ملت …», «باید بانک ملت …»: the word stands in front of whom it binds."""
        return LEAD_IN.fullmatch(self.text[start : must.start]) is not None

    def addressed(self, clause: Clause, sentence: Sentence) -> list[Name]:
        """«خطاب به مدیرعامل شرکت گاز گفت: … را بازنگری کنید»"""
        for hit in self.surface.hits_in(sentence.start, clause.start, "addressed"):
            group = self.groups.group_at_head(hit.end, clause.start) or self._this_body_in(hit.end, clause.start)
            if group:
                return group
        if (
            clause.verb.value == "imperative"
            and sentence.index > 0
            and _YOU.search(self.text, clause.start, clause.end) is None
        ):
            return self._addressed_before(sentence)
        return []

    def _addressed_before(self, sentence: Sentence) -> list[Name]:
        """«خطاب به مدیران بانک ملت گفت: سه ماه است امضا کرده‌اید. ظرف ۷۲ ساعت رفع انسداد را انجام دهید»"""
        previous = self.surface.sentences[sentence.index - 1]
        if previous.paragraph != sentence.paragraph or previous.speech is None:
            return []
        for hit in self.surface.hits_in(previous.start, previous.speech, "addressed"):
            group = self.groups.group_at_head(hit.end, previous.speech)
            if group:
                return group
        return []

    def _this_body_in(self, start: int, end: int) -> list[Name]:
        """«رئیس شعب این بانک»"""
        match = _OF_THIS_BODY.match(self.text, start, end)
        return self.named_before(match.start("this"), end) if match is not None else []

    def _asked_before(self, clause: Clause, bound: Hit, sentence: Sentence) -> list[Name]:
        """«از مدیرعامل شرکت گاز پرسید … و وی قول داد …»: he who was asked promises."""
        he = _HE_PROMISED.match(self.text, clause.start, bound.start)
        if he is None or not _ASKED.search(self.text, sentence.start, clause.start):
            return []
        for name in self.surface.bodies_in(sentence.start, clause.start):
            head = self.groups.extended_start(name)
            if name.kind == "agency" and name.id not in GENERIC_IDS and self.surface.word_before(head) == "از":
                self.acts.referred_to.append(name)
                return [Name(name.kind, name.id, he.start("he"), he.end("he"), name.is_generic)]
        return []

    def named_before(self, start: int, end: int) -> list[Name]:
        """«این بانک باید …»: the bank named last, in this or the sentence before."""
        match = _THIS_BODY.match(self.text, start, end)
        if match is None:
            return self.these_named_before(start, end) or self._the_bank(start, end)
        sentence = self.surface.sentence_at(match.start("name"))
        first = self.surface.sentences[max(0, sentence.index - 1)].start
        kind = match.group("kind") or match.group("told")
        for name in reversed(self.surface.bodies_in(first, match.start("name"))):
            if name.kind == "agency" and name.id not in GENERIC_IDS and (kind != "بانک" or name.id.startswith("B_")):
                if kind == "شرکت" and _COMPANY.search(self.text, name.end, match.start("name")):
                    return []  # «شرکت گاز … شرکت شیر هراز …. این شرکت»: the one that asks
                if kind == "شرکت" and not self._is_company(name):
                    return []
                self.acts.referred_to.append(name)
                return [Name(name.kind, name.id, match.start("name"), match.end("name"), name.is_generic)]
        return []

    def _is_company(self, name: Name) -> bool:
        """Whether the body may be called «این شرکت»: no department, no bank and no organization of the state."""
        start = self.groups.extended_start(name)
        return _NO_COMPANY.match(self.text, start, name.end) is None and not name.id.startswith("B_")

    def _the_bank(self, start: int, end: int) -> list[Name]:
        """«… بانک سپه پرسید …؛ تکلیف کرد بانک تا شنبه …»: the only bank named in this and the sentence before."""
        match = _THE_BANK.match(self.text, start, end)
        if match is None:
            return []
        sentence = self.surface.sentence_at(match.start("name"))
        first = self.surface.sentences[max(0, sentence.index - 1)].start
        banks = {name.id: name for name in self.surface.bodies_in(first, sentence.end) if name.id.startswith("B_")}
        if len(banks) != 1 or next(iter(banks)) in GENERIC_IDS:
            return []
        bank = next(iter(banks.values()))
        if bank.start > match.start("name"):
            return []
        self.acts.referred_to.append(bank)
        return [Name(bank.kind, bank.id, match.start("name"), match.end("name"), bank.is_generic)]

    def these_named_before(self, start: int, end: int) -> list[Name]:
        """«این دو بانک باید …»: the two banks named last, in this or the sentence before."""
        match = _THESE_BODIES.match(self.text, start, end)
        if match is None:
            return []
        sentence = self.surface.sentence_at(match.start("name"))
        first = self.surface.sentences[max(0, sentence.index - 1)].start
        found: dict[str, Name] = {}
        for name in reversed(self.surface.bodies_in(first, match.start("name"))):
            is_bank = match.group("kind") != "بانک" or name.id.startswith("B_") or name.id == "B_POST"
            if name.kind == "agency" and name.id not in GENERIC_IDS and is_bank:
                found.setdefault(name.id, name)
        wanted = _FEW[match.group("n")]
        if len(found) < wanted:
            return []
        named = list(found.values())[:wanted]
        self.acts.referred_to += named
        return [Name(n.kind, n.id, match.start("name"), match.end("name"), n.is_generic) for n in reversed(named)]

    def behind_object(self, start: int, end: int) -> list[Name]:
        """«مقرر شد هزینه کار را شرکت شهرک‌های صنعتی پرداخت کند»: the object stands before the doer."""
        for name in self.surface.bodies_in(start, end)[:3]:
            if _OBJECT_FIRST.fullmatch(self.text, start, self.groups.extended_start(name)):
                return self.groups.with_coordinated(list(self.surface.bodies_in(name.start, end)))
        return []

    def object_before(self, start: int, place: int) -> list[Name]:
        """«وی شرکت گاز را به نصب کنتور مکلف کرد»"""
        names = self.surface.bodies_in(start, place)
        took = [name for name in names if re.match(r"[^.،؛]{0,30}?\bرا\b", self.text[name.end : place]) is not None]
        return self.groups.with_coordinated(took) if took else []

    def marked_subject(self, start: int, end: int) -> list[Name]:
        """A body inside a long clause whose next words show it as the doer: «… و بانک ملی تا یک ماه …», «… نسبت به …»."""
        for name in self.surface.bodies_in(start, end):
            place = self.groups.name_end(name, end)
            following = self.text[place : place + 12]
            timed = self.surface.hits_in(place, place + 18, "time_phrase")
            timed = [hit for hit in timed if len(self.text[place : hit.start].split()) <= 1]
            if not timed and not following.startswith((" نسبت به", " متعهد", " موظف", " مکلف")):
                continue
            first = self.groups.extended_start(name)
            if self._is_in_a_row_behind(start, name):
                continue
            if (
                self.text[max(0, first - 3) : first].rstrip(" ").endswith((" و", "،", ":"))
                or self.surface.word_before(first) == "که"
            ):
                return [name]
        return []

    def _is_in_a_row_behind(self, start: int, name: Name) -> bool:
        """«کمیته‌ای متشکل از صمت، بانک سپه و دادگستری، ظرف دو هفته …», «توسط صمت و بانک سپه ظرف …»: the last of a row behind a preposition."""
        row = self.groups.row_before([*self.surface.bodies_in(start, name.start), name])
        first = self.groups.extended_start(row[0])
        return len(row) > 1 and (self.surface.word_before(first) in NOT_SUBJECT or self.is_by(first))

    def _ordered_subjects(self, start: int, ordered: Hit, clause: Clause) -> list[Name]:
        """«به X دستور داد», «از X خواست», «X را موظف کرد», «خواستار آن شد که X»."""
        after = self.groups.group_at_head(ordered.end, clause.end) or self._the_bank(ordered.end, clause.end)
        if after:
            return after
        these = _TO_THESE.search(self.text, start, ordered.start)
        if these is not None:  # «به این دو بانک یک هفته مهلت داد تا …»
            named = self.named_before(these.end(), ordered.start)
            if named:
                return named
        names = self.surface.bodies_in(start, ordered.start)
        behind = self.groups.name_end(names[-1], ordered.start) if names else start
        gap = _WHO_WAS_THERE.sub("", self.text[behind : ordered.start])
        if not names or len(gap.split()) > AFTER_NAME_WORDS:
            return []
        group = self.groups.row_before(names)
        first = self.groups.extended_start(group[0])
        before = self.surface.word_before(first)
        took_object = re.match(r"[^.،؛]{0,30}?\bرا\b", self.text[group[-1].end : ordered.end]) is not None
        if before == "برای" and (
            self.text.startswith(_TIME_GIVEN, ordered.start)
            or _TERM_OF.search(self.text, group[-1].end, ordered.start) is not None
        ):
            return group  # «برای بانک سپه تا پایان دی مهلت تعیین شد تا …»
        return group if before in _ORDERED_BY or took_object or "را" in self.text[ordered.start : ordered.end] else []

    def by_whom(self, start: int, end: int) -> list[Name]:
        """«از سوی شرکت گاز برطرف شود»."""
        for hit in self.surface.hits_in(start, end, "by"):
            if hit.value == "no" or self._is_adverbial(start, hit):
                continue
            names = [
                name
                for name in self.surface.bodies_in(hit.end, hit.end + 20)
                if self.groups.is_lead_in(hit.end, name.start)
            ]
            if names:
                return self.groups.with_coordinated(list(self.surface.bodies_in(names[0].start, end)))
            named = self.named_before(hit.end, end)  # «به دست همین اداره تمام شود»
            if named:
                return named
        return []

    def _is_adverbial(self, start: int, by: Hit) -> bool:
        """«با عنایت به عدم اجرای آن توسط بانک سپه، موضوع … منعکس شود»: who did something before."""
        comma = self.text.find("،", by.end, by.end + _NEAR_COMMA)
        return comma > 0 and _IN_VIEW_OF.search(self.text, start, by.start) is not None

    def is_by(self, place: int) -> bool:
        """Whether «توسط» or «از سوی» stands right before a place."""
        near = self.surface.hits_in(max(0, place - 12), place, "by")
        return bool(near) and near[-1].value != "no" and not self.text[near[-1].end : place].strip()

    def head_of(self, start: int, clause: Clause, sentence: Sentence) -> int:
        """Where a clause's own words begin, a leading «و» left out."""
        head = self.clauses.head_start(start, clause, sentence)
        while head < clause.end and self.text[head] in ' ،:؛«"':
            head += 1
        return head + 2 if self.text.startswith("و ", head) else head

    def generic_doer(self, start: int, end: int) -> tuple[int, int] | None:
        """The span of a doer that is no single body: «کمیته مشترک پیگیری»."""
        for hit in self.surface.hits_in(start, end, "generic_doer"):
            if LEAD_IN.fullmatch(self.text[start : hit.start]):
                is_office = ":" in hit.value
                stop = self.office_end(hit, end) if is_office else self._noun_phrase_end(hit.end, end)
                return hit.start, stop
        return None

    def unknown_doer(self, start: int, clause: Clause) -> tuple[int, int] | None:
        """«مقرر شد شرکت بازرگانی خزر نسبت به … اقدام کند»: a doer of no list; «کارخانه را» is what is acted upon."""
        found = _UNKNOWN_DOER.match(self.text, start, clause.end)
        if found is None or self.text.startswith(" را ", found.end("who")):
            return None
        verb = self.text[clause.verb.start : clause.verb.end]
        many = verb.endswith("ند") and not verb.endswith(_ONE_DOES)
        if many and _MANY.match(self.text, found.start("who")) is None:
            return None  # «مقرر شد کارخانه قند در مهلت یک‌ماهه راه‌اندازی کنند»: they
        return found.span("who")

    def office_end(self, office: Hit, limit: int) -> int:
        """The end of «فرماندار ویژه کاشان», «معاون اقتصادی خود»: the office and whose it is."""
        end = office.end
        whose = _WHOSE_OFFICE.match(self.text, end, limit)
        end = whose.end() if whose is not None else end
        places: list[Name | Hit] = [
            *self.surface.names_in(end, end + 2, "province"),
            *self.surface.hits_in(end, end + 2, "county"),
        ]
        return places[0].end if places and self.text[end : places[0].start] == " " else end

    def _noun_phrase_end(self, place: int, limit: int) -> int:
        """The end of «کمیته مشترک پیگیری»: up to a preposition, a time phrase, an object mark or a comma."""
        index = self.surface.word_index(place)
        while index < len(self.surface.words):
            start, end = self.surface.words[index]
            word = self.text[start:end]
            if start >= limit or word in PHRASE_STOPS or self.text[place:start].strip():
                return place
            place = end
            index += 1
        return place
