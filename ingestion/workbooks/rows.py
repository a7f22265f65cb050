"""The records of a register: rows gathered (merges, repeats, wrapped lines), then understood field by field."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from ingestion.persian.names import split_unit_name
from ingestion.reference.categories import classify
from ingestion.reference.statuses import UNKNOWN, match_status, status_of_percent
from ingestion.workbooks.context import province_of
from ingestion.workbooks.echoes import MAY_BE_WHAT_IT_ASKS, echoed_status, names_its_object
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.headings import best
from ingestion.workbooks.line import Line
from ingestion.workbooks.messages import rejection_message
from ingestion.workbooks.split import said_of_each, split_resolutions
from ingestion.workbooks.values.bodies import (
    NO_BODIES,
    Bodies,
    all_banks,
    banks_told_by,
    bodies_in_cell,
    bodies_in_text,
    has_bare_bank,
    with_bank,
    with_banks_in_full,
    with_bare_banks,
)
from ingestion.workbooks.values.dates import DateReading, YearHelp, read_date_cell
from ingestion.workbooks.values.due import Due, read_due
from ingestion.workbooks.values.identifiers import read_national_id, read_number_text, read_session_no
from ingestion.workbooks.values.money import MoneyUnit, read_amount
from ingestion.workbooks.values.percents import read_percent
from ingestion.workbooks.values.texts import folded, shown, squeeze
from ingestion.workbooks.vocabulary import squeezed

# Field of a column → key of the line.
KEYS = {
    "province": "province_id",
    "agency": "agencies",
    "amount": "amount_rial",
    "problem_category": "problem_categories",
}
_TEXT_FIELDS = ("county", "problem_text", "notes")
SIGN_EDGES = " .()-\ufe0e\ufe0f"  # what may stand around a sign of the status column


class Place(NamedTuple):
    """A cell with where it stands; `written` is what stands there, where a sign repeats another cell."""

    cell: Cell
    row: int
    column: int
    address: str
    written: Cell | None = None

    @property
    def raw(self) -> str:
        """What is written in the cell, as text."""
        return text_of(self.cell if self.written is None else self.written)


@dataclass
class Record:
    """One record as it stands in the sheet: its rows, and for each field the cells that fill it."""

    row: int
    rows: list[int] = field(default_factory=list)
    cells: dict[str, list[Place]] = field(default_factory=dict)
    follow_ups: dict[int, dict[str, Place]] = field(default_factory=dict)
    ticks: list[tuple[str, Place]] = field(default_factory=list)
    agency_ticks: list[tuple[str, Place]] = field(default_factory=list)
    sets: dict[int, dict[str, list[Place]]] = field(default_factory=dict)  # of several resolutions side by side
    is_one_of_several: bool = False  # and the agency column is of all of them
    comment: tuple[str, str] | None = None  # text, address
    colour: tuple[str, str] | None = None  # RRGGBB, address
    is_hidden: bool = False
    is_form: bool = False


@dataclass
class Surroundings:
    """What holds for the rows of one table, or for the rows below a divider."""

    sheet: str
    province_id: str | None = None
    session_no: str | None = None
    session_date: datetime.date | None = None
    session_date_issue: str | None = None
    session_cells: dict[str, str] = field(default_factory=dict)
    session_texts: dict[str, str] = field(default_factory=dict)  # what is written in the session_cells
    agency_text: str | None = None  # the sheet's name, where it is a body's
    help_: YearHelp = field(default_factory=YearHelp)
    money: MoneyUnit | None = None
    units: dict[str, MoneyUnit] = field(default_factory=dict)
    due_unit_days: int = 0
    fraction_percent: bool = False
    percents: frozenset[tuple[int, int]] = frozenset()
    colour_statuses: dict[str, str] | None = None  # RRGGBB → status; None where colours mean nothing here
    has_status_column: bool = False
    status_keys: dict[str, str] = field(default_factory=dict)  # what the signs of the status column stand for
    bank_columns: frozenset[int] = frozenset()  # whose headings say «بانک»: a bare «ملی» in them is a bank
    bare_banks: dict[int, frozenset[str]] = field(default_factory=dict)  # column → words in it that are banks
    today: datetime.date | None = None
    match_colour: Callable[[str], str | None] | None = None
    has_many_sessions: bool = False

    def is_other_session(self, number: str | None) -> bool:
        """Whether a row's session is another one than the title's or sheet's, whose day is then not its day."""
        return bool(self.has_many_sessions and self.session_no and number and number != self.session_no)


