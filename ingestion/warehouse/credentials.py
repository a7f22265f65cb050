"""Passwords of the warehouse's roles: generated once, kept in one file that only its owner can read."""

from __future__ import annotations

import json
import os
import secrets
from pathlib import Path

from ingestion.errors import PeygirError, file_errors
from ingestion.paths import state_folder

ADMINISTRATOR = "peygir_admin"
ROLES = ("peygir_loader", "peygir_builder", "peygir_reader", "peygir_restricted", "peygir_airflow")
TOKENS = ("airflow_ui", "airflow_jwt", "airflow_fernet")


def credentials_file() -> Path:
    """The file with every password: PEYGIR_CREDENTIALS_FILE, else a generated one of mode 600 in the state folder."""
    stated = os.environ.get("PEYGIR_CREDENTIALS_FILE")
    return Path(stated) if stated else state_folder() / "credentials.json"


def _generate(name: str) -> str:
    if name == "airflow_fernet":
        import base64

        return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return secrets.token_urlsafe(48 if name == "airflow_jwt" else 24)


def load_credentials(*more: str) -> dict[str, str]:
    """Name to password for every role and token, and for the names in `more`; missing ones are generated and written.

    The administrator's is needed where the server is ours: only then is it asked for. Raises PeygirError where the file
    cannot be read or written.
    """
    file = credentials_file()
    known: dict[str, str] = {}
    if os.path.lexists(file):
        with file_errors("the file of passwords cannot be read", file, "only its owner may read it: run as that user"):
            text = file.read_bytes()
        try:
            known = json.loads(text)
        except ValueError as error:
            raise PeygirError(
                "the file of passwords is damaged",
                where=str(file),
                remedy="restore it from a backup, or delete the state folder to begin anew",
            ) from error
    missing = [name for name in (*ROLES, *TOKENS, *more) if name not in known]
    if missing:
        known.update({name: _generate(name) for name in missing})
        with file_errors(
            "the file of passwords cannot be written",
            file,
            "make its folder writable, or name another state folder with PEYGIR_HOME",
        ):
            _write(file, known)
    return known


def _write(file: Path, known: dict[str, str]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    draft = file.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as handle:
        json.dump(known, handle, indent=1)
    draft.replace(file)
