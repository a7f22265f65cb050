"""The lists of words that the rules are about."""

from __future__ import annotations

from collections import Counter

import pytest

from ingestion.news.facts.lexicon import LEXICONS, rows
from ingestion.persian.letters import skeleton


@pytest.mark.parametrize("name", [*LEXICONS, "problem_words"])
def test_a_phrase_is_listed_once_whatever_its_spelling(name: str) -> None:
    told = Counter(
        tuple(
            skeleton(value or "") if column == "phrase" else value for column, value in row.items() if column != "why"
        )
        for row in rows(name)
    )
    assert [row for row, times in told.items() if times > 1] == []
