"""The events that an article reports: sessions, meetings, programmes, trips, reports on figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Final

from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.numbers import NumberMention
from ingestion.persian.patterns import GuardedPattern

SESSION: Final = "facilitation_wg_session"
COUNTY_SESSION: Final = "county_session"
MINISTERS: Final = "governors_ministers_meeting"
ENVOYS: Final = "governors_ambassadors_regional_meeting"
PROGRAMME: Final = "economic_tuesdays"
INDUSTRIALISTS: Final = "industrialists_meeting"
TRIP: Final = "foreign_trip"
REPORT: Final = "kpi_report"

# province, county, of the country
_PROVINCE_WORD, _COUNTY_WORD, _COUNTRY_WORD = "استان", "شهرستان", "کشور"
# this
_THIS: Final = "این"
# provinces, all over, the country: whose the groups are
_OF_ALL: Final = frozenset("استانها استانهای سراسر کشور".split())
# «هر هفته در جلسه کارگروه حاضر می‌شود»: no session of its own
_HABITUALLY: Final = re.compile(
    r"\b(?:هر (?:هفته|ماه|روز|دو هفته|پانزده روز|15 روز|شنبه|یکشنبه|دوشنبه|سهشنبه|چهارشنبه|پنجشنبه)|همواره|همیشه|معمولا|مرتب|به طور (?:مرتب|منظم|مستمر)) (?:[^ ،.؛:]+ ){0,2}(?:در|به) \Z"
)
# every; how many, several
_EVERY_OR_HOW_MANY: Final = frozenset("هر چند چندین".split())
# Words that may follow the short name of the body; a noun there makes it another body:
# province, county, in, with, to, from, that, (object), on, for, and, the, this, today, morning … verbs of holding
_AFTER_BARE_NAME: Final = frozenset(
    "استان شهرستان در با به از که را بر برای و تا نیز هم این ان امروز دیروز صبح ظهر عصر شامگاه روز شنبه یکشنبه دوشنبه "
    "سهشنبه چهارشنبه پنجشنبه جمعه تشکیل برگزار بررسی مطرح است شد بود دارد کرد گفت پس ضمن تولید استانی هفته طی اعلام "
    "حل رفع رسیدگی تعیین اجرا اجرایی بازگشت دوباره قرار ارایه پیگیری ثبت حضور امد فرستاده ارسال معرفی مصوب اما ولی "
    "مورد حاضر درخصوص درباره پیرامون اظهار تاکنون نیست نبود امسال توسط همراه موظف مقرر خواستار "
    "خط احیا کارخانه کارخانهای واحد واحدی واحدها واحدهای پرونده پروندههای پروندهها "
    "همچنین انجام صورت یا خواهد خواهند باید داشت داشته داشتند داشتیم داشتید داشتهایم داشتهاید بوده بودند چه چقدر چگونه چیست "
    "هر همه بیشتر هیچ پارسال چند چندین همواره همیشه معمولا فردا دیشب شب هفتگی ماهانه خود ما شما نباید سبب باعث موجب منجر "
    "بیش حدود تنها فقط اکنون هنوز همچنان علیه همین چرا کجا بدون زیر ذیل طبق بنا مطابق یعنی مانند مثل نه اصلا ظرف حتی اگر وقتی "
    "داریم دارند دارم نداریم ندارد ندارند نداشت نداشته "
    "زمانی چون زیرا سپس موفق توانست توانسته توانستند توانستهاند توانستیم فعال".split()
)
# can, does, goes …: no noun begins so
_SAYS_WHAT_IT_DOES: Final = re.compile(
    r"ن?می ?(?:توان|شو|کن|ده|گیر|رس|پرداز|گوی|خواه|باش|ماند|رود|روند|بین|افت|ایستد|کوشد|سازد)"
)
# did, has done, gave, took …: «ستاد تسهیل خبر داد», «ستاد تسهیل تاکید کرد» say of the body what it did
_LIGHT_VERBS: Final = frozenset("کرد کرده کردند میکند میکنند داد داده دادند میدهد میدهند گرفت گرفته گرفتند".split())
# this year, year, its, was: besides, what may stand behind «سی‌امین نشست» of a body named before
_AFTER_BARE_SESSION: Final = _AFTER_BARE_NAME | frozenset("امسال سال خود".split())
# half-year, half, quarter, month, week …: «عملکرد نیمسال اول کارگروه» numbers no session
_TIMES_NUMBERED: Final = frozenset(
    "نیمسال نیم نیمه سال ماه ماهه سهماهه ششماهه نهماهه فصل هفته دهه دوره مرحله بخش گام فاز طبقه".split()
)
# «دو نشست داشت», «سه جلسه برگزار کرد»; «نشست نخست», «دومین جلسه»
_HAD_SESSIONS: Final = GuardedPattern(
    r"\b(?:دو|سه|2|3) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,5} (?:داشت|داشته است|برگزار (?:کرد|شد)|تشکیل (?:داد|شد)|برپا (?:کرد|شد))\b",
    "جلسه",
    "نشست",
)
_FIRST_ORDINALS: Final = {"نخست": 1, "اول": 1, "نخستین": 1, "اولین": 1, "دوم": 2, "دومین": 2, "سوم": 3, "سومین": 3}
_ONE_OF_THEM: Final = GuardedPattern(
    r"\b(?:(?:جلسه|نشست) (?P<behind>نخست|اول|دوم|سوم)|(?P<before>نخستین|اولین|دومین|سومین) (?:جلسه|نشست))\b",
    "جلسه",
    "نشست",
)
# special, joint, national, expert, economic, social, cultural, county's: words that make «کارگروه» another one
_KINDS_OF_GROUPS: Final = frozenset(
    "تخصصی مشترک ملی کارشناسی اقتصادی اجتماعی فرهنگی زیربنایی انرژی اشتغال توسعه مدیریت ساماندهی پیگیری ویژه حمایت قضایی سلامت امنیت بحران فناوری اموزش".split()
)
# between a body's name and the day: nothing, or day, morning, afternoon …
_BESIDE_A_DAY: Final = re.compile(r"[ ،]*(?:(?:روز|صبح|ظهر|عصر|شامگاه|شب|مورخ|نیز|هم)[ ،]*)*")
# «کارگروه رفع موانع تولید مسکن», «ستاد رفع موانع تولید گندم»: what is to be produced makes it another body
_OF_ONE_PRODUCT: Final = re.compile(
    r" (?:و (?:عرضه|ساخت|توزیع|تامین) )?(?:انبوه )?(?:مسکن|مسکونی|محتوا|محتوای|علم|فیلم|سریال|کتاب|مثل|نسل|گندم|ارد|نان|گوشت|مرغ|تخم ?مرغ|"
    r"برنج|شیر|دارو|داروی|واکسن|بذر|نهال|خودرو|دانش(?! ?بنیان))\b"
)
_LABEL: Final = re.compile(r"[ «\"()\-–*•]*(?:استان )?")
# «سه‌شنبه نوبت شهرکرد بود تا جلسه کارگروه تسهیل … برپا شود»
_ITS_TURN: Final = GuardedPattern(r"\bنوبت(?: [^ ،.؛:]+){1,4} بود (?:تا|که) ", "نوبت")
_PLAIN_GAP: Final = re.compile(r"[ «»\"()]*\Z")
_YEAR_AFTER: Final = re.compile(
    r" سال (?P<bare>1[34]\d\d)|[^.:؛،]{0,30}?(?:در سال (?P<year>1[34]\d\d)|سال جاری|امسال|در سال جدید"
    r"|از (?:ابتدای|اغاز|اول|شروع) سال(?! (?:گذشته|قبل|پیش|پار|تاسیس))(?: (?P<since>1[34]\d\d))?\b)"
)
_CUMULATIVE_AFTER: Final = re.compile(
    r"[^.:؛]{0,30}?از (?:اغاز(?! سال)|ابتدای تشکیل|بدو تشکیل|زمان تشکیل|ابتدای شکلگیری|بدو تاسیس)"
)
_NUMBERED: Final = re.compile(r"[ ](?:شماره )?(\d{1,4})[ ]?")
# «برای دومین بار در بافق»; «برای بیستمین بار در سال جاری» counts the sessions of a year
_TIMES_IN_A_PLACE: Final = re.compile(r" (?:بار|مرتبه|نوبت) در (?!سال\b|امسال\b|نیمه\b|طول\b)")
# session number: 38
_LABELLED_NUMBER: Final = GuardedPattern(
    r"(?:\A|[^\w ] ?)شماره (?:جلسه|نشست) ?: ?(\d{1,4})\b", "شماره جلسه", "شماره نشست"
)
_NOT_A_PROGRAMME: Final = frozenset("هر گذشته این ماه هفته سال آینده اینده پیش از تا در".split())
_CHAIRED_BEFORE: Final = re.compile(
    r"\b(?:ریاست|هدایت|اداره|مدیریت|سکان)(?: هدایت)? (?:(?:[^ ،.؛:]+ ){0,5}(?:جلسه|نشست) |این )?\Z"
)
_CHAIRED_AFTER: Final = re.compile(
    r"[^.؛:]{0,40}? را (?:(?:نیز|هم|شخصا|خود|خودش|مستقیما|این بار) )?(?:(?:بر|به) ?عهده (?:داشت|دارد|گرفت|گرفته)|عهده ?دار (?:شد|بود|است))"
)
# «… با تولیدکنندگان نیشابور دیدار کرد»
_MET: Final = re.compile(r"[^.؛:،]{0,40}? (?:دیدار|ملاقات|گفتوگو|گفت و گو|گفتگو|نشست)(?: و [^ ]+)? (?:کرد|داشت|نشست)\b")
_OFFICIAL: Final = re.compile(r"\b(?:استاندار|فرماندار|معاون|مدیرکل|وزیر|رییس سازمان)\b")
# «نشست دانشگاه یزد با مدیران ۲۲ واحد صنعتی»
_HELD_BY_SCHOLARS: Final = re.compile(
    r"\b(?:دانشگاه|دانشکده|پژوهشگاه|پژوهشکده|هنرستان|اموزشکده|پارک علم|جهاد دانشگاهی|دانشجویان|استادان|اساتید)\b"
)
# economic, production, service, industry: what a weekday's programme is named after
PROGRAMME_WORDS: Final = frozenset(
    "اقتصادی تولید تولیدی خدمت صنعت صنعتی معدن معدنی صادرات صادراتی کارافرینی سرمایهگذاری".split()
)
# «امهال شش‌ماهه»: how long a respite is, no period that figures are told of
RESPITES: Final = frozenset("امهال استمهال تقسیط تنفس مهلت تمدید تعویق فرصت بازپرداخت اقساط".split())
# «کارگروه … به ریاست معاون استاندار مشکلات ۲۴ واحد را بررسی و ۳۸ مصوبه صادر کرد»
_DEALT_AND_RULED: Final = re.compile(
    r"[^.؛:]{0,160}? را (?:بررسی|رسیدگی|تعیین تکلیف) و [^.؛:]{3,60}? (?:صادر|تصویب|مصوب|ابلاغ) (?:کرد|کردند|کرده است)\b"
)
_HEAD_SENTENCES: Final = 4
# sentences of prose before which a body that is named is what the article is about
_AFTER_THE_HEAD: Final = 2
_SHORTEST_PROSE: Final = 40
# an official's visit to units: title and first sentences, characters between the visit and the units
# «نشست استاندار با مدیران ۲۰ شرکت صادرکننده»
_HEADS_OF_COMPANIES: Final = GuardedPattern(
    r"(?:(?<=\bبا )|(?<=\bجمع ))(?:مدیران|مدیران عامل|مدیرعاملان|صاحبان|مالکان|نمایندگان) (?:بیش از |حدود )?\d+ (?:شرکت|واحد|کارخانه|کارگاه|بنگاه|معدن)"
    r"(?: (?:تولیدی|صنعتی|معدنی|صادرکننده|صادراتی|دانشبنیان|بزرگ))+\b",
    "مدیران",
    "مدیرعاملان",
    "صاحبان",
    "مالکان",
    "نمایندگان",
)
# «نشست هفته گذشته این کارگروه» in the head is what the article is about; «نشست گذشته» is an earlier one
_LAST_DAYS: Final = frozenset("هفته روز شب شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه".split())
# «در این جلسه» behind the group's name; sentences between them, occasions that it could be said of as well
_OF_A_SESSION: Final = ("جلسه", "نشست")
_NEAR_SENTENCES: Final = 3
_OTHER_OCCASIONS: Final = (
    "session", "gathering", "visit", "trip", "industrialists", "programme_name", "report", "press",
)  # fmt: skip
_SOME_OCCASION: Final = re.compile(
    r"\b(?:نشستی|جلسهای|همایشی|دیداری|بازدیدی|سفری|ایین|ایینی|مراسم|مراسمی|کنفرانس|کنگره|سمینار|مجمع|گفتگو|گفتوگو|گفت و گو|مصاحبه|هییت مدیره|هییت رییسه|شورا|شورای|کمیسیون|کمیته|انجمن|اتحادیه|مجلس)\b"
)
_NOT_THE_GROUPS: Final = frozenset(
    "خبری مطبوعاتی رسانهای شورا شورای هییت کمیته کمیسیون مجمع انجمن اتاق تخصصی مشترک".split()
)
# «کارگروه … با محوریت بازگشایی واحدهای متوقف تشکیل شد»
_ON_A_SUBJECT: Final = re.compile(r"\bبا (?:بررسی|محوریت|موضوع|موضوعیت|دستور کار|دستور جلسه)\b")
_COUNTY_GOVERNOR: Final = re.compile(r"(?:\A|[\-–:.] ?|، ?)فرماندار (?:ویژه )?[^ ،.؛:]+")
# this week, after two months' pause, at last
_SOME_TIME: Final = re.compile(
    r"\b(?:این هفته|هفته (?:گذشته|جاری)|پس از [^ ]+ (?:ماه|هفته)|بعد از [^ ]+ (?:ماه|هفته)|بار دیگر|سرانجام)\b"
)
_VISIT_SENTENCES: Final = 3
_VISIT_SPAN: Final = 100
_LOCAL_OFFICIAL: Final = re.compile(
    r"\b(?:استاندار|فرماندار|بخشدار|دادستان|رییس کل دادگستری|معاون (?:هماهنگی|اقتصادی))\b"
)
_UNITS: Final = (
    r"(?:واحد|واحدهای|بنگاه|بنگاههای|کارخانه|کارخانههای|کارخانهای|کارگاه|کارگاههای|شرکت تولیدی|شهرک صنعتی|شهرکهای صنعتی|ناحیه صنعتی|"
    r"نواحی صنعتی|معدن|معادن|مرغداری|گلخانه)\b(?! (?:اموزشی|مسکونی|درمانی|فرهنگی|نیروگاهی))"
)
# «نشست ویژه بررسی مشکلات کارخانه بافندگی»
_ON_A_UNIT: Final = re.compile(
    r"\b(?:جلسه|نشست)(?: [^ ،.؛:]+){0,2}? (?:بررسی|رسیدگی به|پیگیری|تعیین تکلیف|حل|رفع)(?: [^ ،.؛:]+){0,2}? "
    rf"(?:مشکلات|مشکل|مسائل|مسایل|وضعیت|موانع|پرونده) (?:[^ ،.؛:]+ ){{0,2}}?{_UNITS}"
)
_VISITS_UNITS: Final = re.compile(rf"(?: [^ ،.؛:]+){{0,7}}? (?:از|به) (?:[^ ،.؛:]+ ){{0,4}}?{_UNITS}")
_UNITS_VISITED: Final = re.compile(rf"\bاز (?:[^ ،.؛:]+ ){{0,4}}?{_UNITS}(?: [^ .؛:]+){{0,12}} ?\Z")
# council, commission, committee, assembly: behind «جلسه» the name of a body that is not the working group
_COUNCIL: Final = re.compile(r" (?:شورای|شورا|کمیسیون|کمیته|مجمع)\b(?! (?:تسهیل|رفع))")
# «از کارخانه‌ها بازدید کند», «بازدید شود»: a visit yet to be made
_YET_TO_BE: Final = frozenset("کند کنند کنیم شود".split())
_FEW_FIGURES: Final = 2
_MANY_FIGURES: Final = 3
# characters from «۳۹ بار» to «تشکیل شد», from «۴۱۶ مورد» to «اجرایی شده»
_TIMES_HELD: Final = 24
_NEAR_STATUS: Final = 16
# «مصوبات اجرا شده: ۱۵۰ مورد»
_OF_RESOLUTIONS: Final = re.compile(r"\bمصوبات(?:[^.،؛]*: ?|(?: [^ .،؛:]+){0,4} )\Z")
# «نشست با », «نشست با اعضای خانه صنعت و »
_WITH_THEM: Final = re.compile(
    r"\bبا (?:(?:اعضای|هییت رییسه|نمایندگان|مدیران|مسوولان) (?:خانه|اتاق|انجمن|تشکل|کانون|اتحادیه)[^،.؛:]{0,40} و )?\Z"
)
_HOSTED: Final = re.compile(r"\bمیزبان \Z")
_WAS: Final = re.compile(r"(?: [^ ،.؛:]+){0,6} (?:بود|شد)\b")
_AT_THEIR_FEET: Final = re.compile(r"\bپای (?:درد ?دل|درد و ?دل|صحبت|صحبتهای|سخن|سخنان|حرف|حرفهای) \Z")
_SAT: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} (?:نشست|نشسته|نشستند)\b")
# group of, some of, a number of
_SOME_OF: Final = re.compile(r"(?:\d+ (?:نفر|تن) از|جمعی از|گروهی از|برخی از|برخی|تعدادی از|جمع|شماری از|نمایندگان) \Z")

# «جلسه ویژه کارگروه … را تشکیل می‌دهیم», «در جلسه کارگروه بررسی می‌کنیم»: the speaker's plan or habit
_WE_WILL_HOLD: Final = re.compile(
    r"[^.؛:]{0,60}? (?:تشکیل|برگزار|برپا|بررسی|مطرح|پیگیری|رسیدگی|طرح|حل) (?:خواهیم|می(?:ده|کن|نمای|گذار)(?:یم|م)\b)"
)
# next week, month; tomorrow, soon
_COMING_DAYS: Final = re.compile(
    r"\b(?:(?:هفته|ماه|روزهای|چند روز|سال) (?:اینده|بعد|پیش رو|اتی)|فردا|پسفردا|به زودی|بزودی|همین (?:هفته|ماه|روزها))\b"
)


# «… برگزار شود», «… تشکیل جلسه دهد» with the subjunctive: held, if anybody held it
_HELD_IN_WISH: Final = re.compile(r"\b(?:برگزار|برپا|تشکیل(?: جلسه)?) (?:هم |نیز )?[^ ]+\Z")
# «پیش از آنکه جلسه برگزار شود», «به بافق رفتند تا جلسه … برگزار شود», «باعث شد جلسه … برگزار شود»: it was held
_HELD_ANYHOW: Final = re.compile(
    r"\b(?:پیش|قبل) از (?:این|ان) ?که\b"
    r"|\b(?:نوبت(?: [^ ،.؛:]+){1,4} بود|میزبان [^.؛:]{0,30}(?:بود|شد)|رفت|رفتند|امد|امدند|جمع شدند) تا \Z"
    r"|\b(?:باعث|سبب|موجب) شد(?: تا| که)? \Z"
)


@dataclass(slots=True)
class Event:
    """One event. `mentions` are the places in the skeleton that speak of it, the first one first."""

    type: str
    start: int
    end: int
    mentions: list[tuple[int, int]] = field(default_factory=list)
    ordinals: list[int] = field(default_factory=list)
    ordinal_of: str | None = None
    ordinal_scope: str | None = None
    ordinal_year: int | None = None
    id: str = ""
    date: str | None = None
    date_precision: str | None = None
    weekday: str | None = None
    weekday_holds: bool | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    ordinals: tuple[int, ...]
    level: str | None
    is_weak: bool = False
    place: str | None = None
    is_of_a_count: bool = False


# «دومین نشست کمیته اعتباری»: a session of a body of whatever name
_SESSION_OF: Final = re.compile(
    r"\b(?:جلسه|نشست|گردهمایی|اجلاس) (?:(?:مشترک|عادی|فوقالعاده|ماهانه|هفتگی) )?(?:کمیته|کمیسیون|شورا|شورای|هییت|مجمع|انجمن|ستاد|کارگروه|قرارگاه|اتحادیه|کانون)\b"
)


class Bodies:
    """Which of the bodies named are the working group, which are others."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.ours: list[Hit] = []
        # «کارگروه‌های تسهیل»: those of all provinces
        self.plural = [
            hit
            for hit in surface.hits("bodies")
            if hit.value == "ours" or surface.word_after(hit.end) in _OF_ALL or self.is_bare(hit)
        ]
        self.others: list[Hit] = []
        self._labels: dict[int, str] | None = None
        # «ستاد تسهیل هرمزگان» once said, «ستاد تسهیل» alone is the same body whatever word follows.
        known = any(hit.value == "ours_if_bare" and self._is_placed(hit) for hit in surface.hits("body"))
        for hit in surface.hits("body"):
            if hit.value in ("ours", "after_session") and self._is_of_one_product(hit):
                self.others.append(Hit(hit.kind, "other", hit.start, hit.end))
                continue
            if hit.value == "after_session" and not self._is_a_session_of(hit):
                continue
            if hit.value in ("ours", "after_session") or (hit.value == "ours_if_bare" and (known or self.is_bare(hit))):
                (self.others if self._is_national(hit) else self.ours).append(hit)
            else:
                self.others.append(hit)
        if self.ours and self.others and all(hit.value == "ours_if_bare" for hit in self.ours) and not known:
            self._leave_to_the_longer_name()

    def _leave_to_the_longer_name(self) -> None:
        """«کارگروه تسهیل حمل و نقل دانش‌آموزان»: «کارگروه تسهیل» alone in the headline is the same one."""
        text = self.surface.text
        longer = {text[hit.start : hit.end] for hit in self.others if self._has_session_of_its_own(hit)}
        if longer:
            same = [hit for hit in self.ours if text[hit.start : hit.end] in longer]
            self.ours = [hit for hit in self.ours if hit not in same]
            self.others = sorted([*self.others, *same], key=lambda hit: hit.start)

    def _has_session_of_its_own(self, hit: Hit) -> bool:
        """«دومین جلسه کارگروه تسهیل حمل و نقل»; «دبیر ستاد تسهیل یادآور شد» tells of no session."""
        nouns = self.surface.hits_in(max(0, hit.start - 40), hit.start, "session")
        if hit.value != "ours_if_bare" or not nouns:
            return False
        return not _without_filler(self.surface, nouns[-1].end, hit.start).strip(' «»"')

    def is_bare(self, hit: Hit) -> bool:
        """Whether nothing that makes it another body's name stands behind a name: «کارگروه تسهیل ازدواج»."""
        text = self.surface.text
        if hit.end >= self.surface.sentence_at(hit.start).end or text[hit.end] != " ":
            return True
        if not text[hit.end + 1].isalnum():
            return True
        following = self.surface.word_after(hit.end)
        if following in _AFTER_BARE_NAME or following.isdigit() or _SAYS_WHAT_IT_DOES.match(following):
            return True
        if self.surface.numbers_in(hit.end + 1, hit.end + 2):
            return True
        if self.surface.hit_at(hit.end + 1, "present", "past", "subjunctive") is not None:
            return True
        return self._is_placed(hit) or self.surface.word_after(hit.end + 1 + len(following)) in _LIGHT_VERBS

    def _is_of_one_product(self, hit: Hit) -> bool:
        """«چهارمین جلسه کارگروه رفع موانع تولید مسکن»: a group for one product, not the one for production."""
        text = self.surface.text
        return text.endswith("تولید", hit.start, hit.end) and _OF_ONE_PRODUCT.match(text, hit.end) is not None

    def _is_a_session_of(self, hit: Hit) -> bool:
        """«بیست و یکمین جلسه تسهیل و رفع موانع تولید», «دهمین نشست رفع موانع تولید گیلان»: no word for the body."""
        surface = self.surface
        nouns = surface.hits_in(max(surface.sentence_at(hit.start).start, hit.start - 40), hit.start, "session")
        if not nouns or nouns[-1].value != "one" or _without_filler(surface, nouns[-1].end, hit.start).strip(' «»"'):
            return False
        if surface.text.startswith("تسهیل", hit.start):
            return True
        placed = self._is_placed(hit) or surface.word_after(hit.end) in (_PROVINCE_WORD, _COUNTY_WORD)
        return placed or bool(ordinals_before(surface, nouns[-1].start)[0])

    def _is_placed(self, hit: Hit) -> bool:
        """Whether a province or county stands right behind the name."""
        return self.surface.text[hit.end : hit.end + 1] == " " and bool(
            self.surface.names_in(hit.end, hit.end + 2, "province")
            or self.surface.hits_in(hit.end, hit.end + 2, "county")
        )

    def _is_national(self, hit: Hit) -> bool:
        return self.surface.word_after(hit.end) == _COUNTRY_WORD

    def level(self, hit: Hit) -> tuple[str | None, int]:
        """province, county or None as the words behind the name say, and where they end."""
        surface, end = self.surface, hit.end
        if end >= surface.sentence_at(hit.start).end:  # a title ends with the name
            return None, end
        word = surface.word_after(end)
        if word == _THIS and surface.text[end : end + 1] == " ":  # «کارگروه تسهیل این شهرستان»
            end = surface.words[surface.word_index(end)][1]
            word = surface.word_after(end)
        if hit.value.startswith("ours") and surface.text[hit.start : end].startswith(("کارگروه استانی", "ستاد استانی")):
            return "province", end
        level: str | None = None
        if word in (_PROVINCE_WORD, _COUNTY_WORD) and surface.text[end : end + 1] == " ":
            level = "province" if word == _PROVINCE_WORD else "county"
            end = surface.words[surface.word_index(end)][1]
        provinces = surface.names_in(end, end + 2, "province")
        counties = surface.hits_in(end, end + 2, "county")
        if level != "county" and provinces:
            return "province", provinces[0].end
        if counties:
            return level or "county", counties[0].end
        return level, end

    def labelled_place(self, place: int) -> str | None:
        """The province whose name and a colon open the paragraph, where several paragraphs open so: a round-up."""
        if self._labels is None:
            labels = self._paragraph_labels()
            self._labels = labels if len(set(labels.values())) > 1 else {}
        return self._labels.get(self.surface.sentence_at(place).paragraph) if self._labels else None

    def _paragraph_labels(self) -> dict[int, str]:
        """Paragraph → the province that opens it as a label."""
        surface = self.surface
        labels: dict[int, str] = {}
        for name in surface.names:
            if name.kind != "province" or not surface.text[name.end : name.end + 2].lstrip().startswith(":"):
                continue
            sentence = surface.sentence_at(name.start)
            opens = sentence.index == 0 or surface.sentences[sentence.index - 1].paragraph != sentence.paragraph
            if opens and _LABEL.fullmatch(surface.text, sentence.start, name.start):
                labels[sentence.paragraph] = name.id
        return labels


