"""Where an article tells of a session that was held, and where only of one that is planned, wished or usual."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.passages import (
    cardinal_before,
    chairing_of,
    ordinals_before,
    prose_index,
    without_filler,
)
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Surface
from ingestion.persian.given import given_names

_REGULARLY: Final = (
    r"\b(?:هر (?:هفته|ماه|روز|دو هفته|پانزده روز|15 روز|شنبه|یکشنبه|دوشنبه|سهشنبه|چهارشنبه|پنجشنبه)|همواره|همیشه|معمولا|مرتب"
    r"|به طور (?:مرتب|منظم|مستمر))"
)
# «هر هفته در جلسه کارگروه حاضر می‌شود»: no session of its own
_HABITUALLY: Final = re.compile(rf"{_REGULARLY} (?:[^ ،.؛:]+ ){{0,2}}(?:در|به) \Z")
# «جلسه این هفته ستاد لغو شد», «جلسه کارگروه برگزار نشد»
_CANCELLED: Final = re.compile(
    r"[^.؛:]{0,80}?\b(?:(?:لغو|کنسل) (?:شد|شده|گردید|گردیده)|به تعویق افتاد|به تعویق افتاده|(?:برگزار|تشکیل|برپا) (?:نشد|نشده|نگردید))\b"
)
_ALWAYS: Final = re.compile(rf"{_REGULARLY}\b")
# «در جلسه کارگروه … مطرح و رسیدگی می‌شود»
_IS_DONE: Final = re.compile(r"\bمی(?:شود|شوند|گردد|گردند|گیرد|گیرند|پذیرد)\Z")
# every; how many, several
_EVERY_OR_HOW_MANY: Final = frozenset("هر چند چندین".split())
# «مصوبات پنج جلسه گذشته»
_EARLIER: Final = frozenset("گذشته قبل قبلی پیشین اخیر".split())
# half-year, half, quarter, month, week …: «عملکرد نیمسال اول کارگروه» numbers no session
_TIMES_NUMBERED: Final = frozenset(
    "نیمسال نیم نیمه سال ماه ماهه سهماهه ششماهه نهماهه فصل هفته دهه دوره مرحله بخش گام فاز طبقه".split()
)
# between a body's name and the day: nothing, or day, morning, afternoon …
_BESIDE_A_DAY: Final = re.compile(r"[ ،]*(?:(?:روز|صبح|ظهر|عصر|شامگاه|شب|مورخ|نیز|هم)[ ،]*)*")
_NUMBERED: Final = re.compile(r"[ ](?:شماره )?(\d{1,4})[ ]?")
OFFICIAL: Final = re.compile(r"\b(?:استاندار|فرماندار|معاون|مدیرکل|وزیر|رییس سازمان)\b")
# «کارگروه … به ریاست معاون استاندار مشکلات ۲۴ واحد را بررسی و ۳۸ مصوبه صادر کرد»
_DEALT_AND_RULED: Final = re.compile(
    r"[^.؛:]{0,160}? را (?:بررسی|رسیدگی|تعیین تکلیف) و [^.؛:]{3,60}? (?:صادر|تصویب|مصوب|ابلاغ) (?:کرد|کردند|کرده است)\b"
)
# «نشست هفته گذشته این کارگروه» in the head is what the article is about; «نشست گذشته» is an earlier one
_LAST_DAYS: Final = frozenset("هفته روز شب شنبه یکشنبه دوشنبه سهشنبه چهارشنبه پنجشنبه".split())
# «کارگروه … با محوریت بازگشایی واحدهای متوقف تشکیل شد»
_ON_A_SUBJECT: Final = re.compile(r"\bبا (?:بررسی|محوریت|موضوع|موضوعیت|دستور کار|دستور جلسه)\b")
# this week, after two months' pause, at last
_SOME_TIME: Final = re.compile(
    r"\b(?:این هفته|هفته (?:گذشته|جاری)|پس از [^ ]+ (?:ماه|هفته)|بعد از [^ ]+ (?:ماه|هفته)|بار دیگر|سرانجام)\b"
)
# «جلسه ویژه کارگروه … را تشکیل می‌دهیم», «در جلسه کارگروه بررسی می‌کنیم»: the speaker's plan or habit
_WE_WILL_HOLD: Final = re.compile(
    r"[^.؛:]{0,60}? (?:تشکیل|برگزار|برپا|بررسی|مطرح|پیگیری|رسیدگی|طرح|حل) (?:خواهیم|می(?:ده|کن|نمای|گذار)(?:یم|م)\b)"
)
# next week, month; tomorrow, soon
_COMING_DAYS: Final = re.compile(
    r"\b(?:(?:هفته|ماه|روزهای|چند روز|سال) (?:اینده|بعد|پیش رو|اتی)|فردا|پسفردا|به زودی|بزودی|همین (?:هفته|ماه|روزها))\b"
)
# «… برگزار شود», «… تشکیل جلسه دهد» with the subjunctive: held, if anybody held it
_HELD_IN_WISH: Final = re.compile(r"\b(?:برگزار|برپا|تشکیل(?: جلسه)?) (?:هم |نیز )?[^ ]+\Z")
# «پیش از آنکه جلسه برگزار شود», «به بافق رفتند تا جلسه … برگزار شود», «باعث شد جلسه … برگزار شود»: it was held
_HELD_ANYHOW: Final = re.compile(
    r"\b(?:پیش|قبل) از (?:این|ان) ?که\b"
    r"|\b(?:نوبت(?: [^ ،.؛:]+){1,4} بود|میزبان [^.؛:]{0,30}(?:بود|شد)|رفت|رفتند|امد|امدند|جمع شدند) تا \Z"
    r"|\b(?:باعث|سبب|موجب) شد(?: تا| که)? \Z"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage that tells of a session: where it stands, and what it says of number, place and level."""

    start: int
    end: int
    ordinals: tuple[int, ...]
    level: str | None
    is_weak: bool = False
    place: str | None = None
    is_of_a_count: bool = False


