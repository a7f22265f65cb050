"""A workbook's resolutions as rows of staging.resolution_rows, in COPY's text."""

from __future__ import annotations

from binascii import hexlify
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from hashlib import sha256
from itertools import chain, groupby, repeat
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
_CELLS, _RAW = (_KEYS.index(key) for key in ("cells", "raw"))
_BLOCK = 4096  # lines that are written together
_CHUNK = 64  # lines that are sent together; psycopg queues up to 1,024 such chunks for the server
_VALUES, _ISSUES, _COLUMNS, _PLACES = map(attrgetter, ("values", "issues", "columns", "places"))
_PARTS, _COMMON, _ROW = map(attrgetter, ("parts", "common", "row"))
_UNSAID = object()
_ROW_NUMBER = "#"  # stands for the row's number in the JSON of a part's cells


class SharedPart(Protocol):
    """What rows that say the same share: values, texts and columns by key; see `ingestion.workbooks.line.Part`."""

    values: Mapping[str, Any]
    raw: Sequence[tuple[str, str]]
    columns: Sequence[tuple[str, str]]
    places: Sequence[tuple[str, str]]
    issues: Sequence[Any]


class TextPart(SharedPart, Protocol):
    """What one cell alone says: `value` and `text`, for the first key of `columns`; nothing else (`is_text`)."""

    value: str | None
    text: str


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
        self._head = f"{field(document_id)}\t{field(source_id)}\t".encode()
        self._masked = masked

    def chunks(self, lines: Sequence[Row]) -> Iterator[bytes]:
        """The rows of the resolutions among a document's lines, some at a time; they are numbered as the lines are, from 1."""
        for start in range(0, len(lines), _BLOCK):
            for first, shape, run in self._runs(start + 1, lines[start : start + _BLOCK]):
                if shape is None:
                    rows = [self._line(no, line) for no, line in enumerate(run, first) if line["kind"] == "resolution"]
                else:
                    rows = list(self._block(first, run))
                for at in range(0, len(rows), _CHUNK):
                    yield b"".join(rows[at : at + _CHUNK])

    def _runs(self, first: int, some: Sequence[Any]) -> Iterator[tuple[int, object, Sequence[Any]]]:
        """Lines that are written together: the number of the first, what they have in common (null where nothing), they."""
        if not self._masked and len(set(map(type, some))) == 1 and parts_of(some[0]) is not None:
            shapes = set(zip(map(id, map(_COMMON, some)), map(len, map(_PARTS, some)), strict=True))
            if len(shapes) == 1:
                yield first, shapes.pop(), some
                return
        for shape, group in groupby(some, self._shape):
            run = list(group)
            yield first, shape, run
            first += len(run)

    def _shape(self, line: Row) -> tuple[int, int] | None:
        """What lines have in common that are written together; null for a line that is written by itself."""
        parts = parts_of(line)
        return None if parts is None or self._is_masked(line) else (id(line.common), len(parts))  # type: ignore[attr-defined]

    # ---- one line -------------------------------------------------------------------------------------------------

    def _line(self, line_no: int, line: Row) -> bytes:
        fields = self._fields(line)
        said = "\t".join(fields[len(_PLACE) :]).encode()
        place = "\t".join(fields[: len(_PLACE)]).encode()
        return b"%b%d\t%b\t%b\t%b\n" % (self._head, line_no, place, said, _hash_of(said))

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

    def _block(self, first: int, lines: Sequence[Any]) -> Iterator[bytes]:
        """The lines of rows with the same number of parts and the same `common`, numbered from `first` on."""
        n_rows, common = len(lines), lines[0].common
        columns = [_PartColumn(column) for column in zip(*map(_PARTS, lines), strict=True)]
        numbers = _encoded(list(map(str, map(_ROW, lines))))
        before = f"\t{_field_of('sheet', common.get('sheet'))}\t".encode()
        after = "".join(f"\t{_field_of(key, common.get(key))}" for key in ("rows", "is_hidden")).encode() + b"\t"
        said = _said_of(columns, common, n_rows)
        pieces: list[Iterable[bytes]] = [
            repeat(self._head, n_rows),
            _encoded(list(map(str, range(first, first + n_rows)))),
            repeat(before),
            numbers,
            repeat(after),
            _cells_of(columns, numbers),
            repeat(b"\t"),
            *_raw_of(columns, n_rows),
            repeat(b"\t"),
            _issues_of(lines, numbers) if any(column.has_issues() for column in columns) else repeat(b"[]"),
            repeat(b"\t"),
            said,
            repeat(b"\t"),
            map(_hash_of, said),
            repeat(b"\n"),
        ]
        return map(b"".join, zip(*pieces, strict=False))


