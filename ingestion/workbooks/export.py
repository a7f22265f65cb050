"""Tables written out for people: .xlsx or .csv, safe to open in a spreadsheet program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from ingestion.errors import PeygirError

ENDINGS = (".xlsx", ".csv")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """The value as a spreadsheet program will show it: a text that would run as a formula is quoted."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def export_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], path: Path) -> int:
    """Write a table to `path` (.xlsx: right-to-left, frozen heading; .csv: UTF-8 with BOM); return the number of rows.

    Raises PeygirError for another ending.
    """
    import pandas

    if path.suffix.lower() not in ENDINGS:
        raise PeygirError(
            f"cannot write {path.suffix or 'a file without ending'}", where=str(path), remedy="use .xlsx or .csv"
        )
    frame = pandas.DataFrame([[_plain(value) for value in row] for row in rows], columns=list(columns))
    if path.suffix.lower() == ".csv":
        frame.map(harmless).to_csv(path, index=False, encoding="utf-8-sig")
        return len(frame)
    with pandas.ExcelWriter(path, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="peygir", index=False, freeze_panes=(1, 0))
        sheet = writer.sheets["peygir"]
        sheet.sheet_view.rightToLeft = True
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"
    return len(frame)


def _plain(value: Any) -> Any:
    """Spreadsheets know no time zones, lists or mappings."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    if isinstance(value, list | tuple):
        return "، ".join(str(item) for item in value)
    return str(value) if isinstance(value, dict) else value
