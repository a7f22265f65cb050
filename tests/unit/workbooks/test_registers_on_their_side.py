"""Registers with a column for each record, and titles that stand in cells beside each other."""

from __future__ import annotations

import pytest
from build import kinds, lines_of, resolutions, xlsx

LABELS = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"]


def on_its_side(n: int, *, first: list[str] | None = None) -> list[list[object]]:
    columns = [
        [number, f"آجر کوره {number}", "گاز وصل شود", "شرکت گاز", "یک ماه", "اجرا شد"] for number in range(1, n + 1)
    ]
    rows: list[list[object]] = [[label, *values] for label, *values in zip(LABELS, *columns, strict=True)]
    return [["مصوبات جلسه ۹ مورخ ۱۴۰۳/۰۲/۰۱"], *([[*first]] if first else []), *rows]


@pytest.mark.parametrize("n", [2, 5, 9, 14])
def test_every_column_is_a_record(n: int) -> None:
    read = resolutions(lines_of(xlsx({"الف": on_its_side(n)})))
    assert [line["unit_name"] for line in read] == [f"آجر کوره {number}" for number in range(1, n + 1)]
    assert [line["part"] for line in read] == list(range(1, n + 1))
    assert {(line["row"], line["session_no"], line["status"], line["due_date"]) for line in read} == {
        (2, "9", "implemented", "2024-05-20")
    }


def test_a_note_below_and_captions_above_belong_to_no_record() -> None:
    rows = [*on_its_side(3, first=["شرح", "ردیف ۱", "ردیف ۲", "ردیف ۳"]), ["توضیح: جدول چرخانده شده است"]]
    lines = lines_of(xlsx({"الف": rows}))
    assert [line["notes"] for line in resolutions(lines)] == [None, None, None]
    assert kinds(lines)[-1] == (9, "note")


def test_a_register_of_few_rows_stands_upright() -> None:
    rows = [LABELS, *([n, f"آجر کوره {n}", "گاز وصل شود", "شرکت گاز", "یک ماه", "اجرا شد"] for n in range(1, 7))]
    assert [line["row"] for line in resolutions(lines_of(xlsx({"الف": rows})))] == [2, 3, 4, 5, 6, 7]


@pytest.mark.parametrize(
    ("title", "province", "session"),
    [
        (["هرمزگان", "مصوبات مالیاتی"], "22", None),
        (["استان هرمزگان", None, "جلسه پنجم"], "22", "5"),
        (["کارگروه تسهیل", "جلسه پنجم"], None, "5"),
    ],
)
def test_a_title_in_cells_beside_each_other_is_no_heading(
    title: list[str | None], province: str | None, session: str | None
) -> None:
    rows = [title, LABELS, *([n, f"آجر کوره {n}", "گاز وصل شود", "شرکت گاز", None, "اجرا شد"] for n in (1, 2))]
    lines = lines_of(xlsx({"الف": rows}))
    assert kinds(lines)[:2] == [(1, "title"), (2, "header")]
    assert [(line["province_id"], line["session_no"]) for line in resolutions(lines)] == [(province, session)] * 2


def test_groups_of_headings_stay_headings() -> None:
    rows = [
        ["مشخصات واحد", None, "مصوبه کارگروه", None, "پیگیری", None],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"],
        [1, "آجر کوره", "گاز وصل شود", "شرکت گاز", None, "اجرا شد"],
        [2, "آرد کوره", "گاز وصل شود", "شرکت گاز", None, "اجرا شد"],
    ]
    assert kinds(lines_of(xlsx({"الف": rows})))[:2] == [(1, "header"), (2, "header")]
