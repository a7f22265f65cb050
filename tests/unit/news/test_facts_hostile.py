"""Text that nobody would write, and random mixtures of sentences that somebody did: no crash, linear, verbatim quotes."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.news.facts import read_facts
from ingestion.news.facts.reader import MOST_READ
from ingestion.persian.sentences import split_sentences
from ingestion.reference import seeds

GOLD = Path(__file__).resolve().parents[2] / "gold" / "articles"
PIECES = {
    "one letter": "ا",
    "one digit": "۱",
    "and": "و",
    "and, and": "و ",
    "opening brackets": "«(",
    "closing brackets": ")»",
    "nested brackets": "«(«)»",
    "quotation marks": '"',
    "ZWNJ": "\u200c",
    "ZWNJ between letters": "م\u200c",
    "bidi marks": "\u200f\u202b",
    "clause": "بند ",
    "space": " ",
    "no-break space": "\u00a0",
    "newline": "\n",
    "half a number word": "بیس",
    "hundred hundred": "صد ",
    "thousand and": "هزار و ",
    "percent": "درصد ",
    "comma": "،",
    "full stop": ".",
    "names": "علی ",
    "agencies": "بانک ملی، ",
    "ordinals and sessions": "چهارمین نشست کارگروه تسهیل ",
    "counts": "۱۲ واحد ",
    "counts of a session": "جلسه کارگروه تسهیل ۱۲ واحد بررسی شد و ",
    "resolutions": "۱۲ مصوبه اجرا شده، ",
    "settled": "مقرر شد ",
    "until the end of": "تا پایان ",
    "dates": "۱۴۰۴/۳/۱۰ ",
    "problems": "صدور پروانه، ",
    "chairs": "به ریاست ",
}
KEYS = {
    "event": {"type", "date", "date_precision", "weekday", "ordinal", "ordinal_of", "ordinal_scope", "ordinal_year"},
    "province": {"province_id"},
    "person": {"name", "role"},
    "chair": {"name", "role"},
    "ministry": {"ministry_id"},
    "agency": {"agency_id", "ministry_id", "role"},
    "count": {"measure", "value", "statistic", "sector", "ministry_id"},
    "problem": {"code"},
    "decision": {"status", "text"},
    "obligation": {"responsible_agency_ids", "responsible_text", "deadline", "deadline_text"},
}
MEASURES = set(
    "units_reviewed cases_reviewed units_visited resolutions_adopted resolutions_implemented resolutions_in_progress "
    "resolutions_not_implemented proposals axes_approved sessions_held working_groups ministries provinces countries "
    "units_returned jobs".split()
)
# Four times the text takes four times the time, sixteen if work were quadratic; the rest is noise of a shared machine.
MOST_GROWTH = 8.0


def filled(piece: str, size: int) -> str:
    """`size` characters of the piece, over and over."""
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_a_megabyte_of_one_thing_is_read_in_linear_time(
    piece: str, growth: Callable[[Callable[[int], object], int, int, float], float]
) -> None:
    assert growth(lambda size: read_facts(filled(piece, size)), 250_000, 1_000_000, MOST_GROWTH) < MOST_GROWTH


@pytest.mark.parametrize("piece", list(PIECES.values())[-16:], ids=list(PIECES)[-16:])
def test_the_part_that_is_read_takes_linear_time(
    piece: str, growth: Callable[[Callable[[int], object], int, int, float], float]
) -> None:
    assert (
        growth(lambda size: read_facts(filled(piece, size)), MOST_READ // 4, MOST_READ - 50, MOST_GROWTH) < MOST_GROWTH
    )


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_quotes_of_hostile_text_are_verbatim(piece: str) -> None:
    check(filled(piece, 20_000) + "کارگروه تسهیل و رفع موانع تولید استان یزد، ۱۲ واحد")


def sentences() -> list[str]:
    """Every sentence of the annotated articles."""
    found: list[str] = []
    for path in sorted(GOLD.glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        found += [text[s.start : s.end] for s in split_sentences(text)]
    return found


SENTENCES = sentences()


def check(text: str) -> None:
    """What the contract says of every fact."""
    facts = read_facts(text).facts
    known = {fact["event"] for fact in facts if fact["fact"] == "event"}
    assert [fact["start"] for fact in facts] == sorted(fact["start"] for fact in facts)
    for fact in facts:
        assert 0 <= fact["start"] < fact["end"] <= len(text)
        assert text[fact["start"] : fact["end"]] == fact["quote"]
        assert fact["quote"].strip()
        assert set(fact) == KEYS[fact["fact"]] | {"fact", "event", "start", "end", "quote"}
        assert fact["event"] is None or fact["event"] in known
    for fact in facts:
        match fact["fact"]:
            case "province":
                assert fact["province_id"] in seeds.provinces()
            case "agency":
                assert seeds.agencies()[fact["agency_id"]].ministry_id == fact["ministry_id"]
                assert fact["role"] in {"attends", "responsible", "issuer", "mentioned"}
            case "count":
                assert fact["measure"] in MEASURES
                assert fact["statistic"] in {"exact", "at_least", "mean", "percent"}
            case "decision":
                assert fact["status"] in {"adopted", "planned", "proposed", "done"}
            case "event" if fact["date_precision"] == "day":
                datetime.date.fromisoformat(fact["date"])
            case "obligation" if fact["deadline"] is not None:
                datetime.date.fromisoformat(fact["deadline"])
            case "person":
                assert fact["name"]


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=14),
    st.lists(st.sampled_from([" ", "\n", "\n\n", "", "\u200c", " \u200f", "\n\n\n", "\t"]), min_size=14, max_size=14),
    st.booleans(),
)
@settings(max_examples=100)
def test_every_quote_is_the_text_at_its_place(chosen: list[str], joints: list[str], is_stripped: bool) -> None:
    text = "".join(sentence + joint for sentence, joint in zip(chosen, joints, strict=False))
    check(text.replace("\u200c", "") if is_stripped else text)


@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8), st.integers(1, 40))
@settings(max_examples=40)
def test_a_text_cut_anywhere_still_reads(chosen: list[str], cut: int) -> None:
    text = "\n\n".join(chosen)
    check(text[cut : len(text) - cut])


def test_the_same_text_gives_the_same_facts() -> None:
    text = "\n\n".join(SENTENCES[:60])
    assert read_facts(text) == read_facts(text)
