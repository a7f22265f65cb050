"""Errors that a person can act on: what happened, where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


class PeygirError(Exception):
    """Something that could not be done, told in one sentence.

    `what` names the trouble, `where` the file, line, address or setting, `remedy` the next step. The command line
    prints the sentence on stderr and ends with exit code 2; a DAG task fails with it.
    """

    def __init__(self, what: str, *, where: str | None = None, remedy: str | None = None) -> None:
        self.what = what
        self.where = where
        self.remedy = remedy
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """The whole message: `where: what; remedy`."""
        text = f"{self.where}: {self.what}" if self.where else self.what
        return f"{text}; {self.remedy}" if self.remedy else text


class TransientError(PeygirError):
    """Something that may pass by itself (a busy or unreachable site): worth another try later."""


@contextmanager
def file_errors(what: str, where: object, remedy: str | None = None) -> Iterator[None]:
    """Raises PeygirError for an OSError of the block: `what`, with the system's reason, at `where`, and the remedy."""
    try:
        yield
    except OSError as error:
        raise PeygirError(f"{what} ({error.strerror or error})", where=str(where), remedy=remedy) from error


def is_transient(error: BaseException) -> bool:
    """Whether only time can mend an error: a busy or unreachable site, a database that is restarting."""
    return isinstance(error, TransientError) or type(error).__name__ in ("OperationalError", "AdminShutdown")
