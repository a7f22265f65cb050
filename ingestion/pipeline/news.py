"""News from the sites, and press texts from a folder, to staging."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from ingestion.errors import PeygirError, TransientError
from ingestion.pipeline.files import WaitingFile, archive_folder, new_files, received_at_of, waiting_files
from ingestion.pipeline.runs import TEHRAN, close_run, open_run
from ingestion.warehouse import load
from ingestion.warehouse.connection import locate

DROP_SOURCE = "drop"
BACKFILL_DAYS = 10
CUT_OFF = "the visit was cut off: it took too long, or was stopped"


def news_sources(
    sources: Literal["live", "recorded"], folders: Sequence[str], run_id: str, as_of: str | None
) -> list[dict[str, str | None]]:
    """Open a run over the sites to visit, and `drop` where the folders hold press texts.

    Returns `{source_id, host}` of each; `drop` has no host.
    """
    open_run(run_id, "ingest_news", as_of)
    found: list[dict[str, str | None]] = [
        {"source_id": site.source_id, "host": site.host} for site in chosen_sites(sources)
    ]
    found += [{"source_id": slug, "host": None} for slug in _broken_sources(sources)]
    has_texts = any(file.kind == "article" for file in waiting_files(folders))
    return [*found, {"source_id": DROP_SOURCE, "host": None}] if has_texts else found


def live_sources() -> list[str]:
    """The ids of the live sites that every night visits."""
    return [site.source_id for site in chosen_sites("live")]


def chosen_sites(sources: Literal["live", "recorded"]) -> list[Any]:
    """The live sites that were checked against a saved page, or the recorded ones."""
    from ingestion.sources import load_sample_sources, news_sites, read_sources

    if sources == "recorded":
        return news_sites(load_sample_sources())
    return [site for site in news_sites(read_sources().sources) if site.verified_on is not None]


def _broken_sources(sources: Literal["live", "recorded"]) -> dict[str, PeygirError]:
    """Why the files of live sources are not right, by the slug of each that is not."""
    from ingestion.sources import read_sources

    return {} if sources == "recorded" else {broken.slug: broken.error for broken in read_sources().broken}


def backfill_pieces(
    source_id: str, since: str, until: str, run_id: str, *, sources: Literal["live", "recorded"] = "live"
) -> list[dict[str, str]]:
    """Open a run over a source's past: its sites (or the one named) times pieces of ten days, the newest first.

    Returns `{source_id, host, since, until}` of each.
    """
    first, last = date.fromisoformat(since), date.fromisoformat(until)
    if last < first:
        raise PeygirError(f"{until} is before {since}", where="until", remedy="give the first day, then the last")
    sites = [site for site in chosen_sites(sources) if source_id in (site.slug, site.source_id)]
    if not sites:
        raise PeygirError(f"no news source '{source_id}'", remedy="see `peygir source list`")
    open_run(run_id, "backfill", None, {"source_id": source_id, "since": since, "until": until})
    pieces = []
    while last >= first:
        begin = max(first, last - timedelta(days=BACKFILL_DAYS - 1))
        days = {"since": begin.isoformat(), "until": last.isoformat()}
        pieces += [{"source_id": site.source_id, "host": site.host, **days} for site in sites]
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
    Raises PeygirError for a site that gave nothing but errors and refusals, naming the first; TransientError where all
    of them may pass.
    """
    if source_id == DROP_SOURCE:
        return _land_dropped_texts(run_id, folders)
    site = next((site for site in chosen_sites(sources) if site.source_id == source_id), None)
    if site is None:
        unknown = PeygirError(f"no news source '{source_id}'", remedy="see `peygir source list`")
        raise _broken_sources(sources).get(source_id.partition("/")[0], unknown)
    days = f"/{since}/{until}" if since or until else ""
    visit_id = f"{run_id}/{source_id}{days}"
    open_run(visit_id, "piece" if days else "visit", None, {"source_id": source_id})
    try:
        outcomes = _visit(site, run_id, web=web, since=since, until=until)
    except BaseException as error:
        reason = error.what if isinstance(error, PeygirError) else f"{type(error).__name__}: {error}"
        with suppress(PeygirError):
            close_run(visit_id, "failed", {"reason": reason if isinstance(error, Exception) else CUT_OFF})
        raise
    close_run(visit_id, "succeeded", outcomes)
    return {"source_id": source_id, **outcomes}


