import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.reference import seeds
from ingestion.reference.statuses import match_status, status_of_percent


@pytest.mark.parametrize("variant", [v for v in seeds.status_variants() if v.kind in ("phrase", "whole_cell")], ids=str)
def test_every_variant_has_its_code(variant: seeds.StatusVariant) -> None:
    match = match_status(variant.variant)
    assert (match.code, match.is_ambiguous, match.is_unknown) == (variant.status_code, False, False)


@pytest.mark.parametrize("variant", [v for v in seeds.status_variants() if v.kind == "ambiguous"], ids=str)
def test_every_ambiguous_wording_is_told(variant: seeds.StatusVariant) -> None:
    match = match_status(variant.variant)
    assert (match.code, match.is_ambiguous) == ("unknown", True)


@pytest.mark.parametrize(
    ("status", "stems"),
    [
        ("implemented", ["اجرا", "اجرایی", "انجام", "محقق", "برطرف", "مشکل واحد حل", "عملیاتی"]),
        ("cancelled", ["لغو", "منتفی", "حذف"]),
        ("notified", ["ابلاغ"]),
    ],
)
def test_any_form_of_the_verb_says_the_same(status: str, stems: list[str]) -> None:
    forms = ["شد", "شده", "شده است", "شده‌است", "شده‌اند", "گردید", "گردیده", "گردیده است", "شدند", "شده."]
    for stem, form in itertools.product(stems, forms):
        assert match_status(f"{stem} {form}").code == status, f"{stem} {form}"


def test_negative_forms_are_never_read_as_positive() -> None:
    for stem, form in itertools.product(
        ["اجرا", "انجام", "اجرایی", "محقق"],
        ["نشد", "نشده", "نشده است", "نگردید", "نگردیده", "نشده‌اند", "نمی‌شود", "نمی شود"],
    ):
        assert match_status(f"{stem} {form}").code == "not_implemented", f"{stem} {form}"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("به طور کامل اجرا شد", "implemented"),
        ("مصوبه کاملاً اجرا گردیده است", "implemented"),
        ("اجراشد", "implemented"),
        ("منتظر پاسخ تهران", "suspended"),
        ("منتظر اقدام بانک", "notified"),
        ("«اجرا شد»", "implemented"),
        ("اجرا شده در تاریخ ۱۴۰۳/۱/۲", "implemented"),
        ("اجرا گردیده و مختومه شد", "implemented"),
        ("هنوز اجرا نشده", "not_implemented"),
        ("قابل اجرا نمی‌باشد", "not_implemented"),
        ("اقدامی صورت نپذیرفته است", "not_implemented"),
        ("اجرانشده", "not_implemented"),
        ("اجرا نشده به علت نقص مدارک", "not_implemented"),
        ("اجرا نشده به دلیل عدم پیگیری متقاضی", "withdrawn"),
        ("اجرا نشده - عدم مراجعه متقاضی", "withdrawn"),
        ("اجرا نشده (عدم همکاری بانک)", "refused"),
        ("در دست بررسی است", "in_progress"),
        ("درحال اجراست", "in_progress"),
        ("پرونده در حال پیگیری می‌باشد", "in_progress"),
        ("بخشی اجرا گردیده", "partial"),
        ("بخشی اجرا شده، مابقی در دست اقدام", "partial"),
        ("نیمه‌کاره", "partial"),
        ("ارجاع گردید به ستاد تسهیل کشور", "referred_national"),
        ("ارجاع به کمیته فنی", "referred_other"),
        ("خارج از حيطه اختيارات استان", "out_of_authority"),
        ("در انتظار تکمیل مدارک", "suspended"),
        ("در انتظار اقدام", "notified"),
        ("به جلسه آتی موکول گردید", "pre_resolution"),
        ("مورد موافقت قرار نگرفته است", "rejected_request"),
        ("مشمول مرور زمان", "expired"),
        ("", "unknown"),
        ("  ", "unknown"),
        ("-", "unknown"),
        ("؟", "unknown"),
        ("نامشخص", "unknown"),
        ("0", "unknown"),
        ("در مرحله بررسی است", "in_progress"),
        ("درحال‌پیگیری", "in_progress"),
        ("دردست‌اقدام", "in_progress"),
        ("در حال حل شدن", "in_progress"),
        ("دو بند از سه بند اجرا شد", "partial"),
        ("وصل گردید", "implemented"),
        ("هنوز وصل نشده است", "not_implemented"),
        ("بانک قبول نکرد", "refused"),
        ("به ستاد تسهیل کشور منعکس گردید", "referred_national"),
        ("به وزارت صنعت منعکس شده است", "referred_national"),
        ("انعکاس به دبیرخانه ستاد", "referred_national"),
        ("منعکس شد", "notified"),
        ("تأمین نشده است", "not_implemented"),
        ("✔️", "implemented"),
        ("✖️", "not_implemented"),
        ("رفع پلمب شد", "implemented"),
        ("رفع مشکل نشد", "not_implemented"),
        ("معافیت اعمال شد", "implemented"),
        ("انشعاب در حال وصل است", "in_progress"),
    ],
)
def test_wordings_of_clerks(text: str, code: str) -> None:
    match = match_status(text)
    assert (match.code, match.is_ambiguous, match.is_unknown) == (code, False, False)


