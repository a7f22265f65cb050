"""From a figure back to what was written: the deliveries, files, sheets and cells behind a resolution or a rate."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
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


@dataclass(frozen=True)
class Rate:
    """A rate of marts.followup_rates: SQL conditions on a case, and the columns with the published counts.

    `share` is what a case adds to the numerator; `undetermined` says of which cases it cannot be told.
    """

    kpi: str
    denominator: str
    share: str
    columns: tuple[str, str]
    undetermined: str = "false"
    undetermined_column: str | None = None
    of_assignments: bool = True
    fields: tuple[str, ...] = ("status",)


_DATES = ("status", "due_date", "implemented_date", "report_date")
RATES = {
    "gross": Rate("K1", "is_in_gross", "is_implemented::integer", ("n_implemented", "n_gross")),
    "net": Rate("K2", "is_in_net", "is_implemented::integer", ("n_implemented", "n_net")),
    "weighted": Rate(
        "K3", "is_in_net", "weight", ("weighted_implemented", "n_net"), fields=("status", "progress_pct")
    ),
    "on_time": Rate(
        "K5", "is_due", "(timeliness is not distinct from 'on_time')::integer", ("n_on_time", "n_due"),
        undetermined="timeliness = 'undetermined'", undetermined_column="n_on_time_undetermined", fields=_DATES,
    ),
    "on_time_of_implemented": Rate(
        "K6", "is_implemented and implemented_on is not null and due_on is not null",
        "(implemented_on <= due_on)::integer", ("n_implemented_dated_on_time", "n_implemented_dated"), fields=_DATES,
    ),
    "overdue": Rate(
        "K7", "is_overdue_eligible and due_on is not null", "is_overdue::integer", ("n_overdue", "n_overdue_base"),
        fields=_DATES,
    ),
    "no_deadline": Rate(
        "K9", "is_in_net", "(due_on is null)::integer", ("n_no_deadline", "n_net"), fields=("due_date",)
    ),
    "rereferral": Rate(
        "K13", "is_in_gross and approved_on <= as_of_on - 365", "is_rereferred::integer",
        ("n_mature_rereferred", "n_mature"),
    ),
    "escalation": Rate(
        "K15", "is_in_gross", "was_referred_national::integer", ("n_escalated", "n_gross"), of_assignments=False
    ),
    "refusal": Rate("K18", "is_in_gross", "was_refused::integer", ("n_refused", "n_gross")),
    "unknown": Rate("K21", "is_in_gross", "(status_code = 'unknown')::integer", ("n_unknown", "n_gross")),
}  # fmt: skip

_RESOLUTIONS = """
    select resolutions.resolution_id as case_id, resolutions.resolution_id, facts.province_id, resolutions.county_fa,
           facts.category_code, null as ministry_id, null as agency_id, null as agency_fa, facts.approved_on,
           facts.status_code, facts.due_on, facts.implemented_on, facts.implemented_from_on,
           facts.implemented_until_on, facts.is_due, facts.timeliness, facts.is_overdue, facts.is_in_gross,
           facts.is_in_net, facts.is_implemented, facts.weight, facts.is_rereferred, facts.was_refused,
           facts.was_referred_national, resolutions.unit_fa, resolutions.resolution_fa, facts.document_id, facts.line_no
    from marts.fct_resolution as facts
    join marts.resolutions using (resolution_id)
    where facts.is_in_rates
"""
_ASSIGNMENTS = """
    select facts.assignment_id as case_id, facts.resolution_id, facts.province_id, resolutions.county_fa,
           resolutions.category_code, facts.ministry_id, facts.agency_id,
           coalesce(facts.agency_written, agencies.name_fa) as agency_fa, facts.approved_on, facts.status_code,
           facts.due_on, facts.implemented_on, facts.implemented_from_on, facts.implemented_until_on, facts.is_due,
           facts.timeliness, facts.is_overdue, facts.is_in_gross, facts.is_in_net, facts.is_implemented,
           case when facts.is_implemented then 1 when facts.status_code = 'partial'
                then coalesce(facts.progress_pct / 100, 0.5) else 0 end as weight,
           whole.is_rereferred, facts.was_refused, null::boolean as was_referred_national, resolutions.unit_fa,
           resolutions.resolution_fa, told.content_document_id as document_id, told.first_line_no as line_no
    from marts.fct_resolution_assignment as facts
    join marts.fct_resolution as whole using (resolution_id)
    join marts.resolutions using (resolution_id)
    join marts.dim_agency as agencies using (agency_id)
    cross join publication
    left join lateral (
        select content_document_id, first_line_no
        from warehouse.int_assignment_observations as observed
        where observed.resolution_id = facts.resolution_id and observed.assignment_id = facts.assignment_id
          and observed.known_to is null and observed.as_of_on <= publication.as_of_on
        order by observed.as_of_on desc, observed.received_at desc, observed.delivery_id desc
        limit 1
    ) as told on true
    where facts.is_in_rates
