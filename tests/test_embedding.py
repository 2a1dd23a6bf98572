"""The library inside other programs: pickled, copied, hashed, and shared by threads and processes."""

from __future__ import annotations

import copy
import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from threading import Barrier

import pytest
from attrs import evolve
from attrs.exceptions import FrozenInstanceError
from hypothesis import given, settings
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    Assessment,
    EmulscoreError,
    FileError,
    Group,
    MeasurementError,
    Problem,
    Refused,
    Scheme,
    SchemeError,
    SearchError,
    UnscoredError,
    Words,
    percent,
)
from emulscore.facts import AnyFact, State
from emulscore.rules import Rule
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.testing import facts, measurements_for, rules, schemes

FIGURES = {name: one.value for name, one in annex.assessment.measurements.items()}
CARD = annex.scheme.score(annex.assessment, partial=True)
VALUES = {
    "scheme": annex.scheme,
    "assessment": annex.assessment,
    "card": CARD,
    "row": CARD["12"],
    "audit": CARD.audit(),
    "total": CARD.total,
    "ranges": dict(annex.scheme.range()),
    "findings": annex.scheme.check(),
    "diff": annex.scheme.diff(annex.scheme),
    "words": Words("Điểm", "Points"),
    "amount": percent(20),
    "summary": CARD.summary(),
    "state": NEVER,
    **{f"criterion {id_}": row for id_, row in annex.scheme.criteria.items()},
}
PROTOCOLS = range(2, pickle.HIGHEST_PROTOCOL + 1)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_goes_through_pickle(name: str) -> None:
    """By every protocol that holds such classes, it comes back equal, of the same class, looking the same."""
    value = VALUES[name]
    for protocol in PROTOCOLS:
        again = pickle.loads(pickle.dumps(value, protocol))  # noqa: S301 - our own bytes
        assert again == value
        assert type(again) is type(value)
        assert repr(again) == repr(value)


@pytest.mark.parametrize("name", VALUES)
def test_a_value_can_be_copied(name: str) -> None:
    """Shallow and deep copies are equal."""
    value = VALUES[name]
    assert copy.copy(value) == value
    assert copy.deepcopy(value) == value


def test_what_comes_back_works() -> None:
    """A scheme out of a pickle scores, one out of a copy too; a card out of a pickle explains, audits and searches."""
    for scheme in (pickle.loads(pickle.dumps(annex.scheme)), copy.deepcopy(annex.scheme)):  # noqa: S301 - as above
        assert scheme.score(annex.assessment, partial=True).to_dict() == CARD.to_dict()
        assert scheme.fingerprint == annex.scheme.fingerprint
    card = pickle.loads(pickle.dumps(CARD))  # noqa: S301 - as above
    assert card["12"].explain() == CARD["12"].explain()
    assert card.audit() == CARD.audit()
    assert card._repr_html_() == CARD._repr_html_()
    whole = pickle.loads(pickle.dumps(annex.scheme.score({**FIGURES, "tieu_chi_15": 8})))  # noqa: S301 - as above
    assert whole.gains(open={"dan_vneid": True}).gains[0].full.gain == Decimal("1.46")  # 6 less 4,54


def test_a_used_scheme_is_pickled_like_a_new_one() -> None:
    """What was worked out and kept on the way does not keep a scheme from being sent to another process."""
    used = copy.copy(annex.scheme)
    used.score(annex.assessment, partial=True)
    assert used.compiled is not None
    assert pickle.loads(pickle.dumps(used)) == annex.scheme  # noqa: S301 - as above


def test_an_audit_is_worked_out_once() -> None:
    """A card keeps its audit, and is equal to, hashed like and pickled like a card that was not audited yet."""
    audited, new = (annex.scheme.score(annex.assessment, partial=True) for _ in range(2))
    assert audited.audit() is audited.audit()
    assert audited == new
    assert hash(audited) == hash(new)
    again, other = (pickle.loads(pickle.dumps(card)) for card in (audited, new))  # noqa: S301 - as above
    assert again == other
    assert again.audit() == audited.audit()
    appraised = evolve(audited, assessment=evolve(audited.assessment, claims={}))
    assert not any(row.claimed for row in appraised.audit().rows)


@settings(max_examples=40)
@given(rules(), facts())
def test_any_rule_and_fact_is_a_plain_value(rule: Rule, fact: AnyFact) -> None:
    """Random rules and facts: equal after pickle and copy, with the same hash."""
    for value in (rule, fact):
        for again in (pickle.loads(pickle.dumps(value)), copy.deepcopy(value)):  # noqa: S301 - as above
            assert again == value
            assert hash(again) == hash(value)


