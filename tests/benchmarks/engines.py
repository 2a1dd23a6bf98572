"""The annex in the words of other engines: SQLite, ZEN, JSON Logic, rule-engine and OpenFisca, each in its own numbers."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from functools import cache
from pathlib import Path
from sys import path
from typing import Any
from weakref import finalize

if (ROOT := str(Path(__file__).resolve().parents[2])) not in path:
    path.insert(0, ROOT)

from tests.benchmarks.annex import AMOUNTS, KEYS, LATE, LEVELS, NUMBERS, PER_CENT, ROWS, SHARES, TARGETS, Unit


def _zen_lines() -> dict[str, str]:
    """Return the rows as ZEN's expressions; ZEN reckons in decimals and rounds itself."""
    said = {"15": "tieu_chi_15"}
    for row, (base, (one, other)) in LATE.items():
        said[row] = f"max([{base} - {one}_months_begun - {other}_months_begun, 0])"
    said["3"] = "nhan_su == 'dai_hoc' ? 5 : (nhan_su == 'cao_dang' ? 4 : (nhan_su == 'dat_chuan' ? 3 : 0))"
    lost = " - ".join(f"{per} / 100 * 5 * {name}" for name, per in PER_CENT.items())
    said["6"] = f"max([5 - {lost}, 0])"
    said |= {row: f"{name}_dat / {name}_tong * {base}" for row, (name, base) in SHARES.items()}
    for row, (name, base, target) in TARGETS.items():
        said[row] = f"min([{name}_dat / {name}_tong * 100 / {target} * {base}, {base}])"
    return {f"diem_{row}": f"round({said[row]}, 2)" for row in NUMBERS}


def zen() -> Callable[[Any], Any]:
    """Return a decision of one expression node, compiled by the engine's loader when it is made."""
    import zen  # type: ignore[import-not-found,unused-ignore] # a peer, not always here

    lines = _zen_lines()
    lines["tong_diem"] = " + ".join(f"$.diem_{row}" for row in NUMBERS)
    expressions = [{"id": key, "key": key, "value": value} for key, value in lines.items()]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"},
        {"id": "rows", "name": "rows", "type": "expressionNode", "content": {"expressions": expressions}},
        {"id": "out", "name": "out", "type": "outputNode"},
    ]
    ends = (("in", "rows"), ("rows", "out"))
    edges = [{"id": source, "type": "edge", "sourceId": source, "targetId": target} for source, target in ends]
    content = {"annex": {"nodes": nodes, "edges": edges}}
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})

    def score(unit: Any) -> Any:
        found = engine.evaluate("annex", unit)["result"]
        return [found[name] for name in AMOUNTS]

    return score


def zen_expression() -> Callable[[Any], Any]:
    """Return one expression that makes an object of all rows, without the decision around it; the host adds them up."""
    import zen  # type: ignore[import-not-found,unused-ignore] # as above

    expression = zen.compile_expression("{" + ", ".join(f"{name}: {line}" for name, line in _zen_lines().items()) + "}")

    def score(unit: Any) -> Any:
        found = expression.evaluate(unit)
        points = [found[name] for name in ROWS]
        return [*points, round(sum(points), 2)]

    return score


