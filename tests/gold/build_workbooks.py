"""Builds the gold workbooks of tests/gold/workbooks and the lines that reading each of them must yield.

    python tests/gold/build_workbooks.py            writes every workbook and its .expected.jsonl, byte for byte the same each time

Every file in tests/gold/workbooks/src describes one workbook: its rows as a clerk would type them and, under each row, what the
contract asks a reader to make of it. The notation is explained in tests/gold/workbooks/README.md. Nothing here calls the reader.
"""

from __future__ import annotations

import csv
import datetime as dt
import html
import io
import itertools
import json
import re
import sys
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import xlwt  # type: ignore[import-untyped]
from openpyxl.cell.cell import Cell as XlsxCell
from openpyxl.cell.cell import MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.styles.colors import Color
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "workbooks"))
from build import S, xlsb  # type: ignore[import-not-found]

FOLDER = Path(__file__).parent / "workbooks"
FIXED_TIME = dt.datetime(2025, 1, 1)
MERGE_UP, MERGE_LEFT = "^^", "<<"
DITTO = {"〃", "ایضاً", "ایضا", "فوق", '"', "مانند بالا"}  # "the same", "above", "as above"
ASCII_DIGITS = str.maketrans("۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩", "01234567890123456789")
WRITTEN_FIELDS = (
    "unit_name",
    "county",
    "problem_text",
    "resolution_text",
    "notes",
    "resolution_no",
    "unit_national_id",
)
DATE_FIELDS = ("session_date", "notify_date", "implemented_date", "report_date")
ISSUE_FIELD = {
    "invalid_national_id": "unit_national_id", "ambiguous_status": "status", "unknown_status": "status",
    "status_by_colour_without_legend": "status", "two_ticks": "status", "unknown_agency": "agencies",
    "money_without_unit": "amount_rial",
}  # fmt: skip
MINISTRY_OF = {
    agency: ministry
    for ministry, agencies in {
        "MIMT": "SMT SMT_SKERMAN SHAHRAK ISIPO TPO IMIDRO IDRO GSI CPPO SIGF EGFI MINEFUND HQ_NAT",
        "MEFA": "TAX ECON CUSTOMS TAMLIKI SEO IPO OIETAI CII FREEZONE B_MELLI B_SEPAH B_SANAT B_KESH B_MASKAN B_EDBI B_MEHR",
        "MCLSW": "B_TAVON B_REFAH SSO LABOUR TVTO BEHZISTI RIF COOPGF",
        "MICT": "B_POST ICT POST",
        "CBI": "B_MELLAT B_TEJARAT B_SADERAT B_PARSIAN B_PASARGAD B_SAMAN B_EN B_KARAFARIN B_SINA B_SHAHR B_DAY B_GARDESH"
        " B_IZ B_ME B_SARMAYEH B_RESALAT B_COORD B_PANEL CBI",
        "PNGO": "NDF HOUSFOUND MUNI DEHYARI ACECR",
        "PRES": "OMID DOE MPO STD VPST INIF ENERGYORG AEOI",
        "MAJ": "JAHAD JAHAD_SKERMAN NRWM LANDAFF VET FISH RURALCOOP NOMAD AGRIPARK SLAL GRAIN AGRINS ASSC",
        "MOE": "ELDIST ELREG WATERREG ABFA SATBA TAVANIR",
        "MOP": "GAS NIOPDC NPC",
        "MRUD": "ROADURB RMTO RAI PMO AIRPORT",
        "MOI": "GOV GOV_ECON GOV_CIVIL COUNTYGOV DISTRICT WG_PROV WG_COUNTY",
        "MHME": "MEDUNI FDO HEALTHINS",
        "MCHTH": "HERITAGE",
        "MCIG": "AWQAF",
        "MSRT": "STPARK",
        "JUD": "COURT PROSEC REGISTRY JUDCOM",
        "MOJ": "TAZIRAT",
        "PRIV": "TCI CHAMBER HOUSE COOPCH GUILD MINEENG APPLICANT",
        "AF": "POLICE PASSDEF",
        "MFA": "MFAREP",
    }.items()
    for agency in agencies.split()
}


