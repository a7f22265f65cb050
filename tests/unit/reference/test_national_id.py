import pytest

from ingestion.reference.national_id import is_valid_national_id


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
