"""«۱۲ واحد»: units reviewed, visited or returned."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.dealt_with import HEADS_OF_UNITS
from ingestion.news.facts.counts.figures import LONGEST_SECTOR
from ingestion.news.facts.counts.measure_reader import MeasureReader
from ingestion.news.facts.counts.record import UNIT_MEASURES, Count, Seen
from ingestion.news.facts.events import kinds

# «چهار بنگاه دیگر»: the rest of a total
_OTHER: Final = "دیگر"
_PEOPLE: Final = ("تولیدکننده", "صنعتگر", "کارافرین", "صاحب", "فعال", "سرمایهگذار")
# «۱۲ واحد دعوت شده بودند که دو واحد غایب بودند»: not all of them came
_INVITED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:دعوت|فراخوانده|فراخوان) (?:شده بودند|شده بود|شده|شدند|شد|داشتند)\b[^.؛]{0,40}? "
    r"(?:غایب|غیبت|حاضر نشد|نیامد|حضور نداشت|حضور نیافت|حضور پیدا نکرد)"
)
_ABSENT: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:غایب|غیبت|حاضر نشد|حاضر نبود|نیامد|حضور نداشت|حضور نیافت|حضور پیدا نکرد|انصراف)"
)
# «برای ۱۸ واحد از ۲۲ واحدی که پرونده‌شان بررسی شد راه‌حل پیدا کردیم»
_THAT_WERE_HEARD: Final = re.compile(r"ی? که (?:[^ ،.؛:]+ ){1,4}?(?:بررسی|رسیدگی|مطرح|طرح) (?:شد|شده|گردید|شده بود)\b")
# «۳۶۴ مصوبه برای ۲۲۳ واحد»
_RESOLUTION_FOR: Final = re.compile(
    r"مصوبه (?:برای|درباره|در خصوص|برای رفع مشکل|برای رفع مشکلات|برای حل مشکلات|در مورد) \Z"
)

# sentences within which a smaller number is a part of the total told before
_NEAR_TOTAL: Final = 2
# all told, together
_IN_ALL: Final = re.compile(r"\b(?:در مجموع|مجموعا|جمعا|روی ?هم ?رفته|روی ?هم|در کل|یعنی)\b[^،؛.]{0,16}\Z")
_LEAST_PARTS: Final = 2
# «پرونده هشت واحد به تقسیط بدهی …», «… مربوط به برق بود»
_TO_SUBJECT: Final = re.compile(r" (?:(?:نیز|هم) )?(?:مربوط به|به|درباره|در حوزه|در زمینه) ")
# «مطالبات دو شرکت پرداخت شد»: what they were owed, no file that was heard
_CLAIMS_PAID: Final = re.compile(r"مطالبات [^.؛:]{0,80}? (?:پرداخت|تسویه|وصول|تهاتر) (?:شد|شده|گردید|کرد|کردند)\b")


class UnitReader(MeasureReader):
    """Reads numbers of units."""

    def read(self, seen: Seen, before: list[Count]) -> Count | None:
        """The count of a number of units: returned, visited, cases, part of a total, or reviewed."""
        if self.surroundings.in_bound_span(seen.number.start) or self.to_come.is_yet_to_be_dealt_with(seen):
            return None
        same = self.maker.as_before(seen, before)
        if same is not None:
            return same
        if self.surroundings.is_pointed_at(seen.number.bound_start):
            if self.visits.is_of_those_told(seen) and not any(c.measure in UNIT_MEASURES for c in before):
                return self.maker.make(seen, "units_visited")
            return self.totals.sum_of_parts(seen, before)
        if not self.sessions and kinds.INDUSTRIALISTS in self.types and self.text.startswith(_PEOPLE, seen.noun.start):
            return None  # «۱۴ تولیدکننده مشکلات خود را بیان کردند»: guests of a meeting
        if self.dealt_with.are_guests(seen) or (
            self.wholes.is_whole_of_units(seen) and _THAT_WERE_HEARD.match(self.text, seen.noun.end) is None
        ):
            return None
        if _INVITED.match(self.text, seen.noun.end) or _ABSENT.match(self.text, seen.noun.end):
            return None
        whole = self.wholes.whole_of_units(seen)
        if (
            whole is not None
            and self.surroundings.is_pointed_at(whole.bound_start)
            and self.visits.were_visited(whole, before)
        ):
            return None  # «دو کارخانه از این سه کارخانه با نیمی از ظرفیت کار می‌کنند»
        if whole is not None:  # «سه واحد از ۱۸ واحد به چرخه بازگشت»: what is told behind the whole is told of the part
            right = self.stretches.right(
                self.stretches.first_word(whole.end) + 1, self.surface.sentences[seen.sentence].end
            )
            seen = Seen(seen.number, seen.noun, seen.left, right, seen.sentence)
        sector = self.sectors.sector_of(seen)
        if self.surface.has(seen.left, seen.number.start, "mean"):
            return self._mean(seen, before)
        if sector is not None and self.returned.is_in_the_row_of_those(seen, before):
            count = self.maker.make(seen, "units_returned", sector=sector)
            count.is_part = True
            return count
        is_returned = self._is_returned(seen)
        if is_returned is not None:
            return self._read_returned(seen, sector, before) if is_returned else None
        if sector is not None and self.returned.is_part_of_those(seen, before):
            count = self.maker.make(seen, "units_returned", sector=sector)
            count.is_part = True
            return count
        if (
            whole is not None
            and sector is None
            and _THAT_WERE_HEARD.match(self.text, self.surface.words[self.surface.word_index(whole.end)][1])
        ):
            return None
        measure = self.dealt_with.told_as_number_of(seen) if sector is None else None
        measure = measure or (self._summed_up(seen, before) if sector is None else None)
        if measure is not None:
            return self.maker.make(seen, measure)
        return self._read_dealt_with(seen, sector, before)

    def _summed_up(self, seen: Seen, before: list[Count]) -> str | None:
        """«۲۲۷ واحد صنعتی و ۵۶ واحد کشاورزی بررسی شد؛ یعنی در مجموع ۲۸۳ واحد»: the measure of the parts just told."""
        if _IN_ALL.search(self.text, seen.left, seen.number.bound_start) is None:
            return None
        parts = [c for c in before if c.sector is not None and seen.sentence - c.sentence <= 1]
        measures = {part.measure for part in parts}
        if len(parts) < _LEAST_PARTS or len(measures) > 1 or sum(part.value for part in parts) != seen.number.value:
            return None
        return measures.pop()

    def _is_returned(self, seen: Seen) -> bool | None:
        """True: idle units that work again; False: idle units that merely are; None: not told of as idle units."""
        returned = self.returned.is_returned(seen)
        if returned is False and self.visits.is_visited(seen):  # «از هفت کارخانه راکد بازدید کرد»
            return None
        if returned and self.visits.is_gone_to(seen):  # «از ۱۴ کارخانه راکد بازدید کردیم و برای راه‌اندازی دوباره …»
            return None
        return returned

    def _read_returned(self, seen: Seen, sector: str | None, before: list[Count]) -> Count | None:
        if self.wholes.is_told_in_part(seen) or self.wholes.is_joined_to_units(seen):
            return None
        if seen.number.value == 1 and not self.surface.has(seen.noun.end, seen.right, "state"):
            return None  # «بازگشت یک کارخانه نساجی به تولید»: told of one, not counted
        if sector is None and self.wholes.is_some_of_those(seen) and self.returned.returned_before(seen, before):
            return None
        count = self.maker.make(seen, "units_returned", sector=sector)
        if sector is not None:
            count.is_part = self.returned.returned_before(seen, before)
        return count

    def _read_dealt_with(self, seen: Seen, sector: str | None, before: list[Count]) -> Count | None:
        """Units that are cases, were visited, are part of a total, or were reviewed."""
        before_word = self.surroundings.directly_before(seen.number.bound_start)
        if before_word is not None and _CLAIMS_PAID.match(self.text, before_word.start) is not None:
            return None
        of_today = (
            before_word is not None
            and (self.totals.is_of_today(seen) or self.wholes.opens_a_row_of_parts(seen))
            and not self.totals.is_counted_here(seen, before)
        )
        total = None if of_today else self.totals.total_before(seen, before, UNIT_MEASURES)
        beside = (
            self.totals.beside(seen, before) if sector is not None and self.sectors.is_unit_of_a_sector(seen) else None
        )
        if (
            seen.number.value == 1
            and beside is None
            and (
                total is None
                or sector is None
                or (
                    total.sentence != seen.sentence
                    and not self.totals.ends_a_row(seen, before)
                    and (self.totals.in_referral(seen) or not self.totals.is_one_of_a_total(seen))
                )
            )
        ):
            return None
        if (
            sector is None
            and self.surface.word_after(seen.noun.end) == _OTHER
            and not self.dealt_with.is_ruled_on(seen)
        ):
            return None
        if before_word is not None and before_word.kind == "case_before":
            if sector is None and (
                self.dealt_with.is_sent_on(seen, before)
                or self._is_of_a_subject(seen, before)
                or (not of_today and self._is_granted_of_them(seen, before))
            ):
                return None
            return self.maker.make(seen, "cases_reviewed", sector=sector)
        if seen.number.value == 1 and not self.sectors.names_its_sector(seen):
            return None
        beside = self.totals.beside(seen, before) if beside is None and sector is not None else beside
        if beside is not None:
            count = self.maker.make(seen, beside.measure, sector=sector)
            count.in_row = beside.in_row = True
            return count
        if self.visits.is_visited(seen):
            return self.maker.make(seen, "units_visited", sector=sector)
        if self.surface.word_before(seen.number.bound_start) in HEADS_OF_UNITS and self.visits.were_visited(
            seen.number, before
        ):
            return None  # «از شش واحد بازدید کرد. مدیران شش واحد گله داشتند»
        if total is None and sector is None and not of_today and not self.totals.is_of_an_earlier_session(seen):
            if self.totals.is_below_a_total(seen, before):
                return None
        if self.visits.is_part_of_a_visit(seen, before):
            return None
        if total is not None:
            count = self.maker.make(seen, total.measure, sector=sector)
            count.event, count.is_part = total.event, True
            count.is_fact = sector is not None or count.ministry_id is not None
            return count
        if before_word is not None or self._is_told_of_as_reviewed(seen):
            count = self.maker.make(seen, "units_reviewed", sector=sector)
            count.in_row = sector is None and self.dealt_with.is_first_of_a_row(seen)
            return count
        return None

    def _is_told_of_as_reviewed(self, seen: Seen) -> bool:
        if self.dealt_with.goes_on_counting(seen):
            return False
        return (
            self.dealt_with.is_an_answer(seen)
            or _RESOLUTION_FOR.search(self.text, seen.left, seen.number.bound_start) is not None
            or self.dealt_with.is_ruled_on(seen)
            or self.dealt_with.is_for_resolutions(seen)
            or (kinds.REPORT in self.types and self.stretches.is_in_a_row_of_figures(seen))
            or (
                seen.noun.value == "unit"
                and not self.dealt_with.is_matter_sent_on(seen)
                and self.dealt_with.is_reviewed(seen)
            )
        )

    def _is_of_a_subject(self, seen: Seen, before: list[Count]) -> bool:
        """«۱۳ واحد … پرونده هشت واحد به تقسیط بدهی بیمه … مربوط بود»: a part that is no sector's."""
        subject = _TO_SUBJECT.match(self.text, seen.noun.end)
        if subject is None or self.surface.hit_at(subject.end(), "problem_word") is None:
            return False
        return any(
            count.measure in UNIT_MEASURES
            and count.event is not None
            and not (count.is_part or count.in_row)
            and count.value > seen.number.value
            and seen.sentence - count.sentence <= _NEAR_TOTAL
            for count in before
        )

    def _is_granted_of_them(self, seen: Seen, before: list[Count]) -> bool:
        """«۱۹ پرونده … درخواست سه واحد برای تمدید مهلت پذیرفته شد»: what became of some of them."""
        granted = self.surface.hits_in(seen.noun.end, self.stretches.clause_end(seen), "adopted")
        return any(hit.value == "act_request" for hit in granted) and self.totals.is_below_a_total(seen, before)

    def read_elided(self, seen: Seen, before: list[Count]) -> Count | None:
        """«۱۲ واحد (۷ صنعتی، ۳ کشاورزی)»: a part that names its sector alone."""
        total = self.totals.total_before(seen, before, UNIT_MEASURES)
        sector = self.surface.hit_at(seen.noun.start, "sector")
        if seen.noun.start == seen.number.start:  # «(صنعت و معدن ۲۶۱، کشاورزی ۳۰)»
            place = seen.number.bound_start
            sectors = self.surface.hits_in(max(0, place - LONGEST_SECTOR), place, "sector")
            sector = next((hit for hit in reversed(sectors) if hit.value), None)
            total = self._opens_brackets(seen, before)
        if total is None or sector is None or total.sentence != seen.sentence:
            return None
        count = self.maker.make(seen, total.measure, sector=sector.value)
        count.event, count.is_part = total.event, True
        return count

    def _opens_brackets(self, seen: Seen, before: list[Count]) -> Count | None:
        """The 305 of «۳۰۵ پرونده (صنعت و معدن ۲۶۱، …)»: what stands in the brackets is told of its parts."""
        total = next((count for count in reversed(before) if not count.is_part), None)
        if total is None or total.sentence != seen.sentence or total.measure not in UNIT_MEASURES:
            return None
        if total.value <= seen.number.value or not self.text.startswith((" (", "("), total.end):
            return None
        total.sector = None
        return total

    def _mean(self, seen: Seen, before: list[Count]) -> Count | None:
        """«به طور متوسط در هر جلسه پرونده ۱۴ واحد»: units or cases a session."""
        directly = self.surroundings.directly_before(seen.number.bound_start)
        of_cases = directly is not None and directly.kind == "case_before"
        if not of_cases and not self.surface.has(seen.left, self.stretches.clause_end(seen), "reviewing", "session"):
            return None
        return self.maker.make(seen, "cases_reviewed" if of_cases else "units_reviewed")
