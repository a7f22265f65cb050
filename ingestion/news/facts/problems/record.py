"""A problem as it is found, and the words that tell one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingestion.reference import seeds


@dataclass(slots=True)
class Problem:
    """A category's code at [start, end) of the skeleton; `is_by_body` where a body that is bound or owed to tells it."""

    code: str
    start: int
    end: int
    is_by_body: bool = False
    is_turn: bool = False


@dataclass(slots=True)
class Word:
    """A word that may tell a problem, and how sure it is (problem_words)."""

    code: str
    strength: str
    start: int
    end: int


@lru_cache(maxsize=1)
def creditors() -> dict[str, str]:
    """Agency → the code of debts to it."""
    return {row.agency_id: row.code for row in seeds.agency_categories() if row.is_creditor}


def most_specific(problems: Sequence[Problem]) -> list[Problem]:
    """Without the parents of codes that stand beside them in one item or act."""
    codes = {problem.code for problem in problems}
    return [problem for problem in problems if not any(code.startswith(problem.code + ".") for code in codes)]
