"""How many rows a heading has, how wide it is and what it says of each column."""

from __future__ import annotations

import re
from dataclasses import replace

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.column_sets import part_named
from ingestion.workbooks.context import pairs_in_text, province_in, session_in
from ingestion.workbooks.grid import Sheet, Span, is_blank, text_of
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.legend import is_legend_text
from ingestion.workbooks.tables.heading_rows import Segment, alternates, count_heading, is_column_numbers_cell
from ingestion.workbooks.tables.table import SURE
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.texts import folded, squeeze


def heading_levels(sheet: Sheet, segment: Segment) -> tuple[int, int]:
    """(first, last) heading row: group rows above and sub-heading rows below are part of the heading."""
    top = bottom = segment.row
    for span in sheet.merges:  # a group at the table's edge reaches as far as its cell
        if span.top == span.bottom == segment.row and span.left == segment.right < span.right:
            segment = replace(segment, right=span.right)
    for span in sheet.merges:
        if span.top <= segment.row <= span.bottom and _within(span, segment) and span.bottom - span.top < 4:
            is_title = span.left <= segment.left and span.right >= segment.right and segment.right > segment.left
            if not is_title and not is_blank(sheet.cell(span.top, span.left)):
                top, bottom = min(top, span.top), max(bottom, span.bottom)
    while segment.row - top < 2 and _is_group_row(sheet, top - 1, segment):
        top -= 1
    while bottom - top < 3 and _is_sub_row(sheet, bottom + 1, segment, top):
        bottom += 1
    return top, bottom


def _within(span: Span, segment: Segment) -> bool:
    return span.left >= segment.left and span.right <= segment.right


def _is_group_row(sheet: Sheet, row: int, segment: Segment) -> bool:
    """Whether the row above the headings names groups of columns: merged over some of them, or short and several."""
    if row < 1:
        return False
    written = [c for c in range(segment.left, segment.right + 1) if not is_blank(sheet.cell(row, c))]
    if not written or any(not isinstance(sheet.cell(row, c), str) for c in written):
        return False
    width = segment.right - segment.left + 1
    groups = [
        span
        for span in sheet.merges
        if span.top == row and span.right > span.left and span.left in written and span.right - span.left + 1 < width
    ]
    texts = [text_of(sheet.cell(row, c)) for c in written]
    if any(len(text) > 60 or match_status(text).code != UNKNOWN or is_legend_text(text) for text in texts):
        return False
    if groups:
        if any(name in _OF_SESSIONS for text in texts for name, _ in pairs_in_text(text)):
            return False  # «شماره جلسه: ۴۱» beside «تاریخ جلسه: ۱۴۰۳/۰۹/۰۶»
        spans_nearly_all = groups[0].left == segment.left and groups[0].right - groups[0].left + 1 >= 0.75 * width
        if len(written) == 1 and spans_nearly_all and len(texts[0].split()) >= 3:  # a title merged a column too short
            return False
        if len(written) == 1 and groups[0].left == segment.left and (province_in(texts[0]) or session_in(texts[0])):
            return False
        return all(span.left >= segment.left and span.right <= segment.right for span in groups)
    if len(written) >= 2 and all(len(text) <= 40 for text in texts):
        if written[0] == segment.left and _is_title_in_cells(texts):
            return False
        edges = {c for c in (segment.left - 1, segment.right + 1) if is_blank(sheet.cell(row + 1, c))}
        outside = [
            c
            for c, cell in enumerate(sheet.rows[row - 1], start=1)
            if not is_blank(cell) and c not in written and c not in edges
        ]
        n_generic = sum(headings.is_generic(text) for text in texts)  # «تاریخ» over «جلسه»: one heading on two lines
        has_numbers = any(any(sign.isdecimal() for sign in text) for text in texts)
        has_label = any(":" in text for text in texts)
        has_pair = alternates(sheet, row, dict(zip(written, texts, strict=True)), _meanings(texts, written))
        own = _meanings(texts, written)
        return (
            not outside
            and not has_numbers
            and not has_label
            and not has_pair
            and (len(written) < segment.n_cells or n_generic >= 2)
            and (len(own) < len(written) or len(written) >= 3)
        )
    return False


def _is_title_in_cells(texts: list[str]) -> bool:
    """«استان هرمزگان» beside «مصوبات مالیاتی», «جلسه پنجم»: one province or one session, not a group of columns for each."""
    provinces, sessions = [bool(province_in(text)) for text in texts], [bool(session_in(text)) for text in texts]
    return (provinces[0] and sum(provinces) == 1) or (sum(sessions) == 1 and sum(provinces) <= 1)


