"use strict";

/** The name of a printed total. */
phaen.totalName = (total) => {
  const of = total.scope === "grand" ? phaen.t("grand_total") : phaen.t("dimension_n", { n: total.dimension ?? "?" });
  return `${of} ${phaen.format.year(total.fiscal_year)}`.trim();
};

// The values of one row: what was read, from which text, by which method, how surely.
phaen.FieldsPanel = class {
  /** `onPick` is called with the place of a value that the user chose: { table, id, field }. */
  constructor(model, onPick) {
    this.model = model;
    this.onPick = onPick;
    this.root = phaen.el("section", {
      class: "panel fields-panel",
      id: "panel-fields",
      tabindex: "-1",
      "aria-label": phaen.t("values"),
    });
    this.shown = "";
  }

  /** Show the row of a value, and mark the value. */
  show(table, id, field = "") {
    const owner = this.model.ownerOf(table, id);
    if (owner !== this.shown) {
      this.shown = owner;
      this.draw(...owner.split("\n"));
    }
    for (const row of this.root.querySelectorAll(".value-row.chosen")) row.classList.remove("chosen");
    const row = this.root.querySelector(`[data-value="${CSS.escape(`${table}|${id}|${field}`)}"]`);
    row?.classList.add("chosen");
    row?.closest("details")?.setAttribute("open", "");
    row?.scrollIntoView({ block: "nearest" });
  }

  redraw() {
    const shown = this.shown;
    this.shown = "";
    if (shown) this.show(...shown.split("\n"));
  }

  draw(table, id) {
    const { el, names, t } = phaen;
    const row = this.model.row(table, id);
    if (!row) {
      phaen.refill(this.root, el("p", { class: "note" }, t("no_row")));
      return;
    }
    const title = row.name || row.title || (table === "totals" ? phaen.totalName(row) : id);
    const above =
      table === "documents" ? "" : `${names.table(table)}${title === id || table === "totals" ? "" : ` ${id}`}`;
    phaen.refill(
      this.root,
      el("h2", {}, above && el("small", {}, above), title),
      table === "totals" ? this.total(row, id) : null,
      table === "projects" ? this.amounts(id) : null,
      this.values(table, id, row),
      table === "projects" ? this.progress(id) : null,
    );
  }

  /** The table of a row's values. */
  values(table, id, row) {
    const hidden = new Set([
      "anchor",
      "raw_digest",
      "row_id",
      "document_id",
      "sha256",
      "source_bbox",
      "summary_bbox",
      "source_page",
      "source_line",
      "summary_page",
      "summary_line",
      "source_line_first",
      "source_line_last",
      "source_page_last",
      "project_id",
      "order",
    ]);
    const fields = Object.keys(row).filter(
      (field) => !hidden.has(field) && !(table === "documents" && /_ce$/.test(field)),
    );
    const isFilled = (field) => row[field] !== null && row[field] !== "";
    const list = (some) =>
      this.table(some.map((field) => this.value(table, id, field, phaen.names.field(table, field))));
    const empty = fields.filter((field) => !isFilled(field) && phaen.names.isCorrectable(table, field));
    return [
      list(fields.filter(isFilled)),
      empty.length > 0 &&
        phaen.el(
          "details",
          { class: "none-read" },
          phaen.el("summary", {}, phaen.t("empty_fields", { n: empty.length })),
          list(empty),
        ),
    ];
  }

  table(rows) {
    const { el, t } = phaen;
    return el(
      "table",
      { class: "values" },
      el(
        "thead",
        {},
        el(
          "tr",
          {},
          ["field", "value_and_text", "method"].map((name) => el("th", { scope: "col" }, t(name))),
        ),
      ),
      el("tbody", {}, rows),
    );
  }

  amounts(projectId) {
    const { t, format } = phaen;
    const budgets = [...(this.model.budgetsOf.get(projectId) ?? [])].sort(
      (a, b) => a.fiscal_year - b.fiscal_year || (a.basis < b.basis ? 1 : -1),
    );
    if (!budgets.length) return null;
    const label = (row) => `${format.year(row.fiscal_year) || t("no_year")} · ${t(row.basis)}`;
    return this.table(budgets.map((row) => this.value("budgets", row.row_id, "amount", label(row))));
  }

  progress(projectId) {
    const reports = this.model.tables.get("project_progress").filter((row) => row.project_id === projectId);
    return reports.map((row) => this.values("project_progress", row.row_id, row));
  }

  /** A printed total beside the sum of its parts, which are listed and lit up on the page. */
  total(row) {
    const { el, t, format } = phaen;
    const parts = this.model.partsOf(row);
    const sum = parts.reduce((all, part) => all + format.satang(part.amount), 0);
    const printed = format.satang(row.printed_amount);
    const agrees = printed === sum;
    return el(
      "div",
      { class: "total" },
      el(
        "p",
        { class: agrees ? "good" : "alarm" },
        t(agrees ? "sum_agrees" : "sum_differs", {
          printed: printed === null ? t("empty") : format.baht(printed),
          sum: format.baht(sum),
          difference: format.baht((printed ?? 0) - sum),
        }),
      ),
      el(
        "details",
        { open: true },
        el("summary", {}, t("parts", { n: parts.length })),
        el(
          "ul",
          { class: "parts" },
          parts.map((part) =>
            el(
              "li",
              {},
              el(
                "button",
                {
                  type: "button",
                  class: "quiet",
                  on: { click: () => this.onPick("budgets", part.row_id, "amount") },
                },
                el("span", {}, `${part.project_id} ${this.model.row("projects", part.project_id)?.name ?? ""}`),
                el("b", {}, format.baht(format.satang(part.amount))),
              ),
            ),
          ),
        ),
      ),
    );
  }

  value(table, id, field, label) {
    const { el, t, format } = phaen;
    const origin = this.model.origin(table, id, field);
    const now = this.model.value(table, id, field);
    const key = `edit|${this.model.row(table, id).anchor ?? ""}|${table}|${field}`;
    const answer = phaen.answers.read(this.model.id).get(key);
    const raw = origin ? this.model.raw(origin) : null;
    const readAs = origin?.method === "corrected" ? (origin.read_value ?? t("empty")) : null;
    const shown = format.value(field, now);
    const select = () => this.onPick(table, id, field);
    const text = el(
      "button",
      { type: "button", class: "value", title: t("show_source"), on: { click: select } },
      shown || el("i", {}, t("empty")),
    );
    const row = el(
      "tr",
      { class: "value-row", data: { value: `${table}|${id}|${field}` } },
      el("th", { scope: "row" }, label),
      el(
        "td",
        { class: /amount/.test(field) ? "number" : "" },
        text,
        answer && el("span", { class: "corrected" }, `→ ${format.value(field, answer.changes[0].new) || t("empty")}`),
        phaen.names.isCorrectable(table, field) &&
          el(
            "button",
            {
              type: "button",
              class: "edit quiet",
              "aria-label": t("correct", { name: label }),
              title: t("correct", { name: label }),
              on: { click: () => this.edit(table, id, field, row) },
            },
            "✎",
          ),
        raw !== null && raw !== now && raw !== shown && el("span", { class: "raw", title: t("raw") }, String(raw)),
        readAs !== null && el("span", { class: "raw" }, `${t("read_value")}: ${readAs}`),
      ),
      el("td", { class: "method" }, origin && [t(`method_${origin.method}`), this.confidence(origin)]),
    );
    return row;
  }

  confidence(origin) {
    const found = this.model.confidence(origin);
    if (found === null || Number.isNaN(found)) return null;
    return phaen.el(
      "span",
      { class: found < 0.8 ? "confidence low" : "confidence" },
      ` ${found < 0.8 ? "⚠ " : ""}${phaen.format.percent(found)}`,
    );
  }

  edit(table, id, field, row) {
    const source = this.model.row(table, id);
    const old = String(source[field] ?? "");
    const key = `edit|${source.anchor ?? ""}|${table}|${field}`;
    const done = () => {
      this.redraw();
      this.root.querySelector(`[data-value="${CSS.escape(`${table}|${id}|${field}`)}"] .edit`)?.focus();
    };
    const save = (to) => {
      const change = {
        anchor: table === "documents" ? "" : source.anchor,
        table,
        field,
        old,
        new: to,
        raw_digest: source.raw_digest ?? "",
      };
      phaen.answers.set(
        this.model.id,
        key,
        to === old ? null : { kind: "type", changes: [change], reason: phaen.t("reason_type") },
      );
      done();
    };
    const form = phaen.valueForm(table, field, old, save, done);
    phaen.refill(row, phaen.el("td", { colspan: "3" }, form));
    form.querySelector("input, textarea, select").focus();
  }
};
