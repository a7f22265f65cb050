"""Sessions told of by what was named before: «این جلسه», «این کارگروه», «یکی از آنها»."""

from __future__ import annotations

import re
from typing import Final

from ingestion.news.facts.events.bodies import AFTER_BARE_NAME, Bodies, is_only_addressed
from ingestion.news.facts.events.mentions import Mention, is_yet_to_come, with_noun
from ingestion.news.facts.events.passages import ordinals_before, prose_index, without_filler
from ingestion.news.facts.surface import Surface
from ingestion.persian.patterns import GuardedPattern

# this year, year, its, was: besides, what may stand behind «سی‌امین نشست» of a body named before
_AFTER_BARE_SESSION: Final = AFTER_BARE_NAME | frozenset("امسال سال خود".split())
# «دو نشست داشت», «سه جلسه برگزار کرد»; «نشست نخست», «دومین جلسه»
_HAD_SESSIONS: Final = GuardedPattern(
    r"\b(?:دو|سه|2|3) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,5} (?:داشت|داشته است|برگزار (?:کرد|شد)|تشکیل (?:داد|شد)|برپا (?:کرد|شد))\b",
    "جلسه",
    "نشست",
)
_FIRST_ORDINALS: Final = {"نخست": 1, "اول": 1, "نخستین": 1, "اولین": 1, "دوم": 2, "دومین": 2, "سوم": 3, "سومین": 3}
_ONE_OF_THEM: Final = GuardedPattern(
    r"\b(?:(?:جلسه|نشست) (?P<behind>نخست|اول|دوم|سوم)|(?P<before>نخستین|اولین|دومین|سومین) (?:جلسه|نشست))\b",
    "جلسه",
    "نشست",
)
# special, joint, national, expert, economic, social, cultural, county's: words that make «کارگروه» another one
_KINDS_OF_GROUPS: Final = frozenset(
    "تخصصی مشترک ملی کارشناسی اقتصادی اجتماعی فرهنگی زیربنایی انرژی اشتغال توسعه مدیریت ساماندهی پیگیری ویژه حمایت قضایی سلامت امنیت بحران فناوری اموزش".split()
)
# «در این جلسه» behind the group's name; sentences between them, occasions that it could be said of as well
_OF_A_SESSION: Final = ("جلسه", "نشست")
_NEAR_SENTENCES: Final = 3
_OTHER_OCCASIONS: Final = (
    "session", "gathering", "visit", "trip", "industrialists", "programme_name", "report", "press",
)  # fmt: skip
_SOME_OCCASION: Final = re.compile(
    r"\b(?:نشستی|جلسهای|همایشی|دیداری|بازدیدی|سفری|ایین|ایینی|مراسم|مراسمی|کنفرانس|کنگره|سمینار|مجمع|گفتگو|گفتوگو|گفت و گو|مصاحبه|هییت مدیره|هییت رییسه|شورا|شورای|کمیسیون|کمیته|انجمن|اتحادیه|مجلس)\b"
)
_NOT_THE_GROUPS: Final = frozenset(
    "خبری مطبوعاتی رسانهای شورا شورای هییت کمیته کمیسیون مجمع انجمن اتاق تخصصی مشترک".split()
)


def anaphoric_mentions(surface: Surface, bodies: Bodies) -> list[Mention]:
    """«بیست و یکمین جلسه این کارگروه», «جلسه کارگروه» after the full name has been given."""
    if not bodies.ours:
        return []
    found: list[Mention] = []
    taken = {hit.start for hit in (*bodies.ours, *bodies.others)}
    for noun in surface.hits("session"):
        for body in surface.hits_in(noun.end, noun.end + 30, "body_noun")[:1]:
            if body.start in taken or without_filler(surface, noun.end, body.start).strip():
                continue
            if surface.text[body.end : body.end + 1] == " " and surface.word_after(body.end) in _KINDS_OF_GROUPS:
                continue
            if noun.start < bodies.ours[0].start and not bodies.is_bare(body):
                continue  # «چهارمین جلسه کارگروه حمایت قضایی …»: another's, whatever group is named behind
            mention = with_noun(surface, noun, body.start, body.end, None)
            if mention is not None and (mention.ordinals or noun.start > bodies.ours[0].start):
                found.append(mention)
    return found


