"""Files that commands write, and the option that names them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from emulscore.cli.command import Argument, InputError
from emulscore.cli.machine import json_text
from emulscore.errors import EmulscoreError
from emulscore.system import reason_of
from emulscore.words import Lang, Words

__all__ = ["OUTPUT", "is_folder", "written"]

OUTPUT: Final = Argument(
    "--output",
    Words("tệp để ghi kết quả; đuôi tệp cho biết định dạng", "the file to write; its suffix says in which format"),
    Words("TỆP", "FILE"),
    short="-o",
)
_WRITTEN: Final = Words("Đã ghi {}.", "Wrote {}.")
_NO_FOLDER: Final = Words("không ghi được tệp {}: không có thư mục {}", "{} cannot be written: there is no folder {}")
_NOT_WRITTEN: Final = Words("không ghi được tệp {}: {}", "{} cannot be written: {}")


def written(
    path: str, write: Callable[[str], object], lang: Lang, *, machine: Mapping[str, object] | None = None
) -> str:
    """Write a file, and say so.

    Args:
        path: Where.
        write: Writes it.
        lang: The language.
        machine: What is said for machines beside the path; None where people read.

    Raises:
        InputError: It cannot be written, as where its folder does not exist.
    """
    folder = Path(path).parent
    if not is_folder(folder):
        raise InputError(_NO_FOLDER.text(lang).format(path, folder))
    try:
        write(path)
    except EmulscoreError:  # some are ValueErrors too
        raise
    except (OSError, ValueError) as error:  # ValueError: a name with a zero byte
        raise InputError(_NOT_WRITTEN.text(lang).format(path, reason_of(error).text(lang))) from None
    return _WRITTEN.text(lang).format(path) if machine is None else json_text({"output": path, **machine})


def is_folder(path: str | Path) -> bool:
    """Say whether there is a folder of that name; no name at all is none."""
    try:
        return Path(path).is_dir()
    except (OSError, ValueError):  # too long a name, or one with a zero byte: what reads the file says so
        return False
