"""Which CMS family made a page."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from ingestion.news.addresses import host_of
from ingestion.news.layouts.select import PageTree
from ingestion.sources import Family, family, family_names
from ingestion.sources.families import family_of_host

_GENERATOR_POINTS = 4
_HOST_POINTS = 3
_PATH_POINTS = 1
_BODY_POINTS = 2
_ENOUGH = 2


def recognise_family(text: str, tree: PageTree, address: str | None = None) -> tuple[Family, int]:
    """The family whose signs the page shows most, with the points it got; the generic one if none shows enough.

    Signs: the generator meta (4), a host known to run the family (3), marks in the source (1 each, at most 3), the
    family's body container (2), the form of the address (1).
    """
    generator = " ".join(tree.values("meta:generator")).lower()
    known = family_of_host(host_of(address)) if address else None
    best, most = family("generic"), 0
    for name in family_names():
        candidate = family(name)
        if name == "generic":
            continue
        points = _points(candidate, text, tree, generator, address) + (_HOST_POINTS if known == name else 0)
        if points > most:
            best, most = candidate, points
    return (best, most) if most >= _ENOUGH else (family("generic"), 0)


def _points(candidate: Family, text: str, tree: PageTree, generator: str, address: str | None) -> int:
    points = _GENERATOR_POINTS if any(sign in generator for sign in candidate.generators if generator) else 0
    marks = min(3, sum(1 for mark in candidate.marks if mark in text))
    points += marks
    if points and tree.part(candidate.fields["body"][:3])[1] is not None:
        points += _BODY_POINTS
    if address and candidate.article_path is not None and candidate.article_code(unquote(urlsplit(address).path)):
        points += _PATH_POINTS
    return points
