"""Tables headed by codes («C1», «f01», «ک۳») that a list elsewhere in the workbook explains."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from ingestion.workbooks import headings
from ingestion.workbooks.classify import is_legend_title
from ingestion.workbooks.grid import Cell, Sheet, Workbook, is_blank, text_of
from ingestion.workbooks.legend import keys_of_rows
from ingestion.workbooks.line import AnyLine, ignored
from ingestion.workbooks.values.texts import folded

_CODE = re.compile(r"[a-z]{1,8}[-_ .]?\d{1,3}|[a-z]{1,3}|(?:ستون|فیلد|الف|[آ-ی])[-_ .]?\d{1,3}|[آ-ی]")
_STATED = r"\s*[:：=→⇐←»>–ـ-]+\s*"
_PARTS = re.compile(r"\s*[\n؛;|]\s*|\s*[،,](?=\s*\S{1,10}" + _STATED + ")")
_SPACES = re.compile(r"[^\S\n]+")
_ROWS_OF_CODES = 30  # a table's codes stand among the first rows of its sheet
_ROWS_OF_A_LIST = 120  # a list of more rows than these explains something else
_LEAST_CODES, _LEAST_READ = 4, 3
_SURE = 0.72
_LONGEST = 160
_LONGEST_CELL = 4000
_LONGEST_HEADING = 60


class _Codes(NamedTuple):
    """A row of codes: its sheet's and its own number, the code of each column."""

    sheet: int
    row: int
    by_column: dict[int, str]


@dataclass
class Explained:
    """A workbook whose tables are headed by words, and what stood in its place.

    `rows` are, by the number of the sheet, the rows of the lists that explain codes, which the workbook no longer has;
    `heads` the rows of codes. `keys` are the statuses that signs stand for by those lists.
    """

    workbook: Workbook
    rows: dict[int, set[int]] = field(default_factory=dict)
    heads: dict[int, set[int]] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def told(self, number: int, original: Sheet, lines: list[AnyLine]) -> list[AnyLine]:
        """The lines of a sheet with its lists as legends and with its codes as they were written."""
        lists, heads = self.rows.get(number, set()), self.heads.get(number, set())
        if not lists and not heads:
            return lines
        found = [
            ignored(original.name, line["row"], line["reason"], original.rows[line["row"] - 1])
            if line["kind"] == "ignored" and line["row"] in heads
            else line
            for line in lines
        ]
        found.extend(ignored(original.name, row, "legend", original.rows[row - 1]) for row in lists)
        return sorted(found, key=lambda line: line["row"])


def explain_headings(workbook: Workbook) -> Explained:
    """The workbook with the words that its lists give for the codes above its tables; the same one where none are."""
    rows_of_codes = [codes for number, sheet in enumerate(workbook.sheets) for codes in _rows_of_codes(number, sheet)]
    if not rows_of_codes:
        return Explained(workbook)
    found = Explained(workbook)
    sheets = list(workbook.sheets)
    for codes in rows_of_codes:
        words, lists = _explanations(workbook.sheets, codes)
        if not _are_headings(codes, words):
            continue
        found.heads.setdefault(codes.sheet, set()).add(codes.row)
        for number, rows in lists.items():
            found.rows.setdefault(number, set()).update(rows)
        sheet = sheets[codes.sheet]
        cells = list(sheet.rows[codes.row - 1])
        for column, code in codes.by_column.items():
            cells[column - 1] = words.get(code, cells[column - 1])
        sheets[codes.sheet] = _with_rows(sheet, {codes.row: cells})
    for number, rows in found.rows.items():
        rows |= _titles_above(workbook.sheets[number], rows)
        found.keys = found.keys or keys_of_rows(workbook.sheets[number], sorted(rows))[0]
        sheets[number] = _with_rows(sheets[number], dict.fromkeys(rows, ()))
    if found.heads:
        found.workbook = Workbook(workbook.kind, sheets)
    return found


def _with_rows(sheet: Sheet, changed: Mapping[int, Sequence[Cell]]) -> Sheet:
    rows = list(sheet.rows)
    for row, cells in changed.items():
        rows[row - 1] = cells
    return replace(sheet, rows=rows)


def _code(cell: Cell) -> str | None:
    """The cell as a code, or None where it is none."""
    if not isinstance(cell, str) or len(cell) > 20:
        return None
    text = folded(cell).strip(" :.()[]")
    return text if _CODE.fullmatch(text) else None


def _rows_of_codes(number: int, sheet: Sheet) -> Iterator[_Codes]:
    """The rows among the first of a sheet that hold different codes and hardly anything else."""
    for row, cells in enumerate(sheet.rows[:_ROWS_OF_CODES], start=1):
        if len(cells) < _LEAST_CODES:
            continue
        written = {column: cell for column, cell in enumerate(cells, start=1) if not is_blank(cell)}
        codes = {column: code for column, cell in written.items() if (code := _code(cell)) is not None}
        if len(codes) < _LEAST_CODES or len(codes) < 0.75 * len(written) or len({*codes.values()}) < len(codes):
            continue
        n_read = sum(_reads(text_of(cell)) for cell in written.values())
        if n_read < 0.5 * len(written) and len(sheet.rows) > row:
            yield _Codes(number, row, codes)


def _reads(text: str) -> bool:
    """Whether a text is a heading that is understood."""
    meaning = headings.best(text)
    return meaning is not None and meaning.score >= _SURE


