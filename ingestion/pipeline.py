"""The only place where the steps meet: what a DAG's task calls, in the order of the night.

Every function takes plain values, opens its own connection, and returns a small JSON-ready summary.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo

from ingestion.errors import PeygirError
from ingestion.paths import PROJECT_ROOT, state_folder
from ingestion.warehouse import feedback, load, reviews
from ingestion.warehouse.connection import Warehouse, locate

TEHRAN = ZoneInfo("Asia/Tehran")
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods", ".csv", ".tsv")
ARTICLE_ENDINGS = (".txt", ".html", ".htm")
DROP_SOURCE = "drop"
UNASSIGNED_SOURCE = "unassigned"
BACKFILL_DAYS = 10
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

FileKind = Literal["workbook", "article", "other"]


@dataclass(frozen=True)
class WaitingFile:
    """A file in an inbox or a dropped folder: what it seems to be, and what its folders say of it."""

    path: str
    kind: FileKind
    delivered_on: str | None
    inbox: str | None
    label: str

    @property
    def name(self) -> str:
        """The file's name, as people know it."""
        return Path(self.path).name


def last_complete_day(now: datetime | None = None) -> date:
    """Yesterday in Tehran: the day that rates are computed for by default."""
    return (now or datetime.now(UTC)).astimezone(TEHRAN).date() - timedelta(days=1)


def today() -> date:
    """Today in Tehran."""
    return datetime.now(TEHRAN).date()


def business_day(as_of: str | None) -> str:
    """The day that rates are computed for: the one asked for, else the last complete day."""
    return as_of or last_complete_day().isoformat()


def open_run(run_id: str, kind: str, business_on: str | None, details: Mapping[str, Any] | None = None) -> None:
    """Enter a run; a retried run keeps its first start."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "insert into audit.runs (run_id, kind, business_on, details) values (%s, %s, %s, %s::jsonb)"
            " on conflict (run_id) do nothing",
            (run_id, kind, business_on, json.dumps(details or {})),
        )


def close_run(run_id: str, outcome: Literal["succeeded", "failed"], details: Mapping[str, Any] | None = None) -> None:
    """Enter how a run ended."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "update audit.runs set finished_at = now(), outcome = %s, details = details || %s::jsonb where run_id = %s",
            (outcome, json.dumps(details or {}), run_id),
        )


def enter_failure(run_id: str, name: str, reason: str) -> None:
    """Keep by name what failed in a run, and why."""
    with locate().connect("peygir_loader") as connection:
        connection.execute(
            "insert into audit.failures (run_id, name, reason) values (%s, %s, %s)"
            " on conflict (run_id, name) do update set reason = excluded.reason, failed_at = now()",
            (run_id, name, reason),
        )


def close_ingest(run_id: str) -> str:
    """Close a run of ingestion by what failed in it; return the outcome."""
    with locate().connect("peygir_loader") as connection:
        row = connection.execute("select count(*) from audit.failures where run_id = %s", (run_id,)).fetchone()
    outcome: Literal["succeeded", "failed"] = "failed" if row and row[0] else "succeeded"
    close_run(run_id, outcome)
    return outcome


# --- files -------------------------------------------------------------------------------------------------------


def waiting_files(folders: Sequence[str]) -> list[WaitingFile]:
    """Every file below the folders, in the order of delivery, then of name. Hidden files are passed over.

    `label` is the path below its folder. A folder named like a day (2025-08-23) says when its files were delivered, a
    folder named like a source's inbox whose they are.
    """
    inboxes = _inbox_owners()
    found = []
    for folder in folders:
        root = Path(folder)
        if not root.is_dir():
            raise PeygirError("no such folder", where=folder, remedy="name a folder that exists")
        for path in sorted(root.rglob("*")):
            parts = path.relative_to(root).parts
            if not path.is_file() or any(part.startswith((".", "~$")) for part in parts):
                continue
            days = [part for part in parts[:-1] if _ISO_DAY.fullmatch(part)]
            owners = [part for part in parts[:-1] if part in inboxes]
            found.append(
                WaitingFile(
                    path=str(path),
                    kind=_kind_of(path),
                    delivered_on=days[-1] if days else None,
                    inbox=owners[-1] if owners else None,
                    label="/".join(parts),
                )
            )
    return sorted(found, key=lambda file: (file.delivered_on or "9999", file.path))


