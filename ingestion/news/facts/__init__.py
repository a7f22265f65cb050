"""What an article says, as facts with the sentence that says it."""

from ingestion.news.facts.reader import FactsReading, read_facts

__all__ = ["FactsReading", "read_facts"]
