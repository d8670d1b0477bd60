"use strict";

// The findings as a queue: those on which most money depends first, each with its piece of the page and its answers.
phaen.FindingsPanel = class {
  /** `onChoose` is called with a finding that becomes the current one; `edit` opens the input for its value. */
  constructor(model, kind, onChoose) {
    this.model = model;
    this.onChoose = onChoose;
    this.kind = kind;
    this.list = model.findings.filter((finding) => !kind || finding.check === kind);
    this.current = -1;
    this.cards = new Map();
    this.root = phaen.el("div", { class: "findings" });
    this.seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) this.fillPiece(entry.target);
      },
      { rootMargin: "300px" },
    );
    this.draw();
  }

  get finding() {
    return this.list[this.current] ?? null;
  }

  draw() {
    const { el, t } = phaen;
    const items = this.list.map((finding, position) => this.card(finding, position));
    phaen.refill(this.root, this.list.length ? el("ol", { class: "cards" }, items) : el("p", {}, t("no_findings")));
  }

  card(finding, position) {
    const { el, t, frame, names, format } = phaen;
    const stake = format.satang(finding.stake);
    const head = el(
      "button",
      { type: "button", class: "card-head", on: { click: () => this.choose(position) } },
      el(
        "span",
        { class: "card-line" },
        frame.severity(finding.severity),
        stake > 0 && el("span", { class: "stake", title: t("stake") }, `${format.baht(stake)} ${t("baht_unit")}`),
      ),
      el("b", {}, names.check(finding.check)),
      el("span", { class: "message" }, phaen.findingAnswers.message(finding)),
      el("span", { class: "card-where" }, phaen.findingAnswers.where(this.model, finding)),
    );
    const piece = el("div", { class: "piece-of-page", data: { position: String(position) } });
    const state = el("p", { class: "state" });
    const actions = el("div", { class: "answers" });
    const item = el("li", { class: "card", data: { position: String(position) } }, head, piece, state, actions);
    this.cards.set(position, { item, head, state, actions, piece });
    this.seen.observe(piece);
    this.tell(position);
    return item;
  }

  /** The piece of the page with the value, cut out of the picture; of a text its line. */
  fillPiece(piece) {
    const { el } = phaen;
    this.seen.unobserve(piece);
    const place = this.model.placeOf(this.list[Number(piece.dataset.position)].parts[0]);
    const picture = place.box && this.model.pictureOf(place.page);
    const size = this.model.size(place.page);
    if (picture && size) {
      const [x0, top, x1, bottom] = place.box;
      const width = Math.min(size.width, Math.max(160, x1 - x0 + 60));
      const height = Math.min(70, Math.max(26, bottom - top + 16));
      const left = Math.max(0, Math.min(size.width - width, (x0 + x1 - width) / 2));
      const above = Math.max(
        0,
        Math.min(size.height - height, (top + Math.min(bottom, top + height - 16) - height) / 2),
      );
      const percent = (value, of) => `${(100 * value) / of}%`;
      phaen.put(
        piece,
        el(
          "div",
          { class: "cut", style: { "aspect-ratio": `${width} / ${height}` } },
          el("img", {
            src: picture,
            alt: phaen.t("piece_of_page", { n: place.page }),
            style: {
              width: percent(size.width, width),
              left: `-${percent(left, width)}`,
              top: `-${percent(above, height)}`,
            },
          }),
          el("div", {
            class: "box chosen",
            style: {
              left: percent(x0 - left, width),
              top: percent(top - above, height),
              width: percent(x1 - x0, width),
              height: percent(bottom - top, height),
            },
          }),
        ),
      );
    } else if (this.model.lines.length && place.line) {
      const line = this.model.lines.find(
        ([page, number]) => number === place.line && (page === place.page || this.model.lines[0][0] === 1),
      );
      if (line)
        phaen.put(
          piece,
          el(
            "code",
            { class: "cut-line" },
            el("span", { class: "line-number" }, String(place.line)),
            phaen.format.pieceOf(line[2], place.text),
          ),
        );
    }
  }

  /** Show the state of a finding's answer, and its buttons if it is the current one. */
  tell(position) {
    const { t } = phaen;
    const { item, state, actions, head } = this.cards.get(position);
    const finding = this.list[position];
    const answer = phaen.answers.read(this.model.id).get(finding.key);
    const isCurrent = position === this.current;
    item.classList.toggle("current", isCurrent);
    item.classList.toggle("answered", Boolean(answer));
    head.setAttribute("aria-expanded", String(isCurrent));
    if (isCurrent) head.setAttribute("aria-current", "true");
    else head.removeAttribute("aria-current");
    const values = new Set(answer?.changes?.map((change) => change.new || t("empty")));
    const to = values.size ? ` → ${[...values].join(", ")}` : "";
    phaen.refill(state, answer && [phaen.el("span", { "aria-hidden": "true" }, "✔ "), t(`answer_${answer.kind}`), to]);
    phaen.refill(actions, isCurrent && this.buttons(finding, answer));
  }

  buttons(finding, answer) {
    const { el, t, frame, names, format, findingAnswers } = phaen;
    const lead = findingAnswers.lead(finding);
    const shown = (text) => (text === "" ? t("empty") : format.value(lead?.field ?? "amount", text));
    const reading =
      lead && el("p", { class: "reading" }, `${names.field(lead.table, lead.field)}: `, el("b", {}, shown(lead.value)));
    const changes = findingAnswers.otherReading(this.model, finding);
    const other = [...new Set(changes.map((change) => shown(change.new)))].join(", ");
    const give = (kind) => () => this.answer(kind);
    return [
      reading,
      el(
        "div",
        { class: "buttons" },
        frame.button(t("accept"), give("accept"), { keys: "A", kind: "main" }),
        other && frame.button(t("take", { other }), give("other"), { keys: "O" }),
        lead && frame.button(t("type_value"), give("type"), { keys: "T" }),
        findingAnswers.mayBeEmpty(finding) && frame.button(t("illegible"), give("illegible"), { keys: "I" }),
        frame.button(t("document_error"), give("document"), { keys: "D" }),
        answer && frame.button(t("undo"), give("undo"), { keys: "U", kind: "quiet" }),
      ),
    ];
  }

  choose(position, quiet = false) {
    if (position < 0 || position >= this.list.length) return;
    const before = this.current;
    this.current = position;
    if (this.cards.has(before)) this.tell(before);
    this.tell(position);
    const { item, head } = this.cards.get(position);
    item.scrollIntoView({ block: "nearest" });
    if (!quiet) head.focus({ preventScroll: true });
    this.onChoose(this.finding);
  }

  step(by) {
    this.choose(Math.max(0, Math.min(this.list.length - 1, this.current + by)));
  }

  /** Go to the next finding without an answer, from here on, then from the beginning. */
  nextOpen() {
    const answers = phaen.answers.read(this.model.id);
    for (let step = 1; step <= this.list.length; step += 1) {
      const at = (this.current + step) % this.list.length;
      if (!answers.has(this.list[at].key)) return this.choose(at);
    }
    phaen.say(phaen.t("all_answered"));
    return undefined;
  }

  /** Answer the current finding; returns whether there is such an answer to it. */
  answer(kind) {
    const { finding } = this;
    if (!finding) return false;
    if (kind === "type") return phaen.findingAnswers.lead(finding) ? this.type(finding) : false;
    const answer = phaen.findingAnswers.make(this.model, finding, kind);
    if (answer === undefined) return false;
    this.keep(finding, answer);
    return true;
  }

  keep(finding, answer) {
    phaen.answers.set(this.model.id, finding.key, answer);
    this.tell(this.current);
    phaen.say(answer ? phaen.t(`answer_${answer.kind}`) : phaen.t("undone"));
    if (answer) this.nextOpen();
    else this.cards.get(this.current).head.focus({ preventScroll: true });
  }

  /** Open the input for the value; what is typed counts for all rows that have the same value now. */
  type(finding) {
    const { actions } = this.cards.get(this.current);
    const { lead, alike, make } = phaen.findingAnswers;
    const { table, field, value } = lead(finding);
    const rows = alike(finding).length;
    const save = (to) => this.keep(finding, make(this.model, finding, "type", to));
    const cancel = () => {
      this.tell(this.current);
      this.cards.get(this.current).head.focus();
    };
    const form = phaen.valueForm(table, field, value, save, cancel);
    phaen.refill(actions, rows > 1 && phaen.el("p", { class: "note" }, phaen.t("for_rows", { n: rows })), form);
    form.querySelector("input, textarea, select").focus();
    return true;
  }
};
