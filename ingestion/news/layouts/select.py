"""Selectors of the source files over one page: CSS, `CSS@attribute`, `meta:NAME`, `link:REL`, `jsonld:KEY`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingestion.errors import PeygirError
from ingestion.news.text import tidy

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "report")
_SHORTEST_PROSE = 80
_KEY = 60
_PLAIN_NAME = re.compile(r"[#.][A-Za-z_](?:(?!\d{3})[\w-])*")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


class PageTree:
    """One parsed page. Reading a selector gives tidied texts, empty ones left out, in document order."""

    def __init__(self, text: str) -> None:
        self._parser = LexborHTMLParser(text)

    def values(self, selector: str) -> list[str]:
        """Every non-empty value of the selector; none if it does not match."""
        kind, _, name = selector.partition(":")
        if kind == "meta":
            return self._metas.get(name.lower(), [])
        if kind == "link":
            return self._links.get(name.lower(), [])
        if kind == "jsonld":
            return _texts(self.structured.get(name.lower()))
        css, _, attribute = selector.partition("@")
        nodes = self._nodes(css)
        if attribute:
            found = (tidy(node.attributes.get(attribute) or "") for node in nodes)
        else:
            found = (tidy(node.text(deep=True, separator=" ")) for node in nodes)
        return [value for value in found if value]

    def first(self, selectors: Sequence[str]) -> tuple[str | None, str | None]:
        """The first value of the first selector that has one, and that selector."""
        for selector in selectors:
            values = self.values(selector)
            if values:
                return values[0], selector
        return None, None

    def all(self, selectors: Sequence[str]) -> tuple[list[str], str | None]:
        """All values of the first selector that has any, and that selector."""
        for selector in selectors:
            values = self.values(selector)
            if values:
                return values, selector
        return [], None

    def part(self, selectors: Sequence[str]) -> tuple[list[LexborNode], str | None]:
        """The node with the longest text under the first selector that matches any text, and that selector.

        Siblings that match the same selector belong to it: a text in several containers is read whole.
        """
        for selector in selectors:
            if selector.startswith(("meta:", "jsonld:", "link:")):
                continue
            sized = [(len(node.text(deep=True).strip()), node) for node in self._nodes(selector)]
            size, largest = max(sized, key=lambda pair: pair[0], default=(0, None))
            if size and largest is not None:
                home = largest.parent.mem_id if largest.parent is not None else None
                return [node for _, node in sized if node.parent is not None and node.parent.mem_id == home], selector
        return [], None

    def shape(self, parts: Sequence[LexborNode]) -> dict[str, float]:
        """Where the page's text lies: the share of the parts in their container, what is outside, how many they are."""
        inside = sum(len(node.text(deep=True)) for node in parts)
        home = parts[0].parent
        around = len(home.text(deep=True)) if home is not None else inside
        own = sum(_paragraph_length(node) for part in parts for node in part.css("p"))
        everywhere = sum(_paragraph_length(node) for node in self._parser.css("p"))
        stray = max(0, everywhere - own)
        return {
            "body_share": round(inside / around, 3) if around else 1.0,
            "stray_share": round(stray / (stray + inside), 3) if inside else 0.0,
            "parts": float(len(parts)),
        }

    def home_of(self, lines: Sequence[str]) -> LexborNode | None:
        """The smallest element that holds four fifths of the text of the longer lines, or None."""
        keys = [(_squashed(line)[:_KEY], len(line)) for line in lines if len(line) >= _SHORTEST_PROSE // 2]
        enough = 0.8 * sum(length for _, length in keys)
        best: tuple[int, LexborNode] | None = None
        for node in self._nodes("div,article,section,main,td") if keys else []:
            text = _squashed(node.text(deep=True))
            if best is not None and len(text) >= best[0]:
                continue
            if sum(length for key, length in keys if key in text) >= enough:
                best = (len(text), node)
        return best[1] if best else None

    def holder_of(self, text: str) -> LexborNode | None:
        """The innermost element whose whole text is this text, or None."""
        key = _squashed(text)
        found = [
            node
            for node in self._nodes("h1,h2,h3,h4,strong,b,a,span,p,td,div")
            if len(node.text(deep=True)) < 3 * len(text) and _squashed(node.text(deep=True)) == key
        ]
        return next((node for node in found if (node.tag or "").startswith("h")), found[-1] if found else None)

    def selector_of(self, node: LexborNode) -> str | None:
        """A CSS selector by id, class or the nearest such element above that matches this element alone; or None."""
        own = self._names_of(node)
        above, mark = node.parent, " > "
        while above is not None and above.tag not in {"body", "html"}:
            own += [f"{name}{mark}{node.tag}" for name in self._names_of(above)]
            above, mark = above.parent, " "
        for selector in own:
            matching = self._nodes(selector)
            if len(matching) == 1 and matching[0].mem_id == node.mem_id:
                return selector
        return None

    def _names_of(self, node: LexborNode) -> list[str]:
        """The element's id and classes as selectors; those with the story's number or odd signs are left out."""
        attributes = node.attributes
        names = [f"#{attributes.get('id')}"] if attributes.get("id") else []
        names += [f".{name}" for name in (attributes.get("class") or "").split()]
        return [name for name in names if _PLAIN_NAME.fullmatch(name)]

    def text(self) -> str:
        """The page's visible text, one line."""
        body = self._parser.body
        return tidy(body.text(deep=True, separator=" ")) if body is not None else ""

    def matching(self, selectors: Sequence[str]) -> tuple[str, ...]:
        """Those of the selectors that match anything with a value."""
        return tuple(selector for selector in dict.fromkeys(selectors) if self.values(selector))

    def links(self, selectors: Sequence[str]) -> list[LexborNode]:
        """The nodes of the first selector that matches."""
        for selector in selectors:
            nodes = self._parser.css(selector)
            if nodes:
                return list(nodes)
        return []

    def _nodes(self, css: str) -> list[LexborNode]:
        try:
            return list(self._parser.css(css))
        except SelectolaxError as error:
            raise PeygirError(
                f"'{css}' is no CSS selector", remedy="correct it in the source's or family's YAML"
            ) from error

    @property
    def language(self) -> str | None:
        """The page's declared language, two letters."""
        root = self._parser.root
        declared = (root.attributes.get("lang") if root else None) or next(iter(self.values("meta:inlanguage")), None)
        return declared[:2].lower() if declared else None

    @cached_property
    def structured(self) -> dict[str, Any]:
        """The JSON-LD object of the page's article, its keys in lower case; empty if there is none."""
        candidates: list[dict[str, Any]] = []
        for node in self._parser.css("script[type='application/ld+json']"):
            candidates += _objects(_json(node.text(deep=True)))
        for candidate in candidates:
            if set(_types(candidate)) & set(_ARTICLE_TYPES):
                return candidate
        return next((candidate for candidate in candidates if "datepublished" in candidate), {})

    @cached_property
    def _metas(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in self._parser.css("meta[content]"):
            attributes = node.attributes
            content = tidy(attributes.get("content") or "")
            if content:
                for key in {attributes.get("name"), attributes.get("property"), attributes.get("itemprop")} - {None}:
                    found.setdefault(str(key).strip().lower(), []).append(content)
        return found

    @cached_property
    def _links(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for node in self._parser.css("link[rel][href]"):
            rel, href = node.attributes.get("rel"), node.attributes.get("href")
            if rel and href:
                found.setdefault(rel.strip().lower(), []).append(href.strip())
        return found


def _squashed(text: str) -> str:
    """The text without white space and ZWNJ, for finding it again."""
    return "".join(text.replace("\u200c", "").split())


def _paragraph_length(node: LexborNode) -> int:
    """The text's length of a paragraph that is long enough to be prose."""
    length = len(node.text(deep=True).strip())
    return length if length >= _SHORTEST_PROSE else 0


def _json(text: str) -> Any:
    """The JSON of a script block, with the mistakes that CMSs make; None if it can't be read."""
    text = text.strip().removeprefix("<!--").removesuffix("-->").strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub(r"\1", text)):
        try:
            return json.loads(attempt, strict=False)
        except ValueError:
            continue
    return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object of a JSON-LD document that may describe the page."""
    if isinstance(value, list):
        for item in value:
            yield from _objects(item)
    elif isinstance(value, dict):
        lowered = {str(key).lower(): item for key, item in value.items()}
        yield lowered
        yield from _objects(lowered.get("@graph"))
        yield from _objects(lowered.get("mainentity"))


def _types(candidate: dict[str, Any]) -> list[str]:
    declared = candidate.get("@type")
    items = declared if isinstance(declared, list) else [declared]
    return [str(item).lower() for item in items if item]


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [tidy(value)] if tidy(value) else []
    if isinstance(value, int | float) and not isinstance(value, bool):
        return [str(value)]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    if isinstance(value, dict):
        return _texts(value.get("name") or value.get("value") or value.get("@value"))
    return []
