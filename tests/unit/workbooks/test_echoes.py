"""Statuses that repeat the verb of the resolution beside them."""

from __future__ import annotations

import pytest
from build import codes, lines_of, resolutions, xlsx

from ingestion.workbooks.echoes import echoed_status


@pytest.mark.parametrize(("status", "resolution", "code"), [
    ("ترمیم شد", "راه معدن ترمیم شود.", "implemented"), ("راه ترمیم شده است", "راه معدن ترمیم گردد", "implemented"),
    ("هرس نشد", "درختان حریم هرس شوند", "not_implemented"), ("کارشناس معرفی گردید", "صندوق کارشناس معرفی نماید", "implemented"),
    ("اعلام نظر شد", "استاندارد اعلام نظر نماید", "implemented"),
])  # fmt: skip
def test_the_resolutions_own_verb_says_what_became_of_it(status: str, resolution: str, code: str) -> None:
    assert echoed_status(status, resolution) == code


@pytest.mark.parametrize(("status", "resolution"), [
    ("قطع شد", "برق واحد قطع نشود"), ("قطع شد", "از قطع برق خودداری شود"), ("ترمیم شد", "راه ترمیم شود و پل احداث گردد"),
    ("ابلاغ شد", "نتیجه ابلاغ شود"), ("اعلام شد", "نظر استاندارد اعلام شود"), ("ترمیم شد", "پل و راه تعریض و ترمیم شود"),
    ("نیمی از راه ترمیم شد", "راه معدن ترمیم شود"), ("پل ترمیم شد", "راه معدن ترمیم شود"), ("ترمیم خواهد شد", "راه معدن ترمیم شود"),
    ("ترمیم شود", "راه معدن ترمیم شود"), ("شد", "راه معدن ترمیم شود"), ("بررسی شد", "پرونده بررسی شود"),
])  # fmt: skip
def test_other_sentences_say_nothing_about_it(status: str, resolution: str) -> None:
    assert echoed_status(status, resolution) == "unknown"


def test_an_echo_is_read_in_a_sheet_but_not_over_several_resolutions() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    read = resolutions(lines_of(xlsx({"۱": [
        heads,
        [1, "سنگ نمین", "راه معدن ترمیم شود.", "راهداری", "ترمیم شد"],
        [2, "پنیر سرعین", "۱- راه ترمیم شود.\n۲- چراغ نصب شود.", "راهداری", "ترمیم شد"],
        [3, "آجر گرمی", "زمین واگذار شود.", "صمت", "تفکیک شد"],
    ]})))  # fmt: skip
    assert [line["status"] for line in read] == ["implemented", "unknown", "unknown", "unknown"]
    assert [codes(line) for line in read] == [[], ["unknown_status"], ["unknown_status"], ["unknown_status"]]
    assert read[0]["status_source"] == "cell_text"
