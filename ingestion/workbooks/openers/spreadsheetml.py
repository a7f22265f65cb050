"""XML spreadsheets of Excel 2003 (SpreadsheetML), which office systems export under the name .xls or .xml."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from ingestion.workbooks.grid import Cell, Sheet, Span, Workbook, trimmed
from ingestion.workbooks.limits import MAX_CELL_TEXT, WorkbookRefused, check_cells
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers.markup import attribute, local_name, parse_xml


def open_spreadsheetml(content: bytes) -> Workbook:
    """The workbook in the bytes of an XML spreadsheet."""
    root = parse_xml(content)
    styles = _styles(root)
    workbook = Workbook("spreadsheetml")
    n_cells = 0
    for element in root:
        if local_name(element) == "Worksheet":
            sheet = _read_sheet(element, styles)
            n_cells += sheet.n_cells
            check_cells(n_cells)
            workbook.sheets.append(sheet)
    if not workbook.sheets:
        raise WorkbookRefused("the workbook has no sheet")
    return workbook


def _styles(root: etree._Element) -> dict[str, tuple[str | None, bool]]:
    found = {}
    for element in root.iter():
        if local_name(element) != "Style":
            continue
        colour, is_percent = None, False
        for child in element:
            if local_name(child) == "Interior" and attribute(child, "Pattern") not in (None, "None"):
                colour = colours.from_text(attribute(child, "Color") or "")
            elif local_name(child) == "NumberFormat":
                is_percent = "%" in (attribute(child, "Format") or "") or attribute(child, "Format") == "Percent"
        found[attribute(element, "ID") or ""] = (colour, is_percent)
    return found


def _read_sheet(worksheet: etree._Element, styles: dict[str, tuple[str | None, bool]]) -> Sheet:
    rows: list[Sequence[Cell]] = []
    sheet = Sheet(attribute(worksheet, "Name") or "", rows)
    for element in worksheet.iter():
        if local_name(element) == "Visible" and (element.text or "") in ("SheetHidden", "SheetVeryHidden"):
            sheet.is_hidden = True
    table = next((child for child in worksheet if local_name(child) == "Table"), None)
    number = 0
    for row in table if table is not None else ():
        if local_name(row) != "Row":
            continue
        number = _number(row, "Index", number + 1)
        cells: list[Cell] = []
        column = 0
        for element in row:
            if local_name(element) != "Cell":
                continue
            column = _number(element, "Index", column + 1)
            across, down = _number(element, "MergeAcross", 0), _number(element, "MergeDown", 0)
            if column <= 16_384:
                cells.extend([""] * (column - 1 - len(cells)))
                cells.append(_cell(element))
            colour, is_percent = styles.get(attribute(element, "StyleID") or "", (None, False))
            if colour:
                sheet.fills[number, column] = colour
            if is_percent:
                sheet.percents.add((number, column))
            for child in element:
                if local_name(child) == "Comment":
                    sheet.comments[number, column] = "".join(str(text) for text in child.itertext()).strip()
            if across or down:
                sheet.merges.append(Span(number, column, number + down, column + across))
            column += across
        if number <= 1_048_576:
            while len(rows) < number:
                rows.append(())
            rows[number - 1] = trimmed(cells)
        if attribute(row, "Hidden") == "1":
            sheet.hidden_rows.add(number)
    return sheet


def _number(element: etree._Element, name: str, default: int) -> int:
    text = attribute(element, name) or ""
    return int(text) if text.isdecimal() and len(text) < 8 else default


def _cell(element: etree._Element) -> Cell:
    data = next((child for child in element if local_name(child) == "Data"), None)
    if data is None:
        return ("formula", "") if attribute(element, "Formula") else ""
    text = "".join(str(piece) for piece in data.itertext())
    kind = attribute(data, "Type")
    if kind == "Number":
        try:
            return float(text)
        except ValueError:
            return text
    if kind == "DateTime":
        return ("date", text.replace("T", " ").removesuffix(" 00:00:00.000").removesuffix(" 00:00:00"))
    if kind == "Boolean":
        return text == "1"
    if kind == "Error":
        return ("error", text)
    return text[:MAX_CELL_TEXT]
