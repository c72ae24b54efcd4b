// The rows of logged evidence, and the lists that only the form keeps (marks, history, hints).
// The form itself is the state: what is sent is what stands in it.

export class Rows {
  constructor(form) {
    this.form = form;
    this.list = form.querySelector("#pieces");
    this.removed = form.querySelector("#removed");
  }

  all() {
    return [...this.list.children, ...this.removed.children];
  }

  row(id) {
    return this.all().find((row) => row.dataset.id === id);
  }

  field(row, name) {
    return this.form.elements[`e.${row.dataset.id}.${name}`];
  }

  nextId() {
    const numbers = this.all().map((row) => Number(row.dataset.id.split("-").pop()) || 0);
    return `${this.form.dataset.label}-${Math.max(0, ...numbers) + 1}`;
  }

  build(id) {
    const row = this.form.querySelector("#blank").content.firstElementChild.cloneNode(true);
    row.dataset.id = id;
    for (const input of row.querySelectorAll("[name]")) {
      input.name = input.name.replace("e.new.", `e.${id}.`);
    }
    row.querySelector("[name=piece]").value = id;
    row.querySelector("button[name=action]").value = `remove:${id}`;
    return row;
  }

  // A new piece on top; `values` by field name, traps not among them.
  add(id, values) {
    const row = this.build(id);
    this.list.prepend(row);
    for (const [name, value] of Object.entries(values)) this.field(row, name).value = value;
    this.dress(row);
    return row;
  }

  // Show a row's words and tags as its fields now say.
  dress(row) {
    const chosen = (name) => {
      const select = row.querySelector(`select[name="e.${row.dataset.id}.${name}"]`);
      return select?.value ? select.selectedOptions[0].textContent : "";
    };
    const quote = row.querySelector(".quote"), words = this.field(row, "quote").value;
    if (quote.textContent !== words) quote.textContent = words;
    row.querySelector(".at").textContent = this.field(row, "minute").value;
    const reads = chosen("reads"), against = this.field(row, "polarity").value === "against";
    const traps = [...row.querySelectorAll("input[type=checkbox]:checked")];
    const tags = [chosen("step"), chosen("dimension"), against && "against", reads && `reads ${reads}`, chosen("story"),
      ...traps.map((trap) => `trap: ${trap.parentElement.textContent.trim()}`)];
    row.querySelector(".tags").replaceChildren(...tags.filter(Boolean).map((tag) => {
      const item = document.createElement("li");
      item.textContent = tag;
      return item;
    }));
  }

  remove(row) {
    row.hidden = true;
    row.querySelector("[name=piece]").name = "removed";
    row.querySelector("details").open = false;
    this.removed.append(row);
  }

  restore(row) {
    row.hidden = false;
    row.querySelector("[name=removed]").name = "piece";
    const number = (each) => Number(each.dataset.id.split("-").pop());
    const older = [...this.list.children].find((each) => number(each) < number(row));
    this.list.insertBefore(row, older ?? null);
  }

  about(dimension) {
    return [...this.list.children].filter((row) => this.field(row, "dimension").value === dimension);
  }

  kept(name) {
    return [...this.form.querySelectorAll(`#${name}-kept input`)].map((input) => input.value);
  }

  keep(name, values) {
    this.form.querySelector(`#${name}-kept`).replaceChildren(...values.map((value) => {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name: `form.${name}`, value });
      return input;
    }));
  }

  // Put fields back that this browser kept: rows first, then every value.
  fill(fields) {
    for (const id of [...fields.getAll("piece")].reverse()) if (!this.row(id)) this.list.prepend(this.build(id));
    for (const id of fields.getAll("removed")) {
      if (!this.row(id)) this.list.append(this.build(id));
      if (!this.row(id).hidden) this.remove(this.row(id));
    }
    for (const name of ["marks", "dismissed", "history"]) this.keep(name, fields.getAll(`form.${name}`));
    const lists = ["csrf_token", "version", "form.stamp", "piece", "removed", "form.marks", "form.dismissed", "form.history"];
    for (const input of this.form.elements) {
      if (!input.name || input.type === "submit" || lists.includes(input.name)) continue;
      if (["radio", "checkbox"].includes(input.type)) input.checked = fields.getAll(input.name).includes(input.value);
      else if (fields.has(input.name)) input.value = fields.get(input.name);
    }
    for (const row of this.all()) this.dress(row);
  }
}
