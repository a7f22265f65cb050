"""The lines around an article: title, date, code, agency, byline, and where the page's own words begin."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

from ingestion.news.facts.days import Publication
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.dates import TEHRAN, WrittenDate, read_date
from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.letters import clean_display, skeleton
from ingestion.reference import seeds

_CODE: Final = re.compile(r"[ :#\-–]{0,4}(?P<code>[0-9][0-9\-]{2,24})")
_ENDS_A_SENTENCE: Final = ".؛:"
_LONGEST_TITLE: Final = 220
# views of the page, group of news
_VIEWED: Final = ("بازدید", "نمایش", "نظرات")
_VIEWS: Final = re.compile(rf"(?:تعداد )?(?:{'|'.join(_VIEWED)}) ?:? ?\d+|[-–|] ?(?=\Z)")
# «دسته‌بندی: سمنان», «سرویس خبر: استان‌ها», «خبرنگار: ۷۱۵۰۳»: the page's section and reporter beside its date and code
_SECTION: Final = re.compile(
    r"\b(?:خبرنگار|دبیر|عکاس) ?: ?\d{2,8}\b|\b(?:دسته ?بندی|سرویس|سرویس خبری?|گروه|گروه خبری?|بخش خبری?) ?: ?[^\d|/:؛.]{2,30}?"
    r"(?=  | *(?:\Z|[|/\d]|[-–] |کد |خبرنگار|دبیر|شناسه |تاریخ|زمان|ساعت|(?:یک|دو|سه|چهار|پنج)? ?شنبه|جمعه))"
)
_BREADCRUMB: Final = re.compile(
    r"(?:(?:اشتراک ?گذاری|چاپ(?: خبر)?|ارسال به دوستان|نسخه چاپی|\d+ نظر|نظرات)(?: ?\| ?)?)+|(?:صفحه نخست|صفحه اصلی|خانه|سرویس|اخبار)(?: ?(?:>|/|»|›|\||←) ?[^.:؛!؟>/»›|]{2,30}){1,5}"
)
_LONGEST_OPENING: Final = 110
_SHORTEST_PROSE: Final = 60
_FIRST_LINES: Final = 8
# an item of a list is no date line: «• تاریخ: یکشنبه ۱۲ مرداد»
_BULLETS: Final = "•●▪◾*"
_SEPARATOR: Final = re.compile(r"[ ]?[|/:\-–—][ ]?")
_BYLINE_END: Final = re.compile(r"[،؛:.,|]| - | – |\n")
_LONGEST_BYLINE: Final = 90
# manager, deputy … words that cannot begin a byline's own name
_BYLINE_STOP: Final = re.compile(
    r" (?:در|با|که|گفت|افزود|اظهار|روز|امروز|جلسه|نشست|اولین|دومین|سومین|این|مهندس|دکتر|طی|صبح|عصر|ظهر|امده|نوشت|اعلام|خبر|منتشر|چنین|بود|است)\b"
)


@dataclass(slots=True)
class Header:
    """What stands around the story. `excluded` are skeleton spans that are no part of it."""

    title: str | None = None
    title_span: tuple[int, int] | None = None
    publication: Publication = field(default_factory=Publication)
    news_code: str | None = None
    news_agency: str | None = None
    byline_source: str | None = None
    excluded: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class _Line:
    start: int
    end: int


def read_header(surface: Surface) -> Header:
    """The article's own lines, as far as they stand in its text."""
    header = Header()
    lines = _lines(surface)
    for line in lines[:_FIRST_LINES]:
        if _read_meta_line(surface, line, header) or _is_breadcrumb(surface, line):
            header.excluded.append((line.start, line.end))
    _read_published_sentence(surface, header)
    _read_title(surface, lines, header)
    _cut_boilerplate(surface, lines, header)
    header.news_agency = _news_agency(surface, header)
    header.byline_source = _byline(surface)
    return header


def _lines(surface: Surface) -> list[_Line]:
    """Each paragraph as a line; single lines of a header may share one with nothing but a break."""
    lines: list[_Line] = []
    paragraph: int | None = None
    for sentence in surface.sentences:
        if sentence.paragraph == paragraph:
            lines[-1].end = sentence.end
        else:
            lines.append(_Line(sentence.start, sentence.end))
            paragraph = sentence.paragraph
    return lines


