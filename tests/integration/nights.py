"""Nights without Airflow: a warehouse in a state folder of its own, deliveries landed and marts built by the pipeline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

from state_folder import own_state_folder

from ingestion import pipeline
from ingestion.night import sample_inbox
from ingestion.warehouse import load
from ingestion.warehouse.connection import Warehouse, locate
from ingestion.warehouse.prepare import prepare

WITHOUT_TESTS = ("build", "--exclude-resource-type", "test", "--exclude-resource-type", "unit_test")


@contextmanager
def own_warehouse() -> Iterator[Warehouse]:
    """A prepared embedded warehouse that nothing else uses; PEYGIR_HOME points to it until the block ends."""
    with own_state_folder():
        warehouse = locate(create=True)
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


def line(session: int, number: int, unit: str, status: str, **others: Any) -> dict[str, Any]:
    """One resolution of Kerman as a reader yields it."""
    return {
        "kind": "resolution", "sheet": "ثبت", "row": 10 * session + number, "province_id": "08",
        "session_no": str(session), "session_date": "2025-08-23", "notify_date": None, "due_date": "2025-09-20",
        "implemented_date": None, "report_date": None, "resolution_no": str(number), "unit_name": unit,
        "unit_national_id": None, "county": "کرمان", "problem_text": "برق", "problem_categories": ["ENERGY.ELECTRICITY"],
        "resolution_text": f"برق واحد {number} وصل شود.",
        "agencies": [{"agency_id": "ELDIST", "ministry_id": "MOE", "name": "شرکت توزیع"}], "due_source": "date",
        "status": status, "status_source": "cell_text", "progress_pct": None, "amount_rial": None, "notes": None,
        "follow_ups": [], "is_hidden": False, "cells": {"status": f"F{number}"}, "raw": {"status": status}, "issues": [],
        **others,
    }  # fmt: skip


def sheet(content: str, as_of: date) -> load.Document:
    """A workbook of Kerman's secretariat."""
    return load.Document(
        kind="workbook",
        source_id="kerman",
        content_sha256=content,
        n_bytes=1,
        archive_location=f"archive/{content}",
        received_at=datetime(as_of.year, as_of.month, as_of.day, 8, tzinfo=UTC),
        reader_version="1",
        file_name=f"{content}.xlsx",
        as_of_on=as_of,
        as_of_source="title",
    )


def land(warehouse: Warehouse, document: load.Document, *lines: dict[str, Any]) -> None:
    """Land a workbook with these lines."""
    with warehouse.connect("peygir_loader") as connection:
        load.load_workbook(connection, document, lines)
