"""Persian sentences for the sender of a workbook: what is wrong with a cell, and how to put it right."""

from __future__ import annotations

import re
from typing import NamedTuple

from ingestion.persian.digits import to_ascii_digits, to_persian_digits
from ingestion.persian.jalali import MONTHS, days_in_month

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


_MESSAGES: dict[str, Message] = {
    "invalid_date": Message(
        "«{value}» در ستون «{field}» تاریخ درستی نیست: چنین روزی در تقویم نیست، نوشته تاریخ نیست، یا (جز مهلت) پس از امروز است.",
        "تاریخ را به شکل ۱۴۰۴/۰۳/۱۰ بنویسید.",
    ),
    "ambiguous_date": Message(
        "«{value}» در ستون «{field}» یک روز معین را نمی‌رساند: سال، ماه یا روز آن کامل نیست.",
        "سال را با چهار رقم و روز را کامل بنویسید: ۱۴۰۴/۰۳/۱۰.",
    ),
    "date_out_of_order": Message(
        "«{value}» در ستون «{field}» پیش از تاریخ جلسه است.",
        "تاریخ جلسه و این تاریخ را با هم بسنجید و آن را که نادرست است اصلاح کنید.",
    ),
    "invalid_national_id": Message(
        "«{value}» شناسه ملی درستی نیست: شناسه ملی ۱۱ رقم دارد و رقم آخر آن رقم کنترل است.",
        "شناسه را از روی آگهی ثبت، به صورت متن و با هر ۱۱ رقم بنویسید.",
    ),
    "ambiguous_status": Message(
        "از «{value}» روشن نیست که مصوبه اجرا شده است یا نه.",
        "یکی از وضعیت‌ها را بنویسید: اجرا شده، در حال اجرا، اجرا نشده، ….",
    ),
    "unknown_status": Message(
        "«{value}» یکی از وضعیت‌های شناخته‌شده نیست.",
        "یکی از وضعیت‌ها را بنویسید: اجرا شده، در حال اجرا، اجرا نشده، … و باقی را در توضیحات.",
    ),
    "status_by_colour_without_legend": Message(
        "وضعیت این ردیف تنها با رنگ ({value}) نشان داده شده و راهنمای رنگ‌ها این رنگ را ندارد.",
        "ستون «وضعیت» بیفزایید، یا معنی هر رنگ را زیر جدول بنویسید.",
    ),
    "unknown_agency": Message(
        "«{value}» در فهرست دستگاه‌ها نیست.",
        "نام رسمی دستگاه را بنویسید؛ اگر نام درست است، به دبیرخانه سامانه خبر دهید تا به فهرست افزوده شود.",
    ),
    "unknown_column": Message(
        "ستون «{value}» شناخته نشد و خوانده نمی‌شود.",
        "اگر این ستون لازم است، عنوان آن را به یکی از عنوان‌های معمول تغییر دهید.",
    ),
    "formula_without_value": Message(
        "خانه ستون «{field}» فرمولی دارد که حاصل آن در پرونده نیست.",
        "پرونده را در اکسل باز و دوباره ذخیره کنید، یا به جای فرمول مقدار را بنویسید.",
    ),
    "error_value": Message(
        "خانه ستون «{field}» خطای {value} دارد.",
        "فرمول را درست کنید یا به جای آن مقدار را بنویسید.",
    ),
    "two_ticks": Message(
        "برای این ردیف بیش از یک وضعیت علامت خورده است.",
        "تنها یکی از ستون‌های وضعیت را علامت بزنید.",
    ),
    "money_without_unit": Message(
        "واحد مبلغ «{value}» نوشته نشده است.",
        "واحد را در عنوان ستون بنویسید: مبلغ (میلیون ریال).",
    ),
    "session_conflict": Message(
        "شماره یا تاریخ جلسه در نام برگه، عنوان جدول و این ردیف یکی نیست؛ «{value}» پذیرفته شد.",
        "نام برگه یا عنوان جدول را با ردیف‌ها یکسان کنید.",
    ),
    "no_unit_and_no_text": Message(
        "این ردیف نه نام واحد دارد و نه متن مصوبه؛ بنابراین خوانده نشد.",
        "نام واحد و متن مصوبه را بنویسید، یا ردیف را پاک کنید.",
    ),
    "continuation_without_parent": Message(
        "«{value}» ادامه ردیف دیگری است، ولی پیش از آن ردیفی نیست.",
        "ردیف اصلی را بالای آن بیاورید یا هر مصوبه را در یک ردیف بنویسید.",
    ),
    "unreadable": Message(
        "این ردیف خوانده نشد.",
        "ردیف را به شکل ردیف‌های دیگر جدول بنویسید.",
    ),
}  # fmt: skip


