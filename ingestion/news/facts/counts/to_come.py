"""What is aimed at, hoped for or promised: no figure yet."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.counts.stretches import Stretches

# «… بازگشته‌اند و تا پایان سال …»
_DONE_AND_TO_COME: Final = re.compile(
    r"(?:\b(?:شد|شدند|است|گرفت|گرفتند|بازگشت|بازگشتند|یافت|یافتند|کرد|کردند)|اند|ایم|شده) (?P<to_come>و (?:تا (?:پایان|اخر|انتهای|سال|ماه|نوروز)|(?:هدفگذاری|هدف|برنامه|قرار است|امیدواریم|بنا داریم|قصد داریم|پیش ?بینی)\b))"
)
_SUMMED_UP: Final = re.compile(r" ?(?:بنابراین|بنابر این|در نتیجه|به این ترتیب|بدین ترتیب|بر این اساس)\b")
# «… بررسی خواهد شد», «… در صف رسیدگی هستند»
_WILL_BE_HEARD: Final = re.compile(
    r"[^،.؛:\d]{0,50}?\b(?:در|به) (?:صف|نوبت|لیست انتظار|انتظار)(?: [^ ،.؛:]+)? (?:بررسی|رسیدگی|طرح|تعیین تکلیف)\b"
    r"(?![^،.؛:]{0,40}\b(?:بررسی|رسیدگی|مطرح|تکلیف) (?:شد|شدند|گردید)\b)|"
    r"[^،.؛:]{0,70}?\b(?:بررسی|رسیدگی|مطرح|طرح|تعیین تکلیف)(?: و [^ ]+)? (?:خواهد شد|خواهند شد|خواهیم کرد|خواهد گردید)\b"
    r"|(?:(?!\b(?:بررسی|رسیدگی|مطرح|شد|شدند)\b)[^،.؛:\d]){0,90}? به (?:[^ ،.؛:]+ ){1,8}?(?:معرفی|ارجاع|فرستاده|سپرده|ارسال|احاله) (?:می(?:شود|شوند|کنیم|گردد)|خواهد شد|خواهند شد|خواهیم کرد)\b"
)
# hope, try, mean to, plan, aim, must, it is to be, promise
_HOPE: Final = re.compile(
    r"\b(?:بنا (?:داریم|دارد|دارند|دارم)|میخواهیم|میخواهد|میخواهند|مصمم|مصممیم|خواستار|خواهان|امادگی|امیدوار|امیدواریم|امیدوارم|امیدواری|تلاش|قصد|در نظر|برنامه|برنامهریزی|هدف|باید|قرار است|مقرر|متعهد|تعهد|پیشبینی|انتظار|وعده|قول|درصدد|به دنبال)\b"
)
# «با تلاش کارگروه توانستیم ۱۵ واحد را احیا کنیم»: done
_MANAGED: Final = re.compile(r"\b(?:توانست|توانسته|توانستیم|توانستهایم|توانستند|موفق شد|موفق شدیم|موفق شده)\b")
# «بنا داریم ۱۵ واحد راکد دیگر را احیا کنیم»
_THAT_WE_DO: Final = re.compile(
    r"\b(?:کنیم|نماییم|سازیم|دهیم|برسانیم|رسانیم|باز ?گردانیم|برگردانیم|بیاوریم|اوریم|داشته باشیم)\b"
)
# «استان‌هایی که کمتر از دو جلسه برگزار کنند», «مقرر شد هر ماه دو نشست تشکیل شود»: not held yet
_WERE_IT_HELD: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,6}? (?:برگزار|تشکیل|برپا|داشته) (?:جلسه )?(?:ن?کند|ن?کنند|ن?کنیم|ن?شود|ن?شوند|ن?دهد|ن?دهند|ن?دهیم|ن?باشد|ن?باشند|ن?باشیم)\b"
)
# «باعث شد ۳۲ جلسه برگزار شود»: it was
_BROUGHT_ABOUT: Final = re.compile(r"\b(?:باعث|سبب|موجب) (?:شد|شده|گردید|شدند)\b")

# «احیای ۶۵ واحد در اولویت است», «بازگشت … نیازمند نقدینگی است»: wanted, not done; «امکان‌پذیر شد» is done
_WANTED: Final = re.compile(
    r"[^.؛:،\d]*?\b(?P<want>(?:در اولویت|ضروری|ضرورت|لازم|نیازمند|(?<!بدون )نیاز|مستلزم|منوط|مشروط|در گرو|وابسته|مطالبه|خواسته|در برنامه|در حال پیگیری|"
    r"دشوار|سخت|زمان ?بر)\b|(?:امکان ?پذیر|ممکن|میسر|مقدور|شدنی) (?:است|نیست|خواهد|نخواهد|می)|(?:پیگیری|دنبال) می)"
)
# «تا پایان سال ۵۰ واحد راکد احیا می‌شود»
_BY_THEN: Final = re.compile(
    r"\b(?:تا (?:پایان|اخر|انتهای|اواخر|نیمه|اواسط|ابتدای|سال اینده|ماه اینده|هفته اینده|[^ ]+ (?:روز|هفته|ماه|سال) (?:اینده|دیگر))|به ?زودی|(?:سال|ماه|هفته) اینده)\b"
)


class ToCome(TextReader):
    """Tells what is done from what is to come."""

    def __init__(self, article: Article, stretches: Stretches) -> None:
        super().__init__(article)
        self.stretches = stretches

    def is_target(self, seen: Seen) -> bool:
        """Whether the clause says what is to be reached."""
        end = self.stretches.clause_end(seen)
        following = [
            n for n in self.surface.numbers_in(seen.noun.end, end) if not n.is_ordinal and not self.stretches.in_date(n)
        ]
        end = self._done_until(seen, following[0].bound_start if following else end)
        targets = self.surface.hits_in(seen.left, end, "target")
        if len(targets) == 1 and self.text.startswith("میرسد", targets[0].start):
            start = self.surface.sentences[seen.sentence].start
            return _SUMMED_UP.match(self.text, start) is None  # «بنابراین نرخ اجرا به ۷۴ درصد می‌رسد»
        return bool(targets)

    def _done_until(self, seen: Seen, end: int) -> int:
        """«۶۱۰ نفر به کار بازگشته‌اند و تا پایان سال ۱۲ واحد دیگر احیا خواهد شد»: what is done, without what is to come."""
        done = _DONE_AND_TO_COME.search(self.text, seen.noun.end, end)
        return done.start("to_come") if done is not None else end

    def is_hoped(self, seen: Seen) -> bool:
        """«امیدواریم تا پایان سال ۲۰ واحد راکد دیگر احیا شود»; «باعث شد ۲۰ واحد … بازگردد» is done."""
        clause_end = self._done_until(seen, self.stretches.clause_end(seen))
        verbs = self.surface.hits_in(seen.noun.end, clause_end, "subjunctive", "present", "past")
        if not verbs or verbs[0].kind == "past":
            limit = verbs[0].start if verbs else clause_end
            if _THAT_WE_DO.search(self.text, seen.noun.end, limit) is None:
                return False
        elif verbs[0].kind == "present":
            told = self.text.startswith(("خواهد", "خواهند"), verbs[0].start)
            return told or _BY_THEN.search(self.text, seen.left, seen.number.start) is not None
        start = self.surface.sentences[seen.sentence].start
        if _MANAGED.search(self.text, start, seen.number.start):
            return False
        return _HOPE.search(self.text, start, seen.number.start) is not None

    def is_wanted(self, seen: Seen, end: int | None = None) -> bool:
        """«احیای ۶۵ واحد در اولویت است»: whether what is named before the number is wanted or possible, and not done."""
        wanted = _WANTED.match(self.text, seen.noun.end, self.stretches.clause_end(seen) if end is None else end)
        return wanted is not None and not self.surface.has(seen.noun.end, wanted.start("want"), "past")

    def is_yet_to_be_held(self, seen: Seen) -> bool:
        """«استان‌هایی که کمتر از دو جلسه در ماه برگزار کنند»; «توانستیم ۳۲ جلسه برگزار کنیم» was held."""
        if _WERE_IT_HELD.match(self.text, seen.noun.end, self.stretches.clause_end(seen)) is None:
            return False
        start = self.surface.sentences[seen.sentence].start
        return (
            _MANAGED.search(self.text, start, seen.number.start) is None
            and _BROUGHT_ABOUT.search(self.text, start, seen.number.start) is None
        )

    def is_yet_to_be_dealt_with(self, seen: Seen) -> bool:
        """«هفته آینده پرونده شش واحد دارویی در کارگروه بررسی خواهد شد»"""
        return _WILL_BE_HEARD.match(self.text, seen.noun.end, self.stretches.clause_end(seen)) is not None
