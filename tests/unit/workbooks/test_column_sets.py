"""Columns that belong together: days in three columns, several resolutions side by side in a row."""

from __future__ import annotations

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.workbooks.column_sets import DayColumns, day_in_words, find_days, find_sets

HEAD = ["ردیف", "نام واحد", "مصوبه", "دستگاه"]


@pytest.mark.parametrize(
    ("headings", "expected"),
    [
        ([("تاریخ جلسه", "روز"), ("تاریخ جلسه", "ماه"), ("تاریخ جلسه", "سال")], ("session_date", DayColumns(3, 2, 1))),
        ([("مهلت اجرا", "سال"), ("مهلت اجرا", "ماه"), ("مهلت اجرا", "روز")], ("due_date", DayColumns(1, 2, 3))),
        ([("روز ابلاغ",), ("ماه ابلاغ",), ("سال ابلاغ",)], ("notify_date", DayColumns(3, 2, 1))),
        ([("سال",), ("ماه",), ("روز",)], ("session_date", DayColumns(1, 2, 3))),
        ([("Meeting Date", "Day"), ("Meeting Date", "Month"), ("Meeting Date", "Year")], ("session_date", DayColumns(3, 2, 1))),
    ],
)  # fmt: skip
def test_three_columns_of_a_day_are_found(headings: list[tuple[str, ...]], expected: tuple[str, DayColumns]) -> None:
    assert find_days(list(enumerate(headings, start=1))) == [expected]


@pytest.mark.parametrize(
    "headings",
    [
        [("روز",), ("ماه",)],
        [("سال",), ("روز",), ("ماه",)],
        [("تاریخ جلسه", "روز"), ("مهلت", "ماه"), ("مهلت", "سال")],
        [("روز تولید",), ("ماه تولید",), ("سال تولید",)],
    ],
)
def test_other_columns_of_days_and_months_are_none(headings: list[tuple[str, ...]]) -> None:
    assert find_days(list(enumerate(headings, start=1))) == []


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        (1404.0, 2.0, 12.0, "1404/2/12"),
        ("۱۴۰۴", "خرداد", "۵", "۵ خرداد ۱۴۰۴"),
        (1404.0, 3.0, "", "خرداد 1404"),
        ("", 3.0, 9.0, "9 خرداد"),
        ("-", "", "—", None),
        (1404.0, 3.0, "1404/03/31", "1404/03/31"),
    ],
)
def test_a_day_in_words(year: str | float, month: str | float, day: str | float, expected: str | None) -> None:
    assert day_in_words(year, month, day) == expected


def test_days_in_three_columns_are_read_and_told_where_they_stand() -> None:
    lines = lines_of(xlsx({"مصوبات": S([
        [*HEAD, "تاریخ جلسه", "", "", "مهلت", "", ""],
        ["", "", "", "", "روز", "ماه", "سال", "روز", "ماه", "سال"],
        [1, "سفال نو", "بدهی تقسیط شود.", "امور مالیاتی", 12, 2, 1404, 31, 3, 1404],
        [2, "چرم نو", "وام پرداخت شود.", "بانک ملت", 12, "اردیبهشت", 1404, 31, 7, 1404],
        [3, "مس نو", "آب وصل شود.", "آبفا", 12, 2, 1404, "", "", ""],
    ], merges=["E1:G1", "H1:J1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"])}))  # fmt: skip
    first, second, third = resolutions(lines)
    assert (first["session_date"], first["due_date"], first["due_source"]) == ("2025-05-02", "2025-06-21", "date")
    assert (first["cells"]["due_date"], first["raw"]["due_date"]) == ("H3", "31/3/1404")
    assert (second["session_date"], second["due_date"], codes(second)) == ("2025-05-02", None, ["invalid_date"])
    assert (third["session_date"], third["due_date"], codes(third)) == ("2025-05-02", None, [])


def test_terms_in_days_and_months_are_no_day() -> None:
    lines = lines_of(xlsx({"مصوبات": S([
        [*HEAD, "مهلت", "", ""],
        ["", "", "", "", "روز", "ماه", "سال"],
        [1, "سفال نو", "بدهی تقسیط شود.", "امور مالیاتی", 15, "", ""],
        [2, "چرم نو", "وام پرداخت شود.", "بانک ملت", "", 2, ""],
        [3, "مس نو", "آب وصل شود.", "آبفا", "", "", 1],
    ], merges=["E1:G1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"])}))  # fmt: skip
    assert {line["due_date"] for line in resolutions(lines)} == {None}


