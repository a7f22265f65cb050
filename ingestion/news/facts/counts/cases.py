"""«۱۲ پرونده», «۱۲ درخواست»: cases reviewed."""

from __future__ import annotations

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.events import kinds


class CaseReader(MeasureReader):
    """Reads numbers of cases."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of cases; None for cases that nobody dealt with and for parts without a sector."""
        if self.types & {kinds.MINISTERS, kinds.ENVOYS} and not self.sessions:
            return self.maker.make(seen, "proposals")  # «۹۶ درخواست استانداران»
        if (
            self._is_only_registered(seen)
            or self.surroundings.in_bound_span(seen.number.start)
            or self.to_come.is_yet_to_be_dealt_with(seen)
        ):
            return None
        same = self.maker.as_before(seen, before)
        if same is not None:
            return same
        sector = self.sectors.sector_of(seen)
        of_today = self.totals.is_of_today(seen) and not self.totals.is_counted_here(seen, before)
        total = None if of_today else self.totals.total_before(seen, before, ("cases_reviewed", "units_reviewed"))
        if seen.number.value == 1 and sector is None:
            return None
        count = self.maker.make(seen, "cases_reviewed", sector=sector)
        if sector is None and (
            self.wholes.is_part_of_cases(seen)
            or self.dealt_with.is_sent_on(seen, before)
            or self.to_come.is_hoped(seen)
        ):
            return None
        if total is not None and count.statistic == "exact":
            count.event, count.is_part = total.event, True
            count.is_fact = sector is not None or count.ministry_id is not None
            return count
        is_plain = sector is None and count.ministry_id is None and count.statistic == "exact"
        if is_plain and not of_today and self.totals.is_below_a_total(seen, before):
            return None
        clause_end = self.stretches.clause_end(seen)
        reviewed = self.surface.has(seen.left, clause_end, "reviewing", "dealt", "mean", "period")
        return (
            count
            if reviewed or sector is not None or self.types & {kinds.SESSION, kinds.COUNTY_SESSION, kinds.REPORT}
            else None
        )

    def read_of_applicants(self, seen: Seen, before: list[Count]) -> Count | None:
        """«درخواست هشت متقاضی»: their cases; «هشت متقاضی در نوبت هستند» counts nothing."""
        asked = self.surroundings.directly_before(seen.number.bound_start)
        return self.read(seen, before) if asked is not None and asked.kind == "case_before" else None

    def _is_only_registered(self, seen: Seen) -> bool:
        """«ثبت ۴۳ درخواست», «۲۰۶۱ درخواست از واحدها دریافت شد»: it came in, nobody has dealt with it."""
        noted = self.surface.hits_in(seen.left, seen.number.start, "registered")
        if noted and not self.surface.has(noted[-1].end, seen.number.start, "past"):
            return True
        came = self.surface.hits_in(seen.noun.end, seen.right, "registered")
        if not came:
            return False
        if came[0].value == "arrived" and self.surface.has(came[0].end, seen.right, "reviewing", "dealt"):
            return False  # «۱۰ درخواست رسیده به دبیرخانه بررسی شد»
        dealt = self.surface.hits_in(seen.noun.end, came[0].start, "reviewing", "dealt")
        return all(any(a.start <= hit.start < a.end for a in self.bodies.ours) for hit in dealt)
