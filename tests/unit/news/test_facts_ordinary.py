"""Turns of ordinary reports, each beside the sentences that only look like it."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد.\n\n"


def told_in(sentence: str, kind: str) -> list[dict[str, object]]:
    """The facts of a kind that a sentence behind a session's news tells."""
    facts = read_facts(SESSION + sentence).facts
    return [fact for fact in facts if fact["fact"] == kind and fact["start"] >= len(SESSION)]


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("وی از تصویب بخشودگی جرایم دیرکرد سه واحد خبر داد.", 1),
        ("وی از موافقت کارگروه با تقسیط بدهی سه واحد خبر داد و گفت: همه همکاری کنند.", 1),
        ("استاندار از موافقت با واگذاری زمین به دو واحد خبر داد.", 1),
        ("وی از تصویب ۱۵ مصوبه در این جلسه خبر داد.", 0),
        ("وی از تصویب بودجه سال آینده در مجلس خبر داد.", 0),
        ("وی از تصویب احداث نیروگاه در هیئت دولت خبر داد.", 0),
        ("وی از تصویب ساخت کنارگذر در سفر رئیس‌جمهور خبر داد.", 0),
        ("وی از تصویب طرح تولید فولاد در بانک صنعت و معدن خبر داد.", 0),
        ("وی از موافقت وزیر نیرو با ساخت پست برق خبر داد.", 0),
        ("وی از تصویب معافیت واحدها در جلسه گذشته خبر داد.", 0),
        ("بر پایه این مصوبات، حقوق دولتی معادن کوچک به صورت اقساط شش‌ماهه دریافت خواهد شد.", 1),
        ("مطابق مصوبات این جلسه، بدهی مالیاتی دو کارخانه در ۲۴ قسط دریافت می‌شود.", 1),
    ],
)
def test_what_was_passed_told_in_passing(sentence: str, n_decisions: int) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == ["adopted"] * n_decisions


@pytest.mark.parametrize(
    ("sentence", "jobs"),
    [
        ("واحد خرمای شاوور که تعطیل شده بود، با پیگیری کارگروه با ۳۵ نفر نیروی کار دوباره فعال شد.", [35]),
        ("این کارگاه با ۱۲ نفر پرسنل فعالیت خود را از سر گرفت.", [12]),
        ("کارخانه آرد با ۴۰ نفر نیرو راه‌اندازی مجدد شد.", [40]),
        ("کارخانه با ۸۰ کارگر تعطیل شد.", []),
        ("کارخانه با ۸۰ کارگر در آستانه تعطیلی است و باید احیا شود.", []),
        ("اگر برق وصل شود این کارخانه با ۵۰ کارگر دوباره فعال می‌شود.", []),
        ("این معدن با ۲۵ کارگر فعال است.", []),
        ("استاندار با ۱۲ نفر از کارآفرینان دیدار کرد و گفت: واحدها احیا شدند.", []),
    ],
)
def test_workers_of_a_unit_that_works_again(sentence: str, jobs: list[int]) -> None:
    assert [fact["value"] for fact in told_in(sentence, "count")] == jobs


def test_the_same_figure_of_another_year_behind_others() -> None:
    told = told_in(
        "۴۲ واحد راکد با ۶۸۵ نفر اشتغال فعالیت خود را از سر گرفتند؛ در حالی که در مدت مشابه سال قبل این رقم ۳۱ واحد بود.",
        "count",
    )
    assert [(fact["measure"], fact["value"]) for fact in told] == [
        ("units_returned", 42),
        ("jobs", 685),
        ("units_returned", 31),
    ]


@pytest.mark.parametrize(
    ("sentence", "provinces"),
    [
        ("استانداران هشت استان مرکزی و جنوبی کشور حضور داشتند.", []),
        ("استان‌های مرکزی کشور با کم‌آبی روبه‌رو هستند.", []),
        ("استان‌های مرکزی و شرقی کم‌آب‌اند.", []),
        ("استان مرکزی و قم رتبه نخست را دارند.", ["00", "25"]),
        ("در سال ۱۴۰۳ استان مرکزی رتبه نخست را داشت.", ["00"]),
    ],
)
def test_a_province_and_the_middle_of_the_country(sentence: str, provinces: list[str]) -> None:
    assert [fact["province_id"] for fact in told_in(sentence, "province")] == provinces
