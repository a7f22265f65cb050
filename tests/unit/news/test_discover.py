import gzip
from datetime import date, datetime
from pathlib import Path

import pytest

from ingestion.news.discover import list_address, province_key, province_of, read_feed, read_list, read_sitemap
from ingestion.sources import ArchiveList, family

BASE = "https://khabar.example/rss"


def rss(*items: str) -> bytes:
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{"".join(items)}</channel></rss>'.encode()
    )


def test_rss_with_categories_and_a_date_in_gmt() -> None:
    listing = read_feed(
        rss(
            "<item><title>جلسه  کارگروه</title><link>https://khabar.example/news/12345/x</link>"
            '<category domain="Lorestan">استانها &gt; لرستان</category><source>خانه ملت</source>'
            "<pubDate>Mon, 19 Oct 2026 19:30:10 GMT</pubDate></item>"
        ),
        BASE,
    )
    (item,) = listing.items
    assert item.title == "جلسه کارگروه"
    assert item.published_at is not None
    assert item.published_at.isoformat() == "2026-10-19T23:00:10+03:30"
    assert item.categories == ("استانها > لرستان", "Lorestan")
    assert item.source_name == "خانه ملت"


def test_rss_date_without_weekday_and_raw_persian_link() -> None:
    (item,) = read_feed(
        rss("<item><title>x</title><link>https://khabar.example/fa/news/1/راهی-ساده</link>"
            "<pubDate>19 Oct 2026 22:42:01 +0330</pubDate></item>"), BASE,
    ).items  # fmt: skip
    assert item.address.isascii()
    assert item.published_at == datetime.fromisoformat("2026-10-19T22:42:01+03:30")


def test_atom() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>خبر</title><link rel="edit" href="/edit"/>'
        '<link href="/a/1"/><updated>2025-10-01T08:00:00Z</updated><category term="قم"/></entry></feed>'
    )
    (item,) = read_feed(feed.encode(), BASE).items
    assert item.address == "https://khabar.example/a/1"
    assert item.published_at is None
    assert item.dated_at is not None
    assert item.dated_at.isoformat() == "2025-10-01T11:30:00+03:30"
    assert item.categories == ("قم",)


def test_a_link_only_in_guid() -> None:
    (item,) = read_feed(rss("<item><guid>https://khabar.example/?p=5</guid><title>x</title></item>"), BASE).items
    assert item.address == "https://khabar.example/?p=5"


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf\n " + rss("<item><link>/news/12345</link></item>"),
        rss("<item><link>/news/12345</link><title>a & b</title></item>"),
        rss("<item><link>/news/12345</link></item>")[:-20],
    ],
    ids=["byte order mark and blanks", "bare ampersand", "cut off"],
)
def test_broken_feeds_are_mended(content: bytes) -> None:
    assert [item.address for item in read_feed(content, BASE).items] == ["https://khabar.example/news/12345"]


@pytest.mark.parametrize(
    "link",
    ["https://khabar.example/?id=12&cat=3&copy=1", "https://khabar.example/?id=12&amp;cat=3&amp;copy=1",
     "<![CDATA[ https://khabar.example/?id=12&cat=3&copy=1 ]]>"],
    ids=["bare", "escaped", "CDATA"],
)  # fmt: skip
def test_parameters_of_a_link_survive(link: str) -> None:
    (item,) = read_feed(
        rss(f"<item><title>الف&nbsp;ب &raquo; ج & <![CDATA[<b>د</b>]]></title><link>{link}</link></item>"), BASE
    ).items
    assert item.address == "https://khabar.example/?id=12&cat=3&copy=1"
    assert item.title == "الف ب » ج & د"


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "windows-1256"])
@pytest.mark.parametrize("declared", ["utf-8", "utf-16", "windows-1256", "iso-8859-1"])
def test_a_declaration_of_a_charset_may_lie(charset: str, declared: str) -> None:
    text = f'<?xml version="1.0" encoding="{declared}"?>{rss("<item><title>خبر تازه</title><link>/1</link></item>").decode()}'
    (item,) = read_feed(text.encode(charset), BASE).items
    assert item.title == "خبر تازه"


def test_what_a_server_prints_before_a_feed_is_passed_over() -> None:
    content = b"<br />\n<b>Warning</b>: x.php on line 1<br />" + rss("<item><link>/1</link></item>")
    assert len(read_feed(content, BASE).items) == 1


@pytest.mark.parametrize(
    ("written", "day"),
    [("11/10/2025 9:45:00 AM", None), ("25/10/2025 09:45", "2025-10-25"), ("10/10/2025 09:45", "2025-10-10")],
)
def test_a_day_that_may_be_a_month_is_not_guessed(written: str, day: str | None) -> None:
    (item,) = read_feed(rss(f"<item><link>/1</link><pubDate>{written}</pubDate></item>"), BASE).items
    assert (item.published_at.date().isoformat() if item.published_at else None) == day


