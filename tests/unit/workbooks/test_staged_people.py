"""What is staged of a workbook names nobody; the cells that do stand apart, and those without stay as they were read."""

from __future__ import annotations

from typing import Any

import pytest
from build import xlsx

from ingestion.warehouse.people import Staged, without_people
from ingestion.warehouse.resolution_rows import COLUMNS, RowTexts
from ingestion.workbooks import registers
from ingestion.workbooks.line import PlainLine, as_dict
from ingestion.workbooks.reader import WorkbookReading, read_workbook

HEADINGS = [
    "ردیف", "نام واحد", "موضوع", "مصوبه", "دستگاه مسئول", "وضعیت", "پیگیری ۱", "تاریخ پیگیری ۱", "توضیحات",
]  # fmt: skip
PLAIN_HEADINGS = ["ردیف", "نام واحد", "شناسه ملی", "موضوع", "مصوبه", "دستگاه مسئول", "وضعیت", "توضیحات"]
NOTES = ["پیگیر آقای رضایی همراه 9701112233", "نامه شد", "", "شماره همراه مدیر ۰۹۷۰-۳۴۵-۶۷۸۹"]


def read(rows: list[list[object]], **options: Any) -> WorkbookReading:
    return read_workbook(xlsx({"مصوبات": rows}), file_name="a.xlsx", **options)


def plain_register(n_rows: int = 200) -> list[list[object]]:
    rows: list[list[object]] = [["مصوبات کارگروه تسهیل استان یزد سال ۱۴۰۳"], list(PLAIN_HEADINGS)]
    for n in range(1, n_rows + 1):
        unit = f"واحد {n} تلفن 33445566" if n % 50 == 7 else f"واحد {n}"
        status = "اجرا شد، 024-33445566" if n % 40 == 3 else "اجرا شد"
        rows.append([n, unit, "14098112039", "گاز", f"شرکت گاز بند {n} را اجرا کند", "شرکت گاز", status, NOTES[n % 4]])
    return rows


def staged_rows(staged: Staged) -> list[str]:
    return b"".join(RowTexts("d", "s", staged.masked).chunks(staged.lines)).decode().split("\n")[:-1]


def test_every_text_of_a_row_is_staged_without_people() -> None:
    reading = read(
        [
            ["دبیر: آقای رضایی ۰۹۷۰۱۲۳۴۵۶۷"],
            HEADINGS,
            [1, "نساجی کویر", "تماس با خانم احمدی", "گاز وصل شود؛ پیگیر: آقای رضایی 024-33445566", "شرکت گاز",
             "در حال اجرا (09701112233)", "با مهندس کاظمی صحبت شد", "1403/02/01", "تلفن 33445566"],
        ]
    )  # fmt: skip
    staged = without_people(reading.lines, reading.people)
    line = next(dict(line) for line in staged.lines if line["kind"] == "resolution")
    assert line["problem_text"] == "تماس با خانم [نام]"
    assert line["resolution_text"] == "گاز وصل شود؛ پیگیر: آقای [نام] [تلفن]"
    assert line["notes"] == "تلفن [تلفن]"
    assert line["follow_ups"] == [{"date": "2024-04-20", "text": "با مهندس [نام] صحبت شد"}]
    assert line["raw"]["status"] == "در حال اجرا ([تلفن])"
    assert line["raw"]["notes"] == "تلفن [تلفن]"
    assert line["unit_name"] == "نساجی کویر"
    assert line["cells"] == {**line["cells"], "notes": "I3", "problem_text": "C3"}
    title = next(line for line in staged.lines if line["kind"] == "ignored" and line["row"] == 1)
    assert title["text"] == "دبیر: آقای [نام] [تلفن]"
    assert {(p["row"], p["cell"], p["field"], p["value"]) for p in staged.people} == {
        (1, None, "text", "دبیر: آقای رضایی ۰۹۷۰۱۲۳۴۵۶۷"),
        (3, "C3", "problem_text", "تماس با خانم احمدی"),
        (3, "D3", "resolution_text", "گاز وصل شود؛ پیگیر: آقای رضایی 024-33445566"),
        (3, "F3", "status", "در حال اجرا (09701112233)"),
        (3, "G3", "follow_ups", line_raw(reading, "follow_ups")),
        (3, "I3", "notes", "تلفن 33445566"),
    }


def line_raw(reading: WorkbookReading, name: str) -> str:
    return str(next(line["raw"][name] for line in reading.lines if line["kind"] == "resolution"))


