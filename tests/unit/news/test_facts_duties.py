"""Who must do what by when: each wording must bind the same body."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


# {a}: who must, {v}: do what
BINDING = [
    "مقرر شد {a} {v}.",
    "مقرر گردید {a} {v}.",
    "مقرر شد که {a} {v}.",
    "در این جلسه مقرر شد {a} {v}.",
    "همچنین مقرر شد تا {a} {v}.",
    "قرار شد {a} {v}.",
    "بنا شد {a} {v}.",
    "قرار بر این شد که {a} {v}.",
    "قرار است {a} {v}.",
    "مصوب شد {a} {v}.",
    "مصوب گردید {a} {v}.",
    "به تصویب رسید که {a} {v}.",
    "تصویب شد {a} {v}.",
    "تصمیم گرفته شد {a} {v}.",
    "تصمیم بر این شد {a} {v}.",
    "اعضا تصمیم گرفتند {a} {v}.",
    "اعضای کارگروه رأی دادند {a} {v}.",
    "کارگروه مصوب کرد {a} {v}.",
    "توافق شد {a} {v}.",
    "طبق مصوبه این جلسه {a} {v}.",
    "بر اساس مصوبه کارگروه، {a} باید {v}.",
    "بر اساس این مصوبه {a} موظف است {v}.",
    "{a} موظف شد {v}.",
    "{a} موظف گردید {v}.",
    "{a} نیز موظف شد {v}.",
    "{a} مکلف شد {v}.",
    "{a} مکلف شده است {v}.",
    "{a} ملزم شد {v}.",
    "{a} ملزم است {v}.",
    "{a} متعهد شد {v}.",
    "{a} تعهد داد {v}.",
    "{a} قول داد {v}.",
    "{a} اعلام آمادگی کرد {v}.",
    "{a} پذیرفت {v}.",
    "{a} باید {v}.",
    "{a} می‌بایست {v}.",
    "{a} بایستی {v}.",
    "{a} مأمور شد {v}.",
    "{a} مأموریت یافت {v}.",
    "{a} وظیفه دارد {v}.",
    "{a} مهلت دارد {v}.",
    "{a} فرصت دارد {v}.",
    "استاندار به {a} دستور داد {v}.",
    "استاندار به {a} مأموریت داد {v}.",
    "استاندار به {a} تکلیف کرد {v}.",
    "استاندار از {a} خواست {v}.",
    "استاندار از {a} درخواست کرد {v}.",
    "استاندار {a} را موظف کرد {v}.",
    "استاندار {a} را مکلف کرد {v}.",
    "استاندار {a} را ملزم کرد {v}.",
    "استاندار دستور داد {a} {v}.",
    "استاندار تأکید کرد {a} {v}.",
    "استاندار تأکید کرد که {a} باید {v}.",
    "استاندار خواستار آن شد که {a} {v}.",
    "استاندار خواستار شد {a} {v}.",
    "وی گفت: {a} باید {v}.",
    "وی افزود: مقرر شد {a} {v}.",
    "وی افزود: {a} هم باید {v}.",
    "به گفته وی، {a} موظف است {v}.",
    "معاون استاندار با اشاره به مشکل یک واحد گفت: {a} {v}.",
    "از {a} خواسته شد {v}.",
    "به {a} ابلاغ شد {v}.",
    "به {a} مهلت داده شد {v}.",
    "به {a} فرصت داده شد {v}.",
    "لازم است {a} {v}.",
    "ضروری است {a} {v}.",
    "باید {a} {v}.",
    "در خصوص پرونده شرکت مهر، {a} مکلف شد {v}.",
    "درباره مشکل کارخانه آرد نیز مقرر شد {a} {v}.",
    "برای حل این مشکل {a} موظف شد {v}.",
    "به منظور رفع این مشکل مقرر شد {a} {v}.",
    "با توجه به مشکلات این واحد مقرر شد {a} {v}.",
    "در پایان این جلسه پس از بحث و بررسی مقرر شد {a} {v}.",
    "پس از شنیدن نظر اعضا، {a} موظف شد {v}.",
    "ضمن بررسی موضوع مقرر شد {a} {v}.",
    "مقرر شد با همکاری فرمانداری، {a} {v}.",
    "مقرر شد جهت رفع مشکل، {a} {v}.",
    "در این راستا {a} مکلف شد {v}.",
    "بدین منظور {a} {v}.",
    "همچنین {a} {v}.",
    "از سوی دیگر {a} نیز باید {v}.",
    "استاندار خطاب به {a} گفت: باید {v}.",
    "مقرر شد نماینده {a} {v}.",
    "{a} در این جلسه متعهد شد {v}.",
    "{a} با تصویب اعضا موظف شد {v}.",
    "{a} طبق این مصوبه موظف است {v}.",
    "{a} بر اساس تصمیم کارگروه باید {v}.",
]

DOERS = [("بانک ملی", "B_MELLI"), ("مدیرکل تأمین اجتماعی", "SSO")]

ACTS = ["بدهی شرکت نساجی الموت را ظرف یک ماه تقسیط کند", "نسبت به صدور مفاصاحساب شرکت لاله ظرف یک ماه اقدام نماید"]


@pytest.mark.parametrize("wording", BINDING)
def test_who_must_do_what_by_when(wording: str) -> None:
    for doer, agency in DOERS:
        for act in ACTS:
            found = facts(wording.format(a=doer, v=act), "obligation")
            assert [(f["responsible_agency_ids"], f["deadline_text"]) for f in found] == [([agency], "ظرف یک ماه")]


@pytest.mark.parametrize("wording", ["پیشنهاد شد {a} {v}.", "{a} {v} خوب است.", "شاید {a} روزی همکاری کند."])
def test_who_is_not_bound(wording: str) -> None:
    assert facts(wording.format(a="بانک ملی", v="بدهی را تقسیط کند"), "obligation") == []


DUTIES = [
    ("به دستور استاندار بانک ملی از حراج کارخانه خودداری می‌کند.", ["B_MELLI"], None),
    ("رفع ایراد محصول این واحد بر عهده اداره کل استاندارد، ظرف سه هفته.", ["STD"], "ظرف سه هفته"),
    ("مدیر شعب بانک ملی گفت: تا پایان هفته وام این کارخانه را می‌پردازیم.", ["B_MELLI"], "تا پایان هفته"),
    ("شهرداری موافقت کرد عوارض این واحد را در شش قسط بگیرد.", ["MUNI"], None),
    (
        "از مدیرعامل شرکت گاز پرسید انشعاب کی وصل می‌شود و وی قول داد تا پایان ماه کار را تمام کند.",
        ["GAS"],
        "تا پایان ماه",
    ),
    ("بانک ملی یک ماه فرصت دارد بدهی را بازنگری کند.", ["B_MELLI"], None),
    ("با توجه به کمبود برق، شرکت گاز معرفی‌نامه لازم را صادر نماید.", ["GAS"], None),
    ("مقرر شد شرکت گاز پیش از سرد شدن هوا انشعاب را وصل کند.", ["GAS"], "پیش از سرد شدن"),
]


@pytest.mark.parametrize(("text", "who", "until"), DUTIES)
def test_a_duty_told_in_other_ways(text: str, who: list[str], until: str | None) -> None:
    duties = facts(text, "obligation")
    assert [fact["responsible_agency_ids"] for fact in duties] == [who]
    assert until is None or until in duties[0]["deadline_text"]


OBJECT_FIRST = [
    (
        "بانک ملی، بانک تجارت و بانک کشاورزی دلایل خود را گفتند اما پذیرفته نشد و هر سه بانک ملزم به اجرای مصوبه قبلی هستند.",
        [["B_MELLI", "B_TEJARAT", "B_KESH"]],
    ),
    (
        "۱- تخصیص سهمیه به هفت کارگاه؛ اقدام: شرکت گاز؛ مهلت: ۱۵ روز ۲- اصلاح پروانه کارخانه خرما؛ اقدام: سازمان صمت؛ مهلت: فوری",
        [["GAS"], ["SMT"]],
    ),
    (
        "استاندار از بانک سپه و پست بانک گلایه کرد و گفت: این دو بانک باید تا پایان هفته تکلیف وام سه کارخانه را روشن کنند.",
        [["B_SEPAH", "B_POST"]],
    ),
    ("پساب تصویب شد و برای اجرای آن باید شرکت گاز نقشه خط را آماده کند.", [["GAS"]]),
    ("کمیته‌ای از محیط زیست، منابع طبیعی و صمت مأمور شد تا یک ماه گزارش بدهد.", [["DOE", "NRWM", "SMT"]]),
    (
        "استاندار گفت: اداره کل آموزش فنی و حرفه‌ای کارگاه دایر می‌کند و پارک علم و فناوری نتیجه را تا اسفند عرضه می‌کند.",
        [["TVTO"], ["STPARK"]],
    ),
    ("مقرر شد هزینه کار را شرکت شهرک‌های صنعتی پرداخت کند.", [["SHAHRAK"]]),
    (
        "طبق مصوبات، بانک صادرات نسبت به تمدید خط اعتباری یک کارخانه، بانک سپه نسبت به آزادسازی وثایق یک شرکت و بانک ملی "
        "نسبت به کاهش سود یک هتل اقدام خواهند کرد.",
        [["B_SADERAT"], ["B_SEPAH"], ["B_MELLI"]],
    ),
    ("مرمت جاده بر عهده اداره راهداری گذاشته شد و اداره صمت کار باسکول را دنبال می‌کند.", [["SMT"]]),
]


@pytest.mark.parametrize(("text", "who"), OBJECT_FIRST)
def test_whose_duty_stands_where(text: str, who: list[list[str]]) -> None:
    duties = facts(text, "obligation")
    assert [fact["responsible_agency_ids"] for fact in duties] == who


NO_DUTIES = [
    "شرکت گاز پیش از این انشعاب را وصل کرده است.",
    "نظارت بر معادن بر عهده سازمان صمت است.",
    "مدیر شعب بانک ملی گفت: همه پرونده‌ها را بررسی می‌کنیم.",
    "شهرداری با حضور در جلسه موافقت کرد.",
]


@pytest.mark.parametrize("text", NO_DUTIES)
def test_no_duty(text: str) -> None:
    assert not facts(text, "obligation")


def test_arabic_letters_and_a_verb_in_two_words() -> None:
    text = "مدیر شعب بانک ملی گفت: تا پایان هفته وام این کارخانه را پرداخت می کنیم."
    arabic = text.translate(str.maketrans("یک", "يك"))
    found = [[fact["fact"] for fact in read_facts(SESSION + words).facts] for words in (text, arabic)]
    assert found[0] == found[1]
    assert "obligation" in found[0]


def test_a_governor_who_asks_binds() -> None:
    (bound,) = facts("از شهرداری قزوین می‌خواهم عوارض این واحدها را تا پایان دی‌ماه ۱۴۰۴ تقسیط کند.", "obligation")
    assert (bound["responsible_agency_ids"], bound["deadline"]) == (["MUNI"], "2026-01-20")


@pytest.mark.parametrize(
    ("text", "ids", "deadline_text"),
    [
        ("به نظر ما بانک توسعه تعاون کند است. این بانک باید تا شنبه آینده پاسخ دهد.", ["B_TAVON"], "تا شنبه آینده"),
        ("دبیرخانه کارگروه نیز مکلف است فهرست واحدها را تا پایان هفته ارائه کند.", [], "تا پایان هفته"),
        ("وی گفت:مقررشد اداره کل امورمالیاتی جرایم یک شرکت را ببخشد وپرونده دوم به دادگستری سپرده شد.", ["TAX"], None),
        ("بر پایه این مصوبات، آبفا انشعاب هتل دنا را برقرار خواهد کرد.", ["ABFA"], None),
        ("اداره امور آب مراغه تعهد داد مجوز چاه شرکت سهند را ظرف یک ماه صادر کند.", ["WATERREG"], "ظرف یک ماه"),
    ],
)  # fmt: skip
def test_obligations_of_other_newsrooms(text: str, ids: list[str], deadline_text: str | None) -> None:
    bound = facts(text, "obligation")
    assert [(fact["responsible_agency_ids"], fact["deadline_text"]) for fact in bound] == [(ids, deadline_text)]


def test_an_agency_that_is_asked_in_the_passive() -> None:
    (bound,) = facts("از شرکت توزیع برق شمال کرمان خواسته شد ظرف ۱۰ روز برق یک واحد را وصل کند.", "obligation")
    assert (bound["responsible_agency_ids"], bound["deadline_text"]) == (["ELDIST"], "ظرف ۱۰ روز")


def test_the_directors_of_several_banks_are_asked() -> None:
    text = "او از مدیران بانک سپه و بانک تجارت خواست تا آخر آذر ۱۴۰۴ تسهیلات دو کارخانه را پرداخت کنند و به سازمان صمت مأموریت داد گزارش بدهد."
    bound = facts(text, "obligation")
    assert [fact["responsible_agency_ids"] for fact in bound] == [["B_SEPAH", "B_TEJARAT"], ["SMT"]]
    assert bound[0]["deadline"] == "2025-12-21"
    assert facts(text, "count") == []


def test_promises_that_go_on_with_and() -> None:
    text = "بر همین اساس اداره کل ثبت اسناد سند شهرک را ظرف ۱۵ روز تحویل می‌دهد و امور مالیاتی جریمه دو شرکت را می‌بخشد."
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == [["REGISTRY"], ["TAX"]]


def test_a_body_bound_after_its_subject() -> None:
    text = "قرار شد آب منطقه‌ای پساب را تأمین کند و درباره مالیات نیز امور مالیاتی در نشست بعد گزارش بدهد."
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == [["WATERREG"], ["TAX"]]


def obligations(text: str) -> list[tuple[tuple[str, ...], str | None]]:
    """(responsible agencies, deadline in words) of the obligations."""
    found = facts(text, "obligation")
    return [(tuple(fact["responsible_agency_ids"]), fact["deadline_text"]) for fact in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مصوب شد اداره گاز ظرف مدت سه روز کاری علمک گاز را نصب کند.", [(("GAS",), "ظرف مدت سه روز کاری")]),
        ("پرونده چهار واحد مطرح و تصمیم گرفته شد شرکت گاز استان تا ۳۰ آذر اعلام نظر نماید.", [(("GAS",), "تا ۳۰ آذر")]),
        ("اعضا تصویب کردند بانک رفاه کارگران با امهال یک‌ساله بدهی شرکت موافقت کند.", [(("B_REFAH",), None)]),
        ("استاندار به شرکت شهرک‌های صنعتی یک ماه فرصت داد تا تصفیه‌خانه شهرک را تحویل دهد.", [(("SHAHRAK",), None)]),
        ("شرکت پشتیبانی امور دام نیز تأمین ۲۰۰ تن نهاده را تا پایان هفته تعهد کرد.", [(("SLAL",), "تا پایان هفته")]),
        ("شرکت گاز به نصب کنتور این واحد تا پایان هفته مکلف شد.", [(("GAS",), "تا پایان هفته")]),
        ("بانک ملی مکلف به تقسیط بدهی این شرکت ظرف یک ماه شد.", [(("B_MELLI",), "ظرف یک ماه")]),
        ("مقرر شد شرکت توزیع برق تا پایان هفته برق این واحد را قطع نکند.", [(("ELDIST",), "تا پایان هفته")]),
        ("از مصوبات این جلسه الزام شرکت توزیع برق به تأمین تیر ظرف یک ماه بود.", [(("ELDIST",), "ظرف یک ماه")]),
        ("قرار شد جهاد کشاورزی استان قرارداد کشت چغندر را ببندد.", [(("JAHAD",), None)]),
        ("استاندار خطاب به مدیرعامل شرکت گاز گفت: تا پایان تیر فشار گاز شهرک را اصلاح کنید و گزارش دهید.", [(("GAS",), "تا پایان تیر")]),
        ("لازم است بانک ملت پرونده این واحد را بررسی و نتیجه را تا هفته آینده اعلام کند.", [(("B_MELLAT",), "تا هفته آینده")]),
        ("مصوبات زیر تصویب شد:\n۱- بانک ملی ظرف ۲۰ روز وام را پرداخت نماید.\n۲- شرکت گاز کنتور را نصب کند.\nاستاندار گفت: مردم صبر کنند.", [(("B_MELLI",), "ظرف ۲۰ روز"), (("GAS",), None)]),
        ("شرکت شهرک‌های صنعتی تصفیه‌خانه را تا پایان هفته راه‌اندازی و شرکت توزیع نیروی برق برق آن را تأمین می‌کند.", [(("SHAHRAK",), "تا پایان هفته"), (("ELDIST",), None)]),
        ("مقرر شد بانک ملی گزارش را به بانک سپه و بانک ملت ارائه کند.", [(("B_MELLI",), None)]),
        ("بر اساس مصوبات این نشست، بانک کشاورزی ظرف ۱۵ روز نسبت به تمدید تسهیلات شرکت زعفران اقدام، اداره کل راه و شهرسازی کاربری زمین هتل را ابلاغ و شرکت گاز استان هزینه انشعاب کارگاه را تقسیط می‌کند.", [(("B_KESH",), "ظرف ۱۵ روز"), (("ROADURB",), None), (("GAS",), None)]),
        ("شرکت آب منطقه‌ای متولی تأمین آب شهرک شد و باید تا پایان دی خط انتقال را تکمیل کند.", [(("WATERREG",), "تا پایان دی")]),
        ("مصوبات این جلسه طی ۴۸ ساعت ابلاغ و دستگاه‌ها مکلفند ظرف ۱۵ روز نتیجه را اعلام کنند.", [((), "ظرف ۱۵ روز")]),
        ("استاندار به خبرنگاران گفت: به تولید اعتماد کنید.", []),
        ("قانون به مصوبه این کارگروه قدرت داده است.", []),
        ("شرکت گاز متعهد شد.", []),
    ],
)  # fmt: skip
def test_obligations(text: str, expected: list[tuple[tuple[str, ...], str | None]]) -> None:
    assert obligations(text) == expected


def test_a_deadline_without_an_event_takes_the_year_of_the_publication() -> None:
    text = (
        "استاندار گیلان روز پنجشنبه به کارخانه کاغذ تالش رفت و از آن بازدید کرد.\n\n"
        "قرار شد بانک ملی تا ۱۰ خرداد حساب‌های شرکت را از توقیف درآورد."
    )
    dated = read_facts("بازدید از کارخانه\n۲۶ اردیبهشت ۱۴۰۴ ساعت ۱۶:۲۰\n\n" + text).facts
    assert [f["deadline"] for f in dated if f["fact"] == "obligation"] == ["2025-05-31"]
    assert [f["deadline"] for f in read_facts("بازدید از کارخانه\n\n" + text).facts if f["fact"] == "obligation"] == [
        None
    ]


@pytest.mark.parametrize(
    ("text", "doer"),
    [
        ("وزیر نفت در پاسخ به درخواست استانداران قول داد سهمیه سوخت معادن را تا پایان اسفند بازنگری کند.", "وزیر نفت"),
        ("شرکت گاز استان در پاسخ به درخواست بانک ملی متعهد شد کنتور کارخانه را نصب کند.", "شرکت گاز استان"),
        ("در پاسخ به درخواست بانک ملی شرکت گاز استان متعهد شد کنتور کارخانه را نصب کند.", "شرکت گاز استان"),
    ],
)
def test_what_is_answered_hides_no_doer(text: str, doer: str) -> None:
    assert [fact["responsible_text"] for fact in facts(text, "obligation")] == [doer]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("مهلت بانک سپه برای پاسخ به این شرکت تا پایان دی تعیین شد.", ["B_SEPAH"]),
        ("مهلت شرکت گاز برای وصل انشعاب دو هفته تعیین گردید.", ["GAS"]),
        ("به شرکت گاز تا ۲۵ دی برای نصب کنتور سه واحد فرصت داده شد.", ["GAS"]),
        ("برای شرکت توزیع برق جهت نصب ترانس تا ۱۰ بهمن مهلت در نظر گرفته شد.", ["ELDIST"]),
        ("برای بانک سپه تا پایان دی مهلت تعیین شد تا درخواست شرکت را پاسخ دهد.", ["B_SEPAH"]),
        ("مهلت بازپرداخت تسهیلات بانک ملی تا پایان سال تمدید شد.", None),
        ("به این واحد برای تکمیل مدارک یک ماه مهلت داده شد.", None),
        ("مهلت اجرای مصوبات تا پایان دی اعلام شد.", None),
    ],
)
def test_a_time_set_for_a_body_binds_it(text: str, agencies: list[str] | None) -> None:
    bound = [fact["responsible_agency_ids"] for fact in facts(text, "obligation")]
    assert bound == ([] if agencies is None else [agencies])


def test_a_duty_told_behind_among_others_and_one_in_a_visit_to_a_plant_that_stands_still() -> None:
    text = "حاصل این جلسه ۲۰ مصوبه بود. از جمله آنکه شرکت گاز خط ناحیه صنعتی را تا نیمه دی وصل کند."
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == [["GAS"]]
    visit = (
        "دادستان کرج از کارخانه لاستیک‌سازی فردیس که چهار ماه است چرخ آن نمی‌چرخد، بازدید کرد. "
        "بانک رفاه مکلف شد ظرف یک هفته مدیر جدید معرفی کند."
    )
    bound = [fact["responsible_agency_ids"] for fact in read_facts(visit).facts if fact["fact"] == "obligation"]
    assert bound == [["B_REFAH"]]


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("گفته شد بانک ملی تا آخر هفته نتیجه را اعلام خواهد کرد.", ["B_MELLI"]),
        ("به شرکت گاز دو ماه وقت داده شد تا ایستگاه را راه‌اندازی کند.", ["GAS"]),
        ("بانک ملت و بانک سپه غایب بودند. استاندار به این دو بانک یک هفته مهلت داد تا نماینده معرفی کنند.", ["B_MELLAT", "B_SEPAH"]),
        ("وی از بانک صادرات گلایه کرد و گفت: رئیس این بانک باید تا جلسه آینده پاسخ کتبی بدهد.", ["B_SADERAT"]),
        ("بخشداری مرکزی موظف به آسفالت راه یک کارگاه تا پایان دی شد.", ["DISTRICT"]),
    ],
)  # fmt: skip
def test_bodies_that_are_pointed_back_at(text: str, agencies: list[str]) -> None:
    assert [fact["responsible_agency_ids"] for fact in facts(text, "obligation")] == [agencies]
    named = {fact["agency_id"] for fact in facts(text, "agency") if fact["role"] == "responsible"}
    assert named == set(agencies)
