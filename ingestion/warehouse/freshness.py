"""What the warehouse knows of a night: builds, visits, refusals, and whether its notice has been sent."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import psycopg


@dataclass(frozen=True)
class Build:
    """One run of dbt: the day its rates are for, and how it ended (None: it has not)."""

    business_on: date | None
    finished_at: datetime | None
    outcome: str | None
    failed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Visit:
    """The last visit to a news source since an instant, and the last good one ever."""

    source_id: str
    outcome: str | None
    reason: str | None
    last_good_at: datetime | None


@dataclass(frozen=True)
class Refusal:
    """A file that could not be read."""

    file_name: str
    source_id: str
    reason: str
    received_at: datetime


@dataclass(frozen=True)
class NightState:
    """What is on record of the night that began at an instant."""

    last_good_build: Build | None
    build: Build | None
    visits: dict[str, Visit] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()
    n_landed: dict[str, int] = field(default_factory=dict)


def read_night(connection: psycopg.Connection[Any], began_at: datetime) -> NightState:
    """Read the state of the night that began at `began_at`."""
    return NightState(
        last_good_build=_build(connection, "outcome = 'succeeded'", ()),
        build=_build(connection, "started_at >= %s", (began_at,)),
        visits={visit.source_id: visit for visit in _visits(connection, began_at)},
        refusals=tuple(_refusals(connection, began_at)),
        n_landed=dict(
            connection.execute(
                "select kind, count(*) from audit.documents where loaded_at >= %s and outcome = 'loaded' group by 1",
                (began_at,),
            ).fetchall()
        ),
    )


def _build(connection: psycopg.Connection[Any], condition: str, parameters: tuple[Any, ...]) -> Build | None:
    query = f"""
        select business_on, finished_at, outcome, details -> 'failed' from audit.runs
        where kind = 'build' and {condition} order by coalesce(finished_at, started_at) desc limit 1
    """  # noqa: S608 - the conditions are this module's own
    row = connection.execute(query.encode(), parameters).fetchone()
    return None if row is None else Build(row[0], row[1], row[2], tuple(row[3] or ()))


def _visits(connection: psycopg.Connection[Any], began_at: datetime) -> Iterator[Visit]:
    rows = connection.execute(
        """
        with visits as (
            select details ->> 'source_id' as source_id, started_at, finished_at, outcome,
                   details ->> 'reason' as reason
            from audit.runs where kind = 'visit'
        ),
        newest as (
            select distinct on (source_id) source_id, outcome, reason from visits
            where started_at >= %s order by source_id, started_at desc
        ),
        good as (
            select source_id, max(finished_at) as last_good_at from visits where outcome = 'succeeded' group by 1
        )
        select coalesce(newest.source_id, good.source_id), newest.source_id is not null, newest.outcome, newest.reason,
               good.last_good_at
        from newest full join good on good.source_id = newest.source_id
        """,
        (began_at,),
    )
    for source_id, was_visited, outcome, reason, last_good_at in rows:
        yield Visit(source_id, (outcome or "unfinished") if was_visited else None, reason, last_good_at)


def _refusals(connection: psycopg.Connection[Any], began_at: datetime) -> Iterator[Refusal]:
    rows = connection.execute(
        "select coalesce(file_name, address, document_id), source_id, coalesce(reason, ''), received_at"
        " from audit.documents where outcome = 'refused' and loaded_at >= %s order by 1",
        (began_at,),
    )
    for row in rows:
        yield Refusal(*row)


@contextmanager
def notice_of(connection: psycopg.Connection[Any], night: date) -> Iterator[set[str]]:
    """The channels that the night's notice went out by. What the block adds is kept, also where the block raises.

    Holds the notice's row until the block ends, so that two senders never send the same notice.
    """
    run_id = f"notice/{night.isoformat()}"
    connection.execute(
        "insert into audit.runs (run_id, kind, business_on) values (%s, 'notice', %s) on conflict (run_id) do nothing",
        (run_id, night),
    )
    connection.commit()
    row = connection.execute(
        "select details -> 'sent' from audit.runs where run_id = %s for update", (run_id,)
    ).fetchone()
    sent: set[str] = set(row[0] or ()) if row else set()
    try:
        yield sent
    finally:
        connection.execute(
            "update audit.runs set details = details || %s::jsonb, finished_at = now(), outcome = 'succeeded'"
            " where run_id = %s",
            (json.dumps({"sent": sorted(sent)}), run_id),
        )
        connection.commit()
