"""Workbooks of Excel 2007 and later: calamine reads the values, a scan of the XML what values alone lose."""

from __future__ import annotations

import datetime
import importlib
import io
import posixpath
import re
import zipfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from types import ModuleType
from typing import Any

from ingestion.workbooks.grid import Cell, CodedRows, Sheet, Span, Workbook, column_number, trimmed
from ingestion.workbooks.limits import MAX_CELL_TEXT, MAX_SHEETS, WorkbookRefused, check_cells, open_archive, read_part
from ingestion.workbooks.marks import MARK_COLOUR
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.markup import attribute, local_name, parse_xml, refuse_doctype

_DENSE_CELLS = 8_000_000  # a rectangle larger than this is not handed to calamine, which would lay it out in full
_SMALL_XML = 24 * 2**20
_LARGE_XML = 4 * 2**20  # from here on it pays to load numpy

_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_TYPE = re.compile(rb'\bt="(\w+)"')
_VALUE = re.compile(rb"<(?:\w+:)?v\b[^>]*>(.*?)</(?:\w+:)?v>", re.DOTALL)
_TEXT = re.compile(rb"<(?:\w+:)?t\b[^>]*>(.*?)</(?:\w+:)?t>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
_PREFIXED = re.compile(rb"<\w+:worksheet\b")
_MERGE = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_HIDDEN = re.compile(rb'\bhidden="(?:1|true)"')
_ENTITIES = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_NOT_PLAIN_TEXT = re.compile(rb"\r|_x[0-9A-Fa-f]{4}_|&(?!(?:lt|gt|amp|quot|apos);)")
_ENTITY = re.compile(r"&(#x[0-9a-fA-F]{1,6}|#\d{1,7}|\w{2,4});")
_EPOCH = datetime.datetime(1899, 12, 30)


def open_xlsx(content: bytes) -> Workbook:
    """The workbook in the bytes of an .xlsx or .xlsm file; macros and outside links are never looked at."""
    archive = open_archive(content)
    listing = _sheet_list(archive)
    styles = _read_styles(archive)
    book = None
    workbook = Workbook("xlsx")
    n_cells = 0
    strings = _SharedStrings(archive)
    for name, part, is_hidden in listing:
        if part is None or part not in archive.NameToInfo:
            workbook.sheets.append(Sheet(name, is_hidden=is_hidden))
            continue
        is_large = archive.getinfo(part).file_size >= _LARGE_XML
        with ThreadPoolExecutor(1) as beside:  # while the part is unpacked
            prepared = beside.submit(_prepare_regular, strings) if is_large else None
            xml = read_part(archive, part)
        refuse_doctype(xml[:4096])
        sheet = Sheet(name, is_hidden=is_hidden)
        _scan(xml, sheet)
        rows: Sequence[Sequence[Cell]] | None = _regular_rows(xml, *prepared.result(), styles) if prepared else None
        has_specials = rows is None and _has_specials(xml)
        if rows is None and _fits_densely(xml):
            book = book or calamine(content)
            rows = dense_rows(book, name)
        sheet.rows = _sparse_rows(xml, strings, styles) if rows is None else rows
        n_cells += sheet.n_cells
        check_cells(n_cells)
        _scan_cells(xml, sheet, styles, has_specials=has_specials)
        sheet.comments = comments_of(archive, part)
        workbook.sheets.append(sheet)
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def calamine(content: bytes):  # type: ignore[no-untyped-def]
    """The book as calamine opens it; WorkbookRefused where it cannot."""
    import python_calamine

    try:
        return python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    except Exception as error:
        raise WorkbookRefused(
            "the workbook is damaged", remedy="open it in Excel, save it and send it again"
        ) from error


def _prepare_regular(strings: _SharedStrings) -> tuple[ModuleType, list[str] | None]:
    """The module that reads regular sheets, which takes a while to load and which few are large enough for, and the texts."""
    return importlib.import_module("ingestion.workbooks.openers.regular"), strings.regular


def _regular_rows(xml: bytes, regular: ModuleType, texts: list[str] | None, styles: Styles) -> CodedRows | None:
    """The rows of a large sheet, many times quicker than calamine; None where it is not regular enough for that."""
    if texts is None:
        return None
    rows: CodedRows | None = regular.regular_rows(xml, texts, days=styles.days, unsure=styles.unsure)
    return rows


def dense_rows(book, name: str) -> list[Sequence[Cell]]:  # type: ignore[no-untyped-def]
    """The rows of one sheet as calamine reads them, from row 1 and column A."""
    try:
        return _rows_of(book.get_sheet_by_name(name))
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except BaseException as error:  # calamine's panics are no Exception
        raise WorkbookRefused(
            f"the sheet «{name}» is damaged", remedy="open it in Excel, save it and send it again"
        ) from error


def _rows_of(sheet) -> list[Sequence[Cell]]:  # type: ignore[no-untyped-def]
    keep: Any = {}.setdefault  # equal texts become one object: a register repeats most of its texts
    plain = {str, float}
    left = [""] * (sheet.start[1] if sheet.start else 0)  # the empty columns that calamine leaves out of its rows
    rows: list[Sequence[Cell]] = []
    for values in sheet.iter_rows():
        row = left + values if left else values
        if set(map(type, row)) <= plain:
            rows.append(trimmed(list(map(keep, row, row))))
        else:
            rows.append(trimmed([cell_of(value) for value in row]))
    return rows


def cell_of(value: object) -> Cell:
    """A value as calamine or xlrd gives it, as a cell of the grid."""
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return ("date", value.date().isoformat() if is_day else value.isoformat(sep=" ", timespec="seconds"))
    if isinstance(value, datetime.date | datetime.time):
        return ("date", value.isoformat())
    if isinstance(value, datetime.timedelta):
        return value / datetime.timedelta(days=1)
    if isinstance(value, str):
        return value if len(value) <= MAX_CELL_TEXT else value[:MAX_CELL_TEXT]
    if isinstance(value, bool | int | float):
        return value
    return "" if value is None else str(value)


# ---- the parts of the package -------------------------------------------------------------------------------------


def _sheet_list(archive: zipfile.ZipFile) -> list[tuple[str, str | None, bool]]:
    """(name, part, is hidden) of each sheet, in the order of the tabs."""
    root_part = _office_document(archive)
    links = relations(archive, root_part)
    root = parse_xml(read_part(archive, root_part))
    sheets = []
    for element in root.iter():
        if local_name(element) != "sheet":
            continue
        name = str(element.get("name") or "")
        identifier = attribute(element, "id")
        state = element.get("state") or "visible"
        sheets.append((name, links.get(identifier or "", (None, ""))[0], state != "visible"))
    if len(sheets) > MAX_SHEETS:
        raise WorkbookRefused(f"the workbook has {len(sheets)} sheets, over the limit of {MAX_SHEETS}")
    return sheets


def _office_document(archive: zipfile.ZipFile) -> str:
    for target, kind in relations(archive, "").values():
        if kind.endswith("/officeDocument") and target in archive.NameToInfo:
            return target
    if "xl/workbook.xml" in archive.NameToInfo:
        return "xl/workbook.xml"
    raise WorkbookRefused("the workbook is damaged (its list of sheets is missing)", remedy="send it again")


def relations(archive: zipfile.ZipFile, part: str) -> dict[str, tuple[str, str]]:
    """Id → (target part, type) of the parts inside the package that `part` points to; outside links are left out."""
    folder, _, name = part.rpartition("/")
    location = f"{folder}/_rels/{name}.rels" if folder else f"_rels/{name}.rels"
    if location not in archive.NameToInfo:
        return {}
    found = {}
    for element in parse_xml(read_part(archive, location)).iter():
        if local_name(element) == "Relationship" and element.get("TargetMode") != "External":
            target = str(element.get("Target") or "")
            path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            found[str(element.get("Id"))] = (path, str(element.get("Type") or ""))
    return found


class Styles:
    """What a cell's style number says: its fill's colour, and whether it shows per cent, a date or perhaps a time."""

    def __init__(self) -> None:
        self.fills: dict[int, str] = {}
        self.percents: set[int] = set()
        self.dates: set[int] = set()
        self.days: set[int] = set()  # a whole number is a day for certain
        self.unsure: set[int] = set()  # a number may be a day, a time or a length of time


def _read_styles(archive: zipfile.ZipFile) -> Styles:
    styles = Styles()
    if "xl/styles.xml" not in archive.NameToInfo:
        return styles
    root = parse_xml(read_part(archive, "xl/styles.xml"))
    theme = theme_colours(archive)
    is_from_1904 = _counts_from_1904(archive)
    formats: dict[str, str] = {}
    fills: list[str | None] = []
    for section in root:
        kind = local_name(section)
        if kind == "numFmts":
            formats = {str(item.get("numFmtId")): str(item.get("formatCode") or "") for item in section}
        elif kind == "fills":
            fills = [_solid_colour(fill, theme) for fill in section]
        elif kind == "cellXfs":
            for number, item in enumerate(section):
                fill = int(item.get("fillId") or 0)
                if fill < len(fills) and (colour := fills[fill]):
                    styles.fills[number] = colour
                number_format = str(item.get("numFmtId") or "0")
                code = formats.get(number_format, "")
                if number_format in ("9", "10") or "%" in code:
                    styles.percents.add(number)
                if number_format in _DATE_FORMATS or _is_date_format(code):
                    styles.dates.add(number)
                shown = _shown(number_format, code)
                if shown != "number":
                    (styles.days if shown == "day" and not is_from_1904 else styles.unsure).add(number)
    return styles


def _counts_from_1904(archive: zipfile.ZipFile) -> bool:
    """Whether the workbook's days are counted as on the first Macintosh."""
    root = parse_xml(read_part(archive, _office_document(archive)))
    return any(local_name(item) == "workbookPr" and item.get("date1904") in ("1", "true") for item in root.iter())


_DATE_FORMATS = {str(number) for number in (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))}


