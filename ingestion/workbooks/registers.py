"""A register's rows in order: which are records, which are not, and which belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from ingestion.persian.jalali import from_gregorian
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import classify
from ingestion.workbooks.column_sets import DAY_PART, DayColumns, day_in_words
from ingestion.workbooks.context import (
    Source,
    is_of_session,
    label_of,
    label_pairs,
    line_dates,
    pairs_in_text,
    read_line,
    session_in,
)
from ingestion.workbooks.crosstabs import count_of, total_lines
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.fast import PlainRows
from ingestion.workbooks.grid import Cell, address, is_blank, place_of, text_of
from ingestion.workbooks.headings import DATE_FIELDS, PEOPLE_FIELDS, best, is_generic
from ingestion.workbooks.legend import Legend, row_colour
from ingestion.workbooks.line import AnyLine, Line, PlainLine, aggregate, ignored
from ingestion.workbooks.register_rows import CROSSES, RegisterRows
from ingestion.workbooks.rows import Place, Record, Surroundings, rejected_line, understand, understand_sets
from ingestion.workbooks.tables.months import is_month
from ingestion.workbooks.tables.table import MEASURE_STATUSES, WITH_COUNTY, WITH_PERSON, WITH_STATUS, Column, Table
from ingestion.workbooks.values.bodies import agency_named, bodies_in_cell
from ingestion.workbooks.values.counties import is_county, split_county
from ingestion.workbooks.values.dates import read_date_cell
from ingestion.workbooks.values.identifiers import read_session_no
from ingestion.workbooks.values.joint import split_term_and_status
from ingestion.workbooks.values.money import MoneyUnit
from ingestion.workbooks.values.people import without_person
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import sign_of, signs, squeezed

_TEXT_FIELDS = frozenset(
    {"unit_name", "problem_text", "resolution_text", "notes", "agency", "status", "county", "action_text"}
)
_NO_RECORD_FIELDS = frozenset({"row_no"})
_LEAST_AHEAD, _MOST_AHEAD = 64, 4096  # plain rows that are read at once
_JOINT = (WITH_COUNTY, WITH_PERSON, WITH_STATUS)
_MOST_SECTION_WORDS = 8
_MOST_LABELLED = 80  # signs of a line that labels a body
_SURE_LABEL = 0.85
_SENTENCE_END = re.compile(r"(?:شد|شود|شوند|گردد|گردند|گردید|کند|کنند|نماید|نمایند|دهد|دهند|است|باشد|:)[.؛!]*$")
_SAYING_FIELDS = ("unit_name", "problem_text", "resolution_text", "also_resolution_text")
# What «label: value» above some rows says of them.
_OF_BLOCK = ("unit_name", "unit_national_id", "county", "problem_text")
_COMPLETE = (".", "؟", "!", "؛", "…")


@dataclass
class Register:
    """A register while it is read: the table, what surrounds its rows, the legend of its sheet.

    `divider_places` are the addresses of the dividers that said the session of the rows below them.
    """

    table: Table
    around: Surroundings
    legend: Legend
    people: list[dict[str, object]] = field(default_factory=list)
    defaults: dict[str, Place] = field(default_factory=dict)
    divider_places: set[str] = field(default_factory=set)

    def lines(self) -> Iterator[AnyLine]:
        """The lines of all rows of the table from the first row below the headings."""
        reader = _Reader(self)
        yield from reader.lines()


def _is_circumstance(text: str) -> bool:
    """Whether a text is the label of what only goes with a session («محل:», «ساعت:»)."""
    return text.rstrip().endswith((":", "：")) and squeeze(text) in squeezed("rows", "circumstances")


_COUNTY_SECTION = re.compile(r"[«(\s]*شهرستان\s*[:：]?\s*([^»):：]{2,40}?)[»)\s]*")


class _Reader:
    def __init__(self, register: Register) -> None:
        self.register = register
        self.table = register.table
        self.sheet = register.table.sheet
        self.around = register.around
        self.rows = RegisterRows(register.table, register.legend)
        self.rows.tell_of_columns(register.around)
        self.above: dict[int, Place | None] = {}
        self.has_sections_of_units = False
        self.has_sections_of_counties = False
        self.has_sections_of_bodies = False
        self.agency_of_sheet = self.around.agency_text
        self.block_rows: set[int] = set()
        self.plain_rows: PlainRows | None = None

    # ---- rows -----------------------------------------------------------------------------------------------------

    def lines(self) -> Iterator[AnyLine]:
        """The lines in order of rows; lines that stand between the rows of one record follow it."""
        pending: Record | None = None
        waiting: list[Line] = []
        plain_rows = self._plain_rows()
        plain_line: PlainLine | None = None  # waits to see whether the next row goes on with it
        read_ahead: list[PlainLine | None] = []
        read_from = n_ahead = 0
        rows = iter(range(self.table.first_row, self.table.last_row + 1))
        for row in rows:
            if plain_rows is not None and row <= len(self.sheet.rows):
                if row - read_from >= len(read_ahead):
                    n_ahead = min(2 * n_ahead, _MOST_AHEAD) or _LEAST_AHEAD
                    ahead = self.sheet.rows[row - 1 : min(row - 1 + n_ahead, self.table.last_row)]
                    read_from, read_ahead = row, plain_rows.lines(row, ahead, self.rows.merged_rows)
                run: list[PlainLine] = []
                for at in range(row - read_from, len(read_ahead)):
                    if (line := read_ahead[at]) is None:
                        break
                    run.append(line)
                if run:
                    if plain_line is not None:
                        yield plain_line
                    elif pending is not None:
                        yield from self._finish(pending)
                        yield from waiting
                        waiting.clear()
                        pending = None
                    plain_line = run.pop()
                    yield from run
                    next(islice(rows, len(run), len(run)), None)  # those rows are read
                    continue
            own = self.rows.own(row)
            if not own:
                continue
            if plain_line is not None:
                pending, plain_line = self._record(plain_line.row, self.rows.own(plain_line.row)), None
            plain = self._plain_lines(row, own, pending)
            if plain is not None:
                if pending is not None and plain and plain[0].get("reason") not in ("repeated_header", "page_number"):
                    yield from self._finish(pending)
                    pending = None
                    yield from waiting
                    waiting.clear()
                if pending is not None:
                    waiting.extend(plain)
                else:
                    yield from plain
                if plain and plain[0].get("reason") == "divider":
                    first = next(iter(own))
                    self._divide(text_of(own[first]), address(row, first))
                    self._take_block(row)
                    self._take_session(row)
                    self._take_county(row, first)
                    plain_rows = self._plain_rows()
                    read_ahead, n_ahead = [], 0  # it was read as before the divider
                continue
            if self._lacks_its_block(row, own):
                continue
            if self._is_continuation(row, own, pending):
                if pending is None:
                    yield self._orphan(row, own)
                else:
                    self._append(pending, row, own)
                continue
            if pending is not None:
                yield from self._finish(pending)
                yield from waiting
                waiting.clear()
            pending = self._record(row, own)
        if plain_line is not None:
            yield plain_line
        if pending is not None:
            yield from self._finish(pending)
        yield from waiting

    def _plain_rows(self) -> PlainRows | None:
        """The reader of plain rows under the surroundings of now, or None where the table is not for it."""
        if self.plain_rows is None or self.plain_rows.around is not self.around:
            is_plain = not self.table.block and not self.around.bank_columns and not self.around.status_keys
            is_plain = is_plain and not any(c.detail in _JOINT or c.day or c.set_no for c in self.table.columns)
            suits = is_plain and PlainRows.suits(self.table, self.around, has_defaults=bool(self.register.defaults))
            self.plain_rows = PlainRows(self.table, self.around) if suits else None
        return self.plain_rows

    def _lacks_its_block(self, row: int, own: Mapping[int, Cell]) -> bool:
        """Whether a row has nothing in this table's block; one without anything in any block is the first's."""
        block, others = self.table.block, self.table.other_blocks
        if not block or any(number in own or (row, number) in self.rows.anchors for number in block):
            return False
        if not self.table.is_first_block:
            return True
        cells = self.sheet.rows[row - 1]
        return any(number <= len(cells) and not is_blank(cells[number - 1]) for number in others)

    def _finish(self, record: Record) -> Iterator[Line]:
        yield from understand_sets(record, self.around) if record.sets else understand(record, self.around)

    def _plain_lines(self, row: int, own: dict[int, Cell], pending: Record | None) -> list[Line] | None:
        """The lines of a row that is no record; None where it is one."""
        name = self.sheet.name
        cells = list(own.values())
        if row in self.register.legend.rows and (row > self.rows.last_full_row or len(own) <= 3 or _is_key(cells)):
            return [ignored(name, row, "legend", cells)]
        if self._is_certain_record(row, own):
            return None
        if self._repeats_heading(own):
            return [ignored(name, row, "repeated_header", cells)]
        if self._is_blank_numbered(own):
            return [ignored(name, row, "blank_numbered", cells)]
        if self._block_pairs(row) or self._session_pairs(row):
            return [ignored(name, row, "divider", cells)]
        texts = {number: text_of(cell) for number, cell in own.items()}
        total = self._total(row, texts)
        if total is not None:
            return total
        is_below = row > self.rows.last_full_row
        if is_below and pending is not None and self._ends_pending(row, texts, pending):
            return None
        kind = classify.line_kind(texts, is_below=is_below)
        if kind in ("divider", None) and len(own) == 1:
            kind = self._single(row, own, texts, is_below)
        if kind is None and is_below and self._is_loose_text(row, own, texts):
            kind = "note"
        if kind is None:
            return None
        return [ignored(name, row, kind, cells)]

    def _is_certain_record(self, row: int, own: dict[int, Cell]) -> bool:
        if self.rows.row_no is not None:
            number = own.get(self.rows.row_no)
            if all(is_nothing(text_of(cell)) for column, cell in own.items() if column != self.rows.row_no):
                return False
            is_number = isinstance(number, int | float) or (isinstance(number, str) and number.strip().isdecimal())
            if is_number and len(own) >= 4:
                return True
        return False

    def _ends_pending(self, row: int, texts: Mapping[int, str], pending: Record) -> bool:
        """Whether a lone text right below the last record is the end of its unfinished sentence."""
        number, text = next(iter(texts.items()))
        if (
            len(texts) != 1
            or pending.rows[-1] != row - 1
            or self.rows.by_number[number].field not in ("resolution_text", "problem_text")
        ):
            return False
        before = [
            place for place in pending.cells.get(self.rows.by_number[number].field or "", ()) if place.column == number
        ]
        return (
            bool(before)
            and not text_of(before[-1].cell).rstrip().endswith(_COMPLETE)
            and not classify.is_signature(text)
        )

    def _repeats_heading(self, own: Mapping[int, Cell]) -> bool:
        for head in self.rows.heads:
            same = sum(
                1
                for number, cell in own.items()
                if isinstance(cell, str) and head.get(number) and squeeze(cell) == head[number]
            )
            if same >= 2 and same >= 0.6 * len(own):
                return True
            if same == 1 and len(own) == 1 and len(head) == 1:
                return True
        return False

    def _is_blank_numbered(self, own: Mapping[int, Cell]) -> bool:
        """Whether nothing but a row number (and signs for nothing) is written."""
        rest = [
            (number, cell)
            for number, cell in own.items()
            if number != self.rows.row_no and not (isinstance(cell, str) and is_nothing(cell))
        ]
        if self.rows.row_no is None or self.rows.row_no not in own:
            return not rest and len(own) >= 1 and all(isinstance(c, str) and is_nothing(c) for c in own.values())
        number_text = text_of(own[self.rows.row_no]).strip()
        return not rest and re.fullmatch(r"[\d۰-۹٠-٩]{1,6}[.\-–)]?", number_text) is not None

    def _total(self, row: int, texts: Mapping[int, str]) -> list[Line] | None:
        """The lines of a row of sums: its figures by status or agency, else one ignored line."""
        at, label = next(((number, text) for number, text in texts.items() if classify.is_total(text)), (0, None))
        if label is None or self._is_said_beside(at, texts):
            return None
        others = [text for text in texts.values() if text != label]
        longest = max((len(text) for text in others), default=0)
        if longest > 40 and not any(classify.is_count_text(text) for text in others):
            return None
        found = total_lines(self.table, row, label)
        if not found:
            status = match_status(re.sub(r"^\s*(?:جمع|مجموع|تعداد|کل)\s*(?:کل)?\s*(?:مصوبات)?\s*", "", label))
            measure = MEASURE_STATUSES.get(status.code) if status.code != UNKNOWN else None
            counts = [count_of(text) for text in others if count_of(text) is not None]
            if measure and len(counts) == 1:
                found = [aggregate(self.sheet.name, row, label, None, measure, counts[0])]
        return found or [ignored(self.sheet.name, row, "total", list(texts.values()))]

    def _is_said_beside(self, at: int, texts: Mapping[int, str]) -> bool:
        """Whether a record is written beside a word of sums: before it, around a small table's, or with its agency behind it."""
        said = [
            number
            for number, text in texts.items()
            if self.rows.by_number[number].field in _SAYING_FIELDS
            and any(sign.isalpha() for sign in text)
            and not classify.is_total(text)
            and not classify.is_count_text(text)
            and count_of(text) is None
            and not is_nothing(text)
        ]
        if not said:
            return False
        has_agency = any(
            self.rows.by_number[n].field == "agency" and bodies_in_cell(text).ids for n, text in texts.items()
        )
        has_text = any(self.rows.by_number[n].field == "resolution_text" for n in said)
        is_name = has_text and squeeze(texts[at]) not in squeezed("rows", "total")  # «میانگین سازان», not «میانگین»
        # «جمع‌آوری ضایعات کویر» is a unit's name
        return self.rows.by_number[at].field is None or at > min(said) or is_name or (has_agency and at != max(said))

    def _single(self, row: int, own: Mapping[int, Cell], texts: Mapping[int, str], is_below: bool) -> str | None:
        """The kind of a row with one written cell: a divider, a heading of a section, a note, or a record's piece."""
        number, text = next(iter(texts.items()))
        span = next((s for s in self.sheet.merges if s.top == row and s.left == number), None)
        n_spanned = (span.right - span.left + 1) if span else 1
        is_wide = n_spanned >= max(2, 0.5 * len(self.rows.by_number))
        column = self.rows.by_number[number]
        if classify.is_divider(text) and (is_wide or session_in(text) is not None or column.field in (None, "row_no")):
            is_session_column = column.field in ("session_no", "session_date") and not is_wide
            return None if is_session_column else "divider"
        if not is_below and self._county_named(text) is not None:
            return "divider"
        is_first = number == min(self.rows.by_number)
        if not is_below and is_first and (is_month(text) or self._opens_section(row, text, column)):
            return "divider"
        if is_wide:
            return "note" if is_below or len(text) > 60 else "divider" if self._section(text) else "note"
        if column.field in ("row_no", None) and not is_nothing(text):
            return "note"
        if is_below and column.field not in ("unit_name", "resolution_text"):
            return "note"
        if is_below and self.rows.row_no is not None and column.field == "unit_name" and self.rows.row_no_share > 0.7:
            return None
        return None

    def _opens_section(self, row: int, text: str, column: Column) -> bool:
        """Whether a lone text names the body, the status or the unit of the rows below, which have no column for it."""
        if not text.strip():
            return False  # a formula without its value
        if self._names_its_body(row, text, column):
            return True
        if len(text.split()) > _MOST_SECTION_WORDS or len(self.rows.own(row + 1)) < 2:
            return False
        if column.field in ("row_no", "unit_name", None) and self._is_section_of_status(text):
            return True
        may_be_unit = column.field in ("row_no", "resolution_text", "problem_text", None)
        is_name = _opens_unit(text) and not _SENTENCE_END.search(folded(text)) and not bodies_in_cell(text).ids
        return may_be_unit and is_name and bool(self._section_of_unit(row))

    def _names_its_body(self, row: int, text: str, column: Column) -> bool:
        """Whether «بانک ملت» alone in the first column heads the rows below, which have no column of bodies."""
        if column.field not in ("row_no", "unit_name", None) or self.table.names_bodies:
            return False
        named = agency_named(text)
        is_body = named is not None or _body_after_label(text) is not None
        if (
            column.field == "unit_name" and _body_after_label(text) is None
        ):  # a body, and not a unit whose row says no more
            is_body = named not in (None, "", "APPLICANT") and len(self.rows.own(row + 1)) >= 2
        self.has_sections_of_bodies = self.has_sections_of_bodies or is_body
        is_other = column.field != "unit_name" and len(text) <= 60 and not classify.is_note(text)
        return is_body or (self.has_sections_of_bodies and is_other)

    def _section(self, text: str) -> bool:
        """Whether a wide text inside the table heads a section: a month, a county, a body, a number of a session."""
        return len(text) <= 60

    def _is_loose_text(self, row: int, own: Mapping[int, Cell], texts: Mapping[int, str]) -> bool:
        """Whether a row below the last record is only remarks: no unit, no resolution in their columns, no row number."""
        fields = {self.rows.by_number[number].field for number in own}
        if "row_no" in fields and text_of(own[self.rows.row_no or 0]).strip().isdecimal():
            return False
        if fields & {"unit_name", "resolution_text"} and len(own) >= 2:
            return False
        return len(own) <= 2

    def _block_pairs(self, row: int) -> dict[str, Source]:
        """Field → source where a row has only «label: value» pairs that name the unit of the rows below."""
        written = [text_of(cell) for cell in self.sheet.rows[row - 1] if not is_blank(cell)]
        if len(written) > 6 or not any(":" in text for text in written):
            return {}
        if self.table.column_of("unit_name") is not None:
            return {}
        pairs = label_pairs(self.sheet, row)
        n_labels = sum(bool(pairs_in_text(text)) or label_of(text) is not None for text in written)
        goes_on = row - 1 in self.block_rows and bool(pairs) and all(name in _OF_BLOCK for name in pairs)
        if not ("unit_name" in pairs or goes_on) or 2 * n_labels < len(written):
            return {}
        self.block_rows.add(row)
        return pairs

    def _take_block(self, row: int) -> None:
        """Let the pairs of a row that names a unit hold for the rows below, and no longer those of the block before."""
        pairs = self._block_pairs(row) or self._section_of_unit(row)
        if not pairs:
            if self.has_sections_of_units:
                self.register.defaults.pop("unit_name", None)
            return
        fields = {column.field for column in self.table.columns}
        goes_on = "unit_name" not in pairs  # the second row of a block
        kept = {name: place for name, place in self.register.defaults.items() if goes_on or name not in _OF_BLOCK}
        own = {
            name: Place(pairs[name].cell, row, 0, pairs[name].address)
            for name in _OF_BLOCK
            if name in pairs and name not in fields
        }
        self.register.defaults = {**kept, **own}

    def _section_of_unit(self, row: int) -> dict[str, Source]:
        """The unit that a row with one text over the table names, where the table has no column of units."""
        cells = self.sheet.rows[row - 1]
        written = [column for column, cell in enumerate(cells, start=1) if not is_blank(cell)]
        if len(written) != 1 or self.table.column_of("unit_name") is not None:
            return {}
        text = text_of(cells[written[0] - 1])
        is_other = session_in(text) is not None or bool(line_dates(text)) or agency_named(text) is not None
        if is_other or not (_opens_unit(text) or self.has_sections_of_units):
            return {}
        self.has_sections_of_units = True
        return {"unit_name": Source(cells[written[0] - 1], address(row, written[0]))}

    def _session_pairs(self, row: int) -> dict[str, Source]:
        """Field → source where a row has only «label: value» pairs that name the session of the rows below."""
        written = [text_of(cell) for cell in self.sheet.rows[row - 1] if not is_blank(cell)]
        circumstances = [text for text in written if _is_circumstance(text)]
        labels = [text for text in written if text.rstrip().endswith((":", "：")) and label_of(text) is not None]
        labels = [text for text in labels if text not in circumstances]
        plain = written[::2] if len(written) in (2, 4) else []
        if plain and not labels and not all(map(is_generic, plain)) and all(map(is_of_session, plain, written[1::2])):
            labels = plain  # «شماره جلسه» «۱۲» «تاریخ جلسه» «۱۴۰۳/۰۲/۰۳»
        n_others = len(written) - 2 * len(circumstances)
        if not labels or len(written) > 8 or n_others > 6 or n_others > 2 * len(labels):
            return {}
        pairs = label_pairs(self.sheet, row)
        named = {name: pairs[name] for name in ("session_no", "session_date") if name in pairs}
        return named if len(named) == len(labels) else {}

    def _take_session(self, row: int) -> None:
        """Let the session that a row of pairs names hold for the rows below."""
        pairs = self._session_pairs(row)
        if not pairs:
            return
        number, day = pairs.get("session_no"), pairs.get("session_date")
        reading = read_date_cell(day.cell, self.around.help_) if day else None
        self.register.divider_places.update(source.address for source in pairs.values())
        self.around = replace(
            self.around,
            session_no=read_session_no(number.cell) if number else None,
            session_date=reading.value if reading else None,
            session_date_issue=reading.issue if reading else None,
            session_cells={name: source.address for name, source in pairs.items()},
            session_texts={name: text_of(source.cell) for name, source in pairs.items()},
        )

    def _county_named(self, text: str) -> str | None:
        """The county of the rows below «شهرستان رشت», where the table has no column of counties; None for other rows.

        Empty for a name that the province has not, where other rows have named counties.
        """
        match = _COUNTY_SECTION.fullmatch(" ".join(text.split()))
        if match is None or self.table.column_of("county") is not None:
            return None
        if is_county(match[1], self.around.province_id):
            return match[1]
        return "" if self.has_sections_of_counties else None

    def _take_county(self, row: int, column: int) -> None:
        """Let the county that a divider names hold for the rows below, until the next divider."""
        if self.has_sections_of_counties:
            self.register.defaults.pop("county", None)
        written = self.sheet.rows[row - 1][column - 1]
        if county := self._county_named(text_of(written)):
            self.has_sections_of_counties = True
            self.register.defaults["county"] = Place(county, row, column, address(row, column), written)

    def _divide(self, text: str, place: str) -> None:
        """Let a divider set the session for the rows below."""
        said = read_line(text, self.around.help_)
        changes: dict[str, object] = {}
        goes_on = (  # «ادامه جلسه بیست و سوم»: the session of the rows above, and its day
            said.session_no is not None
            and said.session_no == self.around.session_no
            and said.session_date is None
            and not said.date_issue
        )
        if not goes_on and (said.session_no is not None or said.session_date is not None or said.date_issue):
            self.register.divider_places.add(place)
            changes = {
                "session_no": said.session_no,
                "session_date": said.session_date,
                "session_date_issue": said.date_issue,
                "session_cells": {"session_no": place, "session_date": place},
                "session_texts": {"session_no": text, "session_date": text},
            }
            if said.session_date is not None:
                changes["help_"] = self.around.help_.with_years({from_gregorian(said.session_date)[0]})
        if said.province_id:
            changes["province_id"] = said.province_id
        if not changes and not self.table.names_bodies:
            if (body := _body_after_label(text)) is not None or agency_named(text) is not None:
                changes["agency_text"] = body or text
            elif self.has_sections_of_bodies and not (self._is_section_of_status(text) or _opens_unit(text)):
                changes["agency_text"] = self.agency_of_sheet  # a section of somebody else
        if not changes and self._is_section_of_status(text):
            self.register.defaults["status"] = Place(text, place_of(place)[0], 0, place)
        self.around = replace(self.around, **changes)  # type: ignore[arg-type]

    def _is_section_of_status(self, text: str) -> bool:
        """Whether a text («مصوبات اجرا نشده») says the status of the rows below, which have no column for it."""
        if self.table.columns_of("status", "also_status", "tick_status", "progress_pct"):
            return False
        return len(text.split()) <= _MOST_SECTION_WORDS and match_status(text).code != UNKNOWN

    # ---- records --------------------------------------------------------------------------------------------------

    def _record(self, row: int, own: dict[int, Cell]) -> Record:
        record = Record(row, [row], is_hidden=self.sheet.is_hidden or row in self.sheet.hidden_rows)
        status_column: int | None = None
        marked: list[tuple[Column, Place]] = []
        days: dict[int, Place] = {}
        for number, column in self.rows.by_number.items():
            name = column.field
            place = self._place(row, number, own)
            if place is not None and (column.day is not None or name == DAY_PART):
                days[number] = place
                continue
            if name == "status":
                status_column = number
            if place is None:
                continue
            if name is None or name == "row_no":
                continue
            if name == "follow_up_text":
                record.follow_ups.setdefault(column.follow_up_no, {})["text"] = place
            elif name == "follow_up_date":
                record.follow_ups.setdefault(column.follow_up_no, {})["date"] = place
            elif name in ("tick_status", "tick_agency"):
                marked.append((column, place))
            elif column.detail == WITH_COUNTY and isinstance(place.cell, str):
                unit, county = split_county(place.cell)
                record.cells.setdefault(name, []).append(place._replace(cell=unit, written=place.raw))
                if county is not None:
                    record.cells.setdefault("county", []).append(place._replace(cell=county, written=place.raw))
            elif column.detail == WITH_STATUS and isinstance(place.cell, str):
                for key, text in zip(("due_date", "status"), split_term_and_status(place.cell), strict=True):
                    if text is not None:
                        record.cells.setdefault(key, []).append(place._replace(cell=text, written=place.raw))
            elif column.detail == WITH_PERSON and isinstance(place.cell, str):
                unit = without_person(place.cell)
                record.cells.setdefault(name, []).append(place._replace(cell=unit, written=place.raw))
            else:
                cells = record.sets.setdefault(column.set_no, {}) if column.set_no else record.cells
                cells.setdefault(name, []).append(place)
        for column in self.table.columns if days else ():
            if column.day is not None and (place := _day_of(column.day, days)) is not None:
                record.cells.setdefault(column.field or "", []).append(place)
        if len(older := record.cells.get("also_status", [])) > 1:
            older.sort(key=self._recency, reverse=True)
        if marked:
            self._take_marks(record, marked)
        for name, default in self.register.defaults.items():
            record.cells.setdefault(name, [default])
        self._note_people(record, row, own)
        record.comment = self._comment(row, status_column)
        if self.around.match_colour is not None:
            colour = row_colour(
                self.sheet, row, self.rows.by_number, status_column, self.register.legend, self.rows.anchors
            )
            if colour:
                record.colour = (colour[0], address(row, colour[1]))
        return record

    def _place(self, row: int, number: int, own: Mapping[int, Cell]) -> Place | None:
        """The cell that counts at a place: its own, its merge's, or for a sign of repetition the one above."""
        cell = own.get(number)
        if cell is None:
            anchor = self.rows.anchors.get((row, number))
            if anchor is None:
                self.above[number] = None
                return None
            filled = self.sheet.cell(*anchor)
            if is_blank(filled):
                return None
            above = self.above.get(number)
            if above is not None and above.row == anchor[0]:
                return above
            return Place(filled, anchor[0], number, f"{self.rows.letters[number]}{anchor[0]}")
        place = Place(cell, row, number, f"{self.rows.letters[number]}{row}")
        if (
            isinstance(cell, str)
            and classify.is_same_as_above(cell)
            and self.rows.by_number[number].field not in ("tick_status", "tick_agency")
            and not (self.rows.by_number[number].field == "status" and cell.strip() in self.around.status_keys)
        ):
            above = self.above.get(number)
            if above is None:
                return None
            place = Place(above.cell, row, number, place.address, cell)
        self.above[number] = place
        return place

    def _take_marks(self, record: Record, marked: list[tuple[Column, Place]]) -> None:
        """The marks of a row: crosses count where no other sign stands beside them and they do not fill every column."""
        for name in ("tick_status", "tick_agency"):
            found = [(column, place) for column, place in marked if column.field == name and self._is_mark(place.cell)]
            plain = [item for item in found if sign_of(text_of(item[1].cell)) not in CROSSES]
            if plain:
                found = plain
            elif len(found) > 1 and self.rows.uses_other_marks and len(found) == len(self.table.columns_of(name)):
                found = []
            for column, place in found:
                if name == "tick_status":
                    record.ticks.append((column.detail, place))
                else:
                    self._agency_tick(record, column, place)

    @staticmethod
    def _is_mark(cell: Cell) -> bool:
        text = sign_of(text_of(cell))
        return not isinstance(cell, tuple) and bool(text) and text not in signs("ticks", "no") and not is_nothing(text)

    def _agency_tick(self, record: Record, column: Column, place: Place) -> None:
        """A mark under a body names it; a text under it names one of its kind («ملی» under «بانک»)."""
        text = text_of(place.cell).strip()
        if sign_of(text) in signs("ticks", "yes"):
            record.agency_ticks.append((column.detail, place))
            return
        named = text if agency_named(text) is not None else f"{column.detail} {text}"
        record.agency_ticks.append((named, place))

    def _comment(self, row: int, status_column: int | None) -> tuple[str, str] | None:
        if not self.sheet.comments:
            return None
        if status_column is not None:
            text = self.sheet.comments.get((row, status_column))
            return (_without_author(text), address(row, status_column)) if text else None
        for number in self.rows.by_number:
            if text := self.sheet.comments.get((row, number)):
                return _without_author(text), address(row, number)
        return None

    def _recency(self, place: Place) -> int:
        column = self.rows.by_number.get(place.column)
        return column.recency if column else 0

    def _note_people(self, record: Record, row: int, own: Mapping[int, Cell]) -> None:
        from ingestion.persian.names import split_unit_name

        for number, cell in own.items():
            column = self.rows.by_number[number]
            name = (column.field or "").removeprefix("also_")
            text = text_of(cell)
            is_person = name in PEOPLE_FIELDS and not is_nothing(text)
            if name == "unit_name" and isinstance(cell, str):
                split = split_unit_name(cell)
                is_person = bool(split.people or split.phones)
                is_person = is_person or (column.detail == WITH_PERSON and without_person(cell) != cell)
            if name == "agency" and isinstance(cell, str):
                split = split_unit_name(cell)
                is_person = bool(split.people or split.phones)
            if name == "unit_national_id":
                is_person = len(re.sub(r"\D", "", text)) == 10
            if is_person:
                self.register.people.append(
                    {
                        "sheet": self.sheet.name,
                        "row": row,
                        "cell": address(row, number),
                        "field": name,
                        "value": text,
                    }
                )

    # ---- wrapped lines --------------------------------------------------------------------------------------------

    def _is_continuation(self, row: int, own: dict[int, Cell], pending: Record | None) -> bool:
        """Whether a row goes on with the record above: no number, no unit of its own, nothing complete in it."""
        if self.rows.row_no is not None and (self.rows.row_no in own or (row, self.rows.row_no) in self.rows.anchors):
            return False
        fields = {self.rows.by_number[number].field: number for number in own}
        unit_number = self.rows.number_of("unit_name")
        if unit_number is not None and (row, unit_number) in self.rows.anchors:
            return False
        if any(name in fields for name in ("session_no", "session_date", "unit_national_id", "tick_status", "amount")):
            return False
        if "unit_name" in fields:
            if self.rows.row_no is None or self.rows.row_no_share < 0.5 or pending is None:
                return False
        elif self.rows.row_no is None and unit_number is None:
            return False
        if any(isinstance(cell, tuple) or not isinstance(cell, str) for cell in own.values()):
            return False
        if any(classify.is_same_as_above(str(cell)) for cell in own.values()):
            return False
        if pending is None:
            return (
                "unit_name" not in fields and "resolution_text" not in fields and "also_resolution_text" not in fields
            )
        n_whole = len(self._whole_fields(own, pending))
        stands_alone = n_whole > 0
        text = self._pending_text(pending)
        if "resolution_text" in fields:
            if not text:
                return not stands_alone and "unit_name" not in fields
            if text.rstrip().endswith(_COMPLETE):
                return False
            is_new = n_whole > 1 or {"unit_name", "problem_text"} & fields.keys() or self.rows.row_no is None
            is_new = is_new or _ends_with_verb(text)
            return not (stands_alone and is_new) or folded(str(own[fields["resolution_text"]])).startswith("و ")
        return self.rows.row_no is not None and self.rows.row_no_share >= 0.3 or not stands_alone

    def _pending_text(self, pending: Record) -> str:
        places = pending.cells.get("resolution_text", [])
        return text_of(places[-1].cell) if places else ""

    def _whole_fields(self, own: Mapping[int, Cell], pending: Record) -> set[str]:
        """The status, bodies and dates of the row that are whole by themselves, and do not go on with the row above."""
        from ingestion.persian.dates import read_date

        found = set()
        for number, cell in own.items():
            name, text = self.rows.by_number[number].field, text_of(cell)
            if (
                (name == "status" and match_status(text).code != UNKNOWN and len(squeeze(text)) > 4)
                or (name == "agency" and agency_named(text) is not None and not _goes_on(pending, text))
                or (name in DATE_FIELDS and read_date(text) is not None)
            ):
                found.add(str(name))
        return found

    def _append(self, pending: Record, row: int, own: Mapping[int, Cell]) -> None:
        """Join the cells of a wrapped line to those of the record above."""
        pending.rows.append(row)
        pending.is_hidden = pending.is_hidden or row in self.sheet.hidden_rows
        for number, cell in own.items():
            column = self.rows.by_number[number]
            name = column.field
            if name is None:
                continue
            place = Place(cell, row, number, f"{self.rows.letters[number]}{row}")
            if name in ("follow_up_text", "follow_up_date"):
                kind = "text" if name == "follow_up_text" else "date"
                places = pending.follow_ups.setdefault(column.follow_up_no, {})
                places[kind] = _joined(places.get(kind), place, name)
                continue
            of_record = pending.sets.setdefault(column.set_no, {}) if column.set_no else pending.cells
            cells = of_record.setdefault(name, [])
            same = [index for index, other in enumerate(cells) if other.column == number]
            if same:
                cells[same[-1]] = _joined(cells[same[-1]], place, name)
            else:
                cells.append(place)

    def _orphan(self, row: int, own: Mapping[int, Cell]) -> Line:
        """A wrapped line with no record above it."""
        places = [
            (self.rows.by_number[number].field or "", Place(cell, row, number, address(row, number)))
            for number, cell in own.items()
        ]
        return rejected_line(self.sheet.name, row, "continuation_without_parent", places)


