"""Decisions and obligations: what was settled, who must do what by when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from ingestion.news.facts import events as kinds
from ingestion.news.facts.deadlines import Deadline, find_deadline
from ingestion.news.facts.events import Bodies, Event
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence, Spans, Surface
from ingestion.persian import jalali
from ingestion.persian.letters import clean_display
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

GENERIC_IDS: Final = frozenset(("WG_PROV", "WG_COUNTY", "GENERIC", "APPLICANT", "B_GENERIC"))
# «شد وبررسی»: «و» typed to the next word, unless that word begins with one («شد وثیقه», «کند واردات»)
_BOUNDARY: Final = re.compile(
    r"[ ]?(?:[،؛.:!؟)»\"]|و\b|\Z)"
    r"| (?=و(?!ل|ر|اح|ام|ضع|قت|ج|ث[یاو]|اگذار|ارد|اسط|اقع|ابست|اکن|صول|صل\b|زیر|زار|زن|عده|ظی|ظا|کیل|کال|یژه|قف|قوع|سعت|سای|سیل|یلا)\w)"
)
_HARD: Final = re.compile("[؛!؟]")
# now, always, every …, usually, does not: a state or a habit
_HABIT: Final = re.compile(r"\b(?:اکنون|حاضر|همواره|هر|معمولا|سالانه|ماهانه|روزانه|درصد|نمی\w+|اگر|چنانچه|وقتی|که)\b")
# he promised that …
_PROMISE: Final = re.compile(r"(?:قول|وعده|تعهد)\b")
_PROMISED: Final = re.compile(r"\b(?:وعده|قول|خبر) داد\b")
_LEAD_IN: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|نیز|تا|مقرر (?:شد|گردید|شده است|شده)|قرار شد|(?:تاکید|مصوب|تصویب|تصریح|اعلام) (?:شد|گردید|کرد|کردند)|در پایان|در نهایت|در ادامه|سپس|بنابراین|همزمان|در مقابل|از سوی دیگر|این که|به گفته (?:وی|او)|اینکه|از جمله|طبق این مصوبه|لازم است|ضروری است|ضرورت دارد|الزامی است|باید|بایستی|در این (?:خصوص|راستا|زمینه|جلسه|نشست|باره)|بر این اساس|بر همین اساس|در این چارچوب|در همین چارچوب|درباره [^ ،]+|در مورد [^ ،]+|درخصوص [^ ،]+|در خصوص [^ ،]+|"
    r"به همین منظور|به این منظور|بدین منظور|بدین ترتیب|در همین راستا|در همین زمینه|علاوه بر این|"
    r"مدیر|مدیران|مدیرعامل|مدیرکل|رییس|روسای|نماینده|نمایندگان|شعبه|شعب|شعبه مرکزی|سرپرست|معاون|مسوول|مسوولان|مدیریت|اداره|کل|ادارات|سازمان|شرکت|"
    r"ضمن|فوری|فورا|با هماهنگی|گردید|شد|هر یک از|یک|دو|سه)\b)*\Z"
)
# to, from, with, in, for, by, between: an agency behind these is no subject
_NOT_SUBJECT: Final = frozenset("به از با در برای بین میان علیه نزد بر جهت".split())
_BETWEEN_NAMES: Final = re.compile(
    r"(?: ?(?:استان|شهرستان|منطقه|مرکز|شهر|این استان|کشور|[^ ،.؛:]{2,14}))?(?: ?،| و|، و) ?(?:همچنین |نیز )?(?:مدیر |مدیرعامل |رییس |مدیرکل |اداره کل |اداره |شرکت |سازمان )?\Z"
)
# also: at the beginning, or behind the first words
_GOES_ON: Final = re.compile(r" ?(?:همچنین|(?:[^ .،؛:]+ ){1,6}?(?:هم|نیز) )")
_MATTER: Final = re.compile(r"\b(?:موضوع|پرونده|پیگیری|بررسی|رسیدگی|حل|رفع|اجرای|مسوولیت|وظیفه|تعیین تکلیف)\b")
# by vote, decision, ruling of (the group)
_BY_WORD_OF: Final = re.compile(r"\b(?:با|به|بنا به|طبق) (?:رای|تصمیم|حکم|نظر|دستور) (?:[^ ،.؛]+ )?\Z")
# this bank, this department …: the body named last
_THIS_BODY: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|مقرر شد|مقرر گردید))*(?P<name>(?:این|همین) (?P<kind>بانک|اداره کل|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد))\b"
)
_FEW: Final = {"دو": 2, "سه": 3, "چهار": 4}
_THESE_BODIES: Final = re.compile(
    r"(?:[ ،:«\"]|\b(?:و|که|همچنین|مقرر شد|مقرر گردید))*(?P<name>(?:این|هر) (?P<n>دو|سه|چهار) (?P<kind>بانک|اداره کل|اداره|سازمان|شرکت|دستگاه|صندوق|نهاد))\b"
)
_THESE_AT_END: Final = re.compile(r"\b(?:این|هر) (?:دو|سه|چهار) (?:بانک|اداره|سازمان|شرکت|دستگاه)(?: نیز| هم)? \Z")
_OF_THIS_BODY: Final = re.compile(r"(?: ?[^ ،:.؛]+){0,4}? (?P<this>این) (?:بانک|اداره کل|اداره|سازمان|شرکت|صندوق)\b")
# «گزارش نهایی برای هر سه وزارتخانه فرستاده شد»
_TO_MINISTRIES: Final = re.compile(
    r"\b(?:برای|به) (?:دفتر |دفاتر )?(?:هر |همه |تک ?تک |همین )?(?:(?:یک|دو|سه|چهار|پنج|شش) )?(?:وزارت|وزیر|وزرا|دستگاههای (?:ملی|مرکزی))"
)
_SENT_MATTER: Final = re.compile(r"\b(?:موضوع|پرونده|پروندههای|درخواست|اختلاف|داوری|تصمیمگیری|ادامه)\b")
_AFTER_NAME_WORDS: Final = 4
# behind an office in apposition: the place, a comma, a few words
_APPOSITION_GAP: Final = re.compile(r"(?: [^ ،؛.]+){0,3} ?، ?(?:[^ ،؛.:]+ ){0,4}")
# «مکلف به پرداخت … شد»
_DUTY_VERB: Final = re.compile(r"\b(?:شد|شدند|گردید|گردیدند|کرد|کردند|نمود|نمودند)\Z|\b(?:است|هستند)\Z")
_FOR_DUTY: Final = re.compile(r" (?:نیز |هم )?(?:به|برای|جهت) ")
_ITEM_END: Final = re.compile(r"[،؛.]| و (?=(?:الزام|تقسیط|امهال|صدور|تعیین|تمدید|توقف|رفع|تامین|پرداخت)\b)")
_SHORTEST_DUTY: Final = 3
# words of the place behind a body's name
_LONGEST_PLACE: Final = 3
# «۱۱ مصوبه صادر شد», «دستور توقف مزایده صادر شد»; a permit that was issued is no decision
_ISSUED: Final = re.compile(r"مصوبه|\bدستور (?:توقف|رفع|ازادسازی|لغو|تمدید|بازگشایی|تعلیق)\b")
_TO_COMMITTEE: Final = re.compile(r"\bبه (?:کمیته|کمیسیون|کارگروه|دبیرخانه|هییت|شورای|ستاد) ")
# «با همکاری فرمانداری، », «جهت رفع مشکل، »: before whom it binds
_ADVERBIAL: Final = re.compile(
    r" ?(?:که )?(?:با|به منظور|جهت|برای|در راستای|ضمن|پس از|به دلیل|به علت|در صورت|درخصوص|در خصوص|درباره|در مورد) [^،؛:.]{2,70}، ?"
)
_IN_ANSWER: Final = re.compile(r" در (?:پاسخ|واکنش) به [^،؛.:]{2,70} \Z")
# «… بدهی را تقسیط و »; «… کنتور را نصب کند»
_OBJECT_CLOSED: Final = re.compile(r"(?:\bرا\b|\bنسبت به\b)[^؛.:]{2,90}[^ ](?<!\bرا)(?: و|،| ؛) \Z")
_JOINT: Final = re.compile(r"(?: و|،| ؛) \Z")
_OWN_OBJECT: Final = re.compile(r"[^؛.:]{0,120}?\b(?:را|نسبت به)\b")
# «مصوبات لازم اخذ شد», «راهکارهای مناسب ارائه شد»: any such words are one decision
_GENERAL: Final = HeadedPattern(
    r"\b(?:تصمیم(?:ات|ها|های|ی)?|مصوب(?:ات|ه|ههای)|راهکار(?:ها|های)?|دستور(?:ات|های)?|تدابیر|رای|ارای) "
    r"(?:لازم|مقتضی|مناسب|مربوطه|راهگشا|راهگشایی|موثر|ضروری|قانونی|اجرایی|نهایی|خوبی|مهمی|جدی|جداگانه|جداگانهای|مشخصی|ویژهای) "
    r"(?:(?:برای|درباره|در خصوص|درخصوص|در مورد|جهت|به منظور) [^،؛.:]{3,60}? )?"
    r"(?:را )?(?:(?:اتخاذ|گرفته|اخذ|صادر|ارایه|اندیشیده)(?: و (?:[^ ،؛.:]+ ){0,4}?(?:ابلاغ|اعلام|ثبت|مصوب|تصویب))? (?:شد|گردید|شده است|شده)\b|اتخاذ کرد(?:ند|یم)?|گرفتند|گرفتیم|گرفتهایم|به عمل امد)\b"
    r"|\bتصمیم ?گیری (?:لازم )?و (?:[^ ،؛.:]+ ){0,4}?(?:ابلاغ|اعلام) (?:شد|گردید)\b",
    "تصمیم",
    "مصوب",
    "راهکار",
    "دستور",
    "تدابیر",
    "رای ",
    "ارای ",
)
# «۱- », «2) », «الف) », «• »
_BULLET: Final = re.compile(r" ?(?:\(?\d{1,2} ?[-–.)ـ]+|[-–—*•●▪◾]|(?:الف|ب|پ|ت|ج|د) ?[-)–.]) ?")
# request, application, proposal, file, objection: what the group grants or refuses
_REQUEST: Final = re.compile(
    r"\b(?:درخواست|تقاضا|پیشنهاد|پرونده|اعتراض|استمهال|طرح|خواسته|تمدید|تقسیط|امهال|انتقال|تغییر|واگذاری|بخشودگی)(?:های|ها|ی)?\b"
)
# our request: told by the one who asked
_ASKER: Final = re.compile(r"\b(?:ما|مان|من|[^ ]+(?:یمان|هایمان|مان))\b|\bبارها\b|\bچند بار\b")
# the members, the working group, those present: who grants it
_GROUP: Final = re.compile(r"\b(?:اعضا|اعضای (?:[^ ]+)|کارگروه|ستاد تسهیل|حاضران|حاضرین)\b")
# «A، B و C از مهم‌ترین مصوبات این جلسه بود»; «مهم‌ترین مصوبه این نشست A بود»
_RESOLUTIONS: Final = (
    r"(?:مصوبات|مصوبه|مصوبههای|مصوبهها|تصمیمات|تصمیم|تصمیمهای|تصمیمها|تصویبشدههای|مصوبشدههای|توافقات|توافقهای)"
)
_OF_THIS: Final = r"(?: (?:مهم|دیگر|اصلی|گرفته شده|اتخاذ شده|اتخاذشده|گرفتهشده))*(?: در)? (?:این|همین) (?:جلسه|نشست|کارگروه|ستاد|دیدار|بازدید)(?: کارگروه)?"
_LISTED: Final = GuardedPattern(
    rf"\b(?:از|(?:مهم|عمده|اصلی) ?ترین|اهم|دیگر)(?: (?:جمله|دیگر|(?:مهم|عمده|اصلی) ?ترین|اهم))* {_RESOLUTIONS}{_OF_THIS}"
    r"(?: (?:بود|بودند|است|هستند|به (?:شمار|حساب) (?:میرود|میاید|میروند|میایند|امد|رفت))|، (?=[^.؛]{12,} (?:بود|بودند|است)\b)| میتوان به (?=[^.؛]{12,} اشاره (?:کرد|داشت)))",
    "ین جلسه",
    "ین نشست",
    "ین کارگروه",
    "ین ستاد",
    "ین دیدار",
    "ین بازدید",
)
# «هزینه کار را », «زمین آن را نیز »
_OBJECT_FIRST: Final = re.compile(r"[ ،:«]*(?:(?:و|که|تا|همچنین) )?(?:[^ ،.؛:]+ ){1,9}?را (?:نیز |هم |هم )?")
_CONSENTED: Final = re.compile(r"\b(?:موافقت|قبول|تایید) (?:کرد|کردند) و (?:گفت|افزود|اظهار)")
_NEAR: Final = 24
# laid on, put on (a body's shoulders)
_LAID: Final = re.compile(r"\b(?:گذاشته|نهاده|قرار|واگذار)\b[^،؛.]*\Z")
# between the items of a row of duties
_ROW_MARK: Final = re.compile(r"[؛.:!؟]")
_CLAUSE_MARK: Final = re.compile(r"[؛.:،!؟]| و (?=ما )")
# we do, we shall do
_WE_DO: Final = re.compile(
    r"\b(?!(?:میگوییم|میدانیم|میخواهیم|میبینیم|میکوشیم)\b)(?:می\w{2,}یم|خواهیم (?:کرد|داد|رساند|پرداخت|گرفت|ساخت|برد))\b"
)
# «اعتبار را تا پایان مهر تخصیص می‌دهیم», «موضوع را در شورای بانک‌ها پیگیری خواهم کرد»
_WE_PLAN: Final = re.compile(
    r"\b(?!(?:میگوییم|میدانیم|میخواهیم|میبینیم|میکوشیم|میشویم|میرویم)\b)"
    r"(?:می\w{2,}یم|(?P<future>خواهیم|خواهم) (?:کرد|داد|رساند|پرداخت|گرفت|ساخت|برد|گذاشت))\b"
)
_VAGUE: Final = re.compile(
    r"\b(?:دفاع|پشتیبانی|ایستادگی|تلاش|سعی|حمایت|استفاده|برخورد|همکاری|همراهی|کمک|دریغ|احساس|فکر|تاکید|اعلام|عرض|افتخار|استقبال|تشکر|قدردانی|دعوت|مقابله|مشاهده|شروع|زندگی|کار) \Z"
)
# «مدیرعامل این کارخانه گفت: تا پایان سال تولید را دو برابر می‌کنیم»: a producer's plan, none of the group
_PRODUCER_SPEAKS: Final = re.compile(
    r"\b(?:مدیرعامل|مدیر|صاحب|مالک|نماینده|مدیر تولید|سهامدار) (?:این |یک |همین )?(?:شرکت(?! (?:گاز|توزیع|برق|اب|شهرک|پخش|ملی))|کارخانه|واحد|مجموعه|کارگاه|معدن|گلخانه|هلدینگ|گروه صنعتی)\b|"
    r"\b(?:این شرکت|این کارخانه|این واحد|تولیدکنندهای|کارافرینی|یکی از (?:تولیدکنندگان|صنعتگران|کارافرینان))\b"
)
_CONDITION: Final = re.compile(r"\b(?:اگر|چنانچه|در صورتی|وقتی|هرگاه|هر جا|هر گاه)\b")
# a group that is set up: «دو کارگروه مشترک شکل گرفت»; a session that is held is none
_SET_UP: Final = re.compile(
    r"\A(?![^،؛.]*\b(?:جلسه|نشست|جلسات))[^؛.]*"
    r"(?:\b(?:یک|دو|سه|چهار|پنج|\d+) (?:کارگروه|کمیته|تیم|ستاد|هییت)\b|\b(?:کارگروهی|کمیتهای|تیمی|ستادی|هییتی)\b|"
    r"\b(?:کارگروه|کمیته|تیم|ستاد) (?:مشترک|ویژه|اضطراری|پیگیری|رسیدگی))"
)
# in, by, of
_WHERE_DECIDED: Final = frozenset("در توسط سوی جلسه نشست".split())
# characters from one promise of a row to the last
_ROW_OF_PROMISES: Final = 160
# action: …; in charge: …
_DOER_LABEL: Final = GuardedPattern(
    r"(?:[؛،.]|\A| -| –) ?(?:اقدام|اقدامکننده|مجری|مسوول|مسوول اجرا|مسوول پیگیری|دستگاه مسوول|دستگاه مجری|متولی|اجرا|پیگیری) ?: ?",
    "اقدام",
    "مجری",
    "مسوول",
    "متولی",
    "اجرا",
    "پیگیری",
)
_ITEM_NUMBER: Final = re.compile(r"(?:(?<=[ .؛])|\A)\(?\d{1,2} ?[-–.)ـ] ?(?=[^\W\d])")
# «از تصویب چهار موضوع دیگر خبر داد و گفت: »
_NEWS_OF: Final = GuardedPattern(
    r"\bاز (?:تصویب|مصوب شدن|به تصویب رسیدن)\b[^:.؛]{0,60}?خبر داد[^:.؛]{0,24}: ?"
    r"|\b(?:تصمیم|مصوب)[^ ،.؛:]*(?: (?:این|امروز) (?:جلسه|نشست)?)? ?را (?:[^ ،.؛:]+ ){0,3}?(?:شرح داد|توضیح داد|برشمرد|نام برد|عنوان کرد|اعلام کرد|بیان کرد)[^:.؛]{0,16}: ?",
    "خبر داد",
    "شرح داد",
    "توضیح داد",
    "برشمرد",
    "نام برد",
    "عنوان کرد",
    "اعلام کرد",
    "بیان کرد",
)
# «سه ماه دیگر مهلت گرفت»
_FOR_SO_LONG: Final = re.compile(r"\b(?:روز|هفته|ماه|سال)(?: دیگر| اضافه| تازه)? \Z")
_SHORT_LEAD: Final = 6
# «در آخرین »
_SESSION_LEAD: Final = 16
# «کمیته‌ای از محیط زیست و صمت مأمور شد»
_MADE_OF: Final = re.compile(r"\b(?:کمیته|کمیتهای|گروهی|هییتی|تیمی|کارگروهی)(?: [^ ،.؛:]+)?(?: متشکل| مرکب)? از \Z")
# «برای اجرای آن باید شرکت گاز …»
_BEFORE_MUST: Final = re.compile(r"[ ،:]*(?:و )?(?:برای|جهت|به منظور|پس از|پیش از|در این) (?:[^ ،.؛:]+ ){1,6}\Z")
_LISTED_WORDS: Final = ("مصوب", "تصمیم", "تصویب", "توافق")
_LONGEST_LISTED: Final = 420
_ASKED: Final = re.compile(r"\b(?:پرسید|جویا شد|خواست|سوال کرد|توضیح خواست)\b")
_HE_PROMISED: Final = re.compile(
    r"(?:[ ،«\"]|\bو\b)*(?P<he>وی|او|ایشان|این مدیر|این مسوول|این مقام)(?: نیز| هم)?(?: در پاسخ)? \Z"
)
_LONGEST_DECISION: Final = 170
_LONGEST_DOER: Final = 8
# «… که در جلسه حضور داشت، »
_RELATIVE: Final = re.compile(r" (?:نیز |هم )?که (?=[^،؛.:]{3,70}\Z)")
# «با پیشنهاد … مبنی بر تهاتر … موافقت کرد»: adopted, no longer proposed
_AGREED_WITH: Final = re.compile(r"[^؛.:]{3,140}? (?:موافقت|مخالفت) (?:کرد|کردند|شد|گردید|خود)\b")
_SENT_ON: Final = ("ارجاع", "سپرده", "محول", "واگذار", "ارسال", "فرستاده")
# «تفاهم‌نامه … امضا شد»; a paper that is signed is none
_SIGNED: Final = re.compile(r"تفاهم|قرارداد|سند|اسناد|یادداشت|موافقتنامه|توافق|پیمان|صورتجلسه|بیانیه|پروتکل")
# «با ۱۷ مورد موافقت و دو مورد رد شد»: the verb stands behind what follows
_AGREED_AND: Final = GuardedPattern(r"\bبا [^.،؛:]{3,60}? موافقت(?= و (?!اعلام|ابراز)|،)", "موافقت")
# promised: by an official for a body
_GIVEN_WORDS: Final = ("قول", "وعده")
# nothing but the place and «also» between whom «قرار شد» binds and itself
_ALSO_ONLY: Final = re.compile(r"(?: (?:نیز|هم|استان|شهرستان|منطقه))* ")
_ALSO: Final = re.compile(r"(?: (?:نیز|هم|استان|شهرستان))*")


@dataclass(slots=True)
class Decision:
    """Something adopted, planned, proposed or done."""

    status: str
    start: int
    end: int
    event: str | None
    is_general: bool = False
    is_settled: bool = False
    is_listed: bool = False


@dataclass(slots=True)
class Obligation:
    """Who must do what; `subjects` are the bodies named as responsible."""

    start: int
    end: int
    subjects: list[Name]
    text: tuple[int, int] | None
    event: str | None
    deadline: Deadline | None = None
    office_of: str | None = None

    @property
    def agency_ids(self) -> list[str]:
        """Agencies bound, each once; generic bodies and ministries are none. An office counts as the body it stands for."""
        if self.office_of is not None:
            return [self.office_of]
        ids = [name.id for name in self.subjects if name.kind == "agency" and name.id not in GENERIC_IDS]
        return list(dict.fromkeys(ids))


@dataclass(slots=True)
class _Clause:
    start: int
    end: int
    verb: Hit
    joined_by_and: bool


@dataclass(slots=True)
class Acts:
    """All acts of an article, agencies that a matter was referred to, and what acts are said to be for."""

    decisions: list[Decision] = field(default_factory=list)
    obligations: list[Obligation] = field(default_factory=list)
    referred_to: list[Name] = field(default_factory=list)
    purposes: list[tuple[int, int]] = field(default_factory=list)


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
        self.published_on = published_on
        self.is_visit = is_visit
        self.acts = Acts()
        self.types = {event.type for event in events}
        self._clause_before: _Clause | None = None
        self._untimed: list[tuple[_Clause, list[Name]]] = []
        self._role_starts = {hit.start for hit in surface.hits("role")}
        self._general = [Hit("adopted", "general", *match.span()) for match in _GENERAL.finditer(self.text)]
        self._blocked = [(hit.start, hit.end) for hit in surface.hits("not_settled")]

    def read(self) -> Acts:
        """The acts of the article; none without an event or an official's visit to units."""
        if not self.events and not self.is_visit:
            return self.acts
        opened: Hit | None = None
        for sentence in self.surface.sentences:
            if opened is not None and not _BULLET.match(self.text, sentence.start):
                opened = None
            if self._is_left_out(sentence):
                continue
            self._read_sentence(sentence, opened)
            opened = self._opens_list(sentence) or opened
        self._one_general_decision()
        return self.acts

    # ---- sentences and clauses

    def _is_left_out(self, sentence: Sentence) -> bool:
        if sentence.repeats is not None or self._excluded.cover(sentence.start):
            return True
        return is_about_another_body(self.surface, self.bodies, self.events, sentence)

    def _opens_list(self, sentence: Sentence) -> Hit | None:
        """«… مصوبات زیر تصویب شد:»: what settles the items that follow."""
        if not self.text[sentence.start : sentence.end].rstrip().endswith(":"):
            return None
        opening = self.surface.hits_in(sentence.start, sentence.end, "opens_list", "settled")
        if not opening or self._is_told_of_the_past(sentence.start, sentence.end):
            return None
        return opening[-1]

    def _read_sentence(self, sentence: Sentence, opened: Hit | None = None) -> None:
        binding = opened
        self._clause_before = None
        self._untimed = []
        promised = False
        last: Obligation | None = None
        for clause in self._clauses(sentence):
            settled = self._settled_in(clause)
            if settled is not None:
                binding, last = settled, None
            if clause.verb.kind == "subjunctive":
                last = self._read_bound(clause, settled, binding, last, sentence)
            else:
                made = self._read_promise(clause, sentence, settled or binding, goes_on=last is not None)
                promised = promised or made is not None
                made = made or self._read_told_duty(clause, sentence)
                if made is None and settled is None and self._is_charge(clause):
                    binding = clause.verb  # «… بر عهده اداره راهداری گذاشته شد و اداره صمت … را دنبال می‌کند»
                elif made is None and settled is not None:
                    self._read_settled_passive(clause, settled)
                elif made is None:
                    binding = None if self.text[clause.verb.start : clause.verb.end] in _ENDING_VERBS else binding
                last = made
            self._clause_before = clause
        self._read_untimed(sentence, has_promise=promised)
        self._read_forced(sentence)
        self._read_charged(sentence)
        self._read_own_promise(sentence)
        self._read_labelled(sentence)
        self._read_listed(sentence, opened)
        self._read_nouns(sentence)
        self._read_decisions(sentence)
        self._read_our_plans(sentence)

    def _read_settled_passive(self, clause: _Clause, settled: Hit) -> None:
        """«بر اساس تصمیم جلسه، جرایم این شرکت بخشیده می‌شود»: a resolution told in the indicative."""
        if settled.value not in ("before_comma", "ground") or self._is_told_of_the_past(clause.start, clause.end):
            return
        head = self._head_start(clause.start, clause, self.surface.sentence_at(clause.start))
        if not self._is_lead_in(head, settled.start) or self.surface.has(
            settled.end, clause.end, "returned", "job_made", "employment"
        ):
            return  # «کوره با مصوبه کارگروه دوباره روشن شد»: what came of it
        is_passive = clause.verb.value == "passive" or self.text[clause.verb.start : clause.verb.end] in _PASSIVE_PAST
        if is_passive and len(self.text[settled.end : clause.end].split()) > _SHORTEST_DUTY:
            self._add_decision("adopted", settled.start, clause.end)

    def _read_untimed(self, sentence: Sentence, *, has_promise: bool) -> None:
        """«شرکت گاز کارگاه دایر می‌کند، پارک فناوری … را تا اسفند عرضه می‌کند»: one of a row of promises."""
        if not has_promise:
            return
        for clause, group in self._untimed:
            row = self.acts.obligations[-1].start - clause.end
            if 0 <= row <= _ROW_OF_PROMISES and not _HABIT.search(self.text, clause.start, clause.end):
                self._add_each(self._extended_start(group[0]), clause.end, group)

    def _is_charge(self, clause: _Clause) -> bool:
        """«… بر عهده اداره راهداری گذاشته شد»"""
        charged = self.surface.hits_in(clause.start, clause.end, "charge")
        return bool(charged) and _LAID.search(self.text, charged[0].end, clause.end) is not None

    def _clauses(self, sentence: Sentence) -> list[_Clause]:
        """Stretches that end with a finite verb; a semicolon ends one in any case."""
        clauses: list[_Clause] = []
        bullet = _BULLET.match(self.text, sentence.start, sentence.end)
        start = bullet.end() if bullet else sentence.start
        joined = is_purpose = False
        verbs = _longest(self.surface.hits_in(sentence.start, sentence.end, "subjunctive", "present", "past"))
        for index, verb in enumerate(verbs):
            if verb.end <= start or (index + 1 < len(verbs) and verbs[index + 1].start < verb.end):
                continue
            end = verb.end
            boundary = _BOUNDARY.match(self.text, end)
            timed = self._time_behind(verb) if boundary is None else None
            if timed is not None:  # «… را تمدید کند تا پایان دی»
                end, boundary = timed, _BOUNDARY.match(self.text, timed)
            opens_purpose = (
                boundary is None and verb.kind == "subjunctive" and self.text.startswith((" تا ", " که "), end)
            )
            if boundary is None and verb.end < sentence.end and not opens_purpose:
                continue
            if is_purpose:  # «… را بفرستد تا در کارگروه پیگیری شود»: what for, no duty of its own
                self.acts.purposes.append((start, verb.end))
                start, joined, is_purpose = (boundary.end() if boundary else verb.end), False, opens_purpose
                continue
            if boundary is not None and verb.kind != "subjunctive" and self._is_inserted(start, verb, boundary.end()):
                continue
            is_purpose = opens_purpose
            text = self.text
            hard = max(
                text.rfind("؛", start, verb.start),
                text.rfind("!", start, verb.start),
                text.rfind("؟", start, verb.start),
            )
            if hard >= 0:
                start, joined = hard + 1, False
            clauses.append(_Clause(start, end, verb, joined))
            mark = self.text[end : boundary.end()] if boundary else ""
            start, joined = (boundary.end() if boundary else end), mark.strip() == "و"
        return clauses

    def _is_inserted(self, start: int, verb: Hit, behind: int) -> bool:
        """«مدیرکل استاندارد که در جلسه حضور داشت، قول داد …»: a relative clause between a doer and his word."""
        if self.text[verb.end : behind].strip() != "،":
            return False
        bound = self.surface.hit_at(behind + (self.text[behind : behind + 1] == " "), "bound")
        opened = _RELATIVE.search(self.text, start, verb.start)
        if bound is None or opened is None:
            return False
        names = self._bodies_in(start, opened.start())
        return bool(names) and len(self.text[names[-1].end : opened.start()].split()) <= _LONGEST_PLACE

    def _time_behind(self, verb: Hit) -> int | None:
        """The end of a deadline that follows a subjunctive and closes its clause."""
        if verb.kind != "subjunctive" or not self.text.startswith((" تا ", " ظرف ", " حداکثر "), verb.end):
            return None
        deadline = find_deadline(self.surface, verb.end, verb.end + 60, None, None)
        if deadline is None or deadline.start > verb.end + 2 or _BOUNDARY.match(self.text, deadline.end) is None:
            return None
        return deadline.end

    def _settled_in(self, clause: _Clause) -> Hit | None:
        """«مقرر شد …»; «مصوب شد …» only where what is to be done follows in the same clause."""
        for hit in self.surface.hits_in(clause.start, clause.end, "settled", "settled_open"):
            if hit.kind == "settled_open" and (
                clause.verb.kind != "subjunctive" or _BOUNDARY.match(self.text, hit.end) is not None
            ):
                continue
            if hit.value == "before_comma" and not self.text.startswith("،", hit.end):
                continue
            if hit.value == "of_resolution" and not self._is_said_of_resolutions(hit):
                continue
            if not any(a <= hit.start < b for a, b in self._blocked):
                return hit
        return None

    def _is_said_of_resolutions(self, hit: Hit) -> bool:
        """«۲۲ مصوبه گذراندیم. مهم‌ترینش این بود که …»"""
        index = self.surface.sentence_at(hit.start).index
        first = self.surface.sentences[max(0, index - 1)].start
        return re.search(r"مصوب|\bتصمیم", self.text[first : hit.start]) is not None

    # ---- obligations

    def _read_bound(
        self, clause: _Clause, settled: Hit | None, binding: Hit | None, last: Obligation | None, sentence: Sentence
    ) -> Obligation | None:
        """A clause with a subjunctive: binds its subject, or goes on with the obligation before it."""
        if settled is None and self.surface.has(clause.start, clause.end, "proposed"):
            return None
        start = settled.end if settled is not None else clause.start
        bound = self._bound_in(start, clause.end)
        ordered = self._ordered_in(start, clause.end)
        goes_on = last is not None and clause.verb.value == "imperative" and clause.joined_by_and
        subjects = [] if goes_on else self._subjects(start, clause, bound, ordered, sentence)
        if not subjects and not goes_on and settled is not None and bound is not None:
            subjects = self._group_before(clause.start, bound.start)  # «بانک ملی طبق این مصوبه موظف است …»
            start = clause.start if subjects else start
        if not subjects and settled is not None and settled.kind == "settled_open":
            subjects = self._consenting(clause, settled, sentence)
            start = clause.start if subjects else start
        if not subjects and not goes_on and settled is not None and settled.start > clause.start:
            before = self._group_at_head(self._head_start(clause.start, clause, sentence), settled.start)
            # «شرکت گاز نیز قرار شد …»
            if before and _ALSO_ONLY.fullmatch(self.text, self._name_end(before[-1], settled.start), settled.start):
                subjects, start = before, clause.start
        if "نباید" in self.text[clause.start : clause.end]:  # must not
            return None
        if subjects:
            if not self._is_concrete(clause, bound, binding, ordered, subjects):
                return None
            first = self._subject_start(start, subjects, ordered)
            first = min(first, settled.start) if settled is not None else first
            return self._add_each(first, clause.end, subjects)
        if last is not None and (clause.joined_by_and or binding is not None) and clause.verb.value in _DONE_BY_ONE:
            last.end = clause.end
            last.deadline = last.deadline or self._deadline(last.start, clause.end, last.event)
            return last
        if bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST:
            phrase = self._bound_by_phrase(clause, bound, start)
            if phrase is None and clause.verb.value == "passive" and _PROMISE.match(self.text, bound.start):
                self._add_decision("planned", bound.start, clause.end)  # «قول داد … در جلسه بررسی شود»
            return phrase
        if settled is None and ordered is not None and self._is_order_to_nobody(clause, ordered):
            self._add_decision("adopted", clause.start, clause.end)
            return None
        if settled is not None or (binding is not None and bound is None):
            return self._settled_without_agency(clause, settled, binding, start)
        if bound is not None and clause.verb.value == "passive":
            self._bare_must(clause, bound)
        if ordered is not None and clause.verb.value == "passive" and self.text.startswith("دستور", ordered.start):
            self._add_decision("adopted", ordered.start, clause.end)  # «استاندار دستور داد مشکل آب … حل شود»
        if bound is not None and clause.verb.value == "active" and self._is_one_office(start, bound.start):
            return (
                None
                if self.surface.has(bound.end, clause.end, "appeal")
                else self._bound_by_phrase(clause, bound, start)
            )
        return None

    def _is_one_office(self, start: int, end: int) -> bool:
        """«دبیرخانه کارگروه باید …»: nothing but one office before the word that binds it."""
        colon = self.text.rfind(":", start, end)
        offices = self.surface.hits_in(colon + 1 if colon > 0 else start, end, "generic_doer")
        return (
            bool(offices)
            and offices[0].value.startswith("one")
            and (
                len(self.text[offices[0].end : end].split()) <= _LONGEST_PLACE
                and self._is_lead_in(colon + 1 if colon > 0 else start, offices[0].start)
            )
        )

    def _is_order_to_nobody(self, clause: _Clause, ordered: Hit) -> bool:
        """«دادستان دستور داد اجرای حکم تا ۱۵ اسفند متوقف شود»: ordered at a session, of nobody by name."""
        return (
            clause.verb.value == "passive"
            and self.text.startswith("دستور", ordered.start)
            and bool(self.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.PROGRAMME, kinds.INDUSTRIALISTS})
            and not self.surface.has(ordered.end, clause.end, "appeal")
        )

    def _bound_in(self, start: int, end: int) -> Hit | None:
        hits = self.surface.hits_in(start, end, "bound")
        return hits[0] if hits else None

    def _ordered_in(self, start: int, end: int) -> Hit | None:
        hits = self.surface.hits_in(start, end, "ordered")
        return hits[-1] if hits else None

    def _subjects(
        self, start: int, clause: _Clause, bound: Hit | None, ordered: Hit | None, sentence: Sentence
    ) -> list[Name]:
        """The bodies that the clause binds."""
        if clause.verb.value == "imperative":
            return self._addressed(clause, sentence)
        if ordered is not None:
            return self._ordered_subjects(start, ordered, clause)
        if bound is not None:
            group = self._group_before(start, bound.start) or self._asked_before(clause, bound, sentence)
            if group:
                return group
        if bound is not None and self.text.startswith(_GIVEN_WORDS, bound.start):
            group = self._group_at_head(bound.end, clause.end)  # «استاندار قول داد سازمان جهاد … بازنگری کند»
            if group:
                return group
        head_start = self._head_start(start, clause, sentence)
        group = self._group_at_head(head_start, clause.end) or self._marked_subject(head_start, clause.end)
        if not group:
            group = self._named_before(head_start, clause.end) or self._behind_object(head_start, clause.end)
        if group and (bound is None or bound.start > group[-1].end or self._leads(bound, head_start)):
            return group
        if bound is not None and _BEFORE_MUST.fullmatch(self.text, head_start, bound.start):
            led = self._group_at_head(bound.end, clause.end)
            if led:
                return led
        if bound is not None and self._leads(bound, head_start):  # «خطاب به X گفت: باید …»
            addressed = self._addressed(clause, sentence) or self._doer_of_before(clause, sentence)
            if addressed:
                return addressed
        return self._doers_named(start, clause.end)

    def _doer_of_before(self, clause: _Clause, sentence: Sentence) -> list[Name]:
        """«شرکت آب منطقه‌ای متولی … شد و باید …»: who did what the clause before tells."""
        before = self._clause_before
        if before is None or not clause.joined_by_and:
            return []
        group = self._group_at_head(self._head_start(before.start, before, sentence), before.end)
        return [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]

    def _consenting(self, clause: _Clause, settled: Hit, sentence: Sentence) -> list[Name]:
        """«شهرداری موافقت کرد عوارض را … دریافت کند»: a body's own consent binds it; the group's is a resolution."""
        if not self.text.startswith(_OWN_CONSENT, settled.start) or not self.text[: settled.end].endswith(
            ("کرد", "کردند")
        ):
            return []
        group = self._group_at_head(self._head_start(clause.start, clause, sentence), settled.start)
        bare = [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]
        gap = self.text[group[-1].end : settled.start].split() if group else []
        return bare if bare and len(gap) <= _AFTER_NAME_WORDS else []

    def _leads(self, must: Hit, start: int) -> bool:
        """«لازم است بانک ملت …», «باید بانک ملت …»: the word stands in front of whom it binds."""
        return _LEAD_IN.fullmatch(self.text[start : must.start]) is not None

    def _addressed(self, clause: _Clause, sentence: Sentence) -> list[Name]:
        """«خطاب به مدیرعامل شرکت گاز گفت: … را بازنگری کنید»"""
        for hit in self.surface.hits_in(sentence.start, clause.start, "addressed"):
            group = self._group_at_head(hit.end, clause.start) or self._this_body_in(hit.end, clause.start)
            if group:
                return group
        return []

    def _this_body_in(self, start: int, end: int) -> list[Name]:
        """«رئیس شعب این بانک»"""
        match = _OF_THIS_BODY.match(self.text, start, end)
        return self._named_before(match.start("this"), end) if match is not None else []

    def _asked_before(self, clause: _Clause, bound: Hit, sentence: Sentence) -> list[Name]:
        """«از مدیرعامل شرکت گاز پرسید … و وی قول داد …»: he who was asked promises."""
        he = _HE_PROMISED.match(self.text, clause.start, bound.start)
        if he is None or not _ASKED.search(self.text, sentence.start, clause.start):
            return []
        for name in self._bodies_in(sentence.start, clause.start):
            head = self._extended_start(name)
            if name.kind == "agency" and name.id not in GENERIC_IDS and self.surface.word_before(head) == "از":
                self.acts.referred_to.append(name)
                return [Name(name.kind, name.id, he.start("he"), he.end("he"), name.is_generic)]
        return []

    def _named_before(self, start: int, end: int) -> list[Name]:
        """«این بانک باید …»: the bank named last, in this or the sentence before."""
        match = _THIS_BODY.match(self.text, start, end)
        if match is None:
            return self._these_named_before(start, end)
        sentence = self.surface.sentence_at(match.start("name"))
        first = self.surface.sentences[max(0, sentence.index - 1)].start
        kind = match.group("kind")
        for name in reversed(self._bodies_in(first, match.start("name"))):
            if name.kind == "agency" and name.id not in GENERIC_IDS and (kind != "بانک" or name.id.startswith("B_")):
                self.acts.referred_to.append(name)
                return [Name(name.kind, name.id, match.start("name"), match.end("name"), name.is_generic)]
        return []

    def _behind_object(self, start: int, end: int) -> list[Name]:
        """«مقرر شد هزینه کار را شرکت شهرک‌های صنعتی پرداخت کند»: the object stands before the doer."""
        for name in self._bodies_in(start, end)[:3]:
            if _OBJECT_FIRST.fullmatch(self.text, start, self._extended_start(name)):
                return self._with_coordinated(list(self._bodies_in(name.start, end)))
        return []

    def _consented(self, sentence: Sentence, place: int) -> bool:
        """«استاندار با این درخواست موافقت کرد و گفت: زمین آن را … واگذار می‌کند»"""
        return _CONSENTED.search(self.text, sentence.start, place) is not None

    def _these_named_before(self, start: int, end: int) -> list[Name]:
        """«این دو بانک باید …»: the two banks named last, in this or the sentence before."""
        match = _THESE_BODIES.match(self.text, start, end)
        if match is None:
            return []
        sentence = self.surface.sentence_at(match.start("name"))
        first = self.surface.sentences[max(0, sentence.index - 1)].start
        found: dict[str, Name] = {}
        for name in reversed(self._bodies_in(first, match.start("name"))):
            is_bank = match.group("kind") != "بانک" or name.id.startswith("B_") or name.id == "B_POST"
            if name.kind == "agency" and name.id not in GENERIC_IDS and is_bank:
                found.setdefault(name.id, name)
        wanted = _FEW[match.group("n")]
        if len(found) < wanted:
            return []
        named = list(found.values())[:wanted]
        self.acts.referred_to += named
        return [Name(n.kind, n.id, match.start("name"), match.end("name"), n.is_generic) for n in reversed(named)]

    def _marked_subject(self, start: int, end: int) -> list[Name]:
        """A body inside a long clause whose next words show it as the doer: «… و بانک ملی تا یک ماه …», «… نسبت به …»."""
        for name in self._bodies_in(start, end):
            place = self._name_end(name, end)
            following = self.text[place : place + 12]
            timed = self.surface.hits_in(place, place + 18, "time_phrase")
            timed = [hit for hit in timed if len(self.text[place : hit.start].split()) <= 1]
            if not timed and not following.startswith((" نسبت به", " متعهد", " موظف", " مکلف")):
                continue
            first = self._extended_start(name)
            if self._is_in_a_row_behind(start, name):
                continue
            if (
                self.text[max(0, first - 3) : first].rstrip(" ").endswith((" و", "،", ":"))
                or self.surface.word_before(first) == "که"
            ):
                return [name]
        return []

    def _is_in_a_row_behind(self, start: int, name: Name) -> bool:
        """«کمیته‌ای متشکل از صمت، بانک سپه و دادگستری، ظرف دو هفته …»: the last of a row behind a preposition."""
        row = [name]
        for before in reversed(self._bodies_in(start, name.start)):
            if not _BETWEEN_NAMES.fullmatch(self.text[before.end : row[0].start]):
                break
            row.insert(0, before)
        return len(row) > 1 and self.surface.word_before(self._extended_start(row[0])) in _NOT_SUBJECT

    def _head_start(self, start: int, clause: _Clause, sentence: Sentence) -> int:
        """Where the subject may stand: behind «گفت:» if that lies inside the clause."""
        if sentence.speech is not None and start < sentence.speech < clause.end:
            start = sentence.speech
        urged = self.surface.hits_in(start, clause.end, "urged")
        start = urged[-1].end if urged else start
        colon = self.text.rfind(":", start, clause.end)
        return colon + 1 if colon > 0 else start

    def _bodies_in(self, start: int, end: int) -> list[Name]:
        return self.surface.bodies_in(start, end)

    def _group_at_head(self, start: int, end: int) -> list[Name]:
        names = self._bodies_in(start, end)
        opening = _ADVERBIAL.match(self.text, start, end)
        behind = [name for name in names if name.start >= opening.end()] if opening is not None else []
        if behind and opening is not None:
            behind = self._behind_row(names, behind)
        if behind and self._is_lead_in(start, behind[0].start):  # «با همکاری فرمانداری، شرکت گاز …»
            return self._with_coordinated(behind)
        if not names or not self._is_lead_in(start, names[0].start):
            return []
        return self._with_coordinated(names)

    def _behind_row(self, names: Sequence[Name], behind: list[Name]) -> list[Name]:
        """«با تشکیل کمیته‌ای از صمت، بانک سپه و دادگستری، …»: the bodies behind a row that a comma closes."""
        row = [name for name in names if name.start < behind[0].start][-1:]
        rest = list(behind)
        while row and rest and _BETWEEN_NAMES.fullmatch(self.text[row[-1].end : rest[0].start]):
            row.append(rest.pop(0))
        if len(row) < _SHORTEST_ROW or not self.text.startswith("،", self._name_end(row[-1], len(self.text))):
            return behind
        return rest if " و " in self.text[row[-2].end : row[-1].start] else behind

    def _is_lead_in(self, start: int, end: int) -> bool:
        """Whether nothing that could be another subject stands before the name; a time phrase may."""
        lead = self.text[start:end]
        opening = _ADVERBIAL.match(lead)
        if _LEAD_IN.fullmatch(lead) or (opening is not None and _LEAD_IN.fullmatch(lead, opening.end())):
            return True
        deadline = find_deadline(self.surface, start, end, None, None)
        if deadline is None:
            return False
        return bool(_LEAD_IN.fullmatch(lead[: deadline.start - start])) and bool(
            _LEAD_IN.fullmatch(lead[deadline.end - start :])
        )

    def _with_coordinated(self, names: Sequence[Name]) -> list[Name]:
        group = [names[0]]
        for name in names[1:]:
            if name.start < group[-1].end:
                continue
            if not _BETWEEN_NAMES.fullmatch(self.text[group[-1].end : name.start]):
                break
            group.append(name)
        return group

    def _group_before(self, start: int, place: int) -> list[Name]:
        """The bodies whose row ends right before «موظف شد» or «باید»."""
        place = self._before_answer(start, place)
        names = self._bodies_in(start, place)
        if not names:
            return []
        gap = self.text[names[-1].end : place]
        if self._is_in_apposition(names[-1]) and _APPOSITION_GAP.fullmatch(gap):
            return [names[-1]]
        if len(gap.split()) > _AFTER_NAME_WORDS or _HARD.search(gap) or "،" in gap.strip(" ،"):
            return self._group_at_head(start, place) if len(gap) < 90 and not _HARD.search(gap) else []
        group = [names[-1]]
        for name in reversed(names[:-1]):
            if not _BETWEEN_NAMES.fullmatch(self.text[name.end : group[0].start]):
                break
            group.insert(0, name)
        first = self._extended_start(group[0])
        if self.surface.word_before(first) in _NOT_SUBJECT:
            return group if _MADE_OF.search(self.text, start, first) is not None else []
        return group

    def _before_answer(self, start: int, place: int) -> int:
        """Where «در پاسخ به درخواست استانداران» between a doer and his promise begins; the promise's place without."""
        answer = _IN_ANSWER.search(self.text, start, place)
        return answer.start() if answer is not None and self.text[start : answer.start()].strip(" ،«") else place

    def _is_in_apposition(self, name: Name) -> bool:
        """«حسین فراهانی، مدیرکل امور مالیاتی قم، …»: an office behind a person's name."""
        first = self._extended_start(name)
        is_office = first < name.start or name.start in self._role_starts
        return is_office and self.text[max(0, first - 2) : first].startswith("،")

    def _extended_start(self, name: Name) -> int:
        """The start of a name with the office before it: «مدیرعامل شرکت گاز»."""
        start = name.start
        while True:
            index = self.surface.word_index(start) - 1
            if index < 0:
                return start
            word = self.surface.word(index)
            before, after = self.surface.words[index]
            if "،" in self.text[after:start]:
                return start
            if before not in self._role_starts and word not in _HEADS and word not in _MINISTRY:
                office = self._office_of_a_region(index)
                return start if office is None else office
            start = before

    def _office_of_a_region(self, index: int) -> int | None:
        """«مدیر منطقه کرمان شرکت ملی پخش …»: where an office begins that names its region before the body."""
        for back in (1, 2):
            if self.surface.word(index - back) in _REGIONS and self.surface.word(index - back - 1) in _OFFICE_WORDS:
                return self.surface.words[index - back - 1][0]
        return None

    def _ordered_subjects(self, start: int, ordered: Hit, clause: _Clause) -> list[Name]:
        """«به X دستور داد», «از X خواست», «X را موظف کرد», «خواستار آن شد که X»."""
        after = self._group_at_head(ordered.end, clause.end)
        if after:
            return after
        names = self._bodies_in(start, ordered.start)
        if not names or len(self.text[names[-1].end : ordered.start].split()) > _AFTER_NAME_WORDS:
            return []
        group = [names[-1]]
        for name in reversed(names[:-1]):
            if not _BETWEEN_NAMES.fullmatch(self.text[name.end : group[0].start]):
                break
            group.insert(0, name)
        first = self._extended_start(group[0])
        before = self.surface.word_before(first)
        took_object = re.match(r"[^.،؛]{0,30}?\bرا\b", self.text[group[-1].end : ordered.end]) is not None
        return group if before in _ORDERED_BY or took_object or "را" in self.text[ordered.start : ordered.end] else []

    def _doers_named(self, start: int, end: int) -> list[Name]:
        """«از سوی شرکت گاز برطرف شود»."""
        for hit in self.surface.hits_in(start, end, "by"):
            if hit.value == "no":
                continue
            names = [name for name in self._bodies_in(hit.end, hit.end + 20) if self._is_lead_in(hit.end, name.start)]
            if names:
                return self._with_coordinated(list(self._bodies_in(names[0].start, end)))
            named = self._named_before(hit.end, end)  # «به دست همین اداره تمام شود»
            if named:
                return named
        return []

    def _is_concrete(
        self, clause: _Clause, bound: Hit | None, binding: Hit | None, ordered: Hit | None, subjects: Sequence[Name]
    ) -> bool:
        """A concrete act, no appeal: «همکاری کنند», «پاسخگو باشند» bind to nothing unless it was so settled."""
        if clause.verb.value == "imperative":
            return True
        if clause.verb.value == "negative":  # «مقرر شد شرکت برق … قطع نکند»
            firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
            return binding is not None or ordered is not None or firm
        if binding is None and all(name.id in GENERIC_IDS for name in subjects):
            is_secretariat = self.text.startswith(_SECRETARIAT, subjects[0].start)  # «دبیرخانه کارگروه موظف است …»
            firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
            firm = firm or (bound is not None and clause.verb.value == "active")
            if is_secretariat and firm and not self.surface.has(subjects[-1].end, clause.end, "appeal"):
                return True
            if ordered is not None and self.text.startswith(("مهلت", "فرصت", "ضرب"), ordered.start):
                return True  # «به بانک‌ها دو هفته مهلت داد تا … گزارش کنند»
            return bound is not None and find_deadline(self.surface, clause.start, clause.end, None, None) is not None
        if binding is not None or ordered is not None:
            return True
        firm = bound is not None and self.text[bound.start : bound.end] not in _WEAK_MUST
        if firm:
            return True
        if find_deadline(self.surface, clause.start, clause.end, None, None) is not None:
            return True
        appeals = self.surface.has(subjects[-1].end, clause.end, "appeal")  # «با توجه به …، شرکت گاز» is none
        return clause.verb.value not in ("being", "having") and not appeals

    def _subject_start(self, start: int, subjects: Sequence[Name], ordered: Hit | None) -> int:
        first = self._extended_start(subjects[0])
        return max(start, first) if first >= start else first

    def _settled_without_agency(
        self, clause: _Clause, settled: Hit | None, binding: Hit | None, start: int
    ) -> Obligation | None:
        """With a doer that is no single body an obligation without ids; without any doer a decision."""
        first = settled.start if settled is not None else clause.start
        doer = self._generic_doer(start, clause.end)
        if clause.verb.value in ("active", "having") and doer is not None:
            return self._of_office(self._add_obligation(first, clause.end, [], doer), doer[0])
        if settled is not None or clause.verb.value == "passive":
            self.acts.referred_to += self._recipients(start, clause.end)
            is_planned = settled is not None and settled.value == "planned"
            if self._add_decision("planned" if is_planned else "adopted", first, clause.end):
                self.acts.decisions[-1].is_settled = True
        return None

    def _generic_doer(self, start: int, end: int) -> tuple[int, int] | None:
        for hit in self.surface.hits_in(start, end, "generic_doer"):
            if _LEAD_IN.fullmatch(self.text[start : hit.start]):
                stop = self._noun_phrase_end(hit.end, end)
                return hit.start, stop
        return None

    def _noun_phrase_end(self, place: int, limit: int) -> int:
        """The end of «کمیته مشترک پیگیری»: up to a preposition, a time phrase, an object mark or a comma."""
        index = self.surface.word_index(place)
        while index < len(self.surface.words):
            start, end = self.surface.words[index]
            word = self.text[start:end]
            if start >= limit or word in _PHRASE_STOPS or self.text[place:start].strip():
                return place
            place = end
            index += 1
        return place

    def _bound_by_phrase(self, clause: _Clause, bound: Hit, start: int) -> Obligation | None:
        """«شرکت‌های برق و آب استان موظف‌اند …»: a doer that no list of bodies knows."""
        first = start
        colon = self.text.rfind(":", start, bound.start)
        first = colon + 1 if colon > 0 else first
        lead = re.match(r"(?: |و |که |همچنین |«|\")*", self.text[first : bound.start])
        first += lead.end() if lead else 0
        phrase = re.sub(r" (?:نیز|هم)\Z", "", self.text[first : self._before_answer(first, bound.start)].strip(" ،"))
        doer = self.surface.hits_in(first, bound.start, "generic_doer")
        joined = bool(doer) and not self.text[doer[-1].end : bound.start].strip()
        if joined and self.surface.word_before(doer[-1].start) == "و":  # «مصوبات ابلاغ و دستگاه‌ها مکلفند ظرف …»
            first, phrase = doer[-1].start, self.text[doer[-1].start : doer[-1].end]
        words = phrase.split()
        if not 1 <= len(words) <= _LONGEST_DOER or any(word in _PHRASE_STOPS and word != "و" for word in words):
            return None
        timed = find_deadline(self.surface, bound.end, clause.end, None, None)
        many = self.surface.hit_at(first, "generic_doer")
        if many is not None and not many.value.startswith("one") and timed is None:
            return None
        return self._of_office(self._add_obligation(first, clause.end, [], (first, first + len(phrase))), first)

    def _of_office(self, obligation: Obligation | None, place: int) -> Obligation | None:
        """«فرماندار الیگودرز» binds the county's governorate."""
        office = self.surface.hit_at(place, "generic_doer")
        if obligation is not None and office is not None and ":" in office.value:
            obligation.office_of = office.value.partition(":")[2]
        return obligation

    def _bare_must(self, clause: _Clause, bound: Hit) -> None:
        """«باید … شود» without a responsible is a decision, unless it is an appeal."""
        if self.text[bound.start : bound.end] not in _WEAK_MUST or self.surface.has(clause.start, clause.end, "appeal"):
            return
        if not self.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.MINISTERS, kinds.ENVOYS}:
            return
        if self.surface.has(bound.start, clause.end, "trouble", "measure", "lack") or find_deadline(
            self.surface, clause.start, clause.end, None, None
        ):
            self._add_decision("adopted", bound.start, clause.end)

    def _read_promise(
        self, clause: _Clause, sentence: Sentence, binding: Hit | None, *, goes_on: bool
    ) -> Obligation | None:
        """«شرکت گاز تا پایان هفته انشعاب را وصل می‌کند»: a body's own word with a time, or under a resolution."""
        if clause.verb.kind != "present":
            return None
        takes = self.text.startswith("میگیر", clause.verb.start) and " را " in self.text[clause.start : clause.end]
        if clause.verb.value == "passive" and not takes:  # «بدهی را در ۱۰ قسط می‌گیرد» is active
            return self._read_passive_promise(clause, binding)
        if clause.verb.value != "active" and not takes:
            return None
        settled = self._settled_in(clause)
        head = settled.end if settled is not None else self._head_start(clause.start, clause, sentence)
        group = self._group_at_head(head, clause.end) or self._marked_subject(head, clause.end)
        group = group or self._named_before(head, clause.end)
        if not group and (binding is not None or goes_on or self._consented(sentence, clause.start)):
            group = self._behind_object(head, clause.end)
            binding = binding or clause.verb
        group = [name for name in group if name.id not in GENERIC_IDS]
        under = binding is not None or self._goes_on_with_resolutions(sentence) or (goes_on and clause.joined_by_and)
        if not group:
            return None
        timed = find_deadline(self.surface, group[-1].end, clause.end, None, None) is not None
        if not (under or timed or self._is_own_word(clause, group)):
            self._untimed.append((clause, group))
            return None
        return self._add_each(self._extended_start(group[0]), clause.end, group)

    def _read_passive_promise(self, clause: _Clause, binding: Hit | None) -> Obligation | None:
        """«دکل برق ظرف بیست روز توسط شرکت توزیع نیروی برق جابه‌جا می‌شود»"""
        timed = self._deadline_in(clause) or (binding is not None and binding.value != "planned")
        doers = [name for name in self._doers_named(clause.start, clause.end) if name.id not in GENERIC_IDS]
        if not doers or not timed or _HABIT.search(self.text, clause.start, clause.end):
            return None
        return self._add_obligation(clause.start, clause.end, doers, None)

    def _deadline_in(self, clause: _Clause) -> bool:
        return find_deadline(self.surface, clause.start, clause.end, None, None) is not None

    def _add_each(self, start: int, end: int, subjects: list[Name]) -> Obligation | None:
        """«بانک ملی بدهی را تقسیط و شرکت گاز کنتور را نصب کند»: one verb, a duty for each doer."""
        second = self._second_doer(subjects[-1].end, end)
        if second is None:
            return self._add_obligation(start, end, subjects, None)
        following = self._extended_start(second)
        joint = _JOINT.search(self.text, start, following)
        self._add_obligation(start, joint.start() if joint else following, subjects, None)
        return self._add_each(following, end, self._with_coordinated(self._bodies_in(second.start, end)))

    def _second_doer(self, place: int, end: int) -> Name | None:
        """A body behind «… را تقسیط و» with an object of its own."""
        for name in self._bodies_in(place, end):
            first = self._extended_start(name)
            before = self.text[place:first]
            if name.kind != "agency" or name.id in GENERIC_IDS or not _OBJECT_CLOSED.search(before):
                continue
            joint = _JOINT.search(self.text, place, first)
            joined = joint.start() if joint else first
            if not any(other.end == joined for other in self._bodies_in(place, first)) and _OWN_OBJECT.match(
                self.text, name.end, end
            ):
                return name
        return None

    def _read_told_duty(self, clause: _Clause, sentence: Sentence) -> Obligation | None:
        """«شرکت گاز نصب کنتور را تا پایان ماه تعهد کرد», «بانک ملی به تقسیط بدهی مکلف شد»: the duty is a noun."""
        if clause.verb.kind != "past":
            return None
        start = self._head_start(clause.start, clause, sentence)
        duties = [hit for hit in self.surface.hits_in(start, clause.end, "duty") if not self._is_habit_of_law(hit)]
        if not duties:
            return None
        duty = duties[-1]
        if duty.value == "to_do":
            if not _DUTY_VERB.search(self.text, duty.end, clause.end):
                return None
        elif duty.end != clause.end and self.text[duty.end : clause.end].strip():
            return None
        group = self._group_at_head(start, duty.start) or self._object_before(start, duty.start)
        these = _THESE_AT_END.search(self.text, start, duty.start) if not group else None
        group = self._these_named_before(these.start(), duty.start) if these is not None else group
        group = [name for name in group if name.id not in GENERIC_IDS]
        if not group:
            return None
        said = self.text[group[-1].end : duty.start]
        takes_on = self.text.startswith("را ", duty.start)
        is_told = takes_on or duty.value == "to_do" or re.search(r"\b(?:به|را)\b", said) is not None
        if not is_told or (duty.value != "to_do" and len(said.split()) < _SHORTEST_DUTY):
            return None
        return self._add_obligation(self._subject_start(start, group, None), clause.end, group, None)

    def _object_before(self, start: int, place: int) -> list[Name]:
        """«وی شرکت گاز را به نصب کنتور مکلف کرد»"""
        names = self._bodies_in(start, place)
        took = [name for name in names if re.match(r"[^.،؛]{0,30}?\bرا\b", self.text[name.end : place]) is not None]
        return self._with_coordinated(took) if took else []

    def _is_habit_of_law(self, hit: Hit) -> bool:
        return any(a <= hit.start < b for a, b in self._blocked)

    def _read_forced(self, sentence: Sentence) -> None:
        """«الزام شرکت برق به تأمین تیر ظرف یک ماه»: one of a row of resolutions told as nouns."""
        for hit in self.surface.hits_in(sentence.start, sentence.end, "forced"):
            if self._is_bound_already(hit):
                continue
            names = [n for n in self._bodies_in(hit.end, hit.end + 24) if self._is_lead_in(hit.end, n.start)]
            if not names or names[0].kind != "agency" or names[0].id in GENERIC_IDS:
                continue
            group = self._with_coordinated(self._bodies_in(names[0].start, sentence.end))
            end = _ITEM_END.search(self.text, group[-1].end, sentence.end)
            last = end.start() if end else sentence.end
            if _FOR_DUTY.match(self.text, self._name_end(group[-1], last)) is not None:
                self._add_obligation(hit.start, last, group, None)

    def _read_listed(self, sentence: Sentence, opened: Hit | None) -> None:
        """«۱- بانک تجارت: فک رهن سند شرکت …»: an item of a list of resolutions that names whom it binds, then what."""
        bullet = _BULLET.match(self.text, sentence.start, sentence.end) if opened is not None else None
        if bullet is None:
            return
        colon = self.text.find(":", bullet.end(), sentence.end)
        group = self._group_at_head(bullet.end(), colon) if colon > 0 else []
        if not group or group[0].kind != "agency" or group[0].id in GENERIC_IDS:
            return
        start = self._extended_start(group[0])
        told = any(sentence.start <= obligation.start < sentence.end for obligation in self.acts.obligations)
        is_label = len(self.text[group[-1].end : colon].split()) <= _LONGEST_PLACE
        if not told and is_label and len(self.text[colon + 1 : sentence.end].split()) >= _SHORTEST_DUTY:
            self._add_obligation(start, sentence.end, group, None)

    def _read_charged(self, sentence: Sentence) -> None:
        """«رفع ایراد محصول بر عهده اداره کل استاندارد، ظرف سه هفته»: an item of a row of duties, without a verb."""
        for hit in self.surface.hits_in(sentence.start, sentence.end, "charge"):
            stops = [mark.end() for mark in _ROW_MARK.finditer(self.text, sentence.start, hit.start)]
            start = stops[-1] if stops else sentence.start
            names = [
                name for name in self._bodies_in(hit.end, hit.end + _NEAR) if self._is_lead_in(hit.end, name.start)
            ]
            if not names or len(self.text[start : hit.start].split()) < _SHORTEST_DUTY or self._is_bound_already(hit):
                names = self._charged_beside(hit, sentence) if names == [] else []
                if not names:
                    continue
            group = self._with_coordinated([*names[:1], *self._bodies_in(names[0].end, sentence.end)])
            mark = _ROW_MARK.search(self.text, group[-1].end, sentence.end)
            end = mark.start() if mark is not None else sentence.end
            if self.surface.has(group[-1].end, end, "past", "present", "subjunctive"):
                continue
            while self.text[start] in ' ،:؛«"':
                start += 1
            start += 2 if self.text.startswith("و ", start) else 0
            if all(name.kind == "agency" and name.id in GENERIC_IDS for name in group):
                continue
            self._add_obligation(start, end, group, None)

    def _read_labelled(self, sentence: Sentence) -> None:
        """«۲- تخصیص سهمیه به هفت کارگاه؛ اقدام: شرکت گاز؛ مهلت: ۱۵ روز»: an item whose doer stands behind a label."""
        if self.text.find(":", sentence.start, sentence.end) < 0:
            return
        for label in _DOER_LABEL.finditer(self.text, sentence.start, sentence.end):
            names = [
                n for n in self._bodies_in(label.end(), label.end() + _NEAR) if self._is_lead_in(label.end(), n.start)
            ]
            if not names or all(name.kind == "agency" and name.id in GENERIC_IDS for name in names):
                continue
            before = [mark.end() for mark in _ITEM_NUMBER.finditer(self.text, sentence.start, label.start())]
            after = _ITEM_NUMBER.search(self.text, label.end(), sentence.end)
            start, end = before[-1] if before else sentence.start, after.start() if after else sentence.end
            if len(self.text[start : label.start()].split()) < _SHORTEST_DUTY or any(
                o.start < end and o.end > start for o in self.acts.obligations
            ):
                continue
            self._add_obligation(start, end, self._with_coordinated(self._bodies_in(names[0].start, end)), None)

    def _charged_beside(self, hit: Hit, sentence: Sentence) -> list[Name]:
        """«بر عهده شرکت نفت پاسارگاد و اداره کل راهداری»: a company that no list knows stands before the body."""
        for name in self._bodies_in(hit.end, min(sentence.end, hit.end + 2 * _NEAR)):
            between = self.text[hit.end : self._extended_start(name)]
            if re.fullmatch(r" (?:شرکت|کارخانه|مدیریت|مالک|متقاضی|سرمایهگذار)(?: [^ ،.؛:]+){0,3} و ?", between):
                return [name]
        return []

    def _read_own_promise(self, sentence: Sentence) -> None:
        """«مدیر شعب بانک ملی گفت: … تا دهم آبان کار را یکسره می‌کنیم»: a body's head promises in the first person."""
        if sentence.speech is None or self.text.find("یم", sentence.speech, sentence.end) < 0:
            return
        if not self.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.INDUSTRIALISTS}:
            return
        group = self._group_at_head(sentence.start, sentence.speech)
        group = [name for name in group if name.kind == "agency" and name.id not in GENERIC_IDS]
        if len(group) != 1 or not self.surface.has(group[0].end, sentence.speech, "speech"):
            return
        for said in _WE_DO.finditer(self.text, sentence.speech, sentence.end):
            stops = [mark.end() for mark in _CLAUSE_MARK.finditer(self.text, sentence.speech, said.start())]
            start = stops[-1] if stops else sentence.speech
            timed = find_deadline(self.surface, start, said.end(), None, None)
            if timed is None or self._is_bound_already(Hit("", "", said.start(), said.end())):
                continue
            if self.text[start : said.end()].strip().startswith(("اگر ", "چنانچه ", "هر ")):
                continue
            self._add_obligation(start, said.end(), group, (start, start))
            self.acts.obligations[-1].text = (group[0].start, self._name_end(group[0], sentence.speech))

    def _read_our_plans(self, sentence: Sentence) -> None:
        """«ما اعتبار آن را تا پایان مهرماه تخصیص می‌دهیم»: an official's own plan, with a time or in the future tense."""
        if self.types <= {kinds.REPORT} or self.text.find("خواه", sentence.start, sentence.end) < 0 > self.text.find(
            "یم", sentence.start, sentence.end
        ):
            return
        plans = list(_WE_PLAN.finditer(self.text, sentence.start, sentence.end))
        if not plans or _PRODUCER_SPEAKS.search(self.text, sentence.start, sentence.end):
            return
        for said in plans:
            start = self._clause_start(said.start(), sentence)
            words = self.text[start : said.end()]
            if (
                self._is_bound_already(Hit("", "", said.start(), said.end()))
                or _BOUNDARY.match(self.text, said.end()) is None
            ):
                continue
            head = sentence.speech if sentence.speech is not None and sentence.speech < said.start() else sentence.start
            is_conditional = _CONDITION.search(self.text, head, said.end()) is not None
            if _VAGUE.search(self.text, start, said.start()) or is_conditional or _HABIT.search(words):
                continue
            timed = self._deadline_in(_Clause(start, said.end(), Hit("", "", said.start(), said.end()), False))
            timed = timed or self.surface.has(start, said.start(), "future_time")
            if timed or (said.group("future") and " را " in words):
                self._add_decision("planned", start, said.end())

    def _read_nouns(self, sentence: Sentence) -> None:
        """«A، B و C از مهم‌ترین مصوبات این جلسه بود»: resolutions told as nouns, one decision of the session."""
        if self.types == {kinds.REPORT} or all(
            self.text.find(word, sentence.start, sentence.end) < 0 for word in _LISTED_WORDS
        ):
            return
        news = _NEWS_OF.search(self.text, sentence.start, sentence.end)
        if news is not None and not self.surface.has(news.end(), sentence.end, "past", "present", "subjunctive"):
            if len(self.text[news.end() : sentence.end].split()) > _SHORTEST_LISTED:
                told_of = self._event_at(news.end())
                decision = Decision(
                    "adopted", news.end(), sentence.end, told_of.id if told_of else None, is_listed=True
                )
                self.acts.decisions.append(decision)
                self.acts.referred_to += self._doers_named(news.end(), sentence.end)
        for told in _LISTED.finditer(self.text, sentence.start, sentence.end):
            start, end = self._list_start(told.start(), sentence), told.end()
            if not self.text.endswith(_CLOSING, told.start(), told.end()):
                start, end = told.start(), self._next_verb_end(told.end(), sentence)
            words = self.text[start : told.start()] if start < told.start() else self.text[told.end() : end]
            if (
                len(words.split()) <= _SHORTEST_LISTED
                or end - start > _LONGEST_LISTED
                or self._is_told_of_the_past(start, end)
            ):
                continue
            if any(start <= o.start < end for o in self.acts.obligations):
                continue
            event = self._event_at(start)
            while self.text[start] in ' ،:؛«"':
                start += 1
            listed = Decision("adopted", start, end, event.id if event else None, is_listed=True)
            self.acts.decisions.append(listed)
            self.acts.referred_to += self._doers_named(start, end)

    def _list_start(self, place: int, sentence: Sentence) -> int:
        """Where a row of nouns begins: behind «گفت:», a semicolon or a finite verb."""
        start = sentence.start
        if sentence.speech is not None and sentence.speech <= place:
            start = sentence.speech
        for verb in self.surface.hits_in(start, place, "present", "past"):
            boundary = _BOUNDARY.match(self.text, verb.end)
            if boundary is not None and boundary.end() <= place:
                start = boundary.end()
        return max([start, *(mark.end() for mark in _HARD.finditer(self.text, start, place))])

    def _is_own_word(self, clause: _Clause, group: Sequence[Name]) -> bool:
        """«شبکه بهداشت پروانه این واحد را صادر می‌کند»: what a body does for a unit after a session, no habit of it."""
        if not self.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return False
        said = self.text[group[-1].end : clause.end]
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
        return any(previous.start <= obligation.start < previous.end for obligation in self.acts.obligations)

    def _add_obligation(
        self, start: int, end: int, subjects: list[Name], doer: tuple[int, int] | None
    ) -> Obligation | None:
        if kinds.REPORT in self.types and not subjects:
            return None
        event = self._event_at(start)
        text = doer
        if subjects:
            text = (self._extended_start(subjects[0]), self._name_end(subjects[-1], end))
        obligation = Obligation(start, end, list(subjects), text, event.id if event else None)
        obligation.deadline = self._deadline(start, end, obligation.event)
        self.acts.obligations.append(obligation)
        return obligation

    def _name_end(self, name: Name, limit: int) -> int:
        """A body's name with the place behind it: «شرکت گاز استان گلستان», «اداره برق شهرستان»."""
        end = name.end
        words = _ALSO.match(self.text, end)
        if words is not None and words.group().strip() in ("استان", "شهرستان"):
            end = words.end()
        places: list[Name | Hit] = [
            *self.surface.names_in(end, end + 2, "province"),
            *self.surface.hits_in(end, end + 2, "county"),
        ]
        if places and self.text[end : places[0].start] == " ":
            end = places[0].end
        return min(end, limit)

    def _deadline(self, start: int, end: int, event_id: str | None) -> Deadline | None:
        event = next((event for event in self.events if event.id == event_id), None)
        after = None
        if event is not None and event.date is not None and not event.date.startswith("--"):
            after = datetime.date.fromisoformat(event.date)
        year = event.year if event is not None else None
        if event is None and self.published_on is not None:
            year = jalali.from_gregorian(self.published_on)[0]
        return find_deadline(self.surface, start, end, year, after or self.published_on)

    # ---- decisions

    def _read_decisions(self, sentence: Sentence) -> None:
        general = [hit for hit in self._general if sentence.start <= hit.start < sentence.end] if self._general else []
        for agreed in _AGREED_AND.finditer(self.text, sentence.start, sentence.end):
            if self.types != {kinds.REPORT} and not self._is_told_of_the_past(sentence.start, agreed.end()):
                self._add_decision("adopted", agreed.start(), agreed.end())
        told = self.surface.hits_in(sentence.start, sentence.end, "adopted", "done", "planned", "proposed")
        for hit in [*general, *told]:
            if self._is_bound_already(hit):
                continue
            if hit.kind == "proposed":
                self._read_proposed(hit, sentence)
            elif hit.kind == "planned":
                self._read_planned(hit, sentence)
            else:
                self._read_taken(hit, sentence)

    def _is_bound_already(self, hit: Hit) -> bool:
        return any(o.start <= hit.start < o.end for o in self.acts.obligations) or any(
            d.start <= hit.start < d.end for d in self.acts.decisions
        )

    def _is_told_of_the_past(self, start: int, end: int) -> bool:
        """Earlier sessions and periods: their decisions are not this event's."""
        return any(
            hit.value in ("past", "past_session", "cumulative", "so_far")
            for hit in self.surface.hits_in(start, end, "period")
        )

    def _read_taken(self, hit: Hit, sentence: Sentence) -> None:
        if self.types == {kinds.REPORT} or self._is_participle(hit):
            return
        start = self._clause_start(hit.start, sentence)
        if self._is_told_of_the_past(start, hit.end) or self.surface.has(start, hit.start, "exists_in_law"):
            return
        if hit.value.startswith("resolution") and self._is_figure_of_a_period(start, hit, sentence):
            return
        if hit.value == "resolution_only" and not _ISSUED.search(self.text, start, hit.start):
            return
        if hit.value == "act_matter" and not (
            _MATTER.search(self.text, start, hit.start)
            and (self._recipients(start, hit.start) or _TO_COMMITTEE.search(self.text, start, hit.start))
        ):
            return
        if hit.value == "resolution" and self._is_of_others(start, hit.start):
            return
        if hit.value == "act_by_body" and not self._is_by_our_word(start, hit.start, sentence):
            return
        if hit.value == "act_respite" and _FOR_SO_LONG.search(self.text, start, hit.start) is None:
            return
        if hit.value == "act_elided" and not self._is_elided(start, hit, sentence):
            return
        if hit.value in ("act_request", "act_of_group") and not self._is_granted(start, hit):
            return
        if hit.value == "act_papers" and not _TO_MINISTRIES.search(self.text, start, hit.start):
            return
        if hit.value == "act_sent":
            start = self._before_relative(start, sentence)
        if hit.value == "act_sent" and not (
            _SENT_MATTER.search(self.text, start, hit.start)
            and (self._recipients(start, hit.start) or _TO_COMMITTEE.search(self.text, start, hit.start))
        ):
            return
        if self.text.startswith("امضا", hit.start) and not _SIGNED.search(self.text, start, hit.start):
            return
        if self.text.startswith("مخالفت", hit.start) and any(
            name.kind == "agency" and name.id not in GENERIC_IDS for name in self._group_at_head(start, hit.start)
        ):
            return  # «شرکت برق با درخواست این واحد مخالفت کرده است»: a body's reply, no decision of the group
        if hit.value == "act_charge" and not self.surface.has(start, hit.start, "charge"):
            return
        if hit.value == "act_set_up" and not self._is_set_up(start, hit.start):
            return
        opens = self.text[hit.end : sentence.end].strip() == ":"
        if opens and len(self.text[start : hit.start].split()) <= _LONGEST_OPENING:  # «در پایان مصوب شد:»
            return
        end = hit.end
        if hit.value == "act_open":
            end = self._next_verb_end(hit.end, sentence)
        elif hit.value in ("act", "resolution") and _BOUNDARY.match(self.text, hit.end) is None:
            sent_on = self.text.startswith(_SENT_ON, hit.start) and self._recipients(start, hit.start)
            what = self._subjunctive_end(hit.end, sentence) if not sent_on else None
            if what is not None:  # «توافق شد ساعت کار مرز افزایش یابد»
                start, end = hit.start, what
        if hit.value == "act_forward":
            stop = re.compile("[،؛.]").search(self.text, hit.end, sentence.end)
            start, end = hit.start, stop.start() if stop else sentence.end
        if hit.value == "act_sent" or self.text.startswith(("ارجاع", "سپرده", "محول", "واگذار", "ابلاغ"), hit.start):
            self.acts.referred_to += self._recipients(start, hit.start)
        if hit.value == "act_charge":
            self.acts.referred_to += self._laid_on(start, hit.start)
        self._add_decision("done" if hit.kind == "done" else "adopted", start, end, general=hit.value == "general")

    def _before_relative(self, start: int, sentence: Sentence) -> int:
        """«دو پرونده که از اختیار استان بیرون بود به ستاد ملی فرستاده شد»: the matter stands before «که»."""
        if not self.text.endswith("که", sentence.start, start) and not self.text.endswith("که ", sentence.start, start):
            return start
        matters = list(_SENT_MATTER.finditer(self.text, max(sentence.start, start - _NEAR), start))
        if not matters:
            return start
        matter = matters[-1]
        counted = self.surface.numbers_in(max(sentence.start, matter.start() - 8), matter.start())
        return counted[0].bound_start if counted else matter.start()

    def _is_figure_of_a_period(self, start: int, hit: Hit, sentence: Sentence) -> bool:
        """«از ابتدای امسال … ۱۶۳ مصوبه تصویب شده است»"""
        counted = any(
            self.surface.has(number.end, number.end + 2, "measure")
            for number in self.surface.numbers_in(start, hit.start)
            if not number.is_ordinal
        )
        return counted and self.surface.has(sentence.start, hit.start, "period")

    def _is_set_up(self, start: int, end: int) -> bool:
        """«دو کارگروه مشترک شکل گرفت»; «نخستین جلسه کارگروه تشکیل شد» and the group itself are none."""
        return _SET_UP.match(self.text[start:end]) is not None and not any(
            start <= body.start < end for body in (*self.bodies.ours, *self.bodies.others)
        )

    def _is_granted(self, start: int, hit: Hit) -> bool:
        """«درخواست … رد شد», «اعضا درخواست … را نپذیرفتند»: of the session, not by a bank, not told by the asker."""
        if _REQUEST.search(self.text, start, hit.start) is None or _ASKER.search(self.text, start, hit.start):
            return False
        if self.surface.has(start, hit.start, "by"):
            return False
        return hit.value == "act_request" or _GROUP.search(self.text, start, hit.start) is not None

    def _is_elided(self, start: int, hit: Hit, sentence: Sentence) -> bool:
        """«اعضا با آزادسازی وثیقه موافقت و شهرداری را مکلف کردند»: the verb stands at the end."""
        if (
            not self.text.startswith(" و ", hit.end)
            or re.search(r"\bبا [^،؛.:]{8,}\Z", self.text[start : hit.start]) is None
        ):
            return False
        verbs = self.surface.hits_in(hit.end, sentence.end, "past", "present", "subjunctive")
        return bool(verbs) and self.text.startswith(("کرد", "شد", "گردید", "نمود"), verbs[0].start)

    def _is_of_others(self, start: int, end: int) -> bool:
        """«ساخت کنارگذر در شورای برنامه‌ریزی تصویب شده»: another body's resolution."""
        return any(
            start <= body.start < end and self.surface.word_before(body.start) in _WHERE_DECIDED
            for body in self.bodies.others
        )

    def _is_by_our_word(self, start: int, end: int, sentence: Sentence) -> bool:
        """«با رأی ستاد تسهیل، مزایده متوقف شد»: the group's word stands before what it did."""
        if self._opens_in_the_session(sentence, start):
            return not any(
                self.surface.has(number.end, number.end + 2, "measure")
                for number in self.surface.numbers_in(start, end)
            )
        named = self.surface.hits_in(sentence.start, end, "body_noun")
        for body in [*self.bodies.ours, *named]:
            if sentence.start <= body.start < end and _BY_WORD_OF.search(self.text, sentence.start, body.start):
                counted = self.surface.numbers_in(start, end)
                return not any(self.surface.has(number.end, number.end + 2, "measure") for number in counted)
        return False

    def _opens_in_the_session(self, sentence: Sentence, place: int) -> bool:
        """«در آخرین جلسه کارگروه …، وصول بدهی … متوقف شد»"""
        for event in self.events:
            for start, end in event.mentions:
                if sentence.start <= start < place + _LONGEST_DECISION and start - sentence.start <= _SESSION_LEAD:
                    return self.text.find("،", end, end + _SHORT_LEAD) >= 0
        return False

    def _is_participle(self, hit: Hit) -> bool:
        """«مصوبات تصویب‌شده»: no finite verb."""
        written = self.text[hit.start : hit.end]
        if not written.endswith(("شده", "گردیده", "رسیده", "گرفته", "کرده", "داده", "نموده")):
            return False
        following = self.text[hit.end : hit.end + 2]
        return not (following[:1] in ("،", ".", "؛", "") or following == " و")

    def _laid_on(self, start: int, end: int) -> list[Name]:
        """«ترمیم جاده بر عهده اداره راهداری گذاشته شد»"""
        charged = self.surface.hits_in(start, end, "charge")
        names = self._bodies_in(charged[-1].end, end) if charged else []
        return [name for name in names[:1] if name.kind == "agency" and self._is_lead_in(charged[-1].end, name.start)]

    def _recipients(self, start: int, end: int) -> list[Name]:
        return [
            name
            for name in self._bodies_in(start, end)
            if self.surface.word_before(name.start) == "به"
            and name.kind == "agency"
            and self.surface.word_after(name.end) not in _CONCERNED_WITH
        ]

    def _read_planned(self, hit: Hit, sentence: Sentence) -> None:
        if self.types == {kinds.REPORT}:
            return
        start = self._clause_start(hit.start, sentence)
        end = hit.end
        if hit.value == "forward":
            start, end = hit.start, self._next_verb_end(hit.end, sentence)
        elif hit.value == "future" and not (
            self.surface.has(start, hit.start, "future_time")
            or _PROMISED.search(self.text, max(sentence.start, start - 24), hit.start)
            or self._is_of_working_groups(start, hit.start)
        ):
            return
        if re.search(r"\bهر (?:هفته|ماه|سال|روز)\b|\bهمواره\b|\bهمه ساله\b", self.text[start:end]):
            return
        self._add_decision("planned", start, end)

    def _is_of_working_groups(self, start: int, end: int) -> bool:
        """«سه کارگروه مشترک تشکیل می‌شود»: what a meeting of officials sets up is still to come."""
        counted = self.surface.hits_in(start, end, "measure")
        return bool(self.types & {kinds.MINISTERS, kinds.ENVOYS}) and any(h.value == "working_group" for h in counted)

    def _read_proposed(self, hit: Hit, sentence: Sentence) -> None:
        if self._is_a_tally(hit):
            return
        if hit.value == "noun":
            nouns = list(self.surface.hits_in(max(sentence.start, hit.start - 90), hit.start, "proposal_noun"))
            if not nouns or _AGREED_WITH.match(self.text, hit.end, sentence.end):
                return
            self._add_decision("proposed", nouns[-1].start, min(self._next_verb_start(hit.end, sentence), hit.end + 90))
            return
        end = self._next_verb_end(hit.end, sentence)
        if end > hit.end + 3:
            self._add_decision("proposed", hit.start, end)

    def _is_a_tally(self, hit: Hit) -> bool:
        """«۱۶۸ پیشنهاد داده‌اند که ۷۱ پیشنهاد به وزارت اقتصاد …»: figures, no proposal."""
        before = self.surface.numbers_in(max(0, hit.start - 30), hit.start)[-1:]
        after = self.surface.numbers_in(hit.end, hit.end + 6)
        return (
            bool(before and after)
            and not before[0].is_ordinal
            and self.text[before[0].end : hit.start].isspace()
            and self.text[hit.end : after[0].start].split() == ["که"]
        )

    def _subjunctive_end(self, place: int, sentence: Sentence) -> int | None:
        verbs = self.surface.hits_in(place, min(sentence.end, place + 170), "subjunctive", "present", "past")
        for verb in verbs:
            if _BOUNDARY.match(self.text, verb.end) or verb.end >= sentence.end:
                return verb.end if verb.kind == "subjunctive" else None
        return None

    def _next_verb_end(self, place: int, sentence: Sentence) -> int:
        for verb in self.surface.hits_in(place, sentence.end, "subjunctive", "present", "past"):
            if _BOUNDARY.match(self.text, verb.end) or verb.end >= sentence.end:
                return verb.end
        return sentence.end

    def _next_verb_start(self, place: int, sentence: Sentence) -> int:
        verbs = self.surface.hits_in(place, sentence.end, "subjunctive", "present", "past")
        return verbs[0].start if verbs else sentence.end

    def _clause_start(self, place: int, sentence: Sentence) -> int:
        """The start of the clause that a verb closes: behind a finite verb with «و», a colon, a mark, or «که»."""
        start = sentence.start
        if sentence.speech is not None and sentence.speech <= place:
            start = sentence.speech
        for verb in self.surface.hits_in(start, place, "subjunctive", "present", "past"):
            boundary = _BOUNDARY.match(self.text, verb.end)
            if boundary is not None and boundary.end() <= place and verb.end < place - 8:
                start = boundary.end()
        for mark in re.finditer(r"[؛:]|\bکه\b|، (?=(?:برای|درباره|و )\b)", self.text[start:place]):
            if start + mark.end() < place - 12:
                return start + mark.end()
        return start

    def _add_decision(self, status: str, start: int, end: int, *, general: bool = False) -> bool:
        start = self._not_too_long(start, end)
        while start < end and self.text[start] in ' ،:؛«"':
            start += 1
        if self.text.startswith("و ", start):
            start += 2
        if end - start < 6:
            return False
        event = self._event_at(start)
        self.acts.decisions.append(Decision(status, start, end, event.id if event else None, general))
        return True

    def _not_too_long(self, start: int, end: int) -> int:
        """A decision's words are the last ones before its verb; a long run-up is cut at a comma."""
        while end - start > _LONGEST_DECISION:
            cut = self.text.find("،", start, end - 30)
            if cut < 0:
                return start
            start = cut + 1
        return start

    def _one_general_decision(self) -> None:
        """«تصمیمات لازم اتخاذ شد» is one decision of an event however often it is said."""
        seen: set[str | None] = set()
        kept: list[Decision] = []
        for decision in self.acts.decisions:
            if decision.is_general:
                if decision.event in seen:
                    continue
                seen.add(decision.event)
            kept.append(decision)
        self.acts.decisions = kept

    def _event_at(self, place: int) -> Event | None:
        """The event spoken of last before a place, a programme only if there is no other."""
        return event_at(self.surface, self.events, place)


