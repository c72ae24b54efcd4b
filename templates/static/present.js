// Every scene is in the page: they turn without the network, and a filled screen stays filled.

const root = document.querySelector("#present");
const scenes = [...root.querySelectorAll(".scene")];
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const CLOSES = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

let at = scenes.findIndex((scene) => !scene.hidden);

function show(place, { push = true } = {}) {
  if (place < 0 || place >= scenes.length) return;
  at = place;
  scenes.forEach((scene, each) => { scene.hidden = each !== at; });
  for (const gap of root.querySelectorAll("[data-gap]")) gap.hidden = gap.dataset.gap !== root.dataset.guess;
  const title = scenes[at].querySelector("h1");
  document.title = `${title.textContent} · ${document.title.split(" · ").slice(1).join(" · ")}`;
  if (push) history.pushState(null, "", address());
  title.focus({ preventScroll: true });
}

function address() {
  const here = new URL(location.href);
  here.searchParams.set("scene", at + 1);
  if (root.dataset.guess) here.searchParams.set("guess", root.dataset.guess);
  return here;
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const open = document.querySelector(":popover-open");
  if (open) {
    // Words that were opened are closed first; up and down move within them.
    if (CLOSES.includes(event.key)) open.hidePopover();
    return;
  }
  if (event.key === " " && event.target.closest("a, button")) return;
  const by = NEXT.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
  if (by) {
    event.preventDefault();
    show(at + by);
  } else if (event.key.toLowerCase() === "f") {
    fill();
  } else if (event.key.toLowerCase() === "n") {
    root.classList.toggle("is-quiet");
  }
});

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[rel], a[data-guess]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.guess) root.dataset.guess = link.dataset.guess;
  show(at + (link.rel === "prev" ? -1 : 1));
});

window.addEventListener("popstate", () => {
  const asked = new URL(location.href).searchParams;
  root.dataset.guess = asked.get("guess") ?? "";
  show(Number(asked.get("scene") ?? 1) - 1, { push: false });
});

root.classList.add("is-live");
