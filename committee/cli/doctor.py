"""`committee doctor`: looks at everything that an installation stands on."""

import json
import os
import smtplib
import stat
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from committee.assets import FONTS
from committee.config import Settings, load_settings, remarks
from committee.errors import CommitteeError

from .inputs import json_option

if TYPE_CHECKING:
    from committee.jobs.doctor_checks import Remark


@click.command()
@json_option
def doctor(as_json: bool) -> None:
    """Look at settings, proxy, files, database, clock, queue, disk, fonts, mail and backups.

    Ends with 1 if there is something to mend.
    """
    from committee.jobs.doctor_checks import MEND

    findings = list(_findings(load_settings()))
    ill = [finding for finding in findings if finding.state == MEND]
    if as_json:
        told = [asdict(finding) for finding in findings]
        click.echo(json.dumps({"well": not ill, "findings": told}))
    else:
        for each in findings:
            click.echo(f"{each.state:<5} {each.part:<12} {each.found} {each.remedy}".rstrip())
    sys.exit(1 if ill else 0)


def _findings(settings: Settings) -> Iterator["Remark"]:
    from committee.jobs.doctor_checks import at_work

    yield _settings(settings)
    yield _proxy(settings)
    yield from _permissions(settings)
    yield from at_work(settings)
    yield _fonts()
    yield _mail(settings)


def _settings(settings: Settings) -> "Remark":
    from committee.jobs.doctor_checks import MEND, NOTE, WELL, Remark

    try:
        settings.checked()
    except CommitteeError as error:
        return Remark("settings", MEND, f"{error.where}: {error.found}", error.remedy)
    if not settings.production:
        told = "COMMITTEE_PRODUCTION is not set: cookies travel without https too."
        return Remark("settings", NOTE, told, "Set it where others than you come in.")
    return Remark("settings", WELL, f"The server answers to {', '.join(settings.trusted_hosts)}.")


def _proxy(settings: Settings) -> "Remark":
    from committee.jobs.doctor_checks import MEND, WELL, Remark

    if odd := remarks(settings):
        return Remark("proxy", MEND, " ".join(odd))
    return Remark("proxy", WELL, f"{settings.proxies} believed; the log says what doesn’t fit.")


def _permissions(settings: Settings) -> Iterator["Remark"]:
    from committee.jobs.doctor_checks import MEND, WELL, Remark

    there = [path for path in (*settings.kept_in, Path("committee.toml")) if path.exists()]
    open_ = [path for path in there if path.stat().st_mode & 0o077]
    foreign = [path for path in there if path.stat().st_uid != os.geteuid()]
    for path in open_:
        mode, rights = stat.filemode(path.stat().st_mode), "u=rwX,go="
        yield Remark("files", MEND, f"{path} is others’ to use ({mode}).", f"chmod {rights} {path}")
    for path in foreign:
        told = f"{path} is another account’s than this one’s."
        yield Remark("files", MEND, told, "Run this as the account that the server has.")
    if not (open_ or foreign):
        yield Remark("files", WELL, f"{len(there)} files and folders are their owner’s alone.")


def _fonts() -> "Remark":
    from committee.jobs.doctor_checks import MEND, WELL, Remark
    from committee.paper.render import weasyprint_module

    missing = [name for name, path in FONTS.items() if not path.is_file()]
    if missing:
        return Remark("fonts", MEND, f"{', '.join(missing)} not found.", "Install Committee anew.")
    try:
        weasyprint_module()
    except CommitteeError as error:
        return Remark("fonts", MEND, error.found, error.remedy)
    return Remark("fonts", WELL, "All are there, and so is what draws them.")


def _mail(settings: Settings) -> "Remark":
    from committee.jobs.doctor_checks import MEND, NOTE, WELL, Remark
    from committee.web.accounts.mail import mail_server

    if not settings.smtp_url:
        told = "COMMITTEE_SMTP_URL is not set: coaches copy the links."
        return Remark("mail", NOTE, told)
    try:
        with mail_server(settings.smtp_url) as server:
            server.noop()
    except (OSError, smtplib.SMTPException) as error:
        told = f"The mail server doesn’t take us ({type(error).__name__})."
        return Remark("mail", MEND, told, "Check COMMITTEE_SMTP_URL, name and password in it too.")
    return Remark(
        "mail", WELL, f"The mail server takes us; letters come from {settings.mail_from}."
    )
