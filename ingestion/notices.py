"""The morning's notice: what is missing and since when, by e-mail and webhook, in Persian and English.

`judge` and `compose` are pure; `Channels` sends. Whether a notice has gone out already is the caller's to know.
"""

from __future__ import annotations

import json
import os
import smtplib
import ssl
import tomllib
import unicodedata
import urllib.request
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from email.message import EmailMessage
from email.utils import formatdate, make_msgid
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ingestion.errors import PeygirError, TransientError, file_errors
from ingestion.persian.jalali import from_gregorian

Language = Literal["fa", "en"]
Standing = Literal["fresh", "incomplete", "stale", "warehouse"]
LANGUAGES: Final[tuple[Language, ...]] = ("fa", "en")
TEHRAN: Final = ZoneInfo("Asia/Tehran")
TIMEOUT_SECONDS: Final = 30

_TEXTS = Path(__file__).with_name("notices.toml")
_PERSIAN_DIGITS = str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹")
_RIGHT_TO_LEFT_MARK = "\u200f"
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


@dataclass(frozen=True)
class Missing:
    """One thing that should be there this morning and is not.

    `since` is when it was last good (for a file: when it arrived), None if never. `reason` is a key of the texts'
    `[reason]` or a sentence of its own.
    """

    kind: Literal["warehouse", "marts", "source", "file"]
    name: str
    since: datetime | None = None
    reason: str | None = None


@dataclass(frozen=True)
class Morning:
    """The verdict on a night: its date in Tehran, the deadline, what is missing, and how much came in by kind.

    `n_questions` is how many questions wait for a person, by kind (heading, unit); it changes no verdict.
    """

    night: date
    deadline: datetime
    missing: tuple[Missing, ...] = ()
    n_landed: Mapping[str, int] = field(default_factory=dict)
    n_questions: Mapping[str, int] = field(default_factory=dict)

    @property
    def standing(self) -> Standing:
        """The gravest thing that is true: no warehouse, stale marts, something missing, or all fresh."""
        kinds = {item.kind for item in self.missing}
        if "warehouse" in kinds:
            return "warehouse"
        if "marts" in kinds:
            return "stale"
        return "incomplete" if kinds else "fresh"


@dataclass(frozen=True)
class Notice:
    """One notice in every form that a channel may want."""

    subject: str
    text: str
    html: str
    payload: Mapping[str, Any]


@dataclass(frozen=True)
class LastGood:
    """How something stands: when it was last good (None: never), and why it is not good now (None: it is)."""

    at: datetime | None
    trouble: str | None


def judge(
    night: date,
    deadline: datetime,
    *,
    marts: LastGood,
    sources: Mapping[str, LastGood],
    refused: Sequence[Missing] = (),
    n_landed: Mapping[str, int] | None = None,
    n_questions: Mapping[str, int] | None = None,
) -> Morning:
    """Put what is known of a night into a verdict: first the marts, then sources by name, then refused files."""
    missing = [Missing("marts", "marts", marts.at, marts.trouble)] if marts.trouble is not None else []
    for name, standing in sorted(sources.items()):
        if standing.trouble is not None:
            missing.append(Missing("source", name, standing.at, standing.trouble))
    return Morning(night, deadline, (*missing, *refused), dict(n_landed or {}), dict(n_questions or {}))


def compose(morning: Morning, languages: Sequence[Language] = LANGUAGES, *, web: str = "") -> Notice:
    """Write the notice; `web` is the address of Airflow's UI."""
    subjects = [_subject(morning, language) for language in languages]
    paragraphs = {language: _paragraphs(morning, language, web) for language in languages}
    text = "\n\n\n".join(
        "\n".join(f"{_RIGHT_TO_LEFT_MARK if language == 'fa' else ''}{line}" if line else "" for line in lines)
        for language, lines in paragraphs.items()
    )
    html = "<hr>".join(_html(lines, language) for language, lines in paragraphs.items())
    return Notice(
        " | ".join(subjects),
        text + "\n",
        f"<!doctype html><meta charset=utf-8>{html}",
        _payload(morning, subjects, text),
    )


@cache
def _texts() -> dict[str, Any]:
    return tomllib.loads(_TEXTS.read_text(encoding="utf-8"))


def _say(section: str, key: str, language: Language, **values: object) -> str:
    return str(_texts()[section][key][language]).format(**values)


def _number(value: int, language: Language) -> str:
    return str(value).translate(_PERSIAN_DIGITS) if language == "fa" else str(value)


def _day(value: date, language: Language) -> str:
    if language == "en":
        return value.isoformat()
    return "{:04}/{:02}/{:02}".format(*from_gregorian(value)).translate(_PERSIAN_DIGITS)


def _moment(value: datetime, language: Language) -> str:
    local = value.astimezone(TEHRAN)
    clock = f"{local:%H:%M}"
    return f"{_day(local.date(), language)} {clock.translate(_PERSIAN_DIGITS) if language == 'fa' else clock}"


def _subject(morning: Morning, language: Language) -> str:
    night = _day(morning.night, language)
    return _say("subject", morning.standing, language, night=night, n=_number(len(morning.missing), language))


