"""`committee forget` and `committee retention`: what may not be kept any longer."""

import json

import click

from committee.config import load_settings
from committee.errors import NotFoundError
from committee.present.voice.dates import day

from .inputs import json_option

BACKUPS = (
    "Backups made before now still hold what was removed: delete them, or restore none of them "
    "without repeating this. PDFs that people saved are theirs."
)


@click.command()
@click.argument("email")
@click.option("--yes", is_flag=True, help="Don’t ask; it can’t be undone.")
def forget(email: str, yes: bool) -> None:
    """Take a person’s name and words out of everything that is kept.

    Reads, scores and outcomes stay, without a name, so that counts in reports stay right.
    """
    from committee.jobs.print_cache import forget_prints
    from committee.jobs.scheduled_backups import kept_backups, last_gone
    from committee.store import forgetting, journal, people
    from committee.store.column_types import now
    from committee.store.engine import make_engine, session
    from committee.store.schema import refuse_unready

    settings = load_settings()
    refuse_unready(settings.database_url)
    with session(make_engine(settings.database_url)) as opened:
        person = people.by_email(opened, email)
        if person is None:
            raise NotFoundError(
                f"nobody here has the address “{email}”.", remedy="Check it on the page “People”."
            )
        if not yes:
            click.confirm(f"Forget {person.name} ({person.email})? It can’t be undone.", abort=True)
        jobs = forgetting.forget(opened, person)
        journal.record(opened, forgetting.FORGOT, None, f"person:{person.id}", "by command")
    # Prints are made anew when somebody asks; those that are kept may show what is gone.
    forget_prints(settings.files, jobs)
    click.echo(f"Forgotten. {BACKUPS}")
    if kept := kept_backups(settings):
        gone = last_gone(settings, now())
        click.echo(f"The worker’s own in {settings.backups}: {len(kept)}, gone by {day(gone)}.")


@click.command()
@click.option("--delete", is_flag=True, help="Delete them now instead of listing them.")
@json_option
def retention(delete: bool, as_json: bool) -> None:
    """List the loops that have been kept as long as COMMITTEE_KEEP_LOOPS_DAYS says."""
    from committee.jobs.job_queue import Queue
    from committee.store.engine import make_engine, session
    from committee.store.retention import outlived
    from committee.store.schema import refuse_unready

    settings = load_settings()
    refuse_unready(settings.database_url)
    days = settings.keep_loops_days
    if not days:
        click.echo("Loops are kept for good: COMMITTEE_KEEP_LOOPS_DAYS isn’t set.")
        return
    with session(make_engine(settings.database_url), reads_only=True) as opened:
        found = [(loop.key, loop.candidate_name) for loop in outlived(opened, days)]
    if delete:
        Queue(settings).retain()
    if as_json:
        rows = [{"loop": key, "candidate": name} for key, name in found]
        click.echo(json.dumps({"days": days, "deleted": delete, "loops": rows}))
        return
    for key, name in found:
        click.echo(f"{key}  {name}")
    said = "deleted" if delete else "older than that; the worker deletes them at night"
    click.echo(f"Kept for {days} days. {len(found)} loops {said}.")
