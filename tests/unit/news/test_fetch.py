import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest

from ingestion.errors import PeygirError
from ingestion.news.crawl import build_fetcher
from ingestion.news.fetch import Fetcher, FetchError
from ingestion.news.replay import Fault, Handler, ReplayServer
from tests.unit.news import faults
from tests.unit.news.conftest import Clock, fast_fetcher, site

PAGE = "http://khabar.example/fa/news/1001"
Drip = Callable[[Callable[[], None]], Callable[[Handler], None]]


@contextmanager
def serving(web: Path, clock: Clock, *some: Fault, hosts: tuple[str, ...] = (), **limits: float) -> Iterator[Fetcher]:
    with ReplayServer(web, faults=some) as server:
        fetcher = fast_fetcher(server.place, clock, *(hosts or ("khabar.example",)), **limits)
        fetcher.server = server  # type: ignore[attr-defined]
        yield fetcher
        fetcher.close()


def failure(fetcher: Fetcher, address: str = PAGE) -> FetchError:
    with pytest.raises(FetchError) as caught:
        fetcher.get(address)
    return caught.value


def test_a_page_is_fetched_with_its_bytes_and_an_honest_name(
    web: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEYGIR_CONTACT", "mailto:data@peygir.example")
    seen: list[str] = []

    def spy(handler: object, host: str) -> bool:
        seen.append(handler.headers["User-Agent"])  # type: ignore[attr-defined]
        return False

    with serving(web, clock, spy) as fetcher:
        response = fetcher.get(PAGE)
    assert response.status == 200
    assert "کارگروه" in response.content.decode()
    assert all("mailto:data@peygir.example" in name and name.startswith("Peygir/") for name in seen)


def test_an_unchanged_page_is_not_sent_again(web: Path, clock: Clock) -> None:
    with serving(web, clock) as fetcher:
        etag = fetcher.get(PAGE).header("ETag")
        second = fetcher.get(PAGE, etag=etag)
    assert second.is_not_modified
    assert second.content == b""


def test_if_modified_since(web: Path, clock: Clock) -> None:
    when = "Sat, 02 Aug 2025 08:00:00 GMT"
    meta = web / "khabar.example" / "fa" / "news" / "1001.meta.json"
    meta.write_text(json.dumps({"headers": {"Last-Modified": when}}), encoding="utf-8")
    with serving(web, clock) as fetcher:
        assert fetcher.get(PAGE, last_modified=when).is_not_modified


def test_persian_addresses_are_percent_encoded(web: Path, clock: Clock) -> None:
    with serving(web, clock) as fetcher:
        response = fetcher.get("http://khabar.example/fa/news/1001/خبر شماره یک?کلید=مقدار")
    assert response.status == 200
    assert response.final_address.isascii()


def test_robots_forbids(web: Path, clock: Clock) -> None:
    with serving(web, clock) as fetcher:
        error = failure(fetcher, "http://khabar.example/fa/private/1")
    assert error.code == "robots"
    assert not error.is_passing


@pytest.mark.parametrize(
    "fault",
    [
        faults.on("/robots.txt", faults.answer(500)),
        faults.on("/robots.txt", faults.answer(503)),
        faults.on("/robots.txt", faults.silent(1.5)),
        faults.on("/robots.txt", faults.reset),
        faults.on("/robots.txt", faults.answer(200, b"<html><script>__arcsjs</script></html>")),
    ],
    ids=["500", "503", "silent", "reset", "browser check"],
)
def test_robots_fails_closed(web: Path, clock: Clock, fault: Fault) -> None:
    with serving(web, clock, fault, read_seconds=0.4) as fetcher:
        error = failure(fetcher)
        assert error.code == "robots_unavailable"
        assert not any(target != "/robots.txt" for _, target, _, _ in fetcher.server.requests)  # type: ignore[attr-defined]


def test_no_robots_file_allows(web: Path, clock: Clock) -> None:
    (web / "khabar.example" / "robots.txt").unlink()
    with serving(web, clock) as fetcher:
        assert fetcher.get(PAGE).status == 200


def test_crawl_delay_of_robots_is_kept(web: Path, clock: Clock) -> None:
    (web / "khabar.example" / "robots.txt").write_text("User-agent: *\nCrawl-delay: 11\n", encoding="utf-8")
    with serving(web, clock) as fetcher:
        fetcher.get(PAGE)
        fetcher.get("http://khabar.example/fa/news/1002")
    assert max(clock.slept) >= 10.5


def test_retry_after_in_seconds_is_waited_for(web: Path, clock: Clock) -> None:
    fault = faults.on("/fa/news", faults.answer(429, Retry_After="37"), times=1)
    with serving(web, clock, fault) as fetcher:
        assert fetcher.get(PAGE).status == 200
    assert max(clock.slept) == pytest.approx(37.0, abs=1.0)


def test_retry_after_as_a_date_is_waited_for(web: Path, clock: Clock) -> None:
    now = datetime(2025, 11, 22, 3, 30, tzinfo=UTC)
    fault = faults.on("/fa/news", faults.answer(503, Retry_After=format_datetime(now + timedelta(seconds=45))), times=1)
    with serving(web, clock, fault) as fetcher:
        fetcher.now = lambda: now
        assert fetcher.get(PAGE).status == 200
    assert max(clock.slept) == pytest.approx(45.0, abs=0.01)


def test_a_host_that_asks_for_an_hour_is_left_for_another_night(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.answer(429, Retry_After="3600"))) as fetcher:
        error = failure(fetcher)
    assert error.code == "deferred"
    assert error.is_passing
    assert sum(clock.slept) < 120


