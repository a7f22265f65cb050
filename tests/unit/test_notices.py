"""The morning's notice: what it says, and that it reaches a mail server and a webhook, or says that it did not."""

from __future__ import annotations

import ast
import email
import email.policy
import json
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import ingestion
from ingestion.errors import PeygirError, TransientError
from ingestion.notices import TEHRAN, Channels, LastGood, Missing, Morning, compose, judge, refusal_in_persian

NIGHT = date(2025, 8, 24)
DEADLINE = datetime(2025, 8, 24, 6, tzinfo=TEHRAN)
BUILT = datetime(2025, 8, 21, 2, 14, tzinfo=TEHRAN)
GOOD = LastGood(datetime(2025, 8, 24, 1, 58, tzinfo=TEHRAN), None)


def stale() -> Morning:
    return judge(
        NIGHT,
        DEADLINE,
        marts=LastGood(BUILT, "no_build"),
        sources={"fars/b.example": LastGood(BUILT, "no answer in 30 s"), "fars/a.example": GOOD},
        refused=[Missing("file", "register.xlsx", BUILT, "it is locked with a password")],
        n_landed={"article": 31, "workbook": 0},
    )


def test_the_marts_come_first_then_sources_then_files() -> None:
    assert [item.kind for item in stale().missing] == ["marts", "source", "file"]
    assert stale().standing == "stale"


@pytest.mark.parametrize(
    ("marts", "source", "standing"),
    [
        (GOOD, GOOD, "fresh"),
        (GOOD, LastGood(None, "no_visit"), "incomplete"),
        (LastGood(None, "unfinished_build"), GOOD, "stale"),
    ],
)
def test_the_gravest_thing_gives_the_standing(marts: LastGood, source: LastGood, standing: str) -> None:
    assert judge(NIGHT, DEADLINE, marts=marts, sources={"s": source}).standing == standing


def refusals() -> list[str]:
    """How each reason begins why a workbook is refused, as the reader's code writes them; what a call fills in is cut off."""
    found = []
    for path in sorted((Path(ingestion.__file__).parent / "workbooks").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and getattr(node.func, "id", "") == "WorkbookRefused" and node.args):
                continue
            first = node.args[0]
            if isinstance(first, ast.JoinedStr):
                first = first.values[0]
            if isinstance(first, ast.Constant):
                found.append(str(first.value))
    return found


def test_every_refusal_of_a_workbook_is_told_in_persian() -> None:
    known = refusals()
    assert len(known) > 30
    assert [reason for reason in known if refusal_in_persian(reason) is None] == []
    locked = Missing("file", "register.xlsx", BUILT, "the workbook is encrypted; save it without a password")
    morning = judge(NIGHT, DEADLINE, marts=GOOD, sources={}, refused=[locked])
    persian, english = compose(morning, ["fa"]).text, compose(morning, ["en"]).text
    assert "علت: فایل رمز دارد؛ لطفاً آن را بدون رمز ذخیره کنید و دوباره بفرستید" in persian
    assert "password" not in persian
    assert "reason: the workbook is encrypted; save it without a password" in english


def test_english_says_what_is_missing_since_when_and_what_to_do() -> None:
    text = compose(stale(), ["en"], web="https://night.example").text
    assert "- marts — last good: 2025-08-21 02:14 — reason: no build was started tonight" in text
    assert "- news source fars/b.example — last good: 2025-08-21 02:14 — reason: no answer in 30 s" in text
    assert "- file register.xlsx — arrived: 2025-08-21 02:14 — reason: it is locked with a password" in text
    assert "fars/a.example" not in text
    assert "31 articles" in text and "0 workbooks" not in text
    assert "https://night.example" in text and "docs/operations.md" in text


def test_persian_has_its_own_calendar_digits_and_direction() -> None:
    notice = compose(stale(), ["fa"])
    assert "۱۴۰۴/۰۵/۳۰ ۰۲:۱۴" in notice.text
    assert "۱۴۰۴/۰۶/۰۲" in notice.subject
    assert "2025" not in notice.text
    assert "dir=rtl" in notice.html
    assert all(line.startswith("\u200f") for line in notice.text.splitlines() if line)


