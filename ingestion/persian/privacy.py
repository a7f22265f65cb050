"""Texts without the phone numbers, codes and names of natural persons that clerks write into them.

Precision comes first: amounts, dates, ids, letter numbers and offices («جناب آقای استاندار») stay as they are.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Final

from ingestion.persian.digits import TO_ASCII
from ingestion.persian.given import given_names, not_name_words, surname_endings
from ingestion.persian.letters import places_of, skeleton, word_set

PHONE_MARK: Final = "[تلفن]"
NAME_MARK: Final = "[نام]"
ID_MARK: Final = "[کد ملی]"

_Span = tuple[int, int]
_KASHIDA: Final = "\u0640"

# One character for one: digits, yeh and kaf of every script; what cannot be seen is a ZWNJ.
_PLAIN: Final = TO_ASCII | dict(zip(map(ord, "يىكآأ\u00a0–—（）"), "ییکاا --()", strict=True)) | dict.fromkeys(
    (*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF, 0x00AD), "\u200c"
)  # fmt: skip

# ---- phones ---------------------------------------------------------------------------------------------------------

_GAP: Final = r"[ \u200c\-._()]{0,3}"
_SHORT_GAP: Final = r"[ \u200c\-]{0,2}"
_ABROAD: Final = rf"(?:\+|00){_GAP}98(?:{_GAP}0)?{_GAP}"
_AREA: Final = (
    "(?:1[137]|2[1345678]|3[1458]|4[145]|5[14568]|6[16]|7[1467]|8[134678])"  # of the provinces, without the 0
)
_OF_AN_AMOUNT: Final = r"\s*(?:ریال|تومان|میلیون|میلیارد|هزار|کیلو|تن\b|متر|مگا|درصد|[٪%])"
_PHONE: Final = re.compile(
    r"(?<!\d)(?:"
    rf"(?:{_ABROAD}|\(?0)9\d\d(?:{_GAP}\d){{7}}"  # 0912…, +98912…
    rf"|{_ABROAD}{_AREA}(?:{_GAP}\d){{8}}"  # +9824…
    rf"|\(?0[1-8]\d(?:[ \u200c]?[-)][ \u200c]?|[ \u200c])\d(?:{_SHORT_GAP}\d){{7}}"  # 024-33445566
    r"|0[1-8]\d\d ?- ?[2-9]\d{6}"  # 0241-4223344, as before 1393
    rf"|(?P<bare>0{_AREA}[2-9]\d{{7}})(?!{_OF_AN_AMOUNT})"  # 02433445566
    r")(?!\d)"
)
# phone, mobile, contact, fax, messengers; «به همراه», «همراه با» mean «together with»
_LABEL: Final = re.compile(
    r"(?<![\w\[])(?:تلفن|موبایل|(?<!به[ \u200c])همراه(?! با )|تماس|فکس|فاکس|نمابر|دورنگار|واتس[ \u200c]?اپ"
    r"|(?i:tel|telephone|phone|mobile|mob|cell|fax)\b)"
)
# Between a label and its number stands no other number and no end of a sentence.
_TO_NUMBER: Final = re.compile(r"(?P<between>[^\d.؟!؛;\n\[\]]{0,48}?\.?[ (]{0,2})(?=[+\d])")
_LABELLED: Final = re.compile(
    rf"(?:(?:{_ABROAD}|0|98)?{_GAP}9(?:{_GAP}\d){{9}}|0\d{{2,3}}(?:{_GAP}/?{_GAP}\d){{7,8}}|[1-9](?:{_SHORT_GAP}\d){{7}})"
    rf"(?!\d)(?![/.,٫٬]\d)(?!{_OF_AN_AMOUNT})"
)
_NEXT: Final = re.compile(
    r"\s*(?:و|یا|،|,|/|-|\s)\s*(?P<number>0?9\d{9}|[2-9]\d{2}-?\d{5}|[2-9]\d{3}[ -]?\d{4})(?!\d)"
    rf"(?![/.,٫٬]\d)(?!{_OF_AN_AMOUNT})"
)
# the code of a natural person
_PERSONAL_ID: Final = re.compile(
    r"(?<!\w)(?:کد|شماره)[ \u200c]?ملی[ \u200c]*:?[ \u200c]*(?P<id>\d{3}-?\d{6}-?\d)(?!\d)"
)
_DAY: Final = re.compile(r"1[345]\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])")
# account, iban, card, id, letter, file, contract, amount, dated, code, resolution, meter, plate, money, licence, deed, cheque
_OTHER_NUMBER: Final = re.compile(
    r"(?<!\w)(?:حساب|شبا|کارت|شناسه|نامه|پرونده|کلاسه|قرارداد|مبلغ|مورخ|تاریخ|کد|مصوبه|کنتور|اشتراک|پلاک|پروانه|مجوز|ثبت|سند|چک)"
    r"(?!\w)"
)
_IS_OTHER_NUMBER: Final = re.compile(
    rf"{_OTHER_NUMBER.pattern}[ \u200c]*(?:(?:شماره|ملی|بانکی|ثبتی|پیگیری|رهگیری)[ \u200c]*)?:?\s*\Z"
)

# ---- names ----------------------------------------------------------------------------------------------------------

_WORD: Final = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u200c\u064b-\u0652](?=\w))*")
_SPACE: Final = re.compile(r"[ \t\u200c]+")
# Mr, Messrs, Mrs, Haj Agha; engineer, doctor, «jenab», which also stand in trade names
_HONORIFIC: Final = re.compile(
    r"(?<![\w\[\u200c])(?:اقای|اقایان|خانم|حاج اقا|(?P<title>مهندس|دکتر|جناب))[ \t:][ \t\u200c:]*(?=[^\W\d_])"
)
# managing director, contact, full name, drawn up by, who does, signature
_ROLE: Final = re.compile(
    r"(?<!\w)(?:مدیر[ \u200c]?عامل|رابط|نام و نام خانوادگی|تهیه و تنظیم|(?:تهیه|تنظیم|پیگیری|اقدام)[ \u200c]?کننده|امضا)"
    r"[ \u200c]*[:\-]?[ \u200c]*(?<!\w)(?=[^\W\d_])"
)
_INITIAL: Final = re.compile(r"[^\W\d_]\s?\.\s?(?=[^\W\d_])")
_AND: Final = re.compile(r"\s*(?:و\s|،|,)\s*")
_ENDS: Final = re.compile(r"\s*(?:\Z|[^\w\s]|\d)")
_TITLES: Final = word_set("مهندس دکتر حاج حاجی اقا اقای خانم سید سیده استاد سرهنگ سردار کربلایی مشهدی جناب سرکار")
# Offices, bodies and other words of a register behind an honorific, a name or a phone's label; what ends a name beside
# `not_name_words`.
_NO_NAMES: Final = word_set(
    "مدیره رییس دهیار کارشناس کارشناسان مسیول مشاور مشاوران ناظر بازرس حسابدار وکیل قاضی دادستان دادیار بازپرس مالک صاحب سهامدار",
    "سهامداران شریک شرکا رابط پیگیر متصدی موسس کارفرما کارمند کارکنان کارگر کارگران همکار پزشک داروساز پیمانکار مجری مخترع امام قایم",
    "محترم مربوط مربوطه مذکور نامبرده فوق فوقالذکر یادشده ها های مزبور تلفن موبایل تماس فکس فاکس نمابر شماره داخلی ثابت منزل دفتر مرکز",
    "دبیرخانه پشتیبانی شعبه صندوق اتاق خانه سامانه ایمیل ادرس نشانی کد شود گردد گردید نمود نماید نمایند کردند دهد دهند دارند خواهد باشد",
    "میباشد رسید اند هستند مکاتبه مذاکره تحویل ارسال معرفی مراجعه ابلاغ تایید موافقت مخالفت تعهد قول اقدام انجام بابت توسط نزد تاکنون",
    "هنوز لیکن نسبت لازم حاضر حضوری قبلی جدید سابق فعلی وقت متن نامه صورتجلسه نشد نیست ندارد نداشت نکرد نداد مانده ماند صورت عدم بدون",
    "غیر یعنی مانند تلفنی کتبی شفاهی خواستار شکایت تقاضا نظام ملی دولتی ساکن اهل داشته گرفت گرفته میگردد میشود میکند مینماید بدهی ارجاع",
    "سرپرستی حوالی فوری بدین بدینوسیله باتوجه خواهشمند مستقیم ضروری اضطراری بازرگانی فروش مالی اداری حقوقی فنی مدیریتی شخصی واتساپ",
    "شیمی مکانیک عمران ایمنی طراح معمار متخصص دامپزشک کامپیوتر نفت مواد مقیم فروشگاه پوشاک سایز نمونه اعزامی ذیصلاح ذیربط",
    "هستم هست اعلامی پاسخگو پاسخ منتظر قرار مقرر ملاقات گیرنده فرستنده پیامک پیامکی قابل امکان اطلاعات اطلاع گیری جواب حاصل برقرار",
)  # fmt: skip
# company, pharmacy, hospital, street …: a doctor or engineer behind these is part of a trade name or of an address
_NAMED_AFTER: Final = word_set(
    "شرکت داروسازی داروخانه دارویی کارخانه بیمارستان درمانگاه کلینیک ازمایشگاه لابراتوار خیابان بلوار میدان کوچه شهرک مدرسه",
    "دبیرستان دانشگاه پژوهشکده موسسه بنیاد ورزشگاه سالن بزرگراه پل پارک مسجد محصولات برند گروه صنایع صنعتی تولیدی مجتمع",
)  # fmt: skip
_LONGEST_BETWEEN: Final = 3  # words of a name between a label and its number

# ---- what is looked for first ---------------------------------------------------------------------------------------

_NAME_SIGNS: Final = (
    "آقا", "اقا", "خانم", "مهندس", "دکتر", "دكتر", "جناب",
    "مدیرعامل", "مدیر عامل", "مدیر\u200cعامل", "رابط", "نام خانوادگی", "و تنظیم", "کننده", "امضا",
    _KASHIDA,  # which may stand inside any of them
)  # fmt: skip
_LABEL_SIGNS: Final = (
    "تلفن", "موبا", "همراه", "تماس", "فکس", "فاکس", "نمابر", "دورنگار", "واتس", "ملی", "ملي", "+", "el", "EL", "ob", "OB", "ax", "AX", "hone",
)  # fmt: skip
# A zero with what of a phone's digits follows it, for each script: the search for one character is quick.
_ZEROS: Final = tuple(
    re.compile(rf"{zero}(?<!\d.){gap}\d{{2}}(?:{gap}\d){{5}}")
    for zero in "0۰٠"
    for gap in (r"[ ()\-–—._\u00a0\u200b-\u202e（）]{0,3}",)
)
_EIGHT_DIGITS: Final = re.compile(r"\d(?:[^\w\n]{0,4}_?\d){7}")


def may_name_people(text: str) -> bool:
    """Whether a text may hold a phone or a name; quick, and seldom true where it holds none."""
    return any(sign in text for sign in _NAME_SIGNS) or _may_hold_phone(text)


def suspects(texts: Sequence[str]) -> list[int]:
    """The places in a list of those texts that may hold a phone or a name.

    The signs are looked for in all texts at once, which takes a tenth of the time of looking at each.
    """
    whole = "\n".join(texts)
    hits = [place for sign in _NAME_SIGNS for place in places_of(sign, whole)]
    hits += [match.start() for zero in _ZEROS for match in zero.finditer(whole)]
    labels = [place for sign in _LABEL_SIGNS for place in places_of(sign, whole)]
    if not hits and not labels:
        return []
    ends = list(accumulate([len(text) + 1 for text in texts]))
    found = {bisect_right(ends, hit) for hit in hits}
    found.update(at for at in {bisect_right(ends, hit) for hit in labels} if _EIGHT_DIGITS.search(texts[at]))
    return sorted(found)


def _may_hold_phone(text: str) -> bool:
    if any(zero.search(text) for zero in _ZEROS):
        return True
    return any(sign in text for sign in _LABEL_SIGNS) and _EIGHT_DIGITS.search(text) is not None


@lru_cache(maxsize=16384)
def without_people(text: str, *, names: bool = True) -> str:
    """The text with marks for every phone, personal code and, unless `names` is false, name of a natural person.

    Names are those behind an honorific, between a phone's label and its number, before a phone, and given names behind
    a role such as «مدیرعامل». A text without any is returned as it is, as is one that was masked before.
    """
    if not may_name_people(text):
        return text
    if _KASHIDA in text:
        masked = without_people(text.replace(_KASHIDA, ""), names=names)
        return text if masked == text.replace(_KASHIDA, "") else masked
    plain = text.translate(_PLAIN)
    phones, behind_labels = _phones(plain) if _may_hold_phone(text) else ([], [])
    marks = dict.fromkeys(phones, PHONE_MARK)
    marks |= {match.span("id"): ID_MARK for match in _PERSONAL_ID.finditer(plain)}
    if names:
        marks |= dict.fromkeys(_names(plain, phones, behind_labels), NAME_MARK)
    pieces, end = [], 0
    for span in sorted(marks):
        if span[0] >= end:
            pieces += [text[end : span[0]], marks[span]]
            end = span[1]
    return "".join([*pieces, text[end:]])


def _phones(plain: str) -> tuple[list[_Span], list[_Span]]:
    """(phones, what stands between a label and its phone)."""
    found: list[_Span] = []
    for match in _PHONE.finditer(plain):
        if match.group("bare") and _IS_OTHER_NUMBER.search(plain[max(0, match.start() - 40) : match.start()]):
            continue
        found.append(_without_bracket(plain, *match.span()))
    behind_labels: list[_Span] = []
    for label in _LABEL.finditer(plain):
        between = _TO_NUMBER.match(plain, label.end())
        if between is None or _OTHER_NUMBER.search(plain, between.start(), between.end()):
            continue
        number = _LABELLED.match(plain, between.end())
        is_known = any(start - 2 <= between.end() < end for start, end in found)
        if not is_known and (number is None or _DAY.fullmatch("".join(filter(str.isdigit, number.group())))):
            continue
        behind_labels.append(between.span("between"))
        if not is_known and number is not None:
            found.append(number.span())
    for _, end in tuple(found):
        while following := _NEXT.match(plain, end):
            if _DAY.fullmatch(following.group("number")):
                break
            found.append(following.span("number"))
            end = following.end()
    return sorted(found), behind_labels


def _without_bracket(plain: str, start: int, end: int) -> _Span:
    """The span without a bracket that opens before the number and closes behind it."""
    return (start + 1, end) if plain[start] == "(" and ")" not in plain[start:end] else (start, end)


def _names(plain: str, phones: list[_Span], behind_labels: list[_Span]) -> Iterator[_Span]:
    for match in _HONORIFIC.finditer(plain):
        if match.group("title") and _last_word(plain, match.start()) in _NAMED_AFTER:
            continue
        span = _name_at(plain, match.end())
        while span is not None:
            yield span
            joint = _AND.match(plain, span[1]) if match.group().startswith("اقایان") else None
            span = _name_at(plain, joint.end()) if joint else None
    for match in _ROLE.finditer(plain):
        word = _WORD.match(plain, match.end())
        if word and _strength(word.group()) == "strong" and (span := _name_at(plain, match.end())):
            yield span
    for start, end in behind_labels:
        words = [word for word in _WORD.finditer(plain, start, end) if not _is_no_name(word.group())]
        if 0 < len(words) <= _LONGEST_BETWEEN and not _HONORIFIC.search(plain, start, end):
            yield words[0].start(), words[-1].end()
    for start, _ in phones:
        if span := _name_before(plain, start):
            yield span


def _name_at(plain: str, at: int) -> _Span | None:
    """The name that begins at a place or behind titles there; None where an office or another word does."""
    if initial := _INITIAL.match(plain, at):
        word = _WORD.match(plain, initial.end())
        return (at, word.end()) if word and not _is_no_name(word.group()) else None
    words = _words_at(plain, at)
    while words and skeleton(words[0].group()) in _TITLES:
        words.pop(0)
    if not words or _is_no_name(words[0].group()):
        return None
    last = 0
    if _strength(words[0].group()):
        while last + 1 < len(words) and _strength(words[last + 1].group()) == "strong":
            last += 1
        last += last + 1 < len(words)
    elif len(words) > 1 and words[1].group().endswith(surname_endings()[1]) and _ENDS.match(plain, words[1].end()):
        last = 1
    while last + 1 < len(words) and skeleton(words[last + 1].group()) in surname_endings()[0]:
        last += 1
    return words[0].start(), words[last].end()


def _words_at(plain: str, at: int) -> list[re.Match[str]]:
    """The words from a place on that may be a name's, with nothing but space between them; titles are left in."""
    words: list[re.Match[str]] = []
    while len(words) < 7 and (word := _WORD.match(plain, at)):
        if words and _is_no_name(word.group()):
            break
        words.append(word)
        space = _SPACE.match(plain, word.end())
        if space is None:
            break
        at = space.end()
    return words


