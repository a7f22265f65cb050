"""One saved article: its own fields and its facts, from bytes alone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from ingestion.errors import PeygirError
from ingestion.news.facts import read_facts

if TYPE_CHECKING:
    from ingestion.news.page import ParsedPage
    from ingestion.sources import NewsSite

# Rises when texts are read otherwise than in the version before: the ledger tells by which one a document was read, and
# what an earlier one refused is read again.
READER_VERSION: Final = "14"

_HTML_SUFFIXES: Final = (".html", ".htm", ".xhtml")
_NO_TEXTS: Final = {
    b"PK\x03\x04": "a workbook or another packed file",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an Office file",
    b"%PDF-": "a PDF file",
}
_FOR_A_WORKBOOK: Final = (
    "save the article as a page (.html) or as a text in UTF-8; a workbook is read by `peygir workbook read`"
)


@dataclass(frozen=True, slots=True)
class ArticleReading:
    """The article line and the fact lines, in the order of the contract."""

    article: dict[str, Any]
    facts: list[dict[str, Any]]


def read_article(
    content: bytes, *, file_name: str, url: str | None = None, source: str | None = None
) -> ArticleReading:
    """Reads a saved page (.html) or a plain text (any other name); refuses a text that is not UTF-8."""
    if PurePath(file_name).suffix.lower() in _HTML_SUFFIXES:
        from ingestion.news.layouts import parse_page

        page = parse_page(content, url=url, source=_site_of(source, url) if source else None)
        return read_page(page, content_sha256=hashlib.sha256(content).hexdigest(), url=url)
    return _read_text(content, file_name=file_name, url=url)


def _read_text(content: bytes, *, file_name: str, url: str | None) -> ArticleReading:
    for mark, what in _NO_TEXTS.items():
        if content.startswith(mark):
            raise PeygirError(f"{what} is no article", where=file_name, remedy=_FOR_A_WORKBOOK)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise PeygirError(
            "not UTF-8 text", where=f"{file_name}, byte {error.start}", remedy="save it as UTF-8"
        ) from error
    reading = read_facts(text)
    header = reading.header
    article = {
        "kind": "article",
        "url": url,
        "title": header.title,
        "lead": None,
        "body": text,
        "published_at": header.publication.at.isoformat() if header.publication.at else None,
        "news_code": header.news_code,
        "news_agency": header.news_agency,
        "byline_source": header.byline_source,
        "publisher_site": _site(url),
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "language": language_of(text),
        "checks": reading.checks,
    }
    return ArticleReading(article, [{"kind": "fact", **fact} for fact in reading.facts])


def _site_of(source: str, url: str | None) -> NewsSite:
    """The news site that a source's slug names; of several, the one with the address's host."""
    from ingestion.sources import find_sites, read_sources

    found = read_sources(include_sample=True)
    if (error := found.error_of(source.partition("/")[0])) is not None:
        raise error
    sites = find_sites(source, found.sources)
    host = urlsplit(url).hostname if url else None
    return next((site for site in sites if host in site.allowed_hosts), sites[0])


def read_page(page: ParsedPage, *, content_sha256: str, url: str | None = None) -> ArticleReading:
    """Reads a parsed news page: the same for a saved file, a crawl and a page from the archive."""
    reading = read_facts(page.body, published_at=page.published_at, title=page.title)
    header = reading.header
    published = page.published_at or header.publication.at
    article = {
        "kind": "article",
        "url": url or page.canonical_address,
        "title": page.title,
        "lead": page.lead,
        "body": page.body,
        "published_at": published.isoformat() if published else None,
        "news_code": page.news_code,
        "news_agency": page.news_agency or header.news_agency,
        "byline_source": page.byline_source or header.byline_source,
        "publisher_site": page.publisher_site or _site(url),
        "content_sha256": content_sha256,
        "language": language_of(page.body),
        "checks": reading.checks,
    }
    return ArticleReading(article, [{"kind": "fact", **fact} for fact in reading.facts])


def _site(url: str | None) -> str | None:
    """The host of an address without «www.»."""
    host = urlsplit(url).hostname if url else None
    return host.removeprefix("www.") if host else None


def language_of(text: str) -> str | None:
    """fa where most letters are of the Arabic script, en where most are Latin, None without letters."""
    sample = text[:5000]
    persian = sum("\u0600" <= character <= "\u06ff" and character.isalpha() for character in sample)
    latin = sum(character.isascii() and character.isalpha() for character in sample)
    if not persian and not latin:
        return None
    return "fa" if persian >= latin else "en"
