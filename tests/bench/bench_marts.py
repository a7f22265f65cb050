"""What a night costs as history grows, and a rebuild beside plain SQL that computes the same counts.

    python -m tests.bench.bench_marts [ROWS ROWS]       default 50000 200000

For each size a warehouse of its own is filled in SQL: workbooks of 1,000 rows, each of one province and session, 31
provinces, four years. Then a full build is timed, a build after one more workbook of 1,000 rows, and one query that
takes the newest line of each resolution from staging and counts it as followup_rates does, by province, category,
ministry and agency, for every month, quarter, year and all time. Allowed: the same delta costs at most twice as much
on the larger history, and a rebuild three times the query. Seconds for dbt itself (start, parse, unchanged build) are
told apart: they do not grow.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (50_000, 200_000)
DAY = "2025-10-22"
DELTA_FACTOR, REBUILD_FACTOR = 2.0, 3.0
ROWS_A_WORKBOOK = 1_000
WITHOUT_TESTS = ("build", "--exclude-resource-type", "test")

WORKBOOKS = """
insert into audit.documents (
    document_id, kind, source_id, content_sha256, file_name, n_bytes, archive_location, received_at, as_of_on,
    as_of_source, reader_version, outcome, n_resolutions, loaded_at
)
select md5('workbook ' || n), 'workbook', 'bench', md5('content ' || n), n || '.xlsx', 1, '-',
       timestamptz '2025-10-01 12:00+03:30', date '2025-10-01', 'title', 'bench', 'loaded', %(rows)s, clock_timestamp()
from generate_series(%(first)s::integer, %(last)s::integer) as series (n)
"""
LINES = """
insert into staging.resolution_rows (
    document_id, line_no, source_id, sheet, row_no, province_id, session_no, session_on, due_on, due_source, implemented_on,
    resolution_no, unit_name, county, problem_categories, resolution_text, agencies, status, status_source, row_sha256, loaded_at
)
select md5('workbook ' || book.n), line.n, 'bench', 'sheet', line.n, lpad((book.n %% 31)::text, 2, '0'), (book.n / 31 + 1)::text,
       day.session_on, day.session_on + 60, 'date',
       case when line.n %% 4 = 0 then day.session_on + 30 + line.n %% 50 end,
       line.n::text, 'شرکت ' || word.one || ' ' || word.other, 'شهرستان ' || unit.no %% 12,
       array[(array['TAX', 'BANK.RESCHEDULE', 'ENERGY.GAS', 'SOCIALSEC', 'LAND.ESTATE'])[1 + line.n %% 5]],
       'متن مصوبه ' || book.n || ' ' || line.n,
       jsonb_build_array(jsonb_build_object('agency_id', (array['TAX', 'B_MELLI', 'GAS', 'SSO', 'SHAHRAK'])[1 + line.n %% 5])),
       (array['implemented', 'in_progress', 'not_implemented', 'unknown'])[1 + line.n %% 4], 'cell_text', md5(line.n::text),
       documents.loaded_at
from generate_series(%(first)s::integer, %(last)s::integer) as book (n)
cross join generate_series(1, %(rows)s::integer) as line (n)
inner join audit.documents as documents on documents.document_id = md5('workbook ' || book.n)
cross join lateral (select date '2025-06-01' - (book.n * 17) %% 1400 as session_on) as day
cross join lateral (select (book.n * 7 + line.n) %% 5000 as no) as unit
cross join lateral (
    select translate(left(md5('one ' || unit.no / 70), 6), '0123456789abcdef', 'ابپتثجچحخدرزسشعف') as one,
           translate(left(md5('other ' || unit.no %% 70), 7), '0123456789abcdef', 'ابپتثجچحخدرزسشعف') as other
) as word
"""
PLAIN = """
create temporary table plain as
with newest as (
    select distinct on (line.province_id, calendar.jalali_year, line.session_no, line.resolution_no)
        line.*, calendar.jalali_year, calendar.jalali_quarter, calendar.jalali_month
    from staging.resolution_rows as line
    inner join audit.documents as documents on line.document_id = documents.document_id
    inner join warehouse.int_calendar as calendar on line.session_on = calendar.date_on
    where documents.as_of_on <= date '{day}'
    order by line.province_id, calendar.jalali_year, line.session_no, line.resolution_no, documents.as_of_on desc,
        documents.received_at desc
),
cases as (
    select newest.*, entry.agency ->> 'agency_id' as agency_id, agencies.ministry_id, newest.problem_categories[1] as category,
           statuses.in_gross, statuses.in_net, statuses.counts_as_implemented, statuses.overdue_eligible
    from newest
    cross join lateral jsonb_array_elements(newest.agencies) as entry (agency)
    inner join warehouse.agencies as agencies on entry.agency ->> 'agency_id' = agencies.agency_id
    inner join warehouse.statuses as statuses on newest.status = statuses.status_code
)
select
    province_id, category, ministry_id, agency_id, jalali_year, jalali_quarter, jalali_month,
    count(*) filter (where in_gross) as n_gross, count(*) filter (where in_net) as n_net,
    count(*) filter (where counts_as_implemented) as n_implemented,
    count(*) filter (where in_gross and status = 'unknown') as n_unknown,
    count(*) filter (where in_net and due_on <= date '{day}') as n_due,
    count(*) filter (where in_net and due_on <= date '{day}' and counts_as_implemented and implemented_on <= due_on) as n_on_time,
    count(*) filter (where overdue_eligible and due_on < date '{day}') as n_overdue,
    count(*) filter (where overdue_eligible and due_on is not null) as n_overdue_base,
    count(*) filter (where in_net and due_on is null) as n_no_deadline,
    percentile_cont(0.5) within group (order by implemented_on - session_on) as implementation_days
