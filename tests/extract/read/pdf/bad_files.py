"""PDFs that are damaged, locked, empty, hostile or unusual. Each is generated here and named for its defect."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream

from tests.extract.read.pdf.pdf_maker import glyphs, pdf

TEXT = "แผนปฏิบัติการ"
SOUND = pdf([glyphs(TEXT, 100, 800), glyphs("โครงการ", 100, 700)])
PAGE = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]"


def written(*objects: str | bytes, root: int = 1, size: int | None = None) -> bytes:
    """A PDF of numbered objects as given, with a valid cross-reference table."""
    data, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n".encode() + (body.encode() if isinstance(body, str) else body) + b"\nendobj\n"
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    count = size or len(objects) + 1
    end = f"trailer << /Size {count} /Root {root} 0 R >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode() + end.encode()


def stream(content: bytes, entries: str = "") -> bytes:
    return f"<< /Length {len(content)} {entries} >>\nstream\n".encode() + content + b"\nendstream"


def page(
    content: bytes,
    resources: str = "<< /Font << /F 5 0 R >> >>",
    extra: str = "/MediaBox [0 0 595 842]",
    font: str = "",
) -> bytes:
    """One page with the given content, and object 5 as its font."""
    return written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"<< /Type /Page /Parent 2 0 R {extra} /Resources {resources} /Contents 4 0 R >>",
        stream(content),
        font or "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )


def shown(text: str, size: int = 12) -> bytes:
    return f"BT /F {size} Tf 100 700 Td ({text}) Tj ET".encode()


def changed(change: Callable[[Pdf], None], **options: object) -> bytes:
    """The valid PDF after a change. `options` are passed to pikepdf's save."""
    with pikepdf.open(BytesIO(SOUND)) as opened:
        change(opened)
        buffer = BytesIO()
        opened.save(buffer, **options)
    return buffer.getvalue()


def locked(user: str, strength: int) -> bytes:
    rights = pikepdf.Encryption(owner="owner", user=user, R=strength, metadata=strength >= 4, aes=strength >= 4)
    return changed(lambda _: None, encryption=rights)


def with_catalog(entries: str, *more: str) -> bytes:
    return written(
        f"<< /Type /Catalog /Pages 2 0 R {entries} >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"{PAGE} /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        stream(shown("Plan")),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        *more,
    )


def tree(*nodes: str) -> bytes:
    return written("<< /Type /Catalog /Pages 2 0 R >>", *nodes)


def picture(width: int, height: int, packed: bytes, extra: str = "") -> bytes:
    """A page with one greyscale picture."""
    return written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"{PAGE} /Resources << /XObject << /I 5 0 R >> >> /Contents 4 0 R >>",
        stream(b"595 0 0 842 0 0 cm /I Do"),
        stream(
            packed,
            f"/Type /XObject /Subtype /Image /Width {width} /Height {height} /ColorSpace /DeviceGray "
            f"/BitsPerComponent 8 /Filter /FlateDecode {extra}",
        ),
    )


def packed_zeros(count: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1_000_000)) for _ in range(count // 1_000_000)) + packer.flush()


def sized(box: Sequence[float]) -> bytes:
    def change(opened: Pdf) -> None:
        opened.pages[0].MediaBox = Array([*box])

    return changed(change)


def without(key: str) -> bytes:
    def change(opened: Pdf) -> None:
        del opened.pages[0][key]

    return changed(change)


def nested_forms(depth: int) -> bytes:
    """Nested forms, each shown by the one before it. The last one shows the first."""
    first = 5
    forms = [
        stream(
            shown("x") + b" /N Do",
            "/Type /XObject /Subtype /Form /BBox [0 0 595 842] "
            f"/Resources << /XObject << /N {first + (number + 1) % depth} 0 R >> >>",
        )
        for number in range(depth)
    ]
    return written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"{PAGE} /Resources << /XObject << /N 5 0 R >> >> /Contents 4 0 R >>",
        stream(b"/N Do"),
        *forms,
    )


