"""Pages of the CMS families in their many themes, in words of our own, each with what must be read from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

TITLE = "سه کارخانه رفسنجان به مدار تولید بازگشتند"
KICKER = "معاون استاندار خبر داد"
LEAD = "معاون استاندار کرمان از بازگشت سه کارخانه تعطیل رفسنجان به مدار تولید خبر داد."
FIRST = "به گزارش پیک نمونه، در جلسه کارگروه تسهیل و رفع موانع تولید استان کرمان پرونده ۱۲ واحد بررسی شد."
SECOND = "وی افزود: مقرر شد بانک‌ها بدهی این واحدها را تا پایان آذر تقسیط کنند و برق آن‌ها وصل شود."
THIRD = "این نشست با حضور مدیران دستگاه‌های اجرایی در محل استانداری برگزار شد."
BODY = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"
PARAGRAPHS = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"
AT = "2025-11-10T09:45:00+03:30"
MENU = '<nav><ul class="menu">' + "".join(f'<li><a href="/s/{n}">بخش {n}</a></li>' for n in range(12)) + "</ul></nav>"
OTHERS = "".join(
    f'<li><h3><a href="/fa/news/{n}/x">خبر دیگری از استان با شماره {n} که ربطی به این خبر ندارد</a></h3></li>'
    for n in range(61000, 61008)
)
COMMENTS = """<div class="comments comments-list" id="comments"><h2>نظرات</h2><ul><li class="comment"><div class="author">ناشناس</div>
<div class="comment-body"><p>ای کاش کارخانه ما هم که چهار سال است تعطیل مانده در این جلسه بررسی می‌شد، ممنون.</p></div></li></ul>
<form><label>نظر شما</label><textarea></textarea><span>حاصل عبارت روبرو: ۳ + ۴ =</span><img class="captcha" src="/c.png"></form></div>"""


@dataclass(frozen=True)
class Variant:
    """A page, the address it was fetched from, its bytes, and the fields that must come out."""

    name: str
    address: str
    content: bytes
    expected: dict[str, Any]
    content_type: str | None = None


@dataclass
class _Page:
    """What differs between the variants of a family."""

    head: str = ""
    body: str = ""
    html: str = 'lang="fa" dir="rtl"'
    expected: dict[str, Any] = field(default_factory=dict)

    def text(self, charset: str = "utf-8") -> str:
        return (
            f'<!DOCTYPE html><html {self.html}><head><meta charset="{charset}">'
            f"<title>{TITLE} - پیک نمونه</title>{self.head}</head><body>{self.body}</body></html>"
        )


def all_variants() -> Iterator[Variant]:
    """Every variant of every family."""
    yield from _nastooh()
    yield from _iransamaneh()
    yield from _aasaam()
    yield from _wordpress()
    yield from _unknown()


def _variant(name: str, address: str, page: _Page, **expected: Any) -> Variant:
    wanted = {"title": TITLE, "body": BODY, "published_at": AT, **expected}
    return Variant(name, address, page.text().encode(), wanted)


# --- Nastooh -------------------------------------------------------------------------------------------------------


def _nastooh() -> Iterator[Variant]:
    address = "https://www.peyk.example/news/86012345/سه-کارخانه"
    canonical = "https://peyk.example/news/86012345"
    generator = '<meta name="generator" content="www.nastooh.ir">'
    metas = f"""{generator}<meta name="date" content="2025-11-22 T 19:14:22 +0330"><meta name="keywords" content="رفسنجان,کارگروه تسهیل">
<meta property="nastooh:nid" content="86012345"><meta property="nastooh:topic" content="Provinces">
<meta property="nastooh:publishDate" content="2025-11-10"><meta property="article:published_time" content="2025-11-10T06:15:00Z">
<meta property="article:section" content="استان‌ها &gt; کرمان"><meta property="og:description" content="{LEAD}">"""
    head = f"""<div class="item-header"><div class="item-title"><h4 class="subtitle">{KICKER}</h4><h1 class="title"><a href="/news/86012345">{TITLE}</a></h1></div>
