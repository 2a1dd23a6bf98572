"""A table of items, each with a weight and a level: converted products, tasks, dossiers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from math import lcm

from attrs import field, frozen
from attrs.converters import optional

from emulscore.errors import Refused
from emulscore.facts._common import State, read_state
from emulscore.facts.numeric import ShareFact
from emulscore.numbers import Numeric, number
from emulscore.words import Words, nfc

__all__ = ["ItemsFact"]


def _levels(raw: Mapping[str, Numeric] | Sequence[tuple[str, Numeric]]) -> tuple[tuple[str, Fraction], ...]:
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    levels = tuple((nfc(name), number(share)) for name, share in pairs)
    if len({name for name, _ in levels}) < len(levels) or any(not 0 <= share <= 1 for _, share in levels):
        raise Refused(
            "wrong-argument",
            argument="levels",
            expected=Words("mỗi mức một tỷ lệ từ 0% đến 100%", "a share from 0% to 100% for each level"),
        )
    return levels


@frozen(repr=False)  # its base has the right one
class ItemsFact(ShareFact):
    """The share that a table of items reaches: Σ weight × level / Σ weight («quy đổi»).

    Each item is a table with `weight` and either `level`, a name from *levels*, or `faults`, each of which takes
    *per_fault* of the item («mỗi lần bị trừ 25% điểm của sản phẩm đó»). A ready share or pair is read too.

    >>> viec = ItemsFact("viec", levels={"tot": "100%", "kha": "75%"})
    >>> viec.read([{"weight": 2, "level": "tot"}, {"weight": 1, "level": "kha"}])
    {'viec.state': 0, 'viec.part': 11, 'viec.whole': 12}

    Attributes:
        levels: What share of an item each level counts for.
        per_fault: What share of an item each fault takes.
    """

    levels: tuple[tuple[str, Fraction], ...] = field(default=(), kw_only=True, converter=_levels)
    per_fault: Fraction | None = field(default=None, kw_only=True, converter=optional(number))

    def __attrs_post_init__(self) -> None:
        if self.per_fault is not None and not 0 <= self.per_fault <= 1:
            expected = Words("tỷ lệ từ 0% đến 100%", "a share from 0% to 100%")
            raise Refused("wrong-argument", argument="per_fault", expected=expected)

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a table of items.

        Raises:
            Refused: With the code `not-an-item`, `unknown-level`, `not-a-count`, or as `ShareFact.read`.
        """
        table = isinstance(raw, Sequence) and not isinstance(raw, str) and all(isinstance(row, Mapping) for row in raw)
        if read_state(raw) or not table or not isinstance(raw, Sequence):
            return ShareFact.read(self, raw)
        weighed = [(self._weight(row), self._level(row)) for row in raw]
        total = sum((weight for weight, _ in weighed), Fraction(0))
        if not total:
            return self.in_state(State.NOTHING)
        reached = sum((weight * level for weight, level in weighed), Fraction(0))
        unit = lcm(total.denominator, reached.denominator)
        if total * unit > self.largest:
            raise Refused("too-large", largest=self.largest)
        return self.measured(part=int(reached * unit), whole=int(total * unit))

    def _weight(self, row: Mapping[str, object]) -> Fraction:
        if not set(row) <= {"weight", "level", "faults", "name"} or ("level" in row) == ("faults" in row):
            raise Refused("not-an-item")
        weight = row.get("weight", 1)
        value = number(weight)  # type: ignore[arg-type] # number() refuses what is none
        if value < 0:
            raise Refused("negative", largest=self.largest)
        return value

    def _level(self, row: Mapping[str, object]) -> Fraction:
        if "level" in row:
            found = dict(self.levels).get(nfc(str(row["level"])).strip())
            if found is None:
                raise Refused("unknown-level", levels=", ".join(name for name, _ in self.levels))
            return found
        faults = row["faults"]
        if self.per_fault is None or isinstance(faults, bool) or not isinstance(faults, int) or faults < 0:
            raise Refused("not-an-item")
        return max(1 - self.per_fault * faults, Fraction(0))
