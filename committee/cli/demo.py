"""`committee demo`: made-up people and loops, served from a database that is thrown away."""

import tempfile
from contextlib import suppress
from pathlib import Path

import click

from committee.config import demo_settings
from committee.errors import CommitteeError

from .serve import refuse_taken, run

FIRST_PORT = 8080
LOOK = """
Committee’s demonstration is at  http://127.0.0.1:{port}/

Look first:
  1. Come in as the coach, open "Scenarios: each a lesson", and read the first two packets:
     equal technical scores, one hire, one downlevel, and the rule that made the difference.
  2. Open the simulator from there, change one read, and watch what flips.
  3. Sign out (press your name), come in as the interviewer, and write a scorecard; then as
     the candidate.

Everybody in it is made up, and the database goes when you stop it with Ctrl-C.
"""


@click.command()
@click.option("--port", type=int, help="The port; else the first free one from 8080.")
@click.option("--database", type=click.Path(path_type=Path), help="A new file to keep instead.")
def demo(port: int | None, database: Path | None) -> None:
    """Serve made-up cohorts on this computer, with one-press sign-in."""
    with tempfile.TemporaryDirectory(prefix="demo-", dir=_var()) as folder:
        _serve(database or Path(folder) / "demo.db", port or _free_port())


def _serve(database: Path, port: int) -> None:
    settings = demo_settings(database)
    refuse_taken("127.0.0.1", port)
    from committee.jobs.worker_process import worker_beside
    from committee.store.engine import make_engine, session
    from committee.store.schema import migrate
    from committee.web import create_app
    from committee.web.demo.seed import seed

    click.echo("Making up people and loops…")
    migrate(settings.database_url)
    engine = make_engine(settings.database_url)
    with session(engine) as opened:
        seed(opened)
    engine.dispose()
    app = create_app(settings)
    click.echo(LOOK.format(port=port))
    with worker_beside(settings):
        run(app, "127.0.0.1", port)


def _free_port() -> int:
    """The first port of twenty that nobody uses; the first of all where every one is taken."""
    for port in range(FIRST_PORT, FIRST_PORT + 20):
        with suppress(CommitteeError):
            refuse_taken("127.0.0.1", port)
            return port
    return FIRST_PORT


def _var() -> Path:
    folder = Path("var")
    folder.mkdir(exist_ok=True)
    return folder
