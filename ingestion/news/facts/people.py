"""Persons named, and who chaired: names of offices' holders with the role that stands beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import compress, count
from operator import itemgetter
from typing import Final

from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.kinds import REPORT, Event
from ingestion.news.facts.events.passages import chairing_of
from ingestion.news.facts.lexicon import Hit, rows
from ingestion.news.facts.surface import Spans, Surface
from ingestion.persian.given import given_names, not_name_words, surname_endings
from ingestion.persian.jalali import FIRST_YEAR, LAST_YEAR
from ingestion.persian.letters import ZWNJ, clean_display, skeleton
from ingestion.persian.patterns import GuardedPattern

_MOST_WORDS: Final = 4
_COMPOUND: Final = re.compile(r"(?:محمد|علی|امیر|غلام|سید|میر|نور|عبدال|حاج|شیخ)(?P<rest>.{3,})")
_COMPOUND_STARTS: Final = ("محمد", "علی", "امیر", "غلام", "سید", "میر", "نور", "عبدال", "حاج", "شیخ")
# «رحمت‌اله»; of the words in «اله» only these are names («زباله», «مقاله» are none)
_NAME_STARTS: Final = frozenset(start[:3] for start in _COMPOUND_STARTS)
_NAME_ENDS: Final = frozenset(("لله", "اله", "دین"))
# «حسام‌الدین», «صدرالدین»; «والدین» is shorter
_OF_FAITH, _SHORTEST_OF_FAITH = "الدین", 6
_first_three, _last_three = itemgetter(slice(0, 3)), itemgetter(slice(-3, None))
_OF_GOD: Final = re.compile(
    r".{2,}الله\Z|(?:فتح|رحمت|حجت|نصرت|عزت|قدرت|اسد|سیف|روح|ید|عبد|حبیب|نعمت|فضل|ولی|امر|شکر|لطف|فرج|ذبیح|خلیل|کرامت|نبی|عطا|"
    r"حشمت|هدایت|عنایت|شمس|نور|صفی|وجیه|ماشا|الطاف|برات|خیر|بشارت|صدر|ثار|نجات|کریم|جلال|ضیا|مسیح|فیض|محب|قوام|اکرام|احسان|"
    r"امان|حکمت|سبحان|شفیع|عین|ایت|علی|اقبال|رضا|رستگار|صنع|ظفر|عظمت|غیب|فرمان|کلام|همت|یار)اله\Z"
)
# peace be upon him …: a saint
_SAINT: Final = re.compile(r" ?\( ?(?:ع|س|ص|ره|عج|سلام الله علیها?) ?\)")
_SAYYID: Final = ("سید", "سیده")
# Letters that do not join the next one: no ZWNJ is written after them.
_NOT_JOINING: Final = "اآأإدذرزژوؤةء"
# in, with, to, from, day, morning … also, too: what follows the name of one who speaks
_AFTER_SPEAKER: Final = frozenset(
    "در با روز صبح ظهر عصر شامگاه امروز دیروز شب نیز هم ضمن درباره پیرامون گفت افزود اظهار اظهارداشت اظهارکرد بیان تصریح "
    "تاکید خاطرنشان یاداور عنوان ادامه اضافه ابراز اعلام توضیح که طی پس خطاب به از همچنین درخصوص پیشنهاد خاطر "
    "خواستار خواهان معتقد مدعی متذکر قول وعده هشدار اذعان شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه جمعه بعدازظهر این پیش قبل هنگام حین "
    "غروب بامداد نیمروز پیشازظهر صبحگاه دقایقی ساعاتی شنبهشب یکشنبهشب دوشنبهشب سهشنبهشب چهارشنبهشب پنجشنبهشب جمعهشب".split()
)
# presence, company of, by: behind these a name with its office is a person
_COMPANY: Final = frozenset("حضور همراهی توسط".split())
# «به گفته اسماعیل …»
_SAYING: Final = frozenset("گفته اعتقاد باور اظهارات اظهار تاکید نظر".split())
_LEADS: Final = _COMPANY | _SAYING
_ACCORDING_TO: Final = frozenset("به طبق بنابر".split())
# «سامان کاشی مشکل بدهی داشت»: a firm with a person's first name
_TOLD_OF_A_FIRM: Final = re.compile(
    r" (?:(?:مشکل|مشکلات|بدهی|معوقه)(?: [^ ،.؛:]+){0,4} (?:داشت|دارد|داشته)|(?:تعطیل|راکد|غیرفعال))\b"
)
# «درویش علی», «صفر علی»: first halves of double given names, and what follows them
_FIRST_HALVES: Final = frozenset(
    "درویش قربان برات رجب صفر نوروز مراد شیر کرم یار نظر ملک گل عید شعبان رمضان محرم قنبر جان شاه بابا میرزا دین تاج "
    "فیض سلطان پیر ولی غلام نجف لطف ذوالفقار حیدر صید اسد نور خان".split()
)
_SECOND_HALVES: Final = frozenset("علی محمد حسین حسن رضا".split())
_LONGEST_DATELINE: Final = 60
_CITED_END: Final = re.compile("[،؛:]")
_AGENCY_DASH: Final = re.compile(r" ?[-–—/:؛،] ?")
_CLOSING_QUOTE: Final = re.compile('[ \u200c]?[»"”]')
_LONGEST_TITLE: Final = 40  # characters of a company's name before the words that look like a person's
_OF: Final = "از"
_WHICH: Final = "که"
_HE: Final = ("وی", "ایشان", "او", "اینجانب", "بنده", "من")
# did, became, gave … of any person: the word before is half of the verb
_LIGHT_VERB: Final = re.compile(r"(?:کرد|شد|گرد|گردید|نمود|داد|داشت|گرفت)(?:م|ی|یم|ید|ند|ه|هام|هاند|هایم)?")
# delegation, committee, group: a head of these chairs no session
# presence, members, representative, secretary: the body behind these is there, not chaired
_ATTENDING: Final = frozenset("حضور اعضای عضو نماینده نمایندگان دبیر رییس".split())
_OTHER_GROUPS: Final = frozenset(
    "هیئت هیات هیئتی هیاتی هییتی کمیته کمیتهای گروه گروهی تیم تیمی اکیپ اکیپی هییت کارگروهی ستادی".split()
)
# governor's / governorate, province: one office under two names
_SAME_OFFICE: Final = {"استانداری": "استاندار", "فرمانداری": "فرماندار"}
_IDLE_OFFICE_WORDS: Final = frozenset("این استان هماهنگی امور و کل شهرستان".split())
_HIS_EMINENCE: Final = "حضرت"
# words between a hall and the name that it bears: «سالن اجتماعات سردار حاج قاسم»
_LONGEST_TITLES: Final = 4
# letters of a name that may stand for the full one
_SHORTEST_SURNAME: Final = 4
# characters between «ریاست جلسه را» and «بر عهده داشت»
_CHAIR_SPAN: Final = 140


@dataclass(slots=True)
class Person:
    """A person: name as displayed, role in apposition, and where the fullest form stands (skeleton)."""

    name: str
    key: str
    start: int
    end: int
    role: str | None = None
    role_end: int = 0
    places: list[tuple[int, int]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Chair:
    """Who chaired which event; `name` is None where only the office is told."""

    event: Event
    start: int
    end: int
    name: str | None
    role: str | None


@lru_cache(maxsize=65536)
def given_name_strength(word: str) -> str | None:
    """strong, weak or None: how surely a word is a given name."""
    names = given_names()
    if word in names:
        return names[word]
    if word.endswith(_OF_FAITH) and len(word) > _SHORTEST_OF_FAITH:
        return "strong"
    if not word.startswith(_COMPOUND_STARTS) and not word.endswith(("الله", "اله")):
        return None
    compound = _COMPOUND.fullmatch(word)
    if compound is not None and (compound.group("rest") in names or _OF_GOD.fullmatch(compound.group("rest"))):
        return "strong"
    return "strong" if _OF_GOD.fullmatch(word) and word not in not_name_words() else None


def find_people(surface: Surface, excluded: Sequence[tuple[int, int]]) -> list[Person]:
    """Every person once, in the fullest form, in order of first full mention."""
    found: list[Person] = []
    roles = {hit.start: hit for hit in surface.hits("role")}
    for start, end in _candidates(surface, roles, excluded):
        person = Person(display_name(surface.written(start, end)), "", start, end, places=[(start, end)])
        person.key = skeleton(person.name, spaces=False, punctuation=False)
        _attach_role(surface, person, roles)
        found.append(person)
    merged = [person for person in _merge(found) if not _is_of_another_country(person.role)]
    _add_surname_places(surface, merged)
    return merged


@lru_cache(maxsize=1)
def _foreign_places() -> re.Pattern[str]:
    names = sorted((skeleton(row["phrase"]) for row in rows("places") if row["kind"] == "foreign"), key=len)
    return re.compile(rf"\b(?:{'|'.join(re.escape(name) for name in reversed(names))})\b")


def _is_of_another_country(role: str | None) -> bool:
    """«وزیر نفت عراق», «استاندار سلیمانیه»; «سفیر ایران در عراق» is of this one."""
    if role is None:
        return False
    written = skeleton(role, punctuation=False)
    if re.search(r"\b(?:ایران|کشورمان|در|با|امور)\b", written):
        return False
    return re.match(r"(?:وزیر|استاندار|معاون|رییس|سفیر|سرکنسول|شهردار|فرماندار|مدیر)", written) is not None and (
        _foreign_places().search(written) is not None
    )


def _add_surname_places(surface: Surface, people: Sequence[Person]) -> None:
    """Where a known person is called by the surname alone."""
    by_surname: dict[str, Person] = {}
    for person in people:
        words = surface.text[person.start : person.end].split()
        if len(words) > 1:
            by_surname.setdefault(words[-1], person)
    if not by_surname:
        return
    inside = {
        start
        for person in people
        for first, last in person.places
        for start, _ in surface.words[surface.word_index(first) : surface.word_index(last)]
    }
    for index in compress(count(), map(by_surname.__contains__, surface.word_texts)):
        if surface.words[index][0] not in inside:
            by_surname[surface.word_texts[index]].places.append(surface.words[index])


def display_name(written: str) -> str:
    """A name as spelling wants it: ZWNJ before a second half that is no word of its own («دین‌پرست»)."""
    joined, _ = surname_endings()
    words: list[str] = []
    for word in clean_display(written).strip(' «»"،').split():
        if words and skeleton(word) in joined and words[-1][-1] not in _NOT_JOINING and len(words) > 1:
            words[-1] += ZWNJ + word
            continue
        words.append(_with_zwnj(word, joined) if words else word)
    return " ".join(words)


def _with_zwnj(word: str, endings: tuple[str, ...]) -> str:
    if ZWNJ in word or given_name_strength(skeleton(word)):
        return word
    for ending in endings:
        stem = word[: -len(ending)]
        if word.endswith(ending) and len(stem) >= 3 and stem[-1] not in _NOT_JOINING:
            return stem + ZWNJ + ending
    return word


def _words_that_open_a_name(words: frozenset[str]) -> frozenset[str]:
    """The words that a name may begin with where nothing announces one."""
    starts, ends = map(_first_three, words), map(_last_three, words)
    compounds = {
        *compress(words, map(_NAME_STARTS.__contains__, starts)),
        *compress(words, map(_NAME_ENDS.__contains__, ends)),
    }
    return (words & _sure_names()).union(word for word in compounds if given_name_strength(word) == "strong")


@lru_cache(maxsize=1)
def _sure_names() -> frozenset[str]:
    return frozenset((*_SAYYID, *(name for name, strength in given_names().items() if strength == "strong")))


def _candidates(
    surface: Surface, roles: dict[int, Hit], excluded: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    blocked = Spans((name.start, name.end) for name in surface.names)
    openings = _openings(surface)
    taken = 0
    known = _words_that_open_a_name(frozenset(surface.word_texts))
    may_open = set(compress(count(), map(known.__contains__, surface.word_texts))) if known else set()
    may_open.update(map(surface.word_index, openings))
    may_open.discard(len(surface.words))
    for index in sorted(may_open):
        word, start = surface.word_texts[index], surface.words[index][0]
        if start < taken:
            continue
        span = _name_at(surface, index, word, roles, blocked, openings)
        if span is not None and not any(first <= start < last for first, last in excluded):
            taken = span[1]
            yield span


def _name_at(
    surface: Surface,
    index: int,
    word: str,
    roles: dict[int, Hit],
    blocked: Spans,
    openings: dict[int, str],
) -> tuple[int, int] | None:
    first = index
    if _is_second_half(surface, index):
        index -= 1
    start = surface.words[index][0]
    opening = openings.get(start)
    if word in _SAYYID:
        first = index + 1
        word = surface.word(first)
        if surface.text[surface.words[index][1] : surface.words[index][1] + 1] != " ":
            return None
    strength = "strong" if first != index else given_name_strength(word)
    if opening is None and strength != "strong":
        return None
    if opening == "sentence" and strength is None and not surface.has(start, surface.sentence_at(start).end, "speech"):
        return None
    if word in blocked_words() or _is_of_a_place(surface, index) or blocked.cover(start):
        return None
    last = _last_word(surface, first, roles)
    if last is None:
        return None
    words = last - index + 1
    end = surface.words[last][1]
    if _SAINT.match(surface.text, end) or (opening != "titled" and _ends_a_title(surface, start, end)):
        return None
    if strength == "strong" and words >= 2:
        return (start, end) if _reads_as_person(surface, start, end, roles, opening) else None
    if strength == "weak" and words >= 2 and opening is not None:
        return (start, end) if opening == "titled" or _is_followed_as_speaker(surface, end, roles) else None
    if opening == "titled":
        return start, end
    if opening == "company" and 2 <= words <= 3 and _is_unknown_surname(surface, index, last):
        return (start, end) if _has_office(surface, end, roles) else None
    if opening == "sentence" and words == 2 and surface.text.startswith("،", end) and _is_no_noun(surface, index, last):
        return (start, end) if _speaks(surface, start, end, roles) else None
    if opening == "sentence" and words == 1 and word in _parts() and surface.word_after(end) == _OF:
        return None
    if (words == 1 and word in _somebody()) or surface.word(last) in _ANOTHER:
        return None
    if opening == "sentence" and words <= 3 and _is_unknown_surname(surface, index, last):
        return (start, end) if _speaks(surface, start, end, roles) else None
    return None


def _is_second_half(surface: Surface, index: int) -> bool:
    """Whether the word before belongs to the given name: «درویش علی»."""
    if index == 0 or surface.word(index) not in _SECOND_HALVES or surface.word(index - 1) not in _FIRST_HALVES:
        return False
    return surface.text[surface.words[index - 1][1] : surface.words[index][0]] == " "


# «فعال دیگری گفت»
_ANOTHER: Final = frozenset(("دیگری", "دیگر"))


def _ends_a_title(surface: Surface, start: int, end: int) -> bool:
    """Whether the name is the last words of a short quotation, but not all of it: «لبنیات سهند خرمدره» is a company."""
    if not _CLOSING_QUOTE.match(surface.text, end):
        return False
    before = surface.text[max(0, start - _LONGEST_TITLE) : start]
    inside = before[max(map(before.rfind, '«"“')) + 1 :]
    return len(inside) < len(before) and bool(inside.strip()) and "»" not in inside


def _is_of_a_place(surface: Surface, index: int) -> bool:
    """«سالن شهید …», «سالن جلسات سردار سلیمانی»: a hall's or a street's name, titles and the hall's use before it."""
    for back in range(index - 1, index - 1 - _LONGEST_TITLES, -1):
        word = surface.word(back)
        if word == _HIS_EMINENCE and back < index - 1:
            continue  # «حضرت آیت‌الله …»: one more title; «مسجد حضرت …» is a place
        if word in blocked_words():
            return True
        if word not in _honorific_words() or surface.text[surface.words[back][1] : surface.words[back + 1][0]] != " ":
            return False
    return False