def _paragraphs(morning: Morning, language: Language, web: str) -> list[str]:
    standing = morning.standing
    clock = f"{morning.deadline.astimezone(TEHRAN):%H:%M}"
    deadline = clock.translate(_PERSIAN_DIGITS) if language == "fa" else clock
    lines = [_say("opening", standing, language, deadline=deadline)]
    if morning.missing:
        lines += ["", _say("heading", "missing", language)]
        lines += [f"- {_missing_line(item, language)}" for item in morning.missing]
    if standing != "warehouse":
        lines += ["", f"{_say('heading', 'landed', language)}: {_counts('landed', morning.n_landed, language)}"]
    questions = _counts("questions", morning.n_questions, language)
    if questions:
        lines += ["", f"{_say('heading', 'questions', language)}: {questions}"]
        lines += [_say("questions", key, language) for key in ("see", "answer")]
    if standing != "fresh":
        lines += [
            "",
            f"{_say('heading', 'action', language)}: {_say('action', standing, language, web=web or 'Airflow')}",
        ]
    return lines


def _missing_line(item: Missing, language: Language) -> str:
    parts = [_say("missing", item.kind, language, name=_isolated(item.name, language))]
    if item.kind == "file" and item.since is not None:
        parts.append(_say("missing", "arrived", language, since=_moment(item.since, language)))
    elif item.kind != "warehouse":
        since = _say("missing", "never", language) if item.since is None else _moment(item.since, language)
        parts.append(_say("missing", "since", language, since=since))
    if item.reason:
        parts.append(_say("missing", "reason", language, reason=_reason(item.reason, language)))
    return " — ".join(parts)


def _reason(reason: str, language: Language) -> str:
    """A reason in the language, as far as the texts know it: all of it, or how it begins."""
    if reason in _texts()["reason"]:
        return _say("reason", reason, language)
    for beginning, said in _texts()["reason_beginning"].items():
        if reason.startswith(beginning):
            return f"{said[language]} {_isolated(reason.removeprefix(beginning).strip(), language)}".rstrip()
    return (refusal_in_persian(reason) if language == "fa" else None) or _isolated(reason, language)


def _isolated(words: str, language: Language) -> str:
    """Words of the other direction of writing, kept from mixing with those around them."""
    others = ("L",) if language == "fa" else ("R", "AL")
    is_foreign = any(unicodedata.bidirectional(letter) in others for letter in words)
    return f"{_ISOLATE}{words}{_END_OF_ISOLATE}" if is_foreign else words


def refusal_in_persian(reason: str) -> str | None:
    """What the sender of a refused workbook is told, with what to do, from the English reason; None for another reason."""
    return next((said for beginning, said in _texts()["refusal"].items() if reason.startswith(beginning)), None)


def _counts(section: str, counts: Mapping[str, int], language: Language) -> str:
    """The counts that are not zero, each in the words of the section; empty, or the section's `nothing`, without any."""
    told = [
        _say(section, kind, language, n=_number(count, language))
        for kind, count in sorted(counts.items())
        if count and kind in _texts()[section]
    ]
    if not told and "nothing" in _texts()[section]:
        return _say(section, "nothing", language)
    return ("، " if language == "fa" else ", ").join(told)


def _html(lines: Sequence[str], language: Language) -> str:
    direction = "rtl" if language == "fa" else "ltr"
    body = "".join(f"<p style='margin:0'>{escape(line) or '&nbsp;'}</p>" for line in lines)
    return f"<div dir={direction} lang={language} style='font-family:Vazirmatn,Tahoma,sans-serif'>{body}</div>"


def _payload(morning: Morning, subjects: Sequence[str], text: str) -> dict[str, Any]:
    return {
        "text": "\n\n".join(("\n".join(subjects), text)),
        "standing": morning.standing,
        "is_fresh": morning.standing in ("fresh", "incomplete"),
        "night": morning.night.isoformat(),
        "deadline": morning.deadline.isoformat(),
        "missing": [
            {
                "kind": item.kind,
                "name": item.name,
                "since": item.since.isoformat() if item.since else None,
                "reason": item.reason,
            }
            for item in morning.missing
        ],
        "landed": dict(morning.n_landed),
        "questions": dict(morning.n_questions),
    }


# --- channels ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Mail:
    """A mail server and who writes to whom. `security` is none, starttls or tls."""

    host: str
    port: int
    security: Literal["none", "starttls", "tls"]
    user: str
    password: str
    sender: str
    recipients: tuple[str, ...]


