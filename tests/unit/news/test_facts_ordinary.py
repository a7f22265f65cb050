"""Turns of ordinary reports, each beside the sentences that only look like it."""

from __future__ import annotations

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد.\n\n"


def told_in(sentence: str, kind: str) -> list[dict[str, object]]:
    """The facts of a kind that a sentence behind a session's news tells."""
    facts = read_facts(SESSION + sentence).facts
    return [fact for fact in facts if fact["fact"] == kind and fact["start"] >= len(SESSION)]


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("وی از تصویب بخشودگی جرایم دیرکرد سه واحد خبر داد.", 1),
        ("وی از موافقت کارگروه با تقسیط بدهی سه واحد خبر داد و گفت: همه همکاری کنند.", 1),
        ("استاندار از موافقت با واگذاری زمین به دو واحد خبر داد.", 1),
        ("وی از تصویب ۱۵ مصوبه در این جلسه خبر داد.", 0),
        ("وی از تصویب بودجه سال آینده در مجلس خبر داد.", 0),
        ("وی از تصویب احداث نیروگاه در هیئت دولت خبر داد.", 0),
        ("وی از تصویب ساخت کنارگذر در سفر رئیس‌جمهور خبر داد.", 0),
        ("وی از تصویب طرح تولید فولاد در بانک صنعت و معدن خبر داد.", 0),
        ("وی از موافقت وزیر نیرو با ساخت پست برق خبر داد.", 0),
        ("وی از تصویب معافیت واحدها در جلسه گذشته خبر داد.", 0),
        ("بر پایه این مصوبات، حقوق دولتی معادن کوچک به صورت اقساط شش‌ماهه دریافت خواهد شد.", 1),
        ("مطابق مصوبات این جلسه، بدهی مالیاتی دو کارخانه در ۲۴ قسط دریافت می‌شود.", 1),
    ],
)
def test_what_was_passed_told_in_passing(sentence: str, n_decisions: int) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == ["adopted"] * n_decisions


@pytest.mark.parametrize(
    ("sentence", "jobs"),
    [
        ("واحد خرمای شاوور که تعطیل شده بود، با پیگیری کارگروه با ۳۵ نفر نیروی کار دوباره فعال شد.", [35]),
        ("این کارگاه با ۱۲ نفر پرسنل فعالیت خود را از سر گرفت.", [12]),
        ("کارخانه آرد با ۴۰ نفر نیرو راه‌اندازی مجدد شد.", [40]),
        ("کارخانه‌ای که از دو سال پیش با ۱۵۰ کارگر تعطیل بود دوباره روشن شد.", []),
        ("کارخانه با ۸۰ کارگر تعطیل شد.", []),
        ("کارخانه با ۸۰ کارگر در آستانه تعطیلی است و باید احیا شود.", []),
        ("اگر برق وصل شود این کارخانه با ۵۰ کارگر دوباره فعال می‌شود.", []),
        ("این معدن با ۲۵ کارگر فعال است.", []),
        ("استاندار با ۱۲ نفر از کارآفرینان دیدار کرد و گفت: واحدها احیا شدند.", []),
    ],
)
def test_workers_of_a_unit_that_works_again(sentence: str, jobs: list[int]) -> None:
    assert [fact["value"] for fact in told_in(sentence, "count")] == jobs


def test_the_same_figure_of_another_year_behind_others() -> None:
    told = told_in(
        "۴۲ واحد راکد با ۶۸۵ نفر اشتغال فعالیت خود را از سر گرفتند؛ در حالی که در مدت مشابه سال قبل این رقم ۳۱ واحد بود.",
        "count",
    )
    assert [(fact["measure"], fact["value"]) for fact in told] == [
        ("units_returned", 42),
        ("jobs", 685),
        ("units_returned", 31),
    ]


