"""Whole tables of units, scored on their own engine.

Needs the extra `frames`; `import emulscore` does not load it, and this package loads it when one of its names is asked for.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from emulscore.errors import Refused

if TYPE_CHECKING:
    from emulscore.columnar.faults import Fault, Faults
    from emulscore.frames.batch import faults_of, score_frame
    from emulscore.frames.cohorts import cohort_frame
    from emulscore.frames.memory import KernelNotice
    from emulscore.frames.places import quota_frame, rank_frame

__all__ = [
    "Fault",
    "Faults",
    "KernelNotice",
    "cohort_frame",
    "faults_of",
    "quota_frame",
    "rank_frame",
    "score_frame",
]

_MODULES = {
    "Fault": "columnar.faults",
    "Faults": "columnar.faults",
    "KernelNotice": "frames.memory",
    "cohort_frame": "frames.cohorts",
    "faults_of": "frames.batch",
    "quota_frame": "frames.places",
    "rank_frame": "frames.places",
    "score_frame": "frames.batch",
}


def __getattr__(name: str) -> Any:
    """Load what is asked for.

    Raises:
        Refused: With the code `missing-extra`, where the extra is not installed.
    """
    if name not in _MODULES:
        raise AttributeError(name)
    if any(find_spec(package) is None for package in ("narwhals", "numpy")):
        raise Refused("missing-extra", extra="frames")
    return getattr(import_module(f"emulscore.{_MODULES[name]}"), name)