def test_names_of_the_other_direction_do_not_mix_with_the_words_around_them() -> None:
    name = "kerman/گزارش آبان.xlsx"
    morning = Morning(NIGHT, DEADLINE, (Missing("file", name, BUILT, "locked"), Missing("source", "a/b.example")))
    english, persian = compose(morning, ["en"]).text, compose(morning, ["fa"]).text
    assert f"- file \u2068{name}\u2069 — arrived: 2025-08-21 02:14 — reason: locked" in english
    assert "- news source a/b.example — last good" in english
    assert f"- فایل \u2068{name}\u2069 — زمان دریافت: ۱۴۰۴/۰۵/۳۰ ۰۲:۱۴ — علت: \u2068locked\u2069" in persian
    assert "منبع خبری \u2068a/b.example\u2069 —" in persian


def test_what_stands_in_a_reason_is_text_in_the_page() -> None:
    morning = Morning(NIGHT, DEADLINE, (Missing("source", "x", None, "<script>alert(1)</script>"),))
    assert "<script>" not in compose(morning).html


def test_a_good_morning_tells_what_came_and_asks_for_nothing() -> None:
    text = compose(judge(NIGHT, DEADLINE, marts=GOOD, sources={"s": GOOD}, n_landed={"article": 3}), ["en"]).text
    assert "3 articles" in text
    assert "Missing" not in text and "What to do" not in text


@pytest.mark.parametrize("marts", [GOOD, LastGood(BUILT, "no_build")])
def test_questions_that_wait_are_told_in_notice_and_digest(marts: LastGood) -> None:
    morning = judge(NIGHT, DEADLINE, marts=marts, sources={"s": GOOD}, n_questions={"unit": 1, "heading": 12})
    notice = compose(morning)
    assert morning.standing == ("fresh" if marts is GOOD else "stale")
    assert (
        "Questions that wait for an answer: 12 about headings of workbooks, 1 about units that may be one"
        in notice.text
    )
    assert "۱۲ پرسش دربارهٔ عنوان ستون‌های فایل‌ها، ۱ پرسش دربارهٔ واحدهایی که شاید یکی باشند" in notice.text
    for language in ("fa", "en"):
        text = compose(morning, [language]).text
        assert "peygir review list" in text and "peygir review decide ID ANSWER" in text
    assert notice.payload["questions"] == {"unit": 1, "heading": 12}


def test_no_question_no_word_of_it() -> None:
    morning = judge(NIGHT, DEADLINE, marts=GOOD, sources={"s": GOOD}, n_questions={"heading": 0})
    assert "review" not in compose(morning).text


def test_a_warehouse_that_does_not_answer_is_not_called_fresh() -> None:
    morning = Morning(NIGHT, DEADLINE, (Missing("warehouse", "warehouse", None, "no connection"),))
    notice = compose(morning, ["en"])
    assert "does NOT answer" in notice.subject
    assert "the warehouse does not answer — reason: no connection" in notice.text
    assert "an older state" not in notice.text and "Came in tonight" not in notice.text
    assert notice.payload["is_fresh"] is False
    persian = compose(morning, ["fa"])
    assert "پاسخ نمی‌دهد" in persian.subject and "گزارش‌ها خوانده نمی‌شوند" in persian.text


