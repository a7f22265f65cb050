"""Airflow as processes: its settings, its metadata database, its services, and one night run through it.

Airflow itself is never imported here; it is started with its own command and spoken to over its public API.
"""

from __future__ import annotations

import fcntl
import json
import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ingestion import supervise
from ingestion.errors import PeygirError
from ingestion.paths import PROJECT_ROOT, state_folder
from ingestion.warehouse.connection import Warehouse
from ingestion.warehouse.credentials import load_credentials

SERVICES = ("api-server", "scheduler", "dag-processor")
API_HOST = "127.0.0.1"
FINISHED = ("success", "failed")
# Measured: Airflow's services at rest, and the largest of the night's tasks.
SERVICES_BYTES, TASK_BYTES = 1_200_000_000, 400_000_000
# Measured: 10 s on two idle cores, 40 s on two busy ones.
START_SECONDS = 600.0
SUPERVISED = (sys.executable, "-I", "-S", supervise.__file__)


def airflow_home() -> Path:
    """Airflow's own folder under the state folder: logs and nothing that is not generated."""
    return state_folder() / "airflow"


def parallelism(*, cores: int, memory: int) -> int:
    """How many tasks run at a time on a machine of so many cores and bytes: PEYGIR_PARALLELISM, else what fits.

    One more than the cores, for a task often waits for a site or for PostgreSQL; two at least and eight at most.
    """
    stated = os.environ.get("PEYGIR_PARALLELISM", "").strip()
    if stated:
        if not stated.isdecimal() or int(stated) < 1:
            raise PeygirError(f"'{stated}' is no number of tasks", where="PEYGIR_PARALLELISM", remedy="give 1 or more")
        return int(stated)
    return max(2, min(cores + 1, 8, (memory - SERVICES_BYTES) // TASK_BYTES))


def _machine() -> dict[str, int]:
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 2
    return {"cores": cores, "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")}


def airflow_environment(warehouse: Warehouse, *, api_port: int | None = None) -> dict[str, str]:
    """The environment of every Airflow process: our DAGs, the warehouse's server, no example, no telemetry."""
    secrets = load_credentials()
    n_tasks = str(parallelism(**_machine()))
    port = api_port or _remembered_port() or 8080
    metadata = warehouse.url("peygir_airflow", database=warehouse.airflow_database, scheme="postgresql+psycopg2")
    options = {
        "CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
        "CORE__EXECUTOR": "LocalExecutor",
        "CORE__PARALLELISM": n_tasks,
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__DEFAULT_TIMEZONE": "Asia/Tehran",
        "CORE__MAX_ACTIVE_TASKS_PER_DAG": n_tasks,
        "CORE__EXECUTION_API_SERVER_URL": f"http://{API_HOST}:{port}/execution/",
        "CORE__FERNET_KEY": secrets["airflow_fernet"],
        "CORE__SIMPLE_AUTH_MANAGER_USERS": "peygir:admin",
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(airflow_home() / "passwords.json"),
        "DATABASE__SQL_ALCHEMY_CONN": metadata,
        "API__HOST": API_HOST,
        "API__PORT": str(port),
        "API__BASE_URL": f"http://{API_HOST}:{port}",
        "API__WORKERS": "1",
        "API__SECRET_KEY": secrets["airflow_jwt"],
        "API__INSTANCE_NAME": "Peygir",
        "API_AUTH__JWT_SECRET": secrets["airflow_jwt"],
        "DAG_PROCESSOR__DAG_VERSION_INFLATION_CHECK_LEVEL": "error",
        "DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "60",
        "DAG_PROCESSOR__PARSING_PROCESSES": "1",
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.5",
        "SCHEDULER__SCHEDULER_HEARTBEAT_SEC": "2",
        "SCHEDULER__CATCHUP_BY_DEFAULT": "False",
        "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "30",
        "LOGGING__BASE_LOG_FOLDER": str(airflow_home() / "logs"),
        "LOGGING__LOGGING_LEVEL": "WARNING",
        "USAGE_DATA_COLLECTION__ENABLED": "False",
    }
    environment = {f"AIRFLOW__{name}": value for name, value in options.items()}
    programs = str(Path(sys.executable).parent)
    return {
        **os.environ,
        **environment,
        "AIRFLOW_HOME": str(airflow_home()),
        "PEYGIR_HOME": str(state_folder()),
        "PATH": f"{programs}{os.pathsep}{os.environ.get('PATH', '')}",
        "PYTHONPATH": str(PROJECT_ROOT),
        "_AIRFLOW__AS_LIBRARY": "",
    }


def _remembered_port() -> int | None:
    try:
        return int(json.loads((airflow_home() / "server.json").read_text(encoding="utf-8"))["port"])
    except (OSError, ValueError, KeyError):
        return None


@contextmanager
def _chosen_port() -> Iterator[int]:
    """A free port, kept for the time of the block from whoever chooses one beside us: Airflow binds it only seconds later."""
    # The system gives ports of its own choice, such as 0 asks for, to whoever connects to anything meanwhile.
    for port in (_remembered_port(), *range(8080, 8100), *[0] * 10):
        if port is None:
            continue
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((API_HOST, port))
            except OSError:
                continue
            chosen = int(probe.getsockname()[1])
        with _claimed(chosen) as is_ours:
            if is_ours:
                airflow_home().mkdir(parents=True, exist_ok=True)
                (airflow_home() / "server.json").write_text(json.dumps({"port": chosen}), encoding="utf-8")
                yield chosen
                return
    raise PeygirError("no free port for Airflow's server", where=API_HOST)


@contextmanager
def _claimed(port: int) -> Iterator[bool]:
    """Whether no other process of this machine has claimed the port; if so, it is claimed for the time of the block."""
    mark = Path(tempfile.gettempdir()) / f"peygir-port-{port}.lock"
    try:
        try:
            descriptor = os.open(mark, os.O_RDONLY)
        except FileNotFoundError:
            descriptor = os.open(mark, os.O_RDONLY | os.O_CREAT, 0o644)
    except OSError:
        yield False
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(descriptor)
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)


