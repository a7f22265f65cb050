"""The marks that feedback leaves in a workbook, and a workbook without them: a marked copy is read as its original."""

from __future__ import annotations

import re
from dataclasses import replace

from ingestion.workbooks.grid import Sheet, Workbook, text_of

FEEDBACK_SHEET = "بازخورد"  # "feedback"; a workbook with such a sheet of its own gets «بازخورد (۲)»
FEEDBACK_TITLE = "بازخورد پیگیر درباره این فایل"  # "Peygir's feedback on this file": cell A1 of the sheet
FEEDBACK_TITLES = (FEEDBACK_TITLE, "بازخورد پیگیر درباره این پرونده")  # the second: on copies sent out earlier
COMMENT_HEAD = "بازخورد پیگیر:"  # "Peygir's feedback:"; everything after it in a comment is ours
COMMENT_GAP = "\n\n"  # between a comment that was there and ours
MARK_COLOUR = "FF9EB3"  # pink, as the notes of the sheet call it; the fill of a cell with a problem; the fill below it is kept as the pattern's second colour
# "file's id, for the system; you need not do anything with it:", then the sha256 of the file that was marked
STAMP_HEAD = "شناسهٔ فایل، برای سامانه (با آن کاری نداشته باشید):"
_STAMP = re.compile(r"(?<![0-9a-f])([0-9a-f]{64})(?![0-9a-f])")
_STAMP_ROWS = 12  # the stamp stands among the notes above the counts


def stamp(content_sha256: str) -> str:
    """The note by which a marked copy that comes back is known."""
    return f"{STAMP_HEAD} {content_sha256}"


def stamped_sha256(workbook: Workbook) -> str | None:
    """The sha256 of the file that the workbook is the marked copy of; None for any other workbook."""
    for sheet in workbook.sheets:
        if is_feedback_sheet(sheet):
            for row in range(2, _STAMP_ROWS):
                if found := _STAMP.search(text_of(sheet.cell(row, 1))):
                    return found[1]
    return None


def is_feedback_sheet(sheet: Sheet) -> bool:
    """Whether the sheet is one that feedback added, not the sender's own of that name."""
    return sheet.name.startswith(FEEDBACK_SHEET) and text_of(sheet.cell(1, 1)).strip() in FEEDBACK_TITLES


def own_comment(text: str) -> str:
    """The comment without what feedback appended to it; empty where nothing else was there."""
    start = text.find(COMMENT_HEAD)
    return text if start < 0 else text[:start].removesuffix(COMMENT_GAP)


def without_marks(workbook: Workbook) -> Workbook:
    """The workbook without feedback's sheet, comments and fills; the same object where it has none."""
    sheets = [_without_marks(sheet) for sheet in workbook.sheets if not is_feedback_sheet(sheet)]
    is_same = len(sheets) == len(workbook.sheets) and all(map(lambda a, b: a is b, sheets, workbook.sheets))
    return workbook if is_same else Workbook(workbook.kind, sheets)


def _without_marks(sheet: Sheet) -> Sheet:
    is_commented = any(COMMENT_HEAD in text for text in sheet.comments.values())
    if not is_commented and MARK_COLOUR not in sheet.fills.values():
        return sheet
    comments = {place: own for place, text in sheet.comments.items() if (own := own_comment(text))}
    fills = {place: colour for place, colour in sheet.fills.items() if colour != MARK_COLOUR}
    return replace(sheet, comments=comments, fills=fills)
