import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from ingestion.errors import PeygirError
from ingestion.paths import sources_folder
from ingestion.reference.seeds import provinces
from ingestion.sources import (
    family,
    family_names,
    find_sites,
    load_sample_sources,
    load_sources,
    news_sites,
    province_slugs,
    read_sources,
)
from ingestion.sources.families import family_of_host
from ingestion.sources.load import SCHEMA_PATH

GOOD = """province: kerman
news:
  - host: khabar-kerman.example
    family: iransamaneh
    verified: false
    unverified_because: nobody has read a page of it yet
workbooks:
  - inbox: kerman
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "provinces").mkdir()
    (tmp_path / "national").mkdir()
    (tmp_path / "provinces" / "kerman.yml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def change(folder: Path, old: str, new: str, path: str = "provinces/kerman.yml") -> None:
    text = (folder / path).read_text(encoding="utf-8")
    assert old in text
    (folder / path).write_text(text.replace(old, new), encoding="utf-8")


def refused(folder: Path) -> PeygirError:
    with pytest.raises(PeygirError) as caught:
        load_sources(folder)
    assert caught.value.where
    assert caught.value.remedy
    return caught.value


# --- what ships ----------------------------------------------------------------------------------------------------


def test_every_province_has_its_file_and_its_inbox() -> None:
    sources = load_sources()
    here = {source.province_id: source for source in sources if source.kind == "province"}
    assert set(here) == set(provinces())
    assert all(source.workbooks for source in here.values())


def test_nothing_unverified_is_claimed() -> None:
    for site in news_sites(load_sources(include_sample=True)):
        assert (site.verified_on is None) == bool(site.unverified_because), site.source_id


def test_the_national_agency_has_a_feed_for_every_province() -> None:
    (irna,) = find_sites("irna", load_sources())
    assert {feed.province_id for feed in irna.feeds} == set(provinces())


def test_sample_sources_alone_may_be_on_loopback() -> None:
    assert all(site.is_loopback for site in news_sites(load_sample_sources()))
    assert not any(site.is_loopback for site in news_sites(load_sources()))
    assert all(site.host.endswith(".example") for site in news_sites(load_sample_sources()))


def test_the_schema_is_a_schema_and_every_file_names_it() -> None:
    from jsonschema import Draft202012Validator

    Draft202012Validator.check_schema(json.loads(SCHEMA_PATH.read_text(encoding="utf-8")))
    for path in sources_folder().glob("*/*.yml"):
        if path.parent.name != "families":
            assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=../source.schema.json")


def test_families_are_complete() -> None:
    assert set(family_names()) == {"nastooh", "iransamaneh", "aasaam", "wordpress", "generic"}
    for name in family_names():
        assert {"title", "kicker", "lead", "body", "published_at", "news_code", "section", "tags"} <= set(
            family(name).fields
        )
    assert family_of_host("ahwaz.iribnews.ir") == "iransamaneh"
    assert family_of_host("www.irna.ir") == "nastooh"
    assert family_of_host("nobody.example") is None


# --- a file --------------------------------------------------------------------------------------------------------


def test_a_file_is_read(folder: Path) -> None:
    (source,) = load_sources(folder)
    (site,) = source.sites
    assert (source.slug, source.kind, source.province_id) == ("kerman", "province", "08")
    assert site.source_id == "kerman/khabar-kerman.example"
    assert site.feeds[0].address == "https://khabar-kerman.example/fa/rss/allnews"
    assert site.pause_seconds == 5.0
    assert site.province_id == "08"
    assert "www.khabar-kerman.example" in site.allowed_hosts
    assert source.workbooks[0].folder == "kerman"


def test_a_source_on_a_known_family_needs_at_most_twelve_lines() -> None:
    assert len(GOOD.splitlines()) <= 12


def test_layouts_have_their_days(folder: Path) -> None:
    change(
        folder,
        "    verified: false",
        "    layouts:\n      - until: 2024-05-01\n        family: aasaam\n      - fields: {title: [h1.a]}\n    verified: false",
    )
    site = load_sources(folder)[0].sites[0]
    assert site.layout_on(date(2024, 5, 1)).family == "aasaam"
    assert site.layout_on(date(2024, 5, 2)).fields == {"title": ("h1.a",)}
    assert site.layout_on(None).family == "iransamaneh"


def test_national_feeds_carry_their_province(folder: Path) -> None:
    (folder / "national" / "pishro.yml").write_text(
        "agency: پیشرو\nnews:\n  - host: pishro.example\n    family: nastooh\n    verified: 2025-11-01\n"
        "    feeds:\n      - {address: /rss/tp/1, province: yazd}\n      - /rss/tp/2\n", encoding="utf-8",
    )  # fmt: skip
    (site,) = find_sites("pishro", load_sources(folder))
    assert [feed.province_id for feed in site.feeds] == ["21", None]
    assert site.agency == "پیشرو"


# --- errors --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("    family:", "    famly:", 4, "did you mean 'family'"),
        ("workbooks:", "workboks:", 7, "did you mean 'workbooks'"),
        ("family: iransamaneh", "family: iransamane", 4, "no CMS family 'iransamane'"),
        ("verified: false", "verified: 2025-13-01", 5, "'2025-13-01' is no date"),
        ("verified: false", "verified: 1404-05-01", 5, "not Gregorian"),
        ("verified: false", "verified: maybe", 5, "verified"),
        ("    unverified_because: nobody has read a page of it yet\n", "", 3, "'unverified_because' is missing"),
        ("    verified: false\n", "", 3, "'verified' is missing"),
        ("province: kerman", "province: kermann", 1, "did you mean 'kerman'"),
        ("province: kerman", "province: yazd", 1, "rename the file"),
        ("host: khabar-kerman.example", "host: https://khabar-kerman.example/", 3, "host"),
        ("- inbox: kerman", "- inbox: Kerman Inbox", 8, "inbox"),
        ("    verified: false", "    pause_seconds: fast\n    verified: false", 5, "pause_seconds"),
        ("    verified: false", "    loopback: true\n    verified: false", 5, "only sample sources"),
        ("    verified: false", "    feeds: [https://elsewhere.example/rss]\n    verified: false", 5, "not on"),
        ("    verified: false", "    layouts:\n      - until: 2024-02-30\n    verified: false", 6, "no date"),
        ("    verified: false", "    layouts:\n      - {until: 2025-01-01}\n      - {until: 2024-01-01}\n    verified: false", 5, "in order"),
        ("    verified: false", "    bands:\n      body: {at_least: 0.5}\n    verified: false", 6, "'because' is missing"),
        ("    verified: false", "    layouts:\n      - fields: {titel: [h1]}\n    verified: false", 6, "did you mean 'title'"),
        ("news:", "news: [", 0, "not valid YAML"),
        ("workbooks:\n", "province: kerman\nworkbooks:\n", 7, "stands twice"),
    ],
)  # fmt: skip
def test_an_error_names_file_line_and_remedy(folder: Path, old: str, new: str, line: int, says: str) -> None:
    change(folder, old, new)
    error = refused(folder)
    assert says in error.sentence
    assert "kerman.yml:" in (error.where or "")
    if line:
        assert (error.where or "").endswith(f"kerman.yml:{line}")


def test_an_empty_file_and_a_nameless_one(folder: Path) -> None:
    (folder / "provinces" / "kerman.yml").write_text("", encoding="utf-8")
    assert "province" in refused(folder).sentence
    (folder / "provinces" / "kerman.yml").write_text("news: []\n", encoding="utf-8")
    refused(folder)


def test_two_sources_with_one_address(folder: Path) -> None:
    shutil.copy(folder / "provinces" / "kerman.yml", folder / "provinces" / "yazd.yml")
    change(folder, "province: kerman", "province: yazd", "provinces/yazd.yml")
    error = refused(folder)
    assert "kerman.yml" in error.sentence
    assert "yazd.yml" in error.sentence
    assert (error.where or "").rpartition(":")[2] in {"3", "8"}


def test_two_sites_of_one_source_with_one_address(folder: Path) -> None:
    change(
        folder,
        "workbooks:",
        "  - host: www.khabar-kerman.example\n    family: iransamaneh\n    verified: 2025-11-01\nworkbooks:",
    )
    assert "stands twice" in refused(folder).sentence


def test_a_national_source_belongs_in_its_folder(folder: Path) -> None:
    (folder / "provinces" / "pishro.yml").write_text(
        "agency: پیشرو\nnews:\n  - {host: p.example, family: nastooh, verified: 2025-11-01}\n", encoding="utf-8"
    )
    assert "national/" in refused(folder).sentence


def test_an_unknown_source_is_told_with_the_nearest() -> None:
    with pytest.raises(PeygirError, match="irna"):
        find_sites("irnaa", load_sources())


def test_province_slugs() -> None:
    assert province_slugs()["east-azerbaijan"] == "03"
    assert province_slugs()["kohgiluyeh-and-boyer-ahmad"] == "17"
    assert len(province_slugs()) == 31


# --- one wrong file among others -----------------------------------------------------------------------------------


def test_a_wrong_file_keeps_no_other_from_its_work(folder: Path) -> None:
    (folder / "provinces" / "yazd.yml").write_text(
        "province: yazd\nnews: nothing\nworkbooks:\n  - inbox: yazd-letters\n", encoding="utf-8"
    )
    (folder / "provinces" / "zanjan.yml").write_text("province: [", encoding="utf-8")
    found = read_sources(folder)
    assert [source.slug for source in found.sources] == ["kerman"]
    assert [broken.slug for broken in found.broken] == ["yazd", "zanjan"]
    assert found.broken[0].inboxes == {"yazd", "yazd-letters"}
    assert "yazd.yml:2" in str(found.error_of("yazd-letters"))
    assert "zanjan.yml" in str(found.error_of("zanjan"))
    assert found.error_of("kerman") is None
    assert found.error_of(None) is None
    assert "yazd.yml:2" in str(refused(folder))


def test_of_two_sources_with_one_inbox_the_later_is_not_right(folder: Path) -> None:
    (folder / "provinces" / "yazd.yml").write_text("province: yazd\nworkbooks:\n  - inbox: kerman\n", encoding="utf-8")
    found = read_sources(folder)
    assert [source.slug for source in found.sources] == ["kerman"]
    assert "is also in" in str(found.error_of("yazd"))
