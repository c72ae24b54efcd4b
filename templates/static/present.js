// Scenes move without a reload, so that a filled screen stays filled. Without it they are links.

const root = document.querySelector("#present");
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " "];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp"];

let moving = Promise.resolve();

// One after the other: two quick presses are two scenes.
function turn(rel) {
  moving = moving.then(() => {
    const link = root.querySelector(`a[rel=${rel}]`);
    return link ? move(link.href) : undefined;
  });
}

async function move(href, { push = true } = {}) {
  const query = new URL(href, location.href).search;
  const answer = await fetch(root.dataset.part + query).catch(() => null);
  if (!answer?.ok || answer.redirected) {
    location.assign(href);
    return;
  }
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  root.replaceChildren(...fresh.childNodes);
  if (push) history.pushState(null, "", href);
  const title = root.querySelector("#scene-title");
  document.title = title.textContent;
  title.focus({ preventScroll: true });
}

function fill() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen?.();
}

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === " " && event.target.closest("a, button")) return;
  const rel = NEXT.includes(event.key) ? "next" : BACK.includes(event.key) ? "prev" : "";
  if (rel) {
    event.preventDefault();
    turn(rel);
  } else if (event.key.toLowerCase() === "f") {
    fill();
  } else if (event.key.toLowerCase() === "n") {
    root.classList.toggle("is-quiet");
  }
});

root.addEventListener("click", (event) => {
  const link = event.target.closest("a[rel], a[data-try]");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.rel) turn(link.rel);
  else moving = moving.then(() => move(link.href));
});

window.addEventListener("popstate", () => move(location.href, { push: false }));

root.classList.add("is-live");