@dataclass
class _Draft:
    """A line in the making."""

    values: dict[str, Any] = field(default_factory=dict)
    cells: dict[str, str] = field(default_factory=dict)
    raw: dict[str, str] = field(default_factory=dict)
    issues: list[dict[str, Any]] = field(default_factory=list)

    def issue(self, code: str, name: str | None, place: Place | None = None) -> None:
        """Note what could not be understood."""
        self.issues.append(
            {
                "code": code,
                "field": name,
                "cell": place.address or None if place else None,
                "value": place.raw if place else None,
            }
        )

    def source(self, key: str, place: Place) -> None:
        """Note the cell that a field came from and what was written there."""
        if place.address:
            self.cells[key] = place.address
        self.raw[key] = place.raw


def understand(record: Record, around: Surroundings) -> Iterator[Line]:
    """The contract's lines of one record: one resolution, several parts, or a rejected row."""
    draft = _Draft()
    _tell_unit_apart(record)
    unit = _text_place(record, "unit_name", draft)
    resolution = _text_place(record, "resolution_text", draft)
    if unit is None and resolution is None:
        yield _rejected(record, around, draft, "no_unit_and_no_text")
        return
    _read_plain_fields(record, around, draft, unit)
    _read_dates(record, around, draft)
    _read_status(record, around, draft)
    cell_bodies = _read_agencies(record, around, draft)
    problem = draft.values.get("problem_text") or ""
    category = _category_text(record, draft)
    _quote_surroundings(around, draft)
    pieces = split_resolutions(text_of(resolution.cell)) if resolution else ()
    status_place = _first(record, "status")
    if resolution is not None and len(pieces) == 1 and not record.is_one_of_several:
        _take_echo(text_of(resolution.cell), status_place, draft)
    text_bodies = bodies_in_text(text_of(resolution.cell)) if resolution else NO_BODIES
    labels = [piece.label for piece in pieces]
    statuses = _statuses_of_pieces(status_place, labels)
    due_place = _first(record, "due_date")
    dues = _dues_of_pieces(due_place, labels, around, draft)
    bodies_of_pieces = _bodies_of_pieces(_first(record, "agency"), labels)
    for part, piece in enumerate(pieces or (None,), start=1):
        if status_place is not None and statuses:
            _take_status(draft, statuses[part - 1], status_place)
        if due_place is not None and dues:
            _take_due(dues[part - 1], due_place, around, draft)
        line = _base_line(record, around, draft)
        n_pieces = max(len(pieces), 2 if record.is_one_of_several else 0)
        named = bodies_of_pieces[part - 1] if bodies_of_pieces and cell_bodies else cell_bodies
        bodies, own = _bodies_of_piece(record, around, named, text_bodies, piece, n_pieces)
        line["agencies"] = bodies.as_lines()
        if resolution is not None and piece is not None:
            line["resolution_text"] = shown(piece.text)
        line["problem_categories"] = _categories(problem, category, bodies, own)
        if len(pieces) > 1 and piece is not None:
            line["part"] = part
            label = piece.label or str(part)
            number = line["resolution_no"]
            line["resolution_no"] = f"{number}-{label}" if number else label
        yield _ordered(line)


def understand_sets(record: Record, around: Surroundings) -> Iterator[Line]:
    """The lines of a record with several resolutions side by side: one part each, what they share on all of them."""
    filled = [cells for _, cells in sorted(record.sets.items()) if any(map(_says_something, cells.values()))]
    lines: list[Line] = []
    for cells in filled or [{}]:
        is_one = len(filled) > 1 and "agency" not in cells
        own = replace(record, cells=record.cells | cells, sets={}, is_one_of_several=is_one)
        lines.extend(understand(own, around))
    if len(lines) < 2:
        yield from lines
        return
    for part, line in enumerate(lines, start=1):
        yield _ordered(line | {"part": part}) if line["kind"] == "resolution" else line


def _says_something(places: list[Place]) -> bool:
    return any(isinstance(place.cell, tuple) or not is_nothing(text_of(place.cell)) for place in places)


def _categories(problem: str, category: str, bodies: Bodies, own: bool) -> list[str]:
    """The categories of the problem and of the category column; a numbered piece has those its own body supports."""
    text = "\n".join(part for part in (problem, category) if part)
    if not text:
        return []
    return list(classify(text, bodies.ids, supported_only=own))


