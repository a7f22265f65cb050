"""What a session decided, and what only looks like it."""

from __future__ import annotations

from typing import Any

import pytest

from ingestion.news.facts import read_facts

SESSION = "چهارمین جلسه کارگروه تسهیل و رفع موانع تولید استان قزوین روز شنبه برگزار شد. "


def facts(text: str, kind: str) -> list[dict[str, Any]]:
    """The facts of a kind in a session's article that goes on with the text."""
    return [fact for fact in read_facts(SESSION + text).facts if fact["fact"] == kind]


# whether the sentence tells a decision of the session
DECISIONS = [
    ("درخواست شرکت لاله برای بخشودگی جرایم رد شد.", True),
    ("پیشنهاد یک دامدار برای تغییر کاربری پذیرفته نشد.", True),
    ("تقاضای دو واحد برای وام تازه رأی نیاورد.", True),
    ("اعضای کارگروه درخواست دو واحد را نپذیرفتند.", True),
    ("با واگذاری زمین به طرح گلخانه موافقت اصولی شد.", True),
    ("پرونده برای داوری به هیئت خبرگان بانکی فرستاده شد.", True),
    ("امهال بدهی دو واحد و تمدید پروانه یک معدن از مهم‌ترین مصوبات این جلسه بود.", True),
    ("تقسیط بدهی بیمه سه کارگاه هم از دیگر تصمیم‌های این نشست است.", True),
    ("از جمله مصوبات این جلسه می‌توان به امهال بدهی دو واحد صنعتی اشاره کرد.", True),
    ("مهم‌ترین مصوبه این نشست، امهال بدهی سه واحد دامداری به مدت یک سال بود.", True),
    ("اعضا با آزادسازی وثیقه یک کارخانه موافقت و شهرداری را به همکاری دعوت کردند.", True),
    ("استاندار از تصویب دو موضوع دیگر خبر داد و گفت: اتصال یک مرغداری به شبکه و جابه‌جایی باسکول یک معدن.", True),
    ("سرمایه‌گذار کارخانه سه ماه دیگر مهلت گرفت.", True),
    ("فرماندار گفت: تصمیم‌های خوبی گرفتیم.", True),
    ("دو واحد نیز برای تکمیل مدارک مهلت گرفتند.", False),
    ("درخواست‌ها در سامانه بهین‌یاب ثبت و تأیید شد.", False),
    ("درخواست سه واحد با رأی اعضا تأیید شد.", True),
    ("فرماندار گفت: تمدید شش‌ماهه مهلت بهره‌برداری را پذیرفتیم.", True),
    ("مدیر کارخانه گفت: درخواست ما برای وام رد شد.", False),
    ("بانک ملی درخواست این واحد را رد کرد.", False),
    ("درخواست وام این کارخانه از سوی بانک ملی رد شد.", False),
    ("استاندار پس از پایان جلسه به تهران رفت.", False),
    ("امهال بدهی دو واحد از مصوبات جلسه قبل بود.", False),
]


@pytest.mark.parametrize(("text", "is_told"), DECISIONS)
def test_what_was_decided(text: str, *, is_told: bool) -> None:
    assert [fact["status"] for fact in facts(text, "decision")].count("adopted") == int(is_told)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("موضوع آلایندگی کارخانه دوم به محیط زیست واگذار شد.", ["موضوع آلایندگی کارخانه دوم به محیط زیست واگذار شد"]),
        ("زمین دو هکتاری به متقاضی واگذار شد.", []),
        ("با رأی ستاد تسهیل و رفع موانع تولید استان، مزایده کارخانه گلباران متوقف شد.", ["مزایده کارخانه گلباران متوقف شد"]),
        ("فعالیت کارخانه گلباران سال‌ها پیش متوقف شد.", []),
    ],
)  # fmt: skip
def test_decisions_of_other_newsrooms(text: str, said: list[str]) -> None:
    found = [fact["text"] for fact in facts(text, "decision")]
    assert len(found) == len(said)
    assert all(text.endswith(wanted) for text, wanted in zip(found, said, strict=True))


