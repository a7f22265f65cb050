"""Reports on figures, round-ups of several sessions, corrections: what they state, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

REPORT = (
    "گزارش عملکرد هشت‌ماهه کارگروه تسهیل و رفع موانع تولید استان یزد در نشست خبری ارائه شد. "
    "در این مدت ۴۰ جلسه برگزار و ۳۰۰ مصوبه صادر شد. "
)
SESSION = "بیستمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "


def found(lead: str, text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind behind the lead."""
    return [fact for fact in read_facts(lead + text).facts if fact["fact"] == kind and fact["start"] >= len(lead)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۲۴۷ فقره از مصوبات رنگ اجرا به خود دیده است.", [("resolutions_implemented", 247)]),
        ("بیش از ۶۰ درصد مصوبات به مرحله عمل رسیده است.", [("resolutions_implemented", 60)]),
        (
            "۲۰ مصوبه را دستگاه‌ها اجرا نکرده‌اند و ۲۴۰ مصوبه را اجرا کرده‌اند.",
            [("resolutions_not_implemented", 20), ("resolutions_implemented", 240)],
        ),
        ("چراغ ۱۴ کارخانه خاموش دوباره روشن شد.", [("units_returned", 14)]),
        ("قفل ۱۸ واحد راکد شکست.", [("units_returned", 18)]),
        ("۲۳ واحد تعطیل از نو جان گرفتند.", [("units_returned", 23)]),
        ("سه کارخانه خاموش در شهرک صنعتی وجود دارد.", []),
        ("قرار است ۱۲ کارخانه خاموش روشن شود.", []),
        ("۱۲۰ نفر از کارگران این واحدها اخراج نشدند.", [("jobs", 120)]),
        ("کارگروه‌های ۳۱ استان فعال‌اند.", [("provinces", 31)]),
        ("استان در میان ۳۱ استان کشور اول است.", []),
        ("پنج مصوبه از هر شش مصوبه اجرا شده است.", []),
        ("کارگروه در این مدت ۱۴ بار تشکیل شد.", [("sessions_held", 14)]),
        ("کمیته کارشناسی ۲۰ بار تشکیل شد.", []),
        ("تعداد جلسات نسبت به سال قبل ۱۱ جلسه بیشتر شده است.", []),
        ("چهل و یک مصوبه سهم شبکه بانکی است.", []),
        (
            "اجراشده: ۲۸۵ مصوبه (۷۳ درصد)، در دست اجرا: ۵۰ مصوبه، اجرانشده: ۲۰ مصوبه",
            [
                ("resolutions_implemented", 285),
                ("resolutions_implemented", 73),
                ("resolutions_in_progress", 50),
                ("resolutions_not_implemented", 20),
            ],
        ),
        ("• واحدهای احیاشده: ۱۷ واحد\n• اشتغال تثبیت‌شده: ۵۸۰ نفر", [("units_returned", 17), ("jobs", 580)]),
        ("واحدهای راکد: ۱۷ واحد", []),
        ("هدف: احیای ۳۰ واحد", []),
        ("رشد ۳۰ درصدی مصوبات اجراشده چشمگیر است.", []),
        ("۱۰۸ مصوبه در حوزه بانکی، ۲۴ مصوبه مالیاتی و مابقی در حوزه آب و برق بوده است.", []),
        ("در یک جلسه کارشناسی و ۲۸ جلسه کارگروه مشکلات بررسی شد.", [("sessions_held", 28)]),
        ("۱۱ واحد تعطیل استان بازگشایی و ۲۰ نفر شاغل شدند.", [("units_returned", 11), ("jobs", 20)]),
        ("بازگشایی ۱۱ واحد تعطیل در برنامه است.", []),
        (
            "۷۸ درصد مصوبات اجرا شده و ۱۲ درصد در مسیر است.",
            [("resolutions_implemented", 78), ("resolutions_in_progress", 12)],
        ),
        ("۳ هزار و ۱۰۰ فرصت شغلی از محل طرح‌های بخش خصوصی ایجاد شد.", []),
        ("وی هدف امسال را احیای ۲۵ واحد راکد و برگزاری ۵۰ جلسه عنوان کرد.", []),
        ("۳۱۰ مصوبه در سال ۱۴۰۳ اجرایی شد.", [("resolutions_implemented", 310)]),
        (
            "۲۹۸ مصوبه ثبت شد و با اجرایی شدن ۷۸ درصد آنها جایگاه استان بالا رفت.",
            [("resolutions_adopted", 298), ("resolutions_implemented", 78)],
        ),
        ("۲۸ جلسه برگزار شد نه ۳۸ جلسه.", [("sessions_held", 28)]),
        ("این عدد ۳۱۰ مصوبه نیست.", []),
        ("تا پایان شهریور ۱۷۳ مصوبه اجرا شد.", [("resolutions_implemented", 173)]),
        ("از فروردین تا پایان شهریور ۱۹ جلسه برگزار شد.", [("sessions_held", 19)]),
        ("تا پایان شهریور ۲۲ مصوبه اجرا شد.", [("resolutions_implemented", 22)]),
        ("در شهریور ۱۴۰۳ مصوبه تازه‌ای نبود.", []),
        ("هزار و ۳۰۰ شغل از خطر تعدیل نجات یافت.", [("jobs", 1300)]),
        ("در آتش‌سوزی ۱۲ کارگر از مرگ نجات یافتند.", []),
        ("تا پایان سال ۲۰۰ نفر از خطر تعدیل نجات خواهند یافت.", []),
        ("با رأی دیوان عدالت ۲۰۰ کارگر از اخراج نجات یافتند.", []),
        ("از این تعداد ۸۰ مصوبه بانکی است.", []),
        (
            "گفته‌اند ۸۰ درصد مصوبات اجرا شده، در حالی که این رقم ۶۸ درصد است.",
            [("resolutions_implemented", 80), ("resolutions_implemented", 68)],
        ),
        ("شاخص اجرای مصوبات از میانگین ۷۰ درصدی کشور بالاتر است.", []),
        ("امسال ۲۶ واحد دوباره به تولید برگشت که ۲۱ واحد صنعتی است.", [("units_returned", 26), ("units_returned", 21)]),
        ("سه تا پنج مصوبه اجرا شد.", []),
        ("دو سوم مصوبات اجرا شد.", []),
        (
            "وی آمار داد: ۲۴ جلسه، ۱۷۷ واحد، ۲۴۶ مصوبه.",
            [("sessions_held", 24), ("units_reviewed", 177), ("resolutions_adopted", 246)],
        ),
        ("از ۲۸۰ مصوبه ده تا اجرا شد.", [("resolutions_adopted", 280), ("resolutions_implemented", 10)]),
        ("ده مصوبه دو بار شمرده شده است.", []),
        ("یازده مصوبه در گردش کار اداری است.", [("resolutions_in_progress", 11)]),
        ("هفت مصوبه کنار گذاشته شد.", []),
        ("در جلسه‌ها ۱۱ واحد نظرشان را گفتند و سه معدن و یک کارخانه خاموش احیا شدند.", []),
        ("۱۵ واحد را دیدیم که همه فعال بودند.", [("units_visited", 15)]),
        ("۳۵۰ پرونده بررسی شد که ۲۰۰ تای آن صنعتی است.", [("cases_reviewed", 350), ("cases_reviewed", 200)]),
        ("نیمی از ۲۹۰ مصوبه اجرا شد.", [("resolutions_adopted", 290)]),
        ("دو سوم ۱۸ واحد راکد احیا شد.", []),
        ("به اشتباه ۲۱۰ مصوبه اجراشده اعلام شده بود.", []),
        ("۲۱۰ مصوبه اعلام شده بود؛ رقم صحیح ۲۴۰ مصوبه اجرا شده است.", [("resolutions_implemented", 240)]),
    ],
)
def test_figures_of_a_report(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in found(REPORT, text, "count")] == expected


