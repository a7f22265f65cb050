"""What a workbook may cost to open, and the refusal that says so."""

from __future__ import annotations

import io
import zipfile

from ingestion.errors import PeygirError

MAX_FILE_BYTES = 200 * 2**20
MAX_ENTRIES = 10_000
MAX_UNPACKED_BYTES = 1_200 * 2**20
MAX_PART_BYTES = 900 * 2**20
MAX_RATIO = 400  # a register of repeated texts packs about 40 : 1, formatted empty rows about 300 : 1
RATIO_FREE_BYTES = 64 * 2**20  # below this size a high ratio does no harm
MAX_CELLS = 6_000_000
MAX_SHEETS = 500
MAX_COLUMNS = 16_384  # as many as Excel has
MAX_CELL_TEXT = 40_000  # Excel itself stops at 32,767 characters
CHILD_MEMORY_BYTES = 2**30
CHILD_SECONDS = 60  # of the processor
CHILD_WAIT_SECONDS = 600  # a busy machine gives it a tenth of one


class WorkbookRefused(PeygirError):
    """The file cannot be opened as a workbook: not one, encrypted, too large, damaged or hostile."""


def check_size(content: bytes, file_name: str | None = None) -> None:
    """Refuse an empty file and one over the size limit."""
    if not content:
        raise WorkbookRefused("the file is empty", where=file_name, remedy="send the workbook again")
    if len(content) > MAX_FILE_BYTES:
        raise WorkbookRefused(
            f"the file has {len(content) / 2**20:.0f} MiB, over the limit of {MAX_FILE_BYTES // 2**20} MiB",
            where=file_name,
            remedy="split the workbook",
        )


def open_archive(content: bytes) -> zipfile.ZipFile:
    """The zip archive of an xlsx or ods file, its directory looked at before anything is unpacked.

    Refuses damaged and encrypted archives, too many entries, too much unpacked data, an absurd compression ratio
    and parts that overlap.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, RuntimeError, ValueError) as error:
        raise WorkbookRefused(
            "the file is damaged or cut short (its zip directory cannot be read)", remedy="send it again"
        ) from error
    if len(entries) > MAX_ENTRIES:
        raise WorkbookRefused(f"the file packs {len(entries)} parts, over the limit of {MAX_ENTRIES}")
    total = sum(entry.file_size for entry in entries)
    if total > MAX_UNPACKED_BYTES or any(entry.file_size > MAX_PART_BYTES for entry in entries):
        raise WorkbookRefused(f"the file would unpack to {total / 2**20:.0f} MiB, over the limit")
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise WorkbookRefused("the file is encrypted", remedy="save it without a password")
        if entry.file_size > RATIO_FREE_BYTES and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            raise WorkbookRefused("the file is packed like a zip bomb and is not opened")
    packed = sum(entry.compress_size for entry in entries)
    if packed > len(content):
        raise WorkbookRefused("the parts of the file overlap, like a zip bomb's, and it is not opened")
    return archive


def read_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """One part of the archive, never more bytes than its directory promised."""
    try:
        promised = archive.getinfo(name).file_size
        with archive.open(name) as part:
            data = part.read(promised + 1)
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
        raise WorkbookRefused("the file is damaged (a part cannot be unpacked)", remedy="send it again") from error
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise WorkbookRefused("the file is damaged (a part cannot be unpacked)", remedy="send it again") from error
        raise
    if len(data) > promised:
        raise WorkbookRefused("a part of the file is larger than its directory says, like a zip bomb's")
    return data


def check_cells(n_cells: int) -> None:
    """Refuse a workbook with more cells than the limit."""
    if n_cells > MAX_CELLS:
        raise WorkbookRefused(f"the workbook has more than {MAX_CELLS:,} cells", remedy="split the workbook")
