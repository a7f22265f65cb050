"""CMS families: how their feeds, lists, addresses and pages are built. One YAML file in `families/` for each."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ingestion.errors import PeygirError
from ingestion.sources.yaml_lines import read_yaml

FOLDER = Path(__file__).resolve().parent / "families"


@dataclass(frozen=True, slots=True)
class Family:
    """What all sites of a CMS family share. Paths are relative to a site; selectors are tried in order.

    A selector is CSS (its text), `CSS@attribute`, `meta:NAME`, `link:REL` or `jsonld:KEY`.
    """

    name: str
    title: str
    generators: tuple[str, ...]
    marks: tuple[str, ...]
    feeds: tuple[str, ...]
    sitemaps: tuple[str, ...]
    archive: tuple[str, ...]
    article_path: re.Pattern[str] | None
    canonical_path: str | None
    folds_subdomains: bool
    list_selectors: Mapping[str, tuple[str, ...]]
    fields: Mapping[str, tuple[str, ...]]
    drop: tuple[str, ...]
    stop: tuple[str, ...]

    def article_code(self, path: str) -> str | None:
        """The story's number in an address path, or None if the path is no article's in this family."""
        if self.article_path is None:
            return None
        match = self.article_path.match(path)
        return match.group("code") if match else None


@cache
def family_names() -> tuple[str, ...]:
    """Names of all families, the generic one last."""
    names = sorted(path.stem for path in FOLDER.glob("*.yml"))
    return (*(name for name in names if name != "generic"), "generic")


@cache
def family(name: str) -> Family:
    """The family of that name. Raises PeygirError if there is no such file."""
    path = FOLDER / f"{name}.yml"
    if not path.is_file():
        raise PeygirError(f"no CMS family '{name}'", remedy=f"choose one of {', '.join(family_names())}")
    data, _ = read_yaml(path)
    recognise, discovery = data["recognise"], data["discovery"]
    return Family(
        name=name,
        title=data["title"],
        generators=tuple(recognise["generator"]),
        marks=tuple(recognise["marks"]),
        feeds=tuple(discovery["feeds"]),
        sitemaps=tuple(discovery["sitemaps"]),
        archive=tuple(discovery["archive"]),
        article_path=re.compile(data["article_path"]) if data["article_path"] else None,
        canonical_path=data["canonical_path"] or None,
        folds_subdomains=bool(data.get("folds_subdomains", False)),
        list_selectors=_tuples(data["list"]),
        fields=_tuples(data["fields"]),
        drop=tuple(data["drop"]),
        stop=tuple(data["stop"]),
    )


@cache
def known_hosts() -> Mapping[str, str]:
    """Hosts whose CMS family is known from elsewhere, `www.` left out."""
    with (FOLDER / "known_hosts.csv").open(encoding="utf-8", newline="") as lines:
        return {row["host"]: row["family"] for row in csv.DictReader(lines)}


def family_of_host(host: str) -> str | None:
    """The family of a known host or of the site it is a subdomain of, else None."""
    labels = host.lower().removeprefix("www.").split(".")
    for n in range(len(labels) - 1):
        name = known_hosts().get(".".join(labels[n:]))
        if name:
            return name
    return None


def _tuples(selectors: Mapping[str, Any]) -> Mapping[str, tuple[str, ...]]:
    return {key: tuple(values) for key, values in selectors.items()}
