"""Each layout that secretariats use, and what is wrong with it: the lines derived by hand from the contract."""

from __future__ import annotations

import datetime

import pytest
from build import S, codes, kinds, lines_of, resolutions, xls, xlsb, xlsx

DAY = datetime.datetime


def ids(line: dict[str, object]) -> list[object]:
    return [agency["agency_id"] or agency["name"] for agency in line["agencies"]]  # type: ignore[attr-defined, index]


def test_tick_columns_for_status_and_agency_under_a_two_row_heading() -> None:
    lines = lines_of(xlsx({"جلسه ۷": S([
        ["کارگروه تسهیل استان همدان - مورخ ۱۴۰۴/۰۲/۱۰"],
        ["ردیف", "واحد", "شرح مشکل", "مصوبه", "دستگاه مسئول", "", "", "", "وضعیت", "", ""],
        ["", "", "", "", "بانک", "مالیات", "بیمه", "سایر", "انجام شده", "در دست اقدام", "انجام نشده"],
        [1, "نخ‌ریسی الوند", "تقسیط بدهی", "بدهی تقسیط شود", "", "", "*", "", "1", "", ""],
        [2, "فولاد الوند", "مالیات", "مالیات تقسیط شود", "", "✓", "", "", "", "*", ""],
        [3, "چرم الوند", "وام", "وام پرداخت شود", "ملی", "", "", "", "", "", "×"],
        [4, "شیر الوند", "آب", "آب وصل شود", "", "", "", "آبفا", "✓", "✓", ""],
        ["جمع", "", "", "", 1, 1, 1, 1, 2, 2, 1],
    ], merges=["E2:H2", "I2:K2", "A2:A3", "B2:B3", "C2:C3", "D2:D3"])}))  # fmt: skip
    assert kinds(lines)[:3] == [(1, "title"), (2, "header"), (3, "header")]
    read = resolutions(lines)
    assert [line["status"] for line in read] == ["implemented", "in_progress", "not_implemented", "unknown"]
    assert [line["status_source"] for line in read] == ["tick_column"] * 3 + [None]
    assert codes(read[3]) == ["two_ticks"]
    assert [ids(line) for line in read] == [["SSO"], ["TAX"], ["B_MELLI"], ["ABFA"]]
    assert {(line["session_no"], line["session_date"], line["province_id"]) for line in read} == {
        ("7", "2025-04-30", "13")
    }
    figures = {(line["measure"], line["agency_id"]): line["value"] for line in lines if line["kind"] == "aggregate"}
    assert figures["implemented", None] == 2
    assert figures["resolutions", "TAX"] == 1


def test_signs_of_repetition_errors_and_formulas_without_a_value() -> None:
    lines = lines_of(xlsx({"مصوبات ۱۴۰۳": [
        ["تاریخ تهیه گزارش: ۱۴۰۳/۰۹/۳۰"],
        ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت", "توضیحات", "کد رهگیری"],
        [1, 12, "03/05/10", "مس زر", "بانک ملت وام بدهد", "بانک ملت", "فوری", "اقدام شد", "", "A1"],
        [2, "〃", '"', "ایضاً", "برق وصل شود", "توزیع برق", "#N/A", "=VLOOKUP(A1,B:C,2)", "", "A2"],
        [3, 12, "1403/05/10", "مس سیم", "شرکت گاز گاز را وصل کند", "#REF!", "1403/05/01", "منتفی شد", "فوق", ""],
        [4, 13, "10/6/1403"],
    ]}))  # fmt: skip
    first, second, third = resolutions(lines)
    assert (first["session_date"], first["due_date"], first["due_source"]) == ("2024-07-31", "2024-08-07", "phrase")
    assert codes(first) == ["ambiguous_status", "unknown_column"]
    assert (second["unit_name"], second["session_no"], second["session_date"]) == ("مس زر", "12", "2024-07-31")
    assert second["raw"]["unit_name"] == "ایضاً"
    assert second["cells"]["unit_name"] == "D4"
    assert codes(second) == ["error_value", "formula_without_value"]
    assert (third["agencies"], third["notes"], third["status"]) == ([], None, "cancelled")
    assert codes(third) == ["date_out_of_order", "error_value"]
    assert kinds(lines)[-1] == (6, "no_unit_and_no_text")


def test_excel_has_turned_short_jalali_dates_into_gregorian_ones() -> None:
    heading = ["ردیف", "تاریخ جلسه", "نام واحد", "مصوبه", "دستگاه", "سررسید", "وضعیت"]
    lines = lines_of(xlsx({
        "۱۴۰۴": [
            heading,
            [1, DAY(2004, 3, 10), "الف", "گاز", "گاز", DAY(2010, 5, 4), "اجرا شد"],
            [2, DAY(2025, 5, 31), "ب", "گاز", "گاز", 45838, "اجرا شد"],
            [3, 14040310, "پ", "گاز", "گاز", "04/4/20", "اجرا شد"],
        ],
        "بی‌سال": [heading, [1, DAY(2004, 3, 10), "الف", "گاز", "گاز", "04/5/10", "اجرا شد"]],
    }))  # fmt: skip
    read = resolutions(lines)
    assert [line["session_date"] for line in read] == ["2025-05-31", "2025-05-31", "2025-05-31", None]
    assert [line["due_date"] for line in read] == ["2025-08-01", "2025-06-30", "2025-07-11", None]
    assert codes(read[3]) == ["ambiguous_date", "ambiguous_date"]


def test_tables_beside_and_below_each_other_with_a_cross_tab() -> None:
    lines = lines_of(xlsx({"ترکیبی": S([
        ["کارگروه تسهیل استان فارس - جلسه ۳ مورخ ۱۴۰۳/۰۲/۰۵"],
        [],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت", "", "دستگاه", "تعداد مصوبات", "اجرا شده", "درصد اجرا"],
        [1, "الف", "گاز وصل شود", "شرکت گاز", "اجرا شد", "", "شرکت گاز", 2, 1, 0.5],
        [2, "ب", "گاز وصل شود", "شرکت گاز", "اجرا نشد", "", "جمع", 3, 2, "=I5/H5"],
        [],
        ["مصوبات جلسه ۴ مورخ ۱۴۰۳/۰۲/۱۹"],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت"],
        [1, "ت", "برق وصل شود", "توزیع برق", "در حال اجرا"],
    ], formats={"J4": "0%"})}))  # fmt: skip
    read = resolutions(lines)
    assert [(line["unit_name"], line["session_no"]) for line in read] == [("الف", "3"), ("ب", "3"), ("ت", "4")]
    figures = [
        (line["row"], line["agency_id"], line["measure"], line["value"])
        for line in lines
        if line["kind"] == "aggregate"
    ]
    assert figures == [
        (4, "GAS", "resolutions", 2), (4, "GAS", "implemented", 1), (4, "GAS", "percent", 50),
        (5, None, "resolutions", 3), (5, None, "implemented", 2), (5, None, "percent", None),
    ]  # fmt: skip


def test_agencies_as_columns_and_statuses_as_rows_are_figures() -> None:
    lines = lines_of(xlsx({"خلاصه": [
        ["خلاصه عملکرد دستگاه‌ها"], ["شرح", "بانک ملی", "شرکت گاز", "امور مالیاتی"], ["تعداد مصوبات", 10, 5, 4],
        ["اجرا شده", 5, 5, 2], ["درصد اجرا", "۵۰٪", "۱۰۰٪", "۵۰٪"],
    ]}))  # fmt: skip
    assert resolutions(lines) == []
    assert [(x["agency_id"], x["measure"], x["value"]) for x in lines if x["kind"] == "aggregate"][3:6] == [
        ("B_MELLI", "implemented", 5), ("GAS", "implemented", 5), ("TAX", "implemented", 2),
    ]  # fmt: skip


def test_labels_above_a_table_hold_for_its_rows() -> None:
    lines = lines_of(xlsx({"پرونده": [
        ["نام واحد:", "کاشی میبد نو", "", "شناسه ملی:", "14098112039"],
        ["شهرستان:", "میبد", "", "شماره جلسه:", "۵"],
        ["تاریخ جلسه:", "۱۴۰۳/۰۲/۰۵"],
        [],
        ["ردیف", "مشکل", "مصوبه", "دستگاه مسئول", "مهلت", "وضعیت"],
        [1, "گاز", "گاز وصل شود", "شرکت گاز", "یک ماه", "اجرا شد"],
    ]}))  # fmt: skip
    (line,) = resolutions(lines)
    assert (line["unit_name"], line["unit_national_id"], line["county"]) == ("کاشی میبد نو", "14098112039", "میبد")
    assert (line["session_no"], line["session_date"], line["due_date"]) == ("5", "2024-04-24", "2024-05-24")


def test_forms_below_each_other_with_label_and_value_in_one_cell() -> None:
    lines = lines_of(xlsx({"فرم‌ها": [
        ["فرم پیگیری مصوبات"],
        ["نام واحد: لبنیات دنا", "شناسه ملی: 14098112039"],
        ["موضوع: برق"],
        ["مصوبه: ۱- توزیع برق انشعاب بدهد. ۲- شرکت گاز فشار را افزایش دهد."],
        ["دستگاه مسئول: توزیع برق"],
        ["وضعیت: اجرا شد"],
        [],
        ["نام واحد: نان دنا", "شناسه ملی: "],
        ["موضوع: آب"],
        ["مصوبه: آبفا انشعاب بدهد."],
        ["دستگاه مسئول: آبفا"],
        ["وضعیت: اجرا نشد"],
    ]}))  # fmt: skip
    first, second, third = resolutions(lines)
    assert (first["row"], first["rows"], first["part"], second["part"]) == (2, [2, 3, 4, 5, 6], 1, 2)
    assert (ids(first), ids(second)) == (["ELDIST"], ["GAS"])
    assert (third["row"], third["unit_name"], third["status"]) == (8, "نان دنا", "not_implemented")


def test_an_empty_form_gives_one_ignored_line_a_label_row() -> None:
    labels = ["نام شرکت", "شماره جلسه", "شهرستان", "موضوع", "مصوبه", "مهلت"]
    lines = lines_of(xlsx({"کارت": [[label, ""] for label in labels]}))
    assert kinds(lines) == [(row, "note") for row in range(1, 7)]


def test_three_heading_rows_with_groups_and_column_numbers() -> None:
    lines = lines_of(xlsx({"Sheet1": S([
        ["دبیرخانه کارگروه تسهیل و رفع موانع تولید استان سمنان"],
        ["مبالغ به میلیون ریال می‌باشد"],
        ["ردیف", "مشخصات جلسه", "", "مشخصات واحد", "", "", "مشکل واحد", "تصمیم کارگروه", "", "", "نتیجه", "", "ملاحظات"],
        ["", "شماره", "تاریخ", "نام", "شناسه ملی", "شهرستان", "", "شرح", "دستگاه مجری", "مهلت", "وضعیت", "مبلغ مصوب", ""],
        [f"({n})" for n in "۱۲۳۴۵۶۷۸۹"] + ["(۱۰)", "(۱۱)", "(۱۲)", "(۱۳)"],
        ["1", "۲۳۳", "۱۴۰۲/۰۸/۰۲", "سیمان سنگسر", "", "شاهرود", "نقدینگی", "بانک تجارت وام بدهد", "بانک تجارت", "دو ماه",
         "نیمه اجرا", "12500", "-"],
    ], merges=["B3:C3", "D3:F3", "G3:G4", "H3:J3", "K3:L3", "M3:M4"])}))  # fmt: skip
    assert kinds(lines)[:5] == [(1, "title"), (2, "title"), (3, "header"), (4, "header"), (5, "header")]
    (line,) = resolutions(lines)
    assert (line["session_no"], line["session_date"], line["unit_name"]) == ("233", "2023-10-24", "سیمان سنگسر")
    assert (line["amount_rial"], line["status"], line["notes"]) == (12_500_000_000, "partial", None)


def test_follow_ups_under_two_headings_come_oldest_first() -> None:
    lines = lines_of(xlsx({"پیگیری": S([
        ["ردیف", "شرکت", "مصوبه", "دستگاه", "پیگیری اول", "", "پیگیری دوم", "", "وضعیت"],
        ["", "", "", "", "تاریخ", "شرح", "تاریخ", "شرح", ""],
        [1, "الف", "آب وصل شود", "آبفا", "1403/02/01", "نامه شد", "1403/01/20", "تلفن شد", "در جریان"],
        [2, "ب", "آب وصل شود", "آبفا", "", "", "1403/13/01", "بازدید شد", "انجام گردید"],
    ], merges=["E1:F1", "G1:H1"])}))  # fmt: skip
    first, second = resolutions(lines)
    assert first["follow_ups"] == [{"date": "2024-04-08", "text": "تلفن شد"}, {"date": "2024-04-20", "text": "نامه شد"}]
    assert second["follow_ups"] == [{"date": None, "text": "بازدید شد"}]
    assert codes(second) == ["invalid_date"]


def test_follow_up_headings_without_numbers_are_counted() -> None:
    lines = lines_of(xlsx({"پیگیری": [
        ["ردیف", "نام متقاضی", "شرح مصوبه", "مسئول", "پیگیری", "تاریخ", "پیگیری", "تاریخ", "نتیجه"],
        [1, "الف", "آب وصل شود", "آبفا", "نامه شد", "1403/02/01", "تلفن شد", "1403/02/20", "در جریان"],
    ]}))  # fmt: skip
    assert [x["text"] for x in resolutions(lines)[0]["follow_ups"]] == ["نامه شد", "تلفن شد"]


def test_a_comment_counts_where_the_status_cell_is_empty_and_not_elsewhere() -> None:
    lines = lines_of(xlsx({"دی ماه": S([
        ["مصوبات کارگروه دی ۱۴۰۲ استان البرز"],
        ["نام شرکت", "تصمیم", "متولی", "موعد", "آخرین وضعیت"],
        ["نشست ۱۱ - ۵ دی"],
        ["الف", "بانک ملت وام بدهد", "بانک ملت", "تا پایان بهمن", ""],
        ["ب", "گاز وصل شود", "گاز", "1402/11/20", "اجرا شده"],
        ["نشست دوازدهم (۱۹ دی)"],
        ["پ", "برق وصل شود", "برق", "فوری", "اعتراض دستگاه"],
        ["* مصوبه بند ۲ در دست بررسی است"],
        ["دبیر کارگروه", "", "", "استاندار"],
    ], comments={"E4": "دبیرخانه:\nاجرا نشد", "E5": "اجرا نشد"}, merges=["A3:E3", "A6:E6"])}))  # fmt: skip
    read = resolutions(lines)
    assert [(line["status"], line["status_source"]) for line in read] == [
        ("not_implemented", "comment"), ("implemented", "cell_text"), ("objected", "cell_text"),
    ]  # fmt: skip
    assert [(line["session_no"], line["session_date"]) for line in read] == [
        ("11", "2023-12-26"), ("11", "2023-12-26"), ("12", "2024-01-09"),
    ]  # fmt: skip
    assert kinds(lines)[-2:] == [(8, "note"), (9, "signature")]


COLOURED = [["ردیف", "نام واحد", "مصوبه", "دستگاه"], *[[n, f"واحد {n}", "گاز وصل شود", "گاز"] for n in range(1, 7)]]


def test_colours_with_a_legend_above() -> None:
    lines = lines_of(xlsx({"الف": S(
        [["سبز = اجرا شده", "زرد = در دست اقدام", "قرمز = اجرا نشده"], *COLOURED],
        fills={"A1": "00B050", "B1": "FFFF00", "C1": "FF0000", 3: "00B050", 4: "FFFF00", 5: "00B0F0", 6: "FF0000"},
    )}))  # fmt: skip
    assert kinds(lines)[0] == (1, "legend")
    read = resolutions(lines)
    assert [line["status"] for line in read] == [
        "implemented",
        "in_progress",
        "unknown",
        "not_implemented",
        "unknown",
        "unknown",
    ]
    assert [line["status_source"] for line in read[2:]] == ["cell_fill", "cell_fill", None, None]
    assert codes(read[2]) == ["status_by_colour_without_legend"]


def test_colours_with_a_legend_of_names_only() -> None:
    rows = [*COLOURED, [], ["رنگ سبز: اجرا شده - رنگ زرد: در حال اجرا"], ["قرمز یعنی اجرا نشده"]]
    lines = lines_of(xlsx({"الف": S(rows, fills={2: "92D050", 3: "FFFF00", 4: "C00000"})}))
    assert [x["status"] for x in resolutions(lines)][:3] == ["implemented", "in_progress", "not_implemented"]
    assert kinds(lines)[-2:] == [(9, "legend"), (10, "legend")]


def test_bands_of_colour_are_decoration() -> None:
    lines = lines_of(xlsx({"الف": S([*COLOURED, *[[n, f"و {n}", "گاز", "گاز"] for n in range(7, 11)]],
                                    fills=dict.fromkeys(range(2, 12, 2), "DDEBF7"))}))  # fmt: skip
    assert {(x["status"], x["status_source"]) for x in resolutions(lines)} == {("unknown", None)}


