import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingestion.reference.national_id import is_valid_national_id, valid_national_ids


@pytest.mark.parametrize("text", ["10380284790", "۱۰۳۸۰۲۸۴۷۹۰", "١٠٣٨٠٢٨٤٧٩٠"])
def test_a_right_check_digit_is_accepted(text: str) -> None:
    assert is_valid_national_id(text)


@pytest.mark.parametrize(
    "text", ["10380284792", "1038028479", "103802847900", "", "1038028479x", "1.038E+10", "00000000000"]
)
def test_everything_else_is_refused(text: str) -> None:
    assert not is_valid_national_id(text)


def test_one_check_digit_in_ten_fits() -> None:
    assert sum(is_valid_national_id(f"1409999000{digit}") for digit in range(10)) == 1


@given(st.lists(st.integers(0, 10**11 - 1).map(lambda number: f"{number:011d}") | st.text("0149۱\n", max_size=12)))
@example([])
@example(["14098112039", "14098112038", "11111111111", "۱۴۰۹۸۱۱۲۰۳۹", "14098112039"])
def test_many_are_told_as_one_by_one(texts: list[str]) -> None:
    valid = [text for text in texts if text.isascii() and is_valid_national_id(text)]
    assert valid_national_ids(texts) == valid
    checked = [f"{text[:10]}{last}" for text in texts if text.isascii() and len(text) == 11 for last in range(10)]
    assert valid_national_ids(checked) == [text for text in checked if is_valid_national_id(text)]
