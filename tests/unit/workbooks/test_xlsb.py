"""Binary workbooks of Excel: colours as its records write them, and records that are not what they claim."""

from __future__ import annotations

import io
import zipfile

import pytest
from build import S, xlsb
from hypothesis import given
from hypothesis import strategies as st

from ingestion.workbooks.grid import Sheet
from ingestion.workbooks.openers import colours
from ingestion.workbooks.openers import xlsb as opener
from ingestion.workbooks.openers.xlsx import Styles


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("92D050", "92D050"),
        ("theme 9", "70AD47"),  # the ninth colour of Office's own theme
        ("theme 9 13106", "A9D08E"),  # 40 per cent lighter, as Excel lists it
        ("theme 7 19660", "FFE699"),
        ("theme 7 -8191", "BF8F00"),
    ],
)
def test_a_fill_has_the_colour_that_excel_shows(written: str, shown: str) -> None:
    [sheet] = opener.open_xlsb(xlsb({"الف": S([["نام", "مصوبه"]], fills={"B1": written})})).sheets
    assert list(sheet.fills) == [(1, 2)]
    assert colours.distance(sheet.fills[1, 2], shown) <= 1


def test_the_blank_cell_of_a_coloured_row_has_its_colour_and_its_comment() -> None:
    [sheet] = opener.open_xlsb(
        xlsb({"الف": S([["نام", "", "وضعیت"]], fills={"B1": "FF0000"}, comments={"B1": "اجرا\nنشد", "C1": "ب" * 2000})})
    ).sheets
    assert sheet.fills == {(1, 2): "FF0000"}
    assert sheet.comments == {(1, 2): "اجرا\nنشد", (1, 3): "ب" * 2000}


def archive_of(parts: dict[str, bytes]) -> zipfile.ZipFile:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return zipfile.ZipFile(out)


RECORDS = st.lists(
    st.tuples(st.sampled_from([0, 1, 3, 5, 11, 44, 45, 47, 62, 156, 176, 617, 618, 635, 637]), st.binary(max_size=40)),
    max_size=20,
).map(
    lambda given: b"".join(
        (bytes([k]) if k < 128 else bytes([k & 127 | 128, k >> 7])) + bytes([len(b)]) + b for k, b in given
    )
)


@given(data=RECORDS | st.binary(max_size=200))
def test_records_of_any_length_and_content_are_read_or_passed_over(data: bytes) -> None:
    sheet, styles = Sheet("الف", rows=[["a"]]), Styles()
    styles.fills[0] = "FF0000"
    opener._scan(data, sheet, styles)
    assert len(sheet.rows) <= 51
    links = b'<Relationships><Relationship Id="rId1" Type="x/comments" Target="../comments1.bin"/></Relationships>'
    archive = archive_of({
        "xl/styles.bin": data, "xl/comments1.bin": data, "xl/worksheets/_rels/sheet1.bin.rels": links,
        "xl/worksheets/sheet1.bin": data, "xl/workbook.bin": data,
    })  # fmt: skip
    opener._read_styles(archive)
    opener._comments(archive, "xl/worksheets/sheet1.bin")
    opener._sheet_parts(archive)
