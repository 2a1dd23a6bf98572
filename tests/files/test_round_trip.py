"""What is written is read back as it was, in every format, also for rules that the library does not know."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import ClassVar, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st

from emulscore import (
    NEVER,
    Amount,
    Assessment,
    AttainmentFact,
    Cap,
    Claim,
    CountFact,
    Criterion,
    Document,
    FrequencyPenalty,
    Group,
    LatenessFact,
    LatePenalty,
    LevelFact,
    Measurement,
    PointsFact,
    Ratio,
    Reading,
    Rounding,
    Rule,
    Scheme,
    ShareFact,
    Tiered,
    Words,
    YesNoFact,
    at_least,
    between,
    exactly,
    register,
)
from emulscore import facts as all_facts
from emulscore.facts._common import Described
from emulscore.files import (
    Format,
    dump_assessment,
    dump_scheme,
    dumps_assessment,
    dumps_scheme,
    load_assessment,
    load_scheme,
    loads_assessment,
    loads_scheme,
    open_scheme,
)
from emulscore.files._shapes import FACT_KINDS
from emulscore.files._syntax import parse, render
from emulscore.formula.nodes import Const, Node
from emulscore.schemes import nga_nam_2023
from emulscore.testing import schemes

FORMATS: tuple[Format, ...] = ("toml", "json", "yaml")
both = pytest.mark.parametrize("form", FORMATS)


def one_row(rule: Rule, base: int = 6) -> Scheme:
    return Scheme("thu", "Thử", total=base, items=[Criterion("1", "Hàng", base, rule)])


def back(scheme: Scheme, form: Format) -> Scheme:
    return loads_scheme(dumps_scheme(scheme, form), form)


share = ShareFact("ho_so", counts="hồ sơ", out_of=Words("tất cả", "all"), numbers="percent", decimals=2)
late = LatenessFact("tre", holidays=[date(2023, 9, 2), date(2023, 1, 2)])
level = LevelFact("muc", levels={"tốt": "Tốt", "khác 2": Words("Khác", "Other")})


@register
@frozen
class Everything:
    """A rule from outside, with a field of every shape."""

    kind: ClassVar[str] = "test_everything"

    fact: ShareFact
    either: CountFact | YesNoFact
    pairs: tuple[tuple[Fraction, Amount], ...]
    names: Mapping[str, Fraction]
    days: frozenset[date]
    inside: tuple[Rule, ...]
    mode: Literal["a", "b"] = field(kw_only=True)
    maybe: Fraction | None = None
    label: Words | None = None
    whole: int = 3
    yes: bool = False

    def formula(self, base: Fraction) -> Node:
        return Const(base)


NONE = Amount(0)


@register
@dataclass(frozen=True)
class Plain:
    """A rule from outside that is a dataclass."""

    kind: ClassVar[str] = "test_plain"

    fact: PointsFact
    low: Amount = NONE

    def formula(self, base: Fraction) -> Node:
        return Const(base)


RULES = [
    Cap(Ratio(share, target="2/3", below="plain", empty="20%")),
    Cap(Ratio(AttainmentFact("thu", most="2.5"), empty=0), high="99,5%"),
    LatePenalty([late, LatenessFact("tre_2")], per="0,125", unit="working_days", several="worst", never="refuse"),
    FrequencyPenalty({CountFact("a"): "12.5%", CountFact("b", largest=7): "1/3"}, of="base"),
    Tiered(level, [("tốt", 6), ("khác 2", "50%")]),
    Tiered(YesNoFact("co"), {True: 6, False: 0}, never=1),
    Tiered(CountFact("dem"), [(0, 6), (exactly("1.5"), 3), (at_least(2), 0)], otherwise=0),
    Tiered(share, {between("80%", "1/1"): 3, exactly(1): 6}, otherwise=0),
    Everything(
        share,
        YesNoFact("co"),
        ((Fraction(1, 3), Amount(1)), (Fraction(1, 2), Amount("0.2", of_base=True))),
        {"một": Fraction(1, 7)},
        frozenset({date(2023, 1, 2), date(2023, 9, 2)}),
        (Plain(PointsFact("cho", largest=8)),),
        mode="b",
        maybe=Fraction(1, 8),
        label=Words("Nhãn", "Label"),
    ),
    Plain(PointsFact("cho", lowest=1, largest="7.5", decimals=1), Amount(Fraction(1, 3))),
]


@both
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.kind)
def test_a_rule_comes_back_as_it_was(rule: Rule, form: Format) -> None:
    """Every rule, with every shape of argument, is equal after writing and reading; so are its facts."""
    scheme = one_row(rule)
    assert back(scheme, form) == scheme


@both
@given(scheme=schemes())
def test_random_schemes_come_back_as_they_were(form: Format, scheme: Scheme) -> None:
    """Any scheme is equal after writing and reading, and is written to the same text again."""
    text = dumps_scheme(scheme, form)
    again = loads_scheme(text, form)
    assert again == scheme
    assert dumps_scheme(again, form) == text


@both
def test_everything_about_a_row_comes_back(form: Format) -> None:
    """Groups, words, readings, evidence and rounding survive."""
    row = Criterion(
        "III.2.b",
        Words("Hàng", "Row"),
        "7,5",
        Ratio(share, empty="refuse"),
        wording='Điểm = "75,7%" * 6\n\tdòng \\ hai',
        readings=[Reading("empty", Words("không rõ", "unclear"))],
        evidence=["Báo cáo", Words("Kế hoạch", "Plan")],
        system="Hệ thống",
        remark="Ghi chú",
        stated=False,
    )
    scheme = Scheme(
        "thu",
        Words("Thử", "Trial"),
        total="7.5",
        items=[Group("III", "Nhóm", [Group("III.2", "Nhóm con", [row], "15/2")], "7.5")],
        issuer="UBND",
        level="cấp xã",
        period="2023",
        rounding=Rounding("1/4", "down", ("rows", "total")),
        source="Phụ lục",
    )
    assert back(scheme, form) == scheme


@both
def test_an_assessment_comes_back_as_it_was(form: Format) -> None:
    """Bare values, values with documents, pairs, tables, states, claims and evidence survive."""
    unit = Assessment(
        Words("Xã A", "Commune A"),
        scheme="thu",
        period="2023",
        measurements={
            "a": "99,8%",
            "b": (998, 1000),
            "c": {"due": "15/01/2023", "done": date(2023, 2, 16)},
            "d": Measurement(NEVER, document="1/BC", as_of="31/12/2023", note=Words("hỏi", "ask")),
            "e": Decimal("1.234"),
            "f": True,
            "g": {"value": 1},
        },
        claims={"1": "9,98", "III.2": Claim(Fraction(1, 3), text="1/3 điểm")},
        documents=[Document("1/BC", text="Báo cáo số 1/BC", date="07/6/2023")],
        evidence={"III.2": ["1/BC"]},
    )
    again = loads_assessment(dumps_assessment(unit, form), form)
    assert again == unit
    assert [again.measurements, again.claims, again.evidence] == [unit.measurements, unit.claims, unit.evidence]


@both
def test_files_on_disk(form: Format, tmp_path: Path) -> None:
    """A file's suffix says its format; reading gives back what was written, a mark of Windows editors or not."""
    path, unit = tmp_path / f"a.{form}", tmp_path / f"b.{form.upper()}"
    dump_scheme(nga_nam_2023.scheme, path)
    dump_assessment(nga_nam_2023.assessment, unit)
    assert load_scheme(str(path)) == open_scheme(path) == nga_nam_2023.scheme
    unit.write_bytes(b"\xef\xbb\xbf" + unit.read_bytes())
    assert load_assessment(unit) == nga_nam_2023.assessment