def session_mention(surface: Surface, bodies: Bodies, hit: Hit) -> Mention | None:
    """What an article says of a session where it names the group; None where it tells of none that was held."""
    level, end = bodies.level(hit)
    sentence = surface.sentence_at(hit.start)
    if _OF_ITS_COMMITTEE.search(surface.text, max(sentence.start, hit.start - 60), hit.start):
        return None
    nouns = surface.hits_in(max(sentence.start, hit.start - 60), hit.start, "session")
    noun = nouns[-1] if nouns and not without_filler(surface, nouns[-1].end, hit.start).strip(' «»"') else None
    if noun is not None:
        return with_noun(surface, noun, hit.start, end, level)
    values, first = ordinals_before(surface, hit.start)
    if values and surface.word_before(first) not in _TIMES_NUMBERED:
        return Mention(first, end, tuple(values), level)
    own = _own_session(surface, hit, end, level, sentence.end)
    if own is not None:
        return own
    held = [
        verb
        for verb in surface.hits_in(end, sentence.end, "held")
        if (verb.value != "gathered" or _is_who_gathers(surface, hit)) and not _is_told_many_times(surface, end, verb)
    ]
    if (
        held
        and not _counts_sessions(surface, sentence.start, hit.start)
        and surface.word_before(hit.start) not in _ABOUT
        and all(
            surface.word_before(other.start) in _HALLS
            for other in surface.hits_in(end, held[0].start, "session", "body")
        )
        and _is_an_occasion(surface, hit, held[0])
    ):
        return Mention(hit.start, end, (), level)
    if chairing_of(surface, hit, end) is not None:
        return Mention(hit.start, end, (), level)
    if (
        surface.has(end, end + 2, "chair_before")
        and _DEALT_AND_RULED.match(surface.text, end, sentence.end)
        and not surface.has(sentence.start, sentence.end, "period")
    ):
        return Mention(hit.start, end, (), level)
    near = min(sentence.end, end + 60)
    if surface.word_before(hit.start) == "در" and (
        surface.has(end, near, "dealt", "speech") or _POINTING_OUT.match(surface.text, end)
    ):
        timed = surface.has(end, near, "speech") and surface.has(
            max(sentence.start, hit.start - 40), near, "day_part", "relative_day", "weekday"
        )
        timed = timed or _is_said_there(surface, hit, end)
        return Mention(hit.start, end, (), level, is_weak=not (timed or _opens_with_its_work(surface, hit, end)))
    if surface.word_before(hit.start) == "در" and _opens_with_its_work(surface, hit, end):
        return Mention(hit.start, end, (), level)
    if surface.has(end, min(sentence.end, end + 120), "dealt_by"):
        return Mention(hit.start, end, (), level, is_weak=not _is_dated(surface, hit.start, end))
    return None


