"""Reports of working sessions: sessions told without the word, members' votes, numbered decisions, respites."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "دهمین جلسه کارگروه تسهیل و رفع موانع تولید استان یزد روز شنبه ۱۵ آذر ۱۴۰۴ برگزار شد. "


def of_kind(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a text."""
    return [fact for fact in read_facts(text).facts if fact["fact"] == kind]


def bound(text: str) -> list[tuple[list[str], str | None]]:
    """Whom a session's article that goes on with the text binds, and by when."""
    return [(fact["responsible_agency_ids"], fact["deadline_text"]) for fact in of_kind(SESSION + text, "obligation")]


def decided(text: str) -> list[tuple[str, str]]:
    """Status and words of the decisions behind the session's sentence."""
    return [(fact["status"], fact["quote"]) for fact in of_kind(SESSION + text, "decision")]


def codes(text: str) -> set[str]:
    """The problems that a session's article tells that goes on with the text."""
    return {fact["code"] for fact in of_kind(SESSION + text, "problem")}


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (
            "پنج واحد تولیدی روز گذشته مهمان کارگروه تسهیل و رفع موانع تولید استان یزد بودند. علی رضایی که ریاست این "
            "جلسه را بر عهده داشت از تصمیم‌های تازه گفت.",
            ["facilitation_wg_session"],
        ),
        (
            "کارگروه تسهیل و رفع موانع تولید استان یزد با محوریت بازگشایی واحدهای متوقف تشکیل شد.",
            ["facilitation_wg_session"],
        ),
        (
            "کارگروه تسهیل و رفع موانع تولید استان یزد با موضوع رفع مشکل واحدها تشکیل شده است و وظیفه آن رسیدگی است.",
            [],
        ),
        (
            "عملکرد کارگروه تسهیل و رفع موانع تولید استان یزد در نشستی با مدیران رسانه‌ها تشریح شد. وی در این نشست سخن گفت.",
            [],
        ),
        (
            "اعضای شورای شهر یزد درباره تصمیم کارگروه تسهیل و رفع موانع تولید بحث کردند. در این جلسه هشت نفر حاضر بودند.",
            [],
        ),
        (
            "هیئت مدیره شرکت آلیاژ به نامه کارگروه تسهیل و رفع موانع تولید پاسخ می‌دهد. در این جلسه رأی‌گیری شد.",
            [],
        ),
        (
            "دبیر کارگروه تسهیل و رفع موانع تولید استان یزد از رسیدگی به هشت درخواست در نشست هفته گذشته این کارگروه خبر داد.",
            ["facilitation_wg_session"],
        ),
        (
            "استاندار در بازدید از کارخانه گفت: در جلسه هفته گذشته کارگروه تسهیل و رفع موانع تولید مشکل این واحد بررسی شد.",
            [],
        ),
        ("مصوبات جلسه گذشته کارگروه تسهیل و رفع موانع تولید استان یزد مرور شد.", []),
        (
            "دادستان یزد از کارگروه تسهیل و رفع موانع تولید خواست به این مشکل رسیدگی کند. در این جلسه مدیر کارخانه هم بود.",
            [],
        ),
    ],
)
def test_this_session_is_the_groups_where_no_other_is_told(text: str, types: list[str]) -> None:
    assert [fact["type"] for fact in of_kind(text, "event")] == types


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "بدهی این کارخانه زیاد شده بود که با رأی اعضا، وصول مطالبات تأمین اجتماعی متوقف شد.",
            [("adopted", "با رأی اعضا، وصول مطالبات تأمین اجتماعی متوقف شد")],
        ),
        (
            "به پیشنهاد فرماندار میبد و با موافقت اعضا، جاده دسترسی این کارخانه از محل اعتبارات استانی آسفالت می‌شود.",
            [("adopted", "با موافقت اعضا، جاده دسترسی این کارخانه از محل اعتبارات استانی آسفالت می‌شود")],
        ),
        (
            "این واحد بازیافت از پرداخت عوارض شهرداری معاف شد.",
            [("adopted", "این واحد بازیافت از پرداخت عوارض شهرداری معاف شد")],
        ),
        ("سال گذشته این کارخانه طبق قانون از پرداخت مالیات معاف شد.", []),
        ("کارگران با موافقت اعضا به خانه رفتند.", []),
        (
            "پرونده این دو واحد به ستاد تسهیل کشور فرستاده می‌شود.",
            [("planned", "پرونده این دو واحد به ستاد تسهیل کشور فرستاده می‌شود")],
        ),
        ("پرونده واحدهایی که مشکل آنها خارج از استان باشد به ستاد تسهیل کشور ارسال می‌شود.", []),
        (
            "یک شرکت لبنی مهلت یک‌ساله برای پرداخت مالیات عملکرد گرفت.",
            [("adopted", "یک شرکت لبنی مهلت یک‌ساله برای پرداخت مالیات عملکرد گرفت")],
        ),
        ("سال گذشته این شرکت مهلت یک‌ساله گرفت.", []),
        ("تیم فوتبال مهلت ده‌روزه گرفت.", []),
        (
            "همچنین تقاضای یک مرغداری برای افزایش دیماند برق پذیرفته و هزینه آن نصف شد.",
            [("adopted", "تقاضای یک مرغداری برای افزایش دیماند برق پذیرفته")],
        ),
        ("درخواست این واحد از سوی بانک تأیید و وام آن پرداخت شد.", []),
        ("سال گذشته درخواست این واحد تأیید و وام آن پرداخت شد.", []),
        (
            "وی یکی از تصمیم‌های این جلسه را کاهش ۵۰ درصدی اجاره‌بهای سوله‌ها برای یک سال دانست.",
            [("adopted", "کاهش ۵۰ درصدی اجاره‌بهای سوله‌ها برای یک سال")],
        ),
        ("وی یکی از تصمیم‌های مهم زندگی خود را ایجاد این کارخانه دانست.", []),
        (
            "این پیشنهاد در کمیته فنی کارگروه بررسی می‌شود.",
            [("planned", "این پیشنهاد در کمیته فنی کارگروه بررسی می‌شود")],
        ),
        ("این طرح در شهرک صنعتی اجرا می‌شود.", []),
        ("پرونده شرکت‌ها هر هفته به ستاد ملی ارسال می‌شود.", []),
        ("محصول این کارخانه به وزارت نفت ارسال می‌شود.", []),
    ],
)
def test_decisions_by_the_members_word(text: str, expected: list[tuple[str, str]]) -> None:
    assert decided(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "در پایان سه تصمیم گرفته شد. نخست، شرکت گاز استان گاز کارخانه را قطع نکند و دوم، سهامداران ظرف یک ماه "
            "مدیرعامل جدید معرفی کنند.",
            [(["GAS"], None), ([], "ظرف یک ماه")],
        ),
        ("نخست، مردم در مصرف برق صرفه‌جویی کنند و دوم، شرکت گاز گاز را قطع نکند.", []),
        (
            "به شرکت آب و فاضلاب سیستان و بلوچستان یک ماه مهلت داده شد که انشعاب این کارخانه را برقرار کند.",
            [(["ABFA"], None)],
        ),
        ("مقرر شد امور برق میبد انشعاب دو گلخانه را تا ۱۰ دی وصل کند.", [(["ELDIST"], "تا ۱۰ دی")]),
        ("امور برق رشت موظف شد انشعاب یک کارخانه را وصل کند.", [(["ELDIST"], None)]),
        ("در امور برق و آب شهرک‌ها کاستی داریم و امور آب استان را پیگیری می‌کنیم.", []),
        (
            "نظر اعضا بر این بود که تا روشن شدن نتیجه آزمایش‌ها، محیط زیست از پلمب خط تولید خودداری کند.",
            [(["DOE"], None)],
        ),
        ("نظر کارشناسان بر این بود که شرکت گاز مقصر است.", []),
        (
            "ادارات برق، آب و گاز نیز باید هزینه انشعاب این طرح‌ها را در چهار قسط دریافت کنند.",
            [(["ELDIST", "GAS"], None)],
        ),
        ("سهامداران باید صبور باشند و هیئت مدیره باید با کارگران مهربان باشد.", []),
        (
            "مقرر شد سازمان صمت سهمیه این واحد را در فهرست بگنجاند.",
            [(["SMT"], None)],
        ),
    ],
)
def test_numbered_decisions_and_respites_bind(text: str, expected: list[tuple[list[str], str | None]]) -> None:
    assert bound(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("مطالبات یک پیمانکار راهسازی از اداره کل راه و شهرسازی بررسی شد.", {"PROCUREMENT"}),
        ("مشکل این واحد آن است که هر بار ضامن جدید خواسته‌اند.", {"BANK.COLLATERAL"}),
        ("مشکل کارخانه‌ای که در آستانه توقیف قرار داشت بررسی شد.", {"BANK.SEIZURE"}),
        ("مقرر شد دامپزشکی یزد مجوز جوجه‌ریزی این مرغداری را صادر کند.", {"PERMIT"}),
        ("این واحد به ۱۵ میلیارد تومان تسهیلات نیاز دارد.", {"BANK.FACILITY"}),
        ("درباره حقوق دولتی معدن مقرر شد بدهی در ۲۴ قسط تقسیط شود.", {"MINING"}),
        ("مشکل این کارخانه بازپرداخت وام ارزی است.", {"BANK.FX_LOAN"}),
        ("وصول مطالبات تأمین اجتماعی از این کارخانه بررسی شد.", {"SOCIALSEC"}),
    ],
)
def test_troubles_of_the_units(text: str, expected: set[str]) -> None:
    assert codes(text) == expected


