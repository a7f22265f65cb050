"""A person in the loop: what the reader doubts is asked once, and an answer changes what is read from then on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ingestion import identity, pipeline, review
from ingestion.commands.review import review as command
from ingestion.errors import PeygirError
from ingestion.pipeline.files import new_files
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("warehouse")]

HEADINGS = "ردیف,شماره جلسه,تاریخ جلسه,نام واحد تولیدی,شرح مصوبه,دستگاه مجری,مهلت اجرا,وضعیت,ستون ویژه"
ROWS = (
    "1,12,1404/05/12,شرکت آذر نوین,اعطای تسهیلات سرمایه در گردش,بانک ملی,1404/06/31,اجرا شده,خوی",
    "2,12,1404/05/12,شرکت پارس بافت,تقسیط بدهی مالیاتی واحد,اداره کل امور مالیاتی,1404/07/15,در دست اقدام,مهاباد",
    "3,13,1404/06/12,شرکت آذر نوین,تأمین برق واحد,شرکت توزیع برق,1404/08/15,در دست اقدام,خوی",
)


@pytest.fixture
def asked(warehouse: Warehouse) -> Iterator[Warehouse]:
    """The warehouse with no question on record."""
    with warehouse.connect("peygir_admin", autocommit=True) as connection:
        connection.execute("truncate audit.reviews")
    yield warehouse


def deliver(folder: Path, name: str, *rows: str, headings: str = HEADINGS) -> dict[str, Any]:
    """Land a register of the inbox `yazd`."""
    file = folder / "yazd" / name
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join((headings, *rows)) + "\n", encoding="utf-8")
    found = [waiting for waiting in new_files([str(folder)], "workbook") if waiting["label"].endswith(name)]
    pipeline.open_run(name, "ingest_workbooks", None)
    return pipeline.land_workbook(found[0], name)


def counties(warehouse: Warehouse, file_name: str) -> list[str | None]:
    with warehouse.connect("peygir_loader") as connection:
        rows = connection.execute(
            "select r.county from staging.resolution_rows r join audit.documents d using (document_id)"
            " where d.file_name = %s order by r.row_no",
            (file_name,),
        ).fetchall()
    return [row[0] for row in rows]


def test_a_doubtful_heading_is_asked_once_and_its_answer_is_read_by(asked: Warehouse, tmp_path: Path) -> None:
    deliver(tmp_path, "first.csv", *ROWS[:2])
    deliver(tmp_path, "second.csv", *ROWS)
    [question] = review.waiting()
    assert (question.kind, question.source_id, question.question) == ("heading", "yazd", "ستون ویژه")
    assert question.details["file_name"] == "first.csv"
    assert question.details["column"] == "I"
    assert counties(asked, "second.csv") == [None, None, None]

    review.decide(question.review_id[:8], "county", by="Sara", why="asked the secretariat")
    assert review.waiting() == []
    deliver(tmp_path, "third.csv", *ROWS[1:])
    assert counties(asked, "third.csv") == ["مهاباد", "خوی"]
    assert review.waiting() == []
    assert pipeline.reparse("yazd", "2020-01-01", "again")["changed"] == 2
    assert counties(asked, "first.csv") == ["خوی", "مهاباد"]
    assert review.waiting() == []


def test_an_ignored_heading_is_no_longer_told_to_the_sender(asked: Warehouse, tmp_path: Path) -> None:
    deliver(tmp_path, "first.csv", *ROWS[:2])
    [question] = review.waiting("heading")
    review.decide(question.review_id, "ignore")
    landed = pipeline.reparse("yazd", "2020-01-01", "again")
    assert landed["changed"] == 1
    with asked.connect("peygir_loader") as connection:
        issues = connection.execute(
            "select count(*) from staging.resolution_rows where issues::text like '%%unknown_column%%'"
        ).fetchone()
    assert issues == (0,)


@pytest.mark.parametrize(
    ("name", "given", "message"),
    [("ffff", "county", "no such question"), ("", "village", "answers no heading"), (None, "county", "2 questions")],
)
def test_a_wrong_answer_is_refused(
    asked: Warehouse, tmp_path: Path, name: str | None, given: str, message: str
) -> None:
    headings = HEADINGS.replace("مهلت اجرا", "زمان نگاه") if name is None else HEADINGS
    deliver(tmp_path, "first.csv", *ROWS[:2], headings=headings)
    waiting = review.waiting()
    with pytest.raises(PeygirError, match=message):
        review.decide("" if name is None else name or waiting[0].review_id, given)
    assert review.waiting() == waiting


def test_the_command_lists_what_waits_and_takes_an_answer(
    asked: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = CliRunner()
    empty = runner.invoke(command, ["list"])
    assert (empty.exit_code, empty.output.splitlines()[-1]) == (0, "(0 rows)")
    deliver(tmp_path, "first.csv", *ROWS[:2])
    listed = runner.invoke(command, ["list", "--format", "csv"])
    assert listed.exit_code == 1
    identity = listed.output.splitlines()[1].split(",")[0]
    monkeypatch.setenv("LOGNAME", "sara")
    decided = runner.invoke(command, ["decide", identity, "county"])
    with asked.connect("peygir_loader") as connection:
        assert connection.execute("select answer, answered_by from audit.reviews").fetchall() == [("county", "sara")]
    assert decided.output.startswith("ستون ویژه: county; ")
    assert "peygir reparse --source yazd" in decided.output
    assert runner.invoke(command, ["list"]).exit_code == 0


@pytest.fixture
def twins(asked: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Warehouse]:
    """Two pairs of units that the marts propose as one, the likelier last, and no link."""
    columns = (
        "candidate_id, unit_id_a, unit_id_b, province_id, name_a_fa, name_b_fa, national_id_a, national_id_b, reason"
    )
    with asked.connect("peygir_builder", autocommit=True) as connection:
        connection.execute(
            "create table marts.unit_match_candidates as select * from (values"
            " ('c1', 'u1', 'u2', '21', 'آذر نوین', 'آذرنوین', null, '14001234567', 'similar_name', 0.7),"
            " ('c2', 'u3', 'u4', '21', 'پارس بافت', 'شرکت پارس بافت', null, null, 'same_without_company_words', 1.0)"
            f") as pairs ({columns}, similarity)"
        )
        connection.execute(
            "create table marts.dim_unit as select unit_id, 'name of ' || unit_id as name_fa, null::text as national_id,"
            " '21' as province_id from unnest(array['u1', 'u2', 'u3', 'u4']) as unit_id"
        )
        connection.execute(
            "grant select on marts.unit_match_candidates, marts.dim_unit to peygir_reader, peygir_loader"
        )
    (tmp_path / "reviewed").mkdir()
    monkeypatch.setattr(identity, "seeds_folder", lambda: tmp_path)
    identity.write_links(identity.links_file(), [])
    yield asked
    with asked.connect("peygir_builder", autocommit=True) as connection:
        connection.execute("drop table marts.unit_match_candidates, marts.dim_unit")


def test_likely_twins_wait_until_someone_has_decided(twins: Warehouse) -> None:
    assert [item.question for item in review.waiting()] == ["پارس بافت = شرکت پارس بافت", "آذر نوین = آذرنوین"]
    likeliest, other = review.waiting("unit")
    assert review.waiting("heading") == []
    _, remaining = review.decide(other.review_id, "different", why="two owners")
    assert remaining == "they stay two units"
    assert [item.review_id for item in review.waiting()] == [likeliest.review_id]
    with pytest.raises(PeygirError, match="answers no unit"):
        review.decide(likeliest.review_id, "county")
    with pytest.raises(PeygirError, match="needs a reason"):
        review.decide(likeliest.review_id, "same")
    assert [item.review_id for item in review.waiting()] == [likeliest.review_id]
    review.decide(likeliest.review_id, "same", why="the same address")
    assert review.waiting() == []
    [link] = identity.read_links(identity.links_file())
    assert (link.unit_id, link.same_as_unit_id, link.why) == ("u3", "u4", "the same address")
    listed = CliRunner().invoke(command, ["list", "--kind", "unit", "--format", "json"])
    assert (listed.exit_code, listed.output) == (0, "")
