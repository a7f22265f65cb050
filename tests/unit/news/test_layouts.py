import re
from collections import Counter
from datetime import date, datetime
from pathlib import Path

import pytest

from ingestion.errors import PeygirError
from ingestion.news.layouts import ParsedPage, parse_page
from ingestion.news.layouts.body import read_body
from ingestion.news.layouts.dates import read_published
from ingestion.sources import Layout
from tests.unit.news.conftest import page, site

BODY = "<p>در نشست کارگروه تسهیل استان، پرونده سه واحد تولیدی بررسی و برای هر کدام تصمیم گرفته شد.</p>"


def parsed(html: str, **options: object) -> ParsedPage:
    return parse_page(html.encode(), **options)  # type: ignore[arg-type]


# --- dates ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2019-07-12T13:30:56Z", "2019-07-12T18:00:56+04:30"),
        ("2025-07-12T13:30:56Z", "2025-07-12T17:00:56+03:30"),
        ("2019-07-12T17:21:03+04:30", "2019-07-12T17:21:03+04:30"),
        ("2025-09-10T13:05:44+0330", "2025-09-10T13:05:44+03:30"),
        ("2019-07-12 18:00:56.883", "2019-07-12T18:00:56+04:30"),
        ("2025-10-01", "2025-10-01T00:00:00+03:30"),
        ("۱۳۹۸/۰۴/۲۱ - ۱۷:۲۱", "2019-07-12T17:21:00+04:30"),
        ("1404-05-12T10:30:00", "2025-08-03T10:30:00+03:30"),
        ("تاریخ انتشار: ۲۱ تير ۱۳۹۸ - ۱۷:۲۱", "2019-07-12T17:21:00+04:30"),
        ("۶ دی ۱۴۰۴، ۱۸:۳۴", "2025-12-27T18:34:00+03:30"),
        ("چهارشنبه ۱۱ بهمن ۱۴۰۲ - ۱۸:۱۷", "2024-01-31T18:17:00+03:30"),
        ("۲۱ تیر ۱۳۹۸ / ۱۸:۰۰", "2019-07-12T18:00:00+04:30"),
        ("Mon, 19 Oct 2026 19:30:10 GMT", "2026-10-19T23:00:10+03:30"),
        ("19 Oct 2026 22:42:01 +0330", "2026-10-19T22:42:01+03:30"),
        ("تاریخ انتشار: ۱۰:۰۵ - ۳۱ ارديبهشت ۱۴۰۴ - 21 May 2025", "2025-05-21T10:05:00+03:30"),
        ("۰۸:۰۵:۳۱ - ۱۲ مهر ۱۴۰۴", "2025-10-04T08:05:31+03:30"),
        ("۱۲ مهر ۱۴۰۴ - ۸:۳۰ ب.ظ", "2025-10-04T20:30:00+03:30"),
        ("۱۲ مهر ۱۴۰۴ - ۸:۳۰ ق.ظ", "2025-10-04T08:30:00+03:30"),
        ("۱۴۰۴/۰۷/۱۲ ۱۲:۱۰ بعد از ظهر", "2025-10-04T12:10:00+03:30"),
        ("12 مهر 1404, 12:10 AM", "2025-10-04T00:10:00+03:30"),
        ("۱۲ مهر ۱۴۰۴ ساعت ۱۷:۲۰ عصر", "2025-10-04T17:20:00+03:30"),
        ("۱۰ روز قبل", None),
        ("1404-13-45", None),
        ("0000-00-00T00:00:00", None),
        ("", None),
    ],
)  # fmt: skip
def test_written_dates(text: str, expected: str | None) -> None:
    found = read_published(text)
    assert (found.at.isoformat() if found else None) == expected


def test_two_different_days_are_marked() -> None:
    html = page(1).replace("۱ آبان ۱۴۰۴", "۱ آبان ۱۴۰۳").replace('content="۱۴۰۴/۰۸/01', 'content="۱۴۰۴/۰۸/01')
    html = html.replace("تاریخ انتشار: 1 آبان ۱۴۰۴", "تاریخ انتشار: ۹ آذر ۱۴۰۴")
    assert "dates_disagree" in parsed(html).problems


def test_tags_that_are_never_closed_do_not_end_the_reading() -> None:
    line = "در جلسه کارگروه تسهیل پرونده چند واحد بررسی شد و مقرر شد بانک‌ها همکاری کنند."
    found = parsed("<title>گشایش در کارگروه</title><table><tr><td>" + f"<font size=2><b>{line}<br>" * 500)
    assert found.body.count(line) == 500


