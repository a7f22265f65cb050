"""The agencies that a cell or a resolution's text names."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ingestion.persian.letters import clean_display, skeleton, word_set
from ingestion.reference import seeds
from ingestion.reference.gazetteer import Mention, find, gazetteer
from ingestion.reference.matching import LINE_BREAK

_LINE_BREAKS = re.compile(r"\r\n|[\r\n\v\f\u2028\u2029\x85]")
_HARD_SEPARATORS: Final = frozenset('،,؛;/\\+|•·&–—-:()[]{}«»"*=…' + LINE_BREAK)
_JOINTS = re.compile(r"(?<!\S)(?:و|یا)(?!\S)")  # and, or
_BANKS: Final = "B_GENERIC"
_NUMBERING = re.compile(r"^[\s\d.)ـ]+|[\s.]+$")

# Words that may stand beside a short name without changing whom it means: department, general, province, county,
# organisation, company, directorate, director(-general), head, office, representative(s), centre, region, branch(es) …
_QUALIFIERS: Final = word_set(
    "اداره کل استان استانی شهرستان شهر سازمان شرکت مدیریت مدیرکل مدیر رییس ریاست محترم دفتر مرکز مرکزی نماینده",
    "نمایندگان نمایندگی بخش منطقه شعب شعبه جناب اقای دستگاه مسیول مسوول متولی مجری حوزه امور مربوطه ذیربط ها های",
    "ناحیه سرپرست سرپرستی کشور ایران همکار ناظر اصلی فرعی پشتیبان ره",
)
# What clerks put before the short names of several bodies («شرکت‌های آب و برق»), or write for a head («ش. گاز»): the
# first words of the official names of bodies that it may stand for. The firms of a trade are no such body («شرکت‌های بیمه»).
_HEADS_IN_SHORT: Final = {
    "ش": ("شرکت",),  # company
    "شرکتهای": ("شرکت",),  # companies of
    "ادارات": ("اداره", "شرکت"),  # departments of
    "ادارههای": ("اداره", "شرکت"),
    "سازمانهای": ("سازمان",),  # organisations of
}
# The numbers of branches: one, two, three … and first, second …
_ORDER: Final = word_set("یک دو سه چهار پنج شش هفت هشت نه ده اول دوم سوم چهارم پنجم")
# Bodies that the seeds do not list and whose names hold listed ones: association, union, syndicate, society, assembly,
# club, council, cooperative, cluster, consortium, federation, campaign, institute, commission, committee
_FOREIGN_HEADS: Final = word_set(
    "انجمن اتحادیه سندیکا کانون مجمع باشگاه شورا شورای تعاونی خوشه کنسرسیوم فدراسیون پویش انستیتو کمیسیون کمیته",
    "هیات جمعیت تشکل",
)
# What opens the name of another body right behind a known one: organisation, fund, foundation, association, union, syndicate,
# club, headquarters, institute, research institute, headquarters of works, consortium, cluster
_BESIDE_HEADS: Final = word_set(
    "سازمان صندوق بنیاد انجمن اتحادیه سندیکا کانون ستاد موسسه پژوهشگاه پژوهشکده قرارگاه کنسرسیوم خوشه"
)
# Heads of words that name nobody: bank(s), agency(-ies), departments, bodies, organisations, companies, members
_GENERIC_HEADS: Final = word_set(
    "بانک بانکها بانکهای دستگاه دستگاهها دستگاههای ادارات ادارهها ارگان ارگانها ارگانهای نهاد نهادها نهادهای",
    "سازمانها سازمانهای شرکتها شرکتهای مراجع مرجع اعضا اعضای مدیران مدیرانکل موسسات مسیولین مسیولان",
)
# What may follow them: concerned, responsible, agent, executive, all, other, service-giving, state, member …
_GENERIC_WORDS: Final = word_set(
    "عامل عوامل اجرایی ذیربط ذی ربط مربوطه مربوط مرتبط متولی مسیول مسوول مجری کلیه همه تمام تمامی سایر دیگر خدمات رسان",
    "خدماترسان خدمت خدمترسان دولتی خصوصی عضو کارگروه استان استانی شهرستان کل ها های محترم مذکور نامبرده یادشده فوق",
    "الذکر فوقالذکر تابعه عمومی غیردولتی نظارتی حاکمیتی طرف قرارداد حسب مورد زیربنایی و ذیصلاح صلاح اقتصادی نهادهای",
    "دستگاه دستگاهها دستگاههای ادارات بانک بانکها بانکهای سازمانها سازمانهای شرکتها شرکتهای نهادها ارگانها مالی",
    "موسسات اعتباری بانکی",
)
# Parts of a body named before: deputy office, branch, unit, section, expert
_SUBUNIT_HEADS: Final = word_set("معاونت شعبه شعب واحد بخش کارشناس کارشناسان حوزه معاون")
# What opens an office of the body before it, where it stands in brackets: bureau, directorate, department, group, affairs,
# centre, part, section
_OFFICE_HEADS: Final = word_set("دفتر مدیریت اداره گروه امور مرکز قسمت دایره")
# … and what opens a panel of it: commission, committee; what opens a firm, which is another body: company, firm, institute
_PANEL_HEADS: Final = word_set("کمیسیون کمیته")
_FIRMS: Final = word_set("شرکت موسسه گروه هلدینگ بیمه لیزینگ کارخانه")
# What opens a remark beside a body: letter, notice, number, dated, by, following, according to, about, for, within, at most
_REMARK_HEADS: Final = word_set(
    "نامه ابلاغیه مکاتبه شماره مورخ مورخه طی پیرو طبق مطابق برابر موضوع درخصوص بابت ظرف حداکثر مهلت تاریخ"
)


@dataclass(frozen=True, slots=True)
class AgencyName:
    """A body as a cell names it.

    `name` is the official name where `agency_id` is known, else what was written. A generic word («بانک عامل») has no
    `agency_id` and no `ministry_id`; its row in the seeds is `generic_id`. [start, end) are places in the cell's text.
    """

    agency_id: str | None
    ministry_id: str | None
    name: str
    start: int
    end: int
    is_generic: bool = False
    generic_id: str | None = None


@dataclass(frozen=True, slots=True)
class _Piece:
    """[start, end) of the cell, cut at separators outside the names found; `joined_by_and` where «و» stands before."""

    start: int
    end: int
    text: str
    mentions: tuple[Mention, ...]
    joined_by_and: bool


@lru_cache(maxsize=1)
def _county_words() -> frozenset[str]:
    words: set[str] = set()
    for county in seeds.counties():
        words.update(skeleton(county.name_fa, punctuation=False).split())
    for province in seeds.provinces().values():
        words.update(skeleton(province.name_fa, punctuation=False).split())
        words.update(skeleton(province.capital_fa, punctuation=False).split())
    return frozenset(words)


def _words(text: str) -> list[str]:
    return skeleton(text, punctuation=False).split()


def _are_qualifiers(words: list[str], *, with_places: bool = True) -> bool:
    places = _county_words() if with_places else frozenset()
    return all(word in _QUALIFIERS or word in places or word.isdigit() for word in words)


def _known(agency_id: str, start: int, end: int, written: str) -> AgencyName:
    agency = seeds.agencies()[agency_id]
    if agency.is_generic:
        return AgencyName(None, None, written, start, end, is_generic=True, generic_id=agency_id)
    return AgencyName(agency_id, agency.ministry_id, agency.name_fa, start, end)


def _unknown(piece: _Piece) -> AgencyName:
    return AgencyName(None, None, clean_display(_NUMBERING.sub("", piece.text)), piece.start, piece.end)


def _cut(text: str, mentions: list[Mention]) -> list[_Piece]:
    """The pieces between separators that no mention covers; «و» cuts only where a name stands beside it."""
    covered = bytearray(len(text))
    for mention in mentions:
        covered[mention.start : mention.end] = b"\x01" * (mention.end - mention.start)
    cuts: list[tuple[int, int, bool]] = []
    for place, character in enumerate(text):
        if character in _HARD_SEPARATORS and not covered[place]:
            cuts.append((place, place + 1, False))
    cuts.extend((m.start(), m.end(), True) for m in _JOINTS.finditer(text) if not covered[m.start()])
    cuts.sort()
    pieces: list[_Piece] = []
    start, joined, first = 0, False, 0
    for cut_start, cut_end, is_and in [*cuts, (len(text), len(text), False)]:
        last = first
        while last < len(mentions) and mentions[last].start < cut_start:
            last += 1
        pieces.append(_Piece(start, cut_start, text[start:cut_start], tuple(mentions[first:last]), joined))
        start, joined, first = cut_end, is_and, last
    return _rejoin_unknown(text, pieces)


def _rejoin_unknown(text: str, pieces: list[_Piece]) -> list[_Piece]:
    """Undoes the cuts at «و» inside a run of pieces that names nobody known («شورای خوشه خشت و سفال»)."""
    runs: list[list[_Piece]] = []
    for piece in pieces:
        if piece.joined_by_and and runs:
            runs[-1].append(piece)
        else:
            runs.append([piece])
    result: list[_Piece] = []
    for run in runs:
        opens_with_foreign = bool(_words(run[0].text)) and _words(run[0].text)[0] in _FOREIGN_HEADS
        has_free = any(_free_mentions(piece) for piece in run)
        has_short = any(_short_name(piece) for piece in run) or _is_bank_list(run)
        if len(run) > 1 and not has_free and (opens_with_foreign or not has_short):
            start, end = run[0].start, run[-1].end
            mentions = tuple(m for piece in run for m in piece.mentions)
            result.append(_Piece(start, end, text[start:end], mentions, False))
        else:
            result.extend(run)
    return result


def _is_bank_list(run: list[_Piece]) -> bool:
    words = _words(run[0].text)
    return bool(words) and words[0] in ("بانکهای", "بانکها")  # banks of


def _free_mentions(piece: _Piece) -> list[Mention]:
    """Mentions that need no context, unless the piece is about another body («انجمن حامیان محیط زیست»)."""
    free = [m for m in piece.mentions if m.kind == "agency" and m.alias_class != "agency_cell_only"]
    if free:
        lead = _words(piece.text[: max(free[0].start - piece.start, 0)])
        if any(word in _FOREIGN_HEADS for word in lead):
            return []
    return free


def _short_name(piece: _Piece) -> Mention | None:
    """The mention of class agency_cell_only that, with qualifiers, is the whole piece."""
    for mention in piece.mentions:
        if mention.kind != "agency" or mention.alias_class != "agency_cell_only":
            continue
        rest = piece.text[: max(mention.start - piece.start, 0)] + " " + piece.text[mention.end - piece.start :]
        names_no_one = mention.is_generic and len(_words(mention.text)) == 1
        words = _words(rest)
        if words and words[0] in _HEADS_IN_SHORT and mention.start > piece.start and not mention.is_generic:
            heads = tuple(map(skeleton, _HEADS_IN_SHORT[words[0]]))
            if not skeleton(seeds.agencies()[mention.id].name_fa).startswith(heads):
                continue
            words = words[1:]
        if _are_qualifiers(words, with_places=not names_no_one):
            return mention
    return None


def _is_generic(words: list[str]) -> bool:
    return any(word in _GENERIC_HEADS for word in words) and all(
        word in _GENERIC_HEADS or word in _GENERIC_WORDS for word in words
    )


def _is_bank(name: AgencyName) -> bool:
    if name.agency_id is None:
        return name.generic_id == _BANKS
    return seeds.agencies()[name.agency_id].is_bank


def _listed_bank(piece: _Piece, previous: AgencyName | None, *, in_plural_list: bool) -> str | None:
    """The bank that a short name means inside a list of banks."""
    words = _words(piece.text)
    if words and words[0] in ("بانکهای", "بانکها"):  # banks of
        return gazetteer().bank_of_short_name(" ".join(words[1:]))
    if previous is None or not _is_bank(previous):
        return None
    while words and words[-1] in _QUALIFIERS:
        words.pop()
    bank = gazetteer().bank_of_short_name(" ".join(words))
    if bank and (piece.joined_by_and or in_plural_list or not _short_name(piece)):
        return bank
    return None


def _read_piece(
    piece: _Piece, previous: AgencyName | None, *, in_plural_list: bool, in_brackets: bool = False
) -> list[AgencyName]:
    words = _words(piece.text)
    if not words or all(word.isdigit() for word in words):
        return []
    if previous is not None and piece.joined_by_and and len(words) == 1 and words[0] in _ORDER:
        return []  # «شعبه یک و دو»
    free = _free_mentions(piece)
    if free:
        if len(free) == 1 and free[0].is_generic:
            return [_known(free[0].id, piece.start, piece.end, clean_display(_NUMBERING.sub("", piece.text)))]
        return [
            *(_known(m.id, m.start, m.end, clean_display(m.text)) for m in free),
            *_beside(piece, free),
        ]
    bank = _listed_bank(piece, previous, in_plural_list=in_plural_list)
    if bank:
        return [_known(bank, piece.start, piece.end, clean_display(piece.text))]
    short = _short_name(piece)
    if short:
        return [_known(short.id, short.start, short.end, clean_display(piece.text))]
    if words[0] not in _FOREIGN_HEADS and _is_generic(words):
        generic = _BANKS if words[0].startswith("بانک") else "GENERIC"  # bank
        return [_known(generic, piece.start, piece.end, clean_display(piece.text))]
    ministry = next((m for m in piece.mentions if m.kind == "ministry"), None)
    if ministry:
        return [AgencyName(None, ministry.id, clean_display(piece.text), piece.start, piece.end)]
    if previous is not None and (
        _are_qualifiers(words)
        or words[0] in _SUBUNIT_HEADS
        or words[0] in _REMARK_HEADS
        or (in_brackets and previous.agency_id is not None and _is_its_part(words))
        or (previous.is_generic and _is_generic_tail(words))
    ):
        return []
    return _led_body(piece) or [_unknown(piece)]


def _is_its_part(words: list[str]) -> bool:
    """Whether words in brackets behind a known body say its office, its panel or its matter, and no other body."""
    if words[0] in _OFFICE_HEADS or words[0] in _PANEL_HEADS:
        return True
    return not any(word in _FOREIGN_HEADS or word in _BESIDE_HEADS or word in _FIRMS for word in words)


_LED = re.compile(r"\s*مدیر[ \u200c]?عامل(?:\s+محترم)?\s+(?=شرکت\s)")  # managing director of the company


def _led_body(piece: _Piece) -> list[AgencyName]:
    """The known bodies whose head a piece names («مدیرعامل شرکت آب منطقه‌ای»)."""
    head = _LED.match(piece.text)
    if head is None:
        return []
    start = piece.start + head.end()
    found = [replace(n, start=start + n.start, end=start + n.end) for n in split_agency_cell(piece.text[head.end() :])]
    return found if all(name.agency_id and name.agency_id != "APPLICANT" for name in found) else []


def _beside(piece: _Piece, known: list[Mention]) -> list[AgencyName]:
    """The body that stands right behind a known one without a sign between them («امور مالیاتی صندوق حمایت از کشت»)."""
    end = max(mention.end for mention in known)
    rest = piece.text[end - piece.start :]
    words = _words(rest)
    if not words:
        return []
    short = next((m for m in piece.mentions if m.alias_class == "agency_cell_only" and m.start >= end), None)
    is_branch = words[0] in _SUBUNIT_HEADS
    if short is not None and not short.is_generic and not is_branch and words == _words(short.text):
        return [_known(short.id, short.start, short.end, clean_display(short.text))]
    if words[0] in _BESIDE_HEADS and len(words) > 1 and not _are_qualifiers(words):
        return [AgencyName(None, None, clean_display(rest), end, piece.end)]
    return []


def _is_spelled_out(name: AgencyName, piece: _Piece) -> bool:
    return name.agency_id is not None and gazetteer().bank_of_short_name(piece.text) == name.agency_id


def _is_generic_tail(words: list[str]) -> bool:
    return all(word in _GENERIC_WORDS or word in _GENERIC_HEADS for word in words)


@lru_cache(maxsize=16384)
def split_agency_cell(text: str) -> tuple[AgencyName, ...]:
    """The agencies that an agency cell names, in the order written, each once; unknown names as written."""
    flat = _LINE_BREAKS.sub(lambda match: LINE_BREAK * len(match.group()), text)
    mentions = find(flat, "agency_cell")
    names: list[AgencyName] = []
    seen: set[str] = set()
    previous: AgencyName | None = None
    in_plural_list = False
    for piece in _cut(flat, mentions):
        in_brackets = piece.start > 0 and flat[piece.start - 1] in "([{"
        found = _read_piece(piece, previous, in_plural_list=in_plural_list, in_brackets=in_brackets)
        in_plural_list = in_plural_list or bool(found and _is_bank_list([piece]))
        if found and previous is not None and previous.generic_id == _BANKS and _is_spelled_out(found[0], piece):
            names.pop()  # «بانک عامل (ملی)» names the bank after all
        for name in found:
            previous = name
            key = name.agency_id or skeleton(name.name, spaces=False, punctuation=False)
            if key and key not in seen:
                seen.add(key)
                names.append(name)
    return tuple(names)


@lru_cache(maxsize=16384)
def agencies_in_resolution(text: str) -> tuple[AgencyName, ...]:
    """The agencies that a resolution's text names, in the order written, each once; generic words included."""
    names: list[AgencyName] = []
    seen: set[str] = set()
    for mention in find(text, "resolution_text"):
        if mention.kind == "agency" and mention.id not in seen:
            seen.add(mention.id)
            names.append(_known(mention.id, mention.start, mention.end, clean_display(mention.text)))
    return tuple(names)


