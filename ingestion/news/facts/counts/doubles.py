"""Figures told twice, and sectors that stand alone."""

from __future__ import annotations

from ingestion.news.facts.counts.record import STATUS_MEASURES, Count


def settle_sectors(counts: list[Count]) -> None:
    """A total carries no sector: a lone «هشت واحد صنعتی» is a total, several sectors side by side are parts."""
    for count in counts:
        if count.sector is None or count.is_part or count.in_row:
            continue
        siblings = [
            other
            for other in counts
            if other is not count
            and other.measure == count.measure
            and other.sector not in (None, count.sector)
            and abs(other.sentence - count.sentence) <= 1
        ]
        if not siblings:
            count.sector = None


def drop_doubles(counts: list[Count]) -> None:
    """A figure said twice is one fact; the units of «پرونده ۱۲ واحد» are the same figure as its cases."""
    seen: set[tuple[object, ...]] = set()
    cases = {count.value for count in counts if count.measure == "cases_reviewed" and count.is_fact}
    _drop_headline_doubles(counts)
    for count in counts:
        key = (count.measure, count.value, count.statistic, count.sector, count.ministry_id)
        if key in seen or (count.measure == "units_reviewed" and count.value in cases and count.sector is None):
            count.is_fact = False
        elif count.is_fact:
            seen.add(key)


def _drop_headline_doubles(counts: list[Count]) -> None:
    """«۲۶۸ مصوبه، ۱۹۵ مصوبه در عمل» over «۱۹۵ مصوبه اجرا شده»: a headline's number is what the story says of it."""
    if not counts or counts[0].sentence != 0:
        return
    told = {c.value for c in counts if c.sentence > 0 and c.measure in STATUS_MEASURES and c.statistic == "exact"}
    totals = {c.value for c in counts if c.sentence > 0 and c.measure == "resolutions_adopted"}
    for count in counts:
        if count.sentence == 0 and count.measure == "resolutions_adopted" and count.value in told - totals:
            count.is_fact = False
