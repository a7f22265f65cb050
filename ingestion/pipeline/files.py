"""Files that wait in an inbox or a dropped folder, and the folders that the night reads and writes."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any, Literal
from urllib.parse import quote_from_bytes, unquote_to_bytes

from ingestion.errors import PeygirError
from ingestion.paths import state_folder
from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.jalali import GREGORIAN_YEARS, JALALI_YEARS, to_gregorian
from ingestion.pipeline.runs import TEHRAN
from ingestion.warehouse import load
from ingestion.warehouse.connection import locate

WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
ARTICLE_ENDINGS = (".txt", ".html", ".htm")
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
FileKind = Literal["workbook", "article", "other"]


@dataclass(frozen=True)
class WaitingFile:
    """A file in an inbox or a dropped folder: what it seems to be, and what its folders say of it.

    `path` is its path, or a `file:` URL where the path is no UTF-8 text; `place` is the file either way.
    """

    path: str
    kind: FileKind
    delivered_on: str | None
    inbox: str | None
    label: str

    @property
    def place(self) -> Path:
        """Where the file lies."""
        if self.path.startswith("file:"):
            return Path(os.fsdecode(unquote_to_bytes(self.path.removeprefix("file:"))))
        return Path(self.path)

    @property
    def name(self) -> str:
        """The file's name, as people know it."""
        return _readable(self.place.name)


def _readable(text: str) -> str:
    """A name from the disk as text: one that is no UTF-8, as from an old archive, is taken for windows-1256."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return os.fsencode(text).decode("cp1256", errors="replace")
    return text


def _sendable(path: Path) -> str:
    """The path, or a `file:` URL where it is no UTF-8 text: neither JSON nor PostgreSQL takes such a path."""
    text = str(path)
    if _readable(text) == text and not text.startswith("file:"):
        return text
    return f"file:{quote_from_bytes(os.fsencode(text))}"


def inbox_folder() -> Path:
    """Where secretariats' files arrive: PEYGIR_INBOX, else `inbox/` of the state folder."""
    return Path(os.environ.get("PEYGIR_INBOX") or state_folder() / "inbox")


def chosen_folders(folders: Sequence[str]) -> list[str]:
    """The folders of a night: those asked for, else the inbox (made if it is not there)."""
    if folders:
        return list(folders)
    inbox_folder().mkdir(parents=True, exist_ok=True)
    return [str(inbox_folder())]


def outbox_folder() -> Path:
    """Where marked copies for the secretariats are laid."""
    return state_folder() / "outbox"


def archive_folder() -> str:
    """Where bytes are kept: PEYGIR_ARCHIVE (any fsspec address) or a folder of the state folder."""
    return os.environ.get("PEYGIR_ARCHIVE") or str(state_folder() / "archive")


def waiting_files(folders: Sequence[str]) -> list[WaitingFile]:
    """Every file below the folders, in the order of delivery, then of name. Hidden files are passed over.

    `label` is the path below its folder, in one line. A folder named like a day (2025-08-23, or Solar-Hijri 1404-06-01) says when its
    files were delivered, a folder named like a source's inbox whose they are.
    """
    inboxes = inbox_owners()
    found = []
    for folder in folders:
        root = Path(folder)
        if not root.is_dir():
            raise PeygirError("no such folder", where=folder, remedy="name a folder that exists")
        for path in sorted(root.rglob("*")):
            parts = path.relative_to(root).parts
            if not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
                continue
            days = [day for part in parts[:-1] if (day := _day_of(part))]
            owners = [part for part in parts[:-1] if part in inboxes]
            found.append(
                WaitingFile(
                    path=_sendable(path),
                    kind=_kind_of(path),
                    delivered_on=days[-1].isoformat() if days else None,
                    inbox=owners[-1] if owners else None,
                    label=" ".join(_readable("/".join(parts)).split()),
                )
            )
    return sorted(found, key=lambda file: (file.delivered_on or "9999", file.path))


def _day_of(folder: str) -> date | None:
    """The day that a folder is named by; None where its name is none, or one that its calendar does not have."""
    match = _DAY.fullmatch(to_ascii_digits(folder))
    if match is None:
        return None
    year, month, day = (int(part) for part in match.groups())
    try:
        if year in JALALI_YEARS:
            return to_gregorian(year, month, day)
        return date(year, month, day) if year in GREGORIAN_YEARS else None
    except ValueError:
        return None


def _kind_of(path: Path) -> FileKind:
    ending = path.suffix.lower()
    if ending in WORKBOOK_ENDINGS:
        return "workbook"
    return "article" if ending in ARTICLE_ENDINGS else "other"


def new_files(folders: Sequence[str], kind: FileKind) -> list[dict[str, Any]]:
    """The files of a kind whose content is not in the ledger yet, as JSON-ready mappings.

    A workbook of which nobody knew the province is new once more where it lies in a source's folder; of two files with
    the same bytes the one in such a folder counts.
    """
    files = [file for file in waiting_files(folders) if file.kind == kind]
    if not files or kind == "other":
        return [asdict(file) for file in files]
    with locate().connect("peygir_loader") as connection:
        known = load.known_contents(connection, kind, reader_version(kind))
        ownerless = load.unassigned_contents(connection) if kind == "workbook" else set()
    contents = {file.path: hashlib.sha256(file.place.read_bytes()).hexdigest() for file in files}
    chosen: dict[str, WaitingFile] = {}
    for file in sorted(files, key=lambda file: file.inbox is None):
        content = contents[file.path]
        if content not in known or (file.inbox is not None and content in ownerless):
            chosen.setdefault(content, file)
    return [asdict(file) for file in files if chosen.get(contents[file.path]) is file]


def reader_version(kind: FileKind) -> str:
    """The version of the reader that files of this kind are read with."""
    if kind == "workbook":
        from ingestion.workbooks.reader import READER_VERSION

        return READER_VERSION
    from ingestion.news.article import READER_VERSION as ARTICLE_READER_VERSION

    return ARTICLE_READER_VERSION


def inbox_owners() -> dict[str, Any]:
    """Inbox folder name to what the source files say of it; to why, where its source's file is not right."""
    from ingestion.sources import read_sources

    found = read_sources()
    broken = {folder: source.error for source in found.broken for folder in source.inboxes}
    return {**broken, **{inbox.folder: inbox for source in found.sources for inbox in source.workbooks}}


def inbox_of(folder: str | None) -> Any | None:
    """What the source files say of an inbox; None for a folder that is none. Raises PeygirError where its file is not right."""
    owner = inbox_owners().get(folder or "")
    if isinstance(owner, PeygirError):
        raise owner
    return owner


def received_at_of(delivered_on: str | None) -> datetime:
    """When a file was received: noon in Tehran of the day that its folder names, else now."""
    if delivered_on is None:
        return datetime.now(UTC)
    return datetime.combine(date.fromisoformat(delivered_on), time(12), tzinfo=TEHRAN)
