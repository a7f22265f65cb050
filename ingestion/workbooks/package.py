"""Marks set inside an .xlsx package part by part, so that whatever else the file holds stays as it is.

Runs in a child process with limits (`python -m ingestion.workbooks.package`): a line of JSON and the file on stdin, the
marked file on stdout.
"""

from __future__ import annotations

import copy
import io
import json
import posixpath
import re
import sys
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

from ingestion.workbooks.grid import address, column_letters, column_number
from ingestion.workbooks.limits import WorkbookRefused, open_archive, read_part
from ingestion.workbooks.marks import (
    COMMENT_GAP,
    COMMENT_HEAD,
    FEEDBACK_SHEET,
    FEEDBACK_TITLE,
    FEEDBACK_TITLES,
    MARK_COLOUR,
)
from ingestion.workbooks.openers.markup import attribute, local_name, parse_xml

AUTHOR = "پیگیر"  # "Peygir"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_TRANSITIONAL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_STRICT_MAIN = "http://purl.oclc.org/ooxml/spreadsheetml/main"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_CONTENT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_MACRO_ENDINGS = ("/vbaProject", "/wordVbaData", "/vbaProjectSignature", "/vbaProjectSignatureAgile")

_ROW = re.compile(rb"<((?:\w+:)?)row\b([^>]*?)(/?)>")
_CELL = re.compile(rb"<((?:\w+:)?)c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
_CONTENT_TAG = re.compile(rb"<(?:\w+:)?(?:v|is|f)\b")
_REFERENCE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW_NUMBER = re.compile(rb'\br="(\d{1,7})"')
_STYLE = re.compile(rb'\bs="(\d{1,6})"')
_DATA_START = re.compile(rb"<(?:\w+:)?sheetData\b[^>]*>")
_DATA_END = re.compile(rb"</(?:\w+:)?sheetData>")
_TAB_SELECTED = re.compile(rb'\s+tabSelected="\w+"')
_LEGACY_DRAWING = re.compile(rb'<(?:\w+:)?legacyDrawing\b[^>]*?\b\w+:id="([^"]+)"[^>]*>')
_AFTER_LEGACY_DRAWING = (
    "legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
_SHAPE = re.compile(rb"<(\w+):shape\b.*?</\1:shape>\s*", re.DOTALL)
_SHAPE_ROW = re.compile(rb"<\w+:Row>\s*(\d+)\s*<")
_SHAPE_COLUMN = re.compile(rb"<\w+:Column>\s*(\d+)\s*<")
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


@dataclass
class Mark:
    """A problem to mark: its sheet and row, its cell (null: the row's first cell), whether all the row is filled."""

    sheet: str
    row: int
    cell: str | None
    value: str
    what: str
    remedy: str
    is_whole_row: bool = False


@dataclass
class Report:
    """The texts of the feedback sheet: notes above, tables of counts (heading first), headings of the problems.

    `counts_above` stands above the problems, `reminders` (heading first) and `counts_below` after them. `macro_note` is
    shown where macros were left out. `links` says whether the cells are in the file.
    """

    notes: list[str]
    counts_above: list[list[str | int]]
    counts_below: list[list[str | int]]
    headings: list[str]
    macro_note: str
    reminders: list[list[str | int]] = field(default_factory=list)
    links: bool = True


# ---- the package --------------------------------------------------------------------------------------------------


class _Package:
    """The parts of a zip package, some of them replaced."""

    def __init__(self, content: bytes) -> None:
        self._archive = open_archive(content)
        self._names = dict.fromkeys(name for name in self._archive.namelist() if not name.endswith("/"))
        self._changed: dict[str, bytes] = {}

    def __contains__(self, part: str) -> bool:
        return part in self._names

    def read(self, part: str) -> bytes:
        return self._changed[part] if part in self._changed else read_part(self._archive, part)

    def write(self, part: str, data: bytes) -> None:
        self._names[part] = None
        self._changed[part] = data

    def drop(self, part: str) -> None:
        self._names.pop(part, None)
        self._changed.pop(part, None)

    def write_tree(self, part: str, root: etree._Element) -> None:
        self.write(part, etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))

    def free_name(self, pattern: str) -> str:
        number = 1
        while pattern.format(number) in self._names:
            number += 1
        return pattern.format(number)

    def packed(self) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
            for name in self._names:
                info = zipfile.ZipInfo(name)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, self.read(name))
        return out.getvalue()


