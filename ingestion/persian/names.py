"""Names of production units without the people and phone numbers that clerks write into them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ingestion.persian.letters import clean_display, skeleton, word_set

_DIGIT = "[0-9۰-۹٠-٩]"
_GAP = r"[ \u00a0\u200c\-–—./()]{0,2}"
# Mobile (0912…, 912…, +98912…) and fixed numbers (0XX-XXXXXXXX), digits of any script, with gaps.
_PHONE = re.compile(
    rf"(?<!{_DIGIT})(?:"
    rf"(?:(?:\+|[0۰٠]{{2}})[9۹٩][8۸٨]{_GAP}|[0۰٠])[9۹٩](?:{_GAP}{_DIGIT}){{9}}"
    rf"|[9۹٩](?:{_GAP}{_DIGIT}){{9}}"
    rf"|[0۰٠][1-8۱-۸١-٨]{_DIGIT}(?:{_GAP}{_DIGIT}){{8}}"
    rf"|[1-9۱-۹١-٩]{_DIGIT}{{7}} ?[-–/] ?[0۰٠][1-8۱-۸١-٨]{_DIGIT}"  # the area behind the number: «33445566-024»
    rf")(?!{_DIGIT})"
)
# A number of a town has no sign of its own: it counts behind its label only
_LABELLED_PHONE = re.compile(
    rf"(?<!\w)(?:تلفن|تماس|ت|فکس|نمابر|موبایل|همراه)\s*[:：]\s*(?P<number>[1-9۱-۹١-٩]{_DIGIT}{{6,7}})(?!{_DIGIT})"
)
# mobile, phone, phone number, contact, landline; what is left of a label once its number is gone
_PHONE_LABEL = re.compile(
    r"(?:شماره[ ‌]?)?(?:تلفن[ ‌]?همراه|تلفن|تماس|موبایل|همراه|فکس|نمابر|(?<!\w)ت(?=\s*[:：]))[ ‌]*(?:تماس|ثابت|همراه)?"
    r"[ ‌]*(?:مدیر[ ‌]?عامل)?[ ]*[:：؛\-–]?\s*$"
)
# A national id or code that is written into a name: of a company, or of a person
_ID = re.compile(
    rf"(?:شناسه|کد|ش)[ \u200c.]{{0,2}}(?:ملی|ملي|حقوقی|اقتصادی)[ \u200c]?(?:شرکت|واحد)?\s*[:：\-–]?\s*{_DIGIT}{{10,11}}(?!{_DIGIT})"
)
# Mr, Messrs, Mrs: before a person's name anywhere
_SURE_HONORIFIC: Final = r"(?:جناب\s+)?(?:آقای|آقايان|آقایان|اقای|سرکار\s+خانم|خانم)"
# doctor, engineer, haj: also part of trade names, so a person's only after a role, a dash or in brackets
_HONORIFIC: Final = rf"(?:{_SURE_HONORIFIC}|(?:جناب\s+)?(?:مهندس|دکتر|حاج\s+آقا|حاج|حاجی|کربلایی))"
# under the management of, managing director, chairman of the board, represented by, in the name of, founder
_SURE_ROLE: Final = (
    r"(?:(?:به|با)\s+(?:مدیریت|مدیرعاملی|مدیر\s*عاملی|نمایندگی|نام|مالکیت)|مدیر[\s\u200c]*عامل|"
    r"(?:رئیس|رییس)\s+(?:هیئت|هیات|هیأت)[\s\u200c]*مدیره)"
)
# management, manager, owner, representative, contact, licence holder, operator, founder, applicant: only with a mark
# or an honorific after them
_ROLE: Final = r"(?:مدیریت|مدیر|مالک|نماینده|رابط|صاحب\s+امتیاز|متصدی|موسس|مؤسس|متقاضی)"
_NAME_MARK: Final = r"\s*[:：\-–—]\s*"
_PERSON_MARK = re.compile(
    rf"(?<!\w)(?:{_SURE_ROLE}(?!\w)(?:{_NAME_MARK}|\s+)(?:{_HONORIFIC}\s+)?"
    rf"|{_ROLE}(?!\w)(?:{_NAME_MARK}(?:{_HONORIFIC}\s+)?|\s+{_HONORIFIC}\s+)"
    rf"|{_SURE_HONORIFIC}\s+)(?=\w)"
)
_BRACKETED_PERSON = re.compile(rf"^\s*[\-–—:]?\s*{_HONORIFIC}\s+(?=\w)")
_DASHED_PERSON = re.compile(rf"[\-–—،,/]\s*(?={_HONORIFIC}\s+\w)")
_BRACKETS = re.compile(r"[(（\[{]([^()（）\[\]{}]*)[)）\]}]")
_OPEN_BRACKET = re.compile(r"[(\[{][^()\[\]{}]*$")
_EDGE = " \t\r\n\u00a0\u200c-–—_/|،,؛;:.…*"
# Words that a unit's own name may have after «مهندس» or «دکتر»: consulting engineers and the like
_UNIT_WORDS: Final = word_set("مهندسی مهندسان مهندسین مشاور مشاوران")

# A unit that follows its person: «آقای الف (گلخانه)», «آقای الف مدیرعامل شرکت ب», «خانم الف - مرغداری ب»
_STARTS_WITH_PERSON = re.compile(rf"^\s*{_HONORIFIC}\s+(?=\w)")
_UNIT_KINDS: Final = (
    "شرکت کارخانه کارگاه واحد مجتمع تولیدی گروه تعاونی موسسه مؤسسه مجموعه صنایع صنعتی معدن سردخانه کشتارگاه گلخانه "
    "مرغداری دامداری گاوداری پرواربندی دامپروری شیلات آبزی‌پروری نیروگاه پالایشگاه پتروشیمی هتل نانوایی "
    "کشت طرح پروژه شهرک مزرعه کوره آسیاب خدمات بازرگانی"
).split()
_UNIT_AFTER_PERSON = re.compile(
    rf"[(（\[{{]\s*(?P<bracketed>(?:{'|'.join(_UNIT_KINDS)})(?!\w)[^()（）\[\]{{}}]*)[)）\]}}]"
    rf"|(?:[\-–—،,/:]|(?<!\w)(?:{_SURE_ROLE}|{_ROLE})(?:\s+محترم)?)\s*(?P<following>(?:{'|'.join(_UNIT_KINDS)})(?!\w).*)$"
)


@dataclass(frozen=True, slots=True)
class PhoneMention:
    """A phone number at `original[start:end]`; `digits` are ASCII, as written (a lost leading 0 stays lost)."""

    start: int
    end: int
    digits: str


@dataclass(frozen=True, slots=True)
class UnitName:
    """A unit's name for display, and what of people was taken out of it, as written."""

    name: str
    people: tuple[str, ...]
    phones: tuple[str, ...]


