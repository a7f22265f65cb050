"""Colours as statuses: the legend of a sheet, and which colour of a row counts."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingestion.persian.choices import chosen
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks.classify import is_legend_title
from ingestion.workbooks.grid import Cell, Sheet, is_blank, text_of
from ingestion.workbooks.openers.colours import distance, hue_name, is_neutral
from ingestion.workbooks.values.texts import folded

_COLOUR_WORDS = {
    "سبز روشن": "green", "سبز": "green", "زرد": "yellow", "قرمز": "red", "سرخ": "red", "نارنجی": "orange",
    "آبی": "blue", "بنفش": "purple", "صورتی": "red", "خاکستری": "grey", "طوسی": "grey", "سفید": "white",
    "بدون رنگ": "none", "بی رنگ": "none", "لیمویی": "yellow", "فیروزه‌ای": "blue", "بی‌رنگ": "none",
}  # fmt: skip
_SAME = 24  # channels may differ by this much between a legend's shade and a row's


class _Entry(NamedTuple):
    """One entry of a legend: an exact shade where a cell shows it, the colour's name where it is written, a status."""

    shade: str | None
    word: str | None
    status: str


@dataclass
class Legend:
    """What colours mean on a sheet: by exact shade, or by the name of the colour; and the rows that say so.

    `keys` are the statuses that the signs of a status column stand for, where another sheet explains them.
    """

    shades: dict[str, str] = field(default_factory=dict)
    hues: dict[str, str] = field(default_factory=dict)
    rows: set[int] = field(default_factory=set)
    keys: dict[str, str] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.shades or self.hues)

    def take(self, entry: _Entry) -> None:
        """Add an entry; the first one on a colour counts."""
        if entry.shade:
            self.shades.setdefault(entry.shade, entry.status)
        elif entry.word:
            self.hues.setdefault(entry.word, entry.status)

    def status_of(self, colour: str) -> str | None:
        """The status that a colour stands for, or None where the legend lacks it."""
        if colour in self.shades:
            return self.shades[colour]
        near = sorted((distance(colour, shade), status) for shade, status in self.shades.items())
        if near and near[0][0] <= _SAME:
            return near[0][1]
        return self.hues.get(hue_name(colour)) if not self.shades or self.hues else None


def find_legend(sheet: Sheet, skip_rows: Iterable[int]) -> Legend:
    """The legend of a sheet: coloured cells with a status beside or in them, or texts such as «سبز: اجرا شده».

    It stands in rows of its own, or in a column beside the table. `skip_rows` are rows of headings.
    """
    legend = Legend()
    skip = set(skip_rows)
    beside: dict[int, list[_Entry]] = {}
    for number, cells in enumerate(sheet.rows, start=1):
        if not cells or number in skip:
            continue
        written = {c: text_of(cell) for c, cell in enumerate(cells, start=1) if not is_blank(cell)}
        if not written:
            continue
        if _is_status_between_records(sheet, number, written):
            continue
        if len(written) <= 12 and _read_row(sheet, number, written, legend):
            continue
        for column, text in written.items():
            if column - 1 not in written or column - 2 not in written:
                for entry in _entries_at(sheet, number, column, text, written):
                    beside.setdefault(column, []).append(entry)
    for entries in beside.values():
        if len({entry.status for entry in entries}) >= 2 and len({entry.shade or entry.word for entry in entries}) >= 2:
            if len(entries) == len({entry.status for entry in entries}):
                for entry in entries:
                    legend.take(entry)
    return legend


_LEAST_OF_RECORD = 4


def _is_status_between_records(sheet: Sheet, number: int, written: dict[int, str]) -> bool:
    """Whether the one cell of a row stands in a column of statuses, with a record right above it and right below."""
    if len(written) != 1 or not 1 < number < len(sheet.rows):
        return False
    (column, text), *_ = written.items()
    if _named_entries(text):
        return False
    for near in (number - 1, number + 1):
        cells = sheet.rows[near - 1]
        if sum(not is_blank(cell) for cell in cells) < _LEAST_OF_RECORD:
            return False
        if not is_blank(cell := sheet.cell(near, column)) and match_status(text_of(cell)).code == UNKNOWN:
            return False
    return True


