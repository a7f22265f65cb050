"""When a stored story is asked for again, and whether what came back is a new version: sites correct what they print."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from ingestion.news.boilerplate import folded_line
from ingestion.news.discover import Item
from ingestion.news.page import FIELDS, ParsedPage

# Most corrections come within hours, few after a week.
_AGES = (timedelta(), timedelta(days=1), timedelta(days=3), timedelta(days=7))
LONGEST_AGE = _AGES[-1]
# A site that announced so many changes in a row which were none is not believed until one is found otherwise.
MOST_FALSE_CHANGES = 5
_MOST_TITLES = 4


def is_due(note: Mapping[str, Any], last_visit_at: datetime, now: datetime) -> bool:
    """Whether the story came to one of the ages (0, 1, 3 and 7 days after it was found) since the last visit.

    Only a story whose server gave an ETag or Last-Modified is ever due: asking costs no body while it is unchanged.
    """
    if not (note.get("etag") or note.get("last_modified")):
        return False
    watched_from = datetime.fromisoformat(note["watched_from"])
    return any(last_visit_at <= watched_from + age < now for age in _AGES)


def is_announced_changed(item: Item, note: Mapping[str, Any]) -> bool:
    """Whether a listing tells of a change: a later `updated` or `lastmod` than known, or a title not seen before."""
    known = note.get("updated_at") or note.get("seen_at")
    if item.updated_at is not None and known and item.updated_at > datetime.fromisoformat(known):
        return True
    return bool(item.title and note.get("titles")) and _title_key(str(item.title)) not in note["titles"]


def announced(item: Item, note: Mapping[str, Any]) -> dict[str, Any]:
    """What to remember of a listing's entry, so that only a later change is one."""
    found: dict[str, Any] = {}
    if item.updated_at is not None:
        found["updated_at"] = item.updated_at.isoformat()
    if item.title:
        titles = [*note.get("titles", ()), _title_key(item.title)]
        found["titles"] = list(dict.fromkeys(titles))[-_MOST_TITLES:]
    return found


def reading_sha256(page: ParsedPage) -> str:
    """A hash of all that is read from a page: equal where only counters, boxes or advertisements around it differ."""
    read = "\0".join(f"{name}={page.value(name)}" for name in FIELDS)
    return hashlib.sha256(read.encode()).hexdigest()[:32]


def _title_key(title: str) -> str:
    return hashlib.blake2b(folded_line(title).encode(), digest_size=6).hexdigest()
