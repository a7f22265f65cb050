"""Reports with several speakers: halls that bear names, words of honour, figures of others before the session's own."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


def counted(text: str) -> list[tuple[str, int, str | None]]:
    """Measure, value and event of every count behind the session's sentence."""
    return [(fact["measure"], fact["value"], fact["event"]) for fact in facts(text, "count")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("این جلسه در سالن سردار سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن سردار شهید سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن شهید حاج قاسم سلیمانی استانداری تشکیل شد.", []),
        ("این جلسه در سالن جلسات شهید رجایی استانداری تشکیل شد.", []),
        ("این جلسه در سالن اجتماعات سردار حاج قاسم سلیمانی استانداری تشکیل شد.", []),
        ("کارگاه‌ها در خیابان سردار سلیمانی و بلوار دکتر حسابی هستند.", []),
        ("این جلسه در سالن جلسات استانداری به ریاست سردار حسین احمدی تشکیل شد.", ["حسین احمدی"]),
        ("در سالن جلسات، دکتر رضا محمدی گفت: کار خوب است.", ["رضا محمدی"]),
        ("در شهرک صنعتی، مهندس علی رضایی گفت: کار خوب است.", ["علی رضایی"]),
        ("سردار احمدی فرمانده انتظامی استان در این جلسه حضور داشت.", ["احمدی"]),
    ],
)
def test_a_hall_bears_the_name_of_nobody_who_was_there(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(text, "person")] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "مدیرکل امور مالیاتی استان یزد گفت: قول می‌دهیم جرایم این واحد بخشیده شود.",
            [(["TAX"], "مدیرکل امور مالیاتی استان یزد")],
        ),
        (
            "مدیرعامل شرکت گاز استان نیز گفت: تعهد می‌دهیم انشعاب این کارخانه را وصل کنیم.",
            [(["GAS"], "شرکت گاز استان")],
        ),
        ("مدیرکل صمت یزد گفت: قول می‌دهیم از تولید حمایت کنیم.", []),
        ("مدیرعامل این شرکت گفت: قول می‌دهیم تولید دو برابر شود.", []),
        ("استاندار یزد گفت: قول می‌دهم مشکل برق حل شود.", []),
        ("مدیرعامل شرکت فولاد یزد گفت: به بانک سپه قول داده‌ایم بدهی پرداخت شود.", []),
        (
            "شهرک‌های صنعتی موظف شد قرارداد زمین دو کارگاه را تمدید کند.",
            [(["SHAHRAK"], "شهرک‌های صنعتی")],
        ),
        (
            "وی گفت: از شهرک‌های صنعتی هم خواسته‌ایم قرارداد زمین دو کارگاه را فسخ نکند.",
            [(["SHAHRAK"], "شهرک‌های صنعتی")],
        ),
        ("وی از شهرک‌های صنعتی بازدید کرد و شهرک‌های صنعتی استان به تصفیه‌خانه مجهز شد.", []),
    ],
)
def test_a_head_gives_the_word_of_his_body(text: str, expected: list[tuple[list[str], str]]) -> None:
    read = [(fact["responsible_agency_ids"], fact["responsible_text"]) for fact in facts(text, "obligation")]
    assert [(ids, str(told).removeprefix("مدیرعامل ")) for ids, told in read] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("مدیرکل امور مالیاتی استان یزد گفت: قول می‌دهم جرایم این واحد بخشیده شود.", {"TAX"}),
        ("مدیر شعب بانک ملی گفت: قول می‌دهم جرایم این واحد بخشیده شود.", {"BANK.PENALTY"}),
        (
            "مدیرکل تأمین اجتماعی استان از آمادگی این اداره کل برای تقسیط بدهی واحدها گفت و بانک ملت هم راه آمد.",
            {"SOCIALSEC"},
        ),
        ("کارخانه آفتاب با کمبود برق مواجه است.", {"ENERGY.ELECTRICITY"}),
        ("مشکل این کارخانه افت آب چاه است.", {"ENERGY.WATER"}),
        ("سخت‌گیری بانک‌ها در گرفتن ضامن گلایه تولیدکنندگان بود.", {"BANK.COLLATERAL"}),
    ],
)
def test_whose_debt_it_is_and_words_within_words(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("وی گفت: پرونده سه واحد را به کمیته حمایت قضایی سپردیم.", ["adopted"]),
        ("وی گفت: کارگران را به دست خدا سپردیم و راهی نبود.", []),
        ("وی گفت: به ستاد تسهیل کشور پیشنهاد داده‌ایم سقف اختیار استان به ۵۰ میلیارد تومان برسد.", ["proposed"]),
        ("وی گفت: پیشنهادهای زیادی داده‌ایم و جوابی نشنیدیم.", []),
        ("مکاتبه با وزارت صمت در دستور کار دبیرخانه قرار گرفت.", ["adopted"]),
        ("موضوع تسهیلات در دستور کار این جلسه قرار گرفت.", []),
    ],
)
def test_decisions_in_the_first_person(text: str, status: list[str]) -> None:
    assert [fact["status"] for fact in facts(text, "decision")] == status


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "در مردادماه ۶۲ پرونده در شهرستان‌ها بررسی شد. سپس مشکلات ۱۰ واحد شامل شش واحد صنعتی، "
            "سه واحد کشاورزی و یک واحد دانش‌بنیان مورد بحث قرار گرفت.",
            [
                ("cases_reviewed", 62, None),
                ("units_reviewed", 10, "E1"),
                ("units_reviewed", 6, "E1"),
                ("units_reviewed", 3, "E1"),
                ("units_reviewed", 1, "E1"),
            ],
        ),
        ("در این جلسه که در آذرماه برگزار شد ۱۲ پرونده بررسی شد.", [("cases_reviewed", 12, "E1")]),
        ("وی پس از بازدید دو ساعته از سه کارخانه سخن گفت.", [("units_visited", 3, "E1")]),
        (
            "وی گفت: از چهار مصوبه‌ای که برایش گذراندیم تنها یکی عملیاتی شده است.",
            [("resolutions_adopted", 4, None)],
        ),
        ("وی گفت: از هشت مصوبه‌ای که داشتیم نیمی اجرا شده است.", [("resolutions_adopted", 8, None)]),
        ("وی گفت: از ۴۰ مصوبه همه اجرا شده است.", [("resolutions_implemented", 40, None)]),
        ("وی گفت: ۴۰ مصوبه اجرا شد و تنها یکی مانده است.", [("resolutions_implemented", 40, None)]),
        ("وی گفت: ۹۱ درصد تصمیم‌های ستاد عملی شده است.", [("resolutions_implemented", 91, None)]),
        ("وی گفت: ۹۱ درصد تصمیم‌های مدیران عملی نیست.", []),
    ],
)
def test_whose_figures_they_are(text: str, expected: list[tuple[str, int, str | None]]) -> None:
    assert counted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وی از اجرای ۱۴ مصوبه از ۱۸ مصوبه جلسات پیشین خبر داد و علت اجرا نشدن چهار مصوبه دیگر را مخالفت بانک‌ها عنوان کرد.",
            [("resolutions_implemented", 14), ("resolutions_adopted", 18), ("resolutions_not_implemented", 4)],
        ),
        ("در صورت اجرا نشدن سه مصوبه پیگیری می‌کنیم.", [("resolutions_adopted", 3)]),
        (
            "۴۲۱ مصوبه اجرا شده و ۹۹ مصوبه نه.",
            [("resolutions_implemented", 421), ("resolutions_not_implemented", 99)],
        ),
        ("پس از بازدید از این سه واحد، جلسه آغاز شد.", [("units_visited", 3)]),
        ("وی از دو کارخانه بازدید کرد و پس از بازدید از این دو کارخانه سخن گفت.", [("units_visited", 2)]),
        ("۱۶ واحد راکد پس از سال‌ها چرخ تولیدشان به حرکت درآمد.", [("units_returned", 16)]),
        (
            "وی با اشاره به مصوبات سفر پیشین کارگروه گفت: هشت مصوبه داشتیم که پنج تای آن انجام شده است.",
            [("resolutions_adopted", 8), ("resolutions_implemented", 5)],
        ),
        ("با اشاره به مصوبات سفر رئیس‌جمهور گفت: ۱۲ مصوبه داشتیم که شش مصوبه اجرا شده است.", []),
    ],
)
def test_figures_in_spoken_words(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, value) for measure, value, _ in counted(text)] == expected


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("با درخواست یک معدن برای بخشودگی حقوق دولتی مخالفت شد.", {"MINING"}),
        ("تعیین قیمت پایه زمین یک واحد بر عهده جهاد کشاورزی گذاشته شد.", {"LAND"}),
        ("مقرر شد بانک تجارت به پنج کارگاه وام نوسازی بپردازد.", {"BANK.FACILITY"}),
        ("شهرداری موظف شد عوارض سال‌های ۱۴۰۰ تا ۱۴۰۲ این صنف را نصف محاسبه نماید.", {"MUNICIPAL"}),
        (
            "استمهال بدهی و صدور ضمانت‌نامه خواسته واحدهاست. بعد از آن بیمه، زمین و مجوزهای محیط زیستی قرار می‌گیرد.",
            {"BANK.RESCHEDULE", "BANK.COLLATERAL", "SOCIALSEC", "LAND", "PERMIT", "ENV"},
        ),
        ("کمبود آب مشکل واحدهاست. پس از آن گردشگران در زمین چمن قرار می‌گیرند.", {"ENERGY.WATER"}),
        ("قضات پیش از هر اقدامی نظر دبیرخانه ستاد را استعلام می‌کنند.", set()),
        ("استعلام واحدها بی‌پاسخ مانده و آنها را پیگیری می‌کنیم.", {"PERMIT.INQUIRY"}),
    ],
)
def test_what_is_granted_and_what_comes_next(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("وی رو به ناظر گمرکات یزد افزود: ظرف یک هفته ترخیص را تمام کنید.", [["CUSTOMS"]]),
        ("وی برای بانک کشاورزی ضرب‌الاجل ۱۰ روزه تعیین کرد تا تکلیف وثیقه یک تعاونی را معلوم کند.", [["B_KESH"]]),
        ("شورا برای مجلس برنامه ۱۰ روزه تعیین کرد تا قانون اصلاح شود.", []),
    ],
)
def test_who_is_given_a_term(text: str, ids: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == ids


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("سعید کهریزک‌نژاد خواستار حضور مستقیم مدیران شد.", ["سعید کهریزک‌نژاد"]),
        ("سعید کهریزک‌نژاد معتقد است کار خوب است.", ["سعید کهریزک‌نژاد"]),
        ("سعید کهریزک‌نژاد نگران است که کار نشود.", ["سعید کهریزک‌نژاد"]),
        ("در این نشست سعید کهریزک‌نژاد قول داد کار شود.", ["سعید کهریزک‌نژاد"]),
        ("رقیه لنده‌ای دامدار خواستار تمدید وام شد.", ["رقیه لنده‌ای"]),
        ("علی حسینی کشاورز گفت: آب نیست.", ["علی حسینی کشاورز"]),
        ("بخشی از تولیدکنندگان خواستار تمدید مهلت شدند.", []),
        ("شرکت فولاد رضوی مدعی شد که برق قطع است.", []),
        ("صاحبان صنایع یزد معتقد بودند که مشکل بانک است.", []),
    ],
)
def test_a_name_ends_before_what_is_said_of_its_bearer(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(text, "person")] == names


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وی گفت: از ۲۶۸ مصوبه، ۲۰۱ مصوبه به پایان راه رسیده، ۴۶ مصوبه نیمه‌راه است و ۲۱ مصوبه هیچ‌گاه شروع نشده است.",
            [
                ("resolutions_adopted", 268),
                ("resolutions_implemented", 201),
                ("resolutions_in_progress", 46),
                ("resolutions_not_implemented", 21),
            ],
        ),
        (
            "۱۹۶ مصوبه اجرا شده که معادل ۸۰ درصد است.",
            [("resolutions_implemented", 196), ("resolutions_implemented", 80)],
        ),
        ("۱۹۶ مصوبه داشتیم که معادل ۸۰ درصد سال قبل است.", [("resolutions_adopted", 196)]),
        (
            "از ۲۴۵ مصوبه ۱۹۶ مصوبه اجرا شده و بقیه یعنی ۴۹ مصوبه به ستاد ملی رفته است.",
            [("resolutions_adopted", 245), ("resolutions_implemented", 196)],
        ),
        ("امسال ۱۳ واحد از خاموشی درآمد و ۳۶۰ فرصت شغلی برگشت.", [("units_returned", 13), ("jobs", 360)]),
    ],
)
def test_how_far_resolutions_came(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, value) for measure, value, _ in counted(text)] == expected


