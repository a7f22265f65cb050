"""Persons written beside a unit's name in one cell."""

from __future__ import annotations

import re

_MARKS = ("/", "\\", "|", "\n", " - ", " – ", "،")
_MOST_WORDS = 5
_PHONE = re.compile(r"[\d۰-۹٠-٩][\d۰-۹٠-٩\s\-–]{6,}")


def without_person(text: str) -> str:
    """The unit of a cell whose heading names a person too: «مس سیرجان / بهرام آژندپور» is «مس سیرجان».

    What stands behind the last slash, bar, line break or dash is the person, or a phone; anything with other digits is not.
    """
    for mark in _MARKS:
        unit, found, beside = text.rpartition(mark)
        unit, beside = unit.strip(), beside.strip()
        if not found or not unit or not beside:
            continue
        named = _PHONE.sub(" ", beside)
        if any(sign.isdecimal() for sign in named) or len(named.split()) > _MOST_WORDS:
            return text
        return unit
    return text
