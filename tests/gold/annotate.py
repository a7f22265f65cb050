"""Write NAME.txt and NAME.expected.jsonl from an article and its facts noted in short lines.

    python tests/gold/annotate.py NOTES OUT_FOLDER

A notes file holds any number of articles:

    === NAME [strip_zwnj] [arabic] [wrap=95]
    the text …
    ---
    article | title=… | news_agency=… | checks=parts_sum:true,weekday:true
    event E1 | the quote | type=facilitation_wg_session date=2025-05-31 ordinal=4 ordinal_of=session
    count E1 | nine units | units_reviewed 9 sector=agriculture
    count -  | …          | resolutions_implemented 71 statistic=percent
    ?problem E1 | …       | BANK.ARREARS

`?` before a line marks it optional; `#2` after a quote takes its second place. `strip_zwnj`, `arabic` and `wrap` change
the text and the quotes alike, as careless copying does. A quote that is not in the text stops the tool.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import textwrap
from pathlib import Path
from typing import Any

EVENT_KEYS = ("type", "date", "date_precision", "weekday", "ordinal", "ordinal_of", "ordinal_scope", "ordinal_year")
ARTICLE_KEYS = ("title", "published_at", "news_code", "news_agency", "byline_source")
FIRST_WORDS: dict[str, tuple[str, ...]] = {
    "count": ("measure", "value"),
    "problem": ("code",),
    "province": ("province_id",),
    "ministry": ("ministry_id",),
    "agency": ("agency_id", "ministry_id", "role"),
}
DEFAULTS: dict[str, dict[str, Any]] = {
    "event": dict.fromkeys(EVENT_KEYS),
    "count": {"statistic": "exact", "sector": None, "ministry_id": None},
    "person": {"role": None},
    "chair": {"role": None},
    "obligation": {"responsible_agency_ids": [], "responsible_text": None, "deadline": None, "deadline_text": None},
}


def change(text: str, options: list[str], *, wrap: bool = False) -> str:
    """The text as a careless copy has it."""
    if "strip_zwnj" in options:
        text = text.replace("‌", "")
    if "arabic" in options:
        text = text.translate(str.maketrans("یک", "يك"))
    width = next((int(option[5:]) for option in options if option.startswith("wrap=")), 0)
    if wrap and width:
        text = "\n\n".join("\n".join(textwrap.wrap(line, width)) for line in text.split("\n\n"))
    return text


def place(text: str, quote: str) -> tuple[int, int]:
    """Where the quote stands; white space in it matches any white space."""
    quote, _, nth = quote.partition("#")
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    places = [match.span() for match in re.finditer(pattern, text)]
    wanted = int(nth or 1) - 1
    if len(places) <= wanted:
        raise SystemExit(f"not in the text: {quote}")
    return places[wanted]


def value_of(word: str) -> Any:
    """A value in a note: null, a number, a list, or text (with _ for a blank)."""
    if word == "null":
        return None
    if word.startswith("["):
        return json.loads(word)
    if re.fullmatch(r"-?\d+(\.\d+)?", word) and not re.fullmatch(r"0\d+", word):
        return float(word) if "." in word else int(word)
    return word.replace("_", " ") if re.search("[آ-ی]", word) else word


def settings(note: str, fact: str, options: list[str]) -> dict[str, Any]:
    """The keys of a fact from the third part of its line."""
    keys: dict[str, Any] = {}
    first = list(FIRST_WORDS.get(fact, ()))
    for word in re.findall(r'[\w.]+="[^"]*"|\S+', note):
        name, equals, value = word.partition("=")
        if equals:
            keys[name] = value[1:-1] if value.startswith('"') else value_of(value)
        else:
            key = first.pop(0)
            keys[key] = word if key.endswith("_id") or key == "code" else value_of(word)
    return keys


def fact_line(line: str, text: str, options: list[str]) -> dict[str, Any]:
    """One expected fact."""
    head, quote, *rest = [part.strip() for part in line.lstrip("?").split("|")]
    fact, _, event = head.partition(" ")
    start, end = place(text, change(quote, options))
    found: dict[str, Any] = {"kind": "fact", "fact": fact, "event": event if event not in ("", "-") else None}
    found |= {"start": start, "end": end, "quote": text[start:end]} | DEFAULTS.get(fact, {})
    found |= settings(rest[0] if rest else "", fact, options)
    if fact == "event" and found["date"] and not found["date_precision"]:
        found["date_precision"] = "month_day" if found["date"].startswith("--") else "day"
    if fact == "decision":
        found["text"] = " ".join(found["quote"].split())
    if line.startswith("?"):
        found["optional"] = True
    return found


def article_line(line: str, text: str, content: bytes) -> dict[str, Any]:
    """The expected article line."""
    keys: dict[str, Any] = dict.fromkeys(ARTICLE_KEYS)
    checks = []
    for part in line.split("|")[1:]:
        name, _, value = part.strip().partition("=")
        if name == "checks":
            checks = [
                {"check": check, "holds": holds == "true"}
                for check, holds in (item.split(":") for item in value.split(","))
            ]
        else:
            keys[name] = value
    return (
        {"kind": "article", "url": None, "lead": None, "body": text, "publisher_site": None, "language": "fa"}
        | keys
        | {"content_sha256": hashlib.sha256(content).hexdigest(), "checks": checks}
    )


def write(notes: str, folder: Path) -> int:
    """Write every article of the notes; the number of articles."""
    blocks = re.split(r"^=== ", notes, flags=re.MULTILINE)[1:]
    for block in blocks:
        head, _, body = block.partition("\n")
        name, *options = head.split()
        raw, _, lines = body.partition("\n---\n")
        text = change(raw.strip("\n"), options, wrap=True) + "\n"
        content = text.encode()
        noted = [line.strip() for line in lines.splitlines() if line.strip()]
        rows = [article_line(noted[0], text, content)]
        try:
            rows += sorted((fact_line(line, text, options) for line in noted[1:]), key=lambda row: row["start"])
        except SystemExit as error:
            raise SystemExit(f"{name}: {error}") from None
        (folder / f"{name}.txt").write_bytes(content)
        expected = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
        (folder / f"{name}.expected.jsonl").write_text(expected, encoding="utf-8")
    return len(blocks)


if __name__ == "__main__":
    print(write(Path(sys.argv[1]).read_text(encoding="utf-8"), Path(sys.argv[2])), "articles")
