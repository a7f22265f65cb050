"""Which units are one and the same: the reviewed links that people decide, and what the marts propose."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingestion.errors import PeygirError, file_errors
from ingestion.paths import seeds_folder
from ingestion.reports import LOADER
from ingestion.warehouse.query import Rows, run_query

_COLUMNS = ("unit_id", "same_as_unit_id", "why", "decided_on")


@dataclass(frozen=True)
class Link:
    """A unit, as it was keyed from what was written, that a person found to be another one."""

    unit_id: str
    same_as_unit_id: str
    why: str
    decided_on: str


@dataclass(frozen=True)
class Unit:
    """A unit of marts.dim_unit."""

    unit_id: str
    name: str
    national_id: str | None
    province_id: str | None


def links_file() -> Path:
    """The reviewed seed."""
    return seeds_folder() / "reviewed" / "unit_links.csv"


def read_links(file: Path) -> list[Link]:
    """The links of the seed, in its order."""
    try:
        with file.open(encoding="utf-8", newline="") as handle:
            return [Link(**{name: row[name] for name in _COLUMNS}) for row in csv.DictReader(handle)]
    except (OSError, KeyError, UnicodeDecodeError) as error:
        raise PeygirError(
            f"the reviewed links cannot be read ({error})",
            where=str(file),
            remedy=f"its first line is {','.join(_COLUMNS)}",
        ) from error


def write_links(file: Path, links: Sequence[Link]) -> None:
    """Replace the seed, whole or not at all."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([link.unit_id, link.same_as_unit_id, link.why, link.decided_on] for link in links)
    draft = file.with_suffix(".new")
    with file_errors(
        "the reviewed links cannot be written",
        file,
        "run this where Peygir is a clone of its repository, and commit the file",
    ):
        draft.write_text(text.getvalue(), encoding="utf-8")
        draft.replace(file)


def with_link(links: Sequence[Link], one: Unit, other: Unit, why: str, decided_on: date) -> list[Link]:
    """The links after `one` is found to be `other`; units that are `one` already become `other` with it.

    Raises PeygirError for a unit linked to itself, two different national ids, or a link without a reason.
    """
    where = "unit link"
    if not why.strip():
        raise PeygirError("a link needs a reason", where=where, remedy='say it with --why "…"')
    if one.unit_id == other.unit_id:
        raise PeygirError("that is one unit", where=where, remedy="give two different ones")
    away = {link.unit_id: link.same_as_unit_id for link in links}
    for unit in (one, other):
        if unit.unit_id in away:
            raise PeygirError(
                f"{unit.unit_id} is linked to {away[unit.unit_id]} already",
                where=where,
                remedy=f"link {away[unit.unit_id][:12]}, or take that link away first: peygir unit unlink",
            )
    if one.national_id and other.national_id and one.national_id != other.national_id:
        raise PeygirError(
            f"{one.name} and {other.name} have different national ids ({one.national_id}, {other.national_id})",
            where=where,
            remedy="two legal persons are never one unit; if an id is wrong, the secretariat has to correct it",
        )
    moved = [
        Link(link.unit_id, other.unit_id, link.why, link.decided_on) if link.same_as_unit_id == one.unit_id else link
        for link in links
    ]
    return [*moved, Link(one.unit_id, other.unit_id, " ".join(why.split()), decided_on.isoformat())]


def link_units(one: str, other: str, why: str, decided_on: date) -> tuple[Unit, Unit]:
    """Enter in the seed that `one` is `other` (ids or unique beginnings); the next build applies it."""
    file = links_file()
    links = read_links(file)
    units = (_find(one, links), _find(other, links))
    write_links(file, with_link(links, *units, why, decided_on))
    return units


def unlink_unit(prefix: str) -> Link:
    """Take the link of a unit out of the seed; the next build parts it from the other."""
    file = links_file()
    links = read_links(file)
    found = [link for link in links if link.unit_id.startswith(prefix)]
    if len(found) != 1 or not prefix:
        what = "more than one linked unit begins with that" if found else "no such unit is linked"
        raise PeygirError(what, where=prefix or "unit unlink", remedy=f"the links stand in {file}")
    write_links(file, [link for link in links if link != found[0]])
    return found[0]


def candidates(province_id: str | None) -> Rows:
    """Pairs that may be one unit, the likeliest first, without those decided in the seed."""
    decided = [link.unit_id for link in read_links(links_file())]
    return run_query(
        "select unit_id_a, name_a_fa, national_id_a, unit_id_b, name_b_fa, national_id_b, province_id, reason, similarity"
        " from marts.unit_match_candidates where province_id = coalesce(%s, province_id)"
        " and not (unit_id_a = any(%s) or unit_id_b = any(%s)) order by similarity desc, candidate_id",
        (province_id, decided, decided),
        role=LOADER,
    )


def _find(prefix: str, links: Sequence[Link]) -> Unit:
    found = run_query(
        "select unit_id, name_fa, national_id, province_id from marts.dim_unit"
        " where starts_with(unit_id, %s) order by 1 limit 2",
        (prefix,),
        role=LOADER,
    ).rows
    linked = [link for link in links if prefix and link.unit_id.startswith(prefix)]
    if len(found) == 1 and prefix:
        return Unit(*found[0])
    if not found and len(linked) == 1:
        return Unit(linked[0].unit_id, linked[0].unit_id, None, None)
    raise PeygirError(
        "more than one unit begins with that" if found and prefix else "no such unit",
        where=prefix or "unit link",
        remedy='find its id with: peygir sql "select unit_id, name_fa, province_fa from marts.units"',
    )
