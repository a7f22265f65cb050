"""Rules of the dbt project, read from dbt's own manifest: layers, contracts, descriptions, and a unit test for every KPI."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
Node = dict[str, Any]
Manifest = dict[str, Any]

# What a model of each layer may read. A view outlives the run that made it, so it reads only what no run drops.
MAY_READ = {
    "staging": {"source"},
    "intermediate": {"staging", "intermediate", "seed"},
    "marts": {"staging", "intermediate", "marts", "seed", "function"},
    "view of marts": {"source", "marts", "function"},
    "function": {"marts", "seed", "function", "intermediate"},
}

# The edge rules that are the marts' work; the value is the rule.
RULES = {
    "natural_key": "a resolution is known by province, year, session and number; a row number is never a key",
    "renamed_units": "units are one by a valid national id or by hand, never by a fuzzy name",
    "two_sessions_in_one_sitting": "the resolution belongs to the sitting",
    "excluded_statuses": "cancelled, withdrawn and lapsed are out of net and in gross, superseded out of both",
    "no_deadline": "not overdue, not in on-time delivery, counted by itself",
    "deadline_extended": "original and current deadline stand side by side",
    "partial": "0 in the plain rates, its progress in the weighted one",
    "reopened": "open again; the earlier date is history",
    "status_moves_back": "the newer status counts",
    "several_agencies": "done when all are; the applicant's own duty blocks but is charged to nobody",
    "implemented_date_missing": "between the last delivery that showed it open and the first that showed it done",
    "impossible_dates": "before the session or after the arrival: null, the row stays",
    "older_file_after_newer": "an older day never overwrites a newer one",
    "row_disappears": "kept, and marked",
    "ministry_of_the_day": "an agency is charged to the ministry of the session's day",
    "national_level": "what the national headquarters decided is in no rate of a province",
    "calendar_days": "days are calendar days",
    "year_end": "29 or 30 Esfand",
}
# The edge rules that the readers carry out before a row is staged, and where they are tested.
READERS = {
    "one cell with several resolutions": "tests/unit/workbooks/test_split.py",
    "amounts in rial": "tests/unit/workbooks/test_values.py",
    "durations and phrases as due dates": "tests/unit/workbooks/test_values.py",
    "not done because the applicant did not follow up": "tests/unit/reference/test_statuses.py",
    "a column that says who decided": "tests/unit/workbooks/test_levels.py",
}


def layer(node: Node) -> str:
    if node["resource_type"] != "model":
        return str(node["resource_type"])
    if node["config"]["materialized"] == "durable_view":
        return "view of marts"
    return str(node["fqn"][1])


def models(manifest: Manifest, folder: str) -> Iterator[Node]:
    found = [n for n in manifest["nodes"].values() if n["resource_type"] == "model" and n["fqn"][1] == folder]
    assert found
    return iter(found)


def test_a_model_reads_only_the_layers_below_it(manifest: Manifest) -> None:
    everything = {**manifest["nodes"], **manifest["sources"], **manifest["functions"]}
    readers = [n for n in everything.values() if n["resource_type"] in ("model", "function")]
    assert {layer(node) for node in readers} == set(MAY_READ)
    wrong = [
        f"{node['name']} ({layer(node)}) reads {read} ({layer(everything[read])})"
        for node in readers
        for read in node["depends_on"]["nodes"]
        if layer(everything[read]) not in MAY_READ[layer(node)]
        and not (layer(node) == "view of marts" and layer(everything[read]) == "view of marts")
    ]
    assert wrong == []


def test_every_mart_has_an_owner_a_grain_a_key_and_an_enforced_contract(manifest: Manifest) -> None:
    owners = {group["name"]: group["owner"] for group in manifest["groups"].values()}
    wrong = []
    for mart in models(manifest, "marts"):
        is_view = mart["config"]["materialized"] == "durable_view"
        keys = [c for c in mart["constraints"] if c["type"] == "primary_key" and c["columns"]]
        holds = {
            "owner": bool(owners.get(mart["group"], {}).get("name")),
            "grain": mart["description"].startswith("One row per "),
            "contract": mart["config"]["contract"]["enforced"],
            "key": is_view or len(keys) == 1,
            "public": mart["access"] == "public",
        }
        wrong += [f"{mart['name']}: {name}" for name, held in holds.items() if not held]
    assert wrong == []


def test_every_mart_and_every_column_is_described_in_english_and_persian(manifest: Manifest) -> None:
    described = {
        name: text
        for mart in models(manifest, "marts")
        for name, text in [
            (mart["name"], mart["description"]),
            *((f"{mart['name']}.{c['name']}", c["description"]) for c in mart["columns"].values()),
        ]
    }
    assert len(described) > 500
    missing = [
        name
        for name, text in described.items()
        if not (re.search(r"[A-Za-z]{2}", text) and re.search(r"[آ-ی]{2}", text))
    ]
    assert missing == []


def test_every_kpi_that_the_data_allow_has_a_unit_test(manifest: Manifest) -> None:
    with (ROOT / "dbt_project/seeds/reviewed/kpis.csv").open(encoding="utf-8") as handle:
        kpis = {row["kpi_code"]: row for row in csv.DictReader(handle)}
    assert set(kpis) == {f"K{n}" for n in range(1, 28)}
    tested = {code for test in manifest["unit_tests"].values() for code in test["config"]["meta"].get("kpis", [])}
    assert tested == {code for code, row in kpis.items() if row["is_available"] == "true"}
    assert [code for code, row in kpis.items() if row["is_available"] != "true" and not row["limitation"]] == []


def test_every_edge_rule_has_a_test(manifest: Manifest) -> None:
    tests = [*manifest["unit_tests"].values(), *(n for n in manifest["nodes"].values() if n["resource_type"] == "test")]
    assert {rule for test in tests for rule in test["config"]["meta"].get("rules", [])} == set(RULES)
    assert [path for path in READERS.values() if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("kind", ["model", "seed"])
def test_every_table_has_a_guard_or_a_contract(manifest: Manifest, kind: str) -> None:
    guarded = {n.get("attached_node") for n in manifest["nodes"].values() if n["resource_type"] == "test"}
    bare = [
        node["name"]
        for key, node in manifest["nodes"].items()
        if node["resource_type"] == kind
        and key not in guarded
        and not node["config"]["contract"]["enforced"]
        and not node["name"].startswith(("stg_", "int_touched_"))
    ]
    assert bare == []