_NOT_SHOWN = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.')


def _is_date_format(code: str) -> bool:
    bare = _NOT_SHOWN.sub("", code).lower()
    return "yy" in bare or "mm" in bare and "d" in bare


_NUMBER_FORMATS = {str(number) for number in (*range(14), *range(37, 45), 48, 49)}
_DAY_FORMATS = {"14", "15", "16", "17", "22"}
_LENGTH_OF_TIME = re.compile(r"\[[hms]+\]")


def _shown(number_format: str, code: str) -> str | None:
    """What a number is shown as: a "number", a "day"; null where that is not certain."""
    if not code:
        return "number" if number_format in _NUMBER_FORMATS else "day" if number_format in _DAY_FORMATS else None
    lower = code.lower()
    bare = _NOT_SHOWN.sub("", lower)
    if _LENGTH_OF_TIME.search(lower):
        return None
    if bare == "general" or not set("ymdhs") & set(bare):
        return "number"
    return "day" if "y" in bare and "d" in bare and not set(bare) - set("ymd/-., ;@") else None


def _solid_colour(fill: object, theme: list[str]) -> str | None:
    for pattern in fill:  # type: ignore[attr-defined]
        if local_name(pattern) != "patternFill" or pattern.get("patternType") in (None, "none", "gray125"):
            continue
        found = {local_name(colour): _colour(colour, theme) for colour in pattern}
        shown = found.get("fgColor")
        return shown if shown != MARK_COLOUR else found.get("bgColor")  # the fill that a mark of feedback covers
    return None


