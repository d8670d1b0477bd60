"use strict";

// Shows what the address names, and passes keys on. Keys are named by their place on the keyboard, so that they work on
// a Thai keyboard as on a Latin one.
phaen.route = () => {
  const { plan, isOfChanges, query } = phaen.address.read();
  const root = document.getElementById("app");
  window.scrollTo(0, 0);
  if (plan) phaen.plan.show(root, plan, query);
  else if (isOfChanges) phaen.changes.show(root, query);
  else phaen.overview.show(root, query);
};

(() => {
  const TYPED = "input, textarea, select, dialog";

  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(TYPED)) {
      if (event.key === "Escape" && event.target.matches("input, textarea, select")) event.target.blur();
      return;
    }
    const { plan, isOfChanges } = phaen.address.read();
    const page = plan ? phaen.plan : isOfChanges ? phaen.changes : phaen.overview;
    if (event.key === "?") phaen.frame.help();
    else if (event.code === "KeyL") toggle("language", phaen.settings.language === "th" ? "en" : "th");
    else if (event.code === "KeyY") toggle("era", phaen.settings.era === "ce" ? "be" : "ce");
    else if (!page.onKey(event.code, event.key)) return;
    event.preventDefault();
  }

  function toggle(name, value) {
    phaen.settings.set(name, value);
    phaen.route();
  }

  window.addEventListener("keydown", onKey);
  window.addEventListener("hashchange", phaen.route);
  phaen.route();
})();
