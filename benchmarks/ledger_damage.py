"""Damages the ledger at random, repeatedly: it must open each time, and contain only what was written to it.

The damage is in the database, its write-ahead log or the index of that log, in their state during a batch or after it.
A ledger that is not sound must be set aside, and the new one must open as sound from then on.
"""

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from benchmarks.measure import print_table
from phaen.batch.failure import FailureKind
from phaen.batch.ledger import DamagedLedgerError, Entry, Ledger, Record
from phaen.batch.ledger_file import open_ledger, read_ledger
from phaen.batch.store import Store, part_digest

CONTENTS = 120
"""Number of records, enough for a tree of several pages."""

Damage = Callable[[bytearray, random.Random], bytes]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.ledger_damage", description=__doc__)
    parser.add_argument("--seeds", type=int, default=2000)
    parser.add_argument("--first", type=int, default=0)
    arguments = parser.parse_args()
    outcomes: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        ledgers = make_ledgers(Path(folder))
        for seed in range(arguments.first, arguments.first + arguments.seeds):
            outcome = try_damage(ledgers, Path(folder, "case"), seed)
            if outcome not in ("sound", "set aside"):
                print(f"seed {seed}: {outcome}", flush=True)
                outcome = "wrong"
            outcomes[outcome] += 1
    figures = [tuple(str(outcomes[name]) for name in ("sound", "set aside", "wrong"))]
    print_table(f"{arguments.seeds} damaged ledgers", ("opened as sound", "set aside", "wrong"), figures)
    sys.exit(1 if outcomes["wrong"] else 0)


def make_ledgers(folder: Path) -> list[Path]:
    """Output folders with a closed ledger, and with one in its state during a batch."""
    closed, running = folder / "closed", folder / "running"
    store = Store(closed)
    store.make()
    store.tidy()
    for number, record in enumerate(_records()):
        store.keep(record.key, _part(number))
    with open_ledger(store) as ledger:
        for record in _records():
            ledger.put(replace(record, attempts=1))
        ledger.set_entries(Entry(f"plans/{record.name}", record.name, record.key) for record in _records())
        ledger.set_fact("run", {"started": "then", "finished": None})
        shutil.copytree(closed, running)
        for record in _records():
            ledger.put(record)
    return [closed, running]


def _records() -> list[Record]:
    """Made-up contents. Their parts are not real parts, but have valid digests."""
    return [_record(number) for number in range(CONTENTS)]


def _record(number: int) -> Record:
    digest = sha256(b"%d" % number).hexdigest()
    failure = FailureKind.REFUSED if number % 7 == 0 else None
    error = "no plan was found " * (number % 30) if failure else ""
    part, counts = part_digest(_part(number)), {"projects": number}
    return Record(f"{digest}-txt", digest, f"แผน {number}.txt", "r", "o", failure, error, part, counts, attempts=2)


def _part(number: int) -> bytes:
    return b"part %d" % number


def try_damage(ledgers: Sequence[Path], case: Path, seed: int) -> str:
    """`sound` or `set aside` for the damaged ledger. Any other result is the description of an error."""
    chance = random.Random(seed)
    shutil.rmtree(case, ignore_errors=True)
    shutil.copytree(chance.choice(ledgers), case)
    file = chance.choice(sorted(Store(case).root.glob("ledger.sqlite*")))
    file.write_bytes(chance.choice(DAMAGES)(bytearray(file.read_bytes()), chance))
    return outcome_of(Store(case))


def outcome_of(store: Store) -> str:
    """See `try_damage`."""
    written = {record.key: record for record in _records()}
    once = {key: replace(record, attempts=1) for key, record in written.items()}
    told: list[object] = []
    try:
        with read_ledger(store.ledger, whole=True) as ledger:
            list(ledger.records())
    except DamagedLedgerError:
        pass
    for _ in range(2):
        with open_ledger(store, told.append) as ledger:
            if strange := [
                record for record in ledger.records() if record not in (written[record.key], once[record.key])
            ]:
                return f"holds what was never written: {strange[0]}"
            _use(ledger, written)
    return "sound" if not told else "set aside" if len(told) == 1 else "set aside twice"


def _use(ledger: Ledger, written: dict[str, Record]) -> None:
    """Use the ledger as a run does."""
    for record in written.values():
        ledger.record(record.key)
    first = next(iter(written.values()))
    ledger.put(first)
    list(ledger.entries())
    ledger.set_fact("run", ledger.fact("run"))


# --- damage


def _flip_bits(data: bytearray, chance: random.Random) -> bytes:
    for _ in range(chance.choice([1, 1, 1, 3, 30])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return bytes(data)


def _flip_in_header(data: bytearray, chance: random.Random) -> bytes:
    """Flip bits in the database header (the first hundred bytes) and the page header of the schema after it."""
    data[chance.randrange(min(len(data), 120))] = chance.randrange(256)
    return bytes(data)


def _cut_off(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data[: chance.randrange(len(data))])


def _lose_page(data: bytearray, chance: random.Random) -> bytes:
    page = chance.randrange(max(1, len(data) // 4096)) * 4096
    data[page : page + 4096] = bytes(4096) if chance.random() < 0.5 else chance.randbytes(4096)
    return bytes(data)


def _swap_pages(data: bytearray, chance: random.Random) -> bytes:
    one, other = (chance.randrange(max(1, len(data) // 4096)) * 4096 for _ in range(2))
    data[one : one + 4096], data[other : other + 4096] = data[other : other + 4096], data[one : one + 4096]
    return bytes(data)


def _append(data: bytearray, chance: random.Random) -> bytes:
    return bytes(data) + chance.randbytes(chance.choice([1, 4096, 10000]))


DAMAGES: Sequence[Damage] = (_flip_bits, _flip_bits, _flip_in_header, _cut_off, _lose_page, _swap_pages, _append)


if __name__ == "__main__":
    main()
