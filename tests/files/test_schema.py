"""JSON Schemas of files: whatever is accepted is allowed, what is spoiled in its shape is not, and every kind is there."""

from __future__ import annotations

import json
import subprocess
import sys
from ast import literal_eval
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from dataclasses import field as dataclass_field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from importlib.resources import files
from typing import Any, ClassVar, Literal

import pytest
from attrs import field, frozen
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from emulscore import Amount, EmulscoreError, FileError, Rule, Scheme, ShareFact, register
from emulscore.conditions import CONDITIONS
from emulscore.files import (
    DocumentType,
    Format,
    dumps_assessment,
    dumps_scheme,
    json_schema,
    loads_assessment,
    loads_changes,
    loads_scheme,
    schema_text,
)
from emulscore.files._schema import DOCUMENTS
from emulscore.files._shapes import FACT_KINDS
from emulscore.files._syntax import parse
from emulscore.formula.nodes import Const, Node
from emulscore.gates import GATES
from emulscore.numbers import amount
from emulscore.rules import kinds
from emulscore.schemes import nga_nam_2023
from emulscore.testing import schemes

FORMATS: tuple[Format, ...] = ("toml", "json", "yaml")
PUBLISHED = sorted(
    one.name
    for one in (files("emulscore") / "schemes").iterdir()
    if one.name.endswith(".toml") and "." not in one.name[:-5]
)


@cache
def validator(document: DocumentType) -> Draft202012Validator:
    return Draft202012Validator(json_schema(document))


def plain(value: object) -> object:
    """Bring a tree into what JSON knows, as editors do before they look at its schema."""
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [plain(inner) for inner in value]
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date) else value


