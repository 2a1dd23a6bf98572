"""Which other reading of a rule would explain a gap: the values of its own arguments that yield the points claimed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from attrs import frozen

from emulscore.facts import TIME_UNITS, CountFact, time_unit_words
from emulscore.figures import show, show_percent
from emulscore.formula.bounds import Interval
from emulscore.formula.exact import AbsentError, NoCaseError, evaluate, rounded
from emulscore.formula.nodes import Round, Share
from emulscore.numbers import Amount
from emulscore.rules import Tiered
from emulscore.rules.cases import case_words
from emulscore.rules.rule import Rule, at_base
from emulscore.search.arguments import UNFIT, Argument, arguments_of
from emulscore.search.pieces import Solved, merged, solved
from emulscore.words import Lang, Words

__all__ = ["OtherReading", "readings_for"]


@frozen
class OtherReading:
    """Values of one argument under which the rule gives what was claimed.

    Attributes:
        argument: The argument: `target`, `rule.per`.
        label: What people call it.
        claimed: The points claimed.
        values: The numbers that yield them, as intervals in rising order; none for a choice.
        exact: The number nearest to what is stated now at which the points claimed come out without rounding, if any does.
        choice: The choice that yields them; None for a number.
        of_base: Whether the numbers are shares: of the base, or percentages of what is measured.
    """

    argument: str
    label: Words
    claimed: Fraction
    values: tuple[Interval, ...] = ()
    exact: Fraction | None = None
    choice: Words | None = None
    of_base: bool = False

    def text(self, lang: Lang = "vi") -> str:
        """Ask whether this is how the rule is to be read."""
        claimed = show(self.claimed, lang)
        if self.choice is not None:
            says = {
                "vi": "Có phải {name} được hiểu là “{choice}”? Khi đó điểm tính ra là {claimed}.",
                "en": "Is {name} to be read as “{choice}”? The points would then be {claimed}.",
            }
            return says[lang].format(name=self.label.text(lang), choice=self.choice.text(lang), claimed=claimed)
        says = {
            "vi": "Có phải {name} {values}? Khi đó điểm tính ra là {claimed}",
            "en": "Could it be that {name} {values}? The points would then be {claimed}",
        }
        text = says[lang].format(name=self.label.text(lang), values=self._values(lang), claimed=claimed)
        if self.exact is not None:
            at = self._show(self.exact, lang)
            text += {
                "vi": f"; ở {at} thì đúng bằng {claimed}, không cần làm tròn",
                "en": f"; at {at} exactly so, unrounded",
            }[lang]
        return text + "."

    def _values(self, lang: Lang) -> str:
        return {"vi": " hoặc ", "en": " or "}[lang].join(self._span(one, lang) for one in self.values)

    def _span(self, values: Interval, lang: Lang) -> str:
        low, high = self._show(values.low, lang), self._show(values.high, lang)
        if values.low == values.high:
            return {"vi": f"là {low}", "en": f"is {low}"}[lang]
        if values.low == 0 and values.low_open:
            says = {"vi": ("không quá", "dưới"), "en": ("is at most", "is below")}[lang]
            return f"{says[values.high_open]} {high}"
        bottom = {"vi": ("từ", "trên"), "en": ("is at least", "is above")}[lang][values.low_open]
        top = {"vi": ("đến", "đến dưới"), "en": ("and at most", "and below")}[lang][values.high_open]
        return f"{bottom} {low} {top} {high}"

    def _show(self, value: Fraction, lang: Lang) -> str:
        if not self.of_base:
            return show(value, lang)
        percent = value * 100
        if (percent * 10**4).denominator == 1:
            return show_percent(value, lang)
        short = show(Fraction(int(percent * 10**4), 10**4), lang)
        return f"{short}…% ({show(value, lang)})"


_NAMES = {
    "target": Words("mức được đủ điểm", "the rate that earns full points"),
    "below": Words("cách tính khi chưa đạt mức", "what a rate below the target earns"),
    "per": Words("mức điểm mỗi lần", "the amount for each"),
    "start": Words("điểm ban đầu", "the starting amount"),
    "low": Words("mức tối thiểu", "the least amount"),
    "high": Words("mức tối đa", "the greatest amount"),
    "before": Words("điểm khi dưới mốc đầu", "what is earned below the first knot"),
    "after": Words("điểm khi trên mốc cuối", "what is earned above the last knot"),
    "otherwise": Words("điểm của trường hợp còn lại", "what any other case earns"),
    "never": Words("điểm khi không thực hiện", "what is earned where it never happened"),
    "empty": Words("điểm khi không có đối tượng để tính", "what 0 of 0 earns"),
    "cases": Words("điểm của mức “{}”", "what “{}” earns"),
    "unit": Words("đơn vị thời gian", "the unit of time"),
    "several": Words("cách tính khi nhiều việc cùng trễ", "how several delays count"),
    "of": Words("phần bị trừ", "what the share is taken of"),
    "step": Words("bước làm tròn", "the rounding step"),
    "mode": Words("cách làm tròn", "the way of rounding"),
}


_CHOICES = {
    "pro_rata": Words("tính theo tỷ lệ so với mức", "in proportion to the target"),
    "plain": Words("tỷ lệ × điểm chuẩn", "the rate times the base"),
    "nothing": Words("không được điểm", "nothing"),
    "sum": Words("cộng dồn", "they add up"),
    "worst": Words("chỉ tính việc trễ nhất", "only the worst counts"),
    "base": Words("điểm chuẩn", "the base"),
    "left": Words("phần điểm còn lại", "what is left"),
}
_PER = Words("mức điểm cho mỗi “{}”", "the amount for each “{}”")
_THRESHOLD = Words("ngưỡng của mức “{}”", "the threshold of “{}”")


def _label(rule: object, argument: Argument) -> Words:
    """Say what an argument is; of a table, which of its entries."""
    value, names = rule, argument.path.split(".")
    for place, name in enumerate(names):
        inside = names[place + 1 :]
        if name in {"cases", "per"} and len(inside) > 1 and inside[0].isdecimal():
            entry = getattr(value, name)[int(inside[0])]
            when = entry[0] if isinstance(entry, tuple) else entry
            if name == "per":
                return _filled(_PER, when.words if isinstance(when, CountFact) else Words(str(when)))
            case = case_words(value.fact, when, value.unit) if isinstance(value, Tiered) else Words(str(when))
            return _filled(_NAMES["cases"] if inside[1] == "1" else _THRESHOLD, case)
        value = value[int(name)] if isinstance(value, tuple) else getattr(value, name)
    other = Words(f"đối số {argument.path}", f"the argument {argument.path}")
    return _NAMES.get(argument.name, other)


def _filled(words: Words, name: Words) -> Words:
    return Words(words.vi.format(name.vi), words.text("en").format(name.text("en")))


def _choice(option: str) -> Words:
    return time_unit_words(option) if option in TIME_UNITS else _CHOICES.get(option, Words(option))


def readings_for(
    rule: Rule, base: Fraction, printed: Round, claimed: Fraction, facts: Mapping[str, int]
) -> list[OtherReading]:
    """Return the readings of a rule's own arguments, one at a time, under which a unit gets what it claimed.

    Points outside of 0..base are taken as 0 or the base, as a row's range leaves no others.

    Args:
        rule: The rule.
        base: The row's base points.
        printed: The row's formula, which says how printed points are rounded.
        claimed: The points claimed, between 0 and the base.
        facts: The unit's facts, by slot.
    """
    if not 0 <= claimed <= base:
        return []
    asked = _Asked(base, printed, claimed, facts)
    found = (asked.choices(one, rule) if one.options else asked.numbers(one, rule) for one in arguments_of(rule))
    return [reading for readings in found for reading in readings]


@frozen
class _Asked:
    base: Fraction
    printed: Round
    claimed: Fraction
    facts: Mapping[str, int]

    def points(self, rule: Rule) -> Fraction | None:
        """Return the exact points of the unit by a rule, within 0..base; None where it gets none."""
        try:
            value, _ = evaluate(at_base(rule, self.base), self.facts)
        except (AbsentError, NoCaseError, *UNFIT):
            return None
        return min(max(value, Fraction(0)), self.base)

    def yields(self, points: Fraction | None) -> bool:
        return points is not None and rounded(points, self.printed) == self.claimed

    def choices(self, argument: Argument, rule: Rule) -> Iterator[OtherReading]:
        for option in argument.options:
            if option != argument.value and any(self.yields(self.points(other)) for other in argument.with_(option)):
                yield OtherReading(argument.path, _label(rule, argument), self.claimed, choice=_choice(str(option)))

    def numbers(self, argument: Argument, rule: Rule) -> Iterator[OtherReading]:
        now = argument.value
        share = now.of_base if isinstance(now, Amount) else not argument.amount and self._is_share(rule)
        low, high = _domain(now, self.base, share=share)

        def made(value: Fraction) -> Sequence[Rule]:
            return argument.with_(Amount(value, share) if argument.amount else value)

        found: list[Solved] = []
        for place in range(max(len(made(one)) for one in (low, (low + high) / 2, high))):

            def along(value: Fraction, place: int = place) -> Fraction | None:
                rules = made(value)
                return self.points(rules[place]) if place < len(rules) else None

            current = now.value if isinstance(now, Amount) else now if isinstance(now, Fraction) else None
            edges = sorted(self._edges(low, high, current))
            found.append(solved(along, edges, self.yields, self.claimed, self.printed.step))
        values = merged([one for each in found for one in each.values])
        if values:
            exact = max((each.exact for each in found if each.exact is not None), default=None)
            yield OtherReading(argument.path, _label(rule, argument), self.claimed, values, exact, of_base=share)

    def _is_share(self, rule: Rule) -> bool:
        """Say whether a plain number is a share: the only facts of the rule are shares."""
        leaves = at_base(rule, self.base).reads
        numbers = [leaf for leaf in leaves if not leaf.of_state]
        return bool(numbers) and all(isinstance(leaf, Share) for leaf in numbers)

    def _edges(self, low: Fraction, high: Fraction, current: Fraction | None) -> set[Fraction]:
        """Return where the points can jump or bend as an argument moves: what is measured, what is stated, and the ends."""
        found = {low, high} | ({current} if current is not None else set())
        for leaf in self.printed.reads:
            if isinstance(leaf, Share):
                part, whole = self.facts.get(leaf.part.name), self.facts.get(leaf.whole.name)
                if part is not None and whole:
                    found.add(Fraction(part, whole))
            elif leaf.slot.name in self.facts:
                found.add(Fraction(self.facts[leaf.slot.name], leaf.scale))
        return {edge for edge in found if low <= edge <= high}


def _domain(now: object, base: Fraction, *, share: bool) -> tuple[Fraction, Fraction]:
    """Return the numbers among which an argument is looked for, on its own side of 0."""
    value = now.value if isinstance(now, Amount) else now
    end = Fraction(1) if share else max(2 * abs(now), Fraction(1)) if isinstance(now, Fraction) else base
    return (-end, Fraction(0)) if isinstance(value, Fraction) and value < 0 else (Fraction(0), end)
