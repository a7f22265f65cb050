"""The house's rules of import, checked on every module: one direction, one owner for each heavy library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# library → the modules that may import it (a folder stands for all modules below it)
OWNERS = {
    "requests": ("ingestion/news/fetch.py",),
    "bs4": ("ingestion/news/",),
    "pandas": ("ingestion/workbooks/",),
    "numpy": ("ingestion/workbooks/",),
    "python_calamine": ("ingestion/workbooks/",),
    "openpyxl": ("ingestion/workbooks/",),
    "xlrd": ("ingestion/workbooks/",),
    "psycopg": ("ingestion/warehouse/",),
    "airflow": ("ingestion/timetables/", "dags/"),
    "warcio": ("ingestion/news/",),
}


def _imported(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.split(".")[0])
    return names


def _modules() -> list[Path]:
    found = [*ROOT.glob("ingestion/**/*.py"), *ROOT.glob("dags/**/*.py")]
    assert len(found) > 30
    return found


@pytest.mark.parametrize("library", OWNERS)
def test_heavy_library_has_one_owner(library: str) -> None:
    owners = OWNERS[library]
    users = {path.relative_to(ROOT).as_posix() for path in _modules() if library in _imported(path)}
    assert users, f"nothing imports {library}"
    assert {user for user in users if not user.startswith(owners)} == set()


def test_readers_never_import_the_warehouse() -> None:
    for folder in ("news", "workbooks"):
        for path in ROOT.glob(f"ingestion/{folder}/**/*.py"):
            assert "ingestion.warehouse" not in path.read_text(encoding="utf-8"), path


def test_dag_files_are_wiring() -> None:
    files = [path for path in ROOT.glob("dags/*.py") if path.name != "__init__.py"]
    assert len(files) >= 4
    for path in files:
        lines = path.read_text(encoding="utf-8").splitlines()
        assert len(lines) < 90, f"{path.name} has {len(lines)} lines: logic belongs in ingestion.pipeline"
        top = {node.module or "" for node in ast.parse("\n".join(lines)).body if isinstance(node, ast.ImportFrom)}
        assert top <= {
            "__future__",
            "typing",
            "datetime",
            "airflow.listeners",
            "airflow.plugins_manager",
            "airflow.policies",
            "airflow.sdk",
            "dags.wiring",
            "ingestion.timetables.solar_hijri",
        }, path.name
