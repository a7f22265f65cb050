"""What the folders of a delivery say of its files."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.pipeline.files import waiting_files


@pytest.mark.parametrize(
    ("folder", "day"),
    [
        ("2025-08-23", "2025-08-23"),
        ("1404-06-01", "2025-08-23"),
        ("۱۴۰۴-۰۶-۰۱", "2025-08-23"),
        ("1403-12-30", "2025-03-20"),  # a leap year
        ("1404-12-30", None),
        ("1404-13-01", None),
        ("2025-02-29", None),
        ("0404-06-01", None),
        ("1404-06", None),
    ],
)
def test_a_folder_says_when_and_whose(tmp_path: Path, folder: str, day: str | None) -> None:
    path = tmp_path / folder / "kerman" / "a.xlsx"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"x")
    [file] = waiting_files([str(tmp_path)])
    assert (file.delivered_on, file.inbox, file.label) == (day, "kerman", f"{folder}/kerman/a.xlsx")