@lru_cache(maxsize=1)
def _honorific_words() -> frozenset[str]:
    """Words of titles before a name, and what a hall is for."""
    titles = {skeleton(row["phrase"]) for row in rows("people") if row["kind"] in ("honorific", "hall_use")}
    return frozenset((*(title for title in titles if " " not in title), *_SAYYID))


@lru_cache(maxsize=1)
def blocked_words() -> frozenset[str]:
    """Words that make a name after them that of a hall, a street or a company."""
    return frozenset(skeleton(row["phrase"]) for row in rows("people") if row["kind"] == "not_a_person")


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    """Words for a part of something, which «از» follows."""
    return frozenset(skeleton(row["phrase"]) for row in rows("people") if row["kind"] == "part_of")


@lru_cache(maxsize=1)
def _somebody() -> frozenset[str]:
    """Words for a manager, a producer, a factory … that is not named."""
    return frozenset(skeleton(row["phrase"]) for row in rows("people") if row["kind"] == "somebody")


def _openings(surface: Surface) -> dict[int, str]:
    """Where a name may begin by its place: `titled` after an honorific or «به ریاست», `sentence` at a beginning,
    `company` after «با حضور»."""
    openings: dict[int, str] = {}
    for sentence in surface.sentences:
        openings[_first_letter(surface, sentence.start)] = "sentence"
        if surface.hit_at(sentence.start, "according") is not None:
            for mark in _CITED_END.finditer(surface.text, sentence.start, min(sentence.end, sentence.start + 160)):
                openings[_first_letter(surface, mark.end())] = "sentence"
        dateline = surface.text.find(":", sentence.start, min(sentence.end, sentence.start + _LONGEST_DATELINE))
        if dateline > 0:
            openings[_first_letter(surface, dateline)] = "sentence"
    for index in compress(count(), map(_LEADS.__contains__, surface.word_texts[:-1])):
        if surface.word_texts[index] in _COMPANY or surface.word(index - 1) in _ACCORDING_TO:
            openings.setdefault(surface.words[index + 1][0], "company")
    for hit in surface.hits("news_agency", "news_agency_cited"):  # «تهران- ایسنا- بهمن …»
        dash = _AGENCY_DASH.match(surface.text, hit.end)
        if dash is not None:
            openings.setdefault(_first_letter(surface, dash.end()), "sentence")
    honorifics = {hit.start: hit for hit in surface.hits("honorific")}
    for hit in surface.hits("honorific"):
        openings[_first_letter(surface, hit.end)] = "titled"
    for hit in surface.hits("chair_open"):
        place = _first_letter(surface, hit.end)
        if surface.has(place + 1, min(surface.sentence_at(hit.start).end, hit.end + _CHAIR_SPAN), "chair_close"):
            openings[place] = "titled"
    for hit in surface.hits("chair_before"):
        place = _first_letter(surface, hit.end)
        if place not in honorifics:
            openings[place] = "titled"
    return openings


