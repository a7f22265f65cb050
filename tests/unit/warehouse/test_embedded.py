"""The embedded server: a copy of its programs runs where it lies."""

from __future__ import annotations

import subprocess
from pathlib import Path

from ingestion.warehouse import embedded


def test_copied_programs_find_their_libraries(tmp_path: Path) -> None:
    programs = embedded.copy_programs(embedded.wheel_programs(), tmp_path / "copy")
    said = subprocess.run(
        [str(programs / "bin" / "initdb"), "--version"], capture_output=True, text=True, check=True, env={}
    )
    assert said.stdout.startswith("initdb (PostgreSQL)")
    assert programs.is_relative_to(tmp_path / "copy")
    before = programs.stat().st_mtime_ns
    assert embedded.copy_programs(embedded.wheel_programs(), tmp_path / "copy") == programs
    assert programs.stat().st_mtime_ns == before
