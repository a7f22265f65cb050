"""One document, one transaction: staged whole or not at all, once, and never readable by whom it is not for."""

from __future__ import annotations

import io
import stat
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import psycopg
import pytest

from ingestion.errors import PeygirError
from ingestion.warehouse import load
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.credentials import credentials_file
from ingestion.warehouse.prepare import prepare
from ingestion.warehouse.query import run_query
from ingestion.workbooks.line import PlainLine
from ingestion.workbooks.reader import read_workbook

pytestmark = pytest.mark.integration

LINE: dict[str, Any] = {
    "kind": "resolution", "sheet": "ثبت", "row": 5, "province_id": "08", "session_no": "4", "session_date": "2025-05-31",
    "notify_date": None, "due_date": "2025-06-30", "implemented_date": None, "report_date": None, "resolution_no": None,
    "unit_name": "نمونه‌سازان کویر", "unit_national_id": None, "county": None, "problem_text": "برق",
    "problem_categories": ["ENERGY.ELECTRICITY"], "resolution_text": "برق وصل شود.",
    "agencies": [{"agency_id": "ELDIST", "ministry_id": "MOE", "name": "شرکت توزیع"}], "due_source": "date",
    "status": "in_progress", "status_source": "cell_text", "progress_pct": 40, "amount_rial": 10**13, "notes": None,
    "follow_ups": [], "is_hidden": False, "cells": {"unit_name": "B5"}, "raw": {"unit_name": "نمونه‌سازان کویر 0970"},
    "issues": [],
}  # fmt: skip
REJECTED = {
    "kind": "rejected", "sheet": "ثبت", "row": 6, "code": "no_unit_and_no_text", "cell": "B6", "value": None,
    "message_fa": "ردیف نام واحد و متن ندارد", "raw": {"status": "اجرا شد"},
}  # fmt: skip
TITLE = {"kind": "ignored", "sheet": "ثبت", "row": 1, "reason": "title", "text": "عنوان"}
TOTAL = {"kind": "aggregate", "sheet": "ثبت", "row": 9, "label": "جمع", "agency_id": None, "measure": "resolutions", "value": 1}  # fmt: skip


def document(
    content: str = "a", logical: str | None = None, reader: str = "1", source: str = "kerman"
) -> load.Document:
    return load.Document(
        kind="workbook",
        source_id=source,
        content_sha256=content,
        n_bytes=10,
        archive_location="archive/a",
        received_at=datetime(2025, 7, 1, tzinfo=UTC),
        reader_version=reader,
        file_name="a.xlsx",
        logical_sha256=logical,
        as_of_on=date(2025, 6, 30),
        as_of_source="title",
    )


def count(warehouse: Warehouse, table: str) -> int:
    with warehouse.connect("peygir_loader") as connection:
        row = connection.execute(f"select count(*) from {table}").fetchone()
    assert row
    return int(row[0])


def load_lines(warehouse: Warehouse, entry: load.Document, *lines: Any, **options: Any) -> load.Landed:
    with warehouse.connect("peygir_loader") as connection:
        return load.load_workbook(connection, entry, lines, **options)


def test_every_kind_of_line_lands_in_its_table(warehouse: Warehouse) -> None:
    landed = load_lines(warehouse, document(), TITLE, LINE, REJECTED, TOTAL)
    assert landed.outcome == "loaded"
    assert landed.counts == {"n_resolutions": 1, "n_aggregates": 1, "n_rejected": 1, "n_ignored": 1}
    for table in ("staging.resolution_rows", "staging.aggregate_rows", "audit.rejected_rows", "audit.ignored_rows"):
        assert count(warehouse, table) == 1
    with warehouse.connect("peygir_loader") as connection:
        row = connection.execute(
            "select line_no, session_on, amount_rial, agencies -> 0 ->> 'agency_id', problem_categories, progress_pct"
            " from staging.resolution_rows"
        ).fetchone()
    assert row is not None
    assert row == (2, date(2025, 5, 31), 10**13, "ELDIST", ["ENERGY.ELECTRICITY"], 40)


