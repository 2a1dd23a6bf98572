"""Columns of words: the spellings that SQL knows, each read once by the fact itself when the text is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emulscore.errors import Refused
from emulscore.facts import AnyFact, LevelFact, YesNoFact
from emulscore.facts._common import STATE_WORDS, read_state
from emulscore.facts.named import ANSWERS

__all__ = ["read_words"]


def read_words(fact: AnyFact, *, state: bool) -> dict[str, Mapping[str, int]]:
    """Return what a column's words are read as: the state, and the value where there is one.

    Levels are known by their names and labels, states and answers in small letters and with a capital.

    Args:
        fact: The fact.
        state: Whether the column holds states only.
    """
    found: dict[str, Mapping[str, int]] = {}
    for word in _spelled(fact, state=state):
        if state:
            known = read_state(word)
            if known is not None:
                found[word] = {"state": known.value}
            continue
        try:
            read = fact.read(word)
        except Refused:  # a level's word for a state, where a level has the same name
            continue
        found[word] = {"state": read[f"{fact.name}.state"]} | ({"value": read[fact.name]} if fact.name in read else {})
    return found


def _spelled(fact: AnyFact, *, state: bool) -> Iterator[str]:
    if isinstance(fact, LevelFact) and not state:
        for name, label in fact.levels:
            yield from dict.fromkeys((name, label.vi, label.text("en")))
    words = [*ANSWERS, *STATE_WORDS] if isinstance(fact, YesNoFact) and not state else [*STATE_WORDS]
    for word in words:
        yield word
        yield word.capitalize()
