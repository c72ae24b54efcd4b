// The simulator follows every change at once. Without this module the form is sent by its button.

const root = document.querySelector("#simulator");
const said = document.querySelector("#sim-said");
const WAIT = 60; // Milliseconds a slider rests before the screen follows it.

let latest = 0;
let waiting = 0;

const form = () => root.querySelector("#sim-form");
const written = () => new URLSearchParams(new FormData(form())).toString();

// Only the newest answer counts: a slow one never overwrites what was chosen after it.
async function follow(query, { dragging = false, keep = "replace", focus = "" } = {}) {
  const turn = ++latest;
  const answer = await fetch(`${root.dataset.part}?${query}`).catch(() => null);
  if (turn !== latest) return;
  if (!answer?.ok || answer.redirected) {
    location.assign(`${form().action}?${query}`);
    return;
  }
  const text = await answer.text();
  if (turn !== latest) return;
  const fresh = new DOMParser().parseFromString(text, "text/html").body;
  show(fresh, dragging, focus);
  const { address, said: sentence } = root.querySelector("#sim-address").dataset;
  if (keep === "push") history.pushState(null, "", address);
  if (keep === "replace") history.replaceState(null, "", address);
  said.textContent = sentence;
}

// A slider that is being dragged must stay the same element; everything else may be new.
function show(fresh, dragging, focus) {
  if (dragging) {
    for (const part of ["[data-shown]", "#sim-address", "output", ".page-header"]) {
      root.querySelector(part).replaceWith(fresh.querySelector(part));
    }
    return;
  }
  const held = focus || document.activeElement?.id;
  root.replaceChildren(...fresh.childNodes);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}

root.addEventListener("input", (event) => {
  if (event.target.type !== "range") return;
  clearTimeout(waiting);
  waiting = setTimeout(() => follow(written(), { dragging: true }), WAIT);
});

// An arrow moves the score by a tenth; the slider's own step, a hundredth, is for means.
root.addEventListener("keydown", (event) => {
  const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
  if (event.target.type !== "range" || !by) return;
  event.preventDefault();
  event.target.value = (Math.round(event.target.value * 10) + by) / 10;
  event.target.dispatchEvent(new Event("change", { bubbles: true }));
});

root.addEventListener("change", () => {
  clearTimeout(waiting);
  follow(written());
});

root.addEventListener("submit", (event) => {
  event.preventDefault();
  follow(written());
});

root.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (link.id === "sim-link" && navigator.clipboard) {
    event.preventDefault();
    await navigator.clipboard.writeText(link.href).catch(() => location.assign(link.href));
    link.textContent = "Link copied";
    said.textContent = "Link copied.";
  } else if (link.matches("[data-try]")) {
    event.preventDefault();
    const side = root.querySelector(".sim-side.is-edited").id;
    follow(new URL(link.href).search.slice(1), { keep: "push", focus: side });
  }
});

window.addEventListener("popstate", () => follow(location.search.slice(1), { keep: "none" }));

root.classList.add("is-live");
