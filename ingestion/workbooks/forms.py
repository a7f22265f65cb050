"""Forms: one case a sheet (or several below each other), labels with their values beside or below them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ingestion.workbooks import headings
from ingestion.workbooks.classify import line_kind
from ingestion.workbooks.context import label_of, pairs_in_text
from ingestion.workbooks.grid import Cell, Sheet, address, is_blank, text_of
from ingestion.workbooks.headings import Meaning
from ingestion.workbooks.rows import Place, Record
from ingestion.workbooks.values.texts import folded

_RECORD_FIELDS = frozenset(
    {
        "unit_name",
        "resolution_text",
        "problem_text",
        "agency",
        "status",
        "due_date",
        "unit_national_id",
        "session_no",
        "session_date",
    }
)
_LARGEST = 400
_LEAST_AMONG_LABELS = 0.75  # how sure the meaning of a text must be that stands in a column of labels
_CAPTION = re.compile(r"(?:ردیف|مورد|ستون|پرونده)\s*\d{1,3}")  # over the column of a case: «ردیف ۱», «مورد ۲»


@dataclass
class _Label:
    row: int
    column: int
    meaning: Meaning | None
    text: str
    inline: str | None = None  # the value where it stands in the same cell


@dataclass
class Form:
    """One form: its label rows, the place of each field's value, and the unknown labels with their place.

    `labels` are the fields in the order of their labels, with the label and the address of its value.
    """

    rows: list[int] = field(default_factory=list)
    places: dict[str, list[Place]] = field(default_factory=dict)
    follow_ups: dict[int, dict[str, Place]] = field(default_factory=dict)
    value_rows: set[int] = field(default_factory=set)
    unknown: list[tuple[str, str]] = field(default_factory=list)
    labels: list[tuple[str | None, str, str]] = field(default_factory=list)
    part: int | None = None  # where cases stand side by side under the same labels: which of them, from 1
    comment: tuple[str, str] | None = None  # the comment on the empty cell of the status, and its address

    @property
    def is_empty(self) -> bool:
        """Whether no label has a value."""
        return not self.places and not self.follow_ups

    def record(self, sheet: Sheet) -> Record:
        """The form as a record: its row is the first label's, its rows are all label rows."""
        record = Record(self.rows[0], list(self.rows), dict(self.places), dict(self.follow_ups), is_form=True)
        record.is_hidden = sheet.is_hidden or self.rows[0] in sheet.hidden_rows
        record.comment = self.comment
        for place in self.places.get("status", []):
            if text := sheet.comments.get((place.row, place.column)):
                record.comment = (text, place.address)
        return record


def find_forms(sheet: Sheet) -> list[Form]:
    """The forms of a sheet; empty where the sheet is none."""
    if len(sheet.rows) > _LARGEST * 10 or sheet.n_columns > 40:
        return []
    labels = _labels(sheet)
    rows = {label.row for label in labels}
    fields = {label.meaning.field for label in labels if label.meaning}
    with_colon = [label for label in labels if label.text.rstrip().endswith((":", "：")) or label.inline]
    if len(fields & _RECORD_FIELDS) < 2 or len(fields) < 3:
        return []
    per_row = [sum(label.row == row for label in labels) for row in rows]
    is_vertical = len(rows) >= 4 and max(per_row) <= 3
    is_marked = len(rows) >= 2 and len(with_colon) >= 0.6 * len(labels) and len(with_colon) >= 3
    if not is_vertical and not is_marked:
        return []
    groups = list(_groups(labels))
    if not is_marked and _is_list_like(sheet, labels) and not all(_case_columns(sheet, _own(sheet, g)) for g in groups):
        return []
    forms: list[Form] = []
    for group in groups:
        cases = _case_columns(sheet, own := _own(sheet, group))
        if cases:
            forms.extend(_read_case(sheet, own, column, part) for part, column in enumerate(cases, start=1))
        else:
            forms.append(_read_form(sheet, group))
    return forms


def _own(sheet: Sheet, labels: list[_Label]) -> list[_Label]:
    """The labels without lines that hold a label with its value and nothing beside it: «توضیح: تا پایان تیر»."""
    return [label for label in labels if label.inline is None or not _alone(sheet, label.row)]


def _case_columns(sheet: Sheet, labels: list[_Label]) -> list[int]:
    """The columns of cases that stand side by side under the labels of one column; empty where there is one case."""
    columns = {label.column for label in labels}
    if len(columns) != 1 or len(labels) < 4 or any(label.inline is not None for label in labels):
        return []
    rows = {label.row: label.meaning.field if label.meaning else "" for label in labels}
    found = []
    for column in range(min(columns) + 1, sheet.n_columns + 1):
        filled = {name for row, name in rows.items() if not is_blank(sheet.cell(row, column))}
        n_filled = sum(not is_blank(sheet.cell(row, column)) for row in rows)
        names_a_case = "unit_name" in filled and filled & {"resolution_text", "problem_text"}
        if names_a_case and n_filled >= 0.6 * len(rows):
            found.append(column)
    return found if len(found) > 1 else []


