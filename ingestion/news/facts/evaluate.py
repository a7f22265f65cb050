"""Precision and recall of the reader against annotated articles (NAME.txt beside NAME.expected.jsonl).

An expected line may be marked: `optional` (neither its presence nor its absence counts), `alt` (other values that are
right as well), `also` (other spans that say the same).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ingestion.errors import PeygirError
from ingestion.news.article import read_article
from ingestion.persian.letters import skeleton

Fact = dict[str, Any]
Key = tuple[Any, ...]

FACT_TYPES: Final = (
    "event", "province", "person", "chair", "ministry", "agency", "count", "problem", "decision", "obligation",
)  # fmt: skip
_SUFFIX: Final = ".expected.jsonl"
_LEAST_OVERLAP: Final = 0.5


def _plain(text: str | None) -> str:
    return skeleton(text or "", spaces=False, punctuation=False)


_KEYS: Final[dict[str, Callable[[Fact], Key]]] = {
    "event": lambda f: (f["type"], f["date"], str(f["ordinal"]), f["ordinal_scope"], f["ordinal_year"]),
    "province": lambda f: (f["province_id"],),
    "person": lambda f: (_plain(f["name"]),),
    "chair": lambda f: (_plain(f["name"]),),
    "ministry": lambda f: (f["ministry_id"],),
    "agency": lambda f: (f["agency_id"],),
    "count": lambda f: (f["measure"], f["value"], f["statistic"], f["sector"], f["ministry_id"]),
    "problem": lambda f: (f["code"],),
    "decision": lambda f: (f["status"],),
    "obligation": lambda f: (tuple(sorted(f["responsible_agency_ids"])), f["deadline"]),
}
_ONCE_AN_ARTICLE: Final = frozenset(("province", "person", "chair", "ministry", "agency", "problem"))
_BY_PLACE: Final = frozenset(("decision", "obligation"))


@dataclass(slots=True)
class Score:
    """Found and right, found and wrong, not found."""

    n_right: int = 0
    n_wrong: int = 0
    n_missed: int = 0

    @property
    def precision(self) -> float:
        """Right among found; 1 if nothing was found."""
        found = self.n_right + self.n_wrong
        return self.n_right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Right among expected; 1 if nothing was expected."""
        expected = self.n_right + self.n_missed
        return self.n_right / expected if expected else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Evaluation:
    """Scores per fact type and every miss, in the order of the articles."""

    scores: dict[str, Score] = field(default_factory=lambda: {fact: Score() for fact in FACT_TYPES})
    misses: list[dict[str, Any]] = field(default_factory=list)
    n_articles: int = 0

    @property
    def total(self) -> Score:
        """All types together."""
        scores = self.scores.values()
        return Score(sum(s.n_right for s in scores), sum(s.n_wrong for s in scores), sum(s.n_missed for s in scores))


def evaluate_folders(folders: Sequence[Path]) -> Evaluation:
    """Reads every annotated article of the folders and compares; a folder without any is an error."""
    evaluation = Evaluation()
    for folder in folders:
        expected_files = sorted(folder.glob(f"*{_SUFFIX}"))
        if not expected_files:
            raise PeygirError(f"no *{_SUFFIX} here", where=str(folder), remedy="name a folder of annotated articles")
        for expected_file in expected_files:
            _evaluate_article(evaluation, expected_file)
    return evaluation


def _evaluate_article(evaluation: Evaluation, expected_file: Path) -> None:
    name = expected_file.name.removesuffix(_SUFFIX)
    text_file = expected_file.with_name(f"{name}.txt")
    try:
        content = text_file.read_bytes()
        lines = [json.loads(line) for line in expected_file.read_text("utf-8").splitlines() if line.strip()]
    except (OSError, ValueError) as error:
        raise PeygirError(f"cannot be evaluated: {error}", where=str(expected_file)) from error
    expected = [line for line in lines if line["kind"] == "fact"]
    found = read_article(content, file_name=text_file.name).facts
    evaluation.n_articles += 1
    for fact in FACT_TYPES:
        for kind, miss in _compare(
            evaluation.scores[fact], fact, [e for e in expected if e["fact"] == fact], found, expected
        ):
            evaluation.misses.append({"article": name, "miss": kind, **miss})


def _variants(expected: Fact) -> Iterator[Fact]:
    yield expected
    for other in expected.get("alt", ()):
        yield expected | other


def _spans(expected: Fact) -> list[tuple[int, int]]:
    return [(expected["start"], expected["end"]), *((start, end) for start, end in expected.get("also", ()))]


def _overlaps(found: Fact, expected: Fact) -> bool:
    """Whether a found span covers half of an expected one, or lies in it by half."""
    for start, end in _spans(expected):
        shared = min(found["end"], end) - max(found["start"], start)
        if shared > 0 and shared >= _LEAST_OVERLAP * min(end - start, found["end"] - found["start"]):
            return True
    return False


def _compare(
    score: Score, fact: str, expected: list[Fact], everything: list[Fact], all_expected: list[Fact]
) -> Iterator[tuple[str, Fact]]:
    """Counts one type's facts of one article; yields what was missed or wrong."""
    found = [line for line in everything if line["fact"] == fact]
    required = [line for line in expected if not line.get("optional")]
    key = _KEYS[fact]
    left = _first_of_each(found, key) if fact in _ONCE_AN_ARTICLE else list(found)
    wanted = _first_of_each(required, key) if fact in _ONCE_AN_ARTICLE else required
    for line in wanted:
        keys = {key(variant) for variant in _variants(line)}
        match = next((f for f in left if key(f) in keys and (fact not in _BY_PLACE or _overlaps(f, line))), None)
        if match is None:
            score.n_missed += 1
            yield "missed", {k: line.get(k) for k in ("fact", "start", "end", "quote")} | {"key": key(line)}
        else:
            score.n_right += 1
            left.remove(match)
    neutral = {key(variant) for line in expected for variant in _variants(line)}
    for line in left:
        by_place = fact in _BY_PLACE and any(_overlaps(line, e) for e in all_expected if e["fact"] in _BY_PLACE)
        if (fact not in _BY_PLACE and key(line) in neutral) or by_place:
            continue
        score.n_wrong += 1
        yield "wrong", {k: line.get(k) for k in ("fact", "start", "end", "quote")} | {"key": key(line)}


def _first_of_each(lines: Sequence[Fact], key: Callable[[Fact], Key]) -> list[Fact]:
    first: dict[Key, Fact] = {}
    for line in lines:
        first.setdefault(key(line), line)
    return list(first.values())