def test_half_a_sign_in_structured_data_is_left_out() -> None:
    text = "متن خبر کارگروه تسهیل. " * 12
    found = parsed(
        f'<script type="application/ld+json">{{"@type":"NewsArticle","headline":"گره\\ud83d گشوده شد","articleBody":"{text}"}}</script>'
    )
    assert found.title == "گره گشوده شد"
    assert found.body.encode()


def test_a_day_of_utc_beside_the_instant_is_no_other_day() -> None:
    html = (
        '<meta name="generator" content="www.nastooh.ir"><meta property="nastooh:publishDate" content="2025-10-04">'
        '<meta property="article:published_time" content="2025-10-04T21:05:40Z"><h1 class="title">عنوان خبر</h1>'
        '<div class="item-text">' + "متن خبر کارگروه تسهیل. " * 9 + "</div>"
    )
    found = parsed(html)
    assert str(found.published_at) == "2025-10-05 00:35:40+03:30"
    assert found.problems == ()


def test_a_day_after_the_fetch_gives_way_to_the_one_that_is_printed() -> None:
    html = page(1).replace('content="۱۴۰۴/۰۸/01 - ۱۰:۰۰"', 'content="2026-12-13T10:22:15+03:30"')
    found = parsed(html, source=site(), fetched_on=date(2025, 11, 1))
    assert str(found.published_at) == "2025-10-23 10:00:00+03:30"
    assert "dates_disagree" in found.problems


def test_a_day_is_made_finer_by_a_second_place_but_not_by_another_day() -> None:
    html = f"""<html><head><meta name="generator" content="www.nastooh.ir">
    <meta property="nastooh:publishDate" content="2025-12-27"></head><body><h1 class="title">عنوان خبر</h1>
    <div class="item-header"><div class="item-date">۶ دی ۱۴۰۴، ۱۸:۳۴</div></div>
    <div class="item-body"><div class="item-text">{BODY}</div></div></body></html>"""
    assert str(parsed(html).published_at) == "2025-12-27 18:34:00+03:30"
    other = parsed(html.replace("۶ دی", "۷ دی"))
    assert str(other.published_at) == "2025-12-27 00:00:00+03:30"
    assert other.published_precision == "day"


def test_a_date_after_the_fetch_is_no_date() -> None:
    found = parsed(page(1), source=site(), fetched_on=date(2025, 1, 1))
    assert found.published_at is None
    assert "date_in_future" in found.problems


# --- families ------------------------------------------------------------------------------------------------------


def test_iransamaneh_fields() -> None:
    found = parsed(page(1001, day=7), url="http://mail.khabar.example/fa/print/1001")
    assert found.family == "iransamaneh"
    assert found.title == "خبر شماره 1001 از کارگروه تسهیل"
    assert found.lead == "چکیده خبر شماره 1001 در یک جمله."
    assert found.section == "اقتصادی"
    assert found.tags == ("تولید",)
    assert found.news_code == "1001"
    assert found.published_at == datetime.fromisoformat("2025-10-29T10:00:00+03:30")
    assert found.canonical_address == "https://khabar.example/fa/news/1001"
    assert len(found.paragraphs) == 2


def test_an_open_body_stops_at_its_mark() -> None:
    html = page(1).replace('<div class="body">', '<div class="body">' + BODY + '<div id="MV_afterBody"></div>')
    assert parsed(html).body.startswith("در نشست کارگروه")
    assert "معاون استاندار" not in parsed(html).body


def test_aasaam() -> None:
    html = f"""<html lang="fa"><head><!-- job [at] aasaam --></head><body><main><ul class="breadcrumb_list"><li><a>خانه</a></li>
    <li><a>استان‌ها</a></li></ul><article><div class="uptitle">روتیتر</div><h1 class="title">عنوان</h1>
    <p class="news-lead">چکیده خبر که با متن فرق دارد.</p><time datetime="2025-07-01T09:00:00+03:30">۱۰ تیر</time>
    <div class="noprint">اشتراک</div><div id="echo_details">{BODY}انتهای پیام/</div>
    <div class="article_tag"><a>تولید</a><a>صمت</a></div></article></main></body></html>"""
    found = parsed(html, url="https://www.ilna.ir/بخش-استان-ها-15/1715877-slug")
    assert found.family == "aasaam"
    assert (found.kicker, found.title, found.lead) == ("روتیتر", "عنوان", "چکیده خبر که با متن فرق دارد.")
    assert found.section == "استان‌ها"
    assert found.tags == ("تولید", "صمت")
    assert found.body == re.sub("<.*?>", "", BODY)
    assert found.news_code == "1715877"
    assert found.published_at == datetime.fromisoformat("2025-07-01T09:00:00+03:30")


