"""A large register from file to PostgreSQL: understood and staged by us, and as raw rows by calamine and COPY, dlt, pandas.

`ours_again` is what its return with a tenth of the rows put right costs: what it corrects and still lacks is looked up.

    python tests/bench/bench_workbooks.py [ROWS]

Every way runs in a process of its own against the same embedded server. Prints seconds, peak memory and the ratio to the
floor (calamine's read and COPY of raw texts), then which of the targets are met.
"""

from __future__ import annotations

import hashlib
import io
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Hashable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from xml.sax.saxutils import escape

from ingestion.warehouse import embedded
from ingestion.warehouse.connection import locate
from ingestion.warehouse.prepare import prepare

ROOT = Path(__file__).resolve().parents[2]
CORRECTED = "corrected.xlsx"

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


def register(n_rows: int, seed: int = 1, *, n_corrected: int = 0) -> bytes:
    """An .xlsx register of n rows and 12 columns, with shared strings as Excel writes them.

    Of the same register with its first `n_corrected` rows put right, due and status are other ones.
    """
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
        if number - 2 < n_corrected:
            values[9:11] = ["دو ماه", "اجرا شد"]
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
    """calamine's read and COPY of the raw texts."""
    import python_calamine

    rows = python_calamine.load_workbook(str(path)).get_sheet_by_index(0).to_python()
    columns = [f"column_{number}" for number in range(1, len(HEADINGS) + 1)]
    with locate().connect("peygir_admin") as connection:
        connection.execute("create schema if not exists bench")
        connection.execute("drop table if exists bench.raw_rows")
        connection.execute(f"create table bench.raw_rows ({', '.join(f'{name} text' for name in columns)})")
        with connection.cursor() as cursor, cursor.copy("copy bench.raw_rows from stdin") as copy:
            for row in rows:
                copy.write_row([None if cell == "" else str(cell) for cell in row])
        connection.commit()
    return len(rows) - 1


def ours(path: Path) -> int:
    """Opened in the child process, understood, validated and staged, with the ledger and the list of problems."""
    from ingestion.warehouse import load
    from ingestion.workbooks.reader import READER_VERSION, read_workbook

    content = path.read_bytes()
    reading = read_workbook(content, file_name=path.name, province_id="21")
    document = load.Document(
        kind="workbook",
        source_id="yazd",
        content_sha256=hashlib.sha256(content).hexdigest(),
        n_bytes=len(content),
        archive_location=str(path),
        received_at=datetime.now(UTC),
        reader_version=READER_VERSION,
        file_name=path.name,
        logical_sha256=reading.logical_sha256,
    )
    with locate().connect("peygir_loader") as connection:
        landed = load.load_workbook(connection, document, reading.lines, people=reading.people)
    return landed.counts["n_resolutions"]


def ours_again(path: Path) -> int:
    """The same register come back with a tenth of its rows put right, behind the one that is staged."""
    return ours(path.with_name(CORRECTED))


def ours_read_only(path: Path) -> int:
    """Opened in the child process and understood, staged nowhere."""
    from ingestion.workbooks.reader import read_workbook

    return sum(line["kind"] == "resolution" for line in read_workbook(path.read_bytes(), file_name=path.name).lines)


def with_dlt(path: Path) -> int:
    """dlt's pipeline over its documented way of reading Excel (pandas), into PostgreSQL."""
    import dlt
    import pandas as pd

    @dlt.resource(name="raw_rows", write_disposition="replace")
    def raw_rows() -> Iterator[list[dict[Hashable, object]]]:
        yield pd.read_excel(path).to_dict(orient="records")

    pipeline = dlt.pipeline(
        pipeline_name="bench",
        pipelines_dir=str(path.parent / "dlt"),
        destination=dlt.destinations.postgres(locate().url("peygir_admin")),
        dataset_name="bench_dlt",
    )
    pipeline.run(raw_rows())
    with locate().connect("peygir_admin") as connection:
        row = connection.execute("select count(*) from bench_dlt.raw_rows").fetchone()
    return int(row[0]) if row else 0


