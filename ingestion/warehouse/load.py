"""Loads one document in one transaction: its ledger entry and all its rows, or nothing.

A document is known by kind, source and content. What is already in the ledger is not loaded again; a file that was
re-saved without a change is entered as `unchanged` and stages nothing.
"""

from __future__ import annotations

import hashlib
import json
import marshal
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from operator import itemgetter
from typing import Any, Literal

import psycopg
from psycopg.rows import dict_row

from ingestion.warehouse.corrections import follow, problems_of, renew

Row = Mapping[str, Any]
Kind = Literal["workbook", "article"]

RESOLUTION_COLUMNS = {
    "sheet": "sheet",
    "row": "row_no",
    "rows": "row_nos",
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
    "is_hidden": "is_hidden",
    "cells": "cells",
    "raw": "raw",
    "issues": "issues",
}
_PLACE = ("sheet", "row", "rows", "cells", "raw", "is_hidden")
_LISTS = ("rows", "problem_categories")
_KEYS = tuple(RESOLUTION_COLUMNS)
_AT = {key: at for at, key in enumerate(_KEYS)}
_NO_VALUES = dict.fromkeys(_KEYS)
_in_order = itemgetter(*_KEYS)
_said = itemgetter(*(at for key, at in _AT.items() if key not in _PLACE and key != "issues"))
_OTHER_JSON = tuple(_AT[key] for key in ("follow_ups", "issues"))
_LIST_PLACES = tuple(_AT[key] for key in _LISTS)
_CUT, _NULL, _ESCAPED = "\x1f", "\x1e", "\\"
_NEEDS_ESCAPE = re.compile(r"[\\\t\n\r\0]")
_PLAIN = frozenset((int, float, bool))
_BATCH = 256
_quote = json.encoder.encode_basestring  # a text as JSON, its letters as they are
_FACT_COLUMNS = ("kind", "fact", "event", "start", "end", "quote")


@dataclass(frozen=True)
class Document:
    """One file or page that arrived: what the ledger must know of it."""

    kind: Kind
    source_id: str
    content_sha256: str
    n_bytes: int
    archive_location: str
    received_at: datetime
    reader_version: str
    file_name: str | None = None
    address: str | None = None
    media_type: str | None = None
    logical_sha256: str | None = None
    as_of_on: date | None = None
    as_of_source: str | None = None

    @property
    def document_id(self) -> str:
        """32 hex digits of sha256 over kind, source and content."""
        return document_id(self.kind, self.source_id, self.content_sha256)


@dataclass
class Landed:
    """What became of one document."""

    document_id: str
    outcome: Literal["loaded", "unchanged", "refused", "known"]
    counts: dict[str, int] = field(default_factory=dict)
    reason: str | None = None


def document_id(kind: Kind, source_id: str, content_sha256: str) -> str:
    """The ledger's key of a document."""
    return hashlib.sha256(f"{kind}\0{source_id}\0{content_sha256}".encode()).hexdigest()[:32]


def known_contents(connection: psycopg.Connection[Any], kind: Kind, reader_version: str) -> set[str]:
    """The sha256 of every content that needs no reading: loaded before, or refused by this very reader."""
    rows = connection.execute(
        "select content_sha256 from audit.documents where kind = %s and (outcome <> 'refused' or reader_version = %s)",
        (kind, reader_version),
    )
    return {content for (content,) in rows}


def load_workbook(
    connection: psycopg.Connection[Any],
    document: Document,
    lines: Sequence[Row],
    *,
    people: Sequence[Row] = (),
    answers_sha256: str | None = None,
    run_id: str | None = None,
) -> Landed:
    """Stage a workbook's lines. `lines` are the contract's; `people` are cells with names or phones of people.

    `answers_sha256` is the stamp of the marked copy that the workbook is. Problems that it no longer has are closed.
    """
    with connection.transaction():
        before = _begin(connection, document)
        if before is not None:
            return before
        twin = _same_content(connection, document)
        if twin is not None:
            _enter(connection, document, "unchanged", run_id, same_content_as=twin)
            follow(connection, document, lines, answers_sha256=answers_sha256, is_same_content=True)
            return Landed(document.document_id, "unchanged", reason=f"same content as {twin}")
        counts = _line_counts(lines)
        output = output_sha256(lines, people)
        problems = problems_of(lines)
        entered = {**counts, "n_problems": len(problems)}
        _enter(connection, document, "loaded", run_id, counts=entered, output=output)
        _stage_lines(connection, document, lines, people)
        follow(connection, document, lines, problems=problems, answers_sha256=answers_sha256)
        return Landed(document.document_id, "loaded", counts)


