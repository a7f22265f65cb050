"""Tables in a sheet: where each begins, its heading rows, its columns and what they hold."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ingestion.persian.dates import find_dates
from ingestion.persian.jalali import MONTHS
from ingestion.reference.categories import classify
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.blocks import by_blocks
from ingestion.workbooks.classify import is_total
from ingestion.workbooks.column_sets import DAY_PART, DayColumns, find_days, find_sets, part_named
from ingestion.workbooks.context import pairs_in_text, province_in, session_in
from ingestion.workbooks.evidence import Kinds, is_nothing, kinds_of
from ingestion.workbooks.grid import Cell, Sheet, Span, is_blank, text_of
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.legend import is_legend_text
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.counts import count_in_words
from ingestion.workbooks.values.dates import YearHelp
from ingestion.workbooks.values.due import read_due
from ingestion.workbooks.values.joint import ANY_DAY
from ingestion.workbooks.values.money import MoneyUnit, unit_in
from ingestion.workbooks.values.texts import folded, squeeze, words
from ingestion.workbooks.vocabulary import squeezed

_CORE = ("unit_name", "resolution_text", "agency", "problem_text")
_SURE = 0.72
_DEEP_SEARCH = 4000  # rows searched for a first heading; later headings are recognised from the ones found
_LONG_HEADING = 90
_SAMPLE = 60
MEASURE_STATUSES = {
    "implemented": "implemented",
    "in_progress": "in_progress",
    "not_implemented": "not_implemented",
}


@dataclass
class Column:
    """A column of a table: its number, its headings from the top level down, and what it holds.

    `field` is a field of the contract, a known one without a key (`ceo_name`, `sector`, …), `tick_status`,
    `tick_agency`, `measure`, `label`, `legend`, or None where the heading is unknown. `detail` is the status, agency or
    measure of a tick or count column; `score` says how sure the reading of the heading is. `recency` grows with the day of
    the statuses, where several columns hold those of different months. `day` are the three columns of a day that is written
    in three; `set_no` counts the resolutions side by side in a row, 0 for what they share.
    """

    number: int
    path: tuple[str, ...]
    field: str | None = None
    score: float = 0.0
    follow_up_no: int = 0
    detail: str = ""
    unit: MoneyUnit | None = None
    guessed_from_values: bool = False
    recency: int = 0
    day: DayColumns | None = None
    set_no: int = 0

    @property
    def heading(self) -> str:
        """The headings of all levels, joined by « / »."""
        return " / ".join(self.path)


@dataclass
class Table:
    """A table: `register` (one row one resolution), `crosstab` (counts) or `transposed` (counts, statuses as rows)."""

    sheet: Sheet
    kind: str
    header_rows: list[int]
    first_row: int
    last_row: int
    columns: list[Column] = field(default_factory=list)
    confidence: float = 1.0
    block: frozenset[int] = frozenset()  # the columns that are this table's own, where several share the others
    other_blocks: frozenset[int] = frozenset()
    is_first_block: bool = True
    named_by: dict[str, tuple[int, int]] = field(default_factory=dict)  # what the heading over the block names

    @property
    def left(self) -> int:
        """The number of the first column."""
        return self.columns[0].number

    @property
    def right(self) -> int:
        """The number of the last column."""
        return self.columns[-1].number

    def column_of(self, field_name: str) -> Column | None:
        """The column that holds a field, or None."""
        return next((column for column in self.columns if column.field == field_name), None)

    def columns_of(self, *fields: str) -> list[Column]:
        """All columns that hold one of the fields, from the left."""
        return [column for column in self.columns if column.field in fields]

    @functools.cached_property
    def names_bodies(self) -> bool:
        """Whether a column names who is to act: one of ticks, or one with something in it that is not only for helpers."""
        return any(
            column.field == "tick_agency" or (not _is_of_helpers(column) and self._says_something(column))
            for column in self.columns_of("agency", "tick_agency")
        )

    def _says_something(self, column: Column) -> bool:
        """Whether anything but its own heading stands in a column."""
        cells = (self.sheet.cell(row, column.number) for row in range(self.first_row, self.last_row + 1))
        return any(
            isinstance(cell, tuple) or not (is_nothing(text_of(cell)) or text_of(cell) in column.path) for cell in cells
        )


def _is_of_helpers(column: Column) -> bool:
    """Whether a heading («دستگاه همکار») asks for bodies that help another one."""
    return bool(column.path) and not squeezed("headings", "helping").isdisjoint(words(column.path[-1]))


@dataclass
class _Segment:
    """A run of headings in one row."""

    row: int
    left: int
    right: int
    meanings: dict[int, Meaning]
    n_cells: int
    measures: frozenset[str] = frozenset()  # of figures that its headings name

    @property
    def fields(self) -> set[str]:
        return {meaning.field for meaning in self.meanings.values()}


def find_tables(sheet: Sheet) -> list[Table]:
    """The tables of a sheet from the top, side by side ones from the left."""
    segments = _header_segments(sheet)
    tables: list[Table] = []
    for number, segment in enumerate(segments):
        if any(segment.row in table.header_rows and table.left <= segment.left <= table.right for table in tables):
            continue
        below = [s for s in segments[number + 1 :] if s.row > segment.row and _overlap(s, segment)]
        table = _build(sheet, segment, below)
        if table is not None:
            tables.append(table)
    _bound(tables, len(sheet.rows))
    return [part for table in tables for part in by_blocks(table, _settle)]


def table_at(sheet: Sheet, row: int, last_column: int) -> Table | None:
    """The register whose headings stand in a given row, whatever they say; None where the row is empty."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    written = [column for column, cell in enumerate(cells, start=1) if not is_blank(cell)]
    if not written:
        return None
    segment = _Segment(row, written[0], max(written[-1], last_column), {}, len(written))
    columns = [
        Column(c, _path(sheet, c, row, row, segment.left, segment.right))
        for c in range(segment.left, segment.right + 1)
    ]
    table = Table(sheet, "register", [row], row + 1, len(sheet.rows), columns)
    _resolve(table, _samples(table))
    return table


def continued_table(sheet: Sheet, before: Table) -> Table | None:
    """A sheet without headings as the continuation of a register of an earlier sheet; None where its values differ.

    At least two columns must hold what the earlier headings promise (row numbers, ids, dates, bodies, statuses), and
    none may hold something else.
    """
    rows = [number for number, cells in enumerate(sheet.rows, start=1) if sum(not is_blank(c) for c in cells) >= 3]
    if not rows or sheet.n_columns > before.right:
        return None
    columns = [replace(column) for column in before.columns]
    table = Table(sheet, "register", [], rows[0], len(sheet.rows), columns, 0.6)
    samples = _samples(table)
    n_fitting = 0
    for column in columns:
        kinds = samples[column.number]
        share = _promised_share(column.field, kinds) if column.day is None else None
        if share is None or kinds.n_written == 0:
            continue
        if share < 0.5:
            return None
        n_fitting += 1
    return table if n_fitting >= 2 else None


def _promised_share(field_name: str | None, kinds: Kinds) -> float | None:
    """How many values are of the kind that a field promises; None for fields of free text."""
    if field_name in headings.DATE_FIELDS:
        return min(1.0, kinds.dates + (kinds.durations if field_name == "due_date" else 0.0))
    shares = {
        "row_no": kinds.numbers,
        "unit_national_id": kinds.ids,
        "agency": kinds.agencies,
        "status": kinds.statuses,
        "tick_status": kinds.marks,
    }
    return shares.get(field_name or "")


