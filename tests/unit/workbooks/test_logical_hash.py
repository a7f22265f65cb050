"""The logical hash is equal for a file saved again, and differs where a cell or a status differs."""

from __future__ import annotations

import datetime
import io

import openpyxl
from build import S, xls, xlsx

from ingestion.workbooks.openers import open_content
from ingestion.workbooks.reader import understand_workbook

ROWS = [["ردیف", "نام واحد", "مصوبه", "دستگاه"], [1, "آرد", "گاز وصل شود", "گاز"], [2, "قند", "آب وصل شود", "آبفا"]]
LEGEND = [[], ["سبز: اجرا شده"], ["قرمز: اجرا نشده"]]


def logical(content: bytes) -> str:
    book = open_content(content, "x.xlsx")
    return understand_workbook(book, file_name="x.xlsx", today=datetime.date(2025, 12, 1)).logical_sha256


def saved_again(content: bytes) -> bytes:
    out = io.BytesIO()
    openpyxl.load_workbook(io.BytesIO(content)).save(out)
    return out.getvalue()


def test_saving_again_changes_nothing() -> None:
    content = xlsx({"الف": S(ROWS, merges=["A2:A3"], fills={1: "D9D9D9"})})
    assert logical(content) == logical(saved_again(content))
    assert logical(xlsx({"الف": ROWS})) == logical(xls({"الف": ROWS}))


def test_another_cell_sheet_name_or_colour_is_another_content() -> None:
    base = logical(xlsx({"الف": ROWS}))
    assert base != logical(xlsx({"ب": ROWS}))
    assert base != logical(xlsx({"الف": [*ROWS[:2], [2, "قند", "آب وصل شود", "گاز"]]}))
    green = logical(xlsx({"الف": S([*ROWS, *LEGEND], fills={2: "00FF00", 5: "00FF00", 6: "FF0000"})}))
    red = logical(xlsx({"الف": S([*ROWS, *LEGEND], fills={2: "FF0000", 5: "00FF00", 6: "FF0000"})}))
    assert green != red


def test_a_hidden_row_is_another_content() -> None:
    row_by_row = [*ROWS, [3, "لبن", "برق وصل شود", "توانیر"]]
    assert logical(xlsx({"الف": row_by_row})) != logical(xlsx({"الف": S(row_by_row, hidden_rows=[3])}))


def test_another_status_in_a_comment_is_another_content() -> None:
    done, open_ = (logical(xlsx({"الف": S(ROWS, comments={"C2": text})})) for text in ("انجام شد", "اجرا نشده است"))
    assert done != open_
