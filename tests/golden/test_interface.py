"""What a version exported, every later one exports: names, arguments and fields, but for what the changelog says is gone."""

from __future__ import annotations

import re
from itertools import takewhile
from pathlib import Path
from typing import Final

import pytest

import interface
from emulscore import __version__
from interface import GOLDEN, ROOT, published

CHANGELOG: Final = ROOT / "CHANGELOG.md"
_SIGNATURE: Final = re.compile(r"(?P<name>[\w ]+)\((?P<words>.*)\) -> (?P<result>.*)")


def order(version: str) -> tuple[int, ...]:
    """Return a version's three numbers."""
    return tuple(int(part) for part in version.split(".")[:3])


KEPT: Final = sorted((folder.name for folder in GOLDEN.iterdir() if folder.name[0].isdigit()), key=order)
"""The versions whose interface and results are kept: all that are published, and the one that is being prepared."""


def unkept(changelog: str, now: str, kept: list[str]) -> list[str]:
    """Return the versions that are published or being prepared and not kept, or kept and neither."""
    return sorted({now, *published(changelog)} ^ {*kept}, key=order)


def test_each_published_version_is_kept() -> None:
    """The changelog dates a version when it is published; its interface, receipts and scorecards stay from then on."""
    assert unkept(CHANGELOG.read_text(encoding="utf-8"), __version__, KEPT) == []
    for version in KEPT:
        names = [one.name for one in (GOLDEN / version).iterdir()]
        assert "api.txt" in names
        assert {one.rpartition(".")[0] for one in names if ".receipt." in one} >= {"nga_nam_2023.receipt"}


def test_a_version_that_is_not_kept_is_missed() -> None:
    """From the day that the changelog gives it; “Unreleased” is no version."""
    log = "## [Unreleased]\n\n## [0.2.0] - 2027-02-01\n\n## [0.1.0] - 2026-12-01\n"
    assert unkept(log, "0.2.0", ["0.1.0", "0.2.0"]) == []
    assert unkept(log, "0.3.0", ["0.1.0", "0.2.0"]) == ["0.3.0"]
    assert unkept(log, "0.2.0", ["0.2.0"]) == ["0.1.0"]
    assert unkept("## [Unreleased]\n", "0.1.0", ["0.1.0"]) == []
    assert unkept("## [Unreleased]\n", "0.2.0", ["0.1.0", "0.2.0"]) == ["0.1.0"]


