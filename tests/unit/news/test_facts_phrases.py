"""Phrasings that were once misread, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


def counts(text: str) -> list[tuple[str, int | float, str | None]]:
    """(measure, value, sector) of the counts."""
    return [(fact["measure"], fact["value"], fact["sector"]) for fact in facts(text, "count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("پرونده ۲۹واحد بررسی شد.", [("cases_reviewed", 29, None)]),
        ("پرونده ۳۰ واحد بررسی شد که حاصل آن ۱۲۸ مصوبه بود.", [("cases_reviewed", 30, None), ("resolutions_adopted", 128, None)]),
        ("۲۰ مصوبه صادر شد و بانک‌ها با هفت مصوبه بیشترین سهم را دارند.", [("resolutions_adopted", 20, None)]),
        ("برای هر واحد یک مصوبه صادر شد.", []),
        ("از هر ده مصوبه، هشت مصوبه اجرا می‌شود.", []),
        ("از آغاز سال ۲۲ جلسه برگزار شده است.", [("sessions_held", 22, None)]),
        ("دوازده واحد تولیدی به طرح مشکل پرداختند.", [("units_reviewed", 12, None)]),
        ("امروز درباره ۱۴ واحد تولیدی تصمیم گرفتیم.", [("units_reviewed", 14, None)]),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counts(text) == expected


def test_a_number_explained_by_its_share_takes_the_status_behind_the_share() -> None:
    text = "از ۵۶۰۰ مصوبه، چهار هزار و ۷۶۰ مصوبه یعنی ۸۵ درصد آن‌ها اجرا شده است."
    assert ("resolutions_implemented", 4760, None) in counts(text)
    assert ("resolutions_implemented", 85, None) in counts(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بیش از همه سرمایه در گردش. بعد از آن تمدید پروانه، برق و بدهی مالیاتی.", {"BANK.WORKING_CAPITAL", "PERMIT.LICENCE", "ENERGY.ELECTRICITY", "TAX"}),
        ("واحدها متقاضی تقسیط بدهی گاز بودند.", {"ENERGY.GAS"}),
        ("پرونده اختلاف سهامداران یک واحد بررسی شد.", {"JUDICIAL"}),
        ("پایانه مرزی و برداشت شن و ماسه رونق دارد.", set()),
    ],
)  # fmt: skip
def test_problems(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    "text",
    [
        "ریاست این جلسه را عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین بر عهده داشت.",
        "ریاست این نشست با عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین بود.",
        "این جلسه با هدایت عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین تشکیل شد.",
    ],
)
def test_the_chair(text: str) -> None:
    (chair,) = facts(text, "chair")
    assert (chair["name"], chair["role"]) == ("عباد الموت‌آذر", "معاون هماهنگی امور اقتصادی استاندار قزوین")


def test_two_sessions_with_a_day_each_are_two_events() -> None:
    text = (
        "چهل و یکمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ششم دی ۱۴۰۴ برگزار شد. "
        "چهل و دومین جلسه کارگروه نیز روز یکشنبه هفتم دی تشکیل شد و پرونده سه واحد رسیدگی شد."
    )
    found = read_facts(text).facts
    events = [(f["event"], f["ordinal"], f["date"]) for f in found if f["fact"] == "event"]
    assert events == [("E1", 41, "2025-12-27"), ("E2", 42, "2025-12-28")]
    assert [f["event"] for f in found if f["fact"] == "count"] == ["E2"]


@pytest.mark.parametrize(("shares", "holds"), [((74, 21, 7), False), ((74, 21, 5), True)])
def test_three_shares_make_a_hundred(shares: tuple[int, int, int], holds: bool) -> None:
    done, going, undone = shares
    text = f"از ۱۲۸ مصوبه، {done} درصد اجرا شده، {going} درصد در حال اجرا و {undone} درصد اجرا نشده است."
    assert {"check": "parts_sum", "holds": holds} in read_facts(SESSION + text).checks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۳ بنگاه اقتصادی گرفتار، پای میز گفت‌وگو نشستند.", [("units_reviewed", 13, None)]),
        ("مشکلات ۷واحدتولیدی که ۵واحدآن صنعتی و۲واحد کشاورزی بود بررسی شد.", [("units_reviewed", 7, None), ("units_reviewed", 5, "industry_mining"), ("units_reviewed", 2, "agriculture")]),
        ("تاکنون ۵۲ فقره از ۵۷ مصوبه ابلاغی اجرایی شده است.", [("resolutions_implemented", 52, None), ("resolutions_adopted", 57, None)]),
        ("از ۲۰۹ مصوبه، ۱۶۳ تای آن به سرانجام رسیده و ۳۱ مورد در مرحله اجراست.", [("resolutions_adopted", 209, None), ("resolutions_implemented", 163, None), ("resolutions_in_progress", 31, None)]),
        ("با این مصوبه هر ۸۶ کارگر کارخانه به کار برگشتند.", [("jobs", 86, None)]),
        ("برای احیای پنج واحد راکد برنامه داریم.", []),
    ],
)  # fmt: skip
def test_counts_of_other_newsrooms(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counts(text) == expected


def test_a_share_of_a_ministry_with_that_between() -> None:
    text = (
        "نشست مشترک استانداران با وزیران صمت و نفت برگزار شد. "
        "استانداران ۱۴۸ پیشنهاد دادند که ۶۹ مورد آن به وزارت صمت و ۷۹ مورد به وزارت نفت مربوط بود."
    )
    found = [(f["value"], f["ministry_id"]) for f in read_facts(text).facts if f.get("measure") == "proposals"]
    assert found == [(148, None), (69, "MIMT"), (79, "MOP")]


def test_those_present_are_no_problems() -> None:
    text = "گره چهار واحد تولیدی با حضور رؤسای بانک ملی، تأمین اجتماعی و گمرک باز شد."
    assert facts(text, "problem") == []
    assert {fact["agency_id"] for fact in facts(text, "agency")} == {"B_MELLI", "SSO", "CUSTOMS"}


@pytest.mark.parametrize(
    "text",
    [
        "به ریاست معاون اقتصادی استاندار تشکیل شد. معاون اقتصادی استاندار گفت: کار خوب است. بهمن نوری‌کلایی افزود: باید ماند.",
        "با مدیریت معاون اقتصادی استاندار تشکیل شد. بهمن نوری‌کلایی، معاون اقتصادی استاندار گفت: کار خوب است.",
    ],
)
def test_the_chair_whose_name_comes_later(text: str) -> None:
    (chair,) = facts("این جلسه " + text, "chair")
    assert chair["name"] == "بهمن نوری‌کلایی"


def test_a_speaker_with_another_office_is_not_the_chair() -> None:
    text = "این جلسه به ریاست معاون استاندار تشکیل شد. مدیرکل صمت گفت: کار پیش می‌رود. بهمن نوری‌کلایی افزود: خوب است."
    (chair,) = facts(text, "chair")
    assert chair["name"] is None


def test_a_governor_bound_for_a_foreign_place() -> None:
    text = "استاندار کردستان روز دوشنبه ۱۹ آبان ۱۴۰۴ در رأس هیئتی متشکل از مدیران کل گمرک و جهاد کشاورزی راهی سلیمانیه عراق شد."
    found = read_facts(text).facts
    assert [(f["type"], f["date"]) for f in found if f["fact"] == "event"] == [("foreign_trip", "2025-11-10")]
    assert {f["role"] for f in found if f["fact"] == "agency"} == {"attends"}


def test_the_short_name_of_the_group_once_a_province_followed_it() -> None:
    text = (
        "از برگزاری ۳۰ جلسه ستاد تسهیل هرمزگان در هشت ماه گذشته و رسیدگی به ۲۶۵ درخواست و صدور ۳۰۰ مصوبه خبر داد. "
        "هفت واحد راکد با مصوبات ستاد تسهیل روشن شدند."
    )
    found = [(f["measure"], f["value"]) for f in read_facts(text).facts if f["fact"] == "count"]
    assert found == [
        ("sessions_held", 30),
        ("cases_reviewed", 265),
        ("resolutions_adopted", 300),
        ("units_returned", 7),
    ]


def test_an_agency_and_its_office_alone_are_no_title() -> None:
    text = "خبرگزاری صدا و سیما - مرکز هرمزگان\n\nبازگشت هفت واحد به تولید\n\nاین واحدها روشن شدند."
    assert read_facts(text).header.title == "بازگشت هفت واحد به تولید"


@pytest.mark.parametrize("opening", ["خرم‌آباد- میزان- ", "به گزارش «میزان» از خرم‌آباد؛ "])
def test_an_agency_whose_name_is_a_common_word(opening: str) -> None:
    assert read_facts(f"{opening}معاون استاندار گفت: مشکلات هفت واحد بررسی شد.").header.news_agency == "خبرگزاری میزان"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وی گفت: مردم زباله نریزند چرا که آب پاک است.", []),
        ("ثامر الغضبان، وزیر نفت عراق گفت: تولید ما زیاد است. الغضبان افزود: خوب است.", []),
        ("مجمع جهانی حضرت علی اصغر (ع) برگزار شد.", []),
        ("رحمت‌اله نوروزی، رئیس اتاق اصناف گفت: کار خوب است.", ["رحمت‌اله نوروزی"]),
        ("حسن کاظمی قمی، سفیر ایران در عراق گفت: کار خوب است.", ["حسن کاظمی قمی"]),
        ("بهرامی از تعطیلی دو واحد خبر داد.", ["بهرامی"]),
        ("بخشی گفت: برق وصل شد.", ["بخشی"]),
        ("بخشی از بودجه را استاندار گفت.", []),
        ("بخشی از مصوبات هم زمان بیشتری می‌خواهد. وی از رسانه‌ها خواست در کنار آمار بنویسند.", []),
        ("گروهی از تولیدکنندگان از بانک ملی خواستند وام بدهد.", []),
        ("کارخانه‌ای از بانک ملی خواست وام بدهد.", []),
        ("اهالی از دولت خواستند برق را وصل کند.", []),
    ],
)
def test_persons(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(text, "person")] == names


def test_a_loan_extended_in_an_act() -> None:
    found = facts("بانک کشاورزی موظف شد وام یک مرغداری را تمدید کند.", "problem")
    assert "BANK.RESCHEDULE" in {fact["code"] for fact in found}


def test_what_was_put_into_practice() -> None:
    text = "ثمره آن ۱۷۵ مصوبه بود که ۱۵۴ مصوبه رنگ اجرا به خود گرفت و ۲۱ مصوبه دیگر در دست پیگیری است."
    assert counts(text) == [
        ("resolutions_adopted", 175, None),
        ("resolutions_implemented", 154, None),
        ("resolutions_in_progress", 21, None),
    ]


@pytest.mark.parametrize(
    ("loan", "code"),
    [("تسهیلات مصوب", "BANK.FACILITY"), ("وام سرمایه در گردش", "BANK.WORKING_CAPITAL")],
)
def test_a_loan_that_is_to_be_paid(loan: str, code: str) -> None:
    found = facts(f"بانک سپه موظف شد {loan} دو کارخانه را پرداخت کند.", "problem")
    assert {fact["code"] for fact in found} == {code}


def test_a_share_put_into_effect() -> None:
    text = "پارسال ۳۳۰ مصوبه داشتیم که ۸۵ درصدش عملی شد."
    assert counts(text) == [("resolutions_adopted", 330, None), ("resolutions_implemented", 85, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بیش از ۹۰ درصد این مصوبات اجرا شده و باقیمانده در دست پیگیری است.", [("resolutions_implemented", 90, None)]),
        ("تعداد مصوبات این جلسات را ۳۱۲ مورد اعلام کرد.", [("resolutions_adopted", 312, None)]),
        ("پرونده شش واحد بررسی شد؛ استمهال بدهی دو شرکت به بانک کشاورزی مطرح بود.", [("cases_reviewed", 6, None)]),
        ("پرونده هشت واحد صنعتی و معدنی و پنج واحد کشاورزی بررسی شد.", [("cases_reviewed", 8, "industry_mining"), ("cases_reviewed", 5, "agriculture")]),
        ("تعداد مصوبات اجرا نشده را ۳۲۸ مورد برشمرد.", [("resolutions_not_implemented", 328, None)]),
        ("۴۴ مصوبه به صورت کامل عملیاتی، ۹ مصوبه در دست اجرا و ۴ مصوبه متوقف مانده است.", [("resolutions_implemented", 44, None), ("resolutions_in_progress", 9, None), ("resolutions_not_implemented", 4, None)]),
        ("وی ابراز امیدواری کرد تا پایان سال ۲۰ واحد راکد احیا شود.", []),
        ("پیگیری کارگروه باعث شد ۲۰ واحد راکد به چرخه تولید بازگردد.", [("units_returned", 20, None)]),
        ("در این سفر کلنگ یک کارخانه با ایجاد اشتغال برای ۱۲۰ نفر بر زمین زده شد.", []),
        ("درخواست ۱۲ واحد (۷ صنعتی، ۳ کشاورزی و ۲ گردشگری) طرح شد.", [("cases_reviewed", 12, None), ("cases_reviewed", 7, "industry_mining"), ("cases_reviewed", 3, "agriculture"), ("cases_reviewed", 2, "tourism")]),
        ("۲۷ مصوبه از مصوبات سه جلسه گذشته معطل مانده است.", [("resolutions_not_implemented", 27, None)]),
        ("سه واحد از ۱۸ واحد با تصمیم اعضا به چرخه تولید بازگشت.", [("units_returned", 3, None)]),
        ("مشکلات سه واحد معدنی و دو واحد صنایع غذایی مطرح شد.", [("units_reviewed", 3, "industry_mining"), ("units_reviewed", 2, "industry_mining")]),
        ("۶۵۶ مصوبه داشتیم که ۵۹۵ مصوبه اجرایی شد و ۶۱ مصوبه باقی مانده است.", [("resolutions_adopted", 656, None), ("resolutions_implemented", 595, None)]),
        ("۶۵۶ مصوبه داشتیم. ۱۲۰ مصوبه مربوط به انرژی و آب بود.", [("resolutions_adopted", 656, None)]),
        ("نتیجه این نشست‌ها ۳۶۴ مصوبه برای ۲۲۳ واحد است.", [("resolutions_adopted", 364, None), ("units_reviewed", 223, None)]),
        ("۳۶۴ مصوبه داشتیم و پیگیری برای اجرای ۱۵۷ مصوبه دیگر ادامه دارد.", [("resolutions_adopted", 364, None), ("resolutions_in_progress", 157, None)]),
        ("در جلسه امروز پرونده هفت واحد بررسی شد که مشکل چهار واحد حل شد.", [("cases_reviewed", 7, None)]),
        ("هدف ما احیای ۲۵ واحد راکد تا پایان سال است.", []),
        ("در ۱۰ ماه نخست سال قبل ۱۲ واحد احیا شده بود.", [("units_returned", 12, None)]),
        ("پنج شرکت تولید رب از نوسان قیمت قوطی، کمبود گوجه‌فرنگی و تأخیرها گلایه داشتند.", [("units_reviewed", 5, None)]),
        ("از ۱۰ واحدی که مشکلشان مطرح شد، شش واحد صنعتی، سه واحد کشاورزی و یک واحد گردشگری بود.", [("units_reviewed", 10, None), ("units_reviewed", 6, "industry_mining"), ("units_reviewed", 3, "agriculture"), ("units_reviewed", 1, "tourism")]),
        ("۱۵۰ مصوبه، معادل ۷۸ درصد، به اجرا درآمد و ۱۲ مصوبه اجرا نشده است.", [("resolutions_implemented", 150, None), ("resolutions_implemented", 78, None), ("resolutions_not_implemented", 12, None)]),
        ("هزار و ۱۵ نفر در این واحدها به کار گرفته شدند.", [("jobs", 1015, None)]),
        ("۲۰۶۱ درخواست از واحدها دریافت شد که ۲۷۰ پرونده بررسی شد.", [("cases_reviewed", 270, None)]),
    ],
)  # fmt: skip
def test_more_counts(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counts(text) == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بیشترین مصوبات مربوط به حوزه بانکی و پس از آن امور مالیاتی بوده است.", {"BANK", "TAX"}),
        ("مشکلات این واحد بدهی به بانک صادرات است.", {"BANK.ARREARS"}),
        ("هزار و ۱۰۰ واحد صنعتی در استان پروانه بهره‌برداری دارند.", set()),
        ("تأمین آب یک مزرعه و تعیین تکلیف زمین در ناحیه صنعتی دلوار از موضوعات مطرح‌شده در جلسه بود.", {"ENERGY.WATER", "LAND"}),
        ("معاون استاندار خطاب به مدیران گفت.", set()),
        ("طرح توسعه نیروگاه با اعتبار هزار میلیارد تومان افتتاح شد.", set()),
        ("این شهرستان ۲۲ درصد از ارزش افزوده صنعت استان را دارد.", set()),
        ("واحدها از بدهی خود به سازمان تأمین اجتماعی گلایه کردند.", {"SOCIALSEC"}),
        ("درباره بدهی به برق منطقه‌ای و مطالبات یک شرکت از شهرداری تصمیم‌گیری شد.", {"ENERGY.ELECTRICITY", "PROCUREMENT"}),
        ("مشکل واحدها مسائل مربوط به تأمین اجتماعی و گرانی مواد بسته‌بندی است.", {"SOCIALSEC", "RAWMAT"}),
    ],
)  # fmt: skip
def test_more_problems(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


def test_the_chair_of_a_session_that_is_told_only_by_its_chair() -> None:
    text = (
        "رضا کزازی استاندار مرکزی ریاست کارگروه تسهیل و رفع موانع تولید استان را بر عهده گرفت. پرونده ۱۳ واحد بررسی شد."
    )
    found = read_facts(text).facts
    assert [f["type"] for f in found if f["fact"] == "event"] == ["facilitation_wg_session"]
    assert [(f["name"], f["role"]) for f in found if f["fact"] == "chair"] == [("رضا کزازی", "استاندار مرکزی")]


@pytest.mark.parametrize(
    "text",
    [
        "بیست و دومین نشست امسال کارگروه تسهیل و رفع موانع تولید استان برگزار شد.",
        "بیست و یکمین جلسه تسهیل و رفع موانع تولید استان قزوین برپا شد.",
        "دهمین نشست رفع موانع تولید گیلان به ریاست استاندار برگزار شد.",
        "استاندار عصر شنبه در کارگروه تسهیل و رفع موانع تولید استان گفت: پرونده سه واحد بررسی شد.",
    ],
)
def test_a_session(text: str) -> None:
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == ["facilitation_wg_session"]


def test_a_given_name_that_is_a_month_after_the_dateline() -> None:
    text = "تهران- ایسنا- بهمن مستوفی‌راد استاندار تهران در جلسه کارگروه تسهیل و رفع موانع تولید استان گفت: سلام."
    assert [f["name"] for f in read_facts(text).facts if f["fact"] == "person"] == ["بهمن مستوفی‌راد"]


def test_the_law_of_the_name_is_no_session() -> None:
    text = "نشست بررسی قانون رفع موانع تولید رقابت‌پذیر در قزوین برگزار شد. مقرر شد بانک ملی وام دهد."
    assert [f for f in read_facts(text).facts if f["fact"] in ("event", "obligation")] == []


def test_two_figures_of_a_period_are_a_report() -> None:
    text = "امسال ۳۵ نشست کارگروه تسهیل و رفع موانع تولید استان بوشهر برپا شد. ۴۲۵ مصوبه ابلاغ گردید."
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == ["kpi_report"]


def test_resolutions_of_a_trip_are_no_report_of_the_group() -> None:
    text = (
        "نماینده مجلس گفت: از ۱۱۰ مصوبه سفر رئیس‌جمهور امسال ۴۱ مصوبه اجرا شده و ۵۲ درصد مصوبات در حال اجراست. "
        "وزارت راه مکلف است جاده را تا خرداد تکمیل کند. کارگروه تسهیل و رفع موانع تولید باید کمک کند."
    )
    assert {fact["fact"] for fact in read_facts(text).facts} <= {"ministry", "agency", "province", "person"}


def test_the_agency_of_the_dateline_is_no_province() -> None:
    text = "اهواز- فارس: جلسه کارگروه تسهیل و رفع موانع تولید استان خوزستان برگزار شد."
    assert [fact["province_id"] for fact in read_facts(text).facts if fact["fact"] == "province"] == ["06"]


def test_a_header_line_with_the_views_of_the_page() -> None:
    text = (
        "احیای ۱۹ واحد\nتاریخ: ۲۷ دی ۱۴۰۱ ، ساعت ۲۲:۴۵ - بازدید: ۳۱۲ - کد خبر: ۲۸۸۵۴۸\nبه گزارش ایرنا، جلسه برگزار شد."
    )
    header = read_facts(text).header
    assert header.news_code == "288548"
    assert header.publication.at is not None
    assert header.publication.at.isoformat() == "2023-01-17T22:45:00+03:30"


@pytest.mark.parametrize(
    "text",
    [
        "دیدار چهره به چهره استاندار خراسان رضوی با ۱۸ تولیدکننده نیشابوری انجام شد.",
        "استاندار خراسان رضوی با تولیدکنندگان نیشابور دیدار کرد.",
    ],
)
def test_a_meeting_with_industrialists(text: str) -> None:
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == ["industrialists_meeting"]


def test_a_team_is_no_municipality() -> None:
    text = "لیگ برتر بسکتبال با دیدار شهرداری گرگان و فولاد خوزستان آغاز شد. سرمربی گرگان گفت: مهیا هستیم."
    assert read_facts(text).facts == []


def test_a_kicker_is_no_title() -> None:
    text = "معاون استاندار یزد خبر داد؛\n۹۰ درصد مصوبات کارگروه تسهیل اجرایی شد\n\nبه گزارش ایرنا، جلسه‌ها برگزار شد."
    assert read_facts(text).header.title == "۹۰ درصد مصوبات کارگروه تسهیل اجرایی شد"


ROUND_UP = (
    "مرور هفته\nجمعه ۲۴ مرداد ۱۴۰۴ - ۰۸:۰۰\n\n"
    "کردستان: هفدهمین جلسه کارگروه تسهیل و رفع موانع تولید کردستان روز یکشنبه برگزار شد.\n\n"
    "قم: کارگروه تسهیل و رفع موانع تولید استان قم دوشنبه ۲۰ مرداد مشکلات چهار واحد را بررسی کرد.\n\n"
    "چهارمحال و بختیاری: سه‌شنبه بیست و یکم مرداد نوبت شهرکرد بود تا جلسه کارگروه تسهیل به ریاست "
    "فرزانه کیانی‌بروجنی، سرپرست معاونت اقتصادی استانداری برپا شود."
)


def test_each_session_of_a_round_up_keeps_its_day() -> None:
    events = [fact for fact in read_facts(ROUND_UP).facts if fact["fact"] == "event"]
    assert [event["date"] for event in events] == ["2025-08-10", "2025-08-11", "2025-08-12"]


def test_the_sum_of_a_round_up_is_no_session_s() -> None:
    text = "در هفته‌ای که گذشت کارگروه تسهیل در سه استان تشکیل شد و کار ۲۲ واحد تولیدی به بحث گذاشته شد.\n\nکردستان: "
    found = [fact for fact in read_facts(ROUND_UP.replace("کردستان: ", text, 1)).facts if fact["fact"] == "count"]
    assert [(fact["value"], fact["event"]) for fact in found] == [(22, None), (4, "E2")]


def test_the_verb_behind_an_office_is_no_part_of_it() -> None:
    chairs = [fact for fact in read_facts(ROUND_UP).facts if fact["fact"] == "chair"]
    assert [(chair["event"], chair["role"]) for chair in chairs] == [("E3", "سرپرست معاونت اقتصادی استانداری")]


def test_an_office_before_the_verb_of_chairing() -> None:
    text = "جلسه ستاد تسهیل و رفع موانع تولید شهرستان کاشمر برگزار شد و غلامحسن باخرزی‌نیا، فرماندار کاشمر هدایت آن را بر عهده داشت."
    assert [f["role"] for f in read_facts(text).facts if f["fact"] == "person"] == ["فرماندار کاشمر"]


def test_members_who_gather_hold_a_session() -> None:
    text = "اعضای کارگروه تسهیل و رفع موانع تولید استان مرکزی شنبه ۲۲ آذرماه به ریاست استاندار گرد هم آمدند."
    found = read_facts(text).facts
    assert [(f["date"], f["weekday"]) for f in found if f["fact"] == "event"] == [("--09-22", "شنبه")]
    assert [f["role"] for f in found if f["fact"] == "chair"] == ["استاندار"]


@pytest.mark.parametrize(
    "text",
    [
        "شنبه در حاشیه کار کارگروه تسهیل و رفع موانع تولید استان مرکزی هنرمندان گرد هم آمدند.",
        "کارگروه تسهیل و رفع موانع تولید استان قم مشکل واحدی را که دوشنبه آتش گرفته بود بررسی کرد.",
    ],
)
def test_the_day_of_something_else_makes_no_session(text: str) -> None:
    assert [fact for fact in read_facts(text).facts if fact["fact"] == "event"] == []


def test_a_press_conference_on_a_period_is_a_report() -> None:
    text = (
        "آیدین شهسواری پیش از ظهر امروز در نشست خبری گفت: کارگروه تسهیل و رفع موانع تولید در این مدت ۳۴ نوبت "
        "تشکیل جلسه داد و به کار ۲۷۵ واحد رسیدگی کرد. وی با اشاره به ۳۹۰ مصوبه این جلسات ادامه داد: ۲۸۹ مصوبه به نتیجه نشسته است."
    )
    found = read_facts("احیای واحدها\nدوشنبه / ۸ دی ۱۴۰۴ / ۱۱:۱۰\n\n" + text).facts
    assert [(f["type"], f["date"]) for f in found if f["fact"] == "event"] == [("kpi_report", "2025-12-29")]
    assert [(f["measure"], f["value"]) for f in found if f["fact"] == "count"] == [
        ("sessions_held", 34),
        ("units_reviewed", 275),
        ("resolutions_adopted", 390),
        ("resolutions_implemented", 289),
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("شوری آب حرف بیشتر تولیدکنندگان بود.", ["ENERGY.WATER"]),
        ("وی با بیان اینکه نرخ گاز صنایع در سخنان مدیران تکرار شد، خواستار پیگیری شد.", ["ENERGY.GAS"]),
    ],
)
def test_water_and_gas_as_problems(text: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in facts(text, "problem")] == codes


def test_units_put_to_debate_are_reviewed() -> None:
    assert counts("کار ۲۲ واحد تولیدی به بحث گذاشته شد.") == [("units_reviewed", 22, None)]
    assert counts("استان ۲۲ واحد تولیدی لبنی دارد و طرح جاده به بحث گذاشته شد.") == []
