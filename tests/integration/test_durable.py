"""What people hang on a mart survives its rebuilds, and a reader never sees an error, nothing, or two nights at once.

The materializations under test are the project's own; the marts are small ones, so that a hundred nights are affordable.
PEYGIR_REBUILDS sets the number of nights (20; the whole proof is 100); every tenth, or every fourth of few, fails.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
import pytest
from nights import own_warehouse, rows

from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
PROJECT = Path(__file__).resolve().parents[2] / "dbt_project"
N_NIGHTS = int(os.environ.get("PEYGIR_REBUILDS", "20"))
N_UNITS, N_WORKS = 40, 200
FAULTS = ("killed", "guard", "contract", "key", "shrunk")

FILES = {
    "dbt_project.yml": """
name: peygir
version: "1.0.0"
profile: peygir
macro-paths: [macros]
model-paths: [models]
function-paths: [functions]
flags: {send_anonymous_usage_stats: false}
vars: {as_of: null, national_roles: [peygir_reader, peygir_loader], provincial_role: peygir_province, accept_shrinking: false}
on-run-start: ["{{ create_own_tables() }}"]
models:
  +schema: marts
  +materialized: durable_table
  +contract: {enforced: true}
  +grants: {select: [peygir_reader, peygir_province]}
functions: {+schema: marts}
""",
    "models/units.sql": """
select
    lpad(n::text, 3, '0') as unit_id,
    case n % 2 when 0 then '08' else '27' end as province_id,
    case when tonight.fault = 'contract' and n = 7 then null else tonight.night end as night
from {{ source('audit', 'tonight') }} as tonight
cross join generate_series(1, 40) as n
where tonight.fault <> 'shrunk' or n <= 10
{% if false %}{{ function('visible_provinces') }}{% endif %}
""",
    "models/works.sql": """
select
    case when tonight.fault = 'key' then '1' else n::text end as work_id,
    lpad((1 + n % 40)::text, 3, '0') as unit_id,
    tonight.night,
    -- Every night some rows go and others come.
    (n + tonight.night) % 7 as weight
from {{ source('audit', 'tonight') }} as tonight
cross join generate_series(1, 300) as n
where (n + tonight.night) % 3 <> 0
""",
    "models/publications.sql": """
{{ config(materialized='publication') }}
-- depends_on: {{ ref('units') }} {{ ref('works') }} {{ function('visible_provinces') }}
select '{{ invocation_id }}' as publication_id, (select max(night) from {{ ref('units') }}) as night, clock_timestamp() as published_at
""",
    "models/models.yml": """
sources:
  - name: audit
    schema: audit
    tables: [{name: tonight}]
models:
  - name: units
    description: One row per unit.
    config: {meta: {province_column: province_id, indexes: [[province_id]]}}
    constraints: [{type: primary_key, columns: [unit_id], warn_unsupported: false}]
    columns:
      - {name: unit_id, data_type: text, description: Key}
      - {name: province_id, data_type: text, description: Province}
      - {name: night, data_type: integer, description: Night, constraints: [{type: not_null, warn_unsupported: false}]}
  - name: works
    description: One row per work.
    constraints:
      - {type: primary_key, columns: [work_id], warn_unsupported: false}
      - {type: foreign_key, columns: [unit_id], to: ref('units'), to_columns: [unit_id], warn_unsupported: false}
    columns:
      - {name: work_id, data_type: text, description: Key}
      - {name: unit_id, data_type: text, description: Unit}
      - {name: night, data_type: integer, description: Night}
      - {name: weight, data_type: integer, description: Weight}
  - name: publications
    description: One row per publication.
    constraints: [{type: primary_key, columns: [publication_id], warn_unsupported: false}]
    columns:
      - {name: publication_id, data_type: text, description: Key}
      - {name: night, data_type: integer, description: Night}
      - {name: published_at, data_type: timestamp with time zone, description: Time}
""",
    "tests/guard.sql": """
