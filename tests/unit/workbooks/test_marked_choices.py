"""Printed choices of which one is marked, signs that a line explains, and what a sheet says of its session in cells."""

from __future__ import annotations

import pytest
from build import S, codes, kinds, lines_of, resolutions, xlsx

from ingestion.persian.choices import chosen
from ingestion.reference.statuses import match_status
from ingestion.workbooks.legend import status_keys
from ingestion.workbooks.values.bodies import bodies_in_cell
from ingestion.workbooks.values.percents import read_percent


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("☑ اجرا شده ☐ در حال اجرا ☐ اجرا نشده", ("اجرا شده",)),
        ("□اجرا شده\n■در حال اجرا\n□اجرا نشده", ("در حال اجرا",)),
        ("اجرا شده ( ) در حال اجرا (*) اجرا نشده ( )", ("در حال اجرا",)),
        ("[x] done [ ] in progress", ("done",)),
        ("☐ اجرا شده ☐ اجرا نشده", ()),
        ("☑️ صنعتی / ☑️ معدنی / ☐ کشاورزی", ("صنعتی", "معدنی")),
        ("بله ○ خیر ●", ("خیر",)),
        ("✅ اجرا شده ❌ اجرا نشده", None),  # a list of signs: nothing is left open
        ("☑", None),
        ("☐", None),
        ("☑ ☐", None),  # no words
        ("☑ بازدید انجام و گزارش شد", None),
        ("پرداخت وام ( ) ریالی", None),
        ("بانک ملی (مجری) و صمت (همکار)", None),
        ("اجرا شد (*) طبق نامه", None),
        ("۱) بازدید ۲) گزارش", None),
    ],
)
def test_what_is_marked_among_printed_choices(text: str, marked: tuple[str, ...] | None) -> None:
    assert chosen(text) == marked


def test_a_status_or_a_body_is_the_choice_that_is_marked() -> None:
    assert match_status("☐ اجرا شده ☑ در حال اجرا ☐ اجرا نشده").code == "in_progress"
    assert match_status("☐ اجرا شده ☐ در حال اجرا ☐ اجرا نشده") == match_status("")
    assert match_status("☑ اجرا شده ☐ در حال اجرا ☑ اجرا نشده").is_ambiguous
    assert bodies_in_cell("☐ بانک ملی ☑ بانک سپه ☐ بانک ملت").ids == ("B_SEPAH",)
    assert bodies_in_cell("☐ بانک ملی ☐ بانک سپه").entries == ()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("▲ اجرا شده   ▼ اجرا نشده", {"▲": "implemented", "▼": "not_implemented"}),
        ("✔️ اجرا شده - ✖️ لغو شد", {"✔": "implemented", "✖": "cancelled"}),
        ("🟢: انجام شد، 🔴: انجام نشد", {"🟢": "implemented", "🔴": "not_implemented"}),
        ("● بانک ملی ■ بانک سپه", {}),
        ("▲ اجرا شده", {}),
        ("● اجرا شده ● انجام شده", {}),  # bullets
        ("☑ اجرا شده ☐ اجرا نشده", {}),  # a choice
    ],
)
def test_signs_that_a_line_explains(text: str, keys: dict[str, str]) -> None:
    assert status_keys(text) == keys


def test_signs_in_a_status_column_mean_what_the_line_below_says() -> None:
    lines = lines_of(xlsx({"الف": [
        ["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"],
        [1, "آجر تابان", "بدهی تقسیط شود.", "امور مالیاتی", "▲"],
        [2, "آجر کاوه", "بدهی تقسیط شود.", "امور مالیاتی", "▼"],
        [3, "آجر مهر", "بدهی تقسیط شود.", "امور مالیاتی", "منتفی شد"],
        ["▲ اجرا شده / ▼ اجرا نشده"],
    ]}))  # fmt: skip
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "not_implemented", "cancelled"]
    assert kinds(lines)[-1] == (6, "legend")


