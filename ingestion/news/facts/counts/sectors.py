"""The sector or the ministry whose share a number is."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.counts.article import TextReader
from ingestion.news.facts.counts.record import Seen
from ingestion.news.facts.counts.stretches import NEAR_SECTOR
from ingestion.news.facts.counts.words import TO, WITH
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name

_CLOSED: Final = re.compile(r"\b(?:شد|شدند|شده|است|کرد|کردند|داشت|گرفت|گرفتند|رسید) که\b")
# what the files are about, not whose they are
_OF_A_PAPER: Final = re.compile(r"\b(?:پروانه|حقوق دولتی|محدوده|حریم)(?: [^ ،.؛:]+)? \Z")
_BETWEEN_MINISTRIES: Final = re.compile(r"(?: ?،| و|، و) ?")
OWN_SHARE: Final = re.compile(
    r" ?(?:نیز|هم|با)? ?(?:از (?:(?:این|ان|مجموع|کل|میان) [^ ،]+|\d+ (?:پرونده|واحد|مصوبه|درخواست|محور|پیشنهاد)(?: [^ ،\d]+)?|(?:واحدها|پروندهها|درخواستها)(?:ی [^ ،]+)?))? ?(?:نیز|هم|با|به|را)? ?"
)
_ALSO: Final = re.compile(r"(?: (?:نیز|هم|دیگر|فعال))+(?= )")
# share of (the sector of) …, and what may stand between it and its number
_SHARE_OF_SECTOR: Final = re.compile(r"\bسهم (?:(?:بخش|حوزه|زیربخش|واحدهای) )?\Z")
_SHARE_MARKS: Final = frozenset(("را", "نیز", "هم", "به", "هم به", "نیز به"))
_AND: Final = re.compile(r" ?(?:،|و) ")
_ESTATES: Final = frozenset("شهرک شهرکهای شهرکها ناحیه نواحی شهر منطقه مناطق خوشه شهرکهای".split())


class Sectors(TextReader):
    """Finds whose share a number is."""

    def sector_of(self, seen: Seen) -> str | None:
        """The sector behind the noun («۹ واحد در بخش صنعت»), else right before the number («کشاورزی ۶۱ واحد»)."""
        for hit in self.surface.hits_in(max(0, seen.number.bound_start - 48), seen.number.bound_start, "sector"):
            gap = self.text[hit.end : seen.number.bound_start]
            if (
                gap.strip() in ("", WITH)
                or (gap.strip() in _SHARE_MARKS and self._is_a_share_of(hit))
                or (self._is_a_share_of(hit) and OWN_SHARE.fullmatch(gap))
            ) and self.surface.word_before(hit.start) not in _ESTATES:
                return hit.value or None
        found: list[Hit] = []
        for hit in self.surface.hits_in(seen.noun.end, seen.right, "sector"):
            if self.surface.word_before(hit.start) in _ESTATES or self._is_in_a_banks_name(hit):
                continue
            if hit.start - (found[-1].end if found else seen.noun.end) > 40:
                break
            if _OF_A_PAPER.search(self.text, seen.noun.end, hit.start):  # «پنج پرونده با موضوع تمدید پروانه … معدن»
                break
            if " را " in self.text[seen.noun.end : hit.start]:  # the units are an object already closed
                break
            if self._is_share_of_the_next(hit, seen):
                break
            if _CLOSED.search(self.text, seen.noun.end, hit.start) and (
                self.text[hit.end : seen.right].strip() in ("", WITH)
            ):  # «۱۰۰ پرونده بررسی شد که بخش صنعت با ۶۰ پرونده …»: of the next number
                break
            found.append(hit)
        sectors = {hit.value for hit in found}
        if len(sectors) > 1 or (found and self._goes_on_with_sectors(found[-1])):
            return None
        if found:
            between = self.surface.hits_in(seen.noun.start, found[-1].end + 14, "neutral_kind")
            if any(
                re.fullmatch(r" ?و ?", self.text[min(a.end, b.end) : max(a.start, b.start)])
                for a in between
                for b in found
            ):
                return None
            return found[0].value or None
        return None

    def ministry_of(self, seen: Seen) -> str | None:
        """The ministry right before the number («وزارت نیرو ۴۷ محور») or right behind the noun («۴۰ پیشنهاد به وزارت …»)."""
        for name in self.surface.names_in(seen.noun.end, seen.noun.end + 45, "ministry"):
            gap = self.text[seen.noun.end : name.start]
            if re.fullmatch(
                r" ?(?:(?:از )?ان(?:ها)? )?(?:به|مربوط به|برای|در حوزه|سهم|متعلق به|نیز به|هم به|خطاب به|متوجه|ویژه|مرتبط با)? ?(?:وزارت|وزارتخانه)? ?",
                gap,
            ):
                return name.id
        for name in self.surface.names_in(max(0, seen.number.bound_start - 60), seen.number.bound_start, "ministry"):
            if OWN_SHARE.fullmatch(self.text[name.end : seen.number.bound_start]):
                return None if self._is_in_a_row_of_ministries(name) else name.id
        return None

    def _is_in_a_row_of_ministries(self, name: Name) -> bool:
        """«در نشست با وزرای نفت، نیرو و اقتصاد ۱۲۶ پیشنهاد دادند»: the last of those met, not whose share it is."""
        row = self.surface.names_in(max(0, name.start - 60), name.start, "ministry")
        return bool(row) and _BETWEEN_MINISTRIES.fullmatch(self.text, row[-1].end, name.start) is not None

    def _is_share_of_the_next(self, sector: Hit, seen: Seen) -> bool:
        """«سهم صنعت هفت واحد و سهم کشاورزی پنج واحد»: the second sector is no part of what the first number counts."""
        if not self._is_a_share_of(sector) or not self.surface.numbers_in(seen.right, seen.right + 2):
            return False
        return OWN_SHARE.fullmatch(self.text, sector.end, seen.right) is not None

    def _is_a_share_of(self, sector: Hit) -> bool:
        """«سهم بخش صنعت را ۸۴۰ پرونده … برشمرد»"""
        return _SHARE_OF_SECTOR.search(self.text, max(0, sector.start - 20), sector.start) is not None

    def _goes_on_with_sectors(self, last: Hit) -> bool:
        """«۱۷ واحد صنعتی، شیلاتی و معدنی»: a row of sectors, none of them its own; «صنعتی، کشاورزی پنج واحد» is none."""
        mark = re.match(r" ?، ?", self.text[last.end : last.end + 3])
        following = self.surface.hit_at(last.end + mark.end(), "sector") if mark else None
        if following is not None and following.value == last.value:  # «صنعتی، معدنی و کشاورزی»
            joint = _AND.match(self.text, following.end)
            beyond = self.surface.hit_at(joint.end(), "sector") if joint else None
            return beyond is not None and beyond.value != last.value
        if following is None:
            return False
        return re.match(r" و |،", self.text[following.end : following.end + 3]) is not None

    def _is_in_a_banks_name(self, sector: Hit) -> bool:
        """«بدهی دو شرکت به بانک کشاورزی», «معرفی سه واحد به صندوق ضمانت سرمایه‌گذاری صنایع کوچک»"""
        name = self.surface.name_at(sector.start)
        if name is None or name.start >= sector.start:
            return False
        return name.id.startswith("B_") or self.surface.word_before(name.start) == TO

    def is_unit_of_a_sector(self, seen: Seen) -> bool:
        """«یک واحد گردشگری» beside «پنج واحد معدنی»; «یک کارخانه خوراک دام» names a product."""
        return (
            self.text.startswith("واحد", seen.noun.start)
            and self.surface.hit_at(self._behind_also(seen.noun.end) + 1, "sector") is not None
        )

    def names_its_sector(self, seen: Seen) -> bool:
        """«یک واحد گردشگری»; in «یک کارخانه که … دامداری صنعتی» the sector is another's."""
        near = self.surface.hits_in(seen.noun.end, seen.noun.end + NEAR_SECTOR, "sector")
        return bool(near) and "،" not in self.text[seen.noun.end : near[0].start]

    def _behind_also(self, place: int) -> int:
        """Behind «نیز», «هم», «دیگر» after a noun: «یک واحد نیز گردشگری»."""
        also = _ALSO.match(self.text, place)
        return also.end() if also is not None else place