def find_events(surface: Surface, bodies: Bodies) -> list[Event]:
    """The article's events in the order of their first mention, without dates."""
    sessions = _sessions(surface, bodies)
    if not sessions and _is_about_another_body(surface, bodies):
        return []
    if sessions and _only_hears_of_another(surface, bodies, sessions):
        return []
    events = [*sessions, *_programmes(surface), *_ministers(surface), *_envoys(surface), *_trips(surface)]
    events += _industrialists(surface, has_session=bool(sessions))
    if not sessions and _opens_with_another_body(surface, bodies, events):
        return []
    if not bodies.ours and not events and bodies.plural:
        events = _report_on_all(surface, bodies)
    elif bodies.ours and all(event.type == PROGRAMME for event in events):
        report = _report(surface, bodies)
        if not events or (report and report[0].start < events[0].mentions[0][0]):
            events += report  # «… در سه‌شنبه‌های اقتصادی این هفته …» in a report on the group's figures
    for event in events:
        event.mentions.sort()
    events.sort(key=lambda event: event.mentions[0])
    for number, event in enumerate(events, 1):
        event.id = f"E{number}"
    return events


def _only_hears_of_another(surface: Surface, bodies: Bodies, sessions: list[Event]) -> bool:
    """«نشست کمیته اعتباری بانک‌ها … نتیجه در جلسه کارگروه تسهیل گزارش می‌شود»: another's session, ours is still to come."""
    first = bodies.ours[0].start if bodies.ours else 0
    sentence = surface.sentence_at(first)
    if prose_index(surface, first) < _AFTER_THE_HEAD or any(
        m[0] < sentence.start for e in sessions for m in e.mentions
    ):
        return False
    if any(start >= sentence.end for event in sessions for start, _ in event.mentions):
        return False
    verbs = surface.hits_in(first, sentence.end, "past", "present")
    if not verbs or any(verb.kind == "past" for verb in verbs):
        return False
    head = surface.sentences[min(_HEAD_SENTENCES + 1, len(surface.sentences)) - 1].end
    return _SESSION_OF.search(surface.text, 0, min(head, sentence.start)) is not None


