"""Tables written out for people: .xlsx or .csv, safe to open in a spreadsheet program."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ingestion.errors import PeygirError, file_errors

if TYPE_CHECKING:
    import pandas

ENDINGS = (".xlsx", ".csv")
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def harmless(value: Any) -> Any:
    """The value as a spreadsheet program will show it: a text that would run as a formula is quoted."""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def export_table(columns: Sequence[str], rows: Sequence[Sequence[Any]], path: Path) -> int:
    """Write a table to `path` (.xlsx: right-to-left, frozen heading; .csv: UTF-8 with BOM); return the number of rows.

    Raises PeygirError for another ending, and where the file cannot be written.
    """
    import pandas

    if path.suffix.lower() not in ENDINGS:
        raise PeygirError(
            f"cannot write {path.suffix or 'a file without ending'}", where=str(path), remedy="use .xlsx or .csv"
        )
    frame = pandas.DataFrame([[_plain(value) for value in row] for row in rows], columns=list(columns))
    with file_errors("the file cannot be written", path, "name a folder that is there and may be written to"):
        _write(frame, path)
    return len(frame)


def _write(frame: pandas.DataFrame, path: Path) -> None:
    import pandas

    if path.suffix.lower() == ".csv":
        frame.map(harmless).to_csv(path, index=False, encoding="utf-8-sig")
        return
    with pandas.ExcelWriter(path, engine="openpyxl") as writer:
        frame.to_excel(writer, sheet_name="peygir", index=False, freeze_panes=(1, 0))
        sheet = writer.sheets["peygir"]
        sheet.sheet_view.rightToLeft = True
        for row in sheet.iter_rows(min_row=2):
            for cell in row:
                if isinstance(cell.value, str):
                    cell.data_type = "s"


def _plain(value: Any) -> Any:
    """Spreadsheets know no time zones, lists or mappings."""
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.replace(tzinfo=None)
    if isinstance(value, list | tuple):
        return "، ".join(str(item) for item in value)
    return str(value) if isinstance(value, dict) else value
