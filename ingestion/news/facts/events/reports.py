"""Articles about the figures themselves, and visits to units."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.bodies import Bodies, is_only_addressed, names_body
from ingestion.news.facts.events.kinds import REPORT, Event
from ingestion.news.facts.events.passages import prose_index
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.numbers import NumberMention

HEAD_SENTENCES: Final = 4
_VISIT_SENTENCES: Final = 3
_VISIT_SPAN: Final = 100
_LOCAL_OFFICIAL: Final = re.compile(
    r"\b(?:استاندار|فرماندار|بخشدار|دادستان|رییس کل دادگستری|معاون (?:هماهنگی|اقتصادی))\b"
)
_UNITS: Final = (
    r"(?:واحد|واحدهای|بنگاه|بنگاههای|کارخانه|کارخانههای|کارخانهای|کارگاه|کارگاههای|شرکت تولیدی|شهرک صنعتی|شهرکهای صنعتی|ناحیه صنعتی|"
    r"نواحی صنعتی|معدن|معادن|مرغداری|گلخانه)\b(?! (?:اموزشی|مسکونی|درمانی|فرهنگی|نیروگاهی))"
)
# «نشست ویژه بررسی مشکلات کارخانه بافندگی»
_ON_A_UNIT: Final = re.compile(
    r"\b(?:جلسه|نشست)(?: [^ ،.؛:]+){0,2}? (?:بررسی|رسیدگی به|پیگیری|تعیین تکلیف|حل|رفع)(?: [^ ،.؛:]+){0,2}? "
    rf"(?:مشکلات|مشکل|مسائل|مسایل|وضعیت|موانع|پرونده) (?:[^ ،.؛:]+ ){{0,2}}?{_UNITS}"
)
_VISITS_UNITS: Final = re.compile(rf"(?: [^ ،.؛:]+){{0,7}}? (?:از|به) (?:[^ ،.؛:]+ ){{0,4}}?{_UNITS}")
_UNITS_VISITED: Final = re.compile(rf"\bاز (?:[^ ،.؛:]+ ){{0,4}}?{_UNITS}(?: [^ .؛:]+){{0,12}} ?\Z")
# council, commission, committee, assembly: behind «جلسه» the name of a body that is not the working group
_COUNCIL: Final = re.compile(r" (?:شورای|شورا|کمیسیون|کمیته|مجمع)\b(?! (?:تسهیل|رفع))")
# «از کارخانه‌ها بازدید کند», «بازدید شود»: a visit yet to be made
_YET_TO_BE: Final = frozenset("کند کنند کنیم شود".split())
_FEW_FIGURES: Final = 2
_MANY_FIGURES: Final = 3
# characters from «۳۹ بار» to «تشکیل شد», from «۴۱۶ مورد» to «اجرایی شده»
_TIMES_HELD: Final = 24
_NEAR_STATUS: Final = 16
# «مصوبات اجرا شده: ۱۵۰ مورد»
_OF_RESOLUTIONS: Final = re.compile(r"\bمصوبات(?:[^.،؛]*: ?|(?: [^ .،؛:]+){0,4} )\Z")
_COMMISSION: Final = re.compile(r"\bکمیسیون [^ ،.؛:]+(?: و [^ ،.؛:]+)?(?: تخصصی)? (?:اتاق|مجلس|شورای)\b")
# «۱۲ مصوبه قبلی این کمیسیون»
_OF_THIS_BODY: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,3}? (?:این|همین) (?:کمیسیون|انجمن|اتحادیه|خانه|اتاق|شورا|مجمع|قرارگاه|هییت)\b"
)


def find_report(surface: Surface, bodies: Bodies) -> list[Event]:
    """An article about the working group's figures: resolutions or sessions counted, told as a report."""
    counted = 0
    for number in surface.numbers:
        if number.is_ordinal:
            continue
        noun = surface.hits_in(number.percent_end, number.percent_end + 3, "measure")
        counted += bool(noun) and _is_of_the_group(surface, number, noun[0])
    if counted < _FEW_FIGURES and not tells_of_a_visit(surface, bodies):
        counted += _units_told_of(surface, bodies)
    if counted == 1 and _opens_a_press_report(surface, bodies):
        counted = _FEW_FIGURES
    if counted < _FEW_FIGURES or prose_index(surface, bodies.ours[0].start) > HEAD_SENTENCES:
        return []
    if any(hit.value == "other" and hit.start < bodies.ours[0].start for hit in bodies.others):
        return []
    head = surface.sentences[min(2, len(surface.sentences)) - 1].end
    if _COMMISSION.search(surface.text, 0, min(head, bodies.ours[0].start)) is not None:
        return []  # «رئیس کمیسیون کشاورزی اتاق گفت: … پنج پیشنهاد برای کارگروه تسهیل تدوین شد»
    if is_only_addressed(surface, bodies):
        return []
    reports = surface.hits("report")
    if not reports and counted < _MANY_FIGURES and not surface.hits("period"):
        return []
    press = next((hit for hit in reports if hit.value == "press"), None)
    named = next((hit for hit in reports if hit.value == "report" and names_body(surface, bodies, hit)), None)
    chosen = named or press or (reports[0] if reports else bodies.ours[0])
    end = next((body.end for body in bodies.ours if 0 <= body.start - chosen.end < 40), chosen.end)
    event = Event(REPORT, chosen.start, end, [(chosen.start, end)])
    if press is not None and press is not chosen:
        event.mentions.append((press.start, press.end))
    return [event]