def to_gregorian(jalali: str) -> str:
    """The ISO Gregorian date of a Solar-Hijri "1404/03/10"; a text with hyphens is Gregorian already and comes back as it is."""
    if "/" not in jalali:
        return jalali
    year, month, day = (int(part) for part in jalali.split("/"))
    past = year - 979
    days = 365 * past + past // 33 * 8 + (past % 33 + 3) // 4
    days += (month - 1) * 31 if month <= 7 else 186 + (month - 7) * 30
    return (dt.date(1600, 1, 1) + dt.timedelta(days=days + day - 1 + 79)).isoformat()


def national_id(series: str) -> str:
    """An 11-digit company id of a series that was never issued (1409 and six digits), with its check digit."""
    first_ten = "1409" + series.zfill(6)
    shift = int(first_ten[9]) + 2
    weights = (29, 27, 23, 19, 17) * 2
    return first_ten + str(
        sum((int(digit) + shift) * weight for digit, weight in zip(first_ten, weights, strict=True)) % 11 % 10
    )


@dataclass
class Cell:
    """One cell as typed: its value, and how a workbook holds it."""

    value: Any = None
    kind: str = "text"  # text number percent boolean date "persian date" formula error up left
    cached: str | None = None
    comment: str | None = None
    fill: str | None = None
    expected: str | None = None  # the national id that this cell shows, where its notation says so

    @property
    def text(self) -> str | None:
        """What was written, as text; None for an empty cell."""
        return None if self.value is None else str(self.value)


@dataclass
class Row:
    """One row of a sheet and the expected lines that stand on it."""

    number: int
    cells: list[Cell]
    fill: str | None = None
    is_hidden: bool = False
    is_merged: bool = False
    lines: list[dict[str, Any]] = field(default_factory=list)


@dataclass
class Sheet:
    """One sheet: rows, column fields and what holds for every row of it."""

    name: str
    is_hidden: bool = False
    columns: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    context: dict[str, Any] = field(default_factory=dict)
    hidden_columns: list[str] = field(default_factory=list)
    filter_range: str | None = None
    coloured_cell: str | None = None
    previous: dict[str, Any] = field(default_factory=dict)
    form: dict[str, Any] | None = None


@dataclass
class Book:
    """One workbook: its file and its sheets."""

    name: str
    format: str = "xlsx"
    encoding: str = "utf-8"
    delimiter: str = ","
    dates: str = "1900"  # the year from which an .xls counts its days: 1900 or 1904
    repeats: str = "no"  # "yes" for an .ods that writes equal neighbours once, with their number
    ending: str = ""  # the file's ending where it is not its format's own: tsv
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def has_sheet_names(self) -> bool:
        """Whether the file itself carries names of sheets."""
        return self.format in ("xlsx", "xls", "ods", "xlsb")

    @property
    def file_name(self) -> str:
        """The name of the book's file."""
        return f"{self.name}.{self.ending or ('xls' if self.format == 'html' else self.format)}"


CELL_NOTE = re.compile(r"\{(id|idn|n|p|b|d|df|f|e|c|fill):([^{}]*)\}")


def read_cell(written: str) -> Cell:
    """The cell of one piece between bars: bare ASCII digits are a number, {x:…} notes set everything else."""
    cell = Cell()
    for kind, body in CELL_NOTE.findall(written):
        if kind in ("id", "idn"):
            cell.expected = national_id(body)
            cell.value, cell.kind = (cell.expected, "text") if kind == "id" else (int(cell.expected), "number")
        elif kind in ("n", "p"):
            cell.value, cell.kind = (
                float(body) if "." in body or "E" in body else int(body),
                "number" if kind == "n" else "percent",
            )
        elif kind == "b":
            cell.value, cell.kind = body == "yes", "boolean"
        elif kind in ("d", "df"):
            cell.value, cell.kind = dt.datetime.fromisoformat(body), "date" if kind == "d" else "persian date"
        elif kind == "f":
            formula, _, cached = body.partition("→")
            cell.value, cell.kind, cell.cached = formula, "formula", cached or None
        elif kind == "e":
            cell.value, cell.kind = body, "error"
        elif kind == "c":
            cell.comment = body
        else:
            cell.fill = body
    rest = CELL_NOTE.sub("", written).strip().replace("⏎", "\n").replace("␣", " ")
    if rest == MERGE_UP:
        cell.kind = "up"
    elif rest == MERGE_LEFT:
        cell.kind = "left"
    elif rest.startswith("'"):
        cell.value = rest[1:]
    elif re.fullmatch(r"[0-9]+", rest):
        cell.value, cell.kind = int(rest), "number"
    elif rest and cell.expected:
        cell.value = rest + str(cell.value)
    elif rest:
        cell.value = rest
    return cell


