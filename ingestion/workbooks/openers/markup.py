"""XML and HTML of untrusted files: no DTD, no entity, nothing fetched."""

from __future__ import annotations

import re

from lxml import etree

from ingestion.workbooks.limits import WorkbookRefused

_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def parse_xml(data: bytes) -> etree._Element:
    """The root of an XML part; WorkbookRefused where it is damaged or declares a DTD or an entity."""
    refuse_doctype(data)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise WorkbookRefused("the workbook is damaged (a part is not XML)", remedy="save and send it again") from error


def refuse_doctype(data: bytes) -> None:
    """Refuse XML with a document type or an entity: no spreadsheet program writes one."""
    head = data[:4096].replace(b"\x00", b"")
    if _DOCTYPE.search(head) or _DOCTYPE.search(data):
        raise WorkbookRefused("the workbook declares an XML entity or document type and is not opened")


def local_name(element: etree._Element) -> str:
    """The element's name without its namespace; empty for a comment or instruction."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: etree._Element, name: str) -> str | None:
    """The attribute of that local name, whatever its namespace."""
    value = element.get(name)
    if value is not None:
        return str(value)
    ending = "}" + name
    return next((str(text) for key, text in element.attrib.items() if str(key).endswith(ending)), None)
