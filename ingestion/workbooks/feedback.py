"""Feedback for the sender of a workbook: the same file with its problems marked and listed, to correct and send back."""

from __future__ import annotations

import datetime
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from ingestion.persian.digits import to_persian_digits
from ingestion.workbooks.grid import Workbook, place_of, text_of
from ingestion.workbooks.limits import CHILD_WAIT_SECONDS, WorkbookRefused, check_size
from ingestion.workbooks.marks import stamp, without_marks
from ingestion.workbooks.messages import message
from ingestion.workbooks.package import Mark, Report, printable
from ingestion.workbooks.reader import SheetSummary, WorkbookReading
from ingestion.workbooks.sandbox import failure_of_child, open_safely, too_costly
from ingestion.workbooks.values.counties import provinces_of_county

__all__ = ["mark_workbook", "problems"]

_MARKED, _REFUSED = 0, 3
_FIRST_YEAR_OF_EXCEL = 1900
_MAX_TEXT = 500  # characters of a written value shown in the list
_SHEETS_ABOVE = 5  # with more sheets the counts by sheet stand below the problems, so that the frozen heading fits

# Sheet, row of the sheet, cell, what was written, what is wrong, what to do.
_HEADINGS = ["برگه", "سطر برگه", "خانه", "آنچه نوشته شده", "چه چیزی نادرست است", "چه باید کرد"]
# Sheet, rows with content, resolutions read, rows not read, rows without a resolution, figures of totals, problems.
_COUNT_HEADINGS = [
    "برگه",
    "سطر دارای محتوا",
    "مصوبه خوانده‌شده",
    "سطر خوانده‌نشده",
    "سطر بدون مصوبه",
    "رقم جمع",
    "مورد اصلاح",
]
_ALL_SHEETS = "همه برگه‌ها"  # all sheets
# All is well: nothing wrong was found in this file. You need not correct anything or send it again.
_NOTHING_WRONG = "همه چیز درست است: در این فایل نادرستی دیده نشد. لازم نیست چیزی را اصلاح کنید یا دوباره بفرستید."
# No table of resolutions was found in this file, and nothing was read of it. Please send the file in which each
# resolution stands in a row below headings such as unit's name, resolution's text and responsible agency.
_NO_TABLE = (
    "در این فایل جدولی از مصوبات پیدا نشد و چیزی از آن خوانده نشد. لطفاً فایلی بفرستید که در آن هر مصوبه در یک سطر، زیر"
    " عنوان‌هایی مانند «نام واحد»، «متن مصوبه» و «دستگاه مسئول» آمده باشد."
)
# Please correct the cells marked in pink and send this very file again; this sheet is not read.
_HOW_TO = (
    "لطفاً خانه‌هایی را که با رنگ صورتی نشان شده است اصلاح کنید و همین فایل را دوباره بفرستید؛ این برگه خوانده نمی‌شود."
)
# Sheets … are hidden: to see their cells, right-click the name of any sheet and choose Unhide.
_ARE_HIDDEN = "برگه پنهان: {}؛ برای دیدن خانه‌هایش روی نام یکی از برگه‌ها راست‌کلیک کنید و «Unhide» را بزنید."
# … rows are one resolution together with another row (its continuation, or the lines of a form) and were counted once with it.
_JOINED_ROWS = "{} سطر با سطری دیگر روی هم یک مصوبه است (دنباله آن، یا سطرهای یک فرم) و با همان یک بار شمرده شده است."
# … rows hold more than one resolution, and each was counted.
_SEVERAL_IN_A_ROW = "در {} سطر بیش از یک مصوبه آمده است و هر کدام جدا شمرده شده است."
# This file is a copy of the cells of the file received, whose format does not take marks.
_IS_COPY = "قالب فایل رسیده نشانه‌گذاری را نمی‌پذیرد؛ این فایل رونوشتی از خانه‌های آن است."
# The file's macros are not in this copy; everything else is as it was.
_NO_MACROS = "ماکروهای فایل در این نسخه نیامده است؛ باقی چیزها همان است که بود."
# The file is too large or damaged to be marked; the problems are only listed here.
_ONLY_LISTED = (
    "فایل بزرگ‌تر یا آسیب‌دیده‌تر از آن است که بتوان خانه‌هایش را نشانه گذاشت؛ موارد تنها در اینجا فهرست شده است."
)
# Sheet, "", "", rows of the sheet, reminder (not marked; the figures become fuller or better), what to do.
_REMINDER_HEADINGS = [
    "برگه",
    "",
    "",
    "سطرهای برگه",
    "یادآوری (نشان نشده است، ولی آمار را کامل‌تر یا درست‌تر می‌کند)",
    "چه می‌توان کرد",
]
# What a resolution may lack without an issue: field → (what, what to do).
_MISSING = {
    "unit_name": ("نام واحد نوشته نشده است.", "اگر مصوبه درباره یک واحد است، لطفاً نام آن را بنویسید."),
    "status": ("وضعیت خالی یا «نامشخص» است.", "لطفاً آخرین وضعیت مصوبه را بنویسید."),
    "session_date": (
        "تاریخ جلسه نه در سطر نوشته شده است و نه بالای جدول یا در نام برگه.",
        "لطفاً تاریخ جلسه را در ستون خودش یا بالای جدول بنویسید.",
    ),
    "county": (
        "شهرستانی که نوشته شده است در استان دیگری است.",
        "لطفاً نام شهرستان را با نشانی واحد بسنجید و اگر نادرست است اصلاح کنید.",
    ),
    "session_order": (
        "تاریخ این جلسه بیش از شش ماه پیش از تاریخ جلسه قبلی است.",
        "لطفاً شماره و تاریخ این جلسه و جلسه قبلی، به‌ویژه سال آنها، را با هم بسنجید.",
    ),
}
_LONG_BEFORE = datetime.timedelta(days=183)
_MAX_ROWS = 12  # rows named in a reminder