@pytest.mark.parametrize(
    ("reason", "english", "persian"),
    [
        (
            "dbt: model.peygir.units",
            "failed in the build: model.peygir.units",
            "خطا در ساخت داده‌ها: \u2068model.peygir.units\u2069",
        ),
        (
            "nothing could be fetched (2 of 2, HTTP 503)",
            "nothing could be fetched (2 of 2, HTTP 503)",
            "هیچ صفحه‌ای دریافت نشد \u2068(2 of 2, HTTP 503)\u2069",
        ),
        ("unfinished_build", "the build has not ended", "ساخت داده‌ها هنوز پایان نیافته است"),
        ("the disk is full", "the disk is full", "\u2068the disk is full\u2069"),
    ],
)
def test_a_reason_is_told_in_the_reader_s_language(reason: str, english: str, persian: str) -> None:
    morning = judge(NIGHT, DEADLINE, marts=LastGood(BUILT, reason), sources={})
    assert compose(morning, ["en"]).text.splitlines()[3].endswith(f"— reason: {english}")
    assert compose(morning, ["fa"]).text.splitlines()[3].endswith(f"— علت: {persian}")
    assert compose(morning).payload["missing"][0]["reason"] == reason


# --- sending -----------------------------------------------------------------------------------------------------


class MailServer(socketserver.ThreadingTCPServer):
    """A mail server as far as a client that only sends needs it; keeps what it took."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _MailHandler)
        self.taken: list[EmailMessage] = []
        self.recipients: list[str] = []
        self.logins: list[str] = []
        self.refuses = False


class _MailHandler(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 local")
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "EHLO" | "HELO":
                    self.say("250-local", "250 AUTH PLAIN")
                case "AUTH":
                    self.server.logins.append(rest)
                    self.say("235 welcome")
                case "RCPT" if self.server.refuses:
                    self.say("550 no such person")
                case "RCPT":
                    self.server.recipients.append(rest)
                    self.say("250 ok")
                case "DATA":
                    self.say("354 go on")
                    self.take()
                    self.say("250 taken")
                case "QUIT":
                    self.say("221 bye")
                    return
                case _:
                    self.say("250 ok")

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())

    def take(self) -> None:
        lines = []
        while (line := self.rfile.readline()) != b".\r\n":
            lines.append(line)
        message = email.message_from_bytes(b"".join(lines), policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.server.taken.append(message)


class WebhookServer(ThreadingHTTPServer):
    """Takes JSON by POST and answers with `status`."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _WebhookHandler)
        self.taken: list[Any] = []
        self.status = 200


class _WebhookHandler(BaseHTTPRequestHandler):
    server: WebhookServer

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.server.status == 200:
            self.server.taken.append(json.loads(body))
        self.send_response(self.server.status)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


