"""Environments that are thrown away, for the libraries that the benchmarks measure against and the product does not need."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


class CannotInstall(Exception):
    """The package registry does not give a library; told with pip's last line."""


def environment(folder: Path, *requirements: str) -> str:
    """The Python of a new environment in the folder that has the requirements; CannotInstall where it can't be had."""
    python = str(folder / "bin" / "python")
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements],
    ):
        answer = subprocess.run(command, capture_output=True, text=True)
        if answer.returncode != 0:
            raise CannotInstall((answer.stderr.strip().splitlines() or ["?"])[-1])
    return python
