// The evidence form, live: a clock, one box, keys for everything, a draft that saves itself.
// Without this file every button posts the form, and the server does the same.

import { Draft } from "./scorecard-draft.js";
import { Rows } from "./scorecard-rows.js";

const form = document.getElementById("scorecard");
const find = (id) => document.getElementById(id);
const text = find("text"), capture = find("capture");
const rows = new Rows(form);
const fields = form.elements;

const chosen = (name) => form.querySelector(`input[name="${name}"]:checked`)?.value ?? fields[name]?.value ?? "";
const choose = (name, value) => {
  for (const input of form.querySelectorAll(`input[name="${name}"]`)) input.checked = input.value === value;
  if (fields[name]?.tagName === "SELECT") fields[name].value = value;
};
const shown = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
};
const tell = (words) => { find("told").textContent = words; };

// The clock.
const now = () => Date.now() / 1000;
const since = () => Number(fields["form.since"].value) || 0;
const elapsed = () => Number(fields["form.seconds"].value) + (since() ? Math.max(0, now() - since()) : 0);
const rounded = (value) => String(Math.round(value * 10) / 10);

function start() {
  if (!since()) fields["form.since"].value = rounded(now());
  tell("The clock runs.");
}

function pause() {
  fields["form.seconds"].value = rounded(elapsed());
  fields["form.since"].value = "";
  tell(`Paused at ${shown(elapsed())}.`);
}

function tick() {
  find("clock").textContent = shown(elapsed());
  find("clock").parentElement.classList.toggle("is-standing", !since());
  const toggle = find("toggle");
  toggle.value = since() ? "pause" : "start";
  toggle.firstElementChild.textContent = since() ? "Pause" : "Start";
  const asked = rows.kept("marks").filter((mark) => mark.startsWith("question")).pop()?.split("@")[1];
  find("question-clock").hidden = asked === undefined;
  if (asked !== undefined) find("question-clock").textContent = `this question ${shown(elapsed() - asked)}`;
  const saved = draft.words;
  if (saved) {
    find("saved").textContent = saved[0];
    find("saved").className = `saved ${saved[1]}`;
  }
}

// What the buttons do, by the name of their action.
const acts = {
  log() {
    const quote = text.value.trim(), dimension = chosen("form.dimension");
    if (!quote) return tell("There is nothing to log yet.");
    if (!dimension) return trouble("What does it show? Choose one, then log it.");
    const values = { quote, dimension, polarity: chosen("form.polarity"), reads: chosen("form.reads") };
    for (const name of ["step", "story"]) if (fields[`form.${name}`]) values[name] = chosen(`form.${name}`);
    if (since() || elapsed()) values.minute = shown(elapsed());
    const id = rows.nextId();
    rows.add(id, values);
    rows.keep("history", [...rows.kept("history"), `+${id}`]);
    text.value = "";
    choose("form.polarity", "for");
    choose("form.reads", "");
    trouble("");
    return tell(`Logged${values.minute ? ` at ${values.minute}` : ""}.`);
  },
  remove(id) {
    rows.remove(rows.row(id));
    rows.keep("history", [...rows.kept("history"), `-${id}`]);
    tell("Removed. Undo brings it back.");
  },
  undo() {
    const history = rows.kept("history"), last = history.pop();
    if (!last) return tell("There is nothing to undo.");
    rows.keep("history", history);
    const row = rows.row(last.slice(1));
    if (!row) return undefined;
    if (last[0] === "-") rows.restore(row);
    else {
      if (!text.value.trim()) {
        text.value = rows.field(row, "quote").value;
        for (const name of ["step", "dimension", "story", "polarity", "reads"]) {
          if (rows.field(row, name)) choose(`form.${name}`, rows.field(row, name).value);
        }
      }
      rows.remove(row);
    }
    return tell("Undone.");
  },
  start,
  pause,
  mark(kind) {
    start();
    const about = kind === "question" && chosen("form.theme") ? `:${chosen("form.theme")}` : "";
    rows.keep("marks", [...rows.kept("marks"), `${kind}${about}@${rounded(elapsed())}`]);
    tell(`${kind} at ${shown(elapsed())}`);
  },
  unmark(mark) {
    rows.keep("marks", rows.kept("marks").filter((kept) => kept !== mark));
  },
  cite(words) {
    text.value = [text.value.trim(), words].filter(Boolean).join(" ");
    choose("form.dimension", "communication");
    text.focus();
  },
  dismiss(hint) {
    rows.keep("dismissed", [...rows.kept("dismissed"), hint]);
    form.querySelector(`[data-hint="${CSS.escape(hint)}"]`)?.remove();
  },
  confirm(argument) {
    const [hint, ...ids] = argument.split(" "), trap = hint.split("@")[0];
    const marked = ids.map((id) => rows.row(id)).filter(Boolean);
    const names = marked.length ? marked.map((row) => `e.${row.dataset.id}.traps`) : ["traps"];
    for (const name of names) form.querySelector(`input[name="${name}"][value="${trap}"]`).checked = true;
    marked.forEach((row) => rows.dress(row));
    acts.dismiss(hint);
    tell("Confirmed.");
  },
};