def _are_headings(codes: _Codes, words: Mapping[str, str]) -> bool:
    """Whether most of the codes are explained, and the explanations are headings of a table."""
    n_read = sum(_reads(text) for text in words.values())
    return len(words) >= 0.6 * len(codes.by_column) and n_read >= max(_LEAST_READ, 0.4 * len(words))


def _explanations(sheets: Sequence[Sheet], codes: _Codes) -> tuple[dict[str, str], dict[int, set[int]]]:
    """(code → its words, the rows of each sheet that say so); the first words on a code count."""
    known = set(codes.by_column.values())
    words: dict[str, str] = {}
    lists: dict[int, set[int]] = {}
    for number, sheet in enumerate(sheets):
        for row in _rows_beside(sheet, codes if number == codes.sheet else None):
            cells = sheet.rows[row - 1]
            pairs = _pairs(cells, known) if any(not is_blank(cell) for cell in cells) else []
            if not pairs and number != codes.sheet and (pairs := _pairs_below(sheet, row, known)):
                lists.setdefault(number, set()).add(row + 1)
            for code, text in pairs:
                words.setdefault(code, text)
            if pairs:
                lists.setdefault(number, set()).add(row)
    return words, lists


def _rows_beside(sheet: Sheet, codes: _Codes | None) -> Iterable[int]:
    """The rows that may explain codes: the first and last ones of the sheet, without the row of codes itself."""
    last = len(sheet.rows)
    rows = dict.fromkeys((*range(1, min(last, _ROWS_OF_A_LIST) + 1), *range(max(1, last - _ROWS_OF_A_LIST), last + 1)))
    return [row for row in rows if codes is None or row != codes.row]


def _pairs(cells: Sequence[Cell], known: set[str]) -> list[tuple[str, str]]:
    """(code, words) that a row gives and nothing but them: «C1» beside «شماره جلسه», «C1: شماره جلسه»."""
    written = [cell for cell in cells if not is_blank(cell)]
    if len(written) > 2 * len(known):
        return []
    found: list[tuple[str, str]] = []
    for place, cell in enumerate(written):
        text = text_of(cell)
        code = _code(cell)
        if code in known:
            after = text_of(written[place + 1]) if place + 1 < len(written) else ""
            if after and len(after) <= _LONGEST and _code(after) not in known and not _code_explained(after, known):
                found.append((code or "", _short(after)))
            continue
        found.extend(
            (stated, _short(words))
            for part in _parts(text)
            if (stated := _code_explained(part, known)) and (words := _after_code(part))
        )
    return found if found and _says_first(written[0], known) else []


def _parts(text: str) -> list[str]:
    """The pieces of a cell that may explain a code each; none of a long text."""
    return _PARTS.split(_SPACES.sub(" ", text)) if len(text) <= _LONGEST_CELL else []


def _says_first(cell: Cell, known: set[str]) -> bool:
    """Whether a row begins with a code, perhaps behind the word that introduces it or a row number."""
    text = text_of(cell)
    return (
        _code(cell) in known
        or any(_code_explained(part, known) for part in _parts(text))
        or folded(text).strip(" .-)").isdecimal()
        or is_legend_title(text)
    )


def _code_explained(text: str, known: set[str]) -> str | None:
    """The code that a text such as «C1: شماره جلسه» explains; None for any other text."""
    match = re.match(rf"(.{{1,20}}?){_STATED}\S", folded(text).strip())
    if match is None:
        return None
    code = match[1].strip(" :.()[]").split(": ")[-1]
    return code if code in known else None


def _after_code(text: str) -> str:
    return re.sub(rf"^.{{1,20}}?{_STATED}", "", text.strip(), count=1).strip()


def _pairs_below(sheet: Sheet, row: int, known: set[str]) -> list[tuple[str, str]]:
    """(code, words) of a row of codes that stands right above its words."""
    pairs = []
    for column, cell in enumerate(sheet.rows[row - 1], start=1):
        below = sheet.cell(row + 1, column)
        if (code := _code(cell)) in known and isinstance(below, str) and not is_blank(below):
            pairs.append((code or "", _short(below)))
    n_read = sum(_reads(text) for _, text in pairs)
    return pairs if len(pairs) >= _LEAST_CODES and n_read >= 0.5 * len(pairs) else []


def _short(text: str) -> str:
    """The words as a heading: without what explains them further."""
    plain = " ".join(text.split())
    if len(plain) <= _LONGEST_HEADING and plain.count(":") + plain.count("=") < 2:
        return plain
    return re.split(r"\s*[(（:=؛]", plain, maxsplit=1)[0] or plain


def _titles_above(sheet: Sheet, rows: set[int]) -> set[int]:
    """The line that introduces a list, and the list's own headings («کد», «عنوان»)."""
    found: set[int] = set()
    for row in (min(rows) - 1, min(rows) - 2):
        texts = [text_of(cell) for cell in sheet.rows[row - 1] if not is_blank(cell)] if row > 0 else []
        is_head = 2 <= len(texts) <= 4 and folded(texts[0]).startswith(
            ("کد", "ستون", "code", "column", "field", "نشانه")
        )
        if not (is_head or (len(texts) == 1 and is_legend_title(texts[0]))):
            break
        found.add(row)
    return found
