"""Who decided, where a column says it: what is written there goes along with the row, and no key of the line changes."""

from __future__ import annotations

import pytest
from build import S, codes, lines_of, resolutions, xlsx

from ingestion.workbooks.headings import best
from ingestion.workbooks.rows import LINE_KEYS


def sheet(heading: str) -> bytes:
    return xlsx({"ثبت": S([
        ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت", heading],
        [1, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "برق وصل شود", "توزیع برق", "اجرا شده", "ملی"],
        [2, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "گاز وصل شود", "شرکت گاز", "ارجاع به ستاد ملی", "استانی"],
        [3, "۴۱", "۱۴۰۴/۰۶/۰۱", "شرکت نخ", "بدهی تقسیط شود", "شرکت گاز", "اجرا شده", ""],
    ])})  # fmt: skip


@pytest.mark.parametrize("heading", ["سطح", "سطح مصوبه", "مرجع تصويب", "مرجع تصمیم‌گیری"])
def test_a_column_of_levels_goes_along_and_is_no_unknown_column(heading: str) -> None:
    lines = lines_of(sheet(heading))
    found = resolutions(lines)
    assert [line["raw"].get("level") for line in found] == ["ملی", "استانی", None]
    assert [line["cells"].get("level") for line in found] == ["H2", "H3", None]
    assert [line["status"] for line in found] == ["implemented", "referred_national", "implemented"]
    assert all(set(line) <= set(LINE_KEYS) for line in found)
    assert [codes(line) for line in found] == [[], [], []]


def test_a_column_of_other_levels_stays_unknown_and_carries_nothing() -> None:
    lines = lines_of(sheet("سطح زیربنا"))
    assert all("level" not in line["raw"] for line in resolutions(lines))


@pytest.mark.parametrize(
    ("above", "below", "fields"),
    [
        ("شماره و تاریخ نشست", ("شماره", "تاریخ"), {"session_no": "۱۷", "session_date": "2024-11-19"}),
        ("تاریخ/شماره جلسه", ("شماره", "تاریخ"), {"session_no": "۱۷", "session_date": "2024-11-19"}),
        ("شماره و تاریخ ابلاغ", ("شماره", "تاریخ"), {"session_no": None, "notify_date": "2024-11-19"}),
        ("تاریخ جلسه", ("شماره", "تاریخ"), {"session_no": None, "session_date": "2024-11-19"}),
    ],
)
def test_a_heading_above_may_list_what_stands_below_it(
    above: str, below: tuple[str, str], fields: dict[str, str | None]
) -> None:
    workbook = xlsx({"ریز": S([
        [above, None, "واحد متقاضی", "مفاد مصوبه", "متولی اجرا"],
        [below[0], below[1], None, None, None],
        ["۱۷", "۱۴۰۳/۰۸/۲۹", "شرکت نخ", "برق وصل شود", "توزیع برق"],
        ["۱۸", "۱۴۰۳/۰۹/۱۳", "شرکت تار", "گاز وصل شود", "شرکت گاز"],
    ], merges=["A1:B1", "C1:C2", "D1:D2", "E1:E2"])})  # fmt: skip
    found = resolutions(lines_of(workbook))[0]
    wanted = {name: value and value.translate(str.maketrans("۱۷", "17")) for name, value in fields.items()}
    assert {name: found[name] for name in fields} == wanted


@pytest.mark.parametrize(
    ("heading", "field"),
    [("روز ابلاغ", "notify_date"), ("چند روز پس از ابلاغ", None), ("مهلت (روز از ابلاغ)", "due_date")],
)
def test_the_day_of_notification_is_no_term(heading: str, field: str | None) -> None:
    meant = best(heading)
    assert (meant.field if meant else None) == field


def test_a_sum_written_as_text_above_the_figures_is_no_heading() -> None:
    workbook = xlsx({"خلاصه": S([
        ["دستگاه متولی", "کل مصوبات", "محقق شده", "محقق نشده", "٪ تحقق"],
        ["جمع", "۶۰", "۴۲", "۱۸", "۷۰٪"],
        ["آب منطقه‌ای", "۲۰", "۱۵", "۵", "۷۵٪"],
        ["بانک کارآفرین", "۴۰", "۲۷", "۱۳", "۶۷/۵٪"],
    ])})  # fmt: skip
    lines = lines_of(workbook)
    figures = {(line["agency_id"], line["measure"]): line["value"] for line in lines if line["kind"] == "aggregate"}
    assert (figures[None, "percent"], figures["B_KARAFARIN", "percent"]) == (70, 67.5)
    assert (len(figures), resolutions(lines)) == (12, [])


DAYS = ("۱۴۰۳/۰۱/۲۹", "1403/02/10", "1403/02/30")


@pytest.mark.parametrize("is_after", [True, False])
def test_a_bare_day_beside_each_numbered_follow_up_is_its_day(is_after: bool) -> None:
    heads, cells = ["پیگیری اول", "تاریخ"], ["تماس با بانک", DAYS[1]]
    second, cells_2 = ["پیگیری دوم", "تاریخ"], ["نامه", DAYS[2]]
    step = 1 if is_after else -1
    workbook = xlsx({"پیگیری": S([
        ["ردیف", "مورخ", "نام واحد", "مصوبه", "نتیجه", *heads[::step], *second[::step]],
        [1, DAYS[0], "شرکت نخ", "برق وصل شود", "اجرا شد", *cells[::step], *cells_2[::step]],
        [2, "فوق", "شرکت تار", "گاز وصل شود", "اجرا شد", *cells[::step], *cells_2[::step]],
    ])})  # fmt: skip
    for line in resolutions(lines_of(workbook)):
        assert line["session_date"] == "2024-04-17"
        assert line["follow_ups"] == [
            {"date": "2024-04-29", "text": "تماس با بانک"},
            {"date": "2024-05-19", "text": "نامه"},
        ]


