// A rehearsal on the clock: interruptions come at moments nobody can foresee, each with a real
// follow-up question, and what is measured is the way back.

const form = document.getElementById("rehearsal");
const find = (id) => document.getElementById(id);
const SOONEST = 20, LATEST = 60;
const followUps = [...find("follow-ups").children].map((item) => item.textContent);
let began = null, next = Infinity;

const seconds = () => (began === null ? 0 : (Date.now() - began) / 1000);
const shown = (value) => {
  const whole = Math.max(0, Math.round(value));
  return `${String(Math.floor(whole / 60)).padStart(2, "0")}:${String(whole % 60).padStart(2, "0")}`;
};
const button = (act) => form.querySelector(`[data-act=${act}]`);
const foresee = () => { next = seconds() + SOONEST + Math.random() * (LATEST - SOONEST); };

function mark(kind) {
  const input = document.createElement("input");
  const at = Math.round(seconds() * 10) / 10;
  Object.assign(input, { type: "hidden", name: "marks", value: `${kind}@${at}` });
  find("marks").append(input);
  find("marked").textContent = `${kind} at ${shown(at)}`;
}

function interrupt() {
  next = Infinity;
  mark("interrupted");
  const asked = followUps.splice(Math.floor(Math.random() * followUps.length), 1)[0];
  find("interruption").textContent = `Let me stop you there. ${asked ?? "Say that again, in one sentence."}`;
  find("interruption").hidden = false;
  button("back").disabled = false;
}

const acts = {
  start() {
    if (began !== null) return stop();
    began = Date.now();
    find("marks").replaceChildren();
    mark("question");
    button("start").firstChild.textContent = "Stop ";
    for (const act of ["decision", "result"]) button(act).disabled = false;
    return foresee();
  },
  decision() {
    mark("decision");
    button("decision").disabled = true;
  },
  result() {
    mark("result");
    button("result").disabled = true;
  },
  back() {
    mark("back");
    find("interruption").hidden = true;
    button("back").disabled = true;
    foresee();
  },
};

function stop() {
  form.elements.seconds.value = Math.round(seconds() * 10) / 10;
  next = Infinity;
  for (const act of Object.keys(acts)) button(act).disabled = true;
  clearInterval(ticking);
  find("notes").focus();
}

function tick() {
  find("clock").textContent = shown(seconds());
  if (seconds() >= next) interrupt();
}

form.addEventListener("click", (event) => {
  const act = event.target.closest("[data-act]")?.dataset.act;
  if (act) acts[act]();
  if (act && act !== "start") find("stage").focus();
});
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || (!event.altKey && event.target !== find("stage"))) return;
  const act = { KeyC: "start", KeyD: "decision", KeyE: "result", KeyB: "back" }[event.code];
  if (!act || button(act).disabled) return;
  event.preventDefault();
  acts[act]();
});
form.addEventListener("submit", () => {
  if (began !== null && !form.elements.seconds.value) form.elements.seconds.value = Math.round(seconds() * 10) / 10;
});

document.documentElement.classList.add("live");
find("stage").hidden = false;
find("stage").focus();
const ticking = setInterval(tick, 250);
