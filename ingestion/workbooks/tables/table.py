"""A table and its columns."""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

from ingestion.workbooks.column_sets import DayColumns
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Sheet, text_of
from ingestion.workbooks.values.money import MoneyUnit
from ingestion.workbooks.values.texts import words
from ingestion.workbooks.vocabulary import squeezed

CORE = ("unit_name", "resolution_text", "agency", "problem_text")
SURE = 0.72
SAMPLE = 60
MEASURE_STATUSES = {
    "implemented": "implemented",
    "in_progress": "in_progress",
    "not_implemented": "not_implemented",
}


@dataclass
class Column:
    """A column of a table: its number, its headings from the top level down, and what it holds.

    `field` is a field of the contract, a known one without a key (`ceo_name`, `sector`, …), `tick_status`,
    `tick_agency`, `measure`, `label`, `legend`, or None where the heading is unknown. `detail` is the status, agency or
    measure of a tick or count column; `score` says how sure the reading of the heading is. `recency` grows with the day of
    the statuses, where several columns hold those of different months. `day` are the three columns of a day that is written
    in three; `set_no` counts the resolutions side by side in a row, 0 for what they share.
    """

    number: int
    path: tuple[str, ...]
    field: str | None = None
    score: float = 0.0
    follow_up_no: int = 0
    detail: str = ""
    unit: MoneyUnit | None = None
    guessed_from_values: bool = False
    recency: int = 0
    day: DayColumns | None = None
    set_no: int = 0

    @property
    def heading(self) -> str:
        """The headings of all levels, joined by « / »."""
        return " / ".join(self.path)


@dataclass
class Table:
    """A table: `register` (one row one resolution), `crosstab` (counts) or `transposed` (counts, statuses as rows)."""

    sheet: Sheet
    kind: str
    header_rows: list[int]
    first_row: int
    last_row: int
    columns: list[Column] = field(default_factory=list)
    confidence: float = 1.0
    block: frozenset[int] = frozenset()  # the columns that are this table's own, where several share the others
    other_blocks: frozenset[int] = frozenset()
    is_first_block: bool = True
    named_by: dict[str, tuple[int, int]] = field(default_factory=dict)  # what the heading over the block names

    @property
    def left(self) -> int:
        """The number of the first column."""
        return self.columns[0].number

    @property
    def right(self) -> int:
        """The number of the last column."""
        return self.columns[-1].number

    def column_of(self, field_name: str) -> Column | None:
        """The column that holds a field, or None."""
        return next((column for column in self.columns if column.field == field_name), None)

    def columns_of(self, *fields: str) -> list[Column]:
        """All columns that hold one of the fields, from the left."""
        return [column for column in self.columns if column.field in fields]

    @functools.cached_property
    def names_bodies(self) -> bool:
        """Whether a column names who is to act: one of ticks, or one with something in it that is not only for helpers."""
        return any(
            column.field == "tick_agency" or (not _is_of_helpers(column) and self._says_something(column))
            for column in self.columns_of("agency", "tick_agency")
        )

    def _says_something(self, column: Column) -> bool:
        """Whether anything but its own heading stands in a column."""
        cells = (self.sheet.cell(row, column.number) for row in range(self.first_row, self.last_row + 1))
        return any(
            isinstance(cell, tuple) or not (is_nothing(text_of(cell)) or text_of(cell) in column.path) for cell in cells
        )


def _is_of_helpers(column: Column) -> bool:
    """Whether a heading («دستگاه همکار») asks for bodies that help another one."""
    return bool(column.path) and not squeezed("headings", "helping").isdisjoint(words(column.path[-1]))


WITH_COUNTY = "county"  # the detail of a unit's column whose heading names the county too
WITH_STATUS = "status"  # the detail of a term's column whose heading names the status too
WITH_PERSON = "person"  # … whose heading names its manager or a phone too
