"""The cells of a large .xlsx sheet whose XML is regular, found by arithmetic on all of its bytes at once.

Programs write sheets in one form: `<row r="7"><c r="A7" s="1" t="s"><v>12</v></c><c r="B7" s="1"/></row>`. Where anything
departs from it (formulas, errors, inline texts, comments, other orders of attributes), calamine reads the sheet.
"""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, NamedTuple

from ingestion.workbooks.grid import Cell, CodedRows
from ingestion.workbooks.limits import MAX_CELLS

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # it reserves memory for each of its threads
import numpy as np

Ints = np.ndarray[Any, np.dtype[np.int64]]
Bools = np.ndarray[Any, np.dtype[np.bool_]]
Codes = np.ndarray[Any, np.dtype[np.intc]]
Floats = np.ndarray[Any, np.dtype[np.float64]]
Bytes = np.ndarray[Any, np.dtype[np.uint8]]

_CHUNK = 4 * 2**20
_AHEAD = 16  # bytes that may be looked at behind the last tag
_OPENING, _CLOSING = b"<sheetData>", b"</sheetData>"
_ROW, _CELL, _VALUE, _VALUE_END, _CELL_END, _ROW_END, _EMPTY_CELL, _EMPTY_ROW, _OTHER = range(9)
_FOLLOWS = {
    (_ROW, _CELL_END, _EMPTY_CELL): (_CELL, _EMPTY_CELL, _ROW_END),
    (_ROW_END, _EMPTY_ROW): (_ROW, _EMPTY_ROW),
    (_CELL,): (_VALUE, _CELL_END),
    (_VALUE,): (_VALUE_END,),
    (_VALUE_END,): (_CELL_END,),
}
_MOST_ROWS, _MOST_COLUMNS, _MOST_LETTERS = 1_048_576, 16_384, 3
_MOST_DIGITS_OF_A_ROW, _MOST_DIGITS_OF_A_STYLE = 7, 6
_MOST_TEXTS = 2**31 - 1
_MOST_MARKED = 2**22
_EXACT_DIGITS = 15  # a whole number of more digits may be none of a float's
_EPOCH = np.datetime64("1899-12-30")
_FIRST_DAY, _LAST_DAY = 61, 2_958_465  # before it Excel counts a 29th of February 1900; to the end of the year 9999
_NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?")


class _NotRegular(Exception):
    """The sheet must be read by calamine."""


class _Cells(NamedTuple):
    """The cells with a value of some rows: where they stand, counted from 1, and what they hold."""

    rows: Ints
    columns: Ints
    texts: Codes  # the place of a shared string, counted from 1; 0 of a number
    numbers: Floats  # of those that are no text: a number or a day's serial
    are_days: Bools  # of those too


def regular_rows(
    xml: bytes, texts: Sequence[str], *, days: Collection[int], unsure: Collection[int]
) -> CodedRows | None:
    """The rows of a sheet's XML, as calamine gives them; None where it is not regular.

    `texts` are the shared strings. A number is a day under a style among `days`; under one among `unsure` a number of the
    sheet makes it irregular.
    """
    try:
        read = partial(_cells, styles_of_days=np.array(sorted(days)), unsure_styles=np.array(sorted(unsure)))
        with ThreadPoolExecutor(2) as readers:  # numpy lets another thread run while it works
            found = list(readers.map(read, *zip(*_chunks(xml), strict=True)))
        return _coded(_Cells(*map(np.concatenate, zip(*found, strict=True))), texts) if found else None
    except _NotRegular:
        return None


def _chunks(xml: bytes) -> Iterator[tuple[Bytes, int]]:
    """Whole rows of some MiB with some bytes behind them, and how many bytes the rows have."""
    at, end = xml.find(_OPENING) + len(_OPENING), xml.rfind(_CLOSING)
    if at < len(_OPENING) or len(xml) < end + _AHEAD:
        raise _NotRegular
    while at < end:
        cut = end
        if end - at > _CHUNK:
            cut = xml.rfind(b"<row ", at + 1, at + _CHUNK)
            cut = cut if cut > 0 else xml.find(b"<row ", at + _CHUNK, end)
            cut = cut if cut > 0 else end
        yield np.frombuffer(xml, np.uint8, cut - at + _AHEAD, at), cut - at
        at = cut


