"""The gold articles: every fact with its sentence, none from articles of other things, and the floor held."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from ingestion.news.facts.evaluate import FACT_TYPES, evaluate_folders

ROOT = Path(__file__).resolve().parents[3]
FOLDER = ROOT / "tests" / "gold" / "articles"


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


def test_the_notes_in_the_guide_can_be_annotated_and_are_read(tmp_path: Path) -> None:
    guide = (ROOT / "docs" / "add-a-gold-article.md").read_text(encoding="utf-8")
    notes = tmp_path / "notes.txt"
    notes.write_text(guide.split("```\n")[1], encoding="utf-8")
    command = [sys.executable, str(ROOT / "tests" / "gold" / "annotate.py"), str(notes), str(tmp_path)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "1 articles\n"
    result = evaluate_folders([tmp_path])
    assert (result.n_articles, result.total.n_right, result.misses) == (1, 6, [])
