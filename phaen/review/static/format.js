"use strict";

// Numbers, money and years as they are shown. Money is added up in satang (1/100 baht), in whole numbers.
phaen.format = (() => {
  const SATANG = 100;
  const ERA_OFFSET = 543;
  const Z = 1.959964; // of a 95 % interval

  function grouped(digits) {
    return digits.replace(/\B(?=(\d{3})+(?!\d))/g, ",");
  }

  /** A text with Thai digits as Arabic ones. */
  function arabic(text) {
    return text.replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - "๐".charCodeAt(0)));
  }

  /** Satang of an amount such as "70000.50"; null if it is no amount. */
  function satang(text) {
    const parts = /^(-?)(\d+)(?:\.(\d{1,2})0*)?$/.exec(String(text ?? ""));
    if (!parts) return null;
    const amount = Number(parts[2]) * SATANG + Number((parts[3] ?? "").padEnd(2, "0"));
    return parts[1] ? -amount : amount;
  }

  /** Satang as baht: 1,234,567 or 1,234.50. */
  function baht(amount) {
    if (amount === null || amount === undefined) return "";
    const size = Math.abs(amount);
    const rest = size % SATANG;
    const whole = grouped(String(Math.trunc(size / SATANG)));
    return `${amount < 0 ? "−" : ""}${whole}${rest ? `.${String(rest).padStart(2, "0")}` : ""}`;
  }

  /** Baht in a few characters, for charts: 1.2 M. */
  function short(amount) {
    const amountInBaht = amount / SATANG;
    for (const [size, unit] of [
      [1e9, "billion"],
      [1e6, "million"],
      [1e3, "thousand"],
    ]) {
      if (Math.abs(amountInBaht) >= size)
        return `${(amountInBaht / size).toFixed(amountInBaht / size < 100 ? 1 : 0)} ${phaen.t(unit)}`;
    }
    return String(Math.round(amountInBaht));
  }

  /** A text with a part of it marked, where it occurs once. */
  function marked(text, part) {
    const at = part && part.length < text.length ? text.indexOf(part) : -1;
    if (at < 0 || text.indexOf(part, at + 1) >= 0) return [text];
    return [text.slice(0, at), phaen.el("mark", {}, part), text.slice(at + part.length)];
  }

  /** The piece of a line around a part of it; the cells of a row of HTML as a reader sees them. */
  function pieceOf(line, part) {
    const SHOWN = 320;
    const BEFORE = 120;
    const text = /<t[dh][ >]/i.test(line)
      ? line
          .split(/<[^>]*>/)
          .filter((cell) => cell.trim())
          .join(" | ")
      : line;
    const start = text.length > SHOWN ? Math.max(0, Math.min(text.indexOf(part || text) - BEFORE, text.length - SHOWN)) : 0;
    const piece = text.slice(start, start + SHOWN);
    return [start > 0 && "… ", marked(piece, part), start + SHOWN < text.length && " …"];
  }

  function year(number) {
    if (!number) return "";
    return String(phaen.settings.era === "ce" ? number - ERA_OFFSET : number);
  }

  function years(first, last) {
    return first === last || !last ? year(first) : `${year(first)}–${year(last)}`;
  }

  function count(number) {
    return grouped(String(number));
  }

  function percent(share, digits = 0) {
    return `${(100 * share).toFixed(digits)} %`;
  }

  /** The 95 % Wilson score interval of a share: `right` of `all`. */
  function wilson(right, all) {
    if (!all) return [0, 1];
    const share = right / all;
    const weight = 1 + (Z * Z) / all;
    const middle = (share + (Z * Z) / (2 * all)) / weight;
    const half = (Z / weight) * Math.sqrt((share * (1 - share)) / all + (Z * Z) / (4 * all * all));
    return [Math.max(0, middle - half), Math.min(1, middle + half)];
  }

  /** A value of the dataset, by the name of its field. */
  function value(field, text) {
    if (text === null || text === undefined || text === "") return "";
    if (typeof text === "boolean") return phaen.t(text ? "yes" : "no");
    if (/^fiscal_year/.test(field)) return year(Number(arabic(String(text)))) || String(text);
    if (/amount|^budget_(total|plan|planned|ordinance|spent)$|^difference$/.test(field)) {
      const amount = satang(text);
      return amount === null ? text : baht(amount);
    }
    return String(text);
  }

  return { arabic, satang, baht, short, marked, pieceOf, year, years, count, percent, wilson, value };
})();