@pytest.mark.parametrize(
    ("sentence", "provinces"),
    [
        ("استانداران هشت استان مرکزی و جنوبی کشور حضور داشتند.", []),
        ("استان‌های مرکزی کشور با کم‌آبی روبه‌رو هستند.", []),
        ("استان‌های مرکزی و شرقی کم‌آب‌اند.", []),
        ("استان مرکزی و قم رتبه نخست را دارند.", ["00", "25"]),
        ("در سال ۱۴۰۳ استان مرکزی رتبه نخست را داشت.", ["00"]),
    ],
)
def test_a_province_and_the_middle_of_the_country(sentence: str, provinces: list[str]) -> None:
    assert [fact["province_id"] for fact in told_in(sentence, "province")] == provinces


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("یکی از تصمیم‌ها معافیت سه‌ساله یکی از این شرکت‌ها از عوارض شهرداری بود.", 1),
        ("مهم‌ترین مصوبه امروز تمدید قرارداد زمین سه واحد بود.", 1),
        ("یکی دیگر از مصوبات این جلسه اختصاص سهمیه سوخت به دو معدن بود.", 1),
        ("یکی از مصوبات جلسه قبل تمدید قرارداد سه واحد بود.", 0),
        ("مهم‌ترین مصوبه دولت افزایش سرمایه بانک‌ها است.", 0),
        ("یکی از مصوبات سفر رئیس‌جمهور احداث پست برق است.", 0),
        ("تصمیم مهم شورای پول و اعتبار کاهش نرخ سود است.", 0),
        ("یکی از تصمیم‌های دشوار مدیران کاهش نیرو است.", 0),
    ],
)
def test_a_resolution_told_as_a_noun(sentence: str, n_decisions: int) -> None:
    assert len(told_in(sentence, "decision")) == n_decisions


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("وی به معاون اقتصادی خود دستور داد موضوع را ظرف یک هفته پیگیری کند.", [(["GOV_ECON"], "معاون اقتصادی خود")]),
        ("استاندار از فرماندار ویژه کاشان خواست راه را باز کند.", [(["COUNTYGOV"], "فرماندار ویژه کاشان")]),
        ("مقرر شد معاون اقتصادی استانداری موضوع را پیگیری کند.", [(["GOV_ECON"], "معاون اقتصادی استانداری")]),
        ("وی از معاون اقتصادی رئیس‌جمهور خواست این موضوع را در دولت مطرح کند.", []),
        ("وی از معاون اقتصادی وزیر کشور خواست این موضوع را مطرح کند.", []),
        ("وی از فرماندار خواست همراه تولیدکنندگان باشد.", []),
        ("یکی از تولیدکنندگان از فرماندار میبد تشکر کرد و خواست بدهی او را تقسیط کنند.", []),
        ("اداره برق کاشان برای جابه‌جایی دکل تا ۲۰ مهر مهلت گرفت.", [(["ELDIST"], "اداره برق کاشان")]),
        ("اداره برق کاشان برای جابه‌جایی دکل تا ۲۰ مهر فرصت دارد.", [(["ELDIST"], "اداره برق کاشان")]),
        ("یک واحد کاشی برای پرداخت بدهی خود از بانک ملی سه ماه مهلت گرفت.", []),
        ("متقاضی برای ارائه مدارک به بانک ملی تا ۲۰ مهر فرصت دارد.", []),
        ("تصمیم دیگر آنکه شرکت گاز انشعاب یک واحد را وصل کند.", [(["GAS"], "شرکت گاز")]),
        ("به درخواست یکی از مدیران، شرکت گاز مأمور پیگیری وصل انشعاب یک واحد شد.", [(["GAS"], "شرکت گاز")]),
        ("موضوع چاه یک واحد به شرکت آب منطقه‌ای سپرده شد تا کارشناسی شود.", []),
    ],
)
def test_offices_and_bodies_that_are_charged(sentence: str, bound: list[tuple[list[str], str]]) -> None:
    told = told_in(sentence, "obligation")
    assert [(fact["responsible_agency_ids"], fact["responsible_text"]) for fact in told] == bound


