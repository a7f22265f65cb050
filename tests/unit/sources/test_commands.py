"""`peygir source` as the engineer uses it, and the transcript in docs/add-a-province.md run again."""

from __future__ import annotations

import json
import re
import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from ingestion.cli import peygir
from ingestion.errors import PeygirError
from ingestion.news.layouts import parse_page
from ingestion.paths import PROJECT_ROOT, sources_folder
from ingestion.sources import load_sources
from tests.unit.news.variants import all_variants

DOCUMENT = PROJECT_ROOT / "docs" / "add-a-province.md"
PAGE = "docs/examples/saved-page.html"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}(?!T)")


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of what the commands read and write, as the working folder."""
    shutil.copytree(
        sources_folder(), tmp_path / "ingestion" / "sources", ignore=shutil.ignore_patterns("web", "inbox", "*.py")
    )
    shutil.copytree(PROJECT_ROOT / "tests" / "snapshots", tmp_path / "tests" / "snapshots")
    shutil.copytree(PROJECT_ROOT / "docs" / "examples", tmp_path / "docs" / "examples")
    monkeypatch.setenv("PEYGIR_SOURCES", str(tmp_path / "ingestion" / "sources"))
    monkeypatch.setenv("PEYGIR_SNAPSHOTS", str(tmp_path / "tests" / "snapshots"))
    monkeypatch.delenv("PEYGIR_CONTACT", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(command: str) -> Result:
    return CliRunner().invoke(peygir, shlex.split(command)[1:])


def transcript() -> list[tuple[str, str]]:
    """Commands and outputs of the document's console blocks, in order."""
    found: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.S):
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, output = part.partition("\n")
            found.append((command, output))
    return found


def test_the_document_is_a_transcript(checkout: Path) -> None:
    steps = transcript()
    assert len(steps) >= 4
    for command, expected in steps:
        assert DAY.sub("DAY", run(command).output) == DAY.sub("DAY", expected), command
    after = {source.slug: source for source in load_sources(checkout / "ingestion" / "sources")}
    (site,) = after["kerman"].sites
    assert site.verified_on is not None


def test_a_proposal_touches_one_source_file_and_one_snapshot_folder(checkout: Path) -> None:
    before = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    assert run(f"peygir source propose {PAGE} --province kerman").exit_code == 0
    after = {path: path.read_bytes() for path in checkout.rglob("*") if path.is_file()}
    changed = {str(path.relative_to(checkout)) for path in after if before.get(path) != after[path]}
    assert {str(Path(name).parent) for name in changed} == {"ingestion/sources/provinces", "tests/snapshots/kerman"}
    assert not any(name.endswith(".py") for name in changed)
    yaml = (checkout / "ingestion/sources/provinces/kerman.yml").read_text(encoding="utf-8")
    assert len(yaml.splitlines()) <= 12


def test_a_province_without_a_file_gets_one(checkout: Path) -> None:
    path = checkout / "ingestion/sources/provinces/kerman.yml"
    path.unlink()
    assert run(f"peygir source propose {PAGE} --province kerman").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server")
    assert run("peygir source check kerman").exit_code == 1


def test_a_file_that_cannot_be_written_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_only(path: Path, *_: object, **__: object) -> int:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "write_text", read_only)
    result = run(f"peygir source propose {PAGE} --province kerman")
    assert isinstance(result.exception, PeygirError)
    path = checkout / "ingestion/sources/provinces/kerman.yml"
    assert result.exception.sentence.startswith(f"{path}: the site cannot be added (Permission denied); make the file")
    assert not (checkout / "tests/snapshots/kerman").exists()


def test_a_second_proposal_of_a_site_is_refused(checkout: Path) -> None:
    run(f"peygir source propose {PAGE} --province kerman")
    result = run(f"peygir source propose {PAGE} --province kerman")
    assert isinstance(result.exception, PeygirError)
    assert "already there" in str(result.exception)


