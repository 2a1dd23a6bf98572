"""The first error of a unit as one small whole number, and back."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from attrs import field, frozen

from emulscore.errors import CODES

__all__ = ["Fault", "Faults"]


@frozen
class Fault:
    """Why a unit has no points: the first problem that scoring it alone would name.

    Attributes:
        code: The stable code of the problem.
        fact: The fact, where one is concerned.
        row: The row or group, where no fact is to blame.
    """

    code: str
    fact: str | None = None
    row: str | None = None


def _names(raw: Iterable[str]) -> tuple[str, ...]:
    return tuple(raw)


@frozen
class Faults:
    """Numbers the errors that units of one scheme can have: 0 for none, else a code and what it is about.

    >>> faults = Faults(["ho_so"], ["1", "2"])
    >>> number = faults.number("missing-fact", fact="ho_so")
    >>> faults.fault(number), faults.fault(0)
    (Fault(code='missing-fact', fact='ho_so', row=None), None)

    Attributes:
        facts: The names of the facts.
        rows: The numbers of rows and groups.
    """

    facts: tuple[str, ...] = field(converter=_names)
    rows: tuple[str, ...] = field(converter=_names)

    @cached_property
    def _subjects(self) -> list[Fault]:
        facts = [Fault("", fact=name) for name in self.facts]
        return [Fault(""), *facts, *(Fault("", row=row) for row in self.rows)]

    @property
    def most(self) -> int:
        """Return the greatest number."""
        return len(CODES) * len(self._subjects)

    def number(self, code: str, *, fact: str | None = None, row: str | None = None) -> int:
        """Return the number of an error."""
        return 1 + CODES.index(code) * len(self._subjects) + self._subjects.index(Fault("", fact, row))

    def fault(self, number: int | None) -> Fault | None:
        """Return the error that a number stands for; None for 0, or where there is no number."""
        if not number:
            return None
        code, subject = divmod(number - 1, len(self._subjects))
        about = self._subjects[subject]
        return Fault(CODES[code], about.fact, about.row)