# ---- finding heading rows -----------------------------------------------------------------------------------------


def _header_segments(sheet: Sheet) -> list[_Segment]:
    found: list[_Segment] = []
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


def _segment_texts(cells: Sequence[Cell], segment: _Segment) -> tuple[str, ...]:
    written = cells[segment.left - 1 : segment.right]
    return tuple(squeeze(text_of(cell)) for cell in written if not is_blank(cell))


def _is_repetition(texts: tuple[str, ...], known: set[tuple[str, ...]]) -> bool:
    """Whether the headings are those of a table above, but for a cell or two."""
    for other in known:
        common = sum((Counter(texts) & Counter(other)).values())
        if common >= 0.75 * max(len(texts), len(other)):
            return True
    return False


def _is_row_of(sheet: Sheet, found: list[_Segment], segment: _Segment) -> bool:
    """Whether the words of a row are values of a table above it: its merged cells, numbers, days or statuses run through them."""
    tables = [other for other in found if other.row < segment.row and _overlap(other, segment)]
    if not tables:
        return False
    return any(
        _merge_runs_through(sheet, above, segment)
        or any(
            _is_value_of(meaning.field, sheet.cell(segment.row, column), segment)
            for column, meaning in above.meanings.items()
            if meaning.field != "status" or above.row + 1 < segment.row  # «وضعیت» over «اجرا» is a heading on two lines
        )
        for above in tables
    )


def _merge_runs_through(sheet: Sheet, above: _Segment, segment: _Segment) -> bool:
    """Whether a cell merged downwards under the headings above goes on beside or through the row."""
    left, right = min(above.left, segment.left), max(above.right, segment.right)
    return any(
        above.row < span.top < segment.row <= span.bottom and left <= span.left and span.right <= right
        for span in sheet.merges
    )


_ENDS_WITH_AN_ORDER = re.compile(r"\s(?:شود|گردد|کند|کنند|نماید|نمایند|دهد|دهند|گیرد)\W*$")  # "be done", "let it do"


def _is_value_of(field_name: str, cell: Cell, segment: _Segment) -> bool:
    """Whether a cell can only be a value of the field, not a heading."""
    if is_blank(cell):
        return False
    if field_name in ("row_no", "session_no"):
        return _is_column_numbers_cell(cell)
    if field_name == "status":
        return match_status(text_of(cell)).code != UNKNOWN and len(segment.measures) < 2
    if field_name == "resolution_text":
        return _ENDS_WITH_AN_ORDER.search(folded(text_of(cell))) is not None
    if field_name in headings.DATE_FIELDS:
        due = read_due(cell, session=ANY_DAY, notified=None, help_=YearHelp())
        return due.source in ("date", "duration")
    return False


def _gate(sheet: Sheet, segment: _Segment) -> Callable[[Sequence[Cell]], bool] | None:
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


def _segments_of_row(sheet: Sheet, number: int, cells: Sequence[Cell]) -> list[_Segment]:
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
    sheet: Sheet, number: int, texts: dict[int, str], runs: list[tuple[int, int]], segments: list[_Segment]
) -> list[_Segment]:
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
    sheet: Sheet, number: int, main: _Segment, texts: dict[int, str], meanings: dict[int, Meaning]
) -> bool:
    """Whether headings beside a gap name fields that the register lacks, and their cells stand in its rows alone."""
    fields = [meaning.field for meaning in meanings.values() if meaning.score >= _SURE]
    if len(fields) < len(texts) or len(set(fields)) < len(fields) or main.fields & set(fields):
        return False
    if any(headings.measure_of(text) is not None for text in texts.values()):
        return False
    of_main = range(main.left, main.right + 1)
    below = range(number + 1, min(number + _SAMPLE, len(sheet.rows)) + 1)
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


def _judge(sheet: Sheet, number: int, texts: dict[int, str]) -> _Segment | None:
    """The run as headings, or None where it is not."""
    meanings = {
        c: found
        for c, text in texts.items()
        if (found := headings.best(text)) and found.score >= _SURE and not pairs_in_text(text)
    }
    fields = {meaning.field for meaning in meanings.values()}
    measures = [measure for text in texts.values() if (measure := _count_heading(text)) is not None]
    segment = _Segment(number, min(texts), max(texts), meanings, len(texts), frozenset(measures))
    n_counts = len(measures)
    if len(fields) >= 3 and len(fields) >= 0.3 * len(texts) and not _alternates(sheet, number, texts, meanings):
        return segment
    if len(fields) >= 2 and len(fields) + n_counts >= 0.6 * len(texts) and fields & set(_CORE) and len(texts) >= 2:
        if _rows_below(sheet, number, segment) and not _alternates(sheet, number, texts, meanings):
            return segment
    if n_counts >= 2 and len(texts) >= 3 and _counts_below(sheet, number, texts):
        return segment
    has_figures = any(_as_count(text) is not None for text in texts.values())
    if n_counts and len(texts) in (2, 3) and not has_figures and _counts_of_statuses_below(sheet, number, texts):
        return segment
    n_agencies = sum(agency_named(text) is not None for text in texts.values())
    if n_agencies >= 2 and n_agencies >= 0.6 * (len(texts) - 1) and _counts_below(sheet, number, texts):
        return segment
    return None


def _alternates(sheet: Sheet, number: int, texts: dict[int, str], meanings: dict[int, Meaning]) -> bool:
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
            labels = [cell for cell in below if (found := headings.best(text_of(cell))) and found.score >= _SURE]
            return len(texts) >= 6 and len(below) >= 0.7 * len(texts) and not labels
    return False


def _count_heading(text: str) -> str | None:
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
        n_numbers = sum(_is_figure(cell) for cell in cells)
        if numbers >= 2 and all(map(is_blank, sheet.rows[row - 1])):
            break
        if numbers and not n_numbers and len(cells) <= 2:
            continue
        numbers, others = numbers + n_numbers, others + len(cells) - n_numbers
    return numbers >= 2 and numbers >= 3 * others


def _is_figure(cell: Cell) -> bool:
    return _as_count(cell) is not None or (isinstance(cell, tuple) and cell[0] == "formula")


def _counts_of_statuses_below(sheet: Sheet, number: int, texts: dict[int, str]) -> bool:
    """Whether statuses stand below the first of the headings and their counts below the others."""
    first, *others = sorted(texts)
    rows = [
        row for row in range(number + 1, min(number + 12, len(sheet.rows)) + 1) if not is_blank(sheet.cell(row, first))
    ]
    counted = [row for row in rows if all(_as_count(sheet.cell(row, column)) is not None for column in others)]
    statuses = {match_status(text_of(sheet.cell(row, first))).code for row in counted} - {UNKNOWN}
    return len(statuses) >= 2 and len(counted) >= 0.8 * len(rows)


_COUNT = re.compile(r"(?:[%٪]\s*)?\d{1,7}(?:[.,٫/]\d+)?\s*(?:[%٪]|درصد|مورد|فقره|مصوبه|عدد)?")


def _as_count(cell: Cell) -> str | None:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return text_of(cell)
    text = folded(text_of(cell)) if isinstance(cell, str) else ""
    return text if _COUNT.fullmatch(text) or count_in_words(text) is not None else None


