"""Every saved page and list of every source is read as a person has found right; mutated ones are noticed."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from ingestion.news.discover import read_feed, read_list, read_sitemap
from ingestion.news.health import RunProfile, judge_order, judge_page
from ingestion.news.layouts import parse_page
from ingestion.news.layouts.decoding import decode_page
from ingestion.news.snapshots import Snapshot, differences, site_of, snapshots_folder, snapshots_of
from ingestion.sources import family, load_sources
from tests.unit.news.mutations import list_mutations, page_mutations

SOURCES = {source.slug: source for source in load_sources(include_sample=True)}
ALL = [
    (folder.name, snapshot) for folder in sorted(snapshots_folder().iterdir()) for snapshot in snapshots_of(folder.name)
]
NAMES = [f"{slug}/{snapshot.saved.name}" for slug, snapshot in ALL]
PAGES = [(slug, snapshot) for slug, snapshot in ALL if snapshot.kind == "page"]
LISTS = [(slug, snapshot) for slug, snapshot in ALL if snapshot.kind != "page"]
NEEDED = ("title", "body", "published_at", "canonical_address")


@pytest.mark.parametrize(("slug", "snapshot"), ALL, ids=NAMES)
def test_snapshot_is_read_as_expected(slug: str, snapshot: Snapshot) -> None:
    assert slug in SOURCES, f"{slug}/ has no source file"
    expected = snapshot.expected()
    assert expected["read_by"], f"{snapshot.expected_path.name}: nobody has read it; see docs/add-a-province.md"
    assert differences(snapshot, site_of(snapshot, SOURCES[slug])) == []
    if snapshot.kind == "page":
        assert all(expected["fields"].values()), "no expected value may be empty"
        assert [name for name in NEEDED if not expected["fields"].get(name)] == []
    else:
        assert expected["items"]
        assert all(item["address"] for item in expected["items"])


def test_every_verified_site_and_every_family_has_a_snapshot() -> None:
    hosts = {(slug, snapshot.expected()["site"]) for slug, snapshot in PAGES}
    verified = {(s.slug, site.host) for s in SOURCES.values() for site in s.sites if site.verified_on}
    assert verified <= hosts
    layouts = {snapshot.expected()["layout"] for _, snapshot in PAGES}
    assert {"nastooh", "iransamaneh", "aasaam", "wordpress", "generic"} <= layouts


def _is_caught_by_check(snapshot: Snapshot, slug: str, content: bytes) -> bool:
    return bool(differences(snapshot, site_of(snapshot, SOURCES[slug]), content))


def _is_caught_by_crawl(snapshot: Snapshot, slug: str, content: bytes) -> bool:
    """Whether a nightly crawl, which knows no expectation but the site's past, would tell."""
    site, expected = site_of(snapshot, SOURCES[slug]), snapshot.expected()
    url, on = expected["url"], date.fromisoformat(expected["fetched_on"])
    past = RunProfile()
    untouched = parse_page(snapshot.saved.read_bytes(), url=url, source=site, fetched_on=on)
    for _ in range(20):
        past.add(untouched)
    assert judge_page(untouched, past, announced_at=untouched.published_at) == [], "false alarm"
    page = parse_page(content, url=url, source=site, fetched_on=on)
    return not page.is_article or bool(judge_page(page, past, announced_at=untouched.published_at))


def test_mutated_pages_are_caught() -> None:
    missed: dict[str, list[str]] = {"check": [], "crawl": []}
    n_mutations = 0
    for slug, snapshot in PAGES:
        html = decode_page(snapshot.saved.read_bytes())[0]
        for name, content in page_mutations(html, snapshot.expected()):
            if content == html.encode():
                continue
            n_mutations += 1
            for kind, is_caught in (("check", _is_caught_by_check), ("crawl", _is_caught_by_crawl)):
                if not is_caught(snapshot, slug, content):
                    missed[kind].append(f"{slug}: {name}")
    print(f"{n_mutations} mutated pages, missed: {missed}")
    assert n_mutations > 80
    for kind, names in missed.items():
        assert len(names) <= 0.05 * n_mutations, f"{kind} missed {len(names)} of {n_mutations}: {names}"


def test_mutated_lists_are_caught() -> None:
    missed = []
    n_mutations = 0
    for slug, snapshot in LISTS:
        text = snapshot.saved.read_text(encoding="utf-8")
        for name, content in list_mutations(text, snapshot.kind):
            if content == text.encode():
                continue
            n_mutations += 1
            if not _is_caught_by_check(snapshot, slug, content):
                missed.append(f"{slug}: {name}")
    print(f"{n_mutations} mutated lists, missed: {missed}")
    assert n_mutations > 15
    assert len(missed) <= 0.05 * n_mutations, missed


def _dates(snapshot: Snapshot, slug: str, content: bytes) -> list[datetime | None]:
    url = snapshot.expected()["url"]
    if snapshot.kind == "list":
        listing = read_list(content, url, family(site_of(snapshot, SOURCES[slug]).family))
    else:
        listing = read_feed(content, url) if snapshot.kind == "feed" else read_sitemap(content, url)
    return [item.dated_at for item in listing.items]


@pytest.mark.parametrize(
    ("slug", "snapshot"),
    LISTS,
    ids=[name for name in NAMES if ".feed" in name or ".list" in name or ".sitemap" in name],
)
def test_a_crawl_tells_a_list_that_runs_backwards(slug: str, snapshot: Snapshot) -> None:
    content = snapshot.saved.read_bytes()
    assert judge_order(_dates(snapshot, slug, content)) == []
    for name, changed in list_mutations(content.decode("utf-8"), snapshot.kind):
        if name == "list reversed" and len(_dates(snapshot, slug, changed)) >= 4:
            assert judge_order(_dates(snapshot, slug, changed))
