"""The terminal: its width, its marks, and text that arrives in Vietnamese whatever it is set to."""

from __future__ import annotations

import io
import os
import shutil
import sys
from typing import Final, Literal

from emulscore.report.text import Style, plain

__all__ = ["hush", "send", "speak_utf8", "style", "width"]

_NOT_A_TERMINAL: Final = 120  # room for every column
_WIDEST: Final = 160  # longer lines are hard to read
_CODES: Final = {"strong": "1", "asks": "1;35"}


def speak_utf8() -> None:
    """Write UTF-8, whatever the locale says: an ASCII terminal would end the program at the first `Đ`."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")


def send(text: str) -> None:
    """Print the output, and find out whether anybody reads it."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def hush() -> None:
    """Let the interpreter's last flush go nowhere, since nobody reads."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def width() -> int:
    """Return the places of a line: COLUMNS, else the terminal's, else what a pipe gets."""
    return min(shutil.get_terminal_size((_NOT_A_TERMINAL, 24)).columns, _WIDEST)


def style() -> Style:
    """Return how texts are marked: not at all where nobody looks, or where NO_COLOR is set."""
    return _coloured if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else plain


def _coloured(text: str, mark: Literal["strong", "asks"]) -> str:
    return f"\x1b[{_CODES[mark]}m{text}\x1b[0m"
