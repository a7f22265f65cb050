"""The rows of a register as a whole, before they are read one by one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ingestion.reference.statuses import UNKNOWN
from ingestion.workbooks import classify
from ingestion.workbooks.grid import Cell, column_letters, is_blank, text_of
from ingestion.workbooks.legend import Legend, is_decoration, keys_of_rows, row_colour
from ingestion.workbooks.rows import SIGN_EDGES, Surroundings
from ingestion.workbooks.tables.table import WITH_STATUS, Column, Table
from ingestion.workbooks.values.bodies import bare_banks, names_banks
from ingestion.workbooks.values.due import unit_days_of
from ingestion.workbooks.values.percents import is_fraction_column
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import sign_of, signs

CROSSES = signs("ticks", "crosses")
_ROWS_OF_SIGNS, _ROWS_OF_KEYS = 500, 30  # looked at for signs of statuses and for what they mean
_LEAST_SIGNS = 0.6  # of the texts of a status column that an explanation of signs must explain
_UNEXPLAINED = {"?": UNKNOWN}  # what signs mean where nothing says it
_PLAIN_NUMBER = re.compile(r"\d{1,3}(?:[./٫]\d{1,4})?")


class RegisterRows:
    """The rows of a register before they are read: their cells, where its records end, what its marks and colours are.

    `anchors` are the places below the first row of a merge, each with its first cell; `heads` the heading rows as squeezed
    texts by column; `last_full_row` the last that surely holds a record; `row_no_share` how many of the rows carry a number.
    """

    def __init__(self, table: Table, legend: Legend) -> None:
        self.table = table
        self.sheet = table.sheet
        self.legend = legend
        self.by_number: dict[int, Column] = {column.number: column for column in table.columns}
        self.letters = {number: column_letters(number) for number in self.by_number}
        self.anchors = self._anchors()
        self.merged_rows = {row for row, _ in self.anchors}
        self.row_no = self.number_of("row_no")
        self.heads = self._heads()
        self.last_full_row = self._last_full_row()
        self.row_no_share = self._row_no_share()
        self.colours = self._colours()
        self.uses_other_marks = self._uses_other_marks()

    def number_of(self, name: str) -> int | None:
        """The number of the column that holds a field; None where none does."""
        column = self.table.column_of(name)
        return column.number if column else None

    def tell_of_columns(self, around: Surroundings) -> None:
        """Enter what the columns as a whole say: units, marks, colours, whether a per cent is a fraction of one."""
        columns = self.table.columns
        fields = {column.field for column in columns}
        has_joint = any(column.detail == WITH_STATUS for column in columns)
        around.has_status_column = has_joint or bool(fields & {"status", "tick_status", "also_status"})
        for column in columns:
            if column.field == "amount" and column.unit is not None:
                around.units["amount"] = column.unit
            if column.field == "agency" and column.path and names_banks(column.path[-1]):
                around.bank_columns |= {column.number}
            elif column.field == "agency" and (names := bare_banks(self._texts(column))):
                around.bank_columns |= {column.number}
                around.bare_banks = {**around.bare_banks, column.number: names}
            if column.field == "due_date" and column.path:
                around.due_unit_days = unit_days_of(column.path[-1])
            if column.field in ("progress_pct", "status"):
                around.fraction_percent |= is_fraction_column(self._numbers(column))
            if column.field == "session_no":
                rows = range(self.table.first_row, min(self.table.last_row, self.table.first_row + 500) + 1)
                written = {squeeze(text_of(self.sheet.cell(row, column.number))) for row in rows} - {""}
                around.has_many_sessions = len(written) > 1
        around.percents = frozenset(self.sheet.percents)
        around.status_keys = self._status_keys()
        counts_by_colour = not self._has_status_text() or bool(self.legend)
        if counts_by_colour and self.colours and not (is_decoration(self.colours) and not self.legend):
            around.match_colour = self.legend.status_of if self.legend else _no_status

    def _status_keys(self) -> dict[str, str]:
        """What the signs in the status column stand for, by a line above or below the rows; empty where it holds words."""
        status = self.number_of("status")
        if status is None:
            return {}
        rows = range(self.table.first_row, min(self.last_full_row, self.table.first_row + _ROWS_OF_SIGNS) + 1)
        written = [text_of(cell) for row in rows if not is_blank(cell := self.sheet.cell(row, status))]
        headings = {head.get(status) for head in self.heads}  # they may stand there again
        texts = [text for text in written if squeeze(text) not in headings]
        n_short = sum(len(text.strip()) <= 3 for text in texts)
        if not texts or n_short < _LEAST_SIGNS * len(texts):
            return {}
        above = range(1, self.table.first_row)
        below = range(self.last_full_row + 1, len(self.sheet.rows) + 1)
        keys, told = keys_of_rows(self.sheet, (*above[-_ROWS_OF_KEYS:], *below[:_ROWS_OF_KEYS]))
        keys = keys or self.legend.keys
        signs_used = [folded(text).strip(SIGN_EDGES) for text in texts]
        if sum(sign in keys for sign in signs_used) < _LEAST_SIGNS * len(texts):
            return _UNEXPLAINED if _are_codes(signs_used) and n_short >= 0.8 * len(texts) else {}
        self.legend.rows |= told
        return keys

    def _texts(self, column: Column) -> set[str]:
        rows = self.sheet.rows[self.table.first_row - 1 : self.table.last_row]
        at = column.number - 1
        return {cell for cells in rows if len(cells) > at and isinstance(cell := cells[at], str)}

    def _numbers(self, column: Column) -> list[float]:
        found = []
        for row in range(self.table.first_row, min(self.table.last_row, self.table.first_row + 2000) + 1):
            cell = self.sheet.cell(row, column.number)
            if isinstance(cell, int | float) and not isinstance(cell, bool):
                found.append(float(cell))
            elif isinstance(cell, str) and (number := _PLAIN_NUMBER.fullmatch(folded(cell))):
                found.append(float(number[0].replace("/", ".").replace("٫", ".")))
        return found

    def _has_status_text(self) -> bool:
        columns = self.table.columns_of("status", "tick_status")
        columns += [column for column in self.table.columns_of("due_date") if column.detail == WITH_STATUS]
        rows = range(self.table.first_row, min(self.table.last_row, self.table.first_row + 500) + 1)
        return any(not is_blank(self.sheet.cell(row, column.number)) for column in columns for row in rows)

    def _anchors(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Place below the first row of a merge → its anchor, for merges among the data."""
        found: dict[tuple[int, int], tuple[int, int]] = {}
        first, last = self.table.first_row, self.table.last_row
        for span in self.sheet.merges:
            if span.top < first or span.top > last or span.bottom == span.top:
                continue
            if span.left not in self.by_number or (span.bottom - span.top) > 5000:
                continue
            for row in range(span.top + 1, span.bottom + 1):
                found[row, span.left] = (span.top, span.left)
        return found

    def _heads(self) -> list[dict[int, str]]:
        """The heading rows as squeezed texts by column, to know repetitions."""
        found = []
        for row in self.table.header_rows:
            texts = {
                number: squeeze(text_of(self.sheet.cell(row, number)))
                for number in self.by_number
                if not is_blank(self.sheet.cell(row, number))
            }
            if texts:
                found.append(texts)
        return found

    def _last_full_row(self) -> int:
        """The last row that holds a record for certain: a unit or resolution beside another cell."""
        key_columns = [
            column.number
            for column in self.table.columns_of("unit_name", "resolution_text", "problem_text", "also_resolution_text")
        ]
        for row in range(self.table.last_row, self.table.first_row - 1, -1):
            own = self.own(row)
            if len(own) >= 2 and any(number in own for number in key_columns) and not self._is_plain_line(own):
                return row
        return self.table.first_row - 1

    def _is_plain_line(self, own: Mapping[int, Cell]) -> bool:
        texts = {number: text_of(cell) for number, cell in own.items()}
        first = next(iter(texts.values()))
        return classify.is_total(first) or classify.line_kind(texts, is_below=True) is not None

    def _row_no_share(self) -> float:
        """How many of the rows that look like records carry a row number."""
        if self.row_no is None:
            return 0.0
        n_numbered = n_rows = 0
        numbers: list[int] = []
        for row in range(self.table.first_row, min(self.last_full_row, self.table.first_row + 3000) + 1):
            own = self.own(row)
            if len(own) < 2:
                continue
            n_rows += 1
            n_numbered += self.row_no in own or (row, self.row_no) in self.anchors
            if self.row_no in own and (text := folded(text_of(own[self.row_no]))).isdecimal() and len(text) < 6:
                numbers.append(int(text))
        share = n_numbered / n_rows if n_rows else 0.0
        is_whole = len(numbers) >= 3 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
        return max(share, 0.5) if share >= 0.25 and is_whole else share  # every record is numbered, most are wrapped

    def own(self, row: int) -> dict[int, Cell]:
        """The row's own written cells in the table's columns."""
        if row > len(self.sheet.rows):
            return {}
        cells = self.sheet.rows[row - 1]
        n = len(cells)
        if not n:
            return {}
        return {
            number: cells[number - 1] for number in self.by_number if number <= n and not is_blank(cells[number - 1])
        }

    def _colours(self) -> dict[int, str]:
        if not self.sheet.fills:
            return {}
        numbers, status = list(self.by_number), self.number_of("status")
        found = {}
        rows = {row for row, _ in self.sheet.fills if self.table.first_row <= row <= self.last_full_row}
        for row in rows:
            own = self.own(row)
            if own and (colour := row_colour(self.sheet, row, numbers, status, self.legend, self.anchors)):
                found[row] = colour[0]
        return found

    def _uses_other_marks(self) -> bool:
        """Whether tick columns of this table hold signs other than crosses."""
        numbers = [column.number for column in self.table.columns_of("tick_status", "tick_agency")]
        others = signs("ticks", "yes") - CROSSES
        rows = range(self.table.first_row, min(self.last_full_row, self.table.first_row + 3000) + 1)
        return any(sign_of(text_of(self.sheet.cell(row, n))) in others for n in numbers for row in rows)


def _are_codes(signs_used: Sequence[str]) -> bool:
    """Whether a status column holds nothing but several whole numbers below ten: codes, and neither ticks nor per cents."""
    return len(set(signs_used)) >= 2 and all(re.fullmatch("[1-9]", sign) for sign in signs_used)


def _no_status(colour: str) -> str | None:
    return None
