"""Reading a workbook: bytes in, the contract's lines out, every row with content in at least one of them."""

from __future__ import annotations

import datetime
import functools
import hashlib
import marshal
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice, takewhile
from typing import Any
from zoneinfo import ZoneInfo

from ingestion.memory import without_collector
from ingestion.workbooks import classify
from ingestion.workbooks.blocks import stand_abreast, with_parts
from ingestion.workbooks.coded import explain_headings
from ingestion.workbooks.context import (
    Said,
    Title,
    line_dates,
    names_in_full,
    province_in,
    province_of,
    province_of_file_name,
    read_line,
    read_title,
    session_in,
    year_from_sheet_name,
)
from ingestion.workbooks.crosstabs import crosstab_lines
from ingestion.workbooks.forms import Form, find_forms
from ingestion.workbooks.grid import EMPTY, Cell, Sheet, Workbook, address, column_letters, is_blank, place_of, text_of
from ingestion.workbooks.headings import DATE_FIELDS
from ingestion.workbooks.hints import SheetHint, WorkbookHints
from ingestion.workbooks.legend import Legend, find_legend, is_legend_text, keys_of_rows
from ingestion.workbooks.limits import WorkbookRefused
from ingestion.workbooks.line import (
    AnyLine,
    Line,
    Part,
    PlainLine,
    as_dict,
    ignored,
    kind_of,
    row_of,
    with_part,
)
from ingestion.workbooks.marks import stamped_sha256, without_marks
from ingestion.workbooks.registers import Register, default_money
from ingestion.workbooks.rows import Place, Record, Surroundings, understand
from ingestion.workbooks.sandbox import open_safely
from ingestion.workbooks.tables.find import continued_table, find_tables
from ingestion.workbooks.tables.table import Column, Table
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.dates import AMBIGUOUS, YearHelp, day_comes_first, read_date_cell, years_in
from ingestion.workbooks.values.identifiers import read_session_no
from ingestion.workbooks.values.money import unit_in
from ingestion.workbooks.values.texts import folded

__all__ = ["READER_VERSION", "WorkbookReading", "WorkbookRefused", "read_workbook", "understand_workbook"]

READER_VERSION = "8"
_TEHRAN = ZoneInfo("Asia/Tehran")
_LONGEST_LEGEND = 60
_LONGEST_COVER = 200
_NAMES_A_PROVINCE = re.compile(r"استان|شهرستان ?های")  # also the beginning of «استانداری»; «شهرستان‌های گیلان»
_HASHED_TOGETHER = 4096  # rows


@dataclass
class TableSummary:
    """What a table was taken for: `register`, `crosstab`, `transposed` or `form`, where it stands, its columns.

    A form's columns are its labels; `cells` are the addresses of their values.
    """

    kind: str
    heading_rows: list[int]
    first_row: int
    last_row: int
    confidence: float
    columns: list[Column]
    cells: list[str] = field(default_factory=list)


@dataclass
class SheetSummary:
    """What a sheet was taken for, and how many lines of each kind it gave.

    `beside` has (first column, last column, first texts) of what stands at a table's side and is in no table.
    """

    name: str
    is_hidden: bool
    n_rows: int
    tables: list[TableSummary] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    beside: list[tuple[int, int, str]] = field(default_factory=list)


@dataclass
class WorkbookReading:
    """A workbook as read: the contract's lines in order, and what the pipeline needs beside them.

    `people` are the cells that name a person or a phone: sheet, row, cell, field, value. `logical_sha256` is equal for
    files whose cells say the same, however often they were saved. `answers_sha256` is the sha256 of the file that this
    one is the marked copy of.
    """

    lines: list[AnyLine]
    as_of_on: datetime.date | None
    people: list[dict[str, Any]]
    sheets: list[SheetSummary]
    logical_sha256: str
    kind: str
    answers_sha256: str | None = None


def read_workbook(
    content: bytes,
    *,
    file_name: str,
    province_id: str | None = None,
    hints: WorkbookHints | None = None,
    today: datetime.date | None = None,
) -> WorkbookReading:
    """Read a workbook of any layout; WorkbookRefused where the bytes cannot or must not be opened.

    `province_id` is the source's province, overruled by what the workbook itself says. `today` (Tehran's day) bounds
    the dates that may not lie in the future.
    """
    workbook = open_safely(content, file_name, meanwhile=_load_words)
    return understand_workbook(workbook, file_name=file_name, province_id=province_id, hints=hints, today=today)


_REGISTER_OF_ONE_ROW = (
    ("شماره جلسه", "تاریخ جلسه", "نام واحد", "مشکل", "مصوبه", "دستگاه مسئول", "مهلت", "وضعیت", "توضیحات"),
    ("۱", "۱۴۰۴/۰۱/۱۷", "واحد نمونه", "بدهی مالیاتی", "تقسیط بدهی", "امور مالیاتی", "یک ماه", "اجرا شد", "ندارد"),
)


