"""Responsible bodies in cells, sheet names and resolution texts."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from ingestion.persian.choices import chosen
from ingestion.persian.names import split_unit_name
from ingestion.reference.agencies import agencies_in_resolution, split_agency_cell
from ingestion.reference.gazetteer import gazetteer
from ingestion.reference.seeds import agencies, agency_aliases
from ingestion.workbooks.split import split_resolutions
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


_BANK_IN_SHORT = re.compile(r"(?<!\w)ب(?:\s*\.\s*|\s+)(?=(\w+(?:\s+و\s+\w+|\s+\w+)?))")  # «ب. صادرات», «ب صنعت و معدن»


def with_banks_in_full(text: str) -> str:
    """A cell of bodies with «بانک» for a «ب.» before a bank's name, which no letter of a list is."""
    return _BANK_IN_SHORT.sub(_bank_in_full, text)


def _bank_in_full(match: re.Match[str]) -> str:
    """The word «بانک» for «ب.» before a bank's name; before anything else it stays."""
    named = match[1]
    while named:
        if gazetteer().bank_of_short_name(folded(named)) is not None:
            return "بانک "
        named = named.rpartition(" ")[0]
    return match[0]


_EDGE = r"(?:^|(?<=[\s،,؛;/(]))"
_NUMBERED = re.compile(
    rf"{_EDGE}(?:(?:بند|ردیف|مورد) +(?:الف|[بپتثجچد]|[\d۰-۹]{{1,2}})\s*[-–—:)]|(?:الف|[a-h])\s*[-–—:)]|[بپتثجچد]\s*[:)])\s*"
)  # «الف) بانک ملی», «بند ۲: گاز»
# responsible, executing, helping, in charge, main, side, overseer, following up, supporting, acting, executive
_ROLE = re.compile(
    rf"{_EDGE}(?:(?:(?:نام +)?(?:دستگاه|سازمان|نهاد|ارگان)(?:[ \u200c]?های)? +)?"
    r"(?:مس[ئؤیيو]ول|مسوول|مجری|همکار|متولی|اصلی|فرعی|ناظر|پیگیر|پشتیبان|اقدام[ \u200c]?کننده|اجرایی)"
    r"(?: +(?:اصلی|اجرا|پیگیری|همکار))?|(?:نام +)?(?:دستگاه|سازمان|نهاد|ارگان))\s*:\s*"
)
_AGENT_BANK = re.compile(r"بانک[ \u200c](?:های )?عامل\s*:\s*")  # «بانک عامل: کشاورزی»


def _without_labels(text: str) -> str:
    """A cell of bodies without what counts them off or says their part: «الف) گاز ب) برق», «مسئول: صمت»."""
    pieces = split_resolutions(text)
    if len(pieces) > 1 and all(piece.label and not piece.label.isdecimal() for piece in pieces):
        text = "\n".join(piece.text for piece in pieces)
    if ":" in text:
        text = _ROLE.sub("\n", _AGENT_BANK.sub("بانک ", text))
    return _NUMBERED.sub("\n", text)


@functools.lru_cache(maxsize=65536)
def bodies_in_cell(text: str) -> Bodies:
    """The bodies that an agency cell names, in the order written; generic words have null ids and are not unknown."""
    entries: list[tuple[str | None, str | None, str]] = []
    unknown: list[str] = []
    if (marked := chosen(text)) is not None:
        text = "\n".join(marked)
    if (split := split_unit_name(text)).name and (split.people or split.phones):
        text = split.name
    for part in split_agency_cell(_without_labels(with_banks_in_full(text))):
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
    if not bodies.entries or not are_banks:
        return text
    if squeeze(text) in _other_long_names():
        return text
    return full