def province_of_cell(text: str) -> str | None:
    """The province that a cell names as a whole, else None."""
    return gazetteer().province_of_cell(text)


_NEAR_ENOUGH: Final = 85.0  # of 100: one or two letters of a name


def similar_agencies(text: str, limit: int = 2) -> tuple[str, ...]:
    """The official names of the bodies written most like `text`, the nearest first; none where none is near."""
    from rapidfuzz import fuzz, process

    names = _distinct_names()
    near = process.extract(
        _distinct_part(text), names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR_ENOUGH, limit=limit * 4
    )
    found = dict.fromkeys(seeds.agencies()[names[name]].name_fa for name, _, _ in near)
    return tuple(found)[:limit]


@lru_cache(maxsize=1)
def _distinct_names() -> dict[str, str]:
    """What tells a body's names and aliases apart → agency_id; generic words are left out."""
    written = [(alias.alias, alias.entity_id) for alias in seeds.agency_aliases()]
    written += [(agency.name_fa, agency.agency_id) for agency in seeds.agencies().values()]
    names: dict[str, str] = {}
    for name, agency_id in written:
        if not seeds.agencies()[agency_id].is_generic:
            names.setdefault(_distinct_part(name), agency_id)
    return names


def _distinct_part(name: str) -> str:
    words = _words(name)
    return " ".join([word for word in words if word not in _QUALIFIERS] or words)
