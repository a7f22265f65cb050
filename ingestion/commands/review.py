"""`peygir review …`: what the program leaves to a person, and the answers."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from ingestion.errors import PeygirError

if TYPE_CHECKING:
    from ingestion.warehouse.reviews import Kind, Review

_SHOWN = 8


@click.group(epilog="Example:  peygir review list")
def review() -> None:
    """See what waits for a person's decision, and decide.

    Two kinds of question come up by themselves: a heading of a workbook that is unknown or could mean two things, and
    two units that may be one. An answer is kept and never asked for again.
    """


@review.command("list", epilog="Example:  peygir review list --kind heading")
@click.option("--kind", type=click.Choice(["heading", "unit"]), help="One kind of question only.")
@click.option("--format", "form", type=click.Choice(["table", "csv", "json"]), default="table", show_default=True)
def list_questions(kind: Kind | None, form: str) -> None:
    """Print the questions that wait.

    Exit code 0 where none waits, 1 where some do.
    """
    from ingestion import reports
    from ingestion.review import waiting
    from ingestion.warehouse.query import Rows

    found = waiting(kind)
    columns = ["id", "kind", "source", "question", "meanwhile", "could_be", "seen_in"]
    reports.print_rows(Rows(columns, [_row(item) for item in found]), form, sys.stdout)
    sys.exit(1 if found else 0)


def _row(item: Review) -> tuple[Any, ...]:
    details = item.details
    if item.kind == "unit":
        ids = " / ".join(number or "-" for number in details["national_ids"])
        return item.review_id[:_SHOWN], item.kind, item.source_id, item.question, "two units", "same, different", ids
    could_be = ", ".join(details["could_be"]) or "any field, ignore"
    place = f"{details['file_name']}, {details['sheet']}, {details['column']}"
    meanwhile = details["taken_for"] or "left out"
    return item.review_id[:_SHOWN], item.kind, item.source_id, item.question, meanwhile, could_be, place


@review.command(epilog='Example:  peygir review decide 3fa1c2d4 agency --by "Sara" --why "asked the secretariat"')
@click.argument("review_id", metavar="ID")
@click.argument("answer")
@click.option("--by", metavar="NAME", help="Who decided; default: your login name.")
@click.option("--why", metavar="TEXT", help="The reason.")
def decide(review_id: str, answer: str, by: str | None, why: str | None) -> None:
    """Answer the question ID (as `review list` shows it).

    ANSWER is, for a heading, the field that its column holds, or `ignore`; for two units, `same` or `different`.
    An answer to a question that was answered before takes its place.
    """
    from ingestion.review import decide

    item, remaining = decide(review_id, answer, by=by or _login_name(), why=why)
    click.echo(f"{item.question}: {answer}; {remaining}")


def _login_name() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError) as error:
        raise PeygirError(
            "your login has no name", where="peygir review decide", remedy="say who decides with --by"
        ) from error
