"""Reads the source files strictly: what is unknown, doubled or misspelt is an error with file, line and remedy."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

from ingestion.errors import PeygirError
from ingestion.paths import sources_folder
from ingestion.reference.seeds import provinces
from ingestion.sources.families import Family, family, family_names
from ingestion.sources.model import ArchiveList, Band, Feed, Inbox, Layout, NewsSite, Source, SourceKind
from ingestion.sources.yaml_lines import Place, line_of, read_yaml

SCHEMA_PATH = Path(__file__).resolve().parent / "source.schema.json"
DEFAULT_PAUSE_SECONDS = 5.0
DEFAULT_MAX_PAGES = 500
_INBOX_WRITTEN = re.compile(r"^[ \t-]*inbox:[ \t]*[\"']?([^\s\"'#,}]+)", re.MULTILINE)
# What any news page must have; a source's own bands replace these one by one.
DEFAULT_BANDS: Mapping[str, Band] = {
    "title": Band(0.98, 1.0, "every news page has a title"),
    "body": Band(0.9, 1.0, "photo and video pages may have no text"),
    "published_at": Band(0.9, 1.0, "every family prints or embeds the publication date"),
}


def province_id_of(stated: str) -> str:
    """The province_id of a slug or of the code itself. Raises PeygirError for one that is no province."""
    slugs = province_slugs()
    if stated in slugs.values():
        return stated
    if stated not in slugs:
        near = difflib.get_close_matches(stated.lower(), slugs, n=1)
        choice = f"did you mean '{near[0]}'?" if near else f"choose one of {', '.join(sorted(slugs))}, or its id"
        raise PeygirError(f"no province '{stated}'", remedy=choice)
    return slugs[stated]


@cache
def province_slugs() -> Mapping[str, str]:
    """Slug of the English name → province_id: `east-azerbaijan` → `03`."""
    return {re.sub(r"[^a-z]+", "-", row.name_en.lower()).strip("-"): row.province_id for row in provinces().values()}


@dataclass(frozen=True, slots=True)
class BrokenSource:
    """A source file that is not right: why, and which inboxes it names as far as that can be read."""

    slug: str
    error: PeygirError
    inboxes: frozenset[str]


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The sources of a folder in the order of their slugs, and the files that are not right."""

    sources: list[Source]
    broken: list[BrokenSource]

    def error_of(self, slug: str | None) -> PeygirError | None:
        """Why the file of a slug, of a site's id or of an inbox is not right; None where it is, or there is none."""
        return next((b.error for b in self.broken if slug is not None and (slug == b.slug or slug in b.inboxes)), None)


def read_sources(folder: Path | None = None, *, include_sample: bool = False) -> SourceFolder:
    """Every source file of the folder (default: the project's): what is wrong with one keeps no other from its work.

    Without `include_sample` the files under `sample/` are left out. Of two sources with the same slug, address or inbox
    the later one is not right.
    """
    root = folder or sources_folder()
    files = [*root.glob("provinces/*.yml"), *root.glob("national/*.yml")]
    if include_sample:
        files += root.glob("sample/*.yml")
    sources: list[Source] = []
    broken: list[BrokenSource] = []
    owners: dict[str, Source] = {}
    for path in sorted(files, key=_slug_of):
        try:
            source = read_source(path)
            _check_unique(source, owners)
        except PeygirError as error:
            broken.append(BrokenSource(_slug_of(path), error, _inboxes_written_in(path)))
        else:
            sources.append(source)
    return SourceFolder(sources, broken)


def load_sources(folder: Path | None = None, *, include_sample: bool = False) -> list[Source]:
    """All source files of the folder, in the order of their slugs. Raises PeygirError for the first that is not right."""
    found = read_sources(folder, include_sample=include_sample)
    if found.broken:
        raise found.broken[0].error
    return found.sources


def load_sample_sources(folder: Path | None = None) -> list[Source]:
    """Only the files under `sample/`: the recorded web and inbox."""
    root = folder or sources_folder()
    sources = [read_source(path) for path in sorted(root.glob("sample/*.yml"))]
    owners: dict[str, Source] = {}
    for source in sources:
        _check_unique(source, owners)
    return sources


