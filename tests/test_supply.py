"""What is published can be checked: a bill of materials from the tree alone, and pins for all that is required."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
ALWAYS = {"attrs", "cattrs", "hypothesis", "pytest"}  # installed wherever these tests run
PROJECT = """
[project]
name = "thu"
version = "1.2"
license = "MIT"
description = "d"
dependencies = ["attrs>=1"]
[project.optional-dependencies]
excel = ["Open_Pyxl>=3"]
lint = ["ruff", "open.pyxl"]
"""
PINS = "# head\nattrs==1.5\nopen-pyxl==3.1 ; python_version < '4'\nruff==0.9  # why\ntyping-extensions==4.1\nbelow==1\n"


def loaded(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / ".ci" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    """Return the script that writes the bill."""
    return loaded("sbom")


@pytest.fixture(scope="module")
def lowest() -> ModuleType:
    """Return the script that pins the lowest versions."""
    return loaded("lowest")


def test_a_bill_lists_what_is_pinned(sbom: ModuleType) -> None:
    """What is always needed, by users' extras or by others, and only to develop; with extras and markers."""
    bill: dict[str, Any] = sbom.made(PROJECT, PINS)
    assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.6", 1)
    assert bill["metadata"]["component"]["purl"] == "pkg:pypi/thu@1.2"
    assert [(one["purl"], one["scope"]) for one in bill["components"]] == [
        ("pkg:pypi/attrs@1.5", "required"),
        ("pkg:pypi/below@1", "optional"),
        ("pkg:pypi/open-pyxl@3.1", "optional"),
        ("pkg:pypi/ruff@0.9", "excluded"),
        ("pkg:pypi/typing-extensions@4.1", "required"),
    ]
    assert [(one["name"], one["value"]) for one in bill["components"][2]["properties"]] == [
        ("emulscore:extra", "excel"), ("emulscore:extra", "lint"), ("emulscore:marker", "python_version < '4'"),
    ]  # fmt: skip
    assert bill["dependencies"] == [
        {"ref": "pkg:pypi/thu@1.2", "dependsOn": ["pkg:pypi/attrs@1.5", "pkg:pypi/typing-extensions@4.1"]}
    ]


def test_the_same_tree_gives_the_same_bill_and_another_another(sbom: ModuleType) -> None:
    """No clock and no chance: its number is made from what it lists."""
    one, again, other = (
        sbom.made(PROJECT, PINS),
        sbom.made(PROJECT, PINS),
        sbom.made(PROJECT, PINS.replace("1.5", "1.6")),
    )
    assert one == again
    assert one["serialNumber"] != other["serialNumber"]
    assert re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", one["serialNumber"])


@pytest.mark.parametrize(
    ("pins", "why"), [(PINS.replace("ruff==0.9", "ruff>=0.9"), "not a pinned"), (PINS.replace("ruff==0.9", ""), "ruff")]
)
def test_what_is_not_pinned_is_refused(sbom: ModuleType, pins: str, why: str) -> None:
    """A range is no version, and a requirement without a pin would be left to chance."""
    with pytest.raises(ValueError, match=why):
        sbom.made(PROJECT, pins)


@pytest.mark.long
def test_this_tree_has_its_bill() -> None:
    """Every requirement of every extra is pinned; attrs and cattrs are what the library itself needs."""
    told = subprocess.run([sys.executable, ROOT / ".ci" / "sbom.py"], check=True, capture_output=True)  # noqa: S603 - our own
    bill = json.loads(told.stdout)
    needed = {one["name"] for one in bill["components"] if one["scope"] == "required"}
    assert needed == {"attrs", "cattrs", "typing-extensions"}
    assert len(bill["components"]) > 50


@pytest.mark.usefixtures("as_pinned")
def test_nothing_else_is_needed_at_run_time(sbom: ModuleType) -> None:
    """What attrs and cattrs say that they need, on a Python that emulscore takes, is what the bill says."""
    below = {
        sbom.plain(found.name)
        for name in ("attrs", "cattrs")
        for one in requires(name) or ()
        if (found := Requirement(one)).marker is None
        or found.marker.evaluate({"extra": "", "python_version": "3.11", "python_full_version": "3.11.2"})
    }
    assert below - {"attrs"} == set(sbom.BELOW_CORE)


