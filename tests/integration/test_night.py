"""Whole nights through Airflow's scheduler on a real PostgreSQL, as `make nightly` runs them."""

from __future__ import annotations

import csv
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from state_folder import own_state_folder

from ingestion.warehouse.query import run_query

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
ROOT = Path(__file__).resolve().parents[2]
NEXT_DAY = "2025-10-23"


@dataclass
class Night:
    """What a run of `peygir nightly` printed and how it ended."""

    code: int
    out: str
    err: str


def run_night(*arguments: str) -> Night:
    command = [sys.executable, "-m", "ingestion", "nightly", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=dict(os.environ), capture_output=True, text=True, check=False)
    return Night(done.returncode, done.stdout, done.stderr)


def night_killed_in_the_build(kill: Callable[[int], None]) -> Night:
    """A night for the day after the sample's last; `kill` is given its process id when dbt has built some models."""
    log = Path(os.environ["PEYGIR_HOME"]) / "dbt" / "build.log"
    log.unlink(missing_ok=True)
    command = [sys.executable, "-m", "ingestion", "nightly", "--as-of", NEXT_DAY]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        while process.poll() is None:
            if log.exists() and log.read_bytes().count(b"OK created") > 5:
                kill(process.pid)
                break
            time.sleep(0.05)
        out, err = process.communicate()
    return Night(process.returncode, out, err)


def processes_of_this_state() -> dict[int, str]:
    """The command lines of all processes that work on this state folder, without the database server's."""
    mark = f"PEYGIR_HOME={os.environ['PEYGIR_HOME']}".encode()
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            environment = (folder / "environ").read_bytes().split(b"\0")
            line = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode("utf-8", "replace")
        except OSError:
            continue
        if mark in environment and "postgres" not in line:
            found[int(folder.name)] = line
    return {pid: line for pid, line in found.items() if pid != os.getpid()}


@pytest.fixture(scope="module")
def first_night() -> Iterator[Night]:
    """The recorded night in a state folder of its own."""
    with own_state_folder():
        yield run_night()


def rows(query: str, role: str = "peygir_loader") -> list[tuple[object, ...]]:
    return run_query(query, role=role).rows


def everything() -> dict[str, str]:
    """A checksum of every staged table, and of the ledger, without the times of loading."""
    tables = [
        name
        for (name,) in rows(
            "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname in ('staging', 'audit')"
            " and tablename not in ('runs', 'fetches', 'dbt_results', 'source_states')"
        )
    ]
    assert len(tables) >= 7
    return {
        str(table): str(
            rows(f"select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from {table} t")[0][0]
        )
        for table in tables
    }


def test_the_recorded_night_fills_every_mart(first_night: Night) -> None:
    assert first_night.code == 0, first_night.out + first_night.err
    marts = [
        str(name)
        for (name,) in rows("select tablename from pg_tables where schemaname = 'marts' order by 1", "peygir_admin")
    ]
    assert {"resolutions", "units", "ministries", "followup_rates", "articles"} <= set(marts)
    empty = [name for name in marts if rows(f"select 1 from marts.{name} limit 1", "peygir_reader") == []]
    assert empty == []


def test_dbt_warns_of_nothing(first_night: Night) -> None:
    log = (Path(os.environ["PEYGIR_HOME"]) / "dbt" / "build.log").read_text(encoding="utf-8")
    assert " WARN=0 ERROR=0 SKIP=0 " in log.splitlines()[-1]
    assert [line for line in log.splitlines() if "warning" in line.lower() or "deprecat" in line.lower()] == []


def test_every_delivered_row_is_accounted_for(first_night: Night) -> None:
    documents = rows(
        "select count(*), sum(n_resolutions), sum(n_rejected) from audit.documents where kind = 'workbook'"
    )
    assert documents[0][0] == len([p for p in (ROOT / "ingestion/sources/sample/inbox").rglob("*.*") if p.is_file()])
    assert documents[0][1:] == (
        rows("select count(*) from staging.resolution_rows")[0][0],
        rows("select count(*) from audit.rejected_rows")[0][0],
    )


