"""Several numbered resolutions in one cell: where each begins, and its text without the number."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from ingestion.persian.digits import to_ascii_digits
from ingestion.workbooks.values.texts import squeeze
from ingestion.workbooks.vocabulary import squeezed


class Piece(NamedTuple):
    """One resolution of a cell: its label («1», «الف») where it has one, and its text."""

    label: str | None
    text: str


class _Marker(NamedTuple):
    start: int
    end: int
    order: int  # 1 for the first of a series
    label: str
    at_line_start: bool


_WORD_NUMBERS = {
    "یک": 1, "اول": 1, "یکم": 1, "نخست": 1, "دو": 2, "دوم": 2, "سه": 3, "سوم": 3, "چهار": 4, "چهارم": 4, "پنج": 5,
    "پنجم": 5, "شش": 6, "ششم": 6, "هفت": 7, "هفتم": 7, "هشت": 8, "هشتم": 8, "نه": 9, "نهم": 9, "ده": 10, "دهم": 10,
}  # fmt: skip
_ALPHABETS = (
    ("الف", "ب", "ج", "د", "ه", "و", "ز", "ح", "ط", "ی"),  # the abjad order of laws
    ("الف", "ب", "پ", "ت", "ث", "ج", "چ", "ح", "خ", "د"),
    ("a", "b", "c", "d", "e", "f", "g", "h"),
)
_CIRCLED = {chr(0x2460 + i): i + 1 for i in range(20)}
_GAP = "[ \u00a0\u200c\u200e\u200f\u202a-\u202e]*"
_CLOSE = rf"{_GAP}(?:[-–—ـ_.):/\]]|[.)\]]{_GAP}[-–—]){_GAP}"
_NUMBER = re.compile(rf"(?:[(\[]{_GAP})?(?<![\d/,٫٬])(?<!\d\.)(?<!/\.)(\d{{1,2}}){_CLOSE}(?=[^\s\d/.,\-)]|\s*[^\s\d])")
_DASH_NUMBER = re.compile(rf"[-–]{_GAP}(\d{{1,2}})(?=[ \u00a0]+[^\s\d])")
_SPACE_NUMBER = re.compile(r"(\d{1,2})[ \u00a0]+(?=[^\s\d.,/٫:)\-])")
_BARE_CIRCLED = re.compile(rf"([{''.join(_CIRCLED)}]){_GAP}(?=\S)")
_LETTER = re.compile(
    rf"(?:[(\[]{_GAP})?(?:بند{_GAP})?(الف|هـ|[بپتثجچحخدذهوزطی]|(?<![a-zA-Z])[a-h](?=[ )\-–.:]))ـ?{_GAP}(?:[-–—.):\]]+|/(?=[ \u00a0])){_GAP}(?=\S)"
)
_CLAUSE = re.compile(
    rf"(?:بند|مصوبه|مورد){_GAP}(?:شماره{_GAP})?[(«]?(\d{{1,2}}|{'|'.join(sorted(_WORD_NUMBERS, key=len, reverse=True))}|الف|[بپتجد])[)»]?"
    rf"{_GAP}[-–—:.)]{_GAP}(?=\S)"
)
_ORDINAL = re.compile(
    rf"({'|'.join(_WORD_NUMBERS)}){_GAP}[-–—:)]{_GAP}(?=\S)|(اولا|ثانیا|ثالثا|رابعا)[ًً]?{_GAP}[-–،:]?{_GAP}(?=\S)"
)
_ARABIC_ORDINALS = {"اولا": 1, "ثانیا": 2, "ثالثا": 3, "رابعا": 4}
_BULLET = re.compile(rf"[-–—•●▪■◆◦○*✓►➢]+{_GAP}(?=\S)")
# A number after one of these belongs to it: article, note, item, principle, chapter, line, phase, unit, branch, page.
_LAW_WORDS = re.compile(
    r"(?:ماده|مواد|تبصره|بند|جزء|جزو|اصل|فصل|ردیف|فاز|واحد|شعبه|صفحه|پلاک|شماره|قطعه|جلسه|حدود|مدت|ظرف|تا|از|و|تعداد)\s*$"
)
_LONGEST_LEAD = 160


@functools.lru_cache(maxsize=16384)
def split_resolutions(text: str) -> tuple[Piece, ...]:
    """The pieces of a resolution cell. One piece: the cell holds one resolution, its leading number taken off.

    A series must begin at 1 (or الف) and go on without a gap; where that is not so the text stays whole.
    """
    plain = to_ascii_digits(text)
    if len(plain) != len(text):
        plain = text
    for find in (_clauses, _numbers, _letters, _ordinals, _line_numbers):
        series = _series(find(plain))
        if len(series) >= 2 and _lead_is_harmless(plain[: series[0].start]):
            return _cut(text, series)
    bulleted = _bullets(plain)
    if len(bulleted) >= 2:
        return _cut(text, bulleted)
    return (Piece(None, _without_number(text, plain)),)


_SAYING_PARTS = re.compile(r"[/،,؛;|\n\r]+|(?<!\d)[.](?!\d)|\s[-–—]\s")
_LABEL = r"(?:الف|\d{1,2}|[بپتثجچحخدذهوزطی](?![آ-ی]))"
_OF_LABELS = re.compile(
    rf"[(«]?(?:(?:بند|بندهای|مورد|موارد|ردیف|مصوبه)\s*)?[(«]?({_LABEL}(?:\s*و\s*{_LABEL})*)[)»]?(?:\s*[-–—:.)]\s*|\s+)(?=\S)"
)
_LABELS_LAST = re.compile(rf"[(«](?:بند\s*|بندهای\s*)?({_LABEL}(?:\s*و\s*{_LABEL})*)[)»]$")


_BETWEEN_PARTS = " \t\r\n/،؛,;|-–—"


def said_of_each(text: str, labels: Sequence[str]) -> list[str] | None:
    """What a cell says of each of a row's numbered resolutions («الف انجام شد / ب در دست اقدام»), in the labels' order.

    None where it does not name every label once; it may count with numbers what the resolutions count with letters.
    """
    pieces = split_resolutions(text)
    named = [(piece.label or "", piece.text.rstrip(_BETWEEN_PARTS)) for piece in pieces] if len(pieces) > 1 else []
    if len(named) == len(labels) and all(label and label not in labels for label, _ in named):
        return [said for _, said in named]
    if not named:
        for said in filter(None, map(str.strip, _SAYING_PARTS.split(to_ascii_digits(text)))):
            first, last = _OF_LABELS.match(said), _LABELS_LAST.search(said)
            if found := first or last:
                rest = said[found.end() :] if first else said[: found.start()]
                named += [(label.strip(), rest.strip()) for label in re.split(r"\s*و\s*", found[1])]
            else:
                return None
    told = dict(named)
    return [told[label] for label in labels] if len(named) == len(told) and told.keys() == set(labels) else None


def _series(markers: Iterable[_Marker]) -> list[_Marker]:
    """The markers that count 1, 2, 3, … in order."""
    series: list[_Marker] = []
    for marker in sorted(markers):
        if series and marker.start < series[-1].end:
            continue
        if marker.order == len(series) + 1:
            series.append(marker)
    return series


def _cut(text: str, series: list[_Marker]) -> tuple[Piece, ...]:
    ends = [marker.start for marker in series[1:]] + [len(text)]
    pieces = []
    for marker, end in zip(series, ends, strict=True):
        piece = text[marker.end : end].strip(" \t\r\n\u00a0\u200f\u200e")
        if not piece:
            continue
        pieces.append(Piece(marker.label or None, piece))
    return tuple(pieces) or (Piece(None, text),)


def _lead_is_harmless(lead: str) -> bool:
    """Whether the text before the first number is only an introduction («مقرر شد:»)."""
    lead = lead.strip()
    return not lead or (lead[-1] in ":؛-–" and len(lead) <= _LONGEST_LEAD) or len(lead.split()) <= 4


def _numbers(text: str) -> Iterator[_Marker]:
    for match in _NUMBER.finditer(text):
        at_line_start = _is_line_start(text, match.start())
        if at_line_start or _may_begin_inside(text, match.start(), match.end()):
            yield _Marker(match.start(), match.end(), int(match[1]), str(int(match[1])), at_line_start)
    for match in _BARE_CIRCLED.finditer(text):
        number = _CIRCLED[match[1]]
        yield _Marker(match.start(), match.end(), number, str(number), _is_line_start(text, match.start()))
    for match in _DASH_NUMBER.finditer(text):
        if _is_line_start(text, match.start()):
            yield _Marker(match.start(), match.end(), int(match[1]), str(int(match[1])), True)


def _line_numbers(text: str) -> Iterator[_Marker]:
    """Numbers without a sign after them count only at the start of lines."""
    for match in _SPACE_NUMBER.finditer(text):
        if _is_line_start(text, match.start()):
            yield _Marker(match.start(), match.end(), int(match[1]), str(int(match[1])), True)


def _letters(text: str) -> Iterator[_Marker]:
    found = [
        (match, match[1].replace("هـ", "ه"))
        for match in _LETTER.finditer(text)
        if _is_line_start(text, match.start()) or ("/" not in match[0] and _may_be_lettered(text, match))
    ]
    letters = [letter for _, letter in found]
    alphabet = max(_ALPHABETS, key=lambda order: _run_length(letters, order))
    for match, letter in found:
        if letter in alphabet:
            order = alphabet.index(letter) + 1
            yield _Marker(match.start(), match.end(), order, letter, _is_line_start(text, match.start()))


def _may_be_lettered(text: str, match: re.Match[str]) -> bool:
    """Whether a letter inside a line may begin a piece; a Latin one («خط b)») behind a whole sentence only."""
    if not _is_word_start(text, match.start()):
        return False
    before = text[: match.start()]
    return not match[1].isascii() or _ends_sentence(before) or _ends_order(before)


def _run_length(letters: list[str], alphabet: tuple[str, ...]) -> int:
    length = 0
    for letter in letters:
        if length < len(alphabet) and letter == alphabet[length]:
            length += 1
    return length


def _clauses(text: str) -> Iterator[_Marker]:
    for match in _CLAUSE.finditer(text):
        before = text[: match.start()]
        if not (_is_line_start(text, match.start()) or _ends_sentence(before) or _ends_order(before)):
            continue
        label = match[1]
        if label.isdecimal():
            order = int(label)
        elif label in _WORD_NUMBERS:
            order = _WORD_NUMBERS[label]
            label = str(order)
        else:
            order = _ALPHABETS[0].index(label) + 1 if label in _ALPHABETS[0] else 0
        yield _Marker(match.start(), match.end(), order, label, True)


def _ordinals(text: str) -> Iterator[_Marker]:
    for match in _ORDINAL.finditer(text):
        before = text[: match.start()]
        if not (_is_line_start(text, match.start()) or _ends_sentence(before) or _ends_order(before)):
            continue
        order = _WORD_NUMBERS[match[1]] if match[1] else _ARABIC_ORDINALS[match[2]]
        yield _Marker(match.start(), match.end(), order, str(order), True)


def _bullets(text: str) -> list[_Marker]:
    found: list[_Marker] = []
    for match in _BULLET.finditer(text):
        is_sign = match[0][0] not in "-–—✓" and text[match.start() - 1 : match.start()].isspace()
        if _is_line_start(text, match.start()) or (found and is_sign and _ends_order(text[: match.start()])):
            found.append(_Marker(match.start(), match.end(), len(found) + 1, "", True))
    return found if found and not text[: found[0].start].strip() else found if _introduces(text, found) else []


def _introduces(text: str, found: list[_Marker]) -> bool:
    return bool(found) and text[: found[0].start].strip().endswith(":")


def _without_number(text: str, plain: str) -> str:
    """The text without the number or bullet that it begins with."""
    stripped = plain.lstrip()
    lead = len(plain) - len(stripped)
    for pattern in (_CLAUSE, _NUMBER, _BULLET):
        match = pattern.match(stripped)
        if match and (pattern is not _NUMBER or int(match[1]) <= 30):
            return text[lead + match.end() :]
    match = _LETTER.match(stripped)
    if match and match[1] in ("الف", "ب", "ج"):
        return text[lead + match.end() :]
    return text


def _is_line_start(text: str, at: int) -> bool:
    before = text[:at].rstrip(" \t\u00a0\u200c\u200e\u200f(")
    return not before or before[-1] in "\n\r\x0b\u2028"


def _is_word_start(text: str, at: int) -> bool:
    before = text[at - 1 : at]
    return before.isspace() or before in "؛;.،:("


def _ends_sentence(before: str) -> bool:
    return before.rstrip()[-1:] in ".؛;:!؟"


def _ends_order(before: str) -> bool:
    """Whether a text ends with a verb of a resolution: «… وصل شود»."""
    last = before[-40:].rstrip(" \t\u00a0.،؛").rsplit(None, 1)[-1:]
    return bool(last) and squeeze(last[0]) in squeezed("rows", "orders")


def _may_begin_inside(text: str, start: int, end: int) -> bool:
    """Whether a number inside a line may begin a piece: after a gap, before a word, and not «ماده ۲-»."""
    if not _is_word_start(text, start) or _LAW_WORDS.search(text[:start]):
        return False
    return not text[end : end + 1].isdecimal()
