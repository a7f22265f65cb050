"""Reports as files: the right month, CSV that spreadsheets open safely, a page in Persian."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from ingestion import publications
from ingestion.errors import PeygirError
from ingestion.warehouse.query import Rows

RATE_COLUMNS = ["dimension", "member_name_fa", "n_net", "n_implemented", "net_rate", "on_time_rate_lower"]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[tuple[str, Sequence[Any] | None]]:
    """Queries put to a warehouse that answers each kind with a row or two."""
    queries: list[tuple[str, Sequence[Any] | None]] = []

    def answer(query: str, parameters: Sequence[Any] | None = None) -> Rows:
        queries.append((query, parameters))
        if "marts.publications" in query:
            return Rows(["as_of_on"], [(date(2025, 10, 22),)])
        if "marts.followup_rates" in query:
            return Rows(RATE_COLUMNS, [("province", "یزد", 26, 13, Decimal("0.5"), None)])
        return Rows(["unit_fa", "due_on_jalali"], [("=cmd()|x", "1404-06-01"), ("<b>لبنیات</b>", None)])

    monkeypatch.setattr(publications, "run_query", answer)
    monkeypatch.setenv("PEYGIR_HOME", str(tmp_path))
    return queries


@pytest.mark.parametrize(
    ("on", "month"),
    [("2025-03-21", "1403-12"), ("2025-03-20", "1403-11"), ("2026-03-20", "1404-11"), ("2025-10-25", "1404-07")],
)
def test_the_month_is_the_last_complete_one_over_the_turn_of_the_year_too(
    on: str, month: str, asked: list[Any]
) -> None:
    done = publications.write_monthly_report("r", on=on)
    assert done["month"] == month
    assert done["folder"].endswith(f"outbox/reports/{month}")
    year, number = map(int, month.split("-"))
    assert asked[0][1] == (year, number)


def test_a_month_may_be_named_and_a_wrong_one_is_told(asked: list[Any]) -> None:
    assert publications.write_monthly_report("r", month="1404-06")["month"] == "1404-06"
    for wrong in ("1404-13", "1404", "june"):
        with pytest.raises(PeygirError, match="no Solar-Hijri month"):
            publications.write_monthly_report("r", month=wrong)


def test_files_open_in_a_spreadsheet_and_start_no_formula(asked: list[Any]) -> None:
    done = publications.write_latest_reports("r")
    assert done["n_rows"] == {"rates": 1, "rates_of_last_month": 1, "overdue": 2}
    content = (Path(done["folder"]) / "overdue.csv").read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(content.decode("utf-8-sig").splitlines()))
    assert rows == [["unit_fa", "due_on_jalali"], ["'=cmd()|x", "1404-06-01"], ["<b>لبنیات</b>", ""]]
    assert not list(Path(done["folder"]).glob(".*"))


def test_the_page_is_persian_and_shows_texts_as_texts(asked: list[Any]) -> None:
    page = (Path(publications.write_latest_reports("r")["folder"]) / "report.html").read_text()
    assert "dir=rtl" in page and "۱۴۰۴/۰۷/۳۰" in page
    assert "<td>۵۰٫۰٪</td>" in page and "<td>—</td>" in page
    assert "<b>لبنیات</b>" not in page and "&lt;b&gt;" in page
    assert not re.search(r"<th>[a-z_]+</th>", page)


def test_every_column_of_the_reports_has_a_persian_name() -> None:
    columns = publications._texts()["columns"]
    for query in (publications._RATES, publications._OVERDUE):
        listed = re.split(r",\s*", query.split("select", 1)[1].split("from", 1)[0].strip())
        assert set(listed) <= set(columns)