def _is_about_another_body(surface: Surface, bodies: Bodies) -> bool:
    """Whether the head of the article tells of another body's session."""
    head = surface.sentences[min(4, len(surface.sentences)) - 1].end if surface.sentences else 0
    for hit in bodies.others:
        if hit.start < head:
            before = surface.hits_in(max(0, hit.start - 40), hit.start, "session")
            if before and _PLAIN_GAP.match(_without_filler(surface, before[-1].end, hit.start)):
                return True
    return False


def _opens_with_another_body(surface: Surface, bodies: Bodies, events: list[Event]) -> bool:
    """Whether another body is named in the head before any event: «… در شورای برنامه‌ریزی تصویب شده» comes later."""
    if not bodies.others or bodies.ours:
        return False
    head = surface.sentences[min(_HEAD_SENTENCES, len(surface.sentences)) - 1].end if surface.sentences else 0
    first = min((event.mentions[0][0] for event in events if event.type == INDUSTRIALISTS), default=head)
    return bodies.others[0].start < min(first, head)


def _without_filler(surface: Surface, start: int, end: int) -> str:
    """The text between two places without adjectives and numbers that may stand there."""
    text = surface.text
    pieces = [(hit.start, hit.end) for hit in surface.hits_in(start, end, "session_adjective")]
    pieces += [(number.start, number.end) for number in surface.numbers_in(start, end)]
    pieces += [(hit.start, hit.end) for hit in surface.hits_in(start, end, "day_part", "relative_day", "weekday")]
    pieces += [(date.start, date.end) for date in surface.dates if start <= date.start < end]
    left: list[str] = []
    place = start
    for first, last in sorted(pieces):
        if last > place:
            left.append(text[place:first] if first > place else "")
            place = last
    left.append(text[place:end])
    return re.sub(r"\bو\b|شماره|\bروز\b|مورخ", " ", "".join(left))


def ordinals_before(surface: Surface, place: int) -> tuple[list[int], int]:
    """Ordinals that end right before a place, joined by «و», and where the first begins."""
    found: list[NumberMention] = []
    edge = place
    for number in reversed(surface.numbers_in(max(0, place - 80), place)):
        gap = surface.text[number.end : edge].strip(' «»"')
        if gap not in ("", "و") or not number.is_ordinal or not isinstance(number.value, int):
            break
        found.append(number)
        edge = number.start
    values = [int(number.value) for number in reversed(found)]
    return values, (edge if found else place)


def _cardinal_before(surface: Surface, place: int) -> bool:
    numbers = surface.numbers_in(max(surface.sentence_at(place).start, place - 40), place)
    if not numbers or any(date.start <= numbers[-1].start < date.end for date in surface.dates):
        return False  # «شنبه ۲۰ دی ۱۴۰۴ جلسه کارگروه …»
    return not numbers[-1].is_ordinal and not surface.text[numbers[-1].end : place].strip()


