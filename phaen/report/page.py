"""The page of a report: HTML that needs nothing else, and runs nothing.

Its policy allows only its own style sheet, by digest: no scripts, no pictures from elsewhere, no connections. Both
languages are in it; two buttons, which are radio buttons of a form without a form, show one of them.
"""

from __future__ import annotations

import base64
import tomllib
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

from phaen.report.charts import BAD, DOUBT, GOOD, Bar, Chart, Part, bars, columns, pairs, parts, tile_map
from phaen.report.figures import Figures
from phaen.report.markup import Markup, both, element, inside
from schemas.bilingual import Bilingual
from schemas.tables import schema

MADE_BY = "phaen report"
"""In the page's head: a file without it is not replaced."""

Cells = Sequence[Bilingual | str]
"""A row of a table."""

_CE = 543
_KINDS = ("ok", "partial", "failed")
_COLOURS = {"ok": GOOD, "partial": DOUBT, "failed": BAD}
_FIELDS = ("with_name", "in_both_parts", "with_budget_total", "with_responsible", "with_objectives", "with_methods",
           "with_results")  # fmt: skip


def report_page(found: Figures, lang: str = "th") -> str:
    """The page. `lang` is the language that is shown first, th or en."""
    style = files("phaen.report").joinpath("report.css").read_text(encoding="utf-8")
    head = element(
        "head",
        Markup('<meta charset="utf-8">'),
        Markup(f'<meta http-equiv="Content-Security-Policy" content="{_policy(style)}">'),
        Markup('<meta name="referrer" content="no-referrer">'),
        Markup('<meta name="viewport" content="width=device-width, initial-scale=1">'),
        Markup(f'<meta name="generator" content="{MADE_BY}">'),
        element("title", _w("title").th if lang == "th" else _w("title").en),
        Markup(f"<style>{style}</style>"),
    )
    body = element("body", *_languages(lang), element("main", *_content(found)))
    return f"<!doctype html>\n{element('html', head, body, lang=lang)}\n"


