"""What the reader cannot settle by itself: headings that are unknown or could mean two things."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.workbooks.grid import column_letters
from ingestion.workbooks.headings import meanings
from ingestion.workbooks.reader import WorkbookReading
from ingestion.workbooks.tables.table import Column
from ingestion.workbooks.values.texts import squeeze

DOUBTFUL = 0.8


@dataclass(frozen=True)
class HeadingDoubt:
    """A heading whose column a person should name.

    `key` is the squeezed heading; `taken_for` the field that the reader took it for meanwhile (None: it left the column
    out); `could_be` the fields that the words of the heading allow, surest first; `place` one column that has it.
    """

    key: str
    heading: str
    taken_for: str | None
    could_be: tuple[str, ...]
    sheet: str
    place: str


def is_doubtful(column: Column) -> bool:
    """Whether the reader is not sure of the column's field, or has none."""
    return column.field is None or column.score < DOUBTFUL or column.guessed_from_values


def heading_doubts(reading: WorkbookReading) -> list[HeadingDoubt]:
    """The doubtful headings of a workbook's registers, each heading once, in the order of the sheets."""
    found: dict[str, HeadingDoubt] = {}
    for doubt in _all(reading):
        found.setdefault(doubt.key, doubt)
    return list(found.values())


def _all(reading: WorkbookReading) -> Iterator[HeadingDoubt]:
    for sheet in reading.sheets:
        for table in sheet.tables:
            if table.kind != "register":
                continue
            for column in table.columns:
                key = squeeze(column.heading)
                if not key or not is_doubtful(column) or (column.field or "").startswith(("tick_", "follow_up")):
                    continue
                taken_for = column.field.removeprefix("also_") if column.field else None
                could_be = dict.fromkeys(
                    [*([taken_for] if taken_for else ()), *(m.field for m in meanings(column.heading))]
                )
                yield HeadingDoubt(
                    key, column.heading, taken_for, tuple(could_be), sheet.name, column_letters(column.number)
                )