def test_what_is_published_is_not_written_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A version that the changelog dates; the one that is being prepared may be."""
    (tmp_path / "CHANGELOG.md").write_text("## [Unreleased]\n\n## [0.1.0] - 2026-12-01\n", encoding="utf-8")
    monkeypatch.setattr(interface, "ROOT", tmp_path)
    interface.refuse_if_published("0.2.0")
    with pytest.raises(SystemExit, match=r"0\.1\.0 is published"):
        interface.refuse_if_published("0.1.0")


def entries(text: str) -> dict[str, str]:
    """Return each line of the interface by its module, its class and its name."""
    found, module, owner = {}, "", ""
    for line in text.splitlines():
        if line.startswith("# "):
            module = line[2:]
        elif line.strip():
            name = re.split(r"[(:]| -> | of ", line.strip().removeprefix("class ").removeprefix("def "))[0]
            owner = name if not line.startswith(" ") else owner
            found[f"{module} {owner}" + (f".{name}" if line.startswith(" ") else "")] = line.strip()
    return found


def words(text: str) -> list[str]:
    """Part arguments at the commas that stand in no brackets."""
    found, depth = [""], 0
    for sign in text:
        depth += (sign in "[(") - (sign in "])")
        if sign == "," and not depth:
            found.append("")
        else:
            found[-1] += sign
    return [one.strip() for one in found if one.strip()]


def still(old: str, new: str) -> bool:
    """Say whether what could be written by an old line can be written by a new one."""
    before, after = _SIGNATURE.fullmatch(old), _SIGNATURE.fullmatch(new)
    if before is None or after is None:
        return old == new
    was, now = words(before["words"]), words(after["words"])
    in_place = list(takewhile(lambda one: not one.startswith("*"), was))
    further = [one for one in now if one not in was and one != "*"]
    return (
        before["result"] == after["result"]
        and now[: len(in_place)] == in_place
        and set(was) <= set(now)
        and all(one.endswith(" = …") or one.startswith("*") for one in further)
    )


def lost(old: str, new: str) -> list[str]:
    """Return the names of an old interface that are gone from a new one, or are used in another way."""
    now = entries(new)
    return [name for name, line in entries(old).items() if name not in now or not still(line, now[name])]


def announced(changelog: str, since: str) -> str:
    """Return what the changelog says is changed or removed in the versions behind one."""
    sections = re.split(r"^## \[(.+?)\].*$", changelog, flags=re.MULTILINE)[1:]
    later = [text for version, text in zip(sections[::2], sections[1::2], strict=True)
             if not version[0].isdigit() or order(version) > order(since)]  # fmt: skip
    return "\n".join(part for text in later for part in re.split(r"^### ", text, flags=re.MULTILINE)
                     if part.startswith(("Changed", "Removed")))  # fmt: skip


def silent(old: str, new: str, told: str) -> list[str]:
    """Return what is lost and not announced, each by its name in backquotes."""
    return [name for name in lost(old, new) if f"`{name.split()[-1]}`" not in told]


@pytest.mark.parametrize("version", KEPT)
def test_nothing_goes_away_in_silence(version: str) -> None:
    """Whatever a version exported is there, or the changelog says under “Changed” or “Removed” that it is not.

    The version that is being prepared is among them: before there is an earlier one, what it exports is held to its text.
    """
    old, now = (GOLDEN / version / "api.txt").read_text(encoding="utf-8"), interface.text()
    told = announced(CHANGELOG.read_text(encoding="utf-8"), version)
    assert silent(old, now, told) == []
    if order(version)[0] == order(__version__)[0] >= 1:
        assert lost(old, now) == []


OLD: Final = """# emulscore
class Scheme
    id: str (in place)
    score(unit: Assessment | Mapping[str, object], *, partial: bool = …) -> Scorecard
def rank(cards: Sequence[Scorecard]) -> tuple[Place, ...]
NEVER: State
"""


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("def rank(", "def place(", ["emulscore rank"]),
        ("    id: str (in place)\n", "", ["emulscore Scheme.id"]),
        ("id: str (in place)", "id: str (named)", ["emulscore Scheme.id"]),
        ("partial: bool = …", "partial: bool = …, cohort: Cohort | None = …", []),
        ("partial: bool = …", "whole: bool = …", ["emulscore Scheme.score"]),
        ("partial: bool = …", "partial: bool = …, cohort: Cohort", ["emulscore Scheme.score"]),
        ("unit: Assessment |", "facts: Assessment |", ["emulscore Scheme.score"]),
        ("-> Scorecard", "-> Points", ["emulscore Scheme.score"]),
        ("NEVER: State\n", "", ["emulscore NEVER"]),
        ("NEVER: State\n", "NEVER: State\nALWAYS: State\n", []),
        ("class Scheme", "class Scheme of Base", ["emulscore Scheme"]),
    ],
)
def test_a_loss_is_seen_and_an_addition_is_none(old: str, new: str, expected: list[str]) -> None:
    """Names, fields, places, arguments and results may come, and may not go or change."""
    assert old in OLD
    assert lost(OLD, OLD.replace(old, new) if old else OLD) == expected


def test_only_what_the_changelog_says_behind_that_version_counts() -> None:
    """A removal is announced by name, under the right heading, in a later version."""
    log = "# Changelog\n## [Unreleased]\n### Removed\n- `rank`\n## [0.2.0] - 2027-01-01\n### Added\n- `NEVER`\n"
    log += "### Changed\n- `Scheme.id` is named\n## [0.1.0] - 2026-12-01\n### Removed\n- `NEVER`\n"
    assert silent(OLD, "", announced(log, "0.1.0")) == ["emulscore Scheme", "emulscore Scheme.score", "emulscore NEVER"]
    assert "emulscore Scheme.id" in silent(OLD, "", announced(log, "0.2.0"))


def test_the_interface_that_is_kept_is_read_whole() -> None:
    """Each name stands once, so that none hides another."""
    text = interface.TEXT.read_text(encoding="utf-8")
    assert len(entries(text)) == len([line for line in text.splitlines() if line.strip() and not line.startswith("# ")])
    assert lost(text, text) == []