def _kind_of(path: Path) -> FileKind:
    ending = path.suffix.lower()
    if ending in WORKBOOK_ENDINGS:
        return "workbook"
    return "article" if ending in ARTICLE_ENDINGS else "other"


def new_files(folders: Sequence[str], kind: FileKind) -> list[dict[str, Any]]:
    """The files of a kind whose content is not in the ledger yet, as JSON-ready mappings."""
    files = [file for file in waiting_files(folders) if file.kind == kind]
    if not files or kind == "other":
        return [asdict(file) for file in files]
    with locate().connect("peygir_loader") as connection:
        known = load.known_contents(connection, kind, _reader_version(kind))
    fresh, seen = [], set(known)
    for file in files:
        content = hashlib.sha256(Path(file.path).read_bytes()).hexdigest()
        if content not in seen:
            seen.add(content)
            fresh.append(asdict(file))
    return fresh


def inbox_folder() -> Path:
    """Where secretariats' files arrive: PEYGIR_INBOX, else `inbox/` of the state folder."""
    return Path(os.environ.get("PEYGIR_INBOX") or state_folder() / "inbox")


def chosen_folders(folders: Sequence[str]) -> list[str]:
    """The folders of a night: those asked for, else the inbox (made if it is not there)."""
    if folders:
        return list(folders)
    inbox_folder().mkdir(parents=True, exist_ok=True)
    return [str(inbox_folder())]


def new_workbooks(folders: Sequence[str], run_id: str, as_of: str | None) -> list[dict[str, Any]]:
    """Open a run over the workbooks whose content is not in the ledger yet, and list them."""
    open_run(run_id, "ingest_workbooks", as_of)
    return new_files(chosen_folders(folders), "workbook")


def _reader_version(kind: FileKind) -> str:
    if kind == "workbook":
        from ingestion.workbooks.reader import READER_VERSION

        return READER_VERSION
    from ingestion.news.article import READER_VERSION as ARTICLE_READER_VERSION

    return ARTICLE_READER_VERSION


def _inbox_owners() -> dict[str, Any]:
    """Inbox folder name to what the source files say of it."""
    from ingestion.sources import load_sources

    return {inbox.folder: inbox for source in load_sources() for inbox in source.workbooks}


def _hints(connection: Any, owner: Any | None) -> Any:
    """What the source file pins of this inbox's sheets, and what people have answered of its headings; or None."""
    from ingestion.workbooks.hints import WorkbookHints

    if owner is None:
        return None
    hints = WorkbookHints.from_mapping(list(owner.hints), where=owner.folder)
    return replace(hints, headings=reviews.heading_answers(connection, owner.source_id))


def _ask(connection: Any, reading: Any, document: load.Document) -> None:
    """Put the headings that the reader is not sure of to a person, unless the source is nobody's."""
    from ingestion.workbooks.doubts import heading_doubts

    if document.source_id == UNASSIGNED_SOURCE:
        return
    for doubt in heading_doubts(reading):
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


def _province_sources() -> dict[str, str]:
    """Province id to the slug of its source file."""
    from ingestion.sources import load_sources

    return {source.province_id: source.slug for source in load_sources() if source.province_id}


# --- workbooks ---------------------------------------------------------------------------------------------------


