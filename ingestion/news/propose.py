"""A new news site from one saved page: its family, its YAML, its snapshot, and how sure each field is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ingestion.errors import PeygirError
from ingestion.news.addresses import host_of, normal_address
from ingestion.news.boilerplate import folded_line
from ingestion.news.layouts import ParsedPage, parse_page
from ingestion.news.layouts.decoding import decode_page
from ingestion.news.layouts.recognise import recognise_family
from ingestion.news.layouts.select import PageTree
from ingestion.news.page import FIELDS
from ingestion.news.snapshots import KINDS, Snapshot, read_snapshot, write_expected
from ingestion.sources import Family, Layout, NewsSite, load_sources, read_source

NEEDED = ("title", "body", "published_at")


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What would be read of one field. `certainty`: sure (two places agree), likely, unsure, missing."""

    name: str
    certainty: str
    value: str
    selector: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A site to be added: its lines of YAML, the file they go to, and what would be read from the page."""

    path: Path
    lines: tuple[str, ...]
    site: NewsSite
    address: str
    family_points: int
    readings: tuple[FieldReading, ...]

    @property
    def is_complete(self) -> bool:
        """True if every needed field is read."""
        return all(reading.certainty != "missing" for reading in self.readings if reading.name in NEEDED)


def propose(content: bytes, *, url: str | None, path: Path, on: date) -> Proposal:
    """What to add for the site of a page. Raises PeygirError if the page's address is not known or no page.

    `path` is the province's or agency's YAML, which need not exist; `on` the day the page was saved.
    """
    text, _ = decode_page(content)
    tree = PageTree(text)
    address = normal_address(url) if url else stated_address(content)
    if address is None:
        raise PeygirError("the page does not say its address", where=str(path), remedy="give it with --url")
    found, points = recognise_family(text, tree, address)
    page = parse_page(content, url=address)
    if page.blocked_because:
        raise PeygirError(
            f"a browser check, no article ({page.blocked_because})", where=address, remedy="save the page in a browser"
        )
    host = host_of(address)
    feeds = _feeds(tree, address, found)
    lines = _yaml_lines(host, found, _agency(tree), feeds, urlsplit(address).scheme, on)
    site = _site(host, found, urlsplit(address).scheme, path.stem)
    watched = parse_page(content, url=address, source=site)
    return Proposal(path, tuple(lines), site, address, points, tuple(_readings(watched, tree)))


def stated_address(content: bytes) -> str | None:
    """The address that a saved page gives as its own, or None."""
    tree = PageTree(decode_page(content)[0])
    for selector in ("link:canonical", "meta:og:url", "jsonld:url"):
        for value in tree.values(selector):
            address = normal_address(value)
            if address:
                return address
    return None


def add_to_yaml(proposal: Proposal, province: str, sources: Path) -> NewsSite:
    """Write the proposal's lines into its YAML: a new file, or the end of the file's `news` list; returns the site.

    Raises PeygirError, and leaves the file as it was, if the file already has the site or any source of the folder
    `sources` would not load afterwards.
    """
    path = proposal.path
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if before is not None and any(site.host == proposal.site.host for site in read_source(path).sites):
        raise PeygirError(
            f"{proposal.site.host} is already there",
            where=str(path),
            remedy=f"save another page of it with `peygir source snapshot {path.stem} --page …`",
        )
    schema = "# yaml-language-server: $schema=../source.schema.json\n"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        _inserted(before if before is not None else f"{schema}province: {province}\n", proposal.lines), encoding="utf-8"
    )
    try:
        load_sources(sources, include_sample=True)
    except PeygirError:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
        raise
    return next(site for site in read_source(path).sites if site.host == proposal.site.host)


def save_snapshot(content: bytes, site: NewsSite, *, url: str, on: date, folder: Path, kind: str = "page") -> Snapshot:
    """Save a page (or feed, sitemap, list) and an expectation that nobody has read yet.

    A second page of a layout gets the story's number in its name.
    """
    stem = site.host.removeprefix("www.")
    if kind == "page":
        page = parse_page(content, url=url, source=site, fetched_on=on)
        stem = f"{stem}-{page.layout}"
        first = folder / site.slug / f"{stem}{KINDS[kind]}"
        if first.exists() and first.read_bytes() != content:
            stem = f"{stem}-{page.news_code or 'other'}"
    target = folder / site.slug / f"{stem}{KINDS[kind]}"
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    snapshot = Snapshot(kind, target)
    write_expected(snapshot, read_snapshot(snapshot, site, url=url, fetched_on=on), read_by="")
    return snapshot


def mark_verified(path: Path, hosts: Iterable[str], on: date) -> list[str]:
    """Set `verified` to the day for the file's sites of these hosts, and take out why they were not; returns them."""
    wanted = set(hosts)
    lines: list[str] = []
    host, changed = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().removeprefix("- ").partition(":")
        host = value.strip() if key == "host" else host
        if host in wanted and key == "verified" and value.strip() == "false":
            lines.append(line.replace("false", on.isoformat()))
            changed.append(host)
        elif host not in wanted or key != "unverified_because":
            lines.append(line)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read_source(path)
    return changed


