"""Wordings of provincial newsrooms: acts told indirectly, sessions of a week, figures in a row, sums that hold."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def told(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("بانک ملی پرونده را داشت. مقرر شد بانک مذکور بدهی این واحد را تقسیط کند.", ["B_MELLI"]),
        ("درخواست امهال تسهیلات بانک سپه مطرح و مقرر گردید بانک یادشده با تنفس یک‌ساله موافقت نماید.", ["B_SEPAH"]),
        (
            "در پی مشکل این واحد مبنی بر کمبود آب، شرکت آب منطقه‌ای متعهد شد تا پایان دی چاه را تجهیز کند.",
            ["WATERREG"],
        ),
        ("وی خطاب به مدیرکل راه و شهرسازی گفت: جاده شهرک باید تا پایان بهمن آسفالت شود.", ["ROADURB"]),
    ],
)
def test_whom_it_binds(text: str, agencies: list[str]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told(text, "obligation")] == [agencies]


@pytest.mark.parametrize(
    "text",
    [
        "وی خطاب به مدیران بانک‌ها گفت: تولید باید حمایت شود.",
        "وی خطاب به مدیران بانک صادرات و بانک ملت گفت: فهرست واحدها باید تا پایان دی به دبیرخانه تحویل شود.",
        "پیشنهاد خانه صنعت مبنی بر اینکه شرکت گاز انشعاب را وصل کند مطرح شد.",
    ],
)
def test_whom_it_does_not_bind(text: str) -> None:
    assert told(text, "obligation") == []


@pytest.mark.parametrize(
    ("text", "decision"),
    [
        (
            "وی با ارجاع پرونده سه واحد به اداره کل ثبت اسناد افزود: کار خوب است.",
            ("adopted", "ارجاع پرونده سه واحد به اداره کل ثبت اسناد"),
        ),
        (
            "وی از ارجاع موضوع به کمیته کارشناسی خبر داد.",
            ("adopted", "ارجاع موضوع به کمیته کارشناسی"),
        ),
        (
            "پیشنهاد ما این است که شهرک‌ها از خاموشی معاف شوند.",
            ("proposed", "پیشنهاد ما این است که شهرک‌ها از خاموشی معاف شوند"),
        ),
        (
            "پرونده شرکتی که سال گذشته تعطیل شده بود، به کمیته کارشناسی ارجاع شد.",
            ("adopted", "پرونده شرکتی که سال گذشته تعطیل شده بود، به کمیته کارشناسی ارجاع شد"),
        ),
        (
            "تقاضای تعویق مزایده یک کارگاه به رأی مثبت اعضا رسید.",
            ("adopted", "تقاضای تعویق مزایده یک کارگاه به رأی مثبت اعضا رسید"),
        ),
        (
            "درخواست تمدید جواز تأسیس یک واحد رأی مثبت اعضا را گرفت.",
            ("adopted", "درخواست تمدید جواز تأسیس یک واحد رأی مثبت اعضا را گرفت"),
        ),
        ("لایحه بودجه در مجلس به رأی مثبت رسید.", None),
        ("وزیر صنعت از مجلس رأی مثبت گرفت.", None),
        ("این طرح در شورای شهر رأی مثبت گرفت.", None),
        ("وی با اشاره به ارجاع پرونده‌ها به دادگاه گفت: راه دیگری هم هست.", None),
        ("پیشنهاد ما این است که این جلسات خوب است.", None),
    ],
)
def test_what_was_decided(text: str, decision: tuple[str, str] | None) -> None:
    found = [(fact["status"], fact["quote"]) for fact in told(text, "decision")]
    assert found == ([decision] if decision is not None else [])


def test_the_sessions_of_a_week_are_numbered_by_the_week_alone() -> None:
    text = (
        "کارگروه تسهیل و رفع موانع تولید گیلان در هفته‌ای که گذشت دو نشست داشت. نشست نخست دوشنبه برپا شد و به کار شش "
        "واحد رسید. نشست دوم چهارشنبه در لاهیجان برگزار شد."
    )
    found = [f for f in read_facts(text).facts if f["fact"] == "event"]
    assert [(f["type"], f["weekday"], f["ordinal"]) for f in found] == [
        ("facilitation_wg_session", "دوشنبه", None),
        ("facilitation_wg_session", "چهارشنبه", None),
    ]


def test_sessions_in_a_row_of_figures() -> None:
    found = told("رئیس صمت کارنامه کارگروه را چنین برشمرد: ۳۷ جلسه، ۴۱۲ پرونده و ۵۰۳ مصوبه.", "count")
    assert ("sessions_held", 37) in [(fact["measure"], fact["value"]) for fact in found]


def test_a_kind_between_two_sectors_is_no_sector() -> None:
    found = told("یک پرونده صنایع تبدیلی و دو پرونده معدنی رسیدگی شد.", "count")
    assert all(fact["sector"] != "" for fact in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("به گزارش ایسنا، حسام‌الدین طارمی استاندار قزوین در جریان بازدید دستور داد کار تمام شود.", "حسام‌الدین طارمی"),
        ("والدین دانش‌آموزان در این جلسه حضور داشتند.", None),
    ],
)
def test_a_person(text: str, name: str | None) -> None:
    assert [fact["name"] for fact in told(text, "person")] == ([name] if name is not None else [])


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        (
            "۲۳۱ پرونده بررسی شد که ۱۸۷ پرونده مصوبه گرفت؛ ۱۴۲ پرونده صنعتی، ۶۰ پرونده کشاورزی و ۲۹ پرونده گردشگری بود.",
            True,
        ),
        ("از ۲۱ درخواست، ۱۵ درخواست رسیدگی شد؛ ۹ درخواست صنعتی، چهار درخواست کشاورزی و دو درخواست خدماتی بود.", True),
        ("درخواست ۱۲ واحد (۷ صنعتی، ۳ کشاورزی و ۲ گردشگری) طرح و با ۱۰ درخواست موافقت شد.", True),
        ("۳۰ پرونده بررسی شد؛ ۱۴ پرونده صنعتی، ۶ پرونده کشاورزی و ۲ پرونده گردشگری بود.", False),
    ],
)
def test_parts_of_a_total(text: str, *, holds: bool) -> None:
    sums = [check["holds"] for check in read_facts(SESSION + text).checks if check["check"] == "parts_sum"]
    assert sums
    assert all(sums) is holds


def test_resolutions_by_sector_are_no_total_of_those_implemented() -> None:
    text = (
        "در این مدت ۳۴۰ مصوبه داشتیم؛ ۲۰۶ مصوبه در بخش صنعت، ۹۸ مصوبه در بخش کشاورزی و ۳۶ مصوبه در بخش گردشگری. "
        "از این تعداد ۲۵۵ مصوبه اجرا شده است."
    )
    assert all(check["holds"] for check in read_facts(SESSION + text).checks)


@pytest.mark.parametrize(
    ("text", "decisions"),
    [
        ("استمهال شش‌ماهه بدهی یک واحد تولید کفش هم به تصویب رسید.", 1),
        ("در شش‌ماهه نخست امسال درخواست ۴۰ واحد به تصویب رسید.", 0),
        ("دو بانک مصوبه‌های سال قبل را اجرا نکرده‌اند و پرونده آنها به هیئت انتظامی بانک مرکزی فرستاده شد.", 1),
    ],
)
def test_a_respite_is_no_period_and_a_verb_denied_ends_a_clause(text: str, decisions: int) -> None:
    assert len(told(text, "decision")) == decisions


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("هفته آینده پرونده شش واحد دارویی در کارگروه بررسی خواهد شد.", []),
        ("۱۷ واحد تولیدی در صف تعیین تکلیف بدهی بانکی هستند.", []),
        ("پرونده ۱۷ واحد تولیدی در نوبت رسیدگی قرار دارد.", []),
        ("در این جلسه ۱۷ واحد تولیدی که در صف بررسی بودند رسیدگی شدند.", [("units_reviewed", 17)]),
        ("در این جلسه پرونده شش واحد دارویی بررسی شد.", [("cases_reviewed", 6)]),
        (
            "۳۸ مصوبه صادر شد. بخش بانکی با ۱۵ مصوبه بیشترین سهم را داشت و حوزه مالیات ۱۲ مصوبه داشت.",
            [("resolutions_adopted", 38)],
        ),
        (
            "۶۷ درصد مصوبات اجرا شده، در حالی که این رقم در نه‌ماهه پارسال ۵۴ درصد بود.",
            [("resolutions_implemented", 67), ("resolutions_implemented", 54)],
        ),
        (
            "۷۳ درصد مصوبات اجرا شده است. این رقم سال قبل ۶۵ درصد بود.",
            [("resolutions_implemented", 73), ("resolutions_implemented", 65)],
        ),
        (
            "۷۳ درصد مصوبات اجرا شده است. این نرخ در سال ۱۴۰۲ معادل ۶۵ درصد بوده است.",
            [("resolutions_implemented", 73), ("resolutions_implemented", 65)],
        ),
        (
            "۷۳ درصد مصوبات اجرا شده است. این رقم تا پایان سال به ۹۰ درصد می‌رسد.",
            [("resolutions_implemented", 73)],
        ),
    ],
)
def test_figures(text: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told(text, "count")] == figures


def test_a_session_told_by_its_chair_and_what_it_ruled() -> None:
    ruled = "به ریاست احسان طالقانی، معاون استاندار، مشکلات ۲۴ واحد را بررسی و ۳۸ مصوبه صادر کرد."
    week = read_facts(f"در هفته سوم مهرماه، کارگروه تسهیل و رفع موانع تولید استان البرز {ruled}").facts
    assert [f["type"] for f in week if f["fact"] == "event"] == ["facilitation_wg_session"]
    assert [f["name"] for f in week if f["fact"] == "chair"] == ["احسان طالقانی"]
    period = read_facts(f"در نیمه نخست امسال کارگروه تسهیل و رفع موانع تولید استان البرز {ruled}").facts
    assert [f["type"] for f in period if f["fact"] == "event"] != ["facilitation_wg_session"]


def test_a_chair_who_led_it_in_a_place() -> None:
    text = (
        "هوشنگ تالشی استاندار گیلان از دو کارخانه بازدید کرد و سپس دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان را "
        "در محل یکی از کارخانه‌ها اداره کرد."
    )
    assert [f["name"] for f in read_facts(text).facts if f["fact"] == "chair"] == ["هوشنگ تالشی"]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("با هماهنگی انجام‌شده، شرکت توزیع برق بدهی این دو کارخانه را در شش قسط دریافت خواهد کرد.", [["ELDIST"]]),
        ("سند زمین‌ها را هم اداره ثبت تا پایان خرداد صادر خواهد کرد.", [["REGISTRY"]]),
        ("شرکت گاز هر سال شبکه را بازسازی خواهد کرد.", []),
        ("شرکت گاز از تولید حمایت خواهد کرد.", []),
        ("این شرکت بازار عراق را تا پایان سال حفظ می‌کند.", []),
    ],
)
def test_a_promise_in_the_future_tense(text: str, agencies: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told(text, "obligation")] == agencies


def test_a_half_year_numbers_no_session() -> None:
    text = (
        "فرهاد چوارمی در نشست ارزیابی عملکرد نیمسال اول کارگروه تسهیل و رفع موانع تولید استان ایلام گفت: ۱۸ جلسه تشکیل شد. "
        "۱۷۰ تصمیم گرفته شد که ۱۲۱ تصمیم جامه عمل پوشیده و ۲۹ تصمیم در دست پیگیری است."
    )
    found = read_facts(text).facts
    assert [(f["type"], f["ordinal"]) for f in found if f["fact"] == "event"] == [("kpi_report", None)]
    assert [(f["measure"], f["value"]) for f in found if f["fact"] == "count"] == [
        ("sessions_held", 18),
        ("resolutions_adopted", 170),
        ("resolutions_implemented", 121),
        ("resolutions_in_progress", 29),
    ]


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("شش واحدی که پروانه آنها معلق است این هفته به کارگروه معرفی می‌شوند.", []),
        ("مشکل ۹ واحد بررسی شد و به استانداری معرفی می‌شوند.", [9]),
        ("مشکلات ۹ واحد که به کارگروه معرفی شده بودند بررسی شد.", [9]),
    ],
)
def test_units_that_are_yet_to_come(text: str, units: list[int]) -> None:
    assert [fact["value"] for fact in told(text, "count")] == units


def test_the_agency_that_reports_is_no_province() -> None:
    text = "گزارش فارس از جلسه کارگروه تسهیل و رفع موانع تولید استان بوشهر"
    assert [f["province_id"] for f in read_facts(text).facts if f["fact"] == "province"] == ["18"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("صنعتگران از پوشش ضعیف اینترنت و بلاتکلیفی زمین نالیدند.", "ENERGY.TELECOM"),
        ("پروانه سه معدن معلق مانده است.", "PERMIT.LICENCE"),
    ],
)
def test_a_problem(text: str, code: str) -> None:
    assert code in [fact["code"] for fact in told(text, "problem")]


@pytest.mark.parametrize("name", ["سه‌شنبه صنعتی", "دوشنبه تولیدی", "چهارشنبه اقتصادی"])
def test_a_programme_of_a_weekday(name: str) -> None:
    found = read_facts(f"پنجمین {name} سیرجان با حضور فرماندار برگزار شد.").facts
    assert [(f["type"], f["ordinal"]) for f in found if f["fact"] == "event"] == [("economic_tuesdays", 5)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بانک ملی موظف شد جرایم این کارخانه را ببخشد.", ["BANK.PENALTY"]),
        ("اداره کل امور مالیاتی موظف شد جرایم این کارخانه را ببخشد.", ["TAX"]),
        ("نیروی انتظامی مکلف شد با جرایم در شهرک صنعتی برخورد کند.", []),
        ("سنگ‌بری‌ها از هزینه پسماند گلایه داشتند.", ["ENV"]),
    ],
)
def test_penalties_and_waste(text: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told(text, "problem")] == codes


def test_what_opens_a_list_in_its_own_sentence_is_no_decision() -> None:
    text = "در این جلسه چنین تصمیم گرفته شد: بانک ملت اقساط این شرکت را به تعویق بیندازد؛ شرکت گاز انشعاب را وصل کند."
    assert told(text, "decision") == []
    assert [fact["responsible_agency_ids"] for fact in told(text, "obligation")] == [["B_MELLAT"], ["GAS"]]


def test_how_many_more_sessions_than_before_is_no_figure() -> None:
    text = "تعداد جلسات امسال: ۲۵ جلسه (۴ جلسه بیش از مدت مشابه پارسال)"
    assert [fact["value"] for fact in told(text, "count")] == [25]


def test_who_called_it_so_is_bound_to_nothing() -> None:
    assert told("مدیرکل صمت قم قطع برق و کمبود ارز را از چالش‌های اصلی صنایع خواند.", "obligation") == []


def test_the_units_heard_and_those_of_them_that_were_helped() -> None:
    found = told("برای ۱۸ واحد از ۲۲ واحدی که پرونده‌شان بررسی شد راه‌حل پیدا کردیم.", "count")
    assert [fact["value"] for fact in found] == [22]


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("این کارگروه هفته آینده نخستین جلسه خود را برگزار می‌کند.", ["planned"]),
        ("این کارگروه هر هفته جلسه برگزار می‌کند.", []),
    ],
)
def test_a_session_planned(text: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in told(text, "decision")] == statuses


def test_the_day_of_a_press_conference_stands_beside_the_speaker() -> None:
    text = (
        "مدیرکل صنعت، معدن و تجارت استان قم در نشست خبری با ارائه کارنامه بهار کارگروه تسهیل و رفع موانع تولید گفت: ۷۵ درصد "
        "مصوبات اجرا شده است.\n\nمحمود سلفچگانی یکشنبه هشتم تیر ۱۴۰۴ افزود: ۱۱ نشست کارگروه برپا شد و ۹۲ مصوبه داشتیم که هفت "
        "مصوبه رها شده است."
    )
    found = read_facts(text).facts
    assert [(f["type"], f["date"]) for f in found if f["fact"] == "event"] == [("kpi_report", "2025-06-29")]
    assert ("resolutions_not_implemented", 7) in [(f["measure"], f["value"]) for f in found if f["fact"] == "count"]


@pytest.mark.parametrize(
    "text",
    [
        "رئیس کل دادگستری استان بوشهر در سومین جلسه شورای قضایی استان گفت: مقرر شد معاون دادستانی از ۱۰ کارخانه تعطیل "
        "بازدید کند و شرکت توزیع برق از قطع برق آنها بپرهیزد.",
        "استاندار گیلان در نشست شورای مدیران استان گفت: از هفت کارخانه بازدید کردیم و مقرر شد شرکت گاز انشعاب این واحدها "
        "را وصل کند.",
        "فرماندار ساوه در جلسه شورای آرد و نان گفت: از ۱۲ کارخانه آرد بازدید شد و مقرر شد جهاد کشاورزی سهمیه را افزایش دهد.",
        "استاندار در جلسه کمیته فنی راه‌ها گفت: از ۱۲ کارخانه آسفالت بازدید شد. مقرر شد راهداری جاده را تعمیر کند.",
        "استاندار سمنان گفت: باید از کارخانه‌های راکد بازدید شود. مقرر شد شرکت گاز تا پایان آذر شبکه روستاها را تکمیل کند.",
    ],
)
def test_the_meeting_of_a_council_and_a_visit_yet_to_come_are_no_visit(text: str) -> None:
    assert {fact["fact"] for fact in read_facts(text).facts} <= {"province", "person", "ministry", "agency"}


def test_an_official_who_meets_workers_on_a_visit() -> None:
    text = (
        "فرماندار کاشان صبح امروز از چهار واحد تولیدی بازدید کرد و در جلسه‌ای با کارگران گفت: مقرر شد شرکت گاز فشار گاز این "
        "واحدها را افزایش دهد."
    )
    facts = read_facts(text).facts
    assert [fact["value"] for fact in facts if fact["fact"] == "count"] == [4]
    assert [fact["responsible_agency_ids"] for fact in facts if fact["fact"] == "obligation"] == [["GAS"]]


def test_a_committee_that_bears_the_group_s_purpose_hides_no_visit() -> None:
    text = (
        "فرماندار اردستان در بازدید از سه واحد تولیدی و در جلسه کمیته رفع موانع تولید شهرستان گفت: مقرر شد شرکت گاز انشعاب "
        "را وصل کند."
    )
    facts = read_facts(text).facts
    assert [fact["responsible_agency_ids"] for fact in facts if fact["fact"] == "obligation"] == [["GAS"]]


@pytest.mark.parametrize(
    "told",
    [
        "خبر داد.", "اشاره کرد.", "تأکید کرد.", "را تشریح کرد.", "مورد بررسی قرار گرفت.", "حاضر شد.", "اظهار داشت.",
        "درخصوص شهرک‌ها برگزار شد.",
    ],
)  # fmt: skip
def test_what_follows_the_short_name_may_be_an_act(told: str) -> None:
    facts = read_facts(f"استاندار گلستان در دهمین جلسه ستاد تسهیل {told} در این جلسه ۱۶ مصوبه صادر شد.").facts
    assert [f["type"] for f in facts if f["fact"] == "event"] == ["facilitation_wg_session"]


@pytest.mark.parametrize("told", ["ازدواج برگزار شد.", "صادرات تشکیل شد.", "زائران اربعین خبر داد.", "سفر تشکر کرد."])
def test_a_noun_behind_the_short_name_makes_it_another_body(told: str) -> None:
    facts = read_facts(f"استاندار گلستان در دهمین جلسه ستاد تسهیل {told} در این جلسه ۱۶ مصوبه صادر شد.").facts
    assert [f for f in facts if f["fact"] in ("event", "count")] == []
