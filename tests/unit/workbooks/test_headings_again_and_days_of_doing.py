"""Headings that come again in another order, and columns of days that a bare verb names."""

from __future__ import annotations

import pytest
from build import S, kinds, lines_of, resolutions, xlsx

from ingestion.persian.names import split_unit_name

HEADS = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"]


def test_the_same_headings_in_another_order_begin_another_table() -> None:
    rows = [
        HEADS,
        [1, "آجر نمین", "گاز وصل شود", "شرکت گاز", "1403/02/01", "اجرا شد"],
        ["جدول دوم"],
        ["ردیف", "مصوبه", "دستگاه", "نام واحد", "وضعیت", "مهلت"],
        [1, "آب وصل شود", "آبفا", "قند نمین", "اجرا نشده", "1403/03/01"],
    ]
    read = resolutions(lines_of(xlsx({"الف": rows})))
    assert [(line["unit_name"], line["status"], line["due_date"]) for line in read] == [
        ("آجر نمین", "implemented", "2024-04-20"),
        ("قند نمین", "not_implemented", "2024-05-21"),
    ]


@pytest.mark.parametrize("again", [HEADS, [*HEADS[:5], None], [*HEADS[:4], "مهلت اجرا", "وضعیت"]])
def test_the_same_headings_in_their_order_are_repeated(again: list[str | None]) -> None:
    rows = [
        HEADS,
        [1, "آجر نمین", "گاز وصل شود", "شرکت گاز", "1403/02/01", "اجرا شد"],
        [2, "آرد نمین", "گاز وصل شود", "شرکت گاز", "1403/02/01", "اجرا شد"],
        [None],
        again,
        [3, "قند نمین", "آب وصل شود", "آبفا", "1403/03/01", "اجرا نشده"],
    ]
    lines = lines_of(xlsx({"الف": rows}))
    assert (5, "repeated_header") in kinds(lines)
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "implemented", "not_implemented"]


@pytest.mark.parametrize(("heading", "third"), [("انجام", "1403/02/20"), ("اجرا", "-"), ("پایان کار", None)])
def test_days_under_a_bare_verb_beside_the_term_are_those_of_doing(heading: str, third: str | None) -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "زمان‌بندی", None],
        [None, None, None, None, "سررسید", heading],
        [1, "آجر نمین", "گاز وصل شود", "شرکت گاز", "1403/02/30", "1403/02/20"],
        [2, "آرد نمین", "گاز وصل شود", "شرکت گاز", "1403/02/30", third],
    ]
    for sheet in (S(rows, merges=["E1:F1"]), [[*rows[0][:4], *rows[1][4:]], *rows[2:]]):
        first, _ = resolutions(lines_of(xlsx({"الف": sheet})))
        assert (first["due_date"], first["implemented_date"]) == ("2024-05-19", "2024-05-09")


def test_shares_under_a_bare_verb_stay_shares() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "سررسید", "اجرا"],
        [1, "آجر نمین", "گاز وصل شود", "شرکت گاز", "1403/02/30", "40%"],
        [2, "آرد نمین", "گاز وصل شود", "شرکت گاز", "1403/02/30", "100%"],
    ]
    read = resolutions(lines_of(xlsx({"الف": rows})))
    assert [(line["implemented_date"], line["progress_pct"]) for line in read] == [(None, 40), (None, 100)]


@pytest.mark.parametrize(("written", "name"), [
    ("آوینژ - ۰۹۷۰۱۱۱۲۲۳۳ و ۰۸۱۳۳۳۳۴۴۴۴", "آوینژ"), ("آوینژ (تلفن: ۰۹۷۰۱۱۱۲۲۳۳ یا ۰۹۷۰۱۱۱۲۲۴۴)", "آوینژ"),
    ("آب و نان ۰۹۷۰۱۱۱۲۲۳۳", "آب و نان"),
])  # fmt: skip
def test_two_phones_leave_no_word_behind(written: str, name: str) -> None:
    assert split_unit_name(written).name == name


@pytest.mark.parametrize(("values", "texts"), [
    (["گاز وصل شود", "وام"], ["گاز وصل شود", "وام"]), (["اجرا شد", "اجرا نشد"], [None, None]),
])  # fmt: skip
def test_brackets_say_what_a_loose_heading_means(values: list[str], texts: list[str | None]) -> None:
    rows = [["ردیف", "نام واحد", "چه شد (مصوبه)", "دستگاه"]]
    rows += [[n, f"آجر {n}", value, "شرکت گاز"] for n, value in enumerate(values, start=1)]  # type: ignore[list-item]
    assert [line["resolution_text"] for line in resolutions(lines_of(xlsx({"الف": rows})))] == texts


def test_a_heading_that_is_also_a_status_is_no_value_among_other_headings() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "ابلاغ", "وضعیت"],
        [1, "آجر نمین", "گاز وصل شود", "شرکت گاز", "1403/02/01", "اجرا شد"],
        [2, "آرد نمین", "گاز وصل شود", "شرکت گاز", "1403/02/01", "ابلاغ"],
        [None],
        ["ردیف", "مصوبه", "دستگاه", "نام واحد", "وضعیت", "ابلاغ"],
        [1, "آب وصل شود", "آبفا", "قند نمین", "اجرا نشده", "1403/03/01"],
    ]
    read = resolutions(lines_of(xlsx({"الف": rows})))
    assert [(line["row"], line["unit_name"], line["status"]) for line in read] == [
        (2, "آجر نمین", "implemented"),
        (3, "آرد نمین", "notified"),
        (6, "قند نمین", "not_implemented"),
    ]