def _longest(verbs: Sequence[Hit]) -> list[Hit]:
    """Verbs without those inside a longer one: «داد» in «خواهد داد»."""
    kept: list[Hit] = []
    for verb in verbs:
        if kept and verb.start >= kept[-1].start and verb.end <= kept[-1].end and verb.start > kept[-1].start:
            continue
        kept.append(verb)
    return kept


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
            sessions = surface.hits_in(max(sentence.start, hit.start - 30), hit.start, "session")
            if (
                sessions
                or hit.start - sentence.start < 25
                or surface.has(sentence.start, hit.start + 40, "chair_before")
            ):
                return True
    return False


def event_at(surface: Surface, events: Sequence[Event], place: int) -> Event | None:
    """The event that what stands at a place belongs to: the one mentioned in its sentence, else the last one before."""
    if len(events) <= 1:
        return events[0] if events else None
    candidates = [event for event in events if event.type != kinds.PROGRAMME] or list(events)
    sentence = surface.sentence_at(place)
    for event in candidates:
        if any(sentence.start <= start < sentence.end for start, _ in event.mentions):
            return event
    before = [(start, event) for event in candidates for start, _ in event.mentions if start <= place]
    if before:
        return max(before, key=lambda item: item[0])[1]
    return candidates[0]


def display(surface: Surface, span: tuple[int, int] | None) -> str | None:
    """The words at a skeleton span, cleaned for display."""
    return clean_display(surface.written(*span)).strip(" ،") if span else None