def _rows_below(sheet: Sheet, number: int, segment: _Segment) -> bool:
    """Whether a row with at least two cells follows within reach."""
    for row in range(number + 1, min(number + 8, len(sheet.rows)) + 1):
        written = sum(not is_blank(sheet.cell(row, c)) for c in range(segment.left, segment.right + 1))
        if written >= 2:
            return True
    return False


def _joined(segments: list[_Segment]) -> list[_Segment]:
    """Side-by-side runs as one table, unless each is a table of its own."""
    result: list[_Segment] = []
    for segment in segments:
        if result:
            last = result[-1]
            repeats = segment.fields & last.fields & set(_CORE)
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


def _overlap(one: _Segment, other: _Segment) -> bool:
    return one.left <= other.right and other.left <= one.right


# ---- heading levels -----------------------------------------------------------------------------------------------


def _build(sheet: Sheet, segment: _Segment, below: list[_Segment]) -> Table | None:
    """The table under a run of headings, or None where nothing in it is a register or a cross-tab."""
    top, bottom = _levels(sheet, segment)
    left, right = _width(sheet, segment, top, bottom)
    stop = min((s.row for s in below), default=len(sheet.rows) + 1)
    if top != bottom and any(s.row <= bottom for s in below):
        stop = min((s.row for s in below if s.row > bottom), default=len(sheet.rows) + 1)
    columns = [Column(c, _path(sheet, c, top, bottom, left, right)) for c in range(left, right + 1)]
    table = Table(sheet, "register", list(range(top, bottom + 1)), bottom + 1, stop - 1, columns)
    samples = _samples(table)
    _resolve(table, samples)
    table.columns = [c for c in table.columns if c.path or c.field or samples[c.number].n_written]
    while table.columns and not table.columns[-1].path and table.columns[-1].field is None:
        if samples[table.columns[-1].number].n_written:
            break
        table.columns.pop()
    if not table.columns:
        return None
    table.kind = _kind(table, samples)
    if not table.kind:
        return None
    known = [column for column in table.columns if column.field]
    table.confidence = sum(column.score for column in known) / max(len(table.columns), 1)
    return table


def _levels(sheet: Sheet, segment: _Segment) -> tuple[int, int]:
    """(first, last) heading row: group rows above and sub-heading rows below are part of the heading."""
    top = bottom = segment.row
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


def _within(span: Span, segment: _Segment) -> bool:
    return span.left >= segment.left and span.right <= segment.right


def _is_group_row(sheet: Sheet, row: int, segment: _Segment) -> bool:
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
        edges = {c for c in (segment.left - 1, segment.right + 1) if is_blank(sheet.cell(row + 1, c))}
        outside = [
            c
            for c, cell in enumerate(sheet.rows[row - 1], start=1)
            if not is_blank(cell) and c not in written and c not in edges
        ]
        n_generic = sum(headings.is_generic(text) for text in texts)  # «تاریخ» over «جلسه»: one heading on two lines
        has_numbers = any(any(sign.isdecimal() for sign in text) for text in texts)
        has_label = any(":" in text for text in texts)
        has_pair = _alternates(sheet, row, dict(zip(written, texts, strict=True)), _meanings(texts, written))
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


_OF_SESSIONS = frozenset({"session_no", "session_date", "province"})


def _meanings(texts: list[str], columns: list[int]) -> dict[int, Meaning]:
    return {
        c: found
        for c, text in zip(columns, texts, strict=True)
        if (found := headings.best(text)) and found.score >= _SURE
    }


def _is_sub_row(sheet: Sheet, row: int, segment: _Segment, top: int) -> bool:
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
        if len(group) >= 2 and all(isinstance(text, str) and _count_heading(text) is not None for text in group):
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


def _parents(sheet: Sheet, row: int, segment: _Segment) -> set[int]:
    """Columns that a heading of the row covers: its own, or open ones to its right."""
    covered: set[int] = set()
    has_left = False
    for column in range(segment.left, segment.right + 1):
        has_left = has_left or not is_blank(sheet.cell(row, column))
        if has_left:
            covered.add(column)
    return covered


def _spans_right(sheet: Sheet, row: int, column: int, segment: _Segment) -> bool:
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
        or _count_heading(text) is not None
        or agency_named(text) is not None
        or part_named(text) is not None
        or squeeze(text) in ("سایر", "سایردستگاهها", "بله", "خیر")  # others, yes, no
    )


def _width(sheet: Sheet, segment: _Segment, top: int, bottom: int) -> tuple[int, int]:
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
    return meant is not None and meant.score >= _SURE


def _goes_on(sheet: Sheet, segment: _Segment, bottom: int, right: int) -> bool:
    """Whether the sub-heading beyond the last column belongs to the group that stands over that one («وضعیت»)."""
    own, beyond = sheet.cell(bottom, right), sheet.cell(bottom, right + 1)
    if bottom == segment.row or is_blank(own) or not isinstance(beyond, str) or len(beyond) > 50:
        return False
    if _count_heading(text_of(own)) is not None:
        return _count_heading(beyond) is not None
    return agency_named(text_of(own)) is not None and _reads_as_sub_heading(beyond)


def _path(sheet: Sheet, column: int, top: int, bottom: int, left: int, right: int) -> tuple[str, ...]:
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
    named = [text for text in levels if not _is_column_numbers_cell(text)]
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
            is_parent = not is_blank(below) and not _is_column_numbers_cell(below)
            return " ".join(text_of(parent).split()) if is_parent else ""
    return ""


def _is_column_numbers_cell(cell: Cell) -> bool:
    return folded(text_of(cell)).strip("()[] ").isdecimal()


# ---- what each column holds ---------------------------------------------------------------------------------------


def _samples(table: Table) -> dict[int, Kinds]:
    """For each column, what kinds of values stand below its heading."""
    rows = range(table.first_row, min(table.last_row, table.first_row + 4 * _SAMPLE) + 1)
    written: dict[int, list[Cell]] = {column.number: [] for column in table.columns}
    for row in rows:
        cells = table.sheet.rows[row - 1] if row <= len(table.sheet.rows) else ()
        if _is_sum_row(cells, table.left, table.right) or _is_heading_again(cells, table):
            continue
        for number, values in written.items():
            if number <= len(cells) and len(values) < _SAMPLE and not is_blank(cells[number - 1]):
                values.append(cells[number - 1])
    return {number: kinds_of(values) for number, values in written.items()}


def _is_heading_again(cells: Sequence[Cell], table: Table) -> bool:
    """Whether a row repeats the headings of the table, as at the top of a page."""
    headed = [column for column in table.columns if column.path and column.number <= len(cells)]
    n_same = sum(cells[column.number - 1] == column.path[-1] for column in headed)
    return n_same >= 2 and n_same >= 0.6 * sum(not is_blank(cells[column.number - 1]) for column in headed)


def _is_sum_row(cells: Sequence[Cell], left: int, right: int) -> bool:
    first = next((cell for cell in cells[left - 1 : right] if not is_blank(cell)), "")
    return isinstance(first, str) and is_total(first)


def _settle(table: Table) -> None:
    _resolve(table, _samples(table))