def _bodies_of_piece(
    record: Record, around: Surroundings, cell_bodies: Bodies | None, text_bodies: Bodies, piece: Any, n_pieces: int
) -> tuple[Bodies, bool]:
    """(bodies, whether they are a numbered piece's own)."""
    if n_pieces > 1 and piece is not None:
        own = bodies_in_text(piece.text)
        if own.entries:
            return own, True
    if cell_bodies is not None:
        named = bodies_in_cell(around.agency_text) if around.agency_text else NO_BODIES
        return (_both(named, cell_bodies) if named.ids else cell_bodies), False
    if around.agency_text is not None:
        named = bodies_in_cell(around.agency_text)
        if named.ids:
            return named, False
        if n_pieces > 1:
            return named, False
        if text_bodies.entries:
            if all_banks(around.agency_text):
                banks = tuple(entry for entry in text_bodies.entries if str(entry[0]).startswith("B_"))
                if banks:
                    return Bodies(banks, tuple(str(entry[0]) for entry in banks), ()), False
            return text_bodies, False
        return named, False
    return (NO_BODIES if n_pieces > 1 else text_bodies), False


def _both(first: Bodies, second: Bodies) -> Bodies:
    """The bodies of both, each once: the sheet's own and those that help it."""
    entries = tuple(dict.fromkeys(first.entries + second.entries))
    return Bodies(entries, tuple(entry[0] for entry in entries if entry[0]), first.unknown + second.unknown)


# ---- fields -------------------------------------------------------------------------------------------------------


def _first(record: Record, name: str) -> Place | None:
    """The first cell of a field with something written in it; the secondary column of the field counts last."""
    for key in (name, f"also_{name}"):
        for place in record.cells.get(key, ()):
            if isinstance(place.cell, tuple) or not is_nothing(text_of(place.cell)):
                return place
    return None


_PARTS_OF_UNIT = ("unit_national_id", "county", "ceo_name", "phone", "product", "sector", "address", "unit_status")
_SURE_LABEL = 0.8


def _tell_unit_apart(record: Record) -> None:
    """Let the name, the id and the county of «نام: …⏎شناسه ملی: …⏎شهرستان: …» in the unit's cell be read each for itself."""
    place = _first(record, "unit_name")
    if place is None or not isinstance(place.cell, str) or ":" not in place.cell:
        return
    said: dict[str, str] = {}
    for piece in re.split(r"[\n،؛|]| [-–] ", place.cell):
        label, colon, value = (part.strip() for part in piece.partition(":"))
        meant = best(label)
        name = meant.field if meant is not None and meant.field != "unit_name" else None
        if squeeze(label) in squeezed("headings", "name_of_unit"):
            name = "unit_name"
        is_sure = name == "unit_name" or (meant is not None and meant.score >= _SURE_LABEL)
        if not colon or not is_sure or name is None or name in said:
            return
        if name == "county" and squeeze(label) not in squeezed("headings", "place_of_unit"):
            name = "address"  # «آدرس: کیلومتر ۵ جاده …»
        said[name] = value
    if next(iter(said)) != "unit_name" or not said["unit_name"] or not said.keys() <= {"unit_name", *_PARTS_OF_UNIT}:
        return
    record.cells["unit_name"] = [Place(said["unit_name"], place.row, place.column, place.address, place.cell)]
    for name in ("unit_national_id", "county"):
        if not is_nothing(value := said.get(name, "")) and _first(record, name) is None:
            record.cells[name] = [Place(value, place.row, place.column, place.address, place.cell)]


def _is_special(place: Place, key: str, draft: _Draft) -> bool:
    """Whether the cell is an error or a formula without a value, noted as an issue."""
    if not isinstance(place.cell, tuple) or place.cell[0] == "date":
        return False
    draft.issue("error_value" if place.cell[0] == "error" else "formula_without_value", key, place)
    return True


def _text_place(record: Record, name: str, draft: _Draft) -> Place | None:
    place = _first(record, name)
    if place is None:
        return None
    draft.source(name, place)
    if _is_special(place, name, draft):
        return None
    return place


def _read_plain_fields(record: Record, around: Surroundings, draft: _Draft, unit: Place | None) -> None:
    values = draft.values
    values["unit_name"] = split_unit_name(text_of(unit.cell)).name or None if unit else None
    for name in _TEXT_FIELDS:
        values[name] = _plain_text(record, name, draft)
    if (place := _first(record, "unit_national_id")) is not None:
        draft.source("unit_national_id", place)
        if not _is_special(place, "unit_national_id", draft):
            found = read_national_id(place.cell)
            values["unit_national_id"] = found.value
            if found.value is None:
                draft.issue("invalid_national_id", "unit_national_id", place._replace(written=None))
    if (place := _first(record, "resolution_no")) is not None:
        draft.source("resolution_no", place)
        if not _is_special(place, "resolution_no", draft):
            values["resolution_no"] = read_number_text(place.cell)
    if (place := _first(record, "amount")) is not None:
        _read_amount(place, around, draft)
    if (place := _first(record, "progress_pct")) is not None:
        draft.source("progress_pct", place)
        if not _is_special(place, "progress_pct", draft):
            values["progress_pct"] = _percent(place, around)
    values["province_id"] = around.province_id
    if (place := _first(record, "province")) is not None:
        draft.source("province_id", place)
        if not _is_special(place, "province_id", draft):
            values["province_id"] = province_of(text_of(place.cell)) or around.province_id
    if (place := _first(record, "level")) is not None:  # who decided: read where bodies are told apart
        draft.source("level", place)


