"""phaen (แผน): converts Thai local-government plans into one checked dataset.

>>> import phaen
>>> dataset = phaen.convert("samples/plans")
>>> dataset.projects[["name", "budget_total"]]
"""

# Nothing is imported here, not even `__future__`: with `python -m phaen` the current folder is still first on the
# module path. `phaen.__main__` removes it.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from extract.model.errors import (
        ConverterUnavailable,
        EncryptedSource,
        NoPlanFound,
        OcrUnavailable,
        RequirementMissing,
        SourceError,
        SourceOutOfReach,
        SourceTooLarge,
        UnknownEncoding,
        UnreadableSource,
        UnsupportedSource,
    )
    from extract.model.plan import Plan
    from phaen.api import convert, load, read
    from phaen.batch.remote import RemoteError
    from phaen.batch.sources import NoSourcesError
    from phaen.correct.corrections_file import CorrectionsError
    from phaen.dataset import Dataset

    __version__: str

__all__ = [
    "ConverterUnavailable",
    "CorrectionsError",
    "Dataset",
    "EncryptedSource",
    "NoPlanFound",
    "NoSourcesError",
    "OcrUnavailable",
    "Plan",
    "RemoteError",
    "RequirementMissing",
    "SourceError",
    "SourceOutOfReach",
    "SourceTooLarge",
    "UnknownEncoding",
    "UnreadableSource",
    "UnsupportedSource",
    "__version__",
    "convert",
    "load",
    "read",
]

_ERRORS = "extract.model.errors"
_MODULES = {
    "CorrectionsError": "phaen.correct.corrections_file",
    "Dataset": "phaen.dataset",
    "NoSourcesError": "phaen.batch.sources",
    "Plan": "extract.model.plan",
    "RemoteError": "phaen.batch.remote",
    "convert": "phaen.api",
    "load": "phaen.api",
    "read": "phaen.api",
}


def __getattr__(name: str) -> object:
    """Import the API on first use, so that `import phaen` is fast."""
    if name == "__version__":
        from importlib.metadata import version

        return version("phaen")
    if name in __all__:
        from importlib import import_module

        return getattr(import_module(_MODULES.get(name, _ERRORS)), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
