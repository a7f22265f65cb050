"""Cross-tabs and rows of sums: figures that someone computed, never resolutions."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ingestion.persian.digits import to_ascii_digits
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.classify import is_total
from ingestion.workbooks.grid import Cell, is_blank, text_of
from ingestion.workbooks.line import Line, aggregate
from ingestion.workbooks.tables.table import MEASURE_STATUSES, Column, Table
from ingestion.workbooks.values.bodies import bodies_in_cell, names_banks, with_bank
from ingestion.workbooks.values.counts import count_in_words
from ingestion.workbooks.values.percents import read_percent
from ingestion.workbooks.values.texts import folded, shown

MEASURES = ("resolutions", "implemented", "in_progress", "not_implemented", "percent")
_NUMBER = re.compile(r"(\d{1,9}(?:\.\d+)?)\s*(?:مصوبه|مورد|فقره|بند|عدد)?")


def crosstab_lines(table: Table, row: int) -> Iterator[Line]:
    """The figures of one row of a cross-tab; nothing for a row without any."""
    label_column = table.column_of("label")
    label_cell = _filled(table, row, label_column.number) if label_column else ""
    if label_column and is_blank(label_cell):  # «جمع» stands in the column of groups before it
        others = (table.sheet.cell(row, c.number) for c in table.columns if c.field in (None, "row_no"))
        label_cell = next((cell for cell in others if isinstance(cell, str) and is_total(cell)), label_cell)
    if not any(_is_figure(table.sheet.cell(row, column.number)) for column in table.columns_of("measure")):
        return  # a note or a signature below the figures
    label = shown(text_of(label_cell))
    if table.kind == "transposed":
        measure = measure_of_label(label or "")
        if measure is None:
            return
        for column in table.columns_of("measure"):
            cell = table.sheet.cell(row, column.number)
            if not is_blank(cell):
                yield aggregate(
                    table.sheet.name,
                    row,
                    label,
                    agency_of_label(column.detail),
                    measure,
                    _value(table, row, column, cell, measure),
                )
        return
    is_of_banks = label_column is not None and bool(label_column.path) and names_banks(label_column.path[-1])
    agency = agency_of_label(with_bank(label or "") if is_of_banks and not is_total(label or "") else label or "")
    is_of_status = agency is None and match_status(label or "").code != UNKNOWN
    of_status = measure_of_label(label or "") if is_of_status else "resolutions"
    for column in table.columns_of("measure"):
        cell = table.sheet.cell(row, column.number)
        if is_blank(cell) or column.detail not in MEASURES:
            continue
        measure = of_status if column.detail == "resolutions" else column.detail
        if measure is not None:
            yield aggregate(table.sheet.name, row, label, agency, measure, _value(table, row, column, cell, measure))


def _is_figure(cell: Cell) -> bool:
    """Whether a cell holds a number, or something that Excel would show as one: a formula, an error."""
    if isinstance(cell, tuple):
        return cell[0] != "date"
    return count_of(cell) is not None or read_percent(cell, is_fraction=False) is not None


def _filled(table: Table, row: int, column: int) -> Cell:
    cell = table.sheet.cell(row, column)
    if not is_blank(cell):
        return cell
    for span in table.sheet.merges:
        if span.top < row <= span.bottom and span.left <= column <= span.right and span.top >= table.first_row:
            return table.sheet.cell(span.top, span.left)
    return cell


def agency_of_label(label: str) -> str | None:
    """The one agency that a label names; None for a total, a generic word or another thing."""
    if not label or is_total(label):
        return None
    bodies = bodies_in_cell(label)
    return bodies.ids[0] if len(bodies.entries) == 1 and bodies.ids else None


def measure_of_label(label: str) -> str | None:
    """The measure that a row's label names in a transposed cross-tab, or None."""
    measure = headings.measure_of(label)
    if measure:
        return measure
    if is_total(label):
        return "resolutions"
    status = match_status(label)
    return MEASURE_STATUSES.get(status.code) if status.code != UNKNOWN else None


def _value(table: Table, row: int, column: Column, cell: Cell, measure: str) -> float | int | None:
    if measure == "percent":
        is_fraction = (row, column.number) in table.sheet.percents or _is_fraction_column(table, column)
        found = read_percent(cell, is_fraction=is_fraction)
        return None if found is None else int(found) if found == int(found) else found
    return count_of(cell)


def _is_fraction_column(table: Table, column: Column) -> bool:
    numbers = [
        float(cell)
        for row in range(table.first_row, table.last_row + 1)
        if isinstance(cell := table.sheet.cell(row, column.number), int | float) and not isinstance(cell, bool)
    ]
    return bool(numbers) and max(numbers) <= 1 and any(number % 1 for number in numbers)


def count_of(cell: Cell) -> float | int | None:
    """The number in a cell of counts; None for a formula without a value, an error or no number."""
    if isinstance(cell, bool | tuple):
        return None
    if isinstance(cell, int | float):
        return int(cell) if cell == int(cell) else round(float(cell), 4)
    text = to_ascii_digits(folded(cell)).replace("٬", "").replace(",", "")
    match = _NUMBER.fullmatch(text)
    if not match:
        return count_in_words(text)
    number = float(match[1])
    return int(number) if number.is_integer() else number


def total_lines(table: Table, row: int, label: str) -> list[Line]:
    """The figures of a register's «جمع» row under its status and agency columns; empty where it has none."""
    found = []
    for column in table.columns:
        cell = table.sheet.cell(row, column.number)
        if is_blank(cell) or (count_of(cell) is None and not (isinstance(cell, tuple) and cell[0] == "formula")):
            continue
        if column.field == "tick_status" and (measure := MEASURE_STATUSES.get(column.detail)):
            found.append(aggregate(table.sheet.name, row, label, None, measure, count_of(cell)))
        elif column.field == "tick_agency":
            agency = agency_of_label(column.detail)
            found.append(aggregate(table.sheet.name, row, label, agency, "resolutions", count_of(cell)))
    return found
