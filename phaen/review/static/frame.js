"use strict";

// What both pages have: the header with language, era and name, and the help on keys.
phaen.frame = (() => {
  const { el, t } = phaen;

  /** A button; `keys` is shown on it and announced, for example "A". */
  function button(label, onClick, { keys = "", kind = "", title = null, pressed = null } = {}) {
    return el(
      "button",
      {
        type: "button",
        class: `button ${kind}`,
        title,
        "aria-keyshortcuts": keys || null,
        "aria-pressed": pressed === null ? null : String(pressed),
        on: { click: onClick },
      },
      label,
      keys && el("kbd", { "aria-hidden": "true" }, keys),
    );
  }

  function toggles(again) {
    const { settings } = phaen;
    const turn = (name, value) => () => {
      settings.set(name, value);
      again();
    };
    const thai = settings.language === "th";
    const common = settings.era === "ce";
    return el(
      "div",
      { class: "toggles" },
      button(thai ? "English" : "ไทย", turn("language", thai ? "en" : "th"), { keys: "L", kind: "quiet" }),
      button(t(common ? "to_be" : "to_ce"), turn("era", common ? "be" : "ce"), { keys: "Y", kind: "quiet" }),
      button("?", help, { kind: "quiet", title: t("help") }),
    );
  }

  function who() {
    return el(
      "label",
      { class: "who" },
      t("who"),
      el("input", {
        type: "text",
        value: phaen.settings.who,
        autocomplete: "off",
        size: "12",
        maxlength: "80",
        on: { change: (event) => phaen.settings.set("who", event.target.value.trim()) },
      }),
    );
  }

  /** The header: `left` is what the page puts into it. */
  function header(left, actions, again) {
    const skip = el(
      "a",
      {
        class: "skip",
        href: "#main",
        on: {
          click: (event) => {
            event.preventDefault();
            document.getElementById("main").focus();
          },
        },
      },
      t("skip"),
    );
    return [
      skip,
      el(
        "header",
        { class: "top" },
        el("div", { class: "place" }, left),
        el("div", { class: "actions" }, who(), actions, toggles(again)),
      ),
    ];
  }

  const KEYS = [
    ["J", "key_next"],
    ["K", "key_previous"],
    ["N", "key_open"],
    ["A", "key_accept"],
    ["O", "key_other"],
    ["T", "key_type"],
    ["I", "key_illegible"],
    ["D", "key_document"],
    ["U", "key_undo"],
    ["R / W", "key_sample"],
    ["[ ]", "key_pages"],
    ["+ −", "key_zoom"],
    ["1 2 3", "key_tabs"],
    ["F", "key_fields"],
    ["E", "key_export"],
    ["P", "key_print"],
    ["/", "key_search"],
    ["L", "key_language"],
    ["Y", "key_era"],
    ["Esc", "key_back"],
    ["?", "key_help"],
  ];

  function help() {
    const dialog = el(
      "dialog",
      { class: "help", "aria-labelledby": "help-title" },
      el("h2", { id: "help-title" }, t("help")),
      el(
        "dl",
        {},
        KEYS.map(([keys, what]) => [el("dt", {}, el("kbd", {}, keys)), el("dd", {}, t(what))]),
      ),
      el("p", {}, t("help_note")),
      button(t("close"), () => dialog.close(), { keys: "Esc" }),
    );
    dialog.addEventListener("close", () => dialog.remove());
    document.body.append(dialog);
    dialog.showModal();
  }

  /** The sign of a severity: its form differs, not only its colour. */
  function severity(name) {
    const sign = { error: "✖", warning: "▲", info: "●" }[name];
    return el("span", { class: `severity ${name}` }, el("span", { "aria-hidden": "true" }, sign), ` ${t(name)}`);
  }

  return { button, header, help, severity };
})();