@pytest.mark.parametrize("name", ["nga-nam-2023", "nga_nam_2023"])
def test_the_published_files_say_what_the_modules_say(name: str) -> None:
    """The shipped TOML is equal to the Python module and is what the writer writes, to the byte."""
    folder = Path(nga_nam_2023.__file__).parent
    texts = [(folder / f"nga_nam_2023{suffix}").read_text("utf-8") for suffix in (".toml", ".assessment.toml")]
    assert open_scheme(name) == nga_nam_2023.scheme
    assert texts == [dumps_scheme(nga_nam_2023.scheme), dumps_assessment(nga_nam_2023.assessment)]
    assert loads_assessment(texts[1]) == nga_nam_2023.assessment


def test_the_published_file_scores_as_the_annex_says() -> None:
    """Read from its files, Ngã Năm earns what the rows of the annex work out to: 99,80% × 10 = 9,98; 75,7% × 6 = 4,54."""
    scheme = open_scheme("nga-nam-2023")
    folder = Path(nga_nam_2023.__file__).parent
    card = scheme.score(load_assessment(folder / "nga_nam_2023.assessment.toml"), partial=True)
    assert [card["8"].points, card["12"].points, card["13"].points] == [
        Decimal("9.98"),
        Decimal("4.54"),
        Decimal("5.00"),
    ]