@functools.cache
def _load_words() -> None:
    """Read a register of one row, so that the lists of words that every reading looks into are there."""
    sheet = Sheet("مصوبات", [list(row) for row in _REGISTER_OF_ONE_ROW])
    understand_workbook(Workbook("csv", [sheet]), file_name="", today=datetime.date(2025, 12, 1))


def understand_workbook(
    workbook: Workbook,
    *,
    file_name: str,
    province_id: str | None = None,
    hints: WorkbookHints | None = None,
    today: datetime.date | None = None,
) -> WorkbookReading:
    """The reading of an opened workbook; the marks of earlier feedback are not part of it."""
    answers_sha256 = stamped_sha256(workbook)
    workbook = without_marks(workbook)
    with without_collector(sum(len(sheet.rows) for sheet in workbook.sheets)):
        reading = _understand(workbook, file_name, province_id, hints, today)
    reading.answers_sha256 = answers_sha256
    return reading


def _understand(
    workbook: Workbook,
    file_name: str,
    province_id: str | None,
    hints: WorkbookHints | None,
    today: datetime.date | None,
) -> WorkbookReading:
    today = today or datetime.datetime.now(_TEHRAN).date()
    fallback = province_id or province_of_file_name(file_name)
    lines: list[AnyLine] = []
    people: list[dict[str, Any]] = []
    sheets: list[SheetSummary] = []
    as_of: datetime.date | None = None
    register: Table | None = None
    beside: set[str] = set()  # provinces that sheets without resolutions name: a cover, a cross-tab
    legend = _legend_of_workbook(workbook)
    explained = explain_headings(workbook)
    names = names_in_full([sheet.name for sheet in workbook.sheets])
    legend.keys = legend.keys or explained.keys
    for number, sheet in enumerate(explained.workbook.sheets):
        hint = (hints or WorkbookHints()).for_sheet(sheet.name, today)
        headings = hints.headings if hints else {}
        reader = _SheetReader(
            sheet,
            fallback,
            hint,
            today,
            continues=register,
            headings=headings,
            legend=legend,
            name_in_full=names[number],
        )
        before = len(lines)
        lines.extend(explained.told(number, workbook.sheets[number], reader.lines()))
        people.extend(reader.people)
        sheets.append(reader.summary(lines[before:]))
        as_of = as_of or reader.as_of_on
        register = next((table for table in reader.tables if table.kind == "register"), register)
        if not sheets[-1].counts.get("resolution"):
            beside |= reader.provinces()
    _lend_province(lines, sheets, beside)
    return WorkbookReading(lines, as_of, people, sheets, _logical_hash(workbook, lines), workbook.kind)


def _lend_province(lines: list[AnyLine], sheets: Sequence[SheetSummary], beside: set[str]) -> None:
    """Give the one province that the other sheets name to the sheets that name none and have no column for it.

    `beside`: the provinces named by the sheets that hold no resolution.
    """
    if len(sheets) < 2:
        return
    named: dict[str, set[str | None]] = {}
    for line in lines:
        if line["kind"] == "resolution":
            named.setdefault(line["sheet"], set()).add(line["province_id"])
    provinces = beside.union(*named.values()) - {None}
    if len(provinces) != 1:
        return
    with_column = {
        sheet.name for sheet in sheets for table in sheet.tables if any(c.field == "province" for c in table.columns)
    }
    silent = {sheet for sheet, found in named.items() if found == {None}} - with_column
    lent = Part({"province_id": next(iter(provinces))})
    for at, line in enumerate(lines):
        if line["kind"] == "resolution" and line["sheet"] in silent:
            lines[at] = with_part(line, lent)


_HEAD_OF_A_LIST = 5  # bytes that marshal writes before a list's items: its type and length


def _logical_hash(workbook: Workbook, lines: Iterable[AnyLine]) -> str:
    digest = hashlib.sha256()
    has_names = workbook.kind not in ("csv", "html")
    for sheet in workbook.sheets:
        digest.update((sheet.name if has_names else "").encode("utf-8", "surrogatepass"))
        rows = iter(sheet.rows)
        while some := [row if type(row) is tuple else tuple(row) for row in islice(rows, _HASHED_TOGETHER)]:
            digest.update(memoryview(marshal.dumps(some, 2))[_HEAD_OF_A_LIST:])
    for told in _told_beside_cells(lines):
        digest.update(told.encode())
    return digest.hexdigest()


_TOLD_BESIDE_CELLS = ("cell_fill", "comment")  # sources of a status


def _told_beside_cells(lines: Iterable[AnyLine]) -> Iterator[str]:
    """What the resolutions say that no cell's value does: that a row is hidden, and a status by colour or comment."""
    for line in lines:
        if type(line) is PlainLine:  # no colour or comment says its status
            if line.common["is_hidden"]:
                yield f"{line.row}||True\n"
        elif line["kind"] == "resolution":
            status = line["status"] if line["status_source"] in _TOLD_BESIDE_CELLS else ""
            if status or line["is_hidden"]:
                yield f"{line['row']}|{status}|{line['is_hidden']}\n"