def test_the_headline_is_printed_with_its_denominators(first_night: Night) -> None:
    assert "What landed" in first_night.out
    assert "Follow-up rates by province" in first_night.out
    assert "Follow-up rates by ministry" in first_night.out
    assert "Where to look next" in first_night.out


def test_the_rates_equal_those_counted_by_hand(first_night: Night) -> None:
    """Three provinces, counted row by row from the sample's tables: tests/samples/expected_rates.md says how."""
    with (ROOT / "tests/samples/expected_rates.csv").open(encoding="utf-8") as handle:
        by_hand = {row["province_id"]: row for row in csv.DictReader(handle) if row["as_of_on"] == "2025-10-22"}
    assert set(by_hand) == {"03", "08", "27"}
    answer = run_query(
        "select province_id, n_gross, n_net, n_implemented, n_due, n_on_time as n_on_time_lower,"
        " n_on_time + n_on_time_undetermined as n_on_time_upper, n_overdue, n_overdue_base as n_overdue_eligible,"
        " n_unknown, n_no_deadline from marts.followup_rates where dimension = 'province' and period_type = 'all'"
    )
    found = {str(row[0]): dict(zip(answer.columns, row, strict=True)) for row in answer.rows}
    for province_id, expected in by_hand.items():
        compared = {name: str(value) for name, value in found[province_id].items()}
        assert compared == {name: expected[name] for name in compared}


def test_a_second_night_finds_nothing_new_and_changes_no_row(first_night: Night) -> None:
    before = everything()
    second = run_night()
    assert second.code == 0, second.out + second.err
    assert "nothing new" in second.out
    assert everything() == before


@pytest.mark.skipif(sys.platform != "linux", reason="processes are found through /proc")
def test_a_killed_build_and_a_killed_night_leave_the_marts_and_the_next_night_publishes(first_night: Night) -> None:
    staged = everything()
    published = "select count(*), max(as_of_on)::text from marts.publications"
    before = rows(published)
    assert before[0][1] < NEXT_DAY

    def kill_dbt(_night: int) -> None:
        [dbt] = [pid for pid, line in processes_of_this_state().items() if "dbt build" in line]
        os.kill(dbt, signal.SIGKILL)

    night = night_killed_in_the_build(kill_dbt)
    assert night.code == 1, night.out + night.err
    assert "FAILED build_warehouse: dbt_build" in night.out
    assert rows(published) == before

    assert processes_of_this_state() == {}
    night = night_killed_in_the_build(lambda pid: os.kill(pid, signal.SIGKILL))
    assert night.code == -signal.SIGKILL
    deadline = time.monotonic() + 120
    while processes_of_this_state() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert processes_of_this_state() == {}
    assert rows(published) == before

    night = run_night("--as-of", NEXT_DAY)
    assert night.code == 0, night.out + night.err
    assert "ended what was left of build_warehouse/" in night.err
    assert rows(published) == [(before[0][0] + 1, NEXT_DAY)]
    assert everything() == staged


def test_one_broken_file_fails_by_name_and_the_rest_lands(first_night: Night, tmp_path: Path) -> None:
    (tmp_path / "broken.xlsx").write_bytes(b"PK\x03\x04 this is no workbook")
    (tmp_path / "minutes.pdf").write_bytes(b"%PDF-1.7")
    source = next((ROOT / "ingestion/sources/sample/inbox").rglob("kerman.xlsx"))
    text = "استانداری کرمان: هفتمین جلسه کارگروه تسهیل و رفع موانع تولید استان کرمان به ریاست استاندار برگزار شد."
    (tmp_path / "press.txt").write_text(text, encoding="utf-8")
    shutil.copy(source, tmp_path / "kerman again.xlsx")
    night = run_night("--drop", str(tmp_path))
    assert night.code == 1
    assert "FAILED ingest_workbooks: broken.xlsx" in night.out
    assert "left alone (not a workbook or press text): minutes.pdf" in night.out
    assert rows("select outcome from audit.documents where file_name = 'broken.xlsx'") == [("refused",)]
    assert rows("select count(*) from staging.news_articles where source_id = 'drop'") == [(1,)]
    assert rows("select count(*) from audit.documents where file_name = 'kerman again.xlsx'") == [(0,)]
