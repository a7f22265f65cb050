"""`peygir reparse`: archived bytes read again with today's parser."""

from __future__ import annotations

from datetime import date, datetime

import click

from ingestion.commands.days import Day


@click.command(epilog="Example:  peygir reparse --source kerman --since 2025-07-01")
@click.option("--source", "source_id", required=True, help="A source, or one site of it (kerman, kerman/site.ir).")
@click.option(
    "--since", type=Day(may_be_later=False), required=True, help="First day of receipt, Gregorian or Solar-Hijri."
)
def reparse(source_id: str, since: date) -> None:
    """Read a source's archived bytes again, without the network, and change only what the parser now reads otherwise.

    Pages that were kept out of the warehouse (quarantined, rejected) are staged if they are now read like the others.
    """
    from ingestion import pipeline

    run_id = f"reparse/{datetime.now().astimezone():%Y-%m-%dT%H:%M:%S%z}"
    done = pipeline.reparse(source_id, since.isoformat(), run_id)
    click.echo(f"{done['read']} documents read again, {done['changed']} changed")
    if done["unreadable"]:
        click.echo(f"{done['unreadable']} of them are no longer read as articles and stay as they were")
    if done["kept_out"]:
        click.echo(f"{done['kept_out']} pages that were kept out read again, {done['admitted']} of them staged")
