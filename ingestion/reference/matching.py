"""Phrases found in a text on its skeleton: whole words, longest match, spaces and spelling variants equal."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate, compress
from operator import itemgetter
from typing import Generic, TypeVar

import ahocorasick

from ingestion.persian.letters import SkeletonText, skeleton

Payload = TypeVar("Payload")

LINE_BREAK = "⏎"
"""Stands for a line break in a text whose breaks matter; inside a phrase it is as good as a space."""

_BLANKS = " " + LINE_BREAK
# A number is a word of its own, also where no space follows it: «۲۹واحد».
_LETTERS = re.compile(r"(\d+|[^\W\d_]+)")
# As bytes; that of no gap is what bytes(n) is filled with.
_NO_GAP, _SPACE, _MARK = 0, 1, 2
_AND = "و"  # and; clerks write it without a space after it
_GLUED_AND_MIN = 4
_first = itemgetter(0)
# Plural endings ها، های، هایی that may follow a keyword.
_PLURALS = ("ها", "های", "هایی")
# A phrase this long is taken even where the space before it is missing.
_UNMISTAKABLE = 11


@dataclass(frozen=True, slots=True)
class Found(Generic[Payload]):
    """A phrase found: [start, end) in the skeleton text, and what was stored with the phrase."""

    start: int
    end: int
    payload: Payload


class SqueezedText:
    """Only the letters and digits of a skeleton, and what stood between them.

    `starts_at` gives the place in the skeleton of each letter that begins a word, `ends_at` the place behind each letter
    that ends one, by the number of letters before.
    """

    __slots__ = (
        "_firsts",
        "ends_at",
        "gaps",
        "letters",
        "skeleton_text",
        "starts_at",
        "word_ends",
        "word_starts",
        "word_texts",
    )

    def __init__(self, skeleton_text: str) -> None:
        pieces = _LETTERS.split(skeleton_text)  # what stands before a word and the word, by turns
        edges = list(accumulate(map(len, pieces)))
        between, words = pieces[:-1:2], pieces[1::2]
        self.skeleton_text = skeleton_text
        self.word_texts, self.word_starts, self.word_ends = words, edges[:-1:2], edges[1::2]
        self.letters = "".join(words)
        self._firsts = firsts = list(accumulate(map(len, words), initial=0))
        self.starts_at = dict(zip(firsts, self.word_starts, strict=False))
        self.ends_at = dict(zip(firsts[1:], self.word_ends, strict=True))
        gaps = bytearray(firsts[-1] + 1)
        for first in firsts:
            gaps[first] = _SPACE
        for first, gap in compress(zip(firsts, between, strict=False), map(" ".__ne__, between)):
            if gap.strip(_BLANKS):
                gaps[first] = _MARK
        gaps[0] = gaps[-1] = _MARK
        self.gaps = gaps

    def place(self, letter: int) -> int:
        """The place of a letter in the skeleton text."""
        start = self.starts_at.get(letter)
        if start is not None:
            return start
        word = bisect_right(self._firsts, letter) - 1
        return self.word_starts[word] + letter - self._firsts[word]

    def word_from(self, letter: int) -> str:
        """The word that begins at a letter; behind the last one an empty text. Inside a word the next one."""
        word = bisect_left(self._firsts, letter)
        return self.word_texts[word] if word < len(self.word_texts) else ""

    def word_before(self, letter: int) -> str:
        """The last word that begins before a letter; an empty text before the first one."""
        word = bisect_left(self._firsts, letter)
        return self.word_texts[word - 1] if word else ""

    def place_behind(self, end: int) -> int:
        """The place behind letter `end - 1` in the skeleton text."""
        behind = self.ends_at.get(end)
        return self.place(end - 1) + 1 if behind is None else behind

    def letter_at(self, place: int) -> int:
        """The letter that stands at a place of the skeleton text."""
        word = bisect_right(self.word_starts, place) - 1
        return self._firsts[word] + place - self.word_starts[word]

    def is_word_start(self, index: int) -> bool:
        """Whether a word begins at the letter."""
        return self.gaps[index] != _NO_GAP

    def is_word_end(self, end: int, *, plural: bool = False) -> bool:
        """Whether a word ends before letter `end`, or only a plural ending follows."""
        if self.gaps[end] != _NO_GAP:
            return True
        return plural and any(
            self.letters.startswith(ending, end) and self.gaps[end + len(ending)] != _NO_GAP for ending in _PLURALS
        )

    def word_end(self, end: int) -> int:
        """The end of the word that letter `end - 1` belongs to."""
        while self.gaps[end] == _NO_GAP:
            end += 1
        return end

    def has_mark_inside(self, start: int, end: int, allowed: frozenset[int]) -> bool:
        """Whether punctuation stands inside [start, end) elsewhere than at the allowed distances from the start."""
        mark = self.gaps.find(_MARK, start + 1, end)
        while mark >= 0 and mark - start in allowed:
            mark = self.gaps.find(_MARK, mark + 1, end)
        return mark >= 0


@dataclass(slots=True)
class _Entry(Generic[Payload]):
    length: int
    marks: frozenset[int]
    payloads: list[Payload]
    is_one_word: bool = True


class PhraseMatcher(Generic[Payload]):
    """Many phrases in one automaton; each phrase carries any number of payloads.

    With `plural` a keyword may be followed by ها, های, هایی. Punctuation inside a match is accepted only where some
    way of writing the phrase has it.
    """

    def __init__(self, phrases: Iterable[tuple[str, Payload]], *, plural: bool = False) -> None:
        self._plural = plural
        entries: dict[str, _Entry[Payload]] = {}
        for phrase, payload in phrases:
            folded = skeleton(phrase)
            key, marks = folded.replace(" ", ""), frozenset[int]()
            if not key.isalnum():
                squeezed = SqueezedText(folded)
                key = squeezed.letters
                marks = frozenset(i for i in range(1, len(key)) if squeezed.gaps[i] == _MARK)
            if not key:
                continue
            entry = entries.setdefault(key, _Entry(len(key), frozenset(), []))
            entry.marks |= marks
            entry.is_one_word &= phrase.isalnum()
            if payload not in entry.payloads:
                entry.payloads.append(payload)
        marked = [(key, entry.marks) for key, entry in entries.items() if entry.marks]
        for inner, marks in marked:
            for key in [key for key in entries if inner in key and len(inner) < len(key)]:
                offset = key.find(inner)
                entries[key].marks |= frozenset(offset + mark for mark in marks)
        self._entries = entries
        self._automaton = ahocorasick.Automaton()
        for key, entry in entries.items():
            self._automaton.add_word(key, (entry.length, entry.marks, entry.is_one_word, entry.payloads))
        if entries:
            self._automaton.make_automaton()

    def whole(self, text: str) -> list[Payload]:
        """The payloads of the phrase that the whole text is; empty if it is none."""
        entry = self._entries.get(skeleton(text, spaces=False, punctuation=False))
        return list(entry.payloads) if entry else []

    def candidates(self, squeezed: SqueezedText) -> list[tuple[int, int, list[Payload]]]:
        """Every occurrence as (first letter, end letter, payloads), overlapping ones too, leftmost longest first."""
        if not self._entries:
            return []
        gaps, follows_and, ends_a_word = squeezed.gaps, self._follows_and, squeezed.is_word_end
        plural = self._plural
        found = [
            (start, end, payloads)
            for last, entry in self._automaton.iter(squeezed.letters)
            if gaps[last + 1] or (plural and ends_a_word(last + 1, plural=True))
            for length, allowed, is_one_word, payloads in [entry]  # what stands inside a word is not looked at
            if (
                gaps[start := (end := last + 1) - length]
                or length >= _UNMISTAKABLE
                or follows_and(squeezed, start, length)
            )
            and not (is_one_word and gaps.find(_SPACE, start + 1, end) >= 0)
            and (gaps.find(_MARK, start + 1, end) < 0 or not squeezed.has_mark_inside(start, end, allowed))
        ]
        found.reverse()  # found in the order of their ends
        found.sort(key=_first)
        return found

    @staticmethod
    def _follows_and(squeezed: SqueezedText, start: int, length: int) -> bool:
        """Whether nothing of the word but «و» stands before a phrase that is long enough to be glued to it."""
        return length >= _GLUED_AND_MIN and squeezed.letters[start - 1] == _AND and squeezed.gaps[start - 1] != _NO_GAP

    def find(self, text: SkeletonText, *, longest_first: bool = False) -> list[Found[list[Payload]]]:
        """Occurrences that do not overlap, in order, with places in the skeleton text.

        Of two that overlap the leftmost stays, of those the longest; with `longest_first` the longest of all.
        """
        squeezed = SqueezedText(text.text)
        candidates = self.candidates(squeezed)
        if longest_first:
            candidates.sort(key=lambda item: (item[0] - item[1], item[0]))
        chosen: list[tuple[int, int, list[Payload]]] = []
        taken = bytearray(len(squeezed.letters))
        for start, end, payloads in candidates:
            if not any(taken[start:end]):
                taken[start:end] = b"\x01" * (end - start)
                chosen.append((start, end, payloads))
        chosen.sort(key=lambda item: item[0])
        return [Found(squeezed.place(start), squeezed.place_behind(end), payloads) for start, end, payloads in chosen]
