"""Sessions of the working group, of the province and of its counties."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from ingestion.news.facts.events.bodies import PROVINCE_WORD, THIS, Bodies
from ingestion.news.facts.events.kinds import COUNTY_SESSION, SESSION, Event
from ingestion.news.facts.events.mentions import Mention, session_mention
from ingestion.news.facts.events.passages import ordinal_scope, ordinals_before
from ingestion.news.facts.events.told_again import (
    anaphoric_mentions,
    mentions_of_a_body_told_before,
    mentions_of_this_session,
)
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.numbers import NumberMention
from ingestion.persian.patterns import GuardedPattern

# «سه‌شنبه نوبت شهرکرد بود تا جلسه کارگروه تسهیل … برپا شود»
_ITS_TURN: Final = GuardedPattern(r"\bنوبت(?: [^ ،.؛:]+){1,4} بود (?:تا|که) ", "نوبت")
# «برای دومین بار در بافق»; «برای بیستمین بار در سال جاری» counts the sessions of a year
_TIMES_IN_A_PLACE: Final = re.compile(r" (?:بار|مرتبه|نوبت) در (?!سال\b|امسال\b|نیمه\b|طول\b)")
# session number: 38
_LABELLED_NUMBER: Final = GuardedPattern(
    r"(?:\A|[^\w ] ?)شماره (?:جلسه|نشست) ?: ?(\d{1,4})\b", "شماره جلسه", "شماره نشست"
)
# of the county, this county: not «شهرستان‌های استان»
_THE_COUNTY: Final = re.compile(r"\bشهرستان\b(?! استان)")
_COUNTY_GOVERNOR: Final = re.compile(r"(?:\A|[\-–:.] ?|، ?)فرماندار (?:ویژه )?[^ ،.؛:]+")


def find_sessions(surface: Surface, bodies: Bodies) -> list[Event]:
    """The sessions that the article tells of, each with all its mentions."""
    mentions = [
        replace(mention, place=_place_of(surface, bodies, hit))
        for hit in bodies.ours
        if (mention := session_mention(surface, bodies, hit)) is not None
    ]
    mentions += anaphoric_mentions(surface, bodies)
    mentions = mentions or mentions_of_a_body_told_before(surface, bodies) or mentions_of_this_session(surface, bodies)
    mentions.sort(key=lambda mention: mention.start)
    strong = [mention for mention in mentions if not mention.is_weak]
    if strong:  # «… نوبت ستاد تسهیل شهرستان بروجن بود که به درخواست چهار واحد رسیدگی کرد»
        places = {mention.place for mention in strong}
        elsewhere = [m for m in mentions if m.is_weak and m.level == "county" and m.place and m.place not in places]
        strong = sorted([*strong, *elsewhere], key=lambda mention: mention.start)
    if not strong:
        if not mentions or not surface.hits("this_session"):
            return []
        strong = mentions[:1]
    explicit = {mention.level for mention in strong if mention.level}
    if explicit == {"county", "province"}:
        groups = {
            COUNTY_SESSION: [m for m in strong if m.level == "county"],
            SESSION: [m for m in strong if m.level != "county"],
        }
    else:
        level = next(iter(explicit), None) or ("county" if _is_county_article(surface) else "province")
        groups = {COUNTY_SESSION if level == "county" else SESSION: mentions if mentions else strong}
    return [
        _session_event(surface, kind, part) for kind, group in groups.items() for part in _by_session(surface, group)
    ]


def _by_session(surface: Surface, mentions: list[Mention]) -> list[list[Mention]]:
    """Mentions of one session each: another ordinal with a day of its own, or another place, is another session."""
    parts: list[list[Mention]] = []
    part_of: dict[int, list[Mention]] = {}
    at_place: dict[str, list[Mention]] = {}
    is_dated = False
    for mention in mentions:
        has_own_day = mention.is_of_a_count or (bool(mention.ordinals) and _has_own_day(surface, mention))
        if at_place and mention.place is not None and mention.place not in at_place:
            if not _is_told_as_held(surface, mention):
                continue
            parts.append(part := [])  # «… ستاد تسهیل لاهیجان … ستاد تسهیل تالش»: a round-up
            part_of = {}
        else:
            known = next((part_of[ordinal] for ordinal in mention.ordinals if ordinal in part_of), None)
            if known is None and (not parts or (mention.ordinals and part_of and is_dated and has_own_day)):
                parts.append(known := [])
            elif known is None and mention.ordinals and part_of:
                continue  # an earlier session that is only referred to
            part = known if known is not None else at_place.get(mention.place or "", parts[-1])
        part.append(mention)
        part_of.update((ordinal, part) for ordinal in mention.ordinals if ordinal not in part_of)
        if mention.place is not None:
            at_place.setdefault(mention.place, part)
        is_dated = is_dated or has_own_day
    return parts if len(parts) > 1 else [mentions]


def _is_told_as_held(surface: Surface, mention: Mention) -> bool:
    """Whether the sentence of a mention tells that the session took place."""
    sentence = surface.sentence_at(mention.start)
    return (
        bool(mention.ordinals)
        or surface.has(mention.end, sentence.end, "held", "dealt", "dealt_by")
        or _ITS_TURN.search(surface.text, sentence.start, mention.start) is not None
    )


def _place_of(surface: Surface, bodies: Bodies, hit: Hit) -> str | None:
    """The province or county whose group is named; «این شهرستان» is the county named last."""
    _, end = bodies.level(hit)
    provinces = surface.names_in(hit.end, end, "province")
    if provinces:
        return provinces[0].id
    counties = surface.hits_in(hit.end, end, "county")
    if not counties and end > hit.end:  # «این شهرستان», «در قم کارگروه تسهیل استان …»
        sentence = surface.sentence_at(hit.start)
        before = surface.sentences[max(0, sentence.index - 2)].start
        if surface.word(surface.word_index(end) - 1) == PROVINCE_WORD:
            provinces = surface.names_in(sentence.start, hit.start, "province")
            return provinces[-1].id if provinces else None
        if surface.word_after(hit.end) == THIS:
            counties = surface.hits_in(before, hit.start, "county")[-1:]
    return surface.text[counties[0].start : counties[0].end] if counties else bodies.labelled_place(hit.start)


def _has_own_day(surface: Surface, mention: Mention) -> bool:
    """«چهل و دومین جلسه کارگروه روز یکشنبه هفتم دی برگزار شد»."""
    end = surface.sentence_at(mention.start).end
    held = surface.hits_in(mention.end, end, "held")
    return bool(held) and any(
        mention.end <= date.start < held[0].start and date.day is not None for date in surface.dates
    )


def _session_event(surface: Surface, kind: str, mentions: list[Mention]) -> Event:
    numbered = [m for m in mentions if m.ordinals and not m.is_of_a_count]
    best = max(numbered or [m for m in mentions if not m.is_weak] or mentions, key=lambda m: m.end - m.start)
    event = Event(kind, best.start, best.end, [(m.start, m.end) for m in mentions])
    if best.is_of_a_count:
        return event
    if best.ordinals:
        event.ordinals, event.ordinal_of = list(best.ordinals), "session"
        for mention in mentions:
            if mention.ordinals and event.ordinal_scope is None:
                event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, mention.start, mention.end)
    elif (apposed := _ordinal_in_apposition(surface, best)) is not None:
        event.ordinals, event.end, event.ordinal_of = apposed[0], apposed[1], "session"
        event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, event.start, event.end)
    elif (times := _nth_time(surface, best)) is not None:
        event.ordinals, event.ordinal_of = [int(times.value)], "session"
        event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, event.start, times.end)
    elif (labelled := _LABELLED_NUMBER.search(surface.text)) is not None:
        event.ordinals, event.ordinal_of = [int(labelled.group(1))], "session"
    return event


def _nth_time(surface: Surface, mention: Mention) -> NumberMention | None:
    """«جلسه ستاد تسهیل مرند امسال برای دوازدهمین بار تشکیل شد»; «برای نخستین بار» numbers nothing."""
    limit = min(surface.sentence_at(mention.start).end, mention.end + 60)
    for number in surface.numbers_in(mention.end, limit):
        if (
            number.is_ordinal
            and isinstance(number.value, int)
            and number.value > 1
            and surface.word_before(number.start) == "برای"
            and surface.word_after(number.end) in ("بار", "مرتبه", "نوبت")
            and not _TIMES_IN_A_PLACE.match(surface.text, number.end)
        ):  # «برای دومین بار در بافق» counts the sessions of a place
            return number
    return None


def _ordinal_in_apposition(surface: Surface, mention: Mention) -> tuple[list[int], int] | None:
    """«طولانی‌ترین جلسه کارگروه هرمزگان، بیست و هفتمین جلسه در سال ۱۴۰۴، …»: the ordinals, and where they end."""
    limit = min(surface.sentence_at(mention.start).end, mention.end + 60)
    for noun in surface.hits_in(mention.end, limit, "session")[:1]:
        values, first = ordinals_before(surface, noun.start)
        if values and re.fullmatch(r" ?(?:،|\() ?(?:یعنی |که )?| که ", surface.text[mention.end : first]):
            return values, noun.end
    return None


def _is_county_article(surface: Surface) -> bool:
    """A county governor chairs, or the county's office reports."""
    for hit in surface.hits("chair_before", "public_relations"):
        after = surface.text[hit.end : hit.end + 60]
        head = after.split("،", 2)
        if any("فرماندار" in piece for piece in head[:2]) and "استاندار" not in " ".join(head[:2]):
            return True
    return _county_governor_tells(surface)


def _county_governor_tells(surface: Surface) -> bool:
    """«فرماندار گچساران از تصویب پنج درخواست تولیدکنندگان این شهرستان در نشست ستاد تسهیل خبر داد»"""
    end = surface.sentences[min(2, len(surface.sentences)) - 1].end if surface.sentences else 0
    teller = _COUNTY_GOVERNOR.search(surface.text, 0, end)
    if teller is None or surface.text.find("استاندار", 0, end) >= 0 or _THE_COUNTY.search(surface.text, 0, end) is None:
        return False
    return surface.has(teller.end(), end, "speech") or surface.text.find("خبر داد", teller.end(), end) >= 0
