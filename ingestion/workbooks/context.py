"""What titles, dividers, sheet names and file names say about the rows below them."""

from __future__ import annotations

import datetime
import functools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ingestion.persian.dates import WrittenDate, find_dates, read_date, years_in_digits
from ingestion.persian.numbers import find_numbers
from ingestion.reference.gazetteer import find, gazetteer
from ingestion.workbooks import headings
from ingestion.workbooks.grid import Cell, Sheet, address, is_blank, text_of
from ingestion.workbooks.values.dates import YearHelp, full_year, resolve
from ingestion.workbooks.values.money import MoneyUnit, unit_in
from ingestion.workbooks.values.texts import folded, squeeze
from ingestion.workbooks.vocabulary import written


class Source(NamedTuple):
    """A cell that a value comes from, with its address (empty where it is no cell)."""

    cell: Cell
    address: str


@dataclass
class Said:
    """What one line of text says: session, date, province, unit of money, the day of the report, label: value pairs."""

    session_no: str | None = None
    session_date: datetime.date | None = None
    date_issue: str | None = None
    month: tuple[int | None, int] | None = None
    as_of_on: datetime.date | None = None
    province_id: str | None = None
    money: MoneyUnit | None = None
    years: set[int] = field(default_factory=set)
    pairs: dict[str, Source] = field(default_factory=dict)
    address: str = ""
    text: str = ""
    date_rank: int = 0  # 2: the day of a session that the line names; 1: a day; 0: a bare «تاریخ:», a letter's perhaps

    @property
    def names_session(self) -> bool:
        """Whether a session's number or day is stated."""
        return self.session_no is not None or self.session_date is not None


@functools.cache
def _session_word() -> re.Pattern[str]:
    return re.compile(r"(?:صورت ?جلسه|صورت ?جلسات|جلسه|جلسات|نشست|نشستهای|session|meeting)")


_DIGIT = "[0-9۰-۹٠-٩]"
_JOINED_DAY = re.compile(
    rf"(?<={_DIGIT})[-–_/ـ](?=[1۱١][34۳۴٣٤]{_DIGIT}{{2}}([./\-]){_DIGIT}{{1,2}}\1{_DIGIT}{{1,2}}(?![./\-]?{_DIGIT}))"
)
_COMPACT_DAY = re.compile(
    rf"(?<!{_DIGIT})[1۱١][34۳۴٣٤]{_DIGIT}{{2}}[01۰۱٠١]{_DIGIT}[0-3۰-۳٠-٣]{_DIGIT}(?!{_DIGIT})"
)  # of a session: «جلسه ۵ (۱۴۰۳۰۶۱۹)»


def with_days_apart(text: str) -> str:
    """«جلسه ۵-۱۴۰۳/۰۶/۱۹» with a space between the number and the day, every sign else in its place."""
    return _JOINED_DAY.sub(" ", text)


class LineDate(NamedTuple):
    """A date in a line of text, with its place."""

    start: int
    end: int
    date: WrittenDate


_SHORT_DATE = re.compile(
    r"(?<![\d/.\-])[\d۰-۹٠-٩]{2}\s?[/.\-]\s?[\d۰-۹٠-٩]{1,2}\s?[/.\-]\s?[\d۰-۹٠-٩]{1,2}(?![\d/.\-])"
)
_SHORT_NAMED = re.compile(r"[\d۰-۹٠-٩]{1,2}\s+[آ-یءئ\u200c]{2,9}(?:\s*ماه)?\s+[\d۰-۹٠-٩]{2}(?![\d۰-۹٠-٩/])")


