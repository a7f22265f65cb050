"""National identifiers of legal persons (شناسه ملی, 11 digits with a check digit)."""

from __future__ import annotations

from ingestion.persian.digits import to_ascii_digits

_WEIGHTS = (29, 27, 23, 19, 17, 29, 27, 23, 19, 17)


def is_valid_national_id(text: str) -> bool:
    """Whether the text is 11 digits of any script and the last one is the right check digit."""
    digits = to_ascii_digits(text)
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit() or len(set(digits)) == 1:
        return False
    tenth = int(digits[9]) + 2
    total = sum((int(digit) + tenth) * weight for digit, weight in zip(digits[:10], _WEIGHTS, strict=True))
    return total % 11 % 10 == int(digits[10])
