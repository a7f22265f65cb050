"""A workbook's resolutions as rows of staging.resolution_rows, in COPY's text."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, groupby, islice
from operator import attrgetter
from typing import Any, Protocol, cast

from ingestion.warehouse.copytext import field, has_marks, json_field, text_fields

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
_BLOCK = 4096  # lines that are written together
_VALUES, _PLACES = attrgetter("values"), attrgetter("columns", "places")
_UNSAID = object()
_ROW_NUMBER = "#"  # stands for the row's number in the JSON of a part's cells


class SharedPart(Protocol):
    """What rows that say the same share: values, texts and columns by key; see `ingestion.workbooks.line.Part`."""

    values: Mapping[str, Any]
    raw: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    places: Sequence[tuple[str, str]]


def parts_of(line: Row) -> Sequence[Any] | None:
    """What a line that comes in parts is made of, each a `SharedPart`; null for a line that says all by itself."""
    return getattr(line, "parts", None)


class RowTexts:
    """Writes the resolutions of one document, each as a line of COPY's text for `COLUMNS`.

    A line that comes in parts (`parts`, over what is `common` to its table) gives the same text as the dict that it
    stands for. Such lines are written column by column, some thousand at a time, so that a part is put into text once
    for all the rows that share it. `masked` are the cells (sheet, cell) whose written text names a person or a phone: in
    `raw` stands what was understood instead.
    """

    def __init__(self, document_id: str, source_id: str, masked: set[tuple[str, str]]) -> None:
        self._head = f"{field(document_id)}\t{field(source_id)}"
        self._masked = masked

    def lines(self, numbered: Iterable[tuple[int, Row]]) -> Iterator[str]:
        """The rows' lines, their ends included, for lines with their numbers."""
        for shape, group in groupby(numbered, lambda item: self._shape(item[1])):
            if shape is None:
                yield from (self._line(line_no, self._fields(line)) for line_no, line in group)
            else:
                while block := list(islice(group, _BLOCK)):
                    yield from self._block(block)

    def _shape(self, line: Row) -> tuple[int, int] | None:
        """What lines have in common that are written together; null for a line that is written by itself."""
        parts = parts_of(line)
        return None if parts is None or self._is_masked(line) else (id(line.common), len(parts))  # type: ignore[attr-defined]

    # ---- one line -------------------------------------------------------------------------------------------------

    def _line(self, line_no: int, fields: Sequence[str]) -> str:
        said = "\t".join(fields[len(_PLACE) :])
        place = "\t".join(fields[: len(_PLACE)])
        return f"{self._head}\t{line_no}\t{place}\t{said}\t{_hash_of(said)}\n"

    def _fields(self, line: Row) -> list[str]:
        fields = [_field_of(key, line.get(key)) for key in _KEYS]
        cells: Mapping[str, str] = line.get("cells") or {}
        raw: Mapping[str, Any] = line.get("raw") or {}
        if self._is_masked(line):
            sheet = line.get("sheet")
            raw = {
                name: line.get(name) if (sheet, cells.get(name)) in self._masked else text for name, text in raw.items()
            }
        fields[_CELLS] = _object([_member(name, cells[name]) for name in sorted(cells)])
        fields[_RAW] = _object([_member(name, raw[name]) for name in sorted(raw)])
        return fields

    def _is_masked(self, line: Row) -> bool:
        if not self._masked:
            return False
        sheet = line.get("sheet")
        return any((sheet, cell) in self._masked for cell in (line.get("cells") or {}).values())

    # ---- many lines in parts --------------------------------------------------------------------------------------

    def _block(self, block: Sequence[tuple[int, Any]]) -> Iterator[str]:
        """The lines of rows with the same number of parts and the same `common`."""
        n_rows = len(block)
        common = block[0][1].common
        fields: list[_Column] = [[_field_of(key, common.get(key))] * n_rows for key in _KEYS]
        raw: dict[str, _Column] = {}
        cells: dict[str, _Column] = {}
        for column in zip(*(line.parts for _, line in block), strict=True):
            laid = _PartColumn(column)
            for key in laid.said():
                at = _AT[key]
                fields[at] = laid.over(fields[at], laid.fields(key))
            for members, texts in ((raw, laid.raw()), (cells, laid.cells())):
                for name, own in texts.items():
                    members[name] = laid.over(members.get(name) or [""] * n_rows, own)
        numbers = [str(line.row) for _, line in block]
        fields[_ROW] = numbers
        fields[_RAW] = _objects(raw, n_rows)
        fields[_CELLS] = [
            text.replace(_ROW_NUMBER, n) for text, n in zip(_objects(cells, n_rows), numbers, strict=True)
        ]
        fields[_ISSUES] = [json_field(line["issues"]) if line.has_issues else "[]" for _, line in block]
        places = map("\t".join, zip(*fields[: len(_PLACE)], strict=True))
        said = map("\t".join, zip(*fields[len(_PLACE) :], strict=True))
        head = self._head
        for (line_no, _), place, text in zip(block, places, said, strict=True):
            yield f"{head}\t{line_no}\t{place}\t{text}\t{_hash_of(text)}\n"


