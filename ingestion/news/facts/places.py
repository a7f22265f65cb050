"""Provinces, ministries and agencies as facts, agencies with the role they play."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from ingestion.news.facts.acts import Acts, event_at
from ingestion.news.facts.events import kinds
from ingestion.news.facts.events.bodies import Bodies
from ingestion.news.facts.events.kinds import Event
from ingestion.news.facts.problems import Problem
from ingestion.news.facts.surface import Name, Surface
from ingestion.reference import seeds

# Bodies that are no agency facts unless bound: the group itself, «دستگاه‌ها», the governorate as a title or a place.
_NOT_AGENCIES: Final = frozenset(
    ("WG_PROV", "WG_COUNTY", "GENERIC", "APPLICANT", "GOV", "GOV_ECON", "GOV_CIVIL", "COUNTYGOV", "DISTRICT", "DEHYARI")
)
# characters of a sentence around a name that tell its role
_CONTEXT: Final = 700
_TEHRAN: Final = "23"
_READERS_PAGE: Final = re.compile(r" ?من ?(?:[:؛،»\"\-–—/|]|\Z)")
# «در پاسخ به پرسش فارس», «گزارش فارس از جلسه کارگروه تسهیل گناوه»
_OF_THE_AGENCY: Final = frozenset("پرسش سوال خبرگزاری خبرنگار گزارشگر گزارش عکاس".split())
_MARKAZI: Final = "00"
# «استان‌های مرکزی کشور», «استان‌های مرکزی و جنوبی»: where provinces lie
_OF_THE_COUNTRY: Final = re.compile(r" (?:کشور|ایران|و (?:شمال|جنوب|شرق|غرب|شمال شرق|شمال غرب|جنوب شرق|جنوب غرب)ی)\b")
_ROW_GOES_ON: Final = re.compile(r"(?: ?، ?(?:و )?| و )(?:استان )?")
_PROVINCES: Final = "استانهای"
_PROVINCE_WORDS: Final = frozenset("استان استاندار استانداری استانهای".split())
# in the presence of …; were present, took part, accompanied
_PRESENT_BEFORE: Final = re.compile(
    r"(?:(?:اعضای|حاضران) (?:این )?(?:جلسه|نشست) (?:شامل|عبارت)|با حضور|با شرکت|با مشارکت|متشکل از|مرکب از|و حضور|به همراه|همراه با|با همراهی)\b"
)
_PRESENT_AFTER: Final = re.compile(
    r"حضور داشت|حضور دارند|حضور یافت|شرکت داشت|شرکت کرد|حاضر بود|حاضر شد|همراهی (?:می)?کرد|حضور پیدا کرد|حاضران|همراه [^ ]+ بود|همراه بود|از همراهان|عضو این هییت|عضو هییت|اعضای این هییت|از اعضای|گزارش داد|گزارش(?:ی|های|هایی)? (?:خود |کار خود |(?:از|درباره) [^.؛]{0,60})?(?:را )?(?:ارایه|قرایت)|توضیحات|(?:پاسخ|توضیح) دادند|با حضور در (?:این )?(?:جلسه|نشست)"
)
# «هفته آینده جلسه مشترکی با حضور مدیر شعب بانک تجارت برگزار خواهیم کرد»: not there yet
_YET_TO_COME: Final = re.compile(
    r"\b(?:(?:هفته|ماه|روزهای|جلسه|نشست) اینده|قرار شد|مقرر شد|مقرر گردید|جلسهای|نشستی|کمیتهای|کارگروهی)\b[^:؛.]*\Z"
)
_TO_BE_HELD: Final = re.compile(r"\A[^:؛.]{0,120}?\b(?:برگزار|تشکیل) (?:خواهیم|خواهد|میکنیم|میشود|شود|کنیم|کنند)\b")
_ISSUER_BEFORE: Final = re.compile(
    r"(?:استعلام|مجوز|موافقت|بخشنامه|پاسخ|پروانه|کد بهداشتی|گواهی|تاییدیه)[^ ]*(?:[^.،؛]{0,25}| (?:(?!مطالبات|طلب|بدهی)[^.؛:]){0,30}\b(?:از|توسط) [^.؛:]{0,110}) ?\Z"
    r"|بخشنامه[^.،؛:]{0,45} \Z"
    r"|\b(?:منتظر|در انتظار) (?:تایید|نظر|پاسخ|موافقت|مجوز)[^ ]* (?:[^ ،.؛:]+ )?\Z"
    r"|\bمخالفت (?:[^ ،.؛:]+ )?\Z"
)
# «پروانه یک واحد چهار ماه است که در شبکه بهداشت مانده»
_HELD_UP_IN: Final = re.compile(r"\b(?:پروانه|مجوز|استعلام|گواهی|تاییدیه|موافقت)[^.؛:]{0,70} (?:در|نزد) \Z")
_IS_HELD_UP: Final = re.compile(r"(?: [^ ،.؛:]+){0,2} (?:مانده|معطل|گیر کرده|متوقف|بلاتکلیف|خاک میخورد)\b")
_ISSUER_DIRECT: Final = re.compile(
    r"\b(?:استعلام|مجوز|پروانه)(?:ها|های|هایی|ات)?(?: و (?:استعلام|مجوز|پروانه)(?:ها|های|ات)?)? (?:از|توسط|از سوی) (?:(?:اداره کل|سازمان|اداره) )?\Z"
    r"|\b(?:دنبال|منتظر|در انتظار|معطل|پیگیر) (?:(?:پاسخ|جواب|اخذ|صدور|گرفتن) )?(?:استعلام|مجوز|موافقت|نظر)(?:های|ات)? \Z"
)
# «سخت‌گیری محیط زیست در صدور مجوز»
_ISSUER_AFTER: Final = re.compile(
    r" (?:استان )?(?:در|برای|از) (?:صدور|دادن|تمدید|ارایه|پاسخ) ?(?:مجوز|پروانه|استعلام|موافقت|به استعلام|گواهی|گواهینامه|تاییدیه|نشان|مفاصاحساب)"
    r"| (?:استان )?[^.؛:،]{0,40}\bبرای پاسخ (?:به )?استعلام"
    r"| (?:استان )?(?:(?:هم|نیز) )?(?:مجوز|پروانه|موافقت|مفاصاحساب)\b[^.؛:]{0,60} صادر (?:کرد|نکرد|نکرده|نمیکند|نمیکنند)"
    r"| (?:استان )?با [^.؛:،]{3,70} (?:مخالفت (?:کرد|کرده|دارد)|مخالف است|موافقت (?:نکرد|نکرده|نمیکند))"
)
# «رئیس اتاق اصناف استان نیز گفت»: one more speaker at the event
_ALSO_SPOKE: Final = re.compile(r"(?: [^ .،؛:]+){0,4}? ?،? (?:نیز|هم)\b")
# «با پیشنهاد نماینده دادگستری»
_ON_WORD_ENDS: Final = ("نماینده ", "مدیرکل ", "رییس ", "مدیر ", "مدیرعامل ")
_ON_WORD_OF: Final = re.compile(rf"\b(?:پیشنهاد|توضیحات|توضیح|سخنان|گزارش) (?:{'|'.join(_ON_WORD_ENDS)})\Z")
_EARLIER: Final = re.compile(r"\b(?:پیش از این|پیشتر|پیش تر|هفته گذشته|ماه گذشته|سال گذشته|چندی پیش)\b")
# «رئیس خانه معدن یزد پیشنهاد داد …»
_TOOK_PART: Final = re.compile(
    r"(?: [^ .،؛:]+){0,5}? (?:پیشنهاد (?:داد|کرد)|خواستار|گلایه (?:داشت|کرد)|موافقت خود|قول (?:داد|مساعد)|اعلام امادگی)"
)
# «مدیرکل صمت استان که دبیری کارگروه را بر عهده دارد»
_IS_SECRETARY: Final = re.compile(r"(?: استان| [^ ،.؛:]+){0,3}(?: و|،)? (?:که )?دبیر(?:ی)? (?:این )?(?:کارگروه|ستاد)")
# «در حوزه جهاد کشاورزی», «در زمینه برق و راه‌آهن»: subjects, one or two in a row
_SUBJECTS_BEFORE: Final = re.compile(r"\b(?:(?:حوزه|بخش|زمینه)(?:های)?|مسایل|مشکلات)(?: [^ ،.؛:]+(?: ?،| و))? \Z")
# «گزارشی از سوی شرکت شهرک‌های صنعتی ارائه شد»
_REPORT_OF: Final = re.compile(r"\bگزارشی?(?: [^ ،.؛:]+){0,6} (?:از سوی|توسط) (?:[^ ،.؛:]+ )?\Z")
# «به موجب مصوبه این جلسه»: tells of it from outside
_OF_A_RESOLUTION: Final = re.compile(r"\b(?:مصوبه|مصوبات|تصمیم|تصمیمات|خروجی|نتیجه|نتایج|برگزاری) (?:در )?\Z")
# characters from a sentence's beginning to its speaker
_SPEAKER_PLACE: Final = 60
# said, explained, announced; «افزود» goes on with the same speaker
_BEGINS_TO_SPEAK: Final = re.compile(
    r"\b(?:گفت|اظهار (?:کرد|داشت)|بیان (?:کرد|داشت)|عنوان کرد|مطرح کرد|اعلام کرد|توضیح داد|سخن گفت|پاسخ داد)\b"
)
_SPEAKS_ELSEWHERE: Final = re.compile(
    r"\bدر (?:مراسم|ایین|گفتگو|گفت و گو|گفتوگو|جمع خبرنگاران|حاشیه|نشست خبری|نامهای|پیامی|واکنش)|\bبه (?:خبرنگار|ایرنا|ایسنا|مهر|فارس|تسنیم)|\b(?:غیبت|نیامدن|غایب|حاضر نبود|حاضر نشد|حضور نداشت|حضور نیافت|نیامده)\b"
)
# directors of, heads of: said of every body of a row
_HEADS_OF_MANY: Final = frozenset("مدیران روسای نمایندگان مسوولان معاونان".split())
_OF_THE_BOARD: Final = re.compile(
    r"\b(?:رییس|دبیر|عضو|نایب رییس|سخنگوی) (?:هییت (?:مدیره|نمایندگان|رییسه)|شعب|شعبه|کمیسیون [^ ،.؛:]+) \Z"
)
_HEAD_WORDS: Final = re.compile(
    r"(?:مدیر|مدیرکل|مدیرعامل|رییس|معاون|سرپرست|نماینده|نمایندگان|مدیران|دبیر|روسای|مسوول|مسوولان|عضو|اعضای|دادستان|شهردار)\b"
)


@dataclass(slots=True)
class AgencyFact:
    """An agency in one role."""

    agency_id: str
    ministry_id: str
    role: str
    start: int
    end: int
    event: str | None


def provinces(surface: Surface, excluded: Sequence[tuple[int, int]]) -> list[Name]:
    """Each province once, at its first place; Tehran only as a province, for it is where national things happen."""
    first: dict[str, Name] = {}
    for name in surface.names:
        if name.kind != "province" or _is_excluded(name.start, excluded):
            continue
        if _is_agency_of_dateline(surface, name):
            continue
        if name.id == _MARKAZI and _is_a_region(surface, name):
            continue
        if name.id == _TEHRAN and not _in_province_context(surface, name):
            continue
        first.setdefault(name.id, name)
    return sorted(first.values(), key=lambda name: name.start)


def _is_a_region(surface: Surface, name: Name) -> bool:
    """«هشت استان مرکزی و جنوبی», «استان‌های مرکزی کشور»: several provinces in the middle of the country."""
    behind = _ROW_GOES_ON.match(surface.text, name.end)
    if behind is not None and surface.names_in(behind.end(), behind.end() + 1, "province"):
        return False  # «سه استان مرکزی، قم و قزوین»
    if surface.text.startswith("استان ", name.start):
        return any(
            not number.is_ordinal
            and 1 < number.value <= len(seeds.provinces())
            and surface.text[number.end : name.start] == " "
            for number in surface.numbers_in(max(0, name.start - 24), name.start)
        )
    of_several = surface.word_before(name.start) == _PROVINCES
    return of_several and _OF_THE_COUNTRY.match(surface.text, name.end) is not None


def _is_agency_of_dateline(surface: Surface, name: Name) -> bool:
    """«اهواز- فارس: …», «فارس من: …»: the news agency, its readers' page."""
    if surface.text[name.start : name.end] == "فارس" and (
        _READERS_PAGE.match(surface.text, name.end) or surface.word_before(name.start) in _OF_THE_AGENCY
    ):
        return True
    return (
        surface.text[name.start : name.end] == "فارس"
        and re.search(r"[-–—/] ?\Z", surface.text[max(0, name.start - 3) : name.start]) is not None
        and re.match(r" ?[:\-–—/؛]", surface.text[name.end : name.end + 2]) is not None
    )


