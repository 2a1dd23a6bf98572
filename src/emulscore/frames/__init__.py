"""Whole tables of units, scored on their own engine.

Needs the extra `frames`; `import emulscore` does not load it.
"""

from importlib.util import find_spec

from emulscore.errors import Refused

if any(find_spec(name) is None for name in ("narwhals", "numpy")):
    raise Refused("missing-extra", extra="frames")

from emulscore.frames.batch import faults_of, score_frame
from emulscore.frames.cohorts import cohort_frame
from emulscore.frames.faults import Fault, Faults
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