def test_a_sheet_for_each_body_in_an_old_workbook() -> None:
    lines = lines_of(xls({
        "مالیاتی": [["ردیف", "جلسه", "واحد", "مشکل", "مصوبه", "وضعیت"], [1, 5, "الف", "مالیات", "بدهی تقسیط شود", "اجرا شد"]],
        "بانک‌ها": [["ردیف", "جلسه", "واحد", "مشکل", "مصوبه", "وضعیت"],
                    [1, 5, "ب", "وام", "بانک ملت وام بدهد.", "اجرا نشد"], [2, 5, "پ", "وام", "وام داده شود.", "اجرا نشد"]],
    }))  # fmt: skip
    assert [ids(line) for line in resolutions(lines)] == [["TAX"], ["B_MELLAT"], ["بانک‌ها"]]


def test_merged_units_share_a_bad_id_and_an_empty_unit_is_not_filled() -> None:
    lines = lines_of(xlsx({"واحدها": S([
        ["ردیف", "نام واحد", "شناسه ملی", "مشکل", "مصوبه", "دستگاه", "وضعیت"],
        [1, "الف", "14098112038", "برق", "برق وصل شود.", "توزیع برق", "اجرا شد"],
        ["", "", "", "گاز", "گاز وصل شود.", "شرکت گاز", "اجرا نشد"],
        ["", "", "", "آب", "آب وصل شود.", "آبفا", "اجرا نشد"],
    ], merges=["A2:A3", "B2:B3", "C2:C3"])}))  # fmt: skip
    first, second, third = resolutions(lines)
    assert (second["unit_name"], second["row"], "rows" in second) == ("الف", 3, False)
    assert second["cells"]["unit_name"] == "B2"
    assert codes(first) == codes(second) == ["invalid_national_id"]
    assert (third["unit_name"], codes(third)) == (None, [])


def test_what_stands_below_a_cross_tab_is_no_figure_and_its_total_keeps_its_label() -> None:
    lines = lines_of(xlsx({"عملکرد": S([
        ["عملکرد دستگاه‌ها"],
        ["ردیف", "نام دستگاه", "تعداد مصوبات", "اجرا شده", "اجرا نشده"],
        [1, "بانک ملی", 24, 15, 9],
        [2, "شرکت گاز", "=C9", 8, 0],
        ["جمع کل", "", 32, 23, 9],
        ["", "", "", "", "محل مهر و امضای دبیر کارگروه"],
        ["", "توضیح: ارقام تا پایان شهریور است", "", ""],
    ], merges=["A5:B5"])}))  # fmt: skip
    figures = [(x["row"], x["label"], x["measure"], x["value"]) for x in lines if x["kind"] == "aggregate"]
    assert figures == [
        (3, "بانک ملی", "resolutions", 24), (3, "بانک ملی", "implemented", 15), (3, "بانک ملی", "not_implemented", 9),
        (4, "شرکت گاز", "resolutions", None), (4, "شرکت گاز", "implemented", 8), (4, "شرکت گاز", "not_implemented", 0),
        (5, "جمع کل", "resolutions", 32), (5, "جمع کل", "implemented", 23), (5, "جمع کل", "not_implemented", 9),
    ]  # fmt: skip
    assert [(x["row"], x["reason"]) for x in lines if x["kind"] == "ignored"] == [
        (1, "title"), (2, "header"), (6, "signature"), (7, "note"),
    ]  # fmt: skip


def test_wrapped_lines_of_a_letter_join_across_a_page() -> None:
    lines = lines_of(xlsx({"نامه": [
        ["صورتجلسه نوزدهمین جلسه کارگروه استان کرمانشاه مورخ ۱۴۰۳/۱۱/۱۴"],
        ["ردیف", "نام واحد", "مشکل", "تصمیمات", "مسئول اجرا", "مهلت"],
        [1, "آرد بیستون", "بدهی", "بانک سپه با امهال", "بانک سپه", "۱۴۰۳/۱۲/۱۵"],
        ["", "", "", "بدهی واحد موافقت", "", ""],
        ["صفحه ۱ از ۲"],
        ["ردیف", "نام واحد", "مشکل", "تصمیمات", "مسئول اجرا", "مهلت"],
        ["", "", "", "نماید.", "", ""],
        [2, "کشتارگاه طیور", "گازوئیل", "سهمیه سوخت در فصل سرد", "شرکت ملی پخش", "فوری"],
        ["", "ماهیدشت", "ژنراتور", "تأمین گردد.", "فرآورده‌های نفتی", ""],
    ]}))  # fmt: skip
    first, second = resolutions(lines)
    assert (first["row"], first["rows"]) == (3, [3, 4, 7])
    assert first["resolution_text"] == "بانک سپه با امهال بدهی واحد موافقت نماید."
    assert (second["unit_name"], second["problem_text"], ids(second)) == (
        "کشتارگاه طیور ماهیدشت",
        "گازوئیل ژنراتور",
        ["NIOPDC"],
    )
    assert (5, "page_number") in kinds(lines)
    assert (6, "repeated_header") in kinds(lines)


def test_a_fragment_without_a_record_above_is_rejected() -> None:
    lines = lines_of(xlsx({"نامه": [
        ["ردیف", "نام واحد", "مشکل", "مصوبه", "دستگاه"], ["", "", "", "", "مالیاتی استان"],
        [1, "الف", "آب", "آب وصل شود.", "آبفا"], [2, "ب", "آب", "آب وصل شود.", "آبفا"],
    ]}))  # fmt: skip
    assert kinds(lines)[1] == (2, "continuation_without_parent")


def test_a_semicolon_csv_with_quoted_line_breaks() -> None:
    text = (
        "sep=;\nردیف;جلسه;تاریخ;شرکت;مصوبه;مجری;وضعیت\n"
        '1;3;1403/02/05;"شرکت ""الف""";"۱- بانک ملی وام دهد\n۲- شرکت گاز انشعاب دهد";بانک ملی / گاز;اجرا شد\nجمع;;;;1 مصوبه;;\n'
    )
    lines = lines_of(text.encode("utf-8-sig"), "مصوبات استان زنجان.csv")
    first, second = resolutions(lines)
    assert (first["sheet"], first["row"], first["part"], second["part"]) == ("مصوبات استان زنجان", 2, 1, 2)
    assert (ids(first), ids(second), first["province_id"]) == (["B_MELLI"], ["GAS"], "19")
    assert kinds(lines)[-1] == (3, "total")


def test_html_saved_as_xls_with_spans_and_hidden_rows() -> None:
    page = (
        '<html><head><meta charset="windows-1256"></head><body><table>'
        "<tr><th colspan=6>گزارش جلسه ۸ کارگروه استان لرستان مورخ ۱۴۰۳/۰۶/۱۱</th></tr>"
        "<tr><th>ردیف</th><th>نام واحد</th><th>درخواست</th><th>مصوبه</th><th>دستگاه</th><th>وضعیت</th></tr>"
        "<tr><td>1</td><td rowspan=2>سنگ ازنا</td><td>آب</td><td>آبفا انشعاب دهد</td><td>آبفا</td><td>انجام شد</td></tr>"
        '<tr style="display:none"><td>2</td><td>برق</td><td>توزيع برق<br>انشعاب دهد</td><td>برق</td><td>انجام نشد</td></tr>'
        "</table></body></html>"
    )
    first, second = resolutions(lines_of(page.encode("windows-1256", "xmlcharrefreplace"), "rep.xls"))
    assert (first["session_no"], first["session_date"], first["province_id"]) == ("8", "2024-09-01", "15")
    assert (second["unit_name"], second["is_hidden"], second["resolution_text"]) == (
        "سنگ ازنا",
        True,
        "توزیع برق انشعاب دهد",
    )


def test_the_cell_wins_over_the_sheets_name_and_says_so_once() -> None:
    lines = lines_of(xlsx({"جلسه ۲۷": [
        ["کارگروه تسهیل استان کرمان - ۱۴۰۴/۰۶/۳۰"],
        ["ردیف", "شماره جلسه", "واحد", "مصوبه", "مجری"],
        [1, "۲۸", "الف", "گاز وصل شود", "گاز"],
        [2, "۲۸", "ب", "گاز وصل شود", "گاز"],
    ]}))  # fmt: skip
    first, second = resolutions(lines)
    assert (first["session_no"], first["session_date"]) == ("28", "2025-09-21")
    assert (codes(first), codes(second)) == (["session_conflict"], [])


def test_every_row_with_content_is_mentioned() -> None:
    rows = [["الف"], [], ["ردیف", "نام واحد", "مصوبه", "دستگاه"], [1, "الف", "گاز", "گاز"], ["", "", "", "", "", "یادداشت کنار جدول"],
            [2, "ب", "گاز", "گاز"], [], ["متن"], ["", "", "", "", "", "", "", "دور"]]  # fmt: skip
    lines = lines_of(xlsx({"الف": rows}))
    mentioned = {line["row"] for line in lines}
    assert mentioned == {number for number, row in enumerate(rows, start=1) if any(row)}


def test_a_sheet_without_headings_goes_on_with_the_register_before_it() -> None:
    heading = ["ردیف", "نام واحد", "مشکل", "مصوبه", "دستگاه", "وضعیت"]
    lines = lines_of(xlsx({
        "۱": [heading, [1, "الف", "گاز", "گاز وصل شود", "شرکت گاز", "اجرا شد"], [2, "ب", "گاز", "گاز وصل شود", "شرکت گاز", "اجرا شد"]],
        "۲": [[3, "پ", "گاز", "گاز وصل شود", "شرکت گاز", "اجرا نشد"], [4, "ت", "آب", "آب وصل شود", "آبفا", "اجرا شد"]],
        "لیست‌ها": S([["اجرا شده"], ["اجرا نشده"], ["در حال اجرا"]], hidden=True),
        "دیگر": [["سال", "تولید", "فروش"], [1402, 10, 12], [1403, 11, 13]],
    }))  # fmt: skip
    assert [(line["sheet"], line["row"], line["status"]) for line in resolutions(lines)] == [
        ("۱", 2, "implemented"), ("۱", 3, "implemented"), ("۲", 1, "not_implemented"), ("۲", 2, "implemented"),
    ]  # fmt: skip
    assert {line["reason"] for line in lines if line["sheet"] in ("لیست‌ها", "دیگر")} == {"note"}


def test_a_title_between_two_tables_is_one_line_and_its_text_stands_beside_what_it_gave() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت"]
    lines = lines_of(xlsx({"گزارش": [
        ["جلسه چهارم مورخ ۱۴۰۴/۰۳/۱۰"],
        heads,
        [1, "چرم الوند", "وام پرداخت شود", "بانک ملی", "اجرا شد"],
        [2, "شیر الوند", "آب وصل شود", "آبفا", "اجرا نشده"],
        ["جلسه پنجم مورخ ۱۴۰۴/۰۳/۱۷"],
        heads,
        [1, "مس زر", "برق وصل شود", "توزیع برق", "اجرا شد"],
    ]}))  # fmt: skip
    told = [line["row"] for line in lines]
    assert sorted(told) == [1, 2, 3, 4, 5, 6, 7]
    read = resolutions(lines)
    assert [line["session_no"] for line in read] == ["4", "4", "5"]
    assert (read[0]["cells"]["session_no"], read[0]["raw"]["session_no"]) == ("A1", "جلسه چهارم مورخ ۱۴۰۴/۰۳/۱۰")
    assert (read[2]["cells"]["session_date"], read[2]["raw"]["session_date"]) == ("A5", "جلسه پنجم مورخ ۱۴۰۴/۰۳/۱۷")


def test_a_sheets_name_stands_beside_the_session_that_it_gave() -> None:
    [line] = resolutions(lines_of(xlsx({"جلسه ۷": [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت"],
        [1, "چرم الوند", "وام پرداخت شود", "بانک ملی", "اجرا شد"],
    ]})))  # fmt: skip
    assert (line["session_no"], line["raw"]["session_no"], "session_no" in line["cells"]) == ("7", "جلسه ۷", False)


def test_cases_side_by_side_under_one_column_of_labels_are_a_resolution_each() -> None:
    lines = lines_of(xlsx({"پرونده‌ها": [
        ["شرح", "پرونده ۱", "پرونده ۲"],
        ["نام واحد", "قند دورود", "نان الیگودرز"],
        ["مصوبه", "گاز وصل شود", "وام پرداخت شود"],
        ["دستگاه", "شرکت گاز", "بانک ملی"],
        ["وضعیت", "اجرا شد", "اجرا نشده"],
    ]}))  # fmt: skip
    read = resolutions(lines)
    assert [(line["part"], line["unit_name"], ids(line), line["status"]) for line in read] == [
        (1, "قند دورود", ["GAS"], "implemented"),
        (2, "نان الیگودرز", ["B_MELLI"], "not_implemented"),
    ]
    assert {line["cells"]["unit_name"] for line in read} == {"B2", "C2"}
    assert {row for line in lines for row in [line["row"], *line.get("rows", [])]} == {1, 2, 3, 4, 5}


def test_one_damaged_letter_does_not_change_the_encoding_of_a_text_table() -> None:
    text = "ردیف;نام واحد;مصوبه;دستگاه;وضعیت\r\n1;قند دورود;گاز وصل شود;شرکت گاز;اجرا شد\r\n"
    content = text.encode().replace("گاز وصل".encode(), b"\xff\xfe")
    [line] = resolutions(lines_of(content, "a.csv"))
    assert (line["unit_name"], ids(line), line["status"]) == ("قند دورود", ["GAS"], "implemented")


def test_a_binary_workbook_with_merges_a_hidden_row_and_a_hidden_sheet() -> None:
    lines = lines_of(xlsb({
        "جلسه ۷": S([
            ["کارگروه تسهیل استان سمنان - مورخ ۱۴۰۳/۰۲/۱۰"],
            ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"],
            [1, "گچ سمنان", "شرکت گاز وصل کند", "شرکت گاز", 45443, "اجرا شد"],
            [2, "", "بانک رفاه وام دهد", "بانک رفاه", "یک ماه", "اجرا نشده"],
            [3, "پسته دامغان", "آبفا وصل کند", "آبفا", "", "در حال اجرا"],
        ], merges=["A1:F1", "B3:B4"], hidden_rows=[5]),
        "بایگانی": S([["نام واحد", "مصوبه", "وضعیت"], ["رنگ گرمسار", "صمت مجوز دهد", "اجرا شد"]], hidden=True),
    }), "book.xlsb")  # fmt: skip
    first, second, third, hidden = resolutions(lines)
    assert [line["unit_name"] for line in (first, second, third)] == ["گچ سمنان", "گچ سمنان", "پسته دامغان"]
    assert {(line["session_no"], line["session_date"], line["province_id"]) for line in (first, second, third)} == {
        ("7", "2024-04-29", "20")
    }
    assert (first["due_date"], second["due_date"]) == ("2024-05-31", "2024-05-29")
    assert [line["status"] for line in (first, second, third)] == ["implemented", "not_implemented", "in_progress"]
    assert [line["is_hidden"] for line in (first, second, third, hidden)] == [False, False, True, True]
    assert (hidden["sheet"], hidden["province_id"]) == ("بایگانی", "20")


def test_a_binary_workbook_tells_its_status_by_colour_comment_and_per_cent() -> None:
    lines = lines_of(xlsb({
        "مصوبات": S([
            ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"],
            [1, "گچ سمنان", "شرکت گاز وصل کند", "شرکت گاز", "", ""],
            [2, "نخ شاهرود", "بانک رفاه وام دهد", "بانک رفاه", "", ""],
            [3, "پسته دامغان", "آبفا وصل کند", "آبفا", "", ""],
            [4, "قند شاهرود", "بانک ملی وام دهد", "بانک ملی", "", ""],
            [5, "رنگ گرمسار", "مالیات تقسیط شود", "#REF!", "", "خاتمه یافت"],
            ["راهنما:"],
            ["سبز", "اجرا شده"],
            ["زرد", "در حال اجرا"],
        ], fills={2: "92D050", 3: "FFFF00", "A8": "92D050", "A9": "FFFF00"},
           comments={"F4": "انجام نشد", "F5": "اجرا شده در ۱۴۰۳/۰۲/۱۰"}),
        "درصدها": S([
            ["نام واحد", "مصوبه", "دستگاه", "درصد پیشرفت"],
            ["کاشی سمنان", "گاز وصل شود", "شرکت گاز", 0.4],
            ["چینی سمنان", "گاز وصل شود", "شرکت گاز", 1],
        ], formats={"D2": "0%", "D3": "percent"}),
    }), "book.xlsb")  # fmt: skip
    by_colour, by_other, noted, said, broken, *shares = resolutions(lines)
    assert [(r["status"], r["status_source"]) for r in (by_colour, by_other, noted, said)] == [
        ("implemented", "cell_fill"), ("in_progress", "cell_fill"), ("not_implemented", "comment"),
        ("implemented", "comment"),
    ]  # fmt: skip
    assert broken["agencies"] == []
    assert "error_value" in codes(broken)
    assert [(r["progress_pct"], r["status"]) for r in shares] == [(40, "partial"), (100, "implemented")]


