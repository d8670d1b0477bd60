"""Arrow without pandas, for processes that make no data frames.

Arrow imports pandas when it makes its first array, to know pandas objects if it is given any. That takes half a second
of every process, a third of the time of a run over one plan.
"""

from __future__ import annotations

import sys
from importlib.abc import MetaPathFinder


class _NoPandas(MetaPathFinder):
    def find_spec(self, fullname: str, path: object = None, target: object = None) -> None:
        """Raise ImportError for pandas; find nothing else."""
        if fullname == "pandas":
            raise ModuleNotFoundError(fullname, name=fullname)


def leave_pandas_out() -> None:
    """Let Arrow find that there is no pandas, once and for the life of this process.

    pandas can be imported afterwards, but Arrow's `to_pandas` cannot be used: not to be called from the library, whose
    users own the process. Does nothing where pandas is loaded already.
    """
    if "pandas" in sys.modules:
        return
    import pyarrow as pa

    finder = _NoPandas()
    sys.meta_path.insert(0, finder)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(finder)
