"""How long the checker takes: building, checking and the ranges of a generated scheme, and of the annex of Ngã Năm.

The generated scheme has rows of six shapes, one fact in ten shared by two rows, groups of ten rows (every fifth with a cap),
grades and gates. Nothing is asserted; the goal is a check of 1,000 rows within 5 seconds.
"""

import argparse
import platform
import sys
from collections.abc import Callable
from fractions import Fraction
from time import process_time
from typing import Final

from emulscore import (
    Cap,
    Ceiling,
    Count,
    CountFact,
    Criterion,
    EveryRow,
    FactIs,
    GradeBand,
    Grades,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Linear,
    Ratio,
    Rule,
    Scheme,
    ShareFact,
    ShareOf,
    Tiered,
    TotalIs,
    YesNoFact,
    at_least,
    below,
    between,
)
from emulscore.schemes import nga_nam_2023

LEVELS: Final = {"tot": "tốt", "kha": "khá", "yeu": "yếu"}
INSIDE: Final = 10


def rule(place: int) -> Rule:
    """Return one of six shapes of rules; every tenth row reads the fact of the row six places before."""
    name = f"x{place - 6 if place % 10 == 9 else place}"
    match place % 6:
        case 0:
            return Ratio(ShareFact(name), empty="refuse")
        case 1:
            return Cap(Ratio(ShareFact(name), target="80%", below="pro_rata", empty=0))
        case 2:
            return Tiered(LevelFact(name, levels=LEVELS), {"tot": "100%", "kha": "50%"}, otherwise=0)
        case 3:
            return Count({CountFact(name): "-0,5"}, start="100%", low=0, high="100%")
        case 4:
            return LatePenalty(LatenessFact(name), per="0,5", unit="months_begun", never=0)
        case _:
            return Linear(ShareFact(name), {"50%": 0, "90%": 2}, before=0, after="hold")


def scheme_of(rows: int) -> Scheme:
    """Return a scheme of so many rows of 2 points each."""
    groups = []
    for first in range(0, rows, INSIDE):
        own = [
            Criterion(f"{first // INSIDE + 1}.{n + 1}", f"Tiêu chí {n + 1}", 2, rule(first + n)) for n in range(INSIDE)
        ]
        number = first // INSIDE + 1
        cap = 2 * INSIDE - 2 if number % 5 == 0 else None
        groups.append(Group(str(number), f"Nhóm {number}", own, cap or 2 * INSIDE, cap=cap))
    total = sum((group.base for group in groups), Fraction(0))
    bands = [
        GradeBand("tot", "Tốt", at_least(total * 9 / 10)),
        GradeBand("kha", "Khá", between(total / 2, total * 9 / 10)),
        GradeBand("yeu", "Yếu", below(total / 2)),
    ]
    gates = [
        Ceiling("kha", ShareOf("1", below("50%"))),
        Ceiling("kha", TotalIs(below(total / 3))),
        Ceiling("kha", EveryRow(below("50%"))),
        Ceiling("yeu", FactIs(YesNoFact("ky_luat"))),
    ]
    return Scheme("lon", "Lớn", total=total, items=groups, grades=Grades(bands, gates=gates))


def timed(what: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds of processor time that a call takes, and what it returns."""
    begun = process_time()
    found = what()
    return process_time() - begun, found


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000)
    options = parser.parse_args()
    write = sys.stdout.write
    write(f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}\n")
    seconds, built = timed(lambda: scheme_of(options.rows))
    assert isinstance(built, Scheme)
    write(f"{'build, rows':<24}{options.rows:>8}{seconds:>10.3f}\n")
    for scheme, rows in ((built, options.rows), (nga_nam_2023.scheme, len(nga_nam_2023.scheme.criteria))):
        seconds, found = timed(scheme.check)
        write(f"{'check, rows':<24}{rows:>8}{seconds:>10.3f}   {len(list(found))} findings\n")  # type: ignore[call-overload] # findings
        seconds, _ = timed(scheme.range)
        write(f"{'range, rows':<24}{rows:>8}{seconds:>10.3f}\n")
    card = nga_nam_2023.scheme.score(dict(nga_nam_2023.assessment.values) | {"tieu_chi_15": 8})
    seconds, _ = timed(lambda: card.gains(open=dict.fromkeys(nga_nam_2023.scheme.facts, True)))
    write(f"{'gains of the annex':<24}{len(nga_nam_2023.scheme.criteria):>8}{seconds:>10.3f}\n")


if __name__ == "__main__":
    main()
