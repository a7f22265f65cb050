"""Fetching with requests: the only module that sends anything. Polite, bounded, and only to public addresses."""

from __future__ import annotations

import codecs
import http.client
import os
import random
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import requests
import urllib3
from requests.adapters import HTTPAdapter
from requests.cookies import get_cookie_header
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

import ingestion
from ingestion.errors import PeygirError
from ingestion.news.addresses import host_of, normal_address
from ingestion.news.boilerplate import block_reason
from ingestion.news.guard import RefusedAddressError, open_connection
from ingestion.news.pace import Pacer

CONTACT_VARIABLE = "PEYGIR_CONTACT"
_ROBOTS_NAME = "Peygir"
_ROBOTS_BYTES = 512_000
_CHUNK = 65_536
_MOST_ENCODINGS = 3
# Not only the standard's name: charsets and words that servers write where no packing is meant.
_NO_ENCODINGS = frozenset({"identity", "none", "utf-8", "utf8", "windows-1256", "8bit", "binary"})
_GZIP = b"\x1f\x8b"
_NEVER_ASKED = frozenset({"host_not_allowed", "bad_address"})
# How often the time of a running request is looked at.
_WATCH_SECONDS = 0.2
_RETRIED_STATUSES = frozenset({408, 425, 429, 500, 502, 503, 504})
_INTERIM = frozenset({102, 103})
_MOST_INTERIM = 10
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one request: seconds, bytes as transferred, bytes when unpacked, redirects, tries."""

    connect_seconds: float = 10.0
    read_seconds: float = 20.0
    total_seconds: float = 60.0
    transferred_bytes: int = 8_000_000
    unpacked_bytes: int = 25_000_000
    redirects: int = 5
    tries: int = 3
    longest_wait_seconds: float = 120.0


@dataclass(frozen=True, slots=True)
class Response:
    """One answer. `transferred` are the bytes as they came, `content` the same unpacked; both empty on a 304."""

    address: str
    final_address: str
    status: int
    reason: str
    headers: tuple[tuple[str, str], ...]
    transferred: bytes
    content: bytes
    fetched_at: datetime

    def header(self, name: str) -> str | None:
        """The first value of a header, or None."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    @property
    def location(self) -> str | None:
        """Where a redirect leads; raw UTF-8 is read as such, though headers are Latin-1."""
        value = self.header("Location")
        if value is None or value.isascii():
            return value
        with suppress(UnicodeError):
            return value.encode("latin-1").decode("utf-8")
        return value

    @property
    def is_not_modified(self) -> bool:
        """True for 304: the page is as it was."""
        return self.status == 304


class FetchError(Exception):
    """A request that gave no usable answer.

    `code`: `bad_address`, `host_not_allowed`, `address_refused` (not public), `robots` (disallowed),
    `robots_unavailable`, `too_many_redirects`, `too_large`, `broken_encoding`, `timeout`, `connection`, `tls`,
    `http_status`, `deferred` (the host asks to wait longer than a run may).
    """

    def __init__(self, code: str, detail: str, *, address: str, status: int | None = None) -> None:
        self.code = code
        self.detail = detail
        self.address = address
        self.status = status
        super().__init__(f"{code}: {detail}")

    @property
    def is_passing(self) -> bool:
        """True if another try on another night may go well."""
        if self.code == "http_status":
            return self.status in _RETRIED_STATUSES
        return self.code in {"timeout", "connection", "robots_unavailable", "deferred", "broken_encoding", "tls"}


def user_agent() -> str:
    """The honest name that every request carries, with the operator's contact from `PEYGIR_CONTACT`."""
    contact = os.environ.get(CONTACT_VARIABLE)
    return f"{_ROBOTS_NAME}/{ingestion_version()}" + (f" (+{contact})" if contact else "")


