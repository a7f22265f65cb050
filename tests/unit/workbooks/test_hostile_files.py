"""Files that are no workbooks, or mean harm: one sentence and exit code 2, or read without harm."""

from __future__ import annotations

import io
import random
import subprocess
import sys
import threading
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlwt
from build import xlsx
from openpyxl.styles import PatternFill

from ingestion.workbooks.limits import CHILD_SECONDS, WorkbookRefused
from ingestion.workbooks.reader import read_workbook
from ingestion.workbooks.sandbox import open_safely

REGISTER = [["ردیف", "نام واحد", "مصوبه", "دستگاه"], [1, "الف", "گاز وصل شود", "شرکت گاز"]]
GOOD = xlsx({"a": REGISTER})
SHEET = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def repacked(edit: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> bytes:
    source, out = zipfile.ZipFile(io.BytesIO(GOOD)), io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in source.namelist():
            archive.writestr(name, edit(name, source.read(name)))
        for name, content in (extra or {}).items():
            archive.writestr(name, content)
    return out.getvalue()


def archive_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    head = zipfile.ZipFile(io.BytesIO(GOOD)).read(SHEET).split(b"<sheetData>")[0] + b"<sheetData>"
    return repacked(lambda name, data: head + b'<row r="9"></row>' * 6_000_000 if name == SHEET else data)


def with_doctype(entity: bytes) -> bytes:
    def edit(name: str, data: bytes) -> bytes:
        if name != SHEET:
            return data
        return (b"<!DOCTYPE w [" + entity + b"]>" + data.split(b"?>", 1)[-1]).replace(b"<v>1</v>", b"<v>&x;</v>")

    return repacked(edit)


def encrypted_xls() -> bytes:
    book, out = xlwt.Workbook(), io.BytesIO()
    book.add_sheet("a").write(0, 0, "x")
    book.save(out)
    data = out.getvalue()
    start = data.index(b"\x09\x08\x10\x00") + 20
    return data[:start] + b"\x2f\x00\x06\x00\x00\x00\x34\x12\x78\x56" + data[start + 10 :]


REFUSED: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "pdf": lambda: b"%PDF-1.7\n" + b"x" * 900,
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "random": lambda: random.Random(1).randbytes(5000),
    "cut_short": lambda: GOOD[: len(GOOD) // 2],
    "cut_at_the_end": lambda: GOOD[:-10],
    "word_document": lambda: archive_of({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}),
    "zip_of_a_workbook": lambda: archive_of({"inner.xlsx": GOOD}),
    "too_many_parts": lambda: archive_of({f"xl/{n}.xml": b"" for n in range(10_001)}),
    "bomb": bomb,
    "entities": lambda: with_doctype(b'<!ENTITY x "aaaa">'),
    "outside_entity": lambda: with_doctype(b'<!ENTITY x SYSTEM "file:///etc/passwd">'),
    "encrypted_xlsx": lambda: OLE + "EncryptedPackage".encode("utf-16-le") + bytes(3000),
    "encrypted_xls": encrypted_xls,
    "encrypted_ods": lambda: archive_of({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": b"x",
        "META-INF/manifest.xml": b"<m><encryption-data/></m>",
    }),
    "ole_without_workbook": lambda: OLE + bytes(3000),
    "html_without_table": lambda: b"<html><body><p>hi</p></body></html>",
    "three_million_columns": lambda: b",".join([b"1"] * 3_000_000),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_refused_with_one_sentence(name: str) -> None:
    with pytest.raises(WorkbookRefused) as refusal:
        open_safely(REFUSED[name](), f"{name}.xlsx")
    assert refusal.value.sentence
    assert "Traceback" not in refusal.value.sentence
    assert "\n" not in refusal.value.sentence


def test_the_command_ends_with_2_and_says_why(tmp_path: Path) -> None:
    file = tmp_path / "secret.xlsx"
    file.write_bytes(REFUSED["outside_entity"]())
    done = subprocess.run(
        [sys.executable, "-m", "ingestion.cli", "workbook", "read", str(file)], capture_output=True, text=True
    )
    if done.returncode == 0 and not done.stdout:  # the module has no entry point of its own
        code = "import sys; from ingestion.cli import main; main(sys.argv[1:])"
        done = subprocess.run(
            [sys.executable, "-c", code, "workbook", "read", str(file)], capture_output=True, text=True
        )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "root:" not in done.stderr


def test_links_and_macros_are_left_alone() -> None:
    def edit(name: str, data: bytes) -> bytes:
        return data.replace(b"<v>1</v>", b"<f>[1]Sheet1!A1</f><v>1</v>") if name == SHEET else data

    content = repacked(edit, {"xl/externalLinks/externalLink1.xml": b"<x/>", "xl/vbaProject.bin": b"macro"})
    lines = read_workbook(content, file_name="x.xlsm").lines
    assert [line["kind"] for line in lines] == ["ignored", "resolution"]


@pytest.mark.parametrize("has_value", [True, False])
def test_a_cell_in_the_last_corner_costs_little(has_value: bool) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in REGISTER:
        sheet.append(row)
    corner = sheet.cell(1_048_576, 16_384)
    if has_value:
        corner.value = "x"
    else:
        corner.fill = PatternFill("solid", fgColor="00FF00")
    out = io.BytesIO()
    book.save(out)
    lines = read_workbook(out.getvalue(), file_name="x.xlsx").lines
    assert [line["kind"] for line in lines][:2] == ["ignored", "resolution"]
    assert len(lines) == 2 + has_value


def test_long_cells_take_linear_time() -> None:
    rows = [[1, "الف", "گ" * 32_000, "گاز"], [2, "ب", "۱- " * 8000, "گاز"], [3, "پ", "(" * 30_000, "،" * 30_000],
            [4, "1" * 30_000, "1404/" * 6000, "و " * 15_000]]  # fmt: skip
    lines = read_workbook(xlsx({"a": [REGISTER[0], *rows]}), file_name="x.xlsx").lines
    assert len(lines) == 5


def test_repeated_ods_cells_are_counted_before_they_are_made() -> None:
    namespaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    content = (
        f'<office:document-content {namespaces}><office:body><office:spreadsheet><table:table table:name="a">'
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
        'office:value-type="string"><text:p>x</text:p></table:table-cell></table:table-row></table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    parts = {"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()}
    with pytest.raises(WorkbookRefused, match="cells"):
        open_safely(archive_of(parts), "x.ods")


def test_a_child_may_wait_for_a_busy_processor_but_not_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []

    def hang(command: list[str], *, timeout: float, **_options: object) -> None:
        asked.append(timeout)
        raise subprocess.TimeoutExpired(command, timeout)

    monkeypatch.setattr(subprocess, "run", hang)
    with pytest.raises(WorkbookRefused, match="needs more memory or time"):
        open_safely(GOOD, "x.xlsx")
    assert asked[0] >= 10 * CHILD_SECONDS


def test_what_is_to_be_done_meanwhile_does_not_wait_for_the_child(monkeypatch: pytest.MonkeyPatch) -> None:
    is_done, run = threading.Event(), subprocess.run

    def run_behind(command: list[str], **options: Any) -> subprocess.CompletedProcess[bytes]:
        assert is_done.wait(timeout=60)
        return run(command, **options)

    monkeypatch.setattr(subprocess, "run", run_behind)
    assert open_safely(GOOD, "x.xlsx", meanwhile=is_done.set) == open_safely(GOOD, "x.xlsx")


@pytest.mark.parametrize(
    ("code", "errors", "told"),
    [
        (-9, b"", "needs more memory or time"),
        (1, b"Traceback ...\nMemoryError\n", "needs more memory or time"),
        (1, b"Traceback (most recent call last):\n  ...\nKeyError: 'sheet'\n", "KeyError: 'sheet'"),
    ],
)
def test_a_childs_own_error_is_told_as_what_it_is(code: int, errors: bytes, told: str) -> None:
    import subprocess

    from ingestion.workbooks.sandbox import failure_of_child

    refusal = failure_of_child(subprocess.CompletedProcess([], code, b"", errors), "a.xlsx", "opening the file")
    assert told in refusal.sentence
    assert ("memory or time" in refusal.sentence) == (told == "needs more memory or time")
