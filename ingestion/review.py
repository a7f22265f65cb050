"""Decisions that a person has to make: what waits, and what becomes of an answer."""

from __future__ import annotations

from ingestion.errors import PeygirError
from ingestion.warehouse import reviews
from ingestion.warehouse.connection import locate
from ingestion.warehouse.query import run_query
from ingestion.warehouse.reviews import Kind, Review
from ingestion.workbooks.hints import FIELDS

UNIT_ANSWERS = ("same", "different")

_CANDIDATES = """
    select c.province_id, c.unit_id_a, c.unit_id_b, c.name_a_fa, c.name_b_fa, c.national_id_a, c.national_id_b, c.reason,
           round(c.similarity::numeric, 2)::text
    from marts.unit_match_candidates c
    order by c.similarity desc, c.candidate_id
"""


def waiting(kind: Kind | None = None) -> list[Review]:
    """The questions without an answer: headings in the order in which they came up, then pairs of units, likeliest first."""
    return [review for review in _all(kind) if review.answer is None]


def decide(review_id: str, given: str, *, by: str | None = None, why: str | None = None) -> tuple[Review, str]:
    """Answer the question that the id, or enough of its beginning, names; return it and what remains to be done.

    Raises PeygirError for an id that names no question or several, and for an answer that the question does not take.
    """
    review = _named(review_id)
    takes = FIELDS if review.kind == "heading" else UNIT_ANSWERS
    if given not in takes:
        raise PeygirError(
            f"{given!r} answers no {review.kind}", where=review_id, remedy=f"use one of {', '.join(takes)}"
        )
    with locate().connect("peygir_loader") as connection:
        reviews.answer(connection, review, given, by=by, why=why)
        connection.commit()
    return review, _remaining(review, given)


def _named(review_id: str) -> Review:
    found = [review for review in _all(None) if review.review_id.startswith(review_id.lower())]
    if not found:
        raise PeygirError("no such question", where=review_id, remedy="see `peygir review list`")
    if len(found) > 1:
        raise PeygirError(f"{len(found)} questions begin so", where=review_id, remedy="give more of the id")
    return found[0]


def _all(kind: Kind | None) -> list[Review]:
    with locate().connect("peygir_loader") as connection:
        on_record = reviews.reviews(connection, kind)
    known = {review.review_id for review in on_record}
    return [*on_record, *(review for review in _candidates(kind) if review.review_id not in known)]


def _candidates(kind: Kind | None) -> list[Review]:
    """Pairs of units that may be one, as the marts propose them; none before the first build."""
    if kind == "heading" or not run_query("select to_regclass('marts.unit_match_candidates')").rows[0][0]:
        return []
    found = []
    for province_id, one, other, name, other_name, national_id, other_national_id, reason, likeness in run_query(
        _CANDIDATES
    ).rows:
        subject = "\x1f".join((one, other))
        details = {
            "unit_ids": [one, other],
            "national_ids": [national_id, other_national_id],
            "reason": reason,
            "similarity": likeness,
        }
        identity = reviews.review_id("unit", province_id, subject)
        found.append(Review(identity, "unit", province_id, subject, f"{name} = {other_name}", details))
    return found


def _remaining(review: Review, given: str) -> str:
    if review.kind == "heading":
        return f"what has arrived is read anew by: peygir reparse --source {review.source_id} --since YYYY-MM-DD"
    if given == "different":
        return "they stay two units"
    one, other = review.details["unit_ids"]
    return f"the build takes them for one when {one} and {other} stand in dbt_project/seeds/reviewed/unit_links.csv"
