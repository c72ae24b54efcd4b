"""What axe finds on a page that stands still: no link is followed while it looks."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page


def violations(page: Page) -> list[tuple[str, str]]:
    """The rule and the markup of each fault that axe finds."""
    page.wait_for_load_state()
    found = Axe().run(page).response["violations"]
    return [(each["id"], node["html"][:160]) for each in found for node in each["nodes"]]


def follow(link: Locator) -> None:
    """Press a link and wait until what it leads to is there: a click alone doesn't wait."""
    with link.page.expect_navigation():
        link.click()
