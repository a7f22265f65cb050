"""Binary workbooks of Excel (.xlsb): values by calamine, merges and hidden rows from the sheet's records."""

from __future__ import annotations

import posixpath
import struct
import zipfile
from collections.abc import Iterator

from ingestion.workbooks.grid import Sheet, Span, Workbook
from ingestion.workbooks.limits import WorkbookRefused, check_cells, open_archive, read_part
from ingestion.workbooks.openers.markup import local_name, parse_xml
from ingestion.workbooks.openers.xlsx import _calamine, dense_rows

_ROW_HEADER = 0
_MERGE_CELL = 176
_BUNDLE_SHEET = 156


def open_xlsb(content: bytes) -> Workbook:
    """The workbook in the bytes of an .xlsb file."""
    from python_calamine import SheetVisibleEnum

    archive = open_archive(content)
    parts = _sheet_parts(archive)
    book = _calamine(content)
    workbook = Workbook("xlsb")
    n_cells = 0
    for metadata in book.sheets_metadata:
        sheet = Sheet(metadata.name, is_hidden=metadata.visible != SheetVisibleEnum.Visible)
        sheet.rows = dense_rows(book, metadata.name)
        n_cells += sum(map(len, sheet.rows))
        check_cells(n_cells)
        if part := parts.get(metadata.name):
            _scan(read_part(archive, part), sheet)
        workbook.sheets.append(sheet)
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → part of the archive."""
    location = "xl/_rels/workbook.bin.rels"
    if location not in archive.NameToInfo:
        return {}
    targets = {
        str(element.get("Id")): posixpath.normpath(posixpath.join("xl", str(element.get("Target") or "")))
        for element in parse_xml(read_part(archive, location)).iter()
        if local_name(element) == "Relationship"
    }
    found = {}
    for kind, record in _records(read_part(archive, "xl/workbook.bin")):
        if kind == _BUNDLE_SHEET and len(record) >= 12:
            identifier, offset = _wide_string(record, 8)
            name, _ = _wide_string(record, offset)
            target = targets.get(identifier)
            if target in archive.NameToInfo:
                found[name] = str(target)
    return found


def _scan(data: bytes, sheet: Sheet) -> None:
    for kind, record in _records(data):
        if kind == _ROW_HEADER and len(record) >= 12:
            (row,) = struct.unpack_from("<I", record)
            if record[11] & 0x10:
                sheet.hidden_rows.add(row + 1)
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


def _wide_string(record: bytes, offset: int) -> tuple[str, int]:
    if offset + 4 > len(record):
        return "", offset
    (length,) = struct.unpack_from("<I", record, offset)
    end = offset + 4 + 2 * min(length, 1024)
    return record[offset + 4 : end].decode("utf-16-le", "replace"), end
