"""The article's part of a page to paragraphs. The only module that reads with BeautifulSoup."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, Tag
from bs4.element import NavigableString

from ingestion.news.text import tidy

_NEVER_TEXT = (
    "script", "style", "noscript", "template", "iframe", "object", "embed", "form", "button", "textarea", "select",
    "input", "svg", "video", "audio", "canvas", "figure", "figcaption", "nav", "footer", "aside",
)  # fmt: skip
_BLOCKS = (
    "address", "article", "blockquote", "center", "dd", "details", "div", "dl", "dt", "fieldset", "h1", "h2", "h3",
    "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul",
)  # fmt: skip
_NOISE = frozenset({
    "ad", "ads", "adv", "advs", "advert", "advertise", "advertisement", "banner", "breadcrumb", "breadcrumbs",
    "captcha", "comment", "comments", "gallery", "hidetag", "mostviewed", "newsletter", "noprint", "pagination",
    "paginator", "promo", "rating", "readmore", "recommend", "recommended", "related", "relatednews", "relateds",
    "share", "sharing", "short-link", "shortlink", "sidebar", "social", "subscribe", "tagcloud", "tags", "toolbar",
})  # fmt: skip
_TOKEN = re.compile(r"[\s_]+|(?<=[a-z])-(?=[a-z])|(?<=[a-z])(?=[A-Z])")
# An element counts as noise by its class only while it holds less than this share of the part's text.
_LARGEST_NOISE_SHARE = 0.4
_SHORTEST_LINK_BLOCK = 20


def read_body(html: str, *, drop: Sequence[str] = (), stop: Sequence[str] = ()) -> list[str]:
    """The part's paragraphs in order, each one line or, at `<br>`, several.

    `drop` and `stop` are CSS selectors: an element that matches `drop` is left out; from the first element that
    matches `stop` on nothing is read.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(html, "lxml")
    _cut_at(soup, stop)
    for tag in soup.find_all(_NEVER_TEXT):
        tag.decompose()
    for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
        comment.extract()
    _drop(soup, drop)
    _drop_noise(soup)
    return _paragraphs(soup)


def _cut_at(soup: BeautifulSoup, stop: Sequence[str]) -> None:
    if not stop:
        return
    first = soup.select_one(", ".join(stop))
    if first is None or not first.find_previous(string=lambda text: bool(text and text.strip())):
        return
    node: Tag | None = first
    while node is not None and node.parent is not None:
        for following in list(node.next_siblings):
            following.extract()
        node = node.parent
    first.decompose()


def _drop(soup: BeautifulSoup, drop: Sequence[str]) -> None:
    if drop:
        for tag in soup.select(", ".join(drop)):
            if not tag.decomposed:
                tag.decompose()


def _drop_noise(soup: BeautifulSoup) -> None:
    total = len(soup.get_text()) or 1
    for tag in soup.find_all(True):
        if tag.decomposed or not tag.attrs or tag.name in ("html", "body"):
            continue
        is_noise = _is_hidden(tag) or (_names(tag) & _NOISE and len(tag.get_text()) < _LARGEST_NOISE_SHARE * total)
        if is_noise:
            tag.decompose()
    for tag in soup.find_all(("p", "div", "li", "h2", "h3", "h4", "h5")):
        if not tag.decomposed and _is_link_block(tag):
            tag.decompose()


def _is_hidden(tag: Tag) -> bool:
    style = str(tag.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or tag.has_attr("hidden")


def _names(tag: Tag) -> set[str]:
    classes = tag.get("class")
    written = [*(classes if isinstance(classes, list) else [str(classes or "")]), str(tag.get("id") or "")]
    names: set[str] = set()
    for name in written:
        names.add(name.lower())
        names.update(part.lower() for part in _TOKEN.split(name) if part)
    return names


def _is_link_block(tag: Tag) -> bool:
    """True for a block that is nothing but links to other stories, such as "read more" boxes between paragraphs."""
    links = tag.find_all("a", href=True)
    if not links or tag.find(_BLOCKS):
        return False
    text = tidy(tag.get_text())
    linked = sum(len(tidy(link.get_text())) for link in links)
    if len(text) < _SHORTEST_LINK_BLOCK or linked < 0.9 * len(text):
        return False
    return any(_leads_to_story(str(link["href"])) for link in links)


def _leads_to_story(href: str) -> bool:
    path = unquote(urlsplit(href).path)
    return bool(re.search(r"\d{4,}", path)) or path.count("-") >= 3


def _paragraphs(soup: BeautifulSoup) -> list[str]:
    paragraphs: list[str] = []
    lines: list[str] = []
    pieces: list[str] = []

    def end_line() -> None:
        line = tidy("".join(pieces))
        pieces.clear()
        lines.append(line)

    def end_paragraph() -> None:
        end_line()
        paragraphs.extend(_split_at_blank(lines))
        lines.clear()

    def walk(nodes: Iterable[object]) -> None:
        for node in nodes:
            if isinstance(node, Tag):
                if node.name == "br":
                    end_line()
                elif node.name in _BLOCKS:
                    end_paragraph()
                    walk(node.children)
                    end_paragraph()
                else:
                    walk(node.children)
            elif isinstance(node, NavigableString):
                pieces.append(str(node))

    walk(soup.children)
    end_paragraph()
    return paragraphs


def _split_at_blank(lines: Sequence[str]) -> list[str]:
    """Lines to paragraphs: an empty line (two `<br>`) divides, a single `<br>` stays a line break."""
    paragraphs: list[str] = []
    current: list[str] = []
    for line in [*lines, ""]:
        if line:
            current.append(line)
        elif current:
            paragraphs.append("\n".join(current))
            current = []
    return paragraphs
