"""Plain rows read one value at a time give the very lines that the general reader gives, and are staged as they are."""

from __future__ import annotations

import datetime
import random

import pytest
from build import S, lines_of, xlsx

from ingestion.warehouse.resolution_rows import RowTexts
from ingestion.workbooks import fast, registers
from ingestion.workbooks.line import PlainLine, as_dict

HEADINGS = [
    "ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "شناسه ملی", "شهرستان", "موضوع", "مصوبه", "دستگاه مسئول",
    "تاریخ ابلاغ", "مهلت", "وضعیت", "درصد پیشرفت", "مبلغ (میلیون ریال)", "تاریخ گزارش", "توضیحات",
]  # fmt: skip
PLAIN: list[list[object]] = [
    [12, "۱۲", "13", "-", ""],
    ["1403/02/05", "۱۴۰۳/۰۲/۰۵", "1403/13/01", datetime.datetime(2024, 4, 24), "1499/01/01", ""],
    ["نساجی کویر", "شرکت آرد خاوران", "سيمان  خاوران", "فولاد\tکویر \\ ۲"],
    ["14098112039", 14098112039, "14098112038", "", "-"],
    ["یزد", "اردکان", ""],
    ["تقسیط بدهی", "انشعاب برق", "", "بیمه"],
    ["شرکت گاز انشعاب بدهد.", "استاندارد پروانه را تمدید کند.", 'بانک ملی وام "خرد" دهد.'],
    ["بانک ملی، امور مالیاتی", "شرکت گاز", "انجمن ریسندگان", ""],
    ["1403/02/10", "", "1403/01/01", "۱۴۰۳/۰۲/۲۰"],
    ["یک ماه", "فوری", "1403/01/01", "تا پایان مرداد", "نامفهوم", ""],
    ["اجرا شد", "در حال اجرا", "طبق نظر", "", "۵۰٪", "-", "؟"],
    [0.5, 1, "", "۳۰٪", "100"],
    [1200, "۲ میلیارد تومان", "", "x"],
    ["1403/03/01", "", "1402/01/01"],
    ["", "نامه شد", "-"],
]
CHOICES: list[list[object]] = [
    [1, 12, "۱۲", "13", "۱۲ و ۱۳", "جلسه ۱۴", "-", True],
    ["1403/02/05", "۱۴۰۳/۰۲/۰۵", "1403/13/01", "03/02/05", datetime.datetime(2024, 4, 24), "1499/01/01", "", "〃"],
    ["نساجی کویر", "شرکت آرد (آقای رضا نمونه ۰۹۷۰۱۱۱۲۲۳۳)", "سيمان خاوران", "", "جمع", "ایضاً"],
    ["14098112039", 14098112039, "14098112038", "1.41E+10", "1234567890", "", "-"],
    ["یزد", "اردکان", "", "فوق"],
    ["تقسیط بدهی", "انشعاب برق", "گاز", "", "بیمه"],
    ["شرکت گاز انشعاب بدهد.", "۱- بانک ملی وام دهد.\n۲- گاز وصل شود.", "استاندارد پروانه را تمدید کند.", "", "#N/A"],
    ["بانک ملی، امور مالیاتی", "شرکت گاز", "انجمن ریسندگان", "بانک عامل", "", "#REF!", "بانک ملی (آقای احمد نمونه)"],
    ["1403/02/10", "", "1403/01/01", "۱۴۰۳/۰۲/۲۰"],
    ["یک ماه", "فوری", "مستمر", "1403/01/01", "تا پایان مرداد", "۱۵ روز", "?", "نامفهوم", ""],
    ["اجرا شد", "اجرا نشده", "در حال اجرا", "مختومه", "طبق نظر", "", "۵۰٪", "-"],
    [0.5, 1, 0, "", "۳۰٪", "100", True, False],
    [1200, "۲ میلیارد تومان", "", "سه میلیون", "x"],
    ["1403/03/01", "", "1402/01/01"],
    ["", "نامه شد", "-"],
]