def _resolve(table: Table, samples: dict[int, Kinds]) -> None:
    _resolve_days(table)
    _resolve_ticks(table, samples)
    _number_follow_ups(table)
    candidates: list[tuple[float, int, Column, Meaning]] = []
    for column in table.columns:
        if column.field or not column.path:
            continue
        for meaning in _column_meanings(column):
            score = meaning.score + _fit(meaning.field, samples[column.number])
            candidates.append((score, column.number, column, meaning))
    taken: set[tuple[str, int]] = {(column.field or "", 0) for column in table.columns if column.day is not None}
    candidates.sort(
        key=lambda item: (-item[0], headings.is_generic(item[2].path[-1]), item[1])
    )  # «شماره مصوبه» before «کد»
    for score, _, column, meaning in candidates:
        key = (meaning.field, meaning.number)
        if column.field or score < 0.45 or (key in taken and meaning.field not in _MANY):
            continue
        column.field, column.score, column.follow_up_no = meaning.field, min(score, 1.0), meaning.number
        taken.add(key)
    for score, _, column, meaning in candidates:
        if column.field is None and score >= 0.45:
            column.field, column.score = f"also_{meaning.field}", min(score, 1.0)
    _number_follow_ups_of_months(table, samples)
    _number_days_and_texts_of_months(table)
    _resolve_sets(table)
    _mark_joint_units(table)
    _mark_joint_terms(table)
    _settle_former_statuses(table)
    _settle_amounts(table)
    _settle_statuses_by_month(table)
    _settle_by_values(table, samples)
    for column in table.columns:
        if column.field in ("amount", "also_amount"):
            column.unit = next((unit for text in reversed(column.path) if (unit := unit_in(text))), None)


def _resolve_days(table: Table) -> None:
    """A day in three columns is read with the first of them; what no year stands in («۲ ماه») is no day."""
    by_number = {column.number: column for column in table.columns}
    for name, day in find_days([(column.number, column.path) for column in table.columns]):
        rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
        written = [row for row in rows if any(not is_blank(table.sheet.cell(row, number)) for number in day.numbers)]
        years = [row for row in written if _is_year(table.sheet.cell(row, day.year))]
        if not years or len(years) < 0.5 * len(written):
            continue
        first, *others = (by_number[number] for number in day.numbers)
        first.field, first.score, first.day = name, 1.0, day
        for column in others:
            column.field, column.score = DAY_PART, 1.0


_YEAR = re.compile(r"1[34]\d\d|20[12]\d|4\d\d|0\d|9\d")


def _is_year(cell: Cell) -> bool:
    return _YEAR.fullmatch(folded(text_of(cell))) is not None


def _resolve_sets(table: Table) -> None:
    """Several resolutions side by side in a row, each with columns of its own."""
    by_number = {column.number: column for column in table.columns}
    for number, (set_no, name) in find_sets([(column.number, column.path) for column in table.columns]).items():
        column = by_number[number]
        column.field, column.score, column.set_no, column.follow_up_no = name, max(column.score, 0.9), set_no, 0


_MANY = (
    "agency",
    "ceo_name",
    "phone",
    "notes",
    "action_text",
    "obstacle",
    "sector",
    "product",
    "employment",
    "letter_no",
)


@functools.lru_cache(maxsize=4096)
def _path_meanings(path: tuple[str, ...]) -> tuple[Meaning, ...]:
    """The meanings of a column under several levels of headings: the lowest, completed by the ones above."""
    leaf, above = path[-1], path[:-1]
    found: dict[tuple[str, int], float] = {}

    def add(meanings: Iterable[Meaning], weight: float) -> None:
        for meaning in meanings:
            key = (meaning.field, meaning.number)
            found[key] = max(found.get(key, 0.0), meaning.score * weight)

    generic = headings.is_generic(leaf)
    completes = any(headings.is_generic(parent) for parent in above)  # «جلسه» under «تاریخ»
    add(headings.meanings(leaf), 0.5 if generic and above else 0.75 if completes else 1.0)
    for parent in reversed(above):
        if headings.is_generic(parent):
            add(headings.meanings(f"{parent} {leaf}"), 1.0)
        joined = f"{leaf} {headings.without_list_of(parent, leaf)}"
        add(headings.meanings(joined), 1.0 if generic else 0.85)
        follow_up = [meaning for meaning in headings.meanings(parent) if meaning.number]
        if follow_up:
            is_date = any(meaning.field.endswith("_date") for meaning in headings.meanings(leaf))
            kind = "follow_up_date" if is_date else "follow_up_text"
            add([Meaning(kind, 1.0, follow_up[0].number)], 1.1)
        elif not headings.meanings(leaf):
            add(headings.meanings(parent), 0.6)
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple(Meaning(name, score, number) for (name, number), score in ranked)


def _column_meanings(column: Column) -> tuple[Meaning, ...]:
    return _path_meanings(column.path)


def _fit(field_name: str, kinds: Kinds) -> float:
    """How well the values below a heading fit the field: above 0 for, below 0 against."""
    if kinds.n_written == 0:
        return 0.0
    if field_name in headings.DATE_FIELDS:
        share = kinds.dates + (kinds.durations if field_name == "due_date" else 0)
        if share < 0.3 and kinds.long_texts >= 0.6:
            return -0.5
        return 0.1 * share if share >= 0.3 else -0.25 if kinds.n_written >= 3 else 0.0
    if field_name == "status":
        return 0.15 * kinds.statuses if kinds.statuses >= 0.3 else -0.3 if kinds.long_texts > 0.6 else -0.05
    if field_name == "agency":
        return 0.2 * kinds.agencies if kinds.agencies >= 0.3 else -0.1
    if field_name == "unit_national_id":
        return 0.2 if kinds.ids >= 0.4 else -0.35
    if field_name == "row_no":
        return 0.1 if kinds.counting else -0.3 if kinds.numbers < 0.5 else -0.1
    if field_name == "resolution_text":
        return 0.1 if kinds.long_texts >= 0.5 else -0.6 if kinds.numbers > 0.8 else -0.05
    if field_name == "resolution_no":
        return -0.4 if kinds.long_texts > 0.6 else 0.0
    if field_name == "unit_name":
        return -0.4 if kinds.numbers > 0.8 else 0.0
    if field_name == "progress_pct" and kinds.statuses >= 0.6 and kinds.numbers < 0.3:
        return -0.6
    if field_name in ("amount", "employment", "progress_pct"):
        return 0.05 if kinds.numbers >= 0.3 else -0.15
    if field_name == "action_text":
        return -0.2 if kinds.statuses >= 0.6 else 0.0
    if field_name in ("sector", "product"):
        return 0.2 if kinds.sectors >= 0.6 else -0.3 if kinds.agencies >= 0.6 else 0.0
    if field_name == "county":
        return -0.5 if kinds.sectors >= 0.6 else 0.0
    return 0.0


def _resolve_ticks(table: Table, samples: dict[int, Kinds]) -> None:
    """Columns under a status or an agency each, with marks in them."""
    statuses: list[tuple[Column, str]] = []
    bodies: list[tuple[Column, str]] = []
    for column in table.columns:
        kinds = samples[column.number]
        if not column.path:
            continue
        leaf, parents = column.path[-1], column.path[:-1]
        if kinds.n_written and kinds.marks < 0.6 and not (kinds.numbers > 0.7 and kinds.small_numbers > 0.7):
            if not (any(_means(parent, "agency") for parent in parents) and agency_named(leaf) is not None):
                continue
        code = _status_of_path(column.path)
        meant = headings.best(leaf)
        is_told = meant is not None and meant.field == "status" and kinds.marks >= 0.6  # «نتیجه (انجام شده)»
        if code is not None and (meant is None or meant.score < 0.95 or parents or is_told):
            statuses.append((column, code))
        elif any(_means(parent, "agency") for parent in parents) or (
            kinds.marks >= 0.7 and agency_named(leaf) is not None and meant is None
        ):
            bodies.append((column, leaf))
    if len(statuses) >= 2:
        for column, code in statuses:
            column.field, column.detail, column.score = "tick_status", code, 1.0
    if len(bodies) >= 2:
        for column, name in bodies:
            column.field, column.detail, column.score = "tick_agency", name, 1.0