def _legend_of_workbook(workbook: Workbook) -> Legend:
    """What colours and signs mean on sheets without a legend: what a sheet that holds a legend and no table says."""
    found = Legend()
    if len(workbook.sheets) < 2:
        return found
    for sheet in workbook.sheets:
        if not 0 < len(sheet.rows) <= _LONGEST_LEGEND or find_tables(sheet):
            continue
        found.keys = found.keys or keys_of_rows(sheet, range(1, len(sheet.rows) + 1))[0]
        if not any(other.fills for other in workbook.sheets):
            continue
        legend = find_legend(sheet, ())
        if legend.rows and len({*legend.shades.values(), *legend.hues.values()}) >= 2:
            for shade, status in legend.shades.items():
                found.shades.setdefault(shade, status)
            for hue, status in legend.hues.items():
                found.hues.setdefault(hue, status)
    return found


class _SheetReader:
    """Reads one sheet: its tables or forms, what stands around them, and every row that is left."""

    def __init__(
        self,
        sheet: Sheet,
        province_id: str | None,
        hint: SheetHint | None,
        today: datetime.date,
        *,
        continues: Table | None = None,
        headings: Mapping[str, str] | None = None,
        legend: Legend | None = None,
        name_in_full: str | None = None,
    ) -> None:
        self.sheet = sheet
        self.name_in_full = sheet.name if name_in_full is None else name_in_full  # «جلسه ۱۲» for «ج ۱۲»
        self.headings = headings or {}
        self.legend = Legend() if legend is None else legend  # what other sheets say of colours and signs
        self.continues = continues  # the register of an earlier sheet, which a sheet without headings may go on with
        self.province_id = province_id
        self.hint = hint
        self.today = today
        self.people: list[dict[str, Any]] = []
        self.tables: list[Table] = []
        self.forms: list[Form] = []
        self.as_of_on: datetime.date | None = None

    def lines(self) -> list[AnyLine]:
        """All lines of the sheet in order of rows."""
        if self.hint is not None and self.hint.skip:
            return list(self._rest({}))
        tables = self._find_tables()
        forms = find_forms(self.sheet)
        if not tables and not forms and self.continues is not None:
            continued = continued_table(self.sheet, self.continues)
            tables = [continued] if continued is not None else []
        if forms and self._are_forms(tables, forms):
            self.forms = forms
            found = self._form_lines(forms)
        else:
            self.tables = tables
            found = self._table_lines(tables)
        covered = _covered(found)
        found.extend(self._rest(covered))
        found.sort(key=row_of)
        found = _without_doubles(found)
        return with_parts(found) if stand_abreast(self.tables) else found

    def _find_tables(self) -> list[Table]:
        from ingestion.workbooks.hinted import apply_answers, apply_hint

        tables = find_tables(self.sheet)
        apply_answers(tables, self.headings)
        return apply_hint(self.sheet, tables, self.hint) if self.hint is not None else tables

    def summary(self, lines: Sequence[AnyLine]) -> SheetSummary:
        """What the sheet was taken for."""
        others = [line["kind"] for line in lines if type(line) is not PlainLine]
        counts = dict(Counter(others) + Counter(resolution=len(lines) - len(others)))
        tables = [
            TableSummary(t.kind, t.header_rows, t.first_row, t.last_row, t.confidence, t.columns) for t in self.tables
        ]
        for form in self.forms:
            columns = [Column(place_of(cell)[1], (label,), name, 1.0) for name, label, cell in form.labels]
            cells = [cell for _, _, cell in form.labels]
            tables.append(TableSummary("form", form.rows[:1], form.rows[0], form.rows[-1], 1.0, columns, cells))
        n_rows = sum(bool(row) for row in self.sheet.rows)
        return SheetSummary(self.sheet.name, self.sheet.is_hidden, n_rows, tables, counts, list(self._beside()))

    def _beside(self) -> Iterator[tuple[int, int, str]]:
        """What stands at the side of the tables, from their headings on, in two cells or more."""
        if not self.tables or self.forms:
            return
        taken = {column for table in self.tables for column in range(table.left, table.right + 1)}
        first = min((*table.header_rows, table.first_row)[0] for table in self.tables)
        last = min(max(table.last_row for table in self.tables), first + _LONGEST_COVER)
        written: dict[int, list[str]] = {}
        for row in range(first, last + 1):
            for column, cell in enumerate(self._row(row), start=1):
                if column not in taken and not is_blank(cell):
                    written.setdefault(column, []).append(" ".join(text_of(cell).split()))
        for left in sorted(written):
            if left - 1 in written:
                continue
            run = list(takewhile(written.__contains__, range(left, self.sheet.n_columns + 1)))
            if sum(len(written[column]) for column in run) > 1:
                yield left, run[-1], " | ".join(written[column][0] for column in run)

    def provinces(self) -> set[str]:
        """The provinces that the titles name, or on a sheet without a table the lines that speak of a province."""
        if self.forms or len(self.sheet.rows) > _LONGEST_COVER:
            return set()
        last = min(
            (table.header_rows[0] for table in self.tables if table.header_rows), default=len(self.sheet.rows) + 1
        )
        texts = (text_of(cell) for row in range(1, last) for cell in self._row(row) if not is_blank(cell))
        return {found for text in texts if _NAMES_A_PROVINCE.search(folded(text)) and (found := province_in(text))}

    # ---- tables ---------------------------------------------------------------------------------------------------

    def _line_above(self, row: int) -> Line:
        """The line of a row above a table or a form: who was there and where it is from are notes, all else a title."""
        cells = self._row(row)
        first = next((text_of(cell) for cell in cells if not is_blank(cell)), "")
        is_note = classify.is_note(first) and session_in(first) is None and not line_dates(first)
        return ignored(self.sheet.name, row, "note" if is_note else "title", cells)

    def _table_lines(self, tables: list[Table]) -> list[AnyLine]:
        if not tables:
            return []
        legend = self._legend(tables)
        name_said, name_years = self._sheet_name()
        lines: list[AnyLine] = []
        first_title: Title | None = None
        titles = [self._title_rows(table, tables, legend) for table in tables]
        for table, title_rows in zip(tables, titles, strict=True):
            help_ = YearHelp(frozenset(name_years), frozenset(name_years))
            title = self._title(table, tables, title_rows, help_)
            if first_title is None:
                first_title = title
            else:
                title = _inherited(title, first_title)
            self.as_of_on = self.as_of_on or title.as_of_on
            lines.extend(self._line_above(row) for row in title_rows)
            lines.extend(
                ignored(self.sheet.name, row, "header", self._row(row))
                for row in table.header_rows
                if any(not is_blank(cell) for cell in self._row(row)[table.left - 1 : table.right])
            )
            if table.kind == "register":
                lines.extend(self._register_lines(table, title, name_said, name_years, legend))
            else:
                lines.extend(self._crosstab_lines(table))
        if legend.rows:
            told = _covered(lines)
            lines.extend(ignored(self.sheet.name, row, "legend", self._row(row)) for row in legend.rows - told)
        return lines

    def _title(self, table: Table, tables: list[Table], rows: list[int], help_: YearHelp) -> Title:
        """What the rows above a table say; where tables stand side by side, of two sessions the one above it."""
        whole = read_title(self.sheet, rows, help_)
        abreast = [t for t in tables if set(t.header_rows) & set(table.header_rows) and (not t.block or t is table)]
        if len(abreast) < 2:
            return whole
        lefts = sorted(other.left for other in abreast)
        own: dict[int, Title] = {}
        for left, end in zip((1, *lefts[1:]), (*lefts[1:], self.sheet.n_columns + 1), strict=True):
            columns = range(left, end)
            shared = [row for row in rows if self._says_more(row, columns)]
            own[left] = read_title(_within(self.sheet, shared, columns), shared, help_)
        named = [(title.session_no or _said(title, "session_no"), title.session_date) for title in own.values()]
        days = {day for _, day in named} | {_said(title, "session_date") for title in own.values()}
        if max(len({number for number, _ in named} - {None}), len(days - {None})) < 2:
            return whole
        mine = own[table.left if table.left != lefts[0] else 1]
        return replace(_inherited(mine, whole), as_of_on=whole.as_of_on)

    def _says_more(self, row: int, columns: range) -> bool:
        """Whether a row has something in the columns and something elsewhere."""
        return (
            len({column in columns for column, cell in enumerate(self._row(row), start=1) if not is_blank(cell)}) == 2
        )

    def _row(self, row: int) -> Sequence[Cell]:
        return self.sheet.rows[row - 1] if 0 < row <= len(self.sheet.rows) else ()

    def _legend(self, tables: list[Table]) -> Legend:
        if self.hint is not None and self.hint.statuses_by_colour:
            return Legend(shades=dict(self.hint.statuses_by_colour))
        if not self.sheet.fills and len(self.sheet.rows) > 3000:
            return Legend()
        legend = find_legend(self.sheet, [row for table in tables for row in table.header_rows])
        if not self.sheet.fills:
            legend = Legend(rows={row for row in legend.rows if _is_colour_line(self._row(row))})
        legend = _with_legend_titles(self.sheet, legend)
        legend.keys = self.legend.keys
        return legend if legend else replace(legend, shades=self.legend.shades, hues=self.legend.hues)

    def _sheet_name(self) -> tuple[Said, set[int]]:
        years = year_from_sheet_name(self.sheet.name)
        if self.hint is not None and self.hint.year:
            years = {self.hint.year}
        said = read_line(self.name_in_full, YearHelp(frozenset(years), frozenset(years)))
        return said, years | set(said.years)

    def _title_rows(self, table: Table, tables: list[Table], legend: Legend) -> list[int]:
        """The rows above a table's headings that belong to it."""
        if not table.header_rows:
            return [row for row in range(1, table.first_row) if any(not is_blank(cell) for cell in self._row(row))]
        above = [t for t in tables if t.header_rows[-1] < table.header_rows[0] and t is not table]
        if not above:
            taken = {row for t in tables for row in t.header_rows}
            return [
                row
                for row in range(1, table.header_rows[0])
                if any(not is_blank(cell) for cell in self._row(row)) and row not in legend.rows and row not in taken
            ]
        rows: list[int] = []
        for row in range(table.header_rows[0] - 1, max(t.header_rows[-1] for t in above), -1):
            texts = {c: text_of(cell) for c, cell in enumerate(self._row(row), start=1) if not is_blank(cell)}
            inside = {c for c in texts if table.left <= c <= table.right}
            if not texts or not inside or len(inside) > 2 or row in legend.rows:
                break
            kind = classify.line_kind({c: texts[c] for c in inside}, is_below=True)
            if kind in ("total", "signature", "page_number"):
                break
            rows.append(row)
        for other in above:
            if rows and other.left <= table.right and table.left <= other.right:
                other.last_row = min(other.last_row, min(rows) - 1)
        return sorted(rows)

    def _surroundings(
        self, table: Table, title: Title, name_said: Said, name_years: set[int]
    ) -> tuple[Surroundings, bool]:
        """(what holds for the rows, whether title and sheet name name different sessions)."""
        title_years = frozenset(
            title.years | name_years | ({self.hint.year} if self.hint and self.hint.year else set())
        )
        years, day_first = self._column_years(table)
        help_ = YearHelp(title_years, title_years, day_first).with_years(years)
        if name_said.date_issue == AMBIGUOUS and title_years:
            name_said = read_line(self.name_in_full, help_)
        session_no, session_date, issue = title.session_no, title.session_date, title.date_issue
        cells = {"session_no": title.session_address, "session_date": title.date_address}
        if (pair := title.pairs.get("session_no")) is not None and (number := read_session_no(pair.cell)):
            session_no, cells["session_no"] = number, pair.address
        if (pair := title.pairs.get("session_date")) is not None:
            reading = read_date_cell(pair.cell, help_)
            if reading.value or reading.issue:
                session_date, issue, cells["session_date"] = reading.value, reading.issue, pair.address
        in_name = (name_said.session_no or "").split(",")  # «نشست ۸ و ۹» holds the eighth
        conflict = bool(session_no and name_said.session_no and not set(session_no.split(",")) <= set(in_name))
        if (
            session_date
            and name_said.session_date
            and session_date != name_said.session_date
            and not table.column_of("session_date")
        ):
            conflict = True
        same_session = not (session_no and name_said.session_no) or session_no == name_said.session_no
        if session_no is None and name_said.session_no is not None:
            session_no, cells["session_no"] = name_said.session_no, ""
        if session_date is None and issue is None and same_session:
            session_date, issue, cells["session_date"] = name_said.session_date, name_said.date_issue, ""
        if session_date and session_date > self.today:
            session_date, issue = None, "invalid_date"
        province = title.province_id or name_said.province_id
        if (pair := title.pairs.get("province")) is not None:
            province = province_of(text_of(pair.cell)) or province
        cells = {key: place for key, place in cells.items() if place}
        around = Surroundings(
            sheet=self.sheet.name,
            province_id=province or self.province_id,
            session_no=session_no,
            session_date=session_date,
            session_date_issue=issue,
            session_cells=cells,
            session_texts={key: text_of(self.sheet.cell(*place_of(place))) for key, place in cells.items()},
            agency_text=self._agency_of_sheet(table),
            help_=help_,
            money=self._money(table, title),
            today=self.today,
        )
        if session_date:
            from ingestion.persian.jalali import from_gregorian

            around.help_ = around.help_.with_years({from_gregorian(session_date)[0]})
        return around, conflict

    def _money(self, table: Table, title: Title) -> Any:
        if self.hint is not None and self.hint.money_unit:
            return unit_in(self.hint.money_unit)
        found = default_money(title.money, table.columns)
        if found is None and table.column_of("amount") is not None:
            for row in range(max(table.last_row - 15, table.first_row), table.last_row + 1):
                written = [cell for cell in self._row(row) if not is_blank(cell)]
                if len(written) == 1 and isinstance(written[0], str):
                    said = read_line(written[0], YearHelp())
                    found = found or said.money
        return found

    def _agency_of_sheet(self, table: Table) -> str | None:
        name = self.sheet.name
        found = agency_named(name)
        if found is None or found == "APPLICANT" or table.names_bodies:
            return None
        return name

    def _column_years(self, table: Table) -> tuple[set[int], bool | None]:
        """(years that the columns of dates state in full, whether their dates without a year begin with the day)."""
        cells: list[Cell] = []
        for column in table.columns:
            if column.field in (*DATE_FIELDS, "follow_up_date"):
                rows = range(table.first_row, min(table.last_row, table.first_row + 400) + 1)
                cells += [cell for row in rows if not is_blank(cell := self.sheet.cell(row, column.number))]
        return years_in(cells), day_comes_first(cells)

    def _register_lines(
        self, table: Table, title: Title, name_said: Said, name_years: set[int], legend: Legend
    ) -> list[AnyLine]:
        around, conflict = self._surroundings(table, title, name_said, name_years)
        _use_title_pairs(table, title)
        register = Register(table, around, legend, defaults=_defaults(table, title))
        lines = list(register.lines())
        self.people.extend(register.people)
        _note_unknown_columns(lines, table)
        _note_conflict(lines, around, name_said, conflict, register.divider_places)
        return lines

    def _crosstab_lines(self, table: Table) -> list[Line]:
        lines: list[Line] = []
        label = table.column_of("label")
        for row in range(table.first_row, table.last_row + 1):
            cells = self._row(row)[table.left - 1 : table.right]
            if all(is_blank(cell) for cell in cells):
                continue
            found = list(crosstab_lines(table, row))
            if found:
                lines.extend(found)
                continue
            texts = {
                c: text_of(self.sheet.cell(row, c))
                for c in range(table.left, table.right + 1)
                if not is_blank(self.sheet.cell(row, c))
            }
            heads = {text for column in table.columns for text in column.path}
            if len(texts) >= 2 and sum(text in heads for text in texts.values()) >= 0.6 * len(texts):
                kind = "repeated_header"
            elif label is not None and len(texts) > 1 and not any(classify.is_note(text) for text in texts.values()):
                kind = classify.line_kind(texts, is_below=True) or "note"
            else:
                kind = classify.line_kind(texts, is_below=True) or "note"
            lines.append(ignored(self.sheet.name, row, kind, cells))
        return lines

    # ---- forms ----------------------------------------------------------------------------------------------------

    def _are_forms(self, tables: list[Table], forms: list[Form]) -> bool:
        if not tables:
            return True
        label_rows = {row for form in forms for row in form.rows}
        for table in tables:
            known = [c for c in table.columns if c.field and c.path and not c.guessed_from_values and c.score >= 0.9]
            if len(known) >= 4 and not any(text.rstrip().endswith(":") for c in known for text in c.path):
                return False
            rows = [
                row
                for row in range(table.first_row, table.last_row + 1)
                if any(not is_blank(c) for c in self._row(row))
            ]
            in_form = sum(row in label_rows for row in rows)
            if rows and in_form < 0.5 * len(rows):
                return False
        return True

    def _form_lines(self, forms: list[Form]) -> list[AnyLine]:
        lines: list[AnyLine] = []
        name_said, name_years = self._sheet_name()
        start = 1
        noted = False
        n_parts = 0
        title = Title()
        for form in forms:
            rows = [r for r in range(start, form.rows[0]) if any(not is_blank(c) for c in self._row(r))]
            own_title = read_title(self.sheet, rows, YearHelp(frozenset(name_years), frozenset(name_years)))
            title = _inherited(own_title, title)
            self.as_of_on = self.as_of_on or title.as_of_on
            if start == 1:
                lines.extend(self._line_above(row) for row in rows)
            start = max(form.rows[-1], *(form.value_rows or {0})) + 1
            if form.is_empty:
                lines.extend(ignored(self.sheet.name, row, "note", self._row(row)) for row in form.rows)
                continue
            record = form.record(self.sheet)
            table = Table(self.sheet, "form", [], form.rows[0], form.rows[-1])
            around, conflict = self._surroundings(table, title, name_said, name_years)
            around.help_ = around.help_.with_years(
                years_in(place.cell for name in DATE_FIELDS for place in form.places.get(name, ()))
            )
            for name in ("amount",):
                for place in form.places.get(name, ()):
                    unit = unit_in(" ".join(text_of(cell) for cell in self._row(place.row)[: place.column - 1]))
                    if unit is not None:
                        around.units[name] = unit
            found = list(understand(record, around))
            _cover_value_rows(found, form)
            if form.part is not None:
                n_parts = 0 if form.part == 1 else n_parts
                n_parts = _number_parts(found, n_parts)
            self._note_form_people(form)
            if found and found[0]["kind"] == "resolution" and not noted:
                found[0]["issues"].extend(
                    {"code": "unknown_column", "field": None, "cell": place, "value": text}
                    for text, place in form.unknown
                )
                noted = True
            told: list[AnyLine] = [*found]
            _note_conflict(told, around, name_said, conflict)
            lines.extend(told)
        return lines

    def _note_form_people(self, form: Form) -> None:
        from ingestion.persian.names import split_unit_name

        for name, places in form.places.items():
            for place in places:
                text = text_of(place.cell)
                is_person = name.removeprefix("also_") in ("ceo_name", "phone", "follow_up_by")
                if name == "unit_name":
                    split = split_unit_name(text)
                    is_person = bool(split.people or split.phones)
                if is_person:
                    self.people.append(
                        {
                            "sheet": self.sheet.name,
                            "row": place.row,
                            "cell": place.address,
                            "field": name,
                            "value": text,
                        }
                    )

    # ---- what is left ---------------------------------------------------------------------------------------------

    def _rest(self, covered: Iterable[int]) -> Iterator[Line]:
        """Ignored lines for the rows with content that nothing else mentions."""
        known = set(covered)
        has_content = bool(self.tables or self.forms)
        legend = Legend() if has_content or not self.legend else self._legend([])
        for number, cells in enumerate(self.sheet.rows, start=1):
            if number in known or not cells or all(is_blank(cell) for cell in cells):
                continue
            kind = "legend" if number in legend.rows else None
            if has_content:
                texts = {c: text_of(cell) for c, cell in enumerate(cells, start=1) if not is_blank(cell)}
                kind = classify.line_kind(texts, is_below=True)
            yield ignored(self.sheet.name, number, kind or "note", cells)


