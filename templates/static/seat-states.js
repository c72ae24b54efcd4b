// How far each interview is, looked at again while the page is open and seen.

const REST = 10_000;
const PATIENCE = 15_000;  // An answer that never comes must not be waited for.
const panel = document.querySelector("[data-states]");

async function look() {
  if (!document.hidden) {
    const answer = await fetch(panel.dataset.states, { signal: AbortSignal.timeout(PATIENCE) }).catch(() => null);
    const states = answer?.ok && !answer.redirected ? await answer.json().catch(() => ({})) : {};
    for (const [key, said] of Object.entries(states)) {
      const cell = panel.querySelector(`[data-seat="${CSS.escape(key)}"]`);
      if (cell && cell.textContent !== said) cell.textContent = said;
    }
  }
  setTimeout(look, REST);
}

if (panel) setTimeout(look, REST);
