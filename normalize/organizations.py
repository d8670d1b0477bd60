"""Identifies the organization of a document, its type and its place from all lines of the document.

Nothing is corrected except a misread province, which is reported. All spellings of the same body and all other bodies
are listed, so that users can judge.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from normalize.body_names import BodyType, Mention, find_mentions
from normalize.gazetteer import codes_of, is_listed
from normalize.joined import JoinedText
from normalize.own_address import COVER_LINES, PlacePart, own_place, printed_areas, province_part
from normalize.places import find_addresses

COVER_WEIGHT = 4
"""Weight of a mention on the cover, relative to one in running text."""

FIXED_MARGIN = 3
"""A body that any document may mention (กรุงเทพมหานคร) must have more than this many times the weight of the best
other name."""

VARIANT_EDITS = 2
VARIANT_SIMILARITY = 0.6
"""Two names are spellings of the same body if they have at most this many edits and at least this similarity (0..1)."""

LEAST_NAME = 4
"""Letters of the name of another body that is on no list and mentioned once."""

RIVALS = 20
"""Number of names with the highest weights that are compared with each other to find the document's own."""


@dataclass(frozen=True, slots=True)
class Identity:
    """The body of a document. Missing values are "" and their lines None; lines are 0-based indices.

    `organization` is the type and the name in the most frequent spelling; `subdistrict`, `district` and `province` are
    names without their type. `province_raw` is the printed word if a similar spelling was read as the province, else
    "". The codes of district and subdistrict are from the list of all places, "" if it has no such place there or
    several. `variants` are other spellings of the same body, `foreign` are other bodies, each with the line of its
    first mention.
    """

    organization: str = ""
    organization_line: int | None = None
    organization_type: str = ""
    subdistrict: str = ""
    subdistrict_line: int | None = None
    district: str = ""
    district_line: int | None = None
    province: str = ""
    province_line: int | None = None
    province_code: str = ""
    province_raw: str = ""
    district_code: str = ""
    subdistrict_code: str = ""
    variants: tuple[tuple[str, int], ...] = ()
    foreign: tuple[tuple[str, int], ...] = ()


@dataclass(slots=True, eq=False)
class _BodyName:
    """A full name with its mentions. `score` gives mentions on the cover a higher weight."""

    type: BodyType
    name: str
    mentions: list[Mention] = field(default_factory=list)
    score: int = 0
    on_cover: bool = False

    @property
    def full_name(self) -> str:
        return self.type.name + self.name

    @property
    def frequency(self) -> tuple[int, int, int]:
        """Sort key of spellings: number of mentions, then score, then the first position."""
        return len(self.mentions), self.score, -self.mentions[0].start


def identify(lines: Sequence[str]) -> Identity:
    """Identify the body of a document from all its lines (cover first, Arabic digits, standard Thai order).

    Runs in linear time and never raises. A part that cannot be determined is empty.
    """
    document = JoinedText(lines)
    addresses = find_addresses(document.text)
    bodies = _bodies(find_mentions(document.text, printed_areas(addresses)), document.head_end(COVER_LINES))
    own = _own_spellings(bodies)
    name_ends = sorted(mention.end for body in own for mention in body.mentions)
    name, stated = (own[0].name, _stated(document, own[0])) if own else ("", {})
    place = own_place(document, addresses, name_ends, name, stated)
    return Identity(
        organization=own[0].full_name if own else "",
        organization_line=_line(document, own[0]) if own else None,
        organization_type=own[0].type.name if own else "",
        subdistrict=place.subdistrict.value,
        subdistrict_line=place.subdistrict.line,
        district=place.district.value,
        district_line=place.district.line,
        province=place.province.value,
        province_line=place.province.line,
        province_code=place.province.code,
        province_raw=place.province.raw,
        district_code=place.district_code,
        subdistrict_code=place.subdistrict_code,
        variants=tuple(_listed(document, own[1:])),
        foreign=tuple(_listed(document, _others(bodies, own))),
    )


def _bodies(mentions: Iterable[Mention], cover_end: int) -> list[_BodyName]:
    bodies: dict[str, _BodyName] = {}
    for mention in mentions:
        body = bodies.setdefault(mention.full_name, _BodyName(mention.type, mention.name))
        body.mentions.append(mention)
        cover = mention.start < cover_end
        body.on_cover |= cover
        body.score += COVER_WEIGHT if cover else 1
    return list(bodies.values())


def _own_spellings(bodies: list[_BodyName]) -> list[_BodyName]:
    """All spellings of the document's own body, the most frequent first; empty if no body is named."""
    named = sorted((body for body in bodies if not body.type.fixed), key=lambda body: -body.score)
    clusters = [[other for other in named[:RIVALS] if _same_body(body, other)] for body in named[:RIVALS]]
    best = max(clusters, key=lambda cluster: sum(body.score for body in cluster), default=[])
    if fixed := _fixed_owner(bodies, best):
        return [fixed]
    if not best:
        return []
    head = max(best, key=lambda body: body.frequency)
    return sorted((body for body in named if _same_body(head, body)), key=lambda body: body.frequency, reverse=True)


def _fixed_owner(bodies: list[_BodyName], rival: list[_BodyName]) -> _BodyName | None:
    """The body without a separate name, such as เมืองพัทยา, if the cover shows that it is the document's own."""
    candidates = [body for body in bodies if body.type.fixed and body.on_cover]
    best = max(candidates, key=lambda body: body.score, default=None)
    if best is None or any(body.on_cover for body in rival):
        return None
    return best if best.score > FIXED_MARGIN * sum(body.score for body in rival) else None


def _same_body(one: _BodyName, other: _BodyName) -> bool:
    from rapidfuzz.distance import Levenshtein

    if one.type is not other.type:
        return False
    edits = Levenshtein.distance(one.name, other.name, score_cutoff=VARIANT_EDITS)
    longer = max(len(one.name), len(other.name), 1)
    return edits <= VARIANT_EDITS and 1 - edits / longer >= VARIANT_SIMILARITY


def _others(bodies: Iterable[_BodyName], own: Iterable[_BodyName]) -> list[_BodyName]:
    """The other bodies. A single short name that is on no list is mostly prose behind a type word.

    So is a long one behind the word of a type whose bodies are all in one province: the list has all of them.
    """
    owned = set(own)
    others = (body for body in bodies if body not in owned and not body.type.fixed)
    return [
        b
        for b in others
        if len(b.mentions) > 1 or _is_on_list(b) or (len(b.name) >= LEAST_NAME and not b.type.province)
    ]


def _is_on_list(body: _BodyName) -> bool:
    """Whether a district or a subdistrict has the name; in the province of its type, if that has one."""
    if not body.type.province:
        return is_listed(body.name)
    code = province_part(body.type.province, 0).code
    found = (*codes_of("district", body.name), *codes_of("subdistrict", body.name))
    return any(entry.startswith(code) for entry in found)


def _stated(document: JoinedText, body: _BodyName) -> dict[str, PlacePart]:
    """The parts of the place that are stated by the body's name and type."""
    line = _line(document, body)
    stated = {body.type.gives: PlacePart(body.name, line)} if body.type.gives else {}
    printed = body.name if body.type.gives == "province" else body.type.province
    if printed:
        stated["province"] = province_part(printed, line)
    return stated


def _listed(document: JoinedText, bodies: Iterable[_BodyName]) -> Iterator[tuple[str, int]]:
    return ((body.full_name, _line(document, body)) for body in bodies)


def _line(document: JoinedText, body: _BodyName) -> int:
    return document.line_of(body.mentions[0].start)
