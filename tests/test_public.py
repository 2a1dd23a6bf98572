"""The public face: names, versions, what an import loads, and docstrings."""

import inspect
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import emulscore

ROOT = Path(__file__).parents[1]

CONSTANTS = [
    "NEVER",
    "NOT_APPLICABLE",
]
CLASSES = [
    "Add",
    "AllOf",
    "Amount",
    "AnyOf",
    "Appraisal",
    "Assessment",
    "At",
    "AttainmentFact",
    "Audit",
    "AuditRow",
    "Best",
    "Calendar",
    "Cap",
    "Ceiling",
    "Change",
    "ChangeSet",
    "Claim",
    "ClearArgument",
    "Cohort",
    "CohortFact",
    "Condition",
    "Count",
    "CountFact",
    "Criterion",
    "CutTotal",
    "Demote",
    "Derivation",
    "Difference",
    "Direct",
    "Document",
    "Drop",
    "EmulscoreError",
    "EveryRow",
    "FactIs",
    "FileError",
    "Finding",
    "Findings",
    "Force",
    "FrequencyPenalty",
    "Gains",
    "Gate",
    "GradeBand",
    "Graded",
    "Grades",
    "Group",
    "HistoryRow",
    "ItemsFact",
    "LatePenalty",
    "LatenessFact",
    "Leader",
    "LevelFact",
    "Limits",
    "Linear",
    "Location",
    "Measurement",
    "MeasurementError",
    "Move",
    "Not",
    "NumberFact",
    "ParentScheme",
    "Place",
    "Plan",
    "Points",
    "PointsFact",
    "PointsOf",
    "Printed",
    "Problem",
    "Question",
    "Quota",
    "Range",
    "Ratio",
    "Reading",
    "Rebase",
    "Refused",
    "Regrade",
    "Relative",
    "Renumber",
    "Replace",
    "Retitle",
    "Round",
    "Rounding",
    "RowScore",
    "Rule",
    "ScaledFact",
    "Scheme",
    "SchemeDiff",
    "SchemeError",
    "Scorecard",
    "SearchError",
    "Sentence",
    "SetArgument",
    "ShareFact",
    "ShareOf",
    "Span",
    "Status",
    "Sum",
    "SwapFact",
    "Tiered",
    "TotalIs",
    "UnitDiff",
    "UnscoredError",
    "Validity",
    "WeightedMean",
    "When",
    "Words",
    "YesNoFact",
]
FUNCTIONS = [
    "above",
    "apply_quota",
    "at_base",
    "at_least",
    "at_most",
    "below",
    "between",
    "cite",
    "exactly",
    "find_citations",
    "parse_citation",
    "percent",
    "points",
    "rank",
    "register",
    "score",
]


def test_the_public_names_are_these() -> None:
    """Constants, classes and functions, each in alphabetical order; a name added or lost shows here."""
    assert emulscore.__all__ == [*CONSTANTS, *CLASSES, *FUNCTIONS]
    for names in (CONSTANTS, CLASSES, FUNCTIONS):
        assert names == sorted(names)


def test_the_version_is_said_twice_and_is_the_same() -> None:
    """In the package and in pyproject.toml."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert emulscore.__version__ == project["version"]


def test_an_import_loads_nothing_heavy() -> None:
    """A fresh interpreter that imports emulscore loads attrs and cattrs with what they need, and nothing else."""
    code = "import json, sys; before = {*sys.modules}; import emulscore; print(json.dumps([*{*sys.modules} - before]))"
    told = subprocess.run([sys.executable, "-I", "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own line
    loaded = {name.partition(".")[0] for name in json.loads(told.stdout)}
    allowed = {"emulscore", "attr", "attrs", "cattr", "cattrs", "typing_extensions", "exceptiongroup"}
    assert "emulscore" in loaded
    assert {name for name in loaded if name not in sys.stdlib_module_names} <= allowed


@pytest.mark.parametrize("name", emulscore.__all__)
def test_every_public_object_says_what_it_is(name: str) -> None:
    """Classes and functions have a docstring with an example that runs; their public methods and properties have one too."""
    value = getattr(emulscore, name)
    if not inspect.isclass(value) and not inspect.isfunction(value):
        assert type(value).__doc__
        return
    assert value.__doc__
    assert not value.__doc__.startswith(f"{name}(")
    assert ">>> " in value.__doc__, f"{name} does not show itself at work"
    if inspect.isclass(value):
        for key, member in vars(value).items():
            documented = inspect.isfunction(member) or isinstance(member, property | classmethod | staticmethod)
            if documented and not key.startswith("_"):
                assert member.__doc__, f"{name}.{key}"


ATTRS = [name for name in emulscore.__all__ if attrs.has(getattr(emulscore, name))]


@pytest.mark.parametrize("name", ATTRS)
def test_every_field_is_explained(name: str) -> None:
    """The section "Attributes:" of a class, or of the class that a field comes from, names every public field."""
    cls = getattr(emulscore, name)
    for field in attrs.fields(cls):
        if field.name.startswith("_"):
            continue
        owners = [base for base in cls.__mro__ if field.name in vars(base).get("__annotations__", {})]
        text = owners[0].__doc__ or ""
        _, found, section = text.partition("Attributes:")
        assert found, f"{owners[0].__name__} has no Attributes:"
        assert re.search(rf"^ +{field.name}: \S", section, re.MULTILINE), f"{name}.{field.name}"


def test_there_are_classes_to_look_at() -> None:
    """The two tests above look at most of what is public."""
    assert len(ATTRS) > 25
    assert {"Scheme", "Ratio", "Scorecard", "Words"} <= set(ATTRS)
