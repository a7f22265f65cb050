"""What `peygir sql` prints: tables for people, CSV and JSON lines for other programs."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from ingestion import night, reports
from ingestion.reports import print_rows
from ingestion.warehouse.query import Rows

ANSWER = Rows(columns=["unit", "n", "rate"], rows=[("نساجی، یزد", 12, Decimal("50.0")), (None, 3, None)])


@pytest.mark.parametrize(("form", "printed"), [
    ("csv", "unit,n,rate\nنساجی، یزد,12,50.0\n,3,\n"),
    ("json", '{"unit": "نساجی، یزد", "n": 12, "rate": 50.0}\n{"unit": null, "n": 3, "rate": null}\n'),
    ("table", "unit         n  rate\nنساجی، یزد  12  50.0\n·            3     ·\n(2 rows)\n"),
])  # fmt: skip
def test_forms(form: str, printed: str) -> None:
    out = io.StringIO()
    print_rows(ANSWER, form, out)
    assert out.getvalue() == printed


def test_why_a_file_was_refused_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    reasons = {
        "ingest_workbooks: zero.xlsx": "the file is empty; send it again",
        "build_warehouse: dbt_build": "model m failed",
    }
    refused = "unassigned: 1 workbook refused (zero.xlsx: the file is empty; send it again)"
    for name, answer in (
        ("landed_since", [refused]),
        ("marked_since", []),
        ("headline", []),
    ):
        monkeypatch.setattr(reports, name, lambda *_, answer=answer: iter(answer) if answer else answer)
    monkeypatch.setattr(reports, "reason_since", lambda _, failure: reasons.get(failure))
    monkeypatch.setattr(night.pipeline, "waiting_files", lambda _: [])
    out = io.StringIO()
    night.print_outcome(out, datetime(2026, 11, 22, tzinfo=UTC), [], [*reasons, "watch: watch"])
    assert out.getvalue().splitlines()[1:6] == [
        "What landed",
        f"  {refused}",
        "  FAILED ingest_workbooks: zero.xlsx",
        "  FAILED build_warehouse: dbt_build (model m failed)",
        "  FAILED watch: watch",
    ]
