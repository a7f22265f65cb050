"""Which category a trouble is of: who is owed, which licence, what is lacking."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بدهی مالیاتی یک شرکت کاشی در ۲۴ قسط تقسیط شد.", {"TAX"}),
        ("مقرر شد بدهی آب‌بهای سه گلخانه در ۱۲ ماه تقسیط شود.", {"ENERGY.WATER"}),
        ("مقرر شد بدهی بیمه کارگران این کارخانه ظرف یک ماه تقسیط شود.", {"SOCIALSEC"}),
        ("مقرر شد بدهی بانکی دو واحد تقسیط شود.", {"BANK.ARREARS", "BANK.RESCHEDULE"}),
        ("مقرر شد اداره کل شیلات پروانه تکثیر یک مجتمع میگو را تمدید کند.", {"PERMIT.LICENCE"}),
        ("مقرر شد شرکت آب منطقه‌ای پروانه چاه این کارخانه را تمدید کند.", {"ENERGY.WATER"}),
        ("بیشترین شکایت‌ها از بهره سنگین وام‌ها و بی‌برقی بود.", {"BANK.PENALTY", "ENERGY.ELECTRICITY"}),
        ("بیشترین گلایه‌ها از بدهی انباشته به تأمین اجتماعی بود.", {"SOCIALSEC"}),
        ("صنعتگران از نرسیدن قیر و صف باسکول گلایه کردند.", {"RAWMAT", "TRANSPORT"}),
        ("کارخانه کاشی پول خرید خاک و لعاب را ندارد.", {"BANK.WORKING_CAPITAL"}),
        ("صنعتگران از کمیاب شدن مقوا و سود روی سود وام‌ها گلایه کردند.", {"RAWMAT", "BANK.PENALTY"}),
        ("صنعتگران از نرسیدن لوله گاز و ضعیف بودن ولتاژ گلایه کردند.", {"ENERGY.GAS", "ENERGY.ELECTRICITY"}),
        ("صنعتگران از نبود خط کشتیرانی و دو نرخی بودن ارز گلایه کردند.", {"TRANSPORT", "FX"}),
        ("مشکل دو کارخانه چای این است که طلبشان را دولت نمی‌دهد.", {"PROCUREMENT"}),
        ("مقرر شد حقوق گمرکی دستگاه این شرکت تقسیط شود.", {"CUSTOMS"}),
        ("سه مصوبه بانکی است و دو مصوبه به برق مربوط می‌شود.", {"BANK", "ENERGY.ELECTRICITY"}),
        ("یک واحد آجرپزی چک‌هایش برگشت خورده است.", {"BANK.ARREARS"}),
        ("صاحب این کارخانه گفت: کامیون‌دارها بار ما را با دو برابر کرایه می‌برند.", {"TRANSPORT"}),
        ("تولیدکننده قطعات می‌گفت خودروساز صورت‌حسابش را تسویه نکرده است.", {"PROCUREMENT"}),
        ("مرغداری موسیان ذرت و سویا گیرش نمی‌آید.", {"RAWMAT"}),
        ("شرکتی که دو سهامدارش با هم اختلاف دارند تعطیل مانده است.", {"JUDICIAL"}),
        ("بانک صادرات از ضبط کارخانه یخ صرف نظر کرد.", {"BANK.SEIZURE"}),
        ("ضبط برنامه تلویزیونی در این کارخانه انجام شد.", set()),
        ("کرایه مغازه‌ها در اطراف این کارخانه گران شده است.", set()),
        ("رانندگان این کارخانه با دو نوبت در روز بار می‌برند.", set()),
        ("خط کشتیرانی منظم بوشهر و قطر سال آینده آغاز به کار می‌کند.", set()),
        ("پول خرید این دستگاه از محل آورده شرکت پرداخت شد و مشکلی ندارد.", set()),
        ("از کار افتادن سامانه‌ها توجیه ندارد و انبارها پر از گندم است.", set()),
    ],
)
def test_what_a_trouble_is_about(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in read_facts(SESSION + text).facts if fact["fact"] == "problem"} == codes


def test_a_penalty_is_of_the_body_that_may_let_it_off() -> None:
    def codes(body: str) -> set[str]:
        text = f"{SESSION}مقرر شد {body} سه کارگاه را از جریمه دیرکرد معاف کند."
        return {fact["code"] for fact in read_facts(text).facts if fact["fact"] == "problem"}

    assert codes("اداره کل تأمین اجتماعی") == {"SOCIALSEC"}
    assert codes("بانک ملی") == {"BANK.PENALTY"}