<div class="item-nav row"><div class="col-6"><span class="item-date"><span>۱۹ آبان ۱۴۰۴، ۰۹:۴۵</span></span></div><div class="col-6"><span class="item-code">کد خبر: <span>86012345</span></span></div></div></div>
<div class="item-summary"><figure><img src="1.jpg"></figure><p class="summary introtext" itemprop="description">{LEAD}</p></div>"""
    ads = '<div class="box ads"><p>تبلیغ: خرید اقساطی لوازم خانگی بدون پیش پرداخت با ضمانت یک ساله</p></div>'
    text = f"<p>{FIRST}<p>{SECOND}{ads}<p>{THIRD}<p>انتهای پیام/<p>"
    tags = '<section class="box tags"><ul><li><a rel="tag" href="/tag/a">رفسنجان</a></li><li><a rel="tag" href="/tag/b">کارگروه تسهیل</a></li></ul></section>'
    page = f'{MENU}<article>{head}<div class="item-body"><div class="item-text" itemprop="articleBody">{text}</div></div>{tags}</article><ul>{OTHERS}</ul>{COMMENTS}'
    common = {
        "canonical_address": canonical,
        "news_code": "86012345",
        "lead": LEAD,
        "tags": ("رفسنجان", "کارگروه تسهیل"),
    }
    full = {**common, "kicker": KICKER, "section": "استان‌ها > کرمان"}
    yield _variant("nastooh, all metas, unclosed paragraphs, ads, comments", address, _Page(metas, page), **full)
    crumbs = '<ol class="breadcrumb"><li><a href="/">صفحه نخست</a></li><li><a href="/p">استان‌ها</a></li><li><a href="/p/k">کرمان</a></li></ol>'
    yield _variant(
        "nastooh, no meta but the generator", address, _Page(generator, page.replace(MENU, MENU + crumbs)), **full
    )
    yield _variant("nastooh, no generator either", address, _Page("", page.replace(MENU, MENU + crumbs)), **full)
    yield _variant(
        "nastooh, Jalali in article:published_time", address,
        _Page(metas.replace("2025-11-10T06:15:00Z", "۱۴۰۴-۰۸-۱۹T۰۹:۴۵:۰۰"), page), **full,
    )  # fmt: skip
    yield _variant(
        "nastooh, local time without an offset", address,
        _Page(metas.replace("2025-11-10T06:15:00Z", "2025-11-10T09:45:00"), page), **full,
    )  # fmt: skip
    yield _variant(
        "nastooh, Tehran's clock given as UTC", address,
        _Page(metas.replace("2025-11-10T06:15:00Z", "2025-11-10T09:45:00Z"), page), **full,
    )  # fmt: skip
    three = f"""{MENU}<h1></h1><h1 class="logo"><a href="/">پیک نمونه</a></h1><article><h1 class="first-title" itemprop="headline">{TITLE}</h1><ul class="meta-news"><li><span class="title-meta">تاریخ:</span> <span class="text-meta">۱۹ آبان ۱۴۰۴ / ۰۹:۴۵</span></li>
<li><span class="title-meta">دسته‌بندی:</span><span class="text-meta"><a href="/s">استان‌ها</a></span></li><li><span class="title-meta">کد خبر:</span><span class="text-meta">86012345</span></li></ul><p class="summary">{LEAD}</p>
<div itemprop="articleBody" class="item-text">{text}</div></article><footer class="tags"><ul><li><a>رفسنجان</a></li><li><a>کارگروه تسهیل</a></li></ul></footer>{COMMENTS}"""
    yield _variant("nastooh, three h1 of which the first is empty", address, _Page(generator, three), **common)
    amp = f"""<h1 class="title">{TITLE}</h1><div class="item-summary"><p class="summary">{LEAD}</p></div><amp-img src="1.jpg"></amp-img>
<div class="item-body"><div class="item-text"><p>{FIRST}</p><amp-ad type="x">تبلیغ</amp-ad><p>{SECOND}</p><p>{THIRD}</p></div></div>"""
    own = f'<link rel="canonical" href="https://www.peyk.example/news/86012345/x">{metas}'
    yield _variant(
        "nastooh, AMP view", "https://www.peyk.example/amp/86012345", _Page(own, amp, html='amp lang="fa"'),
        canonical_address=canonical, news_code="86012345", lead=LEAD,
    )  # fmt: skip
    printed = f'<div class="print"><h1 class="title">{TITLE}</h1><div class="item-date">دوشنبه ۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</div><div class="item-text">{PARAGRAPHS}</div></div>'
    yield _variant(
        "nastooh, print view", "https://www.peyk.example/print/86012345", _Page(generator, printed),
        canonical_address=canonical, news_code="86012345",
    )  # fmt: skip
    ministry = f"""{MENU}<article><div class="item-service"><a href="/s">استان‌ها</a></div><h4 class="rutitr">{KICKER}</h4><h1 class="title">{TITLE}</h1><div class="item-nav row"><div><span>۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</span></div></div>
<p class="lead">{LEAD}</p><div class="body">{PARAGRAPHS}</div></article>{tags}"""
    yield _variant(
        "nastooh, theme of a ministry", address, _Page(generator, ministry), **common, kicker=KICKER, section="استان‌ها"
    )
    yield _variant(
        "nastooh, kicker inside the title",
        address,
        _Page(
            generator,
            f"""{MENU}<div class="item"><div class="item-nav row"><div><span>۹:۴۵ - ۱۹ آبان ۱۴۰۴</span></div></div><h1 class="title"><span class="kicker">{KICKER}؛</span><br>{TITLE}</h1>
<div class="item-body"><div class="item-text">{PARAGRAPHS}</div></div></div><div class="tags"><span>کلیدواژه‌ها:</span><a href="/t/1">رفسنجان</a></div>""",
        ),
        canonical_address=canonical,
        kicker=f"{KICKER}؛",
        tags=("رفسنجان",),
    )


# --- IranSamaneh ---------------------------------------------------------------------------------------------------


def _iransamaneh() -> Iterator[Variant]:
    address = "https://www.peyk.example/fa/news/851234/سه-کارخانه"
    canonical = "https://peyk.example/fa/news/851234"
    link = '<link rel="stylesheet" href="/client/themes/fa/main/css/news.css">'
    jalali = '<meta property="article:published_time" content="۱۴۰۴/۰۸/۱۹ - ۰۹:۴۵">'
    structured = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@type":"NewsArticle",'
        f'"headLine":"{TITLE}","datePublished":"2025-11-10T09:45:00+03:30","articleBody":"{LEAD}"}}</script>'
    )
    bar = """<div class="news_toolbar"><div class="news_nav news_path">گروه : <a href="/fa/a">استان‌ها</a> » <a href="/fa/b">کرمان</a></div><div class="news_nav news_id_c">کد خبر: ۸۵۱۲۳۴</div>
