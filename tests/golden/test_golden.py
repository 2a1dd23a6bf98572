"""What a version once gave, every later one gives again: receipts verify, figures of scorecards come out the same."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

import pytest
from attrs import evolve

from emulscore.files import loads_assessment, loads_scheme
from emulscore.receipt import Receipt, ReceiptRow, load_receipt, verify

HERE = Path(__file__).parent
RECEIPTS = sorted(HERE.glob("*/*.receipt.json"))
every_receipt = pytest.mark.parametrize(
    "path", RECEIPTS, ids=[f"{one.parent.name}-{one.name[:-13]}" for one in RECEIPTS]
)


@every_receipt
def test_a_receipt_verifies(path: Path) -> None:
    """The scheme and the unit that it carries give the fingerprints and the points that stand in it."""
    found = verify(load_receipt(path))
    assert found.ok, str(found)
    assert load_receipt(path).version == path.parent.name


def recomputed(receipt: Receipt) -> Mapping[str, object]:
    """Return the data of the scorecard that what a receipt carries gives now."""
    assert receipt.embedded is not None
    inputs = receipt.embedded
    scheme = loads_scheme(json.dumps(inputs.scheme), "json")
    unit = loads_assessment(json.dumps(inputs.assessment), "json")
    among = inputs.cohort
    cohort = None
    if among is not None:
        cohort = scheme.cohort([unit], name=among.name)
        values = {name: Decimal(value) for name, value in among.values.items()}
        cohort = evolve(cohort, size=among.size, values=values)
    return scheme.score(unit, partial=True, cohort=cohort).to_dict()


def lost(golden: object, now: object, place: str = "") -> list[str]:
    """Return what stood in the golden data and is not there now, or is otherwise; further keys are no loss."""
    if isinstance(golden, Mapping) and isinstance(now, Mapping):
        return [fault for key, one in golden.items() for fault in lost(one, now.get(key), f"{place}.{key}")]
    if isinstance(golden, list) and isinstance(now, list) and len(golden) == len(now):
        return [
            fault for at, pair in enumerate(zip(golden, now, strict=True)) for fault in lost(*pair, f"{place}[{at}]")
        ]
    return [] if golden == now else [f"{place}: {golden} was, {now} is"]


@every_receipt
def test_the_figures_of_a_scorecard_come_out_again(path: Path) -> None:
    """Every figure of the scorecard's data, exact ones too; keys may only be added."""
    golden = json.loads(path.with_name(path.name.replace(".receipt.", ".card.")).read_text(encoding="utf-8"))
    assert golden["rows"]
    assert lost(golden, recomputed(load_receipt(path))) == []


def test_a_figure_that_moves_is_seen() -> None:
    """One hundredth, one key, one row: each is told; and a receipt with another total does not verify."""
    golden = {"total": {"points": "9.98"}, "rows": [{"id": "1", "exact": "499/50"}]}
    assert lost(golden, golden | {"more": 1}) == []
    assert lost(golden, {**golden, "total": {"points": "9.97"}}) == [".total.points: 9.98 was, 9.97 is"]
    assert lost(golden, {**golden, "rows": [{"id": "1"}]}) == [".rows[0].exact: 499/50 was, None is"]
    assert len(lost(golden, {**golden, "rows": []})) == 1
    receipt = load_receipt(HERE / "0.1.0" / "cao_lanh_chuyen_doi_so.receipt.json")
    rows = [*receipt.results[:-1], ReceiptRow("", "total", "17.87")]
    assert not verify(evolve(receipt, results=rows)).ok


def altered(data: object, place: str = "") -> Iterator[tuple[str, object]]:
    """Yield the place of each figure of golden data, with the data in which that one is another."""
    if isinstance(data, Mapping):
        for key, one in data.items():
            yield from ((at, {**data, key: other}) for at, other in altered(one, f"{place}.{key}"))
    elif isinstance(data, list):
        for at, one in enumerate(data):
            yield from (
                (there, [*data[:at], other, *data[at + 1 :]]) for there, other in altered(one, f"{place}[{at}]")
            )
    else:
        yield place, f"{data}0"


def test_each_figure_of_a_golden_file_is_held() -> None:
    """Altered one at a time, each is told, by its place and alone: of the total and of all three rows."""
    path = HERE / "0.1.0" / "cao_lanh_chuyen_doi_so.card.json"
    golden = json.loads(path.read_text(encoding="utf-8"))
    now = recomputed(load_receipt(path.with_name(path.name.replace(".card.", ".receipt."))))
    places = []
    for place, other in altered(golden):
        (told,) = lost(other, now)
        assert told.startswith(f"{place}: ")
        places.append(place)
    assert {".total.points", ".rows[0].exact", ".rows[0].points"} <= {*places}
    assert {place for place in places if place.endswith("].id")} == {f".rows[{at}].id" for at in range(3)}


def test_every_scheme_of_the_first_version_is_there() -> None:
    """Each published scheme, and the annex: 90.52 to 98.52 of 100, as worked out from the document."""
    stems = {one.name for one in (files("emulscore") / "schemes").iterdir() if one.name.count(".") == 1}
    wanted = {name.removesuffix(".toml") for name in stems if name.endswith(".toml")} | {"nga_nam_2023.annex"}
    assert wanted <= {one.name.removesuffix(".receipt.json") for one in RECEIPTS}
    annex = json.loads((HERE / "0.1.0" / "nga_nam_2023.annex.card.json").read_text(encoding="utf-8"))
    assert (annex["total"]["low"], annex["total"]["high"]) == ("90.52", "98.52")
