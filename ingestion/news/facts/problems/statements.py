"""Problems that are stated, lacked, dealt with or told by a turn of phrase."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from ingestion.news.facts.lexicon import problem_turns
from ingestion.news.facts.problems.debts import OwedPart
from ingestion.news.facts.problems.lists import NONE_AT_ALL, SEPARATOR
from ingestion.news.facts.problems.record import Problem, Word
from ingestion.news.facts.surface import Sentence
from ingestion.persian.patterns import GuardedPattern

# words from a thing to what befell it that another verb may stand between
_NEAR_TURN: Final = 6
# a plan that was opened, a licence that units have: achievements
_OPENED: Final = GuardedPattern(
    r"\b(?:افتتاح|کلنگ|به بهرهبرداری رسید|به بهرهبرداری میرسد)", "افتتاح", "کلنگ", "بهرهبرداری"
)
_HAVE: Final = re.compile(
    r"(?: [^ ،.؛:]+)? (?:پیدا کرد|پیدا کردند|پیدا کرده|یافت|یافتند|یافته|دارند|دارد|داشتند|داشتیم|داشتهایم|داشت|گرفتهاند|دریافت کردهاند)\b"
)
# «برای ۴۱ واحد ضمانت‌نامه صادر کرد»
_WAS_ISSUED: Final = re.compile(r"(?: [^ ،.؛:]+){0,2} صادر (?:کرد|کرده|کردند|شد|شده)\b")
# asks, will ask, asked
_ASKS: Final = re.compile(r" (?:می\w+|خواهند? \w+|کند|کنند|کرد|کردند|کرده\w*|کنیم|کردیم|نماید|نمایند)\b")
_HAD_OR_BUILT: Final = frozenset(("PERMIT.LICENCE", "DEVPLAN"))
# pieces of paper
_PIECES: Final = frozenset("فقره عدد مورد نسخه".split())
_UNITS: Final = frozenset("واحد کارخانه بنگاه شرکت".split())
# licences
_PAPERS: Final = ("پروانه", "جواز", "مجوز", "کارت")
# letters before a word within which the last letter of its number stands
_DIGIT_GAP: Final = 4
# between a lack and what is lacking: in, of, supply of, rate of, access to …
_LACK_GAP: Final = re.compile(
    r"(?: (?:(?:یک|دو|سه|چهار|پنج|شش|هفت|هشت|\d+) (?:ماه|سال)|دریافت|اخذ|پرداخت|حوزه|موضوع|مصرف|رفع|حل|صنعتی|به|با|در|تامین|ترخیص|صدور|تخصیص|نرخ|کد|بهای|قیمت|تعرفه|جریان|انرژی|شبکه|سهمیه|روند|مکرر|شدید|منابع|یک|به موقع|دسترسی به|های|مناسب))* "
)
_NO_TROUBLE: Final = frozenset("مشکل مشکلی کمبود کمبودی دغدغه دغدغهای محدودیت".split())
# «امسال قطعی برق نداشتیم»: a trouble that is not there
_TROUBLES: Final = (
    "قطعی",
    "قطع",
    "خاموشی",
    "کمبود",
    "ناترازی",
    "محدودیت",
    "بدهی",
    "معوق",
    "جریمه",
    "جرایم",
    "چک",
    "توقیف",
)
_NOT_THERE: Final = re.compile(r"(?: (?!و\b)[^ ،.؛:]+){0,3} (?:ندار(?:د|ند|یم)|نداشت(?:ه|ند|یم|هاند|هایم)?|نیست)\b")
# «سهم استان از تسهیلات بانکی», «۳۰ درصد از تسهیلات», «بخش عمده تسهیلات»: of all loans
_PART_OF: Final = re.compile(
    r"(?:\bسهم [^،.؛:]{0,40}\bاز|\bدرصد(?: از)?(?: کل| مجموع)?|\bبخش (?:عمده|عمدهای|زیادی|اعظم|بزرگی|قابل توجهی)(?: از)?|\b(?:حجم|میزان|مجموع|کل)) \Z"
)
# «پرداخت تسهیلات ۲۰ درصد رشد داشت»
_GREW: Final = re.compile(r"(?: [^ ،.؛:]+){0,9} (?:رشد|افزایش) (?:داشت|یافت|پیدا کرد|نشان می)")
# «مواد اولیه آن از معادن استان تأمین می‌شود», «حقوق کارگران به موقع پرداخت می‌شود»
_IS_SUPPLIED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4} از (?:[^ ،.؛:]+ ){1,5}(?:تامین|تهیه|خریداری) (?:می ?شو|می ?گرد|می ?کن|شد|کرد)"
)
_IS_PAID: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4} (?:به ?موقع|مرتب|منظم|به طور منظم) (?:پرداخت|واریز) (?:می ?شو|می ?گرد|می ?کن|شد|کرد)"
)
# «نفت‌گاز معادن به‌موقع توزیع می‌شود»
_IS_DELIVERED: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,4} (?:به ?موقع|مرتب|منظم|به طور منظم) (?:توزیع|تحویل|تامین|ارسال) (?:می ?شو|می ?گرد|شده\b)"
)
_NOT_LACKED: Final = {"RAWMAT": _IS_SUPPLIED, "LABOUR": _IS_PAID, "ENERGY.FUEL": _IS_DELIVERED}
# «بازار فروش خرمای استان بیشتر در هند است»: where it is sold, no want of it
_OUTLET: Final = "بازار فروش"
_IS_WHERE: Final = re.compile(r" [^،.؛:]{3,90}? (?:است|هستند|بوده|میباشد|میباشند|قرار دارد)\b")
_OUTLET_LACKED: Final = re.compile(
    r"مشکل|دغدغ|گلای|چالش|مانع|موانع|نبود|کمبود|نداشتن|ندار|نیست|محدود|کساد|رکود|راکد|اشباع|خراب|کاهش|افت|ضعف|ضعیف|نیاز|کوچک|رقاب|رقیب|قاچاق|واردات|نامناسب|نیمه ?جان|از رونق|در خطر|درخواست|خواست|پیگیر"
)
# by way of, out of: «از طریق اعطای تسهیلات»
_MEANS: Final = ("از طریق ", "از محل ", "به وسیله ")
_PART_SPAN: Final = 56
# what joins the items of a row
_ROW: Final = 8
_ROW_BEFORE: Final = re.compile(r"(?: ?،(?: و)?|(?: و)) ?\Z")
_ROW_AFTER: Final = re.compile(r"(?: ?،(?: و)?|(?: و)) ")


class StatementReader(OwedPart):
    """Reads problems in plain statements."""

    def lacking(self, sentence: Sentence) -> Iterator[Problem]:
        """«کمبود آب», «قطعی برق» where units, producers or a trouble are spoken of."""
        lacks = self.surface.hits_in(sentence.start, sentence.end, "lack")
        if not lacks or not (
            self.surface.has(sentence.start, sentence.end, "trouble") or self.scene.concerns_units(sentence)
        ):
            return
        for lack in lacks:
            if NONE_AT_ALL.match(self.text, lack.start) or self._is_inside_a_word(lack.start):
                continue
            gap = _LACK_GAP.match(self.text, lack.end)
            place = gap.end() if gap else lack.end
            expected = place
            for word in self.scene.words_in(lack.start, place + 60):
                if not (word.start <= expected < word.end or word.start == lack.start):
                    break
                if _NOT_THERE.match(self.text, word.end):
                    break
                yield Problem(
                    self.debts.code(word, sentence.start, min(sentence.end, word.end + 25)), word.start, word.end
                )
                if not self.text.startswith(" و ", word.end):  # «ناترازی برق و گاز»
                    break
                expected = word.end + 3

    def _is_inside_a_word(self, place: int) -> bool:
        """«دیرکرد» in «جرایم دیرکرد بانکی»: told by the longer word."""
        index = bisect_left(self.scene.starts, place) - 1
        return index >= 0 and self.words[index].end > place

    def dealt_with(self, sentence: Sentence) -> Iterator[Problem]:
        """«پرونده هفت واحد که تملک شده‌اند مطرح شد»: sure words where units' files were dealt with."""
        dealt = self.surface.hits_in(sentence.start, sentence.end, "dealt", "reviewing")
        if not dealt or not self.surface.has(sentence.start, sentence.end, "case_before"):
            return
        cases = self.surface.hits_in(sentence.start, sentence.end, "case_before")
        for word in self.scene.words_in(cases[0].start, dealt[-1].start):
            if (
                word.strength in ("strong", "listed")
                and not self.scene.in_body(word.start)
                and not self.debts.in_headed_name(word, 0, 0)
            ):
                yield Problem(word.code, word.start, word.end)

    def stated(self, sentence: Sentence) -> Iterator[Problem]:
        """Sure words wherever they stand, and the subject words that are listed beside them."""
        for word in self.scene.words_in(sentence.start, sentence.end):
            if word.strength not in ("strong", "creditor") or self.scene.in_body(word.start):
                continue
            if word.code == "BANK.COLLATERAL" and _WAS_ISSUED.match(self.text, word.end):
                continue
            if word.code in _HAD_OR_BUILT and (
                _OPENED.search(self.text, sentence.start, sentence.end) is not None or self._is_had(word)
            ):
                continue
            if (word.code == "LAND" or self.text.startswith(_PAPERS, word.start)) and self._is_counted(word):
                continue
            if word.code == "MANAGEMENT" and self._is_means(word, sentence):
                continue
            if self._is_no_trouble(word, sentence):
                continue
            if self.surface.name_at(word.start) is not None and not self.debts.is_owed_to(word.start):
                continue
            if word.code == "BANK.PENALTY" and self.debts.is_owed_elsewhere(word):
                continue
            if word.code == "PERMIT.INQUIRY" and self._is_asked_after(word, sentence):
                continue
            code = self.debts.code(word, sentence.start, sentence.end)
            if word.strength == "creditor" and code == word.code:
                code = self.debts.only_creditor(sentence) or self.debts.speaking_creditor(word, sentence) or code
                if code == word.code:
                    code = self.debts.owed_as_told(sentence.start, word.start) or code
            if word.strength == "strong" or not self.scene.in_acts(word.start):
                yield Problem(code, word.start, word.end)

    def _is_asked_after(self, word: Word, sentence: Sentence) -> bool:
        """«قضات نظر دبیرخانه را استعلام می‌کنند»: a verb, no inquiry that a unit waits for."""
        return (
            _ASKS.match(self.text, word.end) is not None
            and self.text.find(" را ", sentence.start, word.start) >= 0
            and self.surface.word(self.surface.word_index(word.start)) == "استعلام"
        )

    def _is_means(self, word: Word, sentence: Sentence) -> bool:
        """«با تغییر مالکیت به چرخه تولید بازگشت»: what brought a unit back."""
        return self.surface.word_before(word.start) == "با" and self.surface.has(word.end, sentence.end, "returned")

    def _is_no_trouble(self, word: Word, sentence: Sentence) -> bool:
        """«قطعی برق نداشتیم», «سهم استان از تسهیلات بانکی»: nothing that a unit lacks or suffers."""
        told = self.text[max(sentence.start, word.start - _PART_SPAN) : word.start]
        if self.text.startswith(_TROUBLES, word.start) and _NOT_THERE.match(self.text, word.end) is not None:
            return True
        if word.code == "PERMIT.INQUIRY" and told.endswith("بدون "):
            return True  # «مجوز بدون استعلام صادر می‌شود»
        if self.text.endswith(_OUTLET, word.start, word.end):
            return _IS_WHERE.match(self.text, word.end) is not None and not _OUTLET_LACKED.search(
                self.text, sentence.start, sentence.end
            )
        if word.code == "BANK.FACILITY":
            return (
                told.endswith(_MEANS)
                or _PART_OF.search(told) is not None
                or _GREW.match(self.text, word.end) is not None
            )
        if word.code == "BANK.WORKING_CAPITAL":
            return told.endswith("با ") and self.text.startswith(" خود", word.end)
        supplied = _NOT_LACKED.get(word.code)
        return supplied is not None and supplied.match(self.text, word.end) is not None

    def _is_had(self, word: Word) -> bool:
        """«هزار واحد پروانه بهره‌برداری دارند», «واحدهای دارای پروانه», «۲۲ پروانه … صادر شده»: no problem."""
        before = self.surface.word_before(word.start)
        return before in ("دارای", "دارنده") or self._is_counted(word) or _HAVE.match(self.text, word.end) is not None

    def _is_counted(self, word: Word) -> bool:
        """«۲۲ پروانه … صادر شده», «۸۶ فقره جواز تأسیس», «۹۶ قرارداد واگذاری زمین»: papers of a period."""
        place = word.start
        if self.surface.word_before(place) in (_PIECES if word.code != "DEVPLAN" else _UNITS):
            place = self.surface.words[self.surface.word_index(place) - 1][0]
        return self.surface.word_before(place).isdigit() or bool(
            self.surface.numbers_in(max(0, place - _DIGIT_GAP), place)
        )

    def told_by_turns(self, sentence: Sentence) -> Iterator[Problem]:
        """«کارگران چهار ماه حقوق نگرفته‌اند», «ماندن دستگاه‌ها در گمرک»: where units are spoken of, here or just before."""
        if not self.surface.has(sentence.start, sentence.end, "turn"):
            return
        things = self.surface.hits_in(sentence.start, sentence.end, "turn_subject")
        if not things:
            return
        previous = self.surface.sentences[max(0, sentence.index - 1)].start
        told = self.surface.has(previous, sentence.end, "concerned", "industrialists", "industrialist")
        if not told and not self.scene.in_acts(sentence.start):
            return
        for thing in things:
            if self.surface.word_before(thing.start) in _NO_TROUBLE or self.surface.name_at(thing.start) is not None:
                continue
            stop = SEPARATOR.search(self.text, thing.end, sentence.end)
            limit = stop.start() if stop is not None and stop.group() != " و " else sentence.end
            groups = frozenset(thing.value.split("|"))
            for turn in self.surface.hits_in(thing.end, limit, "turn"):
                rows = [problem_turns()[int(n)] for n in turn.value.split("|") if n in groups]
                n_between = len(self.text[thing.end : turn.start].split())
                row = next((row for row in rows if n_between <= row.within), None)
                if row is not None:
                    # «مجوز دارد و گمرک باید برگ سبز را صادر کند»: another verb's object is issued
                    # «مجوز حفر چاه … را صادر کند»: the longer word tells what it is
                    far = n_between > _NEAR_TURN
                    told = row.code == "PERMIT" and any(
                        word.start == thing.start and word.end > thing.end for word in self.words
                    )
                    verbs = far and self.surface.has(thing.end, turn.start, "past", "present", "subjunctive")
                    if not told and not verbs:
                        yield Problem(row.code, thing.start, turn.end, is_turn=True)
                    break

    def beside(self, found: Sequence[Problem]) -> Iterator[Problem]:
        """Subject words that stand in one row with a problem: «تمدید پروانه، برق و بدهی مالیاتی»."""
        known = {problem.start for problem in found}
        ends = {problem.end for problem in found} | {word.end for word in self.words if word.start in known}
        for word in self.words:
            if word.strength not in ("item", "listed") or word.start in known or self.scene.in_body(word.start):
                continue
            if self.surface.name_at(word.start) is not None:
                continue
            before = _ROW_BEFORE.search(self.text[max(0, word.start - _ROW) : word.start])
            if before is None or word.start - len(before.group()) not in ends:
                continue
            after = _ROW_AFTER.match(self.text, word.end)
            if after is not None and after.end() in known:
                yield Problem(word.code, word.start, word.end)
