"""Values as fields of COPY's text format, JSON among them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingestion.warehouse.copytext import batches, field, json_field, json_text, line


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "\\N"),
        ("", ""),
        ("\\N", "\\\\N"),
        ("گاز\tوصل\r\nشود", "گاز\\tوصل\\r\\nشود"),
        ("a\0b", "ab"),
        (True, "True"),
        (10**13, "10000000000000"),
        (0.5, "0.5"),
        (date(2025, 5, 31), "2025-05-31"),
        (datetime(2025, 5, 31, 8, tzinfo=UTC), "2025-05-31 08:00:00+00:00"),
        ([], "{}"),
        ([3, 14], "{3,14}"),
        (("TAX", 'a "b" \\c'), '{"TAX","a \\\\"b\\\\" \\\\\\\\c"}'),
    ],
)
def test_a_value_is_a_field(value: Any, text: str) -> None:
    assert field(value) == text


def test_a_row_is_a_line() -> None:
    assert line(["a\tb", None, 5]) == "a\\tb\t\\N\t5\n"


def test_json_holds_no_nul_and_keeps_what_only_looks_like_one() -> None:
    assert json_text({"a": "x\0y"}) == '{"a":"xy"}'
    assert json_text("\\u0000") == '"\\\\u0000"'
    assert json_text("\\\0") == '"\\\\"'
    assert json_field("گاز") == '"گاز"'
    assert json_field('"') == '"\\\\""'


_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def _unescaped(text: str) -> str:
    """A field as PostgreSQL reads it."""
    out, rest = "", text
    while rest:
        if rest[0] == "\\":
            out += {"t": "\t", "n": "\n", "r": "\r"}.get(rest[1], rest[1])
            rest = rest[2:]
        else:
            out, rest = out + rest[0], rest[1:]
    return out


@given(_TEXTS)
def test_every_text_comes_back_from_a_field(text: str) -> None:
    written = field(text)
    assert not set(written) & {"\t", "\n", "\r", "\0"}
    assert _unescaped(written) == text.replace("\0", "")


@given(_TEXTS)
def test_every_text_comes_back_from_a_field_of_json(text: str) -> None:
    written = json_field(text)
    assert not set(written) & {"\t", "\n", "\r", "\0"}
    assert json.loads(_unescaped(written)) == text.replace("\0", "")


def test_lines_are_joined_in_order() -> None:
    lines = [f"{number}\n" for number in range(1000)]
    assert b"".join(batches(lines)).decode() == "".join(lines)
    assert list(batches([])) == []
