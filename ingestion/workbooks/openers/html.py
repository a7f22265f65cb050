"""HTML tables, often saved as .xls by office systems: text, spans, background colours, hidden rows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath

from lxml import etree
from lxml import html as lxml_html

from ingestion.workbooks.grid import Cell, Sheet, Span, Workbook, trimmed
from ingestion.workbooks.limits import MAX_CELL_TEXT, WorkbookRefused, check_cells
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.delimited import decode_text
from ingestion.workbooks.openers.markup import local_name

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_BLOCKS = frozenset({"p", "div", "li", "br"})
_MAX_SPAN = 1000


def open_html(content: bytes, file_name: str) -> Workbook:
    """The one sheet of an HTML page: its `<tr>` elements in their order, counted from 1 over all tables."""
    try:
        root = lxml_html.document_fromstring(_decoded(content), parser=lxml_html.HTMLParser(no_network=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise WorkbookRefused("the HTML of the file cannot be read") from error
    sheet = Sheet(PurePath(file_name).stem)
    taken: dict[int, set[int]] = {}  # row → columns that a span from above covers
    n_cells = 0
    rows: list[Sequence[Cell]] = []
    for row_element in root.iter("tr"):
        number = len(rows) + 1
        row = _read_row(row_element, number, sheet, taken)
        rows.append(trimmed(row))
        n_cells += len(row)
        check_cells(n_cells)
        if _is_hidden(row_element):
            sheet.hidden_rows.add(number)
    sheet.rows = rows
    if not any(rows):
        raise WorkbookRefused("the HTML of the file holds no table")
    return Workbook("html", [sheet])


def _decoded(content: bytes) -> str:
    if not content.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")) and b"\x00" not in content[:512]:
        declared = _CHARSET.search(content[:4096])
        name = declared[1].decode().lower() if declared else ""
        if name and not name.startswith("utf"):
            try:
                return content.decode(name)
            except (LookupError, UnicodeDecodeError):
                return decode_text(content)
    return re.sub(r"^\s*<\?xml[^>]*\?>", "", decode_text(content))


def _read_row(element: etree._Element, number: int, sheet: Sheet, taken: dict[int, set[int]]) -> list[Cell]:
    row: list[Cell] = []
    column = 0
    covered = taken.pop(number, set())
    row_colour = _background(element)
    for child in element:
        if local_name(child) not in ("td", "th"):
            continue
        column += 1
        while column in covered:
            column += 1
        across, down = _span(child, "colspan"), _span(child, "rowspan")
        row.extend([""] * (column - 1 - len(row)))
        row.append(_value(child))
        colour = _background(child) or row_colour
        if colour:
            sheet.fills[number, column] = colour
        if across > 1 or down > 1:
            sheet.merges.append(Span(number, column, number + down - 1, column + across - 1))
            for below in range(number + 1, number + down):
                taken.setdefault(below, set()).update(range(column, column + across))
        column += across - 1
    return row


def _value(element: etree._Element) -> Cell:
    text = "".join(_pieces(element))
    lines = [re.sub(r"[ \t\r\n\f]+", " ", line).strip(" ") for line in text.split("\x0b")]
    return "\n".join(line for line in lines if line)[:MAX_CELL_TEXT]


def _pieces(element: etree._Element) -> list[str]:
    """The text inside an element; a block or `<br>` starts a new line (written as a vertical tab)."""
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name in _BLOCKS:
            pieces.append("\x0b")
        if name not in ("script", "style", "table", ""):
            pieces.extend(_pieces(child))
        if name in ("p", "div", "li"):
            pieces.append("\x0b")
        pieces.append(child.tail or "")
    return pieces


def _span(element: etree._Element, name: str) -> int:
    text = str(element.get(name) or "1").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 7 else 1


def _background(element: etree._Element) -> str | None:
    if written := element.get("bgcolor"):
        return colours.from_text(str(written))
    match = _BACKGROUND.search(str(element.get("style") or ""))
    return colours.from_text(match[1]) if match else None


def _is_hidden(element: etree._Element) -> bool:
    return bool(_HIDDEN.search(str(element.get("style") or ""))) or element.get("hidden") is not None
