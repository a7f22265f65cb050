"""«۱۲ مورد»: what is counted is told before."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import STATUSES, UNIT_MEASURES, Count, Seen
from ingestion.news.facts.counts.statuses import WHOLLY
from ingestion.news.facts.counts.wholes import OF_THEM
from ingestion.news.facts.events import kinds

_OF_THESE_RESOLUTIONS: Final = re.compile(r" (?:دیگر )?از (?:این |آن |کل |مجموع |کل این )?مصوبات\b")
# «تعداد مصوبات این جلسات را ۳۱۲ مورد اعلام کرد», «کل مصوبات بالغ بر ۳۱۲ فقره بود», «جلسات به ۲۸ و مصوبات به ۳۱۲ رسید»
_OF_RESOLUTIONS: Final = re.compile(
    r"(?<!از )\bمصوبات (?:این|امروز این) (?:جلسه|نشست)(?: را| به| بالغ بر|،| ?:)? ?\Z|"
    r"(?:تعداد|شمار|کل|مجموع|امار|میزان) (?:کل )?(?:مصوبات|مصوبهها|مصوبههای)(?: [^ ،؛.:]+){0,8}?(?: را| به| بالغ بر| بر|،| ?:| در مجموع)* ?\Z|"
    r"\d(?: جلسه| نشست)? و مصوبات(?: [^ ،؛.:]+){0,3}?(?: به)? \Z"
)
_OF_RESOLUTIONS_SPAN: Final = 90
# «۵۹ مورد از پیشنهادهای استانداران»
_OF_PROPOSALS: Final = re.compile(r" از (?:این |مجموع |کل )?(?:پیشنهاد|محور|خواسته)")
# «۱۳۷ موضوع از سوی استان‌ها رسیده»
_FROM_PROVINCES: Final = re.compile(
    r"\b(?:از سوی|توسط|از طرف|از جانب) (?:همه |تمام )?(?:استانها|استانداران|استانداریها|استانهای کشور)\b[^.؛:]{0,60}?\b(?:رسید|مطرح|ارایه|ارسال|پیشنهاد|اعلام|طرح)"
)
_MEAN_OF_A_SESSION: Final = re.compile(
    r"\b(?:میانگین|متوسط) (?:تعداد |شمار )?(?P<what>پرونده|درخواست|واحد|مصوب)(?:ه|های|ها|ات)?(?: [^ ،.؛:]+){0,4}? "
    r"(?:هر|یک) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,2} \Z"
)
_MEASURED: Final = {
    "پرونده": "cases_reviewed",
    "درخواست": "cases_reviewed",
    "واحد": "units_reviewed",
    "مصوب": "resolutions_adopted",
}


class ItemReader(MeasureReader):
    """Reads numbers of items."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of items, by what the words before it count."""
        mean = _MEAN_OF_A_SESSION.search(self.text, seen.left, seen.number.bound_start)
        if mean is not None and not seen.number.is_percent:  # «میانگین پرونده‌های هر جلسه ۱۳ مورد است»
            return self.maker.make(seen, _MEASURED[mean.group("what")])
        measure = self.dealt_with.told_as_number_of(seen)
        if measure is not None:
            return self.maker.make(seen, measure)
        seen = self.wholes.stretch_of_part(seen)
        of_those = OF_THEM.match(self.text, seen.noun.end)
        wholly = WHOLLY.match(self.text, of_those.end() if of_those is not None else seen.noun.end)
        if (
            wholly is not None
            and self.surface.has(seen.noun.end, self.stretches.clause_end(seen), "implemented")
            and self.statuses.speaks_of_resolutions(seen, before)
        ):  # «۷۹ مورد آن به طور کامل و ۲۱ مورد به صورت ناقص اجرا شده»
            return self.maker.make(seen, "resolutions_implemented") if wholly.group(1) == "کامل" else None
        status = self.statuses.of(seen)
        if status is not None and self.wholes.total_after(seen) is not None:
            return self.maker.make(seen, status)
        if status is not None and (
            _OF_THESE_RESOLUTIONS.match(self.text, seen.noun.end) or self.statuses.speaks_of_resolutions(seen, before)
        ):
            return self.maker.make(seen, status)
        if OF_THEM.match(self.text, seen.noun.end) and self._was_adopted(seen):
            return self.maker.make(seen, "resolutions_adopted")
        sector = self.sectors.sector_of(seen)
        total = self.totals.total_before(seen, before, UNIT_MEASURES) if status is None and sector is not None else None
        if total is not None and total.sentence == seen.sentence:  # «یازده پرونده که هشت تای آن صنعتی بود»
            count = self.maker.make(seen, total.measure, sector=sector)
            count.event, count.is_part = total.event, True
            return count
        start = max(self.surface.sentences[seen.sentence].start, seen.number.bound_start - _OF_RESOLUTIONS_SPAN)
        counted = _OF_RESOLUTIONS.search(self.text, start, seen.number.bound_start) if status is None else None
        if counted is not None:  # «تعداد مصوبات اجرا نشده را ۳۲۸ مورد برشمرد»
            for kind, measure in STATUSES:
                if self.surface.has(counted.start(), counted.end(), kind):
                    return self.maker.make(seen, measure)
            return self.maker.make(seen, "resolutions_adopted")
        return self.maker.make(seen, "proposals") if self._is_of_proposals(seen, before) else None

    def _was_adopted(self, seen: Seen) -> bool:
        """«۳۰ مصوبه بررسی شد که ۲۹ مورد آن به تصویب رسید»"""
        start = self.surface.sentences[seen.sentence].start
        adopted = self.surface.hits_in(seen.noun.end, seen.right, "adopted")
        return any(hit.value.startswith("resolution") for hit in adopted) and any(
            hit.value == "resolution" for hit in self.surface.hits_in(start, seen.number.start, "measure")
        )

    def _is_of_proposals(self, seen: Seen, before: list[Count]) -> bool:
        if not self.types & {kinds.MINISTERS, kinds.ENVOYS}:
            return False
        if any(c.measure == "proposals" for c in before):
            return True
        sentence = self.surface.sentences[seen.sentence]
        if _OF_PROPOSALS.match(self.text, seen.noun.end):
            return True
        if _FROM_PROVINCES.search(self.text, sentence.start, sentence.end) is not None:
            return True
        return (
            self.surface.has(sentence.start, seen.number.start, "proposal_noun")
            or "پیشنهادی" in self.text[sentence.start : seen.number.start]
        )