def _agency(tree: PageTree) -> str | None:
    """The site's name as its pages state it, up to the first dividing mark."""
    for selector in ("meta:og:site_name", "meta:publisher", "meta:application-name"):
        for value in tree.values(selector):
            name = value.replace("|", "–").replace(" - ", "–").split("–")[0].strip()
            if name and ":" not in name and "#" not in name:
                return name
    return None


def _feeds(tree: PageTree, address: str, found: Family) -> list[str]:
    """Paths of the feeds that the page links to on its own host, where they are not the family's own."""
    paths: list[str] = []
    for node in tree.links(["link[type='application/rss+xml'][href]", "link[type='application/atom+xml'][href]"]):
        link = normal_address(node.attributes.get("href") or "", address)
        if link and host_of(link).removeprefix("www.") == host_of(address).removeprefix("www."):
            parts = urlsplit(link)
            paths.append(parts.path + (f"?{parts.query}" if parts.query else ""))
    unique = [path for path in dict.fromkeys(paths) if "comments" not in path]
    return [] if set(unique) <= set(found.feeds) else unique[:3]


def _yaml_lines(host: str, found: Family, agency: str | None, feeds: list[str], scheme: str, on: date) -> list[str]:
    lines = [f"  - host: {host}", f"    family: {found.name}"]
    if agency:
        lines.append(f"    agency: {agency}")
    if scheme == "http":
        lines.append("    scheme: http")
    if feeds:
        lines.append(f"    feeds: [{', '.join(feeds)}]")
    lines += [
        "    verified: false",
        f"    unverified_because: proposed on {on.isoformat()}, nobody has read its snapshot yet",
    ]
    return lines


def _site(host: str, found: Family, scheme: str, slug: str) -> NewsSite:
    return NewsSite(
        source_id=f"{slug}/{host.removeprefix('www.')}",
        slug=slug,
        host=host,
        hosts=(),
        scheme=scheme,
        family=found.name,
        layouts=(Layout(family=found.name),),
        feeds=(),
        sitemaps=(),
        archive=(),
        agency=None,
        province_id=None,
        verified_on=None,
        unverified_because=None,
        pause_seconds=5.0,
        max_pages=3,
        bands={},
        is_loopback=False,
    )


def _readings(page: ParsedPage, tree: PageTree) -> list[FieldReading]:
    readings = []
    for name in FIELDS:
        value, selector = page.value(name), page.fields_read.get(name)
        if not value:
            readings.append(FieldReading(name, "missing", "", None))
            continue
        readings.append(FieldReading(name, _certainty(name, page, tree), _shown(value), selector))
    return readings


def _certainty(name: str, page: ParsedPage, tree: PageTree) -> str:
    selector = page.fields_read.get(name)
    if selector in {"trafilatura", "title"} or "broken_letters" in page.problems:
        return "unsure"
    if name == "published_at":
        if "dates_disagree" in page.problems:
            return "unsure"
        return "sure" if len(page.matched.get(name, ())) > 1 else "likely"
    if name == "body":
        return "sure" if page.shape.get("stray_share", 1.0) < 0.3 else "likely"
    if name == "news_code":
        return "sure" if page.news_code and page.news_code in (page.canonical_address or "") else "likely"
    keys = {folded_line(tree.values(other)[0]) for other in page.matched.get(name, ())[:6]}
    own = folded_line(_shown(page.value(name)))
    agreeing = sum(1 for key in keys if key and (key in own or own in key))
    return "sure" if agreeing and len(page.matched.get(name, ())) > 1 and agreeing == len(keys) else "likely"


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "، ".join(str(item) for item in value)
    return str(value)


def _inserted(text: str, lines: tuple[str, ...]) -> str:
    """The YAML with the site's lines at the end of its `news` list, or in a new list after the first key."""
    old = text.rstrip("\n").split("\n")
    start = next((n for n, line in enumerate(old) if line.startswith("news:")), None)
    if start is None:
        first = next(n for n, line in enumerate(old) if line and not line.startswith("#"))
        return "\n".join([*old[: first + 1], "news:", *lines, *old[first + 1 :]]) + "\n"
    end = next((n for n in range(start + 1, len(old)) if old[n][:1].strip()), len(old))
    return "\n".join([*old[:end], *lines, *old[end:]]) + "\n"
