"""The canonical form and the fingerprint: the same for the same scheme, another for any other."""

from __future__ import annotations

import json
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256
from importlib import import_module
from importlib.resources import files
from random import Random
from typing import ClassVar

import pytest
from attrs import evolve, field, frozen
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    Assessment,
    Criterion,
    EmulscoreError,
    LevelFact,
    Ratio,
    Refused,
    Rule,
    Scheme,
    ShareFact,
    Words,
    YesNoFact,
    register,
)
from emulscore.canonical import canonical, family, fingerprint, meanings, tag
from emulscore.files import dumps_scheme, loads_scheme, open_scheme
from emulscore.files._shapes import FACT_KINDS
from emulscore.formula.nodes import Const, Node
from emulscore.registry import Registry
from emulscore.testing import schemes

some = settings(max_examples=12, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

# The fingerprints of published schemes, said in receipts that people keep. They change only where the scheme says something
# else, or where a rule in it has a new `meaning`; a change of the library's insides must leave them as they are.
GOLDEN = {
    "nga-nam-2023": "sha256:f388090ea1fa7dbcddaa49000f981ca7a8afecd3171860e55640e17919439ecb",
    "tiep-can-phap-luat-2013": "sha256:2575602084851991e8d9c29d11f0a684b3060d7c00ce83b57bb3bcf42f2ac418",
}

SHARE = ShareFact("ho_so", label=Words("Hồ sơ đúng hạn", "Files in time"))


def one_row(rule: Rule, base: int = 6, title: Words | str = "Hàng") -> Scheme:
    return Scheme("thu", "Thử", total=base, items=[Criterion("1", title, base, rule)])


def from_tree(tree: object) -> Scheme:
    return loads_scheme(json.dumps(tree, ensure_ascii=False), "json")


def plain_tree(scheme: Scheme) -> dict[str, object]:
    tree = json.loads(dumps_scheme(scheme, "json"))
    assert isinstance(tree, dict)
    return tree


def shuffled(tree: object, random: Random) -> object:
    """Return a tree with the keys of every table in another order."""
    if isinstance(tree, dict):
        keys = list(tree)
        random.shuffle(keys)
        return {key: shuffled(tree[key], random) for key in keys}
    return [shuffled(one, random) for one in tree] if isinstance(tree, list) else tree


def respelt(tree: object, key: str = "") -> object:
    """Return a tree with whole points as decimals with a comma, and texts for people in decomposed Unicode."""
    if isinstance(tree, dict):
        return {name: respelt(one, name) for name, one in tree.items()}
    if isinstance(tree, list):
        return [respelt(one) for one in tree]
    if key in {"base", "total", "cap"} and isinstance(tree, int):
        return f"{tree},0"
    return (
        unicodedata.normalize("NFD", tree) if key in {"title", "label", "vi", "en"} and isinstance(tree, str) else tree
    )


@some
@given(schemes(), st.randoms(use_true_random=False))
def test_the_same_scheme_has_one_fingerprint_whatever_it_was_read_from(scheme: Scheme, random: Random) -> None:
    """TOML, JSON, tables in any order, other spellings of numbers and of Unicode: one form, one fingerprint."""
    tree = plain_tree(scheme)
    again = {
        "toml": loads_scheme(dumps_scheme(scheme, "toml")),
        "json": from_tree(tree),
        "shuffled": from_tree(shuffled(tree, random)),
        "respelt": from_tree(respelt(tree)),
    }
    assert {name: canonical(one) for name, one in again.items()} == dict.fromkeys(again, canonical(scheme))
    assert {one.fingerprint for one in again.values()} == {scheme.fingerprint}


def places(tree: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Yield the places of every value and list of a tree."""
    if isinstance(tree, dict):
        for key, one in tree.items():
            yield from places(one, (*path, key))
    elif isinstance(tree, list):
        yield path
        for place, one in enumerate(tree):
            yield from places(one, (*path, place))
    else:
        yield path


def changed(tree: object, path: tuple[str | int, ...]) -> object:
    """Return a tree with another value in one place; of a list, with its last two members swapped."""
    if path:
        if isinstance(tree, dict):
            return {key: changed(one, path[1:]) if key == path[0] else one for key, one in tree.items()}
        assert isinstance(tree, list)
        return [changed(one, path[1:]) if place == path[0] else one for place, one in enumerate(tree)]
    if isinstance(tree, list):
        return [*tree[:-2], *reversed(tree[-2:])]
    if isinstance(tree, bool):
        return not tree
    if isinstance(tree, int):
        return tree + 1
    text = str(tree)
    return f"{int(text[:-1]) + 1}%" if text[:-1].isdigit() and text.endswith("%") else f"{text}x"


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_another_scheme_has_another_fingerprint(data: st.DataObject) -> None:
    """Change any one value, or swap two members of any list: two schemes are equal where their fingerprints are."""
    scheme = data.draw(schemes(rows=2))
    tree = plain_tree(scheme)
    path = data.draw(st.sampled_from(list(places(tree))))
    try:
        other = from_tree(changed(tree, path))
    except EmulscoreError:
        reject()
    assert (other == scheme) == (other.fingerprint == scheme.fingerprint), path


BASE = one_row(Ratio(SHARE, empty=0))


@pytest.mark.parametrize(
    "other",
    [
        evolve(BASE, id="khac"),
        evolve(BASE, title="Khác"),
        evolve(BASE, period="2023"),
        evolve(BASE, source="Phụ lục"),
        one_row(Ratio(SHARE, empty=0), base=7),
        one_row(Ratio(SHARE, empty=1)),
        one_row(Ratio(SHARE, empty="1%")),
        one_row(Ratio(SHARE, empty="refuse")),
        one_row(Ratio(evolve(SHARE, decimals=2), empty=0)),
        one_row(Ratio(evolve(SHARE, label="Hồ sơ đúng hạn"), empty=0)),
        one_row(Ratio(SHARE, empty=0), title=Words("Hàng", "Row")),
    ],
    ids=lambda scheme: canonical(scheme)[-60:],
)
def test_every_part_of_a_scheme_counts(other: Scheme) -> None:
    """Ids, titles, bases, arguments, amounts of points or of the base, and what facts say of themselves."""
    assert other.fingerprint != BASE.fingerprint


def test_the_order_of_rows_counts_and_that_of_a_table_does_not() -> None:
    """Rows are printed in their order; the names of levels are a table in files, and a table has no order."""
    rows = [Criterion("1", "A", 6, Ratio(SHARE, empty=0)), Criterion("2", "B", 4, Ratio(SHARE, empty=0))]
    assert fingerprint(Scheme("t", "T", total=10, items=rows)) != fingerprint(
        Scheme("t", "T", total=10, items=rows[::-1])
    )
    levels = {"tot": "Tốt", "kha": "Khá"}
    again = dict(reversed(levels.items()))
    assert fingerprint(LevelFact("x", levels=levels)) == fingerprint(LevelFact("x", levels=again))
    assert fingerprint(LevelFact("x", levels=levels)) != fingerprint(
        LevelFact("x", levels={"tot": "Khá", "kha": "Tốt"})
    )


def test_the_form_is_this_text() -> None:
    """The form, written by hand: what has its default is left out, numbers are exact, kinds carry their meaning."""
    scheme = Scheme(
        "thu", "Thử", total="2,5", items=[Criterion(1, Words("Hàng", "Row"), "2.50", Ratio(SHARE, empty="20%"))]
    )
    fact = '{"fact share@1":{"label":{"Words@1":{"en":"Files in time","vi":"Hồ sơ đúng hạn"}},"name":"ho_so"}}'
    amount = '{"Amount@1":{"of_base":true,"value":{"/":"1/5"}}}'
    rule = f'{{"rule ratio@1":{{"empty":{amount},"fact":{fact}}}}}'
    title = '{"Words@1":{"en":"Row","vi":"Hàng"}}'
    row = f'{{"Criterion@1":{{"base":{{"/":"5/2"}},"id":"1","rule":{rule},"title":{title}}}}}'
    text = f'{{"Scheme@1":{{"id":"thu","items":[{row}],"title":{{"Words@1":{{"vi":"Thử"}}}},"total":{{"/":"5/2"}}}}}}'
    assert canonical(scheme) == text
    assert scheme.fingerprint == "sha256:" + sha256(text.encode()).hexdigest()


@pytest.mark.parametrize("name", GOLDEN)
def test_published_schemes_keep_their_fingerprints(name: str) -> None:
    """Receipts of past years name these."""
    assert open_scheme(name).fingerprint == GOLDEN[name]


PUBLISHED = sorted(
    one.name.removesuffix(".toml")
    for one in (files("emulscore") / "schemes").iterdir()
    if one.name.endswith(".toml") and "assessment" not in one.name
)


@pytest.mark.parametrize("stem", PUBLISHED)
def test_a_published_module_and_its_file_are_one(stem: str) -> None:
    """A scheme has one fingerprint in Python, in TOML and in JSON."""
    scheme = open_scheme(stem.replace("_", "-"))
    modules = (
        one.name.removesuffix(".py") for one in (files("emulscore") / "schemes").iterdir() if one.name.endswith(".py")
    )
    found = [
        one
        for name in modules
        for one in vars(import_module(f"emulscore.schemes.{name}")).values()
        if isinstance(one, Scheme) and one.id == scheme.id
    ]
    assert found
    assert {one.fingerprint for one in found} == {scheme.fingerprint}
    assert loads_scheme(dumps_scheme(scheme, "json"), "json").fingerprint == scheme.fingerprint


_SEEDED = """
from emulscore import LatenessFact
from emulscore.canonical import fingerprint
from emulscore.files import open_scheme
days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 7, 28)]
print(fingerprint([LatenessFact("tre", holidays=days), {"a", "b", "ă", "c", 1}, open_scheme("nga-nam-2023")]))
"""


def test_the_fingerprint_does_not_depend_on_the_seed_of_hashes() -> None:
    """Sets are walked in another order in every process; their forms are not."""
    told = {
        subprocess.run(  # noqa: S603 - our own lines
            [sys.executable, "-c", _SEEDED],
            check=True,
            capture_output=True,
            text=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("0", "1", "4242")
    }
    assert len(told) == 1


def test_one_number_has_one_form() -> None:
    """However a number is spelt, exact types of the same value agree, and another value does not."""
    assert {canonical(one) for one in (1, Fraction(1), Decimal("1.0"), Decimal("1.00"))} == {"1"}
    assert canonical(Decimal("0.5")) == canonical(Fraction(1, 2)) == '{"/":"1/2"}'
    assert canonical(value=True) == "true" != canonical(1)
    assert len({canonical(one) for one in (0.1, Decimal("0.1"), "0.1", "0,1")}) == 4


@pytest.mark.parametrize(
    "value",
    [10**5000, Fraction(1, 3**9000), Decimal("1e399999999"), Decimal("NaN"), float("nan")],
    ids=lambda one: type(one).__name__,
)
def test_a_value_that_no_fact_would_take_has_a_form_too(value: object) -> None:
    """What a unit was given may be anything; writing it down neither fails nor fills the memory."""
    assert len(canonical({"x": value})) < 10_000
    assert canonical(value) not in {canonical(1), canonical(Decimal("Infinity"))}


SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.fractions(-1, 1, max_denominator=3)
    | st.text("aeé1/", max_size=3)
    | st.dates(date(2023, 1, 1), date(2023, 1, 3))
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text("abt/", max_size=2), inner, max_size=2)
        | st.frozensets(SCALARS.filter(lambda one: not isinstance(one, bool)), max_size=2)
    ),
    max_leaves=6,
)


def alike(one: object, other: object) -> bool:
    """Say whether two values are the same; True is not 1."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(alike(one[key], other[key]) for key in one)
    return one == other


