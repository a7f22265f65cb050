"""`peygir nightly`: one night, now, through Airflow; what landed and the headline rates at the end."""

from __future__ import annotations

import sys
import time
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import click

from ingestion.commands.days import Day

DAGS = ("ingest_news", "ingest_workbooks", "build_warehouse")


@click.command(epilog="Example:  peygir nightly --drop ~/Desktop/from-the-secretariats")
@click.option("--live", is_flag=True, help="The live web and the inbox instead of the recorded sample.")
@click.option(
    "--drop",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="A folder of workbooks and press texts to take as well.",
)
@click.option(
    "--as-of", type=Day(), help="Day of the rates, Gregorian or (1404-06-01) Solar-Hijri; default: see below."
)
def nightly(live: bool, drop: Path | None, as_of: date | None) -> None:
    """Run the nightly DAGs once, now, through Airflow, and print what landed and the headline rates.

    Without --live the night runs on the recorded sample web and inbox that ship with the project, offline, as of the
    recorded day; with --live or --drop the rates are as of yesterday in Tehran. The inbox of --live is the folder inbox/
    of the state folder, or that of PEYGIR_INBOX; `peygir status` names it. Marked copies of workbooks with problems are
    laid in outbox/ beside it.

    Exit code 0: done; 1: done, but a source or file failed (it is named); 2: the night could not run; 130: interrupted.
    """
    try:
        _run(live, drop, as_of)
    except KeyboardInterrupt:
        click.echo(
            "\npeygir: interrupted; what has landed stays: run it again and the night goes on from there", err=True
        )
        sys.exit(130)


def _run(live: bool, drop: Path | None, as_of: date | None) -> None:
    from ingestion import night

    began = time.monotonic()
    folders = night.night_folders(live=live, drop=drop)
    day = as_of.isoformat() if as_of else night.default_day(live=live, drop=drop)
    say = _teller(began)
    started_at = datetime.now(UTC)
    warehouse = night.prepare_warehouse(say)
    with ExitStack() as stack:
        web = None if live else stack.enter_context(night.recorded_web())
        conf: dict[str, Any] = {
            "as_of": day,
            "folders": folders,
            "sources": "live" if live else "recorded",
            "web": web,
        }
        failures = night.run_through_airflow(warehouse, conf, say)
    night.print_outcome(sys.stdout, started_at, folders, failures)
    click.echo(f"\nThe night took {time.monotonic() - began:.0f} s.")
    if failures:
        sys.exit(1)


def _teller(began: float) -> Any:
    """Progress lines with the seconds since the start, on stderr."""

    def say(text: str) -> None:
        click.echo(f"[{time.monotonic() - began:5.0f} s] {text}", err=True)

    return say
