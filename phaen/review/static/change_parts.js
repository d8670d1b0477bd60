"use strict";

// The parts of a change: its sign, what was and what is, with the letters that differ marked, and the difference in baht.
phaen.changeParts = (() => {
  const { el, t, format } = phaen;

  // Signs differ in form, not only in colour.
  const SIGNS = {
    document_added: "⊞",
    document_removed: "⊟",
    fact: "ⓘ",
    added: "+",
    removed: "−",
    renamed: "✎",
    moved: "⇄",
    rebudgeted: "฿",
  };
  const MONEY = new Set(["amount", "budget"]);

  function sign(kind) {
    return el(
      "span",
      { class: `change-kind ${kind}` },
      el("span", { "aria-hidden": "true" }, SIGNS[kind]),
      ` ${t(`change_${kind}`)}`,
    );
  }

  /** The letters of a text as they are seen: marks of Thai letters are not parted from them. */
  function letters(text) {
    const segmenter = window.Intl?.Segmenter ? new Intl.Segmenter("th", { granularity: "grapheme" }) : null;
    return segmenter ? [...segmenter.segment(text)].map((part) => part.segment) : Array.from(text);
  }

  /** What two texts have in common at their beginning and at their end, and what is between. */
  function split(one, other) {
    const [a, b] = [letters(one), letters(other)];
    const shorter = Math.min(a.length, b.length);
    let first = 0;
    while (first < shorter && a[first] === b[first]) first += 1;
    let last = 0;
    while (last < shorter - first && a[a.length - 1 - last] === b[b.length - 1 - last]) last += 1;
    const part = (list) => [
      list.slice(0, first).join(""),
      list.slice(first, list.length - last).join(""),
      list.slice(list.length - last).join(""),
    ];
    return [part(a), part(b)];
  }

  function marked(tag, [before, within, after]) {
    return [before, within && el(tag, {}, within), after];
  }

  function shown(change, text) {
    if (!text) return el("span", { class: "soft" }, t("empty"));
    return MONEY.has(change.field) ? format.baht(format.satang(text)) : format.value(change.field, text);
  }

  /** What was and what is. */
  function values(change) {
    const place = change.fiscal_year
      ? format.year(Number(change.fiscal_year))
      : change.change === "fact"
        ? phaen.names.field("documents", change.field)
        : "";
    const label = place && el("small", {}, place);
    if (change.change === "renamed") {
      const [old, now] = split(change.old, change.new);
      return [
        el("div", { class: "was" }, el("span", { class: "unseen" }, `${t("was")}: `), marked("del", old)),
        el("div", { class: "is" }, el("span", { class: "unseen" }, `${t("is")}: `), marked("ins", now)),
      ];
    }
    if (change.change === "added" || change.change === "removed") return shown(change, change.new || change.old);
    if (change.change.startsWith("document_")) return null;
    return [label, shown(change, change.old), el("span", { "aria-label": t("becomes") }, " → "), shown(change, change.new)];
  }

  /** Satang that a change adds to the plan; null if it changes no money. */
  function satang(change) {
    if (change.change === "rebudgeted") return format.satang(change.difference);
    if (change.change === "added") return format.satang(change.new);
    if (change.change === "removed") {
      const amount = format.satang(change.old);
      return amount === null ? null : -amount;
    }
    return null;
  }

  function difference(amount) {
    return amount === null ? "" : `${amount > 0 ? "+" : ""}${format.baht(amount)}`;
  }

  return { sign, values, satang, difference, kinds: Object.keys(SIGNS) };
})();