@pytest.mark.parametrize("words", ["مصوبات لازم اخذ شد", "راهکارهای مناسب ارائه شد", "دستورات مقتضی صادر شد"])
def test_a_general_decision(words: str) -> None:
    assert [fact["status"] for fact in facts(f"مشکلات چهار واحد بررسی و {words}.", "decision")] == ["adopted"]


def test_an_order_issued_is_a_decision_and_a_permit_is_none() -> None:
    assert [f["status"] for f in facts("دستور توقف مزایده کارخانه صادر شد.", "decision")] == ["adopted"]
    assert facts("پروانه بهره‌برداری کارخانه صادر شد.", "decision") == []


def test_a_tally_of_proposals_is_no_decision() -> None:
    text = (
        "دومین نشست مشترک استانداران سراسر کشور با وزیران اقتصاد و نفت، پنجشنبه نهم بهمن در تهران برگزار شد. "
        "استانداران هر ۳۱ استان در مجموع ۱۱۶ پیشنهاد داده‌اند که ۷۱ پیشنهاد به وزارت اقتصاد و ۴۵ پیشنهاد به وزارت نفت "
        "مربوط می‌شود. استاندار ایلام دو پیشنهاد داد که سهم استان از عوارض صادراتی افزایش یابد."
    )
    found = read_facts(text).facts
    assert [(f["measure"], f["value"]) for f in found if f["fact"] == "count"][:2] == [
        ("provinces", 31),
        ("proposals", 116),
    ]
    decisions = [f["quote"] for f in found if f["fact"] == "decision"]
    assert len(decisions) == 1
    assert decisions[0].endswith("افزایش یابد")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("افزایش ساعت کار گمرک پیشنهاد شد.", "افزایش ساعت کار گمرک پیشنهاد شد"),
        ("پیشنهاد تشکیل صندوق ضمانت از سوی خانه صنعت مطرح شد.", "پیشنهاد تشکیل صندوق ضمانت از سوی خانه صنعت مطرح شد"),
        ("پیشنهاد می‌شود جریمه‌های دیرکرد بخشیده شود.", "پیشنهاد می‌شود جریمه‌های دیرکرد بخشیده شود"),
        ("صنعتگران پیشنهادهای خود را مطرح کردند.", None),
        ("پیشنهاد واگذاری زمین رایگان تصویب نشد.", None),
        ("پیشنهاد کاهش تعرفه برق رأی نیاورد.", None),
    ],
)
def test_what_was_proposed(text: str, said: str | None) -> None:
    assert [(f["status"], f["quote"]) for f in facts(text, "decision")] == ([("proposed", said)] if said else [])


def test_what_became_of_a_proposal_is_told_by_itself() -> None:
    text = "پیشنهاد شد سهمیه سوخت افزایش یابد که این موضوع برای بررسی به کمیته سوخت استان ارجاع شد."
    assert [(f["status"], f["quote"]) for f in facts(text, "decision")] == [
        ("proposed", "پیشنهاد شد سهمیه سوخت افزایش یابد"),
        ("adopted", "این موضوع برای بررسی به کمیته سوخت استان ارجاع شد"),
    ]


@pytest.mark.parametrize(
    "plan",
    [
        "همین ماه جلسه ویژه کارگروه تسهیل و رفع موانع تولید را تشکیل می‌دهیم.",
        "جلسه کارگروه تسهیل و رفع موانع تولید هفته آینده برگزار می‌شود.",
        "این مشکلات را در جلسه کارگروه تسهیل و رفع موانع تولید بررسی می‌کنیم.",
    ],
)
def test_a_session_announced_is_no_event(plan: str) -> None:
    found = read_facts(f"استاندار یزد در جمع صنعتگران گفت: {plan}").facts
    assert [f["type"] for f in found if f["fact"] == "event"] == ["industrialists_meeting"]


def test_two_verbs_that_share_their_ending_tell_two_decisions() -> None:
    text = "برای پنج پرونده رأی نهایی صادر و درخواست یک کارگاه رد شد."
    assert [f["quote"] for f in facts(text, "decision")] == [
        "برای پنج پرونده رأی نهایی صادر",
        "درخواست یک کارگاه رد شد",
    ]


