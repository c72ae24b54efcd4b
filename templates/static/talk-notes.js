// The presenter's window: notes, the next scene, and a clock that outlives a reload.

const root = document.querySelector("#present");
const next = document.querySelector("#presenter-next");
const state = document.querySelector("#presenter-state");
const clock = document.querySelector("#presenter-clock");
const scenes = [...root.querySelectorAll(".scene")];
const KEPT = `talk-began ${root.dataset.talk}`;

function begin() {
  sessionStorage.setItem(KEPT, Date.now());
}

function tick() {
  const seconds = Math.floor((Date.now() - Number(sessionStorage.getItem(KEPT))) / 1000);
  clock.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

function follow(at, black) {
  for (const notes of document.querySelectorAll("[data-notes]")) notes.hidden = Number(notes.dataset.notes) !== at + 1;
  const copy = scenes[at + 1]?.cloneNode(true);
  next.replaceChildren(...(copy ? [copy] : []));
  if (copy) {
    // What is copied is a picture: nothing in it may be found by its id twice.
    copy.hidden = false;
    for (const each of [copy, ...copy.querySelectorAll("[id]")]) each.removeAttribute("id");
  }
  state.textContent = `${at + 1} of ${scenes.length}${black ? ". The screen is black." : ""}`;
}

root.addEventListener("turned", ({ detail }) => follow(detail.at, detail.black));
document.querySelector("#presenter-again").addEventListener("click", () => { begin(); tick(); });
document.querySelector("#presenter-black").addEventListener("click", () => root.dispatchEvent(new Event("black")));

if (!sessionStorage.getItem(KEPT)) begin();
tick();
setInterval(tick, 500);
follow(scenes.findIndex((scene) => !scene.hidden), false);
