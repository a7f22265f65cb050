"""`peygir article`: read one saved article, or score the reader against annotated ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ingestion.errors import file_errors


@click.group()
def article() -> None:
    """Read an article: its fields and its facts.

    \b
    Example:
      peygir article read page.html --url https://www.example.ir/news/1
      peygir article evaluate tests/gold/articles
    """


@article.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--url", help="The address that the page was fetched from.")
@click.option("--source", help="The source's slug, if the page is one of its own.")
@click.option("--format", "output_format", type=click.Choice(["jsonl"]), default="jsonl", show_default=True)
def read(file: Path, url: str | None, source: str | None, output_format: str) -> None:
    """Print the article line and one line per fact; needs no database and writes nothing.

    \b
    Example:
      peygir article read story.txt
    """
    from ingestion.news.article import read_article

    with file_errors("the file cannot be read", file, "name a saved page or text"):
        content = file.read_bytes()
    reading = read_article(content, file_name=file.name, url=url, source=source)
    lines = [reading.article, *reading.facts]
    sys.stdout.buffer.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())
    sys.stdout.flush()


@article.command()
@click.argument("folders", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.option("--floor", type=click.FloatRange(0, 1), default=0.0, help="Exit with 1 below this precision or recall.")
@click.option("--format", "output_format", type=click.Choice(["text", "json"]), default="text", show_default=True)
def evaluate(folders: tuple[Path, ...], floor: float, output_format: str) -> None:
    """Score the reader against annotated articles: precision, recall, F1 per fact type, and every miss.

    \b
    Example:
      peygir article evaluate tests/gold/articles --floor 0.95
    """
    from ingestion.news.facts.evaluate import evaluate_folders

    evaluation = evaluate_folders(folders)
    rows = [*evaluation.scores.items(), ("total", evaluation.total)]
    if output_format == "json":
        scores = {
            fact: {"precision": s.precision, "recall": s.recall, "f1": s.f1, "n_right": s.n_right}
            | {"n_wrong": s.n_wrong, "n_missed": s.n_missed}
            for fact, s in rows
        }
        click.echo(json.dumps({"n_articles": evaluation.n_articles, "scores": scores, "misses": evaluation.misses}))
    else:
        for miss in evaluation.misses:
            click.echo(f"{miss['article']}: {miss['miss']} {miss['fact']} {miss['key']}: {miss['quote']}")
        click.echo(f"{evaluation.n_articles} articles")
        click.echo(f"{'fact':<12}{'right':>7}{'wrong':>7}{'missed':>7}{'P':>8}{'R':>8}{'F1':>8}")
        for fact, s in rows:
            figures = f"{s.n_right:>7}{s.n_wrong:>7}{s.n_missed:>7}{s.precision:>8.3f}{s.recall:>8.3f}{s.f1:>8.3f}"
            click.echo(f"{fact:<12}{figures}")
    if min(evaluation.total.precision, evaluation.total.recall) < floor:
        sys.exit(1)
