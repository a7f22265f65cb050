"""Several resolutions in one cell: where each begins, and what must not be cut."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.workbooks.split import said_of_each, split_resolutions

A, B, C = "بانک ملی وام بدهد.", "گاز واحد وصل شود.", "مالیات تقسیط گردد."


@pytest.mark.parametrize("text", [
    f"۱- {A}\n۲- {B}\n۳- {C}", f"1) {A}\n2) {B}\n3) {C}", f"۱. {A} ۲. {B} ۳. {C}", f"(۱) {A}\n(۲) {B}\n(۳) {C}",
    f"الف) {A}\nب) {B}\nج) {C}", f"الف- {A}\nب- {B}\nپ- {C}", f"بند ۱: {A}\nبند ۲: {B}\nبند ۳: {C}",
    f"بند یک- {A}\nبند دو- {B}\nبند سه- {C}", f"- {A}\n- {B}\n- {C}", f"• {A}\n• {B}\n• {C}", f"مقرر شد:\n۱- {A}\n۲- {B}\n۳- {C}",
    f"۱ {A}\n۲ {B}\n۳ {C}", f"① {A} ② {B} ③ {C}", f"۱ـ {A}\r\n۲ـ {B}\r\n۳ـ {C}", f"اولاً {A} ثانیاً {B} ثالثاً {C}", f"۱-{A} ۲-{B} ۳-{C}",
    f"۱-{A}۲-{B}۳-{C}", f"بند ۱: {A} بند ۲: {B} بند ۳: {C}", f"* {A} * {B} * {C}", f"• {A} • {B} • {C}", f"a) {A} b) {B} c) {C}",
])  # fmt: skip
def test_series_are_cut(text: str) -> None:
    assert [piece.text for piece in split_resolutions(text)] == [A, B, C]


@pytest.mark.parametrize("text", [
    "مطابق ماده ۱۸۶ قانون مالیات‌ها اقدام شود.", "تسهیلات تبصره ۱۸ پرداخت شود.", "ظرف ۲ - ۳ ماه اقدام شود.", "مبلغ ۱.۵ میلیارد ریال پرداخت شود.",
    "در تاریخ ۱-۲-۱۴۰۴ بازدید شود.", "بند ۲ ماده ۵ اجرا شود.", "۲- ادامه دارد ۳- پایان یافت", "شرکت گاز اقدام کند.\nنتیجه اعلام شود.", "",
    "خط a) و b) راه‌اندازی شود", "vitamin a. و b. تولید شود", "بدهی وفق بند ۱: تقسیط و بند ۲: بخشوده شود", "بانک ملی * شعبه ۲ * اقدام کند",
    "وام پرداخت شود.۲-۳ ماه تنفس", "سهم ۵.۱-۶.۲ درصد", "۱.۲- نرخ ۲.۳- سود", "پرداخت شود * موضوع تبصره",
])  # fmt: skip
def test_what_stays_whole(text: str) -> None:
    assert len(split_resolutions(text)) == 1


def test_a_single_number_is_taken_off() -> None:
    (piece,) = split_resolutions(f"۱- {A}")
    assert piece.text == A


def test_inner_letters_stay_in_their_piece() -> None:
    pieces = split_resolutions(f"۱- بانک ملی: الف) وام ب) تنفس\n۲- {B}")
    assert len(pieces) == 2


@settings(max_examples=300)
@given(st.text(alphabet="۰۱۲۳123456)-(.الفبج \n:•بندماده", max_size=80))
def test_no_letter_is_invented(text: str) -> None:
    for piece in split_resolutions(text):
        assert piece.text in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("الف انجام شد / ب در حال پیگیری", ["انجام شد", "در حال پیگیری"]),
        ("بند الف: اجرا شد\nبند ب: طبق نظر", ["اجرا شد", "طبق نظر"]),
        ("الف و ب انجام شد", ["انجام شد", "انجام شد"]),
        ("انجام شد (الف) - در حال اجرا (ب)", ["انجام شد", "در حال اجرا"]),
        ("ب) اجرا نشد، الف) اجرا شد", ["اجرا شد", "اجرا نشد"]),
        ("۱) اجرا شد ۲) اجرا نشد", ["اجرا شد", "اجرا نشد"]),
        ("الف: ۱۵ روز ب: یک هفته", ["۱۵ روز", "یک هفته"]),
        ("الف: ۱۵ روز / ب: یک هفته", ["۱۵ روز", "یک هفته"]),
        ("۱) اجرا شد ۲) اجرا نشد ۳) لغو شد", None),
        ("انجام شد", None),
        ("الف انجام شد", None),
        ("الف انجام شد، الف نشد", None),
        ("الف انجام شد، بانک ملی نداد", None),
        ("الف انجام شد، ج نشد", None),
    ],
)
def test_what_is_said_of_each_number(text: str, told: list[str] | None) -> None:
    assert said_of_each(text, ["الف", "ب"]) == told