def test_a_promise_in_the_passive_binds_whom_it_names() -> None:
    timed = "جابه‌جایی خط لوله ظرف ده روز توسط شرکت گاز انجام می‌شود."
    assert [fact["responsible_agency_ids"] for fact in found(SESSION, timed, "obligation")] == [["GAS"]]
    habit = "تعمیر خط لوله هر سال تا پایان مهر توسط شرکت گاز انجام می‌شود."
    assert found(SESSION, habit, "obligation") == []


def test_what_the_chair_says_he_ordered() -> None:
    text = "به شرکت گاز دستور داده‌ایم انشعاب دو واحد را تا پایان آذر وصل کند."
    assert [fact["deadline"] for fact in found(SESSION, text, "obligation")] == ["2025-12-21"]


def test_a_round_up_of_three_sessions() -> None:
    text = (
        "پنجشنبه ۱۳ آذر ۱۴۰۴\n"
        "نوزدهمین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان روز یکشنبه برگزار و پرونده هشت واحد بررسی شد.\n"
        "دوشنبه نوبت لاهیجان بود. در هفتمین جلسه ستاد تسهیل شهرستان لاهیجان مشکلات پنج واحد بررسی شد.\n"
        "تالش ایستگاه سوم بود. ستاد تسهیل این شهرستان چهارشنبه تشکیل شد و به مشکل سه واحد رسیدگی کرد."
    )
    facts = read_facts(text).facts
    events = [(f["event"], f["type"], f["date"], f["ordinal"]) for f in facts if f["fact"] == "event"]
    assert events == [
        ("E1", "facilitation_wg_session", "2025-11-30", 19),
        ("E2", "county_session", "2025-12-01", 7),
        ("E3", "county_session", "2025-12-03", None),
    ]
    counts = [(f["event"], f["measure"], f["value"]) for f in facts if f["fact"] == "count"]
    assert counts == [("E1", "cases_reviewed", 8), ("E2", "units_reviewed", 5), ("E3", "units_reviewed", 3)]


def test_the_dialogue_council_of_a_place_is_another_body() -> None:
    text = (
        "شورای گفت‌وگوی البرز؛ ارجاع سه پرونده به کارگروه تسهیل\n\n"
        "از ۴۷ مصوبه پارسال شورا ۲۱ مصوبه به نتیجه رسید و قطعی برق واحدها بررسی شد."
    )
    assert {fact["fact"] for fact in read_facts(text).facts} <= {"province", "agency"}


def test_an_office_in_apposition_that_promises() -> None:
    text = "علی رضایی‌پور، مدیرکل تأمین اجتماعی استان، آنجا قول داد ظرف سه هفته بدهی دو واحد را تقسیط کند."
    assert [fact["responsible_agency_ids"] for fact in found(SESSION, text, "obligation")] == [["SSO"]]


@pytest.mark.parametrize(
    ("text", "deadline"),
    [
        ("مقرر شد بانک ملی وام دو واحد را تمدید کند تا پایان دی.", "2026-01-20"),
        ("مقرر شد بانک ملی وام دو واحد را تمدید کند تا مشکل سه واحد حل شود.", None),
    ],
)
def test_words_behind_the_verb_of_a_duty(text: str, deadline: str | None) -> None:
    assert [fact["deadline"] for fact in found(SESSION, text, "obligation")] == [deadline]
    assert found(SESSION, text, "decision") == []
    assert [fact["code"] for fact in found(SESSION, text, "problem")] == ["BANK.RESCHEDULE"]
    assert found(SESSION, text, "count") == []


def test_the_word_of_the_group_is_no_wage() -> None:
    assert [f["code"] for f in found(SESSION, "با نظر کارگروه معوقات دو واحد بررسی شد.", "problem")] == ["BANK.ARREARS"]


def test_groups_of_several_provinces() -> None:
    text = (
        "جمعه ۲۱ شهریور ۱۴۰۴\n"
        "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان سمنان یکشنبه به ریاست استاندار برگزار شد.\n"
        "در قم کارگروه تسهیل استان سه‌شنبه هجدهم شهریور تشکیل جلسه داد و نتیجه آن ۹ مصوبه بود."
    )
    facts = read_facts(text).facts
    assert [(f["date"], f["ordinal"]) for f in facts if f["fact"] == "event"] == [
        ("2025-09-07", 10),
        ("2025-09-09", None),
    ]
    assert [(f["event"], f["value"]) for f in facts if f["fact"] == "count"] == [("E2", 9)]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("استاندار گلستان که در رأس هیئتی به ترکمنستان رفته بود، از سفر گفت.", ["foreign_trip"]),
        ("استاندار گلستان گفت: سهم صادرات به ترکمنستان بالا رفت.", []),
    ],
)
def test_who_went_abroad(text: str, types: list[str]) -> None:
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == types