def _sessions(surface: Surface, bodies: Bodies) -> list[Event]:
    mentions = [
        replace(mention, place=_place_of(surface, bodies, hit))
        for hit in bodies.ours
        if (mention := _session_mention(surface, bodies, hit)) is not None
    ]
    mentions += _anaphoric_mentions(surface, bodies)
    mentions = mentions or _of_a_body_told_before(surface, bodies) or _of_this_session(surface, bodies)
    mentions.sort(key=lambda mention: mention.start)
    strong = [mention for mention in mentions if not mention.is_weak]
    if strong:  # «… نوبت ستاد تسهیل شهرستان بروجن بود که به درخواست چهار واحد رسیدگی کرد»
        places = {mention.place for mention in strong}
        elsewhere = [m for m in mentions if m.is_weak and m.level == "county" and m.place and m.place not in places]
        strong = sorted([*strong, *elsewhere], key=lambda mention: mention.start)
    if not strong:
        if not mentions or not surface.hits("this_session"):
            return []
        strong = mentions[:1]
    explicit = {mention.level for mention in strong if mention.level}
    if explicit == {"county", "province"}:
        groups = {
            COUNTY_SESSION: [m for m in strong if m.level == "county"],
            SESSION: [m for m in strong if m.level != "county"],
        }
    else:
        level = next(iter(explicit), None) or ("county" if _is_county_article(surface) else "province")
        groups = {COUNTY_SESSION if level == "county" else SESSION: mentions if mentions else strong}
    return [
        _session_event(surface, kind, part) for kind, group in groups.items() for part in _by_session(surface, group)
    ]


def _by_session(surface: Surface, mentions: list[_Mention]) -> list[list[_Mention]]:
    """Mentions of one session each: another ordinal with a day of its own, or another place, is another session."""
    parts: list[list[_Mention]] = []
    part_of: dict[int, list[_Mention]] = {}
    at_place: dict[str, list[_Mention]] = {}
    is_dated = False
    for mention in mentions:
        has_own_day = mention.is_of_a_count or (bool(mention.ordinals) and _has_own_day(surface, mention))
        if at_place and mention.place is not None and mention.place not in at_place:
            if not _is_told_as_held(surface, mention):
                continue
            parts.append(part := [])  # «… ستاد تسهیل لاهیجان … ستاد تسهیل تالش»: a round-up
            part_of = {}
        else:
            known = next((part_of[ordinal] for ordinal in mention.ordinals if ordinal in part_of), None)
            if known is None and (not parts or (mention.ordinals and part_of and is_dated and has_own_day)):
                parts.append(known := [])
            elif known is None and mention.ordinals and part_of:
                continue  # an earlier session that is only referred to
            part = known if known is not None else at_place.get(mention.place or "", parts[-1])
        part.append(mention)
        part_of.update((ordinal, part) for ordinal in mention.ordinals if ordinal not in part_of)
        if mention.place is not None:
            at_place.setdefault(mention.place, part)
        is_dated = is_dated or has_own_day
    return parts if len(parts) > 1 else [mentions]


def _is_told_as_held(surface: Surface, mention: _Mention) -> bool:
    """Whether the sentence of a mention tells that the session took place."""
    sentence = surface.sentence_at(mention.start)
    return (
        bool(mention.ordinals)
        or surface.has(mention.end, sentence.end, "held", "dealt", "dealt_by")
        or _ITS_TURN.search(surface.text, sentence.start, mention.start) is not None
    )


def _place_of(surface: Surface, bodies: Bodies, hit: Hit) -> str | None:
    """The province or county whose group is named; «این شهرستان» is the county named last."""
    _, end = bodies.level(hit)
    provinces = surface.names_in(hit.end, end, "province")
    if provinces:
        return provinces[0].id
    counties = surface.hits_in(hit.end, end, "county")
    if not counties and end > hit.end:  # «این شهرستان», «در قم کارگروه تسهیل استان …»
        sentence = surface.sentence_at(hit.start)
        before = surface.sentences[max(0, sentence.index - 2)].start
        if surface.word(surface.word_index(end) - 1) == _PROVINCE_WORD:
            provinces = surface.names_in(sentence.start, hit.start, "province")
            return provinces[-1].id if provinces else None
        if surface.word_after(hit.end) == _THIS:
            counties = surface.hits_in(before, hit.start, "county")[-1:]
    return surface.text[counties[0].start : counties[0].end] if counties else bodies.labelled_place(hit.start)


def _has_own_day(surface: Surface, mention: _Mention) -> bool:
    """«چهل و دومین جلسه کارگروه روز یکشنبه هفتم دی برگزار شد»."""
    end = surface.sentence_at(mention.start).end
    held = surface.hits_in(mention.end, end, "held")
    return bool(held) and any(
        mention.end <= date.start < held[0].start and date.day is not None for date in surface.dates
    )


def _session_event(surface: Surface, kind: str, mentions: list[_Mention]) -> Event:
    numbered = [m for m in mentions if m.ordinals and not m.is_of_a_count]
    best = max(numbered or [m for m in mentions if not m.is_weak] or mentions, key=lambda m: m.end - m.start)
    event = Event(kind, best.start, best.end, [(m.start, m.end) for m in mentions])
    if best.is_of_a_count:
        return event
    if best.ordinals:
        event.ordinals, event.ordinal_of = list(best.ordinals), "session"
        for mention in mentions:
            if mention.ordinals and event.ordinal_scope is None:
                event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, mention.start, mention.end)
    elif (apposed := _ordinal_in_apposition(surface, best)) is not None:
        event.ordinals, event.end, event.ordinal_of = apposed[0], apposed[1], "session"
        event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, event.start, event.end)
    elif (times := _nth_time(surface, best)) is not None:
        event.ordinals, event.ordinal_of = [int(times.value)], "session"
        event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, event.start, times.end)
    elif (labelled := _LABELLED_NUMBER.search(surface.text)) is not None:
        event.ordinals, event.ordinal_of = [int(labelled.group(1))], "session"
    return event


def _nth_time(surface: Surface, mention: _Mention) -> NumberMention | None:
    """«جلسه ستاد تسهیل مرند امسال برای دوازدهمین بار تشکیل شد»; «برای نخستین بار» numbers nothing."""
    limit = min(surface.sentence_at(mention.start).end, mention.end + 60)
    for number in surface.numbers_in(mention.end, limit):
        if (
            number.is_ordinal
            and isinstance(number.value, int)
            and number.value > 1
            and surface.word_before(number.start) == "برای"
            and surface.word_after(number.end) in ("بار", "مرتبه", "نوبت")
            and not _TIMES_IN_A_PLACE.match(surface.text, number.end)
        ):  # «برای دومین بار در بافق» counts the sessions of a place
            return number
    return None


def _ordinal_in_apposition(surface: Surface, mention: _Mention) -> tuple[list[int], int] | None:
    """«طولانی‌ترین جلسه کارگروه هرمزگان، بیست و هفتمین جلسه در سال ۱۴۰۴، …»: the ordinals, and where they end."""
    limit = min(surface.sentence_at(mention.start).end, mention.end + 60)
    for noun in surface.hits_in(mention.end, limit, "session")[:1]:
        values, first = ordinals_before(surface, noun.start)
        if values and re.fullmatch(r" ?(?:،|\() ?(?:یعنی |که )?| که ", surface.text[mention.end : first]):
            return values, noun.end
    return None


def ordinal_scope(surface: Surface, start: int, end: int) -> tuple[str | None, int | None]:
    """year only with «در سال …», «سال جاری», «امسال» beside the ordinal; cumulative only with «از آغاز»."""
    sentence_end = surface.sentence_at(start).end
    within = surface.text[start:end]
    after = surface.text[end:sentence_end]
    year = _YEAR_AFTER.match(after) or re.search(r"در سال (?P<year>1[34]\d\d)|سال جاری|امسال", within)
    if year is not None:
        told = year.groupdict()
        stated = told["year"] or told.get("bare") or told.get("since")
        return "year", int(stated) if stated else None
    if _CUMULATIVE_AFTER.match(after):
        return "cumulative", None
    return None, None


def _session_mention(surface: Surface, bodies: Bodies, hit: Hit) -> _Mention | None:
    level, end = bodies.level(hit)
    sentence = surface.sentence_at(hit.start)
    if _OF_ITS_COMMITTEE.search(surface.text, max(sentence.start, hit.start - 60), hit.start):
        return None
    nouns = surface.hits_in(max(sentence.start, hit.start - 60), hit.start, "session")
    noun = nouns[-1] if nouns and not _without_filler(surface, nouns[-1].end, hit.start).strip(' «»"') else None
    if noun is not None:
        return _with_noun(surface, noun, hit.start, end, level)
    values, first = ordinals_before(surface, hit.start)
    if values and surface.word_before(first) not in _TIMES_NUMBERED:
        return _Mention(first, end, tuple(values), level)
    own = _own_session(surface, hit, end, level, sentence.end)
    if own is not None:
        return own
    held = [
        verb
        for verb in surface.hits_in(end, sentence.end, "held")
        if (verb.value != "gathered" or _is_who_gathers(surface, hit)) and not _is_told_many_times(surface, end, verb)
    ]
    if (
        held
        and surface.word_before(hit.start) not in _ABOUT
        and not surface.hits_in(end, held[0].start, "session", "body")
        and _is_an_occasion(surface, hit, held[0])
    ):
        return _Mention(hit.start, end, (), level)
    if chairing_of(surface, hit, end) is not None:
        return _Mention(hit.start, end, (), level)
    if (
        surface.has(end, end + 2, "chair_before")
        and _DEALT_AND_RULED.match(surface.text, end, sentence.end)
        and not surface.has(sentence.start, sentence.end, "period")
    ):
        return _Mention(hit.start, end, (), level)
    near = min(sentence.end, end + 60)
    if surface.word_before(hit.start) == "در" and surface.has(end, near, "dealt", "speech"):
        timed = surface.has(end, near, "speech") and surface.has(
            max(sentence.start, hit.start - 40), near, "day_part", "relative_day", "weekday"
        )
        timed = timed or _is_said_there(surface, hit, end)
        return _Mention(hit.start, end, (), level, is_weak=not timed)
    if surface.has(end, min(sentence.end, end + 120), "dealt_by"):
        return _Mention(hit.start, end, (), level, is_weak=not _is_dated(surface, hit.start, end))
    return None


