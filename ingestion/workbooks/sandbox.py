"""Opening untrusted bytes in a child process with bounds on memory and time."""

from __future__ import annotations

import json
import subprocess
import sys

from ingestion.workbooks.grid import Workbook, decode
from ingestion.workbooks.limits import CHILD_SECONDS, WorkbookRefused, check_size

_OPENED, _REFUSED = 0, 3


def open_safely(content: bytes, file_name: str) -> Workbook:
    """The workbook in the bytes, opened in a child process; whatever the bytes do there, this process lives on.

    Raises WorkbookRefused where they are no workbook, or need more memory or time than allowed.
    """
    check_size(content)
    command = [sys.executable, "-m", "ingestion.workbooks.openers", file_name]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=CHILD_SECONDS + 5, check=False)
    except subprocess.TimeoutExpired as error:
        raise _too_costly(file_name) from error
    if done.returncode == _OPENED:
        return decode(done.stdout)
    if done.returncode == _REFUSED:
        told = json.loads(done.stdout)
        raise WorkbookRefused(told["what"], where=file_name, remedy=told["remedy"])
    if b"MemoryError" in done.stderr or done.returncode < 0 or b"memory allocation" in done.stderr:
        raise _too_costly(file_name)
    raise WorkbookRefused(
        "the file is damaged in a way that no reader understands",
        where=file_name,
        remedy="open it in Excel, save it and send it again",
    )


def _too_costly(file_name: str) -> WorkbookRefused:
    return WorkbookRefused(
        "opening the file needs more memory or time than a workbook may take",
        where=file_name,
        remedy="open it in Excel, delete what does not belong to the table and save it again",
    )
