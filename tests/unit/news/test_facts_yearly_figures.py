"""Figures of a year as a head of department tells them: what the group brought about among all that grew anyway."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

TOLD = "رئیس سازمان صمت ایلام با تشریح عملکرد هشت‌ماهه کارگروه تسهیل و رفع موانع تولید گفت: "
SESSION = "جلسه کارگروه تسهیل و رفع موانع تولید گیلان برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a text."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


def counted(text: str) -> list[tuple[str, int]]:
    """Measure and value of every count that the text tells behind the speaker."""
    return [(fact["measure"], fact["value"]) for fact in facts(TOLD + text, "count")]


@pytest.mark.parametrize(
    "text",
    [
        "در این مدت ۴۱ فقره پروانه بهره‌برداری با اشتغال ۹۰۰ نفر صادر شد.",
        "با صدور ۴۱ پروانه بهره‌برداری برای ۹۰۰ نفر شغل ایجاد شد.",
        "۱۲۰ جواز تأسیس با سرمایه‌گذاری هزار میلیارد تومان و اشتغال‌زایی دو هزار و ۳۰۰ نفر صادر شده است.",
        "۸۶ فقره جواز تأسیس با پیش‌بینی اشتغال هزار و ۳۰۰ نفر صادر شده است.",
        "در این بازه ۱۸ واحد جدید صنعتی پروانه گرفتند و ۴۰۰ نفر در آنها مشغول به کار شدند.",
        "با راه‌اندازی ۱۸ طرح توسعه‌ای ۶۰۰ شغل ایجاد شده است.",
        "۵۰ طرح نیمه‌تمام داریم که با تکمیل آنها برای هزار نفر شغل ایجاد می‌شود.",
        "ظرفیت اشتغال این طرح‌ها ۷۰۰ نفر است.",
        "در شهرک‌های صنعتی استان ۱۲ هزار نفر اشتغال دارند.",
        "میزان اشتغال صنعتی استان ۱۵ هزار نفر است.",
    ],
)
def test_jobs_of_licences_projects_and_whole_provinces_are_not_the_groups(text: str) -> None:
    assert counted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("۲۳ واحد احیا و ۳۴۰ نفر صاحب کار شدند.", [("units_returned", 23), ("jobs", 340)]),
        (
            "۴۱ پروانه صادر و ۱۲ واحد راکد احیا شد که ۳۰۰ نفر به کار برگشتند.",
            [("units_returned", 12), ("jobs", 300)],
        ),
        ("با مصوبات کارگروه تسهیل ۱۲ طرح نیمه‌تمام تکمیل و ۳۰۰ نفر مشغول به کار شدند.", [("jobs", 300)]),
        ("میزان اشتغال ایجادشده با مصوبات کارگروه ۶۴۰ نفر است.", [("jobs", 640)]),
        (
            "۱۱ معدن غیرفعال با ورود سرمایه‌گذاران جدید راه افتاد و ۹ واحد راکد نیز با مصوبات ستاد احیا شد که بر اثر آن "
            "۲۱۵ نفر سر کار برگشتند.",
            [("units_returned", 9), ("jobs", 215)],
        ),
        (
            "با اجرای ۱۲۰ مصوبه ۶۴ واحد راکد فعال و برای ۷۰۰ نفر شغل ایجاد شد.",
            [("resolutions_implemented", 120), ("units_returned", 64), ("jobs", 700)],
        ),
        (
            "با پرداخت تسهیلات، ۱۹ واحد احیا و اشتغال ۳۸۰ نفر حفظ شد.",
            [("units_returned", 19), ("jobs", 380)],
        ),
        ("باید ۲۳ واحد احیا و ۳۴۰ نفر صاحب کار شوند.", []),
        ("تا پایان سال ۲۳ واحد احیا و ۳۴۰ نفر صاحب کار خواهند شد.", []),
        ("۲۳ واحد فعال و ۱۲ واحد راکد در این شهرک شناسایی شده است.", []),
        ("۱۲ واحد با ورود سرمایه‌گذار خارجی احیا شد.", []),
    ],
)
def test_units_and_jobs_that_one_verb_tells_of(text: str, expected: list[tuple[str, int]]) -> None:
    assert counted(text) == expected


def test_a_rate_of_execution_is_not_the_status_of_the_figure_before_it() -> None:
    told = facts(SESSION + "در کل سال ۱۴۰۳ در استان ۳۶۵ مصوبه داشتیم و نرخ اجرا ۶۱ درصد بود.", "count")
    assert [(fact["measure"], fact["value"]) for fact in told] == [
        ("resolutions_adopted", 365),
        ("resolutions_implemented", 61),
    ]
    told = facts(SESSION + "از ۷۴۰ مصوبه، ۵۵۵ مورد آن یعنی ۷۵ درصد اجرا شد.", "count")
    assert [(fact["measure"], fact["value"]) for fact in told] == [
        ("resolutions_adopted", 740),
        ("resolutions_implemented", 555),
        ("resolutions_implemented", 75),
    ]


def test_a_unit_whose_return_is_wanted_has_not_returned() -> None:
    text = SESSION + "مشکل ۲۳ واحد راکد برای احیا و بازگشت به تولید بررسی شد."
    assert [(fact["measure"], fact["value"]) for fact in facts(text, "count")] == [("units_reviewed", 23)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("امسال ۹۶ قرارداد واگذاری زمین بسته شده است.", []),
        ("۸۶ فقره جواز تأسیس صادر شده است.", []),
        ("۱۶ فقره پروانه اکتشاف و ۱۲ مجوز صادر شد.", []),
        ("۱۲ واحد با تغییر مالکیت به چرخه تولید بازگشت.", []),
        ("مشکل دو واحد واگذاری زمین و یک واحد تغییر مالکیت است.", ["LAND", "MANAGEMENT"]),
        ("درخواست دو واحد برای صدور جواز تأسیس و واگذاری زمین بررسی شد.", ["PERMIT.LICENCE", "LAND"]),
    ],
)
def test_papers_that_are_counted_are_no_problem(text: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in facts(SESSION + text, "problem")] == codes


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        (
            "به گفته مدیرعامل شرکت شهرک‌های صنعتی گیلان، شرکت توزیع نیروی برق استان موظف شده است تا ۲۰ بهمن برق دو "
            "کارخانه را وصل کند.",
            ["ELDIST"],
        ),
        (
            "به گفته مدیرکل صمت گیلان، شرکت گاز و شرکت آب منطقه‌ای موظف شدند تا پایان دی انشعاب کارخانه را وصل کنند.",
            ["GAS", "WATERREG"],
        ),
        ("به اعتقاد رئیس اتاق بازرگانی، گمرک باید ظرف ده روز ماشین‌آلات را ترخیص کند.", ["CUSTOMS"]),
    ],
)
def test_who_tells_of_a_duty_is_not_bound_by_it(text: str, bound: list[str]) -> None:
    assert [fact["responsible_agency_ids"] for fact in facts(SESSION + text, "obligation")] == [bound]


def test_the_section_of_a_page_stands_beside_its_date() -> None:
    reading = read_facts(
        "اجرای ۷۳ درصد مصوبات\n\nشنبه / ۲۲ آذر ۱۴۰۴ / ۱۰:۴۱ دسته‌بندی: کرمانشاه کد خبر: 1404092213207\n\nمتن خبر این است."
    )
    assert reading.header.publication.at is not None
    assert reading.header.publication.at.isoformat() == "2025-12-13T10:41:00+03:30"
    assert reading.header.news_code == "1404092213207"
    labelled = read_facts("عنوان خبر\n\nسرویس خبر: استان‌ها | ۲۷ دی ۱۴۰۱ | کد خبر: 288548\n\nمتن خبر این است.")
    assert labelled.header.publication.at is not None
    assert labelled.header.news_code == "288548"
    by_number = read_facts(
        "عنوان خبر\n\nچهارشنبه / ۱۹ شهریور ۱۴۰۴ / ۱۲:۰۸ دسته‌بندی: اصفهان کد خبر: 1404061911233 خبرنگار: 50041\n\nمتن خبر."
    )
    assert by_number.header.publication.at is not None
    assert by_number.header.news_code == "1404061911233"
    prose = read_facts("عنوان خبر\n\nبخش خبری: جلسه در ۲۲ آذر ۱۴۰۴ با حضور استاندار برگزار شد.\n\nمتن خبر این است.")
    assert prose.header.publication.at is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "۲۰۸ پرونده در کارگروه رسیدگی شد. سال گذشته در همین مدت ۱۶۳ پرونده بررسی شده بود.",
            [("cases_reviewed", 208), ("cases_reviewed", 163)],
        ),
        (
            "سال گذشته ۱۶۳ پرونده بررسی شد که ۱۲۰ پرونده صنعتی بود.",
            [("cases_reviewed", 163), ("cases_reviewed", 120)],
        ),
        (
            "پارسال ۱۲ واحد راکد احیا شد و امسال این تعداد به ۱۹ واحد رسید.",
            [("units_returned", 12), ("units_returned", 19)],
        ),
        (
            "تعداد واحدهای احیاشده از ۱۲ واحد در سال گذشته به ۱۹ واحد رسید.",
            [("units_returned", 12), ("units_returned", 19)],
        ),
        ("شهرستان میبد با ۲۲ مصوبه، اردکان با ۱۸ مصوبه و بافق با ۱۲ مصوبه بیشترین سهم را دارند.", []),
        ("صنعت لوازم خانگی با ۴۰۰ واحد فعال برای ۸۰ هزار نفر شغل ایجاد کرده است.", []),
        ("۱۲ واحد فعال شد و برای ۳۰۰ نفر شغل ایجاد شد.", [("jobs", 300)]),
        ("۱۴ کارخانه در این شهرستان ساخته شده و ۶۰۰ نفر در آنها شاغل شده‌اند.", []),
        ("بازگشت ۱۲ واحد بزرگ به چرخه تولید نیازمند تصمیم ملی است.", []),
        ("احیای ۱۲ واحد راکد در گرو تأمین سرمایه در گردش است.", []),
        ("بازگشت ۱۲ واحد به چرخه تولید نتیجه این مصوبات است.", [("units_returned", 12)]),
        ("۱۲ واحد که نیازمند نقدینگی بودند به چرخه تولید بازگشتند.", [("units_returned", 12)]),
    ],
)
def test_last_years_figures_and_those_of_counties_and_branches(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in facts(SESSION + text, "count")] == expected


def test_a_county_that_holds_a_session_with_so_many_files_is_counted() -> None:
    told = facts("هفتمین جلسه ستاد تسهیل و رفع موانع تولید میبد با ۲۲ پرونده برگزار شد.", "count")
    assert [(fact["measure"], fact["value"]) for fact in told] == [("cases_reviewed", 22)]


def test_a_matter_sent_to_another_body_was_heard_here() -> None:
    text = SESSION + "درخواست دو تولیدکننده برای تغییر کاربری زمین مطرح و مصوب شد موضوع در کمیسیون ماده پنج بررسی شود."
    assert [fact["value"] for fact in facts(text, "count")] == [2]
    assert [fact["code"] for fact in facts(text, "problem")] == ["LAND"]
    other = SESSION + "در شورای گفت‌وگو ۱۲ واحد بررسی و مقرر شد کمیسیون ماده ۵ پرونده زمین آنها را ببیند."
    assert facts(other, "count") == []


def test_a_captain_is_no_part_of_a_name() -> None:
    text = "جلسه کارگروه تسهیل و رفع موانع تولید بوشهر به ریاست ناخدا ابراهیم زنگنه‌پور استاندار برگزار شد."
    assert [fact["name"] for fact in facts(text, "chair")] == ["ابراهیم زنگنه‌پور"]


@pytest.mark.parametrize(
    "word",
    ["هر هفته", "همواره", "پارسال", "می‌تواند", "نمی تواند", "توانست", "پنج جلسه", "خود", "موفق", "بیش از همه", "فقط"],
)
def test_the_short_name_of_the_group_before_words_that_name_no_other(word: str) -> None:
    text = f"مدیرکل صمت گفت: کارگروه تسهیل {word} کار می‌کند. با مصوبات آن ۱۲ واحد راکد احیا شد."
    assert [fact["value"] for fact in facts(text, "count")] == [12]


@pytest.mark.parametrize("word", ["ازدواج", "تجارت", "صدور مجوزها", "میراث فرهنگی", "سه‌گانه", "مبادلات مرزی"])
def test_another_group_for_easing_something_is_not_ours(word: str) -> None:
    text = f"مدیرکل گفت: کارگروه تسهیل {word} کار می‌کند. با مصوبات آن ۱۲ واحد راکد احیا شد."
    assert facts(text, "count") == []


def test_a_courts_own_headquarters_has_its_own_figures() -> None:
    text = (
        "رئیس اتحادیه گفت: ستاد حمایت از تولید دادگستری ۳۲ مصوبه داشته که ۸۵ درصد آن اجرا شده است و کارگروه تسهیل هم "
        "کمک می‌کند."
    )
    assert facts(text, "count") == []


def test_a_press_conference_that_opens_with_the_groups_mean_is_a_report() -> None:
    text = (
        "رئیس سازمان صمت خوزستان: هر هفته یک جلسه کارگروه تسهیل داریم\n\nاهواز- رئیس سازمان صمت خوزستان گفت: در هر جلسه "
        "کارگروه تسهیل و رفع موانع تولید به طور متوسط ۹ پرونده رسیدگی می‌شود.\n\nامیر نظری‌پور صبح چهارشنبه در نشست خبری "
        "افزود: در ۹ ماه امسال ۱۰ واحد راکد با مصوبات کارگروه به چرخه تولید بازگشت."
    )
    assert [fact["type"] for fact in facts(text, "event")] == ["kpi_report"]
    told = [(fact["measure"], fact["value"], fact["statistic"]) for fact in facts(text, "count")]
    assert told == [("cases_reviewed", 9, "mean"), ("units_returned", 10, "exact")]


@pytest.mark.parametrize("who", ["فعالان بخش تولید", "فعالان بخش صنعت", "اهالی صنعت", "فعالان کسب‌وکار"])
def test_those_who_produce_are_met_under_many_names(who: str) -> None:
    text = f"نشست استاندار با {who} شهرستان مشگین‌شهر در محل فرمانداری برگزار شد."
    assert [fact["type"] for fact in facts(text, "event")] == ["industrialists_meeting"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "در این جلسه ۴۶ واحد تولیدی (۳۸ واحد صنعتی و معدنی و ۸ واحد کشاورزی) مطرح و ۶۹ مصوبه صادر شد.",
            [("units_reviewed", 46), ("units_reviewed", 38), ("units_reviewed", 8), ("resolutions_adopted", 69)],
        ),
        ("بانک صادرات و بانک ملی با ۱۴ و ۱۱ مصوبه معطل، بیشترین تأخیر را دارند.", []),
        ("۴۰ واحد در این شهرک فعال است و مشکلاتشان را مطرح کردند.", []),
    ],
)
def test_what_was_heard_and_ruled_on_in_one_breath(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in facts(SESSION + text, "count")] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("بیش از نیمی از پرونده‌های مطرح‌شده در کارگروه تسهیل به نظام بانکی مربوط بوده است.", ["BANK"]),
        ("نیمی از پرونده‌ها به حوزه مالیات مربوط بود.", ["TAX"]),
        ("نیمی از مشکلات در استان حل شده است.", []),
        (
            "استاندار با اشاره به قطع شدن گاز و برق صنایع گفت: صنعت نباید قربانی شود.",
            ["ENERGY.GAS", "ENERGY.ELECTRICITY"],
        ),
    ],
)
def test_what_half_of_the_files_are_about(text: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in facts(SESSION + text, "problem")] == codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وثیقه یک واحد نساجی هم آزاد خواهد شد.", ["planned"]),
        ("انشعاب دو گلخانه تا پایان هفته وصل خواهد شد.", ["planned"]),
        ("تولید این کارخانه متوقف خواهد شد.", []),
        ("مجوز متخلفان لغو خواهد شد.", []),
    ],
)
def test_what_will_be_done_for_a_unit_is_planned(text: str, status: list[str]) -> None:
    assert [fact["status"] for fact in facts(SESSION + text, "decision")] == status


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("شمار جلسات به ۲۸ و مصوبات به ۳۱۲ رسید.", [("sessions_held", 28), ("resolutions_adopted", 312)]),
        ("تعداد کل مصوبات ۳۱۲ بوده است.", [("resolutions_adopted", 312)]),
        (
            "شمار جلسات به ۲۸ رسید و شمار مصوبات اجرا نشده ۱۲ است.",
            [("sessions_held", 28), ("resolutions_not_implemented", 12)],
        ),
        (
            "شمار جلسات به ۲۸ رسید و ۴۲ واحد از حالت تعطیلی خارج شده‌اند.",
            [("sessions_held", 28), ("units_returned", 42)],
        ),
        ("نرخ اجرای مصوبات از ۶۰ به ۷۵ درصد رسیده است.", [("resolutions_implemented", 75)]),
        ("تعداد جلسات در سال ۱۴۰۳ بیشتر شد.", []),
        ("شمار مصوبات تا ۲۵ آبان است.", []),
    ],
)
def test_numbers_whose_noun_stands_before_them(text: str, figures: list[tuple[str, int]]) -> None:
    before = "در هفت ماه امسال ۳۱ جلسه برگزار و ۴۵۰ مصوبه تصویب شد. "
    assert counted(before + text) == [("sessions_held", 31), ("resolutions_adopted", 450), *figures]
