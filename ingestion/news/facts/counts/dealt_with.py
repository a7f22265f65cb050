"""Units that a session dealt with, and units that merely are."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import Article, TextReader
from ingestion.news.facts.counts.record import Count, Seen
from ingestion.news.facts.counts.sectors import Sectors
from ingestion.news.facts.counts.stretches import NEAR_SECTOR, ROW_GAP, Stretches
from ingestion.news.facts.counts.surroundings import Surroundings
from ingestion.news.facts.counts.to_come import ToCome
from ingestion.news.facts.counts.wholes import Wholes
from ingestion.news.facts.counts.words import FOR
from ingestion.news.facts.events import kinds
from ingestion.persian.patterns import GuardedPattern

# managers, owners, representatives of the units
HEADS_OF_UNITS: Final = frozenset("مدیران صاحبان نمایندگان کارفرمایان مالکان".split())
_TOLD: Final = re.compile(r"\b(?:گفتند|گلایه|سخن گفتند|شکایت|نالیدند|مطرح کردند|بازگو کردند)\b")
# «۴۴ واحد در تملک بانک‌هاست که پرونده شش واحد …»: what follows is told of others
_ARE_THAT: Final = re.compile(r"(?:\b(?:است|هستند|دارد|دارند|دارد)|هاست) که\b")
# «مشکل آب پنج واحد حل می‌شود»: still to come
_TO_BE_SOLVED: Final = re.compile(
    r"\b(?:حل|رفع|برطرف|مرتفع) (?:خواهد شد|خواهند شد|میشود|میشوند|میگردد|خواهد گردید|شود|شوند)\b"
)
# «۴۶ واحد (۳۸ واحد صنعتی و ۸ واحد کشاورزی) مطرح و ۶۹ مصوبه صادر شد»: one verb for both
_HEARD_AND_RULED_ON: Final = re.compile(
    r"(?: ?\([^).؛]{0,90}\))?(?: (?!\b(?:شد|شده|است|بود|که)\b)[^ ،.؛:()\d]+){0,6}? (?:بررسی|مطرح|رسیدگی|تعیین تکلیف|طرح) و "
    r"(?:[^ ،.؛:]+ ){1,5}(?:مصوبه|تصمیم)(?: [^ ،.؛:]+){0,4} (?:شد|شدند|شده|گردید|رسید|رسیده|گرفت|گرفتند|داشت|داشتیم|گذراندیم)\b"
)
# «درخواست کاهش حقوق دولتی دو معدن»: not of the units themselves
_MATTER_OF: Final = re.compile(r"\b(?:درخواست|پرونده|موضوع|تقاضا|پیشنهاد) (?:[^ ،.؛:]+ ){1,5}\Z")
_GOES_TO: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} به (?:[^ ،.؛:]+ ){1,7}(?:فرستاده|ارسال|ارجاع|احاله|منعکس) ")
# «شمار واحدهایی را که مشکلات آنها شنیده شده ۱۹۲ واحد اعلام کرد», and what says that they were dealt with
_NUMBER_OF: Final = GuardedPattern(
    r"\b(?:تعداد|شمار|مجموع|کل) (?:کل )?(?P<what>واحد|بنگاه|کارخانه|کارگاه|پرونده|درخواست)(?:ها|های|هایی|ی)?\b"
    r"(?P<said>[^.؛:]*?)(?: را| به| بالغ بر| بر|،| ?:| حدود| در مجموع)* ?\Z",
    "تعداد",
    "شمار",
    "مجموع",
    "کل ",
)
_NUMBER_OF_SPAN: Final = 110
_DEALT_WITH: Final = re.compile(
    r"\b(?:بررسی|رسیدگی|مطرح|شنیده|مشکلات|مشکلشان|مشکلاتشان|مشکل ان|حاضر|شرکت ?کننده|"
    r"به (?:این )?(?:کارگروه|ستاد|جلسه|نشست) (?:امده|رسیده|اورده|معرفی|ارجاع))"
)
_HOW_MANY: Final = re.compile(r"\b(?:چند|چه تعداد) (?:واحد|کارخانه|بنگاه|پرونده|تولیدکننده)\b")
# concerning, about
_CONCERNING: Final = re.compile(r"\b(?:در خصوص|درخصوص|درباره|در مورد|برای) \Z")
# characters between units and the verb that says they were dealt with
_DEALT_SPAN: Final = 24
# «… و », a word or two of what the units make before it
_AND_MORE: Final = re.compile(r"(?: [^ ،.؛:]+){0,2} و ")
_COMMA_MORE: Final = re.compile(r"(?: [^ ،.؛:]+){1,2} ?، (?=\d|یک |دو |سه |چهار |پنج |شش |هفت |هشت |نه |ده )")
# «کار ۱۳ واحد … دنبال شد», «وضعیت ۹ معدن ارزیابی شد»
_STATE_OF: Final = re.compile(r"\b(?:کار|وضع|وضعیت|سرنوشت|شرایط) \Z")
_TO_STATE_OF: Final = re.compile(r" (?:به )?(?:وضع|وضعیت|کار|امور|سرنوشت) ")
_LOOKED_INTO: Final = re.compile(
    r"\b(?:دنبال|پیگیری|بررسی|ارزیابی|رسیدگی|مرور|واکاوی|بازخوانی) (?:شد|شدند|شده|گردید|کرد|کردند|کردیم)\b"
)
# «نشست … به کار شش واحد رسید», «به درد دل نه واحد گوش داد»
_WORK_OF: Final = re.compile(r"\bبه (?:کار|گره کار|گرفتاری|مشکل|مشکلات|درد ?دل|سخنان|حرف|خواسته|خواستههای) \Z")
_CAME_TO: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3} (?:رسید|رسیدند|رسیدیم|پرداخت|پرداختند|پرداختیم|(?:گوش|پاسخ) (?:داد|دادند|سپرد|سپردند))\b"
)
# «۱۶ واحد که هر یک با مانعی روبه‌رو بودند، مشکلات خود را بیان کردند»
_RELATIVE_BEHIND: Final = re.compile(r"(?: [^ ،.؛:]+){0,3}? که [^،.؛:]{3,90}،")
# sent to who decides, nothing told of hearing it
_SENT_ON: Final = re.compile(
    r"(?:(?!\b(?:بررسی|رسیدگی|مطرح)\b)[^.؛،:]){0,80}? به (?:[^ .؛،:]+ ){1,7}?(?:ارجاع|فرستاده|ارسال|سپرده|احاله|محول) (?:شد|شده|گردید)\b"
)


class DealtWith(TextReader):
    """Tells which units were dealt with."""

    def __init__(
        self,
        article: Article,
        stretches: Stretches,
        surroundings: Surroundings,
        to_come: ToCome,
        sectors: Sectors,
        wholes: Wholes,
    ) -> None:
        super().__init__(article)
        self.stretches = stretches
        self.surroundings = surroundings
        self.to_come = to_come
        self.sectors = sectors
        self.wholes = wholes

    def is_reviewed(self, seen: Seen) -> bool:
        """«در این نشست ۱۲ واحد بررسی شد»: the clause says the units were dealt with, and not that they exist."""
        clause_end = self.stretches.clause_end(seen)
        if self.surface.has(seen.noun.end, seen.right, "exists") or self.to_come.is_target(seen):
            return False
        if _TO_BE_SOLVED.search(self.text, seen.noun.end, clause_end):
            return False
        merely_are = _ARE_THAT.search(self.text, seen.noun.end, clause_end)
        clause_end = merely_are.end() if merely_are is not None else clause_end
        dealt = self.surface.hits_in(seen.noun.end, clause_end, "dealt", "solved")
        near = self.surface.hits_in(seen.left, seen.number.start, "reviewing")
        if (
            near
            and seen.number.bound_start - near[-1].end <= 25
            and not re.search(r"\b(?:با|در|از|به)\b", self.text[near[-1].end : seen.number.bound_start])
        ):
            return True
        if near and _TO_STATE_OF.fullmatch(self.text, near[-1].end, seen.number.bound_start):
            return True  # «با دستور رسیدگی به وضع هفت واحد صنعتی»
        if dealt and dealt[0].start < seen.right + 60:
            return True
        if _HEARD_AND_RULED_ON.match(self.text, seen.noun.end, clause_end) and (
            self.surroundings.is_of_a_session(seen) or kinds.REPORT in self.types
        ):
            return True
        treated = self.surface.hits_in(seen.noun.end, clause_end, "reviewing")
        if treated and treated[0].start < seen.right + 20 and self.surroundings.is_of_a_session(seen):
            return True
        of_state = _STATE_OF.search(self.text, seen.left, seen.number.bound_start)
        if of_state is not None and _LOOKED_INTO.search(self.text, seen.noun.end, clause_end):
            return self.surroundings.is_of_a_session(seen) or kinds.REPORT in self.types
        by_group = self.surface.hits_in(seen.noun.end, min(clause_end, seen.noun.end + _DEALT_SPAN), "dealt_by")
        if by_group and self.text.endswith((" به کار ", " به وضعیت "), 0, seen.number.bound_start):
            return True  # «کارگروه … به کار ۲۷۵ واحد رسیدگی کرد»
        if _CAME_TO.match(self.text, seen.noun.end) and _WORK_OF.search(self.text, seen.left, seen.number.bound_start):
            return self.surroundings.is_of_a_session(seen)
        complained = self.surface.hits_in(seen.noun.end, clause_end, "own_troubles")
        told_from = _RELATIVE_BEHIND.match(self.text, seen.noun.end, clause_end) if complained else None
        said_from = told_from.end() if told_from is not None else seen.noun.end
        complained = [hit for hit in complained if hit.start >= said_from]
        if complained and not self.surface.has(said_from, complained[0].start, "past", "present"):
            return True
        if self.surface.word_before(seen.number.bound_start) in HEADS_OF_UNITS and self.surroundings.is_of_a_session(
            seen
        ):
            told = _TOLD.search(self.text, seen.noun.end, self.surface.sentences[seen.sentence].end)
            if told is not None and not self.surface.has(seen.noun.end, told.start(), "past", "present", "measure"):
                return True  # «مدیران هشت معدن از جریمه‌های بیمه‌ای، نبود آب و … گفتند»
        other = self.wholes.other_number_after(seen)  # «۴۴ واحد در تملک بانک‌هاست که پرونده شش واحد در این جلسه …»
        until = clause_end if other is None else min(clause_end, other)
        attended = self.surface.hits_in(seen.noun.end, until, "this_session", "own_troubles", "asking")
        return bool(attended) and attended[0].start < seen.right + 20

    def is_ruled_on(self, seen: Seen) -> bool:
        """«در خصوص سه واحد، یازده مصوبه صادر شد»"""
        if _CONCERNING.search(self.text, seen.left, seen.number.bound_start) is None:
            return False
        told = self.surface.hits_in(seen.noun.end, self.stretches.clause_end(seen), "adopted")
        return (
            bool(told)
            and told[0].start - seen.noun.end < ROW_GAP
            and told[0].value.startswith(("resolution", "general"))
        )

    def is_for_resolutions(self, seen: Seen) -> bool:
        """«برای ۴۷ واحد ۵۳ مصوبه داشته است»: the resolutions stand right behind the units."""
        if self.surface.word_before(seen.number.bound_start) != FOR:
            return False
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + NEAR_SECTOR))[:1]
        if not following or "،" in self.text[seen.noun.end : following[0].bound_start]:
            return False
        noun = self.surface.hit_at(self.stretches.first_word(following[0].end), "measure")
        return noun is not None and noun.value == "resolution"

    def is_an_answer(self, seen: Seen) -> bool:
        """«چند واحد در این نشست حضور داشتند؟ — پنج واحد؛ …»"""
        sentence = self.surface.sentences[seen.sentence]
        if seen.sentence == 0 or self.text[sentence.start : seen.number.bound_start].strip():
            return False
        asked = self.surface.sentences[seen.sentence - 1]
        return _HOW_MANY.search(self.text, asked.start, asked.end) is not None

    def told_as_number_of(self, seen: Seen) -> str | None:
        """The measure of «شمار واحدهایی را که مشکلشان شنیده شد ۱۹۲ واحد اعلام کرد»; None for units that merely are."""
        start = max(self.surface.sentences[seen.sentence].start, seen.number.bound_start - _NUMBER_OF_SPAN)
        told = _NUMBER_OF.search(self.text, start, seen.number.bound_start)
        if told is None or seen.number.is_percent or self.surface.numbers_in(told.start(), seen.number.start):
            return None
        if _DEALT_WITH.search(self.text, told.start("said"), told.end("said")) is None:
            return None
        return "cases_reviewed" if told.group("what") in ("پرونده", "درخواست") else "units_reviewed"

    def is_sent_on(self, seen: Seen, before: list[Count]) -> bool:
        """«… نه مصوبه داشت و دو پرونده به ستاد ملی فرستاده شد»: a part of what was heard, though no total is told."""
        if not self.surroundings.is_of_a_session(seen) or not any(c.event is not None for c in before):
            return False
        return _SENT_ON.match(self.text, seen.noun.end) is not None

    def is_matter_sent_on(self, seen: Seen) -> bool:
        """«درخواست کاهش حقوق دولتی دو معدن به وزارت صمت فرستاده شد»: a matter that goes elsewhere."""
        start = self.surface.sentences[seen.sentence].start
        return (
            _MATTER_OF.search(self.text, max(start, seen.left), seen.number.bound_start) is not None
            and _GOES_TO.match(self.text, seen.noun.end, self.stretches.clause_end(seen)) is not None
        )

    def are_guests(self, seen: Seen) -> bool:
        """«نشست استاندار با مدیران ۲۰ شرکت صادرکننده»: whose heads a meeting was with."""
        place = seen.number.bound_start
        return self.surface.word_before(place) in HEADS_OF_UNITS and any(
            start <= place < end
            for event in self.events
            if event.type == kinds.INDUSTRIALISTS
            for start, end in event.mentions
        )

    def is_first_of_a_row(self, seen: Seen) -> bool:
        """«چهار معدن سنگ، دو کارخانه مس و سه واحد پسته»: those behind come to more, so the first is no total of them."""
        if _COMMA_MORE.match(self.text, seen.noun.end) is None or self.sectors.sector_of(seen) is not None:
            return False
        told = 0
        for number in self.surface.numbers_in(seen.noun.end, self.surface.sentences[seen.sentence].end):
            noun = self.surface.hit_at(self.stretches.first_word(number.end), "measure")
            if number.is_ordinal or number.is_percent or noun is None or noun.value != "unit":
                break
            told += int(number.value)
        return told > seen.number.value

    def goes_on_counting(self, seen: Seen) -> bool:
        """«دو کارخانه و یک معدن», «دو کارگاه سفال و یک کارخانه آرد»: neither number tells how many units there were."""
        limit = self.surface.sentences[seen.sentence].end
        following = self.surface.numbers_in(seen.noun.end, min(limit, seen.noun.end + NEAR_SECTOR))[:1]
        gap = self.text[seen.noun.end : following[0].bound_start] if following else ""
        if gap != " و " and (not _AND_MORE.fullmatch(gap) or self.sectors.sector_of(seen) is not None):
            return False
        if self.surface.has(seen.noun.end, following[0].start, "reviewing", "dealt", "visit", "returned", "past"):
            return False  # «۱۲ واحد بررسی و سه واحد احیا شد»
        noun = self.surface.hit_at(self.stretches.first_word(following[0].end), "measure")
        return noun is not None and noun.value == "unit"
