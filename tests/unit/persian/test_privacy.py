"""Phones and names of people leave a text; amounts, dates, ids, letter numbers and offices stay in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.digits import to_persian_digits
from ingestion.persian.privacy import may_name_people, suspects, without_people

DIGITS = st.text("0123456789", min_size=7, max_size=7)
AREAS = st.sampled_from(["021", "024", "026", "031", "034", "051", "071", "087"])
GAPS = st.sampled_from(["", " ", "-", " - ", "\u200c"])
LABELS = st.sampled_from(["تلفن", "شماره تماس:", "همراه", "موبایل مدیر:", "فکس", "Tel:", "تلفن دبیرخانه", "تلفن ثابت:"])
WORDS = st.sampled_from(["", "نامه شد.", "پیگیری شود", "«گاز»", "طبق بند ۳"])


def in_any_script(text: str, script: int) -> str:
    persian = to_persian_digits(text)
    return (text, persian, persian.translate(str.maketrans("۰۱۲۳۴۵۶۷۸۹", "٠١٢٣٤٥٦٧٨٩")))[script]


@st.composite
def phones(draw: st.DrawFn) -> str:
    """A mobile, a landline with its area code, or behind a phone's label either of them without a 0."""
    digits, gap = draw(DIGITS), draw(GAPS)
    mobile = f"9{draw(st.sampled_from(['12', '70', '35']))}{gap}{digits[:3]}{gap}{digits[3:]}"
    local = f"{draw(st.integers(2, 9))}{digits}"
    return draw(
        st.sampled_from(
            [
                f"0{mobile}", f"+98{gap}{mobile}", f"0098{gap}{mobile}", f"{draw(AREAS)}-{local}", f"{draw(AREAS)}{local}",
                f"({draw(AREAS)}) {local}", f"{draw(AREAS)} {local[:4]} {local[4:]}",
                f"{draw(LABELS)} {mobile}", f"{draw(LABELS)} {local}", f"{draw(LABELS)} {local[:4]}-{local[4:]}",
            ]
        )
    )  # fmt: skip


@given(phones(), WORDS, WORDS, st.integers(0, 2))
def test_no_digit_of_a_phone_stays(phone: str, before: str, after: str, script: int) -> None:
    text = f"{before} {in_any_script(phone, script)} {after}"
    told = without_people(text)
    assert told.count("[تلفن]") == 1
    assert told.startswith(before)
    assert told.endswith(after)
    assert not any(letter.isdigit() for letter in told.removeprefix(before).removesuffix(after))
    assert without_people(told) == told
    assert suspects(["گاز", text, "برق"]) == [1]


@st.composite
def other_numbers(draw: st.DrawFn) -> str:
    """An amount, a date, a firm's id, a letter's or a file's number, a number of an account."""
    digits = draw(DIGITS)
    month, day = draw(st.integers(1, 12)), draw(st.integers(1, 29))
    return draw(
        st.sampled_from(
            [
                f"1400{digits}", f"شناسه ملی 1010{digits}", f"مبلغ 9{digits}12 ریال", f"9,{digits[:3]},{digits[3:6]},000",
                f"1403/{month:02}/{day:02}", f"مورخ 1403{month:02}{day:02}", f"تماس تلفنی مورخ 1403{month:02}{day:02}",
                f"نامه شماره 024/{digits}", f"نامه 2{digits}", f"پیرو تماس و نامه شماره 2{digits}", f"9{digits}12",
                f"به همراه 2{digits} ریال سود", f"تماس گرفته شد و 2{digits} ریال پرداخت شد", f"حساب 0212{digits}",
                f"شبا IR{digits}{digits}{digits}123", f"{digits[:5]}.{digits[5:]}", f"کد رهگیری {digits}{digits}",
            ]
        )
    )  # fmt: skip


@given(other_numbers(), WORDS, WORDS, st.integers(0, 2))
def test_another_number_is_no_phone(number: str, before: str, after: str, script: int) -> None:
    text = f"{before} {in_any_script(number, script)} {after}"
    assert without_people(text) == text


