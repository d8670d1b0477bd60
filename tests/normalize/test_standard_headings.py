"""The headings of whole documents in the national frameworks: by code and name together, or not at all."""

from __future__ import annotations

import random

import pytest

from normalize.frameworks import framework_ids, standard, standards
from normalize.standard_headings import code_of_path, standard_headings

NEW, OLD = "2566-2570", "2561-2564"
LETTERS = "กขคงจชตถทนบปผพมยรลวสหอาิีุูเแ่้"
SAME_MEANING = {
    "เสริมสร้าง": "ปลูกฝัง",
    "สร้าง": "ก่อให้เกิด",
    "ประชาชน": "พลเมือง",
    "ส่งเสริม": "สนับสนุน",
    "บุคลากร": "เจ้าหน้าที่",
    "มาตรการ": "แนวทาง",
    "จัดการ": "ดำเนินการ",
    "ทุจริต": "คอร์รัปชัน",
    "องค์กรปกครองส่วนท้องถิ่น": "อปท.",
}
OWN = (
    "การพัฒนาแหล่งท่องเที่ยวเชิงนิเวศ", "การจัดการขยะมูลฝอยและสิ่งแวดล้อม", "การดูแลผู้สูงอายุและผู้พิการ", "ถนนปลอดภัยทุกหมู่บ้าน",
    "การส่งเสริมอาชีพและรายได้ของประชาชน", "การป้องกันและบรรเทาสาธารณภัย", "มาตรการจัดการเหตุรำคาญ",
    "การส่งเสริมการศึกษาของเด็กและเยาวชน",
)  # fmt: skip
PLANS = range(50)


def path_of(code):
    return tuple(map(int, code.split(".")))


def framework_paths(framework):
    found = [known for level in (1, 2, 3) for known in standards(level) if known.framework == framework]
    return {path_of(known.code): known for known in found}


def renumber(rng, paths):
    """Numbers anew, at any depth: some headings are left out, some siblings change places."""
    numbers: dict[tuple[int, ...], tuple[int, ...]] = {(): ()}
    for parent in [(), *(path for path in paths if len(path) < 3)]:
        if parent not in numbers:
            continue
        children = [path for path in paths if path[:-1] == parent and len(path) == len(parent) + 1]
        kept = [path for path in children if rng.random() < 0.8]
        if rng.random() < 0.3:
            rng.shuffle(kept)
        for number, path in enumerate(kept, 1):
            numbers[path] = (*numbers[parent], number)
    return numbers


def reword(rng, name):
    for word, other in SAME_MEANING.items():
        if rng.random() < 0.4:
            name = name.replace(word, other)
    words = name.split(" ")
    if len(words) > 2 and rng.random() < 0.5:
        words.pop(rng.randrange(1, len(words)))
    return " ".join(words)


def garble(rng, name, rate):
    letters = []
    for letter in name:
        change = rng.random()
        if change < rate:
            letters.append(rng.choice(("", rng.choice(LETTERS), letter + rng.choice(LETTERS))))
        else:
            letters.append(letter)
    return "".join(letters)


def generated(seed):
    """The names of a plan's headings, and the standard heading that each was made of (None: its own)."""
    rng = random.Random(seed)
    paths = framework_paths(rng.choice((NEW, OLD)))
    numbers = renumber(rng, paths) if rng.random() < 0.5 else {path: path for path in paths if rng.random() < 0.9}
    rate = rng.choice((0, 0.03, 0.08, 0.15))
    names, true = {}, {}
    for path, number in sorted(numbers.items(), key=lambda pair: pair[1]):
        if not path:
            continue
        name = paths[path].name
        change = rng.random()
        name = reword(rng, name) if change < 0.3 else name[: len(name) * 2 // 3] if change < 0.4 else name
        names[number], true[number] = garble(rng, name, rate), paths[path]
    for section in [path for path in names if len(path) == 2][:3]:
        own = (*section[:1], section[1] + 10)
        names[own], true[own] = garble(rng, rng.choice(OWN), rate), None
    return names, true


@pytest.mark.parametrize("seed", PLANS)
def test_no_heading_of_a_generated_plan_is_assigned_wrongly(seed):
    names, true = generated(seed)
    for path, known in standard_headings(names).items():
        origin = true[path]
        assert origin is not None, (path, names[path], known)
        # The frameworks share names; which of them a plan follows is the majority's.
        assert (known.code, known.framework) == (origin.code, origin.framework) or known.key == origin.key, names[path]


def test_most_headings_of_generated_plans_are_assigned():
    """So that the test above is not passed by assigning nothing."""
    made = [generated(seed) for seed in PLANS]
    found = sum(len(standard_headings(names)) for names, _ in made)
    assert found >= 0.8 * sum(origin is not None for _, true in made for origin in true.values())


@pytest.mark.parametrize("framework", framework_ids())
def test_every_standard_heading_is_its_own(framework):
    paths = framework_paths(framework)
    found = standard_headings({path: known.name for path, known in paths.items()})
    assert {path: (known.framework, known.code) for path, known in found.items()} == {
        path: (framework, known.code) for path, known in paths.items()
    }


def test_a_name_that_two_headings_share_is_the_one_below_its_section():
    names = {(1, 4): standard(NEW, "1.3").name, (1, 4, 1): standard(NEW, "1.3.1").name}
    assert standard(NEW, "1.3.1").name == standard(NEW, "1.2.3").name
    assert standard_headings(names)[1, 4, 1].code == "1.3.1"


def test_a_name_that_was_cut_off_is_told_by_its_code_only_where_codes_are_the_framework_s():
    cut = standard(NEW, "1.2").name[: len("การเสริมสร้างจิตสำนึกและความตระหนักแก่")]
    whole = {path_of(code): standard(NEW, code).name for code in ("1", "1.1", "1.3")}
    assert standard_headings({**whole, (1, 2): cut})[1, 2].code == "1.2"
    shifted = {(1,): whole[1,], (1, 1): whole[1, 3], (1, 3): whole[1, 1]}
    assert (1, 2) not in standard_headings({**shifted, (1, 2): cut})


def test_other_words_of_a_heading_are_known_by_its_code():
    whole = {path_of(code): standard(NEW, code).name for code in ("4", "4.2", "4.3")}
    reworded = "แนวทางบริหารความเสี่ยงการทุจริต"
    assert standard_headings({**whole, (4, 1): reworded})[4, 1].code == "4.1"
    assert (4, 4) not in standard_headings({**whole, (4, 4): reworded})


def test_a_heading_of_another_matter_with_the_code_of_a_section_is_its_own():
    whole = {path_of(code): standard(NEW, code).name for code in ("4", "4.2", "4.3")}
    assert (4, 1) not in standard_headings({**whole, (4, 1): "การจัดการขยะมูลฝอยและสิ่งแวดล้อม"})


def test_levels_below_the_framework_s_match_nothing():
    assert standard_headings({(1, 1, 1, 1): standard(NEW, "1.1.1").name}) == {}
    assert code_of_path((1, 2)) == "1.2"
