"""The plain rows of large registers: one cell a field, each distinct value read once, the same lines as `rows` gives.

A row that needs more (merged or repeated cells, errors, several resolutions in a cell, people in a unit's name) is
left to `rows`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Sequence
from typing import Any

from ingestion.persian.letters import clean_display
from ingestion.persian.names import split_unit_name
from ingestion.reference.categories import classify
from ingestion.reference.statuses import UNKNOWN, status_of_percent
from ingestion.workbooks import classify as lines_by_text
from ingestion.workbooks.context import province_of
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, column_letters, text_of
from ingestion.workbooks.line import Line
from ingestion.workbooks.rows import Place, Surroundings, number_and_date, percent_of, status_of_text
from ingestion.workbooks.split import split_resolutions
from ingestion.workbooks.tables import Table
from ingestion.workbooks.values.bodies import NO_BODIES, Bodies, bodies_in_cell, bodies_in_text
from ingestion.workbooks.values.dates import read_date_cell
from ingestion.workbooks.values.due import NO_DUE, Due, read_due
from ingestion.workbooks.values.identifiers import read_national_id, read_number_text
from ingestion.workbooks.values.money import read_amount
from ingestion.workbooks.values.texts import shown

_KEYS = {
    "province": "province_id", "agency": "agencies", "amount": "amount_rial", "problem_category": "problem_categories",
}  # fmt: skip
_PLAIN_FIELDS = frozenset(
    {
        "province", "session_no", "session_date", "resolution_no", "notify_date", "unit_name", "unit_national_id",
        "county", "problem_text", "problem_category", "resolution_text", "agency", "due_date", "status", "progress_pct",
        "implemented_date", "report_date", "amount", "notes",
    }
)  # fmt: skip
_UNREAD_FIELDS = frozenset({"row_no", "letter_no", "sector", "product", "unit_status", "employment", "action_text", "obstacle"})
_MEMO = 20_000
_NOTHING: tuple[Any, ...] = ()
# Anything that may be a person or a phone: seven digits, a bracket, an honorific, a role.
_MAY_NAME_PERSON = re.compile(
    r"[0-9۰-۹٠-٩](?:[ \u00a0\u200c\-–—./()]{0,2}[0-9۰-۹٠-٩]){6}|[(（\[{]|[آا]قا|خانم|سرکار|مهندس|دکتر|حاج|کربلا|"
    r"مدیر|م[دذ]ير|رئیس|رییس|نمایند|مالک|رابط|صاحب|متصدی|م[وؤ]سس|متقاضی|به نام|با نام|جناب"
)
_EDGE = " \t\r\n\u00a0\u200c-–—_/|،,؛;:.…*"
Read = Callable[[Cell], tuple[Any, ...] | None]


class NotPlain(Exception):
    """The row needs the general reader."""


class PlainRows:
    """Reads plain rows of one table; `line` raises NotPlain where a row is none."""

    def __init__(self, table: Table, around: Surroundings) -> None:
        self.table = table
        self.around = around
        self.sheet_name = table.sheet.name
        self.columns: list[tuple[int, str, str, str, Read]] = []
        readers: dict[str, Read] = {
            "province": self._province,
            "session_no": self._session_no,
            "unit_name": self._unit,
            "unit_national_id": self._national_id,
            "resolution_no": lambda cell: (read_number_text(cell),),
            "resolution_text": self._resolution,
            "agency": self._agency,
            "status": self._status,
            "progress_pct": self._progress,
            "amount": self._amount,
            "problem_category": lambda cell: (text_of(cell),),
            "due_date": lambda cell: (cell,),
        }
        for column in table.columns:
            name = column.field
            if name is None or name in _UNREAD_FIELDS:
                continue
            read = readers.get(name)
            if read is None:
                read = self._date if name.endswith("_date") else self._text
            self.columns.append((column.number - 1, name, _KEYS.get(name, name), column_letters(column.number), read))
        self.memos: list[dict[Cell, tuple[Any, ...] | None]] = [{} for _ in self.columns]
        self.dues: dict[tuple[Any, ...], Due] = {}
        self.categories: dict[tuple[str, str, tuple[str, ...]], list[str]] = {}
        self.row_no = next((c.number - 1 for c in table.columns if c.field == "row_no"), None)
        fields = {name for _, name, _, _, _ in self.columns}
        self.has = fields.__contains__
        self.agency_lines: dict[Bodies, list[dict[str, str | None]]] = {}

    @staticmethod
    def suits(table: Table, around: Surroundings, *, has_defaults: bool) -> bool:
        """Whether the table's columns are all plain ones, one for each field, with nothing but texts to read."""
        names = [column.field for column in table.columns if column.field is not None]
        fields = [name for name in names if name not in _UNREAD_FIELDS]
        return (
            len(set(fields)) == len(fields)
            and set(fields) <= _PLAIN_FIELDS
            and "unit_name" in fields
            and "resolution_text" in fields
            and around.match_colour is None
            and not table.sheet.comments
            and not has_defaults
        )

    def is_certain(self, cells: Sequence[Cell]) -> bool:
        """Whether a row is a record for certain: a row number and cells enough, or a unit and a resolution."""
        if self.row_no is not None:
            number = cells[self.row_no] if self.row_no < len(cells) else ""
            if not (isinstance(number, float | int) or (isinstance(number, str) and number.strip().isdigit())):
                return False
        return len(cells) - cells.count("") >= 4

    def line(self, row: int, cells: Sequence[Cell]) -> Line:
        """The line of a plain row; NotPlain where the general reader must read it."""
        around = self.around
        found: dict[str, tuple[Any, ...]] = {}
        places: dict[str, str] = {}
        raw: dict[str, str] = {}
        number = str(row)
        n = len(cells)
        for (index, name, key, letters, read), memo in zip(self.columns, self.memos, strict=True):
            if index >= n:
                continue
            cell = cells[index]
            if cell == "":
                continue
            if cell in memo and type(cell) is not bool:
                value = memo[cell]
            else:
                value = self._read(cell, read)
                if len(memo) >= _MEMO:
                    memo.clear()
                memo[cell] = value
            if value is None:
                raise NotPlain
            if value is _NOTHING:
                continue
            found[name] = value
            places[key] = letters + number
            raw[key] = value[0]
        unit, resolution = found.get("unit_name"), found.get("resolution_text")
        if unit is None or resolution is None:
            raise NotPlain
        if self.row_no is None and unit[2]:
            raise NotPlain
        return self._assemble(row, found, places, raw, around)

    @staticmethod
    def _read(cell: Cell, read: Read) -> tuple[Any, ...] | None:
        """(text, what `read` gives…); `_NOTHING` for a sign of nothing, None where the row is not plain."""
        if isinstance(cell, bool) or (isinstance(cell, tuple) and cell[0] != "date"):
            return None
        text = text_of(cell)
        if isinstance(cell, str) and len(text) <= 24:
            if lines_by_text.is_same_as_above(text):
                return None
            if is_nothing(text):
                return _NOTHING
        value = read(cell)
        return None if value is None else (text, *value)

    # ---- readers of one cell ------------------------------------------------------------------------------------

    @staticmethod
    def _text(cell: Cell) -> tuple[Any, ...]:
        return (shown(text_of(cell)),)

    @staticmethod
    def _unit(cell: Cell) -> tuple[Any, ...] | None:
        text = text_of(cell)
        is_doubtful = lines_by_text.is_total(text) if len(text) <= 60 else False
        if _MAY_NAME_PERSON.search(text):
            split = split_unit_name(text)
            return None if split.people or split.phones else (split.name or None, is_doubtful)
        return (clean_display(text).strip(_EDGE) or None, is_doubtful)

    @staticmethod
    def _resolution(cell: Cell) -> tuple[Any, ...] | None:
        text = text_of(cell)
        pieces = split_resolutions(text)
        return (shown(pieces[0].text), text) if len(pieces) == 1 else None

    @staticmethod
    def _national_id(cell: Cell) -> tuple[Any, ...] | None:
        found = read_national_id(cell)
        return None if found.is_personal else (found.value,)

    def _session_no(self, cell: Cell) -> tuple[Any, ...] | None:
        number, day = number_and_date(Place(cell, 0, 0, ""))
        return None if day is not None else (number,)

    def _date(self, cell: Cell) -> tuple[Any, ...]:
        reading = read_date_cell(cell, self.around.help_)
        if reading.value and self.around.today and reading.value > self.around.today:
            return (None, "invalid_date")
        return (reading.value, reading.issue)

    def _province(self, cell: Cell) -> tuple[Any, ...]:
        return (province_of(text_of(cell)) or self.around.province_id,)

    def _amount(self, cell: Cell) -> tuple[Any, ...]:
        amount = read_amount(cell, self.around.units.get("amount") or self.around.money)
        return (amount.rial, amount.lacks_unit)

    def _progress(self, cell: Cell) -> tuple[Any, ...] | None:
        if self.around.percents:
            return None
        return (percent_of(cell, is_fraction=self.around.fraction_percent),)

    def _status(self, cell: Cell) -> tuple[Any, ...] | None:
        return None if isinstance(cell, int | float) else (status_of_text(text_of(cell)),)

    @staticmethod
    def _agency(cell: Cell) -> tuple[Any, ...] | None:
        text = text_of(cell)
        split = split_unit_name(text)
        return None if split.people or split.phones else (bodies_in_cell(text),)

    # ---- the line -----------------------------------------------------------------------------------------------

    def _assemble(
        self, row: int, found: dict[str, tuple[Any, ...]], places: dict[str, str], raw: dict[str, str], around: Surroundings
    ) -> Line:
        get = found.get
        issues: list[dict[str, Any]] = []

        def value_of(name: str) -> Any:
            item = get(name)
            return item[1] if item is not None else None

        def issue(code: str, key: str) -> None:
            issues.append({"code": code, "field": key, "cell": places.get(key), "value": raw.get(key)})

        national_id = value_of("unit_national_id")
        if national_id is None and "unit_national_id" in found:
            issue("invalid_national_id", "unit_national_id")
        amount = get("amount")
        if amount is not None and amount[2]:
            issue("money_without_unit", "amount_rial")
        session_no, session = self._session(found, places, issue, issues)
        dates: dict[str, datetime.date | None] = {}
        for name in ("notify_date", "implemented_date", "report_date"):
            item = get(name)
            day = None
            if item is not None:
                day = item[1]
                if item[2]:
                    issue(item[2], name)
                elif day and session and day < session:
                    issue("date_out_of_order", name)
                    day = None
            dates[name] = day
        due = self._due(get("due_date"), session, dates["notify_date"])
        if due.issue:
            issue(due.issue, "due_date")
            due = NO_DUE
        elif due.value and session and due.value < session:
            issue("date_out_of_order", "due_date")
            due = NO_DUE
        status, source, progress = self._status_of(found, places, raw, issue)
        bodies = self._bodies(get("agency"), found["resolution_text"][2])
        for name in bodies.unknown:
            issues.append({"code": "unknown_agency", "field": "agencies", "cell": places.get("agencies"), "value": name})
        agencies = self.agency_lines.get(bodies)
        if agencies is None:
            agencies = self.agency_lines[bodies] = bodies.as_lines()
        if isinstance(progress, float) and progress.is_integer():
            progress = int(progress)
        province = get("province")
        return {
            "kind": "resolution",
            "sheet": self.sheet_name,
            "row": row,
            "province_id": province[1] if province is not None else around.province_id,
            "session_no": session_no,
            "session_date": session.isoformat() if session else None,
            "notify_date": _iso(dates["notify_date"]),
            "due_date": _iso(due.value),
            "due_source": due.source,
            "implemented_date": _iso(dates["implemented_date"]),
            "report_date": _iso(dates["report_date"]),
            "resolution_no": value_of("resolution_no"),
            "unit_name": found["unit_name"][1],
            "unit_national_id": national_id,
            "county": value_of("county"),
            "problem_text": value_of("problem_text"),
            "problem_categories": self._categories(value_of("problem_text"), value_of("problem_category"), bodies.ids),
            "resolution_text": found["resolution_text"][1],
            "agencies": agencies,
            "status": status,
            "status_source": source,
            "progress_pct": progress,
            "amount_rial": amount[1] if amount is not None else None,
            "notes": value_of("notes"),
            "follow_ups": [],
            "is_hidden": self.table.sheet.is_hidden or row in self.table.sheet.hidden_rows,
            "cells": places,
            "raw": raw,
            "issues": issues,
        }

    def _session(
        self,
        found: dict[str, tuple[Any, ...]],
        places: dict[str, str],
        issue: Callable[[str, str], None],
        issues: list[dict[str, Any]],
    ) -> tuple[str | None, datetime.date | None]:
        around = self.around
        number_item, day_item = found.get("session_no"), found.get("session_date")
        number = number_item[1] if number_item is not None else around.session_no
        if number_item is None and around.session_no and (place := around.session_cells.get("session_no")):
            places["session_no"] = place
        if day_item is not None:
            if day_item[2]:
                issue(day_item[2], "session_date")
            return number, day_item[1]
        if around.is_other_session(number):
            return number, None
        if around.session_date and (place := around.session_cells.get("session_date")):
            places["session_date"] = place
        if around.session_date is None and around.session_date_issue:
            issues.append({"code": around.session_date_issue, "field": "session_date", "cell": None, "value": None})
        return number, around.session_date

    def _due(
        self, item: tuple[Any, ...] | None, session: datetime.date | None, notified: datetime.date | None
    ) -> Due:
        if item is None:
            return NO_DUE
        key = (item[1], session, notified)
        due = self.dues.get(key)
        if due is None:
            due = read_due(
                item[1], session=session, notified=notified, help_=self.around.help_, unit_days=self.around.due_unit_days
            )
            if len(self.dues) >= _MEMO:
                self.dues.clear()
            self.dues[key] = due
        return due

    def _status_of(
        self,
        found: dict[str, tuple[Any, ...]],
        places: dict[str, str],
        raw: dict[str, str],
        issue: Callable[[str, str], None],
    ) -> tuple[str, str | None, float | None]:
        progress_item, item = found.get("progress_pct"), found.get("status")
        progress = progress_item[1] if progress_item is not None else None
        if item is not None:
            told = item[1]
            if told.issue:
                issue(told.issue, "status")
                return UNKNOWN, None, progress
            if told.code != UNKNOWN:
                return told.code, told.source, told.percent if progress is None else progress
        if progress is not None:
            places["status"], raw["status"] = places["progress_pct"], raw["progress_pct"]
            return status_of_percent(progress), "percent", progress
        return UNKNOWN, None, None

    def _bodies(self, item: tuple[Any, ...] | None, text: str) -> Bodies:
        if item is not None:
            found: Bodies = item[1]
            return found
        if self.around.agency_text is not None:
            raise NotPlain
        return bodies_in_text(text) if text else NO_BODIES

    def _categories(self, problem: str | None, category: str | None, ids: tuple[str, ...]) -> list[str]:
        if not problem and not category:
            return []
        key = (problem or "", category or "", ids)
        codes = self.categories.get(key)
        if codes is None:
            if len(self.categories) >= _MEMO:
                self.categories.clear()
            codes = self.categories[key] = list(classify("\n".join(part for part in key[:2] if part), ids))
        return codes


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None
