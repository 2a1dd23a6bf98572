"""Whole tables of units, scored on their own engine.

Needs the extra `frames` as soon as one of its names is asked for; `import emulscore` does not load it. What turns a scheme
into a program over columns needs no extra, and SQL is written from it too.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

from emulscore.errors import Refused

if TYPE_CHECKING:
    from emulscore.frames.batch import faults_of, score_frame
    from emulscore.frames.faults import Fault, Faults
    from emulscore.frames.memory import KernelNotice

__all__ = ["Fault", "Faults", "KernelNotice", "faults_of", "score_frame"]

_HOMES: Final = {
    "Fault": "faults",
    "Faults": "faults",
    "KernelNotice": "memory",
    "faults_of": "batch",
    "score_frame": "batch",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(name)
    if any(find_spec(needed) is None for needed in ("narwhals", "numpy")):
        raise Refused("missing-extra", extra="frames")
    return getattr(import_module(f"emulscore.frames.{_HOMES[name]}"), name)