_Column = Sequence[str]
_Texts = list[str | None]  # of each part, null where it does not say


class _PartColumn:
    """The parts at one place of many rows, put into text once each unless most rows have one of their own."""

    def __init__(self, column: Sequence[SharedPart]) -> None:
        self._column = column
        distinct = set(column)
        self._parts = column if 2 * len(distinct) > len(column) else tuple(distinct)

    def said(self) -> set[str]:
        """The keys of the line that any part says."""
        return set(chain.from_iterable(map(_VALUES, self._parts)))

    def fields(self, key: str) -> _Texts:
        """What the parts say for a key of the line."""
        values = [part.values.get(key, _UNSAID) for part in self._parts]
        if set(map(type, values)) == {str}:
            return cast(_Texts, text_fields(values))
        return [None if value is _UNSAID else _field_of(key, value) for value in values]

    def raw(self) -> dict[str, _Texts]:
        """What is written, as members of `raw` by name."""
        n_parts = len(self._parts)
        written: dict[str, _Texts] = {}
        for place, part in enumerate(self._parts):
            for name, text in part.raw:
                if name not in written:
                    written[name] = [None] * n_parts
                written[name][place] = text
        return {name: _members(name, texts) for name, texts in written.items()}

    def cells(self) -> dict[str, _Texts]:
        """Where it is written, as members of `cells` by name (`#` for the row's number)."""
        shapes = list(map(_PLACES, self._parts))
        found: dict[str, _Texts] = {}
        members: dict[Any, dict[str, str]] = {}
        for columns, places in set(shapes):
            own = ((name, letters + _ROW_NUMBER) for name, letters in columns)
            members[columns, places] = {name: _member(name, cell) for name, cell in (*own, *places)}
        for name in {name for own in members.values() for name in own}:
            texts = {shape: own.get(name) for shape, own in members.items()}
            found[name] = list(map(texts.__getitem__, shapes))
        return found

    def over(self, before: _Column, texts: _Texts) -> _Column:
        """A text for each row: what its part says, where it says something, in place of what was there before."""
        found: _Texts = texts
        if self._parts is not self._column:
            found = list(map(dict(zip(self._parts, texts, strict=True)).__getitem__, self._column))
        if None in texts:
            return [old if text is None else text for text, old in zip(found, before, strict=True)]
        return cast(_Column, found)


def _hash_of(said: str) -> str:
    """Of what a row says, without where it stands: equal rows of two deliveries hash alike."""
    return hashlib.sha256(said.encode()).hexdigest()[:32]


def _field_of(key: str, value: Any) -> str:
    if key in _JSON_LISTS:
        return json_field(value) if value else "[]"
    return field(value) if key not in _OBJECTS else "{}"


_JSON_LISTS = frozenset({"agencies", "follow_ups", "issues"})
_OBJECTS = frozenset({"cells", "raw"})


def _member(name: str, value: Any) -> str:
    """A member of a JSON object, as part of a field, with a comma before it."""
    return f',"{name}":{json_field(value)}'


def _members(name: str, texts: _Texts) -> _Texts:
    """The texts as members of JSON objects."""
    if None not in texts and not has_marks("".join(cast(list[str], texts))):
        return [f',"{name}":"{text}"' for text in texts]
    return [None if text is None else _member(name, text) for text in texts]


def _object(members: Iterable[str]) -> str:
    """An object of members in the order of their names, whatever order they were read in."""
    return "{" + "".join(members)[1:] + "}"


def _objects(members: Mapping[str, Sequence[str]], n_rows: int) -> list[str]:
    """The objects of as many rows; the texts of a name that a row does not have are empty."""
    columns = [members[name] for name in sorted(members)]
    return list(map(_object, zip(*columns, strict=True))) if columns else ["{}"] * n_rows
