"""Write the recorded web and the facts expected of it from the texts and templates in web_data/."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import quote

HERE = Path(__file__).parent
DATA = HERE / "web_data"
WEB = HERE.parents[1] / "ingestion" / "sources" / "sample" / "web"
EXPECTED = HERE / "expected_articles.jsonl"
TEHRAN = dt.timezone(dt.timedelta(hours=3, minutes=30))
MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
WEEKDAYS = ["دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"]
TO_PERSIAN = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")
FACTS_OF_EVENT = {"chair", "count", "problem", "decision", "obligation", "agency"}
NUMBERS = {"value", "ordinal_year"}


@dataclass(frozen=True)
class Site:
    """A host of the recorded web: its CMS family, its name, and how its stories' addresses are made."""

    host: str
    family: str
    name: str
    path: Callable[[Article], str]
    file: Callable[[Article], str]


@dataclass
class Article:
    """One story as written in web_data: fields, paragraphs, and the facts that its text states."""

    site: Site
    code: str
    fields: dict[str, str]
    paragraphs: list[str]
    facts: list[dict[str, Any]] = field(default_factory=list)

    @property
    def published(self) -> dt.datetime:
        """The instant of publication, Tehran time."""
        return dt.datetime.fromisoformat(self.fields["published"])

    @property
    def title(self) -> str:
        """The headline."""
        return self.fields["title"]

    @property
    def slug(self) -> str:
        """The headline as the end of an address."""
        kept = self.title.replace("\u200c", "-").replace(" ", "-")
        return "".join(letter for letter in kept if letter not in "؛:،«»؟!")

    @property
    def path(self) -> str:
        """The address without the host, raw Persian letters kept."""
        return self.site.path(self)

    @property
    def address(self) -> str:
        """The whole address as other pages link to it."""
        return f"http://{self.site.host}{quote(self.path, safe='/')}"


SITES = (
    Site("pishro-news.example", "nastooh", "خبرگزاری پیشرو", lambda a: f"/news/{a.code}/{a.slug}",
         lambda a: f"news/{a.code}.html"),
    Site("sedaye-kerman.example", "iransamaneh", "صدای کرمان", lambda a: f"/fa/news/{a.code}/{a.slug}",
         lambda a: f"fa/news/{a.code}.html"),
    Site("karafarin-fars.example", "aasaam", "کارآفرین فارس", lambda a: f"/{a.fields['path']}/{a.code}-{a.slug}",
         lambda a: f"{a.fields['path']}/{a.code}.html"),
    Site("ostandari-yazd.example", "wordpress", "استانداری یزد", lambda a: f"/{a.fields['path']}/",
         lambda a: f"{a.fields['path']}.html"),
    Site("bazar-qazvin.example", "generic", "بازار قزوین", lambda a: f"/{a.fields['path']}",
         lambda a: f"{a.fields['path']}.html"),
)  # fmt: skip


# --- what is written in web_data ---------------------------------------------------------------------------------


def articles(site: Site) -> list[Article]:
    """The stories of a site, newest first."""
    text = (DATA / f"{site.host}.txt").read_text(encoding="utf-8")
    found = [read_block(site, block) for block in text.split("\n@ ")[1:]]
    return sorted(found, key=lambda article: article.published, reverse=True)