def agencies_of(written: str) -> Any:
    """The expected agencies of "SMT + ?a body without id"; "*" stands for not checked."""
    if written == "*":
        return "*"
    found = []
    for part in (piece.strip() for piece in written.split("+")):
        if part.startswith("?"):
            found.append({"agency_id": None, "ministry_id": None, "name": part[1:]})
        elif part and part != "-":
            found.append({"agency_id": part, "ministry_id": MINISTRY_OF[part], "name": "*"})
    return found


def issues_of(written: str) -> Any:
    """The expected issues of "unknown_status date_out_of_order:due_date"; "*" stands for not checked."""
    if written == "*":
        return "*"
    issues: list[Any] = []
    for part in written.removeprefix("-").split():
        code, _, name = part.partition(":")
        issues.append("*" if part == "*" else {"code": code, "field": name or ISSUE_FIELD.get(code, "*")})
    return issues


def value_of(key: str, written: str) -> Any:
    """The expected value of one key=value pair of a description."""
    if written in ("*", "-"):
        return "*" if written == "*" else None
    if key in DATE_FIELDS:
        return to_gregorian(written)
    if key == "amount_rial":
        return (
            int(float(written)) if "e" not in written else int(written.split("e")[0]) * 10 ** int(written.split("e")[1])
        )
    if key == "progress_pct":
        return float(written)
    if key == "is_hidden":
        return written == "yes"
    if key == "follow_ups":
        pairs = [piece.strip().partition(" ") for piece in written.split("&")]
        return [{"date": None if date == "-" else to_gregorian(date), "text": text} for date, _, text in pairs]
    return written


def due_of(written: str, line: dict[str, Any]) -> tuple[Any, Any]:
    """The due date and its source of "1404/05/06 phrase", "session+30 duration", "1404/05/06" (a date), "-" or "*"."""
    if written in ("*", "-", ""):
        return ("*", "*") if written == "*" else (None, None)
    date, _, source = written.partition(" ")
    base, plus, days = date.partition("+")
    if plus:
        start = dt.date.fromisoformat(line[f"{base}_date"])
        return (start + dt.timedelta(days=int(days))).isoformat(), source
    return ("*" if date == "*" else to_gregorian(date)), source or "date"


def columns_of_row(sheet: Sheet, row: Row) -> dict[str, tuple[str, Cell]]:
    """The cell reference and cell of each named column, merged cells followed upwards."""
    found: dict[str, tuple[str, Cell]] = {}
    for index, name in enumerate(sheet.columns):
        if name == "_" or index >= len(row.cells):
            continue
        cell, number = row.cells[index], row.number
        while cell.kind == "up":
            number -= 1
            cell = sheet.rows[number - 1].cells[index]
        found[name] = (f"{get_column_letter(index + 1)}{number}", cell)
    return found


def written_values(sheet: Sheet, row: Row) -> dict[str, Any]:
    """What the text columns of a row show: the cell, or the row above for a ditto mark."""
    values: dict[str, Any] = {}
    for name, (_, cell) in columns_of_row(sheet, row).items():
        if name not in WRITTEN_FIELDS or cell.kind in ("formula", "error"):
            continue
        if cell.text in DITTO:
            values[name] = sheet.previous.get(name)
        elif name == "unit_national_id":
            values[name] = cell.expected
        elif name == "resolution_no":
            values[name] = None if cell.text is None else cell.text.translate(ASCII_DIGITS)
        else:
            values[name] = None if cell.text is None else " ".join(cell.text.split())
    return values


