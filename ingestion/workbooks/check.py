"""One screen on a workbook: what each sheet was taken for, which column is which, and the hints that would settle doubts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from ingestion.persian.jalali import from_gregorian
from ingestion.workbooks.column_sets import DAY_PART
from ingestion.workbooks.doubts import DOUBTFUL, is_doubtful
from ingestion.workbooks.grid import column_letters
from ingestion.workbooks.line import AnyLine
from ingestion.workbooks.reader import SheetSummary, TableSummary, WorkbookReading
from ingestion.workbooks.tables.table import WITH_COUNTY, WITH_PERSON, WITH_STATUS, Column
from ingestion.workbooks.values.dates import YearHelp, read_date_cell

_SHOWN = 4  # cells of an issue
_LONGEST_VALUE = 30
_ANY_YEAR = 1404  # to try whether a year alone would settle a date
_KINDS = {
    "register": "a register: one row, one resolution",
    "crosstab": "a cross-tab: figures, no resolutions",
    "transposed": "a cross-tab with the agencies as columns: figures, no resolutions",
    "form": "a form: one case",
}


@dataclass
class Check:
    """The screen's lines, and how many doubts are left to settle."""

    lines: list[str] = field(default_factory=list)
    n_doubts: int = 0

    @property
    def text(self) -> str:
        """The screen."""
        return "\n".join(self.lines)


def check_reading(reading: WorkbookReading, *, inbox: str = "NAME", file: str = "FILE") -> Check:
    """What the reader took a workbook for; `inbox` and `file` are named in the lines that it proposes."""
    check = Check()
    n_issues = 0
    hints: list[str] = []
    for summary in reading.sheets:
        lines = [line for line in reading.lines if line["sheet"] == summary.name]
        check.lines.extend(_sheet_lines(summary, lines))
        n_issues += sum(map(len, _issues_by_code(lines).values())) + summary.counts.get("rejected", 0)
        found = list(_hints(summary, lines))
        check.n_doubts += len(found)
        if found:
            hints.extend(_yaml(summary.name, found))
    if reading.as_of_on:
        check.lines.append(f"The workbook tells the state of {reading.as_of_on.isoformat()}.")
    if hints:
        check.lines.append("")
        check.lines.append("What would settle the doubts, in the province's file under ingestion/sources/provinces/:")
        check.lines.extend(["", "workbooks:", f"  - inbox: {inbox}", "    hints:", *hints])
        check.lines.append("")
        check.lines.append(
            "Add `until: YYYY-MM-DD` to a hint when the secretariat changes the layout; write the next one below it."
        )
    elif any(summary.tables for summary in reading.sheets):
        check.lines.append("Nothing is left that a hint would settle.")
    else:
        check.lines.append("No table of resolutions was found: every row is ignored.")
    if n_issues:
        check.lines.append(
            "The issues and rejected rows are the sender's to put right: "
            f"`peygir workbook feedback {file} OUT.xlsx` marks them in a copy."
        )
    return check


def _sheet_lines(summary: SheetSummary, lines: Sequence[AnyLine]) -> Iterator[str]:
    hidden = ", hidden" if summary.is_hidden else ""
    yield f"Sheet «{summary.name}» ({summary.n_rows} rows with content{hidden})"
    if not summary.tables:
        yield "  no table was found: all its rows are ignored"
    for table in summary.tables:
        yield from _table_lines(table)
    for left, right, texts in summary.beside:
        columns = column_letters(left) if left == right else f"{column_letters(left)}–{column_letters(right)}"
        yield f"  {columns}: beside the table and not read: {texts}"
    counts = Counter(line["kind"] for line in lines)
    yield "  lines: " + ", ".join(f"{n} {kind}" for kind, n in sorted(counts.items())) if counts else "  empty"
    issues = _issues_by_code(lines)
    if issues:
        yield "  issues:"
    for code, places in sorted(issues.items(), key=lambda item: -len(item[1])):
        yield f"    {len(places):>4}  {code:28} {_shown(places)}"
    yield ""


def _shown(places: Sequence[tuple[str, str]]) -> str:
    """The first cells, with what is written in them, and how many more there are."""
    told = ", ".join(f"{cell} «{value}»" if value else cell for cell, value in places[:_SHOWN])
    return told if len(places) <= _SHOWN else f"{told} and {len(places) - _SHOWN} more"


