"""What the readers of single measures share."""

from __future__ import annotations

from ingestion.news.facts.counts.article import TextReader
from ingestion.news.facts.counts.context import Context


class MeasureReader(TextReader):
    """Makes counts of the numbers before one kind of noun."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.article)
        self.sessions = context.article.sessions
        self.stretches = context.stretches
        self.surroundings = context.surroundings
        self.to_come = context.to_come
        self.sectors = context.sectors
        self.wholes = context.wholes
        self.statuses = context.statuses
        self.maker = context.maker
        self.totals = context.totals
        self.returned = context.returned
        self.visits = context.visits
        self.dealt_with = context.dealt_with