@settings(max_examples=400)
@given(VALUES, VALUES)
def test_different_values_have_different_forms(one: object, other: object) -> None:
    """No two values share a form, tables that look like the marks of a form among them."""
    assert (canonical(one) == canonical(other)) == alike(one, other)
    assert canonical(other) == canonical(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (date(2023, 1, 1), {"date": "2023-01-01"}),
        (Fraction(1, 2), {"/": "1/2"}),
        ({"table": {}}, {}),
        (frozenset({1}), {"set": [1]}),
        (NEVER, {"enum": "State.NEVER"}),
        ({(1, 2): 3}, {"pairs": [[[1, 2], 3]]}),
        (Words("a"), {"Words@1": {"vi": "a"}}),
        ({"é": 1, "e\u0301": 2}, {"é": 2}),
    ],
    ids=str,
)
def test_a_table_is_never_taken_for_something_else(one: object, other: object) -> None:
    """What looks like the form of a value is not that value."""
    assert canonical(one) != canonical(other)


def test_names_given_twice_are_a_list_and_no_table() -> None:
    """A table would keep one of the two words only, and has no order."""
    twice = [("a", Words("x")), ("a", Words("y"))]
    assert canonical(twice) == '[["a",{"Words@1":{"vi":"x"}}],["a",{"Words@1":{"vi":"y"}}]]'
    assert canonical(twice) != canonical(twice[::-1]) != canonical(twice[:1])
    apart = [("a", Words("x")), ("b", Words("y"))]
    assert canonical(apart) == canonical(apart[::-1]) == canonical(dict(apart))