def _opens_a_press_report(surface: Surface, bodies: Bodies) -> bool:
    """«میانگین جلسات کارگروه تسهیل هفته‌ای یک جلسه است», told to the press: the group's own figure opens the report."""
    if prose_index(surface, bodies.ours[0].start) > 0 or not surface.hits("period"):
        return False
    first = surface.sentence_at(bodies.ours[0].start)
    told = any(
        not number.is_ordinal
        and any(
            _is_of_the_group(surface, number, noun)
            for noun in surface.hits_in(number.percent_end, number.percent_end + 3, "measure")
        )
        for number in surface.numbers_in(first.start, first.end)
    )
    return told and any(hit.value == "press" for hit in surface.hits("report"))


def find_report_on_all(surface: Surface, bodies: Bodies) -> list[Event]:
    """A report on the figures of all provinces' groups, which it names together alone."""
    if not surface.hits("period") and not any(hit.value == "report" for hit in surface.hits("report")):
        return []
    bodies.ours = list(bodies.plural)
    report = find_report(surface, bodies)
    if not report:
        bodies.ours = []
    return report


def _is_of_the_group(surface: Surface, number: NumberMention, noun: Hit) -> bool:
    """Whether a number counts resolutions, sessions or cases, whatever they are called."""
    if noun.value in ("resolution", "session", "case"):
        of_another = _OF_THIS_BODY.match(surface.text, noun.end) is not None
        return not of_another and not surface.has(noun.end, noun.end + 25, "committee")
    if noun.value == "times":
        return surface.has(noun.end, noun.end + _TIMES_HELD, "held")
    return noun.value == "item" and _is_of_resolutions(surface, number, noun)


def _units_told_of(surface: Surface, bodies: Bodies) -> int:
    """«از ۴۳ واحد راکدی که در کارگروه تسهیل مطرح شد، ۲۹ واحد دوباره فعال شد»: how many figures of units are the group's."""
    counted = 0
    for index in {surface.sentence_at(body.start).index for body in bodies.ours}:
        sentence = surface.sentences[index]
        if not surface.has(sentence.start, sentence.end, "returned"):
            continue
        units = [
            number
            for number in surface.numbers_in(sentence.start, sentence.end)
            if not (number.is_ordinal or number.is_percent)
            and any(noun.value == "unit" for noun in surface.hits_in(number.end, number.end + 2, "measure"))
        ]
        # «۴۰ واحد راکد داریم که ۱۲ واحد فعال شد و مشکلات بقیه در کارگروه تسهیل مطرح است»: not of those
        if any(sentence.start <= body.start < units[-1].start for body in bodies.ours if units):
            counted += len(units)
    return counted


def _is_of_resolutions(surface: Surface, number: NumberMention, noun: Hit) -> bool:
    """«مصوبات اجرا شده: ۱۵۰ مورد», «مجموع مصوبات ۵۷۰ مورد است؛ ۴۱۶ مورد اجرایی شده»"""
    if _OF_RESOLUTIONS.search(surface.text, max(0, number.start - 40), number.start):
        return True
    told = surface.has(noun.end, noun.end + _NEAR_STATUS, "implemented", "in_progress", "not_implemented")
    return told and surface.text.find("مصوب", surface.sentence_at(number.start).start, number.start) >= 0


def tells_of_a_visit(surface: Surface, bodies: Bodies) -> bool:
    """Whether an article without an event tells first of an official who visits production units, or meets on one."""
    if bodies.others and not bodies.ours:
        return False
    head = surface.sentences[:_VISIT_SENTENCES]
    end = head[-1].end if head else 0
    if not bodies.ours and any(_COUNCIL.match(surface.text, hit.end) for hit in surface.hits_in(0, end, "session")):
        return False  # «در جلسه شورای آرد و نان گفت: از ۱۲ کارخانه بازدید شد»: that council's
    if _ON_A_UNIT.search(surface.text, 0, end) is not None and _LOCAL_OFFICIAL.search(surface.text, 0, end) is not None:
        return True
    for visit in surface.hits_in(0, end, "visit"):
        if surface.word_after(visit.end) in _YET_TO_BE:
            continue
        sentence = surface.sentence_at(visit.start)
        units = _VISITS_UNITS.match(surface.text, visit.end, sentence.end) or _UNITS_VISITED.search(
            surface.text, max(sentence.start, visit.start - _VISIT_SPAN), visit.start
        )
        if units is not None and _LOCAL_OFFICIAL.search(surface.text, 0, end) is not None:
            return True
    return False
