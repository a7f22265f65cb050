"""The Helm values that the handbook gives: what they name exists in this project, its image and its Airflow."""

from __future__ import annotations

import re
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pytest
import yaml
from airflow.configuration import retrieve_configuration_description

ROOT = Path(__file__).resolve().parents[2]
HANDBOOK = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
CHAPTER = HANDBOOK.partition("### Kubernetes\n")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def values() -> dict[str, Any]:
    [block] = re.findall(r"```yaml\n(.*?)```", CHAPTER, re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(block)
    return found


def text_of(*folders: str) -> str:
    files = [path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in (".py", "")]
    return "\n".join(path.read_text(encoding="utf-8", errors="replace") for path in files if path.is_file())


def test_every_setting_is_one_that_the_program_reads(values: dict[str, Any]) -> None:
    names = [entry["name"] for entry in values["env"]]
    assert len(names) >= 5
    program = text_of("ingestion", "dags")
    assert [name for name in names if f'"{name}"' not in program and f"'{name}'" not in program] == []


def test_airflow_is_the_locked_one_and_knows_every_setting(values: dict[str, Any]) -> None:
    assert values["airflowVersion"] == version("apache-airflow-core")
    known = retrieve_configuration_description(include_providers=False)
    settings = [(section, name) for section, options in values["config"].items() for name in options]
    assert len(settings) >= 6
    assert [setting for setting in settings if setting[1] not in known[setting[0]]["options"]] == []


def test_every_secret_is_made_from_a_file_that_prepare_writes(values: dict[str, Any]) -> None:
    made = re.findall(r"create secret generic (\S+) --from-file=(?:(\S+)=)?(\S+)", CHAPTER)
    prepare = (ROOT / "docker" / "prepare").read_text(encoding="utf-8")
    assert all(f"write {file} " in prepare for _, _, file in made)
    assert {name: key or file for name, key, file in made} == {
        values["data"]["metadataSecretName"]: "connection",
        values["fernetKeySecretName"]: "fernet-key",
        values["jwtSecretName"]: "jwt-secret",
        values["apiSecretKeySecretName"]: "api-secret-key",
        values["volumes"][0]["secret"]["secretName"]: "credentials.json",
    }
    credentials = next(entry["value"] for entry in values["env"] if entry["name"] == "PEYGIR_CREDENTIALS_FILE")
    assert credentials == f"{values['volumeMounts'][0]['mountPath']}/credentials.json"


def test_folders_and_probes_are_those_of_the_image(values: dict[str, Any]) -> None:
    image = (ROOT / "docker" / "Dockerfile").read_text(encoding="utf-8")
    healthcheck = (ROOT / "docker" / "healthcheck").read_text(encoding="utf-8")
    assert f"AIRFLOW_HOME={values['airflowHome']} " in image
    assert f"AIRFLOW__CORE__DAGS_FOLDER={values['config']['core']['dags_folder']} " in image
    assert f"USER {values['uid']}:{values['gid']}" in image
    for probe in ("livenessProbe", "startupProbe"):
        program, service = values["scheduler"][probe]["command"]
        assert f"/usr/local/bin/{program}" in image
        assert f'"{service}": ' in healthcheck
