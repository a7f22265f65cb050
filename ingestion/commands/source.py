"""`peygir source`: list, propose, check and snapshot the news sites and inboxes of provinces and agencies."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ingestion.commands.days import Day
from ingestion.errors import PeygirError
from ingestion.paths import sources_folder
from ingestion.sources import Source, province_slugs, read_sources

if TYPE_CHECKING:
    from ingestion.news.inspect import Check
    from ingestion.news.propose import FieldReading, Proposal
    from ingestion.news.snapshots import Snapshot

_WIDEST_VALUE = 70
_WEB = click.option(
    "--web",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Ask a recorded web, a folder with one folder per host, in place of the network.",
)


@dataclass(frozen=True, slots=True)
class _Folders:
    sources: Path
    snapshots: Path


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--sources", type=click.Path(path_type=Path, file_okay=False), envvar="PEYGIR_SOURCES", hidden=True)
@click.option("--snapshots", type=click.Path(path_type=Path, file_okay=False), envvar="PEYGIR_SNAPSHOTS", hidden=True)
@click.pass_context
def source(context: click.Context, sources: Path | None, snapshots: Path | None) -> None:
    """List, propose, check and snapshot sources: one YAML file for each province or agency.

    \b
    Example:
      peygir source propose page.html --province kerman
      peygir source check kerman
    """
    from ingestion.news.snapshots import snapshots_folder

    context.obj = _Folders(sources or sources_folder(), snapshots or snapshots_folder())


@source.command("list")
@click.option("--sample", is_flag=True, help="Also the recorded sample.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
def list_command(folders: _Folders, sample: bool, form: str) -> None:
    """List every source with its sites and whether each was checked against a saved page.

    \b
    Example:
      peygir source list --format json
    """
    found = read_sources(folders.sources, include_sample=sample)
    rows = [
        {
            "source": item.slug,
            "kind": item.kind,
            "site": site.host if site else None,
            "family": site.family if site else None,
            "feeds": [feed.address for feed in site.feeds] if site else [],
            "inboxes": [inbox.folder for inbox in item.workbooks],
            "verified": site.verified_on.isoformat() if site and site.verified_on else None,
            "unverified_because": site.unverified_because if site else None,
        }
        for item in found.sources
        for site in (item.sites or (None,))
    ]
    for broken in found.broken:
        click.echo(f"{broken.slug}: {broken.error.sentence}", err=True)
    if form == "json":
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
        return
    for row in rows:
        verified = row["verified"] or ("not verified" if row["site"] else "inbox only")
        click.echo(f"{row['source']:<28} {row['site'] or '-':<28} {row['family'] or '-':<12} {verified}")
    n_verified = sum(1 for row in rows if row["verified"])
    n_sites = sum(1 for row in rows if row["site"])
    click.echo(f"{len({row['source'] for row in rows})} sources, {n_sites} sites, {n_verified} verified")


@source.command()
@click.argument("page")
@click.option("--province", required=True, help="Slug of the province, e.g. kerman.")
@click.option("--url", help="Address of a saved page that does not state its own.")
@click.option("--saved-on", type=Day(may_be_later=False), help="Day the page was saved; default today.")
@_WEB
@click.pass_obj
def propose(
    folders: _Folders, page: str, province: str, url: str | None, saved_on: date | None, web: Path | None
) -> None:
    """Add a site to a province from one of its article pages: an address or a saved file.

    Recognises the CMS family, writes the YAML and the snapshot, and prints what it would read and how sure it is.
    Ends with exit code 1 if a needed field was not found.

    \b
    Example:
      peygir source propose page.html --province kerman --url https://kermannews.example/fa/news/1234
    """
    from ingestion.news.propose import add_to_yaml, save_snapshot
    from ingestion.news.propose import propose as make_proposal

    if province not in province_slugs():
        raise PeygirError(f"no province '{province}'", remedy=f"choose one of {', '.join(sorted(province_slugs()))}")
    on = saved_on or datetime.now(UTC).astimezone().date()
    content, address = _page_bytes(page, url, web)
    path = folders.sources / "provinces" / f"{province}.yml"
    proposal = make_proposal(content, url=address, path=path, on=on, page_name=page)
    site = add_to_yaml(proposal, province, folders.sources, folders.snapshots)
    snapshot = save_snapshot(content, site, url=proposal.address, on=on, folder=folders.snapshots)
    _print_proposal(proposal, snapshot)
    if not proposal.is_complete:
        sys.exit(1)


@source.command("snapshot")
@click.argument("slug")
@click.option("--page", help="A document to save: an address or a saved file.")
@click.option("--kind", type=click.Choice(["page", "feed", "sitemap", "list"]), default="page", help="What it is.")
@click.option("--url", help="Address of a saved page that does not state its own.")
@click.option("--saved-on", type=Day(may_be_later=False), help="Day the page was saved; default today.")
@click.option("--read-by", help="Your name: you have compared the expectations with the pages and found them right.")
@click.option("--only", multiple=True, help="With --read-by: the host of a site, or a saved page; may be repeated.")
@_WEB
@click.pass_obj
def snapshot_command(
    folders: _Folders,
    slug: str,
    page: str | None,
    kind: str,
    url: str | None,
    saved_on: date | None,
    read_by: str | None,
    only: tuple[str, ...],
    web: Path | None,
) -> None:
    """Save a page of a source, or write anew what is expected of the saved ones where it is read differently.

    What was written anew must be read by a person: until then its site is not verified, and not visited. --read-by NAME
    records who read it and sets `verified` in the YAML; where several pages are unread, --only names those that were read.

    \b
    Example:
      peygir source snapshot kerman
      peygir source snapshot kerman --read-by "S. Karimi" --only nakhl-news.example
    """
    if only and read_by is None:
        raise PeygirError("--only goes with --read-by", remedy="add --read-by NAME")
    if page is not None and read_by is not None:
        raise PeygirError("--page and --read-by do not go together", remedy="save the page, compare it, then sign it")
    item = _source(folders, slug)
    on = saved_on or datetime.now(UTC).astimezone().date()
    today = datetime.now(UTC).astimezone().date()
    if read_by is not None and page is None:
        _record_reader(folders, item, read_by, only, today)
        return
    signed = _signed(folders, item)
    if page is not None:
        is_complete = _save_page(folders, item, page, kind, url, on, web)
    else:
        _write_anew(folders, item)
        is_complete = True
    _withdraw(item, [host for path, host in signed.items() if path not in _signed(folders, item)], today)
    if not is_complete:
        sys.exit(1)


@source.command()
@click.argument("slugs", nargs=-1)
@click.option("--live", is_flag=True, help="Also ask the sites: robots.txt and a visit of three pages.")
@click.pass_obj
def check(folders: _Folders, slugs: tuple[str, ...], live: bool) -> None:
    """Check sources (default: all): file, snapshots, bands, robots and a short visit that keeps nothing.

    Recorded sample sites are visited on this machine; live ones only with --live. Exit code 1 if a problem was found.

    \b
    Example:
      peygir source check kerman --live
    """
    from ingestion.news.inspect import check_source
    from ingestion.news.replay import ReplayServer, sample_web

    found = read_sources(folders.sources, include_sample=True)
    chosen = [_source(folders, slug) for slug in slugs] or found.sources
    broken = [] if slugs else found.broken
    for one in broken:
        click.echo(one.slug)
        click.echo(f"  problem {one.error.sentence}")
    n_problems = len(broken)
    with ReplayServer(sample_web()) as web:
        for item in chosen:
            click.echo(item.slug)
            now = datetime.now(UTC)
            checks = check_source(item, now=now, is_live=live, loopback=web.loopback, snapshots=folders.snapshots)
            for result in chain(checks, _check_hints(item)):
                _print_check(result)
                n_problems += result.verdict == "problem"
    click.echo(f"{len(chosen) + len(broken)} sources checked, {n_problems} problems")
    if n_problems:
        sys.exit(1)


def _check_hints(source: Source) -> Iterator[Check]:
    """What is pinned of each inbox's sheets, read as the night reads it."""
    from ingestion.news.inspect import Check
    from ingestion.workbooks.hints import WorkbookHints

    for inbox in source.workbooks:
        try:
            found = WorkbookHints.from_mapping(list(inbox.hints), where=f"{inbox.folder}: hints")
        except PeygirError as error:
            yield Check(None, "hints", "problem", error.sentence)
        else:
            if found.sheets:
                yield Check(None, "hints", "ok", f"{inbox.folder}: {len(found.sheets)} understood")


