"""Statuses with what is waited for, with what they are about, told by an agency or under a heading of actions."""

from __future__ import annotations

import datetime

import pytest
from build import S, kinds, lines_of, resolutions, xlsx

from ingestion.reference.statuses import match_status
from ingestion.workbooks.echoes import names_its_object
from ingestion.workbooks.values.dates import YearHelp
from ingestion.workbooks.values.due import read_due

SESSION = datetime.date(2024, 5, 1)


@pytest.mark.parametrize(("text", "code"), [
    ("در حال اجرا - منتظر تصویب کمیته اعتباری", "in_progress"), ("در دست اقدام، در انتظار تخصیص اعتبار", "in_progress"),
    ("اجرا نشده (در انتظار مدارک)", "not_implemented"), ("در حال اجرا - معلق", "unknown"), ("اجرا شد - منتظر مدارک", "unknown"),
    ("در حال اجرا منتظر مدارک", "unknown"), ("منتظر مدارک - در حال اجرا", "unknown"), ("ابلاغ شد - منتظر مدارک", "unknown"),
    ("در حال اجرا، منتظر مدارک، اجرا شد", "unknown"), ("منتظر مدارک", "suspended"),
])  # fmt: skip
def test_what_is_waited_for_is_the_reason_behind_a_mark(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code"), [
    ("در دست بررسی اعلام شد", "in_progress"), ("طی نامه ۱۲۳/۴۵ مورخ ۱۴۰۳/۰۸/۰۲ در دست بررسی اعلام شد", "in_progress"),
    ("اجرا شده اعلام گردید", "implemented"), ("اجرا نشده اعلام شد", "not_implemented"), ("نظر مساعد اعلام شد", "unknown"),
    ("علت عدم اجرا اعلام شد", "unknown"), ("اجرا شد و اعلام شد", "unknown"), ("بررسی شد و اعلام شد", "unknown"),
    ("انصراف اعلام شد", "unknown"), ("مراتب اعلام شد", "notified"), ("به دستگاه اعلام شد", "notified"),
])  # fmt: skip
def test_a_status_that_was_announced_is_the_status(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "code"), [
    ("پاسخی واصل نشده", "notified"), ("تاکنون پاسخی دریافت نگردیده است", "notified"), ("مکاتبه شد، پاسخی دریافت نشد", "notified"),
    ("پاسخ داده نشد", "unknown"), ("پاسخ واصل شد", "unknown"), ("پاسخ منفی واصل شد", "refused"), ("عدم امکان اجرا", "not_implemented"),
    ("تکمیل", "implemented"), ("در حال تکمیل", "in_progress"), ("تکمیل پرونده", "unknown"), ("کامل", "implemented"),
])  # fmt: skip
def test_answers_that_did_not_come(text: str, code: str) -> None:
    assert match_status(text).code == code


@pytest.mark.parametrize(("text", "names"), [
    ("اخطاریه لغو شد", True), ("مزایده متوقف شد", True), ("لغو شد", False), ("مصوبه لغو شد", False), ("پرونده متوقف گردید", False),
    ("جلسه لغو شد", False), ("لغو", False),
])  # fmt: skip
def test_what_was_called_off_is_named(text: str, names: bool) -> None:
    assert names_its_object(text) is names


def test_what_a_resolution_calls_off_is_done_when_it_is_called_off() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"],
        [1, "آجر نمین", "اخطاریه واحد لغو شود.", "محیط زیست", "اخطاریه لغو شد"],
        [2, "قند نمین", "اخطاریه واحد لغو شود.", "محیط زیست", "لغو شد"],
        [3, "سنگ نمین", "مزایده واحد متوقف گردد.", "بانک ملی", "مزایده متوقف شد"],
        [4, "گچ نمین", "پروانه واحد تمدید شود.", "صمت", "پروانه لغو شد"],
        [5, "آرد نمین", "مصوبه قبلی لغو شود.", "صمت", "مصوبه لغو شد"],
        [6, "نخ نمین", "اخطاریه لغو نشود.", "محیط زیست", "اخطاریه لغو شد"],
    ]
    read = resolutions(lines_of(xlsx({"الف": rows})))
    assert [line["status"] for line in read] == [
        "implemented", "cancelled", "implemented", "cancelled", "cancelled", "cancelled",
    ]  # fmt: skip


