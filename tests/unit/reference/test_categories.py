import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.reference import seeds
from ingestion.reference.categories import classify, find_categories, supports

Growth = Callable[[Callable[[int], object], int, int, float], float]


@pytest.mark.parametrize(
    ("text", "agencies", "codes"),
    [
        ("درخواست تسهیلات", (), ["BANK.FACILITY"]),
        ("افزایش قیمت گاز", (), ["ENERGY.GAS"]),
        ("طلب از شرکت فولاد", (), ["PROCUREMENT"]),
        ("تامین فولاد", (), ["RAWMAT"]),
        ("افزایش قیمت", (), ["MARKET"]),
        ("دریافت وام‌های بانکی", (), ["BANK.FACILITY"]),
        ("تسهیل در امور واحد", (), []),
        ("امهال وام", ("B_MELLI",), ["BANK.RESCHEDULE"]),
        ("working capital loan", (), ["BANK.WORKING_CAPITAL"]),
        ("loan", (), ["BANK.FACILITY"]),
        ("مطالبات از راه‌آهن", ("RAI",), ["PROCUREMENT"]),
        ("مطالبات معوق از شرکت گاز و مشکل حمل ریلی", ("GAS",), ["PROCUREMENT", "TRANSPORT"]),
        ("توقیف ماشین‌آلات از سوی بانک", ("B_SEPAH",), ["BANK.SEIZURE"]),
        ("تخصیص ارز واردات قطعات", ("CBI",), ["FX"]),
        ("کارگروه تسهیل و رفع موانع تولید", (), []),
        ("تسهیلات سرمایه در گردش", (), ["BANK.WORKING_CAPITAL"]),
        ("امهال بدهی بانکی", ("B_SEPAH",), ["BANK.RESCHEDULE"]),
        ("مشکلات بانکی", (), ["BANK"]),
        ("مشکلات بانکی و معوقات", (), ["BANK.ARREARS"]),
        ("تقسیط بدهی", (), []),
        ("تقسیط بدهی", ("TAX",), ["TAX"]),
        ("تقسیط بدهی", ("B_MELLI",), ["BANK.RESCHEDULE"]),
        ("تقسیط بدهی", ("GAS",), ["ENERGY.GAS"]),
        ("تقسیط بدهی بیمه", ("TAX",), ["SOCIALSEC"]),
        ("معوقات", (), []),
        ("معوقات", ("B_MELLAT",), ["BANK.ARREARS"]),
        ("معوقات بیمه‌ای", (), ["SOCIALSEC"]),
        ("معوقات کارگران", (), ["LABOUR"]),
        ("مفاصاحساب", ("TAX",), ["TAX"]),
        ("مفاصاحساب", ("SSO",), ["SOCIALSEC"]),
        ("بخشودگی جرائم", ("SSO",), ["SOCIALSEC"]),
        ("بخشودگی جرایم", ("B_SADERAT",), ["BANK.PENALTY"]),
        ("بدهی مالیات بر ارزش افزوده", (), ["TAX"]),
        ("تخصیص ارز", (), ["FX"]),
        ("گازوئیل", (), ["ENERGY.FUEL"]),
        ("قطعی گاز", (), ["ENERGY.GAS"]),
        ("گاز و برق واحد", (), ["ENERGY.ELECTRICITY", "ENERGY.GAS"]),
        ("سوخت و انرژی", (), ["ENERGY.FUEL"]),
        ("حفر چاه", (), ["ENERGY.WATER"]),
        ("کارخانه آب معدنی", (), []),
        ("آفتاب و آبان", (), []),
        ("بیمه", ("SSO",), ["SOCIALSEC"]),
        ("بیمه آتش سوزی انبار", (), []),
        ("بیمه", ("B_MELLI",), []),
        ("صادرات محصول", ("B_SADERAT",), ["EXPORT"]),
        ("مکاتبه با بانک صادرات", (), []),
        ("مکاتبه با اداره کل گمرک", (), []),
        ("ترخیص کالا از گمرک", (), ["CUSTOMS"]),
        ("مدیرکل صنعت، معدن و تجارت", (), []),
        ("واگذاری زمین", (), ["LAND"]),
        ("واگذاری زمین", ("SHAHRAK",), ["LAND.ESTATE"]),
        ("اخذ سند", ("REGISTRY",), ["LAND.REGISTRY"]),
        ("تمدید پروانه بهره‌برداری معدن", (), ["MINING"]),
        ("تمدید پروانه بهره برداري", (), ["PERMIT.LICENCE"]),
        ("عوارض شهرداری", ("MUNI",), ["MUNICIPAL"]),
        ("رفع توقیف اموال", (), ["JUDICIAL"]),
        ("توقیف حساب‌ها", (), ["JUDICIAL"]),
        ("توقیف حساب‌ها", ("B_REFAH",), ["BANK.SEIZURE"]),
        ("توقیف حساب توسط بانک ملت", (), ["BANK.SEIZURE"]),
        ("رفع توقیف اموال", ("COURT",), ["JUDICIAL"]),
        ("بیمه‌ی کارگران", (), ["SOCIALSEC"]),
        ("بدهی بیمه ی کارکنان", (), ["SOCIALSEC"]),
        ("گازوئیل ژنراتور", (), ["ENERGY.FUEL"]),
        ("خرید ژنراتور", (), ["ENERGY.ELECTRICITY"]),
        ("نقدینگی خرید محصول", (), ["BANK.WORKING_CAPITAL"]),
        ("خرید محصول کشاورزان", (), ["MARKET"]),
        ("زمین وقفی", (), ["TRUST"]),
        ("ادامه کار واحد", ("B_KESH",), []),
        ("مشکلات و موانع", (), []),
        ("سایر", (), ["OTHER"]),
        ("سایر مشکلات واحد", (), []),
        ("", ("TAX",), []),
    ],
)
def test_problem_texts(text: str, agencies: tuple[str, ...], codes: list[str]) -> None:
    assert list(classify(text, agencies)) == codes


