"""Databases, roles, grants and numbered migrations: brings any PostgreSQL ≥ 15 to the state that the code expects."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from ingestion.errors import PeygirError
from ingestion.warehouse.connection import MINIMUM_VERSION, Warehouse
from ingestion.warehouse.credentials import load_credentials
from ingestion.warehouse.readers import PROVINCE_GROUP, READER_SETTINGS, province_roles

MIGRATIONS = Path(__file__).parent / "migrations"
LOGIN_ROLES = ("peygir_loader", "peygir_builder", "peygir_reader", "peygir_restricted", "peygir_airflow")
_RIGHTS = "make it the owner of the database, with CREATEROLE and CREATEDB: it need not be a superuser"
LOCK = 7_349_447  # any constant: one preparation at a time


def prepare(warehouse: Warehouse) -> list[str]:
    """Create what is missing and apply new migrations; return the names of the migrations applied.

    Raises PeygirError where the administrator lacks a right: it owns the database, has CREATEROLE and, for the databases
    that are missing, CREATEDB; it need not be a superuser.
    """
    try:
        return _prepare(warehouse)
    except psycopg.errors.InsufficientPrivilege as error:
        raise PeygirError(
            f"{warehouse.admin_user} may not prepare the warehouse ({error.diag.message_primary})",
            where=f"{warehouse.host}:{warehouse.port}/{warehouse.database}",
            remedy=_RIGHTS,
        ) from error


def _prepare(warehouse: Warehouse) -> list[str]:
    _create_database(warehouse)
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        connection.execute("set client_min_messages = warning")
        connection.execute("select pg_advisory_lock(%s)", (LOCK,))
        _check_version(connection, warehouse)
        is_prepared = _is_prepared(connection)
        if not is_prepared:
            _check_rights(connection, warehouse)
            _create_roles(connection, warehouse)
            _create_airflow_database(connection, warehouse)
        applied = _migrate(connection)
        if applied or not is_prepared:
            _grant(connection, warehouse)
    return applied


def _create_database(warehouse: Warehouse) -> None:
    """The embedded server begins with no database of ours; an external one may lack it too."""
    try:
        with psycopg.connect(warehouse.url("peygir_admin"), connect_timeout=10):
            return
    except psycopg.OperationalError as error:
        if "does not exist" not in str(error):
            raise PeygirError(
                f"no connection to the warehouse ({' '.join(str(error).split())[:200]})",
                where=f"{warehouse.host}:{warehouse.port}",
                remedy="start it with `peygir up`" if warehouse.is_embedded else "check PEYGIR_WAREHOUSE_URL",
            ) from error
    with warehouse.connect("peygir_admin", database="postgres", autocommit=True) as connection:
        name = sql.Identifier(warehouse.database)
        connection.execute(sql.SQL("create database {} encoding 'UTF8' template template0").format(name))


def _check_version(connection: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    if connection.info.server_version < MINIMUM_VERSION:
        raise PeygirError(
            f"PostgreSQL {connection.info.server_version // 10000} is too old",
            where=f"{warehouse.host}:{warehouse.port}",
            remedy="use version 15 or newer",
        )


def _is_prepared(connection: psycopg.Connection[Any]) -> bool:
    row = connection.execute("select to_regclass('audit.schema_versions') is not null").fetchone()
    if not (row and row[0]):
        return False
    roles = [*LOGIN_ROLES, PROVINCE_GROUP, *province_roles()]
    known = connection.execute("select count(*) from pg_roles where rolname = any(%s)", (roles,)).fetchone()
    return bool(known and known[0] == len(roles))


def _check_rights(connection: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    """Roles belong to the whole server: none is made where the rest could not be."""
    row = connection.execute(
        "select rolsuper or rolcreaterole, rolsuper or rolcreatedb"
        " or exists (select from pg_database where datname = %s) from pg_roles where rolname = current_user",
        (warehouse.airflow_database,),
    ).fetchone()
    missing = [right for right, held in zip(("CREATEROLE", "CREATEDB"), row or (False, False), strict=True) if not held]
    if missing:
        raise PeygirError(
            f"{warehouse.admin_user} may not prepare the warehouse (it lacks {' and '.join(missing)})",
            where=f"{warehouse.host}:{warehouse.port}/{warehouse.database}",
            remedy=_RIGHTS,
        )


def _create_roles(connection: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    passwords = load_credentials()
    for role in LOGIN_ROLES:
        name, password = sql.Identifier(role), sql.Literal(passwords[role])
        exists = connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone()
        verb = "alter" if exists else "create"
        try:
            connection.execute(sql.SQL(verb + " role {} with login password {}").format(name, password))
            connection.execute(sql.SQL("grant {} to current_user").format(name))
        except psycopg.errors.InsufficientPrivilege as error:
            raise PeygirError(
                f"the role {role} is on this server already and not {warehouse.admin_user}'s",
                where=f"{warehouse.host}:{warehouse.port}",
                remedy="the databases of a server share its roles: use the user that prepared the warehouse there, or"
                " another server",
            ) from error
    for setting, value in READER_SETTINGS.items():
        for role in ("peygir_reader", "peygir_restricted"):
            statement = sql.SQL("alter role {} set {} = {}")
            connection.execute(statement.format(sql.Identifier(role), sql.Identifier(setting), sql.Literal(value)))
    for role in (PROVINCE_GROUP, *province_roles()):
        if not connection.execute("select 1 from pg_roles where rolname = %s", (role,)).fetchone():
            connection.execute(sql.SQL("create role {} nologin").format(sql.Identifier(role)))
        if role != PROVINCE_GROUP:
            statement = sql.SQL("grant {} to {}")
            connection.execute(statement.format(sql.Identifier(PROVINCE_GROUP), sql.Identifier(role)))


def _create_airflow_database(connection: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    name = warehouse.airflow_database
    if connection.execute("select 1 from pg_database where datname = %s", (name,)).fetchone():
        return
    connection.execute(
        sql.SQL("create database {} owner peygir_airflow encoding 'UTF8' template template0").format(
            sql.Identifier(name)
        )
    )
    connection.execute(sql.SQL("revoke connect on database {} from public").format(sql.Identifier(name)))


def _migrate(connection: psycopg.Connection[Any]) -> list[str]:
    connection.execute("create schema if not exists audit")
    connection.execute(
        "create table if not exists audit.schema_versions"
        " (name text primary key, applied_at timestamptz not null default now())"
    )
    done = {name for (name,) in connection.execute("select name from audit.schema_versions")}
    applied = []
    for file in sorted(MIGRATIONS.glob("*.sql")):
        if file.stem in done:
            continue
        with connection.transaction():
            connection.execute(file.read_bytes())
            connection.execute("insert into audit.schema_versions (name) values (%s)", (file.stem,))
        applied.append(file.stem)
    return applied


_GRANTS = """
alter schema warehouse owner to peygir_builder;
alter schema marts owner to peygir_builder;
grant usage on schema staging, audit, restricted to peygir_loader;
grant select, insert, update, delete on all tables in schema staging, audit, restricted to peygir_loader;
grant usage on all sequences in schema staging, audit, restricted to peygir_loader;
grant usage on schema staging, audit to peygir_builder;
grant select on all tables in schema staging, audit to peygir_builder;
grant usage on schema warehouse, marts to peygir_loader;
alter default privileges for role peygir_builder in schema marts grant select on tables to peygir_loader;
alter default privileges for role peygir_builder in schema warehouse grant select on tables to peygir_loader;
grant usage on schema restricted, marts to peygir_restricted;
grant select on all tables in schema restricted to peygir_restricted;
grant usage on schema marts to peygir_reader, peygir_province;
revoke all on schema public from public;
revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
"""


def _grant(connection: psycopg.Connection[Any], warehouse: Warehouse) -> None:
    connection.execute(_GRANTS)
    database = sql.Identifier(warehouse.database)
    connection.execute(sql.SQL("revoke connect, temporary on database {} from public").format(database))
    for role in ("peygir_loader", "peygir_builder", "peygir_reader", "peygir_restricted", PROVINCE_GROUP):
        connection.execute(sql.SQL("grant connect on database {} to {}").format(database, sql.Identifier(role)))
    connection.execute(sql.SQL("grant create, temporary on database {} to peygir_builder").format(database))
    connection.execute(sql.SQL("grant temporary on database {} to peygir_loader").format(database))