@functools.lru_cache(maxsize=16384)
def line_dates(text: str) -> tuple[LineDate, ...]:
    """The dates of a title, divider or sheet name, also those with a year of two digits."""
    text = with_days_apart(text)
    found = [_after_ordinals(text, LineDate(m.start, m.end, m.date)) for m in find_dates(text)]
    is_of_session = _session_word().search(folded(text)) is not None
    for pattern in (_SHORT_DATE, _SHORT_NAMED, *((_COMPACT_DAY,) if is_of_session else ())):
        for match in pattern.finditer(text):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            written_date = read_date(match[0])
            if written_date is not None and written_date.is_valid:
                found.append(LineDate(match.start(), match.end(), written_date))
    if not found and (whole := read_date(text)) is not None:
        found.append(LineDate(0, len(text), whole))
    return tuple(sorted(found, key=lambda item: item.start))


def _after_ordinals(text: str, found: LineDate) -> LineDate:
    """«جلسات دوم و سوم - ۳۱ فروردین»: what stands before the dash counts the session and begins no range of days."""
    if found.date.day_end is None:
        return found
    dash = re.search(r"\s*[-–—،,(]\s*(?=\w)", text[found.start : found.end])
    if dash is None:
        return found
    has_digits = re.search(r"[\d۰-۹٠-٩]", text[found.start : found.start + dash.start()]) is not None
    before = re.sub(r"(?:\d+\s*[و،,]\s*)+$", "", folded(text[: found.start]) + " ")  # «جلسات ۵ و ۶ - دوازدهم مهر»
    if has_digits and not _last_link(before.rstrip()):
        return found
    start = found.start + dash.end()
    alone = read_date(text[start : found.end])
    return LineDate(start, found.end, alone) if alone else found


_LINK = re.compile(
    r"(?:[\s:،,\-–()«»/#.]*(?:شماره|ش|no|های|ی|فوق ?العاده|مشترک|عادی|کارگروه|ستاد|تسهیل|رفع موانع تولید|و|استان)(?!\w))*"
    r"[\s:،,\-–()«»/#.]*"
)
_NTH_GROUP = re.compile(r"ین (?:کارگروه|ستاد) (?:تسهیل|رفع)")  # «هفتمین کارگروه تسهیل»: its seventh session
_NTH_ENGLISH = re.compile(r"(?:st|nd|rd|th) (?:session|meeting)")
_YEAR = re.compile(r"(?<!\d)(1[34]\d\d)(?!\d)")
_TWO_DIGIT_YEAR = re.compile(r"(?<![\d/.\-])(\d\d)(?![\d/.\-])")
_AS_OF_NEAR = re.compile(
    r"(?:تا|لغایت|منتهی به|تا تاریخ|تا پایان|در تاریخ گزارش|به تاریخ گزارش|گزارش مورخ|لغایت تاریخ|الی|تا مورخ|پایان|منتهی به پایان|تا انتهای)[\s:]*$"
)
_AS_OF_WORDS = re.compile(
    "تاریخ گزارش|تاریخ تهیه|بروزرسانی|به روزرسانی|به روز رسانی|تاریخ چاپ|تاریخ استخراج|تاریخ تنظیم|گزارش مورخ|تهیه شده در|تاریخ ارسال|گزارش تا|وضعیت در تاریخ|تاریخ اخرین"
)
_MONEY_WORDS = re.compile("مبالغ|مبلغ|ارقام|اعداد|واحد پول|واحد:|ریال|تومان")


