"""`peygir explain`: the cells and sentences behind a resolution or a rate."""

from __future__ import annotations

import sys

import click


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
