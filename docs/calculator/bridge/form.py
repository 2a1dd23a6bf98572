"""The form of a scheme: for each criterion its fields, with labels, prompts, lists and what they take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from attrs import field, frozen

from emulscore import CohortFact, Criterion, Group, ItemsFact, LatenessFact, Scheme
from emulscore.criteria import with_cohorts
from emulscore.excel.entries import STATES, Ask, asks_of, how
from emulscore.excel.layout import takes_items
from emulscore.explain import statement_of
from emulscore.facts import AnyFact, State, TimeUnit
from emulscore.formula.missing import missing, refused
from emulscore.formula.nodes import Fact as FactNode
from emulscore.formula.nodes import Share, Table, walk
from emulscore.formulas import Named
from emulscore.numbers import show
from emulscore.rules.rule import facts_of
from emulscore.words import Lang, Words

__all__ = ["form_of", "states_of"]

Data = dict[str, Any]

_REST: Final = Words("Số liệu dùng để xếp loại hoặc dùng chung", "Facts for grades, or for several criteria")
_STATES: Final = dict(zip((State.NEVER, State.NOT_APPLICABLE), STATES, strict=True))


def form_of(scheme: Scheme, times: Mapping[str, TimeUnit], lang: Lang) -> Data:
    """Describe the form of a scheme: its title, then groups and criteria in order, each with the fields of its facts.

    Args:
        scheme: The scheme.
        times: The unit of time that the rules count each lateness in, where it is one.
        lang: The language of labels, prompts and lists.
    """
    return _Form(scheme, times, lang).whole()


@frozen
class _Form:
    """Describes one form."""

    scheme: Scheme
    times: Mapping[str, TimeUnit]
    lang: Lang
    states: Mapping[str, tuple[State, ...]] = field(init=False)

    def __attrs_post_init__(self) -> None:
        object.__setattr__(self, "states", states_of(self.scheme))

    def whole(self) -> Data:
        scheme = self.scheme
        parts = [*self.items(scheme.items, level=2)]
        rest = [self.fact(name) for name in scheme.facts if name not in scheme.readers]
        if rest:
            group = {"kind": "group", "id": "", "title": _REST.text(self.lang), "base": None, "level": 2}
            parts += [group, {"kind": "facts", "facts": rest}]
        said = (("issuer", scheme.issuer), ("source", scheme.source), ("remark", scheme.remark))
        return {
            "id": scheme.id,
            "title": scheme.title.text(self.lang),
            "period": scheme.period,
            "base": show(scheme.total, self.lang),
            "parts": parts,
            **{key: None if text is None else text.text(self.lang) for key, text in said},
        }

    def items(self, items: Iterable[Criterion | Group], level: int) -> Iterator[Data]:
        for item in items:
            base, title = show(item.base, self.lang), item.title.text(self.lang)
            if isinstance(item, Group):
                yield {"kind": "group", "id": item.id, "title": title, "base": base, "level": level}
                yield from self.items(item.items, min(level + 1, 5))
            else:
                yield self.row(item, level) | {"kind": "row", "id": item.id, "title": title, "base": base}

    def row(self, row: Criterion, level: int) -> Data:
        names = list(dict.fromkeys(fact.name for fact in with_cohorts(facts_of(row.rule))))
        own = [name for name in names if self.scheme.readers.get(name) == row.id]
        shared = {name: self.scheme.readers[name] for name in names if name not in own and name in self.scheme.readers}
        return {
            "level": level,
            "how": statement_of(row.rule, row.base, self.lang),
            "wording": row.wording,
            "remark": None if row.remark is None else row.remark.text(self.lang),
            "facts": [self.fact(name, row) for name in own],
            "shared": [{"row": reader, "label": self.label(name)} for name, reader in shared.items()],
        }

    def label(self, name: str) -> str:
        return self.scheme.labels[name].text(self.lang)

    def fact(self, name: str, row: Criterion | None = None) -> Data:
        fact = self.scheme.facts[name]
        asks = asks_of(fact, self.times.get(name), self.lang)
        return {
            "name": name,
            "label": self.label(name),
            # The heading of the row says it already.
            "alone": row is not None and self.label(name) == row.title.text(self.lang),
            "says": how(asks, fact).text(self.lang),
            "fields": [_field(ask, fact, self.lang) for ask in asks],
            "states": [_STATES[state].text(self.lang) for state in self.states[name]],
            # A cohort's value is not the unit's to change.
            "own": not isinstance(fact, CohortFact),
            "items": _table(fact) if isinstance(fact, ItemsFact) and takes_items(fact) else None,
        }


def _field(ask: Ask, fact: AnyFact, lang: Lang) -> Data:
    # The second way to say how late something was is a text: “on time”, or a number of months.
    instead = ask.column == "other"
    return {
        "column": ask.column,
        "kind": ask.kind,
        "label": ask.title.text(lang),
        "says": ask.says.text(lang),
        "choices": [choice.text(lang) for choice in ask.choices],
        "instead": instead,
        "unit": None if (unit := getattr(fact, "unit", None)) is None or instead else unit.text(lang),
        "late": isinstance(fact, LatenessFact),
    }


def _table(fact: ItemsFact) -> Data:
    return {"levels": [name for name, _ in fact.levels], "faults": fact.per_fault is not None}


def states_of(scheme: Scheme) -> dict[str, tuple[State, ...]]:
    """Return the states that each fact may be given instead of a value: those whose consequence the scheme states."""
    reads = [(named, {slot for node in walk(named.exact) for slot in _slots(node)}) for named in scheme.formulas]
    found = {}
    for name, fact in scheme.facts.items():
        own = {slot.name for slot in fact.slots}
        readers = [named for named, slots in reads if own & slots]
        found[name] = tuple(state for state in _STATES if all(_stated(named, fact, state) for named in readers))
    return found


def _slots(node: object) -> tuple[str, ...]:
    if isinstance(node, Share):
        return (node.part.name, node.whole.name)
    return (node.slot.name,) if isinstance(node, FactNode) else (node.at.name,) if isinstance(node, Table) else ()


def _stated(named: Named, fact: AnyFact, state: State) -> bool:
    slot, *values = fact.slots
    known, names = {slot.name: state.value}, {one.name for one in values}
    if any(one.name in names for one in missing(named.exact, known)):
        return False  # it reads the value whatever the state is
    return slot not in refused(named.exact, known)
