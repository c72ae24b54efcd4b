// Taking words of a transcript: what is marked, or the sentence that has the focus, becomes
// evidence at the press of a dimension, with the minute at which it begins. Ticks and choices
// survive a reload. Without this file sentences are ticked and sent together.

const form = document.getElementById("taking");
if (form) {
  const find = (id) => document.getElementById(id);
  const sentences = [...form.querySelectorAll(".sentences > .piece")];
  const place = `ticks:${location.pathname}`;
  let current = null, marked = null;

  // Ticks and choices, by the words that they stand beside.
  const held = () => Object.fromEntries(sentences.flatMap((row) => {
    const inputs = [...row.querySelectorAll("input[type=checkbox], select")];
    const values = inputs.map((input) => (input.type === "checkbox" ? input.checked : input.selectedIndex));
    return values.some(Boolean) ? [[row.querySelector(".quote").textContent, values]] : [];
  }));
  function restore() {
    const kept = JSON.parse(sessionStorage.getItem(place) ?? "{}");
    for (const row of sentences) {
      const values = kept[row.querySelector(".quote").textContent];
      if (!values) continue;
      [...row.querySelectorAll("input[type=checkbox], select")].forEach((input, at) => {
        if (input.type === "checkbox") input.checked = values[at];
        else input.selectedIndex = values[at];
      });
    }
  }
  form.addEventListener("change", () => sessionStorage.setItem(place, JSON.stringify(held())));
  form.addEventListener("submit", () => sessionStorage.removeItem(place));

  // The words to be taken: those marked with the mouse, else the sentence that has the focus.
  function chosen() {
    const selection = getSelection();
    if (selection.rangeCount && !selection.isCollapsed) {
      const range = selection.getRangeAt(0);
      const rows = sentences.filter((row) => range.intersectsNode(row.querySelector(".quote")));
      const words = rows.map((row) => {
        const quote = row.querySelector(".quote").firstChild, part = document.createRange();
        part.selectNodeContents(quote);
        if (range.startContainer === quote) part.setStart(quote, range.startOffset);
        if (range.endContainer === quote) part.setEnd(quote, range.endOffset);
        return part.toString();
      }).join(" ").replace(/\s+/g, " ").trim();
      if (words) return { rows, words, minute: rows[0].dataset.minute };
    }
    return current && { rows: [current], words: current.querySelector(".quote").textContent, minute: current.dataset.minute };
  }

  function say() {
    marked = chosen();
    find("take-what").textContent = marked ? `“${marked.words}”` : find("take-what").dataset.ask;
  }

  async function take(button) {
    const { rows, words, minute } = marked ?? {};
    if (!words) return void (find("took").textContent = "Mark some words first.");
    const fields = {
      csrf_token: form.elements.csrf_token.value,
      take: 1,
      "e.1.quote": words,
      "e.1.minute": minute,
      "e.1.dimension": button.dataset.dimension,
      "e.1.polarity": form.elements["take-polarity"].value,
      "e.1.step": form.elements["take-step"]?.value ?? "",
    };
    const request = { method: "POST", body: new URLSearchParams(fields), headers: { Accept: "application/json" } };
    const answer = await fetch(form.action, request).catch(() => null);
    if (!answer?.ok) return void (find("took").textContent = "Not taken: the line is down, or you are signed out. Try again.");
    const name = button.firstChild.textContent.trim();
    for (const row of rows) {
      row.classList.add("is-taken");
      row.querySelector(".taken").textContent = `Taken: ${name}`;
    }
    find("took").textContent = `Taken as ${name}${minute && `, at ${minute}`}.`;
    getSelection().removeAllRanges();
    form.elements["take-polarity"].selectedIndex = 0;
    if (form.elements["take-step"]) form.elements["take-step"].selectedIndex = 0;
    return say();
  }

  function go(step) {
    const at = sentences.indexOf(current);
    sentences[Math.max(0, Math.min(sentences.length - 1, at + step))]?.focus();
  }

  form.addEventListener("focusin", (event) => {
    const row = event.target.closest(".sentences > .piece");
    if (row) current = row;
    say();
  });
  for (const event of ["mouseup", "keyup", "touchend"]) document.addEventListener(event, () => setTimeout(say));
  form.addEventListener("mousedown", (event) => {
    if (event.target.closest("#taker button")) event.preventDefault(); // Keeps what is marked.
  });
  form.addEventListener("click", (event) => {
    const button = event.target.closest("[data-dimension]");
    if (button) take(button);
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches("input, select, textarea")) return;
    const button = form.querySelectorAll("[data-dimension]")[event.key - 1];
    if (button) take(button);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") go(event.key === "ArrowDown" ? 1 : -1);
    else return;
    event.preventDefault();
  });

  find("take-what").dataset.ask = find("take-what").textContent;
  find("taker").hidden = false;
  document.documentElement.classList.add("live");
  restore();
}
