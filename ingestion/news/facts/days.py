"""When an event took place: dates, weekdays and relative days, resolved only with what the text prints."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingestion.news.facts.events.kinds import COUNTY_SESSION, INDUSTRIALISTS, PROGRAMME, REPORT, SESSION, TRIP, Event
from ingestion.news.facts.events.passages import prose_index
from ingestion.news.facts.events.programmes import PROGRAMME_WORDS
from ingestion.news.facts.surface import Sentence, Surface
from ingestion.persian import jalali
from ingestion.persian.dates import WrittenDate
from ingestion.persian.letters import skeleton

# day, dated, morning, noon, afternoon, evening, night, the hour: between the parts of one expression
_FILLER: Final = re.compile(
    r"(?:[ ،()«»/\-–]|روز|مورخ|مورخه|صبح|ظهر|عصر|شامگاه|شب|بعدازظهر|پیش از ظهر|این هفته|همین هفته|هفته جاری|برابر با|مصادف با|یعنی|تاریخ)*\Z"
)
# until, from, by the end of, after: the expression is a limit, not the event's day
_LIMIT_BEFORE: Final = re.compile(
    r"(?:\bشماره|\bگزارش|\bخبر|\bنامه|\bبخشنامه|\bتا|\bاز|لغایت|پایان|اواخر|اخر|ابتدای|اغاز|مهلت|سررسید|قبل از|پیش از|موعد)(?: (?:روز|تاریخ|صبح|پایان|مورخ))*[ ]\Z"
)
# «روزنامه سهند در شماره امروز خود (پنجشنبه ۲۷ آذر) نوشت»
# «تصمیم درباره وام یک کارگاه به جلسه ۱۲ خرداد موکول شد»
_TO_A_MEETING: Final = re.compile(r"\b(?:به|برای) (?:جلسه|نشست)(?: روز)? \Z")
_PUT_OFF: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4} (?:موکول|محول|منتقل|ارجاع|سپرده|گذاشته|دعوت|احضار) ?(?:شد|شدند|کرد|کردند|گردید|خواه|می)"
)
_OF_THE_PAPER: Final = re.compile(r"\bشماره (?:امروز|دیروز)(?: خود)? ?\(\Z")
# «آن را در نشست دهم دی با رئیس‌کل بانک مرکزی پیگیری خواهیم کرد»
_TO_BE_TAKEN_UP: Final = re.compile(
    r"(?:(?!\b(?:شد|شده|کرد|گفت|افزود|بود|داد|است)\b)[^.؛:]){0,80}?\b(?:مطرح|پیگیری|بررسی|دنبال|ارایه) (?:خواهیم|خواهم|خواهد|خواهند) (?:کرد|شد|داد)\b"
)
# week, ten days, half
_PARTS_OF_MONTH: Final = ("هفته ", "دهه ", "نیمه ")
_NEXT_WEEK: Final = re.compile(r"[ ]?(?:(?:هفته|سال) )?(?:اینده|بعد|اتی)\b")
_LAST_WEEK: Final = re.compile(r"[ ]?هفته گذشته")
_YEAR_NEAR: Final = re.compile(r"(?:در|طی|سال) سال (1[34]\d\d)|\bسال (1[34]\d\d)")
# «امروز در گفت‌وگو با خبرنگار ما گفت»: the day of the interview, not of the session that it tells of
_INTERVIEW: Final = re.compile(
    r"[ ،]*(?:در|طی|به) (?:گفت ?و ?گو|گفتگو|گفتوگو|گفت و گوی|گفتوگوی|مصاحبه|خبرنگار|خبرنگاران)\b"
)
_FEW_SENTENCES: Final = 7
# An official who says «… امروز … گفت» in the head of a report gave it that day.
_REPORT_SENTENCES: Final = 4
# «خلاصه مصوبات جلسه روز چهارشنبه پنجم آذر»
_OF_THE_SESSION: Final = re.compile(
    r"\b(?:جلسه|نشست)(?: این کارگروه| کارگروه| ستاد| این ستاد)? (?:روز |مورخ |مورخه )?\Z"
)
# title and first sentences: «صنعتگران دیروز استاندار را … دعوت کردند»
_LEAD: Final = 2
# «سه‌شنبه ۱۶ دی مهمان شش واحد تولیدی بودند»
_AS_GUESTS: Final = re.compile(r"\bمی?همان (?:[^ ،.؛:]+ ){1,6}بود(?:ند|یم)?\b")
_RETURN: Final = r"\b(?:بازگشت|برگشت|مراجعت|پایان)(?: از)? (?:این |آن |یک )?(?:سفر|ماموریت)"
_RETURN_BEHIND: Final = re.compile(rf"[ ،]*(?:(?:و|پس از|بعد از|در|هنگام|با|ماه|سال) )*{_RETURN}")
_RETURN_BEFORE: Final = re.compile(rf"{_RETURN}[^.؛:]{{0,24}}\Z")
# «روز چهارشنبه با اشاره به برگزاری این جلسه در روز سه‌شنبه … گفت», «امروز درباره این نشست که دیروز برپا شد گفت»
_HELD_ON: Final = re.compile(
    r"\b(?:(?:برگزاری|تشکیل|برپایی) (?:این|ان) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,2}? (?:در |به )?"
    r"|(?:این|ان) (?:جلسه|نشست)(?: [^ ،.؛:]+){0,3}? که (?:در )?)(?:روز |تاریخ |صبح |عصر |ظهر |شامگاه )?\Z"
)
_HELD_SPAN: Final = 50
_RETURN_SPAN: Final = 50
# «در این سفر سه‌روزه که از ۲۴ بهمن ۱۴۰۲ آغاز شد»
_BEGAN: Final = re.compile(r" (?:اغاز|شروع) (?:شد|شده|گردید)\b")
_WENT: Final = re.compile(r" (?:کرد|کرده|کردند|کردهاند|رفت|رفته|شد|شده)\b")
_NOT_GOING: Final = re.compile(r"[.؛:،]|\b(?:درباره|در ?خصوص|در مورد|بازگشت|گزارش|نتایج|گفت|جمع|نشست|که)\b")
_OF_THE_TRIP: Final = re.compile(r"\bسفر(?: [^ ،.؛:]+){0,4} که (?:از )?(?:روز |تاریخ )?\Z")
_WEEKDAY: Final = re.compile(r"(?:یک|دو|سه|چهار|پنج)?شنبه|جمعه")
# A day inside reported speech ranks behind every day outside it.
_QUOTED: Final = 10

# the days of, every
_EACH: Final = frozenset(("روزهای", "هر"))


@dataclass(frozen=True, slots=True)
class Publication:
    """What the text prints about its own publication."""

    at: datetime.datetime | None = None
    weekday: str | None = None

    @property
    def date(self) -> datetime.date | None:
        """The day, or None."""
        return self.at.date() if self.at else None

    @property
    def jalali_year(self) -> int | None:
        """The Solar Hijri year, or None."""
        return jalali.from_gregorian(self.at.date())[0] if self.at else None


@dataclass(frozen=True, slots=True)
class DayExpression:
    """«عصر امروز (سه‌شنبه، ۲۳ مهر)»: whatever of date, weekday and days-ago stands together."""

    start: int
    end: int
    date: WrittenDate | None
    weekday: str | None
    days_ago: int | None


def find_days(surface: Surface, excluded: Sequence[tuple[int, int]]) -> list[DayExpression]:
    """The day expressions of the text in order; limits («تا ۱۵ دی»), coming days and date lines are left out."""
    parts: list[DayExpression] = []
    for mention in surface.dates:
        if surface.text.endswith(_PARTS_OF_MONTH, 0, mention.start) and not surface.text[mention.start].isdigit():
            continue  # «هفته نخست دی» is no first of Dey
        if mention.day is not None and mention.date.is_valid:
            parts.append(DayExpression(mention.start, mention.end, mention.date, None, None))
    for weekday in surface.weekdays:
        if surface.word_after(weekday.end) in PROGRAMME_WORDS:
            continue  # «دومین سه‌شنبه اقتصادی»
        if surface.word_before(weekday.start) in _EACH:
            continue  # «جلسات روزهای چهارشنبه برگزار می‌شود»
        parts.append(DayExpression(weekday.start, weekday.end, None, weekday.name, None))
    for hit in surface.hits("relative_day"):
        parts.append(DayExpression(hit.start, hit.end, None, None, int(hit.value)))
    parts.sort(key=lambda part: part.start)
    joined: list[DayExpression] = []
    for part in parts:
        if any(start <= part.start < end for start, end in excluded):
            continue
        last = joined[-1] if joined else None
        if last and 0 <= part.start - last.end <= 24 and _FILLER.match(surface.text[last.end : part.start]):
            merged = _merge(last, part)
            if merged is not None:
                joined[-1] = merged
                continue
        joined.append(part)
    return [day for day in joined if _is_the_day(surface, day)]


def _merge(first: DayExpression, second: DayExpression) -> DayExpression | None:
    if (first.date and second.date) or (first.weekday and second.weekday):
        return None
    return DayExpression(
        first.start,
        second.end,
        first.date or second.date,
        first.weekday or second.weekday,
        first.days_ago if first.days_ago is not None else second.days_ago,
    )


def _is_the_day(surface: Surface, day: DayExpression) -> bool:
    before = surface.text[max(0, day.start - 24) : day.start]
    return (
        not _LIMIT_BEFORE.search(before)
        and not (_TO_A_MEETING.search(before) and _PUT_OFF.match(surface.text, day.end))
        and not _OF_THE_PAPER.search(before)
        and not _NEXT_WEEK.match(surface.text, day.end)
        and not _TO_BE_TAKEN_UP.match(surface.text, day.end)
    )


def date_events(
    surface: Surface, events: Sequence[Event], publication: Publication, excluded: Sequence[tuple[int, int]]
) -> None:
    """Sets date, precision, weekday and year of each event where the text states them."""
    days = find_days(surface, excluded)
    told_year: dict[str, int | None] = {}
    sessions = [event for event in events if event.type in (SESSION, COUNTY_SESSION, INDUSTRIALISTS)]
    for event in events:
        several = len(sessions) > 1 and event in sessions
        own = _own_days(surface, event, sessions, days) if several else days
        chosen = _choose(surface, event, own, led_to=several)
        if chosen is not None:
            event.year = told_year.get(event.type)
            _resolve(surface, event, chosen, publication)
            told_year[event.type] = event.year
        else:  # the year of the day on which somebody spoke of it
            told = [day.date.full_year(None) for day in days if day.date is not None and day.date.year is not None]
            event.year = told[0] if told else None
        if event.year is None:
            event.year = event.ordinal_year or publication.jalali_year
        if event.ordinal_scope == "year" and event.ordinal_year is None:
            event.ordinal_year = event.year if publication.jalali_year is None else publication.jalali_year


def _own_days(
    surface: Surface, event: Event, sessions: Sequence[Event], days: Sequence[DayExpression]
) -> list[DayExpression]:
    """The days told of one of several sessions: none that stands beside another one."""
    others = [start for other in sessions if other is not event for start, _ in other.mentions]
    own = [start for start, _ in event.mentions]
    kept = []
    for day in days:
        sentence = surface.sentence_at(day.start)
        nearest = [start for start in (*own, *others) if start < sentence.end]
        if any(sentence.start <= start < sentence.end for start in own):
            kept.append(day)
        elif any(sentence.start <= start < sentence.end for start in others):
            continue
        elif (
            not nearest
            or _leads_to(surface, sentence, own)
            or (nearest and max(nearest) in own and not _leads_to(surface, sentence, others))
        ):
            kept.append(day)
    return kept


def _leads_to(surface: Surface, sentence: Sentence, starts: Sequence[int]) -> bool:
    """«دوشنبه نوبت لاهیجان بود. در هفتمین جلسه …»: the sentence before a mention in one paragraph."""
    if sentence.index + 1 >= len(surface.sentences):
        return False
    following = surface.sentences[sentence.index + 1]
    return following.paragraph == sentence.paragraph and any(following.start <= s < following.end for s in starts)


def _choose(
    surface: Surface, event: Event, days: Sequence[DayExpression], *, led_to: bool = False
) -> DayExpression | None:
    starts = [start for start, _ in event.mentions]
    mentioned = {surface.sentence_at(start).index for start, _ in event.mentions}
    if event.type == TRIP:
        told = [d for d in days if d.date and surface.sentence_at(d.start).index in mentioned]
        return (
            next((d for d in told if not _is_after_the_return(surface, event, d)), None)
            or _day_it_began(surface)
            or next((d for d in days if _is_when_they_left(surface, event, d)), None)
        )
    ranked: list[tuple[int, int, DayExpression]] = []
    for day in days:
        sentence = surface.sentence_at(day.start)
        rank = _rank(surface, event, day, sentence, sentence.index in mentioned)
        if led_to and rank not in (0, -1) and _leads_to(surface, sentence, starts):
            rank = 1
        if (
            event.type == PROGRAMME
            and (rank or _is_before_the_speech(event, day, sentence))
            and _is_of_another_weekday(surface, event, day)
        ):
            rank = None
        if rank is not None and event.type != REPORT and _INTERVIEW.match(surface.text, day.end):
            rank = None
        if rank is not None and day.date is None and surface.in_quotes(day.start):
            rank += _QUOTED
        if rank is not None:
            ranked.append((rank, day.start, day))
    if not ranked:
        return None
    ranked.sort(key=lambda item: item[:2])
    best = ranked[0][2]
    for rank, _, other in ranked[1:]:
        if rank <= 1 and _completes(best, other):
            combined = replace(best, date=best.date or other.date, weekday=best.weekday or other.weekday)
            return combined
    return best


def _is_when_they_left(surface: Surface, event: Event, day: DayExpression) -> bool:
    """«استاندار که روز گذشته در رأس هیئتی به بصره سفر کرده بود»: the day stands before the going itself."""
    return any(
        day.end <= start < day.end + _RETURN_SPAN
        and _WENT.match(surface.text, end) is not None
        and _NOT_GOING.search(surface.text, day.end, start) is None
        for start, end in event.mentions
    )


def _day_it_began(surface: Surface) -> DayExpression | None:
    """«این سفر سه‌روزه که از ۲۴ بهمن ۱۴۰۲ آغاز شد»: of a trip the first day is its date."""
    for mention in surface.dates:
        if mention.day is None or not mention.date.is_valid or _BEGAN.match(surface.text, mention.end) is None:
            continue
        told = [
            w
            for w in surface.weekdays
            if w.end <= mention.start and not surface.text[w.end : mention.start].strip(" ،")
        ]
        start = told[-1].start if told else mention.start
        if _OF_THE_TRIP.search(surface.text, surface.sentence_at(start).start, start):
            return DayExpression(start, mention.end, mention.date, told[-1].name if told else None, None)
    return None


def _is_before_the_speech(event: Event, day: DayExpression, sentence: Sentence) -> bool:
    """«وی شامگاه شنبه افزود: در بیست و هشتمین برنامه …»: the day of the telling."""
    speech = sentence.speech
    if speech is None or day.start >= speech:
        return False
    return not any(sentence.start <= start < speech for start, _ in event.mentions)


def _is_of_another_weekday(surface: Surface, event: Event, day: DayExpression) -> bool:
    """«… شامگاه شنبه گفت» in news of «یکشنبه‌های تولید»: a day told elsewhere that is not the programme's weekday."""
    if day.weekday is None:
        return False
    named = _WEEKDAY.search(surface.text, event.start, event.end)
    return named is not None and named.group() != skeleton(day.weekday)


