"""Columns that their values tell more of than their headings."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from ingestion.reference.categories import classify
from ingestion.reference.statuses import UNKNOWN, match_status
from ingestion.workbooks import headings
from ingestion.workbooks.evidence import Kinds
from ingestion.workbooks.grid import is_blank, text_of
from ingestion.workbooks.tables.meanings import means
from ingestion.workbooks.tables.table import SAMPLE, SURE, WITH_COUNTY, WITH_PERSON, WITH_STATUS, Column, Table
from ingestion.workbooks.values.bodies import agency_named
from ingestion.workbooks.values.texts import folded, squeeze, words

_NOTIFIED = "notified"  # «نامه ارسال شد» is an action as much as a status
_ENOUGH_NUMBERS = 3
_NEARLY_ALL = 0.9
_MAY_HOLD_TERMS = (None, "report_date", "implemented_date", "notify_date")
_MAY_HOLD_ORDERS = (
    None,
    "also_status",
    "status",
    "also_problem_text",
    "also_notes",
    "notes",
    "action_text",
    "also_action_text",
)


def _has_joint_status(table: Table) -> bool:
    return any(column.detail == WITH_STATUS for column in table.columns_of("due_date"))


def settle_by_values(table: Table, samples: dict[int, Kinds]) -> None:
    """Name columns with an unknown heading whose values leave no doubt, and needed fields that went elsewhere."""
    by_field: dict[str | None, Column] = {column.field: column for column in table.columns if column.field}
    if "resolution_text" not in by_field:
        meant = [c for c in table.columns if c.field in _MAY_HOLD_ORDERS and _means_decision_in_brackets(c)]
        if len(meant) == 1 and samples[meant[0].number].statuses < 0.5:
            by_field = {name: other for name, other in by_field.items() if other is not meant[0]}
            meant[0].field, meant[0].score = "resolution_text", 0.8
            by_field["resolution_text"] = meant[0]
    if "resolution_text" not in by_field:
        for source in ("notes", "action_text"):
            column = by_field.get(source)
            if (
                column
                and squeeze(column.path[-1]) in ("شرح", "اقدامات", "شرحاقدامات")
                and (samples[column.number].long_texts >= 0.6 or _tells_what_is_done(column, by_field, samples))
            ):
                column.field = "resolution_text"
                by_field["resolution_text"] = column
                break
    if "resolution_text" not in by_field:
        orders = [c for c in table.columns if c.field in _MAY_HOLD_ORDERS and samples[c.number].orders >= 0.6]
        if orders:
            column = max(orders, key=lambda c: samples[c.number].orders)
            by_field = {name: other for name, other in by_field.items() if other is not column}
            column.field, column.score, column.guessed_from_values = "resolution_text", 0.6, True
            by_field["resolution_text"] = column
    _settle_deciders(table, by_field)
    _settle_requests(table, by_field)
    _settle_fields_of_problems(table, by_field, samples)
    if "unit_name" not in by_field:
        bodies = [c for c in table.columns if c.field == "agency" and samples[c.number].n_written]
        others = [c for c in bodies if samples[c.number].agencies <= 0.2]
        if len(others) == 1 and any(samples[c.number].agencies >= 0.5 for c in bodies):
            others[0].field, others[0].score, others[0].guessed_from_values = "unit_name", 0.6, True
            by_field["unit_name"] = others[0]
    if "unit_name" not in by_field:
        units = [c for c in table.columns if c.field is None and samples[c.number].units >= 0.5]
        if len(units) == 1:
            units[0].field, units[0].score, units[0].guessed_from_values = "unit_name", 0.6, True
            by_field["unit_name"] = units[0]
    bare_id = by_field.get("unit_national_id")
    if bare_id is not None and squeeze(bare_id.path[-1] if bare_id.path else "") == "شناسه":
        kinds = samples[bare_id.number]
        if kinds.n_written and not kinds.ids and "resolution_no" not in by_field:  # «شناسه» over «M-12»
            bare_id.field, bare_id.score, bare_id.guessed_from_values = "resolution_no", 0.6, True
            by_field["resolution_no"] = bare_id
    if "due_date" not in by_field:
        terms = [c for c in table.columns if c.field in _MAY_HOLD_TERMS and samples[c.number].durations >= 0.6]
        if len(terms) == 1:  # «زمان پاسخ» over «۱۵ روز»
            terms[0].field, terms[0].score, terms[0].guessed_from_values = "due_date", 0.6, True
            by_field["due_date"] = terms[0]
    if "implemented_date" not in by_field and "due_date" in by_field:
        done = [c for c in table.columns if c is not by_field["due_date"] and c.path and squeeze(c.path[-1]) in _DOINGS]
        if len(done) == 1 and done[0].field in _MAY_BE_DOINGS and samples[done[0].number].dates >= 0.5:
            by_field = {name: other for name, other in by_field.items() if other is not done[0]}
            done[0].field, done[0].score, done[0].guessed_from_values = "implemented_date", 0.6, True
            by_field["implemented_date"] = done[0]
    if "session_no" not in by_field and "session_date" in by_field and "row_no" in by_field:
        beside = {by_field["session_date"].number - 1, by_field["session_date"].number + 1}
        for column in table.columns:
            is_free = column.field == "also_row_no" or (
                column is by_field["row_no"] and _numbers_no_rows(samples[column.number])
            )
            if is_free and column.number in beside and column.path and squeeze(column.path[-1]) == "شماره":
                if column is by_field["row_no"]:
                    del by_field["row_no"]
                column.field, column.score, column.guessed_from_values = "session_no", 0.6, True
                by_field["session_no"] = column
                break
    if "row_no" not in by_field and table.columns:
        first = min(table.columns, key=lambda column: column.number)  # «م», «ترتیب», «Nr»: 1, 2, 3 … at the edge
        kinds = samples[first.number]
        if first.field is None and kinds.counting and kinds.small_numbers >= 0.9:
            first.field, first.score, first.guessed_from_values = "row_no", 0.6, True
            by_field["row_no"] = first
    has_status = any(name in by_field for name in ("status", "tick_status", "also_status", "former_status"))
    if not has_status and not _has_joint_status(table):
        for column in table.columns:  # «آخرین اقدام» over «اجرا شد», «در دست اقدام»
            kinds = samples[column.number]
            if column.field != "action_text" or kinds.n_written < 2 or kinds.long_texts > 0.5:
                continue
            if (kinds.statuses >= 0.8 and kinds.long_texts <= 0.4) or _tells_status_alone(table, column):
                column.field, column.score, column.guessed_from_values = "status", 0.6, True
                by_field["status"] = column
                break
    if "unit_name" not in by_field:
        employers = [c for c in table.columns if c.field == "ceo_name" and squeeze(c.path[-1]) in _EMPLOYERS]
        if len(employers) == 1:
            employers[0].field, employers[0].score = "unit_name", 0.6
            by_field["unit_name"] = employers[0]
    wanted: tuple[tuple[str, Callable[[Kinds], bool]], ...] = (
        ("unit_national_id", lambda kinds: kinds.ids >= 0.8),
        ("status", lambda kinds: kinds.statuses >= 0.8 and kinds.n_written >= 2),
        ("agency", lambda kinds: kinds.agencies >= 0.8 and kinds.n_written >= 2 and kinds.long_texts < 0.3),
    )
    for column in table.columns:  # «آخرین گزارش» over days
        is_report = (
            bool(_REPORTS.intersection(words(column.path[-1]))) if column.path and column.field is None else False
        )
        if is_report and "report_date" not in by_field and samples[column.number].dates >= 0.8:
            column.field, column.score, column.guessed_from_values = "report_date", 0.6, True
            by_field["report_date"] = column
    followers = [c for c in table.columns if c.field == "follow_up_by"]  # «مسئول پیگیری» over bodies, not people
    if len(followers) == 1 and not any(name in by_field for name in ("agency", "tick_agency")):
        kinds = samples[followers[0].number]
        if kinds.agencies >= 0.6 and kinds.n_written >= 2 and kinds.orders < 0.3:
            followers[0].field, followers[0].score, followers[0].guessed_from_values = "agency", 0.6, True
            by_field["agency"] = followers[0]
    has_status = any(name in by_field for name in ("status", "tick_status")) or _has_joint_status(table)
    has_agency = any(name in by_field for name in ("agency", "tick_agency"))
    for field_name, fits in wanted:
        if field_name in by_field or (field_name == "status" and has_status) or (field_name == "agency" and has_agency):
            continue
        for column in table.columns:
            may_be = column.field is None or (field_name != "unit_national_id" and column.field == "follow_up_by")
            if may_be and fits(samples[column.number]):
                column.field, column.score, column.guessed_from_values = field_name, 0.6, True
                by_field[field_name] = column
                break


_IN_BRACKETS = re.compile(r"\(([^()]+)\)\s*$")


def _means_decision_in_brackets(column: Column) -> bool:
    """«چه شد (مصوبه)»: what the heading means stands in brackets behind it."""
    inner = _IN_BRACKETS.search(column.path[-1]) if column.path else None
    return inner is not None and means(inner[1], "resolution_text")


_LEAST_ALONE, _MOST_WORDS_ALONE = 0.5, 4


def _tells_status_alone(table: Table, column: Column) -> bool:
    """Whether half of a column's cells, two different ones at least, are a status and nothing else."""
    rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
    texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    told = [match_status(text).code for text in texts if len(text.split()) <= _MOST_WORDS_ALONE]
    alone = [code for code in told if code not in (UNKNOWN, _NOTIFIED)]
    return len(set(alone)) >= 2 and len(alone) >= _LEAST_ALONE * len(texts)


