"use strict";

// The answers of the user, kept by the browser for each document. They belong to the content of the document: they are
// still there when the dataset is made again.
phaen.answers = (() => {
  const PREFIX = "phaen:answers:";
  const cached = new Map();
  const listeners = [];
  let keeps = true;

  function read(documentId) {
    if (!cached.has(documentId)) cached.set(documentId, new Map(Object.entries(stored(documentId))));
    return cached.get(documentId);
  }

  function stored(documentId) {
    try {
      const found = JSON.parse(localStorage.getItem(PREFIX + documentId));
      return found && typeof found === "object" ? found : {};
    } catch {
      return {};
    }
  }

  /** Keep an answer, or remove it if it is null. */
  function set(documentId, key, answer) {
    const answers = read(documentId);
    if (answer) answers.set(key, { ...answer, who: phaen.settings.who, when: today() });
    else answers.delete(key);
    try {
      if (answers.size) localStorage.setItem(PREFIX + documentId, JSON.stringify(Object.fromEntries(answers)));
      else localStorage.removeItem(PREFIX + documentId);
    } catch {
      keeps = false;
    }
    for (const listener of listeners) listener();
  }

  function today() {
    const now = new Date();
    const two = (number) => String(number).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }

  /** The documents with answers, of those given. */
  function documents(ids) {
    return ids.filter((id) => read(id).size);
  }

  /** How many warnings and errors of a document are answered. */
  function reviewed(documentId) {
    let count = 0;
    for (const answer of read(documentId).values()) if (answer.counts) count += 1;
    return count;
  }

  return {
    read,
    set,
    documents,
    reviewed,
    onChange: (listener) => listeners.push(listener),
    get keeps() {
      return keeps;
    },
  };
})();
