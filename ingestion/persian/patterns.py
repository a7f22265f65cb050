"""Regular expressions that are tried only where a word stands that they cannot do without, or begin with."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections.abc import Iterator, Sequence


class GuardedPattern:
    """A compiled pattern every match of which holds at least one of `words`.

    Looking for a word costs a tenth of a search with a pattern, and in most sentences none of the words stands.
    """

    __slots__ = ("_last", "pattern", "words")

    def __init__(self, pattern: str, *words: str) -> None:
        self.pattern = re.compile(pattern)
        self.words = words
        # a text, asked sentence by sentence, where its words begin, and a place behind every text
        self._last: tuple[str, list[int]] = ("", [sys.maxsize])

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        last, places = self._last
        if last is not text:
            places = self._places_in(text)
        return self.pattern.search(text, start, end) if places[bisect_left(places, start)] < end else None

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        last, places = self._last
        if last is not text:
            places = self._places_in(text)
        return self.pattern.finditer(text, start, end) if places[bisect_left(places, start)] < end else iter(())

    def _places_in(self, text: str) -> list[int]:
        """Where the words begin in a text, and a place behind every text; kept until another text is asked about."""
        places = [sys.maxsize]
        for word in self.words:
            place = text.find(word)
            while place >= 0:
                places.append(place)
                place = text.find(word, place + 1)
        if len(places) > 1:
            places.sort()
        self._last = text, places
        return places


class HeadedPattern:
    """A compiled pattern every match of which begins with one of `heads`; it is tried where these stand, nowhere else."""

    __slots__ = ("heads", "pattern")

    def __init__(self, pattern: str, *heads: str) -> None:
        self.pattern = re.compile(pattern)
        self.heads = heads

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        """As `re.Pattern.search`."""
        return next(self.finditer(text, start, end), None)

    def finditer(self, text: str, start: int = 0, end: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As `re.Pattern.finditer`."""
        at = start
        for place, _ in word_places(text, self.heads, start, end):
            match = self.pattern.match(text, place, end) if place >= at else None
            if match is not None:
                yield match
                at = match.end()


def word_places(text: str, words: Sequence[str], start: int = 0, end: int = sys.maxsize) -> list[tuple[int, int]]:
    """Where each of the words begins and ends in text [start, end), also inside longer words, in order."""
    places: list[tuple[int, int]] = []
    for word in words:
        place = text.find(word, start, end)
        while place >= 0:
            places.append((place, place + len(word)))
            place = text.find(word, place + len(word), end)
    if len(places) > 1:
        places.sort()
    return places
