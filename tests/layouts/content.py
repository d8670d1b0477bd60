"""The content of a random plan or progress report, independent of its layout."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random
from typing import NamedTuple

from . import words as w

Code = tuple[int, ...]


class Place(NamedTuple):
    """The organization whose plan it is."""

    organization: str
    kind: str
    group: str
    subdistrict: str | None
    district: str | None
    province: str


class Level(NamedTuple):
    """A dimension (a code of one number) or a section below it."""

    code: Code
    name: str

    @property
    def key(self) -> str:
        """The code as annotated: 1, 1.1, 1.1.1."""
        return ".".join(map(str, self.code))


@dataclass
class Project:
    """One project, activity or measure with all possible details."""

    order: int
    kind: str | None
    core: str
    topic: str
    place: Code
    amounts: dict[int, int]
    department: str
    rationale: list[str] = field(default_factory=list)
    objectives: list[str] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    location: str = ""
    methods: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    outcomes: list[str] = field(default_factory=list)
    remark: str = ""
    source: str = ""
    months: str = ""
    quarters: tuple[int, ...] = ()
    month_range: tuple[int, int] = (0, 0)
    people: int = 0
    spent: int = 0
    status: str = ""
    problem: str = ""
    reason: str = ""
    extra: list[str] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name with its kind word."""
        return (self.kind or "") + self.core

    @property
    def dimension(self) -> int:
        """The number of its dimension."""
        return self.place[0]

    @property
    def total(self) -> int:
        """Its total money over all years."""
        return sum(self.amounts.values())


@dataclass
class Content:
    """All content that a document may have."""

    place: Place
    years: list[int]
    levels: dict[Code, Level]
    depth: int
    projects: list[Project]
    report: int = 0
    """Months covered by a progress report. 0 for a plan."""
    ita: list[tuple[int, str]] = field(default_factory=list)

    @property
    def dimensions(self) -> list[Level]:
        """The dimensions in order."""
        return [level for code, level in self.levels.items() if len(code) == 1]

    def of(self, dimension: int) -> list[Project]:
        """The projects of a dimension."""
        return [p for p in self.projects if p.dimension == dimension]


def place_name(rng: Random) -> str:
    """A made-up place name."""
    return rng.choice(w.PLACE_HEADS) + rng.choice(w.PLACE_TAILS)


def draw_place(rng: Random) -> Place:
    """An organization with its district and province."""
    kind = rng.choices(
        ("องค์การบริหารส่วนตำบล", "เทศบาลตำบล", "เทศบาลเมือง", "เทศบาลนคร", "องค์การบริหารส่วนจังหวัด", "สำนักงานเขต"),
        (34, 28, 14, 6, 9, 9),
    )[0]
    province = rng.choice(w.PROVINCES)
    name, sub = place_name(rng), place_name(rng)
    district = rng.choice((f"เมือง{province}", place_name(rng), place_name(rng)))
    if kind == "องค์การบริหารส่วนจังหวัด":
        return Place(kind + province, kind, "จังหวัด", None, f"เมือง{province}", province)
    if kind == "สำนักงานเขต":
        return Place(kind + name, kind, "เขต", None, None, "กรุงเทพมหานคร")
    if kind == "องค์การบริหารส่วนตำบล":
        return Place(kind + name, kind, "ตำบล", name, district, province)
    if kind == "เทศบาลตำบล":
        return Place(kind + name, kind, "เทศบาล", rng.choice((name, sub)), district, province)
    city = rng.choice(w.CITY_HEADS) + rng.choice(w.PLACE_TAILS)
    return Place(kind + city, kind, "เทศบาล", None, rng.choice((f"เมือง{province}", city)), province)


def draw_dimensions(rng: Random) -> list[tuple[str, int]]:
    """Names of the dimensions with their themes, from a national framework or of the organization's own."""
    pick = rng.random()
    if pick < 0.6:
        names = rng.choice(w.FRAMEWORKS)
        count = 4 if rng.random() < 0.85 else 3
        return [(names[i], i) for i in range(count)]
    count = rng.choices((2, 3, 4, 5, 6), (15, 30, 25, 20, 10))[0]
    pool = [(name, theme) for theme, names in enumerate(w.OWN_DIMENSIONS) for name in names]
    themes = sorted(rng.choices(range(4), k=count)) if rng.random() < 0.5 else [i % 4 for i in range(count)]
    chosen: list[tuple[str, int]] = []
    for theme in themes:
        chosen.append(rng.choice([x for x in pool if x[1] == theme and x not in chosen]))
    return chosen