@pytest.mark.parametrize(
    "text",
    [
        "اجرا شده / در حال اجرا",
        "اجرا شد - اجرا نشد",
        "ابلاغ شده و در دست اقدام",
        "اقدام گردید",
        "مختومه",
        "پیگیری شده است",
        "به طور کامل اجرا نشده",
        "ارجاع شد",
        "در حال اجرا نیست",
        "در دست اقدام نمی‌باشد",
    ],
)
def test_words_that_disagree_or_may_mean_several_things(text: str) -> None:
    match = match_status(text)
    assert (match.code, match.is_ambiguous, match.is_unknown) == ("unknown", True, False)


@pytest.mark.parametrize("text", ["مطابق نظر شورا", "تماس گرفته شد", "ok?", "۱۲۳", "کشوری ملی محلی"])
def test_words_that_mean_nothing_here(text: str) -> None:
    match = match_status(text)
    assert (match.code, match.is_ambiguous, match.is_unknown) == ("unknown", False, True)


@pytest.mark.parametrize(
    ("text", "code", "percent"),
    [
        ("۵۰٪", "partial", 50.0),
        ("50 %", "partial", 50.0),
        ("0%", "not_implemented", 0.0),
        ("۱۰۰ درصد", "implemented", 100.0),
        ("۶۰ درصد اجرا شده", "partial", 60.0),
        ("در حال اجرا (۶۰ درصد)", "in_progress", 60.0),
        ("٪۲.۵", "partial", 2.5),
    ],
)
def test_percentages(text: str, code: str, percent: float) -> None:
    match = match_status(text)
    assert (match.code, match.percent) == (code, percent)


def test_the_later_of_two_dated_wordings_counts() -> None:
    text = "اجرا نشده ۱۴۰۳/۰۲/۰۱ - اجرا شده ۱۴۰۳/۰۶/۱۵"
    assert match_status(text).code == "implemented"
    assert match_status("اجرا نشده - اجرا شده ۱۴۰۳/۰۶/۱۵").is_ambiguous


def test_percent_to_status() -> None:
    assert [status_of_percent(p) for p in (0, 0.5, 99, 100)] == ["not_implemented", "partial", "partial", "implemented"]
    with pytest.raises(ValueError, match="percentage"):
        status_of_percent(101)


