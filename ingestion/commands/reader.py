"""`peygir sql` and `peygir url`: the analyst's way in, as peygir_reader."""

from __future__ import annotations

import sys
from pathlib import Path

import click


@click.command(epilog='Example:  peygir sql "select member_name_en, net_rate from marts.followup_rates limit 5"')
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a .xlsx or .csv file instead.")
def sql(query: str, form: str, out: Path | None) -> None:
    """Run one query on the marts as peygir_reader and print its rows."""
    from ingestion import reports
    from ingestion.warehouse.query import run_query

    answer = run_query(query)
    if out is None:
        reports.print_rows(answer, form, sys.stdout)
        return
    from ingestion.workbooks.export import export_table

    click.echo(f"{export_table(answer.columns, answer.rows, out)} rows written to {out}")


@click.command(epilog='Example:  psql "$(peygir url)"')
def url() -> None:
    """Print the connection URL of peygir_reader, password included."""
    from ingestion.warehouse.connection import locate

    click.echo(locate().url("peygir_reader"))
