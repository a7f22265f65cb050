"""Days as people type them for an option: Gregorian, or Solar-Hijri by the year."""

from __future__ import annotations

import datetime
import re
from typing import Any

import click

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.jalali import to_gregorian

JALALI_YEARS = range(1380, 1421)  # of marts.dim_date
GREGORIAN_YEARS = range(2001, 2043)
_WRITTEN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")


class Day(click.ParamType[datetime.date]):
    """A day YYYY-MM-DD: of the Solar-Hijri calendar where its year is 1380–1420, Gregorian where it is 2001–2042.

    Any other year, and a day that its month does not have, is refused. `may_be_later` False: nor a day after today.
    """

    name = "day"

    def __init__(self, *, may_be_later: bool = True) -> None:
        self.may_be_later = may_be_later

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How the option's value is called in the help."""
        return "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime.date:
        """The Gregorian day; ends with a usage error for what is none."""
        if isinstance(value, datetime.date):
            return value
        match = _WRITTEN.fullmatch(to_ascii_digits(str(value)).strip())
        if match is None:
            self.fail(f"'{value}' is no day; write it as 2025-08-23 or, Solar-Hijri, 1404-06-01.", param, ctx)
        year, month, day = int(match[1]), int(match[2]), int(match[3])
        try:
            if year in JALALI_YEARS:
                found = to_gregorian(year, month, day)
            elif year in GREGORIAN_YEARS:
                found = datetime.date(year, month, day)
            else:
                self.fail(
                    f"'{value}': its year is neither Gregorian (2001–2042) nor Solar-Hijri (1380–1420).", param, ctx
                )
        except ValueError:
            self.fail(f"'{value}': there is no such day.", param, ctx)
        if not self.may_be_later and found > datetime.datetime.now(datetime.UTC).astimezone().date():
            self.fail(f"'{value}' is yet to come.", param, ctx)
        return found
