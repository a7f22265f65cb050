"""`peygir sql`, `peygir url`, `peygir catalog`, `peygir reader`: the analyst's way in, and who else has one."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingestion.errors import PeygirError


@click.command(epilog='Example:  peygir sql "select member_name_en, net_rate from marts.followup_rates limit 5"')
@click.argument("query")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a .xlsx or .csv file instead.")
def sql(query: str, form: str, out: Path | None) -> None:
    """Run one query (a single statement) on the marts as peygir_reader and print its rows."""
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


@click.command(epilog="Example:  peygir catalog marts.html")
@click.argument("out", type=click.Path(dir_okay=False, path_type=Path))
def catalog(out: Path) -> None:
    """Write the catalog of the warehouse to OUT: every mart, column and test, what it means, and what it is made of.

    OUT is one HTML file that needs no server and no internet.
    """
    from ingestion.pipeline import write_catalog

    write_catalog(out)
    click.echo(f"catalog written to {out}")


@click.group(epilog="Example:  peygir reader add fatemeh --province kerman")
def reader() -> None:
    """Give people logins that read the marts: all of them, or one province's rows and the national ones."""


@reader.command(epilog="Example:  peygir reader add fatemeh --province kerman")
@click.argument("name", required=False)
@click.option("--province", help="Slug of the province whose rows it sees, e.g. kerman.")
@click.option("--national", is_flag=True, help="It sees the rows of every province.")
@click.option("--new-password", is_flag=True, help="Give a reader that is there already another password.")
def add(name: str | None, province: str | None, national: bool, new_password: bool) -> None:
    """Make a login and print its connection URL; the password is shown this once and kept nowhere.

    NAME is the new login. Without it, the province's own role peygir_province_NN becomes one.
    """
    from ingestion.sources import province_id_of
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.readers import add_reader

    if bool(province) == national:
        raise PeygirError(
            "say what it may see", where="peygir reader add", remedy="with --province kerman, or with --national"
        )
    if national and name is None:
        raise PeygirError("a national reader needs a name", where="peygir reader add", remedy="`peygir url` has one")
    province_id = province_id_of(province) if province else None
    click.echo(add_reader(locate(), name, province_id, new_password=new_password))


@reader.command("list", epilog="Example:  peygir reader list")
def list_() -> None:
    """List the logins that were added, and what each sees."""
    from ingestion import reports
    from ingestion.sources import province_slugs
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.query import Rows
    from ingestion.warehouse.readers import list_readers

    names = {province_id: slug for slug, province_id in province_slugs().items()}
    found = [(one.name, names[one.province_id] if one.province_id else "all") for one in list_readers(locate())]
    reports.print_rows(Rows(["reader", "sees"], found), "table", sys.stdout)


@reader.command(epilog="Example:  peygir reader remove fatemeh")
@click.argument("name")
def remove(name: str) -> None:
    """Take a login away."""
    from ingestion.warehouse.connection import locate
    from ingestion.warehouse.readers import remove_reader

    remove_reader(locate(), name)
    click.echo(f"removed {name}")