def test_the_office_whose_name_goes_on_with_another_body() -> None:
    told = told_in("معاون غذا و داروی دانشگاه علوم پزشکی ارومیه وعده داد این کار را تا شنبه تمام کند.", "obligation")
    assert [fact["responsible_agency_ids"] for fact in told] == [["FDO"]]


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("از میان ۱۰ درخواستی که به دبیرخانه رسیده بود، شش درخواست در این جلسه رسیدگی شد.", [("cases_reviewed", 6)]),
        ("۱۰ درخواست رسیده به دبیرخانه در این جلسه بررسی شد.", [("cases_reviewed", 10)]),
        ("سهم شرکت توزیع نیروی برق جنوب استان از این تعداد ۹ مصوبه است.", []),
        ("هدف‌گذاری ما تا پایان سال، رسیدگی به ۳۰۰ پرونده است.", []),
        ("با هدف‌گذاری دقیق، ۳۰۰ پرونده بررسی شد.", [("cases_reviewed", 300)]),
    ],
)
def test_what_came_in_and_what_is_aimed_at(sentence: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == figures


def test_two_figures_of_another_year_in_their_order() -> None:
    told = told_in(
        "۲۷ کارخانه نیمه‌تعطیل به مدار بازگشت و ۵۳۰ نفر مشغول کار شدند. "
        "این آمار در سال ۱۴۰۲ به ترتیب ۱۹ کارخانه و ۳۴۰ نفر بوده است.",
        "count",
    )
    assert [(fact["measure"], fact["value"]) for fact in told[2:]] == [("units_returned", 19), ("jobs", 340)]


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("سررسید اقساط این کارخانه گذشته است.", ["BANK.ARREARS"]),
        ("سررسید اقساط این واحد هنوز نرسیده است.", []),
        ("مقرر شد زمین یک کارخانه بدون تشریفات مزایده تحویل شود.", ["LAND"]),
        ("مشکل نقدینگی واحدها از محل صندوق توسعه ملی پیگیری خواهد شد.", ["BANK.WORKING_CAPITAL"]),
    ],
)
def test_words_of_troubles_that_are_none(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize("name", ["رستم مغانی", "بیوک صادقی", "سوران احمدی"])
def test_given_names_that_are_rare(name: str) -> None:
    assert [fact["name"] for fact in told_in(f"{name} افزود: کار ادامه دارد.", "person")] == [name]
    assert told_in("فرماندار رستم گفت: کار ادامه دارد.", "person") == []


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("اعضا به تعویق یک‌ساله اقساط سه واحد و اتصال موقت برق یک طرح رأی دادند.", 1),
        ("اعضای کارگروه به تمدید مهلت قرارداد سه واحد رأی دادند.", 1),
        ("برای پنج پرونده رأی مثبت داده شد.", 1),
        ("اعضای شورای شهر به تغییر کاربری زمین رأی دادند.", 0),
        ("نمایندگان مجلس به تمدید این قانون رأی دادند.", 0),
        ("اعضای هیئت مدیره به انتقال کارخانه رأی دادند.", 0),
        ("مردم به تغییر رأی دادند.", 0),
        ("دادگاه به نفع کارخانه رأی داد.", 0),
    ],
)
def test_whose_vote_is_a_resolution(sentence: str, n_decisions: int) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == ["adopted"] * n_decisions


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "در این جلسه مشکلات ۱۳ واحد بررسی شد. پرونده هشت واحد به تقسیط بدهی بیمه و پنج واحد به برق مربوط بود.",
            [("units_reviewed", 13)],
        ),
        ("در این جلسه پرونده هشت واحد در حوزه بانکی بررسی شد.", [("cases_reviewed", 8)]),
        ("دادستان در این نشست گفت: با دستور قضایی پلمب دو کارگاه برداشته شد و ۶۵ کارگر به کار بازگشتند.", []),
        ("با پیگیری کارگروه دو کارگاه راکد احیا شد و ۶۵ کارگر به کار بازگشتند.", [("units_returned", 2), ("jobs", 65)]),
    ],
)
def test_parts_by_their_subject_and_what_a_court_did(sentence: str, figures: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == figures


@pytest.mark.parametrize(
    ("told", "date"),
    [
        ("معاون استاندار سه‌شنبه ۱۶ دی مهمان شش واحد تولیدی نطنز بود.", "--10-16"),
        ("معاون استاندار و هیئت همراه سه‌شنبه این هفته، ۱۶ دی، مهمان شش واحد تولیدی بودند.", "--10-16"),
        ("معاون استاندار سه‌شنبه ۱۶ دی در تهران بود.", None),
    ],
)
def test_the_day_on_which_officials_were_guests(told: str, date: str | None) -> None:
    text = f"چهاردهمین «سه‌شنبه تولید» اصفهان در نطنز برگزار شد.\n\n{told}"
    assert [fact["date"] for fact in read_facts(text).facts if fact["fact"] == "event"] == [date]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("حضرت آیت‌الله خامنه‌ای گفت: از تولید حمایت کنید.", ["خامنه‌ای"]),
        ("آیت‌الله جنتی گفت: از تولید حمایت کنید.", ["جنتی"]),
        ("نشست در سالن حضرت آیت‌الله جنتی برگزار شد.", []),
        ("نشست در مسجد حضرت ابوالفضل برگزار شد.", []),
    ],
)
def test_titles_before_a_name_and_places_that_bear_one(sentence: str, names: list[str]) -> None:
    assert [fact["name"] for fact in told_in(sentence, "person")] == names


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("به پیشنهاد سازمان صمت، شرکت گاز موظف شد فشار گاز واحد را تأمین کند.", ["GAS"]),
        ("در این جلسه به پیشنهاد سازمان صمت، شرکت گاز موظف شد فشار گاز واحد را تأمین کند.", ["GAS"]),
        ("با همکاری بانک ملی، شرکت گاز و تأمین اجتماعی مکلف شدند بدهی واحد را تقسیط کنند.", ["GAS", "SSO"]),
        ("بانک ملی، شرکت گاز و تأمین اجتماعی مکلف شدند بدهی واحد را تقسیط کنند.", ["B_MELLI", "GAS", "SSO"]),
        ("در پی قطع گاز از سوی شرکت گاز، کارخانه باید تعطیل شود.", None),
    ],
)
def test_who_is_named_before_the_one_that_is_bound(sentence: str, bound: list[str] | None) -> None:
    told = [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")]
    assert told == ([bound] if bound else [])


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("برای همه پرونده‌ها تعیین تکلیف شد.", 1),
        ("در مورد هر شش واحد تعیین تکلیف شد.", 1),
        ("جلسه آینده کارگروه به واحدهای دانش‌بنیان اختصاص خواهد یافت.", 1),
        ("سالانه ۵۰ میلیارد تومان به این کار اختصاص می‌یابد.", 0),
        ("تولید این واحد تا پایان سال افزایش می‌یابد.", 0),
        ("خط تولید جدیدی ایجاد می‌شود.", 0),
        ("مدیران همه واحدها باید تعیین تکلیف خود را بدانند.", 0),
    ],
)
def test_what_was_settled_for_all_and_what_is_set_aside(sentence: str, n_decisions: int) -> None:
    assert len(told_in(sentence, "decision")) == n_decisions


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        ("معادن این شهرستان بیش از ۱۲ هزار شغل ایجاد کرده‌اند.", []),
        ("این واحدها ۲۰۰ شغل ایجاد کردند.", [200]),
        ("معادن احیا شده استان ۲۰۰ شغل ایجاد کردند.", [200]),
        ("میزان مصوبات سال ۱۴۰۲ را ۵۴۰ مورد ذکر کرد.", [540]),
        ("سه موضوع مطرح شد و ۱۱ موضوع به جلسه بعد ماند.", []),
    ],
)
def test_what_a_trade_employs_and_how_many_matters_there_were(sentence: str, figures: list[int]) -> None:
    assert [fact["value"] for fact in told_in(sentence, "count")] == figures


