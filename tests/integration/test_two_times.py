"""What was published in an earlier night can be had again, whatever came, was corrected, read again or linked since."""

from __future__ import annotations

import csv
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from nights import build, deliver, land, line, own_warehouse, rows, sheet

from ingestion import identity
from ingestion.errors import PeygirError
from ingestion.pipeline import builds
from ingestion.warehouse import load
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
ROOT = Path(__file__).resolve().parents[2]
RATES = "select * from followup_rates order by rate_id"
UNIT_FIGURES = (
    "unit_rate_id, n_gross, n_net, n_implemented, n_due, n_on_time, n_overdue, n_unknown, net_rate, overdue_rate"
)
UNIT_DAYS = (
    "time_id, province_id, period_label, n_overdue, overdue_days_median, n_implemented, implementation_days_median_lower,"
    " implementation_days_median_upper, n_net, n_open, open_rate, survival_days_median_lower, survival_days_median_upper"
)
ASKED_OF_UNITS = (
    "select {} from unnest(%(units)s::text[]) as known (unit), {}(known.unit, %(day)s, %(known_at)s) order by {}"
)
AGAIN = {
    "rates": "select * from followup_rates_as_of(%(day)s, %(known_at)s) order by rate_id",
    "times": "select * from followup_times_as_of(%(day)s, %(known_at)s) order by time_id",
    "unit_rates": ASKED_OF_UNITS.format(UNIT_FIGURES, "unit_rates_as_of", "unit_rate_id"),
    "unit_times": ASKED_OF_UNITS.format(UNIT_DAYS, "unit_times_as_of", "time_id"),
}


@dataclass
class Nights:
    """The published rates of each night, kept aside, and when and for which day they were published."""

    warehouse: Warehouse
    rates: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    published: dict[str, tuple[date, datetime, str]] = field(default_factory=dict)
    project: Path = ROOT
    units: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    unit_rates: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    times: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)
    unit_times: dict[str, list[tuple[Any, ...]]] = field(default_factory=dict)

    def build(self, run_id: str, day: str) -> None:
        build(run_id, day)
        self.rates[run_id] = rows(self.warehouse, RATES)
        self.times[run_id] = rows(self.warehouse, "select * from followup_times order by time_id")
        self.unit_rates[run_id] = rows(self.warehouse, f"select {UNIT_FIGURES} from unit_rates order by unit_rate_id")
        self.unit_times[run_id] = rows(
            self.warehouse, f"select {UNIT_DAYS} from member_times where dimension = 'unit' order by time_id"
        )
        self.units[run_id] = rows(self.warehouse, "select unit_id, name_fa, national_id from dim_unit order by 1")
        self.published[run_id] = rows(
            self.warehouse,
            "select as_of_on, published_at, publication_id from publications where run_id = %s",
            parameters=(run_id,),
        )[0]


@pytest.fixture(scope="module")
def nights(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nights]:
    """Four nights: a delivery; the next with a late, a corrected and a re-read one; two units linked; parted again."""
    project = tmp_path_factory.mktemp("project")
    shutil.copytree(ROOT / "dbt_project", project / "dbt_project", ignore=shutil.ignore_patterns("target", "logs"))
    with own_warehouse() as warehouse, pytest.MonkeyPatch.context() as patch:
        patch.setattr(builds, "PROJECT_ROOT", project)
        patch.setattr(identity, "seeds_folder", lambda: project / "dbt_project" / "seeds")
        told = Nights(warehouse, project=project)
        early = sheet("early", date(2025, 9, 1))
        old = [
            line(41, 1, "نخ نمونه", "in_progress"),
            line(41, 2, "شرکت نخ نمونه", "in_progress", session_date="2025-09-06", county="بم"),
            line(41, 3, "نخ نمونه", "in_progress"),
        ]
        deliver("2025-09-22")
        land(warehouse, early, *old)
        told.build("night 1", "2025-09-22")

        deliver("2025-10-22")
        land(
            warehouse,
            sheet("late", date(2025, 9, 10)),
            line(41, 1, "نخ نمونه", "implemented", implemented_date="2025-09-08"),
        )
        land(warehouse, sheet("correction", date(2025, 10, 20)), line(41, 1, "نخ نمونه", "not_implemented"))
        with warehouse.connect("peygir_loader") as connection:
            assert load.reload_workbook(connection, early, [old[0], {**old[1], "status": "implemented"}, old[2]], [])
        told.build("night 2", "2025-10-22")

        one, other = (
            rows(warehouse, "select unit_id from dim_unit where name_fa = %s", parameters=(name,))[0][0]
            for name in ("شرکت نخ نمونه", "نخ نمونه")
        )
        identity.link_units(one, other[:10], "one factory, two sheds", date(2025, 10, 23))
        told.build("night 3", "2025-10-22")

        identity.unlink_unit(one[:10])
        told.build("night 4", "2025-10-22")
        yield told


