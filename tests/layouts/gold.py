"""The annotation of a document, and the file with the texts of its fields."""

from . import numbers as num
from .blocks import Detail, Ledger, Shown, tag_of
from .content import Code, Content

Json = dict[str, object]
Positions = dict[str, tuple[int, int]]
"""First and last line of each tag in the text."""


class Annotator:
    """Converts a ledger to an annotation."""

    def __init__(self, stem: str, content: Content, ledger: Ledger, positions: Positions) -> None:
        self.stem, self.content, self.ledger, self.positions = stem, content, ledger, positions
        self.lines: list[str] = []

    def line(self, tag: str) -> int:
        """The line of a tag."""
        return self.positions[tag][0]

    def annotation(self) -> Json:
        """The whole annotation. Afterwards `lines` contains the texts of the fields."""
        return {
            "source": f"{self.stem}.txt",
            "document": self.document(),
            "dimensions": self.dimensions(),
            "sections": self.sections(),
            "summary_projects": [self.shown(i, s) for i, s in enumerate(self.ledger.summary.values(), 1)],
            "totals": self.totals(),
            "details": [self.detail(i, d) for i, d in enumerate(self.ledger.details, 1)],
            "progress": [self.placed(x) for x in self.ledger.progress],
            "risks": [],
            "indicator_targets": [],
            "other_tables": [self.placed(x) for x in self.ledger.tables],
        }

    def document(self) -> Json:
        """The organization and the years of the document."""
        place, years = self.content.place, self.content.years
        return {
            "kind": "progress_report" if self.content.report else "action_plan",
            "organization": place.organization,
            "organization_type": place.kind,
            "subdistrict": self.ledger.place.get("subdistrict"),
            "district": self.ledger.place.get("district"),
            "province": self.ledger.place.get("province"),
            "title": num.arabic(self.ledger.title),
            "fiscal_year_first": years[0],
            "fiscal_year_last": years[-1],
            "stated_project_count": self.ledger.stated,
        }

    def level(self, code: Code) -> Json:
        """The position of a level's heading, if it has one."""
        tag = tag_of(code)
        return {"line": self.line(tag)} if tag in self.positions else {}

    def dimensions(self) -> list[Json]:
        """The dimensions shown."""
        return [
            {"number": code[0], "name": name, **self.level(code)}
            for code, name in sorted(self.ledger.levels.items())
            if len(code) == 1
        ]

    def sections(self) -> list[Json]:
        """The sections shown, at every depth."""
        return [
            {"code": ".".join(map(str, code)), "name": name, "dimension": code[0], **self.level(code)}
            for code, name in sorted(self.ledger.levels.items())
            if len(code) > 1
        ]

    def shown(self, order: int, s: Shown) -> Json:
        """A project of the summary."""
        p = self.content.projects[s.project - 1]
        return {
            "order": order,
            "printed_number": s.printed,
            "dimension": p.dimension,
            "section": s.section,
            **({"subsection": s.subsection} if s.subsection else {}),
            "name": s.name,
            "kind": p.kind,
            "budget": {str(y): a for y, a in s.budget.items()},
            "note": s.note,
            "responsible": s.responsible,
            "line": self.line(f"s{s.project}"),
            **s.progress,
        }

    def totals(self) -> list[Json]:
        """The printed totals."""
        return [
            {
                "scope": "grand" if d is None else "dimension",
                **({} if d is None else {"dimension": d}),
                "project_count": t.count,
                "budget": {str(y): a for y, a in t.budget.items()},
                "line": self.line(t.tag),
            }
            for d, t in self.ledger.totals.items()
        ]

    def placed(self, entry: Json) -> Json:
        """An entry with its line instead of its tag."""
        return {**{k: v for k, v in entry.items() if k != "tag"}, "line": self.line(str(entry["tag"]))}

    def detail(self, order: int, d: Detail) -> Json:
        """A project's block."""
        p = self.content.projects[d.project - 1]
        fields: dict[str, list[int]] = {}
        for key, texts in d.fields.items():
            fields[key] = [len(self.lines) + 1, len(self.lines) + len(texts)]
            self.lines += texts
        responsible = d.fields.get("responsible")
        return {
            "order": order,
            "dimension": p.dimension,
            "section": d.section,
            "subsection": d.subsection,
            "item": d.item,
            "name": d.name,
            "kind": d.kind,
            "lines": list(self.positions[f"d{d.project}"]),
            "fields": fields,
            **{f"{key.removesuffix('s')}_count": n for key, n in d.counts.items()},
            "year_first": d.years[0] if d.years else None,
            "year_last": d.years[1] if d.years else None,
            "budget_text": num.arabic(d.budget_text) if d.budget_text else None,
            "budget_total": d.budget_total,
            "budget_by_year": {str(y): a for y, a in d.by_year.items()} if d.by_year else None,
            "responsible_text": responsible[0] if responsible else None,
        }
