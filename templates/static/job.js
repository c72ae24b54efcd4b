// A job's progress, looked at again every second until there is nothing more to wait for.

const REST = 1000;
const SEEN = 60_000;  // How far back progress says how fast it goes, in milliseconds.
const ENOUGH = 5_000;
const PATIENCE = 15_000;  // An answer that never comes must not be waited for.
const said = document.getElementById("job-said");
const shown = () => document.getElementById("job");
const seen = [];

async function look() {
  const answer = await fetch(location.href, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
  const text = answer?.ok ? await answer.text().catch(() => "") : "";
  if (text) show(new DOMParser().parseFromString(text, "text/html"));
  wait();
}

function show(page) {
  const [here, there] = [shown(), page.getElementById("job")];
  if (!there) return location.reload();  // Signed out meanwhile: the page says so.
  const [before, words] = [here, there].map((each) => each.querySelector("h2").textContent);
  document.title = page.title;
  if (there.dataset.going === "no") end(here, there);
  else {
    // Not the whole part: a button that is being pressed stays where it is.
    here.querySelector(".job-state").replaceWith(there.querySelector(".job-state"));
    estimate(Number(there.dataset.done), Number(there.dataset.total));
  }
  if (words !== before) said.textContent = words;
}

function end(here, there) {
  const focused = here.contains(document.activeElement);
  here.replaceWith(there);
  if (focused) there.querySelector("a, button").focus();
}

function estimate(done, total) {
  const now = performance.now();
  seen.push([now, done]);
  while (now - seen[0][0] > SEEN) seen.shift();
  const [since, first] = seen[0];
  if (now - since < ENOUGH || done === first || done === total) return;
  const minutes = ((total - done) * (now - since)) / (done - first) / 60_000;
  const left = minutes < 0.75 ? "Less than a minute" : minutes < 1.5 ? "About a minute" : `About ${Math.round(minutes)} minutes`;
  document.getElementById("job-left").textContent = `${left} left. You can leave this page: it goes on without you.`;
}

function wait() {
  if (shown()?.dataset.going === "yes") setTimeout(look, REST);
}

wait();
