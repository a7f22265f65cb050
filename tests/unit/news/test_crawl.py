import gc
import gzip
import tracemalloc
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingestion.news.archive import Archive
from ingestion.news.crawl import CURSOR, PROFILE, CrawlEvent, MemoryState, crawl_source
from ingestion.news.layouts import parse_page
from ingestion.news.replay import Fault, ReplayServer
from ingestion.persian.jalali import from_gregorian
from ingestion.sources import ArchiveList, Feed, Layout, NewsSite, load_sample_sources, news_sites
from tests.unit.news import faults
from tests.unit.news.conftest import NOW, Clock, fast_fetcher, feed, page, site


class Night:
    """Crawls a recorded web night after night with one memory, as the pipeline does with its database."""

    def __init__(self, web: Path, archive: Archive, *some: Fault) -> None:
        self.server = ReplayServer(web, faults=some)
        self.state = MemoryState()
        self.archive = archive
        self.clock = Clock()
        self.nights = 0
        self.limits: dict[str, float] = {}

    def run(self, source: NewsSite | None = None, **options: object) -> list[CrawlEvent]:
        source = source or site()
        self.server.requests.clear()
        fetcher = fast_fetcher(self.server.place, self.clock, *source.allowed_hosts, **self.limits)
        self.nights += 1
        events = []
        for event in crawl_source(
            source, state=self.state, archive=self.archive, run_id=f"night-{self.nights}",
            now=NOW + timedelta(days=self.nights - 1), fetcher=fetcher, **options,  # type: ignore[arg-type]
        ):  # fmt: skip
            events.append(event)
            if event.outcome == "stored":
                assert event.canonical_address
                self.state.known.add(event.canonical_address)
        fetcher.close()
        return events

    @property
    def pages_sent(self) -> list[str]:
        return [t for _, t, status, size in self.server.requests if status == 200 and size and "/news/" in t]

    def cursor(self) -> dict[str, object]:
        return self.state.states[("sample-test/khabar.example", CURSOR)]


@pytest.fixture
def night(web: Path, archive: Archive) -> Iterator[Night]:
    crawler = Night(web, archive)
    with crawler.server:
        yield crawler


def outcomes(events: list[CrawlEvent]) -> dict[str, int]:
    return dict(Counter(event.outcome for event in events))


def test_a_first_night_stores_every_story_with_its_record(night: Night) -> None:
    events = night.run()
    assert outcomes(events) == {"stored": 3}
    for event in events:
        assert event.page is not None
        assert event.archive_location is not None
        assert event.content is not None
        assert event.province_id == "08"
        archived = night.archive.read(event.archive_location)
        assert archived.content == event.content
        assert archived.fetched_at == event.fetched_at
        again = parse_page(archived.content, url=archived.address, source=site(), content_type=archived.content_type)
        assert replace(again, problems=()) == replace(event.page, problems=())


def test_a_second_night_over_an_unchanged_web_transfers_no_page_and_yields_nothing(night: Night) -> None:
    night.run()
    assert night.run() == []
    assert night.pages_sent == []


def test_a_feed_without_validators_is_read_again_but_no_page_is_fetched(night: Night, web: Path) -> None:
    night.run()
    night.state.states.pop(("sample-test/khabar.example", "http://khabar.example/fa/rss/allnews"))
    assert night.run() == []
    assert night.pages_sent == []