<div class="news_nav news_pdate_c">تاريخ انتشار: ۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</div></div>"""
    top = f'<div class="rutitr">{KICKER}</div><div class="title"><h1 class="title"><a href="/fa/news/851234">{TITLE}</a></h1></div><div class="subtitle">{LEAD}</div>'
    tags = '<div class="tags_title"><a href="/fa/tags/1">رفسنجان</a> ، <a href="/fa/tags/2">کارگروه تسهیل</a></div>'
    page = f'{MENU}{bar}<div class="news_body_con">{top}<div class="body">{PARAGRAPHS}<p>انتهای پیام/ ک</p></div></div>{tags}<ul>{OTHERS}</ul>{COMMENTS}'
    common = {"canonical_address": canonical, "news_code": "851234", "lead": LEAD}
    full = {**common, "kicker": KICKER, "section": "استان‌ها > کرمان", "tags": ("رفسنجان", "کارگروه تسهیل")}
    yield _variant("iransamaneh, JSON-LD", address, _Page(link + structured, page), **full)
    yield _variant("iransamaneh, Jalali meta with Persian digits", address, _Page(link + jalali, page), **full)
    yield _variant("iransamaneh, only the printed date", address, _Page(link, page), **full)
    yield _variant("iransamaneh, a host variant", address.replace("www.", "mail."), _Page(link + jalali, page), **full)
    yield _variant(
        "iransamaneh, its print view", "https://www.peyk.example/fa/print/851234", _Page(link + jalali, page), **full
    )
    brs = f"{FIRST}<br><br>{SECOND}<br /><br />\n{THIRD}<br><br>انتهای پیام/"
    yield _variant(
        "iransamaneh, paragraphs by line breaks", address, _Page(link + jalali, page.replace(PARAGRAPHS, brs)), **full
    )
    divs = f"<div dir=RTL style='text-align:justify'><span>{FIRST}</span></div><div>&nbsp;</div><div><span>{SECOND}</span></div><div>{THIRD}</div>"
    yield _variant(
        "iransamaneh, paragraphs by div", address, _Page(link + jalali, page.replace(PARAGRAPHS, divs)), **full
    )
    marks = (
        PARAGRAPHS.replace("پرونده", "\u200fپرونده\u200e")
        .replace("<p>", "<p dir=RTL>\u202b")
        .replace("</p>", "\u202c\ufeff</p>")
    )
    yield _variant(
        "iransamaneh, direction marks", address, _Page(link + jalali, page.replace(PARAGRAPHS, marks)), **full
    )
    both = page.replace("۱۹ آبان ۱۴۰۴ - ۰۹:۴۵", "۱۹ آبان ۱۴۰۴ - ۰۹:۴۵ - 10 November 2025")
    main = both.replace('<div class="body">', '<div id="newsMainBody" class="body">')
    yield _variant("iransamaneh, Jalali and Gregorian in one line", address, _Page(link, main), **full)
    open_body = page.replace(
        "<p>انتهای پیام/ ک</p></div></div>", f'<div id="MV_afterBody"></div><ul class="mv">{OTHERS}</ul></div>'
    )
    yield _variant("iransamaneh, an open body that runs on", address, _Page(link + jalali, open_body), **full)
    live = f"""{MENU}<div class="news_general_dl"><h1 class="title">{TITLE}</h1><p class="subtitle">{LEAD}</p><div class="body"><p>پخش زنده</p>{PARAGRAPHS}</div></div><div class="news_path2"><a>استان‌ها</a></div>{bar.replace("news_path", "x")}"""
    yield _variant(
        "iransamaneh, live player before the text", address, _Page(link + structured, live), **common, section="استان‌ها"
    )
    new = f"""{MENU}<div class="news-box"><span class="date-color-news">۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</span><span class="date-color-news">کد خبر: 851234</span><div class="rutitr">{KICKER}</div><h1 class="Htag">{TITLE}</h1>
