"""Large regular sheets read by arithmetic give the cells that calamine gives; others are left to calamine."""

from __future__ import annotations

import importlib
import io
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.workbooks.grid import CodedRows, Sheet, Workbook, decode, encode
from ingestion.workbooks.limits import WorkbookRefused
from ingestion.workbooks.openers import xlsx

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# Styles by their number: 0 as it is, 1 a day, 2 a day by a code, 3 per cent, 4 a time, 5 a length of time, 6 with thousands
FORMATS = ("0", "14", "164", "9", "20", "165", "166")
STYLES = (
    f'<styleSheet {MAIN}><numFmts count="3"><numFmt numFmtId="164" formatCode="[$-fa-IR,96]yyyy/mm/dd;@"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/><numFmt numFmtId="166" formatCode="#,##0\\ &quot;ریال&quot;"/></numFmts>'
    + "<cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in FORMATS)
    + "</cellXfs></styleSheet>"
)
TEXTS = ("واحد تولیدی", " با فاصله ", "الف & ب < \"پ\" > 'ت'", "دو\nسطر", "", "&lt;")


def items(texts: Sequence[str] = TEXTS) -> str:
    """Shared strings as Excel writes them."""
    return "".join(
        f'<si><t xml:space="preserve">{escape(text)}</t></si>'
        if text != text.strip()
        else f"<si><t>{escape(text)}</t></si>"
        for text in texts
    )


