"""The rows of a sheet that are headings of a table."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.context import pairs_in_text
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, Sheet, is_blank, text_of
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.tables.table import CORE, MEASURE_STATUSES, SAMPLE, SURE
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.counts import count_in_words
from ingestion.workbooks.values.dates import YearHelp
from ingestion.workbooks.values.due import read_due
from ingestion.workbooks.values.joint import ANY_DAY
from ingestion.workbooks.values.texts import folded, squeeze

_DEEP_SEARCH = 4000  # rows searched for a first heading; later headings are recognised from the ones found
_LONG_HEADING = 90


@dataclass
class Segment:
    """A run of headings in one row."""

    row: int
    left: int
    right: int
    meanings: dict[int, Meaning]
    n_cells: int
    measures: frozenset[str] = frozenset()  # of figures that its headings name

    @property
    def fields(self) -> set[str]:
        """The fields that its headings may name."""
        return {meaning.field for meaning in self.meanings.values()}


def header_segments(sheet: Sheet) -> list[Segment]:
    """The rows, or parts of rows, that are headings, downwards."""
    found: list[Segment] = []
    known: list[tuple[int, int, tuple[str, ...]]] = []
    looks_new: Callable[[Sequence[Cell]], bool] | None = None
    for number, cells in enumerate(sheet.rows, start=1):
        if not cells:
            continue
        if found and looks_new is not None and number - found[-1].row > 3 and not looks_new(cells):
            continue
        if not found and number > _DEEP_SEARCH:
            break
        for segment in _segments_of_row(sheet, number, cells):
            texts = _segment_texts(cells, segment)
            above = {other for left, right, other in known if left <= segment.right and segment.left <= right}
            if _is_repetition(texts, above) or _is_row_of(sheet, found, segment):
                continue
            known.append((segment.left, segment.right, texts))
            found.append(segment)
        if found and looks_new is None:
            looks_new = _gate(sheet, found[0])
    return found


def _segment_texts(cells: Sequence[Cell], segment: Segment) -> tuple[str, ...]:
    written = cells[segment.left - 1 : segment.right]
    return tuple(squeeze(text_of(cell)) for cell in written if not is_blank(cell))


def _is_repetition(texts: tuple[str, ...], known: set[tuple[str, ...]]) -> bool:
    """Whether the headings are those of a table above in their order, but for a cell or two."""
    for other in known:
        common = Counter(texts) & Counter(other)
        if sum(common.values()) < 0.75 * max(len(texts), len(other)):
            continue
        here, there = [text for text in texts if text in common], [text for text in other if text in common]
        if here == there or Counter(here) != Counter(there):
            return True
    return False


def _is_row_of(sheet: Sheet, found: list[Segment], segment: Segment) -> bool:
    """Whether the words of a row are values of a table above it: its merged cells, numbers, days or statuses run through them."""
    tables = [other for other in found if other.row < segment.row and overlap(other, segment)]
    if not tables:
        return False
    names_all = segment.n_cells >= _LEAST_ALL_NAMED and len(segment.fields) == segment.n_cells
    return any(
        _merge_runs_through(sheet, above, segment)
        or not names_all  # «ابلاغ» among six other headings is no status
        and any(
            _is_value_of(meaning.field, sheet.cell(segment.row, column), segment)
            for column, meaning in above.meanings.items()
            if meaning.field != "status" or above.row + 1 < segment.row  # «وضعیت» over «اجرا» is a heading on two lines
        )
        for above in tables
    )


def _merge_runs_through(sheet: Sheet, above: Segment, segment: Segment) -> bool:
    """Whether a cell merged downwards under the headings above goes on beside or through the row."""
    left, right = min(above.left, segment.left), max(above.right, segment.right)
    return any(
        above.row < span.top < segment.row <= span.bottom and left <= span.left and span.right <= right
        for span in sheet.merges
    )


_LEAST_ALL_NAMED = 5  # cells of a row that all name a field of their own: no record has such values
_ENDS_WITH_AN_ORDER = re.compile(r"\s(?:شود|گردد|کند|کنند|نماید|نمایند|دهد|دهند|گیرد)\W*$")  # "be done", "let it do"


def _is_value_of(field_name: str, cell: Cell, segment: Segment) -> bool:
    """Whether a cell can only be a value of the field, not a heading."""
    if is_blank(cell):
        return False
    if field_name in ("row_no", "session_no"):
        return is_column_numbers_cell(cell)
    if field_name == "status":
        return match_status(text_of(cell)).code != UNKNOWN and len(segment.measures) < 2
    if field_name == "resolution_text":
        return _ENDS_WITH_AN_ORDER.search(folded(text_of(cell))) is not None
    if field_name in headings.DATE_FIELDS:
        due = read_due(cell, session=ANY_DAY, notified=None, help_=YearHelp())
        return due.source in ("date", "duration")
    return False


def _gate(sheet: Sheet, segment: Segment) -> Callable[[Sequence[Cell]], bool] | None:
    """A cheap test for large sheets: a heading row has words where the table above has numbers or dates."""
    if len(sheet.rows) < 3000:
        return None
    best, best_share = 0, 0.0
    for column in range(segment.left, segment.right + 1):
        sample = [sheet.cell(row, column) for row in range(segment.row + 1, segment.row + 400)]
        written = [cell for cell in sample if not is_blank(cell)]
        share = sum(_is_number_like(cell) for cell in written) / len(written) if len(written) > 50 else 0.0
        if share > best_share:
            best, best_share = column, share
    if best_share < 0.9:
        return None
    at = best - 1

    def looks_new(cells: Sequence[Cell]) -> bool:
        return len(cells) <= at or (type(cells[at]) is not float and not _is_number_like(cells[at]))

    return looks_new


def _is_number_like(cell: Cell) -> bool:
    if isinstance(cell, str):
        return cell[:1].isdecimal()
    return not isinstance(cell, bool)


def _segments_of_row(sheet: Sheet, number: int, cells: Sequence[Cell]) -> list[Segment]:
    """The runs of a row that read like headings."""
    texts: dict[int, str] = {}
    n_others = 0
    for column, cell in enumerate(cells, start=1):
        if is_blank(cell):
            continue
        if isinstance(cell, str) and len(cell) <= _LONG_HEADING:
            texts[column] = cell
        else:
            n_others += 1
    if len(texts) < 2 or n_others > len(texts) // 2:
        return []
    segments = []
    runs = _runs(sheet, number, sorted(texts))
    for left, right in runs:
        segment = _judge(sheet, number, {c: texts[c] for c in texts if left <= c <= right})
        if segment is not None:
            segments.append(segment)
    return _with_columns_apart(sheet, number, texts, runs, _joined(segments))


def _with_columns_apart(
    sheet: Sheet, number: int, texts: dict[int, str], runs: list[tuple[int, int]], segments: list[Segment]
) -> list[Segment]:
    """The segments, the register among them with the columns that an empty column parts from it («نتیجه», «ملاحظات»)."""
    registers = [segment for segment in segments if segment.fields & {"unit_name", "resolution_text"}]
    if len(registers) != 1 or len(runs) < 2:
        return segments
    main = registers[0]
    apart = [run for run in runs if run[1] < main.left or run[0] > main.right]
    for left, right in sorted(apart, key=lambda run: max(main.left - run[1], run[0] - main.right)):
        own = {column: texts[column] for column in texts if left <= column <= right}
        meanings = {column: meaning for column, text in own.items() if (meaning := headings.best(text)) is not None}
        is_near = 0 < max(main.left - right, left - main.right) <= 2
        if not is_near or not _are_of_the_register(sheet, number, main, own, meanings):
            continue
        segments = [s for s in segments if s is main or not left <= s.left <= right]
        main.left, main.right = min(main.left, left), max(main.right, right)
        main.meanings |= meanings
        main.n_cells += len(own)
    return segments


def _are_of_the_register(
    sheet: Sheet, number: int, main: Segment, texts: dict[int, str], meanings: dict[int, Meaning]
) -> bool:
    """Whether headings beside a gap name fields that the register lacks, and their cells stand in its rows alone."""
    fields = [meaning.field for meaning in meanings.values() if meaning.score >= SURE]
    if len(fields) < len(texts) or len(set(fields)) < len(fields) or main.fields & set(fields):
        return False
    if any(headings.measure_of(text) is not None for text in texts.values()):
        return False
    of_main = range(main.left, main.right + 1)
    below = range(number + 1, min(number + SAMPLE, len(sheet.rows)) + 1)
    rows = [r for r in below if sum(not is_blank(sheet.cell(r, c)) for c in of_main) >= min(3, len(of_main))]
    if not rows:
        return False
    apart = set(range(rows[0], rows[-1] + 2)).difference(
        rows
    )  # rows between the records, and that right below the last
    for column, meaning in meanings.items():
        if any(not is_blank(sheet.cell(row, column)) for row in apart):
            return False
        n_filled = sum(not is_blank(sheet.cell(row, column)) for row in rows)
        if n_filled < 0.5 * len(rows) and meaning.field not in _SPARSE:
            return False
    return True


_SPARSE = frozenset({"notes", "implemented_date", "report_date", "notify_date", "amount", "obstacle", "county"})


def _runs(sheet: Sheet, number: int, columns: list[int]) -> list[tuple[int, int]]:
    """Runs of neighbouring heading cells; a gap that a merge or a filled column spans is no gap."""
    reach = {
        span.left: span.right for span in sheet.merges if span.top <= number <= span.bottom and span.right > span.left
    }
    runs: list[tuple[int, int]] = []
    for column in columns:
        end = reach.get(column, column)
        if runs and (column <= runs[-1][1] + 1 or _has_values(sheet, number, range(runs[-1][1] + 1, column))):
            runs[-1] = (runs[-1][0], max(end, runs[-1][1]))
        else:
            runs.append((column, end))
    return runs


def _has_values(sheet: Sheet, number: int, columns: Iterable[int]) -> bool:
    """Whether every one of the columns has something written in the rows below (a column without a heading)."""
    last = min(number + 30, len(sheet.rows))
    return all(any(not is_blank(sheet.cell(row, column)) for row in range(number + 1, last + 1)) for column in columns)


def _judge(sheet: Sheet, number: int, texts: dict[int, str]) -> Segment | None:
    """The run as headings, or None where it is not."""
    meanings = {
        c: found
        for c, text in texts.items()
        if (found := headings.best(text)) and found.score >= SURE and not pairs_in_text(text)
    }
    fields = {meaning.field for meaning in meanings.values()}
    measures = [measure for text in texts.values() if (measure := count_heading(text)) is not None]
    segment = Segment(number, min(texts), max(texts), meanings, len(texts), frozenset(measures))
    n_counts = len(measures)
    if len(fields) >= 3 and len(fields) >= 0.3 * len(texts) and not alternates(sheet, number, texts, meanings):
        return segment
    if len(fields) >= 2 and len(fields) + n_counts >= 0.6 * len(texts) and fields & set(CORE) and len(texts) >= 2:
        if _rows_below(sheet, number, segment) and not alternates(sheet, number, texts, meanings):
            return segment
    if n_counts >= 2 and len(texts) >= 3 and _counts_below(sheet, number, texts):
        return segment
    has_figures = any(as_count(text) is not None for text in texts.values())
    if n_counts and len(texts) in (2, 3) and not has_figures and _counts_of_statuses_below(sheet, number, texts):
        return segment
    n_agencies = sum(agency_named(text) is not None for text in texts.values())
    if n_agencies >= 2 and n_agencies >= 0.6 * (len(texts) - 1) and _counts_below(sheet, number, texts):
        return segment
    return None


def alternates(sheet: Sheet, number: int, texts: dict[int, str], meanings: dict[int, Meaning]) -> bool:
    """Whether headings and other texts take turns, as labels and values of a form do."""
    labels = [column for column in texts if column in meanings and texts[column].rstrip().endswith(":")]
    if len(labels) >= 2 and all(
        not is_blank(sheet.cell(number, column + 1)) and column + 1 not in meanings for column in labels
    ):
        return True
    if len(texts) < 4 or len(meanings) > 0.67 * len(texts):
        with_colon = sum(text.rstrip().endswith(":") for text in texts.values())
        return with_colon >= 2 and with_colon >= 0.5 * len(texts) and len(texts) <= 4
    order = [column in meanings for column in sorted(texts)]
    turns = sum(one != other for one, other in zip(order, order[1:], strict=False))
    return turns >= len(order) - (2 if len(order) > 5 else 1) and not _heads_records(sheet, number, texts)


def _heads_records(sheet: Sheet, number: int, texts: dict[int, str]) -> bool:
    """Whether the next written row has values under most of many headings, and no label among them."""
    for row in range(number + 1, min(number + 4, len(sheet.rows)) + 1):
        below = [cell for column in texts if not is_blank(cell := sheet.cell(row, column))]
        if below:
            labels = [cell for cell in below if (found := headings.best(text_of(cell))) and found.score >= SURE]
            return len(texts) >= 6 and len(below) >= 0.7 * len(texts) and not labels
    return False


def count_heading(text: str) -> str | None:
    """The measure that a heading of counts names, or None."""
    measure = headings.measure_of(text)
    if measure:
        return measure
    if any(sign.isdecimal() for sign in text) and not any(sign.isalpha() for sign in text):
        return None  # «۷۰٪» is a figure
    status = match_status(text)
    if status.code == UNKNOWN:
        return None
    return MEASURE_STATUSES.get(status.code, "other")


def _counts_below(sheet: Sheet, number: int, texts: dict[int, str]) -> bool:
    """Whether most of what stands below is numbers; lines of notes and signatures below the figures are none of it."""
    numbers = others = 0
    first = min(texts)
    for row in range(number + 1, min(number + 16, len(sheet.rows) + 1)):
        cells = [cell for c in texts if c != first and not is_nothing(text_of(cell := sheet.cell(row, c)))]
        n_numbers = sum(is_figure(cell) for cell in cells)
        if numbers >= 2 and all(map(is_blank, sheet.rows[row - 1])):
            break
        if numbers and not n_numbers and len(cells) <= 2:
            continue
        numbers, others = numbers + n_numbers, others + len(cells) - n_numbers
    return numbers >= 2 and numbers >= 3 * others


def is_figure(cell: Cell) -> bool:
    """Whether the cell holds a count or a formula."""
    return as_count(cell) is not None or (isinstance(cell, tuple) and cell[0] == "formula")


def _counts_of_statuses_below(sheet: Sheet, number: int, texts: dict[int, str]) -> bool:
    """Whether statuses stand below the first of the headings and their counts below the others."""
    first, *others = sorted(texts)
    rows = [
        row for row in range(number + 1, min(number + 12, len(sheet.rows)) + 1) if not is_blank(sheet.cell(row, first))
    ]
    counted = [row for row in rows if all(as_count(sheet.cell(row, column)) is not None for column in others)]
    statuses = {match_status(text_of(sheet.cell(row, first))).code for row in counted} - {UNKNOWN}
    return len(statuses) >= 2 and len(counted) >= 0.8 * len(rows)


_COUNT = re.compile(r"(?:[%٪]\s*)?\d{1,7}(?:[.,٫/]\d+)?\s*(?:[%٪]|درصد|مورد|فقره|مصوبه|عدد)?")


def as_count(cell: Cell) -> str | None:
    """The digits of a whole number, also in words; None where the cell holds something else."""
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return text_of(cell)
    text = folded(text_of(cell)) if isinstance(cell, str) else ""
    return text if _COUNT.fullmatch(text) or count_in_words(text) is not None else None


def _rows_below(sheet: Sheet, number: int, segment: Segment) -> bool:
    """Whether a row with at least two cells follows within reach."""
    for row in range(number + 1, min(number + 8, len(sheet.rows)) + 1):
        written = sum(not is_blank(sheet.cell(row, c)) for c in range(segment.left, segment.right + 1))
        if written >= 2:
            return True
    return False


def _joined(segments: list[Segment]) -> list[Segment]:
    """Side-by-side runs as one table, unless each is a table of its own."""
    result: list[Segment] = []
    for segment in segments:
        if result:
            last = result[-1]
            repeats = segment.fields & last.fields & set(CORE)
            counts = not segment.fields & {"unit_name", "resolution_text"} or not last.fields & {
                "unit_name",
                "resolution_text",
            }
            if not repeats and not counts:
                last.right = segment.right
                last.meanings |= segment.meanings
                last.n_cells += segment.n_cells
                continue
        result.append(segment)
    return result


def overlap(one: Segment, other: Segment) -> bool:
    """Whether the two stand above a common column."""
    return one.left <= other.right and other.left <= one.right


def is_column_numbers_cell(cell: Cell) -> bool:
    """Whether the cell numbers its column: «۳», «(3)»."""
    return folded(text_of(cell)).strip("()[] ").isdecimal()
