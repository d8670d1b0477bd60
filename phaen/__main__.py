"""`python -m phaen` is the same as `phaen`.

With `python -m`, Python looks for every module in the current folder first, and would run any file there that has the
name of a module. So the current folder is removed from the path before anything else is imported, even `__future__`.
It is kept if phaen itself was found there, as in a checkout that is not installed.
"""

import os
import sys


def _leave_current_folder() -> None:
    try:
        here = os.getcwd()  # noqa: PTH109 -- pathlib is not imported yet
    except OSError:  # it has been removed
        here = ""
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) if here else None  # noqa: PTH100, PTH120
    if sys.path[:1] in ([""], [here]) and own != here:
        del sys.path[0]


if __name__ == "__main__":
    _leave_current_folder()

from phaen.cli import main  # noqa: E402

if __name__ == "__main__":
    main()
