"""What a heading says its column holds: exact synonyms first, then sets of words, then near spellings."""

from __future__ import annotations

import csv
import functools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks.values.texts import folded, squeeze, words
from ingestion.workbooks.vocabulary import squeezed

# Fields of the contract that a column can fill.
CONTRACT_FIELDS = (
    "province", "session_no", "session_date", "resolution_no", "notify_date", "unit_name", "unit_national_id", "county",
    "problem_text", "problem_category", "resolution_text", "agency", "due_date", "status", "progress_pct",
    "implemented_date", "report_date", "amount", "notes",
)  # fmt: skip
DATE_FIELDS = ("session_date", "notify_date", "due_date", "implemented_date", "report_date")
PEOPLE_FIELDS = ("ceo_name", "phone", "follow_up_by")
_EXACT, _NEAR = 1.0, 0.8
_LEADING, _SECOND = 0.99, 0.9  # for «نام شرکت / مدیرعامل», the first and the second of the two
_LONGEST = 90
_MOST_WORDS = 14
_SIGNED = "امضا"  # «نام و امضای کارشناس» is a place to sign


class Meaning(NamedTuple):
    """What a heading may mean: the field, how sure (0–1), and the number of a follow-up."""

    field: str
    score: float
    number: int = 0


@dataclass(frozen=True)
class _Rule:
    field: str
    groups: tuple[frozenset[str], ...]
    without: frozenset[str]
    weight: float
    whole: bool  # the heading has no other words than these and fillers


@functools.lru_cache(maxsize=8192)
def meanings(heading: str) -> tuple[Meaning, ...]:
    """The fields that a heading may stand for, surest first; empty for a text that is no known heading."""
    if any(sign.isdecimal() for sign in heading) and not any(sign.isalpha() for sign in heading):
        return ()  # «۷۰٪» is a figure
    is_money = _MONEY.search(folded(heading)) is not None
    counted = _COUNTED_OFF.sub(r" \1", heading)
    heading = _bare(heading)
    if not heading or len(heading) > _LONGEST or _SIGNED in folded(heading):
        return ()
    follow_up = _follow_up(heading) or (_follow_up(counted) if counted != heading else None)
    if follow_up:
        return (follow_up,)
    key = squeeze(heading)
    if not key:
        signs = {"#": "row_no", "№": "row_no", "%": "progress_pct", "٪": "progress_pct"}
        return (Meaning(signs[heading.strip()], _EXACT),) if heading.strip() in signs else ()
    if _PERCENT.search(heading):  # «% انجام»
        heading = " ".join(_PERCENT.sub(" درصد ", heading).split())
        key = squeeze(heading)
    found: dict[str, float] = dict.fromkeys(_exact().get(key, ()), _EXACT)
    for field, score in _by_words(heading).items():
        found[field] = max(found.get(field, 0.0), score)
    if is_money and found.get("amount", 0.0) < _SECOND:  # «سرمایه‌گذاری (میلیارد ریال)»
        found = {field: min(score, _NEAR) for field, score in found.items()} | {"amount": _SECOND}
    if (leader := _leader(heading)) is not None and key not in _exact():
        found = {field: min(score, _SECOND) for field, score in found.items()} | {leader: _LEADING}
    if max(found.values(), default=0.0) < _NEAR:
        for field, score in _near(key).items():
            found[field] = max(found.get(field, 0.0), score)
    return tuple(Meaning(field, score) for field, score in sorted(found.items(), key=lambda item: -item[1]))


def best(heading: str) -> Meaning | None:
    """The surest meaning of a heading, or None."""
    found = meanings(heading)
    return found[0] if found else None


def is_generic(heading: str) -> bool:
    """Whether the heading («شماره», «تاریخ», «شرح») needs the heading above it to mean something."""
    return squeeze(heading) in squeezed("headings", "generic")


def without_list_of(heading: str, below: str) -> str:
    """What a heading above says of all below it: «نشست» of «شماره و تاریخ نشست» over «شماره»; else the heading itself."""
    *listed, last = re.split(r"\s*[/،,–-]\s*|\s+و\s+", heading.strip())
    final, _, rest = last.partition(" ")
    items = [squeeze(item) for item in (*listed, final)]
    is_list = bool(listed) and all(len(item.split()) == 1 for item in listed) and squeeze(below) in items
    return rest.strip() if is_list and rest.strip() else heading


