"""What a database needs now and then: vacuum and analyse; and which archived bytes the ledger still points to."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg
from psycopg import sql

from ingestion.warehouse.connection import Warehouse

SCHEMAS_BY_ROLE = {
    "peygir_loader": ("staging", "audit", "restricted"),
    "peygir_builder": ("warehouse", "marts"),
}


def vacuum(warehouse: Warehouse) -> dict[str, list[str]]:
    """Vacuum and analyse every table: `vacuumed`, or `left` to autovacuum where the server lets only owners do it."""
    done: dict[str, list[str]] = {"vacuumed": [], "left": []}
    for role, schemas in SCHEMAS_BY_ROLE.items():
        with warehouse.connect(role, autocommit=True) as connection:
            refused: list[psycopg.errors.Diagnostic] = []
            connection.add_notice_handler(refused.append)
            for schema, table in list(_tables(connection, schemas)):
                refused.clear()
                connection.execute(sql.SQL("vacuum (analyze, skip_locked) {}").format(sql.Identifier(schema, table)))
                done["left" if refused else "vacuumed"].append(f"{schema}.{table}")
    return done


def _tables(connection: psycopg.Connection[tuple[str, str]], schemas: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from connection.execute(
        "select schemaname, tablename from pg_tables where schemaname = any(%s) order by 1, 2", (list(schemas),)
    )


def used_locations(connection: psycopg.Connection[tuple[str]]) -> set[str]:
    """Every place in the archive that a document or a recorded fetch points to, without the offset within a file."""
    rows = connection.execute(
        "select distinct split_part(archive_location, '#', 1) from audit.documents"
        " union select distinct split_part(archive_location, '#', 1) from audit.fetches"
        " where archive_location is not null"
    )
    return {location for (location,) in rows}