def test_the_day_of_the_session_is_left_to_it_where_follow_ups_have_none() -> None:
    workbook = xlsx({"پیگیری": S([
        ["ردیف", "نام واحد", "مصوبه", "نتیجه", "تاریخ", "پیگیری ۱", "پیگیری ۲"],
        [1, "شرکت نخ", "برق وصل شود", "اجرا شد", DAYS[0], "تماس با بانک", "نامه"],
    ])})  # fmt: skip
    line = resolutions(lines_of(workbook))[0]
    assert line["session_date"] == "2024-04-17"
    assert [turn["date"] for turn in line["follow_ups"]] == [None, None]


def test_a_label_before_a_body_heads_a_section_of_it() -> None:
    rows = [
        ["ردیف", "شماره نشست", "واحد متقاضی", "متن مصوب", "نتیجه اقدام"],
        ["نام سازمان: اداره کل امور مالیاتی", None, None, None, None],
        [1, "۷۰", "شرکت نخ", "پرونده بازبینی شود.", "اجرا شد"],
        ["دستگاه مجری: انجمن زعفران", None, None, None, None],
        [1, "۷۱", "شرکت تار", "بازار معرفی شود.", "اجرا شد"],
    ]
    for merges in (["A2:E2", "A4:E4"], []):
        found = resolutions(lines_of(xlsx({"فهرست": S(rows, merges=merges)})))
        assert [(body["agency_id"], body["name"]) for line in found for body in line["agencies"]][1:] == [
            (None, "انجمن زعفران")
        ]
        assert found[0]["agencies"][0]["agency_id"] == "TAX"


def test_a_label_of_something_else_names_no_body() -> None:
    workbook = xlsx({"فهرست": S([
        ["ردیف", "شماره نشست", "واحد متقاضی", "متن مصوب", "نتیجه اقدام"],
        ["توضیح: بانک ملت پاسخ نداد", None, None, None, None],
        [1, "۷۰", "شرکت نخ", "پرونده بازبینی شود.", "اجرا شد"],
    ], merges=["A2:E2"])})  # fmt: skip
    assert resolutions(lines_of(workbook))[0]["agencies"] == []


def test_colours_explained_in_one_row_below_are_no_record() -> None:
    workbook = xlsx({"پایش": S([
        ["ردیف", "نام واحد", "تصمیم", "مجری", "سررسید"],
        [1, "شرکت نخ", "برق وصل شود", "توزیع برق", "۱۵ روز"],
        [2, "شرکت تار", "گاز وصل شود", "شرکت گاز", "۱۵ روز"],
        ["معنای رنگ‌ها:", "اجرا شد", "در دست اجرا", "اجرا نشد", None],
    ], fills={2: "92D050", 3: "FF0000", "B4": "92D050", "C4": "FFFF00", "D4": "FF0000"})})  # fmt: skip
    lines = lines_of(workbook)
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "not_implemented"]
    assert lines[-1]["reason"] == "legend"


def test_figures_under_their_frequency_are_counts() -> None:
    workbook = xlsx({"گزارش": S([
        ["دستگاه‌های مجری", "فراوانی مصوبات", "اجرا شده", "بدون اقدام"],
        ["بانک صادرات", 18, 14, 4],
        ["محیط زیست", 7, 7, 0],
    ])})  # fmt: skip
    figures = {(line["agency_id"], line["measure"]): line["value"] for line in lines_of(workbook) if "measure" in line}
    assert (figures["B_SADERAT", "resolutions"], len(figures)) == (18, 6)


def test_parts_of_a_unit_listed_above_their_headings() -> None:
    workbook = xlsx({"فهرست": S([
        ["ردیف", "نام، شناسه و محل واحد", None, None, "شرح مصوبه", "دستگاه اجرایی"],
        [None, "نام", "شناسه", "محل", None, None],
        [1, "نیشکر کارون", "10380284790", "شوشتر", "آب تأمین شود", "آب منطقه‌ای"],
    ], merges=["A1:A2", "B1:D1", "E1:E2", "F1:F2"])})  # fmt: skip
    line = resolutions(lines_of(workbook))[0]
    assert (line["unit_name"], line["unit_national_id"], line["county"]) == ("نیشکر کارون", "10380284790", "شوشتر")


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("صاحب طرح", "unit_name"),
        ("صاحب پروژه", "unit_name"),
        ("صاحب امتیاز", "ceo_name"),
        ("مدیر مسئول", "ceo_name"),
        ("دستگاه مسئول", "agency"),
        ("تلفن صاحب طرح", "phone"),
    ],
)
def test_who_holds_a_plan_and_who_answers_for_a_unit(heading: str, field: str) -> None:
    meant = best(heading)
    assert meant is not None
    assert meant.field == field
