"""The article whose numbers are read."""

from __future__ import annotations

from collections.abc import Sequence

from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.kinds import Event
from ingestion.news.facts.surface import Spans, Surface


class Article:
    """A text, its bodies and events, and the spans in which no number is a figure."""

    def __init__(
        self,
        surface: Surface,
        bodies: Bodies,
        events: Sequence[Event],
        excluded: Sequence[tuple[int, int]],
        bound_spans: Sequence[tuple[int, int]],
        publication_year: int | None,
    ) -> None:
        self.surface = surface
        self.bodies = bodies
        self.events = events
        self.publication_year = publication_year
        self.types = {event.type for event in events}
        self.sessions = [event for event in events if event.type in (kinds.SESSION, kinds.COUNTY_SESSION)]
        self.several = len(self.sessions) > 1
        dated = [(mention.start, mention.end) for mention in surface.dates]
        self.dated, self.left_out = Spans(dated), Spans([*excluded, *dated])
        self.bound = Spans(bound_spans)


class TextReader:
    """Whoever reads in the article's text."""

    def __init__(self, article: Article) -> None:
        self.article = article
        self.surface = article.surface
        self.text = article.surface.text
        self.bodies = article.bodies
        self.events = article.events
        self.types = article.types
