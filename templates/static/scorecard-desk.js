// The desk of an interviewer: the clock, the keys, the focus, and what was typed. What an act
// does to the scorecard, the server says; here acts are only sent, and its answer shown.
// Without this file every button posts the form, and the server does the same.

import { Keys } from "./scorecard-keys.js";
import { Outbox } from "./scorecard-outbox.js";
import { palette } from "./scorecard-palette.js";

const form = document.getElementById("scorecard");
const find = (id) => document.getElementById(id);
const text = find("text"), capture = find("capture");
const fields = form.elements;
const named = (name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)].filter((input) => input.form === form);
const ticked = (input) => ["radio", "checkbox"].includes(input.type);

function valueOf(name) {
  const inputs = named(name);
  if (!inputs.some(ticked)) return inputs[0]?.value ?? "";
  return inputs.filter((input) => input.checked).map((input) => input.value).join(" ");
}

function choose(name, value) {
  for (const input of named(name)) {
    if (ticked(input)) input.checked = input.value === value;
    else input.value = value;
  }
  told.set(name, value);
}

// What each field held when the outbox was last told.
const told = new Map();
function lookAround() {
  told.clear();
  for (const input of fields) {
    if (!input.name || (ticked(input) && !input.checked)) continue;
    told.set(input.name, told.has(input.name) ? `${told.get(input.name)} ${input.value}` : input.value);
  }
}

function typed(name) {
  const value = valueOf(name);
  outbox.edit(name, value, told.get(name) ?? "");
  told.set(name, value);
}

const shown = (seconds) => {
  const whole = Math.max(0, Math.round(seconds));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
};
const tell = (words) => { find("told").textContent = words; };

// What somebody chose without a mouse, as if it had been pressed.
function put(name, value) {
  for (const input of named(name)) {
    if (ticked(input)) input.checked = input.value === value;
    else input.value = value;
  }
  typed(name);
}

function trouble(words) {
  find("trouble").hidden = !words;
  find("trouble").textContent = words;
}

// The clock, as this browser has it until the server says it again.
const clock = { seconds: 0, since: 0 };
const setClock = ({ seconds, since }) => Object.assign(clock, { seconds: Number(seconds), since: Number(since) });
const now = () => Date.now() / 1000;
const SILENCE = 600;
let written = now();
const elapsed = () => clock.seconds + (clock.since ? Math.max(0, now() - clock.since) : 0);

function tick() {
  find("clock").textContent = shown(elapsed());
  find("clock").parentElement.classList.toggle("is-standing", !clock.since);
  const toggle = find("toggle");
  toggle.value = clock.since ? "pause" : "start";
  toggle.firstElementChild.textContent = clock.since ? "Pause" : "Start";
  const asked = find("moments")?.dataset.asked;
  find("question-clock").hidden = !asked;
  if (asked) find("question-clock").textContent = `this question ${shown(elapsed() - asked)}`;
  const button = find("silence").querySelector("button");
  if (clock.since && now() - Math.max(written, clock.since) > SILENCE && find("silence").hidden) {
    button.value = `pause:${Math.round(10 * (elapsed() - now() + Math.max(written, clock.since))) / 10}`;
    find("silence").hidden = false;
  }
  if (!outbox.words) return;
  const wrong = form.querySelectorAll(".wrong").length;
  if (wrong && outbox.savedAt && !outbox.acts.length) {
    [find("saved").textContent, find("saved").className] = [`Kept · ${wrong} ${wrong === 1 ? "thing" : "things"} to put right`, "saved is-lost"];
    return;
  }
  [find("saved").textContent, find("saved").className] = [outbox.words[0], `saved ${outbox.words[1]}`];
}

// What happens on this page at once, before the server has answered.
const atOnce = {
  start() { clock.since ||= now(); tell("The clock runs."); },
  pause(at) { setClock({ seconds: at || elapsed(), since: 0 }); tell(`Paused at ${shown(elapsed())}.`); },
  mark(kind) { clock.since ||= now(); tell(`${kind} at ${shown(elapsed())}`); },
  remove() { tell("Removed. Undo brings it back."); },
  dismiss(hint) {
    for (const part of form.querySelectorAll(`[data-hint="${CSS.escape(hint)}"]`)) part.remove();
    tell("Dismissed.");
  },
  confirm(hint) { atOnce.dismiss(hint.split(" ")[0]); tell("Confirmed."); },
};

function log() {
  for (const [field, words] of Object.entries(JSON.parse(form.dataset.needs))) {
    if (!valueOf(field).trim()) return trouble(words);
  }
  for (const name of new Set([...fields].map((input) => input.name))) if (name.startsWith("form.")) typed(name);
  const row = Object.assign(document.createElement("li"), { className: "piece" });
  const minute = Object.assign(document.createElement("span"), { className: "at", textContent: elapsed() ? shown(elapsed()) : "" });
  row.append(minute, Object.assign(document.createElement("p"), { className: valueOf("form.kind") ? "quote is-noted" : "quote", textContent: text.value.trim() }));
  find("waiting").prepend(row);
  outbox.press("log");
  const unsorted = !valueOf("form.dimension");
  const fresh = ["form.text", "form.reads", "form.minute", "form.step", "form.kind"];
  if (named("form.dimension").length > 1) fresh.push("form.dimension");
  for (const name of fresh) choose(name, "");
  choose("form.polarity", "for");
  trouble("");
  return tell(`Logged${minute.textContent && ` at ${minute.textContent}`}${unsorted ? ", to be sorted" : ""}.`);
}

async function leave(action) {
  if (!(await outbox.settle())) return trouble("The line is down. Everything is kept in this browser; press again when it is back.");
  if (action === "save") return tell("Saved.");
  return location.assign(form.dataset[action]);
}

