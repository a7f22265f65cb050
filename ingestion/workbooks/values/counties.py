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
    provinces = provinces_of_county(name)
    return bool(provinces) and (province_id is None or province_id in provinces)


def provinces_of_county(name: str) -> frozenset[str]:
    """The ids of the provinces that have a county of that name, with or without «شهرستان» or «بندر»; empty for none."""
    return _provinces_by_county().get(_county_key(name), frozenset())


def _county_key(name: str) -> str:
    key = squeeze(name).removeprefix("شهرستان")
    return key.removeprefix(_PORT) or key


@functools.cache
def _provinces_by_county() -> dict[str, frozenset[str]]:
    from ingestion.reference.seeds import counties

    found: dict[str, frozenset[str]] = {}
    for county in counties():
        key = _county_key(county.name_fa)
        found[key] = found.get(key, frozenset()) | {county.province_id}
    return found


def _is_county(text: str) -> bool:
    return squeeze(text).removeprefix("شهرستان") in _counties()


_PORT = "بندر"
_PORTS_WITHOUT_THE_WORD = ("انزلی", "لنگه", "ماهشهر")


@functools.cache
def _counties() -> frozenset[str]:
    from ingestion.reference.seeds import counties

    names = {squeeze(county.name_fa) for county in counties()} - {""}
    return frozenset(names | {_PORT + name for name in names} | {*_PORTS_WITHOUT_THE_WORD})
