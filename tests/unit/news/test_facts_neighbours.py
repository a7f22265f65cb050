"""Wordings of sessions and reports, each beside the neighbours in which the rule stays silent."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts

SESSION = "جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد و مشکلات ۱۰ واحد بررسی شد.\n\n"


def told_in(sentence: str, kind: str) -> list[dict[str, object]]:
    """The facts of a kind that a sentence behind a session's news tells."""
    facts = read_facts(SESSION + sentence).facts
    return [fact for fact in facts if fact["fact"] == kind and fact["start"] >= len(SESSION)]


@pytest.mark.parametrize(
    ("sentence", "jobs"),
    [
        ("وی گفت: از بیکاری ۴۲۰ کارگر جلوگیری به عمل آمد.", [420]),
        ("وی گفت: این مصوبات مانع از تعدیل ۱۲۰ کارگر شد.", [120]),
        ("اجرای این مصوبات ۵۰۰ فرصت شغلی در پی داشت.", [500]),
        ("کمبود برق مانع اشتغال ۱۲۰ نفر شده است.", []),
        ("نبود وثیقه مانع ایجاد شغل برای ۵۰ نفر شد.", []),
        ("تعطیلی این واحد بیکاری ۲۰۰ کارگر را به دنبال داشت.", []),
        ("رکود بیکاری ۹۰ نفر را در پی داشته است.", []),
    ],
)
def test_jobs_kept_and_jobs_hindered(sentence: str, jobs: list[int]) -> None:
    assert [fact["value"] for fact in told_in(sentence, "count")] == jobs


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("مشکلات این واحدها شامل رأی کمیسیون ماده صد، برق و مالیات است.", {"MUNICIPAL", "ENERGY.ELECTRICITY", "TAX"}),
        ("وی گفت: کمیسیون ماده ۵ شهرسازی دو مصوبه درباره بافت فرسوده داشت.", set()),
        ("مشکلات پنج واحد شامل شرکت آب معدنی دنارود و کارخانه آب میوه بررسی شد.", set()),
        ("مشکلات این واحدها شامل برق، آب و گاز است.", {"ENERGY.ELECTRICITY", "ENERGY.WATER", "ENERGY.GAS"}),
        (
            "سازمان انرژی‌های تجدیدپذیر موظف شد مجوز نیروگاه‌های خورشیدی شهرک‌های صنعتی این سه شهرستان را خارج از نوبت صادر کند.",
            {"PERMIT", "ENERGY.ELECTRICITY"},
        ),
        ("این واحد مجوز دارد و اداره گمرک باید برگ سبز را صادر کند.", {"CUSTOMS"}),
        ("مقرر شد شرکت آب منطقه‌ای مجوز حفر چاه گلخانه مهران را تا پایان بهمن صادر کند.", {"ENERGY.WATER"}),
        ("مقرر شد بانک سپه بدهی این شرکت را در پنج سال قسط‌بندی کند.", {"BANK.RESCHEDULE"}),
        ("مقرر شد تأمین اجتماعی بدهی شرکت نخ‌ریسی را قسط بندی کند.", {"SOCIALSEC"}),
        ("در خصوص بدهی بیمه‌ای یک کارخانه تصمیم گرفته شد پرداخت آن در سه سال تقسیط شود.", {"SOCIALSEC"}),
        ("درباره جرایم مالیاتی یک کارخانه تصمیم گرفته شد پرداخت آن در سه سال تقسیط شود.", {"TAX"}),
        ("مقرر شد برق‌بهای معوق دو گلخانه در ۱۲ قسط تقسیط شود.", {"ENERGY.ELECTRICITY"}),
        ("قبض گاز این واحد تقسیط شد.", {"ENERGY.GAS"}),
        ("مقرر شد برق شهرک وصل و بدهی واحدها تقسیط شود.", {"ENERGY.ELECTRICITY", "BANK.RESCHEDULE"}),
        ("مقرر شد سازمان جهاد کشاورزی زمین مورد نیاز طرح گلخانه را واگذار کند.", {"LAND"}),
        ("پیشنهاد کرد نماینده گمرک به اعضای ثابت کارگروه اضافه شود.", set()),
        ("کارگروه درخواست حذف جریمه دیرکرد شرکت سنگ‌آهن بافت را نپذیرفت.", {"BANK.PENALTY"}),
        ("این کارخانه با کمبود سنگ‌آهن روبه‌روست.", {"RAWMAT"}),
        (
            "هنوز کمبود سرمایه در گردش و ضعف زیرساخت آب شهرک‌ها از مشکلات واحدهاست.",
            {"BANK.WORKING_CAPITAL", "ENERGY.WATER"},
        ),
        ("بهای برق از مسائلی است که صنعتگران با من در میان گذاشته‌اند.", {"ENERGY.ELECTRICITY"}),
    ],
)
def test_problems_and_what_only_bears_their_words(sentence: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in told_in(sentence, "problem")} == codes


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("وی گفت: موضوع جاده دسترسی با همکاری راهداری تا پایان اردیبهشت‌ماه حل می‌شود.", ["planned"]),
        ("نتیجه این تصمیم‌ها دو هفته دیگر در همین شهرستان بازبینی می‌شود.", ["planned"]),
        ("نمایشگاه صنایع در خردادماه در شهرکرد برپا می‌شود.", ["planned"]),
        ("وی گفت: دو مورد از این پرونده‌ها به ستاد تسهیل کشور فرستاده شد.", ["adopted"]),
        ("در خصوص سه پرونده تصمیم قطعی گرفته شد.", ["adopted"]),
        ("به سه کارخانه لاستیک، کاشی و روی مهلت شش‌ماهه برای پرداخت بدهی بانکی داده شد.", ["adopted"]),
        ("به همه مدیران مهلت یک‌ماهه داده شد.", []),
        ("برای سه واحد مصوبه گرفته شد.", ["adopted"]),
        ("اعضای کارگروه به این نتیجه رسیدند که پیشنهاد اصلاح تعرفه گاز به وزارت نفت فرستاده شود.", ["adopted"]),
        ("اعضا به تقسیط بدهی این شرکت رأی مثبت دادند.", ["adopted"]),
        ("شرکت آبفای استان هم به این تصمیم رأی مثبت داد.", []),
        ("کارشناسان به این نتیجه رسیدند که مصرف برق کارخانه زیاد است.", []),
        ("سال گذشته برای سه واحد مصوبه گرفته شد.", []),
        ("اگر بانک‌ها همکاری کنند مشکل تا پایان سال حل می‌شود.", []),
        ("با این روش مشکلات تولیدکنندگان حل می‌شود.", []),
        ("این جشنواره هر سال در اردیبهشت برگزار می‌شود.", []),
        ("سال گذشته پرونده‌ها به کمیته کارشناسی ارجاع شد.", []),
    ],
)
def test_what_is_decided_or_planned(sentence: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == statuses


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "معاون استاندار از پنج واحد بازدید کرد و گفت: سه واحد از پنج واحد بازدیدشده با نصف ظرفیت کار می‌کنند.",
            [("units_visited", 5)],
        ),
        ("تاکنون ۲۲ واحد تولیدی بازدید شده است.", [("units_visited", 22)]),
        ("در این جلسه درخواست هشت متقاضی بررسی شد.", [("cases_reviewed", 8)]),
        (
            "هشت پرونده صنعتی و یک پرونده متعلق به یک شرکت دانش‌بنیان بود.",
            [("cases_reviewed", 8), ("cases_reviewed", 1)],
        ),
        ("یک شرکت دانش‌بنیان در این استان تأسیس شد.", []),
        (
            "امسال نرخ اجرای مصوبات ۸۵ درصد است. این نرخ در سال ۱۴۰۲، ۷۱ درصد و در سال ۱۴۰۳، ۷۸ درصد بود.",
            [("resolutions_implemented", 85), ("resolutions_implemented", 71), ("resolutions_implemented", 78)],
        ),
        (
            "نرخ اجرای مصوبات ۸۵ درصد است و در سال ۱۴۰۳، ۷۸ درصد صادرات رشد کرد.",
            [("resolutions_implemented", 85)],
        ),
        (
            "تاکنون ۴۱ واحد راکد شامل ۳۵ واحد صنعتی و شش واحد کشاورزی به مدار تولید برگشت.",
            [("units_returned", 41), ("units_returned", 35), ("units_returned", 6)],
        ),
        (
            "۴۸ مصوبه در دست اجراست، ۱۹ مصوبه مهلت‌دار است و ۱۸ مصوبه فاقد نتیجه است.",
            [("resolutions_in_progress", 48), ("resolutions_in_progress", 19), ("resolutions_not_implemented", 18)],
        ),
        (
            "در این جلسه هشت مصوبه زمان‌دار تصویب شد.",
            [("resolutions_adopted", 8)],
        ),
        ("۲۸ متقاضی زمین در نوبت هستند.", []),
        ("۱۲ مرغدار از بدهی خود گلایه کردند.", []),
        ("وی گفت: ۶۹ درصد مصوبات جنبه اجرایی پیدا کرده است.", [("resolutions_implemented", 69)]),
        ("امسال ۱۱ جلسه برگزار شده و هدف‌گذاری ما برگزاری ۵۰ جلسه تا پایان سال است.", [("sessions_held", 11)]),
        ("سازمان بازرسی بر اجرای ۱۳ درصد باقی‌مانده مصوبات نظارت خواهد کرد.", []),
        ("۸۰ درصد مصوبات اجرا شده و ۲۰ درصد باقی مانده است.", [("resolutions_implemented", 80)]),
        ("۱۲ واحد دیگر هم تا پایان سال به مدار تولید باز خواهند گشت.", []),
    ],
)
def test_figures_and_what_counts_nothing(sentence: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == figures


def test_parts_summed_up_behind_them() -> None:
    told = "مشکلات ۲۲۷ واحد صنعتی، ۵۶ واحد کشاورزی و ۱۷ واحد گردشگری در جلسات امسال بررسی شد؛ یعنی روی هم رفته {} واحد."
    assert 300 in [fact["value"] for fact in told_in(told.format(300), "count")]
    assert 310 not in [fact["value"] for fact in told_in(told.format(310), "count")]


def test_parts_of_proposals_that_are_no_ministrys() -> None:
    text = (
        "نشست مشترک استانداران هرمزگان و بوشهر با وزیر نیرو روز دوشنبه برگزار شد. استانداران در مجموع ۳۶ پیشنهاد ارائه "
        "کردند که ۱۵ پیشنهاد به برق و ۲۱ پیشنهاد به آب مربوط است. با ۲۲ پیشنهاد موافقت شد."
    )
    found = [fact for fact in read_facts(text).facts if fact.get("measure") == "proposals"]
    assert [fact["value"] for fact in found] == [36]


@pytest.mark.parametrize(
    ("words", "scope", "year"),
    [
        ("از ابتدای سال", "year", None),
        ("از ابتدای سال ۱۴۰۴", "year", 1404),
        ("از ابتدای تشکیل", "cumulative", None),
        ("از آغاز سال گذشته تا امروز", None, None),
    ],
)
def test_ordinals_since_the_beginning(words: str, scope: str | None, year: int | None) -> None:
    text = f"سی‌امین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد {words} برگزار شد."
    event = read_facts(text).facts[0]
    assert (event["fact"], event["ordinal_scope"], event["ordinal_year"]) == ("event", scope, year)


@pytest.mark.parametrize(
    ("sentence", "bodies"),
    [
        ("شرکت گاز باید انشعاب این واحدها را وصل کند.", [["GAS"]]),
        ("شرکت گاز آمادگی دارد انشعاب این واحدها را وصل کند.", []),
        ("بانک ملی آماده است تسهیلات این واحدها را پرداخت کند.", []),
    ],
)
def test_readiness_binds_nobody(sentence: str, bodies: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")] == bodies


def test_the_day_of_the_session_beside_the_day_of_its_telling() -> None:
    text = (
        "دبیر کارگروه روز چهارشنبه با اشاره به برگزاری این جلسه در روز سه‌شنبه گفت: در بیستمین جلسه کارگروه تسهیل و رفع "
        "موانع تولید استان یزد مشکلات ۱۰ واحد بررسی شد."
    )
    assert read_facts(text).facts[0]["weekday"] == "سه‌شنبه"


def test_the_head_of_a_committee_chairs_no_session() -> None:
    assert not told_in("کمیته‌ای به ریاست مدیرکل صمت برای پیگیری آن تشکیل شد.", "chair")


def test_a_chair_told_behind_a_date() -> None:
    text = (
        "سیاوش بلداجی‌فر، فرماندار بروجن که صبح یکشنبه ۲۱ اردیبهشت ۱۴۰۴ ریاست جلسه کارگروه تسهیل و رفع موانع تولید شهرستان را "
        "بر عهده داشت، گفت: مشکل سه واحد بررسی شد."
    )
    assert [fact["name"] for fact in read_facts(text).facts if fact["fact"] == "chair"] == ["سیاوش بلداجی‌فر"]
