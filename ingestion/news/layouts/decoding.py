"""Bytes of a page to text, whatever the page claims about its charset."""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_\-]+)""", re.I)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([a-z0-9_\-]+)""", re.I)
_HEADER_CHARSET = re.compile(r"""charset\s*=\s*["']?\s*([a-z0-9_\-]+)""", re.I)
_HEAD_BYTES = 4096
# Declared without being true: what is UTF-8 or UTF-16 is known by then, and Persian is none of the others.
_NEVER_TRUE = frozenset({"utf8", "utf16", "utf16le", "utf16be", "utf32", "iso88591", "usascii", "ascii", "windows1252"})
# A page in UTF-8 may hold a few broken bytes; more of them and it is in another charset.
_MOST_BROKEN_SHARE = 0.02


def decode_page(content: bytes, content_type: str | None = None) -> tuple[str, str]:
    """The text and the charset that read it.

    A byte order mark decides, or zeros in every other byte; then UTF-8 if the bytes are UTF-8 whatever is declared (Persian text in another charset
    never is); then the charset of the Content-Type header, of the page's own declaration, and windows-1256.
    """
    for mark, charset in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(charset, "replace"), charset
    wide = _wide_charset(content[:_HEAD_BYTES])
    if wide is not None:
        return content.decode(wide, "replace"), wide
    with suppress(UnicodeDecodeError):
        return content.decode("utf-8"), "utf-8"
    if _is_nearly_utf8(content):
        return content.decode("utf-8", "replace"), "utf-8"
    for charset in (*_declared(content, content_type), "windows-1256"):
        try:
            return content.decode(charset), charset
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("windows-1256", "replace"), "windows-1256"


def _wide_charset(head: bytes) -> str | None:
    """UTF-16 without a byte order mark: every other byte of markup is zero."""
    for first, charset in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[first::2].count(0)
        if zeros > 0.4 * len(head) / 2 and zeros > 10 * head[1 - first :: 2].count(0):
            return charset
    return None


def _is_nearly_utf8(content: bytes) -> bool:
    """True for UTF-8 whose last character is cut off or of which a few bytes are broken."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(content, final=False)
    except UnicodeDecodeError:
        return _broken_share(content) <= _MOST_BROKEN_SHARE
    return True


def _broken_share(content: bytes) -> float:
    """Broken sequences per non-ASCII character when the bytes are read as UTF-8."""
    text = content.decode("utf-8", "replace")
    letters = sum(1 for character in text if character > "\x7f")
    return text.count("\ufffd") / letters if letters else 0.0


def _declared(content: bytes, content_type: str | None) -> list[str]:
    names: list[str] = []
    if content_type and (header := _HEADER_CHARSET.search(content_type)):
        names.append(header.group(1))
    head = content[:_HEAD_BYTES]
    found = (pattern.search(head) for pattern in (_XML_CHARSET, _META_CHARSET))
    names += [match.group(1).decode("ascii") for match in found if match]
    return [name for name in names if name.lower().replace("-", "").replace("_", "") not in _NEVER_TRUE]
