"""Workbooks from the inbox to staging, and their marked copies to the outbox."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from ingestion.errors import PeygirError
from ingestion.pipeline.files import (
    WaitingFile,
    archive_folder,
    chosen_folders,
    inbox_of,
    new_files,
    outbox_folder,
    received_at_of,
)
from ingestion.pipeline.runs import TEHRAN, enter_failure, last_complete_day, open_run
from ingestion.warehouse import feedback, load, reviews
from ingestion.warehouse.connection import locate

_LONGEST_STEM = 200  # bytes, of the 255 that a file's name may have


def new_workbooks(folders: Sequence[str], run_id: str, as_of: str | None) -> list[dict[str, Any]]:
    """Open a run over the workbooks whose content is not in the ledger yet, and list them."""
    open_run(run_id, "ingest_workbooks", as_of)
    return new_files(chosen_folders(folders), "workbook")


def land_workbook(file: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    """Archive, read and stage one workbook; one that can't be read is entered as refused, then raises PeygirError.

    One that lies in the inbox of a source whose file is not right waits there for it: PeygirError tells why.
    """
    from ingestion.workbooks.archive import ContentArchive
    from ingestion.workbooks.reader import READER_VERSION, WorkbookRefused

    waiting = WaitingFile(**file)
    owner = inbox_of(waiting.inbox)
    path = waiting.place
    content = path.read_bytes()
    location = ContentArchive(archive_folder() + "/workbooks").keep(content, path.suffix.lower())
    received_at = received_at_of(waiting.delivered_on)
    common: dict[str, Any] = {
        "kind": "workbook",
        "content_sha256": hashlib.sha256(content).hexdigest(),
        "n_bytes": len(content),
        "archive_location": location,
        "received_at": received_at,
        "reader_version": READER_VERSION,
        "file_name": waiting.name,
    }
    with locate().connect("peygir_loader") as connection:
        try:
            reading = _read(connection, content, waiting.name, owner)
            if owner is None:
                owner = _owner_of_marked_copy(connection, reading.answers_sha256)
                if owner is not None:
                    reading = _read(connection, content, waiting.name, owner)
        except WorkbookRefused as refusal:
            document = load.Document(source_id=owner.source_id if owner else load.UNASSIGNED_SOURCE, **common)
            told = WorkbookRefused(refusal.what, remedy=refusal.remedy)  # the ledger and the task name the file
            load.refuse(connection, document, told.sentence, run_id=run_id)
            connection.commit()
            raise told from refusal
        document = load.Document(
            source_id=owner.source_id if owner else _source_of(reading.lines),
            logical_sha256=reading.logical_sha256,
            **_as_of(reading.as_of_on, waiting.delivered_on, received_at),
            **common,
        )
        if document.source_id != load.UNASSIGNED_SOURCE:
            load.take_over(connection, document, answers_sha256=reading.answers_sha256)
        landed = load.load_workbook(
            connection,
            document,
            reading.lines,
            people=reading.people,
            answers_sha256=reading.answers_sha256,
            run_id=run_id,
        )
        ask_of_headings(connection, reading, document)
        connection.commit()
        for owed in feedback.owed(connection, document.document_id):
            with suppress(PeygirError, OSError):  # what is still owed is written, or told, at the end of the night
                _write_feedback(connection, owed, content, reading)
    return {"file": waiting.name, "source_id": document.source_id, "outcome": landed.outcome, **landed.counts}


def _as_of(title_day: date | None, delivered_on: str | None, received_at: datetime) -> dict[str, Any]:
    """The day that a workbook tells of; one that does not say tells of the day that ended before it was taken in."""
    if title_day is not None:
        return {"as_of_on": title_day, "as_of_source": "title"}
    if delivered_on is not None:
        return {"as_of_on": date.fromisoformat(delivered_on), "as_of_source": "delivery"}
    return {"as_of_on": last_complete_day(received_at), "as_of_source": "received"}


def _source_of(lines: Sequence[Mapping[str, Any]]) -> str:
    """The source of the province that most of the rows name; none named: `unassigned`."""
    provinces = Counter(line.get("province_id") for line in lines if line["kind"] == "resolution")
    provinces.pop(None, None)
    if not provinces:
        return load.UNASSIGNED_SOURCE
    province_id = provinces.most_common(1)[0][0]
    return _province_sources().get(str(province_id), load.UNASSIGNED_SOURCE)


def _province_sources() -> dict[str, str]:
    """Province id to the slug of its source file."""
    from ingestion.sources import read_sources

    return {source.province_id: source.slug for source in read_sources().sources if source.province_id}


def ask_of_headings(connection: Any, reading: Any, document: load.Document) -> None:
    """Put the headings that the reader is not sure of to a person, unless the source is nobody's.

    A heading that names somebody or holds a phone is no question for everybody.
    """
    from ingestion.persian.privacy import without_people
    from ingestion.workbooks.doubts import heading_doubts

    if document.source_id == load.UNASSIGNED_SOURCE:
        return
    for doubt in heading_doubts(reading):
        if without_people(doubt.heading) != doubt.heading:
            continue
        details = {
            "file_name": document.file_name,
            "sheet": doubt.sheet,
            "column": doubt.place,
            "taken_for": doubt.taken_for,
            "could_be": doubt.could_be,
        }
        reviews.raise_question(
            connection, "heading", document.source_id, doubt.key, question=doubt.heading, details=details
        )


def write_owed_feedback(run_id: str) -> dict[str, Any]:
    """Write the marked copy of every workbook with problems that has none yet, such as one whose writing broke off.

    Raises PeygirError, after all the others were written, where one could not be.
    """
    from ingestion.workbooks.archive import ContentArchive

    written, failed = 0, []
    archive = ContentArchive(archive_folder() + "/workbooks")
    with locate().connect("peygir_loader") as connection:
        for owed in feedback.owed(connection):
            try:
                content = archive.read(owed.archive_location)
                reading = read_again(connection, content, owed.source_id, owed.file_name)
                _write_feedback(connection, owed, content, reading)
                written += 1
            except (PeygirError, OSError) as error:
                failed.append(f"{owed.file_name}: {error}")
                enter_failure(run_id, f"feedback {owed.file_name}", str(error))
    if failed:
        raise PeygirError(f"no feedback could be written for {'; '.join(failed)}", where=str(outbox_folder()))
    return {"written": written}


def _write_feedback(connection: Any, owed: feedback.Owed, content: bytes, reading: Any) -> None:
    """Put the marked copy in the outbox, whole or not at all, and enter it."""
    from ingestion.workbooks.feedback import mark_workbook

    marked = mark_workbook(content, reading, file_name=owed.file_name)
    with connection.transaction():
        day = owed.received_at.astimezone(TEHRAN).date().isoformat()
        path = outbox_folder() / feedback.claim(connection, owed, f"{owed.source_id}/{day}/{_stem(owed.file_name)}")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.new")
        draft.write_bytes(marked)
        draft.replace(path)
    connection.commit()


def _stem(file_name: str) -> str:
    """A file's name for its marked copy: without its ending, in one line, and short enough for what is added to it."""
    stem = " ".join(Path(file_name).stem.split())
    return stem.encode(errors="replace")[:_LONGEST_STEM].decode(errors="ignore").strip()


