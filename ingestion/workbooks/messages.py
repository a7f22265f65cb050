"""Persian sentences for the sender of a workbook: what is wrong with a cell, and how to put it right."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from ingestion.persian.choices import chosen
from ingestion.persian.digits import to_ascii_digits, to_persian_digits
from ingestion.persian.jalali import MONTHS, days_in_month
from ingestion.reference.agencies import similar_agencies
from ingestion.reference.seeds import statuses
from ingestion.reference.statuses import UNKNOWN, match_status

# What each column is called in a message.
FIELD_NAMES = {
    "province_id": "استان", "session_no": "شماره جلسه", "session_date": "تاریخ جلسه", "notify_date": "تاریخ ابلاغ",
    "due_date": "مهلت", "implemented_date": "تاریخ اجرا", "report_date": "تاریخ گزارش", "resolution_no": "شماره مصوبه",
    "unit_name": "نام واحد", "unit_national_id": "شناسه ملی", "county": "شهرستان", "problem_text": "مشکل",
    "problem_categories": "نوع مشکل", "resolution_text": "متن مصوبه", "agencies": "دستگاه مسئول", "status": "وضعیت",
    "progress_pct": "درصد پیشرفت", "amount_rial": "مبلغ", "notes": "توضیحات", "follow_ups": "پیگیری",
}  # fmt: skip


class Message(NamedTuple):
    """What is wrong, with the value as written, and what to do about it."""

    what: str
    remedy: str


# If the name is right, tell the system's secretariat, so that it is added to the list.
_IF_RIGHT = "اگر نامی که نوشته‌اید درست است، به دبیرخانه سامانه خبر دهید تا به فهرست افزوده شود."

_MESSAGES: dict[str, Message] = {
    "invalid_date": Message(
        "«{value}» در ستون «{field}» تاریخ درستی نیست: چنین روزی در تقویم نیست، نوشته تاریخ نیست، یا (جز مهلت) پس از امروز است.",
        "لطفاً تاریخ را به شکل ۱۴۰۴/۰۳/۱۰ بنویسید.",
    ),
    "ambiguous_date": Message(
        "«{value}» در ستون «{field}» یک روز معین را نمی‌رساند: سال، ماه یا روز آن کامل نیست.",
        "لطفاً سال را با چهار رقم و روز را کامل بنویسید: ۱۴۰۴/۰۳/۱۰.",
    ),
    "date_out_of_order": Message(
        "«{value}» در ستون «{field}» پیش از تاریخ جلسه است.",
        "لطفاً تاریخ جلسه و این تاریخ را با هم بسنجید و آن را که نادرست است اصلاح کنید.",
    ),
    "invalid_national_id": Message(
        "«{value}» شناسه ملی درستی نیست: شناسه ملی ۱۱ رقم دارد و رقم آخر آن رقم کنترل است.",
        "لطفاً شناسه را از روی آگهی ثبت، به صورت متن و با هر ۱۱ رقم بنویسید.",
    ),
    "ambiguous_status": Message(
        "از «{value}» روشن نیست که مصوبه اجرا شده است یا نه.",
        "لطفاً یکی از این وضعیت‌ها را بنویسید: {statuses}.",
    ),
    "unknown_status": Message(
        "«{value}» یکی از وضعیت‌های شناخته‌شده نیست.",
        "لطفاً یکی از این وضعیت‌ها را بنویسید و باقی را در توضیحات: {statuses}.",
    ),
    "status_by_colour_without_legend": Message(
        "وضعیت این سطر تنها با رنگ ({value}) نشان داده شده و راهنمای رنگ‌ها این رنگ را ندارد.",
        "لطفاً ستون «وضعیت» بیفزایید، یا معنی هر رنگ را زیر جدول بنویسید.",
    ),
    "unknown_agency": Message(
        "«{value}» در فهرست دستگاه‌ها نیست.",
        f"لطفاً نام رسمی دستگاه را بنویسید؛ {_IF_RIGHT}",
    ),
    "unknown_column": Message(
        "ستون «{value}» شناخته نشد و خوانده نمی‌شود.",
        "اگر این ستون لازم است، لطفاً عنوان آن را به یکی از عنوان‌های معمول تغییر دهید.",
    ),
    "formula_without_value": Message(
        "خانه ستون «{field}» فرمولی دارد که حاصل آن در فایل نیست.",
        "لطفاً فایل را در اکسل باز و دوباره ذخیره کنید، یا به جای فرمول مقدار را بنویسید.",
    ),
    "error_value": Message(
        "خانه ستون «{field}» خطای {value} دارد.",
        "لطفاً فرمول را درست کنید یا به جای آن مقدار را بنویسید.",
    ),
    "two_ticks": Message(
        "برای این سطر بیش از یک وضعیت علامت خورده است.",
        "لطفاً تنها یکی از ستون‌های وضعیت را علامت بزنید.",
    ),
    "money_without_unit": Message(
        "واحد مبلغ «{value}» نوشته نشده است.",
        "لطفاً واحد را در عنوان ستون بنویسید: مبلغ (میلیون ریال).",
    ),
    "session_conflict": Message(
        "شماره یا تاریخ جلسه در نام برگه، عنوان جدول و این سطر یکی نیست؛ «{value}» پذیرفته شد.",
        "لطفاً نام برگه یا عنوان جدول را با سطرها یکسان کنید.",
    ),
    "no_unit_and_no_text": Message(
        "این سطر نه نام واحد دارد و نه متن مصوبه؛ بنابراین خوانده نشد.",
        "لطفاً نام واحد و متن مصوبه را بنویسید، یا سطر را پاک کنید.",
    ),
    "continuation_without_parent": Message(
        "«{value}» ادامه سطر دیگری است، ولی پیش از آن سطری نیست.",
        "لطفاً سطر اصلی را بالای آن بیاورید یا هر مصوبه را در یک سطر بنویسید.",
    ),
    "unreadable": Message(
        "این سطر خوانده نشد.",
        "لطفاً سطر را به شکل سطرهای دیگر جدول بنویسید.",
    ),
}  # fmt: skip


_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?!\d)")
_JOINED_DATE = re.compile(r"(1[34]\d{2})(\d{2})(\d{2})")  # 14040499
_YEAR_AND_MONTH = re.compile(r"1[34]\d{2}\s*[/.\-]\s*(?:0?[1-9]|1[0-2])")
# A numeric date one of whose signs is a letter that looks like a digit: 1404/06/0O.
_DIGITS_WITH_LETTER = re.compile(r"(?=.*[OoQDIl|])[\dOoQDIl|]{1,4}([/.\-])[\dOoQDIl|]{1,2}\1[\dOoQDIl|]{1,4}")
# The first Jalali year that is no Gregorian one and the last: only their months are known to be Jalali.
_JALALI_YEARS = range(1300, 1500)
_FOREIGN_MONEY = re.compile(r"دلار|یورو|درهم|یوان|لیر|پوند|[$€£¥]|usd|eur|aed", re.IGNORECASE)
_WRITE_THE_DATE = _MESSAGES["invalid_date"].remedy


_NO_DATE = Message("«{value}» در ستون «{field}» تاریخ نیست.", _WRITE_THE_DATE)
_NO_DUE_DATE = Message(
    "«{value}» در ستون «{field}» نه تاریخ است و نه مدتی شناخته‌شده.",
    "لطفاً تاریخ را به شکل ۱۴۰۴/۰۳/۱۰ یا مدت را مانند «۲۰ روز» یا «تا پایان مرداد» بنویسید.",
)
_LATER_THAN_TODAY = Message(
    "تاریخ «{value}» در ستون «{field}» پس از امروز است.", "لطفاً روزی را بنویسید که کار در آن انجام شده است."
)


_NO_DAY = Message("تاریخ «{value}» در ستون «{field}» روز ندارد: تنها سال و ماه آن نوشته شده است.", _WRITE_THE_DATE)
_LETTER_IN_DATE = Message(
    "در تاریخ «{value}» در ستون «{field}» به جای رقم حرف نوشته شده است.",
    "لطفاً حرف را پاک کنید و رقم آن را بنویسید (مانند صفر به جای «O»).",
)


def _date_message(written: str, field: str | None) -> Message | None:
    """What exactly is wrong with a date: words, a letter for a digit, no such month or day, a day to come; else None."""
    if written.strip() and not any(sign.isdecimal() for sign in written):
        return _NO_DUE_DATE if field == "due_date" else _NO_DATE
    plain = to_ascii_digits(written)
    if _DIGITS_WITH_LETTER.fullmatch(plain.strip()):
        return _LETTER_IN_DATE
    if _YEAR_AND_MONTH.fullmatch(plain.strip()):
        return _NO_DAY
    match = _NUMERIC_DATE.search(plain) or _JOINED_DATE.fullmatch(plain.strip())
    if match is None:
        return None
    if _is_gregorian_day(plain.strip()):
        return _LATER_THAN_TODAY if field != "due_date" else None
    year, month, day = match[1], int(match[2]), match[3]
    if len(year) < 3 and len(day) >= 3:
        year, day = day, year
    full_year = int(year) + (1000 if len(year) == 3 else 0)
    if len(year) < 3 or len(day) > 2 or full_year not in _JALALI_YEARS:
        return None
    if not 1 <= month <= 12:
        return Message("تاریخ «{value}» در ستون «{field}» وجود ندارد: ماه باید بین ۱ و ۱۲ باشد.", _WRITE_THE_DATE)
    n_days = days_in_month(full_year, month)
    if not 1 <= int(day) <= n_days:
        named = to_persian_digits(f"{MONTHS[month - 1]} {full_year}")
        rule = f"{named} {to_persian_digits(str(n_days))} روز دارد"
        return Message(f"تاریخ «{{value}}» در ستون «{{field}}» وجود ندارد: {rule}.", _WRITE_THE_DATE)
    is_only_a_date = match[0] == to_ascii_digits(written).strip()
    return _LATER_THAN_TODAY if is_only_a_date and field != "due_date" else None


def _is_gregorian_day(text: str) -> bool:
    """Whether a date is written YYYY-MM-DD in the Gregorian calendar, as a date cell is shown."""
    try:
        return date.fromisoformat(text).year in range(2001, 2043)
    except ValueError:
        return False


def _money_message(written: str, field: str | None) -> Message | None:
    """Says that an amount is in a foreign currency, or that a rial has no fractions."""
    if _BROKEN_NUMBER.fullmatch(to_ascii_digits(written).strip()):
        return _BROKEN_MONEY
    if not _FOREIGN_MONEY.search(written):
        return None
    return Message(
        "مبلغ «{value}» به ارز نوشته شده است.", "لطفاً برابر آن را به ریال یا تومان بنویسید و ارز را در توضیحات."
    )


_BROKEN_NUMBER = re.compile(r"\d{1,3}[./٫]\d{1,3}(?:\s*(?:ریال|تومان))?")
_BROKEN_MONEY = Message(
    "واحد مبلغ «{value}» روشن نیست: نوشته نشده است یا، چون عدد اعشار دارد، ریال یا تومانِ تنها نیست.",
    _MESSAGES["money_without_unit"].remedy,
)


def _column_message(written: str, field: str | None) -> Message | None:
    """Says of a column that has only its letter that its heading is empty."""
    if not re.fullmatch(r"[A-Z]{1,3}", written):
        return None
    return Message(
        "ستون {value} عنوان ندارد و خوانده نمی‌شود.",
        "اگر این ستون لازم است، لطفاً بالای آن عنوانی بنویسید؛ وگرنه همین گونه بماند.",
    )


_WRONG_CHECK_DIGIT = Message(
    "«{value}» شناسه ملی درستی نیست: رقم آخر (رقم کنترل) با ده رقم دیگر جور نیست، پس دست‌کم یک رقم آن اشتباه است.",
    _MESSAGES["invalid_national_id"].remedy,
)


def _national_id_message(written: str, field: str | None) -> Message | None:
    """Says how many digits were written where they are not eleven; of eleven, that the last does not fit the others."""
    digits = re.sub(r"[\s\-]", "", to_ascii_digits(written))
    if not digits.isdecimal():
        return None
    if len(digits) == 11:
        return _WRONG_CHECK_DIGIT
    count = to_persian_digits(str(len(digits)))
    what = f"«{{value}}» شناسه ملی درستی نیست: {count} رقم دارد و شناسه ملی ۱۱ رقم است."
    return Message(what, _MESSAGES["invalid_national_id"].remedy)


# Signs and the word «و» (and) between two statuses of one cell.
_ONLY_NUMBER = re.compile(r"\s*(\d+(?:\.\d+)?)\s*(?:[٪%]|درصد)?\s*")
_WHOLE = 100  # per cent
_BETWEEN_STATUSES = re.compile(r"[/\\،,؛;|\n+\-–]|(?<=\s)و(?=\s)")


def _status_message(written: str, field: str | None) -> Message | None:
    """Names the statuses of a cell that holds several, or in which several are ticked; a number that is no per cent."""
    if (number := _ONLY_NUMBER.fullmatch(to_ascii_digits(written))) and float(number.group(1)) > _WHOLE:
        return Message(
            "«{value}» درصد نیست؛ درصد پیشرفت باید میان ۰ و ۱۰۰ باشد.", "لطفاً درصد درست یا وضعیت مصوبه را بنویسید."
        )
    if marked := chosen(written):
        named = " و ".join(f"«{part}»" for part in marked)
        what = f"در این خانه بیش از یک گزینه علامت خورده است: {named}.".replace("{", "{{").replace("}", "}}")
        return Message(what, "لطفاً تنها گزینه آخرین وضعیت را علامت بزنید.") if len(marked) > 1 else None
    parts = [" ".join(part.split()) for part in _BETWEEN_STATUSES.split(written)]
    read = {part: match_status(part) for part in parts if part}
    codes = {status.code for status in read.values() if not (status.is_ambiguous or status.is_unknown)} - {UNKNOWN}
    if len(codes) < 2:
        return None
    named = " و ".join(f"«{part}»" for part, status in read.items() if status.code in codes)
    what = f"در این خانه بیش از یک وضعیت نوشته شده است: {named}.".replace("{", "{{").replace("}", "}}")
    return Message(
        what, "لطفاً تنها آخرین وضعیت را بنویسید؛ اگر هر کدام برای مصوبه‌ای جداست، هر مصوبه را در سطر خودش بیاورید."
    )


def _agency_message(written: str, field: str | None) -> Message | None:
    """Names the known bodies that are written almost so."""
    names = similar_agencies(written)
    if not names:
        return None
    meant = " یا ".join(f"«{name}»" for name in names)
    return Message(
        _MESSAGES["unknown_agency"].what,
        f"آیا منظور {meant} است؟ لطفاً نام را به همین صورت بنویسید؛ {_IF_RIGHT}",
    )


_PRECISE = {
    "invalid_date": _date_message, "invalid_national_id": _national_id_message, "money_without_unit": _money_message,
    "ambiguous_status": _status_message, "unknown_status": _status_message, "unknown_agency": _agency_message, "unknown_column": _column_message,
}  # fmt: skip
# No status that a resolution of the working group is given: not known, or the case is not decided or was turned down.
_NOT_OFFERED = ("unknown", "not_a_resolution")


def accepted_statuses() -> tuple[str, ...]:
    """The words for a resolution's status that the sender may choose from."""
    return tuple(status.name_fa for status in statuses().values() if status.status_group not in _NOT_OFFERED)


def message(code: str, value: object = None, field: str | None = None, heading: str | None = None) -> Message:
    """The Persian message of an issue or rejection code, naming the written value and the column by its own heading."""
    precise = _PRECISE[code]("" if value is None else str(value), field) if code in _PRECISE else None
    found = precise or _MESSAGES[code]
    written = "" if value is None else " ".join(str(value).split())
    if len(written) > 80:
        written = written[:79] + "…"
    name = heading or FIELD_NAMES.get(field or "", field or "")
    remedy = found.remedy.replace("{statuses}", "، ".join(accepted_statuses()))
    return Message(found.what.format(value=written, field=name), remedy)


def rejection_message(code: str, value: str) -> str:
    """One Persian sentence for a rejected row."""
    told = message(code, value)
    return f"{told.what} {told.remedy}"


CODES = tuple(_MESSAGES)
