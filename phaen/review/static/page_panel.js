"use strict";

// The source beside the values: the picture of a page with the boxes of its values, or the numbered lines of a text.
phaen.PagePanel = class {
  /** `onPick` is called with the origin of a value that was clicked. */
  constructor(model, onPick) {
    this.model = model;
    this.onPick = onPick;
    this.page = model.pageNumbers[0] ?? 1;
    this.zoom = 1;
    this.marks = [];
    this.root = phaen.el("section", {
      class: "panel page-panel",
      id: "panel-page",
      tabindex: "-1",
      "aria-label": phaen.t("source"),
    });
    this.chunks = [];
    this.draw();
  }

  /** Show a page with marks: { page, line, box, text, kind }, kind "chosen" or "part". The first one is brought into view. */
  show(marks, page = marks[0]?.page) {
    this.marks = marks;
    const turned = page && page !== this.page && this.model.pageNumbers.includes(page);
    if (turned) this.page = page;
    if (turned || this.model.isPaged) this.draw();
    if (!this.model.isPaged) this.markLines();
    this.bringIntoView();
  }

  turn(step) {
    const at = this.model.pageNumbers.indexOf(this.page) + step;
    if (at < 0 || at >= this.model.pageNumbers.length) return;
    this.page = this.model.pageNumbers[at];
    this.draw();
    phaen.say(phaen.t("page_n", { n: this.page }));
  }

  zoomBy(factor) {
    this.zoom = Math.min(4, Math.max(0.5, this.zoom * factor));
    this.draw();
    this.bringIntoView();
  }

  draw() {
    if (!this.model.isPaged) {
      if (!this.root.hasChildNodes()) this.drawLines();
      return;
    }
    phaen.refill(this.root, this.toolbar(), this.sheet());
  }

  toolbar() {
    const { t, frame } = phaen;
    const last = this.model.pageNumbers.length;
    const at = this.model.pageNumbers.indexOf(this.page) + 1;
    return phaen.el(
      "div",
      { class: "toolbar" },
      frame.button("‹", () => this.turn(-1), { keys: "[", title: t("page_before") }),
      phaen.el("span", {}, t("page_of", { n: at, all: last })),
      frame.button("›", () => this.turn(1), { keys: "]", title: t("page_after") }),
      frame.button("−", () => this.zoomBy(0.8), { title: t("smaller") }),
      frame.button("+", () => this.zoomBy(1.25), { title: t("larger") }),
      this.model.reason && phaen.el("span", { class: "note" }, this.model.reason),
    );
  }

  /** The page: its picture, or the texts of its values where they are printed, under the boxes. */
  sheet() {
    const { el } = phaen;
    const size = this.model.size(this.page);
    const picture = this.model.pictureOf(this.page);
    if (!size) return el("p", { class: "note" }, phaen.t("no_picture"));
    const boxes = el(
      "div",
      { class: "boxes" },
      this.model.originsOn
        .get(this.page)
        ?.filter((origin) => origin.box)
        .map((origin) => this.box(origin.box, size, "value")) ?? [],
      this.marks
        .filter((mark) => mark.page === this.page && mark.box)
        .map((mark) => this.box(mark.box, size, mark.kind)),
    );
    const content = picture
      ? el("img", {
          src: picture,
          alt: phaen.t("picture_of_page", { n: this.page }),
          width: String(size.width),
          height: String(size.height),
        })
      : this.texts(size);
    const paper = el(
      "div",
      {
        class: picture ? "paper" : "paper bare",
        style: { width: `${100 * this.zoom}%`, "aspect-ratio": `${size.width} / ${size.height}` },
      },
      content,
      boxes,
    );
    paper.addEventListener("click", (event) => this.pick(event, paper, size));
    return el("div", { class: "scroller", tabindex: "0", "aria-label": phaen.t("page_n", { n: this.page }) }, paper);
  }

  texts(size) {
    const { el } = phaen;
    const pieces = (this.model.originsOn.get(this.page) ?? []).filter((origin) => origin.box);
    return el(
      "div",
      { class: "texts" },
      pieces.map((origin) =>
        el(
          "span",
          {
            style: {
              ...place(origin.box, size),
              "font-size": `${(100 * Math.min(12, Math.max(6, (origin.box[3] - origin.box[1]) * 0.6))) / size.width}cqw`,
            },
          },
          this.model.raw(origin) ?? "",
        ),
      ),
    );

    function place([x0, top, x1, bottom], { width, height }) {
      return {
        left: `${(100 * x0) / width}%`,
        top: `${(100 * top) / height}%`,
        width: `${(100 * (x1 - x0)) / width}%`,
        height: `${(100 * (bottom - top)) / height}%`,
      };
    }
  }

  box([x0, top, x1, bottom], { width, height }, kind) {
    return phaen.el("div", {
      class: `box ${kind}`,
      style: {
        left: `${(100 * x0) / width}%`,
        top: `${(100 * top) / height}%`,
        width: `${(100 * (x1 - x0)) / width}%`,
        height: `${(100 * (bottom - top)) / height}%`,
      },
    });
  }

  pick(event, paper, size) {
    const frame = paper.getBoundingClientRect();
    const x = ((event.clientX - frame.left) / frame.width) * size.width;
    const y = ((event.clientY - frame.top) / frame.height) * size.height;
    const origin = this.model.originAt(this.page, x, y);
    if (origin) this.onPick(origin);
  }

  // --- texts: lines in pieces that the browser lays out when they come into view

  drawLines() {
    const { el, t } = phaen;
    const PIECE = 200;
    if (!this.model.lines.length) {
      phaen.put(
        this.root,
        el("p", { class: "note" }, this.model.reason ? t("no_source", { why: this.model.reason }) : t("no_picture")),
      );
      return;
    }
    this.lineAt = new Map(this.model.lines.map(([page, line], position) => [`${page}:${line}`, position]));
    const list = el("div", { class: "scroller lines", tabindex: "0", "aria-label": t("source") });
    for (let start = 0; start < this.model.lines.length; start += PIECE) {
      const piece = el("div", {
        class: "piece",
        style: { "contain-intrinsic-size": `auto ${PIECE * 1.7}em` },
        data: { start: String(start) },
      });
      this.chunks.push(piece);
      list.append(piece);
    }
    this.seen = new IntersectionObserver(
      (entries) => {
        for (const entry of entries) if (entry.isIntersecting) this.fill(entry.target);
      },
      { root: list, rootMargin: "400px" },
    );
    for (const piece of this.chunks) this.seen.observe(piece);
    list.addEventListener("click", (event) => this.pickLine(event));
    phaen.put(this.root, list);
  }

  fill(piece) {
    if (piece.hasChildNodes()) return;
    const start = Number(piece.dataset.start);
    const paged = new Set(this.model.lines.map(([page]) => page)).size > 1;
    const rows = this.model.lines
      .slice(start, start + 200)
      .map(([page, line, text], offset) =>
        phaen.el(
          "div",
          { class: "line", data: { at: String(start + offset) } },
          phaen.el("span", { class: "line-number" }, paged ? `${page}:${line}` : String(line)),
          phaen.el("span", { class: "line-text" }, text),
        ),
      );
    phaen.put(piece, rows);
    this.markLines();
  }

  /** The position of the line of a mark: a text file is one page here, whatever pages it has. */
  positionOf({ page, line }) {
    return this.lineAt?.get(`${page}:${line}`) ?? this.lineAt?.get(`1:${line}`);
  }

  markLines() {
    for (const line of this.root.querySelectorAll(".line.chosen, .line.part")) this.markLine(line, null);
    for (const mark of this.marks) {
      const at = this.positionOf(mark);
      const line = at === undefined ? null : this.root.querySelector(`.line[data-at="${at}"]`);
      if (line) this.markLine(line, mark);
    }
  }

  /** Show a line with the text of a value marked; without a mark as it is. */
  markLine(line, mark) {
    line.classList.remove("chosen", "part");
    if (mark) line.classList.add(mark.kind);
    const text = this.model.lines[Number(line.dataset.at)][2];
    phaen.refill(line.querySelector(".line-text"), phaen.format.marked(text, mark?.text));
  }

  pickLine(event) {
    const line = event.target.closest(".line");
    if (!line || String(window.getSelection())) return;
    const [page, number] = this.model.lines[Number(line.dataset.at)];
    const origins = this.model.originsOnLine(page, number).length
      ? this.model.originsOnLine(page, number)
      : this.model.origins.filter((origin) => origin.line === number);
    if (!origins.length) return;
    this.picked = origins.includes(this.picked)
      ? origins[(origins.indexOf(this.picked) + 1) % origins.length]
      : origins[0];
    this.onPick(this.picked);
  }

  bringIntoView() {
    const mark = this.marks[0];
    if (!mark) return;
    if (this.model.isPaged) {
      this.root.querySelector(".box.chosen, .box.part")?.scrollIntoView({ block: "center", inline: "center" });
      return;
    }
    const at = this.positionOf(mark);
    if (at === undefined) return;
    this.fill(this.chunks[Math.floor(at / 200)]);
    this.root.querySelector(`.line[data-at="${at}"]`)?.scrollIntoView({ block: "center" });
    this.markLines();
  }
};