_OF_SESSIONS = frozenset({"session_no", "session_date", "province"})


def _meanings(texts: list[str], columns: list[int]) -> dict[int, Meaning]:
    return {
        c: found
        for c, text in zip(columns, texts, strict=True)
        if (found := headings.best(text)) and found.score >= SURE
    }


def _is_sub_row(sheet: Sheet, row: int, segment: Segment, top: int) -> bool:
    """Whether the row below the headings holds sub-headings, column numbers or codes of the columns."""
    if row > len(sheet.rows):
        return False
    written = [c for c in range(segment.left, segment.right + 1) if not is_blank(sheet.cell(row, c))]
    if not written:
        return False
    if written == [segment.right]:  # a group whose heading is not merged, at the table's edge
        right = segment.right
        while not is_blank(sheet.cell(row, right + 1)) and is_blank(sheet.cell(row - 1, right + 1)):
            right += 1
        group = [sheet.cell(row, c) for c in range(segment.right, right + 1)]
        if len(group) >= 2 and all(isinstance(text, str) and count_heading(text) is not None for text in group):
            return True
    if _is_column_numbers(sheet, row, written) or _is_row_of_units(sheet, row, written):
        return True
    texts = {c: sheet.cell(row, c) for c in written}
    if any(not isinstance(text, str) or len(text) > 50 for text in texts.values()):
        return False
    shorts = {c: str(text) for c, text in texts.items()}
    parents = _parents(sheet, row - 1, segment)
    if any(c not in parents for c in shorts):
        return False
    reads = sum(_reads_as_sub_heading(text) for text in shorts.values())
    if any(
        span.top == top and span.bottom >= row and span.bottom > span.top
        for span in sheet.merges
        if _within(span, segment)
    ):
        return True
    open_columns = [c for c in shorts if is_blank(sheet.cell(row - 1, c)) or _spans_right(sheet, row - 1, c, segment)]
    if len(open_columns) == len(shorts):
        return reads >= 0.5 * len(shorts) and len(shorts) >= 2
    return reads == len(shorts) >= 4 and len(open_columns) >= 0.6 * len(shorts)


_ONLY_A_UNIT = re.compile(
    r"[(\[]\s*(?:(?:به\s+)?(?:هزار\s+|میلیون\s+|میلیارد\s+)?(?:ریال|تومان)|روز|هفته|ماه|درصد|[%٪]|نفر)\s*[)\]]"
)


def _is_row_of_units(sheet: Sheet, row: int, written: list[int]) -> bool:
    """Whether a row holds only units in brackets, each under its heading: «(میلیون ریال)» under «مبلغ»."""
    return all(
        not is_blank(sheet.cell(row - 1, column))
        and _ONLY_A_UNIT.fullmatch(folded(text_of(sheet.cell(row, column))).strip())
        for column in written
    )


def _is_column_numbers(sheet: Sheet, row: int, written: list[int]) -> bool:
    """Whether a row only counts the columns: 1, 2, 3, … or A1, A2, A3, …"""
    if len(written) < 4:
        return False
    numbers = []
    prefixes = set()
    for column in written:
        match = _COUNTED.fullmatch(folded(text_of(sheet.cell(row, column))).strip("()[] "))
        if match is None:
            return False
        prefixes.add(match[1])
        numbers.append(int(match[2]))
    steps = {second - first for first, second in zip(numbers, numbers[1:], strict=False)}
    return steps in ({1}, {-1}) and len(prefixes) == 1


_COUNTED = re.compile(r"((?:[a-z]{1,4}|[آ-ی]{1,2})?[-_ .]?)0{0,2}(\d{1,3})")


def _parents(sheet: Sheet, row: int, segment: Segment) -> set[int]:
    """Columns that a heading of the row covers: its own, or open ones to its right."""
    covered: set[int] = set()
    has_left = False
    for column in range(segment.left, segment.right + 1):
        has_left = has_left or not is_blank(sheet.cell(row, column))
        if has_left:
            covered.add(column)
    return covered


def _spans_right(sheet: Sheet, row: int, column: int, segment: Segment) -> bool:
    """Whether the heading at a place stands over empty headings to its right, as a group does."""
    return (
        column < segment.right
        and not is_blank(sheet.cell(row, column))
        and is_blank(sheet.cell(row, column + 1))
        and not is_blank(sheet.cell(row + 1, column + 1))
    )