def _table_lines(table: TableSummary) -> Iterator[str]:
    rows = ", ".join(map(str, table.heading_rows))
    where = f"headings in row {rows}, " if rows and table.kind != "form" else ""
    yield f"  {_KINDS[table.kind]}; {where}rows {table.first_row}–{table.last_row}, {table.confidence:.0%} sure"
    places = table.cells or [column_letters(column.number) for column in table.columns]
    for column, place in zip(table.columns, places, strict=True):
        yield f"    {place:>4}  {_field_text(column):28} {column.heading or '(no heading)'}"


def _field_text(column: Column) -> str:
    if column.field is None:
        return "unknown"
    name = column.field
    if name.startswith("also_"):
        name = f"{name.removeprefix('also_')} (second)"
    if name == DAY_PART:
        return "… of the same day"
    if column.day is not None:
        return f"{name} in three columns"
    if column.set_no:
        return f"{name} (resolution {column.set_no})"
    if column.detail == WITH_COUNTY:
        return f"{name} and county"
    if column.detail == WITH_STATUS:
        return f"{name} and status"
    if column.detail == WITH_PERSON:
        return f"{name} and a person"
    detail = f" = {column.detail}" if column.detail else f" {column.follow_up_no}" if column.follow_up_no else ""
    sure = "" if column.score >= DOUBTFUL or column.field == "measure" else f" ({column.score:.0%})"
    guess = " by its values" if column.guessed_from_values else ""
    return f"{name}{detail}{guess}{sure}"


def _hints(summary: SheetSummary, lines: Sequence[AnyLine]) -> Iterator[str]:
    """Lines of YAML, one for each doubt."""
    if not summary.tables and summary.n_rows > 1:
        yield "heading_row: 1   # the row of the headings; or: skip: true"
        return
    columns = [column for table in summary.tables if table.kind == "register" for column in table.columns]
    unknown = [column for column in columns if column.field is None]
    doubtful = [column for column in columns if column.field and is_doubtful(column)]
    named = [f"{column_letters(column.number)}: ignore" for column in unknown]
    named += [
        f"{column_letters(column.number)}: {column.field.removeprefix('also_')}"
        for column in doubtful
        if column.field and not column.field.startswith(("tick_", "follow_up"))
    ]
    if named:
        yield f"columns: {{{', '.join(named)}}}   # {_names(unknown + doubtful)}"
    issues = _issues_by_code(lines)
    if colours := {value for _, value in issues.get("status_by_colour_without_legend", ())}:
        pairs = ", ".join(f"'{colour.lstrip('#')}': unknown" for colour in sorted(colours))
        yield f"statuses_by_colour: {{{pairs}}}   # the status that each colour stands for"
    if amounts := issues.get("money_without_unit"):
        yield f"# money_unit: میلیون ریال   # or another; nothing states the unit of {_shown(amounts)}"  # million rial
    yield from _year_hint(lines, issues.get("ambiguous_date", ()))


def _year_hint(lines: Sequence[AnyLine], dates: Sequence[tuple[str, str]]) -> Iterator[str]:
    """The year that would settle dates without one, or with one of two digits; nothing for dates that lack more."""
    told = Counter(
        from_gregorian(date.fromisoformat(line["session_date"]))[0] for line in lines if line.get("session_date")
    )
    year = told.most_common(1)[0][0] if told else None
    for tried in (year, _ANY_YEAR) if year else (_ANY_YEAR,):
        help_ = YearHelp(frozenset({tried}), frozenset({tried}))
        settled = [place for place in dates if read_date_cell(place[1], help_).value is not None]
        if settled and tried == year:
            yield f"year: {year}   # a guess, the year of most of its sessions; it would settle {_shown(settled)}"
            return
        if settled:
            yield f"# year: {tried}   # or another; nothing states the year of {_shown(settled)}"


def _names(columns: Iterable[Column]) -> str:
    return "، ".join(column.heading or column_letters(column.number) for column in columns)


def _issues_by_code(lines: Sequence[AnyLine]) -> dict[str, list[tuple[str, str]]]:
    """Code → (cell or row, what is written there), each once, in the order of the rows."""
    found: dict[str, dict[tuple[str, str], None]] = {}
    for line in lines:
        for issue in line.get("issues") or ():
            value = " ".join(str("" if issue["value"] is None else issue["value"]).split())
            value = value if len(value) <= _LONGEST_VALUE else value[: _LONGEST_VALUE - 1] + "…"
            found.setdefault(issue["code"], {})[issue["cell"] or f"row {line['row']}", value] = None
    return {code: list(places) for code, places in found.items()}


def _yaml(sheet: str, hints: Sequence[str]) -> Iterator[str]:
    pattern = re.escape(sheet).replace("\\ ", " ").replace("'", "''")
    yield f"      - sheet: '^{pattern}$'"
    for hint in hints:
        yield f"        {hint}"
