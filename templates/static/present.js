// Every scene is in the page: they turn without the network, and a filled screen stays filled.
// The audience's window and the presenter's tell each other where they are.

const root = document.querySelector("#present");
const scenes = [...root.querySelectorAll(".scene")];
const presents = "presents" in root.dataset;
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const CLOSES = ["PageDown", "PageUp", "ArrowRight", "ArrowLeft"];
const DARK = `talk-black ${root.dataset.talk}`; // A reload of a black screen must not uncover it.
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

const channel = new BroadcastChannel("committee-talk");
let at = scenes.findIndex((scene) => !scene.hidden);
let black = false;

function tell(what) {
  channel.postMessage({ talk: root.dataset.talk, names: root.dataset.names, from: presents ? "notes" : "screen", ...what });
}

function here() {
  return { at, guess: root.dataset.guess, black };
}

function close() {
  document.querySelector(":popover-open")?.hidePopover();
}

function show(place, { push = true, told = false } = {}) {
  if (place < 0 || place >= scenes.length) return;
  at = place;
  close();
  scenes.forEach((scene, each) => { scene.hidden = each !== at; });
  for (const gap of root.querySelectorAll("[data-gap]")) gap.hidden = gap.dataset.gap !== root.dataset.guess;
  const title = scenes[at].querySelector("h1");
  if (!presents) document.title = [title.textContent, ...document.title.split(" · ").slice(1)].join(" · ");
  if (push) history[told ? "replaceState" : "pushState"](null, "", address());
  if (!presents) title.focus({ preventScroll: true });
  if (!told) tell(here());
  root.dispatchEvent(new CustomEvent("turned", { detail: { at, black } }));
}

function darken(on, { told = false } = {}) {
  black = on;
  close();
  document.documentElement.classList.toggle("is-black", on && !presents);
  if (!presents) sessionStorage.setItem(DARK, on ? "yes" : "");
  if (!told) tell(here());
  root.dispatchEvent(new CustomEvent("turned", { detail: { at, black } }));
}

function go(place) {
  if (black) darken(false);
  show(place);
}

function address() {
  const url = new URL(location.href);
  url.searchParams.set("scene", at + 1);
  if (root.dataset.guess) url.searchParams.set("guess", root.dataset.guess);
  return url;
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector(":popover-open")) {
    // Words that were opened are closed first; up and down move within them.
    if (CLOSES.includes(event.key)) close();
    if (event.key.toLowerCase() !== "b") return;
  }
  if (event.key === " " && event.target.closest("a, button")) return;
  const back = BACK.includes(event.key) || (event.key === " " && event.shiftKey);
  const by = back ? -1 : NEXT.includes(event.key) ? 1 : 0;
  const key = event.key.toLowerCase();
  if (by) {
    event.preventDefault();
    go(at + by);
  } else if (key === "f") {
    fill();
  } else if (key === "b" || key === ".") {
    darken(!black);
  } else if (key === "n") {
    if (presents) tell({ notes: true });
    else root.classList.toggle("is-quiet");
  } else if (key === "p" && !presents) {
    scenes[at].querySelector("[data-presenter]").click();
  }
});

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[rel], a[data-guess]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.guess) root.dataset.guess = link.dataset.guess;
  go(at + (link.rel === "prev" ? -1 : 1));
});

root.addEventListener("black", () => darken(!black));

window.addEventListener("popstate", () => {
  const asked = new URL(location.href).searchParams;
  root.dataset.guess = asked.get("guess") ?? "";
  show(Number(asked.get("scene") ?? 1) - 1, { push: false });
});

channel.addEventListener("message", ({ data }) => {
  if (data.talk !== root.dataset.talk) return;
  if (presents && data.from === "screen" && data.names !== root.dataset.names) {
    // Names were put away, or back, in the audience's window: this one follows.
    const url = address();
    url.searchParams.delete("names");
    if (data.names) url.searchParams.set("names", data.names);
    location.replace(url);
    return;
  }
  if (data.where) {
    tell(here());
    if (presents) tell({ presenter: true });
  }
  if ("presenter" in data && !presents) root.classList.toggle("is-quiet", data.presenter);
  if (data.notes && !presents) root.classList.toggle("is-quiet");
  if (!("at" in data)) return;
  root.dataset.guess = data.guess;
  if (data.black !== black) darken(data.black, { told: true });
  show(data.at, { told: true });
});

// When the presenter's window goes the notes stay away: it may only be reloading. N brings them.
if (presents) tell({ presenter: true });
tell({ where: true });
if (!presents && sessionStorage.getItem(DARK)) darken(true);
root.classList.add("is-live");
