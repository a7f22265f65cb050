"""Tidying of texts taken from pages: white space and invisible marks only, letters stay as written."""

from __future__ import annotations

import re

# BOM, direction marks, soft hyphen, variation selectors, word joiner, halves of signs (no text can be written with one).
_INVISIBLE = re.compile("[\ud800-\udfff\ufeff\u200e\u200f\u202a-\u202e\u2066-\u2069\u061c\u00ad\u2060\ufe0e\ufe0f]")
_ZWNJ_AT_EDGE = re.compile("(?:(?<=\\s)|^)\u200c+|\u200c+(?=\\s|$)|(?<=\u200c)\u200c+")


def tidy(text: str) -> str:
    """One line: invisible marks out, every run of white space one space, ZWNJ kept inside words only."""
    text = " ".join(_INVISIBLE.sub("", text).replace("\u200b", " ").split())
    return _ZWNJ_AT_EDGE.sub("", text) if "\u200c" in text else text