def _body_after_label(text: str) -> str | None:
    """The body of «نام سازمان: امور مالیاتی»; None where the text labels no body."""
    label, _, body = text.partition(":")
    if not body.strip() or len(text) > _MOST_LABELLED:
        return None
    meant = best(label.strip())
    return body.strip() if meant is not None and meant.field == "agency" and meant.score >= _SURE_LABEL else None


def _is_key(cells: Sequence[Cell]) -> bool:
    """Whether a row of colours holds nothing but a legend's title and two or more statuses: no record."""
    texts = [text_of(cell) for cell in cells]
    codes = {match_status(text).code for text in texts if not classify.is_legend_title(text)}
    return len(codes) >= 2 and UNKNOWN not in codes and all(len(text.split()) <= 5 for text in texts)


def _opens_unit(text: str) -> bool:
    """Whether a text begins as units' names do («شرکت …», «کارخانه …»)."""
    named = text.split()
    return len(named) > 1 and squeeze(named[0]) in squeezed("rows", "unit_openers")


def _day_of(day: DayColumns, places: Mapping[int, Place]) -> Place | None:
    """The one cell that stands for a day in three: where the first of them is, with what is written in all."""
    found = [places[number] for number in day.numbers if number in places]
    written = day_in_words(
        *(places[number].cell if number in places else "" for number in (day.year, day.month, day.day))
    )
    if written is None:
        return None
    return found[0]._replace(cell=written, written="/".join(place.raw for place in found))


