// What a tab did to a scorecard and nobody confirmed yet: kept in this browser at every
// keystroke, sent in order when the hands rest, and again when the line is back. Each act has the
// tab's name and a number, so that the server passes over what it heard before.

const REST = 600, AT_MOST = 3000, AGAIN = 3000, PATIENCE = 30000, MOST_AT_ONCE = 100, KEPT_ALIVE = 60000;
const REFUSED = {
  400: "Not saved: this page is too old. What you typed is kept in this browser. Reload the page.",
  401: "Not saved: you are signed out. What you typed is kept in this browser. Sign in in another tab.",
  404: "Not saved: this form isn’t yours any more. What you typed is kept in this browser.",
  413: "Not saved: this is more text than one form takes. It is kept in this browser.",
};
const now = () => Math.round(Date.now() / 100) / 10;

export class Outbox {
  constructor(form, { onSaved, onState, onTrouble }) {
    Object.assign(this, { form, onSaved, onState, onTrouble });
    this.tab = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(36)).join("");
    this.place = `acts:${form.dataset.key}:`;
    this.acts = [];
    this.claims = [];
    this.number = this.flying = 0;
    this.savedAt = null;
    navigator.locks?.request(`desk:${this.tab}`, () => new Promise(() => {}));
    addEventListener("online", () => this.send());
    addEventListener("pagehide", () => this.send());
    document.addEventListener("visibilitychange", () => document.hidden && this.send());
  }

  edit(field, value, was) {
    const last = this.acts.at(-1);
    if (last?.field === field && last.number > this.flying) last.value = value;
    else this.add({ field, value, was });
    this.keep();
    this.later(REST);
  }

  press(action) {
    this.add({ action });
    this.keep();
    this.later(0);
  }

  add(act) {
    for (const action of this.claims.splice(0)) this.acts.push({ number: ++this.number, at: now(), action });
    this.acts.push({ number: ++this.number, at: now(), ...act });
  }

  keep() {
    try {
      if (this.acts.length) localStorage.setItem(this.place + this.tab, JSON.stringify(this.acts));
      else localStorage.removeItem(this.place + this.tab);
    } catch {
      this.onTrouble("This browser keeps nothing for later: stay online until it says “Saved”.");
    }
  }

  later(rest) {
    if (this.lost && this.timer) return;
    this.firstChange ??= Date.now();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.send(), Math.min(rest, Math.max(0, this.firstChange + AT_MOST - Date.now())));
  }

  // Send what waits; a promise of whether all of it has arrived.
  send() {
    this.sending ??= this.deliver().finally(() => {
      this.sending = undefined;
      this.onState();
      if (this.acts.length && !this.lost) this.later(this.acts.some((act) => act.action) ? 0 : REST);
    });
    return this.sending;
  }

  async settle() {
    while (this.acts.length) if (!(await this.send())) return false;
    return true;
  }

  async deliver() {
    clearTimeout(this.timer);
    this.timer = this.firstChange = undefined;
    if (!this.adopted && !(await this.adopt())) return false;
    if (!this.acts.length) return true;
    const batch = this.acts.slice(0, MOST_AT_ONCE);
    this.flying = batch.at(-1).number;
    const answer = await this.post(this.tab, batch);
    const last = this.flying;
    this.flying = 0;
    if (!answer) return false;
    this.acts = this.acts.filter((act) => act.number > last);
    this.keep();
    this.savedAt = Date.now();
    sessionStorage.setItem(`${this.place}version`, answer.version);
    this.onTrouble(Object.values(answer.wrong).join(" "));
    this.onSaved(answer, batch);
    return true;
  }

  async post(tab, acts) {
    const body = new URLSearchParams({ csrf_token: this.form.elements.csrf_token.value, tab, acts: JSON.stringify(acts) });
    const request = { method: "POST", body, redirect: "error", headers: { Accept: "application/json" } };
    request.keepalive = body.toString().length < KEPT_ALIVE;
    try {
      const answer = await fetch(this.form.dataset.draft, { ...request, signal: AbortSignal.timeout(PATIENCE) });
      if (answer.ok) {
        this.lost = false;
        return await answer.json();
      }
      this.refused = answer.status < 500;
      if (this.refused) this.onTrouble(REFUSED[answer.status] ?? "Not saved. What you typed is kept in this browser.");
    } catch {
      this.refused = false;
    }
    this.lost = true;
    this.timer = setTimeout(() => this.send(), this.refused ? 5 * AGAIN : AGAIN);
    return undefined;
  }

  // What other visits kept and never heard was saved: sent in their name, before anything of this
  // one. Where such a visit is over, its capture box is taken over by this one.
  async adopt() {
    const shown = this.form.elements.tab.value;
    const others = Object.keys(localStorage).filter((name) => name.startsWith(this.place) && !name.endsWith(this.tab));
    for (const name of others) {
      const tab = name.slice(this.place.length), kept = JSON.parse(localStorage.getItem(name) ?? "[]");
      for (let from = 0; from < kept.length; from += MOST_AT_ONCE) {
        const answer = await this.post(tab, kept.slice(from, from + MOST_AT_ONCE));
        if (!answer && !this.refused) return false;
        if (!answer) break;
        const sent = kept.slice(0, from + MOST_AT_ONCE).at(-1).number;
        const left = JSON.parse(localStorage.getItem(name) ?? "[]").filter((act) => act.number > sent);
        if (left.length) localStorage.setItem(name, JSON.stringify(left));
        else localStorage.removeItem(name);
      }
    }
    this.adopted = true;
    const gone = [], before = sessionStorage.getItem(this.place) ?? shown;
    // A reload can be answered before what the page sent last has been saved: then it is behind.
    const behind = Number(sessionStorage.getItem(`${this.place}version`)) > Number(this.form.dataset.version);
    for (const tab of new Set([shown, before, ...others.map((name) => name.slice(this.place.length))])) {
      if (await this.isGone(tab)) gone.push(`claim:${tab}`);
    }
    sessionStorage.setItem(this.place, this.tab);
    if (others.length || this.acts.length || behind) {
      this.acts.unshift(...gone.map((action) => ({ number: ++this.number, at: now(), action })));
      this.acts.forEach((act, place) => { act.number = place + 1; });
      this.keep();
    } else if (this.form.elements["form.text"].defaultValue) this.claims.push(...gone);
    return true;
  }

  async isGone(tab) {
    const reloaded = performance.getEntriesByType("navigation")[0]?.type === "reload";
    if (reloaded && sessionStorage.getItem(this.place) === tab) return true;
    const { held = [] } = (await navigator.locks?.query()) ?? {};
    return !held.some((lock) => lock.name === `desk:${tab}`);
  }

  // What the header says of it, and how it looks.
  get words() {
    if (this.lost && !navigator.onLine) return ["Offline: kept in this browser", "is-lost"];
    if (this.lost) return ["Not sent yet: kept in this browser", "is-lost"];
    if (this.acts.length) return ["Saving …", "is-waiting"];
    if (!this.savedAt) return null;
    const seconds = Math.round((Date.now() - this.savedAt) / 1000);
    const ago = seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
    return [`✓ Saved ${ago} ago`, ""];
  }
}
