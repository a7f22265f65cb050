"""A workbook's resolutions as rows of staging.stored_resolution_rows, in COPY's text.

What a register says over and over is stored once: the cells of a row as the number of a layout, a text that is understood as it
is written in its own column alone. `staging.resolution_rows` shows each row in full.
"""

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
    "cells": "layout_no",
    "raw": "written_otherwise",
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
# Texts that are mostly understood as they are written.
_PLAIN = (
    "county", "notes", "problem_text", "resolution_no", "resolution_text", "session_no", "unit_name", "unit_national_id",
)  # fmt: skip
_BLOCK = 4096  # lines that are written together
_CHUNK = 64  # lines that are sent together; psycopg queues up to 1,024 such chunks for the server
_VALUES, _ISSUES, _COLUMNS, _PLACES = map(attrgetter, ("values", "issues", "columns", "places"))
_PARTS, _COMMON, _ROW = map(attrgetter, ("parts", "common", "row"))
_VALUE, _TEXT = map(attrgetter, ("value", "text"))  # of a TextPart
_UNSAID = object()
_ROW_NUMBER = "#"  # stands for the row's number in a layout


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
    for all the rows that share it. `masked` are the cells (sheet, cell) whose written text names a person or a phone: of
    them no other words are kept than what was understood.
    """

    def __init__(self, document_id: str, source_id: str, masked: set[tuple[str, str]]) -> None:
        self._head = f"{field(document_id)}\t{field(source_id)}\t".encode()
        self._masked = masked
        self._layouts = _Layouts()
        self._document = field(document_id).encode()

    def layouts(self) -> Iterator[bytes]:
        """The layouts of the rows written so far, as rows of staging.row_layouts: document_id, layout_no, cells."""
        return (b"%b\t%b\t%b\n" % (self._document, number, layout) for layout, number in self._layouts.items())

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
        row = str(line["row"])
        fields[_CELLS] = self._layouts[_layout({name: _of_any_row(cell, row) for name, cell in cells.items()})].decode()
        told = {name: text for name, text in raw.items() if name not in _PLAIN}
        for name in _PLAIN:
            said = line.get(name)
            if (name in raw and (raw[name] is None or raw[name] != said)) or (name not in raw and said is not None):
                told[name] = raw.get(name)
        fields[_RAW] = _object([_member(name, told[name]) for name in sorted(told)])
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
            _layout_of(columns, n_rows, self._layouts),
            repeat(b"\t"),
            *_written_of(columns, common, n_rows),
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
_Shape = tuple[Sequence[tuple[str, str]], Sequence[tuple[str, str]]]  # a part's columns and places


class _PartColumn:
    """The parts at one place of many rows, put into text once each unless most rows have one of their own."""

    def __init__(self, column: Sequence[SharedPart]) -> None:
        self._column = column
        distinct = set(column)
        self._is_shared = 2 * len(distinct) <= len(column)
        self._parts = tuple(distinct) if self._is_shared else column
        self._key = self._key_of_texts()
        self._said = list(map(_VALUE, self._parts)) if self._key else []

    def _key_of_texts(self) -> str | None:
        """The key that all parts say where all are texts of one column."""
        types, columns = set(map(type, self._parts)), set(map(id, map(_COLUMNS, self._parts)))
        is_text = len(types) == len(columns) == 1 and getattr(types.pop(), "is_text", False)
        return self._parts[0].columns[0][0] if is_text else None

    def has_issues(self) -> bool:
        """Whether any part has some."""
        return not self._key and any(map(_ISSUES, self._parts))

    def said(self) -> set[str]:
        """The keys of the line that any part says."""
        return {self._key} if self._key else set(chain.from_iterable(map(_VALUES, self._parts)))

    def fields(self, key: str) -> _Texts:
        """What the parts say for a key of the line."""
        values = self.values(key)
        if set(map(type, values)) == {str}:
            return _encoded(text_fields(values))
        return [None if value is _UNSAID else _field_of(key, value).encode() for value in values]

    def written(self) -> Mapping[str, Sequence[str | None]]:
        """What is written, by name."""
        if self._key:
            return {self._key: list(map(_TEXT, self._parts))}
        n_parts = len(self._parts)
        written: dict[str, list[str | None]] = {}
        for place, part in enumerate(self._parts):
            for name, text in part.raw:
                if name not in written:
                    written[name] = [None] * n_parts
                written[name][place] = text
        return written

    def values(self, key: str) -> Sequence[Any]:
        """What the parts say for a key of the line, `_UNSAID` where one does not."""
        if self._key:
            return self._said
        return [part.values.get(key, _UNSAID) for part in self._parts]

    def shapes(self) -> Sequence[_Shape]:
        """In which cells each part stands; one shape for all that stand in the same."""
        if self._key:
            return [(self._parts[0].columns, ())]
        shapes = list(zip(map(_COLUMNS, self._parts), map(_PLACES, self._parts), strict=True))
        return shapes[:1] if len(set(shapes)) == 1 else shapes

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


def _written_of(columns: Sequence[_PartColumn], common: Row, n_rows: int) -> Iterator[Iterable[bytes]]:
    """What is written in each row in other words than understood, as the pieces of objects."""
    writing: dict[str, list[tuple[_PartColumn, Sequence[str | None]]]] = {name: [] for name in _PLAIN}
    saying: dict[str, list[_PartColumn]] = {name: [] for name in _PLAIN}
    for column in columns:
        for name, texts in column.written().items():
            writing.setdefault(name, []).append((column, texts))
        for name in column.said() & saying.keys():
            saying[name].append(column)
    members: dict[str, _Column] = {}
    for name in sorted(writing):
        if name in saying:
            own = _other_words(name, writing[name], saying[name], common.get(name), n_rows)
            if own is not None:
                members[name] = own
            continue
        for column, texts in writing[name]:
            own = column.of_rows(_members(name, texts))
            is_whole = name not in members and None not in texts
            members[name] = own if is_whole else _over(own, members.get(name) or [b""] * n_rows)
    yield repeat(b"{")
    if members:
        first, *others = members.values()
        if b"" in first:
            first, others = list(map(b"".join, zip(first, *others, strict=True))), []
        yield [text[1:] for text in first]  # without its comma
        yield from others
    yield repeat(b"}")


def _other_words(
    name: str,
    writing: Sequence[tuple[_PartColumn, Sequence[str | None]]],
    saying: Sequence[_PartColumn],
    common: Any,
    n_rows: int,
) -> _Column | None:
    """The member of a plain text in each row where it is written in other words than understood; null where it is in none."""
    involved = {id(column): column for column in (*saying, *(column for column, _ in writing))}
    if len(involved) == 1:  # told for each part, not for each row
        (column,) = involved.values()
        written = writing[0][1] if writing else ()
        own = _otherwise(name, [common if value is _UNSAID else value for value in column.values(name)], written)
        return own and column.of_rows(own)
    said: list[Any] = [common] * n_rows
    texts: list[str | None] = [None] * n_rows
    for column in saying:
        values = column.of_rows(column.values(name))
        said = [old if value is _UNSAID else value for value, old in zip(values, said, strict=True)]
    for column, written in writing:
        texts = [old if text is None else text for text, old in zip(column.of_rows(written), texts, strict=True)]
    return _otherwise(name, said, texts)


def _otherwise(name: str, said: list[str | None], written: Sequence[str | None]) -> _Column | None:
    """Members for texts that are not what is said, null for what is said and not written; null where there is no member."""
    if said == written:
        return None
    if not written:
        written = [None] * len(said)
    nothing_written = _member(name, None).encode()
    members = _members(name, [None if text == value else text for text, value in zip(written, said, strict=True)])
    told = [
        member or (nothing_written if text is None and value is not None else b"")
        for member, text, value in zip(members, written, said, strict=True)
    ]
    return told if any(told) else None


def _layout_of(columns: Sequence[_PartColumn], n_rows: int, layouts: _Layouts) -> Iterator[bytes]:
    """The number of each row's layout."""
    shapes = [column.shapes() for column in columns]
    varying = [at for at, own in enumerate(shapes) if len(own) > 1]
    numbers: dict[tuple[_Shape, ...], bytes] = {}

    def number_of(own: tuple[_Shape, ...]) -> bytes:
        if own not in numbers:
            told = [every[0] for every in shapes]
            for at, shape in zip(varying, own, strict=True):
                told[at] = shape
            cells: dict[str, str] = {}
            for in_columns, places in told:
                cells |= {name: letters + _ROW_NUMBER for name, letters in in_columns} | dict(places)
            numbers[own] = layouts[_layout(cells)]
        return numbers[own]

    if not varying:
        return repeat(number_of(()), n_rows)
    return map(number_of, zip(*(columns[at].of_rows(shapes[at]) for at in varying), strict=True))


def _of_any_row(cell: str, row: str) -> str:
    """`C#` for `C12` in row 12; a cell of another row as it is."""
    letters = cell.removesuffix(row)
    return letters + _ROW_NUMBER if letters != cell and "A" <= letters[-1:] <= "Z" else cell


def _layout(cells: Mapping[str, str]) -> bytes:
    """Cells as JSON, in the order of their names."""
    return _object([_member(name, cells[name]) for name in sorted(cells)]).encode()


class _Layouts(dict[bytes, bytes]):
    """Layout → its number, in the order in which they were met."""

    def __missing__(self, layout: bytes) -> bytes:
        self[layout] = number = str(len(self) + 1).encode()
        return number


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
