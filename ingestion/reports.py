"""What is printed for people: query results, freshness, and the headline rates after a night."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, TextIO

from wcwidth import wcswidth

from ingestion.warehouse.load import UNASSIGNED_SOURCE
from ingestion.warehouse.query import Rows, run_query

LOADER = "peygir_loader"


def print_rows(answer: Rows, form: str, out: TextIO) -> None:
    """Print as an aligned table, as CSV, or as JSON lines."""
    if form == "csv":
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(answer.columns)
        writer.writerows(["" if value is None else _plain(value) for value in row] for row in answer.rows)
    elif form == "json":
        for row in answer.rows:
            out.write(
                json.dumps(dict(zip(answer.columns, row, strict=True)), ensure_ascii=False, default=_jsonable) + "\n"
            )
    else:
        print_table(answer, out)
        out.write(f"({len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'})\n")


def _jsonable(value: Any) -> Any:
    return float(value) if isinstance(value, Decimal) else str(value)


def print_table(answer: Rows, out: TextIO, *, indent: str = "") -> None:
    """Print an aligned table without a frame; numbers to the right."""
    shown = [[_plain(value) for value in row] for row in answer.rows]
    columns = range(len(answer.columns))
    is_number = [all(isinstance(row[i], int | float | Decimal | None) for row in answer.rows) for i in columns]
    widths = [max(_width(line[i]) for line in ([*answer.columns], *shown)) for i in columns]
    for line in ([*answer.columns], *shown):
        cells = [_pad(text, widths[i], to_right=is_number[i]) for i, text in enumerate(line)]
        out.write(f"{indent}{'  '.join(cells)}".rstrip() + "\n")


def _width(text: str) -> int:
    return max(0, wcswidth(text))


def _pad(text: str, width: int, *, to_right: bool) -> str:
    gap = " " * max(0, width - _width(text))
    return gap + text if to_right else text + gap


def _plain(value: Any) -> str:
    if value is None:
        return "·"
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value).replace("\n", " ")


def freshness() -> Sequence[str]:
    """Sentences about the last build and what the ledger holds."""
    build = run_query(
        "select business_on, finished_at, outcome from audit.runs where kind = 'build' and finished_at is not null"
        " order by finished_at desc limit 1",
        role=LOADER,
    ).rows
    lines = ["marts: never built; run `peygir nightly`"]
    if build:
        day, finished_at, outcome = build[0]
        lines = [f"marts: rates as of {day}, last build {outcome} at {finished_at:%Y-%m-%d %H:%M %Z}"]
    ledger = run_query("select kind, outcome, count(*) from audit.documents group by 1, 2 order by 1, 2", role=LOADER)
    return lines + [f"{kind}s {outcome.replace('_', ' ')}: {count}" for kind, outcome, count in ledger.rows]


def landed_since(started_at: datetime) -> Iterator[str]:
    """Sentences about the documents entered since an instant: loaded, unchanged, refused; and those taken over since."""
    answer = run_query(
        """
        select kind, source_id, outcome, count(*), sum(n_resolutions), sum(n_rejected), sum(n_aggregates),
               sum(n_ignored), sum(n_problems), sum(n_facts),
               string_agg(file_name || ': ' || reason, '; ') filter (where outcome in ('refused', 'taken_over'))
        from audit.documents where loaded_at >= %s group by 1, 2, 3 order by 1 desc, 2, 3
        """,
        (started_at,),
        role=LOADER,
    )
    if not answer.rows:
        yield "nothing new"
    for (
        kind,
        source_id,
        outcome,
        count,
        resolutions,
        rejected,
        aggregates,
        ignored,
        problems,
        facts,
        reasons,
    ) in answer.rows:
        head = f"{source_id}: {count} {kind}{'' if count == 1 else 's'} {outcome.replace('_', ' ')}"
        if outcome in ("refused", "taken_over"):
            yield f"{head} ({reasons})"
        elif outcome == "unchanged":
            yield f"{head}: the same content as before, re-saved"
        elif kind == "workbook":
            line = f"{head}: {resolutions} resolutions, {rejected} rejected, {aggregates} aggregates, {ignored} ignored rows"
            if source_id == UNASSIGNED_SOURCE and resolutions:
                line += ", of no known province: counted in the country's figures alone until it lies in a province's folder"
            yield f"{line}, {problems} problem{'' if problems == 1 else 's'}" if problems else line
        else:
            yield f"{head}: {facts} facts"


def marked_since(started_at: datetime) -> Sequence[tuple[str, int]]:
    """(place in the outbox, problems) of the marked copies written since an instant."""
    return run_query(
        "select feedback_place, n_problems from audit.documents where feedback_at >= %s order by 1",
        (started_at,),
        role=LOADER,
    ).rows


def reason_since(started_at: datetime, failure: str) -> str | None:
    """Why a task `dag: name` failed since an instant; None where nothing was entered."""
    dag_id, _, name = failure.partition(": ")
    found = run_query(
        "select reason from audit.failures where starts_with(run_id, %s) and name = %s and failed_at >= %s"
        " order by failed_at desc limit 1",
        (f"{dag_id}/", name, started_at),
        role=LOADER,
    ).rows
    return str(found[0][0]) if found else None


_HEADLINE = """
select coalesce(member_name_en, 'not stated') as {dimension}, n_gross as {counted},
       n_implemented || ' / ' || n_net as implemented,
       round(100 * net_rate, 1) as net_pct,
       n_on_time || case when n_on_time_undetermined > 0 then '–' || n_on_time + n_on_time_undetermined else '' end
         || ' / ' || n_due as on_time,
       case when on_time_rate is not null then round(100 * on_time_rate, 1)::text
            when on_time_rate_lower is not null
            then round(100 * on_time_rate_lower, 1) || '–' || round(100 * on_time_rate_upper, 1) end as on_time_pct,
       n_overdue || ' / ' || n_overdue_base as overdue, n_unknown as unknown
from marts.followup_rates
where dimension = '{dimension}' and period_type = 'all'
order by n_gross desc, member_id
"""


def headline() -> Iterator[tuple[str, Rows]]:
    """The headline rates by province and by ministry, each with its heading."""
    is_built = run_query("select to_regclass('marts.followup_rates') is not null", role=LOADER).rows[0][0]
    day = run_query("select max(as_of_on) from marts.followup_rates").rows[0][0] if is_built else None
    if day is None:
        return
    for dimension, counted in (
        ("province", "resolutions"),
        ("ministry", "assignments: a resolution of two agencies counts once for each"),
    ):
        heading = f"Follow-up rates by {dimension}, as of {day} ({counted})"
        yield heading, run_query(_HEADLINE.format(dimension=dimension, counted=counted.split(":")[0]))