def land_workbook(file: Mapping[str, Any], run_id: str) -> dict[str, Any]:
    """Archive, read and stage one workbook; one that can't be read is entered as refused, then raises PeygirError."""
    from ingestion.workbooks.archive import ContentArchive
    from ingestion.workbooks.reader import READER_VERSION, WorkbookRefused, read_workbook

    waiting = WaitingFile(**file)
    path = Path(waiting.path)
    content = path.read_bytes()
    location = ContentArchive(archive_folder() + "/workbooks").keep(content, path.suffix.lower())
    owner = _inbox_owners().get(waiting.inbox or "")
    received_at = _received_at(waiting.delivered_on)
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
            reading = read_workbook(
                content,
                file_name=waiting.name,
                province_id=owner.province_id if owner else None,
                hints=_hints(connection, owner),
            )
        except WorkbookRefused as refusal:
            document = load.Document(source_id=owner.source_id if owner else UNASSIGNED_SOURCE, **common)
            load.refuse(connection, document, refusal.sentence, run_id=run_id)
            connection.commit()
            raise
        document = load.Document(
            source_id=owner.source_id if owner else _source_of(reading.lines),
            logical_sha256=reading.logical_sha256,
            **_as_of(reading.as_of_on, waiting.delivered_on, received_at),
            **common,
        )
        landed = load.load_workbook(
            connection,
            document,
            reading.lines,
            people=reading.people,
            answers_sha256=reading.answers_sha256,
            run_id=run_id,
        )
        _ask(connection, reading, document)
        connection.commit()
        for owed in feedback.owed(connection, document.document_id):
            with suppress(PeygirError, OSError):  # what is still owed is written, or told, at the end of the night
                _write_feedback(connection, owed, content, reading)
    return {"file": waiting.name, "source_id": document.source_id, "outcome": landed.outcome, **landed.counts}


def _received_at(delivered_on: str | None) -> datetime:
    if delivered_on is None:
        return datetime.now(UTC)
    return datetime.combine(date.fromisoformat(delivered_on), time(12), tzinfo=TEHRAN)


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
        return UNASSIGNED_SOURCE
    province_id = provinces.most_common(1)[0][0]
    return _province_sources().get(str(province_id), UNASSIGNED_SOURCE)


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
                reading = _read_again(connection, content, owed.source_id, owed.file_name)
                _write_feedback(connection, owed, content, reading)
                written += 1
            except (PeygirError, OSError) as error:
                failed.append(f"{owed.file_name}: {error}")
                enter_failure(run_id, f"feedback {owed.file_name}", str(error))
    if failed:
        raise PeygirError(f"no feedback could be written for {'; '.join(failed)}", where=str(_outbox()))
    return {"written": written}


def _outbox() -> Path:
    return state_folder() / "outbox"


def _write_feedback(connection: Any, owed: feedback.Owed, content: bytes, reading: Any) -> None:
    """Put the marked copy in the outbox, whole or not at all, and enter it."""
    from ingestion.workbooks.feedback import mark_workbook

    marked = mark_workbook(content, reading, file_name=owed.file_name)
    with connection.transaction():
        day = owed.received_at.astimezone(TEHRAN).date().isoformat()
        path = _outbox() / feedback.claim(connection, owed, f"{owed.source_id}/{day}/{Path(owed.file_name).stem}")
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.new")
        draft.write_bytes(marked)
        draft.replace(path)
    connection.commit()


def _read_again(connection: Any, content: bytes, source_id: str, file_name: str) -> Any:
    """A reading of archived bytes with what their source file and people say today."""
    from ingestion.workbooks.reader import read_workbook

    owner = _inbox_owners().get(source_id)
    return read_workbook(
        content,
        file_name=file_name,
        province_id=owner.province_id if owner else None,
        hints=_hints(connection, owner),
    )


# --- news --------------------------------------------------------------------------------------------------------


def news_sources(
    sources: Literal["live", "recorded"], folders: Sequence[str], run_id: str, as_of: str | None
) -> list[str]:
    """Open a run over the sites to visit, and `drop` where the folders hold press texts; return their ids."""
    open_run(run_id, "ingest_news", as_of)
    ids = [site.source_id for site in _sites(sources)]
    has_texts = any(file.kind == "article" for file in waiting_files(folders))
    return [*ids, DROP_SOURCE] if has_texts else ids


def live_sources() -> list[str]:
    """The ids of the live sites that every night visits."""
    return [site.source_id for site in _sites("live")]


def _sites(sources: Literal["live", "recorded"]) -> list[Any]:
    """The live sites that were checked against a saved page, or the recorded ones."""
    from ingestion.sources import load_sources, news_sites
    from ingestion.sources.load import load_sample_sources

    if sources == "recorded":
        return news_sites(load_sample_sources())
    return [site for site in news_sites(load_sources()) if site.verified_on is not None]


