"""`committee serve`: the web application on this computer, or behind a proxy."""

import click
from flask import Flask

from committee.config import load_settings

THREADS = 8


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to bind.")
@click.option("--port", default=8080, show_default=True, help="The port to bind.")
@click.option("--workers", default=1, show_default=True, help="Processes; one fits SQLite.")
def serve(host: str, port: int, workers: int) -> None:
    """Serve the web application. Settings come from COMMITTEE_… and committee.toml."""
    from committee.web import create_app

    app = create_app(load_settings())
    click.echo(f"Committee is at http://{host}:{port}/ (only this computer reaches 127.0.0.1).")
    run(app, host, port, workers)


def run(app: Flask, host: str, port: int, workers: int = 1) -> None:
    """Serve until stopped: gunicorn's threads, or waitress where gunicorn can't run."""
    try:
        from gunicorn.app.base import BaseApplication
    except ImportError:  # gunicorn needs fcntl, which Windows lacks.
        import waitress

        waitress.serve(app, host=host, port=port, threads=THREADS)
        return

    class Server(BaseApplication):
        def load_config(self) -> None:
            self.cfg.set("bind", f"{host}:{port}")
            self.cfg.set("worker_class", "gthread")
            self.cfg.set("threads", THREADS)
            self.cfg.set("workers", workers)
            self.cfg.set("loglevel", "warning")

        def load(self) -> Flask:
            return app

    Server().run()