@pytest.fixture(scope="module")
def as_pinned(sbom: ModuleType) -> None:
    """Skip where other versions are installed than those pinned: what they require says nothing of the pins."""
    pinned = {
        (name, version) for name, version, _ in sbom.pins((ROOT / "tests" / "constraints.txt").read_text("utf-8"))
    }
    for name in sorted(ALWAYS):
        if (name, found := version(name)) not in pinned:
            pytest.skip(f"{name} {found} is installed, which tests/constraints.txt does not pin")


def asked(text: str, extra: str) -> bool:
    """Say whether a requirement of a package counts here, and with an extra of that package."""
    marker = Requirement(text).marker
    return marker is None or marker.evaluate({"extra": extra})


@pytest.mark.usefixtures("as_pinned")
def test_the_pins_are_complete(sbom: ModuleType) -> None:
    """Whatever the requirements require in turn is pinned too, so that an audit of the file misses nothing.

    What is not installed cannot say what it requires; pytest and Hypothesis always are.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    pinned = {name for name, _, _ in sbom.pins((ROOT / "tests" / "constraints.txt").read_text("utf-8"))}
    waiting = [*project["dependencies"], *(one for group in project["optional-dependencies"].values() for one in group)]
    seen: set[tuple[str, str]] = set()
    told: set[str] = set()
    while waiting:
        one = Requirement(waiting.pop())
        for extra in ("", *one.extras):
            if (name := sbom.plain(one.name), extra) in seen or name == project["name"]:
                continue
            seen.add((name, extra))
            with suppress(PackageNotFoundError):
                found = requires(name) or ()
                told.add(name)
                waiting += [text for text in found if asked(text, extra)]
    assert {name for name, _ in seen} - pinned == set()
    assert told >= ALWAYS


def test_what_is_pinned_twice_is_pinned_alike(sbom: ModuleType) -> None:
    """The calculator and the other Pythons have the versions that are tested, but for a Hypothesis in pure Python."""
    pinned = {
        (name, version) for name, version, _ in sbom.pins((ROOT / "tests" / "constraints.txt").read_text("utf-8"))
    }
    pure = {(name, version) for name, version, _ in sbom.pins((ROOT / ".ci" / "pure.txt").read_text("utf-8"))}
    assert {name for name, _ in pure - pinned} == {"hypothesis"}
    page = (ROOT / "docs" / "calculator" / "requirements.txt").read_text("utf-8")
    held = {
        (sbom.plain(name), version)
        for name, version in re.findall(r"^([\w.-]+)==(\S+) --hash=sha256:", page, re.MULTILINE)
    }
    assert held
    assert held <= pinned


def test_the_lowest_versions_are_those_declared(lowest: ModuleType) -> None:
    """A pin for each lower bound, of the core and of the extras that are asked for, whatever stands behind it."""
    project = PROJECT.replace(
        '["ruff", "open.pyxl"]', '["ruff[all] >= 0.9, <2 ; python_version > \'3\'", "open.pyxl>=3"]'
    )
    assert lowest.lowest(project, []) == ["attrs==1"]
    assert lowest.lowest(project, ["lint", "excel"]) == ["attrs==1", "open-pyxl==3", "ruff==0.9"]


@pytest.mark.parametrize(
    ("bound", "why"), [("open.pyxl", "no lower bound: open.pyxl"), ("open.pyxl>=4", "two lower bounds: open-pyxl")]
)
def test_a_bound_stands_in_every_place_and_is_the_same(lowest: ModuleType, bound: str, why: str) -> None:
    """One extra without it, or with another, would be tested with a version that it does not declare."""
    with pytest.raises(ValueError, match=why):
        lowest.lowest(PROJECT.replace('"ruff", "open.pyxl"', f'"{bound}"'), ["excel", "lint"])


def test_this_tree_declares_its_lowest_versions(lowest: ModuleType) -> None:
    """Every requirement of the core and of every extra has a lower bound, and no two places have different ones."""
    text = (ROOT / "pyproject.toml").read_text("utf-8")
    extras = tomllib.loads(text)["project"]["optional-dependencies"]
    assert {"attrs==23.2", "cattrs==24.1"} <= set(lowest.lowest(text, extras))
