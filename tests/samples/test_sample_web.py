"""The recorded web is what its texts say, and every story's page reads as its text."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import build_web
import pytest

from ingestion.news.article import read_article
from ingestion.news.layouts import parse_page
from ingestion.persian.letters import clean_display, fold_letters

STORIES = [story for site in build_web.SITES for story in build_web.articles(site)]
# What tells one fact of a kind from another; the rest (spans, roles in words) is laid down by the gold articles.
KEYS = {
    "event": ("type", "date", "date_precision", "weekday", "ordinal", "ordinal_of", "ordinal_scope"),
    "province": ("province_id",),
    "person": ("name",),
    "chair": ("name",),
    "ministry": ("ministry_id",),
    "agency": ("agency_id", "role"),
    "count": ("event", "measure", "value", "statistic", "sector"),
    "problem": ("code",),
    "decision": ("status",),
    "obligation": ("responsible_agency_ids", "deadline"),
}
# Kinds that belong to the working group's events: a page about something else states none of them.
OF_THE_GROUP = {"event", "chair", "count", "problem", "decision", "obligation"}
TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def folded(text: str | None) -> str:
    """The text with one kind of letters, digits and spaces: windows-1256 has only one kind of each."""
    return " ".join(fold_letters(clean_display(text or "")).translate(TO_ASCII).replace("\u200c", " ").split())


def test_the_committed_files_are_the_built_ones() -> None:
    built = dict(build_web.files())
    committed = {
        path.relative_to(build_web.WEB).as_posix(): path.read_bytes()
        for path in build_web.WEB.rglob("*")
        if path.is_file()
    }
    assert committed.keys() == built.keys()
    assert [name for name, content in built.items() if committed[name] != content] == []


def test_the_committed_expectations_are_the_built_ones() -> None:
    lines = build_web.EXPECTED.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == list(build_web.expected())


def test_there_are_pages_of_every_family_and_some_off_topic() -> None:
    assert len(STORIES) >= 24
    assert {story.site.family for story in STORIES} == {"nastooh", "iransamaneh", "aasaam", "wordpress", "generic"}
    assert sum(not story.facts for story in STORIES) >= 4


@pytest.mark.parametrize("story", STORIES, ids=lambda story: f"{story.site.family}-{story.code}")
def test_a_page_reads_as_its_text(story: Any) -> None:
    content = Path(build_web.WEB / story.site.host / story.site.file(story)).read_bytes()
    page = parse_page(content, url=story.address)
    assert folded(page.title) == folded(story.title)
    assert folded(page.lead) == folded(story.fields.get("lead"))
    assert [folded(paragraph) for paragraph in page.paragraphs] == [folded(text) for text in story.paragraphs]
    assert page.published_at == story.published
    assert page.news_code == story.code
    assert page.family == story.site.family
    assert page.problems == ()


def named(value: Any) -> Any:
    """A value to compare: names without ZWNJ and spaces, lists in order."""
    if isinstance(value, list):
        return tuple(sorted(value))
    return folded(value).replace(" ", "") if isinstance(value, str) else value


def facts_read(story: Any) -> list[dict[str, Any]]:
    """The facts that the reader finds on a story's page."""
    content = Path(build_web.WEB / story.site.host / story.site.file(story)).read_bytes()
    return read_article(content, file_name="page.html", url=story.address).facts


def test_the_facts_that_the_texts_state_are_read() -> None:
    wanted, found = Counter[str](), Counter[str]()
    for story in STORIES:
        left = facts_read(story)
        for fact in (fact for fact in story.facts if fact["fact"] != "check"):
            kind = fact["fact"]
            keys = [key for key in KEYS[kind] if key in fact]
            wanted[kind] += 1
            for read in left:
                if read["fact"] == kind and all(named(read.get(key)) == named(fact[key]) for key in keys):
                    found[kind] += 1
                    left.remove(read)
                    break
    # Set by hand from the texts alone; the gold articles measure the reader, this sees that pages lose nothing.
    assert sum(found.values()) / sum(wanted.values()) >= 0.92, (wanted, found)
    assert min(found[kind] / wanted[kind] for kind in wanted) >= 0.8, (wanted, found)


@pytest.mark.parametrize("story", [s for s in STORIES if not s.facts], ids=lambda story: story.code)
def test_a_page_about_something_else_states_nothing_of_the_group(story: Any) -> None:
    assert [fact for fact in facts_read(story) if fact["fact"] in OF_THE_GROUP] == []
