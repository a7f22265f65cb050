"""What a heading may mean, and how well the values below it fit."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.evidence import Kinds
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.tables.table import SURE, Column


@functools.lru_cache(maxsize=4096)
def _path_meanings(path: tuple[str, ...]) -> tuple[Meaning, ...]:
    """The meanings of a column under several levels of headings: the lowest, completed by the ones above."""
    leaf, above = path[-1], path[:-1]
    found: dict[tuple[str, int], float] = {}

    def add(meanings: Iterable[Meaning], weight: float) -> None:
        for meaning in meanings:
            key = (meaning.field, meaning.number)
            found[key] = max(found.get(key, 0.0), meaning.score * weight)

    generic = headings.is_generic(leaf)
    completes = any(headings.is_generic(parent) for parent in above)  # «جلسه» under «تاریخ»
    add(headings.meanings(leaf), 0.5 if generic and above else 0.75 if completes else 1.0)
    for parent in reversed(above):
        if headings.is_generic(parent):
            add(headings.meanings(f"{parent} {leaf}"), 1.0)
        joined = f"{leaf} {headings.without_list_of(parent, leaf)}"
        add(headings.meanings(joined), 1.0 if generic else 0.85)
        follow_up = [meaning for meaning in headings.meanings(parent) if meaning.number]
        if follow_up:
            is_date = any(meaning.field.endswith("_date") for meaning in headings.meanings(leaf))
            kind = "follow_up_date" if is_date else "follow_up_text"
            add([Meaning(kind, 1.0, follow_up[0].number)], 1.1)
        elif not headings.meanings(leaf):
            add(headings.meanings(parent), 0.6)
    ranked = sorted(found.items(), key=lambda item: -item[1])
    return tuple(Meaning(name, score, number) for (name, number), score in ranked)


def column_meanings(column: Column) -> tuple[Meaning, ...]:
    """The fields that a column's headings may name, likeliest first."""
    return _path_meanings(column.path)


def fit(field_name: str, kinds: Kinds) -> float:
    """How well the values below a heading fit the field: above 0 for, below 0 against."""
    if kinds.n_written == 0:
        return 0.0
    if field_name in headings.DATE_FIELDS:
        share = kinds.dates + (kinds.durations if field_name == "due_date" else 0)
        if share < 0.3 and kinds.long_texts >= 0.6:
            return -0.5
        return 0.1 * share if share >= 0.3 else -0.25 if kinds.n_written >= 3 else 0.0
    if field_name == "status":
        return 0.15 * kinds.statuses if kinds.statuses >= 0.3 else -0.3 if kinds.long_texts > 0.6 else -0.05
    if field_name == "agency":
        return 0.2 * kinds.agencies if kinds.agencies >= 0.3 else -0.1
    if field_name == "unit_national_id":
        return 0.2 if kinds.ids >= 0.4 else -0.35
    if field_name == "row_no":
        return 0.1 if kinds.counting else -0.3 if kinds.numbers < 0.5 else -0.1
    if field_name == "resolution_text":
        return 0.1 if kinds.long_texts >= 0.5 else -0.6 if kinds.numbers > 0.8 else -0.05
    if field_name == "resolution_no":
        return -0.4 if kinds.long_texts > 0.6 else 0.0
    if field_name == "unit_name":
        return -0.4 if kinds.numbers > 0.8 else 0.0
    if field_name == "progress_pct" and kinds.statuses >= 0.6 and kinds.numbers < 0.3:
        return -0.6
    if field_name in ("amount", "employment", "progress_pct"):
        return 0.05 if kinds.numbers >= 0.3 else -0.15
    if field_name == "action_text":
        return -0.2 if kinds.statuses >= 0.6 else 0.0
    if field_name in ("sector", "product"):
        return 0.2 if kinds.sectors >= 0.6 else -0.3 if kinds.agencies >= 0.6 else 0.0
    if field_name == "county":
        return -0.5 if kinds.sectors >= 0.6 else 0.0
    return 0.0


def status_of_path(path: tuple[str, ...]) -> str | None:
    """The status that a column stands for: its own heading's, or one told by levels («انجام شده» over «ناقص»)."""
    leaf = path[-1]
    parents = () if headings.is_generic(leaf) or headings.best(leaf) is not None else path[:-1]
    for text in (leaf, *(f"{parent} {leaf}" for parent in reversed(parents))):
        status = match_status(text)
        if status.code != UNKNOWN:
            return status.code
    return None


def means(heading: str, field_name: str) -> bool:
    """Whether a heading surely names the field."""
    return any(meaning.field == field_name and meaning.score >= SURE for meaning in headings.meanings(heading))
