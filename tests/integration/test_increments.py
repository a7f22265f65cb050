"""Nights that compute only what new documents touch give the same marts as one build of everything."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from nights import WITHOUT_TESTS, build, deliver, land, line, own_warehouse, rows, sheet

from ingestion.warehouse import load
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
COMPUTED = (
    "int_assignment_state", "int_day_cells", "int_day_counts", "int_ministry_cells", "int_quality_cells", "int_quality_deliveries",
    "int_quality_documents", "int_quality_measures", "int_rate_cells", "int_resolution_state", "int_unit_names",
    "int_unit_trigrams", "int_units",
)  # fmt: skip
# Each publication adds its own rows to these.
OF_PUBLICATIONS = {"publications", "quality_history"}


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Warehouse]:
    """Five nights: deliveries; later, late, corrected and re-read ones; a day without any; a run that stops; new units; one date moved."""
    with own_warehouse() as made:
        early = sheet("early", date(2025, 9, 1))
        old = [
            line(41, 1, "نخ نمونه", "in_progress"),
            line(41, 2, "شرکت نخ نمونه", "in_progress", session_date="2025-09-06", county="بم"),
            line(41, 3, "پلاستیک سازان کویر", "implemented", implemented_date="2025-07-01"),
        ]
        # Two agencies of one resolution: the first one's deadline passes between the nights, the resolution's does not.
        electricity = line(43, 1, "سیمان بم", "in_progress", due_date="2025-10-22")
        gas = {
            **electricity,
            "due_date": "2025-12-01",
            "agencies": [{"agency_id": "GAS", "ministry_id": "MOP", "name": "شرکت گاز"}],
        }
        deliver("2025-09-22")
        land(made, early, *old)
        land(made, sheet("electricity", date(2025, 9, 2)), electricity)
        land(made, sheet("gas", date(2025, 9, 2)), gas)
        # The national headquarters' own session 41 and its first resolution, in a sheet of the province's workbook.
        national = line(41, 1, "نخ نمونه", "implemented", sheet="مصوبات ستاد ملی", implemented_date="2025-08-30")
        land(made, sheet("headquarters", date(2025, 9, 2)), national)
        # Two open ones are 60 days old on night 3, as a third was when it was done; nothing else happens to them.
        tiles = [
            line(44, 1, "کاشی نمونه", "implemented", session_date="2025-06-20", implemented_date="2025-08-19"),
            *(line(45, n, "کاشی نمونه", "in_progress", session_date="2025-08-24", due_date=None) for n in (1, 2)),
        ]
        land(made, sheet("tiles", date(2025, 9, 2)), *tiles)
        stones = [line(47, n, "سنگ نمونه", "in_progress", due_date="2025-10-01") for n in (1, 2)]
        land(made, sheet("stones", date(2025, 9, 2)), *stones)
        build("night 1", "2025-09-22")

        deliver("2025-10-22")
        done = line(41, 1, "نخ نمونه", "implemented", implemented_date="2025-09-08")
        land(made, sheet("late", date(2025, 9, 10)), done)
        land(made, sheet("correction", date(2025, 10, 20)), line(41, 1, "نخ نمونه", "not_implemented"))
        with made.connect("peygir_loader") as connection:
            assert load.reload_workbook(connection, early, [old[0], {**old[1], "status": "implemented"}, old[2]], [])
        # A workbook of which nobody knows the province yet; on night 4 it comes from Kerman.
        homeless = [line(46, n, "چاپ نمونه", "implemented", implemented_date="2025-09-15") for n in (1, 2)]
        found = sheet("homeless", date(2025, 10, 20))
        land(
            made,
            replace(found, source_id=load.UNASSIGNED_SOURCE),
            *({**told, "province_id": None} for told in homeless),
        )
        build("night 2", "2025-10-22")

        build("night 3", "2025-10-23")

        # One is withdrawn, another is charged to another agency of another county and matter; that night's run stops on its way.
        elsewhere = {
            "county": "بم",
            "problem_categories": ["ENERGY.GAS"],
            "agencies": [{"agency_id": "GAS", "ministry_id": "MOP", "name": "شرکت گاز"}],
        }
        changed = [{**stones[0], "status": "withdrawn"}, {**stones[1], **elsewhere}]
        land(made, sheet("stones moved", date(2025, 10, 23)), *changed)
        build("stopped night", "2025-10-23", (*WITHOUT_TESTS, "--select", "+int_day_counts"))

        names = ["پلاستیک سازان کویر کرمان", "پلاستیک‌سازی کویر", "نخ نمونه جنوب", "کاشی سرام", "آجر سفال کویر"]
        new = [line(42, n, name, "in_progress", session_date="2025-10-04") for n, name in enumerate(names, start=1)]
        alone = line(49, 1, "سیمان تنها", "in_progress", session_date="2025-05-01")
        land(made, sheet("alone", date(2025, 10, 23)), alone)
        land(made, sheet("new", date(2025, 10, 23)), *new, {**national, "resolution_no": "9", "row": 99})
        assert rows(made, "select count(*) from resolutions where province_id is null") == [(2,)]
        with made.connect("peygir_loader") as connection:
            assert load.take_over(connection, found) == 1
        land(made, found, *homeless)
        build("night 4", "2025-10-24")

        # A session's day is corrected: its resolutions leave one month of approval for another. A run stops when it knows that,
        # before it has counted either month again.
        moved = [{**told, "session_date": "2025-09-20", "unit_name": told["unit_name"] + " نو"} for told in new[3:]]
        land(made, sheet("moved", date(2025, 10, 24)), *new[:3], *moved)
        land(made, sheet("alone moved", date(2025, 10, 24)), {**alone, "session_date": "2025-09-20"})
        build("stopped once more", "2025-10-24", (*WITHOUT_TESTS, "--select", "+int_resolution_state"))
        build("night 5", "2025-10-24")
        yield made


def checksums(warehouse: Warehouse) -> dict[str, Any]:
    """Number of rows and a hash over them of every published table and every table computed on the way."""
    published = rows(warehouse, "select tablename from pg_tables where schemaname = 'marts'", "peygir_admin")
    relations = [f"marts.{name}" for (name,) in published if name not in OF_PUBLICATIONS]
    relations += [f"warehouse.{name}" for name in COMPUTED]
    return {relation: checksum(warehouse, relation) for relation in relations}


def checksum(warehouse: Warehouse, relation: str) -> Any:
    """Columns in the order of their names: a table made anew may have another order."""
    columns = ", ".join(
        name
        for (name,) in rows(
            warehouse,
            "select quote_ident(attname) from pg_attribute where attrelid = %s::regclass and attnum > 0"
            " and not attisdropped order by attname",
            "peygir_admin",
            (relation,),
        )
    )
    query = (
        f"select count(*), md5(string_agg(t::text, '' order by t::text)) from (select {columns} from {relation}) as t"
    )
    return rows(warehouse, query, "peygir_admin")[0]


def measures(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    return rows(
        warehouse,
        "select measure, province_id, n_affected, n_checked, measured_value from quality_history"
        " where measured_at = (select max(measured_at) from quality_history) order by 1, 2 nulls first, 3, 4, 5",
    )


def test_what_a_province_has_taken_over_counts_once(warehouse: Warehouse) -> None:
    assert rows(warehouse, "select province_id, count(*) from resolutions where session_no = '46' group by 1") == [
        ("08", 2)
    ]


def test_proposed_pairs_are_all_those_whose_names_are_alike(warehouse: Warehouse) -> None:
    """Every pair of a province is compared here; the mart follows rare trigrams of the units that a night touched."""

    def trigrams(text: str) -> set[str]:
        padded = f"  {text} "
        return {padded[place : place + 3] for place in range(len(padded) - 2)}

    units = rows(
        warehouse,
        "select unit_id, province_id, core_name, unit_national_id from warehouse.int_unit_names",
        "peygir_admin",
    )
    alike = set()
    for one, other in combinations(sorted(units), 2):
        if one[1] != other[1] or (one[3] and other[3]):
            continue
        a, b = trigrams(one[2]), trigrams(other[2])
        if one[2] == other[2] or len(a & b) / len(a | b) >= 0.6:
            alike.add((one[0], other[0]))
    found = set(rows(warehouse, "select unit_id_a, unit_id_b from unit_match_candidates"))
    assert found == alike
    names = {frozenset(row) for row in rows(warehouse, "select name_a_fa, name_b_fa from unit_match_candidates")}
    assert frozenset({"پلاستیک سازان کویر", "پلاستیک سازان کویر کرمان"}) in names
    assert frozenset({"نخ نمونه"}) not in names  # one unit, told of in several deliveries
    assert frozenset({"شرکت نخ نمونه", "نخ نمونه"}) in names


def test_a_duty_is_overdue_the_day_after_its_own_deadline(warehouse: Warehouse) -> None:
    duties = rows(
        warehouse,
        "select agency_id, duties.is_overdue from fct_resolution_assignment as duties inner join resolutions using (resolution_id)"
        " where session_no = '43' order by 1",
    )
    assert duties == [("ELDIST", True), ("GAS", False)]
    assert rows(warehouse, "select is_overdue, due_on from resolutions where session_no = '43'") == [
        (False, date(2025, 12, 1))
    ]


def test_open_ones_come_to_be_at_risk_though_nothing_is_told_of_them(warehouse: Warehouse) -> None:
    """Kaplan–Meier: at 60 days one of three is done; before the two open ones were so old, the one at risk was."""
    told = rows(
        warehouse,
        "select n_net, n_open, survival_days_median_lower, survival_days_median_upper from member_times"
        " inner join dim_unit using (unit_id) where name_fa = 'کاشی نمونه' and period_type = 'all'",
    )
    assert told == [(3, 2, None, None)]
    assert rows(warehouse, "select count(*) from fct_member_times where survival_changes_on <= '2025-10-24'") == [(0,)]


def test_what_the_national_headquarters_decided_is_in_no_rate(warehouse: Warehouse) -> None:
    told = rows(
        warehouse,
        "select level, resolution_no, status_code, is_in_rates from fct_resolution inner join resolutions"
        " using (resolution_id, level, status_code) where session_no = '41' order by 1, 2",
    )
    assert told == [
        ("national", "1", "implemented", False),
        ("national", "9", "implemented", False),
        ("province", "1", "not_implemented", True),
        ("province", "2", "implemented", True),
        ("province", "3", "implemented", True),
    ]
    month = "dimension = 'province' and member_id = '08' and period_label = '1404-06'"
    counted, n_cases = rows(
        warehouse,
        f"select (select n_gross from followup_rates where {month}), count(*) from resolutions"
        " where province_id = '08' and approved_jalali_month_label = '1404-06' and level = 'province' and is_in_gross",
    )[0]
    assert counted == n_cases
    assert rows(warehouse, "select count(*) from sessions where session_no = '41' and province_id = '08'") == [(1,)]
    apart = "select n_affected from quality_history where measure = 'national_level' and province_id = '08'"
    assert rows(warehouse, apart + " order by measured_at desc limit 1") == [(2,)]


def test_nights_and_one_build_of_everything_give_equal_tables(warehouse: Warehouse) -> None:
    before, told = checksums(warehouse), measures(warehouse)
    assert before["marts.followup_times"][0] > 500
    assert before["warehouse.int_quality_cells"][0] > 100
    build("everything", "2025-10-24", (*WITHOUT_TESTS, "--full-refresh"))
    assert checksums(warehouse) == before
    assert measures(warehouse) == told
