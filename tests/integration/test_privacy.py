"""No name and no phone of a workbook is in any text of the warehouse outside the schema `restricted`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, replace
from pathlib import Path

import openpyxl
import pytest
from nights import build, own_warehouse, rows

from ingestion import pipeline
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]

MOBILE, SHORT, LANDLINE, LOCAL, NAME = "۰۹۷۰-۳۴۵-۶۷۸۹", "9701112233", "024-33445566", "55667788", "نمونه‌پور"
ROWS: list[list[object]] = [
    ["مصوبات جلسه ۴ کارگروه تسهیل استان کرمان مورخ ۱۴۰۴/۰۵/۰۱"],
    [f"دبیر: آقای {NAME} {MOBILE}"],
    ["ردیف", "نام واحد", "موضوع", "مصوبه", "دستگاه مسئول", "وضعیت", "پیگیری ۱", "توضیحات", "تماس با آقای نمونه‌پور"],
    [1, "نساجی کویر", f"تماس: {LANDLINE}", f"گاز وصل شود؛ پیگیر: آقای {NAME} {MOBILE}", "شرکت گاز",
     f"در حال اجرا - {MOBILE}", f"خانم {NAME} گفت", f"شماره همراه مدیر {MOBILE}"],
    [2, f"آرد خاوران (آقای {NAME} {MOBILE})", "برق", "برق وصل شود", f"توزیع برق تلفن {LOCAL}", f"طبق نظر خانم {NAME}", "",
     f"پیگیر آقای {NAME} همراه {SHORT}"],
    [3, "", "", "", "", f"آقای {NAME} {LANDLINE}", "", f"تلفن {LOCAL}"],
    *([n, f"واحد {n}", "بیمه", f"بدهی {n} تقسیط شود", "تأمین اجتماعی", "اجرا شد", "", f"آقای {NAME} {LANDLINE}"]
      for n in range(4, 40)),
    [f"تهیه و تنظیم: خانم {NAME} تلفن {LOCAL}"],
]  # fmt: skip


@pytest.fixture(scope="module")
def warehouse_of_people(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    inbox = tmp_path_factory.mktemp("inbox")
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(Path(inbox) / "a.xlsx")
    with own_warehouse() as warehouse:
        pipeline.open_run("people", "ingest_workbooks", "2025-08-01")
        [file] = pipeline.waiting_files([str(inbox)])
        pipeline.land_workbook(asdict(replace(file, delivered_on="2025-08-01")), "people")
        build("people", "2025-08-01")
        yield warehouse


def told(warehouse: Warehouse, schemas: tuple[str, ...]) -> dict[str, str]:
    """All texts of every table and view of the schemas, by relation."""
    names = rows(
        warehouse,
        "select format('%%I.%%I', nspname, relname) from pg_class inner join pg_namespace on relnamespace = pg_namespace.oid"
        " where nspname = any(%s) and relkind in ('r', 'v', 'm', 'p')",
        "peygir_admin",
        (list(schemas),),
    )
    found = {}
    for (name,) in names:
        [(text,)] = rows(
            warehouse, f"select coalesce(string_agg(t::text, E'\\n'), '') from {name} as t", "peygir_admin"
        )
        found[name] = text
    return found


def test_phones_and_names_are_in_restricted_alone(warehouse_of_people: Warehouse) -> None:
    others = [
        schema
        for (schema,) in rows(
            warehouse_of_people,
            "select nspname from pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', 'restricted')",
            "peygir_admin",
        )
    ]
    assert {"staging", "audit", "marts"} <= set(others)
    texts = told(warehouse_of_people, tuple(others))
    assert "گاز وصل شود؛ پیگیر: آقای [نام] [تلفن]" in texts["staging.resolution_rows"]
    assert "[تلفن]" in texts["marts.resolutions"]
    assert "[تلفن]" in texts["marts.evidence"]
    assert "[تلفن]" in texts["audit.rejected_rows"]
    assert "[تلفن]" in texts["audit.ignored_rows"]
    for relation, text in texts.items():
        for secret in (MOBILE, SHORT, LANDLINE, LOCAL, NAME):
            assert secret not in text, f"{secret} stands in {relation}"
    kept = told(warehouse_of_people, ("restricted",))["restricted.workbook_people"]
    assert all(secret in kept for secret in (MOBILE, SHORT, LANDLINE, LOCAL, NAME))