def _first_letter(surface: Surface, place: int) -> int:
    index = surface.word_index(place)
    return surface.words[index][0] if index < len(surface.words) else len(surface.text)


def _last_word(surface: Surface, first: int, roles: dict[int, Hit]) -> int | None:
    """The last word of the name that begins at a word: marks, roles, function words and the field's nouns end it."""
    stops = not_name_words()
    last: int | None = None
    for index in range(first, min(first + _MOST_WORDS, len(surface.words))):
        start, word = surface.words[index][0], surface.word_texts[index]
        if index > first and word == _AGHA and _is_inside_a_name(surface, index):
            continue
        if word in stops or start in roles or word.isdigit() or word in _AFTER_SPEAKER or len(word) < 2:
            break
        if surface.hit_at(start, "speech", "honorific", "chair_before", "news_agency", "held", "settled") is not None:
            break
        if index > first and surface.hit_at(start, "present") is not None:  # «برق صنایع سامان می‌گیرد»
            break
        if index > first + 1 and word in _somebody() and given_name_strength(surface.word(index - 1)) is None:
            break  # «مسعود کریمی شرکتی دارد»
        if index > first and word.endswith("هایی") and surface.word(index + 1) == _WHICH:  # «پروانه معدن‌هایی که …»
            break
        if index > first and _LIGHT_VERB.fullmatch(word):  # «از توقیف رها شدند»
            break
        if index > first + 1 and _LIGHT_VERB.fullmatch(surface.word(index + 1)):  # «با علی قاسمی آشنا شدم»
            break
        if index > first and surface.text[surface.words[index - 1][1] : start] != " ":
            break
        if surface.names_in(start, start + 1, "agency") or (
            index == first and surface.names_in(start, start + 1, "province")
        ):
            break
        last = index
    return last


