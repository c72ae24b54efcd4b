"""The web application: pages and forms over the store, one blueprint for each task."""

from datetime import timedelta
from typing import Any

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from committee.assets import TEMPLATES
from committee.config import Settings
from committee.jobs.printer_pool import press_in
from committee.web.accounts import (
    coach_limits,
    joining,
    own_account,
    own_data,
    password_and_address_links,
    people,
    person_acts,
    second_factor_pages,
    sign_in,
    single_sign_on,
)
from committee.web.accounts.signed_in import admit
from committee.web.demo import demo_sign_in
from committee.web.frame import error_pages, headers, navigation, template_words
from committee.web.frame.cookies import Cookies
from committee.web.frame.heavy_requests import keep_turns
from committee.web.frame.parameters import guard_parameters
from committee.web.frame.proxies import watch_proxies
from committee.web.frame.request_ids import name_requests
from committee.web.frame.transactions import keep_transactions
from committee.web.jobs import job_pages
from committee.web.loops import (
    change_seat,
    cohort_grid,
    cohort_pages,
    cohort_report,
    edit_loop,
    fill_panel,
    interviewer_feedback,
    loop_page,
    move_scorecard,
    predictions,
    rulings,
    seats,
    taken_away,
    try_out,
    voids,
)
from committee.web.operations import health, metrics
from committee.web.packets import candidate_edition, committee_edition
from committee.web.preparation import rehearsal, stories
from committee.web.reference import journal, odds_check, policies
from committee.web.scorecard import declining, form, interviewer_queue, transcripts
from committee.web.simulator import scenario_pages, simulator_pages
from committee.web.talk import own_scripts, talk_pages

BLUEPRINTS = (
    navigation.bp,
    health.bp,
    metrics.bp,
    sign_in.bp,
    joining.bp,
    second_factor_pages.bp,
    single_sign_on.bp,
    password_and_address_links.bp,
    own_account.bp,
    interviewer_queue.bp,
    form.bp,
    transcripts.bp,
    cohort_pages.bp,
    loop_page.bp,
    predictions.bp,
    rulings.bp,
    interviewer_feedback.bp,
    edit_loop.bp,
    fill_panel.bp,
    seats.bp,
    try_out.bp,
    change_seat.bp,
    move_scorecard.bp,
    taken_away.bp,
    voids.bp,
    declining.bp,
    committee_edition.bp,
    candidate_edition.bp,
    cohort_grid.bp,
    cohort_report.bp,
    stories.bp,
    rehearsal.bp,
    people.bp,
    own_data.bp,
    person_acts.bp,
    coach_limits.bp,
    job_pages.bp,
    journal.bp,
    policies.bp,
    odds_check.bp,
    simulator_pages.bp,
    scenario_pages.bp,
    talk_pages.bp,
    own_scripts.bp,
)


def create_app(settings: Settings) -> Flask:
    """The application for these settings; CommitteeError where they aren't safe to start with."""
    settings.checked()
    app = Flask(__name__, template_folder=TEMPLATES, static_folder=TEMPLATES / "static")
    app.config.update(_config(settings))
    single_sign_on.offer(app, settings)
    app.session_interface = Cookies()
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    if settings.proxies:
        hops = settings.proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    name_requests(app, settings.proxies)
    metrics.count(app, settings.metrics_token)
    health.watch(app)
    headers.guard(app)
    guard_parameters(app)
    watch_proxies(app, settings.proxies)
    keep_transactions(app, settings.database_url)
    app.extensions["press"] = press_in(settings.files)
    app.extensions["turns"] = keep_turns()
    CSRFProtect(app)
    admit(app)
    error_pages.answer(app)
    template_words.teach(app)
    for blueprint in (*BLUEPRINTS, *((demo_sign_in.bp,) if settings.demo else ())):
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
        # The cookie of who stays signed in; how long the session lasts is the database's to say.
        "PERMANENT_SESSION_LIFETIME": timedelta(days=settings.session_days),
        "SESSION_REFRESH_EACH_REQUEST": False,
        # A form is filled while somebody talks: its token lasts as long as the session.
        "WTF_CSRF_TIME_LIMIT": None,
        "SETTINGS": settings,
    }
