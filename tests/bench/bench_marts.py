"""What a night costs as history grows, and a rebuild beside plain SQL that computes the same tables.

    python -m tests.bench.bench_marts [ROWS ROWS]       default 50000 1000000; half an hour

For each size a warehouse of its own is filled in SQL: workbooks of 1,000 rows, each of one province and session, 31
provinces, four years. Then builds are timed: of everything; with nothing new; after one more workbook of 1,000 rows; the
next day's with another one; and one of 1,000 rows with the guards, as a night runs it. The same delta may cost at most
twice as much on the larger history.

The peer of the rebuild is plain SQL: every table that the rebuild made, by the same query, as CREATE TABLE AS and nothing
else (no keys, no indexes, no statistics, no checks, no publication), as many at a time as dbt runs, each from the tables
that the rebuild left, which have all of those. A rebuild may take three times as long.

Each step is told in seconds and in processor seconds, of dbt and the server together. Others on the machine lengthen the
one, not the other: judged are processor seconds.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
SIZES = (50_000, 1_000_000)
DAY, NEXT_DAY = "2025-10-22", "2025-10-23"
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
insert into staging.stored_resolution_rows (
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
SKIPPED_KINDS = ("durable_view", "view", "publication")


def processor_seconds(home: Path) -> float:
    """Processor time that ended children of this process and the server of a state folder have used since they started."""
    parent = next(home.glob("**/postmaster.pid")).read_text().split()[0]
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if stat.parent.name == parent:
            ticks += sum(map(int, fields[11:15]))
        elif fields[1] == parent:
            ticks += sum(map(int, fields[11:13]))
    return children.ru_utime + children.ru_stime + ticks / os.sysconf("SC_CLK_TCK")


def queries_of_the_rebuild(target: Path) -> dict[str, tuple[set[str], str]]:
    """Of every table of the project, by its node: the nodes that it reads, and the query that the last build ran for it."""
    nodes = json.loads((target / "manifest.json").read_text())["nodes"]
    tables = {
        name: node
        for name, node in nodes.items()
        if node["resource_type"] == "model" and node["config"]["materialized"] not in SKIPPED_KINDS
    }
    found = {}
    for name, node in tables.items():
        file = target / "compiled" / "peygir" / node["original_file_path"]
        # What was built aside is published by now.
        query = re.sub(r'"warehouse"\."next__(\w+)"', r'"marts"."\1"', file.read_text())
        found[name] = (set(node["depends_on"]["nodes"]) & set(tables), query)
    return found


def plain_sql(warehouse: Any, queries: dict[str, tuple[set[str], str]], n_threads: int) -> None:
    """Make every table again, as CREATE TABLE AS in a schema that is dropped afterwards."""
    waiting = TopologicalSorter({name: reads for name, (reads, _) in queries.items()})
    waiting.prepare()
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        connection.execute("create schema plain")

    def make(name: str) -> str:
        with warehouse.connect("peygir_admin", autocommit=True) as connection:
            connection.execute(f"create table plain.{name.rsplit('.', 1)[1]} as {queries[name][1]}")
        return name

    with ThreadPoolExecutor(n_threads) as pool:
        running: set[Future[str]] = set()
        while waiting.is_active():
            running |= {pool.submit(make, name) for name in waiting.get_ready()}
            done, running = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                waiting.done(future.result())


def measure(n_rows: int) -> dict[str, tuple[float, float]]:
    """Seconds and processor seconds of each step on a history of `n_rows` resolutions, in PEYGIR_HOME."""
    from ingestion import pipeline
    from ingestion.paths import state_folder
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.prepare import prepare

    warehouse = locate(create=True)
    prepare(warehouse)
    home = state_folder()
    n_books = n_rows // ROWS_A_WORKBOOK
    found: dict[str, tuple[float, float]] = {}

    def deliver(first: int, last: int) -> None:
        values = {"first": first, "last": last, "rows": ROWS_A_WORKBOOK}
        with warehouse.connect("peygir_admin", autocommit=True) as connection:
            connection.execute(WORKBOOKS, values)
            connection.execute(LINES, values)
            connection.execute("analyze")

    def take(step: str, act: Callable[[], object]) -> None:
        used, began = processor_seconds(home), time.monotonic()
        act()
        found[step] = (time.monotonic() - began, processor_seconds(home) - used)

    def build(day: str = DAY, arguments: tuple[str, ...] = WITHOUT_TESTS) -> Callable[[], object]:
        return lambda: pipeline.build(f"build {len(found)}", day, arguments=arguments)

    deliver(1, n_books)
    take("rebuild", build())
    queries = queries_of_the_rebuild(home / "dbt" / "target")
    take("plain SQL", lambda: plain_sql(warehouse, queries, int(os.environ.get("PEYGIR_DBT_THREADS", "4"))))
    _same_rows(warehouse, queries)
    take("nothing new", build())
    deliver(n_books + 1, n_books + 1)
    take("delta", build())
    deliver(n_books + 2, n_books + 2)
    take("delta with guards", build(arguments=("build",)))
    deliver(n_books + 3, n_books + 3)
    take("next day", build(NEXT_DAY))
    return found


def _same_rows(warehouse: Any, queries: dict[str, tuple[set[str], str]]) -> None:
    """The plain tables have as many rows as those of the rebuild."""
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        for table, schema in (("int_rate_cells", "warehouse"), ("resolutions", "marts"), ("followup_rates", "marts")):
            counts = connection.execute(
                f"select (select count(*) from plain.{table}), (select count(*) from {schema}.{table})"
            ).fetchone()
            assert counts[0] == counts[1] > 0, f"{table}: {counts}"
        for name in queries:
            connection.execute(f"drop table plain.{name.rsplit('.', 1)[1]}")
        connection.execute("drop schema plain")


def _in_own_process(n_rows: int) -> dict[str, tuple[float, float]]:
    home = Path(tempfile.mkdtemp(prefix="peygir-bench-marts-"))
    home.chmod(0o755)
    environment = {**os.environ, "PEYGIR_HOME": str(home)}
    environment.pop("PEYGIR_WAREHOUSE_URL", None)
    command = [sys.executable, "-m", "tests.bench.bench_marts", "measure", str(n_rows)]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
        found: dict[str, tuple[float, float]] = json.loads(done.stdout.splitlines()[-1])
        return found
    finally:
        subprocess.run([sys.executable, "-m", "ingestion", "down"], cwd=ROOT, env=environment, check=False)
        shutil.rmtree(home, ignore_errors=True)


def run(sizes: tuple[int, int] = SIZES) -> bool:
    """Measure both sizes, print them, and say whether both growths keep within what is allowed."""
    found: dict[int, dict[str, tuple[float, float]]] = {}
    for size in sizes:
        found[size] = _in_own_process(size)
        print(f"{size:,} resolutions (seconds, and processor seconds):", flush=True)
        for step, (seconds, used) in found[size].items():
            print(f"  {step:<20} {seconds:>8.1f} {used:>8.1f}")
    small, large = found[sizes[0]], found[sizes[1]]
    growth = {step: large[step][1] / small[step][1] for step in ("delta", "delta with guards", "next day")}
    rebuild = large["rebuild"][1] / large["plain SQL"][1]
    for step, times in growth.items():
        print(f"{step}: the same {ROWS_A_WORKBOOK:,} rows cost {times:.2f} times as much (allowed {DELTA_FACTOR})")
    print(f"rebuild of {sizes[1]:,}: {rebuild:.2f} times the plain SQL (allowed {REBUILD_FACTOR})")
    return max(growth.values()) <= DELTA_FACTOR and rebuild <= REBUILD_FACTOR


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    if sys.argv[1:2] == ["measure"]:
        print(json.dumps(measure(int(sys.argv[2]))))
    else:
        asked = tuple(int(text) for text in sys.argv[1:3])
        sys.exit(0 if run(asked if len(asked) == 2 else SIZES) else 1)  # type: ignore[arg-type]
