"""`peygir unit`: what people decide about which units are one and the same."""

from __future__ import annotations

import sys

import click


@click.group(epilog='Example:  peygir unit link 3b1f0c 9a72de --why "same factory, letter 1404/512 of the secretariat"')
def unit() -> None:
    """Link units that are one and the same, or part them again.

    The decisions stand in dbt_project/seeds/reviewed/unit_links.csv: commit it. The next build applies them. Nothing is
    ever linked by itself, however alike two names are.
    """


@unit.command(epilog='Example:  peygir unit link 3b1f0c 9a72de --why "same factory, letter 1404/512"')
@click.argument("unit_id")
@click.argument("same_as")
@click.option("--why", required=True, help="The reason, for whoever reads it in a year.")
def link(unit_id: str, same_as: str, why: str) -> None:
    """Enter that UNIT_ID is the unit SAME_AS (ids of marts.units, or as much of their beginnings as is unique)."""
    from ingestion import identity, pipeline

    one, other = identity.link_units(unit_id, same_as, why, pipeline.today())
    click.echo(f"{one.name} ({one.unit_id[:12]}) is {other.name} ({other.unit_id[:12]}) from the next build on")
    click.echo(f"written to {identity.links_file()}")


@unit.command(epilog="Example:  peygir unit unlink 3b1f0c")
@click.argument("unit_id")
def unlink(unit_id: str) -> None:
    """Take the link of UNIT_ID away; the next build shows it as a unit of its own again."""
    from ingestion import identity

    gone = identity.unlink_unit(unit_id)
    click.echo(f"{gone.unit_id[:12]} is no longer {gone.same_as_unit_id[:12]} from the next build on")
    click.echo(f"written to {identity.links_file()}")


@unit.command(epilog="Example:  peygir unit candidates --province kerman")
@click.option("--province", help="Slug or code of a province.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def candidates(province: str | None, form: str) -> None:
    """List pairs of units that may be one, the likeliest first, for a person to decide."""
    from ingestion import identity, reports
    from ingestion.sources import province_id_of

    reports.print_rows(identity.candidates(province_id_of(province) if province else None), form, sys.stdout)