ENVOYS = "نشست منطقه‌ای استانداران پنج استان با سفرای ایران برگزار شد. "


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "پیشنهاد استاندار بوشهر به وزارت صمت ارسال شد تا درباره آن اظهارنظر شود.",
            [("done", "پیشنهاد استاندار بوشهر به وزارت صمت ارسال شد")],
        ),
        ("توافق شد تا ساعت کار مرز افزایش یابد.", [("adopted", "توافق شد تا ساعت کار مرز افزایش یابد")]),
        ("وی از امضای دو یادداشت تفاهم خبر داد.", [("done", "امضای دو یادداشت تفاهم")]),
        ("وی از امضای تفاهم‌نامه گمرکی در آینده نزدیک خبر داد.", []),
        ("وی از امضای سه تفاهم‌نامه خبر داد. سه تفاهم‌نامه امضا شد.", [("done", "سه تفاهم‌نامه امضا شد")]),
        ("استانداران درباره خط ریلی به تفاهم رسیدند.", [("adopted", "استانداران درباره خط ریلی به تفاهم رسیدند")]),
    ],
)
def test_what_a_meeting_with_envoys_did(text: str, told: list[tuple[str, str]]) -> None:
    assert [(f["status"], f["quote"]) for f in read_facts(ENVOYS + text).facts if f["fact"] == "decision"] == told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("گشت مشترک از مهر آغاز به کار می‌کند.", True),
        ("مدرسه‌ها از مهر آغاز می‌شود.", False),
        ("چرخه تولید مرغ از فروردین تا شهریور بررسی می‌شود.", False),
        ("دو شرکت رقیب بر سر قیمت به تفاهم رسیدند.", False),
        ("به این کارخانه برای پرداخت بدهی گاز مهلتی چهارماهه داده شد.", True),
        ("موضوع کالاهای مانده در بندر در کارگروه تسهیل بررسی می‌شود.", False),
    ],
)
def test_what_is_told_in_other_words(text: str, *, is_told: bool) -> None:
    assert bool(facts(text, "decision")) is is_told


@pytest.mark.parametrize(
    ("text", "is_told"),
    [
        ("موضوع کالاهای مانده در بندر در کارگروه تسهیل بررسی می‌شود.", True),
        ("مشکلات واحدها هر هفته در کارگروه تسهیل بررسی می‌شود.", False),
        ("پرونده‌هایی که مشکل آنها حل نشود در کارگروه تسهیل بررسی می‌شود.", False),
    ],
)
def test_what_industrialists_are_promised_for_the_next_session(text: str, *, is_told: bool) -> None:
    article = f"استاندار همدان در نشست با صنعتگران استان گفت: {text}"
    assert any(fact["fact"] == "decision" for fact in read_facts(article).facts) is is_told