def _policy(style: str) -> str:
    digest = base64.b64encode(sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def _languages(first: str) -> Iterator[Markup]:
    for lang in ("th", "en"):
        checked = ' checked=""' if lang == first else ""
        yield Markup(f'<input type="radio" name="language" id="in-{lang}"{checked}>')
    labels = (element("label", text, for_=f"in-{lang}") for lang, text in (("th", "ไทย"), ("en", "English")))
    yield element("nav", *labels, aria_label=f"{_w('language').en} / {_w('language').th}")


def _content(found: Figures) -> Iterator[Markup]:
    totals = found.totals
    counts = {name: f"{totals[name]:,}" for name in ("plans", "reports", "provinces")}
    yield element("h1", both("span", _w("title")))
    yield element("p", both("span", _filled("summary", **counts, years=_years(totals))))
    yield element("ul", *_cards(found), class_="cards")
    sections = (_by_dimension, _by_year, _by_type, _map, _common, _complete, _against)
    yield element("div", *(make(found) for make in sections), class_="charts")
    yield element("footer", *(element("p", both("span", _w(name))) for name in ("made", "places")))


def _years(totals: dict[str, Any]) -> Bilingual:
    """The fiscal years that the documents cover, in the era of the language."""
    first, last = totals["first_year"], totals["last_year"]
    if first is None or last is None:
        return _same("–")
    return Bilingual(f"{first - _CE}–{last - _CE}", f"{first}–{last}")


def _cards(found: Figures) -> Iterator[Markup]:
    totals, status = found.totals, found.status
    well, known = status.get("ok", 0) + status.get("partial", 0), sum(status.values())
    for written, name in (
        (_same(f"{totals['plans']:,}"), "plans"),
        (_same(f"{totals['projects']:,}"), "projects"),
        (_money(totals["amount"]), "baht"),
        (_same(_percent(totals["amount_in_doubt"], totals["amount"])), "in_doubt"),
        (_same(_percent(status.get("ok", 0), known) if well else "–"), "read_well"),
    ):
        yield element("li", element("strong", both("span", written)), both("span", _w(name)))


# --- the sections


def _by_dimension(found: Figures) -> Markup:
    rows = [(_dimension(row), row["amount"], row["projects"]) for row in found.dimensions]
    chart = bars([Bar(label, _float(amount), _money(amount)) for label, amount, _ in rows])
    table = _table(
        ["dimension", "projects", "amount"], [[label, _count(n), _full(amount)] for label, amount, n in rows]
    )
    return _section("dimension", chart if rows else None, table)


def _dimension(row: dict[str, Any]) -> Bilingual:
    """Its name in both languages, with its framework: the dimensions of two frameworks are not the same."""
    printed = str(row["dimension_name"] or "")
    name = Bilingual(str(row["dimension_en"] or printed), printed) if printed else _w("no_name")
    after = f" ({row['framework']})" if row["framework"] else ""
    return Bilingual(name.en + after, name.th + after)


def _by_year(found: Figures) -> Markup:
    names = [_year(row["fiscal_year"]) for row in found.years]
    doubtful = [_float(row["amount_in_doubt"]) for row in found.years]
    sure = [_float(row["amount"]) - doubt for row, doubt in zip(found.years, doubtful, strict=True)]
    chart = columns(names, [sure, doubtful], [_money(row["amount"]) for row in found.years])
    rows: list[Cells] = [
        [name, _count(row["plans"]), _count(row["projects"]), _full(row["amount"])]
        for name, row in zip(names, found.years, strict=True)
    ]
    return _section("year", chart if rows else None, _table(["year", "plans", "projects", "amount"], rows))


def _year(year: int | None) -> Bilingual:
    """A fiscal year in the era of the language."""
    return _w("no_year") if year is None else Bilingual(str(year - _CE), str(year))


def _by_type(found: Figures) -> Markup:
    english = schema().values["organization_type"]
    rows = []
    for row in found.types:
        name = row["organization_type"]
        label = Bilingual(english.get(name, name), name) if name else _w("no_name")
        rows.append((label, row["amount"], row["plans"]))
    chart = bars([Bar(label, _float(amount), _with_plans(amount, n)) for label, amount, n in rows])
    table = _table(["type", "plans", "amount"], [[label, _count(n), _full(amount)] for label, amount, n in rows])
    return _section("type", chart if rows else None, table)


def _with_plans(amount: Decimal | None, plans: int) -> Bilingual:
    money, counted = _money(amount), _filled("some_plans", n=f"{plans:,}")
    return Bilingual(f"{money.en} · {counted.en}", f"{money.th} · {counted.th}")


def _map(found: Figures) -> Markup:
    values = {str(row["province_code"]): _float(row["amount"]) for row in found.provinces}
    rows = [[str(row["province"] or ""), _count(row["documents"]), _full(row["amount"])] for row in found.provinces]
    chart = tile_map(values, lambda value: _money(Decimal(value)))
    return _section("map", chart, _table(["province", "documents", "amount"], rows))


def _common(found: Figures) -> Markup:
    plans = found.totals["plans"]
    rows = [(Bilingual(row["standard_project_en"], row["standard_project_name"]), row) for row in found.common]
    drawn = [
        Bar(label, row["plans"], _filled("of_plans", n=f"{row['plans']:,}", all=f"{plans:,}")) for label, row in rows
    ]
    table = _table(
        ["common", "plans", "projects", "amount"],
        [[label, _count(row["plans"]), _count(row["projects"]), _full(row["amount"])] for label, row in rows],
    )
    return _section("common", bars(drawn, whole=plans) if rows else None, table)


def _complete(found: Figures) -> Markup:
    counted = [(kind, found.status.get(kind, 0)) for kind in _KINDS]
    own = [Part(_counted(_w(kind), number), number, _COLOURS[kind]) for kind, number in counted]
    shares = list(_shares(found))
    chart = inside(parts([(_w("status"), own)]), bars([_share_bar(*share) for share in shares], whole=1))
    rows: list[Cells] = [[_w(name), _count(some), _count(whole), _percent(some, whole)] for name, some, whole in shares]
    return _section("complete", chart, _table([], rows))


def _shares(found: Figures) -> Iterator[tuple[str, int, int]]:
    """What is there: its name, how many, of how many."""
    for name, unplaced in (("lines", "lines_unplaced"), ("amounts", "amounts_unplaced")):
        whole = int(found.read[name] or 0)
        yield name, whole - int(found.read[unplaced] or 0), whole
    yield "known_amounts", found.totals["amounts"], found.totals["project_years"]
    for name in _FIELDS:
        yield name, int(found.fields[name] or 0), int(found.fields["projects"] or 0)


def _share_bar(name: str, some: int, whole: int) -> Bar:
    return Bar(_w(name), some / whole if whole else 0, _same(f"{_percent(some, whole)} ({some:,}/{whole:,})"))


def _against(found: Figures) -> Markup:
    matched = [(_body(row), row["planned"], row["spent"]) for row in found.against]
    printed = [(_body(row), row["budget_planned"], row["budget_spent"]) for row in found.reported]
    first = _section("against", _planned_and_spent(matched), _money_table(matched), none="against_none")
    if not printed:
        return first
    second = [
        element("h3", both("span", _w("reported_title"))),
        element("p", both("span", _w("reported_note"))),
        _scrolled(_planned_and_spent(printed) or Markup("")),
        _money_table(printed),
    ]
    return Markup(first.removesuffix("</section>") + inside(*second) + "</section>")


def _planned_and_spent(rows: Sequence[tuple[Bilingual, Any, Any]]) -> Chart | None:
    drawn = [(label, _money_bar("planned", planned), _money_bar("spent", spent)) for label, planned, spent in rows]
    return pairs(drawn) if drawn else None


def _money_bar(name: str, money: Decimal | None) -> Bar:
    return Bar(_w(name), _float(money), _named(name, money))


def _named(name: str, money: Decimal | None) -> Bilingual:
    word, written = _w(name), _money(money)
    return Bilingual(f"{word.en} {written.en}", f"{word.th} {written.th}")


def _money_table(rows: Sequence[tuple[Bilingual, Any, Any]]) -> Markup:
    return _table(["body", "planned", "spent"], [[label, _full(a), _full(b)] for label, a, b in rows])


def _body(row: dict[str, Any]) -> Bilingual:
    name, year = row["organization"], _year(row["fiscal_year"])
    own = Bilingual(name, name) if name else _w("no_name")
    return Bilingual(f"{own.en}, {year.en}", f"{own.th} {year.th}")


# --- what they are made of


def _section(name: str, chart: Markup | None, table: Markup, *, none: str = "nothing") -> Markup:
    head = [element("h2", both("span", _w(f"{name}_title")))]
    if chart is None:
        return element("section", *head, element("p", both("span", _w(none))))
    return element("section", *head, element("p", both("span", _w(f"{name}_note"))), _scrolled(chart), table)


def _scrolled(content: Markup) -> Markup:
    """Content that may be wider than a small screen."""
    return element("div", content, class_="scroll")


def _table(names: Sequence[str], rows: Sequence[Cells]) -> Markup:
    """The figures of a chart; the first column is text, the others are numbers. Without names, it has no head."""
    head = element("tr", *(_cell("th", _w(name), number) for number, name in enumerate(names))) if names else Markup("")
    lines = [element("tr", *(_cell("td", cell, number) for number, cell in enumerate(row))) for row in rows]
    return element(
        "details", element("summary", both("span", _w("figures"))), _scrolled(element("table", head, *lines))
    )


def _cell(name: str, content: Bilingual | str, column: int) -> Markup:
    words = content if isinstance(content, Bilingual) else _same(content)
    return element(name, both("span", words), class_="number" if column else None)


def _counted(word: Bilingual, number: int) -> Bilingual:
    return Bilingual(f"{word.en} {number:,}", f"{word.th} {number:,}")


def _same(text: str) -> Bilingual:
    return Bilingual(text, text)


def _count(number: int | None) -> str:
    return f"{int(number or 0):,}"


def _full(money: Decimal | None) -> str:
    return "" if money is None else f"{money:,.2f}".removesuffix(".00")


def _float(money: Decimal | float | None) -> float:
    return float(money or 0)


def _percent(some: Decimal | float | None, whole: Decimal | float | None) -> str:
    return f"{100 * float(some or 0) / float(whole):.1f} %".replace(".0 %", " %") if whole else "–"


def _money(money: Decimal | None) -> Bilingual:
    """An amount of baht, short enough to read at a glance."""
    if money is None:
        return _same("–")
    for size, name in ((Decimal(10**9), "billion"), (Decimal(10**6), "million")):
        if abs(money) >= size:
            return _filled(name, n=f"{money / size:,.2f}")
    return _same(f"{money:,.0f}")


def _filled(name: str, **values: Bilingual | str) -> Bilingual:
    word = _w(name)
    two = {key: value if isinstance(value, Bilingual) else _same(value) for key, value in values.items()}
    english, thai = ({key: getattr(value, lang) for key, value in two.items()} for lang in ("en", "th"))
    return Bilingual(word.en.format(**english), word.th.format(**thai))


def _w(name: str) -> Bilingual:
    return _words()[name]


@cache
def _words() -> dict[str, Bilingual]:
    data = tomllib.loads(files("phaen.report").joinpath("words.toml").read_text(encoding="utf-8"))
    return {name: Bilingual(**texts) for name, texts in data.items()}