def load_article(
    connection: psycopg.Connection[Any],
    document: Document,
    article: Row,
    facts: Sequence[Row],
    *,
    story: Row,
    run_id: str | None = None,
) -> Landed:
    """Stage an article (columns of staging.news_articles), the story it belongs to, and its facts."""
    with connection.transaction():
        before = _begin(connection, document)
        if before is not None:
            return before
        counts = {"n_facts": len(facts)}
        _enter(connection, document, "loaded", run_id, counts=counts, output=output_sha256(article, facts))
        _stage_article(connection, document, {**article, **story}, facts)
        return Landed(document.document_id, "loaded", counts)


def reload_workbook(
    connection: psycopg.Connection[Any], document: Document, lines: Sequence[Row], people: Sequence[Row]
) -> bool:
    """Put a re-read's lines in place of those staged; False, and nothing written, where they are the same."""
    with connection.transaction():
        counts = {**_line_counts(lines), "n_problems": len(problems_of(lines))}
        if not _renew(connection, document, output_sha256(lines, people), counts):
            return False
        for table in (
            "staging.resolution_rows", "staging.aggregate_rows", "audit.rejected_rows", "audit.ignored_rows",
            "restricted.workbook_people",
        ):  # fmt: skip
            connection.execute(f"delete from {table} where document_id = %s", (document.document_id,))  # noqa: S608
        _stage_lines(connection, document, lines, people)
        renew(connection, document.document_id, lines)
        return True


def reload_article(
    connection: psycopg.Connection[Any], document: Document, article: Row, facts: Sequence[Row], *, story: Row
) -> bool:
    """Put a re-read's article and facts in place of those staged; False where they are the same.

    `story` holds the new text's signature and bands; the article stays a copy of the story that it is.
    """
    with connection.transaction():
        if not _renew(connection, document, output_sha256(article, facts), {"n_facts": len(facts)}):
            return False
        with connection.cursor(row_factory=dict_row) as cursor:
            kept = cursor.execute(
                "select story_id from staging.news_articles where document_id = %s", (document.document_id,)
            ).fetchone()
        for table in ("staging.news_facts", "staging.news_articles"):
            connection.execute(f"delete from {table} where document_id = %s", (document.document_id,))  # noqa: S608
        _stage_article(connection, document, {**article, **(kept or {}), **story}, facts)
        return True


def output_sha256(*yielded: Any) -> str:
    """A hash of everything that a reader yielded for a document."""
    digest = hashlib.sha256()
    for part in yielded:
        for item in part if isinstance(part, list | tuple) else (part,):
            digest.update(_bytes_of(item))
        digest.update(b"|")
    return digest.hexdigest()


def _line_counts(lines: Sequence[Row]) -> dict[str, int]:
    kinds = Counter(line["kind"] for line in lines)
    return {
        "n_resolutions": kinds["resolution"],
        "n_aggregates": kinds["aggregate"],
        "n_rejected": kinds["rejected"],
        "n_ignored": kinds["ignored"],
    }


def _renew(connection: psycopg.Connection[Any], document: Document, output: str, counts: Mapping[str, int]) -> bool:
    """Enter a re-read in the ledger; False where it yielded what is staged already."""
    sets = ", ".join(f"{name} = %s" for name in counts)
    renewed = connection.execute(
        f"update audit.documents set {sets}, output_sha256 = %s, reader_version = %s, loaded_at = now()"  # noqa: S608
        " where document_id = %s and output_sha256 is distinct from %s",
        [*counts.values(), output, document.reader_version, document.document_id, output],
    )
    return renewed.rowcount == 1


def _stage_lines(
    connection: psycopg.Connection[Any], document: Document, lines: Sequence[Row], people: Sequence[Row]
) -> None:
    numbered: dict[str, list[tuple[int, Row]]] = {"resolution": [], "aggregate": [], "rejected": [], "ignored": []}
    for line_no, line in enumerate(lines, start=1):
        numbered[line["kind"]].append((line_no, line))
    head = (document.document_id, document.source_id)
    _copy_resolutions(connection, head, numbered["resolution"], masks(people))
    _copy(
        connection,
        "staging.aggregate_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "label", "agency_id", "measure", "value"),
        (
            (*head, n, x["sheet"], x["row"], x["label"], x["agency_id"], x["measure"], x["value"])
            for n, x in numbered["aggregate"]
        ),
    )
    _copy(
        connection,
        "audit.rejected_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "code", "cell", "value", "message_fa", "raw"),
        (
            (*head, n, x["sheet"], x["row"], x["code"], x["cell"], x["value"], x["message_fa"], _json(x["raw"]))
            for n, x in numbered["rejected"]
        ),
    )
    _copy(
        connection,
        "audit.ignored_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "reason", "text"),
        ((*head, n, x["sheet"], x["row"], x["reason"], x["text"]) for n, x in numbered["ignored"]),
    )
    _copy(
        connection,
        "restricted.workbook_people",
        ("document_id", "item_no", "sheet", "row_no", "cell", "field", "value"),
        (
            (document.document_id, n, p["sheet"], p["row"], p["cell"], p["field"], p["value"])
            for n, p in enumerate(people, start=1)
        ),
    )


