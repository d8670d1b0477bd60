"""phaen (แผน): Thai local-government plans, read into one checked dataset.

>>> import phaen
>>> dataset = phaen.convert("samples/plans")  # doctest: +SKIP
>>> dataset.projects[["name", "budget_total"]]  # doctest: +SKIP
"""

# Nothing is imported here, not even `__future__`: with `python -m phaen` the current folder is still on the path, and
# would be asked first. `phaen.__main__` takes it off.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from phaen.api import convert, load, read
    from phaen.dataset import Dataset

    __version__: str

__all__ = ["Dataset", "__version__", "convert", "load", "read"]


def __getattr__(name: str) -> object:
    """Import the API on first use, so that `import phaen` itself costs nothing."""
    if name == "__version__":
        from importlib.metadata import version

        return version("phaen")
    if name == "Dataset":
        from phaen.dataset import Dataset

        return Dataset
    if name in __all__:
        from phaen import api

        return getattr(api, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
