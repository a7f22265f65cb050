"""Loads one document in one transaction: its ledger entry and all its rows, or nothing.

A document is known by kind, source and content. What is already in the ledger is not loaded again; a file that was
re-saved without a change is entered as `unchanged` and stages nothing.
"""

from __future__ import annotations

import hashlib
import marshal
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import groupby
from typing import Any, Literal

import psycopg
from psycopg.copy import QueuedLibpqWriter
from psycopg.rows import dict_row

from ingestion.memory import without_collector
from ingestion.warehouse import copytext, resolution_rows
from ingestion.warehouse.copytext import json_text
from ingestion.warehouse.corrections import follow, problems_of, renew
from ingestion.warehouse.people import Staged, without_people
from ingestion.warehouse.resolution_rows import parts_of

Row = Mapping[str, Any]
Kind = Literal["workbook", "article"]

_FACT_COLUMNS = ("kind", "fact", "event", "start", "end", "quote")
_Table = tuple[str, tuple[str, ...], Iterator[bytes]]  # name, columns, rows as lines of COPY's text, some at a time
# What a document read again takes over from its entry in the ledger.
_ENTERED = "kind, source_id, content_sha256, n_bytes, archive_location, received_at, reader_version, file_name, address, media_type"
UNASSIGNED_SOURCE = "unassigned"  # of workbooks of which neither a folder nor their own words say the province


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


def unassigned_contents(connection: psycopg.Connection[Any]) -> set[str]:
    """The sha256 of every workbook whose province nobody has named so far."""
    rows = connection.execute(
        "select content_sha256 from audit.documents where kind = 'workbook'"
        " group by content_sha256 having bool_and(source_id = %s)",
        (UNASSIGNED_SOURCE,),
    )
    return {content for (content,) in rows}


def loaded_documents(connection: psycopg.Connection[Any], source_id: str, since: date) -> list[Document]:
    """The loaded documents of a source and of its sites, received from the day `since` on, in the order of arrival.

    Those that another source has taken over are none of its own any more.
    """
    with connection.cursor(row_factory=dict_row) as cursor:
        rows = cursor.execute(
            f"select {_ENTERED} from audit.documents"  # noqa: S608 - names are ours
            " where (source_id = %s or source_id like %s || '/%%') and received_at >= %s and outcome = 'loaded'"
            " order by received_at, document_id",
            (source_id, source_id, since),
        ).fetchall()
    return [Document(**row) for row in rows]


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

    Names and phones in the lines' texts go to `restricted` alone: elsewhere a mark stands for them. `answers_sha256` is the stamp of the marked copy that the workbook is. Problems that it no longer has are closed.
    """
    with without_collector(len(lines)), connection.transaction():
        before = _begin(connection, document)
        if before is not None:
            return before
        staged = without_people(lines, people)
        lines = staged.lines
        twin = _same_content(connection, document)
        if twin is not None:
            _enter(connection, document, "unchanged", run_id, same_content_as=twin)
            follow(connection, document, lines, answers_sha256=answers_sha256, is_same_content=True)
            return Landed(document.document_id, "unchanged", reason=f"same content as {twin}")
        counts = _line_counts(lines)
        _enter(connection, document, "loaded", run_id, counts=counts)
        with ThreadPoolExecutor(1) as beside:  # while the server takes the rows
            listed = beside.submit(problems_of, lines)
            output = _stage_lines(connection, document, staged)
        problems = listed.result()
        connection.execute(
            "update audit.documents set output_sha256 = %s, n_problems = %s where document_id = %s",
            (output, len(problems), document.document_id),
        )
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
    with without_collector(len(lines)), connection.transaction():
        staged = without_people(lines, people)
        lines = staged.lines
        counts = {**_line_counts(lines), "n_problems": len(problems_of(lines))}
        if not _renew(connection, document, _staged_sha256(document, staged), counts):
            return False
        for table in (
            "staging.stored_resolution_rows", "staging.row_layouts", "staging.aggregate_rows", "audit.rejected_rows",
            "audit.ignored_rows", "restricted.workbook_people",
        ):  # fmt: skip
            connection.execute(f"delete from {table} where document_id = %s", (document.document_id,))  # noqa: S608
        _stage_lines(connection, document, staged)
        renew(connection, document.document_id, lines)
        return True


def take_over(connection: psycopg.Connection[Any], document: Document, *, answers_sha256: str | None = None) -> int:
    """Empty the documents of no known province whose content, or marked copy, has now come from a source.

    Their bytes stay in the archive and their entry in the ledger, as `taken_over`, with by whom. Returns how many there were.
    """
    with connection.transaction(), connection.cursor(row_factory=dict_row) as cursor:
        former = cursor.execute(
            f"select {_ENTERED} from audit.documents"  # noqa: S608 - names are ours
            " where kind = %s and source_id = %s and outcome = 'loaded'"
            " and (content_sha256 = any(%s) or logical_sha256 = %s)",
            (document.kind, UNASSIGNED_SOURCE, [document.content_sha256, answers_sha256], document.logical_sha256),
        ).fetchall()
        for row in former:
            emptied = Document(**row)
            reload_workbook(connection, emptied, [], [])
            connection.execute(
                "update audit.documents set outcome = 'taken_over', reason = %s where document_id = %s",
                (f"by {document.source_id}, as {document.document_id}", emptied.document_id),
            )
        return len(former)


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


def output_sha256(article: Row, facts: Sequence[Row]) -> str:
    """A hash of everything that a reader yielded for an article."""
    digest = hashlib.sha256(_bytes_of(article) + b"|")
    for fact in facts:
        digest.update(_bytes_of(fact))
    digest.update(b"|")
    return digest.hexdigest()


def _bytes_of(value: Any) -> bytes:
    """Bytes that are equal for equal values of plain types; other types count as their text."""
    try:
        return marshal.dumps(value, 2)
    except ValueError:
        return json_text(value).encode("utf-8", "surrogatepass")


def _line_counts(lines: Sequence[Row]) -> dict[str, int]:
    kinds = Counter([line["kind"] for line in lines])
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


def _stage_lines(connection: psycopg.Connection[Any], document: Document, staged: Staged) -> str:
    """Write a workbook's rows to their tables; return the hash of what was written."""
    digest = hashlib.sha256()
    for table, columns, rows in _tables(document, staged):
        digest.update(table.encode())
        with connection.cursor() as cursor:
            # The next rows are put into text while the server takes the last ones.
            writer = QueuedLibpqWriter(cursor)
            with cursor.copy(copytext.statement(table, columns), writer=writer) as copy:
                for batch in rows:
                    digest.update(batch)
                    copy.write(batch)
    return digest.hexdigest()


