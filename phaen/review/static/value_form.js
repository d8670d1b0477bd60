"use strict";

/** A form for the new value of a field. `save` gets the value, without blanks around it; Escape calls `cancel`. */
phaen.valueForm = (table, field, value, save, cancel) => {
  const { el, t, names } = phaen;
  const isNumber = /amount|budget_(total|plan|planned|ordinance|spent)$|^fiscal_year|count$|^round$/.test(field);
  const isLong = !isNumber && (value.length > 60 || value.includes("\n"));
  const input = el(
    isLong ? "textarea" : "input",
    isLong ? { rows: "5" } : { type: "text", inputmode: isNumber ? "decimal" : null },
  );
  input.value = value;
  const problem = el("p", { class: "alarm", role: "alert" });
  const submit = (event) => {
    event?.preventDefault();
    const to = input.value.trim();
    if (isNumber && to && !/^[\d๐-๙][\d๐-๙,]*(\.[\d๐-๙]{1,2})?$/.test(to)) phaen.refill(problem, t("not_a_number"));
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
    el("label", {}, el("span", {}, names.field(table, field)), input),
    problem,
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
