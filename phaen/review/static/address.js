"use strict";

// What is shown, in the part of the address behind #: "/?province=TH-10&sort=-errors" or "/plan/0123...?finding=4",
// "/changes?change=renamed".
phaen.address = (() => {
  const PLAN = /^\/plan\/([0-9A-Fa-f]{16})$/;
  const CHANGES = "changes";

  function read() {
    const [path, query = ""] = location.hash.slice(1).split("?", 2);
    const plan = PLAN.exec(path);
    const isOfChanges = path === `/${CHANGES}` && phaen.common.changes !== null;
    return { plan: plan ? plan[1] : "", isOfChanges, query: new URLSearchParams(query) };
  }

  /** The address of a plan by its id, of "changes", or of the overview. */
  function write(page, query) {
    const pairs = Object.entries(query).filter(([, value]) => value !== "" && value !== null && value !== undefined);
    const text = new URLSearchParams(pairs).toString();
    return `#/${page === CHANGES || !page ? page : `plan/${page}`}${text ? `?${text}` : ""}`;
  }

  /** Change the address without going anywhere, so that it can be copied and reloaded. */
  function keep(page, query) {
    history.replaceState(null, "", write(page, query));
  }

  /** Go to another page of the review. */
  function go(page, query = {}) {
    location.hash = write(page, query);
  }

  return { read, write, keep, go };
})();
