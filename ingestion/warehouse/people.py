"""Names and phones of people: out of everything that is staged, into `restricted` alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Any

from ingestion.persian import privacy
from ingestion.warehouse.resolution_rows import Row, parts_of

_TEXTS = frozenset(
    {
        "resolution_no", "unit_name", "county", "problem_text", "resolution_text", "agencies", "notes", "follow_ups", "raw",
        "issues", "value", "message_fa", "text", "label",
    }
)  # fmt: skip
_TOGETHER = 4096  # rows
_NAMES_NOBODY = attrgetter("names_nobody")
# A natural person may be the applicant: a unit keeps the name that was read as its own, though no phone.
_NAMED_LIKE_PEOPLE = frozenset({"unit_name"})


@dataclass
class Staged:
    """What is staged of a workbook.

    In the texts of `lines` marks stand for names and phones; `people` are the cells that say them, as written. `masked`
    are those cells (sheet, cell) of which no text is staged, but what was understood.
    """

    lines: Sequence[Row]
    people: Sequence[Row]
    masked: set[tuple[str, str]]


def without_people(lines: Sequence[Row], people: Sequence[Row]) -> Staged:
    """The lines with marks for names and phones; `people` are the cells that the reader knows to hold some.

    The texts that rows share are looked at once, all together: a workbook that names nobody costs little.
    """
    masked = {(person["sheet"], person["cell"]) for person in people if person["cell"]}
    suspects = sorted({*_suspects(lines), *(_places_of_issues(lines, masked) if masked else ())})
    if not suspects:
        return Staged(lines, people, masked)
    told = list(lines)
    found: dict[tuple[Any, ...], Row] = {}
    memory: dict[Any, Any] = {}
    for at in suspects:
        line = lines[at]
        told[at] = _without_people(line, memory, masked)
        for person in _people_of(line, told[at]):
            place = (person["sheet"], person["cell"])
            if place not in masked:
                found.setdefault((*place, None if person["cell"] else person["row"], person["value"]), person)
    return Staged(told, [*people, *found.values()], masked)


def _suspects(lines: Sequence[Row]) -> list[int]:
    """The places of the lines that may name people. What a line in parts says is written in its `raw`."""
    parts_of_lines = list(map(parts_of, lines))
    parts = _parts_of_somebody([own for own in parts_of_lines if own is not None])
    written = [(text, part) for part in parts for _, text in part.raw]
    named = {written[at][1] for at in privacy.suspects([text for text, _ in written])}
    suspects = []
    if named:
        suspects = [at for at, own in enumerate(parts_of_lines) if own is not None and not named.isdisjoint(own)]
    others = [at for at, own in enumerate(parts_of_lines) if own is None]
    suspects += [others[at] for at in privacy.suspects(["\0".join(_texts_of(lines[at])) for at in others])]
    return sorted(suspects)


def _parts_of_somebody(rows: list[Sequence[Any]]) -> set[Any]:
    """The parts of which the reader has not seen that they name nobody; rows are looked through column by column."""
    found: set[Any] = set()
    for start in range(0, len(rows), _TOGETHER):
        some = rows[start : start + _TOGETHER]
        is_even = len(set(map(len, some))) == 1
        for column in zip(*some, strict=True) if is_even else some:
            if not all(map(_NAMES_NOBODY, column)):
                found.update(column)
    return {part for part in found if not part.names_nobody}


def _places_of_issues(lines: Sequence[Row], masked: set[tuple[str, str]]) -> Iterator[int]:
    """The places of the lines with an issue of a cell of which no text is staged."""
    for at, line in enumerate(lines):
        if parts_of(line) is None and any((line["sheet"], i["cell"]) in masked for i in line.get("issues") or ()):
            yield at


def _without_people(line: Row, memory: dict[Any, Any], masked: set[tuple[str, str]]) -> Row:
    """The line with marks; `memory` holds the parts that were told otherwise, which rows go on sharing."""
    parts = parts_of(line)
    if parts is None:
        told = {key: _masked(value, key) if key in _TEXTS else value for key, value in line.items()}
        for issue in told.get("issues") or ():
            if (line["sheet"], issue["cell"]) in masked and issue["value"] in told["raw"].values():
                issue["value"] = None
        return told
    for part in parts:
        if part not in memory:
            memory[part] = _masked_part(part)
    return line.with_parts([memory[part] for part in parts])  # type: ignore[attr-defined, no-any-return]


def _masked_part(part: Any) -> Any:
    values = {key: _masked(value, key) if key in _TEXTS else value for key, value in part.values.items()}
    raw = tuple((name, _masked(text, name)) for name, text in part.raw)
    issues = tuple(issue._replace(value=_masked(issue.value, issue.field)) for issue in part.issues)
    is_same = raw == part.raw and values == part.values and issues == part.issues
    return part if is_same else part.saying(values, raw, issues)


def _texts_of(line: Row) -> Iterator[str]:
    return chain.from_iterable(_texts(line[key]) for key in _TEXTS & line.keys())


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)


def _masked(value: Any, key: str | None) -> Any:
    """A value with marks in its texts; members of an object count as what they are called."""
    if isinstance(value, str):
        return privacy.without_people(value, names=key not in _NAMED_LIKE_PEOPLE)
    if isinstance(value, list):
        return [_masked(inner, key) for inner in value]
    if isinstance(value, dict):
        key = value.get("field", key)
        return {name: _masked(inner, name if key == "raw" else key) for name, inner in value.items()}
    return value


def _people_of(line: Row, told: Row) -> Iterator[Row]:
    """The cells whose texts are told otherwise: what is written, else the values that have no written text."""
    raw, marked, cells = line.get("raw") or {}, told.get("raw") or {}, line.get("cells") or {}
    written = sorted(name for name, text in raw.items() if text != marked[name])
    for name in written:
        yield _person(line, cells.get(name, line.get("cell")), name, raw[name])
    for before, after in zip(line.get("issues") or (), told.get("issues") or (), strict=True):
        if before != after and before["field"] not in written:
            yield _person(line, before["cell"], before["field"], before["value"])
    if written:
        return
    for key in sorted(_TEXTS & line.keys() - {"raw", "issues", "message_fa"}):
        if line[key] != told[key]:
            yield _person(line, cells.get(key, line.get("cell")), key, "\n".join(_texts(line[key])))


def _person(line: Row, cell: str | None, field: str | None, value: str) -> Row:
    return {"sheet": line["sheet"], "row": line["row"], "cell": cell, "field": field, "value": value}