def find_phones(text: str) -> list[PhoneMention]:
    """Phone numbers in a text, in order; 11-digit national ids of companies (which begin with 1) are none."""
    places = [match.span() for match in _PHONE.finditer(text)]
    places += [match.span("number") for match in _LABELLED_PHONE.finditer(text)]
    return [
        PhoneMention(start, end, "".join(c for c in skeleton(text[start:end]) if c.isdigit()))
        for start, end in sorted(places)
    ]


def has_person(text: str) -> bool:
    """Whether an honorific or a role that goes with a person's name stands in the text."""
    return _person_start(text) is not None


def _person_start(text: str) -> int | None:
    """Where a person begins outside brackets: an honorific, a role with its name, or a title after a dash."""
    starts: list[int] = []
    for pattern in (_PERSON_MARK, _DASHED_PERSON):
        for match in pattern.finditer(text):
            following = text[match.end() :].split(maxsplit=1)
            if not following or following[0].strip(_EDGE) not in _UNIT_WORDS:
                starts.append(match.start())
                break
    return min(starts, default=None)


_AND_ANOTHER = re.compile(r"\x00\s*(?:و|یا)\s*(?=\x00)")  # between two numbers that were taken out: «and», «or»
_NUMBERING = re.compile(r"^\s*[\d۰-۹٠-٩]{1,2}\s*[-–ـ.)]\s*(?=[^\W\d_])")  # «۱- شرکت …»
_STRETCHED_DASH = re.compile(r"\s+ـ+\s+")  # a tatweel that stands alone is a dash


@lru_cache(maxsize=32768)
def split_unit_name(text: str) -> UnitName:
    """The unit's name, cleaned for display, without phones, honorifics with names, or «به مدیریت …».

    Brackets go where a phone or a person stands in them and stay otherwise («(سهامی خاص)»). A text that is nothing but
    a person keeps the person's name: a natural person may be the applicant.
    """
    text = _STRETCHED_DASH.sub(" - ", _NUMBERING.sub("", text))
    phones = find_phones(text)
    people: list[str] = []
    rest = text
    for phone in reversed(phones):
        before = _PHONE_LABEL.sub("", rest[: phone.start])
        rest = f"{before}\x00{rest[phone.end :]}"
    rest = _drop_brackets(_AND_ANOTHER.sub("", _ID.sub("\x00", rest)), people)
    rest = rest.replace("\x00", " ")
    place = _person_start(rest)
    unit = _UNIT_AFTER_PERSON.search(rest) if _STARTS_WITH_PERSON.match(rest) else None
    if unit is not None:
        group = unit.lastgroup or "following"
        people.append(without_edges(f"{rest[: unit.start(group)].rstrip(_EDGE + '([{（')} {rest[unit.end() :]}"))
        rest = unit.group(group)
    elif place is not None:
        before, person = rest[:place], rest[place:]
        if before.strip(_EDGE):
            people.append(without_edges(person))
            rest = before
    name = without_edges(_OPEN_BRACKET.sub("", rest) if rest.count("(") > rest.count(")") else rest)
    return UnitName(name, tuple(person for person in people if person), tuple(text[p.start : p.end] for p in phones))


# Words whose point belongs to the name: company, limited, incorporated, corporation, brothers.
SHORTENED: Final = ("Co.", "CO.", "Ltd.", "LTD.", "Inc.", "INC.", "Corp.", "Bros.")


def without_edges(text: str) -> str:
    """The text cleaned for display, without marks at its edges but the point of «Co.»."""
    cleaned = clean_display(text)
    without = cleaned.strip(_EDGE)
    return f"{without}." if cleaned.endswith(SHORTENED) else without


def _drop_brackets(text: str, people: list[str]) -> str:
    """The text without brackets that hold a person, or a number that was taken out."""

    def replaced(match: re.Match[str]) -> str:
        inner = match.group(1)
        if "\x00" in inner or _BRACKETED_PERSON.match(inner) or _person_start(inner) is not None:
            person = clean_display(inner.replace("\x00", " ")).strip(_EDGE)
            if person:
                people.append(person)
            return " "
        return match.group()

    return _BRACKETS.sub(replaced, text)
