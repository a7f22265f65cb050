"""What a crawl remembers from night to night, kept in PostgreSQL: validators, cursors, profiles, and what is known."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import psycopg

from ingestion.errors import TransientError

_TURN_TIMEOUT = "45min"


class WarehouseCrawlState:
    """The crawl's state on an open connection; what is put becomes durable with the caller's next commit."""

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self._connection = connection

    def get(self, source_id: str, address: str) -> dict[str, Any] | None:
        """The state of an address as last put, or None."""
        row = self._connection.execute(
            "select state from audit.source_states where source_id = %s and address = %s", (source_id, address)
        ).fetchone()
        return None if row is None else dict(row[0])

    def put(self, source_id: str, address: str, state: dict[str, Any]) -> None:
        """Keep a state; an equal one is not written again."""
        self._connection.execute(
            "insert into audit.source_states as kept (source_id, address, state) values (%s, %s, %s::jsonb)"
            " on conflict (source_id, address) do update set state = excluded.state, changed_at = now()"
            " where kept.state <> excluded.state",
            (source_id, address, json.dumps(state, ensure_ascii=False, default=str)),
        )

    def is_known(self, canonical_address: str) -> bool:
        """Whether an article with this canonical address is staged."""
        row = self._connection.execute(
            "select 1 from staging.news_articles where canonical_address = %s limit 1", (canonical_address,)
        ).fetchone()
        return row is not None

    def watched_since(self, source_id: str, moment: datetime, most: int) -> list[tuple[str, dict[str, Any]]]:
        """The newest states of the source whose `watched_from` (ISO 8601, UTC) is not before the moment."""
        rows = self._connection.execute(
            "select address, state from audit.source_states where source_id = %s and state ->> 'watched_from' >= %s"
            " order by state ->> 'watched_from' desc, address desc limit %s",
            (source_id, moment.isoformat(), most),
        )
        return [(address, dict(state)) for address, state in rows]


def take_turn(connection: psycopg.Connection[Any], host: str) -> None:
    """Wait until no other visit to the host goes on (a backfill's, say); the turn lasts as long as the connection.

    Raises TransientError after 45 minutes.
    """
    try:
        connection.execute("select set_config('lock_timeout', %s, false)", (_TURN_TIMEOUT,))
        connection.execute("select pg_advisory_lock(hashtext('host'), hashtext(%s))", (host,))
        connection.execute("select set_config('lock_timeout', '0', false)")
    except psycopg.errors.LockNotAvailable as error:
        raise TransientError("another visit has been going on for too long", where=host) from error
    connection.commit()


def enter_fetch(connection: psycopg.Connection[Any], **fetch: Any) -> None:
    """Enter one request or page that gave no article, and why."""
    names, marks = ", ".join(fetch), ", ".join(["%s"] * len(fetch))
    connection.execute(f"insert into audit.fetches ({names}) values ({marks})", list(fetch.values()))  # noqa: S608
