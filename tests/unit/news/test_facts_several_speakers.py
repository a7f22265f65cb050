"""Reports with several speakers: halls that bear names, words of honour, figures of others before the session's own."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


def counted(text: str) -> list[tuple[str, int, str | None]]:
    """Measure, value and event of every count behind the session's sentence."""
    return [(fact["measure"], fact["value"], fact["event"]) for fact in facts(text, "count")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("این جلسه در سالن سردار سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن سردار شهید سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن شهید حاج قاسم سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن جلسات شهید رجایی استانداری تشکیل شد.", []),
        ("این جلسه در سالن اجتماعات سردار حاج قاسم سلیمانی استانداری تشکیل شد.", []),
        ("کارگاه‌ها در خیابان سردار سلیمانی و بلوار دکتر حسابی هستند.", []),
        ("این جلسه در سالن جلسات استانداری به ریاست سردار حسین احمدی تشکیل شد.", ["حسین احمدی"]),
        ("در سالن جلسات، دکتر رضا محمدی گفت: کار خوب است.", ["رضا محمدی"]),
        ("در شهرک صنعتی، مهندس علی رضایی گفت: کار خوب است.", ["علی رضایی"]),
        ("سردار احمدی فرمانده انتظامی استان در این جلسه حضور داشت.", ["احمدی"]),
    ],
)
def test_a_hall_bears_the_name_of_nobody_who_was_there(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(text, "person")] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "مدیرکل امور مالیاتی استان یزد گفت: قول می‌دهیم جرایم این واحد بخشیده شود.",
            [(["TAX"], "مدیرکل امور مالیاتی استان یزد")],
        ),
        (
            "مدیرعامل شرکت گاز استان نیز گفت: تعهد می‌دهیم انشعاب این کارخانه را وصل کنیم.",
            [(["GAS"], "شرکت گاز استان")],
        ),
        ("مدیرکل صمت یزد گفت: قول می‌دهیم از تولید حمایت کنیم.", []),
        ("مدیرعامل این شرکت گفت: قول می‌دهیم تولید دو برابر شود.", []),
        ("استاندار یزد گفت: قول می‌دهم مشکل برق حل شود.", []),
        ("مدیرعامل شرکت فولاد یزد گفت: به بانک سپه قول داده‌ایم بدهی پرداخت شود.", []),
        (
            "شهرک‌های صنعتی موظف شد قرارداد زمین دو کارگاه را تمدید کند.",
            [(["SHAHRAK"], "شهرک‌های صنعتی")],
        ),
        (
            "وی گفت: از شهرک‌های صنعتی هم خواسته‌ایم قرارداد زمین دو کارگاه را فسخ نکند.",
            [(["SHAHRAK"], "شهرک‌های صنعتی")],
        ),
        ("وی از شهرک‌های صنعتی بازدید کرد و شهرک‌های صنعتی استان به تصفیه‌خانه مجهز شد.", []),
    ],
)
def test_a_head_gives_the_word_of_his_body(text: str, expected: list[tuple[list[str], str]]) -> None:
    read = [(fact["responsible_agency_ids"], fact["responsible_text"]) for fact in facts(text, "obligation")]
    assert [(ids, str(told).removeprefix("مدیرعامل ")) for ids, told in read] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("مدیرکل امور مالیاتی استان یزد گفت: قول می‌دهم جرایم این واحد بخشیده شود.", {"TAX"}),
        ("مدیر شعب بانک ملی گفت: قول می‌دهم جرایم این واحد بخشیده شود.", {"BANK.PENALTY"}),
        (
            "مدیرکل تأمین اجتماعی استان از آمادگی این اداره کل برای تقسیط بدهی واحدها گفت و بانک ملت هم راه آمد.",
            {"SOCIALSEC"},
        ),
        ("کارخانه آفتاب با کمبود برق مواجه است.", {"ENERGY.ELECTRICITY"}),
        ("مشکل این کارخانه افت آب چاه است.", {"ENERGY.WATER"}),
        ("سخت‌گیری بانک‌ها در گرفتن ضامن گلایه تولیدکنندگان بود.", {"BANK.COLLATERAL"}),
    ],
)
def test_whose_debt_it_is_and_words_within_words(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وی گفت: پرونده سه واحد را به کمیته حمایت قضایی سپردیم.", ["adopted"]),
        ("وی گفت: کارگران را به دست خدا سپردیم و راهی نبود.", []),
        ("وی گفت: به ستاد تسهیل کشور پیشنهاد داده‌ایم سقف اختیار استان به ۵۰ میلیارد تومان برسد.", ["proposed"]),
        ("وی گفت: پیشنهادهای زیادی داده‌ایم و جوابی نشنیدیم.", []),
        ("مکاتبه با وزارت صمت در دستور کار دبیرخانه قرار گرفت.", ["adopted"]),
        ("موضوع تسهیلات در دستور کار این جلسه قرار گرفت.", []),
    ],
)
def test_decisions_in_the_first_person(text: str, status: list[str]) -> None:
    assert [fact["status"] for fact in facts(text, "decision")] == status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "در مردادماه ۶۲ پرونده در شهرستان‌ها بررسی شد. سپس مشکلات ۱۰ واحد شامل شش واحد صنعتی، "
            "سه واحد کشاورزی و یک واحد دانش‌بنیان مورد بحث قرار گرفت.",
            [
                ("cases_reviewed", 62, None),
                ("units_reviewed", 10, "E1"),
                ("units_reviewed", 6, "E1"),
                ("units_reviewed", 3, "E1"),
                ("units_reviewed", 1, "E1"),
            ],
        ),
        ("در این جلسه که در آذرماه برگزار شد ۱۲ پرونده بررسی شد.", [("cases_reviewed", 12, "E1")]),
        ("وی پس از بازدید دو ساعته از سه کارخانه سخن گفت.", [("units_visited", 3, "E1")]),
        (
            "وی گفت: از چهار مصوبه‌ای که برایش گذراندیم تنها یکی عملیاتی شده است.",
            [("resolutions_adopted", 4, None)],
        ),
        ("وی گفت: از هشت مصوبه‌ای که داشتیم نیمی اجرا شده است.", [("resolutions_adopted", 8, None)]),
        ("وی گفت: از ۴۰ مصوبه همه اجرا شده است.", [("resolutions_implemented", 40, None)]),
        ("وی گفت: ۴۰ مصوبه اجرا شد و تنها یکی مانده است.", [("resolutions_implemented", 40, None)]),
        ("وی گفت: ۹۱ درصد تصمیم‌های ستاد عملی شده است.", [("resolutions_implemented", 91, None)]),
        ("وی گفت: ۹۱ درصد تصمیم‌های مدیران عملی نیست.", []),
    ],
)
def test_whose_figures_they_are(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counted(text) == expected
