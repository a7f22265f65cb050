"""Tables headed by codes: where they are explained, and where such a row stays what it is."""

from __future__ import annotations

import pytest
from build import S, kinds, lines_of, resolutions, xlsx

from ingestion.workbooks.context import names_in_full, province_in
from ingestion.workbooks.values.counties import split_county

TITLE = ["کارگروه تسهیل استان یزد - جلسه ۵ مورخ ۱۴۰۳/۰۲/۱۱"]
CODES = ["A", "B", "C", "D", "E"]
WORDS = ["ردیف", "نام واحد", "مصوبه", "دستگاه اجرایی", "وضعیت"]
ROWS = [
    [1, "کاشی میبد", "شرکت گاز انشعاب را وصل کند.", "شرکت گاز", "اجرا شد"],
    [2, "فولاد بافق", "بانک ملی وام را پرداخت کند.", "بانک ملی", "اجرا نشده"],
]


def check(lines: list[dict[str, object]]) -> None:
    read = resolutions(lines)
    assert [(line["unit_name"], line["status"]) for line in read] == [
        ("کاشی میبد", "implemented"),
        ("فولاد بافق", "not_implemented"),
    ]
    assert [line["agencies"][0]["agency_id"] for line in read] == ["GAS", "B_MELLI"]
    assert all(not line["issues"] for line in read)


@pytest.mark.parametrize(
    "legend",
    [
        [[f"{code}: {word}"] for code, word in zip(CODES, WORDS, strict=True)],
        [[f"{code} = {word}"] for code, word in zip(CODES, WORDS, strict=True)],
        [["؛ ".join(f"{code}: {word}" for code, word in zip(CODES, WORDS, strict=True))]],
        [[CODES[0], WORDS[0], CODES[1], WORDS[1], CODES[2], WORDS[2]], [CODES[3], WORDS[3], CODES[4], WORDS[4]]],
        [CODES, WORDS],
    ],
    ids=["colons", "equals signs", "one line", "pairs side by side", "codes over words"],
)
def test_codes_are_explained_on_another_sheet(legend: list[list[str]]) -> None:
    lines = lines_of(xlsx({"داده": S([TITLE, CODES, *ROWS]), "راهنما": S(legend)}))
    check(lines)
    assert kinds([line for line in lines if line["sheet"] == "داده"])[:2] == [(1, "title"), (2, "header")]
    assert {line["reason"] for line in lines if line["sheet"] == "راهنما"} == {"legend"}
    assert sorted(line["row"] for line in lines if line["sheet"] == "راهنما") == list(range(1, len(legend) + 1))


@pytest.mark.parametrize("is_below", [True, False])
def test_codes_are_explained_on_the_same_sheet(is_below: bool) -> None:
    legend = [[f"{code}: {word}"] for code, word in zip(CODES, WORDS, strict=True)]
    table = [CODES, *ROWS]
    lines = lines_of(xlsx({"داده": S([TITLE, *table, [], *legend] if is_below else [TITLE, *legend, *table])}))
    check(lines)
    assert [line["reason"] for line in lines if line["kind"] == "ignored"].count("legend") == 5
    header = next(line for line in lines if line.get("reason") == "header")
    assert header["text"] == "A | B | C | D | E"  # as written, not as explained


def test_a_row_of_codes_that_nothing_explains_is_no_heading() -> None:
    lines = lines_of(xlsx({"داده": S([TITLE, CODES, *ROWS]), "فهرست": S([["A", "سبز"], ["B", "آبی"], ["C", "زرد"]])}))
    assert not any(line.get("reason") == "legend" for line in lines if line["sheet"] == "داده")
    assert {line["row"] for line in lines if line["sheet"] == "داده"} == {1, 2, 3, 4}


def test_codes_beside_real_headings_change_nothing() -> None:
    plain = lines_of(xlsx({"داده": S([TITLE, WORDS, *ROWS])}))
    coded = lines_of(xlsx({"داده": S([TITLE, WORDS, *ROWS]), "راهنما": S([["A", "نام واحد"], ["B", "مصوبه"]])}))
    assert [line for line in coded if line["sheet"] == "داده"] == plain


def test_a_letter_stands_for_the_session_on_tabs() -> None:
    assert names_in_full(["ج ۱۲", "ج۱۳", "ج-14", "J5"]) == ["جلسه ۱۲", "جلسه ۱۳", "جلسه 14", "جلسه 5"]
    assert names_in_full(["جدول ۲", "جمع", "ج ۱۴۰۳", "ج"]) == ["جدول ۲", "جمع", "ج ۱۴۰۳", "ج"]
    assert names_in_full(["الف ۱", "ب ۱", "ج ۱"]) == ["الف ۱", "ب ۱", "ج ۱"]


def test_numbers_in_a_title_of_several_sessions_are_no_conflict() -> None:
    head = ["ردیف", "شماره جلسه", "نام واحد", "مصوبه", "وضعیت"]
    rows = [[1, 5, "کاشی میبد", "انشعاب وصل شود.", "اجرا شد"], [2, 6, "فولاد بافق", "وام پرداخت شود.", "اجرا شد"]]
    lines = lines_of(xlsx({"داده": S([["مصوبات کارگروه تسهیل استان یزد - جلسات ۵ و ۶"], head, *rows])}))
    assert [line["session_no"] for line in resolutions(lines)] == ["5", "6"]
    assert all(not line["issues"] for line in resolutions(lines))


@pytest.mark.parametrize(
    ("text", "unit", "county"),
    [
        ("لنج‌سازی قشم‌کار (بندر خمیر)", "لنج‌سازی قشم‌کار", "بندر خمیر"),
        ("صدف‌کار - انزلی", "صدف‌کار", "انزلی"),
        ("نساجی (عباس)", "نساجی (عباس)", None),
    ],
)
def test_ports_are_counties_with_and_without_the_word(text: str, unit: str, county: str | None) -> None:
    assert split_county(text) == (unit, county)


@pytest.mark.parametrize(
    ("text", "province"),
    [
        ("Hamadan Province - Production Facilitation Working Group", "13"),
        ("Report of West Azerbaijan Province", "04"),
        ("Resolutions, province of Sistan and Baluchestan", "11"),
        ("Khuzestan province and Ilam province", None),
        ("the province", None),
    ],
)
def test_a_title_names_its_province_in_english(text: str, province: str | None) -> None:
    assert province_in(text) == province


def test_codes_below_the_headings_only_count_the_columns() -> None:
    lines = lines_of(xlsx({"داده": S([TITLE, WORDS, ["A1", "A2", "A3", "A4", "A5"], *ROWS])}))
    check(lines)
    assert kinds(lines)[:3] == [(1, "title"), (2, "header"), (3, "header")]
