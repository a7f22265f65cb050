"""Digits of the three scripts that Persian texts mix."""

from __future__ import annotations

_PERSIAN = "۰۱۲۳۴۵۶۷۸۹"
_ARABIC = "٠١٢٣٤٥٦٧٨٩"
_ASCII = "0123456789"

TO_ASCII: dict[int, str] = {
    ord(digit): ascii_digit for digits in (_PERSIAN, _ARABIC) for digit, ascii_digit in zip(digits, _ASCII, strict=True)
}
_TO_PERSIAN = str.maketrans(_ASCII, _PERSIAN)


def to_ascii_digits(text: str) -> str:
    """The text with Persian and Arabic-Indic digits as 0-9; same length, all else untouched."""
    return text.translate(TO_ASCII)


def to_persian_digits(text: str) -> str:
    """The text with 0-9 and Arabic-Indic digits as Persian ones; same length, all else untouched."""
    return text.translate(TO_ASCII).translate(_TO_PERSIAN)
