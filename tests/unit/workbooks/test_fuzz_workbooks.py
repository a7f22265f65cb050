"""Workbooks mutated at random, the same ones each time: no crash, no hang, no row lost."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest
from build import S, lines_of, xlsx

from ingestion.workbooks.limits import WorkbookRefused
from ingestion.workbooks.openers import open_content

GOLD = Path(__file__).parents[2] / "gold" / "workbooks"
WORDS = [
    "ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "مهلت", "وضعیت", "جمع", "جلسه ۵ مورخ ۱۴۰۴/۰۳/۱۰", "صفحه ۲", "ایضاً", "〃", "اجرا شد",
    "شرکت گاز", "بانک ملی، مالیات", "۱- گاز وصل شود.\n۲- برق وصل شود.", "1404/03/10", "04/3/10", "یک ماه", "-", "", "", "", "توضیح: متن",
    "دبیر کارگروه – امضا", "نام واحد:", "شماره جلسه: ۷", "✓", "×", "#N/A", "=A1+B1", "سبز: اجرا شده", 5, 12.5, 45808, True, "پیگیری ۱",
    "تاریخ ۱", "تعداد مصوبات", "اجرا شده", "اجرا نشده", "متن بلند " * 20, "۱۴۰۹۸۱۱۲۰۳۹", "مبلغ (میلیون ریال)", "کارگروه استان یزد",
]  # fmt: skip


def written_rows(content: bytes, name: str) -> dict[str, set[int]]:
    book = open_content(content, name)
    return {
        sheet.name: {n for n, row in enumerate(sheet.rows, 1) if any(str(c).strip() for c in row if not isinstance(c, tuple)) or any(isinstance(c, tuple) for c in row)}
        for sheet in book.sheets
    }  # fmt: skip


def mentioned_rows(lines: list[dict[str, Any]]) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for line in lines:
        found.setdefault(line["sheet"], set()).update({line["row"], *line.get("rows", ())})
    return found


@pytest.mark.parametrize("seed", [*range(60), 555, 1329])  # in the last two a sign alone is a heading
def test_sheets_of_random_cells_lose_no_row(seed: int) -> None:
    chance = random.Random(seed)
    n_columns = chance.randint(1, 9)
    rows = [[chance.choice(WORDS) for _ in range(n_columns)] for _ in range(chance.randint(1, 30))]
    if seed % 2:
        rows.insert(chance.randrange(3), ["ردیف", "نام واحد", "مشکل", "مصوبه", "دستگاه", "مهلت", "وضعیت"])
    merges = []
    if seed % 3 == 0 and len(rows) > 4:
        merges = ["A2:B2", "A3:A4"]
    fills = {chance.randint(1, len(rows)): chance.choice(["92D050", "FFFF00", "FF0000"]) for _ in range(seed % 4)}
    content = xlsx({"الف": S(rows, merges=merges, fills=dict(fills), hidden_rows=[2])})
    lost = written_rows(content, "x.xlsx")["الف"] - mentioned_rows(lines_of(content)).get("الف", set())
    assert not lost


@pytest.mark.parametrize(
    "path", sorted(GOLD.glob("*.xls*")) + sorted(GOLD.glob("*.ods")) + sorted(GOLD.glob("*.csv")), ids=lambda p: p.name
)
def test_gold_workbooks_with_cells_shuffled_and_rows_dropped(path: Path) -> None:
    chance = random.Random(path.name)
    try:
        book = open_content(path.read_bytes(), path.name)
    except WorkbookRefused:
        return
    for _ in range(3):
        sheets = {}
        for number, sheet in enumerate(book.sheets):
            rows = [
                [c if not isinstance(c, tuple) else c[1] for c in row]
                for row in sheet.rows[:60]
                if chance.random() > 0.15
            ]
            for row in rows:
                if row and chance.random() < 0.2:
                    chance.shuffle(row)
                if row and chance.random() < 0.1:
                    row[chance.randrange(len(row))] = chance.choice(WORDS)
            sheets[f"s{number}"] = S(
                [[v if not isinstance(v, str) or not v.startswith("=") else v[1:] for v in row] for row in rows]
            )
        content = xlsx(sheets)
        mentioned = mentioned_rows(lines_of(content))
        for name, rows_written in written_rows(content, "x.xlsx").items():
            assert not rows_written - mentioned.get(name, set())


@pytest.mark.parametrize(
    "path",
    sorted(GOLD.glob("*.xls*"))[:8] + sorted(GOLD.glob("*.ods"))[:3] + sorted(GOLD.glob("*.csv"))[:3],
    ids=lambda p: p.name,
)
def test_flipped_bytes_are_read_or_refused(path: Path) -> None:
    content = path.read_bytes()
    chance = random.Random(path.name)
    for _ in range(12):
        damaged = bytearray(content)
        for _ in range(chance.randint(1, 30)):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        if chance.random() < 0.3:
            damaged = damaged[: chance.randrange(len(damaged))]
        try:
            lines_of(bytes(damaged), path.name)
        except WorkbookRefused:
            continue
