// The keys of the desk: with Alt while somebody writes, alone once Escape has left the box.
// Some take a second and a third: what is rated, at which level. What each does, the page does.

const find = (id) => document.getElementById(id);
const ASKS = {
  G: "Rate: the number of a dimension, then of a level (0: not assessed); V, then 1 to 4: your recommendation.",
  H: "This piece reads: the number of a level, or 0 for none.",
  O: "Of which story: its number, or 0 for none.",
  J: "To piece number … then Enter.",
};

// A key by its letter, wherever it lies; by its place where it gives no Latin letter or digit.
function letterOf(event) {
  const letter = event.key.toUpperCase();
  return /^[A-Z0-9?]$/.test(letter) ? letter : event.code.replace(/^(Key|Digit|Numpad)/, "");
}

export class Keys {
  constructor(desk) {
    Object.assign(this, desk, { text: find("text"), capture: find("capture"), pending: "" });
    document.addEventListener("keydown", (event) => this.heard(event));
    find("sort")?.addEventListener("click", () => this.sort());
    if (find("sort")) find("sort").hidden = false;
  }

  heard(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.key === "Alt" || event.key === "Shift") return;
    const { target } = event, letter = letterOf(event);
    const writes = target.matches?.("input:not([type=radio]):not([type=checkbox]), textarea, select");
    if (this.pending && !document.querySelector("dialog[open]")) this.more(event.key, letter);
    else if (target === this.text && event.key === "Enter" && !event.shiftKey && !event.altKey) this.press("log");
    else if (event.key === "Escape" && this.form.contains(target)) this.capture.focus();
    else if (!event.altKey && (writes || !(this.form.contains(target) || target === document.body))) return;
    else if (target.matches?.(".piece") && this.atPiece(target, event, letter)) event.preventDefault();
    else if (letter.length > 1 || !(event.altKey || target === this.capture || target.matches?.(".piece")) || !this.command(letter, event)) return;
    event.preventDefault();
  }

  command(letter, event = {}) {
    const chip = this.form.querySelector(`.capture [data-key="${CSS.escape(letter)}"]`);
    if (chip) chip.click();
    else if (letter in ASKS) this.ask(letter);
    else if (this[`key${letter === "?" ? "Help" : letter}`]) this[`key${letter === "?" ? "Help" : letter}`](event);
    else return false;
    return true;
  }

  click(action) { this.form.querySelector(`button[name=action][value^="${action}"]`)?.click(); }
  keyC() { find("toggle").click(); }
  keyQ() { this.click("mark:question"); }
  keyF() { this.click("mark:follow-up"); }
  keyD() { this.click("mark:decision"); }
  keyE() { this.click("mark:result"); }
  keyI() { this.click("mark:interrupted"); }
  keyB() { this.click("mark:back"); }
  keyY() { this.click("confirm:"); }
  keyN() { this.click("dismiss:"); }
  keyU(event) { this.click(event.shiftKey ? "redo" : "undo"); }
  keyW() { this.text.focus(); }
  keyX() { this.sort(); }
  keyP() { this.next("form.polarity"); }
  keyK() { this.next("form.kind"); }
  keyV() { this.edit(this.pieces()[0]); }
  keyM() {
    const meanings = [...this.form.querySelectorAll(".meanings")], open = !meanings.every((each) => each.open);
    for (const each of meanings) each.open = open;
    find("rate").scrollIntoView({ block: "nearest" });
  }
  keyZ() {
    const chips = [...this.form.querySelectorAll(".only input")];
    chips[(chips.findIndex((each) => each.checked) + 1) % chips.length]?.click();
  }
  keyHelp() {
    find("keys").open = !find("keys").open;
    find("keys").scrollIntoView({ block: "nearest" });
  }

  next(name) {
    const radios = [...this.form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)];
    radios[(radios.findIndex((each) => each.checked) + 1) % radios.length].click();
  }

  // Keys that ask for another: what is chosen so far stands in a line at the foot of the page.
  ask(letter) {
    this.pending = letter;
    find("pending").textContent = ASKS[letter];
    find("pending").hidden = false;
  }

  more(key, letter) {
    const digits = this.pending.slice(1);
    if (key === "Escape") this.settled("");
    else if (this.pending[0] === "J") this.jump(key, digits);
    else if (this.pending === "G" && letter === "V") this.pending = "GV";
    else if (!/^[0-9]$/.test(letter)) this.settled("That is no number: nothing was changed.");
    else if (this.pending === "H") this.settled(this.pick("form.reads", letter));
    else if (this.pending === "O") this.settled(this.pick("form.story", letter));
    else if (this.pending === "GV") this.settled(this.rate(this.radios("recommendation")[letter - 1]));
    else if (this.pending === "G" && this.form.querySelector(".score")) this.settled("", this.form.querySelector(".score"));
    else if (this.pending === "G" && this.ratings()[letter - 1]) this.pending += letter;
    else if (this.pending.length === 2) this.settled(this.level(this.ratings()[digits - 1], letter));
    else this.settled("There is no such number: nothing was changed.");
  }

  settled(words, focus = null) {
    this.pending = "";
    find("pending").hidden = true;
    if (words) this.tell(words);
    (focus ?? (document.activeElement.matches(".piece") ? document.activeElement : this.text)).focus();
  }

  ratings() { return [...this.form.querySelectorAll(".rating[data-field]")]; }
  radios(name) { return [...this.form.querySelectorAll(`input[name="${CSS.escape(name)}"]`)]; }
  pieces() { return [...find("pieces").children].filter((each) => each.offsetParent); }

  pick(name, digit) {
    const option = this.form.querySelector(`select[name="${name}"]`)?.options[digit];
    if (!option) return "There is no such number: nothing was changed.";
    this.put(name, option.value);
    return `${option.textContent.trim()}.`;
  }

  level(rating, digit) {
    const radios = this.radios(rating.dataset.field);
    return this.rate(digit === "0" ? radios.at(-1) : radios.slice(0, -1)[digit - 1]);
  }

  rate(radio) {
    if (!radio) return "There is no such number: nothing was changed.";
    radio.closest(".rating, #recommend").scrollIntoView({ block: "nearest" });
    if (radio.disabled) return "No evidence yet: it can’t be rated.";
    radio.click();
    return `${radio.labels[0].textContent.trim()}.`;
  }

  jump(key, digits) {
    if (/^[0-9]$/.test(key)) {
      this.pending += key;
      find("pending").textContent = `To piece number ${digits}${key} … then Enter.`;
      return;
    }
    const row = key === "Enter" && find("pieces").querySelector(`[data-number="${Number(digits)}"]`);
    if (row) {
      find("only.all")?.click();
      this.settled("", row);
    } else this.settled("There is no such piece.");
  }

  edit(row) {
    if (!row) return;
    row.querySelector("details").open = true;
    row.querySelector("textarea").focus();
  }

  // A piece that has the focus is sorted by single keys, and the next one of the inbox follows.
  atPiece(row, event, letter) {
    if (event.altKey) return false;
    const chip = this.form.querySelector(`.capture [data-key="${CSS.escape(letter)}"]`);
    const place = this.pieces().indexOf(row);
    if (chip) {
      const field = chip.name.replace("form.", `e.${row.dataset.id}.`);
      this.put(field, chip.value);
      const words = chip.labels[0].firstChild.textContent.trim();
      this.tell(`${words}.`);
      if (field.endsWith(".dimension")) this.sorted(row, chip.value);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      this.pieces()[place + (event.key === "ArrowDown" ? 1 : -1)]?.focus();
    } else if (event.key === "Enter" || letter === "V") this.edit(row);
    else if (event.key === "Delete") {
      this.wanted = this.pieces()[place + 1] ?? this.pieces()[place - 1];
      this.press(`remove:${row.dataset.id}`);
    } else if (letter === "P" || letter === "K") {
      const select = this.form.querySelector(`[name="e.${CSS.escape(row.dataset.id)}.${letter === "P" ? "polarity" : "kind"}"]`);
      const option = select.options[(select.selectedIndex + 1) % select.options.length];
      this.put(select.name, option.value);
      this.tell(`${option.textContent}.`);
    } else return false;
    return true;
  }

  sorted(row, dimension) {
    const waited = row.dataset.dimension === "inbox";
    row.dataset.dimension = dimension;
    if (waited) this.sort();
  }

  // The oldest piece that nobody has sorted; the box, when there is none.
  sort() {
    const row = [...find("pieces").querySelectorAll("[data-dimension=inbox]")].at(-1);
    if (row && !row.offsetParent) find("only.all").click();
    this.tell(row ? `Sort: ${row.querySelector(".quote").textContent}` : "The inbox is empty.");
    (row ?? this.text).focus();
  }

  // The list was made anew: the piece that had the focus has it again.
  shown(focused) {
    const row = this.wanted ?? focused;
    this.wanted = undefined;
    if (!row?.matches?.(".piece") || row.isConnected) return;
    find("pieces").querySelector(`[data-id="${CSS.escape(row.dataset.id)}"]`)?.focus({ preventScroll: true });
  }
}
