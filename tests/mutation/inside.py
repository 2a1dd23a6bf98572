"""Runs the tests with one fault in one module: in a fork of a session that is collected, or in a new program."""

from __future__ import annotations

import ast
import gc
import importlib.abc
import importlib.machinery
import importlib.util
import json
import os
import resource
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import CodeType, FunctionType, ModuleType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "emulscore"
SURVIVED, KILLED, UNFIT = 0, 1, 9
MEMORY = 6 << 30
EXAMPLES = 20
USED = "_hypothesis_internal_use_settings"
"""Where Hypothesis keeps the settings of a test."""

if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402 - the root comes first
from tests.mutation.mutants import mutants  # noqa: E402 - as above


class Measured(NamedTuple):
    """What the tests do without any fault.

    Attributes:
        sources: The text of each file that gets faults.
        seconds: Processor seconds of each test, by its name.
        lines: By file and line, the tests that run it.
        red: The tests that fail without a fault; they are left out.
    """

    sources: dict[str, str]
    seconds: dict[str, float]
    lines: dict[str, dict[int, list[str]]]
    red: list[str]


def file_of(module: str) -> Path:
    """Return the file of a module: formula/exact."""
    return SOURCE / f"{module}.py"


class Profile:
    """Lets Hypothesis look for no smaller example, and wait for no clock."""

    @pytest.hookimpl(tryfirst=True)
    def pytest_load_initial_conftests(self) -> None:
        """Name the settings before they are chosen; pytest must have seen Hypothesis first."""
        from hypothesis import HealthCheck, Phase, settings  # noqa: PLC0415 - it imports the library

        settings.register_profile(
            "mutation", deadline=None, derandomize=True, database=None, max_examples=EXAMPLES,
            report_multiple_bugs=False, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck),
        )  # fmt: skip

    @staticmethod
    def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
        """Let tests that ask for many examples take few too."""
        from hypothesis import settings  # noqa: PLC0415 - as above

        for item in items:
            run = getattr(item, "obj", None)
            own = getattr(run, USED, None)
            if own is not None and own.max_examples > EXAMPLES:
                setattr(getattr(run, "__func__", run), USED, settings(own, max_examples=EXAMPLES))


ARGUMENTS = ["-q", "-x", "-p", "no:cacheprovider", "-p", "no:xdist", "--hypothesis-profile=mutation", "-m", "not long"]


class Failures:
    """Notes that a test failed, in any of its three acts."""

    def __init__(self) -> None:
        self.any = False

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Look at one act."""
        self.any |= report.failed


def limit(seconds: float) -> None:
    """End this program after so many more seconds of the processor, or where it takes too much memory."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (most, most))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))


def quiet(config: pytest.Config | None = None) -> None:
    """Say nothing: a child writes to nowhere."""
    if config is not None:
        config.pluginmanager.unregister(name="terminalreporter")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (1, 2):
        os.dup2(nowhere, stream)


def run_items(items: Sequence[pytest.Item], failures: Failures) -> int | None:
    """Run tests one after the other; return which one failed first, if one did."""
    for at, item in enumerate(items):
        following = items[at + 1] if at + 1 < len(items) else None
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if failures.any:
            return at
    return None


def measure(items: Sequence[pytest.Item], failures: Failures, files: Iterable[Path]) -> Measured:
    """Run every test once without a fault, and note what it runs."""
    from coverage import Coverage  # noqa: PLC0415 - only here

    sources = {str(path): path.read_text(encoding="utf-8") for path in files}
    traced = Coverage(data_file=None, include=list(sources), config_file=False)
    seconds: dict[str, float] = {}
    red: list[str] = []
    traced.start()
    for at, item in enumerate(items):
        traced.switch_context(item.nodeid)
        begun = time.process_time()
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=items[at + 1] if at + 1 < len(items) else None)
        seconds[item.nodeid] = time.process_time() - begun
        if failures.any:  # it could find nothing: it finds something where nothing is
            del seconds[item.nodeid]
            red.append(item.nodeid)
            failures.any = False
    traced.stop()
    data = traced.get_data()
    lines = {
        name: {line: [one for one in ran if one] for line, ran in data.contexts_by_lineno(name).items()}
        for name in sources
    }
    return Measured(sources, seconds, lines, red)


def functions(files: Iterable[Path]) -> dict[str, list[FunctionType]]:
    """Return the functions that came from each file."""
    found: dict[str, list[FunctionType]] = {str(path): [] for path in files}
    for one in gc.get_objects():
        if type(one) is FunctionType and one.__code__.co_filename in found:
            found[one.__code__.co_filename].append(one)
    return found


def _codes(code: CodeType, into: dict[tuple[str, int], CodeType]) -> None:
    for one in code.co_consts:
        if isinstance(one, CodeType):
            into[one.co_qualname, one.co_firstlineno] = one
            _codes(one, into)


def swap(path: Path, tree: ast.Module, known: Mapping[str, list[FunctionType]]) -> None:
    """Let the functions that are there do what a tree of their module says.

    Raises:
        ValueError: A function reads other names from around it than before.
    """
    codes: dict[tuple[str, int], CodeType] = {}
    _codes(compile(tree, str(path), "exec", dont_inherit=True), codes)
    for one in known[str(path)]:
        new = codes.get((one.__code__.co_qualname, one.__code__.co_firstlineno))
        if new is not None and new != one.__code__:
            one.__code__ = new


class _Faulty(importlib.machinery.SourceFileLoader):
    """Loads one module with a fault."""

    number: int
    module: str

    def get_code(self, fullname: str) -> CodeType:
        """Return the code with the fault in it."""
        path = self.get_filename(fullname)
        tree, all_of = mutants(Path(path).read_text(encoding="utf-8"))
        if self.number >= 0:
            all_of[self.number][1].put()
        return compile(tree, path, "exec", dont_inherit=True)


class Finder(importlib.abc.MetaPathFinder):
    """Finds one module, and gives it a fault; a negative number is none."""

    def __init__(self, module: str, number: int) -> None:
        self.name = "emulscore." + module.replace("/", ".").removesuffix(".__init__")
        self.module = module
        self.number = number

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Find the module that gets the fault; leave every other one to the others."""
        del path, target
        if fullname != self.name:
            return None
        loader = _Faulty(fullname, str(file_of(self.module)))
        loader.number = self.number
        return importlib.util.spec_from_file_location(fullname, loader.path, loader=loader)


def main() -> int:
    """Run the tests named in a file with the fault named there, in this new program."""
    told = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    sys.meta_path.insert(0, Finder(told["module"], told["number"]))
    limit(told["seconds"])
    quiet()
    return KILLED if pytest.main([*ARGUMENTS, *told["tests"]], plugins=[Profile()]) else SURVIVED


if __name__ == "__main__":
    os._exit(main())