@functools.lru_cache(maxsize=16384)
def session_in(text: str) -> str | None:
    """The number of the session that a line names: `4`, `25,26` for two in one sitting; None where none is named."""
    text = with_days_apart(text)
    plain = folded(text)
    if not _session_word().search(plain) and not _NTH_GROUP.search(plain):
        return None
    taken = [(found.start, found.end) for found in line_dates(text) if found.end - found.start < len(text)]
    numbers = [
        mention
        for mention in find_numbers(text)
        if isinstance(mention.value, int)
        and 0 < mention.value < 1300
        and not mention.is_percent
        and not any(start < mention.end and mention.start < end for start, end in taken)
    ]
    undated = text
    for start, end in taken:
        undated = undated[:start] + " " * (end - start) + undated[end:]
    for index, mention in enumerate(numbers):
        before, after = folded(text[: mention.start]), folded(text[mention.end :])
        follows = _last_link(before)
        if not follows and before.endswith("شماره"):  # «جلسه مورخ ۱۴۰۳/۱/۲۶ - شماره ۱»
            follows = _last_link(re.sub(r"مورخه?|تاریخ", " ", folded(undated[: mention.start])))
        precedes = mention.is_ordinal and re.match(
            r"(?:ین)?\s*(?:و\s*\S+(?:\s+و\s+\S+){0,2}\s+)?(?:صورت ?جلسه|جلسه|نشست|جلسات)", after
        )
        precedes = (
            precedes or _NTH_ENGLISH.match(after) or _NTH_GROUP.match(f"{folded(text[: mention.end])[-2:]} {after}")
        )
        if not follows and not precedes:
            continue
        chain = [mention.value]
        last = mention
        for following in numbers[index + 1 :]:
            between = folded(text[last.end : following.start])
            if re.fullmatch(r"(?:ین)?\s*(?:و|،|,|-|–|/)\s*", between):
                chain.append(int(following.value))
                last = following
            elif re.fullmatch(r"\s*(?:تا|الی)\s*", between) and 0 < int(following.value) - chain[-1] <= 10:
                chain.extend(range(int(chain[-1]) + 1, int(following.value) + 1))
                last = following
            else:
                break
        return ",".join(str(number) for number in chain)
    return None


def _last_link(before: str) -> bool:
    """Whether a session word stands right before, with nothing but small words and signs between."""
    matches = list(_session_word().finditer(before))
    return bool(matches) and _LINK.fullmatch(before[matches[-1].end() :]) is not None


def read_line(text: str, help_: YearHelp, place: str = "") -> Said:
    """What a title, divider or sheet name says."""
    said = Said(text=text, address=place)
    text = with_days_apart(text)
    plain = years_in_digits(folded(text))
    said.years = {int(year) for year in _YEAR.findall(plain)}
    help_ = help_.with_years(said.years)
    said.session_no = session_in(text)
    said.province_id = province_in(text)
    if _MONEY_WORDS.search(plain):
        said.money = unit_in(text)
    for mention in line_dates(text):
        _take_date(said, mention, text, plain, help_)
    is_bare = re.match(r"\s*تاریخ\s*[:：]", plain) is not None
    said.date_rank = 2 if _session_word().search(plain) else 0 if is_bare else 1
    return said


def _take_date(said: Said, mention: LineDate, text: str, plain: str, help_: YearHelp) -> None:
    is_report_day = bool(_AS_OF_NEAR.search(folded(text[: mention.start]))) or bool(_AS_OF_WORDS.search(plain))
    written_date = mention.date
    if written_date.day is None:
        year = full_year(written_date.year, help_)
        if is_report_day:
            said.as_of_on = said.as_of_on or written_date.end_date(year)
        elif said.month is None:
            said.month = (year, written_date.month)
        return
    reading = resolve(written_date, help_)
    if is_report_day:
        said.as_of_on = said.as_of_on or reading.value
    elif said.session_date is None:
        said.session_date, said.date_issue = reading.value, reading.issue


@functools.lru_cache(maxsize=4096)
def province_in(text: str) -> str | None:
    """The one province that a line names, or None."""
    found = {mention.id for mention in find(text) if mention.kind == "province"} or _provinces_in_english(text)
    return found.pop() if len(found) == 1 else None


_LONGEST_ENGLISH = 300
_ENGLISH_PROVINCE = re.compile(
    r"((?:(?!province)[a-z&-]{1,20} {1,3}){1,4})province\b|\bprovince of ((?:[a-z&-]{1,20} ?){1,4})", re.IGNORECASE
)