def test_a_windows_1256_feed() -> None:
    text = '<?xml version="1.0" encoding="windows-1256"?><rss><channel><item><title>خبر</title><link>/1</link></item></channel></rss>'
    assert read_feed(text.encode("windows-1256"), BASE).items[0].title == "خبر"


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        (b"", "empty"),
        (b"<html><body>welcome</body></html>", "HTML"),
        ("<html><script>__arcsjs</script>در حال بررسی مرورگر</html>".encode(), "blocked"),
        (b"not xml at all", "not XML"),
        (b"<?xml version='1.0'?><opml></opml>", "no feed"),
    ],
)
def test_what_is_no_feed_is_told(content: bytes, trouble: str) -> None:
    listing = read_feed(content, BASE)
    assert listing.items == ()
    assert trouble in (listing.trouble or "")


def test_external_entities_are_not_read(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    content = (
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file://{secret}">]>'
        "<rss><channel><item><title>&x;</title><link>/1</link></item></channel></rss>"
    )
    assert "secret" not in str(read_feed(content.encode(), BASE))


def test_sitemaps_and_their_index() -> None:
    index = read_sitemap(
        b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://khabar.example/s1.xml</loc>'
        b"<lastmod>2025-10-02</lastmod></sitemap></sitemapindex>", BASE,
    )  # fmt: skip
    assert index.sitemaps == (("https://khabar.example/s1.xml", date(2025, 10, 2)),)
    urls = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">'
        "<url><loc>https://khabar.example/news/12345</loc><news:news><news:publication_date>2025-10-01T10:00:00+03:30"
        "</news:publication_date><news:title>خبر</news:title></news:news></url></urlset>"
    ).encode()
    for content in (urls, gzip.compress(urls)):
        (item,) = read_sitemap(content, BASE).items
        assert item.title == "خبر"
        assert item.published_at == datetime.fromisoformat("2025-10-01T10:00:00+03:30")


def test_an_image_in_a_sitemap_does_not_take_the_place_of_the_story() -> None:
    urls = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">'
        "<url><loc>https://khabar.example/news/12345</loc><lastmod>2025-10-02</lastmod><image:image>"
        "<image:loc>https://khabar.example/i/1.jpg</image:loc><image:title>عکس</image:title></image:image></url></urlset>"
    ).encode()
    (item,) = read_sitemap(urls, BASE).items
    assert (item.address, item.title, item.published_at) == ("https://khabar.example/news/12345", None, None)
    assert item.updated_at == item.dated_at == datetime.fromisoformat("2025-10-02T00:00:00+03:30")


def test_an_atom_entry_tells_when_it_was_published_and_when_it_was_changed() -> None:
    (item,) = read_feed(
        b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/news/1"/><updated>2025-10-03T08:00:00Z</updated>'
        b"<published>2025-10-01T08:00:00Z</published></entry></feed>", BASE,
    ).items  # fmt: skip
    assert item.published_at == datetime.fromisoformat("2025-10-01T08:00:00+00:00")
    assert item.updated_at == datetime.fromisoformat("2025-10-03T08:00:00+00:00")


def test_an_atom_feed_with_a_base_of_its_own() -> None:
    entry = '<entry><title>x</title><link rel="enclosure" href="a.jpg"/><link rel="alternate" href="1001/x"/></entry>'
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://khabar.example/news/">{entry}</feed>'
    (item,) = read_feed(feed.encode(), "https://khabar.example/atom.xml").items
    assert item.address == "https://khabar.example/news/1001/x"


def test_a_feed_served_through_a_counter_names_the_story_itself() -> None:
    item = (
        '<item xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"><link>https://feeds.example/~r/1</link>'
        "<fb:origLink>https://khabar.example/news/1001/x</fb:origLink></item>"
    )
    assert [found.address for found in read_feed(rss(item), BASE).items] == ["https://khabar.example/news/1001/x"]


def test_a_sitemap_of_lines_with_a_byte_order_mark() -> None:
    content = b"\xef\xbb\xbfhttps://khabar.example/news/1/a\r\n\r\nhttps://khabar.example/news/2/b\r\n"
    found = read_sitemap(content, "https://khabar.example/sitemap.txt")
    assert [item.address.split("/")[4] for item in found.items] == ["1", "2"]


def _listed(html: str, name: str) -> list[tuple[str, str | None, str | None]]:
    found = read_list(f"<html><body>{html}</body></html>".encode(), "https://khabar.example/archive", family(name))
    return [
        (
            item.address.removeprefix("https://khabar.example"),
            item.title,
            at.isoformat() if (at := item.dated_at) else None,
        )
        for item in found.items
    ]


