"""Builds small workbooks for tests from lists of rows, in the formats that secretariats send."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import coordinate_to_tuple

Row = list[Any]


@dataclass
class S:
    """A sheet: rows from row 1; `merges` as A1:C1, `fills` and `comments` by address (a row's number colours the row)."""

    rows: list[Row]
    merges: list[str] = field(default_factory=list)
    fills: dict[str | int, str] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    formats: dict[str, str] = field(default_factory=dict)
    hidden_rows: list[int] = field(default_factory=list)
    hidden: bool = False


def xlsx(sheets: dict[str, S | list[Row]]) -> bytes:
    """The sheets as an .xlsx file."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, given in sheets.items():
        sheet = given if isinstance(given, S) else S(given)
        target = book.create_sheet(name)
        for number, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row, start=1):
                if value is None or value == "":
                    continue
                cell = target.cell(number, column)
                cell.value = value
                if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "A")):
                    cell.data_type = "e"
        for merged in sheet.merges:
            target.merge_cells(merged)
        for place, colour in sheet.fills.items():
            fill = PatternFill("solid", fgColor=colour)
            if isinstance(place, int):
                for column in range(1, len(sheet.rows[place - 1]) + 1):
                    target.cell(place, column).fill = fill
            else:
                target[place].fill = fill
        for place, text in sheet.comments.items():
            target[place].comment = Comment(text, "دبیرخانه")
        for place, code in sheet.formats.items():
            target[place].number_format = code
        for number in sheet.hidden_rows:
            target.row_dimensions[number].hidden = True
        if sheet.hidden:
            target.sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xls(sheets: dict[str, S | list[Row]]) -> bytes:
    """The sheets as an old .xls file (values, merges, hidden rows and sheets, fills)."""
    import datetime

    import xlwt

    book = xlwt.Workbook(encoding="utf-8")
    day = xlwt.easyxf(num_format_str="YYYY-MM-DD")
    for name, given in sheets.items():
        sheet = given if isinstance(given, S) else S(given)
        target = book.add_sheet(name)
        anchors = {}
        for merged in sheet.merges:
            first, last = merged.split(":")
            anchors[coordinate_to_tuple(first)] = coordinate_to_tuple(last)
        for number, row in enumerate(sheet.rows, start=1):
            colour = sheet.fills.get(number)
            style = xlwt.easyxf(f"pattern: pattern solid, fore_colour {colour}") if colour else xlwt.Style.default_style
            for column, value in enumerate(row, start=1):
                if value is None or value == "":
                    continue
                chosen = day if isinstance(value, datetime.date) else style
                if (number, column) in anchors:
                    bottom, right = anchors[number, column]
                    target.write_merge(number - 1, bottom - 1, column - 1, right - 1, value, chosen)
                else:
                    target.write(number - 1, column - 1, value, chosen)
        for number in sheet.hidden_rows:
            target.row(number - 1).hidden = True
        if sheet.hidden:
            target.visibility = 1
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def xlsb(sheets: dict[str, S | list[Row]]) -> bytes:
    """The sheets as a binary .xlsb file, by the records of MS-XLSB (texts, numbers, merges, hidden rows and sheets)."""
    import struct
    import zipfile

    def record(kind: int, body: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
        size, length = len(body), b""
        while True:
            length += bytes([size & 0x7F | (0x80 if size > 0x7F else 0)])
            size >>= 7
            if not size:
                return head + length + body

    def wide(text: str) -> bytes:
        data = text.encode("utf-16-le")
        return struct.pack("<I", len(data) // 2) + data

    def sheet_part(sheet: S) -> bytes:
        width = max(map(len, sheet.rows), default=1)
        parts = [record(129), record(148, struct.pack("<4I", 0, len(sheet.rows) - 1, 0, width - 1)), record(145)]
        for number, row in enumerate(sheet.rows):
            hidden = 0x10 if number + 1 in sheet.hidden_rows else 0
            parts.append(record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, hidden, 0, 0)))
            for column, value in enumerate(row):
                if isinstance(value, int | float):
                    parts.append(record(5, struct.pack("<IId", column, 0, value)))
                elif value:
                    parts.append(record(6, struct.pack("<II", column, 0) + wide(value)))
        parts.append(record(146))
        parts.append(record(177, struct.pack("<I", len(sheet.merges))))
        for merged in sheet.merges:
            (top, left), (bottom, right) = map(coordinate_to_tuple, merged.split(":"))
            parts.append(record(176, struct.pack("<4I", top - 1, bottom - 1, left - 1, right - 1)))
        return b"".join([*parts, record(178), record(130)])

    types, links, bundles = [], [], []
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number, (name, given) in enumerate(sheets.items(), start=1):
            sheet = given if isinstance(given, S) else S(given)
            archive.writestr(f"xl/worksheets/sheet{number}.bin", sheet_part(sheet))
            types.append(f'<Override PartName="/xl/worksheets/sheet{number}.bin" ContentType="{_BINARY}.worksheet"/>')
            links.append(
                f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
            )
            bundles.append(
                record(156, struct.pack("<II", int(sheet.hidden), number) + wide(f"rId{number}") + wide(name))
            )
        book = [record(131), record(143), *bundles, record(144), record(132)]
        archive.writestr("xl/workbook.bin", b"".join(book))
        archive.writestr(
            "xl/_rels/workbook.bin.rels", f'<Relationships xmlns="{_LINKS}">{"".join(links)}</Relationships>'
        )
        main = f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.bin"/>'
        archive.writestr("_rels/.rels", f'<Relationships xmlns="{_LINKS}">{main}</Relationships>')
        rels = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        binary = '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
        archive.writestr("[Content_Types].xml", f'<Types xmlns="{_TYPES}">{rels}{binary}{"".join(types)}</Types>')
    return out.getvalue()


_LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BINARY = "application/vnd.ms-excel"


def lines_of(content: bytes, file_name: str = "book.xlsx", **settings: Any) -> list[dict[str, Any]]:
    """The lines of a workbook, read with a fixed day."""
    import datetime

    from ingestion.workbooks.openers import open_content
    from ingestion.workbooks.reader import understand_workbook

    settings.setdefault("today", datetime.date(2025, 12, 1))
    return understand_workbook(open_content(content, file_name), file_name=file_name, **settings).lines


def resolutions(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Only the resolutions."""
    return [line for line in lines if line["kind"] == "resolution"]


def kinds(lines: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    """(row, kind or reason) of each line."""
    return [
        (line["row"], line.get("reason") or line.get("code") or line.get("measure") or line["kind"]) for line in lines
    ]


def codes(line: dict[str, Any]) -> list[str]:
    """The codes of a line's issues, sorted."""
    return sorted(issue["code"] for issue in line["issues"])
