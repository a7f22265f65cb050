"""What kinds of values stand in a column, as shares of a sample: evidence for what its heading means."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks.grid import Cell, is_blank, text_of
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.identifiers import read_national_id
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import sign_of, signs, squeezed

_DATE = re.compile(r"\d{1,4}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{1,4}|(?:13|14)\d{6}")
_MONTHS = re.compile(
    "فروردین|اردیبهشت|خرداد|تیر(?:ماه)?(?![آ-ی])|مرداد|امرداد|شهریور|مهر(?:ماه)?(?![آ-ی])|ابان|اذر|دی(?:ماه)?(?![آ-ی])|بهمن|اسفند"
)
_DURATION = re.compile("روز|هفته|ماه|سال|فوری|مستمر|مهلت|پایان")
_NUMBER = re.compile(
    r"(?:[%٪]\s*)?[\d,٬،./٫]+\s*(?:%|٪|درصد|نفر|ریال|تومان|میلیون.*|میلیارد.*|همت|مورد|فقره|مصوبه|عدد)?"
)
_LONG = 25


class Kinds(NamedTuple):
    """Shares (0–1) of a column's written cells, `n_written` of them; `counting`: whole numbers going up by one."""

    n_written: int
    numbers: float
    small_numbers: float
    dates: float
    durations: float
    ids: float
    statuses: float
    agencies: float
    long_texts: float
    marks: float
    orders: float
    sectors: float
    units: float
    counting: bool
    distinct_marks: bool


def kinds_of(cells: Sequence[Cell]) -> Kinds:
    """The kinds of the cells with content of one column."""
    n = len(cells)
    if not n:
        return Kinds(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, False, False)
    seen = [_kinds_of_cell(cell) for cell in cells]
    totals = [sum(kinds[i] for kinds in seen) / n for i in range(12)]
    whole = [
        int(cell)
        for cell in cells
        if isinstance(cell, int | float) and not isinstance(cell, bool) and cell == int(cell)
    ]
    if not whole:
        whole = [int(text) for cell in cells if (text := folded(text_of(cell))).isdecimal() and len(text) < 6]
    counting = len(whole) >= 0.7 * n and sum(b - a == 1 for a, b in zip(whole, whole[1:], strict=False)) >= 0.6 * (
        len(whole) - 1
    )
    marks = {text_of(cell).strip() for cell in cells}
    return Kinds._make((n, *totals, counting and len(whole) >= 2, any(not mark.isdecimal() for mark in marks)))


@functools.lru_cache(maxsize=16384, typed=True)  # 1 == True
def _kinds_of_cell(cell: Cell) -> tuple[bool, ...]:
    """(number, small number, date, duration, id, status, agency, long text, mark, order, sector, unit) of one cell."""
    if isinstance(cell, tuple):
        return (cell[0] == "formula", False, cell[0] == "date", *[False] * 9)
    is_plain = isinstance(cell, int | float)
    text = folded(text_of(cell))
    is_number = is_plain or (_NUMBER.fullmatch(text) is not None and not _DATE.fullmatch(text))
    is_date = _DATE.search(text) is not None or (
        _MONTHS.search(text) is not None and any(sign.isdecimal() for sign in text)
    )
    if is_plain:
        is_date = is_date or 40_000 <= float(cell) <= 55_000  # serial day numbers
    is_id = len(text) >= 11 and read_national_id(cell).value is not None
    is_mark = text in _marks() or sign_of(text_of(cell)) in _marks()
    is_status = is_agency = False
    if not is_plain and len(text) <= 120 and not is_date:
        status = match_status(text_of(cell))
        is_status = status.code != UNKNOWN or status.is_ambiguous
        is_agency = len(text) <= 100 and agency_named(text_of(cell)) is not None
    is_small = is_number and text.isdecimal() and len(text) == 1
    has_duration = _DURATION.search(text) is not None and len(text) <= 40
    is_order = len(text.split()) > 2 and squeeze(text.split()[-1]) in squeezed("rows", "orders")
    is_sector = squeeze(text) in squeezed("rows", "sectors")
    is_unit = 1 < len(text.split()) < 12 and not is_order and squeeze(text.split()[0]) in squeezed("rows", "unit_words")
    return (
        is_number, is_small, is_date, has_duration, is_id, is_status, is_agency, len(text) >= _LONG, is_mark, is_order,
        is_sector, is_unit,
    )  # fmt: skip


@functools.cache
def _marks() -> frozenset[str]:
    return signs("ticks", "yes") | signs("ticks", "no") | {squeeze(mark) for mark in signs("ticks", "yes")} - {""}


@functools.lru_cache(maxsize=8192)
def is_nothing(text: str) -> bool:
    """Whether the text is blank or only says that nothing is there («-», «…», «نامشخص»)."""
    return (
        is_blank(text)
        or text.strip().lower() in signs("rows", "nothing")
        or squeeze(text) in squeezed("rows", "nothing")
    )
