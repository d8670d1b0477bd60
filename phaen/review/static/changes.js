"use strict";

// The page of changes: what differs from an earlier dataset, by document.
phaen.changes = (() => {
  const { el, t, format, changeParts } = phaen;
  const ROWS = 100;
  const all = [];
  let loaded = 0;
  let root = null;
  let query = new URLSearchParams();

  function show(target, wanted) {
    root = target;
    query = wanted;
    document.title = `${t("changes")} – ${t("title")}`;
    render();
    if (!isComplete())
      load(() => {
        if (root.isConnected && phaen.address.read().isOfChanges) render();
      });
  }

  const isComplete = () => loaded >= phaen.common.changes.pages;

  /** Load all files, one after the other, and call `onPage` after each. */
  async function load(onPage) {
    const { columns } = phaen.common.changes;
    for (; !isComplete();) {
      const name = `changes_${String(loaded + 1).padStart(4, "0")}`;
      const page = await phaen.load(name, `data/${name}.js`);
      loaded += 1;
      for (const line of page?.changes ?? []) {
        const change = Object.fromEntries(columns.map((column, position) => [column, line[position]]));
        change.satang = changeParts.satang(change);
        change.searched = `${change.name} ${change.old} ${change.source_file}`.toLowerCase();
        all.push(change);
      }
      phaen.forget(name);
      onPage();
    }
  }

  /** Change what is shown; a kind that is chosen twice is dropped. */
  function choose(name, value) {
    if (query.get(name) === value || !value) query.delete(name);
    else query.set(name, value);
    if (name !== "page") query.delete("page");
    phaen.address.keep("changes", Object.fromEntries(query));
    render();
  }

  function matching() {
    const [kind, text] = [query.get("change"), (query.get("q") ?? "").toLowerCase()];
    const found = all.filter((change) => (!kind || change.change === kind) && change.searched.includes(text));
    if (query.get("sort") !== "baht") return found;
    return found.sort((a, b) => Math.abs(b.satang ?? 0) - Math.abs(a.satang ?? 0));
  }

  function render() {
    const focused = document.activeElement?.dataset?.focus ?? "";
    const found = matching();
    phaen.refill(
      root,
      phaen.frame.header(
        [el("a", { href: "#/", class: "back" }, `‹ ${t("all_plans")}`), el("h1", {}, t("changes"))],
        null,
        render,
      ),
      el(
        "main",
        { id: "main", tabindex: "-1", class: "overview changes" },
        el("p", { class: "note" }, t("changes_note")),
        kinds(),
        facets(),
        money(found),
        table(found),
      ),
    );
    document.documentElement.lang = phaen.settings.language;
    const element = focused && root.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
    if (element) element.focus();
    if (element?.type === "search") element.setSelectionRange(element.value.length, element.value.length);
  }

  /** How many changes of each kind there are; each is a button that shows only these. */
  function kinds() {
    return el(
      "div",
      { class: "change-kinds", role: "group", "aria-label": t("kinds_of_changes") },
      phaen.common.changes.counts.map(([kind, count]) =>
        el(
          "button",
          {
            type: "button",
            class: "button",
            disabled: count === 0,
            "aria-pressed": String(query.get("change") === kind),
            data: { focus: `kind-${kind}` },
            on: { click: () => choose("change", kind) },
          },
          changeParts.sign(kind),
          el("b", {}, ` ${format.count(count)}`),
        ),
      ),
    );
  }

  function facets() {
    return el(
      "form",
      { class: "facets", role: "search", on: { submit: (event) => event.preventDefault() } },
      el(
        "label",
        { class: "search" },
        el("span", {}, t("search")),
        el("input", {
          type: "search",
          value: query.get("q") ?? "",
          data: { focus: "q" },
          "aria-keyshortcuts": "/",
          on: { input: (event) => choose("q", event.target.value) },
        }),
      ),
      el(
        "label",
        {},
        el("span", {}, t("order")),
        el(
          "select",
          { data: { focus: "sort" }, on: { change: (event) => choose("sort", event.target.value) } },
          el("option", { value: "" }, t("by_plan")),
          el("option", { value: "baht", selected: query.get("sort") === "baht" }, t("by_money")),
        ),
      ),
    );
  }

  function money(found) {
    const sum = found.reduce((total, change) => total + (change.satang ?? 0), 0);
    return el(
      "dl",
      { class: "figures" },
      el("div", { class: "figure" }, el("dt", {}, t("changes")), el("dd", {}, format.count(found.length))),
      el("div", { class: "figure" }, el("dt", {}, t("change_in_baht")), el("dd", {}, changeParts.difference(sum) || "0")),
    );
  }

  function table(found) {
    const last = Math.ceil(found.length / ROWS) || 1;
    const page = Math.max(1, Math.min(Number(query.get("page")) || 1, last));
    const shown = found.slice((page - 1) * ROWS, page * ROWS);
    const heads = ["change", "project", "from_to", "difference"];
    return el(
      "section",
      { class: "panel plans", "aria-label": t("changes") },
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
              heads.map((head) => el("th", { scope: "col", class: head === "difference" ? "number" : "" }, t(head))),
            ),
          ),
          bodies(shown),
        ),
      ),
      !shown.length && el("p", {}, t(isComplete() ? "no_changes" : "loading")),
      pager(page, last),
    );
  }

  /** The changes, those of one document after the other below its name. */
  function bodies(shown) {
    const found = [];
    for (const change of shown) {
      const key = `${change.document_old}|${change.document_new}`;
      if (found.at(-1)?.key !== key) found.push({ key, first: change, rows: [] });
      found.at(-1).rows.push(change);
    }
    return found.map(({ first, rows }) =>
      el(
        "tbody",
        {},
        el("tr", { class: "document" }, el("th", { colspan: "4", scope: "rowgroup" }, linkTo(first, first.source_file))),
        rows.map(line),
      ),
    );
  }

  function line(change) {
    const project = change.project_new || change.project_old;
    const cell = (name, kind, ...content) => el("td", { class: kind, data: { label: t(name) } }, content);
    return el(
      "tr",
      { class: "change", tabindex: "-1" },
      cell("change", "nowrap", changeParts.sign(change.change)),
      el(
        "th",
        { scope: "row" },
        change.project_new ? linkTo(change, change.name, `projects|${project}|name`) : change.name,
        project && el("small", {}, [...new Set([change.project_old, change.project_new])].filter(Boolean).join(" → ")),
      ),
      cell("from_to", "", changeParts.values(change)),
      cell("difference", "number nowrap", changeParts.difference(change.satang)),
    );
  }

  function linkTo(change, text, value = "") {
    if (!change.is_shown) return text;
    const query = value ? { tab: "tree", value } : {};
    return el("a", { href: phaen.address.write(change.document_new, query), class: value ? "change-link" : "" }, text);
  }

  function pager(page, last) {
    if (last === 1) return null;
    const button = (label, to, focus) =>
      el(
        "button",
        {
          type: "button",
          class: "button",
          disabled: to < 1 || to > last,
          data: { focus },
          on: { click: () => choose("page", to === 1 ? "" : String(to)) },
        },
        t(label),
      );
    return el(
      "nav",
      { class: "pager", "aria-label": t("pages") },
      button("before", page - 1, "before"),
      el("span", {}, t("page_of", { n: page, all: last })),
      button("after", page + 1, "after"),
    );
  }

  /** Keys of the page: J and K go from change to change. */
  function onKey(code) {
    const rows = [...root.querySelectorAll("tr.change")];
    const at = rows.indexOf(document.activeElement?.closest?.("tr.change"));
    const focus = (row) => (row?.querySelector(".change-link") ?? row)?.focus();
    if (code === "KeyJ") focus(rows[Math.min(at + 1, rows.length - 1)]);
    else if (code === "KeyK") focus(rows[Math.max(at - 1, 0)]);
    else if (code === "Slash") root.querySelector('input[type="search"]')?.focus();
    else if (code === "KeyP") window.print();
    else if (code === "Escape") phaen.address.go("");
    else return false;
    return true;
  }

  return { show, onKey };
})();