def test_links_amid_the_story_are_left_out_alone() -> None:
    text = (
        "گره‌گشایی در یزد\n\nبه گزارش ایرنا، جلسه کارگروه تسهیل و رفع موانع تولید استان یزد امروز برگزار شد.\n\n"
        "بیشتر بخوانید:\n۹۶ درصد مصوبات ستاد تسهیل لرستان اجرا شد\n\n"
        "استاندار یزد افزود: در این جلسه مقرر شد بانک ملی وام دو واحد را پرداخت کند."
    )
    facts = read_facts(text).facts
    assert [f["responsible_agency_ids"] for f in facts if f["fact"] == "obligation"] == [["B_MELLI"]]
    assert [f for f in facts if f["fact"] == "count"] == []


def test_the_day_of_a_session_whose_resolutions_are_published() -> None:
    text = (
        "مصوبات چهل و نهمین جلسه کارگروه تسهیل خراسان شمالی\n\n"
        "دبیرخانه مصوبات جلسه روز چهارشنبه پنجم آذر ۱۴۰۴ را منتشر کرد. متن به این شرح است:\n\n"
        "۱- بانک تجارت: فک رهن سند مازاد شرکت سیمان، مهلت ۲ هفته\n"
        "۲- اداره کل استاندارد موظف است نشان استاندارد شرکت رب را تا پایان آذر تمدید کند."
    )
    facts = read_facts(text).facts
    assert [f["date"] for f in facts if f["fact"] == "event"] == ["2025-11-26"]
    assert [(f["responsible_agency_ids"], f["deadline"]) for f in facts if f["fact"] == "obligation"] == [
        (["B_TEJARAT"], None),
        (["STD"], "2025-12-21"),
    ]


def test_the_day_on_which_a_report_is_told() -> None:
    text = (
        "سه‌شنبه ۱۸ آذر ۱۴۰۴\n"
        "استاندار مرکزی گفت: کارگروه تسهیل و رفع موانع تولید از ابتدای سال ۳۹ جلسه و ۵۲۷ مصوبه داشت.\n"
        "مجید آشتیانی دیروز در دفتر خود اظهار کرد: ۴۱۶ مصوبه اجرا شده است."
    )
    assert [(f["type"], f["date"]) for f in read_facts(text).facts if f["fact"] == "event"] == [
        ("kpi_report", "2025-12-08")
    ]


def test_a_number_with_and_inside_splits_no_item() -> None:
    text = "با درخواست دو شرکت برای تقسیط سی و شش ماهه جرایم بیمه‌ای موافقت شد."
    assert [f["code"] for f in found(SESSION, text, "problem")] == ["SOCIALSEC"]


def test_a_resolution_told_as_what_it_was() -> None:
    act = "این بود که بانک ملی وام سه واحد را تمدید کند."
    assert [f["responsible_agency_ids"] for f in found(SESSION, "مهم‌ترین مصوبه " + act, "obligation")] == [["B_MELLI"]]
    assert found(SESSION, "خواسته تولیدکنندگان " + act, "obligation") == []


@pytest.mark.parametrize(
    ("text", "ordinal"),
    [
        ("طولانی‌ترین جلسه کارگروه تسهیل هرمزگان، بیست و هفتمین جلسه در سال ۱۴۰۴، سه‌شنبه برگزار شد.", 27),
        ("جلسه کارگروه تسهیل هرمزگان که بیست و هفتمین جلسه از ابتدای امسال بود، سه‌شنبه برگزار شد.", 27),
        ("جلسه کارگروه تسهیل هرمزگان سه‌شنبه برگزار شد. دهمین جلسه شورا نیز برگزار شد.", None),
    ],
)
def test_an_ordinal_in_apposition(text: str, ordinal: int | None) -> None:
    assert [f["ordinal"] for f in read_facts(text).facts if f["fact"] == "event"] == [ordinal]


def test_a_numbered_weekday_of_a_programme() -> None:
    text = "هفتمین سه‌شنبه صنعت با بازدید استاندار بوشهر از شش واحد، سه واحد در جم و سه واحد در دیر، برگزار شد."
    facts = read_facts(text).facts
    assert [(f["type"], f["ordinal"]) for f in facts if f["fact"] == "event"] == [("economic_tuesdays", 7)]
    assert [(f["measure"], f["value"]) for f in facts if f["fact"] == "count"] == [("units_visited", 6)]


def test_a_total_of_several_sectors() -> None:
    text = "مشکل ۱۷ واحد صنعتی، شیلاتی و معدنی بررسی شد. ۶ واحد شیلاتی بود و یازده واحد صنعتی و معدنی."
    assert [(f["value"], f["sector"]) for f in found(SESSION, text, "count")] == [
        (17, None),
        (6, "agriculture"),
        (11, "industry_mining"),
    ]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("شرکت گاز استان هم قرار شد انشعاب دو واحد را وصل کند.", [["GAS"]]),
        ("مقرر شد شرکت گاز انشعاب دو واحد را وصل کند که این کار انجام نشد.", [["GAS"]]),
        ("مقرر شد معاونان اقتصادی هر دو هفته یک بار جلسه داشته باشند.", [[]]),
        ("با حضور مدیرعامل شرکت گاز قرار شد مشکل دو واحد بررسی شود.", []),
        ("بانک ملی باید با تولیدکنندگان تعامل داشته باشد.", []),
    ],
)
def test_whom_words_around_the_verb_bind(text: str, ids: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in found(SESSION, text, "obligation")] == ids


def test_banks_by_their_names_alone_are_no_exports() -> None:
    text = "مشکلاتی از جمله قطع برق بررسی و بانک‌های ملی و صادرات مکلف شدند وام دو واحد را تمدید کنند."
    assert {f["code"] for f in found(SESSION, text, "problem")} == {"ENERGY.ELECTRICITY", "BANK.RESCHEDULE"}


def test_a_person_after_the_words_for_according_to() -> None:
    assert [f["name"] for f in found(REPORT, "به گفته رضا محمدی، ۵۹۵ مصوبه اجرا شد.", "person")] == ["رضا محمدی"]


def test_the_next_day_of_a_programme_is_not_the_one_reported() -> None:
    text = "از ۲۰ واحد در یکشنبه‌های تولید بازدید شد. چهل و یکمین یکشنبه تولید در خوی برگزار می‌شود."
    assert [f["ordinal"] for f in read_facts(text).facts if f["fact"] == "event"] in ([], [None])


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("طبق مصوبات، اداره برق بدهی کارخانه را در ۱۰ قسط می‌گیرد.", [["ELDIST"]]),
        ("استاندار قول داد بانک ملی وام سه واحد را پرداخت کند.", [["B_MELLI"]]),
        ("طبق مصوبه قبلی، بانک ملی وام سه واحد را پرداخت کرد.", []),
    ],
)
def test_duties_under_resolutions(text: str, ids: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in found(SESSION, text, "obligation")] == ids


