"""Which field each column of a table holds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingestion.workbooks import headings
from ingestion.workbooks.classify import is_total
from ingestion.workbooks.column_sets import DAY_PART, find_days, find_sets
from ingestion.workbooks.evidence import Kinds, kinds_of
from ingestion.workbooks.grid import Cell, is_blank, text_of
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.tables.by_values import (
    mark_joint_terms,
    mark_joint_units,
    settle_amounts,
    settle_by_values,
    settle_former_statuses,
)
from ingestion.workbooks.tables.meanings import column_meanings, fit, means, status_of_path
from ingestion.workbooks.tables.months import (
    number_days_and_texts_of_months,
    number_follow_ups,
    number_follow_ups_of_months,
    settle_statuses_by_month,
)
from ingestion.workbooks.tables.table import SAMPLE, Column, Table
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.money import unit_in
from ingestion.workbooks.values.texts import folded


def samples_of(table: Table) -> dict[int, Kinds]:
    """For each column, what kinds of values stand below its heading."""
    rows = range(table.first_row, min(table.last_row, table.first_row + 4 * SAMPLE) + 1)
    written: dict[int, list[Cell]] = {column.number: [] for column in table.columns}
    for row in rows:
        cells = table.sheet.rows[row - 1] if row <= len(table.sheet.rows) else ()
        if _is_sum_row(cells, table.left, table.right) or _is_heading_again(cells, table):
            continue
        for number, values in written.items():
            if number <= len(cells) and len(values) < SAMPLE and not is_blank(cells[number - 1]):
                values.append(cells[number - 1])
    return {number: kinds_of(values) for number, values in written.items()}


def _is_heading_again(cells: Sequence[Cell], table: Table) -> bool:
    """Whether a row repeats the headings of the table, as at the top of a page."""
    headed = [column for column in table.columns if column.path and column.number <= len(cells)]
    n_same = sum(cells[column.number - 1] == column.path[-1] for column in headed)
    return n_same >= 2 and n_same >= 0.6 * sum(not is_blank(cells[column.number - 1]) for column in headed)


def _is_sum_row(cells: Sequence[Cell], left: int, right: int) -> bool:
    first = next((cell for cell in cells[left - 1 : right] if not is_blank(cell)), "")
    return isinstance(first, str) and is_total(first)


def resolve_columns(table: Table, samples: dict[int, Kinds]) -> None:
    """Settle which field each column holds, from its headings and the kinds of its values."""
    _resolve_days(table)
    _resolve_ticks(table, samples)
    number_follow_ups(table)
    candidates: list[tuple[float, int, Column, Meaning]] = []
    for column in table.columns:
        if column.field or not column.path:
            continue
        for meaning in column_meanings(column):
            score = meaning.score + fit(meaning.field, samples[column.number])
            candidates.append((score, column.number, column, meaning))
    taken: set[tuple[str, int]] = {(column.field or "", 0) for column in table.columns if column.day is not None}
    candidates.sort(
        key=lambda item: (-item[0], headings.is_generic(item[2].path[-1]), item[1])
    )  # «شماره مصوبه» before «کد»
    for score, _, column, meaning in candidates:
        key = (meaning.field, meaning.number)
        if column.field or score < 0.45 or (key in taken and meaning.field not in _MANY):
            continue
        column.field, column.score, column.follow_up_no = meaning.field, min(score, 1.0), meaning.number
        taken.add(key)
    for score, _, column, meaning in candidates:
        if column.field is None and score >= 0.45:
            column.field, column.score = f"also_{meaning.field}", min(score, 1.0)
    number_follow_ups_of_months(table, samples)
    number_days_and_texts_of_months(table)
    _resolve_sets(table)
    mark_joint_units(table)
    mark_joint_terms(table)
    settle_former_statuses(table)
    settle_amounts(table)
    settle_statuses_by_month(table)
    settle_by_values(table, samples)
    for column in table.columns:
        if column.field in ("amount", "also_amount"):
            column.unit = next((unit for text in reversed(column.path) if (unit := unit_in(text))), None)


def _resolve_days(table: Table) -> None:
    """A day in three columns is read with the first of them; what no year stands in («۲ ماه») is no day."""
    by_number = {column.number: column for column in table.columns}
    for name, day in find_days([(column.number, column.path) for column in table.columns]):
        rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
        written = [row for row in rows if any(not is_blank(table.sheet.cell(row, number)) for number in day.numbers)]
        years = [row for row in written if _is_year(table.sheet.cell(row, day.year))]
        if not years or len(years) < 0.5 * len(written):
            continue
        first, *others = (by_number[number] for number in day.numbers)
        first.field, first.score, first.day = name, 1.0, day
        for column in others:
            column.field, column.score = DAY_PART, 1.0


_YEAR = re.compile(r"1[34]\d\d|20[12]\d|4\d\d|0\d|9\d")


def _is_year(cell: Cell) -> bool:
    return _YEAR.fullmatch(folded(text_of(cell))) is not None


def _resolve_sets(table: Table) -> None:
    """Several resolutions side by side in a row, each with columns of its own."""
    by_number = {column.number: column for column in table.columns}
    for number, (set_no, name) in find_sets([(column.number, column.path) for column in table.columns]).items():
        column = by_number[number]
        column.field, column.score, column.set_no, column.follow_up_no = name, max(column.score, 0.9), set_no, 0


_MANY = (
    "agency",
    "ceo_name",
    "phone",
    "notes",
    "action_text",
    "obstacle",
    "sector",
    "product",
    "employment",
    "letter_no",
)


def _resolve_ticks(table: Table, samples: dict[int, Kinds]) -> None:
    """Columns under a status or an agency each, with marks in them."""
    statuses: list[tuple[Column, str]] = []
    bodies: list[tuple[Column, str]] = []
    for column in table.columns:
        kinds = samples[column.number]
        if not column.path:
            continue
        leaf, parents = column.path[-1], column.path[:-1]
        if kinds.n_written and kinds.marks < 0.6 and not (kinds.numbers > 0.7 and kinds.small_numbers > 0.7):
            if not (any(means(parent, "agency") for parent in parents) and agency_named(leaf) is not None):
                continue
        code = status_of_path(column.path)
        meant = headings.best(leaf)
        is_told = meant is not None and meant.field == "status" and kinds.marks >= 0.6  # «نتیجه (انجام شده)»
        if code is not None and (meant is None or meant.score < 0.95 or parents or is_told):
            statuses.append((column, code))
        elif any(means(parent, "agency") for parent in parents) or (
            kinds.marks >= 0.7 and agency_named(leaf) is not None and meant is None
        ):
            bodies.append((column, leaf))
    if len(statuses) >= 2:
        for column, code in statuses:
            column.field, column.detail, column.score = "tick_status", code, 1.0
    if len(bodies) >= 2:
        for column, name in bodies:
            column.field, column.detail, column.score = "tick_agency", name, 1.0
