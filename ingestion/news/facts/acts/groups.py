"""The bodies that stand together: «مدیرعامل شرکت گاز و اداره برق استان», from the office before to the place behind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from ingestion.news.facts.deadlines import find_deadline
from ingestion.news.facts.lexicon import Hit
from ingestion.news.facts.surface import Name, Surface

HARD: Final = re.compile("[؛!؟]")
# above all, among them, that is: before those of a kind that are named
_ABOVE_ALL: Final = r"(?:به ویژه|بهویژه|بویژه|به خصوص|بهخصوص|بخصوص|خصوصا|علی الخصوص|از جمله|اعم از)"
# «دستگاه‌های متولی به ویژه »
_OF_THE_DEPARTMENTS: Final = rf"(?:همه |تمام |تمامی |کلیه )?(?>دستگاهها(?:ی(?: [^ ،.؛:]+){{1,2}}?)? ?،? {_ABOVE_ALL})"
LEAD_IN: Final = re.compile(
    rf"(?:[ ،:«\"]|\b(?:{_OF_THE_DEPARTMENTS}|"
    r"و|که|لذا|از این رو|ازاینرو|همچنین|نیز|تا|مقرر (?:شد|گردید|شده است|شده)|قرار شد|(?:تاکید|مصوب|تصویب|تصریح|اعلام|گفته) (?:شد|گردید|کرد|کردند)|در پایان|در نهایت|در ادامه|سپس|بنابراین|همزمان|در مقابل|از سوی دیگر|این که|انکه|ان که|(?:نخست|اول|دوم|سوم|دیگر|دیگری|یکی) (?:اینکه|این که|انکه|ان که)|به گفته (?:وی|او)|اینکه|از جمله|طبق این مصوبه|لازم است|ضروری است|ضرورت دارد|الزامی است|باید|بایستی|در این (?:خصوص|راستا|زمینه|جلسه|نشست|باره|مدت|فاصله|بازه|مهلت)|تا ان زمان|طی این مدت|بر این اساس|بر همین اساس|در این چارچوب|در همین چارچوب|درباره [^ ،]+|در مورد [^ ،]+|درخصوص [^ ،]+|در خصوص [^ ،]+|"
    r"به همین منظور|به این منظور|بدین منظور|بدین ترتیب|در همین راستا|در همین زمینه|علاوه بر این|"
    r"به گزارش [^ ،]+(?: [^ ،]+){0,3}?(?= ?،)|در (?:مصوبه|تصمیم) (?:نخست|اول|دوم|سوم|چهارم|پنجم|ششم|هفتم)(?: (?:این|جلسه|نشست|کارگروه))*|"
    r"در (?:مصوبه|مصوبهای|تصمیم|تصمیمی|بخش|بخشی|مورد|موردی) (?:دیگر|دیگری|جداگانه|بعدی)(?: از این (?:جلسه|نشست|مصوبات))?|"
    r"کارشناس|کارشناسان|بازرس|بازرسان|مدیر|ناظر|ناظران|از (?:هفته|ماه|سال) (?:اینده|بعد|جدید)|از فردا|مدیران|مدیرعامل|مدیرکل|رییس|روسای|نماینده|نمایندگان|شعبه|شعب|شعبه مرکزی|سرپرست|معاون|مسوول|مسوولان|مدیریت|اداره|کل|ادارات|ادارههای|سازمان|سازمانهای|شرکت|شرکتهای|"
    r"(?:نخست|اول|دوم|سوم|چهارم|پنجم|ششم|هفتم|هشتم)(?= ?[،:])|ضمن|فوری|فورا|با هماهنگی|گردید|شد|هر یک از|یک|دو|سه)\b)*\Z"
)
# to, from, with, in, for, by, between: an agency behind these is no subject
NOT_SUBJECT: Final = frozenset("به از با در برای بین میان علیه نزد بر جهت".split())
_BETWEEN_NAMES: Final = re.compile(
    r" ?، اب(?: ?،| و) \Z|(?: ?(?:استان|شهرستان|منطقه|مرکز|شهر|این استان|کشور|[^ ،.؛:]{2,14}))?(?: ?،| و|، و| به همراه| همراه با| به اتفاق|(?: ?،)? "
    rf"{_ABOVE_ALL}) ?(?:همچنین |نیز )?"
    r"(?:مدیر |مدیرعامل |رییس |مدیرکل |نماینده |نمایندگان |کارشناس |کارشناسان |اداره کل |اداره |شرکت |سازمان )?\Z"
)
AFTER_NAME_WORDS: Final = 4
# behind an office in apposition: the place, a comma, a few words
_APPOSITION_GAP: Final = re.compile(r"(?: [^ ،؛.]+){0,3} ?، ?(?:[^ ،؛.:]+ ){0,4}")
# «با همکاری فرمانداری، », «جهت رفع مشکل، »: before whom it binds
_ADVERBIAL: Final = re.compile(
    r" ?(?:که )?(?:با|به منظور|جهت|برای|در راستای|ضمن|پس از|به دلیل|به علت|در صورت|درخصوص|در خصوص|درباره|در مورد|به درخواست|به پیشنهاد|در پی|به دنبال|بنا به|علاوه بر|افزون بر|تا (?:روشن|مشخص|رسیدن|اعلام|صدور|رفع|حل|تکمیل|دریافت|تعیین تکلیف|انجام|برگزاری)) [^،؛:.]{2,70}، ?"
)
# «به پیشنهاد سازمان صمت، », «در پی قطع گاز از سوی شرکت گاز، »: whoever is named there is not bound
_OPENING: Final = re.compile(
    r"\b(?:به (?:پیشنهاد|درخواست|تقاضای?|دنبال)|بنا به|در پی|پس از|با (?:همکاری|هماهنگی|همراهی|حضور|پیگیری)) [^،؛:.]{2,70}، ?"
)
_WAS_AND: Final = re.compile(r"\b(?:تشکیل|ایجاد|تعیین|راهاندازی|تعریف|برگزار) (?:شد|شده|شده است|گردید|شود|میشود) که\b")
_IN_ANSWER: Final = re.compile(r" در (?:پاسخ|واکنش) به [^،؛.:]{2,70} \Z")
# «کمیته‌ای از محیط زیست و صمت مأمور شد»
_MADE_OF: Final = re.compile(r"\b(?:کمیته|کمیتهای|گروهی|هییتی|تیمی|کارگروهی)(?: [^ ،.؛:]+)?(?: متشکل| مرکب)? از \Z")
# «کمیته‌ای متشکل از صمت، برق و محیط زیست مأمور شد»
_COMMITTEE: Final = re.compile(
    r"\b(?:کمیته|کمیتهای|گروهی|هییتی|تیمی|کارگروهی)(?: [^ ،.؛:]+){0,2}? (?:متشکل از|مرکب از|با (?:حضور|عضویت|مشارکت)) (?!.*\b(?:شد|شده|گردید|است)\b)"
)
_ALSO: Final = re.compile(r"(?: (?:نیز|هم|استان|شهرستان))*")
# ministry: what stands before its name
_MINISTRY: Final = frozenset(("وزارت", "وزارتخانه"))
# region, province, county; director, head …
_REGIONS: Final = frozenset("منطقه استان شهرستان ناحیه".split())
_OFFICE_WORDS: Final = frozenset("مدیر رییس سرپرست معاون نماینده".split())
# directors of, heads of, representatives of; companies, departments, organisations of
_HEADS: Final = frozenset("مدیران روسای نمایندگان مسوولان شرکتهای ادارات ادارههای سازمانهای".split())
# «مصوباتی که به بانک مرکزی مربوط می‌شود»: not sent there
_CONCERNED_WITH: Final = frozenset("مربوط وابسته بدهکار متعلق مرتبط تعلق".split())
# «غذا و داروی دانشگاه علوم پزشکی»: a body and the one that it is a part of
_PARTS: Final = frozenset(
    (
        ("FDO", "MEDUNI"),
        ("LANDAFF", "JAHAD"),
        ("STPARK", "UNI"),
        ("JUDCOM", "COURT"),
        ("GOV_ECON", "GOV"),
        ("GOV_CIVIL", "GOV"),
    )
)
_GENITIVE: Final = re.compile("ی? ")
_SHORTEST_ROW: Final = 3
# as … says, reports, holds
_TOLD_BY: Final = frozenset("گفته گزارش اظهار اعتقاد باور نقل قول".split())
# «استاندار بانک تجارت را مکلف کرد»: who bids, no office of the bank
_BIDS: Final = frozenset("استاندار فرماندار بخشدار شهردار دادستان".split())


class Groups:
    """Rows of bodies and where they begin and end."""

    def __init__(self, surface: Surface) -> None:
        self.surface = surface
        self.text = surface.text
        self._role_starts = {hit.start for hit in surface.hits("role")}

    def extended_start(self, name: Name) -> int:
        """The start of a name with the office before it: «مدیرعامل شرکت گاز»."""
        start = name.start
        while True:
            index = self.surface.word_index(start) - 1
            if index < 0:
                return start
            word = self.surface.word(index)
            before, after = self.surface.words[index]
            if "،" in self.text[after:start]:
                return start
            if word in _BIDS or (before not in self._role_starts and word not in _HEADS and word not in _MINISTRY):
                office = self._office_of_a_region(index)
                return start if office is None else office
            start = before

    def _office_of_a_region(self, index: int) -> int | None:
        """«مدیر منطقه کرمان شرکت ملی پخش …»: where an office begins that names its region before the body."""
        for back in (1, 2):
            if self.surface.word(index - back) in _REGIONS and self.surface.word(index - back - 1) in _OFFICE_WORDS:
                return self.surface.words[index - back - 1][0]
        return None

    def _is_in_apposition(self, name: Name) -> bool:
        """«حسین فراهانی، مدیرکل امور مالیاتی قم، …»: an office behind a person's name."""
        first = self.extended_start(name)
        is_office = first < name.start or name.start in self._role_starts
        return is_office and self.text[max(0, first - 2) : first].startswith("،")

    def name_end(self, name: Name, limit: int) -> int:
        """A body's name with the place behind it: «شرکت گاز استان گلستان», «اداره برق شهرستان»."""
        end = name.end
        words = _ALSO.match(self.text, end)
        if words is not None and words.group().strip() in ("استان", "شهرستان"):
            end = words.end()
        places: list[Name | Hit] = [
            *self.surface.names_in(end, end + 2, "province"),
            *self.surface.hits_in(end, end + 2, "county"),
        ]
        if places and self.text[end : places[0].start] == " ":
            end = places[0].end
        return min(end, limit)

    def with_coordinated(self, names: Sequence[Name]) -> list[Name]:
        """The first name and those that a comma or «و» joins to it."""
        group = [names[0]]
        for name in names[1:]:
            if name.start < group[-1].end:
                continue
            if not _BETWEEN_NAMES.fullmatch(self.text[group[-1].end : name.start]):
                break
            group.append(name)
        return group

    def row_before(self, names: Sequence[Name]) -> list[Name]:
        """The last name and those before it that a comma or «و» joins to it."""
        row = [names[-1]]
        for name in reversed(names[:-1]):
            if not _BETWEEN_NAMES.fullmatch(self.text[name.end : row[0].start]):
                break
            row.insert(0, name)
        return row

    def is_lead_in(self, start: int, end: int) -> bool:
        """Whether nothing that could be another subject stands before the name; a time phrase may."""
        lead = self.text[start:end]
        opening = _ADVERBIAL.match(lead)
        if LEAD_IN.fullmatch(lead) or (opening is not None and LEAD_IN.fullmatch(lead, opening.end())):
            return True
        deadline = find_deadline(self.surface, start, end, None, None)
        if deadline is None:
            return False
        return bool(LEAD_IN.fullmatch(lead[: deadline.start - start])) and bool(
            LEAD_IN.fullmatch(lead[deadline.end - start :])
        )

    def group_at_head(self, start: int, end: int) -> list[Name]:
        """The bodies that a stretch opens with."""
        names = self.surface.bodies_in(start, end)
        opening = _ADVERBIAL.match(self.text, start, end)
        behind = [name for name in names if name.start >= opening.end()] if opening is not None else []
        if behind and opening is not None:
            behind = self._behind_row(names, behind)
        if behind and self.is_lead_in(start, behind[0].start):  # «با همکاری فرمانداری، شرکت گاز …»
            return self.with_coordinated(behind)
        if not names or not self.is_lead_in(start, names[0].start):
            return []
        return self.with_coordinated(names)

    def _behind_row(self, names: Sequence[Name], behind: list[Name]) -> list[Name]:
        """«با تشکیل کمیته‌ای از صمت، بانک سپه و دادگستری، …»: the bodies behind a row that a comma closes."""
        row = [name for name in names if name.start < behind[0].start][-1:]
        rest = list(behind)
        while row and rest and _BETWEEN_NAMES.fullmatch(self.text[row[-1].end : rest[0].start]):
            row.append(rest.pop(0))
        if len(row) < _SHORTEST_ROW or not self.text.startswith("،", self.name_end(row[-1], len(self.text))):
            return behind
        return rest if " و " in self.text[row[-2].end : row[-1].start] else behind

    def group_before(self, start: int, place: int) -> list[Name]:
        """The bodies whose row ends right before «موظف شد» or «باید»."""
        place = self.before_answer(start, place)
        names = self.surface.bodies_in(start, place)
        if not names:
            return []
        gap = self.text[names[-1].end : place]
        if _WAS_AND.search(gap) is not None:
            return []  # «کمیته‌ای با عضویت صمت تشکیل شد که مکلف است …»: of the committee
        if self._is_in_apposition(names[-1]) and _APPOSITION_GAP.fullmatch(gap):
            return [names[-1]]
        if len(gap.split()) > AFTER_NAME_WORDS or HARD.search(gap) or "،" in gap.strip(" ،"):
            return self.group_at_head(start, place) if len(gap) < 90 and not HARD.search(gap) else []
        group = self.row_before(names)
        first = self.extended_start(group[0])
        if len(group) > 1 and self.surface.word_before(first) in _TOLD_BY:
            group = group[1:]  # «به گفته مدیرعامل شرکت شهرک‌ها، شرکت توزیع برق موظف شده است …»: who says so
            first = self.extended_start(group[0])
        part = self._part_of(names, group[0], first)
        if part is not None:
            group, first = [part], self.extended_start(part)
        committee = _COMMITTEE.search(self.text, start, first)
        if committee is not None:
            return [name for name in names if name.start >= committee.end()]
        if self.surface.word_before(first) in NOT_SUBJECT:
            return group if _MADE_OF.search(self.text, start, first) is not None else []
        opening = _OPENING.search(self.text, start, place)
        if opening is None or not LEAD_IN.fullmatch(self.text, start, opening.start()):
            return group
        return [name for name in group if name.start >= opening.end()]

    def _part_of(self, names: Sequence[Name], whole: Name, place: int) -> Name | None:
        """«معاون غذا و داروی دانشگاه علوم پزشکی»: the body that is a part of the one named right behind it."""
        before = [name for name in names if name.end < place and name.kind == "agency"][-1:]
        if not before or (before[0].id, whole.id) not in _PARTS:
            return None
        return before[0] if _GENITIVE.fullmatch(self.text, before[0].end, place) is not None else None

    def before_answer(self, start: int, place: int) -> int:
        """Where «در پاسخ به درخواست استانداران» between a doer and his promise begins; the promise's place without."""
        answer = _IN_ANSWER.search(self.text, start, place)
        return answer.start() if answer is not None and self.text[start : answer.start()].strip(" ،«") else place

    def recipients(self, start: int, end: int) -> list[Name]:
        """The agencies that a matter is sent to in [start, end)."""
        return [
            name
            for name in self.surface.bodies_in(start, end)
            if self.surface.word_before(name.start) == "به"
            and name.kind == "agency"
            and self.surface.word_after(name.end) not in _CONCERNED_WITH
        ]