def mark_workbook(content: bytes, reading: WorkbookReading, *, file_name: str) -> bytes:
    """An .xlsx with every problem of `reading` marked in its cell and listed on a first sheet.

    An .xlsx or .xlsm is changed in nothing else, save that macros are left out; from other formats the cells are copied.
    Marking a marked file again replaces the marks. WorkbookRefused where the bytes may not be opened.
    """
    check_size(content, file_name)
    marks = problems(reading)
    report = _report(reading, marks)
    known_by = stamp(hashlib.sha256(content).hexdigest())
    if reading.kind != "xlsx":
        workbook = without_marks(open_safely(content, file_name))
        content, names = copied(workbook)
        for mark in marks:
            mark.sheet = names.get(mark.sheet, mark.sheet)
        report.notes.append(_IS_COPY)
    report.notes.append(known_by)
    try:
        return _mark_in_child(content, marks, report, file_name)
    except WorkbookRefused:
        report.links = False
        report.notes = [_ONLY_LISTED if marks else report.notes[0], known_by]
        empty, _ = copied(Workbook("xlsx"))
        return _mark_in_child(empty, [_listed(mark) for mark in marks], report, file_name)


def problems(reading: WorkbookReading) -> list[Mark]:
    """What the sender should put right, once for each cell and kind of problem, in the order of the rows."""
    found: dict[tuple[Any, ...], Mark] = {}
    sheets = {sheet.name: sheet for sheet in reading.sheets}
    for line in reading.lines:
        if line["kind"] == "rejected":
            told = message(line["code"], line["value"])
            mark = Mark(
                line["sheet"],
                line["row"],
                line["cell"],
                _written(line["value"]),
                told.what,
                told.remedy,
                is_whole_row=True,
            )
            found.setdefault((line["sheet"], line["row"], line["cell"], line["code"]), mark)
        for issue in line.get("issues") or ():
            cell, value = issue["cell"], issue["value"]
            told = message(issue["code"], value, issue["field"], _heading(sheets.get(line["sheet"]), cell))
            row = place_of(cell)[0] if cell else line["row"]
            mark = Mark(line["sheet"], row, cell, _written(value), told.what, told.remedy)
            place = (line["sheet"], cell) if cell else (line["sheet"], line["row"], issue["field"])
            found.setdefault((*place, issue["code"], value), mark)
    return list(found.values())


def _reminders(reading: WorkbookReading) -> list[list[str | int]]:
    """What resolutions lack that no issue tells, once for each sheet and kind, below the headings; empty without any."""
    rows: dict[tuple[str, str], dict[int, None]] = {}
    days: dict[tuple[str, str], set[datetime.date]] = {}
    for line in reading.lines:
        if line["kind"] == "resolution" and line["session_no"] and line["session_date"]:
            days.setdefault((line["sheet"], line["session_no"]), set()).add(_day(line))
    for line in reading.lines:
        if line["kind"] == "resolution":
            for name in (*_lacking(line), *_in_doubt(line, days)):
                rows.setdefault((line["sheet"], name), {})[line["row"]] = None
    found: list[list[str | int]] = [
        [sheet, "", "", _row_numbers(list(numbers)), *_MISSING[name]] for (sheet, name), numbers in rows.items()
    ]
    return [[*_REMINDER_HEADINGS], *found] if found else []


