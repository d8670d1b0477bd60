"use strict";

// One plan: its rows by id, where each value comes from, and what its totals add up.
phaen.Model = class {
  constructor(id, record, pages) {
    this.id = id;
    this.document = record.document;
    this.findings = record.findings.map((finding, position) => ({ ...finding, position, key: keyOf(finding) }));
    this.sample = record.sample;
    this.pictures = new Set(pages?.pictures ?? []);
    this.lines = pages?.lines ?? [];
    this.reason = pages?.reason ?? "";
    this.tables = new Map(Object.entries(record.tables).map(([name, table]) => [name, rows(table)]));
    this.tables.set("documents", [record.document]);
    this.byId = new Map();
    for (const [name, list] of this.tables)
      for (const row of list) this.byId.set(`${name}\n${this.idOf(name, row)}`, row);
    this.origins = rows(record.trail).map((origin, position) => ({ ...origin, position }));
    this.originsOf = grouped(this.origins, (origin) => `${origin.table}\n${origin.row_id}`);
    this.originsOn = grouped(
      this.origins.filter((origin) => origin.page),
      (origin) => origin.page,
    );
    const owned = this.findings.flatMap((finding) =>
      [...new Set(finding.parts.map((part) => this.ownerOf(part.table, part.row_id)))].map((owner) => [owner, finding]),
    );
    this.findingsOf = grouped(owned, ([owner]) => owner);
    this.projects = this.tables.get("projects");
    this.budgetsOf = grouped(this.tables.get("budgets"), (budget) => budget.project_id);
    this.pageNumbers = this.tables.get("pages").map((page) => page.page);

    function keyOf(finding) {
      const [part] = finding.parts;
      return ["finding", finding.check, part.table, part.anchor || part.row_id, part.found ?? ""].join("|");
    }

    function rows({ columns, rows: cells }) {
      return cells.map((row) => Object.fromEntries(columns.map((column, position) => [column, row[position]])));
    }

    function grouped(list, key) {
      const groups = new Map();
      for (const item of list) {
        const name = key(item);
        if (!groups.has(name)) groups.set(name, []);
        groups.get(name).push(item);
      }
      return groups;
    }
  }

  idOf(table, row) {
    const column = {
      documents: "document_id",
      dimensions: "dimension",
      sections: "section",
      projects: "project_id",
      pages: "page",
    }[table];
    return String(row[column ?? "row_id"] ?? row.order ?? "");
  }

  row(table, id) {
    return this.byId.get(`${table}\n${id}`) ?? null;
  }

  /** The row that is shown for a value: an amount is shown with its project. */
  ownerOf(table, id) {
    if (table === "project_items") return `projects\n${id.split("/", 1)[0]}`;
    if (["budgets", "project_progress"].includes(table)) {
      const row = this.row(table, id);
      if (row) return `projects\n${row.project_id}`;
    }
    return `${table}\n${id}`;
  }

  origin(table, id, field) {
    return (this.originsOf.get(`${table}\n${id}`) ?? []).find((origin) => origin.field === field) ?? null;
  }

  value(table, id, field) {
    return this.row(table, id)?.[field] ?? null;
  }

  /** The original text of a value. */
  raw(origin) {
    return origin.raw === 1 ? this.value(origin.table, origin.row_id, origin.field) : origin.raw;
  }

  /** The original text of a value, as it is searched in its line. */
  textOf(origin) {
    return String(this.raw(origin) ?? "").trim();
  }

  /** How sure the reading of a value is: its own confidence, or that of its page if it was read by OCR. */
  confidence(origin) {
    if (origin.confidence !== null && origin.confidence !== undefined) return origin.confidence;
    return origin.method === "ocr" ? Number(this.value("pages", origin.page, "ocr_confidence") ?? NaN) : null;
  }

  /** The budget of a project over its years, one amount per year, in satang. */
  budget(projectId) {
    const amounts = new Map();
    for (const row of this.budgetsOf.get(projectId) ?? []) {
      if (row.amount !== null && (row.basis === "summary" || !amounts.has(row.fiscal_year)))
        amounts.set(row.fiscal_year, phaen.format.satang(row.amount));
    }
    return [...amounts.values()].reduce((sum, amount) => sum + amount, 0);
  }

  /** The amounts that a printed total adds up. */
  partsOf(total) {
    const within = new Set(
      this.projects
        .filter((project) => total.scope === "grand" || project.dimension === total.dimension)
        .map((project) => project.project_id),
    );
    return this.tables
      .get("budgets")
      .filter(
        (row) =>
          row.basis === "summary" &&
          row.amount !== null &&
          within.has(row.project_id) &&
          (total.fiscal_year === null || row.fiscal_year === total.fiscal_year),
      );
  }

  /** Where a part of a finding is: its own box, or that of its value. */
  placeOf(part) {
    const origin = part.field ? this.origin(part.table, part.row_id, part.field) : null;
    const text = origin ? this.textOf(origin) : part.found;
    const isNearer = origin?.box && origin.page === part.page; // a finding about a total is at the row, the amount in it
    if (part.box && !isNearer) return { page: part.page, line: part.line, box: part.box, text };
    if (origin?.page) return { page: origin.page, line: origin.line, box: origin.box, text };
    const near =
      this.origins.find(
        (other) => other.page === part.page && other.line === part.line && other.box && other.row_id === part.row_id,
      ) ??
      (this.originsOf.get(`${part.table}\n${part.row_id}`) ?? []).find(
        (other) => other.box && other.page === part.page,
      );
    return { page: part.page, line: part.line, box: near?.box ?? null, text };
  }

  size(page) {
    const row = this.row("pages", page);
    return row?.width && row?.height ? { width: Number(row.width), height: Number(row.height) } : null;
  }

  get isPaged() {
    return this.lines.length === 0 && this.tables.get("pages").some((page) => page.width !== null);
  }

  pictureOf(page) {
    return this.pictures.has(page) ? `pages/${this.id}/${page}.webp` : null;
  }

  /** The smallest box on a page that holds a point; coordinates in points. */
  originAt(page, x, y) {
    const area = ([x0, top, x1, bottom]) => (x1 - x0) * (bottom - top);
    const hits = (this.originsOn.get(page) ?? []).filter(
      ({ box }) => box && box[0] <= x && x <= box[2] && box[1] <= y && y <= box[3],
    );
    return hits.sort((a, b) => area(a.box) - area(b.box))[0] ?? null;
  }

  originsOnLine(page, line) {
    return (this.originsOn.get(page) ?? []).filter((origin) => origin.line === line);
  }
};
