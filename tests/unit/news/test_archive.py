import gzip
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from ingestion.errors import PeygirError
from ingestion.news.archive import Archive

WHEN = datetime(2025, 11, 21, 22, 30, 5, tzinfo=UTC)
HEADERS = [("Content-Type", "text/html; charset=utf-8"), ("Transfer-Encoding", "chunked")]


def put(archive: Archive, body: bytes, when: datetime = WHEN, headers: list[tuple[str, str]] = HEADERS) -> str:
    return archive.store(
        "kerman/khabar.example", address="http://khabar.example/1", fetched_at=when, status=200, reason="OK",
        headers=headers, body=body,
    )  # fmt: skip


def test_a_record_comes_back_as_it_was_stored(archive: Archive) -> None:
    page = archive.read(put(archive, "متن خبر".encode()))
    assert page.content.decode() == "متن خبر"
    assert page.address == "http://khabar.example/1"
    assert page.fetched_at == WHEN
    assert page.status == 200
    assert page.content_type == "text/html; charset=utf-8"


def test_bytes_are_kept_as_transferred_and_given_back_unpacked(archive: Archive, tmp_path: Path) -> None:
    packed = gzip.compress(b"<html>" + b"long " * 500 + b"</html>")
    location = put(archive, packed, headers=[("Content-Encoding", "gzip"), ("Content-Type", "text/html")])
    assert archive.read(location).content == gzip.decompress(packed)
    raw = gzip.decompress((tmp_path / "warc" / location.rpartition("#")[0]).read_bytes())
    assert packed in raw


def test_one_file_per_source_and_day(archive: Archive, tmp_path: Path) -> None:
    for day in (20, 20, 21):
        put(archive, b"x", when=datetime(2025, 11, day, 8, tzinfo=UTC))
    files = sorted(str(path.relative_to(tmp_path / "warc")) for path in tmp_path.glob("warc/**/*.warc.gz"))
    assert files == [
        "kerman/khabar.example/2025/2025-11-20.warc.gz",
        "kerman/khabar.example/2025/2025-11-21.warc.gz",
    ]


def test_every_record_of_a_file_is_reached_by_its_location(archive: Archive) -> None:
    locations = [put(archive, f"page {n}".encode()) for n in range(5)]
    assert [archive.read(location).content for location in locations] == [f"page {n}".encode() for n in range(5)]


def test_pages_since_a_day(archive: Archive) -> None:
    for day in (18, 20, 21):
        put(archive, f"day {day}".encode(), when=datetime(2025, 11, day, 8, tzinfo=UTC))
    pages = list(archive.pages("kerman/khabar.example", since=date(2025, 11, 20)))
    assert [page.content for page in pages] == [b"day 20", b"day 21"]
    assert [archive.read(page.location).content for page in pages] == [b"day 20", b"day 21"]


def test_a_half_written_record_does_not_hide_later_ones(archive: Archive, tmp_path: Path) -> None:
    path = tmp_path / "warc" / put(archive, b"first").rpartition("#")[0]
    with path.open("ab") as stream:
        stream.write(gzip.compress(b"WARC/1.0\r\n")[:12])
    assert archive.read(put(archive, b"second")).content == b"second"


def test_any_file_system() -> None:
    archive = Archive("memory://warc-test")
    locations = [put(archive, b"one"), put(archive, b"two")]
    assert [archive.read(location).content for location in locations] == [b"one", b"two"]


@pytest.mark.parametrize(
    "location", ["nowhere/x.warc.gz#0", "no-offset", "kerman/khabar.example/2025/2025-11-21.warc.gz#999999"]
)
def test_a_wrong_location_is_told(archive: Archive, location: str) -> None:
    put(archive, b"x")
    with pytest.raises(PeygirError):
        archive.read(location)
