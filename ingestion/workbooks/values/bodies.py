"""Responsible bodies in cells, sheet names and resolution texts."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ingestion.persian.names import split_unit_name
from ingestion.reference.agencies import agencies_in_resolution, split_agency_cell
from ingestion.reference.seeds import agencies
from ingestion.workbooks.values.texts import folded, shown, squeeze


class Bodies(NamedTuple):
    """The bodies of a cell as contract entries, the ids known among them, and the named ones that are unknown."""

    entries: tuple[tuple[str | None, str | None, str], ...]  # (agency_id, ministry_id, name)
    ids: tuple[str, ...]
    unknown: tuple[str, ...]

    def as_lines(self) -> list[dict[str, str | None]]:
        """The entries as the contract prints them."""
        return [{"agency_id": agency, "ministry_id": ministry, "name": name} for agency, ministry, name in self.entries]


NO_BODIES = Bodies((), (), ())


@functools.lru_cache(maxsize=65536)
def bodies_in_cell(text: str) -> Bodies:
    """The bodies that an agency cell names, in the order written; generic words have null ids and are not unknown."""
    entries: list[tuple[str | None, str | None, str]] = []
    unknown: list[str] = []
    if (split := split_unit_name(text)).name and (split.people or split.phones):
        text = split.name
    for part in split_agency_cell(text):
        entry: tuple[str | None, str | None, str]
        if part.agency_id is not None and not part.is_generic:
            entry = (part.agency_id, part.ministry_id, agencies()[part.agency_id].name_fa)
        else:
            name = shown(part.name) or part.name
            entry = (None, None, name)
            if not part.is_generic:
                unknown.append(name)
        if entry not in entries:
            entries.append(entry)
    ids = tuple(agency for agency, _, _ in entries if agency)
    return Bodies(tuple(entries), ids, tuple(unknown))


@functools.lru_cache(maxsize=8192)
def names_banks(heading: str) -> bool:
    """Whether a heading says that its column names banks and nobody else."""
    plain = folded(heading)
    return "بانک" in plain and not any(word in plain for word in ("دستگاه", "سازمان", "اداره", "ارگان", "نهاد"))


def with_bank(text: str) -> str:
    """A cell of a column of banks with the word «بانک» that its names leave out: «ملی، سپه» as «بانک‌های ملی، سپه»."""
    if "بانک" in folded(text):
        return text
    full = f"بانک‌های {text}"
    bodies = bodies_in_cell(full)
    are_banks = all(agency is not None and agencies()[agency].is_bank for agency, _, _ in bodies.entries)
    return full if bodies.entries and are_banks else text


@functools.lru_cache(maxsize=65536)
def bodies_in_text(text: str) -> Bodies:
    """The bodies that a resolution's own text names for certain, in the order written; generic ones are left out."""
    entries: list[tuple[str | None, str | None, str]] = []
    for part in agencies_in_resolution(text):
        if part.agency_id is not None and not part.is_generic:
            entries.append((part.agency_id, part.ministry_id, agencies()[part.agency_id].name_fa))
    if not entries and (leading := _leading_body(text)) is not None:
        return leading
    return Bodies(tuple(entries), tuple(agency for agency, _, _ in entries if agency), ())


# Active verbs that end a task: «… اقدام نماید», «… تقسیط کند», «… مهلت دهد».
_ACTIVE = re.compile(
    r"(?:نماید|نمایند|کند|کنند|دهد|دهند|بدهد|بدهند|سازد|سازند|اورد|گیرد|گذارد|پردازد|رساند|خواهد (?:کرد|نمود|داد)|نمودند|نمود|کرد)\s*[.؛!]*$"
)


def _leading_body(text: str) -> Bodies | None:
    """The body that a task's first words name by a short name («استاندارد … را تمدید کند»), where the verb is active."""
    plain = folded(text)
    if not _ACTIVE.search(plain):
        return None
    start = plain.split()[:5]
    for length in range(len(start) - 1, 0, -1):
        words = " ".join(start[:length])
        bodies = bodies_in_cell(words)
        if len(bodies.entries) == 1 and bodies.ids and not bodies.unknown:
            return bodies
    return None


@functools.lru_cache(maxsize=8192)
def agency_named(text: str) -> str | None:
    """The id of the one body that a short text names and nothing else (`""` for a generic one), or None."""
    if len(text) > 100 or not squeeze(text):
        return None
    parts = split_agency_cell(text)
    if not parts or any(part.agency_id is None and not part.is_generic for part in parts):
        return None
    first = parts[0]
    return "" if first.is_generic else first.agency_id


@functools.lru_cache(maxsize=8192)
def all_banks(text: str) -> bool:
    """Whether the text means banks in general («بانک‌ها», «شبکه بانکی»)."""
    return squeeze(text) in (
        "بانکها",
        "بانک",
        "بانکهایعامل",
        "شبکهبانکی",
        "بانکعامل",
        "بانکی",
        "اموربانکی",
        "نظامبانکی",
    )
