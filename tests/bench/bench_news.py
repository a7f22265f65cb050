"""Measures news: pages parsed per second beside trafilatura and newspaper4k, and a crawl beside Scrapy.

    python tests/bench/bench_news.py [PYTHON_WITH_SCRAPY_AND_NEWSPAPER4K]

Pages: the real ones under PEYGIR_CORPUS if it is set, else the project's snapshots. The crawl is of a recorded site of
500 pages on this machine, one request at a time, no pause, robots.txt obeyed, on both sides; ours also archives each
page, recognises what is known and judges drift. Without an interpreter that has newspaper4k and Scrapy, they are
installed from the package registry into an environment that is thrown away.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from peers import CannotInstall, environment
from timing import best

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

HOST = "khabar.example"
N_PAGES = 500
ROUNDS = 5
CRAWLS = 7

NEWSPAPER = """
import json, sys, time
import newspaper
best = {}
for path in sys.argv[1:]:
    html = open(path, encoding="utf-8", errors="replace").read()
    times, date = [], None
    for _ in range(2):
        article = newspaper.Article("https://x.example/", language="fa")
        started = time.process_time()
        article.download(input_html=html)
        article.parse()
        times.append(time.process_time() - started)
        date = str(article.publish_date)
    best[path] = [min(times), date]
print(json.dumps(best))
"""

SPIDER = """
import json, sys
import scrapy
from scrapy.crawler import CrawlerProcess

class News(scrapy.Spider):
    name = "news"
    start_urls = [sys.argv[1] + "/fa/rss/allnews"]

    def parse(self, response):
        for link in response.xpath("//item/link/text()").getall():
            path = "/" + link.split("/", 3)[3]
            yield scrapy.Request(sys.argv[1] + path, callback=self.story)

    def story(self, response):
        yield {
            "title": "".join(response.css(".title h1 *::text, .title h1::text").getall()).strip(),
            "lead": " ".join(response.css(".subtitle *::text, .subtitle::text").getall()).strip(),
            "date": response.css(".news_pdate_c::text").get(),
            "code": response.css(".news_id_c::text").get(),
            "tags": response.css(".tags_title a::text").getall(),
            "body": ["".join(p.css("*::text").getall()).strip() for p in response.css("div.body p")],
        }

process = CrawlerProcess(settings={
    "ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "CONCURRENT_REQUESTS": 1, "DOWNLOAD_DELAY": 0,
    "LOG_LEVEL": "ERROR", "TELNETCONSOLE_ENABLED": False, "FEEDS": {sys.argv[2]: {"format": "jsonl"}},
})
crawler = process.create_crawler(News)
process.crawl(crawler)
process.start()
stats = crawler.stats.get_stats()
print(json.dumps({"seconds": stats["elapsed_time_seconds"], "items": stats.get("item_scraped_count", 0)}))
"""


def pages() -> list[Path]:
    """The saved pages to parse."""
    corpus = os.environ.get("PEYGIR_CORPUS")
    if corpus:
        return sorted((Path(corpus) / "real" / "html").glob("*.html"))
    return sorted((ROOT / "tests" / "snapshots").glob("*/*.html"))


def bench_parsing(python: str | None) -> None:
    """Milliseconds of processor time per page, bytes to article."""
    import trafilatura

    from ingestion.news.layouts import parse_page

    files = pages()
    theirs = {}
    if python:
        answer = subprocess.run([python, "-c", NEWSPAPER, *map(str, files)], capture_output=True, text=True)
        if answer.returncode == 0:
            theirs = json.loads(answer.stdout.splitlines()[-1])
        else:
            print(f"newspaper4k is not measured: {answer.stderr.strip().splitlines()[-1]}")
    totals = {"peygir": 0.0, "trafilatura": 0.0, "newspaper4k": 0.0}
    print(
        f"{'page':<40}{'kB':>6}{'peygir':>10}{'trafilatura':>13}{'newspaper4k':>13}  published (peygir | trafilatura | newspaper4k)"
    )
    for path in files:
        content = path.read_bytes()
        text = content.decode("utf-8", "replace")
        ours = best(lambda content=content: parse_page(content), ROUNDS)
        other = best(lambda text=text: trafilatura.bare_extraction(text, with_metadata=True), ROUNDS)
        document = trafilatura.bare_extraction(text, with_metadata=True)
        third = theirs.get(str(path), [0.0, "not run"])
        for name, seconds in zip(totals, (ours, other, third[0]), strict=True):
            totals[name] += seconds
        dates = f"{parse_page(content).published_at} | {document.date if document else None} | {third[1]}"
        print(
            f"{path.name:<40}{len(content) / 1000:>6.0f}{ours * 1000:>8.1f}ms{other * 1000:>11.1f}ms{third[0] * 1000:>11.0f}ms  {dates}"
        )
    n = len(files)
    print(
        f"pages per second: peygir {n / totals['peygir']:.0f}, trafilatura {n / totals['trafilatura']:.0f}"
        + (f", newspaper4k {n / totals['newspaper4k']:.2f}" if totals["newspaper4k"] else "")
    )
    print(f"peygir is {totals['trafilatura'] / totals['peygir']:.1f}x trafilatura (target 6x)")


def record_site(root: Path) -> None:
    """A recorded site of 500 stories of about 30 kB."""
    host = root / HOST
    for folder in ("fa/news", "fa/rss"):
        (host / folder).mkdir(parents=True)
    (host / "robots.txt").write_text("User-agent: *\nDisallow: /fa/admin\n", encoding="utf-8")
    menu = "".join(f'<li><a href="/fa/section/{n}">بخش شماره {n} سایت</a></li>' for n in range(200))
    prose = "".join(
        f"<p>در جلسه کارگروه تسهیل و رفع موانع تولید، پرونده واحد شماره {n} بررسی شد و مقرر شد دستگاه‌ها نتیجه را گزارش دهند.</p>"
        for n in range(12)
    )
    items = []
    for n in range(10_000, 10_000 + N_PAGES):
        page = f"""<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>خبر {n}</title>