def _is_inside_a_name(surface: Surface, index: int) -> bool:
    """«رضا آقا علیخانی»: between a given name and the rest of a surname the word is no title."""
    before, start = surface.words[index - 1][1], surface.words[index][0]
    end = surface.words[index][1]
    joined = surface.text[before:start] == " " and surface.text[end : end + 1] == " "
    return joined and given_name_strength(surface.word(index - 1)) is not None


def _reads_as_person(surface: Surface, start: int, end: int, roles: dict[int, Hit], opening: str | None) -> bool:
    if opening == "sentence" and _TOLD_OF_A_FIRM.match(surface.text, end):
        return False
    if opening is not None or _is_followed_as_speaker(surface, end, roles):
        return True
    before = surface.word_before(start)
    if any(role.end <= start <= role.end + 60 for role in roles.values() if role.start < start):
        return True
    return before in ("حضور", "و", "توسط", "همراه", "همراهی", "جمله") or surface.text[
        max(0, start - 2) : start
    ].strip() in ("،", "«")


def _is_followed_as_speaker(surface: Surface, end: int, roles: dict[int, Hit]) -> bool:
    following = _first_letter(surface, end)
    gap = surface.text[end:following]
    if following in roles:
        return True
    return not gap.strip(' »"()') and surface.word_after(end) in _AFTER_SPEAKER


def _has_office(surface: Surface, end: int, roles: dict[int, Hit]) -> bool:
    following = _first_letter(surface, end)
    return following in roles and surface.text[end:following].strip() in ("", "،")


def _is_unknown_surname(surface: Surface, index: int, last: int) -> bool:
    """One to three words none of which is a known noun, the last one shaped like a surname."""
    _, endings = surname_endings()
    word = surface.word(last)
    if len(word) < 4 or not word.endswith(endings):
        return False
    return _is_no_noun(surface, index, last)