def _status_of_path(path: tuple[str, ...]) -> str | None:
    """The status that a column stands for: its own heading's, or one told by levels («انجام شده» over «ناقص»)."""
    leaf = path[-1]
    parents = () if headings.is_generic(leaf) or headings.best(leaf) is not None else path[:-1]
    for text in (leaf, *(f"{parent} {leaf}" for parent in reversed(parents))):
        status = match_status(text)
        if status.code != UNKNOWN:
            return status.code
    return None


def _means(heading: str, field_name: str) -> bool:
    return any(meaning.field == field_name and meaning.score >= _SURE for meaning in headings.meanings(heading))


def _number_follow_ups(table: Table) -> None:
    """«پیگیری» and «تاریخ» repeated without numbers are counted from the left; «تاریخ» beside «پیگیری ۱» is that one's."""
    numbered = [c for c in table.columns if c.path and any(meaning.number for meaning in _column_meanings(c))]
    if numbered:
        _date_follow_ups(table, numbered)
        return
    plain = [c for c in table.columns if c.path and squeeze(c.path[-1]) in _FOLLOW_UP_HEADS]
    if len(plain) < 2:
        return
    for number, column in enumerate(plain, start=1):
        column.field, column.follow_up_no, column.score = "follow_up_text", number, 0.9
        for neighbour in (column.number + 1, column.number - 1):
            beside = next((c for c in table.columns if c.number == neighbour and c.path), None)
            if beside and not beside.follow_up_no and squeeze(beside.path[-1]) in _FOLLOW_UP_DATES:
                beside.field, beside.follow_up_no, beside.score = "follow_up_date", number, 0.9
                break


def _date_follow_ups(table: Table, numbered: list[Column]) -> None:
    """Two or more numbered follow-ups with a bare «تاریخ» each, all of them after or all before, take it as their day."""
    turns = {c.number: meaning.number for c in numbered for meaning in _column_meanings(c)[:1]}
    has_days = any(meaning.field == "follow_up_date" for c in numbered for meaning in _column_meanings(c))
    if len(turns) < 2 or has_days:
        return
    bare = {c.number: c for c in table.columns if len(c.path) == 1 and squeeze(c.path[0]) in _FOLLOW_UP_DATES}
    for step in (1, -1):
        if all(number + step in bare for number in turns):
            for number, turn in turns.items():
                day = bare[number + step]
                day.field, day.follow_up_no, day.score = "follow_up_date", turn, 0.9
            return


def _number_follow_ups_of_months(table: Table, samples: dict[int, Kinds]) -> None:
    """«پیگیری فروردین», «پیگیری اردیبهشت» beside a status or a per cent are follow-ups, counted in the order of their months."""
    told = [c for c in table.columns if c.path and _is_follow_up_of_a_month(c.path)]
    times = [time for column in told if (time := _time_of(column.heading))]
    if len(told) < 2 or len(set(times)) < len(told) or (rising := _are_rising(times)) is None:
        return
    others = [c for c in table.columns if c not in told]
    if any(c.follow_up_no for c in others):
        return
    has_status = any(c.field in ("status", "also_status", "tick_status", "progress_pct") for c in others)
    if not has_status and all(samples[c.number].statuses >= 0.6 for c in told if samples[c.number].n_written):
        for column in told:  # they are the statuses themselves
            column.field, column.score = "also_status", 0.8
        return
    for number, column in enumerate(told if rising else reversed(told), start=1):
        column.field, column.follow_up_no, column.score = "follow_up_text", number, 0.9


def _number_days_and_texts_of_months(table: Table) -> None:
    """«تاریخ پیگیری» and «شرح» under each of several months («خرداد», «تیر») are the follow-ups of those months."""
    months: dict[tuple[int | None, int, int], list[Column]] = {}
    for column in table.columns:
        if len(column.path) >= 2 and is_month(column.path[-2]) and (time := _time_of(column.path[-2])) is not None:
            months.setdefault(time, []).append(column)
    rising = _are_rising(list(months)) if len(months) >= 2 else None
    if rising is None or any(c.follow_up_no for c in table.columns):
        return
    pairs: list[tuple[Column, Column]] = []
    for columns in months.values():
        days = [c for c in columns if squeeze(c.path[-1]) in _FOLLOW_UP_DATES]
        texts = [c for c in columns if squeeze(c.path[-1]) in _MONTHLY_TEXTS]
        if len(columns) != 2 or len(days) != 1 or len(texts) != 1:
            return
        pairs.append((days[0], texts[0]))
    for number, (day, text) in enumerate(pairs if rising else reversed(pairs), start=1):
        day.field, day.follow_up_no, day.score = "follow_up_date", number, 0.9
        text.field, text.follow_up_no, text.score = "follow_up_text", number, 0.9


def is_month(text: str) -> bool:
    """Whether a heading is a month, with or without its year, and says nothing more."""
    named = [word for word in words(text) if not word.isdecimal() and word not in ("ماه", "سال")]
    return len(named) == 1 and named[0].removesuffix("ماه") in _MONTH_NUMBERS


def _is_follow_up_of_a_month(path: tuple[str, ...]) -> bool:
    named = [word for text in path for word in words(text)]
    rest = [word for word in named if not word.isdecimal() and word.removesuffix("ماه") not in _MONTH_NUMBERS]
    rest = [word for word in rest if word not in ("ماه", "سال", "در", "طی", "شرح")]
    if len(rest) == len(named):
        return False
    told = headings.best(" ".join(rest))  # «گزارش دستگاه اجرایی (خرداد)»
    return "".join(rest) in _MONTHLY_HEADS or (told is not None and told.field == "action_text")


_MONTHLY_HEADS = frozenset(
    squeeze(text)
    for text in ("پیگیری", "پیگیری‌های", "پی گیری", "اقدام", "اقدامات", "اقدامات انجام شده", "نتیجه پیگیری", "گزارش پیگیری")
)  # fmt: skip
_FOLLOW_UP_HEADS = frozenset(
    squeeze(text)
    for text in (
        "پیگیری", "پی گیری", "شرح پیگیری", "نتیجه پیگیری", "پیگیری ها", "پیگیریهای انجام شده", "پیگیریهای صورت گرفته",
        "سوابق پیگیری", "مراحل پیگیری", "نتایج پیگیری", "پیگیری انجام شده", "گزارش پیگیری",
    )
)  # fmt: skip
_FOLLOW_UP_DATES = frozenset(squeeze(text) for text in ("تاریخ", "تاریخ پیگیری", "مورخ"))
_MONTHLY_TEXTS = _MONTHLY_HEADS | {
    squeeze(text) for text in ("شرح", "شرح پیگیری", "شرح اقدام", "شرح اقدامات", "اقدام انجام شده")
}


_MAY_HOLD_TERMS = (None, "report_date", "implemented_date", "notify_date")
_MAY_HOLD_ORDERS = (
    None,
    "also_status",
    "status",
    "also_problem_text",
    "also_notes",
    "notes",
    "action_text",
    "also_action_text",
)


def _has_joint_status(table: Table) -> bool:
    return any(column.detail == WITH_STATUS for column in table.columns_of("due_date"))


