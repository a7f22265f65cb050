"""`peygir workbook …`: read a workbook, check what it was taken for, mark its mistakes."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingestion.errors import PeygirError, file_errors

if TYPE_CHECKING:
    from ingestion.workbooks.hints import WorkbookHints
    from ingestion.workbooks.reader import WorkbookReading


@click.group(epilog="Example:  peygir workbook read inbox/yazd/1404-03.xlsx --source yazd")
def workbook() -> None:
    """Read a secretariat's workbook, check it, mark it."""


@workbook.command(epilog="Example:  peygir workbook read inbox/yazd/1404-03.xlsx --source yazd")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", "source", metavar="SLUG", help="The source whose province and hints hold for the file.")
@click.option("--province", "province_id", metavar="ID", help="The province's two-digit id, or its slug.")
@click.option("--format", "form", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def read(file: Path, source: str | None, province_id: str | None, form: str) -> None:
    """Print one JSON line for each resolution, rejected row, figure and ignored row of FILE.

    Exit code 0 where the file could be read, 2 where it could not be opened.
    """
    from ingestion.workbooks.line import as_dict
    from ingestion.workbooks.reader import read_workbook

    province, hints = _source_settings(source, province_id)
    reading = read_workbook(_content(file), file_name=file.name, province_id=province, hints=hints)
    out = sys.stdout
    encode = json.JSONEncoder(ensure_ascii=False).encode
    for line in reading.lines:
        out.write(encode(as_dict(line)) + "\n")
    if not _has_table(reading):
        click.echo(f"peygir: {file}: {_NO_TABLE}", err=True)


@workbook.command(epilog="Example:  peygir workbook feedback inbox/yazd/1404-03.xlsx 1404-03.marked.xlsx")
@click.argument("file", type=click.Path(path_type=Path))
@click.argument("out", type=click.Path(path_type=Path))
@click.option("--source", "source", metavar="SLUG", help="The source whose province and hints hold for the file.")
@click.option("--province", "province_id", metavar="ID", help="The province's two-digit id, or its slug.")
def feedback(file: Path, out: Path, source: str | None, province_id: str | None) -> None:
    """Write FILE to OUT (.xlsx) with its problem cells coloured, commented and listed on a first sheet.

    The sender corrects the marked cells and sends the copy back; it is read as FILE was. Exit code 2 where FILE could
    not be opened.
    """
    from ingestion.workbooks.feedback import mark_workbook, problems
    from ingestion.workbooks.reader import read_workbook

    if out.suffix.lower() != ".xlsx":
        raise PeygirError("the marked copy is an .xlsx file", where=str(out), remedy="give a name that ends in .xlsx")
    if out.exists() and file.exists() and out.samefile(file):
        raise PeygirError("the marked copy would take the place of FILE", where=str(out), remedy="give another name")
    province, hints = _source_settings(source, province_id)
    content = _content(file)
    reading = read_workbook(content, file_name=file.name, province_id=province, hints=hints)
    marked = mark_workbook(content, reading, file_name=file.name)
    with file_errors("the file cannot be written", out):
        out.write_bytes(marked)
    if not _has_table(reading):
        click.echo(f"{_NO_TABLE}; {out} says so")
        return
    found = problems(reading)
    click.echo(f"{len(found)} problem{'' if len(found) == 1 else 's'} marked in {out}")


@workbook.command(epilog="Example:  peygir workbook check inbox/yazd/1404-03.xlsx --source yazd")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--source", "source", metavar="SLUG", help="The source whose province and hints hold for the file.")
def check(file: Path, source: str | None) -> None:
    """Say what each sheet of FILE was taken for, which column is which, where issues are and what would settle the doubts.

    This is for whoever looks after the source; `peygir workbook feedback` tells the sender, in Persian.

    Exit code 0 where no hint would settle anything, 1 where hints are proposed, 2 where FILE could not be opened.
    """
    from ingestion.workbooks.check import check_reading
    from ingestion.workbooks.reader import read_workbook

    province, hints = _source_settings(source)
    reading = read_workbook(_content(file), file_name=file.name, province_id=province, hints=hints)
    found = check_reading(reading, inbox=source or "NAME", file=str(file))
    click.echo(found.text)
    sys.exit(1 if found.n_doubts else 0)


_NO_TABLE = "no table of resolutions was found: every row was ignored"


def _has_table(reading: WorkbookReading) -> bool:
    return any(sheet.tables for sheet in reading.sheets)


def _content(file: Path) -> bytes:
    with file_errors("the file cannot be read", file):
        return file.read_bytes()


def _source_settings(slug: str | None, stated: str | None = None) -> tuple[str | None, WorkbookHints | None]:
    """(province id, hints) of a source or inbox; `stated`, a province's id or slug, comes before the source's own."""
    if slug is None and stated is None:
        return None, None
    from ingestion.sources import province_id_of, read_sources
    from ingestion.workbooks.hints import WorkbookHints

    province_id = province_id_of(stated) if stated is not None else None
    if slug is None:
        return province_id, None

    found = read_sources(include_sample=True)
    if (error := found.error_of(slug)) is not None:
        raise error
    for source in found.sources:
        inboxes = source.workbooks if source.slug == slug else [i for i in source.workbooks if i.folder == slug]
        if source.slug == slug or inboxes:
            given = [hint for inbox in inboxes for hint in inbox.hints]
            where = f"{source.path.name}: workbooks"
            return province_id or source.province_id, WorkbookHints.from_mapping(given, where=where) if given else None
    raise PeygirError(f"no source '{slug}'", remedy="see `peygir source list`")