def test_a_list_in_a_box_that_has_a_list_items_name() -> None:
    rows = "".join(
        f'<div class="linear_news"><span class="date">{at}</span><a class="title5" href="/fa/news/{n}/x">خبر {n}</a></div>'
        for n, at in ((4501, "۱۰:۳۰ - ۱۲ مهر ۱۴۰۴"), (4502, "۱۴۰۴/۰۷/۱۱ - ۲۲:۰۵"))
    )
    assert _listed(f'<div class="archive_content">{rows}</div>', "iransamaneh") == [
        ("/fa/news/4501/x", "خبر 4501", "2025-10-04T10:30:00+03:30"),
        ("/fa/news/4502/x", "خبر 4502", "2025-10-03T22:05:00+03:30"),
    ]


def test_a_nastooh_list_with_the_date_on_the_link_in_time() -> None:
    item = '<li class="news"><h3><a href="/news/86001/x">خبر</a></h3><time><a title="شنبه ۱۲ مهر ۱۴۰۴ - ۱۰:۳۰">۱۰ روز قبل</a></time></li>'
    assert _listed(f"<ul>{item}</ul>", "nastooh") == [("/news/86001/x", "خبر", "2025-10-04T10:30:00+03:30")]


def test_a_wordpress_list_with_plain_addresses_and_a_clock_of_twelve_hours() -> None:
    posts = (
        '<article class="post"><h2 class="entry-title"><a href="/1404/07/12/a/">خبر الف</a></h2>'
        '<time datetime="2025-10-04T10:30:00+03:30">۱۲ مهر</time></article>'
        '<article class="post"><h3><a href="/?p=12">خبر ب</a></h3><span class="post-date">۱۱ مهر ۱۴۰۴ - ۸:۰۵ ب.ظ</span></article>'
    )
    assert _listed(f'<nav><a href="/">خانه</a></nav>{posts}', "wordpress") == [
        ("/1404/07/12/a/", "خبر الف", "2025-10-04T10:30:00+03:30"),
        ("/?p=12", "خبر ب", "2025-10-03T20:05:00+03:30"),
    ]


def test_a_nastooh_list_page() -> None:
    page = """<html><body><ul><li class="news"><figure><a href="/news/85000002/b"><img></a></figure><div class="desc">
    <h4>روتیتر</h4><h3><a href="/news/85000002/b">خبر دوم</a></h3><p>چکیده</p>
    <time title="چهارشنبه ۱۱ بهمن ۱۴۰۲ - ۱۸:۱۷">۱۰ روز قبل</time></div></li>
    <li class="news"><div class="desc"><h3><a href="/news/85000001/a">خبر یکم</a></h3></div></li></ul>
    <a href="/service/x">دیگر</a></body></html>"""
    listing = read_list(page.encode(), "https://khabar.example/archive?pi=1", family("nastooh"))
    assert [(item.address, item.title) for item in listing.items] == [
        ("https://khabar.example/news/85000002/b", "خبر دوم"),
        ("https://khabar.example/news/85000001/a", "خبر یکم"),
    ]
    assert listing.items[0].published_at == datetime.fromisoformat("2024-01-31T18:17:00+03:30")


def test_a_list_of_unknown_build_falls_back_to_links_that_look_like_stories() -> None:
    page = '<div class="z"><a href="/fa/news/1002/b">دو</a></div><div><a href="/fa/news/1001/a">یک</a><a href="/fa/about">ما</a></div>'
    listing = read_list(page.encode(), "https://khabar.example/fa/archive", family("iransamaneh"))
    assert [item.title for item in listing.items] == ["دو", "یک"]


def test_list_addresses_carry_the_solar_hijri_day() -> None:
    nastooh = ArchiveList("https://a.example/archive?pi={page}&dy={day}&mn={month}&yr={year}")
    assert list_address(nastooh, date(2025, 7, 1), 3) == "https://a.example/archive?pi=3&dy=10&mn=4&yr=1404"
    other = ArchiveList("https://a.example/fa/archive?from_date={from}&to_date={to}&p={page}")
    assert (
        list_address(other, date(2025, 7, 1), 1)
        == "https://a.example/fa/archive?from_date=1404/04/10&to_date=1404/04/10&p=1"
    )


def test_provinces_of_categories() -> None:
    names = {province_key("لرستان"): "15", province_key("خراسان رضوی"): "09", province_key("lorestan"): "15"}
    assert province_of(["استانها > لرستان", "Lorestan"], names) == "15"
    assert province_of(["استان‌ها > خراسان‌رضوي"], names) == "09"
    assert province_of(["استان لرستان"], names) == "15"
    assert province_of(["لرستان", "خراسان رضوی"], names) is None
    assert province_of(["اقتصاد"], names) is None


@pytest.mark.parametrize("name", ["mehr", "khabaronline", "tabnak", "asriran"])
def test_real_feeds(corpus: Path, name: str) -> None:
    listing = read_feed((corpus / "real" / "rss" / f"{name}.xml").read_bytes(), "https://x.example/")
    assert listing.trouble is None
    assert len(listing.items) >= 3
    assert all(item.title and item.published_at and item.address.isascii() for item in listing.items)
