"""The readers of values: what each written form means, and that no text breaks them."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.persian.jalali import from_gregorian, to_gregorian
from ingestion.reference.national_id import is_valid_national_id
from ingestion.workbooks.context import province_of, province_of_file_name, read_line, session_in
from ingestion.workbooks.grid import Cell
from ingestion.workbooks.headings import best, measure_of
from ingestion.workbooks.values.bodies import bodies_in_cell
from ingestion.workbooks.values.counties import split_county
from ingestion.workbooks.values.dates import YearHelp, read_date_cell, years_in
from ingestion.workbooks.values.due import read_due, unit_days_of
from ingestion.workbooks.values.identifiers import read_national_id, read_number_text, read_session_no
from ingestion.workbooks.values.money import read_amount, unit_in
from ingestion.workbooks.values.percents import is_fraction_column, read_percent

HELP = YearHelp(frozenset({1404}), frozenset({1404}))
NONE = YearHelp()
KHORDAD_10 = datetime.date(2025, 5, 31)

CELLS = st.one_of(
    st.text(max_size=60),
    st.text(alphabet="۰۱۲۳۴۵۶۷۸۹0123456789/-.: تیرمهرماهروزهفتهپایانجلسه،()\u200c", max_size=40),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(min_value=-(10**12), max_value=10**12),
    st.booleans(),
    st.tuples(st.sampled_from(["date", "error", "formula"]), st.text(max_size=20)),
)


@pytest.mark.parametrize("cell", [
    "1404/3/10", "۱۴۰۴/۰۳/۱۰", "١٤٠٤/٠٣/١٠", "1404-03-10", "1404.3.10", "14040310", 14040310.0, "10/3/1404", "۱۰ خرداد ۱۴۰۴",
    "دهم خردادماه ۱۴۰۴", "شنبه ۱۰/۳/۱۴۰۴", "04/3/10", "۰۴/۰۳/۱۰", "404/3/10", 45808.0, "45808", ("date", "2025-05-31"),
    ("date", "2004-03-10"), ("date", "2010-04-03"), ("date", "1404-03-10"), "2025-05-31", "2025-05-31 00:00:00", "10/3/04",
    40310.0, "مورخ ۱۴۰۴/۰۳/۱۰", "1404/03/1O",
])  # fmt: skip
def test_forms_of_one_day(cell: Cell) -> None:
    assert read_date_cell(cell, HELP).value == KHORDAD_10


@pytest.mark.parametrize(("cell", "issue"), [
    ("1404/13/1", "invalid_date"), ("1404/12/30", "invalid_date"), ("امروز", "invalid_date"), (17.0, "invalid_date"),
    ("04/3/10", "ambiguous_date"), ("خرداد ۱۴۰۴", "ambiguous_date"), ("اسفندماه", "ambiguous_date"),
    (("date", "2004-03-10"), "ambiguous_date"), ("۱۰ خرداد", "ambiguous_date"), ("2025-13-01", "invalid_date"),
])  # fmt: skip
def test_what_states_no_day(cell: Cell, issue: str) -> None:
    assert read_date_cell(cell, NONE) == (None, issue, read_date_cell(cell, NONE).year)


def test_ninety_eight_needs_no_help() -> None:
    assert read_date_cell("98/1/2", NONE).value == datetime.date(2019, 3, 22)
    assert read_date_cell("98/5/5", HELP).value == datetime.date(2019, 7, 27)


@given(st.dates(datetime.date(2012, 1, 1), datetime.date(2035, 1, 1)), st.sampled_from("/-."))
def test_a_full_date_survives_writing(day: datetime.date, mark: str) -> None:
    written = mark.join(map(str, from_gregorian(day)))
    assert read_date_cell(written, NONE).value == day
    assert read_date_cell(("date", day.isoformat()), NONE).value in (day, None)


@pytest.mark.parametrize(("written", "day", "source"), [
    ("60 days", "2025-07-30", "duration"), ("within 2 weeks", "2025-06-14", "duration"), ("1 month", "2025-06-30", "duration"),
    ("یک ماه", "2025-06-30", "duration"), ("دو ماه", "2025-07-30", "duration"), ("دو هفته", "2025-06-14", "duration"),
    ("۱۵ روز پس از ابلاغ", "2025-06-15", "duration"), ("ظرف ۱۰ روز", "2025-06-10", "duration"), ("یک ماهه", "2025-06-30", "duration"),
    ("یک ماه و نیم", "2025-07-15", "duration"), ("۴۸ ساعت", "2025-06-02", "duration"), ("حداکثر ظرف مدت یک ماه", "2025-06-30", "duration"),
    ("فوری", "2025-06-07", "phrase"), ("تا پایان مرداد", "2025-08-22", "phrase"), ("پایان شهریورماه", "2025-09-22", "phrase"),
    ("تا پایان سال", "2026-03-20", "phrase"), ("تا پایان تیر ۱۴۰۵", "2026-07-22", "phrase"), ("آخر تیر", "2025-07-22", "phrase"),
    ("از ابلاغ به مدت یک ماه", "2025-06-30", "duration"), ("۱۵ تیر ماه سال جاری", "2025-07-06", "date"),
    ("تا پایان روز ۱۴۰۴/۴/۱۵", "2025-07-06", "date"), ("قبل از ۱۴۰۴/۰۴/۱۵", "2025-07-06", "date"),
    ("تا پایان سال جاری", "2026-03-20", "phrase"), ("پس از یک ماه", "2025-06-30", "duration"),
    ("one month", "2025-06-30", "duration"), ("within two weeks of notification", "2025-06-14", "duration"), ("Urgent", "2025-06-07", "phrase"),
    ("پایان سه‌ماهه دوم", "2025-09-22", "phrase"), ("تا پایان سه ماهه چهارم ۱۴۰۳", "2025-03-20", "phrase"), ("به قید فوریت", "2025-06-07", "phrase"),
    ("۱۴۰۴/۴/۱۵ (تمدید شده)", "2025-07-06", "date"), ("حداکثر تا ۱۴۰۴/۰۵/۰۱", "2025-07-23", "date"), ("۲۰ مرداد", "2025-08-11", "date"), ("10 تا 12 مرداد", "2025-08-03", "date"),
])  # fmt: skip
def test_due_texts(written: str, day: str, source: str) -> None:
    due = read_due(written, session=KHORDAD_10, notified=None, help_=HELP)
    assert (due.value and due.value.isoformat(), due.source, due.issue) == (day, source, None)


@pytest.mark.parametrize(("written", "day"), [
    ("پایان برج ۶", "2025-09-22"),
    ("تا آخر برج شش", "2025-09-22"),
])  # fmt: skip
def test_months_by_number(written: str, day: str) -> None:
    due = read_due(written, session=KHORDAD_10, notified=None, help_=HELP)
    assert (due.value and due.value.isoformat(), due.source, due.issue) == (day, "phrase", None)


@pytest.mark.parametrize("written", ["نیمه آبان", "تا نیمه آبان‌ماه", "اواسط آبان ۱۴۰۴", "حداکثر تا اواسط ماه آبان"])
def test_the_middle_of_a_month_is_its_fifteenth_day(written: str) -> None:
    due = read_due(written, session=KHORDAD_10, notified=None, help_=HELP)
    assert due == (datetime.date(2025, 11, 6), "phrase", None)


@pytest.mark.parametrize(
    "written",
    ["نیمه دوم آبان", "نیمه اول آبان", "نیمه سال", "نیمه شعبان", "پایان برج ۱۳", "پایان برج میلاد", "اوایل آبان"],
)
def test_no_day_is_made_of_a_stretch_of_time(written: str) -> None:
    assert read_due(written, session=KHORDAD_10, notified=None, help_=HELP).value is None


@pytest.mark.parametrize(("written", "day"), [
    ("۱۵ روز پس از دریافت مصوبه", "2025-06-15"), ("۲۰ روز کاری پس از ابلاغ صورت‌جلسه", "2025-06-20"), ("۱۰ روز از تاریخ جلسه", "2025-06-10"),
    ("دو هفته از این تاریخ", "2025-06-14"), ("یک ماه دیگر", "2025-06-30"), ("هفته آینده", "2025-06-07"),
])  # fmt: skip
def test_durations_that_run_from_the_decision(written: str, day: str) -> None:
    due = read_due(written, session=KHORDAD_10, notified=None, help_=HELP)
    assert (due.value and due.value.isoformat(), due.source, due.issue) == (day, "duration", None)


@pytest.mark.parametrize("written", [
    "یک ماه پس از تکمیل مدارک", "تا یک هفته بعد از هفته دولت", "۱۰ روز از شروع به کار", "۱۵ روز مانده به پایان سال", "دو هفته قبل از افتتاح",
    "دو هفته یکبار", "هر ۱۵ روز", "هر دو هفته یک بار", "ماهی یک بار، هر یک ماه",
])  # fmt: skip
def test_durations_from_an_event_or_over_and_over_have_no_day(written: str) -> None:
    assert read_due(written, session=KHORDAD_10, notified=None, help_=HELP) == (None, None, None)


@pytest.mark.parametrize("written", ["تا هفته دولت", "هفته وحدت", "هفته اول مهر", "سه ماه گذشته"])
def test_named_weeks_and_parts_of_a_year_are_no_durations(written: str) -> None:
    assert read_due(written, session=KHORDAD_10, notified=None, help_=HELP) == (None, None, "invalid_date")


@pytest.mark.parametrize(
    "written",
    [
        "سه ماهه اول سال", "شش ماه دوم", "سه‌ماهه چهارم", "نیمه دوم سال", "نیمه اول سال ۱۴۰۴", "پاییز", "تا تابستان ۱۴۰۴",
        "فصل زمستان", "دهه اول مهر", "نیمه دوم مهرماه", "نیم‌سال دوم",
    ],
)  # fmt: skip
def test_a_stretch_of_the_year_leaves_the_day_open(written: str) -> None:
    assert read_due(written, session=KHORDAD_10, notified=None, help_=HELP) == (None, None, "ambiguous_date")


@pytest.mark.parametrize(
    ("written", "day", "source"),
    [
        ("پایان سه‌ماهه چهارم", "2026-03-20", "phrase"),
        ("پایان پاییز", "2025-12-21", "phrase"),
        ("سه ماهه", "2025-08-29", "duration"),
        ("شش ماه", "2025-11-27", "duration"),
        ("نیمه مهر", "2025-10-07", "phrase"),
        ("در مهلت مقرر قانونی", None, None),
    ],
)
def test_ends_durations_and_appointed_terms_keep_their_day(written: str, day: str | None, source: str | None) -> None:
    due = read_due(written, session=KHORDAD_10, notified=None, help_=HELP)
    assert (due.value.isoformat() if due.value else None, due.source, due.issue) == (day, source, None)


def test_a_duration_runs_from_the_notification() -> None:
    notified = KHORDAD_10 + datetime.timedelta(days=5)
    assert read_due("یک هفته", session=KHORDAD_10, notified=notified, help_=HELP).value == datetime.date(2025, 6, 12)


@pytest.mark.parametrize(
    "written",
    [
        "مستمر",
        "ongoing",
        "TBD",
        "مهلت مقرر",
        "-",
        "",
        "در اسرع وقت",
        "هر چه سریع‌تر",
        "نامشخص",
        "پس از تأمین اعتبار",
        "تا اطلاع ثانوی",
        "تا حصول نتیجه",
    ],
)
def test_no_due_date_and_no_issue(written: str) -> None:
    assert read_due(written, session=KHORDAD_10, notified=None, help_=HELP) == (None, None, None)


@pytest.mark.parametrize(("heading", "field"), [
    ("سرمایه گذار", "unit_name"), ("درخواست کننده", "unit_name"), ("مشخصات واحد", "unit_name"), ("دستور جلسه", "problem_text"),
    ("شرح گرفتاری", "problem_text"), ("گرفتاری‌های واحد", "problem_text"), ("ادارات ذیربط", "agency"), ("زمان تعهد شده", "due_date"),
    ("نتیجه تا این تاریخ", "status"), ("نتیجه تاکنون", "status"), ("نتیجه این جلسه", "resolution_text"),
    ("مقرر گردید", "resolution_text"), ("بانک", "agency"), ("اداره کل", "agency"), ("اقدام دستگاه", "action_text"),
    ("دستگاه اقدام کننده", "agency"), ("اجرا/عدم اجرا", "status"), ("وضعیت مصوبه تا این تاریخ", "status"),
    ("تاریخ ارسال صورتجلسه", "notify_date"), ("شماره بند صورتجلسه", "resolution_no"), ("تاریخ رفع مشکل", "implemented_date"),
    ("زمان تعیین شده", "due_date"), ("طبقه بندی", "problem_category"), ("واحد متقاضی و شهرستان", "unit_name"),
    ("shomare_mosavabe", "resolution_no"), ("tarikhJalase", "session_date"), ("shenase_melli", "unit_national_id"),
    ("سرمایه‌گذاری (میلیارد ریال)", "amount"), ("تسهیلات (م.ر)", "amount"), ("تعهد بانک", "resolution_text"), ("٪", "progress_pct"),
    ("شماره و تاریخ ابلاغ", "notify_date"), ("صاحب درخواست", "unit_name"), ("دستگاه متعهد", "agency"), ("نتیجه مذاکرات", "resolution_text"),
    ("خلاصه مشکل", "problem_text"), ("مفاد مصوبه", "resolution_text"), ("Last Update", "report_date"), ("زمان پاسخ دستگاه", "report_date"),
    ("نام واحد و نوع فعالیت", "unit_name"), ("پیشنهاد کارگروه", "resolution_text"), ("مصوب شد", "resolution_text"),
    ("مبلغ مصوب", "amount"), ("سرمایه در گردش مورد نیاز", "amount"), ("حوزه مسئول", "agency"), ("مصوبه و مهلت", "resolution_text"),
    ("vaziat_ejra", "status"), ("tarikh_ejra", "implemented_date"), ("darsad_pishraft", "progress_pct"),
    ("تحقق", "progress_pct"), ("تحقق مصوبه", "progress_pct"), ("% تحقق", "progress_pct"), ("وضعیت تحقق مصوبه", "status"),
])  # fmt: skip
def test_what_headings_say(heading: str, field: str) -> None:
    meaning = best(heading)
    assert meaning is not None
    assert meaning.field == field


@pytest.mark.parametrize(("heading", "measure"), [
    ("تعداد تکالیف", "resolutions"), ("تعداد کل بندها", "resolutions"), ("تعداد مصوبات مرتبط", "resolutions"),
    ("تعداد مصوبات اجرا شده", None), ("تعداد پرسنل", None), ("تعداد واحد", None), ("درصد تحقق", "percent"),
])  # fmt: skip
def test_what_headings_of_figures_count(heading: str, measure: str | None) -> None:
    assert measure_of(heading) == measure


@pytest.mark.parametrize(("written", "province"), [
    ("Ardabil", "24"), ("Ardebil", "24"), ("Azarbayjan-e Sharqi", "03"), ("West Azerbaijan", "04"), ("Ghom", "25"), ("Khorasan Razavi", "09"),
    ("استان مرکزی", "00"), ("N/A", None), ("", None), ("Baku", None),
])  # fmt: skip
def test_provinces_in_either_alphabet(written: str, province: str | None) -> None:
    assert province_of(written) == province


@pytest.mark.parametrize(("name", "province"), [
    ("گزارش_hamedan.csv", "13"), ("Ghazvin-1404.xlsx", "26"), ("ardebil.xls", "24"), ("kermanshah.xlsx", "05"), ("kerman-2.ods", "08"),
    ("forms.xlsx", None), ("template.xlsx", None), ("mosavabat.xlsx", None), ("استان فارس.xlsx", "07"),
])  # fmt: skip
def test_provinces_in_file_names(name: str, province: str | None) -> None:
    assert province_of_file_name(name) == province


@pytest.mark.parametrize(("written", "unit", "county"), [
    ("روی‌سازان دندی (ماهنشان)", "روی‌سازان دندی", "ماهنشان"), ("انجیر خشک / استهبان", "انجیر خشک", "استهبان"),
    ("آرد - نان - شیراز", "آرد - نان", "شیراز"), ("شرکت الف (سهامی خاص)", "شرکت الف (سهامی خاص)", None),
    ("پارس/ تولید ۲", "پارس/ تولید ۲", None), ("کبریت زنجان", "کبریت زنجان", None), ("چرم مشهد\nچناران", "چرم مشهد", "چناران"),
    ("/", "/", None), ("", "", None),
])  # fmt: skip
def test_a_county_beside_a_unit(written: str, unit: str, county: str | None) -> None:
    assert split_county(written) == (unit, county)


@given(st.text(alphabet="آبپ (۱۲)/-–،\n|\\\u200cشیراز", max_size=30))
def test_a_split_county_loses_no_letter(text: str) -> None:
    unit, county = split_county(text)
    letters = [sign for sign in text if sign.isalpha()]
    assert [sign for sign in unit + (county or "") if sign.isalpha()] == letters
    assert county is None or (unit.strip() and county.strip())


def test_a_heading_may_count_in_days() -> None:
    assert (unit_days_of("مهلت (روز)"), unit_days_of("مهلت به ماه"), unit_days_of("مهلت")) == (1, 30, 0)
    due = read_due(15.0, session=KHORDAD_10, notified=None, help_=HELP, unit_days=1)
    assert (due.value, due.source) == (datetime.date(2025, 6, 15), "duration")


@pytest.mark.parametrize(("written", "heading", "rial"), [
    (41000.0, "مبلغ (میلیون ریال)", 41_000_000_000), ("۲ میلیارد تومان", "مبلغ (میلیون ریال)", 20_000_000_000),
    ("۱/۵ میلیارد تومان", "", 15_000_000_000), ("45,000", "میلیون ریال", 45_000_000_000), ("۴۵٬۰۰۰", "م.ر", 45_000_000_000),
    ("2 همت", "", 20_000_000_000_000), ("یک و نیم میلیارد ریال", "", 1_500_000_000), ("5000", "هزار ریال", 5_000_000),
    ("۳۰۰ م.ت", "", 3_000_000_000), ("هفت میلیارد و پانصد میلیون ریال", "", 7_500_000_000), (12.5, "میلیارد تومان", 125_000_000_000),
    ("1250000000", "amount_rial", 1_250_000_000), ("12500000 ریال", "", 12_500_000),
    ("1,200,000", "mablagh_toman", 12_000_000), (250.0, "mablagh (miliard rial)", 250 * 10**9),
])  # fmt: skip
def test_amounts(written: Cell, heading: str, rial: int) -> None:
    assert read_amount(written, unit_in(heading)) == (rial, False)


def test_money_without_a_unit() -> None:
    assert read_amount("۴۵ میلیون", None) == (None, True)
    assert read_amount("۲۰ هزار", unit_in("میلیون ریال")) == (20_000_000_000, False)
    assert read_amount("۲۰ هزار", unit_in("ریال")) == (20_000, False)
    assert read_amount("۲ میلیون", unit_in("میلیون تومان")) == (20_000_000, False)
    assert read_amount("۲ میلیون", unit_in("میلیارد ریال")) == (2_000_000, False)
    assert read_amount(45.0, None) == (None, True)
    assert read_amount("به زودی", None) == (None, False)


@pytest.mark.parametrize(("cell", "is_fraction", "pct"), [
    (0.5, False, 50), (50.0, False, 50), ("۵۰٪", False, 50), (1.0, True, 100), (1.0, False, 1), ("٪۳۰", False, 30), ("۱۰۰", True, 100),
    ("50 درصد", False, 50), (120.0, False, None), ("نیمی", False, None),
    ("صفر درصد", False, 0), ("صفر", False, 0), ("صفر تا صد", False, None), ("چهل درصد", False, 40),
])  # fmt: skip
def test_per_cent(cell: Cell, is_fraction: bool, pct: float | None) -> None:
    assert read_percent(cell, is_fraction=is_fraction) == pct


def test_a_column_of_fractions() -> None:
    assert is_fraction_column([1.0, 0.6, 0.0])
    assert not is_fraction_column([1.0, 0.0])
    assert not is_fraction_column([0.5, 60.0])


@pytest.mark.parametrize(("cell", "value"), [
    ("14098112039", "14098112039"), (14098112039.0, "14098112039"), ("۱۴۰۹۸۱۱۲۰۳۹", "14098112039"), ("14098112039.0", "14098112039"),
    ("140 981 12039", "14098112039"), ("14098112038", None), ("1.41E+10", None), ("0012345678", None), ("۱۴۰۹", None),
])  # fmt: skip
def test_national_ids(cell: Cell, value: str | None) -> None:
    assert read_national_id(cell).value == value


@pytest.mark.parametrize(("cell", "number"), [
    (5.0, "5"), ("۲۵ و ۲۶", "25,26"), ("چهارم", "4"), ("25-26", "25,26"), ("۲۵،۲۶", "25,26"), ("بیست و پنجم و بیست و ششم", "25,26"),
    ("جلسه دوازدهم", "12"),
])  # fmt: skip
def test_session_numbers(cell: Cell, number: str) -> None:
    assert read_session_no(cell) == number


@pytest.mark.parametrize(("first", "then"), [(True, 1), (1, True), (1.0, True), (False, 0.0)])
def test_a_truth_value_is_not_the_number_that_equals_it(first: Cell, then: Cell) -> None:
    as_text = {True: "TRUE", False: "FALSE"}
    for cell in (first, then, first):
        assert read_session_no(cell) == (as_text[cell] if isinstance(cell, bool) else str(int(cell)))  # type: ignore[arg-type]


@pytest.mark.parametrize(("line", "number"), [
    ("صورتجلسه چهارمین نشست کارگروه مورخ ۱۴۰۳/۰۳/۰۸", "4"), ("جلسه شماره ۶ - تاریخ ۱۴۰۳/۰۳/۲۲", "6"), ("جلسات ششم و هفتم مورخ ۷ تیر", "6,7"),
    ("بیست و پنجمین و بیست و ششمین جلسه کارگروه", "25,26"), ("جلسه مورخ ۱۴۰۴/۰۳/۱۰", None), ("کارگروه استان یزد - ۱۹ تیر ۱۴۰۳", None),
    ("جلسه ۱۹ تیر ۱۴۰۳", None), ("گزارش ۲۷ مصوبه", None), ("جلسه ۲۱ - ۱۴۰۳/۰۷/۱۸", "21"), ("نشست ۱۱ - ۵ دی", "11"),
    ("جلسه مورخ ۱۴۰۳/۱/۲۶ - شماره ۱", "1"), ("جلسه فوق‌العاده، شماره پنج", "5"), ("جلسه کارگروه تسهیل شماره ۱۲", "12"),
    ("جلسه مورخ ۱۴۰۳/۱/۲۶ - ۱۲ مصوبه", None), ("جلسه ۱۴۰۳/۱/۲۶ نامه شماره ۴۴", None),
    ("نشست ۴۱ - دهم مهرماه ۱۴۰۳", "41"), ("نشست 42 - 24 مهر 1403", "42"), ("جلسه ۵ و ۶ - دوازدهم مهر ۱۴۰۳", "5,6"),
    ("مصوبات دویست و بیست و ششمین و دویست و بیست و هفتمین جلسات کارگروه", "226,227"), ("دویست و سی و سومین جلسه", "233"),
    ("سی و یکمین سالگرد و نهمین جلسه", "9"),
])  # fmt: skip
def test_sessions_that_a_line_names(line: str, number: str | None) -> None:
    assert session_in(line) == number


def test_a_report_day_is_no_session_day() -> None:
    said = read_line("گزارش مصوبات کارگروه تا ۱۴۰۴/۰۳/۳۱", NONE)
    assert (said.session_date, said.as_of_on) == (None, datetime.date(2025, 6, 21))
    said = read_line("وضعیت مصوبات تا پایان خرداد ۱۴۰۴", NONE)
    assert said.as_of_on == to_gregorian(1404, 3, 31)


@settings(max_examples=300)
@given(CELLS)
def test_no_cell_breaks_a_reader(cell: Cell) -> None:
    reading = read_date_cell(cell, HELP)
    assert reading.value is None or isinstance(reading.value, datetime.date)
    due = read_due(cell, session=KHORDAD_10, notified=None, help_=HELP)
    assert (due.value is None) == (due.source is None)
    amount = read_amount(cell, unit_in("میلیون ریال"))
    assert amount.rial is None or isinstance(amount.rial, int)
    pct = read_percent(cell, is_fraction=False)
    assert pct is None or 0 <= pct <= 100
    found = read_national_id(cell).value
    assert found is None or is_valid_national_id(found)
    assert read_session_no(cell) != ""
    assert read_number_text(cell) != ""


@settings(max_examples=200)
@given(st.text(max_size=120))
def test_no_line_breaks_the_reader_of_titles(text: str) -> None:
    assert read_line(text, HELP).text == text


@pytest.mark.parametrize("written", ["2004-03-10", "2010-04-03", "2004/03/10", "2004-03-10 00:00:00"])
def test_a_day_of_these_years_in_letters_is_excels_wrong_guess_as_in_a_date_cell(written: str) -> None:
    assert read_date_cell(written, HELP).value == KHORDAD_10
    assert years_in([written]) == set()
    # where nothing is known of the years, what is written in full stands
    day = read_date_cell(written, NONE).value
    assert day is not None
    assert day.isoformat() == written[:10].replace("/", "-")


def test_a_day_in_letters_that_the_other_dates_contradict_is_not_guessed() -> None:
    assert read_date_cell("2009-07-21", HELP) == (None, "ambiguous_date", None)  # no order of 09, 07, 21 is of 1404
    assert read_date_cell("2009-07-21", YearHelp(frozenset({1388}), frozenset())).value == datetime.date(2009, 7, 21)


def test_terms_and_serial_days_in_persian_letters_and_digits() -> None:
    assert read_due("دو هفته‌ی دیگر", session=KHORDAD_10, notified=None, help_=HELP).value == datetime.date(2025, 6, 14)
    assert read_date_cell("۴۵۸۰۸", HELP).value == datetime.date(2025, 5, 31)
    assert read_date_cell("۱۲۳۴۵", HELP).value is None


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("الف- بانک ملی\nب- امور مالیاتی", ["B_MELLI", "TAX"]),
        ("الف) بانک ملی ب) تامین اجتماعی", ["B_MELLI", "SSO"]),
        ("الف: صمت، ب: جهاد", ["SMT", "JAHAD"]),
        ("بند ۱: صمت بند ۲: گاز", ["SMT", "GAS"]),
        ("بند الف: بانک ملی - بند ب: امور مالیاتی", ["B_MELLI", "TAX"]),
        ("مسئول: صمت همکار: گاز", ["SMT", "GAS"]),
        ("دستگاه متولی: میراث فرهنگی؛ دستگاه همکار: بانک ملی", ["HERITAGE", "B_MELLI"]),
        ("بانک عامل: کشاورزی", ["B_KESH"]),
        ("ب. ملی", ["B_MELLI"]),
        ("ب صادرات و ب. صنعت و معدن", ["B_SADERAT", "B_SANAT"]),
        ("تأمین اجتماعی شعبه یک و دو", ["SSO"]),
        ("اداره کل اقتصادی و دارایی", ["ECON"]),
        ("دارایی و گمرک", ["TAX", "CUSTOMS"]),
        ("صنعت و معدن و تجارت", ["SMT"]),
        ("خانه صنعت و معدن و تجارت", ["HOUSE"]),
        ("ج.کشاورزی، ت. اجتماعی، ح. محیط زیست", ["JAHAD", "SSO", "DOE"]),
        ("شرکت گاز - برق", ["GAS", "ELDIST"]),
        ("بانک عامل", [None]),
        ("دستگاه مسئول", [None]),
        ("ب. شیمی", [None]),
    ],
)
def test_labels_and_short_words_in_a_cell_of_bodies(text: str, ids: list[str | None]) -> None:
    assert [agency for agency, _, _ in bodies_in_cell(text).entries] == ids


@pytest.mark.parametrize("text", ["۱۰۰ هزار دلار", "۲۰۰۰ یورو", "$500", "1,200 mlrd", "12 million", "۵ میلیارد درهم"])
def test_other_money_and_unknown_words_are_no_rial(text: str) -> None:
    assert read_amount(text, unit_in("میلیون ریال")) == (None, True)


@pytest.mark.parametrize(
    ("text", "rial"),
    [
        ("500 rial", 500),
        ("2 billion toman", 2 * 10**10),
        ("معادل ۱۰ میلیارد ریال", 10**10),
        ("۵۰۰ م.ر", 5 * 10**8),
        ("۵۰۰", 5 * 10**8),
    ],
)
def test_own_money_beside_other_words_stays_money(text: str, rial: int) -> None:
    assert read_amount(text, unit_in("میلیون ریال")) == (rial, False)


def test_a_remark_behind_a_day_leaves_the_day() -> None:
    assert read_date_cell("۱۴۰۴/۳/۱۰ (فوق‌العاده)", HELP).value == KHORDAD_10
    assert read_date_cell("۱۴۰۴/۳/۱۰ (۱۴۰۴/۳/۱۲)", HELP).value is None