def _in_province_context(surface: Surface, name: Name) -> bool:
    if (
        surface.word_before(name.start) in _PROVINCE_WORDS
        or surface.word(surface.word_index(name.start)) in _PROVINCE_WORDS
    ):
        return True
    return any(other.kind == "agency" and 0 <= name.start - other.end <= 1 for other in surface.names)


def ministries(surface: Surface, excluded: Sequence[tuple[int, int]]) -> list[Name]:
    """Each ministry once, at its first place."""
    first: dict[str, Name] = {}
    for name in surface.names:
        if name.kind == "ministry" and not _is_excluded(name.start, excluded):
            first.setdefault(name.id, name)
    return sorted(first.values(), key=lambda name: name.start)


def _is_excluded(place: int, excluded: Sequence[tuple[int, int]]) -> bool:
    return any(start <= place < end for start, end in excluded)


def agencies(
    surface: Surface,
    bodies: Bodies,
    events: Sequence[Event],
    acts: Acts,
    problems: Sequence[Problem],
    excluded: Sequence[tuple[int, int]],
    *,
    is_visit: bool = False,
) -> list[AgencyFact]:
    """One line for each agency and role; a mere mention only where the agency has no other role.

    `is_visit`: an article without an event that tells of an official's visit to units, where bodies attend too.
    """
    bound = {(name.start, name.end) for obligation in acts.obligations for name in obligation.subjects}
    referred_to = {(name.start, name.end) for name in acts.referred_to} - bound
    bound |= referred_to
    facts: list[AgencyFact] = []
    for name in surface.names:
        if name.kind != "agency" or _is_excluded(name.start, excluded):
            continue
        is_bound = (name.start, name.end) in bound
        if name.id in _NOT_AGENCIES and not (is_bound and name.id in ("GOV", "COUNTYGOV", "DISTRICT", "DEHYARI")):
            continue
        if not is_bound and not _is_issuer_itself(surface, name) and _is_subject_word(surface, name, problems):
            continue
        if not is_bound and _is_other_name(surface, name):
            continue
        if surface.hit_at(name.end + 1, "foreign") is not None and surface.text[name.end] == " ":
            continue  # «رئیس اتاق بازرگانی کویته»
        if name.id == "HQ_NAT" and any(hit.start < name.end and name.start < hit.end for hit in bodies.ours):
            continue  # the group's own secretariat
        is_referred_to = (name.start, name.end) in referred_to
        is_read = (events or is_visit) and (is_referred_to or not is_bound)
        own = _role(surface, name, events) if is_read else "mentioned"
        roles = ["responsible"] if is_bound else [own]
        if is_referred_to and own == "attends":
            roles.append("attends")  # «رئیس اداره برق گزارش داد …»; «این اداره ظرف ده روز … کند» binds it besides
        agency = seeds.agencies()[name.id]
        for role in roles:
            event = event_at(surface, events, name.start) if role != "mentioned" else None
            event_id = event.id if event else None
            facts.append(AgencyFact(name.id, agency.ministry_id, role, name.start, name.end, event_id))
    return _one_per_role(facts)


