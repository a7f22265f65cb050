"""National identifiers of legal persons (شناسه ملی, 11 digits with a check digit)."""

from __future__ import annotations

from collections.abc import Sequence
from operator import mul

from ingestion.persian.digits import to_ascii_digits

_WEIGHTS = (29, 27, 23, 19, 17, 29, 27, 23, 19, 17)
_SUM_OF_WEIGHTS = sum(_WEIGHTS)


def is_valid_national_id(text: str) -> bool:
    """Whether the text is 11 digits of any script and the last one is the right check digit."""
    digits = text if text.isascii() else to_ascii_digits(text)
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit() or digits.count(digits[0]) == 11:
        return False
    codes = digits.encode()  # 48 more than the digits
    total = sum(map(mul, codes, _WEIGHTS)) + (codes[9] - 48 + 2 - 48) * _SUM_OF_WEIGHTS
    return bool(total % 11 % 10 == codes[10] - 48)


def valid_national_ids(texts: Sequence[str]) -> list[str]:
    """Those of many texts, in their order, that are valid in ASCII digits; other digits are left out."""
    ids = [text for text in texts if len(text) == 11 and text.isascii() and text.isdecimal()]
    codes = "".join(ids).encode()
    columns = [codes[place::11] for place in range(11)]
    return [
        text
        for text, a, b, c, d, e, f, g, h, i, j, last in zip(ids, *columns, strict=True)
        if (29 * (a + f) + 27 * (b + g) + 23 * (c + h) + 19 * (d + i) + 17 * (e + j) + _SUM_OF_WEIGHTS * (j - 94))
        % 11
        % 10
        == last - 48
        and text.count(text[0]) < 11
    ]