def _stage_article(connection: psycopg.Connection[Any], document: Document, article: Row, facts: Sequence[Row]) -> None:
    columns = {"document_id": document.document_id, "source_id": document.source_id, **article}
    columns["checks"] = _json(columns["checks"])
    _copy(connection, "staging.news_articles", tuple(columns), [tuple(columns.values())])
    _copy(
        connection,
        "staging.news_facts",
        ("document_id", "source_id", "fact_no", "fact", "event_label", "start_at", "end_at", "quote", "attributes"),
        (
            (
                document.document_id, document.source_id, n, f["fact"], f["event"], f["start"], f["end"], f["quote"],
                _json({key: value for key, value in f.items() if key not in _FACT_COLUMNS}),
            )
            for n, f in enumerate(facts, start=1)
        ),
    )  # fmt: skip


def refuse(
    connection: psycopg.Connection[Any], document: Document, reason: str, *, run_id: str | None = None
) -> Landed:
    """Enter a document that could not be read, with the reason; its bytes stay in the archive."""
    with connection.transaction():
        connection.execute(
            "delete from audit.documents where document_id = %s and outcome = 'refused'", (document.document_id,)
        )
        _enter(connection, document, "refused", run_id, reason=reason)
    return Landed(document.document_id, "refused", reason=reason)


def masks(people: Sequence[Row]) -> set[tuple[str, str]]:
    """The cells (sheet, cell) whose written text names a person or a phone."""
    return {(person["sheet"], person["cell"]) for person in people if person["cell"]}


def _begin(connection: psycopg.Connection[Any], document: Document) -> Landed | None:
    """Take the document's lock; return it as `known` where it is in the ledger already."""
    key = int.from_bytes(bytes.fromhex(document.document_id[:15] + "0"), "big") >> 1
    connection.execute("select pg_advisory_xact_lock(%s)", (key,))
    row = connection.execute(
        "select outcome, reader_version from audit.documents where document_id = %s", (document.document_id,)
    ).fetchone()
    if row is None:
        return None
    if row[0] == "refused" and row[1] != document.reader_version:
        connection.execute("delete from audit.documents where document_id = %s", (document.document_id,))
        return None
    return Landed(document.document_id, "known")


def _same_content(connection: psycopg.Connection[Any], document: Document) -> str | None:
    if document.logical_sha256 is None:
        return None
    row = connection.execute(
        "select document_id from audit.documents"
        " where logical_sha256 = %s and source_id = %s and kind = %s and outcome = 'loaded' limit 1",
        (document.logical_sha256, document.source_id, document.kind),
    ).fetchone()
    return str(row[0]) if row else None


def _enter(
    connection: psycopg.Connection[Any],
    document: Document,
    outcome: str,
    run_id: str | None,
    *,
    reason: str | None = None,
    same_content_as: str | None = None,
    counts: Mapping[str, int] | None = None,
    output: str | None = None,
) -> None:
    values = {
        "document_id": document.document_id,
        "kind": document.kind,
        "source_id": document.source_id,
        "content_sha256": document.content_sha256,
        "logical_sha256": document.logical_sha256,
        "file_name": document.file_name,
        "address": document.address,
        "media_type": document.media_type,
        "n_bytes": document.n_bytes,
        "archive_location": document.archive_location,
        "received_at": document.received_at,
        "as_of_on": document.as_of_on,
        "as_of_source": document.as_of_source,
        "reader_version": document.reader_version,
        "output_sha256": output,
        "outcome": outcome,
        "reason": reason,
        "same_content_as": same_content_as,
        "run_id": run_id,
        **(counts or {}),
    }
    names, marks = ", ".join(values), ", ".join(["%s"] * len(values))
    connection.execute(
        f"insert into audit.documents ({names}) values ({marks})",  # noqa: S608 - names are ours
        list(values.values()),
    )


