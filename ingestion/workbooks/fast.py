"""The plain rows of large registers: one cell a field, each distinct value read once, the same lines as `rows` gives.

Rows are read some thousand at a time and column by column, so that what is done for each of them is a look-up.
A row that needs more (merged or repeated cells, errors, several resolutions in a cell, people in a unit's name) is
left to `rows`.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import accumulate, chain, compress, repeat
from operator import itemgetter
from typing import Any, NamedTuple

from ingestion.persian.letters import clean_display, clean_displays, places_of
from ingestion.persian.names import SHORTENED, split_unit_name
from ingestion.reference.categories import classify
from ingestion.reference.national_id import is_valid_national_id, valid_national_ids
from ingestion.reference.statuses import UNKNOWN, status_of_percent
from ingestion.workbooks import classify as lines_by_text
from ingestion.workbooks.context import province_of
from ingestion.workbooks.echoes import MAY_BE_WHAT_IT_ASKS, may_be_echo
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, column_letters, text_of
from ingestion.workbooks.line import NO_VALUES, AnyPart, CellPart, Line, Part, PartIssue, PlainLine
from ingestion.workbooks.rows import (
    LINE_KEYS,
    Place,
    StatusText,
    Surroundings,
    day_of_status,
    number_and_date,
    percent_of,
    status_of_text,
)
from ingestion.workbooks.split import split_resolutions
from ingestion.workbooks.tables.table import Table
from ingestion.workbooks.values.bodies import Bodies, bodies_in_cell, bodies_in_text, has_bare_bank
from ingestion.workbooks.values.dates import read_date_cell
from ingestion.workbooks.values.due import read_due
from ingestion.workbooks.values.identifiers import read_national_id, read_number_text
from ingestion.workbooks.values.money import read_amount
from ingestion.workbooks.values.texts import shown, squeeze

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
_LATER_DAYS = ("notify_date", "implemented_date", "report_date")
_TIMES = ("session_no", "session_date", *_LATER_DAYS, "due_date")
_READ_TOGETHER = frozenset({*_TIMES, "status", "progress_pct", "agency", "problem_category"})
_COMMON_KEYS = tuple(key for key in LINE_KEYS if key not in ("rows", "part"))
_NO_STATUS = StatusText(UNKNOWN)
_UNREAD_FIELDS = frozenset(
    {"row_no", "letter_no", "sector", "product", "unit_status", "employment", "action_text", "obstacle"}
)
_MEMO = 20_000
_LONGEST_SIGN = 16  # longer than «بدون تغییر» and every other sign of repetition or of nothing
_NOTHING = Part()  # of an empty cell, and of a field without a column
# Anything that may be a person or a phone: seven digits, a bracket, an honorific, a role; and names that end in a point.
_DIGITS = r"[0-9۰-۹٠-٩](?:[ \u00a0\u200c\-–—./()]{0,2}[0-9۰-۹٠-٩]){6}"
_SIGNS_OF_PEOPLE = (
    "(", "（", "[", "{", "آقا", "اقا", "خانم", "سرکار", "مهندس", "دکتر", "حاج", "کربلا", "مدیر", "مدير", "مذير", "رئیس", "رییس",
    "نمایند", "مالک", "رابط", "صاحب", "متصدی", "موسس", "مؤسس", "متقاضی", "به نام", "با نام", "جناب", ":",
    *SHORTENED,
)  # fmt: skip
_MAY_BE_PHONE = re.compile(_DIGITS)
_MAY_NAME_PERSON = re.compile("|".join((_DIGITS, *map(re.escape, _SIGNS_OF_PEOPLE))))
_LEAST_TOGETHER = 256  # new texts of a column, from which they are read together
_EDGE = " \t\r\n\u00a0\u200c-–—_/|،,؛;:.…*"


_NOBODY = object()  # the meaning of a cell that was seen to name neither a person nor a phone
_OTHERWISE = Part()  # of a cell or of cells that need the general reader


class _NotPlain(Exception):
    """The cell needs the general reader."""


class _Day(NamedTuple):
    value: datetime.date | None
    issue: str | None


_ReadTogether = Callable[[Sequence[str]], Iterable[tuple[str, AnyPart]]]


class _Remembered(dict[Any, AnyPart]):
    """Keys with what `read` makes of them, once each; emptied where it grows too large.

    `read_together` gives the parts of some of many new texts, those that `read` would make of them.
    """

    __slots__ = ("_read", "_read_together")

    def __init__(self, read: Callable[[Any], AnyPart], read_together: _ReadTogether | None = None) -> None:
        super().__init__()
        self._read = read
        self._read_together = read_together

    def of(self, keys: Sequence[Any]) -> list[AnyPart]:
        """The part of each key."""
        if self._read_together is not None:
            new = [key for key in set(keys).difference(self) if type(key) is str]
            if len(new) >= _LEAST_TOGETHER:
                if len(self) + len(new) > _MEMO:
                    self.clear()
                self.update(self._read_together(new))
        return list(map(self.__getitem__, keys))

    def __missing__(self, key: Any) -> AnyPart:
        try:
            part = self._read(key)
        except _NotPlain:
            part = _OTHERWISE
        if len(self) >= _MEMO:
            self.clear()
        self[key] = part
        return part


# What was read of one cell: the value that goes into the line as it is, an issue, what other parts need of it.
_Said = tuple[Any, str | None, Any]


class PlainRows:
    """Reads the plain rows of one table, column by column."""

    def __init__(self, table: Table, around: Surroundings) -> None:
        self.around = around
        self.row_no = next((c.number - 1 for c in table.columns if c.field == "row_no"), None)
        self.heads = {squeeze(text) for column in table.columns for text in column.path}
        columns = [(c.number, c.field) for c in table.columns if c.field and c.field not in _UNREAD_FIELDS]
        last = len(columns)  # the place of the fields without a column
        at = dict.fromkeys(_PLAIN_FIELDS, last) | {name: place for place, (_, name) in enumerate(columns)}
        self.has_status = at["status"] < last
        self.unit, self.resolution, self.agency = at["unit_name"], at["resolution_text"], at["agency"]
        self.numbers = [number - 1 for number, _ in columns]
        self.select_times = itemgetter(*(at[name] for name in _TIMES))
        self.select_status = itemgetter(at["status"], at["progress_pct"])
        self.select_problem = itemgetter(at["problem_text"], at["problem_category"])
        self.blanks = [""] * max(number for number, _ in columns)
        self.cells = [
            _Remembered(self._reader(name, column_letters(number)), self._reader_together(name, column_letters(number)))
            for number, name in columns
        ]
        self.times = _Remembered(self._times)
        self.statuses = _Remembered(self._status_and_progress)
        self.bodies = _Remembered(self._bodies_and_categories)
        self.hidden_rows = table.sheet.hidden_rows
        self.has_booleans = bool in set(map(type, chain.from_iterable(table.sheet.rows)))
        self.common: Line = dict.fromkeys(_COMMON_KEYS) | {
            "kind": "resolution",
            "sheet": table.sheet.name,
            "province_id": around.province_id,
            "status": UNKNOWN,
            "follow_ups": [],
            "is_hidden": table.sheet.is_hidden,
        }
        self.common_hidden = self.common | {"is_hidden": True}

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

    def lines(self, first_row: int, rows: Sequence[Sequence[Cell]], skipped: Collection[int]) -> list[PlainLine | None]:
        """The lines of consecutive rows, null for a row that the general reader must read.

        `first_row` is the number of the first; rows whose number is in `skipped` are left out.
        """
        found: list[PlainLine | None] = [None] * len(rows)
        at = self._candidates(first_row, rows, skipped)
        width = len(self.blanks)
        cells = [row if len(row) >= width else [*row, *self.blanks[len(row) :]] for row in map(rows.__getitem__, at)]
        if not cells:
            return found
        columns = list(zip(*cells, strict=False))
        parts = [memory.of(columns[n]) for n, memory in zip(self.numbers, self.cells, strict=True)]
        left_out = {place for column in parts for place in _places_of(_OTHERWISE, column)}
        left_out.update(_places_of(_NOTHING, parts[self.unit]), _places_of(_NOTHING, parts[self.resolution]))
        at, parts = _without(left_out, at, parts)
        parts.append([_NOTHING] * len(at))
        agency, resolution = parts[self.agency], parts[self.resolution]
        named = [text if body is _NOTHING else body for body, text in zip(agency, resolution, strict=True)]
        bodies = list(
            map(self.bodies.__getitem__, zip(named, zip(*self.select_problem(parts), strict=True), strict=True))
        )
        at, [*parts, bodies] = _without(set(_places_of(_OTHERWISE, bodies)), at, [*parts, bodies])
        times = map(self.times.__getitem__, zip(*self.select_times(parts), strict=True))
        statuses = map(self.statuses.__getitem__, zip(*self.select_status(parts), strict=True))
        said = [*parts[:-1], list(times), bodies, list(statuses)]
        have_issues = [False] * len(at)
        for n in {n for column in said for n in _places_with_issues(column)}:
            have_issues[n] = True
        numbers = [first_row + place for place in at]
        common = [self.common_hidden if row in self.hidden_rows else self.common for row in numbers]
        for place, line in zip(at, map(PlainLine, numbers, zip(*said, strict=True), common, have_issues), strict=True):
            found[place] = line
        return found

    def _candidates(self, first_row: int, rows: Sequence[Sequence[Cell]], skipped: Collection[int]) -> list[int]:
        """The places of the rows that are records for certain: a row number where the table has them, and four cells."""
        row_no = self.row_no
        at = [n for n, row in enumerate(rows) if len(row) - row.count("") >= 4]
        if skipped:
            at = [n for n in at if first_row + n not in skipped]
        if row_no is not None:
            numbers = [row[row_no] if row_no < len(row) else "" for row in map(rows.__getitem__, at)]
            if set(map(type, numbers)) != {float}:
                at = list(compress(at, map(_may_number_a_row, numbers)))
        if self.has_booleans:  # True is equal to 1 and would be taken for it
            at = [n for n in at if bool not in map(type, rows[n])]
        return at

    # ---- one cell -----------------------------------------------------------------------------------------------

    def _reader(self, name: str, letters: str) -> Callable[[Cell], AnyPart]:
        """What makes a part of a cell of the field's column."""
        readers: dict[str, Callable[[Cell, str], _Said]] = {
            "province": self._province,
            "session_no": self._session_no,
            "unit_name": self._unit,
            "unit_national_id": self._national_id,
            "resolution_no": lambda cell, _: (read_number_text(cell), None, None),
            "resolution_text": self._resolution,
            "agency": self._agency,
            "status": self._status,
            "progress_pct": self._progress,
            "amount": self._amount,
            "problem_category": lambda _, text: (None, None, text),
            "due_date": lambda cell, _: (None, None, cell),
        }
        read = readers.get(name) or (self._date if name.endswith("_date") else self._text)
        key = _KEYS.get(name, name)
        has_value = name not in _READ_TOGETHER
        columns = ((key, letters),)

        def part(cell: Cell) -> AnyPart:
            if isinstance(cell, str):
                text = cell
                if not text:
                    return _NOTHING
                if len(text) <= _LONGEST_SIGN and not text[0].isdecimal():
                    if lines_by_text.is_same_as_above(text):
                        raise _NotPlain
                    if is_nothing(text):
                        return _NOTHING
                if self.row_no is None and len(text) <= 60:
                    if lines_by_text.is_total(text) or squeeze(text) in self.heads:
                        raise _NotPlain  # it may be the label of a row of sums, or of a heading that is repeated
            elif isinstance(cell, tuple) and cell[0] != "date":
                raise _NotPlain
            else:
                text = text_of(cell)
            value, issue, meaning = read(cell, text)
            values = {key: value} if has_value else NO_VALUES
            issues = (PartIssue(issue, key, letters, text),) if issue else ()
            if meaning is _NOBODY:
                return CellPart(columns, value, text)
            return Part(values, ((key, text),), columns, issues, meaning)

        return part

    def _reader_together(self, name: str, letters: str) -> _ReadTogether | None:
        """What makes parts of many texts of the field's column, where most of them stand there once."""
        columns = ((name, letters),)

        def parts_of_ids(texts: Sequence[str]) -> Iterable[tuple[str, AnyPart]]:
            ids = valid_national_ids(texts)
            return zip(ids, map(CellPart, repeat(columns), ids, ids), strict=False)

        def parts_of_units(texts: Sequence[str]) -> Iterable[tuple[str, AnyPart]]:
            plain = _naming_nobody([text for text in texts if len(text) > _LONGEST_SIGN])
            names = [name.strip(_EDGE) or None for name in clean_displays(plain)]
            return zip(plain, map(CellPart, repeat(columns), names, plain), strict=False)

        if name == "unit_national_id":
            return parts_of_ids
        return parts_of_units if name == "unit_name" and self.row_no is not None else None

    @staticmethod
    def _text(cell: Cell, text: str) -> _Said:
        value = shown(text)
        return value, None, value

    def _unit(self, cell: Cell, text: str) -> _Said:
        if _MAY_NAME_PERSON.search(text):
            split = split_unit_name(text)
            if split.people or split.phones or ":" in text:
                raise _NotPlain
            return split.name or None, None, None
        return clean_display(text).strip(_EDGE) or None, None, _NOBODY

    @staticmethod
    def _resolution(cell: Cell, text: str) -> _Said:
        pieces = split_resolutions(text)
        if len(pieces) != 1:
            raise _NotPlain
        return shown(pieces[0].text), None, text

    @staticmethod
    def _national_id(cell: Cell, text: str) -> _Said:
        if isinstance(cell, str) and len(cell) == 11 and cell.isascii() and cell.isdecimal():
            value = cell if is_valid_national_id(cell) else None
        else:
            found = read_national_id(cell)
            if found.is_personal:
                raise _NotPlain
            value = found.value
        return value, None if value else "invalid_national_id", _NOBODY if value == text else None

    @staticmethod
    def _session_no(cell: Cell, text: str) -> _Said:
        number, day = number_and_date(Place(cell, 0, 0, ""))
        if day is not None:
            raise _NotPlain
        return None, None, number

    def _date(self, cell: Cell, text: str) -> _Said:
        reading = read_date_cell(cell, self.around.help_)
        if reading.issue and isinstance(cell, str) and number_and_date(Place(cell, 0, 0, ""))[1] is not None:
            raise _NotPlain
        if reading.value and self.around.today and reading.value > self.around.today:
            return None, None, _Day(None, "invalid_date")
        return None, None, _Day(reading.value, reading.issue)

    def _province(self, cell: Cell, text: str) -> _Said:
        return province_of(text) or self.around.province_id, None, None

    def _amount(self, cell: Cell, text: str) -> _Said:
        amount = read_amount(cell, self.around.units.get("amount") or self.around.money)
        return amount.rial, "money_without_unit" if amount.lacks_unit else None, None

    def _progress(self, cell: Cell, text: str) -> _Said:
        if self.around.percents:
            raise _NotPlain
        percent = percent_of(cell, is_fraction=self.around.fraction_percent)
        if percent is None and isinstance(cell, str) and not self.has_status:
            raise _NotPlain  # words in place of a per cent may be a status
        return None, None, percent

    @staticmethod
    def _status(cell: Cell, text: str) -> _Said:
        if isinstance(cell, int | float):
            raise _NotPlain
        told = status_of_text(text)
        if (told.issue or told.code in MAY_BE_WHAT_IT_ASKS) and may_be_echo(text):
            raise _NotPlain
        if day_of_status(told, text) is not None:
            raise _NotPlain
        return None, None, told

    @staticmethod
    def _agency(cell: Cell, text: str) -> _Said:
        split = split_unit_name(text)
        if split.people or split.phones:
            raise _NotPlain
        if has_bare_bank(bodies := bodies_in_cell(text)):
            raise _NotPlain
        return None, None, bodies

    # ---- several cells ------------------------------------------------------------------------------------------

    def _times(self, found: tuple[Part, ...]) -> Part:
        """The session and every day of a row, which bound each other; what the surroundings say of the session."""
        number, day, *later, due = found
        values: dict[str, Any] = {}
        issues: list[PartIssue] = []
        session_no = self.around.session_no if number is _NOTHING else number.meaning
        session = self._session(day, session_no, issues)
        notified = None
        for name, part in zip(_LATER_DAYS, later, strict=True):
            if part is _NOTHING:
                continue
            told: _Day = part.meaning
            if told.value and session and told.value < session:
                told = _Day(None, "date_out_of_order")
            if told.issue:
                issues.append(_issue_of(part, told.issue))
            values[name] = _iso(told.value)
            notified = told.value if name == "notify_date" else notified
        if due is not _NOTHING:
            values.update(self._due(due, session, notified, issues))
        values["session_no"], values["session_date"] = session_no, _iso(session)
        own = {"session_no": number, "session_date": day}
        taken = [name for name, part in own.items() if part is _NOTHING and values[name] is not None]
        return Part(
            values,
            tuple((name, self.around.session_texts.get(name, self.around.sheet)) for name in taken),
            places=tuple((name, place) for name in taken if (place := self.around.session_cells.get(name))),
            issues=tuple(issues),
        )

    def _session(self, day: Part, session_no: str | None, issues: list[PartIssue]) -> datetime.date | None:
        """The day of the session: the row's own, else that of the surroundings."""
        if day is not _NOTHING:
            told: _Day = day.meaning
            if told.issue:
                issues.append(_issue_of(day, told.issue))
            return told.value
        if self.around.is_other_session(session_no):
            return None
        if self.around.session_date is None and self.around.session_date_issue:
            issues.append(PartIssue(self.around.session_date_issue, "session_date", None, None))
        return self.around.session_date

    def _due(
        self, part: Part, session: datetime.date | None, notified: datetime.date | None, issues: list[PartIssue]
    ) -> dict[str, Any]:
        around = self.around
        due = read_due(
            part.meaning, session=session, notified=notified, help_=around.help_, unit_days=around.due_unit_days
        )
        issue = due.issue
        if not issue and due.value and session and due.value < session:
            issue = "date_out_of_order"
        if issue:
            issues.append(_issue_of(part, issue))
            return {}
        return {"due_date": _iso(due.value), "due_source": due.source}

    @staticmethod
    def _status_and_progress(found: tuple[Part, Part]) -> Part:
        """What the status cell says; a percentage says the status where that cell says none, and the other way round."""
        part, progress_part = found
        told: StatusText = part.meaning or _NO_STATUS
        progress: float | None = progress_part.meaning
        raw: tuple[tuple[str, str], ...] = ()
        columns: tuple[tuple[str, str], ...] = ()
        values: dict[str, Any] = {"status": UNKNOWN, "status_source": None}
        issues = (_issue_of(part, told.issue),) if told.issue else ()
        if not told.issue and told.code != UNKNOWN:
            values |= {"status": told.code, "status_source": told.source}
            progress = told.percent if progress is None else progress
        elif not told.issue and progress is not None:
            values |= {"status": status_of_percent(progress), "status_source": "percent"}
            raw = (("status", progress_part.raw[0][1]),)
            columns = (("status", progress_part.columns[0][1]),)
        if progress is not None:
            values["progress_pct"] = int(progress) if float(progress).is_integer() else progress
        return Part(values, raw, columns, issues)

    def _bodies_and_categories(self, found: tuple[Part, tuple[Part, Part]]) -> Part:
        """The bodies that the agency cell names, else the resolution; the categories of the problem in their light."""
        named, (problem, category) = found
        issues: tuple[PartIssue, ...] = ()
        if self.around.agency_text is not None:
            raise _NotPlain
        if isinstance(named.meaning, Bodies):
            bodies = named.meaning
            letters = named.columns[0][1]
            issues = tuple(PartIssue("unknown_agency", "agencies", letters, name) for name in bodies.unknown)
        else:
            bodies = bodies_in_text(named.meaning)
        text = "\n".join(part.meaning for part in (problem, category) if part.meaning)
        categories = list(classify(text, bodies.ids)) if text else []
        return Part({"agencies": bodies.as_lines(), "problem_categories": categories}, issues=issues)


