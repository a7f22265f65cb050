"""Exports open in a spreadsheet program as what they are: text stays text."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pandas
import pytest

from ingestion.errors import PeygirError
from ingestion.workbooks.export import export_table, harmless

COLUMNS = ["unit", "rate", "agencies", "at"]
ROWS = [
    ('=HYPERLINK("http://x")', Decimal("0.5"), ["MIMT", "MOE"], datetime(2025, 10, 22, 5, tzinfo=UTC)),
    ("نمونه‌سازان", None, [], None),
]


@pytest.mark.parametrize("text", ["=1+1", "+98", "-5", "@SUM(A1)", "\tx", "\rx"])
def test_a_text_that_would_run_is_quoted(text: str) -> None:
    assert harmless(text) == "'" + text


def test_numbers_and_plain_texts_stay(tmp_path: Path) -> None:
    assert [harmless(value) for value in (-5, 1.5, None, "بانک ملی")] == [-5, 1.5, None, "بانک ملی"]


def test_a_formula_in_a_text_is_not_a_formula_in_xlsx(tmp_path: Path) -> None:
    assert export_table(COLUMNS, ROWS, tmp_path / "a.xlsx") == 2
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]] == COLUMNS
    assert sheet["A2"].value == ROWS[0][0]
    assert sheet["A2"].data_type == "s"
    assert sheet["B2"].value == 0.5
    assert sheet["C2"].value == "MIMT، MOE"
    assert sheet.sheet_view.rightToLeft


def test_csv_comes_back_and_is_harmless(tmp_path: Path) -> None:
    export_table(COLUMNS, ROWS, tmp_path / "a.csv")
    back = pandas.read_csv(tmp_path / "a.csv", encoding="utf-8-sig")
    assert back["unit"].tolist() == ["'" + str(ROWS[0][0]), "نمونه‌سازان"]


def test_another_ending_is_told(tmp_path: Path) -> None:
    with pytest.raises(PeygirError, match=r"use \.xlsx or \.csv"):
        export_table(COLUMNS, ROWS, tmp_path / "a.pdf")


@pytest.mark.parametrize("name", ["table.csv", "table.xlsx"])
def test_a_folder_that_is_not_there_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        PeygirError, match=rf"none/{name}: the file cannot be written \(.*\); name a folder that is there"
    ):
        export_table(COLUMNS, ROWS, tmp_path / "none" / name)
