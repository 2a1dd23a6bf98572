"""Without an extra: each name that needs it says which one, and the command that installs it; the rest does without."""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Final
from zipfile import ZipFile

import pytest

from emulscore import Criterion, Drop, FileError, Ratio, Refused, Scheme, ShareFact, excel, files, frames, plot
from emulscore.annex import read_annex
from emulscore.schemes import nga_nam_2023 as annex
from emulscore.words import Lang

ROOT: Final = Path(__file__).parents[1]
PACKAGES: Final = {"yaml": "pyyaml"}  # where it is not called as it is imported
DEVELOPERS: Final = {"benchmarks", "docs", "fuzz", "lint", "test"}
"""Extras of those who change the library; no name of it needs one of them."""

FULL: Final = Scheme(
    "thu", "Thử", total=10, items=[Criterion("1", "Hồ sơ", 10, Ratio(ShareFact("ho_so"), empty="refuse"))]
)
CARD: Final = FULL.score({"ho_so": "99%"})
DERIVED: Final = annex.scheme.derive("xa-a", "UBND xã A", "cấp xã", 2026, changes=[Drop("15", why="Không có việc này")])
CHANGES: Final = DERIVED.change_set
assert CHANGES is not None

Call = Callable[[], object]

YAML: Final[dict[str, Call]] = {
    "derive_from_file": partial(files.derive_from_file, annex.scheme, "a.yaml"),
    "dump_assessment": partial(files.dump_assessment, annex.assessment, "b.yaml"),
    "dump_changes": partial(files.dump_changes, CHANGES, "b.yaml"),
    "dump_scheme": partial(files.dump_scheme, annex.scheme, "b.yaml"),
    "dumps_assessment": partial(files.dumps_assessment, annex.assessment, "yaml"),
    "dumps_changes": partial(files.dumps_changes, CHANGES, "yaml"),
    "dumps_scheme": partial(files.dumps_scheme, annex.scheme, "yaml"),
    "load_assessment": partial(files.load_assessment, "a.yaml"),
    "load_cases": partial(files.load_cases, "a.yaml"),
    "load_changes": partial(files.load_changes, "a.yaml"),
    "load_scheme": partial(files.load_scheme, "a.yaml"),
    "loads_assessment": partial(files.loads_assessment, "a: 1", "yaml"),
    "loads_cases": partial(files.loads_cases, "a: 1", "yaml"),
    "loads_changes": partial(files.loads_changes, "a: 1", "yaml"),
    "loads_scheme": partial(files.loads_scheme, "a: 1", "yaml"),
    "open_scheme": partial(files.open_scheme, "a.yaml"),
}
READS: Final[dict[str, Call]] = {
    "read_annex": partial(read_annex, "a.xlsx"),
    "read_folder": partial(excel.read_folder, ".", annex.scheme),
    "read_workbook": partial(excel.read_workbook, "a.xlsx", annex.scheme),
}
WRITES: Final[dict[str, Call]] = {
    "write_results": partial(excel.write_results, [CARD], "b.xlsx"),
    "write_template": partial(excel.write_template, annex.scheme, "b.xlsx"),
}
TABLES: Final[dict[str, Call]] = {
    **{name: partial(getattr, frames, name) for name in frames.__all__},
    "Scheme.score_frame": partial(FULL.score_frame, []),
}
FIGURES: Final[dict[str, Call]] = {
    "compare": partial(plot.compare, [CARD], [CARD]),
    "distribution": partial(plot.distribution, [CARD]),
    "svg": partial(getattr(plot, "svg"), None),  # noqa: B009 - without the extra there is no figure to give it
}
LAWS: Final[dict[str, Call]] = {
    name: partial(import_module, name) for name in ("emulscore.testing", "emulscore.testing.hook")
}

