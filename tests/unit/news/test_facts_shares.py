"""Shares of resolutions: whose they are, and of which total."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts

SESSION = "نهمین جلسه کارگروه تسهیل و رفع موانع تولید استان زنجان روز شنبه برگزار شد.\n\n"
DONE = "resolutions_implemented"


def counts(sentence: str) -> list[dict[str, object]]:
    """The counts that a sentence behind a session's news tells."""
    facts = read_facts(SESSION + sentence).facts
    return [fact for fact in facts if fact["fact"] == "count" and fact["start"] >= len(SESSION)]


@pytest.mark.parametrize(
    ("sentence", "shares"),
    [
        ("۷۲ درصد مصوبات وزارت نیرو و ۵۸ درصد مصوبات وزارت اقتصاد اجرا شده است.", [(72, "MOE"), (58, "MEFA")]),
        ("وزارت نیرو ۷۲ درصد و وزارت اقتصاد ۵۸ درصد مصوبات خود را اجرا کرده‌اند.", [(72, "MOE"), (58, "MEFA")]),
        (
            "وزارت نیرو ۷۲ درصد، وزارت جهاد کشاورزی ۶۴ درصد و وزارت اقتصاد ۵۸ درصد مصوبات خود را اجرا کرده‌اند.",
            [(72, "MOE"), (64, "MAJ"), (58, "MEFA")],
        ),
        ("امسال ۲۰ درصد بودجه صنعت و ۵۸ درصد مصوبات اجرا شده است.", [(58, None)]),
        ("۷۲ درصد مصوبات و ۵۸ درصد واحدها به نتیجه رسیده است.", []),  # of which of them is told is not certain
    ],
)
def test_shares_of_one_status(sentence: str, shares: list[tuple[int, str | None]]) -> None:
    assert [(fact["value"], fact["ministry_id"]) for fact in counts(sentence) if fact["measure"] == DONE] == shares


@pytest.mark.parametrize(
    "sentence",
    [
        "بانک ملی تاکنون ۳۸ درصد مصوبات خود را اجرا کرده است.",
        "بانک‌ها ۳۸ درصد از مصوبات را عملی کرده‌اند.",
        "۳۸ درصد مصوبات بانک ملی اجرا شده است.",
        "۳۸ درصد از مصوبات مربوط به بانک‌ها اجرا شده است.",
        "شرکت گاز با اجرای ۹۵ درصد مصوبات در صدر است.",
    ],
)
def test_an_agencys_own_share_is_not_the_provinces(sentence: str) -> None:
    assert counts(sentence) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "به گفته مدیرکل صمت ۹۱ درصد مصوبات ستاد تسهیل اجرا شده است.",
        "کارگروه تسهیل ۹۱ درصد مصوبات خود را اجرا کرده است.",
        "دستگاه‌های اجرایی ۹۱ درصد مصوبات را اجرا کرده‌اند.",
    ],
)
def test_the_share_of_all_is_the_provinces(sentence: str) -> None:
    assert [(fact["measure"], fact["value"]) for fact in counts(sentence)] == [(DONE, 91)]


def test_the_total_of_a_share_is_no_sessions() -> None:
    told = counts("بیش از ۸۵ درصد از ۴۱۲ مصوبه ستاد تسهیل استان عملیاتی شده است.")
    assert [(fact["measure"], fact["value"], fact["event"]) for fact in told] == [
        (DONE, 85, None),
        ("resolutions_adopted", 412, None),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "۴۰ مصوبه از مهلت قانونی خود گذشته است.",
        "مهلت اجرای ۴۰ مصوبه گذشته است.",
        "۴۰ مصوبه بدون متولی مانده است.",
    ],
)
def test_those_overdue_are_neither_adopted_now_nor_implemented(sentence: str) -> None:
    assert counts(sentence) == []
