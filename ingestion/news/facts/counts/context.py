"""What is asked about any number of one article."""

from __future__ import annotations

from ingestion.news.facts.counts.article import Article
from ingestion.news.facts.counts.dealt_with import DealtWith
from ingestion.news.facts.counts.making import Maker
from ingestion.news.facts.counts.owning_events import OwningEvents
from ingestion.news.facts.counts.returned import Returned
from ingestion.news.facts.counts.sectors import Sectors
from ingestion.news.facts.counts.statuses import Statuses
from ingestion.news.facts.counts.stretches import Stretches
from ingestion.news.facts.counts.surroundings import Surroundings
from ingestion.news.facts.counts.to_come import ToCome
from ingestion.news.facts.counts.totals import Totals
from ingestion.news.facts.counts.visits import Visits
from ingestion.news.facts.counts.wholes import Wholes


class Context:
    """Everything that the readers of measures ask about a number."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        self.article = article
        self.stretches = stretches
        self.surroundings = Surroundings(article)
        self.to_come = ToCome(article, stretches)
        self.sectors = Sectors(article)
        self.wholes = Wholes(article, stretches)
        self.statuses = Statuses(article, stretches)
        owning_events = OwningEvents(article, stretches)
        self.maker = Maker(article, self.sectors, owning_events)
        self.totals = Totals(article, stretches, self.surroundings, self.sectors, owning_events, self.maker)
        self.returned = Returned(article, stretches, self.surroundings, self.to_come, self.wholes)
        self.visits = Visits(article, stretches, self.surroundings)
        self.dealt_with = DealtWith(article, stretches, self.surroundings, self.to_come, self.sectors, self.wholes)