# «نشست خبری با موضوع عملکرد ستاد تسهیل برگزار شد»: what another meeting was about
_ABOUT: Final = frozenset(
    "عملکرد درباره پیرامون موضوع مصوبات دستاوردهای دستاورد کارنامه وظایف نقش جایگاه اهداف گزارش تشریح محوریت درخصوص خصوص مورد".split()
)
# «جلسه کمیته کارشناسی کارگروه …», «نشستی پیش از کارگروه …»: no session of the group itself
_OF_ITS_COMMITTEE: Final = re.compile(
    r"\b(?:کمیته|زیرکمیته|زیر کمیته|دبیرخانه)(?: [^ ،.؛:]+){0,3} \Z|\b(?:نشست|جلسه)ی?(?: [^ ،.؛:]+){0,2} (?:پیش|قبل) از \Z"
)
# «کارگروه … که در سالن جلسات استانداری برگزار شد»: where, no other session
_HALLS: Final = frozenset("سالن تالار اتاق محل".split())
# «در کارگروه … با اشاره به … گفت»
_POINTING_OUT: Final = re.compile(r",? ?،? ?(?:با (?:اشاره به|بیان|تاکید بر|تشریح|اعلام|انتقاد از|تقدیر از)|ضمن) ")
# «علی یزدانی در کارگروه … گفت», «به گزارش ایسنا، علی یزدانی در …»
_SOMEBODY_AT: Final = re.compile(r"(?:\A|[:،؛] ?|- ?)(?P<who>(?:[^ ،.؛:«»()\d]+ ){2,4})(?:هم |نیز )?در \Z")
# «به گزارش خبرگزاری مهر به نقل از روابط عمومی استانداری خراسان شمالی ناصر فخرموحدی در …», without a comma
_REPORTED_OF: Final = re.compile(
    r"\A ?به (?:گزارش|نقل) .* (?P<who>[^ ،.؛:«»()\d]+ (?:[^ ،.؛:«»()\d]+ ){1,2})(?:هم |نیز )?در \Z"
)
# letters from the body's name to what is said there
_SAID_AT_ONCE: Final = 14


def _is_said_there(surface: Surface, body: Hit, end: int) -> bool:
    """«استاندار لرستان در ستاد تسهیل و رفع موانع تولید گفت: …» in the first sentence of the story."""
    sentence = surface.sentence_at(body.start)
    if prose_index(surface, body.start) > 0 or sentence.speech is None or sentence.speech < end:
        return False
    told = surface.text[sentence.start : body.start]
    near = min(sentence.end, end + _SAID_AT_ONCE)
    if not surface.has(end, near, "speech") and not _POINTING_OUT.match(surface.text, end):
        return False
    if OFFICIAL.search(told) is not None:
        return True
    somebody = _SOMEBODY_AT.search(told) or _REPORTED_OF.search(told)
    return somebody is not None and not given_names().keys().isdisjoint(somebody.group("who").split())


def _opens_with_its_work(surface: Surface, body: Hit, end: int) -> bool:
    """«در ستاد تسهیل … شهرستان نهاوند مشکلات ۹ واحد تولیدی بررسی شد» as the first sentence: a session of that day.

    So is «در کارگروه تسهیل … طرح نوسازی شناورها به تصویب رسید»; not «در کارگروه تسهیل … ۸۰ مصوبه به تصویب رسید».
    """
    sentence = surface.sentence_at(body.start)
    if prose_index(surface, body.start) > 0 or surface.text[sentence.start : body.start].strip() != "در":
        return False
    if surface.has(sentence.start, sentence.end, "period", "speech", "present"):
        return False
    counted = [
        hit
        for number in surface.numbers_in(end, sentence.end)
        if not number.is_ordinal
        for hit in surface.hits_in(number.end, number.end + 2, "measure")
    ]
    dealt = surface.hits_in(end, sentence.end, "dealt")
    if dealt and any(hit.start < dealt[-1].start for hit in counted):
        return True
    return not any(hit.value == "resolution" for hit in counted) and surface.has(
        end, sentence.end, "settled", "adopted"
    )


def _is_who_gathers(surface: Surface, body: Hit) -> bool:
    """«اعضای کارگروه … گرد هم آمدند», «کارگروه … گرد هم آمد»; not «در کارگروه … تولیدکنندگان گرد هم آمدند»."""
    if surface.word_before(body.start) == "اعضای":
        return True
    return not surface.text[surface.sentence_at(body.start).start : body.start].rstrip(" «").rpartition("،")[2]


def _is_told_many_times(surface: Surface, start: int, verb: Hit) -> bool:
    """«کارگروه … ۳۴ نوبت تشکیل جلسه داد»: a period's sessions, not one of a day."""
    return any(
        not number.is_ordinal
        and number.value > 1
        and any(hit.value == "times" for hit in surface.hits_in(number.end, number.end + 3, "measure"))
        for number in surface.numbers_in(start, verb.start)
    )


