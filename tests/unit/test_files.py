"""What the folders of a delivery say of its files."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path

import pytest

from ingestion import pipeline
from ingestion.errors import PeygirError
from ingestion.pipeline.files import WaitingFile, waiting_files


@pytest.mark.parametrize(
    ("folder", "day"),
    [
        ("2025-08-23", "2025-08-23"),
        ("1404-06-01", "2025-08-23"),
        ("۱۴۰۴-۰۶-۰۱", "2025-08-23"),
        ("1403-12-30", "2025-03-20"),  # a leap year
        ("1404-12-30", None),
        ("1404-13-01", None),
        ("2025-02-29", None),
        ("0404-06-01", None),
        ("1404-06", None),
    ],
)
def test_a_folder_says_when_and_whose(tmp_path: Path, folder: str, day: str | None) -> None:
    path = tmp_path / folder / "kerman" / "a.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    [file] = waiting_files([str(tmp_path)])
    assert (file.delivered_on, file.inbox, file.label) == (day, "kerman", f"{folder}/kerman/a.xlsx")


@pytest.mark.parametrize(
    ("name", "known_as"),
    [
        ("مصوبات.xlsx".encode("cp1256"), "مصوبات.xlsx"),
        ("مصوبات.xlsx".encode(), "مصوبات.xlsx"),
        (b"file:a%20b.xlsx", "file:a%20b.xlsx"),
    ],
)
def test_a_file_is_found_and_named_whatever_bytes_its_name_has(tmp_path: Path, name: bytes, known_as: str) -> None:
    place = tmp_path / "kerman" / os.fsdecode(name)
    place.parent.mkdir()
    try:
        place.write_bytes(b"x")
    except OSError:
        pytest.skip("this disk takes no such name")
    [found] = waiting_files([str(tmp_path)])
    sent = WaitingFile(**json.loads(json.dumps(asdict(found)).encode()))
    assert (sent.name, sent.label, sent.place.read_bytes()) == (known_as, f"kerman/{known_as}", b"x")
    assert all(value is None or value.encode() for value in asdict(found).values())


def test_a_name_of_two_lines_is_told_in_one(tmp_path: Path) -> None:
    (tmp_path / "final\nfinal.xlsx").write_bytes(b"x")
    [found] = waiting_files([str(tmp_path)])
    assert (found.label, found.name) == ("final final.xlsx", "final\nfinal.xlsx")


def test_a_file_waits_in_its_inbox_while_its_sources_file_is_not_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = tmp_path / "sources" / "provinces"
    sources.mkdir(parents=True)
    (sources / "yazd.yml").write_text("province: yazd\nworkbooks:\n  - inbx: letters\n", encoding="utf-8")
    (sources / "kerman.yml").write_text("province: kerman\nworkbooks:\n  - inbox: kerman\n", encoding="utf-8")
    monkeypatch.setattr("ingestion.sources.load.sources_folder", lambda: tmp_path / "sources")
    for name in ("yazd", "kerman"):
        (tmp_path / "inbox" / name).mkdir(parents=True)
        (tmp_path / "inbox" / name / "a.xlsx").write_bytes(b"x")
    kerman, yazd = waiting_files([str(tmp_path / "inbox")])
    assert (kerman.inbox, yazd.inbox) == ("kerman", "yazd")
    with pytest.raises(PeygirError, match=r"yazd\.yml:3"):
        pipeline.land_workbook(asdict(yazd), "night")  # nothing is archived, nothing entered
    with pytest.raises(PeygirError, match=r"yazd\.yml:3"):
        pipeline.land_news("yazd", "night")
