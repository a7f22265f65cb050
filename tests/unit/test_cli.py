"""Every command explains itself with an example, and errors are one sentence with exit code 2."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from ingestion.cli import COMMANDS, peygir

ROOT = Path(__file__).resolve().parents[2]


def _paths(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield path
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None, name
            yield from _paths(child, (*path, name))


@pytest.mark.parametrize("path", list(_paths(peygir)), ids=" ".join)
def test_help_has_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(peygir, [*path, "--help"])
    assert result.exit_code == 0, result.output
    assert "Example" in result.output


def test_all_commands_are_listed() -> None:
    listed = CliRunner().invoke(peygir, ["--help"]).output
    for name in COMMANDS:
        assert name in listed


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingestion", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("kind", ["workbook", "article"])
def test_a_file_that_cannot_be_read_is_one_sentence_and_exit_2(tmp_path: Path, kind: str) -> None:
    file = tmp_path / "nothing.xlsx"
    file.write_bytes(b"")
    done = run(kind, "read", str(file)) if kind == "workbook" else run(kind, "read", str(tmp_path / "absent.txt"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_an_unknown_command_is_told() -> None:
    done = run("nightlyy")
    assert done.returncode == 2
    assert "nightlyy" in done.stderr