function press(action) {
  const [name, ...rest] = action.split(":");
  acts[name](rest.join(":"));
  settle();
}

// Ratings open with the first piece of evidence on their dimension.
function rate() {
  for (const rating of form.querySelectorAll("[data-needs-evidence]")) {
    const about = rows.about(rating.dataset.field.split(".")[1]), count = about.length;
    const shared = about.every((row) => row.querySelector("input[value=we]")?.checked);
    rating.querySelector(".backing").textContent = count
      ? `${count} piece${count === 1 ? "" : "s"} of evidence${shared ? ", all of it “we”: it backs no read" : ""}`
      : "no evidence yet: can’t be rated";
    for (const level of rating.querySelectorAll(".row > input")) level.disabled = !count && !level.checked;
  }
}

function settle() {
  rate();
  draft.changed();
  tick();
}

// What the server makes of the draft: hints, counts, moments, what to ask next.
async function listen() {
  const answer = await fetch(form.dataset.now).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const id of ["summary", "hints", "moments", "counts", "missing"]) {
    const old = find(id), made = fresh.getElementById(id);
    if (old && made && !old.contains(document.activeElement)) old.replaceWith(made);
  }
  for (const words of fresh.querySelectorAll("[data-of]")) {
    const quote = rows.row(words.dataset.of)?.querySelector(".quote");
    if (quote?.textContent === words.textContent) quote.replaceChildren(...words.childNodes);
  }
}

function trouble(words, conflict = false) {
  const notice = find("trouble");
  notice.hidden = !words;
  notice.textContent = words;
  if (!conflict) return;
  const look = document.createElement("button");
  Object.assign(look, { name: "action", value: "save", textContent: "Look at both" });
  notice.append(" ", look);
}

// Keys: with Alt while typing, alone once Escape has left the box.
const click = (action) => form.querySelector(`button[name=action][value^="${action}"]`)?.click();
const keys = {
  C: () => find("toggle").click(),
  Q: () => click("mark:question"),
  D: () => click("mark:decision"),
  E: () => click("mark:result"),
  I: () => click("mark:interrupted"),
  B: () => click("mark:back"),
  Y: () => click("confirm:"),
  N: () => click("dismiss:"),
  U: () => click("undo"),
  W: () => text.focus(),
  P: () => form.querySelector('input[name="form.polarity"]:not(:checked)').click(),
  V() {
    const newest = rows.list.firstElementChild;
    if (!newest) return;
    newest.querySelector("details").open = true;
    rows.field(newest, "quote").focus();
  },
};

function command(letter) {
  const chip = form.querySelector(`[data-key="${CSS.escape(letter)}"]`);
  if (chip) chip.click();
  else if (letter === "?") {
    find("keys").open = !find("keys").open;
    find("keys").scrollIntoView({ block: "nearest" });
  }
  else if (keys[letter]) keys[letter]();
  else return false;
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.metaKey) return;
  const letter = event.key === "?" ? "?" : event.code.replace(/^(Key|Digit|Numpad)/, "");
  if (event.target === text && event.key === "Enter" && !event.shiftKey && !event.altKey) press("log");
  else if (event.key === "Escape" && form.contains(event.target)) capture.focus();
  else if (!(event.altKey || event.target === capture) || letter.length > 1 || !command(letter)) return;
  event.preventDefault();
});

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (!button || !(button.value.split(":")[0] in acts)) return;
  event.preventDefault();
  press(button.value);
});
form.addEventListener("submit", (event) => {
  if (navigator.onLine) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  trouble("The line is down. Everything is kept in this browser; press again when it is back.");
}, { capture: true });
form.addEventListener("input", (event) => {
  const row = event.target.closest(".piece");
  if (row) rows.dress(row);
  settle();
});

const draft = new Draft(form, { onSaved: listen, onState: tick, onTrouble: trouble, fill: (kept) => rows.fill(kept) });
document.documentElement.classList.add("live");
rate();
tick();
setInterval(tick, 500);
