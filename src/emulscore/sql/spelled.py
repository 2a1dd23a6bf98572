"""Columns of words: the spellings that SQL knows, each read once by the fact itself when the text is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from emulscore.errors import Refused
from emulscore.facts import AnyFact, LevelFact, YesNoFact
from emulscore.facts._common import STATE_WORDS
from emulscore.facts.named import ANSWERS

__all__ = ["read_words"]


def read_words(fact: AnyFact, *, state: bool) -> dict[str, Mapping[str, int]]:
    """Return what a column's words are read as: the state, and the value where there is one.

    Levels are known by their names and labels, states and answers in small letters and with a capital.

    Args:
        fact: The fact.
        state: Whether the column holds states only.
    """
    if state:
        known = STATE_WORDS | {word.capitalize(): state for word, state in STATE_WORDS.items()}
        return {word: {"state": one.value} for word, one in known.items()}
    found: dict[str, Mapping[str, int]] = {}
    for word in _spelled(fact):
        try:
            read = fact.read(word)
        except Refused:  # words with blanks around them, which no reader knows
            continue
        found[word] = {"state": read[f"{fact.name}.state"]} | ({"value": read[fact.name]} if fact.name in read else {})
    return found


def _spelled(fact: AnyFact) -> Iterator[str]:
    if isinstance(fact, LevelFact):
        for name, label in fact.levels:
            yield from dict.fromkeys((name, label.vi, label.text("en")))
    words = [*ANSWERS, *STATE_WORDS] if isinstance(fact, YesNoFact) else [*STATE_WORDS]
    for word in words:
        yield word
        yield word.capitalize()