def _is_after_the_return(surface: Surface, event: Event, day: DayExpression) -> bool:
    """«… که به ترکمنستان رفته بود، دوم مهر … گفت», «روز جمعه ۱۲ دی در بازگشت از سفر»: when he spoke of the trip."""
    if _RETURN_BEHIND.match(surface.text, day.end) or _RETURN_BEFORE.search(
        surface.text, max(0, day.start - _RETURN_SPAN), day.start
    ):
        return True
    return any(
        surface.text.endswith(("رفته بود", "رفته بودند"), 0, end) and end <= day.start for _, end in event.mentions
    )


def _completes(day: DayExpression, other: DayExpression) -> bool:
    """Whether one has the weekday and the other the date, and neither speaks against the other."""
    date = day.date or other.date
    weekday = day.weekday or other.weekday
    if date is None or weekday is None or (day.date and other.date) or (day.weekday and other.weekday):
        return False
    full = date.to_date()
    return full is None or jalali.weekday_name(full) == weekday


def _is_only_spoken_of(surface: Surface, day: DayExpression, sentence: Sentence) -> bool:
    """«وی افزود: مردم در یازدهم اسفند پای صندوق‌های رأی می‌آیند»: a date in somebody's words about something else."""
    return (
        sentence.speech is not None
        and sentence.speech < day.start
        and day.days_ago is None
        and day.weekday is None
        and not surface.has(sentence.speech, sentence.end, "held", "visit", "time_label", "dealt")
    )


