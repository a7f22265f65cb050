"""Selectors of the source files over one page: CSS, `CSS@attribute`, `meta:NAME`, `link:REL`, `jsonld:KEY`."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode, SelectolaxError

from ingestion.errors import PeygirError
from ingestion.news.layouts.cut import names_of
from ingestion.news.text import tidy

_ARTICLE_TYPES = ("article", "newsarticle", "reportagenewsarticle", "analysisnewsarticle", "blogposting", "report")
_SHORTEST_PROSE = 80
_KEY = 60
# Elements that hold no field of the story itself, unless the story lies in them.
_FOREIGN_TAGS = frozenset({"aside", "nav"})
_SITE_TAGS = frozenset({"header", "footer"})
_FOREIGN_NAMES = frozenset({
    "comment", "comments", "footer", "latest", "masthead", "mostread", "mostviewed", "related", "relatednews",
    "relateds", "sidebar", "today", "topbar",
})  # fmt: skip
# The site's own name, be it a heading or not.
_SITE_NAMES = frozenset({"brand", "logo", "navbar-brand", "site-branding", "site-name", "site-title", "sitename"})
_STORY_TAGS = frozenset({"article", "main"})
_HEADINGS = "h1,h2,h3,h4,h5"
# Ids and classes of titles on pages without headings, Latin-lettered Persian among them.
_TITLE_NAMES = ",".join(
    f"[{name}*={word}]" for word in ("itle", "itr", "eadline", "ubject") for name in ("class", "id")
)
_NO_LINES = frozenset({"a", "script", "style", "noscript", "template", "select", "option", "button", "textarea"})
_LONGEST_SMALL = 90
_LEVELS_AROUND = 6
# Elements in which a date line is looked for; the largest of real pages have fewer around their text.
_MOST_LOOKED_AT = 6000
_PLAIN_NAME = re.compile(r"[#.][A-Za-z_](?:(?!\d{3})[\w-])*")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")


class PageTree:
    """One parsed page. Reading a selector gives tidied texts, empty ones left out, in document order."""

    def __init__(self, text: str) -> None:
        self._parser = LexborHTMLParser(text)
        self._home: list[LexborNode] = []
        self._ranks: dict[int, int] = {}
        self._foreign: dict[int, bool] = {}

    def settle(self, home: LexborNode) -> None:
        """Tell where the story's text is: fields are then looked for near it, and not in boxes apart from it."""
        self._home = [home, *_above(home)]
        self._ranks = {node.mem_id: rank for rank, node in enumerate(self._home)}
        self._foreign = {}

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
        return _values(self._nodes(css), attribute)

    def own_values(self, selector: str) -> list[str]:
        """The values without those of comments, sidebars and other stories, nearest to the story's text first."""
        if not self._home or selector.startswith(("meta:", "link:", "jsonld:")):
            return self.values(selector)
        css, _, attribute = selector.partition("@")
        nodes = [node for node in self._nodes(css) if not self._is_foreign(node)]
        return _values(sorted(nodes, key=self._rank) if len(nodes) > 1 else nodes, attribute)

    def first(self, selectors: Sequence[str]) -> tuple[str | None, str | None]:
        """The story's own first value of the first selector that has one, and that selector."""
        for selector in selectors:
            values = self.own_values(selector)
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

    def heading(self, *, shortest: int, longest: int, apart_from: frozenset[str]) -> LexborNode | None:
        """The element that looks like the story's title and stands before its text, nearest to it; or None.

        Its text has `shortest` to `longest` characters and is none of `apart_from`. Headings go before elements that
        only the name makes a title.
        """
        body = self._parser.body
        if not self._home or body is None:
            return None
        order = {node.mem_id: n for n, node in enumerate(body.traverse())}
        start = order.get(self._home[0].mem_id, 0)
        for css in (_HEADINGS, _TITLE_NAMES):
            found = [
                node
                for node in self._nodes(css)
                if order.get(node.mem_id, start) < start
                and node.mem_id not in self._ranks
                and shortest <= len(text := tidy(node.text(deep=True, separator=" "))) <= longest
                and text not in apart_from
                and not self._is_foreign(node)
                and all(above.tag != "li" for above in _above(node))
            ]
            if found:
                return min(found, key=self._rank)
        return None

    def small_texts(self) -> Iterator[tuple[int, str]]:
        """Short texts around the story's text that belong to no other story, with how far away they are (1 upwards)."""
        n_looked_at = 0
        for rank, (inner, around) in enumerate(pairwise(self._home[: _LEVELS_AROUND + 1]), start=1):
            if around.tag == "html":
                return
            waiting = [node for node in around.iter(include_text=True) if node.mem_id != inner.mem_id][::-1]
            while waiting and n_looked_at < _MOST_LOOKED_AT:
                n_looked_at += 1
                node = waiting.pop()
                if node.tag in _NO_LINES or (node.tag == "li" and node.css_first("a") is not None):
                    continue
                if node.tag != "-text" and self._is_box_apart(node):
                    continue
                text = tidy(node.text(deep=True, separator=" "))
                if 0 < len(text) <= _LONGEST_SMALL:
                    yield rank, text
                if text and node.tag != "-text":
                    parts = list(node.iter(include_text=True))
                    is_prose = len(text) <= _LONGEST_SMALL and any(map(_is_wording, parts))
                    waiting += reversed([part for part in parts if _follows_icon(part)] if is_prose else parts)

    def holds(self, selector: str, inner: Sequence[str]) -> bool:
        """True if an element of one CSS selector holds an element of any of the others."""
        if selector.startswith(("meta:", "link:", "jsonld:")) or "@" in selector:
            return False
        return any(node.css(css) for node in self._nodes(selector) for css in inner if ":" not in css)

    def _rank(self, node: LexborNode) -> int:
        """How many levels above the story's text the first element is that holds both."""
        own = next((self._ranks[above.mem_id] for above in (node, *_above(node)) if above.mem_id in self._ranks), None)
        if own is None or (own == 0 and self._home[0].css_first("h1") is None):
            return len(self._home)
        return own

    def _is_foreign(self, node: LexborNode) -> bool:
        """True if the element lies in a box that is not the story's: comments, sidebars, the site's head and foot."""
        path: list[int] = []
        answer = False
        for above in (node, *_above(node)):
            if above.mem_id in self._ranks or above.tag in {"body", "html"}:
                break
            if above.mem_id in self._foreign:
                answer = self._foreign[above.mem_id]
                break
            path.append(above.mem_id)
            if self._is_box_apart(above):
                answer = True
                break
        for mem_id in path:
            self._foreign[mem_id] = answer
        return answer

    def _is_box_apart(self, node: LexborNode) -> bool:
        names = names_of(node)
        if node.tag in _FOREIGN_TAGS or names & _SITE_NAMES:
            return True
        is_named = bool(names & _FOREIGN_NAMES)
        if node.tag in _SITE_TAGS and not is_named:
            is_named = all(above.tag not in _STORY_TAGS for above in _above(node))
        return is_named and node.tag != "h1" and node.css_first("h1") is None

    def nearest(self, texts: Sequence[str]) -> str:
        """Of several texts the one that fills an element nearest to the story's text; the first of equals."""

        def rank(text: str) -> int:
            node = self.holder_of(text)
            return len(self._home) + 1 if node is None else self._rank(node)

        return min(texts, key=rank)

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


def _values(nodes: Sequence[LexborNode], attribute: str) -> list[str]:
    if attribute:
        found = (tidy(node.attributes.get(attribute) or "") for node in nodes)
    else:
        found = (tidy(node.text(deep=True, separator=" ")) for node in nodes)
    return [value for value in found if value]


def _above(node: LexborNode) -> Iterator[LexborNode]:
    """The elements around an element, the innermost first."""
    above = node.parent
    while above is not None:
        yield above
        above = above.parent


def _is_wording(node: LexborNode) -> bool:
    """True for words that stand in an element beside other elements."""
    return node.tag == "-text" and any(character.isalpha() for character in node.text_content or "")


def _follows_icon(node: LexborNode) -> bool:
    """True for a text right after an element without any, as icons are."""
    before = node.prev
    return node.tag == "-text" and before is not None and before.tag != "-text" and not before.text(deep=True).strip()


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
