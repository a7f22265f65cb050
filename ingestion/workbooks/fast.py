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
from ingestion.reference.national_id import is_valid_national_id
from ingestion.reference.statuses import UNKNOWN, status_of_percent
from ingestion.workbooks import classify as lines_by_text
from ingestion.workbooks.context import province_of
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, column_letters, text_of
from ingestion.workbooks.line import Line
from ingestion.workbooks.rows import (
    LINE_KEYS,
    Place,
    StatusText,
    Surroundings,
    number_and_date,
    percent_of,
    status_of_text,
)
from ingestion.workbooks.split import split_resolutions
from ingestion.workbooks.tables import Table
from ingestion.workbooks.values.bodies import Bodies, bodies_in_cell, bodies_in_text
from ingestion.workbooks.values.dates import read_date_cell
from ingestion.workbooks.values.due import read_due
from ingestion.workbooks.values.identifiers import read_national_id, read_number_text
from ingestion.workbooks.values.money import read_amount
from ingestion.workbooks.values.texts import shown

_KEYS = {
    "province": "province_id", "agency": "agencies", "amount": "amount_rial", "problem_category": "problem_categories",
}  # fmt: skip
_PLAIN_FIELDS = (
    "province", "session_no", "session_date", "resolution_no", "notify_date", "unit_name", "unit_national_id",
    "county", "problem_text", "problem_category", "resolution_text", "agency", "due_date", "status", "progress_pct",
    "implemented_date", "report_date", "amount", "notes",
)  # fmt: skip
_SLOTS = {name: slot for slot, name in enumerate(_PLAIN_FIELDS)}
_N_SLOTS = len(_PLAIN_FIELDS)
_SESSION_NO, _SESSION, _NOTIFIED = _SLOTS["session_no"], _SLOTS["session_date"], _SLOTS["notify_date"]
_UNIT, _NATIONAL_ID, _PROBLEM = _SLOTS["unit_name"], _SLOTS["unit_national_id"], _SLOTS["problem_text"]
_CATEGORY, _RESOLUTION, _AGENCY = _SLOTS["problem_category"], _SLOTS["resolution_text"], _SLOTS["agency"]
_DUE, _STATUS, _PROGRESS, _AMOUNT = _SLOTS["due_date"], _SLOTS["status"], _SLOTS["progress_pct"], _SLOTS["amount"]
# Fields whose value goes into the line as it is.
_COPIED = tuple(
    (_SLOTS[name], _KEYS.get(name, name)) for name in ("province", "resolution_no", "county", "problem_text", "notes")
)
_LATER_DATES = tuple((_SLOTS[name], name) for name in ("notify_date", "implemented_date", "report_date"))
_LINE_KEYS = tuple(key for key in LINE_KEYS if key not in ("rows", "part"))
_NO_STATUS = StatusText(UNKNOWN)
_UNREAD_FIELDS = frozenset(
    {"row_no", "letter_no", "sector", "product", "unit_status", "employment", "action_text", "obstacle"}
)
_MEMO = 20_000
_LONGEST_SIGN = 16  # longer than «بدون تغییر» and every other sign of repetition or of nothing
_NOTHING: tuple[Any, ...] = ()
_UNREAD: tuple[Any, ...] = (None,)
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
        self.columns: list[tuple[int, int, str, str, Read, dict[Cell, tuple[Any, ...] | None]]] = []
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
            read = readers.get(name) or (self._date if name.endswith("_date") else self._text)
            key = _KEYS.get(name, name)
            self.columns.append((column.number - 1, _SLOTS[name], key, column_letters(column.number), read, {}))
        self.dues: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self.text_agencies: dict[str, tuple[Any, ...]] = {}
        self.row_no = next((c.number - 1 for c in table.columns if c.field == "row_no"), None)
        self.hidden_rows = table.sheet.hidden_rows
        self.template: Line = dict.fromkeys(_LINE_KEYS) | {
            "kind": "resolution",
            "sheet": self.sheet_name,
            "province_id": around.province_id,
            "session_no": around.session_no,
            "status": UNKNOWN,
            "is_hidden": table.sheet.is_hidden,
        }

    @staticmethod
    def suits(table: Table, around: Surroundings, *, has_defaults: bool) -> bool:
        """Whether the table's columns are all plain ones, one for each field, with nothing but texts to read."""
        names = [column.field for column in table.columns if column.field is not None]
        fields = [name for name in names if name not in _UNREAD_FIELDS]
        return (
            len(set(fields)) == len(fields)
            and set(fields) <= _SLOTS.keys()
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
            if not (isinstance(number, float | int) or (isinstance(number, str) and number.strip().isdecimal())):
                return False
        return len(cells) - cells.count("") >= 4

    def line(self, row: int, cells: Sequence[Cell]) -> Line:
        """The line of a plain row; NotPlain where the general reader must read it."""
        found: list[Any] = [None] * _N_SLOTS
        places: dict[str, str] = {}
        raw: dict[str, str] = {}
        number = str(row)
        n = len(cells)
        for index, slot, key, letters, read, memo in self.columns:
            if index >= n:
                break
            cell = cells[index]
            if cell == "":
                continue
            if cell is True or cell is False:  # equal to 1 and 0: the memory of cells would take the one for the other
                raise NotPlain
            value = memo.get(cell, _UNREAD)
            if value is _UNREAD:
                value = self._read(cell, read)
                if len(memo) >= _MEMO:
                    memo.clear()
                memo[cell] = value
            if value is None:
                raise NotPlain
            if value is _NOTHING:
                continue
            found[slot] = value
            places[key] = letters + number
            raw[key] = value[0]
        unit = found[_UNIT]
        if unit is None or found[_RESOLUTION] is None or (self.row_no is None and unit[2]):
            raise NotPlain
        return self._assemble(row, found, places, raw)

    @staticmethod
    def _read(cell: Cell, read: Read) -> tuple[Any, ...] | None:
        """(text, what `read` gives…); `_NOTHING` for a sign of nothing, None where the row is not plain."""
        if isinstance(cell, tuple) and cell[0] != "date":
            return None
        text = text_of(cell)
        if isinstance(cell, str) and len(text) <= _LONGEST_SIGN and not text[0].isdecimal():
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

    def _unit(self, cell: Cell) -> tuple[Any, ...] | None:
        """(name, whether the text may be the label of a row of sums)."""
        text = text_of(cell)
        is_doubtful = self.row_no is None and len(text) <= 60 and lines_by_text.is_total(text)
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
        if isinstance(cell, str) and len(cell) == 11 and cell.isascii() and cell.isdecimal():
            return (cell if is_valid_national_id(cell) else None,)
        found = read_national_id(cell)
        return None if found.is_personal else (found.value,)

    def _session_no(self, cell: Cell) -> tuple[Any, ...] | None:
        number, day = number_and_date(Place(cell, 0, 0, ""))
        return None if day is not None else (number,)

    def _date(self, cell: Cell) -> tuple[Any, ...] | None:
        """(day, issue, ISO text)."""
        reading = read_date_cell(cell, self.around.help_)
        if reading.issue and isinstance(cell, str) and number_and_date(Place(cell, 0, 0, ""))[1] is not None:
            return None
        if reading.value and self.around.today and reading.value > self.around.today:
            return (None, "invalid_date", None)
        return (reading.value, reading.issue, _iso(reading.value))

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
        return None if split.people or split.phones else _agency_value(bodies_in_cell(text))

    # ---- the line -----------------------------------------------------------------------------------------------

    def _assemble(self, row: int, found: list[Any], places: dict[str, str], raw: dict[str, str]) -> Line:
        line = self.template.copy()
        issues: list[dict[str, Any]] = []
        line["row"], line["cells"], line["raw"], line["issues"], line["follow_ups"] = row, places, raw, issues, []
        line["unit_name"], line["resolution_text"] = found[_UNIT][1], found[_RESOLUTION][1]
        for slot, key in _COPIED:
            if (item := found[slot]) is not None:
                line[key] = item[1]
        if (item := found[_NATIONAL_ID]) is not None:
            line["unit_national_id"] = item[1]
            if item[1] is None:
                _note(issues, "invalid_national_id", "unit_national_id", places, raw)
        if (item := found[_AMOUNT]) is not None:
            line["amount_rial"] = item[1]
            if item[2]:
                _note(issues, "money_without_unit", "amount_rial", places, raw)
        session = self._session(line, found, places, raw, issues)
        notified = None
        for slot, key in _LATER_DATES:
            if (item := found[slot]) is not None:
                _, day, code, text = item
                if day is not None and session is not None and day < session:
                    day, code = None, "date_out_of_order"
                if code:
                    _note(issues, code, key, places, raw)
                if day is not None:
                    line[key] = text
                    notified = day if slot == _NOTIFIED else notified
        if (item := found[_DUE]) is not None:
            self._due(line, item[1], session, notified, places, raw, issues)
        self._status_of(line, found, places, raw, issues)
        agency = found[_AGENCY]
        if agency is None:
            agency = self._agency_of_text(found[_RESOLUTION][2])
        for name in agency[3]:
            issues.append(
                {"code": "unknown_agency", "field": "agencies", "cell": places.get("agencies"), "value": name}
            )
        line["agencies"] = agency[1]
        problem, category = found[_PROBLEM], found[_CATEGORY]
        if problem is not None or category is not None:
            line["problem_categories"] = self._categories(problem, category, agency)
        else:
            line["problem_categories"] = []
        if self.hidden_rows and row in self.hidden_rows:
            line["is_hidden"] = True
        return line

    def _session(
        self, line: Line, found: list[Any], places: dict[str, str], raw: dict[str, str], issues: list[dict[str, Any]]
    ) -> datetime.date | None:
        """Set the session's number and day; the day."""
        around = self.around
        if (number := found[_SESSION_NO]) is not None:
            line["session_no"] = number[1]
        elif around.session_no and (place := around.session_cells.get("session_no")):
            places["session_no"] = place
        if (item := found[_SESSION]) is not None:
            _, day, code, text = item
            if code:
                _note(issues, code, "session_date", places, raw)
            line["session_date"] = text
            return day if isinstance(day, datetime.date) else None
        if around.is_other_session(line["session_no"]):
            return None
        if around.session_date:
            line["session_date"] = around.session_date.isoformat()
            if place := around.session_cells.get("session_date"):
                places["session_date"] = place
        elif around.session_date_issue:
            issues.append({"code": around.session_date_issue, "field": "session_date", "cell": None, "value": None})
        return around.session_date

    def _due(
        self,
        line: Line,
        cell: Cell,
        session: datetime.date | None,
        notified: datetime.date | None,
        places: dict[str, str],
        raw: dict[str, str],
        issues: list[dict[str, Any]],
    ) -> None:
        key = (cell, session, notified)
        told = self.dues.get(key)
        if told is None:
            due = read_due(
                cell, session=session, notified=notified, help_=self.around.help_, unit_days=self.around.due_unit_days
            )
            code = due.issue
            if not code and due.value and session and due.value < session:
                code = "date_out_of_order"
            told = (None, None, code) if code else (_iso(due.value), due.source, None)
            if len(self.dues) >= _MEMO:
                self.dues.clear()
            self.dues[key] = told
        line["due_date"], line["due_source"], code = told
        if code:
            _note(issues, code, "due_date", places, raw)

    def _status_of(
        self, line: Line, found: list[Any], places: dict[str, str], raw: dict[str, str], issues: list[dict[str, Any]]
    ) -> None:
        progress = found[_PROGRESS][1] if found[_PROGRESS] is not None else None
        item = found[_STATUS]
        told = item[1] if item is not None else _NO_STATUS
        if told.issue:
            _note(issues, told.issue, "status", places, raw)
        elif told.code != UNKNOWN:
            line["status"], line["status_source"] = told.code, told.source
            if progress is None:
                progress = told.percent
        elif progress is not None:
            places["status"], raw["status"] = places["progress_pct"], raw["progress_pct"]
            line["status"], line["status_source"] = status_of_percent(progress), "percent"
        if progress is not None:
            line["progress_pct"] = int(progress) if float(progress).is_integer() else progress

    def _agency_of_text(self, text: str) -> tuple[Any, ...]:
        """The bodies that the resolution names, as the value of an agency cell."""
        if self.around.agency_text is not None:
            raise NotPlain
        found = self.text_agencies.get(text)
        if found is None:
            if len(self.text_agencies) >= _MEMO:
                self.text_agencies.clear()
            found = self.text_agencies[text] = (text, *_agency_value(bodies_in_text(text)))
        return found

    @staticmethod
    def _categories(problem: Any, category: Any, agency: tuple[Any, ...]) -> list[str]:
        """The categories, remembered with the bodies they were found for."""
        text = problem[1] if problem is not None else None
        key = (text, category[1] if category is not None else None)
        known: dict[tuple[str | None, str | None], list[str]] = agency[4]
        codes = known.get(key)
        if codes is None:
            if len(known) >= _MEMO:
                known.clear()
            codes = known[key] = list(classify("\n".join(part for part in key if part), agency[2]))
        return codes


def _agency_value(bodies: Bodies) -> tuple[Any, ...]:
    """(lines, ids, unknown names, categories by problem) of the bodies of a cell."""
    return (bodies.as_lines(), bodies.ids, bodies.unknown, {})


def _note(issues: list[dict[str, Any]], code: str, key: str, places: dict[str, str], raw: dict[str, str]) -> None:
    issues.append({"code": code, "field": key, "cell": places.get(key), "value": raw.get(key)})


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None
