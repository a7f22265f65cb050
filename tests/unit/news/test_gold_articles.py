"""The gold articles: every fact with its sentence, none from articles of other things, and the floor held."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from ingestion.news.facts.evaluate import FACT_TYPES, evaluate_folders

FOLDER = Path(__file__).resolve().parents[2] / "gold" / "articles"


def _expected_facts() -> dict[str, list[str]]:
    return {
        path.name.removesuffix(".expected.jsonl"): [
            line["fact"]
            for line in map(json.loads, path.read_text(encoding="utf-8").splitlines())
            if line["kind"] == "fact" and not line.get("optional")
        ]
        for path in FOLDER.glob("*.expected.jsonl")
    }


def test_the_gold_set_is_large_and_has_articles_without_a_fact() -> None:
    facts = _expected_facts()
    assert len(facts) >= 100
    assert sum(not found for found in facts.values()) >= 10
    kinds = Counter(kind for found in facts.values() for kind in found)
    assert all(kinds[kind] >= 20 for kind in FACT_TYPES), kinds


def test_the_floor_of_precision_and_recall() -> None:
    result = evaluate_folders([FOLDER])
    for kind, score in result.scores.items():
        assert score.precision >= 0.98, (kind, result.misses)
        assert score.recall >= 0.95, (kind, result.misses)
