"""Old Excel workbooks (.xls), read with xlrd: values, merges, fills, comments and what is hidden."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence

import xlrd

from ingestion.workbooks.grid import Cell, Sheet, Span, Workbook, trimmed
from ingestion.workbooks.limits import WorkbookRefused, check_cells
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.xlsx import cell_of

_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5


def open_xls(content: bytes) -> Workbook:
    """The workbook in the bytes of an .xls file (BIFF 2 to 8); WorkbookRefused where it is encrypted or damaged."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, on_demand=True, logfile=io.StringIO(), ragged_rows=True
        )
        workbook = Workbook("xls")
        n_cells = 0
        for number, name in enumerate(book.sheet_names()):
            source = book.sheet_by_index(number)
            sheet = _read_sheet(book, source, name)
            n_cells += sheet.n_cells
            check_cells(n_cells)
            workbook.sheets.append(sheet)
            book.unload_sheet(number)
    except WorkbookRefused:
        raise
    except MemoryError:
        raise
    except Exception as error:
        text = str(error).lower()
        if "encrypt" in text or "password" in text:
            raise WorkbookRefused("the workbook is encrypted", remedy="save it without a password") from error
        raise WorkbookRefused(
            "the workbook is damaged or cut short", remedy="open it in Excel, save it and send it again"
        ) from error
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def _read_sheet(book: xlrd.Book, source: xlrd.sheet.Sheet, name: str) -> Sheet:
    rows: list[Sequence[Cell]] = []
    sheet = Sheet(name, rows, is_hidden=source.visibility != 0)
    styles: dict[int, tuple[str | None, bool]] = {}
    for row in range(source.nrows):
        cells: list[Cell] = []
        for column, (kind, value, style) in enumerate(
            zip(source.row_types(row), source.row_values(row), _style_numbers(source, row), strict=False)
        ):
            cells.append(_cell(book, kind, value))
            if style not in styles:
                styles[style] = _style(book, style)
            colour, is_percent = styles[style]
            if colour:
                sheet.fills[row + 1, column + 1] = colour
            if is_percent:
                sheet.percents.add((row + 1, column + 1))
        rows.append(trimmed(cells))
    sheet.merges = [Span(top + 1, left + 1, bottom, right) for top, bottom, left, right in source.merged_cells]
    sheet.hidden_rows = {row + 1 for row, info in source.rowinfo_map.items() if info.hidden}
    sheet.comments = {(row + 1, column + 1): note.text for (row, column), note in source.cell_note_map.items()}
    return sheet


def _style_numbers(source: xlrd.sheet.Sheet, row: int) -> list[int]:
    return [source.cell_xf_index(row, column) for column in range(source.row_len(row))]


def _cell(book: xlrd.Book, kind: int, value: object) -> Cell:
    if kind == _TEXT:
        return str(value)
    if kind == _NUMBER:
        return value  # type: ignore[return-value]
    if kind == _DATE:
        return _date(float(value), book.datemode)  # type: ignore[arg-type]
    if kind == _BOOLEAN:
        return bool(value)
    if kind == _ERROR:
        return ("error", xlrd.error_text_from_code.get(value, "#N/A"))
    return ""


def _date(serial: float, datemode: int) -> Cell:
    start = datetime.datetime(1904, 1, 1) if datemode else datetime.datetime(1899, 12, 30)
    try:
        return cell_of(start + datetime.timedelta(days=serial)) if serial >= 1 else serial
    except OverflowError:
        return serial


def _style(book: xlrd.Book, number: int) -> tuple[str | None, bool]:
    """(colour of the fill, shown as per cent) of an extended format."""
    try:
        extended = book.xf_list[number]
        code = book.format_map[extended.format_key].format_str
    except (IndexError, KeyError):
        return None, False
    background = extended.background
    colour = None
    if background.fill_pattern == 1:
        red_green_blue = book.colour_map.get(background.pattern_colour_index)
        if red_green_blue:
            colour = "".join(f"{part:02X}" for part in red_green_blue)
        elif background.pattern_colour_index < 64:
            colour = colours.INDEXED[background.pattern_colour_index]
    return colour, "%" in code