@functools.cache
def _other_long_names() -> frozenset[str]:
    """Names of several words of bodies that are no banks («تعاون روستایی»), without those that a bank bears too."""
    banks = {squeeze(agency.name_fa).removeprefix("بانک") for agency in agencies().values() if agency.is_bank}
    names = {
        squeeze(alias.alias)
        for alias in agency_aliases()
        if " " in folded(alias.alias) and not agencies()[alias.entity_id].is_bank
    }
    return frozenset(names - banks)


# Names of banks that mean no body by themselves: national, exports, commerce, welfare, housing.
_BARE_BANKS = frozenset({"ملی", "صادرات", "تجارت", "رفاه", "مسکن"})
_MAY_BE_BARE = re.compile("مل[یيى]|صادرات|تجارت|رفاه|مس[کك]ن")
_HOUSING = "مسکن"  # of a foundation too: a bank's only where the column names another bank
_SPELLED_OUT = re.compile(
    r"(?<![آ-ی])(?:اداره|ادارات|سازمان|شرکت|بانک|صندوق|بنیاد|وزارت|دانشگاه|موسسه|معاونت|مدیریت|ستاد)"
)


def _bare_words(name: str) -> tuple[str, ...]:
    """The bare names of banks that an unknown name consists of («صادرات», «صادرات و ملی»); none where it says more."""
    words_ = tuple(name.split(" و "))
    return words_ if all(word in _BARE_BANKS for word in words_) else ()


def bare_banks(cells: Iterable[str]) -> frozenset[str]:
    """The bare words («صادرات», «رفاه») that are banks in a column of bodies, because the column names bodies in short.

    Empty where the column spells its bodies out, or names fewer than two other bodies in short.
    """
    distinct = set(cells)
    if not any(
        _bare_words(name) for cell in distinct if _MAY_BE_BARE.search(cell) for name in bodies_in_cell(cell).unknown
    ):
        return frozenset()
    bare: set[str] = set()
    n_cells = n_spelled_out = n_unknown = 0
    short: set[str] = set()
    for cell in distinct:
        bodies = bodies_in_cell(cell)
        if not bodies.entries:
            continue
        n_cells += 1
        n_spelled_out += _SPELLED_OUT.search(folded(cell)) is not None
        named = [word for name in bodies.unknown for word in _bare_words(name)]
        bare.update(named)
        n_unknown += bool(bodies.unknown) and not named
        short.update(bodies.ids)
    if (
        not bare
        or len(short) + len(bare) < 3
        or not short
        or n_spelled_out > 0.2 * n_cells
        or n_unknown > 0.3 * n_cells
    ):
        return frozenset()
    if bare == {_HOUSING} and not any(agencies()[agency].is_bank for agency in short):
        return frozenset()
    return frozenset(bare)


def has_bare_bank(bodies: Bodies) -> bool:
    """Whether a cell names nobody but by a word («رفاه») that may be a bank's."""
    return any(_bare_words(name) for name in bodies.unknown)


def banks_told_by(bodies: Bodies, text: str) -> frozenset[str]:
    """The bare words of a cell («رفاه») that are banks because the resolution's own text names the bank."""
    words_ = {word for name in bodies.unknown for word in _bare_words(name)}
    told = set(bodies_in_text(text).ids) if words_ else set()
    return frozenset(word for word in words_ if told.intersection(bodies_in_cell(f"بانک {word}").ids))


def with_bare_banks(bodies: Bodies, names: frozenset[str]) -> Bodies:
    """The bodies of a cell, the unknown among them that are bare names of banks in this column as those banks."""
    entries: list[tuple[str | None, str | None, str]] = []
    for entry in bodies.entries:
        bare = _bare_words(entry[2]) if entry[0] is None else ()
        if bare and names.issuperset(bare):
            entries += [bank for word in bare for bank in bodies_in_cell(f"بانک {word}").entries]
        else:
            entries.append(entry)
    left = tuple(name for name in bodies.unknown if not names.issuperset(_bare_words(name) or (name,)))
    entries = list(dict.fromkeys(entries))
    return Bodies(tuple(entries), tuple(agency for agency, _, _ in entries if agency), left)


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
