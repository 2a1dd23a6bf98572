"""From the rows of an annex to a scheme's criteria and facts; what has no place is listed."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from attrs import field, frozen

from emulscore.annex.found import AnnexRow
from emulscore.assessment import Appraisal, Claim, Measurement
from emulscore.criteria import Criterion
from emulscore.errors import Problem, Refused
from emulscore.facts import ShareFact
from emulscore.reading import nearest
from emulscore.rules.rule import facts_of
from emulscore.scheme import Scheme
from emulscore.words import nfc

__all__ = ["Placed", "place_rows"]

_ALIKE: Final = Fraction(1, 2)
"""How much of the shorter title's words must stand in the longer one."""


@frozen
class Placed:
    """What of an annex has a place in an assessment, and what has none."""

    claims: dict[str, Claim] = field(factory=dict)
    appraised: dict[str, Appraisal] = field(factory=dict)
    final: dict[str, Appraisal] = field(factory=dict)
    evidence: dict[str, tuple[str, ...]] = field(factory=dict)
    measurements: dict[str, Measurement] = field(factory=dict)
    problems: list[Problem] = field(factory=list)


def place_rows(rows: Sequence[AnnexRow], scheme: Scheme) -> Placed:
    """Give each row its criterion, by number and title."""
    placed = Placed()
    shared: dict[str, str] = {}
    taken: set[str] = set()
    for row in rows:
        found = _criterion(row, scheme)
        if not isinstance(found, Refused) and found.id in taken:
            found = Refused("annex-row-repeated")
        if isinstance(found, Refused):
            placed.problems.append(row.at.problem(found, row=row.id, given=row.title))
            continue
        taken.add(found.id)
        if row.claim is not None:
            placed.claims[found.id] = row.claim
        if row.appraised is not None:
            placed.appraised[found.id] = Appraisal(row.appraised)
        if row.final is not None:
            placed.final[found.id] = Appraisal(row.final)
        if row.cited:
            placed.evidence[found.id] = row.cited
        if row.share is not None:
            _measure(row, found, placed, shared)
    return placed


def _criterion(row: AnnexRow, scheme: Scheme) -> Criterion | Refused:
    criteria = scheme.criteria
    found = criteria.get(row.id)
    if found is None:
        same = [one for one in criteria.values() if _words(row.title) in map(_words, _titles(one))]
        if len(same) != 1:
            return Refused("unknown-row", nearest=nearest(row.id, criteria))
        found = same[0]
    if not any(_alike(row.title, title) for title in _titles(found)):
        return Refused("annex-other-title", title=found.title)
    if row.base is not None and abs(row.base) != found.base:
        return Refused("annex-other-base", base=found.base, printed=row.base)
    return found


def _titles(criterion: Criterion) -> tuple[str, str]:
    return criterion.title.vi, criterion.title.text("en")


def _words(text: str) -> list[str]:
    return "".join(char if char.isalnum() else " " for char in nfc(text).casefold()).split()


def _alike(one: str, other: str) -> bool:
    """Say whether two titles are of one row, by the words of the shorter one."""
    shorter, longer = sorted((_words(one), _words(other)), key=len)
    return not shorter or Fraction(sum(word in longer for word in shorter), len(shorter)) >= _ALIKE


def _measure(row: AnnexRow, criterion: Criterion, placed: Placed, shared: dict[str, str]) -> None:
    facts = tuple(dict.fromkeys(facts_of(criterion.rule)))
    refused: Refused | None = None
    if len(facts) != 1 or not isinstance(facts[0], ShareFact):
        refused = Refused("annex-share-unplaced")
    elif shared.get(facts[0].name, row.share) != row.share:
        refused = Refused("annex-shares")
    else:
        try:
            facts[0].read(row.share)
        except Refused as error:
            refused = error
    if refused is not None:
        placed.problems.append(row.at.problem(refused, row=row.id, given=row.share))
        return
    name = facts[0].name
    shared[name] = row.share or ""
    placed.measurements[name] = Measurement(row.share)
