"""A large sheet read by two processes gives the cells that one reads; where it cannot be cut, one reads it."""

from __future__ import annotations

import io
import os
import sys
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from ingestion.workbooks.grid import Sheet
from ingestion.workbooks.limits import WorkbookRefused
from ingestion.workbooks.openers import halves, xlsx

PART = "xl/worksheets/sheet1.xml"
N_ROWS = 400

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="copies are made on Linux alone")


def workbook(first_column: int = 1) -> bytes:
    """Rows 3 to 402 with texts, numbers, days, truth values, errors, formulas and per cents; every 7th row is empty."""
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(3, N_ROWS + 3):
        if number % 7 == 0:
            continue
        values: list[Any] = [number, f"واحد {number}", "تکراری", datetime(2025, 1, 1 + number % 28), number % 2 == 0]
        values += ["=1/0" if number % 50 == 1 else None, 0.25 if number % 9 == 0 else "", number % 3 or None]
        for column, value in enumerate(values, start=first_column):
            sheet.cell(number, column, value)
        if number % 9 == 0:
            sheet.cell(number, first_column + 6).number_format = "0%"
        sheet.row_dimensions[number].hidden = number % 40 == 0
    sheet.merge_cells(start_row=380, end_row=383, start_column=first_column + 1, end_column=first_column + 1)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(old: bytes, new: bytes) -> bytes:
    """The workbook with one change to its sheet's XML."""
    source, out = zipfile.ZipFile(io.BytesIO(workbook())), io.BytesIO()
    assert source.read(PART).count(old) == 1
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, source.read(name).replace(old, new) if name == PART else source.read(name))
    return out.getvalue()


class Ways:
    """How often a sheet was read as a whole."""

    def __init__(self) -> None:
        self.n_whole = 0


@pytest.fixture
def ways(monkeypatch: pytest.MonkeyPatch) -> Ways:
    """Cuts small sheets too; counts the sheets that are read as a whole."""
    found = Ways()
    whole = xlsx.dense_rows

    def counted(book: Any, name: str) -> Any:
        found.n_whole += 1
        return whole(book, name)

    monkeypatch.setattr(xlsx, "dense_rows", counted)
    monkeypatch.setattr(halves, "LEAST_XML", 0)
    monkeypatch.setattr(halves, "has_room", lambda: True)
    return found


def whole_sheet(content: bytes) -> Sheet:
    """The sheet read without a second process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(halves, "has_room", lambda: False)
        [sheet] = xlsx.open_xlsx(content).sheets
    return sheet


@pytest.mark.parametrize("first_column", [1, 3])
def test_two_halves_are_the_whole(ways: Ways, first_column: int) -> None:
    content = workbook(first_column)
    [sheet] = xlsx.open_xlsx(content).sheets
    assert ways.n_whole == 0
    assert sheet == whole_sheet(content)
    left = [""] * (first_column - 1)
    assert sheet.rows[:2] == [[], []]
    assert sheet.rows[2] == [*left, 3.0, "واحد 3", "تکراری", ("date", "2025-01-04"), False]
    assert sheet.rows[207 - 1][len(left) :][:2] == [207.0, "واحد 207"]
    assert sheet.rows[203 - 1] == []
    assert sheet.rows[401 - 1][len(left) :][5] == ("formula", "")
    assert len(sheet.rows) == 402
    assert sheet.hidden_rows == {40, 80, 120, 160, 200, 240, 320, 360, 400}
    assert len(sheet.percents) == 38
    assert [tuple(span) for span in sheet.merges] == [(380, first_column + 1, 383, first_column + 1)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'<row r="300"', b'<row r="299"'),  # not in order
        (b'<row r="300"', b"<row"),  # without a number
    ],
)
def test_rows_that_do_not_say_their_place_in_order_are_read_as_a_whole(ways: Ways, old: bytes, new: bytes) -> None:
    content = edited(old, new)
    assert xlsx.open_xlsx(content).sheets == [whole_sheet(content)]
    assert ways.n_whole == 2  # the comparison's own


@pytest.mark.parametrize(
    "mark", [(b"<!-- ", b" -->"), (b"<?x ", b" ?>"), (b"<c><is><t><![CDATA[", b"]]></t></is></c>")]
)
def test_a_row_that_is_none_is_no_place_to_cut_at(ways: Ways, mark: tuple[bytes, bytes]) -> None:
    xml = zipfile.ZipFile(io.BytesIO(workbook())).read(PART)
    cut = halves._middle(xml)
    assert cut is not None
    at, number = cut
    text = b"".join(b'<row r="%d"/>' % (number - 1) for _ in range(2000))
    tag = xml[at : xml.index(b">", at) + 1]
    content = edited(tag, tag + mark[0] + text + mark[1])
    assert xlsx.open_xlsx(content).sheets == [whole_sheet(content)]
    assert ways.n_whole == 2


def test_a_half_that_a_process_cannot_read_is_read_with_the_whole(ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    here = os.getpid()
    rows_from = xlsx._rows_from

    def only_here(*told: Any) -> Any:
        if os.getpid() != here:
            os._exit(9)
        return rows_from(*told)

    monkeypatch.setattr(xlsx, "_rows_from", only_here)
    content = workbook()
    assert xlsx.open_xlsx(content).sheets == [whole_sheet(content)]
    assert ways.n_whole == 2


def test_where_no_more_processes_are_allowed_one_reads_the_sheet(ways: Ways, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> int:
        raise BlockingIOError("no more processes")

    monkeypatch.setattr(os, "fork", refused)
    content = workbook()
    assert xlsx.open_xlsx(content).sheets == [whole_sheet(content)]
    assert ways.n_whole == 2


def test_a_damaged_sheet_is_refused_all_the_same(ways: Ways) -> None:
    content = edited(b'<row r="390"', b"<row r=")
    with pytest.raises(WorkbookRefused, match="is damaged"):
        xlsx.open_xlsx(content)
    assert ways.n_whole == 1


@pytest.mark.parametrize(("least", "most"), [(10**6, 10**9), (0, 10**3)])
def test_small_and_huge_sheets_are_read_as_a_whole(monkeypatch: pytest.MonkeyPatch, least: int, most: int) -> None:
    monkeypatch.setattr(halves, "has_room", lambda: True)
    monkeypatch.setattr(halves, "LEAST_XML", least)
    monkeypatch.setattr(halves, "MOST_XML", most)
    xml = zipfile.ZipFile(io.BytesIO(workbook())).read(PART)
    assert 10**3 < len(xml) < 10**6
    with halves.halves(workbook(), PART, xml, lambda _content, _first: (1, [["x"]])) as read:
        assert read() is None