class _Relations:
    """What a part points to; `save` writes the changes back."""

    def __init__(self, package: _Package, part: str) -> None:
        self.package = package
        self.folder, _, name = part.rpartition("/")
        self.location = f"{self.folder}/_rels/{name}.rels" if self.folder else f"_rels/{name}.rels"
        known = self.location in package
        self.root = parse_xml(package.read(self.location)) if known else etree.Element(f"{{{_RELATIONS}}}Relationships")

    def targets(self) -> Iterable[tuple[etree._Element, str, str]]:
        """(element, target part, type) of the relations inside the package."""
        for element in self.root:
            if local_name(element) == "Relationship" and element.get("TargetMode") != "External":
                target = str(element.get("Target") or "")
                path = target.lstrip("/") if target.startswith("/") else posixpath.join(self.folder, target)
                yield element, posixpath.normpath(path), str(element.get("Type") or "")

    def target(self, identifier: str) -> str | None:
        return next((part for element, part, _ in self.targets() if element.get("Id") == identifier), None)

    def first(self, ending: str) -> str | None:
        return next((part for _, part, kind in self.targets() if kind.endswith(ending)), None)

    def add(self, kind: str, part: str) -> str:
        taken = {str(element.get("Id")) for element in self.root}
        number = len(taken) + 1
        while f"rId{number}" in taken:
            number += 1
        target = posixpath.relpath(part, self.folder or ".")
        attributes = {"Id": f"rId{number}", "Type": kind, "Target": target}
        etree.SubElement(self.root, f"{{{_RELATIONS}}}Relationship", attributes)
        self.package.write_tree(self.location, self.root)
        return f"rId{number}"

    def remove(self, element: etree._Element) -> None:
        self.root.remove(element)
        self.package.write_tree(self.location, self.root)


