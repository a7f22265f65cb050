"""Provinces, ministries and agencies found in a text, over one automaton of the seeds' names and aliases."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import itemgetter
from typing import Final, Literal, NamedTuple

from ingestion.persian.letters import SkeletonText, skeleton, word_set
from ingestion.reference import seeds
from ingestion.reference.matching import LINE_BREAK, PhraseMatcher, SqueezedText
from ingestion.reference.seeds import Kind

Scope = Literal["free_text", "resolution_text", "agency_cell"]

_OFFICIAL: Final = "official"
_NEGATIVE: Final = "negative"
_FREE: Final = "free_text"
_CONDITIONAL: Final = "conditional"
_CELL_ONLY: Final = "agency_cell_only"
_AFTER_MINISTRY_WORD: Final = "after_ministry_word"

# names that are safe anywhere, or hide a longer phrase
_SURE: Final = (_OFFICIAL, _FREE, _NEGATIVE)

# Words, as skeletons, that make the names after them ministries: ministry, minister.
_MINISTRY_WORDS = frozenset(
    ("وزارت", "وزیر", "وزارتخانه", "وزیران", "وزرا", "وزرای", "وزارتخانههای", "وزارتهای", "وزارتخانهها")
)
# Of these, the plural ones open a list of ministries: ministers, ministries.
_PLURAL_MINISTRY_WORDS = frozenset(("وزیران", "وزرا", "وزرای", "وزارتخانههای", "وزارتهای", "وزارتخانه", "وزارتخانهها"))
# deputies, representatives, directors: of the ministries that follow
_HEADS_OF_MANY = frozenset(("معاونان", "معاونین", "نمایندگان", "مدیران"))
# Plural ending written as a word of its own: «وزارتخانه های».
_PLURAL_ENDINGS = frozenset(("ها", "های"))
# What stands right before a ministry that no list of them goes on with.
_BEFORE_MINISTRIES = _MINISTRY_WORDS | _PLURAL_ENDINGS
_PROVINCE = "استان"
# province, governor, governorate
# of a state, a region, a province abroad: «وزیر صنایع ایالت بلوچستان پاکستان»
_REGION = "اقلیم"
_FOREIGN_PARTS = frozenset(("ایالت", "استان", "منطقه", "اقلیم", "دولت", "حکومت"))
_PROVINCE_WORDS = frozenset(("استان", "استاندار", "استانداری"))
# street, boulevard, square, lane, hotel, cement, steel, petrochemical, refinery, power plant, newspaper, team, club,
# university, park, hospital, tyre, palace, estate, news agency, alley, mosque, bridge, martyr, neighbourhood, road
_PLACE_AND_COMPANY_WORDS = word_set(
    "خیابان بلوار میدان کوچه هتل سیمان فولاد پتروشیمی پالایشگاه نیروگاه روزنامه تیم باشگاه دانشگاه پارک بیمارستان",
    "لاستیک کاخ شهرک خبرگزاری بزرگراه مسجد پل ورزشگاه محله جاده فروشگاه مجتمع هلدینگ تراکتور تراکتورسازی سپاهان",
    "پرسپولیس استقلال",
)
# insurance, bank: with one of the names below it is a company, whose branch bears a province's name
_COMPANY_BRANDS: Final = {
    "بیمه": word_set("البرز دانا اسیا پارسیان پاسارگاد سینا سامان کوثر معلم نوین رازی دی کارافرین ملت ما تعاون ایران"),
    "بانک": word_set("کارافرین"),
}
# company, factory, complex, holding, university: a province's name up to three words after belongs to it
_COMPANY_HEADS = word_set("شرکت کارخانه مجتمع هلدینگ دانشگاه گروه باشگاه تیم")
# in, to, from, with, for, by, that, and, province, office: the company's name has ended
_BREAKING_WORDS = word_set(
    "در به از با برای توسط که و را تا است بود شد این آن استان شهرستان شهر مرکز استاندار استانداری تولیدی صنعتی",
    "تولیدیهای",
)
# Second halves of province names: «آذربایجان شرقی و غربی» names two.
_SIBLINGS: Final = {
    "03": {"غربی": "04"},
    "04": {"شرقی": "03"},
    "09": {"شمالی": "28", "جنوبی": "29"},
    "28": {"رضوی": "09", "جنوبی": "29"},
    "29": {"شمالی": "28", "رضوی": "09"},
}
# At the head of a resolution a short name followed by one of these is the doer:
# concerning, obliged, must, about, with, from, for, within, at most
_DOER_FOLLOWERS = word_set("نسبت موظف مکلف باید درخصوص با از جهت برای ظرف حداکثر ملزم متعهد")
# decided (it was decided that): «مقرر شد …», «مقرر گردید …»
_DECIDED = word_set("مقرر شد گردید است که بود شود مصوب")


_POST = "پست"  # a substation of the power grid, or the post office behind a head of its own
_GENERAL = "کل"  # general: «اداره کل», «مدیر کل»
# Words before a body's name that belong to it: department, general, organisation, company, director-general, management
_BODY_HEADS = word_set("اداره کل سازمان شرکت مدیرکل مدیریت مدیر شعب شعبه")


@dataclass(slots=True)
class Mention:
    """A name found: `id` of the seeds; `text` is `original[start:end]`.

    `alias_class`: official, free_text, conditional, agency_cell_only or after_ministry_word.
    `is_generic` for words like «بانک‌ها» that name no single body.
    """

    kind: Kind
    id: str
    start: int
    end: int
    text: str
    alias_class: str
    is_generic: bool = False


@dataclass(frozen=True, slots=True)
class _Name:
    kind: Kind
    id: str
    alias_class: str
    condition: str = ""


class _Hit(NamedTuple):
    """A name at letters [first, end) of the squeezed text."""

    first: int
    end: int
    name: _Name


# of the provinces, the governors, the governorates: what a row of provinces stands behind
_OF_PROVINCES = frozenset("استانهای استانداران استانداریهای".split())
_BY_PLACE = itemgetter(0, 1, 2)  # start, end, kind
_NEXT_WORD = re.compile(r" *([^\W_]*)")


class _Words:
    """The words of a skeleton text with their places."""

    def __init__(self, squeezed: SqueezedText) -> None:
        self.text = squeezed.skeleton_text
        self.starts, self.ends, self.texts = squeezed.word_starts, squeezed.word_ends, squeezed.word_texts

    def before(self, place: int, count: int) -> list[str]:
        """Up to `count` words that stand before the place with nothing but spaces between, the nearest first."""
        low = bisect_left(self.starts, place)
        result: list[str] = []
        edge = place
        for index in range(low - 1, max(low - 1 - count, -1), -1):
            gap = self.text[self.ends[index] : edge]
            if gap != " " and (self.ends[index] > edge or gap.strip()):
                break
            result.append(self.texts[index])
            edge = self.starts[index]
        return result

    def after(self, place: int) -> tuple[str, int]:
        """The word that follows the place with nothing but spaces between, and its end; ("", place) if none."""
        word = _NEXT_WORD.match(self.text, place)
        return (word.group(1), word.end()) if word else ("", place)


def _province_names() -> Iterator[tuple[str, _Name]]:
    conditional = {alias.alias for alias in seeds.province_aliases() if alias.condition}
    for province in seeds.provinces().values():
        if province.name_fa not in conditional:
            yield province.name_fa, _Name("province", province.province_id, _OFFICIAL)
    for alias in seeds.province_aliases():
        if alias.alias_class != "column_only":
            yield alias.alias, _Name("province", alias.entity_id, alias.alias_class, alias.condition)


def _ministry_names() -> Iterator[tuple[str, _Name]]:
    for ministry in seeds.ministries().values():
        if ministry.is_ministry:
            yield ministry.short_fa, _Name("ministry", ministry.ministry_id, _AFTER_MINISTRY_WORD)
    for alias in seeds.ministry_aliases():
        yield alias.alias, _Name("ministry", alias.entity_id, _AFTER_MINISTRY_WORD)


def _agency_names() -> Iterator[tuple[str, _Name]]:
    for agency in seeds.agencies().values():
        yield agency.name_fa, _Name("agency", agency.agency_id, _OFFICIAL)
    for alias in seeds.agency_aliases():
        if alias.alias_class != "bank_list":
            yield alias.alias, _Name("agency", alias.entity_id, alias.alias_class, alias.condition)


def _negative_names() -> Iterator[tuple[str, _Name]]:
    for context in seeds.negative_contexts():
        yield context.phrase, _Name(context.kind, context.entity_id, _NEGATIVE)


class Gazetteer:
    """Finds the names of the seeds in texts."""

    def __init__(self) -> None:
        self._matcher = PhraseMatcher((*_province_names(), *_ministry_names(), *_agency_names(), *_negative_names()))
        self._generic = frozenset(a.agency_id for a in seeds.agencies().values() if a.is_generic)
        self._countries = frozenset(skeleton(name) for name in seeds.foreign_countries())
        # words that «a country follows» may begin with
        self._country_words = frozenset(name.split(" ")[0] for name in self._countries) | _FOREIGN_PARTS
        self._bank_words = {
            skeleton(alias.alias, spaces=False, punctuation=False): alias.entity_id
            for alias in seeds.agency_aliases()
            if alias.alias_class == "bank_list"
        }
        self._longest_bank_word = max(map(len, self._bank_words))
        self._column_names = PhraseMatcher(
            [(province.name_fa, province.province_id) for province in seeds.provinces().values()]
            + [(alias.alias, alias.entity_id) for alias in seeds.province_aliases()]
        )

    def find(self, text: str, scope: Scope = "free_text") -> list[Mention]:
        """All names in the order of their start; offsets are code points of `text`.

        Mentions of one kind never overlap. Scope `free_text` takes names that are safe anywhere, `resolution_text`
        also short names that stand as the doer, `agency_cell` also those that only an agency column makes safe.
        """
        return self.find_in(SkeletonText(text), scope)

    def find_in(
        self, text: SkeletonText, scope: Scope = "free_text", *, squeezed: SqueezedText | None = None
    ) -> list[Mention]:
        """As `find`, on a skeleton (and its letters) that the caller has built already."""
        squeezed = squeezed or SqueezedText(text.text)
        mentions = [self._mention(hit, squeezed, text) for hit in self._hits(squeezed, scope)]
        mentions.sort(key=lambda mention: (mention.start, mention.end, mention.kind))
        return mentions

    def places_in(self, text: SkeletonText, squeezed: SqueezedText) -> list[tuple[int, int, Kind, str, bool]]:
        """The names of scope `free_text` as (start and end in the skeleton, kind, id, is_generic), in order."""
        found = []
        for hit in self._hits(squeezed, "free_text"):
            name = hit.name
            start, end = self._span(hit, squeezed)
            if text.text.find("(", start, end) >= 0 or not text.is_even(start, end):
                mention = self._mention(hit, squeezed, text)
                start, end = text.index_of(mention.start), text.index_of(mention.end)
            found.append((start, end, name.kind, name.id, self._is_generic(name)))
        found.sort(key=_BY_PLACE)
        return found

    def _hits(self, squeezed: SqueezedText, scope: Scope) -> tuple[_Hit, ...]:
        if not squeezed.letters:
            return ()
        words = _Words(squeezed)
        hits: dict[Kind, list[_Hit]] = {"ministry": [], "agency": [], "province": []}
        for first, end, names in self._matcher.candidates(squeezed):
            for name in names:
                hits[name.kind].append(_Hit(first, end, name))
        ministries = self._outside_agencies(self._ministries(hits["ministry"], squeezed, words), hits["agency"])
        agencies = self._agencies(hits["agency"], squeezed, words, scope, ministries)
        provinces = self._provinces(hits["province"], squeezed, words, agencies)
        return (*ministries, *agencies, *provinces)

    def province_of_cell(self, text: str) -> str | None:
        """The province that a cell names as a whole («استان فارس», «خ. رضوی», «مرکزی»), else None."""
        found = self._column_names.whole(text)
        if not found:
            squeezed = skeleton(text, spaces=False, punctuation=False)
            for word in ("استانداری", "استان"):  # governorate, province
                if squeezed.startswith(word):
                    found = self._column_names.whole(squeezed[len(word) :])
                    break
        return found[0] if found else None

    def bank_of_short_name(self, text: str) -> str | None:
        """The bank whose short name («ملت», «صادرات») the text is; only sensible inside a list of banks."""
        return self._bank_words.get(skeleton(text, spaces=False, punctuation=False))

    def _mention(self, hit: _Hit, squeezed: SqueezedText, text: SkeletonText) -> Mention:
        name = hit.name
        start, end = text.span(*self._span(hit, squeezed))
        if text.original[start:end].count("(") > text.original[start:end].count(")"):
            end += text.original.startswith(")", end)
        return Mention(
            name.kind, name.id, start, end, text.original[start:end], name.alias_class, self._is_generic(name)
        )

    def _is_generic(self, name: _Name) -> bool:
        return name.kind == "agency" and name.id in self._generic

    @staticmethod
    def _span(hit: _Hit, squeezed: SqueezedText) -> tuple[int, int]:
        """The whole words of a hit in the skeleton."""
        return squeezed.place(hit.first), squeezed.place_behind(squeezed.word_end(hit.end))

    @staticmethod
    def _with_heads(hit: _Hit, squeezed: SqueezedText, words: _Words) -> _Hit:
        """The hit with the words beside it that belong to the body («اداره کل», «مدیرکل», «شرکت»; «استان»)."""
        taken = 0
        accepted = 0
        for word in (
            words.before(squeezed.place(hit.first), 3) if squeezed.word_before(hit.first) in _BODY_HEADS else ()
        ):
            if word not in _BODY_HEADS:
                break
            taken += len(word)
            if word != _GENERAL:
                accepted = taken
        end = hit.end
        if squeezed.word_from(end) == _PROVINCE and words.after(squeezed.place_behind(end))[0] == _PROVINCE:
            end += len(_PROVINCE)
        return _Hit(hit.first - accepted, end, hit.name) if accepted or end != hit.end else hit

    @staticmethod
    def _leftmost_longest(hits: list[_Hit]) -> list[_Hit]:
        chosen: list[_Hit] = []
        taken = 0
        for hit in hits:
            if hit.first >= taken:
                chosen.append(hit)
                taken = hit.end
        return [hit for hit in chosen if hit.name.alias_class != _NEGATIVE]

    def _ministries(self, hits: list[_Hit], squeezed: SqueezedText, words: _Words) -> list[_Hit]:
        chosen: list[_Hit] = []
        taken = 0
        in_list = of_heads = False
        for hit in hits:
            if hit.first < taken or not (in_list or squeezed.word_before(hit.first) in _BEFORE_MINISTRIES):
                continue
            place = squeezed.place(hit.first)
            before = [word for word in words.before(place, 2) if word not in _PLURAL_ENDINGS]
            if before and before[0] in _MINISTRY_WORDS:
                in_list = before[0] in _PLURAL_MINISTRY_WORDS or len(before) < len(words.before(place, 2))
                of_heads = not in_list and before[-1] in _HEADS_OF_MANY  # «معاونان وزارت اقتصاد، نیرو و نفت»
                in_list = in_list or of_heads
            elif not (in_list and chosen and self._is_list_gap(squeezed, chosen[-1].end, hit.first)):
                continue
            elif of_heads and words.after(squeezed.place_behind(hit.end))[0] == _PROVINCE:
                in_list = False  # «نمایندگان وزارت صمت، جهاد کشاورزی استان»
                continue
            taken = hit.end
            if hit.name.alias_class == _NEGATIVE:
                in_list = False
                continue
            if self._is_foreign(words, squeezed.place_behind(hit.end), beyond_and=True):
                in_list = False
                continue
            chosen.append(hit)
        return chosen

    @staticmethod
    def _outside_agencies(ministries: list[_Hit], hits: list[_Hit]) -> list[_Hit]:
        """The ministries that are not part of an agency's name («نمایندگی وزارت امور خارجه»)."""
        if not ministries:
            return []
        agencies = [(hit.first, hit.end) for hit in hits if hit.name.alias_class in _SURE]
        return [
            ministry
            for ministry in ministries
            if not any(first < ministry.first and ministry.end <= end for first, end in agencies)
        ]

    @staticmethod
    def _is_list_gap(squeezed: SqueezedText, end: int, start: int) -> bool:
        """Whether only commas, spaces and one «و» stand between the letters."""
        between = squeezed.skeleton_text[squeezed.place_behind(end) : squeezed.place(start)]
        return between.strip(" ،,") in ("", "و")

    def _is_foreign(self, words: _Words, place: int, *, beyond_and: bool = False) -> bool:
        """Whether a country's name follows; `beyond_and` also behind «و» and one word («صنعت و معادن عراق»)."""
        word, end = words.after(place)
        if word == "و" and beyond_and:
            _, end = words.after(end)
            word, end = words.after(end)
        if word not in self._country_words:
            return False
        second, end = words.after(end)
        if word in self._countries or f"{word} {second}" in self._countries:
            return True
        if not beyond_and or word not in _FOREIGN_PARTS:
            return False
        if word == _REGION:  # «وزیر بازرگانی اقلیم»
            return True
        third, _ = words.after(end)  # «وزیر صنایع ایالت بلوچستان پاکستان»
        return second in self._countries or third in self._countries

    def _is_of_another_country(self, hit: _Hit, squeezed: SqueezedText, words: _Words) -> bool:
        if squeezed.word_from(hit.end) not in self._country_words:
            return False
        return self._is_foreign(words, squeezed.place_behind(hit.end))

    def _agencies(
        self, hits: list[_Hit], squeezed: SqueezedText, words: _Words, scope: Scope, ministries: list[_Hit]
    ) -> list[_Hit]:
        covered = [(ministry.first, ministry.end) for ministry in ministries]
        usable = [
            hit
            for hit in hits
            if (hit.name.alias_class in _SURE or self._is_usable(hit, squeezed, words, scope))
            and not (covered and any(start < hit.end and hit.first < end for start, end in covered))
            and not self._is_of_another_country(hit, squeezed, words)
        ]
        if LINE_BREAK in squeezed.skeleton_text:
            usable = self._of_one_line(usable, squeezed)
        headed = [self._with_heads(hit, squeezed, words) for hit in usable]
        headed.sort(key=lambda hit: (hit.first, -hit.end))
        chosen = self._leftmost_longest(headed)
        return self._with_listed_banks(chosen, squeezed, words)

    @staticmethod
    def _of_one_line(hits: list[_Hit], squeezed: SqueezedText) -> list[_Hit]:
        """The hits without those over a line break on both sides of which a name of its own stands."""
        starts = {hit.first for hit in hits}
        ends = {hit.end for hit in hits}

        def is_two_names(hit: _Hit) -> bool:
            return any(
                place in starts
                and place in ends
                and LINE_BREAK in squeezed.skeleton_text[squeezed.place(place - 1) : squeezed.place(place)]
                for place in range(hit.first + 1, hit.end)
            )

        return [hit for hit in hits if not is_two_names(hit)]

    @staticmethod
    def _is_usable(hit: _Hit, squeezed: SqueezedText, words: _Words, scope: Scope) -> bool:
        """Whether a name that is not safe everywhere is one here."""
        name = hit.name
        if scope == "agency_cell":
            return True
        if name.alias_class == _CONDITIONAL and name.condition != "subject":
            return True
        if scope == "free_text":
            return False
        before = words.before(squeezed.place(hit.first), 1)
        at_head = not before or before[0] in _DECIDED
        if name.alias_class == _CONDITIONAL:
            return at_head or before[0] == "و"
        follower, _ = words.after(squeezed.place_behind(hit.end))
        return at_head and follower in _DOER_FOLLOWERS

    def _with_listed_banks(self, chosen: list[_Hit], squeezed: SqueezedText, words: _Words) -> list[_Hit]:
        """Adds the banks of «بانک‌های ملی، ملت و صادرات»; the generic word before them is no mention then."""
        if not chosen and "بانک" not in squeezed.letters:  # bank
            return chosen
        listed: list[_Hit] = []
        for opening in ("بانکهای", "بانکها"):  # banks of, banks
            begin = squeezed.letters.find(opening)
            while begin >= 0:
                end = begin + len(opening)
                if squeezed.is_word_start(begin) and squeezed.gaps[end] == 1:
                    listed.extend(self._banks_after(begin, end, squeezed))
                begin = squeezed.letters.find(opening, end)
        if not listed:
            return chosen
        spans = [(hit.first, hit.end) for hit in listed]
        kept = [hit for hit in chosen if not any(start < hit.end and hit.first < end for start, end in spans)]
        return sorted((*kept, *listed), key=lambda hit: hit.first)

    def _banks_after(self, begin: int, end: int, squeezed: SqueezedText) -> list[_Hit]:
        found: list[_Hit] = []
        position = end
        while True:
            name_start = position
            if found:
                if not self._next_in_list(squeezed, position):
                    break
                if squeezed.letters.startswith("و", position) and squeezed.gaps[position + 1]:
                    name_start = position + 1
            hit = self._bank_at(name_start, squeezed)
            if hit is None:
                break
            first = begin if not found else name_start
            found.append(_Hit(first, hit.end, hit.name))
            position = hit.end
        return found

    @staticmethod
    def _next_in_list(squeezed: SqueezedText, position: int) -> bool:
        if position >= len(squeezed.letters):
            return False
        return squeezed.has_mark_inside(position - 1, position + 1, frozenset()) or squeezed.letters[position] == "و"

    def _bank_at(self, start: int, squeezed: SqueezedText) -> _Hit | None:
        for length in range(min(self._longest_bank_word, len(squeezed.letters) - start), 1, -1):
            end = start + length
            bank = self._bank_words.get(squeezed.letters[start:end])
            if bank and squeezed.gaps[end] and not squeezed.has_mark_inside(start, end, frozenset()):
                return _Hit(start, end, _Name("agency", bank, _FREE))
        return None

    def _provinces(self, hits: list[_Hit], squeezed: SqueezedText, words: _Words, agencies: list[_Hit]) -> list[_Hit]:
        agency_ends = {hit.end for hit in agencies}
        chosen: list[_Hit] = []
        found = self._leftmost_longest(hits)
        for index, hit in enumerate(found):
            place = squeezed.place(hit.first)
            before = words.before(place, 3)
            in_context = bool(before) and before[0] in _PROVINCE_WORDS
            follows_agency = hit.first in agency_ends and squeezed.gaps[hit.first] == 1
            if hit.name.alias_class == _CONDITIONAL and hit.name.condition == "province_context":
                listed = bool(chosen) and self._is_list_gap(squeezed, chosen[-1].end, hit.first)
                if not listed and before and before[0] in _OF_PROVINCES:  # «استان‌های مرکزی، قم و همدان»
                    following = found[index + 1] if index + 1 < len(found) else None
                    listed = following is not None and self._is_list_gap(squeezed, hit.end, following.first)
                if not (in_context or follows_agency or listed):
                    continue
            if not (in_context or follows_agency) and self._is_part_of_another_name(before):
                continue
            if self._is_of_another_country(hit, squeezed, words):
                continue
            chosen.append(hit)
            chosen.extend(self._siblings(hit, squeezed, words))
        return chosen

    @staticmethod
    def _is_part_of_another_name(before: list[str]) -> bool:
        if not before:
            return False
        if before[0] in _PLACE_AND_COMPANY_WORDS:
            return True
        if before[0] == _POST and not (len(before) > 1 and before[1] in _BODY_HEADS):  # «ترانس پست البرز»
            return True
        if len(before) > 1 and before[0] in _COMPANY_BRANDS.get(before[1], ()):
            return True
        for distance, word in enumerate(before):
            if word in _BREAKING_WORDS:
                return False
            if word in _COMPANY_HEADS:
                return distance > 0 or word != "گروه"
        return False

    @staticmethod
    def _siblings(hit: _Hit, squeezed: SqueezedText, words: _Words) -> list[_Hit]:
        found: list[_Hit] = []
        siblings = _SIBLINGS.get(hit.name.id)
        end = hit.end
        while siblings:
            place = squeezed.place_behind(end)
            gap_end = place
            while gap_end < len(words.text) and words.text[gap_end] in " ،,":
                gap_end += 1
            word, word_end = words.after(gap_end)
            if word == "و":
                word, word_end = words.after(word_end)
            province_id = siblings.get(word)
            if province_id is None or (word_end - len(word)) == place:
                break
            first = squeezed.letter_at(word_end - len(word))
            end = first + len(word)
            found.append(_Hit(first, end, _Name("province", province_id, _FREE)))
        return found


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The one gazetteer over the seeds, built on first use."""
    return Gazetteer()


def find(text: str, scope: Scope = "free_text") -> list[Mention]:
    """`Gazetteer.find` of the shared gazetteer."""
    return gazetteer().find(text, scope)
