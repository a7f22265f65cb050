"""All counts of one article."""

from __future__ import annotations

from collections.abc import Callable

from ingestion.news.facts.counts.article import Article
from ingestion.news.facts.counts.cases import CaseReader
from ingestion.news.facts.counts.context import Context
from ingestion.news.facts.counts.doubles import drop_doubles, settle_sectors
from ingestion.news.facts.counts.figures import Figures
from ingestion.news.facts.counts.items import ItemReader
from ingestion.news.facts.counts.jobs import JobReader
from ingestion.news.facts.counts.meetings import MeetingReader
from ingestion.news.facts.counts.record import RESULTS, Count, Seen
from ingestion.news.facts.counts.resolutions import ResolutionReader
from ingestion.news.facts.counts.sessions import SessionReader
from ingestion.news.facts.counts.shares import ShareReader
from ingestion.news.facts.counts.stretches import Stretches
from ingestion.news.facts.counts.units import UnitReader


class CountReader:
    """Reads the counts of one article."""

    def __init__(self, article: Article) -> None:
        self.article = article
        stretches = Stretches(article)
        self.figures = Figures(article, stretches)
        context = Context(article, stretches)
        units, sessions, meetings = UnitReader(context), SessionReader(context), MeetingReader(context)
        jobs, cases = JobReader(context), CaseReader(context)
        self._reader_of: dict[str, Callable[[Seen, list[Count]], Count | None]] = {
            "unit": units.read,
            "elided": units.read_elided,
            "case": cases.read,
            "applicant": cases.read_of_applicants,
            "resolution": ResolutionReader(context).read,
            "percent": ShareReader(context).read,
            "item": ItemReader(context).read,
            "axis": meetings.read_axes,
            "proposal": meetings.read_proposals,
            "session": sessions.read,
            "times": sessions.read_times,
            "working_group": meetings.read_working_groups,
            "ministry": meetings.read_ministries,
            "province": meetings.read_provinces,
            "country": meetings.read_countries,
            "person": jobs.read,
            "job": jobs.read,
        }

    def read(self) -> list[Count]:
        """All counts in order, parts that are no facts among them."""
        counts: list[Count] = []
        for number in self.article.surface.numbers:
            seen = self.figures.see(number)
            if seen is None:
                continue
            count = self._reader_of[seen.noun.value](seen, counts)
            if count is not None and (
                self.article.events or count.measure in RESULTS or count.measure == "units_visited"
            ):
                counts.append(count)
        settle_sectors(counts)
        drop_doubles(counts)
        return counts
