"""Progress in per cent, 0 to 100, from fractions, whole numbers and texts."""

from __future__ import annotations

import functools
import re

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.numbers import find_numbers
from ingestion.workbooks.grid import Cell
from ingestion.workbooks.values.texts import folded

_PLAIN = re.compile(r"(\d+(?:[./٫]\d+)?)\s*(?:%|٪|درصد)?")
_SIGN_FIRST = re.compile(r"[%٪]\s*(\d+(?:[./٫]\d+)?)")

_DECIMAL_COMMA = re.compile(r"(?<=\d)[,،](?=\d{1,2}(?!\d))")  # «62,5»; no per cent has thousands
_WHOLE = frozenset({"صد در صد", "صد درصد", "صددرصد", "100 در صد"})
_ZERO = frozenset({"صفر", "صفر درصد", "درصد صفر"})


def read_percent(cell: Cell, *, is_fraction: bool) -> float | None:
    """Per cent 0–100, or None. `is_fraction`: a plain number of this cell counts 1 for the whole (0.5 is 50)."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return _within(cell * 100 if 0 < cell < 1 or (is_fraction and cell <= 1) else float(cell))
    if isinstance(cell, tuple):
        return None
    return _read_text(cell, is_fraction)


@functools.lru_cache(maxsize=4096)
def _read_text(text: str, is_fraction: bool) -> float | None:
    text = _DECIMAL_COMMA.sub(".", to_ascii_digits(folded(text)).replace("٫", "."))
    has_sign = "%" in text or "٪" in text or "درصد" in text
    match = _PLAIN.fullmatch(text) or _SIGN_FIRST.fullmatch(text)
    if match:
        number = float(match[1].replace("/", "."))
    elif text.strip() in _ZERO:
        return 0.0
    elif text.strip() in _WHOLE:
        return 100.0
    else:
        mentions = find_numbers(text)
        if len(mentions) != 1 or not (mentions[0].is_percent or has_sign):
            return None
        number = float(mentions[0].value)
    if not has_sign and (0 < number < 1 or (is_fraction and number <= 1)):
        number *= 100
    return _within(number)


def is_fraction_column(numbers: list[float]) -> bool:
    """Whether a column of plain numbers counts 1 for the whole: none above 1, and one between 0 and 1."""
    return bool(numbers) and max(numbers) <= 1 and any(0 < number < 1 for number in numbers)


def _within(number: float) -> float | None:
    number = round(number, 2)
    return number if 0 <= number <= 100 else None