def _cells(data: Bytes, size: int, styles_of_days: Ints, unsure_styles: Ints) -> _Cells:
    """The cells of whole rows: the first `size` bytes of the data."""
    starts, ends = np.flatnonzero(data[:size] == ord("<")), np.flatnonzero(data[:size] == ord(">"))
    _check(len(starts) == len(ends) and bool((starts < ends).all()))
    kinds = _kinds(data, starts, ends)
    _check(
        _MAY_FOLLOW[kinds[:-1], kinds[1:]].all() and _MAY_FOLLOW[_ROW_END, kinds[0]] and _MAY_FOLLOW[kinds[-1], _ROW]
    )
    _check(starts[0] == 0 and ends[-1] == size - 1)
    _check(((ends[:-1] + 1 == starts[1:]) | ((kinds[:-1] == _VALUE) & (ends[:-1] < starts[1:]))).all())
    tags = np.flatnonzero(kinds == _CELL)
    tags = tags[kinds[tags + 1] == _VALUE]
    rows, columns, at = _references(data, starts[tags] + len("<c "))
    style, at = _styles(data, at)
    are_texts, at = _types(data, at)
    _check((at == ends[tags]).all())
    first, behind = ends[tags + 1] + 1, starts[tags + 2]
    numbers = _numbers(data, first, behind, are_texts)
    _check(not np.isin(style[~are_texts], unsure_styles).any())
    texts = np.where(are_texts, numbers + 1, 0)
    _check((texts <= _MOST_TEXTS).all())
    texts = texts.astype(np.intc)
    numbers, are_days = numbers[~are_texts], np.isin(style[~are_texts], styles_of_days)
    days = numbers[are_days]
    _check(((days >= _FIRST_DAY) & (days <= _LAST_DAY) & (days == np.floor(days))).all())
    return _Cells(rows, columns, texts, numbers, are_days)


def _check(holds: bool | np.bool_) -> None:
    if not holds:
        raise _NotRegular


def _kinds(data: Bytes, starts: Ints, ends: Ints) -> Ints:
    """What each tag is, told by its first letters and its length; `_OTHER` for those that no regular sheet has."""
    first, second, third = (data[starts + n] for n in (1, 2, 3))
    length = ends - starts
    is_end, is_empty = first == ord("/"), data[ends - 1] == ord("/")
    kinds = np.full(len(starts), _OTHER)
    is_row = (first == ord("r")) & (second == ord("o")) & (third == ord("w"))
    is_cell = (first == ord("c")) & (second == ord(" "))
    kinds[is_row & ~is_empty] = _ROW
    kinds[is_row & is_empty] = _EMPTY_ROW
    kinds[is_cell & ~is_empty] = _CELL
    kinds[is_cell & is_empty] = _EMPTY_CELL
    kinds[(first == ord("v")) & (length == len("<v"))] = _VALUE
    kinds[is_end & (second == ord("v")) & (length == len("</v"))] = _VALUE_END
    kinds[is_end & (second == ord("c")) & (length == len("</c"))] = _CELL_END
    kinds[is_end & (second == ord("r")) & (third == ord("o")) & (length == len("</row"))] = _ROW_END
    return kinds


def _follow() -> Bools:
    table = np.zeros((_OTHER + 1, _OTHER + 1), bool)
    for before, after in _FOLLOWS.items():
        table[np.ix_(before, after)] = True
    return table


_MAY_FOLLOW = _follow()


def _is_at(data: Bytes, at: Ints, text: bytes) -> Bools:
    """Whether the text stands at each place."""
    found: Bools = data[at] == text[0]
    for n, byte in enumerate(text[1:], start=1):
        found &= data[at + n] == byte
    return found


def _references(data: Bytes, at: Ints) -> tuple[Ints, Ints, Ints]:
    """(rows, columns, the places behind them) of attributes such as `r="AB12"`."""
    _check(_is_at(data, at, b'r="').all())
    at = at + len('r="')
    columns = np.zeros(len(at), np.int64)
    for _ in range(_MOST_LETTERS):
        letter = data[at]
        is_letter = (letter >= ord("A")) & (letter <= ord("Z"))
        columns = np.where(is_letter, columns * 26 + letter - (ord("A") - 1), columns)
        at = at + is_letter
    rows, behind = _whole_numbers(data, at, _MOST_DIGITS_OF_A_ROW)
    _check((data[behind] == ord('"')).all())
    _check(((columns > 0) & (columns <= _MOST_COLUMNS) & (rows > 0) & (rows <= _MOST_ROWS)).all())
    return rows, columns, behind + 1