def test_axes_out_of_which_some_are_adopted_are_proposals() -> None:
    text = f"{ENVOYS}از ۵۲ محور پیشنهادی استان‌ها، ۳۹ محور تصویب شد."
    told = {(f["measure"], f["value"]) for f in read_facts(text).facts if f["fact"] == "count"}
    assert told == {("provinces", 5), ("proposals", 52), ("axes_approved", 39)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ابطال قرارداد سه متقاضی نیز قطعی شد.", ["ابطال قرارداد سه متقاضی نیز قطعی شد"]),
        (
            "ابطال قرارداد سه متقاضی که زمین را گرفته و نساخته بودند نیز قطعی شد.",
            ["ابطال قرارداد سه متقاضی که زمین را گرفته و نساخته بودند نیز قطعی شد"],
        ),
        ("برای ۱۰ پرونده تعیین تکلیف نهایی صورت گرفت.", ["برای ۱۰ پرونده تعیین تکلیف نهایی صورت گرفت"]),
        ("سه مورد به کمیته فنی عودت داده شد.", ["سه مورد به کمیته فنی عودت داده شد"]),
        ("ساخت یک کارخانه سیمان در این شهرستان نهایی شده است.", []),
        ("راه‌اندازی کارخانه فولاد با سرمایه‌گذاری چینی قطعی شد.", []),
        ("مدیرکل صمت گفت: پارسال صدور پروانه یک واحد نهایی شد.", []),
    ],
)
def test_a_units_matter_that_is_said_to_stand(text: str, said: list[str]) -> None:
    assert [fact["quote"] for fact in facts(text, "decision")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("استاندار گفت: جریمه این کارخانه را بخشیدیم.", ["جریمه این کارخانه را بخشیدیم"]),
        ("فرماندار گفت: مزایده دو واحد را متوقف کردیم.", ["مزایده دو واحد را متوقف کردیم"]),
        ("مدیر شعب بانک ملی گفت: اقساط این کارخانه را تمدید کردیم.", []),
        ("مدیرعامل این کارخانه گفت: قرارداد این شرکت را لغو کردیم.", []),
        ("استاندار گفت: سال گذشته مزایده دو واحد را متوقف کردیم.", []),
        ("استاندار گفت: اگر نبود، مزایده این واحد را متوقف کردیم.", []),
    ],
)
def test_what_the_chair_says_was_done_for_a_unit(text: str, said: list[str]) -> None:
    assert [fact["quote"] for fact in facts(text, "decision")] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "استاندار از موافقت کارگروه تسهیل و رفع موانع تولید استان با تقسیط بدهی دو واحد و تعیین مهلت یک‌ماهه برای بانک‌ها خبر داد.",
            [
                "موافقت کارگروه تسهیل و رفع موانع تولید استان با تقسیط بدهی دو واحد",
                "تعیین مهلت یک‌ماهه برای بانک‌ها",
            ],
        ),
        ("استاندار از مخالفت با تغییر کاربری یک گلخانه خبر داد.", ["مخالفت با تغییر کاربری یک گلخانه"]),
        ("استاندار از موافقت با طرح او در هیئت دولت خبر داد.", []),
        ("استاندار از تعیین مهلت قانونی از سوی بانک مرکزی خبر داد.", []),
    ],
)
def test_resolutions_told_as_news(text: str, said: list[str]) -> None:
    assert [fact["quote"] for fact in facts(text, "decision")] == said


def test_items_of_a_list_behind_what_was_looked_into() -> None:
    text = (
        "\n\nدر این جلسه مسائل دو واحد بررسی و به شرح زیر تصمیم‌گیری شد:\n\n"
        "۱- شرکت فولاد سامان: موافقت با افزایش قدرت برق به میزان دو مگاوات؛\n"
        "۲- کارگاه نمدمالی: معرفی به صندوق جهت دریافت وام؛\n"
    )
    assert [fact["quote"] for fact in facts(text, "decision")][-2:] == [
        "شرکت فولاد سامان: موافقت با افزایش قدرت برق به میزان دو مگاوات",
        "کارگاه نمدمالی: معرفی به صندوق جهت دریافت وام",
    ]
    listed = text.replace("تصمیم‌گیری شد", "مطرح شد")
    assert facts(listed, "decision") == []