def test_files_about_a_licence_of_a_mine_are_of_no_sector() -> None:
    text = "۱۸ پرونده بررسی شد: ۱۵ پرونده با موضوع تسهیلات و سه پرونده با موضوع تمدید پروانه بهره‌برداری معدن."
    told = [(fact["value"], fact["sector"]) for fact in of_kind(SESSION + text, "count")]
    assert (3, "industry_mining") not in told


def test_resolutions_on_their_way() -> None:
    text = "از ۹۴ مصوبه سال گذشته ۷۱ مصوبه اجرایی شده و ۲۳ مصوبه در مراحل اجراست."
    told = [(fact["measure"], fact["value"]) for fact in of_kind(SESSION + text, "count")]
    assert ("resolutions_in_progress", 23) in told


@pytest.mark.parametrize("line", ["خبرگزاری تسنیم - ۱۴ مرداد ۱۴۰۴", "۱۴ مرداد ۱۴۰۴ | ایسنا"])
def test_a_date_line_may_name_the_agency(line: str) -> None:
    reading = read_facts(f"{line}\nگره ۲۱ واحد تولیدی یزد باز شد\n\n{SESSION}\n")
    assert reading.header.title == "گره ۲۱ واحد تولیدی یزد باز شد"
    assert reading.header.publication.date is not None