class _ContentTypes:
    """The types of the parts."""

    PART = "[Content_Types].xml"

    def __init__(self, package: _Package) -> None:
        self.package = package
        self.root = parse_xml(package.read(self.PART))

    def set(self, part: str, kind: str) -> None:
        self.remove(part)
        etree.SubElement(self.root, f"{{{_TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})

    def default(self, extension: str, kind: str) -> None:
        for element in self.root:
            if local_name(element) == "Default" and str(element.get("Extension")).lower() == extension:
                return
        element = etree.Element(f"{{{_TYPES}}}Default", {"Extension": extension, "ContentType": kind})
        self.root.insert(0, element)

    def remove(self, part: str) -> None:
        for element in list(self.root):
            if local_name(element) == "Override" and element.get("PartName") == f"/{part}":
                self.root.remove(element)

    def save(self) -> None:
        self.package.write_tree(self.PART, self.root)


# ---- styles -------------------------------------------------------------------------------------------------------


class _Styles:
    """The cell formats of a workbook: marked ones made from those in use, and the feedback sheet's own."""

    _ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles")

    def __init__(self, data: bytes | None, namespace: str) -> None:
        self.namespace = namespace
        self.root = parse_xml(data) if data else etree.Element(f"{{{namespace}}}styleSheet")
        self._marked: dict[int, int] = {}
        self._known: dict[str, dict[bytes, int]] = {}
        for name, first in (
            ("fonts", "<font><sz val='11'/><name val='Calibri'/></font>"),
            ("fills", "<fill><patternFill patternType='none'/></fill>"),
            ("borders", "<border><left/><right/><top/><bottom/><diagonal/></border>"),
            ("cellXfs", "<xf numFmtId='0' fontId='0' fillId='0' borderId='0'/>"),
        ):
            if len(self._section(name)) == 0:
                self._add(name, first)

    def _section(self, name: str) -> etree._Element:
        for element in self.root:
            if local_name(element) == name:
                return element
        element = etree.Element(f"{{{self.namespace}}}{name}")
        before = set(self._ORDER[: self._ORDER.index(name)])
        place = sum(local_name(other) in before for other in self.root)
        self.root.insert(place, element)
        return element

    def _add(self, name: str, xml: str) -> int:
        element = etree.fromstring(f"<x xmlns={quoteattr(self.namespace)}>{xml}</x>")[0]
        return self._append(name, element)

    def _append(self, name: str, element: etree._Element) -> int:
        """The number in its section of an element of that look; added where there is none."""
        section = self._section(name)
        if name not in self._known:
            self._known[name] = {}
            for number, other in enumerate(section):
                self._known[name].setdefault(_canonical(other), number)
        wanted = _canonical(element)
        if wanted not in self._known[name]:
            section.append(element)
            section.set("count", str(len(section)))
            self._known[name][wanted] = len(section) - 1
        return self._known[name][wanted]

    def marked(self, style: int) -> int:
        """The format that shows the mark and is in all else the format `style`."""
        if style not in self._marked:
            formats = self._section("cellXfs")
            base = formats[style] if style < len(formats) else formats[0]
            new = copy.deepcopy(base)
            new.set("fillId", str(self._mark_fill(int(base.get("fillId") or 0))))
            new.set("applyFill", "1")
            self._marked[style] = self._append("cellXfs", new)
        return self._marked[style]

    def _mark_fill(self, number: int) -> int:
        fills = self._section("fills")
        fill = etree.Element(f"{{{self.namespace}}}fill")
        pattern = etree.SubElement(fill, f"{{{self.namespace}}}patternFill", {"patternType": "solid"})
        etree.SubElement(pattern, f"{{{self.namespace}}}fgColor", {"rgb": f"FF{MARK_COLOUR}"})
        below = _shown_colour(fills[number]) if number < len(fills) else None
        kept = _attributes(below) if below is not None else {"indexed": "64"}
        etree.SubElement(pattern, f"{{{self.namespace}}}bgColor", kept)
        return self._append("fills", fill)

    def unmark(self) -> None:
        """Give the marked formats of an earlier copy the fill back that they had."""
        fills = self._section("fills")
        back: dict[int, int] = {}
        for number in range(len(fills)):
            colour = _shown_colour(fills[number])
            if colour is None or str(colour.get("rgb") or "").upper()[-6:] != MARK_COLOUR:
                continue
            below = colour.getnext()
            if below is None or below.get("indexed") == "64" or not below.attrib:
                back[number] = 0
                continue
            fill = etree.Element(f"{{{self.namespace}}}fill")
            pattern = etree.SubElement(fill, f"{{{self.namespace}}}patternFill", {"patternType": "solid"})
            etree.SubElement(pattern, f"{{{self.namespace}}}fgColor", _attributes(below))
            etree.SubElement(pattern, f"{{{self.namespace}}}bgColor", {"indexed": "64"})
            back[number] = self._append("fills", fill)
        for item in self._section("cellXfs"):
            number = int(item.get("fillId") or 0)
            if number in back:
                item.set("fillId", str(back[number]))
        self._known.clear()

    def feedback_formats(self) -> dict[str, int]:
        """The formats of the feedback sheet: title, text, number, heading, link."""
        fonts = {
            "plain": self._add("fonts", "<font><sz val='11'/><name val='Tahoma'/></font>"),
            "bold": self._add("fonts", "<font><b/><sz val='11'/><name val='Tahoma'/></font>"),
            "large": self._add("fonts", "<font><b/><sz val='14'/><name val='Tahoma'/></font>"),
            "link": self._add("fonts", "<font><u/><sz val='11'/><color rgb='FF0563C1'/><name val='Tahoma'/></font>"),
        }
        grey = self._add(
            "fills",
            "<fill><patternFill patternType='solid'><fgColor rgb='FFE7E6E6'/><bgColor indexed='64'/></patternFill></fill>",
        )
        return {
            "title": self._format(fonts["large"], 0, 49, wrap=False),
            "note": self._format(fonts["plain"], 0, 49, wrap=False),
            "text": self._format(fonts["plain"], 0, 49, wrap=True),
            "number": self._format(fonts["plain"], 0, 0, wrap=False),
            "heading": self._format(fonts["bold"], grey, 49, wrap=True),
            "link": self._format(fonts["link"], 0, 49, wrap=False),
        }

    def _format(self, font: int, fill: int, number_format: int, *, wrap: bool) -> int:
        quoted = " quotePrefix='1'" if number_format == 49 else ""
        return self._add(
            "cellXfs",
            f"<xf numFmtId='{number_format}' fontId='{font}' fillId='{fill}' borderId='0' applyNumberFormat='1' "
            f"applyFont='1' applyFill='1' applyAlignment='1'{quoted}><alignment vertical='top' readingOrder='2' "
            f"wrapText='{int(wrap)}'/></xf>",
        )

    def data(self) -> bytes:
        """The part's bytes."""
        return etree.tostring(self.root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _attributes(element: etree._Element) -> dict[str, str]:
    return {str(key): str(value) for key, value in element.attrib.items()}


def _detach(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True, with_tail=False)


def _shown_colour(fill: etree._Element) -> etree._Element | None:
    """The colour element that a fill shows: the first colour of its pattern."""
    for pattern in fill:
        if local_name(pattern) == "patternFill" and pattern.get("patternType") not in (None, "none", "gray125"):
            return next((item for item in pattern if local_name(item) == "fgColor"), None)
    return None


# ---- a sheet's cells ----------------------------------------------------------------------------------------------


@dataclass
class _RowMarks:
    """The marks of one row by column; `at_first` are those whose cell is the row's first one with content."""

    columns: set[int] = field(default_factory=set)
    at_first: list[Mark] = field(default_factory=list)
    is_whole_row: bool = False


def _mark_cells(xml: bytes, marks: Sequence[Mark], styles: _Styles) -> bytes:
    """The sheet's XML with the marked cells' formats changed; gives the marks without a cell the row's first one."""
    rows: dict[int, _RowMarks] = {}
    for mark in marks:
        row, column = _place(mark.cell) if mark.cell else (mark.row, 0)
        wanted = rows.setdefault(row, _RowMarks())
        if column:
            wanted.columns.add(column)
        else:
            wanted.at_first.append(mark)
        if mark.is_whole_row:
            rows.setdefault(mark.row, _RowMarks()).is_whole_row = True
    start = _DATA_START.search(xml)
    pieces: list[bytes] = []
    done = 0
    number = 0
    for match in _ROW.finditer(xml, start.end() if start else len(xml)):
        written = _ROW_NUMBER.search(match[2])
        number = int(written[1]) if written else number + 1
        wanted_here = rows.pop(number, None)
        if wanted_here is None:
            continue
        prefix = match[1]
        end = match.end() if match[3] else xml.find(b"</" + prefix + b"row>", match.end())
        if end < 0:
            continue
        inside = b"" if match[3] else xml[match.end() : end]
        style = _STYLE.search(match[2])
        marked = _mark_row(inside, number, prefix, int(style[1]) if style else 0, wanted_here, styles)
        pieces.append(xml[done : match.start()])
        closing = b"</" + prefix + b"row>" if match[3] else b""
        pieces.append(b"<" + prefix + b"row" + match[2] + b">" + marked + closing)
        done = end
    for row, left in rows.items():
        for mark in left.at_first:
            mark.cell = address(row, 1)
    pieces.append(xml[done:])
    return b"".join(pieces)


def _mark_row(inside: bytes, row: int, prefix: bytes, row_style: int, wanted: _RowMarks, styles: _Styles) -> bytes:
    cells: list[tuple[int, re.Match[bytes], bool]] = []  # column, the cell, whether it has content
    for match in _CELL.finditer(inside):
        reference = _REFERENCE.search(match[2])
        column = column_number(reference[1].decode()) if reference else (cells[-1][0] if cells else 0) + 1
        has_content = match[3] is not None and _CONTENT_TAG.search(match[3]) is not None
        cells.append((column, match, has_content))
    filled = [column for column, _, has_content in cells if has_content]
    columns = set(wanted.columns)
    for mark in wanted.at_first:
        mark.cell = address(row, min(filled, default=1))
        columns.add(min(filled, default=1))
    if wanted.is_whole_row:
        columns.update(filled)
    pieces: list[bytes] = []
    done = 0
    missing = sorted(columns - {column for column, _, _ in cells})
    for column, match, _ in cells:
        while missing and missing[0] < column:
            pieces.append(inside[done : match.start()])
            done = match.start()
            pieces.append(_empty_cell(row, missing.pop(0), prefix, row_style, styles))
        if column in columns:
            style = _STYLE.search(match[2])
            number = styles.marked(int(style[1]) if style else 0)
            attributes = _STYLE.sub(b"", match[2]).rstrip() + b' s="%d"' % number
            pieces.append(inside[done : match.start()] + b"<" + match[1] + b"c" + attributes)
            done = match.start() + 1 + len(match[1]) + 1 + len(match[2])
    pieces.append(inside[done:])
    pieces.extend(_empty_cell(row, column, prefix, row_style, styles) for column in missing)
    return b"".join(pieces)


def _empty_cell(row: int, column: int, prefix: bytes, style: int, styles: _Styles) -> bytes:
    return b'<%sc r="%s" s="%d"/>' % (prefix, address(row, column).encode(), styles.marked(style))


def _place(cell: str) -> tuple[int, int]:
    match = re.fullmatch(r"([A-Z]{1,3})(\d{1,7})", cell)
    return (int(match[2]), column_number(match[1])) if match else (1, 1)


# ---- comments -----------------------------------------------------------------------------------------------------


class _Comments:
    """The comments of one sheet, in the two parts that hold them: the texts and the shapes of their boxes."""

    def __init__(self, package: _Package, types: _ContentTypes, sheet_part: str, namespace: str) -> None:
        self.package, self.types, self.sheet_part, self.namespace = package, types, sheet_part, namespace
        self.relations = _Relations(package, sheet_part)
        found = self.relations.first("/comments")
        self.part = found if found and found in package else None

    def unmark(self) -> None:
        """Take our comments away, and what we appended to others."""
        if self.part is None or COMMENT_HEAD.encode() not in self.package.read(self.part):
            return
        root = parse_xml(self.package.read(self.part))
        gone = set()
        for comment in [element for element in root.iter() if local_name(element) == "comment"]:
            if _cut_comment(comment):
                gone.add(_place(str(comment.get("ref"))))
                _detach(comment)
        self.package.write_tree(self.part, root)
        shapes = self._shapes_part(self.package.read(self.sheet_part))
        if shapes is None or not gone:
            return

        def kept(match: re.Match[bytes]) -> bytes:
            row, column = _SHAPE_ROW.search(match[0]), _SHAPE_COLUMN.search(match[0])
            is_gone = row and column and (int(row[1]) + 1, int(column[1]) + 1) in gone
            return b"" if is_gone else match[0]

        self.package.write(shapes, _SHAPE.sub(kept, self.package.read(shapes)))

    def _shapes_part(self, xml: bytes) -> str | None:
        match = _LEGACY_DRAWING.search(xml)
        part = self.relations.target(match[1].decode()) if match else None
        return part if part in self.package else None  # type: ignore[operator]

    def add(self, texts: dict[tuple[int, int], str], xml: bytes) -> bytes:
        """Add comments by place; return the sheet's XML, pointing to the part of their shapes."""
        kinds = _STRICT if self.namespace == _STRICT_MAIN else _TRANSITIONAL
        if self.part is None:
            self.part = self.package.free_name("xl/comments{}.xml")
            self.types.set(self.part, f"{_CONTENT}.comments+xml")
            self.relations.add(f"{kinds}/comments", self.part)
            empty = f"<comments xmlns={quoteattr(self.namespace)}><authors/><commentList/></comments>"
            root = etree.fromstring(empty)
        else:
            root = parse_xml(self.package.read(self.part))
        new = self._write_texts(root, texts)
        self.package.write_tree(self.part, root)
        has_drawing = _LEGACY_DRAWING.search(xml) is not None
        shapes = self._shapes_part(xml)
        if has_drawing and shapes is None:
            return xml
        if shapes is None:
            shapes = self.package.free_name("xl/drawings/vmlDrawing{}.vml")
            self.types.default("vml", _VML_TYPE)
            self.package.write(shapes, _EMPTY_SHAPES)
            identifier = self.relations.add(f"{kinds}/vmlDrawing", shapes)
            xml = _with_legacy_drawing(xml, identifier, kinds)
        self.package.write(shapes, _with_shapes(self.package.read(shapes), {place: texts[place] for place in new}))
        return xml

    def _write_texts(self, root: etree._Element, texts: dict[tuple[int, int], str]) -> list[tuple[int, int]]:
        """Write the comments; the places that had none before."""
        name = f"{{{self.namespace}}}"
        authors, listing = root.find(f"{name}authors"), root.find(f"{name}commentList")
        if authors is None:
            authors = etree.Element(f"{name}authors")
            root.insert(0, authors)
        if listing is None:
            listing = etree.SubElement(root, f"{name}commentList")
        known = [author.text for author in authors]
        if AUTHOR not in known:
            etree.SubElement(authors, f"{name}author").text = AUTHOR
            known.append(AUTHOR)
        present = {str(comment.get("ref")): comment for comment in listing}
        new = []
        for place, text in sorted(texts.items()):
            comment = present.get(address(*place))
            if comment is None:
                attributes = {"ref": address(*place), "authorId": str(known.index(AUTHOR))}
                comment = etree.SubElement(listing, f"{name}comment", attributes)
                etree.SubElement(comment, f"{name}text")
                new.append(place)
            body = comment.find(f"{name}text")
            if body is None:
                body = etree.SubElement(comment, f"{name}text")
            has_text = any(local_name(item) == "t" and item.text for item in body.iter())
            _as_runs(body, name)
            run = etree.SubElement(body, f"{name}r")
            look = etree.SubElement(run, f"{name}rPr")
            etree.SubElement(look, f"{name}sz", {"val": "9"})
            etree.SubElement(look, f"{name}rFont", {"val": "Tahoma"})
            piece = etree.SubElement(run, f"{name}t", {_XML_SPACE: "preserve"})
            piece.text = printable((COMMENT_GAP if has_text else "") + text)
        return new


def _as_runs(body: etree._Element, name: str) -> None:
    """Put a plain text into a run, so that another can follow; phonetic hints are left out."""
    for item in list(body):
        if local_name(item) == "t":
            run = etree.Element(f"{name}r")
            body.replace(item, run)
            run.append(item)
        elif local_name(item) != "r":
            body.remove(item)


def _cut_comment(comment: etree._Element) -> bool:
    """Cut our part off a comment; whether nothing is left of it."""
    pieces = [item for item in comment.iter() if local_name(item) == "t"]
    text = "".join(item.text or "" for item in pieces)
    start = text.find(COMMENT_HEAD)
    if start < 0:
        return False
    left = len(text[:start].removesuffix(COMMENT_GAP))
    is_empty = left == 0
    for item in pieces:
        own = item.text or ""
        item.text = own[:left]
        if not item.text and (run := item.getparent()) is not None and local_name(run) == "r":
            _detach(run)
        left -= len(item.text)
    return is_empty


_EMPTY_SHAPES = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_SHAPE_TYPE = (
    b'<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_ONE_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    "style='position:absolute;width:240pt;height:100pt;z-index:1;visibility:hidden' fillcolor=\"#ffffe1\" "
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
    "<v:path o:connecttype=\"none\"/><v:textbox style='mso-direction-alt:auto'>"
    "<div style='text-align:right;direction:rtl'></div></v:textbox><x:ClientData ObjectType=\"Note\">"
    "<x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left},15,{top},2,{right},15,{bottom},4</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


_LETTERS_IN_LINE = 34  # of a box four columns wide


def _with_shapes(data: bytes, texts: Mapping[tuple[int, int], str]) -> bytes:
    """The drawing with a comment's box for each place, as many rows high as its text has lines, and one more."""
    number = max((int(match) for match in _SHAPE_NUMBER.findall(data)), default=1024)
    pieces = [] if b'id="_x0000_t202"' in data else [_SHAPE_TYPE]
    for (row, column), text in texts.items():
        number += 1
        n_lines = sum(1 + len(line) // _LETTERS_IN_LINE for line in text.split("\n"))
        box = _ONE_SHAPE.format(
            number=number, row=row - 1, column=column - 1,
            left=column, right=column + 4, top=max(row - 2, 0), bottom=max(row - 2, 0) + max(6, n_lines + 1),
        )  # fmt: skip
        pieces.append(box.encode())
    end = data.rfind(b"</xml>")
    return data if end < 0 else data[:end] + b"".join(pieces) + data[end:]


def _with_legacy_drawing(xml: bytes, identifier: str, kinds: str) -> bytes:
    """The sheet's XML pointing to a drawing of comments, at the place that the format's order of elements asks for."""
    data_end = _DATA_END.search(xml) or _DATA_START.search(xml)
    tail = data_end.end() if data_end else 0
    end = xml.rfind(b"</")
    prefix = xml[end + 2 : xml.rfind(b"worksheet")] if end >= 0 else b""
    names = b"|".join(name.encode() for name in _AFTER_LEGACY_DRAWING)
    follower = re.compile(b"<(?:" + re.escape(prefix) + b"(?:" + names + rb")|mc:AlternateContent)[\s/>]")
    match = follower.search(xml, tail)
    place = match.start() if match else end
    element = f'<{prefix.decode()}legacyDrawing xmlns:r="{kinds}" r:id="{identifier}"/>'
    return xml[:place] + element.encode() + xml[place:]


# ---- the feedback sheet -------------------------------------------------------------------------------------------

_WIDTHS = (22, 11, 11, 34, 60, 60, 14)


def printable(text: str) -> str:
    """The text without what XML cannot hold."""
    return _UNPRINTABLE.sub("", text)


class _SheetWriter:
    """Rows of texts, numbers and links as a sheet's XML; a text is always an inline string, never a formula."""

    def __init__(self, formats: dict[str, int]) -> None:
        self.formats = formats
        self.rows: list[str] = []
        self.links: list[str] = []

    def add(self, values: Sequence[str | int], look: str, *, link: tuple[int, str, str] | None = None) -> None:
        """Add a row; `link` is (column, sheet, cell)."""
        row = len(self.rows) + 1
        cells = []
        for column, value in enumerate(values, start=1):
            place = f"{column_letters(column)}{row}"
            if isinstance(value, int):
                cells.append(f'<c r="{place}" s="{self.formats["number"]}"><v>{value}</v></c>')
                continue
            is_link = link is not None and link[0] == column
            text = escape(_CODED.sub("_x005F_", printable(value))[:32_000])
            style = self.formats["link" if is_link else look]
            cells.append(f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>')
            if link is not None and is_link:
                target = "'" + link[1].replace("'", "''") + "'!" + link[2]
                self.links.append(f'<hyperlink ref="{place}" location={quoteattr(printable(target))}/>')
        self.rows.append(f'<row r="{row}">{"".join(cells)}</row>')

    def data(self, namespace: str, frozen_rows: int) -> bytes:
        """The part's bytes: right-to-left, the first rows frozen."""
        pane = (
            f'<pane ySplit="{frozen_rows}" topLeftCell="A{frozen_rows + 1}" activePane="bottomLeft" state="frozen"/>'
            '<selection pane="bottomLeft"/>'
            if frozen_rows
            else ""
        )
        columns = "".join(
            f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
            for number, width in enumerate(_WIDTHS, start=1)
        )
        links = f"<hyperlinks>{''.join(self.links)}</hyperlinks>" if self.links else ""
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{namespace}">'
            f'<sheetPr><tabColor rgb="FF{MARK_COLOUR}"/></sheetPr>'
            f'<sheetViews><sheetView rightToLeft="1" tabSelected="1" workbookViewId="0">{pane}</sheetView></sheetViews>'
            f'<sheetFormatPr defaultRowHeight="15"/><cols>{columns}</cols><sheetData>{"".join(self.rows)}</sheetData>'
            f"{links}</worksheet>"
        ).encode()


def _feedback_sheet(
    marks: Sequence[Mark], report: Report, formats: dict[str, int], namespace: str, notes: Sequence[str]
) -> bytes:
    writer = _SheetWriter(formats)
    writer.add([FEEDBACK_TITLE], "title")
    for note in notes:
        writer.add([note], "note")
    for number, row in enumerate(report.counts_above):
        writer.add(row, "text" if number else "heading")
    writer.add([], "text")
    frozen = 0
    if marks:
        writer.add(report.headings, "heading")
        frozen = len(writer.rows)
        for mark in marks:
            cell = mark.cell or address(mark.row, 1)
            link = (3, mark.sheet, cell) if report.links else None
            writer.add([mark.sheet, _place(cell)[0], cell, mark.value, mark.what, mark.remedy], "text", link=link)
    for table in (report.reminders, report.counts_below):
        if table and (marks or table is report.counts_below):
            writer.add([], "text")
        for number, row in enumerate(table):
            writer.add(row, "text" if number else "heading")
    return writer.data(namespace, frozen)


# ---- the whole ----------------------------------------------------------------------------------------------------


class _Book:
    """The workbook part and its list of sheets."""

    def __init__(self, package: _Package) -> None:
        self.package = package
        self.part = _Relations(package, "").first("/officeDocument") or "xl/workbook.xml"
        if self.part not in package:
            raise WorkbookRefused("the workbook is damaged (its list of sheets is missing)", remedy="send it again")
        self.root = parse_xml(package.read(self.part))
        self.namespace = str(etree.QName(self.root).namespace or "")
        self.relations = _Relations(package, self.part)

    def _child(self, name: str) -> etree._Element | None:
        return next((element for element in self.root if local_name(element) == name), None)

    def sheets(self) -> list[tuple[etree._Element, str, str | None]]:
        """(element, name, part) of each sheet."""
        listing = self._child("sheets")
        found = []
        for element in [] if listing is None else listing:
            part = self.relations.target(attribute(element, "id") or "")
            found.append((element, str(element.get("name") or ""), part if part and part in self.package else None))
        return found

    def remove(self, number: int, types: _ContentTypes) -> None:
        """Take a sheet out, by its place from 0."""
        element, _, part = self.sheets()[number]
        identifier = attribute(element, "id")
        _detach(element)
        for relation, _, _ in list(self.relations.targets()):
            if relation.get("Id") == identifier:
                self.relations.remove(relation)
        if part is not None:
            self.package.drop(part)
            self.package.drop(_Relations(self.package, part).location)
            types.remove(part)
        self._renumber_names(number, -1)

    def insert(self, name: str, part: str) -> None:
        """Put a sheet first and show it."""
        kinds = _STRICT if self.namespace == _STRICT_MAIN else _TRANSITIONAL
        listing = self._child("sheets")
        if listing is None:
            raise WorkbookRefused("the workbook is damaged (its list of sheets is missing)", remedy="send it again")
        identifier = self.relations.add(f"{kinds}/worksheet", part)
        number = max((int(element.get("sheetId") or 0) for element in listing), default=0) + 1
        attributes = {"name": name, "sheetId": str(number), f"{{{kinds}}}id": identifier}
        listing.insert(0, etree.Element(f"{{{self.namespace}}}sheet", attributes, nsmap={"r": kinds}))
        self._renumber_names(0, 1)
        views = self._child("bookViews")
        for view in [] if views is None else views:
            view.set("activeTab", "0")
            view.attrib.pop("firstSheet", "")

    def _renumber_names(self, first: int, step: int) -> None:
        names = self._child("definedNames")
        for element in [] if names is None else list(names):
            written = str(element.get("localSheetId") or "")
            if not written.isdecimal() or int(written) < first:
                continue
            if step < 0 and int(written) == first:
                _detach(element)
            else:
                element.set("localSheetId", str(int(written) + step))
        if names is not None and len(names) == 0:
            self.root.remove(names)

    def save(self) -> None:
        self.package.write_tree(self.part, self.root)


def mark_package(content: bytes, marks: Sequence[Mark], report: Report) -> bytes:
    """The .xlsx with its problem cells filled and commented and the feedback sheet put first.

    Earlier marks are replaced. Macros are left out, since an .xlsx may not hold them. WorkbookRefused for a damaged file.
    """
    package = _Package(content)
    types = _ContentTypes(package)
    book = _Book(package)
    for number in reversed(_feedback_sheets(content, book)):
        book.remove(number, types)
    styles_part = book.relations.first("/styles")
    styles = _Styles(package.read(styles_part) if styles_part in package else None, book.namespace)  # type: ignore[operator,arg-type]
    styles.unmark()
    by_sheet: dict[str, list[Mark]] = {}
    for mark in marks:
        by_sheet.setdefault(mark.sheet, []).append(mark)
    names = set()
    for _, name, part in book.sheets():
        names.add(name.casefold())
        if part is not None:
            _mark_sheet(package, types, part, book.namespace, by_sheet.get(name, []), styles)
    notes = list(report.notes)
    if _drop_macros(package, types, book):
        notes.append(report.macro_note)
    types.set(book.part, f"{_CONTENT}.sheet.main+xml")
    new_part = package.free_name("xl/worksheets/feedback{}.xml")
    package.write(new_part, _feedback_sheet(marks, report, styles.feedback_formats(), book.namespace, notes))
    types.set(new_part, f"{_CONTENT}.worksheet+xml")
    book.insert(_free_sheet_name(names), new_part)
    if styles_part is None or styles_part not in package:
        styles_part = "xl/styles.xml"
        types.set(styles_part, f"{_CONTENT}.styles+xml")
        kinds = _STRICT if book.namespace == _STRICT_MAIN else _TRANSITIONAL
        book.relations.add(f"{kinds}/styles", styles_part)
    package.write(styles_part, styles.data())
    types.save()
    book.save()
    return package.packed()


def _mark_sheet(
    package: _Package, types: _ContentTypes, part: str, namespace: str, marks: Sequence[Mark], styles: _Styles
) -> None:
    comments = _Comments(package, types, part, namespace)
    comments.unmark()
    xml = package.read(part)
    start = _DATA_START.search(xml)
    head = start.start() if start else min(len(xml), 65_536)
    changed = _TAB_SELECTED.sub(b"", xml[:head]) + xml[head:]
    if marks:
        changed = _mark_cells(changed, marks, styles)
        texts: dict[tuple[int, int], list[str]] = {}
        for mark in marks:
            texts.setdefault(_place(mark.cell or address(mark.row, 1)), []).append(f"• {mark.what} {mark.remedy}")
        changed = comments.add({place: "\n".join([COMMENT_HEAD, *told]) for place, told in texts.items()}, changed)
    if changed != xml:
        package.write(part, changed)


def _feedback_sheets(content: bytes, book: _Book) -> list[int]:
    """The places of the sheets that an earlier marking added."""
    candidates = [(n, name) for n, (_, name, _) in enumerate(book.sheets()) if name.startswith(FEEDBACK_SHEET)]
    if not candidates:
        return []
    import python_calamine

    found = []
    opened = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    for number, name in candidates:
        rows = opened.get_sheet_by_name(name).to_python(skip_empty_area=False, nrows=1)
        if rows and rows[0] and str(rows[0][0]).strip() in FEEDBACK_TITLES:
            found.append(number)
    return found


def _free_sheet_name(taken: set[str]) -> str:
    from ingestion.persian.digits import to_persian_digits

    name, number = FEEDBACK_SHEET, 1
    while name.casefold() in taken:
        number += 1
        name = f"{FEEDBACK_SHEET} ({to_persian_digits(str(number))})"
    return name


def _drop_macros(package: _Package, types: _ContentTypes, book: _Book) -> bool:
    """Leave the macros out; whether there were any."""
    found = False
    for relation, part, kind in list(book.relations.targets()):
        if kind.endswith(_MACRO_ENDINGS):
            for _, inner, _ in list(_Relations(package, part).targets()):
                package.drop(inner)
                types.remove(inner)
            package.drop(_Relations(package, part).location)
            package.drop(part)
            types.remove(part)
            book.relations.remove(relation)
            found = True
    return found


def main() -> int:
    """Mark the workbook on stdin under limits of memory and processor time; 0 marked, 3 refused."""
    import resource

    from ingestion.workbooks.limits import CHILD_MEMORY_BYTES, CHILD_SECONDS

    resource.setrlimit(resource.RLIMIT_AS, (CHILD_MEMORY_BYTES, CHILD_MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CHILD_SECONDS, CHILD_SECONDS + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    task = json.loads(sys.stdin.buffer.readline())
    content = sys.stdin.buffer.read()
    try:
        data = mark_package(content, [Mark(**mark) for mark in task["marks"]], Report(**task["report"]))
    except WorkbookRefused as refusal:
        sys.stdout.write(json.dumps({"what": refusal.what, "remedy": refusal.remedy}))
        return 3
    sys.stdout.buffer.write(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
