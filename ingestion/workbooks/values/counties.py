"""Counties written beside a unit's name in one cell."""

from __future__ import annotations

import functools
import re

from ingestion.workbooks.values.texts import squeeze

_BRACKETED = re.compile(r"^(.*\S)\s*[(（]\s*([^()（）]{2,40}?)\s*[)）]\s*$", re.DOTALL)
_MARKS = ("/", "\\", "|", "\n", " - ", " – ", "،", "-", "–")
_MOST_WORDS = 3
_SURE_MARKS = frozenset(("/", "\\", "|", "\n"))


def split_county(text: str) -> tuple[str, str | None]:
    """(unit, county) of a cell whose heading names both: «روی‌سازان دندی (ماهنشان)», «انجیر خشک / استهبان».

    The county must be one that the reference knows, or stand behind a slash, a bar or a line break; else it is None.
    """
    bracketed = _BRACKETED.match(text)
    if bracketed and _is_county(bracketed[2]):
        return bracketed[1].strip(), bracketed[2]
    for mark in _MARKS:
        unit, found, county = text.rpartition(mark)
        unit, county = unit.strip(), county.strip()
        if not found or not unit or not county or len(county.split()) > _MOST_WORDS:
            continue
        if _is_county(county) or (mark in _SURE_MARKS and not any(sign.isdecimal() for sign in county)):
            return unit, county
    return text, None


def is_county(name: str, province_id: str | None) -> bool:
    """Whether a province, or where it is None any, has a county of that name."""
    return squeeze(name) in (_counties() if province_id is None else _counties_of(province_id))


@functools.cache
def _counties_of(province_id: str) -> frozenset[str]:
    from ingestion.reference.seeds import counties

    return frozenset(squeeze(county.name_fa) for county in counties() if county.province_id == province_id)


def _is_county(text: str) -> bool:
    return squeeze(text).removeprefix("شهرستان") in _counties()


_PORT = "بندر"
_PORTS_WITHOUT_THE_WORD = ("انزلی", "لنگه", "ماهشهر")


@functools.cache
def _counties() -> frozenset[str]:
    from ingestion.reference.seeds import counties

    names = {squeeze(county.name_fa) for county in counties()} - {""}
    return frozenset(names | {_PORT + name for name in names} | {*_PORTS_WITHOUT_THE_WORD})
