"""Tables as text: CSV and its relatives, in the encodings and with the separators that offices use."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

from ingestion.workbooks.grid import Cell, Sheet, Workbook, trimmed
from ingestion.workbooks.limits import MAX_CELL_TEXT, MAX_COLUMNS, WorkbookRefused, check_cells

_SEPARATORS = ",;\t|"
# Letters of Persian in windows-1256; the same bytes in ISO-8859-6 or latin-1 would be rarer signs.
_PERSIAN_BYTES = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیيك".encode("windows-1256", "ignore"))


def open_delimited(content: bytes, file_name: str) -> Workbook:
    """The one sheet of a text table, named after the file; each row is one record, quoted line breaks included."""
    text = decode_text(content)
    separator, text = _separator(text)
    csv.field_size_limit(2**24)
    rows = _records(text, separator)
    if not any(rows):
        raise WorkbookRefused("the file is empty", remedy="send the workbook again")
    return Workbook("csv", [Sheet(PurePath(file_name).stem, rows)])


def _records(text: str, separator: str) -> list[Sequence[Cell]]:
    """The records of the text; where a quotation mark is never closed, each line is one record."""
    try:
        return _read(text, separator, strict=True)
    except csv.Error as error:
        is_open = "unexpected end" in str(error)
    try:
        return _read(text, separator, quoting=csv.QUOTE_NONE if is_open else csv.QUOTE_MINIMAL)
    except csv.Error as error:
        raise WorkbookRefused(f"the text table is damaged ({error})") from error


def _read(text: str, separator: str, **options: Any) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    n_cells = 0
    for record in csv.reader(io.StringIO(text, newline=""), delimiter=separator, **options):
        if len(record) > MAX_COLUMNS:
            raise WorkbookRefused(f"a row of the text table has more than {MAX_COLUMNS:,} columns")
        row = trimmed([value[:MAX_CELL_TEXT] for value in record])
        rows.append(row)
        n_cells += len(row)
        check_cells(n_cells)
    return rows


def decode_text(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16 (with or without its mark) or windows-1256."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", "replace")
    if content.startswith(b"\xef\xbb\xbf"):
        return content.decode("utf-8-sig", "replace")
    if b"\x00" in content[:4096]:
        odd_zeros, even_zeros = content[1:4096:2].count(0), content[0:4096:2].count(0)
        odd_sixes, even_sixes = content[1:4096:2].count(6), content[0:4096:2].count(6)
        little = odd_zeros + odd_sixes >= even_zeros + even_sixes
        return content.decode("utf-16-le" if little else "utf-16-be", "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        is_cut_short = error.start >= len(content) - 3  # in the middle of a letter
        if is_cut_short or _is_nearly_utf8(content):
            return content.decode("utf-8", "replace")
    return content.decode("windows-1256", "replace")


def _is_nearly_utf8(content: bytes) -> bool:
    """Whether Persian letters are written in UTF-8 and only a few bytes are damaged: in windows-1256 all would be."""
    text = content.decode("utf-8", "replace")
    n_letters = sum("\u0600" <= sign <= "\u06ff" for sign in text)
    return n_letters > 20 * text.count("\ufffd")


def _separator(text: str) -> tuple[str, str]:
    """(separator, text without a leading `sep=;` line): the sign that cuts most lines into the same many pieces."""
    first, _, rest = text.partition("\n")
    if first.strip().lower().startswith("sep=") and len(first.strip()) == 5:
        return first.strip()[4], rest
    sample = text[:65536]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        widths = [len(row) for row in _sample_rows(sample, separator) if any(row)]
        if not widths:
            continue
        width, n_lines = Counter(widths).most_common(1)[0]
        if width > 1:
            score = n_lines / len(widths) * min(width, 12)
            if score > best_score:
                best, best_score = separator, score
        elif max(widths) > 1:
            several = [size for size in widths if size > 1]
            score = len(several) / len(widths)
            if score > best_score:
                best, best_score = separator, score
    return best, text


def _sample_rows(sample: str, separator: str) -> list[list[str]]:
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=separator):
            rows.append(row)
            if len(rows) >= 200:
                break
    except csv.Error:
        return rows
    return rows
