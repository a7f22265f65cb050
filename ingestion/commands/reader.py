"""`peygir sql` and `peygir url`: the analyst's way in, as peygir_reader."""

from __future__ import annotations

import sys

import click


@click.command(epilog='Example:  peygir sql "select province, net_rate from marts.followup_rates limit 5"')
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def sql(query: str, form: str) -> None:
    """Run one query on the marts as peygir_reader and print its rows."""
    from ingestion import reports
    from ingestion.warehouse.query import run_query

    reports.print_rows(run_query(query), form, sys.stdout)


@click.command(epilog='Example:  psql "$(peygir url)"')
def url() -> None:
    """Print the connection URL of peygir_reader, password included."""
    from ingestion.warehouse.connection import locate

    click.echo(locate().url("peygir_reader"))
