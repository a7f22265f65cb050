import csv
import datetime
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.dates import find_dates, find_weekdays, read_date
from ingestion.persian.digits import to_persian_digits
from ingestion.persian.jalali import MONTHS, days_in_month, from_gregorian, to_gregorian

TENTH_OF_KHORDAD = datetime.date(2025, 5, 31)

Growth = Callable[[Callable[[int], object], int, int, float], float]


@pytest.mark.parametrize(
    "written",
    [
        "1404/3/10",
        "۱۴۰۴/۰۳/۱۰",
        "١٤٠٤/٠٣/١٠",
        "1404-03-10",
        "1404.3.10",
        "۱۴۰۴ / ۳ / ۱۰",
        "1404 03 10",
        "14040310",
        "10/3/1404",
        "۱۰-۰۳-۱۴۰۴",
        "۱۰ خرداد ۱۴۰۴",
        "۱۰خرداد۱۴۰۴",
        "10/خرداد/1404",
        "1404/خرداد/10",
        "۱۰ خرداد ماه ۱۴۰۴",
        "۱۰ خرداد ماه سال ۱۴۰۴",
        "دهم خردادماه ۱۴۰۴",
        "دهم خرداد‌ماه سال ۱۴۰۴",
        "دهم خردادماه یک هزار و چهارصد و چهار",
        "۱۰ خرداد سال یکهزار و چهارصد و چهار",
        "۱۰م خرداد ۱۴۰۴",
        "ده خرداد ۱۴۰۴",
        "شنبه ۱۰/۳/۱۴۰۴",
        "شنبه، دهم خرداد ۱۴۰۴",
        "شنبه مورخ ۱۴۰۴/۰۳/۱۰",
        "مورخ ۱۴۰۴/۳/۱۰",
        "تاریخ: ۱۴۰۴/۳/۱۰",
        "1404/03/1O",
        "14O4/o3/10",
        "404/3/10",
        "2025-05-31",
        "2025/5/31",
        "31/05/2025",
        "2025-05-31 00:00:00",
        "2025-05-31T10:00:00",
        "۳۱ مه ۲۰۲۵",
        "۳۱ می ۲۰۲۵",
        "31 May 2025",
        "31-May-2025",
        "May 31st 2025",
        "۱۴۰۴/۰۳/۱۰ - ۰۹:۱۹",
        "۱۴۰۴/۰۳/۱۰ ساعت ۱۰",
        "۱۴۰۴/۳/۱۰ (شنبه)",
        "(۱۴۰۴/۳/۱۰)",
        "۱۴۰۴/۳/۱۰ تا ۱۴۰۴/۳/۱۲",
        "۱۰ تا ۱۲ خرداد ۱۴۰۴",
        "۱۰ خرداد ۱۴۰۴ - 31 May 2025",
    ],
)
def test_every_way_of_writing_is_the_same_day(written: str) -> None:
    date = read_date(written)
    assert date is not None
    assert date.is_valid
    assert date.to_date() == TENTH_OF_KHORDAD
    assert date.precision == "day"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("بیست و پنجم آبان‌ماه ۱۴۰۳", (1403, 8, 25)),
        ("بیست‌وپنجم آبان ۱۴۰۳", (1403, 8, 25)),
        ("سی‌ام تیر ۱۴۰۴", (1404, 4, 30)),
        ("سی ام تیر ۱۴۰۴", (1404, 4, 30)),
        ("سی و یکم شهریور ۱۴۰۴", (1404, 6, 31)),
        ("اول مهر ۱۴۰۳", (1403, 7, 1)),
        ("یکم فروردين ۱۴۰۳", (1403, 1, 1)),
        ("هجدهم دى ۱۴۰۲", (1402, 10, 18)),
        ("۳۰ اسفند ۱۴۰۳", (1403, 12, 30)),
        ("پانزده اسفند ۱۴۰۳", (1403, 12, 15)),
        ("۵ امرداد ۱۴۰۴", (1404, 5, 5)),
    ],
)
def test_month_names_and_day_words(written: str, expected: tuple[int, int, int]) -> None:
    date = read_date(written)
    assert date is not None
    assert (date.year, date.month, date.day) == expected


@pytest.mark.parametrize(
    "written",
    [
        "1404/13/1",
        "1404/12/30",
        "1404/7/31",
        "1404/0/5",
        "1404/1/32",
        "01/03/4041",
        "۳۱ مهر ۱۴۰۴",
        "14041301",
        "1299/1/1",
    ],
)
def test_impossible_dates_say_so(written: str) -> None:
    date = read_date(written)
    assert date is not None
    assert not date.is_valid
    assert date.to_date() is None


@pytest.mark.parametrize(
    "written",
    ["", " ", "مستمر", "یک ماه", "۱۵ روز", "تا پایان خرداد", "45808", "1.5", "12", "۱۴۰۴/۳", "جلسه ۴", "اجرا شد",
     "۱۰ روز قبل", "مهلت مقرر", "2 میلیارد", "مصوبه مورخ ۱۴۰۴/۳/۱۰ جلسه چهارم", "x" * 500],
)  # fmt: skip
def test_other_texts_are_no_date(written: str) -> None:
    assert read_date(written) is None


