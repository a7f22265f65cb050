"""An article's text prepared for the rules: skeleton, sentences, words, lexicon hits, numbers, dates, names.

Every position inside is one of the skeleton; `Surface.span` brings it back to the text as given.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain
from operator import itemgetter
from sys import maxsize
from typing import Final, Literal

from ingestion.news.facts.lexicon import Hit, find_hits
from ingestion.news.facts.listed import short_names
from ingestion.persian.dates import (
    DateMention,
    WeekdayMention,
    find_dates_in_skeleton,
    find_weekdays_in_skeleton,
)
from ingestion.persian.letters import SkeletonText
from ingestion.persian.numbers import NumberMention, find_numbers
from ingestion.persian.sentences import repeated_sentences, split_sentences
from ingestion.reference.gazetteer import gazetteer
from ingestion.reference.matching import SqueezedText

# Endings and prefixes that some editors write as words of their own: «نشست ها», «منطقه ای», «می شود».
_SPLIT: Final = re.compile(
    "[ \u00a0](?<=[آ-ی].)[ \u00a0]*(?=(?:ها|ها[یي]|ها[یي]{2}|ها[یي]ش|ها[یي]شان|ا[یي]|اند|ا[یي]م|تر|تر[یي]ن)(?![آ-یءأإؤئ‌]))"
)
_PREFIX_SPLIT: Final = re.compile("م[یي](?:(?<![آ-ی]..)|(?<=ن..)(?<![آ-ی]...))([ \u00a0]+)(?=[آ-ی])")
# A kashida between spaces is meant for a dash.
_KASHIDA_DASH: Final = re.compile("\u0640(?<=[ \u00a0].)\u0640*(?=[ \u00a0])")
_DIGITS_WITH_MARKS: Final = re.compile(r"[0-9][/.\-][0-9]")
# «۱.» before the words of a list's item
_ITEM_NUMBER: Final = re.compile(r"\(?\d{1,2} ?\. ?")
_WORD: Final = re.compile(r"[^\W_]+")
_COLON: Final = re.compile(r":(?!\d)")
_QUOTED: Final = re.compile('«[^«»]{1,600}»|"[^"]{1,600}"|“[^“”]{1,600}”')


# Nobody writes a longer one; what is longer is cut at a space, so that no rule looks further.
LONGEST_SENTENCE: Final = 2_500


_start_of, _end_of = itemgetter(Hit._fields.index("start")), itemgetter(Hit._fields.index("end"))
# a place behind every text: no list of places ends without one
_BEHIND: Final = maxsize
_NO_HITS: Final[tuple[list[int], list[Hit]]] = ([_BEHIND], [])
# names that may begin before a place and cover it
_NAMES_BEFORE: Final = 4


@dataclass(slots=True)
class Name:
    """A province, ministry or agency named at [start, end) of the skeleton."""

    kind: Literal["province", "ministry", "agency"]
    id: str
    start: int
    end: int
    is_generic: bool


def _is_one_name(names: Sequence[Name], start: int, end: int) -> bool:
    """Whether a stretch is one name from its first letter to its last."""
    return len(names) == 1 and names[0].start - start <= 1 and end - names[0].end <= 1


class _ByKinds(dict[tuple[str, ...], tuple[list[int], list[Hit]]]):
    """Kinds → where their hits begin, with `_BEHIND` at the end, and the hits in order; made at the first question."""

    def __init__(self, hits: Mapping[str, list[Hit]]) -> None:
        super().__init__()
        self._hits = hits

    def __missing__(self, kinds: tuple[str, ...]) -> tuple[list[int], list[Hit]]:
        present = [self._hits[kind] for kind in kinds if kind in self._hits]
        if not present:
            known = _NO_HITS
        else:
            hits = present[0] if len(present) == 1 else sorted(chain.from_iterable(present), key=_start_of)
            known = ([*map(_start_of, hits), _BEHIND], hits)
        self[kinds] = known
        return known


class Spans:
    """Stretches of a text, in any order, that are asked whether they cover a place."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        ordered = sorted(spans)
        self._starts = [start for start, _ in ordered]
        self._ends = list(accumulate((end for _, end in ordered), max))  # the furthest end so far

    def cover(self, place: int) -> bool:
        """Whether a place lies in [start, end) of one of them."""
        before = bisect_right(self._starts, place)
        return before > 0 and self._ends[before - 1] > place


