"""A new news site from one saved page: its family, its YAML, its snapshot, and how sure each field is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from ingestion.errors import PeygirError, file_errors
from ingestion.news.addresses import host_of, normal_address
from ingestion.news.boilerplate import folded_line
from ingestion.news.fetch import Fetcher, FetchError, Response, require_contact
from ingestion.news.layouts import ParsedPage, parse_page
from ingestion.news.layouts.decoding import decode_page
from ingestion.news.layouts.recognise import recognise_family
from ingestion.news.layouts.select import PageTree
from ingestion.news.page import FIELDS
from ingestion.news.snapshots import KINDS, Snapshot, read_snapshot, snapshots_of, write_expected
from ingestion.sources import Family, Layout, NewsSite, family, read_source, read_sources

# The "selectors" of what had to be searched for.
_SEARCHED = frozenset({"trafilatura", "title", "near the text"})
NEEDED = ("title", "body", "published_at")
_HOST = re.compile(r"(?:  - |    )host: *")
_KEY = re.compile(r"(?:  - |    )(\w+):")
# What browsers write at the head of a page that they save.
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")


@dataclass(frozen=True, slots=True)
class FieldReading:
    """What would be read of one field. `certainty`: sure (two places agree), likely, unsure, missing."""

    name: str
    certainty: str
    value: str
    selector: str | None


@dataclass(frozen=True, slots=True)
class Proposal:
    """A site to be added: its lines of YAML, the file they go to, and what would be read from the page.

    `listed` is the file's unverified entry of the site, which the lines take the place of.
    """

    path: Path
    lines: tuple[str, ...]
    site: NewsSite
    address: str
    family_points: int
    readings: tuple[FieldReading, ...]
    listed: NewsSite | None = None

    @property
    def is_complete(self) -> bool:
        """True if every needed field is read."""
        return all(reading.certainty != "missing" for reading in self.readings if reading.name in NEEDED)


def propose(content: bytes, *, url: str | None, path: Path, on: date, page_name: str) -> Proposal:
    """What to add for the site of a page. Raises PeygirError if the page's address is not known or no page.

    `path` is the province's or agency's YAML, which need not exist; `on` the day the page was saved; `page_name` is
    how errors call the page.
    """
    _require_page(content, page_name)
    text, _ = decode_page(content)
    tree = PageTree(text)
    address = normal_address(url) if url else stated_address(content)
    if address is None:
        what = f"'{url}' is no http(s) address" if url else "the page does not say its address"
        raise PeygirError(what, where=page_name, remedy="give the page's own address with --url")
    found, points = recognise_family(text, tree, address)
    blocked = parse_page(content, url=address).blocked_because
    if blocked:
        raise PeygirError(
            f"a browser check, no article ({blocked})", where=address, remedy="save the page in a browser"
        )
    host = host_of(address)
    scheme = urlsplit(address).scheme
    listed = _listed(path, host)
    agency = (listed.agency if listed else None) or _agency(tree)
    has_layouts = listed is not None and _reads(listed, content, address)
    if listed is not None and has_layouts:
        site, found = listed, family(listed.family)
    else:
        site = _site(host, found, scheme, path.stem, {}, agency)
    page = parse_page(content, url=address, source=site, fetched_on=on)
    selectors = _own_selectors(page, tree)
    watched = page
    if selectors and not has_layouts:
        site = _site(host, found, scheme, path.stem, selectors, agency)
        watched = parse_page(content, url=address, source=site, fetched_on=on)
        if watched.title != page.title or not set(watched.paragraphs) <= set(page.paragraphs):
            selectors, watched = {}, page
            site = _site(host, found, scheme, path.stem, selectors, agency)
    lines = _yaml_lines(host, found, agency, _feeds(tree, address, found), scheme, selectors, on)
    if listed is not None:
        entry = _entry(path.read_text(encoding="utf-8").rstrip("\n").split("\n"), listed.host)[1]
        lines = _filled_in(entry, lines, has_layouts=has_layouts)
    proposed = frozenset(selector for names in selectors.values() for selector in names)
    return Proposal(path, tuple(lines), site, address, points, tuple(_readings(watched, tree, proposed)), listed)


def fetch_document(address: str, *, web: tuple[str, int] | None = None) -> Response:
    """The document at an address, asked politely: robots.txt, public addresses and the site's own hosts only.

    `web` is the place of a replay server that stands in for the site. Raises PeygirError for any other answer than a
    document, and for a live site while no contact is set.
    """
    host = host_of(address).removeprefix("www.")
    hosts = frozenset({host, f"www.{host}"})
    if web is None:
        require_contact()
    fetcher = Fetcher(hosts, pause_seconds=0.0, loopback=dict.fromkeys(hosts, web)) if web else Fetcher(hosts)
    try:
        response = fetcher.get(address)
    except FetchError as error:
        raise PeygirError(
            f"the page can't be fetched ({error})", where=address, remedy="save it in a browser and give the file"
        ) from error
    finally:
        fetcher.close()
    if response.status != 200:
        raise PeygirError(f"HTTP {response.status}", where=address, remedy="give an article's address")
    return response


def _require_page(content: bytes, where: str) -> None:
    """Raises PeygirError for what is no web page: a feed, a picture, a browser's archive."""
    head = content[:2000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    is_xml = head.startswith(b"<?xml") and b"<html" not in head
    if is_xml or head.startswith((b"<rss", b"<feed", b"<urlset", b"<sitemapindex")):
        raise PeygirError("a feed or sitemap, no article", where=where, remedy="give an article's page")
    if b"multipart/related" in head:
        raise PeygirError("a browser's archive (MHTML)", where=where, remedy="save the page as 'HTML only'")
    if b"\0" in content[:2000] and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise PeygirError("no web page but a binary file", where=where, remedy="save the page as 'HTML only'")


def stated_address(content: bytes) -> str | None:
    """The address that a saved page gives as its own, or that the browser wrote into it; None without any."""
    text = decode_page(content)[0]
    tree = PageTree(text)
    for selector in ("link:canonical", "meta:og:url", "jsonld:url", "link:shortlink"):
        for value in tree.values(selector):
            address = normal_address(value)
            if address:
                return address
    saved = _SAVED_FROM.search(text[:4000])
    return normal_address(saved.group(1)) if saved else None


def add_to_yaml(proposal: Proposal, province: str, sources: Path, snapshots: Path) -> NewsSite:
    """Write the proposal's lines into its YAML and return the site.

    They make a new file, stand in for the site's entry if it is unverified and without a snapshot in the folder
    `snapshots`, or end the file's `news` list. Raises PeygirError, and leaves the file as it was, if the file already
    has the site otherwise, cannot be written, or any source of the folder `sources` would not load afterwards.
    """
    path = proposal.path
    _require_new(proposal, sources, snapshots)
    before = path.read_text(encoding="utf-8") if path.exists() else None
    schema = "# yaml-language-server: $schema=../source.schema.json\n"
    if before is not None and proposal.listed is not None:
        text = _replaced(before, proposal.listed.host, proposal.lines)
    else:
        text = _inserted(before if before is not None else f"{schema}province: {province}\n", proposal.lines)
    with file_errors("the site cannot be added", path, "make the file and its folder writable"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    error = next((b.error for b in read_sources(sources, include_sample=True).broken if b.slug == path.stem), None)
    if error is not None:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
        raise error
    return next(site for site in read_source(path).sites if site.host == proposal.site.host)


def _require_new(proposal: Proposal, sources: Path, snapshots: Path) -> None:
    """Raises PeygirError if any source of the folder has the host, but for an unverified entry without a snapshot."""
    host, path = proposal.site.host, proposal.path
    bare = host.removeprefix("www.")
    for source in read_sources(sources, include_sample=True).sources:
        if not any(bare in site.allowed_hosts for site in source.sites):
            continue
        listed = proposal.listed if source.path == path else None
        saved = snapshots_of(source.slug, snapshots) if listed else []
        if listed is None or any(snapshot.expected().get("site") == listed.host for snapshot in saved):
            raise PeygirError(
                f"{host} is already there" if source.path == path else f"{host} is a site of {source.path}",
                where=str(path),
                remedy=f"save another page of it with `peygir source snapshot {source.slug} --page …`",
            )


def _listed(path: Path, host: str) -> NewsSite | None:
    """The file's unverified site of a host, if it has one."""
    bare = host.removeprefix("www.")
    sites = read_source(path).sites if path.exists() else ()
    return next((site for site in sites if site.verified_on is None and bare == site.host.removeprefix("www.")), None)


def _entry(lines: Sequence[str], host: str) -> tuple[int, list[str]]:
    """Where a host's entry begins among the lines of a YAML, and its lines."""
    starts = [n for n, line in enumerate(lines) if line.startswith("  - ")]
    found = next(n for n, line in enumerate(lines) if _HOST.match(line) and _HOST.sub("", line).strip("'\" ") == host)
    start = max(n for n in starts if n <= found)
    later = (n for n in range(start + 1, len(lines)) if n in starts or lines[n][:1].strip())
    return start, list(lines[start : next(later, len(lines))])


def _replaced(text: str, host: str, lines: Sequence[str]) -> str:
    """The YAML with these lines in place of a host's entry."""
    old = text.rstrip("\n").split("\n")
    start, entry = _entry(old, host)
    return "\n".join([*old[:start], *lines, *old[start + len(entry) :]]) + "\n"


def _reads(site: NewsSite, content: bytes, address: str) -> bool:
    """True if the selectors that the site's entry names find title and text of the page."""
    own = {selector for layout in site.layouts for selectors in layout.fields.values() for selector in selectors}
    page = parse_page(content, url=address, source=site)
    return page.is_article and {page.fields_read.get("title"), page.fields_read.get("body")} <= own


def _filled_in(entry: Sequence[str], lines: Sequence[str], *, has_layouts: bool) -> list[str]:
    """The proposal's lines, with those keys of the entry that the proposal does not give before `verified`.

    The entry's `layouts` stay only if they read the page.
    """
    left_out = {"unverified_because"} if has_layouts else {"unverified_because", "layouts"}
    given = {match[1] for line in lines if (match := _KEY.match(line))}
    kept: list[str] = []
    key = ""
    for line in entry:
        match = _KEY.match(line)
        key = match[1] if match else key
        if key not in given and key not in left_out:
            kept.append(f"    {line[4:]}")
    end = next(n for n, line in enumerate(lines) if line.startswith("    verified:"))
    return [*lines[:end], *kept, *lines[end:]]


def _own_selectors(page: ParsedPage, tree: PageTree) -> dict[str, tuple[str, ...]]:
    """Selectors of the elements in which title and text had to be searched for, where they can be named."""
    homes = {
        "title": tree.holder_of(page.title) if page.title and page.fields_read.get("title") in _SEARCHED else None,
        "body": tree.home_of(page.paragraphs) if page.fields_read.get("body") in _SEARCHED else None,
    }
    named = {name: tree.selector_of(node) for name, node in homes.items() if node is not None}
    return {name: (selector,) for name, selector in named.items() if selector}


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

    def verified(line: str, key: str, value: str) -> list[str] | None:
        if key == "unverified_because":
            return []
        return [line.replace("false", on.isoformat())] if key == "verified" and value == "false" else None

    return _rewritten(path, hosts, verified)


def mark_unverified(path: Path, hosts: Iterable[str], because: str) -> list[str]:
    """Take `verified` from the file's sites of these hosts and write the sentence that says why; returns them."""

    def unverified(line: str, key: str, value: str) -> list[str] | None:
        if key != "verified" or value == "false":
            return None
        head = line[: line.index(key)]
        return [f"{head}verified: false", f"{' ' * len(head)}unverified_because: {because}"]

    return _rewritten(path, hosts, unverified)


def _rewritten(path: Path, hosts: Iterable[str], rewrite: Callable[[str, str, str], list[str] | None]) -> list[str]:
    """Writes the file anew with other lines for those of these hosts; returns the hosts that have other ones.

    `rewrite` takes a line, its key and its value, and gives the lines in its place; None leaves it.
    """
    wanted = set(hosts)
    lines: list[str] = []
    host, changed = "", []
    for line in path.read_text(encoding="utf-8").splitlines():
        key, _, value = line.strip().removeprefix("- ").partition(":")
        host = value.strip() if key == "host" else host
        others = rewrite(line, key, value.strip()) if host in wanted else None
        lines += [line] if others is None else others
        if others:
            changed.append(host)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    read_source(path)
    return changed


def readings_of(content: bytes, site: NewsSite, *, url: str, on: date) -> tuple[FieldReading, ...]:
    """What is read from a page of a site, field by field."""
    page = parse_page(content, url=url, source=site, fetched_on=on)
    return tuple(_readings(page, PageTree(decode_page(content)[0]), frozenset()))


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


def _yaml_lines(
    host: str,
    found: Family,
    agency: str | None,
    feeds: list[str],
    scheme: str,
    selectors: Mapping[str, tuple[str, ...]],
    on: date,
) -> list[str]:
    lines = [f"  - host: {host}", f"    family: {found.name}"]
    if agency:
        lines.append(f"    agency: {agency}")
    if scheme == "http":
        lines.append("    scheme: http")
    if feeds:
        lines.append(f"    feeds: [{', '.join(feeds)}]")
    if selectors:
        fields = ", ".join(f"{name}: ['{selector}']" for name, (selector,) in selectors.items())
        lines += ["    layouts:", f"      - fields: {{{fields}}}"]
    lines += [
        "    verified: false",
        f"    unverified_because: proposed on {on.isoformat()}, nobody has read its snapshot yet",
    ]
    return lines


def _site(
    host: str, found: Family, scheme: str, slug: str, selectors: Mapping[str, tuple[str, ...]], agency: str | None
) -> NewsSite:
    return NewsSite(
        source_id=f"{slug}/{host.removeprefix('www.')}",
        slug=slug,
        host=host,
        hosts=(),
        scheme=scheme,
        family=found.name,
        layouts=(Layout(family=found.name, fields=selectors),),
        feeds=(),
        sitemaps=(),
        archive=(),
        agency=agency,
        province_id=None,
        verified_on=None,
        unverified_because=None,
        pause_seconds=5.0,
        max_pages=3,
        bands={},
        is_loopback=False,
    )


def _readings(page: ParsedPage, tree: PageTree, proposed: frozenset[str]) -> list[FieldReading]:
    readings = []
    for name in FIELDS:
        value, selector = page.value(name), page.fields_read.get(name)
        if not value:
            readings.append(FieldReading(name, "missing", "", None))
            continue
        readings.append(FieldReading(name, _certainty(name, page, tree, proposed), _shown(value), selector))
    return readings


def _certainty(name: str, page: ParsedPage, tree: PageTree, proposed: frozenset[str]) -> str:
    selector = page.fields_read.get(name)
    if selector in _SEARCHED or (selector in proposed) or "broken_letters" in page.problems:
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
