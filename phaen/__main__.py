"""`python -m phaen` is the same as `phaen`."""

from __future__ import annotations

from phaen.cli import main

if __name__ == "__main__":
    main()
