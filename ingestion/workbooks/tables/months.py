"""Follow-ups, statuses and texts told by month or by number."""

from __future__ import annotations

from ingestion.persian.dates import find_dates
from ingestion.persian.jalali import MONTHS
from ingestion.workbooks import headings
from ingestion.workbooks.evidence import Kinds
from ingestion.workbooks.tables.meanings import column_meanings
from ingestion.workbooks.tables.table import Column, Table
from ingestion.workbooks.values.texts import folded, squeeze, words


def number_follow_ups(table: Table) -> None:
    """«پیگیری» and «تاریخ» repeated without numbers are counted from the left; «تاریخ» beside «پیگیری ۱» is that one's."""
    numbered = [c for c in table.columns if c.path and any(meaning.number for meaning in column_meanings(c))]
    if numbered:
        _date_follow_ups(table, numbered)
        return
    plain = [c for c in table.columns if c.path and squeeze(c.path[-1]) in _FOLLOW_UP_HEADS]
    if len(plain) < 2:
        return
    for number, column in enumerate(plain, start=1):
        column.field, column.follow_up_no, column.score = "follow_up_text", number, 0.9
        for neighbour in (column.number + 1, column.number - 1):
            beside = next((c for c in table.columns if c.number == neighbour and c.path), None)
            if beside and not beside.follow_up_no and squeeze(beside.path[-1]) in _FOLLOW_UP_DATES:
                beside.field, beside.follow_up_no, beside.score = "follow_up_date", number, 0.9
                break


def _date_follow_ups(table: Table, numbered: list[Column]) -> None:
    """Two or more numbered follow-ups with a bare «تاریخ» each, all of them after or all before, take it as their day."""
    turns = {c.number: meaning.number for c in numbered for meaning in column_meanings(c)[:1]}
    has_days = any(meaning.field == "follow_up_date" for c in numbered for meaning in column_meanings(c))
    if len(turns) < 2 or has_days:
        return
    bare = {c.number: c for c in table.columns if len(c.path) == 1 and squeeze(c.path[0]) in _FOLLOW_UP_DATES}
    for step in (1, -1):
        if all(number + step in bare for number in turns):
            for number, turn in turns.items():
                day = bare[number + step]
                day.field, day.follow_up_no, day.score = "follow_up_date", turn, 0.9
            return


def number_follow_ups_of_months(table: Table, samples: dict[int, Kinds]) -> None:
    """«پیگیری فروردین», «پیگیری اردیبهشت» beside a status or a per cent are follow-ups, counted in the order of their months."""
    told = [c for c in table.columns if c.path and _is_follow_up_of_a_month(c.path)]
    times = [time for column in told if (time := _time_of(column.heading))]
    if len(told) < 2 or len(set(times)) < len(told) or (rising := _are_rising(times)) is None:
        return
    others = [c for c in table.columns if c not in told]
    if any(c.follow_up_no for c in others):
        return
    has_status = any(c.field in ("status", "also_status", "tick_status", "progress_pct") for c in others)
    if not has_status and all(samples[c.number].statuses >= 0.6 for c in told if samples[c.number].n_written):
        for column in told:  # they are the statuses themselves
            column.field, column.score = "also_status", 0.8
        return
    for number, column in enumerate(told if rising else reversed(told), start=1):
        column.field, column.follow_up_no, column.score = "follow_up_text", number, 0.9


def number_days_and_texts_of_months(table: Table) -> None:
    """«تاریخ پیگیری» and «شرح» under each of several months («خرداد», «تیر») are the follow-ups of those months."""
    months: dict[tuple[int | None, int, int], list[Column]] = {}
    for column in table.columns:
        if len(column.path) >= 2 and is_month(column.path[-2]) and (time := _time_of(column.path[-2])) is not None:
            months.setdefault(time, []).append(column)
    rising = _are_rising(list(months)) if len(months) >= 2 else None
    if rising is None or any(c.follow_up_no for c in table.columns):
        return
    pairs: list[tuple[Column, Column]] = []
    for columns in months.values():
        days = [c for c in columns if squeeze(c.path[-1]) in _FOLLOW_UP_DATES]
        texts = [c for c in columns if squeeze(c.path[-1]) in _MONTHLY_TEXTS]
        if len(columns) != 2 or len(days) != 1 or len(texts) != 1:
            return
        pairs.append((days[0], texts[0]))
    for number, (day, text) in enumerate(pairs if rising else reversed(pairs), start=1):
        day.field, day.follow_up_no, day.score = "follow_up_date", number, 0.9
        text.field, text.follow_up_no, text.score = "follow_up_text", number, 0.9