def test_rejected_rows_issues_and_labels_name_nobody() -> None:
    rejected = {
        "kind": "rejected", "sheet": "الف", "row": 6, "code": "no_unit_and_no_text", "cell": "F6",
        "value": "خانم احمدی ۰۹۷۰۱۲۳۴۵۶۷", "message_fa": "«خانم احمدی ۰۹۷۰۱۲۳۴۵۶۷»",
        "raw": {"status": "خانم احمدی ۰۹۷۰۱۲۳۴۵۶۷"},
    }  # fmt: skip
    total = {
        "kind": "aggregate", "sheet": "الف", "row": 9, "label": "جمع آقای رضایی", "agency_id": None,
        "measure": "resolutions", "value": 1,
    }  # fmt: skip
    line = {
        "kind": "resolution", "sheet": "الف", "row": 5, "raw": {"unit_national_id": "1234567890", "notes": "گاز"},
        "cells": {"unit_national_id": "C5", "notes": "D5"}, "notes": "گاز",
        "issues": [
            {"code": "unknown_column", "field": None, "cell": "K2", "value": "تلفن 024-33445566"},
            {"code": "invalid_national_id", "field": "unit_national_id", "cell": "C5", "value": "1234567890"},
        ],
    }  # fmt: skip
    person = {"sheet": "الف", "row": 5, "cell": "C5", "field": "unit_national_id", "value": "1234567890"}
    staged = without_people([rejected, total, line], [person])
    first, second, third = (dict(line) for line in staged.lines)
    assert first["value"] == "خانم [نام] [تلفن]"
    assert first["message_fa"] == "«خانم [نام] [تلفن]»"
    assert first["raw"] == {"status": "خانم [نام] [تلفن]"}
    assert second == {**total, "label": "جمع آقای [نام]"}
    assert [issue["value"] for issue in third["issues"]] == ["تلفن [تلفن]", None]
    assert [(p["cell"], p["value"]) for p in staged.people] == [
        ("C5", "1234567890"), ("F6", "خانم احمدی ۰۹۷۰۱۲۳۴۵۶۷"), (None, "جمع آقای رضایی"), ("K2", "تلفن 024-33445566"),
    ]  # fmt: skip
    assert line["issues"][0]["value"] == "تلفن 024-33445566"  # what was read stays as it was


def test_plain_rows_and_others_are_staged_alike(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = plain_register()
    fast = read(rows)
    monkeypatch.setattr(registers.PlainRows, "suits", staticmethod(lambda *_, **__: False))
    general = read(rows)
    assert sum(isinstance(line, PlainLine) for line in fast.lines) > 100
    assert not any(isinstance(line, PlainLine) for line in general.lines)
    one, other = (without_people(reading.lines, reading.people) for reading in (fast, general))
    assert staged_rows(one) == staged_rows(other)
    assert [as_dict(line) for line in one.lines] == [as_dict(line) for line in other.lines]
    assert one.people == other.people
    assert sum(isinstance(line, PlainLine) for line in one.lines) > 100
    said = "".join(staged_rows(one))
    assert not any(number in said for number in ("33445566", "9701112233", "۶۷۸۹", "رضایی"))
    assert said.count("پیگیر آقای [نام] همراه [تلفن]") == 50  # notes of every fourth row, understood as written
    assert len([p for p in one.people if p["field"] == "notes"]) == 100


def test_a_workbook_that_names_nobody_is_staged_as_it_was_read() -> None:
    reading = read([PLAIN_HEADINGS, *([n, f"واحد {n}", "", "گاز", "وصل شود", "شرکت گاز", "", ""] for n in range(1, 9))])
    staged = without_people(reading.lines, reading.people)
    assert all(one is other for one, other in zip(staged.lines, reading.lines, strict=True))
    assert list(staged.people) == []


def test_rows_that_differ_in_a_phone_alone_hash_alike() -> None:
    hashes = []
    for phone in ("09701112233", "09704445566"):
        reading = read([PLAIN_HEADINGS, *([n, f"واحد {n}", "", "", "گاز", "", "", f"همراه {phone}"] for n in (1, 2))])
        rows = staged_rows(without_people(reading.lines, reading.people))
        hashes.append([row.rstrip("\n").split("\t")[COLUMNS.index("row_sha256")] for row in rows])
    assert hashes[0] == hashes[1]
    assert len(set(hashes[0])) == 2