_Column = Sequence[bytes]
_Texts = Sequence[bytes | None]  # of each part, null where it does not say


class _PartColumn:
    """The parts at one place of many rows, put into text once each unless most rows have one of their own."""

    def __init__(self, column: Sequence[SharedPart]) -> None:
        self._column = column
        distinct = set(column)
        self._is_shared = 2 * len(distinct) <= len(column)
        self._parts = tuple(distinct) if self._is_shared else column
        self._texts, self._key = self._as_texts()

    def _as_texts(self) -> tuple[Sequence[TextPart], str]:
        """(the parts, the key that they say) where all are texts of one column; else none."""
        types, columns = set(map(type, self._parts)), set(map(id, map(_COLUMNS, self._parts)))
        if len(types) > 1 or len(columns) > 1 or not getattr(types.pop(), "is_text", False):
            return (), ""
        return cast(Sequence[TextPart], self._parts), self._parts[0].columns[0][0]

    def has_issues(self) -> bool:
        """Whether any part has some."""
        return not self._texts and any(map(_ISSUES, self._parts))

    def said(self) -> set[str]:
        """The keys of the line that any part says."""
        return {self._key} if self._texts else set(chain.from_iterable(map(_VALUES, self._parts)))

    def fields(self, key: str) -> _Texts:
        """What the parts say for a key of the line."""
        values: list[Any]
        if self._texts:
            values = [part.value for part in self._texts]
        else:
            values = [part.values.get(key, _UNSAID) for part in self._parts]
        if set(map(type, values)) == {str}:
            return _encoded(text_fields(values))
        return [None if value is _UNSAID else _field_of(key, value).encode() for value in values]

    def raw(self) -> dict[str, _Texts]:
        """What is written, as members of `raw` by name."""
        if self._texts:
            return {self._key: _members(self._key, [part.text for part in self._texts])}
        n_parts = len(self._parts)
        written: dict[str, list[str | None]] = {}
        for place, part in enumerate(self._parts):
            for name, text in part.raw:
                if name not in written:
                    written[name] = [None] * n_parts
                written[name][place] = text
        return {name: _members(name, texts) for name, texts in written.items()}

    def cells(self) -> dict[str, _Texts]:
        """Where it is written, as members of `cells` by name (`#` for the row's number)."""
        shapes = list(zip(map(_COLUMNS, self._parts), map(_PLACES, self._parts), strict=True))
        members: dict[Any, dict[str, bytes]] = {}
        for columns, places in shapes[:1] if self._texts else set(shapes):
            own = ((name, letters + _ROW_NUMBER) for name, letters in columns)
            members[columns, places] = {name: _member(name, cell).encode() for name, cell in (*own, *places)}
        found: dict[str, _Texts] = {}
        for name in {name for own in members.values() for name in own}:
            texts = {shape: own.get(name) for shape, own in members.items()}
            found[name] = [*texts.values()] * len(shapes) if len(texts) == 1 else list(map(texts.__getitem__, shapes))
        return found

    def of_rows(self, texts: Sequence[Any]) -> Sequence[Any]:
        """For each row what its part has of what the parts have."""
        if not self._is_shared:
            return texts
        if len(texts) == 1:
            return [*texts] * len(self._column)
        return list(map(dict(zip(self._parts, texts, strict=True)).__getitem__, self._column))


def _said_of(columns: Sequence[_PartColumn], common: Row, n_rows: int) -> _Column:
    """What each row says, as fields of the columns of `_SAID`: what its last part to say a key says, else `common`.

    Neighbouring fields that come of the same parts are put together once for each of these.
    """
    saying: dict[str, list[_PartColumn]] = {}
    for column in columns:
        for key in column.said():
            saying.setdefault(key, []).append(column)
    runs: list[tuple[_PartColumn | None, list[_Column]]] = []  # of the same parts: texts for each; null: of all rows
    for key in _SAID:
        by, otherwise = saying.get(key, []), _field_of(key, common.get(key)).encode()
        if len(by) == 1:
            found = by[0].fields(key)
            texts = [otherwise if text is None else text for text in found] if None in found else cast(_Column, found)
        else:
            texts = [otherwise] * n_rows
            for column in by:
                texts = _over(column.of_rows(column.fields(key)), texts)
        owner = by[0] if len(by) == 1 else None
        if runs and runs[-1][0] is owner:
            runs[-1][1].append(texts)
        else:
            runs.append((owner, [texts]))
    fields = []
    for owner, columns_of_run in runs:
        together = columns_of_run[0]
        if len(columns_of_run) > 1:
            together = list(map(b"\t".join, zip(*columns_of_run, strict=True)))
        fields.append(together if owner is None else owner.of_rows(together))
    return list(map(b"\t".join, zip(*fields, strict=True)))


