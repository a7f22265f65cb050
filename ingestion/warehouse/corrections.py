"""What became of the problems that senders were told of: a file that comes back corrected closes them.

A delivery is taken for an earlier one come back where it carries the stamp of that one's marked copy, or where at least
half of the rows of the smaller of the two stand in both, whatever the files are called.
"""

from __future__ import annotations

import hashlib
import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any, Literal, NamedTuple
from zoneinfo import ZoneInfo

import psycopg
from psycopg.rows import dict_row

from ingestion.warehouse import copytext

Row = Mapping[str, Any]

TEHRAN = ZoneInfo("Asia/Tehran")
RecognisedBy = Literal["stamp", "rows"]
SHARED_PART = 0.5  # of the rows of the smaller of two deliveries
_MARKS = re.compile(r"[\W_]+")
_TEXTS_KEPT = 4096
_OF_IDENTITY = ("province_id", "county", "unit_national_id", "session_no", "session_date", "resolution_no")
_OF_THE_SHEET = ("unknown_column", "session_conflict")  # told on a sheet's first data row, but not of that row


@dataclass(frozen=True)
class Problem:
    """A problem of one cell or row; `record_key` names the row by what it says, null where it says nothing."""

    sheet: str
    row: int
    cell: str | None
    code: str
    field: str | None
    value: str | None
    record_key: str | None


class Place(NamedTuple):
    """Where a resolution stands in its workbook."""

    sheet: str
    row: int
    part: int | None


class Stated(NamedTuple):
    """A resolution as one delivery states it: its place, and what its identity is taken from."""

    place: Place
    record_key: str
    unit: str
    text: str
    identity: tuple[str | None, ...]


@dataclass
class Delivery:
    """A workbook as delivered: when, which records it holds and where. `order` is the day it tells of, then its arrival."""

    document_id: str
    received_at: datetime
    order: tuple[date, datetime]
    content_id: str  # the document that its rows are staged under
    records: dict[str, tuple[str, int]] = field(default_factory=dict)
    rows: dict[tuple[str, int], str] = field(default_factory=dict)
    resolutions: list[Stated] = field(default_factory=list)

    @cached_property
    def has_one_sheet(self) -> bool:
        """Whether its rows count as those of the only sheet; asked once all are filled in."""
        return all(sheet == "" for sheet, _ in self.rows)


@dataclass(frozen=True)
class Followed:
    """What a delivery meant for the problems on record."""

    n_opened: int
    n_closed: int


def problems_of(lines: Sequence[Row]) -> list[Problem]:
    """The problems of a workbook's lines, once for each cell, kind and value."""
    # lines of one table that come in parts have their kind and sheet in common
    tables = {id(told): told for told in (getattr(line, "common", line) for line in lines)}.values()
    sheet_of = _sheet_key({told.get("sheet") for told in tables if told["kind"] in ("resolution", "rejected")})
    found: dict[tuple[Any, ...], Problem] = {}
    for line in lines:
        if not getattr(line, "has_issues", True):
            continue
        sheet, row = line["sheet"], line["row"]
        if line["kind"] == "rejected":
            cell, code = line["cell"], line["code"]
            found.setdefault(
                (sheet, row, cell, code), Problem(sheet, row, cell, code, None, _text(line["value"]), None)
            )
        for issue in line.get("issues") or ():
            cell, value, code = issue["cell"], _text(issue["value"]), issue["code"]
            key = (sheet, cell) if cell else (sheet, row, issue["field"])
            record = None if code in _OF_THE_SHEET else record_key(sheet_of(sheet), line)
            found.setdefault((*key, code, value), Problem(sheet, row, cell, code, issue["field"], value, record))
    return list(found.values())


