"""Decisions and obligations: what was settled, who must do what by when."""

from ingestion.news.facts.acts.reader import ActReader
from ingestion.news.facts.acts.record import Acts, display, event_at

__all__ = ["ActReader", "Acts", "display", "event_at"]