def read_again(connection: Any, content: bytes, source_id: str, file_name: str) -> Any:
    """A reading of archived bytes with what their source file and people say today."""
    return _read(connection, content, file_name, inbox_of(source_id))


def _read(connection: Any, content: bytes, file_name: str, owner: Any | None) -> Any:
    from ingestion.workbooks.reader import read_workbook

    return read_workbook(
        content,
        file_name=file_name,
        province_id=owner.province_id if owner else None,
        hints=_hints(connection, owner),
    )


def _owner_of_marked_copy(connection: Any, answers_sha256: str | None) -> Any | None:
    """The inbox of the file that a marked copy, which came without its folder, was made of; None where nobody's is known."""
    if answers_sha256 is None:
        return None
    row = connection.execute(
        "select split_part(source_id, '/', 1) from audit.documents"
        " where kind = 'workbook' and content_sha256 = %s and source_id <> %s order by received_at desc limit 1",
        (answers_sha256, load.UNASSIGNED_SOURCE),
    ).fetchone()
    return inbox_of(row[0]) if row else None


def _hints(connection: Any, owner: Any | None) -> Any:
    """What the source file pins of this inbox's sheets, and what people have answered of its headings; or None."""
    from ingestion.workbooks.hints import WorkbookHints

    if owner is None:
        return None
    hints = WorkbookHints.from_mapping(list(owner.hints), where=owner.folder)
    return replace(hints, headings=reviews.heading_answers(connection, owner.source_id))
