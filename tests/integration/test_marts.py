"""The published marts of two nights on a real PostgreSQL: who sees which rows, and what each figure is made of."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
import pytest
from click.testing import CliRunner
from nights import build, deliver, own_warehouse, rows

from ingestion.cli import peygir
from ingestion.errors import PeygirError
from ingestion.tracing import RATES, Selection, describe, explain_resolution, trace_rate
from ingestion.warehouse.connection import Warehouse
from ingestion.warehouse.readers import add_reader, list_readers, province_roles, remove_reader

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]

KERMAN, GOLESTAN, TEHRAN = "08", "27", "23"
# A relation that tells of provinces, and its rows that tell of the whole country.
NATIONAL_ROWS = {
    "articles": "province_ids = '{}'",
    "data_quality": "province_id is null",
    "dim_source": "province_id is null",
    "evidence": "evidence_kind = 'sentence' and not exists (select from staging.news_facts f"
    " where f.document_id = evidence.document_id and f.fact = 'province')",
    "fct_news_event": "province_id is null",
    "fct_reported_figure": "province_id is null and origin = 'press'",
    "followup_rates": "province_id is null and dimension in ('national', 'ministry', 'agency', 'category', 'banks')",
    "followup_times": "province_id is null and dimension not in ('province', 'county')",
    "kpi_snapshot": "province_id is null and dimension in ('national', 'ministry', 'agency', 'category', 'banks')",
    "quality_history": "is_national",
    "session_activity": "dimension = 'national'",
    "source_health": "province_id is null",
}
# Relations without a row of a single province: everybody sees all of them.
FOR_EVERYBODY = {
    "agencies", "dim_agency", "dim_date", "dim_kpi", "dim_ministry", "dim_problem_category", "dim_province",
    "dim_quality_measure", "dim_status", "ministries", "publications",
}  # fmt: skip
PRESS = """
کرمان: چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان کرمان به ریاست استاندار کرمان روز دوشنبه برگزار شد.
در این جلسه مشکلات ۵ واحد تولیدی بررسی شد.
"""


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Warehouse]:
    """The marts after two deliveries of nine provinces and an article of one."""
    from ingestion import pipeline

    press = tmp_path_factory.mktemp("press")
    (press / "kerman.txt").write_text(PRESS, encoding="utf-8")
    (press / "other.txt").write_text("وزیر صنعت گفت صادرات رشد کرد.\nاین خبر از استانی نمی‌گوید.", encoding="utf-8")
    with own_warehouse() as warehouse:
        deliver("2025-09-22")
        build("night 1", "2025-09-22")
        deliver("2025-10-22")
        pipeline.open_run("press", "ingest_news", None)
        pipeline.land_news(pipeline.DROP_SOURCE, "press", folders=[str(press)])
        build("night 2", "2025-10-22")
        yield warehouse


@contextmanager
def speaking_as(warehouse: Warehouse, role: str) -> Iterator[psycopg.Connection[Any]]:
    with warehouse.connect("peygir_admin") as connection:
        connection.execute(f"set role {role}")
        yield connection
        connection.rollback()


def relations(warehouse: Warehouse) -> list[str]:
    return [
        name
        for (name,) in rows(
            warehouse,
            "select relname from pg_class where relnamespace = 'marts'::regnamespace"
            " and relkind in ('r', 'v', 'm', 'p', 'f') order by 1",
            "peygir_admin",
        )
    ]


def checksum(relation: str, condition: str = "true") -> str:
    hashed = "md5(coalesce(string_agg(t::text, '' order by t::text), ''))"
    return f"select count(*), {hashed} from (select * from marts.{relation} where {condition}) as t"


def test_a_province_sees_its_own_rows_and_the_countrys_in_every_relation(marts: Warehouse) -> None:
    found = relations(marts)
    assert {"resolutions", "units", "followup_rates", "evidence", "data_quality"} <= set(found)
    assert set(found) >= FOR_EVERYBODY
    hides_rows = set()
    with marts.connect("peygir_admin", autocommit=True) as connection:

        def ask(query: str, role: str = "none") -> list[tuple[Any, ...]]:
            connection.execute(f"set role {role}")
            return connection.execute(query).fetchall()

        for relation in found:
            everything = ask(checksum(relation))
            assert ask(checksum(relation), "peygir_reader") == everything, relation
            columns = {
                name
                for (name,) in ask(f"select attname from pg_attribute where attrelid = 'marts.{relation}'::regclass")
            }
            for province in (KERMAN, GOLESTAN, TEHRAN):
                condition = "true" if relation in FOR_EVERYBODY else visible_to(province, relation, columns)
                seen = ask(checksum(relation), f"peygir_province_{province}")
                assert seen == ask(checksum(relation, condition)), f"{relation} as seen by province {province}"
                if seen != everything:
                    hides_rows.add(relation)
    assert hides_rows == set(found) - FOR_EVERYBODY - {"press_gap"}, (
        "a relation without rows of provinces proves nothing"
    )


def visible_to(province: str, relation: str, columns: set[str]) -> str:
    """The condition that a province's rows, and those of the whole country, meet."""
    own = f"'{province}' = any(province_ids)" if "province_ids" in columns else f"province_id = '{province}'"
    if relation == "evidence":
        own += (
            " or exists (select from staging.news_facts f where f.document_id = evidence.document_id"
            f" and f.fact = 'province' and f.attributes ->> 'province_id' = '{province}')"
        )
    return f"({own}) or ({NATIONAL_ROWS.get(relation, 'false')})"


