"""The status that a cell states, whatever verb form its clerk chose.

Wordings are compared word by word after their verbs are brought to one form: شد, شده, شده است, گردید, گردیده, شده‌اند,
می‌باشد … count as شد or as nothing, نشد, نشده, نگردیده … as نشد. The longest wording wins, negatives are words of their
own, and two wordings that disagree give none.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

from ingestion.persian.choices import chosen
from ingestion.persian.dates import find_dates
from ingestion.persian.jalali import MONTHS
from ingestion.persian.letters import SkeletonText, skeleton, word_set
from ingestion.persian.numbers import find_numbers
from ingestion.reference import seeds

UNKNOWN: Final = "unknown"
_IMPLEMENTED: Final = "implemented"
_NOT_IMPLEMENTED: Final = "not_implemented"
_PARTIAL: Final = "partial"


@dataclass(frozen=True, slots=True)
class StatusMatch:
    """What a status cell says.

    `is_ambiguous`: words that disagree, or a word that may mean several things; `is_unknown`: a word that means nothing
    here. Both come with code "unknown"; an empty cell or a written «نامشخص» has neither. `percent` is 0-100 where the
    cell states one.
    """

    code: str
    is_ambiguous: bool = False
    is_unknown: bool = False
    percent: float | None = None


_IN_PROGRESS: Final = "in_progress"
_UNDER_WAY: Final = ("در", "حال")
# What is going on without being work: present, standstill, closure, bankruptcy, waiting, uncertainty, decline, collapse, a loss,
# sale, moving, strike; and words that make another sense of it: but, is not, was not, without
_NO_WORK: Final = word_set(
    "حاضر رکود توقف تعطیلی تعطیل ورشکستگی انتظار بلاتکلیفی زوال نابودی ضرر زیان فروش جابجایی اعتصاب انحلال تخریب سقوط کاهش ما شما",
    "ولی اما لیکن نیست نشد ندارد نکرد بدون عدم لغو",
)
_NOTHING = StatusMatch(UNKNOWN)
_AMBIGUOUS = StatusMatch(UNKNOWN, is_ambiguous=True)
_MEANINGLESS = StatusMatch(UNKNOWN, is_unknown=True)

_LONGEST_JOINED: Final = 24
_CLITIC_IS: Final = "ست"  # «اجراست»: is
_TO: Final = "به"
_SENT: Final = word_set("ارجاع ارسال معرفی اعاده عودت")  # referred, sent, introduced, given back, returned
_DONE, _NOT_DONE = "شد", "نشد"  # became, did not become
# Forms of becoming and doing that all say «it was done»; the same with the negative prefix.
_VERB_FORMS: Final = {
    "شد": "شد شده شدند شدهاند شدهاست گردید گردیده گردیدند گردیدهاند گردیدهاست گشت گشته شدهبود شدن",
    "نشد": "نشد نشده نشدند نشدهاند نشدهاست نگردید نگردیده نگردیدند نگردیدهاند نگردیدهاست نگشت نشدن نمیشود نمیگردد",
    "کرد": "کرد کرده کردند کردهاند کردهاست نمود نموده نمودند نمودهاند نمودهاست",
    "نکرد": "نکرد نکرده نکردند نکردهاند نکردهاست ننمود ننموده ننمودند ننمودهاند ننمودهاست نکردن نمینماید نمیکند",
    "گرفت": "گرفت گرفته گرفتند گرفتهاند گرفتهاست",
    "نگرفت": "نگرفت نگرفته نگرفتند نگرفتهاند نگرفتهاست",
    "پذیرفت": "پذیرفت پذیرفته پذیرفتهاند پذیرفتهاست",
    "نپذیرفت": "نپذیرفت نپذیرفته نپذیرفتند نپذیرفتهاند نپذیرفتهاست",
    "یافت": "یافت یافته یافتند یافتهاند یافتهاست",
    "نیافت": "نیافت نیافته نیافتهاند نیافتهاست",
    "رسید": "رسید رسیده رسیدند رسیدهاند رسیدهاست رسانده رسانید رساند رسانیده",
    "نرسید": "نرسید نرسیده نرسیدهاند نرسیدهاست نرسانده",
    "درامد": "درامد درامده درامدهاند درامدهاست",
    "درنیامد": "درنیامد درنیامده درنیامدهاند",
    "امد": "امد امده امدهاست",
    "نیامد": "نیامد نیامده نیامدهاست",
    "داد": "داد داده دادند دادهاند دادهاست",
    "نیست": "نیست نمیباشد نیستند نبود نبوده نمیباشند",
    "ندارد": "ندارد نداشت نداشته ندارند نداشتهاست",
    "ماند": "ماند مانده ماندهاست",
}
_FORM_OF: Final = {form: verb for verb, forms in _VERB_FORMS.items() for form in forms.split()}
_CARRIED_OUT: Final = "انجام"
# Is not, did not become, did not do, did not give, has not, did not take, did not find, did not remain: behind a wording they deny it
_DENIALS: Final = word_set("نیست نشد نکرد نداد ندارد نگرفت نیافت نماند نمانده")
_LACK: Final = "عدم"  # lack of: before a wording it denies it
_COMPOUND_VERBS: Final = (
    *(((noun, verb), _DONE) for noun in ("صورت", "انجام") for verb in ("گرفت", "پذیرفت", "یافت")),
    *(((noun, verb), _NOT_DONE) for noun in ("صورت", "انجام") for verb in ("نگرفت", "نپذیرفت", "نیافت")),
    (("به", "عمل", "امد"), _DONE),
    (("به", "عمل", "نیامد"), _NOT_DONE),
)
# Words that change nothing: is, are, be, was, been, yet, so far, also, again, this, the said, unfortunately, of course;
# the same in English
_FILLERS: Final = word_set(
    "است اند میباشد میباشند باشد بود بوده هنوز تاکنون نیز مجددا این مذکور مزبور متاسفانه البته "
    "is are was were has have been yet still",
)
# Joined spellings and the words they are made of.
_RESPELLED: Final = {
    "درحال": "در حال",  # in the course of
    "دردست": "در دست",  # in hand
    "درجریان": "در جریان",  # under way
    "درانتظار": "در انتظار",  # waiting for
    "منتظر": "در انتظار",  # waiting for
    "درنوبت": "در نوبت",  # in the queue
    "دردستور": "در دستور",  # on the agenda
    "تاحدی": "تا حدی",  # to some degree
    "تاحدودی": "تا حدودی",  # to some degree
    "بصورت": "به صورت",  # in the form of
    "بطور": "به طور",  # in the manner of
    "بدلیل": "به دلیل",  # because of
    "بعلت": "به علت",  # because of
    "غیرقابل": "غیر قابل",  # not able to
    "اجراء": "اجرا",  # implementation
    "هیات": "هییت",  # panel
    "بخشهایی": "بخشی",  # parts of it
    "قسمتهایی": "قسمتی",  # parts of it
    "منعکس": "ارسال",  # reflected: sent
    "انعکاس": "ارسال",  # reflecting: sending
    "فرستاده": "ارسال",  # sent
    "احاله": "ارجاع",  # passed on: referred
}
# «completely», «in full», «entirely»: to a positive verb they add nothing, a negative one they leave in doubt.
_COMPLETELY: Final = (
    ("به", "طور", "کامل"),
    ("به", "صورت", "کامل"),
    ("کاملا",),
    ("تماما",),
    ("به", "شکل", "کامل"),
    ("صد", "در", "صد"),
)
# because of, because, due to, as: what follows is the reason of what came before
_REASONS: Final = (
    ("به", "دلیل"),
    ("به", "علت"),
    ("به", "خاطر"),
    ("به", "جهت"),
    ("علت",),
    ("دلیل",),
    ("به", "سبب"),
    ("به", "واسطه"),
    ("ناشی", "از"),
    ("چون",),
    ("زیرا",),
)
# «در حال اجرا - منتظر تصویب کمیته»: behind a status of work under way, or of none, what is waited for is its reason
_WAITING: Final = ("در", "انتظار")
_MAY_WAIT: Final = frozenset((_IN_PROGRESS, _NOT_IMPLEMENTED))
# A reason that says more than «not implemented» does.
_TELLING_REASONS: Final = frozenset(("withdrawn", "refused", "out_of_authority", "expired", "cancelled"))
_REFINED: Final = frozenset(("not_implemented", "refused", "withdrawn"))
_GROUND: Final = "not_implemented"
_NOT_IMPLEMENTED_WITH: Final = frozenset(("withdrawn", "refused"))
_PARTIAL_WITH: Final = frozenset(("implemented", "in_progress", "not_implemented"))

# Words beside «it was done» that leave in doubt whether all of it was: only, but for, except; «no», did not, became not,
# did not give, did not take (of another part or another agency)
_NOT_OF_ALL: Final = word_set(
    "فقط استثنای استثناء استثنا بجز بهجز بهاستثنای جز خیر نکرد نشد نداد نگرفت نپذیرفت نیافت نرسید"
)
_IN_PART: Final = word_set("ناقص ناتمام بخشی قسمتی")  # incomplete, unfinished, a part
# Words that open what was done of a whole: part, portion, half, a half, some, several («نیمی از مبلغ پرداخت شد»)
_SHARES: Final = word_set("بخشی قسمتی نیمی نصف نصفی نصفش نصفه برخی بعضی تعدادی مقداری")
_BUT: Final = word_set("ولی اما لیکن لکن به صورت طور شکل")  # but, but, …; in the form, manner of
_PIECES: Final = word_set("مورد بند فقره مرحله قسط")  # case, clause, item, stage, instalment
_OUT_OF: Final = "از"
_ALL_OF: Final = "هر"  # «every one of the three clauses»
_SAID: Final = ("اعلام", _DONE)  # «was announced»
# What makes an announcement a notification: to, in a letter, the matter, the resolution, in writing, officially, by word of mouth
_NOTIFYING: Final = word_set("به طی نامه مراتب موضوع مصوبه مصوبات نتیجه کتبا رسما شفاها تلفنی ابلاغ مکاتبه")

_PERCENT = re.compile(r"(\d{1,3}(?:[.,/٫]\d{1,2})?) ?(?:%|٪|درصد)|(?:%|٪|درصد) ?(\d{1,3}(?:[.,/٫]\d{1,2})?)")  # percent
_WAITS = re.compile(r"[-–—؛;:(،,] ?(?:و )?(?:در ?انتظار|منتظر)(?!\w)")
_TOKEN = re.compile(r"[^\W_]+|[^\w\s]|_")
# A day before or behind what it is the day of: in, dated, date, day
_DAY = rf"(?:(?:در|به|مورخه?|تاریخ|روز) )*\d{{1,2}} ?(?:{'|'.join(map(skeleton, MONTHS))}) ?(?:ماه)?(?: (?:سال )?\d{{2,4}})?"
_DATED = re.compile(rf"^{_DAY}(?!\w)[ ،,:–-]*|[ ،,:(–-]*(?<!\w){_DAY}[ ).]*$")
_NO_REASON: Final = _BUT | word_set("کرد کردند داد دادند داده شد شده گرفت گرفته نمود نمودند است خواهد بخشی نیمی قسمتی")
_WHY_NOT = re.compile(r"([^-–—؛;:(،,]{4,40}?)\s*[-–—؛;:(،,]\s*(\D{3,80})")  # what was not done, and why
# The paper behind what is said: by, according to, with + letter, minutes, receipt, certificate + its number and day
_SIGNED_BY = (
    r"(?:(?:طی|طبق|برابر|به موجب|بموجب|با|حسب|مطابق|بر اساس|براساس|به استناد|وفق|پیرو) )?(?:شماره )?"
    r"(?:نامه|ابلاغیه|صورتجلسه|گواهی|رسید|فیش|سند|مکاتبه|دبیرخانه)"
)
_OF_PAPER = "شماره|مورخه?|تاریخ|به|بانک|شعبه|شرکت|اداره|کل|دستگاه|سازمان|مدیریت|واحد|پیوست"
_PAPER_NO = rf"(?:[\d\s/.:–_-]|(?<!\w)(?:{_OF_PAPER})(?!\w))*"
_PAPER = re.compile(
    rf"[ ،,:;؛(\[–-]*(?<!\w){_SIGNED_BY}{_PAPER_NO}[)\] .]*$|^[(\[]?{_SIGNED_BY}(?=[\d\s]){_PAPER_NO}[)\] ،,:–-]+(?!\w*\d)"
)
# Verbs whose parts are written apart: «می شود», «نمی باشد», «در آمد»
_SPLIT_VERB = re.compile(r"(?<!\w)(ن?می|در) (?=(?:شود|گردد|باشد|باشند|کند|نماید|امد|امده|نیامد|نیامده)(?!\w))()")
_SLASH = re.compile(r"(?<!\d)/|/(?!\d)")  # not the slash of a date
_LOOKS: Final = "\ufe0e\ufe0f"  # «✔️» is «✔» shown in colour
_IS_WORD = re.compile(r"[^\W_]")


@lru_cache(maxsize=8192)
def _canonical(word: str) -> tuple[str, ...]:
    """One or two words in the one form that wordings are compared in; () for a filler."""
    if word in _FORM_OF:
        return (_FORM_OF[word],)
    if word in _FILLERS:
        return ()
    if word in _RESPELLED:
        return tuple(_RESPELLED[word].split())
    for ending in (
        "نشدهاند",
        "شدهاند",
        "نشدهاست",
        "شدهاست",
        "نشده",
        "نگردیده",
        "نگردید",
        "گردیده",
        "گردید",
        "شده",
        "نشد",
        "شد",
    ):
        if len(word) > len(ending) + 1 and word.endswith(ending):
            return (word[: -len(ending)], _FORM_OF[ending])
    return (word,)


@lru_cache(maxsize=8192)
def _read_word(word: str) -> tuple[str, ...]:
    """As `_canonical`; a word that no wording has is taken apart («نیمهکاره», «اجراست») where its parts are known."""
    forms = _canonical(word)
    known = _wordings().vocabulary
    if len(forms) != 1 or forms[0] in known or len(word) > _LONGEST_JOINED:
        return forms
    if word.endswith(_CLITIC_IS) and word.removesuffix(_CLITIC_IS) in known:
        return (word.removesuffix(_CLITIC_IS),)
    for place in range(2, len(word) - 1):
        left, right = _canonical(word[:place]), _canonical(word[place:])
        if left and right and all(part in known for part in left + right):
            return left + right
    return forms


def _tokens(text: str, read: Callable[[str], tuple[str, ...]]) -> tuple[list[str], list[int]]:
    """The words of a text as `read` gives them, with the skeleton place of each; marks are kept as words."""
    words: list[str] = []
    places: list[int] = []
    for match in _TOKEN.finditer(_SPLIT_VERB.sub(r"\1\2", text).replace("تا کنون", "تاکنون")):
        for word in read(match.group()):
            # «شده است» and «شد شد» are one verb
            if words and word == words[-1] and word in (_DONE, _NOT_DONE):
                continue
            words.append(word)
            places.append(match.start())
    return _with_plain_verbs(words, places)


def _with_plain_verbs(words: list[str], places: list[int]) -> tuple[list[str], list[int]]:
    """«صورت گرفت», «انجام پذیرفت», «به عمل آمد» as «انجام شد»; their negatives as «انجام نشد»."""
    plain: list[str] = []
    kept: list[int] = []
    index = 0
    while index < len(words):
        for pattern, verb in _COMPOUND_VERBS:
            if tuple(words[index : index + len(pattern)]) == pattern:
                plain += (_CARRIED_OUT, verb)
                kept += (places[index], places[index])
                index += len(pattern)
                break
        else:
            plain.append(words[index])
            kept.append(places[index])
            index += 1
    return plain, kept


def _without_marks(words: list[str]) -> list[str]:
    return [word for word in words if _IS_WORD.match(word)]


class _Wordings:
    """The wordings of the seeds as sequences of canonical words."""

    def __init__(self) -> None:
        self.phrases: dict[tuple[str, ...], str] = {}
        self.whole: dict[str, str] = {}
        self.ambiguous: set[tuple[str, ...]] = set()
        for variant in seeds.status_variants():
            text = skeleton(variant.variant)
            words = tuple(_without_marks(_tokens(text, _canonical)[0]))
            if variant.kind == "ambiguous":
                self.ambiguous.add(words)
            elif variant.kind in ("whole_cell", "explicit_unknown"):
                self.whole[" ".join(words) or "".join(dict.fromkeys(text.replace(" ", "")))] = variant.status_code
            else:
                self.phrases.setdefault(words, variant.status_code)
        for status in seeds.statuses().values():
            self.phrases.setdefault(
                tuple(_without_marks(_tokens(skeleton(status.name_fa), _canonical)[0])), status.status_code
            )
        self.phrases.pop((), None)
        self.longest = max(map(len, (*self.phrases, *self.ambiguous)))
        self.vocabulary = frozenset(word for words in (*self.phrases, *self.ambiguous) for word in words)
        self.openers = frozenset(words[0] for words in (*self.phrases, *self.ambiguous))

    def find(self, words: list[str]) -> list[tuple[str | None, int, int]]:
        """(code or None for an ambiguous wording, first word, end word), longest match at each place.

        What is denied («در حال اجرا نیست», «لغو نشد», «عدم انصراف») is left open: not that, but nobody says what else.
        """
        found: list[tuple[str | None, int, int]] = []
        index = 0
        while index < len(words):
            step = 1
            if words[index] in self.openers:
                for end in range(min(index + self.longest, len(words)), index, -1):
                    key = tuple(words[index:end])
                    if key in self.phrases:
                        is_denied = self._is_denied(words, index, end)
                        found.append((None if is_denied else self.phrases[key], index, end))
                    elif key in self.ambiguous:
                        found.append((None, index, end))
                    else:
                        continue
                    step = end - index
                    break
            index += step
        return found

    def _is_denied(self, words: list[str], first: int, end: int) -> bool:
        if first and words[first - 1] == _LACK:
            return True
        return end < len(words) and words[end] in _DENIALS and tuple(words[end : end + 1]) not in self.phrases


@lru_cache(maxsize=1)
def _wordings() -> _Wordings:
    return _Wordings()


def status_of_percent(percent: float) -> str:
    """0 → not_implemented, 1-99 → partial, 100 → implemented; ValueError outside 0-100."""
    if not 0 <= percent <= 100:
        raise ValueError(f"{percent} is no percentage")
    if percent == 0:
        return "not_implemented"
    return "implemented" if percent == 100 else "partial"


def _stated_percent(text: str) -> float | None:
    match = _PERCENT.search(text)
    if match is None:
        return None
    value = float((match.group(1) or match.group(2)).replace(",", ".").replace("/", ".").replace("٫", "."))
    return value if 0 <= value <= 100 else None


def _index_of(words: list[str], phrases: tuple[tuple[str, ...], ...]) -> tuple[int, int] | None:
    for index in range(len(words)):
        for phrase in phrases:
            if tuple(words[index : index + len(phrase)]) == phrase:
                return index, index + len(phrase)
    return None


def _resolve(codes: list[str], *, are_alternatives: bool) -> str | None:
    """The one status that several wordings agree on, else None; `are_alternatives`: a slash parts them."""
    different = list(dict.fromkeys(codes))
    if len(different) == 1:
        return different[0]
    if are_alternatives:
        return None
    if "partial" in different and all(code == "partial" or code in _PARTIAL_WITH for code in different):
        return "partial"
    rest = [code for code in different if code != _GROUND]
    if len(rest) == 1 and len(different) == 2 and rest[0] in _NOT_IMPLEMENTED_WITH:
        return rest[0]
    return None


def _is_doubtful_negative(words: list[str]) -> bool:
    """«به طور کامل اجرا نشده»: not wholly, which may be partly or not at all."""
    place = _index_of(words, _COMPLETELY)
    if place is None:
        return False
    return any(word in (_NOT_DONE, "نگرفت", "نیافت") for word in words[place[1] : place[1] + 4])


def _latest_dated(text: SkeletonText, found: list[tuple[str | None, int, int]], places: list[int]) -> str | None:
    """The code of the wording with the latest date beside it, where each of the wordings has its own date."""
    dates = [mention for mention in find_dates(text.text) if mention.precision == "day"]
    if len(dates) < 2:
        return None
    dated: list[tuple[datetime.date, str]] = []
    starts = [places[first] for _, first, _ in found]
    for mention in dates:
        day = mention.date.to_date()
        nearest = min(range(len(found)), key=lambda index: abs(starts[index] - mention.start))
        code = found[nearest][0]
        if code and day:
            dated.append((day, code))
    if len({code for _, code in dated}) < 2 or len(dated) < len(found):
        return None
    dated.sort()
    return dated[-1][1] if dated[-1][0] > dated[-2][0] else None


@lru_cache(maxsize=32768)
def match_status(text: str) -> StatusMatch:
    """The status that a cell's text states; see `StatusMatch`."""
    if (marked := chosen(text)) is not None:
        return match_status(marked[0]) if len(marked) == 1 else _AMBIGUOUS if marked else _NOTHING
    skeleton_text = SkeletonText(text)
    plain = skeleton_text.text
    if not plain:
        return _NOTHING
    words, places = _tokens(plain, _read_word)
    pairs = [(word, place) for word, place in zip(words, places, strict=True) if _IS_WORD.match(word)]
    percent = _stated_percent(plain)
    if _is_doubtful_negative([word for word, _ in pairs]):
        return replace(_AMBIGUOUS, percent=percent)
    pairs = _in_usual_order(_without_completely(pairs))
    bare = [word for word, _ in pairs]
    marks = dict.fromkeys(word for word in words if word not in _LOOKS)
    whole = _wordings().whole.get(" ".join(bare) if bare else "".join(marks))
    if whole is not None and percent is None:
        return StatusMatch(whole)
    result = _from_wordings(bare, [place for _, place in pairs], skeleton_text)
    if percent is not None and (result is None or result.code in ("implemented", "partial")):
        return StatusMatch(status_of_percent(percent), percent=percent)
    if result is None and percent is None and (undated := _DATED.sub("", plain).strip()) not in ("", plain):
        return match_status(undated)  # «پرداخت شد ۱۵ مهر»
    if result is None and percent is None and (unsigned := _PAPER.sub("", plain).strip()) not in ("", plain):
        return match_status(unsigned)  # «پرداخت شد (نامه ۳۳/۴۵)»
    if result is None and percent is None and (reason := _WHY_NOT.fullmatch(plain)) is not None:
        said, why = match_status(reason[1]), match_status(reason[2])
        if said.code == _NOT_IMPLEMENTED and why.is_unknown and not word_set(reason[2]).intersection(_NO_REASON):
            return said  # «پرداخت نشده - کمبود منابع»
    if result is None:
        return StatusMatch(_IN_PROGRESS) if _is_under_way(bare) else _MEANINGLESS
    return replace(result, percent=percent)


