"""What offices, courts and governorates write in their long sentences, and what merely looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "پانزدهمین جلسه کارگروه تسهیل و رفع موانع تولید استان گیلان روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "
REPORT = (
    "مدیرکل صنعت، معدن و تجارت گیلان در نشست خبری گفت: کارگروه تسهیل و رفع موانع تولید استان در شش ماه امسال "
    "۴۴ جلسه برگزار کرد و ۵۵۵ مصوبه داشت. "
)
TRIP = "سفر استاندار گیلان به جمهوری آذربایجان پایان یافت. "


def told(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


def figures(head: str, text: str) -> list[tuple[str, int, str, str | None]]:
    """(measure, value, statistic, event) of what follows the head."""
    behind = [fact for fact in told(head + text, "count") if fact["start"] >= len(head)]
    return [(fact["measure"], fact["value"], fact["statistic"], fact["event"]) for fact in behind]


FIGURES: list[tuple[str, str, list[tuple[str, int, str, str | None]]]] = [
    (SESSION, "میانگین پرونده‌های هر جلسه ۱۳ مورد است.", [("cases_reviewed", 13, "mean", None)]),
    (SESSION, "متوسط درخواست‌های رسیده به هر جلسه ۱۳ مورد است.", [("cases_reviewed", 13, "mean", None)]),
    (
        SESSION,
        "در سال ۱۴۰۳، ۱۸ جلسه کارگروه برگزار و در آن ۱۵۲ مصوبه تصویب شد.",
        [("sessions_held", 18, "exact", None), ("resolutions_adopted", 152, "exact", None)],
    ),
    (
        SESSION,
        "۱۸ مصوبه صادر شد؛ بانک ملی وثیقه را آزاد می‌کند و پرونده یک شرکت به کمیته حمایت قضایی ارجاع شد.",
        [("resolutions_adopted", 18, "exact", "E1")],
    ),
    (SESSION, "۲۲ پرونده از ۳۰ پرونده مطرح‌شده به صدور مصوبه انجامید.", [("cases_reviewed", 30, "exact", "E1")]),
    (SESSION, "دو کارگاه سفال و یک کارخانه آرد نقدینگی ندارند و بررسی شدند.", []),
    (
        SESSION,
        "۱۶ واحد تولیدی که هر یک با مانعی روبه‌رو بودند، مشکلات خود را بیان کردند.",
        [("units_reviewed", 16, "exact", "E1")],
    ),
    (SESSION, "۱۸۰ واحد نیمه‌تعطیل در استان شناسایی شده که احیای ۶۵ واحد در اولویت است.", []),
    (SESSION, "۱۸۰ واحد تعطیل داریم که بازگشت ۶۵ واحد به چرخه تولید ضروری است.", []),
    (SESSION, "۱۸۰ واحد راکد شناسایی و احیای ۶۵ واحد پیگیری می‌شود.", []),
    (SESSION, "احیای ۶۵ واحد راکد در گرو تأمین سرمایه در گردش است.", []),
    (SESSION, "۶۵ واحد راکد قابل احیا هستند.", []),
    (SESSION, "اجرای ۴۰ مصوبه در اولویت است.", []),
    (SESSION, "نوزده بند مصوبه صادر گردید.", [("resolutions_adopted", 19, "exact", "E1")]),
    (SESSION, "واحدی با ظرفیت ۵۰۰ تن و اشتغال ۱۲۰ نفر بررسی شد.", []),
    (SESSION, "این شرکت با اشتغال مستقیم ۱۲۰ نفر در شهرک سپیدرود فعالیت می‌کند.", []),
    (SESSION, "کارخانه‌ای با اشتغال ۱۲۰ نفر احیا شد.", [("jobs", 120, "exact", None)]),
    (SESSION, "اجرای ۸۰ درصد مصوبات ضروری است.", []),
    (SESSION, "اجرای ۸۰ درصد مصوبات قابل قبول است.", [("resolutions_implemented", 80, "percent", None)]),
    (SESSION, "اشتغال ۶۴۰ نفر در این واحد در خطر است.", []),
    (SESSION, "این طرح ظرفیت اشتغال ۶۴۰ نفر را دارد.", []),
    (SESSION, "امکان ایجاد شغل برای ۶۴۰ نفر وجود دارد.", []),
    (SESSION, "امکان اشتغال ۶۴۰ نفر فراهم شد.", [("jobs", 640, "exact", None)]),
    (SESSION, "اشتغال ۶۴۰ نفر که در خطر بود حفظ شد.", [("jobs", 640, "exact", None)]),
    (SESSION, "۱۸۰ واحد راکد شناسایی و ۶۵ واحد احیا شد.", [("units_returned", 65, "exact", None)]),
    (SESSION, "احیای ۶۵ واحد با پیگیری کارگروه امکان‌پذیر شد.", [("units_returned", 65, "exact", None)]),
    (
        SESSION,
        "احیای ۶۵ واحد انجام شده و احیای ۲۰ واحد دیگر ضروری است.",
        [("units_returned", 65, "exact", None)],
    ),
    (
        REPORT,
        "نرخ اجرای مصوبات از ۶۵ درصد در سال گذشته به ۷۹ درصد رسیده است.",
        [("resolutions_implemented", 65, "percent", None), ("resolutions_implemented", 79, "percent", "E1")],
    ),
    (
        REPORT,
        "میزان اجرای مصوبات ۷۹ درصد است که نسبت به سال گذشته ۵ درصد رشد دارد.",
        [("resolutions_implemented", 79, "percent", "E1")],
    ),
    (
        SESSION,
        "این نشست سه ساعت به درازا کشید و برون‌داد آن ۳۱ مصوبه بود.",
        [("resolutions_adopted", 31, "exact", "E1")],
    ),
    (
        REPORT,
        "وی مصوبات اجراشده را ۳۵۹ مورد، مصوبات در حال اجرا را ۷۴ مورد و مصوبات اجرانشده را ۲۷ مورد اعلام کرد.",
        [
            ("resolutions_implemented", 359, "exact", "E1"),
            ("resolutions_in_progress", 74, "exact", "E1"),
            ("resolutions_not_implemented", 27, "exact", "E1"),
        ],
    ),
    (
        REPORT,
        "۶۱ مصوبه مراحل اجرایی خود را طی می‌کند.",
        [("resolutions_in_progress", 61, "exact", "E1")],
    ),
    (
        REPORT,
        "۵۸ واحد از رکود خارج و برای هزار و ۲۰۰ نفر اشتغال ایجاد شد.",
        [("units_returned", 58, "exact", "E1"), ("jobs", 1200, "exact", "E1")],
    ),
]


@pytest.mark.parametrize(("head", "text", "expected"), FIGURES)
def test_figures(head: str, text: str, expected: list[tuple[str, int, str, str | None]]) -> None:
    assert figures(head, text) == expected


# (text, [agency ids of each obligation], number of decisions)
DUTIES: list[tuple[str, list[list[str]], int]] = [
    ("مطابق این مصوبات بانک صادرات مزایده کارخانه را متوقف می‌کند.", [["B_SADERAT"]], 0),
    ("مقرر شد کمیته‌ای مرکب از نمایندگان صمت و منابع طبیعی موضوع را بررسی کند.", [["SMT", "NRWM"]], 0),
    ("بانک ملی شعبه مرکزی نیز قرار است درخواست وام را ظرف ده روز به استان بفرستد.", [["B_MELLI"]], 0),
    ("هشت مصوبه به تصویب رسید که بر اساس آن بانک ملی دو سند را آزاد می‌کند.", [["B_MELLI"]], 1),
    ("هشت مصوبه به تصویب رسید. بر این اساس صنعتگران می‌توانند به دبیرخانه مراجعه کنند.", [], 1),
    ("مقرر شد کارگروهی با حضور صمت و بانک ملی مشکل را تا پایان دی حل کند.", [[]], 0),
    ("مدیرکل صمت از دستگاه‌هایی که مصوبه‌ای بر عهده آنان گذاشته شده است نام برد.", [], 0),
    ("وی اظهار امیدواری کرد تا پایان امسال ۱۰ معدن دیگر نیز احیا شود.", [], 0),
    ("سال گذشته ۱۸ معدن راکد با مصوبات این کارگروه فعال شد و امید می‌رود ۱۰ معدن دیگر احیا شود.", [], 0),
    ("از مجموع ۲۶۴ مصوبه‌ای که از ابتدای امسال به دستگاه‌ها ابلاغ شده، ۱۸۹ مصوبه اجرا شده است.", [], 0),
]


@pytest.mark.parametrize(("text", "bound", "n_decisions"), DUTIES)
def test_duties(text: str, bound: list[list[str]], n_decisions: int) -> None:
    obligations = told(SESSION + text, "obligation")
    assert [fact["responsible_agency_ids"] for fact in obligations] == bound
    assert len(told(SESSION + text, "decision")) == n_decisions


def test_both_sides_agree() -> None:
    text = TRIP + "دو طرف پذیرفتند دبیرخانه مشترکی در رشت دایر شود."
    assert [fact["status"] for fact in told(text, "decision")] == ["adopted"]
    assert told(text, "obligation") == []


def test_who_bids_is_no_office_of_the_bank() -> None:
    obligation = told(SESSION + "استاندار بانک تجارت را مکلف کرد ظرف یک هفته سند را آزاد نماید.", "obligation")[0]
    assert obligation["responsible_text"] == "بانک تجارت"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("پرونده یک واحد چینی‌سازی به شعبه ویژه دادسرا ارسال شد.", "adopted"),
        ("گزارش این نشست برای وزارت صنعت، معدن و تجارت ارسال شد.", "done"),
    ],
)
def test_a_file_and_a_report_sent(text: str, status: str) -> None:
    assert [fact["status"] for fact in told(SESSION + text, "decision")] == [status]


def test_a_trip_of_yesterday() -> None:
    text = "۳۰ اردیبهشت ۱۴۰۴ - ۱۷:۰۰\n\nاستاندار خوزستان که روز گذشته در رأس هیئتی به بصره عراق سفر کرده بود، بازگشت."
    assert [fact["date"] for fact in told(text, "event")] == ["2025-05-19"]


def test_a_trip_is_dated_by_its_first_day() -> None:
    text = TRIP + "در این سفر سه‌روزه که از سه‌شنبه ۲۴ بهمن ۱۴۰۲ آغاز شد، استاندار با بازرگانان دیدار کرد."
    event = next(fact for fact in told(text, "event") if fact["type"] == "foreign_trip")
    assert (event["date"], event["weekday"]) == ("2024-02-13", "سه‌شنبه")


MEETINGS: list[tuple[str, list[str]]] = [
    ("استاندار گیلان در نشست با اعضای خانه صنعت و جمعی از تولیدکنندگان استان سخن گفت.", ["industrialists_meeting"]),
    ("استاندار گیلان عصر شنبه میزبان جمعی از صنعتگران استان بود.", ["industrialists_meeting"]),
    ("استاندار گیلان پای درد دل تولیدکنندگان نشست.", ["industrialists_meeting"]),
    ("استاندار گیلان میزبان نشست ستاد مدیریت بحران بود.", []),
    ("تولیدکنندگان پای میز مذاکره با بانک نشستند.", []),
    ("سفر دو روزه هیئت اقتصادی گیلان به آستراخان روسیه آغاز شد.", ["foreign_trip"]),
    ("استاندار ایلام به مرز عراق سفر کرد و از پایانه مهران بازدید کرد.", []),
]


@pytest.mark.parametrize(("text", "types"), MEETINGS)
def test_meetings_and_trips(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in told(text, "event")] == types


PROBLEMS: list[tuple[str, set[str]]] = [
    ("مشکلات این واحدها مطالبات معوق بانکی و مالیات بر ارزش افزوده است.", {"BANK.ARREARS", "TAX"}),
    ("این واحدها در بازپرداخت اقساط معوق بانکی و جرایم بیمه‌ای درمانده‌اند.", {"BANK.ARREARS", "SOCIALSEC"}),
    ("این واحدها به علت نداشتن قرارداد خرید سنگ آهن تعطیل شده‌اند.", {"RAWMAT"}),
    ("مدیرکل دفتر جذب سرمایه استانداری در جمع مدیران واحدهای تولیدی حاضر شد.", set()),
    ("نبود بازار صادراتی از مشکلات این واحدهاست.", {"EXPORT"}),
]


@pytest.mark.parametrize(("text", "codes"), PROBLEMS)
def test_problems(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in told(SESSION + text, "problem")} == codes


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("مقرر شد بدهی شرکت «لبنیات سهند خرمدره» به مدت ۱۸ ماه امهال شود.", []),
        ('واحد "صنایع بهمن کاوه" در این جلسه شرکت کرد.', []),
        ("کارخانه‌ای با ۱۲۰ کارگر مشکلات خود را مطرح کرد.", []),
        ("تولیدکننده‌ای گفت: برق ما قطع است.", []),
        ("رضایی افزود: برق ما قطع است.", ["رضایی"]),
        ("آقای مسعود کریمی شرکتی در رشت دارد.", ["مسعود کریمی"]),
        ("آقای علی رضا واحدی در جلسه بود.", ["علی رضا واحدی"]),
        ("«سهند رضایی» در این جلسه گفت: برق واحد ما قطع است.", ["سهند رضایی"]),
        ("کارآفرین نمونه «مهندس سهند رضایی» در این جلسه گفت: برق واحد ما قطع است.", ["سهند رضایی"]),
    ],
)
def test_companies_and_those_who_are_not_named_are_nobody(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in told(SESSION + text, "person")] == names


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("نماینده واحد درخواست کرد بانک کشاورزی حساب را باز کند.", []),
        ("مدیرعامل شرکت از بانک کشاورزی خواست حساب را باز کند.", []),
        ("صنعتگران خواستند اداره گاز انشعاب را وصل کند.", []),
        ("استاندار از بانک کشاورزی خواست حساب را باز کند.", [["B_KESH"]]),
        ("مدیرعامل شرکت شهرک‌های صنعتی از شرکت گاز خواست انشعاب واحد را وصل کند.", [["GAS"]]),
        ("صنعتگران مشکلات خود را گفتند و استاندار از اداره گاز خواست انشعاب را وصل کند.", [["GAS"]]),
    ],
)
def test_who_asks_for_a_unit_binds_nobody(text: str, bound: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told(SESSION + text, "obligation")] == bound


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("بانک ملی می‌تواند بدهی این واحد را تقسیط کند.", []),
        ("بانک ملی می‌توانست بدهی را تقسیط کند.", []),
        ("بانک ملی قصد دارد وثیقه این واحد را بفروشد.", []),
        ("مقرر شد بانک ملی بتواند وثیقه را جایگزین کند.", [["B_MELLI"]]),
        ("در مصوبه دیگری شرکت برق موظف به نصب ترانس شد.", [["ELDIST"]]),
        ("استاندار از بانک ملی خواست با این واحد همکاری کند.", []),
        ("مقرر شد شرکت‌های گاز و برق ظرف دو هفته گزارش دهند.", [["GAS", "ELDIST"]]),
        ("مقرر شد اداره‌های کل صمت و محیط زیست مجوز را صادر کنند.", [["SMT", "DOE"]]),
        ("مقرر شد سازمان‌های صمت و جهاد کشاورزی گزارش دهند.", [["SMT", "JAHAD"]]),
        ("شرکت‌های برق و آب استان موظف‌اند تا هفته آینده گزارش دهند.", [[]]),
        ("شرکت‌های گاز و پتروشیمی باید حمایت شوند.", []),
        ("کمیته‌ای متشکل از صمت، برق و محیط زیست مأمور شد از واحد بازدید کند.", [["SMT", "DOE"]]),
        ("کمیته‌ای با عضویت صمت تشکیل شد و محیط زیست مأمور شد از واحد بازدید کند.", [["DOE"]]),
        ("مقرر شد کارشناسان سازمان صمت و بانک ملی از واحد بازدید کنند.", [["SMT", "B_MELLI"]]),
        ("مقرر شد نماینده سازمان صمت و نماینده بانک ملی از واحد بازدید کنند.", [["SMT", "B_MELLI"]]),
    ],
)
def test_who_is_bound_and_who_is_not(text: str, bound: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told(SESSION + text, "obligation")] == bound


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("این شرکت برای واردات قطعات ارز ندارد.", {"FX"}),
        ("ماشین‌آلات این واحد در گمرک مانده است.", {"CUSTOMS"}),
        ("این واحد مشکل ارز ندارد.", set()),
    ],
)
def test_what_a_unit_lacks(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in told(SESSION + text, "problem")} == codes


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("ششمین جلسه کمیته کارشناسی کارگروه تسهیل قم برگزار شد.", []),
        ("جلسه دبیرخانه کارگروه تسهیل و رفع موانع تولید قم برگزار شد.", []),
        ("ششمین جلسه کارگروه تسهیل قم پس از نشست کمیته کارشناسی برگزار شد.", ["facilitation_wg_session"]),
        ("صنعتگران شهرک شکوهیه با استاندار قم دیدار کردند.", ["industrialists_meeting"]),
        ("تولیدکنندگان نساجی میهمان استاندار قم بودند.", ["industrialists_meeting"]),
        ("صنعتگران قم با استاندار همکاری کردند.", []),
        ("نشست خبری استاندار با موضوع عملکرد ستاد تسهیل برگزار شد.", []),
    ],
)
def test_who_met_and_whose_meeting_it_was(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in told(text, "event")] == types