@dataclass(slots=True)
class Sentence:
    """A sentence of the skeleton. `repeats` is the index of the earlier sentence that says the same, else None.

    `speech` is where reported speech begins (after «گفت:»), else None.
    """

    index: int
    start: int
    end: int
    paragraph: int
    repeats: int | None
    speech: int | None


class Surface:
    """A text with everything in it that the rules look at."""

    def __init__(self, original: str, limit: int | None = None) -> None:
        self.original = original
        readable = original if limit is None else original[:limit]
        joined = _SPLIT.sub(lambda match: "\u200c" * len(match.group()), readable)
        joined = _KASHIDA_DASH.sub(lambda match: match.group().replace("\u0640", "-"), joined)
        joined = _PREFIX_SPLIT.sub(lambda match: match.group()[:2] + "\u200c" * len(match.group(1)), joined)
        self.skeleton = SkeletonText(joined)
        self.text = self.skeleton.text
        self._origins = self.skeleton.origins
        self.squeezed = SqueezedText(self.text)
        self.word_texts, self._word_starts = self.squeezed.word_texts, self.squeezed.word_starts
        self.words = list(zip(self._word_starts, self.squeezed.word_ends, strict=True))
        self._hits = _ByKinds(find_hits(self.squeezed))
        self.names = self._names()
        self.sentences = self._sentences(readable)
        self._starts = [sentence.start for sentence in self.sentences]
        self.numbers: list[NumberMention] = find_numbers(self.text)
        self._number_starts = [*(number.start for number in self.numbers), _BEHIND]
        hints = [hit.start for hit in self.hits("month")]
        hints += [match.start() for match in _DIGITS_WITH_MARKS.finditer(self.text)]
        self.dates: list[DateMention] = find_dates_in_skeleton(self.text, sorted(hints))
        self.weekdays: list[WeekdayMention] = find_weekdays_in_skeleton(self.text)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """(start, end) in the text as given of skeleton [start, end), outer white space left out."""
        while start < end and self.text[start] == " ":
            start += 1
        while end > start and self.text[end - 1] == " ":
            end -= 1
        return self._origins[start], self.skeleton.end_origin(end)

    def written(self, start: int, end: int) -> str:
        """What stands at skeleton [start, end) in the text as given."""
        first, last = self.span(start, end)
        return self.original[first:last]

    def hits(self, *kinds: str) -> list[Hit]:
        """The hits of the kinds, in order."""
        return list(self._hits[kinds][1])

    def hits_in(self, start: int, end: int, *kinds: str) -> list[Hit]:
        """The hits of the kinds that begin in [start, end), in order."""
        starts, hits = self._hits[kinds]
        first = bisect_left(starts, start)
        if starts[first] >= end:
            return []
        return hits[first : bisect_left(starts, end, first)]

    def has(self, start: int, end: int, *kinds: str) -> bool:
        """Whether a hit of one of the kinds begins in [start, end)."""
        starts, _ = self._hits[kinds]
        return starts[bisect_left(starts, start)] < end

    def hit_at(self, start: int, *kinds: str) -> Hit | None:
        """The longest hit of the kinds that begins exactly here."""
        starts, hits = self._hits[kinds]
        first = bisect_left(starts, start)
        if starts[first] != start:
            return None
        after = bisect_left(starts, start + 1, first)
        return hits[first] if after - first == 1 else max(hits[first:after], key=_end_of)

    def sentence_at(self, place: int) -> Sentence:
        """The sentence that a place lies in (or that precedes it)."""
        after = bisect_right(self._starts, place)
        return self.sentences[after - 1 if after else 0]

    def word_index(self, place: int) -> int:
        """Index of the first word that begins at or after the place."""
        return bisect_left(self._word_starts, place)

    def word(self, index: int) -> str:
        """The word, or an empty text outside the text."""
        return self.word_texts[index] if 0 <= index < len(self.word_texts) else ""

    def word_after(self, place: int) -> str:
        """The first word at or after the place."""
        index = bisect_left(self._word_starts, place)
        return self.word_texts[index] if index < len(self.word_texts) else ""

    def word_before(self, place: int) -> str:
        """The last word that begins before the place."""
        index = bisect_left(self._word_starts, place)
        return self.word_texts[index - 1] if index else ""

    def names_in(self, start: int, end: int, kind: str) -> list[Name]:
        """Names of a kind that begin in [start, end)."""
        starts = self._name_starts
        first = bisect_left(starts, start)
        if starts[first] >= end:
            return []
        return [name for name in self.names[first : bisect_left(starts, end, first)] if name.kind == kind]

    def bodies_in(self, start: int, end: int) -> list[Name]:
        """Agencies and ministries that begin in [start, end)."""
        starts = self._name_starts
        first = bisect_left(starts, start)
        if starts[first] >= end:
            return []
        return [name for name in self.names[first : bisect_left(starts, end, first)] if name.kind != "province"]

    def name_at(self, place: int) -> Name | None:
        """The agency or ministry that covers a place."""
        after = bisect_left(self._name_starts, place + 1)
        for name in self.names[max(0, after - _NAMES_BEFORE) : after]:
            if name.start <= place < name.end and name.kind != "province":
                return name
        return None

    def numbers_in(self, start: int, end: int) -> list[NumberMention]:
        """Numbers that begin in [start, end)."""
        starts = self._number_starts
        first = bisect_left(starts, start)
        if starts[first] >= end:
            return []
        return self.numbers[first : bisect_left(starts, end, first)]

    def in_quotes(self, place: int) -> bool:
        """Whether a place lies in reported speech: between quotation marks, or after «گفت:»."""
        sentence = self.sentence_at(place)
        if sentence.speech is not None and place >= sentence.speech:
            return True
        text = self.text[sentence.start : sentence.end]
        return any(sentence.start + m.start() < place < sentence.start + m.end() for m in _QUOTED.finditer(text))

    def _names(self) -> list[Name]:
        names = [
            Name(kind, body, start, end, is_generic)
            for start, end, kind, body, is_generic in gazetteer().places_in(self.skeleton, self.squeezed)
        ]
        ends = {name.start: name.end for name in names if name.kind == "agency"}
        shorts = [Name("agency", short.id, short.start, short.end, False) for short in short_names(self.text, ends)]
        if shorts:
            names = sorted((*names, *shorts), key=lambda name: name.start)
        self._name_starts = [*(name.start for name in names), _BEHIND]
        return names

    def _sentences(self, readable: str) -> list[Sentence]:
        spans: list[tuple[int, int, int]] = []
        for found in split_sentences(readable):
            start = bisect_left(self._origins, found.start)
            end = bisect_left(self._origins, found.end)
            while end - start > LONGEST_SENTENCE:
                cut = self.text.rfind(" ", start + 1, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
                if _WORD.search(self.text, start, cut):
                    spans.append((start, cut, found.paragraph))
                start = cut
            if self.text[start:end][:1].isalnum() or _WORD.search(self.text, start, end):
                spans.append((start, end, found.paragraph))
        spans = list(self._with_numbers(spans))
        repeated = repeated_sentences([self.text[start:end] for start, end, _ in spans])
        return [
            Sentence(i, start, end, paragraph, repeated.get(i), self._speech(start, end))
            for i, (start, end, paragraph) in enumerate(spans)
        ]

    def _with_numbers(self, spans: list[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
        """The number of a list's item belongs to what it numbers: «۱. مقرر گردید …» is one sentence."""
        number: tuple[int, int, int] | None = None
        for start, end, paragraph in spans:
            first = number[0] if number is not None and number[2] == paragraph else start
            if number is not None and first == start:
                yield number
            number = None
            if first == start and _ITEM_NUMBER.fullmatch(self.text, start, end) is not None:
                number = (start, end, paragraph)
            else:
                yield first, end, paragraph
        if number is not None:
            yield number

    def _speech(self, start: int, end: int) -> int | None:
        """Behind the first colon; one behind «ساری - ایرنا» or «به گزارش فارس», or «قم:», opens no speech."""
        if self.text.find(":", start, end) < 0:
            return None
        for colon in _COLON.finditer(self.text, start, end):
            cited = self.has(start, colon.start(), "news_agency", "agency_head", "news_agency_cited")
            if _is_one_name(self.names_in(start, colon.start(), "province"), start, colon.start()):
                continue
            if not cited or self.has(start, colon.start(), "speech"):
                return colon.end()
        return None
