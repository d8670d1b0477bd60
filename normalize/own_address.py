"""Selects the document's own address: the one next to the body's name, on the cover, or at the end of the document.

Other addresses in running prose (training venues, courts, other bodies) are ignored.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from normalize.gazetteer import CAPITAL, district_codes, lies_near, subdistrict_codes
from normalize.joined import JoinedText
from normalize.places import Address, PlaceName, address_lead_in
from normalize.provinces import ProvinceMatch, province

COVER_LINES = 25
"""Number of non-blank lines at the start of a document that count as its cover."""

CLOSING_LINES = 15
"""Number of non-blank lines at its end that may contain its own address."""

BESIDE_NAME_WEIGHT, OWN_LINE_WEIGHT, LISTED_WEIGHT = 3, 2, 1
"""Weight of each part of an address: next to the body's own name; alone on a line of the cover or the end; in prose, if
the list of all places has the body's name in that district."""

DISTRICT_DIGITS = 4

MAX_GAP = 80
"""Maximum number of characters (house number, village, road) between a body's name and its address."""


@dataclass(frozen=True, slots=True)
class PlacePart:
    """One part of the place: its name without its type ("" if unknown) and its 0-based line.

    A province also has its TIS-1099 code, and `raw`, the printed word, if a similar spelling was read as the province.
    """

    value: str = ""
    line: int | None = None
    raw: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The place of a document's body."""

    subdistrict: PlacePart
    district: PlacePart
    province: PlacePart

    @property
    def district_code(self) -> str:
        """The four digits of the district, "" if the list has no such district there, or several."""
        return _only(district_codes(self.district.value, self.province.code)) if self.district.value else ""

    @property
    def subdistrict_code(self) -> str:
        """The six digits of the subdistrict, "" if the list has no such subdistrict there, or several."""
        within = self.district_code or ("" if self.district.value else self.province.code)
        return _only(subdistrict_codes(self.subdistrict.value, within)) if within else ""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """An address that may be the document's own."""

    address: Address
    weight: int
    province: ProvinceMatch | None

    def in_province(self, name: str) -> bool:
        """Whether the address is in that province, or has no province."""
        printed = self.address.province
        return not printed or not name or (self.province.name if self.province else printed.name) == name

    def in_district(self, name: str) -> bool:
        """Whether the address is in that district, or has no district."""
        return not self.address.district or _akin(self.address.district.name, name)


def printed_areas(addresses: Iterable[Address]) -> frozenset[str]:
    """The codes of the districts in addresses, or of the province if the district is not listed."""
    codes: set[str] = set()
    for address in addresses:
        matched = province(address.province.name) if address.province else None
        code = matched.code if matched else ""
        codes |= set(district_codes(address.district.name, code)) if address.district else set()
        if code and not any(found.startswith(code) for found in codes):
            codes.add(code)
    return frozenset(codes)


def own_place(
    document: JoinedText,
    addresses: Iterable[Address],
    name_ends: Sequence[int],
    name: str,
    stated: Mapping[str, PlacePart],
) -> OwnPlace:
    """Determine the place of a document's body. `name_ends` are the end positions of mentions of its `name`, ascending.

    An address in prose counts only if the list of all places has the name in its district. `stated` contains, by level,
    the parts stated by the body's name. A stated district or province is certain. A printed subdistrict takes
    precedence over a stated one, since a body may be named after an older subdistrict.
    """
    candidates = _candidates(document, addresses, name_ends, name)
    in_province = stated.get("province") or _province(document, candidates)
    candidates = [each for each in candidates if each.in_province(in_province.value)]
    district = stated.get("district") or _district(document, candidates)
    candidates = [each for each in candidates if each.in_district(district.value)]
    subdistrict = _subdistrict(document, candidates) or stated.get("subdistrict")
    of_name = stated.get("subdistrict")
    if subdistrict and of_name and _has_prose_behind(subdistrict.value, of_name.value):
        subdistrict = of_name
    return OwnPlace(subdistrict or PlacePart(), district, in_province)


def _has_prose_behind(printed: str, name: str) -> bool:
    """Whether a printed subdistrict is the body's name and the first word of a sentence: ตำบลห้วยทรายมี 8 หมู่บ้าน."""
    return printed != name and printed.startswith(name) and not subdistrict_codes(printed, "")


