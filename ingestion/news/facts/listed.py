"""Bodies told by a short name in a row behind their heads: «مدیران کل گمرک، شیلات و راهداری»."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final, NamedTuple

from ingestion.news.facts.lexicon import rows
from ingestion.persian.letters import skeleton
from ingestion.persian.patterns import GuardedPattern, HeadedPattern

# directors of, heads of, representatives of … (general, managing, provincial) (departments, companies)
_HEADS: Final = HeadedPattern(
    r"\b(?:(?:مدیران|روسای|نمایندگان|مسوولان)(?: (?:کل|عامل|استانی|شهرستانی))?(?P<of> (?:ادارات(?: کل)?|شرکتهای|سازمانهای))?"
    r"|(?P<offices>ادارات(?: کل)?|ادارههای(?: کل)?)|(?P<companies>شرکتهای|سازمانهای)(?: (?:توزیع|استانی))?) ",
    "مدیران",
    "روسای",
    "نمایندگان",
    "مسوولان",
    "ادارات",
    "ادارههای",
    "شرکتهای",
    "سازمانهای",
)
_OFFICES: Final = re.compile("ادارات|ادارههای")
_OWN_HEAD: Final = re.compile(r"(?:اداره(?: کل)?|شرکت|سازمان) ")
_BETWEEN: Final = re.compile(r"(?: (?:استان|شهرستان))? ?(?:، ?(?:و )?|و )")
# «مخابرات ملایر موظف است»: who is bound, at the beginning of a clause
_BOUND: Final = HeadedPattern(
    r"(?:\A|(?<=[،؛:.])|(?<=[،؛:.] )|(?<=\bو )|(?<=\bمقرر شد )|(?<=\bقرار شد ))(?P<name>مخابرات|(?:امور )?برق|گاز|شیلات|امور اب)(?: (?:استان|شهرستان))?(?: [^ ،.؛:]{2,12}){1,2} "
    r"(?:نیز |هم )?(?:موظف|مکلف|ملزم|متعهد|مامور) (?:شد|است|گردید)",
    "مخابرات",
    "برق",
    "گاز",
    "شیلات",
    "امور",
)
# «شیلات گیلان مجوز صید این شرکت را نو کند»: who does, at the beginning of a clause, with an object and an act
_DOES: Final = GuardedPattern(
    r"(?:[،؛:.] ?|\bو |\b(?:مقرر|قرار) شد )(?P<name>مخابرات|شیلات|امور (?:برق|اب)) (?:استان |شهرستان )?[^ ،.؛:]{2,12} (?:نیز |هم )?"
    r"(?:[^ ،.؛:]+ ){1,12}?را (?:[^ ،.؛:]+ ){0,8}?(?:کند|نماید|دهد|سازد|بگذارد|رساند|برساند)\b",
    "مخابرات",
    "شیلات",
    "امور",
)
# «مقرر شد استاندارد و غذا و دارو …»: a short name joined to a body known by its own
_PAIR: Final = GuardedPattern(
    r"\b(?:مقرر|قرار) (?:شد|گردید) (?:که |تا )?(?P<name>استاندارد|شیلات|مخابرات|برق|گاز|بازرسی) و ",
    "مقرر",
    "قرار",
)
# «شهرک‌های صنعتی موظف شد», «از شهرک‌های صنعتی خواسته‌ایم»: the company; the estates themselves are places
_ESTATES: Final = GuardedPattern(
    r"(?:\A|(?<=[،؛:.])|(?<=[،؛:.] )|(?<=\bو )|(?<=\bشد ))(?P<name>شهرکهای صنعتی)(?: (?:استان|شهرستان|[^ ،.؛:]{3,12}))?"
    r" (?:نیز |هم )?(?:موظف|مکلف|ملزم|متعهد|مامور) (?:شد|است|گردید)\b"
    r"|\bاز (?P<asked>شهرکهای صنعتی)(?: استان)? (?:نیز |هم )?(?:خواست|خواستیم|خواستم|خواستهایم|خواسته شد|میخواهیم|میخواهم)\b"
    r"|\b(?:مدیر|مدیرعامل|رییس|سرپرست) (?P<headed>شهرکهای صنعتی)\b",
    "شهرکهای صنعتی",
)
# A row has at least so many items.
_LEAST: Final = 2


class ShortName(NamedTuple):
    """A short name of a body at [start, end) of the skeleton."""

    id: str
    start: int
    end: int


class _Short(NamedTuple):
    agency_id: str
    is_of_an_office: bool


@lru_cache(maxsize=1)
def _shorts() -> tuple[re.Pattern[str], dict[str, _Short]]:
    known = {skeleton(row["name"]): _Short(row["agency_id"], row["head"] == "office") for row in rows("short_bodies")}
    names = sorted(known, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, names))})\b"), known


def short_names(text: str, ends: Mapping[int, int]) -> Iterator[ShortName]:
    """The short names of a skeleton text that stand in a row of bodies.

    `ends` maps the start of each body that is known by a longer name to its end. «کار», «مالیات» and such words need
    «ادارات» before the row or two other bodies in it.
    """
    pattern, known = _shorts()
    told = {duty.span("name"): duty.group("name") for bound in (_BOUND, _DOES) for duty in bound.finditer(text)}
    told |= {
        estates.span(group): estates.group(group)
        for estates in _ESTATES.finditer(text)
        for group in ("name", "asked", "headed")
        if estates.group(group)
    }
    told |= {pair.span("name"): pair.group("name") for pair in _PAIR.finditer(text) if pair.end() in ends}
    for span, name in sorted(told.items()):
        if not any(start <= span[0] < end for start, end in ends.items()):  # «سازمان آب و برق خوزستان»: one name
            yield ShortName(known[name].agency_id, *span)
    for head in _HEADS.finditer(text):
        found: list[ShortName] = []
        n_items = n_sure = 0
        place = head.end()
        while True:
            own = _OWN_HEAD.match(text, place)
            at = own.end() if own is not None and place not in ends else place
            short = pattern.match(text, at)
            end = max((ends[start] for start in (place, at) if start in ends), default=0)
            if end:
                n_items, n_sure = n_items + 1, n_sure + 1
            elif short is not None:
                end = short.end()
                agency_id, is_of_an_office = known[short.group()]
                n_items, n_sure = n_items + 1, n_sure + (not is_of_an_office)
                found.append(ShortName(agency_id, at, end))
            else:
                break
            following = _BETWEEN.match(text, end)
            if following is None:
                break
            place = following.end()
        is_of_offices = _OFFICES.search(head.group()) is not None
        named = [short for short in found if short.id]
        if head.group("companies") and len(named) < len(found):
            continue  # «شرکت‌های برق و آب»: which company of water is not said
        if n_items >= _LEAST and (is_of_offices or n_sure >= _LEAST):
            yield from named