def _slug_of(path: Path) -> str:
    """The slug of a source file's source."""
    return f"sample-{path.stem}" if path.parent.name == "sample" else path.stem


def _inboxes_written_in(path: Path) -> frozenset[str]:
    """The inboxes that a file seems to name, whatever is wrong with it; the one of its own name is always its."""
    try:
        text = path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        text = ""
    return frozenset((path.stem, *_INBOX_WRITTEN.findall(text)))


def news_sites(sources: Iterable[Source]) -> list[NewsSite]:
    """Every news site of the sources, in order."""
    return [site for source in sources for site in source.sites]


def find_sites(name: str, sources: Iterable[Source]) -> list[NewsSite]:
    """The sites that a slug, a host or a source_id names. Raises PeygirError if none does."""
    sites = news_sites(sources)
    found = [site for site in sites if name in {site.source_id, site.slug, site.host, *site.hosts}]
    if not found:
        near = difflib.get_close_matches(name, [s for site in sites for s in (site.slug, site.host)], n=1)
        remedy = f"did you mean '{near[0]}'?" if near else "see `peygir source list`"
        raise PeygirError(f"no source '{name}'", remedy=remedy)
    return found


def read_source(path: Path) -> Source:
    """One source file. Raises PeygirError naming the file, the line and what to do."""
    data, lines = read_yaml(path)
    _check_schema(path, data, lines)
    return _Reader(path, data, lines).source()