def draw_levels(
    rng: Random, dimensions: list[tuple[str, int]], depth: int
) -> tuple[dict[Code, Level], dict[Code, int]]:
    """All levels in order with their themes. A deepest level contains projects."""
    levels: dict[Code, Level] = {}
    themes: dict[Code, int] = {}
    used: set[str] = set()

    def add(code: Code, name: str, theme: int) -> None:
        levels[code], themes[code] = Level(code, name), theme
        if len(code) > depth:
            return
        pool: Sequence[str] = (w.SECTIONS[theme], w.SUBSECTIONS[theme], w.DEEP_SECTIONS)[len(code) - 1]
        free = [n for n in pool if n not in used] or list(pool)
        count = min(
            len(free),
            rng.choices((1, 2, 3, 4), (30, 40, 22, 8))[0] if len(code) == 1 else rng.choices((1, 2, 3), (60, 32, 8))[0],
        )
        for i, below in enumerate(rng.sample(free, count), 1):
            if len(code) < 3:
                used.add(below)
            add((*code, i), below, theme)

    for number, (name, theme) in enumerate(dimensions, 1):
        add((number,), name, theme)
    return levels, themes


class Namer:
    """Draws unique names, a few of them similar to others."""

    def __init__(self, rng: Random, group: str) -> None:
        self.rng, self.staff, self.used = rng, w.STAFF[group], set[str]()
        self.last: tuple[str, str] = ("", "")

    def draw(self, kind: str | None, theme: int) -> tuple[str, str]:
        """A name without its kind, and its topic."""
        for _ in range(200):
            core, topic = self.attempt(kind, theme)
            if core not in self.used:
                self.used.add(core)
                self.last = (core, topic)
                return core, topic
        raise RuntimeError("the names are used up")

    def attempt(self, kind: str | None, theme: int) -> tuple[str, str]:
        """A name that may already be in use."""
        if kind is None:
            core = self.rng.choice(w.PLAIN_VERBS) + self.rng.choice(w.PLAIN_OBJECTS)
            return core + self.rng.choice(("", "ประจำปี")), core
        if kind == "มาตรการ":
            return self.measure()
        if theme == 0 or self.rng.random() < 0.2:
            return self.moral()
        return (self.office, self.citizen, self.audit)[theme - 1]()

    def audience(self) -> str:
        """A group of people to be trained."""
        return self.rng.choice((*w.AUDIENCES, *self.staff))

    def measure(self) -> tuple[str, str]:
        """The name of a measure."""
        if self.rng.random() < 0.25:
            pledge = self.rng.choice(w.PLEDGES)
            tail = self.rng.choice(("", "", "ต่อสาธารณะ", "ทุกไตรมาส"))
            return pledge + (" " + tail if tail and pledge.endswith(")") else tail), "การ" + pledge
        thing = self.rng.choice(w.MEASURE_OBJECTS)
        verb = self.rng.choice([v for v in w.MEASURE_VERBS if v[:6] not in thing])
        return verb + thing, thing

    def moral(self) -> tuple[str, str]:
        """A name about conscience."""
        pick = self.rng.random()
        if pick < 0.45:
            topic = self.rng.choice(w.TRAINING_TOPICS)
            about, to = self.rng.choice(("เรื่อง", "ด้าน", "เกี่ยวกับ")), self.rng.choice(("แก่", "สำหรับ", "ให้แก่"))
            space = " " if topic[-1].isdigit() else ""
            return f"{self.rng.choice(w.TRAININGS)}{about}{topic}{space}{to}{self.audience()}", topic
        if pick < 0.75:
            topic = self.rng.choice(w.VALUES)
            return self.rng.choice(w.BUILDS) + topic + self.rng.choice(w.SETTINGS), topic
        title = self.rng.choice(w.TITLES)
        tail = self.rng.choice(("", "", self.rng.choice(w.SETTINGS)))
        return title + (" " + tail if tail and title.endswith(("”", ")")) else tail), "การทำความดี"

    def office(self) -> tuple[str, str]:
        """A name about administration."""
        topic = self.rng.choice(w.PROCESSES)
        return self.rng.choice(w.PROCESS_VERBS) + topic, topic

    def citizen(self) -> tuple[str, str]:
        """A name about participation and information."""
        if self.rng.random() < 0.5:
            topic = self.rng.choice(w.OPEN_OBJECTS)
            return self.rng.choice(w.OPEN_VERBS) + topic + self.rng.choice(w.CHANNELS), topic
        pattern = self.rng.choice(w.CITIZEN_NAMES)
        core = pattern.format(setting=self.rng.choice(("หมู่บ้าน", "ชุมชน", "ตำบล")), audience=self.rng.choice(w.AUDIENCES))
        return core, "การมีส่วนร่วมของประชาชน"

    def audit(self) -> tuple[str, str]:
        """A name about control."""
        topic = self.rng.choice(w.AUDIT_OBJECTS)
        return self.rng.choice(w.AUDIT_VERBS) + topic + self.rng.choice(w.AUDIT_TAILS), topic

    def twin(self) -> tuple[str, str] | None:
        """A name similar to the last one, for another place in the plan."""
        core, topic = self.last
        for tail in self.rng.sample((" ระยะที่ 2", "ประจำไตรมาสที่สอง", "เชิงรุก"), 3):
            if (
                core
                and core[-1] not in "”)"
                and core + tail not in self.used
                and not core.endswith(("2", "สอง", "เชิงรุก", "ประจำปี", "ไตรมาส"))
            ):
                self.used.add(core + tail)
                return core + tail, topic
        return None