def _plain_text(record: Record, name: str, draft: _Draft) -> str | None:
    places = [p for p in record.cells.get(name, ()) if isinstance(p.cell, tuple) or not is_nothing(text_of(p.cell))]
    if not places and (place := _first(record, name)) is not None:
        places = [place]
    texts = []
    for place in places:
        if name not in draft.raw:
            draft.source(name, place)
        else:
            draft.raw[name] += "\n" + place.raw
        if not _is_special(place, name, draft) and (text := shown(text_of(place.cell))):
            texts.append(text)
    return "؛ ".join(texts) or None


def _percent(place: Place, around: Surroundings) -> float | None:
    is_fraction = around.fraction_percent or (place.row, place.column) in around.percents
    return percent_of(place.cell, is_fraction=is_fraction)


def percent_of(cell: Cell, *, is_fraction: bool) -> float | None:
    """The progress that a cell states, 0–100."""
    return read_percent(cell, is_fraction=is_fraction)


def _read_amount(place: Place, around: Surroundings, draft: _Draft) -> None:
    draft.source("amount_rial", place)
    if _is_special(place, "amount_rial", draft):
        return
    unit = around.units.get("amount") or around.money
    amount = read_amount(place.cell, unit)
    draft.values["amount_rial"] = amount.rial
    if amount.lacks_unit:
        draft.issue("money_without_unit", "amount_rial", place)


def _category_text(record: Record, draft: _Draft) -> str:
    place = _first(record, "problem_category")
    if place is None:
        return ""
    draft.source("problem_categories", place)
    return "" if _is_special(place, "problem_categories", draft) else text_of(place.cell)


# ---- dates --------------------------------------------------------------------------------------------------------


def _read_dates(record: Record, around: Surroundings, draft: _Draft) -> None:
    _read_session(record, around, draft)
    for name in ("notify_date", "implemented_date", "report_date"):
        place = _first(record, name)
        if place is not None:
            _take_later_day(name, place, around, draft)
    _read_due_date(record, around, draft)
    _read_follow_ups(record, around, draft)


def _take_later_day(name: str, place: Place, around: Surroundings, draft: _Draft) -> None:
    """A day that cannot lie before the session's."""
    value = _date(place, name, around, draft).value
    session = draft.values.get("session_date")
    if value and session and value < session:
        draft.issue("date_out_of_order", name, place)
        value = None
    draft.values[name] = value


_NUMBER_AND_DATE = re.compile(r"^\s*(.*?\d+|[۰-۹]+)\s*(?:[-–/،,\n(]|مورخ|تاریخ)+\s*(.+?)\)?\s*$", re.DOTALL)


def _read_session(record: Record, around: Surroundings, draft: _Draft) -> None:
    values = draft.values
    number = _first(record, "session_no")
    day = _first(record, "session_date")
    if number is not None:
        draft.source("session_no", number)
        if not _is_special(number, "session_no", draft):
            values["session_no"], from_number = number_and_date(number)
            if day is None and from_number is not None:
                day = from_number
    elif day is not None and isinstance(day.cell, str) and read_date_cell(day.cell, around.help_).issue:
        stated, dated = number_and_date(day)  # «۲۱ (۱۴۰۳/۰۵/۰۱)» under «جلسه و تاریخ»
        if stated is not None and dated is not None:
            draft.source("session_no", day)
            values["session_no"], day = stated, dated
    if values.get("session_no") is None and number is None:
        values["session_no"] = around.session_no
        if around.session_no and (place := around.session_cells.get("session_no")):
            draft.cells["session_no"] = place
    is_other_session = around.is_other_session(values.get("session_no"))
    if day is not None:
        values["session_date"] = _date(day, "session_date", around, draft).value
    elif not is_other_session:
        values["session_date"] = around.session_date
        if around.session_date and (place := around.session_cells.get("session_date")):
            draft.cells["session_date"] = place
        if around.session_date is None and around.session_date_issue:
            draft.issues.append(
                {"code": around.session_date_issue, "field": "session_date", "cell": None, "value": None}
            )


def _quote_surroundings(around: Surroundings, draft: _Draft) -> None:
    """Beside a session that a title, a divider or the sheet's name says stands what is written there."""
    for name in ("session_no", "session_date"):
        if draft.values.get(name) is not None and name not in draft.raw:
            draft.raw[name] = around.session_texts.get(name, around.sheet)


