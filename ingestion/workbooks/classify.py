"""What kind of row a row is: a record, or a line without one (heading, divider, total, note, signature, …)."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from ingestion.workbooks.context import label_of, line_dates, session_in
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import squeezed, written

_PAGE = re.compile(
    r"[-–—(\[ ]*(?:صفحه|ص|page|برگ|p)\s*[:.\-–]?\s*\(?\d{1,4}\)?(?:\s*(?:از|of|/)\s*\d{1,4})?[-–—)\] ]*|[-–—(\[]\s*\d{1,4}\s*[-–—)\]]|\d{1,4}\s*(?:از|of)\s*\d{1,4}"
)
_COUNT_OF = re.compile(r"\d[\d,٬.]*\s*(?:مصوبه|مورد|فقره|واحد|بند|پرونده|جلسه|ریال|تومان|میلیون.*|میلیارد.*|درصد|نفر)?")
_NAME_SIGNS = re.compile(r"[.…_\-–—:،,/()«»]+")


def is_page_number(text: str) -> bool:
    """Whether the text is a page's number: «صفحه ۲ از ۵», «- 3 -»."""
    return _PAGE.fullmatch(folded(text)) is not None


@functools.lru_cache(maxsize=8192)
def is_total(text: str) -> bool:
    """Whether a label says that its row sums up others: «جمع کل», «مجموع مصوبات»."""
    if len(text) > 60:
        return False
    if squeeze(text) in squeezed("rows", "total"):
        return True
    plain = folded(text)
    return any(
        plain.startswith(folded(start) + " ") or plain.startswith(folded(start)) and start.endswith(":")
        for start in _total_starts()
    ) and (len(plain.split()) <= 6)


@functools.cache
def _total_starts() -> tuple[str, ...]:
    return tuple(start.strip() if not start.endswith(":") else start for start in written("rows", "total_starts"))


def is_count_text(text: str) -> bool:
    """Whether a text is only a number with its unit: «۲۷ مصوبه»."""
    return _COUNT_OF.fullmatch(folded(text)) is not None


@functools.lru_cache(maxsize=8192)
def is_note(text: str) -> bool:
    """Whether a line explains, names sources or lists who was there: «توضیح: …», «مأخذ: …», «غایبین: …»."""
    plain = folded(text)
    if plain.startswith(tuple(mark for mark in written("rows", "note_marks"))):
        return True
    for start in written("rows", "note_starts"):
        word = folded(start)
        if plain.startswith(word) and not plain[len(word) : len(word) + 1].isalpha():
            return True
    return False


@functools.lru_cache(maxsize=8192)
def is_signature(text: str) -> bool:
    """Whether a line is for signing: «امضا», «مهر و امضا», or office titles only («دبیر کارگروه»)."""
    plain = folded(text)
    tokens = set(re.findall(r"[^\W\d_]+", plain))
    if len(plain) <= 90 and any(token.startswith("امضا") for token in tokens):
        return True
    if "مهر" in tokens and ("محل" in tokens or len(tokens) <= 3) and not any(sign.isdecimal() for sign in plain):
        return True
    return is_office(text)


@functools.lru_cache(maxsize=8192)
def is_office(text: str) -> bool:
    """Whether a short line begins with the title of an office and says nothing else: «دبیر کارگروه تسهیل»."""
    plain = _NAME_SIGNS.sub(" ", folded(text)).strip()
    tokens = plain.split()
    if not tokens or len(tokens) > 9 or any(token.isdecimal() for token in tokens):
        return False
    offices = {folded(word) for word in written("rows", "offices")}
    verbs = {"کند", "نماید", "شد", "شود", "گردید", "نمایند", "است", "کنند", "گردد", "اقدام"}
    return (tokens[0] in offices or " ".join(tokens[:2]) in offices) and not verbs & set(tokens)


@functools.lru_cache(maxsize=8192)
def is_legend_title(text: str) -> bool:
    """Whether a line introduces the meaning of colours: «راهنمای رنگ‌ها»."""
    key = squeeze(text)
    return key in squeezed("rows", "legend") or (key.startswith("راهنما") and len(key) < 40)


@functools.lru_cache(maxsize=8192)
def is_divider(text: str) -> bool:
    """Whether a line heads the rows below with a session: «جلسه چهارم مورخ ۱۴۰۴/۳/۱۰»."""
    if len(text) > 160 or is_note(text):
        return False
    plain = folded(text)
    if session_in(text) is not None:
        return len(plain.split()) <= 24
    dates = line_dates(text)
    has_word = re.search("جلسه|نشست|مورخ|تاریخ|session", plain) is not None
    return bool(dates) and len(plain.split()) <= 12 and (has_word or len(plain) <= 30)


@functools.lru_cache(maxsize=8192)
def is_same_as_above(text: str) -> bool:
    """Whether the cell repeats the one above: «ایضاً», «فوق», 〃, \"."""
    stripped = text.strip()
    if not stripped or len(stripped) > 24:
        return False
    return stripped in _same_signs() or squeeze(stripped) in squeezed("rows", "same_as_above")


@functools.cache
def _same_signs() -> frozenset[str]:
    return frozenset(sign.strip() for sign in written("rows", "same_signs"))


def line_kind(texts: Mapping[int, str], *, is_below: bool) -> str | None:
    """The kind of a row that is no record, by its texts alone: None where it may be one.

    `is_below`: the row stands below the last record of its table.
    """
    values = list(dict.fromkeys(texts.values()))
    first = values[0]
    if len(values) == 1:
        if is_page_number(first):
            return "page_number"
        if is_total(first):
            return "total"
        if is_legend_title(first):
            return "legend"
        if is_divider(first) and not is_below:
            return "divider"
        if is_note(first):
            return "note"
        if is_signature(first) and (is_below or len(first) <= 60):
            return "signature"
        return None
    if all(is_signature(value) for value in values):
        return "signature"
    if is_note(first) and len(first) > 3:
        return "note"
    if is_below and sum(is_signature(value) for value in values) >= max(1, len(values) // 2):
        return "signature"
    if (
        sum(is_page_number(value) for value in values)
        and len(values) <= 2
        and all(is_page_number(value) or is_divider(value) or len(value) < 25 for value in values)
    ):
        return "page_number"
    return None


def is_label_line(texts: Mapping[int, str]) -> bool:
    """Whether the row reads «label: value»."""
    return any(text.rstrip().endswith(":") and label_of(text) for text in texts.values())


def has_content(cell: Cell) -> bool:
    """Whether a cell holds more than a sign for nothing."""
    return not is_nothing(text_of(cell))