def plain_page(*, heading: str = '<h2 class="onvan">{}</h2>', tail: str = " - {}") -> str:
    """A governorate's page without any marks: its name stands before the title in <title>, and at the foot."""
    title = "۱۷ مصوبه برای رفع مشکل واحدهای تولیدی زنجان"
    return f"""<html><head><title>استانداری زنجان{tail.format(title)}</title></head><body dir="rtl">
<table width="980"><tr><td colspan="2"><img src="/images/header.jpg"></td></tr>
<tr><td width="200"><ul><li><a href="/">صفحه اصلی</a></li><li><a href="/about">درباره استان</a></li></ul>
<div>آخرین اخبار<br><a href="/news/8811">دیدار استاندار با خانواده شهدا</a></div></td>
<td valign="top"><div class="khabar"><div class="rotitr">استاندار زنجان خبر داد:</div>
{heading.format(title)}
<div class="tarikh">تاریخ درج: یکشنبه ۱۸ آبان ۱۴۰۴ - ساعت ۱۰:۲۵ | کد خبر: ۸۸۱۲ | تعداد بازدید: ۳۲۱</div>
<div class="matn"><p><img src="/images/8812.jpg"></p>
<p>دوازدهمین جلسه کارگروه تسهیل و رفع موانع تولید استان زنجان صبح امروز به ریاست استاندار و با حضور مدیران برگزار شد.</p>
<p>محسن صادقی در این جلسه گفت: مشکلات ۹ واحد تولیدی استان بررسی و ۱۷ مصوبه به تصویب رسید که ۶ مصوبه بانکی است.</p>
<p>وی افزود: از ۲۱۴ مصوبه امسال کارگروه، ۱۴۸ مصوبه یعنی ۶۹ درصد اجرا شده است و بقیه در دست پیگیری است.</p>
<p>استاندار زنجان از بانک ملی خواست ظرف ۱۵ روز نسبت به امهال بدهی شرکت فولاد سرب زنجان اقدام کند.</p>
<p>در پایان این جلسه، رئیس سازمان صنعت، معدن و تجارت استان گزارشی از اجرای مصوبات جلسه پیش ارائه کرد.</p></div>
<div>ارسال به دوستان | نسخه چاپی</div></div></td></tr>
<tr><td colspan="2">کلیه حقوق این سایت متعلق به استانداری زنجان است.</td></tr></table></body></html>"""


ZANJAN = "--province zanjan --url https://ostandari-zn.ir/news/8812"


def test_a_listed_but_unverified_site_is_filled_in(checkout: Path) -> None:
    Path("page.html").write_text(plain_page(), encoding="utf-8")
    path = checkout / "ingestion/sources/provinces/zanjan.yml"
    before = path.read_text(encoding="utf-8")
    assert "host: ostandari-zn.ir\n    family: generic\n    agency: استانداری زنجان\n    verified: false" in before
    result = run(f"peygir source propose page.html {ZANJAN}")
    assert result.exit_code == 0, result.output
    assert "filled in ingestion/sources/provinces/zanjan.yml:\n    - host: ostandari-zn.ir\n" in result.output
    assert re.search(r"title +unsure +۱۷ مصوبه برای رفع مشکل واحدهای تولیدی زنجان +\[\.onvan\]", result.output)
    after = path.read_text(encoding="utf-8")
    assert after.count("- host:") == 1
    assert after.endswith("workbooks:\n  - inbox: zanjan\n")
    (source,) = [source for source in load_sources(checkout / "ingestion/sources") if source.slug == "zanjan"]
    (site,) = source.sites
    assert (site.agency, site.layouts[-1].fields) == ("استانداری زنجان", {"title": (".onvan",), "body": (".matn",)})
    assert (site.unverified_because or "").startswith("proposed on ")
    expected = checkout / "tests/snapshots/zanjan/ostandari-zn.ir-generic.expected.json"
    assert json.loads(expected.read_text(encoding="utf-8"))["fields"]["title"].startswith("۱۷ مصوبه")
    again = run(f"peygir source propose page.html {ZANJAN}")
    assert "already there" in str(again.exception)
    assert path.read_text(encoding="utf-8") == after


