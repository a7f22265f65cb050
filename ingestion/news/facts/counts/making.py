"""Counts made out of a number and its measure."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.owning_events import OwningEvents
from ingestion.news.facts.counts.record import RESULTS, UNIT_MEASURES, Count, Seen
from ingestion.news.facts.counts.sectors import Sectors

# «۲۸ واحد دوباره راه افتاد که این رقم در سال ۱۴۰۲، ۱۹ واحد بود»
_SAME_FIGURE: Final = re.compile(
    r"\b(?:این|همین) (?:رقم|عدد|امار|تعداد|شمار)(?: (?:در|تا|طی|برای) (?:مدت مشابه |دوره مشابه |همین مدت (?:در )?)?"
    r"(?:(?:سال|نیمه|ماه) [^ ،.؛:]+|پارسال|پیرارسال)(?: سال)?(?: (?:گذشته|قبل|پیش))?| پارسال| پیش از این)(?: ?،)?(?: حدود| به ترتیب(?: [^ ،.؛:]+ [^ ،.؛:]+ و)?)? \Z"
    r"|\b(?:(?:در|طی) (?:(?:مدت|دوره|بازه) مشابه (?:در )?)?(?:سال|نیمه|ماه|بهار|تابستان|پاییز|زمستان) [^ ،.؛:]+"
    r"(?: (?:سال|ماه|گذشته|قبل|پیش)){0,2}|پارسال|پیرارسال) ?،? (?:این|همین) (?:رقم|عدد|امار|تعداد|شمار)(?: حدود| برابر| معادل)? \Z"
)
# «پارسال ۱۲ واحد راکد احیا شد و امسال این تعداد به ۱۹ واحد رسید»
_NOW_IT_IS: Final = re.compile(
    r"\b(?:(?:امسال|در سال جاری|اکنون|امروز|حالا|تاکنون|هم ?اکنون) (?:این|همین) (?:رقم|عدد|امار|تعداد|شمار)"
    r"|(?:این|همین) (?:رقم|عدد|امار|تعداد|شمار) (?:امسال|در سال جاری|اکنون|تاکنون|هم ?اکنون)) (?:به|بالغ بر)(?: حدود)? \Z"
)
# «از ۱۲ واحد در سال گذشته به ۱۹ واحد رسید»
_ROSE_TO: Final = re.compile(
    r"(?:[ ،]|\b(?:در|طی|مدت مشابه|همین مدت|سال (?:گذشته|قبل|پیش)|پارسال|سال 1[34]\d\d|1[34]\d\d|در سال جاری|امسال)\b)* به (?:حدود )?"
)
_REACHED: Final = re.compile(r"(?: [^ ،.؛:]+){0,5}? (?:رسید|رسیده|رسیدند|رساندیم|رساندهایم|افزایش|کاهش|ارتقا)\b")


class Maker(TextReader):
    """Makes counts."""

    def __init__(self, article: Article, sectors: Sectors, owning_events: OwningEvents) -> None:
        super().__init__(article)
        self.sectors = sectors
        self.owning_events = owning_events

    def make(self, seen: Seen, measure: str, *, sector: str | None = None) -> Count:
        """A count of the measure; what the words around say gives its statistic, ministry and event."""
        number = seen.number
        statistic = "exact"
        if number.is_percent:
            statistic = "percent"
        elif number.bound == "at_least":
            statistic = "at_least"
        start, end = number.bound_start, max(seen.noun.end, number.percent_end)
        mean = self.surface.hits_in(seen.left, number.start, "mean")
        if mean and not number.is_percent:
            statistic, start = "mean", mean[0].start
        ministry = self.sectors.ministry_of(seen)
        return Count(
            measure,
            number.value,
            statistic,
            sector,
            ministry,
            self.owning_events.event_of(seen, measure, statistic),
            start,
            end,
            seen.noun.value,
            seen.sentence,
        )

    def as_before(self, seen: Seen, before: list[Count]) -> Count | None:
        """«… که این رقم در سال ۱۴۰۲، ۱۹ واحد بود»: what the figure before it counted, of another period."""
        place = seen.number.bound_start
        if not before or not (
            _SAME_FIGURE.search(self.text, max(0, place - 60), place)
            or _NOW_IT_IS.search(self.text, max(0, place - 40), place)
            or self._rose_to(seen, before[-1])
        ):
            return None
        # «۴۲ واحد با ۶۸۵ نفر … در حالی که پارسال این رقم ۳۱ واحد بود»
        last = next((count for count in reversed(before) if count.noun == seen.noun.value), None)
        if last is None or seen.sentence - last.sentence > 1:
            return None
        if last.measure not in (*RESULTS, *UNIT_MEASURES, "sessions_held", "resolutions_adopted"):
            return None
        count = self.make(seen, last.measure)
        count.event = None
        return count

    def _rose_to(self, seen: Seen, last: Count) -> bool:
        """«تعداد واحدهای احیاشده از ۱۲ واحد در سال گذشته به ۱۹ واحد رسید»"""
        return (
            last.sentence == seen.sentence
            and last.noun == seen.noun.value
            and self.text.endswith("از ", 0, last.start)
            and _ROSE_TO.fullmatch(self.text, last.end, seen.number.bound_start) is not None
            and _REACHED.match(self.text, seen.noun.end) is not None
        )
