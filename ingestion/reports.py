"""What is printed for people: query results, freshness, and the headline rates after a night."""

from __future__ import annotations

import csv
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TextIO

import psycopg

from ingestion.errors import PeygirError
from ingestion.warehouse.connection import locate


@dataclass(frozen=True)
class Rows:
    """A query's answer: column names, then the rows in order."""

    columns: list[str]
    rows: list[tuple[Any, ...]]


def run_query(query: str, role: str = "peygir_reader") -> Rows:
    """Run a query as a reading role. Raises PeygirError with the server's message and position."""
    with locate().connect(role) as connection:
        try:
            cursor = connection.execute(query.encode())
            columns = [column.name for column in cursor.description or []]
            return Rows(columns, cursor.fetchall() if columns else [])
        except psycopg.Error as error:
            detail = error.diag.message_primary or str(error)
            hint = error.diag.message_hint or "the marts are listed by: select * from information_schema.tables where table_schema = 'marts'"
            raise PeygirError(detail, where="query", remedy=hint) from error


def print_rows(answer: Rows, form: str, out: TextIO) -> None:
    """Print as an aligned table, as CSV, or as JSON lines."""
    if form == "csv":
        writer = csv.writer(out)
        writer.writerow(answer.columns)
        writer.writerows([_plain(value) for value in row] for row in answer.rows)
    elif form == "json":
        for row in answer.rows:
            out.write(json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=str) + "\n")
    else:
        print_table(answer, out)


def print_table(answer: Rows, out: TextIO) -> None:
    """Print an aligned table without a frame; numbers to the right."""
    from wcwidth import wcswidth

    def pad(text: str, width: int, to_right: bool) -> str:
        gap = " " * max(0, width - max(0, wcswidth(text)))
        return gap + text if to_right else text + gap

    shown = [[_plain(value) for value in row] for row in answer.rows]
    numeric = [
        all(isinstance(row[i], int | float) or row[i] is None or type(row[i]).__name__ == "Decimal" for row in answer.rows)
        for i in range(len(answer.columns))
    ]
    widths = [
        max([wcswidth(name), *(max(0, wcswidth(row[i])) for row in shown)]) for i, name in enumerate(answer.columns)
    ]
    for line in ([*answer.columns], *shown):
        cells = [pad(text, widths[i], numeric[i]) for i, text in enumerate(line)]
        out.write("  ".join(cells).rstrip() + "\n")
    out.write(f"({len(shown)} row{'' if len(shown) == 1 else 's'})\n")


def _plain(value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value).replace("\n", " ")


def freshness() -> Sequence[str]:
    """Sentences about the last runs and what the ledger holds."""
    with locate().connect("peygir_loader") as connection:
        lines = []
        row = connection.execute(
            "select business_on, finished_at, outcome from audit.runs where kind = 'build' and finished_at is not null"
            " order by finished_at desc limit 1"
        ).fetchone()
        if row is None:
            lines.append("marts: never built; run `peygir nightly`")
        else:
            lines.append(f"marts: rates as of {row[0]}, last build {row[2]} at {row[1]:%Y-%m-%d %H:%M %Z}")
        for kind, outcome, count in connection.execute(
            "select kind, outcome, count(*) from audit.documents group by 1, 2 order by 1, 2"
        ):
            lines.append(f"{kind}s {outcome}: {count}")
        return lines