def test_filling_in_keeps_the_other_keys_and_the_other_sites(checkout: Path) -> None:
    Path("page.html").write_text(plain_page(), encoding="utf-8")
    path = checkout / "ingestion/sources/provinces/zanjan.yml"
    text = path.read_text(encoding="utf-8")
    other = "  - host: b.example\n    family: generic\n    verified: false\n    unverified_because: nobody has read a page of it yet\n"
    text = text.replace(
        "    verified: false", "    archive:\n      - /akhbar\n    pause_seconds: 9\n    verified: false"
    )
    path.write_text(text.replace("workbooks:", f"{other}workbooks:"), encoding="utf-8")
    result = run("peygir source propose page.html --province zanjan --url https://www.ostandari-zn.ir/news/8812")
    assert result.exit_code == 0, result.output
    after = path.read_text(encoding="utf-8")
    assert f"{other}workbooks:\n  - inbox: zanjan\n" in after
    (source,) = [source for source in load_sources(checkout / "ingestion/sources") if source.slug == "zanjan"]
    assert [site.host for site in source.sites] == ["www.ostandari-zn.ir", "b.example"]
    assert source.sites[0].pause_seconds == 9
    assert [page.template for page in source.sites[0].archive] == ["https://www.ostandari-zn.ir/akhbar"]


@pytest.mark.parametrize("reads", [True, False])
def test_the_layouts_of_a_listed_site_stay_if_they_read_the_page(checkout: Path, reads: bool) -> None:
    path = checkout / "ingestion/sources/provinces/isfahan.yml"
    layouts = "    layouts:\n      - fields: {title: [.singlee2 h1], body: [.singlee2 .the-content], section: ['#breadcrumbs a']}\n"
    assert layouts in path.read_text(encoding="utf-8")
    page = plain_page(heading="<h1>{}</h1>" if reads else '<h2 class="onvan">{}</h2>')
    page = page.replace('"khabar"', '"singlee2"').replace('"matn"', '"the-content"') if reads else page
    Path("page.html").write_text(page, encoding="utf-8")
    result = run("peygir source propose page.html --province isfahan --url https://ostan-es.ir/news/8812")
    assert result.exit_code == 0, result.output
    after = path.read_text(encoding="utf-8")
    assert (layouts in after) == reads
    assert after.count("layouts:") == 1
    assert ("fields: {title: ['.onvan'], body: ['.matn']}" in after) != reads


def test_a_verified_site_is_not_proposed_again(checkout: Path) -> None:
    Path("page.html").write_text(plain_page(), encoding="utf-8")
    path = checkout / "ingestion/sources/provinces/zanjan.yml"
    kept = [line for line in path.read_text(encoding="utf-8").splitlines() if "unverified_because" not in line]
    path.write_text("\n".join(kept).replace("verified: false", "verified: 2025-11-10") + "\n", encoding="utf-8")
    before = path.read_text(encoding="utf-8")
    result = run(f"peygir source propose page.html {ZANJAN}")
    assert "already there" in str(result.exception)
    assert path.read_text(encoding="utf-8") == before


@pytest.mark.parametrize("heading", ["", "<h1>استانداری زنجان</h1>", "<h1>پورتال استانداری زنجان</h1>"])
def test_the_name_of_the_site_is_no_title(checkout: Path, heading: str) -> None:
    Path("page.html").write_text(plain_page(heading=heading, tail=""), encoding="utf-8")
    result = run(f"peygir source propose page.html {ZANJAN}")
    assert result.exit_code == 1, result.output
    assert re.search(r"^  title +missing$", result.output, re.M)
    assert "fields: {title: [CSS]}" in result.output


def test_the_title_is_told_from_a_site_name_that_nobody_stated(checkout: Path) -> None:
    Path("page.html").write_text(plain_page(), encoding="utf-8")
    result = run("peygir source propose page.html --province kerman --url https://nashenas.example/news/8812")
    assert re.search(r"title +unsure +۱۷ مصوبه برای رفع مشکل واحدهای تولیدی زنجان +\[\.onvan\]", result.output)