def _without_doubles(lines: list[AnyLine]) -> list[AnyLine]:
    """The lines with one ignored line for a row, though tables stand side by side; a heading is told before others."""
    left_out = [line for line in lines if type(line) is not PlainLine and line["kind"] == "ignored"]
    chosen: dict[int, AnyLine] = {}
    for line in left_out:
        before = chosen.get(line["row"])
        if before is None or (line["reason"] == "header" and before["reason"] != "header"):
            chosen[line["row"]] = line
    if len(chosen) == len(left_out):
        return lines
    return [line for line in lines if kind_of(line) != "ignored" or chosen[line["row"]] is line]


def _covered(lines: Sequence[AnyLine]) -> set[int]:
    covered = set(map(row_of, lines))
    for line in lines:
        if type(line) is not PlainLine and "rows" in line:
            covered.update(line["rows"])
    return covered


def _number_parts(lines: list[Line], n_before: int) -> int:
    """Number the resolutions of cases that stand side by side in the same rows; return the last number."""
    for index, line in enumerate(lines):
        if line["kind"] == "resolution":
            n_before += 1
            lines[index] = {"kind": line["kind"], "sheet": line["sheet"], "row": line["row"], "part": n_before} | {
                key: value for key, value in line.items() if key != "part"
            }
    return n_before


