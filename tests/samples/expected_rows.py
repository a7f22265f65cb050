"""What reading the sample workbooks must yield, worked out from the tables in inbox_data/ without any reader.

Lines have the keys of the workbook contract; `"*"` means that a value is not laid down.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

import build_inbox as inbox

Line = dict[str, Any]

AGENCY_IDS = dict(inbox.table("agencies"))
STATUSES = dict(inbox.table("statuses"))
CATEGORIES = {key: codes.split(",") for key, codes in inbox.table("categories")}
PROVINCES = {
    "kerman": "08", "east-azerbaijan": "03", "golestan": "27", "semnan": "20", "qazvin": "26", "south-khorasan": "29",
    "yazd": "21", "lorestan": "15", "fars": "07",
}  # fmt: skip
DAYS_OF = {"یک ماه": 30, "دو هفته": 14, "15 روز": 15, "45 روز": 45}
TO_ASCII = str.maketrans("۰۱۲۳۴۵۶۷۸۹", "0123456789")


def day(written: str) -> str | None:
    """A written Jalali day as an ISO date; None where nothing is written."""
    return inbox.gregorian(written.translate(TO_ASCII)).isoformat() if written else None


def session_day(slug: str, row: inbox.Row) -> dt.date:
    """The day of a row's session."""
    return inbox.gregorian(inbox.SESSIONS[slug, row["session"]])


def due(written: str, start: dt.date) -> Line:
    """`due_date` and `due_source`; a duration runs from `start`, the notification or else the session."""
    if written in DAYS_OF:
        return {"due_date": (start + dt.timedelta(DAYS_OF[written])).isoformat(), "due_source": "duration"}
    if written == "فوری":
        return {"due_date": (start + dt.timedelta(7)).isoformat(), "due_source": "phrase"}
    if written in ("", "مستمر", "1404/12/30"):
        return {"due_date": None, "due_source": None}
    return {"due_date": day(written), "due_source": "date"}


def agencies(cell: str) -> list[Line]:
    """The agencies of a cell by id; those that no list holds by name."""
    found = []
    for name in inbox.agency_names(cell):
        agency_id = AGENCY_IDS[name]
        known = agency_id not in ("", "?")
        found.append({"agency_id": agency_id if known else None, "ministry_id": "*", "name": "*" if known else name})
    return found


def unknown_agencies(cell: str) -> list[str]:
    """One issue code where a named agency is in no list."""
    return ["unknown_agency"] if any(AGENCY_IDS[name] == "?" for name in inbox.agency_names(cell)) else []


def common(slug: str, row: inbox.Row) -> Line:
    """The keys that every layout fills in the same way; the others empty."""
    unit = row["unit"]
    name = inbox.UNITS[inbox.unit_key(unit)][0]
    name = name.replace("\u200c", " ") if unit.endswith("²") else name
    topic = row.get("topic", "")
    return {
        "kind": "resolution",
        "province_id": PROVINCES[slug],
        "session_no": row["session"].replace(" و ", ","),
        "session_date": session_day(slug, row).isoformat(),
        "notify_date": None,
        "implemented_date": None,
        "report_date": None,
        "resolution_no": None,
        "unit_name": f"شرکت {name}" if unit.endswith("³") else name,
        "unit_national_id": None,
        "county": None,
        "problem_text": inbox.TOPICS[topic][0] if topic else row["problem"],
        "problem_categories": CATEGORIES.get(topic, "*"),
        "resolution_text": inbox.resolution(topic, row["agency"]) if topic else None,
        "agencies": agencies(row["agency"]) if topic else [],
        **due(row.get("due", ""), session_day(slug, row)),
        "status": STATUSES.get(row.get("status", ""), "unknown"),
        "status_source": "cell_text" if STATUSES.get(row.get("status", ""), "unknown") != "unknown" else None,
        "progress_pct": None,
        "amount_rial": None,
        "notes": row.get("note") or None,
        "follow_ups": [],
        "is_hidden": False,
        "issues": unknown_agencies(row["agency"]) if topic else [],
    }


def right_id(unit: str) -> str | None:
    """The national id that a row's cell gives, if its check digit holds."""
    return None if unit.endswith("!") else inbox.unit_id(unit)