<div class="subtitle">{LEAD}</div><div class="baznashr-body">{PARAGRAPHS}</div><div class="path_bottom_body"><a>استان‌ها</a> <a>کرمان</a></div></div>"""
    yield _variant(
        "iransamaneh, newer theme", address, _Page(link, new), **common, kicker=KICKER, section="استان‌ها > کرمان"
    )
    arabic = _Page(link + jalali, page.replace("ی", "ي").replace("ک", "ك").replace("‌", "").replace("۰", "0")).text(
        "windows-1256"
    )
    plain = {
        name: value.replace("ی", "ي").replace("ک", "ك").replace("‌", "").replace("۰", "0")
        for name, value in {"title": TITLE, "lead": LEAD, "kicker": KICKER, "body": BODY}.items()
    }
    for digits in ("۱", "۲", "۳", "۴", "۵", "۶", "۷", "۸", "۹"):
        arabic = arabic.replace(digits, str("۰۱۲۳۴۵۶۷۸۹".index(digits)))
        plain = {name: value.replace(digits, str("۰۱۲۳۴۵۶۷۸۹".index(digits))) for name, value in plain.items()}
    content = arabic.encode("windows-1256", "xmlcharrefreplace")
    for label, kind in (("declared", None), ("header says so, meta lies", "text/html; charset=windows-1256")):
        raw = content if kind is None else content.replace(b'charset="windows-1256"', b'charset="iso-8859-1"')
        yield Variant(
            f"iransamaneh, windows-1256, {label}",
            address,
            raw,
            {**plain, "published_at": AT, "news_code": "851234"},
            kind,
        )


# --- Aasaam --------------------------------------------------------------------------------------------------------


def _aasaam() -> Iterator[Variant]:
    address = "https://www.peyk.example/بخش-استان-ها-7/905123-سه-کارخانه"
    canonical = "https://peyk.example/fa/tiny/news-905123"
    mark = "<!-- job [at] aasaam -->"
    crumbs = (
        '<ul class="breadcrumb_list"><li><a href="/">خانه</a></li><li><a href="/بخش-استان-ها-7">استان‌ها</a></li></ul>'
    )
    text = f'<div id="echo_detail"><p style="text-align:justify">{FIRST}</p><div class="zxc_mb"><a href="/x">تبلیغ کنار متن</a></div><p>{SECOND}</p><p>{THIRD}</p></div>'
    tags = '<ul class="article_tag"><li><a href="/tags/a">رفسنجان</a></li><li><a href="/tags/b">کارگروه تسهیل</a></li></ul>'
    page = f"""{MENU}{crumbs}<article class="news_content"><span class="uptitle">{KICKER}</span><h1 class="title">{TITLE}</h1><time datetime="2025-11-10T09:45:00+03:30">۱۹ آبان ۱۴۰۴</time>
<p class="lead">{LEAD}</p>{text}<div class="short_link_box noprint">لینک کوتاه: https://peyk.example/fa/tiny/news-905123</div>{tags}</article><ul>{OTHERS}</ul>{COMMENTS}{mark}"""
    full = {
        "canonical_address": canonical, "news_code": "905123", "lead": LEAD, "kicker": KICKER, "section": "استان‌ها",
        "tags": ("رفسنجان", "کارگروه تسهیل"),
    }  # fmt: skip
    yield _variant("aasaam", address, _Page("", page), **full)
    yield _variant("aasaam, short address", "https://www.peyk.example/fa/tiny/news-905123", _Page("", page), **full)
    inside = page.replace(f'<p class="lead">{LEAD}</p>', "").replace(
        '<div id="echo_detail">', f'<div id="echo_detail"><p class="fn14 news_lead" itemprop="description">{LEAD}</p>'
    )
    yield _variant("aasaam, the lead inside the text", address, _Page("", inside), **full)
    printed = page.replace("۱۹ آبان ۱۴۰۴</time>", "۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</time>").replace(
        '<time datetime="2025-11-10T09:45:00+03:30">', '<time class="news_time">'
    )
    yield _variant("aasaam, only a printed date", address, _Page("", printed), **full)
    other_stories = '<div class="slider"><article><h2><a href="/بخش-x-1/1-y">خبر دیگری که در بالای برگه می‌چرخد</a></h2><time datetime="2025-11-09T08:00:00">۱۸ آبان</time></article></div>'
    yield _variant(
        "aasaam, other stories in articles of their own above",
        "https://www.peyk.example/بخش-صنعت-8/4190233-سه-کارخانه",
        _Page(
            "",
            f"""{MENU}{other_stories}<article class="news_page"><h1 class="title">{TITLE}</h1><time datetime="2025-11-10T09:45:00">۱۹ آبان</time><p class="news-lead">{LEAD}</p><div class="article_body"><div class="echo_detail">{PARAGRAPHS}</div></div></article>""",
        ),
        family="aasaam",
        lead=LEAD,
        canonical_address="https://peyk.example/fa/tiny/news-4190233",
    )
    yield _variant(
        "aasaam, day and hour apart",
        "https://www.peyk.example/بخش-صنعت-8/4190233-سه-کارخانه",
        _Page(
            '<meta name="author" content="job [at] aasaam.com">',
            f"""{MENU}<main><div class="news_content"><h1>{TITLE}</h1><ul class="news_info"><li><span>تاریخ:</span> دوشنبه ۱۹ آبان ۱۴۰۴</li><li><span>ساعت:</span> ۹:۴۵</li><li>کد خبر: ۴۱۹۰۲۳۳</li></ul><div id="main_ck_editor">{PARAGRAPHS}</div></div></main>{COMMENTS}""",
        ),
    )


# --- WordPress -----------------------------------------------------------------------------------------------------


