"use strict";

// What is shown, in the part of the address behind #: "/?province=TH-10&sort=-errors" or "/plan/0123...?finding=4".
phaen.address = (() => {
  const PLAN = /^\/plan\/([0-9A-Fa-f]{16})$/;

  function read() {
    const [path, query = ""] = location.hash.slice(1).split("?", 2);
    const plan = PLAN.exec(path);
    return { plan: plan ? plan[1] : "", query: new URLSearchParams(query) };
  }

  function write(plan, query) {
    const pairs = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
    const text = new URLSearchParams(pairs).toString();
    return `#/${plan ? `plan/${plan}` : ""}${text ? `?${text}` : ""}`;
  }

  /** Change the address without going anywhere, so that it can be copied and reloaded. */
  function keep(plan, query) {
    history.replaceState(null, "", write(plan, query));
  }

  /** Go to another page of the review. */
  function go(plan, query = {}) {
    location.hash = write(plan, query);
  }

  return { read, write, keep, go };
})();