def test_an_ordinal_goes_on_with_the_decisions_of_its_sentence() -> None:
    told = "چند تصمیم گرفتیم؛ اول اینکه شرکت گاز کنتور را نصب کند و دوم اینکه هزینه انشعاب شهرک از اعتبارات پرداخت شود."
    assert "دوم اینکه هزینه انشعاب شهرک از اعتبارات پرداخت شود" in [f["quote"] for f in facts(told, "decision")]
    hoped = "چند آرزو داریم؛ اول اینکه شرکت گاز قوی شود و دوم اینکه هزینه انشعاب شهرک‌ها کم شود."
    assert facts(hoped, "decision") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "پرداخت ۱۵ میلیارد تومان تسهیلات به یک واحد شیشه نیز تصویب و بانک رفاه به عنوان عامل انتخاب شد.",
            ["پرداخت ۱۵ میلیارد تومان تسهیلات به یک واحد شیشه نیز تصویب"],
        ),
        ("پرداخت یارانه سوخت به معادن در مجلس تصویب و قانون شد.", []),
        (
            "با تمدید مهلت یک واحد متخلف که زمین دولت را فروخته بود، موافقت نکردیم.",
            ["با تمدید مهلت یک واحد متخلف که زمین دولت را فروخته بود، موافقت نکردیم"],
        ),
        (
            "درخواست سازمان صمت برای تمدید مهلت این کارخانه سیمان رد شد.",
            ["درخواست سازمان صمت برای تمدید مهلت این کارخانه سیمان رد شد"],
        ),
        (
            "خروجی این نشست، تمدید مهلت بهره‌برداری از سه معدن بود.",
            ["خروجی این نشست، تمدید مهلت بهره‌برداری از سه معدن بود"],
        ),
        ("نتیجه این جلسه افزایش تولید سه واحد بود.", []),
        ("حاصل این جلسه رفع نگرانی کارگران بود.", []),
        ("استاندار از صدور دستور لازم برای بازگشایی راه‌ها خبر داد.", []),
        ("استاندار از صدور دستور پرداخت فوری یارانه دو کارخانه خبر داد.", ["صدور دستور پرداخت فوری یارانه دو کارخانه"]),
        ("استاندار از صدور دستور قضایی از سوی دادستان خبر داد.", []),
        (
            "پیشنهاد تشکیل کمیته ارزیابی خسارت به تأیید اعضا رسید.",
            ["پیشنهاد تشکیل کمیته ارزیابی خسارت به تأیید اعضا رسید"],
        ),
        ("امروز برای هشت واحد تصمیم گرفتیم.", ["امروز برای هشت واحد تصمیم گرفتیم"]),
        ("صاحب کارخانه گفت: تصمیم گرفتیم خط تولید را بفروشیم.", []),
        (
            "نخستین مصوبه مربوط به بازگشت یک معدن به مالک قبلی است.",
            ["نخستین مصوبه مربوط به بازگشت یک معدن به مالک قبلی است"],
        ),
        ("سه مصوبه دیگر به تمدید پروانه بهره‌برداری مربوط است.", []),
        ("اولین تصمیم او بازگشت به کارخانه پدری بود.", []),
        (
            "به این کارخانه اجازه داده شد تا پایان سال با مجوز موقت کار کند.",
            ["به این کارخانه اجازه داده شد تا پایان سال با مجوز موقت کار کند"],
        ),
        ("سال گذشته به این واحد اجازه داده شد ماشین‌آلات وارد کند.", []),
        ("قانون به این شرکت‌ها اجازه داده است از معافیت استفاده کنند.", []),
    ],
)
def test_decisions_of_a_session_in_other_words(text: str, said: list[str]) -> None:
    assert [fact["quote"] for fact in facts(text, "decision")] == said


@pytest.mark.parametrize("mark", ["{n}. ", "{n}- ", "{n}) "])
def test_items_of_a_numbered_list_whatever_their_verb(mark: str) -> None:
    items = [
        "قطع برق واحدهای نساجی در ساعات کاری ممنوع گردید.",
        "مشکلات سه واحد دیگر بررسی شد.",
        "گزارش اجرای بندهای فوق در نشست بعدی قرائت گردد.",
        "پرونده یک دامداری به جلسه آتی موکول شد.",
    ]
    head = "\n\nدر این جلسه چند مصوبه به شرح ذیل به امضای اعضا رسید:\n\n"
    text = head + "\n".join(mark.format(n=n) + item for n, item in enumerate(items, 1))
    told = [fact["quote"] for fact in facts(text, "decision")]
    assert [any(item.rstrip(".") in quote for quote in told) for item in items] == [True, False, True, False]
    troubles = text.replace("چند مصوبه به شرح ذیل به امضای اعضا رسید", "چند مشکل به شرح ذیل مطرح شد")
    assert not any("ممنوع" in fact["quote"] for fact in facts(troubles, "decision"))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("استاندار گفت: دستور توقف مزایده این کارخانه را صادر کردم.", ["دستور توقف مزایده این کارخانه را صادر کردم"]),
        ("دادگاه دستور توقف مزایده این کارخانه را صادر کرد.", []),
        ("سازمان صمت پروانه این معدن را صادر کرد.", []),
    ],
)
def test_an_order_that_was_given(text: str, said: list[str]) -> None:
    assert [fact["quote"] for fact in facts(text, "decision")] == said