def ingestion_version() -> str:
    """The package's version, or 0 where it is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("peygir")
    except PackageNotFoundError:
        return str(getattr(ingestion, "__version__", "0"))


def require_contact() -> None:
    """Raises PeygirError unless the operator has said who asks: the live web is never fetched anonymously."""
    if not os.environ.get(CONTACT_VARIABLE):
        raise PeygirError(
            f"{CONTACT_VARIABLE} is not set", remedy="set it to an e-mail address or page where site owners reach you"
        )


@dataclass
class Fetcher:
    """Fetches the pages of one site. Not shared between threads.

    `allowed_hosts` bounds every hop; `loopback` gives the replay server's place for sample hosts, and only for them.
    """

    allowed_hosts: frozenset[str]
    pause_seconds: float = 5.0
    loopback: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    limits: Limits = field(default_factory=Limits)
    lock_folder: Path | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    jitter: Callable[[], float] = random.random

    def __post_init__(self) -> None:
        self.pacer = Pacer(self.pause_seconds, self.lock_folder, self.clock, self.sleep)
        self.n_requests = 0
        self.n_bytes = 0
        self._robots: dict[str, Any] = {}
        self._line = _Line(dict(self.loopback))
        self._session = requests.Session()
        self._session.trust_env = False
        self._adapter = _GuardedAdapter(self._line)
        self._session.mount("http://", self._adapter)
        self._session.mount("https://", self._adapter)
        self._session.headers.clear()
        self._session.headers.update(
            {
                "User-Agent": user_agent(),
                "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.1",
                "Accept-Language": "fa,en;q=0.3",
                "Accept-Encoding": "gzip, deflate",
            }
        )
        ca_bundle = os.environ.get("REQUESTS_CA_BUNDLE") or os.environ.get("SSL_CERT_FILE")
        if ca_bundle:
            self._session.verify = ca_bundle

    def close(self) -> None:
        """Close the connections."""
        self._session.close()
        self._line.close()

    def get(self, address: str, *, etag: str | None = None, last_modified: str | None = None) -> Response:
        """One page, redirects followed within the allowed hosts. Raises FetchError.

        Cookies live for one chain of redirects.

        With `etag` or `last_modified` the request is conditional and the answer may be a 304.
        """
        conditions = {
            name: value for name, value in (("If-None-Match", etag), ("If-Modified-Since", last_modified)) if value
        }
        return self._follow(address, conditions, ask_robots=True, most_bytes=self.limits.transferred_bytes)

    def may_fetch(self, address: str) -> bool:
        """Whether robots.txt allows the address. Raises FetchError `robots_unavailable` if it can't be known."""
        rules = self._rules(address)
        return rules is None or bool(rules.can_fetch(address, _ROBOTS_NAME))

    def robots_state(self, address: str) -> str:
        """`allowed`, `disallowed` or `unavailable: why`, for reports."""
        try:
            return "allowed" if self.may_fetch(address) else "disallowed"
        except FetchError as error:
            return f"unavailable: {error.detail}"

    def robots_sitemaps(self, address: str) -> list[str]:
        """The sitemaps that the host's robots.txt names, each once, as absolute addresses."""
        rules = self._rules(address)
        named = [] if rules is None else [normal_address(str(sitemap), address) for sitemap in rules.sitemaps]
        return list(dict.fromkeys(sitemap for sitemap in named if sitemap))

    def _follow(
        self, address: str, headers: Mapping[str, str], *, ask_robots: bool, most_bytes: int, is_cut: bool = False
    ) -> Response:
        hop = normal_address(address)
        if hop is None:
            raise FetchError("bad_address", "no http(s) address", address=address)
        self._session.cookies.clear()
        for _ in range(self.limits.redirects + 1):
            if host_of(hop) not in self.allowed_hosts:
                raise FetchError("host_not_allowed", f"{host_of(hop)} is none of the site's hosts", address=hop)
            if ask_robots and not self.may_fetch(hop):
                raise FetchError("robots", "disallowed by robots.txt", address=hop)
            response = self._try(address, hop, headers, most_bytes, is_cut=is_cut)
            location = response.location
            if response.status not in _REDIRECTS or location is None:
                return response
            target = normal_address(location, hop)
            if target is None:
                raise FetchError("bad_address", "redirect to no http(s) address", address=hop)
            if hop.startswith("https:") and target.startswith("http:") and host_of(target) not in self.loopback:
                target = "https:" + target.removeprefix("http:")
            hop = target
        raise FetchError("too_many_redirects", f"more than {self.limits.redirects}", address=address)

    def _try(self, address: str, hop: str, headers: Mapping[str, str], most_bytes: int, *, is_cut: bool) -> Response:
        """The answer to one hop, tried again after passing failures with growing, jittered pauses.

        After a failure a new connection is used: a server in trouble may have closed the old one without a word.
        """
        host = host_of(hop)
        for attempt in range(1, self.limits.tries + 1):
            is_last = attempt == self.limits.tries
            try:
                with self.pacer.turn(host):
                    response = self._send(address, hop, headers, most_bytes, is_cut=is_cut)
            except FetchError as error:
                self._adapter.close()
                if not error.is_passing or is_last:
                    self.pacer.went_badly(host)
                    raise
                self.pacer.went_badly(host, self._backoff(attempt))
                continue
            if response.status not in _RETRIED_STATUSES:
                self.pacer.went_well(host)
                return response
            self._adapter.close()
            wait = self._retry_after(response)
            if wait is not None and wait > self.limits.longest_wait_seconds:
                raise FetchError("deferred", f"the host asks to wait {wait:.0f} s", address=hop, status=response.status)
            self.pacer.went_badly(host, wait if wait is not None else self._backoff(attempt))
            if is_last:
                raise FetchError("http_status", f"HTTP {response.status}", address=hop, status=response.status)
        raise AssertionError("unreachable: every last try returns or raises")

    def _backoff(self, attempt: int) -> float:
        base = max(self.pause_seconds, 0.5)
        return float(min(60.0, base * 2 ** (attempt - 1) * (0.5 + self.jitter())))

    def _retry_after(self, response: Response) -> float | None:
        value = response.header("Retry-After")
        if not value:
            return None
        if value.strip().isdecimal():
            return float(value)
        with suppress(ValueError, TypeError, OverflowError):
            at = parsedate_to_datetime(value)
            return max(0.0, (at if at.tzinfo else at.replace(tzinfo=UTC)).timestamp() - self.now().timestamp())
        return None

    def _send(self, address: str, hop: str, headers: Mapping[str, str], most_bytes: int, *, is_cut: bool) -> Response:
        """One request and its answer; with `is_cut` of a longer body only the first `most_bytes` are taken."""
        self.n_requests += 1
        self._line.expire_in(self.limits.total_seconds)
        try:
            request = requests.Request("GET", hop, headers={**self._session.headers, **headers}).prepare()
            cookies = get_cookie_header(self._session.cookies, request)  # type: ignore[no-untyped-call]
            if cookies:
                request.headers["Cookie"] = cookies
            with self._session.send(
                request,
                stream=True,
                allow_redirects=False,
                timeout=(self.limits.connect_seconds, self.limits.read_seconds),
                verify=self._session.verify,
            ) as answer:
                transferred = self._read(answer, hop, most_bytes, is_cut=is_cut)
                if self._line.was_hung_up:
                    raise TimeoutError
                return Response(
                    address=address,
                    final_address=hop,
                    status=answer.status_code,
                    reason=answer.reason or "",
                    headers=tuple(answer.raw.headers.items()),
                    transferred=transferred,
                    content=_unpacked(transferred, answer, hop, self.limits.unpacked_bytes, is_cut=is_cut),
                    fetched_at=self.now().replace(microsecond=0),
                )
        except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
            raise self._failure(error, hop) from error
        finally:
            self._line.release()

    def _read(self, answer: requests.Response, hop: str, most_bytes: int, *, is_cut: bool) -> bytes:
        declared = answer.headers.get("Content-Length", "")
        if declared.isdecimal() and int(declared) > most_bytes and not is_cut:
            raise FetchError("too_large", f"{declared} bytes", address=hop)
        chunks: list[bytes] = []
        size = 0
        for chunk in answer.raw.stream(_CHUNK, decode_content=False):
            size += len(chunk)
            self.n_bytes += len(chunk)
            chunks.append(chunk)
            if size > most_bytes and is_cut:
                return b"".join(chunks)[:most_bytes]
            if size > most_bytes:
                raise FetchError("too_large", f"more than {most_bytes} bytes", address=hop)
        return b"".join(chunks)

    def _failure(self, error: Exception, hop: str) -> FetchError:
        causes: list[BaseException] = []
        cause: BaseException | None = error
        while cause is not None and cause not in causes:
            causes.append(cause)
            inner = getattr(cause, "reason", None)
            cause = inner if isinstance(inner, BaseException) else (cause.__cause__ or cause.__context__)
        refused = next((item for item in causes if isinstance(item, RefusedAddressError)), None)
        if refused is not None:
            return FetchError("address_refused", str(refused), address=hop)
        if self._line.was_hung_up:
            return FetchError("timeout", f"not done after {self.limits.total_seconds:.0f} s", address=hop)
        if any(isinstance(item, requests.Timeout | urllib3.exceptions.TimeoutError | TimeoutError) for item in causes):
            return FetchError("timeout", "no answer in time", address=hop)
        if any(isinstance(item, urllib3.exceptions.DecodeError) for item in causes):
            return FetchError("broken_encoding", "the body can't be unpacked", address=hop)
        if isinstance(error, ValueError) and not isinstance(error, requests.RequestException):
            return FetchError("bad_address", f"the answer leads to no address: {error}", address=hop)
        if isinstance(error, requests.exceptions.SSLError):
            doubts = [item.verify_message for item in causes if isinstance(item, ssl.SSLCertVerificationError)]
            detail = f"the certificate can't be verified ({doubts[0]})" if doubts else "no secure connection"
            return FetchError("tls", detail, address=hop)
        return FetchError("connection", type(causes[-1]).__name__, address=hop)

    def _rules(self, address: str) -> Any:
        """The host's robots rules; None if it has none. Fails closed: an error or a check page means unavailable."""
        hop = normal_address(address) or address
        root = "/".join(hop.split("/", 3)[:3])
        if root not in self._robots:
            self._robots[root] = self._read_rules(root)
        rules = self._robots[root]
        if isinstance(rules, FetchError):
            raise rules
        return rules

    def _read_rules(self, root: str) -> Any:
        from protego import Protego

        address = f"{root}/robots.txt"
        try:
            response = self._follow(address, {}, ask_robots=False, most_bytes=_ROBOTS_BYTES, is_cut=True)
        except FetchError as error:
            if error.code == "address_refused" or (error.address == address and error.code in _NEVER_ASKED):
                return error
            return FetchError("robots_unavailable", f"robots.txt: {error.detail}", address=address, status=error.status)
        if 400 <= response.status < 500:
            return None
        # A longer file counts as far as it was read, without the line that was cut.
        whole_lines = (
            response.content if len(response.content) < _ROBOTS_BYTES else response.content.rpartition(b"\n")[0]
        )
        text = _robots_text(whole_lines)
        if response.status != 200 or block_reason(text):
            detail = f"robots.txt: HTTP {response.status}" if response.status != 200 else "robots.txt: browser check"
            return FetchError("robots_unavailable", detail, address=address, status=response.status)
        rules = Protego.parse(text)
        delay = rules.crawl_delay(_ROBOTS_NAME)
        if delay and delay > self.limits.longest_wait_seconds:
            return FetchError("deferred", f"robots.txt asks for {delay:.0f} s between requests", address=address)
        if delay:
            self.pacer.at_least(host_of(root), float(delay))
        return rules


