"""dbt's builds: whether one is due, running it, keeping what each node gave."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ingestion.errors import PeygirError, TransientError, file_errors
from ingestion.paths import PROJECT_ROOT, state_folder
from ingestion.pipeline.runs import close_run, open_run
from ingestion.warehouse.connection import Warehouse, locate

# What PostgreSQL and its client say where the server went away or is not back yet, or where another session has what the
# build needs.
_SERVER_LOST = re.compile(
    "server closed the connection|terminating connection|the database system is|connection already closed"
    "|connection to server .* failed|SSL connection has been closed|SSL SYSCALL error"
)
_KEPT_OUT = re.compile("due to lock timeout|deadlock detected")


def needs_build(as_of: str) -> bool:
    """Whether anything changed since the last good build: the ledger, the day, or the models themselves."""
    with locate().connect("peygir_loader") as connection:
        row = connection.execute(
            "select details ->> 'fingerprint' from audit.runs where kind = 'build' and outcome = 'succeeded'"
            " order by finished_at desc limit 1"
        ).fetchone()
        return row is None or row[0] != _fingerprint(connection, as_of)


def _fingerprint(connection: Any, as_of: str) -> str:
    ledger = connection.execute("select count(*), max(loaded_at)::text from audit.documents").fetchone()
    digest = hashlib.sha256(f"{as_of}|{ledger}".encode())
    digest.update(_models_sha256().encode())
    return digest.hexdigest()


def _models_sha256() -> str:
    digest = hashlib.sha256()
    for path in _project_files():
        digest.update(path.relative_to(PROJECT_ROOT).as_posix().encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _project_files() -> Iterator[Path]:
    for path in sorted((PROJECT_ROOT / "dbt_project").rglob("*")):
        ours = path.suffix in (".sql", ".yml", ".csv") and not {"target", "logs"} & set(path.parts)
        if ours and path.is_file():
            yield path


def build(run_id: str, as_of: str, *, arguments: Sequence[str] = ("build",)) -> dict[str, Any]:
    """Run `dbt build` for the day `as_of`, keep every node's result in audit, raise PeygirError if any failed.

    A server that went away meanwhile, or a lock that another session did not give up, is a TransientError: nothing was
    published, another try may.

    Where models or seeds changed since the last good build, everything is computed anew (--full-refresh); else the
    seeds stand as they are and only what new documents touched is computed. Unit tests read none of the night's rows:
    they run with the project's other tests.
    """
    warehouse = locate()
    target = state_folder() / "dbt"
    target.mkdir(parents=True, exist_ok=True)
    open_run(run_id, "build", as_of)
    models = _models_sha256()
    with warehouse.connect("peygir_loader") as connection:
        row = connection.execute(
            "select details ->> 'models' from audit.runs where kind = 'build' and outcome = 'succeeded'"
            " order by finished_at desc limit 1"
        ).fetchone()
    unchanged = row is not None and row[0] == models
    # Seeds are left out as a kind: a path would leave out every guard that looks something up in them.
    known = ("--exclude-resource-type", "seed") if unchanged else ("--full-refresh",)
    arguments = (*arguments, "--exclude", "test_type:unit", *known)
    with (target / "build.log").open("w") as output:
        done = subprocess.run(
            dbt_command(*arguments),
            env={**dbt_environment(warehouse), "PEYGIR_AS_OF": as_of, "PEYGIR_RUN_ID": run_id},
            cwd=PROJECT_ROOT / "dbt_project",
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    results = _read_results(target / "target" / "run_results.json") if done.returncode in (0, 1) else []
    with warehouse.connect("peygir_loader") as connection:
        _keep_results(connection, run_id, results)
        failed = [result for result in results if result["status"] in ("error", "fail")]
        fingerprint = _fingerprint(connection, as_of)
    if done.returncode or failed:
        close_run(run_id, "failed", {"failed": [result["unique_id"] for result in failed]})
        log = (target / "build.log").read_text(encoding="utf-8", errors="replace")
        messages = [str(result["message"]) for result in failed] or [log]
        if any(_SERVER_LOST.search(text) for text in messages):
            raise TransientError("the warehouse's server went away during the build", where=str(target / "build.log"))
        if any(_KEPT_OUT.search(text) for text in messages):
            raise TransientError("another session holds a table that the build needs", where=str(target / "build.log"))
        names = ", ".join(str(result["unique_id"]) for result in failed[:5]) or "dbt ended before building"
        raise PeygirError(
            f"the build failed: {names}", where=str(target / "build.log"), remedy="read the end of that log"
        )
    close_run(run_id, "succeeded", {"fingerprint": fingerprint, "models": models, "as_of": as_of})
    return {"as_of": as_of, "nodes": dict(Counter(result["resource_type"] for result in results))}


def write_catalog(out: Path) -> None:
    """Write dbt's documentation of the project and of the tables that stand to `out`, one HTML file. PeygirError if dbt fails."""
    with tempfile.TemporaryDirectory(prefix="peygir-catalog-") as folder:
        done = subprocess.run(
            dbt_command("docs", "generate", "--static", "--target-path", folder, "--log-path", folder),
            env=dbt_environment(locate()),
            cwd=PROJECT_ROOT / "dbt_project",
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        written = Path(folder) / "static_index.html"
        if done.returncode or not written.exists():
            last = " ".join(done.stdout.split())[-300:]
            raise PeygirError(
                f"dbt wrote no catalog ({last})", where=str(out), remedy="is the warehouse up? `peygir up`"
            )
        with file_errors("the catalog cannot be written", out):
            shutil.copyfile(written, out)


def dbt_command(*arguments: str) -> list[str]:
    """The command line of dbt in this environment."""
    return [str(Path(sys.executable).with_name("dbt")), *arguments]


def dbt_environment(warehouse: Warehouse) -> dict[str, str]:
    """The environment that dbt runs in: the builder's login, all writing under the state folder, no telemetry."""
    target = state_folder() / "dbt"
    return {
        **os.environ,
        **warehouse.environment("peygir_builder"),
        "DBT_PROFILES_DIR": str(PROJECT_ROOT / "dbt_project"),
        "DBT_PROJECT_DIR": str(PROJECT_ROOT / "dbt_project"),
        "DBT_TARGET_PATH": str(target / "target"),
        "DBT_LOG_PATH": str(target / "logs"),
        "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
        "DBT_USE_COLORS": "false",
    }


def _read_results(file: Path) -> list[dict[str, Any]]:
    if not file.exists():
        return []
    content = json.loads(file.read_text(encoding="utf-8"))
    return [
        {
            "unique_id": result["unique_id"],
            "resource_type": result["unique_id"].split(".", 1)[0],
            "status": result["status"],
            "seconds": result["execution_time"],
            "failures": result["failures"],
            "message": result["message"],
        }
        for result in content["results"]
    ]


def _keep_results(connection: Any, run_id: str, results: Sequence[Mapping[str, Any]]) -> None:
    with connection.transaction():
        connection.execute("delete from audit.dbt_results where run_id = %s", (run_id,))
        with connection.cursor() as cursor:
            cursor.executemany(
                "insert into audit.dbt_results (run_id, unique_id, resource_type, status, seconds, failures, message)"
                " values (%s, %s, %s, %s, %s, %s, %s)",
                [
                    (run_id, r["unique_id"], r["resource_type"], r["status"], r["seconds"], r["failures"], r["message"])
                    for r in results
                ],
            )
