"""Decisions that a person has to make: what waits, and what becomes of an answer."""

from __future__ import annotations

from datetime import date

from ingestion import identity
from ingestion.errors import PeygirError
from ingestion.warehouse import reviews
from ingestion.warehouse.connection import locate
from ingestion.warehouse.query import run_query
from ingestion.warehouse.reviews import Kind, Review
from ingestion.workbooks.hints import FIELDS

UNIT_ANSWERS = ("same", "different")


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
    if given == "same":
        one, other = review.details["unit_ids"]
        identity.link_units(one, other, why or "", date.today())
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
    for (
        one,
        name,
        national_id,
        other,
        other_name,
        other_national_id,
        province_id,
        reason,
        similarity,
    ) in identity.candidates(None).rows:
        subject = "\x1f".join((one, other))
        details = {
            "unit_ids": [one, other],
            "national_ids": [national_id, other_national_id],
            "reason": reason,
            "similarity": float(similarity),
        }
        question_id = reviews.review_id("unit", province_id, subject)
        found.append(Review(question_id, "unit", province_id, subject, f"{name} = {other_name}", details))
    return found


def _remaining(review: Review, given: str) -> str:
    if review.kind == "heading":
        return f"what has arrived is read anew by: peygir reparse --source {review.source_id} --since YYYY-MM-DD"
    if given == "different":
        return "they stay two units"
    return "the next build takes them for one; the link stands in dbt_project/seeds/reviewed/unit_links.csv: commit it"