from cases
group by
    grouping sets ((province_id), (category), (ministry_id), (agency_id), ()),
    grouping sets ((), (jalali_year), (jalali_year, jalali_quarter), (jalali_year, jalali_quarter, jalali_month))
"""


def measure(n_rows: int) -> dict[str, float]:
    """Seconds of each step on a history of `n_rows` resolutions, in this process's own warehouse."""
    from ingestion import pipeline
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.prepare import prepare

    warehouse = locate()
    prepare(warehouse)
    n_books = n_rows // ROWS_A_WORKBOOK

    def deliver(first: int, last: int) -> None:
        values = {"first": first, "last": last, "rows": ROWS_A_WORKBOOK}
        with warehouse.connect("peygir_admin", autocommit=True) as connection:
            connection.execute(WORKBOOKS, values)
            connection.execute(LINES, values)
            connection.execute("analyze")

    def seconds(run_id: str) -> float:
        began = time.monotonic()
        pipeline.build(run_id, DAY, arguments=WITHOUT_TESTS)
        return time.monotonic() - began

    deliver(1, n_books)
    found = {"rebuild": seconds("rebuild")}
    found["unchanged"] = seconds("unchanged")
    deliver(n_books + 1, n_books + 1)
    found["delta"] = seconds("delta")
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        began = time.monotonic()
        connection.execute(PLAIN.format(day=DAY))
        found["plain"] = time.monotonic() - began
        agree = connection.execute(
            "select count(*) filter (where plain.n_gross = rates.n_gross and plain.n_implemented = rates.n_implemented"
            " and plain.n_due = rates.n_due and plain.n_on_time = rates.n_on_time and plain.n_overdue = rates.n_overdue),"
            " count(*) from marts.followup_rates as rates inner join plain on plain.province_id = rates.member_id"
            " and plain.jalali_year is not distinct from rates.jalali_year"
            " and plain.jalali_quarter is not distinct from rates.jalali_quarter"
            " and plain.jalali_month is not distinct from rates.jalali_month where rates.dimension = 'province'"
        ).fetchone()
        assert agree and agree[0] == agree[1] > 0, f"the query and the marts differ: {agree}"
    return found


def _in_own_process(n_rows: int) -> dict[str, float]:
    home = Path(tempfile.mkdtemp(prefix="peygir-bench-marts-"))
    home.chmod(0o755)
    environment = {**os.environ, "PEYGIR_HOME": str(home)}
    environment.pop("PEYGIR_WAREHOUSE_URL", None)
    command = [sys.executable, "-m", "tests.bench.bench_marts", "measure", str(n_rows)]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
        return found
    finally:
        subprocess.run([sys.executable, "-m", "ingestion", "down"], cwd=ROOT, env=environment, check=False)
        shutil.rmtree(home, ignore_errors=True)


def run(sizes: tuple[int, int] = SIZES) -> bool:
    """Measure both sizes, print them, and say whether both growths keep within what is allowed."""
    found: dict[int, dict[str, Any]] = {}
    for size in sizes:
        found[size] = _in_own_process(size)
        print(f"{size:>9,} resolutions: " + ", ".join(f"{name} {value:.1f} s" for name, value in found[size].items()))
    small, large = found[sizes[0]], found[sizes[1]]
    delta = large["delta"] / small["delta"]
    rebuild = large["rebuild"] / large["plain"]
    print(f"the same {ROWS_A_WORKBOOK:,} rows: {delta:.2f} times (allowed {DELTA_FACTOR})")
    print(f"rebuild of {sizes[1]:,}: {rebuild:.1f} times the plain query (allowed {REBUILD_FACTOR})")
    return delta <= DELTA_FACTOR and rebuild <= REBUILD_FACTOR


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        asked = tuple(int(text) for text in sys.argv[1:3])
        sys.exit(0 if run(asked if len(asked) == 2 else SIZES) else 1)  # type: ignore[arg-type]