def _read_case(sheet: Sheet, labels: list[_Label], column: int, part: int) -> Form:
    """One of the cases side by side: the values of its column."""
    form = Form(rows=sorted({label.row for label in labels}), part=part)
    for label in labels:
        cell = sheet.cell(label.row, column)
        if label is labels[0] and _CAPTION.fullmatch(folded(text_of(cell))):
            continue
        if not is_blank(cell):
            _take(form, label, Place(cell, label.row, column, address(label.row, column)))
    return form


def _labels(sheet: Sheet) -> list[_Label]:
    found: list[_Label] = []
    label_columns = _label_columns(sheet)
    sure_columns = _label_columns(sheet, least=4)
    for number, cells in enumerate(sheet.rows[:_LARGEST], start=1):
        written = [(c, cell) for c, cell in enumerate(cells, start=1) if not is_blank(cell)]
        after_label = False
        for index, (column, cell) in enumerate(written):
            text = text_of(cell).strip()
            ends_open = text.endswith((":", "："))
            pairs = pairs_in_text(text) if isinstance(cell, str) and not ends_open else []
            if len(pairs) == 1 and headings.best(text.split(":", 1)[0].split("：", 1)[0].strip()):
                meaning = headings.best(text.split(":", 1)[0].strip())
                value = text.split(":", 1)[1].strip() if ":" in text else pairs[0][1]
                found.append(_Label(number, column, meaning, text, value))
                after_label = False
                continue
            name = label_of(text) if isinstance(cell, str) else None
            has_value = index + 1 < len(written)
            if name is None and has_value and column in sure_columns and isinstance(cell, str) and len(text) <= 40:
                weak = headings.best(text)
                name = weak.field if weak is not None and weak.score >= _LEAST_AMONG_LABELS else None
            is_value_of_label = after_label and not ends_open and index > 0 and column not in label_columns
            if name is not None and not is_value_of_label:
                found.append(_Label(number, column, headings.best(text.rstrip(":： ")), text))
                after_label = True
            elif ends_open and len(text) <= 50 and not is_value_of_label:
                found.append(_Label(number, column, None, text))
                after_label = True
            else:
                after_label = False
    return found


def _label_columns(sheet: Sheet, *, least: int = 2) -> set[int]:
    """Columns in which most written cells are labels, and at least so many."""
    n_written: dict[int, int] = {}
    n_labels: dict[int, int] = {}
    for cells in sheet.rows[:_LARGEST]:
        for column, cell in enumerate(cells, start=1):
            if is_blank(cell):
                continue
            n_written[column] = n_written.get(column, 0) + 1
            if isinstance(cell, str) and label_of(cell) is not None:
                n_labels[column] = n_labels.get(column, 0) + 1
    return {c for c, n in n_labels.items() if n >= least and n >= 0.6 * n_written[c]}


def _is_list_like(sheet: Sheet, labels: list[_Label]) -> bool:
    """Whether most rows have many more cells than labels and values, as a table's rows have."""
    rows = {label.row for label in labels}
    wide = sum(sum(not is_blank(cell) for cell in sheet.rows[row - 1]) > 6 for row in rows)
    others = sum(1 for cells in sheet.rows if sum(not is_blank(cell) for cell in cells) >= 5)
    return wide > len(rows) / 2 or others > len(rows)


def _groups(labels: list[_Label]) -> Iterator[list[_Label]]:
    """Labels of one form each: a label that comes again, or the unit's label after others, begins the next form."""
    group: list[_Label] = []
    seen: set[tuple[str, int]] = set()
    for label in labels:
        key = (label.meaning.field, label.meaning.number) if label.meaning else (label.text, 0)
        is_again = key in seen and label.meaning is not None and key[0] in _RECORD_FIELDS
        starts = (
            is_again
            and group
            and label.row > group[-1].row
            and key[0] in ("unit_name", "session_no", _first_field(group))
        )
        if starts:
            yield group
            group, seen = [], set()
        group.append(label)
        seen.add(key)
    if group:
        yield group


def _first_field(group: list[_Label]) -> str:
    return next((label.meaning.field for label in group if label.meaning), "")


def _read_form(sheet: Sheet, labels: list[_Label]) -> Form:
    form = Form(rows=sorted({label.row for label in labels}))
    label_places = {(label.row, label.column) for label in labels}
    for label in labels:
        place = _value_place(sheet, label, labels, label_places)
        if place is not None:
            _take(form, label, place)
        elif label.meaning is not None and label.meaning.field == "status":
            form.comment = form.comment or _comment_beside(sheet, label, label_places)
    return form