def test_a_day_of_several_meetings() -> None:
    text = (
        "مروری بر یک روز\n\nدوشنبه ۱۳ بهمن ۱۴۰۴ برای دبیرخانه کارگروه تسهیل و رفع موانع تولید یزد روز شلوغی بود.\n\n"
        "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان از ساعت ۸ صبح آغاز شد و ۱۱ پرونده بررسی شد.\n\n"
        "سپس نوبت ستاد تسهیل شهرستان میبد بود که به درخواست چهار واحد رسیدگی کرد.\n\n"
        "شب هم نشست استاندار با جمعی از صنعتگران برگزار شد."
    )
    assert [(f["type"], f["date"]) for f in read_facts(text).facts if f["fact"] == "event"] == [
        ("facilitation_wg_session", "2026-02-02"),
        ("county_session", "2026-02-02"),
        ("industrialists_meeting", None),
    ]


def test_a_sentence_that_tells_of_its_publication_goes_on() -> None:
    text = (
        "جوابیه\n\nبه گزارش ۲۲ آبان یک رسانه، کارگروه تسهیل و رفع موانع تولید استان مرکزی ۳۸ جلسه داشت.\n\n"
        "در این جوابیه که ۲۵ آبان ۱۴۰۴ منتشر شده، آمده است: امسال از مجموع ۲۹۷ مصوبه کارگروه ۲۰۲ مصوبه اجرا شده است."
    )
    reading = read_facts(text)
    assert reading.header.publication.date is not None
    assert [f["value"] for f in reading.facts if f["fact"] == "count"] == [38, 297, 202]
    assert [f["date"] for f in reading.facts if f["fact"] == "event"] == [None]


def test_a_table_of_labelled_items_is_a_report() -> None:
    text = (
        "کارنامه هفت‌ماهه کارگروه تسهیل بوشهر\n\n"
        "تعداد واحدهای بررسی شده: ۱۶۵ واحد\nتعداد کل مصوبات: ۱۹۲ مورد\n"
        "مصوبات اجرا شده: ۱۵۰ مورد (۷۸ درصد)\nمصوبات در دست اقدام: ۳۱ مورد\nمصوبات اجرا نشده: ۱۱ مورد\n\n"
        "واحدهای صنعتی با ۱۲۱ واحد بیشترین و واحدهای کشاورزی با ۴۴ واحد کمترین سهم را داشته‌اند."
    )
    facts = read_facts(text).facts
    assert [f["type"] for f in facts if f["fact"] == "event"] == ["kpi_report"]
    assert [(f["measure"], f["value"], f["sector"]) for f in facts if f["fact"] == "count"] == [
        ("units_reviewed", 165, None),
        ("resolutions_adopted", 192, None),
        ("resolutions_implemented", 150, None),
        ("resolutions_implemented", 78, None),
        ("resolutions_in_progress", 31, None),
        ("resolutions_not_implemented", 11, None),
        ("units_reviewed", 121, "industry_mining"),
        ("units_reviewed", 44, "agriculture"),
    ]


def test_a_loan_that_is_to_be_extended_or_paid_in_the_passive() -> None:
    for verb, code in (("تمدید", "BANK.RESCHEDULE"), ("پرداخت", "BANK.FACILITY")):
        text = f"مقرر شد تسهیلات دو واحد {verb} شود."
        assert [f["code"] for f in found(SESSION, text, "problem")] == [code]


def test_a_ministry_that_is_asked() -> None:
    text = "استاندار از وزارت نیرو خواست خاموشی سه واحد را کم کند."
    assert [f["responsible_text"] for f in found(SESSION, text, "obligation")] == ["وزارت نیرو"]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("با ۱۷ مورد موافقت و دو مورد به کمیته ارجاع شد.", ["adopted", "adopted"]),
        ("حاضران دفتر یادبود را امضا کردند.", []),
        ("تفاهم‌نامه همکاری امضا شد.", ["done"]),
    ],
)
def test_what_was_agreed_and_signed(text: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in found(SESSION, text, "decision")] == statuses


def test_time_given_to_pay_a_loan_back() -> None:
    text = "به دو واحد برای بازپرداخت ۴۰ میلیارد تومان تسهیلات شش ماه مهلت داده شد."
    assert [f["code"] for f in found(SESSION, text, "problem")] == ["BANK.RESCHEDULE"]


@pytest.mark.parametrize(
    ("opening", "title", "agency"),
    [
        (
            "صفحه نخست > استان‌ها > ایلام\nهفت واحد احیا شد\n\nخبرگزاری موج ایلام؛ جلسه برگزار شد.",
            "هفت واحد احیا شد",
            "موج",
        ),
        (
            "خانه / اخبار استان / ایلام\nاشتراک‌گذاری\nهفت واحد احیا شد\n\nایلام - ایسنا\n\nجلسه برگزار شد.",
            "هفت واحد احیا شد",
            "ایسنا",
        ),
        ("هفت واحد احیا شد\n\nمهر - علی رضایی گفت: جلسه برگزار شد.", "هفت واحد احیا شد", "مهر"),
        ("هفت واحد احیا شد\n\nاستاندار گفت: مهر ماه کار است. جلسه برگزار شد.", "هفت واحد احیا شد", None),
    ],
)
def test_the_head_of_a_page(opening: str, title: str, agency: str | None) -> None:
    header = read_facts(opening + "\n\nوی سخن گفت.").header
    assert header.title == title
    assert (header.news_agency or "").replace("خبرگزاری ", "") == (agency or "")


@pytest.mark.parametrize(
    ("text", "byline"),
    [
        (
            "به گزارش روابط عمومی وزارت صنعت، معدن و تجارت، امید رضایی گفت: سلام.",
            "روابط عمومی وزارت صنعت، معدن و تجارت",
        ),
        ("در خبر به نقل از روابط عمومی استانداری بوشهر آمده بود که جلسه برگزار شد.", "روابط عمومی استانداری بوشهر"),
    ],
)
def test_where_a_byline_ends(text: str, byline: str) -> None:
    assert read_facts(text).header.byline_source == byline


