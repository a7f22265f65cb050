"""Number words: every value to a million, the forms seen in the press, and time linear in the text."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.numbers import find_numbers, read_number

ONES = [
    *("صفر", "یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"),
    *("ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"),
]
TENS = ["", "", "بیست", "سی", "چهل", "پنجاه", "شصت", "هفتاد", "هشتاد", "نود"]
HUNDREDS = ["", "صد", "دویست", "سیصد", "چهارصد", "پانصد", "ششصد", "هفتصد", "هشتصد", "نهصد"]

Growth = Callable[[Callable[[int], object], int, int, float], float]


def in_words(value: int) -> str:
    parts: list[str] = []
    if value >= 1_000_000:
        parts.append(f"{in_words(value // 1_000_000)} میلیون")
        value %= 1_000_000
    if value >= 1000:
        parts.append("هزار" if value // 1000 == 1 else f"{in_words(value // 1000)} هزار")
        value %= 1000
    if value >= 100:
        parts.append(HUNDREDS[value // 100])
        value %= 100
    if value >= 20:
        parts.append(TENS[value // 10])
        value %= 10
    if value:
        parts.append(ONES[value])
    return " و ".join(parts)


def as_ordinal(words: str, ending: str) -> str:
    if words.endswith("سه"):
        return words[:-2] + "سو" + ending
    if words.endswith("سی"):
        return words + "‌ا" + ending
    return words + ending


def wrong_values(values: Iterable[int]) -> list[int]:
    return [value for value in values if read_number(in_words(value)) != value]


def test_every_number_to_ten_thousand_in_words() -> None:
    assert not wrong_values(range(1, 10_001))


def test_every_thousand_with_small_and_large_rests() -> None:
    assert not wrong_values(
        thousands * 1000 + rest for thousands in range(10, 1001) for rest in (0, 1, 13, 100, 999) if thousands < 1000
    )


@pytest.mark.skipif(not os.environ.get("PEYGIR_EXHAUSTIVE"), reason="PEYGIR_EXHAUSTIVE is not set: takes three minutes")
def test_every_number_to_a_million_in_words() -> None:
    assert not wrong_values(range(1, 1_000_001))


@given(st.integers(1, 10**6))
def test_a_number_in_words_is_read_back(value: int) -> None:
    assert read_number(in_words(value)) == value
    assert read_number(in_words(value).replace(" و ", "‌و‌")) == value
    assert read_number(in_words(value).replace("ی", "ي").replace("ک", "ك")) == value


@given(st.integers(1, 10**12 - 1))
def test_digits_of_every_script_are_read(value: int) -> None:
    persian = str(value).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    arabic = str(value).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert [read_number(written) for written in (str(value), persian, arabic, f"{value:,}")] == [value] * 4


@given(st.integers(2, 999), st.integers(1, 999))
def test_digits_and_words_mixed(thousands: int, rest: int) -> None:
    for written in (f"{thousands} هزار و {rest}", f"{in_words(thousands)} هزار و {rest}", f"{thousands}هزارو {rest}"):
        assert read_number(written) == thousands * 1000 + rest


@given(st.integers(1, 999))
def test_ordinals_are_read(value: int) -> None:
    for ending in ("م", "مین"):
        if value == 1 or (ending == "م" and value == 2):
            continue
        [mention] = find_numbers(as_ordinal(in_words(value), ending) + " جلسه")
        assert (mention.value, mention.is_ordinal) == (value, True)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("۲هزارو ۵۹ مصوبه", [2059]),
        ("هزار و ۴۰۹ پرونده", [1409]),
        ("یکهزار و ۲۱۳ واحد", [1213]),
        ("دو هزار و چهارصد میلیون تومان", [2_400_000_000]),
        ("۱۴۱۹ میلیارد و ۱۱۰۹ میلیارد", [1419 * 10**9, 1109 * 10**9]),
        ("۲ و نیم برابر", [2.5]),
        ("نیم درصد", [0.5]),
        ("یک‌سوم واحدها", [1 / 3]),
        ("هشت و سه دهم درصد", [8.3]),
        ("۳/۵ درصد", [3.5]),
        ("بیست و پنجمین و بیست و ششمین جلسه", [25, 26]),
        ("یکصدو یکمین جلسه", [101]),
        ("بیستویکمین جلسه", [21]),
        ("۴۱‌امین نشست", [41]),
        ("۱۳۵ محور و ۸۷ عنوان", [135, 87]),
        ("همچنین۶۷طرح", [67]),
        ("چهل و یکم", [41]),
        ("سی‌ام خرداد", [30]),
    ],
)
def test_forms_of_the_press(text: str, values: list[float]) -> None:
    assert [mention.value for mention in find_numbers(text)] == pytest.approx(values)


@pytest.mark.parametrize(
    "text",
    [
        "سه‌شنبه و سهشنبه و سه شنبه",  # weekdays
        "چهار محال و بختیاری",  # a province
        "ده‌ها واحد و صدها نفر و هزاران کارگر",  # tens, hundreds, thousands of
        "۱۴۰۴/۰۳/۱۰ ساعت ۱۸:۳۰",  # a date and a time
        "سهم بخش صنعت و سیم مسی",  # share, wire
        "سیاست نهاد دهیاری",
    ],
)
def test_what_is_no_number(text: str) -> None:
    assert find_numbers(text) == []


def test_bounds_and_percents_stand_beside_the_number() -> None:
    text = "بیش از ۸۰ درصد مصوبات و حداقل ۱۵۰ نفر و نزدیک به سی واحد و بالغ بر ۳۴۱ مورد"
    found = find_numbers(text)
    assert [(m.value, m.bound, m.is_percent) for m in found] == [
        (80, "at_least", True),
        (150, "at_least", False),
        (30, "about", False),
        (341, "about", False),
    ]
    assert text[found[0].bound_start : found[0].percent_end] == "بیش از ۸۰ درصد"


def test_a_doubtful_million_is_marked() -> None:
    [mention] = find_numbers("دو میلیون و ۸۰۰ نفر")
    assert (mention.value, mention.is_ambiguous) == (2_000_800, True)


def test_numbers_seen_in_the_press() -> None:
    corpus = os.environ.get("PEYGIR_CORPUS")
    if not corpus:
        pytest.skip("PEYGIR_CORPUS is not set: no collected phrases to read")
    table = Path(corpus, "real", "reference", "numbers_seen.tsv").read_text("utf-8").splitlines()
    rows = [row for row in csv.DictReader(table, delimiter="\t") if row["expected"].isdigit()]
    assert rows
    assert {row["phrase"]: find_numbers(row["phrase"])[0].value for row in rows} == {
        row["phrase"]: int(row["expected"]) for row in rows
    }


@pytest.mark.parametrize(
    "piece",
    ["۱", "و", "یک و ", "صد ", "بیست و پنج و ", "۱۲ هزار و ", "۱/۲/", "۱.", "(", "دو میلیون و ", "بیش از "],
)
def test_time_is_linear_in_the_text(piece: str, growth: Growth) -> None:
    assert growth(lambda length: find_numbers(piece * (length // len(piece))), 20_000, 160_000, 8 * 4) < 8 * 4
