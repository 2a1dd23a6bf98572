"""Writes the golden results of this version: receipts that carry their inputs, and figures of scorecards.

Run it while a version is prepared: `python tests/golden/make.py`. What a published version gave is never written again.
The public interface of the version is written beside them by `tests/shared/interface.py`.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from fractions import Fraction
from importlib.resources import files
from pathlib import Path

from emulscore import Assessment, Scheme, __version__
from emulscore.facts import (
    AnyFact,
    AttainmentFact,
    CohortFact,
    CountFact,
    ItemsFact,
    LatenessFact,
    LevelFact,
    NumberFact,
    ShareFact,
    YesNoFact,
)
from emulscore.files import open_scheme
from emulscore.receipt import dumps_receipt, receipt_of
from emulscore.schemes import nga_nam_2023

sys.path.insert(0, str(Path(__file__).parents[1] / "shared"))  # as pytest has it
from interface import refuse_if_published

HERE = Path(__file__).parent
# Words may be said better later; figures stay.
FIGURES = {
    "id", "role", "base", "points", "low", "high", "claimed", "gap", "status", "exact", "rule", "total", "groups", "rows",
    "scheme", "period", "grade", "fact",
}  # fmt: skip


def figures(data: object) -> object:
    """Return a scorecard's data without its words."""
    if isinstance(data, Mapping):
        return {key: figures(value) for key, value in data.items() if key in FIGURES}
    return [figures(one) for one in data] if isinstance(data, list) else data


def measured(fact: AnyFact, place: int, shift: int = 0) -> object:
    """Return a value for a fact, by its kind and its place in the scheme: neither all best nor all worst."""
    turn = place + shift
    match fact:
        case ItemsFact() | ShareFact() if not isinstance(fact, AttainmentFact):
            return [(37, 40), (5, 8), (1, 1), (2, 7), (90, 100)][turn % 5]
        case AttainmentFact():
            return [(9, 8), (3, 4), (1, 1)][turn % 3]
        case CountFact():
            return min([0, 1, 2][turn % 3], fact.largest)
        case NumberFact():
            step = Fraction(1, 10**fact.decimals)
            return fact.lowest + (fact.largest - fact.lowest) * (2 + turn % 3) / 4 // step * step
        case LevelFact():
            return fact.names[turn % len(fact.names)]
        case YesNoFact():
            return turn % 4 == 1
        case LatenessFact():
            done = ["2025-01-20", "2025-01-31", "2025-02-28", "2025-03-05"][turn % 4]
            return {"due": "2025-01-31", "done": done} if fact.holidays else {"months_begun": turn % 3, "days": turn % 3 * 20,
                    "working_days": turn % 3 * 14, "weeks_begun": turn % 3 * 3, "weeks_completed": turn % 3 * 2,
                    "months_completed": 0}  # fmt: skip
        case _:
            raise AssertionError(fact)


def unit(scheme: Scheme, shift: int = 0) -> Assessment:
    """Return a unit for a scheme."""
    named = {name: one for name, one in scheme.facts.items() if not isinstance(one, CohortFact)}
    values = {name: measured(one, place, shift) for place, (name, one) in enumerate(named.items())}
    return Assessment("Đơn vị mẫu", scheme=scheme.id, period=scheme.period, measurements=values)


def made() -> dict[str, tuple[str, str]]:
    """Return the receipt and the figures of each bundled scheme, by its name."""
    found = {}
    stems = sorted(one.name for one in (files("emulscore") / "schemes").iterdir() if one.name.endswith(".toml"))
    for stem in (name.removesuffix(".toml") for name in stems if name.count(".") == 1):
        scheme = open_scheme(stem)
        units = [("", unit(scheme))]
        units += [(".annex", nga_nam_2023.assessment)] if scheme.id == nga_nam_2023.scheme.id else []
        among = any(isinstance(one, CohortFact) for one in scheme.facts.values())
        cohort = scheme.cohort([unit(scheme, shift) for shift in range(3)], name="Cụm mẫu") if among else None
        for name, one in units:
            card = scheme.score(one, partial=bool(name), cohort=cohort)
            text = json.dumps(figures(card.to_dict()), ensure_ascii=False, indent=1) + "\n"
            found[stem + name] = (dumps_receipt(receipt_of(card, scheme, inputs=True)), text)
    return found


def main() -> None:
    """Write the folder of this version."""
    refuse_if_published(__version__)
    folder = HERE / __version__
    folder.mkdir(exist_ok=True)
    for name, (receipt, card) in made().items():
        (folder / f"{name}.receipt.json").write_text(receipt, encoding="utf-8", newline="\n")
        (folder / f"{name}.card.json").write_text(card, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