def _rank(surface: Surface, event: Event, day: DayExpression, sentence: Sentence, is_mentioned: bool) -> int | None:
    if event.type in (SESSION, COUNTY_SESSION) and _HELD_ON.search(
        surface.text, max(sentence.start, day.start - _HELD_SPAN), day.start
    ):
        return -1
    if is_mentioned:
        return 0
    if event.type == REPORT:
        if any(hit.value == "press" for hit in surface.hits_in(sentence.start, sentence.end, "report")):
            return 1
        told = sentence.speech is None or day.start < sentence.speech
        is_day = day.days_ago is not None or (day.date is not None and day.weekday is not None)
        is_head = prose_index(surface, sentence.start) <= _REPORT_SENTENCES and told and is_day
        return 2 if is_head and surface.has(day.end, sentence.end, "speech") else None
    if _OF_THE_SESSION.search(surface.text, max(sentence.start, day.start - 30), day.start):
        return 1
    if surface.has(sentence.start, sentence.end, "this_session"):
        return 1
    if event.type in (SESSION, COUNTY_SESSION) and sentence.index <= 1 and day.date is not None and day.weekday:
        # «دوشنبه ۱۳ بهمن … برای دبیرخانه کارگروه تسهیل روز شلوغی بود»
        return 3 if surface.has(day.end, sentence.end, "body") else None
    if sentence.index <= _FEW_SENTENCES and surface.has(
        sentence.start, sentence.end, "speech", "held", "visit", "time_label"
    ):
        return None if _is_only_spoken_of(surface, day, sentence) else 2
    if event.type == PROGRAMME and sentence.index <= _LEAD and _AS_GUESTS.search(surface.text, day.end, sentence.end):
        return 2
    if (
        event.type == INDUSTRIALISTS
        and sentence.index <= _LEAD
        and surface.has(sentence.start, sentence.end, "industrialists")
    ):
        return 2
    return None