def test_a_list_below_its_heading_binds_and_refers() -> None:
    text = (
        "این جلسه برگزار و مصوبات ذیل صادر گردید:\n\n"
        "- شرکت گاز استان علمک دوم کشتارگاه را نصب نماید.\n"
        "- با عنایت به مصوبه جلسه پیش و عدم اجرای آن توسط بانک سپه، موضوع به دادستان یزد منعکس گردد.\n"
        "- تقاضای کارخانه مبنی بر افزایش سهمیه ذرت به شرکت پشتیبانی امور دام ارسال شود.\n"
    )
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == [["GAS"]]
    assert [fact["status"] for fact in facts(text, "decision")] == ["adopted", "adopted"]


def test_a_committee_is_bound_and_not_the_last_of_its_members() -> None:
    text = "کمیته‌ای با عضویت مدیران بانکی و صمت تشکیل شد که مکلف است تا ۲۰ خرداد گزارش بدهد."
    assert not [fact for fact in facts(text, "obligation") if fact["responsible_agency_ids"]]


def test_another_bodys_session_that_only_mentions_the_group_gives_none_of_its_facts() -> None:
    text = (
        "تشکیل کمیته همکاری بانک‌های سمنان با صنایع\n\n"
        "به گزارش روابط عمومی بانک صادرات، دومین نشست کمیته اعتباری مشترک بانک‌های استان سمنان تشکیل و درخواست ۳۰ واحد "
        "تولیدی تصویب شد.\n\n"
        "مدیر شعب بانک گفت: از ۲۰ مصوبه نشست نخست ۱۶ مصوبه اجرا شده است.\n\n"
        "وی افزود: بانک‌ها موظف شدند ضامن کارمند نخواهند.\n\n"
        "وی یادآور شد: نتیجه این نشست در جلسه کارگروه تسهیل و رفع موانع تولید استان هم گزارش می‌شود."
    )
    assert not [
        fact
        for fact in read_facts(text).facts
        if fact["fact"] in ("event", "count", "problem", "decision", "obligation")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "وی از نماینده بانک سپه پرسید چرا مصوبه اجرا نشده و تکلیف کرد بانک تا شنبه نامه فک رهن را بدهد.",
            [["B_SEPAH"]],
        ),
        ("وی از بانک سپه و بانک ملی گفت و تکلیف کرد بانک تا شنبه نامه فک رهن را بدهد.", []),
        ("به گفته وی، بانک باید شریک تولید باشد.", []),
        (
            "با واگذاری زمین در شهرک موافقت گردید. متولی اجرا: شرکت شهرک‌های صنعتی، مهلت: ۳۱ تیر ۱۴۰۵.",
            [["SHAHRAK"]],
        ),
        ("وی گفت: زمین خوب است. متولی اجرا: شرکت شهرک‌های صنعتی.", []),
    ],
)
def test_the_bank_and_who_is_in_charge(text: str, expected: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "این جلسه با دستور رسیدگی به وضع هفت واحد صنعتی و سه واحد شیلاتی تشکیل شد.",
            [("units_reviewed", 7), ("units_reviewed", 3)],
        ),
        (
            "اجرای مصوبات از ۷۲ درصد سال قبل به ۸۱ درصد رسیده است.",
            [("resolutions_implemented", 72), ("resolutions_implemented", 81)],
        ),
        ("هفت درصد مصوبات به دلیل تغییر مقررات قابل اجرا نبود.", [("resolutions_not_implemented", 7)]),
        (
            "در جلسات گذشته ۴۱ مصوبه داشتیم که ۳۳ مصوبه را به انجام رساندیم و هشت مصوبه به مرور انجام می‌شود.",
            [("resolutions_adopted", 41), ("resolutions_implemented", 33), ("resolutions_in_progress", 8)],
        ),
        (
            "حاصل آن ۹۱۲ مصوبه است؛ ۳۵۵ مصوبه در موضوعات بانکی و ۱۸۲ مصوبه در موضوع بیمه و مالیات.",
            [("resolutions_adopted", 912)],
        ),
        ("۳۷ واحد راکد راه افتاد و ۳۱۰ نفر حقوق‌بگیر شدند.", [("units_returned", 37), ("jobs", 310)]),
    ],
)
def test_figures_of_a_tally(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, value) for measure, value, _ in counted(text)] == expected


