"""With PEYGIR_WAREHOUSE_URL set, that server is used: databases, roles and schemas are made there."""

from __future__ import annotations

import pytest

from ingestion.errors import PeygirError
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.prepare import prepare

pytestmark = pytest.mark.integration


def test_a_database_that_is_not_there_yet_is_made_and_prepared(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", warehouse.url("peygir_admin", database="elsewhere"))
    external = locate()
    assert not external.is_embedded
    assert prepare(external)[0] == "0001_foundation"
    with external.connect("peygir_loader") as connection:
        assert connection.execute("select current_database()").fetchone() == ("elsewhere",)
        assert connection.execute("select count(*) from audit.documents").fetchone() == (0,)
    with external.connect("peygir_airflow", database="elsewhere_airflow") as connection:
        assert connection.execute("select 1").fetchone() == (1,)


def test_a_server_that_does_not_answer_is_told_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", "postgresql://me:secret@127.0.0.1:1/peygir")
    with pytest.raises(PeygirError) as caught:
        prepare(locate())
    assert "127.0.0.1:1" in caught.value.sentence
    assert "PEYGIR_WAREHOUSE_URL" in caught.value.sentence
    assert "secret" not in caught.value.sentence