def _wordpress() -> Iterator[Variant]:
    address = "https://www.peyk.example/1404/08/19/three-factories/"
    canonical = "https://peyk.example/1404/08/19/three-factories"
    generator = '<meta name="generator" content="WordPress 6.4.2"><link rel="stylesheet" href="/wp-content/themes/t/style.css"><link rel="shortlink" href="https://www.peyk.example/?p=4711">'
    stamp = '<meta property="article:published_time" content="2025-11-10T06:15:00+00:00">'
    yoast = (
        '<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"پیک نمونه"},'
        f'{{"@type":["Article","NewsArticle"],"headline":"{TITLE}","datePublished":"2025-11-10T06:15:00+00:00","articleSection":["استان‌ها"],"keywords":["رفسنجان","کارگروه تسهیل"]}}]}}</script>'
    )
    foot = (
        '<div class="post-tags"><a rel="tag" href="/tag/a">رفسنجان</a> <a rel="tag" href="/tag/b">کارگروه تسهیل</a></div><div class="sharedaddy"><p>این را به اشتراک بگذارید: تلگرام ایتا بله واتساپ</p></div><div class="related-posts"><h3>مطالب مرتبط</h3><ul>'
        + OTHERS
        + "</ul></div>"
    )
    page = f"""{MENU}<article class="post"><header class="entry-header"><a rel="category tag" href="/c">استان‌ها</a><h1 class="entry-title">{TITLE}</h1><time class="entry-date" datetime="2025-11-10T09:45:00+03:30">۱۹ آبان ۱۴۰۴</time></header>
<div class="entry-content">{PARAGRAPHS}{foot}</div></article>{COMMENTS}"""
    full = {
        "canonical_address": canonical,
        "news_code": "4711",
        "section": "استان‌ها",
        "tags": ("رفسنجان", "کارگروه تسهیل"),
    }
    yield _variant("wordpress", address, _Page(generator + stamp, page), **full)
    yield _variant(
        "wordpress, only a graph of JSON-LD",
        address,
        _Page(generator + yoast, page.replace("<time", "<i").replace("</time", "</i")),
        **full,
    )
    jalali = stamp.replace("2025-11-10T06:15:00+00:00", "1404-08-19T09:45:00+03:30")
    yield _variant(
        "wordpress, dates made Jalali by a plugin",
        address,
        _Page(generator + jalali, page.replace("2025-11-10T09:45:00+03:30", "۱۴۰۴-۰۸-۱۹T۰۹:۴۵:۰۰+۰۳:۳۰")),
        **full,
    )
    portal = (
        page.replace('<h1 class="entry-title">', "<h1>")
        .replace('class="entry-content"', 'class="the-content"')
        .replace('class="post"', 'class="singlee2"')
        .replace(
            '<a rel="category tag" href="/c">استان‌ها</a>',
            '<div id="breadcrumbs"><a href="/">خانه</a> » <a href="/c">استان‌ها</a></div>',
        )
        .replace("post-tags", "tags")
    )
    yield _variant("wordpress, theme of a governor's office", address, _Page(generator + stamp, portal), **full)
    for name, container in (
        (
            "page builder",
            '<div class="elementor-widget elementor-widget-theme-post-content"><div class="elementor-widget-container">{}</div></div>',
        ),
        ("block theme", '<div class="entry-content wp-block-post-content">{}</div>'),
        ("magazine theme", '<div class="td-post-content tagdiv-type">{}</div>'),
        ("newspaper theme", '<div class="entry-content no-share"><div class="content-inner">{}</div></div>'),
        ("plain theme", '<div class="entry">{}</div>'),
        ("news theme of Iran", '<div class="contentsingle"><div class="con">{}</div></div>'),
    ):
        other = page.replace(
            f'<div class="entry-content">{PARAGRAPHS}{foot}</div>', container.format(PARAGRAPHS) + foot
        )
        yield _variant(f"wordpress, {name}", address, _Page(generator + stamp, other), canonical_address=canonical)
    magazine = f"""<header id="theme-header"><div class="date">امروز : یکشنبه ۱ آذر ۱۴۰۴</div>{MENU}</header><article id="the-post"><header><nav id="breadcrumb"><a href="/">خانه</a>/<a href="/c">استان‌ها</a></nav><h1 class="post-title">{TITLE}</h1><h2 class="entry-sub-title">{LEAD}</h2></header>
<div class="entry-content">{PARAGRAPHS}{foot}</div></article><aside><div class="post-date">۱ آذر ۱۴۰۴</div></aside>"""
    excerpt = f'<meta property="og:description" content="{FIRST[:60]}[&hellip;]">'
    yield _variant(
        "wordpress, the beginning of the text in og:description",
        address,
        _Page(generator + stamp.replace(LEAD, "") + excerpt, magazine),
        canonical_address=canonical,
        lead=LEAD,
        section="استان‌ها",
    )
    hardened = """<link rel="stylesheet" href="/wp-content/themes/khabar/style.css"><link rel="shortlink" href="https://www.peyk.example/?p=4711">"""
    theme = f"""<header><div class="date">امروز : یکشنبه ۱ آذر ۱۴۰۴</div>{MENU}</header><div class="single"><div class="info"><span>کد خبر : 4711</span><span>تاریخ انتشار : دوشنبه ۱۹ آبان ۱۴۰۴ - 9:45</span><span>دسته بندی : <a rel="category tag" href="/c">استان‌ها</a></span></div>
<div class="rutitr">{KICKER}</div><h2 class="post-title"><a href="/?p=4711">{TITLE}</a></h2><div class="lead"><p>{LEAD}</p></div><div class="the-content contents">{PARAGRAPHS}<p>انتهای خبر/</p></div></div>"""
    yield _variant(
        "wordpress, theme of Iran without a generator",
        address,
        _Page(hardened, theme),
        family="wordpress",
        kicker=KICKER,
        lead=LEAD,
        news_code="4711",
        section="استان‌ها",
    )
    tag_div = f"""<ul class="td-category"><li class="entry-category"><a href="/c">استان‌ها</a></li></ul><header class="td-post-title"><h1 class="entry-title">{TITLE}</h1><p class="td-post-sub-title">{LEAD}</p><div class="td-module-meta-info"><div class="td-post-author-name"><a>سردبیر</a></div><span class="td-post-date">۱۹ آبان ۱۴۰۴ - ۹:۴۵ ق.ظ</span><div class="td-post-views">۳۳</div></div></header>
<div class="td-post-content tagdiv-type">{PARAGRAPHS}<div class="td-a-rec"><p>تبلیغ</p></div></div><ul class="td-tags"><li><span>برچسب‌ها</span></li><li><a href="/tag/a">رفسنجان</a></li></ul>"""
    yield _variant(
        "wordpress, magazine theme without metadata",
        address,
        _Page(hardened, tag_div),
        lead=LEAD,
        section="استان‌ها",
        tags=("رفسنجان",),
    )
    yield _variant(
        "wordpress, the site's name in an h1 and the title in an h2",
        address,
        _Page(hardened, f'<header><h1 class="site-title"><a href="/">پایگاه خبری پیک نمونه</a></h1></header>{theme}'),
        kicker=KICKER,
        lead=LEAD,
    )
    blocks = f"""<main><h1 class="wp-block-post-title">{TITLE}</h1><div class="wp-block-post-date"><time datetime="1404-08-19T09:45:00+03:30">۱۹ آبان ۱۴۰۴</time></div><div class="taxonomy-category wp-block-post-terms"><a href="/c">استان‌ها</a></div><div class="entry-content wp-block-post-content">{PARAGRAPHS}<div class="wp-block-buttons"><a class="wp-block-button__link" href="/x">عضویت در کانال</a></div></div></main>"""
    yield _variant(
        "wordpress, block theme with Tehran's clock called UTC's",
        address,
        _Page(generator + '<meta property="article:published_time" content="۱۴۰۴-۰۸-۱۹T۰۹:۴۵:۰۰+۰۰:۰۰">', blocks),
        section="استان‌ها",
    )