def test_what_counted_resolutions_are_about() -> None:
    text = "۱۰۸ مصوبه در حوزه بانکی، ۲۴ مصوبه مالیاتی و مابقی در حوزه آب و برق بوده است."
    codes = {"BANK", "TAX", "ENERGY.WATER", "ENERGY.ELECTRICITY"}
    assert {f["code"] for f in found(REPORT, text, "problem")} == codes
    assert found(REPORT, "صندوق برای ۴۱ واحد ضمانت‌نامه صادر کرد.", "problem") == []


def test_the_day_of_a_newspaper_is_no_session_s() -> None:
    text = (
        "روزنامه سهند در شماره امروز خود (پنجشنبه ۲۷ آذر ۱۴۰۴) نوشت: "
        "جلسه کارگروه تسهیل و رفع موانع تولید آذربایجان شرقی سه‌شنبه گذشته برگزار شد."
    )
    assert [(f["date"], f["weekday"]) for f in read_facts(text).facts if f["fact"] == "event"] == [(None, "سه‌شنبه")]


def test_figures_of_a_session_beside_those_of_the_year() -> None:
    text = (
        "۱۵۵ پرونده در ۳۳ جلسه\n\nدر سی و سومین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد ۲۰ پرونده رسیدگی شد.\n\n"
        "این موضوع را در نخستین جلسه کارگروه مطرح خواهیم کرد."
    )
    facts = read_facts(text).facts
    assert [f["ordinal"] for f in facts if f["fact"] == "event"] == [33]
    assert ("cases_reviewed", 20) in [(f["measure"], f["value"]) for f in facts if f["fact"] == "count"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("وی شمار واحدهایی را که مشکلشان شنیده شد ۱۹۲ واحد اعلام کرد.", [("units_reviewed", 192)]),
        ("تعداد پرونده‌های رسیدگی‌شده ۱۲۰ مورد است.", [("cases_reviewed", 120)]),
        ("شمار پرونده‌هایی که به کارگروه آمده به ۳۱۰ فقره می‌رسد.", [("cases_reviewed", 310)]),
        ("تعداد واحدهای راکد استان ۱۲۰ واحد است.", []),
        ("شمار واحدهای صنعتی استان را ۹۰۰ واحد اعلام کرد.", []),
        ("۳۵ مصوبه بدون هیچ پیشرفتی مانده است.", [("resolutions_not_implemented", 35)]),
        ("برای ۲۷ مصوبه هنوز کاری صورت نگرفته است.", [("resolutions_not_implemented", 27)]),
        ("۶۸ درصد مصوبات به ثمر نشست.", [("resolutions_implemented", 68)]),
        ("۲۷ واحد راکد جان دوباره گرفت که ۱۹ واحد آن در میبد بود.", [("units_returned", 27)]),
        ("با ورود دادستانی ۴۱۰ کارگر بر سر کار خود ماندند.", []),
    ],
)
def test_figures_told_in_other_words(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(f["measure"], f["value"]) for f in found(REPORT, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("در این جلسه کار نه واحد بررسی شد که شش واحد صنعتی‌اند و سه واحد کشاورزی‌اند.", [9, 6, 3]),
        ("مشکلات نه واحد بررسی شد؛ هشت واحد صنعتی و یک واحد نیز گردشگری.", [9, 8, 1]),
        ("۱۱ مصوبه به تصویب رسید و پرونده یک واحد به کمیته حمایت قضایی ارجاع شد.", [11]),
        ("۱۱ مصوبه تصویب شد و دو پرونده به ستاد ملی تسهیل فرستاده شد.", [11]),
        ("مصوبات این جلسه به ۱۸ مورد رسید.", [18]),
        ("از مصوبات این جلسه سه مورد بانکی است.", []),
    ],
)
def test_figures_of_a_session_and_its_parts(text: str, expected: list[int]) -> None:
    assert [f["value"] for f in found(SESSION, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اجرای ۲۱۰ مصوبه ادامه دارد.", [("resolutions_in_progress", 210, None)]),
        ("اجرای ۲۱۰ مصوبه به پایان رسید.", [("resolutions_implemented", 210, None)]),
        (
            "در این مدت ۲۰۰ پرونده بررسی شد. وی سهم بخش صنعت را ۱۵۰ پرونده و سهم خدمات را ۵۰ پرونده برشمرد.",
            [
                ("cases_reviewed", 200, None),
                ("cases_reviewed", 150, "industry_mining"),
                ("cases_reviewed", 50, "services"),
            ],
        ),
    ],
)
def test_shares_and_what_goes_on(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert [(f["measure"], f["value"], f["sector"]) for f in found(REPORT, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("گرفتاری بانکی ده واحد بررسی شد.", [10]),
        ("وضعیت مالی سه واحد مناسب نیست.", []),
        ("در این جلسه ۳۰ مصوبه صادر شد که ۱۳ مصوبه آن به بانک‌ها و هفت مصوبه به برق و گاز مربوط است.", [30]),
        ("متعهد می‌شویم ۱۲ درخواست را تا پایان دی تعیین تکلیف کنیم.", []),
        ("ده پرونده بررسی و پرونده دو واحد به هیئت خبرگان بانکی سپرده شد.", [10]),
    ],
)
def test_parts_and_plans_are_no_figures(text: str, expected: list[int]) -> None:
    assert [f["value"] for f in found(SESSION, text, "count")] == expected


def test_what_is_usual_is_no_figure_and_a_mean_is_one() -> None:
    assert found(REPORT, "هر هفته به پرونده هفت واحد رسیدگی می‌کنیم.", "count") == []
    told = found(REPORT, "به طور متوسط در هر نشست هفت واحد بررسی می‌شود.", "count")
    assert [(f["value"], f["statistic"]) for f in told] == [(7, "mean")]


def test_a_headline_of_another_figure_hides_no_units_of_the_session() -> None:
    text = f"۲۶ پرونده صنعتی بیرون از نوبت رسیدگی شد\n\n{SESSION}در این جلسه مشکلات هشت واحد صنعتی بررسی شد."
    counts = [f for f in read_facts(text).facts if f["fact"] == "count" and f["measure"] == "units_reviewed"]
    assert [f["value"] for f in counts] == [8]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("این کارخانه دوباره با ۴۵ نفر کار می‌کند.", [45]),
        ("کارخانه روغن بار دیگر با صد و بیست کارگر فعالیت می‌کند.", [120]),
        ("کارخانه روغن فعالیت خود را با ۴۵ کارگر از سر گرفت.", [45]),
        ("کارخانه روغن با ۴۵ کارگر راه افتاد.", [45]),
        ("این کارخانه با ۴۵ کارگر کار می‌کند.", []),
        ("اگر برق وصل شود این کارخانه دوباره با ۴۵ نفر کار می‌کند.", []),
        ("استاندار دوباره با ۱۲ کارگر گفت‌وگو کرد.", []),
        ("فرماندار دوباره با ۱۵ نفر از کارگران دیدار می‌کند.", []),
        ("۴۵ کارگر راه افتادند.", []),
        ("قرار است کارخانه روغن کار خود را با ۴۵ کارگر از سر بگیرد.", []),
    ],
)
def test_a_factory_that_works_again_with_so_many(text: str, expected: list[int]) -> None:
    assert [fact["value"] for fact in found(SESSION, text, "count") if fact["measure"] == "jobs"] == expected


