"""What a migration does to a warehouse that is in use."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from nights import own_warehouse, rows

from ingestion.warehouse import prepare as preparation
from ingestion.warehouse.connection import Warehouse

pytestmark = pytest.mark.integration

# A row of a workbook, and the views that read it, as they were when cells were kept taken apart.
OLDER = """
insert into audit.documents (
    document_id, kind, source_id, content_sha256, n_bytes, archive_location, received_at, reader_version, outcome, loaded_at
) values ('d', 'workbook', 'yazd', 'c', 1, '-', now(), '1', 'loaded', now());
insert into staging.resolution_rows (document_id, line_no, source_id, sheet, row_no, status, county, cells, raw, row_sha256)
values ('d', 1, 'yazd', 's', 4, 'unknown', 'میبد', '{"county": "C4", "status": "F4"}', '{"county": "میبد", "status": null}', 'h');
set role peygir_builder;
create view warehouse.stg_resolution_rows as select line_no, cells, raw from staging.resolution_rows;
create view marts.evidence with (security_barrier = true) as
with rows_staged as (select * from staging.resolution_rows)
select field.field_name, field.raw_text, rows_staged.cells ->> field.field_name as cell, rows_staged.row_no
from rows_staged
cross join lateral jsonb_each_text(rows_staged.raw) as field (field_name, raw_text);
grant select on marts.evidence to peygir_reader;
create view marts.of_an_analyst as select raw_text from marts.evidence;
"""
EVIDENCE = "select * from marts.evidence order by 1"
OBJECT = "select oid, relowner, reloptions from pg_class where oid = 'marts.evidence'::regclass"


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    """A warehouse from before cells were kept as they are sent."""
    for file in preparation.MIGRATIONS.glob("*.sql"):
        if file.name < "0007":
            shutil.copy(file, tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(preparation, "MIGRATIONS", tmp_path)
        with own_warehouse() as warehouse:
            patch.undo()
            with warehouse.connect("peygir_admin", autocommit=True) as connection:
                connection.execute(OLDER)
            yield warehouse


def test_evidence_stays_the_same_object_while_the_kind_of_its_cells_changes(older: Warehouse) -> None:
    evidence, as_object = rows(older, EVIDENCE), rows(older, OBJECT)
    assert evidence == [("county", "میبد", "C4", 4), ("status", None, "F4", 4)]
    assert preparation.prepare(older)[:2] == ["0007_text_of_cells", "0008_taken_over"]
    assert rows(older, EVIDENCE) == evidence
    assert rows(older, "select layout_no, cells from staging.row_layouts", "peygir_loader") == [
        (1, {"county": "C#", "status": "F#"})
    ]
    assert rows(older, "select written_otherwise from staging.stored_resolution_rows", "peygir_loader") == [
        ({"status": None},)
    ]
    assert rows(older, OBJECT) == as_object
    assert rows(older, "select raw_text from marts.of_an_analyst order by 1", "peygir_builder") == [("میبد",), (None,)]
    assert preparation.prepare(older) == []
    with older.connect("peygir_admin") as connection:
        connection.execute(
            "insert into staging.stored_resolution_rows (document_id, line_no, source_id, sheet, row_no, status, row_sha256)"
            " values ('d', 2, 'yazd', 's', 5, 'unknown', 'i')"
        )
        kinds = connection.execute("select json_typeof(cells), json_typeof(raw) from staging.resolution_rows")
        assert kinds.fetchall() == [("object", "object")] * 2


def test_a_document_known_as_taken_over_by_its_reason_has_the_outcome(older: Warehouse) -> None:
    entered = (
        "insert into audit.documents (document_id, kind, source_id, content_sha256, n_bytes, archive_location,"
        " received_at, reader_version, outcome, reason) values (%s, 'workbook', 'unassigned', %s, 1, '-', now(), '1', %s, %s)"
    )
    with older.connect("peygir_admin") as connection:
        for document_id, outcome, reason in (
            ("e", "loaded", "taken over by kerman: 0123abcd"),
            ("f", "refused", "taken over by nobody: empty"),
            ("g", "loaded", None),
        ):
            connection.execute(entered, (document_id, document_id, outcome, reason))
        connection.commit()
    preparation.prepare(older)
    assert rows(older, "select document_id, outcome, reason from audit.documents order by 1", "peygir_loader") == [
        ("d", "loaded", None),
        ("e", "taken_over", "by kerman, as 0123abcd"),
        ("f", "refused", "taken over by nobody: empty"),
        ("g", "loaded", None),
    ]


def test_published_columns_keep_their_rows_and_their_readers_under_their_new_names(older: Warehouse) -> None:
    published = """
        set role peygir_builder;
        create table marts.articles (published_at timestamptz, published_on date);
        insert into marts.articles values ('2025-10-22 12:00+00', '2025-10-22');
        create view marts.of_another_analyst as select published_on as day from marts.articles;
        create table marts.followup_rates (rate_id text, province_name_fa text);
        insert into marts.followup_rates values ('r', 'یزد');
    """
    with older.connect("peygir_admin", autocommit=True) as connection:
        connection.execute(published)
    preparation.prepare(older)
    assert rows(older, "select rate_id, province_fa from marts.followup_rates", "peygir_builder") == [("r", "یزد")]
    assert rows(older, "select article_published_on::text from marts.articles", "peygir_builder") == [("2025-10-22",)]
    assert rows(older, "select day::text from marts.of_another_analyst", "peygir_builder") == [("2025-10-22",)]
