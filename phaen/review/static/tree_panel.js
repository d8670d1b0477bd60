"use strict";

// The plan as a tree: dimensions, sections, projects; its printed totals; the sample, if one was drawn.
phaen.TreePanel = class {
  constructor(model, onPick) {
    this.model = model;
    this.onPick = onPick;
    this.root = phaen.el("div", { class: "tree" });
    this.draw();
  }

  draw() {
    const { el, t } = phaen;
    const byPlace = new Map();
    for (const project of this.model.projects) {
      const place = `${project.dimension ?? ""}\n${project.subsection ?? project.section ?? ""}`;
      if (!byPlace.has(place)) byPlace.set(place, []);
      byPlace.get(place).push(project);
    }
    const dimensions = [
      ...this.model.tables.get("dimensions"),
      ...(this.model.projects.some((project) => project.dimension === null)
        ? [{ dimension: null, name: t("no_dimension") }]
        : []),
    ];
    phaen.refill(
      this.root,
      el("ul", {}, el("li", {}, this.item("documents", this.model.id, t("document_facts")))),
      dimensions.map((dimension) => this.dimension(dimension, byPlace)),
      this.totals(),
      this.others("progress"),
    );
  }

  dimension(dimension, byPlace) {
    const { el, t } = phaen;
    const sections = this.model.tables.get("sections").filter((section) => section.dimension === dimension.dimension);
    const own = byPlace.get(`${dimension.dimension ?? ""}\n`) ?? [];
    const title =
      dimension.dimension === null
        ? dimension.name
        : `${t("dimension_n", { n: dimension.dimension })} ${dimension.name ?? ""}`;
    return el(
      "details",
      { open: this.model.projects.length <= 200 },
      el("summary", {}, title),
      el(
        "ul",
        {},
        own.map((project) => this.project(project)),
        sections.map((section) =>
          el(
            "li",
            {},
            el("span", { class: "section" }, `${section.section} ${section.name ?? ""}`),
            el(
              "ul",
              {},
              (byPlace.get(`${dimension.dimension}\n${section.section}`) ?? []).map((project) => this.project(project)),
            ),
          ),
        ),
      ),
    );
  }

  project(project) {
    const amount = this.model.budget(project.project_id);
    return phaen.el(
      "li",
      {},
      this.item(
        "projects",
        project.project_id,
        `${project.item ?? ""} ${project.name ?? project.project_id}`.trim(),
        phaen.format.baht(amount),
      ),
    );
  }

  totals() {
    const { el, t, format } = phaen;
    const totals = this.model.tables.get("totals");
    return (
      totals.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, t("printed_totals", { n: totals.length })),
        el(
          "ul",
          {},
          totals.map((total) =>
            el(
              "li",
              {},
              this.item(
                "totals",
                total.row_id,
                phaen.totalName(total),
                format.baht(format.satang(total.printed_amount)),
              ),
            ),
          ),
        ),
      )
    );
  }

  others(table) {
    const { el, names } = phaen;
    const list = this.model.tables.get(table);
    return (
      list.length > 0 &&
      el(
        "details",
        {},
        el("summary", {}, names.table(table)),
        el(
          "ul",
          {},
          list.map((row) => el("li", {}, this.item(table, row.row_id, row.row_id))),
        ),
      )
    );
  }

  /** A row of the plan; the number of its findings is beside it. */
  item(table, id, label, amount = "") {
    const { el, t } = phaen;
    const findings = this.model.findingsOf.get(`${table}\n${id}`) ?? [];
    const doubtful = findings.filter(([, finding]) => finding.severity !== "info").length;
    return el(
      "button",
      {
        type: "button",
        class: "tree-item",
        data: { row: `${table}|${id}` },
        on: { click: () => this.onPick(table, id, "") },
      },
      el("span", { class: "tree-name" }, label),
      amount && el("span", { class: "number" }, amount),
      doubtful > 0 && el("span", { class: "count", title: t("findings_n", { n: doubtful }) }, `▲ ${doubtful}`),
    );
  }

  mark(table, id) {
    this.root.querySelector(".tree-item.chosen")?.classList.remove("chosen");
    const [owner, ownId] = this.model.ownerOf(table, id).split("\n");
    const item = this.root.querySelector(`[data-row="${CSS.escape(`${owner}|${ownId}`)}"]`);
    item?.classList.add("chosen");
  }
};

// The projects of the sample, each judged as a whole: right or wrong.
phaen.SamplePanel = class {
  constructor(model, onPick) {
    this.model = model;
    this.onPick = onPick;
    this.current = 0;
    this.root = phaen.el("div", { class: "sample" });
    this.draw();
  }

  get project() {
    return this.model.row("projects", this.model.sample[this.current]);
  }

  key(project) {
    return `sample|${project.anchor}`;
  }

  draw() {
    const { el, t, frame } = phaen;
    const item = (id, position) => {
      const project = this.model.row("projects", id);
      const answer = phaen.answers.read(this.model.id).get(this.key(project));
      const isCurrent = position === this.current;
      return el(
        "li",
        { class: `card ${isCurrent ? "current" : ""} ${answer ? "answered" : ""}` },
        el(
          "button",
          {
            type: "button",
            class: "card-head",
            "aria-current": isCurrent ? "true" : null,
            on: { click: () => this.choose(position) },
          },
          el("b", {}, `${id} ${project.name ?? ""}`),
          answer && el("span", { class: "state" }, t(`verdict_${answer.verdict}`)),
        ),
        isCurrent &&
          el(
            "div",
            { class: "buttons" },
            frame.button(t("verdict_right"), () => this.judge("right"), { keys: "R", kind: "main" }),
            frame.button(t("verdict_wrong"), () => this.judge("wrong"), { keys: "W" }),
            answer && frame.button(t("undo"), () => this.judge(null), { keys: "U", kind: "quiet" }),
          ),
      );
    };
    phaen.refill(
      this.root,
      el("p", { class: "note" }, t("sample_task")),
      el("ol", { class: "cards" }, this.model.sample.map(item)),
    );
  }

  choose(position) {
    this.current = Math.max(0, Math.min(this.model.sample.length - 1, position));
    this.draw();
    this.root.querySelector("[aria-current]")?.focus();
    this.onPick("projects", this.model.sample[this.current], "name");
  }

  judge(verdict) {
    const { project } = this;
    if (!project) return false;
    phaen.answers.set(
      this.model.id,
      this.key(project),
      verdict && { verdict, anchor: project.anchor, project: project.project_id },
    );
    phaen.say(phaen.t(verdict ? `verdict_${verdict}` : "undone"));
    this.choose(verdict ? this.current + 1 : this.current);
    return true;
  }
};
