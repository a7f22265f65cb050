"""Questions for a person and their answers, in `audit.reviews`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

import psycopg

Kind = Literal["heading", "unit"]


@dataclass(frozen=True)
class Review:
    """One question: what it is about, what is known of it, and the answer where there is one."""

    review_id: str
    kind: Kind
    source_id: str
    subject: str
    question: str
    details: Mapping[str, Any]
    asked_at: datetime | None = None
    answer: str | None = None


def review_id(kind: Kind, source_id: str, subject: str) -> str:
    """The id of a question: 32 hexadecimal digits."""
    return hashlib.sha256("\x1f".join((kind, source_id, subject)).encode()).hexdigest()[:32]


def raise_question(
    connection: psycopg.Connection[Any],
    kind: Kind,
    source_id: str,
    subject: str,
    *,
    question: str,
    details: Mapping[str, Any],
) -> None:
    """Enter a question; one that is on record, answered or not, is only noted as seen again."""
    connection.execute(
        "insert into audit.reviews (review_id, kind, source_id, subject, question, details)"
        " values (%s, %s, %s, %s, %s, %s::jsonb)"
        " on conflict (review_id) do update set seen_at = now()",
        (
            review_id(kind, source_id, subject),
            kind,
            source_id,
            subject,
            question,
            json.dumps(details, ensure_ascii=False),
        ),
    )


def reviews(connection: psycopg.Connection[Any], kind: Kind | None = None) -> list[Review]:
    """Every question of a kind on record, answered or not, the oldest first."""
    rows = connection.execute(
        "select review_id, kind, source_id, subject, question, details, asked_at, answer from audit.reviews"
        " where %s::text is null or kind = %s order by asked_at, review_id",
        (kind, kind),
    ).fetchall()
    return [Review(*row) for row in rows]


def answer(connection: psycopg.Connection[Any], review: Review, given: str, *, by: str | None, why: str | None) -> None:
    """Keep an answer; a later one to the same question takes the place of the earlier."""
    raise_question(
        connection, review.kind, review.source_id, review.subject, question=review.question, details=review.details
    )
    connection.execute(
        "update audit.reviews set answer = %s, answered_at = now(), answered_by = %s, why = %s where review_id = %s",
        (given, by, why, review.review_id),
    )


def heading_answers(connection: psycopg.Connection[Any], source_id: str) -> dict[str, str]:
    """Squeezed heading to field, as people have answered for a source."""
    rows = connection.execute(
        "select subject, answer from audit.reviews where kind = 'heading' and source_id = %s and answer is not null",
        (source_id,),
    ).fetchall()
    return dict(rows)