def test_every_table_with_a_province_has_row_level_security(marts: Warehouse) -> None:
    without = rows(
        marts,
        """
        select relname from pg_class
        where relnamespace = 'marts'::regnamespace and relkind = 'r' and not relrowsecurity
          and exists (select 1 from pg_attribute where attrelid = pg_class.oid and attname in ('province_id', 'province_ids'))
        """,
        "peygir_admin",
    )
    assert without == [("dim_province",)]


@pytest.mark.parametrize("role", ["peygir_reader", f"peygir_province_{KERMAN}"])
def test_readers_write_nothing_and_read_only_the_marts(marts: Warehouse, role: str) -> None:
    tables = rows(marts, "select tablename from pg_tables where schemaname = 'marts'", "peygir_admin")
    assert len(tables) > 30
    statements = [f"delete from marts.{name}" for (name,) in tables]
    statements += [
        "insert into marts.dim_status default values",
        "update marts.resolutions set status_code = 'implemented'",
        "truncate marts.resolutions",
        "create table marts.mine (a int)",
        "create view marts.mine as select 1",
        "create temporary table mine (a int)",
        "create schema mine",
        "select lo_create(0)",
        "alter table marts.resolutions disable row level security",
        "drop policy provincial_readers on marts.resolutions",
        "select * from staging.resolution_rows",
        "select * from staging.news_facts",
        "select * from audit.documents",
        "select * from restricted.workbook_people",
        "select * from warehouse.int_units",
        "set role peygir_builder",
        "copy marts.resolutions to program 'cat'",
    ]
    url = add_reader(marts, "a_reader", KERMAN if "province" in role else None)
    try:
        with psycopg.connect(url) as connection:
            assert connection.execute("show default_transaction_read_only").fetchone() == ("on",)
            connection.rollback()
            connection.execute("set session characteristics as transaction read write")
            connection.commit()
            for statement in statements:
                with pytest.raises(psycopg.errors.InsufficientPrivilege):
                    connection.execute(statement)
                connection.rollback()
    finally:
        remove_reader(marts, "a_reader")


def test_functions_show_a_province_nothing_of_others(marts: Warehouse) -> None:
    question = (
        "select rate_id, dimension, province_id, n_gross, n_net, n_implemented, net_rate, assignment_share"
        " from {} where province_id = '08' and rate_id is not null order by 1"
    )
    as_of = "marts.followup_rates_as_of('2025-10-22')"
    with speaking_as(marts, f"peygir_province_{KERMAN}") as connection:
        provinces = connection.execute(f"select distinct province_id from {as_of}").fetchall()
        own = connection.execute(question.format(as_of)).fetchall()
        ranks = connection.execute(f"select count(net_rank) from {as_of} where dimension = 'province'").fetchone()
        assert connection.execute("select marts.visible_provinces(), marts.sees_all_provinces()").fetchall() == [
            ([KERMAN], False)
        ]
    assert provinces == [(KERMAN,)]
    assert len(own) > 100
    assert own == rows(marts, question.format("marts.followup_rates"))
    assert ranks == (0,)
    of_days = "select time_id, province_id, n_net, n_open, survival_days_median_upper from marts.{} where province_id = '08' order by 1"
    with speaking_as(marts, f"peygir_province_{KERMAN}") as connection:
        days = "followup_times_as_of('2025-10-22')"
        assert connection.execute(f"select distinct province_id from marts.{days}").fetchall() == [(KERMAN,)]
        assert connection.execute(of_days.format(days)).fetchall() == rows(marts, of_days.format("followup_times"))
    of_unit = "select unit_rate_id, province_id, n_gross, n_net, net_rate from marts.{} where period_type = 'month' order by 1"
    units = rows(marts, "select distinct unit_id, province_id from marts.unit_rates where province_id in ('08', '27')")
    with speaking_as(marts, f"peygir_province_{KERMAN}") as connection:
        for unit_id, province_id in units:
            seen = connection.execute(
                of_unit.format("unit_rates_as_of(%s, '2025-10-22')"), (unit_id,), prepare=False
            ).fetchall()
            own = connection.execute(
                of_unit.format("unit_rates").replace("where", "where unit_id = %s and"), (unit_id,)
            )
            assert seen == own.fetchall()
            assert bool(seen) == (province_id == KERMAN), unit_id
    assert {province_id for _, province_id in units} == {KERMAN, GOLESTAN}
    with speaking_as(marts, "peygir_province") as connection:
        assert connection.execute(f"select count(*) from {as_of}").fetchone() == (0,)
        assert connection.execute("select count(*) from marts.resolutions").fetchone() == (0,)


