"""Trips abroad."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.kinds import TRIP, Event
from ingestion.news.facts.events.meetings import LATE
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface

# «سفر استاندار به باکو لغو شد», «… به ماه آینده موکول شد»
_CALLED_OFF: Final = re.compile(
    r"(?: (?!و\b|که\b)[^ ،.؛:]+){0,12}? (?:لغو|منتفی|کنسل|موکول|به تعویق|به تاخیر) (?:شد|گردید|شده|افتاد|افتاده)\b"
)
_SETS_OUT: Final = re.compile(r"(?: [^ ،.؛:]+){0,2}? (?:می ?شو|خواه)")


def find_trips(surface: Surface) -> list[Event]:
    """A governor's or delegation's trip to a foreign place."""
    event: Event | None = None
    for trip in surface.hits("trip"):
        sentence = surface.sentence_at(trip.start)
        place = _destination(surface, trip, sentence.start, sentence.end)
        if place is None or _CALLED_OFF.match(surface.text, max(trip.end, place.end), sentence.end):
            continue
        if _bound_for(surface.text, trip) and _SETS_OUT.match(surface.text, place.end):
            continue  # «هیئت تجاری استان راهی نخجوان می‌شود»: still to come
        travels = surface.has(sentence.start, sentence.end, "traveller") or _came_back(surface, trip, sentence.index)
        if event is None:
            if not travels:
                continue
            event = Event(TRIP, min(trip.start, place.start), max(trip.end, place.end))
        event.mentions.append((min(trip.start, place.start), max(trip.end, place.end)))
    return [event] if event else []


# «در بازگشت از سفر سه‌روزه به هرات», «در سفر دو روزه خود به باکو»: the speaker's own
_BACK_FROM: Final = re.compile(r"\b(?:بازگشت|برگشت|مراجعت) از (?:این |یک )?\Z")
_HIS_OWN: Final = re.compile(r"(?: [^ ،.؛:]+){0,3} (?:خود|خویش|خودش)\b")


def _came_back(surface: Surface, trip: Hit, index: int) -> bool:
    """«استاندار … خبر داد. … در بازگشت از سفر به هرات گفت»: the traveller is the one who opens the article."""
    if not 0 < index <= LATE:
        return False
    own = _BACK_FROM.search(surface.text, max(0, trip.start - 30), trip.start) or _HIS_OWN.match(surface.text, trip.end)
    first = next((s for s in surface.sentences[:index] if surface.has(s.start, s.end, "speech", "traveller")), None)
    if own is None or first is None:
        return False
    role = next(iter(surface.hits_in(first.start, first.end, "role")), None)
    return role is not None and bool(surface.hits_in(role.start, role.end, "traveller"))


# country, province, city, region, the capital of
# «به مرز عراق سفر کرد», «به نقطه صفر مرزی …»: not beyond it
_THIS_SIDE: Final = re.compile(
    r"\bبه (?:نقطه |پایانه |بازارچه |گمرک )?(?:صفر )?(?:مرز|مرزی|مرزهای|پایانه)(?: مشترک)?(?: با)? \Z"
)
_PLACE_WORDS: Final = re.compile(
    r"به (?:کشور |جمهوری |استان |شهر |مرکز |منطقه |ایالت |شهرهای |کشورهای )*"
    # «به آستراخان روسیه»: a city that no list knows; «به مرز عراق» is this side of it
    r"(?:(?!مرز|پایانه|گمرک|بازارچه|همسایگی|نمایشگاه|سفارت|سفیر|سرکنسول|هیات|هییت|مقامات|نقطه|صفر|صادرات)[^ ،.؛:]{3,12} )?\Z"
)


def _bound_for(text: str, trip: Hit) -> bool:
    """«راهی سلیمانیه», «عازم باکو»: the place follows without «به»."""
    return text[trip.start : trip.end] in ("راهی", "عازم")


def _destination(surface: Surface, trip: Hit, start: int, end: int) -> Hit | None:
    text = surface.text
    for place in surface.hits_in(trip.end, min(end, trip.end + 70), "foreign"):
        between = text[trip.end : place.start]
        if _PLACE_WORDS.search(between) or (_bound_for(text, trip) and not between.strip()):
            return place
    went = text[trip.start : trip.end].startswith("رفت")
    for place in surface.hits_in(max(start, trip.start - 45), trip.start, "foreign"):
        if went and text[place.end : trip.start].strip():
            continue
        if re.search(r"\bبه [^.،:؛]{0,30}\Z", text[start : place.start]) and not _THIS_SIDE.search(
            text, start, place.start
        ):
            return place
    return None
