"use strict";

// corrections.csv, which `phaen convert --corrections` applies: see docs/corrections.md for the columns.
phaen.corrections = (() => {
  const COLUMNS = [
    "anchor",
    "document",
    "table",
    "field",
    "action",
    "old",
    "new",
    "reason",
    "who",
    "when",
    "raw_digest",
  ];
  const SAMPLE_COLUMNS = ["document", "anchor", "project", "verdict", "who", "when"];
  const IDENTIFIERS = new Set(["anchor", "document", "raw_digest"]);
  const LIKE_NUMBER = /^[0-9]+(e[0-9]+)?$/i;
  const LIKE_FORMULA = /^[=+\-@'\t\r]/;

  /** The rows for some documents. Of two answers that set the same value, the later one counts. */
  function rows(documentIds) {
    const sets = new Map();
    const accepted = [];
    for (const id of documentIds) {
      for (const answer of phaen.answers.read(id).values()) {
        const common = { document: id, action: "set", reason: answer.reason ?? "", who: answer.who, when: answer.when };
        for (const change of answer.changes ?? []) {
          const key = [id, change.anchor, change.table, change.field].join("\n");
          sets.delete(key);
          sets.set(key, { ...common, ...change });
        }
        for (const finding of answer.accepted ?? []) {
          accepted.push({ ...common, table: "checks", new: "accepted", ...finding });
        }
      }
    }
    return [...sets.values(), ...accepted];
  }

  function cell(column, value) {
    let text = String(value ?? "");
    const guarded = IDENTIFIERS.has(column) ? LIKE_NUMBER.test(text) : column !== "when" && LIKE_FORMULA.test(text);
    if (guarded) text = `'${text}`;
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  }

  function csv(columns, list) {
    const lines = [columns, ...list.map((row) => columns.map((column) => cell(column, row[column])))];
    return `\ufeff${lines.map((line) => line.join(",")).join("\r\n")}\r\n`;
  }

  /** The verdicts about the sample. */
  function verdicts(documentIds) {
    return documentIds.flatMap((id) =>
      [...phaen.answers.read(id)]
        .filter(([, answer]) => answer.verdict)
        .map(([, answer]) => ({ document: id, ...answer })),
    );
  }

  function save(name, text) {
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
    const link = phaen.el("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 60000);
  }

  /** Save corrections.csv, and sample.csv if there are verdicts. */
  function exportAll(documentIds) {
    const found = rows(documentIds);
    save("corrections.csv", csv(COLUMNS, found));
    const judged = verdicts(documentIds);
    if (judged.length) save("sample.csv", csv(SAMPLE_COLUMNS, judged));
    phaen.say(phaen.t("exported", { n: found.length }));
    return found.length;
  }

  return { rows, csv: (ids) => csv(COLUMNS, rows(ids)), exportAll };
})();
