"""Start time of `phaen --help` against an empty Python process."""

from __future__ import annotations

import argparse

from benchmarks.measure import milliseconds, print_table, python, run

COMMANDS = {
    "python -c pass": python("-c", "pass"),
    "import phaen": python("-c", "import phaen"),
    "import click": python("-c", "import click"),
    "phaen --help": python("-m", "phaen", "--help"),
    "phaen schema": python("-m", "phaen", "schema"),
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.help", description=__doc__)
    parser.add_argument("--repeats", type=int, default=10)
    repeats = parser.parse_args().repeats
    times = {name: min(run(command).seconds for _ in range(repeats)) for name, command in COMMANDS.items()}
    base = times["python -c pass"]
    rows = [(name, milliseconds(seconds), f"{seconds / base:.1f}") for name, seconds in times.items()]
    print_table(f"Start-up, best of {repeats}", ("command", "time", "ratio"), rows)


if __name__ == "__main__":
    main()
