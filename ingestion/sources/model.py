"""What a source file says, typed. Nothing here reads files or the network."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

SourceKind = Literal["province", "national"]


@dataclass(frozen=True, slots=True)
class Feed:
    """One RSS or Atom feed: its absolute address and, where the feed is one province's, that province."""

    address: str
    province_id: str | None = None


@dataclass(frozen=True, slots=True)
class ArchiveList:
    """An archive's list pages as an absolute address template.

    Placeholders: `{page}`, and the Jalali day as `{year}`, `{month}`, `{day}` or as `{from}` and `{to}` (1404/05/12).
    """

    template: str
    first_page: int = 1
    province_id: str | None = None

    @property
    def is_by_day(self) -> bool:
        """True when the template names the day, so that a range of dates can be walked."""
        return "{day}" in self.template or "{from}" in self.template


@dataclass(frozen=True, slots=True)
class Layout:
    """How pages fetched up to `until` (inclusive) are read; the last layout has no end.

    `fields` holds selectors that are tried before the family's own, `drop` and `stop` are added to the family's.
    """

    family: str
    until: date | None = None
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    stop: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The layout's name in articles and snapshots: the family, and the end date of a past one."""
        return self.family if self.until is None else f"{self.family}-until-{self.until.isoformat()}"


@dataclass(frozen=True, slots=True)
class Band:
    """The share of pages (0–1) on which a field must be filled, and the sentence that says why."""

    at_least: float
    at_most: float
    because: str


@dataclass(frozen=True, slots=True)
class NewsSite:
    """One news site of a source. `source_id` is `<slug>/<host>` and names it in every table and archive."""

    source_id: str
    slug: str
    host: str
    hosts: tuple[str, ...]
    scheme: str
    family: str
    layouts: tuple[Layout, ...]
    feeds: tuple[Feed, ...]
    sitemaps: tuple[str, ...]
    archive: tuple[ArchiveList, ...]
    agency: str | None
    province_id: str | None
    verified_on: date | None
    unverified_because: str | None
    pause_seconds: float
    max_pages: int
    bands: Mapping[str, Band]
    is_loopback: bool

    @property
    def base(self) -> str:
        """The site's root address, without a closing slash."""
        return f"{self.scheme}://{self.host}"

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Every host that a request of this site may go to, redirects included."""
        bare = self.host.removeprefix("www.")
        return frozenset({self.host, bare, f"www.{bare}", *self.hosts})

    def layout_on(self, fetched_on: date | None) -> Layout:
        """The layout that was in force on the day a page was fetched; the present one without a day."""
        if fetched_on is not None:
            for layout in self.layouts:
                if layout.until is not None and fetched_on <= layout.until:
                    return layout
        return self.layouts[-1]


@dataclass(frozen=True, slots=True)
class Inbox:
    """Where a secretariat's workbooks arrive: a folder under the inbox, and what is known of their sheets."""

    folder: str
    source_id: str
    province_id: str | None
    hints: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source file: a province with its sites and inboxes, or a national agency."""

    slug: str
    kind: SourceKind
    name: str
    province_id: str | None
    sites: tuple[NewsSite, ...]
    workbooks: tuple[Inbox, ...]
    path: Path
    is_sample: bool = False