@pytest.mark.parametrize(
    ("written", "digits", "context", "expected"),
    [
        ("04/3/10", 2, 1404, "2025-05-31"),
        ("۰۴/۰۳/۱۰", 2, 1403, "2025-05-31"),
        ("98/3/10", 2, 1400, "2019-05-31"),
        ("10/3/98", 2, 1398, "2019-05-31"),
        ("۱۰ خرداد ۰۴", 2, 1404, "2025-05-31"),
        ("404/3/10", 3, None, "2025-05-31"),
        ("۱۰ خرداد", 0, 1404, "2025-05-31"),
    ],
)
def test_short_years_need_a_context(written: str, digits: int, context: int | None, expected: str) -> None:
    date = read_date(written)
    assert date is not None
    assert date.n_year_digits == digits
    if context is not None:
        assert date.to_date() is None
    found = date.to_date(context)
    assert found is not None
    assert found.isoformat() == expected


def test_two_digit_dates_keep_the_other_order() -> None:
    date = read_date("04/3/10")
    assert date is not None
    assert date.other_order is not None
    assert (date.other_order.year, date.other_order.day) == (10, 4)


@pytest.mark.parametrize(
    ("written", "year", "month", "last"),
    [
        ("خرداد ۱۴۰۴", 1404, 3, "2025-06-21"),
        ("خردادماه ۱۴۰۴", 1404, 3, "2025-06-21"),
        ("اسفند ماه ۱۴۰۳", 1403, 12, "2025-03-20"),
        ("اسفندماه", None, 12, None),
        ("تیر ۰۴", 4, 4, None),
    ],
)
def test_a_month_alone_has_no_day(written: str, year: int | None, month: int, last: str | None) -> None:
    date = read_date(written)
    assert date is not None
    assert (date.year, date.month, date.day, date.precision) == (year, month, None, "month")
    assert date.to_date() is None
    end = date.end_date()
    assert (end.isoformat() if end else None) == last


def test_a_range_keeps_its_last_day() -> None:
    date = read_date("۱۰ تا ۱۲ خرداد ۱۴۰۴")
    assert date is not None
    assert date.day_end == 12
    assert date.end_date() == datetime.date(2025, 6, 2)
    over_months = read_date("۲۹ اسفند ۱۴۰۲ تا ۲ فروردین ۱۴۰۳")
    assert over_months is not None
    assert over_months.to_date() == to_gregorian(1402, 12, 29)


@pytest.mark.parametrize(
    ("written", "weekday", "agrees"),
    [
        ("شنبه ۱۴۰۴/۳/۱۰", "شنبه", True),
        ("یکشنبه ۱۴۰۴/۳/۱۰", "یکشنبه", False),
        ("سه شنبه 5 آذر ماه 1403", "سه‌شنبه", False),
        ("چهار‌شنبه ۱۱ بهمن ۱۴۰۲", "چهارشنبه", True),
        ("پنج شنبه ۲۴ اسفند ۱۴۰۲", "پنجشنبه", True),
    ],
)
def test_the_weekday_is_kept_and_checked(written: str, weekday: str, agrees: bool) -> None:
    date = read_date(written)
    assert date is not None
    assert date.weekday == weekday
    assert date.weekday_agrees() is agrees


def test_time_and_offset() -> None:
    summer = read_date("۲۱ تیر ۱۳۹۸ / ۱۸:۰۰")
    assert summer is not None
    moment = summer.to_datetime()
    assert moment is not None
    assert moment.isoformat() == "2019-07-12T18:00:00+04:30"
    winter = read_date("۶ دی ۱۴۰۴، ۱۸:۳۴")
    assert winter is not None
    moment = winter.to_datetime()
    assert moment is not None
    assert moment.isoformat() == "2025-12-27T18:34:00+03:30"
    foreign = read_date("Thu, 01 Jan 2026 08:20:23 +0000")
    assert foreign is not None
    assert foreign.utc_offset == datetime.timedelta(0)


