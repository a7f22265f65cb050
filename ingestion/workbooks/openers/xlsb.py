"""Binary workbooks of Excel (.xlsb): values by calamine; merges, hidden rows, fills, per cents and comments from the records."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator

from ingestion.workbooks.grid import Sheet, Span, Workbook
from ingestion.workbooks.limits import MAX_CELL_TEXT, WorkbookRefused, check_cells, open_archive, read_part
from ingestion.workbooks.marks import MARK_COLOUR
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.xlsx import Styles, calamine, comments_of, dense_rows, put, relations, theme_colours

# The numbers of records, by MS-XLSB 2.3.
_ROW_HEADER = 0
_CELL_BLANK, _CELL_ERROR, _FORMULA_ERROR, _CELL_RICH_STRING = 1, 3, 11, 62
_FORMAT, _FILL, _XF = 44, 45, 47
_BUNDLE_SHEET = 156
_MERGE_CELL = 176
_BEGIN_CELL_XFS, _END_CELL_XFS = 617, 618
_BEGIN_COMMENT, _COMMENT_TEXT = 635, 637
_ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_NO_PATTERN, _GRAY_125, _GRADIENT = 0, 17, 40
_INDEXED, _RGB, _THEME = 1, 2, 3


def open_xlsb(content: bytes) -> Workbook:
    """The workbook in the bytes of an .xlsb file."""
    from python_calamine import SheetVisibleEnum

    archive = open_archive(content)
    parts = _sheet_parts(archive)
    styles = _read_styles(archive)
    book = calamine(content)
    workbook = Workbook("xlsb")
    n_cells = 0
    for metadata in book.sheets_metadata:
        sheet = Sheet(metadata.name, is_hidden=metadata.visible != SheetVisibleEnum.Visible)
        sheet.rows = dense_rows(book, metadata.name)
        n_cells += sheet.n_cells
        check_cells(n_cells)
        if part := parts.get(metadata.name):
            _scan(read_part(archive, part), sheet, styles)
            sheet.comments = _comments(archive, part)
        workbook.sheets.append(sheet)
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part of the archive."""
    if "xl/workbook.bin" not in archive.NameToInfo:
        return {}
    targets = relations(archive, "xl/workbook.bin")
    found = {}
    for kind, record in _records(read_part(archive, "xl/workbook.bin")):
        if kind == _BUNDLE_SHEET and len(record) >= 12:
            identifier, offset = _wide_string(record, 8)
            name, _ = _wide_string(record, offset)
            target, _ = targets.get(identifier, ("", ""))
            if target in archive.NameToInfo:
                found[name] = target
    return found


def _read_styles(archive: zipfile.ZipFile) -> Styles:
    """What the styles of cells say: the colour of their fill, whether they show per cent."""
    styles = Styles()
    if "xl/styles.bin" not in archive.NameToInfo:
        return styles
    theme = theme_colours(archive)
    fills: list[str | None] = []
    percents = {9, 10}
    number, is_of_cells = 0, False
    for kind, record in _records(read_part(archive, "xl/styles.bin")):
        if kind == _FORMAT and len(record) >= 6:
            if "%" in _wide_string(record, 2)[0]:
                percents.add(int.from_bytes(record[:2], "little"))
        elif kind == _FILL:
            fills.append(_solid_colour(record, theme))
        elif kind in (_BEGIN_CELL_XFS, _END_CELL_XFS):
            is_of_cells = kind == _BEGIN_CELL_XFS
        elif kind == _XF and is_of_cells:
            if len(record) >= 8:
                _, number_format, _, fill = struct.unpack_from("<4H", record)
                if fill < len(fills) and (colour := fills[fill]):
                    styles.fills[number] = colour
                if number_format in percents:
                    styles.percents.add(number)
            number += 1
    return styles