def json_logic() -> Callable[[Any], Any]:
    """Return rules in JSON Logic; it has floats and no rounding, so the host rounds."""
    from json_logic import jsonLogic  # type: ignore[import-not-found,unused-ignore] # as above

    def var(name: str) -> Any:
        return {"var": [name]}

    said: dict[str, Any] = {"15": var("tieu_chi_15")}
    for row, (base, (one, other)) in LATE.items():
        late = {"+": [var(f"{one}_months_begun"), var(f"{other}_months_begun")]}
        said[row] = {"max": [{"-": [base, late]}, 0]}
    level: Any = 0
    for name, points in reversed(list(LEVELS.items())[:-1]):
        level = {"if": [{"===": [var("nhan_su"), name]}, points, level]}
    said["3"] = level
    lost = {"+": [{"*": [{"/": [per, 100]}, 5, var(name)]} for name, per in PER_CENT.items()]}
    said["6"] = {"max": [{"-": [5, lost]}, 0]}
    for row, (name, base) in SHARES.items():
        said[row] = {"*": [{"/": [var(f"{name}_dat"), var(f"{name}_tong")]}, base]}
    for row, (name, base, target) in TARGETS.items():
        share = {"/": [var(f"{name}_dat"), var(f"{name}_tong")]}
        said[row] = {"min": [{"*": [{"/": [share, target / 100]}, base]}, base]}
    rules = [said[row] for row in NUMBERS]

    def score(unit: Any) -> Any:
        points = [round(jsonLogic(rule, unit), 2) for rule in rules]
        return [*points, round(sum(points), 2)]

    return score


def rule_engine() -> Callable[[Any], Any]:
    """Return expressions of rule-engine; it reckons in Decimal, and `floor` rounds half up."""
    import rule_engine  # type: ignore[import-not-found,unused-ignore] # as above

    kinds = dict.fromkeys(KEYS, rule_engine.DataType.FLOAT) | {"nhan_su": rule_engine.DataType.STRING}
    context = rule_engine.Context(type_resolver=rule_engine.type_resolver_from_dict(kinds))
    said = {"15": "tieu_chi_15"}
    for row, (base, (one, other)) in LATE.items():
        late = f"{one}_months_begun + {other}_months_begun"
        said[row] = f"({late} > {base} ? 0 : {base} - ({late}))"
    said["3"] = "(nhan_su == 'dai_hoc' ? 5 : (nhan_su == 'cao_dang' ? 4 : (nhan_su == 'dat_chuan' ? 3 : 0)))"
    lost = " + ".join(f"{per} / 100 * 5 * {name}" for name, per in PER_CENT.items())
    said["6"] = f"({lost} > 5 ? 0 : 5 - ({lost}))"
    said |= {row: f"{name}_dat / {name}_tong * {base}" for row, (name, base) in SHARES.items()}
    for row, (name, base, target) in TARGETS.items():
        share = f"{name}_dat / {name}_tong * 100 / {target}"
        said[row] = f"({share} > 1 ? {base} : {share} * {base})"
    rules = [rule_engine.Rule(f"(({said[row]}) * 100 + 0.5).floor / 100", context=context) for row in NUMBERS]

    def score(unit: Any) -> Any:
        points = [rule.evaluate(unit) for rule in rules]
        return [*points, sum(points)]

    return score


def sql_by_hand() -> dict[str, str]:
    """Return the expression of each row in whole numbers, for engines whose `/` divides whole numbers."""
    said = {"15": "100 * tieu_chi_15"}
    for row, (base, (one, other)) in LATE.items():
        said[row] = f"max(100 * ({base} - {one}_months_begun - {other}_months_begun), 0)"
    cases = " ".join(f"when '{name}' then {100 * points}" for name, points in LEVELS.items())
    said["3"] = f"case nhan_su {cases} end"
    said["6"] = f"max(500 - {' - '.join(f'{5 * per} * {name}' for name, per in PER_CENT.items())}, 0)"
    for row, (name, base) in SHARES.items():
        said[row] = f"({200 * base} * {name}_dat + {name}_tong) / (2 * {name}_tong)"
    for row, (name, base, target) in TARGETS.items():
        twice = f"({2 * target} * {name}_tong)"
        said[row] = f"min(({20000 * base} * {name}_dat + {target} * {name}_tong) / {twice}, {100 * base})"
    return said


