"""Phrasings that were once misread, one by one."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


def counts(text: str) -> list[tuple[str, int | float, str | None]]:
    """(measure, value, sector) of the counts."""
    return [(fact["measure"], fact["value"], fact["sector"]) for fact in facts(text, "count")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("پرونده ۲۹واحد بررسی شد.", [("cases_reviewed", 29, None)]),
        ("پرونده ۳۰ واحد بررسی شد که حاصل آن ۱۲۸ مصوبه بود.", [("cases_reviewed", 30, None), ("resolutions_adopted", 128, None)]),
        ("۲۰ مصوبه صادر شد و بانک‌ها با هفت مصوبه بیشترین سهم را دارند.", [("resolutions_adopted", 20, None)]),
        ("برای هر واحد یک مصوبه صادر شد.", []),
        ("از هر ده مصوبه، هشت مصوبه اجرا می‌شود.", []),
        ("از آغاز سال ۲۲ جلسه برگزار شده است.", [("sessions_held", 22, None)]),
        ("دوازده واحد تولیدی به طرح مشکل پرداختند.", [("units_reviewed", 12, None)]),
        ("امروز درباره ۱۴ واحد تولیدی تصمیم گرفتیم.", [("units_reviewed", 14, None)]),
    ],
)  # fmt: skip
def test_counts(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counts(text) == expected


def test_a_number_explained_by_its_share_takes_the_status_behind_the_share() -> None:
    text = "از ۵۶۰۰ مصوبه، چهار هزار و ۷۶۰ مصوبه یعنی ۸۵ درصد آن‌ها اجرا شده است."
    assert ("resolutions_implemented", 4760, None) in counts(text)
    assert ("resolutions_implemented", 85, None) in counts(text)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بیش از همه سرمایه در گردش. بعد از آن تمدید پروانه، برق و بدهی مالیاتی.", {"BANK.WORKING_CAPITAL", "PERMIT.LICENCE", "ENERGY.ELECTRICITY", "TAX"}),
        ("واحدها متقاضی تقسیط بدهی گاز بودند.", {"ENERGY.GAS"}),
        ("پرونده اختلاف سهامداران یک واحد بررسی شد.", {"JUDICIAL"}),
        ("پایانه مرزی و برداشت شن و ماسه رونق دارد.", set()),
    ],
)  # fmt: skip
def test_problems(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    "text",
    [
        "ریاست این جلسه را عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین بر عهده داشت.",
        "ریاست این نشست با عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین بود.",
        "این جلسه با هدایت عباد الموت‌آذر، معاون هماهنگی امور اقتصادی استاندار قزوین تشکیل شد.",
    ],
)
def test_the_chair(text: str) -> None:
    (chair,) = facts(text, "chair")
    assert (chair["name"], chair["role"]) == ("عباد الموت‌آذر", "معاون هماهنگی امور اقتصادی استاندار قزوین")


def test_two_sessions_with_a_day_each_are_two_events() -> None:
    text = (
        "چهل و یکمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ششم دی ۱۴۰۴ برگزار شد. "
        "چهل و دومین جلسه کارگروه نیز روز یکشنبه هفتم دی تشکیل شد و پرونده سه واحد رسیدگی شد."
    )
    found = read_facts(text).facts
    events = [(f["event"], f["ordinal"], f["date"]) for f in found if f["fact"] == "event"]
    assert events == [("E1", 41, "2025-12-27"), ("E2", 42, "2025-12-28")]
    assert [f["event"] for f in found if f["fact"] == "count"] == ["E2"]


@pytest.mark.parametrize(("shares", "holds"), [((74, 21, 7), False), ((74, 21, 5), True)])
def test_three_shares_make_a_hundred(shares: tuple[int, int, int], holds: bool) -> None:
    done, going, undone = shares
    text = f"از ۱۲۸ مصوبه، {done} درصد اجرا شده، {going} درصد در حال اجرا و {undone} درصد اجرا نشده است."
    assert {"check": "parts_sum", "holds": holds} in read_facts(SESSION + text).checks


def test_a_governor_who_asks_binds() -> None:
    (bound,) = facts("از شهرداری قزوین می‌خواهم عوارض این واحدها را تا پایان دی‌ماه ۱۴۰۴ تقسیط کند.", "obligation")
    assert (bound["responsible_agency_ids"], bound["deadline"]) == (["MUNI"], "2026-01-20")