@dataclass(frozen=True)
class Channels:
    """How notices go out, in which languages, and whether a good morning is told too."""

    mail: Mail | None
    webhook: str | None
    languages: tuple[Language, ...]
    wants_digest: bool

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Channels:
        """Those of PEYGIR_NOTICE_* and PEYGIR_SMTP_*; secrets also from files (…_FILE). PeygirError if unusable."""
        settings = os.environ if environment is None else environment
        languages = tuple(
            part for part in settings.get("PEYGIR_NOTICE_LANGUAGES", "fa,en").replace(" ", "").split(",") if part
        )
        unknown = set(languages) - set(LANGUAGES)
        if unknown or not languages:
            raise PeygirError(
                f"no such language {sorted(unknown)}", where="PEYGIR_NOTICE_LANGUAGES", remedy="use fa, en or fa,en"
            )
        webhook = _secret(settings, "PEYGIR_NOTICE_WEBHOOK")
        if webhook and urlsplit(webhook).scheme not in ("http", "https"):
            raise PeygirError(
                "not a web address", where="PEYGIR_NOTICE_WEBHOOK", remedy="write it with http:// or https://"
            )
        return cls(
            mail=_mail(settings),
            webhook=webhook or None,
            languages=tuple(language for language in LANGUAGES if language in languages),
            wants_digest=settings.get("PEYGIR_NOTICE_DIGEST", "no").lower() in ("yes", "true", "1", "on"),
        )

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the channels in use."""
        return tuple(name for name, channel in (("email", self.mail), ("webhook", self.webhook)) if channel)

    def send(self, notice: Notice, already: Collection[str] = ()) -> Iterator[str]:
        """Send by every channel not in `already`, yielding each that took the notice.

        TransientError at the end, naming the channels that did not: the caller may try those again later.
        """
        senders: dict[str, Callable[[Notice], None]] = {}
        if self.mail:
            senders["email"] = _by_mail(self.mail)
        if self.webhook:
            senders["webhook"] = _by_webhook(self.webhook)
        troubles: list[str] = []
        for name, sender in senders.items():
            if name in already:
                continue
            try:
                sender(notice)
            except (OSError, smtplib.SMTPException) as error:
                troubles.append(f"{name} ({type(error).__name__}: {' '.join(str(error).split())[:200]})")
            else:
                yield name
        if troubles:
            raise TransientError(
                f"the notice could not be sent by {' and '.join(troubles)}",
                remedy="check PEYGIR_SMTP_* and PEYGIR_NOTICE_*",
            )


def _secret(settings: Mapping[str, str], name: str) -> str:
    file = settings.get(f"{name}_FILE")
    if not file:
        return settings.get(name, "").strip()
    with file_errors("the file cannot be read", f"{name}_FILE={file}"):
        return Path(file).read_text(encoding="utf-8").strip()


def _mail(settings: Mapping[str, str]) -> Mail | None:
    recipients = tuple(part.strip() for part in settings.get("PEYGIR_NOTICE_EMAIL_TO", "").split(",") if part.strip())
    if not recipients:
        return None
    host = settings.get("PEYGIR_SMTP_HOST", "").strip()
    security = settings.get("PEYGIR_SMTP_SECURITY", "starttls").strip().lower()
    port = settings.get("PEYGIR_SMTP_PORT", "587").strip()
    sender = settings.get("PEYGIR_NOTICE_EMAIL_FROM", "").strip() or recipients[0]
    if not host:
        raise PeygirError("e-mail addresses without a mail server", where="PEYGIR_SMTP_HOST", remedy="name the server")
    if security not in ("none", "starttls", "tls"):
        raise PeygirError(
            f"no such security {security!r}", where="PEYGIR_SMTP_SECURITY", remedy="use none, starttls or tls"
        )
    if not port.isdecimal():
        raise PeygirError(f"not a port: {port!r}", where="PEYGIR_SMTP_PORT")
    return Mail(
        host=host,
        port=int(port),
        security=security,  # type: ignore[arg-type]
        user=settings.get("PEYGIR_SMTP_USER", "").strip(),
        password=_secret(settings, "PEYGIR_SMTP_PASSWORD"),
        sender=sender,
        recipients=recipients,
    )


def _by_mail(mail: Mail) -> Callable[[Notice], None]:
    def send(notice: Notice) -> None:
        message = EmailMessage()
        message["Subject"] = notice.subject
        message["From"] = mail.sender
        message["To"] = ", ".join(mail.recipients)
        message["Date"] = formatdate(localtime=False)
        message["Message-ID"] = make_msgid(domain="peygir.invalid")
        message["Auto-Submitted"] = "auto-generated"
        message.set_content(notice.text)
        message.add_alternative(notice.html, subtype="html")
        context = ssl.create_default_context()
        if mail.security == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(mail.host, mail.port, timeout=TIMEOUT_SECONDS, context=context)
        else:
            server = smtplib.SMTP(mail.host, mail.port, timeout=TIMEOUT_SECONDS)
        with server:
            if mail.security == "starttls":
                server.starttls(context=context)
            if mail.user:
                server.login(mail.user, mail.password)
            server.send_message(message)

    return send


def _by_webhook(address: str) -> Callable[[Notice], None]:
    def send(notice: Notice) -> None:
        body = json.dumps(notice.payload, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json; charset=utf-8", "User-Agent": "peygir"}
        request = urllib.request.Request(address, data=body, headers=headers, method="POST")  # noqa: S310 - checked scheme
        with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310
            answer.read(1000)

    return send