@pytest.mark.parametrize(
    "above",
    [
        S([["شماره جلسه: ۴۱", None, "تاریخ جلسه: ۱۴۰۳/۰۹/۰۶"]], merges=["A1:B1", "C1:E1"]),
        S([["شماره جلسه", 41, "تاریخ جلسه", "۱۴۰۳/۰۹/۰۶", "محل", "استانداری"]]),
        S([["جلسه شماره", "۴۱", "تاریخ جلسه", "6/9/1403"]]),
    ],
)
def test_number_and_day_of_the_session_in_cells_above_the_heading(above: S) -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    rows = [[1, "آجر تابان", "بدهی تقسیط شود.", "امور مالیاتی", "اجرا شد"]]
    lines = lines_of(xlsx({"الف": S([*above.rows, head, *rows], merges=above.merges)}))
    assert kinds(lines)[:2] == [(1, "title"), (2, "header")]
    (line,) = resolutions(lines)
    assert (line["session_no"], line["session_date"], line["county"]) == ("41", "2024-11-26", None)
    assert codes(line) == []


def test_groups_of_headings_that_name_a_session_stay_headings() -> None:
    lines = lines_of(xlsx({"الف": S([
        ["مشخصات جلسه", None, "مشخصات مصوبه", None, None],
        ["شماره", "تاریخ", "نام واحد", "متن مصوبه", "دستگاه"],
        [41, "۱۴۰۳/۰۹/۰۶", "آجر تابان", "بدهی تقسیط شود.", "امور مالیاتی"],
    ], merges=["A1:B1", "C1:E1"])}))  # fmt: skip
    assert kinds(lines)[:2] == [(1, "header"), (2, "header")]
    (line,) = resolutions(lines)
    assert (line["session_no"], line["session_date"]) == ("41", "2024-11-26")


def test_number_and_day_of_a_session_in_cells_of_a_row_between_the_records() -> None:
    lines = lines_of(xlsx({"الف": [
        ["ردیف", "نام واحد", "شهرستان", "مصوبه", "دستگاه", "وضعیت"],
        ["شماره جلسه", "۱۲", "تاریخ جلسه", "۱۴۰۳/۰۲/۰۳"],
        [1, "آجر تابان", "اردستان", "بدهی تقسیط شود.", "امور مالیاتی", "اجرا شد"],
        ["جلسه", 13],
        [2, "آجر کاوه", "اردستان", "بدهی تقسیط شود.", "امور مالیاتی", "اجرا شد"],
        ["تاریخ", "۱۴۰۳/۰۳/۰۳"],
    ]}))  # fmt: skip
    assert kinds(lines)[1] == (2, "divider")
    assert kinds(lines)[3] == (4, "divider")
    assert [(line["row"], line["session_no"], line["session_date"]) for line in resolutions(lines)][:2] == [
        (3, "12", "2024-04-22"),
        (5, "13", None),
    ]


@pytest.mark.parametrize(
    ("cell", "percent"),
    [("62,5", 62.5), ("60,0", 60), ("صد در صد", 100), ("هفتاد درصد", 70), ("1,250", None), ("صد", None)],
)
def test_per_cents_with_a_comma_and_in_words(cell: str, percent: float | None) -> None:
    assert read_percent(cell, is_fraction=False) == percent


def test_figures_with_the_sign_for_per_cent_before_or_behind() -> None:
    head = ["دستگاه", "تعداد مصوبات", "اجرا شده", "اجرا نشده", "درصد اجرا"]
    for written in ("٪۵۰", "۵۰٪", "%50", "50,0"):
        rows = [["بانک ملی", 4, 2, 2, written], ["شرکت گاز", 2, 1, 1, written]]
        lines = lines_of(xlsx({"آمار": [["آمار"], head, *rows]}))
        assert [line["value"] for line in lines if line.get("measure") == "percent"] == [50, 50]
