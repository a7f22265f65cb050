"""OpenDocument spreadsheets, read from content.xml: values as their types say, merges, repeats, comments, fills."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from ingestion.workbooks.grid import Cell, Sheet, Span, Workbook, trimmed
from ingestion.workbooks.limits import (
    MAX_CELL_TEXT,
    MAX_SHEETS,
    WorkbookRefused,
    check_cells,
    open_archive,
    read_part,
)
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.markup import attribute, local_name, parse_xml, refuse_doctype

_MAX_ROWS = 1_048_576
_MAX_COLUMNS = 16_384
_ERRORS = ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "Err:")


@dataclass
class _Styles:
    fills: dict[str, str] = field(default_factory=dict)
    percents: set[str] = field(default_factory=set)
    hidden_tables: set[str] = field(default_factory=set)


def open_ods(content: bytes) -> Workbook:
    """The workbook in the bytes of an .ods file; a password-protected one is refused."""
    archive = open_archive(content)
    _refuse_encrypted(archive)
    data = read_part(archive, "content.xml")
    refuse_doctype(data)
    styles = _Styles()
    if "styles.xml" in archive.NameToInfo:
        for element in parse_xml(read_part(archive, "styles.xml")).iter():
            _note_style(element, styles)
    workbook = Workbook("ods")
    n_cells = 0
    for element in _top_elements(data, styles):
        sheet = _read_table(element, styles)
        n_cells += sheet.n_cells
        check_cells(n_cells)
        workbook.sheets.append(sheet)
        if len(workbook.sheets) > MAX_SHEETS:
            raise WorkbookRefused(f"the workbook has over {MAX_SHEETS} sheets")
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def _refuse_encrypted(archive: zipfile.ZipFile) -> None:
    if "META-INF/manifest.xml" in archive.NameToInfo:
        manifest = read_part(archive, "META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise WorkbookRefused("the workbook is encrypted", remedy="save it without a password")
    if "content.xml" not in archive.NameToInfo:
        raise WorkbookRefused("the workbook is damaged (its content is missing)")


def _top_elements(data: bytes, styles: _Styles) -> Iterator[etree._Element]:
    """Each table of the document, its memory freed after use; automatic styles are noted on the way."""
    try:
        events = etree.iterparse(
            io.BytesIO(data), events=("end",), resolve_entities=False, no_network=True, huge_tree=True
        )
        depth_guard = 0
        for _, element in events:
            name = local_name(element)
            if name == "style":
                _note_style(element, styles)
            elif name == "table" and not _is_nested(element):
                yield element
                element.clear()
                depth_guard += 1
    except etree.XMLSyntaxError as error:
        raise WorkbookRefused("the workbook is damaged (its content is not XML)", remedy="send it again") from error


def _is_nested(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is not None and local_name(parent) != "spreadsheet"


def _note_style(element: etree._Element, styles: _Styles) -> None:
    if local_name(element) != "style":
        return
    name = attribute(element, "name") or ""
    parent = attribute(element, "parent-style-name")
    if parent in styles.fills:
        styles.fills[name] = styles.fills[str(parent)]
    for child in element:
        kind = local_name(child)
        if kind == "table-cell-properties":
            written = attribute(child, "background-color")
            if written is not None:
                colour = colours.from_text(written)
                if colour:
                    styles.fills[name] = colour
                else:
                    styles.fills.pop(name, None)
        elif kind == "table-properties" and attribute(child, "display") == "false":
            styles.hidden_tables.add(name)


def _read_table(table: etree._Element, styles: _Styles) -> Sheet:
    name = attribute(table, "name") or ""
    rows: list[Sequence[Cell]] = []
    sheet = Sheet(name, rows, is_hidden=(attribute(table, "style-name") or "") in styles.hidden_tables)
    column_styles = _column_styles(table)
    number = 0
    for row in _rows(table):
        repeats = _count(row, "number-rows-repeated")
        cells, fills, percents, comments, merges = _read_row(row, number + 1, column_styles, styles)
        hidden = attribute(row, "visibility") in ("collapse", "filter")
        if cells:
            repeats = min(repeats, _MAX_ROWS - number)
            check_cells(len(cells) * repeats)
            while len(rows) < number:
                rows.append(())
            rows.extend([cells] * repeats)
        for step in range(repeats if cells else min(repeats, 2)):
            for column, colour in fills.items():
                sheet.fills[number + 1 + step, column] = colour
            if hidden:
                sheet.hidden_rows.add(number + 1 + step)
        sheet.percents.update((number + 1, column) for column in percents)
        sheet.comments.update({(number + 1, column): text for column, text in comments.items()})
        sheet.merges.extend(merges)
        number += repeats
        if number >= _MAX_ROWS:
            break
    return sheet


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those inside header, group and row-group elements, in order."""
    for child in table:
        name = local_name(child)
        if name == "table-row":
            yield child
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _column_styles(table: etree._Element) -> list[str]:
    found: list[str] = []
    for element in table.iter():
        if local_name(element) == "table-column":
            style = attribute(element, "default-cell-style-name") or ""
            found.extend([style] * min(_count(element, "number-columns-repeated"), 256))
        elif local_name(element) == "table-row" or len(found) > 1024:
            break
    return found