def _cover_value_rows(lines: list[Line], form: Form) -> None:
    """A form's lines count the rows of values that stand below their labels, so that none of them is lost."""
    extra = sorted(form.value_rows - set(form.rows))
    for line in lines:
        if extra and line["kind"] == "resolution":
            line["rows"] = sorted({*line["rows"], *extra})


def _said(title: Title, name: str) -> str | None:
    pair = title.pairs.get(name)
    return text_of(pair.cell) if pair else None


def _within(sheet: Sheet, rows: Iterable[int], columns: range) -> Sheet:
    """The sheet with nothing in these rows but what stands in the columns."""
    cells = list(sheet.rows)
    for row in rows:
        cells[row - 1] = [cell if column in columns else EMPTY for column, cell in enumerate(cells[row - 1], start=1)]
    return replace(sheet, rows=cells)


def _inherited(title: Title, first: Title) -> Title:
    """A later table's title with what the sheet's first title says and it does not."""
    own_session = title.session_no or title.session_date or title.date_issue
    return replace(
        title,
        session_no=title.session_no if own_session else first.session_no,
        session_date=title.session_date if own_session else first.session_date,
        date_issue=title.date_issue if own_session else first.date_issue,
        session_address=title.session_address if own_session else first.session_address,
        date_address=title.date_address if own_session else first.date_address,
        province_id=title.province_id or first.province_id,
        money=title.money or first.money,
        years=title.years or first.years,
        pairs={**({} if own_session else first.pairs), **title.pairs},
    )


