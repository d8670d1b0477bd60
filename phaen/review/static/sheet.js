"use strict";

// The audit sheet that is printed: the plan's facts, its findings with their answers, its totals, lines for signatures.
phaen.sheet = (() => {
  const { el, t, format, names } = phaen;

  function make(model) {
    const facts = model.document;
    const answers = phaen.answers.read(model.id);
    const money = model.projects.reduce((sum, project) => sum + model.budget(project.project_id), 0);
    const fact = (label, value) => value && el("div", {}, el("dt", {}, label), el("dd", {}, value));
    return [
      el("h1", {}, t("sheet_title")),
      el(
        "dl",
        { class: "sheet-facts" },
        fact(t("column_body"), facts.organization),
        fact(t("province"), names.province(facts.province_code, facts.province ?? "")),
        fact(t("column_years"), format.years(facts.fiscal_year_first, facts.fiscal_year_last)),
        fact(t("source"), facts.source_file),
        fact("SHA-256", facts.sha256),
        fact(t("projects"), format.count(model.projects.length)),
        fact(t("baht"), format.baht(money)),
      ),
      el("h2", {}, t("findings_n", { n: model.findings.length })),
      el(
        "table",
        { class: "sheet-findings" },
        head(["number", "finding", "place", "read_as", "answer", "checked"]),
        el(
          "tbody",
          {},
          model.findings.map((finding, position) => row(model, finding, position, answers.get(finding.key))),
        ),
      ),
      model.tables.get("totals").length > 0 && [
        el("h2", {}, t("printed_totals", { n: model.tables.get("totals").length })),
        el(
          "table",
          {},
          head(["total", "printed", "sum", "difference"]),
          el(
            "tbody",
            {},
            model.tables.get("totals").map((total) => totalRow(total)),
          ),
        ),
      ],
      signatures(),
    ];
  }

  function head(columns) {
    return el(
      "thead",
      {},
      el(
        "tr",
        {},
        columns.map((name) => el("th", { scope: "col" }, t(name))),
      ),
    );
  }

  function row(model, finding, position, answer) {
    const { message, where, lead: leading } = phaen.findingAnswers;
    const lead = leading(finding);
    const to = answer?.changes ? answer.changes.map((change) => change.new || t("empty")).join(", ") : "";
    return el(
      "tr",
      {},
      el("td", {}, String(position + 1)),
      el(
        "td",
        {},
        phaen.frame.severity(finding.severity),
        el("b", {}, ` ${names.check(finding.check)}`),
        el("br"),
        message(finding),
      ),
      el("td", {}, where(model, finding)),
      el("td", {}, lead ? format.value(lead.field, lead.value) : ""),
      el(
        "td",
        {},
        answer ? [t(`answer_${answer.kind}`), to && `: ${to}`, answer.who && ` (${answer.who}, ${answer.when})`] : "",
      ),
      el("td", { class: "tick" }, "☐"),
    );
  }

  function totalRow(total) {
    return el(
      "tr",
      {},
      el("td", {}, phaen.totalName(total)),
      ...["printed_amount", "computed_amount", "difference"].map((field) =>
        el("td", { class: "number" }, format.value("amount", total[field])),
      ),
    );
  }

  function signatures() {
    const line = (role) =>
      el(
        "div",
        { class: "signature" },
        el("p", {}, t(role)),
        el("p", { class: "rule" }),
        el("p", {}, `(${"․".repeat(40)})`),
        el("p", {}, `${t("position")} ${"․".repeat(36)}`),
        el("p", {}, `${t("date")} ${"․".repeat(36)}`),
      );
    return el("div", { class: "signatures" }, line("reviewer"), line("approver"));
  }

  /** Fill the sheet for printing; of the overview, nothing: it prints as it is. */
  function fill() {
    const holder = document.getElementById("sheet");
    const model = phaen.address.read().plan ? phaen.plan.model() : null;
    document.body.classList.toggle("prints-sheet", Boolean(model));
    phaen.refill(holder, model && make(model));
  }

  window.addEventListener("beforeprint", fill);
  window.addEventListener("afterprint", () => phaen.refill(document.getElementById("sheet")));
  return { fill };
})();
