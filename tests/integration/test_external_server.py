"""With PEYGIR_WAREHOUSE_URL set, that server is used: databases, roles and schemas are made there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from nights import build, deliver, rows
from state_folder import own_state_folder

from ingestion.errors import PeygirError
from ingestion.warehouse import embedded
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.credentials import load_credentials
from ingestion.warehouse.prepare import prepare
from ingestion.warehouse.readers import add_reader, list_readers, remove_reader

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
KERMAN = "08"


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A server that knows nothing of Peygir; `user:password` goes in for %s, `/database` at its end."""
    with own_state_folder():
        port = embedded.start(embedded.embedded_server())
        owner = f"postgresql://peygir_admin:{load_credentials()['peygir_admin']}@{embedded.HOST}:{port}/postgres"
        with psycopg.connect(owner, autocommit=True) as connection:
            connection.execute("""
                create role maker login createrole createdb password 'm';
                create role nobody login password 'n';
                create role roles_only login createrole password 'r';
                create role other_maker login createrole createdb password 'o'
            """)
            connection.execute("create database of_nobody owner nobody")
            connection.execute("create database of_roles_only owner roles_only")
        yield f"postgresql://%s@{embedded.HOST}:{port}"


@pytest.fixture(scope="module")
def external(server: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """A warehouse with one night in it, on that server, made by a user who is no superuser."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PEYGIR_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PEYGIR_WAREHOUSE_URL", f"{server % 'maker:m'}/theirs")
        warehouse = locate()
        prepare(warehouse)
        deliver("2025-09-22")
        build("night 1", "2025-09-22")
        yield warehouse


def n_roles(server: str) -> int:
    with psycopg.connect(f"{server % 'nobody:n'}/postgres") as connection:
        row = connection.execute("select count(*) from pg_roles").fetchone()
    assert row
    return int(row[0])


@pytest.mark.parametrize(
    ("login", "database", "told"),
    [
        ("nobody:n", "of_nobody", "nobody may not prepare the warehouse (it lacks CREATEROLE and CREATEDB)"),
        ("nobody:n", "not_there", "nobody may not prepare the warehouse (permission denied to create database)"),
        ("roles_only:r", "of_roles_only", "roles_only may not prepare the warehouse (it lacks CREATEDB)"),
    ],
)
def test_a_user_without_the_rights_is_told_which_ones_it_needs(
    server: str, login: str, database: str, told: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", f"{server % login}/{database}")
    before = n_roles(server)
    with pytest.raises(PeygirError) as caught:
        prepare(locate())
    assert told in caught.value.sentence
    assert "with CREATEROLE and CREATEDB" in caught.value.sentence
    assert n_roles(server) == before


def test_roles_of_another_administrator_are_not_taken_over(
    external: Warehouse, server: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", f"{server % 'other_maker:o'}/another")
    with pytest.raises(PeygirError, match="peygir_loader is on this server already and not other_maker's"):
        prepare(locate())


def test_a_province_sees_its_own_rows_and_the_countrys_there_too(external: Warehouse) -> None:
    with psycopg.connect(add_reader(external, "kerman_office", KERMAN)) as connection:
        settings = [
            connection.execute(f"show {name}").fetchone()
            for name in ("statement_timeout", "idle_in_transaction_session_timeout", "default_transaction_read_only")
        ]
        with_province = connection.execute(
            "select relname, exists (select from pg_attribute as told where told.attrelid = pg_class.oid and told.attname = 'dimension')"
            " from pg_class inner join pg_attribute on attrelid = pg_class.oid and attname = 'province_id'"
            " where relnamespace = 'marts'::regnamespace and relkind in ('r', 'v') and relname <> 'dim_province'"
        ).fetchall()
        seen = {}
        for relation, has_dimension in with_province:
            told = "province_id, dimension" if has_dimension else "province_id, null"
            seen[relation] = set(connection.execute(f"select distinct {told} from marts.{relation}").fetchall())
        own = connection.execute("select count(*) from marts.resolutions").fetchone()
    assert settings == [("2min",), ("5min",), ("on",)]
    assert len(with_province) > 15
    national = {"national", "ministry", "agency", "category", "banks"}
    for relation, found in seen.items():
        for province, dimension in found:
            is_national = province is None and (
                dimension in national or relation in ("data_quality", "quality_history")
            )
            assert province == KERMAN or is_national, (relation, province, dimension)
    assert {dimension for _, dimension in seen["followup_rates"]} >= national - {"banks"} | {"province", "county"}
    every = rows(
        external, "select count(*) filter (where province_id = %s), count(*) from resolutions", parameters=(KERMAN,)
    )[0]
    assert own == (every[0],)
    assert 0 < every[0] < every[1]


def test_readers_come_and_go_there_too(external: Warehouse) -> None:
    add_reader(external, "ali", None)
    add_reader(external, None, KERMAN)
    known = {reader.name: reader.province_id for reader in list_readers(external)}
    assert known["ali"] is None
    assert known["peygir_province_08"] == KERMAN
    url = add_reader(external, "ali", None, new_password=True)
    with psycopg.connect(url) as connection:
        assert connection.execute("select count(distinct province_id) > 1 from resolutions").fetchone() == (True,)
    remove_reader(external, "ali")
    remove_reader(external, "peygir_province_08")
    left = {reader.name for reader in list_readers(external)}
    assert not left & {"ali", "peygir_province_08"}
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_an_administrator_who_may_no_longer_create_roles_is_told_so(
    external: Warehouse, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", f"{server % 'nobody:n'}/of_nobody")
    with pytest.raises(PeygirError, match="CREATEROLE"):
        add_reader(locate(), "mina", None)


def test_a_server_that_does_not_answer_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", "postgresql://me:secret@127.0.0.1:1/peygir")
    with pytest.raises(PeygirError) as caught:
        prepare(locate())
    assert "127.0.0.1:1" in caught.value.sentence
    assert "PEYGIR_WAREHOUSE_URL" in caught.value.sentence
    assert "secret" not in caught.value.sentence