def measure_of(heading: str) -> str | None:
    """`resolutions` or `percent` where the heading of a cross-tab says so."""
    key = squeeze(_bare(heading, keep_units=True)) or heading.strip()
    if key in squeezed("headings", "measure_resolutions"):
        return "resolutions"
    if key in squeezed("headings", "measure_percent") or heading.strip() in ("%", "٪"):
        return "percent"
    if heading.strip().startswith(("%", "٪")) and match_status(heading.strip("%٪ ")).code == "implemented":
        return "percent"  # «٪ اجرا»; «اجرا» alone counts
    tokens = set(words(heading))
    counted = tokens & squeezed("headings", "counted")
    amount = tokens & {"تعداد", "فراوانی", "شمار"}  # number, frequency, count
    if amount and counted and not tokens - counted - amount - squeezed("headings", "fillers"):
        return "resolutions" if match_status(heading).code == UNKNOWN else None
    return None


_MONEY = re.compile(r"^(?:[^\W\d_]+\s*){1,4}\((?:[^\W\d_]+\s+){0,3}(?:ریال|تومان|م\.ر|م\.ت)\)$")
_PARENTHESES = re.compile(r"[(\[{][^)\]}]*[)\]}]")
_DATE = re.compile(r"(?:تا\s+)?(?:تاریخ\s+|مورخ\s+)?\d{1,4}\s*[/.\-]\s*\d{1,2}(?:\s*[/.\-]\s*\d{1,4})?")
_NUMBERING = re.compile(r"^\s*[\d۰-۹٠-٩]{1,2}\s*[-–ـ.)/]\s*(?=[^\W\d_])")  # «۱- نام متقاضی»
_PERCENT = re.compile("[%٪]")
_COUNTED_OFF = re.compile(r"\(\s*([\d۰-۹٠-٩]{1,2})\s*\)\s*$")  # «شرح اقدام (۱)»
_EDGES = " \t\r\n:*.،؛-–_/\\|«»\"'"


def _bare(heading: str, *, keep_units: bool = False) -> str:
    """The heading without what stands in parentheses, without dates, and without signs at its edges."""
    text = _NUMBERING.sub("", " ".join(heading.split()))
    without = _PARENTHESES.sub(" ", text).strip(_EDGES)
    if without and not keep_units:
        text = without
    text = _DATE.sub(" ", folded(text)) if any(sign.isdecimal() for sign in text) else text
    return text.strip(_EDGES)


def _leader(heading: str) -> str | None:
    """The field that the first of several headings in one («نام شرکت / مدیرعامل») names; None where it is one."""
    first, *others = (
        [part for part in re.split(r"\s*[/\\|]\s*", heading) if part] if re.search(r"[/\\|]", heading) else [""]
    )
    if not others:
        return _joint_leader(heading)
    meant = best(first)
    return meant.field if meant is not None and meant.score >= _SECOND and meant.field in CONTRACT_FIELDS else None


def _joint_leader(heading: str) -> str | None:
    """The field of a heading that joins two by «و».

    `unit_name` where it names the unit and after it where or whose it is («واحد متقاضی و شهرستان»), `resolution_text`
    where it names the resolution and the agency («مصوبه و دستگاه مجری»), in either order, for the text names its agency,
    or the resolution and after it its term or status: no text is lost.
    """
    first, joint, second = heading.partition(" و ")
    if not joint or not second.strip():
        return None
    named, beside = best(first.strip()), best(second.strip())
    if named is None or beside is None or named.score < _SECOND:
        return None
    after = ("agency", "due_date", "status") if named.field == "resolution_text" else ()
    is_reverse = (named.field, beside.field) == ("agency", "resolution_text")
    if (beside.field in after or is_reverse) and beside.score >= _NEAR:
        return "resolution_text"
    is_unit = named.field == "unit_name" and beside.field in ("county", "ceo_name", "phone", "product", "sector")
    return "unit_name" if is_unit else None