class Writer:
    """Writes the sentences of a project's fields."""

    def __init__(self, rng: Random, place: Place, core: str) -> None:
        self.rng, self.place = rng, place
        known = [a for a in (*w.AUDIENCES, *w.STAFF[place.group]) if a in core]
        self.audience = max(known, key=len) if known else rng.choice((*w.AUDIENCES, *w.STAFF[place.group]))

    def fill(self, pattern: str, topic: str) -> str:
        """A sentence from a pattern, with seams where a line may break."""
        seam = w.SEAM
        return pattern.format(
            t=seam + topic + seam,
            o=seam + self.place.organization + seam,
            a=seam + self.audience + seam,
            n=self.rng.choice((20, 30, 40, 50, 60, 80, 100, 120, 150, 200)),
            k=self.rng.randint(1, 4),
            p=self.rng.choice((70, 75, 80, 85, 90)),
        )

    def some(self, patterns: Sequence[str], topic: str, low: int, high: int) -> list[str]:
        """A few different sentences."""
        return [self.fill(p, topic) for p in self.rng.sample(list(patterns), self.rng.randint(low, high))]

    def write(self, p: Project, report: bool) -> None:
        """Fills a project's fields."""
        rng, topic = self.rng, p.topic
        count = rng.choices((1, 2), (60, 40))[0]
        firsts, seconds = rng.sample(w.RATIONALE_OPENINGS, count), rng.sample(w.RATIONALE_MIDDLES, count)
        p.rationale = [f"{self.fill(a, topic)} {self.fill(b, topic)}" for a, b in zip(firsts, seconds, strict=True)]
        p.rationale[-1] += " " + self.fill(rng.choice(w.RATIONALE_ENDINGS), topic)
        p.objectives = self.some(w.OBJECTIVES, topic, 1, 4)
        p.targets = self.some(w.TARGETS, topic, 1, 2)
        p.location = self.fill(rng.choice(w.LOCATIONS), topic)
        p.methods = (
            self.some(w.METHOD_STARTS, topic, 1, 2)
            + self.some(w.METHOD_MIDDLES, topic, 1, 4)
            + self.some(w.METHOD_ENDS, topic, 1, 1)
        )
        p.outputs, p.outcomes = self.some(w.OUTPUTS, topic, 1, 2), self.some(w.OUTCOMES, topic, 1, 2)
        p.extra = [rng.choice(values) for _, values in w.EXTRA_FIELDS]
        p.problem = rng.choice(w.PROBLEMS)
        p.reason = rng.choice(w.REASONS)
        if report:
            p.methods = self.some(w.DONE_METHODS, topic, 1, 4)
            p.outputs, p.outcomes = self.some(w.DONE_RESULTS, topic, 1, 3), []