def _provinces_in_english(text: str) -> set[str]:
    """The provinces that a line names as «Hamadan Province» or «Province of West Azerbaijan»."""
    if len(text) > _LONGEST_ENGLISH or "province" not in text.lower():
        return set()
    found = set()
    for match in _ENGLISH_PROVINCE.finditer(text):
        named = (match[1] or match[2]).split()
        tries = [named[-n:] if match[1] else named[:n] for n in range(len(named), 0, -1)]
        provinces = (_latin_provinces().get(_latin_key(" ".join(words))) for words in tries)
        found.add(next((province for province in provinces if province), ""))
    return found - {""}


@functools.lru_cache(maxsize=4096)
def province_of(text: str) -> str | None:
    """The province that a cell or a title's label names."""
    return gazetteer().province_of_cell(text) or province_in(text) or _latin_provinces().get(_latin_key(text))


@functools.cache
def _latin_provinces() -> dict[tuple[str, ...], str]:
    from ingestion.reference.seeds import provinces

    found = {_latin_key(province.name_en): province.province_id for province in provinces().values()}
    return {key: province_id for key, province_id in found.items() if key}


# Persian words in Latin letters and their English: eastern, western, northern, southern; province, the same, bound, and
_LATIN_WORDS = {
    **dict.fromkeys(("sharqi", "sharghi"), "east"),
    **dict.fromkeys(("gharbi", "qarbi"), "west"),
    "shomali": "north",
    **dict.fromkeys(("jonubi", "jonoubi", "jonoobi"), "south"),
    **dict.fromkeys(("province", "ostan", "ostane", "of", "e", "va", "o", "and"), ""),
}


def _latin_key(text: str) -> tuple[str, ...]:
    """The consonants of a province's name in Latin letters, so that Ardabil and Ardebil, Qom and Ghom are one."""
    if not text.isascii() or len(text) > 40:
        return ()
    named = [_LATIN_WORDS.get(word, word) for word in re.findall(r"[a-z]+", text.lower())]
    consonants = [re.sub(r"[aeiou]|(?<=[aeiou])y", "", word.replace("gh", "q")) for word in named]
    return tuple(sorted(word for word in consonants if word))


def province_of_file_name(name: str) -> str | None:
    """The province that a file's name states in Persian or English, or None."""
    from ingestion.reference.seeds import provinces

    stem = re.sub(r"[_\-.]+", " ", name.rpartition(".")[0] or name)
    found = province_in(stem) or province_in(f"استان {stem}")
    if found:
        return found
    key = squeeze(stem)
    hits = {p.province_id for p in provinces().values() if len(p.name_en) > 2 and squeeze(p.name_en) in key}
    longest = {
        p
        for p in hits
        if not any(p != q and squeeze(provinces()[p].name_en) in squeeze(provinces()[q].name_en) for q in hits)
    }
    if not longest:
        longest = _provinces_spelled_otherwise(stem)
    return longest.pop() if len(longest) == 1 else None


def _provinces_spelled_otherwise(stem: str) -> set[str]:
    """The provinces whose names a file's name has in another Latin spelling («Hamedan», «Ghazvin»)."""
    from rapidfuzz import fuzz

    from ingestion.reference.seeds import provinces

    named = re.findall(r"[a-z]{4,}", stem.lower())
    found = set()
    for province in provinces().values():
        own = re.findall(r"[a-z]{4,}", province.name_en.lower())
        if len(own) == 1 and any(
            _latin_key(word) == _latin_key(own[0]) and fuzz.ratio(word, own[0]) >= 70 for word in named
        ):
            found.add(province.province_id)
    return found