def record_key(sheet: str, line: Row) -> str | None:
    """32 hex digits that name a row by its sheet, unit and text; null where it has neither."""
    unit, text = line.get("unit_name"), line.get("resolution_text") or line.get("problem_text")
    if not (unit or text):
        return None
    said = f"{_letters(unit)}\0{_letters(text)}"
    return hashlib.sha256(f"{sheet}\0{said}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


@lru_cache(_TEXTS_KEPT)
def _letters(text: str | None) -> str:
    """Letters and digits alone: a space, a mark or a ZWNJ more is the same text."""
    return _MARKS.sub("", text) if text else ""


def _text(value: Any) -> str | None:
    return None if value is None else str(value).replace("\0", "")


def _sheet_key(sheets: set[str | None]) -> Callable[[str], str]:
    """The name that a sheet counts under: none where it is the only one, since a CSV's is its file's name."""
    return (lambda sheet: "") if len(sheets) < 2 else (lambda sheet: sheet)


def _fill(delivery: Delivery, lines: Iterable[Row]) -> Delivery:
    lines = list(lines)
    sheet_of = _sheet_key({line["sheet"] for line in lines})
    for line in lines:
        key = record_key(sheet_of(line["sheet"]), line)
        if key is not None:
            place = (sheet_of(line["sheet"]), line["row"])
            delivery.records.setdefault(key, place)
            delivery.rows.setdefault(place, key)
            delivery.resolutions.append(_stated(key, line))
    return delivery


def _stated(key: str, line: Row) -> Stated:
    unit, text = line.get("unit_name"), line.get("resolution_text") or line.get("problem_text")
    identity = tuple(_text(value) for value in (unit, text, *map(line.get, _OF_IDENTITY)))
    return Stated(Place(line["sheet"], line["row"], line.get("part")), key, _letters(unit), _letters(text), identity)


# ---- which row of an earlier delivery a corrected row is ------------------------------------------------------------


def successions(
    corrected: Sequence[Stated], former: Sequence[Stated], recognised_by: RecognisedBy
) -> dict[Place, Place]:
    """Corrected row → the row of the earlier delivery that it is, where what identifies a resolution was put right.

    A row that says the same of the same unit, and is the only one to say so in both deliveries, is that one, whatever its
    session, day, county, number or national id are now; outside a marked copy it must stand in the same place too. Where
    several rows say the same, each is the one in its place, as long as all stand where they stood. A row whose unit or text
    was put right is the one in the same place that the corrected delivery no longer has.
    """
    of_former, of_corrected = _saying(former), _saying(corrected)
    said_before, said_now = {stated.record_key for stated in former}, {stated.record_key for stated in corrected}
    gone = {stated.place: stated for stated in former if stated.record_key not in said_now}
    found: dict[Place, Place] = {}
    for stated in corrected:
        if stated.record_key in said_before:
            alike, alike_now = of_former[stated.record_key], of_corrected[stated.record_key]
            if alike.keys() == alike_now.keys():
                before = alike[stated.place]
            elif recognised_by == "stamp" and len(alike) == len(alike_now) == 1:
                [before] = alike.values()
            else:
                before = None
        else:
            before = gone.get(stated.place)
            if before is not None and not _is_put_right(stated, before, recognised_by):
                before = None
        if before is not None and before.identity != stated.identity:
            found[stated.place] = before.place
    return found


def _saying(resolutions: Sequence[Stated]) -> dict[str, dict[Place, Stated]]:
    """What is said → the resolutions that say it, by their place."""
    found: dict[str, dict[Place, Stated]] = {}
    for stated in resolutions:
        found.setdefault(stated.record_key, {})[stated.place] = stated
    return found


def _is_put_right(stated: Stated, before: Stated, recognised_by: RecognisedBy) -> bool:
    """Whether a row has the unit or the text of the one that stood there; in other copies an empty unit was filled in."""
    has_same_text = stated.text == before.text != ""
    if recognised_by == "stamp":
        return has_same_text or stated.unit == before.unit != ""
    return has_same_text and not (stated.unit and before.unit)


def _enter_successions(
    connection: psycopg.Connection[Any], delivery: Delivery, other: Delivery, found: Mapping[Place, Place]
) -> None:
    """Keep which row each corrected row is: the first of its kind, where it was corrected before."""
    columns = "document_id, sheet, row_no, part, of_document_id, of_sheet, of_row_no, of_part"
    rows = connection.execute(
        "select sheet, row_no, part, of_document_id, of_sheet, of_row_no, of_part from audit.line_successions"
        " where document_id = %s",
        (other.content_id,),
    )
    first = {Place(sheet, row, part): tuple(of) for sheet, row, part, *of in rows}
    with connection.cursor() as cursor:
        cursor.executemany(
            f"insert into audit.line_successions ({columns}) values (%s, %s, %s, %s, %s, %s, %s, %s)"  # noqa: S608
            " on conflict do nothing",
            [
                (delivery.document_id, *place, *first.get(before, (other.content_id, *before)))
                for place, before in found.items()
            ],
        )


# ---- what a delivery means for the problems on record ---------------------------------------------------------------


def follow(
    connection: psycopg.Connection[Any],
    document: Any,
    lines: Sequence[Row],
    *,
    problems: Sequence[Problem] | None = None,
    answers_sha256: str | None = None,
    is_same_content: bool = False,
) -> Followed:
    """Close, carry on and open problems for a delivery that was just entered; call it within that transaction.

    `problems` are those of the lines; `answers_sha256` is the stamp of the marked copy that the delivery is, if any. A
    delivery that tells of an older day than one of the same rows already here closes and opens nothing that the newer
    one speaks of.
    """
    received = document.received_at
    order = (document.as_of_on or _day(received), received)
    delivery = Delivery(document.document_id, received, order, document.document_id)
    connection.execute("select pg_advisory_xact_lock(hashtext('corrections ' || %s))", (_slug(document.source_id),))
    left = list(problems_of(lines) if problems is None else problems)
    n_closed = 0
    others = _others(connection, document, answers_sha256)
    if others:
        _fill(delivery, (line for line in lines if line["kind"] in ("resolution", "rejected")))
    older = [other for other in others if other.order <= delivery.order]
    newer = [other for other in others if other.order > delivery.order]
    stamped = _stamped(connection, answers_sha256)
    for other in older:
        found = _recognised(delivery, other, stamped)
        if found is None:
            continue
        open_issues = _issues(connection, "seen_document_id = %s and closed_at is null", other.document_id)
        pairs = _matched(open_issues, left, delivery, other)
        left = _unpaired(left, pairs)
        closed = _close(connection, delivery, other, open_issues, pairs, found)
        n_closed += closed
        if not (is_same_content and closed == 0):
            _enter_correction(connection, delivery, other, found, closed, len(open_issues) - closed)
        if not is_same_content:
            corrected = successions(delivery.resolutions, other.resolutions, found.by)
            _enter_successions(connection, delivery, other, corrected)
    successor = next((other for other in newer if _recognised(delivery, other, ())), None)
    if successor is not None:
        return Followed(0, n_closed + _open_late(connection, delivery, successor, left))
    _insert(connection, delivery, left, None)
    return Followed(len(left), n_closed)


def renew(connection: psycopg.Connection[Any], document_id: str, lines: Sequence[Row]) -> None:
    """Bring a document's open problems up to a new reading of it: what the reader no longer finds was none."""
    issues = _issues(connection, "seen_document_id = %s and closed_at is null", document_id)
    row = connection.execute(
        "select received_at, as_of_on, (select count(*) from audit.corrections where corrects_document_id = %s),"
        " source_id from audit.documents where document_id = %s",
        (document_id, document_id),
    ).fetchone()
    if row is None:
        return
    received, as_of_on, n_returns, source_id = row
    connection.execute("select pg_advisory_xact_lock(hashtext('corrections ' || %s))", (_slug(source_id),))
    delivery = Delivery(document_id, received, (as_of_on or _day(received), received), document_id)
    _fill(delivery, (line for line in lines if line["kind"] in ("resolution", "rejected")))
    problems = problems_of(lines)
    pairs = _matched(issues, problems, delivery, Delivery(document_id, received, delivery.order, document_id))
    _carry(connection, delivery, pairs)
    connection.execute(
        "delete from audit.workbook_issues where issue_id = any(%s)",
        ([issue["issue_id"] for issue in issues if issue["issue_id"] not in pairs],),
    )
    if not n_returns:
        _insert(connection, delivery, _unpaired(problems, pairs), None)


def _slug(source_id: str) -> str:
    return source_id.split("/", 1)[0]


def _day(instant: datetime) -> date:
    return instant.astimezone(TEHRAN).date()


def _others(connection: psycopg.Connection[Any], document: Any, answers_sha256: str | None) -> list[Delivery]:
    """The deliveries that this one may answer (with open problems), and those that tell of a later day; oldest first."""
    with connection.cursor(row_factory=dict_row) as cursor:
        found = cursor.execute(
            "with told as ("
            " select *, coalesce(as_of_on, (received_at at time zone 'Asia/Tehran')::date) as told_on"
            " from audit.documents where kind = 'workbook' and outcome in ('loaded', 'unchanged'))"
            " select document_id, coalesce(same_content_as, document_id) as content_id, received_at, told_on from told"
            " where document_id <> %(document)s and ("
            "  (split_part(source_id, '/', 1) = %(slug)s and (told_on, received_at) > (%(told_on)s, %(received_at)s))"
            "  or ((split_part(source_id, '/', 1) = %(slug)s or content_sha256 = %(stamp)s) and exists ("
            "   select 1 from audit.workbook_issues as issues"
            "   where issues.seen_document_id = told.document_id and issues.closed_at is null)))"
            " order by told_on, received_at, document_id",
            {
                "document": document.document_id,
                "slug": _slug(document.source_id),
                "told_on": document.as_of_on or _day(document.received_at),
                "received_at": document.received_at,
                "stamp": answers_sha256,
            },
        ).fetchall()
        others = []
        for row in found:
            lines = cursor.execute(
                "select sheet, row_no as row, part, unit_name, resolution_text, problem_text, province_id, county,"
                " unit_national_id, session_no, session_on::text as session_date, resolution_no"
                " from staging.resolution_rows where document_id = %(id)s"
                " union all select sheet, row_no, null, null, null, null, null, null, null, null, null, null"
                " from audit.rejected_rows where document_id = %(id)s",
                {"id": row["content_id"]},
            ).fetchall()
            order = (row["told_on"], row["received_at"])
            other = Delivery(row["document_id"], row["received_at"], order, row["content_id"])
            others.append(_fill(other, lines))
    return others


def _stamped(connection: psycopg.Connection[Any], answers_sha256: str | None) -> set[str]:
    """The deliveries whose marked copy carries the stamp, and those that their problems were last seen in."""
    if answers_sha256 is None:
        return set()
    rows = connection.execute(
        "select document_id from audit.documents where kind = 'workbook' and content_sha256 = %s"
        " union select issues.seen_document_id from audit.workbook_issues as issues"
        " inner join audit.documents on issues.document_id = documents.document_id"
        " where documents.content_sha256 = %s",
        (answers_sha256, answers_sha256),
    )
    return {document_id for (document_id,) in rows}


@dataclass(frozen=True)
class _Recognised:
    by: RecognisedBy
    n_shared: int
    is_whole: bool  # the delivery stands for all of the other, not for some of its rows


def _recognised(delivery: Delivery, other: Delivery, stamped: Iterable[str]) -> _Recognised | None:
    n_shared = len(delivery.records.keys() & other.records.keys())
    is_whole = n_shared >= SHARED_PART * len(other.records)
    if other.document_id in stamped:
        return _Recognised("stamp", n_shared, True)
    smaller = min(len(delivery.records), len(other.records))
    if n_shared and n_shared >= SHARED_PART * smaller:
        return _Recognised("rows", n_shared, is_whole)
    return None


def _issues(connection: psycopg.Connection[Any], condition: str, *values: Any) -> list[dict[str, Any]]:
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(
            "select issue_id, sheet, row_no as row, cell, code, field, value, record_key from audit.workbook_issues"  # noqa: S608
            f" where {condition} order by issue_id",
            values,
        ).fetchall()


def _matched(
    issues: Sequence[Row], problems: Sequence[Problem], delivery: Delivery, other: Delivery
) -> dict[int, Problem]:
    """Issue id to the problem of the delivery that is the same one still: the surest signs are tried first."""
    one_sheet = len({sheet for sheet, _ in delivery.rows}) < 2

    def sheet(name: str) -> str:
        return "" if one_sheet else name

    def is_other_record(problem: Problem) -> bool:
        return problem.record_key is not None and problem.record_key in other.records

    signs: tuple[tuple[Callable[[Row], Any], Callable[[Problem], Any]], ...] = (
        (
            lambda i: (i["record_key"], i["code"], i["field"], i["value"]) if i["record_key"] else None,
            lambda p: (p.record_key, p.code, p.field, p.value) if p.record_key else None,
        ),
        (
            lambda i: (i["record_key"], i["code"], i["field"]) if i["record_key"] else None,
            lambda p: (p.record_key, p.code, p.field) if p.record_key else None,
        ),
        (
            lambda i: (sheet(i["sheet"]), i["row"], i["cell"], i["code"], i["value"]),
            lambda p: None if is_other_record(p) else (sheet(p.sheet), p.row, p.cell, p.code, p.value),
        ),
        (
            lambda i: None if i["record_key"] else (i["code"], i["field"], i["value"]),
            lambda p: None if p.record_key else (p.code, p.field, p.value),
        ),
        (
            lambda i: (sheet(i["sheet"]), i["row"], i["cell"], i["code"]),
            lambda p: None if is_other_record(p) else (sheet(p.sheet), p.row, p.cell, p.code),
        ),
    )
    pairs: dict[int, Problem] = {}
    free = list(problems)
    for of_issue, of_problem in signs:
        waiting: dict[Any, deque[Problem]] = {}
        for problem in free:
            if (key := of_problem(problem)) is not None:
                waiting.setdefault(key, deque()).append(problem)
        for issue in issues:
            if issue["issue_id"] in pairs:
                continue
            if (key := of_issue(issue)) is not None and (found := waiting.get(key)):
                pairs[issue["issue_id"]] = found.popleft()
        free = _unpaired(free, pairs)
    return pairs


def _unpaired(problems: Iterable[Problem], pairs: Mapping[int, Problem]) -> list[Problem]:
    """The problems that are none of those on record."""
    taken = {id(problem) for problem in pairs.values()}
    return [problem for problem in problems if id(problem) not in taken]


def _close(
    connection: psycopg.Connection[Any],
    delivery: Delivery,
    other: Delivery,
    issues: Sequence[Row],
    pairs: Mapping[int, Problem],
    found: _Recognised,
) -> int:
    """Carry on the issues that still hold, close the rest that the delivery speaks of; return how many were closed."""
    gone = [issue for issue in issues if issue["issue_id"] not in pairs]
    closed: dict[str, list[int]] = {}
    for issue in gone:
        if (outcome := _outcome(issue, delivery, other, found)) is not None:
            closed.setdefault(outcome, []).append(issue["issue_id"])
    for outcome, issue_ids in closed.items():
        connection.execute(
            "update audit.workbook_issues set closed_at = %s, closed_document_id = %s, closed_as = %s"
            " where issue_id = any(%s)",
            (delivery.received_at, delivery.document_id, outcome, issue_ids),
        )
    _carry(connection, delivery, pairs)
    return sum(map(len, closed.values()))


def _outcome(issue: Row, delivery: Delivery, other: Delivery, found: _Recognised) -> str | None:
    """How a problem that the delivery no longer has was closed; null where the delivery does not speak of its row."""
    if issue["record_key"] in delivery.records:
        return "corrected"
    if not found.is_whole:
        return None
    if issue["code"] in _OF_THE_SHEET:
        return "corrected"
    key = delivery.rows.get(("" if delivery.has_one_sheet else issue["sheet"], issue["row"]))
    return "corrected" if key is not None and key not in other.records else "row_removed"


def _carry(connection: psycopg.Connection[Any], delivery: Delivery, pairs: Mapping[int, Problem]) -> None:
    """Note that the delivery still has the problems of some issues, and where."""
    now = list(pairs.values())
    connection.execute(
        "update audit.workbook_issues as issues set seen_document_id = %s, sheet = now.sheet, row_no = now.row_no,"
        " cell = now.cell, value = now.value, record_key = now.record_key"
        " from unnest(%s::bigint[], %s::text[], %s::integer[], %s::text[], %s::text[], %s::text[])"
        " as now (issue_id, sheet, row_no, cell, value, record_key) where issues.issue_id = now.issue_id",
        (
            delivery.document_id,
            list(pairs),
            [problem.sheet for problem in now],
            [problem.row for problem in now],
            [problem.cell for problem in now],
            [problem.value for problem in now],
            [problem.record_key for problem in now],
        ),
    )


def _open_late(
    connection: psycopg.Connection[Any], delivery: Delivery, successor: Delivery, problems: Sequence[Problem]
) -> int:
    """Enter the problems of a delivery whose successor is here already; return how many that one had closed.

    What the successor opened and this delivery has too began with this one, where it arrived first.
    """
    if delivery.received_at > successor.received_at:
        return 0
    issues = _issues(connection, "document_id = %s", successor.document_id)
    pairs = _matched(issues, problems, delivery, successor)
    connection.execute(
        "update audit.workbook_issues set document_id = %s, opened_at = %s where issue_id = any(%s)",
        (delivery.document_id, delivery.received_at, list(pairs)),
    )
    found = _recognised(successor, delivery, ())
    by_outcome: dict[str | None, list[Problem]] = {}
    for problem in _unpaired(problems, pairs):
        outcome = _outcome(_as_issue(problem), successor, delivery, found) if found else None
        by_outcome.setdefault(outcome, []).append(problem)
    for outcome, some in by_outcome.items():
        _insert(connection, delivery, some, (successor, outcome) if outcome else None)
    n_closed = sum(len(some) for outcome, some in by_outcome.items() if outcome)
    if found and (n_closed or pairs):
        _enter_correction(connection, successor, delivery, found, n_closed, len(pairs))
    return n_closed


def _as_issue(problem: Problem) -> Row:
    return {"record_key": problem.record_key, "code": problem.code, "sheet": problem.sheet, "row": problem.row}


def _insert(
    connection: psycopg.Connection[Any],
    delivery: Delivery,
    problems: Sequence[Problem],
    closed: tuple[Delivery, str] | None,
) -> None:
    ending = (closed[0].received_at, closed[0].document_id, closed[1]) if closed else (None, None, None)
    if not problems:
        return
    columns = (
        "document_id", "seen_document_id", "sheet", "row_no", "cell", "code", "field", "value", "record_key", "opened_at",
        "closed_at", "closed_document_id", "closed_as",
    )  # fmt: skip
    head, tail = (delivery.document_id, delivery.document_id), (delivery.received_at, *ending)
    lines = (
        copytext.line((*head, p.sheet, p.row, p.cell, p.code, p.field, p.value, p.record_key, *tail)) for p in problems
    )
    with connection.cursor() as cursor, cursor.copy(copytext.statement("audit.workbook_issues", columns)) as copy:
        for batch in copytext.batches(lines):
            copy.write(batch)


def _enter_correction(
    connection: psycopg.Connection[Any],
    delivery: Delivery,
    other: Delivery,
    found: _Recognised,
    n_closed: int,
    n_left_open: int,
) -> None:
    connection.execute(
        "insert into audit.corrections (document_id, corrects_document_id, recognised_by, n_rows_shared, n_closed,"
        " n_left_open, days) values (%s, %s, %s, %s, %s, %s, %s) on conflict do nothing",
        (
            delivery.document_id,
            other.document_id,
            found.by,
            found.n_shared,
            n_closed,
            n_left_open,
            (_day(delivery.received_at) - _day(other.received_at)).days,
        ),
    )