select works.work_id
from {{ ref('works') }} as works
inner join {{ source('audit', 'tonight') }} as tonight on tonight.fault = 'guard'
limit 1
""",
}


@dataclass
class House:
    """A warehouse with a small project, and how to run one night of it."""

    warehouse: Warehouse
    project: Path
    manifest: Any
    good_nights: list[int] = field(default_factory=list)

    def tell(self, night: int, fault: str) -> None:
        with self.warehouse.connect("peygir_admin") as connection:
            connection.execute("update audit.tonight set night = %s, fault = %s", (night, fault))

    def run(self) -> bool:
        from dbt.cli.main import dbtRunner

        return bool(dbtRunner(manifest=self.manifest.deepcopy()).invoke(["build", *self.options]).success)

    @property
    def options(self) -> list[str]:
        folder = str(self.project)
        return ["--project-dir", folder, "--profiles-dir", folder, "--quiet", "--log-level-file", "none"]

    def standing(self) -> list[tuple[Any, ...]]:
        return rows(
            self.warehouse,
            "select (select night from publications order by published_at desc limit 1), min(units.night),"
            " max(units.night), (select min(night) from works), (select max(night) from works), count(*),"
            " (select count(*) from works) from units",
        )


def names(warehouse: Warehouse) -> list[tuple[Any, ...]]:
    """What hangs on the marts: each object by its own identity."""
    return rows(
        warehouse,
        """
        select 'relation', relname, oid::text, coalesce(relacl::text, '') || relrowsecurity from pg_class
        where relnamespace = 'marts'::regnamespace and relkind in ('r', 'i') or oid = to_regclass('analyst.works_of_kerman')
        union all select 'policy', polname, oid::text, pg_get_expr(polqual, polrelid) from pg_policy
        union all select 'key', conname, oid::text, pg_get_constraintdef(oid) from pg_constraint
        where contype = 'f' and confrelid = 'marts.units'::regclass
        union all select 'comment', objoid::regclass::text, objsubid::text, description from pg_description
        where classoid = 'pg_class'::regclass and objoid::regclass::text in ('marts.units', 'marts.works')
        order by 1, 2, 3
        """,
        "peygir_admin",
    )


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    from dbt.cli.main import dbtRunner

    project = tmp_path_factory.mktemp("small")
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text, encoding="utf-8")
    shutil.copytree(PROJECT / "macros", project / "macros")
    shutil.copy(PROJECT / "profiles.yml", project)
    (project / "functions").mkdir()
    shutil.copy(PROJECT / "functions" / "visible_provinces.sql", project / "functions")
    (project / "functions" / "functions.yml").write_text(
        "functions: [{name: visible_provinces, description: Provinces, config: {volatility: stable},"
        " returns: {data_type: 'text[]'}}]"
    )
    with own_warehouse() as warehouse, pytest.MonkeyPatch.context() as patch:
        for name, value in warehouse.environment("peygir_builder").items():
            patch.setenv(name, value)
        with warehouse.connect("peygir_admin") as connection:
            connection.execute(
                "create table audit.tonight (night integer, fault text); insert into audit.tonight values (0, '');"
                "grant select on audit.tonight to peygir_builder, peygir_loader"
            )
        first = House(warehouse, project, None)
        parsed = dbtRunner().invoke(["parse", *first.options])
        assert parsed.success, parsed.exception
        house = House(warehouse, project, parsed.result)
        assert house.run()
        house.good_nights.append(0)
        with warehouse.connect("peygir_admin") as connection:
            connection.execute("""
                create role analyst_of_tests;
                create schema analyst;
                grant usage on schema analyst to peygir_reader;
                create view analyst.works_of_kerman with (security_invoker = true) as
                    select works.work_id, works.night, units.night as unit_night
                    from marts.works join marts.units using (unit_id) where province_id = '08';
                grant select on analyst.works_of_kerman to peygir_reader;
                create table analyst.notes (unit_id text primary key references marts.units (unit_id), note text);
                insert into analyst.notes values ('003', 'visited'), ('040', 'closed');
                grant usage on schema marts to analyst_of_tests;
                grant select (unit_id) on marts.units to analyst_of_tests;
                create policy of_the_analyst on marts.units for select to analyst_of_tests using (unit_id < '010');
                comment on column marts.units.province_id is 'checked by finance';
            """)
        yield house
        with warehouse.connect("peygir_admin") as connection:
            connection.execute(
                "drop schema analyst cascade; drop owned by analyst_of_tests; drop role analyst_of_tests"
            )


class Watcher(threading.Thread):
    """A reader who asks several marts in a loop, one transaction each time, and keeps what he finds wrong."""

    QUESTIONS = (
        "select min(night), max(night), count(*) = 40 from marts.units",
        "select min(night), max(night), count(*) = 200 from marts.works",
        "select min(least(night, unit_night)), max(greatest(night, unit_night)), count(*) between 90 and 110"
        " from analyst.works_of_kerman",
        "select night, night, true from marts.publications order by published_at desc limit 1",
    )

    def __init__(self, warehouse: Warehouse) -> None:
        super().__init__(daemon=True)
        self.url = warehouse.url("peygir_reader")
        self.ended = threading.Event()
        self.wrong: list[str] = []
        self.seen: set[int] = set()
        self.n_asked = 0

    def await_look(self) -> None:
        """Wait until he has asked all over again."""
        before, deadline = self.n_asked, time.monotonic() + 120
        while self.n_asked < before + 2 and self.is_alive() and time.monotonic() < deadline:
            time.sleep(0.005)

    def run(self) -> None:
        try:
            with psycopg.connect(self.url) as connection:
                while not self.ended.is_set():
                    found = [connection.execute(question).fetchone() for question in self.QUESTIONS]
                    connection.commit()
                    nights = {night for row in found if row for night in row[:2]}
                    if len(nights) != 1 or None in found or not all(row[2] for row in found if row):
                        self.wrong.append(str(found))
                    self.seen |= nights
                    # One statement sees one publication also without a transaction.
                    row = connection.execute(
                        "select count(*), bool_and(works.night = units.night) from marts.works join marts.units using (unit_id)"
                    ).fetchone()
                    connection.commit()
                    if row != (200, True):
                        self.wrong.append(str(row))
                    self.n_asked += 1
                    time.sleep(0.005)
        except psycopg.Error as error:
            self.wrong.append(repr(error))


def kill_in_the_middle(house: House) -> None:
    """Start a night in a process of its own and kill it when one mart of two is exchanged and the other waits."""
    with house.warehouse.connect("peygir_admin") as holder:
        holder.execute("select * from marts.works for update")
        process = subprocess.Popen(
            [str(Path(sys.executable).with_name("dbt")), "build", *house.options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        waiting = "select count(*) from pg_stat_activity where usename = 'peygir_builder' and wait_event_type = 'Lock'"
        with house.warehouse.connect("peygir_admin", autocommit=True) as observer:
            while observer.execute(waiting).fetchone() == (0,):
                assert process.poll() is None, process.communicate()[0]
                time.sleep(0.02)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    builders = "select count(*) from pg_stat_activity where usename = 'peygir_builder'"
    deadline = time.monotonic() + 120
    while rows(house.warehouse, builders, "peygir_admin")[0][0] and time.monotonic() < deadline:
        time.sleep(0.02)


def test_what_hangs_on_a_mart_and_whoever_reads_it_survive_every_rebuild(house: House) -> None:
    hung = names(house.warehouse)
    assert {kind for kind, *_ in hung} == {"relation", "policy", "key", "comment"}
    watcher = Watcher(house.warehouse)
    watcher.start()
    watcher.await_look()
    stride = max(4, N_NIGHTS // 10)
    faults = [FAULTS[n // stride % len(FAULTS)] if n % stride == stride - 1 else "" for n in range(N_NIGHTS)]
    for night, fault in enumerate(faults, start=1):
        house.tell(night, fault)
        if fault == "killed":
            kill_in_the_middle(house)
        else:
            assert house.run() == (fault == ""), f"night {night} {fault}"
        if not fault:
            house.good_nights.append(night)
        last = house.good_nights[-1]
        assert house.standing() == [(last, last, last, last, last, N_UNITS, N_WORKS)], f"night {night} {fault}"
        watcher.await_look()
    watcher.ended.set()
    watcher.join()
    assert watcher.wrong == []
    assert watcher.seen == set(house.good_nights)
    assert names(house.warehouse) == hung
    assert rows(
        house.warehouse, "select count(*) from analyst.notes join marts.units using (unit_id)", "peygir_admin"
    ) == [(2,)]
    with house.warehouse.connect("peygir_admin") as connection:
        connection.execute("set role analyst_of_tests")
        assert connection.execute("select count(unit_id) from marts.units").fetchone() == (9,)
        connection.execute("set role peygir_province_27")
        assert connection.execute("select distinct province_id from marts.units").fetchall() == [("27",)]
        connection.rollback()


def test_policies_that_someone_took_away_are_back_after_the_next_night(house: House) -> None:
    with house.warehouse.connect("peygir_admin") as connection:
        connection.execute(
            "drop policy provincial_readers on marts.units; alter table marts.units disable row level security"
        )
    house.tell(house.good_nights[-1] + 1000, "")
    assert house.run()
    with house.warehouse.connect("peygir_admin") as connection:
        connection.execute("set role peygir_province_27")
        assert connection.execute("select distinct province_id from marts.units").fetchall() == [("27",)]
        connection.rollback()


def test_a_mart_of_provinces_that_does_not_say_who_sees_it_is_not_built(house: House) -> None:
    from dbt.cli.main import dbtRunner

    file = house.project / "models" / "models.yml"
    file.write_text(FILES["models/models.yml"].replace("province_column: province_id, ", ""), encoding="utf-8")
    done = dbtRunner().invoke(["build", *house.options])
    file.write_text(FILES["models/models.yml"], encoding="utf-8")
    assert not done.success
    messages = [result.message for result in done.result if result.message]
    assert any("does not say who may see its rows" in message for message in messages)
