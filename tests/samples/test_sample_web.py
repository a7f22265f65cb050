"""The recorded web is what its texts say, and every story's page reads as its text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import build_web
import pytest

from ingestion.news.layouts import parse_page
from ingestion.persian.letters import clean_display, fold_letters

STORIES = [story for site in build_web.SITES for story in build_web.articles(site)]
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