def test_a_third_night_fetches_only_what_is_new(night: Night, web: Path) -> None:
    night.run()
    host = web / "khabar.example"
    (host / "fa/news/1004.html").write_text(page(1004, day=4), encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", [1004, 1003, 1002, 1001]), encoding="utf-8")
    events = night.run()
    assert [event.page.news_code for event in events if event.page] == ["1004"]
    assert len(night.pages_sent) == 1


def test_a_story_under_two_addresses_is_stored_once(night: Night, web: Path) -> None:
    source = site(feeds=(Feed("http://khabar.example/fa/rss/allnews"), Feed("http://khabar.example/fa/rss/3")))
    other = feed("khabar.example", [1003]).replace("/fa/news/1003/", "/fa/print/1003/")
    (web / "khabar.example/fa/rss/3.xml").write_text(other, encoding="utf-8")
    assert outcomes(night.run(source)) == {"stored": 3}


def test_what_gave_no_article_is_told_with_its_reason(night: Night, web: Path) -> None:
    host = web / "khabar.example"
    numbers = [1009, 1008, 1007, 1006, 1005]
    links = (
        feed("khabar.example", numbers)
        .replace("/fa/news/1009/", "/fa/private/")
        .replace("http://khabar.example/fa/news/1005", "http://other.example/fa/news/1005")
    )
    (host / "robots.txt").write_text("User-agent: *\nDisallow: /fa/news/1008\n", encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(links, encoding="utf-8")
    (host / "fa/news/1007.html").write_text(
        "<html><script>__arcsjs</script>در حال بررسی مرورگر</html>", encoding="utf-8"
    )
    (host / "fa/news/1006.html").write_text("<html><h1 class='title'>فقط عنوان</h1></html>", encoding="utf-8")
    events = {event.address.split("/")[5]: event for event in night.run()}
    assert events["1008"].outcome == "robots"
    assert events["1007"].outcome == "blocked"
    assert events["1006"].outcome == "rejected"
    assert "body" in (events["1006"].reason or "")
    assert events["1005"].outcome == "error"
    assert "host_not_allowed" in (events["1005"].reason or "")
    assert night.run() == []
    assert night.pages_sent == []


def test_a_page_that_is_gone_is_asked_for_once(night: Night, web: Path) -> None:
    (web / "khabar.example/fa/news/1002.html").unlink()
    assert outcomes(night.run()) == {"stored": 2, "error": 1}
    (web / "khabar.example/fa/rss/allnews.xml").write_text(
        feed("khabar.example", [1003, 1002, 1001, 1001]), encoding="utf-8"
    )
    assert night.run() == []


def test_what_failed_is_tried_again_on_later_nights(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive, faults.on("/fa/news/1002", faults.answer(503), times=3))
    with crawler.server:
        assert outcomes(crawler.run()) == {"stored": 2, "error": 1}
        assert list(crawler.cursor()["pending"]) != []  # type: ignore[call-overload]
        events = crawler.run()
        assert [event.page.news_code for event in events if event.page] == ["1002"]
        assert crawler.cursor()["pending"] == {}


def test_a_story_that_never_answers_is_given_up(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive, faults.on("/fa/news/1002", faults.answer(500)))
    with crawler.server:
        for _ in range(6):
            crawler.run()
        assert crawler.cursor()["pending"] == {}
        assert crawler.run() == []


@pytest.mark.parametrize("status", [401, 403, 451])
def test_a_refusal_is_blocked_and_tried_again(web: Path, archive: Archive, status: int) -> None:
    crawler = Night(web, archive, faults.on("/fa/news/1002", faults.answer(status), times=1))
    with crawler.server:
        assert outcomes(crawler.run()) == {"stored": 2, "blocked": 1}
        assert outcomes(crawler.run()) == {"stored": 1}


def test_a_blocked_page_that_opens_later_is_stored(night: Night, web: Path) -> None:
    path = web / "khabar.example/fa/news/1002.html"
    good = path.read_text(encoding="utf-8")
    path.write_text("<html><script>__arcsjs</script>در حال بررسی مرورگر</html>", encoding="utf-8")
    assert outcomes(night.run()) == {"stored": 2, "blocked": 1}
    path.write_text(good, encoding="utf-8")
    assert outcomes(night.run()) == {"stored": 1}


@pytest.mark.parametrize(
    "fault",
    [
        faults.on("/robots.txt", faults.answer(500)), faults.on("/robots.txt", faults.silent(1.2)),
        faults.on("/fa/rss", faults.answer(500)), faults.on("/fa/rss", faults.reset),
        faults.on("/fa/rss", faults.answer(200, b"<html><script>__arcsjs</script></html>")),
        faults.on("/fa/rss", faults.answer(200, b"")), faults.on("/fa/rss", faults.truncated_gzip),
        faults.on("/fa/rss", faults.answer(302, Location="http://127.0.0.1:1/")),
        faults.on("/fa/rss", faults.answer(404)),
    ],
    ids=["robots 500", "robots silent", "feed 500", "feed reset", "feed blocked", "feed empty", "feed cut", "feed to loopback",
         "feed gone"],
)  # fmt: skip
def test_a_feed_that_can_not_be_read_is_one_event_and_no_success_is_lost(
    web: Path, archive: Archive, fault: Fault
) -> None:
    crawler = Night(web, archive, fault)
    crawler.limits = {"read_seconds": 0.4}
    with crawler.server:
        events = crawler.run()
        assert len(events) == 1
        assert events[0].outcome in {"error", "blocked", "robots"}
        assert events[0].reason
        crawler.server.faults = ()
        crawler.limits = {}
        assert outcomes(crawler.run()) == {"stored": 3}


def test_a_busy_host_ends_the_visit_and_the_rest_waits(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive, faults.on("/fa/news/1002", faults.answer(429, Retry_After="7200"), times=1))
    with crawler.server:
        assert outcomes(crawler.run()) == {"stored": 1, "error": 1}
        assert "last_success_at" not in crawler.cursor()
        assert outcomes(crawler.run()) == {"stored": 2}


def test_a_run_stops_at_its_page_limit_and_goes_on_the_next_night(night: Night) -> None:
    source = site(max_pages=2)
    assert outcomes(night.run(source)) == {"stored": 2}
    assert outcomes(night.run(source)) == {"stored": 1}
    assert night.run(source) == []


def test_a_crash_between_two_stories_loses_and_doubles_nothing(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive)
    with crawler.server:
        fetcher = fast_fetcher(crawler.server.place, crawler.clock)
        events = crawl_source(site(), state=crawler.state, archive=archive, run_id="r", now=NOW, fetcher=fetcher)
        first = next(events)
        events.close()  # type: ignore[attr-defined]
        assert first.canonical_address
        stored = [event.canonical_address for event in crawler.run()]
        assert sorted(filter(None, stored)) == [f"https://khabar.example/fa/news/{n}" for n in (1001, 1002, 1003)]


# --- lists and sitemaps --------------------------------------------------------------------------------------------

NASTOOH = ArchiveList("http://khabar.example/archive?pi={page}&ms=0&dy={day}&mn={month}&yr={year}")


def _list_page(numbers: list[int], day: date) -> str:
    year, month, day_of_month = from_gregorian(day)
    rows = "".join(
        f'<li class="news"><div class="desc"><h3><a href="/news/{n}/x">خبر {n}</a></h3>'
        f'<time title="{year}/{month}/{day_of_month} - 10:00">دیروز</time></div></li>'
        for n in numbers
    )
    return f"<html><body><ul>{rows}</ul></body></html>"


def _record_list(web: Path, day: date, number: int, stories: list[int]) -> None:
    year, month, day_of_month = from_gregorian(day)
    name = f"archive@dy={day_of_month}&mn={month}&ms=0&pi={number}&yr={year}.html"
    (web / "khabar.example" / name).write_text(_list_page(stories, day), encoding="utf-8")
    (web / "khabar.example" / "news").mkdir(exist_ok=True)
    for story in stories:
        (web / "khabar.example" / "news" / f"{story}.html").write_text(page(story), encoding="utf-8")


def _backfill_site() -> NewsSite:
    return site(family="nastooh", feeds=(), archive=(NASTOOH,))


def test_a_range_of_days_is_walked_page_by_page(night: Night, web: Path) -> None:
    first = date(2025, 10, 20)
    (web / "khabar.example/archive.html").write_text("<html></html>", encoding="utf-8")
    for n in range(5):
        _record_list(web, first + timedelta(days=n), 1, [90010 + n * 10, 90011 + n * 10])
        _record_list(web, first + timedelta(days=n), 2, [90012 + n * 10])
    events = night.run(_backfill_site(), since=first + timedelta(days=1), until=first + timedelta(days=3))
    codes = sorted(event.page.news_code or "" for event in events if event.page)
    assert codes == [str(90010 + n * 10 + k) for n in (1, 2, 3) for k in (0, 1, 2)]
    assert night.run(_backfill_site(), since=first + timedelta(days=1), until=first + timedelta(days=3)) == []
    assert night.pages_sent == []


def test_a_list_that_loops_ends(night: Night, web: Path) -> None:
    day = date(2025, 10, 20)
    for number in range(1, 50):
        _record_list(web, day, number, [90001, 90002] if number % 2 else [90003, 90002])
    events = night.run(_backfill_site(), since=day, until=day)
    assert outcomes(events) == {"stored": 3}
    assert sum(1 for _, target, _, _ in night.server.requests if target.startswith("/archive")) <= 4


def test_a_cut_off_backfill_goes_on_where_it_stopped(night: Night, web: Path) -> None:
    first = date(2025, 10, 20)
    (web / "khabar.example/archive.html").write_text("<html></html>", encoding="utf-8")
    for n in range(4):
        _record_list(web, first + timedelta(days=n), 1, [90010 + n])
    fetcher = fast_fetcher(night.server.place, night.clock)
    events = crawl_source(
        _backfill_site(), state=night.state, archive=night.archive, run_id="r", now=NOW, fetcher=fetcher, since=first,
        until=first + timedelta(days=3),
    )  # fmt: skip
    for _ in range(3):
        event = next(events)
        night.state.known.add(event.canonical_address or "")
    events.close()  # type: ignore[attr-defined]
    night.run(_backfill_site(), since=first, until=first + timedelta(days=3))
    asked = [target for _, target, _, _ in night.server.requests if target.startswith("/archive")]
    assert not any(
        "dy=1&" in target or f"dy={from_gregorian(first + timedelta(days=3))[2]}&" in target for target in asked
    )
    assert len(night.state.known) >= 3


def test_sitemaps_that_point_to_each_other_end(night: Night, web: Path) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    host = web / "khabar.example"
    index = f"<sitemapindex {space}><sitemap><loc>/a.xml</loc></sitemap><sitemap><loc>/sitemap.xml</loc></sitemap></sitemapindex>"
    (host / "sitemap.xml").write_text(index, encoding="utf-8")
    urls = "".join(f"<url><loc>/fa/news/{n}</loc></url>" for n in (1001, 1002))
    (host / "a.xml").write_text(f"<urlset {space}>{urls}</urlset>", encoding="utf-8")
    source = site(feeds=(), sitemaps=("http://khabar.example/sitemap.xml",))
    assert outcomes(night.run(source)) == {"stored": 2}
    assert night.run(source) == []


def test_a_sitemap_that_changes_under_an_unchanged_index_is_seen(night: Night, web: Path) -> None:
    space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
    host = web / "khabar.example"
    (host / "sitemap.xml").write_text(
        f"<sitemapindex {space}><sitemap><loc>/a.xml</loc></sitemap></sitemapindex>", "utf-8"
    )
    (host / "a.xml").write_text(f"<urlset {space}><url><loc>/fa/news/1001</loc></url></urlset>", "utf-8")
    source = site(feeds=(), sitemaps=("http://khabar.example/sitemap.xml",))
    night.run(source)
    (host / "a.xml").write_text(f"<urlset {space}><url><loc>/fa/news/1002</loc></url></urlset>", "utf-8")
    assert outcomes(night.run(source)) == {"stored": 1}


# --- health --------------------------------------------------------------------------------------------------------


def test_a_redesign_is_named_quarantined_and_does_not_teach_the_past(night: Night, web: Path) -> None:
    host = web / "khabar.example"
    numbers = list(range(2000, 2012))
    for n in numbers:
        (host / f"fa/news/{n}.html").write_text(page(n), encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", numbers[::-1]), encoding="utf-8")
    assert outcomes(night.run()) == {"stored": 12}
    changed = list(range(3000, 3008))
    for n in changed:
        broken = (
            page(n)
            .replace('class="body"', 'class="matn-e-khabar"')
            .replace("news_pdate_c", "tarikh")
            .replace("article:published_time", "x:y")
        )
        (host / f"fa/news/{n}.html").write_text(broken, encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", changed[::-1]), encoding="utf-8")
    events = night.run()
    told = outcomes(events)
    assert told["quarantined"] == 8
    assert told["drift"] >= 1
    reasons = " ".join(event.reason or "" for event in events)
    assert "published_at" in reasons
    assert "body" in reasons
    assert ".news_body_con .body" in reasons
    runs = night.state.states[("sample-test/khabar.example", PROFILE)]["runs"]
    assert [run["n_pages"] for run in runs] == [12]


def test_memory_is_flat_in_the_number_of_pages(web: Path, archive: Archive) -> None:
    host = web / "khabar.example"
    text = page(1, body="<p>" + "جلسه کارگروه تسهیل و رفع موانع تولید استان برگزار شد. " * 60 + "</p>")
    numbers = list(range(50_000, 50_100))
    for n in numbers:
        (host / f"fa/news/{n}.html").write_text(text, encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", numbers[:20]), encoding="utf-8")
    crawler = Night(web, archive)
    kept = []
    with crawler.server:
        crawler.run()
        for some in (numbers[:20], numbers[20:100]):
            (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", some), encoding="utf-8")
            fetcher = fast_fetcher(crawler.server.place, crawler.clock)
            events = crawl_source(site(), state=MemoryState(), archive=archive, run_id="m", now=NOW, fetcher=fetcher)
            gc.collect()
            tracemalloc.start()
            for _ in range(len(some)):
                next(events)
            gc.collect()
            kept.append(tracemalloc.get_traced_memory()[0])
            tracemalloc.stop()
    assert kept[1] - kept[0] < 80 * 5_000, f"{kept}: pages of {len(text.encode())} bytes are held"


# --- the recorded web ----------------------------------------------------------------------------------------------


def test_the_sample_web_is_read_and_its_second_night_is_still(archive: Archive) -> None:
    server = ReplayServer()
    state = MemoryState()
    sites = news_sites(load_sample_sources())
    with server:
        for n in (1, 2):
            server.requests.clear()
            events = []
            for source in sites:
                for event in crawl_source(
                    source, state=state, archive=archive, run_id=str(n), now=NOW, loopback=server.loopback
                ):
                    events.append(event)
                    state.known.update(filter(None, [event.canonical_address if event.outcome == "stored" else None]))
            if n == 1:
                told = outcomes(events)
                assert told["stored"] >= 20
                assert told["blocked"] >= 1
                assert told["robots"] >= 1
                assert told.get("rejected", 0) == told.get("quarantined", 0) == told.get("drift", 0) == 0
                assert {event.province_id for event in events if event.page} >= {"08", "07", "21", "26"}
            else:
                assert events == []
                assert not [r for r in server.requests if r[3] and r[1] != "/robots.txt"]


# --- stories that change -------------------------------------------------------------------------------------------


def _correct(web: Path, number: int, text: str) -> None:
    path = web / "khabar.example/fa/news" / f"{number}.html"
    path.write_text(page(number, day=number - 1000, body=f"<p>{text}</p>"), encoding="utf-8")


def test_a_story_that_is_corrected_is_a_new_version_and_the_first_stays(night: Night, web: Path) -> None:
    first = {event.canonical_address: event for event in night.run()}
    _correct(web, 1002, "اصلاحیه: در جلسه کارگروه تسهیل پانزده پرونده بررسی شد و نه دوازده پرونده.")
    (event,) = night.run()
    before = first[event.canonical_address]
    assert event.outcome == "stored"
    assert event.is_revisit
    assert event.page is not None
    assert "پانزده" in event.page.body
    assert event.content_sha256 != before.content_sha256
    assert event.province_id == "08"
    assert before.archive_location != event.archive_location
    assert night.archive.read(before.archive_location or "").content == before.content
    assert night.pages_sent == ["/fa/news/1002/%D8%AE%D8%A8%D8%B1-%D8%B4%D9%85%D8%A7%D8%B1%D9%87-1002"]
    assert night.run() == []
    assert night.pages_sent == []


def test_a_story_is_asked_for_at_certain_ages_only(night: Night) -> None:
    asked = []
    for _ in range(12):
        night.run()
        asked.append(sum(1 for _, target, _, _ in night.server.requests if "/news/1002" in target))
    # Found on night 0; then after 0, 1, 3 and 7 days, each on the first night after that age.
    assert asked == [1, 1, 1, 0, 1, 0, 0, 0, 1, 0, 0, 0]


def test_counters_and_boxes_around_a_story_make_no_version(night: Night, web: Path) -> None:
    night.run()
    path = web / "khabar.example/fa/news/1002.html"
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", "<p>بازدید: ۱۷</p></body>"), encoding="utf-8")
    assert night.run() == []
    assert len(night.pages_sent) == 1
    assert len(list(night.archive.pages("sample-test/khabar.example"))) == 3


def _bare(web: Path, *numbers: int) -> tuple[Fault, ...]:
    """Stories that the server gives without ETag and Last-Modified."""

    def fault(handler: object, host: str) -> bool:
        number = next((n for n in numbers if f"/fa/news/{n}" in handler.path), None)  # type: ignore[attr-defined]
        if number is None:
            return False
        body = (web / "khabar.example/fa/news" / f"{number}.html").read_bytes()
        faults.answer(200, body, Content_Type="text/html")(handler)  # type: ignore[arg-type]
        return True

    return (fault,)


def _sitemap(web: Path, changed: dict[int, str]) -> None:
    urls = "".join(f"<url><loc>/fa/news/{n}</loc><lastmod>{at}</lastmod></url>" for n, at in changed.items())
    text = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'
    (web / "khabar.example/map.xml").write_text(text, encoding="utf-8")


def test_a_listing_that_tells_of_a_change_brings_a_story_back(web: Path, archive: Archive) -> None:
    source = site(feeds=(), sitemaps=("http://khabar.example/map.xml",))
    crawler = Night(web, archive, *_bare(web, 1001, 1002))
    with crawler.server:
        _sitemap(web, {1002: "2025-10-24T10:00:00+03:30", 1001: "2025-10-23T10:00:00+03:30"})
        assert outcomes(crawler.run(source)) == {"stored": 2}
        assert crawler.run(source) == []
        assert [target for _, target, _, _ in crawler.server.requests if "/news/" in target] == []
        _correct(web, 1001, "اصلاحیه: در جلسه کارگروه تسهیل پانزده پرونده بررسی شد و نه دوازده پرونده.")
        _sitemap(web, {1002: "2025-10-24T10:00:00+03:30", 1001: "2025-11-24T10:00:00+03:30"})
        events = crawler.run(source)
        assert [(event.outcome, event.is_revisit, event.address[-4:]) for event in events] == [("stored", True, "1001")]
        assert [t for _, t, _, _ in crawler.server.requests if "/news/" in t] == ["/fa/news/1001"]


def test_a_headline_that_changed_in_the_feed_brings_a_story_back(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive, *_bare(web, 1001, 1002, 1003))
    with crawler.server:
        crawler.run()
        _correct(web, 1002, "اصلاحیه: در جلسه کارگروه تسهیل پانزده پرونده بررسی شد و نه دوازده پرونده.")
        path = web / "khabar.example/fa/rss/allnews.xml"
        path.write_text(path.read_text(encoding="utf-8").replace("خبر 1002", "خبر 1002 (اصلاح شد)"), encoding="utf-8")
        assert [event.page.news_code for event in crawler.run() if event.page] == ["1002"]
        assert crawler.run() == []


def test_a_site_that_calls_everything_changed_is_not_believed_for_long(web: Path, archive: Archive) -> None:
    source = site(feeds=(), sitemaps=("http://khabar.example/map.xml",))
    crawler = Night(web, archive, *_bare(web, 1001, 1002, 1003))
    with crawler.server:
        asked = []
        for n in range(1, 6):
            _sitemap(web, dict.fromkeys((1001, 1002, 1003), f"2026-01-{n:02d}"))
            assert outcomes(crawler.run(source)) == ({"stored": 3} if n == 1 else {})
            asked.append(sum(1 for _, target, _, _ in crawler.server.requests if "/news/" in target))
    assert asked == [3, 3, 2, 0, 0]


@pytest.mark.parametrize("status", [404, 410])
def test_a_story_that_is_withdrawn_is_told_once_and_stays(night: Night, web: Path, status: int) -> None:
    night.run()
    gone = web / "khabar.example/fa/news/1002.html"
    gone.unlink()
    gone.with_name("1002.meta.json").write_text(f'{{"status": {status}}}', encoding="utf-8")
    (event,) = night.run()
    assert (event.outcome, event.is_revisit, event.http_status) == ("error", True, status)
    assert "stays" in (event.reason or "")
    assert night.run() == []


def test_a_check_page_in_place_of_a_stored_story_changes_nothing(night: Night, web: Path) -> None:
    night.run()
    path = web / "khabar.example/fa/news/1002.html"
    good = path.read_text(encoding="utf-8")
    path.write_text("<html><script>__arcsjs</script>در حال بررسی مرورگر</html>", encoding="utf-8")
    (event,) = night.run()
    assert (event.outcome, event.is_revisit) == ("blocked", True)
    path.write_text(good, encoding="utf-8")
    assert night.run() == []


def test_a_change_that_could_not_be_fetched_is_fetched_later(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive)
    with crawler.server:
        crawler.run()
        _correct(web, 1002, "اصلاحیه: در جلسه کارگروه تسهیل پانزده پرونده بررسی شد و نه دوازده پرونده.")
        crawler.server.faults = (faults.on("/fa/news/1002", faults.answer(503)),)
        assert outcomes(crawler.run()) == {"error": 1}
        crawler.server.faults = ()
        events = crawler.run()
        assert [(event.outcome, event.is_revisit) for event in events] == [("stored", True)]
        assert crawler.cursor()["pending"] == {}


def test_revisits_keep_to_the_page_limit(night: Night) -> None:
    night.run()
    night.run(site(max_pages=2))
    assert sum(1 for _, target, _, _ in night.server.requests if "/news/" in target) == 2


# --- sitemaps that robots.txt names --------------------------------------------------------------------------------

SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _robots(web: Path, *sitemaps: str) -> None:
    lines = "".join(f"Sitemap: {sitemap}\n" for sitemap in sitemaps)
    (web / "khabar.example/robots.txt").write_text(f"User-agent: *\nDisallow: /fa/private\n{lines}", encoding="utf-8")


def _urls(*numbers: int) -> str:
    return f"<urlset {SPACE}>{''.join(f'<url><loc>/fa/news/{n}</loc></url>' for n in numbers)}</urlset>"


def test_sitemaps_named_by_robots_are_walked_index_gzip_and_news(night: Night, web: Path) -> None:
    host = web / "khabar.example"
    _robots(web, "http://khabar.example/index.xml", "/maps/news.xml")
    (host / "maps").mkdir()
    index = "".join(
        f"<sitemap><loc>http://khabar.example/maps/{name}</loc></sitemap>"
        for name in ("posts.xml.gz", "category-sitemap.xml", "post_tag-sitemap2.xml")
    )
    (host / "index.xml").write_text(f"<sitemapindex {SPACE}>{index}</sitemapindex>", encoding="utf-8")
    (host / "maps/posts.xml.gz").write_bytes(gzip.compress(_urls(1001, 1002).encode()))
    (host / "maps/news.xml").write_text(_urls(1003), encoding="utf-8")
    source = site(feeds=(), sitemaps=())
    assert outcomes(night.run(source)) == {"stored": 3}
    asked = {target for _, target, _, _ in night.server.requests}
    assert not any("category" in target or "post_tag" in target for target in asked)
    assert night.run(source) == []
    assert night.pages_sent == []


def test_a_usual_place_is_not_tried_where_robots_names_another(night: Night, web: Path) -> None:
    _robots(web, "http://khabar.example/other.xml")
    (web / "khabar.example/other.xml").write_text(_urls(1001), encoding="utf-8")
    source = site(
        family="generic", layouts=(Layout(family="generic"),), feeds=(), sitemaps=("http://khabar.example/sitemap.xml",)
    )
    assert outcomes(night.run(source)) == {"stored": 1}


def test_a_usual_place_that_holds_nothing_gives_way_to_the_lists(night: Night, web: Path) -> None:
    day = NOW.date()
    _record_list(web, day, 1, [90001])
    (path,) = (web / "khabar.example").glob("archive@*.html")
    path.write_text(path.read_text(encoding="utf-8").replace("<time", "<i"), encoding="utf-8")
    (web / "khabar.example/archive.html").write_text("<html></html>", encoding="utf-8")
    source = site(family="nastooh", feeds=(), sitemaps=("http://khabar.example/none.xml",), archive=(NASTOOH,))
    assert outcomes(night.run(source)) == {"error": 1, "stored": 1}


@pytest.mark.parametrize(
    "place",
    ["http://other.example/sitemap.xml", "http://127.0.0.1/sitemap.xml", "http://169.254.169.254/latest/", "http://[::1]/s.xml"],
)  # fmt: skip
def test_a_sitemap_elsewhere_is_told_once_and_never_asked_for(night: Night, web: Path, place: str) -> None:
    _robots(web, place, "http://khabar.example/good.xml")
    (web / "khabar.example/good.xml").write_text(_urls(1001), encoding="utf-8")
    source = site(feeds=(), sitemaps=())
    events = night.run(source)
    assert outcomes(events) == {"error": 1, "stored": 1}
    assert "host_not_allowed" in (events[0].reason or "")
    assert night.run(source) == []


def test_a_backfill_walks_the_sitemaps_of_robots_too(night: Night, web: Path) -> None:
    _robots(web, "http://khabar.example/map.xml")
    _sitemap(web, {1001: "2025-10-23", 1002: "2025-10-24", 1003: "2025-10-25"})
    source = site(feeds=(), sitemaps=())
    events = night.run(source, since=date(2025, 10, 24), until=date(2025, 10, 24))
    assert [event.page.news_code for event in events if event.page] == ["1002"]


def test_robots_that_can_not_be_had_keep_everything_closed(web: Path, archive: Archive) -> None:
    crawler = Night(web, archive, faults.on("/robots.txt", faults.answer(500)))
    with crawler.server:
        events = crawler.run(site(feeds=(), sitemaps=("http://khabar.example/map.xml",)))
        assert outcomes(events) == {"robots": 1}
        assert all(target == "/robots.txt" for _, target, _, _ in crawler.server.requests)


def test_a_feed_that_does_not_reach_back_is_told_and_the_lists_of_the_days_are_walked(night: Night, web: Path) -> None:
    source = site(family="nastooh", archive=(NASTOOH,))
    host = web / "khabar.example"
    old, new, missed = [90001, 90002], [90010, 90009, 90008, 90007, 90006], [90005, 90004]
    for n in (*old, *new):
        (host / "fa/news" / f"{n}.html").write_text(page(n), encoding="utf-8")
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", old).replace("/fa/news/", "/news/"), "utf-8")
    (host / "news").mkdir()
    for n in (*old, *new):
        (host / "news" / f"{n}.html").write_text(page(n), encoding="utf-8")
    assert outcomes(night.run(source)) == {"stored": 2}
    (host / "fa/rss/allnews.xml").write_text(feed("khabar.example", new).replace("/fa/news/", "/news/"), "utf-8")
    (host / "archive.html").write_text("<html></html>", encoding="utf-8")
    _record_list(web, NOW.date(), 1, missed)
    for path in host.glob("archive@*.html"):
        path.write_text(path.read_text(encoding="utf-8").replace("<time", "<i"), encoding="utf-8")
    events = night.run(source)
    assert outcomes(events) == {"stored": 7, "drift": 1}
    assert ["reach back" in (event.reason or "") for event in events if event.outcome == "drift"] == [True]
    assert night.run(source) == []