def number_and_date(place: Place) -> tuple[str | None, Place | None]:
    """(number, place of the date) of a session cell, which may hold both: «۵ - ۱۴۰۴/۰۳/۱۰»."""
    if isinstance(place.cell, str) and not place.cell.isdecimal():
        from ingestion.persian.dates import find_dates
        from ingestion.workbooks.context import session_in, with_days_apart

        written = with_days_apart(place.cell)
        mentions = [mention for mention in find_dates(written) if mention.day is not None]
        if len(mentions) == 1:
            mention = mentions[0]
            rest = (written[: mention.start] + " " + written[mention.end :]).strip(" -–()،,/\n\t:")
            rest = re.sub(r"(?:مورخه|مورخ|تاریخ|جلسه|شماره|نشست)", " ", rest).strip(" -–()،,/\n\t:")
            dated = Place(place.cell[mention.start : mention.end], place.row, place.column, place.address)
            number = read_session_no(rest) if rest else None
            return number, dated
        if (named := session_in(place.cell)) is not None:
            return named, None
    return read_session_no(place.cell), None


def _date(place: Place, name: str, around: Surroundings, draft: _Draft) -> DateReading:
    """A date that may not lie in the future."""
    draft.source(name, place)
    if _is_special(place, name, draft):
        return DateReading(None)
    reading = read_date_cell(place.cell, around.help_)
    if reading.issue and name == "notify_date" and (dated := _day_beside_number(place)) is not None:
        reading = read_date_cell(dated, around.help_)
    if reading.value and around.today and reading.value > around.today:
        reading = DateReading(None, "invalid_date")
    if reading.issue:
        draft.issue(reading.issue, name, place)
    return reading


def _day_beside_number(place: Place) -> Cell | None:
    """The date of a cell that holds a letter's number and its day: «۱۲/۳۴۵ - ۱۴۰۴/۰۱/۲۸»."""
    if not isinstance(place.cell, str) or len(place.cell) > 50:
        return None
    _, dated = number_and_date(place)
    return dated.cell if dated is not None else None


def _read_due_date(record: Record, around: Surroundings, draft: _Draft) -> None:
    place = _first(record, "due_date")
    if place is None:
        return
    draft.source("due_date", place)
    if not _is_special(place, "due_date", draft):
        _take_due(place.cell, place, around, draft)


def _due_in(cell: Cell, around: Surroundings, draft: _Draft) -> Due:
    session, notified = draft.values.get("session_date"), draft.values.get("notify_date")
    return read_due(cell, session=session, notified=notified, help_=around.help_, unit_days=around.due_unit_days)


def _take_due(cell: Cell, place: Place, around: Surroundings, draft: _Draft) -> None:
    """Let the due cell say this alone."""
    draft.issues = [issue for issue in draft.issues if issue["field"] != "due_date"]
    draft.values["due_date"], draft.values["due_source"] = None, None
    due, session = _due_in(cell, around, draft), draft.values.get("session_date")
    if due.issue:
        draft.issue(due.issue, "due_date", place)
    elif due.value and session and due.value < session:
        draft.issue("date_out_of_order", "due_date", place)
    elif due.value:
        draft.values["due_date"], draft.values["due_source"] = due.value, due.source


def _read_follow_ups(record: Record, around: Surroundings, draft: _Draft) -> None:
    found: list[tuple[datetime.date | None, int, str | None]] = []
    for number, places in sorted(record.follow_ups.items()):
        text_place, date_place = places.get("text"), places.get("date")
        text = None
        if text_place and not is_nothing(text_of(text_place.cell)) and not _is_special(text_place, "follow_ups", draft):
            text = shown(text_of(text_place.cell))
        day = None
        if date_place and not is_nothing(text_of(date_place.cell)):
            if not _is_special(date_place, "follow_ups", draft):
                reading = read_date_cell(date_place.cell, around.help_)
                if reading.value and around.today and reading.value > around.today:
                    reading = DateReading(None, "invalid_date")
                if reading.issue:
                    draft.issue(reading.issue, "follow_ups", date_place)
                day = reading.value
        if text is None and day is None:
            continue
        first = text_place or date_place
        if first is not None and "follow_ups" not in draft.cells:
            draft.cells["follow_ups"] = first.address
        for place in (text_place, date_place):
            if place is not None and text_of(place.cell).strip():
                before = draft.raw.get("follow_ups")
                draft.raw["follow_ups"] = f"{before}\n{place.raw}" if before else place.raw
        found.append((day, number, text))
    if all(day is not None for day, _, _ in found):
        found.sort(key=lambda item: (item[0], item[1]))
    draft.values["follow_ups"] = [{"date": day.isoformat() if day else None, "text": text} for day, _, text in found]


