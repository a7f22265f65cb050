"""Statuses with the paper that tells them or the reason why not, terms that were put off, sums asked for and granted."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.reference.categories import classify
from ingestion.reference.statuses import match_status
from ingestion.workbooks.echoes import echoed_status
from ingestion.workbooks.headings import best
from ingestion.workbooks.values.dates import YearHelp
from ingestion.workbooks.values.due import read_due

SESSION = datetime.date(2025, 6, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("پرداخت نشد (نامه 33/45)", "not_implemented"),
        ("وصل شد - نامه شرکت گاز به شماره ۱۲۳", "implemented"),
        ("طی نامه شماره ۴۵/۱۲ مورخ ۱۴۰۳/۰۲/۰۱ صادر شد", "implemented"),
        ("با نامه ۲۳ مخالفت شد", "refused"),
        ("نامه ارسال شد", "notified"),
        ("نامه ۲۳ به بانک ارسال شد", "notified"),
        ("نامه ۱۲۳", "unknown"),
        ("صدور نامه", "unknown"),
        ("پرداخت نشده - کمبود منابع", "not_implemented"),
        ("وصل نشده (ضعف شبکه)", "not_implemented"),
        ("پرداخت نشده - در حال پرداخت", "in_progress"),
        ("صادر نشد، اما قول مساعد دادند", "unknown"),
        ("پرداخت نشد - بانک ملت پرداخت کرد", "unknown"),
        ("پرداخت نشده (بخشی)", "unknown"),
        ("پرداخت شد - کمبود منابع", "unknown"),
    ],
)
def test_the_paper_and_the_reason_are_not_the_status(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(
    ("text", "day", "source"),
    [
        ("۱۴۰۴/۰۵/۰۸ (تمدید تا ۱۴۰۴/۰۶/۰۸)", "2025-07-30", "date"),
        ("یک ماه (تمدید تا ۱۴۰۴/۰۶/۰۸)", "2025-07-01", "duration"),
        ("یک ماه قابل تمدید", "2025-07-01", "duration"),
        ("پایان مرداد (تمدید: پایان شهریور)", "2025-08-22", "phrase"),
        ("۱۵ روز پس از تمدید قرارداد", None, None),
        ("پس از تمدید پروانه یک ماه", None, None),
        ("تا زمان تمدید پروانه", None, None),
    ],
)
def test_the_term_first_given_counts(text: str, day: str | None, source: str | None) -> None:
    due = read_due(text, session=SESSION, notified=None, help_=YearHelp(frozenset({1404}), frozenset({1404})))
    assert (due.value and due.value.isoformat(), due.source) == (day, source)


@pytest.mark.parametrize(
    ("status", "resolution", "code"),
    [
        ("داده شد", "محیط زیست فرصت دهد.", "implemented"),
        ("فرصت داده نشد", "محیط زیست فرصت بدهد.", "not_implemented"),
        ("پاسخ مثبت داده شد", "محیط زیست استعلام را پاسخ دهد", "unknown"),
        ("داده شد", "صمت گزارش دهد و مجوز را صادر نماید.", "unknown"),
        ("داده شد", "راه ترمیم شود.", "unknown"),
    ],
)
def test_what_was_to_be_given_was_given(status: str, resolution: str, code: str) -> None:
    assert echoed_status(status, resolution) == code


def test_who_speaks_for_a_body_is_no_body() -> None:
    assert [found.field for text in ("رابط دستگاه", "نماینده بانک", "کارشناس دستگاه") if (found := best(text))] == [
        "follow_up_by"
    ] * 3
    for heading in ("دستگاه مسئول", "مسئول دستگاه", "نظر نماینده دستگاه"):
        found = best(heading)
        assert found is not None
        assert found.field != "follow_up_by"


def test_of_two_sums_the_granted_one_is_the_resolutions() -> None:
    head: list[Any] = [
        "ردیف",
        "نام واحد",
        "مصوبه",
        "بانک",
        "مبلغ درخواستی (میلیون ریال)",
        "مبلغ مصوب (میلیون ریال)",
        "وضعیت",
    ]
    rows: list[list[Any]] = [
        [1, "آجر تابان", "وام پرداخت شود.", "ملی", 500, 300, "پرداخت شد"],
        [2, "آجر کاوه", "وام پرداخت شود.", "سپه", 900, "-", "رد شد"],
    ]
    read = resolutions(lines_of(xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows])})))
    assert [(line["amount_rial"], codes(line)) for line in read] == [(300_000_000, []), (None, [])]
    alone = [[cell for column, cell in enumerate(row) if column != 5] for row in [head, *rows]]
    read = resolutions(lines_of(xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], *alone])})))
    assert [line["amount_rial"] for line in read] == [500_000_000, 900_000_000]


def test_words_in_a_comment_count_before_a_per_cent_in_another_column() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "درصد پیشرفت", "وضعیت"]
    rows = [
        [1, "آجر تابان", "وام پرداخت شود.", "بانک سپه", 0, None],
        [2, "آجر کاوه", "وام پرداخت شود.", "بانک سپه", 40, None],
    ]
    book = S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows], comments={"F3": "استنکاف بانک", "F4": "پیگیری شود"})
    read = resolutions(lines_of(xlsx({"الف": book})))
    assert [(line["status"], line["status_source"], line["progress_pct"]) for line in read] == [
        ("refused", "comment", 0),
        ("partial", "percent", 40),
    ]


def test_a_tariff_is_of_what_is_paid_for() -> None:
    assert classify("تعرفه آب", ("ABFA",)) == ("ENERGY.WATER",)
    assert classify("تعرفه واردات", ("SMT",)) == ("MARKET",)


@pytest.mark.parametrize(
    ("cell", "name", "county", "has_id"),
    [
        ("نام: چرم ممقان\nشناسه ملی: 10380284790\nشهرستان: آذرشهر", "چرم ممقان", "آذرشهر", True),
        ("شرکت: چرم ممقان - شهرستان: آذرشهر - تلفن: ۰۹۷۰۱۱۱۲۲۳۳", "چرم ممقان", "آذرشهر", False),
        ("نام واحد: چرم ممقان", "چرم ممقان", None, False),
        ("نام: چرم ممقان\nآدرس: کیلومتر ۵ جاده سلماس", "چرم ممقان", None, False),
        ("مجتمع: چرم ممقان", "مجتمع: چرم ممقان", None, False),
        ("چرم ممقان (تلفن: ۰۹۷۰۱۱۱۲۲۳۳)", "چرم ممقان", None, False),
    ],
)
def test_a_units_cell_may_label_what_it_says(cell: str, name: str, county: str | None, has_id: bool) -> None:
    head = ["ردیف", "مشخصات واحد", "مصوبه", "دستگاه", "وضعیت"]
    rows = [[n, cell, "وام پرداخت شود.", "بانک سپه", "اجرا شد"] for n in (1, 2, 3)]
    for line in resolutions(lines_of(xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows])}))):
        assert (line["unit_name"], line["county"]) == (name, county)
        assert line["unit_national_id"] == ("10380284790" if has_id else None)
        assert line["raw"]["unit_name"] == cell
        assert codes(line) == []


@pytest.mark.parametrize(
    ("text", "agency"),
    [("بانک رفاه وام پرداخت کند.", "B_REFAH"), ("وام پرداخت شود.", None), ("بانک سپه وام پرداخت کند.", None)],
)
def test_a_bare_word_is_the_bank_that_the_resolution_names(text: str, agency: str | None) -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    others = ["شرکت آب منطقه‌ای", "اداره کل تأمین اجتماعی", "سازمان صمت"]
    rows = [[n, f"آجر {n}", "اقدام شود.", body, "اجرا شد"] for n, body in enumerate(others, 1)]
    rows.append([4, "آجر تابان", text, "رفاه", "اجرا شد"])
    *_, line = resolutions(lines_of(xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows])})))
    assert [found["agency_id"] for found in line["agencies"]] == [agency]
    assert codes(line) == ([] if agency else ["unknown_agency"])


@pytest.mark.parametrize(
    ("title", "province"),
    [("خلاصه عملکرد شهرستان‌های خراسان جنوبی", "29"), ("خلاصه عملکرد بخش مرکزی", None)],
)
def test_figures_by_county_name_the_province_of_the_sheets_behind_them(title: str, province: str | None) -> None:
    figures: list[list[Any]] = [
        [title],
        ["شهرستان", "تعداد مصوبات", "اجرا شده", "اجرا نشده"],
        ["بیرجند", 2, 1, 1],
        ["طبس", 3, 2, 1],
    ]
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    rows: list[list[Any]] = [
        ["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"],
        head,
        [1, "آجر تابان", "وام پرداخت شود.", "بانک سپه", "اجرا شد"],
    ]
    (line,) = resolutions(lines_of(xlsx({"آمار": S(figures), "ریز": S(rows)})))
    assert line["province_id"] == province
