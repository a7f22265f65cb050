import pytest

from ingestion.news.addresses import canonical_address, is_story_link, normal_address, publisher_site
from ingestion.sources import family


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("http://A.example/b", "http://a.example/b"),
        ("https://a.example:443/b#part", "https://a.example/b"),
        ("https://a.example", "https://a.example/"),
        ("https://a.example/fa/news/1/خبر", "https://a.example/fa/news/1/%D8%AE%D8%A8%D8%B1"),
        ("https://a.example/%D8%AE", "https://a.example/%D8%AE"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/x?q=خبر", "https://a.example/x?q=%D8%AE%D8%A8%D8%B1"),
        ("https://مثال.example/", "https://xn--mgbh0fb.example/"),
        ("  https://a.example/x\n", "https://a.example/x"),
        ("javascript:alert(1)", None),
        ("mailto:x@a.example", None),
        ("https://user@a.example/", None),
        ("https:///x", None),
        ("", None),
        ("https://a.example:port/", None),
    ],
)  # fmt: skip
def test_normal_address(text: str, expected: str | None) -> None:
    assert normal_address(text) == expected


def test_relative_links_are_joined() -> None:
    assert normal_address("/fa/news/2", "https://a.example/fa/rss/allnews") == "https://a.example/fa/news/2"


@pytest.mark.parametrize(
    ("name", "addresses", "expected"),
    [
        (
            "iransamaneh",
            ["https://www.yjc.ir/fa/news/6998551/slug", "http://mail.yjc.ir/fa/news/6998551/", "https://yjc.ir/fa/print/6998551",
             "https://www.yjc.ir/fa/amp/news/6998551", "https://www.yjc.ir/fa/news/6998551/slug?utm_source=x"],
            "https://yjc.ir/fa/news/6998551",
        ),
        ("iransamaneh", ["https://ahwaz.iribnews.ir/fa/news/4425269/x"], "https://iribnews.ir/fa/news/4425269"),
        (
            "nastooh",
            ["https://www.irna.ir/news/85202185/slug", "https://irna.ir/amp/85202185", "https://www.irna.ir/print/85202185/x"],
            "https://irna.ir/news/85202185",
        ),
        ("nastooh", ["https://news.mrud.ir/news/123456/x"], "https://news.mrud.ir/news/123456"),
        (
            "aasaam",
            ["https://www.ilna.ir/بخش-سیاسی-3/1736331-slug", "https://www.ilna.ir/fa/tiny/news-1736331"],
            "https://ilna.ir/fa/tiny/news-1736331",
        ),
        ("wordpress", ["https://www.a.example/x/y/?utm_source=z", "http://a.example/x/y"], "https://a.example/x/y"),
        ("wordpress", ["https://a.example/?p=12"], "https://a.example/?p=12"),
        ("generic", ["https://m.a.example/news/print/5"], "https://a.example/news/5"),
    ],
)  # fmt: skip
def test_variants_of_one_story_fold_to_one_address(name: str, addresses: list[str], expected: str) -> None:
    assert {canonical_address(normal_address(address) or "", family(name)) for address in addresses} == {expected}


@pytest.mark.parametrize(
    ("name", "path", "expected"),
    [
        ("iransamaneh", "/fa/news/6998551/x", True), ("iransamaneh", "/fa/rss/allnews", False),
        ("iransamaneh", "/fa/tags/81617/1/x", False), ("iransamaneh", "/files/fa/news/1398/4/21/1_2.jpg", False),
        ("iransamaneh", "/en/news/12345/x", False),
        ("nastooh", "/news/6983317/x", True), ("nastooh", "/photo/6983314/x", True), ("nastooh", "/redirect/ads/159", False),
        ("nastooh", "/archive?pi=2", False), ("nastooh", "/service/Politics", False),
        ("aasaam", "/بخش-سیاسی-3/1736331-x", True), ("aasaam", "/بخش-سیاسی-3", False),
        ("wordpress", "/1404/05/slug/", True), ("wordpress", "/", False), ("generic", "/economy/20418", True),
    ],
)  # fmt: skip
def test_story_links(name: str, path: str, expected: bool) -> None:
    assert is_story_link(normal_address(f"https://a.example{path}") or "", family(name)) is expected


def test_publisher_site() -> None:
    assert publisher_site("https://www.mehrnews.com/news/1") == "mehrnews.com"
    assert publisher_site(None) is None
