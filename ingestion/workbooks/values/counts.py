"""Counts in words, as they stand in tables of figures: «یک مورد», «بیست و دو فقره»."""

from __future__ import annotations

import functools

from ingestion.persian.numbers import TENS, UNITS

_COUNTED = ("مورد", "فقره", "مصوبه", "عدد", "بند")  # cases, items, resolutions, pieces, clauses
_ZERO = ("صفر", "هیچ")


@functools.lru_cache(maxsize=4096)
def count_in_words(text: str) -> int | None:
    """The number below a hundred that a folded text is, with or without what it counts; None for any other text."""
    words = text.replace("\u200c", " ").split()
    if words and words[-1] in _COUNTED:
        words.pop()
    if len(words) == 1 and words[0] in _ZERO:
        return 0
    if len(words) == 1:
        return UNITS.get(words[0], TENS.get(words[0]))
    if len(words) == 3 and words[1] == "و" and words[0] in TENS and UNITS.get(words[2], 10) < 10:
        return TENS[words[0]] + UNITS[words[2]]
    return None
