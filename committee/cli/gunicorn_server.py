"""The server under the application: gunicorn, its settings, and what it logs."""

import os
import re
from collections.abc import Callable
from typing import Any

from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger

from committee.jobs.printer_pool import end_presses

from .gunicorn_slow_clients import PatientWorker

THREADS = 32
"""More than slow work may hold: see `committee/web/frame/heavy_requests.py`."""
CONNECTIONS = 1000
IDLE = 75
"""Seconds that a connection is kept without a request: longer than proxies keep theirs (nginx 60),
or now and then one sends a form into a connection that we have just closed."""
SENT = re.compile(r"""['"].*['"]""", re.DOTALL)
"""What gunicorn quotes of a request."""


class Log(Logger):  # type: ignore[misc]
    """What gunicorn says goes where all the rest goes, without what a client sent."""

    def setup(self, cfg: Any) -> None:
        """Hand records on to this process's own handler."""
        super().setup(cfg)
        self.error_log.handlers, self.error_log.propagate = [], True

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log a warning; what it quotes is left out."""
        super().warning(SENT.sub("…", msg), *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Log an error with its trace; of what it was about no more than its first words."""
        super().exception(msg.partition("%")[0].strip(), **kwargs)


def serve(app: Flask, bind: str, workers: int, settings: dict[str, Any]) -> None:
    """Serve an application at an address until stopped; `settings` are gunicorn's, over ours."""
    ours = os.getpid()
    try:
        _Server(app, {"bind": bind, "workers": workers, **settings}).run()
    except SystemExit as left:
        # A worker is a copy of this process, and what our callers tidy up is not its own.
        if os.getpid() != ours:
            os._exit(left.code if isinstance(left.code, int) else 0)
        raise


class _Server(BaseApplication):  # type: ignore[misc]
    def __init__(self, app: Flask, settings: dict[str, Any]) -> None:
        self.served, self.settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        ended: Callable[..., None] = lambda server, worker: end_presses()  # noqa: E731
        ours = {
            "worker_class": PatientWorker,
            "threads": THREADS,
            "worker_connections": CONNECTIONS,
            "keepalive": IDLE,
            "loglevel": "warning",
            "logger_class": Log,
            "worker_exit": ended,
        }
        for name, value in {**ours, **self.settings}.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self.served
