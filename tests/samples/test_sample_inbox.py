"""The sample inbox is what its tables say, and every workbook reads as its table."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import build_inbox
import expected_rows
import pytest

from ingestion.persian.letters import clean_display, fold_letters
from ingestion.reference.national_id import is_valid_national_id
from ingestion.workbooks.reader import read_workbook

FILES = dict(expected_rows.expected())
TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
EXACT = (
    "province_id", "session_no", "session_date", "notify_date", "due_date", "due_source", "implemented_date",
    "report_date", "resolution_no", "unit_name", "unit_national_id", "status", "status_source", "progress_pct",
    "amount_rial", "follow_ups", "is_hidden",
)  # fmt: skip
FREE = ("county", "problem_text", "resolution_text", "notes")


def parts(content: bytes) -> dict[str, bytes]:
    """The members of a zip, or the bytes as one part: how well they are packed is the library's affair."""
    if not content.startswith(b"PK"):
        return {"": content}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def folded(text: str | None) -> str | None:
    """The text with one kind of letters and digits and no spaces: windows-1256 has only one kind of each."""
    return text and "".join(fold_letters(clean_display(text)).translate(TO_ASCII).replace("\u200c", "").split())


def identity(line: dict[str, Any]) -> tuple[Any, ...]:
    """What a line is about: kind, place and, for ignored, rejected and aggregate ones, what is said of it."""
    said = line.get("reason") or line.get("code") or line.get("measure")
    return line["kind"], line["sheet"], line["row"], line.get("part"), said, line.get("value") if said else None


def test_the_committed_files_are_the_built_ones() -> None:
    built = dict(build_inbox.files())
    committed = {
        path.relative_to(build_inbox.INBOX).as_posix(): path.read_bytes()
        for path in build_inbox.INBOX.rglob("*")
        if path.is_file()
    }
    assert committed.keys() == built.keys()
    assert [name for name, content in built.items() if parts(committed[name]) != parts(content)] == []


def test_national_ids_are_valid_and_of_a_series_that_is_not_issued() -> None:
    ids = [build_inbox.national_id(rest[1]) for rest in build_inbox.UNITS.values()]
    assert all(is_valid_national_id(number) and number.startswith("1409") for number in ids)
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("path", FILES)
def test_a_workbook_reads_as_its_table(path: str) -> None:
    content = Path(build_inbox.INBOX / path).read_bytes()
    lines = read_workbook(content, file_name=Path(path).name).lines
    wanted = FILES[path]
    assert [identity(line) for line in lines if line["kind"] != "rejected"] == [
        identity(line) for line in wanted if line["kind"] != "rejected"
    ]
    read = {(line["sheet"], line["row"], line.get("part")): line for line in lines}
    differences = []
    for want in wanted:
        got = read[want["sheet"], want["row"], want.get("part")]
        if want["kind"] == "resolution":
            place = (want["sheet"], want["row"], want.get("part"))
            differences += [(place, *difference) for difference in different(want, got)]
    assert differences == []


def different(want: dict[str, Any], got: dict[str, Any]) -> list[tuple[str, Any, Any]]:
    """Field, wanted value and value read, for each field that differs."""
    found = [(key, want[key], got[key]) for key in EXACT if want[key] not in ("*", got[key])]
    found += [(key, want[key], got[key]) for key in FREE if want[key] != "*" and folded(want[key]) != folded(got[key])]
    agencies = [[agency["agency_id"] or agency["name"] for agency in line["agencies"]] for line in (want, got)]
    codes = [sorted(want["issues"]), sorted({issue["code"] for issue in got["issues"]})]
    if agencies[0] != agencies[1]:
        found.append(("agencies", *agencies))
    if codes[0] != codes[1]:
        found.append(("issues", *codes))
    if want["problem_categories"] not in ("*", got["problem_categories"]):
        found.append(("problem_categories", want["problem_categories"], got["problem_categories"]))
    return found
