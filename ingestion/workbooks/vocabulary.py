"""The word lists of vocabulary.toml, ready to compare with what is written in cells."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

from ingestion.workbooks.values.texts import squeeze


@functools.cache
def _lists() -> dict[str, dict[str, list[str]]]:
    with (Path(__file__).parent / "vocabulary.toml").open("rb") as file:
        return tomllib.load(file)


@functools.cache
def written(section: str, name: str) -> tuple[str, ...]:
    """The words of a list as they stand in the file."""
    return tuple(_lists()[section][name])


@functools.cache
def squeezed(section: str, name: str) -> frozenset[str]:
    """The words of a list as `squeeze` writes them, for looking up whole texts."""
    return frozenset(squeeze(word) for word in written(section, name)) - {""}


@functools.cache
def signs(section: str, name: str) -> frozenset[str]:
    """The entries of a list as they are, without surrounding spaces, in lower case: for marks that are no words."""
    return frozenset(word.strip().lower() for word in written(section, name))


_VARIANTS = str.maketrans("", "", "\ufe0e\ufe0f")  # «✔️» is «✔» shown in colour


def sign_of(text: str) -> str:
    """What is written as an entry of `signs` is: without surrounding spaces and signs of look, in lower case."""
    return text.translate(_VARIANTS).strip().lower()
