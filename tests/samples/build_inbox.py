"""Write the sample inbox from the tables in inbox_data/: the same tables give the same bytes."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.worksheet import Worksheet

HERE = Path(__file__).parent
DATA = HERE / "inbox_data"
INBOX = HERE.parents[1] / "ingestion" / "sources" / "sample" / "inbox"
FROZEN = (2025, 10, 22, 8, 0, 0)
MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
TO_ARABIC_LETTERS = str.maketrans({"ی": "ي", "ک": "ك", "\u200c": " "})
AGENCIES_WITH_COMMA = ("صنعت، معدن و تجارت", "تعاون، کار و رفاه اجتماعی", "میراث فرهنگی، صنایع دستی و گردشگری")
COLOURS = {"green": "FF92D050", "yellow": "FFFFFF00", "red": "FFFF0000"}
TICKS = ("done", "going", "not")

Row = dict[str, str]


@dataclass(frozen=True)
class Delivery:
    """One delivery: its order, the day it arrived and the Jalali day its titles state."""

    number: int
    delivered_on: str
    as_of: str
    as_of_words: str
    as_of_month: str


DELIVERIES = (
    Delivery(1, "2025-09-22", "۱۴۰۴/۰۶/۳۱", "۳۱ شهریور ۱۴۰۴", "پایان شهریور ۱۴۰۴"),
    Delivery(2, "2025-10-22", "۱۴۰۴/۰۷/۳۰", "۳۰ مهر ۱۴۰۴", "پایان مهر ۱۴۰۴"),
)


def persian(text: str | int) -> str:
    """The text with Persian digits."""
    return str(text).translate(TO_PERSIAN)


def gregorian(jalali: str) -> dt.date:
    """The date of a day of 1404 written as 1404/04/07."""
    year, month, day = (int(part) for part in jalali.split("/"))
    if year != 1404:
        raise ValueError(jalali)
    before = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    return dt.date(2025, 3, 21) + dt.timedelta(days=before + day - 1)


def long_date(jalali: str) -> str:
    """1404/04/07 as ۷ تیر ۱۴۰۴."""
    year, month, day = (int(part) for part in jalali.split("/"))
    return persian(f"{day} {MONTHS[month - 1]} {year}")


def year_last(jalali: str) -> str:
    """1404/04/07 as ۷/۴/۱۴۰۴."""
    year, month, day = (int(part) for part in jalali.split("/"))
    return persian(f"{day}/{month}/{year}")


def table(name: str) -> list[list[str]]:
    """The cells of a table of inbox_data, without comments."""
    lines = (DATA / f"{name}.psv").read_text(encoding="utf-8").splitlines()
    return [[cell.strip() for cell in line.split("|")] for line in lines if line and not line.startswith("#")]


TOPICS = {key: (problem, text) for key, problem, text in table("topics")}
UNITS = {key: rest for key, *rest in table("units")}
SESSIONS = {(slug, number): date for slug, number, date in table("sessions")}


def rows(slug: str, delivery: Delivery) -> list[Row]:
    """The rows of a workbook as they stand in one delivery."""
    header, *lines = table(slug)
    found = []
    for line in lines:
        padded = line + [""] * (len(header) - len(line))
        row = {name: at_delivery(cell, delivery) for name, cell in zip(header, padded, strict=True)}
        if row["in"] in ("", str(delivery.number)):
            found.append(row)
    return found


def at_delivery(cell: str, delivery: Delivery) -> str:
    """The side of «a >> b» that holds in a delivery."""
    before, arrow, after = cell.partition(">>")
    return (after if arrow and delivery.number == 2 else before).strip()


def national_id(first_ten: str) -> str:
    """Eleven digits: the ten with their check digit."""
    shift = int(first_ten[9]) + 2
    weights = (29, 27, 23, 19, 17) * 2
    total = sum((int(digit) + shift) * weight for digit, weight in zip(first_ten, weights, strict=True))
    return first_ten + str(total % 11 % 10)


def unit_key(written: str) -> str:
    """The key in units.psv of a unit cell: without the marks of its spelling."""
    return written.rstrip("!²³☎")


def unit_name(written: str) -> str:
    """The name as this row spells it: ² Arabic letters, ³ with «شرکت» before it, ☎ with a person's name and phone."""
    name, first_ten, _, manager = UNITS[unit_key(written)]
    if written.endswith("²"):
        return name.translate(TO_ARABIC_LETTERS)
    if written.endswith("³"):
        return f"شرکت {name}"
    if written.endswith("☎"):
        return f"{name} (آقای {manager} – {persian('0970' + first_ten[-7:])})"
    return name


