"""Two targets of the whole-number compilation: Python source, and ranges of whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from attrs import field, frozen

from emulscore.formula.bounds import Bounds
from emulscore.formula.nodes import Node, Round, Slot
from emulscore.formula.whole import Compiler

__all__ = ["SAFE_WIDTH", "Compiled", "PythonSource", "Ranges", "compile_python", "greatest_number"]

SAFE_WIDTH = 2**53
"""Every engine keeps whole numbers up to here exact, also those that divide in doubles."""

_INLINE = 60  # longer expressions get a name of their own: compiled code is a list of assignments


@frozen
class PythonSource:
    """Emits Python assignments; whole numbers and conditions are both source text."""

    lines: list[str] = field(factory=list)
    slots: dict[Slot, str] = field(factory=dict)
    named: Mapping[str, str] = field(factory=dict)

    def _text(self, text: str) -> str:
        return self.keep(text) if len(text) > _INLINE else text

    def lit(self, value: int) -> str:
        return str(value) if value >= 0 else f"({value})"

    def read(self, slot: Slot) -> str:
        if slot.name in self.named:
            return self.named[slot.name]
        if slot not in self.slots:
            self.slots[slot] = f"f{len(self.slots)}"
        return self.slots[slot]

    def given(self, slot: Slot) -> str:
        return f"{self.read(slot)}_given"

    def add(self, left: str, right: str) -> str:
        return self._text(f"({left} + {right})")

    def mul(self, left: str, right: str) -> str:
        return self._text(f"({left} * {right})")

    def floordiv(self, left: str, right: str) -> str:
        return self._text(f"({left} // {right})")

    def least(self, left: str, right: str) -> str:
        left, right = self.keep(left), self.keep(right)
        return f"({left} if {left} < {right} else {right})"

    def most(self, left: str, right: str) -> str:
        left, right = self.keep(left), self.keep(right)
        return f"({left} if {left} > {right} else {right})"

    def table(self, at: str, values: Sequence[int]) -> str:
        return self.keep(f"({', '.join(map(str, values))},)[{at}]")

    def le(self, left: str, right: str) -> str:
        return self._text(f"({left} <= {right})")

    def lt(self, left: str, right: str) -> str:
        return self._text(f"({left} < {right})")

    def both(self, left: str, right: str) -> str:
        return self._text(f"({left} and {right})")

    def where(self, condition: str, then: str, otherwise: str) -> str:
        return self._text(f"({then} if {condition} else {otherwise})")

    choose = where

    def always(self) -> str:
        return "True"

    def never(self) -> str:
        return "False"

    def within(self, value: str, low: int, high: int) -> str:
        del low, high
        return value

    def keep(self, value: str) -> str:
        if value.isidentifier() or value.isdecimal():
            return value
        name = f"t{len(self.lines)}"
        self.lines.append(f"{name} = {value}")
        return name


@frozen
class Ranges:
    """Carries the least and greatest number each step can reach, and remembers the greatest amount met."""

    met: list[int] = field(factory=lambda: [0])

    def _seen(self, low: int, high: int, beyond: int = 0) -> tuple[int, int]:
        self.met[0] = max(self.met[0], abs(low), abs(high), beyond)
        return low, high

    def lit(self, value: int) -> tuple[int, int]:
        return self._seen(value, value)

    def read(self, slot: Slot) -> tuple[int, int]:
        return self._seen(slot.low, slot.high)

    def given(self, slot: Slot) -> None:
        del slot

    def add(self, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        return self._seen(left[0] + right[0], left[1] + right[1])

    def mul(self, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        ends = [one * other for one in left for other in right]
        return self._seen(min(ends), max(ends))

    def floordiv(self, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        if left[1] < 0 or right[0] < 1:
            msg = f"a division of {left} by {right} must be of an amount by a positive number"
            raise ValueError(msg)
        # Only amounts are divided (see `Compiler._round`); their range can be too wide to show it, as for |x| or base - x.
        # Engines that divide in doubles are right as long as the two together stay within 2^53.
        return self._seen(max(left[0], 0) // right[1], left[1] // right[0], left[1] + right[1])

    def least(self, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        return min(left[0], right[0]), min(left[1], right[1])

    def most(self, left: tuple[int, int], right: tuple[int, int]) -> tuple[int, int]:
        return max(left[0], right[0]), max(left[1], right[1])

    def table(self, at: tuple[int, int], values: Sequence[int]) -> tuple[int, int]:
        del at
        return self._seen(min(values), max(values))

    def le(self, left: tuple[int, int], right: tuple[int, int]) -> None:
        del left, right

    lt = le

    def both(self, left: None, right: None) -> None:
        del left, right

    def where(self, condition: None, then: tuple[int, int], otherwise: tuple[int, int]) -> tuple[int, int]:
        del condition
        return min(then[0], otherwise[0]), max(then[1], otherwise[1])

    def choose(self, condition: None, then: None, otherwise: None) -> None:
        del condition, then, otherwise

    def always(self) -> None:
        """Nothing is known of conditions."""

    never = always

    def within(self, value: tuple[int, int], low: int, high: int) -> tuple[int, int]:
        return max(value[0], low), min(value[1], high)

    def keep(self, value: tuple[int, int]) -> tuple[int, int]:
        return value


def greatest_number(formula: Node) -> int:
    """Return a bound on every whole number that compiled code meets while it works *formula* out.

    For a rounded formula that includes its number of steps.
    """
    ranges = Ranges()
    compiler = Compiler(ranges)
    if isinstance(formula, Round):
        compiler.units(formula, formula.step)
    else:
        compiler.value(formula)
    return ranges.met[0]


@frozen
class Compiled:
    """Formulas compiled once to a plain Python function.

    Attributes:
        slots: The slots it reads, in the order in which `run` takes them.
        run: Takes a value for each slot (None where it is absent) and returns a whole number of steps for each formula, None
            where that formula has no value.
        source: The Python source, for the curious.
    """

    slots: tuple[Slot, ...]
    run: Callable[[Sequence[int | None]], tuple[int | None, ...]]
    source: str


def compile_python(formulas: Iterable[tuple[str, Node, Fraction]]) -> Compiled:
    """Compile formulas, each rounded to the grid of its step, to one function.

    A formula's result may be read by later ones, through a slot that has the formula's name.

    Args:
        formulas: Name, formula and step of each, in order.
    """
    named: dict[str, str] = {}
    target = PythonSource(named=named)
    compiler = Compiler(target, Bounds())
    results: list[str] = []
    for name, formula, step in formulas:
        units = target.keep(compiler.units(formula, step))
        usable = compiler.usable(compiler.needs(formula))
        variable = f"r{len(results)}"
        target.lines.append(f"{variable} = {units}")
        target.lines.append(f"{variable}_given = {usable}")
        results.append(f"{variable} if {variable}_given else None")
        named[name] = variable
    reading = [f"{', '.join(target.slots.values())}, = given"] if target.slots else []
    for slot, variable in target.slots.items():
        reading.append(f"{variable}_given = {variable} is not None")
        reading.append(f"if not {variable}_given: {variable} = {slot.low}")
    body = [*reading, *target.lines, f"return ({', '.join(results)}{',' if results else ''})"]
    source = "def run(given):\n" + "".join(f"    {line}\n" for line in body)
    space: dict[str, Callable[[Sequence[int | None]], tuple[int | None, ...]]] = {}
    exec(compile(source, "<compiled formulas>", "exec"), space)  # noqa: S102 - only our own names and whole numbers
    return Compiled(tuple(target.slots), space["run"], source)
