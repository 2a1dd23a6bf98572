"""Puts small faults into the core one at a time, and counts how many of them the tests find.

    python tests/mutation/run.py                                   every fault
    python tests/mutation/run.py --sample 0.2                      a fifth of each module, always the same
    python tests/mutation/run.py --module formula/exact --module numbers

It needs the tools of the extras `test` and `lint`, and a system that can fork. A fault counts as found when a test fails,
or does not end. Each is tried first in a fork of a session that has collected the tests, by the tests that run its line,
quickest first; one that nothing finds is tried again in a new program, which reads the faulty module afresh. What survives
stands in survivors.toml with the reason why nothing could find it. The command fails where another one survives, where one
of those is found or is not there, and where less than 95 % of a module is found.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import pickle
import random
import signal
import sys
import tempfile
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
if str(ROOT) not in sys.path:
    sys.path.insert(0, str(ROOT))

import pytest  # noqa: E402 - the root comes first
from tests.mutation import inside  # noqa: E402 - as above
from tests.mutation.mutants import Mutant, mutants  # noqa: E402 - as above

LEAST = Fraction(95, 100)
SURVIVORS = Path(__file__).with_name("survivors.toml")
TESTS = [
    *(
        f"tests/{name}"
        for name in (
            "annex", "checker", "conformance/test_conformance.py", "derive", "evidence", "facts", "files", "formula",
            "golden", "report", "rules", "schemes", "search",
        )
    ),
    *(
        f"tests/test_{name}.py"
        for name in (
            "api", "assessment", "audit", "canonical", "cases", "checks", "cohort", "conditions", "criteria", "diff",
            "embedding", "errors", "explain", "grades", "groups", "isolation", "laws", "limits", "not_applicable", "numbers",
            "periods", "public", "questions", "quick", "range", "ranking", "receipt", "scheme", "scorecard", "shown",
            "support", "system", "testing", "words",
        )
    ),
    "src/emulscore",
]  # fmt: skip
INTERFACE = ("tests/test_api.py", "tests/test_public.py")
"""What looks at definitions and runs no line of theirs."""
PER_MUTANT = 8
"""So many processor seconds of tests at most are spent on one fault, by their own time without one."""


def modules() -> list[str]:
    """Return the modules that get faults, as their paths below the library without the ending."""
    files = [
        *(inside.SOURCE / "formula").glob("*.py"),
        *(inside.SOURCE / "rules").glob("*.py"),
        *(inside.SOURCE / "facts").glob("*.py"),
        inside.SOURCE / "numbers.py",
        inside.SOURCE / "scheme.py",
    ]
    return sorted(path.relative_to(inside.SOURCE).with_suffix("").as_posix() for path in files)


UNKNOWN = 0.05
"""So many are taken for a test that is newer than what was measured."""


class Task(NamedTuple):
    """One fault of one module; a listed survivor that was not drawn is tried, and does not count in the shares."""

    module: str
    number: int
    mutant: Mutant
    drawn: bool = True

    def key(self) -> tuple[str, str, str, str, int]:
        """Return how it is named in the list of survivors."""
        return self.module, self.mutant.where, self.mutant.line, self.mutant.change, self.mutant.nth


def listed() -> dict[tuple[str, str, str, str, int], str]:
    """Return the known survivors, each with its reason."""
    return {
        (one["module"], one["where"], one["line"], one["change"], one.get("nth", 0)): one["reason"]
        for one in tomllib.loads(SURVIVORS.read_text(encoding="utf-8")).get("survivor", [])
    }


def tasks(names: Sequence[str], sample: Fraction, seed: int, *, only: bool) -> list[Task]:
    """Return the faults to try: a sample of each module, and every one that is listed."""
    known = listed()
    chosen = []
    for name in names:
        _, made = mutants(inside.file_of(name).read_text(encoding="utf-8"))
        drawn = random.Random(f"{seed}:{name}").sample(range(len(made)), ceil(len(made) * sample))  # noqa: S311 - no secret
        picked = set() if only else set(drawn)
        all_of = [Task(name, number, mutant, number in picked) for number, (mutant, _) in enumerate(made)]
        chosen += [task for task in all_of if task.drawn or task.key() in known]
    random.Random(seed).shuffle(chosen)  # noqa: S311 - a run that is cut short is a fair sample too
    return chosen


class Session:
    """Tries faults inside of a pytest session, once the tests are collected."""

    def __init__(self, todo: Sequence[Task], jobs: int, kept: Path | None, minutes: float | None) -> None:
        self.todo = todo
        self.jobs = jobs
        self.minutes = minutes
        self.kept = kept
        self.failures = inside.Failures()
        self.found: dict[Task, str] = {}

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Measure, then try one fault after the other."""
        if session.testsfailed:
            raise session.Interrupted(f"{session.testsfailed} errors while the tests were collected")  # noqa: EM102, TRY003
        files = [inside.file_of(name) for name in modules()]
        self.config = session.config
        self.items = {item.nodeid: item for item in session.items}
        self.measured = self._measured(files)
        for name in self.measured.red:
            self.items.pop(name, None)
            sys.stderr.write(f"left out, fails without a fault: {name}\n")
        self.seconds = {name: self.measured.seconds.get(name, UNKNOWN) for name in self.items}
        self.new = self.items.keys() - self.measured.seconds.keys()
        self.functions = inside.functions(files)
        self.faults = {name: mutants(inside.file_of(name).read_text(encoding="utf-8")) for name in modules()}
        self.kills: dict[str, Counter[str]] = defaultdict(Counter)
        sys.stderr.write(f"{len(self.items)} tests, {sum(self.seconds.values()):.0f} s; {len(self.todo)} faults\n")
        gc.freeze()
        with tempfile.TemporaryDirectory() as folder:
            self.folder = Path(folder)
            self._all()
        return True

    def _measured(self, files: Sequence[Path]) -> inside.Measured:
        if self.kept and self.kept.exists():
            known: inside.Measured = pickle.loads(self.kept.read_bytes())  # noqa: S301 - our own
            if all(known.sources.get(str(path)) == path.read_text(encoding="utf-8") for path in files):
                return known
        with tempfile.TemporaryDirectory() as folder:
            kept = self.kept or Path(folder) / "measured"
            child = os.fork()
            if not child:
                try:
                    measured = inside.measure(list(self.items.values()), self.failures, files)
                    kept.write_bytes(pickle.dumps(measured))
                except BaseException as error:  # noqa: BLE001 - a child must not go on as its parent
                    os.write(2, f"{error!r}\n".encode())
                    os._exit(1)
                os._exit(0)
            if os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]):
                pytest.exit("the tests fail without a fault", 1)
            return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - our own

    def _tests(self, task: Task) -> list[str]:
        """Return the tests that may find a fault, those first that find much in little time."""
        lines = self.measured.lines[str(inside.file_of(task.module))]
        ran = set().union(*(lines.get(line, ()) for line in range(task.mutant.number, task.mutant.last + 1)))
        if task.mutant.defining or not ran:
            ran = set().union(*lines.values())
        # Many tests read a definition: those that look at the interface come first, then those of its part of the library.
        beside = f"tests/{task.module.partition('/')[0]}"
        kills = self.kills[task.module]

        def rank(name: str) -> tuple[int, float, str]:
            far = 0 if not task.mutant.defining or name.startswith(INTERFACE) else 1 if name.startswith(beside) else 2
            return far, (self.seconds[name] + 0.002) / (1 + 3 * kills[name]), name

        ran = (ran & self.items.keys()) | self.new
        if task.mutant.defining:
            ran |= {name for name in self.items if name.startswith(INTERFACE)}
        ordered = sorted(ran, key=rank)
        taken: list[str] = []
        spent = 0.0
        for name in ordered:
            spent += self.seconds[name]
            if spent > PER_MUTANT and taken:
                break
            taken.append(name)
        return taken

    def _time(self, tests: Sequence[str]) -> float:
        return 4 * sum(self.seconds[name] for name in tests)

    def _fork(self, task: Task, tests: Sequence[str], note: Path) -> int:
        child = os.fork()
        if child:
            return child
        status = inside.UNFIT
        try:
            inside.quiet(self.config)
            inside.limit(3 + self._time(tests))
            tree, made = self.faults[task.module]
            made[task.number][1].put()
            inside.swap(inside.file_of(task.module), tree, self.functions)
            first = inside.run_items([self.items[name] for name in tests], self.failures)
            status = inside.SURVIVED
            if first is not None:
                note.write_text(tests[first])
                status = inside.KILLED
        except ValueError:
            status = inside.UNFIT
        except BaseException:  # noqa: BLE001 - whatever ends the tests is found
            status = inside.KILLED
        os._exit(status)

    def _program(self, task: Task, tests: Sequence[str], note: Path) -> int:
        told = {"module": task.module, "number": task.number, "seconds": 30 + self._time(tests), "tests": tests}
        note.write_text(json.dumps(told))
        words = [sys.executable, str(ROOT / "tests/mutation/inside.py"), str(note)]
        return os.posix_spawn(sys.executable, words, os.environ)

    def _all(self) -> None:
        waiting = [(task, task.mutant.defining) for task in self.todo]
        until = None if self.minutes is None else time.monotonic() + 60 * self.minutes
        running: dict[int, tuple[Task, bool, Path, float]] = {}
        while waiting or running:
            if until is not None and time.monotonic() > until:
                waiting = [one for one in waiting if one[1] and not one[0].mutant.defining]  # those half way
            while waiting and len(running) < self.jobs:
                task, anew = waiting.pop()
                tests = self._tests(task)
                note = self.folder / f"{len(self.found)}-{task.module.replace('/', '-')}-{task.number}-{anew}"
                begun = time.monotonic()
                child = self._program(task, tests, note) if anew else self._fork(task, tests, note)
                running[child] = (task, anew, note, begun)
            if not running:
                break
            child, status = self._ended(running)
            task, anew, note, _ = running.pop(child)
            code = os.waitstatus_to_exitcode(status)
            if code in {inside.SURVIVED, inside.UNFIT} and not anew:
                waiting.append((task, True))
                continue
            if not anew and note.exists():
                self.kills[task.module][note.read_text()] += 1
            how = "survived" if code == inside.SURVIVED else "killed" if code == inside.KILLED else "ended"
            self.found[task] = how
            if how == "survived":
                sys.stderr.write(
                    f"{len(self.found)} {task.module}:{task.mutant.number} {task.mutant.where}: {task.mutant.change}\n"
                )

    @staticmethod
    def _ended(running: dict[int, tuple[Task, bool, Path, float]]) -> tuple[int, int]:
        """Wait until a child ends; one that waits for something for ten minutes is ended."""
        while True:
            child, status = os.waitpid(-1, os.WNOHANG)
            if child in running:
                return child, status
            for one, (*_, begun) in running.items():
                if time.monotonic() - begun > 600:
                    os.kill(one, signal.SIGKILL)
            time.sleep(0.005)


