import random
from collections.abc import Callable

import pytest

from ingestion.reference import seeds
from ingestion.reference.gazetteer import find, gazetteer

Growth = Callable[[Callable[[int], object], int, int, float], float]


def ids(text: str, kind: str, scope: str = "free_text") -> list[str]:
    found = find(text, scope)  # type: ignore[arg-type]
    assert all(text[m.start : m.end] == m.text for m in found)
    return [m.id for m in found if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("استاندار کرمانشاه در کرمان", ["05", "08"]),
        ("بانک مرکزی و دفتر مرکزی و شورای مرکزی", []),
        ("استان مرکزی", ["00"]),
        ("استانداری مرکزی", ["00"]),
        ("مدیرکل صنعت، معدن و تجارت مرکزی", ["00"]),
        ("استان‌های قم، مرکزی و همدان", ["25", "00", "13"]),
        ("نواحی مرکزی شهر", []),
        ("به گزارش خبرگزاری فارس از شیراز", []),
        ("به گزارش فارس، جلسه", []),
        ("آب‌های خلیج فارس", []),
        ("شهرک‌های صنعتی فارس", ["07"]),
        ("ستاد تسهیل در فارس", ["07"]),
        ("اقلیم کردستان و استان کردستان", ["12"]),
        ("کردستان عراق", []),
        ("رقم و قمر و قم", ["25"]),
        ("شهر صنعتی البرز", []),
        ("مدیران استان البرز", ["30"]),
        ("خراسان رضوي و خراسان‌شمالی", ["09", "28"]),
        ("آذربايجان\u200cشرقي", ["03"]),
        ("استان‌های آذربایجان شرقی و غربی", ["03", "04"]),
        ("خراسان شمالی، رضوی و جنوبی", ["28", "09", "29"]),
        ("آذربایجان و خراسان", []),
        ("جمهوری آذربایجان", []),
        ("سیستان وبلوچستان", ["11"]),
        ("چهارمحال و بختیاری", ["14"]),
        ("کهگیلویه و بویراحمد", ["17"]),
        ("تولیدآذربایجان‌غربی", ["04"]),
        ("شرکت سیمان کرمان", []),
        ("شرکت فرآورده‌های نو کرمان", []),
        ("باشگاه ورزشی گیلان", []),
        ("خیابان تهران", []),
        ("شرکت گاز لرستان", ["15"]),
        ("شرکت در استان لرستان", ["15"]),
        ("واحدهای تولیدی یزد", ["21"]),
        ("گیلان غرب", []),
        ("اراک و شیراز و تبریز", []),
        ("تراکتور آذربایجان شرقی", []),
        ("بیمه کارآفرین فارس و بیمه دانا یزد", []),
        ("زنان کارآفرین فارس", ["07"]),
        ("صنعت نساجی یزد", ["21"]),
    ],
)
def test_provinces(text: str, expected: list[str]) -> None:
    assert ids(text, "province") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وزیر صنعت، معدن و تجارت", ["MIMT"]),
        ("وزرای صنعت، معدن و تجارت، جهاد کشاورزی، نیرو و راه و شهرسازی گفتند", ["MIMT", "MAJ", "MOE", "MRUD"]),
        ("وزارتخانه های امور اقتصادی و دارایی، نفت و کشور", ["MEFA", "MOP", "MOI"]),
        ("وزارت\n\nکشور", ["MOI"]),
        ("معاون وزیر کشور", ["MOI"]),
        ("وزرای اقتصادی دولت", []),
        ("وزیر نفت عراق", []),
        ("وزیر تجارت ترکیه", []),
        ("وزارت صنعت و معادن عراق", []),
        ("نیروی انسانی و نیرو و راه", []),
        ("مدیرکل صنعت، معدن و تجارت", []),
        ("جهاد کشاورزی استان", []),
        ("وزارت صمت و جهاد کشاورزی", ["MIMT"]),
        ("نمایندگی وزارت امور خارجه", []),
        ("در کشور و سراسر کشور", []),
    ],
)
def test_ministries(text: str, expected: list[str]) -> None:
    assert ids(text, "ministry") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مدیرکل صنعت، معدن و تجارت گلستان", ["SMT"]),
        ("سازمان صمت", ["SMT"]),
        ("خانه صنعت، معدن و تجارت", ["HOUSE"]),
        ("اداره کل تعاون، کار و رفاه اجتماعی", ["LABOUR"]),
        ("بانک صنعت‌ومعدن", ["B_SANAT"]),
        ("بانک توسعه صادرات و بانک صادرات", ["B_EDBI", "B_SADERAT"]),
        ("بانک‌های ملی، ملت و صادرات", ["B_MELLI", "B_MELLAT", "B_SADERAT"]),
        ("بانک‌های عامل و بانکها", ["B_GENERIC", "B_GENERIC"]),
        ("بانک کشاورزی و سازمان جهاد کشاورزی", ["B_KESH", "JAHAD"]),
        ("شرکت ملی گاز ایران", []),
        ("شرکت گاز و شرکت گاز استان", ["GAS", "GAS"]),
        ("شرکت توزیع نیروی برق و شرکت برق منطقه‌ای", ["ELDIST", "ELREG"]),
        ("حضور بانک ملی ومحیط زیست وتأمین اجتماعی", ["B_MELLI", "DOE", "SSO"]),
        ("وزیر جهاد کشاورزی", []),
        ("قطع گاز و برق و بیمه واحد", []),
        ("شهرک‌های صنعتی استان", []),
        ("شرکت شهرك هاي صنعتي", ["SHAHRAK"]),
        ("وزارت دادگستری", []),
        ("شرکت آب و\nفاضلاب", ["ABFA"]),
        ("بیمه ایران", []),
        ("بانک مرکزی عراق و گمرک ترکیه", []),
        ("حمایت قضایی از تولید", []),
        ("کمیته حمایت قضایی", ["JUDCOM"]),
        ("رؤسای بانک‌های شهرستان", ["B_GENERIC"]),
        ("بانک‌های اطلاعاتی", []),
        ("جهاد. کشاورزی", []),
    ],
)
def test_agencies(text: str, expected: list[str]) -> None:
    assert ids(text, "agency") == expected