def table(seed: int, n_rows: int = 120, *, with_number: bool = True) -> bytes:
    """A register with a divider and hidden rows; in most rows every cell is plain, in some one may be anything."""
    chance = random.Random(seed)
    rows: list[list[object]] = [["مصوبات کارگروه تسهیل استان یزد سال ۱۴۰۳"], HEADINGS if with_number else HEADINGS[1:]]
    for number in range(1, n_rows + 1):
        values = [chance.choice(choices) for choices in PLAIN]
        if seed % 2:  # of most units there is one row
            values[2] = f"{values[2]} «{number}»" if seed % 3 else f"واحد {number}"
        if number % 6 == 0:
            at = chance.randrange(len(values))
            values[at] = chance.choice(CHOICES[at])
        rows.append([number, *values] if with_number else values)
    rows.insert(60, ["جلسه ۱۸ مورخ ۱۴۰۳/۰۴/۰۱"])
    return xlsx({"مصوبات": S(rows, hidden_rows=[7, 9])})


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("with_number", [True, False])
def test_both_readers_give_the_same_lines(seed: int, with_number: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    content = table(seed, with_number=with_number)
    fast = lines_of(content)
    monkeypatch.setattr(registers.PlainRows, "suits", staticmethod(lambda *_, **__: False))
    general = lines_of(content)
    assert [line["row"] for line in fast] == [line["row"] for line in general]
    assert sum(isinstance(line, PlainLine) for line in fast) > 20
    assert not any(isinstance(line, PlainLine) for line in general)
    people = {("مصوبات", f"E{row}") for row in range(20, 40)}
    for masked in (set(), people):
        staged = [b"".join(RowTexts("d", "s", masked).chunks(lines)).split(b"\n") for lines in (fast, general)]
        assert staged[0] == staged[1]
        assert len(staged[0]) == sum(line["kind"] == "resolution" for line in general) + 1
    for one, other in zip(fast, general, strict=True):
        assert one == other
        assert as_dict(one) == other
        if other["kind"] == "resolution":
            assert list(one) == list(other)
            assert [one[key] for key in one] == [as_dict(one)[key] for key in one]


def test_plain_rows_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registers, "understand", lambda *_: pytest.fail("a plain row was read by itself"))
    rows: list[list[object]] = [["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]]
    rows += [[n, f"واحد {n}", "گاز وصل شود", "شرکت گاز", "اجرا شد"] for n in range(1, 200)]
    assert len(lines_of(xlsx({"الف": rows}))) == 200


@pytest.mark.parametrize("seed", range(3))
def test_many_different_texts_are_read_as_one_by_one(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    chance = random.Random(seed)
    signs = [
        "",
        "",
        "",
        "(سهامی خاص)",
        "به مدیریت رضا نمونه",
        "آقای رضا نمونه",
        "۰۹۱۲ ۱۱۱ ۲۲ ۳۳",
        "سيمان‌ خاك",
        "مهندس",
        "\t",
        "\n",
    ]
    ids = ["14098112039", "14098112038", "۱۴۰۹۸۱۱۲۰۳۹", "-", "", 14098112039, "۱۲۳", "1234567890"]
    rows: list[list[object]] = [["ردیف", "نام واحد", "شناسه ملی", "مصوبه", "دستگاه", "وضعیت"]]
    for n in range(1, 1200):
        unit = (
            f"شرکت تولیدی شماره  {n} {chance.choice(signs)}" if n % 5 else chance.choice(["ایضاً", "-", "شرکت الف", ""])
        )
        rows.append([n, unit, national_id(n) if n % 7 else chance.choice(ids), "گاز وصل شود", "شرکت گاز", "اجرا شد"])
    content = xlsx({"الف": rows})
    together = lines_of(content)
    monkeypatch.setattr(fast, "_LEAST_TOGETHER", 10**9)
    assert together == lines_of(content)
    assert sum(isinstance(line, PlainLine) for line in together) > 400


def national_id(number: int) -> str:
    """A valid id."""
    digits = f"1409{number:06d}"
    total = sum((int(d) + int(digits[9]) + 2) * w for d, w in zip(digits, (29, 27, 23, 19, 17) * 2, strict=True))
    return digits + str(total % 11 % 10)


def test_texts_that_stand_once_each_are_read_together(monkeypatch: pytest.MonkeyPatch) -> None:
    alone: list[str] = []
    monkeypatch.setattr(fast, "clean_display", lambda text: alone.append(text) or text)
    rows: list[list[object]] = [["ردیف", "نام واحد", "شناسه ملی", "مصوبه", "دستگاه", "وضعیت"]]
    rows += [[n, f"واحد تولیدی شماره {n}", national_id(n), "گاز وصل شود", "شرکت گاز", "اجرا شد"] for n in range(1, 900)]
    lines = lines_of(xlsx({"الف": rows}))
    # Few rows are read at first, then twice as many each time: 64, 128, 256 of them and the rest.
    assert len(alone) == 64 + 128
    assert [line["unit_name"] for line in lines[-600:]] == [f"واحد تولیدی شماره {n}" for n in range(300, 900)]
    assert [line["unit_national_id"] for line in lines[-600:]] == [national_id(n) for n in range(300, 900)]


@pytest.mark.parametrize("column", range(4))
def test_a_row_of_sums_is_no_record_whichever_column_says_so(column: int) -> None:
    rows: list[list[object]] = [["شماره جلسه", "تاریخ جلسه", "شهرستان", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]]
    rows += [[7, "1403/02/10", "یزد", f"واحد {n}", "گاز وصل شود", "شرکت گاز", "اجرا شد"] for n in range(1, 20)]
    sums: list[object] = ["", "", "۱ شهر", "۱۹ واحد", "۱۹ مصوبه", "۱ دستگاه", ""]
    sums[column] = "جمع کل"
    lines = lines_of(xlsx({"الف": [*rows, sums, ["", "", "", "جمع‌آوری ضایعات یزد", "گاز وصل شود", "گاز", "اجرا شد"]]}))
    assert [line["kind"] for line in lines] == ["ignored", *["resolution"] * 19, "ignored", "resolution"]
    assert lines[-2]["reason"] == "total"
