"""Problems that units are said to have, or that a session dealt with, as category codes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from ingestion.news.facts.events import Bodies
from ingestion.news.facts.lexicon import problem_turns, problem_words
from ingestion.news.facts.surface import Sentence, Spans, Surface
from ingestion.persian.patterns import GuardedPattern, HeadedPattern
from ingestion.reference import seeds

_ITEM_WORDS: Final = 6
# words of whose share it is
# words from a thing to what befell it that another verb may stand between
_NEAR_TURN: Final = 6
_SHARER: Final = 3
_SEPARATOR: Final = re.compile(r"[،؛.:]| و (?!نقل\b)")
_LISTING_VERB: Final = re.compile(
    r"\b(?:عنوان|بیان|مطرح|اعلام|ذکر|قلمداد) (?:کرد|شد|کردند)|دانست|برشمرد|خواند|است\b|بود\b|بودند|هستند|قرار دارد|قرار دارند|میدانند"
)
# «X، Y و Z مشکلات اصلی این کارخانه‌ها بود.»
_CLOSES_A_LIST: Final = re.compile(
    r"(?: (?:اصلی|عمده|مهم|اساسی|مشترک|پرتکرار|جدی|کنونی|فعلی))(?: [^ ،.؛:]+){0,6} (?:بود|بودند|است|هستند|اند)\W*\Z"
)
_IS_ALL: Final = re.compile(r"(?: [^ ،.؛:]+){0,4} (?:بود|بودند|است|هستند|بوده|بوده است)\W*\Z")
# «وام یک مرغداری را تمدید کند», «تسهیلات مصوب دو کارخانه را پرداخت کنند»
_OF_LOANS: Final = (
    *(
        (
            GuardedPattern(
                rf"\b(?:وام|تسهیلات)(?: [^ .،؛:]+){{0,8}} را(?: [^ .،؛:]+){{0,4}} (?:{'|'.join(verbs)})\b", *verbs
            ),
            code,
        )
        for verbs, code in (
            (("تمدید",), "BANK.RESCHEDULE"),
            (("پرداخت", "بپردازد", "بپردازند"), "BANK.FACILITY"),
        )
    ),
    # «به پنج کارگاه وام نوسازی بپردازد»
    (
        GuardedPattern(
            r"\bبه (?:[^ .،؛:]+ ){1,9}?(?:وام|تسهیلات)(?: (?!را )[^ .،؛:]+){0,4} (?:بپردازد|بپردازند|بدهد|بدهند|"
            r"پرداخت (?:کند|کنند|نماید|نمایند)|اعطا (?:کند|کنند|نماید|نمایند)|اختصاص دهد|اختصاص دهند)\b",
            "بپرداز",
            "بدهد",
            "بدهند",
            "پرداخت ",
            "اعطا",
            "اختصاص",
        ),
        "BANK.FACILITY",
    ),
    # «مجوز تغییر خط تولید آن را صادر کند»
    (
        GuardedPattern(
            r"\bمجوز(?: [^ .،؛:]+){0,7} را (?:[^ .،؛:]+ ){0,4}(?:صادر|تمدید|اصلاح|اعطا|ابطال|لغو) (?:کند|کنند|نماید|نمایند|شود)\b",
            "مجوز",
        ),
        "PERMIT",
    ),
    # «پروانه تکثیر ماهی یک مجتمع را تمدید نماید»
    (
        GuardedPattern(
            r"\b(?:پروانه|جواز)(?! ساخت)(?: [^ .،؛:]+){0,9} را (?:[^ .،؛:]+ ){0,5}(?:صادر|تمدید|اصلاح|اعطا|ابطال|لغو) (?:کند|کنند|نماید|نمایند|شود)\b",
            "پروانه",
            "جواز",
        ),
        "PERMIT.LICENCE",
    ),
    # «برای بازپرداخت تسهیلات شش ماه مهلت داده شد»
    (
        GuardedPattern(
            r"\b(?:بازپرداخت|اقساط|وام|تسهیلات)(?: [^ .،؛:]+){0,9} (?:مهلت|فرصت|تنفس) (?:داد|داده)\b",
            "مهلت داد",
            "فرصت داد",
            "تنفس داد",
        ),
        "BANK.RESCHEDULE",
    ),
    *(
        (
            GuardedPattern(
                rf"\b(?:وام|تسهیلات)(?: (?!را )[^ .،؛:]+){{0,8}} {verb} (?:شود|گردد)\b", f"{verb} شود", f"{verb} گردد"
            ),
            code,
        )
        for verb, code in (("تمدید", "BANK.RESCHEDULE"), ("پرداخت", "BANK.FACILITY"))
    ),
)
# letters of «مجوز » before what the permit is for
_PERMIT_GAP: Final = 5
# letters of «پروانه » before what the licence is for: «پروانه چاه»
_LICENCE_GAP: Final = 8
# «انشعاب ۲۰ کیلوولت», «افزایش ۵ مگاوات»
_POWER_LINE: Final = GuardedPattern(
    r"\b(?:(?:انشعاب|خط|پست|فیدر) )?(?:\d+|یک|دو|سه|چهار|پنج|شش|ده|نیم) ?(?:کیلوولت|کیلوات|کیلووات|مگاوات)\b",
    "کیلوو",
    "کیلوات",
    "مگاوات",
)
# «مشکلات این واحدها را منابع طبیعی عنوان کرد»
_NAMED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,6}? را (?P<what>[^؛.:]+?) (?:عنوان|بیان|اعلام|ذکر|قلمداد|معرفی|توصیف) (?:کرد|کردند|نمود|شد)"
)
# a plan that was opened, a licence that units have: achievements
_OPENED: Final = GuardedPattern(
    r"\b(?:افتتاح|کلنگ|به بهرهبرداری رسید|به بهرهبرداری میرسد)", "افتتاح", "کلنگ", "بهرهبرداری"
)
_HAVE: Final = re.compile(
    r"(?: [^ ،.؛:]+)? (?:پیدا کرد|پیدا کردند|پیدا کرده|یافت|یافتند|یافته|دارند|دارد|داشتند|داشتیم|داشتهایم|داشت|گرفتهاند|دریافت کردهاند)\b"
)
# «بعد از آن بیمه، زمین و مجوزهای محیط زیستی قرار می‌گیرد»
_NEXT_IN_RANK: Final = re.compile(
    r"[ «\"]*(?:و )?(?:(?:پس|بعد) از (?:ان|این|انها|اینها|این موارد|این دو|ان هم|بانکها)|(?:در )?(?:رتبه|رده|جایگاه)(?:های)? (?:بعد|بعدی|دوم|سوم))"
    r"(?: (?:هم|نیز))?،? (?P<what>(?:(?!\b(?:در|به|از|را|با|که|روی)\b)[^.؛:]){3,110}?)"
    r"(?: در (?:رتبه|رده|جایگاه|اولویت)(?:های)?(?: بعد| بعدی)?)? قرار (?:دارد|دارند|میگیرد|میگیرند|گرفته|گرفتهاند)\b"
)
# «برای ۴۱ واحد ضمانت‌نامه صادر کرد»
_WAS_ISSUED: Final = re.compile(r"(?: [^ ،.؛:]+){0,2} صادر (?:کرد|کرده|کردند|شد|شده)\b")
# asks, will ask, asked
_ASKS: Final = re.compile(r" (?:می\w+|خواهند? \w+|کند|کنند|کرد|کردند|کرده\w*|کنیم|کردیم|نماید|نمایند)\b")
_HAD_OR_BUILT: Final = frozenset(("PERMIT.LICENCE", "DEVPLAN"))
# pieces of paper
_PIECES: Final = frozenset("فقره عدد مورد نسخه".split())
# licences
_PAPERS: Final = ("پروانه", "جواز", "مجوز", "کارت")
# letters before a word within which the last letter of its number stands
_DIGIT_GAP: Final = 4
_BANK_ALONE: Final = "بانک"
# with the heads of …: who was there, no list of problems
_PRESENT: Final = GuardedPattern(
    r"\bبا حضور (?:روسای|مدیران|نمایندگان|مسوولان|مدیر|رییس|نماینده)\b|(?<=شد) و (?:مدیران کل|روسای (?:ادارات|بانکها)|نمایندگان) ",
    "با حضور",
    "شد و ",
)
# went on, said, added: behind these no list goes on
_WENT_ON: Final = GuardedPattern(
    r"\b(?:دانست|برشمرد|خواند|عنوان کرد|بیان کرد|ذکر کرد|اعلام کرد)(?= و (?:گفت|افزود|اظهار|تصریح|تاکید|ادامه|اضافه|بیان|خاطرنشان|یاداور)[^،؛.]{0,14}:)",
    *("دانست و ", "برشمرد و ", "خواند و ", "کرد و "),
)
_TAX: Final = re.compile("مالیات|دارایی")
_INSURANCE: Final = re.compile("بیمه|تامین اجتماعی")
_WAGES: Final = re.compile("کارگر(?!وه)|حقوق(?! (?:دولتی|ورودی|گمرکی|مالکانه|انتفاع|قانونی|عمومی))|مزد|دستمزد|پرسنل")
_BANK: Final = re.compile("بانک|تسهیلات|وام")
# «جرایم تأخیر بیمه کارگران», «جرایم دیرکرد پرداخت مالیات»
_OF_ANOTHER_DEBT: Final = re.compile(
    r" (?:(?:پرداخت|در پرداخت|حق|بدهی|واریز|به) )*(?:(?P<tax>مالیات|مالیاتی|ارزش افزوده|دارایی)|بیمه|بیمهای|تامین اجتماعی)\b"
)
# characters from a body's name to what its head tells of: «مدیرکل تأمین اجتماعی استان از …»
_SPEAKER_NEAR: Final = 72
_TELLS_OF: Final = re.compile(
    r"(?: (?!و )[^ ،.؛:]+){0,3} از (?:(?:اعلام )?(?:امادگی|موافقت)(?: [^ ،.؛:]+){0,4} (?:برای|با|جهت) )?"
)
_OF_OLD_LOANS: Final = frozenset(("BANK.RESCHEDULE", "BANK.ARREARS", "BANK.PENALTY"))
_OF_A_LOAN: Final = re.compile(
    r"(?:امهال|استمهال|تقسیط|تمدید|تعویق|بازپرداخت)(?: (?:بازپرداخت|اقساط|قسط|بدهی|مهلت))? (?:بانکی|وام|وامهای|تسهیلات)\b"
)
# between a lack and what is lacking: in, of, supply of, rate of, access to …
_LACK_GAP: Final = re.compile(
    r"(?: (?:(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|\d+) (?:ماه|سال)|دریافت|اخذ|پرداخت|حوزه|موضوع|مصرف|رفع|حل|صنعتی|به|با|در|تامین|ترخیص|صدور|تخصیص|نرخ|کد|بهای|قیمت|تعرفه|جریان|انرژی|شبکه|سهمیه|روند|مکرر|شدید|منابع|یک|به موقع|دسترسی به|های|مناسب))* "
)


# «تقسیط بدهی گاز», «معوقات به شهرداری»
_OTHER_CREDITORS: Final = {
    "گاز": "ENERGY.GAS",
    "برق": "ENERGY.ELECTRICITY",
    "اببها": "ENERGY.WATER",
    "اببهای": "ENERGY.WATER",
    "برقبها": "ENERGY.ELECTRICITY",
    "گازبها": "ENERGY.GAS",
    "اب": "ENERGY.WATER",
    "شهرداری": "MUNICIPAL",
    "گمرک": "CUSTOMS",
    "گمرکی": "CUSTOMS",
}
_OTHER_CREDITOR: Final = re.compile(
    rf" (?:(?:بدهی|بدهیهای|به|با|قبوض|شرکت|اداره|حق) )*({'|'.join(_OTHER_CREDITORS)})\b"
)
# a debt told before what becomes of it
_CREDITORS_BEFORE: Final = _OTHER_CREDITORS | {
    **dict.fromkeys(("مالیات", "مالیاتی", "ارزش افزوده", "سازمان امور مالیاتی", "امور مالیاتی"), "TAX"),
    **dict.fromkeys(("بیمه", "بیمهای", "تامین اجتماعی", "سازمان تامین اجتماعی", "حق بیمه"), "SOCIALSEC"),
}
_DEBT_BEFORE: Final = GuardedPattern(
    rf"\b(?:بدهی|بدهیهای|معوقات|قبوض|حقوق|عوارض)(?: (?:معوق|معوقه|انباشته|قبوض|به|به شرکت|به اداره))* ({'|'.join(_CREDITORS_BEFORE)})\b"
    r"(?:(?! و )[^،؛.:])*\Z",
    "بدهی",
    "معوقات",
    "قبوض",
    "حقوق",
    "عوارض",
)
_DEBT_SPAN: Final = 70
_BILLS: Final = {"برق": "ENERGY.ELECTRICITY", "گاز": "ENERGY.GAS", "اب": "ENERGY.WATER"}
_BILL_BEFORE: Final = re.compile(
    r"\b(?:(?:قبض|قبوض|قبضهای|هزینه|بهای) )?(?P<of>برق|گاز|اب)(?: ?بها(?:ی|ها|یی)?\b|(?<=قبض برق)|(?<=قبض گاز)|(?<=قبض اب))"
    r"(?:(?! و |بانک|تسهیلات|وام)[^،؛.:])*\Z"
)
# «مطالبات معوق بانکی، مالیات …»: the word behind tells the creditor, whatever the next item is about
_BANKS_OWN: Final = re.compile(r" (?:به |با |از )?(?:(?:شبکه|نظام) )?(?:بانکی|بانکها|بانکهای|بانک)\b")
# problem, shortage: «مشکل برق ندارد» is none
_NONE_AT_ALL: Final = re.compile(
    r"(?:مشکل|مشکلی|دغدغهای|کمبودی|مسالهای)(?: [^ ،.؛:]+){0,4} (?:ندارد|ندارند|نداریم|نداشت|نداشتند|نیست|نبود|وجود ندارد)\b"
)
_OUT_OF: Final = re.compile(r"\b(?:بیرون|نجات|خروج|رهایی|خارج|دراوردن|درامد|درامدند|درامده|درامدهاند)\b")
_NO_TROUBLE: Final = frozenset("مشکل مشکلی کمبود کمبودی دغدغه دغدغهای محدودیت".split())
# «بیشتر مشکلات همچنان بانکی است»
_MOST_TROUBLES: Final = re.compile(
    r"(?:بیشتر|عمده|اغلب|اکثر|بیشترین|مهمترین) (?:مشکلات|شکایتها|گلایهها|گرفتاریها|دغدغهها|دشواریها|چالشها|موانع|خواستهها|درخواستها|مطالبات|گلهها)\b"
)
# mine, mines: what is dug there is no material that is lacking
_MINES: Final = frozenset(("معدن", "معادن"))
# what a bank or an owner sells, no product
_SOLD_OFF: Final = frozenset(
    "کارخانه واحد واحدهای شرکت ملک املاک وثیقه وثایق سهام زمین ماشینالات تجهیزات سوله اموال معدن کارگاه".split()
)
# «یک واحد فرآوری سنگ آهن»: what a unit makes or works on
_MAKING: Final = frozenset("فراوری فرآوری استخراج تولید تولیدکننده بازیافت نورد ذوب کارخانه".split())
_FOOD_OR_DRUGS: Final = re.compile(r"\b(?:غذا و دارو|دارو|دارویی|علوم پزشکی|بهداشت|بهداشتی|ارایشی)\b")
# «شرکت سنگ‌آهن بافت»: a firm's name
_FIRMS: Final = frozenset("شرکت مجتمع هلدینگ".split())
# office of, deputy for: what they are named after is no problem
_OFFICES: Final = frozenset("دفتر معاونت معاون نماینده نمایندگان".split())
# «۵۲ درصد پرونده‌ها بانکی، ۱۴ درصد مالیاتی»
_SHARE_OF_FILES: Final = re.compile(
    r" (?:از )?(?:کل |این )?(?:پروندهها|مصوبات|درخواستها|درخواستهای|پروندههای|مشکلات|مسایل)\b(?! (?:اجرا|به (?:اجرا|مرحله|سرانجام|ثمر|نتیجه|بهره|طور|صورت|دلیل|علت|تصویب|دستگاه|دستگاهها|سرعت|موقع|تدریج)|در حال|را|تا))"
)
_SHARE: Final = re.compile(r"(?: (?:از )?(?:کل |این )?(?:پروندهها|مصوبات|درخواستها|مشکلات|مسایل|ان|انها))?(?= )")
# «مدیران کارخانه‌ها از افزایش تعرفه برق، … و … گفتند»
_SPOKE_OF: Final = GuardedPattern(
    r"\b(?:مدیران|نمایندگان|صاحبان|کارفرمایان|مالکان|صنعتگران|تولیدکنندگان|کارافرینان|معدنداران|فعالان|سرمایهگذاران|متقاضیان|کشاورزان|صادرکنندگان|تجار|بازرگانان|کارخانهداران|مرغداران|دامداران|گلخانهداران|شرکتکنندگان)\b"
    r"(?:(?! از )[^.؛:]){0,90}? از (?P<what>[^.؛:]{4,200}?) (?:سخن گفتند|حرف زدند|صحبت کردند|گفتند|نالیدند|گله کردند|گله داشتند|شکوه کردند|گلایه کردند|گلایه داشتند|انتقاد کردند|شکایت کردند|شکایت داشتند)\b",
    *("گفتند", "زدند", "کردند", "نالیدند", "داشتند"),
)
# «در پاسخ به اعتراض گلخانه‌داران به نرخ برق گفت»
_PROTEST: Final = GuardedPattern(
    r"\b(?:اعتراض|گلایه|انتقاد|شکایت|نارضایتی) (?:[^ ،.؛:]+(?:داران|کنندگان|گران|کاران|افرینان)|واحدها|واحدهای [^ ،]+|صنایع)(?: [^ ،.؛:]+){0,2}?"
    r" (?:به|از|درباره) (?P<what>[^.؛:،]{3,70}?)(?= (?:گفت|افزود|اظهار|پاسخ|توضیح|اشاره|خبر|ادامه|تصریح|تاکید|بیان)\b|،)",
    "اعتراض",
    "گلایه",
    "انتقاد",
    "شکایت",
    "نارضایتی",
)
# «بیشتر آنان از سه چیز گله داشتند: …»
_COMPLAINED: Final = GuardedPattern(
    r"\b(?:گله|گلایه|شکایت|شکوه) (?:داشتند|کردند|داشتهاند) ?: "
    r"|\b(?:پرونده|پروندهها|پروندههای|مشکلات|درخواستهای)(?: [^ ،.؛:]+){0,4} را (?:چنین |این ?گونه |یک ?به ?یک )?(?:برشمرد|برشمردند|شمرد) ?: ",
    "گله",
    "گلایه",
    "شکایت",
    "شکوه",
    "شمرد",
)
# «۱۰۸ مصوبه در حوزه …», two or more of them in a sentence
_COUNTED: Final = re.compile(
    r" (?:مصوبه|پرونده)(?:(?: ان)?(?= به (?:بانک|بانکها|بانکهای|برق|گاز|اب|سوخت|مالیات|بیمه|گمرک|زمین|مجوز)\b)|(?= (?:در حوزه|در موضوع|در موضوعات|با موضوع|درباره|در خصوص|مربوط به(?! بانک)|انرژی|برق|گاز|اب|سوخت|تامین اجتماعی|محیط زیست|گمرکی|زمین|زیرساخت|در بخش|بانکی|مالیاتی|بیمهای|بیمه|گازرسانی|ترخیص|مالیات|تسهیلات|وام|صدور|تمدید)))"
)
# «سه مصوبه بانکی است، دو مصوبه به برق مربوط می‌شود»
_COPULA: Final = re.compile(r" (?:است|بود|بوده|هستند|بودند)\b(?= ?[،؛.]| و )")
# «۵۳ درصد مصوبات به حوزه بانکی اختصاص داشت»
_SHARE_OF: Final = HeadedPattern(
    r"\bدرصد (?:از )?(?:این |کل )?(?:مصوبات|پروندهها|درخواستها|مشکلات)(?: [^ ،.؛:]+){0,2}? (?:مربوط به|مرتبط با|به|در) "
    r"(?P<what>(?:حوزه|بخش|مسایل|مشکلات|امور|موضوعات) [^،.؛:]{2,50}?)(?= (?:اختصاص|مربوط|بود|بوده|است|ارتباط|تعلق))",
    "درصد",
)
# «… و بقیه مربوط به تأمین اجتماعی، برق و زمین است»
_THE_OTHERS: Final = re.compile(
    r"\b(?:بقیه|مابقی|الباقی|باقی|سایر مصوبات|دیگر مصوبات)(?: (?:نیز|هم|انها|ان|مصوبات|مصوبهها|موارد|پروندهها))* "
    r"(?:مربوط به|مرتبط با|به|در حوزه|در حوزههای|در زمینه|در زمینههای|درباره|در خصوص) (?=[^.؛:]{2,80} (?:است|بود|بوده|هستند|میشود|میشوند|اختصاص|مربوط))"
)
# what the state puts up for auction
_MINING_FIELDS: Final = re.compile(
    r"\b(?:پهنه|پهنهها|پهنههای|محدودههای معدنی|محدوده معدنی|معادن راکد|معادن بلاتکلیف)\b"
)
# «سیمان بهبهان», «فولاد خوزستان»
_NAMED_BY_PLACE: Final = (" سیمان", " فولاد", " قند", " پتروشیمی")
# «بیش از نیمی از پرونده‌های کارگروه به نظام بانکی مربوط بوده است»
_HALF_OF: Final = HeadedPattern(
    r"\bنیمی از (?:این |کل )?(?:مصوبات|پروندهها|پروندههای|درخواستها|درخواستهای|مشکلات)(?: [^ ،.؛:]+){0,14}? "
    r"(?P<what>(?:مربوط به|مرتبط با|به|در) (?:(?:حوزه|بخش|مسایل|مشکلات|امور|موضوعات) [^،.؛:]{2,50}?|(?:نظام|شبکه) بانکی))"
    r"(?= (?:اختصاص|مربوط|بود|بوده|است|ارتباط|تعلق))",
    "نیمی",
)
_A_ROW: Final = 2
# what joins the items of a row
_ROW: Final = 8
_ROW_BEFORE: Final = re.compile(r"(?: ?،(?: و)?|(?: و)) ?\Z")
_ROW_AFTER: Final = re.compile(r"(?: ?،(?: و)?|(?: و)) ")
# debt to, dispute with: the body that is owed to or quarrelled with tells the problem
_OWED_TO: Final = re.compile(
    r"(?:بدهی|بدهیهای|بدهکاری|معوقات|اختلاف|اختلافات|اختلاف حساب|مناقشه)(?: معوق)? (?:به|با) \Z"
)


# «وام، مالیات و آب بیشترین سهم را در مشکلات مطرح‌شده داشته‌اند»
_MOST_SHARE: Final = re.compile(r"\b(?:سهم|فراوانی|تعداد|رتبه) را (?:در|از|میان|بین) \Z")
_MOST: Final = re.compile(r" (?:به ترتیب )?(?:بیشترین|بالاترین) (?:سهم|فراوانی|تعداد|رتبه) را ")
_HAS_IT: Final = re.compile(r"(?: [^ ،.؛:]+){0,6}? (?:داشت|داشتند|داشتهاند|داشته|دارند|دارد|داراست)\b")
_TO_THE_BANKS: Final = re.compile(
    r"(?:(?:(?:عمده|بیشتر|بیشترین|اصلیترین) )?(?:مشکل|مشکلات|گرفتاری|گره|گرههای)(?: [^ ،.؛:]+){0,3})? ?(?:(?:مربوط )?به |در )(?P<what>(?:شبکه|نظام) بانکی) ?"
)
# «بدهی یک واحد به سازمان تأمین اجتماعی»: debt, up to the body that it is owed to
_ABOUT_DUES: Final = re.compile(
    r"\b(?:در مورد|درباره|در خصوص|درخصوص|در حوزه|در بخش) "
    r"(?:(?:بدهی|بدهیهای|معوقات|جرایم|دیون|پرونده)(?: معوق| معوقه)? )?"
    r"(?:(?P<tax>مالیاتی?)|بیمه(?:ای)?|تامین اجتماعی)\b(?![^.؛]*\bبانک)"
)
_ROYALTIES: Final = re.compile(r"\bحقوق دولتی\b(?![^.؛]*\bبانک)")
_DEBT: Final = HeadedPattern(
    r"(?<!تقسیط )(?<!امهال )(?<!استمهال )(?<!مهلت پرداخت )(?<!مهلت بازپرداخت )\b(?:بدهی|بدهیهای|بدهکاری|بدهیها|معوقات|دیون|اختلاف|اختلاف حساب)(?: (?!را |و )[^ ،؛.:]+){0,8}? (?:به|با) ",
    "بدهی",
    "بدهکاری",
    "معوقات",
    "دیون",
    "اختلاف",
)
_OVER_WHAT: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,2} (?:بر سر|سر|درباره|در خصوص|در مورد|بابت|به دلیل|به علت|به خاطر|در زمینه) "
)
_OWING: Final = ("بده", "اختلاف", "معوقات", "دیون", "مطالبات", "طلب")
# «مطالبات یک شرکت از شهرداری»: claims against a public body
_CLAIM: Final = GuardedPattern(
    r"\b(?:مطالبات|طلب)(?:ها|های|هایشان|شان|مان|ش)?(?! (?:بانک|تامین|مالیات|بیمه|کارگران|سازمان|اداره))(?: [^ ،؛.:]+){0,8}? از (?:(?:یک|دو|چند|برخی|بعضی|سایر) )?"
    r"(?:دولت|دستگاه|دستگاههای|شهرداری|شهرداریها|شرکت|شرکتهای دولتی|اداره|ادارات|وزارت|کارفرما|پیمانکار|پیمانکاران|سازمان|اموزش|دانشگاه)\b",
    "مطالبات",
    "طلب",
)
# «با اجرای خط آهن بسیاری از گره‌ها باز می‌شود»: what helps, beside troubles told in the same sentence
_WITH_THE_BUILDING: Final = re.compile(
    r"\bبا (?:اجرای|تکمیل|ساخت|احداث|راهاندازی|راه اندازی|بهرهبرداری از|افتتاح|اتمام) (?:[^ ،.؛:]+ ){0,2}\Z"
)
_WITH_SPAN: Final = 40
# papers that are signed, and working together, before what they are about
_COOPERATION: Final = re.compile(
    r"\b(?:همکاری|همکاریهای|همکاریها|تفاهم ?نامه|تفاهم ?نامهای|یادداشت تفاهم|سند|سندی|اسناد|موافقتنامه|پروتکل|بیانیه)(?: (?:دوجانبه|مشترک|اقتصادی|تجاری))? \Z"
)
# «پس از صدور سند، بانک … پرداخت کند»: a deed that is still to be made, none that a bank holds
_DEED_MADE: Final = ("صدور", "اخذ", "دریافت", "گرفتن", "تفکیک", "سند تک")


@dataclass(slots=True)
class Problem:
    """A category's code at [start, end) of the skeleton; `is_by_body` where a body that is bound or owed to tells it."""

    code: str
    start: int
    end: int
    is_by_body: bool = False
    is_turn: bool = False


