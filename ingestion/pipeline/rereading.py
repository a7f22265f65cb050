"""Archived bytes read again with today's readers, without the network."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal

from ingestion.errors import PeygirError
from ingestion.pipeline.files import archive_folder, reader_version
from ingestion.pipeline.news import DROP_SOURCE, article_columns, page_columns, stage_page
from ingestion.pipeline.runs import TEHRAN, close_run, open_run
from ingestion.pipeline.workbooks import ask_of_headings, read_again
from ingestion.warehouse import load
from ingestion.warehouse.connection import locate


def reparse(source_id: str, since: str, run_id: str) -> dict[str, Any]:
    """Read a source's archived bytes again, from the day `since` on, with today's readers and without the network.

    Rewrites only documents of which the reader now yields something else, and stages the pages kept out of the
    warehouse (quarantined, rejected) that it now reads. A document that it can no longer read stays as it was.
    """
    outcomes: Counter[str] = Counter()
    with locate().connect("peygir_loader") as connection:
        documents = load.loaded_documents(connection, source_id, date.fromisoformat(since))
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
        for entered in documents:
            document = replace(entered, reader_version=reader_version(entered.kind))
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
    from ingestion.sources import news_sites, read_sources

    return {site.source_id: site for site in news_sites(read_sources(include_sample=True).sources)}


Reread = Literal["same", "changed", "unreadable", "admitted", "kept_out"]


def _reload(connection: Any, document: load.Document, sites: Mapping[str, Any]) -> Reread:
    from ingestion.workbooks.archive import ContentArchive

    if document.kind == "workbook":
        content = ContentArchive(archive_folder() + "/workbooks").read(document.archive_location)
        reading = read_again(connection, content, document.source_id, document.file_name or "")
        ask_of_headings(connection, reading, document)
        is_changed = load.reload_workbook(connection, document, reading.lines, reading.people)
        return "changed" if is_changed else "same"
    if document.source_id == DROP_SOURCE:
        from ingestion.news.article import read_article

        content = ContentArchive(archive_folder() + "/texts").read(document.archive_location)
        article_reading = read_article(content, file_name=document.file_name or "")
        article, facts = article_columns(article_reading.article), article_reading.facts
    else:
        kept, page = _archived_page(document.archive_location, sites.get(document.source_id))
        if not page.is_article:
            return "unreadable"
        article, facts = page_columns(page, document.content_sha256, document.address, kept.fetched_at)
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
    from ingestion.news.crawl import past_profile
    from ingestion.news.health import judge_page
    from ingestion.warehouse.crawl_state import WarehouseCrawlState

    kept, page = _archived_page(location, site)
    past = past_profile(WarehouseCrawlState(connection), source_id)
    if not page.is_article or any(finding.is_severe for finding in judge_page(page, past)):
        return "kept_out"
    landed = stage_page(
        connection,
        page,
        source_id=source_id,
        content_sha256=hashlib.sha256(kept.content).hexdigest(),
        n_bytes=len(kept.content),
        archive_location=location,
        received_at=kept.fetched_at,
        address=address,
        media_type=kept.content_type,
        run_id=run_id,
    )
    return "admitted" if landed.outcome == "loaded" else "same"