_SESSION_LETTER = re.compile(
    r"^\s*(?:ج|[jJ](?!.*[a-zA-Z]))\s*[.\-_:ـ]?\s*(?=[\d۰-۹٠-٩]{1,3}(?![\d۰-۹٠-٩]))"  # not «j12_report»
)
# «ش ۵ - ۱۴۰۳.۰۶.۱۹»: a number with its day
_SESSION_NUMBER = re.compile(
    rf"^\s*(?:ش|شماره|ن)\s*[.\-_:ـ]?\s*(?={_DIGIT}{{1,3}}\s*[-–_(،,]?\s*[1۱١][34۳۴٣٤]{_DIGIT}{{2}}\D)"
)
_LETTERED = re.compile(r"^\s*(?:الف|آ|ا|ب|د|[a-iA-I])\s*[.\-_:ـ]?\s*[\d۰-۹٠-٩]")


def names_in_full(names: Sequence[str]) -> list[str]:
    """The names of a workbook's sheets with «جلسه» for a «ج» before a number, unless their letters count («ب ۱», «ج ۱»)."""
    if any(_LETTERED.match(name) for name in names):
        return list(names)
    return [_SESSION_LETTER.sub("جلسه ", _SESSION_NUMBER.sub("جلسه ", name)) for name in names]


def year_from_sheet_name(name: str) -> set[int]:
    """Years that a sheet's name states: «مصوبات ۱۴۰۴», «تیر ۰۴»."""
    plain = folded(name)
    years = {int(year) for year in _YEAR.findall(plain)}
    if not years and any(month in plain for month in _month_words()):
        years = {1400 + int(two) if int(two) < 50 else 1300 + int(two) for two in _TWO_DIGIT_YEAR.findall(plain)}
    return years


@functools.cache
def _month_words() -> tuple[str, ...]:
    from ingestion.persian.jalali import MONTHS

    return (*(folded(month) for month in MONTHS), "سال")


def label_pairs(sheet: Sheet, row: int, columns: Iterable[int] | None = None) -> dict[str, Source]:
    """Field → source of the «label: value» pairs of a row, in one cell or in neighbouring ones."""
    cells = sheet.rows[row - 1] if 0 < row <= len(sheet.rows) else ()
    places = [c for c in (columns or range(1, len(cells) + 1)) if c <= len(cells) and not is_blank(cells[c - 1])]
    found: dict[str, Source] = {}
    skip = False
    for index, column in enumerate(places):
        if skip:
            skip = False
            continue
        text = text_of(cells[column - 1])
        for name, stated in pairs_in_text(text):
            found.setdefault(name, Source(stated, address(row, column)))
        label = label_of(text)
        if label is None or index + 1 >= len(places):
            continue
        value = cells[places[index + 1] - 1]
        if label_of(text_of(value)) is None or not text.rstrip().endswith(":"):
            is_said = text.rstrip().endswith((":", "：")) or len(places) == 2
            if is_said or is_of_session(text, text_of(value)):
                found.setdefault(label, Source(value, address(row, places[index + 1])))
                skip = True
    return found


def is_of_session(label: str, value: str) -> bool:
    """Whether a cell beside «شماره جلسه» is the number of a session, or one beside «تاریخ جلسه» its day."""
    name = label_of(label)
    if name == "session_no":
        return re.fullmatch(r"\s*\d{1,4}\s*", folded(value)) is not None
    return name == "session_date" and any(line_dates(value))


_PAIR = re.compile(
    r"([^:：\n|،؛\-–]{2,40}?)\s*[:：]\s*([^:：\n|]+?)(?=\s*(?:[\n|،؛]|\s[-–]\s|\s{3,}|$)|\s+[^\s:：\d][^\s:：]*(?:\s+[^\s:：]+){0,2}\s*[:：])"
)


def pairs_in_text(text: str) -> list[tuple[str, str]]:
    """(field, value) pairs written in one text: «شماره جلسه: ۵   تاریخ جلسه: ۱۴۰۴/۰۳/۱۰»."""
    found = []
    if ":" not in text and "：" not in text:
        return []
    for match in _PAIR.finditer(text):
        meaning = headings.best(match[1].strip())
        if meaning and meaning.score >= 0.8 and match[2].strip():
            found.append((meaning.field, match[2].strip()))
    return found


