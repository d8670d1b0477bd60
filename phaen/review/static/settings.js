"use strict";

// What the user has chosen: language, era, name. And the words of the page in the chosen language.
phaen.settings = (() => {
  const KEY = "phaen:settings";
  const defaults = { language: navigator.language.startsWith("th") ? "th" : "en", era: "be", who: "" };
  const chosen = { ...defaults, ...read() };

  function read() {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  }

  function set(name, value) {
    chosen[name] = value;
    try {
      localStorage.setItem(KEY, JSON.stringify(chosen));
    } catch {
      // The browser keeps nothing: the choice holds until the page is closed.
    }
  }

  return {
    set,
    get language() {
      return chosen.language === "th" ? "th" : "en";
    },
    get era() {
      return chosen.era === "ce" ? "ce" : "be";
    },
    get who() {
      return String(chosen.who);
    },
  };
})();

phaen.common = phaen.known("common");

/** The word or sentence with this key, with {name} replaced by values. */
phaen.t = (key, values = {}) => {
  const words = phaen.common.words[phaen.settings.language];
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
};

phaen.names = (() => {
  const fields = new Map(phaen.common.titles.map(([table, field, en, th]) => [`${table}.${field}`, { en, th }]));
  const tables = new Map(phaen.common.table_titles.map(([table, en, th]) => [table, { en, th }]));
  const checks = new Map(phaen.common.checks.map(([code, severity, en, th]) => [code, { code, severity, en, th }]));
  const provinces = new Map(phaen.common.provinces.map(([code, th, en]) => [code, { en, th }]));
  const correctable = new Map(
    phaen.common.correctable.map(([table, field, mayBeEmpty, values]) => [`${table}.${field}`, { mayBeEmpty, values }]),
  );
  const said = (found, fallback) => (found ? found[phaen.settings.language] : fallback);
  const BUDDHIST = "(พ.ศ.)";
  const COMMON = "(ค.ศ.)";

  /** The title of a column. The years of columns of the Buddhist Era are shown in the chosen era, and so is their title. */
  function titleOf(table, field) {
    const title = said(fields.get(`${table}.${field}`), field);
    return phaen.settings.era === "ce" ? title.replace(BUDDHIST, COMMON) : title;
  }

  return {
    field: titleOf,
    table: (table) => said(tables.get(table), table),
    check: (code) => said(checks.get(code), code),
    severityOf: (code) => checks.get(code)?.severity ?? "info",
    province: (code, fallback) => said(provinces.get(code), fallback ?? code),
    isCorrectable: (table, field) => correctable.has(`${table}.${field}`),
    mayBeEmpty: (table, field) => correctable.get(`${table}.${field}`)?.mayBeEmpty ?? false,
    choices: (table, field) => correctable.get(`${table}.${field}`)?.values ?? [],
  };
})();
