"use strict";

// The page of a plan: findings, tree or sample | the values of a row | the source. One selection joins the three.
phaen.plan = (() => {
  const { el, t } = phaen;
  let root = null;
  let model = null;
  let panels = null;
  let tab = "findings";
  let kind = "";

  async function show(target, id, query) {
    root = target;
    phaen.refill(root, el("p", { class: "loading" }, t("loading")));
    const [record, pages] = await Promise.all([
      phaen.load(`plan_${id.toLowerCase()}`, `plans/${id}.js`),
      phaen.load(`pages_${id.toLowerCase()}`, `pages/${id}.js`),
    ]);
    if (phaen.address.read().plan !== id) return;
    if (!record) {
      phaen.refill(
        root,
        phaen.frame.header(back(), null, phaen.route),
        el("main", { id: "main", tabindex: "-1" }, el("p", {}, t("no_plan"))),
      );
      return;
    }
    model = new phaen.Model(id, record, pages);
    kind = query.get("kind") ?? "";
    tab = query.get("tab") ?? (model.sample.length ? "sample" : model.findings.length ? "findings" : "tree");
    build();
    begin(query);
  }

  function build() {
    document.documentElement.lang = phaen.settings.language;
    document.title = `${model.document.organization ?? model.document.source_file} – ${t("title")}`;
    panels = {
      page: new phaen.PagePanel(model, (origin) => select(origin.table, origin.row_id, origin.field)),
      fields: new phaen.FieldsPanel(model, select),
      findings: new phaen.FindingsPanel(model, kind, selectFinding),
      tree: new phaen.TreePanel(model, select),
      sample: new phaen.SamplePanel(model, select),
    };
    phaen.refill(
      root,
      phaen.frame.header(
        [back(), title()],
        [
          el("span", { class: "progress-note", id: "progress" }),
          phaen.frame.button(t("print"), () => window.print(), { keys: "P", kind: "quiet" }),
          phaen.frame.button(t("export"), exportAll, { keys: "E", kind: "main" }),
        ],
        rebuild,
      ),
      el(
        "main",
        { id: "main", tabindex: "-1", class: "plan" },
        el(
          "section",
          { class: "panel left-panel", id: "panel-left", tabindex: "-1", "aria-label": t("findings") },
          el("div", { id: "tabs" }),
          el("div", { id: "tab", class: "scroller" }),
        ),
        panels.fields.root,
        panels.page.root,
      ),
      el(
        "nav",
        { class: "phone-tabs", "aria-label": t("parts_of_page") },
        [
          ["left", "findings"],
          ["fields", "values"],
          ["page", "source"],
        ].map(([name, label]) =>
          el("button", { type: "button", data: { panel: name }, on: { click: () => reveal(name) } }, t(label)),
        ),
      ),
    );
    drawTab();
    tellProgress();
    reveal("left");
  }

  function rebuild() {
    const { query } = phaen.address.read();
    build();
    begin(query);
  }

  function back() {
    return el("a", { href: "#/", class: "back" }, `‹ ${t("all_plans")}`);
  }

  function title() {
    const { document: facts } = model;
    const parts = [
      phaen.names.province(facts.province_code, facts.province ?? ""),
      phaen.format.years(facts.fiscal_year_first, facts.fiscal_year_last),
      facts.source_file,
    ];
    return [
      el("h1", {}, facts.organization ?? facts.source_file),
      el("p", { class: "facts" }, parts.filter(Boolean).join(" · ")),
    ];
  }

  /** Begin with what the address names, else with the first finding without an answer. */
  function begin(query) {
    const named = panels.findings.list.findIndex((finding) => String(finding.order) === query.get("finding"));
    const [table, id, field] = (query.get("value") ?? "").split("|");
    if (tab === "findings" && panels.findings.list.length) {
      if (named >= 0) panels.findings.choose(named, true);
      else panels.findings.choose(firstOpen(), true);
    } else if (tab === "sample" && model.sample.length) {
      select("projects", model.sample[0], "name");
    }
    if (table) select(table, id, field ?? "");
    else if (tab === "tree") select("documents", model.id, "organization");
  }

  function firstOpen() {
    const answers = phaen.answers.read(model.id);
    return Math.max(
      0,
      panels.findings.list.findIndex((finding) => !answers.has(finding.key)),
    );
  }

  // --- the tabs on the left

  function drawTab() {
    const names = ["findings", "tree", ...(model.sample.length ? ["sample"] : [])];
    const count = { findings: panels.findings.list.length, tree: model.projects.length, sample: model.sample.length };
    phaen.refill(
      document.getElementById("tabs"),
      el(
        "div",
        { class: "tabs", role: "tablist" },
        names.map((name, position) =>
          el(
            "button",
            {
              type: "button",
              role: "tab",
              id: `tab-${name}`,
              "aria-selected": String(name === tab),
              "aria-controls": "tab",
              "aria-keyshortcuts": String(position + 1),
              on: { click: () => openTab(name) },
            },
            `${t(name)} ${count[name]}`,
            el("kbd", { "aria-hidden": "true" }, position + 1),
          ),
        ),
      ),
      kind &&
        el(
          "p",
          { class: "note" },
          `${t("only_kind")}: ${phaen.names.check(kind)} `,
          phaen.frame.button(
            t("show_all"),
            () => {
              kind = "";
              build();
              begin(new URLSearchParams());
            },
            { kind: "quiet" },
          ),
        ),
    );
    const holder = document.getElementById("tab");
    phaen.refill(holder, panels[tab].root);
    holder.setAttribute("role", "tabpanel");
    holder.setAttribute("aria-labelledby", `tab-${tab}`);
  }

  function openTab(name) {
    if (name === "sample" && !model.sample.length) return;
    tab = name;
    drawTab();
    document.getElementById(`tab-${name}`).focus();
    keepAddress({});
  }

  // --- the selection

  function selectFinding(finding) {
    const [{ table, row_id: id, field }] = finding.parts;
    panels.fields.show(table, id, field);
    panels.tree.mark(table, id);
    const places = finding.parts.map((part) => ({ ...model.placeOf(part), kind: "chosen" }));
    panels.page.show([...places, ...partMarks(table, id)]);
    keepAddress({ finding: String(finding.order) });
    tellProgress();
  }

  /** Select a value: its row, its place in the source, and the parts of a total. */
  function select(table, id, field) {
    panels.fields.show(table, id, field);
    panels.tree.mark(table, id);
    const origins = field ? [model.origin(table, id, field)] : (model.originsOf.get(`${table}\n${id}`) ?? []);
    const first = origins.find((origin) => origin?.page);
    const row = model.row(table, id);
    const place =
      first ??
      (row?.source_page || row?.summary_page
        ? {
            page: row.summary_page ?? row.source_page,
            line: row.summary_line ?? row.source_line ?? row.source_line_first,
            box: null,
          }
        : null);
    panels.page.show([
      ...(place ? [{ page: place.page, line: place.line, box: place.box, text: model.textOf(place), kind: "chosen" }] : []),
      ...partMarks(table, id),
    ]);
    keepAddress({ value: `${table}|${id}|${field}` });
  }

  /** The marks of the amounts that a total adds up. */
  function partMarks(table, id) {
    const total = table === "totals" ? model.row(table, id) : null;
    return total
      ? model
          .partsOf(total)
          .map((part) => model.origin("budgets", part.row_id, "amount"))
          .filter(Boolean)
          .map(({ page, line, box }) => ({ page, line, box, kind: "part" }))
      : [];
  }

  function keepAddress(query) {
    phaen.address.keep(model.id, { tab: tab === "findings" ? "" : tab, kind, ...query });
  }

  // --- progress, export, phone

  function tellProgress() {
    const answers = phaen.answers.read(model.id);
    const open = model.findings.filter((finding) => finding.severity !== "info" && !answers.has(finding.key)).length;
    phaen.refill(
      document.getElementById("progress"),
      t(phaen.answers.keeps ? "left_to_answer" : "not_kept", { n: open }),
    );
  }

  function exportAll() {
    phaen.corrections.exportAll([model.id]);
  }

  /** On a phone one panel is seen at a time. */
  function reveal(name) {
    document.getElementById("main").dataset.panel = name;
    for (const button of document.querySelectorAll(".phone-tabs button"))
      button.setAttribute("aria-pressed", String(button.dataset.panel === name));
    if (name === "page") panels.page.bringIntoView();
  }

  // --- keys

  const ANSWERS = { KeyA: "accept", KeyO: "other", KeyT: "type", KeyI: "illegible", KeyD: "document", KeyU: "undo" };

  function onKey(code, key) {
    if (!model || !panels) return false;
    if (tab === "sample" && ["KeyR", "KeyW", "KeyU", "KeyJ", "KeyK"].includes(code)) return onSampleKey(code);
    if (tab === "findings" && ANSWERS[code]) {
      panels.findings.answer(ANSWERS[code]);
      tellProgress();
      return true;
    }
    const moves = {
      KeyJ: () => panels.findings.step(1),
      KeyK: () => panels.findings.step(-1),
      KeyN: () => panels.findings.nextOpen(),
      BracketLeft: () => panels.page.turn(-1),
      BracketRight: () => panels.page.turn(1),
      Digit1: () => openTab("findings"),
      Digit2: () => openTab("tree"),
      Digit3: () => openTab("sample"),
      KeyF: () => {
        reveal("fields");
        panels.fields.root.focus();
      },
      KeyE: exportAll,
      KeyP: () => window.print(),
      Escape: () => phaen.address.go(""),
    };
    if (tab !== "findings" && ["KeyJ", "KeyK"].includes(code)) return stepTree(code === "KeyJ" ? 1 : -1);
    if (key === "+" || key === "=") panels.page.zoomBy(1.25);
    else if (key === "-") panels.page.zoomBy(0.8);
    else if (moves[code]) moves[code]();
    else return false;
    return true;
  }

  function onSampleKey(code) {
    const { sample } = panels;
    if (code === "KeyJ" || code === "KeyK") sample.choose(sample.current + (code === "KeyJ" ? 1 : -1));
    else sample.judge({ KeyR: "right", KeyW: "wrong", KeyU: null }[code]);
    return true;
  }

  function stepTree(by) {
    const items = [...panels.tree.root.querySelectorAll(".tree-item")].filter((item) => item.offsetParent);
    const at = items.findIndex((item) => item.classList.contains("chosen"));
    const next = items[Math.max(0, Math.min(items.length - 1, at + by))];
    next?.focus();
    next?.click();
    return true;
  }

  return { show, onKey, model: () => model };
})();