def _defaults(table: Table, title: Title) -> dict[str, Place]:
    """Fields that the title states for all rows and no column holds: the unit of a sheet with one case, its county."""
    fields = {column.field for column in table.columns}
    found = {}
    for name in ("unit_name", "unit_national_id", "county", "notify_date", "agency", "problem_text"):
        source = title.pairs.get(name)
        if source is not None and name == "problem_text" and not _is_problem_of_the_unit(text_of(source.cell), title):
            continue
        if source is not None and name == "county" and _is_meeting_place(text_of(source.cell)):
            continue
        if source is not None and name not in fields and not (name == "agency" and "tick_agency" in fields):
            found[name] = Place(source.cell, 0, 0, source.address)
    for name, (row, column) in table.named_by.items():
        if name not in fields:
            found[name] = Place(table.sheet.cell(row, column), row, column, address(row, column))
    return found


def _is_problem_of_the_unit(text: str, title: Title) -> bool:
    """Whether a «مشکل: …» or «موضوع: …» above the table is the problem of the one unit named beside it, no letter's subject."""
    return "unit_name" in title.pairs and not any(word in folded(text) for word in _SUBJECTS)


# Of letters: resolution, minutes, report, group, notice.
_SUBJECTS = ("مصوب", "صورتجلسه", "صورت جلسه", "گزارش", "کارگروه", "ابلاغ")


