"""Two tabs at one desk, and whatever may befall them: no word that was typed is lost.

    scripts/walk [--steps 300] [--seeds 1]

Drawn from a seed, an interviewer types, logs, sorts, edits, removes, undoes and reloads in two
tabs, while the line goes and comes and the server is killed. At the end every word ever typed has
to be on the server: logged, among the removed, in a box, or colliding.
"""

import argparse
import json
import multiprocessing
import os
import random
import re
import signal
import socket
import sys
import tempfile
import time
from contextlib import closing, suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser as Chromium
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright
from playwright.sync_api import Error as BrowserError

from committee.cli.serve import run as serve
from committee.config import Settings
from committee.store import scorecards
from committee.store.engine import make_engine, session
from committee.web import create_app
from trials.site import Site, settle

UNSAVED = re.compile("Saving|Offline|Not sent")
PATIENCE = 60_000
"""Milliseconds within which everything is saved once the line is back."""
ACTS = {
    "type": 9,
    "log": 7,
    "tag": 3,
    "edit": 5,
    "note": 2,
    "undo": 4,
    "redo": 2,
    "remove": 2,
    "restore": 1,
    "sort": 2,
    "other tab": 4,
    "line": 2,
    "reload": 2,
    "new tab": 1,
    "kill": 1,
    "wait": 4,
}
"""What may happen, and how often beside the others."""


