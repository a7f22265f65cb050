"""Weekday programmes, numbered or held once."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.bodies import AFTER_BARE_NAME
from ingestion.news.facts.events.kinds import PROGRAMME, Event
from ingestion.news.facts.events.passages import ordinal_scope, ordinals_before, prose_index
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface

_NOT_A_PROGRAMME: Final = frozenset("هر گذشته این ماه هفته سال آینده اینده پیش از تا در".split())
# economic, production, service, industry: what a weekday's programme is named after
PROGRAMME_WORDS: Final = frozenset(
    "اقتصادی تولید تولیدی خدمت صنعت صنعتی معدن معدنی صادرات صادراتی کارافرینی سرمایهگذاری".split()
)
_SO_MANY_TIMES: Final = re.compile(
    r"(?:\b(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|بیست|سی|چهل|پنجاه|شصت)|\d) (?:دوره|نوبت|بار|مرحله|سری) \Z"
)


def find_programmes(surface: Surface) -> list[Event]:
    """Named weekday programmes: «نهمین سه‌شنبه‌های اقتصادی», «برنامه یکشنبه‌های تولید»."""
    event: Event | None = None
    for hit in surface.hits("weekday_plural", "programme_name"):
        index = surface.word_index(hit.end)
        if hit.kind == "weekday_plural":
            name = surface.word(index)
            if name in _NOT_A_PROGRAMME or not name or surface.text[hit.end : hit.end + 1] not in (" ", "‌"):
                continue
            end = surface.words[index][1]
        else:
            end = hit.end
        name_of_day = surface.text[hit.end : end].strip(" ‌")
        start = hit.start
        nouns = surface.hits_in(max(0, start - 30), start, "programme")
        noun = nouns[-1] if nouns and surface.text[nouns[-1].end : start].strip(' «"') in ("", "از") else None
        if noun is not None and surface.word_before(start) == "از" and name_of_day not in PROGRAMME_WORDS:
            noun = None  # «هفته‌ای از دوشنبه‌های ورزش»
        if noun is not None:
            start = _programme_start(surface, noun)
        values, start = ordinals_before(surface, start)
        if not values and _SO_MANY_TIMES.search(surface.text, max(0, start - 40), start) is not None:
            continue  # «بیست و دو دوره برنامه سه‌شنبه‌های اقتصادی»: told of, not reported
        if (
            not values
            and noun is None
            and event is None
            and surface.word_before(start) not in ("قالب", "ادامه", "راستای", "در")
            and not _is_held_once(surface, hit, end)
        ):
            continue
        if event is None:
            event = Event(PROGRAMME, start, end)
        event.mentions.append((start, end))
        if values and not event.ordinals:
            event.start, event.end, event.ordinals, event.ordinal_of = start, end, values[:1], "programme"
            event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, start, end)
    numbered = _numbered_weekday(surface) if event is None or not event.ordinals else None
    if event is None or numbered is None:
        event = event or numbered
        return [event] if event else []
    event.ordinals, event.ordinal_of = numbered.ordinals, numbered.ordinal_of
    event.ordinal_scope, event.ordinal_year = numbered.ordinal_scope, numbered.ordinal_year
    event.mentions += numbered.mentions
    return [event]


def _is_held_once(surface: Surface, hit: Hit, end: int) -> bool:
    """«پنجشنبه‌های خدمت با بازدید از دو واحد برگزار شد» in the first sentence of the story."""
    sentence = surface.sentence_at(hit.start)
    if prose_index(surface, hit.start) > 0 or surface.text[hit.end : end].strip(" ‌") not in PROGRAMME_WORDS:
        return False
    if surface.text[end : end + 1] == " " and not (
        surface.word_after(end) in AFTER_BARE_NAME or surface.names_in(end, end + 2, "province")
    ):
        return False  # «دوشنبه‌های تولید محتوا»
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech")
    return bool(verbs) and verbs[0].kind == "past" and surface.has(end, verbs[0].end, "held")


def _numbered_weekday(surface: Surface) -> Event | None:
    """«هفتمین سه‌شنبه صنعت», «دومین چهارشنبه تولید»"""
    for weekday in surface.weekdays:
        values, start = ordinals_before(surface, weekday.start)
        verbs = surface.hits_in(weekday.end, surface.sentence_at(weekday.start).end, "past", "present", "speech")
        if verbs and verbs[0].kind == "present":  # «چهل و یکمین یکشنبه تولید در خوی برگزار می‌شود»
            continue
        if values and surface.word_after(weekday.end) in PROGRAMME_WORDS:
            end = surface.words[surface.word_index(weekday.end)][1]
            event = Event(PROGRAMME, start, end, [(start, end)], values[:1], "programme")
            event.ordinal_scope, event.ordinal_year = ordinal_scope(surface, start, end)
            return event
    return None


def _programme_start(surface: Surface, noun: Hit) -> int:
    """«هفته از برنامه», «مرحله از سلسله برنامه‌های»: where the nouns before a programme's name begin."""
    start = noun.start
    for wider in reversed(surface.hits_in(max(0, noun.start - 30), noun.start, "programme")):
        if surface.text[wider.end : start].strip() != "از":
            break
        start = wider.start
    return start
