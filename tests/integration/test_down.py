"""A site that is down: the visit fails, is tried again, and is missing in the morning."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

import pytest

from dags import wiring
from ingestion import pipeline
from ingestion.errors import PeygirError, TransientError, is_transient
from ingestion.news import fetch, pace
from ingestion.news.replay import Fault, Handler, ReplayServer
from ingestion.warehouse.connection import Warehouse

pytestmark = pytest.mark.integration
SITE = "sample-kerman/sedaye-kerman.example"


@pytest.fixture(autouse=True)
def without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that fails is asked again at once."""
    monkeypatch.setattr(fetch.Fetcher, "_backoff", lambda *_: 0.0)
    monkeypatch.setattr(pace, "_FIRST_PENALTY", 0.0)


def always(status: int, *, but_robots: bool = False) -> Fault:
    """Answers everything with the status."""

    def answer(request: Handler, _host: str) -> bool:
        if but_robots and request.path == "/robots.txt":
            return False
        request.send_response(status)
        request.send_header("Content-Length", "0")
        request.end_headers()
        return True

    return answer


@pytest.mark.parametrize(
    ("fault", "may_pass"),
    [
        (always(503), True),
        (always(429), True),
        (always(503, but_robots=True), True),
        (always(404, but_robots=True), False),
    ],
    ids=["robots-503", "429", "503", "404"],
)
def test_a_site_that_gives_nothing_fails_and_is_tried_again_where_time_may_mend_it(
    warehouse: Warehouse, fault: Fault, may_pass: bool
) -> None:
    pipeline.open_run("night", "ingest_news", None)
    with ReplayServer(faults=(fault,)) as web, pytest.raises(PeygirError) as failure:
        pipeline.land_news(SITE, "night", sources="recorded", web=":".join(map(str, web.place)))
    assert is_transient(failure.value) == may_pass
    with warehouse.connect("peygir_loader") as connection:
        visit = connection.execute("select outcome from audit.runs where kind = 'visit'").fetchall()
    assert visit == [("failed",)]


def test_three_nights_of_outage_are_made_up_for_and_nothing_comes_twice(warehouse: Warehouse) -> None:
    samples = Path(__file__).resolve().parents[1] / "samples" / "expected_articles.jsonl"
    expected = [json.loads(line)["address"] for line in samples.read_text(encoding="utf-8").splitlines()]
    expected = sorted(address for address in expected if SITE.split("/")[1] in address)
    assert len(expected) > 3
    is_down, answer = [True], always(503)
    landed = []
    with ReplayServer(faults=(lambda request, host: is_down[0] and answer(request, host),)) as web:
        for night in range(1, 6):
            is_down[0] = night <= 3
            pipeline.open_run(f"night {night}", "ingest_news", None)
            with suppress(TransientError):
                pipeline.land_news(SITE, f"night {night}", sources="recorded", web=":".join(map(str, web.place)))
            with warehouse.connect("peygir_loader") as connection:
                rows = connection.execute("select address from staging.news_articles order by 1").fetchall()
            landed.append([address for (address,) in rows])
    assert landed == [[], [], [], expected, expected]


def test_a_site_whose_lists_are_kept_from_us_is_missing(warehouse: Warehouse) -> None:
    def forbid(request: Handler, _host: str) -> bool:
        if request.path != "/robots.txt":
            return False
        body = b"User-agent: *\nDisallow: /\n"
        request.send_response(200)
        request.send_header("Content-Type", "text/plain")
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)
        return True

    pipeline.open_run("night", "ingest_news", None)
    with ReplayServer(faults=(forbid,)) as web, pytest.raises(PeygirError, match="robots") as failure:
        pipeline.land_news(SITE, "night", sources="recorded", web=":".join(map(str, web.place)))
    assert not is_transient(failure.value)


def test_one_list_of_several_that_fails_on_a_quiet_night_is_no_outage(warehouse: Warehouse) -> None:
    pipeline.open_run("night", "ingest_news", None)
    answer = always(503)
    broken: list[str] = []
    with ReplayServer(faults=(lambda request, host: request.path in broken and answer(request, host),)) as web:
        place = ":".join(map(str, web.place))
        site = "sample-pishro-news/pishro-news.example"
        assert pipeline.land_news(site, "night", sources="recorded", web=place)["stored"] > 0
        broken += ["/rss/tp/1006"]
        assert pipeline.land_news(site, "night", sources="recorded", web=place) == {"source_id": site, "error": 1}
        broken += ["/rss/tp/1005"]
        with pytest.raises(TransientError):
            pipeline.land_news(site, "night", sources="recorded", web=place)


def test_a_try_that_goes_well_takes_back_the_failure_before_it(
    warehouse: Warehouse, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The site is down for the first try; what the night has on record in the end is a good visit."""
    monkeypatch.setattr(wiring, "get_current_context", dict)
    pipeline.open_run("night", "ingest_news", None)
    is_down, answer = [True], always(503)
    with ReplayServer(faults=(lambda request, host: is_down[0] and answer(request, host),)) as web:
        named = {"name": SITE, "source_id": SITE, "run_id": "night", "sources": "recorded"}
        place = ":".join(map(str, web.place))
        with pytest.raises(TransientError):
            wiring.step("land_news", web=place, **named)
        assert pipeline.close_ingest("night") == "failed"
        is_down[0] = False
        assert wiring.step("land_news", web=place, **named)["stored"] > 0
    assert pipeline.close_ingest("night") == "succeeded"
    with warehouse.connect("peygir_loader") as connection:
        visits = connection.execute("select outcome from audit.runs where kind = 'visit'").fetchall()
    assert visits == [("succeeded",)]
