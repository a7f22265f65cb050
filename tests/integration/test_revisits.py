"""A story that its site corrects, and pages that a new layout makes readable, in the warehouse."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from ingestion import pipeline
from ingestion.news.replay import ReplayServer, sample_web
from ingestion.pipeline import news, rereading
from ingestion.sources import Layout
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("warehouse")]

SITE = "sample-kerman/sedaye-kerman.example"
HOST = "sedaye-kerman.example"
AGENCY = "sample-pishro-news/pishro-news.example"


@pytest.fixture
def web(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ReplayServer]:
    """A copy of the recorded web that a test may change."""
    monkeypatch.setenv("PEYGIR_ARCHIVE", str(tmp_path / "archive"))
    shutil.copytree(sample_web(), tmp_path / "web")
    with ReplayServer(tmp_path / "web") as server:
        yield server


def rows(warehouse: Warehouse, query: str) -> list[tuple[Any, ...]]:
    with warehouse.connect("peygir_loader") as connection:
        return connection.execute(query).fetchall()


def visit(web: ReplayServer, run_id: str, site: str = SITE) -> dict[str, Any]:
    pipeline.open_run(run_id, "ingest_news", None)
    web.requests.clear()
    return pipeline.land_news(site, run_id, sources="recorded", web=":".join(map(str, web.place)))


STAGED = "select canonical_address, body, story_id, document_id from staging.news_articles order by loaded_at"


def test_a_corrected_story_is_a_second_version_of_the_same_story(warehouse: Warehouse, web: ReplayServer) -> None:
    visit(web, "first")
    before = rows(warehouse, STAGED)
    path = web.root / HOST / "fa/news/415233.html"
    html = path.read_text(encoding="utf-8")
    assert html.count("۷۸ مصوبه") == 1
    path.write_text(html.replace("۷۸ مصوبه", "۸۷ مصوبه"), encoding="utf-8")
    assert visit(web, "second") == {"source_id": SITE, "stored": 1}
    after = rows(warehouse, STAGED)
    assert after[: len(before)] == before
    (new,) = after[len(before) :]
    (old,) = [row for row in before if row[0] == new[0]]
    assert ("۷۸ مصوبه" in old[1], "۸۷ مصوبه" in new[1]) == (True, True)
    assert new[2] == old[2] == old[3]
    assert visit(web, "third") == {"source_id": SITE}
    assert rows(warehouse, STAGED) == after
    assert [target for _, target, status, size in web.requests if status == 200 and size and "/news/" in target] == []


def test_a_new_layout_brings_in_the_pages_that_were_kept_out(
    warehouse: Warehouse, web: ReplayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(web, "first", AGENCY)
    before = rows(warehouse, STAGED)
    assert len(before) > 8, "the past speaks from eight pages on"
    path = web.root / "pishro-news.example/news/86333904.html"
    html = path.read_text(encoding="utf-8")
    assert html.count("مشکلات چهار واحد") == 1
    for old, new in (
        ('class="item-body"', ""), ('class="item-text" itemprop="articleBody"', 'class="matn-jadid"'),
        ("مشکلات چهار واحد", "مشکلات پنج واحد"),
    ):  # fmt: skip
        html = html.replace(old, new)
    path.write_text(html, encoding="utf-8")
    assert visit(web, "second", AGENCY) == {"source_id": AGENCY, "quarantined": 1}
    assert rows(warehouse, STAGED) == before
    again = pipeline.reparse(AGENCY, "2020-01-01", "again")
    assert [again[name] for name in ("changed", "unreadable", "kept_out", "admitted")] == [0, 0, 1, 0]
    site = next(site for site in news.chosen_sites("recorded") if site.source_id == AGENCY)
    layout = Layout(family="nastooh", fields={"body": (".matn-jadid",)})
    monkeypatch.setattr(rereading, "_all_sites", lambda: {AGENCY: replace(site, layouts=(layout,))})
    again = pipeline.reparse(AGENCY, "2020-01-01", "again")
    assert [again[name] for name in ("changed", "unreadable", "kept_out", "admitted")] == [0, 0, 1, 1]
    after = rows(warehouse, STAGED)
    assert after[: len(before)] == before
    (new,) = after[len(before) :]
    (old,) = [row for row in before if row[0] == new[0]]
    assert new[1] == old[1].replace("مشکلات چهار واحد", "مشکلات پنج واحد")
    assert new[2] == old[2]
    assert pipeline.reparse(AGENCY, "2020-01-01", "again")["admitted"] == 0


def test_a_page_that_is_no_longer_read_stays_as_it_was(
    warehouse: Warehouse, web: ReplayServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    visit(web, "first")
    before = rows(warehouse, STAGED)
    monkeypatch.setattr("ingestion.news.layouts.parse.read_body", lambda *_, **__: [])
    monkeypatch.setattr("ingestion.news.layouts.parse._extracted", lambda _: [])
    again = pipeline.reparse(SITE, "2020-01-01", "again")
    assert (again["changed"], again["unreadable"]) == (0, len(before))
    assert rows(warehouse, STAGED) == before