@pytest.mark.parametrize(("text", "day", "issue"), [
    ("مهلت به ۱۴۰۳/۰۶/۳۱ موکول شد", "2024-09-21", None), ("تمدید تا ۱۴۰۳/۰۶/۳۱", "2024-09-21", None),
    ("تمدید شد تا ۳۱ شهریور ۱۴۰۳", "2024-09-21", None), ("به ۱۴۰۳/۰۶/۳۱ موکول گردید", "2024-09-21", None),
    ("۱۴۰۳/۰۳/۳۱ (تمدید تا ۱۴۰۳/۰۶/۳۱)", "2024-06-20", None), ("به جلسه بعد موکول شد", None, "invalid_date"),
    ("۱۴۰۴", None, "ambiguous_date"), ("سال ۱۴۰۴", None, "ambiguous_date"), ("در سال جاری", None, "ambiguous_date"),
    ("پایان ۱۴۰۴", "2026-03-20", None), ("تا پایان سال جاری", "2025-03-20", None), ("یک سال", "2025-05-01", None),
])  # fmt: skip
def test_terms_put_off_and_years_alone(text: str, day: str | None, issue: str | None) -> None:
    due = read_due(text, session=SESSION, notified=None, help_=YearHelp(frozenset({1403}), frozenset({1403})))
    assert (due.value and due.value.isoformat(), due.issue) == (day, issue)


def test_a_column_of_actions_half_of_which_are_statuses_tells_them() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "اقدامات انجام شده"]
    told = ["اجرا شد", "در دست اقدام", "جلسه‌ای با حضور مدیران برگزار و صورتجلسه شد", "اجرا نشده"]
    rows = [heads, *([n, f"آجر {n}", "پروانه تمدید شود.", "صمت", text] for n, text in enumerate(told, start=1))]
    read = resolutions(lines_of(xlsx({"الف": rows})))
    assert [line["status"] for line in read] == ["implemented", "in_progress", "unknown", "not_implemented"]


@pytest.mark.parametrize("told", [
    ["نامه ارسال شد", "مکاتبه شد", "تماس گرفته شد", "بازدید صورت گرفت"],  # what was done, not how it stands
    ["اجرا شد", "با مدیر بانک تماس گرفته شد", "از واحد بازدید شد", "نامه‌ای به استانداری نوشته شد"],
    ["اجرا شد", "اجرا شد", "با مدیر بانک تماس گرفته شد", "از واحد بازدید شد"],
])  # fmt: skip
def test_a_column_of_actions_tells_no_status_by_a_few(told: list[str]) -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "اقدامات انجام شده"]
    rows = [heads, *([n, f"آجر {n}", "پروانه تمدید شود.", "صمت", text] for n, text in enumerate(told, start=1))]
    assert all(line["raw"].get("status") is None for line in resolutions(lines_of(xlsx({"الف": rows}))))


def test_a_coloured_status_alone_between_records_is_no_legend() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"],
        [1, "آجر نمین", "پروانه تمدید شود.", "صمت", "اجرا شد"],
        [None, None, None, None, "اجرا نشده"],
        [2, "قند نمین", "گاز وصل شود.", "شرکت گاز", "در حال اجرا"],
        [],
        [None, "سبز: اجرا شد"],
    ]
    lines = lines_of(xlsx({"الف": S(rows, fills={"E3": "FF0000"})}))
    assert lines == lines_of(xlsx({"الف": S(rows)}))
    assert kinds(lines)[-1] == (6, "legend") and len([kind for kind in kinds(lines) if kind[1] == "legend"]) == 1


def test_coloured_statuses_below_the_records_are_a_legend() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه"],
        [1, "آجر نمین", "پروانه تمدید شود.", "صمت"],
        [2, "قند نمین", "گاز وصل شود.", "شرکت گاز"],
        [None, None, "اجرا شد"],
        [None, None, "اجرا نشده"],
    ]
    lines = lines_of(xlsx({"الف": S(rows, fills={2: "92D050", 3: "FF0000", "C4": "92D050", "C5": "FF0000"})}))
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "not_implemented"]
    assert kinds(lines)[-2:] == [(4, "legend"), (5, "legend")]