def province_part(printed: str, line: int) -> PlacePart:
    """A printed province as a part: corrected if it is a similar spelling, as printed if it is not a province."""
    return _matched_part(printed, province(printed), line)


def _matched_part(printed: str, matched: ProvinceMatch | None, line: int) -> PlacePart:
    if matched is None:
        return PlacePart(printed, line)
    return PlacePart(matched.name, line, "" if matched.exact else printed, matched.code)


def _candidates(
    document: JoinedText, addresses: Iterable[Address], name_ends: Sequence[int], name: str
) -> list[_Candidate]:
    edges = document.head_end(COVER_LINES), document.tail_start(CLOSING_LINES)
    found = []
    for address in addresses:
        if weight := _weight(document, address, name_ends, edges) or _holds(address, name) * LISTED_WEIGHT:
            matched = province(address.province.name) if address.province else None
            found.append(_Candidate(address, weight * len(address.parts), matched))
    return found


def _holds(address: Address, name: str) -> bool:
    """Whether an address has a district and province in which the list has a place of that name."""
    if not (address.district and address.province):
        return False
    return any(lies_near(name, code) for code in printed_areas([address]) if len(code) == DISTRICT_DIGITS)


def _weight(document: JoinedText, address: Address, name_ends: Sequence[int], edges: tuple[int, int]) -> int:
    cover_end, closing_start = edges
    if _beside_name(document.text, address, name_ends):
        return BESIDE_NAME_WEIGHT
    at_edge = address.end <= cover_end or address.start >= closing_start
    return OWN_LINE_WEIGHT if at_edge and _on_own_line(document, address) else 0


def _beside_name(text: str, address: Address, name_ends: Sequence[int]) -> bool:
    before = bisect_left(name_ends, address.start + 1) - 1
    return before >= 0 and _leads_in(text, name_ends[before], address.start)


def _on_own_line(document: JoinedText, address: Address) -> bool:
    line_start = document.start_of(document.line_of(address.start))
    return _leads_in(document.text, line_start, address.start)


def _leads_in(text: str, start: int, end: int) -> bool:
    return end - start <= MAX_GAP and address_lead_in().fullmatch(text, start, end) is not None


def _province(document: JoinedText, candidates: Iterable[_Candidate]) -> PlacePart:
    """The province with the highest weight, at the first exact spelling if there is one."""
    weights: Counter[str] = Counter()
    places: dict[str, list[PlacePart]] = defaultdict(list)
    for each in candidates:
        if printed := each.address.province:
            part = _matched_part(printed.name, each.province, document.line_of(printed.start))
            weights[part.value] += each.weight
            places[part.value].append(part)
    if not weights:
        return PlacePart()
    best = places[max(weights, key=weights.__getitem__)]
    return next((part for part in best if not part.raw), best[0])


def _district(document: JoinedText, candidates: Iterable[_Candidate]) -> PlacePart:
    """The district with the highest weight. A full name (เมือง<province>) takes precedence over its short form."""
    weights, first = _votes(candidates, lambda address: address.district)
    if not weights:
        return PlacePart()
    best = max(weights, key=weights.__getitem__)
    whole = max((name for name in weights if _akin(best, name)), key=lambda name: (len(name), weights[name]))
    return PlacePart(whole, document.line_of(first[whole]))


def _subdistrict(document: JoinedText, candidates: Iterable[_Candidate]) -> PlacePart | None:
    weights, first = _votes(candidates, lambda address: address.subdistrict)
    if not weights:
        return None
    best = max(weights, key=weights.__getitem__)
    return PlacePart(best, document.line_of(first[best]))


def _votes(
    candidates: Iterable[_Candidate], part: Callable[[Address], PlaceName | None]
) -> tuple[Counter[str], dict[str, int]]:
    """The weight of every name of one level, and its first position."""
    weights: Counter[str] = Counter()
    first: dict[str, int] = {}
    for each in candidates:
        if name := part(each.address):
            weights[name.name] += each.weight
            first.setdefault(name.name, name.start)
    return weights, first


def _akin(name: str, other: str) -> bool:
    """Whether two names mean the same district: equal, or the short and the full name of a capital district."""
    return name == other or (CAPITAL in (name, other) and name.startswith(CAPITAL) and other.startswith(CAPITAL))


def _only(codes: Sequence[str]) -> str:
    return codes[0] if len(codes) == 1 else ""
