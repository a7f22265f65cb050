"""Measures the article reader: articles per second, text to facts, beside other libraries' tokenising and normalising alone.

    python tests/bench/bench_articles.py [PYTHON_WITH_HAZM_OR_PARSIVAR]

The texts are the project's annotated articles, joined to about 300 words each: some thirty facts stand in each. Where
PEYGIR_CORPUS names a folder with real articles, on and off the topic, these are measured too. Without an interpreter that
has the libraries, each is installed from the package registry into an environment of its own that is thrown away; what
cannot be installed is told. All times are processor time of one core.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final

from bs4 import BeautifulSoup
from peers import CannotInstall, environment
from timing import best

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

GOLD = ROOT / "tests" / "gold" / "articles"
N_WORDS = 300
ROUNDS = 5
TARGET_PER_SECOND = 300
TARGET_RATIO = 3
# hazm's pins of numpy and others are those of Python 3.11.
PEERS: Final[Mapping[str, tuple[str, ...]]] = {
    "hazm": ("setuptools<81", "hazm==0.10.0"),
    "parsivar": ("setuptools<81", "parsivar", "nltk"),
}

# Prints the seconds that a library takes for all texts, or why it was not measured, as JSON.
PEER = """
import json, sys, time
texts = json.load(open(sys.argv[1], encoding="utf-8"))
rounds = int(sys.argv[2])

def measure(read):
    read(texts[0])
    best = None
    for _ in range(rounds):
        started = time.process_time()
        for text in texts:
            read(text)
        taken = time.process_time() - started
        best = taken if best is None else min(best, taken)
    return best

def hazm():
    from hazm import Normalizer, WordTokenizer
    normalizer, tokenizer = Normalizer(), WordTokenizer()
    return lambda text: tokenizer.tokenize(normalizer.normalize(text))

def parsivar():
    from parsivar import Normalizer, Tokenizer
    normalizer, tokenizer = Normalizer(), Tokenizer()
    return lambda text: tokenizer.tokenize_words(normalizer.normalize(text))

try:
    print(json.dumps(measure({"hazm": hazm, "parsivar": parsivar}[sys.argv[3]]())))
except Exception as error:
    print(json.dumps(f"{type(error).__name__}: {error}"[:200]))
"""


def annotated() -> list[str]:
    """The project's own articles, which were written to hold many facts."""
    return [path.read_text(encoding="utf-8") for path in sorted(GOLD.glob("*.txt"))]


def real(corpus: Path) -> list[str]:
    """Articles of news sites, most of them about something else."""
    lines = [
        line
        for path in sorted((corpus / "real" / "texts").glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]
    pages = [BeautifulSoup(json.loads(line)["body_html"], "html.parser").get_text("\n") for line in lines]
    return [page for page in pages if page.split()]


def of_300_words(articles: Sequence[str]) -> list[str]:
    """Texts of about 300 words: short articles joined, long ones cut between their lines."""
    texts: list[str] = []
    pieces: list[str] = []
    n_words = 0
    for article in articles:
        whole = [article] if len(article.split()) <= N_WORDS else article.splitlines()
        for piece in whole:
            n_more = len(piece.split())
            if pieces and abs(n_words + n_more - N_WORDS) > abs(n_words - N_WORDS):
                texts.append("\n\n".join(pieces))
                pieces, n_words = [], 0
            pieces.append(piece)
            n_words += n_more
    return texts


def read_all(texts: Sequence[str]) -> int:
    """Reads every text; the number of facts."""
    from ingestion.news.facts import read_facts

    return sum(len(read_facts(text).facts) for text in texts)


def peers(texts: Sequence[str], folder: Path, python: str | None) -> Iterator[tuple[str, float | str]]:
    """(library, seconds that it takes for all texts, or why it was not measured)."""
    (folder / "texts.json").write_text(json.dumps(list(texts)), encoding="utf-8")
    for name, requirements in PEERS.items():
        try:
            own = python or environment(folder / name, *requirements)
        except CannotInstall as error:
            yield name, f"cannot be installed: {error}"
            continue
        command = [own, "-c", PEER, str(folder / "texts.json"), str(ROUNDS), name]
        answer = subprocess.run(command, capture_output=True, text=True)
        yield name, json.loads(answer.stdout.splitlines()[-1]) if answer.returncode == 0 else answer.stderr[-200:]


def main() -> None:
    """Prints the tables."""
    texts = of_300_words(annotated())
    compare("annotated articles", texts)
    if corpus := os.environ.get("PEYGIR_CORPUS"):
        compare("real articles", of_300_words(real(Path(corpus))))
    print("\nlength: one text, read whole")
    for n_articles in (1, 4, 16):
        text = "\n\n".join(texts[:n_articles])
        seconds = best(partial(read_all, [text]), ROUNDS)
        print(f"{len(text):>8} characters {seconds * 1000:>8.1f} ms {seconds / len(text) * 1e6:>7.2f} µs/character")


def compare(name: str, texts: Sequence[str]) -> None:
    """Prints how many of the texts we read in a second, and how many the libraries."""
    n_words = sum(len(text.split()) for text in texts) / len(texts)
    n_facts = read_all(texts)
    ours = best(partial(read_all, texts), ROUNDS)
    print(f"{name}: {len(texts)} texts of {n_words:.0f} words, {n_facts} facts; the best of {ROUNDS} rounds, one core")
    print(f"{'peygir, text to facts':<42}{len(texts) / ours:>8.0f} articles/s  (target {TARGET_PER_SECOND})")
    with tempfile.TemporaryDirectory() as folder:
        for library, seconds in peers(texts, Path(folder), sys.argv[1] if len(sys.argv) > 1 else None):
            label = f"{library}, normalising and tokenising"
            if isinstance(seconds, str):
                print(f"{label:<42}not measured: {seconds}")
            else:
                times = f"peygir is {seconds / ours:.1f}x (target {TARGET_RATIO}x)"
                print(f"{label:<42}{len(texts) / seconds:>8.0f} articles/s  {times}")


if __name__ == "__main__":
    main()
