"""The web application: pages and forms over the store, one blueprint for each task."""

from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from committee.assets import TEMPLATES
from committee.config import Settings
from committee.jobs.press import press_in

from . import (
    accounts,
    board,
    candidate,
    cohort_report,
    demo,
    errors,
    headers,
    jobs,
    journal,
    loops,
    packets,
    people,
    policies,
    queue,
    rehearsal,
    scorecard,
    seats,
    shell,
    simulator,
    stories,
    transcripts,
    words,
)
from .database import keep_transactions
from .limits import keep_limits
from .members import admit

BLUEPRINTS = (
    shell.bp,
    accounts.bp,
    queue.bp,
    scorecard.bp,
    transcripts.bp,
    loops.bp,
    board.bp,
    seats.bp,
    packets.bp,
    candidate.bp,
    cohort_report.bp,
    stories.bp,
    rehearsal.bp,
    people.bp,
    jobs.bp,
    journal.bp,
    policies.bp,
    simulator.bp,
)


def create_app(settings: Settings) -> Flask:
    """The application for these settings; CommitteeError where they aren't safe to start with."""
    settings.checked()
    app = Flask(__name__, template_folder=TEMPLATES, static_folder=TEMPLATES / "static")
    app.config.update(_config(settings))
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    headers.guard(app)
    keep_transactions(app, settings.database_url)
    app.extensions["press"] = press_in(settings.files)
    CSRFProtect(app)
    admit(app)
    keep_limits(app, settings.limits_url)
    errors.answer(app)
    words.teach(app)
    for blueprint in (*BLUEPRINTS, *((demo.bp,) if settings.demo else ())):
        app.register_blueprint(blueprint)
    return app


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "TRUSTED_HOSTS": settings.trusted_hosts,
        "MAX_CONTENT_LENGTH": settings.largest_request,
        "MAX_FORM_MEMORY_SIZE": settings.largest_request,
        "SESSION_COOKIE_NAME": "__Host-committee" if settings.production else "committee",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.production,
        # A form is filled while somebody talks: its token lasts as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "SETTINGS": settings,
    }
