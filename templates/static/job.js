// A job's progress, looked at again every second until there is nothing more to wait for.

const REST = 1000;
const said = document.getElementById("job-said");

async function look() {
  const answer = await fetch(location.href).catch(() => null);
  if (answer?.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const [here, there] = [document, page].map((each) => each.getElementById("job"));
    const before = here.querySelector("h2").textContent;
    // The whole part only at its end: a button that is being pressed stays where it is.
    if (there.dataset.going === "no") here.replaceWith(there);
    else for (const tag of ["h2", "label", "progress"]) {
      here.querySelector(tag).replaceWith(there.querySelector(tag));
    }
    const now = there.dataset.going === "no" ? there : here;
    const words = now.querySelector("h2").textContent;
    if (words !== before) said.textContent = words;
  }
  wait();
}

function wait() {
  if (document.getElementById("job").dataset.going === "yes") setTimeout(look, REST);
}

wait();