def test_date_lines_seen_on_news_sites() -> None:
    corpus = os.environ.get("PEYGIR_CORPUS")
    if not corpus:
        pytest.skip("PEYGIR_CORPUS is not set")
    path = Path(corpus) / "real" / "reference" / "dates_seen.tsv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert rows
    for row in rows:
        date = read_date(row["raw"])
        if row["expected_local"] == "(relative)":
            assert date is None
            continue
        assert date is not None, row["raw"]
        moment = date.to_datetime()
        assert moment is not None
        shown = moment if date.utc_offset is not None else moment.replace(tzinfo=None)
        assert shown.isoformat() == row["expected_local"]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("نشست دیروز، ششم اسفندماه، در سالن برگزار شد", [("ششم اسفندماه", None, 12, 6, "month_day", None)]),
        ("در سال ۱۴۰۴ صبح شنبه دهم خردادماه تشکیل شد", [("دهم خردادماه", None, 3, 10, "month_day", "شنبه")]),
        ("روز یکشنبه نوزدهم مردادماه ۱۴۰۴", [("نوزدهم مردادماه ۱۴۰۴", 1404, 5, 19, "day", "یکشنبه")]),
        ("(سه‌شنبه، ۲۴ مهر) گفت", [("۲۴ مهر", None, 7, 24, "month_day", "سه‌شنبه")]),
        ("از ۱۴۰۲/۱۲/۲۶ تا ۱۴۰۳/۰۱/۱۵", [("۱۴۰۲/۱۲/۲۶", 1402, 12, 26, "day", None), ("۱۴۰۳/۰۱/۱۵", 1403, 1, 15, "day", None)]),
        ("تا پایان مرداد اجرا شود", [("مرداد", None, 5, None, "month", None)]),
        ("تا پایان آبان‌ماه ۱۴۰۳", [("آبان‌ماه ۱۴۰۳", 1403, 8, None, "month", None)]),
        ("حداکثر تا ۱۵ دی‌ماه انشعاب", [("۱۵ دی‌ماه", None, 10, 15, "month_day", None)]),
        ("دهم خردادماه سال ۱۴۰۴", [("دهم خردادماه سال ۱۴۰۴", 1404, 3, 10, "day", None)]),
        ("روز ۶ و ۷ اسفند", [("۶ و ۷ اسفند", None, 12, 6, "month_day", None)]),
        ("۲۱ مه ۲۰۲۵ وارد شد", [("۲۱ مه ۲۰۲۵", 2025, 5, 21, "day", None)]),
        ("خبرنگار مهر و بانک دی و تیر برق", []),
        ("امروز دوشنبه و دیروز", []),
        ("سه‌شنبه‌های اقتصادی در ۱۲ واحد", []),
        ("تا ۱۵ دی ۱۲ واحد بازدید شد", [("۱۵ دی", None, 10, 15, "month_day", None)]),
        ("نسبت ۱۲/۵ و شماره ۱۲۳۴/۵۶/۷۸ و ۱.۲.۳", []),
        ("در سال ۱۴۰۳، ۴۱ جلسه", []),
        (
            "سی‌ام دی‌ماه یک هزار و سیصد و نود و نه در سالن",
            [("سی‌ام دی‌ماه یک هزار و سیصد و نود و نه", 1399, 10, 30, "day", None)],
        ),
        ("تا مرداد هزار و چهارصد و سه واحد", [("مرداد", None, 5, None, "month", None)]),
        ("نشست ۴۱ - دهم مهرماه ۱۴۰۳", [("دهم مهرماه ۱۴۰۳", 1403, 7, 10, "day", None)]),
    ],
)  # fmt: skip
def test_dates_in_prose(prose: str, expected: list[tuple[str, int | None, int, int | None, str, str | None]]) -> None:
    found = find_dates(prose)
    assert [(m.text, m.year, m.month, m.day, m.precision, m.weekday) for m in found] == expected
    assert all(prose[m.start : m.end] == m.text for m in found)


def test_weekdays_in_prose() -> None:
    prose = "یکشنبه و سه شنبه شب و پنج‌شنبه؛ نه چهارشنبه‌های صنعت"
    assert [(m.name, prose[m.start : m.end]) for m in find_weekdays(prose)] == [
        ("یکشنبه", "یکشنبه"),
        ("سه‌شنبه", "سه شنبه"),
        ("پنجشنبه", "پنج‌شنبه"),
    ]


@given(
    st.dates(min_value=datetime.date(1921, 3, 21), max_value=datetime.date(2072, 3, 18)),
    st.sampled_from(["{y}/{m}/{d}", "{y}-{m:02}-{d:02}", "{y}.{m}.{d}", "{d}/{m}/{y}", "{d} {name} {y}", "{d} {name}‌ماه سال {y}",
                     "{y:04}{m:02}{d:02}", "مورخ {y}/{m}/{d}"]),
    st.booleans(),
)  # fmt: skip
def test_any_day_in_any_form_is_read_back(date: datetime.date, form: str, is_persian: bool) -> None:
    year, month, day = from_gregorian(date)
    text = form.format(y=year, m=month, d=day, name=MONTHS[month - 1])
    read = read_date(to_persian_digits(text) if is_persian else text)
    assert read is not None
    assert read.to_date() == date


@given(st.text(alphabet="۰۱۲۳۴۵۶۷۸۹0123/-. خردادماهتیرشنبه‌و،:oO", max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    date = read_date(text)
    if date is not None and date.is_valid and date.n_year_digits == 4 and date.day is not None:
        assert date.to_date() is not None
    for mention in find_dates(text):
        assert text[mention.start : mention.end] == mention.text
        assert mention.date.month >= 0


@pytest.mark.parametrize(
    "unit", ["1404/", "۱۰ خرداد ", "شنبه ", "بیست و ", "1 ", "سی و یکم ", "۱۰ تا ", "00:00 ", "تا پایان ", "( ", "ماه "]
)
def test_time_grows_with_length_only(unit: str, growth: Growth) -> None:
    assert growth(lambda count: find_dates(unit * count), 2_000, 20_000, 40) < 40


def test_days_of_long_months_end_the_range() -> None:
    assert days_in_month(1404, 6) == 31
