"""Decisions: what a verb says was adopted, done, planned or proposed."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import ACT_NOUN, BOUNDARY, NEAR, SHORTEST_DUTY, Clause, Clauses
from ingestion.news.facts.acts.doers import Doers
from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.acts.promises import PRODUCER_SPEAKS
from ingestion.news.facts.acts.record import GENERIC_IDS, LONGEST_DECISION, Record
from ingestion.news.facts.acts.turns import AMONG_OFFICIALS, ASKER, CONDITION, PROPOSED_ACTS, TurnReader
from ingestion.news.facts.deadlines import RESPITES
from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.passages import numbers_a_session
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Sentence
from ingestion.persian.patterns import HeadedPattern

_PROMISED: Final = re.compile(r"\b(?:وعده|قول|خبر) داد\b")
_MATTER: Final = re.compile(r"\b(?:موضوع|پرونده|پیگیری|بررسی|رسیدگی|حل|رفع|اجرای|مسوولیت|وظیفه|تعیین تکلیف)\b")
# one can, cannot: nothing is told as taken
_MAY: Final = re.compile(r"\b(?:نمی ?توان|می ?توان|بتوان|نتوان|نمی ?شود|نمی ?شد)\b")
# by vote, decision, ruling of (the group)
_BY_WORD_OF: Final = re.compile(r"\b(?:با|به|بنا به|طبق) (?:رای|تصمیم|حکم|نظر|دستور) (?:[^ ،.؛]+ )?\Z")
# «… که با رأی اعضا، وصول مطالبات … متوقف شد»
_MEMBERS_WORD: Final = re.compile(
    r"[ ،]*(?:(?:و|که) )?(?:با|به) (?:رای|رای مثبت|تصمیم|نظر|موافقت|اجماع|تصویب) (?:اعضا|حاضران|اعضای (?:جلسه|نشست|کارگروه|ستاد))\b"
)
# on the proposal of …
_ON_PROPOSAL: Final = re.compile(r"(?:[ ،]|\b(?:و|که)\b)*(?:به|با|بنا به) پیشنهاد [^،.؛:]{3,40} و ")
# «گزارش نهایی برای هر سه وزارتخانه فرستاده شد»
_TO_MINISTRIES: Final = re.compile(
    r"\b(?:برای|به) (?:دفتر |دفاتر )?(?:هر |همه |تک ?تک |همین |این )?(?:(?:یک|دو|سه|چهار|پنج|شش) )?(?:وزارت|وزیر|وزرا|دستگاههای (?:ملی|مرکزی)|"
    r"معاون اول|رییس ?جمهور|هییت دولت|دولت\b)"
)
# «پرونده این دو واحد به ستاد تسهیل کشور فرستاده می‌شود»: one matter that goes to who is above, no habit
_SENT_UP: Final = re.compile(
    r"(?<!که )\b(?:پرونده|پروندههای|درخواست|درخواستهای|موضوع|مشکل) (?:انها|انان|این|ان|یک|دو|سه|چهار|پنج|\d+|شرکت|کارخانه)\b(?:(?!\bباشد\b)[^.؛:])* "
    r"به (?:ستاد (?:ملی|تسهیل|کشوری)|دبیرخانه ستاد|پایتخت|تهران|مرکز|وزارت|کارگروه (?:استان|تسهیل)|هییت خبرگان|کمیسیون)\b[^.؛:،]*"
    r"(?:ارسال|فرستاده|ارجاع|منعکس|اعلام) می(?:شود|شوند|گردد)\Z"
)
# «این پیشنهاد در کمیته فنی کارگروه بررسی می‌شود»
_THIS_MATTER: Final = re.compile(
    r"[ ،:«]*(?:و )?این (?:پیشنهاد|موضوع|درخواست|پرونده|مشکل|طرح)(?: نیز| هم)? در (?:کمیته|کمیسیون|کارگروه|ستاد|جلسه|نشست|هییت)\b"
)
# «موضوع کالاهای مانده در بندر در کارگروه تسهیل بررسی می‌شود», told at a meeting that is no session itself
_MATTER_TO_SESSION: Final = re.compile(
    r"(?<!که )\b(?:موضوع|مشکل|مشکلات|درخواست|درخواستهای|پیشنهاد|پیشنهادهای|خواسته|خواستههای|گلایههای|پرونده) [^.؛:]{3,90}? "
    r"در (?:(?:نخستین|اولین|نزدیکترین) )?(?:(?:جلسه|نشست)(?: (?:اینده|بعدی|فوقالعاده))? )?(?:کارگروه|ستاد) (?:تسهیل|استانی|رفع)\b[^.؛:،]* "
    r"(?:بررسی|مطرح|پیگیری|رسیدگی|تعیین تکلیف) می(?:شود|شوند|گردد)\Z"
)
# «نمایشگاهی در خردادماه برپا می‌شود»
_IN_A_MONTH: Final = re.compile(
    r"\b(?:در|اواخر|اوایل|نیمه|اواسط) (?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند)(?: ?ماه)?\b(?! (?:هر|گذشته))"
)
# «گشت مشترک از مهر آغاز به کار می‌کند»
_FROM_A_MONTH: Final = re.compile(
    r"\bاز (?:(?:ابتدای|اول|نیمه|اواخر|اوایل) )?(?:فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|مهر|ابان|اذر|دی|بهمن|اسفند)(?: ?ماه)?\b"
)
# «این خواسته‌ها در دستور کار نخستین جلسه کارگروه قرار می‌گیرد»
_PLACED: Final = re.compile(r"\b(?:در دستور کار|مورد (?:بررسی|رسیدگی|پیگیری|بازدید|بازبینی|ارزیابی|بحث))\b")
_ON_A_SIGN: Final = re.compile(r"\b(?:تابلو|تابلوی|شعار|عبارت|جمله|عنوان|تیتر|وعده|پلاکارد|بنر) «[^«»]*\Z")
_STARTING_VERBS: Final = ("اغاز به کار", "شروع به کار")
# founded, formed, set up, settled: of an office, a line, a fair, a joint company
# «تفاهم‌نامه گمرکی دو طرف نهایی می‌شود»
_SIGNING_VERBS: Final = ("امضا", "نهایی", "منعقد", "مبادله")
_OPENING_VERBS: Final = ("تشکیل", "راهاندازی", "راه اندازی", "برپا", "دایر", "مستقر", "ایجاد", "افتتاح", "احداث")
_OPENED: Final = re.compile(
    r"\b(?:دبیرخانه|دفتر|کمیته|کمیتهای|کارگروه|کارگروهی|نمایشگاه|نمایشگاهی|بازارچه|پایانه|اتاق|صندوق|شرکت|میز|خط|مرکز|شورای|کنسولگری)"
    r" (?:[^ ،.؛:]+ ){0,3}?(?:دایمی|دائمی|مشترک|ویژه|تجاری|تجارت|بازرگانی|سرمایهگذاری|کشتیرانی|هوایی|ریلی|پیگیری|لجستیک)\b"
)
_FILE_SENT: Final = re.compile(
    r"\b(?:پرونده|درخواست|پروندههای|درخواستهای)\b[^.؛:]*\bبه (?:کمیته|کمیسیون|هییت|شعبه|دادسرا|دادگاه|دادگستری|دادستانی|شورای)\b"
)
_SENT_MATTER: Final = re.compile(
    r"\b(?:موضوع|پرونده|پروندهها|پروندههای|درخواست|درخواستها|اختلاف|داوری|تصمیمگیری|ادامه|(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|\d+) مورد)\b"
)
# a court, a branch of one, a judge
_BY_COURT: Final = re.compile(r"\b(?:دادگاه|شعبه|قاضی|دیوان)\b")
# «۱۱ مصوبه صادر شد», «دستور توقف مزایده صادر شد»; a permit that was issued is no decision
_ORDER: Final = re.compile(
    r"\bدستور (?:توقف|رفع|ازادسازی|لغو|تمدید|بازگشایی|تعلیق|وصل|برقراری|ترخیص|فک|ابطال|تقسیط|امهال|پرداخت|واگذاری|اصلاح)\b"
)
# orders that an official may give about other things as well: «دستور نصب دوربین»
_ORDER_FOR_UNITS: Final = re.compile(
    r"\bدستور (?:تشکیل|تعویض|نصب|وصل|اتصال|برقراری|تقسیط|امهال|ترخیص|پرداخت|واگذاری|تخصیص|اصلاح|احداث|تعریض|ترمیم|مرمت"
    r"|جابه ?جایی|بازپرداخت|بازنگری|تعیین تکلیف)\b"
)
_ORDERED_BY_OTHERS: Final = re.compile(
    r"\b(?:رییس ?جمهور|رییسجمهور|وزیر|شهردار|بانک|شرکت|دولت|مجلس|سازمان|اداره)\b[^،.؛:]*\bدستور "
)
# «بر پایه آنچه به تصویب رسید، …»: what was passed is told behind it
_WHAT_WAS: Final = re.compile(r"\bانچه(?: (?:در|که|امروز|این|ان|جلسه|نشست|کارگروه|ستاد|اینجا))* \Z")
_TO_COMMITTEE: Final = re.compile(r"\bبه (?:کمیته|کمیسیون|کارگروه|دبیرخانه|هییت|شورای|ستاد) ")
# «پیگیری این موضوع به معاون برنامه‌ریزی فرمانداری واگذار شد»
_TO_OFFICE: Final = re.compile(r"\bبه (?:معاون|معاونت|فرماندار|بخشدار|دبیر|دبیرخانه|دادستان|رییس اداره|رییس سازمان)\b")
# «مصوبات لازم اخذ شد», «راهکارهای مناسب ارائه شد»: any such words are one decision
_GENERAL: Final = HeadedPattern(
    r"\b(?:تصمیم(?:ات|ها|های|ی)?|مصوب(?:ات|ه|ههای)|راهکار(?:ها|های)?|دستور(?:ات|های)?|تدابیر|رای|ارای) "
    r"(?:لازم|تازهای|تازه|جدیدی|جدید|مقتضی|مناسب|مناسبی|موثری|مربوطه|راهگشا|راهگشایی|موثر|ضروری|قانونی|اجرایی|نهایی|خوبی|مهمی|جدی|جداگانه|جداگانهای|مشخص|مشخصی|روشن|روشنی|عملی|ویژهای|قطعی|فوری|کارشناسی|شایسته|درخور|کارساز|کارسازی|اساسی|عملیاتی|عاجل) "
    r"(?:(?:برای|درباره|در خصوص|درخصوص|در مورد|جهت|به منظور) [^،؛.:]{3,60}? )?"
    r"(?:را )?(?:(?:اتخاذ|گرفته|اخذ|صادر|ارایه|اندیشیده|در نظر گرفته|پیشبینی|تعیین|تعریف)(?: و (?:[^ ،؛.:]+ ){0,4}?(?:ابلاغ|اعلام|ثبت|مصوب|تصویب))? (?:شد|گردید|شده است|شده)\b|(?:صادر|اتخاذ|گرفته|اخذ|ارایه)(?= و [^.؛:]{4,90}? (?:شد|شدند|گردید)\b)|اتخاذ کرد(?:ند|یم)?|گرفتند|گرفتیم|گرفتهایم|به عمل امد)\b"
    r"|\bتصمیم ?گیری (?:لازم )?و (?:[^ ،؛.:]+ ){0,4}?(?:ابلاغ|اعلام) (?:شد|گردید)\b"
    # «راهکارهای رفع آنها تصویب شد»
    r"|\bراهکار(?:ها|های)? (?:رفع|حل|برطرف کردن|برون ?رفت از|عبور از) (?:[^ ،؛.:]+ ){1,5}?(?:تصویب|مصوب|ارایه|تعیین|اندیشیده|اتخاذ|مشخص|پیشبینی|به تصویب) (?:شد|شدند|گردید|رسید)\b"
    # «امروز برای هشت واحد تصمیم گرفتیم»
    r"|\b(?:برای|درباره|در مورد|در خصوص) (?:[^ ،؛.:]+ ){1,6}?تصمیم (?:لازم )?(?:گرفتیم|گرفته شد|گرفتند)\b(?= ?[،؛.]|\Z)"
    # «برای همه پرونده‌ها تعیین تکلیف شد»
    r"|\b(?:برای|درباره|در مورد|در خصوص|نسبت به) (?:همه|تمام|تمامی|کلیه|هر|یکایک|تک ?تک) (?:[^ ،؛.:]+ ){0,4}?(?:تعیین تکلیف|اتخاذ تصمیم) (?:شد|گردید|شده است)\b",
    "تصمیم",
    "مصوب",
    "راهکار",
    "دستور",
    "تدابیر",
    "رای ",
    "ارای ",
    "برای ",
    "درباره ",
    "در مورد ",
    "در خصوص ",
    "نسبت به ",
)
_PROPOSED_ACT: Final = re.compile(rf"\b(?:{PROPOSED_ACTS})\b [^ ،؛.:]+")
# «پیشنهاد شد … افزایش یابد که این موضوع به کمیته ارجاع شد»: what became of it
_TAKEN_UP: Final = re.compile(r" که (?=(?:این|موضوع|مقرر|قرار|مورد|با|پس از|برای بررسی)\b)")
# «در آن سفر ۲۲ تفاهم‌نامه امضا شد»: done on another occasion than the session that is reported
_ELSEWHERE: Final = re.compile(
    r"\bدر (?:(?:ان|این|همین|جریان|حاشیه|خلال) ){0,2}(?:سفر|سفرهای|همایش|نمایشگاه|کنگره|جشنواره|اجلاس)\b"
)
_AT_HOME: Final = frozenset((kinds.SESSION, kinds.COUNTY_SESSION, kinds.PROGRAMME))
# request, application, proposal, file, objection: what the group grants or refuses
_REQUEST: Final = re.compile(
    r"\b(?:درخواست|تقاضا|پیشنهاد|پرونده|اعتراض|استمهال|طرح|خواسته|برگشت|بازگشت|ازادسازی|معافیت|الحاق|تمدید|تقسیط|امهال|انتقال|تغییر|واگذاری|بخشودگی|بخشش|حذف|تعویق|توقف|تنفس|اتصال|ابطال|لغو|پلمب|تعطیلی)(?:های|ها|ی)?\b"
)
# a proposal or a draft that did not pass
_NOT_PASSED: Final = re.compile(r"(?:تصویب نشد|به تصویب نرسید|ب?ه? ?رای نیاورد|رای لازم)")
_OWN_IDEA: Final = re.compile(r"\b(?:پیشنهاد|طرح)(?:های|ها|ی)?\b")
# the members, the working group, those present: who grants it
_GROUP: Final = re.compile(
    r"\b(?:اعضا|اعضای (?!هییت|شورا|مجلس|اتاق|انجمن|خانواده|صندوق)[^ ]+|کارگروه|ستاد تسهیل|حاضران|حاضرین)\b"
)
# a group that is set up: «دو کارگروه مشترک شکل گرفت»; a session that is held is none
_SET_UP: Final = re.compile(
    r"\A(?![^،؛.]*\b(?:جلسه|نشست|جلسات))[^؛.]*"
    r"(?:\b(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|\d+) (?:کارگروه|کمیته|تیم|ستاد|هییت)\b|\b(?:کارگروهی|کمیتهای|تیمی|ستادی|هییتی)\b|"
    r"\b(?:کارگروه|کمیته|تیم|ستاد) (?:مشترک|ویژه|اضطراری|پیگیری|رسیدگی))"
)
# «طی دو روز چهار کارگروه تخصصی»: the days of the meeting
_PANEL: Final = re.compile(
    r"\b(?:طی|در) (?:این |ان )?(?:یک|دو|سه|چهار|\d) (?:روز|روزه)\b[^.؛:،]*\b(?:کارگروه|کمیته|پنل|میز) تخصصی\b"
)
# «سه ماه دیگر مهلت گرفت»
_FOR_SO_LONG: Final = re.compile(r"\b(?:روز|هفته|ماه|سال)(?: دیگر| اضافه| تازه)? \Z")
# «به مدت سه ماه»
_FOR_A_TIME: Final = re.compile(r"\b(?:به|برای) مدت [^ ]+ (?:روز|هفته|ماه|سال)(?: دیگر)? \Z")
# «مزایده این کارخانه برای شش ماه متوقف شد»; what a unit itself stopped for so long is no decision
_PURSUIT_FOR_A_TIME: Final = re.compile(
    r"\b(?:مزایده|اجرای (?:حکم|اجراییه)|اجراییه|عملیات اجرایی|وصول|تملک|تخلیه|حراج|توقیف|قلع و قمع)\b[^.؛:]* (?:برای|تا) [^ ]+ (?:روز|هفته|ماه|سال)(?: دیگر)? \Z"
)
_ONE: Final = re.compile(r"\b(?:یک|این) (?:واحد|شرکت|کارخانه|کارگاه|مجتمع|معدن|گلخانه|مرغداری|دامداری|گاوداری)\b")
_SHORT_LEAD: Final = 6
# «در آخرین »
_SESSION_LEAD: Final = 16
# «با پیشنهاد … مبنی بر تهاتر … موافقت کرد»: adopted, no longer proposed
_AGREED_WITH: Final = re.compile(r"[^؛.:]{3,140}? (?:موافقت|مخالفت) (?:کرد|کردند|شد|گردید|خود)\b")
# «قانون رفع موانع تولید تصویب و ابلاغ شد»
_A_LAW: Final = re.compile(r"(?:[ ،«:]|که\b|و\b)*(?:(?:این|همین) )?(?:قانون|لایحه|بودجه)\b")
_PASSED_AND: Final = re.compile(r"\b(?:تصویب|مصوب) و ?\Z")
_SENT_ON: Final = ("ارجاع", "سپرده", "محول", "واگذار", "ارسال", "فرستاده")
_ASSIGNED: Final = ("سپرده", "محول", "واگذار")
# «تفاهم‌نامه … امضا شد»; a paper that is signed is none
_SIGNED: Final = re.compile(r"تفاهم|قرارداد|سند|اسناد|یادداشت|موافقتنامه|توافق|پیمان|صورتجلسه|بیانیه|پروتکل")
# «دستگاه‌هایی که مصوبه‌ای بر عهده آنان گذاشته شده است»: tells which bodies are meant
_ON_THEM: Final = re.compile(r"\b(?:بر ?عهده|به ?عهده) (?:انان|انها|ایشان|انهاست|هر یک)\b")
# what was done since then is no session's doing
_SINCE: Final = re.compile(r"\bاز (?:ابتدای|اغاز|شروع|اول|بدو) ")
# «در سال ۱۴۰۳ … ۱۵۲ مصوبه تصویب شد»
_IN_A_YEAR: Final = re.compile(r"\b(?:در|طی) سال (1[34]\d\d)\b")
# words before «مصوب شد:» that say no more than where and when
_LONGEST_OPENING: Final = 5
# «نامه‌ای به وزارت صمت نوشته می‌شود»
_LETTER: Final = re.compile(r"\b(?:نامهای|نامه|مکاتبهای) (?:[^ ،.؛:]+ ){0,3}?(?:به|برای|خطاب به) ")
# «برای ده پرونده», «وضعیت سه واحد»
_FOR_A_MATTER: Final = re.compile(
    r"\b(?:برای|درباره|در خصوص|در مورد|وضعیت)\b [^،؛.:]*\b(?:پرونده|پروندهها|واحد|کارخانه|شرکت|مورد|متقاضی)\b"
)
# looked into, heard, reported, held
_LOOKED_INTO: Final = re.compile(
    r"\b(?:بررسی|مطرح|طرح|رسیدگی|قرایت|ارایه|گزارش|مرور|بحث|تشکیل|برگزار|استماع|شنیده|بازدید|اعلام|تاکید|پرداخته|اجرا|اجرایی|انجام|موکول) \Z"
)
# «ساخت یک کارخانه سیمان نهایی شده است»: a project, no resolution
_BUILT: Final = re.compile(
    r"[ ،:؛]*(?:(?:و|همچنین|نیز|انجام|موضوع|کار) )*(?:ساخت|احداث|راهاندازی|راه اندازی|تکمیل|توسعه|برگزاری|اجرای|ایجاد|افزایش|خرید|سرمایهگذاری)\b"
)
# «بدهی مالیاتی کارخانه فولاد …», «جریمه این بنگاه»: what one unit owes
_OWED_BY_ONE: Final = re.compile(
    r"[ ،:؛«»]*(?:(?:و|همچنین|نیز|در این (?:جلسه|نشست)|در پایان|اصل) ?،? ?)*"
    r"(?:بدهی|جریمه|جرایم|اقساط|قسطهای|معوقات|حق بیمه|مالیات|عوارض|قبض|دیون)(?: (?!شرکت|کارخانه|واحد|این|یک)[^ ،.؛:]+){0,4}? "
    r"(?:شرکت|کارخانه|(?:این|یک|همین) (?:شرکت|کارخانه|واحد|کارگاه|مجتمع|معدن|بنگاه|گلخانه|مرغداری|دامداری|تولیدکننده|متقاضی))\b"
)
# whose head tells of what the session settled: its secretary's office
_MAY_TELL: Final = frozenset(("SMT", *GENERIC_IDS))
# «پیش‌تر», «قبلاً», «بارها»: another time
_BEFORE_NOW: Final = re.compile(
    r"\b(?:پیشتر|پیش تر|قبلا|قبلتر|بارها|پیش از این|پیش از ان|سال(?:های)? (?:گذشته|قبل|پیش)|ماه(?:های)? (?:گذشته|قبل|پیش)|هفته (?:گذشته|قبل|پیش)|چند (?:روز|هفته|ماه|سال) پیش|با پیگیری\w*|(?:یک|دو|سه|چهار|پنج|چند|\d+) (?:بار|مرتبه|نوبت))\b"
)
_ACT_WHICH: Final = re.compile(
    ACT_NOUN.pattern + r"[^،؛:.]{4,60} که [^،؛:.]{4,80}\b(?:بود|بودند|است|اند|شده|شدهاند|کرده|کردهاند)(?: نیز| هم)? \Z"
)
# «با تمدید قرارداد این شرکت»
_ITS_MATTER: Final = re.compile(r"\A(?:[ ،«]|\bو\b)*(?:با|به|برای) |\b(?:وام|تسهیلات|مهلت|فرصت|تنفس) [^،]*\Z")
_PASSIVE_PAST: Final = frozenset(("شد", "شدند", "گردید", "گردیدند", "شده است", "گردیده است", "شده"))


class DecisionReader(ClauseReader):
    """Reads verbs of deciding, asks whether it was this session that decided."""

    def __init__(self, record: Record, groups: Groups, clauses: Clauses, doers: Doers, bodies: Bodies) -> None:
        super().__init__(record, groups, clauses, doers)
        self.bodies = bodies
        self.turns = TurnReader(record, groups, clauses, doers, bodies)
        self._general = [Hit("adopted", "general", *match.span()) for match in _GENERAL.finditer(self.text)]

    def read(self, sentence: Sentence) -> None:
        """The decisions of a sentence that no obligation tells already."""
        self.turns.read(sentence)
        general = [hit for hit in self._general if sentence.start <= hit.start < sentence.end] if self._general else []
        told = self.surface.hits_in(sentence.start, sentence.end, "adopted", "done", "planned", "proposed")
        for hit in [*general, *told]:
            if self.record.is_bound_already(hit):
                continue
            if hit.kind == "proposed":
                self._read_proposed(hit, sentence)
            elif hit.kind == "planned":
                self._read_planned(hit, sentence)
            else:
                self._read_taken(hit, sentence)

    def read_settled_passive(self, clause: Clause, settled: Hit) -> None:
        """«بر اساس تصمیم جلسه، جرایم این شرکت بخشیده می‌شود»: a resolution told in the indicative."""
        if settled.value not in ("before_comma", "ground", "members") or self.clauses.is_told_of_the_past(
            clause.start, clause.end
        ):
            return
        head = self.clauses.head_start(clause.start, clause, self.surface.sentence_at(clause.start))
        led = self.groups.is_lead_in(head, settled.start) or _ON_PROPOSAL.fullmatch(self.text, head, settled.start)
        if not led or self.surface.has(settled.end, clause.end, "returned", "job_made", "employment"):
            return  # «کوره با مصوبه کارگروه دوباره روشن شد»: what came of it
        is_passive = clause.verb.value == "passive" or self.text[clause.verb.start : clause.verb.end] in _PASSIVE_PAST
        if is_passive and len(self.text[settled.end : clause.end].split()) > SHORTEST_DUTY:
            self.record.add_decision("adopted", settled.start, clause.end)

    def is_adopted_by(self, clause: Clause) -> bool:
        """«پیشنهاد انتقال … به تصویب رسید», «موضوع برگشت … پذیرفته شد»: one matter of this session, no figure."""
        if clause.verb.kind != "past" or clause.before is not None:
            return False
        told = self.surface.hits_in(clause.start, clause.end, "adopted")
        if not told or told[-1].end != clause.end or not told[-1].value.startswith(("resolution", "act_request")):
            return False
        counted = any(not number.is_ordinal for number in self.surface.numbers_in(clause.start, told[-1].start))
        return not counted and not self.clauses.is_told_of_the_past(clause.start, clause.end)

    def read_told_item(self, clause: Clause, opened: Hit) -> bool:
        """«بر اساس مصوبات این نشست: - این کارخانه از فهرست مزایده خارج می‌شود.»: an item in the passive, told as it stands."""
        if clause.verb.kind not in ("present", "past") or clause.before is not None:
            return False
        if not self.clauses.opens_resolutions(opened):
            return False
        if clause.verb.kind == "past":
            if self.text[clause.verb.start : clause.verb.end] not in _PASSIVE_PAST:
                return False
            if _LOOKED_INTO.search(self.text, clause.start, clause.verb.start) or self.clauses.is_told_of_the_past(
                clause.start, clause.end
            ):
                return False  # «۲- مشکلات سه واحد بررسی شد»: nothing resolved
        elif clause.verb.value != "passive" or self.text.startswith("نمی", clause.verb.start):
            return False
        if len(self.text[clause.start : clause.end].split()) <= SHORTEST_DUTY or self.record.types == {kinds.REPORT}:
            return False
        return self.record.add_decision("adopted", clause.start, clause.end)

    def _read_taken(self, hit: Hit, sentence: Sentence) -> None:
        if self.record.types == {kinds.REPORT} or self._is_participle(hit):
            return
        if hit.value.startswith("resolution") and (
            self.text.endswith(" بود", hit.start, hit.end) or self.text.startswith(" بود", hit.end)
        ):
            return  # «در سفر قبلی کارگروه ۲۲ مصوبه تصویب شده بود»
        start, goes_on = self.clauses.parted_clause_start(hit.start, sentence)
        if hit.value.startswith(("resolution", "general")) and self.clauses.is_of_long_ago(hit):
            return
        if self.clauses.is_told_of_the_past(goes_on, hit.end) or self.surface.has(start, hit.start, "exists_in_law"):
            return
        if hit.value.startswith("resolution") and self._is_figure_of_a_period(start, hit, sentence):
            return
        if (
            self.text.startswith(("به تفاهم", "تفاهم", "به توافق رسیدیم", "به توافق رسیدهایم"), hit.start)
            and not self.record.types & AMONG_OFFICIALS
        ):
            return  # «دو شرکت بر سر قیمت به تفاهم رسیدند»
        if hit.kind == "done" and _SINCE.search(self.text, start, hit.start):
            return  # «۲۶۴ مصوبه‌ای که از ابتدای امسال به دستگاه‌ها ابلاغ شده»
        if hit.kind == "done" and self.record.types <= _AT_HOME and _ELSEWHERE.search(self.text, start, hit.start):
            return
        if hit.value == "general" and _MAY.search(self.text, start, hit.end) is not None:
            return  # «بدون حضور بانک‌ها نمی‌توان درباره آنها تصمیم گرفت»
        if hit.value == "resolution_only" and not self._is_issued(start, hit):
            return
        if hit.value == "act_matter" and not (
            (_MATTER.search(self.text, start, hit.start) or ACT_NOUN.match(self.text, start, hit.start))
            and (
                self.groups.recipients(start, hit.start)
                or _TO_COMMITTEE.search(self.text, start, hit.start)
                or _TO_OFFICE.search(self.text, start, hit.start)
            )
        ):
            return
        if hit.value == "resolution" and self.turns.is_of_others(start, hit.start):
            return
        if _A_LAW.match(self.text, start, hit.start) or _WHAT_WAS.search(self.text, start, hit.start):
            return
        if hit.value == "act_by_body" and not (
            self._is_by_our_word(start, hit.start, sentence) or self._is_respite_of_a_unit(start, hit)
        ):
            return
        if hit.value == "act_debt" and not (
            self._is_by_our_word(start, hit.start, sentence) or self._is_debt_settled(start, hit, sentence)
        ):
            return
        if hit.value == "act_fixed":
            start = self._before_which(start, hit, sentence)
            if not self._is_fixed(start, hit):
                return
        if hit.value == "act_ours" and not self._is_our_doing(start, hit, sentence):
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
            and (self.groups.recipients(start, hit.start) or _TO_COMMITTEE.search(self.text, start, hit.start))
        ):
            return
        if self.text.startswith(("امضا", "مبادله"), hit.start) and not _SIGNED.search(self.text, start, hit.start):
            return
        if self.text.startswith(("مخالفت", "رای مثبت", "رای منفی", "رای موافق"), hit.start) and any(
            name.kind == "agency" and name.id not in GENERIC_IDS for name in self.groups.group_at_head(start, hit.start)
        ):
            return  # «شرکت برق با درخواست این واحد مخالفت کرده است»: a body's reply, no decision of the group
        if hit.value == "act_charge" and (
            not self.surface.has(start, hit.start, "charge") or _ON_THEM.search(self.text, start, hit.start) is not None
        ):
            return
        if hit.value == "act_set_up" and (not self._is_set_up(start, hit.start) or self._is_panel(start, hit.start)):
            return
        if (
            self.text.startswith((":", " :"), hit.end)
            and "مصوبه" not in self.text[start : hit.start]
            and any(hit.end <= obligation.start < sentence.end for obligation in self.record.acts.obligations)
        ):
            return  # «چنین تصمیم گرفته شد: بانک ملت … به تعویق بیندازد؛ …»
        opens = self.text[hit.end : sentence.end].strip() == ":"
        if opens and len(self.text[start : hit.start].split()) <= _LONGEST_OPENING:  # «در پایان مصوب شد:»
            return
        start = max([start, *(d.end for d in self.record.acts.decisions if start <= d.start and d.end < hit.start)])
        passed = _PASSED_AND.search(self.text, sentence.start, start) if hit.kind == "done" else None
        if passed is not None and any(d.start <= passed.start() < d.end for d in self.record.acts.decisions):
            return  # «درخواست این شرکت تصویب و به بانک ابلاغ شد»: told with its request
        if passed is not None:  # «صدور پروانه تصویب و به شهرداری قم ابلاغ شد»: passed before it was sent
            start = self.clauses.clause_start(passed.start(), sentence)
        end = hit.end
        if hit.value == "act_open":
            end = self.clauses.next_verb_end(hit.end, sentence)
        elif hit.value == "act_leave":
            may = self.clauses.subjunctive_end(hit.end, sentence)
            if (
                may is None
                or not self.clauses.names_a_unit(start, hit.start)
                or not self._is_our_doing(start, hit, sentence)
            ):
                return
            end = may  # «به این کارخانه اجازه دادیم پساب خود را تا شش ماه به شبکه بدهد»
        elif hit.value in ("act", "resolution") and BOUNDARY.match(self.text, hit.end) is None:
            sent_on = self.text.startswith(_SENT_ON, hit.start) and (
                self.groups.recipients(start, hit.start) or self.text.startswith(" تا ", hit.end)
            )  # «به وزارت صمت ارسال شد تا بررسی شود»: what it was sent for
            what = self.clauses.subjunctive_end(hit.end, sentence) if not sent_on else None
            if what is not None:  # «توافق شد ساعت کار مرز افزایش یابد»
                start, end = hit.start, what
        if hit.value == "act_forward":
            stop = re.compile("[،؛.]").search(self.text, hit.end, sentence.end)
            start, end = hit.start, stop.start() if stop else sentence.end
        if hit.value == "act_sent" or self.text.startswith(("ارجاع", "سپرده", "محول", "واگذار", "ابلاغ"), hit.start):
            self.record.acts.referred_to += self.groups.recipients(start, hit.start)
        if hit.value == "act_charge":
            self.record.acts.referred_to += self._laid_on(start, hit.start)
        is_done = hit.kind == "done" and passed is None and not self._is_referral(start, hit.start)
        self.record.add_decision("done" if is_done else "adopted", start, end, general=hit.value == "general")
        if not is_done:
            self._charge_with(start, hit)

    def _charge_with(self, start: int, hit: Hit) -> None:
        """«تعیین مبلغ … به اداره کل امور مالیاتی سپرده شد»: what was decided is a body's duty as well."""
        if hit.value == "act_charge":
            names = self._laid_on(start, hit.start)
        elif self.text.startswith(_ASSIGNED, hit.start):
            names = self.groups.recipients(start, hit.start)
        else:
            return
        if len(names) > 1 and len(self.groups.row_before(names)) < len(names):
            return  # «وام دو واحد به بانک ملی و پروانه آنها به سازمان صمت سپرده شد»
        names = [name for name in names if name.id not in GENERIC_IDS]
        start = self.record.acts.decisions[-1].start
        if names and self.clauses.is_a_units_matter(start, hit.start):
            self.record.add_obligation(start, hit.end, names, None)

    def _is_referral(self, start: int, end: int) -> bool:
        """«پرونده یک واحد به شعبه ویژه دادسرا ارسال شد»: a file sent to who decides; papers sent to a ministry are done."""
        return self.text.startswith(("ارسال", "معرفی"), end) and _FILE_SENT.search(self.text, start, end) is not None

    def _read_planned(self, hit: Hit, sentence: Sentence) -> None:
        if hit.value == "forward" and self.record.types == {kinds.REPORT}:
            return  # «بنا داریم ۴۰ واحد دیگر را احیا کنیم»: a target beside the figures
        start = self.clauses.clause_start(hit.start, sentence)
        end = hit.end
        if self.text.startswith("»", hit.end) and _ON_A_SIGN.search(self.text, sentence.start, hit.start):
            return  # «تابلوی "به زودی افتتاح می‌شود" نمی‌خواهیم»
        if hit.value == "forward":
            start, end = hit.start, self.clauses.next_verb_end(hit.end, sentence)
        elif hit.value == "future_meeting" and not (
            self.surface.has(start, hit.start, "future_time") and self._holds_a_meeting(start, hit.start)
        ):
            return  # «تا پایان سال رشد خواهیم داشت»
        elif hit.value == "future" and not (
            self.surface.has(start, hit.start, "future_time")
            or _PROMISED.search(self.text, max(sentence.start, start - 24), hit.start)
            or self._is_of_working_groups(start, hit.start)
            or self._is_opened(start, hit)
            or (self.text.startswith("نوشته", hit.start) and _LETTER.search(self.text, start, hit.start) is not None)
            or _SENT_UP.search(self.text, start, hit.end)
            or _THIS_MATTER.match(self.text, start, hit.start)
            or _IN_A_MONTH.search(self.text, start, hit.start)
            or (
                self.text.startswith(_STARTING_VERBS, hit.start)
                and _FROM_A_MONTH.search(self.text, start, hit.start) is not None
            )
            or self._is_taken_to_the_session(start, hit.end)
        ):
            return
        if self.text.startswith("قرار ", hit.start) and _PLACED.search(self.text, start, hit.start) is None:
            return  # «سال آینده در مدار صادرات قرار می‌گیرد»
        if hit.value == "future" and CONDITION.search(self.text, sentence.start, hit.start) is not None:
            return  # «اگر بانک‌ها همکاری کنند مشکل تا پایان سال حل می‌شود»
        if re.search(r"\bهر (?:هفته|ماه|سال|روز)\b|\bهمواره\b|\bهمه ساله\b", self.text[start:end]):
            return
        if any(number.is_percent for number in self.surface.numbers_in(start, hit.start)):
            return  # «۴۱ درصد در دست پیگیری است که به زودی حل خواهد شد»: figures
        self.record.add_decision("planned", start, end)

    def _is_taken_to_the_session(self, start: int, end: int) -> bool:
        """«موضوع کالاهای مانده در بندر در کارگروه تسهیل بررسی می‌شود»: promised to industrialists or after a trip."""
        if not self.record.types or not self.record.types <= {kinds.INDUSTRIALISTS, kinds.TRIP}:
            return False
        return _MATTER_TO_SESSION.search(self.text, start, end) is not None

    def _holds_a_meeting(self, start: int, end: int) -> bool:
        """«هفته آینده نشستی … خواهیم داشت»; in «در نشست آینده تصمیم بهتری خواهیم داشت» the meeting is only where."""
        return any(self.surface.word_before(hit.start) != "در" for hit in self.surface.hits_in(start, end, "session"))

    def _read_proposed(self, hit: Hit, sentence: Sentence) -> None:
        if self._is_a_tally(hit):
            return
        if hit.value == "noun":
            nouns = list(self.surface.hits_in(max(sentence.start, hit.start - 90), hit.start, "proposal_noun"))
            if not nouns or _AGREED_WITH.match(self.text, hit.end, sentence.end):
                return
            self.record.add_decision(
                "proposed", nouns[-1].start, min(self.clauses.next_verb_start(hit.end, sentence), hit.end + 90)
            )
            return
        if BOUNDARY.match(self.text, hit.end) is not None and not self.text.startswith(":", hit.end):
            start = self.clauses.clause_start(hit.start, sentence)
            if _PROPOSED_ACT.search(self.text, start, hit.start) is not None:  # «تشکیل کمیته مشترک پیشنهاد شد»
                self.record.add_decision("proposed", start, hit.end)
            return
        end = self.clauses.next_verb_end(hit.end, sentence)
        taken_up = _TAKEN_UP.search(self.text, hit.end, end)
        end = taken_up.start() if taken_up is not None else end
        if end > hit.end + 3:
            self.record.add_decision("proposed", hit.start, end)

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

    def _is_of_working_groups(self, start: int, end: int) -> bool:
        """«سه کارگروه مشترک تشکیل می‌شود»: what a meeting of officials sets up is still to come."""
        counted = self.surface.hits_in(start, end, "measure")
        return bool(self.record.types & {kinds.MINISTERS, kinds.ENVOYS}) and any(
            h.value == "working_group" for h in counted
        )

    def _is_opened(self, start: int, hit: Hit) -> bool:
        """«دبیرخانه دائمی نشست در استانداری مستقر می‌شود»: what a meeting with ministers, envoys or neighbours opens."""
        opened = self.text.startswith(_OPENING_VERBS, hit.start) and _OPENED.search(self.text, start, hit.start)
        signed = self.text.startswith(_SIGNING_VERBS, hit.start) and _SIGNED.search(self.text, start, hit.start)
        if not self.record.types & {kinds.MINISTERS, kinds.ENVOYS, kinds.TRIP}:
            return False
        return bool(opened) or bool(signed)

    def _before_relative(self, start: int, sentence: Sentence) -> int:
        """«دو پرونده که از اختیار استان بیرون بود به ستاد ملی فرستاده شد»: the matter stands before «که»."""
        if not self.text.endswith("که", sentence.start, start) and not self.text.endswith("که ", sentence.start, start):
            return start
        matters = list(_SENT_MATTER.finditer(self.text, max(sentence.start, start - NEAR), start))
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
        if counted and self._tells_what_became_of_them(hit, sentence):
            return True
        periods = [
            period
            for period in self.surface.hits_in(sentence.start, hit.start, "period")
            if not numbers_a_session(self.surface, period)
        ]
        if not counted or any(self.surface.word_before(period.start) not in RESPITES for period in periods):
            return counted
        years = {event.year for event in self.record.events} | {event.ordinal_year for event in self.record.events}
        return any(
            int(year.group(1)) not in years for year in _IN_A_YEAR.finditer(self.text, sentence.start, hit.start)
        )

    def _tells_what_became_of_them(self, hit: Hit, sentence: Sentence) -> bool:
        """«۱۰۴ مصوبه به تصویب رسید که ۹۲ مورد آن اجرا شده»: resolutions of the past."""
        return any(
            self.surface.has(number.end, sentence.end, "implemented", "in_progress", "not_implemented")
            for number in self.surface.numbers_in(hit.end, sentence.end)
            if not number.is_ordinal
        )

    def _before_which(self, start: int, hit: Hit, sentence: Sentence) -> int:
        """«ابطال قرارداد سه متقاضی که زمین را گرفته و نساخته بودند نیز قطعی شد»: the act stands before «که»."""
        head = sentence.speech if sentence.speech is not None and sentence.speech <= start else sentence.start
        return head if _ACT_WHICH.match(self.text, head, hit.start) is not None else start

    def _is_fixed(self, start: int, hit: Hit) -> bool:
        """«ابطال قرارداد سه متقاضی نیز قطعی شد», «برای ده پرونده تعیین تکلیف شد»: of this session's matters."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION} or self.surface.has(start, hit.start, "by"):
            return False
        if self.surface.has(start, hit.end, "period") or CONDITION.search(self.text, start, hit.start):
            return False
        if self.text.startswith("تعیین تکلیف", hit.start) and _FOR_A_MATTER.search(self.text, start, hit.start):
            return True
        return _BUILT.match(self.text, start) is None and self.clauses.is_a_units_matter(start, hit.start)

    def _is_our_doing(self, start: int, hit: Hit, sentence: Sentence) -> bool:
        """«جریمه این کارخانه را بخشیدیم», told by the chair; a bank's head or a producer tells of his own doings."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.PROGRAMME}:
            return False
        told = self.text[start : hit.start]
        if not told.endswith("را ") and not _ITS_MATTER.search(told):
            return False
        if self.surface.has(sentence.start, hit.start, "period") or CONDITION.search(self.text, start, hit.start):
            return False
        head = sentence.speech if sentence.speech is not None and sentence.speech <= start else sentence.start
        if self.groups.group_at_head(sentence.start, head) or PRODUCER_SPEAKS.search(self.text, sentence.start, head):
            return False
        return self.clauses.names_a_unit(head, hit.start) or any(
            self.surface.has(number.end, number.end + 2, "measure")
            for number in self.surface.numbers_in(start, hit.start)
        )

    def _is_set_up(self, start: int, end: int) -> bool:
        """«دو کارگروه مشترک شکل گرفت»; «نخستین جلسه کارگروه تشکیل شد» and the group itself are none."""
        if _SET_UP.match(self.text[start:end]) is None:
            return False
        return self._is_of_working_groups(start, end) or not any(
            start <= body.start < end for body in (*self.bodies.ours, *self.bodies.others)
        )

    def _is_panel(self, start: int, end: int) -> bool:
        """«طی دو روز چهار کارگروه تخصصی تشکیل شد»: what sat during a meeting with envoys, nothing set up for later."""
        return kinds.ENVOYS in self.record.types and _PANEL.search(self.text, start, end) is not None

    def _is_issued(self, start: int, hit: Hit) -> bool:
        """«۱۱ مصوبه صادر شد», «استاندار دستور توقف مزایده را صادر کرد»; not what a court or a mayor orders."""
        if _BY_COURT.search(self.text, start, hit.start):
            return False
        if not self.text.startswith("صادر کر", hit.start) and self.text.find("مصوبه", start, hit.start) >= 0:
            return True
        if _ORDER.search(self.text, start, hit.start):
            return True
        order = _ORDER_FOR_UNITS.search(self.text, start, hit.start)
        return (
            order is not None
            and _ORDERED_BY_OTHERS.search(self.text, start, order.end()) is None
            and self.surface.has(order.end() - 1, hit.start, "problem_word", "concerned", "measure")
        )

    def _is_granted(self, start: int, hit: Hit) -> bool:
        """«درخواست … رد شد», «اعضا درخواست … را نپذیرفتند»: of the session, not by a bank, not told by the asker."""
        asked = _REQUEST.search(self.text, start, hit.start) is not None or (
            self.text.startswith("به تایید", hit.start) and ACT_NOUN.match(self.text, start, hit.start) is not None
        )  # «کاهش قیمت زمین ناحیه صنعتی به تأیید ستاد رسید»
        if not asked or ASKER.search(self.text, start, hit.start):
            return False
        if self.surface.has(start, hit.start, "by"):
            return False
        if _NOT_PASSED.match(self.text, hit.start) and _OWN_IDEA.search(self.text, start, hit.start):
            return False  # «پیشنهاد واگذاری زمین تصویب نشد»: nothing was adopted
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

    def _is_by_our_word(self, start: int, end: int, sentence: Sentence) -> bool:
        """«با رأی ستاد تسهیل، مزایده متوقف شد»: the group's word stands before what it did."""
        if self._opens_in_the_session(sentence, start) or _MEMBERS_WORD.match(self.text, start, end):
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

    def _is_respite_of_a_unit(self, start: int, hit: Hit) -> bool:
        """«اجرای حکم تخلیه یک کارگاه به مدت سه ماه متوقف شد»: one unit's matter, put off for a time that is told."""
        if not self.record.types & {kinds.SESSION, kinds.COUNTY_SESSION}:
            return False
        return (
            (
                _FOR_A_TIME.search(self.text, start, hit.start) is not None
                or _PURSUIT_FOR_A_TIME.search(self.text, start, hit.start) is not None
            )
            and _ONE.search(self.text, start, hit.start) is not None
            and not self.surface.has(start, hit.end, "period", "by")
        )

    def _is_debt_settled(self, start: int, hit: Hit, sentence: Sentence) -> bool:
        """«بدهی مالیاتی این کارخانه در ۳۶ قسط تقسیط شد»: what one unit owes; what a body did or many units got is none."""
        if not self.record.types or not self.record.types <= {kinds.SESSION, kinds.COUNTY_SESSION}:
            return False
        owed = _OWED_BY_ONE.match(self.text, start, hit.start)
        if (
            owed is None
            or ASKER.search(self.text, start, hit.start)
            or self.surface.has(start, hit.start, "by", "past")
        ):
            return False
        if self.text.startswith(" بود", hit.end) or _BEFORE_NOW.search(self.text, sentence.start, hit.end):
            return False
        if CONDITION.search(self.text, sentence.start, hit.start) or PRODUCER_SPEAKS.search(
            self.text, sentence.start, start
        ):
            return False
        head = sentence.speech if sentence.speech is not None and sentence.speech <= start else sentence.start
        if any(name.id not in _MAY_TELL for name in self.groups.group_at_head(sentence.start, head)):
            return False  # «مدیر بانک سپه گفت: بدهی شرکت آرد امهال شد»: the bank's own doing
        return not self.surface.has(sentence.start, sentence.end, "returned", "period")

    def _opens_in_the_session(self, sentence: Sentence, place: int) -> bool:
        """«در آخرین جلسه کارگروه …، وصول بدهی … متوقف شد»"""
        for event in self.record.events:
            for start, end in event.mentions:
                if sentence.start <= start < place + LONGEST_DECISION and start - sentence.start <= _SESSION_LEAD:
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
        names = self.surface.bodies_in(charged[-1].end, end) if charged else []
        return [
            name for name in names[:1] if name.kind == "agency" and self.groups.is_lead_in(charged[-1].end, name.start)
        ]