def label_of(text: str) -> str | None:
    """The field that a label («نام واحد:») stands for, or None where the text is no label."""
    bare = text.strip().rstrip(":： ").strip()
    if not bare or len(bare) > 60 or ":" in bare:
        return None
    meaning = headings.best(bare)
    least = 0.8 if text.rstrip().endswith((":", "：")) else 0.9
    return meaning.field if meaning and meaning.score >= least else None


@dataclass
class Title:
    """What the title rows of a table say together, the first word on a thing counting."""

    session_no: str | None = None
    session_date: datetime.date | None = None
    date_issue: str | None = None
    session_address: str = ""
    date_address: str = ""
    as_of_on: datetime.date | None = None
    province_id: str | None = None
    money: MoneyUnit | None = None
    years: set[int] = field(default_factory=set)
    month: tuple[int | None, int] | None = None
    pairs: dict[str, Source] = field(default_factory=dict)
    date_rank: int = -1

    def add(self, said: Said) -> None:
        """Take what one more line says."""
        if self.session_no is None and said.session_no is not None:
            self.session_no, self.session_address = said.session_no, said.address
        has_date = said.session_date is not None or said.date_issue is not None
        if has_date and said.date_rank > self.date_rank:
            self.session_date, self.date_issue, self.date_address = said.session_date, said.date_issue, said.address
            self.date_rank = said.date_rank
        self.as_of_on = self.as_of_on or said.as_of_on
        self.province_id = self.province_id or said.province_id
        self.money = self.money or said.money
        self.month = self.month or said.month
        self.years |= said.years
        for name, source in said.pairs.items():
            self.pairs.setdefault(name, source)


def read_title(sheet: Sheet, rows: Sequence[int], help_: YearHelp) -> Title:
    """What the title rows say."""
    title = Title()
    texts = [
        (row, c, text_of(cell)) for row in rows for c, cell in enumerate(sheet.rows[row - 1], 1) if not is_blank(cell)
    ]
    years = {int(year) for _, _, text in texts for year in _YEAR.findall(years_in_digits(folded(text)))}
    help_ = help_.with_years(years)
    for row in rows:
        pairs = label_pairs(sheet, row)
        for name, source in pairs.items():
            title.pairs.setdefault(name, source)
    is_letter = any(re.match(r"\s*(?:شماره\s*[:：]\s*\S*[/\-]|پیوست\s*[:：])", folded(text)) for _, _, text in texts)
    for row, column, text in texts:
        said = read_line(text, help_, address(row, column))
        if is_letter and (said.date_rank == 0 or _LETTER_DAY.match(folded(text))):
            said.session_date = said.date_issue = None
        title.add(said)
    if is_letter and (pair := title.pairs.get("session_date")) is not None and _is_bare_date(sheet, pair):
        title.pairs.pop("session_date")
    return title


def _is_bare_date(sheet: Sheet, pair: Source) -> bool:
    """Whether a «label: value» pair is labelled «تاریخ» and nothing more."""
    match = re.fullmatch(r"([A-Z]+)(\d+)", pair.address)
    if not match:
        return False
    texts = [folded(text_of(cell)) for cell in sheet.rows[int(match[2]) - 1] if not is_blank(cell)]
    return any(_LETTER_DAY.match(text) for text in texts)


_LETTER_DAY = re.compile(
    r"\s*(?:(?:شماره|پیوست)\s*[:：].*?)?تاریخ\s*[:：]"
)  # «شماره: ۱۲/۴۵۶ تاریخ: ۱۴۰۴/۰۳/۰۱ پیوست: دارد»


def is_as_of_title(text: str) -> bool:
    """Whether a line is about the day of the report."""
    return any(word in folded(text) for word in map(folded, written("context", "print_words")))
