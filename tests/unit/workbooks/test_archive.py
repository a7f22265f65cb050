"""The archive of workbooks keeps each content once and gives back the very bytes."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.workbooks.archive import ContentArchive


@pytest.mark.parametrize("scheme", ["", "file://", "memory://"])
def test_bytes_come_back_as_they_were(tmp_path: Path, scheme: str) -> None:
    archive = ContentArchive(f"{scheme}{tmp_path}")
    location = archive.keep(b"\x00\xff workbook", ".xlsx")
    assert location.startswith(scheme)
    assert location.endswith(".xlsx")
    assert archive.read(location) == b"\x00\xff workbook"
    assert archive.keep(b"\x00\xff workbook", ".xlsx") == location
    assert archive.keep(b"other", ".xlsx") != location


def test_nothing_half_written_takes_the_name(tmp_path: Path) -> None:
    ContentArchive(str(tmp_path)).keep(b"a")
    assert [path.suffix for path in tmp_path.rglob("*") if path.is_file()] == [""]
