"""The morning's watch on a real warehouse: what it finds on record, and that a night is told once."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from ingestion import notices, pipeline, review, upkeep
from ingestion.errors import PeygirError, TransientError
from ingestion.notices import TEHRAN
from ingestion.warehouse import reviews
from ingestion.warehouse.connection import Warehouse

pytestmark = pytest.mark.integration

NIGHT = date(2025, 8, 24)
NIGHT_BEGAN = datetime(2025, 8, 24, 1, 30, tzinfo=TEHRAN)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[notices.Notice]]:
    """Notices that went out, by a channel called `pigeon`; put an exception first to let it fail once."""
    sent: list[Any] = []

    def send(self: notices.Channels, notice: notices.Notice, already: Any = ()) -> Iterator[str]:
        if sent and isinstance(sent[0], Exception):
            raise sent.pop(0)
        if "pigeon" not in already:
            sent.append(notice)
            yield "pigeon"

    monkeypatch.setattr(notices.Channels, "send", send)
    monkeypatch.setattr(pipeline, "live_sources", lambda: ["fars/a.example", "yazd/b.example"])
    yield sent


def enter(warehouse: Warehouse, run_id: str, kind: str, at: datetime, outcome: str | None, **columns: Any) -> None:
    business_on = columns.pop("business_on", None)
    with warehouse.connect("peygir_admin") as connection:
        connection.execute(
            "insert into audit.runs (run_id, kind, business_on, started_at, finished_at, outcome, details)"
            " values (%s, %s, %s, %s, %s, %s, %s::jsonb)",
            (
                run_id,
                kind,
                business_on,
                at,
                at + timedelta(minutes=9) if outcome else None,
                outcome,
                json.dumps(columns),
            ),
        )


def enter_good_night(warehouse: Warehouse, night: date = NIGHT) -> None:
    began = datetime.combine(night, NIGHT_BEGAN.timetz())
    for source in ("fars/a.example", "yazd/b.example"):
        enter(warehouse, f"{night}/{source}", "visit", began, "succeeded", source_id=source)
    enter(warehouse, f"{night}/build", "build", began, "succeeded", business_on=night - timedelta(days=1))


def test_a_good_night_is_not_told_unless_asked_for(
    warehouse: Warehouse, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    enter_good_night(warehouse)
    assert upkeep.watch("w1", night=NIGHT.isoformat())["standing"] == "fresh"
    assert told == []
    monkeypatch.setenv("PEYGIR_NOTICE_DIGEST", "yes")
    assert upkeep.watch("w2", night=NIGHT.isoformat())["sent"] == ["pigeon"]
    assert upkeep.watch("w3", night=NIGHT.isoformat())["sent"] == ["pigeon"]
    assert len(told) == 1


def test_what_is_missing_is_named_with_its_last_good_time(warehouse: Warehouse, told: list[Any]) -> None:
    enter_good_night(warehouse, NIGHT - timedelta(days=3))
    enter(
        warehouse, "tonight/fars", "visit", NIGHT_BEGAN, "failed", source_id="fars/a.example", reason="503 for an hour"
    )
    enter(warehouse, "tonight/build", "build", NIGHT_BEGAN, "failed", failed=["model.peygir.units"])
    with pytest.raises(PeygirError, match="marts are not fresh"):
        upkeep.watch("w", night=NIGHT.isoformat())
    [notice] = told
    missing = {item["name"]: item for item in notice.payload["missing"]}
    assert list(missing) == ["marts", "fars/a.example", "yazd/b.example"]
    assert missing["marts"]["reason"] == "dbt: model.peygir.units"
    assert missing["fars/a.example"]["reason"] == "503 for an hour"
    assert missing["yazd/b.example"]["reason"] == "no_visit"
    assert all(item["since"].startswith("2025-08-2") for item in missing.values())


def test_a_build_that_fails_after_a_good_one_of_the_night_is_told(warehouse: Warehouse, told: list[Any]) -> None:
    enter_good_night(warehouse)
    later = NIGHT_BEGAN + timedelta(hours=3)
    enter(warehouse, "tonight/again", "build", later, "failed", failed=["test.peygir.rates_add_up"])
    with pytest.raises(PeygirError, match="marts are not fresh"):
        upkeep.watch("w", night=NIGHT.isoformat())
    [marts] = told[0].payload["missing"]
    assert marts["reason"] == "dbt: test.peygir.rates_add_up"
    enter(
        warehouse, "tonight/mended", "build", later + timedelta(hours=1), "succeeded", business_on=NIGHT - timedelta(1)
    )
    assert upkeep.watch("w2", night=NIGHT.isoformat())["standing"] == "fresh"


def test_a_night_is_told_once_however_often_it_is_looked_at(warehouse: Warehouse, told: list[Any]) -> None:
    for attempt in range(3):
        with pytest.raises(PeygirError):
            upkeep.watch(f"w{attempt}", night=NIGHT.isoformat())
    assert len(told) == 1
    with pytest.raises(PeygirError):
        upkeep.watch("next", night=(NIGHT + timedelta(days=1)).isoformat())
    assert len(told) == 2


def test_a_notice_that_did_not_go_out_is_tried_again(warehouse: Warehouse, told: list[Any]) -> None:
    told.append(TransientError("the mail server is down"))
    with pytest.raises(TransientError):
        upkeep.watch("w1", night=NIGHT.isoformat())
    with pytest.raises(PeygirError, match="notice sent by pigeon"):
        upkeep.watch("w2", night=NIGHT.isoformat())
    assert len(told) == 1


def test_the_digest_says_how_many_questions_wait(
    warehouse: Warehouse, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_NOTICE_DIGEST", "yes")
    enter_good_night(warehouse)
    with warehouse.connect("peygir_admin") as connection:
        connection.execute("truncate audit.reviews")
        for subject in ("one", "two", "three"):
            details = {"could_be": []}
            reviews.raise_question(connection, "heading", "yazd", subject, question=subject, details=details)
    review.decide(reviews.review_id("heading", "yazd", "two"), "ignore")
    assert upkeep.watch("w", night=NIGHT.isoformat())["standing"] == "fresh"
    [notice] = told
    assert notice.payload["questions"] == {"heading": 2}


def test_a_notice_goes_out_though_the_questions_cannot_be_read(
    warehouse: Warehouse, told: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(review, "waiting", lambda: (_ for _ in ()).throw(PeygirError("no such table")))
    with pytest.raises(PeygirError, match="notice sent by pigeon"):
        upkeep.watch("w", night=NIGHT.isoformat())
    assert told[0].payload["questions"] == {}


def test_a_visit_that_did_not_end_is_missing_and_a_later_good_one_mends_it(
    warehouse: Warehouse, told: list[Any]
) -> None:
    enter_good_night(warehouse)
    later = NIGHT_BEGAN + timedelta(hours=1)
    enter(warehouse, "again/fars", "visit", later, None, source_id="fars/a.example")
    morning = upkeep.look_at_night(NIGHT)
    assert [(item.name, item.reason) for item in morning.missing] == [("fars/a.example", "unfinished_visit")]
    enter(warehouse, "third/fars", "visit", later + timedelta(hours=1), "succeeded", source_id="fars/a.example")
    assert upkeep.look_at_night(NIGHT).standing == "fresh"


def test_a_warehouse_that_does_not_answer_is_told_once_too(
    told: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", "postgresql://nobody:x@127.0.0.1:1/nothing")
    for attempt in range(2):
        with pytest.raises(PeygirError):
            upkeep.watch(f"w{attempt}", night=NIGHT.isoformat())
    assert len(told) == 1
    assert told[0].payload["standing"] == "warehouse"


@pytest.mark.parametrize(
    "fault",
    [
        TransientError("the embedded PostgreSQL did not start (disk full)"),
        psycopg.OperationalError("terminating connection"),
    ],
)
def test_a_server_that_does_not_start_or_ends_meanwhile_is_told(
    told: list[Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, fault: Exception
) -> None:
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    monkeypatch.setattr(upkeep, "locate", lambda: (_ for _ in ()).throw(fault))
    with pytest.raises(PeygirError, match="notice sent by pigeon"):
        upkeep.watch("w", night=NIGHT.isoformat())
    assert told[0].payload["standing"] == "warehouse"
    assert told[0].payload["missing"][0]["reason"] == str(fault)


def test_a_refused_file_is_told_with_its_sender(warehouse: Warehouse, told: list[Any]) -> None:
    enter_good_night(warehouse)
    with warehouse.connect("peygir_admin") as connection:
        connection.execute(
            "insert into audit.documents (document_id, kind, source_id, content_sha256, n_bytes, archive_location,"
            " file_name, received_at, loaded_at, reader_version, outcome, reason)"
            " values ('d', 'workbook', 'kerman', 'c', 5, 'a', 'register.xlsx', %(at)s, %(at)s, '1', 'refused', 'locked')",
            {"at": NIGHT_BEGAN},
        )
    assert [item.name for item in upkeep.look_at_night(NIGHT).missing] == ["kerman/register.xlsx"]


@pytest.fixture
def without_autovacuum(warehouse: Warehouse) -> Iterator[None]:
    """The server vacuums nothing by itself: a table that it is just at is one that is left to it."""
    at_work = "select count(*) from pg_stat_activity where backend_type like 'autovacuum%'"
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        connection.execute("alter system set autovacuum = off")
        connection.execute("select pg_reload_conf()")
        deadline = time.monotonic() + 300
        while connection.execute(at_work).fetchone() != (0,) and time.monotonic() < deadline:
            time.sleep(0.02)
        yield
        connection.execute("alter system reset autovacuum")
        connection.execute("select pg_reload_conf()")


def test_tables_are_vacuumed_and_the_rest_is_named(warehouse: Warehouse, without_autovacuum: None) -> None:
    done = upkeep.vacuum("m")
    assert done["n_vacuumed"] > 10
    assert done["left_to_autovacuum"] == []


def test_only_bytes_that_nothing_points_to_leave_the_archive(warehouse: Warehouse, state_home: Path) -> None:
    import os

    archive = Path(pipeline.archive_folder())
    kept, unused, young = (
        archive / "workbooks/aa/kept.xlsx",
        archive / "news/x/2024/2024-01-01.warc.gz",
        archive / "y.csv",
    )
    for path in (kept, unused, young):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"bytes")
    for path in (kept, unused):
        os.utime(path, (1_700_000_000, 1_700_000_000))
    with warehouse.connect("peygir_admin") as connection:
        connection.execute(
            "insert into audit.documents (document_id, kind, source_id, content_sha256, n_bytes, archive_location,"
            " received_at, reader_version, outcome) values ('d', 'workbook', 's', 'c', 5, %s, now(), '1', 'loaded')",
            (str(kept),),
        )
    assert upkeep.tidy_archive("m") == {"run_id": "m", "n_removed": 1, "n_bytes": 5}
    assert (kept.exists(), unused.exists(), young.exists()) == (True, False, True)