def _visit(site: Any, run_id: str, *, web: str | None, since: str | None, until: str | None) -> dict[str, int]:
    """Visit a site and stage what is new; the events counted by outcome."""
    from ingestion.news.archive import Archive
    from ingestion.news.crawl import crawl_source
    from ingestion.warehouse.crawl_state import WarehouseCrawlState, enter_fetch, take_turn

    outcomes: Counter[str] = Counter()
    trouble: list[Any] = []
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
                _stage_event(connection, event, run_id)
            else:
                if not event.is_revisit and _gave_nothing(event, site):
                    trouble.append(event)
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
    if len(trouble) == sum(outcomes.values()) - n_revisits and _is_lost(site, trouble):
        kind = TransientError if all(event.is_passing for event in trouble) else PeygirError
        first = f"{trouble[0].address}: {trouble[0].reason}"
        raise kind(f"nothing could be fetched ({first})", where=site.source_id, remedy="see audit.fetches")
    return dict(outcomes)


def _gave_nothing(event: Any, site: Any) -> bool:
    """Whether the event is a request without an answer, or a list of the site that it keeps from us."""
    lists = {*(feed.address for feed in site.feeds), *site.sitemaps, site.base}
    return event.outcome == "error" or (
        event.outcome in ("robots", "blocked") and (event.is_passing or event.address in lists)
    )


def _is_lost(site: Any, trouble: Sequence[Any]) -> bool:
    """Whether a visit that met nothing but trouble is lost: not where one list of several failed on a quiet night."""
    lists = {feed.address for feed in site.feeds} or set(site.sitemaps)
    failed = {event.address for event in trouble}
    is_cut_short = any((event.reason or "").startswith(("robots_unavailable", "deferred")) for event in trouble)
    return bool(trouble) and (lists <= failed or is_cut_short or bool(failed - lists - {site.base}))


def _loopback(site: Any, web: str | None) -> dict[str, tuple[str, int]] | None:
    if web is None:
        return None
    host, _, port = web.rpartition(":")
    return {name: (host, int(port)) for name in site.allowed_hosts}


def _stage_event(connection: Any, event: Any, run_id: str) -> None:
    stage_page(
        connection,
        event.page,
        source_id=event.source_id,
        content_sha256=event.content_sha256,
        n_bytes=event.n_bytes,
        archive_location=event.archive_location,
        received_at=event.fetched_at,
        address=event.address,
        media_type=event.media_type,
        run_id=run_id,
    )


def stage_page(
    connection: Any,
    page: Any,
    *,
    source_id: str,
    content_sha256: str,
    n_bytes: int,
    archive_location: str,
    received_at: datetime,
    address: str,
    media_type: str | None,
    run_id: str,
) -> load.Landed:
    """Stage a parsed page of a site with its facts, as a version or a copy of its story."""
    from ingestion.news.article import READER_VERSION

    article, facts = page_columns(page, content_sha256, address, received_at)
    document = load.Document(
        kind="article",
        source_id=source_id,
        content_sha256=content_sha256,
        n_bytes=n_bytes,
        archive_location=archive_location,
        received_at=received_at,
        reader_version=READER_VERSION,
        address=address,
        media_type=media_type,
        **published_as_of(page.published_at),
    )
    story = story_columns(connection, document.document_id, page.body, page.published_at, article["canonical_address"])
    return load.load_article(connection, document, article, facts, story=story, run_id=run_id)


def story_columns(
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


def page_columns(
    page: Any, content_sha256: str, address: str | None, fetched_at: datetime
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """A parsed page as columns of staging.news_articles, and its facts."""
    from ingestion.news.article import read_page

    reading = read_page(page, content_sha256=content_sha256, url=address)
    article = {
        **article_columns(reading.article),
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
            content = waiting.place.read_bytes()
            common: dict[str, Any] = {
                "kind": "article",
                "source_id": DROP_SOURCE,
                "content_sha256": hashlib.sha256(content).hexdigest(),
                "n_bytes": len(content),
                "archive_location": archive.keep(content, waiting.place.suffix.lower()),
                "received_at": received_at_of(waiting.delivered_on),
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
                document = load.Document(**common, **published_as_of(published_at))
                landed = load.load_article(
                    connection,
                    document,
                    article_columns(reading.article),
                    reading.facts,
                    story=story_columns(connection, document.document_id, reading.article["body"], published_at),
                    run_id=run_id,
                )
                outcomes[landed.outcome] += 1
            connection.commit()
    if refused:
        raise PeygirError(f"could not be read: {'; '.join(refused)}", where=DROP_SOURCE)
    return {"source_id": DROP_SOURCE, **outcomes}


def published_as_of(published_at: datetime | None) -> dict[str, Any]:
    """The day that an article tells of, as columns of the ledger: the day of its publication in Tehran."""
    if published_at is None:
        return {}
    return {"as_of_on": published_at.astimezone(TEHRAN).date(), "as_of_source": "published"}


def article_columns(article: Mapping[str, Any]) -> dict[str, Any]:
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