def _styles(data: Bytes, at: Ints) -> tuple[Ints, Ints]:
    """(numbers of styles, the places behind them), where ` s="3"` stands; else the style is 0."""
    are_there = _is_at(data, at, b' s="')
    numbers, behind = _whole_numbers(data, np.where(are_there, at + len(' s="'), at), _MOST_DIGITS_OF_A_STYLE)
    _check((data[behind[are_there]] == ord('"')).all())
    return numbers, np.where(are_there, behind + 1, at)


def _types(data: Bytes, at: Ints) -> tuple[Bools, Ints]:
    """(whether a shared string, the places behind), where ` t="s"` or ` t="n"` stands; else it is a number."""
    are_texts = _is_at(data, at, b' t="s"')
    return are_texts, np.where(are_texts | _is_at(data, at, b' t="n"'), at + len(' t="s"'), at)


def _whole_numbers(data: Bytes, at: Ints, most_digits: int) -> tuple[Ints, Ints]:
    """(numbers, the places behind their digits), of at most so many digits; 0 where no digit stands."""
    numbers, at = np.zeros(len(at), np.int64), at.copy()
    for _ in range(most_digits):
        digit = data[at]
        is_digit = (digit >= ord("0")) & (digit <= ord("9"))
        if not is_digit.any():
            break
        numbers = np.where(is_digit, numbers * 10 + digit - ord("0"), numbers)
        at += is_digit
    return numbers, at


def _numbers(data: Bytes, first: Ints, behind: Ints, are_texts: Bools) -> Floats:
    """The numbers written from `first` to `behind`; those of texts are whole ones."""
    whole, at = _whole_numbers(data, first, _EXACT_DIGITS)
    numbers = whole.astype(np.float64)
    others = np.flatnonzero((at != behind) | (first == behind))
    _check(not are_texts[others].any())
    for n in others.tolist():
        written = data[first[n] : behind[n]].tobytes()
        _check(_NUMBER.fullmatch(written) is not None)
        numbers[n] = float(written)
    return numbers


def _coded(cells: _Cells, texts: Sequence[str]) -> CodedRows:
    """The cells laid out in rows, each the number of its value."""
    _check(len(cells.rows) > 0)
    n_rows, width = int(cells.rows[-1]), int(cells.columns.max())
    places = (cells.rows - 1) * width + cells.columns - 1
    _check(bool((places[1:] > places[:-1]).all()))
    _check(n_rows * width <= MAX_CELLS)
    _check(int(cells.texts.max()) <= len(texts))
    values: list[Cell] = ["", *texts]
    codes = np.empty(len(cells.numbers), np.intc)
    numbers, codes[~cells.are_days] = _numbered(cells.numbers[~cells.are_days], len(values))
    values += numbers.tolist()
    days, codes[cells.are_days] = _numbered(cells.numbers[cells.are_days], len(values))
    values += [("date", str(day)) for day in _EPOCH + days.astype("timedelta64[D]")]
    sheet = np.zeros(n_rows * width, np.intc)
    sheet[places] = cells.texts
    sheet[places[cells.texts == 0]] = codes
    return CodedRows(values, width, sheet.tobytes())


def _numbered(numbers: Floats, first: int) -> tuple[Floats, Ints]:
    """(the different numbers, upwards, and for each number the place of its own among them), counted from `first`."""
    if not len(numbers) or numbers.min() < 0 or numbers.max() > _MOST_MARKED or (numbers != np.floor(numbers)).any():
        different, places = np.unique(numbers, return_inverse=True)
        return different, places + first
    whole = numbers.astype(np.int64)  # small ones are marked in a list, which is quicker than to sort them
    are_there = np.zeros(int(whole.max()) + 1, bool)
    are_there[whole] = True
    return np.flatnonzero(are_there).astype(np.float64), (np.cumsum(are_there) + (first - 1))[whole]
