"""Tables as the hints of a source put them: heading row and columns given by hand."""

from __future__ import annotations

from ingestion.workbooks.grid import Sheet
from ingestion.workbooks.hints import SheetHint
from ingestion.workbooks.tables import Column, Table, table_at


def apply_hint(sheet: Sheet, tables: list[Table], hint: SheetHint) -> list[Table]:
    """The tables of a sheet with a hint's heading row and columns in force."""
    if hint.heading_row is not None:
        tables = [t for t in tables if t.header_rows[0] > hint.heading_row]
        given = table_at(sheet, hint.heading_row, max(hint.columns, default=0))
        if given is not None:
            tables.insert(0, given)
    for table in tables:
        _name_columns(table, hint)
    return tables


def _name_columns(table: Table, hint: SheetHint) -> None:
    for number, name in hint.columns.items():
        column = next((c for c in table.columns if c.number == number), None)
        if column is None:
            column = Column(number, ())
            table.columns.append(column)
            table.columns.sort(key=lambda c: c.number)
        for other in table.columns:
            if other.field == name and other is not column:
                other.field = f"also_{name}"
        column.field, column.score, column.guessed_from_values = (
            ("hidden_by_hint" if name == "ignore" else name),
            1.0,
            False,
        )
