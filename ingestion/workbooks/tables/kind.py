"""What a table is: a register, a cross-tab, a list of statuses."""

from __future__ import annotations

from collections import Counter

from ingestion.workbooks.classify import is_total
from ingestion.workbooks.evidence import Kinds, is_nothing
from ingestion.workbooks.grid import is_blank, text_of
from ingestion.workbooks.tables.heading_rows import as_count, count_heading, is_figure
from ingestion.workbooks.tables.meanings import means
from ingestion.workbooks.tables.table import SAMPLE, Column, Table
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.texts import squeeze, words


def kind_of_table(table: Table, samples: dict[int, Kinds]) -> str:
    """`register`, `crosstab`, `transposed`, or empty where the table is neither."""
    texts = [c for c in table.columns if c.field in ("resolution_text", "unit_name", "problem_text")]
    real = [
        c
        for c in texts
        if samples[c.number].n_written and samples[c.number].numbers < 0.8 and not _counts_resolutions(table, c)
    ]
    counts: list[tuple[Column, str]] = []
    for column in table.columns:
        if column in real or not column.path:
            continue
        measure = _measure_of_path(column.path) or ("resolutions" if column in texts else None)
        if measure and (_share_of_figures(table, column, samples) >= 0.6 or not samples[column.number].n_written):
            counts.append((column, measure))
    is_count_table = (
        len(counts) >= 2
        and not any(c.field == "resolution_text" for c in real)
        and any(_share_of_figures(table, c, samples) >= 0.6 for c, _ in counts if samples[c.number].n_written)
        and (
            not any(samples[c.number].marks >= 0.9 and samples[c.number].distinct_marks for c, _ in counts)
            or any(samples[c.number].marks < 0.9 and _counts_many(table, c) for c, m in counts if m != "percent")
        )
    )
    if is_count_table:
        for column in table.columns:
            column.field = None if column.field != "row_no" else column.field
        for column, measure in _with_own_percent(counts):
            column.field, column.detail = "measure", measure
        labels = [
            c
            for c in table.columns
            if c.field is None
            and samples[c.number].n_written
            and (samples[c.number].numbers < 0.5 or bool(c.path) and _names_a_period(c.path[-1]))
        ]
        if labels:
            label = max(
                labels,
                key=lambda c: (
                    bool(c.path) and means(c.path[-1], "agency"),
                    samples[c.number].agencies >= 0.5,
                    -c.number,
                ),
            )
            label.field = "label"
            return "crosstab"
    if _is_status_list(table, samples):
        return "crosstab"
    if _is_transposed(table, samples):
        return "transposed"
    fields = {column.field for column in table.columns}
    has_texts = "resolution_text" in fields or ("unit_name" in fields and len(fields & _SUPPORT) >= 1)
    return "register" if has_texts else ""


def _names_a_period(heading: str) -> bool:
    """Whether numbers below a heading («سال», «شماره جلسه») name the rows of figures beside them."""
    return squeeze(heading) in _PERIODS or (means(heading, "session_no") and "تعداد" not in words(heading))


def _counts_resolutions(table: Table, column: Column) -> bool:
    """Whether a column under «مصوبه» holds how many there are: figures alone («۶ مورد», «یک مورد»)."""
    rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
    cells = [cell for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    return column.field == "resolution_text" and bool(cells) and all(map(is_figure, cells))


def _counts_many(table: Table, column: Column) -> bool:
    """Whether every cell with something in it is a figure, and most are more than one: no column of ticks."""
    rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
    cells = [cell for row in rows if not is_nothing(text_of(cell := table.sheet.cell(row, column.number)))]
    many = [cell for cell in cells if (count := as_count(cell)) is not None and squeeze(count) not in ("0", "1")]
    return len(many) >= max(2, 0.5 * len(cells)) and all(map(is_figure, cells))


def _share_of_figures(table: Table, column: Column, samples: dict[int, Kinds]) -> float:
    """How many of a column's cells are numbers, dashes and the lines below the figures left out; 1 where that leaves none."""
    if samples[column.number].numbers >= 0.8:
        return samples[column.number].numbers
    n_figures = n_others = 0
    for row in range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1):
        cell = table.sheet.cell(row, column.number)
        if is_nothing(text_of(cell)):
            continue
        beside = [table.sheet.cell(row, c.number) for c in table.columns]
        if is_figure(cell):
            n_figures += 1
        elif any(is_figure(other) for other in beside) or sum(not is_blank(other) for other in beside) > 2:
            n_others += 1
    return n_figures / (n_figures + n_others) if n_figures + n_others else 1.0


