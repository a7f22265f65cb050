"""What long provincial reports say between the lines of a session: figures set beside others, pronouns, long names."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


def counted(text: str) -> list[tuple[str, int]]:
    """Measure and value of every count behind the session's sentence."""
    return [(fact["measure"], fact["value"]) for fact in facts(text, "count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "در سال ۱۴۰۳ به ۶۱۲ پرونده رسیدگی شد، در حالی که در سال ۱۴۰۲ این عدد ۵۰۹ پرونده بود.",
            [("cases_reviewed", 612), ("cases_reviewed", 509)],
        ),
        ("در کل سال ۱۴۰۳، ۴۸ جلسه داشتیم.", [("sessions_held", 48)]),
        ("در طول سال ۱۴۰۳، ۴۸ جلسه داشتیم.", [("sessions_held", 48)]),
        (
            "۱۶ واحد راکد و ۷ واحد نیمه‌فعال با پیگیری کارگروه دوباره فعال شدند.",
            [("units_returned", 16), ("units_returned", 7)],
        ),
        ("۱۶ واحد راکد و ۷ واحد نیمه‌فعال در شهرک صنعتی لیا وجود دارد.", []),
        (
            "مشکلات شش واحد صنعتی و سه واحد کشاورزی بررسی شد. برای این ۹ واحد ۱۵ مصوبه صادر شد.",
            [("units_reviewed", 6), ("units_reviewed", 3), ("units_reviewed", 9), ("resolutions_adopted", 15)],
        ),
        (
            "مشکلات شش واحد صنعتی و سه واحد کشاورزی بررسی شد. مدیران این ۶ واحد گلایه داشتند.",
            [("units_reviewed", 6), ("units_reviewed", 3)],
        ),
        (
            "۱۲ واحد دعوت شده بودند که دو واحد غایب بودند و مشکلات ۱۰ واحد بررسی شد.",
            [("units_reviewed", 10)],
        ),
        ("مشکلات ۱۰ واحد بررسی شد و سه واحد حاضر نشدند.", [("units_reviewed", 10)]),
        ("۱۲ واحد دعوت شدند و مشکلاتشان بررسی شد.", [("units_reviewed", 12)]),
        ("ستاد ملی تسهیل در تهران برگزار شد. پرونده ۲ واحد قزوین در آن ستاد مطرح است.", []),
        ("درخواست ۲ واحد در این کارگروه بررسی شد.", [("cases_reviewed", 2)]),
        (
            "از ۱۷۳ مصوبه، ۱۲۹ مصوبه اجرا شده و ۴۴ مصوبه در نوبت است.",
            [("resolutions_adopted", 173), ("resolutions_implemented", 129), ("resolutions_in_progress", 44)],
        ),
        (
            "تعداد مصوبات کارگروه تسهیل استان در شش ماه امسال ۱۱۲ مورد بوده است.",
            [("resolutions_adopted", 112)],
        ),
    ],
)
def test_figures_set_beside_others(text: str, expected: list[tuple[str, int]]) -> None:
    assert counted(text) == expected


def test_the_speaker_who_says_i_is_the_chair_and_no_person_of_that_name() -> None:
    text = "معاون استاندار اردبیل، وحید خلیل‌زاده گفت: سومین جلسه کارگروه تسهیل و رفع موانع تولید استان به ریاست من برگزار شد."
    read = read_facts(text).facts
    assert [fact["name"] for fact in read if fact["fact"] == "person"] == ["وحید خلیل‌زاده"]
    assert [fact["name"] for fact in read if fact["fact"] == "chair"] == ["وحید خلیل‌زاده"]


def test_a_long_name_is_not_read_as_the_short_one_within_it() -> None:
    text = "سازمان آب و برق خوزستان موظف شد ظرف ۲۰ روز تخصیص آب یک مجتمع را تعیین تکلیف کند."
    assert [fact["agency_id"] for fact in facts(text, "agency")] == ["WATERREG"]
    assert [fact["responsible_text"] for fact in facts(text, "obligation")] == ["سازمان آب و برق خوزستان"]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وی از پیشنهاد استان به وزارت صمت برای معافیت پنج‌ساله مالیاتی شهرک صنعتی خبر داد.", ["proposed"]),
        ("وی از پیشنهاد استانداری برای تشکیل صندوق ضمانت استانی سخن گفت.", ["proposed"]),
        ("وی از پیشنهاد خوب صنعتگران برای آینده تولید خبر داد.", []),
        ("درخواست‌های امروز در نخستین جلسه کارگروه تسهیل بررسی می‌شود.", ["planned"]),
        ("وزیر هفته پیش آمد و در آن سفر ۲۲ تفاهم‌نامه امضا شد.", []),
        ("در این جلسه تفاهم‌نامه‌ای میان شرکت گاز و شرکت شهرک‌ها امضا شد.", ["done"]),
        ("درخواست‌ها هر ماه در نخستین جلسه کارگروه تسهیل بررسی می‌شود.", []),
    ],
)
def test_what_is_still_to_come(text: str, status: list[str]) -> None:
    assert [fact["status"] for fact in facts(text, "decision")] == status


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("مقرر شد بانک صادرات پرونده وام دو واحد را به هیئت مدیره بانک ارسال کند.", {"BANK.FACILITY"}),
        ("بانک کشاورزی قول داد پس از صدور سند، سرمایه در گردش را بدهد.", {"LAND.REGISTRY", "BANK.WORKING_CAPITAL"}),
        (
            "با اجرای خط آهن بسیاری از گره‌ها باز می‌شود، ولی تولیدکننده از نبود آب رنج می‌برد.",
            {"ENERGY.WATER"},
        ),
        ("مشکلات واحدها شامل نبود خط آهن و کمبود آب است.", {"TRANSPORT", "ENERGY.WATER"}),
        ("بانک سپه موظف شد سند شرکت پارس را آزاد کند.", {"BANK.COLLATERAL"}),
    ],
)
def test_problems_and_what_only_looks_like_one(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


def test_a_comparison_with_last_year_contradicts_nothing() -> None:
    text = (
        "به گزارش ایرنا، مدیرکل صمت قزوین در نشست خبری گفت: تعداد مصوبات کارگروه تسهیل در شش ماه امسال ۱۱۲ مورد بوده است. "
        "در مدت مشابه پارسال ۱۰ نشست با ۸۴ مصوبه داشتیم. "
        "۷۹ مورد اجرا شده، ۲۱ مورد در دست اجراست و ۱۲ مورد اجرا نشده است."
    )
    assert {(check["check"], check["holds"]) for check in read_facts(text).checks} == {
        ("parts_sum", True),
        ("implemented_le_total", True),
    }
