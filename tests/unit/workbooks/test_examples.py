"""The examples beside the corpus come out as expected; real office files that are no registers yield no resolution."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from ingestion.workbooks.reader import read_workbook

CORPUS = Path(os.environ["PEYGIR_CORPUS"]) if os.environ.get("PEYGIR_CORPUS") else None
EXAMPLES = sorted((CORPUS.parent / "examples" / "workbooks").glob("*.expected.jsonl")) if CORPUS else []
REAL = sorted((CORPUS / "real" / "spreadsheets").glob("*")) if CORPUS else []
EXACT = (
    "province_id", "session_no", "session_date", "notify_date", "due_date", "due_source", "implemented_date", "report_date",
    "unit_name", "unit_national_id", "status", "status_source", "progress_pct", "amount_rial", "follow_ups", "is_hidden",
)  # fmt: skip

pytestmark = pytest.mark.skipif(CORPUS is None, reason="PEYGIR_CORPUS is unset")


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda p: p.name.split(".")[0])
def test_an_example_reads_as_expected(path: Path) -> None:
    name = path.name.removesuffix(".expected.jsonl")
    file = next(p for p in path.parent.glob(f"{name}.*") if p.suffix in (".xlsx", ".xls", ".ods", ".csv"))
    lines = read_workbook(file.read_bytes(), file_name=file.name).lines
    wanted = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    assert [key(line) for line in lines] == [key(line) for line in wanted]
    wrong = []
    for want, got in zip(wanted, lines, strict=True):
        wrong += [
            (want["row"], name, want[name], got.get(name))
            for name in EXACT
            if want.get(name, "*") not in ("*", got.get(name))
        ]
        if want["kind"] == "resolution" and "*" not in want["problem_categories"]:
            assert got["problem_categories"] == want["problem_categories"], want["row"]
    assert wrong == []


def key(line: dict[str, Any]) -> tuple[Any, ...]:
    return line["kind"], line["row"], line.get("part"), line.get("reason"), line.get("measure")


@pytest.mark.parametrize("path", REAL, ids=lambda p: p.name)
def test_real_office_files_hold_no_resolution(path: Path) -> None:
    lines = read_workbook(path.read_bytes(), file_name=path.name).lines
    assert lines
    assert {line["kind"] for line in lines} == {"ignored"}