def _solid_colour(record: bytes, theme: list[str]) -> str | None:
    """The colour that a BrtFill shows: a pattern of 4 bytes, then the colours of 8 bytes before and behind it."""
    if len(record) < 20 or int.from_bytes(record[:4], "little") in (_NO_PATTERN, _GRAY_125, _GRADIENT):
        return None
    shown = _colour(record[4:12], theme)
    return shown if shown != MARK_COLOUR else _colour(record[12:20], theme)  # the fill that a mark of feedback covers


def _colour(record: bytes, theme: list[str]) -> str | None:
    """The colour of a BrtColor: its kind, its number, its tint in 32767ths, then red, green, blue."""
    kind, number = record[0] >> 1, record[1]
    (tint,) = struct.unpack_from("<h", record, 2)
    colour: str | None = None
    if kind == _RGB:
        colour = record[4:7].hex().upper()
    elif kind == _THEME and number < len(theme):
        colour = theme[number]
    elif kind == _INDEXED and number < len(colours.INDEXED):
        colour = colours.INDEXED[number]
    return colours.tinted(colour, tint / 32767) if colour else None


def _comments(archive: zipfile.ZipFile, part: str) -> dict[tuple[int, int], str]:
    """Comments and notes of a sheet by place; a thread, which is XML here too, stands for the note that repeats it."""
    found: dict[tuple[int, int], str] = {}
    for target, kind in relations(archive, part).values():
        if kind.endswith("/comments") and target in archive.NameToInfo:
            place: tuple[int, int] | None = None
            for number, record in _records(read_part(archive, target)):
                if number == _BEGIN_COMMENT:
                    place = None
                    if len(record) >= 20:
                        row, _, column, _ = struct.unpack_from("<4I", record, 4)
                        place = (row + 1, column + 1)
                elif number == _COMMENT_TEXT and place is not None and len(record) >= 5:
                    found[place] = _wide_string(record, 1, MAX_CELL_TEXT)[0]
    return found | comments_of(archive, part, threads_only=True)


def _scan(data: bytes, sheet: Sheet, styles: Styles) -> None:
    """Add merges, hidden rows, fills, per-cent cells and errors to the sheet."""
    row, last_row = 0, len(sheet.rows) + 50
    for kind, record in _records(data):
        if kind == _ROW_HEADER:
            if len(record) >= 12:
                row = int.from_bytes(record[:4], "little") + 1
                if record[11] & 0x10:
                    sheet.hidden_rows.add(row)
        elif _CELL_BLANK <= kind <= _FORMULA_ERROR or kind == _CELL_RICH_STRING:
            if len(record) < 8:
                continue
            column = int.from_bytes(record[:4], "little") + 1
            style = int.from_bytes(record[4:7], "little")
            if (colour := styles.fills.get(style)) is not None and row <= last_row and column <= 1000:
                sheet.fills[row, column] = colour
            if style in styles.percents:
                sheet.percents.add((row, column))
            if kind in (_CELL_ERROR, _FORMULA_ERROR) and len(record) > 8 and row <= last_row and column <= 16_384:
                put(sheet, row, column, ("error", _ERRORS.get(record[8], "#N/A")))
        elif kind == _MERGE_CELL and len(record) >= 16:
            top, bottom, left, right = struct.unpack_from("<4I", record)
            sheet.merges.append(Span(top + 1, left + 1, bottom + 1, right + 1))


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """(type, body) of each record; a record's type and length are numbers of 7 bits a byte."""
    position, end = 0, len(data)
    while position < end:
        kind = data[position]
        position += 1
        if kind & 0x80 and position < end:
            kind = (kind & 0x7F) | (data[position] & 0x7F) << 7
            position += 1
        length = shift = 0
        while position < end and shift < 28:
            byte = data[position]
            position += 1
            length |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80:
                break
        yield kind, data[position : position + length]
        position += length


def _wide_string(record: bytes, offset: int, longest: int = 1024) -> tuple[str, int]:
    """The text at an offset of a record, at most `longest` letters of it, and where it ends."""
    if offset + 4 > len(record):
        return "", offset
    (length,) = struct.unpack_from("<I", record, offset)
    end = offset + 4 + 2 * min(length, longest)
    return record[offset + 4 : end].decode("utf-16-le", "replace"), end