GROUP = "کارگروه تسهیل و رفع موانع تولید استان یزد"


@pytest.mark.parametrize(
    "text",
    [
        f"نماینده مردم اردکان گفت: صد و بیستمین جلسه {GROUP} هم برگزار شود، گرهی باز نمی‌شود.",
        f"اگر پنجاهمین جلسه {GROUP} برگزار شود، گزارش می‌دهیم.",
        f"استاندار یزد خواست جلسه {GROUP} هر هفته تشکیل شود.",
        f"نشست {GROUP} باید با حضور بانک‌ها برپا شود.",
        f"در این دیدار درخواست شد تا جلسه {GROUP} هر هفته برگزار شود.",
        f"لازم بود تا جلسه {GROUP} زودتر برگزار شود.",
        f"تا زمانی که جلسه {GROUP} ماهی یک بار تشکیل بشود همین وضع است.",
    ],
)
def test_a_session_only_wished_for_is_no_event(text: str) -> None:
    assert not found("", text, "event")


@pytest.mark.parametrize(
    "text",
    [
        f"بیستمین جلسه {GROUP} برای اینکه مشکلات واحدها حل شود، برگزار شد.",
        f"بیستمین جلسه {GROUP} برگزار شد و مقرر شد جلسه بعد در اردکان برگزار شود.",
        f"در بیستمین جلسه {GROUP} مقرر شد نشستی با بانک‌ها برگزار شود.",
        f"پیش از آنکه بیستمین جلسه {GROUP} برگزار شود، استاندار از دو کارخانه بازدید کرد.",
        f"سه‌شنبه نوبت بافق بود تا بیستمین جلسه {GROUP} برپا شود.",
        f"مدیران به بافق رفتند تا بیستمین جلسه {GROUP} برگزار شود.",
        f"پیگیری بانک‌ها باعث شد بیستمین جلسه {GROUP} برگزار شود.",
        f"بیستمین جلسه {GROUP} به ریاست استاندار و با هدف آنکه موانع رفع شود تشکیل شد.",
    ],
)
def test_a_session_that_took_place_beside_a_wish(text: str) -> None:
    assert [event["ordinal"] for event in found("", text, "event")] == [20]


@pytest.mark.parametrize(
    "floor", ["نطق میان‌دستور", "نطق پیش از دستور", "تذکر شفاهی", "صحن علنی مجلس", "جلسه علنی امروز مجلس"]
)
def test_a_speech_on_the_floor_of_parliament_has_no_figures_of_the_group(floor: str) -> None:
    text = (
        f"نماینده مردم اردکان در {floor} گفت: در {GROUP} از ۴۰ مصوبه ۱۲ مصوبه اجرا شد. "
        "وزیر نیرو باید تا پایان مهر برق شهرک صنعتی را وصل کند."
    )
    assert {fact["fact"] for fact in read_facts(text).facts} <= {"province", "person", "ministry", "agency"}


def test_what_a_deputy_said_on_the_floor_leaves_the_session_its_acts() -> None:
    text = (
        "مشکلات ۹ واحد بررسی شد. نماینده یزد یادآور شد: این را در صحن علنی مجلس هم گفته بودم. "
        "مقرر شد شرکت گاز تا پایان آذر گاز شهرک را وصل کند."
    )
    assert [fact["value"] for fact in found(SESSION, text, "count")] == [9]
    assert [fact["responsible_agency_ids"] for fact in found(SESSION, text, "obligation")] == [["GAS"]]


