"""Addresses of pages: IRIs to ASCII, relative to absolute, and the one canonical address of a story."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urljoin, urlsplit, urlunsplit

from ingestion.sources import Family

_PATH_SAFE = "/%:@!$&'()*+,;=~-._"
_QUERY_SAFE = _PATH_SAFE + "?"
_TRACKING = re.compile(r"^(?:utm_\w+|fbclid|gclid|ref|amp|output|print|share|_)$", re.I)
_MIRROR_LABELS = frozenset({"www", "m", "mobile", "amp", "mail", "wap", "print"})
# Second levels under .ir at which anybody may register a name.
_SECOND_LEVELS = frozenset({"ac", "co", "gov", "id", "net", "org", "sch"})
_VIEW = re.compile(r"(?:^|/)(?:print|amp|printmail|mobile)(?=/|$)", re.I)
_NEVER_FOLLOWED = re.compile(
    r"^/(?:fa/)?(?:print|printmail|download|files|redirect|ads|save|tag|tags|search|rss|feed|login|user|ajax)(?:/|$)"
    r"|\.(?:jpe?g|png|gif|webp|svg|mp[34]|pdf|zip|docx?|xlsx?|css|js|apk)$",
    re.I,
)
# WordPress without a form of addresses: https://site.ir/?p=4711.
_PLAIN_PERMALINK = re.compile(r"(?:^|&)p=\d+(?:&|$)")
_FOREIGN_EDITION = re.compile(r"^/(?:en|ar|tr|ru|fr|es|de|zh|ch|ur|he|az)/")
LONGEST_ADDRESS = 4000


@lru_cache(maxsize=2048)
def normal_address(text: str, base: str | None = None) -> str | None:
    """The address as ASCII with a lower-case host and without fragment; None if it is no http(s) address.

    Raw Persian letters in path and query are percent-encoded, those in the host become punycode; what is already
    encoded stays as it is.
    """
    text = "".join(text.split("\n")).strip()
    if not text or len(text) > LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(urljoin(base, text) if base else text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    try:
        ascii_host = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        return None
    is_default_port = port is None or (parts.scheme.lower(), port) in {("http", 80), ("https", 443)}
    netloc = _bracketed(ascii_host.lower()) + ("" if is_default_port else f":{port}")
    path = quote(_clean_percent(parts.path) or "/", safe=_PATH_SAFE)
    query = quote(_clean_percent(parts.query), safe=_QUERY_SAFE)
    return urlunsplit((parts.scheme.lower(), netloc, path, query, ""))


def host_of(address: str) -> str:
    """The host of an address, lower case, without port."""
    return (urlsplit(address).hostname or "").lower()


def publisher_site(address: str | None) -> str | None:
    """The host that publishes, without `www.` and mirror labels; None without an address."""
    if not address:
        return None
    return _plain_host(host_of(address)) or None


def canonical_address(address: str, family: Family | None = None) -> str:
    """The one address of a story: https, no mirror host, no slug, no print or AMP view, no tracking parameters.

    In a family that numbers its stories `mail.yjc.ir/fa/print/851` and `www.yjc.ir/fa/news/851/slug` fold to
    `https://yjc.ir/fa/news/851`; elsewhere the path stays as it is.
    """
    parts = urlsplit(address)
    host = _plain_host(host_of(address))
    if family is not None and family.folds_subdomains:
        host = _registrable(host)
    code = family.article_code(unquote(parts.path)) if family else None
    if family and code and family.canonical_path:
        return f"https://{host}{family.canonical_path.format(code=code)}"
    kept = [(key, value) for key, value in parse_qsl(parts.query) if not _TRACKING.match(key)]
    path = _VIEW.sub("", parts.path).rstrip("/") or "/"
    return urlunsplit(("https", host, path, urlencode(sorted(kept)), ""))


def is_story_link(address: str, family: Family | None) -> bool:
    """True for a link that may lead to an article: not a file, feed, tag, print view or foreign edition."""
    path = unquote(urlsplit(address).path)
    if _FOREIGN_EDITION.match(path):
        return False
    if family is not None and family.article_path is not None:
        return family.article_code(path) is not None and not _NEVER_FOLLOWED.search(path)
    if path in {"", "/"}:
        return bool(_PLAIN_PERMALINK.search(urlsplit(address).query))
    return not _NEVER_FOLLOWED.search(path)


def _clean_percent(text: str) -> str:
    """A `%` that begins no escape becomes `%25`."""
    return re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", text)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _plain_host(host: str) -> str:
    labels = host.split(".")
    while len(labels) > 2 and labels[0] in _MIRROR_LABELS:
        labels = labels[1:]
    return ".".join(labels)


def _registrable(host: str) -> str:
    labels = host.split(".")
    n = 3 if len(labels) >= 3 and labels[-1] == "ir" and labels[-2] in _SECOND_LEVELS else 2
    return ".".join(labels[-n:])