def told(found: dict[Task, str], *, whole: bool) -> int:
    """Print a line for each module, and what is wrong; return 1 where something is."""
    known = listed()
    wrong = []
    for name in sorted({task.module for task in found}):
        of = {task: how for task, how in found.items() if task.module == name and task.drawn}
        if not of:
            continue
        survived = sum(how == "survived" for how in of.values())
        share = 1 - Fraction(survived, len(of))
        sys.stdout.write(f"{name:24} {len(of):5} faults  {survived:4} survived  {float(share):7.2%} found\n")
        if share < LEAST and len(of) >= 1 / (1 - LEAST):
            wrong.append(f"{name}: less than {float(LEAST):.0%} found")
    drawn = [how for task, how in found.items() if task.drawn]
    survived, ended = drawn.count("survived"), drawn.count("ended")
    share = 1 - Fraction(survived, len(drawn) or 1)
    sys.stdout.write(
        f"{'all':24} {len(drawn):5} faults  {survived:4} survived  {float(share):7.2%} found, {ended} of them by time; "
        f"{len(found) - len(drawn)} more that are listed\n"
    )
    for task, how in found.items():
        if how == "survived" and task.key() not in known:
            wrong.append(f"survived, not listed: {task.module}:{task.mutant.number} {task.mutant}")
        if how != "survived" and task.key() in known:
            wrong.append(f"listed, but found: {task.module}:{task.mutant.number} {task.mutant}")
    if whole:
        there = {task.key() for task in found}
        wrong += [f"listed, but not there: {key}" for key in known if key not in there]
    sys.stderr.writelines(f"{line}\n" for line in wrong)
    return int(bool(wrong))