@pytest.mark.parametrize("night", [1, 2, 3, 4])
@pytest.mark.parametrize(
    ("figures", "n_rows"), [("rates", 3000), ("times", 800), ("unit_rates", 300), ("unit_times", 300)]
)
def test_what_every_night_published_can_be_had_again_to_the_last_column(
    nights: Nights, figures: str, n_rows: int, night: int
) -> None:
    day, known_at, _ = nights.published[f"night {night}"]
    units = [unit for unit, *_ in nights.units[f"night {night}"]]
    again = rows(nights.warehouse, AGAIN[figures], parameters={"units": units, "day": day, "known_at": known_at})
    assert len(again) > n_rows
    assert again == getattr(nights, figures)[f"night {night}"]


@pytest.mark.parametrize("day", ["1404-07-01", "2025-10-23"])
def test_a_day_of_another_calendar_or_not_yet_published_is_an_error(nights: Nights, day: str) -> None:
    unit = "(select min(unit_id) from dim_unit), "
    for function, first in (
        ("followup_rates_as_of", ""),
        ("followup_times_as_of", ""),
        ("unit_rates_as_of", unit),
        ("unit_times_as_of", unit),
    ):
        with pytest.raises(psycopg.DataError) as refused:
            rows(nights.warehouse, f"select count(*) from {function}({first}%s)", parameters=(day,))
        told = refused.value.diag
        assert told.message_primary == f"{function}: no figures of {day}"
        assert re.fullmatch(
            r"Days are Gregorian: ask for one from 20\d\d-03-2\d to 2025-10-22, the newest published one\.",
            told.message_hint or "",
        )


def test_nights_differ_so_that_having_them_again_proves_something(nights: Nights) -> None:
    for one, other in ((1, 2), (2, 3)):
        for figures in (nights.rates, nights.unit_rates, nights.unit_times):
            changed = set(figures[f"night {one}"]) ^ set(figures[f"night {other}"])
            assert changed, f"night {other} published what night {one} did"
    assert nights.times["night 1"] != nights.times["night 2"]
    assert nights.rates["night 4"] == nights.rates["night 2"]


def test_the_first_nights_hand_counted_rates_stand_after_three_more_nights(nights: Nights) -> None:
    """tests/samples/expected_rates.md; Golestan and East Azerbaijan, whose sheets nobody corrected."""
    with (ROOT / "tests/samples/expected_rates.csv").open(encoding="utf-8") as handle:
        by_hand = {
            row["province_id"]: row
            for row in csv.DictReader(handle)
            if row["as_of_on"] == "2025-09-22" and row["province_id"] != "08"
        }
    assert set(by_hand) == {"03", "27"}
    known_at = nights.published["night 1"][1]
    found = rows(
        nights.warehouse,
        "select province_id, n_gross, n_net, n_implemented, n_due, n_on_time, n_on_time + n_on_time_undetermined,"
        " n_overdue, n_overdue_currently, n_overdue_base, n_unknown, n_no_deadline"
        " from followup_rates_as_of('2025-09-22', %s) where dimension = 'province' and period_type = 'all'",
        parameters=(known_at,),
    )
    again = {row[0]: [str(value) for value in row[1:]] for row in found}
    for province_id, expected in by_hand.items():
        assert again[province_id] == list(expected.values())[2:]


def test_what_the_late_the_corrected_and_the_reread_delivery_say_is_known_from_their_night_on(nights: Nights) -> None:
    query = (
        "select n_gross, n_implemented from followup_rates_as_of(%s, %s)"
        " where dimension = 'county' and member_id = %s and province_id = '08' and period_type = 'all'"
    )

    def bam(day: str, night: str) -> tuple[Any, ...]:
        return rows(nights.warehouse, query, parameters=(day, nights.published[night][1], "بم"))[0]

    before, after = bam("2025-09-22", "night 1"), bam("2025-09-22", "night 2")
    assert after == (before[0], before[1] + 1)  # 41/2, read again
    events = rows(
        nights.warehouse,
        "select as_of_on, fct_status_event.status_code, known_to is null from fct_status_event"
        " join resolutions using (resolution_id) where resolutions.session_no = '41' and resolution_no = '1'"
        " order by as_of_on, fct_status_event.known_from",
    )
    assert [event for event in events if event[2]] == [
        (date(2025, 9, 1), "in_progress", True),
        (date(2025, 9, 10), "implemented", True),
        (date(2025, 10, 20), "not_implemented", True),
    ]