def _source(folders: _Folders, slug: str) -> Source:
    import difflib

    found = read_sources(folders.sources, include_sample=True)
    if (error := found.error_of(slug)) is not None:
        raise error
    sources = {item.slug: item for item in found.sources}
    if slug not in sources:
        near = difflib.get_close_matches(slug, sources, n=1)
        raise PeygirError(f"no source '{slug}'", remedy=f"did you mean '{near[0]}'?" if near else "see `source list`")
    return sources[slug]


def _page_bytes(page: str, url: str | None, web: Path | None) -> tuple[bytes, str | None]:
    """The bytes of a page and its address, if known: a saved file, or fetched politely from its site."""
    if not page.startswith(("http://", "https://")):
        path = Path(page)
        if not path.is_file():
            raise PeygirError("no such file", where=page, remedy="save the page first, or give an http(s) address")
        return path.read_bytes(), url
    from ingestion.news.propose import fetch_document

    if web is None:
        response = fetch_document(page)
    else:
        from ingestion.news.replay import ReplayServer

        with ReplayServer(web) as server:
            response = fetch_document(page, web=server.place)
    return response.content, url or response.final_address


def _print_proposal(proposal: Proposal, snapshot: Snapshot) -> None:
    click.echo(f"family: {proposal.site.family} ({_how_sure(proposal.family_points)})")
    click.echo(f"{'filled in' if proposal.listed else 'added to'} {_shown(proposal.path)}:")
    for line in proposal.lines:
        click.echo(f"  {line}")
    click.echo(f"saved {_shown(snapshot.saved)}")
    _print_readings(proposal.readings)
    slug = proposal.path.stem
    if proposal.is_complete:
        click.echo(f"next: compare {_shown(snapshot.expected_path)} with the page,")
        click.echo(f"      then `peygir source snapshot {slug} --read-by NAME` and `peygir source check {slug}`")
    else:
        _print_missing(proposal.readings, slug)


