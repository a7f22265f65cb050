"""What the readers of clauses share."""

from __future__ import annotations

from ingestion.news.facts.acts.clauses import Clauses
from ingestion.news.facts.acts.doers import Doers
from ingestion.news.facts.acts.groups import Groups
from ingestion.news.facts.acts.record import Record


class ClauseReader:
    """Reads acts out of clauses or sentences into the record of one article."""

    def __init__(self, record: Record, groups: Groups, clauses: Clauses, doers: Doers) -> None:
        self.surface = record.surface
        self.text = record.surface.text
        self.record = record
        self.groups = groups
        self.clauses = clauses
        self.doers = doers