# ---- status -------------------------------------------------------------------------------------------------------


def _read_status(record: Record, around: Surroundings, draft: _Draft) -> None:
    values = draft.values
    values["status"], values["status_source"] = UNKNOWN, None
    place = _first(record, "status")
    if place is not None:
        draft.source("status", place)
        if _is_special(place, "status", draft):
            return
        if _status_of_cell(place, around, draft):
            return
    if record.ticks:
        _status_of_ticks(record, draft)
        return
    progress, pct = values.get("progress_pct"), _first(record, "progress_pct")
    if progress is not None and record.comment is not None and match_status(record.comment[0]).code != UNKNOWN:
        _status_of_comment(record.comment, draft)  # words, which a per cent in another column yields to
        return
    if progress is not None:
        values["status"], values["status_source"] = status_of_percent(progress), "percent"
        if pct is not None:
            draft.source("status", pct)
        return
    if place is None and pct is not None and isinstance(pct.cell, str) and _status_of_cell(pct, around, draft):
        draft.source("status", pct)  # «نیمه‌کاره» where a per cent is asked for
        return
    if record.comment is not None and _status_of_comment(record.comment, draft):
        return
    if record.colour is not None:
        _status_of_colour(record.colour, around, draft)


def _status_of_cell(place: Place, around: Surroundings, draft: _Draft) -> bool:
    """Whether the status cell says anything: a status, two of them, a per cent, or a word without meaning."""
    values = draft.values
    if around.status_keys and (code := around.status_keys.get(folded(text_of(place.cell)).strip(SIGN_EDGES))):
        values["status"], values["status_source"] = code, "cell_text"
        return True
    if isinstance(place.cell, int | float) and not isinstance(place.cell, bool):
        if around.status_keys and place.cell != 0:  # a number that the list of signs lacks is no per cent
            draft.issue("unknown_status", "status", place)
            return True
        pct = _percent(place, around)
        if pct is not None and (place.cell != 0 or around.fraction_percent):
            values["status"], values["status_source"] = status_of_percent(pct), "percent"
            values.setdefault("progress_pct", pct)
            if values["progress_pct"] is None:
                values["progress_pct"] = pct
            return True
        return False
    if around.status_keys and folded(text_of(place.cell)).strip(SIGN_EDGES).isdecimal():
        draft.issue("unknown_status", "status", place)
        return True
    told = status_of_text(text_of(place.cell))
    if told.issue:
        draft.issue(told.issue, "status", place)
        return True
    if told.code == UNKNOWN:
        return False
    values["status"], values["status_source"] = told.code, told.source
    if told.percent is not None and values.get("progress_pct") is None:
        values["progress_pct"] = told.percent
    if "implemented_date" not in draft.raw and (day := day_of_status(told, text_of(place.cell))) is not None:
        stated = place._replace(cell=day, written=place.raw)
        _take_later_day("implemented_date", stated, around, draft)
    return True


def _statuses_of_pieces(place: Place | None, labels: Sequence[str | None]) -> list[StatusText] | None:
    """The status of each numbered resolution of a cell, where the status cell says one of each by its number."""
    if place is None or not isinstance(place.cell, str) or len(labels) < 2 or None in labels:
        return None
    texts = said_of_each(place.cell, [label for label in labels if label])
    told = [status_of_text(text) for text in texts or ()]
    return told if any(status.code != UNKNOWN for status in told) else None


def _dues_of_pieces(
    place: Place | None, labels: Sequence[str | None], around: Surroundings, draft: _Draft
) -> list[str] | None:
    """The due text of each numbered resolution of a cell, where the due cell says one of each by its number."""
    if place is None or not isinstance(place.cell, str) or len(labels) < 2 or None in labels:
        return None
    texts = said_of_each(place.cell, [label for label in labels if label]) or []
    return texts if texts and not any(_due_in(text, around, draft).issue for text in texts) else None


def _bodies_of_pieces(place: Place | None, labels: Sequence[str | None]) -> list[Bodies] | None:
    """The bodies of each numbered resolution of a cell, where the agency cell names some for each by its number."""
    if place is None or not isinstance(place.cell, str) or len(labels) < 2 or None in labels:
        return None
    told = [
        bodies_in_cell(text)
        for text in said_of_each(with_banks_in_full(place.cell), [label for label in labels if label]) or ()
    ]
    return told if told and all(bodies.entries for bodies in told) else None


def _take_status(draft: _Draft, told: StatusText, place: Place) -> None:
    """Let the status cell say this alone."""
    draft.issues = [issue for issue in draft.issues if issue["field"] != "status"]
    if told.issue:
        draft.issue(told.issue, "status", place)
    draft.values["status"], draft.values["status_source"] = told.code, told.source


