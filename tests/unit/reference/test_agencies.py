import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.reference import seeds
from ingestion.reference.agencies import AgencyName, agencies_in_resolution, split_agency_cell

SEPARATORS = ["، ", ",", "؛ ", ";", " / ", "/", " + ", " - ", " – ", "\n", "\r\n", " و ", "\\"]


def shown(name: AgencyName) -> str:
    return name.agency_id or (f"generic:{name.generic_id}" if name.is_generic else name.name)


def ids(cell: str) -> list[str]:
    return [shown(name) for name in split_agency_cell(cell)]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("بانک سپه، امور مالیاتی - تأمین اجتماعی\nصمت / جهاد", ["B_SEPAH", "TAX", "SSO", "SMT", "JAHAD"]),
        ("اداره کل تعاون، کار و رفاه اجتماعی،تامین اجتماعی", ["LABOUR", "SSO"]),
        ("صنعت، معدن و تجارت و راه و شهرسازی", ["SMT", "ROADURB"]),
        ("خانه صنعت، صمت", ["HOUSE", "SMT"]),
        ("آبفا شهری و روستایی", ["ABFA"]),
        ("ش. گاز و ش.برق", ["GAS", "ELDIST"]),
        ("شرکت‌های گاز و برق", ["GAS", "ELDIST"]),
        ("ادارات استاندارد و محیط زیست", ["STD", "DOE"]),
        ("سازمان‌های صمت و جهاد", ["SMT", "JAHAD"]),
        ("شرکت‌های بیمه", ["شرکت‌های بیمه"]),
        ("شرکت‌های حمل و نقل", ["شرکت‌های حمل و نقل"]),
        ("ادارات شهرستان", ["generic:GENERIC"]),
        ("استانداری (دفتر جذب سرمایه‌گذاری)", ["GOV"]),
        ("جهاد کشاورزی (مدیریت باغبانی) و امور مالیاتی", ["JAHAD", "TAX"]),
        ("استانداری (اتاق بازرگانی)", ["GOV", "CHAMBER"]),
        ("مدیریت شعب بانک کشاورزی", ["B_KESH"]),
        ("سرپرستی بانک ملت شعبه مرکزی", ["B_MELLAT"]),
        ("شهرداری بابل و آمل", ["MUNI"]),
        ("شرکت گاز استان کهگیلویه و بویراحمد", ["GAS"]),
        ("اداره صنعت، معدن و تجارت شهرستان ساوه", ["SMT"]),
        ("صمت (معاونت معدنی)", ["SMT"]),
        ("۱- بانک ملی ۲- صمت", ["B_MELLI", "SMT"]),
        ("آبفا-برق", ["ABFA", "ELDIST"]),
        ("بیمه، دارایی و گاز", ["SSO", "TAX", "GAS"]),
        ("برق منطقه‌ای", ["ELREG"]),
        ("توزیع\nنیروی برق", ["ELDIST"]),
        ("بانک ملی و ملت", ["B_MELLI", "B_MELLAT"]),
        ("ملت", ["B_MELLAT"]),
        ("بیمه ملت", ["بیمه ملت"]),
        ("صنعت، معدن و تجارت", ["SMT"]),
        ("بانک‌های ملی، سپه و مسکن", ["B_MELLI", "B_SEPAH", "B_MASKAN"]),
        ("بانک عامل (ملی)", ["B_MELLI"]),
        ("بانک مسکن و راه و شهرسازی", ["B_MASKAN", "ROADURB"]),
        ("صمت با همکاری تأمین اجتماعی", ["SMT", "SSO"]),
        ("متقاضی", ["APPLICANT"]),
        ("بانک سپه، بانک سپه", ["B_SEPAH"]),
        ("ص.م.ت", ["SMT"]),
        ("ت. اجتماعی، تعاون کار و رفاه", ["SSO", "LABOUR"]),
        ("بانک مهر، بانک مهر اقتصاد", ["B_MEHR", "B_SEPAH"]),
        ("SMT;B_KESH / tax", ["SMT", "B_KESH", "TAX"]),
        ("Melli Bank, Organization of Industry, Mine and Trade", ["B_MELLI", "SMT"]),
        ("", []),
        ("-", []),
        ("  \n ", []),
    ],
)
def test_known_agencies_in_the_order_written(cell: str, expected: list[str]) -> None:
    assert ids(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("بانک عامل", ["generic:B_GENERIC"]),
        ("کلیه بانک‌های استان", ["generic:B_GENERIC"]),
        ("دستگاه‌های اجرایی ذی‌ربط", ["generic:GENERIC"]),
        ("سایر دستگاه‌ها", ["generic:GENERIC"]),
        ("ادارات خدمات‌رسان", ["generic:GENERIC"]),
        ("بانک‌ها و دستگاه‌های اجرایی", ["generic:B_GENERIC", "generic:GENERIC"]),
    ],
)
def test_words_that_name_no_one(cell: str, expected: list[str]) -> None:
    assert ids(cell) == expected
    assert all(name.agency_id is None and name.ministry_id is None for name in split_agency_cell(cell))


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("کانون سازندگان نمونه", ["کانون سازندگان نمونه"]),
        ("شورای خوشه نمونه و سفال / صمت", ["شورای خوشه نمونه و سفال", "SMT"]),
        ("صمت و انجمن نمونه‌سازان", ["SMT", "انجمن نمونه‌سازان"]),
        ("صمت، دفتر نمونه‌سازان", ["SMT", "دفتر نمونه‌سازان"]),
        ("صمت (انجمن نمونه‌سازان)", ["SMT", "انجمن نمونه‌سازان"]),
        ("انجمن حامیان محیط زیست", ["انجمن حامیان محیط زیست"]),
        ("شركت آلفا گستر", ["شرکت آلفا گستر"]),
        ("بانک نمونه", ["بانک نمونه"]),
        ("بیمه ایران", ["بیمه ایران"]),
        ("شرکت ملی گاز", ["شرکت ملی گاز"]),
        ("وزارت نیرو", ["وزارت نیرو"]),
    ],
)
def test_unknown_names_stay_as_written(cell: str, expected: list[str]) -> None:
    assert ids(cell) == expected


