"""The command `peygir`: each subcommand's module is imported only when it is called."""

from __future__ import annotations

import importlib
import sys
from typing import Any

import click

from ingestion.errors import PeygirError

COMMANDS: dict[str, tuple[str, str]] = {
    "nightly": ("ingestion.commands.nightly:nightly", "Run the nightly DAGs once, now, through Airflow."),
    "up": ("ingestion.commands.server:up", "Start the embedded warehouse."),
    "down": ("ingestion.commands.server:down", "Stop the embedded warehouse."),
    "status": ("ingestion.commands.server:status", "Say what runs, where, and how fresh the marts are."),
    "workbook": ("ingestion.commands.workbook:workbook", "Read a secretariat's workbook, check it, mark it."),
    "article": ("ingestion.commands.article:article", "Read an article: its fields and its facts."),
    "source": ("ingestion.commands.source:source", "List, propose, check and snapshot sources."),
    "explain": ("ingestion.commands.explain:explain", "Show the cells and sentences behind a figure."),
    "reparse": ("ingestion.commands.reparse:reparse", "Read archived bytes again with today's parser."),
    "review": ("ingestion.commands.review:review", "See what waits for a person's decision; decide."),
    "sql": ("ingestion.commands.reader:sql", "Run a query on the marts as peygir_reader."),
    "reader": ("ingestion.commands.reader:reader", "Give people logins that read the marts."),
    "catalog": ("ingestion.commands.reader:catalog", "Write what every mart and column means, as one HTML file."),
    "unit": ("ingestion.commands.unit:unit", "Link units that are one and the same."),
    "watch": ("ingestion.commands.watch:watch", "Judge the last night; tell once what is missing."),
    "url": ("ingestion.commands.reader:url", "Print the reader's connection URL."),
}


class _LazyGroup(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module, _, attribute = COMMANDS[cmd_name][0].partition(":")
        command: click.Command = getattr(importlib.import_module(module), attribute)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, summary) for name, (_, summary) in COMMANDS.items()])


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="peygir")
def peygir() -> None:
    """Peygir follows up what the provincial working groups decided.

    \b
    Example:
      peygir nightly
      peygir sql "select * from marts.followup_rates limit 5"
    """


def main(arguments: list[str] | None = None) -> Any:
    """Run the command. Exit code 0: done; 1: done, problems found; 2: could not be done (one sentence on stderr)."""
    try:
        return peygir.main(args=arguments, prog_name="peygir", standalone_mode=True)
    except PeygirError as error:
        click.echo(f"peygir: {error.sentence}", err=True)
        sys.exit(2)
    except OSError as error:
        if error.filename is None:
            raise
        click.echo(f"peygir: {error.filename}: {error.strerror}; see that it is there and may be used so", err=True)
        sys.exit(2)
