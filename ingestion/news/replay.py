"""A small web server that plays back a recorded web: one folder per host, told apart by the Host header.

The crawler treats it as any site. Addresses map to files as follows (the first that exists wins):
`/` → `index.html` · the path itself · the path + `.html`, `.xml`, `.txt` or `.json` · with a query
`path@a=1&b=2.html` (parameters sorted by name, `/` in values as `~`) · for `…/<id>/<slug>` and `…/<id>-<slug>` the
file `…/<id>.html`. Beside a file `<stem>.meta.json` may give `{"status": …, "headers": {…}}`; alone it answers
without a body.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from ingestion.paths import sources_folder

_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".json": "application/json",
}
_ID_AND_SLUG = re.compile(r"^(?P<stem>.*/(?P<id>\d{3,}))(?:[-/].*)?$")

Handler = BaseHTTPRequestHandler
# A fault answers a request itself and returns True, or returns False to let the recorded answer be given.
Fault = Callable[[Handler, str], bool]


def sample_web() -> Path:
    """The recorded web that ships with the project."""
    return sources_folder() / "sample" / "web"


def recorded_file(root: Path, host: str, target: str) -> Path | None:
    """The file (or lone metadata file) that answers a request target of a host; None if nothing was recorded."""
    folder = (root / host).resolve()
    parts = urlsplit(target)
    path = unquote(parts.path).strip("/")
    stems: list[str] = []
    if parts.query:
        pairs = sorted(parse_qsl(parts.query, keep_blank_values=True))
        stems.append(path + "@" + "&".join(f"{key}={value.replace('/', '~')}" for key, value in pairs))
    stems.append(path or "index")
    numbered = _ID_AND_SLUG.match("/" + path)
    if numbered:
        stems.append(numbered.group("stem").lstrip("/"))
    for stem in stems:
        for ending in ("", *_TYPES, ".meta.json"):
            candidate = (folder / f"{stem}{ending}").resolve()
            if candidate.is_file() and candidate.is_relative_to(folder):
                return candidate
    return None


class ReplayServer:
    """Serves a recorded web in threads: on loopback and a free port, or `at` an address and port; a context manager.

    `requests` holds every request as `(host, target, status, bytes of body)`; `faults` are asked first, in order.
    """

    def __init__(
        self, root: Path | None = None, *, faults: tuple[Fault, ...] = (), at: tuple[str, int] = ("127.0.0.1", 0)
    ) -> None:
        self.root = root or sample_web()
        self.faults = faults
        self.requests: list[tuple[str, str, int, int]] = []
        self._server = _Server(at, _RecordedWeb)
        self._server.replay = self
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)

    @property
    def place(self) -> tuple[str, int]:
        """Address and port of the server."""
        host, port = self._server.server_address[:2]
        return str(host), int(port)

    @property
    def loopback(self) -> dict[str, tuple[str, int]]:
        """The recorded hosts, each at this server's place: what `crawl_source` takes."""
        return {folder.name: self.place for folder in self.root.iterdir() if folder.is_dir()}

    def __enter__(self) -> ReplayServer:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(timeout=5)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    replay: ReplayServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that hangs up is no news."""


class _RecordedWeb(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: _Server

    def do_GET(self) -> None:
        replay = self.server.replay
        host = (self.headers.get("Host") or "").partition(":")[0].lower()
        # On record before the answer is sent: who has the answer can rely on it.
        faulty = (host, self.path, 0, 0)
        replay.requests.append(faulty)
        if any(fault(self, host) for fault in replay.faults):
            return
        with contextlib.suppress(ValueError):
            replay.requests.remove(faulty)
        status, headers, body = _answer(replay.root, host, self.path, dict(self.headers.items()))
        replay.requests.append((host, self.path, status, len(body)))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if status != 304:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Requests are kept in `ReplayServer.requests`, not printed."""


def _answer(root: Path, host: str, target: str, asked: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
    path = recorded_file(root, host, target)
    if path is None:
        return 404, {"Content-Type": "text/plain; charset=utf-8"}, b"not recorded\n"
    is_lone_meta = path.name.endswith(".meta.json")
    stem = path.name.removesuffix(".meta.json") if is_lone_meta else path.name.removesuffix(path.suffix)
    meta_path = path.with_name(f"{stem}.meta.json")
    meta = json.loads(meta_path.read_text(encoding="utf-8")) if meta_path.is_file() else {}
    body = b"" if is_lone_meta else path.read_bytes()
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = {"Content-Type": _TYPES.get(path.suffix, "application/octet-stream"), **meta.get("headers", {})}
    status = int(meta.get("status", 200))
    if status == 200:
        headers["ETag"] = etag
        known = {name.lower(): value for name, value in asked.items()}
        if known.get("if-none-match") == etag or (
            "if-none-match" not in known
            and headers.get("Last-Modified")
            and known.get("if-modified-since") == headers["Last-Modified"]
        ):
            return 304, headers, b""
    return status, headers, body
