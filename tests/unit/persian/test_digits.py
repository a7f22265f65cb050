from hypothesis import given
from hypothesis import strategies as st

from ingestion.persian.digits import to_ascii_digits, to_persian_digits


def test_digits_of_three_scripts_become_ascii() -> None:
    assert to_ascii_digits("۱۴۰۴/٠٣/10") == "1404/03/10"


def test_ascii_digits_become_persian() -> None:
    assert to_persian_digits("1404 و ٣") == "۱۴۰۴ و ۳"


@given(st.text())
def test_length_and_other_characters_stay(text: str) -> None:
    folded = to_ascii_digits(text)
    assert len(folded) == len(text)
    assert to_ascii_digits(folded) == folded
    assert all(a == b for a, b in zip(text, folded, strict=True) if a not in "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩")