@settings(max_examples=15)
@given(schemes())
def test_any_scheme_is_a_plain_value(scheme: Scheme) -> None:
    """Random schemes with groups, gates and conditions."""
    again = pickle.loads(pickle.dumps(scheme))  # noqa: S301 - as above
    assert again == scheme
    assert hash(again) == hash(scheme)
    assert again.fingerprint == scheme.fingerprint


PROBLEM = Problem("missing-fact", row="8", fact="ho_so")


@pytest.mark.parametrize(
    "error",
    [
        Refused("not-a-number"),
        *(kind([PROBLEM]) for kind in (SchemeError, MeasurementError, SearchError, FileError, UnscoredError)),
    ],
)
def test_errors_cross_processes(error: EmulscoreError) -> None:
    """An error of a worker arrives with its class, its words and its problems."""
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - as above
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert again.problems == error.problems


def test_values_are_keys() -> None:
    """Equal values hash alike, so schemes, units, rules and words can be keys of a cache."""
    other = evolve(annex.scheme)
    assert other is not annex.scheme
    assert {annex.scheme: 1}[other] == 1
    assert {annex.assessment: 1}[copy.deepcopy(annex.assessment)] == 1
    assert {CARD: 1}[pickle.loads(pickle.dumps(CARD))] == 1  # noqa: S301 - as above
    assert len({Words("a"), Words("a"), Words("a", "b")}) == 2
    assert len({percent(20), percent("20"), percent(21)}) == 2


def test_a_hash_tells_what_differs() -> None:
    """Another base, another scheme: no key of a cache is met by mistake."""
    rows = list(annex.scheme.criteria.values())
    group = annex.scheme.items[0]
    assert isinstance(group, Group)
    swapped = evolve(group, items=(evolve(rows[0], base=5), evolve(rows[1], base=8), *rows[2:]))
    assert evolve(annex.scheme, items=[swapped]) != annex.scheme


@pytest.mark.parametrize("name", [name for name in VALUES if name not in {"ranges", "state"}])
def test_nothing_can_be_changed(name: str) -> None:
    """Every value is frozen: a thread cannot change what another one reads."""
    value = VALUES[name]
    field = next(iter(value.__attrs_attrs__)).name  # type: ignore[attr-defined] # all are attrs classes
    with pytest.raises(FrozenInstanceError):
        setattr(value, field, None)


def test_states_stay_themselves() -> None:
    """A state out of a pickle is the very same one."""
    assert pickle.loads(pickle.dumps(NEVER)) is State.NEVER  # noqa: S301 - as above


def test_threads_share_a_scheme() -> None:
    """Sixteen threads that start at once score a scheme that nobody has used: n% of 6 in row 12, each its own."""
    fresh = evolve(annex.scheme)  # without anything that was worked out before
    start = Barrier(16)

    def work(n: int) -> tuple[Fraction | None, str, str]:
        if n < 16:
            start.wait()
        unit = Assessment(f"Xã {n}", measurements={**FIGURES, "dan_vneid": f"{n}%", "tieu_chi_15": 8})
        card = fresh.score(unit)
        assert fresh.points(unit.values)[""] == card.points
        assert card._repr_html_().count(f"Xã {n}<") == 1
        return card["12"].exact, card.assessment.unit.vi, fresh.fingerprint

    with ThreadPoolExecutor(16) as threads:
        found = list(threads.map(work, range(64)))
    assert found == [(Fraction(6 * n, 100), f"Xã {n}", annex.scheme.fingerprint) for n in range(64)]


def test_a_scheme_scores_the_same_in_another_process() -> None:
    """Whatever the order of hashes there: a scheme sent by pickle gives the same bytes."""
    code = (
        "import pickle, sys, json; scheme, unit = pickle.load(sys.stdin.buffer); "
        "sys.stdout.buffer.write(json.dumps(scheme.score(unit, partial=True).to_dict()).encode())"
    )
    sent = pickle.dumps((annex.scheme, annex.assessment))
    told = [
        subprocess.run(  # noqa: S603 - our own line
            [sys.executable, "-c", code],
            input=sent,
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    ]
    assert told[0] == told[1]
    assert b'"90.52"' in told[0]


@settings(max_examples=15)
@given(st.data())
def test_random_units_score_alike_before_and_after(data: st.DataObject) -> None:
    """Random schemes and units: a card from a pickled scheme is equal to the card from the scheme itself."""
    scheme = data.draw(schemes())
    figures = data.draw(measurements_for(scheme))
    again = pickle.loads(pickle.dumps(scheme))  # noqa: S301 - as above
    assert again.score(figures).to_dict() == scheme.score(figures).to_dict()