def _colour(element: object, theme: list[str]) -> str | None:
    get = element.get  # type: ignore[attr-defined]
    colour: str | None = None
    try:
        if get("rgb"):
            colour = colours.from_text(get("rgb"))
        elif get("theme") is not None:
            colour = theme[int(get("theme"))]
        elif get("indexed") is not None and int(get("indexed")) < len(colours.INDEXED):
            colour = colours.INDEXED[int(get("indexed"))]
        return colours.tinted(colour, float(get("tint") or 0)) if colour else None
    except (ValueError, IndexError):
        return None


_OFFICE_THEME = ["FFFFFF", "000000", "E7E6E6", "44546A", "4472C4", "ED7D31", "A5A5A5", "FFC000", "5B9BD5", "70AD47"]


def theme_colours(archive: zipfile.ZipFile) -> list[str]:
    """The theme's colours in the order that `theme="n"` counts them: light 1, dark 1, light 2, dark 2, accents."""
    part = next((name for name in archive.NameToInfo if re.fullmatch(r"xl/theme/theme\d*\.xml", name)), None)
    if part is None:
        return _OFFICE_THEME
    found: list[str] = []
    for scheme in parse_xml(read_part(archive, part)).iter():
        if local_name(scheme) == "clrScheme":
            for item in scheme:
                value = next((child.get("lastClr") or child.get("val") or "" for child in item), "")
                found.append(colours.from_text(str(value)) or "000000")
            break
    if len(found) < 4:
        return _OFFICE_THEME
    return [found[1], found[0], found[3], found[2], *found[4:]]


