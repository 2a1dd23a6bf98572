"""What needs a package that is not installed is skipped, and only that; where all is required it fails."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[1]

# Python's own finder finds neither a package named here nor anything inside it.
RUN: Final = """
import sys
from importlib.machinery import PathFinder

found, absent = PathFinder.find_spec, sys.argv[1].split(",")

def find_spec(_, name, *rest):
    return None if name.partition(".")[0] in absent else found(name, *rest)

PathFinder.find_spec = classmethod(find_spec)

import pytest

class Told:
    def pytest_collectreport(self, report):
        if not report.passed:
            print("\\n@", report.nodeid, report.outcome)

    def pytest_runtest_logreport(self, report):
        if report.when == "call" or not report.passed:
            print("\\n@", report.nodeid, report.outcome)

pytest.main(["-q", "-rs", "-p", "no:cacheprovider", "--continue-on-collection-errors"], [Told()])
"""
FILES: Final = {
    "pytest.ini": f"""[pytest]
pythonpath = "{ROOT / "tests" / "shared"}"
addopts = --import-mode=importlib --doctest-glob=*.md
""",
    "test_first_level.py": "from docx import Document\n\ndef test_it():\n    assert Document\n",
    "folder/conftest.py": "import docx.document\n",
    "folder/test_inside.py": "def test_it():\n    pass\n",
    "test_alone.py": "import atheris\n\ndef test_it():\n    assert atheris\n",
    "test_each.py": """
import pytest
from emulscore.files import dumps_scheme, loads_scheme
from emulscore.schemes.nga_nam_2023 import scheme
from required import needs

@pytest.fixture
def table():
    import docx
    return docx

def test_with_a_fixture(table):
    assert table

def test_by_itself():
    from docx import Document

def test_by_the_library():
    assert loads_scheme(dumps_scheme(scheme, "yaml"), "yaml") == scheme

def test_that_asks():
    needs("attrs", "docx")

def test_that_needs_nothing():
    pass

def test_for_what_nobody_has():
    import no_such_package

def test_that_the_library_refuses():
    loads_scheme("", "toml")
""",
    "text.md": "```python\n>>> import docx\n\n```\n",
}
NEEDING: Final = {
    "folder",
    "test_first_level.py",
    "test_each.py::test_by_itself",
    "test_each.py::test_by_the_library",
    "test_each.py::test_that_asks",
    "test_each.py::test_with_a_fixture",
    "text.md::text.md",
}
WRONG: Final = {"test_each.py::test_for_what_nobody_has", "test_each.py::test_that_the_library_refuses"}


@pytest.mark.long
@pytest.mark.parametrize(
    ("absent", "engines", "skipped", "failed"),
    [
        ("atheris", "", {"test_alone.py"}, WRONG),
        ("atheris", "required", {"test_alone.py"}, WRONG),
        ("atheris,docx,yaml", "", {"test_alone.py", *NEEDING}, WRONG),
        ("atheris,docx,yaml", "required", {"test_alone.py"}, WRONG | NEEDING),
    ],
)
def test_what_lacks_a_package_is_skipped_or_fails(
    absent: str, engines: str, skipped: set[str], failed: set[str], tmp_path: Path
) -> None:
    """Files, folders, fixtures, tests and texts; not what lacks a package that nobody has, nor any other error.

    The fuzzer has an environment of its own and is never required.
    """
    shutil.copy(ROOT / "conftest.py", tmp_path)
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = subprocess.run(  # noqa: S603 - our own Python
        [sys.executable, "-c", RUN, absent],
        cwd=tmp_path,
        env={
            **os.environ,
            "EMULSCORE_ENGINES": engines,
            "PYTHONPATH": str(ROOT / "src"),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    told = [line.split() for line in done.stdout.splitlines() if line.startswith("@ ")]
    found = {how: {name for _, name, outcome in told if outcome == how} for how in ("passed", "skipped", "failed")}
    assert (found["skipped"], found["failed"]) == (skipped, failed), done.stdout
    assert "test_each.py::test_that_needs_nothing" in found["passed"]
    for package in absent.split(",") if skipped > {"test_alone.py"} else ():
        assert any(said in done.stdout for said in (f"{package} is not installed", f"the extra {package} is not"))