@given(
    st.lists(
        st.sampled_from(
            [
                "اجرا",
                "شد",
                "نشده",
                "به",
                "دلیل",
                "ارجاع",
                "ستاد",
                "ملی",
                "در",
                "حال",
                "کامل",
                "طور",
                "۵۰٪",
                "-",
                "۱۴۰۴/۱/۲",
                "متقاضی",
                "مختومه",
            ]
        ),
        max_size=12,
    )
)
def test_any_cell_is_read(words: list[str]) -> None:
    match = match_status(" ".join(words))
    assert match.code in seeds.statuses()
    assert not (match.is_ambiguous and match.is_unknown)
    assert match.code == "unknown" or not (match.is_ambiguous or match.is_unknown)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("اقدامات لازم به عمل آمد", "unknown"),
        ("اجرا نشده / انصراف متقاضی", "unknown"),
        ("اجرا نشده (انصراف متقاضی)", "withdrawn"),
        ("انجام پذیرفته است", "implemented"),
        ("صورت نپذیرفت", "not_implemented"),
        ("شروع به اجرا شده", "in_progress"),
    ],
)
def test_compound_verbs_and_slashes(text: str, code: str) -> None:
    match = match_status(text)
    assert match.code == code
    assert match.is_ambiguous == (code == "unknown")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("NOT_STARTED", "notified"),
        ("Pending", "notified"),
        ("pending documents", "suspended"),
        ("IN_PROGRESS", "in_progress"),
        ("under review", "in_progress"),
        ("Referred to national HQ", "referred_national"),
        ("has not yet been implemented", "not_implemented"),
        ("Not fully implemented", "partial"),
        ("resolved", "implemented"),
        ("unresolved", "not_implemented"),
        ("Referred", "unknown"),
        ("action taken", "unknown"),
        ("open issue with the bank", "unknown"),
        ("OUT_OF_AUTHORITY", "out_of_authority"),
    ],
)
def test_statuses_of_an_english_system(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize("text", [
    "بانک ملی انجام داد، ملت و تجارت خیر", "بانک ملی: انجام شد، ملت: خیر", "صمت اجرا کرد، بانک نکرد", "انجام شد (فقط بانک ملی)",
    "به استثنای بانک ملت انجام شد", "به‌جز گمرک اجرا شد", "یک مورد انجام شد", "از سه بند دو بند اجرا شد", "اجرا شد؟", "اجرا شد (؟)",
    "مغایر قانون اعلام شد", "عدم امکان اجرا اعلام شد", "نظر مساعد اعلام شد", "آمادگی بانک اعلام شد",
])  # fmt: skip
def test_a_word_that_holds_for_a_part_or_is_doubted_is_no_status_of_the_whole(text: str) -> None:
    match = match_status(text)
    assert (match.code, match.is_ambiguous) == ("unknown", True)


@pytest.mark.parametrize(("text", "code"), [
    ("اجرا شد ولی ناقص", "partial"), ("اجرا شده (بخشی)", "partial"), ("انجام شده اما به طور ناقص", "partial"),
    ("انجام شد. مشکل دیگری نیست", "implemented"), ("به بانک اعلام شد", "notified"), ("مراتب کتبا اعلام شد", "notified"),
    ("طی نامه ۱۲۳ اعلام شد", "notified"), ("تا کنون فقط ابلاغ شده", "notified"), ("انجام شد؛ بانک ملی و بانک ملت", "implemented"),
])  # fmt: skip
def test_words_beside_a_status_that_say_how_far_or_to_whom(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code"), [
    ("بخشی از تسهیلات پرداخت شد", "partial"), ("نصف کار انجام شده", "partial"), ("نیمی از کار انجام شد", "partial"), ("تا نیمه انجام شده", "partial"),
    ("قسمتی محقق شد", "partial"), ("تعدادی از بندها اجرا شد", "partial"), ("هیچ بخشی انجام نشد", "not_implemented"),
    ("بخشی از کار انجام شد، بانک ملت خیر", "unknown"), ("بخشی از کار انجام نشد", "unknown"), ("برخی بندها اجرا نشد", "unknown"),
    ("اجرا شد و برخی اسناد ماند", "unknown"), ("در نیمه شهریور اجرا شد", "implemented"),
])  # fmt: skip
def test_a_share_that_was_done_is_a_part(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code"), [
    ("به ستاد کشور فرستاده شد", "referred_national"), ("به ستاد ملی احاله شد", "referred_national"), ("احاله به کمیته کارشناسی", "referred_other"),
    ("نامه فرستاده شد", "notified"), ("دستگاه زیر بار نرفت", "refused"), ("در صلاحیت استان نیست", "out_of_authority"), ("بلاموضوع", "cancelled"),
    ("شرکت پیگیر نیست", "withdrawn"), ("روی زمین مانده", "not_implemented"), ("در حال رایزنی", "in_progress"), ("در مراحل پایانی", "in_progress"),
])  # fmt: skip
def test_plain_wordings_of_secretariats(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code", "ambiguous"), [
    ("مبلغ پرداخت شد", "implemented", False), ("نیمی از مبلغ پرداخت شد", "partial", False), ("بخشی از وجه پرداخت گردید", "partial", False),
    ("مبلغ پرداخت نشد", "not_implemented", False), ("سه میلیارد از مبلغ پرداخت شد", "unknown", True), ("پس از پیگیری اجرا شد", "implemented", False),
])  # fmt: skip
def test_an_amount_that_was_paid_in_full_or_in_part(text: str, code: str, ambiguous: bool) -> None:
    found = match_status(text)
    assert (found.code, found.is_ambiguous) == (code, ambiguous)


