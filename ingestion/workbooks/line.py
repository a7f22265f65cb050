"""The lines of the contract: one JSON-ready mapping for each resolution, rejected row, figure or ignored row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ingestion.workbooks.grid import text_of
from ingestion.workbooks.values.texts import shown

Line = dict[str, Any]

IGNORED_REASONS = (
    "title", "header", "repeated_header", "divider", "blank_numbered", "total", "note", "signature", "legend",
    "page_number",
)  # fmt: skip


def ignored(sheet: str, row: int, reason: str, cells: Sequence[Any]) -> Line:
    """A row without a record of its own; its text is what its cells say, joined."""
    texts = [text for cell in cells if cell != "" and (text := shown(text_of(cell)))]
    return {"kind": "ignored", "sheet": sheet, "row": row, "reason": reason, "text": " | ".join(dict.fromkeys(texts))}


def aggregate(
    sheet: str, row: int, label: str | None, agency_id: str | None, measure: str, value: float | int | None
) -> Line:
    """A figure that someone computed."""
    return {
        "kind": "aggregate",
        "sheet": sheet,
        "row": row,
        "label": label,
        "agency_id": agency_id,
        "measure": measure,
        "value": value,
    }