# «نشست خبری با موضوع عملکرد ستاد تسهیل برگزار شد»: what another meeting was about
_ABOUT: Final = frozenset(
    "عملکرد درباره پیرامون موضوع مصوبات دستاوردهای دستاورد کارنامه وظایف نقش جایگاه اهداف گزارش تشریح محوریت درخصوص خصوص مورد".split()
)
# «جلسه کمیته کارشناسی کارگروه …», «نشستی پیش از کارگروه …»: no session of the group itself
_OF_ITS_COMMITTEE: Final = re.compile(
    r"\b(?:کمیته|زیرکمیته|زیر کمیته|دبیرخانه)(?: [^ ،.؛:]+){0,3} \Z|\b(?:نشست|جلسه)ی?(?: [^ ،.؛:]+){0,2} (?:پیش|قبل) از \Z"
)
# letters from the body's name to what is said there
_SAID_AT_ONCE: Final = 14


def _is_said_there(surface: Surface, body: Hit, end: int) -> bool:
    """«استاندار لرستان در ستاد تسهیل و رفع موانع تولید گفت: …» in the first sentence of the story."""
    sentence = surface.sentence_at(body.start)
    if prose_index(surface, body.start) > 0 or sentence.speech is None or sentence.speech < end:
        return False
    official = _OFFICIAL.search(surface.text, sentence.start, body.start)
    near = min(sentence.end, end + _SAID_AT_ONCE)
    return official is not None and surface.has(end, near, "speech")


def _is_who_gathers(surface: Surface, body: Hit) -> bool:
    """«اعضای کارگروه … گرد هم آمدند», «کارگروه … گرد هم آمد»; not «در کارگروه … تولیدکنندگان گرد هم آمدند»."""
    if surface.word_before(body.start) == "اعضای":
        return True
    return not surface.text[surface.sentence_at(body.start).start : body.start].rstrip(" «").rpartition("،")[2]


def _is_told_many_times(surface: Surface, start: int, verb: Hit) -> bool:
    """«کارگروه … ۳۴ نوبت تشکیل جلسه داد»: a period's sessions, not one of a day."""
    return any(
        not number.is_ordinal
        and number.value > 1
        and any(hit.value == "times" for hit in surface.hits_in(number.end, number.end + 3, "measure"))
        for number in surface.numbers_in(start, verb.start)
    )


def _is_dated(surface: Surface, start: int, end: int) -> bool:
    """Whether a day stands right beside a body's name: «کارگروه … قم دوشنبه ۲۰ مرداد مشکلات … را بررسی کرد»."""
    text, sentence = surface.text, surface.sentence_at(start)
    days = [(hit.start, hit.end) for hit in surface.hits_in(sentence.start, sentence.end, "relative_day")]
    days += [(day.start, day.end) for day in surface.weekdays if sentence.start <= day.start < sentence.end]
    days += [(d.start, d.end) for d in surface.dates if sentence.start <= d.start < sentence.end and d.day is not None]
    return any(
        (end <= first and _BESIDE_A_DAY.fullmatch(text, end, first))
        or (last <= start and _BESIDE_A_DAY.fullmatch(text, last, start))
        for first, last in days
    )


def chairing_of(surface: Surface, body: Hit, end: int) -> tuple[int, int] | None:
    """Where «ریاست (جلسه) کارگروه … را بر عهده گرفت» begins and ends, told of the body whose name ends at `end`."""
    before = _CHAIRED_BEFORE.search(surface.text, max(0, body.start - 50), body.start)
    after = _CHAIRED_AFTER.match(surface.text, end) if before is not None else None
    return (before.start(), after.end()) if before is not None and after is not None else None


def _is_an_occasion(surface: Surface, body: Hit, held: Hit) -> bool:
    """«کارگروه … تشکیل جلسه داد»; «ستاد … تشکیل شده است» alone says that the body exists."""
    written = surface.text[held.start : held.end]
    if written.startswith(("تشکیل جلسه", "برگزار", "برپا")):
        return True
    if _SOME_TIME.search(surface.text, body.end, held.start) is not None:
        return True
    if _ON_A_SUBJECT.search(surface.text, body.end, held.start) is not None and not written.endswith(("است", "اند")):
        return True
    sentence = surface.sentence_at(body.start)
    return surface.has(
        sentence.start, held.start, "day_part", "relative_day", "weekday", "chair_before", "presence"
    ) or any(sentence.start <= date.start < held.start for date in surface.dates)


def _own_session(surface: Surface, hit: Hit, end: int, level: str | None, limit: int) -> _Mention | None:
    """«کارگروه … در چهل و پنجمین جلسه خود», «کارگروه … در جلسه روز شنبه»."""
    for noun in surface.hits_in(end, min(limit, end + 60), "session")[:1]:
        if noun.value != "one" or not re.match(r" ?در ", surface.text[end : noun.start]):
            return None
        values, first = ordinals_before(surface, noun.start)
        if surface.text[end:first].strip() != "در" or _is_yet_to_come(surface, noun.end):
            return None
        following = surface.text[noun.end : noun.end + 40]
        if values or re.match(r"(?: [^ .،؛:]+){0,6} خود\b", following):
            return _Mention(hit.start, noun.end, tuple(values), level)
    return None


def _with_noun(surface: Surface, noun: Hit, body: int, end: int, level: str | None) -> _Mention | None:
    """«هجدهمین جلسه کارگروه», «جلسه بیست و یکم کارگروه», «جلسه شماره ۱۸ کارگروه»; none for «هر جلسه», «جلسه آینده»."""
    values, first = ordinals_before(surface, noun.start)
    if not values:
        first = noun.start
        values = [int(n.value) for n in surface.numbers_in(noun.end, body) if n.is_ordinal and isinstance(n.value, int)]
        numbered = _NUMBERED.fullmatch(surface.text, noun.end, body)
        if not values and numbered is not None:
            values = [int(numbered.group(1))]
    if _cardinal_before(surface, first) or surface.word_before(first) in _EVERY_OR_HOW_MANY or noun.value == "meeting":
        return None
    if noun.value == "many" and not values:
        return None
    if not values and _HABITUALLY.search(surface.text, max(0, first - 40), first) is not None:
        return None
    if not values and any(
        surface.word_before(hit.start) not in _LAST_DAYS
        or prose_index(surface, first) > 1
        or surface.has(0, first, "visit", "trip", "gathering")
        for hit in surface.hits_in(noun.end, body, "other_time")
    ):
        return None
    if _is_yet_to_come(surface, end, is_next=values == [1]) or (
        not values and (_is_settled_for(surface, first, end) or _is_announced(surface, first, end))
    ):
        return None
    if _is_only_wished(surface, first, end):
        return None
    return _Mention(first, end, tuple(values), level)


# in, to: «در جلسه», «به جلسه»
_INTO: Final = frozenset(("در", "به"))


def _is_settled_for(surface: Surface, start: int, end: int) -> bool:
    """«قرار شد مشکلات در جلسه چهارشنبه کارگروه بررسی شود»: a session still to come."""
    sentence = surface.sentence_at(start)
    settled = [hit for hit in surface.hits_in(sentence.start, start, "settled") if hit.value in ("", "planned")]
    if not settled or surface.word_before(start) not in _INTO:
        return False
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech", "subjunctive")
    return bool(verbs) and verbs[0].kind == "subjunctive" and not surface.has(settled[-1].end, start, "past", "speech")


def _is_only_wished(surface: Surface, start: int, end: int) -> bool:
    """«صدمین جلسه کارگروه هم برگزار شود …», «جلسه کارگروه باید تشکیل شود»: none that took place is told.

    «قرار است بیستمین جلسه … برگزار شود» announces one, «پیش از آنکه … برگزار شود» tells of one.
    """
    sentence = surface.sentence_at(start)
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech", "subjunctive")
    if not verbs or verbs[0].kind != "subjunctive":
        return False
    if _HELD_IN_WISH.search(surface.text, end, verbs[0].end) is None:
        return False
    if _HELD_ANYHOW.search(surface.text, sentence.start, start) is not None:
        return False
    return not surface.has(sentence.start, start, "settled")


def _is_announced(surface: Surface, start: int, end: int) -> bool:
    """«هفته آینده جلسه کارگروه … تشکیل می‌شود», «همین ماه جلسه … تشکیل می‌دهیم»: a session still to come."""
    sentence = surface.sentence_at(start)
    if _WE_WILL_HOLD.match(surface.text, end, sentence.end):
        return True
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech")
    if not verbs or verbs[0].kind != "present":
        return False
    return _COMING_DAYS.search(surface.text, sentence.start, verbs[0].start) is not None


def _is_yet_to_come(surface: Surface, place: int, *, is_next: bool = False) -> bool:
    """Whether the first verb behind a mention is in the future: «در نخستین جلسه کارگروه مطرح خواهد شد».

    «در نخستین جلسه کارگروه بررسی شود» means the next one (`is_next`: the ordinal is one).
    """
    end = surface.sentence_at(place).end
    if is_next:
        verbs = surface.hits_in(place, end, "past", "present", "speech", "subjunctive")
        if verbs and (verbs[0].kind == "subjunctive" or surface.text.startswith("می", verbs[0].start)):
            return True
    verbs = surface.hits_in(place, end, "past", "present", "speech")
    return (
        bool(verbs)
        and verbs[0].kind == "present"
        and surface.text.startswith(("خواهد", "خواهند", "خواهیم"), verbs[0].start)
    )


def _anaphoric_mentions(surface: Surface, bodies: Bodies) -> list[_Mention]:
    """«بیست و یکمین جلسه این کارگروه», «جلسه کارگروه» after the full name has been given."""
    if not bodies.ours:
        return []
    found: list[_Mention] = []
    taken = {hit.start for hit in (*bodies.ours, *bodies.others)}
    for noun in surface.hits("session"):
        for body in surface.hits_in(noun.end, noun.end + 30, "body_noun")[:1]:
            if body.start in taken or _without_filler(surface, noun.end, body.start).strip():
                continue
            if surface.text[body.end : body.end + 1] == " " and surface.word_after(body.end) in _KINDS_OF_GROUPS:
                continue
            if noun.start < bodies.ours[0].start and not bodies.is_bare(body):
                continue  # «چهارمین جلسه کارگروه حمایت قضایی …»: another's, whatever group is named behind
            mention = _with_noun(surface, noun, body.start, body.end, None)
            if mention is not None and (mention.ordinals or noun.start > bodies.ours[0].start):
                found.append(mention)
    return found