def _tells_what_is_done(column: Column, by_field: Mapping[str | None, Column], samples: dict[int, Kinds]) -> bool:
    """Whether «شرح», filled in every row with a unit and an agency beside it and no problem, holds short resolutions."""
    unit = by_field.get("unit_name")
    if squeeze(column.path[-1]) != "شرح" or unit is None or "agency" not in by_field or "problem_text" in by_field:
        return False
    kinds = samples[column.number]
    return kinds.n_written >= samples[unit.number].n_written > 0 and not kinds.numbers and kinds.statuses < 0.3


_DOINGS = frozenset(map(squeeze, ("انجام", "اجرا", "تحقق", "خاتمه", "پایان", "اتمام", "پایان کار", "done")))
_MAY_BE_DOINGS = (None, "progress_pct", "also_progress_pct", "also_due_date", "also_status")
_REPORTS = frozenset({"گزارش", "پاسخ", "پیگیری"})  # report, answer, follow-up
_EMPLOYERS = frozenset(squeeze(word) for word in ("کارفرما", "نام کارفرما", "کارفرمایان", "کارفرمای متقاضی"))
_BETWEEN_HEADINGS = re.compile(r"\s*[/\\|،()–-]\s*|\s+و\s+")


def mark_joint_units(table: Table) -> None:
    """«نام واحد / شهرستان», «واحد متقاضی و شهرستان»: the cells below hold the county, or a person, behind the unit."""
    column = table.column_of("unit_name")
    if column is None or not column.path:
        return
    named = [part for part in _BETWEEN_HEADINGS.split(column.path[-1]) if part.strip()]
    if len(named) == 2 and means(named[0], "unit_name") and (beside := headings.best(named[1])) is not None:
        if beside.field == "county" and beside.score >= SURE and table.column_of("county") is None:
            column.detail = WITH_COUNTY
        elif beside.field in headings.PEOPLE_FIELDS and beside.score >= SURE:
            column.detail = WITH_PERSON