def test_an_unknown_site_is_read_by_its_json_ld() -> None:
    html = f"""<html lang="fa"><head><title>عنوان - سایت</title><meta property="og:site_name" content="سایت">
    <script type="application/ld+json">{{"@context":"https://schema.org","@graph":[{{"@type":"WebSite","name":"x"}},
    {{"@type":["NewsArticle"],"headline":"عنوان درست","datePublished":"2025-07-01T09:00:00+03:30","keywords":"الف، ب",
    "articleSection":"اقتصاد",}}]}}</script></head><body><h1></h1><div class="post-content">{BODY}</div></body></html>"""
    found = parsed(html, url="https://nashenas.example/x/y")
    assert found.family == "generic"
    assert found.title == "عنوان درست"
    assert found.tags == ("الف", "ب")
    assert found.section == "اقتصاد"
    assert found.published_at == datetime.fromisoformat("2025-07-01T09:00:00+03:30")
    assert found.body.startswith("در نشست")


def test_a_date_and_code_after_their_labels() -> None:
    html = f"""<html><body><div class="q1">امروز شنبه ۱ آذر ۱۴۰۴</div><h1>عنوان</h1><div class="q2">کد خبر : ۱۲۳۴۵ |
    تاریخ انتشار : ۱۲ مرداد ۱۴۰۴ - ۰۹:۱۵</div><div class="post-content">{BODY}</div></body></html>"""
    found = parsed(html, url="https://nashenas.example/x")
    assert str(found.published_at) == "2025-08-03 09:15:00+03:30"
    assert found.news_code == "12345"
    assert found.fields_read["published_at"] == "label"


def test_a_date_without_a_label_or_a_place_is_not_guessed() -> None:
    html = f"<html><body><div class='q1'>امروز شنبه ۱ آذر ۱۴۰۴</div><h1>عنوان</h1><div class='post-content'>{BODY}</div></body></html>"
    assert parsed(html, url="https://nashenas.example/x").published_at is None


def test_a_site_name_is_no_part_of_a_title_from_a_meta_tag() -> None:
    html = f"""<html><head><meta property="og:title" content="گشایش کارخانه | خبرگزاری نمونه">
    <meta property="og:site_name" content="خبرگزاری نمونه"></head><body><div class="entry-content">{BODY}</div></body></html>"""
    assert parsed(html).title == "گشایش کارخانه"


def test_words_keep_their_zwnj_when_the_text_is_searched_for() -> None:
    prose = "".join(
        f"<p>در جلسه شماره {n} دستگاه‌های اجرایی گزارش دادند که مصوبه‌ها اجرا می‌شود و واحدها به کار برمی‌گردند.</p>"
        for n in range(8)
    )
    html = f"<html lang='fa'><head><title>خبر</title></head><body><div class='xq1'><h1>خبر</h1><div class='xq2'>{prose}</div></div></body></html>"
    found = parsed(html)
    assert found.fields_read["body"] == "trafilatura"
    assert "body_fallback" in found.problems
    assert "می‌شود" in found.body
    assert "دستگاه‌های" in found.body


def test_a_meta_description_that_begins_the_text_is_no_lead() -> None:
    text = re.sub("<.*?>", "", BODY)
    html = f"""<html><head><meta name="description" content="{text[:60]}..."><meta property="og:title" content="عنوان"></head>
    <body><div class="entry-content">{BODY}</div></body></html>"""
    assert parsed(html).lead is None


# --- layouts -------------------------------------------------------------------------------------------------------


def _old_page() -> str:
    return f"<html><body><div class='kohne-titr'>عنوان قدیم</div><div class='kohne-matn'>{BODY}</div></body></html>"


OLD = Layout(family="generic", until=date(2024, 5, 1), fields={"title": (".kohne-titr",), "body": (".kohne-matn",)})


def test_a_past_layout_reads_old_bytes_as_before() -> None:
    source = site(layouts=(OLD, Layout(family="iransamaneh")))
    found = parsed(_old_page(), source=source, fetched_on=date(2024, 4, 1))
    assert found.layout == "generic-until-2024-05-01"
    assert found.title == "عنوان قدیم"


