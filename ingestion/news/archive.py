"""The bytes as they came: WARC, one file per source and day, on local disk or any fsspec file system."""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import IO, Any

import fsspec
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from ingestion.errors import PeygirError

# Smaller by a few percent at the highest level, and three times slower.
_COMPRESSION = 5
_DATE_FORMAT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One record: the page's bytes with transfer and content encoding undone, and what is known of the fetch."""

    address: str
    fetched_at: datetime
    status: int
    content: bytes
    content_type: str | None
    location: str


class Archive:
    """WARC files under a root: a folder or an fsspec URL (`s3://bucket/warc`, `memory://warc`).

    A record's location is `<path below the root>#<offset>`; it stays valid as long as the file is only added to.
    """

    def __init__(self, root: str) -> None:
        self._fs, self._root = fsspec.core.url_to_fs(root)
        self._is_local = "file" in (self._fs.protocol if isinstance(self._fs.protocol, tuple) else [self._fs.protocol])

    def store(
        self,
        source_id: str,
        *,
        address: str,
        fetched_at: datetime,
        status: int,
        reason: str,
        headers: Sequence[tuple[str, str]],
        body: bytes,
    ) -> str:
        """Append one response, `body` as it was transferred; returns its location. The record is written in one go."""
        record = _record(address, fetched_at, f"{status} {reason}".strip(), headers, body)
        path = f"{source_id}/{fetched_at.astimezone(UTC):%Y/%Y-%m-%d}.warc.gz"
        return f"{path}#{self._append(path, record)}"

    def read(self, location: str) -> ArchivedPage:
        """The record at a location. Raises PeygirError if there is none."""
        path, _, offset = location.rpartition("#")
        try:
            with self._fs.open(self._full(path), "rb") as stream:
                stream.seek(int(offset))
                for record in ArchiveIterator(stream):
                    return _page(record, location)
        except (OSError, ValueError) as error:
            raise PeygirError(
                f"the archived page can't be read ({error})", where=location, remedy="check PEYGIR_HOME and the archive"
            ) from error
        raise PeygirError("no archived page here", where=location, remedy="check PEYGIR_HOME and the archive")

    def pages(self, source_id: str, *, since: date | None = None) -> Iterator[ArchivedPage]:
        """Every response of a source fetched on or after a day, oldest first."""
        for path in sorted(self._fs.glob(self._full(f"{source_id}/*/*.warc.gz"))):
            name = path.rsplit("/", 1)[-1]
            if since is not None and name[:10] < since.isoformat():
                continue
            below = str(path)[len(str(self._root)) :].lstrip("/")
            with self._fs.open(path, "rb") as stream:
                iterator = ArchiveIterator(stream)
                for record in iterator:
                    if record.rec_type == "response":
                        page = _page(record, below)
                        yield replace(page, location=f"{below}#{iterator.get_record_offset()}")

    def _append(self, path: str, record: bytes) -> int:
        full = self._full(path)
        self._fs.makedirs(full.rsplit("/", 1)[0], exist_ok=True)
        if self._is_local:
            with open(full, "ab") as stream, _locked(stream):  # noqa: PTH123 (path of an fsspec file system)
                offset = stream.seek(0, io.SEEK_END)
                stream.write(record)
                return offset
        before: bytes = self._fs.cat_file(full) if self._fs.exists(full) else b""
        self._fs.pipe_file(full, before + record)
        return len(before)

    def _full(self, path: str) -> str:
        return f"{str(self._root).rstrip('/')}/{path}"


def _record(address: str, fetched_at: datetime, status: str, headers: Sequence[tuple[str, str]], body: bytes) -> bytes:
    """One gzip member: a WARC response record with the body as transferred (chunked framing already undone)."""
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False)
    kept = [(name, value) for name, value in headers if name.lower() not in {"transfer-encoding", "content-length"}]
    http = StatusAndHeaders(
        status.encode("ascii", "replace").decode(), [*kept, ("Content-Length", str(len(body)))], protocol="HTTP/1.1"
    )
    moment = fetched_at.astimezone(UTC).strftime(_DATE_FORMAT)
    record = writer.create_warc_record(
        address, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict={"WARC-Date": moment}
    )
    writer.write_record(record)
    return gzip.compress(buffer.getvalue(), compresslevel=_COMPRESSION, mtime=0)


def _page(record: Any, location: str) -> ArchivedPage:
    moment = datetime.strptime(record.rec_headers.get_header("WARC-Date"), _DATE_FORMAT)
    return ArchivedPage(
        address=record.rec_headers.get_header("WARC-Target-URI"),
        fetched_at=moment.replace(tzinfo=UTC),
        status=int(record.http_headers.get_statuscode()),
        content=record.content_stream().read(),
        content_type=record.http_headers.get_header("Content-Type"),
        location=location,
    )


@contextmanager
def _locked(stream: IO[bytes]) -> Iterator[None]:
    """Two runs that append to one file take turns, so that offsets stay true."""
    import fcntl

    fcntl.flock(stream, fcntl.LOCK_EX)
    try:
        yield
        stream.flush()
    finally:
        fcntl.flock(stream, fcntl.LOCK_UN)