def _is_no_noun(surface: Surface, index: int, last: int) -> bool:
    """Whether none of the words is a noun of the field."""
    return all(
        surface.hit_at(
            surface.words[i][0],
            "county",
            "measure",
            "sector",
            "trouble",
            "session",
            "body",
            "industrialists",
            "visit",
            "trip",
        )
        is None
        for i in range(index, last + 1)
    )


def _speaks(surface: Surface, start: int, end: int, roles: dict[int, Hit]) -> bool:
    """Whether the sentence goes on as one does that tells who said something."""
    sentence = surface.sentence_at(start)
    if not surface.has(end, sentence.end, "speech"):
        return False
    if sentence.speech is not None and sentence.speech <= start:
        return False
    following = _first_letter(surface, end)
    gap = surface.text[end:following].strip()
    return (following in roles and gap in ("", "،")) or (not gap and surface.word_after(end) in _AFTER_SPEAKER)


def _attach_role(surface: Surface, person: Person, roles: dict[int, Hit]) -> None:
    following = _first_letter(surface, person.end)
    gap = surface.text[person.end : following].strip(' »"')
    if following in roles and gap in ("", "،"):
        end = role_end(surface, following, roles)
        person.role, person.role_end = clean_display(surface.written(following, end)), end
        return
    before = _role_before(surface, person.start, roles)
    if before is not None:
        person.role = clean_display(surface.written(*before)).strip(" ،")


def role_end(surface: Surface, start: int, roles: dict[int, Hit]) -> int:
    """Where the title of an office that begins here ends; «و دبیر کارگروه» belongs to it."""
    sentence = surface.sentence_at(start)
    covered = [(name.start, name.end) for name in surface.names if start <= name.start < sentence.end]
    end = roles[start].end if start in roles else start
    index = surface.word_index(start)
    while index < len(surface.words):
        first, last = surface.words[index]
        if first >= sentence.end:
            break
        inside = any(a < first < b for a, b in covered)
        gap = surface.text[end:first] if first > end else ""
        if not inside and gap.strip():
            break
        word = surface.text[first:last]
        if first > start and not inside and first not in roles and _ends_role(surface, index, word, roles):
            if not (surface.text.startswith(_DEPUTY, start) and _DEPUTY_OF.match(surface.text, last)):
                break
        end = max(end, last)
        index += 1
    return end


# words that belong to titles of offices although they end names: economic, affairs, coordination, public …
_IN_ROLES: Final = frozenset(
    "امور هماهنگی اقتصادی اقتصاد توسعه منابع استان استانی استانداری فرمانداری شهرداری سازمان اداره کل شرکت بانک وزارت کشور شهرستان "
    "صنعت صنعتی معدن تجارت کشاورزی عمرانی سیاسی امنیتی اجتماعی منطقه مرکزی مجلس شورای شورا ستاد کارگروه جهاد مالیاتی مالیات گمرک "
    "برق گاز آب اب محیط زیست طبیعی میراث فرهنگی گردشگری صنایع شهرک شهرکهای هیئت هییت هیات خصوصی دولت بخش نظارت مدیریت راه "
    "واحد اتاق خانه روابط عمومی بررسی اجرایی معدنی بازرگانی شعب بیمه خدمات برنامه طرح تولید تسهیل رفع موانع کمیته کمیسیون مردم "
    "سرمایه سرمایهگذاری اشتغال شهر تامین عضو استاندار فرماندار وزیر دانشگاه".split()
)
# «نماینده مردم گرمسار و آرادان در مجلس»
_DEPUTY: Final = "نماینده "
_DEPUTY_OF: Final = re.compile(r"(?<= و) [^ ،.؛:]+(?: و [^ ،.؛:]+)? در (?:خانه ملت|مجلس)|(?<= در) مجلس\b")
_THIS: Final = "این"
_CITED_FIRST: Final = re.compile(r" ?به گزارش [^،:.؛]{2,40}، ?")
# «مدیرکل صمت لرستان گزارشی ارائه کرد», «معاون استاندار قول داد»: what the official gave, no part of the office
_DEEDS: Final = frozenset(
    "گزارش گزارشی گزارشهایی قول وعده پای توضیح توضیحات توضیحاتی نکاتی خبر امار اماری دلیل علت هشدار دستور مهلت نتیجه تاکید".split()
)
# «… به ریاست سرپرست معاونت اقتصادی استانداری برپا شود», «… که فرماندار کاشمر هدایت می‌کرد»
_VERB_OF_A_SESSION: Final = re.compile(
    r"(?:برپا|برگزار|تشکیل|اغاز|دایر|هدایت|اداره|مدیریت) "
    r"(?:شد|شود|شده|گردید|گردد|کرد|کند|کرده|میشود|میشد|میکرد|میکند|خواهد)\b|گرد ?هم \w+|"
    r"(?:ریاست|هدایت|اداره|مدیریت)(?: [^ ،.؛:]+){1,3} را (?:(?:بر|به) ?)?عهده"
)


def _ends_role(surface: Surface, index: int, word: str, roles: dict[int, Hit]) -> bool:
    if word == "و":
        following = surface.words[index + 1][0] if index + 1 < len(surface.words) else -1
        nxt = surface.word(index + 1)
        return following not in roles and nxt not in _IN_ROLES
    if surface.hit_at(surface.words[index][0], "speech", "held") is not None:
        return True
    if _VERB_OF_A_SESSION.match(surface.text, surface.words[index][0]):
        return True
    if word in _IN_ROLES or (word == _THIS and surface.word(index + 1) in _IN_ROLES):  # «فرماندار این شهرستان»
        return False
    return word in _DEEDS or word in not_name_words() or word in _AFTER_SPEAKER or word.isdigit()