def _counts_sessions(surface: Surface, start: int, end: int) -> bool:
    """«۵۴ جلسه کارگروه اصلی و گروه‌های ذیل کارگروه تسهیل برگزار شده»: figures of a period."""
    return any(
        not number.is_ordinal and number.value > 1 and surface.word_after(noun.end) not in _EARLIER
        for number in surface.numbers_in(start, end)
        for noun in surface.hits_in(number.end, number.end + 2, "session")
    )


def _is_dated(surface: Surface, start: int, end: int) -> bool:
    """Whether a day stands right beside a body's name: «کارگروه … قم دوشنبه ۲۰ مرداد مشکلات … را بررسی کرد»."""
    text, sentence = surface.text, surface.sentence_at(start)
    days = [(hit.start, hit.end) for hit in surface.hits_in(sentence.start, sentence.end, "relative_day")]
    days += [(day.start, day.end) for day in surface.weekdays if sentence.start <= day.start < sentence.end]
    days += [(d.start, d.end) for d in surface.dates if sentence.start <= d.start < sentence.end and d.day is not None]
    return any(
        (end <= first and _BESIDE_A_DAY.fullmatch(text, end, first))
        or (last <= start and _BESIDE_A_DAY.fullmatch(text, last, start))
        for first, last in days
    )


def _is_an_occasion(surface: Surface, body: Hit, held: Hit) -> bool:
    """«کارگروه … تشکیل جلسه داد»; «ستاد … تشکیل شده است» alone says that the body exists."""
    written = surface.text[held.start : held.end]
    if written.startswith(("تشکیل جلسه", "برگزار", "برپا")):
        return True
    if _SOME_TIME.search(surface.text, body.end, held.start) is not None:
        return True
    if _ON_A_SUBJECT.search(surface.text, body.end, held.start) is not None and not written.endswith(("است", "اند")):
        return True
    sentence = surface.sentence_at(body.start)
    return surface.has(
        sentence.start, held.start, "day_part", "relative_day", "weekday", "chair_before", "presence"
    ) or any(sentence.start <= date.start < held.start for date in surface.dates)


def _own_session(surface: Surface, hit: Hit, end: int, level: str | None, limit: int) -> Mention | None:
    """«کارگروه … در چهل و پنجمین جلسه خود», «کارگروه … در جلسه روز شنبه»."""
    for noun in surface.hits_in(end, min(limit, end + 60), "session")[:1]:
        if noun.value != "one" or not re.match(r" ?در ", surface.text[end : noun.start]):
            return None
        values, first = ordinals_before(surface, noun.start)
        if surface.text[end:first].strip() != "در" or is_yet_to_come(surface, noun.end):
            return None
        following = surface.text[noun.end : noun.end + 40]
        if values or re.match(r"(?: [^ .،؛:]+){0,6} خود\b", following):
            return Mention(hit.start, noun.end, tuple(values), level)
    return None


def with_noun(surface: Surface, noun: Hit, body: int, end: int, level: str | None) -> Mention | None:
    """«هجدهمین جلسه کارگروه», «جلسه بیست و یکم کارگروه», «جلسه شماره ۱۸ کارگروه»; none for «هر جلسه», «جلسه آینده»."""
    values, first = ordinals_before(surface, noun.start)
    if not values:
        first = noun.start
        values = [int(n.value) for n in surface.numbers_in(noun.end, body) if n.is_ordinal and isinstance(n.value, int)]
        numbered = _NUMBERED.fullmatch(surface.text, noun.end, body)
        if not values and numbered is not None:
            values = [int(numbered.group(1))]
    if cardinal_before(surface, first) or surface.word_before(first) in _EVERY_OR_HOW_MANY or noun.value == "meeting":
        return None
    if noun.value == "many" and not values:
        return None
    if not values and (
        _HABITUALLY.search(surface.text, max(0, first - 40), first) is not None or _is_usual(surface, first, end)
    ):
        return None
    if not values and any(
        surface.word_before(hit.start) not in _LAST_DAYS
        or prose_index(surface, first) > 1
        or surface.has(0, first, "visit", "trip", "gathering")
        for hit in surface.hits_in(noun.end, body, "other_time")
    ):
        return None
    if is_yet_to_come(surface, end, is_next=values == [1]) or (
        not values and (_is_settled_for(surface, first, end) or _is_announced(surface, first, end))
    ):
        return None
    if _is_only_wished(surface, first, end) or _is_cancelled(surface, first, end):
        return None
    return Mention(first, end, tuple(values), level)