def test_parts_of_what_is_left_of_a_total() -> None:
    text = (
        "نشست مشترک استانداران با وزیران در تهران برگزار شد. ۱۵۴ پیشنهاد رسید که پس از حذف موارد تکراری ۹۶ محور ماند؛ "
        "۴۱ محور به وزارت صنعت، معدن و تجارت، ۳۲ محور به وزارت جهاد کشاورزی و ۲۳ محور به وزارت نیرو مربوط است."
    )
    assert read_facts(text).checks == [{"check": "parts_sum", "holds": True}]
    wrong = text.replace("۳۲ محور", "۳۱ محور")
    assert {"check": "parts_sum", "holds": False} in read_facts(wrong).checks


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("موفق شدیم ۳۲ جلسه برگزار کنیم.", [("sessions_held", 32)]),
        ("پیگیری استاندار باعث شد ۳۲ جلسه برگزار شود.", [("sessions_held", 32)]),
        ("استان‌هایی که کمتر از سه جلسه در ماه برگزار کنند معرفی می‌شوند.", []),
        ("باید دست‌کم سه جلسه در هر شهرستان تشکیل شود.", []),
        (
            "۲۰۰ مصوبه اجرا شد. این نسبت در مدت مشابه سال گذشته ۵۸ درصد بود.",
            [("resolutions_implemented", 200), ("resolutions_implemented", 58)],
        ),
        (
            "۲۰۰ مصوبه اجرا شد. این نسبت در سال ۱۴۰۲ معادل ۵۵ درصد بود.",
            [("resolutions_implemented", 200), ("resolutions_implemented", 55)],
        ),
        ("۲۰۰ مصوبه اجرا شد. این نسبت در سطح کشور ۷۰ درصد است.", [("resolutions_implemented", 200)]),
        ("۱۲ مصوبه به دلیل نبود اعتبار اجرا نشده است.", [("resolutions_not_implemented", 12)]),
        ("۱۲ مصوبه به دلیل اهمیت موضوع تصویب شد.", [("resolutions_adopted", 12)]),
        ("۱۲ مصوبه به علت نبود اعتبار و بقیه به خاطر اختلاف شرکا به نتیجه نرسید.", []),
        (
            "۲۹ واحد راکد به تولید برگشت. از این ۲۹ واحد، ۲۲ واحد در بخش صنعت و معدن و هفت واحد کشاورزی است.",
            [("units_returned", 29), ("units_returned", 22), ("units_returned", 7)],
        ),
        (
            "۲۱۰ واحد بررسی شد و ۲۶ واحد به تولید بازگشت. از این ۲۱۰ واحد ۱۴۰ واحد صنعتی است.",
            [("units_reviewed", 210), ("units_returned", 26), ("units_reviewed", 140)],
        ),
        ("احیای ۳۵ واحد راکد را هدف قرار داده‌ایم.", []),
        ("پنج کارخانه دیگر هم تا پایان سال به مدار برمی‌گردند.", []),
        ("هفت واحد تعطیل ماه آینده به چرخه تولید بازمی‌گردد.", []),
        (
            "۱۲ واحد راکد به مدار تولید برگشت و ۸ واحد دیگر نیز در آستانه بازگشت است.",
            [("units_returned", 12)],
        ),
        ("۱۲ واحد راکد به مدار بازگشت و کارگران آن به زودی برمی‌گردند.", [("units_returned", 12)]),
        ("از ۲۰ واحد راکد استان، ۱۲ واحد فعال شده است.", [("units_returned", 12)]),
        ("از ۲۰ واحد راکد ۱۲ واحد صنعتی است.", []),
    ],
)
def test_rates_parts_and_what_is_not_held_yet(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in found(REPORT, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("هفته آینده نشست ویژه‌ای با بانک‌ها برگزار خواهد شد.", ["planned"]),
        ("پیشنهاد ما این است که اختیارات استان‌ها بیشتر شود.", ["proposed"]),
        ("هفته آینده نشست مشترکی با مدیران عامل بانک‌ها خواهیم داشت.", ["planned"]),
        ("در نشست هفته آینده تصمیم بهتری خواهیم داشت.", []),
        ("تا پایان سال ۲۰ درصد رشد خواهیم داشت.", []),
        ("بنا داریم ۴۰ واحد راکد دیگر را احیا کنیم.", []),
        ("این روند در نیمه دوم سال نیز ادامه خواهد داشت.", []),
        ("تا پایان سال اجرای مصوبات به ۹۰ درصد خواهد رسید.", []),
    ],
)
def test_plans_beside_figures(text: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in found(REPORT, text, "decision")] == statuses


def test_units_that_returned_make_a_report_only_where_the_group_is_named_with_them() -> None:
    lead = "مدیرعامل شرکت شهرک‌های صنعتی مرکزی در گفت‌وگو با ایسنا خبر داد: "
    told = "از ۴۳ واحد راکدی که در کارگروه تسهیل و رفع موانع تولید مطرح شد، ۲۹ واحد به تولید برگشت."
    assert [fact["type"] for fact in found("", lead + told, "event")] == ["kpi_report"]
    beside = "۴۳ واحد راکد بود و ۲۹ واحد به تولید برگشت. مشکلات در کارگروه تسهیل و رفع موانع تولید پیگیری می‌شود."
    assert not found("", lead + beside, "event")
    rest = "۴۰ واحد راکد داریم که ۱۲ واحد فعال شد و مشکل بقیه در کارگروه تسهیل و رفع موانع تولید مطرح است."
    assert not found("", lead + rest, "event")
    visit = "استاندار مرکزی از سه واحد تولیدی بازدید کرد. " + told
    assert not [fact for fact in found("", visit, "event") if fact["type"] == "kpi_report"]


def test_how_many_sessions_is_asked() -> None:
    asked = "خبرنگار: در این مدت چند جلسه کارگروه تسهیل داشتید؟ در یک سال ۳۶ جلسه برگزار و ۲۹۸ پرونده رسیدگی شد."
    assert [fact["type"] for fact in found("", asked, "event")] == ["kpi_report"]