def test_a_row_reads_beside_the_annex() -> None:
    """A row is written in the order of the table, in Vietnamese letters, with percentages as the source has them."""
    text = dumps_scheme(nga_nam_2023.scheme)
    assert (
        '[[items.items]]\nid = "13"\n'
        'title.vi = "50% người dân cài đặt ứng dụng di động “Công dân Sóc Trăng” '
        'và có đăng ký tài khoản ứng dụng trên để sử dụng"\n'
        'title.en = "50% of residents installed the app “Công dân Sóc Trăng” and registered"\n'
        'base = 5\nrule.kind = "cap"\n'
        'rule.rule = { kind = "ratio", fact = "dan_cai_app", target = "50%", below = "pro_rata", empty = "refuse" }\n'
        'wording = "70%"\n'
    ) in text
    assert '\n  { fact = "tre_thang", takes = "20%" },\n' in text
    assert "\\u" not in text + dumps_scheme(nga_nam_2023.scheme, "json")


def test_what_a_person_may_write_by_hand() -> None:
    """Numbers of rows and years without quotes, a comma for decimals, one paper without a list, days as they are printed."""
    scheme = loads_scheme("""
        format = "emulscore scheme 1"
        id = "thu"
        title = "Thử"
        period = 2023
        total = "7,5"
        [[facts]]
        kind = "lateness"
        name = "ke_hoach"
        holidays = ["02/9/2023", 2023-01-02]
        [[items]]
        id = 1
        title = "Kế hoạch"
        base = 7.5
        rule = { kind = "late_penalty", late = "ke_hoach", per = "0,5", unit = "months_begun", never = "refuse" }
    """)
    fact = LatenessFact("ke_hoach", holidays=[date(2023, 1, 2), date(2023, 9, 2)])
    rule = LatePenalty(fact, per=Fraction(1, 2), unit="months_begun", never="refuse")
    row = Criterion("1", "Kế hoạch", Fraction(15, 2), rule)
    assert scheme == Scheme("thu", "Thử", period="2023", total=Fraction(15, 2), items=[row])


def test_every_kind_of_fact_has_a_name_in_files() -> None:
    """No kind of fact is forgotten."""
    classes = {one for one in vars(all_facts).values() if isinstance(one, type) and issubclass(one, Described)}
    assert set(FACT_KINDS.values()) == classes


_texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]) | st.sampled_from("\n\t\r\"'\\#=[]{}."), max_size=40)
_leaves = _texts | st.booleans() | st.integers(-(10**18), 10**18) | st.dates()
_trees = st.recursive(
    _leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_texts, inner, max_size=4),
    max_leaves=25,
)
_keys = _texts | st.sampled_from(["items", "facts", "measurements", "readings"])


@given(st.dictionaries(_keys, _trees, max_size=5))
def test_the_toml_writer_writes_what_the_standard_library_reads(tree: dict[str, object]) -> None:
    """Any tree of tables, lists, texts, numbers and days is the same for the reader of the standard library."""
    assert tomllib.loads(render(tree, "toml")) == tree
    assert parse(render(tree, "toml"), "toml") == tree