def test_a_piece_keeps_only_what_its_agency_answers_for() -> None:
    text = "مشکلات بانکی و بیمه‌ای و مالیاتی"
    assert classify(text, ("SSO",), supported_only=True) == ("SOCIALSEC",)
    assert classify(text, ("B_MELLI",), supported_only=True) == ("BANK",)
    assert classify(text, ("STD",), supported_only=True) == ()
    permits = "صدور پروانه و نشان استاندارد"
    assert classify(permits, ("JAHAD",), supported_only=True) == ("PERMIT.LICENCE",)
    assert classify(permits, ("STD",), supported_only=True) == ("PERMIT.STANDARD",)


def test_categories_have_their_places() -> None:
    text = "كمبود نقدينگي، سوخت وانرژی و استعلام‌ها و مجوزها"
    found = find_categories(text, keep_parents=True)
    assert [(m.code, m.text) for m in found] == [
        ("BANK.WORKING_CAPITAL", "كمبود نقدينگي"),
        ("ENERGY.FUEL", "سوخت وانرژی"),
        ("PERMIT.INQUIRY", "استعلام‌ها"),
        ("PERMIT", "مجوزها"),
    ]
    assert all(text[m.start : m.end] == m.text for m in found)
    assert "PERMIT" not in {m.code for m in find_categories(text)}


@pytest.mark.parametrize("category", [c for c in seeds.categories().values() if c.code != "UNSPECIFIED"], ids=str)
def test_a_category_column_may_hold_the_names(category: seeds.Category) -> None:
    assert classify(category.name_fa) == (category.code,)


def test_every_keyword_gives_its_code_and_no_other_family() -> None:
    for row in seeds.category_keywords():
        if row.rule == "plain":
            assert row.code in classify(row.keyword), row
        if row.rule == "none":
            assert classify(row.keyword) == (), row


def test_support_reaches_up_and_down() -> None:
    assert supports("B_MELLI", "BANK.FACILITY")
    assert supports("SHAHRAK", "LAND")
    assert not supports("GAS", "ENERGY.WATER")


def test_categories_of_the_example_workbooks() -> None:
    corpus = os.environ.get("PEYGIR_CORPUS")
    if not corpus:
        pytest.skip("PEYGIR_CORPUS is not set")
    checked = 0
    for path in sorted((Path(corpus).parent / "examples" / "workbooks").glob("*.expected.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            expected = row.get("problem_categories")
            if row["kind"] != "resolution" or not isinstance(expected, list) or "*" in expected:
                continue
            agencies = tuple(a["agency_id"] for a in row["agencies"] if a != "*" and a["agency_id"])
            assert list(classify(row["problem_text"], agencies)) == sorted(expected), line
            checked += 1
    assert checked > 100


@given(st.lists(st.sampled_from(seeds.category_keywords()), max_size=6), st.sampled_from(["", "TAX", "B_MELLI", "GAS"]))
def test_any_text_gives_known_codes_without_parents(rows: list[seeds.CategoryKeyword], agency: str) -> None:
    codes = classify(" و ".join(row.keyword for row in rows), (agency,) if agency else ())
    assert set(codes) <= set(seeds.categories())
    assert not any(other.startswith(f"{code}.") for code in codes for other in codes)


def test_time_grows_with_length_only(growth: Growth) -> None:
    unit = "تقسیط معوقات نزد بانک ملی، بدهی، "
    assert growth(lambda count: find_categories(unit * count), 60, 600, 60) < 60
