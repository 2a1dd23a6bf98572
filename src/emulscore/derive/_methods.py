"""What a scheme offers to those who take it over."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from attrs import asdict, evolve

from emulscore.derive._changes import Change
from emulscore.derive._derive import Versioned, change_set_of, derived
from emulscore.derive._record import ChangeSet, ParentScheme
from emulscore.derive._scale import Rebase
from emulscore.validity import Validity
from emulscore.words import Words

__all__ = ["Derivable"]


class _Derivable(Versioned, Protocol):
    """A scheme with its methods."""

    def apply(self: S, changes: ChangeSet, *, reapply: bool = False) -> S:  # noqa: PYI019
        """Carry out changes."""


S = TypeVar("S", bound=_Derivable)


class Derivable:
    """What a scheme offers to those who take it over."""

    __slots__ = ()

    def derive(  # noqa: PYI019
        self: S,
        id: str,  # noqa: A002 - the word of the field
        issuer: Words | str,
        level: Words | str,
        year: str | int,
        *,
        title: Words | str | None = None,
        source: Words | str | None = None,
        remark: Words | str | None = None,
        effective: Validity | Sequence[date | str | None] | None = None,
        changes: Iterable[Change] = (),
        rebase: Rebase | None = None,
    ) -> S:
        """Derive a scheme of one's own: what is changed, each with its why, and a record of it all.

        Groups without a cap and the total follow from the rows. The result is proven like any other scheme.

        >>> from emulscore import Drop, Rebase
        >>> from emulscore.schemes.nga_nam_2023 import scheme
        >>> whole = Rebase(100, step="0,01", amounts="scale", why="Giữ thang điểm 100")
        >>> own = scheme.derive("xa-a-2026", "UBND xã A", "cấp xã", 2026, rebase=whole,
        ...                     changes=[Drop("15", why="Xã không có nhiệm vụ này")])
        >>> own.total, own.criteria["1"].base, own.derivation.remainder_row
        (Fraction(100, 1), Fraction(87, 10), '4')

        Args:
            id: The id of the result.
            issuer: Who issues it.
            level: The level of the units that it scores.
            year: The period that it is for.
            title: Its title; this scheme's where it is not given.
            source: The document that adopts it.
            remark: What a reader must know of it.
            effective: The first and the last day on which it is in force.
            changes: The changes, carried out in order; each thing is changed once.
            rebase: How it is brought to another total, after the changes.

        Raises:
            SchemeError: With every problem of the changes; where there are none, of the result.
        """
        own = ChangeSet(
            ParentScheme(self.id),
            id=id,
            issuer=issuer,
            level=level,
            period=str(year),
            title=title,
            source=source,
            remark=remark,
            effective=effective,
            changes=changes,
            rebase=rebase,
        )
        return self.apply(own)

    def apply(self: S, changes: ChangeSet, *, reapply: bool = False) -> S:  # noqa: PYI019
        """Carry out a set of changes, such as those of a change file or of another derivation.

        Args:
            changes: The changes.
            reapply: Whether to carry them out although they were written for another state of this scheme, or for
                another scheme; the result records it.

        Raises:
            SchemeError: As `derive`; with the code `other-parent` where this is not the scheme that they were written for.
        """
        own = asdict(derived(self, changes, reapply=reapply), recurse=False)
        return evolve(self, **own)  # type: ignore[misc] # every scheme is an attrs class

    @property
    def change_set(self: Versioned) -> ChangeSet | None:
        """Return everything that made this scheme out of its parent, to be kept or applied again; None where nothing did."""
        return None if self.derivation is None else change_set_of(self, self.derivation)