def test_days_beyond_the_calendar_are_invalid_and_stop_nothing() -> None:
    rows = "".join(f"{n},7,{day},کاشی یزد,گاز وصل شود,گاز,{due}\n" for n, (day, due) in enumerate(
        [("19040210", "تا پایان مرداد"), ("2099-01-01", "15 روز"), ("14040210", "20990501")], start=1,
    ))  # fmt: skip
    read = resolutions(lines_of(f"ردیف,جلسه,تاریخ جلسه,واحد,مصوبه,دستگاه,مهلت\n{rows}".encode(), "a.csv"))
    assert [line["session_date"] for line in read] == [None, None, "2025-04-30"]
    assert [line["due_date"] for line in read] == [None, None, None]
    assert all("invalid_date" in codes(line) for line in read)


def test_a_line_that_goes_on_with_the_session_keeps_its_day() -> None:
    read = resolutions(lines_of(xlsx({"برگ": S([
        ["صورتجلسه بیست و سومین جلسه کارگروه تسهیل گیلان - ۱۲ آذر ۱۴۰۳"],
        ["ردیف", "واحد", "مصوبه", "دستگاه"],
        [1, "چای لاهیجان", "گاز وصل شود", "شرکت گاز"],
        ["ادامه صورتجلسه بیست و سوم"],
        [2, "کلوچه فومن", "آب وصل شود", "آبفا"],
        ["جلسه بیست و چهارم"],
        [3, "ابریشم صومعه‌سرا", "برق وصل شود", "توزیع برق"],
    ])})))  # fmt: skip
    assert [(line["session_no"], line["session_date"]) for line in read] == [
        ("23", "2024-12-02"), ("23", "2024-12-02"), ("24", None),
    ]  # fmt: skip


def test_counts_and_per_cents_under_each_status() -> None:
    lines = lines_of(xlsx({"آمار": S([
        ["دستگاه", "مصوبات", "", "اجرا شده", "", "در دست اجرا", ""],
        ["", "تعداد", "درصد", "تعداد", "درصد", "تعداد", "درصد"],
        ["بانک ملی", 20, 50, 5, 25, 15, 75],
        ["شرکت گاز", 20, 50, 10, 50, 10, 50],
    ], merges=["A1:A2", "B1:C1", "D1:E1", "F1:G1"])}))  # fmt: skip
    figures = [(line["agency_id"], line["measure"], line["value"]) for line in lines if line["kind"] == "aggregate"]
    assert figures == [
        ("B_MELLI", "resolutions", 20), ("B_MELLI", "implemented", 5), ("B_MELLI", "percent", 25),
        ("B_MELLI", "in_progress", 15), ("GAS", "resolutions", 20), ("GAS", "implemented", 10),
        ("GAS", "percent", 50), ("GAS", "in_progress", 10),
    ]  # fmt: skip


def test_a_title_merged_a_column_too_short_is_no_heading() -> None:
    lines = lines_of(xlsx({"مصوبات": S([
        ["مصوبات کارگروه تسهیل استان البرز سال ۱۴۰۴"],
        ["ردیف", "تاریخ جلسه", "واحد", "مصوبه", "دستگاه"],
        [1, "04/02/17", "آرد فردیس", "گاز وصل شود", "شرکت گاز"],
    ], merges=["A1:D1"])}))  # fmt: skip
    assert kinds(lines)[:2] == [(1, "title"), (2, "header")]
    assert resolutions(lines)[0]["session_date"] == "2025-05-07"


def test_label_rows_of_sessions_hold_for_the_rows_below() -> None:
    heading = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    lines = lines_of(xlsx({"تیر": S([
        ["کارگروه تسهیل استان سمنان"],
        ["شماره جلسه:", "۲۳۱", "", "تاریخ جلسه:", "۱۴۰۴/۰۴/۱۱"],
        heading,
        [1, "گچ سرخه", "برق بدهی را تقسیط کند", "توزیع برق", "اجرا شد"],
        ["شماره جلسه:", "۲۳۲", "", "تاریخ جلسه:", "۱۴۰۴/۰۵/۰۱"],
        heading,
        [1, "نمک گرمسار", "صمت همکاری کند", "صمت", "اجرا نشد"],
    ])}))  # fmt: skip
    read = resolutions(lines)
    assert [(line["row"], line["session_no"], line["session_date"]) for line in read] == [
        (4, "231", "2025-07-02"),
        (7, "232", "2025-07-23"),
    ]
    assert codes(read[1]) == []


def test_the_status_of_the_report_before_is_not_the_status() -> None:
    read = resolutions(lines_of(xlsx({"گزارش": S([
        ["ردیف", "واحد", "مصوبه", "دستگاه اصلی", "دستگاه همکار", "وضعیت قبلی", "وضعیت فعلی"],
        [1, "۱- ترمه یزد", "بانک استمهال کند", "بانک ملی", "استانداری", "در حال اجرا", "اجرا شد"],
        [2, "۲- پسته ابرکوه", "گمرک ترخیص کند", "گمرک", "-", "اجرا نشده", ""],
    ])})))  # fmt: skip
    assert [line["status"] for line in read] == ["implemented", "unknown"]
    assert [ids(line) for line in read] == [["B_MELLI", "GOV"], ["CUSTOMS"]]
    assert [line["unit_name"] for line in read] == ["ترمه یزد", "پسته ابرکوه"]
    alone = resolutions(lines_of(xlsx({"گزارش": S([
        ["ردیف", "واحد", "مصوبه", "دستگاه", "وضعیت مصوبات جلسه قبل"],
        [1, "ترمه یزد", "بانک استمهال کند", "بانک ملی", "اجرا شد"],
    ])})))  # fmt: skip
    assert [line["status"] for line in alone] == ["implemented"]


def test_of_statuses_by_month_the_newest_that_is_filled_counts() -> None:
    rows = [
        [1, "کاغذ تجن", "ارز داده شود", "بانک مرکزی", "در حال پیگیری", "در حال پیگیری", "انجام شد"],
        [2, "نوشابه آمل", "پلمب رفع شود", "آب منطقه‌ای", "انجام شد", "انجام نشد", "انجام نشد"],
        [3, "فولاد ویان", "مجوز داده شود", "محیط زیست", "انجام شد", "انجام نشد", "-"],
        [4, "مبل نکا", "عوارض بخشیده شود", "شهرداری", "", "", "لغو"],
    ]
    names = ["ردیف", "واحد", "مصوبه", "دستگاه"]
    wanted = ["implemented", "not_implemented", "not_implemented", "cancelled"]
    for months in (
        ["وضعیت تیر", "وضعیت مرداد", "وضعیت شهریور"],
        ["وضعیت بهمن", "وضعیت اسفند", "وضعیت فروردین"],
        ["وضعیت اسفند ۱۴۰۳", "وضعیت اردیبهشت ۱۴۰۴", "وضعیت تیر ۱۴۰۴"],
        ["وضعیت تا ۱۴۰۴/۰۴/۳۱", "وضعیت تا ۱۴۰۴/۰۵/۳۱", "وضعیت تا ۱۴۰۴/۰۶/۳۱"],
    ):
        read = resolutions(lines_of(xlsx({"پایش": S([[*names, *months], *rows])})))
        assert [line["status"] for line in read] == wanted, months
        assert [line["cells"]["status"] for line in read] == ["G2", "G3", "F4", "G5"]
        backwards = [[*row[:4], *row[:3:-1]] for row in [[*names, *months], *rows]]
        assert [line["status"] for line in resolutions(lines_of(xlsx({"پایش": S(backwards)})))] == wanted, months
    merges = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:G1"]
    under_one = S([[*names, "وضعیت", "", ""], ["", "", "", "", "تیر", "مرداد", "شهریور"], *rows], merges=merges)
    assert [line["status"] for line in resolutions(lines_of(xlsx({"پایش": under_one})))] == wanted


def test_registers_side_by_side_have_each_its_own_session() -> None:
    heads = ["ردیف", "نام واحد", "شرح مصوبه", "دستگاه", "مهلت", "وضعیت"]
    beside = [*heads, "", *heads]
    rows = [
        [1, "سیمان خاش", "مازوت داده شود", "پخش فرآورده", "1404/06/07", "انجام شد", "", 1, "پودر ماهی", "برق وصل شود", "توزیع برق", "1404/07/04", "انجام نشد"],
        [2, "خرمای سراوان", "انبار ضدعفونی شود", "جهاد کشاورزی", "1404/06/10", "انجام نشد", "", 2, "تور کنارک", "گاز وصل شود", "شرکت گاز", "1404/07/15", "انجام شد"],
    ]  # fmt: skip
    whole = "مصوبات کارگروه تسهیل سیستان و بلوچستان - جلسه ۹ و جلسه ۱۰"
    for titles in (
        [[whole], ["جلسه ۹ مورخ ۱۴۰۴/۰۵/۰۷", "", "", "", "", "", "", "جلسه ۱۰ مورخ ۱۴۰۴/۰۶/۰۴"]],
        [[whole], ["شماره جلسه:", 9, "تاریخ جلسه:", "1404/05/07", "", "", "", "شماره جلسه:", 10, "تاریخ جلسه:", "1404/06/04"]],
    ):  # fmt: skip
        read = resolutions(lines_of(xlsx({"فهرست": S([*titles, beside, *rows])})))
        told = {line["unit_name"]: (line["session_no"], line["session_date"], line["province_id"]) for line in read}
        assert told == {
            "سیمان خاش": ("9", "2025-07-29", "11"),
            "خرمای سراوان": ("9", "2025-07-29", "11"),
            "پودر ماهی": ("10", "2025-08-26", "11"),
            "تور کنارک": ("10", "2025-08-26", "11"),
        }
        cells = {line["unit_name"]: line["cells"]["session_no"] for line in read}
        assert {cells["سیمان خاش"], cells["پودر ماهی"]} <= {"A2", "H2", "B2", "I2"}


def test_a_row_that_names_a_county_gives_it_to_the_rows_below() -> None:
    rows = [
        ["کارگروه تسهیل استان گیلان"],
        ["ردیف", "شماره جلسه", "تاریخ جلسه", "واحد", "مصوبه", "دستگاه", "وضعیت"],
        ["شهرستان رشت"],
        [1, 31, "1404/04/09", "چای شمال", "وام استمهال شود", "بانک تجارت", "اجرا شد"],
        [2, 31, "1404/04/09", "ابریشم گیلان", "برق وصل شود", "توزیع برق", "اجرا شد"],
        ["شهرستان: بندر انزلی"],
        [3, 32, "1404/05/20", "کنسرو ملوان", "کالا ترخیص شود", "گمرک", "اجرا نشد"],
        ["شهرستان رفسنجان"],
        [4, 32, "1404/05/20", "یخ خزر", "آب وصل شود", "آب و فاضلاب", "اجرا نشد"],
    ]
    lines = lines_of(xlsx({"گیلان": S(rows)}))
    read = resolutions(lines)
    assert [line["county"] for line in read[:2]] == ["رشت", "رشت"]
    assert (read[0]["cells"]["county"], read[0]["raw"]["county"]) == ("A3", "شهرستان رشت")
    assert read[3]["county"] is None  # no county of Gilan
    assert (3, "divider") in kinds(lines)
    own = [rows[0], [*rows[1], "شهرستان"], rows[2], [*rows[3], "فومن"], [*rows[4], ""]]
    assert [line["county"] for line in resolutions(lines_of(xlsx({"گیلان": S(own)})))] == ["فومن", None]


def test_a_letters_number_beside_its_day() -> None:
    read = resolutions(lines_of(xlsx({"۱۴۰۴": S([
        ["ردیف", "تاریخ جلسه", "واحد", "مصوبه", "دستگاه", "شماره و تاریخ ابلاغ", "مهلت (ماه)"],
        [1, "1404/01/24", "چوب اسالم", "چوب تحویل دهد", "منابع طبیعی", "۱۲/۳۴۵ - ۱۴۰۴/۰۱/۲۸", 2],
        [2, "1404/01/24", "ماهی کیاشهر", "پروانه دهد", "شیلات", "۱۲/۳۴۶", 1],
    ])})))  # fmt: skip
    assert [line["notify_date"] for line in read] == ["2025-04-17", None]
    assert [line["due_date"] for line in read] == ["2025-06-16", "2025-05-13"]
    assert codes(read[1]) == ["invalid_date"]


def test_a_field_of_problems_is_no_trade() -> None:
    heading = ["ردیف", "واحد", "حوزه", "مصوبه", "دستگاه"]
    read = resolutions(lines_of(xlsx({"الف": S([
        heading,
        [1, "یخ جنوب", "بانکی", "پاسخ داده شود", "استانداری"],
        [2, "صدف دیلم", "گمرک", "پاسخ داده شود", "استانداری"],
    ]), "ب": S([
        heading,
        [1, "یخ جنوب", "صنعتی", "پاسخ داده شود", "استانداری"],
        [2, "صدف دیلم", "معدنی", "پاسخ داده شود", "استانداری"],
    ])})))  # fmt: skip
    assert [line["problem_categories"] for line in read] == [["BANK"], ["CUSTOMS"], [], []]


def test_a_units_column_may_name_the_county_too() -> None:
    rows = [
        [1, "انجیر استهبان / نی‌ریز", "وام داده شود", "بانک ملی"],
        [2, "سنگ مرمر (آقای نمونه‌پور) - فسا", "ایضا", "بانک ملی"],
        [3, "گلاب میمند", "گاز وصل شود", "شرکت گاز"],
    ]
    read = resolutions(lines_of(xlsx({"الف": S([["ردیف", "واحد صنعتی / شهرستان", "مصوبه", "دستگاه"], *rows])})))
    assert [(line["unit_name"], line["county"]) for line in read] == [
        ("انجیر استهبان", "نی‌ریز"),
        ("سنگ مرمر", "فسا"),
        ("گلاب میمند", None),
    ]
    assert read[0]["raw"]["county"] == "انجیر استهبان / نی‌ریز"
    alone = resolutions(lines_of(xlsx({"الف": S([["ردیف", "واحد", "مصوبه", "دستگاه"], *rows])})))
    assert [line["county"] for line in alone] == [None, None, None]


def test_sections_of_units_in_a_table_without_a_column_for_them() -> None:
    def read(sections: list[str], *, has_unit: bool = False) -> list[object]:
        rows: list[list[object]] = [["ردیف", *(["واحد"] if has_unit else []), "مصوبه", "دستگاه", "نتیجه"]]
        for n, section in enumerate(sections, start=1):
            rows.append([section])
            rows.append([n, *(["چرم مشهد"] if has_unit else []), "وام داده شود", "بانک ملی", "اجرا شد"])
        merges = [f"A{row}:D{row}" for row in range(2, 2 + 2 * len(sections), 2)]
        return [line["unit_name"] for line in resolutions(lines_of(xlsx({"الف": S(rows, merges=merges)})))]

    assert read(["شرکت زعفران قاین", "کاشی بیرجند"]) == ["شرکت زعفران قاین", "کاشی بیرجند"]
    assert read(["شرکت زعفران قاین", "شرکت گاز استان"]) == ["شرکت زعفران قاین", None]
    assert read(["صنایع غذایی", "شهرستان قاین"]) == [None, None]
    assert read(["شرکت زعفران قاین"], has_unit=True) == ["چرم مشهد"]


def test_a_row_of_dashes_is_only_numbered() -> None:
    lines = lines_of(xlsx({"الف": S([
        ["ردیف", "واحد", "مصوبه", "دستگاه", "مهلت"],
        [1, "انگور میاندوآب", "وام داده شود", "بانک ملی", "یک ماه"],
        [2, "-", "-", "-", "-"],
        [3, "-", "-", "بانک ملی", "-"],
        [4, "سیب ارومیه", "گاز وصل شود", "شرکت گاز", "-"],
    ])}))  # fmt: skip
    assert [(line["row"], line["kind"]) for line in lines] == [
        (1, "ignored"), (2, "resolution"), (3, "ignored"), (4, "rejected"), (5, "resolution"),
    ]  # fmt: skip
    assert lines[2]["reason"] == "blank_numbered"


def figures(lines: list[dict[str, object]]) -> list[tuple[object, ...]]:
    return [(r["label"], r["agency_id"], r["measure"], r["value"]) for r in lines if r["kind"] == "aggregate"]


def test_figures_with_their_unit_written_behind_them_are_counts() -> None:
    lines = lines_of(xlsx({"آمار": [
        ["دستگاه", "تعداد مصوبات", "اجرا شده", "اجرا نشده"],
        ["بانک ملی", "۸ مورد", 5, "۳ فقره"],
        ["شرکت گاز", "۴ مورد", "۴ مورد", "-"],
        ["محیط زیست", "۱ مصوبه", "-", "-"],
    ]}))  # fmt: skip
    assert figures(lines) == [
        ("بانک ملی", "B_MELLI", "resolutions", 8), ("بانک ملی", "B_MELLI", "implemented", 5),
        ("بانک ملی", "B_MELLI", "not_implemented", 3), ("شرکت گاز", "GAS", "resolutions", 4),
        ("شرکت گاز", "GAS", "implemented", 4), ("شرکت گاز", "GAS", "not_implemented", None),
        ("محیط زیست", "DOE", "resolutions", 1), ("محیط زیست", "DOE", "implemented", None),
        ("محیط زیست", "DOE", "not_implemented", None),
    ]  # fmt: skip