def expectation(book: Book, sheet: Sheet, row: Row, written: str) -> dict[str, Any]:
    """The expected line of one ">" line: agencies ; categories ; status/source ; due ; key=value ; …"""
    part = re.match(r">(\d*)", written)
    assert part is not None
    pieces = [piece.strip() for piece in written[part.end() :].split(" ;")]
    positional = [piece for piece in pieces if not re.match(r"[a-z_]+=", piece)]
    keys = dict(piece.split("=", 1) for piece in pieces if re.match(r"[a-z_]+=", piece))
    agencies, categories, status, due = (positional + [""] * 4)[:4]
    line: dict[str, Any] = {
        "kind": "resolution",
        "sheet": sheet.name if book.has_sheet_names else "*",
        "row": row.number,
    }
    if part.group(1):
        line["part"] = int(part.group(1))
    line |= dict.fromkeys(
        ("province_id", "session_no", "session_date", "notify_date", "due_date", "due_source", "implemented_date", "report_date",
         "resolution_no", "unit_name", "unit_national_id", "county", "problem_text"),
    )  # fmt: skip
    line |= {
        "problem_categories": [],
        "resolution_text": None,
        "agencies": [],
        "status": "unknown",
        "status_source": None,
    }
    line |= {"progress_pct": None, "amount_rial": None, "notes": None, "follow_ups": [], "issues": []}
    line["is_hidden"] = row.is_hidden or sheet.is_hidden
    line |= sheet.context | written_values(sheet, row)
    line["agencies"] = agencies_of(agencies)
    line["problem_categories"] = "*" if categories == "*" else [code for code in categories.split() if code != "-"]
    code, _, source = status.partition("/")
    line["status"] = code or "unknown"
    line["status_source"] = (
        {"-": None}.get(source, source) if source else (None if line["status"] == "unknown" else "cell_text")
    )
    if line["status"] == "*" and not source:
        line["status_source"] = "*"
    for key, text in keys.items():
        if key == "issues":
            line["issues"] = issues_of(text)
        elif key == "trace":
            add_trace(sheet, row, line, text.split())
        else:
            line[key] = value_of(key, text)
    line["due_date"], line["due_source"] = due_of(due, line)
    return line


def add_trace(sheet: Sheet, row: Row, line: dict[str, Any], names: list[str]) -> None:
    """Adds the cells (and the raw texts) that a line must name for the given fields."""
    places = columns_of_row(sheet, row)
    line["cells"] = {name: places[name][0] for name in names}
    raw = {name: places[name][1].value for name in names if isinstance(places[name][1].value, str)}
    if raw:
        line["raw"] = raw


def aggregates(book: Book, sheet: Sheet, row: Row, written: str) -> list[dict[str, Any]]:
    """The expected lines of one line of figures: label ; agency ; measure=value ; …"""
    label, agency, *figures = (piece.strip() for piece in written.split(" ;"))
    base = {
        "kind": "aggregate",
        "sheet": sheet.name if book.has_sheet_names else "*",
        "row": row.number,
        "label": label,
    }
    agency_id = {"-": None}.get(agency, agency)
    found = []
    for figure in figures:
        measure, _, value = figure.partition("=")
        found.append(
            base | {"agency_id": agency_id, "measure": measure, "value": "*" if value == "*" else float(value)}
        )
    return found


def add_row(book: Book, sheet: Sheet, kind: str, options: list[str], text: str) -> Row:
    """Appends the row that one line of a description spells, with its line when it carries no record."""
    row = Row(len(sheet.rows) + 1, [read_cell(piece) for piece in text.split("|")] if text else [])
    sheet.rows.append(row)
    row.is_hidden = "hidden" in options
    row.is_merged = kind in "TD"
    row.fill = next((option[5:] for option in options if option.startswith("fill=")), None)
    place = {"sheet": sheet.name if book.has_sheet_names else "*", "row": row.number}
    reason = {"T": "title", "H": "header", "D": "divider"}.get(kind) or (
        options[0] if kind == "I" and options else None
    )
    if reason:
        row.lines.append({"kind": "ignored"} | place | {"reason": reason, "text": "*"})
    elif kind == "X":
        row.lines.append({"kind": "rejected"} | place | {"code": options[0]})
    return row


