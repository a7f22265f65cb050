"""Relations between what an article states: sums, shares, weekdays."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from ingestion.news.facts.counts import Count
from ingestion.news.facts.events.kinds import Event

_STATUS_MEASURES: Final = ("resolutions_implemented", "resolutions_in_progress", "resolutions_not_implemented")
# so many sectors or ministries side by side are all there are
_ENOUGH_PARTS: Final = 3
# percent; each of three shares may be rounded by half a point
_WHOLE, _ROUNDING = 100, 1.5
_FAMILY: Final = {
    "units_reviewed": "units",
    "cases_reviewed": "units",
    "proposals": "proposals",
    "resolutions_adopted": "resolutions",
}


def run_checks(events: Sequence[Event], counts: Sequence[Count]) -> list[dict[str, Any]]:
    """The checks that the text gives material for, in a fixed order."""
    checks = [
        *({"check": "parts_sum", "holds": holds} for holds in (*_sums(counts), *_shares(counts))),
        *({"check": "implemented_le_total", "holds": holds} for holds in _implemented(counts)),
    ]
    percents = [count for count in counts if count.statistic == "percent"]
    if percents:
        checks.append({"check": "percent_range", "holds": all(0 <= count.value <= 100 for count in percents)})
    stated = [event.weekday_holds for event in events if event.weekday_holds is not None]
    if stated:
        checks.append({"check": "weekday", "holds": all(stated)})
    return checks


def _sums(counts: Sequence[Count]) -> list[bool]:
    results: list[bool] = []
    for index, total in enumerate(counts):
        if total.is_part or total.sector or total.ministry_id or total.statistic != "exact":
            continue
        if total.measure == "resolutions_adopted":
            parts = _status_parts(counts[index + 1 :], total)
            if parts is not None:
                results.append(parts)
        if total.measure in _FAMILY:
            holds = _sector_parts(counts[index + 1 :], total)
            if holds is False and _is_sum_of_another(counts[:index], counts[index + 1 :], total):
                continue
            if holds is not None:
                results.append(holds)
    return results


def _shares(counts: Sequence[Count]) -> list[bool]:
    """Percents implemented, in progress and not implemented side by side make 100; two of them make no more."""
    results: list[bool] = []
    shares: dict[str, int | float] = {}
    last = -2
    for count in [c for c in counts if c.statistic == "percent" and c.measure in _STATUS_MEASURES]:
        if count.sentence > last + 1 or count.measure in shares:
            shares = {}
        shares[count.measure] = count.value
        last = count.sentence
        added = sum(shares.values())
        if len(shares) == len(_STATUS_MEASURES):
            results.append(abs(added - _WHOLE) <= _ROUNDING)
        elif len(shares) == 2 and added > _WHOLE + _ROUNDING:
            results.append(False)
    return results


def _status_parts(following: Sequence[Count], total: Count) -> bool | None:
    """Implemented, in progress and not implemented against the total; two of them may leave a rest.

    A total of another time in between is a comparison: «در مدت مشابه پارسال ۸۴ مصوبه داشتیم».
    """
    parts: dict[str, int | float] = {}
    for count in following:
        is_other = _is_another_total(count, total) and (count.event is not None or total.event is None)
        if count.sentence > total.sentence + 2 or is_other:
            break
        if count.measure in _STATUS_MEASURES and count.statistic == "exact" and count.event == total.event:
            parts.setdefault(count.measure, count.value)
    if len(parts) < 2:
        return None
    added = sum(parts.values())
    if added == total.value:
        return True
    return False if len(parts) == 3 or added > total.value else None


def _is_another_total(count: Count, total: Count) -> bool:
    return count.measure == "resolutions_adopted" and count.value != total.value and not _is_labelled(count)


def _is_labelled(count: Count) -> bool:
    """Whether a figure says of which sector or ministry it is."""
    return count.sector is not None or count.ministry_id is not None


def _sector_parts(following: Sequence[Count], total: Count) -> bool | None:
    """Parts of a total side by side; too many always speaks against it, too few only if three or more are told."""
    parts: list[Count] = []
    nearer: Count | None = None
    for count in following:
        if count.sentence > total.sentence + 3 or _FAMILY.get(count.measure) != _FAMILY[total.measure]:
            if parts or count.sentence > total.sentence + 3:
                break
            continue
        if count.value == total.value:
            continue
        if parts and count.sentence != parts[-1].sentence:
            break
        if count.value > total.value or count.statistic != "exact":
            break
        if count.is_part or _is_labelled(count):
            parts.append(count)
        elif not parts:
            nearer = count
    if len(parts) < 2:
        return None
    if nearer is not None and _adds_up(parts, nearer):
        return None  # «۱۵۴ پیشنهاد رسید که ۹۶ محور ماند؛ ۴۱ محور به وزارت …»: the parts are those of the total that is left
    labelled = [part for part in parts if _is_labelled(part)]
    if _adds_up(parts, total) or (len(labelled) > 1 and _adds_up(labelled, total)):
        return True
    if any(_adds_up(parts[:n], total) for n in range(_ENOUGH_PARTS, len(parts))):
        return True  # «از ۱۳ پرونده، هشت بانکی، سه بیمه‌ای و دو زیست‌محیطی بود که برای ۱۰ پرونده …»
    if not _is_labelled(parts[0]) and len(labelled) > 1 and _adds_up(parts[1:], parts[0]):
        return True  # «از ۲۱ درخواست، ۱۵ درخواست رسیدگی شد؛ ۹ صنعتی، چهار کشاورزی و دو خدماتی»
    if total.measure == "resolutions_adopted" and len(labelled) < len(parts):
        return None
    if sum(part.value for part in parts) > total.value or len(labelled) >= _ENOUGH_PARTS:
        return False
    return None


def _adds_up(parts: Sequence[Count], total: Count) -> bool:
    return sum(part.value for part in parts) == total.value


def _is_sum_of_another(before: Sequence[Count], following: Sequence[Count], total: Count) -> bool:
    """«۲۳۱ پرونده بررسی شد که ۱۸۷ پرونده مصوبه گرفت؛ ۱۴۲ صنعتی، …»: the parts are those of the total told before."""
    return any(
        other.measure in _FAMILY
        and other.value > total.value
        and other.sentence >= total.sentence - 1
        and not (other.is_part or other.sector or other.ministry_id)
        and _sector_parts(following, other) is True
        for other in before
    )


def _implemented(counts: Sequence[Count]) -> list[bool]:
    results: list[bool] = []
    for index, count in enumerate(counts):
        if count.measure != "resolutions_implemented" or count.statistic not in ("exact", "at_least"):
            continue
        totals = [
            other
            for other in counts[:index]
            if other.measure == "resolutions_adopted"
            and other.statistic == "exact"
            and not _is_labelled(other)
            and 0 <= count.sentence - other.sentence <= 2
        ]
        totals = [other for other in totals if other.event == count.event] or totals
        if totals:
            results.append(count.value <= totals[-1].value)
    return results[:1]