def _is_under_way(words: list[str]) -> bool:
    """«در حال اخذ مجوز»: whatever is being done; not «در حال حاضر», «در حال ورشکستگی»."""
    return 3 <= len(words) <= 6 and tuple(words[:2]) == _UNDER_WAY and not _NO_WORK.intersection(words[2:])


def _from_wordings(words: list[str], places: list[int], text: SkeletonText) -> StatusMatch | None:
    """The status by the wordings found; None if there are none."""
    wordings = _wordings()
    reason = _index_of(words, _REASONS)
    if reason is not None and reason[0] > 0:
        main = [code for code, _, _ in wordings.find(words[: reason[0]]) if code]
        if main:
            why = [code for code, _, _ in wordings.find(words[reason[1] :]) if code in _TELLING_REASONS]
            return _agreed([code for code in why if code] if why and set(main) <= _REFINED else main, text)
    found = _without_saying(words, wordings.find(words))
    if not found:
        return None
    if (waits := _before_waiting(words, found, text)) is not None:
        return waits
    if any(_is_announcement(words, first, end) for _, first, end in found):
        return _AMBIGUOUS
    stated = [item for item in found if item[0]]
    if not stated or text.text.rstrip(" )]»").endswith(("؟", "?")):
        return _AMBIGUOUS
    agreed = _agreed([code for code, _, _ in stated if code], text)
    if agreed.code == _IMPLEMENTED:
        return _of_all_or_part(words, found)
    if agreed.code == _GROUND and words[0] in _SHARES:
        return _AMBIGUOUS  # «بخشی از کار انجام نشد» leaves open what became of the rest
    later = _latest_dated(text, stated, places) if agreed.is_ambiguous else None
    return StatusMatch(later) if later else agreed