@dataclass(slots=True)
class _Word:
    code: str
    strength: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _creditors() -> dict[str, str]:
    return {row.agency_id: row.code for row in seeds.agency_categories() if row.is_creditor}


class ProblemReader:
    """Reads the problems of one article."""

    def __init__(self, surface: Surface, bodies: Bodies, excluded: Sequence[tuple[int, int]]) -> None:
        self.surface = surface
        self.text = surface.text
        self.bodies = bodies
        self._excluded = Spans(excluded)
        self._owing = [word for word in _OWING if word in self.text]
        self.words = self._words()
        self._act_spans: Sequence[tuple[int, int]] = ()
        self._starts = [word.start for word in self.words]
        # «رأی کمیسیون ماده صد»: a body that is a problem's word says nothing of another body's affairs
        in_words = Spans((word.start, word.end) for word in self.words if word.strength == "strong")
        self._others = [hit for hit in bodies.others if not in_words.cover(hit.start)]
        self._body_spans = Spans((hit.start, hit.end) for hit in (*bodies.ours, *self._others))
        self._of_units: dict[int, bool] = {}

    def read(self, act_spans: Sequence[tuple[int, int]], *, by_body: bool = True) -> list[Problem]:
        """Each code once, at its first place; `by_body`: a body that is bound tells the subject of its duty."""
        found: list[Problem] = []
        self._act_spans = act_spans
        for sentence in self.surface.sentences:
            if self._is_left_out(sentence):
                continue
            for start, end in self._list_regions(sentence):
                found += self._in_list(start, end)
            found += self._lacking(sentence)
            found += self._dealt_with(sentence)
            found += self._stated(sentence)
            found += self._owed(sentence)
            found += self._told_by_turns(sentence)
        found += self._beside(found)
        for start, end in act_spans:
            found += [problem for problem in self._in_act(start, end) if by_body or not problem.is_by_body]
        found = [
            problem
            for problem in _without_their_words(found)
            if not (self._is_of_a_line(problem) or self._is_of_another_thing(problem))
        ]
        found = self._without_headline_guesses(found)
        found.sort(key=lambda problem: problem.start)
        first: dict[str, Problem] = {}
        for problem in found:
            first.setdefault(problem.code, problem)
        return list(first.values())

    def _without_headline_guesses(self, found: Sequence[Problem]) -> list[Problem]:
        """«تقسیط بدهی چهار واحد» over «تأمین اجتماعی بدهی … تقسیط کند»: whose debt a headline means is in the story."""
        if len(self.surface.sentences) < _A_ROW:
            return list(found)
        end = self.surface.sentences[0].end
        story = [(self.text[problem.start : problem.end], problem.code) for problem in found if problem.start >= end]
        open_words = {word.start for word in self.words if word.start < end and word.strength == "creditor"}

        def is_guess(problem: Problem) -> bool:
            codes = {code for written, code in story if written == self.text[problem.start : problem.end]}
            return problem.start in open_words and bool(codes) and problem.code not in codes

        return [problem for problem in found if not is_guess(problem)] if open_words else list(found)

    def _is_of_a_line(self, problem: Problem) -> bool:
        """«علت تأخیر در وصل انشعاب را نبود لوله دانست»: what a utility lacks is no unit's raw material."""
        if problem.code not in ("RAWMAT", "ENERGY.ELECTRICITY"):
            return False
        sentence = self.surface.sentence_at(problem.start)
        if self.text[problem.start : problem.end] == "خاموشی" and self.surface.word_before(problem.start) == "از":
            return (
                _OUT_OF.search(self.text, sentence.start, sentence.end) is not None
            )  # «بیرون کشیدن کارخانه از خاموشی»
        if problem.code != "RAWMAT":
            return False
        return self.text.find("انشعاب", self.surface.sentence_at(problem.start).start, problem.start) >= 0

    def _is_of_another_thing(self, problem: Problem) -> bool:
        """«پهنه‌های آزادشده را به مزایده بگذارد», «سهمیه سیمان بهبهان»: no unit's auction, a company's name."""
        if problem.code == "BANK.SEIZURE":
            start = self.surface.sentence_at(problem.start).start
            return _MINING_FIELDS.search(self.text, start, problem.start) is not None
        end = problem.end
        if problem.code != "RAWMAT" or not self.text.endswith(_NAMED_BY_PLACE, problem.start, end):
            return False
        return self.text.startswith(" ", end) and bool(
            self.surface.hits_in(end + 1, end + 2, "county") or self.surface.names_in(end + 1, end + 2, "province")
        )

    def _words(self) -> list[_Word]:
        words: list[_Word] = []
        for hit in self.surface.hits("problem_word"):
            _, code, strength = problem_words()[int(hit.value)]
            before = self.surface.word_before(hit.start)
            if not self.text.startswith(" ", hit.start - 1) or not self.text.endswith(before, 0, hit.start - 1):
                before = ""  # «حقوق دولتی معادن، سهمیه مواد پتروشیمی»: another item
            if before in _OFFICES or (code == "RAWMAT" and (before in _MINES or before in _MAKING or before in _FIRMS)):
                continue  # «مدیرکل دفتر جذب سرمایه», «معارض معدن سنگ‌آهن»
            if (
                code == "MARKET"
                and self.surface.word_after(hit.end) in _SOLD_OFF
                and hit.end - hit.start == len("فروش")
            ):
                continue  # «فروش کارخانه تملیکی را متوقف کند»
            if code == "PERMIT.LICENCE" and self._is_of_food_or_drugs(hit.start, hit.end):
                code = "PERMIT.HEALTH"
            if strength != "none":
                words.append(_Word(code, strength, hit.start, hit.end))
        return words

    def _is_of_food_or_drugs(self, start: int, end: int) -> bool:
        """«معاونت غذا و دارو نسبت به صدور پروانه ساخت محصول اقدام کند»; the city's «پروانه ساخت» is of a building."""
        if not self.text.endswith("پروانه ساخت", start, end):
            return False
        sentence = self.surface.sentence_at(start)
        return _FOOD_OR_DRUGS.search(self.text, sentence.start, sentence.end) is not None

    def _is_left_out(self, sentence: Sentence) -> bool:
        if sentence.repeats is not None or self._excluded.cover(sentence.start):
            return True
        others = any(
            sentence.start <= hit.start < sentence.end
            and hit.value == "other"
            and not self.surface.has(sentence.start, hit.start, "settled", "settled_open")
            for hit in self._others
        )
        if not others or any(sentence.start <= hit.start < sentence.end for hit in self.bodies.ours):
            return False
        return not self.surface.has(sentence.start, sentence.end, "this_session")

    def _words_in(self, start: int, end: int) -> list[_Word]:
        first = bisect_left(self._starts, start)
        return self.words[first : bisect_left(self._starts, end, first)]

    # ---- lists

    def _list_regions(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Stretches that list problems: behind «مشکلات», «در حوزه», «شامل», or before «… مهم‌ترین مشکلات بود»."""
        anchors = [
            hit
            for hit in self.surface.hits_in(sentence.start, sentence.end, "trouble")
            if not self._in_body(hit.start) and not _NONE_AT_ALL.match(self.text, hit.start)
        ]
        subjects = self.surface.hits_in(sentence.start, sentence.end, "subject")
        if anchors and self._concerns_units(sentence):
            first = anchors[0]
            end = self._region_end(first.end, sentence.end)
            yield first.start, end
            told = _NAMED.match(self.text, first.end, end)
            if told is not None:
                yield told.span("what")
            for anchor in anchors:
                if anchor.value == "after":
                    yield self._clause_start(sentence, anchor.start), anchor.start
        for anchor in anchors:
            if self._lists_before(anchor.start, anchor.end, sentence):
                opens = self._clause_start(sentence, anchor.start)
                most = _MOST.search(self.text, opens, anchor.start)
                yield opens, most.start() if most is not None else anchor.start
        if self._concerns_units(sentence):
            for told in _SPOKE_OF.finditer(self.text, sentence.start, sentence.end):
                yield told.span("what")
        for protest in _PROTEST.finditer(self.text, sentence.start, sentence.end):
            yield protest.span("what")
        complained = _COMPLAINED.search(self.text, sentence.start, sentence.end)
        if complained is not None:
            yield complained.end(), sentence.end
        next_in_rank = _NEXT_IN_RANK.match(self.text, sentence.start, sentence.end)
        if next_in_rank is not None and sentence.index > 0:
            before = self.surface.sentences[sentence.index - 1]
            if self.surface.has(before.start, before.end, "problem_word") and not self.surface.has(
                *next_in_rank.span("what"), "past", "present", "subjunctive"
            ):
                yield next_in_rank.span("what")
        yield from self._of_counted(sentence)
        if (
            subjects
            and self.surface.has(sentence.start, sentence.end, "concerned", "industrialists")
            and (anchors or self.surface.has(sentence.start, sentence.end, "dealt", "reviewing", "adopted"))
        ):
            for subject in subjects:
                if _COOPERATION.search(self.text, max(sentence.start, subject.start - _WITH_SPAN), subject.start):
                    continue  # «سند همکاری در زمینه حمل و نقل، گردشگری و برق امضا شد»
                yield subject.end, self._region_end(subject.end, sentence.end)

    def _of_counted(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """«۱۰۸ مصوبه در حوزه بانکی، ۲۴ مصوبه مالیاتی»: what counted resolutions are about."""
        shared = _SHARE_OF.search(self.text, sentence.start, sentence.end)
        if shared is not None:
            yield shared.span("what")
        half = _HALF_OF.search(self.text, sentence.start, sentence.end)
        if half is not None:
            yield half.span("what")
        numbers = [n for n in self.surface.numbers_in(sentence.start, sentence.end) if not n.is_ordinal]
        if len(numbers) < _A_ROW:
            return
        told = [(n, hit) for n in numbers if (hit := _COUNTED.match(self.text, n.end, sentence.end)) is not None]
        shares = [n for n in numbers if n.is_percent]
        if len(shares) >= _A_ROW and _SHARE_OF_FILES.match(self.text, shares[0].percent_end) is not None:
            told = [(n, hit) for n in shares if (hit := _SHARE.match(self.text, n.percent_end)) is not None]
        others = _THE_OTHERS.search(self.text, numbers[-1].end, sentence.end) if told else None
        if len(told) + (others is not None) < _A_ROW:
            return
        if others is not None:
            yield others.end(), sentence.end
        for number, hit in told:
            following = [n.bound_start for n in numbers if n.start > number.start]
            end = min([sentence.end, *following[:1]])
            copula = _COPULA.search(self.text, hit.end(), end)
            yield hit.end(), copula.start() if copula is not None else end

    def _in_acts(self, place: int) -> bool:
        return any(start <= place < end for start, end in self._act_spans)

    def _in_body(self, place: int) -> bool:
        return self._body_spans.cover(place)

    def _concerns_units(self, sentence: Sentence) -> bool:
        known = self._of_units.get(sentence.index)
        if known is None:
            known = self._of_units[sentence.index] = self._speaks_of_units(sentence)
        return known

    def _speaks_of_units(self, sentence: Sentence) -> bool:
        if self.surface.has(sentence.start, sentence.end, "concerned", "this_session", "industrialists"):
            return True
        if _MOST_TROUBLES.match(self.text, sentence.start, sentence.end):
            return True
        if "مصوب" in self.text[sentence.start : sentence.end]:  # «بیشترین مصوبات مربوط به حوزه بانکی بود»
            return True
        if sentence.index == 0:
            return False
        previous = self.surface.sentences[sentence.index - 1]
        return self.surface.has(previous.start, previous.end, "trouble", "dealt", "case_before") and self.surface.has(
            previous.start, previous.end, "concerned"
        )

    def _region_end(self, start: int, limit: int) -> int:
        """A list ends where somebody is bound, or where the clause's verb has been said."""
        bound = self.surface.hits_in(start, limit, "settled", "bound", "ordered")
        ends = [mark.start() for mark in (_PRESENT.search(self.text, start, limit),) if mark is not None]
        said = _WENT_ON.search(self.text, start, limit)  # «… دانست و افزود: تعزیرات باید …»
        ends += [said.end()] if said is not None and bound else []
        return min([limit, *(hit.start for hit in bound[:1]), *ends])

    def _lists_before(self, start: int, end: int, sentence: Sentence) -> bool:
        """«X و Y را مهم‌ترین مشکلات … دانست», «X از دغدغه‌های … است»."""
        before = self.text[max(sentence.start, start - 28) : start]
        leads = re.search(
            r"(?:\bرا|\bاز)(?: [^ ،.؛:]+){0,3} \Z|(?:ترین|چهار|سه|پنج|دو|محور|محور اصلی|جمله|صدر|راس) \Z", before
        )
        if _MOST_SHARE.search(before) is not None and _HAS_IT.match(self.text, end, sentence.end) is not None:
            return True
        if leads is None and "ترین " in self.text[start:end]:  # «… و اجاره کارگاه‌ها پرتکرارترین موضوع‌ها بود.»
            return _IS_ALL.match(self.text[end : sentence.end]) is not None
        if leads is None:
            return _CLOSES_A_LIST.match(self.text[end : sentence.end]) is not None
        return bool(_LISTING_VERB.search(self.text, end, sentence.end))

    def _clause_start(self, sentence: Sentence, place: int) -> int:
        if sentence.speech is not None and sentence.speech < place:
            return sentence.speech
        return sentence.start

    def _in_list(self, start: int, end: int) -> Iterator[Problem]:
        first = start
        numbers = self.surface.numbers_in(start, end)
        cuts = [
            match.span()
            for match in _SEPARATOR.finditer(self.text, start, end)
            if not any(number.start < match.start() < number.end for number in numbers)  # «سی و شش قسط»
        ]
        for cut, after in [*cuts, (end, end)]:
            yield from self._of_item(first, cut)
            first = after

    def _of_item(self, start: int, end: int) -> Iterator[Problem]:
        short = len(self.text[start:end].split()) <= _ITEM_WORDS or self._is_of_a_share(start, end)
        found: list[Problem] = []
        general: set[int] = set()
        for word in self._words_in(start, end):
            if self._in_body(word.start) or self._in_headed_name(word, start, end):
                continue
            if word.strength == "listed" and _WITH_THE_BUILDING.search(
                self.text, max(0, word.start - _WITH_SPAN), word.start
            ):
                continue
            if word.strength == "item" and not (short or self._follows_trouble(word, start)):
                continue
            if word.strength == "creditor" and self._in_acts(word.start):  # the act names the creditor
                continue
            if self._ends_in_a_banks_name(word):
                continue
            found.append(Problem(self._code(word, max(start - 30, 0), end + 12), word.start, word.end))
            if word.strength in ("strong", "listed"):
                general.add(word.start)
        item = self.text[start:end]
        if item.strip() in (_BANK_ALONE, "بانکی"):  # «در حوزه تأمین اجتماعی، بانک و تسهیلات»
            found.append(Problem("BANK", start + item.index(_BANK_ALONE), start + item.index(_BANK_ALONE) + 4))
        network = _TO_THE_BANKS.fullmatch(self.text, start, end)
        if network is not None and not found:  # «۳۸ درصد مصوبات به شبکه بانکی، …»
            found.append(Problem("BANK", *network.span("what")))
        found = [  # «استمهال وام»: no new loan
            problem
            for before, problem in zip([None, *found], found, strict=False)
            if problem.code != "BANK.FACILITY"
            or before is None
            or before.code not in _OF_OLD_LOANS
            or self.text[before.end : problem.start] != " "
        ]
        specific = _most_specific(found)
        general -= {  # «جرایم دیرکرد بانکی»: the adjective of what stands before it
            problem.start
            for before, problem in pairwise(found)
            if before.code.startswith(problem.code + ".") and self.text[before.end : problem.start] == " "
        }
        yield from (problem for problem in found if problem in specific or problem.start in general)

    def _ends_in_a_banks_name(self, word: _Word) -> bool:
        """«مصوبات مربوط به بانک صنعت و معدن»: one bank's share, no word for the banks' affairs."""
        if not self.text.endswith(" " + _BANK_ALONE, word.start, word.end):
            return False
        place = word.end - len(_BANK_ALONE)
        return any(
            name.start == place and name.end > word.end and name.id != "B_GENERIC"
            for name in self.surface.names_in(place, place + 1, "agency")
        )

    def _is_of_a_share(self, start: int, end: int) -> bool:
        """«و تأمین اجتماعی ۱۳ درصد پرونده‌ها را به خود اختصاص داده است»: two or three words before a share."""
        numbers = self.surface.numbers_in(start, end)
        return bool(numbers) and numbers[0].is_percent and len(self.text[start : numbers[0].start].split()) <= _SHARER

    def _follows_trouble(self, word: _Word, start: int) -> bool:
        """«مشکل برق», «حوزه مالیات» inside a longer item."""
        before = self.text[start : word.start].rstrip()
        return before.split(" ")[-1] in _DIRECT_LEADS or before.endswith(_LEADS_OF_TWO)

    def _in_headed_name(self, word: _Word, start: int, end: int) -> bool:
        """Inside an agency's name with its head («سازمان حفاظت محیط زیست»); a bare subject word in a list is none."""
        name = self.surface.name_at(word.start)
        if name is None:
            return False
        written = self.text[name.start : name.end]
        if name.kind == "province":
            return False
        if written == self.text[word.start : word.end]:  # «بانک‌های ملی و صادرات»: a bank by its name alone
            return name.id.startswith("B_") and not name.is_generic
        if name.id.startswith("B_") and name.start < word.start:  # «بدهی به بانک صادرات»
            return True
        if self._is_owed_to(name.start):
            return False
        return written.split(" ")[0] in _HEADS or name.end > word.end + 1 or name.kind == "ministry"

    def _is_owed_to(self, place: int) -> bool:
        return _OWED_TO.search(self.text[max(0, place - 24) : place]) is not None

    # ---- lacks and acts

    def _lacking(self, sentence: Sentence) -> Iterator[Problem]:
        """«کمبود آب», «قطعی برق» where units, producers or a trouble are spoken of."""
        lacks = self.surface.hits_in(sentence.start, sentence.end, "lack")
        if not lacks or not (
            self.surface.has(sentence.start, sentence.end, "trouble") or self._concerns_units(sentence)
        ):
            return
        for lack in lacks:
            if _NONE_AT_ALL.match(self.text, lack.start) or self._is_inside_a_word(lack.start):
                continue
            gap = _LACK_GAP.match(self.text, lack.end)
            place = gap.end() if gap else lack.end
            expected = place
            for word in self._words_in(lack.start, place + 60):
                if not (word.start <= expected < word.end or word.start == lack.start):
                    break
                yield Problem(self._code(word, sentence.start, min(sentence.end, word.end + 25)), word.start, word.end)
                if not self.text.startswith(" و ", word.end):  # «ناترازی برق و گاز»
                    break
                expected = word.end + 3

    def _is_inside_a_word(self, place: int) -> bool:
        """«دیرکرد» in «جرایم دیرکرد بانکی»: told by the longer word."""
        index = bisect_left(self._starts, place) - 1
        return index >= 0 and self.words[index].end > place

    def _dealt_with(self, sentence: Sentence) -> Iterator[Problem]:
        """«پرونده هفت واحد که تملک شده‌اند مطرح شد»: sure words where units' files were dealt with."""
        dealt = self.surface.hits_in(sentence.start, sentence.end, "dealt", "reviewing")
        if not dealt or not self.surface.has(sentence.start, sentence.end, "case_before"):
            return
        cases = self.surface.hits_in(sentence.start, sentence.end, "case_before")
        for word in self._words_in(cases[0].start, dealt[-1].start):
            if (
                word.strength in ("strong", "listed")
                and not self._in_body(word.start)
                and not self._in_headed_name(word, 0, 0)
            ):
                yield Problem(word.code, word.start, word.end)

    def _stated(self, sentence: Sentence) -> Iterator[Problem]:
        """Sure words wherever they stand, and the subject words that are listed beside them."""
        for word in self._words_in(sentence.start, sentence.end):
            if word.strength not in ("strong", "creditor") or self._in_body(word.start):
                continue
            if word.code == "BANK.COLLATERAL" and _WAS_ISSUED.match(self.text, word.end):
                continue
            if word.code in _HAD_OR_BUILT and (
                _OPENED.search(self.text, sentence.start, sentence.end) is not None or self._is_had(word)
            ):
                continue
            if (word.code == "LAND" or self.text.startswith(_PAPERS, word.start)) and self._is_counted(word):
                continue
            if word.code == "MANAGEMENT" and self._is_means(word, sentence):
                continue
            if self.surface.name_at(word.start) is not None and not self._is_owed_to(word.start):
                continue
            if word.code == "BANK.PENALTY" and self._is_owed_elsewhere(word):
                continue
            if word.code == "PERMIT.INQUIRY" and self._is_asked_after(word, sentence):
                continue
            code = self._code(word, sentence.start, sentence.end)
            if word.strength == "creditor" and code == word.code:
                code = self._only_creditor(sentence) or self._speaking_creditor(word, sentence) or code
                if code == word.code:
                    code = self._owed_as_told(sentence.start, word.start) or code
            if word.strength == "strong" or not self._in_acts(word.start):
                yield Problem(code, word.start, word.end)

    def _owed_as_told(self, start: int, place: int) -> str | None:
        """«درباره حقوق دولتی معادن … تا تقسیط شود», «در مورد بیمه … جرایم آنها معلق بماند»: what the sentence is about."""
        if _ROYALTIES.search(self.text, start, place):
            return "MINING"
        about = _ABOUT_DUES.search(self.text, start, place)
        return None if about is None else "TAX" if about.group("tax") else "SOCIALSEC"

    def _is_owed_elsewhere(self, word: _Word) -> bool:
        """A penalty inside the duty of a creditor that is no bank."""
        for start, end in self._act_spans:
            if start <= word.start < end:
                creditor = self._creditor(start, end)
                return creditor is not None and not creditor.startswith("BANK")
        return False

    def _is_asked_after(self, word: _Word, sentence: Sentence) -> bool:
        """«قضات نظر دبیرخانه را استعلام می‌کنند»: a verb, no inquiry that a unit waits for."""
        return (
            _ASKS.match(self.text, word.end) is not None
            and self.text.find(" را ", sentence.start, word.start) >= 0
            and self.surface.word(self.surface.word_index(word.start)) == "استعلام"
        )

    def _is_means(self, word: _Word, sentence: Sentence) -> bool:
        """«با تغییر مالکیت به چرخه تولید بازگشت»: what brought a unit back."""
        return self.surface.word_before(word.start) == "با" and self.surface.has(word.end, sentence.end, "returned")

    def _is_had(self, word: _Word) -> bool:
        """«هزار واحد پروانه بهره‌برداری دارند», «واحدهای دارای پروانه», «۲۲ پروانه … صادر شده»: no problem."""
        before = self.surface.word_before(word.start)
        return before in ("دارای", "دارنده") or self._is_counted(word) or _HAVE.match(self.text, word.end) is not None

    def _is_counted(self, word: _Word) -> bool:
        """«۲۲ پروانه … صادر شده», «۸۶ فقره جواز تأسیس», «۹۶ قرارداد واگذاری زمین»: papers of a period."""
        place = word.start
        if self.surface.word_before(place) in _PIECES:
            place = self.surface.words[self.surface.word_index(place) - 1][0]
        return self.surface.word_before(place).isdigit() or bool(
            self.surface.numbers_in(max(0, place - _DIGIT_GAP), place)
        )

    def _owed(self, sentence: Sentence) -> Iterator[Problem]:
        """Debts to a named body and claims against one, where units are spoken of."""
        text = self.text
        if not any(text.find(word, sentence.start, sentence.end) >= 0 for word in self._owing):
            return
        if not self._concerns_units(sentence):
            return
        for debt in _DEBT.finditer(text, sentence.start, sentence.end):
            for name in self.surface.names_in(debt.end(), debt.end() + 14, "agency")[:1]:
                if name.id.startswith("B_") and text.startswith("اختلاف", debt.start()):
                    if _OVER_WHAT.match(text, name.end) is None:
                        yield Problem("BANK", debt.start(), name.end, is_by_body=True)
                    continue  # «اختلاف با بانک کشاورزی بر سر جریمه دیرکرد»: the matter is named behind
                code = "BANK.ARREARS" if name.id.startswith("B_") else _creditors().get(name.id)
                if code is not None and text[debt.end() : name.start] in ("", "سازمان ", "اداره کل ", "شرکت "):
                    yield Problem(code, debt.start(), name.end, is_by_body=True)
        for claim in _CLAIM.finditer(text, sentence.start, sentence.end):
            yield Problem("PROCUREMENT", claim.start(), claim.end(), is_by_body=True)

    def _told_by_turns(self, sentence: Sentence) -> Iterator[Problem]:
        """«کارگران چهار ماه حقوق نگرفته‌اند», «ماندن دستگاه‌ها در گمرک»: where units are spoken of, here or just before."""
        if not self.surface.has(sentence.start, sentence.end, "turn"):
            return
        things = self.surface.hits_in(sentence.start, sentence.end, "turn_subject")
        if not things:
            return
        previous = self.surface.sentences[max(0, sentence.index - 1)].start
        told = self.surface.has(previous, sentence.end, "concerned", "industrialists", "industrialist")
        if not told and not self._in_acts(sentence.start):
            return
        for thing in things:
            if self.surface.word_before(thing.start) in _NO_TROUBLE or self.surface.name_at(thing.start) is not None:
                continue
            stop = _SEPARATOR.search(self.text, thing.end, sentence.end)
            limit = stop.start() if stop is not None and stop.group() != " و " else sentence.end
            groups = frozenset(thing.value.split("|"))
            for turn in self.surface.hits_in(thing.end, limit, "turn"):
                rows = [problem_turns()[int(n)] for n in turn.value.split("|") if n in groups]
                n_between = len(self.text[thing.end : turn.start].split())
                row = next((row for row in rows if n_between <= row.within), None)
                if row is not None:
                    # «مجوز دارد و گمرک باید برگ سبز را صادر کند»: another verb's object is issued
                    # «مجوز حفر چاه … را صادر کند»: the longer word tells what it is
                    far = n_between > _NEAR_TURN
                    told = row.code == "PERMIT" and any(
                        word.start == thing.start and word.end > thing.end for word in self.words
                    )
                    verbs = far and self.surface.has(thing.end, turn.start, "past", "present", "subjunctive")
                    if not told and not verbs:
                        yield Problem(row.code, thing.start, turn.end, is_turn=True)
                    break

    def _beside(self, found: Sequence[Problem]) -> Iterator[Problem]:
        """Subject words that stand in one row with a problem: «تمدید پروانه، برق و بدهی مالیاتی»."""
        known = {problem.start for problem in found}
        ends = {problem.end for problem in found} | {word.end for word in self.words if word.start in known}
        for word in self.words:
            if word.strength not in ("item", "listed") or word.start in known or self._in_body(word.start):
                continue
            if self.surface.name_at(word.start) is not None:
                continue
            before = _ROW_BEFORE.search(self.text[max(0, word.start - _ROW) : word.start])
            if before is None or word.start - len(before.group()) not in ends:
                continue
            after = _ROW_AFTER.match(self.text, word.end)
            if after is not None and after.end() in known:
                yield Problem(word.code, word.start, word.end)

    def _in_act(self, start: int, end: int) -> Iterator[Problem]:
        """What a resolution is about."""
        yield from _most_specific([*self._stated_in_act(start, end)])

    def _stated_in_act(self, start: int, end: int) -> Iterator[Problem]:
        # «مدیرکل امور مالیاتی گفت: قول می‌دهیم جرایم این واحد بخشیده شود»
        creditor = self._creditor(start, end) or self._only_creditor(self.surface.sentence_at(start))
        stated: set[str] = set()
        told = [
            (said, code) for pattern, code in _OF_LOANS if (said := pattern.search(self.text, start, end)) is not None
        ]
        extended = [said.span() for said, code in told if code == "BANK.RESCHEDULE"]
        for word in self._words_in(start, end):
            if word.code == "BANK.FACILITY" and any(first <= word.start < last for first, last in extended):
                continue  # «وام … را تمدید کند» is no new loan
            if self._in_body(word.start) or self.surface.name_at(word.start) is not None:
                continue
            if (
                word.strength == "item"
                and word.code not in _SURE_IN_ACTS
                and not (word.code == creditor == "MUNICIPAL")  # «شهرداری عوارض این صنف را نصف محاسبه کند»
                and not self._is_of_a_unit(word)
            ):
                continue
            code = word.code
            stated.add(code)
            if word.code == "BANK.PENALTY" and creditor is not None and not creditor.startswith("BANK"):
                code = creditor  # «تأمین اجتماعی کارگاه‌ها را از جریمه دیرکرد معاف کند»
            elif word.code == "BANK.PENALTY" and word.strength == "item" and creditor is None:
                code = self._owed_as_told(self.surface.sentence_at(start).start, word.start) or code
            if word.strength == "creditor":
                code = self._code(word, word.start - 25, min(word.end + 25, end))
                if code == word.code and creditor is not None and not creditor.startswith("BANK"):
                    code = creditor
                elif code == word.code:
                    code = self._owed_as_told(self.surface.sentence_at(start).start, word.start) or code
            if code == "ENERGY.WATER" and creditor == "ENV" and self.text.startswith("پساب", word.start):
                code = "ENV"  # «محیط زیست نظرش را درباره پساب کارخانه بنویسد»: what it lets out, no water it lacks
            if (
                code == "LAND.REGISTRY"
                and creditor is not None
                and creditor.startswith("BANK")
                and not self.text.startswith(_DEED_MADE, word.start)
            ):
                code = "BANK.COLLATERAL"  # «بانک سپه سند شرکت را آزاد کند»: a deed that a bank holds
            stated.add(code)
            yield Problem(code, word.start, word.end)
        power = _POWER_LINE.search(self.text, start, end)
        if power is not None and "ENERGY.ELECTRICITY" not in stated:
            stated.add("ENERGY.ELECTRICITY")
            yield Problem("ENERGY.ELECTRICITY", power.start(), power.end())
        for said, code in told:
            is_told = code == "PERMIT.LICENCE" and (
                any(known.startswith(("PERMIT", "MINING")) for known in stated)
                or any(
                    word.start - said.start() <= _LICENCE_GAP and not word.code.startswith("PERMIT")
                    for word in self._words_in(said.start(), said.end())
                )
            )
            is_told = is_told or code == "BANK.FACILITY" and any(known.startswith("BANK.") for known in stated)
            if code == "PERMIT":  # «مجوز حفر چاه» is of water
                is_told = any(
                    word.start - said.start() <= _PERMIT_GAP and word.code != "PERMIT"
                    for word in self._words_in(said.start(), said.end())
                )
            if not is_told:
                stated.add(code)
                yield Problem(code, said.start(), said.end())
        for name in self.surface.names_in(start, end, "agency"):
            domain = _creditors().get(name.id)
            if _ONLY_REPORTS.search(self.text, start, end) is not None:
                continue
            if any(claim.end() >= name.start for claim in _CLAIM.finditer(self.text, start, name.end)):
                continue  # «مطالبات یک شرکت از شرکت آبفا با بدهی آن تهاتر شود»: who owes, not what about
            if self.surface.word_before(name.start) in _OFFICES:
                continue  # «نماینده گمرک به اعضای کارگروه افزوده شود»: who comes, not what about
            if name.id in _LAND_AGENCIES and any(not code.startswith("LAND") for code in stated):
                continue  # «شرکت شهرک‌ها … ژنراتور را نصب کند»: of power, not of the estate
            if domain is not None and name.start - start < _DOER_PLACE and name.id in _DOMAIN_AGENCIES:
                if domain not in stated and not any(code.startswith(domain + ".") for code in stated):
                    line = self.text.find("انشعاب", start, end)
                    if line >= 0 and domain in _OF_LINES:  # «شرکت گاز انشعاب دو کارخانه را وصل کند»
                        yield Problem(domain, line, line + len("انشعاب"))
                    else:
                        yield Problem(domain, name.start, name.end, is_by_body=True)

    def _is_of_a_unit(self, word: _Word) -> bool:
        """«گاز شهرک», «مالیات دو واحد», «انشعاب برق»: a subject word that the act is about."""
        following = self.surface.word_after(word.end)
        before = self.surface.word_before(word.start)
        if following in _UNIT_WORDS or before in _ACT_LEADS or following in ("ان", "انها"):
            return True
        counted = self.surface.numbers_in(word.end, word.end + 2)  # «مالیات ۱۲ واحد»
        return bool(counted) and self.surface.has(counted[0].end, counted[0].end + 2, "concerned")

    def _only_creditor(self, sentence: Sentence) -> str | None:
        """«نماینده تأمین اجتماعی درباره تقسیط بدهی کارفرمایان توضیح داد»: the one creditor named in the sentence."""
        named = self.surface.names_in(sentence.start, sentence.end, "agency")
        if any(name.id not in _creditors() for name in named) or _BANK.search(self.text, sentence.start, sentence.end):
            return None
        codes = {_creditors()[name.id] for name in named}
        return codes.pop() if len(codes) == 1 else None

    def _speaking_creditor(self, word: _Word, sentence: Sentence) -> str | None:
        """«مدیرکل تأمین اجتماعی از بخشودگی جرایم سه واحد خبر داد و بانک ملت …»: the body right before it."""
        names = self.surface.names_in(max(sentence.start, word.start - _SPEAKER_NEAR), word.start, "agency")
        if not names or not _TELLS_OF.fullmatch(self.text, names[-1].end, word.start):
            return None
        return _creditors().get(names[-1].id)

    def _creditor(self, start: int, end: int) -> str | None:
        for name in self.surface.names_in(start, end, "agency"):
            if name.id in _creditors():
                return _creditors()[name.id]
        return None

    def _code(self, word: _Word, left: int, right: int) -> str:
        """The creditor near by decides what kind of debt is meant."""
        if word.strength != "creditor":
            told = _OF_ANOTHER_DEBT.match(self.text, word.end) if word.code in _OF_OLD_LOANS else None
            return word.code if told is None else "TAX" if told.group("tax") else "SOCIALSEC"
        if _BANKS_OWN.match(self.text, word.end):
            return word.code
        if _OF_A_LOAN.match(self.text, word.start):  # «استمهال وام، بخشودگی جرایم مالیاتی»: its creditor is told
            return word.code
        until = min(right, word.end + 32)
        comma = self.text.find("،", word.end, until)
        owed = _DEBT_BEFORE.search(self.text, max(word.start - _DEBT_SPAN, 0), word.start)
        if owed is not None:  # «بدهی آب‌بهای سه گلخانه در ۱۲ ماه تقسیط شود»
            return _CREDITORS_BEFORE[owed.group(1)]
        bill = _BILL_BEFORE.search(self.text, max(word.start - _DEBT_SPAN, 0), word.start)
        if bill is not None:  # «برق‌بهای معوق دو گلخانه در ۱۲ قسط تقسیط شود»
            return _BILLS[bill.group("of")]
        around = self.text[max(left, word.start - 18, 0) : until if comma < 0 else comma]
        if _TAX.search(around):
            return "TAX"
        if _INSURANCE.search(around):
            return "SOCIALSEC"
        if _WAGES.search(around) and not _BANK.search(around):
            return "LABOUR"
        other = _OTHER_CREDITOR.match(self.text, word.end)
        return _OTHER_CREDITORS[other.group(1)] if other else word.code


def _without_their_words(problems: Sequence[Problem]) -> list[Problem]:
    """Without what the words inside a turn would tell by themselves: «سند» in «سند کارخانه در رهن بانک است»."""
    turns = [problem for problem in problems if problem.is_turn]
    if not turns:
        return list(problems)
    return [
        problem
        for problem in problems
        if problem.is_turn
        or not any(
            turn.start <= problem.start < turn.end
            and problem.code != turn.code
            and (problem.start == turn.start or problem.code.split(".")[0] == turn.code.split(".")[0])
            for turn in turns
        )
    ]


def _most_specific(problems: Sequence[Problem]) -> list[Problem]:
    """Without the parents of codes that stand beside them in one item or act."""
    codes = {problem.code for problem in problems}
    return [problem for problem in problems if not any(code.startswith(problem.code + ".") for code in codes)]


# Agencies whose duty under a resolution tells what it is about; a bank's or a city's may be anything.
_DOMAIN_AGENCIES: Final = frozenset(
    (
        "TAX",
        "SSO",
        "CUSTOMS",
        "DOE",
        "NRWM",
        "ELDIST",
        "ELREG",
        "WATERREG",
        "ABFA",
        "GAS",
        "NIOPDC",
        "REGISTRY",
        "RMTO",
        "STD",
        "SHAHRAK",
        "AWQAF",
    )
)
# «گزارش هفتگی آن را بدهد»: tells of another's work
_ONLY_REPORTS: Final = GuardedPattern(
    r"\bگزارش(?: [^ ،.؛:]+){0,5} را(?: [^ ،.؛:]+){0,5} (?:بدهد|بدهند|دهد|دهند|کند|کنند|نماید|بفرستد)\b", "گزارش"
)
_OF_LINES: Final = frozenset(("ENERGY.GAS", "ENERGY.ELECTRICITY", "ENERGY.WATER"))
# bodies of land, whose duty may be about the unit's power or its seizure as well
_LAND_AGENCIES: Final = frozenset(("SHAHRAK", "REGISTRY"))
# an auction that a resolution speaks of is one of a unit
_SURE_IN_ACTS: Final = frozenset(("BANK.SEIZURE",))
_DOER_PLACE: Final = 40
# company, unit, factory, estate … a, two, three, this: the unit that the act is for
_UNIT_WORDS: Final = frozenset(
    "شرکت واحد واحدهای کارخانه شهرک ناحیه یک دو سه این معدن کارگاه گلخانه مجتمع تصفیهخانه مرغداری گاوداری کارگاهها".split()
)
# branch line, supply, file, allotment, quota, connection, problem, payment, taking
_ACT_LEADS: Final = frozenset(
    "انشعاب تامین پرونده تخصیص سهمیه وصل مشکل پرداخت اخذ دریافت اعطای قطع درخواست تسویه باقیمانده مانده ادامه بقیه مازاد".split()
)
# heads of agencies' names: department, organisation, company, director, ministry …
_HEADS: Final = frozenset(
    "اداره سازمان شرکت مدیرکل مدیر مدیرعامل مدیریت رییس وزارت وزیر معاون نماینده نمایندگان دبیر سرپرست شورای کمیسیون صندوق بنیاد بانک اتاق خانه".split()
)
# concerning, connected with, arising from
_LEADS_OF_TWO: Final = (
    "مربوط به",
    "مرتبط با",
    "ناشی از",
    "در خصوص",
    "در رابطه با",
    "در ارتباط با",
    "در مورد",
    "حوزهها از جمله",
    "مسایل از جمله",
    "مشکلات از جمله",
    "مشکلاتی از جمله",
    "مواردی از جمله",
    "موضوعات از جمله",
)
# problem, problems, field of, supply of, debt, shortage …
_DIRECT_LEADS: Final = frozenset(
    "مشکل مشکلات مسائل مسایل حوزه حوزههای زمینه تامین بدهی کمبود قطعی انشعاب اخذ صدور تمدید پرداخت دریافت موضوع بحث تخصیص تکلیف واگذاری قیمت هزینه نرخ نبود فقدان".split()
)