def two_proposals(checkout: Path) -> tuple[Path, Path, Path]:
    """Kerman's YAML with two unread sites, and their expectations."""
    text = Path(PAGE).read_text(encoding="utf-8")
    Path("page.html").write_text(text.replace("nakhl-news.example", "second.example"), encoding="utf-8")
    assert run(f"peygir source propose {PAGE} --province kerman").exit_code == 0
    assert run("peygir source propose page.html --province kerman").exit_code == 0
    folder = checkout / "tests/snapshots/kerman"
    return (
        checkout / "ingestion/sources/provinces/kerman.yml",
        folder / "nakhl-news.example-iransamaneh.expected.json",
        folder / "second.example-iransamaneh.expected.json",
    )


def read_by(expected: Path) -> str:
    return str(json.loads(expected.read_text(encoding="utf-8"))["read_by"])


def test_several_unread_pages_are_signed_only_by_name(checkout: Path) -> None:
    path, first, second = two_proposals(checkout)
    refused = run("peygir source snapshot kerman --read-by Karimi")
    said = str(refused.exception)
    assert "2 saved pages are unread" in said
    assert "--only" in said
    assert "second.example-iransamaneh.html   گشایش خط دوم" in said
    assert (read_by(first), read_by(second)) == ("", "")
    assert path.read_text(encoding="utf-8").count("verified: false") == 2

    signed = run("peygir source snapshot kerman --read-by Karimi --only second.example")
    assert signed.exit_code == 0, signed.output
    assert (read_by(first), read_by(second)) == ("", "Karimi")
    verified = {site.host for source in load_sources(checkout / "ingestion/sources") for site in source.sites
                if source.slug == "kerman" and site.verified_on}  # fmt: skip
    assert verified == {"second.example"}

    unknown = run("peygir source snapshot kerman --read-by Karimi --only third.example")
    assert "no saved page or site 'third.example'" in str(unknown.exception)
    alone = run("peygir source snapshot kerman --only second.example")
    assert "--read-by" in str(alone.exception)
    both = run(f"peygir source snapshot kerman --page {PAGE} --read-by Karimi")
    assert "do not go together" in str(both.exception)
    assert read_by(first) == ""


def test_a_site_with_an_unread_page_is_not_verified_by_another(checkout: Path) -> None:
    assert run(f"peygir source propose {PAGE} --province kerman").exit_code == 0
    text = Path(PAGE).read_text(encoding="utf-8")
    Path("page.html").write_text(text.replace("فرماندار جیرفت گفت", "وی گفت"), encoding="utf-8")
    saved = run("peygir source snapshot kerman --page page.html")
    assert saved.exit_code == 0, saved.output
    assert re.search(r"title +sure +گشایش خط دوم", saved.output)
    part = run("peygir source snapshot kerman --read-by Karimi --only nakhl-news.example-iransamaneh.html")
    assert "nakhl-news.example: nakhl-news.example-iransamaneh-71204.html is still unread" in part.output
    path = checkout / "ingestion/sources/provinces/kerman.yml"
    assert "verified: false" in path.read_text(encoding="utf-8")
    rest = run("peygir source snapshot kerman --read-by Karimi --only nakhl-news.example")
    assert rest.exit_code == 0, rest.output
    assert "verified: false" not in path.read_text(encoding="utf-8")


def test_what_is_written_anew_is_no_longer_verified(checkout: Path) -> None:
    path, first, second = two_proposals(checkout)
    run("peygir source snapshot kerman --read-by Karimi --only nakhl-news.example --only second.example")
    text = path.read_text(encoding="utf-8")
    assert "verified: false" not in text
    same = run("peygir source snapshot kerman")
    assert "no longer verified" not in same.output
    assert path.read_text(encoding="utf-8") == text
    head = "    family: iransamaneh\n    agency: نخل نیوز\n"
    path.write_text(
        text.replace(head, f"{head}    layouts:\n      - fields: {{title: [.rutitr]}}\n", 1), encoding="utf-8"
    )
    anew = run("peygir source snapshot kerman")
    assert "kerman.yml: nakhl-news.example no longer verified" in anew.output
    assert (read_by(first), read_by(second)) == ("", "Karimi")
    (source,) = [source for source in load_sources(checkout / "ingestion/sources") if source.slug == "kerman"]
    assert [(site.host, site.verified_on is None) for site in source.sites] == [
        ("nakhl-news.example", True),
        ("second.example", False),
    ]
    assert "written anew on" in (source.sites[0].unverified_because or "")
    assert run("peygir source snapshot kerman --read-by Karimi").exit_code == 0
    assert "unverified_because" not in path.read_text(encoding="utf-8")