def _robots_text(content: bytes) -> str:
    """The rules as text: UTF-8, or UTF-16 where the first bytes say so; invisible marks at the beginning left out."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    elif content[1:2] == b"\0" or content[:1] == b"\0":
        text = content.decode("utf-16-le" if content[1:2] == b"\0" else "utf-16-be", "replace")
    else:
        text = content.decode("utf-8", "replace")
    return text.lstrip("\ufeff\u200b\u200e\u200f")


def _unpacked(transferred: bytes, answer: requests.Response, hop: str, most_bytes: int, *, is_cut: bool) -> bytes:
    """The body with its Content-Encoding undone, never more than `most_bytes`; with `is_cut` it need not be whole."""
    encodings = [part.strip().lower() for part in answer.headers.get("Content-Encoding", "").split(",") if part.strip()]
    if len(encodings) > _MOST_ENCODINGS:
        raise FetchError("broken_encoding", f"packed {len(encodings)} times over", address=hop)
    content = transferred
    for encoding in reversed(encodings):
        if encoding in _NO_ENCODINGS or not content:
            continue
        if encoding not in {"gzip", "x-gzip", "deflate"}:
            raise FetchError("broken_encoding", f"content encoding {encoding}", address=hop)
        content = _inflated(content, encoding, hop, most_bytes, is_cut=is_cut)
    return content


def _inflated(packed: bytes, encoding: str, hop: str, most_bytes: int, *, is_cut: bool) -> bytes:
    is_raw = encoding == "deflate" and packed[:1] and (packed[0] & 0x0F) != 8
    parts: list[bytes] = []
    size = 0
    while packed:
        inflater = zlib.decompressobj(-zlib.MAX_WBITS if is_raw else zlib.MAX_WBITS | 32)
        try:
            parts.append(inflater.decompress(packed, most_bytes + 1 - size))
        except zlib.error as error:
            raise FetchError("broken_encoding", str(error), address=hop) from error
        size += len(parts[-1])
        if size > most_bytes:
            raise FetchError("too_large", f"more than {most_bytes} bytes unpacked", address=hop)
        if not inflater.eof and not is_cut:
            raise FetchError("broken_encoding", "the body is cut off", address=hop)
        # gzip may come in several members; what else stands behind the end is no part of the body.
        packed = inflater.unused_data if inflater.unused_data.startswith(_GZIP) else b""
    return b"".join(parts)


class _Line:
    """The connection in use: opened only to checked addresses, and hung up when the request's time is over.

    One thread looks after the time of all requests of a fetcher; a request costs it nothing.
    """

    def __init__(self, loopback: dict[str, tuple[str, int]]) -> None:
        self.loopback = loopback
        self.was_hung_up = False
        self._lock = threading.Lock()
        self._socket: socket.socket | None = None
        self._expires_at = float("inf")
        self._is_closed = threading.Event()
        self._watch: threading.Thread | None = None

    def expire_in(self, seconds: float) -> None:
        """A request begins; after the time its connection is shut."""
        with self._lock:
            self.was_hung_up = False
            self._expires_at = time.monotonic() + seconds
        if self._watch is None:
            self._watch = threading.Thread(target=self._keep_time, name="peygir-fetch-time", daemon=True)
            self._watch.start()

    def take(self, connection: Any) -> None:
        """Remember which connection the request uses."""
        handle: socket.socket | None = getattr(connection, "peygir_handle", None)
        with self._lock:
            self._drop()
            self._socket = handle.dup() if handle is not None else None
            if self.was_hung_up:
                self._hang_up()

    def release(self) -> None:
        """The request is over: nothing to hang up."""
        with self._lock:
            self._expires_at = float("inf")
            self._drop()

    def close(self) -> None:
        """No more requests."""
        self._is_closed.set()

    def _keep_time(self) -> None:
        while not self._is_closed.wait(_WATCH_SECONDS):
            with self._lock:
                if time.monotonic() >= self._expires_at:
                    self._hang_up()

    def _hang_up(self) -> None:
        """Shut the connection of the running request, which then fails; whoever calls holds the lock."""
        self.was_hung_up = True
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def _drop(self) -> None:
        if self._socket is not None:
            self._socket.close()
            self._socket = None


class _FinalResponse(http.client.HTTPResponse):
    """The answer itself: interim ones before it (102, 103) are passed over like 100."""

    def _read_status(self) -> tuple[str, int, str]:
        for _ in range(_MOST_INTERIM):
            status: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]
            if status[1] not in _INTERIM:
                return status
            http.client.parse_headers(self.fp)
        raise http.client.HTTPException("interim answers without end")


class _Guarded:
    """A urllib3 connection that connects through the guard and keeps a second handle to hang up with."""

    line: _Line
    response_class = _FinalResponse
    peygir_handle: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        connection: Any = self
        timeout = connection.timeout
        try:
            opened = open_connection(
                connection._dns_host,
                connection.port,
                timeout=timeout if isinstance(timeout, int | float) else None,
                loopback=self.line.loopback,
                socket_options=connection.socket_options or (),
            )
        except TimeoutError as error:
            raise urllib3.exceptions.ConnectTimeoutError(connection, "no connection in time") from error
        except (OSError, UnicodeError) as error:
            raise urllib3.exceptions.NewConnectionError(connection, str(error)) from error
        self._close_handle()
        self.peygir_handle = opened.dup()
        self.line.take(self)
        return opened

    def request(self, *arguments: Any, **options: Any) -> None:
        """Send a request, as the line's user."""
        self.line.take(self)
        super().request(*arguments, **options)  # type: ignore[misc]

    def close(self) -> None:
        """Close the connection and its second handle."""
        super().close()  # type: ignore[misc]
        self._close_handle()

    def _close_handle(self) -> None:
        if self.peygir_handle is not None:
            self.peygir_handle.close()
            self.peygir_handle = None


class _GuardedAdapter(HTTPAdapter):
    """A requests adapter whose connections are guarded."""

    def __init__(self, line: _Line) -> None:
        self._line = line
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *arguments: Any, **options: Any) -> None:
        """Build the pools on guarded connection classes."""
        super().init_poolmanager(*arguments, **options)
        plain = type("GuardedHTTP", (_Guarded, HTTPConnection), {"line": self._line})
        secure = type("GuardedHTTPS", (_Guarded, HTTPSConnection), {"line": self._line})
        self.poolmanager.pool_classes_by_scheme = {
            "http": type("GuardedHTTPPool", (HTTPConnectionPool,), {"ConnectionCls": plain}),
            "https": type("GuardedHTTPSPool", (HTTPSConnectionPool,), {"ConnectionCls": secure}),
        }


__all__ = ["CONTACT_VARIABLE", "FetchError", "Fetcher", "Limits", "Response", "require_contact"]
