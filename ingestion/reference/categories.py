"""Problem categories that a text states, with the help of the agencies beside it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingestion.persian.letters import SkeletonText, skeleton, word_set
from ingestion.reference import seeds
from ingestion.reference.gazetteer import Mention, gazetteer
from ingestion.reference.matching import PhraseMatcher
from ingestion.reference.seeds import CategoryKeyword

_BANK: Final = "BANK"
_SEIZURE: Final = "BANK.SEIZURE"
_NEW_LOAN: Final = "BANK.FACILITY"
_RESCHEDULING: Final = "BANK.RESCHEDULE"
_TAX: Final = "TAX"
_SOCIAL_SECURITY: Final = "SOCIALSEC"
# Families of problems whose agency can be owed money.
_CREDITORS: Final = frozenset(
    (_BANK, _TAX, _SOCIAL_SECURITY, "LABOUR", "ENERGY", "MUNICIPAL", "CUSTOMS", "TRUST", "PROCUREMENT")
)
# Families that a debt named later in the sentence still belongs to.
_LASTING_CREDITORS: Final = frozenset((_BANK, _TAX, _SOCIAL_SECURITY))
_CREDITOR_RULES: Final = frozenset(("creditor", "creditor_or_bank", "debt", "clearance"))
# Words that open the name of a body: what stands inside such a name is no problem. Department, organisation, company,
# director-general, management, bank, fund, house, chamber, university, deputy office, committee, headquarters,
# foundation, council, park, institute, group, commission, head, institution
_BODY_OPENERS: Final = word_set(
    "اداره سازمان شرکت مدیرکل مدیریت مدیر بانک پست صندوق خانه اتاق دانشگاه معاونت کمیته ستاد بنیاد شورا شورای پارک",
    "موسسه کارگروه کمیسیون رییس بانکهای شعبه شعب قرض دبیرخانه پارلمان",
)
# What makes «بیمه» commercial insurance: fire, farm, crop, third party, hull, accident, supplementary, life, central,
# Iran, Dana, Asia, Alborz, health, export, livestock, liability, goods, transport, engineering
_COMMERCIAL: Final = word_set(
    "اتش اتشسوزی کشاورزی محصول محصولات شخص بدنه حوادث تکمیلی عمر مرکزی ایران دانا اسیا البرز سلامت صادرات دام",
    "مسیولیت مسوولیت کالا باربری مهندسی درمان زلزله سیل خودرو",
)
# «claims (overdue) from», «owed by»: the body named behind it is the debtor, not the matter
_CLAIM_FROM: Final = re.compile(r"(?:^|\W)(?:مطالبات|طلب|طلبها|بستانکاری)(?: \w+)? از $")
_CLAUSE_MARKS: Final = frozenset("،,؛;./|-–()\n")
# How far after a debt word its creditor may stand: a subject word, a body.
_REACH: Final = 25
_REACH_OF_BODY: Final = 12
# Creditors looked at on either side of a debt word.
_NEAR: Final = 20


@dataclass(frozen=True, slots=True)
class CategoryMention:
    """A category stated at `original[start:end]`, which is `text`."""

    code: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class _Match:
    """A keyword at [start, end) of the skeleton."""

    start: int
    end: int
    keyword: CategoryKeyword


def family(code: str) -> str:
    """The first level of a code."""
    return code.split(".", 1)[0]


@lru_cache(maxsize=1)
def _keywords() -> PhraseMatcher[CategoryKeyword]:
    return PhraseMatcher(((row.keyword, row) for row in seeds.category_keywords()), plural=True)


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    return {skeleton(c.name_fa, spaces=False, punctuation=False): c.code for c in seeds.categories().values()}


@lru_cache(maxsize=1)
def _answered_by() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for row in seeds.agency_categories():
        found.setdefault(row.agency_id, []).append(row.code)
    return {agency_id: tuple(codes) for agency_id, codes in found.items()}


@lru_cache(maxsize=1)
def _debt_codes() -> dict[str, str]:
    """The category of a debt to each agency that lends or collects."""
    return {row.agency_id: row.code for row in seeds.agency_categories() if row.is_creditor}


def supports(agency_id: str, code: str) -> bool:
    """Whether the agency answers for problems of the category, of its parent or of one below it."""
    return any(
        code == own or code.startswith(f"{own}.") or own.startswith(f"{code}.")
        for own in _answered_by().get(agency_id, ())
    )


@lru_cache(maxsize=32768)
def classify(problem_text: str, agency_ids: tuple[str, ...] = (), *, supported_only: bool = False) -> tuple[str, ...]:
    """The sorted codes of a problem text, the most specific only; empty where none is sure.

    The agencies decide whose debt «تقسیط» or «معوقات» is about; their names alone give nothing. With `supported_only`
    a code stays only if one of the agencies answers for it.
    """
    codes = {mention.code for mention in find_categories(problem_text, agency_ids)}
    if supported_only:
        codes = {code for code in codes if any(supports(agency_id, code) for agency_id in agency_ids)}
    return tuple(sorted(codes))


def find_categories(text: str, agency_ids: Sequence[str] = (), *, keep_parents: bool = False) -> list[CategoryMention]:
    """The categories that a text states with their places, in order.

    A parent is left out beside its child unless `keep_parents`: then it stays where a word of its own states it.
    """
    skeleton_text = SkeletonText(text)
    if not skeleton_text.text:
        return []
    whole = _whole_cell(text)
    if whole:
        return [_mention(skeleton_text, 0, len(skeleton_text), whole)]
    bodies = [m for m in gazetteer().find_in(skeleton_text) if m.kind != "province"]
    matches = _without_bodies(_matches(skeleton_text), bodies, skeleton_text)
    stated = _Reader(skeleton_text, matches, bodies, tuple(agency_ids)).read(keep_parents=keep_parents)
    return [_mention(skeleton_text, start, end, code) for start, end, code in stated]


def _mention(text: SkeletonText, start: int, end: int, code: str) -> CategoryMention:
    first, last = text.span(start, end)
    return CategoryMention(code, first, last, text.original[first:last])


def _whole_cell(text: str) -> str | None:
    """The code of a cell that is the name of a category, or a word that counts only by itself."""
    squeezed = skeleton(text, spaces=False, punctuation=False)
    code = _names().get(squeezed)
    if code is not None:
        return None if code == "UNSPECIFIED" else code
    return next((row.code for row in _keywords().whole(text) if row.rule == "whole_cell"), None)


def _matches(text: SkeletonText) -> list[_Match]:
    return [
        _Match(found.start, found.end, row)
        for found in _keywords().find(text, longest_first=True)
        for row in found.payload
        if row.rule != "whole_cell"
    ]


def _without_bodies(matches: list[_Match], bodies: list[Mention], text: SkeletonText) -> list[_Match]:
    """The matches that are no mere part of a body's name («صادرات» in «بانک صادرات»)."""
    spans = [(m.start, m.end) for m in bodies if skeleton(m.text, punctuation=False).split()[0] in _BODY_OPENERS]
    starts = [start for start, _ in spans]
    kept: list[_Match] = []
    for match in matches:
        start, end = text.span(match.start, match.end)
        if _CLAIM_FROM.search(text.text[max(0, match.start - 32) : match.start]) and any(
            m.start <= start and end <= m.end for m in bodies
        ):
            continue
        near = spans[max(bisect_right(starts, start) - 2, 0) : bisect_right(starts, start)]
        if not any(end <= last and (first, last) != (start, end) for first, last in near):
            kept.append(match)
    return kept