def test_joins_of_a_bi_tool_lose_no_row_of_the_province(marts: Warehouse) -> None:
    query = """
        select count(*)
        from marts.fct_resolution
        join marts.dim_province using (province_id)
        join marts.dim_session using (session_id)
        join marts.dim_unit using (unit_id)
        join marts.dim_status using (status_code)
        join marts.dim_source on dim_source.source_id = fct_resolution.source_id
    """
    expected = rows(marts, query + " where fct_resolution.province_id = '27'")
    with speaking_as(marts, f"peygir_province_{GOLESTAN}") as connection:
        assert connection.execute(query).fetchall() == expected
    assert expected[0][0] == 28


def test_a_view_that_asks_as_its_reader_shows_a_province_its_own_rows(marts: Warehouse) -> None:
    with marts.connect("peygir_admin") as connection:
        connection.execute("create view public.mine with (security_invoker = true) as select * from marts.resolutions")
        connection.execute("grant usage on schema public to peygir_province; grant select on mine to peygir_province")
        connection.execute("set role peygir_province_08")
        assert connection.execute("select distinct province_id from mine").fetchall() == [(KERMAN,)]
        connection.rollback()


def test_readers_settings_hold_for_every_login(marts: Warehouse) -> None:
    for url in (marts.url("peygir_reader"), add_reader(marts, None, GOLESTAN)):
        with psycopg.connect(url) as connection:
            settings = [
                connection.execute(f"show {name}").fetchone()
                for name in ("statement_timeout", "idle_in_transaction_session_timeout", "transaction_isolation")
            ]
            assert settings == [("2min",), ("5min",), ("repeatable read",)]
            assert connection.execute("select count(*) > 0 from followup_rates").fetchone() == (True,)
    remove_reader(marts, f"peygir_province_{GOLESTAN}")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(url)


def test_readers_are_added_listed_and_removed(marts: Warehouse) -> None:
    first = add_reader(marts, "fatemeh", KERMAN)
    national = add_reader(marts, "reza", None)
    assert [(one.name, one.province_id) for one in list_readers(marts)] == [("fatemeh", KERMAN), ("reza", None)]
    with psycopg.connect(first) as connection:
        assert connection.execute("select distinct province_id from resolutions").fetchall() == [(KERMAN,)]
    with psycopg.connect(national) as connection:
        assert connection.execute("select count(distinct province_id) from resolutions").fetchone() == (9,)
    with pytest.raises(PeygirError, match="there already"):
        add_reader(marts, "fatemeh", KERMAN)
    with psycopg.connect(add_reader(marts, "fatemeh", KERMAN, new_password=True)):
        pass
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(first)
    for name in ("peygir_builder", "pg_monitor", "Fatemeh", 'a"b', ""):
        with pytest.raises(PeygirError, match="not a name"):
            add_reader(marts, name, KERMAN)
    remove_reader(marts, "fatemeh")
    remove_reader(marts, "reza")
    with pytest.raises(PeygirError, match="no reader fatemeh"):
        remove_reader(marts, "fatemeh")
    with pytest.raises(PeygirError, match="no reader peygir_builder"):
        remove_reader(marts, "peygir_builder")
    assert list_readers(marts) == []


def test_there_is_a_role_for_each_of_the_31_provinces(marts: Warehouse) -> None:
    assert len(province_roles()) == 31
    members = rows(
        marts,
        "select member.rolname from pg_auth_members join pg_roles as member on member.oid = member"
        " where roleid = 'peygir_province'::regrole order by 1",
        "peygir_admin",
    )
    assert [name for (name,) in members] == list(province_roles())


