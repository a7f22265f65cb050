"""The article's part of a page to paragraphs. The only module that reads with BeautifulSoup."""

from __future__ import annotations

import re
import warnings
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Comment, MarkupResemblesLocatorWarning, Tag
from bs4.element import NavigableString

from ingestion.news.layouts.cut import cut_down
from ingestion.news.text import tidy

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_END_OF_BLOCK = object()
_SHORTEST_LINK_BLOCK = 20
_STORY_PATH = re.compile(r"\d{4,}")


def read_body(html: str, *, drop: Sequence[str] = (), stop: Sequence[str] = ()) -> list[str]:
    """The part's paragraphs in order, each one line or, at `<br>`, several.

    `drop` and `stop` are CSS selectors: an element that matches `drop` is left out; from the first element that
    matches `stop` on nothing is read. Blocks that are nothing but links to other stories are left out too.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MarkupResemblesLocatorWarning)
        soup = BeautifulSoup(cut_down(html, drop=drop, stop=stop), "lxml")
    return _Paragraphs().read(soup)


class _Paragraphs:
    """Walks a soup and gathers paragraphs: a block ends one, an empty line (two `<br>`) too."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.lines: list[str] = []
        self.pieces: list[str] = []

    def read(self, soup: BeautifulSoup) -> list[str]:
        waiting: list[object] = [*reversed(soup.contents)]
        while waiting:
            node = waiting.pop()
            if node is _END_OF_BLOCK:
                self._end_paragraph()
            elif isinstance(node, Tag):
                waiting += reversed(self._opened(node))
            elif isinstance(node, NavigableString) and not isinstance(node, Comment):
                self.pieces.append(str(node))
        self._end_paragraph()
        return self.paragraphs

    def _opened(self, tag: Tag) -> list[object]:
        """What is to be read of a tag."""
        if tag.name == "br":
            self._end_line()
            return []
        if tag.name not in _BLOCKS:
            return [*tag.contents]
        self._end_paragraph()
        return [] if _is_link_block(tag) else [*tag.contents, _END_OF_BLOCK]

    def _end_line(self) -> None:
        self.lines.append(tidy("".join(self.pieces)))
        self.pieces.clear()

    def _end_paragraph(self) -> None:
        self._end_line()
        current: list[str] = []
        for line in (*self.lines, ""):
            if line:
                current.append(line)
            elif current:
                self.paragraphs.append("\n".join(current))
                current = []
        self.lines.clear()


def _is_link_block(tag: Tag) -> bool:
    """True for a block that is nothing but links to other stories, such as "read more" boxes between paragraphs."""
    if tag.name in {"html", "body", "table", "tr"} or any(
        isinstance(child, Tag) and child.name in _BLOCKS for child in tag.children
    ):
        return False
    links = [child for child in tag.descendants if isinstance(child, Tag) and child.name == "a" and child.get("href")]
    if not links:
        return False
    text = tidy(tag.get_text())
    linked = sum(len(tidy(link.get_text())) for link in links)
    if len(text) < _SHORTEST_LINK_BLOCK or linked < 0.9 * len(text):
        return False
    return any(_leads_to_story(str(link["href"])) for link in links)


def _leads_to_story(href: str) -> bool:
    path = unquote(urlsplit(href).path)
    return bool(_STORY_PATH.search(path)) or path.count("-") >= 3