def _is_issuer_itself(surface: Surface, name: Name) -> bool:
    """«مجوزها از منابع طبیعی», «سخت‌گیری محیط زیست در صدور مجوز»: the body, no subject."""
    start = surface.sentence_at(name.start).start
    return (
        _ISSUER_DIRECT.search(surface.text, start, name.start) is not None
        or _ISSUER_AFTER.match(surface.text, name.end) is not None
    )


def _is_subject_word(surface: Surface, name: Name, problems: Sequence[Problem]) -> bool:
    """«تأمین اجتماعی» in a list of problems is a problem."""
    if any(p.start < name.start and name.end <= p.end and not p.is_by_body for p in problems):
        return True
    written = surface.text[name.start : name.end]
    if _HEAD_WORDS.match(written) or written.split(" ")[0] in _BODY_WORDS:
        return False
    return any(p.start < name.end and name.start < p.end for p in problems if not p.is_by_body)


def _is_other_name(surface: Surface, name: Name) -> bool:
    """A body's word that names a sector or a matter: «در حوزه جهاد کشاورزی»."""
    if surface.text[name.start : name.end].split(" ")[0] in _BODY_WORDS:
        return False
    sentence = surface.sentence_at(name.start)
    return _SUBJECTS_BEFORE.search(surface.text, max(sentence.start, name.start - 60), name.start) is not None