@frozen
class Placed:
    """A value that knows where it was read, which is no part of it."""

    points: int
    line: int = field(default=0, eq=False)


def test_what_does_not_count_for_equality_is_not_in_the_form() -> None:
    """Equal values have equal forms: the line does not count, the points do."""
    assert Placed(1, line=3) == Placed(1, line=7)
    assert fingerprint(Placed(1, line=3)) == fingerprint(Placed(1, line=7))
    assert fingerprint(Placed(1)) != fingerprint(Placed(2))


def test_unicode_has_one_form() -> None:
    """Composed and decomposed texts agree, as keys too; a lone surrogate does no harm."""
    assert canonical({"Điể": "Ngã"}) == canonical(
        {unicodedata.normalize("NFD", "Điể"): unicodedata.normalize("NFD", "Ngã")}
    )
    assert fingerprint("\ud800").startswith("sha256:")


class Opaque:
    __slots__ = ("inside",)


@pytest.mark.parametrize("value", [object(), Opaque(), len, {"x": [object()]}])
def test_what_has_no_fields_has_no_form(value: object) -> None:
    """An object whose content cannot be seen is refused, not told apart by its address."""
    with pytest.raises(Refused, match="no-canonical-form"):
        fingerprint(value)


@dataclass(frozen=True)
class Flat:
    kind: ClassVar[str] = "flat"
    share: str = "1/2"

    def formula(self, base: Fraction) -> Node:
        return Const(base * Fraction(self.share))


