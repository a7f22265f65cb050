"""The dbt project on a real PostgreSQL: its unit tests, the guards of its seeds, and what a second build does again."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner
from nights import own_warehouse, rows

from ingestion import night, pipeline
from ingestion.cli import peygir
from ingestion.paths import PROJECT_ROOT, state_folder
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.timeout(3600)]
DAY, NEXT_DAY = "2025-10-22", "2025-10-23"
OF_THE_DOCUMENTS = ("resolutions", "fct_resolution_assignment", "followup_rates", "units", "sessions", "agencies")


@pytest.fixture(scope="module")
def marts() -> Iterator[Warehouse]:
    """Both deliveries of the sample, and the marts of their last day with every guard."""
    with own_warehouse() as warehouse:
        for file in pipeline.new_workbooks([str(night.sample_inbox())], "first/workbooks", DAY):
            pipeline.land_workbook(file, "first/workbooks")
        pipeline.build("first/build", DAY)
        yield warehouse


def dbt(warehouse: Warehouse, *arguments: str) -> Counter[tuple[str, str]]:
    """Run dbt as the night does; how many nodes of each kind ended how."""
    done = subprocess.run(
        pipeline.dbt_command(*arguments),
        env={**pipeline.dbt_environment(warehouse), "PEYGIR_AS_OF": DAY},
        cwd=PROJECT_ROOT / "dbt_project",
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    results = json.loads((state_folder() / "dbt/target/run_results.json").read_text(encoding="utf-8"))["results"]
    assert [(r["unique_id"], r["message"]) for r in results if r["status"] not in ("success", "pass")] == []
    return Counter((result["unique_id"].split(".")[0], result["status"]) for result in results)


def contents(warehouse: Warehouse) -> dict[str, object]:
    """A checksum of the marts that are computed from the documents alone."""
    query = "select md5(string_agg(t::text, '' order by t::text)) from marts.{} t"
    return {name: rows(warehouse, query.format(name))[0][0] for name in OF_THE_DOCUMENTS}


def test_every_unit_test_and_every_guard_of_a_seed_holds(marts: Warehouse) -> None:
    assert dbt(marts, "test", "--select", "test_type:unit")["unit_test", "pass"] >= 15
    found = dbt(marts, "build", "--select", "path:seeds")
    assert found["seed", "success"] == len(list((PROJECT_ROOT / "dbt_project/seeds").rglob("*.csv")))
    assert found["test", "pass"] >= found["seed", "success"]


def test_an_unchanged_project_is_neither_parsed_nor_seeded_again_and_gives_the_same_marts(marts: Warehouse) -> None:
    before = contents(marts)
    built = pipeline.build("second/build", DAY)
    assert "Unable to do partial parsing" not in (state_folder() / "dbt/build.log").read_text(encoding="utf-8")
    assert "seed" not in built["nodes"]
    assert built["nodes"]["test"] >= 40
    assert contents(marts) == before


def test_the_next_day_is_built_without_parsing_anew(marts: Warehouse) -> None:
    pipeline.build("third/build", NEXT_DAY)
    assert "Unable to do partial parsing" not in (state_folder() / "dbt/build.log").read_text(encoding="utf-8")
    assert rows(marts, "select distinct as_of_on::text from marts.followup_rates") == [(NEXT_DAY,)]
    last = "select run_id, as_of_on::text from marts.publications order by published_at desc limit 1"
    assert rows(marts, last) == [("third/build", NEXT_DAY)]


def test_a_rate_rounds_to_the_percentage_that_its_counts_give(marts: Warehouse) -> None:
    wrong = rows(
        marts,
        "select dimension, member_id, period_label from marts.followup_rates"
        " where round(100 * net_rate, 1) <> round(100.0 * n_implemented / nullif(n_net, 0), 1)"
        " or round(100 * on_time_rate_lower, 1) <> round(100.0 * n_on_time / nullif(n_due, 0), 1)"
        " or round(100 * overdue_rate, 1) <> round(100.0 * n_overdue / nullif(n_overdue_base, 0), 1)",
    )
    assert wrong == []
    assert rows(marts, "select 1 from marts.followup_rates where (n_on_time, n_due) = (1, 22)") != []


def test_the_catalog_is_one_file_that_tells_of_every_mart(marts: Warehouse, tmp_path: Path) -> None:
    out = tmp_path / "marts.html"
    done = CliRunner().invoke(peygir, ["catalog", str(out)])
    assert (done.exit_code, done.output) == (0, f"catalog written to {out}\n")
    page = out.read_text(encoding="utf-8")
    for (name,) in rows(marts, "select tablename from pg_tables where schemaname = 'marts'", "peygir_admin"):
        assert json.dumps(f'"marts"."{name}"').strip('"') in page, name
    assert "Of all that the provincial working groups" in page
    assert json.dumps("هر سطر یک نرخ منتشرشده").strip('"') in page
    assert '<script src="http' not in page


@pytest.fixture(scope="module")
def metricflow(marts: Warehouse, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """MetricFlow's command on the semantic models, in a folder that holds what it looks for."""
    folder = tmp_path_factory.mktemp("metricflow")
    (folder / "target").mkdir()
    for name in ("dbt_project.yml", "profiles.yml"):
        shutil.copy(PROJECT_ROOT / "dbt_project" / name, folder)
    shutil.copy(state_folder() / "dbt/target/semantic_manifest.json", folder / "target")
    places = {
        "DBT_PROFILES_DIR": str(folder),
        "DBT_PROJECT_DIR": str(folder),
        "DBT_TARGET_PATH": str(folder / "target"),
    }

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [str(Path(sys.executable).with_name("mf")), *arguments],
            env={**pipeline.dbt_environment(marts), **places},
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    return run