def _print_missing(readings: Iterable[FieldReading], slug: str) -> None:
    missing = [r.name for r in readings if r.certainty == "missing" and r.name in {"title", "body"}]
    fields = ", ".join(f"{name}: [CSS]" for name in missing or ["published_at"])
    click.echo(f"next: add `layouts: [{{fields: {{{fields}}}}}]` to the site, then `peygir source snapshot {slug}`")


def _print_readings(readings: Iterable[FieldReading]) -> None:
    click.echo("would read:")
    for reading in readings:
        value = reading.value.replace("\n", " ¶ ")
        value = value if len(value) <= _WIDEST_VALUE else f"{value[:_WIDEST_VALUE]}… ({len(reading.value)} characters)"
        by = f"   [{reading.selector}]" if reading.selector else ""
        click.echo(f"  {reading.name:<14}{reading.certainty:<9}{value}{by}".rstrip())


def _how_sure(points: int) -> str:
    return "sure" if points >= 5 else "likely" if points >= 2 else "no family recognised"


def _print_check(result: Check) -> None:
    place = f"  {result.site}" if result.site else "  (file)"
    click.echo(f"{place:<30} {result.step:<10} {result.verdict:<9} {result.detail}")


def _save_page(
    folders: _Folders, item: Source, page: str, kind: str, url: str | None, on: date, web: Path | None
) -> bool:
    """Save a document and show what is read of it; False if a page lacks its title, text or date."""
    from ingestion.news.addresses import host_of
    from ingestion.news.propose import NEEDED, readings_of, save_snapshot, stated_address

    content, address = _page_bytes(page, url, web)
    address = address or (stated_address(content) if kind == "page" else None)
    if address is None:
        raise PeygirError("the page does not say its address", where=page, remedy="give it with --url")
    site = next((site for site in item.sites if host_of(address) in site.allowed_hosts), None)
    if site is None:
        raise PeygirError(
            f"{host_of(address)} is no site of {item.slug}", where=page, remedy="see `peygir source list`"
        )
    snapshot = save_snapshot(content, site, url=address, on=on, folder=folders.snapshots, kind=kind)
    click.echo(f"saved {_shown(snapshot.saved)}")
    if kind == "page":
        readings = readings_of(content, site, url=address, on=on)
        _print_readings(readings)
        if any(reading.certainty == "missing" and reading.name in NEEDED for reading in readings):
            _print_missing(readings, item.slug)
            return False
    click.echo(f"next: compare {_shown(snapshot.expected_path)} with the page,")
    click.echo(f"      then `peygir source snapshot {item.slug} --read-by NAME --only {snapshot.saved.name}`")
    return True