def _role_before(surface: Surface, place: int, roles: dict[int, Hit]) -> tuple[int, int] | None:
    """The span of «مدیرکل صمت استان» in «مدیرکل صمت استان مهندس …»: an office right before a name, without the title."""
    sentence = surface.sentence_at(place)
    best: tuple[int, int] | None = None
    for hit in surface.hits_in(max(sentence.start, place - 90), place, "role"):
        between = surface.text[hit.end : place]
        honorifics = surface.hits_in(hit.end, place, "honorific")
        limit = honorifics[0].start if honorifics else place
        if role_end(surface, hit.start, roles) >= limit - 1 and "،" not in between.strip():
            best = (hit.start, limit) if best is None else best
    return best


def _merge(found: Sequence[Person]) -> list[Person]:
    """One line a person: a surname alone joins the full name that ends with it."""
    merged: list[Person] = []
    by_ending: dict[str, Person] = {}
    for person in sorted(found, key=lambda p: (-len(p.name.split()), p.start)):
        known = by_ending.get(person.key)
        if known is None:
            merged.append(person)
            for length in range(_SHORTEST_SURNAME, len(person.key) + 1):
                by_ending.setdefault(person.key[-length:], person)
            by_ending.setdefault(person.key, person)
        else:
            known.places.append((person.start, person.end))
            if known.role is None:
                known.role, known.role_end = person.role, person.role_end if person.role else known.role_end
            if person.key == known.key and person.start < known.start:
                known.start, known.end = person.start, person.end
    merged.sort(key=lambda person: person.start)
    return merged


def find_chairs(surface: Surface, bodies: Bodies, events: Sequence[Event], people: Sequence[Person]) -> list[Chair]:
    """Who chaired: only where chairing is said."""
    roles = {hit.start: hit for hit in surface.hits("role")}
    chairs: list[Chair] = []
    told = [*surface.hits("chair_before", "chair_by_office", "chair_after", "chair_open"), *_chaired(surface, bodies)]
    told += _chaired_by(surface, people, roles)
    told += [Hit("chair_after", "", *led.span()) for led in _CHAIRED_OF_A_DAY.finditer(surface.text)]
    for hit in sorted(told, key=lambda hit: hit.start):
        event = _chaired_event(surface, bodies, events, hit)
        if event is None or event.type == REPORT or _are_counted(surface, hit):
            continue
        chair = _read_chair(surface, hit, event, people, roles)
        if chair is not None:
            chairs.append(_with_speaker(surface, _with_holder(chair, people), people, roles))
    unique: list[Chair] = []
    for chair in chairs:
        if not any(other.event is chair.event for other in unique):
            unique.append(chair)
        elif chair.name and not any(o.event is chair.event and o.name for o in unique):
            unique = [o for o in unique if o.event is not chair.event] + [chair]
    return unique


def _are_counted(surface: Surface, hit: Hit) -> bool:
    """«۳۴ جلسه آن را استاندار و ۱۸ جلسه را معاون وی اداره کرده است»: a figure, nobody's chair."""
    numbers = surface.numbers_in(max(0, hit.start - 24), hit.start)
    return (
        hit.kind in ("chair_open", "chair_after")
        and bool(numbers)
        and not numbers[-1].is_ordinal
        and not FIRST_YEAR <= numbers[-1].value <= LAST_YEAR
        and not surface.text[numbers[-1].end : hit.start].strip()
    )


def _chaired(surface: Surface, bodies: Bodies) -> Iterator[Hit]:
    """«ریاست کارگروه … را بر عهده گرفت»"""
    for body in bodies.ours:
        end = bodies.level(body)[1]
        span = chairing_of(surface, body, end)
        if span is not None:
            yield Hit("chair_after", "", *span)
        led = _LED.match(surface.text, end) if span is None else None
        if led is not None:
            yield Hit("chair_after", "", body.start, led.end())


# «استاندار … جلسه کارگروه تسهیل و رفع موانع تولید را هدایت کرد»
_LED: Final = re.compile(
    r" را (?:(?:نیز|هم|شخصا|خود|خودش) )?(?:در [^،.؛:]{2,50} )?(?:هدایت|اداره|مدیریت|ریاست) (?:کرد|کردند|میکرد|میکند|کرده|نمود)\b"
)
# mister: a title, or the first half of a surname
_AGHA: Final = "اقا"
# «… جلسه کارگروه که استاندار هدایت کرد»: who conducted it
_WHO_LED: Final = GuardedPattern(
    r"\bکه (?P<who>[^،.؛:]{3,60}?) (?:ان را |خود |شخصا )*(?:هدایت|اداره) (?:کرد|میکرد|میکند|کرده)\b", "هدایت ", "اداره "
)


# «که ریاست نشست روز شنبه را برعهده داشت»
_CHAIRED_OF_A_DAY: Final = GuardedPattern(
    r"\b(?:ریاست|هدایت|اداره) (?:این )?(?:جلسه|نشست) (?:(?:روز|صبح|ظهر|عصر|شامگاه) )*"
    r"(?:شنبه|یکشنبه|دوشنبه|سهشنبه|چهارشنبه|پنجشنبه|جمعه|امروز|دیروز|امشب|دیشب) را (?:(?:بر|به) ?عهده (?:داشت|گرفت)|عهده ?دار (?:بود|شد))",
    "ریاست",
    "هدایت",
    "اداره",
)


def _chaired_by(surface: Surface, people: Sequence[Person], roles: dict[int, Hit]) -> Iterator[Hit]:
    """The one who stands right behind «که»: an office or a person."""
    named = {start for person in people for start, _ in person.places}
    for told in _WHO_LED.finditer(surface.text):
        if told.start("who") in roles or told.start("who") in named:
            yield Hit("chair_who", "", told.start("who"), told.end())


