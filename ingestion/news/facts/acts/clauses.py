"""Clauses: where a finite verb ends one, what settles it, where it begins."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestion.news.facts.acts.record import Acts
from ingestion.news.facts.deadlines import find_deadline
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Sentence, Surface

# «شد وبررسی»: «و» typed to the next word, unless that word begins with one («شد وثیقه», «کند واردات»)
BOUNDARY: Final = re.compile(
    r"[ ]?(?:[،؛.:!؟)»\"]|و\b|\Z)"
    r"| (?=\(?\d{1,2} ?[-–)ـ] ?[^\W\d])"
    r"| (?=و(?!ل|ر|اح|ام|ضع|قت|ج|ث[یاو]|اگذار|ارد|اسط|اقع|ابست|اکن|صول|صل\b|زیر|زار|زن|عده|ظی|ظا|کیل|کال|یژه|قف|قوع|سعت|سای|سیل|یلا|اگن|اریز|اجد|اکسن|اکاوی|اپسین|انت|اژه|ارسی|فق|ثوق|یزا|یتری|یرو|یدی)\w)"
)
SHORTEST_DUTY: Final = 3
# words of the place behind a body's name
LONGEST_PLACE: Final = 3
# «۱- », «2) », «الف) », «• »
BULLET: Final = re.compile(r" ?(?:\(?\d{1,2} ?[-–.)ـ]+|[-–—*•●▪◾]|(?:الف|ب|پ|ت|ج|د) ?[-)–.]) ?")
# «… به تصویب رسید: ۱- اداره … »: an item's number behind a colon
ITEM_BEHIND_COLON: Final = re.compile(r": ?\(?(?:\d{1,2}|الف) ?[-–)ـ.] ?(?=[^\W\d])")
# «سوم، », «و چهارم آنکه »
NTH: Final = re.compile(
    r"(?:[ ،:]|\bو\b)*(?:نخست|اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم)(?: ?[،:]| (?:اینکه|این که|انکه|ان که)\b)"
)
# «… تقسیط کند ۲- شرکت گاز …»
_NUMBERED: Final = re.compile(r" ?\(?(?:\d{1,2} ?[-–)ـ.]|(?:الف|ب|پ|ت|ج|د) ?[-–)]) ?(?=[^\W\d])")
# what is done, told as a noun: «برقراری انشعاب برق … به شرکت توزیع برق واگذار شد»
ACT_NOUN: Final = re.compile(
    r"[ ،:؛]*(?:(?:و|همچنین|نیز|انجام|موضوع|مسوولیت|وظیفه|کار) )*"
    r"(?:پیگیری|بررسی|رسیدگی|برقراری|وصل|نصب|تعمیر|مرمت|ترمیم|اصلاح|صدور|تمدید|تجدید|تقسیط|امهال|استمهال|بخشودگی|تهیه|تدوین|"
    r"تکمیل|اجرای|احداث|ساخت|ترخیص|پرداخت|ازادسازی|اعطای|تامین|رفع|حل|تعیین|اتصال|جابهجایی|افزایش|کاهش|راهاندازی|برگزاری|"
    r"مکاتبه|استعلام|پاسخ|ارایه|ارسال|واریز|وصول|توقف|لغو|ابطال|فک|تغییر|انتقال|تخصیص|اختصاص|معرفی|نظارت|کارشناسی|ارزیابی|تعویض|"
    r"تقویت|توسعه|بهسازی|روکش|اسفالت|لایروبی|حفر|برداشتن|تفکیک|تحویل|خرید|معافیت|بخشش|نقل و انتقال|گازرسانی|برقرسانی|ابرسانی)\b"
)
# one of the units: a name or a number before it
_ONE_UNIT: Final = re.compile(r"\b(?:این|یک|شرکت|کارخانه|واحد|مجتمع|کارگاه|معدن|گلخانه|مرغداری|دامداری|متقاضی) [^ ،.]")
# «مهم‌ترین مصوبات این جلسه به این شرح است:»; a list of troubles settles nothing
OF_RESOLUTIONS: Final = re.compile(r"\A(?!.*\b(?:مشکلات|مسایل|مطالبات|دغدغه)).*(?:مصوب|تصمیم|تصویب|توافق)")
_DECIDED: Final = re.compile(
    r"\b(?:تصمیم|تصویب|مصوب)[^ ]*(?: [^ ،.؛:]+)? (?:شد|گردید|رسید|رساند|کرد|کردند|گرفت|گرفتند)\b"
)
NEAR: Final = 24
# characters before a word of settling in which its year stands
_FAR_BACK: Final = 90
# «هدف‌گذاری ما این است که …»: hoped, nothing resolved
_OF_AN_AIM: Final = re.compile(
    r"\b(?:هدف\w*|انتظار\w*|امید\w*|تلاش\w*|نظر\w*|باور\w*|درخواست\w*|خواسته\w*|پیشنهاد\w*|واقعیت|نکته|مشکل|علت|دلیل)(?: [^ ،.؛:]+){0,3} \Z"
)
# a noun and «که»; «در حالی که», «از آنجا که» open clauses of their own
_WHICH: Final = re.compile(
    r"(?<!\bحالی)(?<!\bانجا)(?<!\bانجایی)(?<!\bصورتی)(?<!\bهنگامی)(?<!\bزمانی)(?<!\bاین)(?<!\bان)(?<!\bهمین)(?<!\bچرا)(?<!\bبل) (?P<that>که) "
)
# a file, a request, or an act told as a noun
_MATTER_BEFORE: Final = re.compile(
    r"(?<!\w)(?:پرونده|موضوع|درخواست|بازگرداندن|واگذاری|بازگشت|تقسیط|امهال|استمهال|بخشودگی|تمدید|توقف|رفع|تهاتر|ازادسازی|لغو|تعیین تکلیف|انتقال|بدهی|وثیقه|پرداخت|صدور)\b"
)
_ASIDE: Final = re.compile(
    r" [^،.؛:]{3,60} (?:دیده|شده|خورده|مانده|کرده|بوده|گرفته|افتاده|داشته|رفته|امده)(?: است| اند| بود)?، "
)
# «ما سال گذشته هم تصویب کردیم که …», «از سال ۱۳۹۸ که این ستاد تصویب کرد …»: an earlier year's resolution
_LONG_AGO: Final = re.compile(
    r"(?:\A|[،.؛:»«]|\b(?:ما|که|و|در|از|هم|نیز|همین|البته|استان|کارگروه|ستاد))[ ]?(?:سال (?:گذشته|قبل|پیش)|پارسال)(?: (?:نیز|هم|ما|در|این|همین|کارگروه|ستاد|جلسه|نشست|استان)){0,3} ?\Z"
    r"|\bاز سال 1[34]\d\d که [^،.؛:]{0,60}\Z"
    r"|\bدر (?:دولت|مجلس|استانداری|دوره) (?:قبل|قبلی|پیشین|گذشته|سابق)(?: [^ ،.؛:]+){0,4} \Z"
)
# «در استان یزد هم», «در یزد نیز»
_IN_ANOTHER: Final = re.compile(r"\bدر (?:استان )?[^ ،.؛:]+(?: [^ ،.؛:]+){0,2} (?:هم|نیز) ")
# «مقرر شده بود … که نشد»: settled before what is told
_HAD_BEEN: Final = re.compile(r" بود(?:ند|یم)?\b")
# «… که در جلسه حضور داشت، »
_RELATIVE: Final = re.compile(r" (?:نیز |هم )?که (?=[^،؛.:]{3,70}\Z)")


@dataclass(slots=True)
class Clause:
    """A stretch that a finite verb ends; `before` is the clause before it in the sentence."""

    start: int
    end: int
    verb: Hit
    joined_by_and: bool
    before: Clause | None = None


class Clauses:
    """Divides sentences into clauses."""

    def __init__(self, surface: Surface, acts: Acts) -> None:
        self.surface = surface
        self.text = surface.text
        self.acts = acts
        self._blocked = [(hit.start, hit.end) for hit in surface.hits("not_settled")]

    def of(self, sentence: Sentence) -> list[Clause]:
        """Stretches that end with a finite verb; a semicolon ends one in any case."""
        clauses: list[Clause] = []
        bullet = BULLET.match(self.text, sentence.start, sentence.end)
        start = bullet.end() if bullet else sentence.start
        joined = is_purpose = is_told_which = False
        verbs = _longest(self.surface.hits_in(sentence.start, sentence.end, "subjunctive", "present", "past"))
        for index, verb in enumerate(verbs):
            if verb.end <= start or (index + 1 < len(verbs) and verbs[index + 1].start < verb.end):
                continue
            end = verb.end
            boundary = BOUNDARY.match(self.text, end)
            timed = self._time_behind(verb) if boundary is None else None
            if timed is not None:  # «… را تمدید کند تا پایان دی»
                end, boundary = timed, BOUNDARY.match(self.text, timed)
            opens_purpose = (
                boundary is None and verb.kind == "subjunctive" and self.text.startswith((" تا ", " که "), end)
            )
            if boundary is None and verb.end < sentence.end and not opens_purpose:
                continue
            if is_told_which and self.surface.has(start, verb.start, "bound", "settled"):
                is_purpose = False  # «نمی‌تواند دسته‌چک بگیرد که رئیس بانک کشاورزی پذیرفت … حل کند»
            if is_purpose:  # «… را بفرستد تا در کارگروه پیگیری شود»: what for, no duty of its own
                self.acts.purposes.append((start, verb.end))
                start, joined, is_purpose = (boundary.end() if boundary else verb.end), False, opens_purpose
                continue
            if boundary is not None and verb.kind != "subjunctive" and self._is_inserted(start, verb, boundary.end()):
                continue
            is_purpose, is_told_which = opens_purpose, self.text.startswith(" که ", end)
            text = self.text
            hard = max(
                text.rfind("؛", start, verb.start),
                text.rfind("!", start, verb.start),
                text.rfind("؟", start, verb.start),
            )
            if hard >= 0:
                start, joined = hard + 1, False
            clauses.append(Clause(start, end, verb, joined, clauses[-1] if clauses else None))
            mark = self.text[end : boundary.end()] if boundary else ""
            start, joined = (boundary.end() if boundary else end), mark.strip() == "و"
            numbered = _NUMBERED.match(text, start, sentence.end)
            start = numbered.end() if numbered is not None else start
        return clauses

    def _is_inserted(self, start: int, verb: Hit, behind: int) -> bool:
        """«مدیرکل استاندارد که در جلسه حضور داشت، قول داد …»: a relative clause between a doer and his word."""
        if self.text[verb.end : behind].strip() != "،":
            return False
        bound = self.surface.hit_at(behind + (self.text[behind : behind + 1] == " "), "bound")
        opened = _RELATIVE.search(self.text, start, verb.start)
        if opened is not None and self._is_told_of_the_settled(start, opened.start(), verb):
            return True
        if bound is None or opened is None:
            return False
        names = self.surface.bodies_in(start, opened.start())
        return bool(names) and len(self.text[names[-1].end : opened.start()].split()) <= LONGEST_PLACE

    def _is_told_of_the_settled(self, start: int, opened: int, verb: Hit) -> bool:
        """«مقرر شد پرونده واحد سوم که تعطیل شده، … خوانده شود»: tells which matter is meant, settles nothing itself."""
        settled = self.surface.hits_in(start, opened, "settled")
        if not settled or opened - settled[-1].end < SHORTEST_DUTY * 2:
            return False
        if not self.text.startswith("شده", verb.start):
            return False
        return self.surface.has(verb.end, self.surface.sentence_at(verb.start).end, "subjunctive")

    def _time_behind(self, verb: Hit) -> int | None:
        """The end of a deadline that follows a subjunctive and closes its clause."""
        if verb.kind != "subjunctive" or not self.text.startswith((" تا ", " ظرف ", " حداکثر "), verb.end):
            return None
        deadline = find_deadline(self.surface, verb.end, verb.end + 60, None, None)
        if deadline is None or deadline.start > verb.end + 2 or BOUNDARY.match(self.text, deadline.end) is None:
            return None
        return deadline.end

    def settled_in(self, clause: Clause) -> Hit | None:
        """«مقرر شد …»; «مصوب شد …» only where what is to be done follows in the same clause."""
        told = self.surface.hits_in(clause.start, clause.end, "settled", "settled_open")
        if len(told) > 1 and told[-1].value == "upon":
            return told[-1]  # «هشت مصوبه به تصویب رسید که بر اساس آن بانک ملی …»
        for hit in told:
            if hit.kind == "settled_open" and (
                clause.verb.kind != "subjunctive" or BOUNDARY.match(self.text, hit.end) is not None
            ):
                continue
            if hit.value == "conclusion" and self.text.find("باید", hit.end, clause.end) >= 0:
                continue  # «به این نتیجه رسیدیم که همه باید تلاش کنند»: an opinion
            if hit.value == "before_comma" and not self.text.startswith("،", hit.end):
                continue
            if hit.value in ("of_resolution", "upon") and not self._is_said_of_resolutions(hit):
                continue
            if clause.verb.value == "passive" and self._had_been(hit):
                continue
            if not self.is_habit_of_law(hit) and not self.is_of_long_ago(hit):
                return hit
        return None

    def _had_been(self, hit: Hit) -> bool:
        """«مقرر شده بود سهم استان افزایش یابد که نشد»: of nobody, and before what is told."""
        told = self.text[hit.start : hit.end]
        return told.endswith(" بود") or (told.endswith("شده") and _HAD_BEEN.match(self.text, hit.end) is not None)

    def is_of_long_ago(self, hit: Hit) -> bool:
        """«ما سال گذشته تصویب کردیم که …», «از سال ۱۳۹۸ که این ستاد تصویب کرد …»: settled on an earlier occasion or elsewhere."""
        sentence = self.surface.sentence_at(hit.start)
        if self._is_of_another_province(hit, sentence):
            return True
        return _LONG_AGO.search(self.text[max(sentence.start, hit.start - _FAR_BACK) : hit.start]) is not None

    def _is_of_another_province(self, hit: Hit, sentence: Sentence) -> bool:
        """«در استان یزد هم کارگروه تصویب کرده …»: a province named nowhere else decided, not the one that is told of."""
        if _IN_ANOTHER.search(self.text, sentence.start, hit.start) is None:
            return False
        told = {name.id for name in self.surface.names_in(sentence.start, hit.start, "province")}
        elsewhere = {
            name.id
            for name in self.surface.names_in(0, len(self.text), "province")
            if not sentence.start <= name.start < sentence.end
        }
        return bool(told and elsewhere) and not told & elsewhere

    def _is_said_of_resolutions(self, hit: Hit) -> bool:
        """«۲۲ مصوبه گذراندیم. مهم‌ترینش این بود که …»"""
        sentence = self.surface.sentence_at(hit.start)
        if _OF_AN_AIM.search(self.text, sentence.start, hit.start) is not None:
            return False
        index = sentence.index
        first = self.surface.sentences[max(0, index - 1)].start
        return re.search(r"مصوب|\bتصمیم", self.text[first : hit.start]) is not None

    def is_habit_of_law(self, hit: Hit) -> bool:
        """Whether a hit lies in words that settle nothing."""
        return any(a <= hit.start < b for a, b in self._blocked)

    def is_told_of_the_past(self, start: int, end: int) -> bool:
        """Earlier sessions and periods: their decisions are not this event's."""
        return any(
            hit.value in ("past", "past_session", "cumulative", "so_far")
            for hit in self.surface.hits_in(start, end, "period")
        )

    def head_start(self, start: int, clause: Clause, sentence: Sentence) -> int:
        """Where the subject may stand: behind «گفت:» if that lies inside the clause."""
        if sentence.speech is not None and start < sentence.speech < clause.end:
            start = sentence.speech
        urged = self.surface.hits_in(start, clause.end, "urged")
        start = urged[-1].end if urged else start
        colon = self.text.rfind(":", start, clause.end)
        if colon <= 0:
            return start
        numbered = ITEM_BEHIND_COLON.match(self.text, colon, clause.end)
        return numbered.end() if numbered is not None else colon + 1

    def clause_start(self, place: int, sentence: Sentence) -> int:
        """The start of the clause that a verb closes: behind a finite verb with «و», a colon, a mark, or «که»."""
        return self.parted_clause_start(place, sentence)[0]

    def parted_clause_start(self, place: int, sentence: Sentence) -> tuple[int, int]:
        """The start of the clause that a verb closes, and where it goes on behind a relative clause inside it."""
        start = sentence.start
        if sentence.speech is not None and sentence.speech <= place:
            start = sentence.speech
        inserted = start
        for verb in self.surface.hits_in(start, place, "subjunctive", "present", "past"):
            boundary = BOUNDARY.match(self.text, verb.end)
            if boundary is not None and boundary.end() <= place:
                if self._tells_which(max(start, inserted), verb, boundary):
                    inserted = boundary.end()
                elif verb.end < place - 8:
                    start = boundary.end()
        first = max(start, inserted)
        for mark in re.finditer(r"[؛:]|\bکه\b|، (?=(?:برای|درباره|و )\b)", self.text[first:place]):
            if mark.group() == "که" and self._is_told_aside(start, first + mark.start(), first + mark.end(), place):
                continue
            if first + mark.end() < place - 12:
                return first + mark.end(), first + mark.end()
        return start, first

    def _is_told_aside(self, start: int, that: int, behind: int, place: int) -> bool:
        """«با پرداخت خسارت یک واحد که در طرح جاده آسیب دیده، موافقت شد»: which unit, told without a finite verb."""
        return (
            _ASIDE.match(self.text, behind, place) is not None
            and _MATTER_BEFORE.search(self.text, start, that) is not None
        )

    def _tells_which(self, start: int, verb: Hit, boundary: re.Match[str]) -> bool:
        """«بازگرداندن کارخانه‌ای که به تملک بانک درآمده بود، به تصویب رسید»: a relative clause inside another."""
        if boundary.group().strip() != "،" or verb.kind != "past":
            return False
        which = _WHICH.search(self.text, start, verb.start)
        matter = _MATTER_BEFORE.search(self.text, start, which.start("that")) if which is not None else None
        return (
            which is not None
            and matter is not None
            and not self.surface.has(matter.end(), which.start("that"), "subjunctive", "present", "past", "speech")
        )

    def subjunctive_end(self, place: int, sentence: Sentence) -> int | None:
        """The end of the subjunctive that closes the clause behind a place; None where another verb does."""
        verbs = self.surface.hits_in(place, min(sentence.end, place + 170), "subjunctive", "present", "past")
        for verb in verbs:
            if verb.kind == "subjunctive" and self.text.startswith(" که ", verb.end):
                return verb.end  # «… یک سال به تأخیر بیفتد که برای تصمیم‌گیری …»
            if BOUNDARY.match(self.text, verb.end) or verb.end >= sentence.end:
                return verb.end if verb.kind == "subjunctive" else None
        return None

    def next_verb_end(self, place: int, sentence: Sentence) -> int:
        """The end of the next verb that closes a clause, else of the sentence."""
        for verb in self.surface.hits_in(place, sentence.end, "subjunctive", "present", "past"):
            if BOUNDARY.match(self.text, verb.end) or verb.end >= sentence.end:
                return verb.end
        return sentence.end

    def next_verb_start(self, place: int, sentence: Sentence) -> int:
        """The start of the next verb, else the end of the sentence."""
        verbs = self.surface.hits_in(place, sentence.end, "subjunctive", "present", "past")
        return verbs[0].start if verbs else sentence.end

    def is_a_units_matter(self, start: int, end: int) -> bool:
        """«پرداخت تسهیلات به یک شرکت آرد …»; «تأمین انرژی صنایع بر عهده …» tells who is in charge in general."""
        if ACT_NOUN.match(self.text, start, end) is None:
            return False
        counted = (self.surface.hit_at(n.end + 1, "measure") for n in self.surface.numbers_in(start, end))
        units = any(hit is not None and hit.value == "unit" for hit in counted)
        return units or _ONE_UNIT.search(self.text, start, end) is not None

    def opens_resolutions(self, opened: Hit) -> bool:
        """«مسائل شش واحد بررسی و به شرح زیر تصمیم‌گیری شد»; «مشکلات واحدها به شرح زیر است» settles nothing."""
        opening = self.surface.sentence_at(opened.start)
        settled_behind = _DECIDED.search(self.text, opened.start, opening.end) is not None
        return settled_behind or OF_RESOLUTIONS.match(self.text[opening.start : opening.end]) is not None

    def names_a_unit(self, start: int, end: int) -> bool:
        """Whether one unit is told of: «یک شرکت لبنی», «این کارخانه»."""
        return _ONE_UNIT.search(self.text, start, end) is not None

    def deadline_in(self, clause: Clause) -> bool:
        """Whether a clause tells a deadline."""
        return find_deadline(self.surface, clause.start, clause.end, None, None) is not None


def _longest(verbs: Sequence[Hit]) -> list[Hit]:
    """Verbs without those inside a longer one: «داد» in «خواهد داد»."""
    kept: list[Hit] = []
    for verb in verbs:
        if kept and verb.start >= kept[-1].start and verb.end <= kept[-1].end and verb.start > kept[-1].start:
            continue
        kept.append(verb)
    return kept
