"""`committee packets` and `committee worker`: all packets of a cohort, now or by and by."""

from pathlib import Path

import click
from rich.console import Console
from rich.progress import track

from committee import logs
from committee.config import load_settings
from committee.errors import CommitteeError, NotFoundError
from committee.files.atomic_write import write_whole
from committee.present.packet.packet_view import CANDIDATE, COMMITTEE, EDITIONS
from committee.present.voice.words import counted

from .open_database import cohort_with, reading


@click.command()
@click.argument("cohort_key", metavar="COHORT")
@click.option(
    "-o",
    "out",
    required=True,
    metavar="OUT.zip|OUT.pdf",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A ZIP of PDFs, or one bound PDF.",
)
@click.option("--edition", type=click.Choice(EDITIONS), default=COMMITTEE, show_default=True)
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
def packets(cohort_key: str, out: Path, edition: str, paper: str) -> None:
    """Print the newest decision of every loop of COHORT (the id in its page’s address).

    The candidate’s edition holds the decisions that are released, and no others.
    """
    from committee.jobs.job_runner import Work
    from committee.jobs.printer_pool import Press
    from committee.store import decisions

    settings, kind = load_settings(), _kind(out)
    with reading(settings.database_url) as opened:
        cohort = cohort_with(opened, cohort_key)
        own = edition == CANDIDATE
        those = decisions.released_in if own else decisions.standing_in
        chosen = those(opened, cohort)
    if not chosen:
        raise NotFoundError(
            f"no loop of this cohort is {'released' if own else 'decided'}.", where=cohort.name
        )
    work = Work(kind, f"{cohort.name}: packets", edition, paper, chosen)
    try:
        with Press(settings.files) as press:
            console = Console(stderr=True)
            for _ in track(work.printing(press), "Printing", len(chosen), console=console):
                pass
    except KeyboardInterrupt:
        click.echo("What is printed is kept: the same command goes on from there.", err=True)
        raise
    write_whole(out, work.together(settings.files))
    click.echo(f"{out}: {counted(len(chosen), 'packet')}")


def _kind(out: Path) -> str:
    """What a file's ending asks for; CommitteeError for an ending that asks for neither."""
    from committee.jobs.job_runner import SUFFIX

    for kind, suffix in SUFFIX.items():
        if out.suffix.lower() == suffix:
            return kind
    raise CommitteeError(
        f"a file that ends in “{out.suffix}” can’t be made.",
        where=str(out),
        remedy="End it in .zip for a PDF of each packet, or in .pdf to have them bound into one.",
    )


@click.command()
def worker() -> None:
    """Do what was asked for in the background, until stopped."""
    from committee.jobs.job_queue import Queue
    from committee.store.schema import migrate

    settings = load_settings()
    logs.begin(settings.log_json)
    migrate(settings.database_url)
    Queue(settings).work_forever()