# ministry: what stands before its name
_MINISTRY: Final = frozenset(("وزارت", "وزارتخانه"))
# region, province, county; director, head …
_REGIONS: Final = frozenset("منطقه استان شهرستان ناحیه".split())
_OFFICE_WORDS: Final = frozenset("مدیر رییس سرپرست معاون نماینده".split())
# directors of, heads of, representatives of
_HEADS: Final = frozenset("مدیران روسای نمایندگان مسوولان".split())
_DONE_BY_ONE: Final = frozenset(("active", "imperative"))
_WEAK_MUST: Final = frozenset(
    ("باید", "بایستی", "میبایست", "میبایستی", "لازم است", "ضروری است", "ضرورت دارد", "الزامی است", "میباید", "نیاز است")
)
# to, from, on the shoulders of
_ORDERED_BY: Final = ("به", "از", "عهده", "برعهده", "دوش")
# «مصوباتی که به بانک مرکزی مربوط می‌شود»: not sent there
_CONCERNED_WITH: Final = frozenset("مربوط وابسته بدهکار متعلق مرتبط تعلق".split())
_SECRETARIAT: Final = "دبیرخانه"
# agreed, accepted
_OWN_CONSENT: Final = ("موافقت", "توافق", "تصمیم")
_CLOSING: Final = ("بود", "بودند", "است", "هستند", "میرود", "میاید", "میروند", "میایند", "امد", "رفت")
_SHORTEST_LISTED: Final = 3
_SHORTEST_ROW: Final = 3
# words before «مصوب شد:» that say no more than where and when
_LONGEST_OPENING: Final = 5
_PASSIVE_PAST: Final = frozenset(("شد", "شدند", "گردید", "گردیدند", "شده است", "گردیده است", "شده"))
_ENDING_VERBS: Final = frozenset("شد شدند کرد گفت افزود بود است داشت گردید".split())
_PHRASE_STOPS: Final = frozenset(
    "را نسبت به از در با تا ظرف طی برای جهت حداکثر نیز هم که و درخصوص بر گزارش باید موظف مکلف نتیجه این اجرای".split()
)
