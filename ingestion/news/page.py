"""What reading one page yields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Precision = Literal["second", "minute", "day"]
# The fields whose presence and shape are watched, in the order of reports.
FIELDS = ("title", "kicker", "lead", "body", "published_at", "news_code", "section", "tags", "byline_source")


@dataclass(frozen=True, slots=True)
class ParsedPage:
    """One news page as read. Texts keep their letters and ZWNJ; white space and invisible marks are tidied.

    `published_at` is aware (Asia/Tehran); with precision `day` its time of day is 00:00 and means nothing.
    `fields_read` names the selector that read each filled field. `problems` are codes of what was odd:
    `no_title`, `no_body`, `no_date`, `body_fallback`, `broken_letters`, `date_in_future`, `dates_disagree`.
    With a source also what is watched: `shape` measures where the page's text lies (`body_share`, the body's part of
    its container's text; `stray_share`, the part of the page's longer paragraphs that lies outside the body, both 0–1;
    `parts`, the containers of the body), `matched` names for each field every selector of the layout that matches.
    """

    title: str | None
    kicker: str | None
    lead: str | None
    body: str
    published_at: datetime | None
    published_precision: Precision | None
    news_code: str | None
    section: str | None
    tags: tuple[str, ...]
    news_agency: str | None
    byline_source: str | None
    canonical_address: str | None
    publisher_site: str | None
    language: str | None
    family: str
    layout: str
    fields_read: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    shape: Mapping[str, float] = field(default_factory=dict)
    matched: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    blocked_because: str | None = None

    @property
    def paragraphs(self) -> list[str]:
        """The body's paragraphs."""
        return [part for part in self.body.split("\n\n") if part]

    @property
    def is_article(self) -> bool:
        """True when the page has what an article must have: a title and a text."""
        return self.blocked_because is None and bool(self.title) and bool(self.body)

    def value(self, name: str) -> object:
        """The value of a field of `FIELDS`."""
        return getattr(self, name)
