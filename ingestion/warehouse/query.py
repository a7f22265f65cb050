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


def run_query(query: str, parameters: Sequence[Any] | None = None, *, role: str = "peygir_reader") -> Rows:
    """Run a query as a role. Raises PeygirError with the server's own message and hint."""
    with locate().connect(role) as connection:
        try:
            cursor = connection.execute(query.encode(), parameters)
            columns = [column.name for column in cursor.description or []]
            return Rows(columns, cursor.fetchall() if columns else [])
        except psycopg.Error as error:
            detail = error.diag.message_primary or " ".join(str(error).split())
            listing = "select table_name from information_schema.tables where table_schema = 'marts'"
            raise PeygirError(
                detail, where="query", remedy=error.diag.message_hint or f"list the marts with: {listing}"
            ) from error
