"""Who may read the marts: the national reader, a role for each province, and people's own logins that belong to one of them."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import psycopg
from psycopg import sql

from ingestion.errors import PeygirError
from ingestion.reference.seeds import provinces
from ingestion.warehouse.connection import Warehouse

NATIONAL_READER = "peygir_reader"
PROVINCE_GROUP = "peygir_province"
_MARK = "peygir reader"  # the comment on every login that was added here

READER_SETTINGS = {
    "default_transaction_read_only": "on",
    # Queries of one transaction see one publication, also while the next is being written.
    "default_transaction_isolation": "repeatable read",
    "statement_timeout": "120s",
    "idle_in_transaction_session_timeout": "300s",
    "search_path": "marts",
}


@dataclass(frozen=True)
class Reader:
    """A login that reads the marts; `province_id` None: every province."""

    name: str
    province_id: str | None


def province_role(province_id: str) -> str:
    """The role that sees one province's rows and those of the whole country."""
    return f"{PROVINCE_GROUP}_{province_id}"


def province_roles() -> Sequence[str]:
    """The role of every province, by province_id."""
    return [province_role(province_id) for province_id in sorted(provinces())]


def add_reader(warehouse: Warehouse, name: str | None, province_id: str | None, *, new_password: bool = False) -> str:
    """Make a login that reads the marts, or give it a new password; return its connection URL.

    Without a name it is the province's own role. Raises PeygirError for a name that is taken or cannot be one.
    """
    group = province_role(province_id) if province_id else NATIONAL_READER
    login = name or group
    password = secrets.token_urlsafe(24)
    with warehouse.connect("peygir_admin") as connection:
        if name is not None:
            _check_name(name)
        known = {reader.name: reader for reader in _readers(connection)}
        if login in known and (not new_password or known[login].province_id != province_id):
            raise PeygirError(
                f"the reader {login} is there already",
                where="peygir reader add",
                remedy="give it a new password with --new-password, or take it away first: peygir reader remove",
            )
        if login not in known and name is not None:
            _create_login(connection, name, group)
        for setting, value in READER_SETTINGS.items():
            statement = sql.SQL("alter role {} set {} = {}")
            connection.execute(statement.format(sql.Identifier(login), sql.Identifier(setting), sql.Literal(value)))
        statement = sql.SQL("alter role {} login password {}")
        connection.execute(statement.format(sql.Identifier(login), sql.Literal(password)))
        connection.execute(sql.SQL("comment on role {} is {}").format(sql.Identifier(login), sql.Literal(_MARK)))
    address = f"{quote(warehouse.host, safe='')}:{warehouse.port}/{quote(warehouse.database)}{warehouse.options}"
    return f"postgresql://{quote(login)}:{quote(password, safe='')}@{address}"


def list_readers(warehouse: Warehouse) -> list[Reader]:
    """The logins that add_reader made, by name."""
    with warehouse.connect("peygir_admin") as connection:
        return _readers(connection)


def remove_reader(warehouse: Warehouse, name: str) -> None:
    """Take a login away; a province's own role stays, without a password."""
    with warehouse.connect("peygir_admin") as connection:
        if name not in {reader.name for reader in _readers(connection)}:
            raise PeygirError(
                f"no reader {name}", where="peygir reader remove", remedy="list them with: peygir reader list"
            )
        role = sql.Identifier(name)
        if name in province_roles():
            connection.execute(sql.SQL("alter role {} nologin password null").format(role))
            connection.execute(sql.SQL("comment on role {} is null").format(role))
        else:
            connection.execute(sql.SQL("drop role {}").format(role))


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,62}", name) or name.startswith(("peygir", "pg_")):
        raise PeygirError(
            "not a name for a reader",
            where=name,
            remedy="use a to z, digits and _, beginning with a letter and not with peygir or pg_",
        )


def _create_login(connection: psycopg.Connection[Any], name: str, group: str) -> None:
    try:
        connection.execute(sql.SQL("create role {} in role {}").format(sql.Identifier(name), sql.Identifier(group)))
    except psycopg.errors.DuplicateObject as error:
        raise PeygirError("that role exists and is not a reader", where=name, remedy="choose another name") from error
    except psycopg.errors.UndefinedObject as error:
        raise PeygirError(
            f"the role {group} is not there", where="the warehouse", remedy="bring it up to date with `peygir up`"
        ) from error
    except psycopg.errors.InsufficientPrivilege as error:
        raise PeygirError(
            "the administrator may not create roles", where="PEYGIR_WAREHOUSE_URL", remedy="give that user CREATEROLE"
        ) from error


def _readers(connection: psycopg.Connection[Any]) -> list[Reader]:
    found = connection.execute(
        """
        select
            login.rolname,
            (
                select right(province.rolname, 2)
                from pg_roles as province
                where
                    province.rolname ~ '^peygir_province_[0-9]{2}$'
                    and (
                        province.oid = login.oid
                        or exists (
                            select 1
                            from pg_auth_members
                            where pg_auth_members.member = login.oid and pg_auth_members.roleid = province.oid
                        )
                    )
            )
        from pg_roles as login
        where login.rolcanlogin and shobj_description(login.oid, 'pg_authid') = %s
        order by 1
        """,
        (_MARK,),
    )
    return [Reader(name, province_id) for name, province_id in found]