def _of_a_body_told_before(surface: Surface, bodies: Bodies) -> list[_Mention]:
    """«… از کارهای کارگروه تسهیل می‌گوید. نشست سی‌ام امسال به ریاست استاندار تشکیل شد»: the body named in the head."""
    if not bodies.ours or bodies.others or prose_index(surface, bodies.ours[0].start) > 1:
        return []
    found: list[_Mention] = _of_several_told_before(surface, bodies)
    if found:
        return found
    for noun in surface.hits("session"):
        sentence = surface.sentence_at(noun.start)
        if noun.value != "one" or noun.start < bodies.ours[0].end:
            continue
        values, first = ordinals_before(surface, noun.start)
        end = noun.end
        if not values:
            behind = [n for n in surface.numbers_in(noun.end, noun.end + 20) if n.is_ordinal]
            if not behind or surface.text[noun.end : behind[0].start].strip() or not isinstance(behind[0].value, int):
                continue
            values, end = [behind[0].value], behind[0].end
        if surface.text[end : end + 1] == " " and surface.word_after(end) not in _AFTER_BARE_SESSION:
            continue  # «پنجمین نشست تخصصی صادرات», «سومین نشست خبری»
        if _is_yet_to_come(surface, end) or not surface.has(end, sentence.end, "held", "chair_before"):
            continue
        if surface.has(end, sentence.end, "body_noun", "industrialists", "governors"):
            continue
        found.append(_Mention(first, end, tuple(values), None))
    return found


def _of_several_told_before(surface: Surface, bodies: Bodies) -> list[_Mention]:
    """«کارگروه … این هفته دو نشست داشت. نشست نخست دوشنبه …؛ نشست دوم …»: the ordinals number those of the week alone."""
    told = _HAD_SESSIONS.search(surface.text, bodies.ours[0].end)
    if told is None or prose_index(surface, told.start()) > 1:
        return []
    found: list[_Mention] = []
    for ordinal in _ONE_OF_THEM.finditer(surface.text, told.end()):
        number = _FIRST_ORDINALS[ordinal.group("behind") or ordinal.group("before")]
        if number > _FIRST_ORDINALS["سوم"] or any(number in mention.ordinals for mention in found):
            continue
        found.append(_Mention(ordinal.start(), ordinal.end(), (number,), None, is_of_a_count=True))
    return found if len(found) > 1 else []


def _of_this_session(surface: Surface, bodies: Bodies) -> list[_Mention]:
    """«پنج واحد مهمان کارگروه تسهیل … بودند … در این جلسه»: only the group's own session can be meant."""
    first = bodies.ours[0] if bodies.ours else None
    if first is None or prose_index(surface, first.start) > 1 or is_only_addressed(surface, bodies):
        return []
    meant = next((hit for hit in surface.hits("this_session") if hit.start > first.end), None)
    if meant is None or not surface.text.endswith(_OF_A_SESSION, 0, meant.end):
        return []
    if any(hit.start < meant.start for hit in bodies.others) or surface.has(0, meant.start, *_OTHER_OCCASIONS):
        return []
    if _SOME_OCCASION.search(surface.text, 0, meant.start) is not None:
        return []
    if surface.text[meant.end : meant.end + 1] == " " and surface.word_after(meant.end) in _NOT_THE_GROUPS:
        return []  # «در این نشست خبری»
    told = [hit for hit in bodies.ours if hit.start < meant.start]
    if surface.sentence_at(meant.start).index - surface.sentence_at(told[-1].start).index > _NEAR_SENTENCES:
        return []
    level, end = bodies.level(first)
    return [_Mention(first.start, end, (), level)]


def _is_county_article(surface: Surface) -> bool:
    """A county governor chairs, or the county's office reports."""
    for hit in surface.hits("chair_before", "public_relations"):
        after = surface.text[hit.end : hit.end + 60]
        head = after.split("،", 2)
        if any("فرماندار" in piece for piece in head[:2]) and "استاندار" not in " ".join(head[:2]):
            return True
    return _county_governor_tells(surface)


def _county_governor_tells(surface: Surface) -> bool:
    """«فرماندار گچساران از تصویب پنج درخواست تولیدکنندگان این شهرستان در نشست ستاد تسهیل خبر داد»"""
    end = surface.sentences[min(2, len(surface.sentences)) - 1].end if surface.sentences else 0
    teller = _COUNTY_GOVERNOR.search(surface.text, 0, end)
    if teller is None or surface.text.find("استاندار", 0, end) >= 0 or surface.text.find("این شهرستان", 0, end) < 0:
        return False
    return surface.has(teller.end(), end, "speech") or surface.text.find("خبر داد", teller.end(), end) >= 0


_SO_MANY_TIMES: Final = re.compile(
    r"(?:\b(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|بیست|سی|چهل|پنجاه|شصت)|\d) (?:دوره|نوبت|بار|مرحله|سری) \Z"
)


def _programmes(surface: Surface) -> list[Event]:
    """Named weekday programmes: «نهمین سه‌شنبه‌های اقتصادی», «برنامه یکشنبه‌های تولید»."""
    event: Event | None = None
    for hit in surface.hits("weekday_plural", "programme_name"):
        index = surface.word_index(hit.end)
        if hit.kind == "weekday_plural":
            name = surface.word(index)
            if name in _NOT_A_PROGRAMME or not name or surface.text[hit.end : hit.end + 1] not in (" ", "‌"):
                continue
            end = surface.words[index][1]
        else:
            end = hit.end
        name_of_day = surface.text[hit.end : end].strip(" ‌")
        start = hit.start
        nouns = surface.hits_in(max(0, start - 30), start, "programme")
        noun = nouns[-1] if nouns and surface.text[nouns[-1].end : start].strip(' «"') in ("", "از") else None
        if noun is not None and surface.word_before(start) == "از" and name_of_day not in PROGRAMME_WORDS:
            noun = None  # «هفته‌ای از دوشنبه‌های ورزش»
        if noun is not None:
            start = _programme_start(surface, noun)
        values, start = ordinals_before(surface, start)
        if not values and _SO_MANY_TIMES.search(surface.text, max(0, start - 40), start) is not None:
            continue  # «بیست و دو دوره برنامه سه‌شنبه‌های اقتصادی»: told of, not reported
        if (
            not values
            and noun is None
            and event is None
            and surface.word_before(start) not in ("قالب", "ادامه", "راستای", "در")
            and not _is_held_once(surface, hit, end)
        ):
            continue
        if event is None:
            event = Event(PROGRAMME, start, end)
        event.mentions.append((start, end))
        if values and not event.ordinals:
            event.start, event.end, event.ordinals, event.ordinal_of = start, end, values[:1], "programme"
            event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, start, end)
    numbered = _numbered_weekday(surface) if event is None or not event.ordinals else None
    if event is None or numbered is None:
        event = event or numbered
        return [event] if event else []
    event.ordinals, event.ordinal_of = numbered.ordinals, numbered.ordinal_of
    event.ordinal_scope, event.ordinal_year = numbered.ordinal_scope, numbered.ordinal_year
    event.mentions += numbered.mentions
    return [event]


def _is_held_once(surface: Surface, hit: Hit, end: int) -> bool:
    """«پنجشنبه‌های خدمت با بازدید از دو واحد برگزار شد» in the first sentence of the story."""
    sentence = surface.sentence_at(hit.start)
    if prose_index(surface, hit.start) > 0 or surface.text[hit.end : end].strip(" ‌") not in PROGRAMME_WORDS:
        return False
    if surface.text[end : end + 1] == " " and not (
        surface.word_after(end) in _AFTER_BARE_NAME or surface.names_in(end, end + 2, "province")
    ):
        return False  # «دوشنبه‌های تولید محتوا»
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech")
    return bool(verbs) and verbs[0].kind == "past" and surface.has(end, verbs[0].end, "held")


def _numbered_weekday(surface: Surface) -> Event | None:
    """«هفتمین سه‌شنبه صنعت», «دومین چهارشنبه تولید»"""
    for weekday in surface.weekdays:
        values, start = ordinals_before(surface, weekday.start)
        verbs = surface.hits_in(weekday.end, surface.sentence_at(weekday.start).end, "past", "present", "speech")
        if verbs and verbs[0].kind == "present":  # «چهل و یکمین یکشنبه تولید در خوی برگزار می‌شود»
            continue
        if values and surface.word_after(weekday.end) in PROGRAMME_WORDS:
            end = surface.words[surface.word_index(weekday.end)][1]
            event = Event(PROGRAMME, start, end, [(start, end)], values[:1], "programme")
            event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, start, end)
            return event
    return None


def _programme_start(surface: Surface, noun: Hit) -> int:
    """«هفته از برنامه», «مرحله از سلسله برنامه‌های»: where the nouns before a programme's name begin."""
    start = noun.start
    for wider in reversed(surface.hits_in(max(0, noun.start - 30), noun.start, "programme")):
        if surface.text[wider.end : start].strip() != "از":
            break
        start = wider.start
    return start


# «وزیر جهاد کشاورزی در جلسه با استانداران»
_MINISTER_WITH_GOVERNORS: Final = re.compile(r" (?:مشترک |خود |امروز )*با (?:همه |تمام |جمعی از )?استانداران\b")


def _ministers(surface: Surface) -> list[Event]:
    """«نشست (مشترک) استانداران … با وزرای …»."""
    event: Event | None = None
    for noun in surface.hits("session"):
        if noun.value != "one":
            continue
        sentence = surface.sentence_at(noun.start)
        governors = surface.hits_in(noun.end, min(sentence.end, noun.end + 40), "governors")
        opened = surface.hits_in(max(sentence.start, noun.start - 40), noun.start, "governors")
        ministers = surface.hits_in(noun.end, min(sentence.end, noun.end + 90), "ministers")
        if not ministers and _MINISTER_WITH_GOVERNORS.match(surface.text, noun.end, sentence.end):
            ministers = surface.hits_in(max(sentence.start, noun.start - 60), noun.start, "ministers")
            if ministers and surface.word_before(ministers[-1].start) != "معاون":
                start = ministers[-1].start
                event = event or Event(MINISTERS, start, noun.end)
                event.mentions.append((start, governors[0].end if governors else noun.end))
            continue
        if not ministers or not (governors or opened):
            continue
        between = surface.text[noun.end : ministers[0].start]
        if "،" in between.replace("، با", "") and "با" not in between:
            continue
        values, start = ordinals_before(surface, noun.start)
        if event is None:
            event = Event(MINISTERS, start, ministers[0].end)
        _number_series(event, values)
        event.mentions.append((start, ministers[0].end))
    return [event] if event else []


# «نشست سفیران ایران و استانداران»
_ENVOYS_AND: Final = re.compile(r"(?: (?:جمهوری اسلامی|ایران|کشورمان|ما)){0,3} (?:و|با) ")