def unit_id(written: str) -> str:
    """The national id that this row gives; «!» marks one with a wrong check digit."""
    right = national_id(UNITS[unit_key(written)][1])
    return right[:10] + str((int(right[10]) + 1) % 10) if written.endswith("!") else right


def county(written: str) -> str:
    """The county of a unit cell's unit."""
    return UNITS[unit_key(written)][2]


def agency_names(cell: str) -> list[str]:
    """The agencies of a cell, in the order written."""
    for name in AGENCIES_WITH_COMMA:
        cell = cell.replace(name, name.replace("،", "؍"))
    parts = re.split(r"،|؛|/|\+| - ", cell)
    return [part.strip().replace("؍", "،") for part in parts]


def problem(row: Row) -> str:
    """The problem that the row's topic stands for."""
    return TOPICS[row["topic"]][0]


def resolution(topic: str, agency: str) -> str:
    """The text of a resolution on a topic, addressed to the agencies of a cell."""
    return TOPICS[topic][1].replace("{a}", " و ".join(agency_names(agency)))


def money(cell: str) -> int | str | None:
    """A money cell: a bare number where digits only were written."""
    return int(cell) if cell.isdigit() else cell or None


def empty_book() -> Workbook:
    """A workbook without its first, empty sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book


def sheet_of(book: Workbook, name: str) -> Worksheet:
    """A new right-to-left sheet."""
    sheet: Worksheet = book.create_sheet(name)
    sheet.sheet_view.rightToLeft = True
    return sheet


def put_titles(sheet: Worksheet, titles: list[str], width: int) -> None:
    """Title rows merged over the table's width."""
    for title in titles:
        sheet.append([title])
        at = sheet.max_row
        sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=width)
        sheet.cell(at, 1).alignment = Alignment(horizontal="center")


def put_header(sheet: Worksheet, header: Sequence[str | None]) -> None:
    """A bold header row."""
    sheet.append(header)
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="FFD9D9D9")


def kerman(delivery: Delivery) -> bytes:
    """L1: the flat register."""
    book = empty_book()
    sheet = sheet_of(book, "مصوبات ۱۴۰۴")
    header = [
        "ردیف", "شماره جلسه", "تاریخ جلسه", "شماره مصوبه", "نام واحد", "شناسه ملی", "شهرستان", "موضوع", "مصوبه",
        "دستگاه مسئول", "مبلغ (میلیون ریال)", "مهلت", "وضعیت", "تاریخ اجرا", "توضیحات",
    ]  # fmt: skip
    titles = ["بسمه تعالی", "استانداری کرمان - دبیرخانه کارگروه تسهیل و رفع موانع تولید"]
    put_titles(sheet, [*titles, f"گزارش مصوبات کارگروه تا {delivery.as_of}"], len(header))
    put_header(sheet, header)
    found = rows("kerman", delivery)
    for number, row in enumerate(found, 1):
        if row["no"] == "R":
            sheet.append([number, None, None, None, None, None, "سیرجان", None, None, row["agency"]])
            continue
        day = SESSIONS["kerman", row["session"]]
        written_day = (day, persian(day), long_date(day))[int(row["session"]) % 3]
        sheet.append([
            number, int(row["session"]), written_day, persian(row["no"]), unit_name(row["unit"]),
            unit_id(row["unit"]), county(row["unit"]), problem(row), resolution(row["topic"], row["agency"]),
            row["agency"], money(row["money"]), row["due"] or None, row["status"] or None, row["done"] or None,
            row["note"] or None,
        ])  # fmt: skip
    sheet.append([])
    sheet.append(["جمع کل", None, None, None, None, None, None, None, persian(f"{len(found) - 1} مصوبه")])
    sheet.append(["توضیح: مصوبات بدون مهلت تا تعیین تکلیف در فهرست پیگیری می‌ماند."])
    sheet.append(["دبیر کارگروه – امضا"])
    return frozen(book.save)


