"""Ways in which sites change under a crawler, applied to saved pages and lists."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from typing import Any

from selectolax.lexbor import LexborHTMLParser, LexborNode

_FIELDS = ("title", "lead", "body", "published_at", "section", "tags", "news_code", "kicker")


def page_mutations(html: str, expected: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Every mutation that fits the page, with its name."""
    for name in _FIELDS:
        selector = expected["selectors"].get(name, "")
        if selector and not selector.startswith("address"):
            yield from _renamed(html, name, selector)
    yield from _date_moved(html)
    yield from _body_split(html, expected["selectors"]["body"])
    yield from _encoding_broken(html)


def list_mutations(text: str, kind: str) -> Iterator[tuple[str, bytes]]:
    """Reordered, emptied, renamed and broken lists."""
    tag = {"feed": "item", "sitemap": "url"}.get(kind)
    pattern = re.compile(rf"<{tag}>.*?</{tag}>", re.S) if tag else re.compile(r'<li class="news">.*?</li>', re.S)
    entries = pattern.findall(text)
    if len(entries) > 1:
        yield "list reversed", _with_entries(text, pattern, entries[::-1])
        yield "list shuffled", _with_entries(text, pattern, _shuffled(entries))
    yield "list emptied", _with_entries(text, pattern, [])
    yield "list item renamed", re.sub(r"<(/?)(item|url|li)\b", r"<\1new\2", text).encode()
    yield "list encoding broken", text.encode().decode("cp1252", "replace").encode()


def _renamed(html: str, field: str, selector: str) -> Iterator[tuple[str, bytes]]:
    """The class, id, property or key that the selector hangs on gets another name, everywhere."""
    if selector.startswith("meta:"):
        name = selector.removeprefix("meta:")
        yield f"{field}: meta renamed", re.sub(rf'(["\'])({re.escape(name)})\1', r"\1x-\2\1", html).encode()
    elif selector.startswith("jsonld:"):
        name = selector.removeprefix("jsonld:")
        yield f"{field}: JSON-LD key renamed", re.sub(rf'"({name})"', r'"x\1"', html, flags=re.I).encode()
    else:
        names = re.findall(r"[.#]([\w-]+)|\[(?:itemprop|rel)~?=([\w-]+)", selector.partition("@")[0])
        for name in dict.fromkeys(part for pair in names for part in pair if part):
            changed = re.sub(rf'(?<=["\'\s])({re.escape(name)})(?=["\'\s])', r"z-\1", html)
            if changed != html:
                yield f"{field}: '{name}' renamed", changed.encode()
                break


def _date_moved(html: str) -> Iterator[tuple[str, bytes]]:
    """Every machine-readable and visible date of the story goes, or another day stands in its place."""
    months = "فروردین|اردیبهشت|خرداد|تیر|مرداد|شهریور|شهريور|مهر|آبان|آذر|دی|بهمن|اسفند"
    iso = re.compile(r"20\d\d-\d\d-\d\d(?=[T\s\"])")
    written = re.compile(rf"[۰-۹\d]{{1,2}} (?:{months})\s?[۰-۹\d]{{4}}|[۰-۹\d]{{4}}/[۰-۹\d]{{2}}/[۰-۹\d]{{2}}")
    head, mark, body = html.partition("<body")
    yield "date gone", (iso.sub("", head) + mark + written.sub("", iso.sub("", body))).encode()
    yield "date of another day", (iso.sub("2021-01-01", head) + mark + iso.sub("2021-01-01", body)).encode()


def _body_split(html: str, selector: str) -> Iterator[tuple[str, bytes]]:
    """The container of the text closes after its first paragraph; the rest stands outside or in a box of another name."""
    for name, box in (("rest outside", ""), ("rest in a new box", '<div class="zz-rest">')):
        tree = LexborHTMLParser(html)
        node = tree.css_first(selector)
        if node is None:
            return
        rest = [child for child in _children(node) if child.tag not in {"-text", "_comment"}][1:]
        moved = "".join(child.html or "" for child in rest if (child.text(deep=True) or "").strip())
        if len(re.sub("<.*?>", "", moved)) < 80:
            return
        for child in rest:
            child.decompose()
        part = node.html or ""
        closing = "</div>" if box else ""
        yield f"body split, {name}", (tree.html or "").replace(part, part + box + moved + closing).encode()


def _encoding_broken(html: str) -> Iterator[tuple[str, bytes]]:
    yield "encoding: latin-1", html.encode().decode("latin-1").encode()
    yield "encoding: cp1252", html.encode().decode("cp1252", "replace").encode()
    yield "encoding: windows-1256", html.encode().decode("windows-1256", "replace").encode()
    yield "encoding: question marks", html.encode("ascii", "replace")
    yield "encoding: every tenth byte lost", bytes(b for n, b in enumerate(html.encode()) if n % 10)


def _children(node: LexborNode) -> list[LexborNode]:
    children, child = [], node.child
    while child is not None:
        children.append(child)
        child = child.next
    return children


def _with_entries(text: str, pattern: re.Pattern[str], entries: list[str]) -> bytes:
    waiting = iter(entries)
    return pattern.sub(lambda _: next(waiting, ""), text).encode()


def _shuffled(entries: list[str]) -> list[str]:
    mixed = list(entries)
    while mixed == entries:
        random.Random(len(entries)).shuffle(mixed)
        if len(entries) == 2:
            return entries[::-1]
    return mixed


def load(text: str) -> dict[str, Any]:
    """A JSON object."""
    data: dict[str, Any] = json.loads(text)
    return data
