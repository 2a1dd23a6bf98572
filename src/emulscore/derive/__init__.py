"""Schemes derived from schemes: changes with their reasons, another total, and the record of both."""

from emulscore.derive._changes import (
    CHANGES,
    Add,
    Change,
    ClearArgument,
    Drop,
    Move,
    Regrade,
    Renumber,
    Replace,
    Retitle,
    SetArgument,
    SwapFact,
)
from emulscore.derive._compare import Difference, Framed, differences, flat, frame_differences
from emulscore.derive._derive import Derived, Versioned, change_set_of, derived
from emulscore.derive._given import Value
from emulscore.derive._methods import Derivable
from emulscore.derive._record import ChangeSet, Derivation, HistoryRow, ParentScheme, Status, composed
from emulscore.derive._scale import Rebase
from emulscore.derive._tree import parents, places_of

__all__ = [
    "CHANGES",
    "Add",
    "Change",
    "ChangeSet",
    "ClearArgument",
    "Derivable",
    "Derivation",
    "Derived",
    "Difference",
    "Drop",
    "Framed",
    "HistoryRow",
    "Move",
    "ParentScheme",
    "Rebase",
    "Regrade",
    "Renumber",
    "Replace",
    "Retitle",
    "SetArgument",
    "Status",
    "SwapFact",
    "Value",
    "Versioned",
    "change_set_of",
    "composed",
    "derived",
    "differences",
    "flat",
    "frame_differences",
    "parents",
    "places_of",
]
