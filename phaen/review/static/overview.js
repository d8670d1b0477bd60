"use strict";

// The overview: facets, charts, and the table of plans in pages.
phaen.overview = (() => {
  const { el, t, format, names, overviewData } = phaen;
  const ROWS = 50;
  let root = null;
  let query = new URLSearchParams();
  let row = 0;

  function show(target, wanted) {
    root = target;
    query = wanted;
    row = 0;
    document.title = t("title");
    render();
    if (!overviewData.complete)
      overviewData.load(() => {
        if (root.isConnected && !phaen.address.read().plan) render();
      });
  }

  /** Change facets; the first page is shown again. A facet that is chosen twice is dropped. */
  function choose(name, value) {
    if (query.get(name) === value || !value) query.delete(name);
    else query.set(name, value);
    if (name !== "page") query.delete("page");
    phaen.address.keep("", Object.fromEntries(query));
    render();
  }

  function render() {
    const focused = document.activeElement?.dataset?.focus ?? "";
    const plans = overviewData.matching(query);
    const chart = (make, facet) => make(overviewData.matching(query, facet), query.get(facet) ?? "", choose);
    phaen.refill(
      root,
      phaen.frame.header(el("h1", {}, t("title")), [changesLink(), exportButton()], render),
      el(
        "main",
        { id: "main", tabindex: "-1", class: "overview" },
        figures(plans),
        phaen.charts.sample(),
        facets(),
        table(plans),
        el(
          "div",
          { class: "charts" },
          chart(phaen.charts.kinds, "kind"),
          chart(phaen.charts.budget, "year"),
          chart(phaen.charts.map, "province"),
        ),
        phaen.charts.failed(plans),
      ),
    );
    document.documentElement.lang = phaen.settings.language;
    if (focused) refocus(root.querySelector(`[data-focus="${CSS.escape(focused)}"]`));
  }

  /** Put the focus, and the caret of a text, where it was before the page was made anew. */
  function refocus(element) {
    element?.focus();
    if (element?.type === "search") element.setSelectionRange(element.value.length, element.value.length);
  }

  /** The way to the page of changes, if the review has one. */
  function changesLink() {
    const { changes } = phaen.common;
    if (changes === null) return null;
    const count = changes.counts.reduce((sum, [, number]) => sum + number, 0);
    return el("a", { href: phaen.address.write("changes", {}), class: "button to-changes" }, t("changes_n", { n: format.count(count) }));
  }

  function exportButton() {
    return phaen.frame.button(t("export"), exportAll, { keys: "E", kind: "main" });
  }

  function exportAll() {
    phaen.corrections.exportAll(overviewData.all().map((plan) => plan.document_id));
  }

  function figures(plans) {
    const total = (name) => plans.reduce((sum, plan) => sum + plan[name], 0);
    const figure = (label, value) => el("div", { class: "figure" }, el("dt", {}, label), el("dd", {}, value));
    const { options, plans_in_dataset: all } = phaen.common;
    const part =
      phaen.common.plans < all ? t("part_of", { n: format.count(phaen.common.plans), all: format.count(all) }) : "";
    const why = options.sample !== null ? t("only_sample") : options.only_doubtful ? t("only_doubtful") : "";
    return [
      el(
        "dl",
        { class: "figures" },
        figure(t("plans"), format.count(plans.length)),
        figure(t("projects"), format.count(total("projects"))),
        figure(t("baht"), format.baht(total("satang"))),
        figure(t("errors"), format.count(total("errors"))),
        figure(t("warnings"), format.count(total("warnings"))),
      ),
      part && el("p", { class: "note" }, `${part} ${why}`),
      !phaen.answers.keeps && el("p", { class: "alarm", role: "alert" }, t("not_kept")),
    ];
  }

  function facets() {
    const distinct = (name) =>
      [
        ...new Set(
          overviewData
            .all()
            .map((plan) => plan[name])
            .filter(Boolean),
        ),
      ].sort();
    const select = (name, label, options) =>
      el(
        "label",
        {},
        el("span", {}, label),
        el(
          "select",
          {
            data: { focus: name },
            on: { change: (event) => choose(name, event.target.value) },
          },
          el("option", { value: "" }, t("all")),
          options.map(([value, shown]) => el("option", { value, selected: query.get(name) === value }, shown)),
        ),
      );
    const search = el(
      "label",
      { class: "search" },
      el("span", {}, t("search")),
      el("input", {
        type: "search",
        value: query.get("q") ?? "",
        data: { focus: "q" },
        "aria-keyshortcuts": "/",
        on: {
          input: (event) => {
            choose("q", event.target.value);
          },
        },
      }),
    );
    const chosen = overviewData.facets.filter((name) => query.get(name));
    return el(
      "form",
      { class: "facets", role: "search", on: { submit: (event) => event.preventDefault() } },
      search,
      select(
        "province",
        t("province"),
        distinct("province_code").map((code) => [code, names.province(code)]),
      ),
      select(
        "type",
        t("type"),
        distinct("organization_type").map((type) => [type, type]),
      ),
      select(
        "kind",
        t("finding"),
        phaen.common.checks
          .map(([code]) => code)
          .filter((code) => overviewData.all().some((plan) => plan.codes.has(code)))
          .map((code) => [code, names.check(code)]),
      ),
      select(
        "status",
        t("status"),
        distinct("status").map((status) => [status, t(`status_${status}`)]),
      ),
      select("todo", t("review"), [["1", t("todo")]]),
      chosen.length > 0 &&
        phaen.frame.button(
          t("clear"),
          () => {
            for (const name of chosen) query.delete(name);
            choose("page", "");
          },
          { kind: "quiet" },
        ),
    );
  }

  function table(plans) {
    const sort = query.get("sort") ?? "-errors";
    const page = Math.max(1, Math.min(Number(query.get("page")) || 1, Math.ceil(plans.length / ROWS) || 1));
    const shown = overviewData.sorted(plans, sort).slice((page - 1) * ROWS, page * ROWS);
    row = Math.min(row, Math.max(0, shown.length - 1));
    return el(
      "section",
      { class: "panel plans", "aria-label": t("plans") },
      el(
        "div",
        { class: "scroll" },
        el(
          "table",
          {},
          el(
            "thead",
            {},
            el(
              "tr",
              {},
              overviewData.columns.map((column) => heading(column, sort)),
            ),
          ),
          el("tbody", {}, shown.map(line)),
        ),
      ),
      shown.length === 0 && el("p", {}, t(overviewData.complete ? "no_plans" : "loading")),
      pager(page, plans.length),
    );
  }

  const NUMBERS = new Set(["projects", "baht", "errors", "warnings", "reviewed"]);

  function heading(column, sort) {
    const down = sort === `-${column}`;
    const is = down || sort === column;
    const next = is ? (down ? column : `-${column}`) : NUMBERS.has(column) ? `-${column}` : column;
    return el(
      "th",
      {
        scope: "col",
        class: NUMBERS.has(column) ? "number" : "",
        "aria-sort": is ? (down ? "descending" : "ascending") : "none",
      },
      el(
        "button",
        { type: "button", class: "sort", data: { focus: `sort-${column}` }, on: { click: () => choose("sort", next) } },
        t(`column_${column}`),
        el("span", { "aria-hidden": "true" }, is ? (down ? " ▼" : " ▲") : ""),
      ),
    );
  }

  function line(plan) {
    const share = overviewData.share(plan);
    const name = plan.organization ?? plan.source_file;
    const body =
      plan.status === "failed"
        ? el("span", {}, name)
        : el("a", { href: phaen.address.write(plan.document_id, linked()), class: "plan-link" }, name);
    const cell = (column, kind, ...content) =>
      el("td", { class: kind, data: { label: t(`column_${column}`) } }, content);
    const number = (column, kind = "") =>
      cell(column, `number ${plan[column] ? kind : ""}`, format.count(plan[column]));
    return el(
      "tr",
      {},
      el(
        "th",
        { scope: "row" },
        body,
        el("small", {}, plan.source_file),
        plan.status === "failed" && el("small", { class: "alarm" }, `${t("status_failed")}: ${plan.error ?? ""}`),
      ),
      cell("province", "", names.province(plan.province_code, plan.province ?? "")),
      cell("years", "nowrap", format.years(plan.first, plan.last)),
      number("projects"),
      cell("baht", "number nowrap", format.baht(plan.satang)),
      number("errors", "error"),
      number("warnings", "warning"),
      cell(
        "reviewed",
        "number",
        share === null
          ? el("span", { title: t("nothing_to_review") }, "–")
          : [
              format.percent(share),
              el("progress", { max: "1", value: String(share), "aria-label": t("column_reviewed") }),
            ],
      ),
    );
  }

  /** What a link to a plan takes along: the kind of finding that is looked for. */
  function linked() {
    return { kind: query.get("kind") ?? "" };
  }

  function pager(page, count) {
    const last = Math.ceil(count / ROWS) || 1;
    const go = (to) => () => choose("page", to === 1 ? "" : String(to));
    return (
      last > 1 &&
      el(
        "nav",
        { class: "pager", "aria-label": t("pages") },
        el(
          "button",
          {
            type: "button",
            class: "button",
            disabled: page === 1,
            data: { focus: "before" },
            on: { click: go(page - 1) },
          },
          t("before"),
        ),
        el("span", {}, t("page_of", { n: page, all: last })),
        el(
          "button",
          {
            type: "button",
            class: "button",
            disabled: page === last,
            data: { focus: "after" },
            on: { click: go(page + 1) },
          },
          t("after"),
        ),
      )
    );
  }

  /** Keys of the overview. */
  function onKey(code) {
    const links = [...root.querySelectorAll(".plan-link")];
    const at = links.indexOf(document.activeElement);
    if (code === "KeyJ") links[Math.min(at + 1, links.length - 1)]?.focus();
    else if (code === "KeyK") links[Math.max(at - 1, 0)]?.focus();
    else if (code === "KeyE") exportAll();
    else if (code === "Slash") root.querySelector('input[type="search"]')?.focus();
    else return false;
    return true;
  }

  return { show, onKey, render };
})();