def _goes_on(pending: Record, text: str) -> bool:
    """Whether an agency cell and the one above are halves of one body's name or of one list."""
    above = pending.cells.get("agency")
    if not above:
        return False
    if text_of(above[-1].cell).rstrip().endswith(("،", ",", "؛", ";", "-", "–", "/", "+", " و")):
        return True
    joined = bodies_in_cell(f"{text_of(above[-1].cell)} {text}")
    before = bodies_in_cell(text_of(above[-1].cell)).entries
    is_cut = bool(before) and before[-1][0] is None and all(agency for agency, _, _ in joined.entries[:-1])
    return (len(joined.entries) == 1 or is_cut) and not joined.unknown and bool(joined.ids)


def _ends_with_verb(text: str) -> bool:
    """Whether a text without a full stop ends as a sentence does: «… تقسیط نماید», «… اقدام شود»."""
    last = folded(text).split()[-1:]
    return bool(last) and squeeze(last[0]) in squeezed("rows", "orders") | squeezed("rows", "sentence_ends")


def _joined(before: Place | None, after: Place, name: str) -> Place:
    if before is None:
        return after
    gap = "" if name in DATE_FIELDS or name == "follow_up_date" else " "
    if name == "agency" and _are_two_lists(text_of(before.cell), text_of(after.cell)):
        gap = "\n"
    return Place(f"{text_of(before.cell)}{gap}{text_of(after.cell)}", before.row, before.column, before.address)


# A body's name cut after its first words: «اداره کل», «سازمان امور»
_HEADS_ONLY = re.compile(r"^(?:(?:اداره|کل|سازمان|مدیریت|معاونت|امور|صندوق|بنیاد|موسسه|ستاد|فرماندهی)(?:\s|$))+$")


def _are_two_lists(above: str, below: str) -> bool:
    """Whether the lower of two lines names bodies of its own, and is not the end of the unknown body's name above."""
    upper, lower = bodies_in_cell(above), bodies_in_cell(below)
    if not upper.unknown or lower.unknown or not lower.ids or _HEADS_ONLY.search(folded(upper.unknown[-1])):
        return False
    return set(bodies_in_cell(f"{above} {below}").ids) <= {*upper.ids, *lower.ids}


def _without_author(text: str) -> str:
    """A comment without the author's name that Excel writes on its first line."""
    first, _, rest = text.strip().partition("\n")
    return rest.strip() if rest.strip() and first.rstrip().endswith(":") and len(first) <= 40 else text.strip()


def default_money(title_money: MoneyUnit | None, columns: list[Column]) -> MoneyUnit | None:
    """The unit of money of a table's title, where no heading has its own."""
    return None if any(column.field == "amount" and column.unit for column in columns) else title_money
