"""A recorded web of a test's own, faults for the replay server, and a clock that never waits."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

from ingestion.news import fetch
from ingestion.news.archive import Archive
from ingestion.news.fetch import Fetcher, Limits
from ingestion.sources import Feed, Layout, NewsSite
from ingestion.sources.load import DEFAULT_BANDS

NOW = datetime(2025, 11, 22, 3, 30, tzinfo=UTC)
FIRST_ANNOUNCED = datetime(2025, 10, 24, 12, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A monotonic clock that only sleeping moves; `slept` lists the pauses."""

    at: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.at

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.at += seconds


def site(host: str = "khabar.example", **changes: object) -> NewsSite:
    """A sample site of the IranSamaneh family with one feed."""
    values: dict[str, object] = {
        "source_id": f"sample-test/{host}",
        "slug": "sample-test",
        "host": host,
        "hosts": (),
        "scheme": "http",
        "family": "iransamaneh",
        "layouts": (Layout(family="iransamaneh"),),
        "feeds": (Feed(f"http://{host}/fa/rss/allnews"),),
        "sitemaps": (),
        "archive": (),
        "agency": "خبر نمونه",
        "province_id": "08",
        "verified_on": None,
        "unverified_because": None,
        "pause_seconds": 0.0,
        "max_pages": 500,
        "bands": DEFAULT_BANDS,
        "is_loopback": True,
    }
    return NewsSite(**{**values, **changes})  # type: ignore[arg-type]


def page(number: int, *, title: str | None = None, body: str | None = None, day: int = 1) -> str:
    """An article page as the IranSamaneh family builds it."""
    title = title or f"خبر شماره {number} از کارگروه تسهیل"
    body = body or (
        f"<p>در جلسه شماره {number} کارگروه تسهیل استان چند پرونده واحدهای تولیدی بررسی شد.</p>"
        "<p>معاون استاندار گفت که نتیجه به واحدها اعلام می‌شود.</p>"
    )
    return f"""<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>{title}</title>
<link rel="stylesheet" href="/client/themes/fa/main/css/news.css">
<meta property="article:published_time" content="۱۴۰۴/۰۸/{day:02d} - ۱۰:۰۰"></head><body>
<div class="news_toolbar"><div class="news_nav news_id_c">کد خبر: {number}</div>
<div class="news_path">گروه : <a href="/fa/economy">اقتصادی</a></div>
<div class="news_nav news_pdate_c">تاریخ انتشار: {day} آبان ۱۴۰۴ - ۱۰:۰۰</div></div>
<div class="news_body_con"><div class="title"><h1>{title}</h1></div>
<div class="subtitle">چکیده خبر شماره {number} در یک جمله.</div><div class="body">{body}</div></div>
<div class="tags_title"><a href="/fa/tags/1">تولید</a></div></body></html>"""


def feed(host: str, numbers: list[int]) -> str:
    """A SepehrFeed of these stories, newest first."""
    items = "".join(
        f"<item><title>خبر {n}</title><link>http://{host}/fa/news/{n}/خبر-شماره-{n}</link>"
        f"<pubDate>{format_datetime(FIRST_ANNOUNCED - timedelta(minutes=i))}</pubDate></item>"
        for i, n in enumerate(numbers)
    )
    return f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>x</title>{items}</channel></rss>'


@pytest.fixture
def web(tmp_path: Path) -> Path:
    """A recorded web with one host of three stories."""
    root = tmp_path / "web"
    host = root / "khabar.example"
    (host / "fa" / "news").mkdir(parents=True)
    (host / "fa" / "rss").mkdir(parents=True)
    (host / "robots.txt").write_text("User-agent: *\nDisallow: /fa/private\n", encoding="utf-8")
    (host / "fa" / "rss" / "allnews.xml").write_text(feed("khabar.example", [1003, 1002, 1001]), encoding="utf-8")
    for n in (1001, 1002, 1003):
        (host / "fa" / "news" / f"{n}.html").write_text(page(n, day=n - 1000), encoding="utf-8")
    return root


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    return Archive(str(tmp_path / "warc"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def end_time(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Called, it lets the time of the request under way be over; the next one has all of its own."""
    passed = [0.0]

    def pass_an_hour() -> None:
        passed[0] += 3600

    monkeypatch.setattr(fetch, "time", SimpleNamespace(monotonic=lambda: time.monotonic() + passed[0]))
    return pass_an_hour


def fast_fetcher(place: tuple[str, int], clock: Clock, *hosts: str, **limits: float) -> Fetcher:
    """A fetcher for sample hosts at a replay server, with limits that a busy machine keeps and a clock that never waits."""
    values = {"connect_seconds": 60.0, "read_seconds": 60.0, "total_seconds": 120.0, **limits}
    names = hosts or ("khabar.example",)
    return Fetcher(
        frozenset(names),
        pause_seconds=0.0,
        loopback=dict.fromkeys(names, place),
        limits=Limits(**values),  # type: ignore[arg-type]
        clock=clock,
        sleep=clock.sleep,
        jitter=lambda: 0.5,
    )


@pytest.fixture
def corpus() -> Iterator[Path]:
    """The folder of real material; the test is skipped where it is not there."""
    folder = os.environ.get("PEYGIR_CORPUS")
    if not folder:
        pytest.skip("PEYGIR_CORPUS is not set: no real pages to test with")
    yield Path(folder)
