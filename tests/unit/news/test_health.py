from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingestion.news.health import RunProfile, judge_order, judge_page, judge_run, remember, usual
from ingestion.news.layouts import parse_page
from ingestion.news.page import ParsedPage
from ingestion.news.replay import sample_web
from ingestion.sources import Band, load_sample_sources, news_sites
from ingestion.sources.load import DEFAULT_BANDS
from tests.unit.news.conftest import NOW, page, site

SITES = {item.host: item for item in news_sites(load_sample_sources())}


def read(number: int, **options: str) -> ParsedPage:
    return parse_page(page(number, **options).encode(), source=site())  # type: ignore[arg-type]


def profile(pages: list[ParsedPage]) -> RunProfile:
    result = RunProfile()
    for item in pages:
        result.add(item)
    return result


def test_without_a_past_only_letters_and_dates_are_judged() -> None:
    assert judge_page(replace(read(1), title=None), RunProfile()) == []
    announced = read(1).published_at
    assert announced is not None
    (finding,) = judge_page(read(1), RunProfile(), announced_at=announced - timedelta(days=30))
    assert finding.field == "published_at"
    assert finding.is_severe


def test_a_finding_names_field_selector_and_past() -> None:
    past = profile([read(n) for n in range(10)])
    (finding,) = [f for f in judge_page(replace(read(11), lead=None), past) if f.kind == "empty"]
    assert finding.sentence == "lead: empty, was filled on 100% of 10 pages (read by '.news_body_con .subtitle')"
    assert not finding.is_severe


def test_a_field_that_comes_and_goes_is_no_finding() -> None:
    past = profile([read(n) if n % 2 else replace(read(n), kicker=None) for n in range(20)])
    assert judge_page(read(21), past) == []


def test_a_text_that_shrinks_to_a_stub_is_severe() -> None:
    long_body = "".join(
        f"<p>بند شماره {n} درباره جلسه کارگروه تسهیل و رفع موانع تولید استان است.</p>" for n in range(30)
    )
    past = profile([read(n, body=long_body) for n in range(10)])
    stub = read(11, body="<p>در جلسه کارگروه تسهیل استان گفته شد که کارها پیش می‌رود.</p>")
    assert any(f.kind == "size" and f.is_severe for f in judge_page(stub, past))


def test_bands_are_held_by_a_visit_and_empty_is_a_failure() -> None:
    pages = [replace(read(n), published_at=None) for n in range(10)]
    findings = judge_run(profile(pages), RunProfile(), DEFAULT_BANDS)
    assert [f.field for f in findings] == ["published_at"]
    assert findings[0].kind == "band"
    assert "0% of 10 pages" in findings[0].sentence
    loose = {"published_at": Band(0.0, 1.0, "this site prints no dates")}
    assert judge_run(profile(pages), RunProfile(), loose) == []


def test_a_visit_is_held_against_the_past() -> None:
    past = profile([read(n) for n in range(20)])
    findings = judge_run(profile([replace(read(n), tags=()) for n in range(6)]), past, {})
    assert [(f.field, f.kind) for f in findings] == [("tags", "empty")]


def test_too_few_pages_say_nothing_of_a_visit() -> None:
    assert judge_run(profile([replace(read(1), published_at=None)]), RunProfile(), DEFAULT_BANDS) == []


def test_the_past_survives_json_and_is_kept_for_thirty_visits() -> None:
    kept: dict[str, object] = {}
    for n in range(40):
        kept = remember(kept, profile([read(n)]), date(2025, 1, 1) + timedelta(days=n))
    assert len(kept["runs"]) == 30  # type: ignore[arg-type]
    past = usual(kept)
    assert past.n_pages == 30
    assert past.share("title") == 1.0
    assert past.fields["title"].main_selector == (".title h1", 1.0)
    assert judge_page(read(41), past) == []


def test_order_of_lists() -> None:
    newest_first = [NOW - timedelta(hours=n) for n in range(8)]
    assert judge_order(newest_first) == []
    assert judge_order([newest_first[1], newest_first[0], *newest_first[2:]]) == []
    assert judge_order(newest_first[::-1])
    assert judge_order([None] * 8) == []


@pytest.mark.parametrize("host", SITES)
def test_no_false_alarm_on_the_pages_of_one_site(host: str) -> None:
    """Each recorded page against a past made of the others."""
    root: Path = sample_web() / host
    pages = []
    for path in sorted(root.rglob("*.html")):
        address = f"http://{host}/{path.relative_to(root).with_suffix('')}"
        found = parse_page(path.read_bytes(), url=address, source=SITES[host])
        if found.is_article and "/print/" not in address and "/amp/" not in address:
            pages.append(found)
    assert len(pages) >= 3
    for n, item in enumerate(pages):
        others = profile([*pages[:n], *pages[n + 1 :]] * 4)
        assert judge_page(item, others) == []
