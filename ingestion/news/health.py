"""Is a site still read as before? Each field's presence, selector and size against its own past and its bands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

from ingestion.news.page import FIELDS, ParsedPage
from ingestion.sources import Band

# A field that was filled on this share of past pages is expected on every page.
_EXPECTED_SHARE = 0.95
# The past speaks only from this many pages on; a visit is judged as a whole from this many.
ENOUGH_PAST_PAGES = 8
ENOUGH_RUN_PAGES = 5
_KEPT_RUNS = 30
# Shares of a visit may differ from the past's by this much before it counts as a fall.
_ALLOWED_FALL = 0.3
_SEVERE_FIELDS = frozenset({"title", "body", "published_at"})
# A measure of the page's shape may differ from the past's range by this much.
_ALLOWED_SHAPE_CHANGE = 0.2
_FARTHEST_FROM_ANNOUNCED = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which a page or visit is not as before. Severe findings keep a page out of the warehouse.

    `kind`: `empty`, `selector`, `witness`, `size`, `shape`, `letters`, `date`, `band`, `order`, `gap`.
    """

    field: str
    kind: str
    sentence: str
    is_severe: bool = False
    selector: str | None = None


@dataclass
class FieldCount:
    """How often a field was filled, by which selectors, which others matched, how long it was (log2 of the length)."""

    filled: int = 0
    matched: Counter[str] = field(default_factory=Counter)
    selectors: Counter[str] = field(default_factory=Counter)
    sizes: Counter[int] = field(default_factory=Counter)

    def merge(self, other: FieldCount) -> None:
        """Add another count to this one."""
        self.filled += other.filled
        self.selectors.update(other.selectors)
        self.matched.update(other.matched)
        self.sizes.update(other.sizes)

    @property
    def main_selector(self) -> tuple[str | None, float]:
        """The selector that read most values, and its share (0–1) of them."""
        if not self.filled or not self.selectors:
            return None, 0.0
        selector, n = self.selectors.most_common(1)[0]
        return selector, n / self.filled

    def size_range(self) -> tuple[int, int]:
        """The smallest and largest base-2 logarithm of the length that was seen."""
        return (min(self.sizes), max(self.sizes)) if self.sizes else (0, 63)


