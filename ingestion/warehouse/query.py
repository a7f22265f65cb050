"""Questions put to the warehouse: column names and rows, errors told in one sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import psycopg

from ingestion.errors import PeygirError
from ingestion.warehouse.connection import locate


@dataclass(frozen=True)
class Rows:
    """A query's answer: column names, then the rows in order."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


_LIST_MARTS = "select table_name from information_schema.tables where table_schema = 'marts'"
_LIST_COLUMNS = "select table_name, column_name from information_schema.columns where table_schema = 'marts'"


def run_query(query: str, parameters: Sequence[Any] | None = None, *, role: str = "peygir_reader") -> Rows:
    """Run one statement as a role. Raises PeygirError with the server's own message and hint, and for a second one."""
    if not query.strip(" \t\r\n;"):
        raise PeygirError(
            "nothing is asked", where="query", remedy=f"give one statement; list the marts with: {_LIST_MARTS}"
        )
    with locate().connect(role) as connection:
        try:
            cursor = connection.execute(query.encode(), parameters)
            columns = [column.name for column in cursor.description or []]
            answer = Rows(columns, cursor.fetchall() if columns else [])
            if cursor.nextset():
                raise PeygirError("more than one statement", where="query", remedy="give them one at a time")
            return answer
        except psycopg.Error as error:
            detail = error.diag.message_primary or " ".join(str(error).split())
            raise PeygirError(detail, where="query", remedy=_remedy(error)) from error


def _remedy(error: psycopg.Error) -> str | None:
    """The server's hint; where a relation or a column is unknown, how to list those that there are; how to be quicker."""
    told = [error.diag.message_hint.rstrip(".")] if error.diag.message_hint else []
    if isinstance(error, psycopg.errors.UndefinedTable):
        told.append(f"list the marts with: {_LIST_MARTS}")
    elif isinstance(error, psycopg.errors.UndefinedColumn):
        told.append(f"list the columns with: {_LIST_COLUMNS}")
    elif isinstance(error, psycopg.errors.QueryCanceled):
        told.append("ask for less: a `where` on province_id, dimension or period_type, fewer marts joined, a `limit`")
    return "; ".join(told) or None
