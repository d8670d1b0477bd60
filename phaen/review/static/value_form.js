"use strict";

/** A form for the new value of a field. `save` gets the value, without blanks around it; Escape calls `cancel`. */
phaen.valueForm = (table, field, value, save, cancel) => {
  const { el, t, names } = phaen;
  const YEARS = [2400, 2700]; // of the Buddhist Era, as in corrections
  const isYear = field.startsWith("fiscal_year");
  const isCount = field.endsWith("count");
  const isAmount = /amount|^budget_(total|plan|ordinance|spent)$/.test(field);
  const choices = names.choices(table, field);
  const isLong = !(isYear || isCount || isAmount) && (value.length > 60 || value.includes("\n"));

  function inputElement() {
    if (choices.length)
      return el(
        "select",
        {},
        ["", ...choices].map((choice) => el("option", { value: choice }, choice)),
      );
    if (isLong) return el("textarea", { rows: "5" });
    return el("input", { type: "text", inputmode: isYear || isCount || isAmount ? "decimal" : null });
  }

  /** Why a value is no value of the field; empty if it is one. */
  function problemWith(to) {
    const number = phaen.format.arabic(to);
    if (!to) return names.mayBeEmpty(table, field) ? "" : t("not_empty");
    if (isYear && !(/^\d{4}$/.test(number) && YEARS[0] <= Number(number) && Number(number) <= YEARS[1]))
      return t("not_a_year");
    if (isCount && !/^\d{1,6}$/.test(number)) return t("not_a_count");
    if (isAmount && !/^(\d{1,13}|\d{1,3}(,\d{3}){1,4})(\.\d{1,2})?$/.test(number)) return t("not_a_number");
    return "";
  }

  const input = inputElement();
  input.value = value;
  const alarm = el("p", { class: "alarm", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const to = input.value.trim();
    const problem = problemWith(to);
    if (problem) phaen.refill(alarm, problem);
    else save(to);
  };
  const onKey = (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      cancel();
    }
    if (event.key === "Enter" && (!isLong || event.ctrlKey || event.metaKey)) submit(event);
  };
  return el(
    "form",
    { class: "value-form", on: { submit, keydown: onKey } },
    el("label", {}, el("span", {}, names.field(table, field), isYear && ` – ${t("in_be")}`), input),
    alarm,
    el(
      "div",
      { class: "buttons" },
      el(
        "button",
        { type: "submit", class: "button main" },
        t("save"),
        el("kbd", { "aria-hidden": "true" }, isLong ? "Ctrl+Enter" : "Enter"),
      ),
      phaen.frame.button(t("cancel"), cancel, { keys: "Esc", kind: "quiet" }),
    ),
  );
};