def _may_number_a_row(cell: Cell) -> bool:
    return isinstance(cell, float | int) or (isinstance(cell, str) and cell.strip().isdecimal())


def _naming_nobody(texts: Sequence[str]) -> list[str]:
    """The texts that hold no sign of a person or a phone, looked for in all of them at once."""
    whole = "\n".join(texts)
    hits = [place for sign in _SIGNS_OF_PEOPLE for place in places_of(sign, whole)]
    hits += [found.start() for found in _MAY_BE_PHONE.finditer(whole)]
    if not hits:
        return list(texts)
    ends = list(accumulate([len(text) + 1 for text in texts]))
    suspects = {bisect_right(ends, hit) for hit in hits}
    return [text for at, text in enumerate(texts) if at not in suspects]


def _places_of(part: AnyPart, column: Sequence[AnyPart]) -> Iterator[int]:
    """Where a part stands in a column."""
    if part in column:
        yield from (place for place, other in enumerate(column) if other is part)


def _places_with_issues(column: Sequence[AnyPart]) -> Iterator[int]:
    if any(part.issues for part in set(column)):
        yield from (place for place, part in enumerate(column) if part.issues)


def _without(left_out: set[int], at: list[int], columns: list[list[AnyPart]]) -> tuple[list[int], list[list[AnyPart]]]:
    """The places and the columns without the rows at some of their places."""
    if not left_out:
        return at, columns
    kept = [place not in left_out for place in range(len(at))]
    return list(compress(at, kept)), [list(compress(column, kept)) for column in columns]


def _issue_of(part: Part, code: str) -> PartIssue:
    """An issue of the cell that a part was read from."""
    [(key, letters)], [(_, text)] = part.columns, part.raw
    return PartIssue(code, key, letters, text)


def _iso(day: datetime.date | None) -> str | None:
    return day.isoformat() if day is not None else None
