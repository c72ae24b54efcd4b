"""Letters: by mail where a mail server is set; what coaches send they see and can copy too."""

import smtplib
import ssl
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from functools import cache
from logging import getLogger
from urllib.parse import parse_qs, unquote, urlsplit

from flask import after_this_request, current_app, flash
from werkzeug.wrappers import Response

from committee.config import Settings

SECONDS = 10
HERE = ("localhost", "127.0.0.1", "::1")
log = getLogger(__name__)


def mails() -> bool:
    """Whether letters can be sent at all."""
    return bool(_settings().smtp_url)


def letter(to: str, template: str, **values: str) -> EmailMessage:
    """A letter from a template, whose first line is the subject."""
    text = current_app.jinja_env.get_template(f"mail/{template}.txt").render(**values)
    subject, _, body = text.partition("\n")
    written = EmailMessage()
    written["From"], written["To"], written["Subject"] = _settings().mail_from, to, subject
    written.set_content(body)
    return written


def mail_when_done(written: EmailMessage, otherwise: str) -> None:
    """Send a letter once the request has been taken and committed; say whether it went.

    `otherwise` says what to do where the mail server didn't take it.
    """

    @after_this_request
    def send_now(response: Response) -> Response:
        if response.status_code == 303:
            flash(_told(_settings(), written, otherwise))
        return response


def in_background(work: Callable[[], EmailMessage | None]) -> None:
    """Write and send a letter when nobody waits for it, so that no answer's time tells of it."""
    settings = _settings()

    def run() -> None:
        try:
            if written := work():
                send(settings, written)
        except Exception as error:
            log.warning("A letter could not be sent: %s", type(error).__name__)

    _post_office().submit(run)


def send(settings: Settings, written: EmailMessage) -> None:
    """Hand a letter to the mail server; OSError or SMTPException where it doesn't take it."""
    with mail_server(settings.smtp_url) as server:
        server.send_message(written)


@cache
def _post_office() -> ThreadPoolExecutor:
    """One thread for each process, begun when first needed: a fork would leave it behind."""
    return ThreadPoolExecutor(1, thread_name_prefix="mail")


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _told(settings: Settings, written: EmailMessage, otherwise: str) -> str:
    to, subject = written["To"], written["Subject"]
    try:
        send(settings, written)
    except (OSError, smtplib.SMTPException) as error:
        log.warning("A letter could not be mailed: %s", type(error).__name__)
        return f"The mail server did not take “{subject}” for {to}: {otherwise}"
    return f"“{subject}” is on its way to {to}."


def mail_server(address: str) -> smtplib.SMTP:
    """A connection to `smtp://user:password@host:587`, or `smtps://` where TLS comes first.

    With `smtp`, TLS is started first, and where the server has none nothing is sent: a letter
    may hold a link that lets its reader in. A server on this computer may do without; one
    elsewhere where the address ends in `?tls=no`. A password is never sent in clear.
    """
    parts = urlsplit(address)
    host, safely = parts.hostname or "localhost", ssl.create_default_context()
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            host, parts.port or 465, timeout=SECONDS, context=safely
        )
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=SECONDS)
        server.ehlo()
        open_ = host in HERE or parse_qs(parts.query).get("tls") == ["no"]
        if parts.username or not open_ or server.has_extn("starttls"):
            server.starttls(context=safely)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
