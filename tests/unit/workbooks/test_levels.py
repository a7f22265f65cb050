"""Who decided, where a column says it: what is written there goes along with the row, and no key of the line changes."""

from __future__ import annotations

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.workbooks.rows import LINE_KEYS


def sheet(heading: str) -> bytes:
    return xlsx({"ثبت": S([
        ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت", heading],
        [1, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "برق وصل شود", "توزیع برق", "اجرا شده", "ملی"],
        [2, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "گاز وصل شود", "شرکت گاز", "ارجاع به ستاد ملی", "استانی"],
        [3, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "بدهی تقسیط شود", "شرکت گاز", "اجرا شده", ""],
    ])})  # fmt: skip


@pytest.mark.parametrize("heading", ["سطح", "سطح مصوبه", "مرجع تصويب", "مرجع تصمیم‌گیری"])
def test_a_column_of_levels_goes_along_and_is_no_unknown_column(heading: str) -> None:
    lines = lines_of(sheet(heading))
    found = resolutions(lines)
    assert [line["raw"].get("level") for line in found] == ["ملی", "استانی", None]
    assert [line["cells"].get("level") for line in found] == ["H2", "H3", None]
    assert [line["status"] for line in found] == ["implemented", "referred_national", "implemented"]
    assert all(set(line) <= set(LINE_KEYS) for line in found)
    assert [codes(line) for line in found] == [[], [], []]


def test_a_column_of_other_levels_stays_unknown_and_carries_nothing() -> None:
    lines = lines_of(sheet("سطح زیربنا"))
    assert all("level" not in line["raw"] for line in resolutions(lines))