def test_a_rates_rows_give_its_published_figure_and_each_has_its_cells(marts: Warehouse) -> None:
    choices = [
        Selection(),
        Selection(period_type="quarter", period_label="1404-Q2"),
        Selection(province_id=KERMAN),
        Selection(province_id=GOLESTAN, period_type="month", period_label="1404-05"),
        Selection(ministry_id="MEFA"),
        Selection(ministry_id="MEFA", period_type="month", period_label="1404-06"),
        Selection(province_id=KERMAN, ministry_id="MEFA", period_type="month", period_label="1404-06"),
        Selection(province_id=KERMAN, ministry_id="MOE", period_type="year", period_label="1404"),
        Selection(agency_id="TAX"),
        Selection(province_id=KERMAN, category_code="BANK.RESCHEDULE"),
        Selection(province_id=KERMAN, county="زرند"),
    ]
    n_checked = 0
    for selection in choices:
        for name, rate in RATES.items():
            if not rate.of_assignments and selection.place[0].endswith(("ministry", "agency")):
                continue
            trace = trace_rate(name, selection)
            assert trace.agrees, f"{describe(trace)}: published {trace.published}"
            assert len(trace.rows.rows) == trace.published[1]
            places = [row[8:11] for row in trace.rows.rows]
            assert all(file and row_no for file, _, row_no in places), describe(trace)
            n_checked += trace.published[1]
    assert n_checked > 1000


def test_the_rows_of_kermans_on_time_rate_are_those_counted_by_hand(marts: Warehouse) -> None:
    """tests/samples/expected_rates.md: 16 of 34 on time, 10/2 undetermined."""
    trace = trace_rate("on_time", Selection(province_id=KERMAN))
    assert trace.counted == (16, 34, 1)
    counts = [row[0] for row in trace.rows.rows]
    assert (counts.count("yes"), counts.count("perhaps"), counts.count("no")) == (16, 1, 17)
    dated = next(row for row in trace.rows.rows if row[0] == "yes")
    assert dated[8] == "kerman.xlsx"
    assert "implemented_date N" in dated[-1]


def test_a_rate_is_explained_on_the_command_line(marts: Warehouse) -> None:
    done = CliRunner().invoke(
        peygir, ["explain", "rate", "--kpi", "K2", "--province", "kerman", "--format", "json"], catch_exceptions=False
    )
    assert done.exit_code == 0
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(lines) == 42
    assert sum(line["counts"] == "yes" for line in lines) == 21
    for arguments, reason in (
        (["--ministry", "NOBODY"], "no rate of ministry NOBODY"),
        (["--kpi", "K99"], "no rate 'K99'"),
        (["--ministry", "MOE", "--agency", "TAX"], "at once"),
        (["--month", "1404-06", "--year", "1404"], "more than one period"),
        (["--county", "بم"], "which province"),
        (["--province", "atlantis"], "no province 'atlantis'"),
        (["--kpi", "escalation", "--ministry", "MOE"], "resolutions only"),
    ):
        with pytest.raises(PeygirError, match=reason):
            CliRunner().invoke(peygir, ["explain", "rate", *arguments], catch_exceptions=False)


def test_a_resolution_is_explained_delivery_by_delivery(marts: Warehouse) -> None:
    """Kerman 10/1 was implemented in the first delivery and is open again in the second."""
    found = rows(
        marts,
        "select resolution_id from resolutions where province_id = '08' and session_no = '10' and resolution_no = '1'",
    )
    resolution_id = found[0][0]
    out = io.StringIO()
    explain_resolution(resolution_id[:12], out)
    text = out.getvalue()
    assert text.startswith(f"resolution {resolution_id}: کرمان · 10")
    assert text.index("as of 2025-09-22") < text.index("as of 2025-10-22")
    statuses = [line.split() for line in text.splitlines() if line.strip().startswith("status ")]
    assert [(cells[1][0], cells[-1]) for cells in statuses] == [("M", "implemented"), ("M", "in_progress")]
    assert text.count("kept as ") == 2
    with pytest.raises(PeygirError, match="no such resolution"):
        explain_resolution("zz", io.StringIO())
    with pytest.raises(PeygirError, match="more than one"):
        explain_resolution("", io.StringIO())


def test_the_evidence_for_bi_names_the_same_cells(marts: Warehouse) -> None:
    evidence = rows(
        marts,
        "select evidence.resolution_id, file_name, sheet, row_no, cell, raw_text from evidence"
        " join fct_resolution using (resolution_id, document_id)"
        " where fct_resolution.province_id = '08' and field_name = 'status'",
    )
    cells = {(name, sheet, row_no): f"status {cell}: {raw}" for _, name, sheet, row_no, cell, raw in evidence}
    trace = trace_rate("gross", Selection(province_id=KERMAN))
    with_status = [row for row in trace.rows.rows if row[-1]]
    assert len(with_status) > 40
    assert all(cells[row[8:11]] == row[-1] for row in with_status)
    delivered = rows(
        marts,
        "select distinct file_name, as_of_on::text from evidence where province_id = '08' and evidence_kind = 'cell'",
    )
    assert len(delivered) > len({name for name, _ in delivered}), (
        "two deliveries of one name are told apart by their day"
    )
    assert all(day for _, day in delivered)
    sentences = rows(
        marts, "select distinct field_name from evidence where evidence_kind = 'sentence' and raw_text <> ''"
    )
    assert ("event",) in sentences
