"""The dbt seeds as typed rows, read once."""

from __future__ import annotations

import csv
import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, cast

from ingestion.errors import PeygirError
from ingestion.paths import seeds_folder

Kind = Literal["province", "ministry", "agency"]


@dataclass(frozen=True, slots=True)
class Province:
    """A province of Iran; `province_id` is the two-digit code of the Statistical Centre."""

    province_id: str
    name_fa: str
    name_en: str
    capital_fa: str


@dataclass(frozen=True, slots=True)
class County:
    """A county; its name is unique within its province only."""

    county_id: str
    province_id: str
    name_fa: str


@dataclass(frozen=True, slots=True)
class Ministry:
    """A ministry, or (`is_ministry` false) the parent of bodies that belong to none."""

    ministry_id: str
    name_fa: str
    short_fa: str
    name_en: str
    is_ministry: bool


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that may be responsible for a resolution."""

    agency_id: str
    name_fa: str
    ministry_id: str
    agency_type: str
    level: str
    is_bank: bool
    is_generic: bool
    valid_from: datetime.date | None
    valid_to: datetime.date | None
    successor_agency_id: str | None


@dataclass(frozen=True, slots=True)
class Alias:
    """Another way of writing an entity, with the class that says where it holds."""

    alias: str
    entity_id: str
    alias_class: str
    condition: str


@dataclass(frozen=True, slots=True)
class NegativeContext:
    """A phrase that holds a name and does not mean it."""

    phrase: str
    kind: Kind
    entity_id: str


@dataclass(frozen=True, slots=True)
class Status:
    """A status of a resolution with the flags of the rates."""

    status_code: str
    name_fa: str
    status_group: str
    is_terminal: bool
    in_gross: bool
    in_net: bool
    counts_as_implemented: bool
    overdue_eligible: bool


@dataclass(frozen=True, slots=True)
class StatusVariant:
    """A wording of a status; kind: phrase, whole_cell, ambiguous, explicit_unknown."""

    variant: str
    status_code: str
    kind: str


@dataclass(frozen=True, slots=True)
class Category:
    """A category of problem; `parent_code` is None on the first level."""

    code: str
    parent_code: str | None
    name_fa: str


@dataclass(frozen=True, slots=True)
class CategoryKeyword:
    """A phrase that points to a category (`code` is empty for rule none)."""

    keyword: str
    code: str
    rule: str


@dataclass(frozen=True, slots=True)
class AgencyCategory:
    """A category that an agency answers for; `is_creditor`: a debt to the agency is of this category."""

    agency_id: str
    code: str
    is_creditor: bool


@dataclass(frozen=True, slots=True)
class HeaderSynonym:
    """A heading that a workbook may carry for a field."""

    field: str
    heading: str
    is_required: bool
    data_type: str


@dataclass(frozen=True, slots=True)
class Holiday:
    """A public holiday; `is_estimated` where the day depends on the moon."""

    holiday_on: datetime.date
    name_fa: str
    is_estimated: bool


def _rows(seed: str) -> Iterator[dict[str, str]]:
    path = seeds_folder() / f"{seed}.csv"
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file)
            header = next(reader)
            for row in reader:
                yield dict(zip(header, row, strict=True))
    except (OSError, StopIteration, ValueError) as error:
        raise PeygirError("a reference table cannot be read", where=str(path), remedy="restore it from git") from error


def _date(text: str) -> datetime.date | None:
    return datetime.date.fromisoformat(text) if text else None


@lru_cache(maxsize=1)
def provinces() -> dict[str, Province]:
    """All provinces by id."""
    return {
        r["province_id"]: Province(r["province_id"], r["name_fa"], r["name_en"], r["capital_fa"])
        for r in _rows("provinces")
    }


@lru_cache(maxsize=1)
def counties() -> tuple[County, ...]:
    """All counties, province by province."""
    return tuple(County(r["county_id"], r["province_id"], r["name_fa"]) for r in _rows("counties"))


@lru_cache(maxsize=1)
def ministries() -> dict[str, Ministry]:
    """All ministries and parents by id."""
    return {
        r["ministry_id"]: Ministry(
            r["ministry_id"], r["name_fa"], r["short_fa"], r["name_en"], r["is_ministry"] == "true"
        )
        for r in _rows("ministries")
    }


@lru_cache(maxsize=1)
def agencies() -> dict[str, Agency]:
    """All agencies by id."""
    return {
        r["agency_id"]: Agency(
            agency_id=r["agency_id"],
            name_fa=r["name_fa"],
            ministry_id=r["ministry_id"],
            agency_type=r["agency_type"],
            level=r["level"],
            is_bank=r["is_bank"] == "true",
            is_generic=r["is_generic"] == "true",
            valid_from=_date(r["valid_from"]),
            valid_to=_date(r["valid_to"]),
            successor_agency_id=r["successor_agency_id"] or None,
        )
        for r in _rows("agencies")
    }


@lru_cache(maxsize=1)
def agency_aliases() -> tuple[Alias, ...]:
    """All aliases of agencies."""
    return tuple(Alias(r["alias"], r["agency_id"], r["alias_class"], r["condition"]) for r in _rows("agency_aliases"))


@lru_cache(maxsize=1)
def ministry_aliases() -> tuple[Alias, ...]:
    """All aliases of ministries, each without «وزارت»."""
    return tuple(Alias(r["alias"], r["ministry_id"], r["alias_class"], "") for r in _rows("ministry_aliases"))


@lru_cache(maxsize=1)
def province_aliases() -> tuple[Alias, ...]:
    """All aliases of provinces."""
    return tuple(
        Alias(r["alias"], r["province_id"], r["alias_class"], r["condition"]) for r in _rows("province_aliases")
    )


@lru_cache(maxsize=1)
def negative_contexts() -> tuple[NegativeContext, ...]:
    """All phrases that hold a name and do not mean it."""
    return tuple(
        NegativeContext(r["phrase"], cast(Kind, r["kind"]), r["entity_id"]) for r in _rows("negative_contexts")
    )


@lru_cache(maxsize=1)
def statuses() -> dict[str, Status]:
    """All statuses by code."""
    flags = ("is_terminal", "in_gross", "in_net", "counts_as_implemented", "overdue_eligible")
    return {
        r["status_code"]: Status(
            r["status_code"], r["name_fa"], r["status_group"], *(r[flag] == "true" for flag in flags)
        )
        for r in _rows("statuses")
    }


@lru_cache(maxsize=1)
def status_variants() -> tuple[StatusVariant, ...]:
    """All wordings of statuses."""
    return tuple(StatusVariant(r["variant"], r["status_code"], r["kind"]) for r in _rows("status_variants"))


@lru_cache(maxsize=1)
def categories() -> dict[str, Category]:
    """All problem categories by code."""
    return {r["code"]: Category(r["code"], r["parent_code"] or None, r["name_fa"]) for r in _rows("problem_categories")}


@lru_cache(maxsize=1)
def category_keywords() -> tuple[CategoryKeyword, ...]:
    """All keywords of problem categories."""
    return tuple(CategoryKeyword(r["keyword"], r["code"], r["rule"]) for r in _rows("problem_category_keywords"))


@lru_cache(maxsize=1)
def agency_categories() -> tuple[AgencyCategory, ...]:
    """The categories that agencies answer for."""
    return tuple(
        AgencyCategory(r["agency_id"], r["code"], r["is_creditor"] == "true")
        for r in _rows("agency_problem_categories")
    )


@lru_cache(maxsize=1)
def header_synonyms() -> tuple[HeaderSynonym, ...]:
    """All headings, field by field, the usual one first."""
    return tuple(
        HeaderSynonym(r["field"], r["heading"], r["is_required"] == "true", r["data_type"])
        for r in _rows("header_synonyms")
    )


@lru_cache(maxsize=1)
def holidays() -> dict[datetime.date, Holiday]:
    """Public holidays by Gregorian day; the table begins in Bahman 1401 and ends in 1407."""
    found = (
        Holiday(datetime.date.fromisoformat(r["holiday_on"]), r["name_fa"], r["is_estimated"] == "true")
        for r in _rows("holidays")
    )
    return {holiday.holiday_on: holiday for holiday in found}


@lru_cache(maxsize=1)
def foreign_countries() -> tuple[str, ...]:
    """Persian names of countries and regions whose ministries are not Iran's."""
    return tuple(r["name_fa"] for r in _rows("foreign_countries"))
