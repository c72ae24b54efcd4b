"""How every scene fits a screen: what is left over of it, and how large the smallest text is."""

import sys

from playwright.sync_api import Page, sync_playwright

from committee.files.talk_scripts import demonstrations
from take_screenshots import CHROMIUM, demonstration

SCREENS = ((1280, 720), (1366, 768), (1920, 1080), (3840, 2160))
MEASURE = """() => {
  const scene = [...document.querySelectorAll(".scene")].find((each) => !each.hidden);
  const stage = scene.querySelector(".scene-stage");
  const box = stage.getBoundingClientRect();
  const parts = [...stage.children].map((each) => each.getBoundingClientRect());
  const words = [...scene.querySelectorAll("*")].filter((each) => each.checkVisibility()
    && [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim()));
  const page = document.documentElement;
  const scrolls = Math.max(page.scrollHeight - innerHeight, page.scrollWidth - innerWidth);
  const under = box.bottom - Math.max(...parts.map((each) => each.bottom));
  const over = Math.min(...parts.map((each) => each.top)) - box.top;
  return {
    left: scrolls > 0 ? -scrolls : Math.round(Math.min(over, under)),
    least: Math.min(...words.map((each) => parseFloat(getComputedStyle(each).fontSize))),
  };
}"""
"""Pixels that are left over, less than none where a scene scrolls, and the smallest letters'."""


def measured(page: Page, address: str, size: tuple[int, int]) -> int:
    """Print what each scene leaves over on one screen; how many scenes don't fit."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    wrong = 0
    for script in demonstrations():
        page.goto(f"{address}/simulator/present?script={script.id}")
        page.wait_for_selector("#present.is-live")
        told = []
        for scene in script.scenes:
            found = page.evaluate(MEASURE)
            wrong += found["left"] < 0
            told.append(f"{scene.shows} {found['left']}/{found['least']:.0f}")
            page.keyboard.press("PageDown")
        print(f"{size[0]} × {size[1]}  {script.id}: {', '.join(told)}")
    return wrong


def main() -> int:
    print("Each scene: pixels left over / pixels of its smallest letters.")
    with demonstration() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(**CHROMIUM)
        page = browser.new_page()
        wrong = sum(measured(page, address, size) for size in SCREENS)
        browser.close()
    print(f"{wrong} scenes don’t fit." if wrong else "Every scene fits.")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