def test_a_saved_page_without_its_title_is_told(checkout: Path) -> None:
    Path("page.html").write_text(plain_page(heading="", tail=""), encoding="utf-8")
    result = run("peygir source snapshot zanjan --page page.html --url https://ostandari-zn.ir/news/8812")
    assert result.exit_code == 1
    assert re.search(r"^  title +missing$", result.output, re.M)
    assert "fields: {title: [CSS]}" in result.output


def test_a_site_that_another_source_has_is_refused_and_nothing_is_changed(checkout: Path) -> None:
    page = Path(PAGE).read_text(encoding="utf-8").replace("nakhl-news.example", "www.yjc.ir")
    Path("page.html").write_text(page, encoding="utf-8")
    before = (checkout / "ingestion/sources/provinces/kerman.yml").read_text(encoding="utf-8")
    result = run("peygir source propose page.html --province kerman")
    assert isinstance(result.exception, PeygirError)
    assert "yjc.yml" in str(result.exception)
    assert (checkout / "ingestion/sources/provinces/kerman.yml").read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("<html><script>__arcsjs</script></html>", "browser check"),
        ("<html><h1>بی‌نشانی</h1></html>", "--url"),
    ],
)
def test_pages_that_are_no_articles_are_refused(checkout: Path, page: str, says: str) -> None:
    Path("page.html").write_text(page, encoding="utf-8")
    url = "--url https://a.example/1" if "arcsjs" in page else ""
    result = run(f"peygir source propose page.html --province kerman {url}")
    assert says in str(result.exception)


