"""Whose debt is meant: banks', the tax office's, the social security's …"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from ingestion.news.facts.problems.record import Problem, Word, creditors
from ingestion.news.facts.problems.scene import ProblemPart, Scene
from ingestion.news.facts.surface import Sentence
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

_TAX: Final = re.compile("مالیات|دارایی")
_INSURANCE: Final = re.compile("بیمه|تامین اجتماعی")
_WAGES: Final = re.compile("کارگر(?!وه)|حقوق(?! (?:دولتی|ورودی|گمرکی|مالکانه|انتفاع|قانونی|عمومی))|مزد|دستمزد|پرسنل")
_BANK: Final = re.compile("بانک|تسهیلات|وام")
# «جرایم تأخیر بیمه کارگران», «جرایم دیرکرد پرداخت مالیات»
_OF_ANOTHER_DEBT: Final = re.compile(
    r" (?:(?:پرداخت|در پرداخت|حق|بدهی|واریز|به) )*(?:(?P<tax>مالیات|مالیاتی|ارزش افزوده|دارایی)|بیمه|بیمهای|تامین اجتماعی)\b"
)
# characters from a body's name to what its head tells of: «مدیرکل تأمین اجتماعی استان از …»
_SPEAKER_NEAR: Final = 72
_TELLS_OF: Final = re.compile(
    r"(?: (?!و )[^ ،.؛:]+){0,3} از (?:(?:اعلام )?(?:امادگی|موافقت)(?: [^ ،.؛:]+){0,4} (?:برای|با|جهت) )?"
)
OF_OLD_LOANS: Final = frozenset(("BANK.RESCHEDULE", "BANK.ARREARS", "BANK.PENALTY"))
_OF_A_LOAN: Final = re.compile(
    r"(?:امهال|استمهال|تقسیط|تمدید|تعویق|بازپرداخت)(?: (?:بازپرداخت|اقساط|قسط|بدهی|مهلت))? (?:بانکی|وام|وامهای|تسهیلات)\b"
)
# «تقسیط بدهی گاز», «معوقات به شهرداری»
_OTHER_CREDITORS: Final = {
    "گاز": "ENERGY.GAS",
    "برق": "ENERGY.ELECTRICITY",
    "اببها": "ENERGY.WATER",
    "اببهای": "ENERGY.WATER",
    "برقبها": "ENERGY.ELECTRICITY",
    "گازبها": "ENERGY.GAS",
    "اب": "ENERGY.WATER",
    "شهرداری": "MUNICIPAL",
    "گمرک": "CUSTOMS",
    "گمرکی": "CUSTOMS",
}
_OTHER_CREDITOR: Final = re.compile(
    rf" (?:(?:بدهی|بدهیهای|به|با|قبوض|شرکت|اداره|حق) )*({'|'.join(_OTHER_CREDITORS)})\b"
)
# a debt told before what becomes of it
_CREDITORS_BEFORE: Final = _OTHER_CREDITORS | {
    **dict.fromkeys(("مالیات", "مالیاتی", "ارزش افزوده", "سازمان امور مالیاتی", "امور مالیاتی"), "TAX"),
    **dict.fromkeys(("بیمه", "بیمهای", "تامین اجتماعی", "سازمان تامین اجتماعی", "حق بیمه"), "SOCIALSEC"),
}
_DEBT_BEFORE: Final = GuardedPattern(
    rf"\b(?:بدهی|بدهیهای|معوقات|قبوض|حقوق|عوارض)(?: (?:معوق|معوقه|انباشته|قبوض|به|به شرکت|به اداره))* ({'|'.join(_CREDITORS_BEFORE)})\b"
    r"(?:(?! و )[^،؛.:])*\Z",
    "بدهی",
    "معوقات",
    "قبوض",
    "حقوق",
    "عوارض",
)
_DEBT_SPAN: Final = 70
_BILLS: Final = {"برق": "ENERGY.ELECTRICITY", "گاز": "ENERGY.GAS", "اب": "ENERGY.WATER"}
_BILL_BEFORE: Final = re.compile(
    r"\b(?:(?:قبض|قبوض|قبضهای|هزینه|بهای) )?(?P<of>برق|گاز|اب)(?: ?بها(?:ی|ها|یی)?\b|(?<=قبض برق)|(?<=قبض گاز)|(?<=قبض اب))"
    r"(?:(?! و |بانک|تسهیلات|وام)[^،؛.:])*\Z"
)
# «مطالبات معوق بانکی، مالیات …»: the word behind tells the creditor, whatever the next item is about
_BANKS_OWN: Final = re.compile(r" (?:به |با |از )?(?:(?:شبکه|نظام) )?(?:بانکی|بانکها|بانکهای|بانک)\b")
# debt to, dispute with: the body that is owed to or quarrelled with tells the problem
_OWED_TO: Final = re.compile(
    r"(?:بدهی|بدهیهای|بدهکاری|معوقات|اختلاف|اختلافات|اختلاف حساب|مناقشه)(?: معوق)? (?:به|با) \Z"
)
# «بدهی یک واحد به سازمان تأمین اجتماعی»: debt, up to the body that it is owed to
_ABOUT_DUES: Final = re.compile(
    r"\b(?:در مورد|درباره|در خصوص|درخصوص|در حوزه|در بخش) "
    r"(?:(?:بدهی|بدهیهای|معوقات|جرایم|دیون|پرونده)(?: معوق| معوقه)? )?"
    r"(?:(?P<tax>مالیاتی?)|بیمه(?:ای)?|تامین اجتماعی)\b(?![^.؛]*\bبانک)"
)
_ROYALTIES: Final = re.compile(r"\bحقوق دولتی\b(?![^.؛]*\bبانک)")
_DEBT: Final = HeadedPattern(
    r"(?<!تقسیط )(?<!امهال )(?<!استمهال )(?<!مهلت پرداخت )(?<!مهلت بازپرداخت )\b(?:بدهی|بدهیهای|بدهکاری|بدهیها|معوقات|دیون|اختلاف|اختلاف حساب)(?: (?!را |و )[^ ،؛.:]+){0,8}? (?:به|با) ",
    "بدهی",
    "بدهکاری",
    "معوقات",
    "دیون",
    "اختلاف",
)
_OVER_WHAT: Final = re.compile(
    r"(?: [^ ،.؛:]+){0,2} (?:بر سر|سر|درباره|در خصوص|در مورد|بابت|به دلیل|به علت|به خاطر|در زمینه) "
)
# «مطالبات یک شرکت از شهرداری»: claims against a public body
CLAIM: Final = GuardedPattern(
    r"\b(?:مطالبات|طلب)(?:ها|های|هایشان|شان|مان|ش)?(?! (?:بانک|تامین|مالیات|بیمه|کارگران|سازمان|اداره))(?: [^ ،؛.:]+){0,8}? از (?:(?:یک|دو|چند|برخی|بعضی|سایر) )?"
    r"(?:دولت|دستگاه|دستگاههای|شهرداری|شهرداریها|شرکت|شرکتهای دولتی|اداره|ادارات|وزارت|کارفرما|پیمانکار|پیمانکاران|سازمان|اموزش|دانشگاه)\b",
    "مطالبات",
    "طلب",
)
# heads of agencies' names: department, organisation, company, director, ministry …
_HEADS: Final = frozenset(
    "اداره سازمان شرکت مدیرکل مدیر مدیرعامل مدیریت رییس وزارت وزیر معاون نماینده نمایندگان دبیر سرپرست شورای کمیسیون صندوق بنیاد بانک اتاق خانه".split()
)


class Debts(ProblemPart):
    """Tells whose debts words mean."""

    def in_headed_name(self, word: Word, start: int, end: int) -> bool:
        """Inside an agency's name with its head («سازمان حفاظت محیط زیست»); a bare subject word in a list is none."""
        name = self.surface.name_at(word.start)
        if name is None:
            return False
        written = self.text[name.start : name.end]
        if name.kind == "province":
            return False
        if written == self.text[word.start : word.end]:  # «بانک‌های ملی و صادرات»: a bank by its name alone
            return name.id.startswith("B_") and not name.is_generic
        if name.id.startswith("B_") and name.start < word.start:  # «بدهی به بانک صادرات»
            return True
        if self.is_owed_to(name.start):
            return False
        return written.split(" ")[0] in _HEADS or name.end > word.end + 1 or name.kind == "ministry"

    def is_owed_to(self, place: int) -> bool:
        """Whether what stands right before the place says that somebody is owed."""
        return _OWED_TO.search(self.text[max(0, place - 24) : place]) is not None

    def owed_as_told(self, start: int, place: int) -> str | None:
        """«درباره حقوق دولتی معادن … تا تقسیط شود», «در مورد بیمه … جرایم آنها معلق بماند»: what the sentence is about."""
        if _ROYALTIES.search(self.text, start, place):
            return "MINING"
        about = _ABOUT_DUES.search(self.text, start, place)
        return None if about is None else "TAX" if about.group("tax") else "SOCIALSEC"

    def is_owed_elsewhere(self, word: Word) -> bool:
        """A penalty inside the duty of a creditor that is no bank."""
        for start, end in self.scene.act_spans:
            if start <= word.start < end:
                creditor = self.creditor(start, end)
                return creditor is not None and not creditor.startswith("BANK")
        return False

    def owed(self, sentence: Sentence) -> Iterator[Problem]:
        """Debts to a named body and claims against one, where units are spoken of."""
        text = self.text
        if not any(text.find(word, sentence.start, sentence.end) >= 0 for word in self.scene.owing):
            return
        if not self.scene.concerns_units(sentence):
            return
        for debt in _DEBT.finditer(text, sentence.start, sentence.end):
            for name in self.surface.names_in(debt.end(), debt.end() + 14, "agency")[:1]:
                if name.id.startswith("B_") and text.startswith("اختلاف", debt.start()):
                    if _OVER_WHAT.match(text, name.end) is None:
                        yield Problem("BANK", debt.start(), name.end, is_by_body=True)
                    continue  # «اختلاف با بانک کشاورزی بر سر جریمه دیرکرد»: the matter is named behind
                code = "BANK.ARREARS" if name.id.startswith("B_") else creditors().get(name.id)
                if code is not None and text[debt.end() : name.start] in ("", "سازمان ", "اداره کل ", "شرکت "):
                    yield Problem(code, debt.start(), name.end, is_by_body=True)
        for claim in CLAIM.finditer(text, sentence.start, sentence.end):
            yield Problem("PROCUREMENT", claim.start(), claim.end(), is_by_body=True)

    def only_creditor(self, sentence: Sentence) -> str | None:
        """«نماینده تأمین اجتماعی درباره تقسیط بدهی کارفرمایان توضیح داد»: the one creditor named in the sentence."""
        named = self.surface.names_in(sentence.start, sentence.end, "agency")
        if any(name.id not in creditors() for name in named) or _BANK.search(self.text, sentence.start, sentence.end):
            return None
        codes = {creditors()[name.id] for name in named}
        return codes.pop() if len(codes) == 1 else None

    def speaking_creditor(self, word: Word, sentence: Sentence) -> str | None:
        """«مدیرکل تأمین اجتماعی از بخشودگی جرایم سه واحد خبر داد و بانک ملت …»: the body right before it."""
        names = self.surface.names_in(max(sentence.start, word.start - _SPEAKER_NEAR), word.start, "agency")
        if not names or not _TELLS_OF.fullmatch(self.text, names[-1].end, word.start):
            return None
        return creditors().get(names[-1].id)

    def creditor(self, start: int, end: int) -> str | None:
        """The code of the first creditor named; None where none is."""
        for name in self.surface.names_in(start, end, "agency"):
            if name.id in creditors():
                return creditors()[name.id]
        return None

    def code(self, word: Word, left: int, right: int) -> str:
        """The creditor near by decides what kind of debt is meant."""
        if word.strength != "creditor":
            told = _OF_ANOTHER_DEBT.match(self.text, word.end) if word.code in OF_OLD_LOANS else None
            return word.code if told is None else "TAX" if told.group("tax") else "SOCIALSEC"
        if _BANKS_OWN.match(self.text, word.end):
            return word.code
        if _OF_A_LOAN.match(self.text, word.start):  # «استمهال وام، بخشودگی جرایم مالیاتی»: its creditor is told
            return word.code
        until = min(right, word.end + 32)
        comma = self.text.find("،", word.end, until)
        owed = _DEBT_BEFORE.search(self.text, max(word.start - _DEBT_SPAN, 0), word.start)
        if owed is not None:  # «بدهی آب‌بهای سه گلخانه در ۱۲ ماه تقسیط شود»
            return _CREDITORS_BEFORE[owed.group(1)]
        bill = _BILL_BEFORE.search(self.text, max(word.start - _DEBT_SPAN, 0), word.start)
        if bill is not None:  # «برق‌بهای معوق دو گلخانه در ۱۲ قسط تقسیط شود»
            return _BILLS[bill.group("of")]
        until = until if comma < 0 else comma
        while until < right and self.text[until].isalnum():
            until += 1  # whole words: «کارگر» may be the half of «کارگروه»
        around = self.text[max(left, word.start - 18, 0) : until]
        if _TAX.search(around):
            return "TAX"
        if _INSURANCE.search(around):
            return "SOCIALSEC"
        if _WAGES.search(around) and not _BANK.search(around):
            return "LABOUR"
        other = _OTHER_CREDITOR.match(self.text, word.end)
        return _OTHER_CREDITORS[other.group(1)] if other else word.code


class OwedPart(ProblemPart):
    """Reads problems that may be debts."""

    def __init__(self, scene: Scene, debts: Debts) -> None:
        super().__init__(scene)
        self.debts = debts