def _is_usual(surface: Surface, start: int, end: int) -> bool:
    """«جلسه کارگروه هر هفته برگزار می‌شود», «مشکلات در جلسه کارگروه رسیدگی می‌شود»: what happens in any session."""
    sentence = surface.sentence_at(start)
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech", "subjunctive")
    if not verbs or verbs[0].kind != "present" or _IS_DONE.search(surface.text, end, verbs[0].end) is None:
        return False
    if surface.text.startswith(" که ", end):  # «جلسه کارگروه که هر هفته تشکیل می‌شود، امروز برگزار شد»
        return False
    if surface.word_before(start) != _IN:
        return _ALWAYS.search(surface.text, end, verbs[0].start) is not None
    if surface.text[sentence.start : start].endswith(_THOSE_THAT_IN):
        return True
    return (
        all(verb.kind == "present" for verb in verbs)  # «در جلسه … با بیان اینکه … پیگیری می‌شود، گفت» tells of one
        and not surface.has(sentence.start, verbs[0].start, "day_part", "relative_day", "weekday", "this_session")
        and not surface.numbers_in(sentence.start, verbs[0].start)
        and not any(sentence.start <= date.start < verbs[0].start for date in surface.dates)
    )


def _is_cancelled(surface: Surface, start: int, end: int) -> bool:
    """«جلسه این هفته ستاد تسهیل به علت تعطیلی لغو شد»: no session; «در جلسه … مزایده لغو شد» tells of one."""
    if surface.word_before(start) in _INTO:
        return False
    cancelled = _CANCELLED.match(surface.text, end, surface.sentence_at(end - 1).end)
    if cancelled is None or " که " in cancelled.group():
        return False
    verbs = surface.hits_in(end, cancelled.end(), "past", "present", "speech", "subjunctive", "held")
    return all(verb.end >= cancelled.end() for verb in verbs)


_IN: Final = "در"
# «پرونده‌هایی که در جلسه کارگروه بررسی می‌شوند»
_THOSE_THAT_IN: Final = "هایی که در "
# in, to: «در جلسه», «به جلسه»
_INTO: Final = frozenset(("در", "به"))


def _is_settled_for(surface: Surface, start: int, end: int) -> bool:
    """«قرار شد مشکلات در جلسه چهارشنبه کارگروه بررسی شود»: a session still to come."""
    sentence = surface.sentence_at(start)
    settled = [hit for hit in surface.hits_in(sentence.start, start, "settled") if hit.value in ("", "planned")]
    if not settled or surface.word_before(start) not in _INTO:
        return False
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech", "subjunctive")
    return bool(verbs) and verbs[0].kind == "subjunctive" and not surface.has(settled[-1].end, start, "past", "speech")


def _is_only_wished(surface: Surface, start: int, end: int) -> bool:
    """«صدمین جلسه کارگروه هم برگزار شود …», «جلسه کارگروه باید تشکیل شود»: none that took place is told.

    «قرار است بیستمین جلسه … برگزار شود» announces one, «پیش از آنکه … برگزار شود» tells of one.
    """
    sentence = surface.sentence_at(start)
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech", "subjunctive")
    if not verbs or verbs[0].kind != "subjunctive":
        return False
    if _HELD_IN_WISH.search(surface.text, end, verbs[0].end) is None:
        return False
    if _HELD_ANYHOW.search(surface.text, sentence.start, start) is not None:
        return False
    return not surface.has(sentence.start, start, "settled")


def _is_announced(surface: Surface, start: int, end: int) -> bool:
    """«هفته آینده جلسه کارگروه … تشکیل می‌شود», «همین ماه جلسه … تشکیل می‌دهیم»: a session still to come."""
    sentence = surface.sentence_at(start)
    if _WE_WILL_HOLD.match(surface.text, end, sentence.end):
        return True
    verbs = surface.hits_in(end, sentence.end, "past", "present", "speech")
    if not verbs or verbs[0].kind != "present":
        return False
    return _COMING_DAYS.search(surface.text, sentence.start, verbs[0].start) is not None


def is_yet_to_come(surface: Surface, place: int, *, is_next: bool = False) -> bool:
    """Whether the first verb behind a mention is in the future: «در نخستین جلسه کارگروه مطرح خواهد شد».

    «در نخستین جلسه کارگروه بررسی شود» means the next one (`is_next`: the ordinal is one).
    """
    end = surface.sentence_at(place).end
    if is_next:
        verbs = surface.hits_in(place, end, "past", "present", "speech", "subjunctive")
        if verbs and (verbs[0].kind == "subjunctive" or surface.text.startswith("می", verbs[0].start)):
            return True
    verbs = surface.hits_in(place, end, "past", "present", "speech")
    return (
        bool(verbs)
        and verbs[0].kind == "present"
        and surface.text.startswith(("خواهد", "خواهند", "خواهیم"), verbs[0].start)
    )
