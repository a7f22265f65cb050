"""What `peygir sql` prints: tables for people, CSV and JSON lines for other programs."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest

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
