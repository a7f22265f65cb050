"""Builds small workbooks for tests from lists of rows, in the formats that secretariats send."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import coordinate_to_tuple, get_column_letter

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
    """The sheets as a binary .xlsb file, by the records of MS-XLSB: also with fills, formats and comments.

    A fill is `RRGGBB`, `theme N` or `theme N TINT` (the tint in 32767ths); a text that begins with # is an error's.
    """
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

    looks: dict[tuple[str, str], int] = {("", ""): 0}
    errors = {"#REF!": 0x17, "#N/A": 0x2A}

    def look(sheet: S, row: int, column: int) -> int:
        place = f"{get_column_letter(column)}{row}"
        colour = sheet.fills.get(place) or sheet.fills.get(row) or ""
        return looks.setdefault((colour, sheet.formats.get(place, "")), len(looks))

    def colour_of(written: str) -> bytes:
        if not written.startswith("theme"):
            return bytes([2 << 1 | 1, 0, 0, 0]) + bytes.fromhex(written or "000000") + b"\xff"
        number, tint = (int(part) for part in [*written.split()[1:], "0"][:2])
        return struct.pack("<BBh4B", 3 << 1 | 1, number, tint, 0, 0, 0, 255)

    def styles_part() -> bytes:
        parts = [record(278), record(615, struct.pack("<I", 1)), record(44, struct.pack("<H", 170) + wide('0"٪"%'))]
        parts += [record(616), record(603, struct.pack("<I", len(looks)))]
        for colour, _ in looks:
            parts.append(
                record(45, struct.pack("<I", int(bool(colour))) + colour_of(colour) + colour_of("FFFFFF") + bytes(48))
            )
        formats = {"0%": 9, "percent": 170}
        xf = [record(47, struct.pack("<4H", 0, formats.get(f, 0), 0, n) + bytes(8)) for n, (_, f) in enumerate(looks)]
        # The first list of formats is that of named styles, which no cell points to.
        named = [
            record(626, struct.pack("<I", 1)),
            record(47, struct.pack("<4H", 0xFFFF, 9, 0, 1) + bytes(8)),
            record(627),
        ]
        return b"".join(
            [*parts, record(604), *named, record(617, struct.pack("<I", len(xf))), *xf, record(618), record(279)]
        )

    def comments_part(comments: dict[str, str]) -> bytes:
        parts = [record(628), record(630), record(632, wide("دبیرخانه")), record(631), record(633)]
        for place, text in comments.items():
            row, column = coordinate_to_tuple(place)
            parts.append(record(635, struct.pack("<5I", 0, row - 1, row - 1, column - 1, column - 1) + bytes(16)))
            parts.append(record(637, b"\x01" + wide(text) + struct.pack("<IHH", 1, 0, 0)))
            parts.append(record(636))
        return b"".join([*parts, record(634), record(629)])

    def sheet_part(sheet: S) -> bytes:
        width = max(map(len, sheet.rows), default=1)
        parts = [record(129), record(148, struct.pack("<4I", 0, len(sheet.rows) - 1, 0, width - 1)), record(145)]
        for number, row in enumerate(sheet.rows):
            hidden = 0x10 if number + 1 in sheet.hidden_rows else 0
            parts.append(record(0, struct.pack("<IIHBBBI", number, 0, 300, 0, hidden, 0, 0)))
            for column, value in enumerate(row):
                head = struct.pack("<II", column, look(sheet, number + 1, column + 1))
                if isinstance(value, int | float):
                    parts.append(record(5, head + struct.pack("<d", value)))
                elif value in errors:
                    parts.append(record(3, head + bytes([errors[value]])))
                elif value:
                    parts.append(record(6, head + wide(value)))
                elif head[4:] != bytes(4):
                    parts.append(record(1, head))
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
            if sheet.comments:
                link = f'<Relationship Id="rId1" Type="{_OFFICE}/comments" Target="../comments{number}.bin"/>'
                archive.writestr(
                    f"xl/worksheets/_rels/sheet{number}.bin.rels",
                    f'<Relationships xmlns="{_LINKS}">{link}</Relationships>',
                )
                archive.writestr(f"xl/comments{number}.bin", comments_part(sheet.comments))
            types.append(f'<Override PartName="/xl/worksheets/sheet{number}.bin" ContentType="{_BINARY}.worksheet"/>')
            links.append(
                f'<Relationship Id="rId{number}" Type="{_OFFICE}/worksheet" Target="worksheets/sheet{number}.bin"/>'
            )
            bundles.append(
                record(156, struct.pack("<II", int(sheet.hidden), number) + wide(f"rId{number}") + wide(name))
            )
        archive.writestr("xl/styles.bin", styles_part())
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