@dataclass
class DescriptionReader:
    """Turns the lines of one description file into a workbook, one line at a time."""

    book: Book
    row: Row | None = None
    record: Row | None = None
    mode: str = ""

    @property
    def sheet(self) -> Sheet:
        """The sheet that the lines now belong to."""
        return self.book.sheets[-1]

    @property
    def last_row(self) -> Row:
        """The row that a line of expectations speaks of."""
        if self.row is None:
            raise ValueError("no row above this line")
        return self.row

    def take(self, line: str) -> None:
        """Reads one line; ValueError or KeyError when it can't be understood."""
        word, _, rest = line.partition(" ")
        if word == "book":
            for key, value in (pair.split("=", 1) for pair in rest.split()):
                setattr(self.book, key, {"tab": "\t"}.get(value, value))
        elif word in ("sheet", "hidden-sheet"):
            self.book.sheets.append(Sheet(rest, is_hidden=word != "sheet"))
        elif word in ("context", "columns", "hide-columns", "filter", "coloured-cell"):
            self.take_setting(word, rest)
        elif word.startswith(">"):
            self.take_expectation(word, line)
        elif word == "+":
            row_under = add_row(self.book, self.sheet, "+", [], rest)
            for expected in self.record.lines if self.record else ():
                expected.setdefault("rows", [expected["row"]]).append(row_under.number)
        else:
            self.mode, _, bracket = word.partition("[")
            options = bracket.rstrip("]").split(",") if bracket else []
            self.row = add_row(self.book, self.sheet, self.mode, options, rest)
            if self.mode == "R":
                self.record = self.row
            elif self.mode == "F":
                self.add_to_form(self.row)

    def take_setting(self, word: str, rest: str) -> None:
        """Reads a line about the sheet as a whole."""
        if word == "context":
            pairs = (piece.strip().split("=", 1) for piece in rest.split(" ;"))
            self.sheet.context |= {key: value_of(key, value) for key, value in pairs}
        elif word == "columns":
            self.sheet.columns = rest.split()
        elif word == "hide-columns":
            self.sheet.hidden_columns = rest.split()
        elif word == "filter":
            self.sheet.filter_range = rest
        else:
            self.sheet.coloured_cell = rest

    def take_expectation(self, word: str, line: str) -> None:
        """Reads a line of expectations and puts it on its row."""
        if word == ">=" or self.mode == "A":
            figures = line.removeprefix(">").removeprefix("=")
            self.last_row.lines += aggregates(self.book, self.sheet, self.last_row, figures)
        elif self.mode == "F" and self.sheet.form is not None:
            first = self.sheet.form["row"]
            first.lines.append(expectation(self.book, self.sheet, first, line) | {"rows": self.sheet.form["rows"]})
            self.sheet.form["is_whole"] = True
        else:
            self.last_row.lines.append(expectation(self.book, self.sheet, self.last_row, line))
            self.sheet.previous = self.last_row.lines[-1]

    def add_to_form(self, row: Row) -> None:
        """Counts a label row into the sheet's form."""
        if self.sheet.form is None or self.sheet.form.get("is_whole"):
            self.sheet.form = {"row": row, "rows": []}
        self.sheet.form["rows"].append(row.number)


def read_description(path: Path) -> Book:
    """The workbook that one description file spells; ValueError names the line that can't be read."""
    reader = DescriptionReader(Book(path.stem))
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            reader.take(line)
        except (AssertionError, IndexError, KeyError, ValueError) as error:
            raise ValueError(f"{path.name}:{number}: {error!r} in {line[:80]}") from error
    return reader.book


def width(sheet: Sheet) -> int:
    """The number of columns a sheet uses."""
    return max([len(row.cells) for row in sheet.rows] + [1])


def merged_ranges(sheet: Sheet) -> list[tuple[int, int, int, int]]:
    """The merged ranges of a sheet as (first row, first column, last row, last column), counted from 1."""
    ranges = [(row.number, 1, row.number, width(sheet)) for row in sheet.rows if row.is_merged and width(sheet) > 1]
    for row in sheet.rows:
        for column, cell in enumerate(row.cells, 1):
            if cell.kind in ("up", "left"):
                continue
            right = column
            while right < len(row.cells) and row.cells[right].kind == "left":
                right += 1
            below = row.number
            while (
                below < len(sheet.rows)
                and len(sheet.rows[below].cells) >= column
                and sheet.rows[below].cells[column - 1].kind == "up"
            ):
                below += 1
            if (right, below) != (column, row.number):
                ranges.append((row.number, column, below, right))
    return ranges


def solid(written: str) -> PatternFill:
    """The fill of "92D050" or of "theme9", a colour of the workbook's theme."""
    if written.startswith("theme"):
        return PatternFill("solid", fgColor=Color(theme=int(written.removeprefix("theme")), tint=0.4))
    return PatternFill("solid", fgColor="FF" + written)


