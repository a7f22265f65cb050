"""One site's visit: what is listed, fetched, archived and parsed, as a stream of events. No database inside."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any, Protocol

from ingestion.news.addresses import canonical_address, is_story_link
from ingestion.news.archive import Archive
from ingestion.news.discover import (
    Item,
    Listing,
    list_address,
    province_key,
    province_of,
    read_feed,
    read_list,
    read_sitemap,
    stories,
)
from ingestion.news.events import CrawlEvent, CrawlState, MemoryState, Outcome
from ingestion.news.fetch import Fetcher, FetchError, Response, require_contact
from ingestion.news.health import Finding, RunProfile, judge_order, judge_page, judge_run, remember, usual
from ingestion.news.layouts import parse_page
from ingestion.news.layouts.dates import TEHRAN
from ingestion.news.page import ParsedPage
from ingestion.news.revisit import (
    LONGEST_AGE,
    MOST_FALSE_CHANGES,
    announced,
    is_announced_changed,
    is_due,
    reading_sha256,
)
from ingestion.reference.seeds import provinces
from ingestion.sources import ArchiveList, Feed, NewsSite, family, province_slugs

CURSOR = "cursor"
PROFILE = "profile"
_MOST_PENDING = 1000
_MOST_TRIES = 5
_MOST_LIST_PAGES = 200
_MOST_SITEMAPS = 50
_MOST_DAYS_BACK = 7
_ENOUGH_FOR_GAP = 5
# A list that dates a story earlier tells of no publication.
_FIRST_BELIEVED = date(1995, 1, 1)
# Which selectors match beside the one that is read tells of drift; a sample of each visit is enough.
_WATCHED_PAGES = 30
# The site does not show the page to us, perhaps only tonight.
_REFUSALS = frozenset({401, 403, 407, 451})
_GONE = frozenset({404, 410})
# Sitemaps of sections, tags, authors, pages and pictures list no stories.
_NO_STORIES = re.compile(
    r"(?:^|[-_/.])(?:category|categories|tags?|post_tag|taxonom\w*|authors?|users|page|images?|videos?)[-_.]", re.I
)
_NEVER_ASKED = frozenset({"host_not_allowed", "bad_address", "address_refused"})
# After these the rest of the visit would only trouble the host.
_ENDS_VISIT = frozenset({"deferred", "robots_unavailable", "address_refused"})

Events = Generator[CrawlEvent, None, None]
__all__ = [
    "CURSOR",
    "PROFILE",
    "CrawlEvent",
    "CrawlState",
    "MemoryState",
    "build_fetcher",
    "crawl_source",
    "past_profile",
]


class _Reader(Protocol):
    def __call__(self, content: bytes, base: str, *, content_type: str | None = None) -> Listing: ...


def build_fetcher(
    source: NewsSite, *, loopback: Mapping[str, tuple[str, int]] | None = None, **options: Any
) -> Fetcher:
    """A fetcher for the site. Only a sample site may reach a replay server, and only by its own host names.

    Raises PeygirError for a live site while no contact is set.
    """
    if not source.is_loopback:
        require_contact()
        return Fetcher(source.allowed_hosts, pause_seconds=source.pause_seconds, **options)
    places = {host: place for host, place in (loopback or {}).items() if host in source.allowed_hosts}
    return Fetcher(source.allowed_hosts, pause_seconds=source.pause_seconds, loopback=places, **options)


def crawl_source(
    source: NewsSite,
    *,
    state: CrawlState,
    archive: Archive,
    run_id: str,
    now: datetime,
    since: date | None = None,
    until: date | None = None,
    fetcher: Fetcher | None = None,
    loopback: Mapping[str, tuple[str, int]] | None = None,
) -> Iterator[CrawlEvent]:
    """Visit the site once and yield what happened, article by article; memory does not grow with the pages.

    Without `since` only what is new in feeds (without feeds: sitemaps, else lists) is fetched, and what failed before.
    With `since` and `until` (inclusive, Gregorian) the archive lists and sitemaps of those days are walked as well;
    a backfill that was cut off goes on where it stopped. Commit each event before asking for the next: state is put
    after its event was consumed. A known story is asked for again, conditionally, at certain ages and where a listing
    tells that it changed; it is yielded again if it is then read differently. A second visit to an unchanged site
    transfers no page and yields nothing.
    """
    own = fetcher or build_fetcher(source, loopback=loopback)
    try:
        yield from _Visit(source, state, archive, own, run_id, now).run(since, until)
    finally:
        if fetcher is None:
            own.close()


def past_profile(state: CrawlState, source_id: str) -> RunProfile:
    """How the site's pages were read on its last visits; empty for a site never visited."""
    return usual(state.get(source_id, PROFILE) or {})