def _lacking(line: Mapping[str, Any]) -> Iterator[str]:
    told = {issue["field"] for issue in line["issues"]}
    if not line["unit_name"] and "unit_name" not in told:
        yield "unit_name"
    if line["status_source"] is None and "status" not in told:
        yield "status"
    if line["session_date"] is None and "session_date" not in told:
        yield "session_date"


def _in_doubt(line: Mapping[str, Any], days: Mapping[tuple[str, str], set[datetime.date]]) -> Iterator[str]:
    """What may well be so, but seldom is; `days` are those of each session of a sheet."""
    provinces = provinces_of_county(line["county"]) if line["county"] else frozenset()
    if line["province_id"] and provinces and line["province_id"] not in provinces:
        yield "county"
    if line["session_date"] and (line["session_no"] or "").isdecimal():
        before = days.get((line["sheet"], str(int(line["session_no"]) - 1)), set())
        if len(before) == 1 and _day(line) < min(before) - _LONG_BEFORE:
            yield "session_order"


def _day(line: Mapping[str, Any]) -> datetime.date:
    return datetime.date.fromisoformat(str(line["session_date"]))


def _row_numbers(rows: Sequence[int]) -> str:
    shown = "، ".join(to_persian_digits(str(row)) for row in rows[:_MAX_ROWS])
    more = len(rows) - _MAX_ROWS
    return shown if more <= 0 else f"{shown} و {to_persian_digits(str(more))} سطر دیگر"  # and … more rows


def _heading(sheet: SheetSummary | None, cell: str | None) -> str | None:
    """The heading above a cell, as the sender wrote it; None where no register holds the cell."""
    if sheet is None or not cell:
        return None
    row, number = place_of(cell)
    for table in sheet.tables:
        if table.kind == "register" and table.first_row <= row <= table.last_row:
            for column in table.columns:
                if column.number == number and column.path:
                    return " ".join(column.heading.split())[:60]
    return None


def _written(value: object) -> str:
    text = "" if value is None else printable(str(value))
    return text if len(text) <= _MAX_TEXT else text[: _MAX_TEXT - 1] + "…"


def _listed(mark: Mark) -> Mark:
    """The mark without its row's cells, for a file that holds only the list."""
    return Mark(mark.sheet, mark.row, mark.cell, mark.value, mark.what, mark.remedy)


def _report(reading: WorkbookReading, marks: Sequence[Mark]) -> Report:
    by_sheet = [_counts(sheet, [mark for mark in marks if mark.sheet == sheet.name]) for sheet in reading.sheets]
    total: list[str | int] = [_ALL_SHEETS, *(sum(int(row[column]) for row in by_sheet) for column in range(1, 7))]
    heading: list[str | int] = [*_COUNT_HEADINGS]
    above, below = [heading, *by_sheet], []
    if len(by_sheet) > _SHEETS_ABOVE:
        above, below = [heading, total], [heading, *by_sheet]
    elif len(by_sheet) > 1:
        above.append(total)
    marked = {mark.sheet for mark in marks}
    hidden = [f"«{sheet.name}»" for sheet in reading.sheets if sheet.is_hidden and sheet.name in marked]
    first = _HOW_TO if marks else _NOTHING_WRONG if any(sheet.tables for sheet in reading.sheets) else _NO_TABLE
    return Report(
        notes=[first, *([_ARE_HIDDEN.format("، ".join(hidden))] if hidden else []), *_notes_on_counts(reading)],
        counts_above=above,
        counts_below=below,
        headings=_HEADINGS,
        macro_note=_NO_MACROS,
        reminders=_reminders(reading),
    )


def _counts(sheet: SheetSummary, marks: Sequence[Mark]) -> list[str | int]:
    counts = [sheet.counts.get(kind, 0) for kind in ("resolution", "rejected", "ignored", "aggregate")]
    return [sheet.name, sheet.n_rows, *counts, len(marks)]


def _notes_on_counts(reading: WorkbookReading) -> Iterator[str]:
    """Why the counts of rows and of resolutions do not add up, where rows are joined or hold several resolutions."""
    joined: set[tuple[str, int]] = set()
    several: set[tuple[str, int]] = set()
    for line in reading.lines:
        if line["kind"] != "resolution":
            continue
        joined.update((line["sheet"], row) for row in line.get("rows") or () if row != line["row"])
        if (line.get("part") or 1) > 1:
            several.add((line["sheet"], line["row"]))
    for note, rows in ((_JOINED_ROWS, joined), (_SEVERAL_IN_A_ROW, several)):
        if rows:
            yield note.format(to_persian_digits(str(len(rows))))


