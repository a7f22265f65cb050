"""Counts: a number, the noun it counts, and what the words around say of it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from ingestion.news.facts import events as kinds
from ingestion.news.facts.events import Bodies, Event
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Spans, Surface
from ingestion.persian.jalali import FIRST_YEAR, LAST_YEAR
from ingestion.persian.numbers import NumberMention
from ingestion.persian.patterns import GuardedPattern

_STOP: Final = re.compile("[،؛.:!؟]")
_HARD_STOPS: Final = "؛.!؟"
_UNIT_MEASURES: Final = ("units_reviewed", "cases_reviewed")
# What an article without an event may tell of the group's work.
# «کارخانه دوباره با ۴۵ نفر کار می‌کند»
_WORK_AGAIN: Final = re.compile(
    r"\b(?:دوباره|مجددا|بار دیگر) با [^ ،.؛:]+(?: و [^ ،.؛:]+){0,2} (?:نفر|کارگر|نیرو|پرسنل)(?: [^ ،.؛:]+)? "
    r"(?:کار|فعالیت|تولید) می ?کن(?:د|ند)\b"
)
# if, in case, provided that
_ON_CONDITION: Final = re.compile(r"\b(?:اگر|چنانچه|در صورت(?:ی که)?|به شرط(?: ان ?که)?|مشروط|هرگاه)\b")
_RESULTS: Final = frozenset(("units_returned", "jobs", "resolutions_implemented", "resolutions_not_implemented"))
_STATUSES: Final = (
    ("not_implemented", "resolutions_not_implemented"),
    ("in_progress", "resolutions_in_progress"),
    ("implemented", "resolutions_implemented"),
)
_STATUS_MEASURES: Final = frozenset(measure for _, measure in _STATUSES)
# article, clause, note, code, hour, page, phase, kilometre, billion, toman, rial, dollar, tonne, hectare …
_NOT_COUNTED_BEFORE: Final = frozenset("ماده بند تبصره کد شماره ساعت صفحه فاز اصل قانون".split())
_MONEY: Final = frozenset(
    "میلیارد میلیون تومان ریال دلار یورو تن هکتار متر کیلومتر کیلو مگاوات همت ساله ماهه روزه".split()
)
_NOT: Final = "نه"
_IS_NOT: Final = re.compile(r"(?: [^ ،؛.]+){0,2} (?:نیست|نبوده|نبود)\b")
# year, every, with, in; «از آغاز سال ۲۲ جلسه» counts, «سال ۱۴۰۳» does not
_YEAR, _EVERY, _WITH, _IN, _FOR, _TO = "سال", "هر", "با", "در", "برای", "به"
_TIME_LIMIT: Final = frozenset("مهلت فرصت موعد".split())
# this, that, that, this very
_THESE: Final = frozenset("این آن ان همین".split())
_THAT: Final = frozenset("آن ان".split())
# in, during, from, by, outcome of …: «در آن», «حاصل آن»
_IN_IT: Final = frozenset(
    "در طی از با به حاصل ماحصل نتیجه خروجی برونداد دستاورد برایند محصول پیامد ثمره میوه رهاورد ارمغان بازده فراورده".split()
)
# «چهار بنگاه دیگر»: the rest of a total
_OTHER: Final = "دیگر"
_LAST: Final = frozenset("گذشته قبل قبلی پیشین اخیر اینده بعدی".split())
# «اجرای مصوبات سال جاری را ۶۸ درصد», «… به ۶۱ درصد می‌رسد»: nothing verbal between the status and the share
_SHARE_GAP: Final = re.compile(
    r"(?:(?!\b(?:که|است|شد|شده|بود|نسبت به)\b)[^،؛.:])*?(?: (?:به|را|حدود|معادل|برابر با|برابر|با|تا))? ?"
)
# «وزارت نیرو ۴۷ محور», «سهم وزارت نیرو از این پیشنهادها ۵۵ مورد»
_OF_TOTAL: Final = re.compile(r" ?(?:[^ ،.؛:]+ )?از (?:مجموع |کل |میان |تعداد |مجموع کل |این )?")
# «هر ۸۶ کارگر»: all of them; «از هر ده», «به ازای هر ده» are rates
# managers, owners, representatives of the units
_HEADS_OF_UNITS: Final = frozenset("مدیران صاحبان نمایندگان کارفرمایان مالکان".split())
_TOLD: Final = re.compile(r"\b(?:گفتند|گلایه|سخن گفتند|شکایت|نالیدند|مطرح کردند|بازگو کردند)\b")
# guest of
_GUESTS: Final = frozenset(("مهمان", "میهمان"))
_RATE: Final = frozenset("از ازای برای به".split())
# «۴۴ واحد در تملک بانک‌هاست که پرونده شش واحد …»: what follows is told of others
_ARE_THAT: Final = re.compile(r"(?:\b(?:است|هستند|دارد|دارند|دارد)|هاست) که\b")
_WHOLLY: Final = re.compile(r" به (?:طور|صورت|شکل) (کامل(?= ?(?:و|،))|ناقص|نسبی|ناتمام)")
# «میانگین اجرای مصوبات در کشور ۷۰ درصد است اما در استان ما به ۸۵ درصد رسیده»
_COUNTRYS: Final = re.compile(r"\b(?:در|کل) (?:سطح )?کشور(?: حدود| به| برابر با)? \Z")
_PROVINCES_SHARE: Final = re.compile(
    r"\bاجرای مصوبات\b[^.؛]*\bدر (?:این )?استان(?: ما)?(?: [^ ،.؛]+)?(?: به| حدود| برابر با)? \Z"
)
_OF_THESE_RESOLUTIONS: Final = re.compile(r" (?:دیگر )?از (?:این |آن |کل |مجموع |کل این )?مصوبات\b")
# «مشکل آب پنج واحد حل می‌شود»: still to come
_TO_BE_SOLVED: Final = re.compile(
    r"\b(?:حل|رفع|برطرف|مرتفع) (?:خواهد شد|خواهند شد|میشود|میشوند|میگردد|خواهد گردید|شود|شوند)\b"
)
_PEOPLE: Final = ("تولیدکننده", "صنعتگر", "کارافرین", "صاحب", "فعال", "سرمایهگذار")
_SHARE: Final = "سهم"
_A_SHARE: Final = re.compile(r"\bسهم\b")
_CLOSED: Final = re.compile(r"\b(?:شد|شدند|شده|است|کرد|کردند|داشت|گرفت|گرفتند|رسید) که\b")
_BETWEEN_MINISTRIES: Final = re.compile(r"(?: ?،| و|، و) ?")
_OWN_SHARE: Final = re.compile(
    r" ?(?:نیز|هم|با)? ?(?:از (?:(?:این|ان|مجموع|کل|میان) [^ ،]+|(?:واحدها|پروندهها|درخواستها)(?:ی [^ ،]+)?))? ?(?:نیز|هم|با|به|را)? ?"
)
# «… بازگشته‌اند و تا پایان سال …»
_DONE_AND_TO_COME: Final = re.compile(
    r"(?:\b(?:شد|شدند|است|گرفت|گرفتند|بازگشت|بازگشتند|یافت|یافتند|کرد|کردند)|اند|ایم|شده) (?P<to_come>و تا (?:پایان|اخر|انتهای|سال|ماه|نوروز))"
)
_SUMMED_UP: Final = re.compile(r" ?(?:بنابراین|بنابر این|در نتیجه|به این ترتیب|بدین ترتیب|بر این اساس)\b")
# what a label begins behind
_LABEL_OPENS: Final = re.compile(r"(?:[:،؛]| و) ?\Z")
# «۱۲ واحد از این تعداد صنعتی …»: a total told before is pointed at
_OF_THESE: Final = re.compile(r"\b(?:از|در میان|میان|بین) (?:این|ان|همین) (?:تعداد|شمار|واحدها|میان|مجموع|جمع|رقم)\b")
# «۲۲ واحد تولیدی بازدید شد»
_VISITED: Final = re.compile(
    r"(?: [^ ،؛.]+){0,3} (?:بازدید(?= و )|بازدید ?(?:شد|شده|شدند|شدهاند|کرد|کردند|کردیم|کردهایم|کردهاند|به عمل امد|به عمل اوردیم|صورت گرفت|انجام شد|داشتیم|داشتهایم)|سرکشی ?(?:شد|شده|کرد|کردند|کردیم)|مورد بازدید قرار (?:گرفت|گرفته|گرفتند|گرفتهاند)|دیده ?(?:شد|شده|شدند|شدهاند)|دیدیم|دیدهایم|سر زدیم|سر زدهایم|سر زدند|سر زد)\b"
)
# «هفته آینده از سه واحد بازدید می‌کنیم»
_VISIT_TO_COME: Final = re.compile(r"[^،؛.:]{0,60}?\b(?:بازدید|سرکشی)(?: [^ ،؛.:]+){0,2} (?:می\w+|خواه\w+)\b")
# «چهار هزار مصوبه یعنی ۸۵ درصد آن‌ها اجرا شده»: namely, equal to
_NAMELY: Final = re.compile(r"[ ،(]*(?:که )?(?:یعنی|معادل|برابر با|برابر|به عبارتی)(?: حدود)? \Z")
# «در سال ۱۴۰۳، ۱۸ جلسه کارگروه برگزار و …»
_IN_A_YEAR: Final = re.compile(r"\b(?:در|طی)(?: کل| تمام| طول| مجموع)? سال 1[34]\d\d(?: [^ ،.؛:]+){0,2}? ?،? \Z")
_THE_YEAR: Final = re.compile(r"\b(?:در|طی)(?: کل| تمام| طول| مجموع)? سال (1[34]\d\d)\b")
_NAMED_BY_STATUS: Final = re.compile(r"\b(?:مصوبات|مصوبههای|موارد|تصمیمات)(?: [^ ،.؛:]+){1,4} را (?:حدود )?\Z")
# «از هر ده مصوبه، هشت مصوبه»: the noun between the two numbers
_PARTNER: Final = re.compile(
    r" (?:مصوبه|تصمیم|پرونده|واحد|مورد)(?: (?!اجرا|به|را )[^ ،؛.:]+){0,8} ?،? |[ ][^ ،]+ ?،? ?"
)
# «اجرای مصوبات در هشت ماه نخست پارسال ۸۴ درصد بود»: numbers of time part nothing
_DURATIONS: Final = frozenset("ماه ماهه ماهی نیمه".split())
# twice, twofold; «پنج واحد که دو سال تعطیل بودند»
_TIMES: Final = frozenset("بار مرتبه برابر نوبت سال ماه روز هفته".split())
# months, days, banks …: «۶ مصوبه بیش از سه ماه است که معطل مانده»
_NO_FIGURES: Final = _TIMES | frozenset("ماه روز هفته سال ساعت فصل بانک دستگاه اداره سازمان نهاد".split())
# «نیمی از ۳۰۰ مصوبه اجرا شد»: the number is the whole, what is told is told of a part
_PART_OF: Final = re.compile(
    r"\b(?:نیمی|نصف|بخشی|بخش عمدهای|بخش زیادی|برخی|شماری|تعدادی|بیشتر|اکثر|اکثریت|قسمتی|هیچ ?یک|هیچکدام|"
    r"(?:یک|دو|سه|چهار) ?(?:سوم|چهارم|پنجم|ششم|دهم))(?: از)?(?: این)? \Z"
)
# characters of the short lines of a list
_SHORT_LINES: Final = 240
# sentences within which a smaller number of resolutions is a part of the total told before
_NEAR_TOTAL: Final = 3
# «نسبت به سال قبل ۱۱ جلسه بیشتر شده»: how much more or less
_DIFFERENCE: Final = re.compile(
    r" (?:بیشتر|کمتر)(?: از [^ ،.؛]+(?: [^ ،.؛]+){2,7})? (?:است|بود|بوده|شد|شده)\b"
    r"| (?:بیشتر|کمتر|افزایش|کاهش|رشد|کم|زیاد)(?: از [^ ]+(?: [^ ]+)?)? ?(?:شد|شده|بود|بوده|است|داشت|داشته|یافت|یافته)\b"
)
_ABOVE: Final = re.compile(
    r" (?:بیش|بیشتر|کمتر|کم) (?:از|نسبت به) (?:(?:مدت|دوره|زمان) (?:مشابه|قبل|قبلی)|سال (?:گذشته|قبل|پیش)|پارسال)\b"
)
_GREW: Final = frozenset("رشد افزایش کاهش افت جهش".split())
# «میانگین ۷۰ درصدی کشور»
_OF_THE_COUNTRY: Final = re.compile(r"ی? (?:کل )?(?:کشور|کشوری|ملی|استانها|استانهای کشور)\b")
# characters of a label and what stands behind its colon
_LONGEST_LABEL: Final = 56
_COMPARED: Final = re.compile(r"\b(?:نسبت به|در مقایسه با|در قیاس با)(?: (?:مدت مشابه|دوره مشابه|زمان مشابه|مدت))? \Z")
# «نرخ اجرا از ۶۵ درصد در سال گذشته به ۷۹ درصد رسیده»: what it was, then what it is
_ROSE_TO: Final = re.compile(r" (?:در [^،؛.:]{3,30} )?به (?:حدود |بیش از |نزدیک به )?")
_ROSE_FROM: Final = re.compile(r"\bاز (?:حدود )?\Z")
_THIS_FIGURE: Final = re.compile(
    r"\bاین (?:رقم|نرخ|میزان|شاخص|عدد|امار|ضریب|نسبت)(?: (?:در|تا|برای|طی) (?:[^ ،.؛:]+ ){0,4}?"
    r"(?:سال (?:گذشته|قبل|پیش|جاری)|پارسال|پیرارسال|امسال|ماه گذشته|1[34]\d\d)| پارسال| سال گذشته)?(?: در (?:همین|این) (?:مقطع|زمان|مدت|تاریخ))?"
    r"(?: را| به| حدود| اکنون)? \Z"
)
# «۲۸ واحد دوباره راه افتاد که این رقم در سال ۱۴۰۲، ۱۹ واحد بود»
_SAME_FIGURE: Final = re.compile(
    r"\b(?:این|همین) (?:رقم|عدد|امار|تعداد|شمار)(?: (?:در|تا|طی|برای) (?:مدت مشابه |دوره مشابه |همین مدت (?:در )?)?"
    r"(?:(?:سال|نیمه|ماه) [^ ،.؛:]+|پارسال|پیرارسال)(?: سال)?(?: (?:گذشته|قبل|پیش))?| پارسال| پیش از این)(?: ?،)?(?: حدود)? \Z"
    r"|\b(?:(?:در|طی) (?:(?:مدت|دوره|بازه) مشابه (?:در )?)?(?:سال|نیمه|ماه|بهار|تابستان|پاییز|زمستان) [^ ،.؛:]+"
    r"(?: (?:سال|ماه|گذشته|قبل|پیش)){0,2}|پارسال|پیرارسال) ?،? (?:این|همین) (?:رقم|عدد|امار|تعداد|شمار)(?: حدود| برابر| معادل)? \Z"
)
# «۵۲ جلسه داشته که ۳۴ جلسه آن را استاندار اداره کرده»: a part that has no sector
_LED_BY: Final = re.compile(r"(?: از)?(?: ان)?(?: را| به ریاست| با ریاست| به مدیریت| با حضور)\b")
# «درخواست کاهش حقوق دولتی دو معدن»: not of the units themselves
_MATTER_OF: Final = re.compile(r"\b(?:درخواست|پرونده|موضوع|تقاضا|پیشنهاد) (?:[^ ،.؛:]+ ){1,5}\Z")
_GOES_TO: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} به (?:[^ ،.؛:]+ ){1,7}(?:فرستاده|ارسال|ارجاع|احاله|منعکس) ")
# «… پارسال ۸۴ درصد بود و امسال به ۹۰ درصد رسیده»
_AND_NOW: Final = re.compile(
    r" (?:بود|بوده|بوده است|است)(?: و| که|،) (?:(?:در )?(?:امسال|اکنون|سال جاری|حال حاضر)|این رقم|اینک)(?: این رقم)?(?: به)?(?: حدود)? "
)
# «این رقم معادل ۸۲ درصد کل مصوبات است»
_THIS_NUMBER: Final = re.compile(
    r"\bاین (?:رقم|میزان|عدد|امار|تعداد)(?: [^ ،؛.:]+){0,2} (?:یعنی|معادل|برابر|برابر با|حدود)(?: حدود)? \Z"
)
# «هدف: احیای ۳۰ واحد»
_AIMED: Final = re.compile(r"\b(?:هدف|برنامه|چشم ?انداز|پیشبینی|وعده)\b[^،؛.:]{0,25}: ?(?:[^ ،؛.:]+ ){0,3}\Z")
# «• اجراشده: ۲۸۵ مصوبه»
_LABEL: Final = re.compile(r"(?:\A|[،؛.•*\-–] ?|(?<=  ))?(?P<label>[^،؛.:•*\-–\d]{3,50}?) ?: ?\Z")
# «۲۸۵ مصوبه (۷۳ درصد)»: the share of the figure before
_IN_BRACKETS: Final = re.compile(r" ?\( ?(?:معادل |یعنی |حدود )?\Z")
# «۲۴ جلسه، ۱۷۷ واحد، ۲۴۶ مصوبه»: figures in a bare row
_ROW_OF_FIGURES: Final = re.compile(r" ?(?:،|و|، و) ?")
# «شش مصوبه از هر ده مصوبه»
_OF_EVERY: Final = re.compile(r" [^ ،.؛]+ از هر ")
# «کارگروه‌های ۳۱ استان»: the provinces that a national report is about
_OF_PROVINCES: Final = frozenset("کارگروههای ستادهای استانداران استانداریهای دبیرخانههای".split())
# A session's total stands among the first figures of an article.
_FIRST_COUNTS: Final = 60
# and the rest: what is told of it is told of no number before it
_THE_REST: Final = re.compile(
    r"(?: و|،) (?:مابقی|بقیه|باقی(?! مانده)|الباقی|باقیمانده|سایر (?:مصوبات|موارد|پروندهها))\b"
)
# «تعداد مصوبات این جلسات را ۳۱۲ مورد اعلام کرد», «کل مصوبات بالغ بر ۳۱۲ فقره بود»
_OF_RESOLUTIONS: Final = re.compile(
    r"(?<!از )\bمصوبات (?:این|امروز این) (?:جلسه|نشست)(?: را| به| بالغ بر|،| ?:)? ?\Z|"
    r"(?:تعداد|شمار|کل|مجموع|امار) (?:کل )?مصوبات(?: [^ ،؛.:]+){0,8}?(?: را| به| بالغ بر| بر|،| ?:| در مجموع)* ?\Z"
)
# «شمار واحدهایی را که مشکلات آنها شنیده شده ۱۹۲ واحد اعلام کرد», and what says that they were dealt with
_NUMBER_OF: Final = GuardedPattern(
    r"\b(?:تعداد|شمار|مجموع|کل) (?:کل )?(?P<what>واحد|بنگاه|کارخانه|کارگاه|پرونده|درخواست)(?:ها|های|هایی|ی)?\b"
    r"(?P<said>[^.؛:]*?)(?: را| به| بالغ بر| بر|،| ?:| حدود| در مجموع)* ?\Z",
    "تعداد",
    "شمار",
    "مجموع",
    "کل ",
)
_NUMBER_OF_SPAN: Final = 110
_DEALT_WITH: Final = re.compile(
    r"\b(?:بررسی|رسیدگی|مطرح|شنیده|مشکلات|مشکلشان|مشکلاتشان|مشکل ان|حاضر|شرکت ?کننده|"
    r"به (?:این )?(?:کارگروه|ستاد|جلسه|نشست) (?:امده|رسیده|اورده|معرفی|ارجاع))"
)
# numbers behind a total that may tell what became of its parts
_FIGURES_BEHIND: Final = 24
# characters between two numbers of one row
_ROW_GAP: Final = 60
# «۱۲ واحد دعوت شده بودند که دو واحد غایب بودند»: not all of them came
_INVITED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:دعوت|فراخوانده|فراخوان) (?:شده بودند|شده بود|شده|شدند|شد|داشتند)\b[^.؛]{0,40}? "
    r"(?:غایب|غیبت|حاضر نشد|نیامد|حضور نداشت|حضور نیافت|حضور پیدا نکرد)"
)
_ABSENT: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:غایب|غیبت|حاضر نشد|حاضر نبود|نیامد|حضور نداشت|حضور نیافت|حضور پیدا نکرد|انصراف)"
)
# «در آن ستاد مطرح است»: of the body named before
_IN_THAT_BODY: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4}? در (?:ان|همان) (?:ستاد|شورا|کمیته|کمیسیون|کارگروه|نهاد|دادگاه|وزارتخانه|سازمان)\b"
)
_HOW_MANY: Final = re.compile(r"\b(?:چند|چه تعداد) (?:واحد|کارخانه|بنگاه|پرونده|تولیدکننده)\b")
# «اجرای سه مصوبه باقی‌مانده به پاسخ بانک مرکزی بستگی دارد»: not done yet
_HANGS_ON: Final = re.compile(
    r"\b(?:بستگی|منوط|نیازمند|نیاز به|مستلزم|مشروط|در گرو|وابسته|معطل|زمانبر|متوقف|دشوار|ممکن نیست|امکانپذیر نیست|با مشکل|تاخیر|به تعویق|تعلل|کوتاهی|کمکاری|سستی|همکاری نکرد)\b"
)
# «خودداری از اجرای سه مصوبه», «برای اجرای …»
_UNDONE: Final = re.compile(r"\b(?:خودداری از|عدم|تاخیر در|تعلل در|کوتاهی در|سرپیچی از|برای|جهت|مانع) \Z")
# «۳۵ مصوبه به اجرا درآمده که نسبت به بهار پارسال با ۲۲ مصوبه رشد خوبی دارد»
_COMPARED_WITH: Final = re.compile(r"\b(?:نسبت به|در مقایسه با|در برابر) (?:[^ ،.؛:]+ ){1,5}با \Z")
# «اجرای ۶۴ مصوبه متوقف مانده است»
_STANDS_STILL: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,6}? (?:متوقف|معطل|معلق|بلاتکلیف) (?:مانده|است|شده|ماند|شد|بوده|گذاشته)\b"
)
_UNDONE_EXECUTION: Final = re.compile(r"\b(?:خودداری از|تاخیر در|تعلل در|کوتاهی در|سرپیچی از|مانع) اجرای \Z")
# concerning, about
_CONCERNING: Final = re.compile(r"\b(?:در خصوص|درخصوص|درباره|در مورد|برای) \Z")
# characters between one unit and its sector
_NEAR_SECTOR: Final = 24
_ITS_OWN: Final = re.compile(r" (?:مربوط به |متعلق به )?(?:خود|خودش|خویش)\b")
# characters between units and the verb that says they were dealt with
_DEALT_SPAN: Final = 24
# «… و », a word or two of what the units make before it
_AND_MORE: Final = re.compile(r"(?: [^ ،.؛:]+){0,2} و ")
# «کار ۱۳ واحد … دنبال شد», «وضعیت ۹ معدن ارزیابی شد»
_STATE_OF: Final = re.compile(r"\b(?:کار|وضع|وضعیت|سرنوشت|شرایط) \Z")
_LOOKED_INTO: Final = re.compile(
    r"\b(?:دنبال|پیگیری|بررسی|ارزیابی|رسیدگی|مرور|واکاوی|بازخوانی) (?:شد|شدند|شده|گردید|کرد|کردند|کردیم)\b"
)
# «برای ۱۸ واحد از ۲۲ واحدی که پرونده‌شان بررسی شد راه‌حل پیدا کردیم»
_THAT_WERE_HEARD: Final = re.compile(r"ی? که (?:[^ ،.؛:]+ ){1,4}?(?:بررسی|رسیدگی|مطرح|طرح) (?:شد|شده|گردید|شده بود)\b")
# «… بررسی خواهد شد», «… در صف رسیدگی هستند»
_WILL_BE_HEARD: Final = re.compile(
    r"[^،.؛:\d]{0,50}?\b(?:در|به) (?:صف|نوبت|لیست انتظار|انتظار)(?: [^ ،.؛:]+)? (?:بررسی|رسیدگی|طرح|تعیین تکلیف)\b"
    r"(?![^،.؛:]{0,40}\b(?:بررسی|رسیدگی|مطرح|تکلیف) (?:شد|شدند|گردید)\b)|"
    r"[^،.؛:]{0,70}?\b(?:بررسی|رسیدگی|مطرح|طرح|تعیین تکلیف)(?: و [^ ]+)? (?:خواهد شد|خواهند شد|خواهیم کرد|خواهد گردید)\b"
    r"|(?:(?!\b(?:بررسی|رسیدگی|مطرح|شد|شدند)\b)[^،.؛:\d]){0,90}? به (?:[^ ،.؛:]+ ){1,8}?(?:معرفی|ارجاع|فرستاده|سپرده|ارسال|احاله) (?:می(?:شود|شوند|کنیم|گردد)|خواهد شد|خواهند شد|خواهیم کرد)\b"
)
# «بخش بانکی با ۱۵ مصوبه», «حوزه مالیات ۱۲ مصوبه»: by what they are about
_SUBJECT_WITH: Final = re.compile(
    r"\b(?:بخش|حوزه|موضوع|مسایل|مشکلات|زمینه|محور) (?:[^ ،.؛:]+ ){1,3}?(?:(?:نیز|هم) )?(?:با )?\Z"
)
# «نشست … به کار شش واحد رسید», «به درد دل نه واحد گوش داد»
_WORK_OF: Final = re.compile(r"\bبه (?:کار|گره کار|گرفتاری|مشکل|مشکلات|درد ?دل|سخنان|حرف|خواسته|خواستههای) \Z")
_CAME_TO: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3} (?:رسید|رسیدند|رسیدیم|پرداخت|پرداختند|پرداختیم|(?:گوش|پاسخ) (?:داد|دادند|سپرد|سپردند))\b"
)
# «۱۶ واحد که هر یک با مانعی روبه‌رو بودند، مشکلات خود را بیان کردند»
_RELATIVE_BEHIND: Final = re.compile(r"(?: [^ ،.؛:]+){0,3}? که [^،.؛:]{3,90}،")
# hope, try, mean to, plan, aim, must, it is to be, promise
_HOPE: Final = re.compile(
    r"\b(?:بنا (?:داریم|دارد|دارند|دارم)|میخواهیم|میخواهد|میخواهند|مصمم|مصممیم|خواستار|خواهان|امادگی|امیدوار|امیدواریم|امیدوارم|امیدواری|تلاش|قصد|در نظر|برنامه|برنامهریزی|هدف|باید|قرار است|مقرر|متعهد|تعهد|پیشبینی|انتظار|وعده|قول|درصدد|به دنبال)\b"
)
# «با تلاش کارگروه توانستیم ۱۵ واحد را احیا کنیم»: done
_MANAGED: Final = re.compile(r"\b(?:توانست|توانسته|توانستیم|توانستهایم|توانستند|موفق شد|موفق شدیم|موفق شده)\b")
# «بنا داریم ۱۵ واحد راکد دیگر را احیا کنیم»
_THAT_WE_DO: Final = re.compile(
    r"\b(?:کنیم|نماییم|سازیم|دهیم|برسانیم|رسانیم|باز ?گردانیم|برگردانیم|بیاوریم|اوریم|داشته باشیم)\b"
)
_ABOUT_SUBJECT: Final = re.compile(
    r" ?(?:(?:از )?ان(?:ها)? )?(?:نیز |هم )?(?:مربوط به|مرتبط با|در حوزه|در زمینه|در خصوص|درباره) "
)
# «… ۱۵ مصوبه به تصویب رسید که ۶ مصوبه بانکی بود»
_OF_SUBJECT: Final = re.compile(
    r" (?:بانکی|مالیاتی|بیمهای|حقوقی|قضایی|زیرساختی|گمرکی|ارزی|اعتباری|محیط زیستی|زیستمحیطی)(?: و [^ ،؛.]+)?(?: (?:بود|بوده|است|هستند|داشت)\b| ?،| و )"
)
_OF_RESOLUTIONS_SPAN: Final = 90
# «۵۹ مورد از پیشنهادهای استانداران»
_OF_PROPOSALS: Final = re.compile(r" از (?:این |مجموع |کل )?(?:پیشنهاد|محور|خواسته)")
_ALSO: Final = re.compile(r"(?: (?:نیز|هم|دیگر))+(?= )")
# sent to who decides, nothing told of hearing it
_SENT_ON: Final = re.compile(
    r"(?:(?!\b(?:بررسی|رسیدگی|مطرح)\b)[^.؛،:]){0,80}? به (?:[^ .؛،:]+ ){1,7}?(?:ارجاع|فرستاده|ارسال|سپرده|احاله|محول) (?:شد|شده|گردید)\b"
)
_GOES_ON: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,2} (?:ادامه (?:دارد|خواهد داشت|یافته)|در جریان|در دست|به درازا|زمانبر)\b"
)
# share of (the sector of) …, and what may stand between it and its number
_SHARE_OF_SECTOR: Final = re.compile(r"\bسهم (?:(?:بخش|حوزه|زیربخش|واحدهای) )?\Z")
_SHARE_MARKS: Final = frozenset(("را", "نیز", "هم", "به", "هم به", "نیز به"))
# «گرفتاری بانکی ده واحد», «مشکلات حقوقی و بیمه‌ای سه کارخانه»
_KIND_OF_TROUBLE: Final = re.compile(
    r"(?:(?:بانکی|مالیاتی|بیمهای|حقوقی|قضایی|زیرساختی|اعتباری|ارزی|گمرکی|مالی|تولیدی|زیستمحیطی|محیط زیستی|ثبتی|انرژی)(?: و |، )?)+"
)
_TO_SUBJECT: Final = re.compile(r" (?:(?:از )?ان(?:ها)? )?(?:نیز |هم )?(?:به|درباره) ")
# every week, month, session … we hear
_HABITUAL: Final = re.compile(r"\bهر (?:هفته|ماه|روز|جلسه|نشست)\b[^،؛.:]{0,30}\Z")
_USUALLY: Final = re.compile(r"[^،؛.:]{0,60}? (?:می(?:کنیم|شود|شوند|گیرد|کنند|کند|پردازیم|رسیم))\b")
_OF_THEM: Final = re.compile(r" (?:از )?(?:انها|ان|این تعداد|این واحدها)\b")
_AND: Final = re.compile(r" ?(?:،|و) ")
_MEAN_OF_A_SESSION: Final = re.compile(
    r"\b(?:میانگین|متوسط) (?:تعداد |شمار )?(?P<what>پرونده|درخواست|واحد|مصوب)(?:ه|های|ها|ات)?(?: [^ ،.؛:]+){0,4}? "
    r"(?:هر|یک) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,2} \Z"
)
_MEASURED: Final = {
    "پرونده": "cases_reviewed",
    "درخواست": "cases_reviewed",
    "واحد": "units_reviewed",
    "مصوب": "resolutions_adopted",
}
# «۱۰ تصمیم گرفته شد»
_TAKEN: Final = re.compile(r"\b(?:گرفته|گرفت|گرفتند|گرفتیم|اتخاذ|تصویب|مصوب|اجرا|اجرایی|ابلاغ)\b")
# «با حضور نمایندگان … و کمیته حمایت قضایی»: another body that was there
_ATTENDED_BY: Final = GuardedPattern(
    r"\b(?:با حضور|نمایندگان|نماینده) (?:(?!\b(?:شد|شده|گردید|گفت|جلسه|نشست)\b)[^.؛:]){0,140}\Z",
    "حضور",
    "نماینده",
    "نمایندگان",
)
# «با قدردانی از دادگستری»: thanks name no cause
_THANKS: Final = re.compile(r"\b(?:قدردانی|تشکر|سپاس|سپاسگزاری|تقدیر)(?: ویژه)? از (?:همکاری |همراهی |حمایت )?\Z")
# «سبب شد ۵۷ واحد بازگردد و ۱۹۱۰ نفر مشغول کار شوند»
_CAUSED: Final = re.compile(r"\b(?:سبب|باعث|موجب|منجر|مایه) (?:ان )?(?:شد|شده|گردید|گردیده)\b")
# «پیگیری برای اجرای ۱۵۷ مصوبه دیگر ادامه دارد»
_STILL: Final = re.compile(r"(?:پیگیری|پیگیریها|تلاش|تلاشها|اقدامات|کار)(?: لازم)?(?: برای| جهت)? \Z")
# «۳۶۴ مصوبه برای ۲۲۳ واحد»
_RESOLUTION_FOR: Final = re.compile(
    r"مصوبه (?:برای|درباره|در خصوص|برای رفع مشکل|برای رفع مشکلات|برای حل مشکلات|در مورد) \Z"
)
# to (the cycle), from standstill, from stagnation, again: words that tell a return of themselves
_BACK_AGAIN: Final = (
    "به ",
    "فعالیت خود را از سر",
    "فعالیت مجدد",
    "احیا ش",
    "احیا گرد",
    "از تعطیلی",
    "از مرز ",
    "از لبه ",
    "از استانه ",
    "از خطر ",
    "از نو ",
    "از رکود",
    "دوباره",
    "مجددا",
    "جان ",
)
_AGAIN: Final = frozenset("دوباره مجددا باز".split())
# «اجرای ۱۵۷ مصوبه»: of the number behind it, not of the one before
_EXECUTION_OF: Final = frozenset(("اجرای", "اجرایی شدن", "عملیاتی شدن", "تحقق"))
# «برای استخدام ۱۲ نیرو آزمون می‌گیریم»: wanted, not done
_IN_ORDER_TO: Final = frozenset("برای جهت منظور".split())
# «هدف ما احیای ۲۵ واحد است»
_AIM: Final = re.compile(r"\b(?:هدف|برنامه|قصد|در نظر|درصدد|به دنبال|تعهد)\b[^.،؛:]{0,20}\Z")
# «۱۵۰ مصوبه، معادل ۷۸ درصد، به اجرا درآمد»
_ASIDE: Final = re.compile(
    r" ?\( ?\d{1,3}(?:[./]\d+)? ?درصد ?\)(?= ?(?:به )?(?:اجرا|عملیاتی|محقق|انجام|در ))|"
    r" ?[،(] ?(?:که )?(?:معادل|یعنی|برابر با|برابر|حدود|به عبارتی) [^،()؛.]{1,24}?درصد[^،()؛.]{0,16}[،)]"
)
_ASIDE_OPENS: Final = re.compile(r"[،(] ?(?:که )?(?:معادل|یعنی|برابر با|برابر|حدود|به عبارتی) ?\Z")
_ASIDE_CLOSES: Final = re.compile(r"[^،()؛.]{0,16}[،)]")
# growth, rise, fall, share, of the units …
_GROWTH: Final = re.compile(r"ی? (?:رشد|افزایش|کاهش|بیشتر|کمتر|سهم|پیشرفت)")


def _next_place(places: Sequence[int], start: int, limit: int) -> int:
    """The first of the places in [start, limit), which are in order; the limit without one."""
    index = bisect_left(places, start)
    return min(places[index], limit) if index < len(places) else limit


@dataclass(slots=True)
class Count:
    """One figure. `is_fact` is false for parts that only the sums need; `status` groups parts of a total."""

    measure: str
    value: int | float
    statistic: str
    sector: str | None
    ministry_id: str | None
    event: str | None
    start: int
    end: int
    noun: str
    sentence: int
    is_fact: bool = True
    is_part: bool = False
    in_row: bool = False


@dataclass(slots=True)
class _Seen:
    """A number with its noun and the stretch of text that belongs to it."""

    number: NumberMention
    noun: Hit
    left: int
    right: int
    sentence: int


class CountReader:
    """Reads the counts of one article."""

    def __init__(
        self,
        surface: Surface,
        bodies: Bodies,
        events: Sequence[Event],
        excluded: Sequence[tuple[int, int]],
        bound_spans: Sequence[tuple[int, int]],
        publication_year: int | None,
    ) -> None:
        self.surface = surface
        self.text = surface.text
        self.bodies = bodies
        self.events = events
        self.publication_year = publication_year
        self.types = {event.type for event in events}
        self.sessions = [event for event in events if event.type in (kinds.SESSION, kinds.COUNTY_SESSION)]
        self.several = len(self.sessions) > 1
        self._share_a_type = len({event.type for event in self.sessions}) < len(self.sessions)
        told = events if self.several else ()
        self._mention_of = {start: event for event in reversed(told) for start, _ in event.mentions}
        self._mention_starts = sorted(self._mention_of)
        self._session_starts = [start for start in self._mention_starts if self._mention_of[start] in self.sessions]
        self._is_correction = bool(surface.hits("corrected", "mistaken"))
        dated = [(mention.start, mention.end) for mention in surface.dates]
        self._dated, self._left_out = Spans(dated), Spans([*excluded, *dated])
        self._bound = Spans(bound_spans)
        self._is_denying = "نیست" in self.text or "نبود" in self.text
        self._is_of_rates = " از هر " in self.text
        self._stops = [mark.start() for mark in _STOP.finditer(self.text)]
        self._hard_stops = [place for place in self._stops if self.text[place] in _HARD_STOPS]

    def read(self) -> list[Count]:
        """All counts in order, parts that are no facts among them."""
        counts: list[Count] = []
        for number in self.surface.numbers:
            seen = self._see(number)
            if seen is None:
                continue
            count = self._count(seen, counts)
            if count is not None and (self.events or count.measure in _RESULTS or count.measure == "units_visited"):
                counts.append(count)
        self._settle_sectors(counts)
        self._drop_doubles(counts)
        return counts

    # ---- the number and its noun

    def _see(self, number: NumberMention) -> _Seen | None:
        if (
            number.is_ordinal
            or (not number.is_percent and number.value != int(number.value))
            or self._left_out.cover(number.start)
        ):
            return None
        sentence = self.surface.sentence_at(number.start)
        word = self.surface.word_before(number.start)
        if word in _NOT_COUNTED_BEFORE and not number.is_percent:
            return None
        if (word == _NOT and self.surface.numbers_in(sentence.start, number.bound_start)) or (
            self._is_denying and _IS_NOT.match(self.text, number.percent_end)
        ):  # «۲۸ جلسه است نه ۳۸ جلسه», «۸۰ درصد نیست»
            return None
        if word == _YEAR and FIRST_YEAR <= number.value <= LAST_YEAR:
            return None
        if (word == _EVERY and not self._means_all(number)) or self._is_of_every(number, sentence.start):
            return None
        if self._is_of_another_body(number, sentence.start, sentence.end) or self._is_corrected(number, sentence.end):
            return None
        if (
            self._is_habitual(number, sentence.start, sentence.end)
            or self._ends_a_range(number)
            or self._is_aimed_at(number, sentence.start)
        ):
            return None
        noun = self._noun(number, sentence.end)
        if noun is None or _DIFFERENCE.match(self.text, noun.end) or _ABOVE.match(self.text, noun.end):
            return None
        left = self._left(number, sentence.start)
        right = self._right(noun.end, sentence.end)
        return _Seen(number, noun, left, right, sentence.index)

    def _is_aimed_at(self, number: NumberMention, start: int) -> bool:
        """«هدف: احیای ۳۰ واحد»"""
        aim = self.text.rfind(" هدف ", start, number.bound_start)
        if (
            aim > 0
            and not self.text.endswith(" با", 0, aim)
            and not self.surface.has(aim, number.bound_start, "past", "present")
        ):  # «هدف امسال را احیای ۲۵ واحد و برگزاری ۵۰ جلسه عنوان کرد»
            return True
        colon = self.text.rfind(":", max(start, number.bound_start - _LONGEST_LABEL), number.bound_start)
        return colon > 0 and _AIMED.search(self.text, max(start, colon - 40), number.bound_start) is not None

    def _is_habitual(self, number: NumberMention, start: int, end: int) -> bool:
        """«هر هفته به پرونده هفت واحد رسیدگی می‌کنیم»: what is usual, no figure; a mean is one."""
        habit = _HABITUAL.search(self.text, max(start, number.bound_start - 40), number.bound_start)
        if habit is None or self.surface.has(start, number.start, "mean"):
            return False
        return _USUALLY.match(self.text, number.percent_end, end) is not None

    def _ends_a_range(self, number: NumberMention) -> bool:
        """«سه تا پنج مصوبه»: no figure."""
        if not self.text.endswith(" تا ", 0, number.bound_start):
            return False
        before = self.surface.numbers_in(max(0, number.bound_start - 20), number.bound_start)[-1:]
        return bool(before) and self.text[before[0].end : number.bound_start] == " تا "

    def _means_all(self, number: NumberMention) -> bool:
        """«هر ۸۶ کارگر به کار برگشتند», «استانداران هر ۳۱ استان», «برای هر چهار وزارتخانه»"""
        noun = self.surface.hit_at(self._first_word(number.end), "measure")
        before = self.surface.word(self.surface.word_index(number.bound_start) - 2)
        if noun is None:
            return False
        return noun.value == "ministry" or (noun.value in ("person", "province") and before not in _RATE)

    def _is_of_every(self, number: NumberMention, start: int) -> bool:
        """«از هر ده مصوبه، هشت مصوبه»: a rate told as numbers."""
        before = self.surface.numbers_in(start, number.start)
        if self._is_of_rates and _OF_EVERY.match(self.text, number.end):  # «شش مصوبه از هر ده مصوبه»
            return True
        return (
            bool(before)
            and self.surface.word_before(before[-1].start) == _EVERY
            and _PARTNER.fullmatch(self.text[before[-1].end : number.bound_start]) is not None
        )

    def _is_corrected(self, number: NumberMention, end: int) -> bool:
        """«۴۳ مصوبه نوشته شده بود؛ عدد درست ۳۴ مصوبه است»: the first figure is taken back."""
        if not self._is_correction:
            return False
        right = self.surface.hits_in(number.end, end, "corrected")
        if right and self.surface.numbers_in(right[0].end, end):
            return True
        wrong = self.surface.hits_in(self.surface.sentence_at(number.start).start, number.start, "mistaken")
        return bool(wrong) and not self.surface.has(wrong[-1].end, number.start, "corrected")

    def _is_of_another_body(self, number: NumberMention, start: int, end: int) -> bool:
        if self.bodies.others and _IN_THAT_BODY.match(self.text, number.end, end):  # «۲ واحد در آن ستاد مطرح است»
            named = [hit for hit in (*self.bodies.ours, *self.bodies.others) if hit.start < number.start]
            if named and max(named, key=lambda hit: hit.start) in self.bodies.others:
                return True
        # «۱۸ مصوبه صادر شد؛ … پرونده یک شرکت به کمیته حمایت قضایی ارجاع شد»: told in another clause
        until = _next_place(self._hard_stops, number.end, end)
        others = [hit for hit in self.bodies.others if start <= hit.start < until] if self.bodies.others else []
        others = [hit for hit in others if not self._is_told_apart(number, hit)]
        others = [hit for hit in others if _ATTENDED_BY.search(self.text, start, hit.start) is None]
        if not others:
            return False
        before = [hit for hit in (*self.bodies.ours, *others) if start <= hit.start < number.start]
        if before:
            nearest = max(before, key=lambda hit: hit.start)
            if nearest in others and nearest.value == "other":
                return True
        ours = any(start <= hit.start < end for hit in self.bodies.ours)
        return not ours and any(hit.value == "other" for hit in others)

    def _is_told_apart(self, number: NumberMention, other: Hit) -> bool:
        """«۱۱ مصوبه به تصویب رسید و پرونده یک واحد به کمیته حمایت قضایی ارجاع شد»: named in a clause behind."""
        for verb in self.surface.hits_in(number.end, other.start, "past"):
            if self.text.startswith((" و ", "، "), verb.end):
                return True
        return False

    def _noun(self, number: NumberMention, limit: int) -> Hit | None:
        if number.is_percent:
            return Hit("measure", "percent", number.end, number.percent_end)
        place = self._first_word(number.end)
        for _ in range(2):
            if place >= limit or self.text[number.end : place].strip(' "«'):
                return None
            filler = self.surface.hit_at(place, "filler")
            noun = self.surface.hit_at(place, "measure")
            if filler is not None and self._first_word(filler.end) < limit:
                following = self.surface.hit_at(self._first_word(filler.end), "measure")
                if following is not None and not self.text[filler.end : following.start].strip():
                    return following
            if noun is not None:
                return noun
            return self._elided_noun(number, place)
        return None

    def _elided_noun(self, number: NumberMention, place: int) -> Hit | None:
        """«۱۲ واحد (۷ صنعتی، ۳ کشاورزی)»: a part that names its sector alone."""
        sector = self.surface.hit_at(place, "sector")
        if sector is None or not sector.value or self.text[number.end : place] != " ":
            return None
        following = self.text[sector.end : sector.end + 2]
        is_item = following[:1] in ("،", ")", "؛", ".", "") or following == " و"
        return Hit("measure", "elided", sector.start, sector.end) if is_item else None

    def _first_word(self, place: int) -> int:
        index = self.surface.word_index(place)
        return self.surface.words[index][0] if index < len(self.surface.words) else len(self.text)

    def _left(self, number: NumberMention, start: int) -> int:
        """Where the stretch before the number begins: after the last mark or number, a little before «و»."""
        label = self._label(number.bound_start, start)
        before = bisect_left(self._stops, number.bound_start)
        stop = label if label is not None else self._stops[before - 1] + 1 if before else 0
        for previous in reversed(self.surface.numbers_in(start, number.bound_start)):
            of_time = self.surface.word_after(previous.end) in _DURATIONS or (
                previous.is_ordinal and self.surface.word_before(previous.start) in _DURATIONS
            )
            if previous.is_percent or not of_time:
                return max(start, stop, previous.percent_end)
        return max(start, stop)

    def _label(self, place: int, start: int) -> int | None:
        """Where the label of «اجراشده: ۲۸۵ مصوبه» begins; None without one right before the number."""
        if not self.text[max(start, place - 2) : place].rstrip().endswith(":"):
            return None
        label = _LABEL.search(self.text, max(start, place - _LONGEST_LABEL), place)
        return (
            label.start("label") if label is not None and not self.surface.has(label.start(), place, "speech") else None
        )

    def _right(self, noun_end: int, limit: int) -> int:
        """Where the stretch after the noun ends: at a mark, at the next number, at the sentence's end."""
        aside = _ASIDE.match(self.text, noun_end, limit)
        noun_end = aside.end() if aside else noun_end
        end = _next_place(self._stops, noun_end, limit)
        rest = _THE_REST.search(self.text, noun_end, end)
        end = rest.start() if rest else end
        following = self._figures_in(noun_end, end)
        first = next(following, None)
        if first is not None and first.is_percent and _NAMELY.search(self.text[noun_end : first.bound_start]):
            first = next(following, None)
        return first.bound_start if first is not None else end

    def _figures_in(self, start: int, end: int) -> Iterator[NumberMention]:
        """The numbers that count something, one after the other: who asks for the next one reads no further."""
        for number in self.surface.numbers_in(start, end):
            if number.is_ordinal or self._in_date(number) or self._counts_past_sessions(number):
                continue
            if self._is_of_things(number):
                yield number

    def _is_of_things(self, number: NumberMention) -> bool:
        """«ده مصوبه دو بار شمرده شده», «۳۱۰ مصوبه در سال ۱۴۰۳ اجرا شد»: times and years count nothing."""
        if self.surface.word_before(number.start) == _YEAR and FIRST_YEAR <= number.value <= LAST_YEAR:
            return False
        return number.is_percent or self.surface.word_after(number.end) not in _NO_FIGURES

    def _counts_past_sessions(self, number: NumberMention) -> bool:
        """«۲۷ مصوبه از مصوبات سه جلسه گذشته معطل مانده است»"""
        noun = self.surface.hit_at(self._first_word(number.end), "measure")
        return noun is not None and noun.value == "session" and self.surface.word_after(noun.end) in _LAST

    def _in_date(self, number: NumberMention) -> bool:
        return self._dated.cover(number.start)

    # ---- the measure

    def _count(self, seen: _Seen, before: list[Count]) -> Count | None:
        kind = seen.noun.value
        reader = {
            "unit": self._unit,
            "elided": self._elided,
            "case": self._case,
            "resolution": self._resolution,
            "percent": self._percent,
            "item": self._item,
            "axis": self._axis,
            "proposal": self._proposal,
            "session": self._session,
            "times": self._times,
            "working_group": self._working_group,
            "ministry": self._ministry,
            "province": self._province,
            "country": self._country,
            "person": self._jobs,
            "job": self._jobs,
        }[kind]
        return reader(seen, before)

    def _make(self, seen: _Seen, measure: str, before: list[Count], *, sector: str | None = None) -> Count:
        number = seen.number
        statistic = "exact"
        if number.is_percent:
            statistic = "percent"
        elif number.bound == "at_least":
            statistic = "at_least"
        start, end = number.bound_start, max(seen.noun.end, number.percent_end)
        mean = self.surface.hits_in(seen.left, number.start, "mean")
        if mean and not number.is_percent:
            statistic, start = "mean", mean[0].start
        ministry = self._ministry_of(seen)
        return Count(
            measure,
            number.value,
            statistic,
            sector,
            ministry,
            self._event_of(seen, measure, statistic),
            start,
            end,
            seen.noun.value,
            seen.sentence,
        )

    def _as_before(self, seen: _Seen, before: list[Count]) -> Count | None:
        """«… که این رقم در سال ۱۴۰۲، ۱۹ واحد بود»: what the figure before it counted, of another period."""
        last = before[-1] if before else None
        if last is None or last.noun != seen.noun.value or seen.sentence - last.sentence > 1:
            return None
        place = seen.number.bound_start
        if last.measure not in (
            *_RESULTS,
            *_UNIT_MEASURES,
            "sessions_held",
            "resolutions_adopted",
        ) or not _SAME_FIGURE.search(self.text, max(0, place - 60), place):
            return None
        count = self._make(seen, last.measure, before)
        count.event = None
        return count

    def _unit(self, seen: _Seen, before: list[Count]) -> Count | None:
        if self._in_bound_span(seen.number.start) or self._is_yet_to_be_dealt_with(seen):
            return None
        same = self._as_before(seen, before)
        if same is not None:
            return same
        if self._is_pointed_at(seen.number.bound_start):
            return self._sum_of_parts(seen, before)
        if not self.sessions and kinds.INDUSTRIALISTS in self.types and self.text.startswith(_PEOPLE, seen.noun.start):
            return None  # «۱۴ تولیدکننده مشکلات خود را بیان کردند»: guests of a meeting
        if self._are_guests(seen) or (
            self._is_whole_of_units(seen) and _THAT_WERE_HEARD.match(self.text, seen.noun.end) is None
        ):
            return None
        if _INVITED.match(self.text, seen.noun.end) or _ABSENT.match(self.text, seen.noun.end):
            return None
        whole = self._whole_of_units(seen)
        if whole is not None and self._is_pointed_at(whole.bound_start) and self._were_visited(whole, before):
            return None  # «دو کارخانه از این سه کارخانه با نیمی از ظرفیت کار می‌کنند»
        if whole is not None:  # «سه واحد از ۱۸ واحد به چرخه بازگشت»: what is told behind the whole is told of the part
            right = self._right(self._first_word(whole.end) + 1, self.surface.sentences[seen.sentence].end)
            seen = _Seen(seen.number, seen.noun, seen.left, right, seen.sentence)
        sector = self._sector(seen)
        if self.surface.has(seen.left, seen.number.start, "mean"):
            return self._mean(seen, before)
        returned = self._is_returned(seen)
        if returned is False and self._is_visited(seen):  # «از هفت کارخانه راکد بازدید کرد»
            returned = None
        if returned and self._is_gone_to(seen):  # «از ۱۴ کارخانه راکد بازدید کردیم و برای راه‌اندازی دوباره …»
            returned = None
        if returned and (self._is_told_in_part(seen) or self._is_joined_to_units(seen)):
            return None
        if returned and seen.number.value == 1 and not self.surface.has(seen.noun.end, seen.right, "state"):
            return None  # «بازگشت یک کارخانه نساجی به تولید»: told of one, not counted
        if returned is not None:
            if returned and sector is None and self._is_some_of_those(seen) and self._returned_before(seen, before):
                return None
            count = self._make(seen, "units_returned", before, sector=sector) if returned else None
            if count is not None and sector is not None:
                count.is_part = self._returned_before(seen, before)
            return count
        if (
            whole is not None
            and sector is None
            and _THAT_WERE_HEARD.match(self.text, self.surface.words[self.surface.word_index(whole.end)][1])
        ):
            return None
        measure = self._told_as_number_of(seen) if sector is None else None
        if measure is not None:
            return self._make(seen, measure, before)
        before_word = self._directly_before(seen.number.bound_start)
        of_today = before_word is not None and self._is_of_today(seen) and not self._is_counted_here(seen, before)
        total = None if of_today else self._total_before(seen, before, _UNIT_MEASURES)
        beside = self._beside(seen, before) if sector is not None and self._is_unit_of_a_sector(seen) else None
        if (
            seen.number.value == 1
            and beside is None
            and (
                total is None
                or sector is None
                or (
                    total.sentence != seen.sentence
                    and not self._ends_a_row(seen, before)
                    and (self._in_referral(seen) or not self._is_one_of_a_total(seen))
                )
            )
        ):
            return None
        if sector is None and self.surface.word_after(seen.noun.end) == _OTHER and not self._is_ruled_on(seen):
            return None
        if before_word is not None and before_word.kind == "case_before":
            if sector is None and self._is_sent_on(seen, before):
                return None
            return self._make(seen, "cases_reviewed", before, sector=sector)
        if seen.number.value == 1 and not self._names_its_sector(seen):
            return None
        beside = self._beside(seen, before) if beside is None and sector is not None else beside
        if beside is not None:
            count = self._make(seen, beside.measure, before, sector=sector)
            count.in_row = beside.in_row = True
            return count
        if self._is_visited(seen):
            return self._make(seen, "units_visited", before, sector=sector)
        if self.surface.word_before(seen.number.bound_start) in _HEADS_OF_UNITS and self._were_visited(
            seen.number, before
        ):
            return None  # «از شش واحد بازدید کرد. مدیران شش واحد گله داشتند»
        if total is None and sector is None and not of_today and not self._is_of_an_earlier_session(seen):
            if self._is_below_a_total(seen, before):
                return None
        if self._is_part_of_a_visit(seen, before):
            return None
        if total is not None:
            count = self._make(seen, total.measure, before, sector=sector)
            count.event, count.is_part = total.event, True
            count.is_fact = sector is not None or count.ministry_id is not None
            return count
        if before_word is not None:
            return self._make(seen, "units_reviewed", before, sector=sector)
        if self._goes_on_counting(seen):
            return None
        if self._is_an_answer(seen):
            return self._make(seen, "units_reviewed", before, sector=sector)
        if _RESOLUTION_FOR.search(self.text, seen.left, seen.number.bound_start) or self._is_ruled_on(seen):
            return self._make(seen, "units_reviewed", before, sector=sector)
        if self._is_for_resolutions(seen):
            return self._make(seen, "units_reviewed", before, sector=sector)
        if kinds.REPORT in self.types and self._is_in_a_row_of_figures(seen):
            return self._make(seen, "units_reviewed", before, sector=sector)
        if seen.noun.value == "unit" and not self._is_matter_sent_on(seen) and self._is_reviewed(seen):
            return self._make(seen, "units_reviewed", before, sector=sector)
        return None

    def _sum_of_parts(self, seen: _Seen, before: list[Count]) -> Count | None:
        """«شش واحد صنعتی و سه واحد کشاورزی … برای این ۹ واحد»: what the parts told before come to, told once."""
        told = [c for c in before if c.measure in _UNIT_MEASURES and seen.sentence - c.sentence <= 1]
        parts = [c for c in told if c.sector is not None and c.statistic == "exact" and c.event is not None]
        if len(parts) < 2 or len(parts) != len(told) or sum(c.value for c in parts) != seen.number.value:
            return None
        return self._make(seen, parts[0].measure, before)

    def _is_for_resolutions(self, seen: _Seen) -> bool:
        """«برای ۴۷ واحد ۵۳ مصوبه داشته است»: the resolutions stand right behind the units."""
        if self.surface.word_before(seen.number.bound_start) != _FOR:
            return False
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + _NEAR_SECTOR))[:1]
        if not following or "،" in self.text[seen.noun.end : following[0].bound_start]:
            return False
        noun = self.surface.hit_at(self._first_word(following[0].end), "measure")
        return noun is not None and noun.value == "resolution"

    def _ends_a_row(self, seen: _Seen, before: list[Count]) -> bool:
        """«۱۰ واحد صنعتی، سه واحد کشاورزی و یک واحد گردشگری»"""
        last = before[-1] if before else None
        if last is None or not last.is_part or last.sector is None or last.sentence != seen.sentence:
            return False
        return seen.number.bound_start - last.end < _ROW_GAP and self._is_unit_of_a_sector(seen)

    def _is_one_of_a_total(self, seen: _Seen) -> bool:
        """«از این تعداد یک واحد گردشگری …»; «پروانه یک معدن سنگ» tells of one unit."""
        start = self.surface.sentences[seen.sentence].start
        return self._is_unit_of_a_sector(seen) or self.surface.has(start, seen.number.start, "share")

    def _told_as_number_of(self, seen: _Seen) -> str | None:
        """The measure of «شمار واحدهایی را که مشکلشان شنیده شد ۱۹۲ واحد اعلام کرد»; None for units that merely are."""
        start = max(self.surface.sentences[seen.sentence].start, seen.number.bound_start - _NUMBER_OF_SPAN)
        told = _NUMBER_OF.search(self.text, start, seen.number.bound_start)
        if told is None or seen.number.is_percent or self.surface.numbers_in(told.start(), seen.number.start):
            return None
        if _DEALT_WITH.search(self.text, told.start("said"), told.end("said")) is None:
            return None
        return "cases_reviewed" if told.group("what") in ("پرونده", "درخواست") else "units_reviewed"

    def _goes_on_counting(self, seen: _Seen) -> bool:
        """«دو کارخانه و یک معدن», «دو کارگاه سفال و یک کارخانه آرد»: neither number tells how many units there were."""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + _NEAR_SECTOR))[:1]
        gap = self.text[seen.noun.end : following[0].bound_start] if following else ""
        if gap != " و " and (not _AND_MORE.fullmatch(gap) or self._sector(seen) is not None):
            return False
        if self.surface.has(seen.noun.end, following[0].start, "reviewing", "dealt", "visit", "returned", "past"):
            return False  # «۱۲ واحد بررسی و سه واحد احیا شد»
        noun = self.surface.hit_at(self._first_word(following[0].end), "measure")
        return noun is not None and noun.value == "unit"

    def _is_an_answer(self, seen: _Seen) -> bool:
        """«چند واحد در این نشست حضور داشتند؟ — پنج واحد؛ …»"""
        sentence = self.surface.sentences[seen.sentence]
        if seen.sentence == 0 or self.text[sentence.start : seen.number.bound_start].strip():
            return False
        asked = self.surface.sentences[seen.sentence - 1]
        return _HOW_MANY.search(self.text, asked.start, asked.end) is not None

    def _is_ruled_on(self, seen: _Seen) -> bool:
        """«در خصوص سه واحد، یازده مصوبه صادر شد»"""
        if _CONCERNING.search(self.text, seen.left, seen.number.bound_start) is None:
            return False
        told = self.surface.hits_in(seen.noun.end, self._clause_end(seen), "adopted")
        return (
            bool(told)
            and told[0].start - seen.noun.end < _ROW_GAP
            and told[0].value.startswith(("resolution", "general"))
        )

    def _is_unit_of_a_sector(self, seen: _Seen) -> bool:
        """«یک واحد گردشگری» beside «پنج واحد معدنی»; «یک کارخانه خوراک دام» names a product."""
        return (
            self.text.startswith("واحد", seen.noun.start)
            and self.surface.hit_at(self._behind_also(seen.noun.end) + 1, "sector") is not None
        )

    def _behind_also(self, place: int) -> int:
        """Behind «نیز», «هم», «دیگر» after a noun: «یک واحد نیز گردشگری»."""
        also = _ALSO.match(self.text, place)
        return also.end() if also is not None else place

    def _names_its_sector(self, seen: _Seen) -> bool:
        """«یک واحد گردشگری»; in «یک کارخانه که … دامداری صنعتی» the sector is another's."""
        near = self.surface.hits_in(seen.noun.end, seen.noun.end + _NEAR_SECTOR, "sector")
        return bool(near) and "،" not in self.text[seen.noun.end : near[0].start]

    def _is_part_of_a_visit(self, seen: _Seen, before: list[Count]) -> bool:
        """«از شش واحد، سه واحد در جم و سه واحد در دیر، بازدید کرد»"""
        return any(
            count.measure == "units_visited" and count.sentence == seen.sentence and count.value > seen.number.value
            for count in before[-3:]
        )

    def _were_visited(self, whole: NumberMention, before: list[Count]) -> bool:
        """Whether a number of units pointed back at was told as visited."""
        return any(count.measure == "units_visited" and count.value == whole.value for count in before)

    def _returned_before(self, seen: _Seen, before: list[Count]) -> bool:
        """«۲۶ واحد به تولید بازگشت که ۲۱ واحد صنعتی است»"""
        return any(
            count.measure == "units_returned" and count.sentence == seen.sentence and count.value > seen.number.value
            for count in before[-3:]
        )

    def _is_some_of_those(self, seen: _Seen) -> bool:
        """«… که ۱۹ واحد آن در میبد بود», «۱۹ واحد از آنها …»"""
        written = self.text[seen.noun.start : seen.noun.end]
        return written.endswith((" ان", "شان", "یش")) or _OF_THEM.match(self.text, seen.noun.end) is not None

    def _is_in_a_row_of_figures(self, seen: _Seen) -> bool:
        """«۲۴ جلسه، ۱۷۷ واحد، ۲۴۶ مصوبه»"""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 6))[:1]
        for number in following:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is not None and noun.value in ("session", "resolution", "case"):
                return _ROW_OF_FIGURES.fullmatch(self.text, seen.noun.end, number.bound_start) is not None
        return False

    def _whole_of_units(self, seen: _Seen) -> NumberMention | None:
        """The 18 of «سه واحد از ۱۸ واحد»."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 40))[:1]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            gap = self.text[seen.noun.end : number.bound_start]
            if noun is not None and noun.value == "unit" and number.value >= seen.number.value:
                return number if _OF_TOTAL.fullmatch(gap) else None
        return None

    def _is_part_of_cases(self, seen: _Seen) -> bool:
        """«۲۲ پرونده از ۳۰ پرونده مطرح‌شده»: a part that has no sector."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 40))[:1]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is not None and noun.value == "case" and number.value > seen.number.value:
                return _OF_TOTAL.fullmatch(self.text, seen.noun.end, number.bound_start) is not None
        return False

    def _is_whole_of_units(self, seen: _Seen) -> bool:
        """Whether the number is the second one of «سه واحد از ۱۸ واحد»."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.bound_start)[-1:]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is None or noun.value != "unit" or number.is_ordinal or number.value > seen.number.value:
                return False
            return _OF_TOTAL.fullmatch(self.text[noun.end : seen.number.bound_start]) is not None
        return False

    def _elided(self, seen: _Seen, before: list[Count]) -> Count | None:
        total = self._total_before(seen, before, _UNIT_MEASURES)
        sector = self.surface.hit_at(seen.noun.start, "sector")
        if total is None or sector is None or total.sentence != seen.sentence:
            return None
        count = self._make(seen, total.measure, before, sector=sector.value)
        count.event, count.is_part = total.event, True
        return count

    def _is_counted_here(self, seen: _Seen, before: list[Count]) -> bool:
        """Whether the same sentence has told a total already."""
        return any(c.sentence == seen.sentence and c.measure in _UNIT_MEASURES for c in before)

    def _is_of_today(self, seen: _Seen) -> bool:
        """«تاکنون ۱۵۵ پرونده مطرح شده؛ در جلسه امروز نیز مسائل چهار واحد …»"""
        start = self.surface.sentences[seen.sentence].start
        return any(
            "امروز" in self.text[hit.start : hit.end] or self.surface.word_after(hit.end) in ("نیز", "هم")
            for hit in self.surface.hits_in(start, seen.number.start, "this_session")
        )

    def _beside(self, seen: _Seen, before: list[Count]) -> Count | None:
        """«پرونده هشت واحد صنعتی و پنج واحد کشاورزی»: both numbers count the same."""
        last = before[-1] if before else None
        if last is None or last.sentence != seen.sentence or last.is_part or last.measure not in _UNIT_MEASURES:
            return None
        gap = self.text[last.end : seen.number.bound_start]
        joined = gap.rstrip().endswith((" و", "،", "همچنین", "نیز"))
        return (
            last
            if joined and len(gap) < _ROW_GAP and not self.surface.has(last.end, seen.number.start, "past")
            else None
        )

    def _is_pointed_at(self, place: int) -> bool:
        """«این ۱۲ واحد», «آن ۱۲ واحد»: known already; in «در آن ۱۲ واحد» the word stands for something else."""
        index = self.surface.word_index(place) - 1
        word = self.surface.word(index)
        if word not in _THAT:
            return word in _THESE
        before = self.surface.word(index - 1)
        # «در آن ۱۲ واحد», «از ۲۱۸ مصوبه آن ۱۶۰ مصوبه»
        return before not in _IN_IT and self.surface.hit_at(self.surface.words[index - 1][0], "measure") is None

    def _mean(self, seen: _Seen, before: list[Count]) -> Count | None:
        """«به طور متوسط در هر جلسه پرونده ۱۴ واحد»: units or cases a session."""
        directly = self._directly_before(seen.number.bound_start)
        of_cases = directly is not None and directly.kind == "case_before"
        if not of_cases and not self.surface.has(seen.left, self._clause_end(seen), "reviewing", "session"):
            return None
        return self._make(seen, "cases_reviewed" if of_cases else "units_reviewed", before)

    def _case(self, seen: _Seen, before: list[Count]) -> Count | None:
        if self.types & {kinds.MINISTERS, kinds.ENVOYS} and not self.sessions:
            return self._make(seen, "proposals", before)  # «۹۶ درخواست استانداران»
        if (
            self._is_only_registered(seen)
            or self._in_bound_span(seen.number.start)
            or self._is_yet_to_be_dealt_with(seen)
        ):
            return None
        same = self._as_before(seen, before)
        if same is not None:
            return same
        sector = self._sector(seen)
        total = self._total_before(seen, before, ("cases_reviewed", "units_reviewed"))
        if seen.number.value == 1 and sector is None:
            return None
        count = self._make(seen, "cases_reviewed", before, sector=sector)
        if sector is None and (self._is_part_of_cases(seen) or self._is_sent_on(seen, before) or self._is_hoped(seen)):
            return None
        if total is not None and count.statistic == "exact":
            count.event, count.is_part = total.event, True
            count.is_fact = sector is not None or count.ministry_id is not None
            return count
        is_plain = sector is None and count.ministry_id is None and count.statistic == "exact"
        if is_plain and self._is_below_a_total(seen, before):
            return None
        clause_end = self._clause_end(seen)
        reviewed = self.surface.has(seen.left, clause_end, "reviewing", "dealt", "mean", "period")
        return (
            count
            if reviewed or sector is not None or self.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.REPORT}
            else None
        )

    def _is_sent_on(self, seen: _Seen, before: list[Count]) -> bool:
        """«… نه مصوبه داشت و دو پرونده به ستاد ملی فرستاده شد»: a part of what was heard, though no total is told."""
        if not self._is_of_a_session(seen) or not any(c.event is not None for c in before):
            return False
        return _SENT_ON.match(self.text, seen.noun.end) is not None

    def _is_yet_to_be_dealt_with(self, seen: _Seen) -> bool:
        """«هفته آینده پرونده شش واحد دارویی در کارگروه بررسی خواهد شد»"""
        return _WILL_BE_HEARD.match(self.text, seen.noun.end, self._clause_end(seen)) is not None

    def _is_only_registered(self, seen: _Seen) -> bool:
        """«ثبت ۴۳ درخواست», «۲۰۶۱ درخواست از واحدها دریافت شد»: it came in, nobody has dealt with it."""
        noted = self.surface.hits_in(seen.left, seen.number.start, "registered")
        if noted and not self.surface.has(noted[-1].end, seen.number.start, "past"):
            return True
        came = self.surface.hits_in(seen.noun.end, seen.right, "registered")
        if not came:
            return False
        dealt = self.surface.hits_in(seen.noun.end, came[0].start, "reviewing", "dealt")
        return all(any(a.start <= hit.start < a.end for a in self.bodies.ours) for hit in dealt)

    def _resolution(self, seen: _Seen, before: list[Count]) -> Count | None:
        seen = self._stretch_of_part(seen)
        place = seen.number.bound_start
        if self.text.endswith("اجرای ", 0, place) and _STANDS_STILL.match(self.text, seen.noun.end) is not None:
            return self._make(seen, "resolutions_not_implemented", before, sector=self._sector(seen))
        last = before[-1] if before else None
        if (
            last is not None
            and last.sentence == seen.sentence
            and last.measure.startswith("resolutions_")
            and _COMPARED_WITH.search(self.text, last.end, place) is not None
        ):
            count = self._make(seen, last.measure, before)
            count.event = None
            return count
        wholly = _WHOLLY.match(self.text, seen.noun.end)
        if wholly is not None and self.surface.has(seen.noun.end, self._clause_end(seen), "implemented"):
            # «۱۳۰ مصوبه به طور کامل و ۲۵ مصوبه به صورت ناقص اجرا شده است»
            return self._make(seen, "resolutions_implemented", before) if wholly.group(1) == "کامل" else None
        measure = None if self._is_total_of_part(seen) or self._is_told_in_part(seen) else self._status(seen)
        if measure is not None and self._is_of_an_agency(seen):
            return None
        if measure is None:
            measure = "resolutions_adopted"
            if self.surface.has(seen.noun.end, seen.right, "left_over") or self._is_subject_part(seen, before):
                return None
            if self._is_agency_part(seen) or (seen.number.value == 1 and self._is_for_each(seen)):
                return None
            if seen.number.value == 1 and self.surface.word_before(seen.number.start) == _WITH:
                return None  # «با یک مصوبه سرپا می‌شود»: told of its use
            if self._is_other_part(seen, before) or self._makes_up_the_total(seen, before):
                return None
        if self._is_pointed_at(seen.number.bound_start) or (
            measure == "resolutions_adopted" and self._is_untaken(seen)
        ):
            return None
        if self.surface.word_before(seen.number.bound_start) in _TIME_LIMIT:
            return None  # «مهلت ده مصوبه تمام شد»
        if _UNDONE_EXECUTION.search(self.text, seen.left, seen.number.bound_start) or (
            self.text.endswith(" اجرای ", 0, seen.number.bound_start)
            and _HANGS_ON.search(self.text, seen.noun.end, seen.right)
        ):
            return None
        return self._make(seen, measure, before, sector=self._sector(seen))

    def _is_untaken(self, seen: _Seen) -> bool:
        """«دو تصمیم مهم»: decisions that nobody is said to have taken."""
        if self.text[seen.noun.start : seen.noun.end] != "تصمیم":
            return False
        return _TAKEN.search(self.text, seen.noun.end, self._clause_end(seen)) is None

    def _stretch_of_part(self, seen: _Seen) -> _Seen:
        """«۵۲ فقره از ۵۷ مصوبه اجرا شده است»: the status of the part stands behind the total."""
        total = self._total_after(seen)
        if total is None:
            return seen
        end = self._right(self._first_word(total.end) + 1, self.surface.sentences[seen.sentence].end)
        return _Seen(seen.number, seen.noun, seen.left, end, seen.sentence)

    def _total_after(self, seen: _Seen) -> NumberMention | None:
        """The number of resolutions that the number is said to be a part of: «۵۲ فقره از ۵۷ مصوبه»."""
        limit = self.surface.sentences[seen.sentence].end
        for number in self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + 30)):
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            is_total = noun is not None and noun.value == "resolution" and number.value >= seen.number.value
            gap = self.text[seen.noun.end : number.bound_start]
            return number if is_total and _OF_TOTAL.fullmatch(gap) else None
        return None

    def _is_joined_to_units(self, seen: _Seen) -> bool:
        """«دو معدن و یک کارخانه احیا شدند»: neither number is the whole."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.bound_start)[-1:]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            gap = self.text[noun.end : seen.number.bound_start] if noun is not None else ""
            return noun is not None and noun.value == "unit" and gap.strip() == "و"
        return False

    def _is_told_in_part(self, seen: _Seen) -> bool:
        """«نیمی از ۳۰۰ مصوبه اجرا شد», «دو سوم ۱۸ واحد راکد احیا شد»"""
        place = seen.number.bound_start
        return _PART_OF.search(self.text, max(0, place - 30), place) is not None

    def _is_total_of_part(self, seen: _Seen) -> bool:
        """Whether the number is the second one of «۵۲ فقره از ۵۷ مصوبه»."""
        start = self.surface.sentences[seen.sentence].start
        before = self.surface.numbers_in(start, seen.number.bound_start)
        if not before or before[-1].is_ordinal:
            return False
        if before[-1].is_percent:  # «۸۹ درصد از ۳۲۰ مصوبه اجرا شده»
            return _OF_TOTAL.fullmatch(self.text, before[-1].percent_end, seen.number.bound_start) is not None
        noun = self.surface.hit_at(self._first_word(before[-1].end), "measure")
        if noun is None or noun.value not in ("item", "resolution"):
            return False
        gap = self.text[noun.end : seen.number.bound_start]
        return before[-1].value <= seen.number.value and _OF_TOTAL.fullmatch(gap) is not None

    def _item(self, seen: _Seen, before: list[Count]) -> Count | None:
        mean = _MEAN_OF_A_SESSION.search(self.text, seen.left, seen.number.bound_start)
        if mean is not None and not seen.number.is_percent:  # «میانگین پرونده‌های هر جلسه ۱۳ مورد است»
            return self._make(seen, _MEASURED[mean.group("what")], before)
        measure = self._told_as_number_of(seen)
        if measure is not None:
            return self._make(seen, measure, before)
        seen = self._stretch_of_part(seen)
        of_those = _OF_THEM.match(self.text, seen.noun.end)
        wholly = _WHOLLY.match(self.text, of_those.end() if of_those is not None else seen.noun.end)
        if (
            wholly is not None
            and self.surface.has(seen.noun.end, self._clause_end(seen), "implemented")
            and self._speaks_of_resolutions(seen, before)
        ):  # «۷۹ مورد آن به طور کامل و ۲۱ مورد به صورت ناقص اجرا شده»
            return self._make(seen, "resolutions_implemented", before) if wholly.group(1) == "کامل" else None
        status = self._status(seen)
        if status is not None and self._total_after(seen) is not None:
            return self._make(seen, status, before)
        if status is not None and (
            _OF_THESE_RESOLUTIONS.match(self.text, seen.noun.end) or self._speaks_of_resolutions(seen, before)
        ):
            return self._make(seen, status, before)
        sector = self._sector(seen)
        total = self._total_before(seen, before, _UNIT_MEASURES) if status is None and sector is not None else None
        if total is not None and total.sentence == seen.sentence:  # «یازده پرونده که هشت تای آن صنعتی بود»
            count = self._make(seen, total.measure, before, sector=sector)
            count.event, count.is_part = total.event, True
            return count
        start = max(self.surface.sentences[seen.sentence].start, seen.number.bound_start - _OF_RESOLUTIONS_SPAN)
        counted = _OF_RESOLUTIONS.search(self.text, start, seen.number.bound_start) if status is None else None
        if counted is not None:  # «تعداد مصوبات اجرا نشده را ۳۲۸ مورد برشمرد»
            for kind, measure in _STATUSES:
                if self.surface.has(counted.start(), counted.end(), kind):
                    return self._make(seen, measure, before)
            return self._make(seen, "resolutions_adopted", before)
        return self._make(seen, "proposals", before) if self._is_of_proposals(seen, before) else None

    def _axis(self, seen: _Seen, before: list[Count]) -> Count | None:
        sentence = self.surface.sentences[seen.sentence]
        adopted = self.surface.hits_in(seen.noun.end, sentence.end, "adopted")
        if self._in_bound_span(seen.number.start):
            return None
        if kinds.ENVOYS in self.types and adopted:
            return self._make(seen, "axes_approved", before)
        if not self.types & {kinds.MINISTERS, kinds.ENVOYS}:
            return None
        return self._make(seen, "axes_approved" if kinds.ENVOYS in self.types else "proposals", before)

    def _proposal(self, seen: _Seen, before: list[Count]) -> Count | None:
        return self._make(seen, "proposals", before) if self.types & {kinds.MINISTERS, kinds.ENVOYS} else None

    def _session(self, seen: _Seen, before: list[Count]) -> Count | None:
        if self._is_pointed_at(seen.number.bound_start) or self.surface.word_after(seen.noun.end) in _LAST:
            return None
        left = max(seen.left, self.text.rfind(" و ", seen.left, seen.number.start))  # «یک جلسه کارشناسی و ۲۸ جلسه»
        if self.surface.has(left, seen.right, "committee") or seen.number.value < 2 or self._is_target(seen):
            return None
        clause_end = self._clause_end(seen)
        held = self.surface.has(seen.left, clause_end, "held", "period") or self._directly_ours(seen.noun.end)
        start = self.surface.sentences[seen.sentence].start
        held = held or self.surface.has(start, seen.number.start, "period")
        held = held or _IN_A_YEAR.search(self.text, start, seen.number.bound_start) is not None
        if _LED_BY.match(self.text, seen.noun.end) is not None and any(
            count.measure == "sessions_held" and count.value > seen.number.value and seen.sentence - count.sentence <= 1
            for count in before
        ):
            return None
        held = held or self._is_in_a_row_of_figures(seen)
        if not held and kinds.REPORT not in self.types:
            return None
        return self._make(seen, "sessions_held", before)

    def _times(self, seen: _Seen, before: list[Count]) -> Count | None:
        """«کارگروه در نیمه نخست امسال ۱۴ بار تشکیل شده است»"""
        named_behind = self.surface.hits_in(seen.noun.end, seen.noun.end + 8, "body_noun", "body")
        place = named_behind[-1].end if named_behind else seen.noun.end  # «۳۹ بار کارگروه تشکیل شد»
        held = self.surface.hits_in(place, place + 12, "held")
        start = self.surface.sentences[seen.sentence].start
        named = (
            bool(named_behind)
            or self.surface.has(start, seen.number.start, "body_noun")
            or any(start <= hit.start < seen.number.start for hit in self.bodies.ours)
        )
        return self._session(seen, before) if held and named else None

    def _directly_ours(self, place: int) -> bool:
        return any(0 <= hit.start - place <= 2 for hit in self.bodies.ours)

    def _working_group(self, seen: _Seen, before: list[Count]) -> Count | None:
        joint = self.surface.hits_in(seen.noun.end, seen.noun.end + 3, "joint")
        if joint or (self.types & {kinds.MINISTERS, kinds.ENVOYS} and not self._directly_ours(seen.noun.start)):
            if self._is_pointed_at(seen.number.bound_start):
                return None
            return self._make(seen, "working_groups", before)
        return None

    def _ministry(self, seen: _Seen, before: list[Count]) -> Count | None:
        return self._make(seen, "ministries", before) if self.types & {kinds.MINISTERS, kinds.ENVOYS} else None

    def _province(self, seen: _Seen, before: list[Count]) -> Count | None:
        told = self.types & {kinds.MINISTERS, kinds.ENVOYS} or (
            kinds.REPORT in self.types and self.surface.word_before(seen.number.bound_start) in _OF_PROVINCES
        )
        if self.surface.word_before(seen.number.bound_start) == _IN and any(
            count.measure == "provinces" and count.value > seen.number.value for count in before
        ):
            return None  # «نبود راه‌آهن در سه استان»: some of those that met
        return self._make(seen, "provinces", before) if told else None

    def _country(self, seen: _Seen, before: list[Count]) -> Count | None:
        return self._make(seen, "countries", before) if kinds.ENVOYS in self.types else None

    def _percent(self, seen: _Seen, before: list[Count]) -> Count | None:
        """Only a share of resolutions with a status: «۸۰ درصد مصوبات اجرا شده», «اجرای مصوبات به ۶۱ درصد رسید»."""
        sentence = self.surface.sentences[seen.sentence]
        if self._is_target(seen) or _GROWTH.match(self.text, seen.number.percent_end):
            return None
        if self.surface.word_before(seen.number.bound_start) in _GREW:  # «رشد ۳۰ درصدی مصوبات اجراشده»
            return None
        if _OF_THE_COUNTRY.match(self.text, seen.number.percent_end) and self.surface.has(
            seen.left, seen.number.start, "mean"
        ):
            return None
        noun = self.surface.hit_at(self._first_word(seen.number.percent_end), "measure")
        follows = noun is not None and noun.value == "resolution" and noun.start < sentence.end
        after = self._first_word(seen.number.percent_end)
        if not follows and self.surface.word(self.surface.word_index(after)) in ("از", "کل", "این"):
            near = self.surface.hits_in(after, after + 22, "measure")
            follows = any(hit.value == "resolution" for hit in near)
        whole = self._whole_of_share(seen.number, sentence.end)
        if whole is not None:
            noun, follows = whole, True
            seen = _Seen(seen.number, seen.noun, seen.left, self._right(whole.end, sentence.end), seen.sentence)
        stretch = _Seen(seen.number, noun if follows and noun else seen.noun, seen.left, seen.right, seen.sentence)
        if follows:
            status = self._status(stretch, wide=True) or self._status_of_that(seen, before)
            return self._make(stretch, status, before) if status else None
        if not any(
            hit.value == "resolution" for hit in self.surface.hits_in(sentence.start, seen.number.start, "measure")
        ):
            if not self._previous_speaks_of_resolutions(seen):
                return None
        if _ASIDE_OPENS.search(self.text, max(sentence.start, seen.number.bound_start - 30), seen.number.bound_start):
            behind = _ASIDE_CLOSES.match(self.text, seen.number.percent_end)
            if behind is not None:
                right = self._right(behind.end(), sentence.end)
                stretch = _Seen(seen.number, seen.noun, seen.left, right, seen.sentence)
        if _COUNTRYS.search(self.text, sentence.start, seen.number.bound_start):
            return None
        status = self._status(stretch) or self._status_in_brackets(seen, before) or self._status_of_that(seen, before)
        if status is None and _PROVINCES_SHARE.search(self.text, sentence.start, seen.number.bound_start):
            status = "resolutions_implemented"
        return self._make(stretch, status, before) if status else None

    def _whole_of_share(self, share: NumberMention, limit: int) -> Hit | None:
        """The «مصوبه» of «۸۹ درصد از ۳۲۰ مصوبه اجرا شده»: what is told behind it is told of the share."""
        for number in self.surface.numbers_in(share.percent_end, min(limit, share.percent_end + 24))[:1]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is not None and noun.value == "resolution" and not number.is_ordinal:
                gap = _OF_TOTAL.fullmatch(self.text, share.percent_end, number.bound_start)
                return noun if gap is not None else None
        return None

    def _status_of_that(self, seen: _Seen, before: list[Count]) -> str | None:
        """«۸۰ درصد مصوبات … در حالی که این رقم ۶۸ درصد است», «۳۳۷ مورد اجرا شده. این رقم معادل ۸۲ درصد است»"""
        last = before[-1] if before else None
        if last is None or seen.sentence - last.sentence > 1:
            return None
        place = seen.number.bound_start
        is_share = last.statistic == "percent"  # of resolutions, the only ones read
        if is_share and last.sentence == seen.sentence and _ROSE_TO.fullmatch(self.text, last.end, place):
            return last.measure if _ROSE_FROM.search(self.text, max(0, last.start - 10), last.start) else None
        if is_share and last.sentence == seen.sentence and _AND_NOW.fullmatch(self.text, last.end, place):
            return last.measure
        if is_share:
            return last.measure if _THIS_FIGURE.search(self.text, max(0, place - 70), place) else None
        said = last.measure in _STATUS_MEASURES and _THIS_NUMBER.search(self.text, max(0, place - 40), place)
        return last.measure if said else None

    def _status_in_brackets(self, seen: _Seen, before: list[Count]) -> str | None:
        last = before[-1] if before else None
        if last is None or last.sentence != seen.sentence or not last.measure.startswith("resolutions_"):
            return None
        is_behind = _IN_BRACKETS.fullmatch(self.text, last.end, seen.number.bound_start) is not None
        return last.measure if is_behind and last.measure != "resolutions_adopted" else None

    def _previous_speaks_of_resolutions(self, seen: _Seen) -> bool:
        if seen.sentence == 0:
            return False
        previous = self.surface.sentences[seen.sentence - 1]
        return any(hit.value == "resolution" for hit in self.surface.hits_in(previous.start, previous.end, "measure"))

    def _jobs(self, seen: _Seen, before: list[Count]) -> Count | None:
        sentence = self.surface.sentences[seen.sentence]
        if self._has_other_cause(sentence.start, sentence.end) or self._in_bound_span(seen.number.start):
            return None
        same = self._as_before(seen, before)
        if same is not None:
            return same
        left = self._clause_start(seen)
        right = self._clause_end(seen)
        made = any(
            self.surface.word_before(hit.start) not in _IN_ORDER_TO
            for hit in self.surface.hits_in(left, right, "job_made")
        ) or (
            self.surface.has(left, right, "job_to_be")
            and _CAUSED.search(self.text, left, seen.number.start) is not None
        )
        employed = seen.noun.value == "job" or self.surface.has(left, right, "employment")
        if not (made and employed) and _WORK_AGAIN.search(self.text, left, right) is not None:
            made = employed = _ON_CONDITION.search(self.text, sentence.start, seen.number.start) is None
        if not made or not employed or self._is_target(seen) or self._is_hoped(seen):
            return None
        count = self._make(seen, "jobs", before)
        if self.types and not self.types & {
            kinds.SESSION,
            kinds.COUNTY_SESSION,
            kinds.REPORT,
            kinds.PROGRAMME,
            kinds.INDUSTRIALISTS,
        }:
            return None
        return count

    # ---- what the words around say

    def _in_bound_span(self, place: int) -> bool:
        return self._bound.cover(place)

    def _has_other_cause(self, start: int, end: int) -> bool:
        causes = [
            hit
            for hit in self.surface.hits_in(start, end, "other_cause")
            if _THANKS.search(self.text, max(0, hit.start - 30), hit.start) is None
        ]
        if not causes:
            return False
        sentence = self.surface.sentence_at(start)
        if sentence.speech is not None and any(hit.start >= sentence.speech for hit in causes):
            start = max(start, sentence.speech)  # «دادستان در جلسه کارگروه گفت: با ورود دادستانی ۴۱۰ کارگر …»
        return not any(start <= hit.start < end for hit in self.bodies.ours)

    def _clause_end(self, seen: _Seen) -> int:
        sentence = self.surface.sentences[seen.sentence]
        return _next_place(self._hard_stops, seen.noun.end, sentence.end)

    def _clause_start(self, seen: _Seen) -> int:
        """The beginning of the clause, commas and one number before it allowed."""
        sentence = self.surface.sentences[seen.sentence]
        start = sentence.start if sentence.speech is None or sentence.speech > seen.number.start else sentence.speech
        if self._label(seen.number.bound_start, sentence.start) is not None:
            start = seen.left
        before = bisect_left(self._hard_stops, seen.number.start)
        return max(start, self._hard_stops[before - 1] + 1) if before else start

    def _directly_before(self, place: int) -> Hit | None:
        """«پرونده» or «مشکلات (پیش روی)» right before the number."""
        for hit in reversed(self.surface.hits_in(max(0, place - 40), place, "case_before", "trouble_before")):
            gap = self.text[hit.end : place].strip(' "«')
            if gap in ("", "مربوط به", "حداقل", "هر") or (
                hit.kind == "trouble_before" and _KIND_OF_TROUBLE.fullmatch(gap)
            ):
                return hit
            if not gap:
                return hit
        return None

    def _is_returned(self, seen: _Seen) -> bool | None:
        """True: idle units that work again; False: idle units that merely are; None: not about idle units."""
        sentence = self.surface.sentences[seen.sentence]
        idle = self.surface.has(seen.noun.end, seen.right, "state")
        after = self.surface.hits_in(seen.noun.end, self._clause_end(seen), "returned")
        first_stop = None if idle and self._goes_on_with_idle_units(seen) else self._other_number_after(seen)
        after = [hit for hit in after if first_stop is None or hit.start < first_stop]
        before = [
            hit
            for hit in self.surface.hits_in(seen.left, seen.number.start, "returned")
            if seen.number.bound_start - hit.end < 30
            and not self._is_purpose(hit)
            and not self._is_told_of_others(hit, seen.number.bound_start)
        ]
        back = [hit for hit in after if self.text[hit.start : hit.end] not in ("احیا", "بازگشت")]
        cycle = [
            hit
            for hit in after
            if self.text[hit.start : hit.end].startswith(_BACK_AGAIN) or self.surface.word_before(hit.start) in _AGAIN
        ]
        if not idle and not cycle and not before:
            return None
        if not idle and self._directly_before(seen.number.bound_start) is not None:
            return None
        if self._has_other_cause(sentence.start, self._clause_end_before_comma(seen)):
            return False
        if self._is_target(seen) or self._is_hoped(seen):
            return False
        if before or back or after:
            return True
        return False if idle and self._directly_before(seen.number.bound_start) is None else None

    def _goes_on_with_idle_units(self, seen: _Seen) -> bool:
        """«۱۶ واحد راکد و ۷ واحد نیمه‌فعال دوباره فعال شدند»: what is told behind the second is told of both."""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + _NEAR_SECTOR))[:1]
        if not following:
            return False
        noun = self.surface.hit_at(self._first_word(following[0].end), "measure")
        if noun is None or noun.value != "unit":
            return False
        state = self.surface.hits_in(seen.noun.end, following[0].bound_start, "state")
        gap = self.text[state[-1].end : following[0].bound_start] if state else ""
        return gap == " و " and self.surface.hit_at(self._first_word(noun.end), "state") is not None

    def _is_told_of_others(self, returned: Hit, place: int) -> bool:
        """«سه واحد احیا شد ولی دو واحد هنوز تعطیل است»: a clause of its own begins between the verb and the number."""
        gap = self.text[returned.end : place]
        if gap.startswith((" ولی", " اما", "، ولی", "، اما")):
            return True
        return gap.startswith((" و ", "، ")) and self.surface.has(returned.start, returned.end, "past")

    def _is_purpose(self, returned: Hit) -> bool:
        """«برای احیای پنج واحد»: hoped for, not done."""
        near = self.surface.hits_in(max(0, returned.start - 12), returned.start, "purpose")
        if near and not self.text[near[-1].end : returned.start].strip():
            return True
        return _AIM.search(self.text, max(0, returned.start - 30), returned.start) is not None

    def _clause_end_before_comma(self, seen: _Seen) -> int:
        """The end of the stretch that a cause of the figure may stand in: up to the comma behind it."""
        comma = self.text.find("،", seen.noun.end, self._clause_end(seen))
        return comma if comma > 0 else self._clause_end(seen)

    def _other_number_after(self, seen: _Seen) -> int | None:
        sentence = self.surface.sentences[seen.sentence]
        whole = self._whole_of_units(seen)
        for number in self.surface.numbers_in(seen.noun.end, sentence.end):
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if number is whole:
                continue
            if not number.is_ordinal and noun is not None and noun.value in ("unit", "case"):
                return number.start
        return None

    def _is_gone_to(self, seen: _Seen) -> bool:
        """«از ۱۴ واحد تعطیل بازدید شد»: whatever is told of them behind."""
        return (
            self.surface.word_before(seen.number.bound_start) == "از"
            and _VISITED.match(self.text, seen.noun.end) is not None
        )

    def _is_visited(self, seen: _Seen) -> bool:
        start = self.surface.sentences[seen.sentence].start
        if _VISIT_TO_COME.match(self.text, seen.noun.end) and self.surface.has(start, seen.right, "future_time"):
            return False
        before = self.surface.hits_in(seen.left, seen.number.start, "visit")
        if self.surface.word_before(seen.number.bound_start) in _GUESTS:
            return True
        if before and re.fullmatch(
            r"(?:[^،؛.]{0,80}\bاز|(?: [^ ،؛.]+){0,5}? به)?[ «\"]*", self.text[before[-1].end : seen.number.bound_start]
        ):
            return True
        directly = self.surface.hits_in(seen.noun.end, seen.right, "visit")
        if directly and self._directly_before(seen.number.bound_start) is not None:  # «مشکل پنج واحد را دیدیم»
            return False
        if directly and _VISITED.match(self.text, seen.noun.end, directly[0].end + 18):
            # «نقص فنی در سه واحد دیده شد»
            return self.surface.word_before(seen.number.bound_start) != _IN or not self.text.startswith(
                "دیده", directly[0].start
            )
        if self.surface.word_before(seen.number.bound_start) != "از":
            return False
        after = self.surface.hits_in(seen.noun.end, self._clause_end(seen), "visit")
        return bool(after) and not self.surface.has(seen.noun.end, after[0].start, "past", "present")

    def _is_reviewed(self, seen: _Seen) -> bool:
        """«در این نشست ۱۲ واحد بررسی شد»: the clause says the units were dealt with, and not that they exist."""
        clause_end = self._clause_end(seen)
        if self.surface.has(seen.noun.end, seen.right, "exists") or self._is_target(seen):
            return False
        if _TO_BE_SOLVED.search(self.text, seen.noun.end, clause_end):
            return False
        merely_are = _ARE_THAT.search(self.text, seen.noun.end, clause_end)
        clause_end = merely_are.end() if merely_are is not None else clause_end
        dealt = self.surface.hits_in(seen.noun.end, clause_end, "dealt", "solved")
        near = self.surface.hits_in(seen.left, seen.number.start, "reviewing")
        if (
            near
            and seen.number.bound_start - near[-1].end <= 25
            and not re.search(r"\b(?:با|در|از|به)\b", self.text[near[-1].end : seen.number.bound_start])
        ):
            return True
        if dealt and dealt[0].start < seen.right + 60:
            return True
        treated = self.surface.hits_in(seen.noun.end, clause_end, "reviewing")
        if treated and treated[0].start < seen.right + 20 and self._is_of_a_session(seen):
            return True
        of_state = _STATE_OF.search(self.text, seen.left, seen.number.bound_start)
        if of_state is not None and _LOOKED_INTO.search(self.text, seen.noun.end, clause_end):
            return self._is_of_a_session(seen) or kinds.REPORT in self.types
        by_group = self.surface.hits_in(seen.noun.end, min(clause_end, seen.noun.end + _DEALT_SPAN), "dealt_by")
        if by_group and self.text.endswith((" به کار ", " به وضعیت "), 0, seen.number.bound_start):
            return True  # «کارگروه … به کار ۲۷۵ واحد رسیدگی کرد»
        if _CAME_TO.match(self.text, seen.noun.end) and _WORK_OF.search(self.text, seen.left, seen.number.bound_start):
            return self._is_of_a_session(seen)
        complained = self.surface.hits_in(seen.noun.end, clause_end, "own_troubles")
        told_from = _RELATIVE_BEHIND.match(self.text, seen.noun.end, clause_end) if complained else None
        said_from = told_from.end() if told_from is not None else seen.noun.end
        complained = [hit for hit in complained if hit.start >= said_from]
        if complained and not self.surface.has(said_from, complained[0].start, "past", "present"):
            return True
        if self.surface.word_before(seen.number.bound_start) in _HEADS_OF_UNITS and self._is_of_a_session(seen):
            told = _TOLD.search(self.text, seen.noun.end, self.surface.sentences[seen.sentence].end)
            if told is not None and not self.surface.has(seen.noun.end, told.start(), "past", "present", "measure"):
                return True  # «مدیران هشت معدن از جریمه‌های بیمه‌ای، نبود آب و … گفتند»
        other = self._other_number_after(seen)  # «۴۴ واحد در تملک بانک‌هاست که پرونده شش واحد در این جلسه …»
        until = clause_end if other is None else min(clause_end, other)
        attended = self.surface.hits_in(seen.noun.end, until, "this_session", "own_troubles", "asking")
        return bool(attended) and attended[0].start < seen.right + 20

    def _is_of_a_session(self, seen: _Seen) -> bool:
        return bool(self.types & {kinds.SESSION, kinds.COUNTY_SESSION})

    def _is_target(self, seen: _Seen) -> bool:
        end = self._clause_end(seen)
        following = [
            n for n in self.surface.numbers_in(seen.noun.end, end) if not n.is_ordinal and not self._in_date(n)
        ]
        end = self._done_until(seen, following[0].bound_start if following else end)
        targets = self.surface.hits_in(seen.left, end, "target")
        if len(targets) == 1 and self.text.startswith("میرسد", targets[0].start):
            start = self.surface.sentences[seen.sentence].start
            return _SUMMED_UP.match(self.text, start) is None  # «بنابراین نرخ اجرا به ۷۴ درصد می‌رسد»
        return bool(targets)

    def _done_until(self, seen: _Seen, end: int) -> int:
        """«۶۱۰ نفر به کار بازگشته‌اند و تا پایان سال ۱۲ واحد دیگر احیا خواهد شد»: what is done, without what is to come."""
        done = _DONE_AND_TO_COME.search(self.text, seen.noun.end, end)
        return done.start("to_come") if done is not None else end

    def _is_hoped(self, seen: _Seen) -> bool:
        """«امیدواریم تا پایان سال ۲۰ واحد راکد دیگر احیا شود»; «باعث شد ۲۰ واحد … بازگردد» is done."""
        clause_end = self._done_until(seen, self._clause_end(seen))
        verbs = self.surface.hits_in(seen.noun.end, clause_end, "subjunctive", "present", "past")
        if not verbs or verbs[0].kind == "past":
            limit = verbs[0].start if verbs else clause_end
            if _THAT_WE_DO.search(self.text, seen.noun.end, limit) is None:
                return False
        elif verbs[0].kind == "present":
            return self.text.startswith(("خواهد", "خواهند"), verbs[0].start)
        start = self.surface.sentences[seen.sentence].start
        if _MANAGED.search(self.text, start, seen.number.start):
            return False
        return _HOPE.search(self.text, start, seen.number.start) is not None

    def _is_for_each(self, seen: _Seen) -> bool:
        """«برای هر واحد یک مصوبه صادر شد»"""
        return f" {_EVERY} " in self.text[max(0, seen.number.start - 24) : seen.number.start]

    def _is_subject_part(self, seen: _Seen, before: list[Count]) -> bool:
        """«۱۲۰ مصوبه مربوط به انرژی و آب»: a part of the total before that is no sector's."""
        told = _ABOUT_SUBJECT.match(self.text, seen.noun.end, seen.right) or _OF_SUBJECT.match(self.text, seen.noun.end)
        subject = self.text.startswith(" ", seen.noun.end) and self.surface.hit_at(seen.noun.end + 1, "problem_word")
        to_what = _TO_SUBJECT.match(self.text, seen.noun.end)
        if to_what is not None and self.surface.hit_at(to_what.end(), "problem_word") is not None:
            told = to_what  # «… که ۱۳ مصوبه آن به بانک‌ها، هفت مصوبه به برق و گاز … مربوط است»
        about = (told is not None or bool(subject)) and self._sector(seen) is None
        place = seen.number.bound_start
        subject_with = _SUBJECT_WITH.search(self.text, max(0, place - 40), place) if not about else None
        if subject_with is not None and self._sector(seen) is None:
            about = self.surface.has(subject_with.start(), place, "problem_word")
        return about and any(
            c.measure == "resolutions_adopted" and c.value > seen.number.value and seen.sentence - c.sentence <= 2
            for c in before[:_FIRST_COUNTS]
        )

    def _is_other_part(self, seen: _Seen, before: list[Count]) -> bool:
        """«ده مصوبه دو بار شمرده شده», «هفت مصوبه کنار گذاشته شد»: told of some of the total of a report."""
        if kinds.REPORT not in self.types or self._sector(seen) is not None:
            return False
        sentence = self.surface.sentences[seen.sentence]
        end = self._clause_end(seen)
        if self.surface.has(sentence.start, end, "period", "this_session") or self.surface.has(
            seen.left, seen.right, "issued", "implemented_bare"
        ):
            return False
        return self.surface.has(seen.noun.end, seen.right, "past", "present") and any(
            count.measure == "resolutions_adopted"
            and count.value > seen.number.value
            and seen.sentence - count.sentence <= _NEAR_TOTAL
            for count in before
        )

    def _is_of_an_agency(self, seen: _Seen) -> bool:
        """«بانک ملی از ۲۰ مصوبه خود هشت مصوبه را اجرا نکرده»: the whole and the part are the agency's own."""
        start = self.surface.sentences[seen.sentence].start
        for number in self.surface.numbers_in(start, seen.number.end)[-2:]:
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is None or noun.value != "resolution" or not _ITS_OWN.match(self.text, noun.end):
                continue
            names = self.surface.names_in(max(start, number.bound_start - 40), number.bound_start, "agency")
            if names and not names[-1].id.startswith("WG_"):
                return True
        return False

    def _makes_up_the_total(self, seen: _Seen, before: list[Count]) -> bool:
        """«۶۳۱ مصوبه داشتیم که ۵۶۸ مصوبه اجرا شد و ۶۳ مصوبه …»: the rest of a total, whatever is said of it."""
        near = [c for c in before if seen.sentence - c.sentence <= 1 and c.statistic == "exact"]
        parts = sum(c.value for c in near if c.measure in _STATUS_MEASURES)
        totals = {c.value for c in near if c.measure == "resolutions_adopted"}
        return bool(parts) and parts + seen.number.value in totals

    def _is_agency_part(self, seen: _Seen) -> bool:
        """«۱۲۰ مصوبه مربوط به بانک‌ها»: a part that is neither a sector's nor a ministry's."""
        if self._is_of_an_agency(seen):
            return True
        before = self.surface.names_in(max(0, seen.number.bound_start - 40), seen.number.bound_start, "agency")
        if before and self.text[before[-1].end : seen.number.bound_start].strip() == _WITH:
            return True  # «بانک‌ها با هفت مصوبه»
        if before and _OWN_SHARE.fullmatch(self.text, before[-1].end, seen.number.bound_start):
            start = self.surface.sentences[seen.sentence].start
            if _A_SHARE.search(self.text, start, before[-1].start):  # «سهم بانک‌ها ۱۱۰ مصوبه، تأمین اجتماعی ۴۱ مصوبه»
                return True
        match = re.match(
            r" ?(?:(?:از )?ان(?:ها)? )?(?:مربوط به|مربوط|در حوزه|در بخش|به|متعلق به|برای|سهم) ",
            self.text[seen.noun.end : seen.right],
        )
        if match is None:
            return False
        place = seen.noun.end + match.end()
        return bool(self.surface.names_in(place, place + 12, "agency")) and self._sector(seen) is None

    def _status(self, seen: _Seen, *, wide: bool = False) -> str | None:
        """The status of resolutions in the stretch of a number; negatives first."""
        named = _NAMED_BY_STATUS.search(self.text, seen.left, seen.number.bound_start)
        if named is not None:  # «مصوبات در حال اجرا را ۷۴ مورد و مصوبات اجرانشده را …»
            for kind, measure in _STATUSES:
                if self.surface.has(named.start(), named.end(), kind):
                    return measure
            if self.surface.has(named.start(), named.end(), "implemented_bare"):
                return "resolutions_implemented"
        right = self._right_of_share(seen) if wide else seen.right
        told = [
            (hits[0].start, rank, measure)
            for rank, (kind, measure) in enumerate(_STATUSES)
            if (hits := self.surface.hits_in(seen.noun.end, right, kind))
        ]
        if told and (label := self._label_before(seen)) is not None:
            return label
        if told:  # «۹۰ مصوبه اجرا شده و در حال پایش است»: what is said first
            return min(told)[2]
        for bare in self.surface.hits_in(seen.noun.end, right, "implemented_bare"):
            if self.text[bare.start : bare.end] in _EXECUTION_OF:
                continue
            goes_on = self.text.startswith(" و ", bare.end) and bool(
                self.surface.numbers_in(bare.end + 3, bare.end + 4)
            )  # «۷۵ درصد مصوبات اجرا و شش واحد احیا شده»
            if goes_on or not self.text[bare.end : right].strip(" و"):  # «۳۰۲ مصوبه به طور کامل اجرا، …»
                return "resolutions_implemented"
        before = self.surface.hits_in(
            seen.left, seen.number.bound_start, "implemented", "implemented_bare", "in_progress", "not_implemented"
        )
        if before:
            nearest = max(before, key=lambda hit: (hit.end, hit.end - hit.start))
            if nearest.kind == "implemented_bare" and _STILL.search(self.text, seen.left, nearest.start):
                return "resolutions_in_progress"
            if nearest.kind == "implemented_bare" and _GOES_ON.match(self.text, seen.noun.end):
                return "resolutions_in_progress"  # «اجرای ۲۱۰ مصوبه ادامه دارد»
            gap = self.text[nearest.end : seen.number.bound_start]
            if gap.strip() == ":":  # «اجراشده: ۲۸۵ مصوبه»
                return dict(_STATUSES).get(nearest.kind, "resolutions_implemented")
            shared = seen.number.is_percent and not gap.startswith(" و ") and _SHARE_GAP.fullmatch(gap) is not None
            if nearest.kind == "implemented_bare" and (
                _UNDONE.search(self.text, seen.left, nearest.start)
                or _HANGS_ON.search(self.text, seen.noun.end, seen.right)
            ):
                return None
            if shared or not gap.strip():
                return dict(_STATUSES).get(nearest.kind, "resolutions_implemented")
        return None

    def _label_before(self, seen: _Seen) -> str | None:
        """«اجراشده ۱۷۱ مصوبه، در حال اجرا ۴۴ مصوبه و اجرانشده ۱۵ مصوبه»: each status stands before its number."""
        following = self.surface.numbers_in(seen.right, seen.right + 2)
        if not following or seen.number.is_percent:
            return None
        labels = [
            (measure, hit)
            for kind, measure in _STATUSES
            for hit in self.surface.hits_in(max(0, seen.number.bound_start - 24), seen.number.bound_start, kind)
            if hit.end == seen.number.bound_start - 1
        ]
        if not labels or _LABEL_OPENS.search(self.text, 0, labels[0][1].start) is None:
            return None
        next_label = any(
            hit.end == seen.right - 1
            for kind, _ in _STATUSES
            for hit in self.surface.hits_in(seen.noun.end, seen.right, kind)
        )
        return labels[0][0] if next_label else None

    def _right_of_share(self, seen: _Seen) -> int:
        """The end of the stretch of a share; numbers of sessions inside it («مصوبات شش جلسه گذشته») do not end it."""
        end = self._clause_end(seen)
        for number in self.surface.numbers_in(seen.noun.end, end):
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if number.is_percent or (
                not number.is_ordinal and noun is not None and noun.value in ("resolution", "item")
            ):
                return number.bound_start
        return end

    def _speaks_of_resolutions(self, seen: _Seen, before: list[Count]) -> bool:
        sentence = self.surface.sentences[seen.sentence]
        if any(hit.value == "resolution" for hit in self.surface.hits_in(sentence.start, seen.number.start, "measure")):
            return True
        return any(c.sentence >= seen.sentence - 1 and c.measure.startswith("resolutions_") for c in before)

    def _is_of_proposals(self, seen: _Seen, before: list[Count]) -> bool:
        if not self.types & {kinds.MINISTERS, kinds.ENVOYS}:
            return False
        if any(c.measure == "proposals" for c in before):
            return True
        sentence = self.surface.sentences[seen.sentence]
        if _OF_PROPOSALS.match(self.text, seen.noun.end):
            return True
        return (
            self.surface.has(sentence.start, seen.number.start, "proposal_noun")
            or "پیشنهادی" in self.text[sentence.start : seen.number.start]
        )

    def _ministry_of(self, seen: _Seen) -> str | None:
        """The ministry right before the number («وزارت نیرو ۴۷ محور») or right behind the noun («۴۰ پیشنهاد به وزارت …»)."""
        for name in self.surface.names_in(seen.noun.end, seen.noun.end + 45, "ministry"):
            gap = self.text[seen.noun.end : name.start]
            if re.fullmatch(
                r" ?(?:(?:از )?ان(?:ها)? )?(?:به|مربوط به|برای|در حوزه|سهم|متعلق به|نیز به|هم به)? ?(?:وزارت|وزارتخانه)? ?",
                gap,
            ):
                return name.id
        for name in self.surface.names_in(max(0, seen.number.bound_start - 60), seen.number.bound_start, "ministry"):
            if _OWN_SHARE.fullmatch(self.text[name.end : seen.number.bound_start]):
                return None if self._is_in_a_row_of_ministries(name) else name.id
        return None

    def _is_in_a_row_of_ministries(self, name: Name) -> bool:
        """«در نشست با وزرای نفت، نیرو و اقتصاد ۱۲۶ پیشنهاد دادند»: the last of those met, not whose share it is."""
        row = self.surface.names_in(max(0, name.start - 60), name.start, "ministry")
        return bool(row) and _BETWEEN_MINISTRIES.fullmatch(self.text, row[-1].end, name.start) is not None

    def _sector(self, seen: _Seen) -> str | None:
        """The sector behind the noun («۹ واحد در بخش صنعت»), else right before the number («کشاورزی ۶۱ واحد»)."""
        for hit in self.surface.hits_in(max(0, seen.number.bound_start - 48), seen.number.bound_start, "sector"):
            gap = self.text[hit.end : seen.number.bound_start]
            if (
                gap.strip() in ("", _WITH)
                or (gap.strip() in _SHARE_MARKS and self._is_a_share_of(hit))
                or (self._is_a_share_of(hit) and _OWN_SHARE.fullmatch(gap))
            ) and self.surface.word_before(hit.start) not in _ESTATES:
                return hit.value or None
        found: list[Hit] = []
        for hit in self.surface.hits_in(seen.noun.end, seen.right, "sector"):
            if self.surface.word_before(hit.start) in _ESTATES or self._is_in_a_banks_name(hit):
                continue
            if hit.start - (found[-1].end if found else seen.noun.end) > 40:
                break
            if " را " in self.text[seen.noun.end : hit.start]:  # the units are an object already closed
                break
            if self._is_share_of_the_next(hit, seen):
                break
            if _CLOSED.search(self.text, seen.noun.end, hit.start) and (
                self.text[hit.end : seen.right].strip() in ("", _WITH)
            ):  # «۱۰۰ پرونده بررسی شد که بخش صنعت با ۶۰ پرونده …»: of the next number
                break
            found.append(hit)
        sectors = {hit.value for hit in found}
        if len(sectors) > 1 or (found and self._goes_on_with_sectors(found[-1])):
            return None
        if found:
            between = self.surface.hits_in(seen.noun.start, found[-1].end + 14, "neutral_kind")
            if any(
                re.fullmatch(r" ?و ?", self.text[min(a.end, b.end) : max(a.start, b.start)])
                for a in between
                for b in found
            ):
                return None
            return found[0].value or None
        return None

    def _is_share_of_the_next(self, sector: Hit, seen: _Seen) -> bool:
        """«سهم صنعت هفت واحد و سهم کشاورزی پنج واحد»: the second sector is no part of what the first number counts."""
        if not self._is_a_share_of(sector) or not self.surface.numbers_in(seen.right, seen.right + 2):
            return False
        return _OWN_SHARE.fullmatch(self.text, sector.end, seen.right) is not None

    def _is_a_share_of(self, sector: Hit) -> bool:
        """«سهم بخش صنعت را ۸۴۰ پرونده … برشمرد»"""
        return _SHARE_OF_SECTOR.search(self.text, max(0, sector.start - 20), sector.start) is not None

    def _goes_on_with_sectors(self, last: Hit) -> bool:
        """«۱۷ واحد صنعتی، شیلاتی و معدنی»: a row of sectors, none of them its own; «صنعتی، کشاورزی پنج واحد» is none."""
        mark = re.match(r" ?، ?", self.text[last.end : last.end + 3])
        following = self.surface.hit_at(last.end + mark.end(), "sector") if mark else None
        if following is not None and following.value == last.value:  # «صنعتی، معدنی و کشاورزی»
            joint = _AND.match(self.text, following.end)
            beyond = self.surface.hit_at(joint.end(), "sector") if joint else None
            return beyond is not None and beyond.value != last.value
        if following is None:
            return False
        return re.match(r" و |،", self.text[following.end : following.end + 3]) is not None

    def _is_in_a_banks_name(self, sector: Hit) -> bool:
        """«بدهی دو شرکت به بانک کشاورزی», «معرفی سه واحد به صندوق ضمانت سرمایه‌گذاری صنایع کوچک»"""
        name = self.surface.name_at(sector.start)
        if name is None or name.start >= sector.start:
            return False
        return name.id.startswith("B_") or self.surface.word_before(name.start) == _TO

    # ---- totals, parts, events

    def _are_guests(self, seen: _Seen) -> bool:
        """«نشست استاندار با مدیران ۲۰ شرکت صادرکننده»: whose heads a meeting was with."""
        place = seen.number.bound_start
        return self.surface.word_before(place) in _HEADS_OF_UNITS and any(
            start <= place < end
            for event in self.events
            if event.type == kinds.INDUSTRIALISTS
            for start, end in event.mentions
        )

    def _is_matter_sent_on(self, seen: _Seen) -> bool:
        """«درخواست کاهش حقوق دولتی دو معدن به وزارت صمت فرستاده شد»: a matter that goes elsewhere."""
        start = self.surface.sentences[seen.sentence].start
        return (
            _MATTER_OF.search(self.text, max(start, seen.left), seen.number.bound_start) is not None
            and _GOES_TO.match(self.text, seen.noun.end, self._clause_end(seen)) is not None
        )

    def _in_referral(self, seen: _Seen) -> bool:
        """«درخواست یک کارخانه به بانک ارجاع شد»: a matter of one unit, no part of the total."""
        return self.surface.has(seen.noun.end, self._clause_end(seen), "adopted")

    def _is_of_an_earlier_session(self, seen: _Seen) -> bool:
        """«در نشست پیشین برای هفت واحد تصمیم‌گیری شد»: no part of today's total."""
        told = self.surface.hits_in(seen.left, seen.number.start, "period")
        return any(hit.value == "past_session" for hit in told)

    def _is_below_a_total(self, seen: _Seen, before: list[Count]) -> bool:
        """A smaller number of units after the session's total, with no sector, is a part of it."""
        primary = self._primary("units_reviewed", seen)
        if primary is not None and self._is_told_with(primary, seen.sentence):
            before = [c for c in before[:_FIRST_COUNTS] if self._is_told_with(primary, c.sentence)]
        if self._directly_before(seen.number.bound_start) is not None and self._is_of_this_session(seen):
            before = [c for c in before[:_FIRST_COUNTS] if c.sentence > 0]  # a headline may count what another body did
        return primary is not None and any(
            c.measure in _UNIT_MEASURES
            and c.event == primary.id
            and c.statistic == "exact"
            and c.value > seen.number.value
            for c in before[:_FIRST_COUNTS]
        )

    def _is_of_this_session(self, seen: _Seen) -> bool:
        """«در این جلسه مشکلات هشت واحد …»"""
        return self.surface.has(self.surface.sentences[seen.sentence].start, seen.number.start, "this_session")

    def _is_told_with(self, event: Event, sentence: int) -> bool:
        """Whether an ordinal session is named in a sentence: what is counted there is the session's own."""
        place = self.surface.sentences[sentence]
        return bool(event.ordinals) and any(place.start <= start < place.end for start, _ in event.mentions)

    def _total_before(self, seen: _Seen, before: list[Count], measures: Sequence[str]) -> Count | None:
        """The total that this number is a part of: larger, of the same kind, shortly before."""
        here = self._primary("units_reviewed", seen) if self.several else None
        for count in reversed(before):
            if count.sentence < seen.sentence - 3 and seen.number.start - count.end > _SHORT_LINES:
                if self._says_of_these(seen):
                    if count.measure not in measures or count.sector is not None or count.is_part:
                        continue
                    return count if seen.number.value < count.value and self._sector(seen) is not None else None
                if not self._points_back_at(count, seen):
                    return None
                return count if self._sector(seen) is not None and count.measure in measures else None
            if count.statistic == "mean":  # «در هر جلسه به پرونده ۱۱ واحد»: no total
                continue
            if here is not None and count.event not in (None, here.id):  # another session's total
                return None
            if count.measure in measures and count.sector is None and count.ministry_id is None and not count.is_part:
                if count.statistic == "exact" and seen.number.value < count.value and count.value < 100_000:
                    opened = self.surface.has(count.end, seen.number.start, "share") or count.sentence == seen.sentence
                    return count if opened or self._sector(seen) is not None else None
                return None
        return None

    def _says_of_these(self, seen: _Seen) -> bool:
        """«۱۲ واحد از این تعداد صنعتی و چهار واحد کشاورزی هستند», told after other figures."""
        start = self.surface.sentences[seen.sentence].start
        return _OF_THESE.search(self.text, start, seen.right) is not None

    def _points_back_at(self, count: Count, seen: _Seen) -> bool:
        """«از این ۱۹ واحد، ۱۲ واحد صنعتی …»: the total told long before is named again."""
        start = self.surface.sentences[seen.sentence].start
        return any(
            number.value == count.value and self._is_pointed_at(number.bound_start)
            for number in self.surface.numbers_in(start, seen.number.start)
        )

    def _event_of(self, seen: _Seen, measure: str, statistic: str) -> str | None:
        primary = self._primary(measure, seen)
        if primary is None or statistic == "mean":
            return None
        sentence = self.surface.sentences[seen.sentence]
        periods = [
            period
            for period in self.surface.hits_in(sentence.start, self._clause_end(seen), "period")
            if self.surface.word_before(period.start) not in kinds.RESPITES
        ]
        if primary.type == kinds.REPORT:
            return None if self._is_background(seen, periods) else primary.id
        if measure in ("units_returned", "jobs", "sessions_held") or measure in _STATUS_MEASURES:
            return None
        if measure in ("ministries",) and primary.type == kinds.MINISTERS:
            return primary.id
        here = list(self.surface.hits_in(sentence.start, seen.noun.end, "this_session"))
        told = [p for p in periods if p.start <= seen.noun.end + 40 and not self._is_scope(p, primary)]
        if told and not (here and here[-1].start > told[-1].start):
            return None
        if not here and self._is_of_another_year(sentence.start, seen, primary):
            return None
        if self._has_status_after(seen, measure) or (self.several and self._is_of_many_places(seen)):
            return None
        return primary.id

    def _is_of_another_year(self, start: int, seen: _Seen, event: Event) -> bool:
        """«در سال ۱۴۰۳، ۱۸ جلسه برگزار و ۱۵۲ مصوبه تصویب شد» in news of a session of 1404."""
        years = _THE_YEAR.findall(self.text, start, seen.number.start)
        return bool(years) and event.year is not None and int(years[-1]) < event.year

    def _is_of_many_places(self, seen: _Seen) -> bool:
        """«کارگروه در سه استان تشکیل شد و کار ۲۲ واحد …»: the sum of a round-up is no session's figure."""
        for number in self.surface.numbers_in(self.surface.sentences[seen.sentence].start, seen.number.start):
            noun = self.surface.hit_at(self._first_word(number.end), "measure")
            if noun is not None and noun.value == "province" and not number.is_ordinal and number.value > 1:
                return True
        return False

    def _is_scope(self, period: Hit, event: Event) -> bool:
        """«هجدهمین جلسه … در سال جاری»: the words belong to the ordinal, not to the figure."""
        return any(0 <= period.start - end <= 12 for _, end in event.mentions)

    def _has_status_after(self, seen: _Seen, measure: str) -> bool:
        """A total of resolutions followed by how many were implemented is a figure of the past."""
        if measure != "resolutions_adopted":
            return False
        sentence = self.surface.sentences[seen.sentence]
        for number in self.surface.numbers_in(seen.noun.end, sentence.end)[:_FIGURES_BEHIND]:
            if number.is_ordinal:
                continue
            end = self._right(number.percent_end, sentence.end)
            if self.surface.has(number.end, end, "implemented", "in_progress", "not_implemented"):
                return True
        return False

    def _is_background(self, seen: _Seen, periods: Sequence[Hit]) -> bool:
        before = [p for p in periods if p.start < seen.right and not self._is_compared_with(p, seen)]
        if any(p.value == "past" or (p.value == "cumulative" and not self._is_of_all_time()) for p in before):
            return True
        sentence = self.surface.sentences[seen.sentence]
        years = re.findall(r"سال (1[34]\d\d)", self.text[sentence.start : seen.number.start])
        return bool(years) and self.publication_year is not None and int(years[-1]) != self.publication_year

    def _is_compared_with(self, period: Hit, seen: _Seen) -> bool:
        """«۷۹ درصد است که نسبت به سال گذشته رشد دارد», «از ۶۵ درصد در سال گذشته به ۷۹ درصد»: the other side."""
        if _COMPARED.search(self.text, max(0, period.start - 30), period.start) is not None:
            return True
        risen = self.text.endswith("درصد در ", 0, period.start)
        return risen and self.text[period.end : seen.number.bound_start].strip() == "به"

    def _is_of_all_time(self) -> bool:
        """«گزارش عملکرد … از آغاز تا امروز»: the report is about all the figures since the beginning."""
        for event in self.events:
            for start, _ in event.mentions:
                sentence = self.surface.sentence_at(start)
                if any(
                    hit.value == "cumulative" for hit in self.surface.hits_in(sentence.start, sentence.end, "period")
                ):
                    return event.type == kinds.REPORT
        return False

    def _primary(self, measure: str, seen: _Seen) -> Event | None:
        order = [
            kinds.SESSION,
            kinds.COUNTY_SESSION,
            kinds.MINISTERS,
            kinds.ENVOYS,
            kinds.INDUSTRIALISTS,
            kinds.TRIP,
            kinds.REPORT,
            kinds.PROGRAMME,
        ]
        if measure == "units_visited":
            order = [kinds.PROGRAMME, *order]
        by_type: dict[str, Event] = {}
        for event in self.events:
            if event.type not in by_type or event.mentions[0][0] <= seen.number.start:
                by_type[event.type] = event
        if self.several and measure in ("units_reviewed", "cases_reviewed", "resolutions_adopted"):
            told = self._told_of(seen)
            if told is not None:
                return told
        return next((by_type[kind] for kind in order if kind in by_type), None)

    def _told_of(self, seen: _Seen) -> Event | None:
        """Of several sessions the one of the number's sentence, else the one mentioned last before it."""
        sentence = self.surface.sentences[seen.sentence]
        here = bisect_left(self._mention_starts, sentence.start)
        if here < len(self._mention_starts) and self._mention_starts[here] < sentence.end:
            return min(
                (self._mention_of[start] for start in self._mention_starts[here:] if start < sentence.end),
                key=self.events.index,
            )
        if not self._share_a_type:
            return None
        before = bisect_right(self._session_starts, seen.number.start)
        return self._mention_of[self._session_starts[before - 1]] if before else None

    def _settle_sectors(self, counts: list[Count]) -> None:
        """A total carries no sector: a lone «هشت واحد صنعتی» is a total, several sectors side by side are parts."""
        for count in counts:
            if count.sector is None or count.is_part or count.in_row:
                continue
            siblings = [
                other
                for other in counts
                if other is not count
                and other.measure == count.measure
                and other.sector not in (None, count.sector)
                and abs(other.sentence - count.sentence) <= 1
            ]
            if not siblings:
                count.sector = None

    def _drop_doubles(self, counts: list[Count]) -> None:
        """A figure said twice is one fact; the units of «پرونده ۱۲ واحد» are the same figure as its cases."""
        seen: set[tuple[object, ...]] = set()
        cases = {count.value for count in counts if count.measure == "cases_reviewed" and count.is_fact}
        self._drop_headline_doubles(counts)
        for count in counts:
            key = (count.measure, count.value, count.statistic, count.sector, count.ministry_id)
            if key in seen or (count.measure == "units_reviewed" and count.value in cases and count.sector is None):
                count.is_fact = False
            elif count.is_fact:
                seen.add(key)

    def _drop_headline_doubles(self, counts: list[Count]) -> None:
        """«۲۶۸ مصوبه، ۱۹۵ مصوبه در عمل» over «۱۹۵ مصوبه اجرا شده»: a headline's number is what the story says of it."""
        if not counts or counts[0].sentence != 0:
            return
        told = {c.value for c in counts if c.sentence > 0 and c.measure in _STATUS_MEASURES and c.statistic == "exact"}
        totals = {c.value for c in counts if c.sentence > 0 and c.measure == "resolutions_adopted"}
        for count in counts:
            if count.sentence == 0 and count.measure == "resolutions_adopted" and count.value in told - totals:
                count.is_fact = False


_ESTATES: Final = frozenset("شهرک شهرکهای شهرکها ناحیه نواحی شهر منطقه مناطق خوشه شهرکهای".split())