def refused(text: str, document: DocumentType, form: Format = "toml") -> list[str]:
    """Return what a schema finds wrong with a text."""
    return [
        f"{error.json_path}: {error.message}" for error in validator(document).iter_errors(plain(parse(text, form)))
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_each_schema_is_one(document: DocumentType) -> None:
    """Each is valid by the meta-schema of the draft that it names, and says which file it is of."""
    schema = json_schema(document)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["properties"]["format"] == {"const": f"emulscore {document} 1"}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", PUBLISHED)
def test_every_bundled_scheme_is_allowed_in_every_format(name: str, form: Format) -> None:
    """The published files are what the schema allows, and so is the same scheme in the other formats."""
    text = (files("emulscore") / "schemes" / name).read_text(encoding="utf-8")
    assert refused(text, "scheme") == []
    assert refused(dumps_scheme(loads_scheme(text), form), "scheme", form) == []


@pytest.mark.parametrize("form", FORMATS)
def test_the_bundled_assessment_is_allowed(form: Format) -> None:
    """The unit's file is what its schema allows, and no scheme."""
    text = (files("emulscore") / "schemes" / "nga_nam_2023.assessment.toml").read_text(encoding="utf-8")
    assert refused(text, "assessment") == []
    assert refused(dumps_assessment(nga_nam_2023.assessment, form), "assessment", form) == []
    assert refused(text, "scheme")


@given(schemes(), st.sampled_from(FORMATS))
def test_no_scheme_that_can_be_written_is_refused(scheme: Scheme, form: Format) -> None:
    """Random schemes with every rule, group, condition and gate."""
    assert refused(dumps_scheme(scheme, form), "scheme", form) == []


# --- every kind --------------------------------------------------------------------------------------------------------

# What must be given, from the pages of the rules, facts, conditions and gates.
REQUIRED: dict[str, set[str]] = {
    "rule-at": {"points", "rule"},
    "rule-best": {"parts"},
    "rule-cap": {"rule"},
    "rule-count": {"per", "start", "low", "high"},
    "rule-direct": {"fact"},
    "rule-frequency_penalty": {"per", "of"},
    "rule-late_penalty": {"late", "per", "unit", "never"},
    "rule-leader": {"fact", "to", "at_target", "unsurpassed", "empty", "unassigned"},
    "rule-linear": {"fact", "knots", "before", "after"},
    "rule-ratio": {"fact", "empty"},
    "rule-relative": {"fact", "to", "empty"},
    "rule-round": {"rule", "step", "mode"},
    "rule-sum": {"parts"},
    "rule-tiered": {"fact", "cases"},
    "rule-weighted_mean": {"parts", "weights"},
    "rule-when": {"fact", "then", "otherwise"},
    "condition-fact_is": {"fact"},
    "condition-all_of": {"of"},
    "condition-any_of": {"of"},
    "condition-not": {"of"},
    "condition-total_is": set(),
    "condition-points_of": {"part"},
    "condition-share_of": {"part"},
    "condition-every_row": set(),
    "gate-ceiling": {"grade", "when"},
    "gate-demote": {"by", "when"},
    "gate-force": {"grade", "when"},
    "gate-cut_total": {"to", "when"},
    "fact-count": {"name"},
    "fact-share": {"name"},
    "fact-attainment": {"name", "most"},
    "fact-items": {"name"},
    "fact-number": {"name", "largest"},
    "fact-points": {"name", "largest"},
    "fact-level": {"name", "levels"},
    "fact-yes_no": {"name"},
    "fact-lateness": {"name"},
    "fact-cohort": {"name", "of", "take", "decimals"},
}


def own_kinds() -> set[str]:
    families: dict[str, Mapping[str, type]] = {
        "rule": kinds(),
        "condition": CONDITIONS.kinds(),
        "gate": GATES.kinds(),
        "fact": FACT_KINDS,
    }
    return {
        f"{family}-{kind}"
        for family, known in families.items()
        for kind, cls in known.items()
        if cls.__module__.startswith("emulscore.")
    }


def test_every_kind_is_in_the_schema_with_what_it_needs() -> None:
    """Each registered rule, condition and gate and each kind of fact is there, with the keys that must be given."""
    assert own_kinds() == set(REQUIRED)
    definitions = json_schema("scheme")["$defs"]
    for name, needed in REQUIRED.items():
        schema = definitions[name]
        assert set(schema["required"]) == {"kind", *needed}, name
        assert schema["properties"]["kind"] == {"const": name.partition("-")[2]}
        assert schema["additionalProperties"] is False
        assert name.partition("-")[2] in definitions[name.partition("-")[0]]["properties"]["kind"]["enum"]


def described(schema: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield the description of every key of every table."""
    if isinstance(schema, Mapping):
        for key, inner in schema.get("properties", {}).items():
            if key not in {"kind", "format", "$schema"} and "not" not in inner:
                yield f"{path}.{key}", inner.get("description", "")
        for key, inner in schema.items():
            yield from described(inner, f"{path}.{key}")
    elif isinstance(schema, list):
        for inner in schema:
            yield from described(inner, path)


def test_a_key_that_may_be_left_out_says_what_then_holds() -> None:
    """Hundredths half up, a thousand million things, ten years late; nothing is said where no key is no value."""
    defs = json_schema("scheme")["$defs"]

    def default(name: str, key: str) -> object:
        return defs[name]["properties"][key].get("default")

    assert (default("Rounding", "step"), default("Rounding", "mode")) == ("0.01", "half_up")
    assert default("Rounding", "amounts") == ["rows"]
    assert (default("fact-count", "largest"), default("fact-lateness", "largest")) == (10**9, 3660)
    assert (default("fact-number", "decimals"), default("fact-points", "lowest")) == (2, 0)
    assert (default("rule-cap", "high"), default("rule-tiered", "never")) == ("100%", "refuse")
    assert default("rule-ratio", "target") is None
    assert "default" not in defs["rule-ratio"]["properties"]["empty"]


def test_every_key_is_described_in_both_languages() -> None:
    """Editors show what a key is: a line of Vietnamese, a line of English."""
    code = (
        "from emulscore.files import *; kinds = ('scheme', 'assessment', 'changes', 'cases'); "
        "print(ascii([schema_text(one) for one in kinds]))"
    )
    # In a Python that knows no rule but the library's own.
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, encoding="ascii").stdout  # noqa: S603
    for text in literal_eval(said):
        found = dict(described(json.loads(text)))
        assert len(found) > 8
        assert {path for path, words in found.items() if len(words.split("\n")) != 2} == set()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_shipped_schema_is_the_generated_one(document: DocumentType) -> None:
    """The file that is shipped is what the classes give, in a Python that knows no rule but the library's own."""
    code = f"import sys; from emulscore.files import schema_text; sys.stdout.buffer.write(schema_text({document!r}).encode())"
    made = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout  # noqa: S603 - our own program
    shipped = files("emulscore") / "files" / "schema" / f"{document}.schema.json"
    assert shipped.read_bytes() == made, f"write it anew: {code!r} > {shipped}"


HEAD = 'format = "emulscore scheme 1"\nid = "thu"\ntitle = "Thử"\ntotal = 10\n'
FACT = '[[facts]]\nkind = "share"\nname = "ho_so"\n'
ROW = '[[items]]\nid = 1\ntitle = "Hàng"\nbase = 10\n'
RULE = 'rule = { kind = "ratio", fact = "ho_so", empty = "refuse" }\n'
HALF = '{ kind = "ratio", fact = "ho_so", target = "1/2", below = "plain", empty = "100 %" }'
LATE = '[[facts]]\nkind = "lateness"\nname = "bao_cao"\nholidays = ["ngày 02/9/2025", 2025-04-30]\n'


@pytest.mark.parametrize(
    "text",
    [
        LATE + ROW + 'rule = { kind = "late_penalty", late = "bao_cao", per = 1, unit = "days", never = "refuse" }\n',
        LATE
        + ROW
        + 'rule = { kind = "late_penalty", late = ["bao_cao"], per = " 0,5 ", unit = "days", never = "−0%" }\n',
        FACT + ROW + f'rule = {{ kind = "cap", rule = {HALF} }}\n',
        FACT + ROW + 'rule = { kind = "tiered", fact = "ho_so", cases = [{ is = 1, pays = "1" }], otherwise = 0 }\n',
        FACT + ROW.replace('"Hàng"', '{ vi = "Hàng", en = "Row" }') + RULE,
        FACT.replace("name", 'largest = "1.000.000"\nlabel = { vi = "x" }\nname') + ROW + RULE,
        FACT.replace("ho_so", "hồ_sơ") + ROW + RULE.replace("ho_so", "hồ_sơ"),
    ],
)
def test_every_way_to_write_a_value_is_allowed(text: str) -> None:
    """One paper or a list of them, numbers with commas, percentages and fractions, days, words in one language or two."""
    text = HEAD + text
    assert loads_scheme(text).total == 10
    assert refused(text, "scheme") == []


def test_what_is_wrong_is_told_at_its_place() -> None:
    """An editor marks the word that is wrong, not the whole row: a row is one thing, a group another."""
    row = ROW.replace("[[items]]", "[[items.items]]")
    group = '[[items]]\nid = "N"\ntitle = "Nhóm"\nbase = 10\n'
    (error,) = refused(HEAD + FACT + group + row + RULE.replace("ratio", "rati"), "scheme")
    assert error.startswith("$.items[0].items[0].rule.kind: 'rati' is not one of ['at', 'best', ")


# --- what is spoiled --------------------------------------------------------------------------------------------------

UNIT = 'format = "emulscore assessment 1"\nunit = "Xã A"\n'
GRADES = '[grades]\nbands = [{ id = "dat", title = "Đạt", at_least = 5 }, { id = "khong", title = "Không đạt", below = 5 }]\n'


def test_what_the_next_test_spoils_is_whole() -> None:
    """The parts make a file that is read and allowed."""
    for text in (HEAD + FACT + ROW + RULE, HEAD + FACT + ROW + RULE + GRADES):
        assert loads_scheme(text).total == 10
        assert refused(text, "scheme") == []
    assert loads_assessment(UNIT).unit.vi == "Xã A"
    assert refused(UNIT, "assessment") == []


def with_rule(rule: str) -> str:
    return HEAD + FACT + ROW + f"rule = {rule}\n"


def with_fact(fact: str) -> str:
    return HEAD + FACT + "[[facts]]\n" + fact + "\n" + ROW + RULE


SPOILED = [
    HEAD.replace("scheme 1", "scheme 2") + FACT + ROW + RULE,
    HEAD.replace("title", "titel") + FACT + ROW + RULE,
    HEAD.replace("10", '"1.234"') + FACT + ROW + RULE,
    HEAD.replace("10", "true") + FACT + ROW + RULE,
    HEAD.replace("10", '"mười"') + FACT + ROW + RULE,
    HEAD.replace("10", '"1/0"') + FACT + ROW + RULE,
    HEAD.replace('"Thử"', "{ en = 'x' }") + FACT + ROW + RULE,
    HEAD.replace('"Thử"', "5") + FACT + ROW + RULE,
    HEAD + 'rescale = "print"\n' + FACT + ROW + RULE,
    HEAD + "limits = [1]\n" + FACT + ROW + RULE,
    HEAD + 'rounding = { mode = "half_even" }\n' + FACT + ROW + RULE,
    HEAD + "facts = 1\n" + ROW + RULE,
    HEAD + FACT + ROW,
    HEAD + FACT + ROW + RULE + "bse = 1\n",
    HEAD + FACT + ROW.replace("10", "[]") + RULE,
    HEAD + FACT + ROW + RULE + 'not_applicable = "half"\n',
    HEAD + FACT + ROW + RULE + "stated = 1\n",
    HEAD + FACT + ROW + RULE + "items = 5\n",
    with_rule('"ratio"'),
    with_rule("[]"),
    with_rule('{ fact = "ho_so" }'),
    with_rule("{ kind = 3 }"),
    with_rule('{ kind = "rati", fact = "ho_so", empty = 0 }'),
    with_rule('{ kind = "ratio", fact = "ho_so" }'),
    with_rule('{ kind = "ratio", empty = 0 }'),
    with_rule('{ kind = "ratio", fact = 3, empty = 0 }'),
    with_rule('{ kind = "ratio", fact = "ho_so", empty = true }'),
    with_rule('{ kind = "ratio", fact = "ho_so", empty = "refus" }'),
    with_rule('{ kind = "ratio", fact = "ho_so", empty = "1/0" }'),
    with_rule('{ kind = "ratio", fact = "ho_so", empty = 0, target = "50%", below = "plan" }'),
    with_rule('{ kind = "cap", rule = { kind = "cap", rule = { kind = "capp" } } }'),
    with_rule('{ kind = "cap", rule = 5 }'),
    with_rule('{ kind = "frequency_penalty", of = "base", per = { ho_so = 1 } }'),
    with_rule('{ kind = "frequency_penalty", of = "base", per = [{ fact = "ho_so", pays = 1 }] }'),
    with_rule('{ kind = "late_penalty", late = [1], per = 1, unit = "days", never = 0 }'),
    with_rule('{ kind = "late_penalty", late = "ho_so", per = 1, unit = "day", never = 0 }'),
    with_rule('{ kind = "tiered", fact = "ho_so", cases = [{ is = 1, below = 2, pays = 3 }] }'),
    with_rule('{ kind = "tiered", fact = "ho_so", cases = [{ at_least = 1 }] }'),
    with_rule('{ kind = "tiered", fact = "ho_so", cases = [{ pays = 1 }] }'),
    with_rule('{ kind = "tiered", fact = "ho_so", cases = [{ at_least = 1, above = 2, pays = 1 }] }'),
    with_rule('{ kind = "tiered", fact = "ho_so", cases = [{ is = [], pays = 1 }] }'),
    with_rule('{ kind = "linear", fact = "ho_so", knots = [[0, 1]], before = 0, after = "hold" }'),
    with_rule('{ kind = "when", fact = "ho_so", case = { }, then = 1, otherwise = 0 }'),
    with_rule('{ kind = "sum", parts = { kind = "direct", fact = "ho_so" } }'),
    with_fact('name = "a"'),
    with_fact('kind = "shar"\nname = "a"'),
    with_fact('kind = "count"\nname = "a b"'),
    with_fact('kind = "count"\nname = "1a"'),
    with_fact('kind = "count"\nname = "a"\nlargest = "99,80"'),
    with_fact('kind = "count"\nname = "a"\nlargest = 1.5'),
    with_fact('kind = "count"\nname = "a"\nlargest = -1'),
    with_fact('kind = "count"\nname = "a"\nlabel = { vii = "x" }'),
    with_fact('kind = "number"\nname = "a"\nlargest = 5\ndecimals = 7'),
    with_fact('kind = "level"\nname = "a"\nlevels = { x = 1 }'),
    with_fact('kind = "level"\nname = "a"\nlevels = ["x"]'),
    with_fact('kind = "attainment"\nname = "a"'),
    with_fact('kind = "lateness"\nname = "a"\nholidays = ["hôm nay"]'),
    with_fact('kind = "share"\nname = "a"\nnumbers = "percents"'),
    HEAD + FACT + ROW + RULE + GRADES.replace("at_least = 5", "at_least = 5, above = 5"),
    HEAD + FACT + ROW + RULE + GRADES + 'gates = [{ kind = "ceiling", grade = "dat" }]\n',
    HEAD + FACT + ROW + RULE + GRADES + 'gates = [{ kind = "force", grade = "dat", when = { kind = "total_is" } }]\n',
    HEAD
    + FACT
    + ROW
    + RULE
    + GRADES
    + 'gates = [{ kind = "demote", by = "x", when = { kind = "every_row", below = 1 } }]\n',
    HEAD
    + FACT
    + ROW
    + RULE
    + GRADES
    + 'gates = [{ kind = "force", grade = "dat", when = { kind = "not", of = [] } }]\n',
]


@pytest.mark.parametrize("text", SPOILED)
def test_what_is_spoiled_in_its_shape_is_refused_by_both(text: str) -> None:
    """Missing and unknown keys, other types, unknown kinds and choices, numbers that are none."""
    with pytest.raises(FileError):
        loads_scheme(text)
    assert refused(text, "scheme")


@pytest.mark.parametrize(
    "text",
    [
        "measurements = 1",
        '[measurements]\na = { value = 1, documnet = "x" }',
        '[measurements]\na = { document = "x" }',
        '[measurements]\na = { value = 1, as_of = "hôm nay" }',
        "[claims]\n1.2 = 5",
        '[claims]\n"1.2" = "x"',
        '[evidence]\n1 = "245/BC-UBND"',
        'documents = [{ key = "1/BC" }]',
        'documents = [{ key = "1/BC", text = "x", number = 1 }]',
    ],
)
def test_a_spoiled_assessment_is_refused_by_both(text: str) -> None:
    """The same for the file of a unit."""
    with pytest.raises(FileError):
        loads_assessment(UNIT + text)
    assert refused(UNIT + text, "assessment")


_signs = st.text("0123456789.,%/+-− ", max_size=8)


@given(
    st.one_of(
        _signs,
        st.from_regex(r" ?[+-]?[0-9]{1,4}([.,][0-9]{1,3}){0,3}( ?/ ?[0-9]{1,2})? ?%? ?", fullmatch=True),
        st.integers(-99, 99),
    )
)
def test_numbers_are_allowed_exactly_where_they_are_read(raw: str | int) -> None:
    """However a number is typed, the schema and the loader agree on whether it is one."""
    tree: dict[str, Any] = json.loads(json.dumps(plain(parse(HEAD + FACT + ROW + RULE, "toml"))))
    tree["limits"] = [raw, raw]
    text = json.dumps(tree)
    try:
        loads_scheme(text, "json")
    except FileError:
        assert refused(text, "scheme", "json")
    except EmulscoreError:
        assert refused(text, "scheme", "json") == []
    else:
        assert refused(text, "scheme", "json") == []


_KEYS = st.sampled_from(["vi", "at_least", "kind"])
_anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 30)
    | st.sampled_from(["ho_so", "dem", "1", "50%", "17/10/2023", "refuse"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["vi", "at_least", "kind"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@st.composite
def _changed(draw: st.DrawFn) -> object:
    """Put anything in any one place of a published scheme, or take a key away."""
    text = (files("emulscore") / "schemes" / draw(st.sampled_from(PUBLISHED))).read_text(encoding="utf-8")
    tree: Any = plain(parse(text, "toml"))
    here = tree
    while True:
        key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
        inner = here[key]
        if not isinstance(inner, dict | list) or not inner or draw(st.integers(0, 3)) == 0:
            if draw(st.booleans()):
                here[key] = draw(_anything)
            else:
                del here[key]
            return tree
        here = inner


@given(_changed())
def test_nothing_that_is_read_is_refused(tree: object) -> None:
    """Whatever is put where: if the loader takes the file, so does the schema."""
    text = json.dumps(tree)
    try:
        loads_scheme(text, "json")
    except EmulscoreError:
        return
    assert refused(text, "scheme", "json") == []


# --- what people bring ------------------------------------------------------------------------------------------------


@register
@frozen
class Steep:
    """Points by the square of a share.

    Attributes:
        fact: The share.
        top: The points at 100%.
        shape: How steep.
    """

    kind: ClassVar[str] = "test_schema_steep"

    fact: ShareFact
    top: Amount = field(converter=amount)
    shape: Literal["square", "cube"] = "square"

    def formula(self, base: Fraction) -> Node:
        return Const(self.top.at(base))


def test_a_rule_of_ones_own_is_in_the_schema() -> None:
    """A registered class is completed and checked like the library's own."""
    schema = json_schema("scheme")["$defs"]["rule-test_schema_steep"]
    assert schema["required"] == ["kind", "fact", "top"]
    shape = {"enum": ["square", "cube"], "description": "How steep.", "default": "square"}
    assert schema["properties"]["shape"] == shape
    fresh = Draft202012Validator(json_schema("scheme"))
    good = with_rule('{ kind = "test_schema_steep", fact = "ho_so", top = "50%" }')
    assert loads_scheme(good).total == 10
    assert list(fresh.iter_errors(plain(parse(good, "toml")))) == []
    bad = with_rule('{ kind = "test_schema_steep", fact = "ho_so", top = "50%", shape = "round" }')
    assert list(fresh.iter_errors(plain(parse(bad, "toml"))))


@register
@dataclass(frozen=True)
class Doubled:
    """Twice a share, as a dataclass that works something out for itself.

    Attributes:
        half: Half of what is scored.
    """

    kind: ClassVar[str] = "test_schema_doubled"

    half: Steep
    own: int = dataclass_field(default=7, init=False)

    def formula(self, base: Fraction) -> Node:
        return self.half.formula(base) * 2


@register
@frozen
class Kept:
    """The same with attrs.

    Attributes:
        half: Half of what is scored.
    """

    kind: ClassVar[str] = "test_schema_kept"

    half: Steep
    own: int = field(default=7, init=False)

    def formula(self, base: Fraction) -> Node:
        return self.half.formula(base) * 2


@pytest.mark.parametrize(("kind", "cls"), [("test_schema_doubled", Doubled), ("test_schema_kept", Kept)])
def test_what_a_class_works_out_itself_is_no_key(kind: str, cls: Callable[[Steep], Rule]) -> None:
    """Only what it is made from is; where one kind of rule is wanted, only that kind is named."""
    schema = json_schema("scheme")["$defs"][f"rule-{kind}"]
    assert set(schema["properties"]) == {"kind", "half"}
    assert schema["properties"]["half"]["properties"]["kind"]["enum"] == ["test_schema_steep"]
    half = '{ kind = "test_schema_steep", fact = "ho_so", top = 5 }'
    made = loads_scheme(with_rule(f'{{ kind = "{kind}", half = {half} }}'))
    assert made.criteria["1"].rule == cls(Steep(ShareFact("ho_so"), Amount(Fraction(5))))
    assert loads_scheme(dumps_scheme(made)) == made


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_may_name_its_schema(form: Format) -> None:
    """The key that editors look for is taken and means nothing; anything but a text there is refused."""
    said = {"toml": '"$schema" = "s.json"\n', "yaml": "$schema: s.json\n", "json": '"$schema": "s.json", '}[form]
    text = dumps_scheme(nga_nam_2023.scheme, form)
    text = text.replace("{", "{" + said, 1) if form == "json" else said + text
    assert loads_scheme(text, form) == nga_nam_2023.scheme
    assert refused(text, "scheme", form) == []
    with pytest.raises(FileError):
        loads_scheme(text.replace('"s.json"', "5").replace(" s.json", " 5"), form)


def test_the_text_of_a_schema_is_the_schema() -> None:
    """It ends in one line end, holds the schema, and keeps Vietnamese letters as they are."""
    for document in DOCUMENTS:
        text = schema_text(document)
        assert text.endswith("}\n")
        assert json.loads(text) == json_schema(document)
        assert "Đơn vị" in text or "Điểm chuẩn" in text or "Tổng điểm" in text


CHANGES = """
format = "emulscore changes 1"
id = "xa-b-2026"
issuer = "UBND xã B"
level = "cấp xã"
period = 2026
parent = { id = "nga-nam-2023" }

[[changes]]
kind = "drop"
row = 14
why = "Không còn."

[[changes]]
kind = "renumber"
numbers = { 2 = 1, "1" = "2" }
why = { vi = "Theo văn bản mới.", en = "As the new document has it." }

[[changes]]
kind = "set_argument"
row = "1"
argument = "never"
value = "refuse"
why = "Phải có."
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ('kind = "drop"', 'kind = "dropp"'),
        ("row = 14\n", ""),
        ("row = 14\n", "rov = 14\n"),
        ('why = "Không còn."\n', ""),
        ("numbers = { 2 = 1", "numbers = { 2 = true"),
        ("changes 1", "changes 2"),
        ('issuer = "UBND xã B"\n', ""),
        ('level = "cấp xã"', "level = 1"),
    ],
)
def test_change_files_are_checked_too(old: str, new: str) -> None:
    """A file of changes as people write it is allowed; what is spoiled in it is refused by the loader and the schema."""
    assert old in CHANGES
    text = CHANGES.replace(old, new, 1) if old else CHANGES
    if not old:
        assert len(loads_changes(text).changes) == 3
        assert refused(text, "changes") == []
        return
    with pytest.raises(FileError):
        loads_changes(text)
    assert refused(text, "changes")
