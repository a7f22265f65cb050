"""Reports as files: rates and overdue resolutions from the marts, as CSV that Excel opens and as a page to print.

Everything is read as `peygir_reader`: what stands in a file is what any reader of the marts sees.
"""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from ingestion.errors import PeygirError
from ingestion.paths import state_folder
from ingestion.persian.jalali import MONTHS, from_gregorian, to_gregorian
from ingestion.warehouse.query import Rows, run_query

TEHRAN: Final = ZoneInfo("Asia/Tehran")
_TEXTS = Path(__file__).with_name("publications.toml")
_PERSIAN_DIGITS = str.maketrans("0123456789.", "۰۱۲۳۴۵۶۷۸۹٫")

_RATES = """
    select dimension, member_name_fa, n_gross, n_net, n_implemented, net_rate, n_due, n_on_time, on_time_rate_lower,
           on_time_rate_upper, n_overdue, n_overdue_base, overdue_rate, n_no_deadline
    from marts.followup_rates
    where dimension in ('national', 'province', 'ministry', 'banks', 'category') and {period}
    order by array_position(array['national', 'province', 'ministry', 'banks', 'category'], dimension),
             n_net desc, member_name_fa
"""
_OVERDUE = """
    select province_fa, session_no, resolution_no, approved_on_jalali, unit_fa, resolution_fa, agencies_fa, status_fa,
           due_on_jalali, resolution_id
    from marts.resolutions where is_overdue {condition}
    order by province_fa, due_on, resolution_id
"""


_AS_OF = "select as_of_on from marts.publications order by published_at desc limit 1"


@dataclass(frozen=True)
class Sheet:
    """One table of a report: its file's name, its heading's key, its rows."""

    name: str
    rows: Rows


def write_monthly_report(run_id: str, *, month: str | None = None, on: str | None = None) -> dict[str, Any]:
    """Write the report of a Solar-Hijri month (`1404-06`; default: the last complete one on the day `on`)."""
    year, number = month_of(month, date.fromisoformat(on) if on else datetime.now(UTC).astimezone(TEHRAN).date())
    period = "period_type = 'month' and jalali_year = %s and jalali_month = %s"
    condition = "and approved_jalali_year = %s and approved_jalali_month = %s"
    sheets = [
        Sheet("rates", run_query(_RATES.format(period=period), (year, number))),
        Sheet("overdue", run_query(_OVERDUE.format(condition=condition), (year, number))),
    ]
    label = f"{year}-{number:02}"
    return {"run_id": run_id, "month": label, **_write(label, f"{MONTHS[number - 1]} {year}", sheets)}


def write_latest_reports(run_id: str) -> dict[str, Any]:
    """Write the rates of all time and of the last complete month, and every overdue resolution, to the outbox."""
    sheets = [
        Sheet("rates", run_query(_RATES.format(period="period_type = 'all'"))),
        Sheet(
            "rates_of_last_month",
            run_query(_RATES.format(period="period_type = 'month' and is_last_complete_period")),
        ),
        Sheet("overdue", run_query(_OVERDUE.format(condition=""))),
    ]
    return {"run_id": run_id, **_write("latest", "", sheets)}


def month_of(month: str | None, on: date) -> tuple[int, int]:
    """The Solar-Hijri (year, month) that `1404-06` names, or the last one that had ended on the day `on`.

    Raises PeygirError where the text names no month.
    """
    if month is None:
        year, number, _ = from_gregorian(on)
        last = to_gregorian(year, number, 1) - timedelta(days=1)
        return from_gregorian(last)[:2]
    year_text, _, month_text = month.partition("-")
    if not (year_text.isdecimal() and month_text.isdecimal() and 1 <= int(month_text) <= 12):
        raise PeygirError(f"no Solar-Hijri month {month!r}", where="month", remedy="write it as 1404-06")
    return int(year_text), int(month_text)


def _write(folder_name: str, title: str, sheets: Sequence[Sheet]) -> dict[str, Any]:
    folder = state_folder() / "outbox" / "reports" / folder_name
    folder.mkdir(parents=True, exist_ok=True)
    published = run_query(_AS_OF).rows
    as_of = published[0][0] if published else None
    for sheet in sheets:
        _put(folder / f"{sheet.name}.csv", _csv(sheet.rows))
    _put(folder / "report.html", _page(title, as_of, sheets).encode())
    return {
        "folder": str(folder),
        "as_of": as_of.isoformat() if as_of else None,
        "n_rows": {sheet.name: len(sheet.rows.rows) for sheet in sheets},
    }


def _put(path: Path, content: bytes) -> None:
    """A reader never sees half a file."""
    draft = path.with_name(f".{path.name}.new")
    draft.write_bytes(content)
    draft.replace(path)


def _csv(rows: Rows) -> bytes:
    import io

    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    writer.writerows([_safe(value) for value in row] for row in rows.rows)
    return out.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    """A text that a spreadsheet would take for a formula is kept a text."""
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r"):
        return f"'{value}"
    return "" if value is None else value


@cache
def _texts() -> dict[str, dict[str, str]]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def _page(title: str, as_of: date | None, sheets: Sequence[Sheet]) -> str:
    state = _texts()["page"]["as_of"].format(day=_shown("as_of", as_of)) if as_of else ""
    heading = " ".join((_texts()["page"]["title"], title)).strip().translate(_PERSIAN_DIGITS)
    tables = "".join(_table(sheet) for sheet in sheets)
    return (
        "<!doctype html><html dir=rtl lang=fa><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{escape(heading)}</title><style>{_STYLE}</style><h1>{escape(heading)}</h1><p>{escape(state)}</p>{tables}</html>\n"
    )


_STYLE: Final = (
    "body{font-family:Vazirmatn,Tahoma,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;margin-bottom:2rem;font-size:.9rem}"
    "th,td{border-bottom:1px solid #ddd;padding:.35rem .5rem;text-align:right;vertical-align:top}"
    "th{background:#f4f4f4;position:sticky;top:0}@media print{th{position:static}}"
)


def _table(sheet: Sheet) -> str:
    texts = _texts()
    caption = texts["sheets"][sheet.name]
    if not sheet.rows.rows:
        return f"<h2>{escape(caption)}</h2><p>{escape(texts['page']['nothing'])}</p>"
    head = "".join(f"<th>{escape(texts['columns'].get(column, column))}</th>" for column in sheet.rows.columns)
    body = "".join(
        "<tr>"
        + "".join(
            f"<td>{escape(_shown(column, value))}</td>" for column, value in zip(sheet.rows.columns, row, strict=True)
        )
        + "</tr>"
        for row in sheet.rows.rows
    )
    return f"<h2>{escape(caption)}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _shown(column: str, value: Any) -> str:
    if value is None:
        return "—"
    if column == "dimension":
        return _texts()["dimensions"][value]
    if isinstance(value, date):
        return "{:04}/{:02}/{:02}".format(*from_gregorian(value)).translate(_PERSIAN_DIGITS)
    if "_rate" in column and isinstance(value, int | float | Decimal):
        return f"{float(value) * 100:.1f}٪".translate(_PERSIAN_DIGITS)
    if isinstance(value, int | float | Decimal):
        return str(value).translate(_PERSIAN_DIGITS)
    return str(value)
