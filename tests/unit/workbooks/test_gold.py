"""The gold workbooks: every row accounted for, none invented, and the floor of right field values held."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ingestion.workbooks.reader import read_workbook

FOLDER = Path(__file__).resolve().parents[2] / "gold" / "workbooks"
BOOKS = sorted(path for path in FOLDER.glob("*.expected.jsonl"))


def _file(expected: Path) -> Path:
    name = expected.name.removesuffix(".expected.jsonl")
    endings = (".xlsx", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
    return next(path for path in FOLDER.iterdir() if path.stem == name and path.suffix in endings)


def test_there_are_gold_workbooks_of_every_layout() -> None:
    assert len(BOOKS) >= 40


@pytest.mark.parametrize("expected", BOOKS, ids=lambda path: path.name.removesuffix(".expected.jsonl"))
def test_every_row_is_accounted_for_and_none_is_invented(expected: Path) -> None:
    file = _file(expected)
    wanted: list[dict[str, Any]] = [
        json.loads(line) for line in expected.read_text(encoding="utf-8").splitlines() if line
    ]
    lines = read_workbook(file.read_bytes(), file_name=file.name).lines
    any_sheet = any(line["sheet"] == "*" for line in wanted)

    def place(line: dict[str, Any]) -> tuple[str, int, int]:
        return ("*" if any_sheet else " ".join(line["sheet"].split()), line["row"], line.get("part") or 1)

    resolutions = {place(line) for line in wanted if line["kind"] == "resolution" and not line.get("accept_kinds")}
    accepted = resolutions | {place(line) for line in wanted if line.get("accept_kinds")}
    found = {place(line) for line in lines if line["kind"] == "resolution"}
    assert resolutions <= found <= accepted
    covered = {place(line)[:2] for line in lines} | {
        (place(line)[0], row) for line in lines for row in line.get("rows") or ()
    }
    assert {place(line)[:2] for line in wanted} <= covered
