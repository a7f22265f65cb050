"""`peygir article`: read one saved article, or score the reader against annotated ones."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import click

from ingestion.errors import PeygirError


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

    try:
        content = file.read_bytes()
    except OSError as error:
        raise PeygirError(
            error.strerror or "cannot be read", where=str(file), remedy="name a saved page or text"
        ) from error
    reading = read_article(content, file_name=file.name, url=url, source=source)
    lines = [reading.article, *reading.facts]
    sys.stdout.buffer.write("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines).encode())
    sys.stdout.flush()