def _resolve(surface: Surface, event: Event, day: DayExpression, publication: Publication) -> None:
    event.weekday = day.weekday
    quoted = surface.in_quotes(day.start)
    if day.date is not None:
        _resolve_date(surface, event, day.date, day, publication)
    elif publication.date is not None and not quoted:
        resolved = _resolve_relative(surface, day, publication)
        if resolved is not None:
            event.date, event.date_precision = resolved.isoformat(), "day"
            event.year = jalali.from_gregorian(resolved)[0]
            if day.days_ago == 0 and day.weekday is None:
                event.weekday = publication.weekday
            elif day.weekday is not None and day.days_ago is not None:
                event.weekday_holds = jalali.weekday_name(resolved) == day.weekday


def _resolve_relative(surface: Surface, day: DayExpression, publication: Publication) -> datetime.date | None:
    published = publication.date
    if published is None:
        return None
    if day.days_ago is not None:
        return published - datetime.timedelta(days=day.days_ago)
    if _LAST_WEEK.match(surface.text, day.end):
        return None
    for back in range(7):
        candidate = published - datetime.timedelta(days=back)
        if jalali.weekday_name(candidate) == day.weekday:
            return candidate
    return None


def _resolve_date(
    surface: Surface, event: Event, date: WrittenDate, day: DayExpression, publication: Publication
) -> None:
    sentence = surface.sentence_at(day.start)
    year = date.full_year(publication.jalali_year) if date.year is not None else None
    if year is None:
        near = _YEAR_NEAR.search(surface.text, sentence.start, sentence.end)
        year = int(near.group(1) or near.group(2)) if near else None
    if year is None:
        year = event.year  # «… ۱۴۰۴ … و جلسه بعد روز یکشنبه هفتم دی»
    if year is None and event.ordinal_scope == "year":
        year = event.ordinal_year
    if year is None:
        year = year_before(date.month, date.day or 1, publication)
    if date.calendar == "jalali":
        event.year = year
    full = replace(date, year=year, n_year_digits=4).to_date() if year is not None else None
    if full is not None:
        event.date, event.date_precision = full.isoformat(), "day"
        if event.weekday is not None:
            event.weekday_holds = jalali.weekday_name(full) == event.weekday
    elif date.year is None:
        event.date, event.date_precision = f"--{date.month:02d}-{date.day:02d}", "month_day"


def year_before(month: int, day: int, publication: Publication) -> int | None:
    """The year of a past day and month: that of the publication, or the one before if that lies ahead of it."""
    published = publication.date
    if published is None:
        return None
    year, this_month, this_day = jalali.from_gregorian(published)
    return year - 1 if (month, day) > (this_month, this_day) else year