@pytest.mark.parametrize("name", ["رستم آوجی‌نیا", "چنگیز آبدانانی", "ساناز رضوی", "هیوا بابامیری", "فرخ دلاوری"])
def test_given_names_old_and_new(name: str) -> None:
    text = f"به گزارش فارس، {name} استاندار قزوین گفت: کار خوب است."
    assert [fact["name"] for fact in facts(text, "person")] == [name]


@pytest.mark.parametrize(
    "text",
    [
        "شهرستان رستم فارس پنج معدن دارد.",
        "در ماه رمضان و محرم جلسه‌ای نداشتیم.",
        "سپهر صنعت خراسان تعطیل شد.",
        "سال ۱۴۰۴ شمسی سال تولید است.",
        "ندا داده شد که جلسه تمام است.",
    ],
)
def test_what_is_a_name_elsewhere(text: str) -> None:
    assert not facts(text, "person")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "۶۳ مصوبه در این جلسات داشته‌ایم که چهار پنجم آن عملی شده و ۹ مصوبه به کارگروه استان رفته است.",
            [("resolutions_adopted", 63)],
        ),
        ("امروز ۲۰ مصوبه تصویب شد و پنج مصوبه به کارگروه ملی ارجاع شد.", [("resolutions_adopted", 20)]),
        ("۲۰ مصوبه به تصویب رسید و به دستگاه‌ها ارسال شد.", [("resolutions_adopted", 20)]),
        ("اعضا رأی دادند هر بانکی نرخ اجرای مصوباتش کمتر از ۷۰ درصد باشد محروم شود.", []),
        ("نرخ اجرای مصوبات بانکی ۶۶ درصد است.", [("resolutions_implemented", 66)]),
        ("وی پیشنهاد کرد پرونده دو کارخانه رب در این کارگروه بررسی شود.", []),
    ],
)
def test_parts_conditions_and_proposals_are_no_figures(text: str, expected: list[tuple[str, int]]) -> None:
    assert [(measure, value) for measure, value, _ in counted(text)] == expected


