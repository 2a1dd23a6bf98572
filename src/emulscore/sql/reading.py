"""A fact's columns as SQL text: whether they are in order, the state, and the whole numbers that formulas read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore.columnar.columns import FINEST, Source
from emulscore.columnar.faults import Faults
from emulscore.columnar.singles import TOO_LONG
from emulscore.errors import MeasurementError, Problem
from emulscore.facts import TIME_UNITS, AnyFact, CohortFact, CountFact, LatenessFact, NumberFact, ShareFact, State
from emulscore.formula.nodes import Slot
from emulscore.numbers import show
from emulscore.sql.days import late_texts
from emulscore.sql.dialects import Dialect, Type
from emulscore.sql.spelled import read_words
from emulscore.words import Words

__all__ = ["INTEGERS", "FactText", "SqlReader"]

INTEGERS: Final = 2**63 - 1
"""Whole numbers up to here fit 64 bits."""

Checks = list[tuple[str, str]]
"""Conditions, each with the code of the error that it shows; the first that holds counts."""


@frozen
class FactText:
    """One fact, as SQL.

    Attributes:
        given: The condition that anything is given.
        checks: What can be wrong with it.
        slots: The text of each slot but the state, a number within its limits whatever the columns hold.
        there: For slots that can be absent while the fact is measured, the condition that they are there.
        state: The text of the state; None where a fact in order is measured.
    """

    given: str
    checks: Checks
    slots: Mapping[str, str]
    there: Mapping[str, str] = field(factory=dict)
    state: str | None = None


@frozen
class SqlReader:
    """Reads facts.

    Attributes:
        dialect: The dialect.
        faults: The numbers of errors.
        types: What each column holds.
    """

    dialect: Dialect
    faults: Faults
    types: Mapping[str, Type]

    def column(self, name: str) -> str:
        """Return a column of the table; with its table's name, so that no engine takes it for a text."""
        return f"t.{self.dialect.name_of(name)}"

    def read(self, source: Source) -> FactText:
        """Return a fact's text."""
        parts = source.values
        if set(parts) == {"part", "whole"}:
            found = self._pair(source.fact, parts["part"], parts["whole"])
        elif set(parts) == {"due", "done"}:
            found = self._days(source.fact, self.column(parts["due"]), self.column(parts["done"]))
        elif "value" not in parts:
            found = self._times(source.fact, parts)
        elif self.types[parts["value"]] in {"text", "flag"}:
            found = self._words(source.fact, parts["value"])
        else:
            found = self._number(source.fact, parts["value"])
        return self._beside(source, found) if "state" in source.columns else found

    def _beside(self, source: Source, found: FactText) -> FactText:
        """Return what holds where a column of states stands beside the value."""
        raw = self.column(source.columns["state"])
        text = self.dialect.same_text.format(raw)
        words = read_words(source.fact, state=True)
        listed = {
            state: ", ".join(self.dialect.text_of(word) for word, row in words.items() if row["state"] == state.value)
            for state in (State.NEVER, State.NOT_APPLICABLE)
        }
        checks = [
            (f"{raw} IS NOT NULL AND {text} NOT IN ({', '.join(listed.values())})", "unread-spelling"),
            (f"{raw} IS NOT NULL AND ({found.given})", "state-and-value"),
            *((f"{raw} IS NULL AND ({condition})", code) for condition, code in found.checks),
        ]
        whens = [f"WHEN {text} IN ({listed[state]}) THEN {state.value}" for state in listed]
        state = f"CASE {' '.join(whens)} ELSE {found.state or State.MEASURED.value} END"
        there = {name: f"{raw} IS NULL AND {condition}" for name, condition in found.there.items()}
        return FactText(f"{raw} IS NOT NULL OR {found.given}", checks, found.slots, there, state)

    # --- numbers ----------------------------------------------------------------------------------------------------

    def _count(self, column: str, largest: int) -> Checks:
        """Return what can be wrong with a count that is given."""
        raw = self.column(column)
        return [
            *((wrong, "not-a-count") for wrong in self._not_whole(column)),
            (f"{raw} < 0", "negative"),
            (f"{raw} > {largest}", "too-large"),
        ]

    def _not_whole(self, column: str) -> Iterator[str]:
        raw = self.column(column)
        if self.types[column] == "integer":
            yield self.dialect.no_whole.format(raw)
        else:
            yield self.dialect.no_number.format(raw)
            yield self.dialect.off_grid(raw, 0, FINEST)

    def _number(self, fact: AnyFact, column: str) -> FactText:
        """Return a count, a number, or a share that is given as one number."""
        raw, slot = self.column(column), fact.slots[-1]
        given = f"{raw} IS NOT NULL"
        if isinstance(fact, CountFact):
            return FactText(given, self._count(column, slot.high), {slot.name: self._clipped(column, 0, slot)})
        if isinstance(fact, ShareFact):
            places = (fact.decimals or 0) if self.types[column] == "number" else 0
            whole = 10**places * (100 if fact.numbers == "percent" else 1)
            part = Slot(fact.slots[1].name, 0, int(whole * fact.most), fact.slots[1].label)
            values = {part.name: self._clipped(column, places, part), fact.slots[2].name: str(whole)}
            return FactText(given, self._checks(column, places, part, "share-out-of-range"), values)
        number = fact.reads_as if isinstance(fact, CohortFact) else fact
        assert isinstance(number, NumberFact)  # noqa: S101 - `not_in_sql` has refused all else
        checks = self._checks(column, number.decimals, slot, number.refusal)
        return FactText(given, checks, {slot.name: self._clipped(column, number.decimals, slot)})

    def _checks(self, column: str, places: int, ends: Slot, refusal: str) -> Checks:
        """Return what can be wrong with a number that is given."""
        raw = self.column(column)
        low, high = (_plain(Fraction(end, 10**places)) for end in (ends.low, ends.high))
        if self.types[column] == "integer":
            first: Checks = [(self.dialect.no_whole.format(raw), "float-off-grid")]
        else:
            first = [(self.dialect.no_number.format(raw), "not-finite")]
            first.append((self.dialect.off_grid(raw, places, FINEST), "float-off-grid"))
        return [
            *first,
            (f"{raw} NOT BETWEEN -{TOO_LONG} AND {TOO_LONG}", "number-too-long"),
            (f"{raw} < {low} OR {raw} > {high}", refusal),
        ]

    def _clipped(self, column: str, places: int, slot: Slot) -> str:
        """Return a number in steps of its last decimal; where it is not within its limits, the least."""
        raw, scale = self.column(column), 10**places
        low, high = _plain(Fraction(slot.low, scale)), _plain(Fraction(slot.high, scale))
        if self.types[column] == "integer":
            inner = self.dialect.cast(raw) + (f" * {scale}" if places else "")
        else:
            inner = self.dialect.steps(raw, places)
        return f"CASE WHEN {raw} BETWEEN {low} AND {high} THEN {inner} ELSE {slot.low} END"

    def _pair(self, fact: AnyFact, part: str, whole: str) -> FactText:
        """Return a share that is given as two counts."""
        assert isinstance(fact, ShareFact)  # noqa: S101 - only shares have parts
        _, part_slot, whole_slot = fact.slots
        top, bottom = self.column(part), self.column(whole)
        most, by = fact.most.numerator, fact.most.denominator
        cast = self.dialect.cast
        if max(part_slot.high * by, whole_slot.high * most) > INTEGERS:
            largest = Words(show(fact.largest), show(fact.largest, "en"))
            raise MeasurementError([Problem("too-wide", fact=fact.name, params={"largest": largest})])
        over = f"{top} > {bottom}" if most == by else f"{cast(top)} * {by} > {cast(bottom)} * {most}"
        checks = [
            (f"{top} IS NULL", "not-a-count"),
            *self._count(part, part_slot.high),
            (f"{bottom} IS NULL", "not-a-count"),
            *self._count(whole, whole_slot.high),
            (f"{bottom} = 0 AND {top} > 0", "some-of-zero"),
            (over, "part-exceeds-whole"),
        ]
        # A part beyond its whole would leave the range of a share, and with it what is proven of every number after.
        # The bounds come first, in a choice of their own: the greatest numbers of a column would overflow in the products.
        ends = f"{bottom} BETWEEN {whole_slot.low} AND {whole_slot.high} AND {top} BETWEEN 0 AND {part_slot.high}"
        slots = {
            part_slot.name: f"CASE WHEN {ends} THEN CASE WHEN {over} THEN 0 ELSE {cast(top)} END ELSE 0 END",
            whole_slot.name: self._clipped(whole, 0, whole_slot),
        }
        state = f"CASE WHEN {bottom} = 0 THEN {State.NOTHING.value} ELSE {State.MEASURED.value} END"
        return FactText(f"{top} IS NOT NULL OR {bottom} IS NOT NULL", checks, slots, state=state)

    # --- days and words ---------------------------------------------------------------------------------------------

    def _days(self, fact: AnyFact, due: str, done: str) -> FactText:
        """Return a lateness that is given as two days."""
        assert isinstance(fact, LatenessFact)  # noqa: S101 - only lateness has days
        dialect = self.dialect
        days = f"{dialect.days(done)} - {dialect.days(due)}"
        checks = [
            *((f"{day} IS NULL OR NOT ({dialect.is_day(day)})", "not-a-date") for day in (due, done)),
            (f"{days} > {fact.largest}", "too-large"),
        ]
        late = f"{dialect.is_day(due)} AND {dialect.is_day(done)} AND {done} > {due}"
        slots, there = {}, {}
        texts = late_texts(dialect, fact, due, done)
        for unit in TIME_UNITS:
            slot = fact.slot(unit)
            if unit in texts:
                number = f"{dialect.least[0]}({texts[unit]}, {slot.high})"
                slots[slot.name] = f"CASE WHEN {late} THEN {dialect.cast(number)} ELSE 0 END"
            else:  # days alone do not say which were days off
                slots[slot.name], there[slot.name] = "0", "1 = 0"
        return FactText(f"{due} IS NOT NULL OR {done} IS NOT NULL", checks, slots, there)

    def _times(self, fact: AnyFact, parts: Mapping[str, str]) -> FactText:
        """Return a lateness that is given as numbers of units of time."""
        assert isinstance(fact, LatenessFact)  # noqa: S101 - only lateness has units of time
        checks: Checks = []
        slots, there = {}, {}
        for unit in TIME_UNITS:
            slot = fact.slot(unit)
            if unit in parts:
                raw = self.column(parts[unit])
                checks += [(f"{raw} IS NOT NULL AND {one}", code) for one, code in self._count(parts[unit], slot.high)]
                slots[slot.name] = self._clipped(parts[unit], 0, slot)
                there[slot.name] = f"{raw} IS NOT NULL"
            else:
                slots[slot.name], there[slot.name] = "0", "1 = 0"
        given = " OR ".join(f"{self.column(column)} IS NOT NULL" for column in parts.values())
        return FactText(given, checks, slots, there)

    def _words(self, fact: AnyFact, column: str) -> FactText:
        """Return a level or an answer of yes and no."""
        dialect, raw = self.dialect, self.column(column)
        state, slot = fact.slots[0], fact.slots[-1]
        if self.types[column] == "flag":
            yes, no = ("'true'", "'false'") if dialect.flags else ("'1'", "'0'")
            text = dialect.as_text(raw)
            checks = [(f"{text} NOT IN ({yes}, {no})", "not-yes-no")]
            return FactText(f"{raw} IS NOT NULL", checks, {slot.name: f"CASE WHEN {text} = {yes} THEN 1 ELSE 0 END"})
        text, words = dialect.same_text.format(raw), read_words(fact, state=False)
        known = ", ".join(map(dialect.text_of, words))
        checks = [(f"{text} NOT IN ({known})", "unread-spelling")]
        return FactText(
            f"{raw} IS NOT NULL",
            checks,
            {slot.name: self._chosen(text, words, slot)},
            state=self._chosen(text, words, state),
        )

    def _chosen(self, text: str, words: Mapping[str, Mapping[str, int]], slot: Slot) -> str:
        """Return the number of a slot by words."""
        groups: dict[int, list[str]] = {}
        for word, row in words.items():
            key = "state" if slot.of_state else "value"
            if row.get(key, slot.low) != slot.low:
                groups.setdefault(row[key], []).append(self.dialect.text_of(word))
        whens = [f"WHEN {text} IN ({', '.join(spelled)}) THEN {number} " for number, spelled in sorted(groups.items())]
        return f"CASE {''.join(whens)}ELSE {slot.low} END" if whens else str(slot.low)


def _plain(value: Fraction) -> str:
    """Return a number on a grid of decimals as SQL writes it."""
    return show(value, "en").replace(",", "").replace("−", "-")