def test_a_dispute_with_a_bank_is_told_by_its_matter() -> None:
    over = "یک واحد به علت اختلاف با بانک کشاورزی بر سر جریمه دیرکرد در آستانه تعطیلی است."
    assert [fact["code"] for fact in found(SESSION, over, "problem")] == ["BANK.PENALTY"]
    assert [fact["code"] for fact in found(SESSION, "مشکل این واحد اختلاف با بانک ملت است.", "problem")] == ["BANK"]
    arrears = "مشکل این واحد بدهی معوق به بانک ملت است."
    assert [fact["code"] for fact in found(SESSION, arrears, "problem")] == ["BANK.ARREARS"]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("کارگروه‌های تسهیل استان‌ها در شش ماه نخست ۹۴۲ جلسه برگزار کردند و ۷۱۰۰ مصوبه داشتند.", ["kpi_report"]),
        ("کارگروه‌های رفع موانع تولید در شش ماه نخست ۹۴۲ جلسه برگزار کردند و ۷۱۰۰ مصوبه داشتند.", ["kpi_report"]),
        ("کارگروه‌های تسهیل ازدواج در شش ماه نخست ۹۴۲ جلسه برگزار کردند و ۷۱۰۰ مصوبه داشتند.", []),
        ("وزیر گفت: کارگروه‌های تسهیل استان‌ها باید فعال شوند.", []),
        ("وی در گفت‌وگوی تفصیلی گفت: کارگروه‌های تسهیل استان‌ها باید از ۱۲ جلسه به ۲۴ جلسه برسند.", []),
        ("جلسه کارگروه‌های تسهیل استان‌ها هر هفته تشکیل شود.", []),
        ("نشست دانشگاه یزد با مدیران ۲۲ واحد صنعتی برگزار شد.", []),
        ("نشست رئیس پارک علم و فناوری با صنعتگران برگزار شد.", []),
        ("رئیس دانشگاه بوعلی در نشست هم‌اندیشی با مدیران ۱۸ شرکت دانش‌بنیان گفت: همکاری می‌کنیم.", []),
        ("معاون استاندار در دانشگاه یزد در نشست با صنعتگران گفت: همکاری می‌کنیم.", ["industrialists_meeting"]),
        ("استاندار در نشست با صنعتگران در سالن دانشگاه یزد گفت: همکاری می‌کنیم.", ["industrialists_meeting"]),
        ("نشست استاندار و رئیس دانشگاه یزد با صنعتگران برگزار شد.", ["industrialists_meeting"]),
    ],
)
def test_groups_of_all_provinces_and_hosts_that_are_no_officials(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in found("", text, "event")] == types


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("استان‌های مرکزی، قم و همدان پیشتازند.", ["00", "25", "13"]),
        ("استانداران مرکزی و قم آمدند.", ["00", "25"]),
        ("سه استان مرکزی، قم و قزوین در این نشست بودند.", ["00", "25", "26"]),
        ("استان‌های مرکزی و جنوبی خشک‌اند.", []),
        ("استان‌های مرکزی مانند قم و یزد خشک‌اند.", ["25", "21"]),
        ("هشت استان مرکزی و جنوبی از جمله یزد خشک‌اند.", ["21"]),
        ("دفاتر مرکزی، قم و یزد بسته بود.", ["25", "21"]),
    ],
)
def test_markazi_that_opens_a_row_of_provinces(text: str, ids: list[str]) -> None:
    assert [fact["province_id"] for fact in found("", text, "province")] == ids


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "تعداد مصوبات ۷۴۰ مورد بوده که ۵۵۵ مورد آن (۷۵ درصد) اجرا، ۱۲۰ مورد در دست اقدام و ۶۵ مورد اجرا نشده است.",
            [
                ("resolutions_adopted", 740),
                ("resolutions_implemented", 555),
                ("resolutions_implemented", 75),
                ("resolutions_in_progress", 120),
                ("resolutions_not_implemented", 65),
            ],
        ),
        (
            "بیمه کارگران سه کارگاه از سر گرفته شد و برای چهار واحد دیگر تسهیلات به تصویب رسید.",
            [("units_reviewed", 4)],
        ),
        (
            "فعالیت پنج واحد راکد از سر گرفته شد و شش واحد راکد دیگر هم راه افتاد.",
            [("units_returned", 5), ("units_returned", 6)],
        ),
        ("مطالبات دو شرکت پسته‌کاری از جهاد کشاورزی پرداخت شد.", []),
        ("مطالبات ۱۲ شرکت در این جلسه بررسی شد.", [("units_reviewed", 12)]),
        ("۴۹۰ واحد مشکلشان را گفتند.", [("units_reviewed", 490)]),
    ],
)
def test_figures_beside_other_affairs(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in found(SESSION, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "n_events"),
    [
        (f"استاندار هر هفته در جلسه {GROUP} حاضر می‌شود.", 0),
        (f"وی همواره در نشست {GROUP} شرکت می‌کند.", 0),
        (f"جلسه {GROUP} که هر هفته تشکیل می‌شود امروز برگزار شد.", 1),
        (f"هر هفته جلسه داریم و بیستمین جلسه {GROUP} امروز برگزار شد.", 1),
    ],
)
def test_a_session_told_as_a_habit(text: str, n_events: int) -> None:
    assert len(found("", text, "event")) == n_events


@pytest.mark.parametrize(
    ("text", "n_decisions"),
    [
        ("با تشکیل میز صادرات زعفران موافقت شد.", 1),
        ("با تمدید قرارداد زمین دو واحد موافقت کردم.", 1),
        ("در جلسه میز صادرات با خرید زعفران موافقت شد.", 0),
    ],
)
def test_what_is_agreed_to_and_by_whom(text: str, n_decisions: int) -> None:
    assert len(found(SESSION, text, "decision")) == n_decisions


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "۳۰۵ پرونده (صنعت و معدن ۲۶۱، کشاورزی ۳۰، دانش‌بنیان ۱۴) بررسی شد.",
            [(305, None), (261, "industry_mining"), (30, "agriculture"), (14, "knowledge_based")],
        ),
        (
            "۳۰۵ پرونده (صنعت و معدن: ۲۶۱، کشاورزی: ۳۰ و گردشگری: ۱۴) بررسی شد.",
            [(305, None), (261, "industry_mining"), (30, "agriculture"), (14, "tourism")],
        ),
        ("۱۲ واحد (در شهرک صنعت ۲، کشاورزی ۳) بررسی شد.", [(12, None)]),
        ("نرخ اجرا ۹ واحد درصد رشد کرد.", []),
        ("نرخ اجرا با ۹ واحد درصدی افزایش همراه بود.", []),
    ],
)
def test_parts_in_brackets_and_percentage_points(text: str, expected: list[tuple[int, str | None]]) -> None:
    assert [(fact["value"], fact["sector"]) for fact in found(REPORT, text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "n_events"),
    [
        (f"در جلسه پیگیری مصوبات {GROUP} مشخص شد پرونده ۱۳ واحد معطل مانده است.", 1),
        (f"استاندار در نشست بررسی روند اجرای مصوبات {GROUP} گفت: دستگاه‌ها کوتاهی نکنند.", 1),
        (f"جلسات پیگیری مصوبات {GROUP} هر ماه برگزار می‌شود.", 0),
        (f"پیگیری مصوبات {GROUP} وظیفه همه است.", 0),
        (f"باید جلسه پیگیری مصوبات {GROUP} هر ماه برگزار شود.", 0),
    ],
)
def test_a_session_that_follows_up(text: str, n_events: int) -> None:
    assert len(found("", text, "event")) == n_events


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بیشترین تأخیر در مصوبات مربوط به بانک صنعت و معدن دیده می‌شود.", []),
        ("بیشترین مصوبات مربوط به بانک و بیمه است.", ["BANK", "SOCIALSEC"]),
        (
            "سهم موضوعات بانکی از پرونده‌ها ۴۸ درصد، مالیات ۱۴ درصد و برق ۹ درصد بوده است.",
            ["BANK", "TAX", "ENERGY.ELECTRICITY"],
        ),
        ("سهم بخش صنعت از اقتصاد استان ۴۸ درصد است.", []),
        ("توافق شد مطالبات یک شرکت از شرکت آبفا با بدهی مالیاتی آن تهاتر شود.", ["PROCUREMENT", "TAX"]),
    ],
)
def test_shares_of_subjects_and_who_owes(text: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in found(SESSION, text, "problem")] == codes


def test_the_day_of_a_host_and_not_of_his_next_meeting() -> None:
    text = (
        "استاندار زنجان عصر شنبه ۱ آذر ۱۴۰۴ میزبان ۳۰ نفر از کارآفرینان و مدیران واحدهای صنعتی استان بود. "
        "نشست بعدی با کارآفرینان اول دی برگزار می‌شود."
    )
    assert [(f["type"], f["date"]) for f in found("", text, "event")] == [("industrialists_meeting", "2025-11-22")]