def _settle_by_values(table: Table, samples: dict[int, Kinds]) -> None:
    """Name columns with an unknown heading whose values leave no doubt, and needed fields that went elsewhere."""
    by_field: dict[str | None, Column] = {column.field: column for column in table.columns if column.field}
    if "resolution_text" not in by_field:
        for source in ("notes", "action_text"):
            column = by_field.get(source)
            if (
                column
                and squeeze(column.path[-1]) in ("شرح", "اقدامات", "شرحاقدامات")
                and (samples[column.number].long_texts >= 0.6 or _tells_what_is_done(column, by_field, samples))
            ):
                column.field = "resolution_text"
                by_field["resolution_text"] = column
                break
    if "resolution_text" not in by_field:
        orders = [c for c in table.columns if c.field in _MAY_HOLD_ORDERS and samples[c.number].orders >= 0.6]
        if orders:
            column = max(orders, key=lambda c: samples[c.number].orders)
            by_field = {name: other for name, other in by_field.items() if other is not column}
            column.field, column.score, column.guessed_from_values = "resolution_text", 0.6, True
            by_field["resolution_text"] = column
    _settle_deciders(table, by_field)
    _settle_requests(table, by_field)
    _settle_fields_of_problems(table, by_field, samples)
    if "unit_name" not in by_field:
        bodies = [c for c in table.columns if c.field == "agency" and samples[c.number].n_written]
        others = [c for c in bodies if samples[c.number].agencies <= 0.2]
        if len(others) == 1 and any(samples[c.number].agencies >= 0.5 for c in bodies):
            others[0].field, others[0].score, others[0].guessed_from_values = "unit_name", 0.6, True
            by_field["unit_name"] = others[0]
    if "unit_name" not in by_field:
        units = [c for c in table.columns if c.field is None and samples[c.number].units >= 0.5]
        if len(units) == 1:
            units[0].field, units[0].score, units[0].guessed_from_values = "unit_name", 0.6, True
            by_field["unit_name"] = units[0]
    bare_id = by_field.get("unit_national_id")
    if bare_id is not None and squeeze(bare_id.path[-1] if bare_id.path else "") == "شناسه":
        kinds = samples[bare_id.number]
        if kinds.n_written and not kinds.ids and "resolution_no" not in by_field:  # «شناسه» over «M-12»
            bare_id.field, bare_id.score, bare_id.guessed_from_values = "resolution_no", 0.6, True
            by_field["resolution_no"] = bare_id
    if "due_date" not in by_field:
        terms = [c for c in table.columns if c.field in _MAY_HOLD_TERMS and samples[c.number].durations >= 0.6]
        if len(terms) == 1:  # «زمان پاسخ» over «۱۵ روز»
            terms[0].field, terms[0].score, terms[0].guessed_from_values = "due_date", 0.6, True
            by_field["due_date"] = terms[0]
    if "session_no" not in by_field and "session_date" in by_field and "row_no" in by_field:
        beside = {by_field["session_date"].number - 1, by_field["session_date"].number + 1}
        for column in table.columns:
            if column.field == "also_row_no" and column.number in beside and squeeze(column.path[-1]) == "شماره":
                column.field, column.score, column.guessed_from_values = "session_no", 0.6, True
                by_field["session_no"] = column
                break
    if "row_no" not in by_field and table.columns:
        first = min(table.columns, key=lambda column: column.number)  # «م», «ترتیب», «Nr»: 1, 2, 3 … at the edge
        kinds = samples[first.number]
        if first.field is None and kinds.counting and kinds.small_numbers >= 0.9:
            first.field, first.score, first.guessed_from_values = "row_no", 0.6, True
            by_field["row_no"] = first
    has_status = any(name in by_field for name in ("status", "tick_status", "also_status", "former_status"))
    if not has_status and not _has_joint_status(table):
        for column in table.columns:  # «آخرین اقدام» over «اجرا شد», «در دست اقدام»
            kinds = samples[column.number]
            if (
                column.field == "action_text"
                and kinds.statuses >= 0.8
                and kinds.long_texts <= 0.4
                and kinds.n_written >= 2
            ):
                column.field, column.score, column.guessed_from_values = "status", 0.6, True
                by_field["status"] = column
                break
    if "unit_name" not in by_field:
        employers = [c for c in table.columns if c.field == "ceo_name" and squeeze(c.path[-1]) in _EMPLOYERS]
        if len(employers) == 1:
            employers[0].field, employers[0].score = "unit_name", 0.6
            by_field["unit_name"] = employers[0]
    wanted: tuple[tuple[str, Callable[[Kinds], bool]], ...] = (
        ("unit_national_id", lambda kinds: kinds.ids >= 0.8),
        ("status", lambda kinds: kinds.statuses >= 0.8 and kinds.n_written >= 2),
        ("agency", lambda kinds: kinds.agencies >= 0.8 and kinds.n_written >= 2 and kinds.long_texts < 0.3),
    )
    for column in table.columns:  # «آخرین گزارش» over days
        is_report = (
            bool(_REPORTS.intersection(words(column.path[-1]))) if column.path and column.field is None else False
        )
        if is_report and "report_date" not in by_field and samples[column.number].dates >= 0.8:
            column.field, column.score, column.guessed_from_values = "report_date", 0.6, True
            by_field["report_date"] = column
    followers = [c for c in table.columns if c.field == "follow_up_by"]  # «مسئول پیگیری» over bodies, not people
    if len(followers) == 1 and not any(name in by_field for name in ("agency", "tick_agency")):
        kinds = samples[followers[0].number]
        if kinds.agencies >= 0.6 and kinds.n_written >= 2 and kinds.orders < 0.3:
            followers[0].field, followers[0].score, followers[0].guessed_from_values = "agency", 0.6, True
            by_field["agency"] = followers[0]
    has_status = any(name in by_field for name in ("status", "tick_status")) or _has_joint_status(table)
    has_agency = any(name in by_field for name in ("agency", "tick_agency"))
    for field_name, fits in wanted:
        if field_name in by_field or (field_name == "status" and has_status) or (field_name == "agency" and has_agency):
            continue
        for column in table.columns:
            may_be = column.field is None or (field_name != "unit_national_id" and column.field == "follow_up_by")
            if may_be and fits(samples[column.number]):
                column.field, column.score, column.guessed_from_values = field_name, 0.6, True
                by_field[field_name] = column
                break


def _tells_what_is_done(column: Column, by_field: Mapping[str | None, Column], samples: dict[int, Kinds]) -> bool:
    """Whether «شرح», filled in every row with a unit and an agency beside it and no problem, holds short resolutions."""
    unit = by_field.get("unit_name")
    if squeeze(column.path[-1]) != "شرح" or unit is None or "agency" not in by_field or "problem_text" in by_field:
        return False
    kinds = samples[column.number]
    return kinds.n_written >= samples[unit.number].n_written > 0 and not kinds.numbers and kinds.statuses < 0.3


_REPORTS = frozenset({"گزارش", "پاسخ", "پیگیری"})  # report, answer, follow-up
_EMPLOYERS = frozenset(squeeze(word) for word in ("کارفرما", "نام کارفرما", "کارفرمایان", "کارفرمای متقاضی"))
WITH_COUNTY = "county"  # the detail of a unit's column whose heading names the county too
WITH_STATUS = "status"  # the detail of a term's column whose heading names the status too
WITH_PERSON = "person"  # … whose heading names its manager or a phone too
_BETWEEN_HEADINGS = re.compile(r"\s*[/\\|،()–-]\s*|\s+و\s+")


