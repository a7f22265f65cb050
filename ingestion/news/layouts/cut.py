"""Cuts a page down to the article's part before BeautifulSoup sees it: what is never story is taken out of the tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER_TEXT = (
    "script,style,noscript,template,iframe,object,embed,form,button,textarea,select,input,svg,video,audio,canvas,"
    "figure,figcaption,nav,footer,aside,amp-ad,amp-embed,amp-iframe,amp-social-share,amp-sidebar,[hidden],[style*='display:none'],[style*='display: none']"
)
# Elements that only mark a part of a line.
_MARKS = ["font", "span", "b", "strong", "i", "em", "u", "big", "small", "mark", "tt"]
_NOISE = frozenset({
    "ad", "ads", "adv", "advs", "advert", "advertise", "advertisement", "banner", "breadcrumb", "breadcrumbs",
    "captcha", "comment", "comments", "gallery", "hidetag", "mostviewed", "newsletter", "noprint", "pagenav", "pager",
    "pagination", "paginator", "promo", "rating", "readmore", "recommend", "recommended", "related", "relatednews", "relateds",
    "share", "sharing", "short-link", "shortlink", "sidebar", "social", "subscribe", "tagcloud", "tags", "toolbar",
})  # fmt: skip
_TOKEN = re.compile(r"[\s_]+|(?<=[a-z])-(?=[a-z])|(?<=[a-z])(?=[A-Z])")
# An element counts as noise by its class only while it holds less than this share of the part's text.
_LARGEST_NOISE_SHARE = 0.4


def cut_down(html: str, *, drop: Sequence[str] = (), stop: Sequence[str] = ()) -> str:
    """The HTML of the part without scripts, players, forms, ads, hidden and related boxes.

    `drop` and `stop` are CSS selectors: an element that matches `drop` is left out; from the first element that
    matches `stop` and has text before it, nothing is kept.
    """
    tree = LexborHTMLParser(f"<html><body><div id=peygir-part>{html}</div></body></html>")
    part = tree.css_first("#peygir-part") or tree.body
    if part is None:
        return html
    unwanted = part.css(_NEVER_TEXT)
    if drop:
        unwanted += part.css(",".join(drop))
    unwanted += _after(part, stop)
    unwanted += _noise(part)
    _remove(unwanted, part)
    # libxml2 reads no deeper than 256 elements, which marks that are never closed soon reach.
    part.unwrap_tags(_MARKS)
    return part.html or ""


def _after(part: LexborNode, stop: Sequence[str]) -> list[LexborNode]:
    """The first element that ends the story and all that follows it inside the part."""
    first = part.css_first(",".join(stop)) if stop else None
    if first is None:
        return []
    found = [first]
    node: LexborNode | None = first
    while node is not None and node.mem_id != part.mem_id:
        following = node.next
        while following is not None:
            found.append(following)
            following = following.next
        node = node.parent
    return found if _has_text_before(part, first) else []


def _has_text_before(part: LexborNode, first: LexborNode) -> bool:
    for node in part.traverse(include_text=True):
        if node.mem_id == first.mem_id:
            return False
        if node.tag == "-text" and (node.text_content or "").strip():
            return True
    return False


def _noise(part: LexborNode) -> list[LexborNode]:
    total = len(part.text(deep=True)) or 1
    return [
        node
        for node in part.css("[class],[id]")
        if node.mem_id != part.mem_id
        and names_of(node) & _NOISE
        and len(node.text(deep=True)) < _LARGEST_NOISE_SHARE * total
    ]


def names_of(node: LexborNode) -> set[str]:
    """An element's id and classes in small letters, whole and in their words."""
    attributes = node.attributes
    names: set[str] = set()
    for name in (*(attributes.get("class") or "").split(), attributes.get("id") or ""):
        names.add(name.lower())
        names.update(piece.lower() for piece in _TOKEN.split(name) if piece)
    return names


def _remove(unwanted: Iterable[LexborNode], part: LexborNode) -> None:
    """Take elements out of the tree, each once: what lies inside an unwanted element goes with it."""
    nodes = {node.mem_id: node for node in unwanted}
    topmost = [node for node in nodes.values() if not _has_ancestor_in(node, nodes, part)]
    for node in topmost:
        node.decompose()


def _has_ancestor_in(node: LexborNode, nodes: dict[int, LexborNode], part: LexborNode) -> bool:
    above = node.parent
    while above is not None and above.mem_id != part.mem_id:
        if above.mem_id in nodes:
            return True
        above = above.parent
    return False
