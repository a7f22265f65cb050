"""Colours as statuses: the legend of a sheet, and which colour of a row counts."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks.grid import Sheet, is_blank, text_of
from ingestion.workbooks.openers.colours import distance, hue_name, is_neutral
from ingestion.workbooks.values.texts import folded

_COLOUR_WORDS = {
    "سبز روشن": "green", "سبز": "green", "زرد": "yellow", "قرمز": "red", "سرخ": "red", "نارنجی": "orange",
    "آبی": "blue", "بنفش": "purple", "صورتی": "red", "خاکستری": "grey", "طوسی": "grey", "سفید": "white",
    "بدون رنگ": "none", "بی رنگ": "none", "لیمویی": "yellow", "فیروزه‌ای": "blue", "بی‌رنگ": "none",
}  # fmt: skip
_SAME = 24  # channels may differ by this much between a legend's shade and a row's
_SEPARATOR = re.compile(r"\s*(?:[:=：→←]|\s[-–—]\s|یعنی|به معنی|به معنای|نشانه|نشان دهنده|\()\s*")


@dataclass
class Legend:
    """What colours mean on a sheet: by exact shade, or by the name of the colour; and the rows that say so."""

    shades: dict[str, str] = field(default_factory=dict)
    hues: dict[str, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return bool(self.shades or self.hues)

    def status_of(self, colour: str) -> str | None:
        """The status that a colour stands for, or None where the legend lacks it."""
        if colour in self.shades:
            return self.shades[colour]
        near = sorted((distance(colour, shade), status) for shade, status in self.shades.items())
        if near and near[0][0] <= _SAME:
            return near[0][1]
        return self.hues.get(hue_name(colour)) if not self.shades or self.hues else None


def find_legend(sheet: Sheet, skip_rows: Iterable[int]) -> Legend:
    """The legend of a sheet: coloured cells with a status beside or in them, or lines «سبز: اجرا شده».

    `skip_rows` are rows of headings; a row of a table is a legend only where the entry stands outside its texts.
    """
    legend = Legend()
    skip = set(skip_rows)
    for number, cells in enumerate(sheet.rows, start=1):
        if not cells or number in skip:
            continue
        written = {c: text_of(cell) for c, cell in enumerate(cells, start=1) if not is_blank(cell)}
        if not written or len(written) > 12:
            continue
        _read_row(sheet, number, written, legend)
    return legend


def _read_row(sheet: Sheet, number: int, written: dict[int, str], legend: Legend) -> None:
    entries: list[tuple[str | None, str | None, str]] = []
    n_read = 0
    for column, text in written.items():
        if len(text) > 80:
            return
        colour_word, status = _entry(text)
        own = _shade(sheet, number, column)
        beside = _shade(sheet, number, column - 1) or _shade(sheet, number, column + 1)
        beside_is_empty = not (column - 1 in written and column + 1 in written)
        if colour_word and status:
            shade = own or (beside if beside_is_empty else None)
            entries.append((shade, colour_word, status))
            n_read += 1
        elif status and own and len(written) <= 8 and _is_short_status(text):
            entries.append((own, None, status))
            n_read += 1
        elif status and beside and _is_short_status(text) and not _neighbour_text(written, sheet, number, column):
            entries.append((beside, None, status))
            n_read += 1
        elif _colour_word(text):
            n_read += 1
    for first, second in zip(sorted(written), sorted(written)[1:], strict=False):  # «سبز» | «اجرا شده»
        word, (_, status) = _colour_word(written[first]), _entry(written[second])
        if word and status and len(folded(written[first]).split()) <= 2:
            entries.append((_shade(sheet, number, first), word, status))
            n_read = len(written)
    is_plain_row = n_read < len(written) and not (entries and all(word for _, word, _ in entries))
    if not entries or is_plain_row:
        return
    for shade, word, status in entries:
        if shade:
            legend.shades.setdefault(shade, status)
        elif word:
            legend.hues.setdefault(word, status)
    if n_read >= len(written):
        legend.rows.add(number)


def _neighbour_text(written: dict[int, str], sheet: Sheet, number: int, column: int) -> bool:
    """Whether the coloured cell beside a text has a text of its own (then it is a table's cell, no legend's)."""
    return any(
        other in written for other in (column - 1, column + 1) if _shade(sheet, number, other) is not None
    )


@functools.lru_cache(maxsize=4096)
def _entry(text: str) -> tuple[str | None, str | None]:
    """(colour's name, status) of a legend's text; «سبز: اجرا شده» has both."""
    word = _colour_word(text)
    parts = [part for part in _SEPARATOR.split(folded(text)) if part]
    if word and len(parts) < 2:
        rest = folded(text).removeprefix("رنگ ").strip()
        parts = [rest, re.sub(rf"^{re.escape(word)}\s*", "", rest)]
        for name in sorted(_COLOUR_WORDS, key=len, reverse=True):
            if rest.startswith(folded(name)):
                parts[1] = rest[len(folded(name)) :]
                break
    candidates = parts[1:] if word else parts[:1]
    for part in reversed(candidates):
        match = match_status(part.strip(" ()[]:.-"))
        if match.code != UNKNOWN:
            return word, match.code
    if word and len(parts) >= 2 and (match := match_status(parts[0])).code != UNKNOWN:
        return word, match.code
    return word, None


def _is_short_status(text: str) -> bool:
    return len(folded(text).split()) <= 6


def _colour_word(text: str) -> str | None:
    """The colour that a text names at its beginning or end, or None."""
    plain = folded(text).strip(" ()[]:.-")
    for prefix in ("رنگ ", "ردیف ", "ردیفهای ", "سطر ", "سطرهای ", "خانه ", "خانههای ", "موارد "):
        plain = plain.removeprefix(folded(prefix))
    for name, colour in sorted(_COLOUR_WORDS.items(), key=lambda item: -len(item[0])):
        word = folded(name)
        if plain.startswith(word) and not plain[len(word) : len(word) + 1].isalpha():
            return colour
        if re.search(rf"(?:=|:|رنگ)\s*{re.escape(word)}$", plain):
            return colour
    return None


def _shade(sheet: Sheet, row: int, column: int) -> str | None:
    colour = sheet.fills.get((row, column))
    return colour if colour and not is_neutral(colour) else None


def row_colour(sheet: Sheet, row: int, columns: Iterable[int], first: int | None = None) -> tuple[str, int] | None:
    """(colour, column) that marks a row: that of its `first` (status) cell, else the one most of its cells have."""
    if first is not None and (shade := _shade(sheet, row, first)):
        return shade, first
    found = [(shade, column) for column in columns if (shade := _shade(sheet, row, column))]
    if not found:
        return None
    shade = Counter(colour for colour, _ in found).most_common(1)[0][0]
    return shade, next(column for colour, column in found if colour == shade)


def is_decoration(colours: dict[int, str]) -> bool:
    """Whether the colours of rows only decorate: every row the same, or two taking turns."""
    if len(colours) < 4:
        return False
    rows = sorted(colours)
    in_order = [colours[row] for row in rows]
    if len(set(in_order)) == 1:
        steps = {second - first for first, second in zip(rows, rows[1:], strict=False)}
        return steps in ({1}, {2})
    if len(set(in_order)) == 2:
        return all(one != other for one, other in zip(in_order, in_order[1:], strict=False))
    return False