def sqlite() -> Callable[[Any], Any]:
    """Return a query that takes one unit as its parameters."""
    said = sql_by_hand()
    shown = ", ".join(f"{said[row]} as diem_{row}" for row in NUMBERS)
    given = ", ".join(f":{name} as {name}" for name in sorted(KEYS))
    total = " + ".join(f"diem_{row}" for row in NUMBERS)
    query = f"select *, {total} from (select {shown} from (select {given}))"
    connection = sqlite3.connect(":memory:")

    def score(unit: Any) -> Any:
        return connection.execute(query, unit).fetchone()

    finalize(score, connection.close)
    return score


@cache
def openfisca_system() -> Any:
    """Return the rows and the total as variables of OpenFisca, which reckons whole columns in NumPy."""
    from openfisca_core.entities import build_entity  # type: ignore[import-not-found,unused-ignore] # as above
    from openfisca_core.periods import YEAR  # type: ignore[import-not-found,unused-ignore] # as above
    from openfisca_core.taxbenefitsystems import (  # type: ignore[import-not-found,unused-ignore] # as above
        TaxBenefitSystem,
    )
    from openfisca_core.variables import Variable  # type: ignore[import-not-found,unused-ignore] # as above

    unit = build_entity(key="don_vi", plural="don_vis", label="đơn vị", is_person=True)
    import numpy as np

    system = TaxBenefitSystem([unit])

    def add(name: str, kind: type, formula: Callable[[Any, Any], Any] | None = None) -> None:
        body = {"value_type": kind, "entity": unit, "definition_period": YEAR, "label": name}
        if formula is not None:
            body["formula"] = formula
        system.add_variable(type(name, (Variable,), body))

    for name in (*sorted(KEYS - {"nhan_su"}), "nhan_su"):
        add(name, int)

    def late(base: int, one: str, other: str) -> Callable[[Any, Any], Any]:
        return lambda u, p: np.maximum(base - u(f"{one}_months_begun", p) - u(f"{other}_months_begun", p), 0)

    def share(name: str, base: int) -> Callable[[Any, Any], Any]:
        return lambda u, p: np.round(u(f"{name}_dat", p) / u(f"{name}_tong", p) * base, 2)

    def target(name: str, base: int, most: int) -> Callable[[Any, Any], Any]:
        def formula(u: Any, p: Any) -> Any:
            return np.round(np.minimum(u(f"{name}_dat", p) / u(f"{name}_tong", p) / (most / 100) * base, base), 2)

        return formula

    def entries(u: Any, p: Any) -> Any:
        return np.round(np.maximum(5 - sum(per / 100 * 5 * u(name, p) for name, per in PER_CENT.items()), 0), 2)

    formulas = {row: late(base, *names) for row, (base, names) in LATE.items()}
    formulas["3"] = lambda u, p: np.array(list(LEVELS.values()))[u("nhan_su", p)]
    formulas["6"] = entries
    formulas["15"] = lambda u, p: u("tieu_chi_15", p)
    formulas |= {row: share(*rest) for row, rest in SHARES.items()}
    formulas |= {row: target(*rest) for row, rest in TARGETS.items()}
    for row in NUMBERS:
        add(f"diem_{row}", float, formulas[row])
    add("tong_diem", float, lambda u, p: sum(u(f"diem_{row}", p) for row in NUMBERS))
    return system


def openfisca(columns: dict[str, Any], units: int) -> list[Any]:
    """Score columns with OpenFisca; levels by their place."""
    from openfisca_core.simulations import SimulationBuilder  # type: ignore[import-not-found,unused-ignore] # as above

    simulation = SimulationBuilder().build_default_simulation(openfisca_system(), units)
    for name, column in columns.items():
        simulation.set_input(name, "2023", column)
    return [simulation.calculate(name, "2023") for name in AMOUNTS]


def openfisca_one() -> Callable[[Any], Any]:
    openfisca_system()
    return lambda unit: [column[0] for column in openfisca(unit, 1)]


def columns_of_one(unit: Unit) -> Any:
    import numpy as np

    place = list(LEVELS).index(unit["nhan_su"])
    return {name: np.array([place if name == "nhan_su" else value]) for name, value in unit.items()}