def with_pandas(path: Path) -> int:
    """pandas.read_excel as it comes, and to_sql."""
    import pandas as pd
    import sqlalchemy

    engine = sqlalchemy.create_engine(locate().url("peygir_admin", scheme="postgresql+psycopg2"))
    table = pd.read_excel(path)
    with engine.begin() as connection:
        connection.execute(sqlalchemy.text("create schema if not exists bench"))
        table.to_sql("pandas_rows", connection, schema="bench", if_exists="replace", index=False)
    return len(table)


def write(path: Path, n_rows: int) -> None:
    """Write the register of n rows to a file, and beside it the one that comes back."""
    path.write_bytes(register(n_rows))
    path.with_name(CORRECTED).write_bytes(register(n_rows, n_corrected=n_rows // 10))


def measure(name: str, path: Path) -> tuple[float, float, int]:
    """(seconds, peak MiB of the process and of its children, rows) of one way of reading, in a fresh process."""
    seconds, memory, rows = _in_own_process(f"b.report(b.{name}, pathlib.Path({str(path)!r}))").splitlines()[-1].split()
    return float(seconds), float(memory), int(rows)


def _in_own_process(call: str) -> str:
    """What a call of this module, as `b`, prints in a fresh process: a process starts with its parent's peak of memory."""
    done = subprocess.run(
        [sys.executable, "-c", f"import bench_workbooks as b, pathlib; {call}"],
        cwd=Path(__file__).parent,
        env={
            **os.environ,
            "PYTHONPATH": f"{ROOT}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
            "RUNTIME__DLTHUB_TELEMETRY": "false",
        },
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{call}: {done.stderr.strip().splitlines()[-1]}")
    return done.stdout


def report(read: Callable[[Path], int], path: Path) -> None:
    """Print seconds, peak MiB and rows of one way of reading; what it imports is loaded before the clock starts."""
    import pandas
    import psycopg
    import python_calamine

    import ingestion.pipeline
    import ingestion.workbooks.reader

    assert all((pandas, psycopg, python_calamine, ingestion.pipeline, ingestion.workbooks.reader))
    start = time.perf_counter()
    rows = read(path)
    seconds = time.perf_counter() - start
    peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    print(f"{seconds:.2f} {peak / 1024:.0f} {rows}")


WAYS = ("floor", "ours", "ours_again", "ours_read_only", "with_dlt", "with_pandas")


def main() -> None:
    """Build the register, start a server of its own, measure, print a table and whether the targets are met."""
    n_rows = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory(prefix="peygir-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["PEYGIR_HOME"] = folder
        os.environ.pop("PEYGIR_WAREHOUSE_URL", None)
        try:
            prepare(locate(create=True))
            path = Path(folder) / "register.xlsx"
            _in_own_process(f"b.write(pathlib.Path({str(path)!r}), {n_rows})")
            print(f"{n_rows:,} rows × {len(HEADINGS)} columns, {path.stat().st_size / 2**20:.1f} MiB")
            _measure_all(path, n_rows)
        finally:
            server = embedded.embedded_server()
            embedded.stop(server)
            shutil.rmtree(server.data.parent, ignore_errors=True)


def _measure_all(path: Path, n_rows: int) -> None:
    seconds: dict[str, float] = {}
    peaks: dict[str, float] = {}
    for name in WAYS:
        seconds[name], peaks[name], rows = measure(name, path)
        if rows != n_rows:
            sys.exit(f"{name} gave {rows:,} rows of {n_rows:,}")
        times = seconds[name] / seconds["floor"]
        print(f"{name:15} {seconds[name]:7.2f} s  {times:5.1f} × floor  peak {peaks[name]:5.0f} MiB", flush=True)
    for told, holds in (
        (
            f"ours is {seconds['ours'] / seconds['floor']:.1f} × the floor (at most 3)",
            seconds["ours"] <= 3 * seconds["floor"],
        ),
        (
            f"dlt is {seconds['with_dlt'] / seconds['ours']:.1f} × ours (at least 2)",
            seconds["with_dlt"] >= 2 * seconds["ours"],
        ),
        (
            f"pandas is {seconds['with_pandas'] / seconds['ours']:.1f} × ours (at least 8)",
            seconds["with_pandas"] >= 8 * seconds["ours"],
        ),
        (f"ours peaks at {peaks['ours']:.0f} MiB (below 1024)", peaks["ours"] < 1024),
    ):
        print(f"{'met   ' if holds else 'MISSED'} {told}")


if __name__ == "__main__":
    main()
