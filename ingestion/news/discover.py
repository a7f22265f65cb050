"""What is new on a site: feeds, sitemaps and archive lists, read to a list of story addresses."""

from __future__ import annotations

import codecs
import html
import re
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from lxml import etree

from ingestion.news.addresses import host_of, is_story_link, normal_address
from ingestion.news.boilerplate import block_reason, folded_line
from ingestion.news.layouts.dates import read_published
from ingestion.news.layouts.decoding import decode_page
from ingestion.news.layouts.select import PageTree
from ingestion.news.text import tidy
from ingestion.persian.jalali import from_gregorian
from ingestion.sources import ArchiveList, Family

_LARGEST_SITEMAP = 25_000_000
_HEAD = 5000
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|urlset|sitemapindex|(?:\w+:)?(?:urlset|feed))\b", re.I)
_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
# An ampersand that begins neither a number nor one of the five names that XML knows.
_BARE_AMPERSAND = re.compile(r"&(?!(?:#\d+|#[xX][0-9a-fA-F]+|amp|lt|gt|quot|apos);)")
_XML_BASE = "{http://www.w3.org/XML/1998/namespace}base"
# References to what is no character, which no XML may hold.
_NO_CHARACTER = re.compile(
    r"&#(?:[xX]0*[dD][89a-fA-F][0-9a-fA-F]{2}|0*5(?:5(?:29[6-9]|[3-9]\d\d)|6\d{3}|7(?:[0-2]\d\d|3[0-3]\d|34[0-3])));"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True, slots=True)
class Item:
    """One story as a feed, sitemap or list announces it. `categories` are section texts and newsroom slugs.

    `updated_at` is what a feed's `updated` or a sitemap's `lastmod` says of the last change.
    """

    address: str
    title: str | None = None
    published_at: datetime | None = None
    categories: tuple[str, ...] = ()
    source_name: str | None = None
    updated_at: datetime | None = None

    @property
    def dated_at(self) -> datetime | None:
        """The publication, or where the entry does not tell it the last change."""
        return self.published_at or self.updated_at


@dataclass(frozen=True, slots=True)
class Listing:
    """What one document lists: stories, further sitemaps, and why it could not be read if it could not."""

    items: tuple[Item, ...] = ()
    sitemaps: tuple[tuple[str, date | None], ...] = ()
    trouble: str | None = None


def read_feed(content: bytes, base: str, *, content_type: str | None = None) -> Listing:
    """The items of an RSS 2, RDF or Atom feed in the order written. Links may be IRIs; dates may lack the weekday."""
    root, trouble = _xml(content, content_type)
    if root is None:
        return Listing(trouble=trouble)
    if _name(root) in {"urlset", "sitemapindex"}:
        return Listing(trouble="a sitemap, not a feed")
    entries = [node for node in root.iter() if _name(node) in {"item", "entry"}]
    if not entries and _name(root) not in {"rss", "feed", "rdf"}:
        return Listing(trouble=f"no feed but <{_name(root)}>")
    items = [item for item in (_feed_item(entry, base) for entry in entries) if item is not None]
    return Listing(items=tuple(items))


def read_sitemap(content: bytes, base: str, *, content_type: str | None = None) -> Listing:
    """The addresses of a sitemap (XML or lines of text) or sitemap index, also gzipped, with news date and `lastmod`."""
    if content[:2] == b"\x1f\x8b":
        try:
            content = _inflate(content)
        except zlib.error as error:
            return Listing(trouble=f"broken gzip: {error}")
    lines = content.removeprefix(codecs.BOM_UTF8).split()
    if lines and all(line.startswith((b"http://", b"https://")) for line in lines):
        named = (normal_address(line.decode("utf-8", "replace"), base) for line in lines)
        return Listing(items=tuple(Item(address) for address in named if address))
    root, trouble = _xml(content, content_type)
    if root is None:
        return Listing(trouble=trouble)
    if _name(root) not in {"urlset", "sitemapindex"}:
        return Listing(trouble=f"no sitemap but <{_name(root)}>")
    items: list[Item] = []
    sitemaps: list[tuple[str, date | None]] = []
    for entry in root:
        if _name(entry) not in {"url", "sitemap"}:
            continue
        fields = _sitemap_fields(entry)
        address = normal_address(fields.get("loc", ""), base)
        if address is None:
            continue
        changed = read_published(fields.get("lastmod", ""))
        updated_at = changed.at if changed else None
        if _name(entry) == "sitemap":
            sitemaps.append((address, updated_at.date() if updated_at else None))
            continue
        published = read_published(fields.get("publication_date", ""))
        title = tidy(fields.get("title", "")) or None
        items.append(Item(address, title, published.at if published else None, updated_at=updated_at))
    return Listing(items=tuple(items), sitemaps=tuple(sitemaps))