def test_the_same_bytes_twice_change_nothing(warehouse: Warehouse) -> None:
    load_lines(warehouse, document(), LINE)
    assert load_lines(warehouse, document(), LINE).outcome == "known"
    assert count(warehouse, "staging.resolution_rows") == 1
    assert count(warehouse, "audit.documents") == 1


def test_a_resaved_file_is_entered_but_stages_nothing(warehouse: Warehouse) -> None:
    load_lines(warehouse, document("a", logical="same"), LINE)
    assert load_lines(warehouse, document("b", logical="same"), LINE).outcome == "unchanged"
    assert count(warehouse, "staging.resolution_rows") == 1
    assert count(warehouse, "audit.documents") == 2


def test_the_rows_of_a_deleted_document_go_with_it(warehouse: Warehouse) -> None:
    load_lines(warehouse, document("a"), TITLE, LINE)
    load_lines(warehouse, document("b"), TITLE, LINE)
    with warehouse.connect("peygir_loader") as connection:
        connection.execute("delete from audit.documents where content_sha256 = 'a'")
    with warehouse.connect("peygir_loader") as connection:
        left = connection.execute("select document_id from staging.resolution_rows").fetchall()
    assert left == [(document("b").document_id,)]


def test_a_crash_in_the_middle_leaves_nothing(warehouse: Warehouse) -> None:
    torn = {key: value for key, value in LINE.items() if key != "sheet"}
    with warehouse.connect("peygir_loader") as connection, pytest.raises(psycopg.errors.NotNullViolation):
        load.load_workbook(
            connection, document(), [LINE, {**REJECTED, "sheet": "a\0b"}, {**TOTAL, "kind": "ignored"}, torn]
        )
    broken = {**LINE, "session_date": "2025-13-01"}
    with warehouse.connect("peygir_loader") as connection, pytest.raises(psycopg.errors.DatetimeFieldOverflow):
        load.load_workbook(connection, document(), [LINE, broken])
    assert count(warehouse, "audit.documents") == 0
    assert count(warehouse, "staging.resolution_rows") == 0
    assert load_lines(warehouse, document(), LINE).outcome == "loaded"


def test_a_refused_file_is_kept_and_read_again_by_a_newer_reader(warehouse: Warehouse) -> None:
    with warehouse.connect("peygir_loader") as connection:
        load.refuse(connection, document(), "encrypted")
    assert load_lines(warehouse, document(), LINE).outcome == "known"
    with warehouse.connect("peygir_loader") as connection:
        assert load.known_contents(connection, "workbook", "1") == {"a"}
        assert load.known_contents(connection, "workbook", "2") == set()
    assert load_lines(warehouse, document(reader="2"), LINE).outcome == "loaded"


def test_personal_data_go_to_restricted_alone(warehouse: Warehouse) -> None:
    person = {"sheet": "ثبت", "row": 5, "cell": "B5", "field": "unit_name", "value": "نمونه‌سازان کویر 0970"}
    load_lines(warehouse, document(), LINE, people=[person])
    with warehouse.connect("peygir_loader") as connection:
        raw = connection.execute("select raw ->> 'unit_name' from staging.resolution_rows").fetchone()
    assert raw == ("نمونه‌سازان کویر",)
    with warehouse.connect("peygir_restricted") as connection:
        assert connection.execute("select value from restricted.workbook_people").fetchone() == (person["value"],)
    for role in ("peygir_reader", "peygir_builder"):
        with warehouse.connect(role) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("select * from restricted.workbook_people")


