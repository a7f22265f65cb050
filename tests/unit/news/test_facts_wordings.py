"""The same thing in the words of many reporters: each wording must give the same fact."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "
BODY = "کارگروه تسهیل و رفع موانع تولید استان گیلان"
NAME, OFFICE = "هوشنگ تالشی", "معاون هماهنگی امور اقتصادی استاندار گیلان"

# {a}: who must, {v}: do what
BINDING = [
    "مقرر شد {a} {v}.",
    "مقرر گردید {a} {v}.",
    "مقرر شد که {a} {v}.",
    "در این جلسه مقرر شد {a} {v}.",
    "همچنین مقرر شد تا {a} {v}.",
    "قرار شد {a} {v}.",
    "بنا شد {a} {v}.",
    "قرار بر این شد که {a} {v}.",
    "قرار است {a} {v}.",
    "مصوب شد {a} {v}.",
    "مصوب گردید {a} {v}.",
    "به تصویب رسید که {a} {v}.",
    "تصویب شد {a} {v}.",
    "تصمیم گرفته شد {a} {v}.",
    "تصمیم بر این شد {a} {v}.",
    "اعضا تصمیم گرفتند {a} {v}.",
    "اعضای کارگروه رأی دادند {a} {v}.",
    "کارگروه مصوب کرد {a} {v}.",
    "توافق شد {a} {v}.",
    "طبق مصوبه این جلسه {a} {v}.",
    "بر اساس مصوبه کارگروه، {a} باید {v}.",
    "بر اساس این مصوبه {a} موظف است {v}.",
    "{a} موظف شد {v}.",
    "{a} موظف گردید {v}.",
    "{a} نیز موظف شد {v}.",
    "{a} مکلف شد {v}.",
    "{a} مکلف شده است {v}.",
    "{a} ملزم شد {v}.",
    "{a} ملزم است {v}.",
    "{a} متعهد شد {v}.",
    "{a} تعهد داد {v}.",
    "{a} قول داد {v}.",
    "{a} اعلام آمادگی کرد {v}.",
    "{a} پذیرفت {v}.",
    "{a} باید {v}.",
    "{a} می‌بایست {v}.",
    "{a} بایستی {v}.",
    "{a} مأمور شد {v}.",
    "{a} مأموریت یافت {v}.",
    "{a} وظیفه دارد {v}.",
    "{a} مهلت دارد {v}.",
    "{a} فرصت دارد {v}.",
    "استاندار به {a} دستور داد {v}.",
    "استاندار به {a} مأموریت داد {v}.",
    "استاندار به {a} تکلیف کرد {v}.",
    "استاندار از {a} خواست {v}.",
    "استاندار از {a} درخواست کرد {v}.",
    "استاندار {a} را موظف کرد {v}.",
    "استاندار {a} را مکلف کرد {v}.",
    "استاندار {a} را ملزم کرد {v}.",
    "استاندار دستور داد {a} {v}.",
    "استاندار تأکید کرد {a} {v}.",
    "استاندار تأکید کرد که {a} باید {v}.",
    "استاندار خواستار آن شد که {a} {v}.",
    "استاندار خواستار شد {a} {v}.",
    "وی گفت: {a} باید {v}.",
    "وی افزود: مقرر شد {a} {v}.",
    "وی افزود: {a} هم باید {v}.",
    "به گفته وی، {a} موظف است {v}.",
    "معاون استاندار با اشاره به مشکل یک واحد گفت: {a} {v}.",
    "از {a} خواسته شد {v}.",
    "به {a} ابلاغ شد {v}.",
    "به {a} مهلت داده شد {v}.",
    "به {a} فرصت داده شد {v}.",
    "لازم است {a} {v}.",
    "ضروری است {a} {v}.",
    "باید {a} {v}.",
    "در خصوص پرونده شرکت مهر، {a} مکلف شد {v}.",
    "درباره مشکل کارخانه آرد نیز مقرر شد {a} {v}.",
    "برای حل این مشکل {a} موظف شد {v}.",
    "به منظور رفع این مشکل مقرر شد {a} {v}.",
    "با توجه به مشکلات این واحد مقرر شد {a} {v}.",
    "در پایان این جلسه پس از بحث و بررسی مقرر شد {a} {v}.",
    "پس از شنیدن نظر اعضا، {a} موظف شد {v}.",
    "ضمن بررسی موضوع مقرر شد {a} {v}.",
    "مقرر شد با همکاری فرمانداری، {a} {v}.",
    "مقرر شد جهت رفع مشکل، {a} {v}.",
    "در این راستا {a} مکلف شد {v}.",
    "بدین منظور {a} {v}.",
    "همچنین {a} {v}.",
    "از سوی دیگر {a} نیز باید {v}.",
    "استاندار خطاب به {a} گفت: باید {v}.",
    "مقرر شد نماینده {a} {v}.",
    "{a} در این جلسه متعهد شد {v}.",
    "{a} با تصویب اعضا موظف شد {v}.",
    "{a} طبق این مصوبه موظف است {v}.",
    "{a} بر اساس تصمیم کارگروه باید {v}.",
]
DOERS = [("بانک ملی", "B_MELLI"), ("مدیرکل تأمین اجتماعی", "SSO")]
ACTS = ["بدهی شرکت نساجی الموت را ظرف یک ماه تقسیط کند", "نسبت به صدور مفاصاحساب شرکت لاله ظرف یک ماه اقدام نماید"]


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


@pytest.mark.parametrize("wording", BINDING)
def test_who_must_do_what_by_when(wording: str) -> None:
    for doer, agency in DOERS:
        for act in ACTS:
            found = facts(SESSION + wording.format(a=doer, v=act), "obligation")
            assert [(f["responsible_agency_ids"], f["deadline_text"]) for f in found] == [([agency], "ظرف یک ماه")]


@pytest.mark.parametrize("wording", ["پیشنهاد شد {a} {v}.", "{a} {v} خوب است.", "شاید {a} روزی همکاری کند."])
def test_who_is_not_bound(wording: str) -> None:
    assert facts(SESSION + wording.format(a="بانک ملی", v="بدهی را تقسیط کند"), "obligation") == []


# (text, [(measure, value, statistic, sector)])
COUNTS: list[tuple[str, list[tuple[str, int, str, str | None]]]] = [
    ("در این جلسه مشکلات ۱۲ واحد تولیدی بررسی شد.", [("units_reviewed", 12, "exact", None)]),
    ("در این نشست به مشکلات ۱۲ واحد تولیدی رسیدگی شد.", [("units_reviewed", 12, "exact", None)]),
    ("۱۲ واحد تولیدی در این جلسه مشکلات خود را مطرح کردند.", [("units_reviewed", 12, "exact", None)]),
    ("مسائل و مشکلات ۱۲ واحد مورد بحث و بررسی قرار گرفت.", [("units_reviewed", 12, "exact", None)]),
    ("این جلسه با دستور کار بررسی مشکلات ۱۲ بنگاه اقتصادی تشکیل شد.", [("units_reviewed", 12, "exact", None)]),
    ("وی از بررسی مشکلات ۱۲ واحد تولیدی در این جلسه خبر داد.", [("units_reviewed", 12, "exact", None)]),
    ("مشکلات دوازده کارخانه حل و فصل شد.", [("units_reviewed", 12, "exact", None)]),
    ("برای رفع مشکلات ۱۲ واحد تصمیم‌گیری شد.", [("units_reviewed", 12, "exact", None)]),
    ("در این جلسه ۱۲ واحد تعیین تکلیف شدند.", [("units_reviewed", 12, "exact", None)]),
    ("در این جلسه وضعیت ۱۲ واحد تولیدی بررسی شد.", [("units_reviewed", 12, "exact", None)]),
    ("در این جلسه ۱۲ واحد تولیدی مورد بررسی قرار گرفت.", [("units_reviewed", 12, "exact", None)]),
    ("در این جلسه موانع پیش روی ۱۲ واحد صنعتی بررسی شد.", [("units_reviewed", 12, "exact", None)]),
    ("نمایندگان ۱۲ واحد تولیدی مشکلات خود را بیان کردند.", [("units_reviewed", 12, "exact", None)]),
    ("مدیران ۱۲ واحد تولیدی مشکلات خود را مطرح کردند.", [("units_reviewed", 12, "exact", None)]),
    ("در این جلسه بیش از ۱۲ واحد تولیدی بررسی شد.", [("units_reviewed", 12, "at_least", None)]),
    ("مشکلات نزدیک به ۱۲ واحد بررسی شد.", [("units_reviewed", 12, "exact", None)]),
    ("پرونده ۱۲ واحد بررسی شد.", [("cases_reviewed", 12, "exact", None)]),
    ("پرونده‌های ۱۲ واحد تولیدی مطرح شد.", [("cases_reviewed", 12, "exact", None)]),
    ("۱۲ پرونده در دستور کار قرار گرفت.", [("cases_reviewed", 12, "exact", None)]),
    ("تعداد ۱۲ پرونده مطرح و بررسی شد.", [("cases_reviewed", 12, "exact", None)]),
    ("درخواست ۱۲ واحد مطرح شد.", [("cases_reviewed", 12, "exact", None)]),
    ("۱۲ درخواست بررسی شد.", [("cases_reviewed", 12, "exact", None)]),
    ("درخواست‌های ۱۲ شرکت به رأی گذاشته شد.", [("cases_reviewed", 12, "exact", None)]),
    ("تقاضای ۱۲ واحد بررسی شد.", [("cases_reviewed", 12, "exact", None)]),
    ("۱۲ فقره پرونده بررسی شد.", [("cases_reviewed", 12, "exact", None)]),
    ("رسیدگی به ۱۲ پرونده در دستور کار بود.", [("cases_reviewed", 12, "exact", None)]),
    ("در این جلسه ۱۵ مصوبه صادر شد.", [("resolutions_adopted", 15, "exact", None)]),
    ("در این جلسه ۱۵ مصوبه به تصویب رسید.", [("resolutions_adopted", 15, "exact", None)]),
    ("حاصل این جلسه ۱۵ مصوبه بود.", [("resolutions_adopted", 15, "exact", None)]),
    ("خروجی جلسه، تصویب ۱۵ مصوبه بود.", [("resolutions_adopted", 15, "exact", None)]),
    ("این نشست ۱۵ مصوبه داشت.", [("resolutions_adopted", 15, "exact", None)]),
    ("پانزده مصوبه تصویب شد.", [("resolutions_adopted", 15, "exact", None)]),
    ("تعداد مصوبات این جلسه ۱۵ مورد بود.", [("resolutions_adopted", 15, "exact", None)]),
    (
        "از ابتدای امسال ۱۲۰ مصوبه داشته‌ایم که ۹۰ مصوبه اجرا شده است.",
        [("resolutions_implemented", 90, "exact", None), ("resolutions_adopted", 120, "exact", None)],
    ),
    (
        "از ۱۲۰ مصوبه ۹۰ مصوبه اجرا شده است.",
        [("resolutions_implemented", 90, "exact", None), ("resolutions_adopted", 120, "exact", None)],
    ),
    (
        "از مجموع ۱۲۰ مصوبه، ۹۰ مورد اجرا شده، ۲۰ مورد در حال اجرا و ۱۰ مورد اجرا نشده است.",
        [
            ("resolutions_implemented", 90, "exact", None),
            ("resolutions_not_implemented", 10, "exact", None),
            ("resolutions_in_progress", 20, "exact", None),
            ("resolutions_adopted", 120, "exact", None),
        ],
    ),
    (
        "۹۰ مصوبه از ۱۲۰ مصوبه اجرایی شده است.",
        [("resolutions_implemented", 90, "exact", None), ("resolutions_adopted", 120, "exact", None)],
    ),
    (
        "امسال ۱۲۰ مصوبه تصویب و ۹۰ مصوبه اجرا شد.",
        [("resolutions_implemented", 90, "exact", None), ("resolutions_adopted", 120, "exact", None)],
    ),
    (
        "از ۱۲۰ مصوبه تعداد ۹۰ مصوبه عملیاتی شده است.",
        [("resolutions_implemented", 90, "exact", None), ("resolutions_adopted", 120, "exact", None)],
    ),
    ("۷۵ درصد مصوبات اجرا شده است.", [("resolutions_implemented", 75, "percent", None)]),
    ("۷۵ درصد از مصوبات کارگروه اجرایی شده است.", [("resolutions_implemented", 75, "percent", None)]),
    ("میزان اجرای مصوبات ۷۵ درصد است.", [("resolutions_implemented", 75, "percent", None)]),
    ("میزان تحقق مصوبات کارگروه به ۷۵ درصد رسیده است.", [("resolutions_implemented", 75, "percent", None)]),
    ("مصوبات کارگروه ۷۵ درصد اجرایی شده است.", [("resolutions_implemented", 75, "percent", None)]),
    ("بیش از ۷۵ درصد مصوبات به اجرا رسیده است.", [("resolutions_implemented", 75, "percent", None)]),
    ("هفتاد و پنج درصد مصوبات اجرایی شد.", [("resolutions_implemented", 75, "percent", None)]),
    ("۲۵ درصد مصوبات در دست اجراست.", [("resolutions_in_progress", 25, "percent", None)]),
    ("۲۵ درصد مصوبات هنوز اجرا نشده است.", [("resolutions_not_implemented", 25, "percent", None)]),
    ("از ابتدای سال ۳۲ جلسه کارگروه برگزار شده است.", [("sessions_held", 32, "exact", None)]),
    ("امسال ۳۲ جلسه کارگروه تسهیل تشکیل شده است.", [("sessions_held", 32, "exact", None)]),
    ("در سال جاری ۳۲ نشست برگزار شد.", [("sessions_held", 32, "exact", None)]),
    ("وی از برگزاری ۳۲ جلسه کارگروه در سال جاری خبر داد.", [("sessions_held", 32, "exact", None)]),
    ("تعداد جلسات برگزار شده امسال ۳۲ جلسه است.", [("sessions_held", 32, "exact", None)]),
    ("تاکنون ۳۲ جلسه با حضور استاندار برگزار شده است.", [("sessions_held", 32, "exact", None)]),
    ("۲۰ واحد راکد به چرخه تولید بازگشت.", [("units_returned", 20, "exact", None)]),
    ("۲۰ واحد راکد فعال شد.", [("units_returned", 20, "exact", None)]),
    ("۲۰ واحد تولیدی راکد احیا شد.", [("units_returned", 20, "exact", None)]),
    ("با پیگیری کارگروه ۲۰ واحد نیمه‌فعال به مدار تولید برگشت.", [("units_returned", 20, "exact", None)]),
    ("شاهد بازگشت ۲۰ واحد به چرخه تولید بودیم.", [("units_returned", 20, "exact", None)]),
    ("۲۰ واحد تعطیل راه‌اندازی مجدد شد.", [("units_returned", 20, "exact", None)]),
    ("احیای ۲۰ واحد راکد از نتایج این مصوبات است.", [("units_returned", 20, "exact", None)]),
    ("۲۰ واحد صنعتی راکد دوباره فعالیت خود را آغاز کردند.", [("units_returned", 20, "exact", None)]),
    ("با اجرای مصوبات ۲۰ کارخانه از تعطیلی نجات یافت.", [("units_returned", 20, "exact", None)]),
    ("برای ۳۰۰ نفر اشتغال ایجاد شد.", [("jobs", 300, "exact", None)]),
    ("زمینه اشتغال ۳۰۰ نفر فراهم شد.", [("jobs", 300, "exact", None)]),
    ("۳۰۰ فرصت شغلی ایجاد شد.", [("jobs", 300, "exact", None)]),
    ("۳۰۰ شغل حفظ شد.", [("jobs", 300, "exact", None)]),
    ("۳۰۰ کارگر به کار بازگشتند.", [("jobs", 300, "exact", None)]),
    ("اشتغال ۳۰۰ نفر تثبیت شد.", [("jobs", 300, "exact", None)]),
    ("از بیکاری ۳۰۰ کارگر جلوگیری شد.", [("jobs", 300, "exact", None)]),
    ("با بازگشت این واحدها ۳۰۰ نفر مشغول به کار شدند.", [("jobs", 300, "exact", None)]),
    ("۳۰۰ نفر سر کار خود بازگشتند.", [("jobs", 300, "exact", None)]),
    (
        "مشکلات ۱۲ واحد شامل هشت واحد صنعتی و چهار واحد کشاورزی بررسی شد.",
        [
            ("units_reviewed", 4, "exact", "agriculture"),
            ("units_reviewed", 8, "exact", "industry_mining"),
            ("units_reviewed", 12, "exact", None),
        ],
    ),
    (
        "مشکلات ۱۲ واحد بررسی شد که هشت واحد در بخش صنعت و چهار واحد در بخش کشاورزی است.",
        [
            ("units_reviewed", 4, "exact", "agriculture"),
            ("units_reviewed", 8, "exact", "industry_mining"),
            ("units_reviewed", 12, "exact", None),
        ],
    ),
    (
        "از ۱۲ واحد بررسی شده هشت واحد صنعتی و چهار واحد کشاورزی هستند.",
        [
            ("units_reviewed", 4, "exact", "agriculture"),
            ("units_reviewed", 8, "exact", "industry_mining"),
            ("units_reviewed", 12, "exact", None),
        ],
    ),
    (
        "مشکلات ۱۲ واحد بررسی شد. از این تعداد هشت واحد مربوط به صنعت و معدن و چهار واحد مربوط به کشاورزی بود.",
        [
            ("units_reviewed", 4, "exact", "agriculture"),
            ("units_reviewed", 8, "exact", "industry_mining"),
            ("units_reviewed", 12, "exact", None),
        ],
    ),
    ("مشکلات ۱۲ واحد صنعتی، کشاورزی و گردشگری بررسی شد.", [("units_reviewed", 12, "exact", None)]),
    (
        "۱۲ پرونده بررسی شد که هشت پرونده صنعتی و چهار پرونده کشاورزی بود.",
        [
            ("cases_reviewed", 4, "exact", "agriculture"),
            ("cases_reviewed", 8, "exact", "industry_mining"),
            ("cases_reviewed", 12, "exact", None),
        ],
    ),
    (
        "پرونده هشت واحد صنعتی و چهار واحد کشاورزی بررسی شد.",
        [("cases_reviewed", 4, "exact", "agriculture"), ("cases_reviewed", 8, "exact", "industry_mining")],
    ),
    ("استاندار از سه واحد تولیدی بازدید کرد.", [("units_visited", 3, "exact", None)]),
    ("بازدید از سه کارخانه نیز انجام شد.", [("units_visited", 3, "exact", None)]),
    ("استان ۱۲۰۰ واحد صنعتی دارد.", []),
    ("۱۲۰۰ واحد صنعتی در استان فعالیت می‌کنند.", []),
    ("۲۰۰ میلیارد تومان تسهیلات به ۱۲ واحد پرداخت شد.", []),
    ("تا پایان سال ۲۰ واحد راکد احیا خواهد شد.", []),
    ("هدف‌گذاری شده ۲۰ واحد راکد به چرخه تولید بازگردد.", []),
    ("۲۰ واحد راکد در استان شناسایی شده است.", []),
    ("۱۲ جلسه کمیته کارشناسی برگزار شد.", []),
    ("کارخانه در زمینی به مساحت ۱۲ هکتار و با ۳۰۰ نفر نیرو فعالیت می‌کند.", []),
    ("در ماده ۶۱ قانون و بند ۵ آن آمده است.", []),
    ("سود ۲۳ درصد تسهیلات برای واحدها سنگین است.", []),
]


@pytest.mark.parametrize(("text", "expected"), COUNTS)
def test_figures(text: str, expected: list[tuple[str, int, str, str | None]]) -> None:
    found = [(f["measure"], f["value"], f["statistic"], f["sector"]) for f in facts(SESSION + text, "count")]
    assert sorted(found, key=str) == sorted(expected, key=str)


CHAIRS = [
    "دهمین جلسه {b} به ریاست {n} {o} برگزار شد.",
    "دهمین جلسه {b} به ریاست {n}، {o} برگزار شد.",
    "دهمین جلسه {b} به ریاست {o} {n} برگزار شد.",
    "دهمین جلسه {b} به ریاست دکتر {n} {o} برگزار شد.",
    "دهمین جلسه {b} با ریاست {n} {o} و با حضور اعضا تشکیل شد.",
    "دهمین جلسه {b} با حضور اعضا و به ریاست {n} {o} تشکیل شد.",
    "دهمین جلسه {b} با حضور و به ریاست {n} {o} تشکیل شد.",
    "دهمین جلسه {b} با حضور و ریاست {n} {o} تشکیل شد.",
    "دهمین جلسه {b} به ریاست مهندس {n} تشکیل شد.",
    "به ریاست {n} {o}، دهمین جلسه {b} برگزار شد.",
    "در دهمین جلسه {b} که به ریاست {n} {o} برگزار شد، مشکلات بررسی شد.",
    "دهمین جلسه {b} برگزار شد. {n} {o} که ریاست جلسه را بر عهده داشت، گفت: خوب است.",
    "دهمین جلسه {b} برگزار شد. ریاست این جلسه را {n} {o} بر عهده داشت.",
    "دهمین جلسه {b} برگزار شد. ریاست جلسه بر عهده {n} {o} بود.",
    "دهمین جلسه {b} برگزار شد. ریاست این نشست با {n} {o} بود.",
    "دهمین جلسه {b} برگزار شد. {n} {o} ریاست این جلسه را به عهده داشت.",
    "دهمین جلسه {b} برگزار شد. این جلسه را {n} {o} اداره کرد.",
    "دهمین جلسه {b} برگزار شد. این نشست به ریاست {n} {o} تشکیل شد.",
    "دهمین جلسه {b} برگزار شد. {n} {o} هدایت جلسه را بر عهده داشت.",
    "دهمین جلسه {b} برگزار شد. هدایت این جلسه با {n} {o} بود.",
    "{n} {o} در دهمین جلسه {b} که به ریاست وی برگزار شد، گفت: خوب است.",
    "دهمین جلسه {b} با محوریت مشکلات و ریاست {n} {o} برگزار شد.",
    "{n} {o} ریاست دهمین جلسه {b} را بر عهده داشت.",
    "دهمین جلسه {b} با مدیریت {n} {o} برگزار شد.",
    "رئیس جلسه، {n} {o}، در پایان دهمین جلسه {b} گفت: خوب است.",
    "دهمین جلسه {b} تحت ریاست {n} {o} برگزار شد.",
]


@pytest.mark.parametrize("wording", CHAIRS)
def test_who_chaired(wording: str) -> None:
    text = wording.format(b=BODY, n=NAME, o=OFFICE)
    assert [fact["name"] for fact in facts(text, "chair")] == [NAME]
    assert [fact["name"] for fact in facts(text, "person")] == [NAME]
    assert [(fact["type"], fact["ordinal"]) for fact in facts(text, "event")] == [("facilitation_wg_session", 10)]


SESSIONS = [
    "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "جلسه دهم کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "در دهمین جلسه کارگروه تسهیل و رفع موانع تولید گیلان مشکلات سه واحد بررسی شد.",
    "دهمین نشست ستاد تسهیل و رفع موانع تولید گیلان تشکیل شد.",
    "دهمین جلسه از سلسله جلسات کارگروه تسهیل و رفع موانع تولید گیلان برگزار شد.",
    "دهمین جلسه کارگروه استانی تسهیل و رفع موانع تولید گیلان برگزار شد.",
    "دهمین جلسه کارگروه تسهیل و رفع موانع تولید در استان گیلان برگزار شد.",
    "دهمین کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "دهمین جلسه‌ی کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "دهمین جلسه «کارگروه تسهیل و رفع موانع تولید» استان گیلان برگزار شد.",
    "دهمین جلسه کارگروه تسهیل‌ و‌ رفع‌ موانع‌ تولید‌ استان گیلان برگزار شد.",
    "دهمین جلسه کارگروه تسهیل گیلان برگزار شد.",
    "دهمین جلسه ستاد تسهیل استان گیلان برگزار شد.",
    "دهمین گردهمایی کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "10مین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "۱۰ امین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
    "دهمین جلسه کارگروه تسهیل ورفع موانع تولیداستان گیلان برگزار شد.",
    "دهمین جلسه کارگروه تسهیل و رفع موانع تولید و سرمایه‌گذاری استان گیلان برگزار شد.",
    "دهمین جلسه کارگروه رفع موانع تولید استان گیلان برگزار شد.",
    "دهمین جلسه ستاد تسهیل امور تولید استان گیلان برگزار شد.",
    "دهمین جلسه کارگروه تخصصی تسهیل و رفع موانع تولید استان گیلان برگزار شد.",
]


@pytest.mark.parametrize("text", SESSIONS)
def test_a_tenth_session(text: str) -> None:
    assert [(fact["type"], fact["ordinal"]) for fact in facts(text, "event")] == [("facilitation_wg_session", 10)]


DUTIES = [
    ("به دستور استاندار بانک ملی از حراج کارخانه خودداری می‌کند.", ["B_MELLI"], None),
    ("رفع ایراد محصول این واحد بر عهده اداره کل استاندارد، ظرف سه هفته.", ["STD"], "ظرف سه هفته"),
    ("مدیر شعب بانک ملی گفت: تا پایان هفته وام این کارخانه را می‌پردازیم.", ["B_MELLI"], "تا پایان هفته"),
    ("شهرداری موافقت کرد عوارض این واحد را در شش قسط بگیرد.", ["MUNI"], None),
    (
        "از مدیرعامل شرکت گاز پرسید انشعاب کی وصل می‌شود و وی قول داد تا پایان ماه کار را تمام کند.",
        ["GAS"],
        "تا پایان ماه",
    ),
    ("بانک ملی یک ماه فرصت دارد بدهی را بازنگری کند.", ["B_MELLI"], None),
    ("با توجه به کمبود برق، شرکت گاز معرفی‌نامه لازم را صادر نماید.", ["GAS"], None),
    ("مقرر شد شرکت گاز پیش از سرد شدن هوا انشعاب را وصل کند.", ["GAS"], "پیش از سرد شدن"),
]


@pytest.mark.parametrize(("text", "who", "until"), DUTIES)
def test_a_duty_told_in_other_ways(text: str, who: list[str], until: str | None) -> None:
    duties = [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == "obligation"]
    assert [fact["responsible_agency_ids"] for fact in duties] == [who]
    assert until is None or until in duties[0]["deadline_text"]


OBJECT_FIRST = [
    (
        "بانک ملی، بانک تجارت و بانک کشاورزی دلایل خود را گفتند اما پذیرفته نشد و هر سه بانک ملزم به اجرای مصوبه قبلی هستند.",
        [["B_MELLI", "B_TEJARAT", "B_KESH"]],
    ),
    (
        "۱- تخصیص سهمیه به هفت کارگاه؛ اقدام: شرکت گاز؛ مهلت: ۱۵ روز ۲- اصلاح پروانه کارخانه خرما؛ اقدام: سازمان صمت؛ مهلت: فوری",
        [["GAS"], ["SMT"]],
    ),
    (
        "استاندار از بانک سپه و پست بانک گلایه کرد و گفت: این دو بانک باید تا پایان هفته تکلیف وام سه کارخانه را روشن کنند.",
        [["B_SEPAH", "B_POST"]],
    ),
    ("پساب تصویب شد و برای اجرای آن باید شرکت گاز نقشه خط را آماده کند.", [["GAS"]]),
    ("کمیته‌ای از محیط زیست، منابع طبیعی و صمت مأمور شد تا یک ماه گزارش بدهد.", [["DOE", "NRWM", "SMT"]]),
    (
        "استاندار گفت: اداره کل آموزش فنی و حرفه‌ای کارگاه دایر می‌کند و پارک علم و فناوری نتیجه را تا اسفند عرضه می‌کند.",
        [["TVTO"], ["STPARK"]],
    ),
    ("مقرر شد هزینه کار را شرکت شهرک‌های صنعتی پرداخت کند.", [["SHAHRAK"]]),
    (
        "طبق مصوبات، بانک صادرات نسبت به تمدید خط اعتباری یک کارخانه، بانک سپه نسبت به آزادسازی وثایق یک شرکت و بانک ملی "
        "نسبت به کاهش سود یک هتل اقدام خواهند کرد.",
        [["B_SADERAT"], ["B_SEPAH"], ["B_MELLI"]],
    ),
    ("مرمت جاده بر عهده اداره راهداری گذاشته شد و اداره صمت کار باسکول را دنبال می‌کند.", [["SMT"]]),
]


@pytest.mark.parametrize(("text", "who"), OBJECT_FIRST)
def test_whose_duty_stands_where(text: str, who: list[list[str]]) -> None:
    duties = [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == "obligation"]
    assert [fact["responsible_agency_ids"] for fact in duties] == who


def test_the_day_of_an_interview_is_not_the_sessions() -> None:
    text = (
        "۱۴۰۴-۰۹-۲۵ | ۱۰:۴۰\n\nدر آخرین جلسه پاییزی کارگروه تسهیل و رفع موانع تولید استان همدان، وصول بدهی یک دامداری متوقف شد.\n\n"
        "معاون استاندار که ریاست این جلسه را به عهده داشت، امروز در گفت‌وگو با خبرنگار ما گفت: کار خوبی شد."
    )
    facts = read_facts(text).facts
    (event,) = [fact for fact in facts if fact["fact"] == "event"]
    assert (event["type"], event["date"]) == ("facilitation_wg_session", None)
    assert [fact["status"] for fact in facts if fact["fact"] == "decision"] == ["adopted"]


def test_a_council_named_later_hides_no_meeting() -> None:
    text = (
        "نشست استاندار البرز با صنعتگران شنبه برگزار شد. ساخت کنارگذر در شورای برنامه‌ریزی تصویب شده و منتظر اعتبار است."
    )
    facts = read_facts(text).facts
    assert [fact["type"] for fact in facts if fact["fact"] == "event"] == ["industrialists_meeting"]
    assert not [fact for fact in facts if fact["fact"] == "decision"]


NO_DUTIES = [
    "شرکت گاز پیش از این انشعاب را وصل کرده است.",
    "نظارت بر معادن بر عهده سازمان صمت است.",
    "مدیر شعب بانک ملی گفت: همه پرونده‌ها را بررسی می‌کنیم.",
    "شهرداری با حضور در جلسه موافقت کرد.",
]


@pytest.mark.parametrize("text", NO_DUTIES)
def test_no_duty(text: str) -> None:
    assert not [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == "obligation"]


def test_arabic_letters_and_a_verb_in_two_words() -> None:
    text = "مدیر شعب بانک ملی گفت: تا پایان هفته وام این کارخانه را پرداخت می کنیم."
    arabic = text.translate(str.maketrans("یک", "يك"))
    found = [[fact["fact"] for fact in read_facts(SESSION + words).facts] for words in (text, arabic)]
    assert found[0] == found[1]
    assert "obligation" in found[0]


# whether the sentence tells a decision of the session
DECISIONS = [
    ("درخواست شرکت لاله برای بخشودگی جرایم رد شد.", True),
    ("پیشنهاد یک دامدار برای تغییر کاربری پذیرفته نشد.", True),
    ("تقاضای دو واحد برای وام تازه رأی نیاورد.", True),
    ("اعضای کارگروه درخواست دو واحد را نپذیرفتند.", True),
    ("با واگذاری زمین به طرح گلخانه موافقت اصولی شد.", True),
    ("پرونده برای داوری به هیئت خبرگان بانکی فرستاده شد.", True),
    ("امهال بدهی دو واحد و تمدید پروانه یک معدن از مهم‌ترین مصوبات این جلسه بود.", True),
    ("تقسیط بدهی بیمه سه کارگاه هم از دیگر تصمیم‌های این نشست است.", True),
    ("از جمله مصوبات این جلسه می‌توان به امهال بدهی دو واحد صنعتی اشاره کرد.", True),
    ("مهم‌ترین مصوبه این نشست، امهال بدهی سه واحد دامداری به مدت یک سال بود.", True),
    ("اعضا با آزادسازی وثیقه یک کارخانه موافقت و شهرداری را به همکاری دعوت کردند.", True),
    ("استاندار از تصویب دو موضوع دیگر خبر داد و گفت: اتصال یک مرغداری به شبکه و جابه‌جایی باسکول یک معدن.", True),
    ("سرمایه‌گذار کارخانه سه ماه دیگر مهلت گرفت.", True),
    ("فرماندار گفت: تصمیم‌های خوبی گرفتیم.", True),
    ("دو واحد نیز برای تکمیل مدارک مهلت گرفتند.", False),
    ("درخواست‌ها در سامانه بهین‌یاب ثبت و تأیید شد.", False),
    ("درخواست سه واحد با رأی اعضا تأیید شد.", True),
    ("فرماندار گفت: تمدید شش‌ماهه مهلت بهره‌برداری را پذیرفتیم.", True),
    ("مدیر کارخانه گفت: درخواست ما برای وام رد شد.", False),
    ("بانک ملی درخواست این واحد را رد کرد.", False),
    ("درخواست وام این کارخانه از سوی بانک ملی رد شد.", False),
    ("استاندار پس از پایان جلسه به تهران رفت.", False),
    ("امهال بدهی دو واحد از مصوبات جلسه قبل بود.", False),
]


@pytest.mark.parametrize(("text", "is_told"), DECISIONS)
def test_what_was_decided(text: str, *, is_told: bool) -> None:
    facts = read_facts(SESSION + text).facts
    adopted = [fact for fact in facts if fact["fact"] == "decision" and fact["status"] == "adopted"]
    assert len(adopted) == int(is_told), facts


TURNS = [
    ("کارگران این کارخانه چهار ماه حقوق نگرفته‌اند.", "LABOUR"),
    ("ماندن دستگاه‌های این واحد در گمرک کار را عقب انداخته است.", "CUSTOMS"),
    ("این کارخانه برق کافی ندارد.", "ENERGY.ELECTRICITY"),
    ("محصول این واحد در انبار مانده است.", "MARKET"),
    ("سند کارخانه لاله در گرو بانک است.", "BANK.COLLATERAL"),
    ("جاده این کارخانه هنوز خاکی است.", "TRANSPORT"),
    ("ضمانت‌نامه‌های این واحد آزاد نشده است.", "BANK.COLLATERAL"),
    ("این واحد دیگر مشکل برق ندارد.", None),
    ("این کارخانه سند دارد.", None),
]


@pytest.mark.parametrize(("text", "code"), TURNS)
def test_a_problem_told_by_a_verb(text: str, code: str | None) -> None:
    facts = read_facts(SESSION + text).facts
    assert [fact["code"] for fact in facts if fact["fact"] == "problem"] == ([code] if code else [])


VISIT = "استاندار بوشهر روز پنجشنبه از سه کارخانه گناوه بازدید کرد. استاندار شرکت گاز را موظف کرد تا یک ماه انشعاب را وصل کند."


def test_a_governor_visits_units() -> None:
    facts = read_facts(VISIT).facts
    told = {(fact["fact"], fact["event"]) for fact in facts}
    assert {("count", None), ("obligation", None), ("problem", None)} <= told
    fair = VISIT.replace("سه کارخانه گناوه", "نمایشگاه صنعت گناوه")
    assert not {"obligation", "count", "problem"} & {fact["fact"] for fact in read_facts(fair).facts}
