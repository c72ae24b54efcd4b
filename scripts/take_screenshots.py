"""The README's pictures: what each of the three people sees, taken from the demonstration."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / ".readme"
COMMITTEE = Path(sys.executable).with_name("committee")
ACER = ROOT / "fixtures" / "scenarios" / "the-acer.toml"
CHROMIUM = {
    "executable_path": "/usr/bin/chromium",
    "args": ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
}


@contextmanager
def demonstration() -> Iterator[str]:
    """The address of a demonstration that runs for as long as the pictures are taken."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [COMMITTEE, "demo", "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    try:
        for _ in range(600):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait()


def come_in(browser: Browser, address: str, who: str, height: int = 860) -> Page:
    """A page of a new session, signed in as one of the demonstration's people."""
    page = browser.new_context(viewport={"width": 1380, "height": height}).new_page()
    page.goto(address)
    page.get_by_role("button", name=re.compile(f"come in as .*{who}", re.I)).click()
    return page


def packet(browser: Browser, address: str) -> None:
    page = come_in(browser, address, "coach")
    page.get_by_role("link", name=re.compile("Scenarios: each")).click()
    page.get_by_role("link", name="Daniel Brandt").click()
    page.get_by_role("link", name="Read the packet").click()
    page.screenshot(path=PICTURES / "packet.png")


def form(browser: Browser, address: str) -> None:
    page = come_in(browser, address, "interviewer")
    page.locator("main a", has_text=re.compile("continue|write|open|start", re.I)).first.click()
    page.screenshot(path=PICTURES / "evidence-form.png")


def simulator(browser: Browser, address: str) -> None:
    page = come_in(browser, address, "coach", height=1320)
    page.goto(f"{address}/simulator")
    page.screenshot(path=PICTURES / "simulator.png")


def paper() -> None:
    """The first page of the candidate's edition, as it leaves the room."""
    pdf = PICTURES / "candidate"
    subprocess.run(
        [COMMITTEE, "packet", ACER, "-o", f"{pdf}.pdf", "--edition", "candidate"], check=True
    )
    subprocess.run(["pdftoppm", "-r", "80", "-png", "-singlefile", f"{pdf}.pdf", pdf], check=True)
    pdf.with_suffix(".pdf").unlink()


def main() -> None:
    PICTURES.mkdir(exist_ok=True)
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        for take in (packet, form, simulator):
            take(browser, address)
        browser.close()
    paper()


if __name__ == "__main__":
    main()
