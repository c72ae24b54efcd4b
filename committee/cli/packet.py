"""`committee packet`: a loop file as a PDF."""

import hashlib
import json
from pathlib import Path

import click

from committee.domain.case import case_of
from committee.errors import PaperError
from committee.files.rubrics import load_rubric
from committee.files.snapshot import freeze
from committee.present.packet.packet_view import COMMITTEE, EDITIONS
from committee.present.voice.words import counted

from .inputs import json_option, load_policy, policy_option, read_packet


@click.command()
@click.argument("file")
@click.option("-o", "out", required=True, metavar="OUT.pdf", help="Where the PDF goes.")
@click.option(
    "--edition",
    type=click.Choice(EDITIONS),
    default=COMMITTEE,
    show_default=True,
    help="Everything, the candidate’s own, or one page for a meeting.",
)
@policy_option
@click.option("--paper", type=click.Choice(["a4", "letter"]), default="a4", show_default=True)
@json_option
def packet(file: str, out: str, edition: str, policy_name: str, paper: str, as_json: bool) -> None:
    """Write the packet of a loop FILE as a PDF: the decision, its rules, the evidence."""
    from committee.jobs.print_order import packet_printed
    from committee.paper.page_count import page_count

    policy = load_policy(policy_name)
    loop = read_packet(file, policy)
    frozen = freeze(case_of(loop, policy), load_rubric())
    pdf = packet_printed(frozen, edition, paper)
    write(Path(out), pdf)
    pages, sha256 = page_count(pdf), hashlib.sha256(pdf).hexdigest()
    if as_json:
        click.echo(json.dumps({"path": out, "pages": pages, "sha256": sha256}))
    else:
        click.echo(f"{out}: {counted(pages, 'page')}, SHA-256 {sha256}")


def write(path: Path, content: bytes) -> None:
    """Write a whole file or none; PaperError where that isn't possible."""
    part = path.with_name(f".{path.name}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    except OSError as error:
        reason = error.strerror or "not writable"
        raise PaperError(
            f"can’t be written ({reason}).", where=str(path), remedy="Name another place with -o."
        ) from error
