"""Airflow's port: two nights that start at the same time on one machine never choose the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion import orchestration


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
