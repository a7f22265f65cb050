"""The kind of a file by its first bytes, never by its name."""

from __future__ import annotations

import re

from ingestion.workbooks.limits import WorkbookRefused, open_archive, read_part

OLE_SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BIFF_STARTS = (
    b"\x09\x08",
    b"\x09\x04",
    b"\x09\x02",
    b"\x09\x00",
)  # a bare BIFF stream: Excel 2.0 to 4.0, some exports
_OTHER_FILES = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"BM", "a picture (BMP)"),
    (b"RIFF", "a media file"),
    (b"II*\x00", "a picture (TIFF)"),
    (b"MM\x00*", "a picture (TIFF)"),
    (b"{\\rtf", "an RTF text"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ", "an xz archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
_HTML_START = re.compile(rb"<(?:!doctype\s+html|html|table|head|body|meta|style|div)\b", re.IGNORECASE)


def kind_of(content: bytes) -> str:
    """`xlsx`, `xlsb`, `ods`, `xls`, `spreadsheetml`, `html` or `csv`; WorkbookRefused for anything else."""
    head = content[:4096]
    if head.startswith(b"PK"):
        return _kind_of_archive(content)
    if head.startswith(OLE_SIGNATURE):
        return _kind_of_compound_file(content)
    for signature, name in _OTHER_FILES:
        if head.startswith(signature) and not (signature in (b"BM", b"MZ") and _looks_like_text(head)):
            raise WorkbookRefused(f"the file is {name}, not a workbook")
    if head.startswith(_BIFF_STARTS) and b"\x00" in head[:16]:
        return "xls"
    text = _as_latin(head).lstrip(b"\xef\xbb\xbf \t\r\n")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in text and b"<Workbook" in _as_latin(content[:65536]):
        return "spreadsheetml"
    if _HTML_START.search(text[:1024]) or (text.startswith(b"<") and b"<table" in _as_latin(content[:65536]).lower()):
        return "html"
    if text.startswith((b"<?xml", b"<svg")):
        raise WorkbookRefused("the file is XML, but not a workbook")
    if _looks_like_text(head):
        return "csv"
    raise WorkbookRefused("the file is not a workbook (its content is no known format)")


def _kind_of_archive(content: bytes) -> str:
    archive = open_archive(content)
    names = set(archive.namelist())
    if "xl/workbook.bin" in names:
        return "xlsb"
    if "EncryptedPackage" in names:
        raise WorkbookRefused("the file is encrypted", remedy="save it without a password")
    if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
        return "xlsx"
    if "content.xml" in names:
        mimetype = read_part(archive, "mimetype")[:200] if "mimetype" in names else b"opendocument.spreadsheet"
        if b"opendocument.spreadsheet" in mimetype:
            return "ods"
        raise WorkbookRefused("the file is an OpenDocument file, but not a spreadsheet")
    if any(name.startswith("word/") for name in names):
        raise WorkbookRefused("the file is a Word document, not a workbook", remedy="send the table as a workbook")
    if any(name.startswith("ppt/") for name in names):
        raise WorkbookRefused("the file is a presentation, not a workbook")
    if "[Content_Types].xml" in names and any(name.endswith("workbook.xml") for name in names):
        return "xlsx"
    raise WorkbookRefused("the file is a zip archive, not a workbook", remedy="unpack it and send each workbook")


def _kind_of_compound_file(content: bytes) -> str:
    if _has_stream(content, "EncryptedPackage"):
        raise WorkbookRefused("the workbook is encrypted", remedy="save it without a password")
    if _has_stream(content, "Workbook") or _has_stream(content, "Book"):
        return "xls"
    if _has_stream(content, "WordDocument"):
        raise WorkbookRefused("the file is a Word document, not a workbook", remedy="send the table as a workbook")
    raise WorkbookRefused("the file is an Office document, but not a workbook, or it is cut short")


def _has_stream(content: bytes, name: str) -> bool:
    return (name + "\x00").encode("utf-16-le") in content


def _as_latin(data: bytes) -> bytes:
    """The bytes with UTF-16 thinned to one byte a letter, so that markup is found in any encoding."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data[2:].replace(b"\x00", b"")
    return data


def _looks_like_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    n_zero = head.count(0)
    if n_zero:
        return _looks_like_utf16(head)
    n_control = sum(byte < 32 and byte not in (9, 10, 11, 12, 13, 26, 27, 28, 29, 30, 31) for byte in head)
    return n_control <= len(head) // 200


def _looks_like_utf16(head: bytes) -> bool:
    """UTF-16 without its mark: every second byte is one of few values (0 for Latin, 6 for Persian)."""
    even, odd = head[0::2], head[1::2]
    return any(half and sum(byte in (0, 6, 0x20) for byte in half) > 0.9 * len(half) for half in (even, odd))
