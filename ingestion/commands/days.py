"""Days and Solar-Hijri periods as people type them for an option."""

from __future__ import annotations

import datetime
import re
from typing import Any, Literal

import click

from ingestion.persian.digits import to_ascii_digits
from ingestion.persian.jalali import GREGORIAN_YEARS, JALALI_YEARS, to_gregorian

_WRITTEN = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})")
_PERIODS = {
    "month": (re.compile(r"(\d{4})[-/](\d{1,2})"), "{}-{:02}", 12, "1404-06"),
    "quarter": (re.compile(r"(\d{4})[-/]?[qQ](\d)"), "{}-Q{}", 4, "1404-Q2"),
    "year": (re.compile(r"(\d{4})()"), "{}", 0, "1404"),
}


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


class Period(click.ParamType[str]):
    """A Solar-Hijri month (1404-06), quarter (1404-Q2) or year (1404) by the label that the marts give it.

    Persian digits and a slash are taken too; a Gregorian year, a month's name and a thirteenth month are refused.
    """

    def __init__(self, kind: Literal["month", "quarter", "year"]) -> None:
        self.name = kind

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """How the option's value is called in the help."""
        return {"month": "YYYY-MM", "quarter": "YYYY-Qn", "year": "YYYY"}[self.name]

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The label; ends with a usage error for what is none."""
        pattern, label, last, example = _PERIODS[self.name]
        match = pattern.fullmatch(to_ascii_digits(str(value)).strip())
        if match is None:
            self.fail(f"'{value}' is no {self.name}; write it as {example}, Solar-Hijri.", param, ctx)
        year, part = int(match[1]), int(match[2] or 0)
        if year not in JALALI_YEARS:
            self.fail(f"'{value}': its year is not Solar-Hijri (1380–1420); write it as {example}.", param, ctx)
        if last and not 1 <= part <= last:
            self.fail(f"'{value}': a year has {last} {self.name}s.", param, ctx)
        return label.format(year, part)
