"""One picture of a workbook, whatever format it came in: sheets of cells with what surrounds the values.

A cell is `""` (empty), a `str`, `float`, `int` or `bool`, or a tagged pair:
`("date", ISO text)`, `("error", "#N/A")`, `("formula", "")` for a formula without a cached value.
Rows and columns are counted from 1, as a spreadsheet shows them.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, overload

from ingestion.memory import without_collector

Cell = str | float | int | bool | tuple[str, str]
EMPTY: Cell = ""
_BYTES_OF_A_ROW = 50  # encoded; some have less, most have more
CODE_BYTES = array("i").itemsize


class Span(NamedTuple):
    """A merged range, its four edges included."""

    top: int
    left: int
    bottom: int
    right: int


class CodedRows(Sequence[Sequence[Cell]]):
    """Rows of one width, a C int for each cell: the place of its value in `values`, the first of which is empty.

    They are laid out when they are first looked into.
    """

    def __init__(self, values: Sequence[Cell], width: int, codes: bytes) -> None:
        self.values = values
        self.width = width
        self.codes = codes
        self._rows: list[Sequence[Cell]] | None = None

    def __len__(self) -> int:
        return len(self.codes) // (CODE_BYTES * self.width)

    @overload
    def __getitem__(self, place: int) -> Sequence[Cell]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Sequence[Cell]]: ...
    def __getitem__(self, place: int | slice) -> Sequence[Cell] | Sequence[Sequence[Cell]]:
        return self.laid_out()[place]

    def laid_out(self) -> list[Sequence[Cell]]:
        """The rows, each ending at its last cell with content."""
        if self._rows is None:
            cells = map(self.values.__getitem__, array("i", self.codes))
            self._rows = [trimmed(row) for row in zip(*[cells] * self.width, strict=True)]
        return self._rows


@dataclass
class Sheet:
    """One sheet: ragged rows of cells (a row ends at its last cell with content) and what a table of values loses.

    `fills` maps (row, column) to a colour `RRGGBB`, `percents` are cells formatted as per cent, `comments` maps
    (row, column) to a comment's text. `has_fills` is false where the format knows no fills.
    """

    name: str
    rows: Sequence[Sequence[Cell]] = field(default_factory=list)
    merges: list[Span] = field(default_factory=list)
    is_hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    fills: dict[tuple[int, int], str] = field(default_factory=dict)
    percents: set[tuple[int, int]] = field(default_factory=set)
    comments: dict[tuple[int, int], str] = field(default_factory=dict)

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; empty outside the sheet."""
        if not 0 < row <= len(self.rows):
            return EMPTY
        cells = self.rows[row - 1]
        return cells[column - 1] if 0 < column <= len(cells) else EMPTY

    @property
    def n_cells(self) -> int:
        """How many cells the rows have, at most."""
        rows = self.rows
        return len(rows) * rows.width if isinstance(rows, CodedRows) else sum(map(len, rows))

    @property
    def n_columns(self) -> int:
        """The width of the widest row."""
        return max(map(len, self.rows), default=0)


@dataclass
class Workbook:
    """The sheets of a file in their order, and the kind of file they came from (`xlsx`, `xls`, `ods`, `csv`, …)."""

    kind: str
    sheets: list[Sheet] = field(default_factory=list)


def is_blank(cell: Cell) -> bool:
    """Whether nothing is written in the cell (white space and invisible marks are nothing)."""
    if not isinstance(cell, str):
        return False
    return not cell or (not cell[0].isalnum() and not cell.translate(_INVISIBLE).strip())


_INVISIBLE = dict.fromkeys(
    [0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
)


def text_of(cell: Cell) -> str:
    """The cell as text, as a person would read it in the sheet: whole numbers without a point, dates in ISO form."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e15 else repr(cell)
    if isinstance(cell, int):
        return str(cell)
    return cell[1]


def column_letters(column: int) -> str:
    """The letters of a column counted from 1: 28 is `AB`."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The number of a column from its letters: `AB` is 28."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def address(row: int, column: int) -> str:
    """The address of a cell: (12, 3) is `C12`."""
    return f"{column_letters(column)}{row}"


def place_of(address: str) -> tuple[int, int]:
    """(row, column) of an address such as `C12`."""
    letters = address.rstrip("0123456789")
    return int(address[len(letters) :]), column_number(letters)


def trimmed(cells: Sequence[Cell]) -> Sequence[Cell]:
    """The row without its empty tail."""
    end = len(cells)
    while end and cells[end - 1] == "":
        end -= 1
    return cells if end == len(cells) else cells[:end]


def encode(workbook: Workbook) -> bytes:
    """The workbook as bytes for another process of this program."""
    return marshal.dumps((workbook.kind, [_parts(sheet) for sheet in workbook.sheets]))


def decode(data: bytes) -> Workbook:
    """The workbook that `encode` wrote."""
    with without_collector(len(data) // _BYTES_OF_A_ROW):
        kind, sheets = marshal.loads(data)  # noqa: S302 - written by this program's own child process
        return Workbook(kind, [_sheet(parts) for parts in sheets])


def _parts(sheet: Sheet) -> tuple[Any, ...]:
    rows = sheet.rows
    return (
        sheet.name,
        (rows.values, rows.width, rows.codes) if isinstance(rows, CodedRows) else rows,
        [tuple(span) for span in sheet.merges],
        sheet.is_hidden,
        sheet.hidden_rows,
        sheet.fills,
        sheet.percents,
        sheet.comments,
    )


def _sheet(parts: tuple[Any, ...]) -> Sheet:
    name, rows, merges, *rest = parts
    if isinstance(rows, tuple):
        rows = CodedRows(*rows).laid_out()
    return Sheet(name, rows, [Span(*span) for span in merges], *rest)
