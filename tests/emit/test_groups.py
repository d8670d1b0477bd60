"""Projects with similar names are one group, whatever the order of the run; different ones are not."""

from __future__ import annotations

import random

from phaen.emit.across.groups import Groups

ALIKE = ["ครัวเรือนพอเพียงบัญชีโปร่งใส", "ครัวเรือนพอเพียงบัญชีโปรงใส", "ครัวเรือนพอเพียงบัญชีโปร่งใสประจำตำบล"]
OTHER = ["ตลาดสดตาชั่งตรง", "ห้องเรียนซื่อตรง", "เยาวชนอาสาดูแลคลองสาธารณะ", "ก", "กข"]


def grouped(names):
    with Groups() as groups:
        for name in names:
            groups.add([name])
        groups.settle()
        return {name: groups.of(name) for name in names}


def varied(rng, name):
    at = rng.randrange(len(name))
    return name[:at] + rng.choice("กขคงจ") + name[at + 1 :]


def test_similar_names_are_one_group_and_others_their_own():
    found = grouped([*ALIKE[:2], *OTHER])
    assert found[ALIKE[0]] == found[ALIKE[1]]
    assert len(set(found.values())) == 1 + len(OTHER)


def test_a_name_that_is_much_longer_is_another_project():
    found = grouped(ALIKE)
    assert found[ALIKE[2]] != found[ALIKE[0]]


def test_a_chain_of_small_differences_does_not_join_different_names():
    chain = ["กขคงจฉชซฌญฎฏฐฑฒณดตถท"]
    for place in range(0, 20, 2):
        chain.append(chain[-1][:place] + "ฮฮ" + chain[-1][place + 2 :])
    assert len(set(grouped(chain).values())) > 2


def test_groups_do_not_depend_on_the_order():
    rng = random.Random(7)
    names = [varied(rng, name) if rng.random() < 0.5 else name for name in (ALIKE + OTHER[:3]) * 30]
    expected = grouped(names)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        assert grouped(names) == expected


def test_a_name_that_was_not_added_has_no_group():
    assert grouped(["", "ก"])[""] is None
