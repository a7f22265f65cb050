"""Columns that belong together: a day in three columns (day, month, year), and several resolutions side by side in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingestion.persian.jalali import MONTHS
from ingestion.workbooks import headings
from ingestion.workbooks.evidence import is_nothing
from ingestion.workbooks.grid import Cell, text_of
from ingestion.workbooks.values.texts import folded, squeeze, words

DAY_PART = "day_part"  # the field of the columns that a day's first column is read with
_PARTS: Mapping[str, int] = {
    **dict.fromkeys(("سال", "year", "sal"), 0),  # year
    **dict.fromkeys(("ماه", "month", "mah"), 1),  # month
    **dict.fromkeys(("روز", "day", "rooz", "ruz"), 2),  # day
}
_ORDERS = ((2, 1, 0), (0, 1, 2), (1, 2, 0))
_DATE_OF = "تاریخ"  # «تاریخ جلسه»: the day of what the columns are headed with
_SURE = 0.72
_BARE = "session_date"  # three such columns with nothing over them


@dataclass(frozen=True)
class DayColumns:
    """The columns of a day that is written in three: of the year, the month and the day."""

    year: int
    month: int
    day: int

    @property
    def numbers(self) -> tuple[int, int, int]:
        """The three columns from the left."""
        first, second, third = sorted((self.year, self.month, self.day))
        return first, second, third


def part_named(heading: str) -> int | None:
    """0, 1 or 2 for a heading that is the word of year, month or day and nothing more; None for any other."""
    return _PARTS.get(squeeze(heading))


def find_days(paths: Sequence[tuple[int, tuple[str, ...]]]) -> list[tuple[str, DayColumns]]:
    """(date field, its three columns) among the (number, headings) of neighbouring columns, each field once."""
    parted = [_part_and_rest(path) if path else None for _, path in paths]
    found: dict[str, DayColumns] = {}
    for at in range(len(paths) - 2):
        three = [part for part in parted[at : at + 3] if part is not None]
        numbers = [number for number, _ in paths[at : at + 3]]
        if len(three) < 3 or any(second - first != 1 for first, second in pairwise(numbers)):
            continue
        order = tuple(part for part, _ in three)
        rests = {rest for _, rest in three}
        if order not in _ORDERS or len(rests) != 1:
            continue
        name = _date_field(rests.pop())
        if name is None or name in found:
            continue
        place = dict(zip(order, numbers, strict=True))
        found[name] = DayColumns(place[0], place[1], place[2])
    return list(found.items())


def _part_and_rest(path: tuple[str, ...]) -> tuple[int, str] | None:
    """(part, what it is a part of) for «روز» under «تاریخ جلسه» and for «روز جلسه»; None for other headings."""
    named = [word for word in words(path[-1]) if word in _PARTS]
    if len(named) != 1:
        return None
    rest = [word for word in words(path[-1]) if word not in _PARTS]
    return _PARTS[named[0]], " ".join([*path[:-1], *rest])


def _date_field(heading: str) -> str | None:
    if not heading:
        return _BARE
    for tried in (heading, f"{_DATE_OF} {heading}"):
        meant = [m.field for m in headings.meanings(tried) if m.field in headings.DATE_FIELDS and m.score >= _SURE]
        if meant:
            return meant[0]
    return _BARE if squeeze(heading) == squeeze(_DATE_OF) else None


def day_in_words(year: Cell, month: Cell, day: Cell) -> str | None:
    """The three cells as one written day, what is missing left out; None where they are empty.

    A cell that holds a whole day («۱۴۰۴/۰۳/۱۰» under «روز») is that day.
    """
    texts = [_written(cell) for cell in (year, month, day)]
    if not any(texts):
        return None
    whole = next((text for text in texts if _WHOLE_DAY.search(folded(text))), None)
    if whole is not None:
        return whole
    of_year, of_month, of_day = texts
    number = int(folded(of_month)) if folded(of_month).isdecimal() else 0
    if of_year and number and of_day:
        return f"{of_year}/{number}/{of_day}"
    if 1 <= number <= len(MONTHS):
        of_month = MONTHS[number - 1]
    return " ".join(text for text in (of_day, of_month, of_year) if text)


_WHOLE_DAY = re.compile(r"\d+\s*[/.\-]\s*\d+\s*[/.\-]\s*\d+")


def _written(cell: Cell) -> str:
    text = "" if isinstance(cell, tuple) else text_of(cell).strip()
    return "" if is_nothing(text) else text


_NUMBERED = re.compile(r"^(.*?[^\W\d_])\s*[-–(]?\s*([1-9])\s*\)?$")
_ORDINALS = {"اول": 1, "یکم": 1, "نخست": 1, "دوم": 2, "سوم": 3, "چهارم": 4, "پنجم": 5}  # first to fifth
_OF_A_SET = frozenset(
    (
        "resolution_text", "resolution_no", "problem_text", "problem_category", "agency", "due_date", "status",
        "progress_pct", "implemented_date", "report_date", "notify_date", "amount", "notes",
    )
)  # fmt: skip


def find_sets(paths: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, tuple[int, str]]:
    """Column → (set, field) where a row has several resolutions side by side; empty where it has one.

    The headings are numbered («مصوبه ۱», «دستگاه ۱», «مصوبه ۲», …), stand under numbered ones, or come again in the
    same order, with or without their numbers («مصوبه اول», «دستگاه», «مصوبه دوم», «دستگاه»).
    """
    found = max(_numbered_sets(paths), _repeated_sets(paths), key=len)
    return found if len({number for number, name in found.values() if name == "resolution_text"}) >= 2 else {}


def _numbered_sets(paths: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, tuple[int, str]]:
    found: dict[int, tuple[int, str]] = {}
    for number, path in paths:
        for level, text in enumerate(reversed(path)):
            bare, count = _without_number(text)
            if not count:
                continue
            name = _field_of(bare) if level == 0 else _field_of(path[-1])
            if name is not None and (count, name) not in found.values():
                found[number] = (count, name)
            break
    return found


def _without_number(heading: str) -> tuple[str, int]:
    """(heading, number) of «مصوبه ۱», «مصوبه (۲)» and «مصوبه دوم»; 0 where it has none."""
    match = _NUMBERED.match(folded(" ".join(heading.split())))
    if match is not None:
        return match[1], int(match[2])
    *before, last = folded(heading).split() or [""]
    return (" ".join(before), _ORDINALS[last]) if before and last in _ORDINALS else (heading, 0)


def _repeated_sets(paths: Sequence[tuple[int, tuple[str, ...]]]) -> dict[int, tuple[int, str]]:
    """Two runs or more of the same headings at the end of the table, with no unit among them."""
    heads = [squeeze(" ".join(_without_number(text)[0] for text in path)) for _, path in paths]
    for size in range(2, len(paths) // 2 + 1):
        last = heads[-size:]
        n_runs = 1
        while heads[-size * (n_runs + 1) : -size * n_runs] == last:
            n_runs += 1
        names = [_field_of(_without_number(path[-1])[0]) if path else None for _, path in paths[-size:]]
        if n_runs < 2 or "resolution_text" not in names or None in names or len(set(names)) < size:
            continue
        first = len(paths) - size * n_runs
        return {
            number: (1 + (at - first) // size, names[(at - first) % size] or "")
            for at, (number, _) in enumerate(paths)
            if at >= first
        }
    return {}


def _field_of(heading: str) -> str | None:
    meant = headings.best(heading)
    return meant.field if meant is not None and meant.score >= _SURE and meant.field in _OF_A_SET else None
