"""Lines and pages that are not the story: the patterns of `boilerplate.yml`, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.letters import fold_letters

# Check pages are small; an article that quotes one of the marks is not.
LARGEST_CHECK_PAGE = 30_000
# A tail after "end of message" that is shorter than this share of the text is headings and codes, not story.
LARGEST_TAIL_SHARE = 0.25
# A longer line is prose: no pattern is tried on it.
_LONGEST_BOILERPLATE = 200


@dataclass(frozen=True, slots=True)
class _Patterns:
    end_marks: re.Pattern[str]
    lines: re.Pattern[str]
    codes: re.Pattern[str]
    source_line: re.Pattern[str]
    date_label: re.Pattern[str]
    date_line_word: re.Pattern[str]
    code_label: re.Pattern[str]
    blocked_marks: tuple[str, ...]


@cache
def _patterns() -> _Patterns:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    path = Path(__file__).resolve().parent / "boilerplate.yml"
    data = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 (a safe loader)
    return _Patterns(
        end_marks=re.compile("|".join(data["end_marks"])),
        lines=re.compile("|".join(f"(?:{line})" for line in data["lines"])),
        codes=re.compile(data["codes"]),
        source_line=re.compile(data["source_line"]),
        date_label=re.compile(data["date_label"]),
        date_line_word=re.compile(data["date_line_words"]),
        code_label=re.compile(data["code_label"]),
        blocked_marks=tuple(data["blocked_marks"]),
    )


@lru_cache(maxsize=256)
def folded_line(line: str) -> str:
    """The line as the patterns see it: Persian ی and ک, ZWNJ as a space, ASCII digits."""
    return " ".join(to_ascii_digits(fold_letters(line)).replace("\u200c", " ").split())


def story_lines(lines: list[str]) -> list[str]:
    """The lines without boilerplate: cut at "end of message", comment labels, codes and captchas left out."""
    patterns = _patterns()
    total = sum(map(len, lines)) or 1
    kept: list[str] = []
    for n, line in enumerate(lines):
        if len(line) > _LONGEST_BOILERPLATE:
            kept.append(line)
            continue
        key = folded_line(line)
        if patterns.end_marks.fullmatch(key):
            if sum(map(len, lines[n + 1 :])) <= LARGEST_TAIL_SHARE * total:
                break
            continue
        if key and not patterns.lines.fullmatch(key):
            kept.append(line)
    while kept and len(kept[-1]) <= _LONGEST_BOILERPLATE and patterns.codes.fullmatch(folded_line(kept[-1])):
        kept.pop()
    return kept


def source_of(lines: list[str]) -> str | None:
    """What a line "source: …" names, searched in the last lines first; None without such a line."""
    for line in reversed(lines):
        if len(line) > _LONGEST_BOILERPLATE:
            continue
        match = _patterns().source_line.fullmatch(folded_line(line))
        if match:
            return match.group("source").strip()
    return None


def labelled_date(text: str) -> str | None:
    """What stands after a label such as "published:" in a page's text, folded; None without a label."""
    match = _patterns().date_label.search(folded_line(text))
    return match.group("value") if match else None


def is_date_line(text: str, date: str) -> bool:
    """True if a text says nothing but the date: labels, weekday, clock and counts may stand beside it."""
    rest = re.findall(r"[^\W\d_]+", folded_line(text).replace(folded_line(date), " ", 1))
    return all(_patterns().date_line_word.fullmatch(word) for word in rest)


def labelled_code(text: str) -> str | None:
    """The number after a label such as "news code:" in a page's text; None without a label."""
    match = _patterns().code_label.search(folded_line(text))
    return match.group("value") if match else None


def block_reason(text: str) -> str | None:
    """Why a page is a browser check or a refusal instead of an article: the mark found. None for any other page."""
    if len(text) > LARGEST_CHECK_PAGE:
        return None
    lowered = text.lower()
    return next((mark for mark in _patterns().blocked_marks if mark.lower() in lowered), None)
