"""Nights without Airflow: a warehouse in a state folder of its own, deliveries landed and marts built by the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from typing import Any

from state_folder import own_state_folder

from ingestion import pipeline
from ingestion.night import sample_inbox
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.prepare import prepare

WITHOUT_TESTS = ("build", "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


@contextmanager
def own_warehouse() -> Iterator[Warehouse]:
    """A prepared embedded warehouse that nothing else uses; PEYGIR_HOME points to it until the block ends."""
    with own_state_folder():
        warehouse = locate()
        prepare(warehouse)
        yield warehouse


def deliver(day: str) -> None:
    """Land the sample's deliveries of a day."""
    pipeline.open_run(f"delivery {day}", "ingest_workbooks", day)
    for file in pipeline.waiting_files([str(sample_inbox() / day)]):
        pipeline.land_workbook(asdict(replace(file, delivered_on=day)), f"delivery {day}")


def build(run_id: str, day: str, arguments: Sequence[str] = WITHOUT_TESTS) -> None:
    """Build and publish the marts for a day."""
    pipeline.build(run_id, day, arguments=arguments)


def rows(
    warehouse: Warehouse, query: str, role: str = "peygir_reader", parameters: Any = None
) -> list[tuple[Any, ...]]:
    """The rows of a query, asked as a role."""
    with warehouse.connect(role) as connection:
        return connection.execute(query, parameters).fetchall()
