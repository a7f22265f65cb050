"""The tables of a sheet."""

from __future__ import annotations

from dataclasses import replace

from ingestion.workbooks import headings
from ingestion.workbooks.blocks import by_blocks
from ingestion.workbooks.evidence import Kinds
from ingestion.workbooks.grid import Sheet, is_blank
from ingestion.workbooks.tables.columns import resolve_columns, samples_of
from ingestion.workbooks.tables.heading_rows import Segment, header_segments, overlap
from ingestion.workbooks.tables.kind import kind_of_table
from ingestion.workbooks.tables.levels import heading_levels, heading_path, heading_width
from ingestion.workbooks.tables.table import Column, Table


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from the top, side by side ones from the left."""
    segments = header_segments(sheet)
    tables: list[Table] = []
    for number, segment in enumerate(segments):
        if any(segment.row in table.header_rows and table.left <= segment.left <= table.right for table in tables):
            continue
        below = [s for s in segments[number + 1 :] if s.row > segment.row and overlap(s, segment)]
        table = _build(sheet, segment, below)
        if table is not None:
            tables.append(table)
    _bound(tables, len(sheet.rows))
    return [part for table in tables for part in by_blocks(table, _settle)]


def table_at(sheet: Sheet, row: int, last_column: int) -> Table | None:
    """The register whose headings stand in a given row, whatever they say; None where the row is empty."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    written = [column for column, cell in enumerate(cells, start=1) if not is_blank(cell)]
    if not written:
        return None
    segment = Segment(row, written[0], max(written[-1], last_column), {}, len(written))
    columns = [
        Column(c, heading_path(sheet, c, row, row, segment.left, segment.right))
        for c in range(segment.left, segment.right + 1)
    ]
    table = Table(sheet, "register", [row], row + 1, len(sheet.rows), columns)
    resolve_columns(table, samples_of(table))
    return table


def continued_table(sheet: Sheet, before: Table) -> Table | None:
    """A sheet without headings as the continuation of a register of an earlier sheet; None where its values differ.

    At least two columns must hold what the earlier headings promise (row numbers, ids, dates, bodies, statuses), and
    none may hold something else.
    """
    rows = [number for number, cells in enumerate(sheet.rows, start=1) if sum(not is_blank(c) for c in cells) >= 3]
    if not rows or sheet.n_columns > before.right:
        return None
    columns = [replace(column) for column in before.columns]
    table = Table(sheet, "register", [], rows[0], len(sheet.rows), columns, 0.6)
    samples = samples_of(table)
    n_fitting = 0
    for column in columns:
        kinds = samples[column.number]
        share = _promised_share(column.field, kinds) if column.day is None else None
        if share is None or kinds.n_written == 0:
            continue
        if share < 0.5:
            return None
        n_fitting += 1
    return table if n_fitting >= 2 else None


def _promised_share(field_name: str | None, kinds: Kinds) -> float | None:
    """How many values are of the kind that a field promises; None for fields of free text."""
    if field_name in headings.DATE_FIELDS:
        return min(1.0, kinds.dates + (kinds.durations if field_name == "due_date" else 0.0))
    shares = {
        "row_no": kinds.numbers,
        "unit_national_id": kinds.ids,
        "agency": kinds.agencies,
        "status": kinds.statuses,
        "tick_status": kinds.marks,
    }
    return shares.get(field_name or "")


def _build(sheet: Sheet, segment: Segment, below: list[Segment]) -> Table | None:
    """The table under a run of headings, or None where nothing in it is a register or a cross-tab."""
    top, bottom = heading_levels(sheet, segment)
    left, right = heading_width(sheet, segment, top, bottom)
    stop = min((s.row for s in below), default=len(sheet.rows) + 1)
    if top != bottom and any(s.row <= bottom for s in below):
        stop = min((s.row for s in below if s.row > bottom), default=len(sheet.rows) + 1)
    columns = [Column(c, heading_path(sheet, c, top, bottom, left, right)) for c in range(left, right + 1)]
    table = Table(sheet, "register", list(range(top, bottom + 1)), bottom + 1, stop - 1, columns)
    samples = samples_of(table)
    resolve_columns(table, samples)
    table.columns = [c for c in table.columns if c.path or c.field or samples[c.number].n_written]
    while table.columns and not table.columns[-1].path and table.columns[-1].field is None:
        if samples[table.columns[-1].number].n_written:
            break
        table.columns.pop()
    if not table.columns:
        return None
    table.kind = kind_of_table(table, samples)
    if not table.kind:
        return None
    known = [column for column in table.columns if column.field]
    table.confidence = sum(column.score for column in known) / max(len(table.columns), 1)
    return table


def _settle(table: Table) -> None:
    resolve_columns(table, samples_of(table))


def _bound(tables: list[Table], n_rows: int) -> None:
    """Each table ends above the next one that stands under any of its columns."""
    for table in tables:
        below = [
            other.header_rows[0]
            for other in tables
            if other.header_rows[0] > table.header_rows[-1] and other.left <= table.right and table.left <= other.right
        ]
        table.last_row = min([n_rows, *(row - 1 for row in below)])
