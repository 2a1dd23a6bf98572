"""What a scheme offers to those who hold it against another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from emulscore.assessment import Assessment
from emulscore.derive import Versioned
from emulscore.diff._diff import SchemeDiff, diff
from emulscore.diff._units import Scored, UnitDiff, units

__all__ = ["Comparable"]


class Comparable:
    """Schemes that can be held against each other."""

    __slots__ = ()

    def diff(self: Versioned, other: Versioned) -> SchemeDiff:
        """Say what differs in another scheme: rows, points, rules and facts in words, and totals.

        >>> from emulscore.schemes.nga_nam_2023 import scheme
        >>> scheme.diff(scheme).empty
        True

        Args:
            other: The other scheme, such as a derived one or the next year's.
        """
        return diff(self, other)

    def diff_units(
        self: Scored, other: Scored, given: Iterable[Assessment | Mapping[str, object]]
    ) -> tuple[UnitDiff, ...]:
        """Score units by this scheme and another, and say whose points move, in which rows, and why.

        Args:
            other: The other scheme.
            given: The units; each scheme is given the figures that it reads.

        Raises:
            MeasurementError: A figure cannot be read by one of the schemes.
        """
        return units(self, other, given)
