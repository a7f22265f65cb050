"""Which marked copies are owed to senders, and where in the outbox those written stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import psycopg


@dataclass(frozen=True)
class Owed:
    """A loaded workbook with problems whose marked copy is not in the outbox yet."""

    document_id: str
    source_id: str
    file_name: str
    archive_location: str
    received_at: datetime


def owed(connection: psycopg.Connection[Any], document_id: str | None = None) -> Iterator[Owed]:
    """The marked copies not written yet, oldest delivery first; of one document where its id is given."""
    rows = connection.execute(
        "select document_id, source_id, coalesce(file_name, document_id), archive_location, received_at"
        " from audit.documents where kind = 'workbook' and outcome = 'loaded' and n_problems > 0"
        " and feedback_at is null and (%(document_id)s::text is null or document_id = %(document_id)s)"
        " order by received_at, document_id",
        {"document_id": document_id},
    ).fetchall()
    return (Owed(*row) for row in rows)


def claim(connection: psycopg.Connection[Any], owed: Owed, stem: str) -> str:
    """Enter the place of the marked copy, `stem` numbered where another document's copy has it; return the place."""
    connection.execute("select pg_advisory_xact_lock(hashtext('outbox'))")
    number = 1
    while True:
        place = f"{stem}.marked.xlsx" if number == 1 else f"{stem} ({number}).marked.xlsx"
        taken = connection.execute(
            "select 1 from audit.documents where feedback_place = %s and document_id <> %s", (place, owed.document_id)
        ).fetchone()
        if taken is None:
            break
        number += 1
    connection.execute(
        "update audit.documents set feedback_place = %s, feedback_at = now() where document_id = %s",
        (place, owed.document_id),
    )
    return place
