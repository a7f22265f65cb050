"""Habits of the press that invented texts rarely show, each beside the sentences that only look like it."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts
from ingestion.persian.sentences import split_sentences

SESSION = "نهمین جلسه کارگروه تسهیل و رفع موانع تولید استان زنجان روز شنبه برگزار شد.\n\n"


def told_in(sentence: str, kind: str) -> list[dict[str, object]]:
    """The facts of a kind that a sentence behind a session's news tells."""
    facts = read_facts(SESSION + sentence).facts
    return [fact for fact in facts if fact["fact"] == kind and fact["start"] >= len(SESSION)]


def events(text: str) -> list[dict[str, object]]:
    """The events of a text."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == "event"]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "از این تعداد ۲۱۰ مصوبه که ۶۰ درصد کل مصوبات است اجرایی و مابقی در دست اجرا می باشد.",
            [("resolutions_implemented", 210), ("resolutions_implemented", 60)],
        ),
        (
            "از مجموع مصوبات، ۸۰ مصوبه در قالب ۵۰ درصد اجرا شده و مابقی در دست اقدام است.",
            [("resolutions_implemented", 80), ("resolutions_implemented", 50)],
        ),
        (
            "۲۰۰ مصوبه به تصویب رسید که ۱۵۰ مورد آنکه ۷۵ درصد کل مصوبات به شمار می‌آید اجرایی شد.",
            [("resolutions_adopted", 200), ("resolutions_implemented", 150), ("resolutions_implemented", 75)],
        ),
        (
            "۹۶ مصوبه توسط اعضا اقدام شده است که ۸۰ درصد مصوبات را شامل می‌شود و مابقی در دست اجراست.",
            [("resolutions_implemented", 96), ("resolutions_implemented", 80)],
        ),
        ("۹۶ مصوبه توسط اعضای کارگروه اقدام شده است.", []),  # done, or merely begun
        (
            "۳۰ مصوبه به دلایلی نظیر نبود وثیقه، اختلاف شرکا یا ایفا نشدن تعهدات هنوز به نتیجه نهایی نرسیده است.",
            [("resolutions_not_implemented", 30)],
        ),
        (
            "تنها حدود ۷ درصد مصوبات در مرحله پیگیری و اقدام قرار دارد.",
            [("resolutions_in_progress", 7)],
        ),
        (
            "در این نشست ۴۰ مصوبه مورد بررسی قرار گرفت که ۳۸ مورد آن به تصویب رسید و یک مصوبه نیز برای بررسی بیشتر از دستور کار خارج شد.",
            [("resolutions_adopted", 38)],
        ),
        ("هفت مصوبه داشتیم که سه مورد آن به کارگروه استان ارجاع شد.", [("resolutions_adopted", 7)]),
        ("۳۹ مورد مصوبات کمیته تخصصی بررسی شد.", []),
        (
            "۸۴۰ مصوبه به تصویب رسیده است. ۴۵ درصد از واحدها مشکلشان حل شده، ۴۱ درصد نیز در دست پیگیری است.",
            [("resolutions_adopted", 840)],
        ),
        (
            "۳۰۰ مصوبه به تصویب رسید. ۱۲۰ مصوبه از تمامی مصوبات مربوط به حوزه بانکی است.",
            [("resolutions_adopted", 300)],
        ),
    ],
)
def test_how_far_resolutions_have_come(sentence: str, counts: list[tuple[str, float]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == counts


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("مشکلات طرح شده در این جلسه در بخش‌های مالیات ، بیمه و گمرک بود.", ["TAX", "SOCIALSEC", "CUSTOMS"]),
        ("افزایش قیمت گاز، مالیات، بیمه و… از مشکلات واحدها در این جلسه بود.", ["ENERGY.GAS", "TAX", "SOCIALSEC"]),
        ("مشکلات گمرکی و مالیاتی این واحدها با همکاری همه دستگاه‌های ذیربط برطرف شد.", ["CUSTOMS", "TAX"]),
        ("حل این مشکلات نقش مهمی در رشد و پویایی اقتصاد استان دارد.", []),  # no standard
        ("این واحد مشکل استاندارد دارد.", ["PERMIT.STANDARD"]),
        ("هیچ یک از دستگاه‌ها حق قطع آب، برق و گاز واحدهای صنعتی را به خاطر بدهی ندارند.", []),
        ("در این استان قاچاق سوخت وجود ندارد.", []),
        ("مسائل چهار بنگاه تولید فرآورده‌های نفتی بررسی شد.", []),
        ("تعداد ۳۸ واحد افزایش ظرفیت داشته‌اند.", []),
        ("از طریق اعطای تسهیلات ۳۴۸ میلیارد تومان سرمایه‌گذاری انجام شده است.", []),
        ("کمبود سوخت سه واحد را متوقف کرده است.", ["ENERGY.FUEL"]),
        ("قطع برق و گاز سه واحد تولیدی را متوقف کرده است.", ["ENERGY.ELECTRICITY", "ENERGY.GAS"]),
    ],
)
def test_problems(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("درویش علی حسن زاده مدیرکل صمت گفت: جلسات ادامه دارد.", [("درویش علی حسن‌زاده", "مدیرکل صمت")]),
        (
            "به گزارش خبرنگار مهر، یادگار کریمی غروب شنبه در گفتگو با خبرنگاران گفت: کار ادامه دارد.",
            [("یادگار کریمی", None)],
        ),
        ("پژوهشگاه امام حسین زمانی برای این کار ندارد.", []),
        ("سامان کاشی مشکل بدهی قدیمی داشت که با بانک حل شد.", []),  # a firm
        ("سامان کریمی مشکل این واحدها را وثیقه دانست.", [("سامان کریمی", None)]),
        (
            "رضا مرادی نماینده مردم ابهر و خرمدره در مجلس شورای اسلامی گفت: همه همکاری کنند.",
            [("رضا مرادی", "نماینده مردم ابهر و خرمدره در مجلس شورای اسلامی")],
        ),
        (
            "رضا مرادی نماینده بانک صادرات و بهمن کریمی در مجلس حاضر شدند.",
            [("رضا مرادی", "نماینده بانک صادرات")],
        ),
    ],
)
def test_people(sentence: str, people: list[tuple[str, str | None]]) -> None:
    assert [(fact["name"], fact["role"]) for fact in told_in(sentence, "person")] == people


@pytest.mark.parametrize(
    ("text", "n_events"),
    [
        ("علی کریمی در کارگروه تسهیل و رفع موانع تولید استان گفت: باید نقدینگی واحدها تأمین شود.", 1),
        ("علی کریمی در کارگروه تسهیل و رفع موانع تولید استان با اشاره به نقش بانک‌ها، گفت: باید کمک کنند.", 1),
        (
            "به گزارش ایرنا به نقل از روابط عمومی استانداری زنجان علی کریمی در کارگروه تسهیل و رفع موانع تولید استان با بیان اینکه "
            "کار ادامه دارد، گفت: بانک‌ها کمک کنند.",
            1,
        ),
        ("علی کریمی درباره کارگروه تسهیل و رفع موانع تولید استان گفت: این کارگروه کارآمد است.", 0),
        ("به گزارش ایرنا علی کریمی درباره کارگروه تسهیل و رفع موانع تولید استان گفت: این کارگروه کارآمد است.", 0),
        ("بسیاری از مدیران در کارگروه تسهیل و رفع موانع تولید استان می‌گویند کار دشوار است.", 0),
        (
            "رضا کریمی شامگاه شنبه در کارگروه تسهیل و رفع موانع تولید که در سالن جلسات استانداری برگزار شد در جمع خبرنگاران گفت: "
            "کار ادامه دارد.",
            1,
        ),
    ],
)
def test_who_speaks_in_the_group_speaks_in_a_session(text: str, n_events: int) -> None:
    assert [event["type"] for event in events(text)] == ["facilitation_wg_session"] * n_events


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("در ستاد تسهیل و رفع موانع تولید شهرستان نهاوند چگونگی رفع مشکلات ۹ واحد تولیدی بررسی شد.", "county_session"),
        ("در کارگروه تسهیل و رفع موانع تولید استان مشکلات هشت واحد بررسی شد.", "facilitation_wg_session"),
        ("در کارگروه تسهیل و رفع موانع تولید استان از ابتدای امسال مشکلات هشت واحد بررسی شد.", None),
        ("در کارگروه تسهیل و رفع موانع تولید استان هر هفته مشکلات هشت واحد بررسی می‌شود.", None),
        ("در کارگروه تسهیل و رفع موانع تولید استان طرح بازسازی لنج‌ها به تصویب رسید.", "facilitation_wg_session"),
        ("در کارگروه تسهیل و رفع موانع تولید استان مقرر شد بدهی یک کارخانه تقسیط شود.", "facilitation_wg_session"),
        ("در کارگروه تسهیل و رفع موانع تولید استان ۷۰ مصوبه به تصویب رسید.", None),
        ("در کارگروه تسهیل و رفع موانع تولید استان از ابتدای امسال طرح بازسازی لنج‌ها به تصویب رسید.", None),
        ("این طرح در کارگروه تسهیل و رفع موانع تولید استان به تصویب رسید.", None),
    ],
)
def test_an_article_that_opens_with_what_the_group_dealt_with(sentence: str, kind: str | None) -> None:
    text = f"{sentence} وی گفت: همه همکاری کنند."
    assert [event["type"] for event in events(text) if event["type"] != "kpi_report"] == ([kind] if kind else [])


def test_a_figure_told_of_this_year_behind_it_is_no_sessions() -> None:
    told = told_in(
        "مشکلات نزدیک به ۵۰ واحد تولیدی با مراجعه به ستاد تسهیل و رفع موانع تولید در سال جاری رفع شده است.", "count"
    )
    assert [(fact["event"], fact["value"]) for fact in told] == [(None, 50)]


def test_a_session_of_both_names_in_a_year_of_two_digits() -> None:
    [event] = events(
        "رضا کریمی در سومین جلسه کارگروه ستاد تسهیل و رفع موانع تولید استان در سال ۹۸ گفت: کار ادامه دارد."
    )
    assert event["quote"] == "سومین جلسه کارگروه ستاد تسهیل و رفع موانع تولید استان"
    assert (event["ordinal"], event["ordinal_scope"], event["ordinal_year"]) == (3, "year", 1398)


def test_the_days_on_which_sessions_are_held_are_no_sessions_day() -> None:
    text = "استاندار در پنجمین جلسه کارگروه تسهیل و رفع موانع تولید زنجان گفت: جلسات روزهای چهارشنبه برگزار می‌شود."
    assert [event["weekday"] for event in events(text)] == [None]


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("وی افزود: کشاورزان در پانزدهم اسفندماه نهال می‌کارند.", None),
        ("وی افزود: جلسه در پانزدهم اسفندماه برگزار شد.", "--12-15"),
    ],
)
def test_a_date_in_somebodys_words_is_the_sessions_only_where_they_tell_of_it(said: str, date: str | None) -> None:
    text = f"رضا کریمی در نهمین جلسه کارگروه تسهیل و رفع موانع تولید استان زنجان گفت: باید کوشید.\n{said}"
    assert [event.get("date") for event in events(text)] == [date]


def test_this_years_sixth_session_counts_what_it_dealt_with() -> None:
    text = (
        "رضا کریمی در حاشیه ششمین جلسه امسال کارگروه تسهیل و رفع موانع تولید زنجان گفت: از ابتدای امسال ۷۵ مصوبه تصویب شده است.\n\n"
        "وی افزود: در ششمین جلسه امسال این کارگروه مشکلات چهار واحد مطرح و برای پرداخت تسهیلات آنها مصوبه صادر شد."
    )
    facts = read_facts(text).facts
    counts = [(fact["event"], fact["measure"], fact["value"]) for fact in facts if fact["fact"] == "count"]
    assert counts == [(None, "resolutions_adopted", 75), ("E1", "units_reviewed", 4)]
    assert [fact["event"] for fact in facts if fact["fact"] == "decision"] == ["E1"]


@pytest.mark.parametrize(
    ("sentence", "decisions"),
    [
        (
            "با مساعدت بانک‌ها، برای سه واحد مهلت بازپرداخت تسهیلات تمدید شد.",
            ["برای سه واحد مهلت بازپرداخت تسهیلات تمدید شد"],
        ),
        ("مهلت پرداخت مالیات در سراسر کشور تمدید شد.", []),
        ("۴۱ درصد مشکلات در دست پیگیری است که به زودی حل خواهد شد.", []),
        ("باید سعی شود موانع تولیدکنندگان حل و فصل شود.", []),
        ("در پی این جلسات ۱۰۴ مصوبه به تصویب رسید که ۹۲ مورد آن اجرا شد.", []),
        (
            "در این جلسه مشکلات پنج واحد زیر نظر اداره کل صنعت، معدن و تجارت، سازمان جهاد کشاورزی، اداره کل میراث فرهنگی و اداره کل "
            "شیلات استان بررسی و تصمیمات لازم برای رفع موانع آنها گرفته شد.",
            [
                "در این جلسه مشکلات پنج واحد زیر نظر اداره کل صنعت، معدن و تجارت، سازمان جهاد کشاورزی، اداره کل میراث فرهنگی و اداره کل "
                "شیلات استان بررسی و تصمیمات لازم برای رفع موانع آنها گرفته شد"
            ],
        ),
    ],
)
def test_decisions(sentence: str, decisions: list[str]) -> None:
    assert [fact["text"] for fact in told_in(sentence, "decision")] == decisions


def test_and_so_on_ends_no_sentence() -> None:
    text = "مالیات، بیمه و… از مشکلات بود. برق و ... هم گفته شد"
    assert [text[s.start : s.end] for s in split_sentences(text)] == [
        "مالیات، بیمه و… از مشکلات بود.",
        "برق و ... هم گفته شد",
    ]


def test_a_province_in_the_middle_of_the_country_is_not_markazi() -> None:
    text = "این دستاورد نویدبخش بهبود فضای کسب‌وکار در این استان مرکزی ایران است. استان یزد پیشرو است."
    assert [fact["province_id"] for fact in told_in(text, "province")] == ["21"]


def test_many_sessions_that_were_held_are_a_report() -> None:
    text = (
        "مدیرکل صمت گفت: از ابتدای امسال ۵۴ جلسه کارگروه اصلی و گروه‌های کاری ذیل کارگروه تسهیل در استان برگزار شده و ۳۶۰ مصوبه به "
        "تصویب رسیده است. وی افزود: ۷۰ درصد مصوبات کارگروه تسهیل استان اجرا شده است."
    )
    assert [event["type"] for event in events(text)] == ["kpi_report"]


@pytest.mark.parametrize(
    ("sentence", "types"),
    [
        ("گفتنی است گره‌های بانکی واحدها در جلسه ستاد تسهیل به ریاست استاندار طرح و پیگیری می‌شود.", []),
        ("جلسه کارگروه تسهیل و رفع موانع تولید هر هفته با حضور مدیران برگزار می‌شود.", []),
        ("جلسه کارگروه تسهیل و رفع موانع تولید به طور منظم در استان برگزار می‌گردد.", []),
        ("پرونده‌هایی که در جلسه کارگروه تسهیل بررسی می‌شوند، پیش‌تر در دبیرخانه کامل شده‌اند.", []),
        ("جلسه کارگروه تسهیل و رفع موانع تولید استان روز سه‌شنبه برگزار می‌شود.", ["facilitation_wg_session"]),
        ("در جلسه امروز کارگروه تسهیل و رفع موانع تولید مشکلات دو واحد بررسی می‌شود.", ["facilitation_wg_session"]),
        ("در جلسه کارگروه تسهیل و رفع موانع تولید مشکلات واحدها بررسی شد.", ["facilitation_wg_session"]),
        (
            "معاون استاندار در جلسه کارگروه تسهیل با بیان اینکه مصوبات پیگیری می‌شود، گفت: کار پیش می‌رود.",
            ["facilitation_wg_session"],
        ),
        (
            "معاون استاندار در جلسه کارگروه تسهیل با تأکید بر اینکه همواره مصوبات رصد می‌شود، گفت: کار پیش می‌رود.",
            ["facilitation_wg_session"],
        ),
        (
            "معاون استاندار در جلسه ستاد تسهیل از طرح‌هایی که اجرا می‌شود قدردانی کرد.",
            ["facilitation_wg_session"],
        ),
    ],
)
def test_what_is_done_in_any_session_is_no_session(sentence: str, types: list[str]) -> None:
    assert [event["type"] for event in events("مدیرکل صمت استان زنجان گزارش داد.\n\n" + sentence)] == types


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        (
            "وی با یادآوری بررسی پرونده ۸۱ بنگاه در کمیته کارشناسی زیر نظر کارگروه گفت: در این نشست مشکلات شش بنگاه مطرح شد.",
            [("units_reviewed", 6)],
        ),
        ("مشکلات ۳۰ واحد تولیدی در نشست‌های کمیته‌های تخصصی بررسی شده است.", []),
        ("مشکلات ۳۰ واحد پس از بررسی در کمیته تخصصی به این نشست رسید و رسیدگی شد.", [("units_reviewed", 30)]),
        ("مشکلات ۳۰ واحد بررسی‌شده در کمیته تخصصی در این نشست مطرح شد.", [("units_reviewed", 30)]),
        ("مشکلات شش واحد در این نشست بررسی شد و کار یکی از آنها به کمیته فنی سپرده شد.", [("units_reviewed", 6)]),
    ],
)
def test_what_a_committee_looked_at_is_not_the_sessions(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == counts


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("مقرر شد دستگاه‌ها به ویژه شرکت گاز و بانک‌ها تا پایان ماه گزارش بدهند.", [["GAS"]]),
        ("مقرر شد دستگاه‌های اجرایی از جمله شرکت گاز و تأمین اجتماعی گزارش بدهند.", [["GAS", "SSO"]]),
        ("بانک‌ها به‌ویژه بانک ملی موظف شدند ظرف ده روز پرونده‌ها را تعیین تکلیف کنند.", [["B_MELLI"]]),
        ("بانک‌ها، بخصوص بانک ملی، باید ظرف ده روز پرونده‌ها را تعیین تکلیف کنند.", [["B_MELLI"]]),
        ("وی گفت: دستگاه‌های متولی به ویژه شرکت گاز و بانک‌ها تا پایان ماه سهمیه واحدها را اعلام کنند.", [["GAS"]]),
        ("وی از دستگاه‌ها به ویژه شرکت گاز تشکر کرد.", []),
    ],
)
def test_those_named_above_all_are_bound(sentence: str, bound: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")] == bound


@pytest.mark.parametrize(
    ("sentence", "deadline"),
    [
        ("شرکت گاز موظف شد پاسخ استعلام را در کمتر از یک هفته بفرستد.", "در کمتر از یک هفته"),
        ("شرکت گاز موظف شد پاسخ استعلام را در بازه ده روزه بفرستد.", "در بازه ده روزه"),
        ("شرکت گاز موظف شد در یک بازه زمانی دو هفته‌ای پاسخ استعلام را بفرستد.", "در یک بازه زمانی دو هفته‌ای"),
        ("شرکت گاز موظف شد در مدت زمان ۱۵ روز پاسخ استعلام را بفرستد.", "در مدت زمان ۱۵ روز"),
        ("شرکت گاز یک هفته فرصت دارد پاسخ استعلام را بفرستد.", "یک هفته"),
        ("به شرکت گاز ده روز کاری مهلت داده شد تا پاسخ استعلام را بفرستد.", "ده روز کاری"),
        ("بانک ملی موظف شد یک سال فرصت بازپرداخت به این واحد بدهد.", None),
    ],
)
def test_how_long_a_body_is_given(sentence: str, deadline: str | None) -> None:
    assert [fact["deadline_text"] for fact in told_in(sentence, "obligation")] == [deadline]


@pytest.mark.parametrize("title", ["", "مهندس ", "دکتر ", "آقای ", "حجت‌الاسلام "])
def test_a_title_between_office_and_name_is_of_neither(title: str) -> None:
    (person,) = told_in(f"مدیرکل صمت استان زنجان {title}علی کاوندی بر پیگیری کارها تأکید کرد.", "person")
    assert (person["name"], person["role"]) == ("علی کاوندی", "مدیرکل صمت استان زنجان")


def test_all_whom_a_row_names_behind_by_are_bound() -> None:
    text = "مقرر شد بازدید از این واحد توسط محیط زیست، منابع طبیعی و صمت ظرف سه روز انجام شود."
    assert [fact["responsible_agency_ids"] for fact in told_in(text, "obligation")] == [["DOE", "NRWM", "SMT"]]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("جلسه این هفته ستاد تسهیل استان البرز به علت تعطیلی لغو شد.", []),
        ("جلسه کارگروه تسهیل و رفع موانع تولید استان البرز برگزار نشد.", []),
        ("جلسه دیروز کارگروه تسهیل استان البرز به دلیل نبود نماینده بانک‌ها به تعویق افتاد.", []),
        ("در جلسه کارگروه تسهیل استان البرز مزایده یک کارخانه لغو شد.", ["facilitation_wg_session"]),
        ("جلسه کارگروه تسهیل استان البرز برگزار و مزایده یک کارخانه لغو شد.", ["facilitation_wg_session"]),
    ],
)
def test_a_session_that_was_called_off(text: str, types: list[str]) -> None:
    assert [event["type"] for event in events(text)] == types


@pytest.mark.parametrize(
    ("sentence", "decisions", "bound"),
    [
        ("مقرر شد چنانچه شرکت نیمی از بدهی را بپردازد، بانک ملی سند را آزاد کند.", [], [["B_MELLI"]]),
        ("مقرر شد به شرط آنکه مدارک کامل شود، بانک ملی سند را آزاد کند.", [], [["B_MELLI"]]),
        (
            "مقرر شد چنانچه شرکت بدهی را بپردازد، سند آن آزاد شود.",
            ["مقرر شد چنانچه شرکت بدهی را بپردازد، سند آن آزاد شود"],
            [],
        ),
        ("مقرر شد پروانه این واحد تمدید شود.", ["مقرر شد پروانه این واحد تمدید شود"], []),
    ],
)
def test_a_condition_is_not_what_was_settled(sentence: str, decisions: list[str], bound: list[list[str]]) -> None:
    assert [fact["text"] for fact in told_in(sentence, "decision")] == decisions
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")] == bound


def test_the_end_of_a_working_day_is_a_deadline() -> None:
    text = "مقرر شد اداره کل امور مالیاتی تا پایان وقت اداری چهارشنبه از حساب این شرکت رفع انسداد کند."
    assert [fact["deadline_text"] for fact in told_in(text, "obligation")] == ["تا پایان وقت اداری چهارشنبه"]


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("استاندار در بازدیدی سرزده از سه کارخانه گفت: تولید نباید بایستد.", [("units_visited", 3)]),
        ("قرار است هفته آینده بازدیدی از چهار واحد داشته باشیم.", []),
        ("هفته آینده بازدید از چهار واحد انجام خواهد شد.", []),
        (
            "اجرای هفت مصوبه به عهده بانک‌ها و اجرای چهار مصوبه به عهده تأمین اجتماعی گذاشته شد.",
            [],
        ),
        ("اجرای دو مصوبه به شهرداری سپرده شد.", []),
        ("پیگیری سه مصوبه بر عهده دبیرخانه است.", []),
        (
            "با اجرای هفت مصوبه که به عهده بانک‌ها بود مشکل چند کارخانه حل شد.",
            [("resolutions_implemented", 7)],
        ),
        ("اجرای ۱۲ مصوبه به پایان رسید.", [("resolutions_implemented", 12)]),
        (
            "پس از اجرای پنج مصوبه مدیریت کارخانه به بخش خصوصی واگذار شد.",
            [("resolutions_implemented", 5)],
        ),
    ],
)
def test_what_is_yet_to_be_done_is_not_counted_as_done(sentence: str, counts: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == counts


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("رضا کاویان گفت شرکت گاز استان تا ده روز دیگر انشعاب دو واحد را وصل می‌کند.", [["GAS"]]),
        ("وی اعلام کرد آب منطقه‌ای ظرف یک ماه پروانه چاه را تمدید خواهد کرد.", [["WATERREG"]]),
        ("وی افزود بانک ملی هر سال تا پایان مهر تسهیلات کشاورزان را پرداخت می‌کند.", []),
        ("وی گفت اگر بانک تجارت تا پایان ماه همکاری کند کارخانه تولید را آغاز می‌کند.", []),
        ("وی گفت شرکت گاز استان در این زمینه خوب کار می‌کند.", []),
    ],
)
def test_speech_without_a_colon(sentence: str, bound: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")] == bound
