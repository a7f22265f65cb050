"""`peygir sql` and `peygir url`: the analyst's way in, as peygir_reader."""

from __future__ import annotations

import sys

import click


@click.command(epilog="Example:  peygir sql \"select province, net_rate from marts.followup_rates limit 5\"")
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--role", default="peygir_reader", show_default=True, help="Another reading role, as a province's.")
def sql(query: str, form: str, role: str) -> None:
    """Run one query on the marts and print its rows."""
    from ingestion import reports

    reports.print_rows(reports.run_query(query, role), form, sys.stdout)


@click.command(epilog="Example:  psql \"$(peygir url)\"")
def url() -> None:
    """Print the connection URL of peygir_reader, password included."""
    from ingestion.warehouse.connection import locate

    click.echo(locate().url("peygir_reader"))