def test_units_in_a_row_are_no_parts_of_the_first() -> None:
    text = SESSION + "مسائل چهار معدن سنگ، دو کارخانه فرآوری مس و سه واحد بسته‌بندی پسته بررسی شد."
    assert not [check for check in read_facts(text).checks if check["check"] == "parts_sum"]
    text = SESSION + "مشکلات ۱۲ واحد تولیدی، ۷ واحد صنعتی و ۵ واحد کشاورزی بررسی شد."
    assert ("parts_sum", True) in {(check["check"], check["holds"]) for check in read_facts(text).checks}


def test_a_bank_that_waits_and_comes_to_terms_has_one_duty() -> None:
    text = "بانک ملی فعلا دست نگه دارد و ظرف یک هفته با مدیر کارخانه بر سر اقساط به توافق برسد."
    assert [(fact["responsible_agency_ids"], fact["deadline_text"]) for fact in facts(text, "obligation")] == [
        (["B_MELLI"], "ظرف یک هفته")
    ]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("وی مشکلات سه کارخانه را برشمرد: نبود آب، زمین و گاز.", {"ENERGY.WATER", "LAND", "ENERGY.GAS"}),
        ("تأخیر در بازگشت مالیات ارزش افزوده صادرکننده را زمین‌گیر کرده است.", {"TAX"}),
        ("وی برندگان مسابقه را برشمرد: زمین چمن، آب و گاز.", set()),
    ],
)
def test_problems_counted_off(text: str, codes: set[str]) -> None:
    assert {fact["code"] for fact in facts(text, "problem")} == codes