@pytest.mark.parametrize(
    "statement",
    [
        "select * from staging.resolution_rows",
        "select * from audit.documents",
        "create table marts.mine (a int)",
        "create table public.mine (a int)",
        "create temporary table mine (a int)",
        "drop schema marts",
    ],
)
def test_the_reader_sees_marts_only_and_writes_nothing(warehouse: Warehouse, statement: str) -> None:
    with warehouse.connect("peygir_reader") as connection:
        connection.execute("set default_transaction_read_only = off")
        connection.commit()
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(statement)


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("select 1; select 2", "query: more than one statement; give them one at a time"),
        ("select 1 +", "query: syntax error at end of input"),
        (" ;\n", "query: nothing is asked; give one statement; list the marts with: select "),
        (
            "set statement_timeout = '20ms'; select pg_sleep(5)",
            "query: canceling statement due to statement timeout; "
            "ask for less: a `where` on province_id, dimension or period_type, fewer marts joined, a `limit`",
        ),
        ("select * from marts.no_such", 'query: relation "marts.no_such" does not exist; list the marts with: select '),
        ("select foo from pg_roles", 'query: column "foo" does not exist; list the columns with: select '),
        (
            "select length(12)",
            "query: function length(integer) does not exist; "
            "No function matches the given name and argument types. You might need to add explicit type casts",
        ),
    ],
)
def test_a_query_that_fails_is_told_in_the_servers_words(warehouse: Warehouse, query: str, told: str) -> None:
    with pytest.raises(PeygirError) as failure:
        run_query(query)
    is_whole = "list the" not in told
    assert failure.value.sentence == told if is_whole else failure.value.sentence.startswith(told)


def test_a_statement_may_end_with_its_semicolon(warehouse: Warehouse) -> None:
    assert run_query("select 1 as one;").rows == [(1,)]


def test_a_login_that_is_not_set_up_is_told(warehouse: Warehouse) -> None:
    with pytest.raises(PeygirError, match=r"password authentication failed.*; `peygir up` sets its logins up"):
        replace(warehouse, admin_user="peygir_nobody").connect("peygir_admin")


def test_passwords_are_readable_by_their_owner_only(warehouse: Warehouse) -> None:
    assert stat.S_IMODE(credentials_file().stat().st_mode) == 0o600


def test_the_server_listens_on_loopback_and_asks_for_a_password(warehouse: Warehouse) -> None:
    assert warehouse.host == "127.0.0.1"
    address = f"postgresql://peygir_reader@{warehouse.host}:{warehouse.port}/{warehouse.database}"
    with pytest.raises(psycopg.OperationalError, match="password"):
        psycopg.connect(address)


def test_preparing_again_changes_nothing(warehouse: Warehouse) -> None:
    assert prepare(warehouse) == []


def test_an_external_address_that_is_no_url_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    from ingestion.warehouse.connection import locate

    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", "localhost:5432")
    with pytest.raises(PeygirError, match="postgresql://user:password@host"):
        locate()


def test_a_reread_changes_only_what_the_reader_now_yields_differently(warehouse: Warehouse) -> None:
    load_lines(warehouse, document(), LINE, TITLE)
    with warehouse.connect("peygir_loader") as connection:
        assert load.reload_workbook(connection, document(reader="2"), [LINE, TITLE], []) is False
        better = {**LINE, "status": "implemented"}
        assert load.reload_workbook(connection, document(reader="2"), [better, TITLE], []) is True
        row = connection.execute(
            "select status, (select count(*) from audit.ignored_rows) from staging.resolution_rows"
        )
        assert row.fetchall() == [("implemented", 1)]


def test_every_sign_of_a_text_arrives_as_it_was(warehouse: Warehouse) -> None:
    """Signs that COPY's text format means something by: tab, line ends, backslash, its null, unit and record separators."""
    texts = ["a\tb", "a\nb\r\nc", "\\N", "a\\b", "\x1f", "\x1e", "a\x1eb\x1fc", '"{}",', "", "‌ی"]
    lines = [{**LINE, "notes": text, "raw": {"notes": text}, "row": n} for n, text in enumerate(texts, start=1)]
    load_lines(warehouse, document(), *lines)
    with warehouse.connect("peygir_loader") as connection:
        rows = connection.execute(
            "select notes, raw ->> 'notes' from staging.resolution_rows order by row_no"
        ).fetchall()
    assert rows == [(text, text) for text in texts]


