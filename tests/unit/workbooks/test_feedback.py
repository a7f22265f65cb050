"""The marked copy: problems coloured, commented and listed; nothing else changed; readable as the original."""

from __future__ import annotations

import datetime
import hashlib
import io
import re
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from build import S, xls, xlsx
from click.testing import CliRunner
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment

from ingestion.commands.workbook import workbook as workbook_commands
from ingestion.reference.statuses import match_status
from ingestion.workbooks import feedback
from ingestion.workbooks.feedback import mark_workbook, problems
from ingestion.workbooks.limits import WorkbookRefused
from ingestion.workbooks.marks import COMMENT_HEAD, FEEDBACK_SHEET, FEEDBACK_TITLE, MARK_COLOUR, own_comment, stamp
from ingestion.workbooks.messages import CODES, accepted_statuses, message
from ingestion.workbooks.package import Mark, _mark_cells, _Styles
from ingestion.workbooks.reader import WorkbookReading, read_workbook

TODAY = datetime.date(2025, 12, 1)
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
TITLE = ["مصوبات جلسه ۱۲ کارگروه تسهیل استان یزد مورخ ۱۴۰۴/۰۳/۱۰"]
HEADINGS = ["ردیف", "نام واحد", "شناسه ملی", "متن مصوبه", "دستگاه مسئول", "مهلت", "وضعیت"]
TAX = "اداره کل امور مالیاتی"
GOOD = [1, "کاشی نمونه", "", "بخشودگی جرایم واحد بررسی شود", TAX, "۱۴۰۴/۰۵/۰۲", "اجرا شده"]
BAD = [2, "فولاد آزمون", "12345678901", "تسهیلات بانکی پرداخت شود", "اداره کل امور خیالی", "۱۴۰۴/۱۳/۰۲", "اجرا شده"]
EMPTY = [3, "", "", "", TAX, "۱۴۰۴/۰۵/۰۲", "اجرا شده"]


def read(content: bytes, name: str = "book.xlsx") -> WorkbookReading:
    return read_workbook(content, file_name=name, today=TODAY)


def mark(content: bytes, name: str = "book.xlsx") -> bytes:
    return mark_workbook(content, read(content, name), file_name=name)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def part(content: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(content)).read(name)


