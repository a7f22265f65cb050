"""Hints of a province's file about its workbooks: which sheet, heading row, columns and colours mean what, until when."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ingestion.errors import PeygirError
from ingestion.reference.seeds import statuses
from ingestion.workbooks.grid import column_number
from ingestion.workbooks.headings import CONTRACT_FIELDS, PEOPLE_FIELDS

_OTHER_FIELDS = (
    "row_no",
    "letter_no",
    "level",
    "sector",
    "product",
    "unit_status",
    "employment",
    "action_text",
    "obstacle",
    "ignore",
)
FIELDS = (*CONTRACT_FIELDS, *PEOPLE_FIELDS, *_OTHER_FIELDS)
_KEYS = {"sheet", "skip", "heading_row", "columns", "statuses_by_colour", "money_unit", "year", "until"}
_COLOUR = re.compile(r"#?([0-9A-Fa-f]{6})")


@dataclass(frozen=True)
class SheetHint:
    """What is known about sheets whose name matches `sheet` (a regular expression; every sheet without one)."""

    sheet: str | None = None
    skip: bool = False
    heading_row: int | None = None
    columns: Mapping[int, str] = field(default_factory=dict)
    statuses_by_colour: Mapping[str, str] = field(default_factory=dict)
    money_unit: str | None = None
    year: int | None = None
    until: datetime.date | None = None

    def fits(self, sheet_name: str, day: datetime.date) -> bool:
        """Whether the hint holds for a sheet of a file received on a day."""
        if self.until is not None and day > self.until:
            return False
        return self.sheet is None or re.search(self.sheet, sheet_name) is not None


@dataclass(frozen=True)
class WorkbookHints:
    """The hints of one source, in the order of its file; the first that fits a sheet counts.

    `headings` says what columns of any sheet hold by their heading, squeezed: a person's answers to the reader's doubts.
    """

    sheets: tuple[SheetHint, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_mapping(cls, data: Any, *, where: str = "workbooks") -> WorkbookHints:
        """Hints from a list of mappings as YAML gives them; PeygirError names what is not understood and where."""
        if data is None:
            return cls()
        if not isinstance(data, list | tuple):
            raise PeygirError("hints must be a list", where=where, remedy="begin each hint with a dash")
        return cls(tuple(_sheet_hint(item, f"{where}[{number}]") for number, item in enumerate(data)))

    def for_sheet(self, name: str, day: datetime.date) -> SheetHint | None:
        """The first hint that fits, or None."""
        return next((hint for hint in self.sheets if hint.fits(name, day)), None)


def _sheet_hint(item: Any, where: str) -> SheetHint:
    if not isinstance(item, Mapping):
        raise PeygirError("a hint must be a mapping of keys to values", where=where)
    unknown = sorted(set(item) - _KEYS)
    if unknown:
        raise PeygirError(f"unknown key {unknown[0]!r}", where=where, remedy=f"use one of {', '.join(sorted(_KEYS))}")
    sheet = item.get("sheet")
    if sheet is not None:
        try:
            re.compile(str(sheet))
        except re.error as error:
            raise PeygirError(f"sheet {sheet!r} is no regular expression: {error}", where=where) from error
    return SheetHint(
        sheet=None if sheet is None else str(sheet),
        skip=_boolean(item.get("skip", False), f"{where}.skip"),
        heading_row=_whole(item.get("heading_row"), f"{where}.heading_row"),
        columns=_columns(item.get("columns"), f"{where}.columns"),
        statuses_by_colour=_colours(item.get("statuses_by_colour"), f"{where}.statuses_by_colour"),
        money_unit=_money_unit(item.get("money_unit"), f"{where}.money_unit"),
        year=_whole(item.get("year"), f"{where}.year", low=1300, high=1499),
        until=_day(item.get("until"), f"{where}.until"),
    )


def _boolean(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise PeygirError(f"{value!r} must be true or false", where=where)
    return value


def _whole(value: Any, where: str, *, low: int = 1, high: int = 1_048_576) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise PeygirError(f"{value!r} must be a whole number from {low} to {high}", where=where)
    return value


def _columns(value: Any, where: str) -> dict[int, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise PeygirError("columns must map letters to fields", where=where, remedy="write for example C: unit_name")
    found = {}
    for letters, name in value.items():
        if not re.fullmatch(r"[A-Za-z]{1,3}", str(letters)):
            raise PeygirError(f"{letters!r} is no column", where=where, remedy="use letters as Excel shows them")
        if name not in FIELDS:
            raise PeygirError(f"unknown field {name!r}", where=where, remedy=f"use one of {', '.join(FIELDS)}")
        found[column_number(str(letters).upper())] = str(name)
    return found


def _colours(value: Any, where: str) -> dict[str, str]:
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise PeygirError("statuses_by_colour must map colours to statuses", where=where)
    found = {}
    for colour, status in value.items():
        match = _COLOUR.fullmatch(str(colour))
        if not match:
            raise PeygirError(f"{colour!r} is no colour", where=where, remedy="write it as '92D050', in quotes")
        if status not in statuses():
            raise PeygirError(f"unknown status {status!r}", where=where, remedy=f"use one of {', '.join(statuses())}")
        found[match[1].upper()] = str(status)
    return found


def _money_unit(value: Any, where: str) -> str | None:
    from ingestion.workbooks.values.money import unit_in

    if value is None:
        return None
    if unit_in(str(value)) is None:
        raise PeygirError(f"{value!r} is no unit of money", where=where, remedy="write for example میلیون ریال")
    return str(value)


def _day(value: Any, where: str) -> datetime.date | None:
    if value is None or (isinstance(value, datetime.date) and not isinstance(value, datetime.datetime)):
        return value
    try:
        return datetime.date.fromisoformat(str(value))
    except ValueError as error:
        raise PeygirError(f"{value!r} is no date", where=where, remedy="write it as 2025-06-21") from error
