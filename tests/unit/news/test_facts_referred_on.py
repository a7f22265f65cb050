"""What a session sends on, orders and confirms, and words that only seem to name a body, a person or a day."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts.reader import read_facts

SESSION = "به گزارش ایرنا، هفتمین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان روز شنبه برگزار شد."
MEETING = "استاندار البرز عصر چهارشنبه با جمعی از صنعتگران استان دیدار کرد."


def told_in(sentence: str, fact: str, opening: str = SESSION) -> list[dict[str, Any]]:
    """The facts of one kind that a sentence tells behind an opening."""
    facts = read_facts(f"{opening}\n\n{sentence}\n").facts
    return [found for found in facts if found["fact"] == fact and found["start"] > len(opening)]


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("پرونده یک گلخانه به شورای تأمین شهرستان ارجاع شد.", ["adopted"]),
        ("پرونده یک گلخانه به شورای تأمین استان فرستاده شد.", ["adopted"]),
        ("پرونده یک گلخانه در شورای تأمین شهرستان بررسی شد و سه مصوبه داشت.", []),
        ("در شورای تأمین شهرستان تصویب شد جاده بسته شود.", []),
        ("استاندار دستور تشکیل کمیته‌ای برای رسیدگی به مطالبات پیمانکاران را صادر کرد.", ["adopted"]),
        ("دستور تعویض ترانس شهرک صادر شد.", ["adopted"]),
        ("دستور نصب دوربین در میدان شهر صادر شد.", []),
        ("شهردار دستور تعریض جاده کارخانه را صادر کرد.", []),
        ("رئیس‌جمهور دستور تشکیل قرارگاه تولید را صادر کرد.", []),
        ("دادگاه دستور توقف تخریب را صادر کرد.", []),
        ("بانک دستور توقیف اموال این کارخانه را صادر کرد.", []),
        ("کاهش قیمت زمین ناحیه صنعتی به تأیید ستاد رسید.", ["adopted"]),
        ("تقسیط بدهی این واحد مورد تأیید اعضای کارگروه قرار گرفت.", ["adopted"]),
        ("گزارش عملکرد سه ماهه به تأیید ستاد رسید.", []),
        ("طرح توسعه این واحد پیش‌تر به تأیید اداره محیط زیست رسید.", []),
        ("از همین فردا پنجره واحد سرمایه‌گذاری در استانداری راه‌اندازی می‌شود.", ["planned"]),
    ],
)
def test_what_a_session_sends_on_orders_and_confirms(sentence: str, status: list[str]) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == status


@pytest.mark.parametrize(
    "sentence",
    [
        "بر پایه آنچه به تصویب رسید، بانک ملی وام سه واحد را پرداخت می‌کند.",
        "آنچه در این جلسه به تصویب رسید، تقسیط بدهی سه واحد بود.",
    ],
)
def test_what_was_passed_is_told_behind_it(sentence: str) -> None:
    assert not told_in(sentence, "decision")


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("مدیرعامل شرکت گاز گفت: لوله رسیده است. این شرکت باید تا پایان آذر انشعاب را وصل کند.", [["GAS"]]),
        ("مدیرکل محیط زیست گزارش داد. این شرکت باید تا پایان آذر تصفیه‌خانه بسازد.", []),
        ("بانک ملی گزارش داد. این شرکت باید تا پایان آذر بدهی خود را بپردازد.", []),
        ("شرکت گاز از بدهی شرکت شیر هراز گفت. تصویب شد به این شرکت تا پایان آذر مهلت داده شود.", []),
    ],
)
def test_this_company_is_no_department(sentence: str, ids: list[list[str]]) -> None:
    found = told_in(sentence, "obligation")
    assert [fact["responsible_agency_ids"] for fact in found if fact["responsible_agency_ids"]] == ids


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("وی گفت: شرکت توزیع برق برنامه قطعی را به واحدها زودتر اعلام خواهد کرد.", [["ELDIST"]]),
        ("وی گفت: شرکت توزیع برق برنامه قطعی را به واحدها اعلام می‌کند.", []),
        ("وی گفت: شرکت توزیع برق هر ماه برنامه قطعی را به واحدها اعلام خواهد کرد.", []),
    ],
)
def test_a_body_that_will_do_something_for_units_after_a_meeting(sentence: str, ids: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation", MEETING)] == ids


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("تقسیط بدهی این واحد مورد تأیید اعضای کارگروه قرار گرفت.", ["BANK.RESCHEDULE"]),
        ("تقسیط بدهی این واحد به کارگران آن تصویب شد.", ["LABOUR"]),
        ("یکی از صنعتگران گفت: در شهرک ما تابستان برق نداشتیم.", ["ENERGY.ELECTRICITY"]),
        ("امسال قطعی برق نداشتیم.", []),
        ("مهم‌ترین دردسر صادرکنندگان، برگشت نخوردن ارز است.", ["FX"]),
        ("تولیدکننده دیگری از حسابرسی‌های تکراری بیمه گلایه کرد.", ["SOCIALSEC"]),
        ("بنا شد جاده ورودی شهرک توسط اداره راهداری آسفالت شود.", ["TRANSPORT"]),
        ("استاندار از جاده ورودی شهرک گذشت.", []),
    ],
)
def test_troubles_in_ordinary_words(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("فعال دیگری گفت: کارخانه ما تعطیل است.", []),
        ("کارآفرین دیگری گفت: کارخانه ما تعطیل است.", []),
        ("مسعود کریمی گفت: کارخانه ما تعطیل است.", ["مسعود کریمی"]),
    ],
)
def test_another_one_is_no_name(sentence: str, names: list[str]) -> None:
    assert [fact["name"] for fact in told_in(sentence, "person")] == names


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("وی تعداد مصوبه‌های پارسال را ۲۶۸ اعلام کرد.", [("resolutions_adopted", 268, None)]),
        ("وی تعداد مصوبات اجراشده پارسال را ۱۹۸ اعلام کرد.", [("resolutions_implemented", 198, None)]),
        ("وی تعداد کارخانه‌های استان را ۲۶۸ اعلام کرد.", []),
        (
            "۵۴ واحد راکد به چرخه تولید بازگشت که ۲۲ واحد معدنی، ۱۹ واحد کشاورزی و ۱۳ واحد گردشگری بود.",
            [
                ("units_returned", 54, None),
                ("units_returned", 22, "industry_mining"),
                ("units_returned", 19, "agriculture"),
                ("units_returned", 13, "tourism"),
            ],
        ),
        (
            "۵۴ واحد راکد به چرخه تولید بازگشت که ۲۲ واحد معدنی است، مشکلات ۱۹ واحد کشاورزی نیز بررسی شد.",
            [
                ("units_returned", 54, None),
                ("units_returned", 22, "industry_mining"),
                ("units_reviewed", 19, None),
            ],
        ),
    ],
)
def test_numbers_told_behind_their_noun_and_parts_of_those_that_returned(
    sentence: str, figures: list[tuple[str, int, str | None]]
) -> None:
    assert [(fact["measure"], fact["value"], fact["sector"]) for fact in told_in(sentence, "count")] == figures


@pytest.mark.parametrize(
    ("dateline", "published"),
    [
        ("همدان - ایلنا - چهارشنبه ۲۲ مرداد ۱۴۰۴ ساعت ۱۳:۱۰", "2025-08-13T13:10"),
        ("شهرکرد/ ایسنا/ ۲۲ مرداد ۱۴۰۴", "2025-08-13T00:00"),
        ("ایلنا - بخشی از جلسه ۲۲ مرداد ۱۴۰۴", None),
    ],
)
def test_a_dateline_with_its_city(dateline: str, published: str | None) -> None:
    text = f"گره هفت واحد باز شد\n\n{dateline}\n\nاستاندار گفت: نشست کارگروه تسهیل سه‌شنبه برگزار شد.\n"
    at = read_facts(text).header.publication.at
    assert (at and at.isoformat()[:16]) == published


@pytest.mark.parametrize(
    ("text", "kind", "date"),
    [
        (
            "۳ آذر ۱۴۰۴، ۱۰:۱۵\n\nگره هفت واحد در نشست کارگروه تسهیل و رفع موانع تولید استان یزد باز شد.\n\n"
            "حمید دشت‌بان روز دوشنبه در تشریح این نشست که دیروز برپا شد گفت: ۱۲ مصوبه داشتیم.",
            "facilitation_wg_session",
            "2025-11-23",
        ),
        (
            "استاندار البرز عصر چهارشنبه ۲۲ مرداد ۱۴۰۴ میهمان صاحبان صنایع شهرک بهارستان بود.",
            "industrialists_meeting",
            "2025-08-13",
        ),
        (
            "فرماندار تربت‌جام گفت: گره هفت واحد شهرستان در جلسه ستاد تسهیل امسال گشوده شد.",
            "county_session",
            None,
        ),
        (
            "فرماندار تربت‌جام گفت: گره هفت واحد شهرستان‌های استان در جلسه ستاد تسهیل امسال گشوده شد.",
            "facilitation_wg_session",
            None,
        ),
    ],
)
def test_the_event_and_its_day(text: str, kind: str, date: str | None) -> None:
    events = [fact for fact in read_facts(f"{text}\n").facts if fact["fact"] == "event"]
    assert [(event["type"], event["date"]) for event in events] == [(kind, date)]


def test_lines_of_a_list_without_a_sign_before_them() -> None:
    text = (
        f"{SESSION}\n\nتصمیم‌های زیر گرفته شد:\nشرکت گاز انشعاب دو واحد را وصل کند.\n"
        "به شرکت تراش‌کاران یک سال مهلت داده شود.\nپرونده شرکت شیشه در شهرداری بازبینی شود.\n"
        "استاندار گفت: مدیران دستگاه‌ها در جلسات شرکت کنند.\nبه تولید احترام گذاشته شود.\n"
    )
    facts = read_facts(text).facts
    adopted = [fact["quote"] for fact in facts if fact["fact"] == "decision" and fact["quote"].endswith("شود")]
    assert adopted == ["به شرکت تراش‌کاران یک سال مهلت داده شود", "پرونده شرکت شیشه در شهرداری بازبینی شود"]


@pytest.mark.parametrize(
    ("sentence", "ids"),
    [
        ("شهرداری دورود باید عوارض نوسازی کارگاه‌ها را تا پایان سال نگیرد.", [["MUNI"]]),
        ("شرکت برق باید برق این واحد را قطع نکند.", [["ELDIST"]]),
        ("شرکت برق باید تولید را قربانی نکند.", []),
        ("بانک‌ها باید چک تولیدکنندگان را برگشت نزنند.", []),
        ("دستگاه‌ها باید کار مردم را معطل نکنند.", []),
        ("بانک ملی نباید از این واحد جریمه بگیرد.", []),
    ],
)
def test_what_a_body_must_leave_undone(sentence: str, ids: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")] == ids


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "کارگروه از ۵۸ مصوبه امسال ۴۹ مصوبه را به سرانجام رسانده و ۹ مصوبه مانده است.",
            [("resolutions_adopted", 58), ("resolutions_implemented", 49)],
        ),
        ("با مداخله کارگروه ۱۱ واحد عمل‌آوری آبزیان از تعطیلی رهایی یافتند.", [("units_returned", 11)]),
        ("۱۱ واحد عمل‌آوری آبزیان از مالیات رهایی یافتند.", []),
    ],
)
def test_what_was_brought_to_an_end_and_what_is_left(sentence: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == figures


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("صنعتگران از بالا بودن سود وام‌ها و گران شدن کرایه کانتینر گفتند.", ["BANK.PENALTY", "TRANSPORT"]),
        ("مدیر کارخانه از قاچاق سیمان و تأمین نشدن خوراک شکایت داشت.", ["MARKET", "RAWMAT"]),
        ("سود سهام این کارخانه بالا بود.", []),
    ],
)
def test_more_troubles_in_ordinary_words(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes
