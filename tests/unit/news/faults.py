"""Faults of a web server, each answering requests for one path prefix itself."""

from __future__ import annotations

import contextlib
import gzip
import socket
import struct
import time
from collections.abc import Callable
from functools import cache

from ingestion.news.replay import Fault, Handler


def on(prefix: str, act: Callable[[Handler], None], *, times: int | None = None) -> Fault:
    """A fault for paths that begin with the prefix; after `times` requests the recorded answer is given."""
    count = 0

    def fault(handler: Handler, host: str) -> bool:
        nonlocal count
        if not handler.path.startswith(prefix) or (times is not None and count >= times):
            return False
        count += 1
        handler.close_connection = True
        with contextlib.suppress(OSError):
            act(handler)
        return True

    return fault


def answer(status: int, body: bytes = b"", **headers: str) -> Callable[[Handler], None]:
    """A plain answer; underscores in header names stand for hyphens."""

    def act(handler: Handler) -> None:
        handler.send_response(status)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.send_header("Content-Length", str(len(body)))
        handler.send_header("Connection", "close")
        handler.end_headers()
        handler.wfile.write(body)

    return act


def silent(seconds: float) -> Callable[[Handler], None]:
    """Nothing is answered for a while."""
    return lambda handler: time.sleep(seconds)


def dripping(begun: Callable[[], None]) -> Callable[[Handler], None]:
    """A body that comes byte by byte, always within the read timeout, for a minute; `begun` is called after the first."""

    def act(handler: Handler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        _drip(handler, begun)

    return act


def dripping_headers(begun: Callable[[], None]) -> Callable[[Handler], None]:
    """A header line that comes byte by byte, for a minute; `begun` is called after the first."""

    def act(handler: Handler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-A: ")
        _drip(handler, begun)

    return act


def _drip(handler: Handler, begun: Callable[[], None]) -> None:
    handler.wfile.write(b"x")
    begun()
    end = time.monotonic() + 60
    while time.monotonic() < end:
        handler.wfile.write(b"x")
        time.sleep(0.05)


def reset(handler: Handler) -> None:
    """The connection is reset."""
    handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    handler.connection.close()


def truncated_gzip(handler: Handler) -> None:
    """A gzip body of which the second half is missing, with the length of what is sent."""
    packed = gzip.compress(b"<html>" + b"text " * 10_000 + b"</html>")
    body = packed[: len(packed) // 2]
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


def short_body(handler: Handler) -> None:
    """Fewer bytes than Content-Length says."""
    handler.send_response(200)
    handler.send_header("Content-Length", "5000")
    handler.end_headers()
    handler.wfile.write(b"<html>cut")


def gzip_bomb(handler: Handler) -> None:
    """A small body that unpacks to 60 MB."""
    body = _bomb()
    handler.send_response(200)
    handler.send_header("Content-Encoding", "gzip")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    handler.wfile.write(body)


@cache
def _bomb() -> bytes:
    return gzip.compress(b"\0" * 60_000_000, compresslevel=1)


def endless(handler: Handler) -> None:
    """A body without end."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while True:
        handler.wfile.write(b"x" * 65_536)


def raw(content: bytes) -> Callable[[Handler], None]:
    """Bytes as they are, status line and all; then the connection is closed."""
    return lambda handler: handler.wfile.write(content)


def whole(body: bytes) -> bytes:
    """A plain answer as bytes."""
    return b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: %d\r\n\r\n" % len(body) + body


def kept_open(content: bytes) -> Callable[[Handler], None]:
    """Bytes as they are; the connection stays open for the next request."""

    def act(handler: Handler) -> None:
        handler.close_connection = False
        handler.wfile.write(content)
        handler.wfile.flush()

    return act


def dead_line_after(prefix: str, content: bytes) -> Fault:
    """The first request for the prefix gets these bytes; what is asked afterwards on the same connection gets none."""
    dead: list[Handler] = []

    def fault(handler: Handler, host: str) -> bool:
        if handler in dead:
            handler.close_connection = True
            return True
        if dead or not handler.path.startswith(prefix):
            return False
        dead.append(handler)
        kept_open(content)(handler)
        return True

    return fault


def cookie_wall(body: bytes) -> Callable[[Handler], None]:
    """A redirect to the page itself that sets a cookie, and the page for who brings it."""

    def act(handler: Handler) -> None:
        if "seen=1" in (handler.headers.get("Cookie") or ""):
            answer(200, body)(handler)
        else:
            answer(302, Location=handler.path, Set_Cookie="seen=1; Path=/")(handler)

    return act


def notice(title: str, text: str) -> Callable[[Handler], None]:
    """A page that is no article, with status 200."""
    html = f"<html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{title}</h1><p>{text}</p></body>"
    return answer(200, html.encode(), Content_Type="text/html")


def chunked_garbage(handler: Handler) -> None:
    """A chunked body whose lengths are no numbers."""
    raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n<html>\r\n\x00\xff\r\n")(handler)


def chunked_cut(handler: Handler) -> None:
    """A chunked body that ends in the middle of a chunk."""
    raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n<html>cut")(handler)


def many_headers(handler: Handler) -> None:
    """More header lines than any server needs."""
    lines = b"".join(b"X-%d: y\r\n" % n for n in range(5000))
    raw(b"HTTP/1.1 200 OK\r\n" + lines + b"\r\n<html></html>")(handler)


def long_header(handler: Handler) -> None:
    """One header line of a megabyte."""
    raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"y" * 1_000_000 + b"\r\n\r\n<html></html>")(handler)


def packed(body: bytes, times: int = 1, encoding: str | None = None) -> Callable[[Handler], None]:
    """A body that is gzipped so many times over."""
    for _ in range(times):
        body = gzip.compress(body)
    return answer(200, body, Content_Type="text/html", Content_Encoding=encoding or ", ".join(["gzip"] * times))
