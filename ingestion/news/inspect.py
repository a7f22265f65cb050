"""Checks of one source for the engineer: its snapshots, its bands, robots, and a short visit that keeps nothing."""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Literal

from ingestion.errors import PeygirError
from ingestion.news.archive import Archive
from ingestion.news.crawl import MemoryState, build_fetcher, crawl_source
from ingestion.news.snapshots import Snapshot, differences, site_of, snapshots_of
from ingestion.sources import NewsSite, Source

_DRY_RUN_PAGES = 3
_GOOD = frozenset({"stored", "robots"})

Verdict = Literal["ok", "problem", "not asked"]


@dataclass(frozen=True, slots=True)
class Check:
    """One step's verdict on one site (or, with `site` None, on the source's file)."""

    site: str | None
    step: str
    verdict: Verdict
    detail: str


def check_source(
    source: Source,
    *,
    now: datetime,
    is_live: bool,
    loopback: Mapping[str, tuple[str, int]] | None = None,
    snapshots: Path | None = None,
) -> Iterator[Check]:
    """Every check of a source, in order. Live sites are asked only with `is_live`, recorded ones through `loopback`."""
    found = snapshots_of(source.slug, snapshots)
    yield Check(None, "schema", "ok", f"{len(source.sites)} news sites, {len(source.workbooks)} inboxes")
    for snapshot in found:
        try:
            site_of(snapshot, source)
        except PeygirError as error:
            yield Check(None, "snapshots", "problem", error.sentence)
    for site in source.sites:
        try:
            yield from _check_snapshots(site, source, found)
        except PeygirError as error:  # such as a selector that is none
            yield Check(site.host, "snapshots", "problem", error.sentence)
        yield from _check_network(site, now, is_live=is_live, loopback=loopback)


def _check_snapshots(site: NewsSite, source: Source, found: list[Snapshot]) -> Iterator[Check]:
    mine = [snapshot for snapshot in found if snapshot.expected().get("site") == site.host]
    if not mine:
        verdict: Verdict = "ok" if site.verified_on is None else "problem"
        reason = f"none, not verified: {site.unverified_because}" if verdict == "ok" else "verified, but without one"
        yield Check(site.host, "snapshots", verdict, reason)
        return
    troubles = [f"{snapshot.saved.name}: {text}" for snapshot in mine for text in differences(snapshot, site)]
    unread = [snapshot.expected_path.name for snapshot in mine if not snapshot.expected().get("read_by")]
    troubles += [f"{name}: nobody has read it yet ('read_by' is empty)" for name in unread]
    for trouble in troubles:
        yield Check(site.host, "snapshots", "problem", trouble)
    if not troubles:
        yield Check(site.host, "snapshots", "ok", f"{len(mine)} read as expected")
    yield from _check_bands(site, [snapshot for snapshot in mine if snapshot.kind == "page"])


def _check_bands(site: NewsSite, pages: list[Snapshot]) -> Iterator[Check]:
    """A field that most pages must have is in every snapshot."""
    empty = [
        f"{name}: band from {band.at_least:.0%}, empty in {snapshot.saved.name}"
        for name, band in site.bands.items()
        for snapshot in pages
        if band.at_least >= 0.5 and not snapshot.expected()["fields"].get(name)
    ]
    for trouble in empty:
        yield Check(site.host, "bands", "problem", trouble)
    if pages and not empty:
        yield Check(site.host, "bands", "ok", ", ".join(f"{n} ≥ {b.at_least:.0%}" for n, b in site.bands.items()))


def _check_network(
    site: NewsSite, now: datetime, *, is_live: bool, loopback: Mapping[str, tuple[str, int]] | None
) -> Iterator[Check]:
    if not site.is_loopback and not is_live:
        yield Check(site.host, "robots", "not asked", "add --live")
        yield Check(site.host, "dry run", "not asked", "add --live")
        return
    fetcher = build_fetcher(site, loopback=loopback)
    try:
        listed = [feed.address for feed in site.feeds] or list(site.sitemaps)
        for address in listed[:1] or [f"{site.base}/"]:
            state = fetcher.robots_state(address)
            yield Check(site.host, "robots", "ok" if state == "allowed" else "problem", f"{address} {state}")
        with tempfile.TemporaryDirectory() as folder:
            events = crawl_source(
                replace(site, max_pages=_DRY_RUN_PAGES),
                state=MemoryState(),
                archive=Archive(folder),
                run_id="check",
                now=now,
                fetcher=fetcher,
            )
            yield _dry_run([(event.outcome, event.reason) for event in events], site)
    finally:
        fetcher.close()


def _dry_run(outcomes: list[tuple[str, str | None]], site: NewsSite) -> Check:
    counts = Counter(outcome for outcome, _ in outcomes)
    told = ", ".join(f"{n} {outcome}" for outcome, n in counts.items()) or "nothing listed"
    if counts["stored"]:
        return Check(site.host, "dry run", "ok", told)
    reason = next((reason for outcome, reason in outcomes if outcome not in _GOOD and reason), None)
    return Check(site.host, "dry run", "problem", f"{told}{f' ({reason})' if reason else ''}")
