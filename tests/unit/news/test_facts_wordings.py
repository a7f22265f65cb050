"""The same thing in the words of many reporters: each wording must give the same fact."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "
BODY = "کارگروه تسهیل و رفع موانع تولید استان گیلان"
NAME, OFFICE = "هوشنگ تالشی", "معاون هماهنگی امور اقتصادی استاندار گیلان"


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


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


ELLIPTIC = (
    "مدیرکل صمت ایلام از کارهای کارگروه تسهیل و رفع موانع تولید می‌گوید.\n\n{} به ریاست استاندار روز شنبه برگزار شد."
)
SESSIONS_OF_A_BODY_TOLD_BEFORE = [
    ("نشست سی‌ام امسال", 30),
    ("سی‌امین نشست", 30),
    ("پنجمین نشست تخصصی صادرات", None),
    ("سومین نشست خبری او", None),
]


@pytest.mark.parametrize(("named", "ordinal"), SESSIONS_OF_A_BODY_TOLD_BEFORE)
def test_a_session_of_the_body_named_in_the_head(named: str, ordinal: int | None) -> None:
    events = [fact for fact in read_facts(ELLIPTIC.format(named)).facts if fact["fact"] == "event"]
    told = [fact["ordinal"] for fact in events if fact["type"] == "facilitation_wg_session"]
    assert told == ([ordinal] if ordinal else [])


TRIP = "استاندار اردبیل به باکو سفر کرد. "


@pytest.mark.parametrize("party", ["طرف آذری", "مقامات باکو", "همتای خارجی او"])
def test_a_foreign_party_binds_itself_to_nobody_here(party: str) -> None:
    facts = read_facts(f"{TRIP}{party} قول داد راه کامیون‌ها را تا پایان مهر باز کند.").facts
    assert [fact["type"] for fact in facts if fact["fact"] == "event"] == ["foreign_trip"]
    assert not [fact for fact in facts if fact["fact"] == "obligation"]
    ours = read_facts(f"{TRIP}شرکت گاز قول داد انشعاب را تا پایان مهر وصل کند.").facts
    assert [fact["responsible_agency_ids"] for fact in ours if fact["fact"] == "obligation"] == [["GAS"]]


HIRED = [("با این مصوبات استخدام ۹۵ نیروی تازه ممکن شد", 95), ("برای استخدام ۹۵ نیروی تازه آزمون برگزار می‌شود", None)]


@pytest.mark.parametrize(("told", "jobs"), HIRED)
def test_hands_that_were_hired_and_hands_that_are_wanted(told: str, jobs: int | None) -> None:
    counts = [fact for fact in read_facts(f"{SESSION}وی گفت: {told}.").facts if fact["fact"] == "count"]
    assert [(fact["measure"], fact["value"]) for fact in counts] == ([("jobs", jobs)] if jobs else [])


FIGURES_OF_UNITS_AND_RESOLUTIONS = [
    ("سه واحد راکد احیا شد ولی دو واحد راکد هنوز تعطیل است", [("units_returned", 3)]),
    ("سه واحد راکد احیا شد و دو واحد راکد هنوز تعطیل است", [("units_returned", 3)]),
    ("با احیا و بازگشت پنج واحد راکد کار رونق گرفت", [("units_returned", 5)]),
    ("۴۰ واحد از مرز تعطیلی برگشتند", [("units_returned", 40)]),
    ("مهلت ده مصوبه تمام شد", []),
    ("ده مصوبه از مصوبات امسال تمام شده است", [("resolutions_implemented", 10)]),
    ("این واحد با یک مصوبه سرپا می‌شود", []),
]


@pytest.mark.parametrize(("told", "figures"), FIGURES_OF_UNITS_AND_RESOLUTIONS)
def test_what_is_told_of_a_figure(told: str, figures: list[tuple[str, int]]) -> None:
    counts = [fact for fact in read_facts(f"{SESSION}وی گفت: {told}.").facts if fact["fact"] == "count"]
    assert [(fact["measure"], fact["value"]) for fact in counts] == figures


DOERS_BY_A_SHORT_NAME = [
    ("مقرر شد شرکت گاز انشعاب را وصل کند و شیلات گیلان مجوز صید این واحد را تا پایان آذر نو کند.", ["GAS", "FISH"]),
    ("مقرر شد شرکت گاز انشعاب را وصل کند، صنعت شیلات گیلان این مجوز را لازم دارد.", ["GAS"]),
]


@pytest.mark.parametrize(("told", "bound"), DOERS_BY_A_SHORT_NAME)
def test_a_short_name_that_does_something(told: str, bound: list[str]) -> None:
    duties = [fact for fact in read_facts(SESSION + told).facts if fact["fact"] == "obligation"]
    assert [agency for fact in duties for agency in fact["responsible_agency_ids"]] == bound


RESOLVED = "مصوبات این جلسه به شرح زیر است:"
NOUN_ITEMS = [
    (RESOLVED, "صدور ضمانت‌نامه شرکت لاله از سوی بانک تجارت ظرف یک هفته", "obligation"),
    (RESOLVED, "تعیین تکلیف زمین سه واحد", "decision"),
    (RESOLVED, "بررسی مشکل شش واحد تولیدی", None),
    ("مشکلات این واحدها به شرح زیر است:", "نبود آب در شهرک صنعتی", None),
]


@pytest.mark.parametrize(("opening", "item", "kind"), NOUN_ITEMS)
def test_an_item_of_a_list_without_a_verb(opening: str, item: str, kind: str | None) -> None:
    facts = read_facts(f"{SESSION}\n\n{opening}\n۱- {item}").facts
    assert [fact["fact"] for fact in facts if fact["fact"] in ("obligation", "decision")] == ([kind] if kind else [])


CREDITORS = [
    ("استمهال وام، بخشودگی جرایم مالیاتی", ["BANK.RESCHEDULE", "TAX"]),
    ("استمهال بدهی، مالیات و بیمه", ["BANK.RESCHEDULE", "SOCIALSEC", "TAX"]),
    ("تقسیط بدهی مالیاتی، کمبود برق", ["ENERGY.ELECTRICITY", "TAX"]),
]


@pytest.mark.parametrize(("row", "codes"), CREDITORS)
def test_the_creditor_stands_before_the_comma(row: str, codes: list[str]) -> None:
    facts = read_facts(f"{SESSION}مشکلات این واحدها {row} بود.").facts
    assert sorted(fact["code"] for fact in facts if fact["fact"] == "problem") == codes


def test_a_report_whose_figures_are_counted_as_items() -> None:
    told = (
        "مدیرکل صمت یزد در تشریح عملکرد ۱۱ ماهه کارگروه تسهیل و رفع موانع تولید گفت: در این مدت ۳۹ بار کارگروه تشکیل شد. "
        "مجموع مصوبات ۵۷۰ مورد است؛ ۴۱۶ مورد اجرایی شده و ۱۵۴ مورد در حال پیگیری است. "
        "نرخ اجرای مصوبات ۷۳ درصد است. این نرخ در پایان سال گذشته ۶۶ درصد بود."
    )
    counts = {(f["measure"], f["value"], f["event"]) for f in read_facts(told).facts if f["fact"] == "count"}
    assert counts == {
        ("sessions_held", 39, "E1"),
        ("resolutions_adopted", 570, "E1"),
        ("resolutions_implemented", 416, "E1"),
        ("resolutions_in_progress", 154, "E1"),
        ("resolutions_implemented", 73, "E1"),
        ("resolutions_implemented", 66, None),
    }


ASKED_OF_ONE_WHO_IS_THERE = "وی از رئیس بانک ملی که در این جلسه حضور داشت خواست وام دو واحد را تا پایان ماه بپردازد."


def test_what_is_asked_of_one_who_is_there() -> None:
    duties = [fact for fact in read_facts(SESSION + ASKED_OF_ONE_WHO_IS_THERE).facts if fact["fact"] == "obligation"]
    assert [fact["responsible_agency_ids"] for fact in duties] == [["B_MELLI"]]


REPORTS_ONLY = [
    ("تا پایان مهر انشعاب دو واحد را وصل کند", ["ENERGY.GAS"]),
    ("تا پایان مهر گزارش هفتگی خود را بدهد", []),
]


@pytest.mark.parametrize(("act", "codes"), REPORTS_ONLY)
def test_a_duty_to_report_is_about_no_line(act: str, codes: list[str]) -> None:
    facts = read_facts(f"{SESSION}مقرر شد شرکت گاز {act}.").facts
    assert [fact["code"] for fact in facts if fact["fact"] == "problem"] == codes


COMPLAINTS = [
    ("بیشتر آنان از سه چیز گله داشتند: فشار پایین آب، نبود مواد اولیه و نوسان برق.", 3),
    ("کارگران شکایت کردند: این کار درست نیست.", 0),
    ("پرداخت نشدن سه ماه دستمزد کارگران یک کارخانه مطرح شد.", 1),
    ("در این پرونده‌ها مشکلات بانکی ۴۱ درصد و تأمین اجتماعی ۱۳ درصد پرونده‌ها را به خود اختصاص داد.", 2),
]


@pytest.mark.parametrize(("told", "n_problems"), COMPLAINTS)
def test_complaints_in_other_words(told: str, n_problems: int) -> None:
    facts = read_facts(SESSION + told).facts
    assert sum(fact["fact"] == "problem" for fact in facts) == n_problems


def test_a_proposal_told_as_a_noun() -> None:
    facts = read_facts(f"{SESSION}استاندار گفت: پیشنهاد ما ایجاد یک آزمایشگاه مشترک در مرز است.").facts
    assert [fact["status"] for fact in facts if fact["fact"] == "decision"] == ["proposed"]


GROUPS_SET_TO_WORK = [
    ("مقرر شد کمیته‌ای ظرف ۱۰ روز از معدن بازدید کند.", "obligation"),
    ("قرار می‌شود کمیته‌ای از صمت و منابع طبیعی ظرف ۱۰ روز از معدن بازدید کند.", "obligation"),
    ("مقرر شد کارگروهی با حضور صمت تشکیل شود.", "decision"),
    ("بر اساس مصوبات این جلسه، بازپرداخت تسهیلات این واحدها تا پایان شهریور به تعویق می‌افتد.", "decision"),
]


@pytest.mark.parametrize(("told", "kind"), GROUPS_SET_TO_WORK)
def test_what_a_group_without_a_name_must_do(told: str, kind: str) -> None:
    facts = read_facts(SESSION + told).facts
    assert [fact["fact"] for fact in facts if fact["fact"] in ("obligation", "decision")] == [kind]


LED = [
    ("که استاندار هدایت کرد، هشت واحد بررسی شد", [(None, "استاندار")]),
    ("که با حضور استاندار برگزار شد، هشت واحد بررسی شد", []),
    ("که بانک ملی آن را به خوبی هدایت کرد، هشت واحد بررسی شد", []),
]


@pytest.mark.parametrize(("told", "chairs"), LED)
def test_who_led_a_session(told: str, chairs: list[tuple[str | None, str]]) -> None:
    facts = read_facts(f"در چهلمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین {told}.").facts
    assert [(fact["name"], fact["role"]) for fact in facts if fact["fact"] == "chair"] == chairs


VISITED = [
    ("معاون استاندار از هفت کارخانه راکد و نیمه‌فعال بازدید کرد", [("units_visited", 7)]),
    ("با این بازدید هفت کارخانه راکد احیا شد", [("units_returned", 7)]),
    ("تاکنون در این برنامه ۵۸ واحد بازدید و مشکل ۳۹ واحد حل شده است", [("units_visited", 58)]),
]


@pytest.mark.parametrize(("told", "figures"), VISITED)
def test_idle_units_that_were_visited(told: str, figures: list[tuple[str, int]]) -> None:
    counts = [fact for fact in read_facts(f"{SESSION}وی گفت: {told}.").facts if fact["fact"] == "count"]
    assert figures[0] in [(fact["measure"], fact["value"]) for fact in counts]
    assert ("units_reviewed", figures[0][1]) not in [(fact["measure"], fact["value"]) for fact in counts]


PARTS_OF_MONTHS = [
    ("تا هفته نخست دی ۱۴۰۴", None),
    ("تا پایان هفته دوم آذر ۱۴۰۴", None),
    ("تا دهه اول بهمن ۱۴۰۴", None),
    ("تا اول دی ۱۴۰۴", "2025-12-22"),
    ("تا پایان آذر ۱۴۰۴", "2025-12-21"),
]


@pytest.mark.parametrize(("by", "deadline"), PARTS_OF_MONTHS)
def test_a_week_of_a_month_is_no_calendar_date(by: str, deadline: str | None) -> None:
    bound = facts(f"{SESSION}شرکت گاز متعهد شد {by} کنتور را نصب کند.", "obligation")
    assert [(fact["deadline"], fact["deadline_text"]) for fact in bound] == [(deadline, by)]


NOUN_ROWS = [
    (
        "تصمیماتی به شرح زیر گرفته شد: تمدید وام یک کارخانه توسط بانک ملی؛ معافیت دو واحد از عوارض نوسازی.",
        [["B_MELLI"]],
        1,
    ),
    ("مشکلات واحدها به شرح زیر است: نبود راه توسط شهرداری؛ بدهی به شرکت گاز در استان.", [], 0),
    ("مصوبات جلسه قبل به شرح زیر است: تمدید وام یک کارخانه توسط بانک ملی؛ وصل گاز دو واحد.", [], 0),
]


@pytest.mark.parametrize(("told", "bound", "n_decisions"), NOUN_ROWS)
def test_a_row_of_resolutions_told_as_nouns(told: str, bound: list[list[str]], n_decisions: int) -> None:
    found = read_facts(SESSION + told).facts
    assert [fact["responsible_agency_ids"] for fact in found if fact["fact"] == "obligation"] == bound
    nouns = [fact for fact in found if fact["fact"] == "decision" and "شرح" not in fact["quote"]]
    assert len(nouns) == n_decisions


NOT_LACKING = [
    ("بانک ملی متعهد شد جرایم یک واحد فرآوری سنگ آهن را ببخشد.", "RAWMAT", False),
    ("مدیران واحدها از کمبود سنگ آهن گله داشتند.", "RAWMAT", True),
    ("مدیرکل تأمین اجتماعی از بخشودگی جرایم سه واحد خبر داد و بانک ملت وام داد.", "BANK.PENALTY", False),
    ("مدیرکل تأمین اجتماعی از بخشودگی جرایم سه واحد خبر داد و بانک ملت وام داد.", "SOCIALSEC", True),
    ("واحدها از وصول نشدن مطالبات خود از یک شرکت دولتی گلایه داشتند.", "PROCUREMENT", True),
]


@pytest.mark.parametrize(("told", "code", "is_told"), NOT_LACKING)
def test_whose_matter_it_is(told: str, code: str, is_told: bool) -> None:
    assert (code in {fact["code"] for fact in facts(SESSION + told, "problem")}) is is_told


SAME_FIGURES = [
    ("۲۸ واحد راکد فعال شد که این رقم در سال ۱۴۰۲، ۱۹ واحد بود.", [("units_returned", 28), ("units_returned", 19)]),
    ("۴۰۰ نفر به کار بازگشتند؛ این تعداد در سال گذشته ۲۵۰ نفر بود.", [("jobs", 400), ("jobs", 250)]),
    ("برای ۵۲ جوان کار ایجاد شد.", [("jobs", 52)]),
    ("۵۲ جوان از کارخانه دیدن کردند.", []),
    ("درخواست کاهش حقوق دولتی دو معدن به وزارت صمت فرستاده شد.", []),
]


@pytest.mark.parametrize(("told", "figures"), SAME_FIGURES)
def test_figures_of_another_year_and_of_matters_sent_on(told: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in facts(SESSION + told, "count")] == figures


TIME_GIVEN = [
    ("شرکت گاز برای نصب کنتور یک ماه فرصت دارد.", 1),
    ("بانک ملی به اندازه کافی فرصت دارد.", 0),
    ("بانک ملی موظف شد واریز سهم خود را انجام دهد.", 1),
    ("شرکت گاز تأمین گاز واحد را تا پایان سال تضمین کرد.", 1),
    ("این شرکت کیفیت کالا را تضمین کرد.", 0),
    ("مقرر شد وزارت نیرو جدول را تا پایان دی اعلام کند و وزارت نفت در سهمیه سوخت تجدید نظر نماید.", 2),
]


@pytest.mark.parametrize(("told", "n_bound"), TIME_GIVEN)
def test_duties_told_by_the_time_given(told: str, n_bound: int) -> None:
    assert len(facts(SESSION + told, "obligation")) == n_bound


AGHA = [
    ("رضا آقا علیخانی، مدیرکل صمت قزوین، گفت: کار پیش می‌رود.", ["رضا آقا علیخانی"]),
    ("آقا علیخانی نیز گفت: کار پیش می‌رود.", ["علیخانی"]),
    ("فرماندار تاکستان: زمان پاسخ به استعلام‌ها کم شد.", []),
]


@pytest.mark.parametrize(("told", "names"), AGHA)
def test_a_title_inside_a_surname(told: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(f"{SESSION}\n\n{told}", "person")] == names


GUESTS = [
    ("نشست استاندار یزد با مدیران ۲۰ شرکت صادرکننده روز شنبه برگزار شد.", ["industrialists_meeting"]),
    ("مدیران ۲۰ شرکت صادرکننده در یزد سمینار آموزشی دارند.", []),
]


@pytest.mark.parametrize(("told", "types"), GUESTS)
def test_a_meeting_with_the_heads_of_companies(told: str, types: list[str]) -> None:
    assert [fact["type"] for fact in facts(told, "event")] == types
    assert not facts(told, "count")


SHARES_TO = [
    (
        "وی گفت: ۶۰ درصد پرونده‌ها به شبکه بانکی و ۲۰ درصد پرونده‌ها به برق مربوط است.",
        {"BANK", "ENERGY.ELECTRICITY"},
    ),
    ("وی گفت: ۸۰ درصد مصوبات به اجرا رسیده و ۱۲ درصد مصوبات به برق‌رسانی شهر نرسیده است.", set()),
]


@pytest.mark.parametrize(("told", "codes"), SHARES_TO)
def test_shares_that_go_to_a_field(told: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(SESSION + told, "problem")} == codes


def test_sessions_led_by_two_are_parts_and_no_chair() -> None:
    told = (
        "مدیرکل صمت قزوین در نشست خبری گفت: کارگروه تسهیل و رفع موانع تولید استان در ۱۰ ماه گذشته ۵۲ جلسه داشته که "
        "۳۴ جلسه آن را استاندار و ۱۸ جلسه را معاون وی اداره کرده است و ۳۴۰ مصوبه صادر و ۲۱۰ مصوبه اجرا شد."
    )
    found = read_facts(told).facts
    assert [fact["value"] for fact in found if fact.get("measure") == "sessions_held"] == [52]
    assert not [fact for fact in found if fact["fact"] == "chair"]


REMINDED = [
    ("استاندار به مدیر شعب بانک صادرات یادآوری کرد وثیقه یک واحد را آزاد کند.", ["obligation"]),
    ("مسئولیت نصب کنتور بر عهده شرکت گاز قرار گرفت.", ["decision"]),
    ("این موضوع در دستور کار بانک ملی قرار گرفت.", []),
]


@pytest.mark.parametrize(("told", "kinds"), REMINDED)
def test_who_was_reminded_or_charged(told: str, kinds: list[str]) -> None:
    found = read_facts(SESSION + told).facts
    assert [fact["fact"] for fact in found if fact["fact"] in ("obligation", "decision")] == kinds


COMPARED = [
    (
        "۳۵ مصوبه اجرا شد که نسبت به پارسال با ۲۲ مصوبه رشد دارد.",
        [("resolutions_implemented", 35), ("resolutions_implemented", 22)],
    ),
    ("اجرای ۶۴ مصوبه متوقف مانده است.", [("resolutions_not_implemented", 64)]),
    ("اجرای ۱۲ مصوبه در حال انجام است.", [("resolutions_in_progress", 12)]),
]


@pytest.mark.parametrize(("told", "figures"), COMPARED)
def test_resolutions_compared_and_standing_still(told: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in facts(SESSION + told, "count")] == figures


def test_what_has_the_most_share_of_troubles() -> None:
    told = "تسهیلات، برق و آب به ترتیب بیشترین سهم را در مشکلات واحدها داشته‌اند."
    codes = {fact["code"] for fact in facts(SESSION + told, "problem")}
    assert codes == {"BANK.FACILITY", "ENERGY.ELECTRICITY", "ENERGY.WATER"}
    assert not facts(f"{SESSION}صنعت و آب بیشترین سهم را در اشتغال استان دارند.", "problem")