class _Reader:
    """Turns one file's checked data into a Source; keeps the file and its lines for errors."""

    def __init__(self, path: Path, data: Mapping[str, Any], lines: dict[Place, int]) -> None:
        self.path = path
        self.data = data
        self.lines = lines
        self.is_sample = path.parent.name == "sample"
        self.slug = _slug_of(path)

    def source(self) -> Source:
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", self.path.stem):
            raise self._error((), f"'{self.path.stem}' is no slug", "name the file in lower-case letters and hyphens")
        kind: SourceKind = "province" if "province" in self.data else "national"
        self._check_folder(kind)
        province_id = self._province(("province",), self.data.get("province"))
        if kind == "province" and not self.is_sample and self.data["province"] != self.path.stem:
            raise self._error(
                ("province",), f"province '{self.data['province']}' in a file of another name",
                f"rename the file to {self.data['province']}.yml",
            )  # fmt: skip
        sites = [self._site(n, raw, province_id) for n, raw in enumerate(self.data.get("news", []))]
        inboxes = [
            Inbox(raw["inbox"], raw["inbox"], province_id, tuple(raw.get("hints", ())))
            for raw in self.data.get("workbooks", [])
        ]
        return Source(
            slug=self.slug,
            kind=kind,
            name=self.data.get("agency") or self.data["province"],
            province_id=province_id,
            sites=tuple(sites),
            workbooks=tuple(inboxes),
            path=self.path,
            is_sample=self.is_sample,
        )

    def _site(self, n: int, raw: Mapping[str, Any], province_id: str | None) -> NewsSite:
        place: Place = ("news", n)
        site_family = self._family((*place, "family"), raw["family"])
        base = f"{raw.get('scheme', 'https')}://{raw['host']}"
        hosts = frozenset({raw["host"], f"www.{raw['host']}", *raw.get("hosts", [])})

        def located(key: str, defaults: Iterable[str]) -> list[tuple[str, str | None, int]]:
            items = raw.get(key, list(defaults))
            return [self._located((*place, key, i), item, base, hosts, province_id) for i, item in enumerate(items)]

        if raw.get("loopback") and not self.is_sample:
            raise self._error((*place, "loopback"), "only sample sources may be on loopback", "remove this line")
        return NewsSite(
            source_id=f"{self.slug}/{raw['host'].removeprefix('www.')}",
            slug=self.slug,
            host=raw["host"],
            hosts=tuple(raw.get("hosts", [])),
            scheme=raw.get("scheme", "https"),
            family=site_family.name,
            layouts=self._layouts(place, raw, site_family),
            feeds=tuple(Feed(address, where) for address, where, _ in located("feeds", site_family.feeds)),
            sitemaps=tuple(address for address, _, _ in located("sitemaps", site_family.sitemaps)),
            archive=tuple(
                ArchiveList(address, first, where) for address, where, first in located("archive", site_family.archive)
            ),
            agency=raw.get("agency") or self.data.get("agency"),
            province_id=province_id,
            verified_on=self._date((*place, "verified"), raw["verified"]) if raw["verified"] else None,
            unverified_because=raw.get("unverified_because"),
            pause_seconds=float(raw.get("pause_seconds", DEFAULT_PAUSE_SECONDS)),
            max_pages=int(raw.get("max_pages", DEFAULT_MAX_PAGES)),
            bands=self._bands(raw),
            is_loopback=bool(raw.get("loopback", False)),
        )

    def _located(
        self, place: Place, item: str | Mapping[str, Any], base: str, hosts: frozenset[str], province_id: str | None
    ) -> tuple[str, str | None, int]:
        raw = {"address": item} if isinstance(item, str) else item
        address = urljoin(base + "/", raw["address"])
        if (urlsplit(address).hostname or "") not in hosts:
            raise self._error(
                place,
                f"{address} is not on {base}",
                f"write a path, or add the host under 'hosts' ({sorted(hosts)[0]})",
            )
        where = self._province((*place, "province"), raw.get("province")) or province_id
        return address, where, int(raw.get("first_page", 1))

    def _layouts(self, place: Place, raw: Mapping[str, Any], site_family: Family) -> tuple[Layout, ...]:
        layouts = [
            Layout(
                family=self._family((*place, "layouts", n, "family"), item.get("family", site_family.name)).name,
                until=self._date((*place, "layouts", n, "until"), item["until"]) if "until" in item else None,
                fields={key: tuple(values) for key, values in item.get("fields", {}).items()},
                drop=tuple(item.get("drop", [])),
                stop=tuple(item.get("stop", [])),
            )
            for n, item in enumerate(raw.get("layouts", []))
        ]
        if not layouts or layouts[-1].until is not None:
            layouts.append(Layout(family=site_family.name))
        ends = [layout.until for layout in layouts[:-1]]
        if None in ends or ends != sorted(end for end in ends if end is not None):
            raise self._error(
                (*place, "layouts"), "layouts are not in order of their end dates",
                "oldest first, each with 'until', the present one last and without",
            )  # fmt: skip
        return tuple(layouts)

    def _bands(self, raw: Mapping[str, Any]) -> Mapping[str, Band]:
        own = {
            key: Band(float(band["at_least"]), float(band.get("at_most", 1.0)), band["because"])
            for key, band in raw.get("bands", {}).items()
        }
        return {**DEFAULT_BANDS, **own}

    def _family(self, place: Place, name: str) -> Family:
        if name not in family_names():
            raise self._error(place, f"no CMS family '{name}'", f"choose one of {', '.join(family_names())}")
        return family(name)

    def _province(self, place: Place, slug: str | None) -> str | None:
        if slug is None:
            return None
        if slug not in province_slugs():
            near = difflib.get_close_matches(slug, province_slugs(), n=1)
            remedy = f"did you mean '{near[0]}'?" if near else f"choose one of {', '.join(sorted(province_slugs()))}"
            raise self._error(place, f"no province '{slug}'", remedy)
        return province_slugs()[slug]

    def _date(self, place: Place, text: str) -> date:
        try:
            day = date.fromisoformat(text)
        except ValueError:
            raise self._error(place, f"'{text}' is no date", "write a Gregorian day as YYYY-MM-DD") from None
        if day.year < 1990:
            raise self._error(place, f"'{text}' is not Gregorian", "write the Gregorian day, e.g. 2025-06-10")
        return day

    def _check_folder(self, kind: SourceKind) -> None:
        expected = "provinces" if kind == "province" else "national"
        if self.path.parent.name in {"provinces", "national"} and self.path.parent.name != expected:
            raise self._error((), f"a {kind} source in {self.path.parent.name}/", f"move the file to {expected}/")

    def _error(self, place: Place, what: str, remedy: str) -> PeygirError:
        return PeygirError(what, where=f"{self.path}:{line_of(self.lines, place)}", remedy=remedy)