def test_metricflow_finds_no_fault_in_the_semantic_models(metricflow: Callable[..., str]) -> None:
    said = metricflow("validate-configs")
    counted = re.findall(r"ERRORS: (\d+), FUTURE_ERRORS: (\d+), WARNINGS: (\d+)", said)
    assert len(counted) >= 6
    assert set(counted) == {("0", "0", "0")}


# Metrics of assignments and the columns of followup_rates that they are called by there.
OF_ASSIGNMENTS = {
    "n_assignments": "n_gross",
    "n_net_assignments": "n_net",
    "n_implemented_assignments": "n_implemented",
    "n_refused_assignments": "n_refused",
    "n_due_assignments": "n_due",
    "n_on_time_assignments": "n_on_time",
    "n_overdue_assignments": "n_overdue",
    "n_overdue_base_assignments": "n_overdue_base",
    "assignment_net_rate": "net_rate",
    "refusal_rate": "refusal_rate",
    "assignment_on_time_rate_lower": "on_time_rate_lower",
    "assignment_overdue_rate": "overdue_rate",
}
NOT_IN_RATES = {"n_on_time_at_most": "n_on_time + n_on_time_undetermined"}


@pytest.mark.parametrize(
    ("group", "dimension", "period_type"),
    [
        ("metric_time__jalali_month,province", "province", "month"),
        ("metric_time__jalali_quarter,province", "province", "quarter"),
        ("metric_time__jalali_year,problem_category", "category", "year"),
        ("province", "province", "all"),
        ("metric_time__jalali_month,ministry", "ministry", "month"),
        ("agency", "agency", "all"),
        ("metric_time__jalali_month,unit", "unit", "month"),
        ("metric_time__jalali_year,unit", "unit", "year"),
    ],
)
def test_every_metric_gives_the_figures_of_the_marts(
    marts: Warehouse, metricflow: Callable[..., str], tmp_path: Path, group: str, dimension: str, period_type: str
) -> None:
    semantic = json.loads((state_folder() / "dbt/target/semantic_manifest.json").read_text(encoding="utf-8"))
    is_assignment = dimension in ("ministry", "agency")
    names = sorted(m["name"] for m in semantic["metrics"] if (m["name"] in OF_ASSIGNMENTS) == is_assignment)
    assert len(names) >= 12
    columns = [OF_ASSIGNMENTS.get(name, NOT_IN_RATES.get(name, name)) for name in names]
    metricflow("query", "--metrics", ",".join(names), "--group-by", group, "--csv", str(tmp_path / "found.csv"))
    label, *of = group.split(",") if "," in group else ("", group)
    with (tmp_path / "found.csv").open(encoding="utf-8") as handle:
        found = {
            (row.get(label, "all"), row[of[0]] or "-"): [
                round(float(row[name]), 6) if row[name] else None for name in names
            ]
            for row in csv.DictReader(handle)
            if row.get(label, "all")
        }
    source = f"marts.followup_rates where dimension = '{dimension}' and"
    if dimension == "unit":
        # No unit of the sample has resolutions in two provinces. What is of no unit has no row.
        source = "marts.unit_rates where"
        found = {(label, unit): values for (label, unit), values in found.items() if unit != "-"}
    published = {
        (period, member): [None if value is None else round(float(value), 6) for value in values]
        for period, member, *values in rows(
            marts,
            f"select period_label, {'unit_id' if dimension == 'unit' else 'member_id'}, {', '.join(columns)}"
            f" from {source} period_type = '{period_type}'",
        )
    }
    assert len(found) >= 9
    assert found == published
