"""Counts for Prometheus: how many answers of each route, how long they took, which jobs wait.

Labels are names of routes, methods, states and numbers: never a name, a key or an address.
"""

import hmac
import os
from collections.abc import Iterator
from time import monotonic
from typing import Any

from flask import Blueprint, Flask, Response, current_app, g, request

from committee.errors import NotFoundError
from committee.jobs.scheduled_backups import newest_age
from committee.store import job_rows
from committee.web.frame.request_ids import method_of
from committee.web.frame.transactions import db, finish

bp = Blueprint("metrics", __name__)

TOGETHER = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which the processes of one server count together."""
BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds."""


@bp.get("/metrics")
def shown() -> Response:
    """All that is counted, for whoever knows the token; for others there is nothing here."""
    token = current_app.config["SETTINGS"].metrics_token
    given = request.headers.get("Authorization", "")
    if not (token and hmac.compare_digest(given.encode(), f"Bearer {token}".encode())):
        raise NotFoundError("nothing is counted here for you.")
    from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

    jobs = job_rows.counted(db())
    finish()
    age = newest_age(current_app.config["SETTINGS"])
    counts: Counts = current_app.extensions["counts"]
    told = counts.gathered(_Looked(jobs, age.total_seconds() if age else None))
    return Response(generate_latest(told), content_type=CONTENT_TYPE_LATEST)


def count(app: Flask, token: str) -> None:
    """Count every answer of an application, if there is a token to ask for the counts with."""
    if not token:
        return
    app.extensions["counts"] = counts = Counts()

    def add(response: Response) -> Response:
        if "began" in g:
            counts.add(response.status_code, monotonic() - g.began)
        return response

    app.after_request(add)


class Counts:
    """The counts of one application: in memory, or in a folder where processes share them."""

    def __init__(self) -> None:
        # Now and not before: which of the two it is, is settled when it is first imported.
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self._own = CollectorRegistry()
        labels = ["method", "route", "status"]
        held: dict[str, Any] = {"registry": self._own}
        self._answers = Counter("committee_answers", "Answers to requests", labels, **held)
        self._seconds = Histogram(
            "committee_answer_seconds", "Time to an answer", ["route"], buckets=BOUNDS, **held
        )

    def add(self, status: int, seconds: float) -> None:
        """Count the answer to the request of this moment."""
        route = request.endpoint or "none"
        self._answers.labels(method_of(), route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def gathered(self, looked: "_Looked") -> Any:
        """What all processes counted, with what was looked up just now."""
        from prometheus_client import CollectorRegistry
        from prometheus_client.multiprocess import MultiProcessCollector

        registry = CollectorRegistry()
        if TOGETHER in os.environ:
            MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        else:
            registry.register(self._own)
        registry.register(looked)
        return registry


class _Looked:
    """What nobody counts: jobs by their state, and the age of the newest backup in seconds."""

    def __init__(self, jobs: dict[str, int], age: float | None) -> None:
        self._jobs, self._age = jobs, age

    def collect(self) -> Iterator[Any]:
        """Both families of numbers; no age where there is no backup."""
        from prometheus_client.core import GaugeMetricFamily

        family = GaugeMetricFamily("committee_jobs", "Jobs by state", labels=["state"])
        for state, number in self._jobs.items():
            family.add_metric([state], number)
        yield family
        if self._age is not None:
            name = "committee_newest_backup_age_seconds"
            yield GaugeMetricFamily(name, "Age of the newest backup", self._age)
