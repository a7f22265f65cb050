"""Texts of cells: for showing, for comparing, and the words of a heading."""

from __future__ import annotations

import functools
import re

from ingestion.persian.digits import TO_ASCII
from ingestion.persian.letters import clean_display, fold_letters

_MARKS = (*range(0x064B, 0x0660), 0x0670, 0x200C)
_FOLD = (
    TO_ASCII | str.maketrans({"ؤ": "و", "ئ": "ی", "ء": "", "آ": "ا", "أ": "ا", "إ": "ا"}) | dict.fromkeys(_MARKS, "")
)
_NO_LETTER = re.compile(r"[\W_]+")
_WORD = re.compile(r"[a-z]+|[^\W\d_]+|\d+|#|٪|%")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def shown(text: str) -> str | None:
    """The text cleaned for display (letters and spaces folded, ZWNJ kept); None where nothing is left."""
    return clean_display(text) or None


@functools.lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """The text for comparing: Persian letters, hamza carriers and digits folded, no marks, lower case, single spaces."""
    return " ".join(fold_letters(text).translate(_FOLD).lower().split())


@functools.lru_cache(maxsize=65536)
def squeeze(text: str) -> str:
    """The letters and digits of the text alone, folded: no spaces, ZWNJ or punctuation."""
    return _NO_LETTER.sub("", folded(text))


@functools.lru_cache(maxsize=16384)
def words(text: str) -> tuple[str, ...]:
    """The words of a heading, folded; `camelCase` and `snake_case` are cut."""
    return tuple(_WORD.findall(folded(_CAMEL.sub(" ", text).replace("_", " "))))
