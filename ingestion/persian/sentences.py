"""Sentences of Persian prose: hard wraps, blank lines inside a sentence, missing full stops, repeated sentences.

Offsets are code points of the text as given. Time is linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestion.persian.patterns import GuardedPattern, HeadedPattern

_END_MARKS: Final = ".!?؟…:؛"
_LINE: Final = re.compile(r"[^\n]*")
# Words after which no sentence ends: and, of, to, in, with, that, (object), this, a joining comma.
_UNFINISHED_WORDS: Final = tuple("و یا از به در با که را این آن برای تا بین بر نیز هر".split())
_UNFINISHED: Final = re.compile(rf"(?:^|[\s«(])(?:{'|'.join(_UNFINISHED_WORDS)})$|[،,«(]$")
_UNFINISHED_ENDS: Final = (*_UNFINISHED_WORDS, *"،,«(")
# ministry, minister, governor, organisation, company, office: a name follows, unless a heading ends with them.
_AWAITING: Final = tuple("وزارت وزیر استاندار سازمان شرکت اداره".split())
_AWAITS_NAME: Final = re.compile(rf"(?:^|[\s«(])(?:{'|'.join(_AWAITING)})$")
# «زاهدان- فارس: …»: a story begins, whatever word its headline ends with
_DATELINE: Final = re.compile(r"[^\s.،؛:()«»\-–]{2,14}(?:[ \u200c][^\s.،؛:()«»\-–]{2,10})?[ \u00a0]?[-–][ \u00a0]?\S")
_OPENS_WITH_PUNCTUATION: Final = re.compile(r"[ \t\u00a0]*[،,؛;:.!؟)»]")
_BULLET: Final = re.compile(r"[ \t]*(?:[-–—*•●▪◾]|[0-9۰-۹]{1,2}[-.)])")
_LONGEST_WRAPPED_LINE: Final = 160
# longest words of a sentence by which its repetition is found
_MOST_KEYS: Final = 4
_LONG_WORD: Final = 6
# of the words in either of two sentences, those in both, if one repeats the other
_ALIKE: Final = 0.85
_END: Final = HeadedPattern(r"[.!?؟…]+(?:[ \u00a0]?[\"»”)\]])*", *".!?؟…")
# «برق، گاز و…»
_AND_SO_ON: Final = re.compile(r"[ ،\u00a0\u200c]و[ \u00a0]?\Z")
_VERB_BEFORE: Final = "شود|کند|کنند|است|بود|شد|شدند|کرد|کردند|دارد|گیرد|گرفت|داد|دهد|باشد|باشند|گردید|میشود|می‌شود|میکند"
# A new sentence without a full stop before it: «… ارسال می‌شود وی افزود …» (he added).
_UNMARKED_START: Final = GuardedPattern(
    rf"(?<=[\s‌])(?:{_VERB_BEFORE})[\"»]?[ \u00a0]+(?=(?:وی|او)[ \u00a0]+"
    r"(?:افزود|گفت|ادامه|اظهار|تصریح|تاکید|تأکید|خاطرنشان|خاطر|یادآور|بیان|عنوان|همچنین|با اشاره|با بیان|در پایان))",
    " وی",
    " او",
    "\u00a0وی",
    "\u00a0او",
)


@dataclass(slots=True)
class Sentence:
    """A sentence's span in the text, outer white space left out; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int