def _read_row(
    row: etree._Element, number: int, column_styles: list[str], styles: _Styles
) -> tuple[list[Cell], dict[int, str], set[int], dict[int, str], list[Span]]:
    cells: list[Cell] = []
    fills: dict[int, str] = {}
    percents: set[int] = set()
    comments: dict[int, str] = {}
    merges: list[Span] = []
    column = 0
    row_style = attribute(row, "default-cell-style-name") or ""
    for element in row:
        name = local_name(element)
        if name not in ("table-cell", "covered-table-cell"):
            continue
        repeats = min(_count(element, "number-columns-repeated"), _MAX_COLUMNS - column)
        cell = "" if name == "covered-table-cell" else _cell(element)
        if cell != "":
            cells.extend([""] * (column - len(cells)))
            cells.extend([cell] * repeats)
            if attribute(element, "value-type") == "percentage":
                percents.update(range(column + 1, column + 1 + repeats))
        default = column_styles[column] if column < len(column_styles) else ""
        style = attribute(element, "style-name") or row_style or default
        if style in styles.fills:
            fills.update({column + 1 + step: styles.fills[style] for step in range(min(repeats, 64))})
        if text := _annotation(element):
            comments[column + 1] = text
        down, across = _count(element, "number-rows-spanned"), _count(element, "number-columns-spanned")
        if down > 1 or across > 1:
            merges.append(Span(number, column + 1, number + down - 1, column + across))
        column += repeats
        if column >= _MAX_COLUMNS:
            break
    return list(trimmed(cells)), fills, percents, comments, merges


def _count(element: etree._Element, name: str) -> int:
    text = attribute(element, name) or "1"
    return max(int(text), 1) if text.isdecimal() and len(text) < 9 else 1


def _cell(element: etree._Element) -> Cell:
    kind = attribute(element, "value-type")
    shown = _shown_text(element)
    has_formula = attribute(element, "formula") is not None
    if shown.startswith(_ERRORS):
        return ("error", shown)
    if kind in ("float", "currency", "percentage"):
        try:
            return float(attribute(element, "value") or "")
        except ValueError:
            return shown or (("formula", "") if has_formula else "")
    if kind == "date":
        written = attribute(element, "date-value") or ""
        return ("date", written.replace("T", " ")) if written else shown
    if kind == "boolean":
        return attribute(element, "boolean-value") == "true"
    if kind == "string":
        return (attribute(element, "string-value") or shown)[:MAX_CELL_TEXT]
    if not shown and has_formula:
        return ("formula", "")
    return shown[:MAX_CELL_TEXT]


def _shown_text(element: etree._Element) -> str:
    """The paragraphs of a cell, joined by line breaks; comments are not part of it."""
    return "\n".join(_inline_text(child) for child in element if local_name(child) == "p")


def _inline_text(element: etree._Element) -> str:
    pieces = [element.text or ""]
    for child in element:
        name = local_name(child)
        if name == "line-break":
            pieces.append("\n")
        elif name == "tab":
            pieces.append("\t")
        elif name == "s":
            pieces.append(" " * min(_count(child, "c"), 1000))
        elif name != "annotation":
            pieces.append(_inline_text(child))
        pieces.append(child.tail or "")
    return "".join(pieces)


def _annotation(element: etree._Element) -> str:
    for child in element:
        if local_name(child) == "annotation":
            return "\n".join(_inline_text(piece) for piece in child if local_name(piece) in ("p", "list"))
    return ""
