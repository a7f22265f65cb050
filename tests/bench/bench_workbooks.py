"""Measures reading a large register: opened and understood, against calamine's bare read and pandas.

    python tests/bench/bench_workbooks.py [ROWS]

Prints seconds, peak memory and the ratio to the floor (calamine's read of the same bytes).
"""

from __future__ import annotations

import io
import random
import resource
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

HEADINGS = (
    "ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "شناسه ملی", "شهرستان", "موضوع", "مصوبه", "دستگاه مسئول", "مهلت",
    "وضعیت", "توضیحات",
)  # fmt: skip
COUNTIES = ("اردکان", "میبد", "بافق", "یزد", "تفت", "مهریز")
TOPICS = (
    ("تقسیط مالیات", "امور مالیاتی بدهی واحد را تقسیط نماید.", "امور مالیاتی"),
    ("درخواست انشعاب برق", "توزیع برق انشعاب واحد را برقرار کند.", "شرکت توزیع برق"),
    ("پرداخت تسهیلات", "بانک ملی نسبت به پرداخت تسهیلات اقدام کند.", "بانک ملی، بانک صادرات"),
    ("گازرسانی به واحد", "شرکت گاز نسبت به گازرسانی اقدام نماید.", "شرکت گاز"),
    ("تقسیط بدهی بیمه", "تأمین اجتماعی بدهی بیمه واحد را تقسیط نماید.", "تأمین اجتماعی"),
)
STATUSES = ("اجرا شده", "در حال اجرا", "اجرا نشده", "انجام شد", "", "در دست اقدام")
DUES = ("یک ماه", "۱۵ روز", "فوری", "مستمر", "تا پایان مرداد", "۱۴۰۴/۰۶/۱۵")


def national_id(number: int) -> str:
    """A valid id of a series that is not issued."""
    digits = f"1409{number:06d}"
    tenth = int(digits[9]) + 2
    weights = (29, 27, 23, 19, 17) * 2
    total = sum((int(digit) + tenth) * weight for digit, weight in zip(digits, weights, strict=True))
    return digits + str(total % 11 % 10)


def register(n_rows: int, seed: int = 1) -> bytes:
    """An .xlsx register of n rows and 12 columns, with shared strings as Excel writes them."""
    chance = random.Random(seed)
    strings: dict[str, int] = {}

    def text(value: str) -> int:
        return strings.setdefault(value, len(strings))

    rows = [
        '<row r="1">' + "".join(f'<c r="{chr(65 + i)}1" t="s"><v>{text(h)}</v></c>' for i, h in enumerate(HEADINGS))
    ]
    rows[0] += "</row>"
    for number in range(2, n_rows + 2):
        topic, resolution, agency = chance.choice(TOPICS)
        session = (number - 2) // 20 % 50 + 1
        values: list[int | str] = [
            number - 1, session, f"1404/{session % 12 + 1:02d}/{session % 28 + 1:02d}", f"واحد تولیدی شماره {number}",
            national_id(number % 1_000_000), chance.choice(COUNTIES), topic, resolution, agency, chance.choice(DUES),
            chance.choice(STATUSES), f"پیگیری {number % 500}" if number % 3 else "",
        ]  # fmt: skip
        cells = []
        for column, value in enumerate(values):
            place = f"{chr(65 + column)}{number}"
            if isinstance(value, int):
                cells.append(f'<c r="{place}"><v>{value}</v></c>')
            elif value:
                cells.append(f'<c r="{place}" t="s"><v>{text(value)}</v></c>')
        rows.append(f'<row r="{number}">{"".join(cells)}</row>')
    return _package("".join(rows), strings)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def _package(rows: str, strings: dict[str, int]) -> bytes:
    shared = "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        '<Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets><sheet name="مصوبات ۱۴۰۴" sheetId="1" r:id="rId1"/>'
        "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" Type="{_RELATIONS}/worksheet" '
        f'Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{_RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}" count="{len(strings)}" uniqueCount="{len(strings)}">{shared}</sst>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in parts.items():
            archive.writestr(name, '<?xml version="1.0" encoding="UTF-8"?>' + content)
    return out.getvalue()


def floor(path: Path) -> int:
    """calamine's read alone."""
    import python_calamine

    return len(python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python())


def ours(path: Path) -> int:
    """Opened in the child process and understood."""
    from ingestion.workbooks.reader import read_workbook

    return sum(line["kind"] == "resolution" for line in read_workbook(path.read_bytes(), file_name=path.name).lines)


def with_pandas(path: Path) -> int:
    """pandas.read_excel with openpyxl."""
    import pandas as pd

    return len(pd.read_excel(path, header=None, engine="openpyxl"))


def measure(name: str, path: Path) -> tuple[float, float, int]:
    """(seconds, peak MiB of the process and of its children, rows) of one way of reading, in a fresh process."""
    code = f"import bench_workbooks as b, pathlib; b.report(b.{name}, pathlib.Path({str(path)!r}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    seconds, memory, rows = done.stdout.split()
    return float(seconds), float(memory), int(rows)


def report(read: Callable[[Path], int], path: Path) -> None:
    """Print seconds, peak MiB and rows of one way of reading."""
    start = time.perf_counter()
    rows = read(path)
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{seconds:.2f} {peak / 1024:.0f} {rows}")


def main() -> None:
    """Build the register, measure, print."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(register(n_rows))
        print(f"{n_rows:,} rows × {len(HEADINGS)} columns, {path.stat().st_size / 2**20:.1f} MiB")
        base = 0.0
        for name in ("floor", "ours", "with_pandas"):
            seconds, memory, rows = measure(name, path)
            base = base or seconds
            print(f"{name:12} {seconds:7.2f} s  {seconds / base:5.1f} × floor  peak {memory:5.0f} MiB  {rows:,} rows")


if __name__ == "__main__":
    main()