def _is_announcement(words: list[str], first: int, end: int) -> bool:
    """«نظر مساعد اعلام شد»: something was announced, which is not that the resolution was made known to its agency."""
    return tuple(words[first:end]) == _SAID and first > 0 and not _NOTIFYING.intersection(words[:first])


def _without_saying(words: list[str], found: list[tuple[str | None, int, int]]) -> list[tuple[str | None, int, int]]:
    """Without «اعلام شد» right behind the status that was announced: «در دست بررسی اعلام شد», «اجرا شده اعلام گردید»."""
    kept = found[:1]
    for before, item in zip(found, found[1:], strict=False):
        _, first, end = item
        is_stated = before[0] is not None and (words[before[2] - 1] in (_DONE, _NOT_DONE) or words[before[1]] == "در")
        if not (tuple(words[first:end]) == _SAID and before[2] == first and is_stated):
            kept.append(item)
    return kept


def _before_waiting(
    words: list[str], found: list[tuple[str | None, int, int]], text: SkeletonText
) -> StatusMatch | None:
    """`in_progress` or `not_implemented` of «در حال اجرا - منتظر تصویب کمیته», where a mark parts it from what it waits for."""
    code, first, end = found[0]
    if code not in _MAY_WAIT or first or tuple(words[end : end + 2]) != _WAITING:
        return None
    is_parted = _WAITS.search(text.text) is not None
    return StatusMatch(code) if is_parted and all(item[0] == "suspended" for item in found[1:]) else None


