// Ctrl K: every act of the desk, found by its name. The acts are those that stand on the page, so
// none can be missing here.

const clean = (element) => {
  const copy = element.cloneNode(true);
  for (const key of copy.querySelectorAll("kbd")) key.remove();
  return copy.textContent.trim().replace(/\s+/g, " ");
};

function acts(form, keys) {
  const found = [];
  const add = (name, run) => name && found.push({ name, run });
  for (const button of form.querySelectorAll("button[name=action]:not(.unseen)")) {
    if (button.offsetParent) add(button.getAttribute("aria-label") ?? clean(button), () => button.click());
  }
  for (const input of form.querySelectorAll(".chips input, .row > input, .rating .tick input")) {
    const group = input.closest("fieldset");
    const rated = input.closest(".rating") ? "Rate " : "";
    add(`${rated}${clean(group.querySelector("legend"))}: ${clean(input.labels[0])}`, () => (input.disabled ? keys.tell("No evidence yet: it can’t be rated.") : input.click()));
  }
  for (const select of form.querySelectorAll(".capture select, .vote-at select")) {
    for (const option of select.options) {
      add(`${select.labels[0].firstChild.textContent.trim()}: ${clean(option)}`, () => keys.put(select.name, option.value));
    }
  }
  for (const score of form.querySelectorAll(".score")) add(clean(score.labels[0]), () => score.focus());
  add("Sort the inbox", () => keys.sort());
  add("What each level means", () => keys.keyM());
  add("Keys", () => keys.keyHelp());
  add("Private note", () => document.getElementById("note").focus());
  add("Your interviews", () => form.querySelector(".who a").click());
  for (const row of form.querySelectorAll("#pieces > .piece")) {
    add(`Piece ${row.dataset.number}: ${clean(row.querySelector(".quote"))}`, () => keys.edit(row));
  }
  return found;
}

export function palette(form, keys) {
  const dialog = document.getElementById("palette"), list = document.getElementById("palette-list");
  const input = document.getElementById("palette-text");
  let all = [], chosen = 0;

  const shown = () => {
    const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
    return all.filter(({ name }) => words.every((word) => name.toLowerCase().includes(word)));
  };

  function draw() {
    const some = shown().slice(0, 40);
    chosen = Math.max(0, Math.min(chosen, some.length - 1));
    list.replaceChildren(...some.map(({ name }, place) => {
      const row = Object.assign(document.createElement("li"), { id: `act-${place}`, textContent: name });
      row.setAttribute("role", "option");
      row.setAttribute("aria-selected", place === chosen);
      return row;
    }));
    input.setAttribute("aria-activedescendant", some.length ? `act-${chosen}` : "");
    list.children[chosen]?.scrollIntoView({ block: "nearest" });
  }

  function run(place) {
    const act = shown()[place];
    dialog.close();
    const before = document.activeElement;
    act?.run();
    if (act && document.activeElement === before) document.getElementById("text").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "k" || event.altKey) return;
    event.preventDefault();
    if (dialog.open) return;
    all = acts(form, keys);
    input.value = "";
    chosen = 0;
    dialog.showModal();
    draw();
  });
  input.addEventListener("input", () => { chosen = 0; draw(); });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") chosen += event.key === "ArrowDown" ? 1 : -1;
    else if (event.key === "Enter") return event.preventDefault(), run(chosen);
    else return undefined;
    event.preventDefault();
    return draw();
  });
  list.addEventListener("click", (event) => {
    const row = event.target.closest("li");
    if (row) run([...list.children].indexOf(row));
  });
}
