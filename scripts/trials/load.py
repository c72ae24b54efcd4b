"""Many at once: 60 interviewers type, four send transcripts of a megabyte, a hundred sign in.

    scripts/load [--seconds 60] [--database sqlite|postgresql]

The server is `committee serve` in processes of its own, on this computer. Printed is what was
answered, what wasn't, how long autosaves took, and how many were acknowledged and are lost.
"""

import argparse
import http.client
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import quantiles
from threading import Thread
from urllib.parse import urlencode

from committee.config import Settings
from committee.store.engine import make_engine
from trials.databases import KINDS, database, kill_all, processor_seconds
from trials.site import PASSWORD, Browser, Site, settle, token_in
from trials.writers import Writer, connect, post

WRITERS, EVERY, READERS, ACCOUNTS = 60, 2.0, 4, 100
PROCESSES = {"sqlite": 1, "postgresql": 2}
AIMS = {"sqlite": 0.5, "postgresql": 0.25}
"""Seconds in which 99 of 100 autosaves are to be answered."""
SECRET = "k" * 40


@dataclass
class Seen:
    """Times of the answers of one kind, in seconds, and how often which error came."""

    times: list[float] = field(default_factory=list)
    errors: Counter[str] = field(default_factory=Counter)

    def clock(self, act: Callable[[], int], good: tuple[int, ...]) -> bool:
        """Do something, and note how long it took and whether it went well; whether it did."""
        began = time.monotonic()
        try:
            status = act()
        except (OSError, http.client.HTTPException) as error:
            self.errors[type(error).__name__] += 1
            return False
        self.times.append(time.monotonic() - began)
        if status not in good:
            self.errors[str(status)] += 1
        return status in good

    def said(self) -> str:
        """One line of it."""
        if len(self.times) < 2:
            return f"{len(self.times)} answers, errors {dict(self.errors)}"
        cuts = quantiles(self.times, n=100, method="inclusive")
        told = f"p50 {cuts[49] * 1000:.0f} ms, p99 {cuts[98] * 1000:.0f} ms"
        longest = f"longest {max(self.times) * 1000:.0f} ms"
        return f"{len(self.times)} answers, {told}, {longest}, errors {dict(self.errors)}"

    def p99(self) -> float:
        """What 99 of 100 took at most, in seconds."""
        return quantiles(self.times, n=100, method="inclusive")[98]