ORDINALS = {9: "نهمین", 10: "دهمین", 11: "یازدهمین", 13: "سیزدهمین", 14: "چهاردهمین", 15: "پانزدهمین", 16: "شانزدهمین"}


def east_azerbaijan(delivery: Delivery) -> bytes:
    """L2: one sheet per session."""
    book = empty_book()
    header = ["ردیف", "نام واحد تولیدی", "مشکل", "مصوبه", "مجری", "مهلت", "نتیجه"]
    for session, found in groupby(rows("east-azerbaijan", delivery), key=lambda row: row["session"]):
        day = SESSIONS["east-azerbaijan", session]
        if int(session) in ORDINALS:
            name = persian(f"جلسه {session}")
            ordinal = ORDINALS[int(session)]
            title = f"صورتجلسه {ordinal} نشست کارگروه تسهیل استان آذربایجان شرقی مورخ {persian(day)}"
        else:
            name = persian(day).replace("/", ".")
            title = "کارگروه تسهیل و رفع موانع تولید استان آذربایجان شرقی"
        sheet = sheet_of(book, name)
        put_titles(sheet, [title, f"گزارش پیگیری مصوبات تا {delivery.as_of}"], len(header))
        put_header(sheet, header)
        for number, row in enumerate(found, 1):
            sheet.append([
                number, unit_name(row["unit"]), problem(row), resolution(row["topic"], row["agency"]), row["agency"],
                row["due"] or None, row["status"] or None,
            ])  # fmt: skip
    return frozen(book.save)


def golestan(delivery: Delivery) -> bytes:
    """L4: a two-row header with one tick column per status."""
    book = empty_book()
    sheet = sheet_of(book, "پایش")
    put_titles(sheet, [f"پایش مصوبات کارگروه تسهیل و رفع موانع تولید استان گلستان تا {delivery.as_of_words}"], 12)
    upper = ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام شرکت", "موضوع", "مصوبه", "دستگاه مجری", "مهلت"]
    put_header(sheet, [*upper, "وضعیت", None, None, "توضیحات"])
    put_header(sheet, [*[None] * 8, "اجرا شده", "در حال اجرا", "اجرا نشده", None])
    for column in (*range(1, 9), 12):
        sheet.merge_cells(start_row=2, end_row=3, start_column=column, end_column=column)
    sheet.merge_cells("I2:K2")
    counts = dict.fromkeys(TICKS, 0)
    for number, row in enumerate(rows("golestan", delivery), 1):
        ticks = row["tick"].split(",")
        for name in TICKS:
            counts[name] += name in ticks
        sheet.append([
            number, persian(row["session"]), long_date(SESSIONS["golestan", row["session"]]), unit_name(row["unit"]),
            problem(row), resolution(row["topic"], row["agency"]), row["agency"], row["due"] or None,
            *("✓" if name in ticks else None for name in TICKS), row["note"] or None,
        ])  # fmt: skip
    sheet.append(["جمع", *[None] * 7, *counts.values()])
    return frozen(book.save)