def _role(surface: Surface, name: Name, events: Sequence[Event]) -> str:
    sentence = surface.sentence_at(name.start)
    before = surface.text[max(sentence.start, name.start - _CONTEXT) : name.start]
    after = surface.text[name.end : min(sentence.end, name.end + _CONTEXT)]
    if events and all(event.type == kinds.REPORT for event in events):
        return "mentioned"
    if _IS_HELD_UP.match(after) and _HELD_UP_IN.search(before):
        return "issuer"
    if _ISSUER_BEFORE.search(before) or _ISSUER_AFTER.match(after):
        return "issuer"
    present = [match.end() for match in _PRESENT_BEFORE.finditer(before)]
    if present and not re.search(r"[.؛]|\bبرگزار شد|\bگفت\b|در محل|به ریاست", before[present[-1] :]):
        if _YET_TO_COME.search(before) is None and _TO_BE_HELD.search(after) is None:
            return "attends"
    is_head = _is_head(surface, name)
    present_after = _PRESENT_AFTER.search(after)
    if present_after is not None and (is_head or not re.search(r"[:؛]", after[: present_after.start()])):
        return "attends"
    if not events:
        return "mentioned"
    if before.endswith(_ON_WORD_ENDS) and _ON_WORD_OF.search(before):
        return "attends"
    if is_head and _TOOK_PART.match(after) and _EARLIER.search(before) is None:
        return "attends"
    if is_head and _IS_SECRETARY.match(after):
        return "attends"
    if "ارایه" in after and _REPORT_OF.search(before):
        return "attends"
    if is_head and _speaks_after_others(surface, name, events):
        return "attends"
    if is_head and (_ALSO_SPOKE.match(after) or _speaks_there(surface, sentence.start, sentence.end)):
        return "attends"
    return "mentioned"