function press(action) {
  const [name, ...rest] = action.split(":");
  written = now();
  find("silence").hidden = true;
  if (name in form.dataset || name === "save") leave(name);
  else if (name === "log") log();
  else {
    outbox.press(action);
    atOnce[name]?.(rest.join(":"));
  }
  tick();
}

// What the server makes of the draft: hints and counts after each save, and all of the form after
// an act, or when another tab was there meanwhile.
let version = Number(form.dataset.version), wanted = false, asked = 0;

function saved(answer, batch) {
  const display = (act) => act.action || act.field.startsWith("e.");
  wanted ||= answer.version !== version + 1 || batch.some(display);
  version = answer.version;
  complain(answer.wrong);
  look();
}

// What can't stand as it is typed, at its field; what has no field of its own, above the form.
function complain(wrong) {
  for (const words of form.querySelectorAll(".wrong")) {
    const field = words.id.replace(/-fault$/, "");
    if (field in wrong) continue;
    for (const input of named(field)) input.removeAttribute("aria-invalid");
    words.remove();
  }
  const homeless = [];
  for (const [field, words] of Object.entries(wrong)) {
    const input = named(field).at(-1);
    if (!input) homeless.push(words);
    else if (find(`${field}-fault`)) find(`${field}-fault`).textContent = words;
    else {
      const fault = Object.assign(document.createElement("p"), { id: `${field}-fault`, className: "wrong tone-veto", textContent: words });
      fault.setAttribute("role", "alert");
      input.setAttribute("aria-invalid", "true");
      input.setAttribute("aria-describedby", fault.id);
      (input.closest("label") ?? input).after(fault);
    }
  }
  trouble(homeless.join(" "));
}

async function look() {
  const whole = wanted, turn = ++asked;
  const address = `${form.dataset.now}?${new URLSearchParams({ tab: outbox.tab, ...(whole && { whole: 1 }) })}`;
  const answer = await fetch(address).catch(() => null);
  if (!answer?.ok || turn !== asked) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (turn !== asked) return;
  for (const id of ["summary", "hints", "moments", "counts", "follow-ups", "amending"]) {
    const old = find(id), made = fresh.getElementById(id);
    if (!old || !made || (!whole && old.contains(document.activeElement))) continue;
    const open = [...old.querySelectorAll("details[open]")].length > 0;
    old.replaceWith(made);
    if (open && made.querySelector("details")) made.querySelector("details").open = true;
  }
  for (const words of fresh.querySelectorAll("[data-of]")) {
    const quote = find("pieces").querySelector(`[data-id="${CSS.escape(words.dataset.of)}"] .quote`);
    if (quote?.textContent === words.textContent) quote.replaceChildren(...words.childNodes);
  }
  if (whole && !outbox.acts.length) show(fresh);
  tick();
}

// Put the form as the server has it in place of this one, but for what is being edited.
function show(fresh) {
  wanted = false;
  const focused = document.activeElement, at = focused.selectionStart;
  const removed = find("removed").querySelector("details")?.open;
  for (const id of ["collisions", "aside", "just-removed", "removed"]) find(id).replaceWith(fresh.getElementById(id));
  if (removed && find("removed").firstElementChild) find("removed").firstElementChild.open = true;
  const rows = [...fresh.querySelectorAll("#pieces > .piece")].map((made) => {
    const row = find("pieces").querySelector(`[data-id="${CSS.escape(made.dataset.id)}"]`);
    if (!row?.querySelector("details").open) return made;
    row.dataset.dimension = made.dataset.dimension;
    for (const part of [".at", ".said"]) row.querySelector(part).replaceWith(made.querySelector(part));
    refill(made);
    return row;
  });
  find("pieces").replaceChildren(...rows);
  find("waiting").replaceChildren();
  keys.shown(focused);
  for (const rating of fresh.querySelectorAll("[data-field]")) {
    form.querySelector(`[data-field="${rating.dataset.field}"] .backing`).replaceWith(rating.querySelector(".backing"));
  }
  refill(fresh);
  setClock(fresh.getElementById("scorecard").dataset);
  lookAround();
  if (focused !== document.activeElement && focused !== document.body) {
    (focused.isConnected ? focused : text).focus({ preventScroll: true });
    if (focused.isConnected && typeof at === "number") focused.setSelectionRange(at, at);
  }
}

function refill(fresh) {
  for (const made of fresh.querySelectorAll("input, select, textarea")) {
    if (made.name === "csrf_token") continue;
    const mine = named(made.name).find((input) => !ticked(input) || input.value === made.value);
    if (!mine) continue;
    mine.disabled = made.disabled;
    if (ticked(made)) mine.checked = made.checked;
    else if (mine.value !== made.value) mine.value = made.value;
  }
}

form.addEventListener("click", (event) => {
  const button = event.target.closest("button[name=action]");
  if (button) {
    event.preventDefault();
    press(button.value);
  }
  // A hand that used the mouse goes back to typing: letters go into the box at once, not nowhere.
  const writes = event.target.closest(".capture .chips label, .capture button, .evidence > .title-line button");
  if (!event.detail || !writes) return;
  event.preventDefault();
  writes.control?.click();
  text.focus();
});
form.addEventListener("input", (event) => {
  if (!event.target.name || event.target.form !== form) return;
  written = now();
  typed(event.target.name);
  tick();
});

form.autocomplete = "off"; // What a browser restores by itself would mix with what is kept.
setClock(form.dataset);
const keys = new Keys({ form, press, put, tell, valueOf });
palette(form, keys);
const outbox = new Outbox(form, { onSaved: saved, onState: tick, onTrouble: trouble });
lookAround();
document.documentElement.classList.add("live");
tick();
setInterval(tick, 500);
outbox.send();
