"""Numbers as Persian news writes them: digits, words, both at once; ordinals, fractions, percents, bounds.

`find_numbers` runs in time linear in the text. Offsets are code points of the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from ingestion.persian.letters import Fold

Bound = Literal["at_least", "at_most", "about"]

UNITS: Final[dict[str, int]] = {
    "یک": 1, "دو": 2, "سه": 3, "چهار": 4, "پنج": 5, "شش": 6, "شیش": 6, "هفت": 7, "هشت": 8, "نه": 9,
    "ده": 10, "یازده": 11, "دوازده": 12, "سیزده": 13, "چهارده": 14, "پانزده": 15, "پونزده": 15, "شانزده": 16,
    "شونزده": 16, "هفده": 17, "هجده": 18, "هیجده": 18, "نوزده": 19,
}  # fmt: skip
TENS: Final[dict[str, int]] = {
    "بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90,
}  # fmt: skip
HUNDREDS: Final[dict[str, int]] = {
    "صد": 100, "یکصد": 100, "دویست": 200, "سیصد": 300, "چهارصد": 400, "پانصد": 500, "پونصد": 500,
    "ششصد": 600, "شیشصد": 600, "هفتصد": 700, "هشتصد": 800, "نهصد": 900,
}  # fmt: skip
SCALES: Final[dict[str, int]] = {
    "هزار": 10**3, "میلیون": 10**6, "ملیون": 10**6, "میلیارد": 10**9, "بیلیون": 10**12, "تریلیون": 10**12,
}  # fmt: skip
# Ordinals that are not cardinal + م: first, second, third, thirtieth.
IRREGULAR_ORDINALS: Final[dict[str, int]] = {
    "اول": 1, "نخست": 1, "نخستین": 1, "اولین": 1, "دوم": 2, "دومین": 2, "سوم": 3, "سومین": 3,
    "سیام": 30, "سیامین": 30, "یکمین": 1, "یکم": 1,
}  # fmt: skip

_CARDINALS: Final[dict[str, tuple[str, int]]] = {
    **{word: ("unit", value) for word, value in UNITS.items()},
    **{word: ("ten", value) for word, value in TENS.items()},
    **{word: ("hundred", value) for word, value in HUNDREDS.items()},
    **{word: ("scale", value) for word, value in SCALES.items()},
    "نیم": ("half", 0),
}
# Three, thirty and one take another ordinal: سهم is "share", سیم is "wire".
_NO_PLAIN_ORDINAL: Final = {"سه", "سی", "دو", "نیم", "یک", "شیش"}
_ORDINALS: Final[dict[str, tuple[str, int]]] = {
    **{word: ("unit" if value != 30 else "ten", value) for word, value in IRREGULAR_ORDINALS.items()},
    **{
        word + ending: entry
        for word, entry in _CARDINALS.items()
        if word not in _NO_PLAIN_ORDINAL
        for ending in ("م", "مین")
    },
}

_ZERO_WIDTH: Final = "\u200c\u200b\u200d\u200e\u200f\ufeff\u2060\u00ad\u061c\u202a\u202b\u202c\u202d\u202e\u0640"
_FOLD: Final = Fold(
    dict(
        zip(
            "يىئكأإٱآۀة٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬٪\u00a0" + _ZERO_WIDTH,
            "یییکاااآهه01234567890123456789.,% " + "\u200c" * len(_ZERO_WIDTH),
            strict=True,
        )
    )
)

_LETTER: Final = "آ-یءپچژکگئؤ"
_GAP: Final = "[ \u200c]*"


def _any_of(words: Iterable[str]) -> str:
    """A pattern for the longest of the words that stands at a place, each letter looked at once."""
    after: dict[str, set[str]] = {}
    for word in words:
        after.setdefault(word[:1], set()).add(word[1:])
    ends = after.pop("", None) is not None
    branches = [letter + _any_of(rests) for letter, rests in sorted(after.items())]
    if not branches:
        return ""
    pattern = branches[0] if len(branches) == 1 and not ends else f"(?:{'|'.join(branches)})"
    return pattern + "?" if ends else pattern


_WORDS: Final = _any_of({*_CARDINALS, *_ORDINALS})
# words that every number word begins with
_SHORTEST_WORDS: Final = _any_of(
    word
    for word in {*_CARDINALS, *_ORDINALS}
    if not any(word.startswith(other) for other in {*_CARDINALS, *_ORDINALS} if other != word)
)
_TOKEN: Final = re.compile(
    rf"(?P<digits>[0-9]+(?:[,،][0-9]{{3}}(?![0-9]))*(?:[./][0-9]+)?)|(?P<word>{_WORDS})|(?P<and>و)|(?P<gap>[ \u200c]+)"
)
_BEGINNINGS: Final = "|".join(sorted({word[:2] for word in (*_CARDINALS, *_ORDINALS)}))
# A number begins with this digit, or with the word behind this sign.
# «وسه واحد»: the joining «و» is typed to the number.
_START: Final = re.compile(
    rf"[^{_LETTER}](?:(?:و(?!نه(?![{_LETTER}])))?(?={_SHORTEST_WORDS})(?<![0-9])|(?<=[0-9])(?<![0-9].))", re.DOTALL
)
_WORD_HERE: Final = re.compile(_WORDS)
_ORDINAL_ENDING: Final = re.compile(rf"[ \u200c]?(?:امین|اُمین|مین|ام|اُم|م)(?![{_LETTER}])")
_THIRTIETH: Final = re.compile(rf"[ \u200c]?ام(?:ین)?(?![{_LETTER}])")
_AFTER_SCALE: Final = re.compile("تومان|ریال|نفر|واحد|دلار|یورو|هکتار|متر|تن|کیلو|مصوبه|پرونده")
_PLURAL: Final = re.compile(rf"[ \u200c]?(?:ها|های|هایی|ان)(?![{_LETTER}])")
_NOT_A_NUMBER: Final = re.compile(rf"{_GAP}(?:شنبه|محال|راه(?![{_LETTER}])|تنها|فقط)")
_PERCENT: Final = re.compile(rf"{_GAP}(?:%|درصد|در صد)")
_MANY_PARTS: Final = re.compile(r"[0-9]+[/.:\-][0-9]+[/.:\-][0-9]+|[0-9]+:[0-9]+")
# Digits that nothing joins to another number: no mark, scale, «و», ordinal ending or excluded word behind them.
_PLAIN_DIGITS: Final = re.compile(
    rf"[0-9]{{1,12}}(?![0-9.,،/:\-]?[0-9])(?!{_BEGINNINGS})(?!{_GAP}(?:و(?![{_LETTER}])|و[0-9]|ونیم|امین|ام|اُم|م(?![{_LETTER}])|مین|شنبه|محال|راه|تنها|فقط|"
    rf"{'|'.join(SCALES)}|{'|'.join(sorted(_ORDINALS, key=len, reverse=True))}))"
)
_LONGEST_DIGITS: Final = 18
_LONGEST_RUN: Final = 64
_BOUNDS: Final[tuple[tuple[Bound, str], ...]] = (
    # more than, over, at least
    ("at_least", "بیش از|بیشتر از|افزون بر|متجاوز از|بالای|بالاتر از|حداقل|دست کم|دست‌کم|دستکم|لااقل|فراتر از"),
    # at most, less than
    ("at_most", "حداکثر|کمتر از|زیر"),
    # about, nearly, up to a total of
    ("about", "نزدیک به|نزدیک|حدود|در حدود|حدودا|قریب به|تقریبا|تقریباً|بالغ بر|بالغبر"),
)
_SPACES: Final = "[ \u200c]+"
_BOUND_END: Final = re.compile(
    rf"(?<![{_LETTER}])(?:"
    + "|".join(f"(?P<{name}>" + words.replace(" ", _SPACES) + ")" for name, words in _BOUNDS)
    + rf"){_SPACES}\Z"
)
_LONGEST_BOUND: Final = 14
_BOUND_LAST_WORDS: Final = tuple({phrase.split(" ")[-1] for _, words in _BOUNDS for phrase in words.split("|")})


@dataclass(slots=True)
class NumberMention:
    """One number in a text.

    `start`/`end` span the number itself; `bound_start` is where «بیش از» and the like begin (else `start`),
    `percent_end` where «درصد» ends (else `end`). `is_ambiguous`: «دو میلیون و ۸۰۰» says 2,000,800 and may mean more.
    """

    start: int
    end: int
    value: int | float
    is_ordinal: bool = False
    is_percent: bool = False
    bound: Bound | None = None
    bound_start: int = 0
    percent_end: int = 0
    is_ambiguous: bool = False
    is_word: bool = False


@dataclass(slots=True)
class _Element:
    kind: str
    value: int | float
    start: int
    end: int
    is_ordinal: bool = False


def fold_for_numbers(text: str) -> str:
    """The text with letters and digits folded one to one (same length), zero-width marks as ZWNJ."""
    return _FOLD(text)


def read_number(text: str) -> int | float | None:
    """The value of a text that is one number and nothing else, or None."""
    mentions = find_numbers(text)
    if len(mentions) != 1:
        return None
    only = mentions[0]
    rest = text[: only.bound_start] + text[only.percent_end :]
    return None if rest.strip(" \u200c\u00a0\t\n") else only.value


def find_numbers(text: str) -> list[NumberMention]:
    """Every number of the text, in order, cardinal and ordinal. Dates like 1404/3/10 and times are left out."""
    folded = fold_for_numbers(text)
    found: list[NumberMention] = []
    at, end = 0, len(folded)
    while at < end:
        position = _next_start(folded, at)
        if position < 0:
            break
        if _is_digit(folded[position]):
            plain = _PLAIN_DIGITS.match(folded, position)
            if plain is not None:
                found.append(_with_surroundings(folded, NumberMention(position, plain.end(), int(plain.group()))))
                at = plain.end()
                continue
            dated = _MANY_PARTS.match(folded, position)
            if dated is not None:
                at = _end_of_digits(folded, dated.end())
                continue
        run, stop = _elements(folded, position)
        at = max(stop, position + 1)
        first = 0
        while first < len(run):
            if len(run) == _LONGEST_RUN and first > _LONGEST_RUN // 2:
                at = run[first].start  # the run was cut: the rest is read again with what follows
                break
            mention, used = _number(folded, run, first)
            if mention is not None:
                found.append(_with_surroundings(folded, mention))
            first += used
    return found


def _next_start(folded: str, at: int) -> int:
    """Where the next number from `at` may begin, or -1."""
    if at == 0 and _WORD_HERE.match(folded):
        return 0
    start = _START.search(folded, at if at == 0 or _is_digit(folded[at - 1]) else at - 1)
    if start is None:
        return -1
    return start.start() if _is_digit(start.group()) else start.end()


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9"


def _end_of_digits(folded: str, at: int) -> int:
    while at < len(folded) and (folded[at].isdigit() or folded[at] in "/.:-"):
        at += 1
    return at


def _elements(folded: str, at: int) -> tuple[list[_Element], int]:
    """The run of number words, digits and «و» from `at`, at most `_LONGEST_RUN` (no number has half as many)."""
    run: list[_Element] = []
    end = len(folded)
    while at < end and len(run) < _LONGEST_RUN:
        match = _TOKEN.match(folded, at)
        if match is None:
            break
        kind = match.lastgroup
        start, stop = match.span()
        if kind == "gap":
            if stop - start > 4:
                break
        elif kind == "digits":
            element = _digits(match.group(), start, stop)
            if element is None:
                return run, _end_of_digits(folded, stop)
            if _MANY_PARTS.match(folded, start):
                break
            run.append(element)
        elif kind == "and":
            run.append(_Element("and", 0, start, stop))
        else:
            word = _word(folded, match.group(), start, stop)
            if word is None:
                break
            run.append(word)
        at = stop
    while run and run[-1].kind == "and":
        run.pop()
    return run, at


def _digits(written: str, start: int, stop: int) -> _Element | None:
    plain = written.replace(",", "").replace("،", "")
    whole = plain.replace("/", ".")
    if len(whole) > _LONGEST_DIGITS:
        return None
    if "." in whole:
        return _Element("digits", float(whole), start, stop)
    return _Element("digits", int(whole), start, stop)


def _word(folded: str, word: str, start: int, stop: int) -> _Element | None:
    """A number word that is a whole word, or is followed by «و», another number word or a glued unit; else None."""
    following = folded[stop : stop + 1]
    if word in _ORDINALS:
        if _is_letter(following):
            return _shorter_word(folded, word, start)
        kind, value = _ORDINALS[word]
        return _Element(kind, value, start, stop, is_ordinal=True)
    kind, value = _CARDINALS[word]
    if word == "سی":  # thirtieth: سی‌ام, سی ام, سی‌امین
        ordinal = _THIRTIETH.match(folded, stop)
        if ordinal is not None:
            return _Element("ten", 30, start, ordinal.end(), is_ordinal=True)
    if _PLURAL.match(folded, stop) and not (following == " " and folded[stop + 1 : stop + 3] == "ان"):
        return None  # «ده‌ها», «هزاران»: tens of, thousands of
    if _is_letter(following) and not _may_be_glued(folded, kind, stop):
        return None
    return _Element(kind, value, start, stop)


def _shorter_word(folded: str, word: str, start: int) -> _Element | None:
    """«دوم» inside a longer word is no ordinal; the cardinal before it may still stand (یک in «یکمیلیون»)."""
    for size in range(len(word) - 1, 1, -1):
        if word[:size] in _CARDINALS:
            return _word(folded, word[:size], start, start + size)
    return None


def _may_be_glued(folded: str, kind: str, stop: int) -> bool:
    rest = folded[stop : stop + 12]
    if rest[0] == "و":
        after = rest[1:].lstrip(" \u200c")
        return bool(after) and (after[0].isdigit() or _starts_with_number_word(after))
    if _starts_with_number_word(rest):
        return True
    return kind == "scale" and _AFTER_SCALE.match(rest) is not None


_NUMBER_WORD_START: Final = re.compile(f"(?:{_WORDS})(?![{_LETTER}])|(?:{'|'.join(SCALES)}|{'|'.join(HUNDREDS)})")


def _starts_with_number_word(rest: str) -> bool:
    return _NUMBER_WORD_START.match(rest) is not None


def _is_letter(character: str) -> bool:
    return bool(character) and ("آ" <= character <= "ی" or character in "پچژکگءئؤ")


def _number(folded: str, run: list[_Element], first: int) -> tuple[NumberMention | None, int]:
    """The number that begins at an index of the run, and how many elements it takes (at least one)."""
    parser = _Parser(run, first)
    value = parser.whole()
    if value is None:
        return None, 1
    used = parser.at - first
    last = run[parser.at - 1]
    start, end = run[first].start, last.end
    is_ordinal = last.is_ordinal
    if used == 1 and last.kind == "digits" and isinstance(value, int):
        ending = _ORDINAL_ENDING.match(folded, end)
        if ending is not None:
            end, is_ordinal = ending.end(), True
    if is_ordinal:
        return NumberMention(start, end, value, is_ordinal=True, is_word=last.kind != "digits"), used
    if _NOT_A_NUMBER.match(folded, end):
        return None, used
    if used == 1:
        fraction = _fraction(run, first)
        if fraction is not None:
            return NumberMention(start, run[first + 1].end, fraction, is_word=True), 2
        tail = _fraction(run, first + 2) if run[first + 1 : first + 2] and run[first + 1].kind == "and" else None
        if tail is not None:  # «هشت و سه دهم»: eight and three tenths
            return NumberMention(start, run[first + 3].end, value + tail, is_word=True), 4
    is_word = any(element.kind != "digits" for element in run[first : parser.at])
    return NumberMention(start, end, value, is_word=is_word, is_ambiguous=parser.is_ambiguous), used


def _fraction(run: list[_Element], at: int) -> float | None:
    """«دو سوم», «یک‌دهم» at an index of the run: the numerator is smaller than the denominator."""
    if len(run) < at + 2 or run[at].is_ordinal or not run[at + 1].is_ordinal:
        return None
    numerator, denominator = run[at].value, run[at + 1].value
    if not 0 < numerator <= 10 or not numerator < denominator <= 1000:
        return None
    return numerator / denominator


class _Parser:
    """Reads `T [scale] (و T [scale])*` with falling scales; T is below the scale before it."""

    def __init__(self, run: list[_Element], first: int) -> None:
        self.run = run
        self.first = first
        self.at = first
        self.is_ambiguous = False

    def whole(self) -> int | float | None:
        total = self._scaled(None)
        if total is None:
            return None
        value, scale = total
        while scale is not None and scale > 1 and not self._ended_as_ordinal() and self._next_is_and():
            mark = self.at
            self.at += 1
            if self._kind() == "half":
                self.at += 1
                return value + scale // 2
            part = self._scaled(scale)
            if part is None:
                self.at = mark
                break
            added, scale = part
            value += added
            if scale is None and added < 1000 <= 10**6 <= value and isinstance(added, int):
                self.is_ambiguous = True
        if scale is None and not self._ended_as_ordinal():
            value += self._half()
        return value

    def _half(self) -> float:
        if self._next_is_and() and self.at + 1 < len(self.run) and self.run[self.at + 1].kind == "half":
            self.at += 2
            return 0.5
        return 0

    def _scaled(self, below: int | None) -> tuple[int | float, int | None] | None:
        """One part: a number below a million (with its own thousands) and the scales after it."""
        mark = self.at
        start_scale = self._scale()
        base: int | float | None
        if start_scale is not None:
            base, scale = 1, start_scale
            self.at += 1
        else:
            base = self._below_thousand()
            if base is None:
                return None
            scale = None
            if not self._ended_as_ordinal():
                scale = self._scale()
                if scale is not None:
                    self.at += 1
        value = base * (scale or 1)
        if scale == 1000 and not self._ended_as_ordinal():
            value, scale = self._thousands(value)
        if below is not None and value >= below:
            self.at = mark
            return None
        return _whole(value), scale

    def _thousands(self, value: int | float) -> tuple[int | float, int | None]:
        """After thousands: «دو هزار و چهارصد میلیون» is 2,400 million, «۲۱۹ هزار و ۲۰۳» is 219,203."""
        scale: int | None = 1000
        if self._next_is_and():
            mark = self.at
            self.at += 1
            if self._kind() == "half":
                self.at += 1
                value, scale = value + 500, None
            else:
                rest = self._below_thousand()
                if rest is None or rest >= 1000 or self._scale() == 1000:
                    self.at = mark
                    return value, 1000
                value, scale = value + rest, None
        higher = None if self._ended_as_ordinal() else self._scale()
        if higher is not None and higher > 1000:
            self.at += 1
            return value * higher, higher
        return value, scale

    def _below_thousand(self) -> int | float | None:
        """Hundreds, tens and units joined by «و»; or digits; or half."""
        kind = self._kind()
        if kind == "digits":
            self.at += 1
            return self.run[self.at - 1].value
        if kind == "half":
            self.at += 1
            return 0.5
        if kind not in ("unit", "ten", "hundred"):
            return None
        first = self.run[self.at]
        value: int | float = first.value
        self.at += 1
        slot = _slot(first)
        while not self._ended_as_ordinal() and self._next_is_and() and self.at + 1 < len(self.run):
            following = self.run[self.at + 1]
            if following.kind == "digits":
                fits = slot > 1 and isinstance(following.value, int) and following.value < 10 ** (slot - 1)
            else:
                fits = following.kind in ("unit", "ten") and _fits(following, slot)
            if not fits:
                break
            value += following.value
            slot = 0 if following.kind == "digits" else _slot(following)
            self.at += 2
        return value

    def _kind(self) -> str:
        return self.run[self.at].kind if self.at < len(self.run) else ""

    def _scale(self) -> int | None:
        return int(self.run[self.at].value) if self._kind() == "scale" else None

    def _next_is_and(self) -> bool:
        return self._kind() == "and"

    def _ended_as_ordinal(self) -> bool:
        return self.at > self.first and self.run[self.at - 1].is_ordinal


def _slot(element: _Element) -> int:
    if element.kind == "hundred":
        return 3
    if element.kind == "ten":
        return 2
    return 0 if element.value >= 10 else 1


def _fits(following: _Element, slot: int) -> bool:
    """Whether a smaller number may follow: after hundreds anything below 100, after tens only 1 to 9."""
    if slot == 3:
        return following.value < 100
    return slot == 2 and following.value < 10


def _whole(value: int | float) -> int | float:
    return int(value) if isinstance(value, float) and value.is_integer() and value >= 10 else value


def _with_surroundings(folded: str, mention: NumberMention) -> NumberMention:
    """The mention with what stands around it: a bound before it, a percent sign behind it."""
    mention.bound_start, mention.percent_end = mention.start, mention.end
    if mention.is_ordinal:
        return mention
    window = folded[max(0, mention.start - _LONGEST_BOUND) : mention.start]
    may_be_bound = window.rstrip(" \u200c").endswith(_BOUND_LAST_WORDS)
    before = _BOUND_END.search(window) if may_be_bound else None
    if before is not None:
        mention.bound = before.lastgroup  # type: ignore[assignment]
        mention.bound_start = mention.start - len(window) + before.start()
    percent = _PERCENT.match(folded, mention.end)
    if percent is not None:
        mention.is_percent, mention.percent_end = True, percent.end()
    return mention
