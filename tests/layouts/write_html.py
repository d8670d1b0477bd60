"""Writes a document as a web page: as saved by a word processor, plain, in nested divs, or within a site's page."""

from collections.abc import Sequence
from html import escape

from .blocks import Block, Break, Cell, Para, Table, joined
from .styles import Style

MENU = ("หน้าแรก", "ข้อมูลหน่วยงาน", "ข่าวประชาสัมพันธ์", "การป้องกันการทุจริต", "ติดต่อเรา")


class HtmlWriter:
    """Collects the lines of a page."""

    def __init__(self, style: Style) -> None:
        self.style = style
        self.kind = style.html_kind
        self.list_open = False
        self.page = 0

    def inline(self, text: str, bold: bool) -> str:
        """A text within a paragraph."""
        text = escape(text, quote=False)
        if self.kind == "word":
            text = f'<span lang="TH" style="font-size:16.0pt;font-family:TH SarabunPSK">{text}</span>'
        return f"<b>{text}</b>" if bold else text

    def para(self, para: Para) -> str:
        """A paragraph or heading."""
        bold = para.role.startswith("heading") or para.role in ("title", "label", "center", "total")
        if para.label:
            text = self.inline(joined(para.number, para.label), True) + self.inline(para.plain, False)
        else:
            text = self.inline(para.line, bold)
        level = {"title": 1, "heading1": 2, "heading2": 3, "heading3": 4}.get(para.role)
        if self.kind == "plain" and level:
            return f"<h{level}>{escape(para.line, quote=False)}</h{level}>"
        if self.kind == "word":
            centered = (
                ' align="center" style="text-align:center"' if para.role in ("title", "heading1", "center") else ""
            )
            return f'<p class="MsoNormal"{centered}>{text}</p>'
        return f"<div>{text}</div>" if self.kind == "divs" else f"<p>{text}</p>"

    def item(self, para: Para, first: bool) -> list[str]:
        """An item of a list that is numbered by the browser."""
        return [*(["<ol>"] if first else []), f"<li>{escape(para.plain, quote=False)}</li>"]

    def listable(self, block: Block) -> bool:
        """Whether a paragraph is an item with the number that a list would print."""
        return (
            self.style.html_lists
            and not self.style.thai_text
            and isinstance(block, Para)
            and block.role == "item"
            and block.number.rstrip(".").isdigit()
            and bool(block.tags)
            and block.tags[0].startswith("d")
        )

    def cell(self, cell: Cell, header: bool) -> str:
        """A cell with one line per paragraph."""
        name = "th" if header and self.kind == "plain" else "td"
        spans = (f' colspan="{cell.columns}"' if cell.columns > 1 else "") + (
            f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
        )
        lines = cell.text.split("\n")
        if self.kind == "word":
            text = "".join(f'<p class="MsoNormal">{self.inline(line, cell.bold)}</p>' for line in lines)
        elif self.kind == "divs":
            text = "".join(f"<div>{self.inline(line, cell.bold)}</div>" for line in lines)
        else:
            text = "<br>".join(self.inline(line, cell.bold) for line in lines)
        return f"<{name}{spans}>{text}</{name}>"

    def table(self, table: Table) -> list[str]:
        """A table."""
        rows = ["<tr>" + "".join(self.cell(c, r.header) for c in r.cells) + "</tr>" for r in table.rows]
        border = (
            ' class="MsoTableGrid" border="1" cellspacing="0"'
            if self.kind == "word"
            else ' border="1"'
            if self.kind == "plain"
            else ""
        )
        size = self.style.html_rows
        if not size or table.form or any(cell.rows > 1 for row in table.rows for cell in row.cells if not row.header):
            return [f"<table{border}>", *rows, "</table>"]
        head = sum(row.header for row in table.rows)
        body = rows[head:]
        lines: list[str] = []
        for at in range(0, max(1, len(body)), size):
            self.page += bool(at)
            again = rows[:head] if self.style.header_repeats or not at else []
            lines += [self.para(Para(f"- {self.page} -", "center"))] if at else []
            lines += [f"<table{border}>", *again, *body[at : at + size], "</table>"]
        return lines

    def body(self, blocks: Sequence[Block]) -> list[str]:
        """The lines of the document itself."""
        lines: list[str] = []
        for i, block in enumerate(blocks):
            if self.list_open and not self.continues(blocks, i):
                lines.append("</ol>")
                self.list_open = False
            if isinstance(block, Table):
                lines += self.table(block)
            elif isinstance(block, Break):
                lines.append('<br clear="all" style="page-break-before:always">' if self.kind == "word" else "<hr>")
            elif self.listable(block):
                lines += self.item(block, not self.list_open)
                self.list_open = True
            else:
                lines.append(self.para(block))
        return [*lines, *(["</ol>"] if self.list_open else [])]

    def continues(self, blocks: Sequence[Block], i: int) -> bool:
        """Whether an item continues the open list."""
        block = blocks[i]
        return isinstance(block, Para) and self.listable(block) and block.number.rstrip(".") != "1"


def write_html(blocks: Sequence[Block], style: Style, title: str, organization: str) -> str:
    """The whole page."""
    writer = HtmlWriter(style)
    menu = "".join(f'<li><a href="#">{m}</a></li>' for m in MENU)
    return "\n".join(
        (
            "<!DOCTYPE html>",
            '<html lang="th">',
            "<head>",
            '<meta charset="utf-8">',
            f"<title>{escape(title)} - {escape(organization)}</title>",
            "<style>td { vertical-align: top }</style>",
            "</head>",
            "<body>",
            f"<header><nav><ul>{menu}</ul></nav></header>",
            '<main><div class="content">',
            *writer.body(blocks),
            "</div></main>",
            f"<footer><p>สงวนลิขสิทธิ์ {escape(organization)}</p></footer>",
            "</body>",
            "</html>",
            "",
        )
    )
