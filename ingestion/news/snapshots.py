"""Saved pages and feeds of each source with what must be read from them, and the comparison with what is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ingestion.errors import PeygirError
from ingestion.news.discover import Listing, read_feed, read_list, read_sitemap
from ingestion.news.layouts import ParsedPage, parse_page
from ingestion.news.page import FIELDS
from ingestion.paths import PROJECT_ROOT
from ingestion.sources import NewsSite, Source, family

KINDS = {"page": ".html", "feed": ".feed.xml", "sitemap": ".sitemap.xml", "list": ".list.html"}
_ALSO_COMPARED = ("canonical_address", "publisher_site", "language")
_ALLOWED_SHAPE_CHANGE = 0.05


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One saved document of a site and the file with what is expected of it. `kind`: page, feed, sitemap, list."""

    kind: str
    saved: Path

    @property
    def expected_path(self) -> Path:
        """Where the expectation is written."""
        stem = self.saved.name.removesuffix(KINDS[self.kind])
        middle = "" if self.kind == "page" else f".{self.kind}"
        return self.saved.with_name(f"{stem}{middle}.expected.json")

    def expected(self) -> dict[str, Any]:
        """The expectation as written. Raises PeygirError if the file is missing or no JSON."""
        try:
            data: dict[str, Any] = json.loads(self.expected_path.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise PeygirError(
                "no expectation beside the saved page",
                where=str(self.expected_path),
                remedy="run `peygir source snapshot`",
            ) from error
        return data


def snapshots_folder() -> Path:
    """Where the snapshots of all sources lie."""
    return PROJECT_ROOT / "tests" / "snapshots"


def snapshots_of(slug: str, folder: Path | None = None) -> list[Snapshot]:
    """The snapshots of a source, in order of their names."""
    found = []
    for path in sorted(((folder or snapshots_folder()) / slug).glob("*")):
        kind = next((k for k in ("feed", "sitemap", "list", "page") if path.name.endswith(KINDS[k])), None)
        if kind is not None:
            found.append(Snapshot(kind, path))
    return found


def site_of(snapshot: Snapshot, source: Source) -> NewsSite:
    """The site that a snapshot belongs to, by the host in its expectation. Raises PeygirError if there is none."""
    host = snapshot.expected().get("site")
    for site in source.sites:
        if site.host == host:
            return site
    raise PeygirError(
        f"no site '{host}' in {source.path.name}", where=str(snapshot.expected_path), remedy="correct 'site'"
    )


def read_snapshot(snapshot: Snapshot, site: NewsSite, *, url: str, fetched_on: date) -> dict[str, Any]:
    """What is read from the saved document now, in the form of an expectation (without who read it)."""
    content = snapshot.saved.read_bytes()
    head = {"site": site.host, "url": url, "fetched_on": fetched_on.isoformat()}
    if snapshot.kind == "page":
        return {**head, **_page_reading(parse_page(content, url=url, source=site, fetched_on=fetched_on))}
    return {**head, "items": list(_list_reading(_listing(snapshot, content, url, site)))}


def differences(snapshot: Snapshot, site: NewsSite, content: bytes | None = None) -> list[str]:
    """How what is read differs from what is expected, a sentence each; empty if nothing does.

    `content` stands in for the saved bytes.
    """
    expected = snapshot.expected()
    url, fetched_on = expected["url"], date.fromisoformat(expected["fetched_on"])
    content = snapshot.saved.read_bytes() if content is None else content
    if snapshot.kind == "page":
        page = parse_page(content, url=url, source=site, fetched_on=fetched_on)
        return _page_differences(expected, _page_reading(page))
    now = list(_list_reading(_listing(snapshot, content, url, site)))
    return _list_differences(expected["items"], now)


def write_expected(snapshot: Snapshot, reading: Mapping[str, Any], *, read_by: str) -> None:
    """Write the expectation. `read_by` names the person who compared it with the page; empty: nobody yet."""
    text = json.dumps({"read_by": read_by, **reading}, ensure_ascii=False, indent=2)
    snapshot.expected_path.write_text(text + "\n", encoding="utf-8")


def _page_reading(page: ParsedPage) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: page.value(name) for name in (*FIELDS, *_ALSO_COMPARED) if name not in {"published_at", "tags"}
    }
    values["published_at"] = page.published_at.isoformat() if page.published_at else None
    values["tags"] = list(page.tags)
    return {
        "layout": page.layout,
        "fields": {name: value for name, value in values.items() if value},
        "problems": list(page.problems),
        "selectors": dict(page.fields_read),
        "matched": {name: list(selectors) for name, selectors in page.matched.items() if selectors},
        "shape": dict(page.shape),
    }


def _page_differences(expected: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    found: list[str] = []
    if expected["layout"] != now["layout"]:
        found.append(f"layout: read by '{now['layout']}', expected '{expected['layout']}'")
    for name in dict.fromkeys((*expected["fields"], *now["fields"])):
        was, value = expected["fields"].get(name), now["fields"].get(name)
        if was != value:
            by = expected["selectors"].get(name)
            found.append(f"{name}: {_short(value)}, expected {_short(was)}" + (f" (by '{by}')" if by else ""))
    if expected["problems"] != now["problems"]:
        found.append(f"problems: {', '.join(now['problems']) or 'none'}, expected {expected['problems'] or 'none'}")
    for name, selector in expected["selectors"].items():
        by = now["selectors"].get(name)
        if by != selector and name in now["fields"]:
            found.append(f"{name}: '{selector}' no longer reads it, '{by}' does")
    for name, selectors in expected["matched"].items():
        lost = [selector for selector in selectors if selector not in now["matched"].get(name, [])]
        found.extend(f"{name}: '{s}' no longer matches" for s in lost if s != expected["selectors"].get(name))
    for name, measure in expected["shape"].items():
        value = now["shape"].get(name)
        if value is None or abs(value - measure) > _ALLOWED_SHAPE_CHANGE:
            found.append(f"body: {name} is {value}, expected {measure}")
    return found


def _listing(snapshot: Snapshot, content: bytes, url: str, site: NewsSite) -> Listing:
    if snapshot.kind == "feed":
        return read_feed(content, url)
    if snapshot.kind == "sitemap":
        return read_sitemap(content, url)
    return read_list(content, url, family(site.family))


def _list_reading(listing: Listing) -> Iterator[dict[str, Any]]:
    if listing.trouble:
        yield {"trouble": listing.trouble}
    for item in listing.items:
        updated = {"updated_at": item.updated_at.isoformat()} if item.updated_at else {}
        yield {
            "address": item.address,
            "title": item.title,
            "published_at": item.published_at.isoformat() if item.published_at else None,
            **updated,
            "categories": list(item.categories),
        }


def _list_differences(expected: list[dict[str, Any]], now: list[dict[str, Any]]) -> list[str]:
    if len(expected) != len(now):
        return [f"list: {len(now)} entries, expected {len(expected)}"]
    for n, (was, item) in enumerate(zip(expected, now, strict=True), start=1):
        for key in dict.fromkeys((*was, *item)):
            if was.get(key) != item.get(key):
                return [f"list: entry {n}: {key} is {_short(item.get(key))}, expected {_short(was.get(key))}"]
    return []


def _short(value: object) -> str:
    text = "empty" if value in (None, [], "") else str(value).replace("\n", "¶")
    return f"'{text[:60]}…' ({len(text)} characters)" if len(text) > 60 else text