def _staged_sha256(document: Document, staged: Staged) -> str:
    """The hash that `_stage_lines` would return."""
    digest = hashlib.sha256()
    for table, _, rows in _tables(document, staged):
        digest.update(table.encode())
        for batch in rows:
            digest.update(batch)
    return digest.hexdigest()


def _tables(document: Document, staged: Staged) -> Iterator[_Table]:
    """The tables that a workbook's lines and the cells that name people go to, with their rows."""
    numbered: dict[str, list[tuple[int, Row]]] = {"resolution": [], "aggregate": [], "rejected": [], "ignored": []}
    line_no = 1
    for _, group in groupby(staged.lines, type):  # lines in parts are all of one type
        run = list(group)
        if parts_of(run[0]) is None:
            for place, line in enumerate(run, start=line_no):
                numbered[line["kind"]].append((place, line))
        line_no += len(run)
    head = (document.document_id, document.source_id)
    texts = resolution_rows.RowTexts(*head, staged.masked)
    yield "staging.stored_resolution_rows", resolution_rows.COLUMNS, texts.chunks(staged.lines)
    yield "staging.row_layouts", ("document_id", "layout_no", "cells"), texts.layouts()
    yield (
        "staging.aggregate_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "label", "agency_id", "measure", "value"),
        _lines(
            (*head, n, x["sheet"], x["row"], x["label"], x["agency_id"], x["measure"], x["value"])
            for n, x in numbered["aggregate"]
        ),
    )
    yield (
        "audit.rejected_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "code", "cell", "value", "message_fa", "raw"),
        _lines(
            (*head, n, x["sheet"], x["row"], x["code"], x["cell"], x["value"], x["message_fa"], json_text(x["raw"]))
            for n, x in numbered["rejected"]
        ),
    )
    yield (
        "audit.ignored_rows",
        ("document_id", "source_id", "line_no", "sheet", "row_no", "reason", "text"),
        _lines((*head, n, x["sheet"], x["row"], x["reason"], x["text"]) for n, x in numbered["ignored"]),
    )
    yield (
        "restricted.workbook_people",
        ("document_id", "item_no", "sheet", "row_no", "cell", "field", "value"),
        _lines(
            (document.document_id, n, p["sheet"], p["row"], p["cell"], p["field"], p["value"])
            for n, p in enumerate(staged.people, start=1)
        ),
    )


def _lines(rows: Iterable[Sequence[Any]]) -> Iterator[bytes]:
    return copytext.batches(map(copytext.line, rows))


def _stage_article(connection: psycopg.Connection[Any], document: Document, article: Row, facts: Sequence[Row]) -> None:
    columns = {"document_id": document.document_id, "source_id": document.source_id, **article}
    columns["checks"] = json_text(columns["checks"])
    _copy(connection, "staging.news_articles", tuple(columns), [tuple(columns.values())])
    _copy(
        connection,
        "staging.news_facts",
        ("document_id", "source_id", "fact_no", "fact", "event_label", "start_at", "end_at", "quote", "attributes"),
        (
            (
                document.document_id, document.source_id, n, f["fact"], f["event"], f["start"], f["end"], f["quote"],
                json_text({key: value for key, value in f.items() if key not in _FACT_COLUMNS}),
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
    """The document of this source that holds the same; one that was taken over stands for its copies, which are taken over with it."""
    if document.logical_sha256 is None:
        return None
    row = connection.execute(
        "select document_id from audit.documents"
        " where logical_sha256 = %s and source_id = %s and kind = %s and outcome in ('loaded', 'taken_over') limit 1",
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


def _copy(
    connection: psycopg.Connection[Any], table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]
) -> None:
    with connection.cursor() as cursor, cursor.copy(copytext.statement(table, columns)) as copy:
        for batch in _lines(rows):
            copy.write(batch)
