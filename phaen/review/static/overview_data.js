"use strict";

// The plans of the overview: loaded page by page, filtered by facets, sorted, added up.
phaen.overviewData = (() => {
  const plans = [];
  let loaded = 0;

  function named(line) {
    return Object.fromEntries(phaen.common.plan_columns.map((column, position) => [column, line[position]]));
  }

  /** Load all pages, one after the other, and call `onPage` after each. */
  async function load(onPage) {
    for (; loaded < phaen.common.overview_pages;) {
      const name = `overview_${String(loaded + 1).padStart(4, "0")}`;
      const page = await phaen.load(name, `data/${name}.js`);
      loaded += 1;
      for (const line of page?.plans ?? []) plans.push(prepared(named(line)));
      phaen.forget(name);
      onPage();
    }
  }

  function prepared(plan) {
    plan.codes = new Map(plan.kinds.map(([position, count]) => [phaen.common.checks[position][0], count]));
    plan.searched = `${plan.organization ?? ""} ${plan.province ?? ""} ${plan.source_file}`.toLowerCase();
    return plan;
  }

  const doubtful = (plan) => plan.errors + plan.warnings;

  /** The share of errors and warnings that are answered; null if there are none. */
  function share(plan) {
    return doubtful(plan) ? Math.min(1, phaen.answers.reviewed(plan.document_id) / doubtful(plan)) : null;
  }

  const FACETS = {
    q: (plan, text) => plan.searched.includes(text.toLowerCase()),
    province: (plan, code) => (plan.province_code ?? "") === code,
    type: (plan, type) => plan.organization_type === type,
    kind: (plan, code) => plan.codes.has(code),
    status: (plan, status) => plan.status === status,
    year: (plan, year) => plan.first <= Number(year) && Number(year) <= (plan.last ?? plan.first),
    todo: (plan) => share(plan) !== null && share(plan) < 1,
  };

  /** The plans that match the facets of the address; `except` names a facet that is left out, for its own chart. */
  function matching(query, except = "") {
    const wanted = Object.entries(FACETS).filter(([name]) => name !== except && query.get(name));
    return plans.filter((plan) => wanted.every(([name, test]) => test(plan, query.get(name))));
  }

  const SORTS = {
    body: (plan) => plan.organization ?? plan.source_file,
    province: (plan) => phaen.names.province(plan.province_code, plan.province ?? ""),
    years: (plan) => plan.first ?? 0,
    projects: (plan) => plan.projects,
    baht: (plan) => plan.satang,
    errors: (plan) => plan.errors,
    warnings: (plan) => plan.warnings,
    reviewed: (plan) => share(plan) ?? 2,
  };

  /** Sorted by a column: "baht" upwards, "-baht" downwards. */
  function sorted(list, sort) {
    const down = sort.startsWith("-");
    const key = SORTS[sort.replace("-", "")] ?? SORTS.errors;
    const compare = new Intl.Collator(phaen.settings.language, { numeric: true }).compare;
    const order = (a, b) => (typeof a === "string" ? compare(a, b) : a - b);
    return [...list].sort((a, b) => (down ? -1 : 1) * order(key(a), key(b)) || compare(a.source_file, b.source_file));
  }

  /** The verdicts on the sample: how many are right and wrong. */
  function sample() {
    const found = { right: 0, wrong: 0, drawn: 0 };
    for (const plan of plans) {
      found.drawn += plan.sample;
      for (const answer of phaen.answers.read(plan.document_id).values()) {
        if (answer.verdict) found[answer.verdict] += 1;
      }
    }
    return found;
  }

  return {
    load,
    matching,
    sorted,
    share,
    sample,
    facets: Object.keys(FACETS),
    columns: Object.keys(SORTS),
    all: () => plans,
    get complete() {
      return loaded >= phaen.common.overview_pages;
    },
  };
})();
