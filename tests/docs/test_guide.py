"""The guide for wards and communes: followed to the letter in an empty folder, it gives what it shows and promises."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
FENCE = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LEFT_OUT = "…"


def printed(command: str, folder: Path) -> str:
    """Run a command as a reader would, in a terminal of 80 places."""
    kept = {name: value for name, value in os.environ.items() if name != "EMULSCORE_LANG"}
    done = subprocess.run(  # noqa: S603 - our own module, run by our own Python
        [sys.executable, "-m", "emulscore", *command.removeprefix("$ emulscore ").split()],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
        encoding="utf-8",
        cwd=folder,
        env={**kept, "LC_ALL": "C", "LANG": "C", "COLUMNS": "80"},
    )
    return done.stdout.strip("\n")


def shows(shown: str, said: str) -> bool:
    """Say whether a text is what was printed, but for whole lines that `…` stands for."""
    gap = r"(?:.*\n)+"
    parts = (re.escape(part) for part in re.split(rf"^{LEFT_OUT}\n", f"{shown}\n", flags=re.MULTILINE))
    return re.fullmatch(gap.join(parts), f"{said}\n") is not None


Followed = tuple[Path, list[tuple[str, str, str]]]


@pytest.fixture(scope="module", params=["vi", "en"])
def followed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Followed:
    """Do what the guide says; return the folder, and each command with what the guide shows and what it printed.

    A file that is shown in several parts is put together from them.
    """
    guide = (ROOT / "docs" / str(request.param) / "ward-and-commune.md").read_text("utf-8")
    folder = tmp_path_factory.mktemp("guide")
    shutil.copytree(EXAMPLES / "phuong", folder / "phuong", ignore=shutil.ignore_patterns("bo-tieu-chi.toml"))
    begun: set[str] = set()
    ran: list[tuple[str, str, str]] = []
    for kind, title, body in FENCE.findall(guide):
        if title:
            path = folder / title
            path.write_text(f"{path.read_text('utf-8')}\n{body}" if title in begun else body, "utf-8")
            begun.add(title)
        elif kind == "console":
            command, _, output = body.partition("\n")
            ran.append((command, output.strip("\n"), printed(command, folder)))
    return folder, ran


def test_the_guide_shows_what_its_commands_print(followed: Followed) -> None:
    """From the first command to the last, with the files of the page, and its files are those of the examples."""
    folder, ran = followed
    assert [(command, shown, said) for command, shown, said in ran if not shows(shown, said)] == []
    used = {command.split()[2] for command, _, _ in ran}
    assert used == {"show", "check", "derive", "diff", "score", "audit", "gains"}
    for name in ("thay-doi.toml", "bo-tieu-chi.toml", "ho-so.toml"):
        assert (folder / name).read_text("utf-8") == (EXAMPLES / "xa" / name).read_text("utf-8")
    assert not (folder / "khong-co.toml").exists()


def test_the_guide_ends_in_the_table_of_the_decision(followed: Followed) -> None:
    """The page has the five columns of the annex, a line for each of the 14 rows and 100 points; Word has the rows too."""
    folder, _ = followed
    page = (folder / "phu-luc.html").read_text("utf-8")
    assert re.findall(r'<th scope="col">(.*?)</th>', page) == [
        "STT",
        "Nội dung tiêu chí",
        "Điểm chuẩn",
        "Cách tính",
        "Căn cứ",
    ]
    rows = re.findall(r'<th scope="row" class="es-label">(.*?)</th>', page)
    assert rows == ["I", *map(str, range(1, 15))]
    with ZipFile(folder / "phu-luc.docx") as word:
        assert "100% ấp tổ chức từ 12 buổi" in word.read("word/document.xml").decode("utf-8")
    bases = re.findall(r'<tr><th.*?class="es-number">(.*?)</td>', page)
    assert sum(map(int, bases)) == 100


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