@pytest.mark.parametrize(
    "headings",
    [
        ["مصوبه ۱", "دستگاه ۱", "مصوبه ۲", "دستگاه ۲"],
        ["مصوبه اول", "دستگاه اول", "مصوبه دوم", "دستگاه دوم"],
        ["شرح مصوبه", "دستگاه مجری", "شرح مصوبه", "دستگاه مجری"],
    ],
)
def test_resolutions_side_by_side_are_parts(headings: list[str]) -> None:
    lines = lines_of(xlsx({"مصوبات": [
        ["ردیف", "نام واحد", *headings],
        [1, "روی نو", "بدهی تقسیط شود.", "بانک ملت", "افت فشار رفع شود.", "شرکت گاز"],
        [2, "مس نو", "مالیات رسیدگی شود.", "امور مالیاتی", "", ""],
    ]}))  # fmt: skip
    found = [(line["row"], line.get("part"), line["resolution_text"], line["agencies"][0]["agency_id"]) for line in resolutions(lines)]  # fmt: skip
    assert found == [
        (2, 1, "بدهی تقسیط شود.", "B_MELLAT"),
        (2, 2, "افت فشار رفع شود.", "GAS"),
        (3, None, "مالیات رسیدگی شود.", "TAX"),
    ]


def test_one_status_holds_for_resolutions_side_by_side() -> None:
    lines = lines_of(xlsx({"مصوبات": [
        ["ردیف", "نام واحد", "مصوبه ۱", "مصوبه ۲", "دستگاه مسئول", "وضعیت"],
        [1, "روی نو", "بانک ملت بدهی را تقسیط کند.", "شرکت گاز افت فشار را رفع کند.", "بانک ملت، شرکت گاز", "اجرا شد"],
    ]}))  # fmt: skip
    read = resolutions(lines)
    assert [[agency["agency_id"] for agency in line["agencies"]] for line in read] == [["B_MELLAT"], ["GAS"]]
    assert {line["status"] for line in read} == {"implemented"}


def test_one_resolution_a_row_makes_no_sets() -> None:
    headings = ["ردیف", "نام واحد", "مصوبه", "پیگیری ۱", "تاریخ ۱", "پیگیری ۲", "تاریخ ۲", "دستگاه ۱", "دستگاه ۲"]
    assert find_sets([(number, (text,)) for number, text in enumerate(headings, start=1)]) == {}


@pytest.mark.parametrize(
    "again",
    [
        ["مصوبه اول", "دستگاه", "وضعیت", "مصوبه دوم", "دستگاه", "وضعیت"],
        ["مصوبه ۱", "دستگاه", "وضعیت", "مصوبه ۲", "دستگاه", "وضعیت"],
        ["مصوبه", "دستگاه ۱", "وضعیت ۱", "مصوبه", "دستگاه ۲", "وضعیت ۲"],
    ],
)
def test_where_one_heading_of_a_set_is_numbered_the_others_belong_to_it(again: list[str]) -> None:
    lines = lines_of(xlsx({"مصوبات": S([
        ["ردیف", "نام واحد", *again],
        [1, "روی نو", "گاز وصل شود.", "شرکت گاز", "اجرا شد", "وام دهد.", "بانک ملت", "اجرا نشد"],
        [2, "مس نو", "پروانه تمدید شود.", "استاندارد", "", "", "", ""],
    ])}))  # fmt: skip
    read = [
        (line.get("part"), [a["agency_id"] for a in line["agencies"]], line["status"]) for line in resolutions(lines)
    ]
    assert read == [(1, ["GAS"], "implemented"), (2, ["B_MELLAT"], "not_implemented"), (None, ["STD"], "unknown")]


def test_follow_ups_under_bare_numbers_are_follow_ups() -> None:
    lines = lines_of(xlsx({"مصوبات": S([
        [*HEAD, "وضعیت", "پیگیری‌ها", "", ""],
        ["", "", "", "", "", 1, 2, 3],
        [1, "روی نو", "بدهی تقسیط شود.", "بانک ملت", "اجرا شد", "نامه نخست", "پاسخ رسید", ""],
        [2, "مس نو", "مالیات رسیدگی شود.", "امور مالیاتی", "در حال اجرا", "نامه دوم", "", ""],
    ], merges=["F1:H1", "A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:E2"])}))  # fmt: skip
    read = resolutions(lines)
    assert [[entry["text"] for entry in line["follow_ups"]] for line in read] == [
        ["نامه نخست", "پاسخ رسید"],
        ["نامه دوم"],
    ]
    assert [codes(line) for line in read] == [[], []]


def test_the_place_of_a_session_is_no_county() -> None:
    rows = [HEAD, [1, "روی نو", "بدهی تقسیط شود.", "بانک ملت"], [2, "مس نو", "وام پرداخت شود.", "بانک ملت"]]
    for place, county in (("سالن جلسات استانداری", None), ("ابهر", "ابهر")):
        lines = lines_of(xlsx({"مصوبات": [["زمان: ۱۴۰۳/۱۲/۰۵ - مکان: " + place], *rows]}))
        assert {line["county"] for line in resolutions(lines)} == {county}