def mark_joint_terms(table: Table) -> None:
    """«مهلت و نتیجه», «وضعیت / موعد»: the cells below hold the term and the status, where no column has either alone."""
    if table.columns_of("status", "tick_status") and table.columns_of("due_date"):
        return
    for column in table.columns_of("due_date", "status"):
        named = [part for part in _BETWEEN_HEADINGS.split(column.path[-1]) if part.strip()]
        meant = {found.field for part in named if (found := headings.best(part)) is not None and found.score >= SURE}
        if len(named) == 2 and meant == {"due_date", "status"} and not column.set_no:
            column.field, column.detail = "due_date", WITH_STATUS


_FORMER = frozenset(squeeze(word) for word in ("قبل", "قبلی", "پیشین", "سابق", "previous", "former"))


def settle_former_statuses(table: Table) -> None:
    """Of several columns of statuses, those of the report before say nothing about now."""
    columns = table.columns_of("status", "also_status")
    former = [column for column in columns if _FORMER & set(words(column.path[-1]))]
    current = [column for column in columns if column not in former]
    if not former or not current:
        return
    for column in former:
        column.field = "former_status"
    if not any(column.field == "status" for column in current):
        current[0].field = "status"


_ASKED = frozenset(map(squeeze, ("درخواستی", "درخواست", "پیشنهادی", "تقاضا", "تقاضای", "نیاز", "متقاضی")))
_GRANTED = frozenset(map(squeeze, ("مصوب", "مصوبه", "تصویبی", "تصویب", "مصوبه‌ای", "موافقت")))