@cache
def _validator() -> Any:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))


def _check_schema(path: Path, data: Any, lines: dict[Place, int]) -> None:
    if not isinstance(data, dict):
        raise PeygirError("not a source: no keys", where=f"{path}:1", remedy="begin with 'province:' or 'agency:'")
    errors = sorted(
        _validator().iter_errors(data),
        key=lambda error: (error.validator != "additionalProperties", not error.absolute_path, error.message),
    )
    if not errors:
        return
    error = errors[0]
    while error.context:
        error = max(error.context, key=lambda inner: len(inner.absolute_path))
    place: Place = tuple(error.absolute_path)
    what, remedy, place = _explain(error, place)
    raise PeygirError(what, where=f"{path}:{line_of(lines, place)}", remedy=remedy)


def _explain(error: Any, place: Place) -> tuple[str, str, Place]:
    """What a schema error means, what to do, and the place whose line is named."""
    if error.validator == "additionalProperties":
        patterns = " ".join(error.schema.get("patternProperties", {}))
        known = [*error.schema.get("properties", {}), *re.findall(r"[a-z_]+", patterns)]
        unknown = next(key for key in error.instance if not _is_known_key(key, error.schema))
        near = difflib.get_close_matches(str(unknown), known, n=1)
        remedy = f"did you mean '{near[0]}'?" if near else f"allowed here: {', '.join(known)}"
        return f"unknown key '{unknown}'", remedy, (*place, unknown)
    name = place[-1] if place else "the file"
    if error.validator == "required":
        missing = next(key for key in error.validator_value if key not in error.instance)
        return f"'{missing}' is missing", f"add the line '{missing}: …'", place
    description = error.schema.get("description") if isinstance(error.schema, dict) else None
    if error.validator in {"oneOf", "anyOf"} and not place:
        return "neither a province nor an agency with news or workbooks", "begin with 'province:' or 'agency:'", place
    return f"'{name}' is not right: {error.message}", description or f"see {SCHEMA_PATH.name}", place


def _is_known_key(key: str, schema: Mapping[str, Any]) -> bool:
    return key in schema.get("properties", {}) or any(re.search(p, key) for p in schema.get("patternProperties", {}))


def _check_unique(source: Source, owners: dict[str, Source]) -> None:
    """No slug, address or inbox may belong to two sources: one page would be counted twice.

    `owners` are those of the sources before, by what belongs to them; what is this one's is added.
    """
    inbox_kind = "sample inbox" if source.is_sample else "inbox"
    mine = {f"slug {source.slug}"} | {f"{inbox_kind} {inbox.folder}" for inbox in source.workbooks}
    for site in source.sites:
        addresses = [*(feed.address for feed in site.feeds), *site.sitemaps, *(a.template for a in site.archive)]
        keys = {f"address {_bare(address)}" for address in addresses} or {f"address {site.host}"}
        doubled = next((key for key in keys if key in mine), None)
        if doubled:
            raise PeygirError(f"{doubled} stands twice", where=str(source.path), remedy="keep one of the two")
        mine |= keys
    for key in sorted(mine & owners.keys()):
        raise PeygirError(
            f"{key} is also in {owners[key].path}", where=f"{source.path}:{_line_of_text(source.path, key)}",
            remedy="give the address to one of the two sources",
        )  # fmt: skip
    owners.update(dict.fromkeys(mine, source))


def _bare(address: str) -> str:
    parts = urlsplit(address)
    query = f"?{parts.query}" if parts.query else ""
    return (parts.hostname or "").removeprefix("www.") + (parts.path.rstrip("/") or "/") + query


def _line_of_text(path: Path, key: str) -> int:
    """The line of the file that comes nearest to writing the key: its path, else its host, else the first."""
    value = key.rpartition(" ")[2]
    host, _, rest = value.partition("/")
    lines = path.read_text(encoding="utf-8").splitlines()
    for text in (f"/{rest}" if rest else value, host):
        for n, line in enumerate(lines, start=1):
            if text in line:
                return n
    return 1