@contextmanager
def served(settings: Settings, workers: int, folder: Path) -> Iterator[tuple[int, int]]:
    """The port of `committee serve`, its worker beside it, and its process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-c", "from committee.cli import main; main()", "serve"]
    environment = {
        **os.environ,
        "COMMITTEE_DATABASE_URL": settings.database_url,
        "COMMITTEE_QUEUE_URL": settings.queue_url,
        "COMMITTEE_FILES": str(settings.files),
        "COMMITTEE_SECRET_KEY": settings.secret_key,
    }
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            [*command, f"--port={port}", f"--workers={workers}"],
            cwd=folder,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    try:
        until = time.monotonic() + 60
        while True:
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                if server.poll() is not None or time.monotonic() > until:
                    raise RuntimeError((folder / "server.log").read_text()) from None
                time.sleep(0.05)
        yield port, server.pid
    finally:
        kill_all(server.pid)
        server.wait(60)


def transcript() -> str:
    """A megabyte of an interview, as WebVTT."""
    lines, second = ["WEBVTT", ""], 0
    while sum(map(len, lines[-4:])) and second < 7900:
        who = "R. Okafor" if second % 40 > 8 else "Ines Ferro"
        stamp = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        lines += [f"{stamp}.000 --> {stamp}.900", f"<v {who}>I moved it.</v>", ""]
        second += 1
    text = "\n".join(lines)
    # The rest of the megabyte are notes, as tools write them, which a reader passes over.
    return text + "\nNOTE " + "exported by a tool " * ((1_000_000 - len(text)) // 19) + "\n"


def type_on(writer: Writer, port: int, seen: Seen, until: float) -> None:
    """Autosave every two seconds, beginning at any moment of the first two."""
    connection = connect(port)
    time.sleep(random.random() * EVERY)
    while time.monotonic() < until:
        began = time.monotonic()
        if not seen.clock(partial(writer.save, connection), good=(200,)):
            connection.close()  # The next one opens it anew.
        time.sleep(max(0.0, EVERY - (time.monotonic() - began)))


def send_transcripts(browser: Browser, port: int, seen: Seen, text: str) -> None:
    """One transcript of a megabyte, read and shown."""
    fields = {"text": text, "speaker": "R. Okafor"}
    seen.clock(lambda: post(connect(port), browser, "/transcript", fields)[0], good=(200,))


def sign_in(email: str, port: int) -> int:
    """The page, then the form, as a browser that has never been here."""
    connection = connect(port)
    connection.request("GET", "/sign-in")
    answer = connection.getresponse()
    cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
    token = token_in(answer.read().decode())
    body = urlencode({"email": email, "password": PASSWORD, "csrf_token": token})
    headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/sign-in", body, headers)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


def sign_in_many(emails: list[str], port: int, seen: Seen, until: float) -> None:
    """One after the other, spread over the time there is."""
    pause = (until - time.monotonic()) / max(1, len(emails))
    for email in emails:
        began = time.monotonic()
        seen.clock(partial(sign_in, email, port), good=(303,))
        time.sleep(max(0.0, pause - (time.monotonic() - began)))


def together(site: Site, writers: list[Writer], port: int, seconds: float) -> dict[str, Seen]:
    """Everybody at once, for so many seconds."""
    seen = {"autosaves": Seen(), "transcripts": Seen(), "sign-ins": Seen()}
    until, text = time.monotonic() + seconds, transcript()
    readers = site.interviewers[len(writers) :]
    acts: list[Thread] = [
        Thread(target=type_on, args=(each, port, seen["autosaves"], until)) for each in writers
    ]
    acts += [
        Thread(target=send_transcripts, args=(each, port, seen["transcripts"], text))
        for each in readers
    ]
    acts += [
        Thread(target=sign_in_many, args=(list(site.accounts[n::4]), port, seen["sign-ins"], until))
        for n in range(4)
    ]
    for act in acts:
        act.start()
    for act in acts:
        act.join(seconds + 120)
    return seen


def run(
    kind: str,
    seconds: float,
    writers: int = WRITERS,
    accounts: int = ACCOUNTS,
    readers: int = READERS,
) -> bool:
    """One trial, printed; whether nothing failed and nothing was lost."""
    with tempfile.TemporaryDirectory() as name, database(kind, Path(name)) as held:
        folder = Path(name)
        settings = Settings(
            database_url=held.url,
            queue_url=f"sqlite:///{folder / 'queue.db'}",
            files=folder / "files",
            secret_key=SECRET,
        )
        site = settle(settings, writers + readers, accounts)
        seats = zip(site.seats[:writers], site.interviewers[:writers], strict=True)
        typing = [Writer(*each) for each in seats]
        with served(settings, PROCESSES[kind], folder) as (port, process):
            used = -processor_seconds(process)
            seen = together(site, typing, port, seconds)
            used += processor_seconds(process)
        engine = make_engine(held.url)
        lost = [said for said in (each.lost(engine) for each in typing) if said]
        engine.dispose()
    print(f"{kind}: {writers} interviewers for {seconds:g} s, {PROCESSES[kind]} server processes")
    print(f"  the server used {used:.0f} s of a processor; load {os.getloadavg()[0]:.1f}")
    for what, each in seen.items():
        print(f"  {what}: {each.said()}")
    aim = "met" if seen["autosaves"].p99() < AIMS[kind] else "MISSED"
    print(f"  acknowledged and lost: {len(lost)}; p99 under {AIMS[kind] * 1000:.0f} ms: {aim}")
    return not lost and not any(each.errors for each in seen.values())


def main() -> None:
    """Every kind of database, or the one that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--database", choices=KINDS)
    asked = parser.parse_args()
    kinds = [asked.database] if asked.database else KINDS
    well = [run(kind, asked.seconds) for kind in kinds]
    sys.exit(0 if all(well) else 1)


if __name__ == "__main__":
    main()
