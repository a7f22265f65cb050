"""What an article says, as facts with the sentence that says it."""

from ingestion.news.facts.reader import READER_VERSION, FactsReading, read_facts

__all__ = ["READER_VERSION", "FactsReading", "read_facts"]
