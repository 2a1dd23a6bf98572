"""Why a file cannot be opened is said in the user's language."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from emulscore import EmulscoreError
from emulscore.cli import main
from emulscore.files import load_scheme
from emulscore.system import reason_of


@pytest.mark.parametrize(
    ("code", "vi", "en"),
    [
        (errno.ENOENT, "không có tệp hoặc thư mục này", "there is no such file or folder"),
        (errno.EISDIR, "đây là một thư mục", "it is a folder"),
        (errno.EACCES, "không có quyền mở hoặc ghi", "it may not be opened or written"),
        (errno.ENOSPC, "ổ đĩa đã đầy", "the disk is full"),
    ],
)
def test_known_reasons_have_words(code: int, vi: str, en: str) -> None:
    """What happens to people has words in both languages."""
    words = reason_of(OSError(code, "in the system's words"))
    assert (words.vi, words.text("en")) == (vi, en)


def test_other_reasons_stay_as_they_are() -> None:
    """What is rare is said as the system says it, never left out."""
    assert (
        reason_of(OSError(errno.ELOOP, "Too many levels of symbolic links")).vi == "Too many levels of symbolic links"
    )
    assert reason_of(OSError("no number")).vi == "no number"


@pytest.mark.parametrize("name", ["khong-co.toml", "khong-co.json"])
def test_a_file_that_is_not_there_is_said_in_vietnamese(name: str, tmp_path: Path) -> None:
    """No English in the Vietnamese message."""
    with pytest.raises(EmulscoreError) as caught:
        load_scheme(tmp_path / name)
    assert "không có tệp hoặc thư mục này" in caught.value.problems[0].text("vi")
    assert "there is no such file or folder" in caught.value.problems[0].text("en")


@pytest.mark.parametrize(
    "words", [("score", "khong-co.xlsx"), ("import", "khong-co.docx"), ("rank", ".", "--ties=dense")]
)
def test_commands_say_it_in_vietnamese(
    words: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Workbooks, documents and folders alike."""
    monkeypatch.chdir(tmp_path)
    command, *rest = words
    assert main([command, "nga-nam-2023", *rest, "--lang", "vi"]) == 3
    said = capsys.readouterr().err
    assert "No such" not in said
    assert "không" in said
