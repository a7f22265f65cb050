"""Tables as the hints of a source put them: heading row and columns given by hand, headings that a person explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ingestion.workbooks.grid import Sheet
from ingestion.workbooks.hints import SheetHint
from ingestion.workbooks.tables.find import table_at
from ingestion.workbooks.tables.table import Column, Table
from ingestion.workbooks.values.texts import squeeze


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


def apply_answers(tables: Iterable[Table], headings: Mapping[str, str]) -> None:
    """Name the columns of registers whose squeezed heading a person has explained."""
    for table in tables:
        if table.kind == "register":
            for column in list(table.columns):
                name = headings.get(squeeze(column.heading))
                if name is not None:
                    _name(table, column, name)


def _name_columns(table: Table, hint: SheetHint) -> None:
    for number, name in hint.columns.items():
        column = next((c for c in table.columns if c.number == number), None)
        if column is None:
            column = Column(number, ())
            table.columns.append(column)
            table.columns.sort(key=lambda c: c.number)
        _name(table, column, name)


def _name(table: Table, column: Column, name: str) -> None:
    for other in table.columns:
        if other.field == name and other is not column:
            other.field = f"also_{name}"
    column.field, column.score, column.guessed_from_values = (
        ("hidden_by_hint" if name == "ignore" else name),
        1.0,
        False,
    )