_MEETING_PLACES = (
    frozenset(  # hall, meetings, governorate, office, room, building, county governorate, organisation, bureau
        map(folded, ("سالن", "جلسات", "استانداری", "دفتر", "اتاق", "ساختمان", "فرمانداری", "سازمان", "اداره", "تالار"))
    )
)


def _is_meeting_place(text: str) -> bool:
    """Whether «مکان: سالن جلسات استانداری» says where the session was held, not where the units are."""
    return bool(_MEETING_PLACES.intersection(folded(text).split()))


def _use_title_pairs(table: Table, title: Title) -> None:
    """A «label: value» pair that is a table's own heading is none."""
    heads = {column.field for column in table.columns}
    for name in list(title.pairs):
        if name == "row_no" or (name in heads and name not in ("session_no", "session_date", "province")):
            title.pairs.pop(name)


def _note_unknown_columns(lines: list[AnyLine], table: Table) -> None:
    """Say on the first resolution which columns were left out."""
    first = next((at for at, line in enumerate(lines) if line["kind"] == "resolution"), None)
    unknown = [column for column in table.columns if column.field is None]
    if first is None or not unknown:
        return
    below = table.header_rows[-1] if table.header_rows else lines[first]["row"]
    for column in unknown:
        letters = column_letters(column.number)
        named = (row for row in reversed(table.header_rows) if not is_blank(table.sheet.cell(row, column.number)))
        row = next(named, below)  # of a heading merged over two rows, the upper
        place, value = f"{letters}{row}", column.heading or letters
        _note(lines, first, {"code": "unknown_column", "field": None, "cell": place, "value": value})