def _measure_of_path(path: tuple[str, ...]) -> str | None:
    """What a column of a cross-tab counts: «تعداد» under a status counts that status; only the implemented have a per cent."""
    measure = count_heading(path[-1])
    if measure is None:
        return count_heading(path[0]) if len(path) > 1 else None
    groups = [found for parent in path[:-1] if (found := count_heading(parent)) not in (None, "percent")]
    if measure not in ("resolutions", "percent") or not groups or squeeze(path[-1]) not in _BARE_COUNTS:
        return measure
    if measure == "resolutions":
        return groups[-1]
    return "percent" if groups[-1] == "implemented" else "other"


_PERIODS = frozenset(squeeze(text) for text in ("سال", "ماه", "دوره", "سه ماهه", "فصل", "year", "month"))
_BARE_COUNTS = frozenset(squeeze(text) for text in ("تعداد", "درصد", "فراوانی", "count", "percent")) | {""}


def _with_own_percent(counts: list[tuple[Column, str]]) -> list[tuple[Column, str]]:
    """The columns of figures; of several per cents under one heading only that beside the implemented is theirs."""
    heads = Counter(squeeze(column.path[-1]) for column, measure in counts if measure == "percent")
    found: list[tuple[Column, str]] = []
    last = ""
    for column, measure in counts:
        if measure != "percent":
            last = measure
        elif heads[squeeze(column.path[-1])] > 1 and last != "implemented" and len(column.path) == 1:
            measure = "other"
        found.append((column, measure))
    return found


_SUPPORT = {
    "agency",
    "problem_text",
    "status",
    "due_date",
    "tick_status",
    "session_no",
    "session_date",
    "progress_pct",
    "resolution_no",
}


def _is_status_list(table: Table, samples: dict[int, Kinds]) -> bool:
    """A list of statuses with how many resolutions have each."""
    written = [c for c in table.columns if c.path and samples[c.number].n_written]
    if len(written) not in (2, 3) or samples[written[0].number].statuses < 0.5:
        return False
    counts = [(column, count_heading(column.path[-1]) or "other") for column in written[1:]]
    if any(samples[column.number].numbers < 0.8 for column, _ in counts):
        return False
    if all(measure == "other" for _, measure in counts):
        return False
    for column, measure in counts:
        column.field, column.detail = "measure", measure
    written[0].field = "label"
    return True


def _is_transposed(table: Table, samples: dict[int, Kinds]) -> bool:
    """Counts with the bodies as columns and the statuses as rows."""
    bodies = [
        c
        for c in table.columns
        if c.path and agency_named(c.path[-1]) is not None and _share_of_figures(table, c, samples) >= 0.8
    ]
    if len(bodies) < 2:
        return False
    label = next(
        (
            c
            for c in table.columns
            if c not in bodies and samples[c.number].numbers < 0.5 and samples[c.number].n_written
        ),
        None,
    )
    if label is None:
        return False
    rows = range(table.first_row, min(table.last_row, table.first_row + 12) + 1)
    texts = [text_of(table.sheet.cell(row, label.number)) for row in rows]
    if sum(count_heading(text) is not None for text in texts if text) < 2:
        return False
    sums = [c for c in table.columns if c.path and is_total(c.path[-1]) and _share_of_figures(table, c, samples) >= 0.8]
    for column in table.columns:
        column.field = None
    for column in (*bodies, *sums):
        column.field, column.detail = "measure", column.path[-1]
    label.field = "label"
    return True
