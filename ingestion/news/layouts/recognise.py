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
_MOST_MARKS = 3
_ENOUGH = 2
_SURE = 5


def recognise_family(text: str, tree: PageTree, address: str | None = None) -> tuple[Family, int]:
    """The family whose signs the page shows most, with the points it got; the generic one if none shows enough.

    Signs: the generator meta (7, and no other family is tried), a host known to run the family (3), marks in the
    source (1 each, at most 3), the family's body container (2), the form of the address (1). Five points settle it.
    """
    generator = " ".join(tree.values("meta:generator")).lower()
    known = family_of_host(host_of(address)) if address else None
    candidates = [family(name) for name in family_names() if name != "generic"]
    named = [candidate for candidate in candidates if _names_itself(candidate, generator)]
    best, most = family("generic"), 0
    for candidate in named if len(named) == 1 else candidates:
        name = candidate.name
        points = _points(candidate, text, tree, generator, address) + (_HOST_POINTS if known == name else 0)
        if points > most:
            best, most = candidate, points
        if most >= _SURE:
            break
    return (best, most) if most >= _ENOUGH else (family("generic"), 0)


def _points(candidate: Family, text: str, tree: PageTree, generator: str, address: str | None) -> int:
    points = _GENERATOR_POINTS if _names_itself(candidate, generator) else 0
    points += _MOST_MARKS if points else min(_MOST_MARKS, sum(1 for mark in candidate.marks if mark in text))
    # Without any other sign only the family's own name of the container speaks.
    containers = candidate.fields["body"][: 3 if points else 1]
    if tree.part(containers)[1] is not None:
        points += _BODY_POINTS
    if address and candidate.article_path is not None and candidate.article_code(unquote(urlsplit(address).path)):
        points += _PATH_POINTS
    return points


def _names_itself(candidate: Family, generator: str) -> bool:
    return any(sign in generator for sign in candidate.generators)