def test_what_became_of_some_of_the_files_is_no_figure() -> None:
    text = (
        "پانزدهمین و شانزدهمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد برگزار شد.\n\n"
        "وی گفت: در این جلسات ۱۹ پرونده مطرح شد.\n\n"
        "درخواست سه واحد برای تمدید مهلت پرداخت بدهی به بانک ملی پذیرفته شد."
    )
    facts = read_facts(text).facts
    assert [(f["value"], f["event"]) for f in facts if f["fact"] == "count"] == [(19, "E1")]
    assert [f["code"] for f in facts if f["fact"] == "problem"] == ["BANK.RESCHEDULE"]


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("بانک‌ها بدون هماهنگی با ستاد تسهیل خط تولید را پلمب نکنند", "industrialists_meeting"),
        ("واحدها با کمک ستاد تسهیل احیا شدند", "industrialists_meeting"),
        ("ستاد تسهیل ازدواج جوانان تشکیل شد", None),
    ],
)
def test_nouns_behind_the_short_name_of_the_body(opening: str, kind: str | None) -> None:
    text = f"استاندار هرمزگان گفت: {opening}.\n\nوی عصر یکشنبه در دیدار با صنعتگران استان افزود: از تولید حمایت کنید."
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("sentence", "is_trip"),
    [
        ("علی تربتی‌منش در بازگشت از سفر سه‌روزه به هرات گفت: با والی دیدار کردیم.", True),
        ("علی تربتی‌منش درباره سفر دو روزه خود به هرات گفت: با والی دیدار کردیم.", True),
        ("علی تربتی‌منش درباره سفر رئیس‌جمهور به هرات گفت: ثمربخش بود.", False),
    ],
)
def test_a_trip_told_by_who_came_back(sentence: str, *, is_trip: bool) -> None:
    text = f"استاندار خراسان رضوی از امضای سند همکاری خبر داد.\n\n{sentence}"
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == (["foreign_trip"] if is_trip else [])


