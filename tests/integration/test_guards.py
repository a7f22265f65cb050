"""The guards of a night that computes only what is touched find what is wrong in it, and what was lost before it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from nights import WITHOUT_TESTS, build, land, line, own_warehouse, rows, sheet

from ingestion.errors import PeygirError
from ingestion.warehouse import load
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
GUARDED = ("build",)
DAY = "2025-10-22"


@pytest.fixture(scope="module")
def warehouse() -> Iterator[Warehouse]:
    """Two nights, each of one workbook of Kerman: three resolutions of Shahrivar 1404, and one more."""
    with own_warehouse() as made:
        first = [line(41, n, f"کارخانه {n}", "in_progress") for n in (1, 2, 3)]
        land(made, sheet("first", date(2025, 9, 25)), *first)
        build("night 1", DAY, GUARDED)
        land(made, sheet("second", date(2025, 9, 26)), line(42, 1, "کارخانه 1", "implemented"))
        build("night 2", DAY, GUARDED)
        yield made


def change(warehouse: Warehouse, statement: str) -> None:
    with warehouse.connect("peygir_admin") as connection:
        assert connection.execute(statement).rowcount == 1


def test_guards_look_at_what_came_and_not_at_what_was_found_right(warehouse: Warehouse) -> None:
    from ingestion.paths import state_folder

    compiled = state_folder() / "dbt" / "target" / "compiled" / "peygir" / "models"
    texts = [path.read_text() for path in compiled.rglob("*.sql") if path.parent.suffix == ".yml"]
    part, whole = '"touched__fct_resolution"', '"next__fct_resolution"'
    assert sum(part in text for text in texts) == 2
    assert not any(whole in text for text in texts)
    assert sum('"int_resolution_lines" as tested where' in text for text in texts) == 1
    assert rows(warehouse, "select count(*) from publications") == [(2,)]


def test_a_day_that_no_calendar_has_stops_the_night_in_which_it_comes(warehouse: Warehouse) -> None:
    wrong = sheet("wrong", date(2025, 9, 27))
    land(warehouse, wrong, line(43, 1, "کارخانه 4", "in_progress", session_date="1995-01-01"))
    with pytest.raises(PeygirError, match="relationships_stg_resolution_rows_session_on"):
        build("night 3", DAY, GUARDED)
    assert rows(warehouse, "select count(*) from resolutions") == [(4,)]
    with warehouse.connect("peygir_loader") as connection:
        assert load.reload_workbook(connection, wrong, [line(43, 1, "کارخانه 4", "in_progress")], [])
    build("night 4", DAY, GUARDED)
    assert rows(warehouse, "select count(*) from resolutions") == [(5,)]


def test_a_line_lost_from_an_earlier_workbook_stops_the_night(warehouse: Warehouse) -> None:
    lost = "warehouse.int_resolution_lines where resolution_no = '2'"
    with warehouse.connect("peygir_admin") as connection:
        connection.execute(f"create table public.kept as select * from {lost}")
    change(warehouse, f"delete from {lost}")
    with pytest.raises(PeygirError, match="rows_are_conserved"):
        build("night 5", DAY, GUARDED)
    change(warehouse, "insert into warehouse.int_resolution_lines select * from public.kept")
    with warehouse.connect("peygir_admin") as connection:
        connection.execute("drop table public.kept")


def test_a_published_rate_that_its_history_does_not_give_is_found(warehouse: Warehouse) -> None:
    """One duty of the month is told otherwise in the history: its rates cannot be had again."""
    event = (
        "marts.fct_status_event set status_code = '{}' where status_event_id = (select min(status_event_id)"
        " from marts.fct_status_event inner join marts.resolutions using (resolution_id) where resolution_no = '3')"
    )
    change(warehouse, "update " + event.format("implemented"))
    land(warehouse, sheet("third", date(2025, 9, 28)), line(44, 1, "کارخانه 5", "in_progress"))
    with pytest.raises(PeygirError, match="published_rates_can_be_had_again"):
        build("night 6", DAY, GUARDED)
    change(warehouse, "update " + event.format("in_progress"))
    build("night 7", DAY, GUARDED)


def test_a_units_published_rate_that_its_history_does_not_give_is_found(warehouse: Warehouse) -> None:
    rate = "marts.unit_rates set n_implemented = {} where unit_rate_id = (select unit_rate_id from marts.unit_rates"
    rate += " inner join marts.dim_unit using (unit_id) where name_fa = 'کارخانه 3' and period_type = 'month')"
    change(warehouse, "update " + rate.format(1))
    land(warehouse, sheet("fourth", date(2025, 9, 29)), line(45, 1, "کارخانه 6", "in_progress"))
    with pytest.raises(PeygirError, match="published_unit_rates_can_be_had_again"):
        build("night 8", DAY, GUARDED)
    change(warehouse, "update " + rate.format(0))
    build("night 9", DAY, GUARDED)


@pytest.mark.parametrize(
    ("number", "statement", "back"),
    [
        (46, "resolutions set is_implemented = {} where resolution_no = '3'", ("true", "false")),
        (47, "unit_rates set n_net = {} where period_type = 'all' and unit_id = "
             "(select unit_id from marts.dim_unit where name_fa = 'کارخانه 2')", ("7", "1")),
    ],
)  # fmt: skip
def test_a_row_changed_by_hand_is_found_though_nothing_touches_it(
    warehouse: Warehouse, number: int, statement: str, back: tuple[str, str]
) -> None:
    change(warehouse, "update marts." + statement.format(back[0]))
    land(warehouse, sheet(f"day {number}", date(2025, 9, 30)), line(number, 1, "کارخانه 7", "in_progress"))
    with pytest.raises(PeygirError, match="published_rows_add_up_to_the_cells"):
        build(f"night {number}", DAY, GUARDED)
    change(warehouse, "update marts." + statement.format(back[1]))
    build(f"night {number}, mended", DAY, GUARDED)


def test_a_row_changed_by_hand_is_found_on_its_provinces_day_though_nothing_touches_the_province(
    warehouse: Warehouse,
) -> None:
    """Day 20,384 since 1970 is a multiple of seven, as the province's number is: its turn."""
    told = line(51, 1, "آرد نمونه", "in_progress", province_id="28", due_date=None)
    land(warehouse, replace(sheet("elsewhere", date(2025, 10, 1)), source_id="elsewhere"), told)
    build("night 51", DAY, GUARDED)
    row = "marts.fct_resolution set is_in_net = {} where province_id = '28'"
    change(warehouse, "update " + row.format("false"))
    with pytest.raises(PeygirError, match="published_rows_add_up_to_the_cells"):
        build("night 52", "2025-10-23", GUARDED)
    change(warehouse, "update " + row.format("true"))
    build("night 52, mended", "2025-10-23", GUARDED)


def test_what_no_list_of_the_project_has_stops_the_night_in_which_it_comes(warehouse: Warehouse) -> None:
    told = line(53, 1, "کارخانه 8", "in_progress", province_id="99")
    nowhere = sheet("nowhere", date(2025, 10, 2))
    land(warehouse, nowhere, told)
    with pytest.raises(PeygirError, match="relationships_stg_resolution_rows_province_id"):
        build("night 53", "2025-10-23", GUARDED)
    with pytest.raises(PeygirError, match="publication"):
        build("night 53, without guards", "2025-10-23", WITHOUT_TESTS)
    with warehouse.connect("peygir_loader") as connection:
        assert load.reload_workbook(connection, nowhere, [{**told, "province_id": "08"}], [])
    build("night 53, read again", "2025-10-23", GUARDED)
    published = rows(
        warehouse,
        "select fct_status_event.province_id, known_to is null from fct_status_event"
        " inner join resolutions using (resolution_id) where session_no = '53'",
    )
    assert published == [("08", True)]
    for mart in ("fct_status_event", "resolutions", "dim_unit", "dim_session"):
        assert rows(warehouse, f"select count(*) from {mart} where province_id = '99'") == [(0,)]
