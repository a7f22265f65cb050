"""Patterns tried only where a word stands find what the pattern alone finds."""

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import ingestion.news.facts
import ingestion.persian
from ingestion.news.facts.surface import Surface
from ingestion.persian.patterns import GuardedPattern, HeadedPattern, word_places

GOLD = Path(__file__).resolve().parents[2] / "gold" / "articles"


def guarded(value: object) -> Iterator[GuardedPattern | HeadedPattern]:
    if isinstance(value, GuardedPattern | HeadedPattern):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from guarded(item)


def patterns() -> list[tuple[str, GuardedPattern | HeadedPattern]]:
    found: list[tuple[str, GuardedPattern | HeadedPattern]] = []
    for package in (ingestion.persian, ingestion.news.facts):
        for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            for name, value in vars(importlib.import_module(info.name)).items():
                found += [(f"{info.name}.{name}", pattern) for pattern in guarded(value)]
    return found


PATTERNS = patterns()
BY_NAME = pytest.mark.parametrize("pattern", [p for _, p in PATTERNS], ids=[name for name, _ in PATTERNS])


@pytest.fixture(scope="module")
def stretches() -> list[tuple[str, int, int]]:
    """Sentences of the annotated articles, in the article's skeleton and in the text as written."""
    found: list[tuple[str, int, int]] = []
    for path in sorted(GOLD.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        surface = Surface(text)
        found += [(text, 0, len(text)), (surface.text, 0, len(surface.text))]
        found += [(surface.text, sentence.start, sentence.end) for sentence in surface.sentences]
    return found


@BY_NAME
@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_no_match_without_a_word(pattern: GuardedPattern | HeadedPattern, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern.pattern))
    found = pattern.search(text)
    assert (found and found.span()) == (there.span() if (there := pattern.pattern.search(text)) else None)


@BY_NAME
def test_as_the_pattern_alone(pattern: GuardedPattern | HeadedPattern, stretches: list[tuple[str, int, int]]) -> None:
    for text, start, end in stretches:
        alone = [match.span() for match in pattern.pattern.finditer(text, start, end)]
        assert [match.span() for match in pattern.finditer(text, start, end)] == alone
        first = pattern.search(text, start, end)
        assert ([first.span()] if first else []) == alone[:1]


def test_a_word_outside_the_stretch_does_not_count() -> None:
    pattern = GuardedPattern("[a-z]+ units", "units")
    assert pattern.search("two units", 0, 6) is None
    assert pattern.search("units: two units", 6) is not None
    assert [match.group() for match in pattern.finditer("two units, three units")] == ["two units", "three units"]


def test_a_headed_pattern_finds_in_order_and_without_overlap() -> None:
    pattern = HeadedPattern(r"\b(?:one|two)(?: two)? units", "one", "two")
    text = "two units, one two units, someone two units"
    assert [match.group() for match in pattern.finditer(text)] == ["two units", "one two units", "two units"]
    assert [match.span() for match in pattern.finditer(text)] == [m.span() for m in pattern.pattern.finditer(text)]
    assert pattern.search(text, 1, 24) is not None and pattern.search(text, 1, 23) is None


def test_word_places() -> None:
    assert word_places("one two one", ("two", "one")) == [(0, 3), (4, 7), (8, 11)]
    assert word_places("one two one", ("two", "one"), 1, 10) == [(4, 7)]