@contextmanager
def serving(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture
def mail() -> Iterator[MailServer]:
    server = MailServer()
    with serving(server):
        yield server


@pytest.fixture
def webhook() -> Iterator[WebhookServer]:
    server = WebhookServer()
    with serving(server):
        yield server


def settings(mail: MailServer, webhook: WebhookServer, **more: str) -> dict[str, str]:
    return {
        "PEYGIR_NOTICE_EMAIL_TO": "operator@example.ir, deputy@example.ir",
        "PEYGIR_NOTICE_EMAIL_FROM": "peygir@example.ir",
        "PEYGIR_SMTP_HOST": "127.0.0.1",
        "PEYGIR_SMTP_PORT": str(mail.server_address[1]),
        "PEYGIR_SMTP_SECURITY": "none",
        "PEYGIR_NOTICE_WEBHOOK": f"http://127.0.0.1:{webhook.server_address[1]}/hook",
        **more,
    }


def test_it_reaches_every_channel_in_both_languages(mail: MailServer, webhook: WebhookServer) -> None:
    notice = compose(stale())
    assert list(Channels.from_environment(settings(mail, webhook)).send(notice)) == ["email", "webhook"]
    [message] = mail.taken
    assert message["Subject"] == notice.subject
    assert message["Auto-Submitted"] == "auto-generated"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    plain = message.get_body(("plain",))
    assert plain is not None
    assert "no build was started tonight" in plain.get_content() and "۱۴۰۴/۰۵/۳۰" in plain.get_content()
    assert mail.recipients == ["TO:<operator@example.ir>", "TO:<deputy@example.ir>"]
    [told] = webhook.taken
    assert told["missing"][0] == {
        "kind": "marts",
        "name": "marts",
        "since": "2025-08-21T02:14:00+03:30",
        "reason": "no_build",
    }
    assert told["is_fresh"] is False and "NOT fresh" in told["text"]


def test_a_channel_that_has_told_does_not_tell_again(mail: MailServer, webhook: WebhookServer) -> None:
    channels = Channels.from_environment(settings(mail, webhook))
    assert list(channels.send(compose(stale()), already={"email"})) == ["webhook"]
    assert (len(mail.taken), len(webhook.taken)) == (0, 1)


def test_one_channel_out_of_order_does_not_keep_the_other(mail: MailServer, webhook: WebhookServer) -> None:
    webhook.status = 503
    channels = Channels.from_environment(settings(mail, webhook))
    sent = []
    with pytest.raises(TransientError, match=r"webhook \(HTTPError: HTTP Error 503"):
        sent.extend(channels.send(compose(stale())))
    sent = []
    mail.refuses, webhook.status = True, 200
    with pytest.raises(TransientError, match="by email"):
        for name in channels.send(compose(stale())):
            sent.append(name)
    assert sent == ["webhook"]
    assert len(mail.taken) == 1


def test_a_server_without_encryption_is_not_given_the_message(mail: MailServer, webhook: WebhookServer) -> None:
    wanted = settings(mail, webhook, PEYGIR_SMTP_SECURITY="starttls", PEYGIR_NOTICE_WEBHOOK="")
    with pytest.raises(TransientError, match="STARTTLS"):
        list(Channels.from_environment(wanted).send(compose(stale())))
    assert mail.taken == []


def test_secrets_come_from_files(mail: MailServer, webhook: WebhookServer, tmp_path: Path) -> None:
    password, address = tmp_path / "password", tmp_path / "webhook"
    password.write_text("open sesame\n")
    address.write_text(f"http://127.0.0.1:{webhook.server_address[1]}/from-file\n")
    channels = Channels.from_environment(
        settings(
            mail,
            webhook,
            PEYGIR_SMTP_USER="peygir",
            PEYGIR_SMTP_PASSWORD_FILE=str(password),
            PEYGIR_NOTICE_WEBHOOK_FILE=str(address),
        )
    )
    assert channels.webhook == address.read_text().strip()
    list(channels.send(compose(stale())))
    assert len(mail.logins) == 1
    with pytest.raises(PeygirError, match="PEYGIR_SMTP_PASSWORD_FILE"):
        Channels.from_environment(settings(mail, webhook, PEYGIR_SMTP_PASSWORD_FILE=str(tmp_path / "none")))


def test_without_channels_nothing_is_sent() -> None:
    channels = Channels.from_environment({})
    assert channels.names == () and not channels.wants_digest
    assert list(channels.send(compose(stale()))) == []


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"PEYGIR_NOTICE_LANGUAGES": "fa,xx"}, "PEYGIR_NOTICE_LANGUAGES"),
        ({"PEYGIR_NOTICE_LANGUAGES": ""}, "PEYGIR_NOTICE_LANGUAGES"),
        ({"PEYGIR_NOTICE_WEBHOOK": "ftp://x"}, "PEYGIR_NOTICE_WEBHOOK"),
        ({"PEYGIR_NOTICE_EMAIL_TO": "a@example.ir"}, "PEYGIR_SMTP_HOST"),
        (
            {"PEYGIR_NOTICE_EMAIL_TO": "a@example.ir", "PEYGIR_SMTP_HOST": "h", "PEYGIR_SMTP_SECURITY": "ssl"},
            "PEYGIR_SMTP_SECURITY",
        ),
        (
            {"PEYGIR_NOTICE_EMAIL_TO": "a@example.ir", "PEYGIR_SMTP_HOST": "h", "PEYGIR_SMTP_PORT": "smtp"},
            "PEYGIR_SMTP_PORT",
        ),
    ],
)
def test_unusable_settings_are_told_by_name(wrong: dict[str, str], where: str) -> None:
    with pytest.raises(PeygirError, match=where):
        Channels.from_environment(wrong)
