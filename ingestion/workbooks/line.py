"""The lines of the contract: one JSON-ready mapping for each resolution, rejected row, figure or ignored row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from ingestion.workbooks.grid import text_of
from ingestion.workbooks.values.texts import shown

Line = dict[str, Any]
AnyLine = Mapping[str, Any]  # a Line, or a PlainLine that stands for one

IGNORED_REASONS = (
    "title", "header", "repeated_header", "divider", "blank_numbered", "total", "note", "signature", "legend",
    "page_number",
)  # fmt: skip
# The fields of a plain row's issues, in the order in which they are told.
_ISSUE_FIELDS = (
    "unit_national_id", "amount_rial", "session_date", "notify_date", "implemented_date", "report_date", "due_date",
    "status", "agencies",
)  # fmt: skip


class PartIssue(NamedTuple):
    """Something not understood; `column` holds the letters of its cell's column, null where no cell of the row says it."""

    code: str
    field: str
    column: str | None
    value: Any


NO_VALUES: Mapping[str, Any] = MappingProxyType({})
_OF_THE_TABLE = frozenset({"kind", "sheet", "is_hidden"})


class Part:
    """What one cell, or several cells together, add to a line. Rows that say the same share their parts.

    `values` are what it says for keys of the line, `raw` keys with what is written, `columns` keys with the letters of
    the row's cell, `places` keys with the address of a cell above the table. `meaning` is for the reader alone. Where it
    `names_nobody` the reader has seen that neither a person nor a phone is written there.
    """

    __slots__ = ("columns", "issues", "meaning", "names_nobody", "places", "raw", "values")

    def __init__(
        self,
        values: Mapping[str, Any] = NO_VALUES,
        raw: tuple[tuple[str, str], ...] = (),
        columns: tuple[tuple[str, str], ...] = (),
        issues: tuple[PartIssue, ...] = (),
        meaning: Any = None,
        places: tuple[tuple[str, str], ...] = (),
        *,
        names_nobody: bool = False,
    ) -> None:
        self.values = values
        self.raw = raw
        self.columns = columns
        self.places = places
        self.issues = issues
        self.meaning = meaning
        self.names_nobody = names_nobody

    def saying(
        self, values: Mapping[str, Any], raw: tuple[tuple[str, str], ...], issues: tuple[PartIssue, ...]
    ) -> Part:
        """What stands in the same cells, told in other words."""
        return Part(values, raw, self.columns, issues, self.meaning, self.places)


class CellPart:
    """The part of one cell whose text names neither a person nor a phone, with nothing to say but its `value`.

    It takes a third of the memory of the Part that it stands for; `columns` holds the key and its column alone.
    """

    __slots__ = ("columns", "text", "value")

    is_text = True
    issues: tuple[PartIssue, ...] = ()
    meaning = None
    names_nobody = True
    places: tuple[tuple[str, str], ...] = ()

    def __init__(self, columns: tuple[tuple[str, str]], value: str | None, text: str) -> None:
        self.columns = columns
        self.value = value
        self.text = text

    @property
    def values(self) -> Mapping[str, Any]:
        """The value under its key."""
        return {self.columns[0][0]: self.value}

    @property
    def raw(self) -> tuple[tuple[str, str]]:
        """The text under its key."""
        return ((self.columns[0][0], self.text),)

    def saying(
        self, values: Mapping[str, Any], raw: tuple[tuple[str, str], ...], issues: tuple[PartIssue, ...]
    ) -> Part:
        """What stands in the same cell, told in other words."""
        return Part(values, raw, self.columns, issues)


AnyPart = Part | CellPart