def write_xlsx_cell(target: XlsxCell | MergedCell, cell: Cell, row_fill: str | None) -> None:
    """Puts one cell into an .xlsx sheet."""
    if cell.kind not in ("up", "left") and cell.value is not None and isinstance(target, XlsxCell):
        target.value = cell.value
        if cell.kind == "text":
            target.data_type = "s"
        elif cell.kind == "percent":
            target.number_format = "0%"
        elif cell.kind == "date":
            target.number_format = "yyyy-mm-dd"
        elif cell.kind == "persian date":
            target.number_format = "[$-fa-IR,16]yyyy/mm/dd;@"
    if cell.fill or row_fill:
        target.fill = solid(cell.fill or row_fill or "")
    if cell.comment:
        target.comment = Comment(cell.comment, "دبیرخانه")  # secretariat


def write_xlsx(book: Book) -> bytes:
    """The bytes of an .xlsx file, the cached values of its formulas put in afterwards."""
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in book.sheets:
        target: Worksheet = workbook.create_sheet(sheet.name)
        target.sheet_view.rightToLeft = True
        target.sheet_state = "hidden" if sheet.is_hidden else "visible"
        for row in sheet.rows:
            for column, cell in enumerate(row.cells, 1):
                write_xlsx_cell(target.cell(row.number, column), cell, row.fill)
            if row.is_hidden:
                target.row_dimensions[row.number].hidden = True
        for top, left, bottom, right in merged_ranges(sheet):
            target.merge_cells(start_row=top, start_column=left, end_row=bottom, end_column=right)
        for letter in sheet.hidden_columns:
            target.column_dimensions[letter].hidden = True
        if sheet.filter_range:
            target.auto_filter.ref = sheet.filter_range
        if sheet.coloured_cell:
            target[sheet.coloured_cell].fill = solid("FFFFFF")
    buffer = io.BytesIO()
    workbook.save(buffer)
    return settle_xlsx(buffer.getvalue(), book)


def settle_xlsx(content: bytes, book: Book) -> bytes:
    """The same archive with fixed times and with the cached value of each formula."""
    source, target = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            data = source.read(name)
            if name == "docProps/core.xml":
                data = re.sub(
                    rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", FIXED_TIME.strftime("%Y-%m-%dT%H:%M:%SZ").encode(), data
                )
            sheet_file = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
            if sheet_file:
                data = add_cached_values(data.decode("utf-8"), book.sheets[int(sheet_file.group(1)) - 1]).encode(
                    "utf-8"
                )
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def add_cached_values(xml: str, sheet: Sheet) -> str:
    """The sheet's XML with the value that Excel would have kept beside each formula."""
    for row in sheet.rows:
        for column, cell in enumerate(row.cells, 1):
            if cell.kind != "formula":
                continue
            place = f"{get_column_letter(column)}{row.number}"
            pattern = re.compile(rf'<c r="{place}"([^>]*)><f>(.*?)</f><v\s*/?>(?:</v>)?</c>')
            if not pattern.search(xml):
                raise ValueError(f"no formula at {sheet.name}!{place}")
            cached = cell.cached
            if cached is None:
                new = rf'<c r="{place}"\1><f>\2</f></c>'
            elif cached.startswith("#"):
                new = rf'<c r="{place}"\1 t="e"><f>\2</f><v>{cached}</v></c>'
            elif re.fullmatch(r"-?\d+(\.\d+)?", cached):
                new = rf'<c r="{place}"\1><f>\2</f><v>{cached}</v></c>'
            else:
                new = rf'<c r="{place}"\1 t="str"><f>\2</f><v>{html.escape(cached, quote=False)}</v></c>'
            xml = pattern.sub(new, xml)
    return xml


def xls_style(kind: str, fill: str | None, styles: dict[tuple[str, str | None], xlwt.XFStyle]) -> xlwt.XFStyle:
    """The style of a cell of an .xls file: its number format and one of the named colours; one object for each."""
    if (kind, fill) not in styles:
        number_format = {"percent": "0%", "date": "YYYY-MM-DD"}.get(kind, "General")
        pattern = f"pattern: pattern solid, fore_colour {fill}" if fill else ""
        styles[kind, fill] = xlwt.easyxf(pattern, num_format_str=number_format)
    return styles[kind, fill]


