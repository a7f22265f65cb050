"""Who decides, who carries out, who is there: single sentences behind a session's."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = (
    "هفتمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ به ریاست استاندار برگزار شد.\n\n"
    "استاندار یزد گفت: تولید تعطیل‌بردار نیست.\n\n"
)


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


@pytest.mark.parametrize(
    ("text", "agency", "role"),
    [
        ("در این جلسه، سازمان مدیریت و برنامه‌ریزی گزارش خود را ارائه کرد.", "MPO", "attends"),
        ("معاون بانک صنعت و معدن با حضور در جلسه، شرایط تسهیلات را تشریح کرد.", "B_SANAT", "attends"),
        ("گزارشی از سوی شرکت شهرک‌های صنعتی ارائه شد.", "SHAHRAK", "attends"),
        ("سرپرست اداره کل راه و شهرسازی یزد اظهار کرد: زمین این واحد آماده است.", "ROADURB", "attends"),
        ("عضو اتاق بازرگانی یزد در این نشست خواستار حذف قیمت‌گذاری دستوری شد.", "CHAMBER", "attends"),
        ("با پیشنهاد نماینده دادگستری پرونده به جلسه بعد رفت.", "COURT", "attends"),
        ("وی با گلایه از غیبت نماینده شرکت برق در این جلسه گفت: این پذیرفته نیست.", "ELDIST", "mentioned"),
        ("هفته آینده جلسه مشترکی با حضور مدیر شعب بانک تجارت برگزار خواهیم کرد.", "B_TEJARAT", "mentioned"),
        ("پیش از این، رئیس اتاق بازرگانی یزد خواستار معافیت واحدها شده بود.", "CHAMBER", "mentioned"),
        ("از تأخیر اداره استاندارد در صدور گواهی گلایه داشتند.", "STD", "issuer"),
        ("شرکت برق با درخواست افزایش دیماند این واحد مخالفت کرده است.", "ELDIST", "issuer"),
        ("شهرداری پروانه ساخت این واحد را صادر نمی‌کند.", "MUNI", "issuer"),
        ("پروانه یک واحد چهار ماه است که در شبکه بهداشت مانده است.", "MEDUNI", "issuer"),
        ("اعضای جلسه شامل رئیس جهاد کشاورزی و فرماندار بودند.", "JAHAD", "attends"),
        ("پیگیری موضوع بر عهده اداره راهداری گذاشته شد.", "RMTO", "responsible"),
        ("رفع مشکل گاز این شهرک به شرکت گاز واگذار شد.", "GAS", "responsible"),
    ],
)
def test_the_role_of_an_agency(text: str, agency: str, role: str) -> None:
    assert [(fact["agency_id"], fact["role"]) for fact in facts(text, "agency")] == [(agency, role)]


def test_a_body_named_again_by_a_pronoun_has_two_roles() -> None:
    text = "رئیس اداره برق میبد در جلسه گزارش داد. مصوب شد این اداره ظرف ۱۰ روز از دو واحد بازدید کند."
    assert {(fact["agency_id"], fact["role"]) for fact in facts(text, "agency")} == {
        ("ELDIST", "attends"),
        ("ELDIST", "responsible"),
    }


@pytest.mark.parametrize(
    ("text", "ids", "deadline"),
    [
        ("بانک صادرات موظف شد وثیقه کارخانه را ظرف ۲۰ روز آزاد کند.", ["B_SADERAT"], None),
        ("بر عهده شرکت گاز گذاشته شد که تا پایان دی علمک واحد را نصب کند.", ["GAS"], "2026-01-20"),
        ("قرار شد تا ۲۰ دی آسفالت راه شهرک به دست اداره کل راهداری تمام شود.", ["RMTO"], "2026-01-10"),
        ("با تصویب کارگروه، بانک ملت ۴۰ میلیارد تومان به این واحد پرداخت می‌کند.", ["B_MELLAT"], None),
        ("مقرر شد فرماندار میبد مشکل معارضان معدن را حل کند.", ["COUNTYGOV"], None),
        ("دبیرخانه کارگروه تسهیل و رفع موانع تولید موظف است برای این واحد نوبت رسیدگی تعیین کند.", [], None),
        ("استاندار به بانک‌های عامل دو هفته مهلت داد تا وضعیت واحدها را گزارش کنند.", [], None),
        ("مقرر شد مالک کارخانه بدهی کارگران را تا پایان سال پرداخت کند.", [], "2026-03-20"),
    ],
)
def test_who_is_bound(text: str, ids: list[str], deadline: str | None) -> None:
    found = facts(text, "obligation")
    assert [(fact["responsible_agency_ids"], fact["deadline"]) for fact in found] == [(ids, deadline)]


def test_a_committee_made_of_bodies_binds_none_of_them() -> None:
    text = "مقرر شد با تشکیل کمیته‌ای متشکل از صمت، بانک سپه و دادگستری، ظرف دو هفته وضعیت کارخانه مشخص شود."
    assert facts(text, "obligation") == []
    assert [fact["status"] for fact in facts(text, "decision")] == ["adopted"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("ما اعتبار آن را تا پایان مهرماه تخصیص می‌دهیم.", ["planned"]),
        ("این مصوبه را به ستاد ملی منعکس خواهیم کرد.", ["planned"]),
        ("مدیرعامل این کارخانه گفت: تا پایان سال تولید را دو برابر می‌کنیم.", []),
        ("اگر بانک همکاری کند، تا پایان ماه کارخانه را راه می‌اندازیم.", []),
        ("برای هر واحد تصمیم جداگانه‌ای گرفته شد.", ["adopted"]),
        ("مصوبات لازم برای حل مشکلات این واحدها صادر شد.", ["adopted"]),
        ("برای پنج پرونده تصمیم نهایی اتخاذ و دو پرونده به کمیته ارجاع شد.", ["adopted", "adopted"]),
        ("بر اساس تصمیم جلسه، جرایم بیمه‌ای این شرکت بخشیده می‌شود.", ["adopted"]),
        ("این کوره با مصوبه کارگروه دوباره روشن شد.", []),
        ("کمیته‌ای برای بررسی این موضوع تشکیل شد.", ["done"]),
        ("کارگروه تخصصی صنعت هفته گذشته تشکیل شد.", []),
        ("شرکت برق با درخواست افزایش دیماند این واحد مخالفت کرده است.", []),
        ("کارگروه با درخواست این واحد برای افزایش دیماند مخالفت کرد.", ["adopted"]),
        ("استاندار دستور داد مشکل آب این شهرک حل شود.", ["adopted"]),
        ("استاندار با پیشنهاد خانه صمت مبنی بر تهاتر بدهی موافقت کرد.", ["adopted"]),
    ],
)
def test_decisions_and_plans(text: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in facts(text, "decision")] == statuses


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۱۲۰ مصوبه (۷۵ درصد) اجرا و ۱۰ مصوبه معطل مانده است.", [("resolutions_implemented", 120), ("resolutions_implemented", 75), ("resolutions_not_implemented", 10)]),
        ("میانگین اجرای مصوبات در کشور ۷۰ درصد است اما در استان ما به ۸۵ درصد رسیده است.", [("resolutions_implemented", 85)]),
        ("اجرای سه مصوبه باقی‌مانده به پاسخ بانک مرکزی بستگی دارد.", []),
        ("شرکت گاز در اجرای دو مصوبه قبلی تأخیر داشته است.", []),
        ("هفته آینده از سه واحد در شهرستان اردکان بازدید می‌کنیم.", []),
        ("دو واحد به دلیل نداشتن مدارک از دستور کار خارج شدند.", []),
        ("۴۴ واحد صنعتی در تملک بانک‌هاست که پرونده شش واحد در جلسه امروز بررسی شد.", [("cases_reviewed", 6)]),
        ("از دو کارخانه بهره‌برداری شد که برای ۲۳۰ نفر شغل ایجاد کرده است.", []),
    ],
)  # fmt: skip
def test_figures(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in facts(text, "count")] == expected


def test_the_creditor_named_in_the_sentence_decides_for_a_debt() -> None:
    text = "نماینده تامین اجتماعی درباره شیوه تقسیط بدهی کارفرمایان توضیح داد."
    assert [fact["code"] for fact in facts(text, "problem")] == ["SOCIALSEC"]
