"""A workbook's way to the secretary and back: what is open, what is closed, and how many days it took."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ingestion import pipeline, reports
from ingestion.errors import PeygirError
from ingestion.pipeline import files, workbooks
from ingestion.warehouse import freshness, load
from ingestion.warehouse.connection import Warehouse

pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("postgres")]

HEADS = ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "شناسه ملی", "مصوبه", "دستگاه مسئول", "مهلت", "وضعیت"]
ROWS = [
    [1, 4, "1404/03/10", "نمونه‌سازان کویر", "10380284790", "اتصال برق واحد انجام شود.", "شرکت توزیع برق", "1404/04/31", "اجرا شد"],
    [2, 4, "1404/03/10", "فولاد دشت", "10380284792", "بدهی واحد تقسیط شود.", "اداره کل امور مالیاتی", "1404/13/02", "در دست اجرا"],
    [3, 4, "1404/03/10", "چینی ماهان", None, "انشعاب گاز برقرار شود.", "شرکت گاز", "1404/05/10", "خیلی خوب"],
    [4, 4, "1404/03/10", "کاشی بم", None, "استعلام پاسخ داده شود.", "محیط زیست", "1404/05/20", "اجرا نشده"],
]  # fmt: skip
TITLE = ["کارگروه تسهیل و رفع موانع تولید استان کرمان"]
BAD_ID, BAD_DUE, BAD_STATUS = "invalid_national_id", "invalid_date", "unknown_status"


def workbook(rows: list[list[Any]], title: str = TITLE[0], creator: str = "دبیرخانه") -> bytes:
    book = openpyxl.Workbook()
    book.properties.creator = creator
    sheet = book.active
    assert sheet is not None
    sheet.title = "۱۴۰۴"
    for row in ([title], HEADS, *rows):
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(*edits: tuple[int, int, Any]) -> list[list[Any]]:
    """The rows with (row from 1, column from 1, value) changed."""
    rows = [list(row) for row in ROWS]
    for row, column, value in edits:
        rows[row - 1][column - 1] = value
    return rows


CORRECTED = changed((2, 5, "10380284790"), (2, 8, "1404/12/02"), (3, 9, "در حال اجرا"))


class Office:
    """A secretariat and the nights that read its files."""

    def __init__(self, warehouse: Warehouse, inbox: Path) -> None:
        self.warehouse = warehouse
        self.inbox = inbox
        self.nights = 0

    def deliver(self, day: str, name: str, content: bytes) -> list[dict[str, Any]]:
        path = self.inbox / "kerman" / day / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        return self.night()

    def night(self, *dropped: Path) -> list[dict[str, Any]]:
        self.nights += 1
        run_id = f"test/{self.nights}"
        files = pipeline.new_workbooks([str(self.inbox), *map(str, dropped)], run_id, None)
        landed = [pipeline.land_workbook(file, run_id) for file in files]
        pipeline.write_owed_feedback(run_id)
        return landed

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        with self.warehouse.connect("peygir_loader") as connection:
            return connection.execute(query).fetchall()

    def issues(self) -> list[tuple[Any, ...]]:
        """(code, cell, how it was closed, days)."""
        return self.rows(
            "select code, cell, closed_as, (closed_at at time zone 'Asia/Tehran')::date"
            " - (opened_at at time zone 'Asia/Tehran')::date from audit.workbook_issues order by code, cell"
        )

    def corrections(self) -> list[tuple[Any, ...]]:
        return self.rows(
            "select recognised_by, n_rows_shared, n_closed, n_left_open, days from audit.corrections order by entered_at"
        )

    def marked_copy(self) -> bytes:
        [(place,)] = self.rows(
            "select feedback_place from audit.documents where feedback_at is not null order by received_at limit 1"
        )
        return (workbooks.outbox_folder() / place).read_bytes()


@pytest.fixture
def office(warehouse: Warehouse, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Office]:
    monkeypatch.setattr(files, "state_folder", lambda: tmp_path)
    yield Office(warehouse, tmp_path / "inbox")


def test_a_corrected_file_under_another_name_closes_what_it_corrects(office: Office) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    assert office.issues() == [
        (BAD_DUE, "H4", None, None),
        (BAD_ID, "E4", None, None),
        (BAD_STATUS, "I5", None, None),
    ]
    two = changed((2, 5, "10380284790"), (2, 8, "1404/12/02"))
    office.deliver("2025-08-24", "مصوبات اصلاح شده نهایی.xlsx", workbook(two))
    assert office.issues() == [
        (BAD_DUE, "H4", "corrected", 4),
        (BAD_ID, "E4", "corrected", 4),
        (BAD_STATUS, "I5", None, None),
    ]
    assert office.corrections() == [("rows", 4, 2, 1, 4)]
    office.deliver("2025-08-29", "باز هم.xlsx", workbook(CORRECTED))
    assert office.issues()[2] == (BAD_STATUS, "I5", "corrected", 9)
    assert office.rows(
        "select n_issues, n_open, n_corrected, n_removed, days_to_first, days_median, days_to_last"
        " from audit.correction_times"
    ) == [(3, 0, 3, 0, 4, 4.0, 9)]


def test_the_problems_of_a_deleted_document_go_with_it(office: Office) -> None:
    office.deliver("2025-07-01", "a.xlsx", workbook(ROWS))
    office.deliver("2025-07-04", "b.xlsx", workbook(CORRECTED))
    told = "select code, closed_as, closed_document_id is null from audit.workbook_issues order by code"
    with office.warehouse.connect("peygir_loader") as connection:
        connection.execute("delete from audit.documents where file_name = 'b.xlsx'")
    assert office.rows(told) == [(code, "corrected", True) for code in (BAD_DUE, BAD_ID, BAD_STATUS)]
    with office.warehouse.connect("peygir_loader") as connection:
        connection.execute("delete from audit.documents where file_name = 'a.xlsx'")
    assert office.rows(told) == []


def test_the_night_tells_the_problems_and_the_marked_copies(office: Office) -> None:
    began = datetime.now(UTC)
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    assert list(reports.landed_since(began)) == [
        "kerman: 1 workbook loaded: 4 resolutions, 0 rejected, 0 aggregates, 2 ignored rows, 3 problems"
    ]
    assert reports.marked_since(began) == [("kerman/2025-08-20/مصوبات.marked.xlsx", 3)]
    nearly_at = datetime.now(UTC)
    office.deliver("2025-08-22", "تقریبا.xlsx", workbook(changed((2, 5, "10380284790"), (2, 8, "1404/12/02"))))
    assert [line.rpartition(", ")[2] for line in reports.landed_since(nearly_at)] == ["1 problem"]
    corrected_at = datetime.now(UTC)
    office.deliver("2025-08-24", "اصلاح شده.xlsx", workbook(CORRECTED))
    assert list(reports.landed_since(corrected_at)) == [
        "kerman: 1 workbook loaded: 4 resolutions, 0 rejected, 0 aggregates, 2 ignored rows"
    ]
    assert reports.marked_since(corrected_at) == []


def test_a_corrected_file_is_known_in_another_format_and_another_encoding(office: Office) -> None:
    """Sent as .xlsx, it comes back as a CSV in windows-1256 with Arabic letters and without the title."""
    office.deliver("2025-08-20", "ثبت.xlsx", workbook(ROWS))
    lines = [";".join("" if cell is None else str(cell) for cell in row) for row in (HEADS, *CORRECTED)]
    arabic = "\r\n".join(lines).translate(str.maketrans("ی", "ي")).replace("\u200c", " ")
    office.deliver("2025-08-25", "nahayi-2.csv", arabic.encode("windows-1256"))
    assert office.rows("select recognised_by, n_rows_shared, n_closed, n_left_open, days from audit.corrections") == [
        ("rows", 4, 3, 0, 5)
    ]
    assert office.rows("select count(*) from audit.workbook_issues where closed_at is null") == [(0,)]


def test_the_marked_copy_is_known_by_its_stamp_though_every_row_was_rewritten(office: Office) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    book = openpyxl.load_workbook(io.BytesIO(office.marked_copy()))
    sheet = book["۱۴۰۴"]
    for number, row in enumerate(CORRECTED, start=3):
        sheet.cell(number, 4, f"شرکت {row[3]}")
        sheet.cell(number, 6, f"{row[5]} (اصلاحی)")
        for column in (5, 8, 9):
            sheet.cell(number, column, row[column - 1])
    out = io.BytesIO()
    book.save(out)
    office.deliver("2025-08-21", "reply.xlsx", out.getvalue())
    assert [issue[2:] for issue in office.issues()] == [("corrected", 1)] * 3
    assert office.corrections() == [("stamp", 0, 3, 0, 1)]


def test_a_marked_copy_that_comes_without_its_folder_is_its_secretariats(office: Office, tmp_path: Path) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS, title="گزارش مصوبات"))
    book = openpyxl.load_workbook(io.BytesIO(office.marked_copy()))
    book["۱۴۰۴"]["I5"] = "در حال اجرا"
    dropped = tmp_path / "dropped"
    dropped.mkdir()
    book.save(dropped / "final.xlsx")
    [landed] = office.night(dropped)
    assert landed["source_id"] == "kerman"
    assert office.rows(
        "select distinct documents.source_id, rows.province_id from audit.documents"
        " inner join staging.resolution_rows as rows using (document_id)"
    ) == [("kerman", "08")]
    assert office.corrections()[0][0] == "stamp"


def test_two_rows_that_say_the_same_stay_what_they_were_where_their_session_is_put_right(office: Office) -> None:
    same = [2, 4, "1404/13/10", "فولاد دشت", None, "بدهی واحد تقسیط شود.", "شرکت گاز", "1404/05/10", "در دست اجرا"]
    rows = [ROWS[0], same, [3, *same[1:6], "شرکت توزیع برق", *same[7:]], ROWS[3]]
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(rows))
    book = openpyxl.load_workbook(io.BytesIO(office.marked_copy()))
    for row in (4, 5):
        book["۱۴۰۴"].cell(row, 3, "1404/03/10")
    out = io.BytesIO()
    book.save(out)
    office.deliver("2025-08-24", "reply.xlsx", out.getvalue())
    assert office.rows(
        "select row_no, of_row_no, count(distinct of_document_id) from audit.line_successions group by 1, 2 order by 1"
    ) == [(4, 4, 1), (5, 5, 1)]


def test_the_marked_copy_sent_back_untouched_changes_nothing(office: Office) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    [landed] = office.deliver("2025-08-22", "reply.xlsx", office.marked_copy())
    assert landed["outcome"] == "unchanged"
    assert [issue[2] for issue in office.issues()] == [None] * 3
    assert office.corrections() == []
    assert office.rows("select count(*) from staging.resolution_rows") == [(4,)]


def test_the_same_bytes_twice_and_a_resaved_file_bring_no_row(office: Office) -> None:
    first = workbook(ROWS)
    office.deliver("2025-08-20", "مصوبات.xlsx", first)
    assert office.deliver("2025-08-21", "copy.xlsx", first) == []
    [landed] = office.deliver("2025-08-22", "saved again.xlsx", workbook(ROWS, creator="دفتر دیگر"))
    assert landed["outcome"] == "unchanged"
    assert office.rows("select count(*) from staging.resolution_rows") == [(4,)]
    assert len(office.issues()) == 3


def test_rows_that_moved_or_left_are_followed(office: Office) -> None:
    """A row is put in above, the row with the wrong status is taken out, the date is wrong in another way."""
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    new = [9, 4, "1404/03/10", "سیمان سیرجان", None, "تسهیلات پرداخت شود.", "بانک ملی", "1404/06/01", "اجرا شد"]
    rows = changed((2, 8, "1404/14/02"))
    office.deliver("2025-08-25", "b.xlsx", workbook([new, rows[0], rows[1], rows[3]]))
    assert office.issues() == [
        (BAD_DUE, "H5", None, None),
        (BAD_ID, "E5", None, None),
        (BAD_STATUS, "I5", "row_removed", 5),
    ]


def test_some_rows_sent_alone_close_their_own_problems_only(office: Office) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    office.deliver("2025-08-25", "one row.xlsx", workbook([CORRECTED[2]]))
    assert [issue[2:] for issue in office.issues()] == [(None, None), (None, None), ("corrected", 5)]


def test_another_register_of_the_same_office_closes_nothing(office: Office) -> None:
    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    other = [
        [1, 5, "1404/04/10", f"واحد {n}", None, f"مصوبه شماره {n} اجرا شود.", "گمرک", None, "اجرا شد"] for n in "ابپ"
    ]
    office.deliver("2025-08-25", "next.xlsx", workbook(other))
    assert [issue[2] for issue in office.issues()] == [None] * 3
    assert office.corrections() == []


def test_an_older_state_that_arrives_late_opens_and_closes_nothing(office: Office) -> None:
    """The state of 1 Shahrivar was here first; the one of 1 Mordad, with problems since corrected, comes after it."""
    until = "کارگروه تسهیل و رفع موانع تولید استان کرمان تا ۱۴۰۴/{}/۰۱"
    office.deliver("2025-08-24", "b.xlsx", workbook(CORRECTED, until.format("۰۶")))
    office.deliver("2025-08-28", "a.xlsx", workbook(ROWS, until.format("۰۵")))
    assert office.issues() == []


def test_a_backlog_read_newest_first_is_told_as_it_happened(office: Office) -> None:
    office.deliver("2025-08-24", "b.xlsx", workbook(CORRECTED))
    office.deliver("2025-08-20", "a.xlsx", workbook(ROWS))
    assert [issue[2:] for issue in office.issues()] == [("corrected", 4)] * 3
    assert office.corrections() == [("rows", 4, 3, 0, 4)]


def test_feedback_that_could_not_be_written_is_written_the_next_night(
    office: Office, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    blocker = tmp_path / "outbox"
    blocker.write_text("a file where the folder should be")
    with pytest.raises(PeygirError, match=r"مصوبات.xlsx"):
        office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    assert office.rows("select feedback_place, feedback_at from audit.documents") == [(None, None)]
    assert office.rows("select name from audit.failures where run_id like 'test/%'") == [("feedback مصوبات.xlsx",)]
    blocker.unlink()
    assert office.night() == []
    marked = openpyxl.load_workbook(io.BytesIO(office.marked_copy()))
    assert marked.sheetnames == ["بازخورد", "۱۴۰۴"]
    assert [path.name for path in (tmp_path / "outbox/kerman/2025-08-20").iterdir()] == ["مصوبات.marked.xlsx"]


def test_a_file_of_no_known_province_is_told_as_one(office: Office, tmp_path: Path) -> None:
    began = datetime.now(UTC)
    office.inbox.mkdir()
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "final.xlsx").write_bytes(workbook(CORRECTED, title="گزارش مصوبات"))
    office.night(tmp_path / "dropped")
    assert list(reports.landed_since(began)) == [
        "unassigned: 1 workbook loaded: 4 resolutions, 0 rejected, 0 aggregates, 2 ignored rows,"
        " of no known province: counted in the country's figures alone until it lies in a province's folder"
    ]


@pytest.mark.parametrize("again", ["the same bytes", "saved again", "the marked copy"])
def test_a_file_of_no_known_province_is_its_secretariats_once_it_lies_in_its_folder(
    office: Office, tmp_path: Path, again: str
) -> None:
    content = workbook(ROWS, title="گزارش مصوبات")
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "final.xlsx").write_bytes(content)
    office.inbox.mkdir()
    office.night(tmp_path / "dropped")
    counts = "select source_id, outcome, n_resolutions from audit.documents order by received_at, source_id"
    assert office.rows(counts) == [("unassigned", "loaded", 4)]
    returned = {
        "the same bytes": content,
        "saved again": workbook(ROWS, title="گزارش مصوبات", creator="دفتر دیگر"),
        "the marked copy": office.marked_copy(),
    }
    began = datetime.now(UTC)
    [landed] = office.deliver("2025-08-20", "final.xlsx", returned[again])
    assert landed["source_id"] == "kerman"
    assert sorted(office.rows(counts)) == [("kerman", "loaded", 4), ("unassigned", "taken_over", 0)]
    assert office.rows("select reason from audit.documents where outcome = 'taken_over'") == office.rows(
        "select 'by kerman, as ' || document_id from audit.documents where source_id = 'kerman'"
    )
    assert [line for line in reports.landed_since(began) if line.startswith("unassigned")] == [
        f"unassigned: 1 workbook taken over (final.xlsx: by kerman, as {document_id})"
        for (document_id,) in office.rows("select document_id from audit.documents where source_id = 'kerman'")
    ]
    assert "workbooks taken over: 1" in reports.freshness()
    with office.warehouse.connect("peygir_loader") as connection:
        assert freshness.read_night(connection, began).n_landed == {"workbook": 1}
    assert office.rows("select source_id, province_id, count(*) from staging.resolution_rows group by 1, 2") == [
        ("kerman", "08", 4)
    ]
    assert len(office.issues()) == 3
    with office.warehouse.connect("peygir_loader") as connection:
        assert load.loaded_documents(connection, "unassigned", date(2025, 1, 1)) == []  # nothing to read again
    later = office.deliver("2025-08-21", "once more.xlsx", content)
    assert [landed["outcome"] for landed in later] == ([] if again == "the same bytes" else ["unchanged"])
    assert office.night(tmp_path / "dropped") == []
    (tmp_path / "dropped" / "copy.xlsx").write_bytes(workbook(ROWS, title="گزارش مصوبات", creator="دفتر سوم"))
    assert [landed["outcome"] for landed in office.night(tmp_path / "dropped")] == ["unchanged"]
    assert office.rows("select source_id, count(*) from staging.resolution_rows group by 1") == [("kerman", 4)]


def test_of_two_equal_files_the_one_in_a_folder_counts(office: Office, tmp_path: Path) -> None:
    content = workbook(ROWS, title="گزارش مصوبات")  # once: a workbook holds the second of its saving
    (tmp_path / "dropped").mkdir()
    (tmp_path / "dropped" / "a.xlsx").write_bytes(content)
    folder = office.inbox / "kerman"
    folder.mkdir(parents=True)
    (folder / "b.xlsx").write_bytes(content)
    assert [landed["source_id"] for landed in office.night(tmp_path / "dropped")] == ["kerman"]


@pytest.mark.parametrize(
    ("name", "copy"),
    [
        ("ن" * 124 + ".xlsx", "ن" * 100 + ".marked.xlsx"),  # 253 bytes of the 255 that a name may have
        ("گزارش\nنهایی.xlsx", "گزارش نهایی.marked.xlsx"),
        ("-kerman.xlsx", "-kerman.marked.xlsx"),
    ],
)
def test_a_marked_copy_of_a_file_with_an_odd_name_is_written(office: Office, name: str, copy: str) -> None:
    office.deliver("2025-08-20", name, workbook(ROWS))
    assert office.rows("select file_name, feedback_place from audit.documents") == [(name, f"kerman/2025-08-20/{copy}")]
    assert office.marked_copy().startswith(b"PK")


def test_two_files_of_one_name_get_a_marked_copy_each(office: Office) -> None:
    office.deliver("2025-08-20", "a.xlsx", workbook(ROWS))
    office.deliver("2025-08-20", "again/a.xlsx", workbook(changed((4, 9, "عجب"))))
    places = office.rows("select feedback_place from audit.documents order by 1")
    assert places == [("kerman/2025-08-20/a (2).marked.xlsx",), ("kerman/2025-08-20/a.marked.xlsx",)]


def test_a_better_reader_takes_back_problems_that_were_none(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    from ingestion.workbooks import reader
    from ingestion.workbooks.line import as_dict

    office.deliver("2025-08-20", "مصوبات.xlsx", workbook(ROWS))
    read = reader.read_workbook

    def without_status_issues(*arguments: Any, **options: Any) -> Any:
        reading = read(*arguments, **options)
        reading.lines = [as_dict(line) for line in reading.lines]
        for line in reading.lines:
            if "issues" in line:
                line["issues"] = [issue for issue in line["issues"] if issue["code"] != BAD_STATUS]
        return reading

    monkeypatch.setattr(reader, "read_workbook", without_status_issues)
    assert pipeline.reparse("kerman", "2025-08-01", "test/reparse")["changed"] == 1
    assert [issue[0] for issue in office.issues()] == [BAD_DUE, BAD_ID]