@pytest.mark.parametrize(
    ("behind", "name"),
    [
        ("معاون استاندار قم افزود: همه همکاری کنند.", "محمد صفاشهری"),
        ("مدیرکل صمت استان افزود: همه همکاری کنند.", None),
        ("وی افزود: همه همکاری کنند.", None),
    ],
)
def test_the_chair_by_the_one_who_speaks_under_its_office(behind: str, name: str | None) -> None:
    text = (
        "هفتمین جلسه کارگروه تسهیل و رفع موانع تولید استان قم به ریاست معاون هماهنگی امور اقتصادی استاندار برگزار شد.\n\n"
        f"محمد صفاشهری در این جلسه گفت: هفت پرونده بررسی شد.\n\n{behind}"
    )
    assert [f["name"] for f in read_facts(text).facts if f["fact"] == "chair"] == [name]


def test_a_report_of_the_year_before_owns_its_figures() -> None:
    text = (
        "فعال شدن ۴۲ واحد راکد در البرز طی سال ۱۴۰۳\n۲۰ فروردین ۱۴۰۴\n\n"
        "مدیرکل صمت البرز در تشریح عملکرد کارگروه تسهیل و رفع موانع تولید استان گفت: سال گذشته ۵۵ جلسه برگزار و ۶۱۲ مصوبه صادر شد. "
        "در سال ۱۴۰۲ نیز ۵۴۰ مصوبه صادر شده بود."
    )
    counts = {f["value"]: f["event"] for f in read_facts(text).facts if f["fact"] == "count"}
    assert counts == {42: "E1", 55: "E1", 612: "E1", 540: None}


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("راهکارهای رفع آنها تصویب شد.", ["adopted"]),
        ("بر اساس مصوبه دیگر این نشست، مهلت ساخت دو واحد به مدت یک سال تمدید شد.", ["adopted"]),
        ("برای یک گلخانه مهلت سه‌ماهه در نظر گرفته شد.", ["adopted"]),
        ("پرونده ثبتی یک کارخانه آرد به دادگستری معرفی شد.", ["adopted"]),
        ("آیین‌نامه این صندوق تا پایان بهمن تدوین می‌شود.", ["planned"]),
        ("آیین‌نامه هر سال تدوین می‌شود.", []),
        ("بدون حضور بانک‌ها نمی‌توان درباره آنها تصمیم گرفت.", []),
        ("درباره همه آنها که باید تعیین تکلیف شوند تصمیم گرفته شد.", ["adopted"]),
    ],
)
def test_what_was_settled_in_other_words(sentence: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in told_in(sentence, "decision")] == statuses


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("استاندار گفت: رئیس سازمان صمت پیگیر تخصیص ارز شش شرکت باشد و نتیجه را تا دهم دی ماه اعلام کند.", ["SMT"]),
        ("استاندار گفت: شرکت گاز همیشه پیگیر گاز واحدها باشد.", None),
        ("استاندار گفت: رئیس سازمان صمت باید پیگیر مطالبات مردم باشد.", None),
        (
            "تصمیم گرفته شد مزایده دو واحد متوقف شود و در این مدت بانک سپه با مالکان قبلی به توافق برسد.",
            ["B_SEPAH"],
        ),
        ("مقرر شد دو طرف به توافق برسند.", None),
    ],
)
def test_who_sees_to_it_and_who_is_to_agree(sentence: str, bound: list[str] | None) -> None:
    told = [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")]
    assert told == ([bound] if bound else [])


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("مقرر شد ایمیدرو پهنه‌های آزادشده را تا پایان سال به مزایده بگذارد.", []),
        ("مقرر شد مزایده دو واحد متوقف شود.", ["BANK.SEIZURE"]),
        ("مقرر شد سهمیه سیمان بهبهان تحویل شود.", []),
        ("مقرر شد سهمیه سیمان کارگاه تحویل شود.", ["RAWMAT"]),
        ("مقرر شد جریمه گاز دو واحد حذف شود.", ["ENERGY.GAS"]),
    ],
)
def test_what_is_auctioned_and_what_is_a_name(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize(
    ("sentence", "not_implemented"),
    [
        ("از ۶۰ مصوبه، ۲۴ مصوبه اجرا شده و برای ۳۶ مصوبه هم دستگاه‌ها اقدامی نکرده‌اند.", [36]),
        ("از ۶۰ مصوبه، ۲۴ مصوبه اجرا شده و برای ۳۶ مصوبه هم دستگاه‌ها اقدام کرده‌اند.", []),
    ],
)
def test_resolutions_that_nobody_acted_on(sentence: str, not_implemented: list[int]) -> None:
    told = [f["value"] for f in told_in(sentence, "count") if f["measure"] == "resolutions_not_implemented"]
    assert told == not_implemented


@pytest.mark.parametrize(
    ("sentence", "n_decisions"),
    [
        ("به این نتیجه رسیدیم که تا نصب فیلتر شش ماه مهلت داده شود.", 1),
        ("به این نتیجه رسیدیم که همه باید تلاش کنند.", 0),
        ("به این نتیجه رسیدیم که مدیریت ضعیف است.", 0),
        ("پیگیری این موضوع به معاون برنامه‌ریزی فرمانداری واگذار شد.", 1),
        ("این زمین به معاون اقتصادی واگذار شد.", 0),
    ],
)
def test_what_was_concluded_and_handed_on(sentence: str, n_decisions: int) -> None:
    assert len(told_in(sentence, "decision")) == n_decisions


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("مقرر شد ضمانت‌نامه شرکت ترانسفورماتور تمدید شود.", ["BANK.COLLATERAL"]),
        ("وی با اشاره به معطل ماندن گازرسانی به ناحیه صنعتی گفت: واحدها گرفتارند.", ["ENERGY.GAS"]),
        ("وی با اشاره به گازرسانی به روستاها گفت: کار تمام شد.", []),
    ],
)
def test_makers_of_transformers_and_gas_that_does_not_come(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize(
    ("sentence", "figures"),
    [
        (
            "۲۹ محور پیشنهادی بررسی شد که ۲۲ محور به تصویب رسید.",
            [("proposals", 29), ("axes_approved", 22)],
        ),
        ("در مجموع ۲۲ محور به تصویب رسید.", [("axes_approved", 22)]),
    ],
)
def test_axes_put_forward_and_axes_adopted(sentence: str, figures: list[tuple[str, int]]) -> None:
    text = f"چهارمین نشست منطقه‌ای استانداران و سفرا در گرگان برگزار شد.\n\nوی گفت: {sentence}"
    told = [(f["measure"], f["value"]) for f in read_facts(text).facts if f["fact"] == "count"]
    assert told == figures


@pytest.mark.parametrize(
    ("sentence", "statuses"),
    [
        ("وی از توافق دو طرف برای ایجاد منطقه آزاد مشترک خبر داد.", ["adopted"]),
        ("تفاهم‌نامه همکاری گمرکی دو طرف نهایی می‌شود.", ["planned"]),
        ("کار ساخت پل نهایی می‌شود.", []),
        ("دبیرخانه دائمی این نشست در استانداری مستقر می‌شود.", ["planned"]),
        ("نیروی تازه‌ای در مرز مستقر می‌شود.", []),
    ],
)
def test_what_a_trip_leads_to(sentence: str, statuses: list[str]) -> None:
    text = f"سفر استاندار کرمانشاه به بغداد پایان یافت.\n\n{sentence}"
    assert [f["status"] for f in read_facts(text).facts if f["fact"] == "decision"] == statuses


@pytest.mark.parametrize(
    ("opening", "kind"),
    [
        ("استاندار البرز با جمعی از تولیدکنندگان استان دیدار و گفت‌وگو کرد.", "industrialists_meeting"),
        ("استاندار البرز با جمعی از تولیدکنندگان محتوا دیدار کرد.", None),
        ("استاندار البرز با جمعی از هنرمندان دیدار کرد.", None),
        ("استاندار یزد در دیدار با اعضای خانه معدن استان گفت: حمایت می‌کنیم.", "industrialists_meeting"),
        ("اعضای انجمن صنایع غذایی از نبود روغن گلایه کردند.", None),
        ("استاندار در دیدار صنعتگران گفت: حمایت می‌کنیم.", "industrialists_meeting"),
        ("استاندار در همایش صادرکنندگان نمونه گفت: حمایت می‌کنیم.", None),
        ("وزیر جهاد کشاورزی در جلسه با استانداران گفت: موانع برداشته می‌شود.", "governors_ministers_meeting"),
        ("معاون وزیر کشور در نشست با استانداران گفت: سیل مهار شد.", None),
        (
            "نشست مشترک سفیران ایران و استانداران شمال غرب در ارومیه برگزار شد.",
            "governors_ambassadors_regional_meeting",
        ),
        ("نشست سفیران ایران در اروپا با وزیر خارجه برگزار شد.", None),
        ("پنجشنبه‌های خدمت با بازدید از دو واحد تولیدی برگزار شد.", "economic_tuesdays"),
        ("سی‌امین هفته از یکشنبه‌های تولید در خوی برگزار شد.", "economic_tuesdays"),
        ("دوشنبه‌های تولید محتوا در کتابخانه برگزار شد.", None),
        ("سه‌شنبه‌های اقتصادی هر هفته در تبریز برگزار می‌شود.", None),
        ("کارگروه تسهیل و رفع موانع تولید استان قم با بررسی پنج پرونده تشکیل شد.", "facilitation_wg_session"),
        ("کارگروه تسهیل و رفع موانع تولید در سال ۱۳۸۹ با بررسی قانون تشکیل شده است.", None),
        ("استاندار لرستان در ستاد تسهیل و رفع موانع تولید گفت: بانک‌ها همراهی کنند.", "facilitation_wg_session"),
        ("نماینده مجلس گفت: در ستاد تسهیل و رفع موانع تولید گفته شد مشکل حل می‌شود.", None),
    ],
)
def test_the_event_that_an_opening_tells(opening: str, kind: str | None) -> None:
    text = f"{opening}\n\nوی افزود: کمبود نقدینگی مهم‌ترین مشکل واحدهای تولیدی است."
    assert [f["type"] for f in read_facts(text).facts if f["fact"] == "event"] == ([kind] if kind else [])


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("امسال قطعی برق نداشتیم.", []),
        ("واحدها قطعی برق دارند و بدهی بانکی آنها سنگین است.", ["ENERGY.ELECTRICITY", "BANK.ARREARS"]),
        ("چند تولیدکننده از جرایم بیمه و نبود مواد اولیه گفتند.", ["SOCIALSEC", "RAWMAT"]),
        ("سهم استان از تسهیلات بانکی کشور دو درصد است.", []),
        ("۳۰ درصد از تسهیلات بانکی به بخش کشاورزی اختصاص یافته است.", []),
        ("پرداخت تسهیلات به واحدهای تولیدی ۲۰ درصد رشد داشته است.", []),
        ("۶۰ درصد مشکلات واحدها مربوط به تسهیلات بانکی است.", ["BANK.FACILITY"]),
        ("واحدها در دریافت تسهیلات بانکی مشکل دارند.", ["BANK.FACILITY"]),
        ("این واحد با سرمایه در گردش خود کار می‌کند.", []),
        ("این واحد سرمایه در گردش ندارد.", ["BANK.WORKING_CAPITAL"]),
        ("مواد اولیه این کارخانه از معادن استان تأمین می‌شود.", []),
        ("مواد اولیه این کارخانه از مهر تأمین نشده است.", ["RAWMAT"]),
        ("حقوق کارگران واحدها به موقع پرداخت می‌شود.", []),
        ("حقوق کارگران این واحد سه ماه پرداخت نشده است.", ["LABOUR"]),
    ],
)
def test_what_goes_well_is_no_problem(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes


@pytest.mark.parametrize(
    ("sentence", "kinds"),
    [
        ("نماینده مردم در مجلس گفت: قانون رفع موانع تولید تصویب و ابلاغ شد.", []),
        ("درخواست این شرکت تصویب و به بانک ابلاغ شد.", ["decision"]),
        ("صدور پروانه این واحد تصویب و به شهرداری ابلاغ شد.", ["decision"]),
        ("سازمان صمت اجازه نمی‌دهد تولید متوقف شود.", []),
        ("شرکت برق نمی‌گذارد هیچ واحدی خاموش شود.", []),
        ("بانک ملی اجازه داد این واحد تا پایان سال بدهی خود را بپردازد.", ["obligation"]),
    ],
)
def test_laws_and_stances_settle_nothing(sentence: str, kinds: list[str]) -> None:
    facts = [fact for kind in ("decision", "obligation") for fact in told_in(sentence, kind)]
    assert [fact["fact"] for fact in facts] == kinds


@pytest.mark.parametrize(
    ("sentence", "counted"),
    [
        ("تا پایان سال ۵۰ واحد راکد احیا می‌شود.", []),
        ("به زودی ۱۲ واحد راکد احیا می‌شود و ۳۰ نفر به کار برمی‌گردند.", []),
        ("تا پایان شهریور ۵۰ واحد راکد احیا شد.", [("units_returned", 50)]),
        ("امسال ۸ واحد به مدار تولید بازگشته‌اند و این عدد تا پایان سال بیشتر می‌شود.", [("units_returned", 8)]),
    ],
)
def test_units_that_are_still_to_return_are_not_counted(sentence: str, counted: list[tuple[str, int]]) -> None:
    assert [(fact["measure"], fact["value"]) for fact in told_in(sentence, "count")] == counted


@pytest.mark.parametrize(
    ("sentence", "bound"),
    [
        ("استاندار گفت: بانک مرکزی وظیفه دارد نقدینگی مورد نیاز تولید را فراهم کند.", None),
        ("دبیر کارگروه گفت: شرکت گاز وظیفه دارد گاز را به صنایع برساند.", None),
        ("شرکت گاز وظیفه دارد تا پایان دی انشعاب این واحد را وصل کند.", ["GAS"]),
        ("شرکت گاز وظیفه دارد ۴۸ ساعت زودتر به کارخانه‌ها خبر دهد.", ["GAS"]),
        ("استاندار گفت: به مدیرکل تأمین اجتماعی می‌گویم بازرسی را تا پایان بهمن کنار بگذارد.", ["SSO"]),
        ("استاندار گفت: به بانک‌ها می‌گویم همراه تولید باشند.", None),
        ("مدیر یک کارخانه گفت: به بانک ملی می‌گوییم وام ما را بدهد ولی نمی‌دهد.", None),
        ("استاندار گفت: چرا بانک ملی باید سه ماه پاسخ این واحد را ندهد؟", None),
        ("نوبت ماست، چرا که شرکت گاز باید تا پایان دی انشعاب را وصل کند.", ["GAS"]),
        ("بانک ملت رضایت داد انبار را به کارخانه اجاره دهد.", ["B_MELLAT"]),
        ("استاندار دستور داد بانک ملی حساب را نبندد.", ["B_MELLI"]),
        ("قرار گذاشتیم شرکت گاز تا پایان دی انشعاب را وصل کند.", ["GAS"]),
    ],
)
def test_what_an_office_is_there_for_and_what_it_is_told(sentence: str, bound: list[str] | None) -> None:
    told = [fact["responsible_agency_ids"] for fact in told_in(sentence, "obligation")]
    assert told == ([] if bound is None else [bound])


@pytest.mark.parametrize(
    ("sentence", "codes"),
    [
        ("بازار فروش خرمای این واحد بیشتر در هند و ترکیه است.", []),
        ("تولیدکنندگان گفتند بازار فروش محصول آنها کساد است.", ["MARKET"]),
        ("مشکل این کارخانه بازار فروش محصولات آن است.", ["MARKET"]),
        ("مجوز این واحدها بدون استعلام صادر می‌شود.", []),
        ("پاسخ استعلام این واحد نرسیده است.", ["PERMIT.INQUIRY"]),
        ("نفت‌گاز معادن به‌موقع توزیع می‌شود و مشکلی نداریم.", []),
        ("نفت‌گاز معادن به‌موقع توزیع نمی‌شود.", ["ENERGY.FUEL"]),
        ("برق این کارخانه دو هفته است وصل نیست.", ["ENERGY.ELECTRICITY"]),
        ("تولیدکنندگان گفتند دستگاه‌ها فرسوده است.", ["MACHINERY"]),
        ("دستگاه‌ها همکاری کردند و بخشی از دستگاه‌ها ضعیف عمل کردند.", []),
        ("این کارخانه که بانک انبارش را به نام خود کرده، تعطیل است.", ["BANK.SEIZURE"]),
    ],
)
def test_where_it_is_sold_and_what_comes_in_time(sentence: str, codes: list[str]) -> None:
    assert [fact["code"] for fact in told_in(sentence, "problem")] == codes
