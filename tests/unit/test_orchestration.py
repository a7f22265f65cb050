"""Airflow's processes: ports that two nights never share, tasks that fit the machine, services that end by themselves."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ingestion import orchestration
from ingestion.errors import PeygirError


def test_a_port_chosen_is_kept_until_its_night_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path / "one"))
    with orchestration._chosen_port() as first:
        monkeypatch.setenv("PEYGIR_HOME", str(tmp_path / "two"))
        (tmp_path / "two" / "airflow").mkdir(parents=True)
        (tmp_path / "two" / "airflow" / "server.json").write_text(f'{{"port": {first}}}')
        with orchestration._chosen_port() as second:
            assert second != first
            assert orchestration._remembered_port() == second
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path / "one"))
    with orchestration._chosen_port() as again:
        assert again == first


@pytest.mark.parametrize(
    ("cores", "gigabytes", "n_tasks"),
    [(2, 4, 3), (1, 1, 2), (2, 24, 3), (4, 8, 5), (4, 2, 2), (6, 3, 4), (32, 64, 8)],
)
def test_as_many_tasks_run_as_cores_and_memory_allow(
    monkeypatch: pytest.MonkeyPatch, cores: int, gigabytes: int, n_tasks: int
) -> None:
    monkeypatch.delenv("PEYGIR_PARALLELISM", raising=False)
    assert orchestration.parallelism(cores=cores, memory=gigabytes * 10**9) == n_tasks
    monkeypatch.setenv("PEYGIR_PARALLELISM", "12")
    assert orchestration.parallelism(cores=cores, memory=gigabytes * 10**9) == 12


@pytest.mark.parametrize("stated", ["0", "many", "-1", "2.5"])
def test_a_parallelism_that_is_no_number_is_told(monkeypatch: pytest.MonkeyPatch, stated: str) -> None:
    monkeypatch.setenv("PEYGIR_PARALLELISM", stated)
    with pytest.raises(PeygirError, match="PEYGIR_PARALLELISM"):
        orchestration.parallelism(cores=2, memory=4 * 10**9)


def test_a_service_that_ends_by_itself_ends_the_wait_and_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    alive = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(1)"])
    airflow = orchestration.Airflow(port=0, environment={}, processes={"api-server": alive, "scheduler": ended})
    with pytest.raises(PeygirError, match=r"scheduler\.log: Airflow's scheduler ended by itself"):
        orchestration.await_end(airflow)
    alive.communicate()