"""


@dataclass(frozen=True)
class Selection:
    """Whose rate and of which period: at most one of ministry, agency, category and county; one period or all time."""

    province_id: str | None = None
    ministry_id: str | None = None
    agency_id: str | None = None
    category_code: str | None = None
    county: str | None = None
    period_type: str = "all"
    period_label: str = "all"

    @property
    def subject(self) -> tuple[str, str] | None:
        """The dimension beside the province, and its member."""
        stated = [
            (name, value)
            for name, value in (
                ("ministry", self.ministry_id),
                ("agency", self.agency_id),
                ("category", self.category_code),
                ("county", self.county),
            )
            if value is not None
        ]
        if len(stated) > 1:
            raise PeygirError(
                f"no rate is of one {stated[0][0]} and one {stated[1][0]} at once",
                where="explain rate",
                remedy="leave one out",
            )
        if self.county is not None and self.province_id is None:
            raise PeygirError("which province is that county in?", where="explain rate", remedy="add --province")
        return stated[0] if stated else None

    @property
    def place(self) -> tuple[str, str]:
        """`dimension` and `member_id` of marts.followup_rates."""
        if self.subject is None:
            return ("province", self.province_id) if self.province_id else ("national", "IR")
        dimension, member = self.subject
        is_within = self.province_id is not None and dimension != "county"
        return (f"province_{dimension}" if is_within else dimension, member)


@dataclass(frozen=True)
class RateTrace:
    """The cases of a rate with what was written of them, and the counts as counted here and as published."""

    name: str
    selection: Selection
    as_of_on: Any
    counted: tuple[Decimal, int, int]
    published: tuple[Decimal, int, int]
    rows: Rows

    @property
    def agrees(self) -> bool:
        """Whether the rows give the published numerator, denominator and undetermined count."""
        return self.counted == self.published


def trace_rate(name: str, selection: Selection) -> RateTrace:
    """List every case of a rate's denominator with its cells. Raises PeygirError where no such rate is published."""
    rate = RATES[name]
    published, as_of_on = _published(rate, selection)
    is_of_assignments = selection.place[0].removeprefix("province_") in ("ministry", "agency")
    if is_of_assignments and not rate.of_assignments:
        raise PeygirError(
            f"the cases of {name} are listed for resolutions only", where="explain rate", remedy="leave out the agency"
        )
    conditions, parameters = _conditions(selection)
    found = run_query(
        f"""
        with publication as (select as_of_on from marts.publications order by published_at desc limit 1),
        cases as ({_ASSIGNMENTS if is_of_assignments else _RESOLUTIONS}),
        counted as (
            select cases.*, publication.as_of_on, statuses.is_overdue_eligible
            from cases
            join marts.dim_status as statuses using (status_code)
            left join marts.dim_date as calendar on calendar.date_on = cases.approved_on
            cross join publication
            where true {conditions}
        ),
        judged as (
            select {rate.share} as share, coalesce({rate.undetermined}, false) as is_undetermined, counted.*
            from counted
            where {rate.denominator}
        )
        select share, is_undetermined, resolution_id, approved_on, agency_fa, unit_fa, resolution_fa, judged.status_code,
               judged.due_on, judged.implemented_on, implemented_from_on, implemented_until_on, documents.file_name,
               staged.sheet, staged.row_no, staged.cells, staged.raw
        from judged
        left join audit.documents as documents on documents.document_id = judged.document_id
        left join staging.resolution_rows as staged
            on staged.document_id = judged.document_id and staged.line_no = judged.line_no
        order by 1 desc, 2 desc, approved_on, documents.file_name, staged.sheet, staged.row_no, case_id
        """,  # noqa: S608 - conditions and columns are this module's own
        parameters,
        role=LOADER,
    )
    cases = [dict(zip(found.columns, values, strict=True)) for values in found.rows]
    counted = (
        Decimal(sum(case["share"] for case in cases)),
        len(cases),
        sum(case["is_undetermined"] for case in cases),
    )
    fields = (*rate.fields, "agencies") if is_of_assignments else rate.fields
    return RateTrace(name, selection, as_of_on, counted, published, _shown(cases, fields))


