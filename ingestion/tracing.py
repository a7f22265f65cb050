"""From a figure back to what was written: the deliveries, files, sheets and cells behind a resolution."""

from __future__ import annotations

from typing import Any, TextIO

from ingestion.errors import PeygirError
from ingestion.reports import LOADER, print_table
from ingestion.warehouse.query import Rows, run_query

_FIELDS = {
    "session_no": "session_no",
    "session_date": "session_on",
    "resolution_no": "resolution_no",
    "unit_name": "unit_name",
    "unit_national_id": "unit_national_id",
    "county": "county",
    "problem_text": "problem_text",
    "resolution_text": "resolution_text",
    "agencies": "agencies",
    "notify_date": "notified_on",
    "due_date": "due_on",
    "status": "status",
    "progress_pct": "progress_pct",
    "implemented_date": "implemented_on",
    "report_date": "reported_on",
    "amount_rial": "amount_rial",
    "notes": "notes",
}


def explain_resolution(prefix: str, out: TextIO) -> None:
    """Print every delivery of the resolution whose id begins with `prefix`, oldest first, field by field."""
    resolution_id = _the_one(prefix)
    head = run_query(
        "select province_fa, session_no, approved_on_jalali, unit_fa, resolution_fa, status_code"
        " from marts.resolutions where resolution_id = %s",
        (resolution_id,),
        role=LOADER,
    ).rows[0]
    out.write(f"resolution {resolution_id}: {' · '.join(str(value) for value in head if value is not None)}\n")
    lines = run_query(
        f"""
        select documents.file_name, documents.source_id, documents.as_of_on, documents.as_of_source,
               documents.archive_location, rows.sheet, rows.row_no, rows.part, rows.cells, rows.raw, rows.issues,
               {", ".join(f"rows.{column}" for column in _FIELDS.values())}
        from warehouse.int_resolution_lines as lines
        join staging.resolution_rows as rows using (document_id, line_no)
        join audit.documents as documents using (document_id)
        where lines.resolution_id = %s
        order by documents.as_of_on, documents.received_at, rows.line_no
        """,  # noqa: S608 - column names are ours
        (resolution_id,),
        role=LOADER,
    )
    for values in lines.rows:
        _write_line(dict(zip(lines.columns, values, strict=True)), out)


def _the_one(prefix: str) -> str:
    found = run_query(
        "select resolution_id from marts.resolutions where starts_with(resolution_id, %s) limit 2",
        (prefix,),
        role=LOADER,
    ).rows
    if len(found) == 1:
        return str(found[0][0])
    what = "more than one resolution begins with that" if found else "no such resolution"
    raise PeygirError(what, where=prefix, remedy='find its id with: peygir sql "select * from marts.resolutions"')


def _write_line(line: dict[str, Any], out: TextIO) -> None:
    part = f" part {line['part']}" if line["part"] else ""
    out.write(
        f"\n{line['file_name']} ({line['source_id']}, as of {line['as_of_on']} by {line['as_of_source']}),"
        f" sheet {line['sheet']}, row {line['row_no']}{part}\n  kept as {line['archive_location']}\n"
    )
    rows = [
        (field, line["cells"].get(field), line["raw"].get(field), _understood(line[column]))
        for field, column in _FIELDS.items()
        if line[column] not in (None, []) or line["raw"].get(field)
    ]
    print_table(Rows(["field", "cell", "as written", "as understood"], rows), out, indent="  ")
    for issue in line["issues"]:
        out.write(f"  issue {issue['code']} at {issue.get('cell')}: {issue.get('value')}\n")


def _understood(value: Any) -> Any:
    if isinstance(value, list):
        return "؛ ".join(str(agency["name"]) for agency in value)
    return None if value is None else str(value)
