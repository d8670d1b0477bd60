"use strict";

// The namespace of the review: data that script files bring, and the only way in which elements are made.
window.phaen = (() => {
  const given = new Map();
  const awaited = new Map();
  const OWN_SCRIPT = /^(data|plans|pages)\/[A-Za-z0-9_]+\.js$/;

  const own = (url) => {
    if (!OWN_SCRIPT.test(url)) throw new TypeError(`not a script of this review: ${url}`);
    return url;
  };
  const policy = window.trustedTypes
    ? window.trustedTypes.createPolicy("phaen", { createScriptURL: own })
    : { createScriptURL: own };

  /** Called by the files in data/, plans/ and pages/. */
  function data(name, value) {
    given.set(name, value);
  }

  /** The data that has been loaded under a name. */
  function known(name) {
    return given.get(name);
  }

  /** Load a script once; resolves to the data that it brings, undefined if there is no such file. */
  function load(name, path) {
    if (given.has(name)) return Promise.resolve(given.get(name));
    if (!awaited.has(name)) {
      awaited.set(
        name,
        new Promise((resolve) => {
          const script = document.createElement("script");
          script.onload = () => resolve(given.get(name));
          script.onerror = () => resolve(undefined);
          script.src = policy.createScriptURL(path);
          document.head.append(script);
        }),
      );
    }
    return awaited.get(name);
  }

  /** Forget data that is large and can be loaded again. */
  function forget(name) {
    given.delete(name);
    awaited.delete(name);
  }

  // Controls, line separators and direction marks could hide or reorder what a source says: they are shown by number.
  const UNSEEN =
    /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb]/g;

  function visible(text) {
    return String(text).replace(
      UNSEEN,
      (sign) => `⟦U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0")}⟧`,
    );
  }

  /**
   * An element. `props`: `on` has listeners, `style` has style properties, `data` has data attributes; all others are
   * attributes, left out if null or false. Children are elements or texts; texts are never read as mark-up.
   */
  function el(tag, props = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
      else if (name === "style")
        for (const [property, to] of Object.entries(value)) made.style.setProperty(property, to);
      else if (name === "data") Object.assign(made.dataset, value);
      else made.setAttribute(name, value === true ? "" : visible(value));
    }
    put(made, ...children);
    return made;
  }

  /** Append children as `el` does. */
  function put(parent, ...children) {
    for (const child of children.flat(Infinity)) {
      if (child === null || child === undefined || child === false) continue;
      parent.append(child instanceof Node ? child : visible(child));
    }
  }

  /** Replace all children. */
  function refill(parent, ...children) {
    parent.replaceChildren();
    put(parent, ...children);
  }

  /** Tell users of screen readers what happened. */
  function say(text) {
    document.getElementById("said").textContent = visible(text);
  }

  return { data, known, load, forget, visible, el, put, refill, say };
})();