MONTHS = (
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
)


def draw_amounts(rng: Random, kind: str | None, years: list[int], step: int) -> dict[int, int]:
    """A project's money for each year, in multiples of a step."""
    free = {"มาตรการ": 0.8, "กิจกรรม": 0.45, "โครงการ": 0.22, None: 0.7}[kind]
    if rng.random() < free:
        return dict.fromkeys(years, 0)
    size = rng.choice((4, 6, 10, 20, 25, 30, 40, 50, 75, 100, 150, 200))
    base = step * size
    if rng.random() < 0.6:
        return dict.fromkeys(years, base)
    result = {y: (0 if rng.random() < 0.3 else step * max(1, size + rng.randint(-3, 8))) for y in years}
    if not any(result.values()):
        result[years[0]] = base
    return result


def draw_project(
    rng: Random, order: int, code: Code, kind: str | None, name: tuple[str, str], content: Content, step: int
) -> Project:
    """A project at a place of the plan."""
    first = rng.randrange(12)
    last = min(11, first + rng.randrange(5))
    p = Project(
        order,
        kind,
        name[0],
        name[1],
        code,
        draw_amounts(rng, kind, content.years, step),
        rng.choice(w.DEPARTMENTS[content.place.group]),
    )
    p.months = MONTHS[first] if first == last else f"{MONTHS[first]} - {MONTHS[last]}"
    p.month_range = (first, last)
    p.quarters = tuple(range(first // 3 + 1, last // 3 + 2))
    p.remark = rng.choice(w.REMARKS) if rng.random() < 0.35 else ""
    p.source = rng.choice(w.SOURCES)
    p.people = rng.choice((25, 30, 45, 60, 80, 100))
    p.status = rng.choices(("done", "doing", "not"), (65, 20, 15))[0]
    if p.status == "done" and p.total:
        p.spent = p.total if rng.random() < 0.4 else p.total - step * rng.randint(0, min(3, p.total // step - 1))
    elif p.status == "doing" and p.total:
        p.spent = p.total // step // 2 * step
    Writer(rng, content.place, p.core).write(p, bool(content.report))
    return p


def draw_content(rng: Random) -> Content:
    """The content of a random document."""
    report = rng.choice((6, 12)) if rng.random() < 0.2 else 0
    count = 1 if report else rng.choices((1, 2, 3, 4, 5), (38, 8, 10, 14, 30))[0]
    first = 2566 if count == 5 and rng.random() < 0.6 else rng.randint(2561, 2570)
    depth = rng.choices((0, 1, 2, 3), (30, 44, 22, 4))[0]
    place = draw_place(rng)
    levels, themes = draw_levels(rng, draw_dimensions(rng), depth)
    while sum(len(code) == depth + 1 for code in levels) > 22:
        levels, themes = draw_levels(rng, draw_dimensions(rng), depth)
    content = Content(place, list(range(first, first + count)), levels, depth, [], report)
    ends = [code for code in levels if len(code) == depth + 1]
    step = rng.choice((10000, 50000) if place.group == "จังหวัด" and rng.random() < 0.6 else (500, 1000, 1000, 2500))
    namer = Namer(rng, place.group)
    limit = max(len(ends), min(25, rng.randint(4, 25)))
    shares = dict.fromkeys(ends, 1)
    for _ in range(limit - len(ends)):
        shares[rng.choice(ends)] += 1
    mixed = rng.random() < 0.85
    for code, share in shares.items():
        for _ in range(share):
            kind: str | None = (
                rng.choices(("โครงการ", "กิจกรรม", "มาตรการ", None), (56, 17, 23, 4))[0] if mixed else "โครงการ"
            )
            twin = (
                namer.twin()
                if content.projects
                and content.projects[-1].place != code
                and content.projects[-1].kind in ("โครงการ", "กิจกรรม")
                and rng.random() < 0.15
                else None
            )
            if twin:
                kind = content.projects[-1].kind
            content.projects.append(
                draw_project(
                    rng, len(content.projects) + 1, code, kind, twin or namer.draw(kind, themes[code]), content, step
                )
            )
    content.ita = [(first - 3 + i, f"{rng.uniform(62, 97):.2f}") for i in range(3)]
    return content