def _mark_joint_units(table: Table) -> None:
    """«نام واحد / شهرستان», «واحد متقاضی و شهرستان»: the cells below hold the county, or a person, behind the unit."""
    column = table.column_of("unit_name")
    if column is None or not column.path:
        return
    named = [part for part in _BETWEEN_HEADINGS.split(column.path[-1]) if part.strip()]
    if len(named) == 2 and _means(named[0], "unit_name") and (beside := headings.best(named[1])) is not None:
        if beside.field == "county" and beside.score >= _SURE and table.column_of("county") is None:
            column.detail = WITH_COUNTY
        elif beside.field in headings.PEOPLE_FIELDS and beside.score >= _SURE:
            column.detail = WITH_PERSON


def _mark_joint_terms(table: Table) -> None:
    """«مهلت و نتیجه», «وضعیت / موعد»: the cells below hold the term and the status, where no column has either alone."""
    if table.columns_of("status", "tick_status") and table.columns_of("due_date"):
        return
    for column in table.columns_of("due_date", "status"):
        named = [part for part in _BETWEEN_HEADINGS.split(column.path[-1]) if part.strip()]
        meant = {found.field for part in named if (found := headings.best(part)) is not None and found.score >= _SURE}
        if len(named) == 2 and meant == {"due_date", "status"} and not column.set_no:
            column.field, column.detail = "due_date", WITH_STATUS


_FORMER = frozenset(squeeze(word) for word in ("قبل", "قبلی", "پیشین", "سابق", "previous", "former"))


def _settle_former_statuses(table: Table) -> None:
    """Of several columns of statuses, those of the report before say nothing about now."""
    columns = table.columns_of("status", "also_status")
    former = [column for column in columns if _FORMER & set(words(column.path[-1]))]
    current = [column for column in columns if column not in former]
    if not former or not current:
        return
    for column in former:
        column.field = "former_status"
    if not any(column.field == "status" for column in current):
        current[0].field = "status"


_ASKED = frozenset(map(squeeze, ("درخواستی", "درخواست", "پیشنهادی", "تقاضا", "تقاضای", "نیاز", "متقاضی")))
_GRANTED = frozenset(map(squeeze, ("مصوب", "مصوبه", "تصویبی", "تصویب", "مصوبه‌ای", "موافقت")))


def _settle_amounts(table: Table) -> None:
    """Of a sum that was asked for and one that was granted the granted one is the resolution's."""
    amount = table.column_of("amount")
    if amount is None or not amount.path or not _ASKED & set(words(amount.path[-1])):
        return
    for column in table.columns_of("also_amount"):
        if _GRANTED & set(words(column.path[-1])):
            amount.field, column.field = "asked_amount", "amount"
            return


def _settle_statuses_by_month(table: Table) -> None:
    """Of «وضعیت تیر», «وضعیت مرداد», «وضعیت شهریور» the newest is the status; an older one counts where it is empty."""
    columns = table.columns_of("status", "also_status")
    times = [_time_of(column.heading) for column in columns]
    if len(columns) < 2 or len(set(times)) < len(times) or not all(times):
        return
    newest_last = _are_rising([time for time in times if time])
    if newest_last is None:
        return
    for place, column in enumerate(columns, start=1):
        column.recency = place if newest_last else len(columns) - place
        column.field = "also_status"
    columns[-1 if newest_last else 0].field = "status"


def _time_of(heading: str) -> tuple[int | None, int, int] | None:
    """(year or None, month, day or 0) that a heading names, None where it names none or several."""
    if len(dates := find_dates(heading)) == 1 and dates[0].year is not None:
        return dates[0].year, dates[0].month, dates[0].date.day or 0
    named = [word.removesuffix("ماه") for word in words(heading)]
    months = [_MONTH_NUMBERS[word] for word in named if word in _MONTH_NUMBERS]
    has_year = any(found.year is not None for found in dates)
    return (None, months[0], 0) if len(months) == 1 and not has_year else None


_MONTH_NUMBERS = {folded(name): number for number, name in enumerate(MONTHS, start=1)}


def _are_rising(times: list[tuple[int | None, int, int]]) -> bool | None:
    """True where the times rise from the left, False where they fall, None for neither.

    Months without a year rise across the end of a year as well: «بهمن», «اسفند», «فروردین».
    """
    pairs = list(zip(times, times[1:], strict=False))
    if all(year is not None for year, _, _ in times):
        rises = {
            left[1:] < right[1:] if left[0] == right[0] else (left[0] or 0) < (right[0] or 0) for left, right in pairs
        }
    elif all(year is None for year, _, _ in times):
        rises = {(right[1] - left[1]) % len(MONTHS) < len(MONTHS) / 2 for left, right in pairs}
    else:
        return None
    return rises.pop() if len(rises) == 1 else None


_DECIDERS = frozenset(squeeze(word) for word in ("مرجع", "توسط"))
_DECIDING_BODIES = frozenset({"WG_PROV", "WG_COUNTY", "HQ_NAT"})


def _settle_deciders(table: Table, by_field: dict[str | None, Column]) -> None:
    """«مرجع» over «کارگروه استان», «ستاد ملی» names who decided, not who is to act."""
    for column in [c for c in table.columns_of("agency", "also_agency") if squeeze(c.path[-1]) in _DECIDERS]:
        rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
        texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
        deciding = [text for text in texts if agency_named(text) in _DECIDING_BODIES]
        if texts and len(deciding) >= 0.8 * len(texts):
            if by_field.get("agency") is column:
                del by_field["agency"]
            column.field = "level" if "level" not in by_field else "also_level"
            by_field.setdefault("level", column)


_REQUESTS = ("درخواست", "تقاضا", "خواسته")


def _settle_requests(table: Table, by_field: dict[str | None, Column]) -> None:
    """«نوع درخواست» with requests in words and no column of problems beside it holds the problem, not its class."""
    column = by_field.get("problem_category")
    if column is None or "problem_text" in by_field or not any(word in folded(column.path[-1]) for word in _REQUESTS):
        return
    rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
    texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    in_words = [text for text in texts if len(text.split()) > 2]
    if len(in_words) >= 0.5 * len(texts) and len(set(texts)) >= 0.6 * len(texts):
        column.field = "problem_text"
        by_field["problem_text"] = column


