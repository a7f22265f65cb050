"""Decisions that a turn of phrase tells and no verb of deciding: as a noun, as a respite, in instalments."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import NEAR, Clauses
from ingestion.news.facts.acts.doers import Doers
from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.acts.record import GENERIC_IDS, Record
from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Sentence
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

# «یک شرکت لبنی مهلت یک‌ساله برای پرداخت مالیات گرفت», «به این کارخانه تنفس شش‌ماهه داده شد»
_RESPITE: Final = HeadedPattern(
    r"\b(?:مهلت|فرصت|تنفس)ی? [^ ]+ ?(?:ساله|ماهه|روزه|هفتهای)(?: (?:برای|جهت|در|بابت) [^،؛.:]{3,60}?)? (?:گرفت|گرفتند|یافت|دریافت کرد|داده شد|اعطا شد|در نظر گرفته شد|تعیین شد|منظور شد|لحاظ شد|تصویب شد)\b"
    r"(?= ?[،؛.]| و|\Z)|\b(?:مهلت|سررسید|فرصت) (?:باز ?)?پرداخت [^،؛.:]{3,60}? (?P<extended>تمدید) (?:شد|شده|گردید)\b",
    "مهلت",
    "فرصت",
    "تنفس",
    "سررسید",
)
# what came of (a session)
_OUTCOME: Final = ("خروجی", "نتیجه", "حاصل", "ماحصل")
_COMMITTEE: Final = re.compile(r"(?:کمیته|کمیسیون|کارگروه|دبیرخانه|هییت|شورای|ستاد) [^ ،.؛:]+")
# what is proposed, told as a noun
PROPOSED_ACTS: Final = (
    "ایجاد|تشکیل|راهاندازی|برگزاری|واگذاری|احداث|تاسیس|افزایش|کاهش|تفویض|اصلاح|حذف|اختصاص|برقراری|ساخت|ادغام|تسهیل|تمدید|"
    "تعیین|لغو|معافیت|بازنگری|تقسیط|امهال|استفاده|توسعه|انتقال|اعطای|تخصیص|صدور|تهاتر|بخشودگی|"
    "برپایی|گشایش|بازگشایی|تهیه|تدوین|انعقاد|جذب|اعزام|الحاق|اتصال|تقویت|گسترش|ارتقای|استقرار|بهسازی|نوسازی|تامین|"
    "پرداخت|معرفی|بخشش|تعویق|تعلیق|تغییر|جایگزینی|ساماندهی|اجرای|نصب|توقف|تجمیع|کاستن|افزودن|گنجاندن|قرار گرفتن"
)
# «پیشنهاد تشکیل صندوق ضمانت از سوی خانه صنعت مطرح شد»
_PROPOSAL_MADE: Final = GuardedPattern(
    rf"\bپیشنهاد (?:{PROPOSED_ACTS})\b [^.؛:]{{4,110}}? (?:(?:مطرح|ارایه|داده|عنوان|بیان) (?:شد|گردید|کرد|کردند|داد|دادند)\b|(?:مطرح|ارایه)(?= و ))",
    "پیشنهاد",
)
# «پیشنهاد ما ایجاد یک آزمایشگاه مشترک است»: a proposal told as a noun
_PROPOSAL_IS: Final = GuardedPattern(
    r"\bپیشنهاد (?:ما|من|وی|او|مشخص ما|استان|این استان|دیگر ما|بخش خصوصی)(?: (?:هم|نیز|این است که))? "
    r"(?=(?:"
    rf"{PROPOSED_ACTS})\b)"
    r"[^.؛:]{6,110}? (?:است|بود|بوده)\b",
    "پیشنهاد",
)
# «پیشنهاد ما این است که شهرک‌ها از خاموشی معاف شوند»
_PROPOSAL_THAT: Final = GuardedPattern(
    r"\b(?:پیشنهاد(?:م|مان|های ما|های من|های وی)?)(?: [^ ،.؛:]+){0,4} (?:این|ان|بر این) (?:است|بود|بوده|بوده است) که ",
    "پیشنهاد",
)
# «یکی از تصمیم‌ها معافیت سه‌ساله این شرکت از عوارض شهرداری بود»: a resolution told as a noun
_RESOLUTION_IS: Final = HeadedPattern(
    r"\b(?:یکی (?:دیگر )?از (?:مصوبات|مصوبهها|مصوبههای|تصمیمها|تصمیمات|تصمیمهای)|مهمترین (?:مصوبه|تصمیم)|"
    r"(?:خروجی|نتیجه|حاصل|ماحصل) (?:این|همین) (?:جلسه|نشست)(?= ?،? (?!افزایش|کاهش|ایجاد|توسعه|تقویت|جذب|گسترش|ارتقای))|"
    r"(?:نخستین|اولین|دومین|سومین|چهارمین|پنجمین|اخرین) (?:مصوبه|تصمیم)|(?:مصوبه|تصمیم|تکلیف) (?:دیگر|بعدی|مهم|نخست|اول|دوم|سوم|چهارم|پنجم))(?: (?:این|امروز|دو|جلسه|نشست|کارگروه|ستاد|هم|نیز|مهم)){0,4} ?،? "
    rf"(?:(?:مربوط به |درباره |ناظر بر |شامل )?(?=(?:ازادسازی|رفع|بازگشت|بازگرداندن|{PROPOSED_ACTS})\b)[^.؛:]{{6,110}}? (?:بود|بوده|است)\b"
    rf"|را (?P<told>(?:ازادسازی|رفع|{PROPOSED_ACTS})\b[^.؛:]{{6,110}}?) (?:دانست|خواند|برشمرد|عنوان کرد|اعلام کرد|ذکر کرد|بیان کرد)\b)",
    "یکی ",
    "مهمترین ",
    "خروجی ",
    "نتیجه ",
    "حاصل ",
    "ماحصل ",
    "نخستین ",
    "اولین ",
    "دومین ",
    "سومین ",
    "چهارمین ",
    "پنجمین ",
    "اخرین ",
    "تکلیف ",
    "مصوبه ",
    "تصمیم ",
)
# «با ارجاع پرونده سه واحد به اداره کل ثبت گفت», «از ارجاع موضوع به کمیته کارشناسی خبر داد»
_REFERRING: Final = GuardedPattern(
    r"\b(?:(?:با|ضمن) (?P<by>ارجاع|سپردن|احاله|واگذاری)|از (?P<told>ارجاع|سپردن|احاله|واگذاری)) (?:این )?"
    r"(?:پرونده|پروندههای|موضوع|درخواست|درخواستهای|مشکل|بررسی|رسیدگی|پیگیری)\b(?:[^.؛:،]{0,70}?) به (?=[^.؛:،]{3,60})",
    "ارجاع",
    "سپردن",
    "احاله",
    "واگذاری",
)
# «از تصویب بخشودگی جرایم سه واحد خبر داد», «از موافقت کارگروه با تقسیط بدهی دو واحد خبر داد»
_PASSING: Final = GuardedPattern(
    r"\bاز (?P<what>(?:تصویب (?!(?:لایحه|قانون|بودجه|اساسنامه|ایین ?نامه|اعتبار)\b)"
    r"|(?:موافقت|مخالفت) (?:(?:(?:کارگروه|ستاد)(?: (?!با\b)[^ ،.؛:]+){0,10}?|اعضا|اعضای (?:کارگروه|ستاد|جلسه|نشست)|این (?:کارگروه|ستاد)) )?با "
    r"|(?:تعیین (?:مهلت|ضرب ?الاجل)|(?:اعطای|دادن) (?:مهلت|فرصت)|صدور (?:مصوبهای|دستور)) )[^.؛:،]{6,130}?)"
    r" (?:در (?:این|ان) (?:جلسه|نشست) )?خبر داد(?:ند)?\b",
    "خبر داد",
)
# «از توافق دو طرف برای ایجاد منطقه آزاد مشترک خبر داد»
_AGREEMENT_TOLD: Final = GuardedPattern(
    r"\bاز (?P<what>توافق (?:(?:دو طرف|طرفین|دو کشور|دو استان|با [^ ،.؛:]+(?: [^ ،.؛:]+){0,4}?) )?(?:برای|بر سر|درباره|در خصوص|در زمینه|جهت|به منظور) [^.؛:،]{6,110}?)"
    r" (?:در (?:این|ان) (?:سفر|دیدار|نشست) )?خبر داد(?:ند)?\b",
    "خبر داد",
)
# «… و تعیین مهلت یک‌ماهه برای بانک‌ها»: another resolution of the row
_AND_PASSING: Final = re.compile(
    r" و (?=(?:موافقت|مخالفت) با |تعیین (?:مهلت|ضرب ?الاجل) |(?:اعطای|دادن) (?:مهلت|فرصت) |تصویب )"
)
# «تصویب … در هیئت دولت», «موافقت با … از سوی بانک»: somebody else's
_PASSED_ELSEWHERE: Final = re.compile(
    r"\bدر (?:شورای?|هییت|دولت|مجلس|کمیسیون|کمیته|بانک|صندوق|وزارت|وزارتخانه|سازمان|ستاد ملی|سفر)\b|\b(?:توسط|از سوی)\b"
)
# «از امضای دو یادداشت تفاهم میان دو طرف خبر داد»
_SIGNING_TOLD: Final = GuardedPattern(
    r"\bاز (?P<what>(?:امضای|انعقاد|مبادله) (?:[^ ،.؛:]+ ){0,4}?(?:تفاهم ?نامه|یادداشت(?:های)? تفاهم|سند(?: همکاری)?|اسناد|قرارداد|موافقتنامه|توافقنامه|پروتکل|بیانیه)"
    r"[^.؛:،]{0,110}?) خبر داد(?:ند)?\b",
    "خبر داد",
)
# «قبض برق سه مرغداری در هشت قسط وصول می‌شود»
_IN_INSTALMENTS: Final = GuardedPattern(
    r"\b(?:بدهی|قبض|قبوض|عوارض|مالیات|جریمه|جرایم|حق بیمه|معوقات|اقساط|هزینه|بهای)[^.؛:،]{0,60}?"
    r" (?:یک|این|دو|سه|چهار|پنج|شش|هفت|هشت|\d+) [^.؛:،]{2,60}? (?:در|طی|ظرف) [^ ،.؛:]+ (?:قسط|ماه|فقره)(?: [^ ،.؛:]+)? "
    r"(?:وصول|دریافت|تقسیط|گرفته|پرداخت|محاسبه) (?:میشود|میگردد|خواهد شد)\b",
    "قسط",
    "ماه ",
    "فقره",
)
_CLOSED_BY_PASSIVE: Final = " شد و "
# characters from «تصویب» to the number of what was passed
_NEAR_FIGURE: Final = 14
_NEWS_OF: Final = re.compile(r"[^.؛:]{0,60}? خبر داد\b")
# «از پیشنهاد استان به وزارت صمت برای معافیت … خبر داد»: a proposal and what it is for
_PROPOSED_FOR: Final = GuardedPattern(
    rf"\bپیشنهاد (?:[^ .؛:]+ ){{1,12}}?(?:برای|جهت|درباره|در خصوص|به منظور) (?:{PROPOSED_ACTS})\b [^.؛:،]{{3,110}}?"
    r"(?= (?:خبر داد|خبر دادند|سخن گفت|یاد کرد)\b)",
    "پیشنهاد",
)
AMONG_OFFICIALS: Final = frozenset((kinds.TRIP, kinds.ENVOYS, kinds.MINISTERS))
# our request: told by the one who asked
ASKER: Final = re.compile(
    r"\b(?:ما|مان|من|(?!(?:[^ ]*سازمان|[^ ]*تومان|همان|سیمان|[^ ]*زمان|[^ ]*ساختمان|درمان|کرمان|پیمان|فرمان|سامان|عمان|المان|ایمان|گمان)\b)[^ ]+مان)\b|\bبارها\b|\bچند بار\b"
)
# in, by, of
_WHERE_DECIDED: Final = frozenset("در توسط سوی جلسه نشست".split())
# «با ۱۷ مورد موافقت و دو مورد رد شد»: the verb stands behind what follows
_AGREED_AND: Final = GuardedPattern(r"\bبا [^.،؛:]{3,60}? موافقت(?= و (?!اعلام|ابراز)|،)", "موافقت")
# «تقاضای یک واحد … پذیرفته و هزینه آن نصف شد»: the verb stands behind what follows
_GRANTED_AND: Final = GuardedPattern(
    r"\b(?:(?:درخواست|تقاضا|پیشنهاد)ی? [^.،؛:]{6,110}? (?:پذیرفته|تایید|رد|تصویب|مصوب)"
    r"|(?<!در )(?<!برای )(?<!از )(?<!به )(?<!با )(?:پرداخت|اعطای|واگذاری|تقسیط|امهال|استمهال|بخشودگی|تمدید|صدور|انتقال|معافیت|توقف|لغو|ابطال|ازادسازی) [^.،؛:]{6,110}? (?:تصویب|مصوب)(?! و (?:[^.؛:،]{2,60} )?ابلاغ ))"
    r"(?= و [^.؛:،]{4,90}? (?:شد|گردید)\b|، [^.؛:،]{6,110}? (?:موافقت|مخالفت|تصویب|پذیرفته|رد) و [^.؛:،]{4,90}? (?:شد|گردید)\b)",
    "تصویب، ",
    "مصوب، ",
    "پذیرفته، ",
    "رد، ",
    "پذیرفته و ",
    "تایید و ",
    "رد و ",
    "تصویب و ",
    "مصوب و ",
)
CONDITION: Final = re.compile(r"\b(?:اگر|چنانچه|در صورتی ?که|به شرط ان ?که|هرگاه)\b")


class TurnReader(ClauseReader):
    """Reads turns of phrase, asks whether it was this session that decided."""

    def __init__(self, record: Record, groups: Groups, clauses: Clauses, doers: Doers, bodies: Bodies) -> None:
        super().__init__(record, groups, clauses, doers)
        self.bodies = bodies

    def read(self, sentence: Sentence) -> None:
        """The decisions that turns of phrase in a sentence tell."""
        for told_as in _PROPOSAL_IS.finditer(self.text, sentence.start, sentence.end):
            self.record.add_decision("proposed", told_as.start(), told_as.end())
        for made in _PROPOSAL_MADE.finditer(self.text, sentence.start, sentence.end):
            if not self.surface.has(sentence.start, made.end(), "past_session"):
                self.record.add_decision("proposed", made.start(), made.end())
        for told_as in _PROPOSAL_THAT.finditer(self.text, sentence.start, sentence.end):
            end = self.clauses.subjunctive_end(told_as.end(), sentence)
            if end is not None:
                self.record.add_decision("proposed", told_as.start(), end)
        for referring in _REFERRING.finditer(self.text, sentence.start, sentence.end):
            self._read_referring(referring, sentence)
        for told_as in _RESOLUTION_IS.finditer(self.text, sentence.start, sentence.end):
            self._read_resolution_is(told_as, sentence)
        for passing in _PASSING.finditer(self.text, sentence.start, sentence.end):
            self._read_passing(passing, sentence)
        for made in _PROPOSED_FOR.finditer(self.text, sentence.start, sentence.end):
            if self.record.types != {kinds.REPORT} and not self.surface.has(
                made.start(), made.end(), "adopted", "past"
            ):
                self.record.add_decision("proposed", made.start(), made.end())
        for agreed in _AGREEMENT_TOLD.finditer(self.text, sentence.start, sentence.end):
            if self.record.types & {kinds.TRIP, kinds.ENVOYS, kinds.MINISTERS, kinds.INDUSTRIALISTS}:
                self.record.add_decision("adopted", *agreed.span("what"))
        for signed in _SIGNING_TOLD.finditer(self.text, sentence.start, sentence.end):
            self._read_signing(signed, sentence)
        for respite in _RESPITE.finditer(self.text, sentence.start, sentence.end):
            self._read_respite(respite, sentence)
        for agreed in _AGREED_AND.finditer(self.text, sentence.start, sentence.end):
            if self.record.types != {kinds.REPORT} and not self.clauses.is_told_of_the_past(
                sentence.start, agreed.end()
            ):
                self.record.add_decision("adopted", agreed.start(), agreed.end())
        for paid in _IN_INSTALMENTS.finditer(self.text, sentence.start, sentence.end):
            self._read_instalments(paid, sentence)
        for granted in _GRANTED_AND.finditer(self.text, sentence.start, sentence.end):
            self._read_granted(granted, sentence)

    def _read_resolution_is(self, told_as: re.Match[str], sentence: Sentence) -> None:
        start, end = told_as.span("told") if told_as.group("told") else told_as.span()
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return
        is_read = any(decision.start < end and start < decision.end for decision in self.record.acts.decisions)
        if is_read or self.clauses.is_told_of_the_past(sentence.start, end):
            return
        if self.text.startswith(_OUTCOME, start) and not self.surface.has(start, end, "concerned"):
            return  # «حاصل این جلسه رفع نگرانی کارگران بود»
        doers = [name for name in self.doers.by_whom(start, end) if name.id not in GENERIC_IDS]
        if not doers:
            self.record.add_decision("adopted", start, end)
        elif not self.record.is_bound_already(Hit("", "", start, end)):
            self.record.add_obligation(start, end, doers, None)  # «تکلیف پنجم، تهیه نقشه … توسط اداره کل ثبت … است»

    def _read_respite(self, respite: re.Match[str], sentence: Sentence) -> None:
        """«یک شرکت لبنی مهلت یک‌ساله برای پرداخت مالیات گرفت»: one unit is granted time; a body's time binds it."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return
        start = self.clauses.clause_start(respite.start(), sentence)
        comma = self.text.rfind("، ", start, respite.start())
        # «به سه کارخانه مهلت شش‌ماهه … داده شد», «مهلت بازپرداخت تسهیلات دو واحد تمدید شد»
        noun = respite.end() if respite.group("extended") else respite.start() + 1
        if comma > 0 and (
            self.clauses.names_a_unit(comma + 2, noun) or not self.clauses.names_a_unit(start, comma)
        ):  # «به سه کارخانه لاستیک، کاشی و روی مهلت …»: the units stand before the comma
            start = comma + 2
        if self.record.is_bound_already(Hit("", "", respite.start(), respite.end())) or self.surface.bodies_in(
            start, respite.start()
        ):
            return
        if self.clauses.names_a_unit(start, noun) and not self.clauses.is_told_of_the_past(start, respite.end()):
            self.record.add_decision("adopted", start, respite.end())

    def _read_granted(self, granted: re.Match[str], sentence: Sentence) -> None:
        """«تقاضای یک واحد مرغ مادر پذیرفته و هزینه آن نصف شد»: one request of this session; tallies are figures."""
        start, end = granted.span()
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION} or self.surface.has(start, end, "by"):
            return
        counted = any(
            not number.is_ordinal for number in self.surface.numbers_in(max(sentence.start, start - 8), start)
        )
        elsewhere = self.is_of_others(start, end) or _PASSED_ELSEWHERE.search(self.text, start, end)
        if counted or ASKER.search(self.text, start, end) or elsewhere:
            return
        if not self.clauses.is_told_of_the_past(sentence.start, end):
            self.record.add_decision("adopted", start, end)

    def _read_instalments(self, paid: re.Match[str], sentence: Sentence) -> None:
        """«قبض برق سه مرغداری در هشت قسط وصول می‌شود»: what will be done for units that are told, no rule for all."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return
        start = self.clauses.clause_start(paid.start(), sentence)
        closed = self.text.rfind(_CLOSED_BY_PASSIVE, start, paid.end())
        if closed >= 0:  # «جرایم این کارخانه بخشوده شد و اصل بدهی …»
            start = closed + len(_CLOSED_BY_PASSIVE)
        if self.record.is_bound_already(Hit("", "", paid.end() - 1, paid.end())) or CONDITION.search(
            self.text, sentence.start, paid.end()
        ):
            return
        if not self.surface.has(start, paid.end(), "period", "bound") and self.surface.has(
            start, paid.end(), "measure", "concerned"
        ):
            self.record.add_decision("planned", start, paid.end())

    def _read_passing(self, passing: re.Match[str], sentence: Sentence) -> None:
        """«از تصویب بخشودگی جرایم سه واحد خبر داد»: told as a noun; figures and other bodies' acts are none."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return
        start, end = passing.span("what")
        if self.text.startswith("صدور دستور", start) and not self.surface.has(start, end, "concerned"):
            return  # «از صدور دستور لازم برای بازگشایی راه‌ها خبر داد»
        counted = any(not number.is_ordinal for number in self.surface.numbers_in(start, start + _NEAR_FIGURE))
        if (
            _PASSED_ELSEWHERE.search(self.text, start, end)
            or counted
            or self.is_of_others(start, end)
            or self.surface.has(start, end, "period", "past_session")
        ):
            return
        if self.clauses.is_told_of_the_past(sentence.start, end):
            return
        for mark in _AND_PASSING.finditer(self.text, start, end):
            self.record.add_decision("adopted", start, mark.start())
            start = mark.end()
        self.record.add_decision("adopted", start, end)

    def _read_signing(self, signed: re.Match[str], sentence: Sentence) -> None:
        """«از امضای دو یادداشت تفاهم خبر داد»: a signing told as a noun, unless a verb tells it in another place."""
        if not self.record.types & AMONG_OFFICIALS:
            return
        start, end = signed.span("what")
        told = any(
            self.text.startswith("امضا", hit.start) or self.text.startswith("به امضا", hit.start)
            for hit in self.surface.hits_in(0, len(self.text), "done")
        )
        ahead = self.surface.has(start, end, "future_time", "period", "past_session")
        if not told and not ahead and not self.clauses.is_told_of_the_past(sentence.start, end):
            self.record.add_decision("done", start, end)

    def _read_referring(self, referring: re.Match[str], sentence: Sentence) -> None:
        """«با ارجاع پرونده سند سه واحد به اداره کل ثبت اسناد افزود …»: the referral is told as a noun."""
        if self.record.types == {kinds.REPORT} or self.clauses.is_told_of_the_past(sentence.start, referring.end()):
            return
        to_whom = [
            name
            for name in self.surface.bodies_in(referring.end(), referring.end() + NEAR)
            if name.kind == "agency" and self.groups.is_lead_in(referring.end(), name.start)
        ]
        committee = _COMMITTEE.match(self.text, referring.end())
        if to_whom:
            end = self.groups.name_end(to_whom[0], sentence.end)
        elif committee is not None:
            end = committee.end()
        else:
            return
        if referring.group("told"):
            if _NEWS_OF.match(self.text, end, sentence.end) is None:
                return
        elif not self.text.startswith(("،", " ،", " و "), end) and not self.surface.has(end, end + NEAR, "speech"):
            return
        self.record.acts.referred_to += to_whom[:1]
        noun = "told" if referring.group("told") else "by"
        self.record.add_decision("adopted", referring.start(noun), end)

    def is_of_others(self, start: int, end: int) -> bool:
        """«ساخت کنارگذر در شورای برنامه‌ریزی تصویب شده»: another body's resolution."""
        return any(
            start <= body.start < end and self.surface.word_before(body.start) in _WHERE_DECIDED
            for body in self.bodies.others
        )