def backfill_pieces(source_id: str, since: str, until: str, run_id: str) -> list[dict[str, str]]:
    """Open a run over a source's past: its sites (or the one named) times pieces of ten days, the newest first."""
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    if last < first:
        raise PeygirError(f"{until} is before {since}", where="until", remedy="give the first day, then the last")
    sites = [site.source_id for site in _sites("live") if source_id in (site.slug, site.source_id)]
    if not sites:
        raise PeygirError(f"no news source '{source_id}'", remedy="see `peygir source list`")
    open_run(run_id, "backfill", None, {"source_id": source_id, "since": since, "until": until})
    pieces = []
    while last >= first:
        begin = max(first, last - timedelta(days=BACKFILL_DAYS - 1))
        days = {"since": begin.isoformat(), "until": last.isoformat()}
        pieces += [{"source_id": site, **days} for site in sites]
        last = begin - timedelta(days=1)
    return pieces


def land_news(
    source_id: str,
    run_id: str,
    *,
    sources: Literal["live", "recorded"] = "live",
    folders: Sequence[str] = (),
    web: str | None = None,
    since: str | None = None,
    until: str | None = None,
) -> dict[str, Any]:
    """Visit one site (or read the dropped press texts), stage what is new, enter every request that gave nothing.

    Each article is committed with its ledger entry before the next is fetched. The visit itself is a run of its own.
    Raises PeygirError for a site that gave errors only, naming the first.
    """
    if source_id == DROP_SOURCE:
        return _land_dropped_texts(run_id, folders)
    site = next((site for site in _sites(sources) if site.source_id == source_id), None)
    if site is None:
        raise PeygirError(f"no news source '{source_id}'", remedy="see `peygir source list`")
    days = f"/{since}/{until}" if since or until else ""
    visit_id = f"{run_id}/{source_id}{days}"
    open_run(visit_id, "piece" if days else "visit", None, {"source_id": source_id})
    try:
        outcomes = _visit(site, run_id, web=web, since=since, until=until)
    except Exception as error:
        reason = error.what if isinstance(error, PeygirError) else f"{type(error).__name__}: {error}"
        with suppress(PeygirError):
            close_run(visit_id, "failed", {"reason": reason})
        raise
    close_run(visit_id, "succeeded", outcomes)
    return {"source_id": source_id, **outcomes}


def _visit(site: Any, run_id: str, *, web: str | None, since: str | None, until: str | None) -> dict[str, int]:
    """Visit a site and stage what is new; the events counted by outcome."""
    from ingestion.news.archive import Archive
    from ingestion.news.crawl import crawl_source
    from ingestion.warehouse.crawl_state import WarehouseCrawlState, enter_fetch, take_turn

    outcomes: Counter[str] = Counter()
    trouble: list[str] = []
    n_revisits = 0
    with locate().connect("peygir_loader") as connection:
        take_turn(connection, site.host)
        events = crawl_source(
            site,
            state=WarehouseCrawlState(connection),
            archive=Archive(archive_folder() + "/news"),
            run_id=run_id,
            now=datetime.now(UTC),
            since=date.fromisoformat(since) if since else None,
            until=date.fromisoformat(until) if until else None,
            loopback=_loopback(site, web),
        )
        for event in events:
            outcomes[event.outcome] += 1
            n_revisits += event.is_revisit
            if event.outcome == "stored":
                _stage_page(connection, event, run_id)
            else:
                if event.outcome == "error" and not event.is_revisit:
                    trouble.append(f"{event.address}: {event.reason}")
                enter_fetch(
                    connection,
                    source_id=event.source_id,
                    address=event.address,
                    outcome=event.outcome,
                    http_status=event.http_status,
                    n_bytes=event.n_bytes,
                    reason=event.reason,
                    archive_location=event.archive_location,
                    run_id=run_id,
                    fetched_at=event.fetched_at,
                )
            connection.commit()
        connection.commit()
    if trouble and not outcomes["stored"] and len(trouble) == sum(outcomes.values()) - n_revisits:
        raise PeygirError(f"nothing could be fetched ({trouble[0]})", where=site.source_id, remedy="see audit.fetches")
    return dict(outcomes)