@pytest.mark.parametrize(("text", "code"), [
    ("افزایش یافت", "implemented"), ("افزایش نیافت", "not_implemented"), ("زمین اختصاص یافت", "implemented"), ("بدهی واحد افزایش یافت", "unknown"),
])  # fmt: skip
def test_what_was_raised_or_allotted(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code"), [
    ("در حال اخذ مجوز", "in_progress"), ("در دست ساخت", "in_progress"), ("درحال ثبت سفارش", "in_progress"), ("معرفی نشد", "not_implemented"),
    ("در حال حاضر اعتباری نیست", "unknown"), ("در حال ورشکستگی", "unknown"), ("در حال رکود", "unknown"), ("در حال تعطیلی واحد", "unknown"),
    ("در دست ما نیست", "unknown"), ("در دست متقاضی است", "unknown"), ("در دست تجهیز", "in_progress"), ("در حال کارشناسی", "pre_resolution"), ("در حال بررسی اعتراض", "objected"), ("در حال فروش کارخانه", "unknown"),
])  # fmt: skip
def test_whatever_is_being_done_is_in_progress(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(
    "text",
    [
        "لغو نشد", "منتفی نشده است", "متوقف نشد", "متقاضی انصراف نداد", "اعتراض نکرد", "مخالفت نشد", "مهلت منقضی نشده",
        "ابلاغ نشده", "ارجاع به ستاد ملی نشد", "مسکوت نماند", "نقص مدارک ندارد", "عدم انصراف", "عدم ارجاع به ستاد ملی",
        "خارج از اختیارات استان نیست", "جایگزین نشد",
    ],
)  # fmt: skip
def test_what_is_denied_is_no_status(text: str) -> None:
    match = match_status(text)
    assert (match.code, match.is_ambiguous) == ("unknown", True)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("اجرا نشد", "not_implemented"),
        ("عدم پرداخت", "not_implemented"),
        ("عدم همکاری بانک", "refused"),
        ("عدم مراجعه متقاضی", "withdrawn"),
        ("بانک نپذیرفت", "refused"),
        ("موافقت نکرد", "refused"),
        ("متقاضی پیگیری نکرد", "withdrawn"),
        ("به نتیجه نرسید", "not_implemented"),
        ("در هیچ مرحله‌ای لغو نشد و اجرا شد", "unknown"),
        ("کنسل شد", "cancelled"),
        ("سالبه به انتفاء", "cancelled"),
        ("سند صادر گردید", "implemented"),
        ("سند صادر نشده", "not_implemented"),
        ("بندهای ۱ و ۲ اجرا شده", "partial"),
        ("هر دو بند اجرا شد", "implemented"),
        ("ارسال به دستگاه و اجرا شد", "implemented"),
        ("ارجاع به بانک ملی", "referred_other"),
    ],
)
def test_negatives_that_are_wordings_of_their_own(text: str, code: str) -> None:
    assert match_status(text).code == code