class _Reader:
    """Turns keyword matches into codes, deciding what depends on the creditor."""

    def __init__(
        self, text: SkeletonText, matches: list[_Match], bodies: list[Mention], agency_ids: tuple[str, ...]
    ) -> None:
        self.text = text.text
        self.matches = matches
        self.agency_ids = agency_ids
        self.bodies = frozenset(self._banks(text, bodies))
        self.creditors = sorted([*self._stated_creditors(), *self.bodies])
        self.creditor_starts = [start for start, _, _ in self.creditors]

    def _stated_creditors(self) -> Iterable[tuple[int, int, str]]:
        for match in self.matches:
            if match.keyword.rule in ("plain", "weak", "insurance") and family(match.keyword.code) in _CREDITORS:
                yield match.start, match.end, family(match.keyword.code)

    def _banks(self, text: SkeletonText, bodies: list[Mention]) -> Iterable[tuple[int, int, str]]:
        for body in bodies:
            code = _debt_codes().get(body.id) or (_BANK if body.id == "B_GENERIC" else None)
            if body.kind == "agency" and code:
                start = text.index_of(body.start)
                yield start, start + len(body.text), family(code)

    def read(self, *, keep_parents: bool) -> list[tuple[int, int, str]]:
        """(start, end, code) in order, each code once."""
        sure: list[tuple[int, int, str]] = []
        weak: list[tuple[int, int, str]] = []
        weakest: list[tuple[int, int, str]] = []
        for match in self.matches:
            rule, code = match.keyword.rule, match.keyword.code
            if rule == "plain":
                sure.append((match.start, match.end, code))
            elif rule == "insurance":
                if self._is_social_insurance(match):
                    sure.append((match.start, match.end, code))
            elif rule == "weak":
                weak.append((match.start, match.end, code))
            elif rule == "weak_all":
                weakest.append((match.start, match.end, code))
            elif rule == "court_or_bank":
                sure.append((match.start, match.end, _SEIZURE if self._is_by_bank(match) else code))
            elif rule in _CREDITOR_RULES:
                target = weak if rule == "debt" else sure
                target.extend((match.start, match.end, owed) for owed in self._owed(match))
        put_off = {end for _, end, code in sure if code == _RESCHEDULING}
        sure = [
            item for item in sure if item[2] != _NEW_LOAN or item[0] - 1 not in put_off
        ]  # «امهال وام» asks for none
        families = {family(code) for _, _, code in sure if "." in code or family(code) != _BANK}
        sure.extend(item for item in weak if family(item[2]) not in families)
        if not sure:
            sure.extend(weakest)
        return self._most_specific(sure, keep_parents=keep_parents)

    def _is_social_insurance(self, match: _Match) -> bool:
        following = self.text[match.end :].split(maxsplit=1)
        if following and following[0].strip("،,.؛") in _COMMERCIAL:
            return False
        return not self.agency_ids or any(supports(agency_id, _SOCIAL_SECURITY) for agency_id in self.agency_ids)

    def _is_by_bank(self, match: _Match) -> bool:
        """Whether a bank is responsible or named beside the word: the seizure is the bank's, not a court's."""
        own = {family(_debt_codes().get(agency_id, "")) for agency_id in self.agency_ids}
        return _BANK in own or _BANK in (self._creditor_after(match), self._creditor_before(match))

    def _owed(self, match: _Match) -> list[str]:
        """The codes of a debt word: the bank's code if a bank is owed, else the category of whoever is."""
        row = match.keyword
        beside = self._creditor_after(match)
        if beside is None:
            by_agency = self._by_agency(row)
            if by_agency:
                return by_agency
            beside = self._creditor_before(match)
        if beside is None:
            is_default = row.rule in ("creditor_or_bank", "clearance")
            return [row.code] if is_default else []
        if row.rule == "clearance":
            return [beside] if beside in (_TAX, _SOCIAL_SECURITY, "LABOUR", "MUNICIPAL", "CUSTOMS") else []
        return [row.code] if beside == _BANK else []

    def _by_agency(self, row: CategoryKeyword) -> list[str]:
        debts = [_debt_codes()[agency_id] for agency_id in self.agency_ids if agency_id in _debt_codes()]
        if row.rule == "clearance":
            return [code for code in debts if family(code) != _BANK]
        return [row.code if family(code) == _BANK else code for code in debts]

    def _creditor_after(self, match: _Match) -> str | None:
        """The creditor named in the same clause after the word («معوقات بانکی»)."""
        for start, end, creditor in self.creditors[bisect_left(self.creditor_starts, match.start) :][:_NEAR]:
            if end <= match.end:
                continue
            between = self.text[match.end : start]
            reach = _REACH_OF_BODY if (start, end, creditor) in self.bodies else _REACH
            if len(between) > reach or any(mark in _CLAUSE_MARKS for mark in between):
                break
            return creditor
        return None

    def _creditor_before(self, match: _Match) -> str | None:
        """The creditor named last before the word in the same sentence («مسائل بانکی از جمله …، معوقات»)."""
        before = self.creditors[: bisect_left(self.creditor_starts, match.start)]
        for _, end, creditor in reversed(before[-_NEAR:]):
            if creditor in _LASTING_CREDITORS:
                return None if "." in self.text[end : match.start] else creditor
        return None

    def _most_specific(self, stated: list[tuple[int, int, str]], *, keep_parents: bool) -> list[tuple[int, int, str]]:
        refined = sorted((start, end, self._refined(code)) for start, end, code in stated)
        codes = {code for _, _, code in refined}
        seen: set[str] = set()
        result: list[tuple[int, int, str]] = []
        for start, end, code in refined:
            is_parent = any(other.startswith(f"{code}.") for other in codes)
            if code not in seen and (keep_parents or not is_parent):
                seen.add(code)
                result.append((start, end, code))
        return result

    def _refined(self, code: str) -> str:
        """A first-level code as the one child that the agencies answer for («زمین» and the estates' company)."""
        if "." in code or code == _BANK:
            return code
        children = {
            own
            for agency_id in self.agency_ids
            for own in _answered_by().get(agency_id, ())
            if own.startswith(f"{code}.") and own == _debt_codes().get(agency_id, own)
        }
        return children.pop() if len(children) == 1 else code
