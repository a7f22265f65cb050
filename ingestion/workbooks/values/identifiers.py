"""Numbers that name things: national ids of firms, numbers of sessions and resolutions."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.numbers import find_numbers
from ingestion.reference.national_id import is_valid_national_id
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.values.texts import folded, shown

_ID_NOISE = re.compile(r"[\s\-–_.'’`\u200b-\u200f\u00a0/]")
_NUMBERS_JOINED = re.compile(r"\s*(?:و|,|،|;|؛|-|–|/|\+|&|تا)\s*")
_LABEL = re.compile(r"^(?:بند|مصوبه|ردیف|شماره|ش)\s*(?:شماره)?\s*[:.\-]?\s*(?=\d)")


class NationalId(NamedTuple):
    """A firm's national id where its check digit holds; `is_personal`: ten digits, the code of a natural person."""

    value: str | None
    is_personal: bool = False


@functools.lru_cache(maxsize=65536, typed=True)  # 1 == True
def read_national_id(cell: Cell) -> NationalId:
    """The 11 digits of a valid national id, else null. Rounded numbers (1.04E+10) are never taken."""
    if isinstance(cell, tuple):
        return NationalId(None)
    text = to_ascii_digits(folded(text_of(cell)))
    text = re.sub(r"\.0+$", "", text.strip())
    digits = _ID_NOISE.sub("", text)
    if not digits.isdecimal():
        found = re.findall(r"(?<!\d)\d{11}(?!\d)", digits)
        digits = found[0] if len(found) == 1 and "e" not in digits else ""
    if len(digits) == 11 and is_valid_national_id(digits):
        return NationalId(digits)
    return NationalId(None, is_personal=len(digits) == 10)


@functools.lru_cache(maxsize=16384, typed=True)  # 1 == True
def read_session_no(cell: Cell) -> str | None:
    """The number of a session in ASCII digits; two sessions in one sitting as `25,26`; null for none."""
    if isinstance(cell, tuple):
        return None
    text = to_ascii_digits(folded(text_of(cell))).strip(" :.-–")
    if not text:
        return None
    parts = _NUMBERS_JOINED.split(text)
    if len(parts) == 2 and all(part.isdecimal() and len(part) <= 4 for part in parts):
        first, second = (int(part) for part in parts)
        if second == first + 1 or " و " in text or "," in text or "،" in text:
            return f"{first},{second}"
        if "تا" in text and first < second <= first + 10:
            return ",".join(str(number) for number in range(first, second + 1))
        return text.replace(" ", "")
    if re.fullmatch(r"\d+", text):
        return str(int(text))
    if re.fullmatch(r"[\d/\-.]+", text):
        return text
    mentions = find_numbers(text)
    numbers = [str(mention.value) for mention in mentions if isinstance(mention.value, int)]
    if numbers:
        return ",".join(dict.fromkeys(numbers)) if len(numbers) <= 3 else text
    return to_ascii_digits(shown(text_of(cell)) or "") or None


@functools.lru_cache(maxsize=16384, typed=True)  # 1 == True
def read_number_text(cell: Cell) -> str | None:
    """The number of a resolution as text: ASCII digits, without a leading «بند» or «مصوبه»."""
    if isinstance(cell, tuple):
        return None
    text = to_ascii_digits(shown(text_of(cell)) or "")
    return _LABEL.sub("", text).strip(" :-–") or None