def _over(texts: Sequence[bytes | None], before: Sequence[bytes]) -> list[bytes]:
    """The texts, and where there is none the one before."""
    return [old if text is None else text for text, old in zip(texts, before, strict=True)]


def _raw_of(columns: Sequence[_PartColumn], n_rows: int) -> Iterator[Iterable[bytes]]:
    """What is written in each row, as the pieces of objects."""
    members: dict[str, _Column] = {}
    for column in columns:
        for name, texts in column.raw().items():
            own = column.of_rows(texts)
            is_whole = name not in members and None not in texts
            members[name] = cast(_Column, own) if is_whole else _over(own, members.get(name) or [b""] * n_rows)
    yield repeat(b"{")
    if members:
        first, *others = (members[name] for name in sorted(members))
        if b"" in first:
            first, others = list(map(b"".join, zip(first, *others, strict=True))), []
        yield [text[1:] for text in first]  # without its comma
        yield from others
    yield repeat(b"}")


def _cells_of(columns: Sequence[_PartColumn], numbers: Sequence[bytes]) -> Iterator[bytes]:
    """Where it is written, as objects; rows whose cells stand in the same columns differ in their number alone."""
    n_rows = len(numbers)
    members: dict[str, _Column] = {}
    for column in columns:
        for name, texts in column.cells().items():
            if name not in members and texts[0] is not None and len(set(texts)) == 1:
                members[name] = [texts[0]] * n_rows
            else:
                members[name] = _over(column.of_rows(texts), members.get(name) or [b""] * n_rows)
    if not members:
        return repeat(b"{}", n_rows)
    laid = _Laid()
    return map(
        bytes.join, numbers, map(laid.__getitem__, zip(*(members[name] for name in sorted(members)), strict=True))
    )


class _Laid(dict[tuple[bytes, ...], list[bytes]]):
    """Members of an object → the object, cut where the row's number belongs."""

    def __missing__(self, members: tuple[bytes, ...]) -> list[bytes]:
        self[members] = pieces = (b"{" + b"".join(members)[1:] + b"}").split(_ROW_NUMBER.encode())
        return pieces


def _issues_of(lines: Sequence[Any], numbers: Sequence[bytes]) -> list[bytes]:
    """The issues of each row, as a list in JSON."""
    told = []
    for line, number in zip(lines, numbers, strict=True):
        if not line.has_issues:
            told.append(b"[]")
            continue
        issues = [number.join(_issue_pieces(*issue)) for issue in line.part_issues()]
        told.append(b"[" + b",".join(issues) + b"]")
    return told


@lru_cache(_BLOCK)
def _issue_pieces(code: str, name: str | None, column: str | None, value: Any) -> tuple[bytes, ...]:
    """The JSON of an issue, cut where the number of its cell's row belongs."""
    before = f'{{"code":{json_field(code)},"field":{json_field(name)},"cell":'
    after = f',"value":{json_field(value)}}}'
    return (
        (f"{before}null{after}".encode(),) if column is None else (f'{before}"{column}'.encode(), f'"{after}'.encode())
    )


def _hash_of(said: bytes) -> bytes:
    """Of what a row says, without where it stands: equal rows of two deliveries hash alike."""
    return hexlify(sha256(said).digest())[:32]


def _encoded(texts: Sequence[str]) -> list[bytes]:
    """Fields as bytes; no field holds a line feed."""
    return "\n".join(texts).encode().split(b"\n") if texts else []


def _field_of(key: str, value: Any) -> str:
    if key in _JSON_LISTS:
        return json_field(value) if value else "[]"
    return field(value) if key not in _OBJECTS else "{}"


_JSON_LISTS = frozenset({"agencies", "follow_ups", "issues"})
_OBJECTS = frozenset({"cells", "raw"})


def _member(name: str, value: Any) -> str:
    """A member of a JSON object, as part of a field, with a comma before it."""
    return f',"{name}":{json_field(value)}'


def _members(name: str, texts: Sequence[str | None]) -> _Texts:
    """The texts as members of JSON objects."""
    if None not in texts and not has_marks("".join(whole := cast(list[str], texts))):
        return _encoded([f',"{name}":"{text}"' for text in whole])
    return [None if text is None else _member(name, text).encode() for text in texts]


def _object(members: Iterable[str]) -> str:
    """An object of members in the order of their names, whatever order they were read in."""
    return "{" + "".join(members)[1:] + "}"
