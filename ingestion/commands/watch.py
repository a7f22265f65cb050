"""`peygir watch`: the morning's watch from outside Airflow, for cron or any monitor."""

from __future__ import annotations

import sys
from datetime import UTC, date, datetime

import click

from ingestion.commands.days import Day


@click.command(epilog="Example:  peygir watch --send    (in a crontab, at 06:10, beside the DAG of the same name)")
@click.option("--send", is_flag=True, help="Send the notice, unless this night's has been sent.")
@click.option(
    "--night", type=Day(), help="The date on which the night ended, Gregorian or Solar-Hijri; default: today."
)
def watch(send: bool, night: date | None) -> None:
    """Say whether the marts are fresh and what is missing since when.

    The `watch` DAG does so every morning; this command does so where Airflow itself may be down.

    Exit code 0: all is there; 1: something is missing.
    """
    from ingestion import notices, upkeep

    day = night or datetime.now(UTC).astimezone(upkeep.TEHRAN).date()
    morning = upkeep.look_at_night(day)
    click.echo(notices.compose(morning, ["en"]).text, nl=False)
    if send:
        upkeep.tell(morning)
    sys.exit(0 if morning.standing == "fresh" else 1)