def many_objects(count: int) -> bytes:
    def change(opened: Pdf) -> None:
        for number in range(count):
            opened.Root[f"/X{number}"] = opened.make_indirect(Dictionary(N=number))

    return changed(change)


def many_pages(count: int) -> bytes:
    def change(opened: Pdf) -> None:
        for _ in range(count):
            opened.pages.append(opened.pages[0])

    return changed(change)


def attached(opened: Pdf) -> None:
    opened.attachments["plan.exe"] = b"MZ"
    opened.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('x'); while (true) {}")
    opened.pages[0].AA = Dictionary(O=Dictionary(S=Name.Launch, F="cmd.exe"))


def lists(opened: Pdf) -> None:
    """A page whose content is a list of streams, some of them empty."""
    whole = opened.pages[0].Contents.read_bytes()
    half = whole.index(b"\n", len(whole) // 2)
    pieces = (b"", whole[:half], whole[half:], b" ")
    opened.pages[0].Contents = Array([opened.make_indirect(Stream(opened, piece)) for piece in pieces])


FONT = "<< /Type /Font /Subtype {} /BaseFont /Angsana {} >>"
CID = "<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-{} /DescendantFonts [<< /Type /Font /Subtype "
CID += "/CIDFontType2 /BaseFont /X /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>] >>"

READABLE: dict[str, bytes] = {
    "sound": SOUND,
    "locked with an empty password, 40 bits": locked("", 2),
    "locked with an empty password, 128 bits": locked("", 4),
    "locked with an empty password, 256 bits": locked("", 6),
    "something before the header": b"HTTP/1.1 200 OK\r\n\r\n" + SOUND,
    "something after the end": SOUND + bytes(2_000),
    "no table of references": SOUND[: SOUND.rindex(b"xref\n0 ")] + b"trailer << /Root 1 0 R >>",
    "a table of references that points elsewhere": SOUND.replace(b"startxref\n", b"startxref\n9"),
    "references off by some bytes": SOUND.replace(b"%PDF-1.7\n", b"%PDF-1.7\n%%%%%%%%\n"),
    "no end mark": SOUND.removesuffix(b"%%EOF\n"),
    "objects in streams": changed(lambda _: None, object_stream_mode=pikepdf.ObjectStreamMode.generate),
    "made for the web": changed(lambda _: None, linearize=True),
    "scripts, programs and attachments": changed(attached),
    "a content in pieces": changed(lists),
    "ten thousand objects that nothing needs": many_objects(10_000),
}
"""PDFs with two pages that are read completely."""

ODD: dict[str, bytes] = {
    "a page without content": without("/Contents"),
    "a page without resources": without("/Resources"),
    "a page without a size": without("/MediaBox"),
    "a page of no size": sized([0, 0, 0, 0]),
    "a page upside down": sized([595, 842, 0, 0]),
    "a page as large as a town": sized([0, 0, 1e9, 1e9]),
    "white text on a page as large as a town": page(b"1 g " + shown("Plan"), extra="/MediaBox [0 0 99999999 99999999]"),
    "white text on a page with a size that is none": page(b"1 g " + shown("Plan"), extra="/MediaBox [0 0 1e30 1e30]"),
    "a page with a size that is none": sized([0, 0, 1e30, -1e30]),
    "a font that is missing": page(shown("Plan"), "<< >>"),
    "a font that is no font": page(shown("Plan"), font="[1 2 3]"),
    "a font that is itself": page(shown("Plan"), font="5 0 R"),
    "a font without ToUnicode": page(b"BT /F 12 Tf 9 9 Td <00410042> Tj ET", font=CID.format("H")),
    "a font with a damaged ToUnicode": page(shown("AB"), font=FONT.format("/TrueType", "/ToUnicode 4 0 R")),
    "a font of an unknown kind": page(shown("AB"), font=FONT.format("/Type9", "")),
    "a Type 3 font that shows itself": page(
        shown("A"),
        font="<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 1] /FontMatrix [1 0 0 1 0 0] /FirstChar 65 /LastChar 65 "
        "/Widths [1] /Encoding << /Differences [65 /a] >> /CharProcs << /a 4 0 R >> "
        "/Resources << /Font << /F 5 0 R >> >> >>",
    ),
    "vertical writing": page(b"BT /F 12 Tf 300 700 Td <0e410e1c0e19> Tj ET", font=CID.format("V")),
    "letters of many languages": page(shown("Plan \\351\\352 \\( 2566 \\)")),
    "text of no size": page(shown("Plan", 0)),
    "text larger than the page": page(shown("Plan", 90_000)),
    "text at impossible places": page(b"BT /F 12 Tf 1 0 0 1 1e38 -1e38 Tm (Plan) Tj 0 0 0 0 0 0 Tm (Plan) Tj ET"),
    "operators without sense": page(b"q q q Q Q Q Q BT ET ET /X gs /Y Do 1 2 3 cm (a) ' [ ] TJ << >> BI ID EI"),
    "a content that is garbage": page(bytes(range(256)) * 40),
    "a compressed content that is garbage": written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream(bytes(range(256)) * 10, "/Filter /FlateDecode"),
    ),
    "a compressed content that is cut off": written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        f"{PAGE} /Resources << /Font << /F 5 0 R >> >> /Contents 4 0 R >>",
        stream(zlib.compress(shown("Plan") * 500)[:90], "/Filter /FlateDecode"),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ),
    "a content that unpacks into a hundred megabytes": written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        stream(packed_zeros(100_000_000), "/Filter /FlateDecode"),
    ),
    "forms that show each other": nested_forms(3),
    "forms within forms": nested_forms(500),
    "brackets within brackets": page(b"[" * 100_000),
    "a clip without end": page(b"0 0 m " + b"1 1 l " * 50_000 + b"W n " + shown("Plan")),
    "twenty thousand rules": page(b"".join(b"%d 0 m %d 842 l S\n" % (i % 595, i % 595) for i in range(20_000))),
    "a picture of 20,000 pixels": picture(20_000, 20_000, packed_zeros(400_000_000)),
    "a picture that claims too much": picture(2_000_000_000, 2_000_000_000, zlib.compress(bytes(10))),
    "a tree that goes in a circle": tree(
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>", "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"
    ),
    "a tree that is its own branch": tree("<< /Type /Pages /Count 3 /Kids [2 0 R 2 0 R 2 0 R] >>"),
    "a tree that counts too much": tree(
        "<< /Type /Pages /Count 900 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    ),
    "a tree that counts below zero": tree(
        "<< /Type /Pages /Count -5 /Kids [3 0 R] >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    ),
    "branches that are not there": tree("<< /Type /Pages /Count 2 /Kids [77 0 R null] >>"),
    "parents without end": written(
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Count 1 /Kids [3 0 R] /Parent 3 0 R >>",
        "<< /Type /Page /Parent 2 0 R >>",
    ),
    "names and marks without end": with_catalog("/Names 6 0 R /Outlines 6 0 R /StructTreeRoot 6 0 R",
        "<< /Kids [6 0 R] /First 6 0 R /Next 6 0 R /K 6 0 R >>"),
    "one page told a thousand times": many_pages(1_000),
}  # fmt: skip
"""PDFs from which some text or none may be read, but which must not do harm."""

REFUSED: dict[str, bytes] = {
    "the header alone": b"%PDF-1.7\n",
    "no header": SOUND[9:200],
    "no pages": tree("<< /Type /Pages /Count 0 /Kids [] >>"),
    "no catalog": written("<< /Type /Pages /Count 0 /Kids [] >>", root=7),
    "no root": SOUND.replace(b"/Root 1 0 R", b"/Boot 1 0 R").replace(b"/Catalog", b"/Katalog"),
    "zeros after the header": b"%PDF-1.7\n" + bytes(10_000),
}
"""PDFs that are rejected with a clear message."""