# «کارخانه‌ای که مدیریت آن را … بر عهده دارد», «دو شرکت که ریاست آنها را …»
_FIRMS: Final = "کارخانه|شرکت|واحد|مجتمع|هلدینگ|کارگاه|بنگاه|معدن|صندوق|سازمان|بانک|انجمن|اتحادیه|تشکل|تعاونی|باشگاه"
_OF_A_FIRM: Final = re.compile(
    rf"\b(?:(?:{_FIRMS})ا?ی|(?:یک|این|دو|سه|چهار|پنج|چند|هر|\d+) (?:{_FIRMS})(?: [^ ،.؛:]+){{0,2}}) که \Z"
)
# «از تشکیل کارگروه ویژه شهرک به ریاست فرماندار خبر داد»: who will head another group
_SET_UP_UNDER: Final = re.compile(
    r"\b(?:تشکیل|ایجاد|راهاندازی|راه اندازی|تعیین) (?:یک )?(?:کارگروه|کارگروهی|کمیته|کمیتهای|ستاد|ستادی|تیم|تیمی|گروه|گروهی|شورای)(?! (?:تسهیل|رفع|استانی تسهیل))(?: [^ ،.؛:]+){0,6} \Z"
)
_FIRM_SPAN: Final = 60


def _chaired_event(surface: Surface, bodies: Bodies, events: Sequence[Event], hit: Hit) -> Event | None:
    if surface.word_before(hit.start) in _OTHER_GROUPS:
        return None
    if _SET_UP_UNDER.search(surface.text, max(0, hit.start - _FIRM_SPAN), hit.start):
        return None
    if _OF_A_FIRM.search(surface.text, max(0, hit.start - _FIRM_SPAN), hit.start):
        return None
    sentence = surface.sentence_at(hit.start)
    others = [
        body
        for body in bodies.others
        if sentence.start <= body.start < hit.start and surface.word_before(body.start) not in _ATTENDING
    ]
    ours = [start for event in events for start, _ in event.mentions if sentence.start <= start < hit.start]
    if others and (not ours or others[-1].start > max(ours)):
        return None
    before = [(start, event) for event in events for start, _ in event.mentions if start <= hit.end]
    if before:
        return max(before, key=lambda item: item[0])[1]
    return events[0] if events else None


def _read_chair(
    surface: Surface, hit: Hit, event: Event, people: Sequence[Person], roles: dict[int, Hit]
) -> Chair | None:
    if hit.kind in ("chair_before", "chair_by_office"):
        return _chair_after(surface, hit, event, people, roles)
    if hit.kind == "chair_who":
        return _chair_within(surface, hit.start, hit.end, event, hit.start, hit.end, people, roles)
    sentence = surface.sentence_at(hit.start)
    if hit.kind == "chair_open":
        closing = surface.hits_in(hit.end, min(sentence.end, hit.end + _CHAIR_SPAN), "chair_close")
        if not closing:
            return None
        inside = _chair_within(surface, hit.end, closing[0].start, event, hit.start, closing[0].end, people, roles)
        if inside is not None:
            return inside
        return _chair_within(surface, sentence.start, hit.start, event, sentence.start, closing[0].end, people, roles)
    return _chair_within(surface, sentence.start, hit.start, event, sentence.start, hit.end, people, roles)


def _chair_after(
    surface: Surface, hit: Hit, event: Event, people: Sequence[Person], roles: dict[int, Hit]
) -> Chair | None:
    place = _first_letter(surface, hit.end)
    if surface.word_after(place) in _HE:
        person = _last_person(people, hit.start)
        end = surface.words[surface.word_index(place)][1]
        if person is not None:
            return Chair(event, hit.start, end, person.name, person.role)
        office = next(iter(surface.hits_in(surface.sentence_at(hit.start).start, hit.start, "role")), None)
        if office is None:
            return None
        if not surface.has(office.end, hit.start, "speech") and not _is_alone_in_front(surface, office, hit, roles):
            return None
        # «معاون استاندار گفت: در جلسه‌ای که به ریاست وی برگزار شد …»: the office that speaks
        role = clean_display(surface.written(office.start, role_end(surface, office.start, roles)))
        return Chair(event, hit.start, end, None, role)
    honorific = surface.hit_at(place, "honorific")
    while honorific is not None:
        place = _first_letter(surface, honorific.end)
        honorific = surface.hit_at(place, "honorific")
    for person in people:
        for start, end in person.places:
            if start == place:
                is_titled = person.role_end > end and start == person.start
                return Chair(event, hit.start, person.role_end if is_titled else end, person.name, person.role)
    if place in roles:
        end = role_end(surface, place, roles)
        named = next(
            (p for p in people if 0 <= p.start - end <= 3 and surface.text[end : p.start].strip(" ،") == ""), None
        )
        role = clean_display(surface.written(place, end))
        return Chair(event, hit.start, named.end if named else end, named.name if named else None, role)
    return None


def _is_alone_in_front(surface: Surface, office: Hit, hit: Hit, roles: dict[int, Hit]) -> bool:
    """«استاندار کردستان در جلسه‌ای که به ریاست وی تشکیل شد، …»: the one office, which opens the sentence."""
    before = surface.text[surface.sentence_at(hit.start).start : office.start].rstrip()
    opens = not before or before.endswith(("-", "–", "/", ":", "|", "؛"))
    behind = role_end(surface, office.start, roles)
    return opens and not surface.has(behind, hit.start, "role")