def _take_echo(resolution: str, place: Place | None, draft: _Draft) -> None:
    """Read a status in doubt that repeats the resolution's verb: «ترمیم شد» beside «راه معدن ترمیم شود».

    So is «اخطاریه لغو شد» beside «اخطاریه لغو شود», which by itself would be a resolution called off.
    """
    values = draft.values
    in_doubt = ("unknown_status", "ambiguous_status")
    issue = next((issue for issue in draft.issues if issue["code"] in in_doubt), None)
    told = str(issue["value"]) if issue else text_of(place.cell) if place else ""
    if issue is None and (values["status"] not in MAY_BE_WHAT_IT_ASKS or not names_its_object(told)):
        return
    if (code := echoed_status(told, resolution)) == UNKNOWN:
        return
    if issue is not None:
        draft.issues.remove(issue)
    draft.values["status"], draft.values["status_source"] = code, "cell_text"


class StatusText(NamedTuple):
    """What the text of a status cell says: a status with its source and per cent, an issue, or (unknown) nothing."""

    code: str
    source: str | None = None
    percent: float | None = None
    issue: str | None = None


_DONE_ON = re.compile(
    r"\s*(?P<said>[^\d۰-۹٠-٩]{3,30}?)\s*[(\-–،,:]?\s*(?:(?:در|به)? ?تاریخ|در|مورخه?)?\s*[:(]?\s*"
    r"(?P<day>[\d۰-۹٠-٩]{1,4}(?P<mark>[/.\-])[\d۰-۹٠-٩]{1,2}(?P=mark)[\d۰-۹٠-٩]{1,4})\s*\)?\s*[.]?\s*"
)
# a letter, minutes, a session; until, from, by: the day is not that of the deed
_OF_ANOTHER_DAY = re.compile(r"نامه|صورت ?جلسه|جلسه|مکاتب|ابلاغ|گزارش|تمدید|\b(?:تا|از|طی|طبق|برای)\b")


def day_of_status(told: StatusText, text: str) -> str | None:
    """«اجرا شده در ۱۴۰۴/۰۷/۱۸»: the day, as it is written, on which a status cell says that it was carried out."""
    if told.code != "implemented":
        return None
    done = _DONE_ON.fullmatch(text)
    return None if done is None or _OF_ANOTHER_DAY.search(done.group("said")) else done.group("day")


@functools.lru_cache(maxsize=16384)
def status_of_text(text: str) -> StatusText:
    """The status that a cell's text states."""
    match = match_status(text)
    if match.is_ambiguous or match.is_unknown:
        return StatusText(UNKNOWN, issue="ambiguous_status" if match.is_ambiguous else "unknown_status")
    if match.code == UNKNOWN:
        return StatusText(UNKNOWN)
    source = "percent" if match.percent is not None and _is_only_percent(text) else "cell_text"
    return StatusText(match.code, source, match.percent)


def _is_only_percent(text: str) -> bool:
    return read_percent(text, is_fraction=False) is not None and not re.search(r"[آ-ی]{2}", text.replace("درصد", ""))


def _status_of_ticks(record: Record, draft: _Draft) -> None:
    codes = {code for code, _ in record.ticks}
    first = record.ticks[0][1]
    draft.cells["status"] = first.address
    draft.raw["status"] = text_of(first.cell)
    if len(record.ticks) > 1:
        draft.issue("two_ticks", "status", record.ticks[1][1])
        return
    draft.values["status"], draft.values["status_source"] = codes.pop(), "tick_column"


def _status_of_comment(comment: tuple[str, str], draft: _Draft) -> bool:
    text, address = comment
    match = match_status(text)
    if match.is_ambiguous or match.is_unknown:
        first = re.split(r"[،,؛;.\n:]", text, maxsplit=1)[0]
        again = match_status(first)
        match = again if again.code != UNKNOWN else match
    place = Place(text, 0, 0, address)
    if match.code != UNKNOWN:
        draft.source("status", place)
        draft.values["status"], draft.values["status_source"] = match.code, "comment"
        return True
    if match.is_ambiguous:
        draft.source("status", place)
        draft.issue("ambiguous_status", "status", place)
        return True
    return False


def _status_of_colour(colour: tuple[str, str], around: Surroundings, draft: _Draft) -> None:
    if around.match_colour is None:
        return
    red_green_blue, address = colour
    place = Place(f"#{red_green_blue}", 0, 0, address)
    draft.source("status", place)
    draft.values["status_source"] = "cell_fill"
    status = around.match_colour(red_green_blue)
    if status is None:
        draft.issue("status_by_colour_without_legend", "status", place)
    else:
        draft.values["status"] = status


# ---- agencies -----------------------------------------------------------------------------------------------------


