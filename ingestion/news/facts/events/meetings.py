"""Meetings of governors with ministers, envoys and industrialists."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.kinds import ENVOYS, INDUSTRIALISTS, MINISTERS, Event, number_series
from ingestion.news.facts.events.mentions import OFFICIAL
from ingestion.news.facts.events.passages import ordinals_before, without_filler
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.patterns import GuardedPattern

# «… با تولیدکنندگان نیشابور دیدار کرد»
_MET: Final = re.compile(r"[^.؛:،]{0,40}? (?:دیدار|ملاقات|گفتوگو|گفت و گو|گفتگو|نشست)(?: و [^ ]+)? (?:کرد|داشت|نشست)\b")
# «نشست دانشگاه یزد با مدیران ۲۲ واحد صنعتی»
_HELD_BY_SCHOLARS: Final = re.compile(
    r"\b(?:دانشگاه|دانشکده|پژوهشگاه|پژوهشکده|هنرستان|اموزشکده|پارک علم|جهاد دانشگاهی|دانشجویان|استادان|اساتید)\b"
)
# an official's visit to units: title and first sentences, characters between the visit and the units
# «نشست استاندار با مدیران ۲۰ شرکت صادرکننده»
_HEADS_OF_COMPANIES: Final = GuardedPattern(
    r"(?:(?<=\bبا )|(?<=\bجمع ))(?:مدیران|مدیران عامل|مدیرعاملان|صاحبان|مالکان|نمایندگان) (?:بیش از |حدود )?\d+ (?:شرکت|واحد|کارخانه|کارگاه|بنگاه|معدن)"
    r"(?: (?:تولیدی|صنعتی|معدنی|صادرکننده|صادراتی|دانشبنیان|بزرگ))+\b",
    "مدیران",
    "مدیرعاملان",
    "صاحبان",
    "مالکان",
    "نمایندگان",
)
# «نشست با », «نشست با اعضای خانه صنعت و »
_WITH_THEM: Final = re.compile(
    r"\bبا (?:(?:اعضای|هییت رییسه|نمایندگان|مدیران|مسوولان) (?:خانه|اتاق|انجمن|تشکل|کانون|اتحادیه)[^،.؛:]{0,40} و )?\Z"
)
# «استاندار میزبان صنعتگران بود», «استاندار مهمان صاحبان صنایع شهرک شد»
_HOSTED: Final = re.compile(r"\b(?:میزبان|میهمان|مهمان) \Z")
_WAS: Final = re.compile(r"(?: [^ ،.؛:]+){0,6} (?:بود|شد)\b")
_AT_THEIR_FEET: Final = re.compile(r"\bپای (?:درد ?دل|درد و ?دل|صحبت|صحبتهای|سخن|سخنان|حرف|حرفهای) \Z")
_SAT: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} (?:نشست|نشسته|نشستند)\b")
# group of, some of, a number of
_SOME_OF: Final = re.compile(r"(?:\d+ (?:نفر|تن) از|جمعی از|گروهی از|برخی از|برخی|تعدادی از|جمع|شماری از|نمایندگان) \Z")
# «وزیر جهاد کشاورزی در جلسه با استانداران»
_MINISTER_WITH_GOVERNORS: Final = re.compile(r" (?:مشترک |خود |امروز )*با (?:همه |تمام |جمعی از )?استانداران\b")


def meetings_with_ministers(surface: Surface) -> list[Event]:
    """«نشست (مشترک) استانداران … با وزرای …»."""
    event: Event | None = None
    for noun in surface.hits("session"):
        if noun.value != "one":
            continue
        sentence = surface.sentence_at(noun.start)
        governors = surface.hits_in(noun.end, min(sentence.end, noun.end + 40), "governors")
        opened = surface.hits_in(max(sentence.start, noun.start - 40), noun.start, "governors")
        ministers = surface.hits_in(noun.end, min(sentence.end, noun.end + 90), "ministers")
        if not ministers and _MINISTER_WITH_GOVERNORS.match(surface.text, noun.end, sentence.end):
            ministers = surface.hits_in(max(sentence.start, noun.start - 60), noun.start, "ministers")
            if ministers and surface.word_before(ministers[-1].start) != "معاون":
                start = ministers[-1].start
                event = event or Event(MINISTERS, start, noun.end)
                event.mentions.append((start, governors[0].end if governors else noun.end))
            continue
        if not ministers or not (governors or opened):
            continue
        between = surface.text[noun.end : ministers[0].start]
        if "،" in between.replace("، با", "") and "با" not in between:
            continue
        values, start = ordinals_before(surface, noun.start)
        if event is None:
            event = Event(MINISTERS, start, ministers[0].end)
        number_series(event, values)
        event.mentions.append((start, ministers[0].end))
    return [event] if event else []


# «نشست سفیران ایران و استانداران»
_ENVOYS_AND: Final = re.compile(r"(?: (?:جمهوری اسلامی|ایران|کشورمان|ما)){0,3} (?:و|با) ")


def meetings_with_envoys(surface: Surface) -> list[Event]:
    """«نخستین نشست منطقه‌ای استانداران و سفرا»."""
    event: Event | None = None
    for noun in surface.hits("session"):
        if noun.value != "one":
            continue
        end = min(surface.sentence_at(noun.start).end, noun.end + 90)
        envoys = surface.hits_in(noun.end, end, "envoys")
        behind = surface.hits_in(envoys[0].end, end, "governors") if envoys else ()
        joined = behind and _ENVOYS_AND.fullmatch(surface.text, envoys[0].end, behind[0].start)
        if not envoys or not (joined or surface.has(noun.end, envoys[0].start, "governors")):
            continue
        values, start = ordinals_before(surface, noun.start)
        if event is None:
            event = Event(ENVOYS, start, envoys[0].end)
        event.mentions.append((start, envoys[0].end))
        number_series(event, values or _ordinal_of_series(surface, envoys[0].end, noun))
    return [event] if event else []


def _ordinal_of_series(surface: Surface, end: int, noun: Hit) -> list[int]:
    """«نشست … در تبریز نخستین نشست منطقه‌ای گروه‌هاست»: the ordinal stands in the same sentence."""
    sentence = surface.sentence_at(noun.start)
    for number in surface.numbers_in(end, sentence.end):
        if number.is_ordinal and surface.hits_in(number.end, number.end + 3, "session"):
            return [int(number.value)]
    return []


# sentences within which an article tells what it is about
LATE: Final = 3
# «همایش صادرکنندگان» is a congress
_TALKS: Final = frozenset("جلسه نشست دیدار گردهمایی".split())
# «تولیدکنندگان محتوا»
# «صنعتگران شهرک … با استاندار دیدار کردند», «تولیدکنندگان … میهمان استاندار بودند»
_CALLED_ON: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4}? (?:(?:با|به دیدار) (?:معاون (?:[^ ،.؛:]+ ){0,4})?(?:استاندار|فرماندار)(?: [^ ،.؛:]+){0,3} "
    r"(?:(?:دیدار|نشست|جلسه|ملاقات)(?: و [^ ]+)? (?:کرد|داشت|برگزار)|رفتند)"
    r"|(?:میهمان|مهمان) (?:استاندار|فرماندار)|در دیدار با (?:استاندار|فرماندار))"
)
_OF_MEDIA: Final = frozenset("محتوا محتوای فیلم موسیقی علم انیمیشن".split())
_HOST: Final = re.compile(r"\b(?:استاندار|فرماندار|معاون (?:[^ ،.؛:]+ ){0,4}استاندار)\b[^،.؛:]*\bدر \Z")


def meetings_with_industrialists(surface: Surface, *, has_session: bool) -> list[Event]:
    """«نشست استاندار با صنعتگران», «دومین نشست صنعتگران با استاندار», «در جمع تولیدکنندگان»."""
    event: Event | None = None
    groups = [*surface.hits("industrialists", "industrialist"), *_heads_of_companies(surface)]
    for group in sorted(groups, key=lambda hit: hit.start):
        sentence = surface.sentence_at(group.start)
        counted = _counted_from(surface, group)
        official = OFFICIAL.search(surface.text, sentence.start, sentence.end)
        if surface.word_after(group.end) in _OF_MEDIA:
            continue
        if group.kind == "industrialist" and (counted == group.start or official is None):
            continue
        noun = _meeting_before(surface, group, sentence.start, counted)
        if noun is not None:
            values, start = ordinals_before(surface, noun.start)
        elif (
            _SOME_OF.sub("", surface.text[sentence.start : counted]).endswith("با ")
            and _MET.match(surface.text, group.end)
            or official is not None
            and not has_session
            and _CALLED_ON.match(surface.text, group.end)
        ):
            values, start = [], counted
        elif (
            official is not None
            and not has_session
            and (some := _SOME_MEETING.search(surface.text, sentence.start, counted)) is not None
        ):
            values, start = [], some.start()
        elif (
            official is not None
            and not has_session
            and (host := _host_before(surface, group, sentence.start, counted)) is not None
        ):
            values, start = [], host
        else:
            continue
        if event is None:
            if has_session and sentence.index > 1 and not _is_told_beside(surface, noun, group, sentence.end):
                continue
            if sentence.index > LATE and not has_session and not OFFICIAL.search(surface.text, 0, sentence.end):
                continue  # «… مدیر شرکت گاز یادآور شد: در نشست با صاحبان صنایع …»: told in passing
            event = Event(INDUSTRIALISTS, start, group.end)
        number_series(event, values)
        event.mentions.append((start, group.end))
    return [event] if event else []


# «در نشستی با حضور ۲۰ تولیدکننده», «در دیداری با جمعی از صنعتگران»
_SOME_MEETING: Final = re.compile(
    r"\b(?:نشستی|جلسهای|دیداری)(?: (?:صمیمی|صمیمانه|مشترک|هماندیشی|جداگانه))? با (?:حضور )?"
    r"(?:(?:جمعی|گروهی|تعدادی|شماری|جمع کثیری|بیش) از )?\Z"
)


def _host_before(surface: Surface, group: Hit, start: int, counted: int) -> int | None:
    """«استاندار میزبان جمعی از صنعتگران بود», «پای درد دل تولیدکنندگان نشست»: a meeting told without its noun."""
    before = _SOME_OF.sub("", surface.text[start:counted])
    for opening, closing in ((_HOSTED, _WAS), (_AT_THEIR_FEET, _SAT)):
        told = opening.search(before)
        if told is not None and closing.match(surface.text, group.end) is not None:
            return start + told.start()
    return None


def _is_told_beside(surface: Surface, noun: Hit | None, group: Hit, end: int) -> bool:
    """«شب هم نشست استاندار با جمعی از صنعتگران برگزار شد»: a meeting of its own in a round-up."""
    if noun is None or noun.value != "one" or noun.kind != "session":
        return False
    held = surface.hits_in(group.end, min(end, group.end + 40), "held")
    if surface.has(surface.sentence_at(noun.start).start, noun.start, "period", "speech"):
        return False
    return bool(held) and OFFICIAL.search(surface.text, noun.end, group.start) is not None


def _heads_of_companies(surface: Surface) -> list[Hit]:
    """«مدیران ۲۰ شرکت صادرکننده»: the guests told by their companies."""
    return [Hit("industrialists", "", told.start(), told.end()) for told in _HEADS_OF_COMPANIES.finditer(surface.text)]


def _counted_from(surface: Surface, group: Hit) -> int:
    """Where «۱۸ تولیدکننده» begins; the group's own start without a number."""
    numbers = surface.numbers_in(max(0, group.start - 30), group.start)
    counts = bool(numbers) and not numbers[-1].is_ordinal and 0 <= group.start - numbers[-1].end <= 1
    return numbers[-1].bound_start if counts else group.start


