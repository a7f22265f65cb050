"""Resolutions told as nouns: «A، B و C از مهم‌ترین مصوبات این جلسه بود»."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.acts.clause_reader import ClauseReader
from ingestion.news.facts.acts.clauses import ACT_NOUN, BOUNDARY
from ingestion.news.facts.acts.groups import HARD
from ingestion.news.facts.acts.record import GENERIC_IDS, Decision
from ingestion.news.facts.events import kinds
from ingestion.news.facts.surface import Sentence
from ingestion.persian.patterns import GuardedPattern

# «A، B و C از مهم‌ترین مصوبات این جلسه بود»; «مهم‌ترین مصوبه این نشست A بود»
_RESOLUTIONS: Final = (
    r"(?:مصوبات|مصوبه|مصوبههای|مصوبهها|تصمیمات|تصمیم|تصمیمهای|تصمیمها|تصویبشدههای|مصوبشدههای|توافقات|توافقهای)"
)
_OF_THIS: Final = r"(?: (?:مهم|دیگر|اصلی|گرفته شده|اتخاذ شده|اتخاذشده|گرفتهشده))*(?: در)? (?:این|همین) (?:جلسه|نشست|کارگروه|ستاد|دیدار|بازدید)(?: کارگروه)?"
_OF_TODAY: Final = r" (?:(?:این|همین) (?:جلسه|نشست|کارگروه|ستاد)|جلسه امروز|نشست امروز|امروز|جلسه|نشست|کارگروه)"
_LISTED: Final = GuardedPattern(
    rf"\b(?:از|(?:مهم|عمده|اصلی) ?ترین|اهم|دیگر)(?: (?:جمله|دیگر|(?:مهم|عمده|اصلی) ?ترین|اهم))* {_RESOLUTIONS}{_OF_THIS}"
    rf"(?: (?:بود|بودند|است|هستند|به (?:شمار|حساب) (?:میرود|میاید|میروند|میایند|امد|رفت))|، (?=[^.؛]{{12,}} (?:بود|بودند|است)\b)| میتوان به (?=[^.؛]{{12,}} اشاره (?:کرد|داشت))| (?=(?:{ACT_NOUN.pattern})[^.؛]{{12,}} (?:بود|بودند|است)\b))",
    "ین جلسه",
    "ین نشست",
    "ین کارگروه",
    "ین ستاد",
    "ین دیدار",
    "ین بازدید",
)
# «از تصویب چهار موضوع دیگر خبر داد و گفت: »
_NEWS_OF: Final = GuardedPattern(
    r"\bاز (?:تصویب|مصوب شدن|به تصویب رسیدن)\b[^:.؛]{0,60}?خبر داد[^:.؛]{0,24}: ?"
    r"|\b(?:تصمیم|مصوب)[^ ،.؛:]*(?: (?:این|امروز) (?:جلسه|نشست)?)? ?را (?:[^ ،.؛:]+ ){0,3}?(?:شرح داد|توضیح داد|برشمرد|نام برد|عنوان کرد|اعلام کرد|بیان کرد)[^:.؛]{0,16}: ?",
    "خبر داد",
    "شرح داد",
    "توضیح داد",
    "برشمرد",
    "نام برد",
    "عنوان کرد",
    "اعلام کرد",
    "بیان کرد",
)
# «A، B و C، سه تصمیم اصلی امروز بود»
_COUNTED: Final = GuardedPattern(
    rf"، (?:این )?(?:دو|سه|چهار|پنج|شش|هفت|\d{{1,2}}) (?:مصوبه|تصمیم)(?: (?:اصلی|مهم|عمده|کلیدی))*{_OF_TODAY} (?:بود|بودند|است)\b",
    "تصمیم",
    "مصوبه",
)
_ITEM_MARK: Final = re.compile(rf"،| و (?={ACT_NOUN.pattern})")
_LONGEST_LISTED: Final = 420
_CLOSING: Final = ("بود", "بودند", "است", "هستند", "میرود", "میاید", "میروند", "میایند", "امد", "رفت")
_SHORTEST_LISTED: Final = 3


class NounListReader(ClauseReader):
    """Reads lists of resolutions."""

    def read(self, sentence: Sentence) -> None:
        """«A، B و C از مهم‌ترین مصوبات این جلسه بود»: resolutions told as nouns, one decision of the session."""
        if self.record.types == {kinds.REPORT}:
            return
        news = _NEWS_OF.search(self.text, sentence.start, sentence.end)
        if news is not None and not self.surface.has(news.end(), sentence.end, "past", "present", "subjunctive"):
            if len(self.text[news.end() : sentence.end].split()) > _SHORTEST_LISTED:
                told_of = self.record.event_at(news.end())
                decision = Decision(
                    "adopted", news.end(), sentence.end, told_of.id if told_of else None, is_listed=True
                )
                self.record.acts.decisions.append(decision)
                self.record.acts.referred_to += self.doers.by_whom(news.end(), sentence.end)
        counted = _COUNTED.finditer(self.text, sentence.start, sentence.end)
        for told in (*_LISTED.finditer(self.text, sentence.start, sentence.end), *counted):
            start, end = self._list_start(told.start(), sentence), told.end()
            if not self.text.endswith(_CLOSING, told.start(), told.end()):
                start, end = told.start(), self.clauses.next_verb_end(told.end(), sentence)
            words = self.text[start : told.start()] if start < told.start() else self.text[told.end() : end]
            if (
                len(words.split()) <= _SHORTEST_LISTED
                or end - start > _LONGEST_LISTED
                or self.clauses.is_told_of_the_past(start, end)
            ):
                continue
            if any(start <= o.start < end for o in self.record.acts.obligations):
                continue
            event = self.record.event_at(start)
            while self.text[start] in ' ،:؛«"':
                start += 1
            listed = Decision("adopted", start, end, event.id if event else None, is_listed=True)
            self.record.acts.decisions.append(listed)
            self.record.acts.referred_to += self.doers.by_whom(start, end)
            first = start if start < told.start() else told.end()
            self._bind_doers(first, told.start() if start < told.start() else end)

    def _bind_doers(self, start: int, end: int) -> None:
        """«تنفس یک واحد از سوی بانک کشاورزی، … و تمدید پروانه … توسط جهاد کشاورزی»: items that name who does them."""
        if not self.surface.has(start, end, "by"):
            return
        marks = [mark.start() for mark in _ITEM_MARK.finditer(self.text, start, end)]
        for first, last in zip([start, *marks], [*marks, end], strict=True):
            doers = [name for name in self.doers.by_whom(first, last) if name.id not in GENERIC_IDS]
            head = ACT_NOUN.match(self.text, first, last)
            if not doers or doers[0].kind != "agency" or head is None:
                continue
            while self.text[first] in ' ،:؛«"':
                first += 1
            first += 2 if self.text.startswith("و ", first) else 0
            self.record.add_obligation(first, self.groups.name_end(doers[-1], last), doers, None)

    def _list_start(self, place: int, sentence: Sentence) -> int:
        """Where a row of nouns begins: behind «گفت:», a semicolon or a finite verb."""
        start = sentence.start
        if sentence.speech is not None and sentence.speech <= place:
            start = sentence.speech
        for verb in self.surface.hits_in(start, place, "present", "past"):
            boundary = BOUNDARY.match(self.text, verb.end)
            if boundary is not None and boundary.end() <= place:
                start = boundary.end()
        return max([start, *(mark.end() for mark in HARD.finditer(self.text, start, place))])