def write_xls(book: Book) -> bytes:
    """The bytes of an old .xls file."""
    workbook = xlwt.Workbook(encoding="utf-8")
    workbook.dates_1904 = book.dates == "1904"
    styles: dict[tuple[str, str | None], xlwt.XFStyle] = {}
    for sheet in book.sheets:
        target = workbook.add_sheet(sheet.name)
        target.visibility = 1 if sheet.is_hidden else 0
        merged = {(top, left): (bottom, right) for top, left, bottom, right in merged_ranges(sheet)}
        for row in sheet.rows:
            for column, cell in enumerate(row.cells, 1):
                if (cell.value is None and not (cell.fill or row.fill)) or cell.kind in ("up", "left"):
                    continue
                style = xls_style(cell.kind, cell.fill or row.fill, styles)
                bottom, right = merged.get((row.number, column), (row.number, column))
                if (bottom, right) != (row.number, column):
                    target.write_merge(row.number - 1, bottom - 1, column - 1, right - 1, cell.value, style)
                else:
                    target.write(row.number - 1, column - 1, cell.value, style)
            if row.is_hidden:
                target.row(row.number - 1).hidden = True
    buffer = io.BytesIO()
    workbook.save(buffer)
    return buffer.getvalue()


def write_xlsb(book: Book) -> bytes:
    """The bytes of a binary .xlsb file, by the records that the unit tests write, with fixed times."""
    sheets: dict[str, S | list[list[Any]]] = {}
    for sheet in book.sheets:
        target = S([], hidden=sheet.is_hidden)
        for row in sheet.rows:
            target.rows.append([serial_or_value(cell) for cell in row.cells])
            if row.is_hidden:
                target.hidden_rows.append(row.number)
            for column, cell in enumerate(row.cells, 1):
                place = f"{get_column_letter(column)}{row.number}"
                if cell.fill or row.fill:
                    target.fills[place] = cell.fill or row.fill or ""
                if cell.comment:
                    target.comments[place] = cell.comment
                if cell.kind == "percent":
                    target.formats[place] = "0%"
        for top, left, bottom, right in merged_ranges(sheet):
            target.merges.append(f"{get_column_letter(left)}{top}:{get_column_letter(right)}{bottom}")
        sheets[sheet.name] = target
    source, buffer = zipfile.ZipFile(io.BytesIO(xlsb(sheets))), io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), source.read(name), zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def serial_or_value(cell: Cell) -> Any:
    """What a binary cell holds: a date as the number of its day."""
    if cell.kind in ("up", "left"):
        return None
    return (cell.value - dt.datetime(1899, 12, 30)).days if isinstance(cell.value, dt.datetime) else cell.value


def ods_cell(cell: Cell, span: str) -> str:
    """One cell of an OpenDocument table as XML."""
    if cell.kind in ("up", "left"):
        return "<table:covered-table-cell/>"
    if cell.value is None and not cell.comment:
        return f"<table:table-cell{span}/>"
    note = (
        f"<office:annotation><text:p>{html.escape(cell.comment)}</text:p></office:annotation>" if cell.comment else ""
    )
    if cell.kind in ("number", "percent"):
        value_type = "float" if cell.kind == "number" else "percentage"
        return f'<table:table-cell{span} office:value-type="{value_type}" office:value="{cell.value}">{note}<text:p>{cell.value}</text:p></table:table-cell>'
    if cell.kind == "date":
        return f'<table:table-cell{span} office:value-type="date" office:date-value="{cell.value:%Y-%m-%d}">{note}<text:p>{cell.value:%Y-%m-%d}</text:p></table:table-cell>'
    if cell.value is None:
        return f"<table:table-cell{span}>{note}</table:table-cell>"
    lines = "".join(f"<text:p>{html.escape(line, quote=False)}</text:p>" for line in str(cell.value).split("\n"))
    return f'<table:table-cell{span} office:value-type="string">{note}{lines}</table:table-cell>'


def written_once(pieces: list[str], attribute: str) -> list[str]:
    """The XML pieces with equal neighbours written once, the way office programs do, with their number in the attribute."""
    found = []
    for piece, group in itertools.groupby(pieces):
        number = len(list(group))
        tag = re.match(r"<[a-z:-]+", piece)
        assert tag is not None
        found.append(piece if number == 1 else f'{tag[0]} {attribute}="{number}"{piece[tag.end() :]}')
    return found


