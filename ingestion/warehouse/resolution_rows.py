"""A workbook's resolutions as rows of staging.resolution_rows, in COPY's text."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from ingestion.warehouse.copytext import field, json_field

Row = Mapping[str, Any]

# Key of the contract's line → column. What the row says comes last: it is hashed as it stands.
_PLACE = {
    "sheet": "sheet",
    "row": "row_no",
    "rows": "row_nos",
    "is_hidden": "is_hidden",
    "cells": "cells",
    "raw": "raw",
    "issues": "issues",
}
_SAID = {
    "part": "part",
    "province_id": "province_id",
    "session_no": "session_no",
    "session_date": "session_on",
    "notify_date": "notified_on",
    "due_date": "due_on",
    "implemented_date": "implemented_on",
    "report_date": "reported_on",
    "resolution_no": "resolution_no",
    "unit_name": "unit_name",
    "unit_national_id": "unit_national_id",
    "county": "county",
    "problem_text": "problem_text",
    "problem_categories": "problem_categories",
    "resolution_text": "resolution_text",
    "agencies": "agencies",
    "due_source": "due_source",
    "status": "status",
    "status_source": "status_source",
    "progress_pct": "progress_pct",
    "amount_rial": "amount_rial",
    "notes": "notes",
    "follow_ups": "follow_ups",
}
COLUMNS = ("document_id", "source_id", "line_no", *_PLACE.values(), *_SAID.values(), "row_sha256")
_KEYS = (*_PLACE, *_SAID)
_AT = {key: at for at, key in enumerate(_KEYS)}
_ROW, _CELLS, _RAW, _ISSUES = (_AT[key] for key in ("row", "cells", "raw", "issues"))
_MEMO = 20_000
_ROW_NUMBER = "#"  # stands for the row's number in the JSON of a part's cells


class SharedPart(Protocol):
    """What rows that say the same share: values, texts and columns by key; see `ingestion.workbooks.line.Part`."""

    values: Mapping[str, Any]
    raw: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    places: Sequence[tuple[str, str]]
    issues: Sequence[Any]


class _StagedPart(NamedTuple):
    fields: list[tuple[int, str]]
    raw: dict[str, str]
    cells: dict[str, str]
    has_issues: bool


class RowTexts:
    """Writes the resolutions of one document, each as a line of COPY's text for `COLUMNS`.

    A line that comes in parts (`parts`, over what is `common` to its table) gives the same text as the dict that it
    stands for; each part is put into text once for all the rows that share it. `masked` are the cells (sheet, cell)
    whose written text names a person or a phone: in `raw` stands what was understood instead.
    """

    def __init__(self, document_id: str, source_id: str, masked: set[tuple[str, str]]) -> None:
        self._head = f"{field(document_id)}\t{field(source_id)}"
        self._masked = masked
        self._parts: dict[SharedPart, _StagedPart] = {}
        self._cells_of: dict[Any, dict[str, str]] = {}
        self._common: Row = {}
        self._common_fields: list[str] = []

    def line(self, line_no: int, line: Row) -> str:
        """The row's line, its end included."""
        parts: Sequence[SharedPart] | None = getattr(line, "parts", None)
        is_whole = parts is None or self._is_masked(line)
        fields = self._fields(line) if is_whole else self._fields_of_parts(line, parts or ())
        said = "\t".join(fields[len(_PLACE) :])
        place = "\t".join(fields[: len(_PLACE)])
        # Without where it stands: equal rows of two deliveries hash alike.
        row_sha256 = hashlib.sha256(said.encode()).hexdigest()[:32]
        return f"{self._head}\t{line_no}\t{place}\t{said}\t{row_sha256}\n"

    def _fields(self, line: Row) -> list[str]:
        fields = [_field_of(key, line.get(key)) for key in _KEYS]
        cells: Mapping[str, str] = line.get("cells") or {}
        raw: Mapping[str, Any] = line.get("raw") or {}
        if self._is_masked(line):
            sheet = line.get("sheet")
            raw = {
                name: line.get(name) if (sheet, cells.get(name)) in self._masked else text for name, text in raw.items()
            }
        fields[_CELLS] = _object({name: _member(name, cell) for name, cell in cells.items()})
        fields[_RAW] = _object({name: _member(name, text) for name, text in raw.items()})
        return fields

    def _is_masked(self, line: Row) -> bool:
        if not self._masked:
            return False
        sheet = line.get("sheet")
        return any((sheet, cell) in self._masked for cell in (line.get("cells") or {}).values())

    def _fields_of_parts(self, line: Any, parts: Sequence[SharedPart]) -> list[str]:
        if line.common is not self._common:
            self._common = line.common
            self._common_fields = [_field_of(key, line.common.get(key)) for key in _KEYS]
        fields = self._common_fields.copy()
        raw: dict[str, str] = {}
        cells: dict[str, str] = {}
        has_issues = False
        for part in parts:
            staged = self._parts.get(part) or self._staged(part)
            for at, text in staged.fields:
                fields[at] = text
            raw.update(staged.raw)
            cells.update(staged.cells)
            has_issues = has_issues or staged.has_issues
        number = str(line.row)
        fields[_ROW] = number
        fields[_RAW] = _object(raw)
        fields[_CELLS] = _object(cells).replace(_ROW_NUMBER, number)
        fields[_ISSUES] = json_field(line["issues"]) if has_issues else "[]"
        return fields

    def _cells(self, part: SharedPart) -> dict[str, str]:
        key = (part.columns, part.places)
        if key not in self._cells_of:
            own = ((name, letters + _ROW_NUMBER) for name, letters in part.columns)
            self._cells_of[key] = {name: _member(name, cell) for name, cell in (*own, *part.places)}
        return self._cells_of[key]

    def _staged(self, part: SharedPart) -> _StagedPart:
        staged = _StagedPart(
            [(_AT[key], _field_of(key, value)) for key, value in part.values.items()],
            {name: _member(name, text) for name, text in part.raw},
            self._cells(part),
            bool(part.issues),
        )
        if len(self._parts) >= _MEMO:
            self._parts.clear()
        self._parts[part] = staged
        return staged


def _field_of(key: str, value: Any) -> str:
    if key in _JSON_LISTS:
        return json_field(value) if value else "[]"
    return field(value) if key not in _OBJECTS else "{}"


_JSON_LISTS = frozenset({"agencies", "follow_ups", "issues"})
_OBJECTS = frozenset({"cells", "raw"})


def _member(name: str, value: Any) -> str:
    """A member of a JSON object, as part of a field."""
    return f'"{name}":{json_field(value)}'


def _object(members: Mapping[str, str]) -> str:
    """The members in one order, whatever order they were read in."""
    return "{" + ",".join(sorted(members.values())) + "}"
