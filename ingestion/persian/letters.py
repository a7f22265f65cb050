"""Letters: one way of writing for display, and a skeleton without spelling differences for matching.

Display folds Arabic code points to Persian ones and drops what cannot be seen. The skeleton goes on: hamza and madda
are folded, ZWNJ is gone, digits are ASCII, white space is one space; every character knows its place in the original.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Final

from ingestion.persian.digits import TO_ASCII

ZWNJ: Final = "\u200c"

_FOLDED = {
    "ي": "ی",  # Arabic yeh
    "ى": "ی",  # alef maksura
    "ې": "ی",  # Pashto yeh
    "ك": "ک",  # Arabic kaf
    "ڪ": "ک",  # swash kaf
    "ة": "ه",  # teh marbuta
    "ۀ": "ه",  # heh with yeh above
    "ۂ": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ە": "ه",
    "ٱ": "ا",  # alef wasla
}
# Kashida, bidi marks, BOM, zero-width space and joiner, soft hyphen, combining hamza above: seen by no reader.
_INVISIBLE = (
    "\u0640\u200b\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff\u00ad\u061c"
)
_COMBINING_HAMZA = "\u0654\u0655\u0674"
_HAMZA = {"أ": "ا", "إ": "ا", "آ": "ا", "ؤ": "و", "ئ": "ی", "ء": ""}
_VOWEL_MARKS = [chr(code) for code in (*range(0x064B, 0x0654), 0x0670, *range(0x0656, 0x065F))]


class Fold:
    """Puts for single characters what a table says; what is put holds no character that the table changes.

    Unlike `str.translate` it looks only at the characters that change, of which Persian prose has few.
    """

    __slots__ = ("_changed", "_table")

    def __init__(self, table: Mapping[str, str]) -> None:
        self._table = {character: folded for character, folded in table.items() if character != folded}
        self._changed = re.compile("[" + "".join(map(re.escape, self._table)) + "]")

    def __call__(self, text: str) -> str:
        """The text with every character folded."""
        for character in set(self._changed.findall(text)):
            text = text.replace(character, self._table[character])
        return text


def _with_presentation_forms(table: dict[str, str]) -> dict[str, str]:
    """The table with the Arabic presentation forms (as PDFs give them), folded as the letters they stand for."""
    fold = Fold(table)
    forms: dict[str, str] = {}
    for form in map(chr, (*range(0xFB50, 0xFDFC), *range(0xFE70, 0xFEFD))):
        plain = unicodedata.normalize("NFKC", form)
        if plain != form:
            forms[form] = fold(plain).strip()
    return table | forms


_SEEN = _FOLDED | dict.fromkeys(_INVISIBLE + _COMBINING_HAMZA, "")
_DISPLAY = Fold(_with_presentation_forms(_SEEN))
_SKELETON = _with_presentation_forms(
    _SEEN | _HAMZA | dict.fromkeys([*_VOWEL_MARKS, ZWNJ], "") | {chr(code): digit for code, digit in TO_ASCII.items()}
)
_FOLD_SKELETON = Fold(_SKELETON)
_NOT_ONE_TO_ONE = "\\s" + "".join(re.escape(character) for character, folded in _SKELETON.items() if len(folded) != 1)
# A run of characters that the skeleton does not keep one to one; a space by itself is kept.
_UNEVEN = re.compile(f"[{_NOT_ONE_TO_ONE}](?:(?<! )|(?=[{_NOT_ONE_TO_ONE}]))[{_NOT_ONE_TO_ONE}]*")
_SPACES = re.compile(r"\s+")
# The first places of any text: copied, which is a hundred times as fast as counting.
_PLACES = array("I", range(1 << 14))
# ZWNJ beside a space or another ZWNJ joins nothing.
_IDLE_ZWNJ = re.compile(f"^{ZWNJ}+|(?<=\\s){ZWNJ}+|{ZWNJ}+(?=\\s|{ZWNJ}|$)")

# The ezafe of a word that ends in he, written as a letter («بیمه‌ی کارگران»): no letter of the word. What the skeleton
# drops may stand before the yeh and behind it; a yeh that begins another word is none.
_DROPPED = "".join(re.escape(character) for character, folded in _SKELETON.items() if not folded and character != ZWNJ)
_HE = "ه" + "".join(re.escape(character) for character, folded in _SKELETON.items() if folded.endswith("ه"))
_YEH = "ی" + "".join(re.escape(character) for character, folded in _SKELETON.items() if folded == "ی")
_EZAFE = re.compile(
    rf"(?<=[{_HE}])(?:[{_DROPPED}]*+[{ZWNJ}\s][{_DROPPED}{ZWNJ}\s]*+[{_YEH}](?![{_DROPPED}{ZWNJ}]*+\w))+"
)


def fold_letters(text: str) -> str:
    """The text with Arabic letters as Persian ones (ي ى→ی, ك→ک, ة ۀ→ه) and invisible marks out.

    ZWNJ, digits, white space, vowel marks and the hamza of أ ؤ ئ stay.
    """
    return _DISPLAY(text)


def clean_display(text: str) -> str:
    """`fold_letters`, with runs of white space (also NBSP and line breaks) as one space and none at the ends."""
    folded = _DISPLAY(text)
    if ZWNJ in folded:
        folded = _IDLE_ZWNJ.sub("", folded)
    return " ".join(folded.split())


def clean_displays(texts: Sequence[str]) -> list[str]:
    """`clean_display` of each text; the letters of all of them are folded at once."""
    whole = "\n".join(texts)
    if whole.count("\n") != len(texts) - 1:
        return list(map(clean_display, texts))
    folded = _DISPLAY(whole)
    if ZWNJ in folded:
        folded = _IDLE_ZWNJ.sub("", folded)
    return [" ".join(text.split()) for text in folded.split("\n")]


def places_of(sign: str, text: str) -> Iterator[int]:
    """Where a sign stands in a text."""
    place = text.find(sign)
    while place >= 0:
        yield place
        place = text.find(sign, place + 1)


def _without_ezafe(text: str) -> str:
    return _EZAFE.sub(lambda ezafe: ZWNJ * len(ezafe.group()), text)


def _folded(text: str) -> str:
    folded = " ".join(_FOLD_SKELETON(text).split())
    if folded.isascii() and folded.islower():
        return folded
    lowered = folded.lower()
    return lowered if len(lowered) == len(folded) else folded


class SkeletonText:
    """A text's skeleton with the place of each of its characters in the original.

    `text` has single spaces between words, no space at the ends, no ZWNJ, ASCII digits, lower-case Latin letters,
    folded letters and hamza, and no ezafe written as a letter; punctuation stays. `origin(i)` is the index in `original` of skeleton character `i`;
    for `i == len(text)` the end of the last one. Skeleton [a, b) was written as `original[origin(a):end_origin(b)]`.
    """

    __slots__ = ("_origins", "original", "text")

    def __init__(self, original: str) -> None:
        self.original = original
        seen = _without_ezafe(original)
        self.text = _folded(seen)
        origins = array("I")
        place, end = len(seen) - len(seen.lstrip()), len(seen.rstrip())
        for uneven in _UNEVEN.finditer(seen, place, end):
            start, following = uneven.span()
            origins.extend(_PLACES[place:start] if start <= len(_PLACES) else range(place, start))
            if uneven.group() != ZWNJ:  # the one that is frequent keeps nothing
                self._add_uneven(seen, start, following, end, origins)
            place = following
        origins.extend(_PLACES[place:end] if end <= len(_PLACES) else range(place, end))
        origins.append(origins[-1] + 1 if origins else 0)
        self._origins = origins

    @staticmethod
    def _add_uneven(text: str, start: int, end: int, text_end: int, origins: array[int]) -> None:
        """Adds the places of what the skeleton keeps of a run of uneven characters."""
        space = -1
        for index in range(start, end):
            character = text[index]
            if character.isspace():
                if space < 0:
                    space = index
                continue
            folded = _SKELETON.get(character, character)
            if not folded:
                continue
            if space >= 0 and origins:
                origins.append(space)
            space = -1
            origins.extend([index] * len(folded))
        if space >= 0 and origins and end < text_end:
            origins.append(space)

    def __len__(self) -> int:
        return len(self.text)

    @property
    def origins(self) -> array[int]:
        """The place in the original of each skeleton character, and the end of the last one."""
        return self._origins

    def origin(self, index: int) -> int:
        """Where skeleton character `index` (0 … len) stands in the original."""
        return self._origins[index]

    def index_of(self, place: int) -> int:
        """The first skeleton character that stands at or after a place of the original."""
        return bisect_left(self._origins, place, 0, len(self.text))

    def is_even(self, start: int, end: int) -> bool:
        """Whether characters of their own in the original gave the first and the last of skeleton [start, end)."""
        origins = self._origins
        return (start == 0 or origins[start - 1] != origins[start]) and origins[end - 1] != origins[end]

    def end_origin(self, end: int) -> int:
        """The end in the original of the skeleton's first `end` characters, with combining marks that follow."""
        if end <= 0:
            return self._origins[0]
        return self._origins[end - 1] + 1

    def span(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) in the original of skeleton [start, end)."""
        return self.origin(start), self.end_origin(end)


@lru_cache(maxsize=65536)
def skeleton(text: str, *, spaces: bool = True, punctuation: bool = True) -> str:
    """The text's skeleton; without `spaces` words are joined, without `punctuation` only letters and digits stay."""
    folded = _folded(_without_ezafe(text))
    if not punctuation:
        folded = _SPACES.sub(" ", "".join(c if c.isalnum() else " " for c in folded)).strip()
    return folded if spaces else folded.replace(" ", "")


def word_set(*lines: str) -> frozenset[str]:
    """The words of the lines, which are skeletons already, as a set."""
    return frozenset(word for line in lines for word in line.split())