def package(rows: str, strings: str = "", *, properties: str = "") -> bytes:
    """A workbook of one sheet; `rows` is what stands in its sheetData."""
    parts = {
        "_rels/.rels": f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship '
        f'Id="rId1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook {MAIN} xmlns:r="{RELATIONS}"><workbookPr{properties}/><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f"<sst {MAIN}>{strings or items()}</sst>",
        "xl/worksheets/sheet1.xml": f"<worksheet {MAIN}><sheetData>{rows}</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def opened(content: bytes, *, large: int) -> Sheet:
    """The sheet, where sheets of `large` bytes count as large ones."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(xlsx, "_LARGE_XML", large)
        [sheet] = xlsx.open_xlsx(content).sheets
    return sheet


def rows_of(sheet: Sheet) -> list[list[Any]]:
    """The rows up to the last one with content."""
    rows = [list(row) for row in sheet.rows]
    while rows and not rows[-1]:
        rows.pop()
    return rows


def by_calamine(content: bytes) -> list[list[Any]]:
    """The rows as calamine reads them."""
    return rows_of(opened(content, large=1 << 40))


REGULAR = (
    '<row r="3" spans="2:9" ht="15"><c r="B3" t="s"><v>0</v></c><c r="C3" s="3"><v>0.25</v></c><c r="D3" s="6"/>'
    '<c r="E3" t="n"><v>-12</v></c><c r="F3" s="1"><v>45000</v></c><c r="G3" s="2"><v>45877</v></c><c r="AB3" t="s"><v>5</v></c></row>'
    '<row r="4"/><row r="5"></row>'
    '<row r="6"><c r="A6" t="s"><v>1</v></c><c r="B6" t="s"><v>2</v></c><c r="C6" s="3" t="s"><v>3</v></c>'
    '<c r="D6"><v>1.5E+3</v></c><c r="E6"></c><c r="F6"><v>1404000000000000000</v></c><c r="G6" s="6"><v>14009</v></c>'
    '<c r="H6" t="s"><v>4</v></c></row>'
)  # fmt: skip


def test_a_regular_sheet_is_what_calamine_reads() -> None:
    content = package(REGULAR)
    sheet = opened(content, large=0)
    assert isinstance(sheet.rows, CodedRows)
    far = [""] * 20
    assert rows_of(sheet) == by_calamine(content)
    assert rows_of(sheet) == [
        [],
        [],
        ["", "واحد تولیدی", 0.25, "", -12.0, ("date", "2023-03-15"), ("date", "2025-08-08"), *far, "&lt;"],
        [],
        [],
        [" با فاصله ", "الف & ب < \"پ\" > 'ت'", "دو\nسطر", 1500.0, "", 1.404e18, 14009.0],
    ]
    assert sheet.percents == {(3, 3), (6, 3)}


def test_a_coded_sheet_reaches_another_process_laid_out() -> None:
    sheet = opened(package(REGULAR), large=0)
    [sent] = decode(encode(Workbook("xlsx", [sheet]))).sheets
    assert isinstance(sent.rows, list)
    assert rows_of(sent) == rows_of(sheet)


def cell(inside: str = "<v>1</v>", attributes: str = 'r="A1"') -> str:
    """A row of one cell."""
    return f'<row r="1"><c {attributes}>{inside}</c></row>'


@pytest.mark.parametrize(
    "rows",
    [
        pytest.param(cell("<f>1+1</f><v>2</v>"), id="formula"),
        pytest.param(cell("<v>#N/A</v>", 'r="A1" t="e"'), id="error"),
        pytest.param(cell("<v>1</v>", 'r="A1" t="b"'), id="truth"),
        pytest.param(cell("<is><t>متن</t></is>", 'r="A1" t="inlineStr"'), id="text in the cell"),
        pytest.param(cell("<v>متن</v>", 'r="A1" t="str"'), id="text of a formula"),
        pytest.param(cell("<v>1</v>", 't="s" r="A1"'), id="attributes the other way round"),
        pytest.param(cell("<v>1</v>", 'r="A1" s="0" t="s" cm="1"'), id="one attribute more"),
        pytest.param("<row><c><v>1</v></c></row>", id="no places"),
        pytest.param(cell("\n<v>1</v>"), id="set out in lines"),
        pytest.param(cell("<!-- --><v>1</v>"), id="comment"),
        pytest.param(cell("<v>1</v>", 'r="A1" s="4"'), id="time"),
        pytest.param(cell("<v>45000.5</v>", 'r="A1" s="1"'), id="day with a time"),
        pytest.param(cell("<v>60</v>", 'r="A1" s="1"'), id="the day that never was"),
        pytest.param(cell("<v>2</v>", 'r="A1" s="5"'), id="length of time"),
        pytest.param('<row r="2"><c r="A2"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row>', id="rows out of order"),
        pytest.param('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>2</v></c></row>', id="cells out of order"),
        pytest.param('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>', id="one place twice"),
        pytest.param('<row r="1"><c r="A1"><v>1</v></c></row><row r="9" a=">"/>', id="sign in an attribute"),
    ],
)  # fmt: skip
def test_what_is_not_regular_is_left_to_calamine(rows: str) -> None:
    content = package(rows)
    sheet = opened(content, large=0)
    assert not isinstance(sheet.rows, CodedRows)
    assert rows_of(sheet) == rows_of(opened(content, large=1 << 40))


@pytest.mark.parametrize(
    "strings",
    [
        pytest.param("<si><t>الف</t></si><si><r><t>ب</t></r><r><t>پ</t></r></si>", id="in parts"),
        pytest.param("<si><t>a_x000D_b</t></si><si><t>c</t></si>", id="escaped sign"),
        pytest.param("<si><t>a&#10;b</t></si><si><t>c</t></si>", id="sign by its number"),
        pytest.param("<si><t>a\r\nb</t></si><si><t>c</t></si>", id="line ends"),
        pytest.param("<si><t>a</t></si>\n<si><t>b</t></si>", id="set out in lines"),
        pytest.param("<si><t/></si><si><t>b</t></si>", id="empty"),
    ],
)
def test_strings_that_are_not_plain_are_left_to_calamine(strings: str) -> None:
    content = package(cell("<v>1</v>", 'r="A1" t="s"') + '<row r="2"><c r="A2" t="s"><v>0</v></c></row>', strings)
    sheet = opened(content, large=0)
    assert not isinstance(sheet.rows, CodedRows)
    assert rows_of(sheet) == by_calamine(content)


def test_days_counted_from_1904_are_left_to_calamine() -> None:
    content = package(cell("<v>45000</v>", 'r="A1" s="1"'), properties=' date1904="1"')
    assert rows_of(opened(content, large=0)) == by_calamine(content) == [[("date", "2027-03-16")]]


@pytest.mark.parametrize("place", [len(TEXTS), 2**31 - 1, 2**32, 10**14])
def test_a_text_that_no_string_stands_for_is_left_to_calamine(place: int) -> None:
    row = cell(f"<v>{place}</v>", 'r="A1" t="s"')
    xml = f"<sheetData>{row}</sheetData></worksheet>".encode()
    regular = importlib.import_module("ingestion.workbooks.openers.regular")
    assert regular.regular_rows(xml, TEXTS, days=(), unsure=()) is None


def cells() -> st.SearchStrategy[str]:
    """Attributes behind the place, and the value, of regular cells and of some that are not."""
    number = st.one_of(
        st.integers(-(10**6), 10**6).map(str),
        st.integers(0, 10**20).map(str),
        st.floats(allow_nan=False, allow_infinity=False).map(repr),
        st.sampled_from(["007", "1.", ".5", "1e5", "1E-5", "-0", "12 ", "0x1", "1_0", "+5", "--1"]),
    )
    numbers = st.builds(
        lambda style, kind, value: f"{style}{kind}><v>{value}</v></c>",
        st.sampled_from(["", ' s="0"', ' s="3"', ' s="6"']), st.sampled_from(["", ' t="n"']), number,
    )  # fmt: skip
    texts = st.builds(
        lambda style, value: f'{style} t="s"><v>{value}</v></c>',
        st.sampled_from(["", ' s="0"', ' s="12"']), st.integers(0, len(TEXTS) - 1),
    )  # fmt: skip
    days = st.builds(lambda style, day: f' s="{style}"><v>{day}</v></c>', st.integers(1, 2), st.integers(61, 2_958_465))
    empty = st.sampled_from(["/>", ' s="3"/>', "></c>"])
    return st.one_of(texts, texts, numbers, days, empty)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """The rows of a sheet whose cells stand in order."""
    places = draw(st.sets(st.tuples(st.integers(1, 40), st.sampled_from(["A", "B", "C", "Z", "AA", "AZ"])), min_size=1))
    rows: dict[int, list[str]] = {}
    for row, letters in sorted(places, key=lambda place: (place[0], len(place[1]), place[1])):
        rows.setdefault(row, []).append(f'<c r="{letters}{row}"{draw(cells())}')
    return "".join(f'<row r="{number}">{"".join(of_row)}</row>' for number, of_row in rows.items())


@settings(max_examples=300, deadline=None)
@given(sheets())
def test_whatever_the_cells_hold_calamine_reads_the_same(rows: str) -> None:
    content = package(rows)
    try:
        expected = by_calamine(content)
    except WorkbookRefused:  # a value that is no number
        with pytest.raises(WorkbookRefused, match="damaged"):
            opened(content, large=0)
    else:
        assert rows_of(opened(content, large=0)) == expected


def changed(data: bytes) -> Iterator[bytes]:
    """The data with one byte left out, doubled or made another, at every place."""
    for at in range(len(data)):
        yield data[:at] + data[at + 1 :]
        yield data[: at + 1] + data[at:]
        yield data[:at] + b'<>/"2rsv'[at % 8 : at % 8 + 1] + data[at + 1 :]


def test_no_single_changed_byte_is_read_otherwise_than_by_calamine() -> None:
    regular = importlib.import_module("ingestion.workbooks.openers.regular")
    source = '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>45000</v></c></row><row r="2"><c r="C2"><v>1.5</v></c></row>'
    n_read = 0
    for rows in changed(source.encode()):
        xml = b"<sheetData>" + rows + b"</sheetData></worksheet>"
        found = regular.regular_rows(xml, TEXTS, days={1, 2}, unsure={4, 5})
        if found is None:
            continue
        try:
            expected = by_calamine(package(rows.decode()))
        except WorkbookRefused:  # for the attributes of a row, which say nothing of its cells
            continue
        n_read += 1
        assert rows_of(Sheet("S", found)) == expected, rows
    assert n_read > 20