def _signed(folders: _Folders, item: Source) -> dict[Path, str]:
    """The expectations of a source that somebody has read, with their hosts."""
    from ingestion.news.snapshots import site_of, snapshots_of

    saved = snapshots_of(item.slug, folders.snapshots)
    return {s.expected_path: site_of(s, item).host for s in saved if s.expected().get("read_by")}


def _withdraw(item: Source, hosts: list[str], on: date) -> None:
    from ingestion.news.propose import mark_unverified

    because = f"its snapshot was written anew on {on.isoformat()}, nobody has read it yet"
    for host in mark_unverified(item.path, hosts, because) if hosts else []:
        click.echo(f"{_shown(item.path)}: {host} no longer verified, and not visited until its snapshot is read")


def _write_anew(folders: _Folders, item: Source) -> None:
    from ingestion.news.snapshots import differences, read_snapshot, site_of, snapshots_of, write_expected

    for snapshot in snapshots_of(item.slug, folders.snapshots):
        site, expected = site_of(snapshot, item), snapshot.expected()
        changes = differences(snapshot, site)
        for change in changes:
            click.echo(f"{snapshot.saved.name}: {change}")
        if changes:
            fetched_on = date.fromisoformat(expected["fetched_on"])
            reading = read_snapshot(snapshot, site, url=expected["url"], fetched_on=fetched_on)
            write_expected(snapshot, reading, read_by="")
            click.echo(f"wrote {_shown(snapshot.expected_path)}")
        else:
            click.echo(f"{snapshot.saved.name}: read as expected")


def _record_reader(folders: _Folders, item: Source, read_by: str, only: tuple[str, ...], on: date) -> None:
    from ingestion.news.propose import mark_verified
    from ingestion.news.snapshots import differences, site_of, snapshots_of, write_expected

    saved = [(snapshot, site_of(snapshot, item)) for snapshot in snapshots_of(item.slug, folders.snapshots)]
    for name in only:
        if not any(name in _names(snapshot, site.host) for snapshot, site in saved):
            names = ", ".join(snapshot.saved.name for snapshot, _ in saved) or "none"
            raise PeygirError(f"no saved page or site '{name}' of {item.slug}", remedy=f"saved are: {names}")
    chosen = [(s, site) for s, site in saved if not only or not _names(s, site.host).isdisjoint(only)]
    unread = [(snapshot, site) for snapshot, site in chosen if not snapshot.expected().get("read_by")]
    if len(unread) > 1 and not only:
        names = "".join(f"\n  {snapshot.saved.name}   {_title_of(snapshot)}" for snapshot, _ in unread)
        raise PeygirError(
            f"{len(unread)} saved pages are unread",
            remedy=f"name those that you have compared, with --only HOST or --only FILE:{names}",
        )
    for snapshot, site in chosen:
        if differences(snapshot, site):
            raise PeygirError(
                f"{snapshot.saved.name} is not read as expected", where=str(snapshot.expected_path),
                remedy=f"run `peygir source snapshot {item.slug}` and read what changed",
            )  # fmt: skip
    for snapshot, _ in unread:
        reading = {key: value for key, value in snapshot.expected().items() if key != "read_by"}
        write_expected(snapshot, reading, read_by=read_by)
        click.echo(f"{_shown(snapshot.expected_path)}: read by {read_by}")
    waiting = {site.host: snapshot.saved.name for snapshot, site in saved if not snapshot.expected().get("read_by")}
    hosts = dict.fromkeys(site.host for _, site in chosen)
    for host in mark_verified(item.path, [host for host in hosts if host not in waiting], on):
        click.echo(f"{_shown(item.path)}: {host} verified {on.isoformat()}")
    for host in hosts:
        if host in waiting:
            click.echo(f"{_shown(item.path)}: {host}: {waiting[host]} is still unread")


def _names(snapshot: Snapshot, host: str) -> frozenset[str]:
    """What a person may call a snapshot: its site's host, its file or that of its expectation, with or without folder."""
    paths = (snapshot.saved, snapshot.expected_path)
    return frozenset({host, *(path.name for path in paths), *(_shown(path) for path in paths), *map(str, paths)})


def _title_of(snapshot: Snapshot) -> str:
    """What an expectation has as the title, as `--read-by` lists it."""
    if snapshot.kind != "page":
        return snapshot.kind
    return str(snapshot.expected()["fields"].get("title") or "without a title")


def _shown(path: Path) -> str:
    """The path as a person in the working folder would write it."""
    here = Path.cwd()
    return str(path.relative_to(here)) if path.is_relative_to(here) else str(path)
