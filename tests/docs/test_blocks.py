"""Every block of code on every page is held: sessions run, files load, commands print what is shown."""

from __future__ import annotations

import doctest
import json
import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from emulscore import MeasurementError
from emulscore.conformance import cases
from emulscore.errors import FileError
from emulscore.files import loads_assessment, loads_cases, loads_changes, loads_scheme, open_scheme

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    page.relative_to(ROOT).as_posix()
    for pattern in ("*.md", "docs/**/*.md", "examples/**/*.md")
    for page in ROOT.glob(pattern)
    if not any(part.startswith(".") for part in page.relative_to(ROOT).parts)
)
# Pages whose sessions run: those that pytest collects (pyproject.toml), and one that tests/test_docs.py runs.
SESSIONS = re.compile(r"docs/.*|README(\.vi)?\.md")
LOADS: dict[str, Callable[..., object]] = {
    "emulscore scheme 1": loads_scheme,
    "emulscore assessment 1": loads_assessment,
    "emulscore changes 1": loads_changes,
    "emulscore cases 1": loads_cases,
}
FORMAT = re.compile(r"^\W*format\W+(emulscore \w+ \d+)\"", re.MULTILINE)
# A part of a file stands in the smallest file that it is a part of.
ASSESSMENT = 'format = "emulscore assessment 1"\nunit = "Xã A"\n\n'

NOT_RUN = {
    "python3 -m venv .venv && ": "the README's two commands install; .ci/run runs them as they stand",
    "python -m emulscore.conformance ": "asks a program in another language; tests/conformance asks one",
    "pip install ": "brings packages from an index, which tests do not ask",
    "python docs/calculator/build.py": "brings packages too; .ci/run runs it",
    "python tests/fuzz/run.py ": "searches for as long as it is told to; what it ever found is read again in tests/fuzz",
    "uvicorn ": "serves until it is stopped; tests/examples/test_service.py asks the same application",
}
"""Commands that are shown and not run here, and why."""

LEFT_OUT = "…"


def shows(shown: str, said: str) -> bool:
    """Say whether a text is what was printed, but for whole lines that `…` stands for."""
    gap = r"(?:.*\n)+"
    parts = (re.escape(part) for part in re.split(rf"^{LEFT_OUT}\n", f"{shown}\n", flags=re.MULTILINE))
    return re.fullmatch(gap.join(parts), f"{said}\n") is not None


def excused(command: str) -> bool:
    return any(command.startswith(known) for known in NOT_RUN)


def session_fault(page: str, body: str) -> str | None:
    """Say what is wrong with a session: each of its lines must be run, or be what is expected of one that is."""
    if not SESSIONS.fullmatch(page):
        return "no test runs the sessions of this page"
    examples = doctest.DocTestParser().get_examples(body)
    if sum(one.source.count("\n") + one.want.count("\n") for one in examples) != len(body.strip("\n").splitlines()):
        # An empty line ends what is expected; it stands between two examples.
        held = "".join(one.source + one.want for one in examples)
        if len(held.splitlines()) != len([line for line in body.splitlines() if line.strip()]):
            return "some lines belong to no example"
    if any(option in one.options for one in examples for option in (doctest.SKIP, doctest.ELLIPSIS)):
        return "an example is not compared as it stands"
    return None if examples else "there is no example"


def file_fault(kind: str, body: str, *, told: bool = False) -> str | None:
    """Say what is wrong with a file, by the reader of its own format.

    Args:
        kind: Its syntax.
        body: Its text.
        told: Whether a command of the page says what is wrong with it.
    """
    named = FORMAT.search(body)
    try:
        if named is None:
            loads_assessment(ASSESSMENT + body, "toml")
        else:
            LOADS[named[1]](body, kind)
    except FileError as error:
        return None if told else str(error)
    return None


def answer_fault(body: str, asked: str) -> str | None:
    """Say what is wrong with the answer of a service, by what the library says of the file above it."""
    try:
        open_scheme("nga-nam-2023").score(loads_assessment(asked, "json"))
    except MeasurementError as error:
        known = [(one.code, one.row, one.fact) for one in error.problems]
        shown = [(one["code"], one["row"], one["fact"]) for one in json.loads(body)["errors"]]
        return None if set(shown) <= set(known) else f"{shown} is not said"
    return "nothing is refused"


def port_fault(lines: list[str]) -> str | None:
    """Say what is wrong with the answers of a port, by what the cases that they name expect."""
    expected = {case.id: case.expected for case in cases()}
    for answer in map(json.loads, lines):
        known = expected.get(answer["id"])
        if known is None:
            return f"there is no case {answer['id']}"
        points = {place: str(value.low) for place, value in known.points.items()}
        errors = [dict(zip(("code", "row", "fact"), one, strict=True)) for one in known.errors]
        if "skipped" not in answer and (answer.get("points", {}), answer.get("errors", [])) != (points, errors):
            return f"{answer['id']}: {points or errors} is expected"
    return None