def prepare_metadata(warehouse: Warehouse) -> bool:
    """Bring Airflow's metadata database to the installed version; False where it already was."""
    from importlib.metadata import version

    installed = version("apache-airflow-core")
    mark = airflow_home() / "migrated.json"
    key = {"version": installed, "database": f"{warehouse.host}:{warehouse.port}/{warehouse.airflow_database}"}
    if mark.exists() and json.loads(mark.read_text(encoding="utf-8")) == key:
        return False
    airflow_home().mkdir(parents=True, exist_ok=True)
    passwords = airflow_home() / "passwords.json"
    passwords.touch(mode=0o600)
    passwords.write_text(json.dumps({"peygir": load_credentials()["airflow_ui"]}), encoding="utf-8")
    log = airflow_home() / "migrate.log"
    with log.open("w") as output:
        done = subprocess.run(
            [sys.executable, "-m", "airflow", "db", "migrate"],
            env=airflow_environment(warehouse),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode:
        raise PeygirError("Airflow's metadata could not be prepared", where=str(log), remedy="read the end of that log")
    mark.write_text(json.dumps(key), encoding="utf-8")
    return True


@dataclass
class Airflow:
    """Running Airflow services and the way to talk to them.

    `is_alone` tells that no other scheduler can be at work on the same metadata.
    """

    port: int
    environment: Mapping[str, str]
    is_alone: bool = False
    processes: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)
    _token: str | None = None

    @property
    def address(self) -> str:
        """The UI and public API."""
        return f"http://{API_HOST}:{self.port}"

    def call(self, method: str, path: str, body: Any = None, *, may_be_absent: bool = False) -> Any:
        """One call of the public API; returns the decoded JSON. Raises PeygirError with the answer's detail.

        Where what the path names may be absent, its absence is answered with None.
        """
        if self._token is None and path != "/auth/token":
            login = {"username": "peygir", "password": load_credentials()["airflow_ui"]}
            self._token = self.call("POST", "/auth/token", login)["access_token"]
        headers = {"Content-Type": "application/json"}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.address + path, data=data, headers=headers, method=method)  # noqa: S310
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:  # noqa: S310 - loopback only
                text = answer.read()
                return json.loads(text) if text else None
        except urllib.error.HTTPError as error:
            if error.code == 404 and may_be_absent:
                return None
            detail = error.read().decode("utf-8", "replace")[:300]
            raise PeygirError(f"Airflow answered {error.code} ({detail})", where=f"{method} {path}") from error

    def dead_service(self) -> str | None:
        """The name of a service that has ended by itself, if any."""
        return next((name for name, process in self.processes.items() if process.poll() is not None), None)


