"""The text format of PostgreSQL's COPY: values as its fields, rows as its lines."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

NULL = "\\N"
_BATCH = 64  # rows; psycopg queues up to 1,024 batches for the server
_NEEDS_ESCAPE = re.compile(r"[\\\t\n\r\0]")
_MARKS = re.compile(r'["\\\x00-\x1f]')
_ESCAPES = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r", "\0": None})
_NUL_IN_JSON = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), default=str).encode
_quote = json.encoder.encode_basestring


def field(value: Any) -> str:
    """A value as a field: null, a text, a number, a day or instant; a list of texts or numbers is an array.

    PostgreSQL's text holds every character but U+0000, which is left out.
    """
    if value is None:
        return NULL
    if isinstance(value, str):
        return value.translate(_ESCAPES) if _NEEDS_ESCAPE.search(value) else value
    if isinstance(value, list | tuple):
        return field("{" + ",".join(map(_element, value)) + "}")
    return str(value)


def text_fields(texts: Sequence[str]) -> Sequence[str]:
    """Texts as fields; in many texts one search finds whether any of them needs more than to be taken as it is."""
    return list(map(field, texts)) if _NEEDS_ESCAPE.search("".join(texts)) else texts


def has_marks(text: str) -> bool:
    """Whether the text holds a character that JSON or COPY writes as another."""
    return _MARKS.search(text) is not None


def _element(value: str | int) -> str:
    if isinstance(value, int):
        return str(value)
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def json_text(value: Any) -> str:
    """The value as JSON that PostgreSQL takes: its letters as they are, without U+0000."""
    text = _encode(value)
    return _NUL_IN_JSON.sub(r"\1", text) if "\\u0000" in text else text


def json_field(value: Any) -> str:
    """The value as a field that holds JSON."""
    text = _quote(value) if type(value) is str else _encode(value)
    return text if "\\" not in text else field(_NUL_IN_JSON.sub(r"\1", text))


def line(values: Iterable[Any]) -> str:
    """A row of values as a line, its end included."""
    return "\t".join(map(field, values)) + "\n"


def batches(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines as bytes, some hundred at a time."""
    rest = iter(lines)
    while batch := "".join(islice(rest, _BATCH)):
        yield batch.encode()


def statement(table: str, columns: Sequence[str]) -> str:
    """The COPY that takes lines of these columns."""
    return f"copy {table} ({', '.join(columns)}) from stdin"