def test_an_address_is_fetched_only_with_a_contact_and_never_inside(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = run("peygir source propose http://127.0.0.1/fa/news/1 --province kerman")
    assert "PEYGIR_CONTACT" in str(result.exception)
    monkeypatch.setenv("PEYGIR_CONTACT", "mailto:x@peygir.example")
    result = run("peygir source propose http://127.0.0.1/fa/news/1 --province kerman")
    assert isinstance(result.exception, PeygirError)
    assert "address_refused" in str(result.exception)


@pytest.fixture
def recorded(checkout: Path) -> Path:
    """A recorded web of one host that answers with the example page."""
    host = checkout / "web" / "nakhl-news.example"
    (host / "fa" / "news").mkdir(parents=True)
    (host / "robots.txt").write_text("User-agent: *\nDisallow: /fa/private\n", encoding="utf-8")
    shutil.copy(checkout / PAGE, host / "fa" / "news" / "71204.html")
    return checkout / "web"


def test_an_address_is_proposed_like_the_saved_page(checkout: Path, recorded: Path) -> None:
    result = run("peygir source propose http://nakhl-news.example/fa/news/71204/x --province yazd --web web")
    assert result.exit_code == 0, result.output
    by_address = (checkout / "ingestion/sources/provinces/yazd.yml").read_text(encoding="utf-8")
    assert "host: nakhl-news.example" in by_address
    assert "scheme: http" in by_address
    snapshot = checkout / "tests/snapshots/yazd/nakhl-news.example-iransamaneh.html"
    assert snapshot.read_bytes() == (checkout / PAGE).read_bytes()
    again = run("peygir source snapshot yazd --page http://nakhl-news.example/fa/news/71204 --web web")
    assert again.exit_code == 0, again.output


@pytest.mark.parametrize(
    ("path", "says"),
    [
        ("/fa/private/1", "robots: disallowed"),
        ("/fa/news/999999", "HTTP 404"),
        ("/fa/elsewhere", "host_not_allowed"),
        ("/fa/inside", "host_not_allowed"),
        ("/fa/check", "browser check"),
        ("/fa/rss", "no article"),
        ("/fa/picture", "binary file"),
    ],
)
def test_addresses_that_give_no_article(checkout: Path, recorded: Path, path: str, says: str) -> None:
    folder = recorded / "nakhl-news.example" / "fa"
    for name, place in (("elsewhere", "http://other.example/"), ("inside", "http://169.254.169.254/latest/")):
        (folder / f"{name}.meta.json").write_text(json.dumps({"status": 302, "headers": {"Location": place}}), "utf-8")
    (folder / "check.html").write_text("<html><script>__arcsjs</script></html>", encoding="utf-8")
    (folder / "rss.xml").write_text('<?xml version="1.0"?><rss><channel/></rss>', encoding="utf-8")
    (folder / "picture").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    before = {p: p.read_bytes() for p in (checkout / "ingestion").rglob("*.yml")}
    result = run(f"peygir source propose http://nakhl-news.example{path} --province yazd --web web")
    assert isinstance(result.exception, PeygirError)
    assert says in str(result.exception)
    assert {p: p.read_bytes() for p in (checkout / "ingestion").rglob("*.yml")} == before


@pytest.mark.parametrize("name", ["unknown, Open Graph and nameless boxes", "unknown, tables of a portal"])
def test_a_page_of_unknown_build_is_proposed_with_selectors_of_its_own(checkout: Path, name: str) -> None:
    variant = next(variant for variant in all_variants() if variant.name == name)
    Path("page.html").write_bytes(b"<!-- saved from url=(0031)" + variant.address.encode() + b" -->" + variant.content)
    result = run("peygir source propose page.html --province ilam")
    assert result.exit_code == 0, result.output
    assert "no family recognised" in result.output
    (source,) = [source for source in load_sources(checkout / "ingestion/sources") if source.slug == "ilam"]
    site = next(site for site in source.sites if site.host == "www.peyk.example")
    page = parse_page(variant.content, url=variant.address, source=site)
    assert (page.title, page.body) == (variant.expected["title"], variant.expected["body"])
    assert page.fields_read["body"].startswith((".", "#"))
    assert "body_fallback" not in page.problems
    assert result.output.split("saved tests/")[0].count("\n    ") <= 12


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b'<?xml version="1.0"?><rss version="2.0"><channel></channel></rss>', "no article"),
        (b"From: <Saved by Blink>\r\nContent-Type: multipart/related; boundary=x\r\n", "MHTML"),
        (b"%PDF-1.7\n%\0\0\0", "binary"),
    ],
)
def test_files_that_are_no_pages_are_refused(checkout: Path, content: bytes, says: str) -> None:
    Path("page.html").write_bytes(content)
    result = run("peygir source propose page.html --province yazd --url https://a.example/1")
    assert isinstance(result.exception, PeygirError)
    assert says in str(result.exception)


def test_an_unknown_build_is_proposed_with_what_is_missing(checkout: Path) -> None:
    Path("page.html").write_text("<html><body><div class='a'>کوتاه</div></body></html>", encoding="utf-8")
    result = run("peygir source propose page.html --province yazd --url https://nashenas.example/x/1")
    assert result.exit_code == 1
    assert "no family recognised" in result.output
    assert "fields: {title: [CSS], body: [CSS]}" in result.output


def test_a_page_without_its_address_is_named_and_taken_with_one(checkout: Path) -> None:
    page = checkout / "page.html"
    page.write_text((checkout / PAGE).read_text(encoding="utf-8").replace("canonical", "x").replace("og:url", "x"))
    refused = run(f"peygir source propose {page} --province kerman")
    assert str(refused.exception).startswith(f"{page}: the page does not say its address")
    assert "--url" in str(refused.exception)
    taken = run(f"peygir source propose {page} --province kerman --url https://nakhl-news.example/fa/news/71204/x")
    assert taken.exit_code == 0, taken.output


def test_an_unread_or_changed_snapshot_is_a_problem(checkout: Path) -> None:
    assert run("peygir source check isna").exit_code == 0
    page = next((checkout / "tests/snapshots/isna").glob("*.html"))
    page.write_text(page.read_text(encoding="utf-8").replace('class="item-text"', 'class="matn"'), encoding="utf-8")
    result = run("peygir source check isna")
    assert result.exit_code == 1
    assert "'.item-body .item-text' no longer reads it" in result.output
    assert run("peygir source snapshot isna").exit_code == 0
    result = run("peygir source check isna")
    assert result.exit_code == 1
    assert "nobody has read it yet" in result.output


