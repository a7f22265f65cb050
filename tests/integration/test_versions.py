"""Deliveries of one register over a month, through the models: what changes, what stays, what is only no longer seen."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from nights import WITHOUT_TESTS, own_warehouse

from ingestion import pipeline
from ingestion.pipeline import workbooks
from tests.integration.test_corrections import ROWS, Office, changed, workbook

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]

ELECTRICITY, TAX, GAS, ENVIRONMENT = (str(row[3]) for row in ROWS)


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    """A secretariat with a warehouse of its own: what dbt has computed of earlier nights stays in it."""
    monkeypatch.setattr(workbooks, "outbox_folder", lambda: tmp_path / "outbox")
    with own_warehouse() as warehouse:
        yield Office(warehouse, tmp_path / "inbox")


def build(office: Office, run_id: str) -> None:
    pipeline.build(run_id, "2025-09-20", arguments=WITHOUT_TESTS)


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


def tax_resolutions(office: Office) -> list[tuple[Any, ...]]:
    """Resolution, national id of its unit, days seen, versions, for each resolution about the tax debt."""
    return office.rows(
        "select r.resolution_id, u.national_id, r.first_seen_on::text, r.last_seen_on::text,"
        " (select count(*) from marts.fct_resolution_version as v where v.resolution_id = r.resolution_id)"
        " from marts.fct_resolution as r left join marts.dim_unit as u on r.unit_id = u.unit_id"
        " inner join marts.resolutions as told on told.resolution_id = r.resolution_id"
        f" where told.resolution_fa = '{ROWS[1][5]}' order by 1"
    )


def test_a_national_id_put_right_is_a_version_of_the_same_resolution(office: Office) -> None:
    """20 Aug: id 10380284792, whose check digit fails. 22 Aug: corrected. 25 Aug: the name is another. 26 Aug: the id is gone."""
    office.deliver("2025-08-20", "a.xlsx", workbook(ROWS))
    build(office, "test/build 1")
    [(resolution, *told)] = tax_resolutions(office)
    assert told == [None, "2025-08-20", "2025-08-20", 1]

    office.deliver("2025-08-22", "b.xlsx", workbook(changed((2, 5, "10380284790"), (1, 5, None))))
    build(office, "test/build 2")
    assert tax_resolutions(office) == [(resolution, "10380284790", "2025-08-20", "2025-08-22", 2)]

    renamed = changed((2, 5, "10380284790"), (2, 4, "صنایع فولاد دشت"), (1, 5, None))
    office.deliver("2025-08-25", "c.xlsx", workbook(renamed))
    office.deliver("2025-08-26", "d.xlsx", workbook(changed((2, 5, None))))
    build(office, "test/build 3")
    [(same, *_, last, _)] = tax_resolutions(office)
    assert (same, last) == (resolution, "2025-08-26")
    of_units = "select unit_id, resolution_id from marts.fct_resolution order by resolution_id"
    by_nights = office.rows(of_units)
    assert len(by_nights) == len(ROWS)

    pipeline.build("test/build 4", "2025-09-20", arguments=(*WITHOUT_TESTS, "--full-refresh"))
    assert office.rows(of_units) == by_nights


def test_what_identifies_a_resolution_may_be_put_right_in_the_marked_copy(office: Office) -> None:
    """20 Aug: a day that does not exist, a unit and an id missing. 22 Aug: the marked copy with all three. 25 Aug: one more row."""
    wrong = changed((2, 3, "1404/13/10"), (3, 4, None))
    office.deliver("2025-08-20", "a.xlsx", workbook(wrong))
    build(office, "test/build 1")
    ids = "select r.resolution_id from marts.fct_resolution as r order by 1"
    before = office.rows(ids)
    assert len(before) == len(ROWS)

    right = changed((2, 5, "10380284790"), (3, 5, "10861905498"))
    book = openpyxl.load_workbook(io.BytesIO(office.marked_copy()))
    for number, row in enumerate(right, start=3):
        for column, value in enumerate(row, start=1):
            book["۱۴۰۴"].cell(number, column, value)
    reply = io.BytesIO()
    book.save(reply)
    office.deliver("2025-08-22", "reply.xlsx", reply.getvalue())
    build(office, "test/build 2")
    assert office.rows(ids) == before
    told = office.rows(
        "select r.unit_fa, s.held_on::text, (select count(*) from marts.fct_resolution_version as v"
        " where v.resolution_id = r.resolution_id) from marts.resolutions as r"
        " inner join marts.fct_session as s on r.session_id = s.session_id"
    )
    n_versions = {ELECTRICITY: 1, TAX: 2, GAS: 2, ENVIRONMENT: 1}  # by unit
    assert sorted(told) == sorted((unit, "2025-05-31", n) for unit, n in n_versions.items())

    another = [5, 4, "1404/03/10", "گچ بم", None, "پروانه تمدید شود.", "سازمان صمت", "1404/05/20", "اجرا نشده"]
    office.deliver("2025-08-25", "c.xlsx", workbook([another, *right]))
    build(office, "test/build 3")
    of_units = "select unit_id, resolution_id from marts.fct_resolution order by resolution_id"
    by_nights = office.rows(of_units)
    assert len(by_nights) == len(ROWS) + 1
    assert {row[0] for row in before} < {resolution for _, resolution in by_nights}

    pipeline.build("test/build 4", "2025-09-20", arguments=(*WITHOUT_TESTS, "--full-refresh"))
    assert office.rows(of_units) == by_nights
