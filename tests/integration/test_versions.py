"""Deliveries of one register over a month, through the models: what changes, what stays, what is only no longer seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ingestion import pipeline
from ingestion.pipeline import workbooks
from ingestion.warehouse.connection import Warehouse
from tests.integration.test_corrections import ROWS, Office, workbook

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("postgres"), pytest.mark.timeout(900)]

ELECTRICITY, TAX, GAS, ENVIRONMENT = (str(row[3]) for row in ROWS)


@pytest.fixture
def office(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(workbooks, "outbox_folder", lambda: tmp_path / "outbox")
    yield Office(warehouse, tmp_path / "inbox")


def build(office: Office, run_id: str) -> None:
    left_out = ("--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")
    pipeline.build(run_id, "2025-09-20", arguments=("build", *left_out))


def marts(office: Office) -> dict[str, tuple[Any, ...]]:
    """Unit to (status, first day seen, last day seen, whether it left its session's list, number of versions)."""
    return {
        unit: (status, str(first), str(last), vanished, versions)
        for unit, status, first, last, vanished, versions in office.rows(
            "select u.unit_fa, r.status_code, r.first_seen_on, r.last_seen_on, r.is_vanished,"
            " (select count(*) from marts.fct_resolution_version as v where v.resolution_id = r.resolution_id)"
            " from marts.fct_resolution as r inner join marts.resolutions as u on u.resolution_id = r.resolution_id"
        )
    }


def test_later_deliveries_change_the_rows_that_changed_and_only_those(office: Office) -> None:
    """20 Aug: four rows. 22 Aug: saved again. 25 Aug: gas done, tax with another text, environment gone. Then 23 Aug, late."""
    office.deliver("2025-08-20", "a.xlsx", workbook(ROWS))
    office.deliver("2025-08-22", "b.xlsx", workbook(ROWS, creator="دفتر دیگر"))
    build(office, "test/build 1")
    assert marts(office) == {
        ELECTRICITY: ("implemented", "2025-08-20", "2025-08-22", False, 1),
        TAX: ("in_progress", "2025-08-20", "2025-08-22", False, 1),
        GAS: ("unknown", "2025-08-20", "2025-08-22", False, 1),
        ENVIRONMENT: ("not_implemented", "2025-08-20", "2025-08-22", False, 1),
    }
    later = [list(row) for row in ROWS[:3]]
    later[2][8] = "اجرا شد"
    later[1][3] = TAX
    later[0].append("۲۰۰۰ میلیون ریال")
    office.deliver("2025-08-25", "c.xlsx", workbook(later))
    older = [list(row) for row in ROWS]
    older[0][8], older[2][8] = "اجرا نشده", "اجرا نشده"
    office.deliver("2025-08-23", "d.xlsx", workbook(older))
    build(office, "test/build 2")
    assert marts(office) == {
        ELECTRICITY: ("implemented", "2025-08-20", "2025-08-25", False, 1),
        TAX: ("in_progress", "2025-08-20", "2025-08-25", False, 1),
        GAS: ("implemented", "2025-08-20", "2025-08-25", False, 1),
        ENVIRONMENT: ("not_implemented", "2025-08-20", "2025-08-23", True, 1),
    }