def _chair_within(
    surface: Surface,
    start: int,
    end: int,
    event: Event,
    first: int,
    last: int,
    people: Sequence[Person],
    roles: dict[int, Hit],
) -> Chair | None:
    """The person or office told in [start, end)."""
    for person in people:
        if any(start <= place < end for place, _ in person.places):
            return Chair(event, first, last, person.name, person.role)
    offices = list(surface.hits_in(start, end, "role"))
    if offices:
        stop = min(role_end(surface, offices[0].start, roles), end)
        role = clean_display(surface.written(offices[0].start, stop))
        return Chair(event, max(first, offices[0].start) if first == start else first, last, None, role)
    words = surface.text[start:end].split()
    if any(word in _HE for word in words):
        referred = _last_person(people, start)
        return Chair(event, first, last, referred.name, referred.role) if referred else None
    return None


def _last_person(people: Sequence[Person], place: int) -> Person | None:
    spoken = [(start, person) for person in people for start, _ in person.places if start < place]
    return max(spoken, key=lambda item: item[0])[1] if spoken else None


def _with_holder(chair: Chair, people: Sequence[Person]) -> Chair:
    """An office without a name takes its holder's, if the text names one elsewhere."""
    if chair.name is not None or chair.role is None:
        return chair
    for person in people:
        if person.role is not None and _holds(person.role, chair.role):
            return replace(chair, name=person.name)
    return chair


def _holds(held: str, wanted: str) -> bool:
    """Whether two titles are one office; of «معاون استاندار و فرماندار ویژه کاشان» the governor's alone will do."""
    if _is_same_office(held, wanted):
        return True
    return any(
        _is_same_office(one, other)
        for one in _governor_of(held)
        for other in _governor_of(wanted)
        if (one, other) != (held, wanted)
    )


def _is_same_office(held: str, wanted: str) -> bool:
    one, other = _office(held), _office(wanted)
    return bool(one and other) and (one <= other or other <= one) and _head(held) == _head(wanted)


def _governor_of(role: str) -> list[str]:
    """The titles of a county's governor among those joined by «و»."""
    return [part for part in role.split(" و ") if part.startswith("فرماندار")]


def _with_speaker(surface: Surface, chair: Chair, people: Sequence[Person], roles: dict[int, Hit]) -> Chair:
    """«معاون اقتصادی استاندار گفت: … کیوان رستگارفر افزود: …»: who goes on speaking in the next sentences holds the
    office that spoke, if nobody was named before and no office stands beside the name."""
    if chair.name is not None or chair.role is None:
        return chair
    for office in roles.values():
        sentence = surface.sentence_at(office.start)
        speaks = surface.has(office.end, sentence.end, "speech")
        if not speaks or not _opens_speech(surface, office, roles, chair):
            continue
        speaker = _next_speaker(surface, sentence.index, people)
        if speaker is not None:
            return replace(chair, name=speaker.name)
    speaker = _only_speaker(surface, chair, people, roles)
    return replace(chair, name=speaker.name) if speaker is not None else chair


def _only_speaker(surface: Surface, chair: Chair, people: Sequence[Person], roles: dict[int, Hit]) -> Person | None:
    """«… به ریاست معاون استاندار برگزار شد. محمدمهدی صفاشهری گفت: … معاون استاندار قم افزود: …»: the one person named,
    who speaks right behind the chair, where no other office than the chair's opens a sentence of speech."""
    if len(people) != 1 or people[0].role is not None or people[0].start < chair.end:
        return None
    index = surface.sentence_at(chair.start).index
    if _next_speaker(surface, index, people) is None:
        return None
    again = False
    for office in roles.values():
        sentence = surface.sentence_at(office.start)
        before = surface.text[sentence.start : office.start].strip()
        if sentence.index <= index or before or not surface.has(office.end, sentence.end, "speech"):
            continue
        end = role_end(surface, office.start, roles)
        places = surface.names_in(office.start, end, "province")
        end = places[-1].start if places and places[-1].end >= end else end  # «معاون استاندار قم»
        if not _holds(clean_display(surface.written(office.start, end)), chair.role or ""):
            return None
        again = True
    return people[0] if again else None


def _opens_speech(surface: Surface, office: Hit, roles: dict[int, Hit], chair: Chair) -> bool:
    """Whether the chair's own office is the one that speaks in this sentence."""
    role = clean_display(surface.written(office.start, role_end(surface, office.start, roles)))
    if not _holds(role, chair.role or ""):
        return False
    before = surface.text[surface.sentence_at(office.start).start : office.start].strip()
    return (
        not before or before.endswith(("،", "-", "–", "/", ":")) or before.endswith("جلسه") or before.endswith("نشست")
    )


def _next_speaker(surface: Surface, index: int, people: Sequence[Person]) -> Person | None:
    """The person who opens one of the next sentences as its speaker, first named there and without an office."""
    named = [person for person in people if any(surface.sentence_at(at).index <= index for at, _ in person.places)]
    for sentence in surface.sentences[index + 1 : index + 5]:
        cited = _CITED_FIRST.match(surface.text, sentence.start, sentence.end)
        begins = cited.end() if cited is not None else sentence.start
        opening = next((p for p in people if p.start - begins in (0, 1)), None)
        if opening is not None and opening not in named:
            is_bare = opening.role is None and surface.has(opening.end, sentence.end, "speech")
            return opening if is_bare and surface.word_after(opening.end) in _AFTER_SPEAKER else None
        if opening is not None or any(sentence.start <= p.start < sentence.end for p in people):
            return None
    return None


def _office(role: str) -> set[str]:
    words = [_SAME_OFFICE.get(word, word) for word in skeleton(role, punctuation=False).split()]
    return {word for word in words if word not in _IDLE_OFFICE_WORDS}


def _head(role: str) -> str:
    return skeleton(role, punctuation=False).split()[0]