def comments_of(archive: zipfile.ZipFile, part: str, *, threads_only: bool = False) -> dict[tuple[int, int], str]:
    """Comments and notes of a sheet by place; a threaded comment's replies follow it."""
    wanted_kinds = ("/threadedComment",) if threads_only else ("/comments", "/threadedComment")
    found: dict[tuple[int, int], str] = {}
    threaded: dict[tuple[int, int], list[str]] = {}
    for target, kind in relations(archive, part).values():
        if target not in archive.NameToInfo or not kind.endswith(wanted_kinds):
            continue
        for element in parse_xml(read_part(archive, target)).iter():
            if local_name(element) not in ("comment", "threadedComment"):
                continue
            match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", str(element.get("ref") or ""))
            if not match:
                continue
            place = (int(match[2]), column_number(match[1]))
            wanted = "t" if local_name(element) == "comment" else "text"
            text = "".join(piece.text or "" for piece in element.iter() if local_name(piece) == wanted)
            if local_name(element) == "comment":
                found[place] = text
            else:
                threaded.setdefault(place, []).append(text)
    return found | {place: "\n".join(texts) for place, texts in threaded.items()}


# ---- the sheet's XML ----------------------------------------------------------------------------------------------


def _fits_densely(xml: bytes) -> bool:
    """Whether the sheet's rectangle is small enough to be laid out in full."""
    widest = max((column_number(match.decode()) for match in set(_WIDE.findall(xml))), default=26)
    start = xml.rfind(b"<row ")
    if start < 0:
        start = xml.rfind(b":row ")
    last = _ROW_NUMBER.search(xml, max(start, 0)) if start >= 0 else None
    n_rows = int(last[1]) if last else 0
    return widest * max(n_rows, 1) <= _DENSE_CELLS


def _scan(xml: bytes, sheet: Sheet) -> None:
    """Add merges, which stand behind the rows, and hidden rows to the sheet."""
    merges_at = xml.find(b"mergeCell", max(xml.rfind(b"sheetData>"), 0))
    for match in _MERGE.finditer(xml, merges_at - 20) if merges_at >= 0 else ():
        span = Span(int(match[2]), column_number(match[1].decode()), int(match[4]), column_number(match[3].decode()))
        if span.top <= span.bottom and span.left <= span.right:
            sheet.merges.append(span)
    if b' hidden="' in xml and _HIDDEN.search(xml):
        for number, tag in enumerate(_ROW.finditer(xml), start=1):
            if _HIDDEN.search(tag[1]):
                written = _ROW_NUMBER.search(tag[1])
                sheet.hidden_rows.add(int(written[1]) if written else number)


def _has_specials(xml: bytes) -> bool:
    """Whether the sheet holds errors or formulas."""
    is_prefixed = _PREFIXED.search(xml, 0, 4096) is not None
    may_have_formulas = b"<f" in xml or (is_prefixed and (b":f>" in xml or b":f " in xml))
    return b't="e"' in xml or (may_have_formulas and _FORMULA.search(xml) is not None)


def _scan_cells(xml: bytes, sheet: Sheet, styles: Styles, *, has_specials: bool) -> None:
    """Add fills, per-cent cells, errors and formulas without a value to the sheet, whose rows are read."""
    wanted = styles.fills.keys() | styles.percents
    if len(xml) > _SMALL_XML and not has_specials:
        numbers = b"|".join(str(number).encode() for number in sorted(wanted))
        if not wanted:
            return
        narrow = re.compile(rb'<(?:\w+:)?c\b([^>]*\bs="(?:' + numbers + rb')"[^>]*)>')
        for styled in narrow.finditer(xml):
            _note_style(styled[1], sheet, styles)
        return
    n_rows = len(sheet.rows)
    row, column = 0, 0
    for match in _CELL.finditer(xml):
        attributes, inside = match[1], match[2]
        reference = _REFERENCE.search(attributes)
        if reference:
            row, column = int(reference[2]), column_number(reference[1].decode())
        else:
            continue
        _note_style(attributes, sheet, styles, (row, column))
        if inside is None or not has_specials:
            continue
        kind = _TYPE.search(attributes)
        value = _VALUE.search(inside)
        special: Cell | None = None
        if kind and kind[1] == b"e":
            special = ("error", _unescaped(_decoded(value[1])) if value else "#N/A")
        elif _FORMULA.search(inside) and (value is None or (not value[1] and not (kind and kind[1] == b"str"))):
            special = ("formula", "")
        if special is not None and row <= max(n_rows, 1_048_576):
            put(sheet, row, column, special)


def _note_style(attributes: bytes, sheet: Sheet, styles: Styles, place: tuple[int, int] | None = None) -> None:
    style = _STYLE.search(attributes)
    if style is None:
        return
    number = int(style[1])
    colour = styles.fills.get(number)
    is_percent = number in styles.percents
    if colour is None and not is_percent:
        return
    if place is None:
        reference = _REFERENCE.search(attributes)
        if reference is None:
            return
        place = (int(reference[2]), column_number(reference[1].decode()))
    if colour is not None and place[0] <= len(sheet.rows) + 50 and place[1] <= 1000:
        sheet.fills[place] = colour
    if is_percent:
        sheet.percents.add(place)