@dataclass
class RunProfile:
    """The fields of many pages, counted. Its size does not grow with the number of pages."""

    n_pages: int = 0
    n_watched: int = 0
    fields: dict[str, FieldCount] = field(default_factory=lambda: {name: FieldCount() for name in FIELDS})
    shapes: dict[str, tuple[float, float]] = field(default_factory=dict)

    def add(self, page: ParsedPage) -> None:
        """Count one page."""
        self.n_pages += 1
        self.n_watched += bool(page.matched)
        for name in FIELDS:
            value = page.value(name)
            if value:
                count = self.fields[name]
                count.filled += 1
                count.selectors[page.fields_read.get(name, "?")] += 1
                count.sizes[_size(value)] += 1
            self.fields[name].matched.update(page.matched.get(name, ()))
        for name, measure in page.shape.items():
            low, high = self.shapes.get(name, (measure, measure))
            self.shapes[name] = (min(low, measure), max(high, measure))

    def merge(self, other: RunProfile) -> None:
        """Add another profile to this one."""
        self.n_pages += other.n_pages
        self.n_watched += other.n_watched
        for name, count in other.fields.items():
            self.fields.setdefault(name, FieldCount()).merge(count)
        for name, (low, high) in other.shapes.items():
            mine = self.shapes.get(name, (low, high))
            self.shapes[name] = (min(mine[0], low), max(mine[1], high))

    def share(self, name: str) -> float:
        """The share (0–1) of pages on which a field was filled."""
        return self.fields[name].filled / self.n_pages if self.n_pages else 0.0

    def as_json(self) -> dict[str, Any]:
        """The profile as JSON values."""
        return {
            "n_pages": self.n_pages,
            "n_watched": self.n_watched,
            "fields": {
                name: {
                    "filled": count.filled,
                    "selectors": dict(count.selectors),
                    "matched": dict(count.matched),
                    "sizes": {str(size): n for size, n in count.sizes.items()},
                }
                for name, count in self.fields.items()
                if count.filled
            },
            "shapes": {name: list(span) for name, span in self.shapes.items()},
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> RunProfile:
        """The profile that `as_json` wrote."""
        profile = cls(n_pages=int(data.get("n_pages", 0)), n_watched=int(data.get("n_watched", 0)))
        for name, count in data.get("fields", {}).items():
            sizes = Counter({int(size): int(n) for size, n in count.get("sizes", {}).items()})
            profile.fields[name] = FieldCount(
                filled=int(count["filled"]),
                matched=Counter(count.get("matched", {})),
                selectors=Counter(count.get("selectors", {})),
                sizes=sizes,
            )
        profile.shapes = {name: (float(span[0]), float(span[1])) for name, span in data.get("shapes", {}).items()}
        return profile


def usual(kept: Mapping[str, Any]) -> RunProfile:
    """The past of a site, all remembered visits together; `kept` is the state `profile` (or empty)."""
    past = RunProfile()
    for run in kept.get("runs", []):
        past.merge(RunProfile.from_json(run))
    return past


def remember(kept: Mapping[str, Any], run: RunProfile, on: date) -> dict[str, Any]:
    """The state `profile` with one more visit; the last 30 visits are kept."""
    runs: list[Any] = [*kept.get("runs", []), {"on": on.isoformat(), **run.as_json()}]
    return {"runs": runs[-_KEPT_RUNS:]}


def judge_page(
    page: ParsedPage,
    past: RunProfile,
    *,
    announced_at: datetime | None = None,
) -> list[Finding]:
    """How one page differs from the site's past. Without enough past only broken letters and dates are judged.

    `announced_at` is the publication date that the feed or list gave.
    """
    findings = _letters(page)
    if announced_at and page.published_at and abs(announced_at - page.published_at) > _FARTHEST_FROM_ANNOUNCED:
        findings.append(
            Finding(
                "published_at", "date",
                f"published_at: the page says {page.published_at:%Y-%m-%d}, the list said {announced_at:%Y-%m-%d}",
                is_severe=True, selector=page.fields_read.get("published_at"),
            )
        )  # fmt: skip
    if past.n_pages < ENOUGH_PAST_PAGES:
        return findings
    for name in FIELDS:
        findings.extend(_field_findings(name, page, past))
    findings.extend(_shape_findings(page, past))
    return findings


def judge_run(run: RunProfile, past: RunProfile, bands: Mapping[str, Band]) -> list[Finding]:
    """How a whole visit differs from the bands and from the past; empty for a visit of too few pages."""
    if run.n_pages < ENOUGH_RUN_PAGES:
        return []
    findings: list[Finding] = []
    for name in FIELDS:
        now = run.share(name)
        selector = past.fields[name].main_selector[0] or run.fields[name].main_selector[0]
        band = bands.get(name)
        if band and not band.at_least <= now <= band.at_most:
            findings.append(
                Finding(
                    name, "band",
                    f"{name}: filled on {now:.0%} of {run.n_pages} pages, band {band.at_least:.0%}–{band.at_most:.0%}"
                    f"{_by(selector)}",
                    name in _SEVERE_FIELDS, selector,
                )
            )  # fmt: skip
        elif past.n_pages >= ENOUGH_PAST_PAGES:
            findings.extend(_fall(name, run, past))
    return findings


def judge_order(dates: Sequence[datetime | None]) -> list[Finding]:
    """Whether a list runs from the newest to the oldest; a list that does not can't be stopped early."""
    known = [moment for moment in dates if moment is not None]
    pairs = list(pairwise(known))
    if len(pairs) < 3:
        return []
    falling = sum(1 for newer, older in pairs if newer >= older) / len(pairs)
    if falling >= 0.6:
        return []
    return [Finding("list", "order", f"list: only {falling:.0%} of the entries are newer than the next one")]


def _letters(page: ParsedPage) -> list[Finding]:
    if "broken_letters" not in page.problems:
        return []
    return [Finding("body", "letters", "body: letters are broken (wrong charset)", True, page.fields_read.get("body"))]


def _field_findings(name: str, page: ParsedPage, past: RunProfile) -> Iterable[Finding]:
    count = past.fields[name]
    share = count.filled / past.n_pages
    selector, selector_share = count.main_selector
    value = page.value(name)
    if share < _EXPECTED_SHARE:
        return
    if not value:
        yield Finding(
            name, "empty", f"{name}: empty, was filled on {share:.0%} of {past.n_pages} pages{_by(selector)}",
            name in _SEVERE_FIELDS, selector,
        )  # fmt: skip
        return
    now = page.fields_read.get(name)
    if selector_share >= _EXPECTED_SHARE and now != selector and not count.selectors.get(now or ""):
        is_fallback = now in {"trafilatura", "title", "near the text"}
        yield Finding(
            name, "selector", f"{name}: '{selector}' no longer matches, read by '{now}'",
            is_fallback and name in _SEVERE_FIELDS, selector,
        )  # fmt: skip
    for other, n in count.matched.items() if page.matched else ():
        if n >= _EXPECTED_SHARE * past.n_watched and other != selector and other not in page.matched.get(name, ()):
            yield Finding(name, "witness", f"{name}: '{other}' no longer matches beside '{now}'", False, other)
    if name in {"title", "body"}:
        low, high = count.size_range()
        size = _size(value)
        if size < low - 2 or size > high + 2:
            yield Finding(
                name, "size", f"{name}: {len(str(value))} characters, was {2**low}–{2 ** (high + 1)}{_by(now)}",
                size < low - 2, now,
            )  # fmt: skip


def _shape_findings(page: ParsedPage, past: RunProfile) -> Iterable[Finding]:
    selector = past.fields["body"].main_selector[0]
    for name, measure in page.shape.items():
        if name not in past.shapes:
            continue
        low, high = past.shapes[name]
        if measure < low - _ALLOWED_SHAPE_CHANGE or measure > high + _ALLOWED_SHAPE_CHANGE:
            yield Finding(
                "body", "shape", f"body: {name} is {measure:.2f}, was {low:.2f}–{high:.2f}{_by(selector)}",
                False, selector,
            )  # fmt: skip


def _fall(name: str, run: RunProfile, past: RunProfile) -> Iterable[Finding]:
    before, now = past.share(name), run.share(name)
    selector, share = past.fields[name].main_selector
    if before - now > _ALLOWED_FALL:
        yield Finding(
            name, "empty", f"{name}: filled on {now:.0%} of {run.n_pages} pages, was {before:.0%}{_by(selector)}",
            name in _SEVERE_FIELDS, selector,
        )  # fmt: skip
    count = run.fields[name]
    if selector and share >= _EXPECTED_SHARE and count.filled:
        still = count.selectors.get(selector, 0) / count.filled
        if still < 0.5:
            yield Finding(
                name, "selector",
                f"{name}: '{selector}' read {still:.0%} of {count.filled} values, was {share:.0%}; "
                f"now '{count.main_selector[0]}'",
                False, selector,
            )  # fmt: skip


def _size(value: object) -> int:
    """The base-2 logarithm of a value's length: texts by characters, tags by number, dates always the same."""
    if isinstance(value, str | tuple):
        return len(value).bit_length() - 1
    return 0


def _by(selector: str | None) -> str:
    return f" (read by '{selector}')" if selector else ""
