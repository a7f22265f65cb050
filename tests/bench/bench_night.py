"""The recorded night through Airflow's scheduler beside the same steps called directly.

    python -m tests.bench.bench_night

Each way gets a state folder and a warehouse of its own, in a process of its own. The scheduler's time includes starting
and stopping Airflow; preparing its metadata, which a machine does once, is told apart. Allowed: 1.5 times the direct
steps plus 60 s. The processor time of each way, its warehouse's apart, tells a slow night from a busy machine.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ALLOWED_FACTOR, ALLOWED_SECONDS = 1.5, 60.0


def directly() -> dict[str, Any]:
    """The night's steps one after the other in this process; seconds for each."""
    from ingestion import night, pipeline
    from ingestion.errors import PeygirError
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.prepare import prepare

    prepare(locate(create=True))
    folders, day, run_id = [str(night.sample_inbox())], night.default_day(live=False, drop=None), "bench"
    seconds: dict[str, float] = {}
    n_failed = 0
    with night.recorded_web() as web:
        began = time.monotonic()
        for source in pipeline.news_sources("recorded", folders, f"{run_id}/news", day):
            pipeline.land_news(str(source["source_id"]), f"{run_id}/news", sources="recorded", folders=folders, web=web)
        pipeline.close_ingest(f"{run_id}/news")
        seconds["news"] = time.monotonic() - began
        began = time.monotonic()
        for file in pipeline.new_workbooks(folders, f"{run_id}/workbooks", day):
            try:
                pipeline.land_workbook(file, f"{run_id}/workbooks")
            except PeygirError:
                n_failed += 1
        pipeline.close_ingest(f"{run_id}/workbooks")
        seconds["workbooks"] = time.monotonic() - began
    began = time.monotonic()
    pipeline.build(f"{run_id}/build", pipeline.business_day(day))
    seconds["build"] = time.monotonic() - began
    return {"seconds": seconds, "n_failed": n_failed, "rows": _rows()}


def through_scheduler() -> dict[str, Any]:
    """The same night as three DAGs; seconds for preparing the metadata and for the night."""
    from ingestion import night

    folders, day = night.night_folders(live=False, drop=None), night.default_day(live=False, drop=None)
    began = time.monotonic()
    warehouse = night.prepare_warehouse(lambda _text: None)
    seconds = {"metadata": time.monotonic() - began}
    with night.recorded_web() as web:
        conf = {"as_of": day, "folders": folders, "sources": "recorded", "web": web}
        began = time.monotonic()
        failures = night.run_through_airflow(warehouse, conf, lambda _text: None)
        seconds["night"] = time.monotonic() - began
    return {"seconds": seconds, "n_failed": len(failures), "rows": _rows()}


def _rows() -> dict[str, int]:
    from ingestion.warehouse.query import run_query

    tables = ("staging.resolution_rows", "staging.news_articles", "staging.news_facts", "marts.followup_rates")
    return {name: run_query(f"select count(*) from {name}", role="peygir_loader").rows[0][0] for name in tables}


WAYS = {"directly": directly, "through_scheduler": through_scheduler}


def _in_own_process(way: str) -> dict[str, Any]:
    home = Path(tempfile.mkdtemp(prefix=f"peygir-bench-{way}-"))
    home.chmod(0o755)
    environment = {**os.environ, "PEYGIR_HOME": str(home)}
    environment.pop("PEYGIR_WAREHOUSE_URL", None)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.bench_night", way],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {**found, "processor": used.ru_utime + used.ru_stime - before.ru_utime - before.ru_stime}
    finally:
        subprocess.run([sys.executable, "-m", "ingestion", "down"], cwd=ROOT, env=environment, check=False)
        shutil.rmtree(home, ignore_errors=True)


def run() -> bool:
    """Measure both ways, print them, and say whether the scheduler keeps within what is allowed."""
    found = {way: _in_own_process(way) for way in WAYS}
    direct, scheduler = found["directly"], found["through_scheduler"]
    steps = sum(direct["seconds"].values())
    night = scheduler["seconds"]["night"]
    allowed = ALLOWED_FACTOR * steps + ALLOWED_SECONDS
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in direct["seconds"].items())
    print(f"steps called directly:  {steps:6.1f} s  ({parts})")
    print(
        f"through the scheduler:  {night:6.1f} s  (allowed {allowed:.1f}; metadata, once: {scheduler['seconds']['metadata']:.1f} s)"
    )
    print(f"processor time: {direct['processor']:.1f} s directly, {scheduler['processor']:.1f} s through the scheduler")
    print(f"rows: {direct['rows']}")
    is_same = direct["rows"] == scheduler["rows"] and direct["n_failed"] == scheduler["n_failed"]
    if not is_same:
        print(f"NOT the same: {scheduler['rows']}, failures {direct['n_failed']} and {scheduler['n_failed']}")
    return is_same and night <= allowed


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(WAYS[sys.argv[1]]()))
    else:
        sys.exit(0 if run() else 1)
