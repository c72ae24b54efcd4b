"""An invite by mail, where a mail server is set; coaches see the link to copy in any case."""

import smtplib
import ssl
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from flask import after_this_request, current_app, flash
from werkzeug.wrappers import Response

from committee.config import Settings

SECONDS = 10
SUBJECT = "Your invitation to Committee"
BODY = """Hello {name},

you are invited to Committee. This link works once, until {until}:

{link}
"""


def mail_when_done(email: str, name: str, link: str, until: str) -> None:
    """Send an invite once the request has been taken and committed; say if that failed."""
    settings: Settings = current_app.config["SETTINGS"]
    if not settings.smtp_url:
        return

    @after_this_request
    def send(response: Response) -> Response:
        if response.status_code == 303:
            flash(_told(settings, email, BODY.format(name=name, until=until, link=link)))
        return response


def _told(settings: Settings, email: str, body: str) -> str:
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = settings.mail_from, email, SUBJECT
    letter.set_content(body)
    try:
        with _server(settings.smtp_url) as server:
            server.send_message(letter)
    except (OSError, smtplib.SMTPException) as error:
        current_app.logger.warning("An invite could not be mailed: %s", type(error).__name__)
        return f"The mail server did not take the invite for {email}: send the link yourself."
    return f"The invite is on its way to {email}."


def _server(address: str) -> smtplib.SMTP:
    """A connection to `smtp://user:password@host:587`, or `smtps://` where TLS comes first.

    With `smtp`, TLS is started wherever the server offers it, and a password is never sent
    without it.
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
        if parts.username or server.has_extn("starttls"):
            server.starttls(context=safely)
    if parts.username:
        server.login(unquote(parts.username), unquote(parts.password or ""))
    return server