def semnan(delivery: Delivery) -> bytes:
    """L5: the cells of a unit merged over its resolutions; a sheet of a county's sessions."""
    book = empty_book()
    sheet = sheet_of(book, "واحدها")
    header = [
        "ردیف", "نام واحد", "شناسه ملی", "مدیرعامل", "شهرستان", "شماره جلسه", "تاریخ جلسه", "درخواست", "شرح مصوبه",
        "دستگاه", "سررسید", "وضعیت اجرا",
    ]  # fmt: skip
    titles = ["بانک اطلاعات واحدهای مطرح‌شده در کارگروه تسهیل استان سمنان", f"گزارش مصوبات تا {delivery.as_of_words}"]
    put_titles(sheet, titles, len(header))
    put_header(sheet, header)
    found = rows("semnan", delivery)
    of_units = [row for row in found if row["sheet"] == "واحدها"]
    for number, (unit, block) in enumerate(groupby(of_units, key=lambda row: row["unit"]), 1):
        first = sheet.max_row + 1
        for row in block:
            day = SESSIONS["semnan", row["session"]]
            sheet.append([
                number, unit_name(unit), unit_id(unit), UNITS[unit_key(unit)][3], county(unit), row["session"],
                persian(day), problem(row), resolution(row["topic"], row["agency"]), row["agency"], row["due"],
                row["status"],
            ] if sheet.max_row + 1 == first else [
                None, None, None, None, None, row["session"], persian(day), problem(row),
                resolution(row["topic"], row["agency"]), row["agency"], row["due"], row["status"],
            ])  # fmt: skip
        if sheet.max_row > first:
            for column in range(1, 6):
                sheet.merge_cells(start_row=first, end_row=sheet.max_row, start_column=column, end_column=column)
    of_county = sheet_of(book, "شهرستان شاهرود")
    short = ["ردیف", "نام واحد", "درخواست", "شرح مصوبه", "دستگاه", "سررسید", "وضعیت اجرا"]
    put_titles(of_county, ["صورتجلسه پنجمین نشست ستاد تسهیل شهرستان شاهرود مورخ ۲۰ مرداد ۱۴۰۴"], len(short))
    put_header(of_county, short)
    for number, row in enumerate((row for row in found if row["sheet"] == "شهرستان شاهرود"), 1):
        of_county.append([
            number, unit_name(row["unit"]), problem(row), resolution(row["topic"], row["agency"]), row["agency"],
            row["due"], row["status"],
        ])  # fmt: skip
    return frozen(book.save)


def qazvin(delivery: Delivery) -> bytes:
    """L6: an OpenDocument sheet with several numbered resolutions in one cell."""
    document = OpenDocumentSpreadsheet()
    sheet = Table(name="صورتجلسات")
    document.spreadsheet.addElement(sheet)
    header = ["ردیف", "جلسه", "تاریخ جلسه", "نام واحد", "شناسه ملی", "مشکلات مطرح شده", "مصوبات", "مهلت", "وضعیت"]
    title = TableRow()
    cell = TableCell(valuetype="string", numbercolumnsspanned=len(header))
    cell.addElement(P(text=f"مصوبات کارگروه تسهیل و رفع موانع تولید استان قزوین تا {delivery.as_of}"))
    title.addElement(cell)
    for _ in header[1:]:
        title.addElement(CoveredTableCell())
    sheet.addElement(title)
    sheet.addElement(ods_row(header))
    for number, row in enumerate(rows("qazvin", delivery), 1):
        day = SESSIONS["qazvin", row["session"]]
        # One day was typed as a date: the program took 1404 for a Gregorian year.
        written_day: Any = dt.date(1404, 5, 26) if row["unit"] == "مینودار" else persian(day)
        sheet.addElement(ods_row([
            number, int(row["session"]), written_day, unit_name(row["unit"]), unit_id(row["unit"]), row["problem"],
            numbered(row["pieces"], number), row["due"], row["status"],
        ]))  # fmt: skip
    return frozen(document.write)


