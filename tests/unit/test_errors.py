"""What a person is told where a file cannot be read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingestion.errors import PeygirError, file_errors


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    file = tmp_path / "none.txt"
    with pytest.raises(PeygirError) as told, file_errors("the file cannot be read", file, "name another"):
        file.read_text(encoding="utf-8")
    assert told.value.sentence == f"{file}: the file cannot be read (No such file or directory); name another"
    assert isinstance(told.value.__cause__, FileNotFoundError)


def test_an_error_that_the_system_gives_no_reason_for() -> None:
    with pytest.raises(PeygirError) as told, file_errors("the table cannot be written", "out.xlsx"):
        raise OSError("no folder of this name")
    assert told.value.sentence == "out.xlsx: the table cannot be written (no folder of this name)"


def test_other_errors_stay_what_they_are() -> None:
    with pytest.raises(ValueError, match="seven"), file_errors("the file cannot be read", "a.txt"):
        raise ValueError("seven")
