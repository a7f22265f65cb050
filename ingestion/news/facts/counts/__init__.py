"""Counts: a number, the noun it counts, and what the words around say of it."""

from ingestion.news.facts.counts.article import Article
from ingestion.news.facts.counts.reader import CountReader
from ingestion.news.facts.counts.record import Count

__all__ = ["Article", "Count", "CountReader"]