def _comment_beside(sheet: Sheet, label: _Label, label_places: set[tuple[int, int]]) -> tuple[str, str] | None:
    """The comment on an empty cell between a label and the next one of its row, with the cell's address."""
    for column in range(label.column + 1, sheet.n_columns + 1):
        if (label.row, column) in label_places:
            return None
        if text := sheet.comments.get((label.row, column)):
            return text, address(label.row, column)
    return None


def _take(form: Form, label: _Label, place: Place) -> None:
    form.value_rows.add(place.row)
    text = label.text if label.inline is None else label.text.replace("：", ":").partition(":")[0]
    text = text.rstrip(":： ")
    form.labels.append((label.meaning and label.meaning.field, text, place.address))
    if label.meaning is None:
        form.unknown.append((text, place.address))
        return
    name = label.meaning.field
    if name == "follow_up_text":
        form.follow_ups.setdefault(label.meaning.number, {})["text"] = place
    elif name == "follow_up_date":
        form.follow_ups.setdefault(label.meaning.number, {})["date"] = place
    elif name not in form.places or name in ("agency", "notes"):
        form.places.setdefault(name, []).append(place)
    else:
        form.places.setdefault(f"also_{name}", []).append(place)


def _value_place(sheet: Sheet, label: _Label, labels: list[_Label], label_places: set[tuple[int, int]]) -> Place | None:
    """The value of a label: in its own cell, the next written cell of its row, or the cell below."""
    if label.inline is not None:
        return Place(label.inline, label.row, label.column, address(label.row, label.column))
    cells = sheet.rows[label.row - 1]
    for column in range(label.column + 1, len(cells) + 1):
        if (label.row, column) in label_places:
            break
        if not is_blank(cells[column - 1]):
            texts = _continued(sheet, label, column, label_places)
            return Place(texts, label.row, column, address(label.row, column))
    below = label.row + 1
    beside = sum(_has_value_beside(sheet, other, label_places) for other in labels if other is not label)
    is_mostly_beside = beside >= 0.5 * (len(labels) - 1)
    if below <= len(sheet.rows) and all(other.row != below for other in labels) and not _is_closing(sheet, below):
        if is_mostly_beside and not (_alone(sheet, below) and len(text_of(_only_cell(sheet, below))) > 40):
            return None
        for column in (label.column, label.column + 1):
            if column == label.column and _stand_close(labels, column):
                continue
            cell = sheet.cell(below, column)
            if not is_blank(cell) and (len(text_of(cell)) > 12 or _alone(sheet, below)):
                return Place(cell, below, column, address(below, column))
    return None


def _stand_close(labels: list[_Label], column: int) -> bool:
    """Whether the labels of a column stand right below each other, so that none has its value there."""
    rows = {label.row for label in labels if label.column == column}
    n_close = sum(row - 1 in rows or row + 1 in rows for row in rows)
    return len(rows) >= 4 and n_close >= 0.6 * len(rows)


def _continued(sheet: Sheet, label: _Label, column: int, label_places: set[tuple[int, int]]) -> Cell:
    """A value with the lines below it that have no label of their own."""
    first = sheet.cell(label.row, column)
    if not isinstance(first, str):
        return first
    texts = [first]
    row = label.row + 1
    while row <= len(sheet.rows):
        written = [c for c, cell in enumerate(sheet.rows[row - 1], start=1) if not is_blank(cell)]
        if written != [column] or (row, column) in label_places or not isinstance(sheet.cell(row, column), str):
            break
        texts.append(text_of(sheet.cell(row, column)))
        row += 1
    return "\n".join(texts)


def _has_value_beside(sheet: Sheet, label: _Label, label_places: set[tuple[int, int]]) -> bool:
    if label.inline is not None:
        return True
    cells = sheet.rows[label.row - 1]
    for column in range(label.column + 1, len(cells) + 1):
        if (label.row, column) in label_places:
            return False
        if not is_blank(cells[column - 1]):
            return True
    return False


def _is_closing(sheet: Sheet, row: int) -> bool:
    """Whether a row is a note, a signature or a page number."""
    texts = {c: text_of(cell) for c, cell in enumerate(sheet.rows[row - 1], start=1) if not is_blank(cell)}
    return bool(texts) and line_kind(texts, is_below=True) is not None


def _only_cell(sheet: Sheet, row: int) -> Cell:
    return next((cell for cell in sheet.rows[row - 1] if not is_blank(cell)), "")


def _alone(sheet: Sheet, row: int) -> bool:
    return sum(not is_blank(cell) for cell in sheet.rows[row - 1]) == 1