def settle_amounts(table: Table) -> None:
    """Of a sum that was asked for and one that was granted the granted one is the resolution's."""
    amount = table.column_of("amount")
    if amount is None or not amount.path or not _ASKED & set(words(amount.path[-1])):
        return
    for column in table.columns_of("also_amount"):
        if _GRANTED & set(words(column.path[-1])):
            amount.field, column.field = "asked_amount", "amount"
            return


_DECIDERS = frozenset(squeeze(word) for word in ("مرجع", "توسط"))
_DECIDING_BODIES = frozenset({"WG_PROV", "WG_COUNTY", "HQ_NAT"})


def _settle_deciders(table: Table, by_field: dict[str | None, Column]) -> None:
    """«مرجع» over «کارگروه استان», «ستاد ملی» names who decided, not who is to act."""
    for column in [c for c in table.columns_of("agency", "also_agency") if squeeze(c.path[-1]) in _DECIDERS]:
        rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
        texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
        deciding = [text for text in texts if agency_named(text) in _DECIDING_BODIES]
        if texts and len(deciding) >= 0.8 * len(texts):
            if by_field.get("agency") is column:
                del by_field["agency"]
            column.field = "level" if "level" not in by_field else "also_level"
            by_field.setdefault("level", column)


_REQUESTS = ("درخواست", "تقاضا", "خواسته")


def _settle_requests(table: Table, by_field: dict[str | None, Column]) -> None:
    """«نوع درخواست» with requests in words and no column of problems beside it holds the problem, not its class."""
    column = by_field.get("problem_category")
    if column is None or "problem_text" in by_field or not any(word in folded(column.path[-1]) for word in _REQUESTS):
        return
    rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
    texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    in_words = [text for text in texts if len(text.split()) > 2]
    if len(in_words) >= 0.5 * len(texts) and len(set(texts)) >= 0.6 * len(texts):
        column.field = "problem_text"
        by_field["problem_text"] = column


def _settle_fields_of_problems(table: Table, by_field: dict[str | None, Column], samples: dict[int, Kinds]) -> None:
    """«حوزه» with names of categories in it («بانکی», «مالیاتی») says what the problems are about, not the trade."""
    column = by_field.get("sector")
    if column is None or "problem_category" in by_field or samples[column.number].sectors >= 0.4:
        return
    rows = range(table.first_row, min(table.last_row, table.first_row + SAMPLE) + 1)
    texts = [text_of(cell) for row in rows if not is_blank(cell := table.sheet.cell(row, column.number))]
    known = [text for text in texts if len(text.split()) <= 4 and classify(text)]
    if texts and len(known) >= 0.7 * len(texts):
        column.field = "problem_category"
        by_field["problem_category"] = column


def _numbers_no_rows(kinds: Kinds) -> bool:
    """«۱۸، ۱۸، ۱۸، ۱۹»: numbers that count nothing off."""
    return kinds.n_written >= _ENOUGH_NUMBERS and kinds.numbers >= _NEARLY_ALL and not kinds.counting