def test_what_is_written_and_where_is_shown_whole_however_it_is_stored(warehouse: Warehouse) -> None:
    told: list[tuple[dict[str, Any], dict[str, str | None], dict[str, str]]] = [
        (
            {"unit_name": "نمونه", "county": "یزد", "session_no": "4", "status": "implemented"},
            {"unit_name": "نمونه", "county": "يزد ", "status": "اجرا شد"},
            {"unit_name": "B1", "county": "C1", "session_no": "A11", "status": "D1"},
        ),
        ({"unit_name": None, "notes": None}, {"unit_name": "-", "notes": None}, {"unit_name": "B2"}),
        (
            {"unit_name": "الف \\ «ب»", "notes": ""},
            {"unit_name": "الف \\ «ب»", "notes": "", "level": "#2"},
            {"notes": "AB3"},
        ),
        ({"unit_name": "x", "problem_text": None}, {}, {}),
    ]
    lines = [
        {
            **LINE,
            "problem_text": None,
            "resolution_text": None,
            "session_no": None,
            **values,
            "raw": raw,
            "cells": cells,
            "row": row,
        }
        for row, (values, raw, cells) in enumerate(told, start=1)
    ]
    load_lines(warehouse, document(), *lines)
    with warehouse.connect("peygir_loader") as connection:
        shown = connection.execute("select raw, cells from staging.resolution_rows order by row_no").fetchall()
        stored = connection.execute(
            "select written_otherwise, layout_no from staging.stored_resolution_rows order by row_no"
        ).fetchall()
        layouts = connection.execute("select cells from staging.row_layouts order by layout_no").fetchall()
    assert shown == [(raw, cells) for _, raw, cells in told]
    assert stored == [
        ({"county": "يزد ", "session_no": None, "status": "اجرا شد"}, 1),
        ({"unit_name": "-", "notes": None}, 2),
        ({"level": "#2"}, 3),
        ({"unit_name": None}, 4),
    ]
    assert layouts == [
        ({"county": "C#", "session_no": "A11", "status": "D#", "unit_name": "B#"},),
        ({"unit_name": "B#"},),
        ({"notes": "AB#"},),
        ({},),
    ]


def test_a_register_is_shown_as_it_was_read(warehouse: Warehouse) -> None:
    headings = [
        "ردیف",
        "شماره جلسه",
        "تاریخ جلسه",
        "نام واحد",
        "شهرستان",
        "مصوبه",
        "دستگاه",
        "مهلت",
        "وضعیت",
        "توضیحات",
    ]
    rows: list[list[object]] = [["مصوبات کارگروه تسهیل استان یزد سال ۱۴۰۳"], headings]
    for n in range(1, 300):
        unit = ("واحد", "ايضاً", "فولاد‌ کویر ۲", "شركت \\ الف\t«ب»")[n % 4] + (str(n) if n % 8 == 1 else "")
        due, status = ("یک ماه", "1403/13/01", "")[n % 3], ("اجرا شد", "؟", "")[n % 3]
        rows.append([n, (n, "۱۲", "")[n % 3], "1403/02/05", unit, ("یزد", "میبد", "")[n % 3], "گاز وصل شود", "شرکت گاز",
                     due, status, f"نامه {n}" if n % 5 else ""])  # fmt: skip
    rows.insert(150, ["جلسه ۱۸ مورخ ۱۴۰۳/۰۴/۰۱"])
    book, file = openpyxl.Workbook(), io.BytesIO()
    for values in rows:
        book.worksheets[0].append(values)
    book.save(file)
    lines = read_workbook(file.getvalue(), file_name="register.xlsx").lines
    assert sum(isinstance(line, PlainLine) for line in lines) > 100
    load_lines(warehouse, document(), *lines)
    with warehouse.connect("peygir_loader") as connection:
        shown = connection.execute("select row_no, raw, cells from staging.resolution_rows order by line_no").fetchall()
    assert shown == [(line["row"], line["raw"], line["cells"]) for line in lines if line["kind"] == "resolution"]


def test_a_database_that_is_not_there_yet_is_made_and_prepared(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_WAREHOUSE_URL", warehouse.url("peygir_admin", database="elsewhere"))
    external = locate()
    assert not external.is_embedded
    assert prepare(external)[0] == "0001_foundation"
    with external.connect("peygir_loader") as connection:
        assert connection.execute("select current_database()").fetchone() == ("elsewhere",)
        assert connection.execute("select count(*) from audit.documents").fetchone() == (0,)
    with external.connect("peygir_airflow", database="elsewhere_airflow") as connection:
        assert connection.execute("select 1").fetchone() == (1,)
