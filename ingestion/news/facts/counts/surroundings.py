"""What the words around a number say of it."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.events import kinds
from ingestion.news.facts.lexicon import Hit

# this, that, that, this very
_THESE: Final = frozenset("این آن ان همین".split())
_THAT: Final = frozenset("آن ان".split())
# in, during, from, by, outcome of …: «در آن», «حاصل آن»
_IN_IT: Final = frozenset(
    "در طی از با به حاصل ماحصل نتیجه خروجی برونداد دستاورد برایند محصول پیامد ثمره میوه رهاورد ارمغان بازده فراورده".split()
)
# «گرفتاری بانکی ده واحد», «مشکلات حقوقی و بیمه‌ای سه کارخانه»
_KIND_OF_TROUBLE: Final = re.compile(
    r"(?:(?:بانکی|مالیاتی|بیمهای|حقوقی|قضایی|زیرساختی|اعتباری|ارزی|گمرکی|مالی|تولیدی|زیستمحیطی|محیط زیستی|ثبتی|انرژی)(?: و |، )?)+"
)
# «با قدردانی از دادگستری»: thanks name no cause
_THANKS: Final = re.compile(r"\b(?:قدردانی|تشکر|سپاس|سپاسگزاری|تقدیر)(?: ویژه)? از (?:همکاری |همراهی |حمایت )?\Z")
# «… با ورود سرمایه‌گذار راه افتاد و نه واحد نیز با مصوبات ستاد احیا شد»: the group's own work told behind another's
_OWN_WORK: Final = re.compile(
    r"\b(?:با|در پی|بر اثر|در نتیجه|به کمک|به واسطه|از طریق|در سایه) (?:(?:اجرای|پیگیری|پیگیریهای|حمایت|حمایتهای|کمک|تصمیم|تصمیمات|تلاش|مصوبه|مصوبات|ورود) )*"
    r"(?:این |همین )?(?:ستاد|کارگروه|مصوبات)\b"
)


class Surroundings(TextReader):
    """Asks the words around a number."""

    def is_pointed_at(self, place: int) -> bool:
        """«این ۱۲ واحد», «آن ۱۲ واحد»: known already; in «در آن ۱۲ واحد» the word stands for something else."""
        index = self.surface.word_index(place) - 1
        word = self.surface.word(index)
        if word not in _THAT:
            return word in _THESE
        before = self.surface.word(index - 1)
        # «در آن ۱۲ واحد», «از ۲۱۸ مصوبه آن ۱۶۰ مصوبه»
        return before not in _IN_IT and self.surface.hit_at(self.surface.words[index - 1][0], "measure") is None

    def directly_before(self, place: int) -> Hit | None:
        """«پرونده» or «مشکلات (پیش روی)» right before the number."""
        for hit in reversed(self.surface.hits_in(max(0, place - 40), place, "case_before", "trouble_before")):
            gap = self.text[hit.end : place].strip(' "«')
            if gap in ("", "مربوط به", "حداقل", "هر") or (
                hit.kind == "trouble_before" and _KIND_OF_TROUBLE.fullmatch(gap)
            ):
                return hit
            if not gap:
                return hit
        return None

    def in_bound_span(self, place: int) -> bool:
        """Whether a place lies in a duty, or in what a decision says is to be done."""
        return self.article.bound.cover(place)

    def has_other_cause(self, start: int, end: int, place: int) -> bool:
        """Whether a stretch names another cause of the figure at a place than the working group."""
        causes = [
            hit
            for hit in self.surface.hits_in(start, end, "other_cause")
            if _THANKS.search(self.text, max(0, hit.start - 30), hit.start) is None
        ]
        if not causes:
            return False
        own = _OWN_WORK.search(self.text, causes[-1].end, end)
        if own is not None and not self.surface.numbers_in(place + 1, max(place + 1, own.start())):
            return False
        sentence = self.surface.sentence_at(start)
        if sentence.speech is not None and any(hit.start >= sentence.speech for hit in causes):
            start = max(start, sentence.speech)  # «دادستان در جلسه کارگروه گفت: با ورود دادستانی ۴۱۰ کارگر …»
        return not any(start <= hit.start < end for hit in self.bodies.ours)

    def is_of_a_session(self, seen: Seen) -> bool:
        """Whether the article tells of a session."""
        return bool(self.types & {kinds.SESSION, kinds.COUNTY_SESSION})