def ignored(sheet: str, reason: str, *numbers: int) -> list[Line]:
    """Ignored lines for some rows of a sheet."""
    return [{"kind": "ignored", "sheet": sheet, "row": number, "reason": reason, "text": "*"} for number in numbers]


# --- layouts -----------------------------------------------------------------------------------------------------


def kerman(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "مصوبات ۱۴۰۴"
    yield from [*ignored(sheet, "title", 1, 2, 3), *ignored(sheet, "header", 4)]
    number = 4
    for number, row in enumerate(inbox.rows("kerman", delivery), 5):
        if row["no"] == "R":
            yield {"kind": "rejected", "sheet": sheet, "row": number, "code": "no_unit_and_no_text"}
            continue
        issues = unknown_agencies(row["agency"])
        issues += ["invalid_national_id"] if row["unit"].endswith("!") else []
        issues += ["invalid_date"] if row["due"] == "1404/12/30" else []
        issues += ["ambiguous_status"] if "/" in row["status"] else []
        yield common("kerman", row) | {
            "sheet": sheet,
            "row": number,
            "resolution_no": row["no"],
            "unit_national_id": right_id(row["unit"]),
            "county": inbox.county(row["unit"]),
            "implemented_date": day(row["done"]),
            "amount_rial": int(row["money"]) * 1_000_000 if row["money"] else None,
            "issues": issues,
        }
    for place, reason in enumerate(("total", "note", "signature"), number + 2):
        yield from ignored(sheet, reason, place)


def east_azerbaijan(delivery: inbox.Delivery) -> Iterator[Line]:
    for session, found in groupby(inbox.rows("east-azerbaijan", delivery), key=lambda row: row["session"]):
        numbered = int(session) in inbox.ORDINALS
        written_day = inbox.persian(inbox.SESSIONS["east-azerbaijan", session])
        sheet = inbox.persian(f"جلسه {session}") if numbered else written_day.replace("/", ".")
        yield from [*ignored(sheet, "title", 1, 2), *ignored(sheet, "header", 3)]
        for number, row in enumerate(found, 4):
            line = common("east-azerbaijan", row) | {"sheet": sheet, "row": number}
            yield line if numbered else line | {"session_no": None}


def golestan(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "پایش"
    yield from [*ignored(sheet, "title", 1), *ignored(sheet, "header", 2, 3)]
    counts = dict.fromkeys(inbox.TICKS, 0)
    number = 3
    for number, row in enumerate(inbox.rows("golestan", delivery), 4):
        ticks = [tick for tick in row["tick"].split(",") if tick]
        for tick in ticks:
            counts[tick] += 1
        single = len(ticks) == 1
        yield common("golestan", row) | {
            "sheet": sheet,
            "row": number,
            "status": STATUSES[ticks[0]] if single else "unknown",
            "status_source": "tick_column" if single else None,
            "issues": ["two_ticks"] if len(ticks) > 1 else [],
        }
    for tick, value in counts.items():
        measure = STATUSES[tick]
        yield {
            "kind": "aggregate", "sheet": sheet, "row": number + 1, "label": "جمع", "agency_id": None,
            "measure": measure, "value": value,
        }  # fmt: skip


def semnan(delivery: inbox.Delivery) -> Iterator[Line]:
    found = inbox.rows("semnan", delivery)
    yield from [*ignored("واحدها", "title", 1, 2), *ignored("واحدها", "header", 3)]
    for number, row in enumerate((row for row in found if row["sheet"] == "واحدها"), 4):
        yield common("semnan", row) | {
            "sheet": "واحدها",
            "row": number,
            "unit_national_id": right_id(row["unit"]),
            "county": inbox.county(row["unit"]),
        }
    yield from [*ignored("شهرستان شاهرود", "title", 1), *ignored("شهرستان شاهرود", "header", 2)]
    for number, row in enumerate((row for row in found if row["sheet"] != "واحدها"), 3):
        yield common("semnan", row) | {"sheet": "شهرستان شاهرود", "row": number, "county": "*"}


def qazvin(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "صورتجلسات"
    yield from [*ignored(sheet, "title", 1), *ignored(sheet, "header", 2)]
    for number, row in enumerate(inbox.rows("qazvin", delivery), 3):
        pieces = row["pieces"].split(";")
        for part, piece in enumerate(pieces, 1):
            agency, _, topic = (text.strip() for text in piece.partition(":"))
            yield (
                common("qazvin", row)
                | {
                    "sheet": sheet,
                    "row": number,
                    "resolution_no": "*",
                    "unit_national_id": right_id(row["unit"]),
                    "resolution_text": inbox.resolution(topic, agency),
                    "agencies": agencies(agency),
                }
                | ({"part": part} if len(pieces) > 1 else {})
            )


def south_khorasan(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "پیگیری"
    yield from [*ignored(sheet, "title", 1), *ignored(sheet, "header", 2)]
    for number, row in enumerate(inbox.rows("south-khorasan", delivery), 3):
        yield common("south-khorasan", row) | {
            "sheet": sheet,
            "row": number,
            "resolution_no": row["no"],
            "notify_date": day(row["notify"]),
            **due(row["due"], inbox.gregorian(row["notify"])),
            "progress_pct": round(float(row["pct"]) * 100, 4) if row["pct"] else None,
            "implemented_date": day(row["done"]),
        }


def yazd(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "فهرست"
    yield from [*ignored(sheet, "title", 1), *ignored(sheet, "header", 2)]
    number = 2
    for number, row in enumerate(inbox.rows("yazd", delivery), 3):
        coloured = row["colour"] != "none"
        yield common("yazd", row) | {
            "sheet": sheet,
            "row": number,
            "county": inbox.county(row["unit"]),
            "status": STATUSES[row["colour"]],
            "status_source": "cell_fill" if coloured else None,
        }
    yield from ignored(sheet, "legend", *range(number + 2, number + 6))


def lorestan(delivery: inbox.Delivery) -> Iterator[Line]:
    sheet = "پیگیری‌ها"
    yield from [*ignored(sheet, "title", 1), *ignored(sheet, "header", 2)]
    for number, row in enumerate(inbox.rows("lorestan", delivery), 3):
        pairs = [item.strip().split(" @ ") for item in row["follow"].split(";") if item.strip()]
        yield common("lorestan", row) | {
            "sheet": sheet,
            "row": number,
            "amount_rial": toman(row["money"]),
            "follow_ups": [{"date": day(written), "text": text} for text, written in pairs],
        }


def toman(cell: str) -> int | None:
    """Rials of a cell under «میلیون تومان», or of one that names its own unit (milliard toman)."""
    if not cell:
        return None
    number = int(re.match(r"\d+", cell.translate(TO_ASCII))[0])  # type: ignore[index]
    return number * (10_000_000_000 if "میلیارد" in cell else 10_000_000)


def fars(delivery: inbox.Delivery) -> Iterator[Line]:
    yield from ignored("fars", "header", 1)
    for number, row in enumerate(inbox.rows("fars", delivery), 2):
        line = common("fars", row)
        yield line | {
            "sheet": "fars",
            "row": number,
            "resolution_no": row["no"],
            "unit_national_id": right_id(row["unit"]),
            "county": inbox.county(row["unit"]),
            "issues": ["unknown_column"] if number == 2 else [],
        }


LAYOUTS: dict[str, Callable[[inbox.Delivery], Iterator[Line]]] = {
    "kerman.xlsx": kerman,
    "east-azerbaijan.xlsx": east_azerbaijan,
    "golestan.xlsx": golestan,
    "semnan.xlsx": semnan,
    "qazvin.ods": qazvin,
    "south-khorasan.xls": south_khorasan,
    "yazd.xlsx": yazd,
    "lorestan.xlsx": lorestan,
    "fars.csv": fars,
}


def expected() -> Iterator[tuple[str, list[Line]]]:
    """Every file of the inbox (path below it) and its lines; `issues` as a list of codes."""
    for delivery in inbox.DELIVERIES:
        for name, lines in LAYOUTS.items():
            yield f"{delivery.delivered_on}/{Path(name).stem}/{name}", list(lines(delivery))
