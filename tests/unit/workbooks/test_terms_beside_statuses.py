"""Terms and statuses in one column, days without their year, days beside statuses, and who decided."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.reference.categories import classify
from ingestion.reference.statuses import match_status
from ingestion.workbooks.context import names_in_full, read_line
from ingestion.workbooks.headings import best
from ingestion.workbooks.messages import message
from ingestion.workbooks.values.dates import YearHelp, day_comes_first, read_date_cell
from ingestion.workbooks.values.due import read_due
from ingestion.workbooks.values.joint import split_term_and_status
from ingestion.workbooks.values.money import read_amount, unit_in

IN_1403 = YearHelp(frozenset({1403}), frozenset({1403}))


@pytest.mark.parametrize(
    ("written", "term", "status"),
    [
        ("یک ماه - اجرا شد", "یک ماه", "اجرا شد"),
        ("۱۴۰۳/۰۵/۲۵ اجرا نشد", "۱۴۰۳/۰۵/۲۵", "اجرا نشد"),
        ("تا ۱۴۰۳/۰۵/۲۵ (در حال اجرا)", "تا ۱۴۰۳/۰۵/۲۵", "در حال اجرا"),
        ("فوری\nانجام شد", "فوری", "انجام شد"),
        ("مستمر / در حال پیگیری", "مستمر", "در حال پیگیری"),
        ("در حال اجرا - تا پایان مرداد", "تا پایان مرداد", "در حال اجرا"),
        ("دو هفته", "دو هفته", None),
        ("اجرا شد", None, "اجرا شد"),
        ("اجرا شد (۱۴۰۳/۰۵/۰۲)", None, "اجرا شد (۱۴۰۳/۰۵/۰۲)"),  # the day of doing is no term
        ("اجرا نشد / ۳ ماه", "۳ ماه", "اجرا نشد"),
        ("اجرا نشد ۳ ماه", "۳ ماه", "اجرا نشد"),
        ("۲ ماه/اجرا نشد", "۲ ماه", "اجرا نشد"),
        ("1403/05/01-اجرا نشد", "1403/05/01", "اجرا نشد"),
        ("یک ماه اجرا نشد", "یک ماه", "اجرا نشد"),
        ("انجام نشده - ۱۴۰۳/۰۷/۰۱", "۱۴۰۳/۰۷/۰۱", "انجام نشده"),
        ("ظرف ده روز؛ در دست اقدام", "ظرف ده روز", "در دست اقدام"),
        ("اجرا شد، قسط دوم ۳ ماه بعد", None, "اجرا شد، قسط دوم ۳ ماه بعد"),  # no term of the resolution
        ("پس از بازدید کارشناس", None, "پس از بازدید کارشناس"),
    ],
)
def test_a_cell_of_a_term_and_a_status_is_parted(written: str, term: str | None, status: str | None) -> None:
    assert split_term_and_status(written) == (term, status)


def register(heading: str, *values: str, more: str = "دستگاه", title: str = "مصوبات سال ۱۴۰۳") -> bytes:
    rows: list[list[Any]] = [[title], ["ردیف", "جلسه", "تاریخ جلسه", "نام واحد", "مصوبه", more, heading]]
    rows += [
        [number, 7, "۱۴۰۳/۰۴/۰۱", "شرکت نخ", "بدهی تقسیط شود", "امور مالیاتی", value]
        for number, value in enumerate(values, 1)
    ]
    return xlsx({"الف": S(rows)})


@pytest.mark.parametrize("heading", ["مهلت و نتیجه", "مهلت / وضعیت", "وضعیت و مهلت اجرا", "زمان اجرا - وضعیت"])
def test_a_heading_of_term_and_status_gives_both(heading: str) -> None:
    both, alone, neither = resolutions(
        lines_of(register(heading, "یک ماه - اجرا نشد", "۱۴۰۳/۰۵/۰۱", "نامه‌ای فرستادیم"))
    )
    assert (both["due_date"], both["due_source"], both["status"]) == ("2024-07-21", "duration", "not_implemented")
    assert both["raw"]["due_date"] == both["raw"]["status"] == "یک ماه - اجرا نشد"
    assert (alone["due_date"], alone["status"], codes(alone)) == ("2024-07-22", "unknown", [])
    assert (neither["due_date"], neither["status"], codes(neither)) == (None, "unknown", ["unknown_status"])


@pytest.mark.parametrize("heading", ["مهلت", "مهلت و توضیحات", "نتیجه", "وضعیت و توضیحات"])
def test_other_headings_part_no_cell(heading: str) -> None:
    [line] = resolutions(lines_of(register(heading, "یک ماه - اجرا شد")))
    assert (line["due_date"] is None) or (line["status"] == "unknown")


@pytest.mark.parametrize(
    ("written", "day"),
    [("۲۵/۰۴", "2024-07-15"), ("۰۴/۲۵", "2024-07-15"), ("30.12", "2025-03-20"), ("۷/۷", "2024-09-28")],
)
def test_a_day_without_its_year_is_of_the_year_of_its_sheet(written: str, day: str) -> None:
    assert str(read_date_cell(written, IN_1403).value) == day


@pytest.mark.parametrize(
    ("written", "help_", "issue"),
    [
        ("۱۲/۲", IN_1403, "ambiguous_date"),  # the twelfth of the second, or the second of the twelfth
        ("۲۵/۰۴", YearHelp(), "ambiguous_date"),
        ("۲۵/۱۳", IN_1403, "invalid_date"),
        ("10-15", IN_1403, "invalid_date"),
        ("1.5", IN_1403, "invalid_date"),
        ("31/7", IN_1403, "invalid_date"),
    ],
)
def test_a_day_that_may_be_two_or_none_is_left(written: str, help_: YearHelp, issue: str) -> None:
    assert read_date_cell(written, help_).issue == issue


def test_days_of_the_column_tell_how_its_days_are_turned() -> None:
    assert day_comes_first(["12/2", "25/4", "۱۴۰۳/۰۲/۰۱", 5]) is True
    assert day_comes_first(["2/12", "4/25"]) is False
    assert day_comes_first(["25/4", "4/25"]) is None
    day_first = YearHelp(frozenset({1403}), frozenset({1403}), day_first=True)
    assert str(read_date_cell("۱۲/۲", day_first).value) == "2024-05-01"


def test_a_day_of_a_term_is_of_its_sessions_year() -> None:
    early, late = resolutions(lines_of(register("مهلت", "۲۵/۰۵", "۲۵/۰۳", title="استان یزد")))
    assert (early["due_date"], early["due_source"]) == ("2024-08-15", "date")
    assert (late["due_date"], codes(late)) == (None, ["date_out_of_order"])


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("پرداخت شد ۱۵ مهر", "implemented"),
        ("در ۱۵ مهرماه ۱۴۰۳ پرداخت شد", "implemented"),
        ("تمدید گردید - ۲ آبان", "implemented"),
        ("تا ۱۵ مهر پرداخت می‌شود", "unknown"),
        ("پرداخت تا ۱۵ مهر", "unknown"),
        ("۱۵ مهر", "unknown"),
    ],
)
def test_a_day_beside_a_status_is_no_part_of_it(written: str, code: str) -> None:
    assert match_status(written).code == code


@pytest.mark.parametrize("written", ["کارگروه تسهیل استان ایلام", "ستاد تسهیل کشور"])
def test_a_column_of_those_who_decided_names_nobody_to_act(written: str) -> None:
    rows = [["ردیف", "مرجع", "نام واحد", "مصوبه", "وضعیت"]]
    rows += [[1, written, "شرکت نخ", "بدهی تقسیط شود", "اجرا شد"], [2, written, "شرکت نان", "وام بدهد", "اجرا نشد"]]
    for line in resolutions(lines_of(xlsx({"بانک سپه": S(rows)}))):
        assert [agency["agency_id"] for agency in line["agencies"]] == ["B_SEPAH"]
        assert line["raw"]["level"] == written


def test_a_column_of_bodies_to_act_stays_one() -> None:
    rows = [["ردیف", "مرجع", "نام واحد", "مصوبه", "وضعیت"]]
    rows += [[1, "امور مالیاتی", "شرکت نخ", "بدهی تقسیط شود", "اجرا شد"]]
    [line] = resolutions(lines_of(xlsx({"الف": S(rows)})))
    assert [agency["agency_id"] for agency in line["agencies"]] == ["TAX"]


@pytest.mark.parametrize(
    ("cell", "heading", "rial", "lacks"),
    [
        (12.5, "مبلغ (ریال)", None, True),  # a fraction of a rial: the unit is another
        ("۱۲/۵ تومان", "مبلغ", None, True),
        (12.5, "مبلغ (میلیون ریال)", 12_500_000, False),
        (1234567.8, "مبلغ (ریال)", 1234568, False),
        (12, "مبلغ (ریال)", 12, False),
        ("۱۲/۵ میلیارد تومان", "مبلغ", 125_000_000_000, False),
    ],
)
def test_a_fraction_of_a_rial_is_no_amount(cell: Any, heading: str, rial: int | None, lacks: bool) -> None:
    assert read_amount(cell, unit_in(heading)) == (rial, lacks)


def test_a_row_has_the_colour_of_its_own_cells_not_of_those_merged_from_above() -> None:
    rows = [
        ["سبز: اجرا شده", "قرمز: اجرا نشده"],
        ["ردیف", "نام واحد", "شهرستان", "مصوبه", "دستگاه"],
        [1, "شرکت نخ", "یزد", "وام بدهد", "بانک ملی"],
        ["", "", "", "برق وصل شود", "توزیع برق"],
    ]
    green, red = "00B050", "FF0000"
    fills: dict[str | int, str] = {3: green} | {f"{c}4": green for c in "ABC"} | {f"{c}4": red for c in "DE"}
    sheet = S(rows, merges=["A3:A4", "B3:B4", "C3:C4"], fills=fills)
    read = resolutions(lines_of(xlsx({"الف": sheet})))
    assert [line["status"] for line in read] == ["implemented", "not_implemented"]
    assert [line["unit_name"] for line in read] == ["شرکت نخ", "شرکت نخ"]


@pytest.mark.parametrize(
    ("line", "number", "day"),
    [
        ("جلسه ۵-۱۴۰۳/۰۶/۱۹", "5", "2024-09-09"),
        ("جلسه ۵/۱۴۰۳/۰۶/۱۹", "5", "2024-09-09"),
        ("جلسه ۵ و ۶-۱۴۰۳.۶.۱۹", "5,6", "2024-09-09"),
        ("جلسه5_14030619", "5", "2024-09-09"),
        ("جلسه ۵ (۱۴۰۳۰۶۱۹)", "5", "2024-09-09"),
        ("جلسه ۱۲-۱۴۰۳", "12", None),  # a number and a year
        ("جلسه ۱۹-۶-۱۴۰۳", None, "2024-09-09"),  # a day, and no number before it
        ("نامه ۱۴۰۳۰۶۱۹", None, None),  # a letter's number
    ],
)
def test_a_number_joined_with_its_day_is_a_session(line: str, number: str | None, day: str | None) -> None:
    said = read_line(line, YearHelp())
    assert (said.session_no, said.session_date and said.session_date.isoformat()) == (number, day)


@pytest.mark.parametrize(
    ("name", "number"),
    [("ش۵-۱۴۰۳.۰۶.۱۹", "5"), ("شماره 5 (1403.06.19)", "5"), ("ش ۵", None), ("شهرک ۵ ۱۴۰۳.۰۶.۱۹", None), ("5-1403.06.19", None)],
)  # fmt: skip
def test_a_sheet_named_by_a_short_number_and_its_day(name: str, number: str | None) -> None:
    assert read_line(names_in_full([name])[0], YearHelp()).session_no == number


def test_a_session_cell_of_a_number_joined_with_its_day() -> None:
    rows = [["جلسه و تاریخ", "نام واحد", "مصوبه", "دستگاه"], ["۵-۱۴۰۳/۰۶/۱۹", "شرکت نخ", "وام بدهد", "بانک ملی"]]
    [line] = resolutions(lines_of(xlsx({"الف": S(rows)})))
    assert (line["session_no"], line["session_date"]) == ("5", "2024-09-09")


@pytest.mark.parametrize(
    ("heading", "field"),
    [("ت نشست", "session_date"), ("ت. پیگیری", "report_date"), ("ت سررسید", "due_date"), ("ت", None), ("ت م", None)],
)
def test_a_day_in_short_headings(heading: str, field: str | None) -> None:
    found = best(heading)
    assert (found.field if found else None) == field


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("از ۱۴۰۳/۹/۱ تا ۱۴۰۳/۱۰/۱", "2024-12-21"),
        ("۳۰ آذر لغایت ۱۵ دی", "2025-01-04"),
        ("۱۰ تا ۱۲ دی", "2025-01-01"),
        ("از افتتاح حساب تا ۱۵ دی", None),
        ("ماهانه", None),
    ],
)
def test_of_two_days_the_later_is_the_term(written: str, day: str | None) -> None:
    due = read_due(written, session=datetime.date(2024, 11, 1), notified=None, help_=IN_1403)
    assert (due.value and due.value.isoformat()) == day


@pytest.mark.parametrize(
    ("written", "code", "is_ambiguous"),
    [
        ("بازدید انجام شد", "unknown", True),  # a visit settles nothing by itself
        ("کارشناسی صورت گرفت", "unknown", True),
        ("استعلام انجام شد", "unknown", True),
        ("مکاتبات انجام شد", "notified", False),
        ("تقسیط انجام شد", "implemented", False),
        ("دارد انجام می‌شود", "in_progress", False),
        ("واحد پیگیری نکرده است", "withdrawn", False),
        ("قبول نکرد", "refused", False),
    ],
)
def test_what_was_done_on_the_way_is_not_the_resolution(written: str, code: str, is_ambiguous: bool) -> None:
    match = match_status(written)
    assert (match.code, match.is_ambiguous) == (code, is_ambiguous)


@pytest.mark.parametrize(
    ("resolution", "status", "code"),
    [
        ("از کارخانه بازدید انجام شود", "بازدید انجام شد", "implemented"),
        ("برق وصل شود", "بازدید انجام شد", "unknown"),
        ("پیگیری انجام شود", "پیگیری انجام شد", "unknown"),
    ],
)
def test_a_visit_is_the_resolution_where_it_was_decided(resolution: str, status: str, code: str) -> None:
    rows = [["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"], [1, "شرکت نخ", resolution, "توزیع برق", status]]
    [line] = resolutions(lines_of(xlsx({"الف": S(rows)})))
    assert line["status"] == code


@pytest.mark.parametrize(
    ("problem", "codes_"),
    [
        ("سوخت ماشین‌آلات", ("ENERGY.FUEL",)),
        ("اختلاف کارگر و کارفرما", ("LABOUR",)),
        ("بازگشایی حساب مسدود شده", ("BANK.ARREARS",)),
        ("طلب از شهرداری بابت پیمان", ("PROCUREMENT",)),
        ("آلایندگی فاضلاب", ("ENV",)),
        ("احداث تقاطع ورودی", ("TRANSPORT",)),
    ],
)
def test_problems_in_common_words(problem: str, codes_: tuple[str, ...]) -> None:
    assert classify(problem) == codes_


def test_rows_of_earlier_sessions_under_a_title_that_names_the_last_are_no_conflict() -> None:
    head = [["مصوبات کارگروه تا جلسه ۱۴"], ["ردیف", "جلسه", "نام واحد", "مصوبه", "دستگاه"]]
    rows = [[n, number, "شرکت نخ", "وام بدهد", "بانک ملی"] for n, number in enumerate((12, 13, 14), 1)]
    assert [codes(line) for line in resolutions(lines_of(xlsx({"الف": S(head + rows)})))] == [[], [], []]
    one_differs = [[n, number, "شرکت نخ", "وام بدهد", "بانک ملی"] for n, number in enumerate((14, 13, 14), 1)]
    read = resolutions(lines_of(xlsx({"الف": S(head + one_differs)})))
    assert [codes(line) for line in read] == [[], ["session_conflict"], []]
    read = resolutions(lines_of(xlsx({"جلسه ۱۴": S(head[1:] + rows)})))
    assert [codes(line) for line in read] == [["session_conflict"], [], []]


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("money_without_unit", "12.5", "اعشار"),
        ("money_without_unit", "۱۲٫۵ تومان", "اعشار"),
        ("money_without_unit", "5000", "نوشته نشده"),
        ("unknown_column", "I", "ستون I عنوان ندارد"),
        ("unknown_column", "شماره صندوق", "«شماره صندوق» شناخته نشد"),
        ("unknown_column", "CEO Mail", "شناخته نشد"),
    ],
)
def test_the_sender_is_told_what_is_wrong(code: str, value: str, words: str) -> None:
    assert words in message(code, value).what


@pytest.mark.parametrize("written", ["۱/۵", "10-15", "1.5"])
def test_parts_of_months_and_spans_of_days_are_no_day(written: str) -> None:
    for heading in ("مهلت (ماه)", "مهلت (روز)"):
        [line] = resolutions(lines_of(register(heading, written)))
        assert (line["due_date"], codes(line)) == (None, ["invalid_date"])


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("وضع پیشرفت", "status"),
        ("فرجام کار", "status"),
        ("ضریب تحقق", "progress_pct"),
        ("عهده دار اجرا", "agency"),
        ("حکم کارگروه", "resolution_text"),
        ("علت طرح", "problem_text"),
        ("علت تأخیر", "obstacle"),
        ("مراجعه‌کننده", "unit_name"),
        ("روز اجرا", "implemented_date"),
        ("تاریخ برپایی", "session_date"),
        ("نوبت", "session_no"),
        ("نوبت اقدام", None),
        ("اقدام به عمل آمده", "action_text"),
    ],
)
def test_headings_of_clerks_in_other_words(heading: str, field: str | None) -> None:
    found = best(heading)
    assert (found.field if found else None) == field


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("به ثمر رسید", "implemented"),
        ("به ثمر نرسید", "not_implemented"),
        ("نیمی پرداخت شد", "partial"),
        ("اصلاح نشد", "not_implemented"),
        ("اصلاح شد", "superseded"),
        ("مفاصاحساب داده نشد", "not_implemented"),
        ("قول داده شد", "unknown"),  # a promise
        ("ملغی‌الاثر", "cancelled"),
    ],
)
def test_statuses_of_clerks_in_other_words(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(
    ("written", "rial"),
    [
        ("12 m rial", 12_000_000),
        ("12m rials", 12_000_000),
        ("3 bn IRR", 3_000_000_000),
        ("500 mln toman", 5_000_000_000),
        ("40 k toman", 400_000),
        ("12 rial", 12),
        ("12 iranian rials", 12),
        ("12 xm rial", None),  # a scale that is not known
    ],
)
def test_short_scales_in_latin_letters(written: str, rial: int | None) -> None:
    assert read_amount(written, None) == (rial, rial is None)


def test_a_letter_that_ends_a_word_is_no_scale() -> None:
    assert unit_in("sum_rial") == (1, 1)
    assert unit_in("amount (bn IRR)") == (1_000_000_000, 1)


@pytest.mark.parametrize(
    ("heading", "rial"),
    [
        ("Amount (IRR million)", 10**6),
        ("Amount in millions of rials", 10**6),
        ("Loan (Toman, billions)", 10**10),
        ("مبلغ (ریال - میلیون)", 10**6),
        ("مبلغ ریال (میلیارد)", 10**9),
        ("Amount (IRR)", 1),
        ("IRR minutes", 1),
        ("مبلغ ریال", 1),
        ("مبلغ ریال میلیون نفر", 1),
    ],
)
def test_the_scale_of_a_heading_may_stand_behind_its_currency(heading: str, rial: int) -> None:
    unit = unit_in(heading)
    assert unit is not None and unit.rial == rial


@pytest.mark.parametrize(("written", "rial"), [("IRR 500 million", 5 * 10**8), ("IRR 12,000", 12000), ("12 IRR", 12)])
def test_a_number_may_stand_between_the_currency_and_its_scale(written: str, rial: int) -> None:
    assert read_amount(written, None) == (rial, False)


HEADINGS = ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت"]


def statuses(*written: str, headings: list[str] = HEADINGS, more: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """The resolutions of a register of the session of 1404-06-01 with these statuses."""
    rows = [
        [n, "5", "1404/06/01", f"کارخانه شماره {n} قم", "بدهی تقسیط شود", "بانک ملی", status, *more]
        for n, status in enumerate(written, 1)
    ]
    return resolutions(lines_of(xlsx({"مصوبات": [headings, *rows]})))


def test_a_status_may_tell_the_day_on_which_it_was_carried_out() -> None:
    told = statuses(
        "اجرا شده در ۱۴۰۴/۰۷/۱۸", "انجام شد (۱۴۰۴/۶/۲۵)", "اجرا شد طی نامه ۱۲۳ مورخ ۱۴۰۴/۷/۲", "در حال اجرا تا ۱۴۰۴/۰۷/۱۸",
        "اجرا شد - ۱۴۰۳/۰۵/۱۰", "اجرا شد به تاریخ ۱۴۰۴/۱۳/۱۰", "اجرا شد",
    )  # fmt: skip
    assert [line["implemented_date"] for line in told] == ["2025-10-10", "2025-09-16", *[None] * 5]
    assert [codes(line) for line in told] == [[], [], [], [], ["date_out_of_order"], ["invalid_date"], []]
    assert told[0]["cells"]["implemented_date"] == told[0]["cells"]["status"] == "G2"
    assert told[0]["raw"]["implemented_date"] == "اجرا شده در ۱۴۰۴/۰۷/۱۸"


def test_a_day_in_its_own_column_counts_before_one_in_the_status() -> None:
    told = statuses("اجرا شده در ۱۴۰۴/۰۷/۱۸", headings=[*HEADINGS, "تاریخ اجرا"], more=("1404/07/20",))
    assert [line["implemented_date"] for line in told] == ["2025-10-12"]


@pytest.mark.parametrize(
    ("numbers", "sessions"),
    [
        (("18", "18", "18", "19", "20"), ["18", "18", "18", "19", "20"]),
        (("1", "2", "3", "4", "5"), [None] * 5),  # they count the rows
    ],
)
def test_numbers_beside_the_sessions_day_that_repeat_are_the_sessions(
    numbers: tuple[str, ...], sessions: list[str | None]
) -> None:
    rows = [
        ["1404/06/12", number, f"کارخانه شماره {n} ایلام", "بانک ملی: بدهی تقسیط شود", "اجرا شد"]
        for n, number in enumerate(numbers, 1)
    ]
    headings = ["تاریخ برگزاری", "شماره", "شرکت", "مصوبه و دستگاه مسئول", "وضعیت"]
    lines = lines_of(xlsx({"پیگیری": [headings, *rows]}))
    assert [line["session_no"] for line in resolutions(lines)] == sessions