@given(st.text("آقای خانم دکتر رضاتلفن+09۱۲-_() \n\u200c\u0640[]", max_size=60))
def test_any_text_is_masked_once(text: str) -> None:
    told = without_people(text)
    assert told == text or may_name_people(text)
    assert without_people(told) == told


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("شماره همراه مدیر ۰۹۷۰-۳۴۵-۶۷۸۹", "شماره همراه مدیر [تلفن]"),
        ("پیگیر آقای رضایی همراه 9701112233", "پیگیر آقای [نام] همراه [تلفن]"),
        ("تلفن: ۳۳۴۴۵۵۶۶ و ۳۳۴۴۵۵۷۷ داخلی ۱۲", "تلفن: [تلفن] و [تلفن] داخلی ۱۲"),
        ("۰۹۷۰۳۴۵۶۷۸۹/۰۲۴۳۳۴۴۵۵۶۶", "[تلفن]/[تلفن]"),
        ("آقای مهندس رضا نمونه‌پور مدیرعامل شرکت", "آقای مهندس [نام] مدیرعامل شرکت"),
        ("آقاي محمدي پیگیری نماید.", "آقاي [نام] پیگیری نماید."),
        ("آقـای محمدی پیگیری نماید", "آقای [نام] پیگیری نماید"),
        ("با خانم دکتر ارژنگ کامکاری، هماهنگ شد", "با خانم دکتر [نام]، هماهنگ شد"),
        ("آقایان رضایی و احمدی و خانم کریمی", "آقایان [نام] و [نام] و خانم [نام]"),
        ("به آقای سید محمد حسینی طی نامه ۱۲۳/۴۵", "به آقای سید [نام] طی نامه ۱۲۳/۴۵"),
        ("به حاج آقا موسوی گفته شد", "به حاج آقا [نام] گفته شد"),
        ("متقاضی با کد ملی ۰۰۱۲۳۴۵۶۷۸", "متقاضی با کد ملی [کد ملی]"),
        ("(کدملی: 001-234567-8)", "(کدملی: [کد ملی])"),
        ("آقای م. رضایی گفت", "آقای [نام] گفت"),
        ("آقای علی اکبر صادقی نژاد", "آقای [نام]"),
        ("رضا احمدی (همراه: ۰۹۷۰۳۴۵۶۷۸۹)", "[نام] (همراه: [تلفن])"),
        ("پیگیری شد؛ رضایی ۰۹۷۰۱۲۳۴۵۶۷", "پیگیری شد؛ [نام] [تلفن]"),
        ("در حال اجرا ۰۹۷۰۱۲۳۴۵۶۷", "در حال اجرا [تلفن]"),
        ("شعبه 0241-4223344", "شعبه [تلفن]"),
        ("موبایل احمدی: 0970 345 6789", "موبایل [نام]: [تلفن]"),
        ("مدیرعامل رضا احمدی شرکت کرد", "مدیرعامل [نام] شرکت کرد"),
        ("تلفن دبیرخانه 024-33445566 است", "تلفن دبیرخانه [تلفن] است"),
        ("جناب آقای دکتر محمدی استاندار محترم", "جناب آقای دکتر [نام] استاندار محترم"),
    ],
)
def test_what_a_clerk_writes(written: str, told: str) -> None:
    assert without_people(written) == told


@pytest.mark.parametrize(
    "text",
    [
        "جناب آقای استاندار دستور دادند", "آقای رئیس و خانم مدیر", "مدیرکل گاز پیگیری کند", "شرکت دکتر عبیدی بدهی دارد",
        "بیمارستان دکتر شریعتی", "مهندسین مشاور", "نظام مهندسی استان", "کارکنان خانم واحد", "خانم ها و آقایان",
        "همراه با ۳ واحد", "مهندس ناظر", "به همراه مدارک", "شماره تماس ندارد", "رابط برق", "شرکت آقاجاری",
        "مهندس عمران", "دکتر دامپزشک", "شرکتی به نام مریم بافت", "حاجی آباد", "سوهان حاج‌رضا", "قطاب‌سازی حاج خلیفه", "کد ملی 10102345678",
    ],
)  # fmt: skip
def test_offices_and_trade_names_are_no_people(text: str) -> None:
    assert without_people(text) == text


def test_a_name_may_stay_where_its_phone_goes() -> None:
    assert without_people("آقای رضا نمونه‌پور 09701234567", names=False) == "آقای رضا نمونه‌پور [تلفن]"