def test_an_old_page_that_is_fetched_late_is_read_by_its_layout() -> None:
    found = parsed(_old_page(), source=site(layouts=(OLD, Layout(family="iransamaneh"))), fetched_on=date(2025, 11, 1))
    assert found.layout == "generic-until-2024-05-01"


def test_a_new_layout_does_not_change_old_answers() -> None:
    alone = parsed(page(5), source=site(), fetched_on=date(2025, 11, 1))
    later = site(layouts=(Layout(family="iransamaneh", until=date(2025, 12, 1)), Layout(family="wordpress")))
    again = parsed(page(5), source=later, fetched_on=date(2025, 11, 1))
    assert (again.title, again.body, again.published_at) == (alone.title, alone.body, alone.published_at)


def test_fields_of_the_yaml_come_first() -> None:
    html = page(5).replace("<body>", "<body><div class='titr-vije'>عنوان ویژه</div>")
    source = site(
        layouts=(Layout(family="iransamaneh", fields={"title": (".titr-vije",)}, drop=(".body p:last-child",)),)
    )
    found = parsed(html, source=source)
    assert found.title == "عنوان ویژه"
    assert len(found.paragraphs) == 1


def test_a_wrong_selector_is_told_by_name() -> None:
    with pytest.raises(PeygirError, match=r"p\[\["):
        parsed(page(5), source=site(layouts=(Layout(family="iransamaneh", fields={"title": ("p[[",)}),)))


# --- bodies --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "noise",
    [
        "<div class='box ads'>تبلیغ فروش ویژه خودرو</div>",
        "<div class='related-items'><ul><li><a href='/news/123456/x'>خبر مرتبط</a></li></ul></div>",
        "<div class='news_share'><a>اشتراک</a></div>",
        "<script>var a = 'متن';</script><style>p{}</style><noscript>متن</noscript>",
        "<figure><img><figcaption>شرح عکس</figcaption></figure>",
        "<form><label>کد امنیتی</label><input name='captcha'></form>",
        "<p style='display: none'>پنهان</p><p hidden>پنهان</p>",
        "<p><a href='/fa/news/7654321/x'>بیشتر: واحد دیگری هم به تولید بازگشت</a></p>",
        "<p>همچنین بخوانید: خبری دیگر</p>", "<p>انتهای پیام/م</p><h2>تیتر ویدیو</h2>", "<p>انتهای پیام</p>", "<p>نظر شما</p>",
        "<p>کد ویدیو</p><p>دانلود</p><p>فیلم اصلی</p>", "<p>۳۲۱۰/۷۲۷۳</p>", "<div><span>156</span> / <span>156</span></div>",
        "<!-- یادداشت -->", "<p>&nbsp;</p><br><br>", "<div class='comments'><p>سلام خسته نباشید</p></div>",
        "<p>مجموع نظرات : 0</p>", "<p>حاصل عبارت را وارد کنید</p><p>۷ + ۲ =</p>",
    ],
)  # fmt: skip
def test_what_is_not_the_story_is_left_out(noise: str) -> None:
    clean = parsed(page(5, body=BODY + BODY.replace("سه", "پنج"))).body
    assert parsed(page(5, body=BODY + BODY.replace("سه", "پنج") + noise)).body == clean


@pytest.mark.parametrize(
    "noise", ["<p>پخش زنده</p>", "<div class='hideTag'><a href='/fa/service/6/x'>- اخبار استانها -</a></div>"]
)
def test_what_stands_before_the_story_is_left_out(noise: str) -> None:
    assert parsed(page(5, body=noise + BODY)).body == parsed(page(5, body=BODY)).body


def test_a_repeated_title_and_lead_are_no_part_of_the_text() -> None:
    body = "<p>خبر شماره 5 از کارگروه تسهیل</p><p>چکیده خبر شماره 5 در یک جمله.</p>" + BODY
    assert parsed(page(5, body=body)).paragraphs == parsed(page(5, body=BODY)).paragraphs


def test_paragraphs_lines_lists_and_tables_are_kept() -> None:
    html = (
        "<div>مقدمه<br>سطر دوم<br><br>بند دوم<p>بند <b>سوم</b> <a href='/x'>پیوند</a> دارد<ul><li>یک</li><li>دو</li></ul>"
        "<table><tr><td>بانک</td><td>۵</td></tr></table><blockquote>نقل</blockquote></div>"
    )
    assert read_body(html) == ["مقدمه\nسطر دوم", "بند دوم", "بند سوم پیوند دارد", "یک", "دو", "بانک", "۵", "نقل"]