def with_parts(content: bytes, changes: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    out = io.BytesIO()
    old = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(out, "w") as archive:
        for name in {**dict.fromkeys(old.namelist()), **dict.fromkeys(changes)}:
            archive.writestr(name, changes[name] if name in changes else old.read(name))
    return out.getvalue()


def colour(cell: Any) -> str | None:
    return cell.fill.fgColor.rgb[-6:] if cell.fill.fill_type == "solid" else None


def marked_cells(sheet: Any) -> set[str]:
    return {cell.coordinate for row in sheet.iter_rows() for cell in row if colour(cell) == MARK_COLOUR}


def listed(sheet: Any) -> list[tuple[Any, ...]]:
    """The lines of the list of problems."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(number for number, row in enumerate(rows) if row[2] == "خانه")
    return [row[:6] for row in rows[start + 1 :] if isinstance(row[1], int) and row[2]]


@pytest.fixture(scope="module")
def original() -> bytes:
    return xlsx({"یزد": S([TITLE, HEADINGS, GOOD, BAD, EMPTY], comments={"F4": "توضیح دبیرخانه", "B3": "دست نخورد"})})


@pytest.fixture(scope="module")
def marked(original: bytes) -> bytes:
    return mark(original)


def test_problem_cells_are_filled_and_commented(marked: bytes) -> None:
    sheet = opened(marked)["یزد"]
    assert marked_cells(sheet) == {"C4", "E4", "F4", "A5", "E5", "F5", "G5"}
    assert sheet["C4"].comment.text.startswith(COMMENT_HEAD)
    assert "«۱۴۰۴/۱۳/۰۲»" in sheet["F4"].comment.text
    assert "ماه باید بین ۱ و ۱۲ باشد" in sheet["F4"].comment.text
    assert "نه نام واحد دارد و نه متن مصوبه" in sheet["E5"].comment.text
    assert sheet["D4"].comment is None


def test_a_comment_that_was_there_stays_before_ours(marked: bytes) -> None:
    sheet = opened(marked)["یزد"]
    assert sheet["F4"].comment.text.startswith(f"توضیح دبیرخانه\n\n{COMMENT_HEAD}")
    assert sheet["B3"].comment.text == "دست نخورد"


def test_a_box_is_as_high_as_its_text() -> None:
    after = mark(xlsx({"یزد": [TITLE, HEADINGS, [*GOOD[:6], "خخ"], [*GOOD[:5], "۱۴۰۴/۱۳/۰۲", "اجرا شده"]]}))
    shapes = part(after, next(name for name in zipfile.ZipFile(io.BytesIO(after)).namelist() if name.endswith(".vml")))
    heights = {}
    for shape in re.findall(r"<\w+:shape .*?</\w+:shape>", shapes.decode(), re.S):
        place = [re.search(rf"<\w+:{name}>(\d+)<", shape) for name in ("Row", "Column")]
        _, _, top, _, _, _, bottom, _ = re.findall(r"\d+", shape.partition("Anchor>")[2])[:8]
        heights[tuple(int(found[1]) for found in place if found)] = int(bottom) - int(top)
    status, date = (opened(after)["یزد"][cell].comment.text for cell in ("G3", "F4"))
    assert len(status) > 34 * 9 > len(date)
    assert heights[2, 6] >= len(status) / 34
    assert 6 <= heights[3, 5] < heights[2, 6]


def test_the_first_sheet_counts_and_lists_with_links(marked: bytes) -> None:
    book = opened(marked)
    sheet = book.worksheets[0]
    assert sheet.title == FEEDBACK_SHEET
    assert book.active is sheet
    assert sheet.sheet_view.rightToLeft
    assert not book["یزد"].sheet_view.tabSelected
    assert sheet["A1"].value == FEEDBACK_TITLE
    assert [cell.value for cell in sheet[5]] == ["یزد", 5, 2, 1, 2, 0, 4]
    lines = listed(sheet)
    assert [line[:4] for line in lines] == [
        ("یزد", 4, "C4", "12345678901"),
        ("یزد", 4, "F4", "۱۴۰۴/۱۳/۰۲"),
        ("یزد", 4, "E4", "اداره کل امور خیالی"),
        ("یزد", 5, "E5", TAX),
    ]
    assert all(line[4] and line[5] for line in lines)
    links = {cell.value: cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {place: f"'یزد'!{place}" for place in ("C4", "F4", "E4", "E5")}
    heading = next(row for row in range(1, 20) if sheet.cell(row, 3).value == "خانه")
    assert sheet.freeze_panes == f"A{heading + 1}"
    assert sheet.column_dimensions["E"].width >= 40


def test_the_marked_copy_is_read_as_the_original(original: bytes, marked: bytes) -> None:
    before, after = read(original), read(marked)
    assert after.lines == before.lines
    assert after.logical_sha256 == before.logical_sha256
    assert [sheet.name for sheet in after.sheets] == ["یزد"]


def test_marking_again_replaces_the_marks(marked: bytes) -> None:
    again = mark(mark(marked))
    book, first = opened(again), opened(marked)
    assert book.sheetnames == first.sheetnames
    own, earlier = list(book.worksheets[0].values), list(first.worksheets[0].values)
    assert own.pop(2)[0] == stamp(hashlib.sha256(mark(marked)).hexdigest())
    assert earlier.pop(2)[0] != stamp(hashlib.sha256(mark(marked)).hexdigest())
    assert own == earlier
    assert marked_cells(book["یزد"]) == marked_cells(first["یزد"])
    for row in first["یزد"].iter_rows():
        for cell in row:
            twin = book["یزد"][cell.coordinate].comment
            assert (twin and twin.text) == (cell.comment and cell.comment.text)
    names = zipfile.ZipFile(io.BytesIO(again)).namelist()
    assert len(names) == len(set(names)) == len(zipfile.ZipFile(io.BytesIO(marked)).namelist())
    shapes = part(again, next(name for name in names if name.endswith(".vml")))
    assert len(re.findall(rb"<\w+:Row>", shapes)) == 5  # C4, E4, F4 (the sender's and ours), E5 and the sender's B3


def test_a_corrected_copy_loses_its_marks(marked: bytes) -> None:
    book = opened(marked)
    sheet = book["یزد"]
    sheet["C4"].value, sheet["E4"].value, sheet["F4"].value = None, TAX, "۱۴۰۴/۰۶/۰۲"
    sheet["B5"].value = "نساجی نمونه"
    out = io.BytesIO()
    book.save(out)
    corrected = out.getvalue()
    reading = read(corrected)
    assert problems(reading) == []
    clean = opened(mark(corrected))
    assert marked_cells(clean["یزد"]) == set()
    assert {cell.comment.text for row in clean["یزد"].iter_rows() for cell in row if cell.comment} == {
        "توضیح دبیرخانه",
        "دست نخورد",
    }
    assert "نادرستی دیده نشد" in str(list(clean.worksheets[0].values))


def reminders(sheet: Any) -> list[tuple[Any, ...]]:
    """(sheet, rows, what, what to do) of the reminders."""
    rows = [row[:6] for row in sheet.iter_rows(values_only=True)]
    start = next((number for number, row in enumerate(rows) if str(row[4]).startswith("یادآوری")), len(rows))
    return [(row[0], *row[3:]) for row in rows[start + 1 :] if row[4]]


def test_what_is_missing_without_a_fault_is_a_reminder_below_the_problems() -> None:
    rows = [HEADINGS, [1, "", "", "استمهال", TAX, "", ""], [2, "کاشی", "", "بخشودگی جرایم", TAX, "", "نامشخص"]]
    rows.append([3, "کاشی", "", "استمهال", TAX, "", "نامعلوم"])
    content = xlsx({"یزد": rows})
    sheet = opened(mark(content)).worksheets[0]
    assert problems(read(content)) == []
    assert [row[:3] for row in reminders(sheet)] == [
        ("یزد", "۲", "نام واحد نوشته نشده است."),
        ("یزد", "۲، ۳، ۴", "وضعیت خالی یا «نامشخص» است."),
        ("یزد", "۲، ۳، ۴", "تاریخ جلسه نه در سطر نوشته شده است و نه بالای جدول یا در نام برگه."),
    ]
    assert all("لطفاً" in row[3] for row in reminders(sheet))
    assert [issue for line in read(content).lines for issue in line.get("issues", ())] == []


def test_a_county_of_another_province_and_a_session_of_another_year_are_reminders() -> None:
    heads = ["شماره جلسه", "تاریخ جلسه", "واحد", "شهرستان", "مصوبه", "دستگاه", "وضعیت"]
    content = xlsx({"هرمزگان": S([
        ["مصوبات کارگروه تسهیل استان هرمزگان"],
        heads,
        ["14", "۱۴۰۴/۰۶/۳۰", "سیمان هرمزگان", "بندرعباس", "گاز وصل شود", "شرکت گاز", "اجرا شد"],
        ["15", "۱۴۰۳/۰۷/۰۵", "پلاستیک هرمز", "رفسنجان", "بدهی تقسیط شود", "بانک ملی", "اجرا شد"],
        ["16", "۱۴۰۴/۰۷/۲۰", "یخ رودان", "بندر خمیر", "بدهی تقسیط شود", "بانک ملی", "اجرا شد"],
    ])})  # fmt: skip
    assert [row[:3] for row in reminders(opened(mark(content)).worksheets[0])] == [
        ("هرمزگان", "۴", "شهرستانی که نوشته شده است در استان دیگری است."),
        ("هرمزگان", "۴", "تاریخ این جلسه بیش از شش ماه پیش از تاریخ جلسه قبلی است."),
    ]


def test_a_fault_is_no_reminder_too(marked: bytes) -> None:
    assert reminders(opened(marked).worksheets[0]) == []


def test_many_rows_of_a_reminder_are_counted() -> None:
    content = xlsx({"یزد": [HEADINGS, *[[n, f"واحد {n}", "", "استمهال", TAX, "", "اجرا شده"] for n in range(1, 16)]]})
    [reminder] = reminders(opened(mark(content)).worksheets[0])
    assert reminder[1] == "۲، ۳، ۴، ۵، ۶، ۷، ۸، ۹، ۱۰، ۱۱، ۱۲، ۱۳ و ۳ سطر دیگر"


def test_the_row_of_a_problem_is_that_of_its_cell() -> None:
    content = xlsx({"یزد": [TITLE, [*HEADINGS, "چیز عجیب"], [*GOOD, "الف"], [*GOOD, "ب"]]})
    places = [line[1:3] for line in listed(opened(mark(content)).worksheets[0])]
    assert places == [(2, "H2")]


def test_a_copy_marked_under_the_earlier_title_is_known(marked: bytes) -> None:
    name = "xl/worksheets/feedback1.xml"
    xml = part(marked, name).decode()
    stamped = re.findall("[0-9a-f]{64}", xml)[0]
    earlier = xml.replace(FEEDBACK_TITLE, "بازخورد پیگیر درباره این پرونده").replace(
        stamp(stamped), f"نشان پرونده: {stamped}"
    )
    assert earlier != xml
    reading = read(with_parts(marked, {name: earlier.encode()}))
    assert reading.answers_sha256 == stamped
    assert [sheet.name for sheet in reading.sheets] == ["یزد"]


def test_a_file_without_a_table_is_not_called_right(tmp_path: Path) -> None:
    source, out = tmp_path / "a.csv", tmp_path / "a.xlsx"
    source.write_text("# یادداشت\n\nمتنی بدون جدول\n", encoding="utf-8")
    done = CliRunner().invoke(workbook_commands, ["feedback", str(source), str(out)])
    assert done.output == f"no table of resolutions was found: every row was ignored; {out} says so\n"
    texts = str(list(opened(out.read_bytes()).worksheets[0].values))
    assert "جدولی از مصوبات پیدا نشد" in texts
    assert "همه چیز درست است" not in texts
    told = CliRunner().invoke(workbook_commands, ["read", str(source)])
    assert (told.exit_code, told.stderr) == (
        0,
        f"peygir: {source}: no table of resolutions was found: every row was ignored\n",
    )


def test_no_problem_is_said_in_one_sentence() -> None:
    book = opened(mark(xlsx({"یزد": [TITLE, HEADINGS, GOOD]})))
    assert book.worksheets[0]["A2"].value.startswith("همه چیز درست است")
    texts = [cell for row in book.worksheets[0].values for cell in row if isinstance(cell, str)]
    assert sum("نادرستی دیده نشد" in text for text in texts) == 1
    assert "خانه" not in texts


def test_nothing_else_changes() -> None:
    book = opened(xlsx({"یزد": S([TITLE, HEADINGS, GOOD, BAD], merges=["A1:G1"], hidden_rows=[3]), "پنهان": [["متن"]]}))
    sheet = book["یزد"]
    book["پنهان"].sheet_state = "hidden"
    sheet.sheet_view.rightToLeft = True
    sheet.column_dimensions["D"].width = 55
    sheet.row_dimensions[4].height = 40
    sheet["A4"].number_format = "0.000"
    sheet["F4"].number_format = "yyyy/mm/dd"
    sheet["F4"].font = openpyxl.styles.Font(bold=True, name="B Nazanin")
    sheet["H4"] = "=A4*2"
    sheet.auto_filter.ref = "A2:G4"
    sheet.print_title_rows = "2:2"
    sheet.freeze_panes = "B3"
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=1, min_row=3, max_row=4))
    sheet.add_chart(chart, "J2")
    out = io.BytesIO()
    book.save(out)
    before = out.getvalue()
    after = mark(before)
    changed = opened(after)["یزد"]
    for name in zipfile.ZipFile(io.BytesIO(before)).namelist():
        if "chart" in name or "theme" in name or "drawings/drawing" in name:
            assert part(after, name) == part(before, name)
    for row in sheet.iter_rows():
        for cell in row:
            twin = changed[cell.coordinate]
            assert twin.value == cell.value
            assert twin.number_format == cell.number_format
            assert (twin.font.name, twin.font.b) == (cell.font.name, cell.font.b)
            assert twin.alignment.wrapText == cell.alignment.wrapText
    assert changed.merged_cells == sheet.merged_cells
    assert changed.row_dimensions[3].hidden
    assert changed.row_dimensions[4].height == 40
    assert changed.column_dimensions["D"].width == 55
    assert changed.auto_filter.ref == "A2:G4"
    assert changed.print_title_rows == "$2:$2"
    assert changed.freeze_panes == "B3"
    assert changed.sheet_view.rightToLeft
    assert opened(after)["پنهان"].sheet_state == "hidden"
    assert len(changed._charts) == 1
    assert read(after).lines == read(before).lines


def test_only_formats_of_marked_cells_change_in_the_sheet(original: bytes, marked: bytes) -> None:
    def bare(xml: bytes) -> bytes:
        return re.sub(rb'\s+(?:s|tabSelected)="\d+"|<legacyDrawing[^>]*>', b"", xml)

    assert bare(part(marked, "xl/worksheets/sheet1.xml")) == bare(part(original, "xl/worksheets/sheet1.xml"))


def test_cached_values_of_formulas_stay() -> None:
    rows = [TITLE, HEADINGS, [1, "کاشی نمونه", "123", '="بخشودگی "&"جرایم"', TAX, "", "اجرا شده"]]
    content = xlsx({"یزد": rows})
    xml = part(content, "xl/worksheets/sheet1.xml")
    cached = re.sub(
        rb'<c r="D3"([^>]*)>(<f>.*?</f>)<v ?/?>(?:</v>)?',
        rb'<c r="D3"\1 t="str">\2<v>' + "بخشودگی جرایم".encode() + rb"</v>",
        xml,
    )
    assert cached != xml
    content = with_parts(content, {"xl/worksheets/sheet1.xml": cached})
    before = read(content)
    assert before.lines[-1]["resolution_text"] == "بخشودگی جرایم"
    after = mark(content)
    assert read(after).lines == before.lines
    assert opened(after)["یزد"]["D3"].value == '="بخشودگی "&"جرایم"'


def test_the_fill_below_a_mark_is_still_read_as_a_status() -> None:
    rows = [
        TITLE,
        HEADINGS,
        [1, "کاشی نمونه", "", "بخشودگی جرایم", TAX, "", ""],
        [2, "فولاد آزمون", "12", "استمهال", TAX, "", ""],
        [],
        ["سبز: اجرا شده"],
        ["زرد: در حال اجرا"],
    ]
    content = xlsx({"یزد": S(rows, fills={3: "92D050", 4: "FFFF00", "A6": "92D050", "A7": "FFFF00"})})
    before = read(content)
    statuses = [(line["status"], line["status_source"]) for line in before.lines if line["kind"] == "resolution"]
    assert statuses == [("implemented", "cell_fill"), ("in_progress", "cell_fill")]
    after = mark(content)
    assert marked_cells(opened(after)["یزد"]) == {"C4"}
    assert read(after).lines == before.lines
    assert read(mark(after)).lines == before.lines
    cleaned = opened(mark_workbook(after, WorkbookReading([], None, [], before.sheets, "", "xlsx"), file_name="a.xlsx"))
    assert colour(cleaned["یزد"]["C4"]) == "FFFF00"


def test_texts_are_never_formulas() -> None:
    evil = '=HYPERLINK("http://example.invalid","x")'
    csv = "\n".join([",".join(HEADINGS), f'1,کاشی,,بخشودگی جرایم,{TAX},"{evil.replace(chr(34), chr(34) * 2)}",+1+1'])
    after = mark(csv.encode(), "=cmd.csv")
    book = opened(after)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(cell.value == evil for cell in cells)
    assert all(cell.data_type in ("s", "n", "inlineStr") for cell in cells)
    assert b"<f>" not in b"".join(part(after, name) for name in zipfile.ZipFile(io.BytesIO(after)).namelist())
    listed_value = next(cell for cell in cells if cell.value == evil and cell.parent.title == FEEDBACK_SHEET)
    assert listed_value.quotePrefix


def test_a_sheet_of_that_name_stays_and_is_read() -> None:
    content = xlsx({FEEDBACK_SHEET: [TITLE, HEADINGS, GOOD, BAD]})
    before, after = read(content), mark(content)
    assert opened(after).sheetnames == [f"{FEEDBACK_SHEET} (۲)", FEEDBACK_SHEET]
    assert read(after).lines == before.lines
    assert opened(mark(after)).sheetnames == [f"{FEEDBACK_SHEET} (۲)", FEEDBACK_SHEET]


def test_names_and_links_survive_signs_in_the_sheet_name() -> None:
    after = mark(xlsx({"ماه 'الف' & ب": [TITLE, HEADINGS, BAD]}))
    sheet = opened(after).worksheets[0]
    links = [cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink]
    assert "'ماه ''الف'' & ب'!C3" in links


def test_hidden_sheets_with_problems_are_named() -> None:
    book = opened(xlsx({"یزد": [HEADINGS, BAD], "بایگانی": [HEADINGS, BAD], "خالی": [["متن"]]}))
    book["بایگانی"].sheet_state = book["خالی"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    after = opened(mark(out.getvalue())).worksheets[0]
    [told] = [text for (text, *_) in after.iter_rows(values_only=True) if text and "پنهان" in str(text)]
    assert "«بایگانی»" in told
    assert "خالی" not in told


def test_many_sheets_put_their_counts_below_the_list() -> None:
    after = mark(xlsx({f"ماه {number}": [HEADINGS, GOOD, BAD] for number in range(1, 8)}))
    sheet = opened(after).worksheets[0]
    assert [cell.value for cell in sheet[5]][:3] == ["همه برگه‌ها", 21, 14]
    assert int(re.sub(r"\D", "", sheet.freeze_panes)) < 9
    names = [row[0] for row in sheet.iter_rows(values_only=True)]
    assert names[-7:] == [f"ماه {number}" for number in range(1, 8)]


def test_a_problem_without_a_cell_is_marked_on_the_first_cell_of_its_row(original: bytes) -> None:
    reading = read(original)
    line = next(line for line in reading.lines if line["kind"] == "resolution" and line["row"] == 3)
    line["issues"].append({"code": "invalid_date", "field": "session_date", "cell": None, "value": None})
    book = opened(mark_workbook(original, reading, file_name="book.xlsx"))
    assert "A3" in marked_cells(book["یزد"])
    assert ("یزد", 3, "A3") in [line[:3] for line in listed(book.worksheets[0])]


def test_a_bad_value_in_a_merged_block_is_one_problem() -> None:
    rows = [HEADINGS, [1, "کاشی نمونه", "12", "بخشودگی جرایم", TAX, "", ""], ["", "", "", "استمهال بدهی", TAX, "", ""]]
    content = xlsx({"یزد": S(rows, merges=["A2:A3", "B2:B3", "C2:C3"])})
    after = mark(content)
    assert [line[:3] for line in listed(opened(after).worksheets[0])] == [("یزد", 2, "C2")]
    assert opened(after)["یزد"].merged_cells == opened(content)["یزد"].merged_cells
    assert read(after).lines == read(content).lines


def test_macros_are_left_out_and_that_is_said(original: bytes) -> None:
    types = (
        part(original, "[Content_Types].xml")
        .replace(
            b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
            b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
        )
        .replace(
            b"</Types>",
            b'<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>',
        )
    )
    links = part(original, "xl/_rels/workbook.xml.rels").replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.microsoft.com/office/2006/relationships/vbaProject" '
        b'Target="vbaProject.bin"/></Relationships>',
    )
    changes = {"[Content_Types].xml": types, "xl/_rels/workbook.xml.rels": links, "xl/vbaProject.bin": b"\x00\x01"}
    after = mark(with_parts(original, changes), "book.xlsm")
    assert "xl/vbaProject.bin" not in zipfile.ZipFile(io.BytesIO(after)).namelist()
    assert b"macroEnabled" not in part(after, "[Content_Types].xml")
    assert b"vbaProject" not in part(after, "[Content_Types].xml") + part(after, "xl/_rels/workbook.xml.rels")
    assert any("ماکروهای" in str(row[0]) for row in opened(after).worksheets[0].values)


def test_an_old_xls_is_copied_with_its_shape() -> None:
    content = xls(
        {
            "یزد": S(
                [TITLE, HEADINGS, GOOD, BAD, [3, "پنهان", "", "استمهال", TAX, "", ""]],
                merges=["A1:G1"],
                hidden_rows=[5],
            )
        }
    )
    before, after = read(content, "a.xls"), mark(content, "a.xls")
    assert read(after).lines == before.lines
    sheet = opened(after)["یزد"]
    assert [str(merged) for merged in sheet.merged_cells.ranges] == ["A1:G1"]
    assert sheet.row_dimensions[5].hidden
    assert sheet.sheet_view.rightToLeft
    assert marked_cells(sheet) == {"C4", "E4", "F4"}
    assert any("رونوشتی" in str(row[0]) for row in opened(after).worksheets[0].values)


def test_html_and_csv_are_copied_as_text() -> None:
    table = "".join("<tr>" + "".join(f"<td>{value}</td>" for value in row) + "</tr>" for row in (HEADINGS, GOOD, BAD))
    csv = "\n".join(",".join(map(str, row)) for row in (HEADINGS, ["0012", *GOOD[1:]], BAD))
    for content, name in ((f"<html><table>{table}</table></html>".encode(), "a.html"), (csv.encode(), "گزارش [۱].csv")):
        before, after = read(content, name), mark(content, name)
        strip = {"sheet"}
        assert [{k: v for k, v in line.items() if k not in strip} for line in read(after).lines] == [
            {k: v for k, v in line.items() if k not in strip} for line in before.lines
        ]
    assert opened(after).worksheets[1].title == "گزارش _۱_"
    assert opened(after).worksheets[1]["A2"].value == "0012"


def test_copied_values_keep_their_kinds() -> None:
    from ingestion.workbooks.grid import Sheet, Workbook
    from ingestion.workbooks.openers import open_content

    rows = [
        [
            "متن",
            1.5,
            7,
            True,
            ("date", "2025-05-31"),
            ("date", "2025-05-31 08:30:00"),
            ("date", "12:30:00"),
            ("error", "#N/A"),
        ],
        ["=1+1", 0.25, "a\x07b", "", ("formula", ""), ("date", "0404-02-31"), ("date", "1404-06-20")],
    ]
    sheet = Sheet(
        "الف", rows, percents={(2, 2)}, fills={(1, 1): "92D050"}, comments={(1, 1): "یادداشت"}, hidden_rows={2}
    )
    content, names = feedback.copied(Workbook("ods", [sheet, Sheet("الف"), Sheet("ا" * 40), Sheet("ا" * 41)]))
    assert names["الف"] == "الف (2)"
    back = open_content(content, "a.xlsx").sheets
    assert list(back[0].rows[0]) == ["متن", 1.5, 7.0, True, *rows[0][4:]]
    assert list(back[0].rows[1]) == ["=1+1", 0.25, "ab", "", "", "0404-02-31", "1404-06-20"]
    assert back[0].percents == {(2, 2)}
    assert (back[0].fills, back[0].comments, back[0].hidden_rows) == ({(1, 1): "92D050"}, {(1, 1): "یادداشت"}, {2})
    assert [len(other.name) <= 31 for other in back] == [True] * 4


def test_hostile_bytes_are_refused(original: bytes) -> None:
    reading = read(original)
    with pytest.raises(WorkbookRefused):
        mark_workbook(b"", reading, file_name="a.xlsx")
    reading.kind = "ods"
    with pytest.raises(WorkbookRefused):
        mark_workbook(b"PK\x03\x04 not a zip", reading, file_name="a.ods")


def test_what_cannot_be_marked_is_listed(original: bytes) -> None:
    entity = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><styleSheet xmlns="' + MAIN.encode() + b'"/>'
    damaged = with_parts(original, {"xl/styles.xml": entity})
    book = opened(mark_workbook(damaged, read(original), file_name="a.xlsx"))
    sheet = book.worksheets[0]
    assert "تنها در اینجا فهرست شده" in sheet["A2"].value
    assert [line[2] for line in listed(sheet)] == ["C4", "F4", "E4", "E5"]
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.hyperlink]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (b'<row r="3"><c r="A3" s="1"/><c r="C3"><v>1</v></c></row>', [b'r="A3" s="1"', b'r="B3" s=', b'r="C3"><v>']),
        (b'<row r="3"/>', [b'<row r="3"><c r="B3" s=', b"</row>"]),
        (b'<x:row r="3"><x:c r="B3" t="s" s="0"><x:v>0</x:v></x:c></x:row>', [b'<x:c r="B3" t="s" s="2"><x:v>']),
        (
            b'<row><c><v>1</v></c></row><row/><row s="1" customFormat="1"><c r="D3"/></row>',
            [b'<c r="B3" s="2"/><c r="D3"/>'],
        ),
    ],
)
def test_a_cell_is_marked_or_made(row: bytes, expected: list[bytes]) -> None:
    styles = _Styles(None, MAIN)
    styles._add("cellXfs", "<xf numFmtId='9' fontId='0' fillId='0' borderId='0'/>")
    out = _mark_cells(b"<sheetData>" + row + b"</sheetData>", [Mark("s", 3, "B3", "", "w", "r")], styles)
    for text in expected:
        assert text in out


def test_our_part_of_a_comment_is_known() -> None:
    assert own_comment("یادداشت") == "یادداشت"
    assert own_comment(f"یادداشت\n\n{COMMENT_HEAD}\n• …") == "یادداشت"
    assert own_comment(f"{COMMENT_HEAD}\n• …") == ""


@pytest.mark.parametrize(
    ("code", "value", "text"),
    [
        ("invalid_date", "۱۴۰۴/۱۳/۲", "ماه باید بین ۱ و ۱۲ باشد"),
        ("invalid_date", "31-07-1404", "مهر ۱۴۰۴ ۳۰ روز دارد"),
        ("invalid_date", "404/12/30", "اسفند ۱۴۰۴ ۲۹ روز دارد"),
        ("invalid_date", "1404/01/01", "تاریخ درستی نیست"),
        ("invalid_date", "به زودی", "نه تاریخ است و نه مدتی شناخته‌شده"),
        ("invalid_date", None, "تاریخ درستی نیست"),
        ("invalid_national_id", "1234567890", "۱۰ رقم دارد"),
        ("invalid_date", "۱۴۰۴/۷", "روز ندارد"),
        ("invalid_date", "2026-12-20", "تاریخ درستی نیست"),
        ("invalid_national_id", "12345678901", "رقم آخر (رقم کنترل) با ده رقم دیگر جور نیست"),
        ("invalid_national_id", "ندارد", "رقم کنترل"),
    ],
)
def test_messages_name_the_rule(code: str, value: str | None, text: str) -> None:
    assert text in message(code, value, "due_date").what


def test_messages_tell_days_to_come_words_and_foreign_money_apart() -> None:
    later = message("invalid_date", "1499/01/01", "implemented_date")
    assert later.what == "تاریخ «1499/01/01» در ستون «تاریخ اجرا» پس از امروز است."
    assert message("invalid_date", "2026-12-20", "implemented_date").what.endswith("پس از امروز است.")
    assert "تاریخ درستی نیست" in message("invalid_date", "2026-02-30", "implemented_date").what
    assert message("invalid_date", "به زودی", "notify_date").what == "«به زودی» در ستون «تاریخ ابلاغ» تاریخ نیست."
    assert "به ارز نوشته شده" in message("money_without_unit", "۱۰۰۰ دلار", "amount_rial").what
    assert "واحد مبلغ" in message("money_without_unit", "45000", "amount_rial").what


@pytest.mark.parametrize(
    ("code", "value", "what", "remedy"),
    [
        ("invalid_date", "1404/06/0O", "به جای رقم حرف نوشته شده است", "صفر به جای «O»"),
        ("invalid_date", "۱۴۰۴/O۶/۰۱", "به جای رقم حرف نوشته شده است", "حرف را پاک کنید"),
        ("invalid_date", "14040499", "وجود ندارد: تیر ۱۴۰۴ ۳۱ روز دارد", "۱۴۰۴/۰۳/۱۰"),
        ("invalid_date", "۱۴۰۴۱۳۰۱", "ماه باید بین ۱ و ۱۲ باشد", "۱۴۰۴/۰۳/۱۰"),
        ("ambiguous_status", "اجرا شده / در حال اجرا", "«اجرا شده» و «در حال اجرا»", "تنها آخرین وضعیت"),
        ("ambiguous_status", "اجرا شده و اجرا نشده", "«اجرا شده» و «اجرا نشده»", "در سطر خودش"),
        ("ambiguous_status", "☑ اجرا شده ☐ در حال اجرا ☑ اجرا نشده", "«اجرا شده» و «اجرا نشده»", "تنها گزینه آخرین"),
        ("ambiguous_status", "☑ اقدام شد ☐ اجرا نشد", "روشن نیست", "اجرا نشده، استنکاف دستگاه، "),
        ("ambiguous_status", "اقدام شد", "روشن نیست", "اجرا نشده، استنکاف دستگاه، "),
        ("unknown_status", "خخ", "شناخته‌شده نیست", "ابلاغ شده، در حال اجرا، اجرای ناقص، اجرا شده، اجرا نشده"),
        ("unknown_status", "۱۲۰٪", "میان ۰ و ۱۰۰", "درصد درست"),
        ("unknown_status", "7", "شناخته‌شده نیست", "ابلاغ شده، در حال اجرا"),  # a code, perhaps
        ("unknown_agency", "اداره محیط زیسط", "در فهرست دستگاه‌ها نیست", "«اداره کل حفاظت محیط زیست استان» است؟"),
        ("unknown_agency", "اداره کل امور خیالی", "در فهرست دستگاه‌ها نیست", "لطفاً نام رسمی دستگاه را بنویسید"),
    ],
)
def test_messages_say_what_would_be_right(code: str, value: str, what: str, remedy: str) -> None:
    told = message(code, value, "notify_date")
    assert what in told.what
    assert remedy in told.remedy
    assert "{" not in told.what + told.remedy


def test_every_status_that_is_offered_is_read() -> None:
    offered = [match_status(name) for name in accepted_statuses()]
    assert len({status.code for status in offered}) == len(offered) == 15
    assert not [status for status in offered if status.is_ambiguous or status.is_unknown or status.code == "unknown"]


def test_every_message_is_polite_and_names_rows_of_the_sheet() -> None:
    for code in CODES:
        told = message(code, "x", "status")
        assert "لطفاً" in told.remedy
        assert not re.search("پرونده|ردیف", told.what + told.remedy)


def test_messages_name_the_column_as_the_sender_does() -> None:
    content = xlsx({"مصوبات": [
        ["ردیف", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه", "تاریخ ارسال", "فرصت اجرا"],
        [1, "1404/02/01", "مس زر", "گمرک کالا را ترخیص کند", "گمرک", "1404/13/02", "اوایل تیر"],
    ]})  # fmt: skip
    marks = problems(read_workbook(content, file_name="w.xlsx"))
    assert [mark.what for mark in marks] == [
        "تاریخ «1404/13/02» در ستون «تاریخ ارسال» وجود ندارد: ماه باید بین ۱ و ۱۲ باشد.",
        "«اوایل تیر» در ستون «فرصت اجرا» نه تاریخ است و نه مدتی شناخته‌شده.",
    ]


def test_the_command_writes_the_copy(tmp_path: Path, original: bytes) -> None:
    source, out = tmp_path / "a.xlsx", tmp_path / "a.marked.xlsx"
    source.write_bytes(original)
    done = CliRunner().invoke(workbook_commands, ["feedback", str(source), str(out)])
    assert done.exit_code == 0, done.output
    assert opened(out.read_bytes()).sheetnames == [FEEDBACK_SHEET, "یزد"]
    assert CliRunner().invoke(workbook_commands, ["feedback", str(source), str(tmp_path / "a.ods")]).exit_code != 0


def test_rich_comments_and_drawings_of_others_are_kept() -> None:
    book = opened(xlsx({"یزد": [TITLE, HEADINGS, BAD]}))
    sheet = book["یزد"]
    sheet["C3"].comment = Comment('<b> & "نقل"', "دبیر")
    sheet["D3"].comment = Comment("دوم", "دبیر")
    out = io.BytesIO()
    book.save(out)
    after = opened(mark(mark(out.getvalue())))["یزد"]
    assert after["C3"].comment.text.startswith('<b> & "نقل"\n\n' + COMMENT_HEAD)
    assert after["C3"].comment.text.count(COMMENT_HEAD) == 1
    assert after["D3"].comment.text == "دوم"
    assert after["C3"].comment.author == "دبیر"


def test_rows_joined_and_rows_of_several_resolutions_are_told_beside_the_counts() -> None:
    rows = [
        ["ردیف", "واحد", "مصوبه", "دستگاه"],
        [1, "کاشی", "شرکت گاز برنامه قطعی را", "شرکت گاز"],
        ["", "", "از پیش اعلام کند.", ""],
        [2, "فولاد", "۱- بانک ملی وام بدهد.\n۲- امور مالیاتی بدهی را تقسیط کند.", "بانک ملی، امور مالیاتی"],
    ]
    texts = [text for (text, *_) in opened(mark(xlsx({"یزد": rows}))).worksheets[0].iter_rows(values_only=True) if text]
    assert any(str(text).startswith("۱ سطر با سطری دیگر") for text in texts)
    assert any(str(text).startswith("در ۱ سطر بیش از یک مصوبه") for text in texts)
    plain = [
        text
        for (text, *_) in opened(mark(xlsx({"یزد": [HEADINGS, GOOD]}))).worksheets[0].iter_rows(values_only=True)
        if text
    ]
    assert not any("سطری دیگر" in str(text) or "بیش از یک مصوبه" in str(text) for text in plain)