def _is_head(surface: Surface, name: Name) -> bool:
    if _HEAD_WORDS.match(surface.text[name.start : name.end]) or _OF_THE_BOARD.search(
        surface.text, max(0, name.start - 30), name.start
    ):
        return True
    if _HEAD_WORDS.match(surface.word_before(name.start)):
        return True
    row = surface.names_in(max(0, name.start - 60), name.start, "agency")
    joined = bool(row) and surface.text[row[-1].end : name.start].strip() in ("و", "،")
    return joined and surface.word_before(row[-1].start) in _HEADS_OF_MANY


def _speaks_there(surface: Surface, start: int, end: int) -> bool:
    """Whether the head speaks at the event itself, not to tell of it from outside."""
    if _SPEAKS_ELSEWHERE.search(surface.text, start, end):
        return False
    goes_on = surface.text.startswith("در ادامه", start)
    here = [
        hit
        for hit in surface.hits_in(start, end, "this_session")
        if not _OF_A_RESOLUTION.search(surface.text, start, hit.start)
    ]
    return surface.has(start, end, "speech") and (goes_on or bool(here))


def _speaks_after_others(surface: Surface, name: Name, events: Sequence[Event]) -> bool:
    """«سرپرست راه و شهرسازی اظهار کرد: …» behind others' words: one more speaker; he who tells the news comes first."""
    sentence = surface.sentence_at(name.start)
    if name.start - sentence.start > _SPEAKER_PLACE or not surface.has(0, sentence.start, "speech"):
        return False
    if any(
        other.id == name.id and surface.has(told.start, told.end, "speech")
        for other in surface.names_in(0, sentence.start, "agency")
        for told in (surface.sentence_at(other.start),)
    ):
        return False
    if any(sentence.start <= start < sentence.end for event in events for start, _ in event.mentions):
        return False
    said = _BEGINS_TO_SPEAK.search(surface.text, name.end, sentence.end)
    return said is not None and _SPEAKS_ELSEWHERE.search(surface.text, sentence.start, said.start()) is None


def _one_per_role(facts: Sequence[AgencyFact]) -> list[AgencyFact]:
    acting = {fact.agency_id for fact in facts if fact.role != "mentioned"}
    chosen: dict[tuple[str, str], AgencyFact] = {}
    for fact in facts:
        if fact.role == "mentioned" and fact.agency_id in acting:
            continue
        chosen.setdefault((fact.agency_id, fact.role), fact)
    return sorted(chosen.values(), key=lambda fact: fact.start)


# department, organisation, company, director, bank, fund, chamber, house, commission …
_BODY_WORDS: Final = frozenset(
    "اداره سازمان شرکت مدیرکل مدیر مدیرعامل مدیریت رییس معاون نماینده دبیر سرپرست بانک صندوق اتاق خانه شورای کمیسیون بنیاد شهرداری شعبه کمیته".split()
)