def test_one_row_of_figures_is_a_cross_tab_however_much_stands_below_it() -> None:
    lines = lines_of(xlsx({"پایش": [
        ["آمار مصوبات استان قم"],
        ["دستگاه", "تعداد مصوبات", "اجرا شده", "درصد اجرا"],
        ["بانک ملی", 4, 2, "۵۰٪"],
        ["جمع", 4, 2, "۵۰٪"],
        [],
        ["", "", "رئیس دبیرخانه"],
        ["", "", "", "امضا"],
        ["مأخذ: سامانه"],
        ["", "توضیح: آمار تا پایان شهریور است"],
    ]}))  # fmt: skip
    assert figures(lines) == [
        ("بانک ملی", "B_MELLI", "resolutions", 4), ("بانک ملی", "B_MELLI", "implemented", 2),
        ("بانک ملی", "B_MELLI", "percent", 50), ("جمع", None, "resolutions", 4), ("جمع", None, "implemented", 2),
        ("جمع", None, "percent", 50),
    ]  # fmt: skip
    assert kinds([line for line in lines if line["kind"] == "ignored"]) == [
        (1, "title"), (2, "header"), (6, "signature"), (7, "signature"), (8, "note"), (9, "note"),
    ]  # fmt: skip


def test_a_group_of_ticks_whose_heading_is_not_merged_reaches_to_its_last_column() -> None:
    read = resolutions(lines_of(xlsx({"پایش": [
        ["استان قم - جلسه ۵ مورخ ۱۴۰۴/۰۴/۰۴"],
        ["ردیف", "واحد", "مصوبه", "دستگاه", "", "", "", "وضعیت"],
        ["", "", "", "بانک", "مالیات", "بیمه", "سایر", "اجرا شده", "در حال اجرا", "اجرا نشده"],
        [1, "الف‌ساز", "مهلت پرداخت شش ماه تمدید شود.", "", "✓", "", "", "√"],
        [2, "ب‌ساز", "جرایم بخشوده شود.", "", "", "✓", "", "", "", "✓"],
        [3, "پ‌ساز", "گزارش داده شود.", "✓", "✓", "", "", "✔️"],
        [4, "ت‌ساز", "پرونده بررسی شود.", "✓", "", "", "", "", "✓", "✓"],
    ]})))  # fmt: skip
    assert [(r["status"], r["status_source"]) for r in read] == [
        ("implemented", "tick_column"), ("not_implemented", "tick_column"), ("implemented", "tick_column"),
        ("unknown", None),
    ]  # fmt: skip
    assert [codes(r) for r in read] == [[], [], [], ["two_ticks"]]


def test_counts_under_the_heading_of_resolutions_and_in_words_are_figures() -> None:
    lines = lines_of(xlsx({"جمع‌بندی": [
        ["دستگاه اجرایی", "مصوبه", "اجرا شده", "در حال اجرا", "درصد تحقق"],
        ["بانک صادرات", "۶ مورد", "۴ مورد", "دو مورد", "۶۶٪"],
        ["صمت", "یک مورد", "۱ مورد", "صفر", "۱۰۰٪"],
        ["شرکت گاز", "بیست و دو فقره", "ندارد", "", "۰٪"],
    ]}))  # fmt: skip
    assert resolutions(lines) == []
    assert [(r[0], r[2], r[3]) for r in figures(lines)] == [
        ("بانک صادرات", "resolutions", 6), ("بانک صادرات", "implemented", 4), ("بانک صادرات", "in_progress", 2),
        ("بانک صادرات", "percent", 66), ("صمت", "resolutions", 1), ("صمت", "implemented", 1),
        ("صمت", "in_progress", 0), ("صمت", "percent", 100), ("شرکت گاز", "resolutions", 22),
        ("شرکت گاز", "implemented", None), ("شرکت گاز", "percent", 0),
    ]  # fmt: skip
    # a resolution that is counted in words stays one
    [read] = resolutions(lines_of(xlsx({"الف": [
        ["واحد", "مصوبه", "دستگاه"], ["گچ سمنان", "دو مورد از بدهی تقسیط شود", "امور مالیاتی"],
    ]})))  # fmt: skip
    assert read["resolution_text"] == "دو مورد از بدهی تقسیط شود"


def test_figures_by_year_below_a_register_with_ticks_past_its_last_heading() -> None:
    lines = lines_of(xls({"گزارش": S([
        ["استان زنجان – صورتجلسه شماره ۱۱ – ۲۲ خرداد ماه ۱۴۰۴"],
        ["ش", "نام شرکت", "متن مصوبه", "نهاد مسئول", "وضعیت اقدام"],
        ["", "", "", "", "انجام شد", "در حال انجام", "انجام نشد"],
        ["۱", "سرب ماه", "معدن تعیین تکلیف شود", "صمت", "✓"],
        ["۲", "کاشی الوند", "جرایم بخشوده شود", "تأمین اجتماعی", "", "✓"],
        ["۳", "نان زنجان", "گازوئیل تأمین شود", "پخش فرآورده", "", "", "✓"],
        [],
        ["", "سال", "تعداد مصوبه", "اجرا شده", "درصد"],
        ["", "۱۴۰۲", 120, 90, "۷۵٪"],
        ["", "۱۴۰۳", 80, 40, "۵۰٪"],
    ])}), "a.xls")  # fmt: skip
    assert [(r["row"], r["status"]) for r in resolutions(lines)] == [
        (4, "implemented"), (5, "in_progress"), (6, "not_implemented"),
    ]  # fmt: skip
    assert figures(lines) == [
        ("۱۴۰۲", None, "resolutions", 120), ("۱۴۰۲", None, "implemented", 90), ("۱۴۰۲", None, "percent", 75),
        ("۱۴۰۳", None, "resolutions", 80), ("۱۴۰۳", None, "implemented", 40), ("۱۴۰۳", None, "percent", 50),
    ]  # fmt: skip


def test_a_heading_of_text_and_deadline_holds_the_text_and_bodies_may_stand_under_who_follows_up() -> None:
    first, second = resolutions(lines_of(xlsx({"سایر": [
        ["واحد", "مصوبه و مهلت", "مسئول پیگیری", "وضعیت"],
        ["کاشی میبد", "بانک تجارت وثیقه واحد را آزاد کند.", "بانک تجارت", "به بهره‌برداری رسید"],
        ["مس تفت", "همه بانک‌ها نسبت به رفع سوءاثر چک اقدام کنند", "بانک‌ها", "در جریان است"],
    ]})))  # fmt: skip
    assert first["resolution_text"] == "بانک تجارت وثیقه واحد را آزاد کند."
    assert (ids(first), ids(second)) == (["B_TEJARAT"], ["بانک‌ها"])
    assert (first["status"], first["issues"]) == ("implemented", [])
    # an expert's name is no body
    [expert] = resolutions(lines_of(xlsx({"سایر": [
        ["واحد", "مصوبه", "مسئول پیگیری"], ["کاشی میبد", "بانک تجارت وثیقه را آزاد کند.", "آقای کریمی"],
    ]})))  # fmt: skip
    assert ids(expert) == ["B_TEJARAT"]


def test_without_row_numbers_a_line_with_its_own_body_is_a_resolution_of_its_own() -> None:
    first, second = resolutions(lines_of(xlsx({"الف": [
        ["واحد", "مصوبه", "دستگاه", "وضعیت"],
        ["روغن گرگان", "ترخیص درصدی مواد اولیه", "گمرک", "در دست اقدام"],
        ["", "پیگیری صدور کارت بازرگانی", "اتاق بازرگانی"],
    ]})))  # fmt: skip
    assert (first["resolution_text"], ids(first)) == ("ترخیص درصدی مواد اولیه", ["CUSTOMS"])
    assert (second["unit_name"], second["resolution_text"], ids(second)) == (
        None, "پیگیری صدور کارت بازرگانی", ["CHAMBER"],
    )  # fmt: skip
    # a line that only goes on is part of the one above
    [joined] = resolutions(lines_of(xlsx({"الف": [
        ["واحد", "مصوبه", "دستگاه", "وضعیت"],
        ["روغن گرگان", "ترخیص درصدی مواد اولیه", "گمرک", "در دست اقدام"],
        ["", "و تجهیزات خط دوم"],
    ]})))  # fmt: skip
    assert joined["resolution_text"] == "ترخیص درصدی مواد اولیه و تجهیزات خط دوم"


def test_a_list_of_statuses_with_their_shares_beside_a_register_gives_its_counts() -> None:
    lines = lines_of(xlsx({"خلاصه": [
        ["استان قزوین – مصوبات جلسه ششم (۱۴۰۴/۰۳/۰۷)", "", "", "", "", "", "آمار به تفکیک وضعیت"],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه متولی", "وضعیت", "", "وضعیت", "تعداد", "سهم"],
        [1, "شیشه لیا", "رفع توقیف حساب", "امور مالیاتی", "انجام پذیرفت", "", "اجرا شده", 2, "۵۰٪"],
        [2, "موتور البرز", "تمدید جواز", "صمت", "در دست اقدام", "", "در حال اجرا", 1, "۲۵٪"],
        [3, "کاشی نیلو", "نصب کنتور", "شرکت گاز", "نصب و بهره‌برداری شد", "", "اجرا نشده", 1, "۲۵٪"],
    ]}))  # fmt: skip
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "in_progress", "implemented"]
    # the shares are of all resolutions: no per cent of implementation
    assert [(r[2], r[3]) for r in figures(lines)] == [("implemented", 2), ("in_progress", 1), ("not_implemented", 1)]


def test_figures_with_dashes_and_reasons_stand_above_a_list() -> None:
    lines = lines_of(xlsx({"گزارش": [
        ["گزارش کارگروه تسهیل استان ایلام تا پایان شهریور ۱۴۰۴"],
        ["نام دستگاه", "کل مصوبات", "اجرا شده", "در دست اجرا", "عدم اجرا", "علت عدم اجرا"],
        ["بانک ملت", 12, 9, "2 مورد", 1, "کمبود منابع"],
        ["شرکت گاز", 5, 5, "-", "-", ""],
        ["سایر دستگاه‌ها", "هفت", 3, 3, 1, "پیگیری نشده"],
        [],
        ["اهم مصوبات اجرا نشده"],
        ["ردیف", "واحد", "موضوع", "تصمیم", "مسئول", "مهلت"],
        [1, "پتروشیمی ایلام", "خوراک", "تأمین خوراک واحد الفین", "صمت", "60 days"],
        [2, "سیمان دهلران", "حقوق دولتی معدن", "تخفیف در حقوق دولتی", "صمت استان", "۱۴۰۴/۰۸/۱۵"],
    ]}))  # fmt: skip
    assert [r["row"] for r in resolutions(lines)] == [9, 10]
    assert [(r[2], r[3]) for r in figures(lines)] == [
        ("resolutions", 12), ("implemented", 9), ("in_progress", 2), ("not_implemented", 1), ("resolutions", 5),
        ("implemented", 5), ("in_progress", None), ("not_implemented", None), ("resolutions", 7), ("implemented", 3),
        ("in_progress", 3), ("not_implemented", 1),
    ]  # fmt: skip


def test_a_register_of_units_with_ones_and_dashes_for_ticks_is_no_cross_tab() -> None:
    lines = lines_of(xlsx({"الف": [
        ["ردیف", "نام واحد", "دستگاه", "اجرا شده", "اجرا نشده"],
        [1, "گچ سمنان", "شرکت گاز", 1, "-"], [2, "نخ شاهرود", "بانک رفاه", "-", 1], [3, "پسته دامغان", "آبفا", 1, "-"],
    ]}))  # fmt: skip
    assert figures(lines) == []
    assert [r["status"] for r in resolutions(lines)] == ["implemented", "not_implemented", "implemented"]


def test_signs_of_statuses_are_explained_by_a_line_below_the_table() -> None:
    rows: list[list[object]] = [
        ["فهرست مصوبات ستاد تسهیل استان مازندران"],
        ["ردیف", "واحد تولیدی", "مصوبه", "متولی", "وضعیت"],
        [1, "شالیکوبی بابل", "تسهیلات خرید شلتوک پرداخت شود", "بانک کشاورزی", "۱"],
        [2, "کنسرو نوشهر", "قوطی ترخیص شود", "گمرک", 2],
        [3, "چوب ساری", "چوب جنگلی تخصیص یابد", "منابع طبیعی", "۳"],
        [4, "ماهی تنکابن", "چاه حفر شود", "آب منطقه‌ای", ""],
        [5, "نخ ساری", "گاز وصل شود", "گاز", "۴"],
    ]
    keys: list[object] = ["راهنمای وضعیت: ۱= اجرا شده ۲= در حال اجرا ۳= اجرا نشده"]
    lines = lines_of(xlsx({"۱۴۰۳": [*rows, keys]}))
    assert [(r["status"], r["status_source"], codes(r)) for r in resolutions(lines)] == [
        ("implemented", "cell_text", []), ("in_progress", "cell_text", []), ("not_implemented", "cell_text", []),
        ("unknown", None, []), ("unknown", None, ["unknown_status"]),
    ]  # fmt: skip
    assert (lines[-1]["kind"], lines[-1]["reason"]) == ("ignored", "legend")
    for below in ([], ["تهیه: کارشناس"], ["۱= اجرا شده"], ["۱= اجرا شده ۱= اجرا نشده"]):
        without = resolutions(lines_of(xlsx({"۱۴۰۳": [*rows, below]})))
        assert "unknown_status" in codes(without[0])


def test_a_form_without_colons_and_the_same_form_left_empty() -> None:
    labels = [
        "نام و نشانی واحد",
        "شناسه ملی واحد",
        "موضوع درخواست",
        "جلسه رسیدگی",
        "رأی کارگروه",
        "دستگاه مکلف",
        "آخرین وضعیت",
    ]
    values = [
        "آلومینیوم اراک",
        "10380284790",
        "نیاز به شمش",
        "جلسه ۳۱ مورخ ۱۴۰۴/۰۴/۱۰",
        "ایمیدرو سهمیه دهد",
        "ایمیدرو",
        "تخصیص داده شد",
    ]
    title: list[object] = ["شناسنامه مصوبه – استان مرکزی"]
    lines = lines_of(xlsx({
        "پر": [title, [], *([label, "", value] for label, value in zip(labels, values, strict=True))],
        "خالی": [title, [], *([label] for label in labels)],
    }))  # fmt: skip
    [read] = resolutions(lines)
    assert (read["row"], read["rows"], read["unit_name"]) == (3, [3, 4, 5, 6, 7, 8, 9], "آلومینیوم اراک")
    assert (read["session_no"], read["session_date"], read["status"]) == ("31", "2025-07-01", "implemented")
    assert {line["kind"] for line in lines if line["sheet"] == "خالی"} == {"ignored"}
    assert [line["row"] for line in lines if line["sheet"] == "خالی"] == [1, 3, 4, 5, 6, 7, 8, 9]


def test_dashes_in_a_transposed_cross_tab_are_figures_that_are_not_told() -> None:
    lines = lines_of(xlsx({"ماتریس": [
        ["وضعیت", "امور مالیاتی", "تأمین اجتماعی", "شرکت گاز"],
        ["کل مصوبات", 6, "۳ مورد", 2], ["اجرا شده", "۴ مورد", 3, "—"], ["اجرا نشده", 1, "", "—"],
    ]}))  # fmt: skip
    assert [r[1:] for r in figures(lines)] == [
        ("TAX", "resolutions", 6), ("SSO", "resolutions", 3), ("GAS", "resolutions", 2), ("TAX", "implemented", 4),
        ("SSO", "implemented", 3), ("GAS", "implemented", None), ("TAX", "not_implemented", 1),
        ("GAS", "not_implemented", None),
    ]  # fmt: skip


def test_crosses_under_some_statuses_are_ticks_and_under_all_of_them_none() -> None:
    lines = lines_of(xlsx({"پایش": S([
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت", "", ""],
        ["", "", "", "", "اجرا شده", "در حال اجرا", "اجرا نشده"],
        [1, "گچ خوی", "گاز وصل شود", "شرکت گاز", "✓", "", ""],
        [2, "نان خوی", "آب وصل شود", "آبفا", "×", "", "×"],
        [3, "فرش خوی", "وام پرداخت شود", "بانک ملی", "×", "×", "×"],
    ], merges=["E1:G1"])}))  # fmt: skip
    _, two, none = resolutions(lines)
    assert (two["status"], codes(two)) == ("unknown", ["two_ticks"])
    assert (none["status"], codes(none)) == ("unknown", [])