@functools.cache
def _exact() -> dict[str, tuple[str, ...]]:
    """Squeezed heading → fields, from the seed of synonyms."""
    from ingestion.reference.seeds import header_synonyms

    found: dict[str, list[str]] = {}
    for row in header_synonyms():
        fields = found.setdefault(squeeze(row.heading), [])
        if row.field not in fields:
            fields.append(row.field)
    found.pop("", None)
    return {key: tuple(fields) for key, fields in found.items()}


@functools.cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    with (Path(__file__).parent / "heading_rules.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = row["all_words"]
            groups = tuple(frozenset(_stems(group)) for group in text.removeprefix("=").split("+"))
            without = frozenset(_stems(row["without_words"]))
            rules.append(_Rule(row["field"], groups, without, float(row["weight"]), text.startswith("=")))
    return tuple(rules)


@functools.cache
def _words_of_fields() -> dict[str, frozenset[str]]:
    """For each field, the words that rules look for: two of them beside each other («موضوع مشکل») say the same."""
    found: dict[str, frozenset[str]] = {}
    for rule in _rules():
        found[rule.field] = found.get(rule.field, frozenset()).union(*rule.groups)
    return found


def _stems(group: str) -> list[str]:
    return [squeeze(word) for word in group.split("/") if word]


_SUFFIXES = frozenset({"ها", "های", "هایی", "ی", "ات", "ان", "هایش", "شان"})


@functools.lru_cache(maxsize=65536)
def _is_form_of(word: str, stem: str) -> bool:
    """Whether a word is the stem or its plural or bound form."""
    return word == stem or (len(stem) > 3 and word.startswith(stem) and word[len(stem) :] in _SUFFIXES)


def _matching(tokens: Sequence[str], stems: frozenset[str]) -> set[str]:
    return {token for token in tokens if any(_is_form_of(token, stem) for stem in stems)}


def _by_words(heading: str) -> dict[str, float]:
    tokens = words(heading)
    if not tokens or len(tokens) > _MOST_WORDS:
        return {}
    fillers = squeezed("headings", "fillers")
    own = _words_of_fields()
    found: dict[str, float] = {}
    for rule in _rules():
        used: set[str] = set()
        for group in rule.groups:
            matched = _matching(tokens, group)
            if not matched:
                break
            used |= matched
        else:
            if rule.without and _matching(tokens, rule.without):
                continue
            rest = [token for token in tokens if token not in used and token not in fillers]
            n_rest = len(rest) - len(_matching(rest, own[rule.field])) if not rule.whole else len(rest)
            if rule.whole and n_rest:
                continue
            score = rule.weight * (1.0 - 0.5 * n_rest / len(tokens))
            if len(rule.groups) > 1:
                score += 0.02
            if score > found.get(rule.field, 0.0):
                found[rule.field] = min(score, 0.99)
    return found


def _near(key: str) -> dict[str, float]:
    """Fields of synonyms that differ from the heading by a slip of the pen."""
    if len(key) < 6 or any(sign.isdecimal() for sign in key):
        return {}
    from rapidfuzz import fuzz, process

    best_match = process.extractOne(key, _exact().keys(), scorer=fuzz.ratio, score_cutoff=86)
    if best_match is None:
        return {}
    return dict.fromkeys(_exact()[best_match[0]], _NEAR)


_ORDINALS = {
    "اول": 1, "یکم": 1, "نخست": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5, "ششم": 6, "هفتم": 7, "هشتم": 8, "نهم": 9,
    "دهم": 10, "یازدهم": 11, "دوازدهم": 12,
}  # fmt: skip


def _follow_up(heading: str) -> Meaning | None:
    """`follow_up_text` or `follow_up_date` with its number, for «پیگیری ۱», «تاریخ پیگیری دوم», `followup_date_3`."""
    tokens = list(words(heading))
    number = 0
    for token in tokens:
        if token.isdecimal() and len(token) <= 2:
            number = int(token)
        elif token in _ORDINALS:
            number = _ORDINALS[token]
        else:
            continue
        tokens.remove(token)
        break
    if not number:
        return None
    key = squeeze("".join(tokens))
    if key in squeezed("headings", "follow_up_date"):
        return Meaning("follow_up_date", _EXACT, number)
    if key in squeezed("headings", "follow_up"):
        return Meaning("follow_up_text", _EXACT, number)
    return None
