"""Problems in lists: «مشکلات … در حوزه X، Y و Z», «۱۰۸ مصوبه بانکی، ۲۴ مصوبه مالیاتی»."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from ingestion.news.facts.problems.debts import OF_OLD_LOANS, OwedPart
from ingestion.news.facts.problems.record import Problem, Word, most_specific
from ingestion.news.facts.surface import Sentence
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

# words of an item that names nothing but its subject
_ITEM_WORDS: Final = 6
# words of whose share it is
_SHARER: Final = 3
SEPARATOR: Final = re.compile(r"[،؛.:]| و (?!نقل\b)")
_LISTING_VERB: Final = re.compile(
    r"\b(?:عنوان|بیان|مطرح|اعلام|ذکر|قلمداد) (?:کرد|شد|کردند)|دانست|برشمرد|خواند|است\b|بود\b|بودند|هستند|قرار دارد|قرار دارند|میدانند"
)
# «X، Y و Z مشکلات اصلی این کارخانه‌ها بود.»
_CLOSES_A_LIST: Final = re.compile(
    r"(?: (?:اصلی|عمده|مهم|اساسی|مشترک|پرتکرار|جدی|کنونی|فعلی))(?: [^ ،.؛:]+){0,6} (?:بود|بودند|است|هستند|اند)\W*\Z"
)
_IS_ALL: Final = re.compile(r"(?: [^ ،.؛:]+){0,4} (?:بود|بودند|است|هستند|بوده|بوده است)\W*\Z")
# «مشکلات این واحدها را منابع طبیعی عنوان کرد»
_NAMED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,6}? را (?P<what>[^؛.:]+?) (?:عنوان|بیان|اعلام|ذکر|قلمداد|معرفی|توصیف) (?:کرد|کردند|نمود|شد)"
)
# «بعد از آن بیمه، زمین و مجوزهای محیط زیستی قرار می‌گیرد»
_NEXT_IN_RANK: Final = re.compile(
    r"[ «\"]*(?:و )?(?:(?:پس|بعد) از (?:ان|این|انها|اینها|این موارد|این دو|ان هم|بانکها)|(?:در )?(?:رتبه|رده|جایگاه)(?:های)? (?:بعد|بعدی|دوم|سوم))"
    r"(?: (?:هم|نیز))?،? (?P<what>(?:(?!\b(?:در|به|از|را|با|که|روی)\b)[^.؛:]){3,110}?)"
    r"(?: در (?:رتبه|رده|جایگاه|اولویت)(?:های)?(?: بعد| بعدی)?)? قرار (?:دارد|دارند|میگیرد|میگیرند|گرفته|گرفتهاند)\b"
)
_BANK_ALONE: Final = "بانک"
# with the heads of …: who was there, no list of problems
_PRESENT: Final = GuardedPattern(
    r"\bبا حضور (?:روسای|مدیران|نمایندگان|مسوولان|مدیر|رییس|نماینده)\b|(?<=شد) و (?:مدیران کل|روسای (?:ادارات|بانکها)|نمایندگان) ",
    "با حضور",
    "شد و ",
)
# went on, said, added: behind these no list goes on
_WENT_ON: Final = GuardedPattern(
    r"\b(?:دانست|برشمرد|خواند|عنوان کرد|بیان کرد|ذکر کرد|اعلام کرد)(?= و (?:گفت|افزود|اظهار|تصریح|تاکید|ادامه|اضافه|بیان|خاطرنشان|یاداور)[^،؛.]{0,14}:)",
    *("دانست و ", "برشمرد و ", "خواند و ", "کرد و "),
)
# problem, shortage: «مشکل برق ندارد» is none
NONE_AT_ALL: Final = re.compile(
    r"(?:مشکل|مشکلی|دغدغهای|کمبودی|مسالهای)(?: [^ ،.؛:]+){0,4} (?:ندارد|ندارند|نداریم|نداشت|نداشتند|نیست|نبود|وجود ندارد)\b"
)
# «۵۲ درصد پرونده‌ها بانکی، ۱۴ درصد مالیاتی»
_SHARE_OF_FILES: Final = re.compile(
    r" (?:از )?(?:کل |این )?(?:پروندهها|مصوبات|درخواستها|درخواستهای|پروندههای|مشکلات|مسایل)\b(?! (?:اجرا|به (?:اجرا|مرحله|سرانجام|ثمر|نتیجه|بهره|طور|صورت|دلیل|علت|تصویب|دستگاه|دستگاهها|سرعت|موقع|تدریج)|در حال|را|تا))"
)
_SHARE: Final = re.compile(r"(?: (?:از )?(?:کل |این )?(?:پروندهها|مصوبات|درخواستها|مشکلات|مسایل|ان|انها))?(?= )")
# «مدیران کارخانه‌ها از افزایش تعرفه برق، … و … گفتند»
_SPOKE_OF: Final = GuardedPattern(
    r"\b(?:مدیران|نمایندگان|صاحبان|کارفرمایان|مالکان|صنعتگران|تولیدکنندگان|کارافرینان|معدنداران|فعالان|سرمایهگذاران|متقاضیان|کشاورزان|صادرکنندگان|تجار|بازرگانان|کارخانهداران|مرغداران|دامداران|گلخانهداران|شرکتکنندگان)\b"
    r"(?:(?! از )[^.؛:]){0,90}? از (?P<what>[^.؛:]{4,200}?) (?:سخن گفتند|حرف زدند|صحبت کردند|گفتند|نالیدند|گله کردند|گله داشتند|شکوه کردند|گلایه کردند|گلایه داشتند|انتقاد کردند|شکایت کردند|شکایت داشتند)\b",
    *("گفتند", "زدند", "کردند", "نالیدند", "داشتند"),
)
# «در پاسخ به اعتراض گلخانه‌داران به نرخ برق گفت»
_PROTEST: Final = GuardedPattern(
    r"\b(?:اعتراض|گلایه|انتقاد|شکایت|نارضایتی) (?:[^ ،.؛:]+(?:داران|کنندگان|گران|کاران|افرینان)|واحدها|واحدهای [^ ،]+|صنایع)(?: [^ ،.؛:]+){0,2}?"
    r" (?:به|از|درباره) (?P<what>[^.؛:،]{3,70}?)(?= (?:گفت|افزود|اظهار|پاسخ|توضیح|اشاره|خبر|ادامه|تصریح|تاکید|بیان)\b|،)",
    "اعتراض",
    "گلایه",
    "انتقاد",
    "شکایت",
    "نارضایتی",
)
# «بیشتر آنان از سه چیز گله داشتند: …»
_COMPLAINED: Final = GuardedPattern(
    r"\b(?:گله|گلایه|شکایت|شکوه) (?:داشتند|کردند|داشتهاند) ?: "
    r"|\b(?:پرونده|پروندهها|پروندههای|مشکلات|درخواستهای)(?: [^ ،.؛:]+){0,4} را (?:چنین |این ?گونه |یک ?به ?یک )?(?:برشمرد|برشمردند|شمرد) ?: ",
    "گله",
    "گلایه",
    "شکایت",
    "شکوه",
    "شمرد",
)
# «۱۰۸ مصوبه در حوزه …», two or more of them in a sentence
_COUNTED: Final = re.compile(
    r" (?:مصوبه|پرونده)(?:(?: ان)?(?= به (?:بانک|بانکها|بانکهای|برق|گاز|اب|سوخت|مالیات|بیمه|گمرک|زمین|مجوز)\b)|(?= (?:در حوزه|در موضوع|در موضوعات|با موضوع|درباره|در خصوص|مربوط به(?! بانک)|انرژی|برق|گاز|اب|سوخت|تامین اجتماعی|محیط زیست|گمرکی|زمین|زیرساخت|در بخش|بانکی|مالیاتی|بیمهای|بیمه|گازرسانی|ترخیص|مالیات|تسهیلات|وام|صدور|تمدید)))"
)
# «سه مصوبه بانکی است، دو مصوبه به برق مربوط می‌شود»
_COPULA: Final = re.compile(r" (?:است|بود|بوده|هستند|بودند)\b(?= ?[،؛.]| و )")
# «۵۳ درصد مصوبات به حوزه بانکی اختصاص داشت»
_SHARE_OF: Final = HeadedPattern(
    r"\bدرصد (?:از )?(?:این |کل )?(?:مصوبات|پروندهها|درخواستها|مشکلات)(?: [^ ،.؛:]+){0,2}? (?:مربوط به|مرتبط با|به|در) "
    r"(?P<what>(?:حوزه|بخش|مسایل|مشکلات|امور|موضوعات) [^،.؛:]{2,50}?)(?= (?:اختصاص|مربوط|بود|بوده|است|ارتباط|تعلق))",
    "درصد",
)
# «… و بقیه مربوط به تأمین اجتماعی، برق و زمین است»
_THE_OTHERS: Final = re.compile(
    r"\b(?:بقیه|مابقی|الباقی|باقی|سایر مصوبات|دیگر مصوبات)(?: (?:نیز|هم|انها|ان|مصوبات|مصوبهها|موارد|پروندهها))* "
    r"(?:مربوط به|مرتبط با|به|در حوزه|در حوزههای|در زمینه|در زمینههای|درباره|در خصوص) (?=[^.؛:]{2,80} (?:است|بود|بوده|هستند|میشود|میشوند|اختصاص|مربوط))"
)
# «بیش از نیمی از پرونده‌های کارگروه به نظام بانکی مربوط بوده است»
_HALF_OF: Final = HeadedPattern(
    r"\bنیمی از (?:این |کل )?(?:مصوبات|پروندهها|پروندههای|درخواستها|درخواستهای|مشکلات)(?: [^ ،.؛:]+){0,14}? "
    r"(?P<what>(?:مربوط به|مرتبط با|به|در) (?:(?:حوزه|بخش|مسایل|مشکلات|امور|موضوعات) [^،.؛:]{2,50}?|(?:نظام|شبکه) بانکی))"
    r"(?= (?:اختصاص|مربوط|بود|بوده|است|ارتباط|تعلق))",
    "نیمی",
)
A_ROW: Final = 2
# «وام، مالیات و آب بیشترین سهم را در مشکلات مطرح‌شده داشته‌اند»
_MOST_SHARE: Final = re.compile(r"\b(?:سهم|فراوانی|تعداد|رتبه) را (?:در|از|میان|بین) \Z")
_MOST: Final = re.compile(r" (?:به ترتیب )?(?:بیشترین|بالاترین) (?:سهم|فراوانی|تعداد|رتبه) را ")
_HAS_IT: Final = re.compile(r"(?: [^ ،.؛:]+){0,6}? (?:داشت|داشتند|داشتهاند|داشته|دارند|دارد|داراست)\b")
_TO_THE_BANKS: Final = re.compile(
    r"(?:(?:(?:عمده|بیشتر|بیشترین|اصلیترین) )?(?:مشکل|مشکلات|گرفتاری|گره|گرههای)(?: [^ ،.؛:]+){0,3})? ?(?:(?:مربوط )?به |در )(?P<what>(?:شبکه|نظام) بانکی) ?"
)
# «با اجرای خط آهن بسیاری از گره‌ها باز می‌شود»: what helps, beside troubles told in the same sentence
_WITH_THE_BUILDING: Final = re.compile(
    r"\bبا (?:اجرای|تکمیل|ساخت|احداث|راهاندازی|راه اندازی|بهرهبرداری از|افتتاح|اتمام) (?:[^ ،.؛:]+ ){0,2}\Z"
)
_WITH_SPAN: Final = 40
# papers that are signed, and working together, before what they are about
_COOPERATION: Final = re.compile(
    r"\b(?:همکاری|همکاریهای|همکاریها|تفاهم ?نامه|تفاهم ?نامهای|یادداشت تفاهم|سند|سندی|اسناد|موافقتنامه|پروتکل|بیانیه)(?: (?:دوجانبه|مشترک|اقتصادی|تجاری))? \Z"
)
# concerning, connected with, arising from
_LEADS_OF_TWO: Final = (
    "مربوط به",
    "مرتبط با",
    "ناشی از",
    "در خصوص",
    "در رابطه با",
    "در ارتباط با",
    "در مورد",
    "حوزهها از جمله",
    "مسایل از جمله",
    "مشکلات از جمله",
    "مشکلاتی از جمله",
    "مواردی از جمله",
    "موضوعات از جمله",
)
# problem, problems, field of, supply of, debt, shortage …
_DIRECT_LEADS: Final = frozenset(
    "مشکل مشکلات مسائل مسایل حوزه حوزههای بخش بخشهای زمینه زمینههای تامین بدهی کمبود قطعی انشعاب اخذ صدور تمدید پرداخت دریافت موضوع بحث تخصیص تکلیف واگذاری قیمت هزینه نرخ نبود فقدان".split()
)
# «مشکلات گمرکی و مالیاتی برخی واحدها»: both adjectives are of the trouble
_WITH_ADJECTIVE: Final = re.compile(
    r"\b(?:مشکل|مشکلات|مسایل|معضلات|موانع|چالشهای|دغدغههای) [^ ،.؛:]+ی(?: ?، ?[^ ،.؛:]+ی)* و \Z"
)
_ADJECTIVE_SPAN: Final = 48


class ListReader(OwedPart):
    """Reads problems in lists."""

    def list_regions(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """Stretches that list problems: behind «مشکلات», «در حوزه», «شامل», or before «… مهم‌ترین مشکلات بود»."""
        anchors = [
            hit
            for hit in self.surface.hits_in(sentence.start, sentence.end, "trouble")
            if not self.scene.in_body(hit.start) and not NONE_AT_ALL.match(self.text, hit.start)
        ]
        subjects = self.surface.hits_in(sentence.start, sentence.end, "subject")
        if anchors and self.scene.concerns_units(sentence):
            first = anchors[0]
            end = self._region_end(first.end, sentence.end)
            yield first.start, end
            told = _NAMED.match(self.text, first.end, end)
            if told is not None:
                yield told.span("what")
            for anchor in anchors:
                if anchor.value == "after":
                    yield self._clause_start(sentence, anchor.start), anchor.start
        for anchor in anchors:
            if self._lists_before(anchor.start, anchor.end, sentence):
                opens = self._clause_start(sentence, anchor.start)
                most = _MOST.search(self.text, opens, anchor.start)
                yield opens, most.start() if most is not None else anchor.start
        if self.scene.concerns_units(sentence):
            for told in _SPOKE_OF.finditer(self.text, sentence.start, sentence.end):
                yield told.span("what")
        for protest in _PROTEST.finditer(self.text, sentence.start, sentence.end):
            yield protest.span("what")
        complained = _COMPLAINED.search(self.text, sentence.start, sentence.end)
        if complained is not None:
            yield complained.end(), sentence.end
        next_in_rank = _NEXT_IN_RANK.match(self.text, sentence.start, sentence.end)
        if next_in_rank is not None and sentence.index > 0:
            before = self.surface.sentences[sentence.index - 1]
            if self.surface.has(before.start, before.end, "problem_word") and not self.surface.has(
                *next_in_rank.span("what"), "past", "present", "subjunctive"
            ):
                yield next_in_rank.span("what")
        yield from self._of_counted(sentence)
        if (
            subjects
            and self.surface.has(sentence.start, sentence.end, "concerned", "industrialists")
            and (anchors or self.surface.has(sentence.start, sentence.end, "dealt", "reviewing", "adopted"))
        ):
            for subject in subjects:
                if _COOPERATION.search(self.text, max(sentence.start, subject.start - _WITH_SPAN), subject.start):
                    continue  # «سند همکاری در زمینه حمل و نقل، گردشگری و برق امضا شد»
                yield subject.end, self._region_end(subject.end, sentence.end)

    def _of_counted(self, sentence: Sentence) -> Iterator[tuple[int, int]]:
        """«۱۰۸ مصوبه در حوزه بانکی، ۲۴ مصوبه مالیاتی»: what counted resolutions are about."""
        shared = _SHARE_OF.search(self.text, sentence.start, sentence.end)
        if shared is not None:
            yield shared.span("what")
        half = _HALF_OF.search(self.text, sentence.start, sentence.end)
        if half is not None:
            yield half.span("what")
        numbers = [n for n in self.surface.numbers_in(sentence.start, sentence.end) if not n.is_ordinal]
        if len(numbers) < A_ROW:
            return
        told = [(n, hit) for n in numbers if (hit := _COUNTED.match(self.text, n.end, sentence.end)) is not None]
        shares = [n for n in numbers if n.is_percent]
        if len(shares) >= A_ROW and _SHARE_OF_FILES.match(self.text, shares[0].percent_end) is not None:
            told = [(n, hit) for n in shares if (hit := _SHARE.match(self.text, n.percent_end)) is not None]
        others = _THE_OTHERS.search(self.text, numbers[-1].end, sentence.end) if told else None
        if len(told) + (others is not None) < A_ROW:
            return
        if others is not None:
            yield others.end(), sentence.end
        for number, hit in told:
            following = [n.bound_start for n in numbers if n.start > number.start]
            end = min([sentence.end, *following[:1]])
            copula = _COPULA.search(self.text, hit.end(), end)
            yield hit.end(), copula.start() if copula is not None else end

    def _region_end(self, start: int, limit: int) -> int:
        """A list ends where somebody is bound, or where the clause's verb has been said."""
        bound = self.surface.hits_in(start, limit, "settled", "bound", "ordered")
        ends = [mark.start() for mark in (_PRESENT.search(self.text, start, limit),) if mark is not None]
        said = _WENT_ON.search(self.text, start, limit)  # «… دانست و افزود: تعزیرات باید …»
        ends += [said.end()] if said is not None and bound else []
        return min([limit, *(hit.start for hit in bound[:1]), *ends])

    def _lists_before(self, start: int, end: int, sentence: Sentence) -> bool:
        """«X و Y را مهم‌ترین مشکلات … دانست», «X از دغدغه‌های … است»."""
        before = self.text[max(sentence.start, start - 28) : start]
        leads = re.search(
            r"(?:\bرا|\bاز)(?: [^ ،.؛:]+){0,3} \Z|(?:ترین|چهار|سه|پنج|دو|محور|محور اصلی|جمله|صدر|راس) \Z", before
        )
        if _MOST_SHARE.search(before) is not None and _HAS_IT.match(self.text, end, sentence.end) is not None:
            return True
        if leads is None and "ترین " in self.text[start:end]:  # «… و اجاره کارگاه‌ها پرتکرارترین موضوع‌ها بود.»
            return _IS_ALL.match(self.text[end : sentence.end]) is not None
        if leads is None:
            return _CLOSES_A_LIST.match(self.text[end : sentence.end]) is not None
        return bool(_LISTING_VERB.search(self.text, end, sentence.end))

    def _clause_start(self, sentence: Sentence, place: int) -> int:
        if sentence.speech is not None and sentence.speech < place:
            return sentence.speech
        return sentence.start

    def in_list(self, start: int, end: int) -> Iterator[Problem]:
        """The problems of a stretch that lists some, item by item."""
        first = start
        numbers = self.surface.numbers_in(start, end)
        cuts = [
            match.span()
            for match in SEPARATOR.finditer(self.text, start, end)
            if not any(number.start < match.start() < number.end for number in numbers)  # «سی و شش قسط»
        ]
        for cut, after in [*cuts, (end, end)]:
            yield from self._of_item(first, cut)
            first = after

    def _of_item(self, start: int, end: int) -> Iterator[Problem]:
        short = len(self.text[start:end].split()) <= _ITEM_WORDS or self._is_of_a_share(start, end)
        found: list[Problem] = []
        general: set[int] = set()
        for word in self.scene.words_in(start, end):
            if self.scene.in_body(word.start) or self.debts.in_headed_name(word, start, end):
                continue
            if word.strength == "listed" and _WITH_THE_BUILDING.search(
                self.text, max(0, word.start - _WITH_SPAN), word.start
            ):
                continue
            if word.strength == "item" and not (short or self._follows_trouble(word, start)):
                continue
            if word.strength == "creditor" and self.scene.in_acts(word.start):  # the act names the creditor
                continue
            if self._ends_in_a_banks_name(word):
                continue
            found.append(Problem(self.debts.code(word, max(start - 30, 0), end + 12), word.start, word.end))
            if word.strength in ("strong", "listed"):
                general.add(word.start)
        item = self.text[start:end]
        if item.strip() in (_BANK_ALONE, "بانکی"):  # «در حوزه تأمین اجتماعی، بانک و تسهیلات»
            found.append(Problem("BANK", start + item.index(_BANK_ALONE), start + item.index(_BANK_ALONE) + 4))
        network = _TO_THE_BANKS.fullmatch(self.text, start, end)
        if network is not None and not found:  # «۳۸ درصد مصوبات به شبکه بانکی، …»
            found.append(Problem("BANK", *network.span("what")))
        found = [  # «استمهال وام»: no new loan
            problem
            for before, problem in zip([None, *found], found, strict=False)
            if problem.code != "BANK.FACILITY"
            or before is None
            or before.code not in OF_OLD_LOANS
            or self.text[before.end : problem.start] != " "
        ]
        specific = most_specific(found)
        general -= {  # «جرایم دیرکرد بانکی»: the adjective of what stands before it
            problem.start
            for before, problem in pairwise(found)
            if before.code.startswith(problem.code + ".") and self.text[before.end : problem.start] == " "
        }
        yield from (problem for problem in found if problem in specific or problem.start in general)

    def _ends_in_a_banks_name(self, word: Word) -> bool:
        """«مصوبات مربوط به بانک صنعت و معدن»: one bank's share, no word for the banks' affairs."""
        if not self.text.endswith(" " + _BANK_ALONE, word.start, word.end):
            return False
        place = word.end - len(_BANK_ALONE)
        return any(
            name.start == place and name.end > word.end and name.id != "B_GENERIC"
            for name in self.surface.names_in(place, place + 1, "agency")
        )

    def _is_of_a_share(self, start: int, end: int) -> bool:
        """«و تأمین اجتماعی ۱۳ درصد پرونده‌ها را به خود اختصاص داده است»: two or three words before a share."""
        numbers = self.surface.numbers_in(start, end)
        return bool(numbers) and numbers[0].is_percent and len(self.text[start : numbers[0].start].split()) <= _SHARER

    def _follows_trouble(self, word: Word, start: int) -> bool:
        """«مشکل برق», «حوزه مالیات» inside a longer item."""
        before = self.text[start : word.start].rstrip()
        if not before:
            return _WITH_ADJECTIVE.search(self.text, max(0, word.start - _ADJECTIVE_SPAN), word.start) is not None
        return before.split(" ")[-1] in _DIRECT_LEADS or before.endswith(_LEADS_OF_TWO)