def fault(page: str, found: list[Any], place: int, told: str) -> str | None:
    """Say why nobody holds a block, or what is wrong with it; None where all is well.

    Commands and their output are compared for a whole page, in a test of its own.

    Args:
        page: The page.
        found: Its blocks.
        place: Which of them is asked about.
        told: All that the commands of the page printed.
    """
    (kind, title, body, _), before = found[place], found[:place]
    lines = body.splitlines()
    match kind:
        case "pycon":
            return session_fault(page, body)
        case "python" if ">>> " in body:
            return session_fault(page, body)
        case "python":
            exec(compile(body, page, "exec"), {"__name__": "__main__"})  # noqa: S102 - our own page, in an empty folder
            return None
        case "json" if body.startswith('{"id": '):
            return port_fault(lines)
        case "json" if '"errors"' in body:
            return answer_fault(body, next(one.body for one in reversed(before) if one.kind == "json"))
        case "toml" | "json" | "yaml":
            if title and any(one.title == title for one in found[place + 1 :]):
                return None  # a file that is shown in parts is held as a whole, at its last one
            parts = [one.body for one in before if title and one.title == title]
            return file_fault(kind, "\n".join([*parts, body]), told=bool(title) and f"{title}:" in told)
        case "console":
            commands = [line[2:] for line in lines if line.startswith("$ ")]
            ours = len(commands) == 1 and lines[0].startswith("$ emulscore ")
            return None if ours or (commands and all(map(excused, commands))) else "not run, and nobody says why"
        case "sh":
            ours = all(line.startswith("emulscore ") or excused(line) for line in lines)
            return None if ours and lines else "not run, and nobody says why"
        case "sql":
            with closing(sqlite3.connect(":memory:")) as base:
                base.executescript("\n".join([*(one.body for one in before if one.kind == "sql"), body]))
            return None
        case "text" if page == "README.md":
            return None  # tests/test_docs.py holds it to what the demo prints
        case _:
            return f"nothing runs a block of “{kind}”"


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_held(
    page: str, follow: Any, blocks: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No block is only looked at: it runs, it loads, its output is compared, or the reason why not is listed."""
    monkeypatch.chdir(tmp_path)
    found = blocks((ROOT / page).read_text("utf-8"))
    told = "\n".join(one.said for one in follow(ROOT / page).ran)
    faults = {block.line: fault(page, found, place, told) for place, block in enumerate(found)}
    assert {line: said for line, said in faults.items() if said is not None} == {}


@pytest.mark.long
@pytest.mark.parametrize("page", PAGES)
def test_commands_print_what_is_shown(page: str, follow: Any) -> None:
    """The files of a page, given to its commands one after another in an empty folder, print what stands there."""
    ran = follow(ROOT / page).ran
    assert [(one.command, one.shown, one.said) for one in ran if one.shown and not shows(one.shown, one.said)] == []
    assert [(one.command, one.said) for one in ran if not one.shown and one.code] == []


def test_every_excuse_is_needed(blocks: Any) -> None:
    """No reason is listed for a command that no page shows."""
    texts = [block.body for page in PAGES for block in blocks((ROOT / page).read_text("utf-8"))]
    shown = [line.removeprefix("$ ") for text in texts for line in text.splitlines()]
    assert [known for known in NOT_RUN if not any(line.startswith(known) for line in shown)] == []


@pytest.mark.parametrize(
    "planted",
    [
        "```pycon\n>>> 1 + 1\n2\n\nnot expected of anything\n```",
        "```pycon\n>>> 1 + 1  # doctest: +SKIP\n3\n```",
        "```pycon\n1 + 1\n```",
        "```sh\nrm scheme.toml\n```",
        "```sh\nemulscore check a.toml\ncurl a\n```",
        "```console\n$ emulscore-web\n```",
        "```console\nno command\n```",
        "```toml\nformat = \"emulscore scheme 1\"\nid = 'x'\n```",
        "```toml\n[claims]\n12 = 'six'\n```",
        '```toml title="a.toml"\nformat = "emulscore changes 1"\n```',
        "```json\n{}\n```",
        '```yaml\nformat: "emulscore scheme 1"\nid: x\n```',
        "```\nemulscore check a.toml\n```",
        "```r\n1\n```",
        "~~~text\nsomething\n~~~",
        "- a list\n\n    ```sh\n    rm scheme.toml\n    ```",
        "```sh\nnobody closed it",
    ],
)
def test_a_block_that_nobody_holds_is_found(planted: str, blocks: Any) -> None:
    """The checks themselves: each of these would be wrong on a page."""
    found = blocks(planted)
    assert len(found) == 1
    assert fault("docs/vi/index.md", found, 0, "") is not None


def test_a_command_that_prints_something_else_is_found(follow: Any, tmp_path: Path) -> None:
    """The comparison itself, with a page that shows the wrong output."""
    page = tmp_path / "page.md"
    page.write_text("```console\n$ emulscore --version\nemulscore 0.0.0\n```\n", "utf-8")
    (ran,) = follow(page).ran
    assert ran.said.startswith("emulscore ")
    assert not shows(ran.shown, ran.said)


@pytest.mark.parametrize(
    ("shown", "same"),
    [
        ("a\nb\nc", True),
        ("a\n…\nc", True),
        ("…\nc", True),
        ("a\n…", True),
        ("a\nb", False),  # what is left out must be said
        ("a\n…\nb\nc", False),  # and there must be something
        ("c\n…\na", False),
        ("a\n…\nd", False),
    ],
)
def test_lines_that_are_left_out_are_marked(shown: str, *, same: bool) -> None:
    """The comparison itself: every line that is shown was printed there, and `…` stands for at least one line."""
    assert shows(shown, "a\nb\nc") is same