_NUMERIC_DATE = re.compile(r"(?<!\d)(\d{1,4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,4})(?!\d)")
# The first Jalali year that is no Gregorian one and the last: only their months are known to be Jalali.
_JALALI_YEARS = range(1300, 1500)
_FOREIGN_MONEY = re.compile(r"دلار|یورو|درهم|یوان|لیر|پوند|[$€£¥]|usd|eur|aed", re.IGNORECASE)
_WRITE_THE_DATE = _MESSAGES["invalid_date"].remedy


_NO_DATE = Message("«{value}» در ستون «{field}» تاریخ نیست.", _WRITE_THE_DATE)
_NO_DUE_DATE = Message(
    "«{value}» در ستون «{field}» نه تاریخ است و نه مدتی شناخته‌شده.",
    "تاریخ را به شکل ۱۴۰۴/۰۳/۱۰ یا مدت را مانند «۲۰ روز» یا «تا پایان مرداد» بنویسید.",
)
_LATER_THAN_TODAY = Message(
    "تاریخ «{value}» در ستون «{field}» پس از امروز است.", "روزی را بنویسید که کار در آن انجام شده است."
)


def _date_message(written: str, field: str | None) -> Message | None:
    """What exactly is wrong with a date: words, a month or day that is not there, a day to come; else None."""
    if written.strip() and not any(sign.isdecimal() for sign in written):
        return _NO_DUE_DATE if field == "due_date" else _NO_DATE
    match = _NUMERIC_DATE.search(to_ascii_digits(written))
    if match is None:
        return None
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


def _money_message(written: str, field: str | None) -> Message | None:
    """Says that an amount is in a foreign currency."""
    if not _FOREIGN_MONEY.search(written):
        return None
    return Message("مبلغ «{value}» به ارز نوشته شده است.", "برابر آن را به ریال یا تومان بنویسید و ارز را در توضیحات.")


def _national_id_message(written: str, field: str | None) -> Message | None:
    """Says how many digits were written where they are not eleven."""
    digits = re.sub(r"[\s\-]", "", to_ascii_digits(written))
    if not digits.isdecimal() or len(digits) == 11:
        return None
    count = to_persian_digits(str(len(digits)))
    what = f"«{{value}}» شناسه ملی درستی نیست: {count} رقم دارد و شناسه ملی ۱۱ رقم است."
    return Message(what, _MESSAGES["invalid_national_id"].remedy)


_PRECISE = {
    "invalid_date": _date_message, "invalid_national_id": _national_id_message, "money_without_unit": _money_message,
}  # fmt: skip


def message(code: str, value: object = None, field: str | None = None, heading: str | None = None) -> Message:
    """The Persian message of an issue or rejection code, naming the written value and the column by its own heading."""
    precise = _PRECISE[code]("" if value is None else str(value), field) if code in _PRECISE else None
    found = precise or _MESSAGES[code]
    written = "" if value is None else " ".join(str(value).split())
    if len(written) > 80:
        written = written[:79] + "…"
    name = heading or FIELD_NAMES.get(field or "", field or "")
    return Message(found.what.format(value=written, field=name), found.remedy)


def rejection_message(code: str, value: str) -> str:
    """One Persian sentence for a rejected row."""
    told = message(code, value)
    return f"{told.what} {told.remedy}"


CODES = tuple(_MESSAGES)