# --- sites of no known family --------------------------------------------------------------------------------------


def _unknown() -> Iterator[Variant]:
    address = "https://www.peyk.example/economy/20418"
    canonical = "https://peyk.example/economy/20418"
    micro = f"""{MENU}<div itemscope itemtype="https://schema.org/NewsArticle"><h1 itemprop="headline">{TITLE}</h1><meta itemprop="datePublished" content="2025-11-10T09:45:00+03:30"><p itemprop="description">{LEAD}</p>
<div itemprop="articleBody">{PARAGRAPHS}</div></div><ul>{OTHERS}</ul>{COMMENTS}"""
    yield _variant("unknown, microdata", address, _Page("", micro), canonical_address=canonical, lead=LEAD)
    graph = f'<meta property="og:title" content="{TITLE} | پیک نمونه"><meta property="og:site_name" content="پیک نمونه"><meta property="article:published_time" content="2025-11-10T06:15:00Z">'
    plain = f'{MENU}<div class="x1"><div class="x2"><h2>{TITLE}</h2>{PARAGRAPHS}</div></div><div class="x3"><ul>{OTHERS}</ul></div>{COMMENTS}'
    yield _variant("unknown, Open Graph and nameless boxes", address, _Page(graph, plain), canonical_address=canonical)
    labelled = f"""{MENU}<div class="matlab"><h1>{TITLE}</h1><div class="joz">تاریخ انتشار: دوشنبه ۱۹ آبان ۱۴۰۴ ساعت ۰۹:۴۵ | کد خبر: ۲۰۴۱۸</div><div class="matn">{PARAGRAPHS}</div></div><ul>{OTHERS}</ul>"""
    yield _variant(
        "unknown, nothing but labels", address, _Page("", labelled), canonical_address=canonical, news_code="20418"
    )
    studio = f"""<table><tr><td><div id="docDiv3TitrRou">{KICKER}</div><div id="docDiv3TitrMain">{TITLE}</div><div id="docDivDate">تاریخ انتشار : دوشنبه ۱۹ آبان ۱۴۰۴ ساعت ۰۹:۴۵</div><div id="docDivLead1"><div>{LEAD}</div></div>
<div id="doc_div33">{PARAGRAPHS}</div></td></tr></table>"""
    head = '<meta name="generator" content="News Studio, http://www.news-studio.com">'
    yield _variant("unknown, News Studio", "https://www.peyk.example/vdcb.html", _Page(head, studio))
    drupal = f"""{MENU}<h1 class="page-header">{TITLE}</h1><div class="node node-news"><span property="dc:date dc:created" content="2025-11-10T09:45:00+03:30" datatype="xsd:dateTime">دوشنبه, ۱۹ آبان ۱۴۰۴</span>
<div class="field field-name-body field-type-text-with-summary"><div class="field-items"><div class="field-item even" property="content:encoded">{PARAGRAPHS}</div></div></div></div><ul>{OTHERS}</ul>"""
    yield _variant(
        "unknown, Drupal",
        address,
        _Page('<meta name="Generator" content="Drupal 7">', drupal),
        canonical_address=canonical,
    )
    joomla = f"""{MENU}<div class="item-page" itemscope itemtype="https://schema.org/Article"><h2 itemprop="headline">{TITLE}</h2><dl><dd class="published"><time datetime="2025-11-10T09:45:00+03:30" itemprop="datePublished">۱۹ آبان ۱۴۰۴</time></dd></dl>
<div itemprop="articleBody" class="com-content-article__body">{PARAGRAPHS}</div></div><ul>{OTHERS}</ul>"""
    yield _variant(
        "unknown, Joomla",
        address,
        _Page('<meta name="generator" content="Joomla!">', joomla),
        canonical_address=canonical,
    )
    tables = f"""<table><tr><td class="NewsTitle">{TITLE}</td></tr><tr><td>تاریخ خبر: ۱۴۰۴/۰۸/۱۹ - ۰۹:۴۵</td></tr><tr><td class="NewsBody">{FIRST}<br/><br/>{SECOND}<br/><br/>{THIRD}</td></tr></table>"""
    yield _variant("unknown, tables of a portal", "https://www.peyk.example/Default.aspx?id=20418", _Page("", tables))
    structured = (
        '<script type="application/ld+json">{"@type":"NewsArticle","headline":"'
        + TITLE
        + '","datePublished":"2025-11-10T06:15:00Z","articleSection":"استان‌ها","keywords":"رفسنجان،کارگروه تسهیل","description":"'
        + LEAD
        + '","author":{"name":"ایرنا"},}</script>'
    )
    yield _variant(
        "unknown, JSON-LD with a comma too many",
        address,
        _Page(structured, plain.replace("<h2>", "<h1>").replace("</h2>", "</h1>")),
        canonical_address=canonical,
        lead=LEAD,
        section="استان‌ها",
        tags=("رفسنجان", "کارگروه تسهیل"),
    )
    yield from _portals()