class Bare:
    kind: ClassVar[str] = "bare"

    def __init__(self, share: str) -> None:
        self.share = share

    def formula(self, base: Fraction) -> Node:
        return Const(base * Fraction(self.share))


@pytest.mark.parametrize("make", [Flat, Bare])
def test_anybodys_rule_has_a_form(make: Callable[[str], Rule]) -> None:
    """A rule that is not registered is named with its module, and its arguments count."""
    assert one_row(make("1/2")).fingerprint == one_row(make("1/2")).fingerprint != one_row(make("1/3")).fingerprint
    name = f"rule {__name__}.{make.__name__} {make.__name__.lower()}@1"
    assert meanings(one_row(make("1/2"))) == (name,)


def test_a_class_that_only_borrows_a_kind_is_another() -> None:
    """A subclass that nobody registered does not pass for the library's rule."""

    @frozen
    class Mine(Ratio):
        def formula(self, base: Fraction) -> Node:
            return Const(base)

    assert one_row(Mine(SHARE, empty=0)).fingerprint != one_row(Ratio(SHARE, empty=0)).fingerprint


def test_facts_are_named_as_in_files() -> None:
    """The kind of every fact in forms is the kind that files give it."""
    assert {kind: family(cls) for kind, cls in FACT_KINDS.items()} == {kind: ("fact", kind) for kind in FACT_KINDS}


