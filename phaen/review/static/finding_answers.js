"use strict";

// A finding in words, and what each answer to it changes. A finding concerns one or more rows of the dataset: its parts.
// The first part states it; an answer about a value is about the part that leads and all others of the same column.
phaen.findingAnswers = (() => {
  const { t } = phaen;

  function message(finding) {
    if (phaen.settings.language !== "th") return finding.message;
    if (finding.message_th) return finding.message_th;
    const part = (name) => finding.parts[0][name] && `${t(name)}: ${finding.parts[0][name]}`;
    return [part("expected"), part("found")].filter(Boolean).join(" · ");
  }

  /** Which row it is about, and where. */
  function where(model, finding) {
    const [{ table, row_id: id, page, line }] = finding.parts;
    const row = model.row(...model.ownerOf(table, id).split("\n"));
    const shown = table === "totals" && row ? phaen.totalName(row) : id;
    const place = page ? t(model.isPaged ? "page_n" : "line_n", { n: model.isPaged ? page : line }) : "";
    const more = finding.parts.length > 1 ? t("more_rows", { n: finding.parts.length - 1 }) : "";
    return [id && table !== "documents" ? shown : "", row?.name ?? "", place, more].filter(Boolean).join(" · ");
  }

  /** The part whose value is asked for; undefined if the finding is about no value. */
  function lead(finding) {
    return finding.parts.find((part) => part.field);
  }

  /** The parts that an answer about the value changes. */
  function peers(finding) {
    const first = lead(finding);
    return finding.parts.filter((part) => first && part.table === first.table && part.field === first.field);
  }

  /** The parts that get the value that is typed: those that have the same value now. */
  function alike(finding) {
    return peers(finding).filter((part) => part.value === lead(finding).value);
  }

  /** Whether its value may be left empty. */
  function mayBeEmpty(finding) {
    const first = lead(finding);
    return Boolean(first) && phaen.names.mayBeEmpty(first.table, first.field);
  }

  function change(model, part, to) {
    const row = model.row(part.table, part.row_id);
    return {
      anchor: part.table === "documents" ? "" : part.anchor,
      table: part.table,
      field: part.field,
      old: part.value,
      new: to,
      raw_digest: row?.raw_digest ?? "",
    };
  }

  /** The changes that make up the other reading; empty if there is none. */
  function otherReading(model, finding) {
    const values = peers(finding).filter((part) => part.other);
    if (values.length) return values.map((part) => change(model, part, part.other));
    return finding.parts.flatMap((part) =>
      part.others.map(([field, old, to]) => ({ anchor: part.anchor, table: "budgets", field, old, new: to })),
    );
  }

  /** Every part of the finding is accepted; a redacted text cannot name the finding. */
  function accepted(finding) {
    const named = (text) => (text === null || text.includes("█") ? "" : text);
    return finding.parts.map((part) => ({ anchor: part.anchor, field: part.check, old: named(part.found) }));
  }

  /** The answer of a kind, null to remove it, undefined if the finding has no such answer. */
  function make(model, finding, kind, typed = "") {
    const common = { kind, counts: finding.severity !== "info", reason: t(`reason_${kind}`) };
    const withChanges = (changes) => (changes.length ? { ...common, changes } : undefined);
    switch (kind) {
      case "undo":
        return null;
      case "accept":
      case "document":
        return { ...common, accepted: accepted(finding) };
      case "illegible":
        return mayBeEmpty(finding) ? withChanges(peers(finding).map((part) => change(model, part, ""))) : undefined;
      case "other":
        return withChanges(otherReading(model, finding));
      default:
        return withChanges(alike(finding).map((part) => change(model, part, typed)));
    }
  }

  return { message, where, lead, alike, mayBeEmpty, otherReading, make };
})();
