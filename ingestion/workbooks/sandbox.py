"""Opening untrusted bytes in a child process with bounds on memory and time."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from ingestion.workbooks.grid import Workbook, decode
from ingestion.workbooks.limits import CHILD_WAIT_SECONDS, WorkbookRefused, check_size

_OPENED, _REFUSED = 0, 3
_MAX_ERROR = 300  # characters of the child's last line that are told


def open_safely(content: bytes, file_name: str, *, meanwhile: Callable[[], object] | None = None) -> Workbook:
    """The workbook in the bytes, opened in a child process; whatever the bytes do there, this process lives on.

    `meanwhile` is called in this process while the child is at work. Raises WorkbookRefused where the bytes are no
    workbook, or need more memory or time than allowed.
    """
    check_size(content, file_name)
    command = [sys.executable, "-m", "ingestion.workbooks.openers", file_name]

    def run() -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, input=content, capture_output=True, timeout=CHILD_WAIT_SECONDS, check=False)

    try:
        if meanwhile is None:
            done = run()
        else:
            with ThreadPoolExecutor(1) as beside:
                opened = beside.submit(run)
                meanwhile()
                done = opened.result()
    except subprocess.TimeoutExpired as error:
        raise too_costly(file_name, "opening the file") from error
    if done.returncode == _OPENED:
        return decode(done.stdout)
    if done.returncode == _REFUSED:
        told = json.loads(done.stdout)
        raise WorkbookRefused(told["what"], where=file_name, remedy=told["remedy"])
    raise failure_of_child(done, file_name, "opening the file")


def failure_of_child(done: subprocess.CompletedProcess[bytes], file_name: str, doing: str) -> WorkbookRefused:
    """What to tell of a child that neither did its work nor refused: a signal or want of memory, or its own error."""
    if done.returncode < 0 or b"MemoryError" in done.stderr or b"memory allocation" in done.stderr:
        return too_costly(file_name, doing)
    last = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2][:_MAX_ERROR]
    return WorkbookRefused(
        f"{doing} failed: the file is damaged in a way that no reader understands ({last or done.returncode})",
        where=file_name,
        remedy="open it in Excel, save it and send it again",
    )


def too_costly(file_name: str, doing: str) -> WorkbookRefused:
    """The refusal of a file that a child could not finish within its bounds."""
    return WorkbookRefused(
        f"{doing} needs more memory or time than a workbook may take",
        where=file_name,
        remedy="open it in Excel, delete what does not belong to the table and save it again",
    )
