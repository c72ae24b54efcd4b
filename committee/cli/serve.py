"""`committee serve`: the web application on this computer, or behind a proxy."""

import logging
import os
import socket
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

import click
from flask import Flask

from committee import logs
from committee.config import Settings, load_settings, remarks
from committee.errors import CommitteeError
from committee.safe_files import keep_private

SWITCH = 0.0005
"""Seconds."""
log = logging.getLogger(__name__)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind.")
@click.option("--port", default=8080, show_default=True, help="The port to bind.")
@click.option("--workers", default=1, show_default=True, help="Processes; one fits SQLite.")
@click.option("--no-worker", is_flag=True, help="Leave the background to `committee worker`.")
def serve(host: str, port: int, workers: int, no_worker: bool) -> None:
    """Serve the web application. Settings come from COMMITTEE_… and committee.toml."""
    settings = load_settings().checked()
    logs.begin(settings.log_json)
    refuse_taken(host, port)
    for remark in remarks(settings):
        log.warning(remark)
    from committee.jobs.job_queue import Queue
    from committee.jobs.worker_process import worker_beside
    from committee.store.schema import migrate
    from committee.web import create_app

    migrate(settings.database_url)
    for path in settings.kept_in:
        keep_private(path)
    Queue(settings).reach()
    click.echo(f"Committee is at http://{host}:{port}/. `committee create-coach` makes a coach.")
    if host == "127.0.0.1":
        click.echo("Only this computer reaches it; --host opens it to others.")
    with nullcontext() if no_worker else worker_beside(settings), counting(settings):
        run(create_app(settings), host, port, workers)


@contextmanager
def counting(settings: Settings) -> Iterator[None]:
    """A folder in which the server's processes count together, where anything is to be counted.

    Before the application is made: how Prometheus counts is settled when it is first imported.
    """
    if not settings.metrics_token:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="counts-") as folder:
        os.environ["PROMETHEUS_MULTIPROC_DIR"] = folder
        yield


def refuse_taken(host: str, port: int) -> None:
    """CommitteeError if a port can't be bound."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise CommitteeError(
                f"{host} port {port} can’t be opened ({error.strerror}).",
                where="--port",
                remedy="Stop what uses it, or give another port.",
            ) from error


def run(app: Flask, host: str, port: int, workers: int = 1, **settings: Any) -> None:
    """Serve until stopped; `settings` are gunicorn's own."""
    # Threads that work something out give way ten times as often: who only saves waits for each.
    sys.setswitchinterval(SWITCH)
    from .gunicorn_server import serve as serve_with_gunicorn

    bind = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
    serve_with_gunicorn(app, bind, workers, settings)