def _meeting_before(surface: Surface, group: Hit, start: int, counted: int) -> Hit | None:
    """The meeting that a group of industrialists takes part in."""
    before = surface.text[start:counted]
    before = _SOME_OF.sub("", before) if not before.endswith("در جمع ") else before
    nouns = surface.hits_in(max(start, group.start - 70), group.start, "session", "gathering")
    if not nouns or nouns[-1].value == "many" or surface.has(start, group.start, "body"):
        return None
    noun = next((n for n in nouns if n.kind == "gathering" and n.end == nouns[-1].end), nouns[-1])
    gap = surface.text[noun.end : group.start]
    if re.search("[.:؛]", gap) or surface.word_before(noun.start) in ("هر", "نیست"):
        return None
    told = surface.text[start : group.start]
    if _HELD_BY_SCHOLARS.search(told) and not OFFICIAL.search(told):
        return None
    if noun.kind == "gathering":
        return noun if gap.strip() in ("", "جمعی از") else None
    if (
        surface.text[noun.start : noun.end] in _TALKS
        and not without_filler(surface, noun.end, counted).replace("هماندیشی", "").strip()
        and _HOST.search(surface.text, start, noun.start) is not None
    ):
        return noun  # «استاندار در دیدار صنعتگران گفت: …»
    return noun if _WITH_THEM.search(before) or _meets_an_official(surface, group, gap) else None


def _meets_an_official(surface: Surface, group: Hit, gap: str) -> bool:
    """«نشست فعالان اقتصادی استان با استاندار»."""
    noun_end = group.start - len(gap)
    gap = without_filler(surface, noun_end, group.start)
    if _SOME_OF.sub("", gap.lstrip() if gap.strip() else "").strip():
        return False
    following = surface.text[group.end : group.end + 50]
    return re.match(r"[^.:؛،]{0,34}? با (?:حضور )?(?:استاندار|معاون|فرماندار|مدیران)", following) is not None