class PlainLine(Mapping[str, Any]):
    """A resolution as its parts: reads like the Line that `as_dict` makes of it, and takes a tenth of its memory.

    A later part counts where two say the same key. `common` is what holds for every row of the table: all keys of the
    line in their order, null where a row must say.
    """

    __slots__ = ("common", "has_issues", "parts", "row")

    def __init__(self, row: int, parts: Sequence[AnyPart], common: Line, has_issues: bool) -> None:
        self.row = row
        self.parts = parts
        self.common = common
        self.has_issues = has_issues

    def __getitem__(self, key: str) -> Any:
        if key == "row":
            return self.row
        if key in _OF_THE_TABLE:
            return self.common[key]
        if key == "issues":
            return self._issues()
        if key == "cells":
            return self._cells()
        if key == "raw":
            return {name: text for part in self.parts for name, text in part.raw}
        for part in reversed(self.parts):
            if type(part) is CellPart:
                if part.columns[0][0] == key:
                    return part.value
            elif key in part.values:
                return part.values[key]
        return self.common[key]

    def __contains__(self, key: object) -> bool:
        return key in self.common

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key that the line has, else the default."""
        return self[key] if key in self.common else default

    def __iter__(self) -> Iterator[str]:
        return iter(self.common)

    def __len__(self) -> int:
        return len(self.common)

    def as_dict(self) -> Line:
        """The line in full."""
        line = self.common.copy()
        for part in self.parts:
            line.update(part.values)
        line["row"], line["follow_ups"] = self.row, []
        for key in ("cells", "raw", "issues"):
            line[key] = self[key]
        return line

    def with_parts(self, parts: Sequence[AnyPart]) -> PlainLine:
        """The row of the same table that says other parts."""
        return PlainLine(self.row, parts, self.common, self.has_issues)

    def _cells(self) -> dict[str, str]:
        cells: dict[str, str] = {}
        for part in self.parts:
            for name, letters in part.columns:
                cells[name] = f"{letters}{self.row}"
            cells.update(part.places)
        return cells

    def part_issues(self) -> list[PartIssue]:
        """The issues of all parts, in the order in which they are told."""
        if not self.has_issues:
            return []
        issues = [issue for part in self.parts if part.issues for issue in part.issues]
        if len(issues) > 1:
            issues.sort(key=lambda issue: _ISSUE_FIELDS.index(issue.field))
        return issues

    def _issues(self) -> list[dict[str, Any]]:
        return [
            {"code": code, "field": field, "cell": column and f"{column}{self.row}", "value": value}
            for code, field, column, value in self.part_issues()
        ]


def as_dict(line: AnyLine) -> Line:
    """The line as a dict, which JSON and changes need."""
    return line if isinstance(line, dict) else line.as_dict() if isinstance(line, PlainLine) else dict(line)


def kind_of(line: AnyLine) -> str:
    """The line's kind; quicker than to look it up where lines are many."""
    return "resolution" if type(line) is PlainLine else line["kind"]


def row_of(line: AnyLine) -> int:
    """The number of the line's row; quicker than to look it up where lines are many."""
    return line.row if type(line) is PlainLine else line["row"]


def with_part(line: AnyLine, part: Part) -> AnyLine:
    """The line with the values of one more part."""
    if isinstance(line, PlainLine):
        return PlainLine(line.row, [*line.parts, part], line.common, line.has_issues or bool(part.issues))
    return {**line, **part.values}


def ignored(sheet: str, row: int, reason: str, cells: Sequence[Any]) -> Line:
    """A row without a record of its own; its text is what its cells say, joined."""
    texts = [text for cell in cells if cell != "" and (text := shown(text_of(cell)))]
    return {"kind": "ignored", "sheet": sheet, "row": row, "reason": reason, "text": " | ".join(dict.fromkeys(texts))}


def aggregate(
    sheet: str, row: int, label: str | None, agency_id: str | None, measure: str, value: float | int | None
) -> Line:
    """A figure that someone computed."""
    return {
        "kind": "aggregate",
        "sheet": sheet,
        "row": row,
        "label": label,
        "agency_id": agency_id,
        "measure": measure,
        "value": value,
    }
