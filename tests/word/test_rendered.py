"""The annex as LibreOffice prints it: how many pages, how wide, and no word cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import docx
import pytest

from emulscore.schemes.nga_nam_2023 import assessment, scheme
from emulscore.word import write_annex, write_scheme
from emulscore.words import Lang
from required import missing

pytestmark = pytest.mark.long


def run(*command: str) -> str:
    return subprocess.run(  # noqa: S603 - programs of the system, on files of our own
        command, check=False, capture_output=True, encoding="utf-8", timeout=180
    ).stdout


def words(texts: Iterable[str]) -> set[str]:
    """Return the words of texts; a line may break behind a hyphen and a stroke."""
    return {word for text in texts for word in re.split(r"[\s/-]+", text)} - {""}


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Path]:
    """Return a function that prints a document to PDF, where this machine can."""
    office = shutil.which("soffice")
    if office is None or not all(map(shutil.which, ("pdfinfo", "pdftotext"))):
        missing("soffice, pdfinfo and pdftotext are needed to look at printed pages")
    folder = tmp_path_factory.mktemp("office")

    def made(path: Path) -> Path:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        run(office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(path.parent), str(path))
        return path.with_suffix(".pdf")

    docx.Document().save(str(folder / "empty.docx"))
    if not made(folder / "empty.docx").exists():
        missing("this soffice cannot print Word documents: its Writer is not installed")
    return made


@pytest.mark.parametrize(
    ("how", "pages", "size"),
    [
        ({}, range(4, 7), ("841", "595")),
        ({"landscape": False, "size": 12}, range(4, 7), ("595", "841")),
        ({"given": "both", "issuer": "Ủy ban nhân dân thị xã Ngã Năm"}, range(4, 8), ("841", "595")),
    ],
)
def test_the_annex_prints_as_it_should(
    tmp_path: Path, printed: Callable[[Path], Path], how: dict[str, Any], pages: range, size: tuple[str, str]
) -> None:
    """A4 in the direction that was asked for, four to seven pages, the heading on each, the words all there."""
    write_annex(scheme.score(assessment, partial=True), tmp_path / "a.docx", **how)
    path = printed(tmp_path / "a.docx")
    facts = run("pdfinfo", str(path))
    many = int(re.findall(r"Pages:\s+(\d+)", facts)[0])
    assert many in pages
    assert re.findall(r"Page size:\s+(\d+)\.?\d* x (\d+)", facts) == [size]
    every = [" ".join(page.split()) for page in run("pdftotext", str(path), "-").split("\f")[:many]]
    assert all("Căn cứ tính điểm" in page for page in every)
    assert not every[0].startswith("1 ")
    assert all(page.startswith(f"{number} ") for number, page in enumerate(every[1:], 2))
    table = docx.Document(str(tmp_path / "a.docx")).tables[-1]
    cells = {cell.text for row in table.rows for cell in row.cells}
    assert words(cells) <= words(every)


def test_nothing_stands_outside_the_margins(tmp_path: Path, printed: Callable[[Path], Path]) -> None:
    """Every word lies between the margins: 30 mm on the left, 15 on the right, 20 below; above stands the page number."""
    write_annex(scheme.score(assessment, partial=True), tmp_path / "a.docx")
    write_scheme(scheme, tmp_path / "s.docx")
    point = 72 / 25.4
    for name in ("a.docx", "s.docx"):
        boxes = run("pdftotext", "-bbox", str(printed(tmp_path / name)), "-")
        found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">', boxes)
        assert len(found) > 300
        sides = [tuple(map(float, word)) for word in found]
        assert min(left for left, _, _, _ in sides) >= 30 * point - 1
        assert max(right for _, _, right, _ in sides) <= (297 - 15) * point + 1
        assert max(bottom for _, _, _, bottom in sides) <= (210 - 20) * point + 1
        assert min(top for _, top, _, _ in sides) >= 9 * point


@pytest.mark.parametrize(("lang", "landscape"), [("vi", True), ("vi", False), ("en", True), ("en", False)])
def test_no_heading_is_broken_inside_a_word(
    tmp_path: Path, printed: Callable[[Path], Path], lang: Lang, *, landscape: bool
) -> None:
    """The words of the headings stand on the page as they are, none in two lines: “Claimed”, not “Claime” and “d”."""
    size = 13 if landscape else 12
    card = scheme.score(assessment, partial=True)
    write_annex(card, tmp_path / "a.docx", lang, given="both", landscape=landscape, size=size)
    page = run("pdftotext", "-l", "1", str(printed(tmp_path / "a.docx")), "-").split()
    heads = docx.Document(str(tmp_path / "a.docx")).tables[-1].rows[0].cells
    assert {word for cell in heads for word in cell.text.split()} <= set(page)