def test_server_errors_are_tried_three_times_with_growing_pauses(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.answer(503))) as fetcher:
        error = failure(fetcher)
    assert error.code == "http_status"
    assert error.status == 503
    assert fetcher.n_requests == 1 + 3
    assert clock.slept == sorted(clock.slept)


@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (faults.reset, "connection"),
        (faults.truncated_gzip, "broken_encoding"),
        (faults.short_body, "connection"),
        (faults.gzip_bomb, "too_large"),
        (faults.endless, "too_large"),
        (faults.answer(200, b"x", Content_Encoding="br"), "broken_encoding"),
    ],
    ids=["reset", "truncated gzip", "short body", "gzip bomb", "endless", "unknown encoding"],
)
def test_broken_answers_are_errors_with_a_code(web: Path, clock: Clock, fault: object, code: str) -> None:
    with serving(web, clock, faults.on("/fa/news", fault), transferred_bytes=2_000_000, tries=1) as fetcher:  # type: ignore[arg-type]
        assert failure(fetcher).code == code


def test_a_silent_host_is_a_timeout(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news/1001", faults.silent(60)), tries=1) as fetcher:
        fetcher.get("http://khabar.example/fa/news/1002")
        fetcher.limits = replace(fetcher.limits, read_seconds=0.3)
        assert failure(fetcher).code == "timeout"


@pytest.mark.parametrize("fault", [faults.dripping, faults.dripping_headers], ids=["body", "headers"])
def test_a_dripping_answer_is_hung_up_on_when_its_time_is_over(
    web: Path, clock: Clock, end_time: Callable[[], None], fault: Drip
) -> None:
    with serving(web, clock, faults.on("/fa/news/1001", fault(end_time)), tries=1) as fetcher:
        assert failure(fetcher).code == "timeout"
        assert fetcher.get("http://khabar.example/fa/news/1002").status == 200


def test_a_good_answer_after_a_reset_is_taken(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.reset, times=1)) as fetcher:
        assert fetcher.get(PAGE).status == 200


def test_redirects_are_followed_within_the_site(web: Path, clock: Clock) -> None:
    fault = faults.on("/short", faults.answer(302, Location="/fa/news/1001/خبر".encode().decode("latin-1")))
    with serving(web, clock, fault) as fetcher:
        response = fetcher.get("http://khabar.example/short")
    assert response.status == 200
    assert response.final_address.startswith("http://khabar.example/fa/news/1001")


@pytest.mark.parametrize(
    ("location", "code"),
    [
        ("http://127.0.0.1/", "host_not_allowed"),
        ("http://169.254.169.254/latest/meta-data/", "host_not_allowed"),
        ("http://other.example/", "host_not_allowed"),
        ("file:///etc/passwd", "bad_address"),
        ("gopher://khabar.example/", "bad_address"),
        ("http://user:pw@khabar.example/", "bad_address"),
    ],
)
def test_redirects_lead_nowhere_else(web: Path, clock: Clock, location: str, code: str) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.answer(302, Location=location))) as fetcher:
        assert failure(fetcher).code == code


def test_a_redirect_to_loopback_by_name_is_refused(web: Path, clock: Clock) -> None:
    """localhost is among the allowed hosts here, so only the guard is left."""
    with ReplayServer(
        web, faults=(faults.on("/fa/news", faults.answer(302, Location="http://localhost:1/")),)
    ) as server:
        fetcher = Fetcher(
            frozenset({"khabar.example", "localhost"}), pause_seconds=0.0, loopback={"khabar.example": server.place},
            clock=clock, sleep=clock.sleep,
        )  # fmt: skip
        assert failure(fetcher).code == "address_refused"


def test_redirects_in_a_circle_end(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.answer(301, Location=PAGE))) as fetcher:
        assert failure(fetcher).code == "too_many_redirects"


def test_a_redirect_to_a_forbidden_path_is_not_followed(web: Path, clock: Clock) -> None:
    with serving(web, clock, faults.on("/fa/news", faults.answer(302, Location="/fa/private/9"))) as fetcher:
        assert failure(fetcher).code == "robots"


def test_robots_on_a_redirect_to_a_strange_host_is_closed(web: Path, clock: Clock) -> None:
    fault = faults.on("/robots.txt", faults.answer(302, Location="http://other.example/robots.txt"))
    with serving(web, clock, fault) as fetcher:
        assert failure(fetcher).code in {"robots_unavailable", "host_not_allowed"}


def test_live_sites_are_never_fetched_without_a_contact(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PEYGIR_CONTACT", raising=False)
    with pytest.raises(PeygirError, match="PEYGIR_CONTACT"):
        build_fetcher(site("khabar.example", is_loopback=False))


def test_a_live_site_gets_no_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEYGIR_CONTACT", "mailto:x@y.example")
    fetcher = build_fetcher(site("khabar.example", is_loopback=False), loopback={"khabar.example": ("127.0.0.1", 1)})
    assert fetcher.loopback == {}
