"""What servers do wrong: each fault ends in a named state, and the other sites' night goes on."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote

import pytest

from ingestion.news.archive import Archive
from ingestion.news.crawl import CrawlEvent, MemoryState, crawl_source
from ingestion.news.discover import read_feed, read_sitemap
from ingestion.news.fetch import FetchError
from ingestion.news.guard import RefusedAddressError, open_connection
from ingestion.news.replay import Fault, Handler, ReplayServer
from ingestion.sources import NewsSite
from tests.unit.news import faults
from tests.unit.news.conftest import NOW, Clock, fast_fetcher, feed, page, site

Act = Callable[[Handler], None]
Growth = Callable[[Callable[[int], object], int, int, float], float]
PAGE = "http://khabar.example/fa/news/1002"


def visit(
    web: Path,
    archive: Archive,
    *some: Fault,
    source: NewsSite | None = None,
    state: MemoryState | None = None,
    **limits: float,
) -> tuple[list[CrawlEvent], list[str]]:
    """The events of one visit and the paths that were asked for."""
    source = source or site()
    with ReplayServer(web, faults=some) as server:
        fetcher = fast_fetcher(server.place, Clock(), *source.allowed_hosts, **limits)
        events = list(
            crawl_source(source, state=state or MemoryState(), archive=archive, run_id="r", now=NOW, fetcher=fetcher)
        )
        fetcher.close()
        return events, [target for _, target, _, _ in server.requests]


GOOD = page(1002, day=2).encode()
# fault of one article → what is told of it
ARTICLE_FAULTS: dict[str, tuple[Act, str, str]] = {
    "206": (faults.answer(206, GOOD[:200], Content_Range="bytes 0-199/900"), "error", "HTTP 206"),
    "204": (faults.answer(204), "error", "HTTP 204"),
    "304 that nobody asked for": (faults.answer(304), "error", "HTTP 304"),
    "302 without a place": (faults.answer(302), "error", "HTTP 302"),
    "302 to itself": (faults.answer(302, Location="/fa/news/1002"), "error", "too_many_redirects"),
    "302 to the front page": (faults.answer(302, Location="/"), "error", "redirected to http://khabar.example/"),
    "302 to a mapped address": (faults.answer(302, Location="http://[::ffff:127.0.0.1]/"), "error", "host_not_allowed"),
    "302 to a decimal address": (faults.answer(302, Location="http://2130706433/"), "error", "host_not_allowed"),
    "302 to another port's admin": (faults.answer(302, Location="http://127.1:8080/admin"), "error", "host_not_allowed"),
    "302 to no address": (faults.answer(302, Location="http://[broken"), "error", "bad_address"),
    "no status line": (faults.raw(b"hello\r\n\r\n"), "error", "connection"),
    "nothing at all": (faults.raw(b""), "error", "connection"),
    "status of letters": (faults.raw(b"HTTP/1.1 abc OK\r\n\r\n"), "error", "connection"),
    "chunked garbage": (faults.chunked_garbage, "error", "connection"),
    "chunked and cut": (faults.chunked_cut, "error", "connection"),
    "many headers": (faults.many_headers, "error", "connection"),
    "a long header": (faults.long_header, "error", "connection"),
    "a length of letters": (faults.raw(b"HTTP/1.1 200 OK\r\nContent-Length: abc\r\nConnection: close\r\n\r\n" + GOOD), "stored", ""),
    "a length too long": (faults.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n" + GOOD), "error", "connection"),
    "a declared giant": (faults.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nx"), "error", "too_large"),
    "br": (faults.answer(200, b"\x0b\x02\x80x", Content_Encoding="br"), "error", "broken_encoding"),
    "zstd": (faults.answer(200, b"\x28\xb5\x2f\xfd", Content_Encoding="zstd"), "error", "broken_encoding"),
    "gzip that is none": (faults.answer(200, GOOD, Content_Encoding="gzip"), "error", "broken_encoding"),
    "gzip twelve times over": (faults.packed(GOOD, 12), "error", "broken_encoding"),
    "gzip twice": (faults.packed(GOOD, 2), "stored", ""),
    "gzip in two members": (
        faults.answer(200, gzip.compress(GOOD[:400]) + gzip.compress(GOOD[400:]), Content_Encoding="gzip"), "stored", "",
    ),
    "gzip bomb": (faults.gzip_bomb, "error", "too_large"),
    "an empty page": (faults.answer(200, b"", Content_Type="text/html"), "rejected", "no title and no body"),
    "a picture": (faults.answer(200, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, Content_Type="image/png"), "rejected", "no title"),
    "a PDF": (faults.answer(200, b"%PDF-1.7\n" + bytes(range(256)) * 9, Content_Type="application/pdf"), "rejected", "no title"),
    "JSON": (faults.answer(200, b'{"title": "x"}', Content_Type="application/json"), "rejected", "no title"),
    "a browser check": (faults.answer(200, "<html>در حال بررسی مرورگر<script>__arcsjs</script></html>".encode()), "blocked", "browser check"),
    "a browser check with 503": (faults.answer(503, b"<html>Just a moment...</html>"), "error", "HTTP 503"),
    "a charset that is none": (faults.answer(200, GOOD, Content_Type="text/html; charset=klingon"), "stored", ""),
    "a charset that lies": (faults.answer(200, GOOD, Content_Type="text/html; charset=utf-16"), "stored", ""),
    "429 until next year": (faults.answer(429, Retry_After="Fri, 31 Dec 9999 23:59:59 GMT"), "error", "deferred"),
    "429 with nonsense": (faults.answer(429, Retry_After="soon"), "error", "HTTP 429"),
    "HTTP/1.0 without a length": (faults.raw(b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + GOOD), "stored", ""),
    "early hints": (faults.kept_open(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" + faults.whole(GOOD)), "stored", ""),
    "hints without end": (faults.raw(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 50), "error", "connection"),
    "two answers to one request": (faults.kept_open(faults.whole(GOOD) + faults.whole(page(1003, title="جعلی").encode())), "stored", ""),
    "a cookie asked for": (faults.cookie_wall(GOOD), "stored", ""),
    "a cookie in a circle": (faults.answer(302, Location="/fa/news/1002", Set_Cookie="a=b; Path=/"), "error", "too_many_redirects"),
    "302 to another story": (faults.answer(302, Location="/fa/news/1003"), "error", "a story that was met already"),
    "302 with a name before the host": (faults.answer(302, Location="http://khabar.example@127.0.0.1/"), "error", "bad_address"),
    "an empty gzip": (faults.answer(200, gzip.compress(b""), Content_Encoding="gzip"), "rejected", "no title"),
    "gzip with zeros behind it": (faults.answer(200, gzip.compress(GOOD) + b"\0" * 50, Content_Encoding="gzip"), "stored", ""),
    "a charset for an encoding": (faults.answer(200, GOOD, Content_Encoding="UTF-8"), "stored", ""),
    "a type that lies": (faults.answer(200, GOOD, Content_Type="image/jpeg"), "stored", ""),
    "a reason in Persian": (faults.raw("HTTP/1.1 200 درست\r\nX-نام: مقدار\r\nETag: \"خبر\"\r\nConnection: close\r\n\r\n".encode() + GOOD), "stored", ""),
    "a length of no digit": (faults.raw("HTTP/1.1 200 OK\r\nContent-Length: ²\r\nConnection: close\r\n\r\n".encode("latin-1") + GOOD), "stored", ""),
    "two lengths": (faults.raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 900\r\n\r\n" + GOOD), "error", "connection"),
    "not found with 200": (faults.notice("خطای ۴۰۴", "صفحه مورد نظر شما یافت نشد؛ شاید حذف شده باشد. لطفاً به صفحه اصلی بازگردید یا جست‌وجو کنید."), "rejected", "no date"),
    "under repair with 200": (faults.notice("در دست تعمیر", "این وب‌سایت به طور موقت در دسترس نیست. لطفاً ساعاتی دیگر مراجعه کنید؛ از شکیبایی شما سپاسگزاریم."), "rejected", "no date"),
    "a refresh that leads inside": (faults.answer(200, b"<title>...</title><meta http-equiv=refresh content='0;url=http://127.0.0.1/'>"), "rejected", "no"),
    "503 until a date in Tehran's time": (faults.answer(503, Retry_After="Fri, 31 Dec 2100 23:59:59 +0330"), "error", "deferred"),
    "503 with no digit": (faults.raw("HTTP/1.1 503 x\r\nRetry-After: ²\r\nContent-Length: 0\r\n\r\n".encode("latin-1")), "error", "HTTP 503"),
    "503 with four hundred digits": (faults.answer(503, Retry_After="9" * 400), "error", "deferred"),
    "429 in the past": (faults.answer(429, Retry_After="Sat, 02 Aug 2008 08:00:00 GMT"), "error", "HTTP 429"),
}  # fmt: skip


@pytest.mark.parametrize(("act", "outcome", "reason"), ARTICLE_FAULTS.values(), ids=ARTICLE_FAULTS)
def test_a_fault_of_one_article_is_named(web: Path, archive: Archive, act: Act, outcome: str, reason: str) -> None:
    (web / "khabar.example/index.html").write_text(page(1, title="صفحه نخست"), encoding="utf-8")
    events, _ = visit(web, archive, faults.on("/fa/news/1002", act))
    told = {event.address.split("/")[5]: event for event in events}
    assert told["1002"].outcome == outcome
    assert reason in (told["1002"].reason or "")
    assert told["1003"].outcome == "stored"
    if "deferred" not in reason:
        assert told["1001"].outcome == "stored"
    if outcome == "stored":
        assert told["1002"].content == GOOD


def test_the_try_after_a_failure_takes_a_new_line(web: Path, archive: Archive) -> None:
    busy = faults.dead_line_after("/fa/news/1002", b"HTTP/1.1 503 x\r\nContent-Length: 0\r\n\r\n")
    events, asked = visit(web, archive, busy, tries=2)
    told = {event.address.split("/")[5]: event for event in events}
    assert told["1002"].outcome == "stored"
    assert sum(target.startswith("/fa/news/1002") for target in asked) == 2


LIST_FAULTS: dict[str, tuple[Act, str]] = {
    "304 that nobody asked for": (faults.answer(304), "HTTP 304"),
    "an HTML page": (faults.answer(200, GOOD), "not XML"),
    "a sitemap": (faults.answer(200, b"<?xml version='1.0'?><urlset></urlset>"), "a sitemap"),
    "JSON": (faults.answer(200, b'{"items": []}'), "not XML"),
    "binary": (faults.answer(200, bytes(range(256)) * 40), ""),
    "chunked garbage": (faults.chunked_garbage, "connection"),
    "a gzip bomb": (faults.gzip_bomb, "too_large"),
    "302 in a circle": (faults.answer(302, Location="/fa/rss/allnews"), "too_many_redirects"),
}


@pytest.mark.parametrize(("act", "reason"), LIST_FAULTS.values(), ids=LIST_FAULTS)
def test_a_fault_of_a_feed_is_named_and_the_next_feed_is_read(
    web: Path, archive: Archive, act: Act, reason: str
) -> None:
    first, second = with_a_broken_feed(web, archive, act)
    assert (first.outcome, second.outcome) == ("error", "stored")
    assert reason in (first.reason or "")


def test_a_feed_that_drips_is_hung_up_on_and_the_next_feed_is_read(
    web: Path, archive: Archive, end_time: Callable[[], None]
) -> None:
    first, second = with_a_broken_feed(web, archive, faults.dripping(end_time))
    assert (first.outcome, second.outcome) == ("error", "stored")
    assert "timeout" in (first.reason or "")


def with_a_broken_feed(web: Path, archive: Archive, act: Act) -> list[CrawlEvent]:
    """The events of a visit to a site whose first feed has the fault and whose second tells of one story."""
    (web / "khabar.example/fa/rss/2.xml").write_text(feed("khabar.example", [1003]), encoding="utf-8")
    source = site()
    source = replace(source, feeds=(*source.feeds, replace(source.feeds[0], address="http://khabar.example/fa/rss/2")))
    return visit(web, archive, faults.on("/fa/rss/allnews", act), source=source, tries=1)[0]


def announcing(*entries: tuple[str, str]) -> bytes:
    """A feed of links and their dates."""
    items = "".join(
        f"<item><title>t&#xD800;</title><link>{link}</link><pubDate>{at}</pubDate></item>" for link, at in entries
    )
    return f"<rss version='2.0'><channel>{items}</channel></rss>".encode()


def test_links_of_a_feed_that_lead_inside_or_nowhere_are_not_followed(web: Path, archive: Archive) -> None:
    at = "Fri, 24 Oct 2025 12:00:00 GMT"
    places = [
        "http://127.0.0.1/fa/news/1002", "http://[::1]/fa/news/2", "http://169.254.169.254/latest/meta-data",
        "http://khabar.example@127.0.0.1/fa/news/3", "http://khabar.example:99999/fa/news/7", "file:///etc/passwd",
        "http://khabar.example/fa/news/1002/" + "x" * 9000, "http://khabar.example/fa/rss/allnews",
    ]  # fmt: skip
    content = announcing(*((place, at) for place in places), ("http://khabar.example/fa/news/1003", at))
    events, asked = visit(web, archive, faults.on("/fa/rss/allnews", faults.answer(200, content)))
    told = {(event.outcome, (event.reason or "").partition(":")[0]) for event in events}
    assert told == {("error", "host_not_allowed"), ("stored", "")}
    assert [target for target in asked if target.startswith("/fa/news/")] == ["/fa/news/1003"]


def test_dates_of_a_feed_that_can_not_be_are_not_believed(web: Path, archive: Archive) -> None:
    story = "http://khabar.example/fa/news"
    content = announcing(
        (f"{story}/1003", "Fri, 31 Dec 9999 23:59:59 -1200"),
        (f"{story}/1002", "Fri, 24 Oct 2035 12:00:00 GMT"),
        (f"{story}/1001", "Thu, 01 Jan 1970 00:00:00 GMT"),
    )
    state = MemoryState()
    events, _ = visit(web, archive, faults.on("/fa/rss/allnews", faults.answer(200, content)), state=state)
    assert [event.outcome for event in events] == ["stored"] * 3
    later = announcing((f"{story}/1004", "Sat, 25 Oct 2025 12:00:00 GMT"))
    served = faults.on("/fa/news/1004", faults.answer(200, page(1004, day=3).encode()))
    events, _ = visit(web, archive, faults.on("/fa/rss/allnews", faults.answer(200, later)), served, state=state)
    assert [(event.outcome, event.page.news_code if event.page else None) for event in events] == [("stored", "1004")]


def test_a_server_that_speaks_no_tls_is_named(web: Path) -> None:
    with ReplayServer(web) as server:
        fetcher = fast_fetcher(server.place, Clock(), "khabar.example", tries=1)
        with pytest.raises(FetchError, match="no secure connection"):
            fetcher.get("https://khabar.example/fa/news/1002")
        fetcher.close()


def test_a_place_in_raw_utf_8_is_read_as_such(web: Path, archive: Archive) -> None:
    place = "/fa/news/1002/جلسه-کارگروه"
    moved = f"HTTP/1.1 301 x\r\nLocation: {place}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode()
    _, asked = visit(web, archive, faults.on("/fa/news/1002", faults.raw(moved), times=1))
    assert quote(place) in asked


def test_other_sites_go_on(web: Path, archive: Archive, tmp_path: Path) -> None:
    """A night over two sites, the first of which does everything wrong."""
    for act in (faults.reset, faults.chunked_garbage, faults.many_headers, faults.silent(1.0)):
        events, _ = visit(web, archive, faults.on("/", act), tries=1)
        assert {event.outcome for event in events} <= {"robots", "error"}
        assert events
    good, _ = visit(web, archive)
    assert [event.outcome for event in good] == ["stored"] * 3


# --- robots.txt ----------------------------------------------------------------------------------------------------

RULES = b"User-agent: *\nDisallow: /fa/news/1002\n"


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (faults.answer(200, RULES + b"# " + b"x" * 600_000), {"stored": 2, "robots": 1}),
        (faults.answer(200, RULES + b"Disallow: /q\n" * 50_000), {"stored": 2, "robots": 1}),
        (faults.answer(200, b"\xef\xbb\xbf" + RULES.replace(b"\n", b"\r\n")), {"stored": 2, "robots": 1}),
        (faults.packed(RULES), {"stored": 2, "robots": 1}),
        (faults.answer(200, b"<!DOCTYPE html><html><body>Not found</body></html>"), {"stored": 3}),
        (faults.answer(200, b""), {"stored": 3}),
        (faults.answer(200, bytes(range(256))), {"stored": 3}),
        (faults.answer(404), {"stored": 3}),
        (faults.answer(302, Location="/other.txt"), {"stored": 2, "robots": 1}),
        (faults.answer(302, Location="/robots.txt"), {"robots": 1}),
        (faults.answer(302, Location="http://other.example/robots.txt"), {"robots": 1}),
        (faults.answer(302, Location="http://127.0.0.1/robots.txt"), {"robots": 1}),
        (faults.answer(204), {"robots": 1}),
        (faults.gzip_bomb, {"robots": 1}),
        (faults.chunked_garbage, {"robots": 1}),
        (faults.endless, {"stored": 3}),
        (faults.answer(429, Retry_After="9999"), {"robots": 1}),
        (faults.answer(200, RULES.decode().encode("utf-16")), {"stored": 2, "robots": 1}),
        (faults.answer(200, RULES.decode().encode("utf-16-be")), {"stored": 2, "robots": 1}),
        (faults.answer(200, "\u200b".encode() + RULES.replace(b" ", b"\xc2\xa0")), {"stored": 2, "robots": 1}),
        (faults.answer(200, RULES.replace(b"\n", b"\r"), Content_Encoding="utf-8"), {"stored": 2, "robots": 1}),
        (faults.answer(200, b"User-agent: *\nCrawl-delay: 86400\n"), {"error": 1}),
        (faults.kept_open(b"HTTP/1.1 103 x\r\n\r\n" + faults.whole(RULES)), {"stored": 2, "robots": 1}),
        (faults.short_body, {"robots": 1}),
    ],
    ids=["600 kB", "50,000 lines", "BOM and CRLF", "gzip", "HTML", "empty", "binary", "404", "redirect", "redirect loop",
         "redirect elsewhere", "redirect inside", "204", "gzip bomb", "chunked garbage", "endless", "429",
         "UTF-16", "UTF-16 without a mark", "invisible and hard spaces", "CR only", "a pause of a day", "early hints",
         "cut off"],
)  # fmt: skip
def test_robots_are_obeyed_or_close_the_site(web: Path, archive: Archive, act: Act, told: dict[str, int]) -> None:
    (web / "khabar.example/other.txt").write_bytes(RULES)
    events, asked = visit(web, archive, faults.on("/robots.txt", act), tries=1)
    assert {name: sum(1 for event in events if event.outcome == name) for name in told} == told
    assert len(events) == sum(told.values())
    if set(told) == {"robots"}:
        assert not any("/fa/" in target for target in asked)


# --- lists without end ---------------------------------------------------------------------------------------------


def test_a_feed_of_ten_thousand_stories_is_worked_off_night_after_night(web: Path, archive: Archive) -> None:
    numbers = list(range(30_000, 20_000, -1))
    (web / "khabar.example/fa/rss/allnews.xml").write_text(feed("khabar.example", numbers), encoding="utf-8")

    def story(handler: Handler, host: str) -> bool:
        if not handler.path.startswith("/fa/news/"):
            return False
        faults.answer(200, page(int(handler.path.split("/")[3])).encode(), Content_Type="text/html")(handler)
        return True

    state = MemoryState()
    codes: list[str] = []
    source = site(max_pages=30)
    for _ in range(3):
        events, _ = visit(web, archive, story, source=source, state=state)
        assert {event.outcome for event in events} == {"stored"}
        codes += [event.page.news_code or "" for event in events if event.page]
        state.known |= {event.canonical_address or "" for event in events}
    assert len(codes) == len(set(codes)) == 90
    cursor = state.states[(source.source_id, "cursor")]
    assert len(cursor["pending"]) <= 1000
    # What does not fit is not forgotten: the feed counts as unread until all of it is through.
    assert (source.source_id, source.feeds[0].address) not in state.states


def test_a_feed_of_ten_thousand_entries_takes_linear_time(growth: Growth) -> None:
    entries = feed("khabar.example", list(range(10_040))).partition("<item>")[2].split("<item>")

    def read(count: int) -> None:
        content = (
            "<rss><channel><item>"
            + "<item>".join(entries[:count]).removesuffix("</channel></rss>")
            + "</channel></rss>"
        )
        assert len(read_feed(content.encode(), "http://khabar.example/").items) == count

    assert growth(read, 1000, 10_000, 10 * 4) < 10 * 4


def test_entities_do_not_multiply() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    content = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY l0 "lol">{entities}]>'
        "<rss><channel><item><title>&l11;</title><link>http://khabar.example/fa/news/1</link></item></channel></rss>"
    ).encode()
    listing = read_feed(content, "http://khabar.example/")
    assert len(str(listing)) < 10_000
    assert len(str(read_sitemap(content, "http://khabar.example/"))) < 10_000


def test_a_sitemap_that_unpacks_without_end_is_told() -> None:
    bomb = gzip.compress(b"<urlset>" + b" " * 60_000_000, compresslevel=1)
    assert "gzip" in (read_sitemap(bomb, "http://khabar.example/").trouble or "")
    assert "gzip" in (read_sitemap(gzip.compress(b"<urlset>" * 900)[:30], "http://khabar.example/").trouble or "")


# --- names that lead inside ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "place", ["127.0.0.1", "10.0.0.7", "169.254.169.254", "100.64.1.1", "0.0.0.0", "::1", "::ffff:10.0.0.7", "fe80::1"]
)
def test_a_redirect_to_a_name_that_leads_inside_is_refused(
    web: Path, archive: Archive, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    """The name is an allowed one (www. of the site), only its address is not public."""
    import socket

    real = socket.getaddrinfo

    def lookup(host: str, *rest: object, **more: object) -> object:
        if host == "www.khabar.example":
            kind = socket.AF_INET6 if ":" in place else socket.AF_INET
            return [(kind, socket.SOCK_STREAM, 6, "", (place, 80))]
        return real(host, *rest, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    with pytest.raises(RefusedAddressError):
        open_connection("www.khabar.example", 80, timeout=1.0, loopback={})
    fault = faults.on("/fa/news/1002", faults.answer(302, Location="http://www.khabar.example/fa/news/1002"))
    with ReplayServer(web, faults=(fault,)) as server:
        fetcher = fast_fetcher(server.place, Clock())
        fetcher.allowed_hosts = frozenset({"khabar.example", "www.khabar.example"})
        with pytest.raises(FetchError) as caught:
            fetcher.get(PAGE)
        fetcher.close()
    assert caught.value.code == "address_refused"
