"""What is published can be checked: a bill of materials from the tree alone, and pins for all that is required."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from importlib.metadata import requires
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
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


@pytest.fixture(scope="module")
def sbom() -> ModuleType:
    """Return the script that writes the bill."""
    spec = importlib.util.spec_from_file_location("sbom", ROOT / ".ci" / "sbom.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