def _published(rate: Rate, selection: Selection) -> tuple[tuple[Decimal, int, int], Any]:
    dimension, member = selection.place
    numerator, denominator = rate.columns
    found = run_query(
        f"select {numerator}, {denominator}, {rate.undetermined_column or 0}, as_of_on from marts.followup_rates"  # noqa: S608
        " where dimension = %s and member_id = %s and province_id is not distinct from %s"
        " and period_type = %s and period_label = %s",
        (dimension, member, selection.province_id, selection.period_type, selection.period_label),
        role=LOADER,
    ).rows
    if not found:
        what = f"{dimension} {member}" + (f" of province {selection.province_id}" if "_" in dimension else "")
        raise PeygirError(
            f"no rate of {what} in period {selection.period_label}",
            where="marts.followup_rates",
            remedy='see what there is with: peygir sql "select dimension, member_id, period_label from followup_rates"',
        )
    row = found[0]
    return (Decimal(row[0]), row[1], row[2]), row[3]


def _conditions(selection: Selection) -> tuple[str, list[Any]]:
    periods = {"month": "jalali_month_label", "year": "jalali_year::text"}
    wanted: list[tuple[str, Any]] = [
        ("cases.province_id", selection.province_id),
        ("cases.ministry_id", selection.ministry_id),
        ("cases.agency_id", selection.agency_id),
        ("coalesce(cases.category_code, '-')", selection.category_code),
        ("coalesce(cases.county_fa, '-')", selection.county),
    ]
    if selection.period_type == "quarter":
        wanted.append(("calendar.jalali_year || '-Q' || calendar.jalali_quarter", selection.period_label))
    elif selection.period_type != "all":
        wanted.append((f"calendar.{periods[selection.period_type]}", selection.period_label))
    stated = [(column, value) for column, value in wanted if value is not None]
    return "".join(f" and {column} = %s" for column, _ in stated), [value for _, value in stated]


def _shown(cases: list[dict[str, Any]], fields: tuple[str, ...]) -> Rows:
    columns = ["counts", "resolution_id", "approved_on", "agency", "unit", "status", "due_on", "implemented_on"]
    columns += ["file", "sheet", "row", "as_written"]
    return Rows(columns, [_shown_case(case, fields) for case in cases])


def _shown_case(case: dict[str, Any], fields: tuple[str, ...]) -> tuple[Any, ...]:
    share = Decimal(case["share"]).normalize()
    counts = "perhaps" if case["is_undetermined"] else "yes" if share == 1 else "no" if share == 0 else f"{share:f}"
    implemented = case["implemented_on"]
    if implemented is None and case["implemented_until_on"] is not None:
        implemented = f"{case['implemented_from_on'] or '…'} to {case['implemented_until_on']}"
    raw, cells = case["raw"] or {}, case["cells"] or {}
    written = "; ".join(f"{field} {cells.get(field, '')}: {raw[field]}" for field in fields if raw.get(field))
    return (
        counts, case["resolution_id"], case["approved_on"], case["agency_fa"], case["unit_fa"] or case["resolution_fa"],
        case["status_code"], case["due_on"], implemented, case["file_name"], case["sheet"], case["row_no"], written,
    )  # fmt: skip


def describe(trace: RateTrace) -> str:
    """One sentence: which rate, of whom, when, and its numerator and denominator."""
    dimension, member = trace.selection.place
    where = f" of province {trace.selection.province_id}" if dimension.startswith("province_") else ""
    numerator, denominator, undetermined = trace.counted
    upper = f" to {(numerator + undetermined).normalize():f}" if undetermined else ""
    return (
        f"{trace.name} ({RATES[trace.name].kpi}) of {dimension.removeprefix('province_')} {member}{where},"
        f" period {trace.selection.period_label}, as of {trace.as_of_on}:"
        f" {numerator.normalize():f}{upper} of {denominator}"
    )
