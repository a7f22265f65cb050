"""Every command explains itself with an example, and errors are one sentence with exit code 2."""

from __future__ import annotations

import datetime
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import click
import pytest
from click.testing import CliRunner

from ingestion.cli import COMMANDS, peygir
from ingestion.commands import nightly
from ingestion.commands.days import Day, Period
from ingestion.errors import PeygirError

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


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingestion", *arguments],
        cwd=ROOT,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
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


SHEET = "ردیف,نام واحد,متن مصوبه,دستگاه مسئول,مهلت,وضعیت\n1,کاشی نمونه,بخشودگی جرایم بررسی شود,اداره کل امور مالیاتی,۱۴۰۴/۰۵/۰۲,اجرا شده\n"


@pytest.mark.parametrize("other_path", [False, True], ids=["same path", "a link to it"])
def test_the_marked_copy_never_takes_the_place_of_the_file(tmp_path: Path, other_path: bool) -> None:
    file = tmp_path / "book.xlsx"
    file.write_text(SHEET, encoding="utf-8")
    out = tmp_path / "link.xlsx" if other_path else file
    if other_path:
        out.symlink_to(file)
    done = run("workbook", "feedback", str(file), str(out))
    assert done.returncode == 2
    assert done.stderr == f"peygir: {out}: the marked copy would take the place of FILE; give another name\n"
    assert file.read_text(encoding="utf-8") == SHEET


@pytest.mark.parametrize(
    ("stated", "told"),
    [("99", "no province '99'; choose one of alborz, "), ("kermann", "no province 'kermann'; did you mean 'kerman'?")],
)
def test_a_province_that_there_is_not_is_refused(tmp_path: Path, stated: str, told: str) -> None:
    file = tmp_path / "book.csv"
    file.write_text(SHEET, encoding="utf-8")
    for command in (["read", str(file)], ["feedback", str(file), str(tmp_path / "out.xlsx")]):
        result = CliRunner().invoke(peygir, ["workbook", *command, "--province", stated])
        assert isinstance(result.exception, PeygirError)
        assert result.exception.sentence.startswith(told)
    assert not (tmp_path / "out.xlsx").exists()


@pytest.mark.parametrize("stated", ["21", "yazd"])
def test_a_province_is_named_by_id_or_slug(tmp_path: Path, stated: str) -> None:
    file = tmp_path / "book.csv"
    file.write_text(SHEET, encoding="utf-8")
    result = CliRunner().invoke(peygir, ["workbook", "read", str(file), "--province", stated])
    assert '"province_id": "21"' in result.output


@pytest.mark.parametrize("command", [["up"], ["nightly"]], ids=" ".join)
def test_a_state_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    home = tmp_path / "file" / "home"  # below a file nobody can make a folder, root neither
    done = run(*command, PEYGIR_HOME=str(home), PEYGIR_WAREHOUSE_URL="")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert f"peygir: {home}" in done.stderr
    assert done.stderr.endswith("name another state folder with PEYGIR_HOME\n")


@pytest.mark.parametrize(
    "command",
    [["sql", "select 1"], ["url"], ["watch"], ["catalog", "x.html"], ["status"], ["explain", "rate"]],
    ids=" ".join,
)
def test_without_a_warehouse_nothing_is_started_and_the_next_step_is_told(tmp_path: Path, command: list[str]) -> None:
    done = run(*command, PEYGIR_HOME=str(tmp_path), PEYGIR_WAREHOUSE_URL="")
    assert done.returncode == 2
    assert f"peygir: {tmp_path}: no warehouse here yet; run `peygir nightly`" in done.stderr
    assert list(tmp_path.iterdir()) == []
    apart = Path("/var/lib/peygir") / hashlib.sha256(str(tmp_path).encode()).hexdigest()[:12]
    assert not apart.exists()  # where root's server stands if its own user cannot reach the state folder


def test_an_interrupted_night_says_what_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(nightly, "_run", interrupted)
    result = CliRunner().invoke(peygir, ["nightly"])
    assert result.exit_code == 130
    assert "what has landed stays: run it again" in result.stderr


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2025-08-23", datetime.date(2025, 8, 23)),
        ("1404-06-01", datetime.date(2025, 8, 23)),
        ("۱۴۰۴/۶/۱", datetime.date(2025, 8, 23)),
        ("1403-12-30", datetime.date(2025, 3, 20)),
    ],
)
def test_a_day_is_gregorian_or_solar_hijri_by_its_year(typed: str, day: datetime.date) -> None:
    assert Day().convert(typed, None, None) == day


@pytest.mark.parametrize(
    "typed", ["1404-12-30", "2025-02-29", "0404-06-01", "1500-01-01", "3025-01-01", "25-1-1", "soon"]
)
def test_what_is_no_day_is_refused(typed: str) -> None:
    result = CliRunner().invoke(peygir, ["nightly", "--as-of", typed])
    assert result.exit_code == 2
    assert typed in result.stderr


def test_a_day_of_receipt_does_not_lie_ahead() -> None:
    with pytest.raises(click.BadParameter, match="yet to come"):
        Day(may_be_later=False).convert("1420-01-01", None, None)


@pytest.mark.parametrize(
    ("kind", "typed", "label"),
    [
        ("month", "1404-06", "1404-06"),
        ("month", "۱۴۰۴/۶", "1404-06"),
        ("quarter", "1404-q2", "1404-Q2"),
        ("quarter", "1404Q4", "1404-Q4"),
        ("year", "۱۴۰۴", "1404"),
    ],
)
def test_a_period_is_told_by_the_label_of_the_marts(
    kind: Literal["month", "quarter", "year"], typed: str, label: str
) -> None:
    assert Period(kind).convert(typed, None, None) == label


@pytest.mark.parametrize(
    ("kind", "typed", "says"),
    [
        ("month", "شهریور", "write it as 1404-06, Solar-Hijri"),
        ("month", "2025-09", "its year is not Solar-Hijri"),
        ("month", "1404-13", "a year has 12 months"),
        ("quarter", "1404-Q9", "a year has 4 quarters"),
        ("year", "404", "is no year"),
    ],
)
def test_what_is_no_period_is_refused(kind: Literal["month", "quarter", "year"], typed: str, says: str) -> None:
    done = CliRunner().invoke(peygir, ["explain", "rate", f"--{kind}", typed])
    assert done.exit_code == 2
    assert says in done.output