def _loopback(site: Any, web: str | None) -> dict[str, tuple[str, int]] | None:
    if web is None:
        return None
    host, _, port = web.rpartition(":")
    return {name: (host, int(port)) for name in site.allowed_hosts}


def _stage_page(connection: Any, event: Any, run_id: str) -> None:
    from ingestion.news.article import READER_VERSION

    article, facts = _page_columns(event.page, event.content_sha256, event.address, event.fetched_at)
    document = load.Document(
        kind="article",
        source_id=event.source_id,
        content_sha256=event.content_sha256,
        n_bytes=event.n_bytes,
        archive_location=event.archive_location,
        received_at=event.fetched_at,
        reader_version=READER_VERSION,
        address=event.address,
        media_type=event.media_type,
        **_published_as_of(event.page.published_at),
    )
    story = _story_columns(
        connection, document.document_id, event.page.body, event.page.published_at, article["canonical_address"]
    )
    load.load_article(connection, document, article, facts, story=story, run_id=run_id)


def _story_columns(
    connection: Any, document_id: str, body: str, published_at: datetime | None, canonical_address: str | None = None
) -> dict[str, Any]:
    """The story that a text belongs to: that of the address's earlier version, else of the most similar staged text.

    Only texts that share a band of its signature are compared. Holds a lock until the caller commits: two copies that
    arrive at once are told apart from two stories.
    """
    from ingestion.news.duplicates import StoryIndex, band_keys, signature

    mark = signature(body)
    bands = band_keys(mark)
    connection.execute("select pg_advisory_xact_lock(hashtext('stories'))")
    version = connection.execute(
        "select story_id from staging.news_articles where canonical_address = %s and story_id is not null"
        " order by loaded_at, document_id limit 1",
        (canonical_address,),
    ).fetchone()
    if version is not None:
        return {"story_id": version[0], "story_signature": mark, "story_bands": bands}
    index = StoryIndex()
    for candidate in connection.execute(
        "select document_id, story_id, story_signature, published_at from staging.news_articles where story_bands && %s"
        " and document_id <> %s order by loaded_at, document_id",
        (bands, document_id),
    ):
        index.add(*candidate)
    story_id = index.place(document_id, mark, published_at)
    return {"story_id": story_id, "story_signature": mark, "story_bands": bands}