def _read_meta_line(surface: Surface, line: _Line, header: Header) -> bool:
    """A line of date and code alone; sets what it says."""
    if line.end - line.start > 130 or surface.text[line.start] in _BULLETS:
        return False
    text = surface.text[line.start : line.end]
    rest = text
    label = next(iter(surface.hits_in(line.start, line.end, "code_label")), None)
    code: str | None = None
    if label is not None:
        found = _CODE.match(surface.text, label.end)
        if found is not None:
            code = found.group("code").strip("-")
            rest = text[: label.start - line.start] + " " + text[found.end() - line.start :]
    if any(word in rest for word in _VIEWED):
        rest = _VIEWS.sub(" ", rest)
    if ":" in rest:
        rest = _SECTION.sub(" ", rest)
    rest = rest.strip(" |-–/:،,")
    date = read_date(rest) if rest else None
    if date is None:
        date = _date_beside_agency(surface, line, rest)
    if date is None and not (code is not None and len(rest) < 25):
        return False
    if date is not None:
        if date.to_date() is None:
            return False
        if header.publication.at is None:
            header.publication = _publication(date)
    if code is not None and header.news_code is None:
        header.news_code = to_ascii_digits(code)
    return True


# «همدان - ایلنا - ۲۲ مرداد ۱۴۰۴»: the city of the dateline before the agency
_PLACE_BESIDE: Final = re.compile(
    r"\A(?:[^\W\d]+ ?){1,3}[-–—ـ/،|] ?(?P<first>[^\W\d]+(?: [^\W\d]+){0,2}?)(?= ?[-–—ـ/،|])"
)


def _date_beside_agency(surface: Surface, line: _Line, rest: str) -> WrittenDate | None:
    """«خبرگزاری تسنیم - ۱۴ مرداد ۱۴۰۴», «۱۴ مرداد ۱۴۰۴ | ایسنا»: a date line that names the agency too."""
    for agency in surface.hits_in(line.start, line.end, "news_agency")[:1]:
        told = surface.text[agency.start : agency.end]
        beside = _PLACE_BESIDE.match(rest)
        if beside is not None and beside.group("first") == told:
            rest = rest[beside.start("first") :]
        if not (rest.startswith(told) or rest.endswith(told)):
            return None
        return read_date(rest.removeprefix(told).removesuffix(told).strip(" |-–/:،,ـ"))
    return None


def _is_breadcrumb(surface: Surface, line: _Line) -> bool:
    """«صفحه نخست > استان‌ها > ایلام»: the page's way to the article."""
    return _BREADCRUMB.fullmatch(surface.text, line.start, line.end) is not None


def _publication(date: WrittenDate) -> Publication:
    day = date.to_date()
    if day is None:
        return Publication()
    at = date.to_datetime() or datetime.datetime.combine(day, datetime.time(0), tzinfo=TEHRAN)
    return Publication(at, date.weekday)


def _read_published_sentence(surface: Surface, header: Header) -> None:
    """«این خبر در ۱۲ مهر ۱۴۰۴ منتشر شد»."""
    if header.publication.at is not None:
        return
    for hit in surface.hits("published"):
        sentence = surface.sentence_at(hit.start)
        for mention in surface.dates:
            if sentence.start <= mention.start < hit.start and mention.date.to_date() is not None:
                header.publication = _publication(mention.date)
                rest = sentence.end - hit.end  # «… که ۲۵ آبان منتشر شده، آمده است: …» goes on with the story
                header.excluded.append((sentence.start, sentence.end if rest < _SHORTEST_PROSE else hit.end))
                return


