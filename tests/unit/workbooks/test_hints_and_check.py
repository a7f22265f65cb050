"""Hints of a source are read strictly and obeyed; the check says what was understood and proposes them."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.errors import PeygirError
from ingestion.workbooks.check import check_reading
from ingestion.workbooks.hints import WorkbookHints
from ingestion.workbooks.openers import open_content
from ingestion.workbooks.reader import WorkbookReading, understand_workbook

TODAY = datetime.date(2025, 12, 1)


def reading_of(content: bytes) -> WorkbookReading:
    return understand_workbook(open_content(content, "x.xlsx"), file_name="x.xlsx", today=TODAY)


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ("text", "must be a list"),
        ([5], "must be a mapping"),
        ([{"sheets": "x"}], "unknown key 'sheets'"),
        ([{"sheet": "("}], "no regular expression"),
        ([{"columns": {"C": "unit"}}], "unknown field 'unit'"),
        ([{"columns": {"3": "unit_name"}}], "is no column"),
        ([{"statuses_by_colour": {"green": "implemented"}}], "is no colour"),
        ([{"statuses_by_colour": {"00FF00": "done"}}], "unknown status 'done'"),
        ([{"money_unit": "دلار"}], "no unit of money"),
        ([{"heading_row": 0}], "whole number"),
        ([{"year": True}], "whole number"),
        ([{"skip": "yes"}], "true or false"),
        ([{"until": "1404/03/01"}], "is no date"),
    ],
)
def test_what_is_not_understood_is_named(given: Any, told: str) -> None:
    with pytest.raises(PeygirError, match=told):
        WorkbookHints.from_mapping(given)


def test_a_hint_ends_on_its_last_day() -> None:
    hints = WorkbookHints.from_mapping([{"year": 1403, "until": "2025-01-01"}, {"year": 1404}])
    assert hints.for_sheet("الف", datetime.date(2025, 1, 1)).year == 1403  # type: ignore[union-attr]
    assert hints.for_sheet("الف", datetime.date(2025, 1, 2)).year == 1404  # type: ignore[union-attr]


def test_hints_are_obeyed() -> None:
    content = xlsx(
        {
            "الف": S(
                [["س۱", "س۲", "س۳", "س۴"], ["آرد", "شرکت گاز گاز را وصل کند", "04/03/10", 12]],
                fills={2: "92D050"},
            ),
            "راهنما": [["ردیف", "نام واحد", "مصوبه", "دستگاه"], [1, "الف", "گاز", "گاز"]],
        }
    )
    hints = WorkbookHints.from_mapping(
        [
            {"sheet": "^راهنما$", "skip": True},
            {
                "heading_row": 1,
                "columns": {"A": "unit_name", "B": "resolution_text", "C": "session_date", "D": "amount"},
                "statuses_by_colour": {"92D050": "implemented"},
                "money_unit": "میلیون ریال",
                "year": 1404,
            },
        ]
    )
    (line,) = resolutions(lines_of(content, hints=hints))
    assert (line["unit_name"], line["session_date"], line["amount_rial"]) == ("آرد", "2025-05-31", 12_000_000)
    assert (line["status"], line["status_source"], codes(line)) == ("implemented", "cell_fill", [])


def test_a_workbook_without_doubts() -> None:
    content = xlsx(
        {"الف": [["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"], [1, "آرد", "گاز وصل شود", "گاز", "اجرا شد"]]}
    )
    check = check_reading(reading_of(content))
    assert check.n_doubts == 0
    assert "a register" in check.text
    assert "unit_name" in check.text
    assert check.lines[-1] == "Nothing is left that a hint would settle."


def test_issues_that_no_hint_settles_are_the_senders() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    check = check_reading(reading_of(xlsx({"الف": [heads, [1, "آرد", "گاز وصل شود", "گاز", "خخ"]]})), file="a b.xlsx")
    assert check.n_doubts == 0
    assert check.lines[-2:] == [
        "Nothing is left that a hint would settle.",
        "The issues and rejected rows are the sender's to put right: "
        "`peygir workbook feedback a b.xlsx OUT.xlsx` marks them in a copy.",
    ]


def test_a_text_without_a_table_is_told_so() -> None:
    check = check_reading(reading_of(b"Some words of a text.\n"))
    assert check.lines[-1] == "No table of resolutions was found: every row is ignored."


def test_the_check_proposes_hints_that_can_be_read() -> None:
    import yaml

    content = xlsx(
        {
            "الف": S(
                [
                    ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مبلغ", "کد رهگیری"],
                    [1, "آرد", "گاز وصل شود", "گاز", 12, "A1"],
                    [2, "قند", "گاز وصل شود", "گاز", 12, "A2"],
                ],
                fills={2: "92D050"},
            )
        }
    )
    check = check_reading(reading_of(content), inbox="yazd")
    assert check.n_doubts == 3
    proposed = yaml.safe_load(check.text[check.text.index("workbooks:") : check.text.index("Add `until")])
    hints = WorkbookHints.from_mapping(proposed["workbooks"][0]["hints"])
    assert dict(hints.sheets[0].columns) == {6: "ignore"}
    assert hints.for_sheet("الف", TODAY) is not None
    assert "unknown_column" not in codes(resolutions(lines_of(content, hints=hints))[0])


def test_the_check_shows_a_form_by_its_labels() -> None:
    form: list[list[object]] = [
        ["پرونده واحد"],
        ["نام واحد:", "نساجی کویر", "شهرستان:", "میبد"],
        ["شماره جلسه:", 12, "رنگ در ورودی:", "سبز"],
        ["مصوبه:", "گاز وصل شود."],
        ["دستگاه مسئول:", "شرکت گاز"],
        ["وضعیت: اجرا شد"],
    ]
    text = check_reading(reading_of(xlsx({"پرونده": form}))).text.partition("  lines:")[0]
    assert [line.split(maxsplit=2) for line in text.splitlines() if line.startswith("    ")] == [
        ["B2", "unit_name", "نام واحد"],
        ["D2", "county", "شهرستان"],
        ["B3", "session_no", "شماره جلسه"],
        ["D3", "unknown", "رنگ در ورودی"],
        ["B4", "resolution_text", "مصوبه"],
        ["B5", "agency", "دستگاه مسئول"],
        ["A6", "status", "وضعیت"],
    ]


HEADS = ["ردیف", "نام واحد", "شناسه ملی", "تاریخ جلسه", "مصوبه", "دستگاه", "مهلت", "مبلغ"]


def _check(*rows: list[Any]) -> str:
    return check_reading(reading_of(xlsx({"الف": [HEADS, *rows]}))).text


def _row(number: int, **others: Any) -> list[Any]:
    given = {"id": "10380284790", "session": "1404/03/10", "due": "۲۰ روز", "amount": None, **others}
    return [
        number,
        f"واحد {number}",
        given["id"],
        given["session"],
        "گاز وصل شود",
        "گاز",
        given["due"],
        given["amount"],
    ]


def test_the_check_says_where_each_issue_is() -> None:
    wrong = [_row(n, id="10380284792") for n in range(1, 7)]
    right = [_row(n) for n in range(8, 16)]
    lines = _check(*wrong, _row(7, due="۱۴۰۴/۱۳/۰۲"), *right).splitlines()
    at = lines.index("  issues:")
    assert [line.split() for line in lines[at + 1 : at + 3]] == [
        ["6", "invalid_national_id", "C2", "«10380284792»,", "C3", "«10380284792»,", "C4", "«10380284792»,", "C5",
         "«10380284792»", "and", "2", "more"],
        ["1", "invalid_date", "G8", "«۱۴۰۴/۱۳/۰۲»"],
    ]  # fmt: skip
    assert "Nothing is left that a hint would settle." in lines


def test_the_check_says_what_it_guesses_and_leaves_out_what_would_not_help() -> None:
    import yaml

    guessed = _check(_row(1), _row(2), _row(3, due="خرداد ۱۴۰۴"), _row(4, amount=12))
    assert "year:" not in guessed  # a year does not tell the day of «خرداد ۱۴۰۴»
    assert "# money_unit: میلیون ریال   # or another; nothing states the unit of H5 «12»" in guessed
    proposed = yaml.safe_load(guessed[guessed.index("workbooks:") : guessed.index("Add `until")])
    assert WorkbookHints.from_mapping(proposed["workbooks"][0]["hints"]).sheets[0].money_unit is None
    one_year = _check(_row(1, session="1403/02/05"), _row(2, session="۱۰ خرداد"))
    assert "year: 1403   # a guess, the year of most of its sessions; it would settle D3 «۱۰ خرداد»" in one_year
    none = _check(_row(1, session="۱۰ خرداد"), _row(2, session="۱۱ خرداد"))
    assert "# year: 1404   # or another; nothing states the year of D2 «۱۰ خرداد», D3 «۱۱ خرداد»" in none


def test_the_check_names_what_stands_beside_a_table() -> None:
    check = check_reading(reading_of(xlsx({"شهریور": S([
        ["جدول ۱: مصوبات جلسه ۲۱ مورخ ۱۴۰۴/۰۶/۱۲", "", "", "", "", "", "", "جدول ۲: اعضا"],
        ["ردیف", "واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت", "", "نام عضو", "سمت"],
        [1, "کاشی بوشهر", "وام استمهال شود", "بانک سپه", "یک ماه", "انجام شد", "", "علی کریمی", "معاون استاندار"],
        [2, "خرمای دشتستان", "برق وصل شود", "توزیع برق", "یک ماه", "انجام نشد", "", "زهرا موسوی", "مدیرکل صمت"],
    ])})), file="x.xlsx", inbox="bushehr")  # fmt: skip
    beside = [line.strip() for line in check.lines if "beside" in line]
    assert beside == ["H–I: beside the table and not read: نام عضو | سمت"]
    alone = check_reading(reading_of(xlsx({"شهریور": S([
        ["ردیف", "واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"],
        [1, "کاشی بوشهر", "وام استمهال شود", "بانک سپه", "یک ماه", "انجام شد", "", "؟"],
    ])})), file="x.xlsx", inbox="bushehr")  # fmt: skip
    assert not any("beside" in line for line in alone.lines)