def _page_columns(
    page: Any, content_sha256: str, address: str | None, fetched_at: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A parsed page as columns of staging.news_articles, and its facts."""
    from ingestion.news.article import read_page

    reading = read_page(page, content_sha256=content_sha256, url=address)
    article = {
        **_article_columns(reading.article),
        "canonical_address": page.canonical_address or address,
        "kicker": page.kicker,
        "section": page.section,
        "tags": list(page.tags),
        "layout": page.layout,
        "fetched_at": fetched_at,
    }
    return article, reading.facts


def _land_dropped_texts(run_id: str, folders: Sequence[str]) -> dict[str, Any]:
    from ingestion.news.article import READER_VERSION, read_article
    from ingestion.workbooks.archive import ContentArchive

    archive = ContentArchive(archive_folder() + "/texts")
    outcomes: Counter[str] = Counter()
    refused: list[str] = []
    with locate().connect("peygir_loader") as connection:
        for file in new_files(folders, "article"):
            waiting = WaitingFile(**file)
            content = Path(waiting.path).read_bytes()
            common: dict[str, Any] = {
                "kind": "article",
                "source_id": DROP_SOURCE,
                "content_sha256": hashlib.sha256(content).hexdigest(),
                "n_bytes": len(content),
                "archive_location": archive.keep(content, Path(waiting.path).suffix.lower()),
                "received_at": _received_at(waiting.delivered_on),
                "reader_version": READER_VERSION,
                "file_name": waiting.name,
            }
            try:
                reading = read_article(content, file_name=waiting.name)
            except PeygirError as refusal:
                load.refuse(connection, load.Document(**common), refusal.sentence, run_id=run_id)
                refused.append(f"{waiting.name}: {refusal.what}")
                outcomes["refused"] += 1
            else:
                published = reading.article["published_at"]
                published_at = datetime.fromisoformat(published) if published else None
                document = load.Document(**common, **_published_as_of(published_at))
                landed = load.load_article(
                    connection,
                    document,
                    _article_columns(reading.article),
                    reading.facts,
                    story=_story_columns(connection, document.document_id, reading.article["body"], published_at),
                    run_id=run_id,
                )
                outcomes[landed.outcome] += 1
            connection.commit()
    if refused:
        raise PeygirError(f"could not be read: {'; '.join(refused)}", where=DROP_SOURCE)
    return {"source_id": DROP_SOURCE, **outcomes}


def _published_as_of(published_at: datetime | None) -> dict[str, Any]:
    if published_at is None:
        return {}
    return {"as_of_on": published_at.astimezone(TEHRAN).date(), "as_of_source": "published"}


def _article_columns(article: Mapping[str, Any]) -> dict[str, Any]:
    """The contract's article line as columns of staging.news_articles."""
    from ingestion.news.duplicates import text_sha256

    columns = {
        name: article[name]
        for name in (
            "title", "lead", "body", "published_at", "news_code", "news_agency", "byline_source", "publisher_site",
            "content_sha256", "language", "checks",
        )
    }  # fmt: skip
    return {**columns, "address": article["url"], "text_sha256": text_sha256(article["body"])}


def archive_folder() -> str:
    """Where bytes are kept: PEYGIR_ARCHIVE (any fsspec address) or a folder of the state folder."""
    return os.environ.get("PEYGIR_ARCHIVE") or str(state_folder() / "archive")


# --- build -------------------------------------------------------------------------------------------------------


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
    arguments = (*arguments, "--exclude", "test_type:unit", *(["path:seeds"] if unchanged else ["--full-refresh"]))
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
        names = ", ".join(str(result["unique_id"]) for result in failed[:5]) or "dbt ended before building"
        raise PeygirError(
            f"the build failed: {names}", where=str(target / "build.log"), remedy="read the end of that log"
        )
    close_run(run_id, "succeeded", {"fingerprint": fingerprint, "models": models, "as_of": as_of})
    return {"as_of": as_of, "nodes": dict(Counter(result["resource_type"] for result in results))}


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


# --- reading again -----------------------------------------------------------------------------------------------


def reparse(source_id: str, since: str, run_id: str) -> dict[str, Any]:
    """Read a source's archived bytes again, from the day `since` on, with today's readers and without the network.

    Rewrites only documents of which the reader now yields something else, and stages the pages kept out of the
    warehouse (quarantined, rejected) that it now reads. A document that it can no longer read stays as it was.
    """
    outcomes: Counter[str] = Counter()
    with locate().connect("peygir_loader") as connection:
        documents = connection.execute(
            "select kind, source_id, content_sha256, archive_location, received_at, file_name, address, media_type,"
            " n_bytes from audit.documents where (source_id = %s or source_id like %s || '/%%') and received_at >= %s"
            " and outcome = 'loaded' order by received_at, document_id",
            (source_id, source_id, date.fromisoformat(since)),
        ).fetchall()
        kept_out = connection.execute(
            "select distinct on (archive_location) source_id, address, archive_location from audit.fetches"
            " where (source_id = %s or source_id like %s || '/%%') and fetched_at >= %s"
            " and outcome in ('quarantined', 'rejected') and archive_location is not null order by archive_location",
            (source_id, source_id, date.fromisoformat(since)),
        ).fetchall()
        if not documents and not kept_out:
            raise PeygirError(f"nothing of '{source_id}' since {since}", remedy="see `peygir source list`")
        open_run(run_id, "reparse", None, {"source_id": source_id, "since": since})
        sites = _all_sites()
        for kind, owner, content, location, received_at, file_name, address, media_type, n_bytes in documents:
            document = load.Document(
                kind=kind,
                source_id=owner,
                content_sha256=content,
                n_bytes=n_bytes,
                archive_location=location,
                received_at=received_at,
                reader_version=_reader_version(kind),
                file_name=file_name,
                address=address,
                media_type=media_type,
            )
            outcomes[_reload(connection, document, sites)] += 1
            connection.commit()
        for owner, address, location in kept_out:
            outcomes[_readmit(connection, sites.get(owner), owner, address, location, run_id)] += 1
            connection.commit()
    done = {
        "read": len(documents),
        "kept_out": len(kept_out),
        **{name: outcomes[name] for name in ("changed", "unreadable", "admitted")},
    }
    close_run(run_id, "succeeded", done)
    return {"source_id": source_id, "run_id": run_id, **done}


def _all_sites() -> dict[str, Any]:
    """Every site, also those not checked yet, by source_id."""
    from ingestion.sources import load_sources, news_sites

    return {site.source_id: site for site in news_sites(load_sources(include_sample=True))}


Reread = Literal["same", "changed", "unreadable", "admitted", "kept_out"]


def _reload(connection: Any, document: load.Document, sites: Mapping[str, Any]) -> Reread:
    from ingestion.workbooks.archive import ContentArchive

    if document.kind == "workbook":
        content = ContentArchive(archive_folder() + "/workbooks").read(document.archive_location)
        reading = _read_again(connection, content, document.source_id, document.file_name or "")
        _ask(connection, reading, document)
        is_changed = load.reload_workbook(connection, document, reading.lines, reading.people)
        return "changed" if is_changed else "same"
    if document.source_id == DROP_SOURCE:
        from ingestion.news.article import read_article

        content = ContentArchive(archive_folder() + "/texts").read(document.archive_location)
        article_reading = read_article(content, file_name=document.file_name or "")
        article, facts = _article_columns(article_reading.article), article_reading.facts
    else:
        kept, page = _archived_page(document.archive_location, sites.get(document.source_id))
        if not page.is_article:
            return "unreadable"
        article, facts = _page_columns(page, document.content_sha256, document.address, kept.fetched_at)
    from ingestion.news.duplicates import band_keys, signature

    mark = signature(article["body"])
    story = {"story_signature": mark, "story_bands": band_keys(mark)}
    return "changed" if load.reload_article(connection, document, article, facts, story=story) else "same"


def _archived_page(location: str, site: Any | None) -> tuple[Any, Any]:
    """An archived page, and what today's reader reads from it."""
    from ingestion.news.archive import Archive
    from ingestion.news.layouts import parse_page

    kept = Archive(archive_folder() + "/news").read(location)
    page = parse_page(
        kept.content,
        url=kept.address,
        source=site,
        content_type=kept.content_type,
        fetched_on=kept.fetched_at.astimezone(TEHRAN).date(),
    )
    return kept, page


def _readmit(connection: Any, site: Any | None, source_id: str, address: str, location: str, run_id: str) -> Reread:
    """Stage a page that was kept out, if it is now read as an article and like the site's other pages."""
    from ingestion.news.article import READER_VERSION
    from ingestion.news.crawl import past_profile
    from ingestion.news.health import judge_page
    from ingestion.warehouse.crawl_state import WarehouseCrawlState

    kept, page = _archived_page(location, site)
    past = past_profile(WarehouseCrawlState(connection), source_id)
    if not page.is_article or any(finding.is_severe for finding in judge_page(page, past)):
        return "kept_out"
    digest = hashlib.sha256(kept.content).hexdigest()
    article, facts = _page_columns(page, digest, address, kept.fetched_at)
    document = load.Document(
        kind="article",
        source_id=source_id,
        content_sha256=digest,
        n_bytes=len(kept.content),
        archive_location=location,
        received_at=kept.fetched_at,
        reader_version=READER_VERSION,
        address=address,
        media_type=kept.content_type,
        **_published_as_of(page.published_at),
    )
    story = _story_columns(connection, document.document_id, page.body, page.published_at, article["canonical_address"])
    landed = load.load_article(connection, document, article, facts, story=story, run_id=run_id)
    return "admitted" if landed.outcome == "loaded" else "same"