@dataclass
class Walk:
    """A desk with two tabs; `typed` are the words so far, `told` what was done, in order."""

    settings: Settings
    site: Site
    port: int
    context: BrowserContext
    chance: random.Random
    tabs: list[Page] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    server: BaseProcess | None = None
    cut: bool = False

    def begin(self) -> None:
        """Start the server, and open the form in two tabs."""
        self.start()
        address = f"http://127.0.0.1:{self.port}"
        cookie = self.site.interviewers[0].cookie
        self.context.add_cookies([{"name": "committee", "value": cookie, "url": address}])
        self.tabs = [self.opened(), self.opened()]

    def opened(self) -> Page:
        """One more tab with the form."""
        page = self.context.new_page()
        page.goto(f"http://127.0.0.1:{self.port}{self.site.interviewers[0].path}")
        expect(page.locator("html.live")).to_have_count(1, timeout=PATIENCE)
        return page

    def start(self) -> None:
        """A server on the walk's port, in a group of processes of its own."""
        fork = multiprocessing.get_context("fork")
        self.server = fork.Process(target=_serve, args=(self.settings, self.port))
        self.server.start()
        for _ in range(600):
            with suppress(OSError), closing(socket.create_connection(("127.0.0.1", self.port), 5)):
                return
            time.sleep(0.05)
        raise TimeoutError("the server didn’t start within half a minute")

    def stop(self) -> None:
        """Kill the server with all that it began."""
        if self.server and self.server.pid:
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.join(60)

    @property
    def page(self) -> Page:
        """The tab in which somebody sits."""
        return self.tabs[0]

    def step(self) -> None:
        """One act, drawn."""
        act = self.chance.choices(list(ACTS), list(ACTS.values()))[0]
        self.told.append(act)
        getattr(self, f"do_{act.replace(' ', '_')}")()

    def word(self) -> str:
        """A word that nobody typed before."""
        self.typed.append(f"w{len(self.typed) + 1:03}x")
        return self.typed[-1]

    def do_type(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press("End")
        self.page.keyboard.type(f"{self.word()} ")

    def do_tag(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press(self.chance.choice(["Alt+1", "Alt+3", "Alt+a", "Alt+p", "Alt+k"]))

    def do_log(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press("Enter")

    def do_edit(self) -> None:
        rows = self.page.locator("#pieces > .piece")
        if not rows.count():
            return
        row = rows.nth(self.chance.randrange(rows.count()))
        with suppress(BrowserError):  # The list may be made anew just then.
            row.evaluate("row => { row.querySelector('details').open = true; }")
            box = row.locator("textarea")
            box.focus(timeout=2000)
            self.page.keyboard.press("Control+End")
            before = box.input_value(timeout=2000)
            word = f"w{len(self.typed) + 1:03}x"
            self.page.keyboard.type(f" {word}")
            if word in box.input_value(timeout=2000) or word in before:
                self.typed.append(word)

    def do_note(self) -> None:
        self.page.locator("#note").focus()
        self.page.keyboard.press("Control+End")
        self.page.keyboard.type(f"{self.word()} ")

    def do_undo(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press("Alt+u")

    def do_redo(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press("Alt+Shift+u")

    def do_sort(self) -> None:
        self.page.locator("#text").focus()
        self.page.keyboard.press("Alt+x")
        if self.page.locator(".piece:focus").count():
            self.page.keyboard.press(self.chance.choice("1234"))

    def do_remove(self) -> None:
        buttons = self.page.locator("#pieces button[value^='remove:']")
        if buttons.count():
            place = self.chance.randrange(buttons.count())
            with suppress(BrowserError):
                buttons.nth(place).evaluate("button => button.click()", timeout=2000)

    def do_restore(self) -> None:
        button = self.page.locator("#removed button").first
        if button.count():
            with suppress(BrowserError):
                button.evaluate("button => button.click()", timeout=2000)

    def do_other_tab(self) -> None:
        self.tabs.reverse()
        self.page.bring_to_front()

    def do_line(self) -> None:
        self.cut = not self.cut
        self.context.set_offline(self.cut)

    def do_reload(self) -> None:
        if not self.cut:
            self.page.reload()

    def do_new_tab(self) -> None:
        """Close a tab, whatever hasn’t been sent from it, and open another."""
        if not self.cut:
            self.page.close()
            self.tabs[0] = self.opened()

    def do_kill(self) -> None:
        if self.chance.random() < 0.5:  # It costs seconds.
            self.stop()
            self.do_type()
            self.start()

    def do_wait(self) -> None:
        self.page.wait_for_timeout(self.chance.choice([30, 200, 800]))

    def lost(self) -> list[str]:
        """The words that are nowhere on the server, after the line is back and all is sent."""
        self.context.set_offline(False)
        for page in self.tabs:
            page.bring_to_front()
            page.evaluate("dispatchEvent(new Event('online'))")
            expect(page.locator("#saved")).not_to_contain_text(
                UNSAVED, use_inner_text=True, timeout=PATIENCE
            )
        engine = make_engine(self.settings.database_url)
        with session(engine, reads_only=True) as opened:
            body = json.dumps(scorecards.draft_of(opened, self.site.seats[0]).body)
        engine.dispose()
        return [word for word in self.typed if word not in body]


def _serve(settings: Settings, port: int) -> None:
    os.setsid()
    serve(create_app(settings), "127.0.0.1", port)


def walk(chromium: Chromium, folder: Path, steps: int, seed: int) -> tuple[Walk, list[str]]:
    """Walk that many steps, and say what was lost."""
    settings = Settings(database_url=f"sqlite:///{folder / 'walk.db'}", secret_key="w" * 40)
    site = settle(settings, 1)
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    with chromium.new_context(viewport={"width": 1280, "height": 800}) as context:
        walked = Walk(settings, site, port, context, random.Random(seed))
        try:
            walked.begin()
            for _ in range(steps):
                walked.step()
            return walked, walked.lost()
        finally:
            walked.stop()


def main() -> int:
    """Walk as often as is asked for; 1 if a word was lost."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--steps", type=int, default=300)
    parser.add_argument("--seeds", type=int, default=1, help="how many walks, from seed 1 on")
    asked: Any = parser.parse_args()
    failed = False
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM", "/usr/bin/chromium")
        chromium = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for seed in range(1, asked.seeds + 1):
            with tempfile.TemporaryDirectory() as folder:
                walked, lost = walk(chromium, Path(folder), asked.steps, seed)
            print(f"seed {seed}: {asked.steps} steps, {len(walked.typed)} words, lost: {lost or 0}")
            failed |= bool(lost)
        chromium.close()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