NEEDED: Final[dict[str, dict[str, dict[str, Call]]]] = {
    "excel": {"openpyxl": READS, "xlsxwriter": WRITES},
    "frames": {"narwhals": TABLES, "numpy": TABLES},
    "plot": {"matplotlib": FIGURES},
    "testing": {"hypothesis": LAWS},
    "yaml": {"yaml": YAML},
}
"""By extra and package: what cannot be done without."""
ERRORS: Final[dict[str, type[FileError | Refused]]] = {
    "excel": FileError,
    "frames": Refused,
    "plot": Refused,
    "testing": Refused,
    "yaml": FileError,
}
FREE: Final = {
    "files": {"DocumentType", "Format", "Source", "check_scheme", "json_schema", "schema_text"},
    "excel": {"Folder", "Progress", "show_progress"},
    "plot": {"Scored"},
}
"""What needs no extra, among names that do."""


@contextmanager
def missing(package: str, of: str = "") -> Iterator[None]:
    """Make a package look as if it was not installed, also where it is loaded; what needs it is to be loaded again."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [package, *(name for name in sys.modules if name.startswith(f"{package}."))]:
            patch.setitem(sys.modules, name, None)
        for name in [name for name in sys.modules if of and f"{name}.".startswith(f"{of}.")]:
            patch.delitem(sys.modules, name)
        yield


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a folder with a file of each kind that an extra reads."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.yaml").write_text("a: 1", "utf-8")
    with ZipFile(tmp_path / "a.xlsx", "w") as made:
        made.writestr("[Content_Types].xml", "<Types/>")
    return tmp_path


@pytest.mark.parametrize(
    ("extra", "package", "call"),
    [
        pytest.param(extra, package, call, id=f"{extra}-{package}-{name}")
        for extra, packages in NEEDED.items()
        for package, calls in packages.items()
        for name, call in calls.items()
    ],
)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_without_an_extra_the_command_that_installs_it_is_named(
    place: Path, extra: str, package: str, call: Call, lang: Lang
) -> None:
    """Not an ImportError from somewhere inside, but the library's own error; nothing is written before it is raised."""
    before = sorted(place.iterdir())
    with missing(package, "emulscore.testing" if extra == "testing" else ""), pytest.raises(ERRORS[extra]) as caught:
        call()
    (problem,) = caught.value.problems
    assert problem.code == "missing-extra"
    said = problem.text(lang)
    assert {"vi": f"phần bổ sung “{extra}”", "en": f"the extra “{extra}”"}[lang] in said
    assert f'pip install "emulscore[{extra}]"' in said
    assert sorted(place.iterdir()) == before


def test_every_extra_and_each_package_of_it_is_looked_at() -> None:
    """One that is added to pyproject.toml is added here too."""
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    assert {
        extra: {requirement.partition(">=")[0] for requirement in requirements}
        for extra, requirements in declared.items()
        if extra not in DEVELOPERS
    } == {extra: {PACKAGES.get(one, one) for one in packages} for extra, packages in NEEDED.items()}


@pytest.mark.parametrize(
    ("module", "extra"), [("excel", "excel"), ("files", "yaml"), ("frames", "frames"), ("plot", "plot")]
)
def test_every_name_is_looked_at(module: str, extra: str) -> None:
    """A public name that is added either needs the extra, and is tried above, or is said not to."""
    tried = {name for calls in NEEDED[extra].values() for name in calls}
    names = set(import_module(f"emulscore.{module}").__all__)
    free = FREE.get(module, set())
    assert names <= tried | free
    assert not tried & free


def test_a_check_says_it_among_its_findings(place: Path) -> None:
    """A check raises nothing: a scheme that cannot be read for want of an extra is a finding."""
    with missing("yaml"):
        (found,) = files.check_scheme(place / "a.yaml")
    assert found.code == "missing-extra"


@pytest.mark.parametrize("package", [package for packages in NEEDED.values() for package in packages])
def test_what_needs_no_extra_does_without(place: Path, package: str) -> None:
    """Scoring, TOML and JSON work whatever is missing."""
    with missing(package):
        assert FULL.points({"ho_so": "99%"})["1"] == Decimal("9.90")
        files.dump_scheme(annex.scheme, place / "a.json")
        assert (
            files.load_scheme(place / "a.json") == files.loads_scheme(files.dumps_scheme(annex.scheme)) == annex.scheme
        )