@contextmanager
def running_airflow(
    warehouse: Warehouse, *, extra_environment: Mapping[str, str] | None = None, services: tuple[str, ...] = SERVICES
) -> Iterator[Airflow]:
    """Airflow's services on loopback for the time of the block; each writes its own log under the state folder.

    They end with the calling process also where that is killed.
    """
    logs = airflow_home() / "logs"
    logs.mkdir(parents=True, exist_ok=True)
    with _chosen_port() as port, _sole_use() as is_sole:
        environment = {**airflow_environment(warehouse, api_port=port), **(extra_environment or {})}
        airflow = Airflow(port=port, environment=environment, is_alone=is_sole and warehouse.is_embedded)
        try:
            _start(airflow, services, logs)
            _await_health(airflow)
            yield airflow
        finally:
            _stop(airflow.processes)


def _start(airflow: Airflow, services: tuple[str, ...], logs: Path) -> None:
    for name in services:
        with (logs / f"{name}.log").open("ab") as output:
            airflow.processes[name] = subprocess.Popen(
                [*SUPERVISED, sys.executable, "-m", "airflow", name],
                env=airflow.environment,
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )


@contextmanager
def _sole_use() -> Iterator[bool]:
    """Whether this process alone runs Airflow on this state folder."""
    with (airflow_home() / "services.lock").open("w") as mark:
        try:
            fcntl.flock(mark, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _await_health(airflow: Airflow, seconds: float = START_SECONDS) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        dead = airflow.dead_service()
        if dead:
            raise PeygirError(f"Airflow's {dead} ended by itself", where=str(airflow_home() / "logs" / f"{dead}.log"))
        try:
            with urllib.request.urlopen(f"{airflow.address}/api/v2/monitor/health", timeout=5) as answer:  # noqa: S310
                health = json.loads(answer.read())
            if health["scheduler"]["status"] == "healthy" and health["dag_processor"]["status"] == "healthy":
                return
        except (OSError, ValueError, KeyError):
            pass
        time.sleep(0.5)
    raise PeygirError("Airflow did not become healthy in time", where=str(airflow_home() / "logs"))


def _stop(processes: Mapping[str, subprocess.Popen[bytes]]) -> None:
    """Cut every service's lifeline and wait until nothing of it is left."""
    for process in processes.values():
        if process.stdin:
            process.stdin.close()
    for process in processes.values():
        process.wait()


def await_dags(airflow: Airflow, dag_ids: tuple[str, ...], seconds: float = START_SECONDS) -> None:
    """Wait until the DAG processor has parsed these DAGs; an import error ends the wait with its text."""
    deadline = time.monotonic() + seconds
    while True:
        errors = airflow.call("GET", "/api/v2/importErrors?limit=5")["import_errors"]
        if errors:
            first = errors[0]
            last = first["stack_trace"].strip().splitlines()[-1]
            raise PeygirError(f"a DAG file could not be imported ({last})", where=first["filename"])
        known = {dag["dag_id"]: dag for dag in airflow.call("GET", "/api/v2/dags?limit=100")["dags"]}
        if set(dag_ids) <= set(known) and not any(known[name]["is_stale"] for name in dag_ids):
            return
        if time.monotonic() > deadline:
            missing = ", ".join(sorted(set(dag_ids) - set(known)))
            raise PeygirError(f"Airflow has not seen these DAGs: {missing}", where=str(PROJECT_ROOT / "dags"))
        time.sleep(0.5)


def unpause(airflow: Airflow, dag_id: str) -> None:
    """Let a DAG run."""
    airflow.call("PATCH", f"/api/v2/dags/{dag_id}?update_mask=is_paused", {"is_paused": False})


def end_leftovers(airflow: Airflow, dag_ids: tuple[str, ...]) -> list[str]:
    """End what a killed night left of these DAGs: events that wait for their counterpart, and unfinished runs.

    Returns `dag/run` of each run that was ended. Does nothing where another scheduler may be at work.
    """
    if not airflow.is_alone:
        return []
    ended = []
    for dag_id in dag_ids:
        airflow.call("DELETE", f"/api/v2/dags/{dag_id}/assets/queuedEvents", may_be_absent=True)
        runs = airflow.call("GET", f"/api/v2/dags/{dag_id}/dagRuns?state=queued&state=running&limit=100")["dag_runs"]
        for run_id in (run["dag_run_id"] for run in runs):
            airflow.call(
                "PATCH", f"/api/v2/dags/{dag_id}/dagRuns/{quote(run_id)}?update_mask=state", {"state": "failed"}
            )
            ended.append(f"{dag_id}/{run_id}")
    return ended


def trigger(airflow: Airflow, dag_id: str, run_id: str, conf: Mapping[str, Any]) -> None:
    """Start a run of a DAG."""
    body = {"dag_run_id": run_id, "conf": dict(conf), "logical_date": None}
    airflow.call("POST", f"/api/v2/dags/{dag_id}/dagRuns", body)


@dataclass(frozen=True)
class TaskState:
    """One task instance as the API tells it."""

    dag_id: str
    run_id: str
    task_id: str
    map_index: int
    name: str
    state: str | None


def task_states(airflow: Airflow, dag_id: str, run_id: str) -> list[TaskState]:
    """The task instances of a run; `name` is a mapped task's own name where it has one."""
    found: list[TaskState] = []
    while True:
        path = f"/api/v2/dags/{dag_id}/dagRuns/{run_id}/taskInstances?limit=100&offset={len(found)}"
        page = airflow.call("GET", path)
        for task in page["task_instances"]:
            index = task["map_index"]
            name = (task.get("rendered_map_index") if index >= 0 else None) or task["task_id"]
            found.append(TaskState(dag_id, run_id, task["task_id"], index, name, task["state"]))
        if len(found) >= page["total_entries"] or not page["task_instances"]:
            return found


def await_run(
    airflow: Airflow, dag_id: str, run_id: str, *, on_change: Callable[[TaskState], None], seconds: float = 3600
) -> str:
    """Wait for a run to end; `on_change` hears every change of a task's state. Returns `success` or `failed`."""
    deadline = time.monotonic() + seconds
    told: dict[tuple[str, int], str | None] = {}
    while True:
        state = str(airflow.call("GET", f"/api/v2/dags/{dag_id}/dagRuns/{run_id}")["state"])
        for task in task_states(airflow, dag_id, run_id):
            if told.get((task.task_id, task.map_index)) != task.state:
                told[task.task_id, task.map_index] = task.state
                on_change(task)
        if state in FINISHED:
            return state
        dead = airflow.dead_service()
        if dead:
            raise PeygirError(f"Airflow's {dead} ended by itself", where=str(airflow_home() / "logs" / f"{dead}.log"))
        if time.monotonic() > deadline:
            raise PeygirError(f"{dag_id} was still running after {seconds:.0f} s", where=run_id)
        time.sleep(0.7)


def newest_run(airflow: Airflow, dag_id: str) -> str | None:
    """The id of the newest run of a DAG."""
    runs = airflow.call("GET", f"/api/v2/dags/{dag_id}/dagRuns?limit=1&order_by=-id")["dag_runs"]
    return str(runs[0]["dag_run_id"]) if runs else None


def await_end(airflow: Airflow) -> None:
    """Block until Ctrl-C, or until a service ends by itself (PeygirError)."""
    try:
        while True:
            dead = airflow.dead_service()
            if dead:
                log = airflow_home() / "logs" / f"{dead}.log"
                raise PeygirError(f"Airflow's {dead} ended by itself", where=str(log))
            time.sleep(1)
    except KeyboardInterrupt:
        return