def test_a_sentence_with_a_link_is_prose() -> None:
    html = "<p>به گزارش <a href='https://www.irna.ir/news/85202185'>خبرگزاری ایرنا</a>، جلسه برگزار شد.</p>"
    assert read_body(html) == ["به گزارش خبرگزاری ایرنا، جلسه برگزار شد."]


def test_letters_stay_as_written_and_invisible_marks_go() -> None:
    html = "<p>هشتمين\u00a0جلسه\u200f كارگروه  \u200cتسهيل\ufeff می\u200cشود</p>"
    assert read_body(html) == ["هشتمين جلسه كارگروه تسهيل می\u200cشود"]


def test_a_text_in_two_containers_is_read_whole() -> None:
    html = page(5, body=BODY + "</div><div class='body'>" + BODY.replace("سه", "پنج"))
    assert len(parsed(html).paragraphs) == 2


def test_a_source_line_is_the_byline_and_stays() -> None:
    found = parsed(page(5, body=BODY + "<p>منبع: خبرگزاری مهر</p><p>انتهای پیام / م</p>"))
    assert found.byline_source == "خبرگزاری مهر"
    assert found.body.endswith("منبع: خبرگزاری مهر")


# --- odd pages -----------------------------------------------------------------------------------------------------


def test_a_browser_check_is_blocked() -> None:
    html = "<html><head><title>در حال بررسی مرورگر</title><script>__arcsjs()</script></head><body><div class='error-section'></div></body></html>"
    found = parsed(html)
    assert found.blocked_because
    assert not found.is_article


def test_an_article_with_a_captcha_in_its_comment_form_is_an_article() -> None:
    html = page(5).replace("</body>", "<form><textarea name='g-recaptcha-response'></textarea></form></body>")
    assert parsed(html).blocked_because is None
    assert parsed(html).is_article


@pytest.mark.parametrize("content", [b"", b"   ", b"<", b"\x00\x01\x02", b"<html></html>", b"%PDF-1.7 ...", b"{}"])
def test_odd_bytes_are_no_article_and_no_error(content: bytes) -> None:
    found = parse_page(content)
    assert not found.is_article
    assert "no_body" in found.problems


@pytest.mark.parametrize(
    "broken",
    [
        lambda html: html.encode().decode("latin-1").encode(),
        lambda html: html.encode().decode("cp1252", "replace").encode(),
        lambda html: html.encode("ascii", "replace"),
        lambda html: html.encode().decode("windows-1256", "replace").encode(),
    ],
    ids=["latin-1", "cp1252", "question marks", "windows-1256"],
)
def test_broken_letters_are_told(broken: object) -> None:
    assert "broken_letters" in parse_page(broken(page(5)), source=site()).problems  # type: ignore[operator]


def test_a_windows_1256_page_without_a_declaration() -> None:
    html = page(5).replace('<meta charset="utf-8">', "").replace("ی", "ي").replace("۱۴۰۴", "1404").replace("۰۸", "08")
    html = html.replace("۱۰:۰۰", "10:00").replace("\u200c", "\u200c")
    found = parse_page(html.encode("windows-1256"), content_type="text/html; charset=utf-8")
    assert "كارگروه" in (found.title or "") or "کارگروه" in (found.title or "")
    assert found.problems == ()


# --- real pages ----------------------------------------------------------------------------------------------------


def _words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


@pytest.mark.parametrize(
    ("name", "published_at", "code"),
    [
        ("isna_98042110897", "2019-07-12T13:30:56+00:00", "98042110897"),
        ("yjc_6998551", "2019-07-12T17:21:03+04:30", "6998551"),
    ],
)
def test_real_pages(corpus: Path, name: str, published_at: str, code: str) -> None:
    folder = corpus / "real" / "html"
    title, _, rest = (folder / f"{name}.expected.txt").read_text(encoding="utf-8").strip().partition("\n")
    found = parse_page((folder / f"{name}.html").read_bytes())
    assert found.title == title.strip()
    assert found.published_at == datetime.fromisoformat(published_at)
    assert found.news_code == code
    expected, read = _words(rest), _words(f"{found.lead}\n{found.body}")
    assert sum((expected & read).values()) / sum(read.values()) > 0.995
    assert sum((expected & read).values()) / sum(expected.values()) > 0.97