def main() -> int:
    """Try faults, and say what the tests found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sample", type=Fraction, default=Fraction(1), help="the share of each module's faults")
    parser.add_argument("--seed", type=int, default=1, help="which ones: the same number draws the same")
    parser.add_argument("--module", action="append", choices=modules(), help="only this one; may be given again")
    parser.add_argument("--listed", action="store_true", help="only the survivors that are listed")
    parser.add_argument("--minutes", type=float, help="begin no other fault after so long")
    parser.add_argument("--jobs", type=int, default=1, help="so many at a time")
    parser.add_argument("--measured", type=Path, help="a file that keeps what the tests do without a fault")
    parser.add_argument("--out", type=Path, help="a JSON file for what became of each")
    asked = parser.parse_args()
    os.chdir(ROOT)
    todo = tasks(asked.module or modules(), asked.sample, asked.seed, only=asked.listed)
    session = Session(todo, asked.jobs, asked.measured, asked.minutes)
    code = pytest.main([*inside.ARGUMENTS, *TESTS], plugins=[inside.Profile(), session, session.failures])
    if code or not session.found or (asked.minutes is None and len(session.found) < len(todo)):
        sys.stderr.write("the tests could not be run\n")
        return 1
    if asked.out:
        rows = [{**task.mutant._asdict(), "module": task.module, "how": how} for task, how in session.found.items()]
        asked.out.write_text(json.dumps(rows, ensure_ascii=False, indent=1), encoding="utf-8")
    return told(session.found, whole=not asked.module and asked.minutes is None)


if __name__ == "__main__":
    sys.exit(main())
