"""The session's cookie: signed, and as old as it may be."""

from flask import Flask
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from flask.wrappers import Request
from itsdangerous import BadSignature


class Cookies(SecureCookieSessionInterface):
    """Flask's signed cookie, without its age.

    How long a session lasts is the database's to say. The age in the signature would sign
    everybody out when a server's clock is set back: what was signed later isn't valid yet.
    """

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        signer = self.get_signing_serializer(app)
        if signer is None:
            return None
        try:
            sent = signer.loads(request.cookies.get(self.get_cookie_name(app), ""))
        except BadSignature:
            return self.session_class()
        return self.session_class(sent)