def test_a_day_to_come_is_shown_as_the_night_reads_it(checkout: Path) -> None:
    page = checkout / "later.html"
    text = (checkout / PAGE).read_text(encoding="utf-8")
    page.write_text(text.replace("2025-11-10", "2925-11-10").replace("۱۴۰۴", "۲۳۰۴"), encoding="utf-8")
    result = run(f"peygir source propose {page} --province kerman")
    [told] = [line for line in result.output.splitlines() if line.split()[:1] == ["published_at"]]
    [saved] = (checkout / "tests/snapshots/kerman").glob("nakhl-news*.expected.json")
    assert told.split() == ["published_at", "missing"]
    assert "published_at" not in json.loads(saved.read_text(encoding="utf-8"))["fields"]


def test_a_selector_that_is_none_is_a_problem_of_its_site(checkout: Path) -> None:
    run(f"peygir source propose {PAGE} --province kerman")
    path = checkout / "ingestion/sources/provinces/kerman.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    agency: نخل نیوز\n", "    agency: نخل نیوز\n    layouts: [{fields: {body: ['div[[']}}]\n"),
        encoding="utf-8",
    )
    result = run("peygir source check kerman")
    assert result.exit_code == 1
    assert "nakhl-news.example           snapshots  problem   'div[[' is no CSS selector" in result.output
    assert "1 sources checked" in result.output


@pytest.mark.parametrize(
    ("hint", "verdict", "says"),
    [
        ("sheet: '(['", "problem", "no regular expression"),
        ("columns: {B: unitname}", "problem", "unknown field 'unitname'"),
        ("columns: {ZZZZ: agency}", "problem", "'ZZZZ' is no column"),
        ("columns: {B: unit_name}", "ok", "kerman: 1 understood"),
    ],
)
def test_hints_are_checked_as_the_night_reads_them(checkout: Path, hint: str, verdict: str, says: str) -> None:
    path = checkout / "ingestion/sources/provinces/kerman.yml"
    path.write_text(f"province: kerman\nworkbooks:\n  - inbox: kerman\n    hints:\n      - {hint}\n", encoding="utf-8")
    result = run("peygir source check kerman")
    [line] = [line for line in result.output.splitlines() if " hints " in line]
    assert line.split()[2] == verdict
    assert says in line
    assert result.exit_code == (verdict == "problem")


def test_a_verified_site_needs_a_snapshot(checkout: Path) -> None:
    shutil.rmtree(checkout / "tests/snapshots/isna")
    result = run("peygir source check isna")
    assert result.exit_code == 1
    assert "verified, but without one" in result.output


def test_list_as_json() -> None:
    rows = json.loads(run("peygir source list --format json").output)
    assert len({row["source"] for row in rows}) >= 31 + 10
    assert all(row["verified"] or row["unverified_because"] for row in rows if row["site"])


def test_sample_sources_pass_every_check_offline() -> None:
    result = run("peygir source check sample-kerman sample-fars sample-yazd sample-qazvin sample-pishro-news")
    assert result.exit_code == 0, result.output
    assert "3 stored" in result.output


def test_a_wrong_file_of_another_source_is_no_obstacle(checkout: Path) -> None:
    (checkout / "ingestion/sources/provinces/qom.yml").write_text("province: qom\nnews: [\n", encoding="utf-8")
    assert run("peygir source check isna").exit_code == 0
    wrong = run("peygir source check qom")
    assert isinstance(wrong.exception, PeygirError)
    assert "qom.yml" in wrong.exception.sentence
    listed = run("peygir source list")
    assert listed.exit_code == 0
    assert "qom: " in listed.output
    everything = run("peygir source check")
    assert everything.exit_code == 1
    assert any(line.startswith("  problem") and "qom.yml" in line for line in everything.output.splitlines())