def write_ods(book: Book) -> bytes:
    """The bytes of an OpenDocument spreadsheet."""
    tables = []
    for sheet in book.sheets:
        spans = {
            (
                top,
                left,
            ): f' table:number-columns-spanned="{right - left + 1}" table:number-rows-spanned="{bottom - top + 1}"'
            for top, left, bottom, right in merged_ranges(sheet)
        }
        body = []
        for row in sheet.rows:
            cells = [ods_cell(cell, spans.get((row.number, column), "")) for column, cell in enumerate(row.cells, 1)]
            if row.is_merged:
                cells += ["<table:covered-table-cell/>"] * (width(sheet) - len(cells))
            visibility = ' table:visibility="filter"' if row.is_hidden else ""
            if book.repeats == "yes":
                cells = written_once(cells, "table:number-columns-repeated")
            body.append(f"<table:table-row{visibility}>{''.join(cells) or '<table:table-cell/>'}</table:table-row>")
        if book.repeats == "yes":
            body = written_once(body, "table:number-rows-repeated")
        style = "hidden" if sheet.is_hidden else "shown"
        tables.append(
            f'<table:table table:name="{html.escape(sheet.name)}" table:style-name="{style}">{"".join(body)}</table:table>'
        )
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table"><style:table-properties table:display="{shown}"/></style:style>'
        for name, shown in (("shown", "true"), ("hidden", "false"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">'
        f"<office:automatic-styles>{styles}</office:automatic-styles><office:body><office:spreadsheet>{''.join(tables)}"
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in (("mimetype", kind), ("content.xml", content), ("META-INF/manifest.xml", manifest)):
            how = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 1, 0, 0, 0)), text, how)
    return buffer.getvalue()


def write_csv(book: Book) -> bytes:
    """The bytes of a delimited text file in the book's encoding."""
    sheet, buffer = book.sheets[0], io.StringIO()
    writer = csv.writer(buffer, delimiter=book.delimiter, lineterminator="\r\n")
    for row in sheet.rows:
        cells = ["" if cell.value is None else str(cell.value) for cell in row.cells]
        writer.writerow(cells + [""] * (width(sheet) - len(cells)))
    return buffer.getvalue().encode(book.encoding)


def write_html(book: Book) -> bytes:
    """The bytes of an HTML page with one table, as report systems save it under the name .xls."""
    sheet = book.sheets[0]
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in merged_ranges(sheet)}
    body = []
    for row in sheet.rows:
        cells = []
        for column, cell in enumerate(row.cells, 1):
            if cell.kind in ("up", "left"):
                continue
            down, across = spans.get((row.number, column), (1, 1))
            span = (f' rowspan="{down}"' if down > 1 else "") + (f' colspan="{across}"' if across > 1 else "")
            text = "&nbsp;" if cell.value is None else html.escape(str(cell.value), quote=False).replace("\n", "<br>")
            cells.append(f"<td{span}>{text}</td>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    meta = f'<meta http-equiv="Content-Type" content="text/html; charset={book.encoding}">'
    rows = "\r\n".join(body)
    page = f'<html dir="rtl"><head>{meta}</head><body><table border="1">\r\n{rows}\r\n</table></body></html>\r\n'
    return page.encode(book.encoding)


WRITERS = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
    "html": write_html,
    "xlsb": write_xlsb,
}


def expected_lines(book: Book) -> str:
    """The expected lines of a workbook, one JSON object a line."""
    lines = (line for sheet in book.sheets for row in sheet.rows for line in row.lines)
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)


def write_refused() -> None:
    """Writes the files that are no workbooks, each with the exit code that refuses it."""
    whole = (FOLDER / "colours.xlsx").read_bytes()
    page = "<html><head><title>ورود به سامانه</title></head><body><p>نشست شما پایان یافته است.</p></body></html>"  # a log-in page
    for name, content, expected in (
        ("refused_pdf.xls", b"%PDF-1.4\n1 0 obj\n<< >>\nendobj\n%%EOF\n", {"exit": 2}),
        ("refused_half.xlsx", whole[: len(whole) // 2], {"exit": 2}),
        ("refused_noise.ods", bytes(range(256)) * 8, {"exit": 2}),
        ("refused_login_page.xls", page.encode(), {"exit": 2, "or_exit": 0}),
    ):
        (FOLDER / name).write_bytes(content)
        (FOLDER / f"{name.rpartition('.')[0]}.expected.json").write_text(json.dumps(expected) + "\n", encoding="utf-8")


def build() -> None:
    """Writes every workbook and its expected lines."""
    for path in sorted((FOLDER / "src").glob("*.txt")):
        book = read_description(path)
        (FOLDER / book.file_name).write_bytes(WRITERS[book.format](book))
        (FOLDER / f"{book.name}.expected.jsonl").write_text(expected_lines(book), encoding="utf-8")
    write_refused()


if __name__ == "__main__":
    build()