def _sitemap_fields(entry: Any) -> dict[str, str]:
    """The texts of an entry's own elements and of its news element; images and videos have a `loc` of their own."""
    fields: dict[str, str] = {}
    for node in entry:
        for part in node.iter() if _name(node) == "news" else (node,):
            fields.setdefault(_name(part), (part.text or "").strip())
    return fields


def read_list(content: bytes, base: str, family: Family, *, content_type: str | None = None) -> Listing:
    """The stories of an archive list page, in the page's order, each once.

    The first of the family's list selectors that finds several is taken; where none finds any, every link that has the form of a story's
    address on the same host counts.
    """
    text, _ = decode_page(content, content_type)
    blocked = block_reason(text)
    if blocked:
        return Listing(trouble=f"blocked: {blocked}")
    tree = PageTree(text)
    found: dict[str, Item] = {}
    for selector in family.list_selectors["items"]:
        listed: dict[str, Item] = {}
        for node in tree.links([selector]):
            item = _list_item(node, base, family)
            if item is not None:
                listed.setdefault(item.address, item)
        # One story of what matches is the box around the list, where another selector finds several.
        if len(listed) > 1 or not found:
            found = listed
        if len(found) > 1:
            break
    if not found:
        for node in tree.links(["a[href]"]):
            address = normal_address(node.attributes.get("href") or "", base)
            if address and host_of(address) == host_of(base) and is_story_link(address, family):
                found.setdefault(address, Item(address, tidy(node.text(deep=True)) or None))
    return Listing(items=tuple(found.values()))


def list_address(archive: ArchiveList, day: date | None, page: int) -> str:
    """The address of one list page; `day` (Gregorian) is written as the Solar-Hijri day that the template asks for."""
    values: dict[str, str] = {"page": str(page)}
    if day is not None:
        year, month, month_day = from_gregorian(day)
        written = quote(f"{year}/{month:02d}/{month_day:02d}", safe="/")
        values |= {"year": str(year), "month": str(month), "day": str(month_day), "from": written, "to": written}
    address = archive.template
    for key, value in values.items():
        address = address.replace("{" + key + "}", value)
    return address


def province_of(categories: Iterable[str], names: Mapping[str, str]) -> str | None:
    """The province that section texts («استانها > لرستان») or newsroom slugs name; None if none or several do."""
    found = {
        names[key] for category in categories for part in category.split(">") if (key := province_key(part)) in names
    }
    return found.pop() if len(found) == 1 else None


def province_key(text: str) -> str:
    """A section name or newsroom slug as a key: folded, without spaces, ZWNJ and the word «استان» (province)."""
    folded = folded_line(text).lower().removeprefix("استان ")
    return "".join(character for character in folded if character.isalnum())


def _feed_item(entry: Any, base: str) -> Item | None:
    fields: dict[str, list[Any]] = {}
    for node in entry:
        fields.setdefault(_name(node), []).append(node)
    for element in (*reversed([*entry.iterancestors()]), entry):
        base = normal_address(element.get(_XML_BASE) or "", base) or base
    address = normal_address(_link(fields).replace("&amp;", "&"), base)
    if address is None:
        return None
    published_at = _feed_date(fields, "pubdate", "published", "date", "issued", "created")
    updated_at = _feed_date(fields, "updated", "modified")
    categories = [
        tidy(text)
        for node in fields.get("category", [])
        for text in (node.text or "", node.get("domain") or "", node.get("term") or "", node.get("label") or "")
        if tidy(text) and not text.startswith("http")
    ]
    title = next((_plain("".join(node.itertext())) for node in fields.get("title", [])), None)
    name = next((_plain("".join(node.itertext())) for node in fields.get("source", [])), None)
    return Item(address, title or None, published_at, tuple(categories), name or None, updated_at)