def test_a_cross_tab_lends_its_province_and_a_cover_that_names_another_takes_it_back() -> None:
    register = [["ردیف", "نام واحد", "مصوبه", "وضعیت"], [1, "گچ خوی", "گاز وصل شود", "اجرا شد"]]
    figures = [
        ["عملکرد دستگاه‌های استان همدان"],
        ["دستگاه", "تعداد مصوبات", "اجرا شده"],
        ["بانک ملی", 4, 3],
        ["شرکت گاز", 2, 1],
    ]
    lines = lines_of(xlsx({"عملکرد": figures, "ریز": register}))
    assert [line["province_id"] for line in resolutions(lines)] == ["13"]
    lines = lines_of(xlsx({"جلد": [["استانداری سمنان"]], "عملکرد": figures, "ریز": register}))
    assert [line["province_id"] for line in resolutions(lines)] == [None]


def test_a_first_column_that_counts_is_the_row_number_whatever_its_heading() -> None:
    rows = [["م", "نام واحد", "مصوبه"], [1, "گچ خوی", "گاز وصل شود"], [2, "نان خوی", "آب وصل شود"], [3, "", ""]]
    lines = lines_of(xlsx({"مصوبات": rows}))
    assert [codes(line) for line in resolutions(lines)] == [[], []]
    assert kinds(lines)[-1] == (4, "blank_numbered")
    rows = [["م", "نام واحد", "مصوبه"], [12, "گچ خوی", "گاز وصل شود"], [7, "نان خوی", "آب وصل شود"]]
    assert codes(resolutions(lines_of(xlsx({"مصوبات": rows})))[0]) == ["unknown_column"]


def test_signs_of_statuses_are_explained_one_a_row_or_on_another_sheet() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "کد وضعیت"]
    rows = [
        [1, "گچ خوی", "گاز وصل شود", "الف"],
        [2, "نان خوی", "آب وصل شود", "ب"],
        [3, "فرش خوی", "وام پرداخت شود", "الف"],
    ]
    below = [["الف: اجرا شده"], ["ب: اجرا نشده"]]
    lines = lines_of(xlsx({"فهرست": [head, *rows, [], *below]}))
    told = ["implemented", "not_implemented", "implemented"]
    assert [line["status"] for line in resolutions(lines)] == told
    assert kinds(lines)[-2:] == [(6, "legend"), (7, "legend")]
    numbered = [[*row[:3], {"الف": 1, "ب": 2}[str(row[3])]] for row in rows] + [[4, "چرم خوی", "تقسیط شود", 7]]
    lines = lines_of(xlsx({"فهرست": [head, *numbered], "کدها": [["راهنما"], [1, "اجرا شده"], [2, "اجرا نشده"]]}))
    assert [line["status"] for line in resolutions(lines)] == [*told, "unknown"]
    assert codes(resolutions(lines)[3]) == ["unknown_status"]
    lines = lines_of(xlsx({"فهرست": [head, *rows], "کدها": [["الف: اجرا شده"], ["الف: اجرا نشده"]]}))
    assert [codes(line) for line in resolutions(lines)] == [["unknown_status"]] * 3


def test_the_longer_heading_holds_the_number_and_places_to_sign_are_no_labels() -> None:
    rows = [["کد", "شماره مصوبه", "نام واحد", "مصوبه"], [501, 7, "گچ خوی", "گاز وصل شود"]]
    assert resolutions(lines_of(xlsx({"مصوبات": rows})))[0]["resolution_no"] == "7"
    form = [
        ["نام واحد:", "گچ خوی", "شماره جلسه:", "۵"], ["مشکل:", "قطع گاز"], ["مصوبه:", "گاز وصل شود"],
        ["نام و امضای کارشناس", "", "نام و امضای دبیر"],
    ]  # fmt: skip
    lines = lines_of(xlsx({"فرم": form}))
    assert resolutions(lines)[0]["rows"] == [1, 2, 3]
    assert kinds(lines)[-1] == (4, "signature")


def test_yes_and_no_under_a_heading_of_follow_up_are_the_status() -> None:
    lines = lines_of(xlsx({"گزارش": S([
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "پیگیری", ""],
        ["", "", "", "", "اجرا شده؟", "توضیح"],
        [1, "گچ خوی", "گاز وصل شود", "شرکت گاز", "بله", ""],
        [2, "نان خوی", "آب وصل شود", "آبفا", "خیر", "پاسخی نداده‌اند"],
    ], merges=["E1:F1", "A1:A2", "B1:B2", "C1:C2", "D1:D2"])}))  # fmt: skip
    assert [line["status"] for line in resolutions(lines)] == ["implemented", "not_implemented"]
    assert resolutions(lines)[1]["notes"] == "پاسخی نداده‌اند"


def test_fractions_written_as_text_count_one_for_the_whole() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "درصد پیشرفت"]
    for cells, told in ((["1", "0.25", "۰٫۶"], [100, 25, 60]), (["1", "25", "60"], [1, 25, 60])):
        rows = [[at, "گچ خوی", "گاز وصل شود", cell] for at, cell in enumerate(cells, start=1)]
        assert [line["progress_pct"] for line in resolutions(lines_of(xlsx({"پایش": [head, *rows]})))] == told


def test_the_seventh_group_is_its_seventh_session() -> None:
    rows = [["ردیف", "نام واحد", "مصوبه"], [1, "گچ خوی", "گاز وصل شود"]]
    for title, number in (
        ("هفتمین کارگروه تسهیل و رفع موانع تولید استان یزد", "7"),
        ("بیست و سومین ستاد تسهیل استان یزد - ۱۴۰۳/۰۵/۰۱", "23"),
        ("12th session of the provincial working group", "12"),
        ("کارگروه تسهیل استان یزد، دومین استان کشور", None),
    ):
        assert resolutions(lines_of(xlsx({"مصوبات": [[title], *rows]})))[0]["session_no"] == number


def test_the_day_of_a_letter_is_not_the_sessions_day() -> None:
    lines = lines_of(xlsx({"Table 1": [
        ["شماره: ۱۲/۴۵۶۷ تاریخ: ۱۴۰۴/۰۳/۰۱ پیوست: دارد"],
        ["موضوع: مصوبات یازدهمین جلسه کارگروه تسهیل مورخ ۱۴۰۴/۰۲/۲۷"],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول"],
        [1, "چرم مرند", "بدهی تقسیط شود", "امور مالیاتی"],
    ]}))  # fmt: skip
    assert [(line["session_no"], line["session_date"]) for line in resolutions(lines)] == [("11", "2025-05-17")]


def test_the_day_beside_a_sessions_number_is_the_sessions_day() -> None:
    lines = lines_of(xlsx({"Table 1": [
        ["شماره جلسه: ۱۱ تاریخ: ۱۴۰۴/۰۲/۲۷"],
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول"],
        [1, "چرم مرند", "بدهی تقسیط شود", "امور مالیاتی"],
    ]}))  # fmt: skip
    assert [(line["session_no"], line["session_date"]) for line in resolutions(lines)] == [("11", "2025-05-17")]


def test_the_year_of_a_divider_helps_with_two_digit_years_below_it() -> None:
    lines = lines_of(xlsx({"اسفند": [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "مهلت"],
        ["نشست چهل و چهارم، ششم اسفند ۱۴۰۳"],
        [1, "یخ لنگه", "معافیت اعمال شود", "امور مالیاتی", "۰۴/۰۱/۳۱"],
        [2, "سیمان خمیر", "زمین تمدید شود", "شهرک‌های صنعتی", "۰۳/۱۲/۲۰"],
    ]}))  # fmt: skip
    assert [line["due_date"] for line in resolutions(lines)] == ["2025-04-20", "2025-03-10"]


def test_a_cross_tab_of_banks_leaves_out_the_word() -> None:
    for heading, agency in (("بانک", "B_MELLI"), ("عنوان", None)):
        lines = lines_of(xlsx({"خلاصه": [
            [heading, "تعداد مصوبه", "انجام شده", "انجام نشده"],
            ["ملی", 4, 3, 1],
            ["رفاه", 5, 3, 2],
            ["مجموع", 9, 6, 3],
        ]}))  # fmt: skip
        figures = {(line["row"], line["agency_id"]) for line in lines if line["kind"] == "aggregate"}
        assert figures >= {(2, agency), (4, None)}


def test_a_heading_of_unit_and_manager_leaves_the_manager_out() -> None:
    lines = lines_of(xlsx({"فهرست": [
        ["ردیف", "شرکت / مدیرعامل", "مصوبه", "دستگاه"],
        [1, "مس سیرجان / بهرام آژندپور", "بدهی تقسیط شود", "امور مالیاتی"],
        [2, "پسته انار - مهین تیرژاد ۰۹۷۰۱۱۱۲۲۴۴", "وام پرداخت شود", "بانک ملت"],
        [3, "بتن راور", "آب وصل شود", "آبفا"],
        [4, "نان / فاز ۲", "آب وصل شود", "آبفا"],
    ]}))  # fmt: skip
    assert [line["unit_name"] for line in resolutions(lines)] == ["مس سیرجان", "پسته انار", "بتن راور", "نان / فاز ۲"]


def test_a_heading_of_the_unit_alone_leaves_what_is_behind_a_slash() -> None:
    lines = lines_of(xlsx({"فهرست": [
        ["ردیف", "نام شرکت", "مصوبه", "دستگاه"],
        [1, "مس سیرجان / کاشی سیرجان", "بدهی تقسیط شود", "امور مالیاتی"],
    ]}))  # fmt: skip
    assert [line["unit_name"] for line in resolutions(lines)] == ["مس سیرجان / کاشی سیرجان"]


def test_a_body_below_an_unknown_one_is_another_body_and_the_end_of_a_name_is_none() -> None:
    lines = lines_of(xlsx({"فهرست": [
        ["ردیف", "واحد", "مصوبه", "دستگاه"],
        [1, "مس سیرجان", "نشست مشترک برگزار شود", "سازمان خوشه‌های فن‌بازار"],
        ["", "", "", "شرکت گاز"],
        [2, "پسته انار", "وام پرداخت شود", "بانک"],
        ["", "", "", "کشاورزی"],
        [3, "بتن راور", "برق وصل شود", "شرکت توزیع"],
        ["", "", "", "نیروی برق"],
    ]}))  # fmt: skip
    read = resolutions(lines)
    assert [ids(line) for line in read] == [["سازمان خوشه‌های فن‌بازار", "GAS"], ["B_KESH"], ["ELDIST"]]
    assert [codes(line) for line in read] == [["unknown_agency"], [], []]


def test_a_tracking_number_is_no_person() -> None:
    lines = lines_of(xlsx({"فهرست": [
        ["ردیف", "واحد", "مصوبه", "دستگاه", "کد پیگیری داخلی", "شناسه رکورد"],
        [1, "مس سیرجان", "بدهی تقسیط شود", "امور مالیاتی", "A1", "7001"],
    ]}))  # fmt: skip
    assert [issue["value"] for issue in resolutions(lines)[0]["issues"]] == ["کد پیگیری داخلی"]


def test_an_unknown_column_is_told_where_its_merged_heading_is_written() -> None:
    lines = lines_of(xlsx({"فهرست": S([
        ["ردیف", "واحد", "مصوبه", "دستگاه", "مهلت", "", "فام"],
        ["", "", "", "", "از", "تا", ""],
        [1, "مس سیرجان", "بدهی تقسیط شود", "امور مالیاتی", "", "", "زرد"],
    ], merges=["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:G2"])}))  # fmt: skip
    told = [issue["cell"] for issue in resolutions(lines)[0]["issues"] if issue["value"] == "فام"]
    assert told == ["G1"]


def _blocks_told(rows: list[list[object]], merges: list[str] | None = None) -> list[tuple[object, ...]]:
    read = resolutions(lines_of(xlsx({"واحدها": S(rows, merges=merges or [])})))
    return [
        (line["row"], line.get("part"), line["unit_name"], line["resolution_text"], ids(line), line["status"])
        for line in read
    ]


def test_resolutions_beside_each_other_in_blocks_of_columns_are_one_line_each() -> None:
    row = [1, "فولاد خوسف", "تسهیلات بدهد", "انجام شد", "علمک نصب شود", "انجام نشد"]
    half = [2, "کاشی طبس", "", "", "کنتور نصب شود", "انجام شد"]
    none = [3, "گچ نهبندان", "", "", "", ""]
    wanted = [
        (1, "فولاد خوسف", "تسهیلات بدهد", "implemented"),
        (2, "فولاد خوسف", "علمک نصب شود", "not_implemented"),
        (None, "کاشی طبس", "کنتور نصب شود", "implemented"),
        (None, "گچ نهبندان", None, "unknown"),
    ]
    note = ["توضیح: هر واحد دو مصوبه دارد"]
    flat = (
        ["ردیف", "نام واحد", "مصوبه ۱", "وضعیت ۱", "مصوبه ۲", "وضعیت ۲"],
        ["ردیف", "نام واحد", "مصوبه اول", "نتیجه اول", "مصوبه دوم", "نتیجه دوم"],
        ["ردیف", "نام واحد", "مصوبه", "وضعیت", "مصوبه", "وضعیت"],
    )
    for heads in flat:
        rows = [heads, row, half, none, [], note]
        told = [(part, unit, text, status) for _, part, unit, text, _, status in _blocks_told(rows)]
        assert told == wanted, heads
        rest = [(line["row"], line["reason"]) for line in lines_of(xlsx({"ب": S(rows)})) if line["kind"] == "ignored"]
        assert rest == [(1, "header"), (6, "note")]
    under = [
        ["ردیف", "نام واحد", "بانک ملی", "", "شرکت گاز", ""],
        ["", "", "مصوبه", "وضعیت", "مصوبه", "وضعیت"],
        row,
        half,
    ]
    bodies = [agencies for *_, agencies, _ in _blocks_told(under, ["A1:A2", "B1:B2", "C1:D1", "E1:F1"])]
    assert bodies == [["B_MELLI"], ["GAS"], ["GAS"]]


def test_what_is_no_block_stays_one_resolution_a_row() -> None:
    one = ["ردیف", "نام واحد", "مصوبه", "", "دستگاه مسئول", "وضعیت"]
    rows = [one, ["", "", "شماره", "متن", "", ""], [1, "فولاد خوسف", "۳", "علمک نصب شود", "شرکت گاز", "انجام شد"]]
    told = _blocks_told(rows, ["A1:A2", "B1:B2", "C1:D1", "E1:E2", "F1:F2"])
    assert told == [(3, None, "فولاد خوسف", "علمک نصب شود", ["GAS"], "implemented")]
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه ۱", "دستگاه ۲", "وضعیت"]
    told = _blocks_told([heads, [1, "فولاد خوسف", "علمک نصب شود", "شرکت گاز", "استانداری", "انجام شد"]])
    assert told == [(2, None, "فولاد خوسف", "علمک نصب شود", ["GAS", "GOV"], "implemented")]


def test_headings_beside_groups_belong_to_the_table_where_few_stand_there() -> None:
    rows = [
        ["ردیف", "واحد تولیدی", "جلسه ۳ مورخ ۱۴۰۳/۰۹/۰۴", "", "", "جلسه ۴ مورخ ۱۴۰۳/۱۰/۰۲", "", ""],
        ["", "", "مصوبه", "مجری", "وضعیت", "مصوبه", "مجری", "وضعیت"],
        [1, "پلاستیک مغان", "وام دهد", "بانک سپه", "در حال اجرا", "آب وصل شود", "آبفا", "اجرا شد"],
    ]
    read = resolutions(lines_of(xlsx({"واحدها": S(rows, merges=["A1:A2", "B1:B2", "C1:E1", "F1:H1"])})))
    assert [(line["unit_name"], line["session_no"], line["session_date"]) for line in read] == [
        ("پلاستیک مغان", "3", "2024-11-24"),
        ("پلاستیک مغان", "4", "2024-12-22"),
    ]


def test_follow_ups_of_months_stand_beside_a_status_and_are_not_taken_for_one() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "پیشرفت", "پیگیری فروردین", "پیگیری اردیبهشت ماه", "پیگیری خرداد"]
    rows = [heads, [1, "آرد دنا", "گاز وصل شود", "شرکت گاز", "٪۴۰", "نامه ارسال شد", "", "تقسیط شد"]]
    rows += [[2, "آرد دنا", "برق وصل شود", "توزیع برق", "صفر درصد", "", "", ""]]
    read = resolutions(lines_of(xlsx({"۱۴۰۴": S(rows)})))
    assert [(line["status"], line["status_source"], line["progress_pct"]) for line in read] == [
        ("partial", "percent", 40),
        ("not_implemented", "percent", 0),
    ]
    assert read[0]["follow_ups"] == [{"date": None, "text": "نامه ارسال شد"}, {"date": None, "text": "تقسیط شد"}]
    backwards = [[*row[:5], *row[:4:-1]] for row in rows]
    assert resolutions(lines_of(xlsx({"۱۴۰۴": S(backwards)})))[0]["follow_ups"] == read[0]["follow_ups"]
    for head in ("گزارش دستگاه ({})", "شرح اقدامات {} ماه", "عملکرد {} ۱۴۰۴"):
        others = [[*heads[:5], *(head.format(month) for month in ("فروردین", "اردیبهشت", "خرداد"))], *rows[1:]]
        assert resolutions(lines_of(xlsx({"۱۴۰۴": S(others)})))[0]["follow_ups"] == read[0]["follow_ups"], head
    now = [1, "آرد دنا", "گاز وصل شود", "شرکت گاز", "در حال اجرا", "در حال اجرا", "اجرا شد"]
    statuses = [[*heads[:4], *heads[5:]], now, now[:5]]
    line, older = resolutions(lines_of(xlsx({"۱۴۰۴": S(statuses)})))
    assert (line["status"], older["status"], line["follow_ups"]) == ("implemented", "in_progress", [])