def _read_agencies(record: Record, around: Surroundings, draft: _Draft) -> Bodies | None:
    """The bodies of the agency cells; None where no agency cell says anything."""
    found: list[Bodies] = []
    for place in [*record.cells.get("agency", ()), *record.cells.get("also_agency", ())]:
        if isinstance(place.cell, tuple):
            draft.source("agencies", place)
            if _is_special(place, "agencies", draft):
                return NO_BODIES
        elif not is_nothing(text_of(place.cell)):
            if "agencies" in draft.raw:
                draft.raw["agencies"] += "\n" + place.raw
            else:
                draft.source("agencies", place)
            text = text_of(place.cell)
            names = around.bare_banks.get(place.column)
            if names is None and place.column in around.bank_columns:
                text = with_bank(text)
            found.append(with_bare_banks(bodies_in_cell(text), names) if names else bodies_in_cell(text))
    for name, place in record.agency_ticks:
        if "agencies" in draft.raw:
            draft.raw["agencies"] += "\n" + place.raw
        else:
            draft.source("agencies", place)
        found.append(bodies_in_cell(name))
    if not found:
        return None
    if any(map(has_bare_bank, found)) and (resolution := _first(record, "resolution_text")) is not None:
        text = text_of(resolution.cell)
        found = [with_bare_banks(bodies, banks_told_by(bodies, text)) for bodies in found]
    entries = tuple(dict.fromkeys(entry for bodies in found for entry in bodies.entries))
    unknown = tuple(dict.fromkeys(name for bodies in found for name in bodies.unknown))
    for name in unknown:
        cell = draft.cells.get("agencies")
        draft.issues.append({"code": "unknown_agency", "field": "agencies", "cell": cell, "value": name})
    return Bodies(entries, tuple(entry[0] for entry in entries if entry[0]), unknown)


# ---- lines --------------------------------------------------------------------------------------------------------

LINE_KEYS = (
    "kind", "sheet", "row", "rows", "part", "province_id", "session_no", "session_date", "notify_date", "due_date",
    "due_source", "implemented_date", "report_date", "resolution_no", "unit_name", "unit_national_id", "county",
    "problem_text", "problem_categories", "resolution_text", "agencies", "status", "status_source", "progress_pct",
    "amount_rial", "notes", "follow_ups", "is_hidden", "cells", "raw", "issues",
)  # fmt: skip
_OPTIONAL = ("rows", "part")
_DATES = ("session_date", "notify_date", "due_date", "implemented_date", "report_date")


def _base_line(record: Record, around: Surroundings, draft: _Draft) -> Line:
    line: Line = {"kind": "resolution", "sheet": around.sheet, "row": record.row}
    if len(record.rows) > 1 or record.is_form:
        line["rows"] = list(record.rows)
    line |= draft.values
    for name in _DATES:
        value = line.get(name)
        if value is not None:
            line[name] = value.isoformat()
    for key in LINE_KEYS:
        if key not in line and key not in _OPTIONAL:
            line[key] = None
    line["follow_ups"] = draft.values.get("follow_ups") or []
    line["is_hidden"] = record.is_hidden
    line["cells"], line["raw"], line["issues"] = dict(draft.cells), dict(draft.raw), [dict(i) for i in draft.issues]
    return line


def _ordered(line: Line) -> Line:
    progress = line["progress_pct"]
    if isinstance(progress, float) and progress.is_integer():
        line["progress_pct"] = int(progress)
    return {key: line[key] for key in LINE_KEYS if key in line}


def _rejected(record: Record, around: Surroundings, draft: _Draft, code: str) -> Line:
    return rejected_line(around.sheet, record.row, code, _places(record), draft.raw)


def _places(record: Record) -> Iterable[tuple[str, Place]]:
    for name, places in record.cells.items():
        for place in places:
            yield name, place


def rejected_line(
    sheet: str, row: int, code: str, places: Iterable[tuple[str, Place]], raw: dict[str, str] | None = None
) -> Line:
    """A row of data that cannot be a resolution, with what is written in it."""
    written = dict(raw or {})
    first: Place | None = None
    for name, place in places:
        if text_of(place.cell).strip() and name != "row_no":
            first = first or place
            key = name.removeprefix("also_")
            if key in KEYS or key in _CONTRACT_KEYS:
                written.setdefault(KEYS.get(key, key), text_of(place.cell))
    return {
        "kind": "rejected",
        "sheet": sheet,
        "row": row,
        "code": code,
        "cell": first.address if first else None,
        "value": text_of(first.cell) if first else None,
        "message_fa": rejection_message(code, text_of(first.cell) if first else ""),
        "raw": written,
    }


_CONTRACT_KEYS = frozenset(LINE_KEYS)
