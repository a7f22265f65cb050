"""Where the warehouse is and how each role connects to it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import psycopg

from ingestion.errors import PeygirError, TransientError, file_errors
from ingestion.paths import state_folder
from ingestion.warehouse import embedded
from ingestion.warehouse.credentials import ADMINISTRATOR, load_credentials

MINIMUM_VERSION = 150000


@dataclass(frozen=True)
class Warehouse:
    """The address of the warehouse and the administrator's way in; other roles use the generated passwords."""

    host: str
    port: int
    database: str
    admin_user: str
    admin_password: str
    is_embedded: bool
    options: str = ""

    @property
    def airflow_database(self) -> str:
        """Airflow's metadata has a database of its own on the same server."""
        return f"{self.database}_airflow"

    def url(self, role: str, *, database: str | None = None, scheme: str = "postgresql") -> str:
        """The connection URL of a role; the password is in it."""
        user, password = self._login(role)
        address = f"{quote(self.host, safe='')}:{self.port}/{quote(database or self.database)}"
        return f"{scheme}://{quote(user)}:{quote(password, safe='')}@{address}{self.options}"

    def connect(self, role: str, *, database: str | None = None, **settings: Any) -> psycopg.Connection[Any]:
        """Open a connection as a role; `peygir_admin` is the administrator."""
        try:
            return psycopg.connect(
                self.url(role, database=database), application_name="peygir", connect_timeout=10, **settings
            )
        except psycopg.OperationalError as error:
            remedy = "start it with `peygir up`" if self.is_embedded else "check PEYGIR_WAREHOUSE_URL"
            if self.is_embedded and "password authentication failed" in str(error):
                remedy = "`peygir up` sets its logins up"
            raise TransientError(
                f"no connection as {role} ({_short(error)})",
                where=f"{self.host}:{self.port}/{database or self.database}",
                remedy=remedy,
            ) from error

    def environment(self, role: str) -> dict[str, str]:
        """The variables that dbt's profile reads."""
        user, password = self._login(role)
        return {
            "PEYGIR_DB_HOST": self.host,
            "PEYGIR_DB_PORT": str(self.port),
            "PEYGIR_DB_NAME": self.database,
            "PEYGIR_DB_USER": user,
            "PEYGIR_DB_PASSWORD": password,
        }

    def _login(self, role: str) -> tuple[str, str]:
        if role == "peygir_admin":
            return self.admin_user, self.admin_password
        return role, load_credentials()[role]


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:200]


def locate(*, create: bool = False) -> Warehouse:
    """The warehouse of this environment: that of PEYGIR_WAREHOUSE_URL, else the embedded server (started if need be).

    PEYGIR_WAREHOUSE_URL_FILE names a file with the URL in it, and comes before the URL itself. A URL without a password
    will do for everything but preparing the warehouse: the roles have passwords of their own. Where the embedded server
    was never initialised, `create` does so; without it that is a PeygirError, and nothing is written or started.
    """
    address = _stated_address()
    if address:
        return _external(address)
    if not (create or embedded.is_initialised()):
        raise no_warehouse()
    password = load_credentials(ADMINISTRATOR)[ADMINISTRATOR]
    port = embedded.start(embedded.embedded_server())
    return Warehouse(
        host=embedded.HOST,
        port=port,
        database="peygir",
        admin_user=ADMINISTRATOR,
        admin_password=password,
        is_embedded=True,
    )


def no_warehouse() -> PeygirError:
    """Says that the state folder has no warehouse, and how to get one."""
    return PeygirError(
        "no warehouse here yet",
        where=str(state_folder()),
        remedy="run `peygir nightly`, or name another state folder with PEYGIR_HOME",
    )


def _stated_address() -> str | None:
    file = os.environ.get("PEYGIR_WAREHOUSE_URL_FILE")
    if not file:
        return os.environ.get("PEYGIR_WAREHOUSE_URL")
    with file_errors("the file cannot be read", f"PEYGIR_WAREHOUSE_URL_FILE={file}"):
        return Path(file).read_text(encoding="utf-8").strip()


def _external(address: str) -> Warehouse:
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.hostname or not parts.username:
        raise PeygirError(
            "not a PostgreSQL URL",
            where="PEYGIR_WAREHOUSE_URL",
            remedy="write it as postgresql://user:password@host:5432/database",
        )
    return Warehouse(
        host=parts.hostname,
        port=parts.port or 5432,
        database=parts.path.lstrip("/") or "peygir",
        admin_user=unquote(parts.username),
        admin_password=unquote(parts.password or ""),
        is_embedded=False,
        options=f"?{parts.query}" if parts.query else "",
    )
