"""What resolutions and duties are about."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ingestion.news.facts.problems.debts import CLAIM, OwedPart
from ingestion.news.facts.problems.record import Problem, Word, creditors, most_specific
from ingestion.news.facts.problems.scene import OFFICES
from ingestion.persian.patterns import GuardedPattern

# «وام یک مرغداری را تمدید کند», «تسهیلات مصوب دو کارخانه را پرداخت کنند»
_OF_LOANS: Final = (
    *(
        (
            GuardedPattern(
                rf"\b(?:وام|تسهیلات)(?: [^ .،؛:]+){{0,8}} را(?: [^ .،؛:]+){{0,4}} (?:{'|'.join(verbs)})\b", *verbs
            ),
            code,
        )
        for verbs, code in (
            (("تمدید",), "BANK.RESCHEDULE"),
            (("پرداخت", "بپردازد", "بپردازند"), "BANK.FACILITY"),
        )
    ),
    # «به پنج کارگاه وام نوسازی بپردازد»
    (
        GuardedPattern(
            r"\bبه (?:[^ .،؛:]+ ){1,9}?(?:وام|تسهیلات)(?: (?!را )[^ .،؛:]+){0,4} (?:بپردازد|بپردازند|بدهد|بدهند|"
            r"پرداخت (?:کند|کنند|نماید|نمایند)|اعطا (?:کند|کنند|نماید|نمایند)|اختصاص دهد|اختصاص دهند)\b",
            "بپرداز",
            "بدهد",
            "بدهند",
            "پرداخت ",
            "اعطا",
            "اختصاص",
        ),
        "BANK.FACILITY",
    ),
    # «مجوز تغییر خط تولید آن را صادر کند»
    (
        GuardedPattern(
            r"\bمجوز(?: [^ .،؛:]+){0,7} را (?:[^ .،؛:]+ ){0,4}(?:صادر|تمدید|اصلاح|اعطا|ابطال|لغو) (?:کند|کنند|نماید|نمایند|شود)\b",
            "مجوز",
        ),
        "PERMIT",
    ),
    # «پروانه تکثیر ماهی یک مجتمع را تمدید نماید»
    (
        GuardedPattern(
            r"\b(?:پروانه|جواز)(?! ساخت)(?: [^ .،؛:]+){0,9} را (?:[^ .،؛:]+ ){0,5}(?:صادر|تمدید|اصلاح|اعطا|ابطال|لغو) (?:کند|کنند|نماید|نمایند|شود)\b",
            "پروانه",
            "جواز",
        ),
        "PERMIT.LICENCE",
    ),
    # «برای بازپرداخت تسهیلات شش ماه مهلت داده شد»
    (
        GuardedPattern(
            r"\b(?:بازپرداخت|اقساط|وام|تسهیلات)(?: [^ .،؛:]+){0,9} (?:مهلت|فرصت|تنفس) (?:داد|داده)\b",
            "مهلت داد",
            "فرصت داد",
            "تنفس داد",
        ),
        "BANK.RESCHEDULE",
    ),
    *(
        (
            GuardedPattern(
                rf"\b(?:وام|تسهیلات)(?: (?!را )[^ .،؛:]+){{0,8}} {verb} (?:شود|گردد)\b", f"{verb} شود", f"{verb} گردد"
            ),
            code,
        )
        for verb, code in (("تمدید", "BANK.RESCHEDULE"), ("پرداخت", "BANK.FACILITY"))
    ),
)
# letters of «مجوز » before what the permit is for
_PERMIT_GAP: Final = 5
# letters of «پروانه » before what the licence is for: «پروانه چاه»
_LICENCE_GAP: Final = 8
# «انشعاب ۲۰ کیلوولت», «افزایش ۵ مگاوات»
_POWER_LINE: Final = GuardedPattern(
    r"\b(?:(?:انشعاب|خط|پست|فیدر) )?(?:\d+|یک|دو|سه|چهار|پنج|شش|ده|نیم) ?(?:کیلوولت|کیلوات|کیلووات|مگاوات)\b",
    "کیلوو",
    "کیلوات",
    "مگاوات",
)
# «پس از صدور سند، بانک … پرداخت کند»: a deed that is still to be made, none that a bank holds
_DEED_MADE: Final = ("صدور", "اخذ", "دریافت", "گرفتن", "تفکیک", "سند تک")
# Agencies whose duty under a resolution tells what it is about; a bank's or a city's may be anything.
_DOMAIN_AGENCIES: Final = frozenset(
    (
        "TAX",
        "SSO",
        "CUSTOMS",
        "DOE",
        "NRWM",
        "ELDIST",
        "ELREG",
        "WATERREG",
        "ABFA",
        "GAS",
        "NIOPDC",
        "REGISTRY",
        "RMTO",
        "STD",
        "SHAHRAK",
        "AWQAF",
    )
)
# «گزارش هفتگی آن را بدهد»: tells of another's work
_ONLY_REPORTS: Final = GuardedPattern(
    r"\bگزارش(?: [^ ،.؛:]+){0,5} را(?: [^ ،.؛:]+){0,5} (?:بدهد|بدهند|دهد|دهند|کند|کنند|نماید|بفرستد)\b", "گزارش"
)
_OF_LINES: Final = frozenset(("ENERGY.GAS", "ENERGY.ELECTRICITY", "ENERGY.WATER"))
# bodies of land, whose duty may be about the unit's power or its seizure as well
_LAND_AGENCIES: Final = frozenset(("SHAHRAK", "REGISTRY"))
# an auction that a resolution speaks of is one of a unit
_SURE_IN_ACTS: Final = frozenset(("BANK.SEIZURE",))
_DOER_PLACE: Final = 40
# company, unit, factory, estate … a, two, three, this: the unit that the act is for
_UNIT_WORDS: Final = frozenset(
    "شرکت واحد واحدهای کارخانه شهرک ناحیه یک دو سه این معدن کارگاه گلخانه مجتمع تصفیهخانه مرغداری گاوداری کارگاهها".split()
)
# branch line, supply, file, allotment, quota, connection, problem, payment, taking
_ACT_LEADS: Final = frozenset(
    "انشعاب تامین پرونده تخصیص سهمیه وصل مشکل پرداخت اخذ دریافت اعطای قطع درخواست تسویه باقیمانده مانده ادامه بقیه مازاد".split()
)


class ActSubjectReader(OwedPart):
    """Reads what acts are about."""

    def in_act(self, start: int, end: int) -> Iterator[Problem]:
        """What a resolution is about."""
        yield from most_specific([*self._stated_in_act(start, end)])

    def _stated_in_act(self, start: int, end: int) -> Iterator[Problem]:
        # «مدیرکل امور مالیاتی گفت: قول می‌دهیم جرایم این واحد بخشیده شود»
        creditor = self.debts.creditor(start, end) or self.debts.only_creditor(self.surface.sentence_at(start))
        stated: set[str] = set()
        told = [
            (said, code) for pattern, code in _OF_LOANS if (said := pattern.search(self.text, start, end)) is not None
        ]
        extended = [said.span() for said, code in told if code == "BANK.RESCHEDULE"]
        for word in self.scene.words_in(start, end):
            if word.code == "BANK.FACILITY" and any(first <= word.start < last for first, last in extended):
                continue  # «وام … را تمدید کند» is no new loan
            if self.scene.in_body(word.start) or self.surface.name_at(word.start) is not None:
                continue
            if (
                word.strength == "item"
                and word.code not in _SURE_IN_ACTS
                and not (word.code == creditor == "MUNICIPAL")  # «شهرداری عوارض این صنف را نصف محاسبه کند»
                and not self._is_of_a_unit(word)
            ):
                continue
            code = word.code
            stated.add(code)
            if word.code == "BANK.PENALTY" and creditor is not None and not creditor.startswith("BANK"):
                code = creditor  # «تأمین اجتماعی کارگاه‌ها را از جریمه دیرکرد معاف کند»
            elif word.code == "BANK.PENALTY" and word.strength == "item" and creditor is None:
                code = self.debts.owed_as_told(self.surface.sentence_at(start).start, word.start) or code
            if word.strength == "creditor":
                code = self.debts.code(word, word.start - 25, min(word.end + 25, end))
                if code == word.code and creditor is not None and not creditor.startswith("BANK"):
                    code = creditor
                elif code == word.code:
                    code = self.debts.owed_as_told(self.surface.sentence_at(start).start, word.start) or code
            if code == "ENERGY.WATER" and creditor == "ENV" and self.text.startswith("پساب", word.start):
                code = "ENV"  # «محیط زیست نظرش را درباره پساب کارخانه بنویسد»: what it lets out, no water it lacks
            if (
                code == "LAND.REGISTRY"
                and creditor is not None
                and creditor.startswith("BANK")
                and not self.text.startswith(_DEED_MADE, word.start)
            ):
                code = "BANK.COLLATERAL"  # «بانک سپه سند شرکت را آزاد کند»: a deed that a bank holds
            stated.add(code)
            yield Problem(code, word.start, word.end)
        power = _POWER_LINE.search(self.text, start, end)
        if power is not None and "ENERGY.ELECTRICITY" not in stated:
            stated.add("ENERGY.ELECTRICITY")
            yield Problem("ENERGY.ELECTRICITY", power.start(), power.end())
        for said, code in told:
            is_told = code == "PERMIT.LICENCE" and (
                any(known.startswith(("PERMIT", "MINING")) for known in stated)
                or any(
                    word.start - said.start() <= _LICENCE_GAP and not word.code.startswith("PERMIT")
                    for word in self.scene.words_in(said.start(), said.end())
                )
            )
            is_told = is_told or code == "BANK.FACILITY" and any(known.startswith("BANK.") for known in stated)
            if code == "PERMIT":  # «مجوز حفر چاه» is of water
                is_told = any(
                    word.start - said.start() <= _PERMIT_GAP and word.code != "PERMIT"
                    for word in self.scene.words_in(said.start(), said.end())
                )
            if not is_told:
                stated.add(code)
                yield Problem(code, said.start(), said.end())
        for name in self.surface.names_in(start, end, "agency"):
            domain = creditors().get(name.id)
            if _ONLY_REPORTS.search(self.text, start, end) is not None:
                continue
            if any(claim.end() >= name.start for claim in CLAIM.finditer(self.text, start, name.end)):
                continue  # «مطالبات یک شرکت از شرکت آبفا با بدهی آن تهاتر شود»: who owes, not what about
            if self.surface.word_before(name.start) in OFFICES:
                continue  # «نماینده گمرک به اعضای کارگروه افزوده شود»: who comes, not what about
            if name.id in _LAND_AGENCIES and any(not code.startswith("LAND") for code in stated):
                continue  # «شرکت شهرک‌ها … ژنراتور را نصب کند»: of power, not of the estate
            if domain is not None and name.start - start < _DOER_PLACE and name.id in _DOMAIN_AGENCIES:
                if domain not in stated and not any(code.startswith(domain + ".") for code in stated):
                    line = self.text.find("انشعاب", start, end)
                    if line >= 0 and domain in _OF_LINES:  # «شرکت گاز انشعاب دو کارخانه را وصل کند»
                        yield Problem(domain, line, line + len("انشعاب"))
                    else:
                        yield Problem(domain, name.start, name.end, is_by_body=True)

    def _is_of_a_unit(self, word: Word) -> bool:
        """«گاز شهرک», «مالیات دو واحد», «انشعاب برق»: a subject word that the act is about."""
        following = self.surface.word_after(word.end)
        before = self.surface.word_before(word.start)
        if following in _UNIT_WORDS or before in _ACT_LEADS or following in ("ان", "انها"):
            return True
        counted = self.surface.numbers_in(word.end, word.end + 2)  # «مالیات ۱۲ واحد»
        return bool(counted) and self.surface.has(counted[0].end, counted[0].end + 2, "concerned")