def _mark_in_child(content: bytes, marks: Iterable[Mark], report: Report, file_name: str) -> bytes:
    task = json.dumps({"marks": [asdict(mark) for mark in marks], "report": asdict(report)}).encode()
    command = [sys.executable, "-m", "ingestion.workbooks.package"]
    try:
        done = subprocess.run(
            command, input=task + b"\n" + content, capture_output=True, timeout=CHILD_WAIT_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise too_costly(file_name, "marking the file") from error
    if done.returncode == _MARKED:
        return done.stdout
    if done.returncode == _REFUSED:
        told = json.loads(done.stdout)
        raise WorkbookRefused(told["what"], where=file_name, remedy=told["remedy"])
    raise failure_of_child(done, file_name, "marking the file")


# ---- a copy of the cells of another format ------------------------------------------------------------------------

_BAD_IN_NAME = dict.fromkeys(map(ord, "[]:*?/\\"), "_")


def copied(workbook: Workbook) -> tuple[bytes, dict[str, str]]:
    """(an .xlsx with the cells of the workbook, the name in it of each sheet): values, merges, fills, comments, hidden."""
    import io

    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for sheet in workbook.sheets:
        name = _sheet_name(sheet.name, names.values())
        names[sheet.name] = name
        _copy_sheet(sheet, book.create_sheet(name))
    if not any(sheet.sheet_state == "visible" for sheet in book.worksheets):
        book.create_sheet("Sheet" if "Sheet" not in names.values() else "Sheet0")
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), names


def _sheet_name(name: str, taken: Iterable[str]) -> str:
    """The name as Excel allows it: 31 characters, some signs not, none twice."""
    clean = printable(name).translate(_BAD_IN_NAME).strip("' ")[:31] or "Sheet"
    known = {other.casefold() for other in taken}
    result, number = clean, 1
    while result.casefold() in known:
        number += 1
        result = f"{clean[: 28 - len(str(number))]} ({number})"
    return result


def _copy_sheet(sheet: Any, target: Any) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    target.sheet_view.rightToLeft = True
    target.sheet_state = "hidden" if sheet.is_hidden else "visible"
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells, start=1):
            if value != "":
                _copy_cell(value, target.cell(row, column), is_percent=(row, column) in sheet.percents)
    for place, colour in sheet.fills.items():
        target.cell(*place).fill = PatternFill("solid", fgColor=colour)
    for span in sheet.merges:
        target.merge_cells(start_row=span.top, start_column=span.left, end_row=span.bottom, end_column=span.right)
    for place, text in sheet.comments.items():
        cell = target.cell(*place)
        if hasattr(cell, "hyperlink"):
            cell.comment = Comment(printable(text), "")
    for row in sheet.hidden_rows:
        target.row_dimensions[row].hidden = True


def _copy_cell(value: Any, cell: Any, *, is_percent: bool) -> None:
    """Write a cell of the grid; every text as a text."""
    if isinstance(value, tuple) and value[0] == "date":
        _write_date(cell, value[1])
    elif isinstance(value, tuple) and value[0] == "error":
        cell.value = value[1]
        cell.data_type = "e"
    elif isinstance(value, (str, tuple)):
        _write_text(cell, text_of(value))
    else:
        cell.value = value
        if is_percent:
            cell.number_format = "0.##%"


def _write_date(cell: Any, written: str) -> None:
    """Write a day, an instant or a time of day; what is none of them, or older than Excel's calendar, as text."""
    import datetime

    if written[:4].isdecimal() and int(written[:4]) < _FIRST_YEAR_OF_EXCEL:
        _write_text(cell, written)  # of an ODS: 1404-06-20, a Jalali day that was taken for a Gregorian one
        return
    for kind, number_format in ((datetime.datetime, "yyyy-mm-dd hh:mm:ss"), (datetime.time, "hh:mm:ss")):
        try:
            cell.value = kind.fromisoformat(written)
        except ValueError:
            continue
        cell.number_format = number_format if ":" in written else "yyyy-mm-dd"
        return
    _write_text(cell, written)


def _write_text(cell: Any, text: str) -> None:
    cell.value = printable(text)[:32_767]
    if cell.value is not None:
        cell.data_type = "s"
