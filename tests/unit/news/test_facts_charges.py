"""Duties laid on bodies, lists of resolutions in one line, shares of sectors."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد و پرونده ۱۲ واحد بررسی شد. "


def found(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [f for f in read_facts(SESSION + text).facts if f["fact"] == kind and f["start"] >= len(SESSION)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("پرداخت تسهیلات سرمایه در گردش به شرکت آرد سبلان دانه بر عهده بانک کشاورزی است.", [["B_KESH"]]),
        ("وصل انشعاب گاز دو واحد به عهده شرکت گاز خواهد بود.", [["GAS"]]),
        ("پیگیری تغییر کاربری زمین یک مجتمع پرواربندی بر دوش مدیریت امور اراضی گذاشته شد.", [["LANDAFF"]]),
        ("برقراری انشعاب برق دو واحد بسته‌بندی به شرکت توزیع نیروی برق واگذار شد.", [["ELDIST"]]),
        ("تمدید پروانه یک کارگاه به سازمان صمت محول شد.", [["SMT"]]),
        ("با تقسیط بدهی یک واحد فرش موافقت و بانک ملی مأمور اجرای آن شد.", [["B_MELLI"]]),
        ("مدیرکل گمرک استان وعده کرد دو محموله ظرف دو هفته ترخیص شود.", [["CUSTOMS"]]),
        ("مقرر شد اداره کل راه و شهرسازی به همراه منابع طبیعی تداخل اراضی معدن را رفع کنند.", [["ROADURB", "NRWM"]]),
        # who is in charge in general, a metaphor, land that changes hands
        ("تأمین انرژی صنایع بر عهده وزارت نیرو است.", []),
        ("نظارت بر واحدها بر عهده اداره کل استاندارد است.", []),
        ("بار مالی این تصمیم‌ها بر دوش تولیدکننده است.", []),
        ("زمین این واحد به شرکت گاز واگذار شد.", []),
    ],
)
def test_matters_laid_on_a_body(text: str, ids: list[list[str]]) -> None:
    assert [f["responsible_agency_ids"] for f in found(text, "obligation")] == ids


def test_numbered_items_in_one_line() -> None:
    text = (
        "در این جلسه سه مصوبه به شرح زیر تصویب شد: ۱- بانک ملی بدهی شرکت چینی را تقسیط کند ۲- شرکت گاز انشعاب را "
        "تا پایان آذر وصل کند. ۳- پاسخ استعلام این واحد داده شود."
    )
    assert [f["responsible_agency_ids"] for f in found(text, "obligation")] == [["B_MELLI"], ["GAS"]]
    assert [f["text"] for f in found(text, "decision")][1:] == ["پاسخ استعلام این واحد داده شود"]


def test_numbered_remarks_settle_nothing() -> None:
    text = "وی گفت: سه نکته مهم است: ۱- بازار ضعیف شده ۲- برق قطع می‌شود ۳- نشست بعدی ساعت ۱۲:۳۰ است."
    assert found(text, "obligation") == []
    assert found(text, "decision") == []


@pytest.mark.parametrize(
    "text",
    [
        "تنفس شش‌ماهه یک واحد لبنی، اعطای مهلت به آن از سوی بانک کشاورزی و تمدید پروانه یک واحد توسط سازمان جهاد کشاورزی از جمله مصوبات این جلسه بود.",
        "مهم‌ترین مصوبات این جلسه تمدید مهلت یک واحد از سوی بانک کشاورزی، تمدید پروانه دو واحد توسط سازمان جهاد کشاورزی و وصل گاز بود.",
    ],
)
def test_items_of_a_list_that_name_their_doer(text: str) -> None:
    assert [f["responsible_agency_ids"] for f in found(text, "obligation")] == [["B_KESH"], ["JAHAD"]]
    assert [f["status"] for f in found(text, "decision")] == ["adopted"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "سهم بخش صنعت از این تعداد هفت واحد و سهم کشاورزی پنج واحد بود.",
            [("cases_reviewed", 7, "industry_mining"), ("cases_reviewed", 5, "agriculture")],
        ),
        (
            "سهم صنعت و معدن از واحدهای بررسی‌شده هفت واحد و سهم گردشگری پنج واحد بود.",
            [("cases_reviewed", 7, "industry_mining"), ("cases_reviewed", 5, "tourism")],
        ),
        (
            "هوا سرد بود. راه دور بود. مدیران آمدند. شب شد. هفت واحد از این تعداد صنعتی و پنج واحد کشاورزی هستند.",
            [("cases_reviewed", 7, "industry_mining"), ("cases_reviewed", 5, "agriculture")],
        ),
        (
            "از ۱۴ کارخانه راکد بازدید کردیم و برای راه‌اندازی دوباره آنها برنامه نوشته شد.",
            [("units_visited", 14, None)],
        ),
        ("از ۲۳ واحد راکد سرکشی شد.", [("units_visited", 23, None)]),
        ("از ۱۴ واحد راکد ۶ واحد به چرخه تولید بازگشت.", [("units_returned", 6, None)]),
    ],
)
def test_shares_and_visits(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert [(f["measure"], f["value"], f["sector"]) for f in found(text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        (
            "بانک ملی موظف به تمدید تسهیلات یک واحد روغن‌کشی، شرکت گاز مکلف به تقویت فشار گاز تا ۱۰ شهریور و اداره کل "
            "تأمین اجتماعی ملزم به صدور مفاصاحساب شرکت نخ شد.",
            [["B_MELLI"], ["GAS"], ["SSO"]],
        ),
        (
            "بانک تجارت به تمدید مهلت بازپرداخت وام یک کارخانه ملزم و شرکت گاز به وصل گاز آن مکلف شد.",
            [["B_TEJARAT"], ["GAS"]],
        ),
        ("مقرر شد: الف) بانک سپه بدهی یک واحد را تقسیط کند؛ ب) شرکت گاز کنتور نصب کند.", [["B_SEPAH"], ["GAS"]]),
        ("پرداخت وام دو واحد به بانک ملی و تمدید پروانه آنها به سازمان صمت سپرده شد.", []),
        ("از مدیرعامل برق منطقه‌ای خواسته شد پست برق را تا نیمه دی به مدار بیاورد.", [["ELREG"]]),
        ("تأمین نفت‌کوره دو کارخانه با شرکت ملی پخش فرآورده‌های نفتی خواهد بود.", [["NIOPDC"]]),
        ("نصب کنتور یک واحد با شرکت گاز است.", [["GAS"]]),
        ("سوم، آب منطقه‌ای قبول کرد پروانه چاه یک دامداری را اصلاح کند.", [["WATERREG"]]),
        ("مصوبات این جلسه به شرح زیر است:\n- بانک ملی بدهی یک واحد را تقسیط می‌کند.", [["B_MELLI"]]),
        # with whom there is a quarrel, who works together, who is in charge in general
        ("اختلاف دو کارخانه با بانک ملی است.", []),
        ("همکاری این واحدها با شرکت گاز بود.", []),
        ("مسئولیت کار با شرکت گاز است.", []),
    ],
)
def test_rows_of_bodies_and_what_rests_with_one(text: str, ids: list[list[str]]) -> None:
    assert [f["responsible_agency_ids"] for f in found(text, "obligation")] == ids


def test_the_act_before_by_whom_is_part_of_the_duty() -> None:
    (duty,) = found("ترخیص قطعات این شرکت توسط گمرک قزوین باید همین هفته به سرانجام برسد.", "obligation")
    assert duty["quote"].startswith("ترخیص قطعات")


def test_items_told_in_the_present() -> None:
    told = "مصوبات این جلسه به شرح زیر است:\n- این کارخانه از فهرست مزایده خارج می‌شود.\n- بدهی شرکت سفال تقسیط می‌شود."
    assert [f["status"] for f in found(told, "decision")] == ["adopted", "adopted"]
    troubles = "مشکلات واحدها به شرح زیر است:\n- برق کارخانه‌ها بدون اطلاع قطع می‌شود.\n- وام به واحدها داده نمی‌شود."
    assert found(troubles, "decision") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "سال گذشته ۸۹ درصد از ۳۲۰ مصوبه اجرا شده است.",
            [("resolutions_implemented", 89, "percent"), ("resolutions_adopted", 320, "exact")],
        ),
        (
            "امسال ۷۰ درصد از مجموع ۳۲۰ مصوبه در دست اجراست.",
            [("resolutions_in_progress", 70, "percent"), ("resolutions_adopted", 320, "exact")],
        ),
        (
            "تعداد کل مصوبات امسال ۱۳۴ مورد بوده است که ۷۹ مورد آن به طور کامل و ۲۱ مورد به صورت ناقص اجرا شده است.",
            [("resolutions_adopted", 134, "exact"), ("resolutions_implemented", 79, "exact")],
        ),
    ],
)
def test_shares_of_a_number_of_resolutions(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert [(f["measure"], f["value"], f["statistic"]) for f in found(text, "count")] == expected


def test_the_chair_told_as_he_behind_the_one_office() -> None:
    text = (
        "استاندار کردستان در جلسه کارگروه تسهیل و رفع موانع تولید که به ریاست وی تشکیل شد، هفت دستگاه را فراخواند.\n\n"
        "آرش لهونی‌فر، استاندار کردستان، از مدیران گلایه کرد."
    )
    assert [f["name"] for f in read_facts(text).facts if f["fact"] == "chair"] == ["آرش لهونی‌فر"]


def test_a_question_of_the_news_agency_is_no_province() -> None:
    provinces = [f["province_id"] for f in found("وی در پاسخ به پرسش فارس گفت: کار ادامه دارد.", "province")]
    assert provinces == []


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("پیشنهاد انتقال این دامداری به تصویب رسید و محل جدید را جهاد کشاورزی تعیین می‌کند.", [["JAHAD"]]),
        ("درخواست بازگشت کارخانه گچ از بانک ملی پذیرفته شد و این بانک سند آن را بازمی‌گرداند.", [["B_MELLI"]]),
        ("مقرر شد استاندارد و غذا و دارو از این واحد بازدید کنند.", [["STD", "FDO"]]),
        # figures, and what a body does anyway
        ("در این جلسه ۱۱ مصوبه به تصویب رسید و بانک ملی به تولیدکنندگان تسهیلات می‌دهد.", []),
        ("سال گذشته این طرح به تصویب رسید و شرکت گاز خدمات خود را ارائه می‌دهد.", []),
    ],
)
def test_what_follows_upon_an_adopted_matter(text: str, ids: list[list[str]]) -> None:
    assert [f["responsible_agency_ids"] for f in found(text, "obligation")] == ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "امسال ۲۳۰ مصوبه داشتیم: اجراشده ۱۷۱ مصوبه، در حال اجرا ۴۴ مصوبه و اجرانشده ۱۵ مصوبه.",
            [
                ("resolutions_adopted", 230),
                ("resolutions_implemented", 171),
                ("resolutions_in_progress", 44),
                ("resolutions_not_implemented", 15),
            ],
        ),
        (
            "امسال ۲۹ مصوبه داشتیم؛ ۲۲ تا انجام شده، پنج تا در دست اقدام و دو تا هم به مانع خورده است.",
            [
                ("resolutions_adopted", 29),
                ("resolutions_implemented", 22),
                ("resolutions_in_progress", 5),
                ("resolutions_not_implemented", 2),
            ],
        ),
        (
            "تاکنون ۲۲ واحد راکد احیا شده و ۶۱۰ نفر به کار بازگشته‌اند و تا پایان سال ۱۲ واحد دیگر هم احیا خواهد شد.",
            [("units_returned", 22), ("jobs", 610)],
        ),
        (
            "امسال ۲۳۰ مصوبه داشتیم. بنابراین با ۱۷۱ مصوبه اجراشده، نرخ اجرا به ۷۴ درصد می‌رسد.",
            [("resolutions_adopted", 230), ("resolutions_implemented", 171), ("resolutions_implemented", 74)],
        ),
        (
            "امسال ۲۳۰ مصوبه داشتیم. تا پایان سال نرخ اجرای آنها به ۹۰ درصد می‌رسد.",
            [("resolutions_adopted", 230)],
        ),
    ],
)
def test_labels_before_figures_and_what_is_to_come(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(f["measure"], f["value"]) for f in found(text, "count")] == expected


def test_a_meeting_told_in_passing_by_a_company_is_no_event() -> None:
    text = (
        "پویش مصرف بهینه در صنایع\n\nمدیر شرکت گاز کاشان از آغاز این پویش خبر داد. او گفت: کار خوب است. "
        "صنایع همکاری کردند. کار ادامه دارد.\n\nوی یادآور شد: در نشست با صاحبان صنایع، کمبود نقدینگی عنوان شد."
    )
    assert [f for f in read_facts(text).facts if f["fact"] in ("event", "problem")] == []