def test_heads_belong_to_the_mention() -> None:
    text = "با اداره کل حفاظت محیط زیست تماس گرفت"
    mention = next(m for m in find(text) if m.kind == "agency")
    assert mention.text == "اداره کل حفاظت محیط زیست"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("شهرکهای صنعتی از فسخ قرارداد خودداری کند", ["SHAHRAK"]),
        ("مقرر شد بیمه نسبت به تقسیط بدهی اقدام کند", ["SSO"]),
        ("تأمین برق شهرک‌های صنعتی پیگیری شود", []),
    ],
)
def test_short_names_count_as_the_doer_of_a_resolution(text: str, expected: list[str]) -> None:
    assert ids(text, "agency", "resolution_text") == expected
    assert ids(text, "agency") == []


def test_mentions_of_one_kind_do_not_overlap() -> None:
    chooser = random.Random(7)
    names = [agency.name_fa for agency in seeds.agencies().values()]
    names += [province.name_fa for province in seeds.provinces().values()]
    names += [alias.alias for alias in seeds.agency_aliases()] + ["،", "و", "وزیر", "استان", "بانک‌های", "\n"]
    for _ in range(300):
        text = " ".join(chooser.choices(names, k=12))
        for scope in ("free_text", "resolution_text", "agency_cell"):
            last: dict[str, int] = {}
            for mention in find(text, scope):  # type: ignore[arg-type]
                assert text[mention.start : mention.end] == mention.text
                assert mention.start >= last.get(mention.kind, 0) or mention.kind == "agency"
                last[mention.kind] = mention.end


@pytest.mark.parametrize(
    ("cell", "province_id"),
    [
        ("مرکزی", "00"),
        ("استان مرکزی", "00"),
        ("خ. رضوی", "09"),
        ("آ.شرقی", "03"),
        ("استان سیستان و بلوچستان", "11"),
        ("كرمان", "08"),
        ("فارس", "07"),
        ("تبریز", None),
        ("استان", None),
        ("", None),
    ],
)
def test_a_province_column(cell: str, province_id: str | None) -> None:
    assert gazetteer().province_of_cell(cell) == province_id


def test_time_grows_with_length_only(growth: Growth) -> None:
    unit = "وزرای صنعت، معدن و تجارت و بانک‌های ملی، ملت و استان مرکزی، "
    assert growth(lambda count: find(unit * count), 50, 500, 60) < 60


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مدیرکل تعاون، کار و رفاه اجتماعی استان", [("LABOUR", "مدیرکل تعاون، کار و رفاه اجتماعی استان")]),
        ("رئیس کل دادگستری استان", [("COURT", "دادگستری استان")]),
        ("کمیته امداد امام خمینی(ره) استان", [("EMDAD", "کمیته امداد امام خمینی(ره)")]),
        ("شعب بانک ملی و مدیر شعب بانک سپه", [("B_MELLI", "شعب بانک ملی"), ("B_SEPAH", "مدیر شعب بانک سپه")]),
    ],
)
def test_the_span_of_a_body(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(m.id, m.text) for m in find(text) if m.kind == "agency"] == expected