def numbered(pieces: str, row_number: int) -> str:
    """The pieces «agency: topic ; …» as one cell's text, numbered if more than one."""
    texts = []
    for piece in pieces.split(";"):
        agency, _, topic = piece.partition(":")
        texts.append(resolution(topic.strip(), agency.strip()))
    if len(texts) == 1:
        return texts[0]
    mark = (lambda n: persian(f"{n}- ")) if row_number % 2 else (lambda n: f"{n}) ")
    return "\n".join(mark(n) + text for n, text in enumerate(texts, 1))


def ods_row(values: list[Any]) -> TableRow:
    """A row of OpenDocument cells: numbers, dates and texts (a line break is a paragraph)."""
    row = TableRow()
    for value in values:
        if isinstance(value, int):
            cell = TableCell(valuetype="float", value=value)
            cell.addElement(P(text=str(value)))
        elif isinstance(value, dt.date):
            cell = TableCell(valuetype="date", datevalue=value.isoformat())
            cell.addElement(P(text=value.strftime("%Y/%m/%d")))
        elif value:
            cell = TableCell(valuetype="string")
            for line in value.split("\n"):
                cell.addElement(P(text=line))
        else:
            cell = TableCell()
        row.addElement(cell)
    return row


def south_khorasan(delivery: Delivery) -> bytes:
    """L7: an old .xls with several agencies in one cell."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("پیگیری")
    sheet.cols_right_to_left = True
    header = [
        "ردیف", "شماره جلسه", "تاریخ جلسه", "شماره مصوبه", "نام واحد", "موضوع", "متن مصوبه", "دستگاه مسئول",
        "تاریخ ابلاغ", "مهلت انجام", "درصد پیشرفت", "وضعیت مصوبه", "تاریخ انجام",
    ]  # fmt: skip
    title = f"جدول پیگیری مصوبات کارگروه تسهیل استان خراسان جنوبی تا {delivery.as_of}"
    sheet.write_merge(0, 0, 0, len(header) - 1, title)
    as_date = xlwt.easyxf(num_format_str="yyyy/mm/dd")
    as_percent = xlwt.easyxf(num_format_str="0%")
    for column, name in enumerate(header):
        sheet.write(1, column, name)
    for number, row in enumerate(rows("south-khorasan", delivery), 1):
        values = [
            number, int(row["session"]), SESSIONS["south-khorasan", row["session"]], persian(row["no"]),
            unit_name(row["unit"]), problem(row), resolution(row["topic"], row["agency"]), row["agency"],
        ]  # fmt: skip
        for column, value in enumerate([*values, None, row["due"], None, row["status"], row["done"]]):
            if value not in (None, ""):
                sheet.write(number + 1, column, value)
        if number % 2:
            sheet.write(number + 1, 8, gregorian(row["notify"]), as_date)
        else:
            sheet.write(number + 1, 8, row["notify"])
        if row["pct"]:
            sheet.write(number + 1, 10, float(row["pct"]), as_percent)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def yazd(delivery: Delivery) -> bytes:
    """L10: the status is the row's colour; no title says the day of the report."""
    book = empty_book()
    sheet = sheet_of(book, "فهرست")
    header = ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "شهرستان", "موضوع", "مصوبه", "دستگاه مسئول"]
    put_titles(sheet, ["مصوبات کارگروه تسهیل استان یزد در سال ۱۴۰۴"], len(header))
    put_header(sheet, header)
    for number, row in enumerate(rows("yazd", delivery), 1):
        sheet.append([
            number, int(row["session"]), year_last(SESSIONS["yazd", row["session"]]), unit_name(row["unit"]),
            county(row["unit"]), problem(row), resolution(row["topic"], row["agency"]), row["agency"],
        ])  # fmt: skip
        if row["colour"] in COLOURS:
            for cell in sheet[sheet.max_row]:
                cell.fill = PatternFill("solid", fgColor=COLOURS[row["colour"]])
    sheet.append([])
    sheet.append(["راهنمای رنگ‌ها"])
    for colour, meaning in (("green", "سبز: اجرا شده"), ("yellow", "زرد: در حال اجرا"), ("red", "قرمز: اجرا نشده")):
        sheet.append([None, meaning])
        sheet.cell(sheet.max_row, 2).fill = PatternFill("solid", fgColor=COLOURS[colour])
    return frozen(book.save)