def _read_title(surface: Surface, lines: list[_Line], header: Header) -> None:
    """The first line that stands by itself."""
    meta = set(header.excluded)
    own = [line for line in lines if (line.start, line.end) not in meta]
    first = next((line for line in own if not _is_agency_alone(surface, line)), None)
    if first is not None and surface.text[first.start : first.end].endswith("؛"):  # «معاون استاندار خبر داد؛»
        first = next((line for line in own if line.start > first.start), None)
    if first is None or first is lines[-1] or first.end - first.start > _LONGEST_TITLE:
        return
    text = surface.text[first.start : first.end]
    opens = text[-1] == ":" and len(text) < _LONGEST_OPENING
    if (text[-1] in _ENDS_A_SENTENCE and not opens) or surface.hit_at(first.start, "according") is not None:
        return
    start = first.start
    prefix = surface.hit_at(start, "news_agency")
    if prefix is not None:
        separator = _SEPARATOR.match(surface.text, prefix.end)
        if separator is not None:
            start = separator.end()
    header.title_span = (first.start, first.end)
    header.title = clean_display(surface.written(start, first.end)) or None


def _is_agency_alone(surface: Surface, line: _Line) -> bool:
    """«خبرگزاری صدا و سیما - مرکز هرمزگان»: the agency and its office over the title."""
    agency = surface.hit_at(line.start, "news_agency")
    if agency is None:
        return False
    rest = surface.text[agency.end : line.end].strip(" -–/|:،.؛()")
    return not rest or re.fullmatch(r"(?:مرکز|دفتر|منطقه|استان) [^ ]+(?: [^ ]+){0,3}", rest) is not None


def _cut_boilerplate(surface: Surface, lines: list[_Line], header: Header) -> None:
    """From the first line of the page's own words on, nothing belongs to the article."""
    middle = len(surface.text) // 3
    starts = {line.start for line in lines}
    for hit in surface.hits("boilerplate"):
        if hit.start >= middle and hit.start in starts:
            end = _end_of_links(surface, lines, hit) if hit.value == "links" else len(surface.text)
            header.excluded.append((hit.start, end))
            if end == len(surface.text):
                return


def _end_of_links(surface: Surface, lines: list[_Line], hit: Hit) -> int:
    """Where the story goes on behind «بیشتر بخوانید …»: at the next paragraph that is prose."""
    for line in lines:
        if line.start > hit.start and line.end - line.start >= _SHORTEST_PROSE:
            text = surface.text[line.start : line.end]
            if text.endswith(".") and surface.has(line.start, line.end, "speech"):
                return line.start
    return len(surface.text)


def _news_agency(surface: Surface, header: Header) -> str | None:
    """The agency cited («به گزارش ایرنا») or in the dateline («قزوین - ایرنا -»)."""
    datelines = _dateline_places(surface)
    for hit in surface.hits("news_agency", "agency_head", "news_agency_cited"):
        if hit.kind == "news_agency_cited":
            opens = any(hit.start <= start + 40 and _is_dateline(surface, start, hit) for start in datelines)
            if _is_named_as_source(surface, hit) or (opens and _is_city_dateline(surface, hit)):
                return hit.value
            continue
        if hit.kind == "agency_head":
            name = _unknown_agency(surface, hit)
            if name is not None:
                return name
            continue
        if _is_cited(surface, hit) or any(
            start <= hit.start <= start + 40 for start in datelines if _is_dateline(surface, start, hit)
        ):
            return hit.value
    return None


def _dateline_places(surface: Surface) -> list[int]:
    seen: set[int] = set()
    places: list[int] = []
    for sentence in surface.sentences[:8]:
        if sentence.paragraph not in seen:
            seen.add(sentence.paragraph)
            places.append(sentence.start)
    return places


def _is_dateline(surface: Surface, start: int, hit: Hit) -> bool:
    """Nothing but a place and dashes before the agency, a mark behind it."""
    before = surface.text[start : hit.start]
    place = _city_end(surface, hit.end)
    after = surface.text[place : place + 3]
    line_ends = surface.sentence_at(hit.start).end <= place and re.fullmatch(r"[^.:،؛]{2,24} ?[-–/|_] ?", before)
    if line_ends:  # «دزفول - ایسنا», a line of its own
        return True
    if after[:1] not in ("-", "–", "/", ":", "،", "؛", "|", "_") and after[:2] not in (
        " -",
        " –",
        " :",
        " /",
        " |",
        " _",
        " ؛",
    ):
        return False
    return not before.strip() or bool(re.fullmatch(r"[^.:،؛]{0,30}[-–/_|]? ?(?:خبرگزاری |خبرنگار )?", before))


