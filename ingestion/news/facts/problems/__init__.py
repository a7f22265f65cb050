"""Problems that units are said to have, or that a session dealt with, as category codes."""

from ingestion.news.facts.problems.reader import ProblemReader
from ingestion.news.facts.problems.record import Problem

__all__ = ["Problem", "ProblemReader"]