def _portals() -> Iterator[Variant]:
    """Governors' portals and sites that are built by hand."""
    today = '<div class="today">امروز: یکشنبه ۱ آذر ۱۴۰۴</div>'
    in_comments = COMMENTS.replace("ناشناس", '<span class="date">۱۴:۰۸ - ۱۴۰۴/۰۸/۲۵</span>')
    agency = f"""{MENU}<article class="single-news"><ul class="details"><li class="service"><a href="/s/1">استان‌ها</a></li><li class="service"><a href="/s/2">کرمان</a></li><li class="time">۱۹ آبان ۱۴۰۴ - ۹:۴۵</li></ul><h3 class="kicker">{KICKER}</h3><h1 class="title">{TITLE}</h1><h3 class="lead">{LEAD}</h3>
<div class="story">{PARAGRAPHS}</div>{in_comments}</article>"""
    yield _variant(
        "unknown, dates of comments before the story's",
        "https://www.peyk.example/fa/news/1404/08/19/3451208/سه-کارخانه",
        _Page("", agency),
        kicker=KICKER,
        lead=LEAD,
        news_code="3451208",
        section="استان‌ها > کرمان",
    )
    module = f"""<h2 class="Head">اخبار</h2><div class="edn_article"><h1 class="edn_articleTitle">{TITLE}</h1><div class="edn_metaDetails">دوشنبه, 19 آبان 1404 9:45 تعداد بازدید: 341</div><p class="edn_articleSummary">{LEAD}</p><div class="edn_articleContent">{PARAGRAPHS}</div></div>"""
    yield _variant(
        "unknown, DotNetNuke",
        "https://www.peyk.example/news?articleId=331",
        _Page("", today + MENU + module),
        lead=LEAD,
    )
    rich = f"""{MENU}<div class="page-content"><div class="ms-rtestate-field">{TITLE}</div><div class="date-line">تاریخ: <span>۱۴۰۴/۰۸/۱۹</span></div><div class="article-content"><div class="ms-rtestate-field"><div class="ExternalClassA1">{PARAGRAPHS.replace("<p", "<div").replace("</p", "</div")}</div></div></div></div>"""
    yield _variant(
        "unknown, SharePoint",
        "https://www.peyk.example/news/Pages/n1.aspx",
        _Page("", rich),
        published_at="2025-11-10T00:00:00+03:30",
    )
    portlet = f"""<header><h1 class="site-title">استانداری</h1><nav><h1>ناوبری</h1></nav></header><section><h1 class="portlet-title">اخبار</h1><div class="asset-full-content"><h3 class="header-title"><span>{TITLE}</span></h3><div class="journal-content-article"><div class="khabar-date"><b>زمان انتشار:</b> ۱۴۰۴/۸/۱۹ ۰۹:۴۵</div><div class="khabar-summary">{LEAD}</div><div class="khabar-text">{PARAGRAPHS}</div></div></div></section>"""
    yield _untitled("unknown, headings of a portal around the title", portlet, lead=LEAD)
    fonts = f"""<table><tr><td class="newsTitle"><span id="lblTitle"><font size="3"><b>{TITLE}</b></font></span></td></tr><tr><td><span id="lblDate"><font>تاريخ خبر: 1404/8/19 9:45</font></span></td></tr><tr><td><span id="lblText"><font><p align="justify">{FIRST}<br>{SECOND}<br>{THIRD}</font></span></td></tr></table>"""
    yield _untitled("unknown, no headings at all", fonts, body=BODY.replace("\n\n", "\n"))
    hashed = f"""{MENU}<div class="News_main__Zz1"><div class="Meta_row__1">پنج ماه پیش</div><h1 class="News_heading__q8">{TITLE}</h1><div class="Meta_date__77">دوشنبه ۱۹ آبان ۱۴۰۴ | ۰۹:۴۵</div><h2 class="News_sum__p0">{LEAD}</h2><div class="News_text__m4">{PARAGRAPHS}</div><div class="Tags_row__9"><a href="/tag/a">#رفسنجان</a></div></div><div class="Side_col__4"><ul>{OTHERS}</ul><div>۱ آذر ۱۴۰۴</div></div>"""
    yield _variant(
        "unknown, names that a bundler made",
        "https://www.peyk.example/n/77120",
        _Page(f'<meta name="description" content="{LEAD}">', hashed),
        lead=LEAD,
        news_code="77120",
        tags=("رفسنجان",),
    )
    two_days = f"""{MENU}<div class="x"><h1>{TITLE}</h1><div><span>۱۹ آبان ۱۴۰۴</span></div><div class="matn">{PARAGRAPHS}</div><div><span>۲۲ آبان ۱۴۰۴</span></div></div>"""
    yield _variant(
        "unknown, two days near the text and neither named",
        "https://www.peyk.example/k/1",
        _Page("", two_days),
        published_at=None,
    )
    in_prose = f"""{MENU}<div class="x"><h1>{TITLE}</h1><div>جلسه ۱۲ مهر ۱۴۰۴ در استانداری</div><div class="matn">{PARAGRAPHS}</div></div>"""
    yield _variant(
        "unknown, the day of a meeting near the text",
        "https://www.peyk.example/k/1",
        _Page("", in_prose),
        published_at=None,
    )
    node = f"""{MENU}<h1 class="page-title"><span>{TITLE}</span></h1><article class="node"><footer class="node__meta"><div class="node__submitted">ارسال‌شده توسط <span>admin</span> در <span class="field--name-created">دوشنبه، ۱۹ آبان ۱۴۰۴ - ۰۹:۴۵</span></div></footer><div class="text-formatted field--name-body">{PARAGRAPHS}</div></article>"""
    yield _variant("unknown, Drupal without attributes", "https://www.peyk.example/node/44", _Page("", node))
    icons = f"""{MENU}<div class="topbar">یکشنبه، ۱ آذر ۱۴۰۴ | <a href="/login">ورود</a></div><div class="panel"><h3 class="panel-title">اخبار</h3><div class="k-head"><h2>{TITLE}</h2><div class="k-info"><i class="fa fa-calendar"></i> ۱۴۰۴/۰۸/۱۹ ۰۹:۴۵ <i class="fa fa-eye"></i> 412 <i class="fa fa-user"></i> مدیر پورتال</div></div><div class="k-kholase">{LEAD}</div><div class="k-matn">{PARAGRAPHS}</div></div>"""
    yield _variant(
        "unknown, a date behind an icon",
        "https://www.peyk.example/content/28514",
        _Page("", icons),
        lead=LEAD,
        news_code="28514",
    )
    spans = f"""{MENU}<div class="x"><h1>{TITLE}</h1><div><span><i class="u"></i>رضا سردبیر</span><span><i class="c"></i>۱۹ آبان ۱۴۰۴ - ۹:۴۵ ق.ظ</span></div><div class="matn">{PARAGRAPHS}</div><div class="keywords">واژه‌ها: <a href="/tag/1">رفسنجان</a></div></div><aside><a href="/tag/2">ورزش</a></aside>"""
    yield _variant(
        "unknown, a date beside the author", "https://www.peyk.example/k/1", _Page("", spans), tags=("رفسنجان",)
    )
    mixed = f"""{MENU}<div class="x"><h1>{TITLE}</h1><div>جلسه <b>۱۲ مهر ۱۴۰۴</b> در استانداری</div><div class="matn">{PARAGRAPHS}</div></div>"""
    yield _variant(
        "unknown, the day of a meeting in bold near the text",
        "https://www.peyk.example/k/1",
        _Page("", mixed),
        published_at=None,
    )


def _untitled(name: str, markup: str, **expected: Any) -> Variant:
    """A page of which the head names only the site."""
    page = f'<!DOCTYPE html><html lang="fa"><head><meta charset="utf-8"><title>خبر - استانداری نمونه</title></head><body>{markup}</body></html>'
    wanted = {"title": TITLE, "body": BODY, "published_at": AT, **expected}
    return Variant(name, "https://www.peyk.example/web/guest/-/id/8", page.encode(), wanted)
