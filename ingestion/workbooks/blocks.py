"""Registers whose rows hold several resolutions beside each other, each in its own block of columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from ingestion.workbooks import headings
from ingestion.workbooks.context import session_in
from ingestion.workbooks.line import AnyLine, as_dict, kind_of, row_of
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.texts import squeeze

if TYPE_CHECKING:
    from ingestion.workbooks.tables.table import Column, Table

_SURE = 0.72
_PEOPLE = ("ceo_name", "phone")


def by_blocks(table: Table, settle: Callable[[Table], None]) -> list[Table]:
    """The table as one for each of its blocks of columns, or as it is where it has none.

    A block is a resolution with what belongs to it: under a heading of its own («امور مالیاتی» over «مصوبه» and
    «وضعیت»). The columns outside all blocks hold for each of them. `settle` reads the headings of a block's table.
    """
    if table.kind != "register" or any(column.set_no for column in table.columns):
        return [table]
    blocks = _under_parents(table.columns)
    if not blocks:
        return [table]
    in_blocks = {number for numbers in blocks for number in numbers}
    found: list[Table] = []
    for numbers in blocks:
        columns: list[Column] = []
        for column in table.columns:
            if column.number in numbers:
                columns.append(_of_block(column))
            elif column.number not in in_blocks and not (found and column.field in (None, *_PEOPLE)):
                columns.append(replace(column, field=None, score=0.0, follow_up_no=0, detail="", recency=0))
        part = replace(table, columns=columns, block=frozenset(numbers), other_blocks=frozenset(in_blocks - numbers))
        part.is_first_block = not found
        settle(part)
        if part.column_of("resolution_text") is None:
            return [table]
        part.named_by = _named_by(table, numbers)
        found.append(part)
    return found


def _is_resolution(heading: str) -> bool:
    meant = headings.best(heading)
    return meant is not None and meant.field == "resolution_text" and meant.score >= _SURE


def _under_parents(columns: Sequence[Column]) -> list[set[int]]:
    """Blocks under parents of their own, each with a resolution and something that stands under another parent too."""
    runs: list[list[Column]] = []
    for column in columns:
        if len(column.path) < 2:
            continue
        last = runs[-1][-1] if runs else None
        if last is not None and last.number == column.number - 1 and last.path[0] == column.path[0]:
            runs[-1].append(column)
        else:
            runs.append([column])
    blocks = [run for run in runs if len(run) >= 2 and sum(_is_resolution(c.path[-1]) for c in run) == 1]
    if len({squeeze(run[0].path[0]) for run in blocks}) < len(blocks) or len(blocks) < 2:
        return []
    leaves = Counter(leaf for run in blocks for leaf in {squeeze(column.path[-1]) for column in run})
    blocks = [run for run in blocks if any(leaves[squeeze(column.path[-1])] > 1 for column in run)]
    return [{column.number for column in run} for run in blocks] if len(blocks) > 1 else []


def _of_block(column: Column) -> Column:
    """A column of a block with the heading that it has inside of it."""
    path = column.path[1:] or column.path
    return replace(column, path=path, field=None, score=0.0, follow_up_no=0, detail="", recency=0)


def _named_by(table: Table, numbers: set[int]) -> dict[str, tuple[int, int]]:
    """What the heading over a block names for it, with the place of its cell: the body, the session."""
    column = next(column for column in table.columns if column.number in numbers)
    if len(column.path) < 2:
        return {}
    place = next(
        (
            (row, number)
            for row in table.header_rows
            for number in sorted(numbers)
            if " ".join(str(table.sheet.cell(row, number)).split()) == column.path[0]
        ),
        None,
    )
    if place is None:
        return {}
    if session_in(column.path[0]) is not None:
        return {"session_no": place}
    return {"agency": place} if agency_named(column.path[0]) is not None else {}


def stand_abreast(tables: Sequence[Table]) -> bool:
    """Whether a row may hold records of several tables."""
    heads = [set(table.header_rows) for table in tables if table.kind == "register"]
    return any(one & other for at, one in enumerate(heads) for other in heads[at + 1 :])


def with_parts(lines: Sequence[AnyLine]) -> list[AnyLine]:
    """The lines of tables that stand side by side, the resolutions of one row numbered from the left."""
    of_row = Counter(row_of(line) for line in lines if kind_of(line) == "resolution")
    told: Counter[int] = Counter()
    found: list[AnyLine] = []
    for line in lines:
        row = row_of(line)
        if kind_of(line) == "resolution" and of_row[row] > 1:
            told[row] += 1
            whole = as_dict(line)
            head = {key: whole[key] for key in ("kind", "sheet", "row", "rows") if key in whole}
            line = head | {"part": told[row]} | {key: value for key, value in whole.items() if key != "part"}
        found.append(line)
    return found