def _envoys(surface: Surface) -> list[Event]:
    """«نخستین نشست منطقه‌ای استانداران و سفرا»."""
    event: Event | None = None
    for noun in surface.hits("session"):
        if noun.value != "one":
            continue
        end = min(surface.sentence_at(noun.start).end, noun.end + 90)
        envoys = surface.hits_in(noun.end, end, "envoys")
        behind = surface.hits_in(envoys[0].end, end, "governors") if envoys else ()
        joined = behind and _ENVOYS_AND.fullmatch(surface.text, envoys[0].end, behind[0].start)
        if not envoys or not (joined or surface.has(noun.end, envoys[0].start, "governors")):
            continue
        values, start = ordinals_before(surface, noun.start)
        if event is None:
            event = Event(ENVOYS, start, envoys[0].end)
        event.mentions.append((start, envoys[0].end))
        _number_series(event, values or _ordinal_of_series(surface, envoys[0].end, noun))
    return [event] if event else []


def _number_series(event: Event, values: list[int]) -> None:
    """The first ordinals said of a series of meetings are the event's."""
    if values and not event.ordinals:
        event.ordinals, event.ordinal_of, event.ordinal_scope = values, "series", "series"


def _ordinal_of_series(surface: Surface, end: int, noun: Hit) -> list[int]:
    """«نشست … در تبریز نخستین نشست منطقه‌ای گروه‌هاست»: the ordinal stands in the same sentence."""
    sentence = surface.sentence_at(noun.start)
    for number in surface.numbers_in(end, sentence.end):
        if number.is_ordinal and surface.hits_in(number.end, number.end + 3, "session"):
            return [int(number.value)]
    return []


# sentences within which an article tells what it is about
_LATE: Final = 3


# «همایش صادرکنندگان» is a congress
_TALKS: Final = frozenset("جلسه نشست دیدار گردهمایی".split())
# «تولیدکنندگان محتوا»
# «صنعتگران شهرک … با استاندار دیدار کردند», «تولیدکنندگان … میهمان استاندار بودند»
_CALLED_ON: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4}? (?:(?:با|به دیدار) (?:معاون (?:[^ ،.؛:]+ ){0,4})?(?:استاندار|فرماندار)(?: [^ ،.؛:]+){0,3} "
    r"(?:(?:دیدار|نشست|جلسه|ملاقات)(?: و [^ ]+)? (?:کرد|داشت|برگزار)|رفتند)"
    r"|(?:میهمان|مهمان) (?:استاندار|فرماندار)|در دیدار با (?:استاندار|فرماندار))"
)
_OF_MEDIA: Final = frozenset("محتوا محتوای فیلم موسیقی علم انیمیشن".split())
_HOST: Final = re.compile(r"\b(?:استاندار|فرماندار|معاون (?:[^ ،.؛:]+ ){0,4}استاندار)\b[^،.؛:]*\bدر \Z")


def _industrialists(surface: Surface, *, has_session: bool) -> list[Event]:
    """«نشست استاندار با صنعتگران», «دومین نشست صنعتگران با استاندار», «در جمع تولیدکنندگان»."""
    event: Event | None = None
    groups = [*surface.hits("industrialists", "industrialist"), *_heads_of_companies(surface)]
    for group in sorted(groups, key=lambda hit: hit.start):
        sentence = surface.sentence_at(group.start)
        counted = _counted_from(surface, group)
        official = _OFFICIAL.search(surface.text, sentence.start, sentence.end)
        if surface.word_after(group.end) in _OF_MEDIA:
            continue
        if group.kind == "industrialist" and (counted == group.start or official is None):
            continue
        noun = _meeting_before(surface, group, sentence.start, counted)
        if noun is not None:
            values, start = ordinals_before(surface, noun.start)
        elif (
            _SOME_OF.sub("", surface.text[sentence.start : counted]).endswith("با ")
            and _MET.match(surface.text, group.end)
            or official is not None
            and not has_session
            and _CALLED_ON.match(surface.text, group.end)
        ):
            values, start = [], counted
        elif (
            official is not None
            and not has_session
            and (some := _SOME_MEETING.search(surface.text, sentence.start, counted)) is not None
        ):
            values, start = [], some.start()
        elif (
            official is not None
            and not has_session
            and (host := _host_before(surface, group, sentence.start, counted)) is not None
        ):
            values, start = [], host
        else:
            continue
        if event is None:
            if has_session and sentence.index > 1 and not _is_told_beside(surface, noun, group, sentence.end):
                continue
            if sentence.index > _LATE and not has_session and not _OFFICIAL.search(surface.text, 0, sentence.end):
                continue  # «… مدیر شرکت گاز یادآور شد: در نشست با صاحبان صنایع …»: told in passing
            event = Event(INDUSTRIALISTS, start, group.end)
        _number_series(event, values)
        event.mentions.append((start, group.end))
    return [event] if event else []


# «در نشستی با حضور ۲۰ تولیدکننده», «در دیداری با جمعی از صنعتگران»
_SOME_MEETING: Final = re.compile(
    r"\b(?:نشستی|جلسهای|دیداری)(?: (?:صمیمی|صمیمانه|مشترک|هماندیشی|جداگانه))? با (?:حضور )?"
    r"(?:(?:جمعی|گروهی|تعدادی|شماری|جمع کثیری|بیش) از )?\Z"
)


def _host_before(surface: Surface, group: Hit, start: int, counted: int) -> int | None:
    """«استاندار میزبان جمعی از صنعتگران بود», «پای درد دل تولیدکنندگان نشست»: a meeting told without its noun."""
    before = _SOME_OF.sub("", surface.text[start:counted])
    for opening, closing in ((_HOSTED, _WAS), (_AT_THEIR_FEET, _SAT)):
        told = opening.search(before)
        if told is not None and closing.match(surface.text, group.end) is not None:
            return start + told.start()
    return None


def _is_told_beside(surface: Surface, noun: Hit | None, group: Hit, end: int) -> bool:
    """«شب هم نشست استاندار با جمعی از صنعتگران برگزار شد»: a meeting of its own in a round-up."""
    if noun is None or noun.value != "one" or noun.kind != "session":
        return False
    held = surface.hits_in(group.end, min(end, group.end + 40), "held")
    if surface.has(surface.sentence_at(noun.start).start, noun.start, "period", "speech"):
        return False
    return bool(held) and _OFFICIAL.search(surface.text, noun.end, group.start) is not None


def _heads_of_companies(surface: Surface) -> list[Hit]:
    """«مدیران ۲۰ شرکت صادرکننده»: the guests told by their companies."""
    return [Hit("industrialists", "", told.start(), told.end()) for told in _HEADS_OF_COMPANIES.finditer(surface.text)]


def _counted_from(surface: Surface, group: Hit) -> int:
    """Where «۱۸ تولیدکننده» begins; the group's own start without a number."""
    numbers = surface.numbers_in(max(0, group.start - 30), group.start)
    counts = bool(numbers) and not numbers[-1].is_ordinal and 0 <= group.start - numbers[-1].end <= 1
    return numbers[-1].bound_start if counts else group.start


def _meeting_before(surface: Surface, group: Hit, start: int, counted: int) -> Hit | None:
    """The meeting that a group of industrialists takes part in."""
    before = surface.text[start:counted]
    before = _SOME_OF.sub("", before) if not before.endswith("در جمع ") else before
    nouns = surface.hits_in(max(start, group.start - 70), group.start, "session", "gathering")
    if not nouns or nouns[-1].value == "many" or surface.has(start, group.start, "body"):
        return None
    noun = next((n for n in nouns if n.kind == "gathering" and n.end == nouns[-1].end), nouns[-1])
    gap = surface.text[noun.end : group.start]
    if re.search("[.:؛]", gap) or surface.word_before(noun.start) in ("هر", "نیست"):
        return None
    told = surface.text[start : group.start]
    if _HELD_BY_SCHOLARS.search(told) and not _OFFICIAL.search(told):
        return None
    if noun.kind == "gathering":
        return noun if gap.strip() in ("", "جمعی از") else None
    if (
        surface.text[noun.start : noun.end] in _TALKS
        and not _without_filler(surface, noun.end, counted).replace("هماندیشی", "").strip()
        and _HOST.search(surface.text, start, noun.start) is not None
    ):
        return noun  # «استاندار در دیدار صنعتگران گفت: …»
    return noun if _WITH_THEM.search(before) or _meets_an_official(surface, group, gap) else None


def _meets_an_official(surface: Surface, group: Hit, gap: str) -> bool:
    """«نشست فعالان اقتصادی استان با استاندار»."""
    noun_end = group.start - len(gap)
    gap = _without_filler(surface, noun_end, group.start)
    if _SOME_OF.sub("", gap.lstrip() if gap.strip() else "").strip():
        return False
    following = surface.text[group.end : group.end + 50]
    return re.match(r"[^.:؛،]{0,34}? با (?:حضور )?(?:استاندار|معاون|فرماندار|مدیران)", following) is not None


# «سفر استاندار به باکو لغو شد», «… به ماه آینده موکول شد»
_CALLED_OFF: Final = re.compile(
    r"(?: (?!و\b|که\b)[^ ،.؛:]+){0,12}? (?:لغو|منتفی|کنسل|موکول|به تعویق|به تاخیر) (?:شد|گردید|شده|افتاد|افتاده)\b"
)
_SETS_OUT: Final = re.compile(r"(?: [^ ،.؛:]+){0,2}? (?:می ?شو|خواه)")


def _trips(surface: Surface) -> list[Event]:
    """A governor's or delegation's trip to a foreign place."""
    event: Event | None = None
    for trip in surface.hits("trip"):
        sentence = surface.sentence_at(trip.start)
        place = _destination(surface, trip, sentence.start, sentence.end)
        if place is None or _CALLED_OFF.match(surface.text, max(trip.end, place.end), sentence.end):
            continue
        if _bound_for(surface.text, trip) and _SETS_OUT.match(surface.text, place.end):
            continue  # «هیئت تجاری استان راهی نخجوان می‌شود»: still to come
        travels = surface.has(sentence.start, sentence.end, "traveller") or _came_back(surface, trip, sentence.index)
        if event is None:
            if not travels:
                continue
            event = Event(TRIP, min(trip.start, place.start), max(trip.end, place.end))
        event.mentions.append((min(trip.start, place.start), max(trip.end, place.end)))
    return [event] if event else []


# «در بازگشت از سفر سه‌روزه به هرات», «در سفر دو روزه خود به باکو»: the speaker's own
_BACK_FROM: Final = re.compile(r"\b(?:بازگشت|برگشت|مراجعت) از (?:این |یک )?\Z")
_HIS_OWN: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} (?:خود|خویش|خودش)\b")


def _came_back(surface: Surface, trip: Hit, index: int) -> bool:
    """«استاندار … خبر داد. … در بازگشت از سفر به هرات گفت»: the traveller is the one who opens the article."""
    if not 0 < index <= _LATE:
        return False
    own = _BACK_FROM.search(surface.text, max(0, trip.start - 30), trip.start) or _HIS_OWN.match(surface.text, trip.end)
    first = next((s for s in surface.sentences[:index] if surface.has(s.start, s.end, "speech", "traveller")), None)
    if own is None or first is None:
        return False
    role = next(iter(surface.hits_in(first.start, first.end, "role")), None)
    return role is not None and bool(surface.hits_in(role.start, role.end, "traveller"))