def test_a_known_agency_has_its_official_name_and_ministry() -> None:
    (name,) = split_agency_cell("دارایی")
    assert name == AgencyName("TAX", "MEFA", "اداره کل امور مالیاتی استان", 0, 6)


@pytest.mark.parametrize("agency", seeds.agencies().values(), ids=lambda agency: agency.agency_id)
def test_every_official_name_is_read(agency: seeds.Agency) -> None:
    expected = [f"generic:{agency.agency_id}" if agency.is_generic else agency.agency_id]
    name = agency.name_fa
    for written in (
        name,
        name.replace("\u200c", ""),
        name.replace("\u200c", " "),
        name.replace("ی", "ي"),
        f"{name} استان",
    ):
        assert ids(written) == expected


def test_every_alias_is_read() -> None:
    for alias in seeds.agency_aliases():
        if alias.alias_class == "bank_list" or alias.condition == "subject":
            continue
        is_generic = seeds.agencies()[alias.entity_id].is_generic
        assert ids(alias.alias) == [f"generic:{alias.entity_id}" if is_generic else alias.entity_id], alias


def test_any_three_agencies_with_any_separator() -> None:
    chooser = random.Random(3)
    agencies = [a for a in seeds.agencies().values() if not a.is_generic and a.agency_id not in ("APPLICANT",)]
    for _ in range(500):
        three = chooser.sample(agencies, 3)
        cell = chooser.choice(SEPARATORS).join(agency.name_fa for agency in three)
        assert ids(cell) == [agency.agency_id for agency in three], cell


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مقرر شد پست بانک نسبت به پرداخت تسهیلات اقدام کند", ["B_POST"]),
        ("شرکت شهرک‌های صنعتی و توزیع برق تأمین برق را پیگیری کنند", ["SHAHRAK", "ELDIST"]),
        ("شهرک‌های صنعتی با تمدید قرارداد موافقت کند", ["SHAHRAK"]),
        ("محیط زیست به واحد فرصت دهد", ["DOE"]),
        ("با درخواست واحد موافقت شد", []),
        ("بدهی واحد توسط اداره کل امور مالیاتی تقسیط شود", ["TAX"]),
    ],
)
def test_agencies_of_a_resolution_text(text: str, expected: list[str]) -> None:
    assert [shown(name) for name in agencies_in_resolution(text)] == expected


def test_two_lines_are_two_names_where_each_is_one() -> None:
    assert ids("اداره کل پست\nبانک سینا") == ["POST", "B_SINA"]
    assert ids("شرکت توزیع\nنیروی برق") == ["ELDIST"]


@given(st.text(alphabet=st.sampled_from("بانکملیصتو،/-+()\n ‌۱آقشرهادزیگ؛"), max_size=80))
def test_any_cell_is_read(text: str) -> None:
    for name in split_agency_cell(text):
        assert 0 <= name.start <= name.end <= len(text)
        assert name.name
        assert (name.agency_id is None) or not name.is_generic


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("امور مالیاتی صندوق حمایت از کشت", ["TAX", "?صندوق حمایت از کشت"]),
        ("جهاد کشاورزی اتحادیه دامداران", ["JAHAD", "?اتحادیه دامداران"]),
        ("امور مالیاتی شیلات", ["TAX", "FISH"]),
        ("اداره کل شیلات دامپزشکی", ["FISH", "VET"]),
        ("بانک ملی شعبه بیمه", ["B_MELLI"]),
        ("بانک سپه سازمان مرکزی استان", ["B_SEPAH"]),
        ("بانک ملی فردوسی", ["B_MELLI"]),
        ("گمرک شهید رجایی", ["CUSTOMS"]),
        ("سازمان جهاد کشاورزی استان", ["JAHAD"]),
        ("معاونت شیلات جهاد کشاورزی", ["JAHAD"]),
        ("معاونت غذا و دارو دانشگاه ایلام", ["FDO"]),
        ("فرمانداری شورای تأمین", ["COUNTYGOV"]),
    ],
)
def test_a_body_right_behind_another(cell: str, expected: list[str]) -> None:
    found = [name.agency_id or f"?{name.name}" for name in split_agency_cell(cell)]
    assert found == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("مدیرعامل شرکت آب منطقه‌ای", ["WATERREG"]),
        ("مدیرعامل شرکت گاز\nمدیر عامل محترم شرکت توزیع برق", ["GAS", "ELDIST"]),
        ("مدیرعامل شرکت", ["APPLICANT"]),
        ("مدیرعامل واحد", ["APPLICANT"]),
        ("مدیرعامل شرکت کاشی پارس", ["?مدیرعامل شرکت کاشی پارس"]),
    ],
)
def test_the_head_of_a_company_stands_for_it(cell: str, expected: list[str]) -> None:
    assert [name.agency_id or f"?{name.name}" for name in split_agency_cell(cell)] == expected