def _of_all_or_part(words: list[str], found: list[tuple[str | None, int, int]]) -> StatusMatch:
    """«اجرا شد» by itself, partial in «اجرا شد ولی ناقص», in doubt in «اجرا شد، بانک ملت خیر» and «یک مورد اجرا شد»."""
    covered = {index for _, first, end in found for index in range(first, end)}
    rest = [word for index, word in enumerate(words) if index not in covered]
    last = max(covered) + 1
    tail = [word for word in words[last:] if word not in _BUT]
    if len(tail) == 1 and tail[0] in _IN_PART:
        return StatusMatch(_PARTIAL)
    if words[0] in _SHARES and not any(word in _NOT_OF_ALL or word in _IN_PART for word in rest[1:]):
        return StatusMatch(_PARTIAL)
    if any(word in _NOT_OF_ALL or word in _IN_PART or word in _SHARES for word in rest):
        return _AMBIGUOUS
    for _, first, _ in found:
        if first >= 2 and words[first - 1] == _OUT_OF:
            return _AMBIGUOUS  # «سه میلیارد از مبلغ پرداخت شد»
        if first >= 2 and words[first - 1] in _PIECES and _is_number(words[first - 2]) and _ALL_OF not in words[:first]:
            return _AMBIGUOUS
    return StatusMatch(_IMPLEMENTED)


def _is_number(word: str) -> bool:
    return any(number.start == 0 for number in find_numbers(word))


def _agreed(codes: list[str], text: SkeletonText) -> StatusMatch:
    resolved = _resolve(codes, are_alternatives=_SLASH.search(text.text) is not None)
    return StatusMatch(resolved) if resolved else _AMBIGUOUS


def _without_completely(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """The words without «به طور کامل» and the like, which add nothing to a positive verb."""
    place = _index_of([word for word, _ in pairs], _COMPLETELY)
    return pairs if place is None or len(pairs) == place[1] - place[0] else [*pairs[: place[0]], *pairs[place[1] :]]


def _in_usual_order(pairs: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """«ارجاع شد به ستاد» and «به ستاد ارجاع شد» as «ارجاع به ستاد»."""
    words = [word for word, _ in pairs]
    for index in range(len(words) - 1):
        if words[index] not in _SENT or words[index + 1] != _DONE:
            continue
        if words[index + 2 : index + 3] == [_TO]:
            return [*pairs[: index + 1], *pairs[index + 2 :]]
        if _TO in words[:index]:
            to = words.index(_TO)
            return [*pairs[:to], pairs[index], *pairs[to:index], *pairs[index + 2 :]]
    return pairs
