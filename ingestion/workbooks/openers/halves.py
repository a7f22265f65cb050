"""The rows of a large sheet of an .xlsx file, read as two halves by two processes at once."""

from __future__ import annotations

import contextlib
import io
import marshal
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from ingestion.beside import CopyFailed, has_room, in_copy
from ingestion.workbooks.grid import Cell
from ingestion.workbooks.limits import WorkbookRefused

Rows = list[Sequence[Cell]]
ReadRows = Callable[
    [bytes, int], tuple[int, Rows]
]  # a package and a number n → the first row with content, rows from n

LEAST_XML = 16 * 2**20  # below it a second process gains nothing
MOST_XML = 96 * 2**20  # above it both processes together would come near a GiB
_UPPER_SHARE = 0.44  # of the rows' XML: the process that reads it looks through the rest of the sheet too
_OPENING, _CLOSING = b"<sheetData>", b"</sheetData>"
_ROW_AT = re.compile(rb'<row r="(\d{1,7})"')


@contextlib.contextmanager
def halves(content: bytes, part: str, xml: bytes, read: ReadRows) -> Iterator[Callable[[], Rows | None]]:
    """A function that gives the rows of the sheet in `part`, whose lower half a second process reads meanwhile.

    It gives None where the sheet must be read as a whole: it is small, there is no second processor, its XML cannot be cut
    between two rows, or a half cannot be read by itself.
    """
    middle = _middle(xml) if LEAST_XML <= len(xml) <= MOST_XML and has_room() else None
    if middle is None:
        yield lambda: None
        return
    cut, number = middle
    body, end = xml.index(_OPENING) + len(_OPENING), xml.rindex(_CLOSING)

    def half(rows: bytes, first: int) -> tuple[int, Rows]:
        if not _is_in_order(rows):
            raise WorkbookRefused("the rows of the sheet are not in order")
        return read(_with_part(content, part, b"".join((xml[:body], rows, xml[end:]))), first)

    def lower_half() -> Iterator[bytes]:
        with contextlib.suppress(WorkbookRefused):
            yield marshal.dumps(half(xml[cut:end], number))

    with contextlib.ExitStack() as stack:
        try:
            told = stack.enter_context(in_copy(lower_half))
        except OSError:  # no more processes are allowed
            yield lambda: None
            return

        def both() -> Rows | None:
            try:
                _, rows = half(xml[body:cut], 1)
                lower = b"".join(told)
            except (WorkbookRefused, CopyFailed, MemoryError):
                return None
            if not lower or len(rows) >= number:
                return None
            found: tuple[int, Rows] = marshal.loads(lower)  # noqa: S302 - written by this program's own process
            first, others = found
            if others and first < number:
                return None
            if others:
                rows.extend([] for _ in range(number - 1 - len(rows)))
            return rows + others

        yield both


def _middle(xml: bytes) -> tuple[int, int] | None:
    """(where, number) of a row near the middle of the sheet's rows; None where they cannot be cut there."""
    body, end = xml.find(_OPENING), xml.rfind(_CLOSING)
    if body < 0 or end < body:
        return None
    cut = xml.find(b"<row ", body + int(_UPPER_SHARE * (end - body)), end)
    found = _ROW_AT.match(xml, cut) if cut > 0 else None
    return (cut, int(found[1])) if found and int(found[1]) > 1 else None


def _is_in_order(rows: bytes) -> bool:
    """Whether every row says its number, and each a greater one than the row before."""
    numbers = list(map(int, _ROW_AT.findall(rows)))
    return len(numbers) == rows.count(b"<row") and all(before < after for before, after in pairwise(numbers))


def _with_part(content: bytes, part: str, data: bytes) -> bytes:
    """The archive with other data in one of its parts."""
    out = io.BytesIO(content)
    try:
        with zipfile.ZipFile(out, "a") as archive:
            [entry] = [entry for entry in archive.filelist if entry.filename == part]
            archive.filelist.remove(entry)
            del archive.NameToInfo[part]
            archive.writestr(zipfile.ZipInfo(part), data)
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise WorkbookRefused("the archive cannot be written anew") from error
    return out.getvalue()