def put(sheet: Sheet, row: int, column: int, cell: Cell) -> None:
    """Write a cell into the sheet, which grows to it."""
    rows = sheet.rows = sheet.rows if isinstance(sheet.rows, list) else list(sheet.rows)
    while len(rows) < row:
        rows.append([])
    cells = list(rows[row - 1])
    cells.extend([""] * (column - len(cells)))
    cells[column - 1] = cell
    rows[row - 1] = cells


class _SharedStrings:
    """The texts that cells name by their number, read once, for sheets that calamine is not given."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def __getitem__(self, number: int) -> str:
        return self._texts[number] if 0 <= number < len(self._texts) else ""

    def _xml(self) -> bytes:
        part = "xl/sharedStrings.xml"
        return read_part(self._archive, part) if part in self._archive.NameToInfo else b""

    @cached_property
    def _texts(self) -> list[str]:
        xml = self._xml()
        items = parse_xml(xml) if xml else ()
        return ["".join(piece.text or "" for piece in item.iter() if local_name(piece) == "t") for item in items]

    @cached_property
    def regular(self) -> list[str] | None:
        """All texts; None where some are formatted in parts, or need more of a reader."""
        xml = self._xml()
        start, end = xml.find(b"<si>"), xml.rfind(b"</si>")
        if start < 0:
            return []
        data = xml[start : end + len(b"</si>")].replace(b'<t xml:space="preserve">', b"<t>")
        first, last = b"<si><t>", b"</t></si>"
        if not (data.startswith(first) and data.endswith(last)):
            return None
        if any(sign in data for sign in (b"\r", b"_x", b"&")) and _NOT_PLAIN_TEXT.search(data):
            return None
        try:
            texts = data[len(first) : -len(last)].decode().split((last + first).decode())
        except UnicodeDecodeError:
            return None
        if data.count(b"<") != 4 * len(texts):
            return None
        return [_unescaped(text) if "&" in text else text for text in texts] if b"&" in data else texts


def _sparse_rows(xml: bytes, strings: _SharedStrings, styles: Styles) -> list[Sequence[Cell]]:
    """Rows of a sheet whose few cells lie far apart: only cells with content take room."""
    rows: list[Sequence[Cell]] = []
    n_cells = 0
    for match in _CELL.finditer(xml):
        reference = _REFERENCE.search(match[1])
        if match[2] is None or reference is None:
            continue
        cell = _sparse_cell(match[1], match[2], strings, styles)
        if cell == "":
            continue
        row, column = int(reference[2]), column_number(reference[1].decode())
        if row > 1_048_576 or column > 16_384:
            continue
        n_cells += 1
        check_cells(n_cells)
        while len(rows) < row:
            rows.append(())
        cells = rows[row - 1]
        if not isinstance(cells, list):
            cells = []
            rows[row - 1] = cells
        cells.extend([""] * (column - len(cells)))
        cells[column - 1] = cell
    return rows


def _sparse_cell(attributes: bytes, inside: bytes, strings: _SharedStrings, styles: Styles) -> Cell:
    kind_match, value_match, style = _TYPE.search(attributes), _VALUE.search(inside), _STYLE.search(attributes)
    kind = kind_match[1] if kind_match else b"n"
    if kind == b"inlineStr":
        return "".join(_texts(inside))
    if value_match is None:
        return ""
    text = _unescaped(_decoded(value_match[1]))
    if kind == b"s":
        return strings[int(text)] if text.isdecimal() else ""
    if kind == b"str":
        return text
    if kind == b"b":
        return text == "1"
    if kind == b"d":
        return ("date", text.replace("T", " "))
    if kind == b"e":
        return ("error", text)
    try:
        number = float(text)
    except ValueError:
        return text
    if style and int(style[1]) in styles.dates and 0 < number < 2_958_466:
        return cell_of(_EPOCH + datetime.timedelta(days=number))
    return number


def _texts(inside: bytes) -> Iterable[str]:
    return (_unescaped(_decoded(match[1])) for match in _TEXT.finditer(inside))


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    def replace(match: re.Match[str]) -> str:
        name = match[1]
        if name.startswith("#x"):
            return chr(int(name[2:], 16)) if int(name[2:], 16) < 0x110000 else ""
        if name.startswith("#"):
            return chr(int(name[1:])) if int(name[1:]) < 0x110000 else ""
        return _ENTITIES.get(name, "")

    return _ENTITY.sub(replace, text)