def test_a_sheets_name_that_counts_the_titles_session_is_no_conflict() -> None:
    rows = [
        ["کارگروه استان همدان - نشست هشتم ۱۴۰۴/۰۲/۰۳"],
        ["نام واحد", "مصوبه", "مجری", "وضعیت"],
        ["لبنیات الوند", "وام دهد", "بانک ملت", "اجرا شد"],
    ]
    for name, found in (("نشست ۸ و ۹", []), ("نشست ۹ و ۱۰", ["session_conflict"])):
        (line,) = resolutions(lines_of(xlsx({name: S(rows)})))
        assert (line["session_no"], codes(line)) == ("8", found)


def test_days_and_texts_under_each_month_are_follow_ups_in_the_order_of_the_months() -> None:
    names = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    empty = [""] * len(names)
    rows = [
        [
            1,
            "ترمه یزد",
            "وام پرداخت شود",
            "بانک ملی",
            "در حال اجرا",
            "1404/03/12",
            "تماس گرفته شد",
            "1404/04/05",
            "بازدید شد",
        ]
    ]
    for months in (["خرداد", "", "تیر", ""], ["خرداد ۱۴۰۴", "", "تیر ۱۴۰۴", ""], ["خردادماه", "", "تیرماه", ""]):
        heads = [[*names, *months], [*empty, "تاریخ پیگیری", "شرح", "تاریخ پیگیری", "شرح"]]
        merges = [*(f"{letter}1:{letter}2" for letter in "ABCDE"), "F1:G1", "H1:I1"]
        (line,) = resolutions(lines_of(xlsx({"پایش": S([*heads, *rows], merges=merges)})))
        assert line["follow_ups"] == [
            {"date": "2025-06-02", "text": "تماس گرفته شد"},
            {"date": "2025-06-26", "text": "بازدید شد"},
        ]
    heads = [[*names, "جلسه", "", "ابلاغ", ""], [*empty, "تاریخ", "شرح", "تاریخ", "شرح"]]
    (line,) = resolutions(lines_of(xlsx({"پایش": S([*heads, *rows], merges=merges)})))
    assert line["follow_ups"] == []


def test_a_month_alone_in_the_first_column_divides_the_rows() -> None:
    lines = lines_of(xlsx({"۱۴۰۲": S([
        ["تاریخ جلسه", "متقاضی", "مصوبه", "دستگاه"],
        ["فروردین"],
        ["1402/01/28", "سوهان قم", "پروانه صادر شود", "شهرداری"],
        ["اردیبهشت ماه ۱۴۰۲"],
        ["1402/02/11", "کیف قم", "وام پرداخت شود", "بانک ملی"],
        ["", "", "مهر", ""],
    ])}))  # fmt: skip
    assert [line["row"] for line in lines if line["kind"] == "ignored" and line["reason"] == "divider"] == [2, 4]
    assert [line["session_date"] for line in resolutions(lines)][:2] == ["2023-04-17", "2023-05-01"]


def agencies_of(column: list[str], heading: str = "مسئول") -> list[list[object]]:
    heads = ["ردیف", "نام واحد", "مصوبه", heading]
    rows = [[number, f"واحد {number}", "موضوع بررسی شود", cell] for number, cell in enumerate(column, start=1)]
    return [ids(line) for line in resolutions(lines_of(xlsx({"۱": [heads, *rows]})))]


def test_bare_names_are_banks_where_the_column_names_bodies_in_short() -> None:
    column = ["صادرات", "ملت", "برق", "ملی و تجارت", "رفاه", "غذا و دارو"]
    assert agencies_of(column) == [
        ["B_SADERAT"],
        ["B_MELLAT"],
        ["ELDIST"],
        ["B_MELLI", "B_TEJARAT"],
        ["B_REFAH"],
        ["FDO"],
    ]
    assert agencies_of(["مسکن", "سپه", "گاز"])[0] == ["B_MASKAN"]


def test_bare_names_are_no_banks_where_bodies_are_spelled_out() -> None:
    column = ["صادرات", "اداره کل امور مالیاتی", "شرکت گاز استان", "بانک ملت", "رفاه"]
    assert agencies_of(column)[0] == ["صادرات"]
    assert agencies_of(column)[4] == ["رفاه"]
    assert agencies_of(["مسکن", "برق", "گاز"])[0] == ["مسکن"]
    assert agencies_of(["صادرات", "کیفیت", "بازار"])[0] == ["صادرات"]
    column = ["صنعت، معدن و تجارت", "ملت", "برق", "تعاون، کار و رفاه اجتماعی", "صادرات", "راه، مسکن و شهرسازی"]
    assert agencies_of(column)[:5] == [["SMT"], ["B_MELLAT"], ["ELDIST"], ["LABOUR"], ["B_SADERAT"]]


def test_the_last_action_is_the_status_where_no_column_has_it() -> None:
    heads = ["ردیف", "کارفرما", "مصوبه", "آخرین اقدام"]
    rows = [[1, "کابل الوند", "بدهی تقسیط شود", "تقسیط شد"], [2, "شیشه الوند", "بیمه بخشیده شود", "اجرا نشد"]]
    read = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert [line["status"] for line in read] == ["implemented", "not_implemented"]
    assert [line["unit_name"] for line in read] == ["کابل الوند", "شیشه الوند"]


def test_actions_are_no_status_beside_a_column_of_statuses_or_as_reports() -> None:
    heads = ["ردیف", "نام واحد", "کارفرما", "مصوبه", "آخرین اقدام", "وضعیت"]
    rows = [[1, "کابل الوند", "رضا کریمی", "بدهی تقسیط شود", "اجرا شد", "در دست اقدام"]]
    (line,) = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert (line["status"], line["unit_name"]) == ("in_progress", "کابل الوند")
    heads = ["ردیف", "نام واحد", "مصوبه", "آخرین اقدام"]
    rows = [
        [1, "کابل", "بدهی تقسیط شود", "نامه ۱۲ ارسال شد"],
        [2, "شیشه", "وام دهند", "جلسه با مدیر شعبه و بازدید از محل"],
    ]
    assert {line["status"] for line in resolutions(lines_of(xlsx({"۱": [heads, *rows]})))} == {"unknown"}


def test_two_rows_of_labels_above_each_list_name_its_unit_and_problem() -> None:
    heads = ["بند", "مصوبه", "مسئول", "وضعیت"]
    lines = lines_of(xlsx({"۱": [
        ["نام واحد:", "گچ مهران", "شهرستان:", "مهران"],
        ["مشکل:", "قطع برق"],
        heads,
        [1, "برق وصل شود", "توزیع برق", "اجرا شد"],
        [2, "مولد خریداری شود", "متقاضی", "اجرا نشد"],
        [],
        ["نام واحد:", "خرما دهلران", "شهرستان:", "دهلران"],
        ["مشکل:", "سردخانه"],
        heads,
        [1, "وام پرداخت شود", "بانک کشاورزی", "اجرا شد"],
    ]}))  # fmt: skip
    read = [(line["unit_name"], line["county"], line["problem_text"]) for line in resolutions(lines)]
    assert read == [("گچ مهران", "مهران", "قطع برق")] * 2 + [("خرما دهلران", "دهلران", "سردخانه")]


def test_the_subject_of_a_letter_is_no_problem_of_its_unit() -> None:
    lines = lines_of(xlsx({"۱": [
        ["نام واحد:", "گچ مهران"],
        ["موضوع:", "ابلاغ مصوبات کارگروه"],
        ["بند", "مصوبه", "مسئول", "وضعیت"],
        [1, "برق وصل شود", "توزیع برق", "اجرا شد"],
    ]}))  # fmt: skip
    assert resolutions(lines)[0]["problem_text"] is None


def test_a_plain_count_of_the_implemented_is_no_per_cent() -> None:
    lines = lines_of(xlsx({"آمار": [
        ["دستگاه متولی", "مصوب", "اجرا", "در جریان", "عدم اجرا", "٪ اجرا"],
        ["بانک ملی", 14, 9, 3, 2, 64],
        ["شرکت گاز", 5, 5, 0, 0, 100],
    ]}))  # fmt: skip
    figures = {line["measure"]: line["value"] for line in lines if line["kind"] == "aggregate" and line["row"] == 2}
    assert figures == {"resolutions": 14, "implemented": 9, "in_progress": 3, "not_implemented": 2, "percent": 64}


def test_a_status_for_each_numbered_resolution_is_that_ones_alone() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "وضعیت"],
        [1, "نساجی کویر", "۱- شرکت گاز انشعاب دهد ۲- استاندارد پروانه را تمدید کند", "۱ انجام شد / ۲ در حال پیگیری"],
        [2, "آرد خاوران", "۱- شرکت گاز انشعاب دهد ۲- استاندارد پروانه را تمدید کند", "۱- اجرا شد ۲- طبق نظر"],
        [3, "سیمان خاوران", "۱- شرکت گاز انشعاب دهد ۲- استاندارد پروانه را تمدید کند", "انجام شد / در حال پیگیری"],
    ]
    told = [
        (line["status"], [i["code"] for i in line["issues"]]) for line in resolutions(lines_of(xlsx({"الف": rows})))
    ]
    assert told == [
        ("implemented", []), ("in_progress", []),
        ("implemented", []), ("unknown", ["unknown_status"]),
        ("unknown", ["ambiguous_status"]), ("unknown", ["ambiguous_status"]),
    ]  # fmt: skip


def test_values_that_sound_like_headings_are_a_row_of_the_table_above() -> None:
    lines = lines_of(xlsx({"پرونده": S([
        ["مصوبات جلسه ۵ مورخ ۱۴۰۴/۰۲/۰۱ استان کرمان"],
        ["ردیف", "نام واحد", "شهرستان", "موضوع", "مصوبه", "دستگاه مسئول", "مهلت", "وضعیت"],
        [1, "مس بافت", "بافت", "معدن", "صمت حقوق دولتی را تقسیط کند", "صمت", "یک ماه", "انجام شد"],
        ["", "", "", "اراضی ملی", "منابع طبیعی اقدام کند", "منابع طبیعی", "مهلت مقرر", "عدم همکاری دستگاه"],
        [2, "تعاونی", "شهر", "سایر", "موافقت شد", "واحد متقاضی", "تاریخ ابلاغ", "حل شد"],
        [3, "شرکت", "مرکز", "مشکلات", "دستگاه اقدام کند", "دستگاه اجرایی", "بدون مهلت", "نامشخص"],
    ], merges=["A3:A4", "B3:B4", "C3:C4"])}))  # fmt: skip
    assert kinds(lines)[:2] == [(1, "title"), (2, "header")]
    read = resolutions(lines)
    assert [line["row"] for line in read] == [3, 4, 5, 6]
    assert [line["status"] for line in read] == ["implemented", "refused", "implemented", "unknown"]
    assert (read[1]["unit_name"], ids(read[1])) == ("مس بافت", ["NRWM"])


def test_other_headings_below_a_register_begin_a_table_of_their_own() -> None:
    lines = lines_of(xlsx({"گزارش": [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"],
        [1, "مس بافت", "صمت حقوق دولتی را تقسیط کند", "صمت", "انجام شد"],
        [2, "مس بم", "بانک ملی وام بدهد", "بانک ملی", "انجام نشد"],
        [],
        ["دستگاه", "تعداد مصوبات", "اجرا شده", "در حال اجرا", "اجرا نشده"],
        ["صمت", 3, 1, 1, 1],
        [],
        ["شماره", "متقاضی", "تصمیم", "مجری", "نتیجه اقدام", "مهلت"],
        [1, "مس انار", "شرکت گاز گاز را وصل کند", "شرکت گاز", "لغو شد", "فوری"],
    ]}))  # fmt: skip
    assert [(line["row"], line["status"]) for line in resolutions(lines)] == [
        (2, "implemented"), (3, "not_implemented"), (9, "cancelled"),
    ]  # fmt: skip
    assert [number for number, kind in kinds(lines) if kind == "header"] == [1, 5, 8]
    assert len([line for line in lines if line["kind"] == "aggregate"]) == 4


def test_a_column_of_resolutions_with_their_agencies_keeps_the_text() -> None:
    for heading in ("مصوبه و دستگاه مجری", "دستگاه متولی و مصوبه", "تصمیم و مسئول اجرا"):
        rows = [
            ["ردیف", "نام واحد", heading, "وضعیت"],
            [1, "نساجی کویر", "شرکت گاز: انشعاب برقرار شود", "انجام شد"],
            [2, "آرد خاوران", "بانک ملی: بدهی تقسیط شود", "انجام نشد"],
            [3, "سیمان خاوران", "استاندارد پروانه را تمدید کند", "در دست اقدام"],
        ]
        found = resolutions(lines_of(xlsx({"الف": rows})))
        assert [(line["resolution_text"], [a["agency_id"] for a in line["agencies"]]) for line in found] == [
            ("شرکت گاز: انشعاب برقرار شود", ["GAS"]),
            ("بانک ملی: بدهی تقسیط شود", ["B_MELLI"]),
            ("استاندارد پروانه را تمدید کند", ["STD"]),
        ]
        assert not any(line["issues"] for line in found)


def test_a_small_table_of_sums_beside_a_register_takes_no_record() -> None:
    rows = [
        ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت", "", "تعداد"],
        [1, "نساجی کویر", "گاز وصل شود", "شرکت گاز", "اجرا شد", "کل", 4],
        ["", "آرد خاوران", "وام دهد", "بانک ملی", "اجرا نشد", "جمع", 1],
        [3, "سیمان خاوران", "پروانه تمدید شود", "استاندارد", "اجرا شد", "", ""],
        ["", "جمع کل", "۳ مصوبه", "", "", "", ""],
    ]
    lines = lines_of(xlsx({"الف": rows}))
    assert [line["unit_name"] for line in resolutions(lines)] == ["نساجی کویر", "آرد خاوران", "سیمان خاوران"]
    assert [(line["row"], line["reason"]) for line in lines if line["kind"] == "ignored"] == [
        (1, "header"),
        (5, "total"),
    ]
    left = [[row[5], row[6], *row[:5]] for row in rows]
    assert len(resolutions(lines_of(xlsx({"الف": left})))) == 3
    named = [["نام واحد", "مصوبه", "دستگاه", "وضعیت"], ["جمع آوری ضایعات کویر", "گاز وصل شود", "شرکت گاز", "اجرا شد"]]
    assert (
        len(
            resolutions(lines_of(xlsx({"الف": [*named, ["آرد دنا", "وام دهد", "بانک ملی", ""], ["جمع", "2", "", ""]]})))
        )
        == 2
    )


def test_a_column_of_banks_may_name_another_body_by_its_own_long_name() -> None:
    lines = lines_of(xlsx({"مصوبات": [
        ["ردیف", "نام واحد", "مصوبه", "بانک عامل", "وضعیت"],
        [1, "مس بافت", "اقدام شود", "تعاون روستایی", "انجام شد"],
        [2, "مس بم", "اقدام شود", "سرمایه گذاری خارجی", "انجام شد"],
        [3, "مس انار", "اقدام شود", "تعاون", "انجام شد"],
        [4, "مس راور", "اقدام شود", "صنعت و معدن", "انجام شد"],
        [5, "مس زرند", "اقدام شود", "کشاورزی شعبه مرکزی", "انجام شد"],
    ]}))  # fmt: skip
    assert [ids(line) for line in resolutions(lines)] == [
        ["RURALCOOP"],
        ["OIETAI"],
        ["B_TAVON"],
        ["B_SANAT"],
        ["B_KESH"],
    ]


def test_a_name_that_begins_like_a_sum_is_a_unit_and_a_note_about_sums_is_a_note() -> None:
    lines = lines_of(xlsx({"مصوبات": [
        ["نام واحد", "موضوع", "مصوبه", "دستگاه", "وضعیت", "توضیحات"],
        ["جمع آوری ضایعات پارس", "مالیات", "تقسیط شود", "امور مالیاتی", "اجرا شد", ""],
        ["لبنیات سیماژن", "مالیات", "تقسیط شود", "امور مالیاتی", "اجرا شد", "مجموع بدهی پرداخت شد"],
        ["میانگین سازان", "", "تقسیط شود", "", "", ""],
        ["جمع", "", "۳ مصوبه", "", "", ""],
        ["جمع کل", "", "سه مصوبه", "", "", "بدون تکرار"],
    ]}))  # fmt: skip
    assert [line["unit_name"] for line in resolutions(lines)] == [
        "جمع آوری ضایعات پارس", "لبنیات سیماژن", "میانگین سازان",
    ]  # fmt: skip
    assert resolutions(lines)[1]["notes"] == "مجموع بدهی پرداخت شد"
    assert kinds(lines)[-2:] == [(5, "total"), (6, "total")]


