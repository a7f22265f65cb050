"""Short names of bodies: only in a row behind heads of bodies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.news.facts.listed import short_names
from ingestion.persian.letters import skeleton


def _read(text: str, known: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    written = skeleton(text)
    ends = {written.index(skeleton(name)): written.index(skeleton(name)) + len(skeleton(name)) for name in known}
    return [(name.id, written[name.start : name.end]) for name in short_names(written, ends)]


@pytest.mark.parametrize(
    ("text", "known", "expected"),
    [
        ("مدیران برق و گاز آمدند", (), ["ELDIST", "GAS"]),
        ("رؤسای ادارات کار، مالیات و بیمه شهرستان", (), ["LABOUR", "TAX", "SSO"]),
        ("مدیران کل گمرک، شیلات و راهداری", ("گمرک", "راهداری"), ["FISH"]),
        ("مدیران عامل شرکت‌های برق، آب و گاز", (), ["ELDIST", "GAS"]),
        ("مدیران استانی استاندارد، مخابرات و ثبت", (), ["STD", "TCI", "REGISTRY"]),
        ("مخابرات ملایر موظف است اینترنت را وصل کند", (), ["TCI"]),
        ("مقرر شد وام داده شود و گاز استان یزد نیز مکلف شد", (), ["GAS"]),
    ],
)
def test_a_row_behind_its_heads(text: str, known: tuple[str, ...], expected: list[str]) -> None:
    assert [agency_id for agency_id, _ in _read(text, known)] == expected


@pytest.mark.parametrize(
    "text",
    [
        "مشکل برق، گاز و مالیات واحدها",
        "مشکل برق ملایر موظف است",
        "برق شهرک باید وصل شود",
        "مدیران برق صنایع فولاد",
        "نمایندگان کار و سرمایه",
        "نمایندگان کارگران و کارفرمایان",
        "مدیران گاز و پتروشیمی",
        "مدیران کار و راه",
    ],
)
def test_no_row_of_bodies(text: str) -> None:
    assert _read(text) == []


@given(st.text(alphabet="مدیران رگزبقکو،اتلسی ", max_size=120))
def test_names_lie_in_the_text_one_behind_the_other(text: str) -> None:
    written = skeleton(text)
    names = list(short_names(written, {}))
    assert all(0 <= name.start < name.end <= len(written) for name in names)
    assert all(a.end <= b.start for a, b in zip(names, names[1:], strict=False))