_SIGN = r"\d{1,2}|[a-z]{1,2}\d?|الف|[آ-ی]"
_KEY = re.compile(rf"(?<![\w/.])({_SIGN})\s*[=:]\s*")
_SYMBOLS = "\u2190-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f300-\U0001faff"  # arrows, shapes, ticks, pictures
_SYMBOL_KEY = re.compile(rf"([{_SYMBOLS}])\s*[=:–-]?\s*(?=[^\W\d_])")
_LOOKS = re.compile("[\ufe0e\ufe0f]")
_ONE_KEY = re.compile(rf"({_SIGN})\s*[=:.)–-]+\s*([^\W\d].*)")


@functools.lru_cache(maxsize=4096)
def status_keys(text: str) -> dict[str, str]:
    """What signs mean by a text that explains at least two of them: «۱= اجرا شده ۲= در حال اجرا», «▲ اجرا شد ▼ اجرا نشد»."""
    if len(text) > 300:
        return {}
    plain = _LOOKS.sub("", folded(text))
    found = list(_KEY.finditer(plain)) if "=" in plain or ":" in plain else []
    if len(found) < 2:
        found = list(_SYMBOL_KEY.finditer(plain))
    if len(found) < 2 or chosen(text) is not None:
        return {}
    ends = [match.start() for match in found[1:]] + [len(plain)]
    keys: dict[str, str] = {}
    for match, end in zip(found, ends, strict=True):
        status = match_status(plain[match.end() : end].strip(" ()[].,،؛;/|–—-"))
        if status.code == UNKNOWN or match[1] in keys:
            return {}
        keys[match[1]] = status.code
    return keys if len(keys) >= 2 and len(set(keys.values())) == len(keys) else {}


def key_row(cells: Sequence[Cell]) -> tuple[str, str] | None:
    """(sign, status) where a row explains one sign and says nothing else: «۱» beside «اجرا شده», «۱- اجرا شده»."""
    texts = [folded(text_of(cell)).strip(" ()[].,،؛;") for cell in cells if not is_blank(cell)]
    if len(texts) == 1 and (match := _ONE_KEY.fullmatch(texts[0])):
        texts = [match[1], match[2]]
    if len(texts) == 2:
        texts[0] = _LOOKS.sub("", texts[0])
    if len(texts) != 2 or not re.fullmatch(f"{_SIGN}|[{_SYMBOLS}]", texts[0]) or len(texts[1].split()) > 8:
        return None
    status = match_status(texts[1])
    return None if status.code == UNKNOWN else (texts[0], status.code)


def keys_of_rows(sheet: Sheet, rows: Iterable[int]) -> tuple[dict[str, str], set[int]]:
    """What signs mean by the first of the rows that explains several, or by rows that explain one each; and those rows.

    Empty where a sign has two meanings, or where fewer than two are explained.
    """
    keys: dict[str, str] = {}
    told: set[int] = set()
    for row in rows:
        cells = sheet.rows[row - 1]
        if found := status_keys(" ".join(text_of(cell) for cell in cells if not is_blank(cell))):
            return found, {row}
        if (one := key_row(cells)) is not None:
            if keys.get(one[0], one[1]) != one[1]:
                return {}, set()
            keys[one[0]] = one[1]
            told.add(row)
    return (keys, told) if len(keys) >= 2 and len(set(keys.values())) == len(keys) else ({}, set())


def is_legend_text(text: str) -> bool:
    """Whether a text gives the meaning of a colour that it names."""
    return bool(_named_entries(text))


def _read_row(sheet: Sheet, number: int, written: dict[int, str], legend: Legend) -> bool:
    """Whether a row is only a legend; its entries are taken."""
    entries: list[_Entry] = []
    n_read = 0
    pair = _pair(sheet, number, written)
    if pair is not None:
        entries, n_read = [pair], len(written)
    else:
        for column, text in written.items():
            found = _entries_at(sheet, number, column, text, written)
            entries.extend(found)
            n_read += bool(found) or _colour_word(text) is not None or is_legend_title(text)
    if not entries or n_read < len(written):
        return False
    for entry in entries:
        legend.take(entry)
    legend.rows.add(number)
    return True


def _pair(sheet: Sheet, number: int, written: dict[int, str]) -> _Entry | None:
    """«سبز» in one cell and «اجرا شده» in the next."""
    if len(written) != 2:
        return None
    (first_column, first), (_, second) = sorted(written.items())
    word, status = _colour_word(first), match_status(second)
    if word is None or len(folded(first).split()) > 2 or status.code == UNKNOWN:
        return None
    return _Entry(_legend_shade(sheet, number, first_column), word, status.code)