def paragraph_spans(text: str) -> list[tuple[int, int]]:
    """Spans of the paragraphs. A line break in the middle of a sentence does not end one, nor a blank line there."""
    lines = [match.span() for match in _LINE.finditer(text) if match.group().strip()]
    if not lines:
        return []
    width = _wrap_width(text, lines)
    spans: list[tuple[int, int]] = []
    start = lines[0][0]
    for index in range(len(lines) - 1):
        line, following = lines[index], lines[index + 1]
        if not _continues(text, line, following, width, is_first=index == 0):
            spans.append((start, line[1]))
            start = following[0]
    spans.append((start, lines[-1][1]))
    return spans


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of a text in order; headings and lines without a full stop are sentences of their own."""
    sentences: list[Sentence] = []
    # No mark reaches over a line break, and every paragraph ends at one: the marks of all of them are found at once.
    marks = list(_END.finditer(text))
    starts = [mark.start() for mark in marks]
    for number, (start, end) in enumerate(paragraph_spans(text)):
        inside = marks[bisect_left(starts, start) : bisect_left(starts, end)]
        for first, last in _sentences_of(text, start, end, inside):
            while last > first and text[last - 1].isspace():
                last -= 1
            while first < last and text[first].isspace():
                first += 1
            if first < last:
                sentences.append(Sentence(first, last, number))
    return sentences


def repeated_sentences(texts: Sequence[str]) -> dict[int, int]:
    """Index of each sentence that repeats an earlier one → index of the earlier one (word sets alike by 0.85)."""
    sets = [frozenset(text.split()) for text in texts]
    if not _may_repeat(sets):
        return {}
    seen: dict[str, list[int]] = {}
    repeated: dict[int, int] = {}
    for index, words in enumerate(sets):
        if len(words) < _MOST_KEYS:
            continue
        long = [word for word in words if len(word) >= _LONG_WORD]
        keys = sorted(sorted(long if len(long) >= _MOST_KEYS else words), key=len)[-_MOST_KEYS:]
        for other in dict.fromkeys(other for key in keys for other in seen.get(key, ())):
            if _are_alike(words, sets[other]):
                repeated[index] = repeated.get(other, other)
                break
        else:
            for key in keys:
                bucket = seen.setdefault(key, [])
                if len(bucket) < 8:
                    bucket.append(index)
    return repeated


def _may_repeat(sets: Sequence[frozenset[str]]) -> bool:
    """Whether any sentence has so many words of the earlier ones together as a repetition has of a single one."""
    earlier: set[str] = set()
    for words in sets:
        if len(words) >= _MOST_KEYS and len(words & earlier) >= _ALIKE * len(words):
            return True
        earlier |= words
    return False


def _are_alike(words: frozenset[str], others: frozenset[str]) -> bool:
    """Whether the words in both are at least 0.85 of the words in either."""
    fewer, more = sorted((len(words), len(others)))
    if fewer < _ALIKE * more:
        return False
    both = len(words & others)
    return both >= _ALIKE * (fewer + more - both)


def _wrap_width(text: str, lines: Sequence[tuple[int, int]]) -> int | None:
    """The column at which a hard-wrapped text breaks its lines, or None."""
    lengths = [end - start for start, end in lines]
    longest = max(lengths)
    if len(lines) < 3 or not 50 <= longest <= _LONGEST_WRAPPED_LINE:
        return None
    open_ended = [
        length
        for (start, end), length in zip(lines, lengths, strict=True)
        if length >= 0.75 * longest and text[start:end].rstrip()[-1] not in _END_MARKS
    ]
    return longest if len(open_ended) >= max(2, len(lines) // 4) else None


def _continues(
    text: str, line: tuple[int, int], following: tuple[int, int], width: int | None, *, is_first: bool
) -> bool:
    """Whether a sentence runs on from a line to the next."""
    written = text[line[0] : line[1]].rstrip()
    gap = text[line[0] + len(written) : following[0]]
    breaks = gap.count("\n")
    if _BULLET.match(text, following[0]) or breaks > 3:
        return False
    if breaks > 1 and width is None and _BULLET.match(text, line[0]):
        return False
    if _OPENS_WITH_PUNCTUATION.match(text, following[0]) and written[-1] not in ".!؟":
        return True
    if written[-1] in _END_MARKS:
        return False
    if breaks == 1 and (gap[0] != "\n" or text[following[0]] in " \u00a0"):
        return True  # a break inside a line of running text, as inline links leave it
    if written.endswith(_UNFINISHED_ENDS) and _UNFINISHED.search(written):
        return breaks <= 2 or width is not None
    if (
        not is_first
        and written.endswith(_AWAITING)
        and _AWAITS_NAME.search(written)
        and not (breaks > 1 and _DATELINE.match(text, following[0]))
    ):
        return breaks <= 2 or width is not None
    if width is None or (breaks > 1 and is_first):
        return False
    next_word = text[following[0] : following[1]].split(None, 1)[0]
    reach = line[1] - line[0] + 1 + len(next_word)
    return reach >= (0.8 if breaks == 1 else 0.88) * width


def _sentences_of(text: str, start: int, end: int, marks: Sequence[re.Match[str]]) -> list[tuple[int, int]]:
    cuts = [match.end() for match in marks if _is_end(text, match, start, end)]
    unmarked = [match.end() for match in _UNMARKED_START.finditer(text, start, end)]
    if unmarked:
        cuts = sorted((*unmarked, *cuts))
    spans: list[tuple[int, int]] = []
    for cut in cuts:
        spans.append((start, cut))
        start = cut
    spans.append((start, end))
    return spans


def _is_end(text: str, match: re.Match[str], start: int, end: int) -> bool:
    """A full stop that ends a sentence: not in a decimal, an abbreviation or an ellipsis amid a list."""
    before = text[match.start() - 1 : match.start()]
    following = text[match.end() : match.end() + 3]
    if match.end() >= end:
        return True
    if following[0].isdigit() and before.isdigit():
        return False
    if match.group().startswith(("..", "…")):
        if following.lstrip(" \u00a0")[:1] in ("،", "؛", ",") or _AND_SO_ON.search(text, start, match.start()):
            return False
    if match.group() == "." and (_is_single_letter(text, match.start()) or following[0] in "،؛"):
        return False
    return not (following[0].isascii() and following[0].isalnum())


def _is_single_letter(text: str, dot: int) -> bool:
    """«ص.م.ت»: one letter before the dot."""
    return (
        text[dot - 1 : dot].isalpha() and not text[dot - 2 : dot - 1].isalnum() and text[dot - 2 : dot - 1] != "\u200c"
    )