@pytest.mark.parametrize(
    "text",
    [
        "کمیسیون کشاورزی اتاق بازرگانی فارس ۱۰ واحد را بررسی کرد\n\nرئیس کمیسیون کشاورزی اتاق شیراز گفت: نمایندگان ۱۰ واحد "
        "تولیدی پنج پیشنهاد برای ارائه به کارگروه تسهیل و رفع موانع تولید استان تدوین کردند.\n\n"
        "از ۱۲ مصوبه قبلی این کمیسیون هشت مصوبه اجرا شده است.",
        "دادستان خمین گفت: در چهارمین جلسه کارگروه حمایت قضایی از تولید، ۱۸ پرونده مطرح و ۱۱ مصوبه صادر شد.\n\n"
        "وی گفت: بانک سپه موظف شد مزایده کارخانه را متوقف کند. این کارگروه با کارگروه تسهیل و رفع موانع تولید همکاری دارد.",
        "رئیس انجمن صنایع غذایی همدان گفت: از ۳۰ مصوبه این انجمن در سال گذشته ۱۰ مصوبه اجرا شد و ۱۲ جلسه داشتیم.\n\n"
        "وی از کارگروه تسهیل و رفع موانع تولید خواست به مشکل کمبود نهاده رسیدگی کند.",
    ],
)
def test_a_body_that_only_speaks_to_the_group_gives_none_of_its_facts(text: str) -> None:
    assert not [fact for fact in read_facts(text).facts if fact["fact"] in ("event", "count", "decision", "obligation")]


def test_a_headline_with_the_bare_group_is_its_session() -> None:
    text = (
        "بیستمین جلسه کارگروه با بررسی ۸ پرونده در یزد\n\n"
        "استاندار یزد در جلسه کارگروه تسهیل و رفع موانع تولید گفت: مشکلات ۸ واحد بررسی شد."
    )
    assert [(fact["type"], fact["ordinal"]) for fact in read_facts(text).facts if fact["fact"] == "event"] == [
        ("facilitation_wg_session", 20)
    ]