def is_month(text: str) -> bool:
    """Whether a heading is a month, with or without its year, and says nothing more."""
    named = [word for word in words(text) if not word.isdecimal() and word not in ("ماه", "سال")]
    return len(named) == 1 and named[0].removesuffix("ماه") in _MONTH_NUMBERS


def _is_follow_up_of_a_month(path: tuple[str, ...]) -> bool:
    named = [word for text in path for word in words(text)]
    rest = [word for word in named if not word.isdecimal() and word.removesuffix("ماه") not in _MONTH_NUMBERS]
    rest = [word for word in rest if word not in ("ماه", "سال", "در", "طی", "شرح")]
    if len(rest) == len(named):
        return False
    told = headings.best(" ".join(rest))  # «گزارش دستگاه اجرایی (خرداد)»
    return "".join(rest) in _MONTHLY_HEADS or (told is not None and told.field == "action_text")


_MONTHLY_HEADS = frozenset(
    squeeze(text)
    for text in ("پیگیری", "پیگیری‌های", "پی گیری", "اقدام", "اقدامات", "اقدامات انجام شده", "نتیجه پیگیری", "گزارش پیگیری")
)  # fmt: skip
_FOLLOW_UP_HEADS = frozenset(
    squeeze(text)
    for text in (
        "پیگیری", "پی گیری", "شرح پیگیری", "نتیجه پیگیری", "پیگیری ها", "پیگیریهای انجام شده", "پیگیریهای صورت گرفته",
        "سوابق پیگیری", "مراحل پیگیری", "نتایج پیگیری", "پیگیری انجام شده", "گزارش پیگیری",
    )
)  # fmt: skip
_FOLLOW_UP_DATES = frozenset(squeeze(text) for text in ("تاریخ", "تاریخ پیگیری", "مورخ"))
_MONTHLY_TEXTS = _MONTHLY_HEADS | {
    squeeze(text) for text in ("شرح", "شرح پیگیری", "شرح اقدام", "شرح اقدامات", "اقدام انجام شده")
}


def settle_statuses_by_month(table: Table) -> None:
    """Of «وضعیت تیر», «وضعیت مرداد», «وضعیت شهریور» the newest is the status; an older one counts where it is empty."""
    columns = table.columns_of("status", "also_status")
    times = [_time_of(column.heading) for column in columns]
    if len(columns) < 2 or len(set(times)) < len(times) or not all(times):
        return
    newest_last = _are_rising([time for time in times if time])
    if newest_last is None:
        return
    for place, column in enumerate(columns, start=1):
        column.recency = place if newest_last else len(columns) - place
        column.field = "also_status"
    columns[-1 if newest_last else 0].field = "status"


def _time_of(heading: str) -> tuple[int | None, int, int] | None:
    """(year or None, month, day or 0) that a heading names, None where it names none or several."""
    if len(dates := find_dates(heading)) == 1 and dates[0].year is not None:
        return dates[0].year, dates[0].month, dates[0].date.day or 0
    named = [word.removesuffix("ماه") for word in words(heading)]
    months = [_MONTH_NUMBERS[word] for word in named if word in _MONTH_NUMBERS]
    has_year = any(found.year is not None for found in dates)
    return (None, months[0], 0) if len(months) == 1 and not has_year else None


_MONTH_NUMBERS = {folded(name): number for number, name in enumerate(MONTHS, start=1)}


def _are_rising(times: list[tuple[int | None, int, int]]) -> bool | None:
    """True where the times rise from the left, False where they fall, None for neither.

    Months without a year rise across the end of a year as well: «بهمن», «اسفند», «فروردین».
    """
    pairs = list(zip(times, times[1:], strict=False))
    if all(year is not None for year, _, _ in times):
        rises = {
            left[1:] < right[1:] if left[0] == right[0] else (left[0] or 0) < (right[0] or 0) for left, right in pairs
        }
    elif all(year is None for year, _, _ in times):
        rises = {(right[1] - left[1]) % len(MONTHS) < len(MONTHS) / 2 for left, right in pairs}
    else:
        return None
    return rises.pop() if len(rises) == 1 else None