def test_wrapped_lines_cut_inside_the_names_of_bodies_and_of_units_join() -> None:
    lines = lines_of(xlsx({"نامه": [
        ["ردیف", "نام شرکت", "درخواست", "تصمیمات متخذه", "دستگاه", "وضعیت"],
        ["1", "چوب و", "تقسیط", "اداره", "اداره", "ابلاغ شده"],
        ["", "کاغذ دلنوژ", "مالیات", "کل امور", "کل", ""],
        ["", "", "", "مالیاتی بدهی واحد را تقسیط نماید.", "امور مالیاتی", ""],
        ["2", "گلخانه دلنوژ", "تسهیلات", "بانک پارسیان و بانک", "بانک پارسیان، بانک", "اجرا شد"],
        ["", "نوین", "", "توسعه تعاون تسهیلات واحد را بپردازند.", "توسعه تعاون", ""],
        ["3", "مس انار", "برق", "توزیع برق انشعاب را برقرار", "انجمن مس‌کاران", "اجرا شد"],
        ["", "", "", "کند.", "توزیع برق", ""],
        *[[str(number), f"مس {number}", "آب", "آبفا انشعاب را وصل کند.", "آبفا", "اجرا شد"] for number in (4, 5, 6)],
    ]}))  # fmt: skip
    first, second, third = resolutions(lines)[:3]
    assert (first["row"], first["rows"], first["unit_name"]) == (2, [2, 3, 4], "چوب و کاغذ دلنوژ")
    assert first["resolution_text"] == "اداره کل امور مالیاتی بدهی واحد را تقسیط نماید."
    assert (second["rows"], ids(second)) == ([5, 6], ["B_PARSIAN", "B_TAVON"])
    assert (ids(first), ids(third)) == (["TAX"], ["انجمن مس‌کاران", "ELDIST"])


def test_a_lone_name_above_rows_is_their_body_or_unit_where_they_have_no_column_for_it() -> None:
    rows = [
        ["نام واحد", "مصوبه", "وضعیت"],
        ["بانک ملی"],
        ["نساجی کویر", "وام دهد", "اجرا شد"],
        ["آرد خاوران", "بدهی تقسیط شود", "اجرا نشد"],
        ["شرکت گاز"],
        ["سیمان خاوران", "انشعاب برقرار شود", "اجرا شد"],
    ]
    found = resolutions(lines_of(xlsx({"الف": rows})))
    assert [(line["row"], line["unit_name"], [a["agency_id"] for a in line["agencies"]]) for line in found] == [
        (3, "نساجی کویر", ["B_MELLI"]), (4, "آرد خاوران", ["B_MELLI"]), (6, "سیمان خاوران", ["GAS"]),
    ]  # fmt: skip
    rows = [
        ["مصوبه", "دستگاه", "وضعیت"],
        ["شرکت نساجی کویر"],
        ["گاز وصل شود", "شرکت گاز", "اجرا شد"],
        ["کارخانه آرد دنا"],
        ["پروانه تمدید شود", "استاندارد", "اجرا نشد"],
    ]
    found = resolutions(lines_of(xlsx({"الف": rows})))
    assert [(line["row"], line["unit_name"]) for line in found] == [(3, "شرکت نساجی کویر"), (5, "کارخانه آرد دنا")]
    with_column = [["نام واحد", "مصوبه", "دستگاه"], ["بانک ملی"], ["نساجی کویر", "وام دهد", "بانک سپه"]]
    assert [line["row"] for line in resolutions(lines_of(xlsx({"الف": with_column})))] == [2, 3]
    tasks = [
        ["مصوبه", "وضعیت"],
        ["شرکت گاز انشعاب بدهد"],
        ["شرکت توزیع برق نیرو بدهد", "اجرا شد"],
        ["بانک ملی وام دهد", "اجرا شد"],
    ]
    assert [line["row"] for line in resolutions(lines_of(xlsx({"الف": tasks})))] == [2, 3, 4]


def test_a_line_that_says_a_status_says_it_of_the_rows_below_that_have_no_column_for_it() -> None:
    rows = [
        ["نام واحد", "مصوبه", "دستگاه"],
        ["مصوبات اجرا شده"],
        ["نساجی کویر", "وام دهد", "بانک ملی"],
        ["مصوبات اجرا نشده"],
        ["سیمان خاوران", "گاز وصل شود", "شرکت گاز"],
        ["آرد دنا", "برق وصل شود", "توزیع برق"],
    ]
    for merges in ([], ["A2:C2", "A4:C4"]):
        found = resolutions(lines_of(xlsx({"الف": S(rows, merges=merges)})))
        assert [(line["row"], line["status"], line["cells"]["status"]) for line in found] == [
            (3, "implemented", "A2"), (5, "not_implemented", "A4"), (6, "not_implemented", "A4"),
        ]  # fmt: skip
    with_column = [[*rows[0], "وضعیت"], *rows[1:3], [*rows[4], "لغو شد"]]
    found = resolutions(lines_of(xlsx({"الف": S(with_column, merges=["A2:D2"])})))
    assert [line["status"] for line in found] == ["unknown", "cancelled"]


def test_a_body_alone_in_the_first_column_heads_the_rows_below_it() -> None:
    heads = ["ردیف", "جلسه", "شرکت", "مصوبه", "نتیجه"]
    rows = [
        ["بانک ملت"],
        [1, 95, "کاشی نایین", "تسهیلات پرداخت شود", "پرداخت شد"],
        ["جمع بانک ملت", "", "", "۱ مصوبه"],
        ["شرکت گاز"],
        [1, 96, "فرش کاشان", "گاز وصل شود", "اجرا شد"],
        ["پخش پارس فردا"],
        [1, 97, "چرم کاشان", "کالا تحویل شود", "اجرا شد"],
        ["سایر دستگاه‌ها"],
        [1, 97, "ورق کاشان", "مدارک تحویل شود", "اجرا شد"],
    ]
    read = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert [ids(line) for line in read] == [["B_MELLAT"], ["GAS"], [], ["سایر دستگاه‌ها"]]
    with_bodies = [[*heads, "دستگاه"], *([*row, "آبفا"] if len(row) > 4 else row for row in rows)]
    read = resolutions(lines_of(xlsx({"۱": with_bodies})))
    assert [ids(line) for line in read] == [["ABFA"]] * 4


def test_a_letter_and_a_stroke_number_pieces_only_at_the_start_of_lines() -> None:
    def texts(cell: str) -> list[object]:
        lines = lines_of(xlsx({"۱": [["ردیف", "نام واحد", "مصوبه", "وضعیت"], [1, "گچ گرمسار", cell, "اجرا شد"]]}))
        return [line["resolution_text"] for line in resolutions(lines)]

    assert texts("الف/ گاز وصل شود.\nب/ آب وصل شود.") == ["گاز وصل شود.", "آب وصل شود."]
    assert texts("پلاک الف/ و ب/ شهرک تفکیک شود") == ["پلاک الف/ و ب/ شهرک تفکیک شود"]
    assert texts("الف/ب شهرک تفکیک شود") == ["الف/ب شهرک تفکیک شود"]


def test_columns_that_an_empty_one_parts_from_the_register_are_its_own() -> None:
    heads = ["ردیف", "", "جلسه", "نام کارخانه", "مصوبه", "متولی", "", "نتیجه پیگیری", "", "حاشیه"]
    rows = [
        [1, "", 30, "ذوب سامان", "آب چاه اصلاح شود", "امور آب", "", "انجام پذیرفت", "", ""],
        [2, "", 30, "شیر فارسان", "نرخ شیر بررسی شود", "جهاد", "", "اجرا نشد", "", "نامه ۲۲"],
    ]
    read = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert [line["status"] for line in read] == ["implemented", "not_implemented"]
    assert [line["notes"] for line in read] == [None, "نامه ۲۲"]


def test_what_stands_beside_a_register_behind_an_empty_column_is_not_its_own() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", ""]
    rows = [[n, f"واحد {n}", "وام پرداخت شود", "بانک ملی", ""] for n in range(1, 5)]
    counts = [["وضعیت", "تعداد"], ["اجرا شد", 2], ["اجرا نشد", 2], [], []]
    beside = [[*row, *more] for row, more in zip([heads, *rows], counts, strict=True)]
    lines = lines_of(xlsx({"۱": beside}))
    assert {line["status"] for line in resolutions(lines)} == {"unknown"}
    choices = [["وضعیت"], ["اجرا شد"], [], [], []]
    beside = [[*row, *more] for row, more in zip([heads, *rows], choices, strict=True)]
    assert {line["status"] for line in resolutions(lines_of(xlsx({"۱": beside})))} == {"unknown"}
    notes = [["توضیحات"], [], [], [], ["وام داده شد"]]
    beside = [[*row, *more] for row, more in zip([heads, *rows], notes, strict=True)] + [["", "", "", "", "", "پایان"]]
    assert {line["notes"] for line in resolutions(lines_of(xlsx({"۱": beside})))} == {None}


def test_units_in_brackets_under_the_headings_belong_to_them() -> None:
    lines = lines_of(xlsx({"۱": [
        ["ردیف", "تاریخ جلسه", "نام واحد", "مصوبه", "مبلغ", "مهلت"],
        ["", "", "", "", "(میلیون ریال)", "(روز)"],
        [1, "۱۴۰۳/۰۳/۰۶", "سفال لالجین", "وام پرداخت شود", 4000, 30],
    ]}))  # fmt: skip
    assert kinds(lines)[:2] == [(1, "header"), (2, "header")]
    (line,) = resolutions(lines)
    assert (line["amount_rial"], line["due_date"], line["due_source"]) == (4_000_000_000, "2024-06-25", "duration")


def test_figures_of_each_session_are_a_table_of_counts() -> None:
    lines = lines_of(xlsx({"آمار": [
        ["شماره جلسه", "تعداد مصوبات", "اجرا شده", "اجرا نشده"],
        ["۱", "۸", "۶", "۲"],
        ["۲", "۵", "۵", "۰"],
    ]}))  # fmt: skip
    figures = [(line["label"], line["measure"], line["value"]) for line in lines if line["kind"] == "aggregate"]
    assert figures[:3] == [("۱", "resolutions", 8), ("۱", "implemented", 6), ("۱", "not_implemented", 2)]
    assert len(figures) == 6


def test_an_english_heading_counts_its_plain_numbers_in_days() -> None:
    heads = ["Session Date", "Unit Name", "Decision", "Due (days)"]
    rows = [
        [DAY(2024, 6, 2), "چاپ ملارد", "وام پرداخت شود", 20],
        [DAY(2024, 6, 2), "کفش", "وام پرداخت شود", "2024-07-01"],
    ]
    read = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert [line["due_date"] for line in read] == ["2024-06-22", "2024-07-01"]


def test_a_day_with_its_name_before_other_labels_is_the_sessions() -> None:
    lines = lines_of(xlsx({"۱": [
        ["مورخ: دوشنبه ۱۴۰۲/۱۲/۰۷ ساعت: ۱۰:۳۰ مکان: سالن اجتماعات"],
        ["بند", "متقاضی", "تصمیم", "مسئول پیگیری"],
        ["۷۳-۱", "برنج آستانه", "وام داده شود", "بانک ملت"],
        ["۷۳-۲", "چای فومن", "راه ترمیم شود", "راهداری"],
    ]}))  # fmt: skip
    read = resolutions(lines)
    assert {(line["session_date"], tuple(codes(line))) for line in read} == {("2024-02-26", ())}
    assert [ids(line) for line in read] == [["B_MELLAT"], ["RMTO"]]


def test_who_follows_up_is_no_body_where_people_stand_there() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "مسئول پیگیری"]
    rows = [[1, "برنج آستانه", "بانک ملی وام دهد", "آقای کریمی"], [2, "چای", "گمرک ترخیص کند", "خانم اسدی"]]
    assert [ids(line) for line in resolutions(lines_of(xlsx({"۱": [heads, *rows]})))] == [["B_MELLI"], ["CUSTOMS"]]


def test_headings_as_clerks_speak_them() -> None:
    heads = [
        "#",
        "واحد بازدید شده",
        "کجاست",
        "مشکلش چیست",
        "چی تصویب شد",
        "کی باید انجام دهد",
        "تا کی",
        "الان در چه وضعیتی است",
    ]
    rows = [[1, "کشمش بناب", "بناب", "بدهی بانکی", "بدهی تقسیط شود", "بانک ملی", "1404/05/01", "اجرا شد"]]
    (line,) = resolutions(lines_of(xlsx({"۱": [heads, *rows]})))
    assert (line["unit_name"], line["county"], line["status"]) == ("کشمش بناب", "بناب", "implemented")
    assert (ids(line), codes(line), line["problem_text"]) == (["B_MELLI"], [], "بدهی بانکی")
    heads = ["ردیف", "نام واحد", "تاریخ بازدید از واحد", "مصوبه", "وضعیت"]
    (line,) = resolutions(lines_of(xlsx({"۱": [heads, [1, "کشمش بناب", "1404/01/20", "وام پرداخت شود", "اجرا شد"]]})))
    assert line["unit_name"] == "کشمش بناب"


def test_a_column_of_the_last_report_is_its_day_only_where_days_stand_in_it() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "وضعیت", "آخرین گزارش"]
    days = [[n, f"واحد {n}", "وام پرداخت شود", "اجرا شد", f"1403/09/1{n}"] for n in (1, 2, 3)]
    assert next(line["report_date"] for line in resolutions(lines_of(xlsx({"۱": [heads, *days]})))) == "2024-12-01"
    texts = [[*row[:4], "نامه به شعبه"] for row in days]
    read = resolutions(lines_of(xlsx({"۱": [heads, *texts]})))
    assert [line["report_date"] for line in read] == [None] * 3
    assert "invalid_date" not in codes(read[0])


def test_what_values_say_against_their_headings() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه"]
    units = [
        [1, "نساجی کویر", "گاز وصل شود", "شرکت گاز"],
        [2, "آرد دنا", "وام پرداخت شود", "بانک ملت"],
        [3, "سیمان نو", "پروانه تمدید شود", "استاندارد"],
    ]

    def read(names: list[str], values: list[list[object]]) -> list[dict[str, object]]:
        rows = [row + more for row, more in zip(units, values, strict=True)]
        return resolutions(lines_of(xlsx({"الف": [head + names, *rows]})))

    ticked = read(["نتیجه (انجام شده)", "نتیجه (انجام نشده)"], [["√", ""], ["", "√"], ["√", "√"]])
    assert [line["status"] for line in ticked] == ["implemented", "not_implemented", "unknown"]
    assert codes(ticked[2]) == ["two_ticks"]
    written = read(["پیشرفت"], [["نیمه‌کاره"], ["۷۵"], ["صفر"]])
    assert [line["status"] for line in written] == ["partial", "partial", "not_implemented"]
    named = read(["شناسه", "زمان پاسخ"], [["M-12", "۱۵ روز"], ["M-13", "یک ماه"], ["M-14", "دو هفته"]])
    assert [(line["resolution_no"], line["unit_national_id"], codes(line)) for line in named] == [
        ("M-12", None, []), ("M-13", None, []), ("M-14", None, []),
    ]  # fmt: skip
    dated: list[list[object]] = [["تاریخ جلسه", "1404/02/10"], [*head, "زمان پاسخ"]]
    dated += [[*row, term] for row, term in zip(units, ["۱۵ روز", "یک ماه", "دو هفته"], strict=True)]
    assert [line["due_date"] for line in resolutions(lines_of(xlsx({"الف": dated})))] == [
        "2025-05-15", "2025-05-30", "2025-05-14",
    ]  # fmt: skip


def test_a_letter_that_wraps_nearly_every_record_joins_by_its_row_numbers() -> None:
    lines = lines_of(xlsx({"نامه": [
        ["ردیف", "نام شرکت", "درخواست", "تصمیم", "ارگان", "وضعیت"],
        ["1", "سنگبری باریژه", "قطع", "توزیع برق از قطع برق", "توزیع برق", "اجرا شد"],
        ["", "دشت", "برق", "واحد", "", ""],
        ["", "سبز", "", "خودداری نماید.", "", ""],
        ["2", "چوب و کاغذ", "تسهیلات", "بانک پارسیان و", "بانک", "اجرا شد"],
        ["", "نیلوژه", "مشارکتی", "بانک توسعه تعاون تسهیلات", "پارسیان، بانک", ""],
        ["", "زاگرس", "", "واحد را بررسی نمایند.", "توسعه تعاون", ""],
        ["3", "آجر دلنوژ", "پروانه", "سازمان صمت پروانه", "سازمان", "اجرا نشده"],
        ["", "نوین", "", "واحد را تمدید نماید.", "صمت", ""],
    ]}))  # fmt: skip
    read = resolutions(lines)
    assert [line["unit_name"] for line in read] == [
        "سنگبری باریژه دشت سبز",
        "چوب و کاغذ نیلوژه زاگرس",
        "آجر دلنوژ نوین",
    ]
    assert [ids(line) for line in read] == [["ELDIST"], ["B_PARSIAN", "B_TAVON"], ["SMT"]]
    assert read[1]["resolution_text"] == "بانک پارسیان و بانک توسعه تعاون تسهیلات واحد را بررسی نمایند."


