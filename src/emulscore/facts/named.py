"""Facts that are words: a level, and yes or no."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import field, frozen

from emulscore.errors import Refused
from emulscore.facts._common import Described, read_state
from emulscore.formula.nodes import Fact as FactNode
from emulscore.formula.nodes import Node, Slot
from emulscore.shown import pasted
from emulscore.words import Words, nfc, words

__all__ = ["ANSWERS", "LevelFact", "YesNoFact"]


def _levels(
    raw: Mapping[str, Words | str] | tuple[tuple[str, Words], ...],
) -> tuple[tuple[str, Words], ...]:
    pairs = raw.items() if isinstance(raw, Mapping) else raw
    levels = tuple((nfc(name), words(label)) for name, label in pairs)
    names = {name for name, _ in levels}
    if not levels or len(names) < len(levels) or any(read_state(name) or not name for name in names):
        raise Refused(
            "wrong-argument",
            argument="levels",
            expected=Words("ít nhất một mức, mỗi mức một tên riêng", "at least one level, each with a name of its own"),
        )
    return levels


@frozen
class LevelFact(Described):
    """One of several named levels.

    >>> nhan_su = LevelFact("nhan_su", levels={"dai_hoc": "đại học trở lên", "cao_dang": "cao đẳng"})
    >>> nhan_su.read("cao_dang")
    {'nhan_su.state': 0, 'nhan_su': 1}

    Attributes:
        levels: The names of the levels, as used in files, each with its words.
    """

    __repr__ = pasted

    levels: tuple[tuple[str, Words], ...] = field(kw_only=True, converter=_levels)

    @property
    def names(self) -> tuple[str, ...]:
        """Return the names of the levels, in order."""
        return tuple(name for name, _ in self.levels)

    @property
    def slot(self) -> Slot:
        """Return the slot that holds the level's place."""
        return Slot(self.name, 0, len(self.levels) - 1, self.words, optional=True)

    @property
    def node(self) -> Node:
        """Return the node that reads the level's place."""
        return FactNode(self.slot)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return (self.state_slot, self.slot)

    def read(self, raw: object) -> Mapping[str, int]:
        """Read a level by its name or by its words.

        Raises:
            Refused: With the code `unknown-level`.
        """
        state = read_state(raw)
        if state:
            return self.in_state(state)
        if isinstance(raw, str):
            text = nfc(raw).strip()
            for place, (name, label) in enumerate(self.levels):
                if text in {name, label.vi, label.en}:
                    return self.measured(value=place)
        raise Refused("unknown-level", levels=", ".join(self.names))

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        return self.names[slots[self.name]] if state is None else state


ANSWERS: Final = {
    "có": 1,
    "yes": 1,
    "true": 1,
    "đạt": 1,
    "không": 0,
    "no": 0,
    "false": 0,
    "không đạt": 0,
}


@frozen
class YesNoFact(Described):
    """Something that is so or is not.

    >>> YesNoFact("cong_khai").read(True), YesNoFact("cong_khai").read("không")
    ({'cong_khai.state': 0, 'cong_khai': 1}, {'cong_khai.state': 0, 'cong_khai': 0})
    """

    __repr__ = pasted

    @property
    def slot(self) -> Slot:
        """Return the slot of the answer: 1 for yes, 0 for no."""
        return Slot(self.name, 0, 1, self.words, optional=True)

    @property
    def node(self) -> Node:
        """Return the node that reads the answer."""
        return FactNode(self.slot)

    @property
    def slots(self) -> tuple[Slot, ...]:
        """Return every slot the fact can fill."""
        return (self.state_slot, self.slot)

    def read(self, raw: object) -> Mapping[str, int]:
        """Read an answer.

        Raises:
            Refused: With the code `not-yes-no`.
        """
        state = read_state(raw)
        if state:
            return self.in_state(state)
        answer = int(raw) if isinstance(raw, bool) else None
        if isinstance(raw, str):
            answer = ANSWERS.get(nfc(raw).strip().lower())
        if answer is None:
            raise Refused("not-yes-no")
        return self.measured(value=answer)

    def raw(self, slots: Mapping[str, int]) -> object:
        """Turn whole numbers back into a raw value that `read` reads to the same numbers."""
        state = self.state_in(slots)
        return bool(slots[self.name]) if state is None else state
