"""How far resolutions have come: implemented, in progress, not implemented."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import STATUSES, Count, Seen
from ingestion.news.facts.counts.stretches import Stretches

# «اجرای مصوبات سال جاری را ۶۸ درصد», «… به ۶۱ درصد می‌رسد»: nothing verbal between the status and the share
_SHARE_GAP: Final = re.compile(
    r"(?:(?!\b(?:که|است|شد|شده|بود|نسبت به)\b)[^،؛.:])*?(?: (?:به|را|حدود|معادل|برابر با|برابر|با|تا))? ?"
)
WHOLLY: Final = re.compile(r" به (?:طور|صورت|شکل) (کامل(?= ?(?:و|،))|ناقص|نسبی|ناتمام)")
# what a label begins behind
_LABEL_OPENS: Final = re.compile(r"(?:[:،؛]| و) ?\Z")
_NAMED_BY_STATUS: Final = re.compile(r"\b(?:مصوبات|مصوبههای|موارد|تصمیمات)(?: [^ ،.؛:]+){1,4} را (?:حدود )?\Z")
# «اجرای سه مصوبه باقی‌مانده به پاسخ بانک مرکزی بستگی دارد»: not done yet
_HANGS_ON: Final = re.compile(
    r"\b(?:بستگی|منوط|نیازمند|نیاز به|مستلزم|مشروط|در گرو|وابسته|معطل|زمانبر|متوقف|دشوار|ممکن نیست|امکانپذیر نیست|با مشکل|تاخیر|به تعویق|تعلل|کوتاهی|کمکاری|سستی|همکاری نکرد)\b|"
    # «اجرای هفت مصوبه به عهده بانک‌ها گذاشته شد»: whose they are to carry out
    r"(?<!\bکه )\b(?:(?:به|بر) عهده|بر دوش|محول|سپرده (?:شد|شده|میشود)|واگذار (?:شد|شده|میشود))\b"
)
# «پس از اجرای سه مصوبه کارخانه به بخش خصوصی واگذار شد»: done, whatever is told behind it
_ONCE_DONE: Final = re.compile(r"\b(?:با|پس از|بعد از|به دنبال|در پی) \Z")
# «خودداری از اجرای سه مصوبه», «برای اجرای …»
_UNDONE: Final = re.compile(r"\b(?:خودداری از|عدم|تاخیر در|تعلل در|کوتاهی در|سرپیچی از|برای|جهت|مانع) \Z")
_GOES_ON: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,2} (?:ادامه (?:دارد|خواهد داشت|یافته)|در جریان|در دست|به درازا|زمانبر)\b"
)
# «۳۶۵ مصوبه داشتیم و نرخ اجرا ۶۱ درصد بود»: a rate, whatever stands before it
_RATE_OF: Final = frozenset("نرخ میزان ضریب سرعت روند شاخص رشد وضعیت متوسط میانگین".split())
# in case of, for fear of … (not being done)
_WERE_IT_SO: Final = re.compile(r"\b(?:در صورت|احتمال|جلوگیری از|مانع|خطر|بیم) \Z")
# «۴۲۱ مصوبه اجرا شده و ۹۹ مصوبه نه»
_AND_SO_MANY_NOT: Final = re.compile(r" (?:هم |نیز )?نه(?= ?[.؛!]|\Z)")
# «پیگیری برای اجرای ۱۵۷ مصوبه دیگر ادامه دارد»
_STILL: Final = re.compile(r"(?:پیگیری|پیگیریها|تلاش|تلاشها|اقدامات|کار)(?: لازم)?(?: برای| جهت)? \Z")
# «اجرای ۱۵۷ مصوبه»: of the number behind it, not of the one before
_EXECUTION_OF: Final = frozenset(("اجرای", "اجرایی شدن", "عملیاتی شدن", "تحقق"))


def is_yet_to_be_done(text: str, seen: Seen, execution: int) -> bool:
    """Whether the resolutions whose «اجرای» stands at `execution` wait for something, or for somebody, told behind them."""
    return (
        _HANGS_ON.search(text, seen.noun.end, seen.right) is not None
        and _ONCE_DONE.search(text, seen.left, execution) is None
    )


class Statuses(TextReader):
    """Finds the status of resolutions."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        super().__init__(article)
        self.stretches = stretches

    def of(self, seen: Seen, *, wide: bool = False) -> str | None:
        """The status of resolutions in the stretch of a number; negatives first."""
        if _AND_SO_MANY_NOT.match(self.text, seen.noun.end) is not None and self.surface.has(
            self.surface.sentences[seen.sentence].start, seen.number.start, "implemented"
        ):
            return "resolutions_not_implemented"
        named = _NAMED_BY_STATUS.search(self.text, seen.left, seen.number.bound_start)
        if named is not None:  # «مصوبات در حال اجرا را ۷۴ مورد و مصوبات اجرانشده را …»
            for kind, measure in STATUSES:
                if self.surface.has(named.start(), named.end(), kind):
                    return measure
            if self.surface.has(named.start(), named.end(), "implemented_bare"):
                return "resolutions_implemented"
        right = self._right_of_share(seen) if wide else seen.right
        told = [
            (hits[0].start, rank, measure)
            for rank, (kind, measure) in enumerate(STATUSES)
            if (hits := self.surface.hits_in(seen.noun.end, right, kind))
        ]
        if told and (label := self._label_before(seen)) is not None:
            return label
        if told:  # «۹۰ مصوبه اجرا شده و در حال پایش است»: what is said first
            return min(told)[2]
        if self.surface.has(seen.noun.end, right, "acted_on"):  # done or begun: what is told of the rest decides
            end = self.stretches.clause_end(seen)
            return "resolutions_implemented" if self.stretches.before_the_rest(right, end) < end else None
        for bare in self.surface.hits_in(seen.noun.end, right, "implemented_bare"):
            if self.text[bare.start : bare.end] in _EXECUTION_OF or self.surface.word_before(bare.start) in _RATE_OF:
                continue
            goes_on = self.text.startswith(" و ", bare.end) and bool(
                self.surface.numbers_in(bare.end + 3, bare.end + 4)
            )  # «۷۵ درصد مصوبات اجرا و شش واحد احیا شده»
            if goes_on or not self.text[bare.end : right].strip(" و"):  # «۳۰۲ مصوبه به طور کامل اجرا، …»
                return "resolutions_implemented"
        before = self.surface.hits_in(
            seen.left,
            seen.number.bound_start,
            "implemented",
            "implemented_bare",
            "in_progress",
            "not_implemented",
            "undone_of",
        )
        if before:
            nearest = max(before, key=lambda hit: (hit.end, hit.end - hit.start))
            if nearest.kind == "implemented_bare" and _STILL.search(self.text, seen.left, nearest.start):
                return "resolutions_in_progress"
            if nearest.kind == "implemented_bare" and _GOES_ON.match(self.text, seen.noun.end):
                return "resolutions_in_progress"  # «اجرای ۲۱۰ مصوبه ادامه دارد»
            gap = self.text[nearest.end : seen.number.bound_start]
            if gap.strip() == ":":  # «اجراشده: ۲۸۵ مصوبه»
                return dict(STATUSES).get(nearest.kind, "resolutions_implemented")
            shared = seen.number.is_percent and not gap.startswith(" و ") and _SHARE_GAP.fullmatch(gap) is not None
            if nearest.kind == "implemented_bare" and (
                _UNDONE.search(self.text, seen.left, nearest.start) or is_yet_to_be_done(self.text, seen, nearest.start)
            ):
                return None
            if nearest.kind == "undone_of" and _WERE_IT_SO.search(self.text, seen.left, nearest.start):
                return None
            if nearest.kind == "undone_of":  # «علت اجرا نشدن چهار مصوبه»
                return "resolutions_not_implemented" if not gap.strip() else None
            if shared or not gap.strip():
                return dict(STATUSES).get(nearest.kind, "resolutions_implemented")
        return None

    def _label_before(self, seen: Seen) -> str | None:
        """«اجراشده ۱۷۱ مصوبه، در حال اجرا ۴۴ مصوبه و اجرانشده ۱۵ مصوبه»: each status stands before its number."""
        following = self.surface.numbers_in(seen.right, seen.right + 2)
        if not following or seen.number.is_percent:
            return None
        labels = [
            (measure, hit)
            for kind, measure in STATUSES
            for hit in self.surface.hits_in(max(0, seen.number.bound_start - 24), seen.number.bound_start, kind)
            if hit.end == seen.number.bound_start - 1
        ]
        if not labels or _LABEL_OPENS.search(self.text, 0, labels[0][1].start) is None:
            return None
        next_label = any(
            hit.end == seen.right - 1
            for kind, _ in STATUSES
            for hit in self.surface.hits_in(seen.noun.end, seen.right, kind)
        )
        return labels[0][0] if next_label else None

    def _right_of_share(self, seen: Seen) -> int:
        """The end of the stretch of a share; numbers of sessions inside it («مصوبات شش جلسه گذشته») do not end it."""
        end = self.stretches.before_the_rest(seen.noun.end, self.stretches.clause_end(seen))
        for number in self.surface.numbers_in(seen.noun.end, end):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if number.is_percent or (
                not number.is_ordinal and noun is not None and noun.value in ("resolution", "item")
            ):
                return number.bound_start
        return end

    def speaks_of_resolutions(self, seen: Seen, before: list[Count]) -> bool:
        """Whether resolutions are named before the number or counted shortly before it."""
        sentence = self.surface.sentences[seen.sentence]
        if any(hit.value == "resolution" for hit in self.surface.hits_in(sentence.start, seen.number.start, "measure")):
            return True
        return any(c.sentence >= seen.sentence - 1 and c.measure.startswith("resolutions_") for c in before)