def _city_end(surface: Surface, place: int) -> int:
    """Where the city behind an agency's name ends: «خبرگزاری برنا شهرکرد - …»; the place itself without one."""
    index = surface.word_index(place)
    if surface.text[place : place + 1] == " " and surface.word(index) in _cities():
        return surface.words[index][1]
    return place


def _is_city_dateline(surface: Surface, hit: Hit) -> bool:
    """«همدان - مهر:», «شبستان، رشت:»: a common word is an agency only beside a city and before a mark."""
    sentence = surface.sentence_at(hit.start)
    before = surface.text[sentence.start : hit.start].strip(" -–/_|:،")
    after = surface.text[hit.end : hit.end + 24]
    if not before and re.match(r" ?[-–] ", after):  # «مهر - علی‌محمد سروستانی …»
        return True
    near = before or after.strip(" -–/_|:،؛").split(" ")[0].rstrip(":،-–")
    return near.replace(" ", "") in _cities() and bool(re.match(r"[ ]?[-–:/|؛]|[،] ?[^ ]+:", after))


@lru_cache(maxsize=1)
def _cities() -> frozenset[str]:
    named = [*(county.name_fa for county in seeds.counties()), *(p.name_fa for p in seeds.provinces().values())]
    return frozenset(skeleton(name, spaces=False) for name in named)


def _is_cited(surface: Surface, hit: Hit) -> bool:
    before = surface.text[max(0, hit.start - 45) : hit.start]
    return bool(
        re.search(r"(?:به ?گزارش|به نقل از|در اختیار|گفت ?و ?گو با|گفتگو با|مصاحبه با)(?: [^ ،.؛:]+){0,5}? ?\Z", before)
        or before.endswith("خبرنگار ")
        or (surface.hit_at(hit.start, "news_agency") is hit and before.endswith("به گزارش "))
    )


def _is_named_as_source(surface: Surface, hit: Hit) -> bool:
    """«گفت‌وگو با موج», «به گزارش مهر»: names that are common words too."""
    return (
        re.search(
            r"(?:گزارش|خبرنگار|گفت ?و ?گو با|گفتگو با) [«\"]?\Z", surface.text[max(0, hit.start - 16) : hit.start]
        )
        is not None
    )


def _unknown_agency(surface: Surface, hit: Hit) -> str | None:
    """«به گزارش خبرگزاری X»: an agency that is in no list, by its next word."""
    if surface.hit_at(hit.start, "news_agency") is not None or not _is_cited(surface, hit):
        return None
    index = surface.word_index(hit.end)
    if surface.text[hit.end : hit.end + 1] != " ":
        return None
    return clean_display(surface.written(hit.start, surface.words[index][1])) if surface.word(index) else None


def _byline(surface: Surface) -> str | None:
    """What follows «به نقل از», or «به گزارش» before a public-relations office or site."""
    for hit in surface.hits("quoting", "public_relations"):
        if hit.kind == "quoting":
            start = hit.end
        else:
            before = surface.text[max(0, hit.start - 14) : hit.start]
            if not re.search(r"به ?گزارش(?: از)? \Z", before):
                continue
            start = hit.start
        if hit.start > 1500:
            return None
        return _byline_text(surface, start, hit.end)
    return None


def _byline_text(surface: Surface, start: int, known: int) -> str | None:
    limit = surface.sentence_at(start).end
    mark = _BYLINE_END.search(surface.text, max(start, known), limit)
    while mark is not None and (name := surface.name_at(mark.start())) is not None and mark.end() < name.end:
        mark = _BYLINE_END.search(surface.text, name.end, limit)  # «وزارت صنعت، معدن و تجارت»
    end = mark.start() if mark else limit
    stop = _BYLINE_STOP.search(surface.text, max(start, known), end)
    if stop is not None:
        end = stop.start()
    if end - start > _LONGEST_BYLINE:
        places = surface.names_in(start, start + _LONGEST_BYLINE, "province")
        end = places[0].end if places else start + _LONGEST_BYLINE
    return clean_display(surface.written(start, end)) if surface.text[start:end].strip() else None
