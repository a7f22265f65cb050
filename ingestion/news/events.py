"""What a crawl tells and what it remembers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol

from ingestion.news.health import Finding
from ingestion.news.page import ParsedPage

Outcome = Literal["stored", "blocked", "robots", "rejected", "quarantined", "error", "drift"]


class CrawlState(Protocol):
    """What a crawl remembers from night to night; the pipeline keeps it in the database."""

    def get(self, source_id: str, address: str) -> dict[str, Any] | None:
        """The state of an address (or of `cursor`, `profile`) as last put, or None."""

    def put(self, source_id: str, address: str, state: dict[str, Any]) -> None:
        """Keep a state (JSON values). Called only after the event that it follows from was consumed."""

    def is_known(self, canonical_address: str) -> bool:
        """True if an article with this canonical address is already in the warehouse."""

    def watched_since(self, source_id: str, moment: datetime, most: int) -> list[tuple[str, dict[str, Any]]]:
        """The addresses and states of the source whose `watched_from` is not before the moment: the newest, `most` of them."""


@dataclass
class MemoryState:
    """A CrawlState in memory, for tests, dry runs and benchmarks. Add canonical addresses to `known` as they load."""

    states: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)

    def get(self, source_id: str, address: str) -> dict[str, Any] | None:
        """The state as last put, or None."""
        return self.states.get((source_id, address))

    def put(self, source_id: str, address: str, state: dict[str, Any]) -> None:
        """Keep a state."""
        self.states[(source_id, address)] = state

    def is_known(self, canonical_address: str) -> bool:
        """True if the address was added to `known`."""
        return canonical_address in self.known

    def watched_since(self, source_id: str, moment: datetime, most: int) -> list[tuple[str, dict[str, Any]]]:
        """The newest states of the source whose `watched_from` is not before the moment."""
        since = moment.isoformat()
        found = [
            (address, state)
            for (owner, address), state in self.states.items()
            if owner == source_id and state.get("watched_from", "") >= since
        ]
        return sorted(found, key=lambda pair: (pair[1]["watched_from"], pair[0]), reverse=True)[:most]


@dataclass(frozen=True, slots=True)
class CrawlEvent:
    """One thing that happened on a visit.

    `stored`: an article; `page`, `content` (unpacked bytes), `content_sha256`, `canonical_address` and
    `archive_location` are set. `quarantined`, `rejected` and `blocked` pages are archived but are no articles;
    `reason` says why. `drift` names a field and selector of the site as a whole. `robots` and `error` tell of requests
    that gave no page. `is_revisit` marks what became of a story that was asked for again: `stored` is then a new
    version of it, and after any other outcome the version that was stored before stays. `is_passing` marks an `error` or
    `robots` that another try may mend: a server that is busy, down or out of reach.
    """

    source_id: str
    run_id: str
    address: str
    outcome: Outcome
    fetched_at: datetime
    reason: str | None = None
    http_status: int | None = None
    n_bytes: int | None = None
    canonical_address: str | None = None
    archive_location: str | None = None
    content: bytes | None = None
    content_sha256: str | None = None
    media_type: str | None = None
    page: ParsedPage | None = None
    province_id: str | None = None
    findings: tuple[Finding, ...] = ()
    is_revisit: bool = False
    is_passing: bool = False