def mentions_of_a_body_told_before(surface: Surface, bodies: Bodies) -> list[Mention]:
    """«… از کارهای کارگروه تسهیل می‌گوید. نشست سی‌ام امسال به ریاست استاندار تشکیل شد»: the body named in the head."""
    if not bodies.ours or bodies.others or prose_index(surface, bodies.ours[0].start) > 1:
        return []
    found: list[Mention] = _of_several_told_before(surface, bodies)
    if found:
        return found
    for noun in surface.hits("session"):
        sentence = surface.sentence_at(noun.start)
        if noun.value != "one" or noun.start < bodies.ours[0].end:
            continue
        values, first = ordinals_before(surface, noun.start)
        end = noun.end
        if not values:
            behind = [n for n in surface.numbers_in(noun.end, noun.end + 20) if n.is_ordinal]
            if not behind or surface.text[noun.end : behind[0].start].strip() or not isinstance(behind[0].value, int):
                continue
            values, end = [behind[0].value], behind[0].end
        if surface.text[end : end + 1] == " " and surface.word_after(end) not in _AFTER_BARE_SESSION:
            continue  # «پنجمین نشست تخصصی صادرات», «سومین نشست خبری»
        if is_yet_to_come(surface, end) or not surface.has(end, sentence.end, "held", "chair_before"):
            continue
        if surface.has(end, sentence.end, "body_noun", "industrialists", "governors"):
            continue
        found.append(Mention(first, end, tuple(values), None))
    return found


def _of_several_told_before(surface: Surface, bodies: Bodies) -> list[Mention]:
    """«کارگروه … این هفته دو نشست داشت. نشست نخست دوشنبه …؛ نشست دوم …»: the ordinals number those of the week alone."""
    told = _HAD_SESSIONS.search(surface.text, bodies.ours[0].end)
    if told is None or prose_index(surface, told.start()) > 1:
        return []
    found: list[Mention] = []
    for ordinal in _ONE_OF_THEM.finditer(surface.text, told.end()):
        number = _FIRST_ORDINALS[ordinal.group("behind") or ordinal.group("before")]
        if number > _FIRST_ORDINALS["سوم"] or any(number in mention.ordinals for mention in found):
            continue
        found.append(Mention(ordinal.start(), ordinal.end(), (number,), None, is_of_a_count=True))
    return found if len(found) > 1 else []


def mentions_of_this_session(surface: Surface, bodies: Bodies) -> list[Mention]:
    """«پنج واحد مهمان کارگروه تسهیل … بودند … در این جلسه»: only the group's own session can be meant."""
    first = bodies.ours[0] if bodies.ours else None
    if first is None or prose_index(surface, first.start) > 1 or is_only_addressed(surface, bodies):
        return []
    meant = next((hit for hit in surface.hits("this_session") if hit.start > first.end), None)
    if meant is None or not surface.text.endswith(_OF_A_SESSION, 0, meant.end):
        return []
    if any(hit.start < meant.start for hit in bodies.others) or surface.has(0, meant.start, *_OTHER_OCCASIONS):
        return []
    if _SOME_OCCASION.search(surface.text, 0, meant.start) is not None:
        return []
    if surface.text[meant.end : meant.end + 1] == " " and surface.word_after(meant.end) in _NOT_THE_GROUPS:
        return []  # «در این نشست خبری»
    told = [hit for hit in bodies.ours if hit.start < meant.start]
    if surface.sentence_at(meant.start).index - surface.sentence_at(told[-1].start).index > _NEAR_SENTENCES:
        return []
    level, end = bodies.level(first)
    return [Mention(first.start, end, (), level)]