def _name_before(plain: str, end: int) -> _Span | None:
    """The name right before a phone or its label and marks: «رضا نمونه‌پور (همراه ۰۹…», «؛ نمونه‌پور ۰۹…»."""
    words = list(_WORD.finditer(plain, max(0, end - 60), end))
    while words and skeleton(words[-1].group()) in _OF_A_LABEL:
        words.pop()
    for n_words in (3, 2):
        name = words[-n_words:]
        if (
            len(name) == n_words
            and _strength(name[0].group()) == "strong"
            and not any(_is_no_name(word.group()) for word in name)
            and all(
                _SPACE.fullmatch(plain, one.end(), other.start()) for one, other in zip(name, name[1:], strict=False)
            )
        ):
            return name[0].start(), name[-1].end()
    if not words or _CLAUSE_END.search(plain, words[-1].end(), end):
        return None
    alone = list(_WORD.finditer(plain, _clause_start(plain, words[-1].start()), words[-1].end()))
    if len(alone) > 2 or any(_is_no_name(word.group()) or skeleton(word.group()) in _TITLES for word in alone):
        return None
    return (alone[0].start(), alone[-1].end()) if alone[-1].group().endswith(surname_endings()[1]) else None


_CLAUSE_END: Final = re.compile(r"[^\w \u200c(:\-]")


def _clause_start(plain: str, end: int) -> int:
    """Where the words begin that no mark and no number parts from a place."""
    return max((match.end() for match in re.finditer(r"[^\w \u200c]|\d", plain[:end])), default=0)


_OF_A_LABEL: Final = word_set("شماره تلفن همراه موبایل تماس فکس فاکس نمابر دورنگار ثابت منزل به")


def _last_word(plain: str, end: int) -> str:
    words = plain[max(0, end - 30) : end].split()
    return skeleton(words[-1]) if words else ""


@lru_cache(maxsize=8192)
def _strength(word: str) -> str | None:
    """How surely a word is a given name, by itself or joined («محمدرضا», «علی‌اکبر»)."""
    return given_names().get(skeleton(word))


@lru_cache(maxsize=8192)
def _is_no_name(word: str) -> bool:
    plain = skeleton(word)
    return plain in _NO_NAMES or (plain in not_name_words() and plain not in _TITLES)
