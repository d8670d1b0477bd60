"use strict";

// The charts of the overview. Each is also a facet: its parts are buttons that filter the plans. Numbers are always
// printed; colour only repeats them.
phaen.charts = (() => {
  const { el, t, names, format } = phaen;

  function panel(title, note, ...content) {
    return el("section", { class: "panel" }, el("h2", {}, title), note && el("p", { class: "note" }, note), content);
  }

  /** Findings by kind: bars, the most frequent first. */
  function kinds(plans, chosen, choose) {
    const counts = new Map();
    for (const plan of plans) for (const [code, count] of plan.codes) counts.set(code, (counts.get(code) ?? 0) + count);
    const rank = { error: 0, warning: 1, info: 2 };
    const order = [...counts].sort(
      ([a, n], [b, m]) => rank[names.severityOf(a)] - rank[names.severityOf(b)] || m - n || (a < b ? -1 : 1),
    );
    const most = Math.max(1, ...counts.values());
    const bar = ([code, count]) =>
      el(
        "li",
        {},
        el(
          "button",
          {
            type: "button",
            class: "bar",
            "aria-pressed": String(code === chosen),
            on: { click: () => choose("kind", code) },
          },
          el("span", { class: "bar-name" }, phaen.frame.severity(names.severityOf(code)), " ", names.check(code)),
          el("span", { class: "bar-count" }, format.count(count)),
          el("span", { class: `bar-length ${names.severityOf(code)}`, style: { width: `${(100 * count) / most}%` } }),
        ),
      );
    return panel(
      t("findings_by_kind"),
      null,
      order.length ? el("ul", { class: "bars" }, order.map(bar)) : el("p", {}, t("no_findings")),
    );
  }

  /** Budget by dimension and year, in baht. */
  function budget(plans, chosen, choose) {
    const sums = new Map();
    const years = new Set();
    const dimensions = new Set();
    for (const plan of plans) {
      for (const [dimension, year, amount] of plan.money) {
        years.add(year);
        dimensions.add(dimension);
        sums.set(`${dimension}/${year}`, (sums.get(`${dimension}/${year}`) ?? 0) + amount);
      }
    }
    const ordered = [...years].sort((a, b) => a - b);
    const most = Math.max(1, ...sums.values());
    const cell = (amount) =>
      el(
        "td",
        { class: "amount" },
        el("span", { title: format.baht(amount) }, format.short(amount)),
        el("span", { class: "cell-bar", style: { width: `${(100 * amount) / most}%` } }),
      );
    const row = (dimension) =>
      el(
        "tr",
        {},
        el("th", { scope: "row" }, dimension ? t("dimension_n", { n: dimension }) : t("no_dimension")),
        ordered.map((year) => cell(sums.get(`${dimension}/${year}`) ?? 0)),
      );
    const head = ordered.map((year) =>
      el(
        "th",
        { scope: "col" },
        year
          ? el(
              "button",
              {
                type: "button",
                class: "quiet",
                "aria-pressed": String(String(year) === chosen),
                on: { click: () => choose("year", String(year)) },
              },
              format.year(year),
            )
          : t("no_year"),
      ),
    );
    return panel(
      t("budget_by_dimension"),
      t("budget_note"),
      el(
        "div",
        { class: "scroll" },
        el(
          "table",
          { class: "matrix" },
          el("thead", {}, el("tr", {}, el("th", { scope: "col" }, t("dimension")), head)),
          el("tbody", {}, [...dimensions].sort((a, b) => (a || 99) - (b || 99)).map(row)),
        ),
      ),
    );
  }

  /** Provinces as tiles of equal size, about where they are. */
  function map(plans, chosen, choose) {
    const counts = new Map();
    for (const plan of plans)
      if (plan.province_code) counts.set(plan.province_code, (counts.get(plan.province_code) ?? 0) + 1);
    const most = Math.max(1, ...counts.values());
    const tile = ([code, th, en, column, row, shortTh, shortEn]) => {
      const count = counts.get(code) ?? 0;
      const thai = phaen.settings.language === "th";
      const name = thai ? th : en;
      return el(
        "li",
        { style: { "grid-column": String(column + 1), "grid-row": String(row + 1) } },
        el(
          "button",
          {
            type: "button",
            class: "tile",
            disabled: count === 0,
            "aria-pressed": String(code === chosen),
            title: `${name}: ${count}`,
            "aria-label": t("tile", { name, n: count }),
            data: { depth: count ? String(Math.ceil((4 * count) / most)) : "0" },
            on: { click: () => choose("province", code) },
          },
          el("span", {}, thai ? shortTh : shortEn),
          el("b", {}, count || ""),
        ),
      );
    };
    return panel(t("map"), t("map_note"), el("ul", { class: "tiles" }, phaen.common.provinces.map(tile)));
  }

  /** The estimate of quality from the sample, with its interval. */
  function sample() {
    if (phaen.common.options.sample === null) return null;
    const { right, wrong, drawn } = phaen.overviewData.sample();
    const [low, high] = format.wilson(right, right + wrong);
    const values = {
      right,
      all: right + wrong,
      drawn,
      low: format.percent(low, 1),
      high: format.percent(high, 1),
      seed: phaen.common.options.seed,
    };
    const estimate =
      right + wrong
        ? t("estimate", { ...values, share: format.percent(right / (right + wrong), 1) })
        : t("estimate_none");
    return panel(t("sample"), t("sample_note", values), el("p", { class: "estimate" }, estimate));
  }

  /** Sources that gave no plan, with the reason. */
  function failed(plans) {
    const list = plans.filter((plan) => plan.status === "failed");
    if (!list.length) return null;
    return panel(
      t("failed_sources", { n: list.length }),
      null,
      el(
        "ul",
        { class: "failed" },
        list.map((plan) => el("li", {}, el("b", {}, plan.source_file), el("span", {}, plan.error ?? ""))),
      ),
    );
  }

  return { kinds, budget, map, sample, failed };
})();
