"""`peygir explain`: the cells and sentences behind a resolution or a rate."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ingestion.commands.days import Period
from ingestion.errors import PeygirError


@click.group(epilog="Example:  peygir explain resolution 0f3c9a12")
def explain() -> None:
    """Show the cells and sentences behind a figure."""


@explain.command(epilog="Example:  peygir explain resolution 0f3c9a12")
@click.argument("resolution_id")
def resolution(resolution_id: str) -> None:
    """Print file, sheet, cell and raw text of each field of a resolution, delivery by delivery.

    RESOLUTION_ID is the resolution_id of marts.resolutions, or as much of its beginning as is unique.
    """
    from ingestion import tracing

    tracing.explain_resolution(resolution_id, sys.stdout)


@explain.command(epilog="Example:  peygir explain rate --kpi on_time --province kerman --ministry MEFA --month 1404-06")
@click.option("--kpi", default="net", show_default=True, help="gross, net, on_time, overdue, …, or its code, as K5.")
@click.option("--province", help="Slug or code; without it: the whole country.")
@click.option("--ministry", help="ministry_id, e.g. MEFA: its assignments.")
@click.option("--agency", help="agency_id, e.g. TAX: its assignments.")
@click.option("--category", help="category_code of the problem.")
@click.option("--county", help="County, as the sheets write it; needs --province.")
@click.option("--month", type=Period("month"), help="Solar-Hijri month of approval, e.g. 1404-06.")
@click.option("--quarter", type=Period("quarter"), help="Solar-Hijri quarter, e.g. 1404-Q2.")
@click.option("--year", type=Period("year"), help="Solar-Hijri year, e.g. 1404.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write a .xlsx or .csv file instead.")
def rate(
    kpi: str,
    province: str | None,
    ministry: str | None,
    agency: str | None,
    category: str | None,
    county: str | None,
    month: str | None,
    quarter: str | None,
    year: str | None,
    form: str,
    out: Path | None,
) -> None:
    """List the cases of a rate of marts.followup_rates: which count, and the file, sheet, row and cells that say so.

    Every line is in the denominator; `counts` says whether it is in the numerator (perhaps: it cannot be told without
    a date that nobody wrote). Ends with 1 if the lines do not give the published figure.
    """
    from ingestion import reports, tracing
    from ingestion.sources import province_id_of

    periods = {"month": month, "quarter": quarter, "year": year}
    stated = [(name, label) for name, label in periods.items() if label is not None]
    if len(stated) > 1:
        raise PeygirError("more than one period", where="explain rate", remedy="give a month, a quarter or a year")
    selection = tracing.Selection(
        province_id=province_id_of(province) if province else None,
        ministry_id=ministry,
        agency_id=agency,
        category_code=category,
        county=county,
        **({"period_type": stated[0][0], "period_label": stated[0][1]} if stated else {}),
    )
    trace = tracing.trace_rate(_kpi_name(kpi), selection)
    click.echo(tracing.describe(trace), err=form != "table" and out is None)
    if out is not None:
        from ingestion.workbooks.export import export_table

        click.echo(f"{export_table(trace.rows.columns, trace.rows.rows, out)} rows written to {out}")
    else:
        reports.print_rows(trace.rows, form, sys.stdout)
    if not trace.agrees:
        click.echo(f"marts.followup_rates has {trace.published}, these rows give {trace.counted}", err=True)
        sys.exit(1)


def _kpi_name(stated: str) -> str:
    from ingestion.tracing import RATES

    names = {name: name for name in RATES} | {rate.kpi.lower(): name for name, rate in RATES.items()}
    if stated.lower() not in names:
        choices = ", ".join(f"{name} ({rate.kpi})" for name, rate in RATES.items())
        raise PeygirError(f"no rate '{stated}'", where="--kpi", remedy=f"choose one of {choices}")
    return names[stated.lower()]
