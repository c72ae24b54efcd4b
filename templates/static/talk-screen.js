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
  if (!presents) document.title = `${title.textContent} · Committee`;
  if (push) history[told ? "replaceState" : "pushState"](null, "", address());
  if (!presents) {
    title.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  fit(scenes[at]);
  if (!told) tell(here());
  root.dispatchEvent(new CustomEvent("turned", { detail: { at, black } }));
}

// Long texts of somebody else make a scene smaller, rather than lie over each other.
function fit(scene) {
  const stage = scene.querySelector(".scene-stage");
  for (let size = 1; size > 0.5; size -= 0.05) {
    scene.style.setProperty("--fit", size.toFixed(2));
    const [edge, ...shown] = [stage, ...stage.children].map((each) => each.getBoundingClientRect());
    if (shown.every((each) => each.top >= edge.top && each.bottom <= edge.bottom)) return;
  }
}

// What to say goes from the screen, or comes back.
function hush(quiet) {
  root.classList.toggle("is-quiet", quiet);
  fit(scenes[at]);
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
  // Nothing opens over a black screen.
  if (black && !presents && ["Enter", "Tab"].includes(event.key)) event.preventDefault();
  if (document.querySelector(":popover-open")) {
    // Words that were opened are closed first; up and down move within them.
    if (CLOSES.includes(event.key)) close();
    if (event.key.toLowerCase() !== "b") return;
  }
  if (event.key === " " && !black && event.target.closest("a, button")) return;
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
    else hush();
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

for (const link of root.querySelectorAll("[data-names-link]")) {
  link.addEventListener("click", (event) => {
    // The guess goes along; and without the network the talk that is here is kept.
    const url = new URL(link.href);
    if (root.dataset.guess) url.searchParams.set("guess", root.dataset.guess);
    link.href = url;
    if (!navigator.onLine) event.preventDefault();
  });
}

addEventListener("resize", () => fit(scenes[at]));
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
  if ("presenter" in data && !presents) hush(data.presenter);
  if (data.notes && !presents) hush();
  if (!("at" in data)) return;
  root.dataset.guess = data.guess;
  if (data.black !== black) darken(data.black, { told: true });
  show(data.at, { told: true });
});

// When the presenter's window goes the notes stay away: it may only be reloading. N brings them.
if (presents) tell({ presenter: true });
tell({ where: true });
if (!presents && sessionStorage.getItem(DARK)) darken(true);
document.fonts.ready.then(() => fit(scenes[at]));
root.classList.add("is-live");