def lorestan(delivery: Delivery) -> bytes:
    """L11: a log with up to three follow-ups in columns."""
    book = empty_book()
    sheet = sheet_of(book, "پیگیری‌ها")
    header = [
        "ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "مشکل", "مصوبه", "دستگاه مسئول", "مبلغ (میلیون تومان)",
        "مهلت", "وضعیت", "پیگیری ۱", "تاریخ ۱", "پیگیری ۲", "تاریخ ۲", "پیگیری ۳", "تاریخ ۳",
    ]  # fmt: skip
    put_titles(sheet, [f"دفتر پیگیری مصوبات – استان لرستان – تا {delivery.as_of_month}"], len(header))
    put_header(sheet, header)
    for number, row in enumerate(rows("lorestan", delivery), 1):
        follow_ups = [part for item in row["follow"].split(";") if item.strip() for part in item.strip().split(" @ ")]
        sheet.append([
            number, int(row["session"]), persian(SESSIONS["lorestan", row["session"]]), unit_name(row["unit"]),
            problem(row), resolution(row["topic"], row["agency"]), row["agency"], money(row["money"]),
            row["due"] or None, row["status"] or None, *follow_ups,
        ])  # fmt: skip
    return frozen(book.save)


def fars(delivery: Delivery) -> bytes:
    """L14: a csv of windows-1256 with English headers."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([
        "province", "session_no", "session_date", "resolution_no", "unit_name", "national_id", "county", "problem",
        "resolution", "responsible_agency", "due_date", "status", "record_key",
    ])  # fmt: skip
    for number, row in enumerate(rows("fars", delivery), 1):
        writer.writerow([
            "فارس", row["session"], gregorian(SESSIONS["fars", row["session"]]), row["no"], unit_name(row["unit"]),
            unit_id(row["unit"]), county(row["unit"]), problem(row), resolution(row["topic"], row["agency"]),
            row["agency"], gregorian(row["due"]), row["status"], f"frs-{1404000 + number}",
        ])  # fmt: skip
    to_1256 = {"ی": "ي"} | {digit: str(value) for value, digit in enumerate("۰۱۲۳۴۵۶۷۸۹")}
    return text.getvalue().translate(str.maketrans(to_1256)).encode("cp1256")


def frozen(save: Callable[[io.BytesIO], Any]) -> bytes:
    """The zip that `save` writes, with one fixed time in place of the clock's."""
    first, again = io.BytesIO(), io.BytesIO()
    save(first)
    stamp = "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}Z".format(*FROZEN).encode()
    with zipfile.ZipFile(first) as source, zipfile.ZipFile(again, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            if member.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", stamp, content)
            info = zipfile.ZipInfo(member.filename, FROZEN)
            info.compress_type = zipfile.ZIP_STORED if member.filename == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return again.getvalue()


WORKBOOKS: dict[str, Callable[[Delivery], bytes]] = {
    "kerman.xlsx": kerman,
    "east-azerbaijan.xlsx": east_azerbaijan,
    "golestan.xlsx": golestan,
    "semnan.xlsx": semnan,
    "qazvin.ods": qazvin,
    "south-khorasan.xls": south_khorasan,
    "yazd.xlsx": yazd,
    "lorestan.xlsx": lorestan,
    "fars.csv": fars,
}


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the inbox: path below it, and bytes."""
    for delivery in DELIVERIES:
        for name, write in WORKBOOKS.items():
            yield f"{delivery.delivered_on}/{Path(name).stem}/{name}", write(delivery)


def main() -> None:
    """Write the inbox."""
    for path, content in files():
        target = INBOX / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


if __name__ == "__main__":
    main()