def test_alike_units_are_proposed_and_never_merged_by_themselves(nights: Nights) -> None:
    names = [name for _, name, _ in nights.units["night 2"]]
    assert names.count("لوله و اتصالات ویساتک") == 2  # one with a national id, one without
    proposed = {tuple(sorted(row[1:6:3])) for row in identity.candidates("08").rows}
    assert ("لوله و اتصالات ویساتک", "لوله و اتصالات ویساتک") in proposed
    assert ("شرکت نخ نمونه", "نخ نمونه") in proposed


def test_a_link_makes_one_unit_of_two_from_the_next_build_on_and_unlinking_parts_them(nights: Nights) -> None:
    before, linked, parted = (nights.units[f"night {night}"] for night in (2, 3, 4))
    assert set(before) - set(linked) != set()
    assert len(linked) == len(before) - 1
    assert parted == before
    gone = {unit_id for unit_id, _, _ in before} - {unit_id for unit_id, _, _ in linked}
    events = rows(
        nights.warehouse,
        "select unit_id, known_to is null from fct_status_event where approved_on = '2025-09-06' and session_id ="
        " (select session_id from resolutions where resolution_no = '2' and session_no = '41') order by known_from",
    )
    assert len(events) == 4  # as first read, as read again, as linked, as parted
    assert [unit_id in gone for unit_id, _ in events] == [True, True, False, True]
    assert [is_known for _, is_known in events] == [False, False, False, True]


def test_the_snapshots_hold_every_figure_that_each_night_published(nights: Nights) -> None:
    described = "select attname from pg_attribute where attrelid = %s::regclass and attnum > 0 and not attisdropped"
    kept, published = (
        [name for (name,) in rows(nights.warehouse, described + " order by attnum", "peygir_admin", (f"marts.{mart}",))]
        for mart in ("kpi_snapshot", "followup_rates")
    )
    names = [name for name in kept if name in published and name != "as_of_on"]
    # What a snapshot leaves out follows from the member and the period.
    assert set(published) - set(names) == {
        "member_name_en", "province_fa", "county", "category_code", "ministry_id", "agency_id", "jalali_year",
        "jalali_quarter", "jalali_month", "period_starts_on", "period_ends_on", "is_current_period",
        "is_last_complete_period", "as_of_on",
    }  # fmt: skip
    for night in (1, 2, 3, 4):
        day, published_at, _ = nights.published[f"night {night}"]
        snapshot = rows(
            nights.warehouse,
            f"select {','.join(names)} from kpi_snapshot where run_started_at <= %s"
            " and (superseded_at is null or superseded_at > %s) order by rate_id",
            parameters=(published_at, published_at),
        )
        again = rows(
            nights.warehouse,
            f"select {','.join(names)} from followup_rates_as_of(%s, %s) order by rate_id",
            parameters=(day, published_at),
        )
        places = [published.index(name) for name in names]
        assert snapshot == again
        assert snapshot == [tuple(row[place] for place in places) for row in nights.rates[f"night {night}"]]
    begun = [
        rows(nights.warehouse, "select count(*) from kpi_snapshot where published_in = %s", parameters=(told[2],))[0][0]
        for told in nights.published.values()
    ]
    # A night writes the rates that changed: the link of two units of Kerman changes its re-referrals and the country's.
    assert begun[0] == len(nights.rates["night 1"])
    changed = [
        len(set(nights.rates[f"night {after}"]) - set(nights.rates[f"night {before}"]))
        for before, after in ((2, 3), (3, 4))
    ]
    assert begun[2:] == changed
    assert 0 < begun[2] < begun[0] / 10


def test_where_a_guard_fails_yesterdays_marts_stand_and_data_quality_says_why(
    nights: Nights, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(builds, "PROJECT_ROOT", nights.project)
    guard = nights.project / "dbt_project" / "tests" / "no_unit_is_named_so.sql"
    guard.write_text("select unit_id from {{ ref('int_units') }} where unit_name = 'نخ نمونه'", encoding="utf-8")
    selection = ("resource_type:model", "resource_type:seed", "resource_type:function", "no_unit_is_named_so")
    with pytest.raises(PeygirError, match="no_unit_is_named_so"):
        build("night 5", "2025-10-23", ("build", "--select", *selection))
    assert rows(nights.warehouse, RATES) == nights.rates["night 4"]
    assert rows(nights.warehouse, "select count(*) from publications") == [(4,)]
    told = rows(
        nights.warehouse, "select check_name, n_affected, verdict, message from data_quality where kind = 'guard'"
    )
    assert [(name, count, verdict) for name, count, verdict, _ in told] == [
        ("test.peygir.no_unit_is_named_so", 1, "failed")
    ]
    assert "Got 1 result" in told[0][3]
    standing = rows(nights.warehouse, "select message from data_quality where kind = 'publication'")
    assert standing == [("as of 2025-10-22",)]