def _entries_at(sheet: Sheet, number: int, column: int, text: str, written: dict[int, str]) -> list[_Entry]:
    """The entries that a cell gives: by the colours it names, or by its own fill or an empty coloured cell beside it."""
    if len(text) > 200:
        return []
    own = _legend_shade(sheet, number, column)
    named = _named_entries(text)
    if named:
        if len(named) == 1:
            word, status = named[0]
            return [_Entry(own or _shade_beside(sheet, number, column, written), word, status)]
        return [_Entry(None, word, status) for word, status in named]
    if not _is_short_status(text):
        return []
    match = match_status(text)
    shade = own or _shade_beside(sheet, number, column, written)
    if match.code == UNKNOWN or shade is None:
        return []
    return [_Entry(shade, None, match.code)]


def _shade_beside(sheet: Sheet, number: int, column: int, written: dict[int, str]) -> str | None:
    """The fill of an empty cell right beside a text."""
    for other in (column - 1, column + 1):
        if other not in written and (shade := _legend_shade(sheet, number, other)):
            return shade
    return None


@functools.cache
def _colour_pattern() -> re.Pattern[str]:
    names = sorted((folded(name) for name in _COLOUR_WORDS), key=len, reverse=True)
    return re.compile(rf"(?<![آ-ی])(?:{'|'.join(map(re.escape, names))})(?![آ-ی])")


@functools.lru_cache(maxsize=4096)
def _named_entries(text: str) -> tuple[tuple[str, str], ...]:
    """(colour, status) pairs that a text states: «سبز: اجرا شده، زرد: در حال اجرا», «اجرا شده = سبز»."""
    plain = folded(text)
    words = list(_colour_pattern().finditer(plain))
    if not words or len(plain) > 200:
        return ()
    colours = {folded(name): colour for name, colour in _COLOUR_WORDS.items()}
    ends = [word.start() for word in words[1:]] + [len(plain)]
    after = [(colours[word[0]], _status_in(plain[word.end() : end])) for word, end in zip(words, ends, strict=True)]
    starts = [0] + [word.end() for word in words[:-1]]
    before = [
        (colours[word[0]], _status_in(plain[start : word.start()])) for word, start in zip(words, starts, strict=True)
    ]
    best = max((after, before), key=lambda pairs: sum(status is not None for _, status in pairs))
    return tuple((colour, status) for colour, status in best if status is not None)


def _status_in(text: str) -> str | None:
    text = re.sub(
        r"(?:ردیف|سطر|خانه|رنگ|موارد|مصوبات|یعنی|به معنی|به معنای|نشان دهنده|نشانه|ها|های)(?![آ-ی])", " ", text
    )
    text = text.strip(" ()[]:=.,،؛;/|–—-→←\t\n")
    if not text or len(text.split()) > 8:
        return None
    match = match_status(text)
    return match.code if match.code != UNKNOWN else None


def _is_short_status(text: str) -> bool:
    return len(folded(text).split()) <= 8


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


def _shade(sheet: Sheet, row: int, column: int, known: Mapping[str, str] | None = None) -> str | None:
    """The fill of a cell; greys, white and black only where a legend knows them."""
    colour = sheet.fills.get((row, column))
    return colour if colour and (not is_neutral(colour) or (known and colour in known)) else None


def _legend_shade(sheet: Sheet, row: int, column: int) -> str | None:
    """The fill of a legend's cell: greys count, white and black do not."""
    colour = sheet.fills.get((row, column))
    return colour if colour and colour not in ("FFFFFF", "000000") else None


def row_colour(
    sheet: Sheet,
    row: int,
    columns: Iterable[int],
    first: int | None = None,
    legend: Legend | None = None,
    merged: Container[tuple[int, int]] = (),
) -> tuple[str, int] | None:
    """(colour, column) that marks a row: that of its `first` (status) cell, else the one most of its cells have.

    `merged` are the places that belong to a cell of a row above: they have the colour of that row.
    """
    known = legend.shades if legend else None
    if first is not None and (shade := _shade(sheet, row, first, known)):
        return shade, first
    found = [(shade, column) for column in columns if (shade := _shade(sheet, row, column, known))]
    if not found:
        return None
    if merged and len({colour for colour, _ in found}) > 1:
        found = [(colour, column) for colour, column in found if (row, column) not in merged] or found
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
