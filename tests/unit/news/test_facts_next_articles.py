"""Groups for one product, who chaired several sessions, next year's days, shares of a year ago, what is put on an agenda."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "
MEETING = "استاندار یزد در نشست با صنعتگران استان سخن گفت. "
REPORT = "مدیرکل صمت یزد در نشست خبری عملکرد کارگروه تسهیل و رفع موانع تولید استان را تشریح کرد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("چهارمین جلسه کارگروه رفع موانع تولید مسکن استان یزد برگزار شد و ۹ مصوبه داشت.", []),
        ("نشست ستاد رفع موانع تولید و عرضه مسکن استان یزد برگزار شد و ۹ مصوبه داشت.", []),
        ("دومین نشست رفع موانع تولید محتوای دیجیتال در یزد برگزار شد.", []),
        ("جلسه کارگروه تسهیل تولید علم در دانشگاه یزد برگزار شد.", []),
        ("جلسه ستاد رفع موانع تولید گندم استان یزد برگزار شد و ۹ مصوبه داشت.", []),
        ("جلسه کارگروه تسهیل و رفع موانع تولید شیروان برگزار شد.", ["county_session"]),
        ("جلسه کارگروه تسهیل و رفع موانع تولید آباده برگزار شد.", ["county_session"]),
        ("در جلسه کارگروه تسهیل و رفع موانع تولید، مسکن کارگران دو واحد بررسی شد.", ["facilitation_wg_session"]),
        ("در جلسه کارگروه تسهیل و رفع موانع تولید یزد نان کارگران تأمین شد.", ["facilitation_wg_session"]),
    ],
)
def test_a_group_for_one_product_is_another_group(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in facts(text, "event")] == types


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("این دو جلسه که ریاست آنها را احمد رستمی معاون استاندار بر عهده داشت، طولانی بود.", ["احمد رستمی"]),
        ("در این جلسات که هدایت آنها را احمد رستمی بر عهده داشت، ۹ پرونده مطرح شد.", ["احمد رستمی"]),
        ("ریاست این جلسات را احمد رستمی معاون استاندار بر عهده داشت.", ["احمد رستمی"]),
        ("کارخانه‌ای که مدیریت آن را احمد رستمی بر عهده دارد پروانه گرفت.", []),
        ("دو شرکت که ریاست آنها را احمد رستمی بر عهده دارد پروانه گرفتند.", []),
        ("این واحد تولیدی که مدیریت آن را احمد رستمی بر عهده دارد پروانه گرفت.", []),
        ("صندوقی که اداره آن را احمد رستمی بر عهده دارد پروانه گرفت.", []),
    ],
)
def test_several_sessions_are_chaired_and_a_firm_is_not(text: str, names: list[str]) -> None:
    assert [fact["name"] for fact in facts(SESSION + text, "chair")] == names


@pytest.mark.parametrize(
    ("text", "deadline", "words"),
    [
        ("شرکت گاز تا پایان خرداد سال آینده انشعاب را وصل کند.", "2026-06-21", "تا پایان خرداد سال آینده"),
        ("شرکت گاز تا ۱۵ فروردین سال بعد انشعاب را وصل کند.", "2026-04-04", "تا ۱۵ فروردین سال بعد"),
        ("شرکت گاز تا ۲۰ آذر انشعاب را وصل کند.", "2025-12-11", "تا ۲۰ آذر"),
        ("شرکت گاز تا ۱۵ فروردین انشعاب را وصل کند.", "2026-04-04", "تا ۱۵ فروردین"),
        ("شرکت گاز تا ۱۵ فروردین ۱۴۰۶ انشعاب را وصل کند.", "2027-04-04", "تا ۱۵ فروردین ۱۴۰۶"),
    ],
)
def test_a_day_of_the_next_year(text: str, deadline: str, words: str) -> None:
    obligation = facts(SESSION + "مقرر شد " + text, "obligation")[0]
    assert (obligation["deadline"], obligation["deadline_text"]) == (deadline, words)


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("۷۲ درصد مصوبات اجرا شده که در مقایسه با ۶۶ درصد سال قبل رشد نشان می‌دهد.", [72, 66]),
        ("۷۲ درصد مصوبات اجرا شده که نسبت به ۶۶ درصد مدت مشابه سال گذشته بهتر است.", [72, 66]),
        ("۷۲ درصد مصوبات اجرا شده که نسبت به ۱۵ درصد سود بانکی رقم خوبی است.", [72]),
        ("۷۲ درصد مصوبات اجرا شده که نسبت به سال گذشته ۱۰ درصد رشد دارد.", [72]),
        ("۷۲ درصد مصوبات اجرا شده که در مقایسه با میانگین ۶۰ درصدی کشور خوب است.", [72]),
    ],
)
def test_a_share_is_compared_with_that_of_a_year_ago(text: str, shares: list[int]) -> None:
    assert [fact["value"] for fact in facts(REPORT + text, "count")] == shares


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "این خواسته‌ها در دستور کار نخستین جلسه کارگروه تسهیل قرار می‌گیرد.",
            ["این خواسته‌ها در دستور کار نخستین جلسه کارگروه تسهیل قرار می‌گیرد"],
        ),
        (
            "پرونده این مشکلات را در کارگروه تسهیل پی می‌گیریم.",
            ["پرونده این مشکلات را در کارگروه تسهیل پی می‌گیریم"],
        ),
        ("این شهرک در ۲۰ کیلومتری میبد قرار می‌گیرد.", []),
        ("تولید این واحد سال آینده در مدار صادرات قرار می‌گیرد.", []),
        ("یزد تا پایان سال در رتبه دوم کشور قرار می‌گیرد.", []),
        ("هر هفته مشکلات شما را در کارگروه تسهیل پیگیری می‌کنیم.", []),
        ("مشکلات را در خانه صنعت پی می‌گیریم.", []),
    ],
)
def test_what_is_taken_to_the_group_is_planned(text: str, quotes: list[str]) -> None:
    assert [fact["quote"] for fact in facts(MEETING + text, "decision")] == quotes


@pytest.mark.parametrize(
    ("text", "statuses"),
    [
        ("از این میان ۱۱ پرونده به صدور مصوبه انجامید.", ["adopted"]),
        ("بررسی این پرونده‌ها منجر به صدور مصوبه شد.", ["adopted"]),
        ("اختلاف آنها به شکایت انجامید.", []),
        ("اجرای مصوبات به افزایش تولید انجامید.", []),
    ],
)
def test_files_that_led_to_resolutions(text: str, statuses: list[str]) -> None:
    assert [fact["status"] for fact in facts(SESSION + text, "decision")] == statuses


def test_papers_of_cooperation_tell_no_problems() -> None:
    trip = "استاندار یزد به عمان سفر کرد. در این سفر شش سند همکاری در زمینه حمل و نقل، گردشگری و برق امضا شد"
    told = trip + " و دو طرف بر سر شبانه‌روزی شدن مرز برای صادرکنندگان به توافق رسیدند."
    assert facts(told, "problem") == []


def test_must_not_ends_no_name() -> None:
    assert facts(SESSION + "استاندار گفت: توزیع سوخت در مهران نباید با مانع روبه‌رو شود.", "person") == []


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("سفر استاندار یزد به باکو لغو شد.", []),
        ("سفر استاندار یزد به جمهوری آذربایجان به دلیل هماهنگ نشدن برنامه‌ها به ماه آینده موکول شد.", []),
        ("سفر هیئت تجاری یزد به عراق به تعویق افتاد.", []),
        ("هیئت تجاری یزد راهی نخجوان می‌شود.", []),
        ("هیئت تجاری یزد راهی نخجوان شد.", ["foreign_trip"]),
        ("در سفر استاندار یزد به باکو روادید تجار لغو و تعرفه‌ها کم شد.", ["foreign_trip"]),
        ("سفر استاندار یزد به عراق که پارسال لغو شد، دیروز انجام شد.", ["foreign_trip"]),
        ("استاندار یزد به عراق سفر کرد. رسیدگی به یک پرونده موکول شد.", ["foreign_trip"]),
    ],
)
def test_a_trip_that_was_called_off_is_none(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in facts(text, "event")] == types


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("استاندار یزد در نشستی با حضور ۲۰ تولیدکننده استان گفت: مشکل برق حل می‌شود.", ["industrialists_meeting"]),
        ("استاندار یزد در دیداری با جمعی از صنعتگران گفت: مشکل برق حل می‌شود.", ["industrialists_meeting"]),
        ("رئیس دانشگاه یزد در نشستی با کارآفرینان گفت: مشکل برق حل می‌شود.", []),
        ("استاندار یزد در نشستی با حضور مدیران گفت: صنعتگران برق ندارند.", []),
        ("شرکت فولاد یزد در نشستی با صادرکنندگان چادرملو قرارداد بست.", []),
    ],
)
def test_some_meeting_with_those_who_make(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in facts(text, "event")] == types


def test_a_short_name_in_the_headline_is_the_longer_ones() -> None:
    text = "کارگروه تسهیل چه کرد؟\n\nدومین جلسه کارگروه تسهیل حمل و نقل دانش‌آموزان یزد برگزار و ۱۱ مصوبه صادر شد که هفت مصوبه اجرا شده است."
    assert [fact for fact in read_facts(text).facts if fact["fact"] in ("event", "count", "decision")] == []
    told = "ستاد تسهیل چه کرد؟\n\nدبیر ستاد تسهیل یادآور شد: از ابتدای امسال ۴۰ جلسه برگزار و ۲۰۰ مصوبه صادر شد."
    assert [fact["value"] for fact in facts(told, "count")] == [40, 200]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "صدور پروانه ساختمانی دو سوله تصویب و به شهرداری یزد ابلاغ شد.",
            [("adopted", "صدور پروانه ساختمانی دو سوله تصویب و به شهرداری یزد ابلاغ شد")],
        ),
        (
            "اخطار محیط زیست برای یک واحد آسفالت به مدت سه ماه تعلیق شد.",
            [("adopted", "اخطار محیط زیست برای یک واحد آسفالت به مدت سه ماه تعلیق شد")],
        ),
        ("برای ۱۲ واحد راهکار مشخص تعیین شد.", [("adopted", "برای ۱۲ واحد راهکار مشخص تعیین شد")]),
        ("کار یک واحد به مدت سه ماه متوقف بود.", []),
        ("تولید سه کارخانه به مدت یک سال متوقف شد.", []),
        ("در سال گذشته برق یک واحد به مدت سه ماه توسط شرکت برق متوقف شد.", []),
        ("تابلوی «به زودی افتتاح می‌شود» نمی‌خواهیم.", []),
        ("دو شرکت بر سر قیمت تفاهم کردند.", []),
    ],
)
def test_what_was_passed_or_put_off(text: str, told: list[tuple[str, str]]) -> None:
    assert [(fact["status"], fact["quote"]) for fact in facts(SESSION + text, "decision")] == told


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("مشکلات هفت واحد شامل چهار واحد صنعتی وسه واحد کشاورزی بررسی شد.", [7, 4, 3]),
        ("در این جلسه هفت پرونده بررسی وچهار مصوبه صادر شد.", [7, 4]),
        ("در این جلسه هفت پرونده بررسی شد ونه مدیری غایب بود ونه پرونده‌ای ماند.", [7]),
        ("بازگشت دو کارخانه از تملک بانک سپه و اصلاح سه پروانه از پرونده‌های مهم این جلسه بود.", []),
        ("سه واحد شامل دو واحد صنعتی و یک واحد فعال گردشگری بررسی شد.", [3, 2, 1]),
    ],
)
def test_numbers_of_the_session(text: str, counts: list[int]) -> None:
    assert [fact["value"] for fact in facts(SESSION + text, "count")] == counts


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("عمده مشکل این واحدها به شبکه بانکی، حقوق دولتی معادن، سهمیه مواد پتروشیمی و قطع مکرر گاز برمی‌گردد.", 4),
        ("صادرکنندگان از توقف کامیون‌ها، بدهی مالیاتی و ترخیص کالا گلایه کردند.", 3),
        ("تخصیص ارز، برق شهرک و کارمزد بانک پرتکرارترین موضوع‌ها بود.", 3),
        ("مشکلات هفت واحد بررسی شد و مدیران کل امور مالیاتی و محیط زیست گزارش دادند.", 0),
        ("صادرکنندگان از راه خاکی به شهر رسیدند و از استقبال مردم گفتند.", 0),
    ],
)
def test_troubles_in_a_row(text: str, codes: int) -> None:
    assert len({fact["code"] for fact in facts(SESSION + text, "problem")}) == codes


def test_proposals_addressed_to_ministries() -> None:
    text = "نشست استانداران با وزرای صمت و نیرو برگزار شد. ۷۹ پیشنهاد مطرح شد؛ ۵۸ پیشنهاد خطاب به وزارت صمت و ۲۱ پیشنهاد خطاب به وزارت نیرو."
    read = [(fact["value"], fact["ministry_id"]) for fact in facts(text, "count") if fact["measure"] == "proposals"]
    assert read == [(79, None), (58, "MIMT"), (21, "MOE")]


def test_a_region_abroad_has_no_ministry_here() -> None:
    trip = "استاندار ایلام به اقلیم کردستان عراق سفر کرد و با وزیر بازرگانی اقلیم دیدار کرد."
    assert facts(trip, "ministry") == []
    assert [fact["ministry_id"] for fact in facts("وزیر نیرو در یزد از سد بازدید کرد.", "ministry")] == ["MOE"]


def test_the_next_meeting_is_not_dated_as_this_one() -> None:
    text = "نشست منطقه‌ای استانداران و سفرا در بندرعباس برگزار شد و نشست دوم شهریور سال آینده در بوشهر برپا می‌شود."
    assert [fact["date"] for fact in facts(text, "event")] == [None]


def test_a_meeting_to_which_banks_will_be_called_is_no_session() -> None:
    text = REPORT + "در ۱۲ جلسه ۱۲۰ مصوبه داشتیم. قرار است مدیران بانک‌ها هفته بعد به جلسه کارگروه دعوت شوند."
    assert [fact["type"] for fact in facts(text, "event")] == ["kpi_report"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "قبض برق سه مرغداری در هشت قسط وصول می‌شود.",
            [("planned", "قبض برق سه مرغداری در هشت قسط وصول می‌شود")],
        ),
        (
            "بدهی ۳۵ میلیارد تومانی یک کارخانه چوب در ۴۸ ماه تقسیط می‌شود.",
            [("planned", "بدهی ۳۵ میلیارد تومانی یک کارخانه چوب در ۴۸ ماه تقسیط می‌شود")],
        ),
        ("یارانه در سه قسط پرداخت می‌شود.", []),
        ("بدهی هر واحد در ۱۲ قسط دریافت می‌شود.", []),
        ("بدهی واحدها در سال جاری در سه ماه پرداخت می‌شود.", []),
        ("اگر مالک بیاید، بدهی این واحد در سه قسط گرفته می‌شود.", []),
        ("برای هر چهار مورد راهکار پیدا شد.", [("adopted", "برای هر چهار مورد راهکار پیدا شد")]),
        (
            "پیشنهاد اعضا این بود که مالیات واحدها یک سال به تأخیر بیفتد که به تهران منعکس می‌شود.",
            [("proposed", "پیشنهاد اعضا این بود که مالیات واحدها یک سال به تأخیر بیفتد")],
        ),
    ],
)
def test_what_will_be_paid_and_what_was_proposed(text: str, told: list[tuple[str, str]]) -> None:
    assert [(fact["status"], fact["quote"]) for fact in facts(SESSION + text, "decision")] == told


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("تصمیم درباره وام یک کارگاه به جلسه ۱۲ خرداد موکول شد.", None),
        ("مدیر بانک برای جلسه ۱۲ خرداد دعوت شد.", None),
        ("این جلسه ۱۲ خرداد در فرمانداری برگزار شد.", "--03-12"),
        ("فرماندار گفت: به جلسه ۱۲ خرداد امیدواریم.", "--03-12"),
    ],
)
def test_a_matter_is_put_off_to_a_day(text: str, date: str | None) -> None:
    told = "نهمین جلسه ستاد تسهیل و رفع موانع تولید شهرستان رودبار برگزار شد. "
    assert [fact["date"] for fact in facts(told + text, "event")] == [date]


def test_an_agreement_in_the_first_person() -> None:
    trip = "استاندار خراسان رضوی به هرات افغانستان سفر کرد و گفت: بر سر افزایش ساعت کار گمرک و صدور روادید به توافق رسیدیم."
    assert [fact["status"] for fact in facts(trip, "decision")] == ["adopted"]


def test_who_speaks_behind_a_page_that_wrote_it() -> None:
    text = "به نوشته پایگاه اطلاع‌رسانی فرمانداری رودبار، بهمن زیتونی‌فر فرماندار رودبار در این جلسه گفت: کار خوب است."
    assert [fact["name"] for fact in facts(text, "person")] == ["بهمن زیتونی‌فر"]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        (
            "سهم بخش صنعت از ۲۴۸ پرونده رسیدگی‌شده ۱۶۲ پرونده، کشاورزی ۵۸ پرونده و گردشگری ۲۸ پرونده بود.",
            [(248, None), (162, "industry_mining"), (58, "agriculture"), (28, "tourism")],
        ),
        (
            "کارگروه به ۲۴۸ پرونده رسیدگی کرد که ۱۶۲ پرونده صنعتی بود.",
            [(248, None), (162, "industry_mining")],
        ),
    ],
)
def test_the_share_of_a_sector_in_a_total(text: str, counts: list[tuple[int, str | None]]) -> None:
    assert [(fact["value"], fact["sector"]) for fact in facts(REPORT + text, "count")] == counts


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("استاندار از تشکیل کارگروه ویژه شهرک کاوه به ریاست فرماندار ساوه خبر داد.", []),
        ("مقرر شد کمیته‌ای به ریاست فرماندار تشکیل شود.", []),
        ("این جلسه به ریاست فرماندار ساوه تشکیل شد.", ["فرماندار ساوه"]),
    ],
)
def test_who_heads_a_group_that_is_set_up(text: str, roles: list[str]) -> None:
    assert [fact["role"] for fact in facts(SESSION + text, "chair")] == roles


def test_papers_handed_to_two_ministers() -> None:
    text = "نشست استانداران با وزرای صمت و نیرو برگزار شد. متن توافق‌ها به دفتر هر دو وزیر تحویل داده شد."
    assert [fact["status"] for fact in facts(text, "decision")] == ["done"]
    assert facts(SESSION + "کلید کارخانه به مالک تحویل داده شد.", "decision") == []


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (
            "۲۳ خرداد ۱۴۰۴ - ۰۸:۰۰\n\nگلایه تولیدکنندگان در حضور استاندار\n\nزاهدان- فارس: استاندار گفت: کار خوب است.\n",
            "گلایه تولیدکنندگان در حضور استاندار",
        ),
        (
            "۲۳ خرداد ۱۴۰۴ - ۰۸:۰۰\n\nگلایه تولیدکنندگان از وزیر\n\nخرم‌آباد - ایرنا - استاندار گفت: کار خوب است.\n",
            "گلایه تولیدکنندگان از وزیر",
        ),
    ],
)
def test_a_headline_may_end_with_an_office(text: str, title: str) -> None:
    assert read_facts(text).header.title == title


def test_a_line_broken_behind_an_office_goes_on() -> None:
    text = "نشست برگزار شد.\n\nدر این نشست معاون وزارت\n\nکشور گفت: کار خوب است.\n"
    assert [fact["ministry_id"] for fact in facts(text, "ministry")] == ["MOI"]


def test_a_total_of_another_year_is_none_of_the_report() -> None:
    text = (
        "مدیرکل صمت بوشهر در نشست خبری یکشنبه ۱۰ اسفند ۱۴۰۴ کارنامه کارگروه تسهیل و رفع موانع تولید را تشریح کرد. "
        "کارگروه در این مدت ۳۴ بار گرد هم آمد و ۳۱۷ مصوبه داشت؛ رقمی که در همین دوره از سال ۱۴۰۳، ۲۶۸ مصوبه بود. ۲۲۹ مصوبه اجرا شده، ۶۳ مصوبه در حال اجراست و ۲۵ مصوبه اجرا نشده است."
    )
    read = {fact["value"]: fact["event"] for fact in facts(text, "count")}
    assert (read[317], read[268]) == ("E1", None)
    assert all(check["holds"] for check in read_facts(text).checks)


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        (
            "با پرداخت خسارت یک واحد بلوک‌زنی که در طرح جاده آسیب دیده، موافقت شد.",
            ["با پرداخت خسارت یک واحد بلوک‌زنی که در طرح جاده آسیب دیده، موافقت شد"],
        ),
        ("استاندار گفت که کار خوب شده، با تمدید مهلت موافقت شد.", ["با تمدید مهلت موافقت شد"]),
    ],
)
def test_which_unit_is_told_aside(text: str, quotes: list[str]) -> None:
    assert [fact["quote"] for fact in facts(SESSION + text, "decision")] == quotes


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("مقرر شد از هفته آینده ناظران صمت و جهاد کشاورزی از مرغداری‌ها بازدید کنند.", [["SMT", "JAHAD"]]),
        ("مقرر شد بازرسان محیط زیست از دو کارخانه بازدید کنند.", [["DOE"]]),
        ("مقرر شد از محل اعتبار سازمان صمت دو کارخانه راه بیفتد.", []),
        ("مقرر شد از سازمان صمت دو کارشناس بیایند.", []),
    ],
)
def test_inspectors_act_for_their_bodies(text: str, bound: list[list[str]]) -> None:
    assert [fact["responsible_agency_ids"] for fact in facts(SESSION + text, "obligation")] == bound


def test_money_that_comes_back_is_no_unit() -> None:
    read = facts(SESSION + "موضوع تأخیر در بازگشت مالیات ارزش افزوده دو کارخانه قند هم مطرح شد.", "count")
    assert "units_returned" not in [fact["measure"] for fact in read]
    back = facts(SESSION + "بازگشت دو کارخانه قند به چرخه تولید خبر خوب این جلسه بود.", "count")
    assert [(fact["measure"], fact["value"]) for fact in back] == [("units_returned", 2)]


@pytest.mark.parametrize(
    ("text", "shares"),
    [
        ("۱۰۳ مصوبه داشتیم که ۵۸ درصد آن معادل ۶۰ مصوبه اجرا شده است.", [58]),
        ("۱۰۳ مصوبه داشتیم که ۵۸ درصد آن معادل ۶۰ مصوبه بانکی بود.", []),
    ],
)
def test_a_share_and_its_figure(text: str, shares: list[int]) -> None:
    read = [fact["value"] for fact in facts(REPORT + text, "count") if fact["statistic"] == "percent"]
    assert read == shares


def test_licences_are_nobody() -> None:
    text = SESSION + "پروانه معدن‌هایی که شش ماه کار نکرده‌اند باطل می‌شود. پروانه کریمی رئیس اداره صمت گفت: کار خوب است."
    assert [fact["name"] for fact in facts(text, "person")] == ["پروانه کریمی"]