# country, province, city, region, the capital of
# «به مرز عراق سفر کرد», «به نقطه صفر مرزی …»: not beyond it
_THIS_SIDE: Final = re.compile(
    r"\bبه (?:نقطه |پایانه |بازارچه |گمرک )?(?:صفر )?(?:مرز|مرزی|مرزهای|پایانه)(?: مشترک)?(?: با)? \Z"
)
_PLACE_WORDS: Final = re.compile(
    r"به (?:کشور |جمهوری |استان |شهر |مرکز |منطقه |ایالت |شهرهای |کشورهای )*"
    # «به آستراخان روسیه»: a city that no list knows; «به مرز عراق» is this side of it
    r"(?:(?!مرز|پایانه|گمرک|بازارچه|همسایگی|نمایشگاه|سفارت|سفیر|سرکنسول|هیات|هییت|مقامات|نقطه|صفر|صادرات)[^ ،.؛:]{3,12} )?\Z"
)


def _bound_for(text: str, trip: Hit) -> bool:
    """«راهی سلیمانیه», «عازم باکو»: the place follows without «به»."""
    return text[trip.start : trip.end] in ("راهی", "عازم")


def _destination(surface: Surface, trip: Hit, start: int, end: int) -> Hit | None:
    text = surface.text
    for place in surface.hits_in(trip.end, min(end, trip.end + 70), "foreign"):
        between = text[trip.end : place.start]
        if _PLACE_WORDS.search(between) or (_bound_for(text, trip) and not between.strip()):
            return place
    went = text[trip.start : trip.end].startswith("رفت")
    for place in surface.hits_in(max(start, trip.start - 45), trip.start, "foreign"):
        if went and text[place.end : trip.start].strip():
            continue
        if re.search(r"\bبه [^.،:؛]{0,30}\Z", text[start : place.start]) and not _THIS_SIDE.search(
            text, start, place.start
        ):
            return place
    return None


def is_only_addressed(surface: Surface, bodies: Bodies) -> bool:
    """«از کارگروه تسهیل خواست …», «با کارگروه تسهیل همکاری دارد»: the group is spoken to, nothing is told of it."""
    for hit in bodies.ours:
        before = surface.word_before(hit.start)
        asked = before == "از" and _ASKED_OF.match(surface.text, hit.end) is not None
        came = before == "به" and _CAME_TO.match(surface.text, hit.end) is not None
        if came or (before not in _TO_OR_WITH and not asked):
            return False
    return bool(bodies.ours)


# to, with
_TO_OR_WITH: Final = frozenset(("به", "با"))
_CAME_TO: Final = re.compile(r"(?: [^ ،.؛:]+){0,5}? (?:امد|امدند|امده|امدهاند|مراجعه|معرفی|ارجاع|رسید|رسیده)\b")
_ASKED_OF: Final = re.compile(r"(?: [^ ،.؛:]+){0,4}? (?:خواست|خواستند|میخواهیم|میخواهم|انتظار|درخواست)\b")
_COMMISSION: Final = re.compile(r"\bکمیسیون [^ ،.؛:]+(?: و [^ ،.؛:]+)?(?: تخصصی)? (?:اتاق|مجلس|شورای)\b")
# «۱۲ مصوبه قبلی این کمیسیون»
_OF_THIS_BODY: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:این|همین) (?:کمیسیون|انجمن|اتحادیه|خانه|اتاق|شورا|مجمع|قرارگاه|هییت)\b"
)


def _report(surface: Surface, bodies: Bodies) -> list[Event]:
    """An article about the working group's figures: resolutions or sessions counted, told as a report."""
    counted = 0
    for number in surface.numbers:
        if number.is_ordinal:
            continue
        noun = surface.hits_in(number.percent_end, number.percent_end + 3, "measure")
        counted += bool(noun) and _is_of_the_group(surface, number, noun[0])
    if counted < _FEW_FIGURES and not tells_of_a_visit(surface, bodies):
        counted += _units_told_of(surface, bodies)
    if counted == 1 and _opens_a_press_report(surface, bodies):
        counted = _FEW_FIGURES
    if counted < _FEW_FIGURES or prose_index(surface, bodies.ours[0].start) > _HEAD_SENTENCES:
        return []
    if any(hit.value == "other" and hit.start < bodies.ours[0].start for hit in bodies.others):
        return []
    head = surface.sentences[min(2, len(surface.sentences)) - 1].end
    if _COMMISSION.search(surface.text, 0, min(head, bodies.ours[0].start)) is not None:
        return []  # «رئیس کمیسیون کشاورزی اتاق گفت: … پنج پیشنهاد برای کارگروه تسهیل تدوین شد»
    if is_only_addressed(surface, bodies):
        return []
    reports = surface.hits("report")
    if not reports and counted < _MANY_FIGURES and not surface.hits("period"):
        return []
    press = next((hit for hit in reports if hit.value == "press"), None)
    named = next((hit for hit in reports if hit.value == "report" and _names_body(surface, bodies, hit)), None)
    chosen = named or press or (reports[0] if reports else bodies.ours[0])
    end = next((body.end for body in bodies.ours if 0 <= body.start - chosen.end < 40), chosen.end)
    event = Event(REPORT, chosen.start, end, [(chosen.start, end)])
    if press is not None and press is not chosen:
        event.mentions.append((press.start, press.end))
    return [event]


def _opens_a_press_report(surface: Surface, bodies: Bodies) -> bool:
    """«میانگین جلسات کارگروه تسهیل هفته‌ای یک جلسه است», told to the press: the group's own figure opens the report."""
    if prose_index(surface, bodies.ours[0].start) > 0 or not surface.hits("period"):
        return False
    first = surface.sentence_at(bodies.ours[0].start)
    told = any(
        not number.is_ordinal
        and any(
            _is_of_the_group(surface, number, noun)
            for noun in surface.hits_in(number.percent_end, number.percent_end + 3, "measure")
        )
        for number in surface.numbers_in(first.start, first.end)
    )
    return told and any(hit.value == "press" for hit in surface.hits("report"))


def _report_on_all(surface: Surface, bodies: Bodies) -> list[Event]:
    """A report on the figures of all provinces' groups, which it names together alone."""
    if not surface.hits("period") and not any(hit.value == "report" for hit in surface.hits("report")):
        return []
    bodies.ours = list(bodies.plural)
    report = _report(surface, bodies)
    if not report:
        bodies.ours = []
    return report


def _is_of_the_group(surface: Surface, number: NumberMention, noun: Hit) -> bool:
    """Whether a number counts resolutions, sessions or cases, whatever they are called."""
    if noun.value in ("resolution", "session", "case"):
        of_another = _OF_THIS_BODY.match(surface.text, noun.end) is not None
        return not of_another and not surface.has(noun.end, noun.end + 25, "committee")
    if noun.value == "times":
        return surface.has(noun.end, noun.end + _TIMES_HELD, "held")
    return noun.value == "item" and _is_of_resolutions(surface, number, noun)


def _units_told_of(surface: Surface, bodies: Bodies) -> int:
    """«از ۴۳ واحد راکدی که در کارگروه تسهیل مطرح شد، ۲۹ واحد دوباره فعال شد»: how many figures of units are the group's."""
    counted = 0
    for index in {surface.sentence_at(body.start).index for body in bodies.ours}:
        sentence = surface.sentences[index]
        if not surface.has(sentence.start, sentence.end, "returned"):
            continue
        units = [
            number
            for number in surface.numbers_in(sentence.start, sentence.end)
            if not (number.is_ordinal or number.is_percent)
            and any(noun.value == "unit" for noun in surface.hits_in(number.end, number.end + 2, "measure"))
        ]
        # «۴۰ واحد راکد داریم که ۱۲ واحد فعال شد و مشکلات بقیه در کارگروه تسهیل مطرح است»: not of those
        if any(sentence.start <= body.start < units[-1].start for body in bodies.ours if units):
            counted += len(units)
    return counted


def _is_of_resolutions(surface: Surface, number: NumberMention, noun: Hit) -> bool:
    """«مصوبات اجرا شده: ۱۵۰ مورد», «مجموع مصوبات ۵۷۰ مورد است؛ ۴۱۶ مورد اجرایی شده»"""
    if _OF_RESOLUTIONS.search(surface.text, max(0, number.start - 40), number.start):
        return True
    told = surface.has(noun.end, noun.end + _NEAR_STATUS, "implemented", "in_progress", "not_implemented")
    return told and surface.text.find("مصوب", surface.sentence_at(number.start).start, number.start) >= 0


def prose_index(surface: Surface, place: int) -> int:
    """How many sentences stand before a place, the short lines of a page's head and menus left out."""
    before = surface.sentences[: surface.sentence_at(place).index]
    return sum(s.end - s.start >= _SHORTEST_PROSE or surface.text[s.end - 1] in ".؟!" for s in before)


def is_about_the_group(surface: Surface, bodies: Bodies) -> bool:
    """Whether an article without an event tells first of what the working group's resolutions did."""
    if not bodies.ours or (bodies.others and bodies.others[0].start < bodies.ours[0].start):
        return False
    return prose_index(surface, bodies.ours[0].start) <= 1 and not is_only_addressed(surface, bodies)


def tells_of_a_visit(surface: Surface, bodies: Bodies) -> bool:
    """Whether an article without an event tells first of an official who visits production units, or meets on one."""
    if bodies.others and not bodies.ours:
        return False
    head = surface.sentences[:_VISIT_SENTENCES]
    end = head[-1].end if head else 0
    if not bodies.ours and any(_COUNCIL.match(surface.text, hit.end) for hit in surface.hits_in(0, end, "session")):
        return False  # «در جلسه شورای آرد و نان گفت: از ۱۲ کارخانه بازدید شد»: that council's
    if _ON_A_UNIT.search(surface.text, 0, end) is not None and _LOCAL_OFFICIAL.search(surface.text, 0, end) is not None:
        return True
    for visit in surface.hits_in(0, end, "visit"):
        if surface.word_after(visit.end) in _YET_TO_BE:
            continue
        sentence = surface.sentence_at(visit.start)
        units = _VISITS_UNITS.match(surface.text, visit.end, sentence.end) or _UNITS_VISITED.search(
            surface.text, max(sentence.start, visit.start - _VISIT_SPAN), visit.start
        )
        if units is not None and _LOCAL_OFFICIAL.search(surface.text, 0, end) is not None:
            return True
    return False


def _names_body(surface: Surface, bodies: Bodies, hit: Hit) -> bool:
    return any(0 <= body.start - hit.end < 30 for body in bodies.ours)
