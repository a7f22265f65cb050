"""Words that names of people are made of, and words that end them, as skeletons."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from ingestion.persian.letters import skeleton

_FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def given_names() -> Mapping[str, str]:
    """Given names, each with how surely the word is one: `strong` or `weak`."""
    return {skeleton(row["name"]): row["strength"] for row in _rows("given_names")}


@lru_cache(maxsize=1)
def not_name_words() -> frozenset[str]:
    """Words that stand in no name: function words, verbs, offices and the field's nouns."""
    return frozenset(skeleton(row["word"]) for row in _rows("not_name_words"))


@lru_cache(maxsize=1)
def surname_endings() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(endings that may be words of their own, all endings)."""
    joined = tuple(skeleton(row["ending"]) for row in _rows("surname_endings") if row["joins"] == "yes")
    every = tuple(skeleton(row["ending"]) for row in _rows("surname_endings"))
    return joined, every


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)