def _kind(table: Table, samples: dict[int, Kinds]) -> str:
    """`register`, `crosstab`, `transposed`, or empty where the table is neither."""
    texts = [c for c in table.columns if c.field in ("resolution_text", "unit_name", "problem_text")]
    real = [
        c
        for c in texts
        if samples[c.number].n_written and samples[c.number].numbers < 0.8 and not _counts_resolutions(table, c)
    ]
    counts: list[tuple[Column, str]] = []
    for column in table.columns:
        if column in real or not column.path:
            continue
        measure = _measure_of_path(column.path) or ("resolutions" if column in texts else None)
        if measure and (_share_of_figures(table, column, samples) >= 0.6 or not samples[column.number].n_written):
            counts.append((column, measure))
    is_count_table = (
        len(counts) >= 2
        and not any(c.field == "resolution_text" for c in real)
        and any(_share_of_figures(table, c, samples) >= 0.6 for c, _ in counts if samples[c.number].n_written)
        and (
            not any(samples[c.number].marks >= 0.9 and samples[c.number].distinct_marks for c, _ in counts)
            or any(samples[c.number].marks < 0.9 and _counts_many(table, c) for c, m in counts if m != "percent")
        )
    )
    if is_count_table:
        for column in table.columns:
            column.field = None if column.field != "row_no" else column.field
        for column, measure in _with_own_percent(counts):
            column.field, column.detail = "measure", measure
        labels = [
            c
            for c in table.columns
            if c.field is None
            and samples[c.number].n_written
            and (samples[c.number].numbers < 0.5 or bool(c.path) and _names_a_period(c.path[-1]))
        ]
        if labels:
            label = max(
                labels,
                key=lambda c: (
                    bool(c.path) and _means(c.path[-1], "agency"),
                    samples[c.number].agencies >= 0.5,
                    -c.number,
                ),
            )
            label.field = "label"
            return "crosstab"
    if _is_status_list(table, samples):
        return "crosstab"
    if _is_transposed(table, samples):
        return "transposed"
    fields = {column.field for column in table.columns}
    has_texts = "resolution_text" in fields or ("unit_name" in fields and len(fields & _SUPPORT) >= 1)
    return "register" if has_texts else ""


def _names_a_period(heading: str) -> bool:
    """Whether numbers below a heading («سال», «شماره جلسه») name the rows of figures beside them."""
    return squeeze(heading) in _PERIODS or (_means(heading, "session_no") and "تعداد" not in words(heading))


def _counts_resolutions(table: Table, column: Column) -> bool:
    """Whether a column under «مصوبه» holds how many there are: figures alone («۶ مورد», «یک مورد»)."""
    rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
    cells = [cell for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    return column.field == "resolution_text" and bool(cells) and all(map(_is_figure, cells))


def _counts_many(table: Table, column: Column) -> bool:
    """Whether every cell with something in it is a figure, and most are more than one: no column of ticks."""
    rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
    cells = [cell for row in rows if not is_nothing(text_of(cell := table.sheet.cell(row, column.number)))]
    many = [cell for cell in cells if (count := _as_count(cell)) is not None and squeeze(count) not in ("0", "1")]
    return len(many) >= max(2, 0.5 * len(cells)) and all(map(_is_figure, cells))


def _share_of_figures(table: Table, column: Column, samples: dict[int, Kinds]) -> float:
    """How many of a column's cells are numbers, dashes and the lines below the figures left out; 1 where that leaves none."""
    if samples[column.number].numbers >= 0.8:
        return samples[column.number].numbers
    n_figures = n_others = 0
    for row in range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1):
        cell = table.sheet.cell(row, column.number)
        if is_nothing(text_of(cell)):
            continue
        beside = [table.sheet.cell(row, c.number) for c in table.columns]
        if _is_figure(cell):
            n_figures += 1
        elif any(_is_figure(other) for other in beside) or sum(not is_blank(other) for other in beside) > 2:
            n_others += 1
    return n_figures / (n_figures + n_others) if n_figures + n_others else 1.0


def _settle_fields_of_problems(table: Table, by_field: dict[str | None, Column], samples: dict[int, Kinds]) -> None:
    """«حوزه» with names of categories in it («بانکی», «مالیاتی») says what the problems are about, not the trade."""
    column = by_field.get("sector")
    if column is None or "problem_category" in by_field or samples[column.number].sectors >= 0.4:
        return
    rows = range(table.first_row, min(table.last_row, table.first_row + _SAMPLE) + 1)
    texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    known = [text for text in texts if len(text.split()) <= 4 and classify(text)]
    if texts and len(known) >= 0.7 * len(texts):
        column.field = "problem_category"
        by_field["problem_category"] = column


def _measure_of_path(path: tuple[str, ...]) -> str | None:
    """What a column of a cross-tab counts: «تعداد» under a status counts that status; only the implemented have a per cent."""
    measure = _count_heading(path[-1])
    if measure is None:
        return _count_heading(path[0]) if len(path) > 1 else None
    groups = [found for parent in path[:-1] if (found := _count_heading(parent)) not in (None, "percent")]
    if measure not in ("resolutions", "percent") or not groups or squeeze(path[-1]) not in _BARE_COUNTS:
        return measure
    if measure == "resolutions":
        return groups[-1]
    return "percent" if groups[-1] == "implemented" else "other"


_PERIODS = frozenset(squeeze(text) for text in ("سال", "ماه", "دوره", "سه ماهه", "فصل", "year", "month"))
_BARE_COUNTS = frozenset(squeeze(text) for text in ("تعداد", "درصد", "فراوانی", "count", "percent")) | {""}


def _with_own_percent(counts: list[tuple[Column, str]]) -> list[tuple[Column, str]]:
    """The columns of figures; of several per cents under one heading only that beside the implemented is theirs."""
    heads = Counter(squeeze(column.path[-1]) for column, measure in counts if measure == "percent")
    found: list[tuple[Column, str]] = []
    last = ""
    for column, measure in counts:
        if measure != "percent":
            last = measure
        elif heads[squeeze(column.path[-1])] > 1 and last != "implemented" and len(column.path) == 1:
            measure = "other"
        found.append((column, measure))
    return found


_SUPPORT = {
    "agency",
    "problem_text",
    "status",
    "due_date",
    "tick_status",
    "session_no",
    "session_date",
    "progress_pct",
    "resolution_no",
}


def _is_status_list(table: Table, samples: dict[int, Kinds]) -> bool:
    """A list of statuses with how many resolutions have each."""
    written = [c for c in table.columns if c.path and samples[c.number].n_written]
    if len(written) not in (2, 3) or samples[written[0].number].statuses < 0.5:
        return False
    counts = [(column, _count_heading(column.path[-1]) or "other") for column in written[1:]]
    if any(samples[column.number].numbers < 0.8 for column, _ in counts):
        return False
    if all(measure == "other" for _, measure in counts):
        return False
    for column, measure in counts:
        column.field, column.detail = "measure", measure
    written[0].field = "label"
    return True


def _is_transposed(table: Table, samples: dict[int, Kinds]) -> bool:
    """Counts with the bodies as columns and the statuses as rows."""
    bodies = [
        c
        for c in table.columns
        if c.path and agency_named(c.path[-1]) is not None and _share_of_figures(table, c, samples) >= 0.8
    ]
    if len(bodies) < 2:
        return False
    label = next(
        (
            c
            for c in table.columns
            if c not in bodies and samples[c.number].numbers < 0.5 and samples[c.number].n_written
        ),
        None,
    )
    if label is None:
        return False
    rows = range(table.first_row, min(table.last_row, table.first_row + 12) + 1)
    texts = [text_of(table.sheet.cell(row, label.number)) for row in rows]
    if sum(_count_heading(text) is not None for text in texts if text) < 2:
        return False
    sums = [c for c in table.columns if c.path and is_total(c.path[-1]) and _share_of_figures(table, c, samples) >= 0.8]
    for column in table.columns:
        column.field = None
    for column in (*bodies, *sums):
        column.field, column.detail = "measure", column.path[-1]
    label.field = "label"
    return True


def _bound(tables: list[Table], n_rows: int) -> None:
    """Each table ends above the next one that stands under any of its columns."""
    for table in tables:
        below = [
            other.header_rows[0]
            for other in tables
            if other.header_rows[0] > table.header_rows[-1] and other.left <= table.right and table.left <= other.right
        ]
        table.last_row = min([n_rows, *(row - 1 for row in below)])