def test_a_unit_has_a_fingerprint_of_what_was_given() -> None:
    """Key order and Unicode form do not count; another value, claim or document does."""
    unit = Assessment("Xã A", measurements={"a": "99,8%", "b": 3}, claims={"1": "9,98"})
    again = Assessment("Xã A", measurements={"b": 3, "a": "99,8%"}, claims={"1": Fraction(998, 100)})
    assert fingerprint(unit) == fingerprint(again)
    assert fingerprint(unit) != fingerprint(evolve(unit, measurements={"a": "99,9%", "b": 3}))
    assert fingerprint(unit) != fingerprint(evolve(unit, claims={}))


# --- meanings ------------------------------------------------------------------------------------------------------------


@register
@frozen
class HalfThen:
    """Half the base: what the kind meant at first."""

    kind: ClassVar[str] = "half_of"

    fact: YesNoFact

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * (base / 2)


THEN = one_row(HalfThen(YesNoFact("dat")))
THEN_FINGERPRINT = THEN.fingerprint
THEN_FILE = dumps_scheme(THEN)


@register
@frozen
class HalfNow:
    """A quarter of the base: what the kind means now."""

    kind: ClassVar[str] = "half_of"
    meaning: ClassVar[int] = 2

    fact: YesNoFact

    def formula(self, base: Fraction) -> Node:
        return self.fact.node * (base / 4)


def test_a_new_meaning_is_another_scheme() -> None:
    """The same arguments under a new meaning have another fingerprint; the earlier scheme keeps its own."""
    now = one_row(HalfNow(YesNoFact("dat")))
    assert (tag(HalfThen), tag(HalfNow)) == ("rule half_of@1", "rule half_of@2")
    assert now.fingerprint != THEN.fingerprint == THEN_FINGERPRINT


def test_the_meanings_of_a_table_are_those_of_what_it_holds() -> None:
    """Rules by the number of their row, in a list, with a word beside them that means nothing."""
    rules = {"1": [Ratio(SHARE, empty=0), HalfThen(YesNoFact("dat"))], "2": HalfNow(YesNoFact("dat")), "3": "hai"}
    assert meanings(rules) == ("fact share@1", "fact yes_no@1", "rule half_of@1", "rule half_of@2", "rule ratio@1")


def test_files_name_the_latest_meaning_and_can_name_an_earlier_one() -> None:
    """`kind = "half_of"` is read with the latest meaning; a scheme of the earlier one is written as `half_of@1`."""
    assert loads_scheme(THEN_FILE).score({"dat": "có"}).points == Decimal("1.50")
    assert 'kind = "half_of@1"' in dumps_scheme(THEN)
    again = loads_scheme(dumps_scheme(THEN))
    assert again == THEN
    assert again.score({"dat": "có"}).points == Decimal("3.00")


def kinded(kind: str, name: str, meaning: int | None = None) -> type:
    space: dict[str, object] = {"kind": kind, "__qualname__": name}
    return type(name, (), space if meaning is None else {**space, "meaning": meaning})


def test_meanings_are_registered_in_any_order_and_each_once() -> None:
    """The latest meaning has the kind's name, also where an earlier one is registered later."""
    registry: Registry[object] = Registry()
    one, two, three = (registry.register(kinded("a", f"A{number}", number)) for number in (2, 1, 3))
    assert registry.kinds() == {"a": three, "a@1": two, "a@2": one}
    again = registry.register(kinded("a", "A1", 1))
    assert registry.kinds()["a@1"] is again
    for taken in (1, 2, 3):
        with pytest.raises(ValueError, match="taken by"):
            registry.register(kinded("a", "B", taken))
    with pytest.raises(ValueError, match="holds an @"):
        registry.register(kinded("b@1", "B"))


def test_a_class_made_again_under_its_own_name_replaces_itself_or_follows_itself() -> None:
    """A notebook's cell that runs again is the same class; with a new meaning the earlier one stays."""
    registry: Registry[object] = Registry()
    registry.register(kinded("a", "A"))
    again = registry.register(kinded("a", "A"))
    assert registry.kinds() == {"a": again}
    later = registry.register(kinded("a", "A", 2))
    assert registry.kinds() == {"a": later, "a@1": again}