def _reads_as_sub_heading(text: str) -> bool:
    return (
        headings.best(text) is not None
        or headings.is_generic(text)
        or count_heading(text) is not None
        or agency_named(text) is not None
        or part_named(text) is not None
        or squeeze(text) in ("سایر", "سایردستگاهها", "بله", "خیر")  # others, yes, no
    )


def heading_width(sheet: Sheet, segment: Segment, top: int, bottom: int) -> tuple[int, int]:
    """(left, right) column: sub-headings and neighbouring columns with values but no heading belong to the table."""
    left, right = segment.left, segment.right
    for span in sheet.merges:
        if top <= span.top <= bottom and left <= span.left <= right and span.bottom <= bottom:
            right = max(right, span.right)
    limit = sheet.n_columns
    while left > 1 and _is_heading_of_all_levels(sheet, left - 1, top, segment.row):
        left -= 1
    while right < limit and _is_heading_of_all_levels(sheet, right + 1, top, segment.row):
        right += 1
    while right < limit:
        heads = [r for r in range(top, bottom + 1) if not is_blank(sheet.cell(r, right + 1))]
        if heads == [bottom] and _goes_on(sheet, segment, bottom, right):
            right += 1
            continue
        if heads:
            break
        below = range(bottom + 1, min(bottom + 41, len(sheet.rows) + 1))
        n_rows = sum(1 for r in below if len(sheet.rows[r - 1]) > 1)
        n_written = sum(not is_blank(sheet.cell(r, right + 1)) for r in below)
        if n_written < max(2, 0.3 * n_rows):
            break
        right += 1
    return left, right


def _is_heading_of_all_levels(sheet: Sheet, column: int, top: int, row: int) -> bool:
    """Whether a column beside the sub-headings has its one heading in the row of groups above them («نام واحد»)."""
    if top >= row or not is_blank(sheet.cell(row, column)):
        return False
    meant = headings.best(text_of(sheet.cell(top, column)))
    return meant is not None and meant.score >= SURE


def _goes_on(sheet: Sheet, segment: Segment, bottom: int, right: int) -> bool:
    """Whether the sub-heading beyond the last column belongs to the group that stands over that one («وضعیت»)."""
    own, beyond = sheet.cell(bottom, right), sheet.cell(bottom, right + 1)
    if bottom == segment.row or is_blank(own) or not isinstance(beyond, str) or len(beyond) > 50:
        return False
    if count_heading(text_of(own)) is not None:
        return count_heading(beyond) is not None
    return agency_named(text_of(own)) is not None and _reads_as_sub_heading(beyond)


def heading_path(sheet: Sheet, column: int, top: int, bottom: int, left: int, right: int) -> tuple[str, ...]:
    """The headings over a column, top level first, merges filled and open parents extended."""
    levels: list[str] = []
    for row in range(top, bottom + 1):
        text = _heading_at(sheet, row, column, top, bottom, left)
        if text and (not levels or squeeze(levels[-1]) != squeeze(text)):
            if levels and _COUNTED.fullmatch(folded(text)) and not folded(text).isdecimal():
                written = [c for c in range(left, right + 1) if not is_blank(sheet.cell(row, c))]
                if len(written) >= 0.7 * (right - left + 1) and _is_column_numbers(sheet, row, written):
                    continue
            levels.append(text)
    named = [text for text in levels if not is_column_numbers_cell(text)]
    return tuple(named or levels)


def _heading_at(sheet: Sheet, row: int, column: int, top: int, bottom: int, left: int) -> str:
    cell = sheet.cell(row, column)
    if not is_blank(cell):
        return " ".join(text_of(cell).split())
    for span in sheet.merges:
        if span.top <= row <= span.bottom and span.left <= column <= span.right:
            if span.top < top or span.bottom > bottom:
                return ""
            return " ".join(text_of(sheet.cell(span.top, span.left)).split())
    if row == bottom or is_blank(sheet.cell(row + 1, column)):
        return ""
    for before in range(column - 1, left - 1, -1):  # an unmerged parent stands over the open columns to its right
        parent = sheet.cell(row, before)
        if not is_blank(parent):
            below = sheet.cell(row + 1, before)
            is_parent = not is_blank(below) and not is_column_numbers_cell(below)
            return " ".join(text_of(parent).split()) if is_parent else ""
    return ""
