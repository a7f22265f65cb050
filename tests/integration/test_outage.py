"""The warehouse's server dies in the middle of a build."""

from __future__ import annotations

import os
import signal
import threading
import time

import pytest
from nights import deliver, own_warehouse, rows

from ingestion import pipeline
from ingestion.errors import TransientError
from ingestion.night import sample_inbox
from ingestion.paths import state_folder

pytestmark = [pytest.mark.integration, pytest.mark.timeout(900)]
MODELS = ("build", "--exclude-resource-type", "test")


def test_a_build_whose_server_dies_may_be_tried_again_and_then_publishes() -> None:
    day = min(folder.name for folder in sample_inbox().iterdir() if folder.is_dir())
    published = "select count(*) from marts.publications"
    with own_warehouse() as warehouse:
        deliver(day)

        def kill() -> None:
            log = state_folder() / "dbt" / "build.log"
            while not log.exists() or log.read_text(encoding="utf-8").count("OK created") < 5:
                time.sleep(0.05)
            # The server ends every session and recovers.
            [(process,)] = rows(
                warehouse, "select pid from pg_stat_activity where usename = 'peygir_builder' limit 1", "peygir_admin"
            )
            os.kill(process, signal.SIGKILL)

        killer = threading.Thread(target=kill)
        killer.start()
        with pytest.raises(TransientError):
            pipeline.build("night", day, arguments=MODELS)
        killer.join()
        pipeline.build("night", day, arguments=MODELS)
        assert rows(warehouse, published) == [(1,)]
