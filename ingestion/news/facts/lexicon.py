"""The words that the rules are about, from `rules/*.csv`, found in one pass."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from itertools import product
from pathlib import Path
from sys import intern
from typing import Final, NamedTuple, cast

from ingestion.persian.dates import month_names
from ingestion.persian.letters import skeleton
from ingestion.reference import seeds
from ingestion.reference.matching import PhraseMatcher, SqueezedText

RULES: Final = Path(__file__).parent / "rules"
LEXICONS: Final = ("bodies", "events", "measures", "acts", "people", "problems", "places", "article")
# do, give, deliver: stems whose plural imperative is written without «ب» and is no other word
_BARE_IMPERATIVES: Final = frozenset(("کن", "ده", "نمای", "رسان", "ساز", "آور"))
# «این را چالش اصلی خواند»: he called it so; what is to be read is «بخواند»
_CALLED: Final = "خواند"
# letters of a word that is more often one of grammar
_SHORT_WORD: Final = 2
_PLURAL_STRENGTHS: Final = frozenset(("strong", "creditor", "listed"))
_PLURAL_ENDINGS: Final = ("‌ها", "‌های", "‌شان", "‌هایشان", "‌هاست")
# plural already, or an adjective
_NO_PLURAL: Final = ("ها", "های", "ات", "ی", "شده", "افتاده", "خورده", "گذشته")
# words that stay as they are: from, to, of …, and nouns of doing
_NEVER_PLURAL: Final = frozenset(
    "صدور اخذ تمدید تأمین تامین دریافت پرداخت کمبود نبود عدم رفع فک افت کاهش افزایش نداشتن فقدان وصول برای بودن نشدن شدن".split()
)
_SLOT: Final = re.compile(r"\{([^}]+)\}")


class Hit(NamedTuple):
    """A phrase of a lexicon at [start, end) of the skeleton."""

    kind: str
    value: str
    start: int
    end: int


# A Hit of a tuple, without the call in between that naming the fields costs.
_hit: Final = cast("Callable[[tuple[str, str, int, int]], Hit]", partial(tuple.__new__, Hit))


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one rules file."""
    with (RULES / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@lru_cache(maxsize=1)
def verb_forms() -> dict[str, tuple[str, ...]]:
    """The forms that `{name}` stands for inside a phrase."""
    return {row["name"]: tuple(row["forms"].split("|")) for row in rows("verb_forms")}


def expand(phrase: str) -> Iterator[str]:
    """A phrase with every `{name}` replaced by each of its forms."""
    slots = _SLOT.findall(phrase)
    if not slots:
        yield phrase
        return
    template = _SLOT.sub("\0", phrase).split("\0")
    for forms in product(*(verb_forms()[slot] for slot in slots)):
        pieces = [template[0]]
        for form, piece in zip(forms, template[1:], strict=True):
            pieces += [form, piece]
        yield "".join(pieces)


def _phrases() -> Iterator[tuple[str, tuple[str, str]]]:
    for name in LEXICONS:
        for row in rows(name):
            if row["kind"] == "strong_first":
                continue
            for phrase in expand(row["phrase"]):
                yield phrase, (row["kind"], row["value"])
    for number, (phrase, _, _) in enumerate(problem_words()):
        yield phrase, ("problem_word", str(number))
    for kind in ("turn_subject", "turn"):
        groups: dict[str, list[str]] = {}
        for number, turn in enumerate(problem_turns()):
            for phrase in turn.subjects if kind == "turn_subject" else turn.turns:
                groups.setdefault(skeleton(phrase), []).append(str(number))
        for phrase, numbers in groups.items():
            yield phrase, (kind, "|".join(numbers))
    yield from _verbs()
    for month in month_names():
        for form in (month, month + "ماه"):
            yield form, ("month", month)
    for county in seeds.counties():
        yield county.name_fa, ("county", county.province_id)


class ProblemTurn(NamedTuple):
    """A problem told by what is said of a thing: «برق» … «قطع می‌شود», at most `within` words between them."""

    code: str
    subjects: tuple[str, ...]
    turns: tuple[str, ...]
    within: int


@lru_cache(maxsize=1)
def problem_turns() -> tuple[ProblemTurn, ...]:
    """The rows of `problem_turns.csv`."""

    def phrases(cell: str) -> tuple[str, ...]:
        return tuple(form for phrase in cell.split("|") for form in expand(phrase))

    return tuple(
        ProblemTurn(row["code"], phrases(row["subject"]), phrases(row["turn"]), int(row["within"]))
        for row in rows("problem_turns")
    )


@lru_cache(maxsize=1)
def problem_words() -> tuple[tuple[str, str, str], ...]:
    """(phrase, category code, strength) of words that name a problem.

    The rules' own words, and the reference keywords of two words or more, which are safe in running text. Strength
    `strong` holds wherever units are dealt with, `listed` where problems are spoken of, `item` as an item of a list,
    `creditor` where a creditor decides the code, `none` hides a longer phrase.
    """
    listed = [
        (phrase, row["code"], row["strength"]) for row in rows("problem_words") for phrase in expand(row["phrase"])
    ]
    known = {phrase for phrase, _, _ in listed}
    own = [(phrase, code, strength) for phrase, code, strength in listed if strength != "split"]
    own += [
        (many, row["code"], row["strength"])
        for row in rows("problem_words")
        if row["strength"] in _PLURAL_STRENGTHS and "{" not in row["phrase"]
        for many in _plurals(row["phrase"])
        if many not in known
    ]
    surely = frozenset(skeleton(row["phrase"]) for row in rows("problems") if row["kind"] == "strong_first")
    sure = {(skeleton(phrase), code) for phrase, code, strength in own if strength == "strong"}

    def is_sure(keyword: str, code: str) -> bool:
        """«تملک کارخانه» is as sure as «تملک»."""
        words = skeleton(keyword).split(" ")
        return words[0] in surely or any((" ".join(words[:n]), code) in sure for n in range(1, len(words)))

    more = [
        (keyword.keyword, keyword.code, "strong" if is_sure(keyword.keyword, keyword.code) else "listed")
        for keyword in seeds.category_keywords()
        if keyword.rule == "plain" and " " in keyword.keyword and keyword.keyword not in known
    ]
    return (*own, *more)


def _plurals(phrase: str) -> Iterator[str]:
    """«ضمانت‌نامه‌های», «چک‌های برگشتی», «اقساطشان»: a noun of the phrase in the plural, or as somebody's own."""
    words = phrase.split(" ")
    for place, word in enumerate(words):
        last = place == len(words) - 1
        if last and word.endswith("ی"):
            yield f"{phrase}‌شان"
        if len(word) <= _SHORT_WORD or word.endswith(_NO_PLURAL) or word in _NEVER_PLURAL:
            continue
        for ending in (*_PLURAL_ENDINGS, *(("ی",) if word.endswith("ا") else ())) if last else ("‌های",):
            yield " ".join([*words[:place], word + ending, *words[place + 1 :]])


def _verbs() -> Iterator[tuple[str, tuple[str, str]]]:
    """Third persons of every verb stem: «کند», «بکنند» subjunctive, «می‌کند», «خواهد کرد» present."""
    for row in rows("verb_stems"):
        stem, voice = row["present"], row["voice"]
        short = stem.removesuffix("ی") if len(stem) > 2 else stem
        for ending in ("د", "ند"):
            form = (stem if stem != short else short) + ending
            if form != _CALLED:
                yield form, ("subjunctive", voice)
            yield _prefixed("ب", form), ("subjunctive", voice)
            yield _prefixed("ن", form), ("subjunctive", "negative")
            yield "می‌" + form, ("present", voice)
            yield "نمی‌" + form, ("present", voice)
        if stem in _BARE_IMPERATIVES:
            yield stem + "ید", ("subjunctive", "imperative")
        yield _prefixed("ب", stem + "ید"), ("subjunctive", "imperative")
        for help_verb in ("خواهد", "خواهند", "خواهیم"):
            yield f"{help_verb} {row['past']}", ("present", voice)


def _prefixed(prefix: str, form: str) -> str:
    """«بکند», «بیاورد», «بیندازد»: an alef at the beginning takes a «ی»."""
    if form.startswith("آ"):
        return prefix + "یا" + form[1:]
    return prefix + "ی" + form[1:] if form.startswith("ا") else prefix + form


@lru_cache(maxsize=1)
def _matcher() -> PhraseMatcher[tuple[str, str]]:
    # One object for each payload: a reading touches less memory.
    payloads: dict[tuple[str, str], tuple[str, str]] = {}
    return PhraseMatcher(
        (phrase, payloads.setdefault(payload, (intern(payload[0]), intern(payload[1]))))
        for phrase, payload in _phrases()
    )


@lru_cache(maxsize=1)
def _counties_of_words() -> frozenset[str]:
    return frozenset(skeleton(county.name_fa) for county in seeds.counties())


def _is_split_county(written: str) -> bool:
    """«را بر» is no «رابر»; «خمینی شهر» is «خمینی‌شهر»."""
    return min(map(len, written.split(" "))) <= _SHORT_WORD and written not in _counties_of_words()


def find_hits(squeezed: SqueezedText) -> dict[str, list[Hit]]:
    """Kind → its phrases in the text in order; of overlapping ones of a kind the leftmost longest."""
    found: defaultdict[str, list[Hit]] = defaultdict(list)
    start_at, end_at = squeezed.starts_at.get, squeezed.ends_at.get
    for first, end, payloads in _matcher().candidates(squeezed):
        start, stop = start_at(first), end_at(end)
        if start is None:
            start = squeezed.place(first)
        if stop is None:
            stop = squeezed.place_behind(end)
        for kind, value in payloads:
            hits = found[kind]
            if (not hits or hits[-1][3] <= start) and (
                kind != "county" or not _is_split_county(squeezed.skeleton_text[start:stop])
            ):
                hits.append(_hit((kind, value, start, stop)))
    return found