<link rel="stylesheet" href="/client/themes/fa/main/css/news.css"><meta property="article:published_time" content="۱۴۰۴/۰۸/۰۱ - ۱۰:۰۰">
</head><body><ul class="menu">{menu}</ul><div class="news_nav news_id_c">کد خبر: {n}</div>
<div class="news_nav news_pdate_c">تاریخ انتشار: ۱ آبان ۱۴۰۴ - ۱۰:۰۰</div><div class="news_body_con"><div class="title">
<h1>خبر شماره {n}</h1></div><div class="subtitle">چکیده خبر {n}</div><div class="body">{prose}</div></div>
<div class="tags_title"><a href="/fa/tags/1">تولید</a></div></body></html>"""
        (host / "fa" / "news" / f"{n}.html").write_text(page, encoding="utf-8")
        items.append(f"<item><title>خبر {n}</title><link>http://{HOST}/fa/news/{n}/x</link></item>")
    feed = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'
    (host / "fa" / "rss" / "allnews.xml").write_text(feed, encoding="utf-8")


SERVER = f"""
import sys
from pathlib import Path
from ingestion.news.replay import ReplayServer
root = Path(sys.argv[1])
(root / "127.0.0.1").symlink_to(root / "{HOST}", target_is_directory=True)
with ReplayServer(root) as server:
    print(server.place[1], flush=True)
    sys.stdin.read()
"""


def crawl(port: int, n_pages: int, folder: Path) -> tuple[float, int]:
    """Seconds and stored pages of one visit by ours."""
    from ingestion.news.archive import Archive
    from ingestion.news.crawl import MemoryState, crawl_source
    from tests.unit.news.conftest import site

    source = site(HOST, max_pages=n_pages)
    started = time.perf_counter()
    stored = 0
    for event in crawl_source(
        source, state=MemoryState(), archive=Archive(str(folder)), run_id="bench", now=datetime.now(UTC),
        loopback={HOST: ("127.0.0.1", port)},
    ):  # fmt: skip
        stored += event.outcome == "stored"
    return time.perf_counter() - started, stored


def scrapy(python: str, spider: Path, port: int, out: Path) -> tuple[float, int]:
    """Seconds (by Scrapy's own count, without its start) and items of one visit by Scrapy."""
    command = [python, str(spider), f"http://127.0.0.1:{port}", str(out)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    run = json.loads(answer.stdout.splitlines()[-1])
    return float(run["seconds"]), int(run["items"])


def bench_crawl(python: str | None) -> None:
    """Seconds for 500 pages, and peak memory at 100 and 500."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        record_site(folder / "web")
        server = subprocess.Popen(
            [sys.executable, "-c", SERVER, str(folder / "web")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
        )  # fmt: skip
        assert server.stdout is not None
        try:
            port = int(server.stdout.readline())
            crawl(port, 100, folder / "warc0")
            at_100 = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            spider = folder / "spider.py"
            spider.write_text(SPIDER, encoding="utf-8")
            ours: list[tuple[float, int]] = []
            theirs: list[tuple[float, int]] = []
            for n in range(CRAWLS):
                # In turns, and who goes first changes: other work on the machine falls on both.
                for mine in (True, False) if n % 2 else (False, True):
                    if mine:
                        ours.append(crawl(port, N_PAGES, folder / f"warc{n + 1}"))
                    elif python:
                        theirs.append(scrapy(python, spider, port, folder / f"scrapy{n}.jsonl"))
            at_500 = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            print(f"peygir: {min(ours)[1]} pages in {min(ours)[0]:.2f} s")
            print(
                f"peak memory {at_100 / 1024:.0f} MB after 100 pages, {at_500 / 1024:.0f} MB after {CRAWLS * N_PAGES}"
            )
            if theirs:
                print(f"Scrapy: {min(theirs)[1]} pages in {min(theirs)[0]:.2f} s")
                ratios = sorted(mine / other for (mine, _), (other, _) in zip(ours, theirs, strict=True))
                print(f"each pair: {', '.join(f'{ratio:.2f}x' for ratio in ratios)}")
                print(
                    f"peygir takes {median(ratios):.2f}x Scrapy's time in the middle pair,"
                    f" {min(ours)[0] / min(theirs)[0]:.2f}x best against best (target at most 1.1x)"
                )
        finally:
            server.terminate()
            server.wait(timeout=10)


def main() -> None:
    """Run both benchmarks."""
    with tempfile.TemporaryDirectory() as folder:
        python = sys.argv[1] if len(sys.argv) > 1 else None
        if python is None:
            try:
                python = environment(Path(folder) / "peers", "newspaper4k", "lxml_html_clean", "scrapy")
            except CannotInstall as error:
                print(f"newspaper4k and Scrapy are not measured: {error}")
        bench_parsing(python)
        bench_crawl(python)


if __name__ == "__main__":
    main()
