"""Printed choices of which a clerk marks one: «☑ اجرا شده ☐ در حال اجرا ☐ اجرا نشده», «صنعتی ( ) معدنی (*)»."""

from __future__ import annotations

import re
from typing import Final

_MARKS: Final = "xX×✗✘✓✔*●•■+"
_OPEN: Final = r"[☐□▢◻⬜○◯❏❑]|\(\s*\)|\[\s*\]|(?<!\w)\{\s*\}"
_TAKEN: Final = rf"[☑☒■▣◼⬛✅●◉⦿✓✔🗹🗷]|\(\s*[{_MARKS}]\s*\)|\[\s*[{_MARKS}]\s*\]"
_BOX: Final = re.compile(rf"(?P<taken>{_TAKEN})|(?P<open>{_OPEN})")
_LOOKS: Final = re.compile("[\ufe0e\ufe0f]")
_EDGES: Final = " \t\r\n،,؛;/|–-"


def chosen(text: str) -> tuple[str, ...] | None:
    """The choices that are marked in a text of printed choices, () where none is; None where the text prints no choices.

    A text prints choices where two or more boxes stand in it, one of them open at least, and each has its own words:
    all before their words or all behind them.
    """
    text = _LOOKS.sub("", text)
    boxes = list(_BOX.finditer(text))
    if len(boxes) < 2 or not any(box["open"] for box in boxes):
        return None
    behind = boxes[0].start() > 0 and text[: boxes[0].start()].strip(_EDGES) != ""
    found = []
    for at, box in enumerate(boxes):
        if behind:
            words = text[boxes[at - 1].end() if at else 0 : box.start()]
        else:
            words = text[box.end() : boxes[at + 1].start() if at + 1 < len(boxes) else len(text)]
        if not words.strip(_EDGES):
            return None
        if box["taken"]:
            found.append(words.strip(_EDGES))
    if behind and text[boxes[-1].end() :].strip(_EDGES):
        return None
    return tuple(found)