def _copy_resolutions(
    connection: psycopg.Connection[Any],
    head: tuple[str, str],
    lines: Sequence[tuple[int, Row]],
    masked: set[tuple[str, str]],
) -> None:
    columns = ("document_id", "source_id", "line_no", *RESOLUTION_COLUMNS.values(), "row_sha256")
    _copy(
        connection,
        "staging.resolution_rows",
        columns,
        ((*head, line_no, *_resolution_values(line, masked)) for line_no, line in lines),
    )


def _resolution_values(line: Row, masked: set[tuple[str, str]]) -> list[Any]:
    """The columns of staging.resolution_rows from `sheet` on, the row's hash last."""
    values = list(_in_order({**_NO_VALUES, **line}))
    hashed = _hash_of_said(_said(values))
    raw, cells = values[_AT["raw"]], values[_AT["cells"]]
    if masked and cells and any((line["sheet"], cell) in masked for cell in cells.values()):
        raw = _masked_raw(line, masked)
    values[_AT["raw"]] = _json_of_texts(raw)
    values[_AT["cells"]] = _json_of_texts(cells)
    values[_AT["agencies"]] = _json_of_agencies(values[_AT["agencies"]])
    for at in _OTHER_JSON:
        values[at] = "[]" if values[at] == [] else _json(values[at])
    for at in _LIST_PLACES:
        if values[at] is not None:
            values[at] = _array_of(tuple(values[at]))
    values.append(hashed)
    return values


@lru_cache(maxsize=4096)
def _array_of(values: tuple[str | int, ...]) -> str:
    """Codes or numbers as PostgreSQL writes an array."""
    return "{" + ",".join(map(str, values)) + "}"


def _masked_raw(line: Row, masked: set[tuple[str, str]]) -> dict[str, Any]:
    cells = line.get("cells") or {}
    return {
        name: line.get(name) if (line["sheet"], cells.get(name)) in masked else text
        for name, text in (line.get("raw") or {}).items()
    }


def _hash_of_said(said: Sequence[Any]) -> str:
    """A hash of what a row says, without where it stands: equal rows of two deliveries hash alike."""
    return hashlib.sha256(_bytes_of(said)).hexdigest()[:32]


def _copy(
    connection: psycopg.Connection[Any], table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} ({', '.join(columns)}) from stdin") as copy:
        batch: list[str] = []
        for row in rows:
            if (text := _plain_text(row)) is None:
                # PostgreSQL's text holds every character but U+0000.
                copy.write_row([value.replace("\0", "") if isinstance(value, str) else value for value in row])
                continue
            batch.append(text)
            if len(batch) == _BATCH:
                copy.write("".join(batch))
                batch.clear()
        copy.write("".join(batch))


def _plain_text(row: Sequence[Any]) -> str | None:
    """The row as a line of COPY's text format; None where a value needs an escape or a dumper of its own."""
    parts = [
        value if type(value) is str else _NULL if value is None else str(value) if type(value) in _PLAIN else _ESCAPED
        for value in row
    ]
    joined = _CUT.join(parts)
    if (
        _NEEDS_ESCAPE.search(joined)
        or joined.count(_CUT) != len(parts) - 1
        or joined.count(_NULL) != parts.count(_NULL)
    ):
        return None
    return joined.replace(_CUT, "\t").replace(_NULL, "\\N") + "\n"


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode


def _json(value: Any) -> str:
    return _encode(value).replace("\\u0000", "")


def _json_of_texts(texts: Mapping[str, Any] | None) -> str:
    """A mapping of names to texts as JSON."""
    if not texts:
        return "{}" if texts is not None else "null"
    try:
        pairs = [f'"{name}":{_quote(text)}' for name, text in texts.items()]
    except TypeError:  # a value that is no text
        return _json(texts)
    return ("{" + ",".join(pairs) + "}").replace("\\u0000", "")


def _json_of_agencies(agencies: Sequence[Row] | None) -> str:
    if not agencies:
        return "[]" if agencies is not None else "null"
    return _json_of_pairs(tuple(tuple(agency.items()) for agency in agencies))


@lru_cache(maxsize=4096)
def _json_of_pairs(items: tuple[tuple[tuple[str, Any], ...], ...]) -> str:
    return _json([dict(pairs) for pairs in items])


def _bytes_of(value: Any) -> bytes:
    """Bytes that are equal for equal values of plain types; other types count as their text."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:
        return _json(value).encode("utf-8", "surrogatepass")