def _plain(text: str) -> str:
    """A title's text: HTML's own names of signs read, tags out, one line."""
    return tidy(_TAG.sub(" ", html.unescape(text)) if "<" in text or "&" in text else text)


def _feed_date(fields: dict[str, list[Any]], *names: str) -> datetime | None:
    """The first readable date of these elements."""
    for name in names:
        for node in fields.get(name, []):
            written = read_published(node.text or "")
            if written is not None:
                return written.at
    return None


def _link(fields: dict[str, list[Any]]) -> str:
    for node in (*fields.get("origlink", []), *fields.get("link", [])):
        if node.get("href") and node.get("rel", "alternate") == "alternate":
            return str(node.get("href"))
        if node.text and node.text.strip():
            return str(node.text)
    for name in ("guid", "id"):
        for node in fields.get(name, []):
            if node.text and node.text.strip().startswith(("http", "/")) and node.get("isPermaLink") != "false":
                return str(node.text)
    return ""


def _list_item(node: Any, base: str, family: Family) -> Item | None:
    for selector in family.list_selectors["link"]:
        for link in node.css(selector):
            address = normal_address(link.attributes.get("href") or "", base)
            if address and host_of(address) == host_of(base) and is_story_link(address, family):
                return Item(address, tidy(link.text(deep=True)) or None, _list_time(node, family))
    return None


def _list_time(node: Any, family: Family) -> datetime | None:
    for selector in family.list_selectors["time"]:
        css, _, attribute = selector.partition("@")
        for found in node.css(css):
            text = (found.attributes.get(attribute) or "") if attribute else found.text(deep=True)
            written = read_published(text)
            if written is not None:
                return written.at
    return None


def _xml(content: bytes, content_type: str | None) -> tuple[Any, str | None]:
    """The root of an XML document, mended where it is broken; or why there is none."""
    text, _ = decode_page(content, content_type)
    if "<html" in text[:2000].lower():
        blocked = block_reason(text)
        return None, f"blocked: {blocked}" if blocked else "an HTML page, not XML"
    if not text.strip():
        return None, "empty"
    # What a server prints before the document, and a declaration of a charset that is undone already.
    root = _ROOT.search(text[:_HEAD])
    text = text[root.start() :] if root else _DECLARATION.sub("", text.lstrip(), count=1)
    parser = etree.XMLParser(recover=True, no_network=True, resolve_entities=False, huge_tree=False, encoding="utf-8")
    try:
        document = etree.fromstring(
            _BARE_AMPERSAND.sub("&amp;", _NO_CHARACTER.sub("", text)).encode("utf-8", "replace"), parser
        )
    except (etree.XMLSyntaxError, ValueError) as error:
        return None, f"not XML: {error}"
    return (document, None) if document is not None else (None, "not XML")


def _name(node: Any) -> str:
    """An element's name without namespace, lower case; empty for comments."""
    return node.tag.rpartition("}")[2].lower() if isinstance(node.tag, str) else ""


def _inflate(content: bytes) -> bytes:
    inflater = zlib.decompressobj(zlib.MAX_WBITS | 32)
    unpacked = inflater.decompress(content, _LARGEST_SITEMAP)
    if inflater.unconsumed_tail:
        raise zlib.error("unpacks to more than 25 MB")
    if not inflater.eof:
        raise zlib.error("cut off")
    return unpacked


def stories(items: Iterable[Item], family: Family) -> Iterator[Item]:
    """The items that may be stories of the family, in order."""
    return (item for item in items if is_story_link(item.address, family))
