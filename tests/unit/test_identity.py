"""Which links between units are accepted, and what the reviewed seed becomes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from ingestion.errors import PeygirError
from ingestion.identity import Link, Unit, links_file, read_links, with_link, write_links

DAY = date(2025, 11, 1)
A = Unit("aaa", "نساجی نمونه", None, "08")
B = Unit("bbb", "شرکت نساجی نمونه", "10380284790", "08")
C = Unit("ccc", "نساجی نمونه کرمان", "10103933220", "08")


def test_a_link_is_entered_with_its_reason_and_day() -> None:
    assert with_link([], A, B, " same  factory ", DAY) == [Link("aaa", "bbb", "same factory", "2025-11-01")]


def test_units_that_were_linked_to_the_one_follow_it() -> None:
    before = [Link("ddd", "aaa", "renamed", "2025-01-01"), Link("eee", "fff", "other", "2025-01-01")]
    assert with_link(before, A, B, "moved", DAY) == [
        Link("ddd", "bbb", "renamed", "2025-01-01"),
        Link("eee", "fff", "other", "2025-01-01"),
        Link("aaa", "bbb", "moved", "2025-11-01"),
    ]


@pytest.mark.parametrize(
    ("links", "one", "other", "why", "message"),
    [
        ([], A, A, "x", "that is one unit"),
        ([], A, B, "  ", "needs a reason"),
        ([], B, C, "x", "different national ids"),
        ([Link("aaa", "bbb", "x", "2025-01-01")], A, C, "x", "aaa is linked to bbb already"),
        ([Link("aaa", "bbb", "x", "2025-01-01")], B, A, "a circle", "aaa is linked to bbb already"),
        ([Link("bbb", "ccc", "x", "2025-01-01")], A, B, "a chain", "bbb is linked to ccc already"),
    ],
)
def test_a_link_that_cannot_be_is_refused(links: list[Link], one: Unit, other: Unit, why: str, message: str) -> None:
    with pytest.raises(PeygirError, match=message):
        with_link(links, one, other, why, DAY)


def test_the_seed_is_written_as_it_is_read(tmp_path: Path) -> None:
    file = tmp_path / "unit_links.csv"
    links = [Link("aaa", "bbb", 'said «همان», "sure"', "2025-11-01")]
    write_links(file, links)
    assert read_links(file) == links
    assert file.read_text(encoding="utf-8").splitlines()[0] == "unit_id,same_as_unit_id,why,decided_on"
    write_links(file, [])
    assert file.read_text(encoding="utf-8") == "unit_id,same_as_unit_id,why,decided_on\n"


def test_a_seed_that_is_not_there_or_has_other_columns_is_told(tmp_path: Path) -> None:
    with pytest.raises(PeygirError, match="cannot be read"):
        read_links(tmp_path / "unit_links.csv")
    (tmp_path / "unit_links.csv").write_text("a,b\n1,2\n")
    with pytest.raises(PeygirError, match="its first line is unit_id"):
        read_links(tmp_path / "unit_links.csv")
    with pytest.raises(PeygirError, match="cannot be written"):
        write_links(tmp_path / "no" / "unit_links.csv", [])


def test_the_projects_own_seed_can_be_read() -> None:
    links = read_links(links_file())
    assert all(link.why and link.decided_on for link in links)
