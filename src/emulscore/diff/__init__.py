"""What differs between two schemes, and whose points move by it."""

from emulscore.diff._diff import SchemeDiff, diff
from emulscore.diff._methods import Comparable
from emulscore.diff._units import UnitDiff, UnitRow, units

__all__ = ["Comparable", "SchemeDiff", "UnitDiff", "UnitRow", "diff", "units"]