def _note(lines: list[AnyLine], at: int, issue: dict[str, Any]) -> None:
    """Add an issue to the line at a place of the list."""
    line = lines[at] = as_dict(lines[at])
    line["issues"].append(issue)


def _note_conflict(
    lines: list[AnyLine], around: Surroundings, name_said: Said, conflict: bool, divider_places: Iterable[str] = ()
) -> None:
    """Say once, on the first data row, that sheet name, title and cells name different sessions."""
    stated = next((number for number in (around.session_no, name_said.session_no) if number), None)
    if not conflict and stated is None:
        return
    inherited = {None, *around.session_cells.values(), *divider_places}
    if name_said.session_no is None and _are_of_several_sessions(lines, inherited, stated):
        return
    for at, line in enumerate(lines):
        if line["kind"] != "resolution":
            continue
        number = line["session_no"]
        if not conflict and number in (None, stated):
            continue
        cell, value = line["cells"].get("session_no"), number or line["session_date"]
        is_one_of_them = not conflict and stated is not None and number in stated.split(",")
        if is_one_of_them:  # «جلسات ۵ و ۶» above the rows of the fifth
            continue
        if conflict or cell not in inherited:
            _note(lines, at, {"code": "session_conflict", "field": "session_no", "cell": cell, "value": value})
            return


def _are_of_several_sessions(lines: list[AnyLine], inherited: set[str | None], stated: str | None) -> bool:
    """Whether the rows name several sessions themselves, most of them others than the title's: a list of all till then."""
    numbers = [
        line["session_no"]
        for line in lines
        if line["kind"] == "resolution" and line["session_no"] and line["cells"].get("session_no") not in inherited
    ]
    return len(set(numbers) - {stated}) >= 2 and 2 * numbers.count(stated or "") <= len(numbers)


def _is_colour_line(cells: Sequence[Cell]) -> bool:
    return any(is_legend_text(text_of(cell)) for cell in cells if not is_blank(cell))


def _with_legend_titles(sheet: Sheet, legend: Legend) -> Legend:
    """The legend with the line that introduces it."""
    for number, cells in enumerate(sheet.rows, start=1):
        if number in legend.rows or len(legend.rows) == 0:
            continue
        written = [text_of(cell) for cell in cells if not is_blank(cell)]
        if (
            len(written) == 1
            and classify.is_legend_title(written[0])
            and any(number < row <= number + 3 for row in legend.rows)
        ):
            legend.rows.add(number)
    return legend


def record_of(places: dict[str, list[Place]], row: int) -> Record:
    """A record of given cells, for tests and forms."""
    return Record(row, [row], places)