class _VisitOver(Exception):
    """The host asks to be left alone for this run."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """A listing and what to remember of its address once its stories are through."""

    listing: Listing
    address: str
    validators: dict[str, Any]


class _Visit:
    """One crawl of one site."""

    def __init__(
        self, source: NewsSite, state: CrawlState, archive: Archive, fetcher: Fetcher, run_id: str, now: datetime
    ) -> None:
        self.source = source
        self.state = state
        self.archive = archive
        self.fetcher = fetcher
        self.run_id = run_id
        self.now = now
        self.family = family(source.family)
        self.cursor: dict[str, Any] = dict(state.get(source.source_id, CURSOR) or {})
        self.pending: dict[str, dict[str, Any]] = dict(self.cursor.get("pending", {}))
        self.past = past_profile(state, source.source_id)
        self.all_pages = RunProfile()
        self.good_pages = RunProfile()
        self.seen: set[bytes] = set()
        self.n_pages = 0
        self.is_backfill = False
        self.is_overfull = False

    def run(self, since: date | None, until: date | None) -> Events:
        is_over = False
        self.is_backfill = since is not None
        try:
            yield from self._retry_pending()
            yield from self._feeds()
            if since is not None:
                yield from self._backfill(since, until or self._today())
            elif not self.source.feeds:
                yield from self._without_feeds()
            if not self.is_backfill:
                yield from self._revisits()
        except _VisitOver:
            is_over = True
        yield from self._finish(is_over=is_over)

    # --- what is listed -------------------------------------------------------------------------------------------

    def _retry_pending(self) -> Events:
        for address, note in list(self.pending.items()):
            if note.get("is_change"):
                if self._is_first(canonical_address(address, self.family)):
                    yield from self._changed(Item(address))
            else:
                yield from self._page(Item(address), note.get("province_id"), is_retry=True)

    def _feeds(self) -> Events:
        for feed in self.source.feeds:
            listed = yield from self._list(feed.address, read_feed)
            if listed is not None:
                has_gap = self._has_gap(listed.listing)
                yield from self._items(listed.listing.items, feed.province_id)
                self._listed(listed)
                if has_gap:
                    yield from self._fill_gap(feed)

    def _has_gap(self, listing: Listing) -> bool:
        """True if a feed that was read before holds nothing known: it may not reach back to the last visit."""
        items = list(stories(listing.items, self.family))
        was_read = "last_success_at" in self.cursor and len(items) >= _ENOUGH_FOR_GAP
        return was_read and not any(item.address in self.pending or self._is_known(item) for item in items)

    def _fill_gap(self, feed: Feed) -> Events:
        """Tell of the gap, and walk the lists of the days since the last visit where the site has such lists."""
        sentence = f"feed: nothing known in {feed.address}, it may not reach back to the last visit"
        yield self._event(feed.address, "drift", None, reason=sentence, findings=(Finding("feed", "gap", sentence),))
        yield from self._lists_of_last_days()

    def _without_feeds(self) -> Events:
        n_readable = yield from self._sitemaps(None, None)
        if not n_readable:
            yield from self._lists_of_last_days()
            for archive in self.source.archive:
                if not archive.is_by_day:
                    yield from self._archive_list(archive, None, None, None)

    def _lists_of_last_days(self) -> Events:
        """The archive lists of the days since the last good visit, a week at most."""
        last = self.cursor.get("last_success_at")
        first = datetime.fromisoformat(last).astimezone(TEHRAN).date() if last else self._today()
        for archive in self.source.archive:
            oldest = max(first, self._today() - timedelta(days=_MOST_DAYS_BACK))
            for day in _days(self._today(), oldest) if archive.is_by_day else ():
                yield from self._archive_list(archive, day, None, None)

    def _backfill(self, since: date, until: date) -> Events:
        """Archive lists day by day, newest first, then the sitemaps; each finished day is kept in the cursor."""
        key = f"{since}..{until}"
        done = self.cursor.get("backfilled", {}).get(key)
        first = date.fromisoformat(done) - timedelta(days=1) if done else until
        if any(archive.is_by_day for archive in self.source.archive):
            for day in _days(first, since):
                for archive in self.source.archive:
                    if archive.is_by_day:
                        yield from self._archive_list(archive, day, since, until)
                self.cursor["backfilled"] = {key: day.isoformat()}
                self._keep_cursor()
        for archive in self.source.archive:
            if not archive.is_by_day:
                yield from self._archive_list(archive, None, since, until)
        yield from self._sitemaps(since, until)

    def _archive_list(self, archive: ArchiveList, day: date | None, since: date | None, until: date | None) -> Events:
        """Page after page until one is empty, repeats an earlier one, lies before the range, or holds nothing new."""
        shown: set[str] = set()
        for page in range(archive.first_page, archive.first_page + _MOST_LIST_PAGES):
            listed = yield from self._list(list_address(archive, day, page), self._read_list, is_conditional=False)
            fresh = [item for item in listed.listing.items if item.address not in shown] if listed else []
            if not fresh:
                return
            shown.update(item.address for item in fresh)
            is_known = since is None and all(self._is_known(item) for item in fresh)
            yield from self._items([item for item in fresh if _is_within(item, since, until)], archive.province_id)
            if is_known or "{page}" not in archive.template or _is_all_before(fresh, since):
                return

    def _first_sitemaps(self) -> Generator[CrawlEvent, None, list[str]]:
        """The sitemaps that robots.txt names and the source's own; the family's usual place only where none is named."""
        try:
            named = self.fetcher.robots_sitemaps(self.source.base)
        except FetchError as error:
            yield self._trouble(self.source.base, error)
            raise _VisitOver from error
        usual_places = {f"{self.source.base}{path}" for path in self.family.sitemaps} if named else set()
        own = [address for address in self.source.sitemaps if address not in usual_places]
        return list(dict.fromkeys((*own, *named)))[:_MOST_SITEMAPS]

    def _sitemaps(self, since: date | None, until: date | None) -> Generator[CrawlEvent, None, int]:
        """Walk the sitemaps and their indexes; how many could be read or were unchanged."""
        waiting = yield from self._first_sitemaps()
        visited: set[str] = set()
        n_readable = 0
        while waiting and len(visited) < _MOST_SITEMAPS:
            address = waiting.pop(0)
            known = self.state.get(self.source.source_id, address) or {}
            if address in visited or known.get("is_refused") or _NO_STORIES.search(address):
                continue
            visited.add(address)
            listed = yield from self._list(address, read_sitemap, is_conditional=since is None, is_settled=True)
            if listed is None:
                waiting.extend(known.get("sitemaps", []))
                n_readable += bool(known)
                continue
            n_readable += 1
            waiting.extend(
                place
                for place, changed_on in listed.listing.sitemaps
                if since is None or changed_on is None or changed_on >= since
            )
            inside = [item for item in listed.listing.items if _is_within(item, since, until)]
            newest_first = sorted(inside, key=lambda item: item.dated_at or self.now, reverse=True)
            yield from self._items(newest_first, None)
            self._listed(listed)
        return n_readable

    def _list(
        self, address: str, reader: _Reader, *, is_conditional: bool = True, is_settled: bool = False
    ) -> Generator[CrawlEvent, None, _Listed | None]:
        """Fetch and read one feed, sitemap or list; None if it is unchanged or, told as an event, can't be read.

        With `is_settled` an address that may never be asked for is told once and not tried again.
        """
        known = (self.state.get(self.source.source_id, address) or {}) if is_conditional else {}
        try:
            response = self.fetcher.get(address, etag=known.get("etag"), last_modified=known.get("last_modified"))
        except FetchError as error:
            yield self._trouble(address, error)
            if is_settled and error.code in _NEVER_ASKED:
                self.state.put(self.source.source_id, address, {"is_refused": error.code})
                return None
            if error.code in _ENDS_VISIT:
                raise _VisitOver from error
            return None
        if response.is_not_modified and known:
            return None
        if response.status != 200:
            yield self._event(address, "error", response, reason=f"HTTP {response.status}")
            return None
        listing = reader(response.content, response.final_address, content_type=response.header("Content-Type"))
        if listing.trouble:
            is_blocked = listing.trouble.startswith("blocked")
            yield self._event(address, "blocked" if is_blocked else "error", response, reason=listing.trouble)
            return None
        for finding in judge_order([item.dated_at for item in listing.items]) if reader is not read_sitemap else []:
            yield self._event(address, "drift", response, reason=finding.sentence, findings=(finding,))
        return _Listed(listing, address, _validators(response))

    def _read_list(self, content: bytes, base: str, *, content_type: str | None = None) -> Listing:
        return read_list(content, base, self.family, content_type=content_type)

    def _listed(self, listed: _Listed) -> None:
        """All stories of a listing are through: what waits is kept first, then the listing's validators.

        A listing of which not all could be kept is read again the next time.
        """
        self._keep_cursor()
        if listed.validators and not self.is_overfull:
            sitemaps = [address for address, _ in listed.listing.sitemaps]
            note = {**listed.validators, "sitemaps": sitemaps} if sitemaps else listed.validators
            self.state.put(self.source.source_id, listed.address, note)

    # --- one story ------------------------------------------------------------------------------------------------

    def _items(self, items: Iterable[Item], province_id: str | None) -> Events:
        for item in stories(items, self.family):
            yield from self._page(item, province_id or province_of(item.categories, _province_names()))

    def _is_known(self, item: Item) -> bool:
        canonical = canonical_address(item.address, self.family)
        settled = self.state.get(self.source.source_id, canonical) or {}
        return bool(settled.get("is_final")) or self.state.is_known(canonical)

    def _page(self, item: Item, province_id: str | None, *, is_retry: bool = False) -> Events:
        """Fetch one story unless it is known, archive it, parse it, and say what became of it."""
        canonical = canonical_address(item.address, self.family)
        if not self._is_first(canonical):
            return
        if self._is_known(item):
            self.pending.pop(item.address, None)
            yield from self._changed(item)
            return
        where = province_id or self.source.province_id
        if item.address in self.pending and not is_retry:
            return
        if self.n_pages >= self.source.max_pages:
            self._defer(item, canonical, where, tried=False)
            return
        self.n_pages += 1
        known = self.state.get(self.source.source_id, canonical) or {}
        try:
            response = self.fetcher.get(item.address, etag=known.get("etag"), last_modified=known.get("last_modified"))
        except FetchError as error:
            yield self._trouble(item.address, error)
            if error.is_passing:
                self._defer(item, canonical, where)
            else:
                self._settle(item, canonical, {"outcome": error.code})
            if error.code in _ENDS_VISIT - {"address_refused"}:
                raise _VisitOver from error
            return
        yield from self._answered(item, canonical, where, response)

    def _answered(self, item: Item, canonical: str, where: str | None, response: Response) -> Events:
        known = self.state.get(self.source.source_id, canonical) or {}
        if response.is_not_modified and known.get("outcome") == "blocked":
            self._defer(item, canonical, where)
        elif response.status in _REFUSALS:
            yield self._event(item.address, "blocked", response, reason=f"HTTP {response.status}")
            self._defer(item, canonical, where)
        elif response.status != 200:
            yield self._event(item.address, "error", response, reason=f"HTTP {response.status}")
            self._settle(item, canonical, {"outcome": f"http_{response.status}"})
        elif self._is_led_away(item, response):
            reason = f"redirected to {response.final_address}, which is no story"
            yield self._event(item.address, "error", response, reason=reason)
            self._settle(item, canonical, {"outcome": "led_away"})
        elif self._is_another_story(canonical, response):
            reason = f"redirected to {response.final_address}, which is a story that was met already"
            yield self._event(item.address, "error", response, reason=reason)
            self._settle(item, canonical, {"outcome": "led_away"})
        else:
            location = self._archived(response)
            event = self._understood(item, where, response, self._parsed(item, response), location)
            yield event
            if event.outcome == "blocked":
                self.state.put(self.source.source_id, canonical, {**_validators(response), "outcome": "blocked"})
                self._defer(item, canonical, where)
            else:
                self._settle(item, canonical, self._note(item, where, response, event))
                if event.canonical_address and event.canonical_address != canonical:
                    note = {"outcome": event.outcome, "content_sha256": event.content_sha256, "is_final": True}
                    self.state.put(self.source.source_id, event.canonical_address, note)

    def _is_led_away(self, item: Item, response: Response) -> bool:
        """True for a redirect to the front page or a section, as sites give for stories that they took down."""
        return response.final_address != item.address and not is_story_link(response.final_address, self.family)

    def _is_another_story(self, canonical: str, response: Response) -> bool:
        """True for a redirect to a story that this visit has met under its own address."""
        final = canonical_address(response.final_address, self.family)
        return final != canonical and not self._is_first(final)

    # --- a story that is known ------------------------------------------------------------------------------------

    def _revisits(self) -> Events:
        """Ask for the young stories again that came of age since the last visit, as far as the visit's pages reach."""
        last = datetime.fromisoformat(self.cursor.get("revisited_at") or self.now.isoformat())
        oldest = last.astimezone(UTC) - LONGEST_AGE
        for canonical, note in self.state.watched_since(self.source.source_id, oldest, self.source.max_pages):
            item = Item(note["address"])
            if is_due(note, last, self.now) and self.n_pages < self.source.max_pages and self._is_first(canonical):
                yield from self._again(item, canonical, note)
        self.cursor["revisited_at"] = self.now.isoformat()

    def _changed(self, item: Item) -> Events:
        """Ask for a known story again if its listing tells that it changed and the site's word has been good so far."""
        canonical = canonical_address(item.address, self.family)
        note = self.state.get(self.source.source_id, canonical) or {}
        is_waiting = bool(self.pending.get(item.address, {}).get("is_change"))
        is_believed = self.cursor.get("false_changes", 0) < MOST_FALSE_CHANGES
        if not is_waiting and not (is_believed and note.get("address") and is_announced_changed(item, note)):
            return
        if self.n_pages >= self.source.max_pages:
            self._defer(item, canonical, note.get("province_id"), tried=False, is_change=True)
            return
        is_new = yield from self._again(item, canonical, note)
        if is_new is not None:
            self.cursor["false_changes"] = 0 if is_new else self.cursor.get("false_changes", 0) + 1

    def _again(self, item: Item, canonical: str, note: dict[str, Any]) -> Generator[CrawlEvent, None, bool | None]:
        """Ask for a stored story again; True if it is read differently, False if not, None if that can't be told."""
        self.n_pages += 1
        try:
            response = self.fetcher.get(item.address, etag=note.get("etag"), last_modified=note.get("last_modified"))
        except FetchError as error:
            yield replace(self._trouble(item.address, error), is_revisit=True)
            if error.is_passing:
                self._defer(item, canonical, note.get("province_id"), is_change=True)
            if error.code in _ENDS_VISIT - {"address_refused"}:
                raise _VisitOver from error
            return None
        self.pending.pop(item.address, None)
        is_new: bool | None = None
        if response.is_not_modified:
            is_new = False
            note = {**note, **announced(item, note)}
        elif response.status == 200 and not self._is_led_away(item, response):
            is_new, note = yield from self._compared(item, response, note)
        else:
            outcome: Outcome = "blocked" if response.status in _REFUSALS else "error"
            is_gone = response.status in _GONE or response.status == 200
            answer = f"led to {response.final_address}" if response.status == 200 else f"HTTP {response.status}"
            reason = f"{answer} for a story that was read before, which stays"
            yield self._event(item.address, outcome, response, reason=reason, is_revisit=True)
            if is_gone:
                note = {key: value for key, value in note.items() if key not in {"watched_from", "address"}}
        self.state.put(self.source.source_id, canonical, note)
        return is_new

    def _compared(
        self, item: Item, response: Response, note: dict[str, Any]
    ) -> Generator[CrawlEvent, None, tuple[bool | None, dict[str, Any]]]:
        """A story's page that came again: yielded, and True, only if something else is read from it than before."""
        where = note.get("province_id")
        page = self._parsed(item, response)
        seen = {**note, **_validators(response), **announced(item, note)}
        is_same_page = hashlib.sha256(response.content).hexdigest() == note.get("content_sha256")
        if is_same_page or (page.blocked_because is None and reading_sha256(page) == note.get("reading_sha256")):
            return False, seen
        event = self._understood(item, where, response, page, self._archived(response))
        yield replace(event, is_revisit=True)
        if event.outcome == "blocked":
            return None, note
        if event.outcome != "stored":
            return None, seen
        kept = {"watched_from": note["watched_from"]} if "watched_from" in note else {}
        return True, {**seen, **self._note(item, where, response, event), **kept, "is_final": True}

    def _note(self, item: Item, where: str | None, response: Response, event: CrawlEvent) -> dict[str, Any]:
        """What is remembered of a story that was read. An old one, found in a backfill, is not watched."""
        page, seen_at = event.page, self.now.astimezone(UTC).isoformat()
        published_at = page.published_at if page else None
        is_old = published_at is not None and self.now - published_at > LONGEST_AGE
        return {
            "outcome": event.outcome,
            "content_sha256": event.content_sha256,
            **_validators(response),
            **announced(item, {}),
            "address": item.address,
            "seen_at": seen_at,
            **({} if self.is_backfill and is_old else {"watched_from": seen_at}),
            "province_id": where,
            "reading_sha256": reading_sha256(page) if page else None,
        }

    def _is_first(self, canonical: str) -> bool:
        """True the first time that this visit meets the story."""
        digest = hashlib.blake2b(canonical.encode(), digest_size=12).digest()
        if digest in self.seen:
            return False
        self.seen.add(digest)
        return True

    # --- one page -------------------------------------------------------------------------------------------------

    def _archived(self, response: Response) -> str:
        """The response kept as it came; where."""
        return self.archive.store(
            self.source.source_id,
            address=response.final_address,
            fetched_at=response.fetched_at,
            status=response.status,
            reason=response.reason,
            headers=response.headers,
            body=response.transferred,
        )

    def _parsed(self, item: Item, response: Response) -> ParsedPage:
        page = parse_page(
            response.content,
            url=response.final_address,
            source=self.source,
            content_type=response.header("Content-Type"),
            fetched_on=response.fetched_at.astimezone(TEHRAN).date(),
            is_watched=self.n_pages <= _WATCHED_PAGES,
        )
        if page.byline_source is None and item.source_name:
            page = replace(page, byline_source=item.source_name)
        return page

    def _understood(
        self, item: Item, where: str | None, response: Response, page: ParsedPage, location: str
    ) -> CrawlEvent:
        """What becomes of an archived page."""
        outcome, reason, findings = self._judged(page, item)
        return replace(
            self._event(response.final_address, outcome, response, reason=reason),
            canonical_address=page.canonical_address,
            archive_location=location,
            content=response.content,
            content_sha256=hashlib.sha256(response.content).hexdigest(),
            media_type=response.header("Content-Type"),
            page=page,
            province_id=where or province_of((page.section or "",), _province_names()),
            findings=tuple(findings),
        )

    def _judged(self, page: ParsedPage, item: Item) -> tuple[Outcome, str | None, list[Finding]]:
        """What becomes of a page; only pages that pass teach the site's past."""
        if page.blocked_because:
            return "blocked", f"browser check ({page.blocked_because})", []
        announced_at = item.published_at
        if announced_at and not _FIRST_BELIEVED <= announced_at.date() <= self._today() + timedelta(days=2):
            announced_at = None
        findings = judge_page(page, self.past, announced_at=announced_at)
        severe = [finding for finding in findings if finding.is_severe]
        self.all_pages.add(page)
        if severe:
            return "quarantined", "; ".join(finding.sentence for finding in severe), findings
        if not page.is_article:
            missing = [name for name in ("title", "body") if not page.value(name)]
            return "rejected", f"no {' and no '.join(missing)} found by layout {page.layout}", findings
        if self.family.name != "generic" and {"body_fallback", "no_date"} <= set(page.problems):
            return "rejected", f"nothing of layout {page.layout} and no date, only loose text", findings
        self.good_pages.add(page)
        return "stored", None, findings

    # --- what is remembered ---------------------------------------------------------------------------------------

    def _finish(self, *, is_over: bool) -> Events:
        """Drift of the whole visit, then the profile of fields and the cursor."""
        for finding in judge_run(self.all_pages, self.past, self.source.bands):
            yield self._event(self.source.base, "drift", None, reason=finding.sentence, findings=(finding,))
        if self.good_pages.n_pages:
            self.cursor["last_stored_at"] = self.now.isoformat()
            kept = self.state.get(self.source.source_id, PROFILE) or {}
            self.state.put(self.source.source_id, PROFILE, remember(kept, self.good_pages, self._today()))
        if not is_over:
            self.cursor["last_success_at"] = self.now.isoformat()
        self._keep_cursor()

    def _keep_cursor(self) -> None:
        self.cursor["pending"] = self.pending
        self.state.put(self.source.source_id, CURSOR, dict(self.cursor))

    def _defer(
        self, item: Item, canonical: str, where: str | None, *, tried: bool = True, is_change: bool = False
    ) -> None:
        """Keep a story for the next visits; after five failed tries it is given up. A stored one stays as it is."""
        tries = int(self.pending.get(item.address, {}).get("tries", 0)) + int(tried)
        if tries >= _MOST_TRIES and is_change:
            self.pending.pop(item.address, None)
        elif tries >= _MOST_TRIES:
            self._settle(item, canonical, {"outcome": "given_up"})
        elif item.address not in self.pending and len(self.pending) >= _MOST_PENDING:
            self.is_overfull = True
        else:
            note = {"tries": tries, "province_id": where}
            self.pending[item.address] = {**note, "is_change": True} if is_change else note

    def _settle(self, item: Item, canonical: str, note: dict[str, Any]) -> None:
        """A story that need not be asked for again."""
        self.pending.pop(item.address, None)
        self.state.put(self.source.source_id, canonical, {**note, "is_final": True})

    def _trouble(self, address: str, error: FetchError) -> CrawlEvent:
        outcome: Outcome = "robots" if error.code.startswith("robots") else "error"
        event = self._event(address, outcome, None, reason=f"{error.code}: {error.detail}")
        return replace(event, http_status=error.status, is_passing=error.is_passing)

    def _event(
        self,
        address: str,
        outcome: Outcome,
        response: Response | None,
        *,
        reason: str | None,
        findings: tuple[Finding, ...] = (),
        is_revisit: bool = False,
    ) -> CrawlEvent:
        return CrawlEvent(
            source_id=self.source.source_id,
            run_id=self.run_id,
            address=address,
            outcome=outcome,
            fetched_at=response.fetched_at if response else self.now,
            reason=reason,
            http_status=response.status if response else None,
            n_bytes=len(response.transferred) if response else None,
            findings=findings,
            is_revisit=is_revisit,
        )

    def _today(self) -> date:
        return self.now.astimezone(TEHRAN).date()


def _validators(response: Response) -> dict[str, Any]:
    """What makes the next request for the address conditional."""
    named = {"etag": response.header("ETag"), "last_modified": response.header("Last-Modified")}
    return {name: value for name, value in named.items() if value}


def _days(newest: date, oldest: date) -> Iterator[date]:
    while newest >= oldest:
        yield newest
        newest -= timedelta(days=1)


def _is_within(item: Item, since: date | None, until: date | None) -> bool:
    """True unless the item's date is known to lie outside the range."""
    if item.dated_at is None or since is None:
        return True
    day = item.dated_at.astimezone(TEHRAN).date()
    return since <= day and (until is None or day <= until)


def _is_all_before(items: list[Item], since: date | None) -> bool:
    """True if every item is dated, and before the range."""
    if since is None:
        return False
    return all(item.dated_at is not None and item.dated_at.astimezone(TEHRAN).date() < since for item in items)


@cache
def _province_names() -> Mapping[str, str]:
    """Keys of province names, Persian and newsroom slugs (`KhorasanRazavi`), → province_id."""
    names = {province_key(row.name_fa): row.province_id for row in provinces().values()}
    for slug, province_id in province_slugs().items():
        names[province_key(slug)] = province_id
    return names