def read_block(site: Site, block: str) -> Article:
    """One «@ code» block: fields, an empty line, paragraphs, «=», facts."""
    story, _, facts = block.partition("\n=")
    head, _, body = story.partition("\n\n")
    code, *lines = head.splitlines()
    fields = {name.strip(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    paragraphs = [paragraph.strip() for paragraph in body.split("\n\n") if paragraph.strip()]
    return Article(site, code.strip(), fields, paragraphs, [fact(line) for line in facts.splitlines() if line.strip()])


def fact(line: str) -> dict[str, Any]:
    """A fact line «kind | key=value | …» as the contract's keys; the event is E1 where the kind belongs to one."""
    kind, *pairs = (part.strip() for part in line.split("|"))
    values = dict(pair.split("=", 1) for pair in pairs)
    found: dict[str, Any] = {"fact": kind}
    if kind == "event":
        found["event"] = values.pop("label", "E1")
    elif kind in FACTS_OF_EVENT:
        found["event"] = typed("event", values.pop("event", "E1"))
    elif kind != "check":
        found["event"] = None
    return found | {key: typed(key, value) for key, value in values.items()}


def typed(key: str, value: str) -> Any:
    """A written value as the contract types it."""
    if value == "null":
        return None
    if value in ("true", "false"):
        return value == "true"
    if key == "ordinal":
        numbers = [int(number) for number in value.split(",")]
        return numbers if len(numbers) > 1 else numbers[0]
    if key == "responsible_agency_ids":
        return value.split(",")
    return int(value) if key in NUMBERS else value


# --- dates -------------------------------------------------------------------------------------------------------


def persian(text: str | int) -> str:
    """The text with Persian digits."""
    return str(text).translate(TO_PERSIAN)


def jalali(day: dt.date) -> tuple[int, int, int]:
    """Year, month and day of a Gregorian day of 1404."""
    passed = (day - dt.date(2025, 3, 21)).days
    if not 0 <= passed < 365:
        raise ValueError(day)
    if passed < 186:
        return 1404, passed // 31 + 1, passed % 31 + 1
    return 1404, (passed - 186) // 30 + 7, (passed - 186) % 30 + 1


def dates(at: dt.datetime) -> dict[str, str]:
    """The instant in the forms that the families' pages print."""
    year, month, day = jalali(at.date())
    utc = at.astimezone(dt.UTC)
    long_day = persian(f"{day} {MONTHS[month - 1]} {year}")
    clock = persian(f"{at:%H:%M}")
    return {
        "published_iso": at.isoformat(),
        "published_utc": f"{utc:%Y-%m-%dT%H:%M:%S}Z",
        "published_utc_offset": f"{utc:%Y-%m-%dT%H:%M:%S}+00:00",
        "published_day": f"{at:%Y-%m-%d}",
        "published_plain": f"{at:%Y-%m-%d %H:%M:%S}.447",
        "published_long": f"{long_day}، {clock}",
        "published_slash": f"{long_day} / {clock}",
        "published_arabic_month": f"{long_day} - {clock}".replace("ی", "ي"),
        "published_jalali": persian(f"{year}/{month:02}/{day:02} - ") + clock,
        "weekday": WEEKDAYS[at.weekday()],
    }


# --- pages -------------------------------------------------------------------------------------------------------


def page(article: Article, template: str) -> str:
    """A story in one of the templates."""
    tags = [tag.strip() for tag in article.fields["tags"].split("،")]
    sections = [part.strip() for part in article.fields["section"].split(">")]
    values = dates(article.published) | {
        "host": article.site.host,
        "site_name": article.site.name,
        "address": article.address,
        "path": article.path,
        "folder": article.fields.get("path", ""),
        "code": article.code,
        "code_fa": persian(article.code),
        "title": escape(article.title),
        "kicker": escape(article.fields.get("kicker", "")),
        "lead": escape(article.fields.get("lead", "")),
        "section": escape(article.fields["section"]),
        "section_first": sections[0],
        "section_last": sections[-1],
        "newsroom": article.fields.get("newsroom", ""),
        "charset": "windows-1256" if article.fields.get("theme") == "1256" else "utf-8",
        "tags_comma": ",".join(tags),
        "tags_items": "".join(f'<li><a href="/tag/{quote(tag)}" rel="Index, Tag">{tag}</a></li>' for tag in tags),
        "tags_links": " ، ".join(f'<a href="/fa/tags/{n}/1/{quote(tag)}">{tag}</a>' for n, tag in enumerate(tags, 71)),
        "tags_rel": " ".join(f'<a rel="tag" href="/tag/{quote(tag)}/">{tag}</a>' for tag in tags),
        "body": body(article),
    }
    for name, text in (
        ("title", article.title),
        ("lead", article.fields.get("lead", "")),
        ("site_name", article.site.name),
    ):
        ascii_only = article.site.family == "iransamaneh"
        values[f"{name}_json"] = json.dumps(text, ensure_ascii=ascii_only)[1:-1]
    return Template((DATA / "templates" / f"{template}.html").read_text(encoding="utf-8")).substitute(values)


ADS_BOX = '<section class="box ads"><a href="/redirect/ads/88"><img src="/d/ads/88.gif" alt="تبلیغات" /></a></section>'
RELATED_BOX = (
    '<div class="related-items"><span>بیشتر بخوانید:</span> '
    '<a href="/news/80215010/آشتی-۴۵-کارخانه-با-بانک">آشتی ۴۵ کارخانه با بانک</a></div>'
)
FIGURE = '<figure><img src="/d/4/11.jpg" alt="عکس" /><figcaption>عکس از بایگانی است</figcaption></figure>'


def body(article: Article) -> str:
    """The story's text as its family writes paragraphs: the «dirty» ones are left open, with boxes between them."""
    paragraphs = [escape(paragraph, quote=False) for paragraph in article.paragraphs]
    theme = article.fields.get("theme")
    if theme == "dirty":
        first, second, *others = [f"<p>{text.replace(' و ', '&nbsp;و ', 1)}" for text in paragraphs]
        return "\n".join([first, ADS_BOX, second, RELATED_BOX, FIGURE, *others, "<p>انتهای پیام/ ۴۰۲", "<p>نظر شما"])
    closed = [f"<p>{text}</p>" for text in paragraphs]
    if article.site.family == "nastooh" and theme == "isna":
        closed.append("<p>انتهای پیام</p>")
    if article.site.family == "iransamaneh":
        closed = [text.replace("\u200c", "&zwnj;") for text in closed] + ["<p>انتهای پیام/</p>"]
    if article.site.family == "aasaam":
        closed.insert(1, '<div class="noprint"><a href="/redirect/ads/12">آگهی: ثبت شرکت در سه روز</a></div>')
    return "\n".join(closed)


def in_1256(text: str) -> bytes:
    """A page in windows-1256, which has neither the Persian yeh nor Persian digits."""
    return text.replace("ی", "ي").translate(TO_ASCII).encode("cp1256")


# --- feeds, lists, maps ------------------------------------------------------------------------------------------


def rss(site: Site, generator: str, items: Iterable[str], extra: str = "") -> str:
    """A feed of ready-made items."""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" version="2.0">\n'
        f"<channel>\n<title>{site.name}</title>\n<link>http://{site.host}</link>\n<description>{site.name}</description>\n"
        f"<generator>{generator}</generator>\n{extra}" + "".join(items) + "</channel>\n</rss>\n"
    )


def mail_date(at: dt.datetime) -> str:
    """The instant as RFC 2822 without the weekday."""
    return f"{at:%d} {at:%b} {at:%Y %H:%M:%S %z}"


def nastooh_item(article: Article) -> str:
    """A Nastooh feed item: percent-encoded link, empty content, newsroom and section, GMT."""
    at = article.published.astimezone(dt.UTC)
    sections = escape(article.fields["section"].replace("\u200c", ""))
    return (
        f"<item>\n<title>{escape(article.title)}</title>\n<link>{article.address}</link>\n"
        f"<description>{escape(article.fields['lead'][:150])}</description>\n<content:encoded />\n"
        f'<category domain="{article.fields["newsroom"]}">{sections}</category>\n'
        f"<pubDate>{at:%a, %d %b %Y %H:%M:%S} GMT</pubDate>\n<guid>{article.address}</guid>\n</item>\n"
    )


def bare_item(title: str, address: str, at: dt.datetime) -> str:
    """A feed item that leads somewhere else than to a story."""
    utc = at.astimezone(dt.UTC)
    return (
        f"<item>\n<title>{escape(title)}</title>\n<link>{address}</link>\n"
        f"<pubDate>{utc:%a, %d %b %Y %H:%M:%S} GMT</pubDate>\n</item>\n"
    )


def iransamaneh_item(article: Article) -> str:
    """An IranSamaneh feed item: a raw IRI as link, no guid, no weekday."""
    link = f"http://{article.site.host}{article.path}"
    return (
        f"<item>\n<title>{escape(article.title)}</title>\n<link>{link}</link>\n"
        f"<description>{escape(article.fields['lead'])}</description>\n<author>info@{article.site.host}</author>\n"
        f"<pubDate>{mail_date(article.published)}</pubDate>\n</item>\n"
    )


def plain_item(article: Article, link: str) -> str:
    """A feed item of Aasaam and WordPress."""
    return (
        f"<item>\n<title>{escape(article.title)}</title>\n<link>{link}</link>\n<guid>{link}</guid>\n"
        f"<category>{article.fields['section']}</category>\n"
        f"<pubDate>{article.published:%a}, {mail_date(article.published)}</pubDate>\n</item>\n"
    )


def url_set(entries: Iterable[tuple[str, dt.datetime]]) -> str:
    """A sitemap of addresses with their dates."""
    lines = "".join(f"<url><loc>{address}</loc><lastmod>{at.isoformat()}</lastmod></url>\n" for address, at in entries)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{lines}</urlset>\n"


def list_page(site: Site, items: Iterable[str]) -> str:
    """An archive list page, empty where there are no items."""
    listed = "".join(items) or "<p>موردی یافت نشد.</p>"
    generator = '<meta name="generator" content="www.nastooh.ir" />' if site.family == "nastooh" else ""
    return (
        f'<!DOCTYPE html>\n<html lang="fa"><head><meta charset="utf-8" />{generator}'
        f"<title>آرشیو - {site.name}</title></head>\n"
        f'<body class="rtl"><header><a href="/">{site.name}</a></header>\n'
        f'<section class="box list"><ul>{listed}</ul></section>\n</body></html>\n'
    )


def nastooh_list_item(article: Article) -> str:
    """One story on a Nastooh list: the full date is in the title of the time element."""
    printed = dates(article.published)
    when = f"{printed['weekday']} {printed['published_long'].replace('،', ' -')}"
    return (
        f'<li class="news"><figure><a href="/news/{article.code}"><img src="/d/2/{article.code}.jpg" alt="" /></a>'
        "</figure>"
        f'<div class="desc"><h4>{escape(article.fields.get("kicker", ""))}</h4>'
        f'<h3><a href="{article.path}">{escape(article.title)}</a></h3><p>{escape(article.fields["lead"])}</p>'
        f'<time title="{when}">چند روز قبل</time></div></li>\n'
    )


def iransamaneh_list_item(article: Article) -> str:
    """One story on an IranSamaneh list: the short address, without its slug."""
    when = dates(article.published)["published_arabic_month"]
    return (
        f'<li class="archive_content"><a class="title5" href="/fa/news/{article.code}">{escape(article.title)}</a>'
        f' <span class="news_date">{when}</span></li>\n'
    )


def by_day(stories: list[Article]) -> dict[tuple[int, int, int], list[Article]]:
    """Stories by their Jalali day of publication."""
    found: dict[tuple[int, int, int], list[Article]] = {}
    for story in stories:
        found.setdefault(jalali(story.published.date()), []).append(story)
    return found


def robots(site: Site, *disallowed: str) -> str:
    """A robots.txt."""
    rules = "".join(f"Disallow: {path}\n" for path in disallowed) or "Disallow:\n"
    return f"User-agent: *\n{rules}Crawl-delay: 0\n"


def front_page(site: Site, stories: list[Article]) -> str:
    """The site's first page: links to its stories."""
    return list_page(site, (f'<li><a href="{story.path}">{escape(story.title)}</a></li>\n' for story in stories))


# --- the five hosts ----------------------------------------------------------------------------------------------


Files = Iterator[tuple[str, str | bytes]]


def pishro(site: Site, stories: list[Article]) -> Files:
    """A news agency for all provinces: feeds by topic, lists by day, a sitemap, a page behind a browser check."""
    for story in stories:
        yield site.file(story), page(story, "nastooh_isna" if story.fields.get("theme") == "isna" else "nastooh")
    first = next(story for story in stories if story.code == "86310411")
    yield f"amp/{first.code}.html", page(first, "nastooh_amp")
    yield "news/86321450.html", (DATA / "templates" / "blocked.html").read_text(encoding="utf-8")
    yield "news/86300008.meta.json", json.dumps({"status": 410})
    yield "photo/86340001.html", list_page(site, ["<li>گزارش تصویری بازدید از کارخانه</li>"])
    odd = [
        bare_item("تاب‌آوری تولید در گرما", f"http://{site.host}/news/86321450/", at("2025-08-01T10:00:00")),
        bare_item("گزارش تصویری بازدید از کارخانه", f"http://{site.host}/photo/86340001/", at("2025-09-06T10:00:00")),
        bare_item("پیوند از سایت همکار", "http://partner-ads.example/news/5512209/", at("2025-09-07T10:00:00")),
        bare_item("خبری که برداشته شد", f"http://{site.host}/news/86399999/", at("2025-09-08T10:00:00")),
        bare_item("خبری که حذف شد", f"http://{site.host}/news/86300008/", at("2025-06-30T10:00:00")),
    ]
    in_provinces = [story for story in stories if story.fields["section"].startswith("استان")]
    others = [story for story in stories if story not in in_provinces]
    generator = "Saba Enterprise Newsroom (www.nastooh.ir)"
    yield "rss/tp/1005.xml", rss(site, generator, [*map(nastooh_item, in_provinces), *odd])
    yield "rss/tp/1006.xml", rss(site, generator, map(nastooh_item, others))
    yield "rss.xml", rss(site, generator, map(nastooh_item, stories))
    short = ((f"http://{site.host}/news/{story.code}", story.published) for story in stories)
    yield "sitemap/news/sitemap.xml", url_set(short)
    for (year, month, day), listed in by_day(in_provinces).items():
        name = f"archive@dy={day}&mn={month}&ms=0&pi=1&tp=1005&yr={year}.html"
        yield name, list_page(site, map(nastooh_list_item, listed))
    yield "archive.html", list_page(site, [])
    yield "robots.txt", robots(site, "/photo/", "/print/", "/redirect/")


def sedaye_kerman(site: Site, stories: list[Article]) -> Files:
    """A local IranSamaneh site: one feed, lists by range of dates, an old page in windows-1256."""
    for story in stories:
        if story.fields.get("theme") == "1256":
            name = site.file(story)
            yield name, in_1256(page(story, "iransamaneh"))
            headers = {
                "Content-Type": "text/html; charset=windows-1256",
                "Last-Modified": "Sun, 13 Jul 2025 05:00:00 GMT",
            }
            yield name.replace(".html", ".meta.json"), json.dumps({"status": 200, "headers": headers})
        else:
            yield site.file(story), page(story, "iransamaneh")
    printed = next(story for story in stories if story.code == "413418")
    yield f"fa/print/{printed.code}.html", page(printed, "iransamaneh_print")
    extra = "<webMaster>info@iransamaneh.com</webMaster>\n"
    yield "fa/rss/allnews.xml", rss(site, "SepehrFeed V1.2", map(iransamaneh_item, stories), extra)
    for (year, month, day), listed in by_day(stories).items():
        written = f"{year}~{month:02}~{day:02}"
        query = f"cat_id=-1&from_date={written}&p=1&rpp=100&sec_id=-1&service_id=-1&to_date={written}"
        yield f"fa/archive@{query}.html", list_page(site, map(iransamaneh_list_item, listed))
    yield "fa/archive.html", list_page(site, [])
    yield "robots.txt", robots(site, "/fa/ads/", "/fa/save/")


def karafarin_fars(site: Site, stories: list[Article]) -> Files:
    """An Aasaam site: one feed, one of whose links is the short address that redirects."""
    items = []
    for story in stories:
        yield site.file(story), page(story, "aasaam")
        short = story.code == "905377"
        items.append(plain_item(story, f"http://{site.host}/fa/tiny/news-{story.code}" if short else story.address))
        redirect = {"status": 302, "headers": {"Location": quote(story.path, safe="/")}}
        yield f"fa/tiny/news-{story.code}.meta.json", json.dumps(redirect)
    yield "feeds.xml", rss(site, "aasaam", items)
    yield (
        "sitemap.xml",
        url_set((f"http://{site.host}/fa/tiny/news-{story.code}", story.published) for story in stories),
    )
    yield "robots.txt", robots(site)


def ostandari_yazd(site: Site, stories: list[Article]) -> Files:
    """A governor's office on WordPress: feed and sitemap."""
    for story in stories:
        yield site.file(story), page(story, "wordpress")
    items = (plain_item(story, story.address) for story in stories)
    yield "feed.xml", rss(site, "https://wordpress.org/?v=6.5.2", items)
    yield "sitemap.xml", url_set((story.address, story.published) for story in stories)
    yield "robots.txt", robots(site, "/wp-admin/")


def bazar_qazvin(site: Site, stories: list[Article]) -> Files:
    """A site of no known family: a sitemap index and one sitemap."""
    for story in stories:
        yield site.file(story), page(story, "generic")
    index = (
        '<?xml version="1.0" encoding="UTF-8"?>\n<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    )
    yield "sitemap.xml", f"{index}<sitemap><loc>http://{site.host}/sitemap-news.xml</loc></sitemap>\n</sitemapindex>\n"
    yield "sitemap-news.xml", url_set((story.address, story.published) for story in stories)
    yield "robots.txt", robots(site) + f"Sitemap: http://{site.host}/sitemap.xml\n"


def at(text: str) -> dt.datetime:
    """A moment in Tehran."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=TEHRAN)


WRITERS: dict[str, Callable[[Site, list[Article]], Files]] = {
    "pishro-news.example": pishro,
    "sedaye-kerman.example": sedaye_kerman,
    "karafarin-fars.example": karafarin_fars,
    "ostandari-yazd.example": ostandari_yazd,
    "bazar-qazvin.example": bazar_qazvin,
}


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of the recorded web: path below it, and bytes."""
    for site in SITES:
        stories = articles(site)
        for name, content in [*WRITERS[site.host](site, stories), ("index.html", front_page(site, stories))]:
            yield f"{site.host}/{name}", content if isinstance(content, bytes) else content.encode()


def expected() -> Iterator[dict[str, Any]]:
    """What a reader must find on each story's page."""
    for site in SITES:
        for story in articles(site):
            yield {
                "file": f"{site.host}/{site.file(story)}",
                "address": story.address,
                "family": site.family,
                "title": story.title,
                "published_at": story.published.isoformat(),
                "news_code": story.code,
                "is_on_topic": bool(story.facts),
                "facts": [item for item in story.facts if item["fact"] != "check"],
                "checks": [
                    {"check": item["check"], "holds": item["holds"]} for item in story.facts if item["fact"] == "check"
                ],
            }


def main() -> None:
    """Write the recorded web and the expected facts."""
    for path, content in files():
        target = WEB / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    lines = [json.dumps(line, ensure_ascii=False) for line in expected()]
    EXPECTED.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
