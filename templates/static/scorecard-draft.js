// The draft of an evidence form: kept in this browser at every keystroke, sent when the hands
// rest, and sent again when the line is back. Each sending is stamped with this tab and a
// number, so that the server can tell a late or repeated one from somebody else's.

const REST = 600, AT_MOST = 3000, AGAIN = 3000, PATIENCE = 30000;
const REFUSED = {
  400: "Not saved: this page is too old. Your text is kept in this browser. Reload the page.",
  401: "Not saved: you are signed out. Your text is kept in this browser. Sign in in another tab.",
  404: "Not saved: this form isn’t yours any more. Your text is kept in this browser.",
  409: "This scorecard was saved somewhere else meanwhile. Nothing is lost.",
  413: "Not saved: this is more text than one form takes. It is kept in this browser.",
};

export const place = (key) => `draft:${key}`;

// Whether what a browser kept of a form is in what the server has: same tab, no later number.
export function arrived(kept, stamp) {
  const [tab, number] = (new URLSearchParams(kept).get("form.stamp") ?? "").split(".");
  const [lastTab, lastNumber] = stamp.split(".");
  return tab === lastTab && Number(number) <= Number(lastNumber);
}

export class Draft {
  constructor(form, { onSaved, onState, onTrouble, fill }) {
    Object.assign(this, { form, onSaved, onState, onTrouble });
    this.tab = Array.from(crypto.getRandomValues(new Uint8Array(6)), (b) => b.toString(36)).join("");
    this.sent = 0;
    this.savedAt = null;
    this.waiting = this.sending = this.halted = false;
    this.place = place(form.dataset.key);
    form.autocomplete = "off"; // What a browser restores by itself would mix with what is kept.
    this.takeUp(fill);
    addEventListener("online", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.waiting && this.send());
    // What is posted is saved by that: a draft sent after it would be newer than what it answers.
    form.addEventListener("submit", () => this.leave());
    addEventListener("pageshow", () => { this.leaving = false; });
  }

  fields() {
    return new URLSearchParams(new FormData(this.form));
  }

  stamp() {
    this.form.elements["form.stamp"].value = `${this.tab}.${++this.sent}`;
  }

  leave() {
    clearTimeout(this.timer);
    this.leaving = true;
    this.stamp();
  }

  changed() {
    this.waiting = true;
    this.keep();
    if (this.halted || this.leaving) return;
    this.firstChange ??= Date.now();
    clearTimeout(this.timer);
    const left = Math.max(0, this.firstChange + AT_MOST - Date.now());
    this.timer = setTimeout(() => this.send(), Math.min(REST, left));
  }

  keep() {
    const fields = this.fields();
    fields.set("form.stamp", `${this.tab}.${this.sent + 1}`);
    fields.delete("csrf_token");
    try {
      localStorage.setItem(this.place, fields.toString());
    } catch {
      this.onTrouble("This browser keeps nothing for later: stay online until it says “Saved”.");
    }
  }

  async send() {
    clearTimeout(this.timer);
    if (this.sending || this.halted || this.leaving || !this.waiting) return;
    this.sending = true;
    this.waiting = false;
    this.firstChange = undefined;
    this.stamp();
    const body = this.fields();
    try {
      const signal = AbortSignal.timeout(PATIENCE);
      const headers = { Accept: "application/json" };
      const answer = await fetch(this.form.dataset.draft, { method: "POST", body, headers, signal, redirect: "error" });
      if (answer.ok) await this.saved(await answer.json());
      else this.refused(answer.status);
    } catch {
      this.lineLost();
    }
    this.sending = false;
    this.onState();
    if (this.waiting && !this.lost) this.changed();
  }

  async saved({ version }) {
    this.form.elements.version.value = version;
    this.savedAt = Date.now();
    this.lost = false;
    this.onTrouble("");
    if (!this.waiting) localStorage.removeItem(this.place);
    this.onSaved();
  }

  refused(status) {
    this.waiting = true;
    this.keep();
    if (status >= 500) return this.lineLost();
    this.halted = status === 409;
    this.lost = true;
    this.onTrouble(REFUSED[status] ?? "Not saved. Your text is kept in this browser.", this.halted);
    if (!this.halted) this.timer = setTimeout(() => this.send(), 5 * AGAIN);
    return undefined;
  }

  lineLost() {
    this.waiting = this.lost = true;
    this.timer = setTimeout(() => this.send(), AGAIN);
  }

  // What an earlier visit kept and never heard was saved: put back if it follows what the
  // server has, shown beside it if somebody else saved since.
  takeUp(fill) {
    if (location.search === "?take=saved") {
      localStorage.removeItem(this.place);
      history.replaceState(null, "", location.pathname);
    }
    const kept = localStorage.getItem(this.place);
    const here = this.form.elements["form.stamp"].value;
    if (!kept || arrived(kept, here)) {
      localStorage.removeItem(this.place);
      return;
    }
    const fields = new URLSearchParams(kept);
    const sameTab = fields.get("form.stamp")?.split(".")[0] === here.split(".")[0];
    if (sameTab || fields.get("version") === this.form.elements.version.value) {
      fill(fields);
      this.changed();
    } else {
      fields.set("form.stamp", "");
      fill(fields);
      this.form.elements.version.value = fields.get("version");
      this.halted = true;
      queueMicrotask(() => this.onTrouble(REFUSED[409], true));
    }
  }

  // What the header says of it, and how it looks.
  get words() {
    if (this.lost && !navigator.onLine) return ["Offline: kept in this browser", "is-lost"];
    if (this.lost) return ["Not sent yet: kept in this browser", "is-lost"];
    if (this.waiting || this.sending) return ["Saving …", "is-waiting"];
    if (!this.savedAt) return null;
    const seconds = Math.round((Date.now() - this.savedAt) / 1000);
    const ago = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
    return [`✓ Saved ${ago} ago`, ""];
  }
}