def test_records_without_a_number_between_numbered_ones_stay_records() -> None:
    lines = lines_of(xlsx({"مصوبات": [
        ["ردیف", "نام واحد", "موضوع", "مصوبه", "دستگاه", "وضعیت"],
        [1, "سنگبری باریژه", "برق", "برق واحد وصل شود", "توزیع برق", "اجرا شد"],
        ["", "آجر دلنوژ", "مالیات", "مالیات تقسیط شود", "امور مالیاتی", "اجرا نشد"],
        [2, "لبنیات سهند", "گاز", "گاز واحد وصل شود", "شرکت گاز", "اجرا شد"],
        ["", "گلخانه سهند", "آب", "آب واحد وصل شود", "آبفا", ""],
        ["", "کارگاه سهند", "وام", "وام پرداخت شود", "بانک ملی", "لغو شد"],
        [3, "چرم سهند", "گاز", "گاز واحد وصل شود", "شرکت گاز", "اجرا شد"],
    ]}))  # fmt: skip
    assert [line["row"] for line in resolutions(lines)] == [2, 3, 4, 5, 6, 7]


TWO_CLAUSES = "الف) تمدید پروانه بهره‌برداری ب) معرفی جهت سرمایه در گردش"


@pytest.mark.parametrize(
    ("agencies", "told"),
    [
        ("الف) صمت ب) بانک کشاورزی", [["SMT"], ["B_KESH"]]),
        ("الف) صمت\nب) بانک کشاورزی", [["SMT"], ["B_KESH"]]),
        ("الف- صمت / ب- بانک کشاورزی", [["SMT"], ["B_KESH"]]),
        ("بند الف: صمت، بند ب: بانک کشاورزی", [["SMT"], ["B_KESH"]]),
        ("۱) صمت ۲) بانک کشاورزی", [["SMT"], ["B_KESH"]]),
        ("صمت و بانک کشاورزی", [["SMT", "B_KESH"]] * 2),
    ],
)
def test_bodies_are_told_apart_by_the_letters_of_the_resolutions(agencies: str, told: list[list[str]]) -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه اجرایی", "وضعیت"]
    lines = resolutions(lines_of(xlsx({"جلسه ۷": [heads, [1, "آجر امید", TWO_CLAUSES, agencies, "اجرا شد"]]})))
    assert [[body["agency_id"] for body in line["agencies"]] for line in lines] == told
    assert [codes(line) for line in lines] == [[], []]


def test_letters_beside_the_bodies_of_one_resolution_name_nobody() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه اجرایی", "وضعیت"]
    row = [1, "آجر امید", "پروانه تمدید شود.", "الف) صمت ب) بانک کشاورزی", "اجرا شد"]
    [line] = resolutions(lines_of(xlsx({"جلسه ۷": [heads, row]})))
    assert [body["agency_id"] for body in line["agencies"]] == ["SMT", "B_KESH"]
    assert codes(line) == []


def test_a_row_without_number_and_unit_is_a_resolution_where_body_and_day_are_whole() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "مهلت", "وضعیت"]
    first = [1, "نساجی نگین", "امهال تسهیلات به مدت ۶ ماه", "بانک ملت", "۱۴۰۴/۰۶/۳۱", "در دست اقدام"]
    own = ["", "", "صدور گواهی ماده ۱۸۶", "امور مالیاتی", "۱۴۰۴/۰۴/۳۱", "اجرا شد"]
    wrapped = ["", "", "از محل منابع داخلی", "امور مالیاتی", "", ""]
    second = [2, "آجر امید", "پروانه تمدید شود.", "صمت", "۱۴۰۴/۰۵/۳۱", "اجرا شد"]
    read = resolutions(lines_of(xlsx({"جلسه ۷": [heads, first, own, second]})))
    assert [(line["row"], line["unit_name"], line["due_date"], line["status"]) for line in read] == [
        (2, "نساجی نگین", "2025-09-22", "in_progress"),
        (3, None, "2025-07-22", "implemented"),
        (4, "آجر امید", "2025-08-22", "implemented"),
    ]
    read = resolutions(lines_of(xlsx({"جلسه ۷": [heads, first, wrapped, second]})))
    assert [line["rows"] for line in read[:1]] == [[2, 3]]
    assert read[0]["resolution_text"] == "امهال تسهیلات به مدت ۶ ماه از محل منابع داخلی"


@pytest.mark.parametrize("heading", ["% انجام", "٪ پیشرفت", "درصد انجام"])
def test_a_sign_for_per_cent_is_the_word(heading: str) -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه", heading]
    [line] = resolutions(lines_of(xlsx({"۱": [heads, [1, "آجر امید", "پروانه تمدید شود.", "صمت", 40]]})))
    assert (line["progress_pct"], line["status"], codes(line)) == (40, "partial", [])


def test_a_sheet_of_one_body_keeps_it_beside_empty_cells_and_helpers() -> None:
    heading = ["ردیف", "نام واحد", "مصوبه", "دستگاه همکار", "وضعیت"]
    lines = lines_of(xlsx({
        "شرکت گاز": [heading, [1, "الف", "انشعاب دایر شود", "", "اجرا شد"]],
        "امور مالیاتی": [
            heading,
            [1, "ب", "بدهی تقسیط شود", "", "اجرا شد"],
            [2, "پ", "پرونده بازنگری شود", "تأمین اجتماعی", "اجرا نشد"],
        ],
        "بانک ملت": [
            ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول", "وضعیت"],
            [1, "ت", "وام پرداخت شود", "بانک سپه", "اجرا شد"],
            [2, "ث", "شرکت گاز انشعاب را دایر کند", "", "اجرا نشد"],
        ],
    }))  # fmt: skip
    assert [ids(line) for line in resolutions(lines)] == [["GAS"], ["TAX"], ["TAX", "SSO"], ["B_SEPAH"], ["GAS"]]


def test_a_heading_repeated_in_a_table_without_row_numbers_is_no_record() -> None:
    heading = ["شماره نشست", "نام شرکت متقاضی", "موضوع", "رای کارگروه", "دستگاه‌های مسئول", "آخرین نتیجه"]
    rows = [[7, "آجر امید", "بدهی بیمه", f"بدهی در {n} قسط گرفته شود", "تأمین اجتماعی", "انجام شد"] for n in (12, 24)]
    lines = lines_of(xlsx({"الف": S([heading, rows[0], heading, rows[1]])}))
    assert [(line["kind"], line.get("reason")) for line in lines] == [
        ("ignored", "header"), ("resolution", None), ("ignored", "repeated_header"), ("resolution", None),
    ]  # fmt: skip


def test_steps_counted_off_in_parentheses_are_follow_ups_and_footnotes_are_not() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه مسئول (۱)", "وضعیت (۲)"]
    steps = ["شرح اقدام (۱)", "مورخ (۱)", "شرح اقدام (۲)", "مورخ (۲)"]
    row = [1, "آجر امید", "پروانه تمدید شود.", "صمت", "اجرا شد"]
    done = ["ابلاغ شد", "۱۴۰۳/۲/۲۵", "صادر شد", "۱۴۰۳/۳/۱۰"]
    [line] = resolutions(lines_of(xlsx({"الف": S([["جلسه ۳۳ مورخ ۱۴۰۳/۲/۱۸"], heads + steps, row + done])})))
    assert (line["session_date"], ids(line), line["status"]) == ("2024-05-07", ["SMT"], "implemented")
    assert line["follow_ups"] == [{"date": "2024-05-14", "text": "ابلاغ شد"}, {"date": "2024-05-30", "text": "صادر شد"}]


@pytest.mark.parametrize(
    ("more", "value", "field"),
    [
        ("وضعیت", "در دست اجرا", "resolution_text"),  # unit, «شرح», agency: the resolution, however short
        ("موضوع", "بدهی بانکی", "notes"),
        ("مصوبه", "بدهی تقسیط شود", "notes"),
    ],
)
def test_short_texts_under_a_bare_heading_are_resolutions_only_where_nothing_else_is(
    more: str, value: str, field: str
) -> None:
    rows = [[n, f"آجر {n}", "استمهال اقساط", "بانک سپه", value] for n in (1, 2, 3)]
    read = resolutions(lines_of(xlsx({"الف": S([["ردیف", "نام واحد", "شرح", "دستگاه", more], *rows])})))
    assert [line[field] for line in read] == ["استمهال اقساط"] * 3


def test_who_was_there_is_a_note_above_a_table_too_and_a_report_of_a_day_a_title() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه"]
    above = [["جلسه ۲۱ مورخ ۱۴۰۳/۱۲/۱۲"], ["تاریخ گزارش: ۱۴۰۴/۰۱/۱۵"], ["حاضرین: معاون استاندار"], ["غایبین: شیلات"]]
    lines = lines_of(xlsx({"الف": S([*above, head, [1, "آجر امید", "پروانه تمدید شود.", "صمت"]])}))
    assert [line.get("reason") for line in lines[:5]] == ["title", "title", "note", "note", "header"]


@pytest.mark.parametrize("label", ["دستگاه: ", "دستگاه مسئول: ", ""])
def test_a_section_of_a_body_may_say_that_it_is_one(label: str) -> None:
    rows = [["ردیف", "نام واحد", "مصوبه", "وضعیت"], [f"{label}تأمین اجتماعی"], [1, "آجر امید", "تقسیط شود.", "اجرا شد"]]
    [line] = resolutions(lines_of(xlsx({"الف": S(rows)})))
    assert (ids(line), codes(line)) == (["SSO"], [])


@pytest.mark.parametrize("beside", [["محل:", "استانداری"], ["ساعت:", "۹"], ["محل جلسه:", "فرمانداری", "ساعت:", 10], []])
def test_a_row_of_a_session_may_say_where_and_when_it_met(beside: list[object]) -> None:
    head = ["ردیف", "واحد", "مشکل", "مصوبه", "دستگاه", "مهلت", "نتیجه", "توضیح"]
    row = [1, "آجر امید", "راه", "جاده مرمت شود", "راهداری", "دو هفته", "اجرا شد"]
    first, second = (
        ["شماره جلسه:", number, "تاریخ جلسه:", day, *beside] for number, day in ((8, "۱۴۰۴/۰۱/۲۴"), (9, "۱۴۰۴/۰۲/۰۷"))
    )
    lines = lines_of(xlsx({"۱۴۰۴": S([first, head, row, second, head, row])}))
    assert [line.get("reason") for line in lines] == ["title", "header", None, "divider", "repeated_header", None]
    assert [(line["session_no"], line["session_date"]) for line in resolutions(lines)] == [
        ("8", "2025-04-13"), ("9", "2025-04-27"),
    ]  # fmt: skip


def test_a_row_of_a_unit_and_its_place_is_no_session() -> None:
    head = ["ردیف", "واحد", "مشکل", "مصوبه", "دستگاه", "نتیجه"]
    row = [1, "آجر امید", "راه", "جاده مرمت شود", "راهداری", "اجرا شد"]
    odd = ["", "محل:", "بیرجند", "شماره جلسه: نامعلوم", "راهداری", "اجرا شد"]
    lines = lines_of(xlsx({"الف": S([head, row, odd])}))
    assert [line["kind"] for line in lines] == ["ignored", "resolution", "resolution"]


def test_what_stands_in_brackets_behind_a_body_is_its_part_and_another_body_is_not() -> None:
    heads = ["ردیف", "نام واحد", "مصوبه", "دستگاه"]
    bodies = [
        "شهرداری نظرآباد [کمیسیون ماده ۷۷]", "پشتیبانی امور دام / جهاد کشاورزی (بازارگاه)",
        "صمت (انجمن سنگ استان)", "بانک‌ها (ملی، سپه)",
    ]  # fmt: skip
    rows = [[n, f"آجر {n}", "پرونده بررسی شود.", body] for n, body in enumerate(bodies, 1)]
    read = resolutions(lines_of(xlsx({"الف": S([heads, *rows])})))
    assert [ids(line) for line in read[:3]] == [["MUNI"], ["SLAL", "JAHAD"], ["SMT", "انجمن سنگ استان"]]
    assert ids(read[3])[-2:] == ["B_MELLI", "B_SEPAH"]
    assert [codes(line) for line in read] == [[], [], ["unknown_agency"], []]


def test_a_forms_status_may_stand_in_the_comment_on_its_empty_cell() -> None:
    rows = [
        ["نام واحد:", "", "شیشه الوند"], ["تاریخ جلسه:", "", "۱۴۰۳/۰۴/۱۲"], ["مصوبه:", "", "بدهی تقسیط شود."],
        ["دستگاه مسئول:", "", "تأمین اجتماعی"], ["وضعیت:"],
    ]  # fmt: skip
    for comments, status, source in (({"C5": "اجرا شده، نامه ۸۸"}, "implemented", "comment"), ({}, "unknown", None)):
        [line] = resolutions(lines_of(xlsx({"واحد ۱": S(rows, comments=comments)})))
        assert (line["status"], line["status_source"]) == (status, source)


def test_headings_at_the_top_of_the_next_page_are_no_values_of_ticked_bodies() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "بانک سپه", "مالیات", "صمت"]
    rows = [[1, "آجر امید", "بدهی تقسیط شود.", "", "✔", ""], [2, "نخ نو", "پروانه صادر شود.", "", "", "✔"]]
    lines = lines_of(
        xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows, head, [3, "رنگ نو", "وام", "✔", "", ""]])})
    )
    assert [ids(line) for line in resolutions(lines)] == [["TAX"], ["SMT"], ["B_SEPAH"]]


def test_signs_of_statuses_are_read_below_a_repeated_heading_too() -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "کد وضعیت"]
    above = [["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], ["کد وضعیت: ۱ = اجرا شده ، ۲ = در حال اجرا ، ۳ = اجرا نشده"]]
    rows = [[n, f"آجر {n}", "بدهی تقسیط شود.", "امور مالیاتی", n] for n in (1, 2, 3)]
    lines = lines_of(xlsx({"الف": S([*above, head, rows[0], head, *rows[1:]])}))
    assert [(line["status"], line["progress_pct"]) for line in resolutions(lines)] == [
        ("implemented", None), ("in_progress", None), ("not_implemented", None),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "status", "issue"),
    [
        ((1, 3, 2, 1), ["unknown"] * 4, ["unknown_status"]),  # codes that nothing explains
        (("۱", "۳", "۲", "۱"), ["unknown"] * 4, ["unknown_status"]),
        ((5, 40, 100, 8), ["partial", "partial", "implemented", "partial"], []),
        (("۵٪", "۸٪", "۳٪", "۹٪"), ["partial"] * 4, []),
        ((0.5, 1, 0.25, 0.75), ["partial", "implemented", "partial", "partial"], []),
    ],
)
def test_small_numbers_in_a_status_column_are_codes_and_no_per_cents(
    written: tuple[object, ...], status: list[str], issue: list[str]
) -> None:
    head = ["ردیف", "نام واحد", "مصوبه", "دستگاه", "وضعیت"]
    rows = [[n, f"آجر {n}", "بدهی تقسیط شود.", "امور مالیاتی", cell] for n, cell in enumerate(written, 1)]
    read = resolutions(lines_of(xlsx({"الف": S([["جلسه ۷ مورخ ۱۴۰۴/۰۱/۲۴"], head, *rows])})))
    assert [line["status"] for line in read] == status
    assert [codes(line) for line in read] == [issue] * 4


def test_each_lettered_resolution_has_the_term_that_the_cell_names_for_it() -> None:
    headings = ["ردیف", "شماره جلسه", "تاریخ جلسه", "نام واحد", "متن مصوبه", "دستگاه مجری", "مهلت", "وضعیت"]
    session = ["۱۲", "۱۴۰۴/۰۷/۰۵"]
    text = "الف) شرکت برق ترانس نصب کند ب) سازمان صمت گزارش دهد"
    lines = lines_of(
        xlsx(
            {
                "مصوبات": [
                    headings,
                    ["۱", *session, "فولاد شاهرود", text, "", "الف: ۱۵ روز ب: یک هفته", ""],
                    ["۲", *session, "کاشی سمنان", text, "", "یک ماه", ""],
                ]
            }
        )
    )
    terms = [line["due_date"] for line in lines if line["kind"] == "resolution"]
    assert terms == ["2025-10-12", "2025-10-04", "2025-10-27", "2025-10-27"]
