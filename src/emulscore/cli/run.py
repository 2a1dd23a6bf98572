"""From the words of a command line to an exit code."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Final

from emulscore.cli.command import CheckError, InputError, UsageError
from emulscore.cli.commands import COMMANDS
from emulscore.cli.parser import parse
from emulscore.cli.terminal import hush, send, speak_utf8
from emulscore.cli.wording import choose_lang
from emulscore.errors import EmulscoreError
from emulscore.words import Lang

__all__ = ["main"]

_USAGE: Final = 2
_INPUT: Final = 3
_INTERRUPTED: Final = 130
_UNREAD: Final = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: The words after the command's name; those of the process where none are given.
    """
    speak_utf8()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(words, choose_lang(words, os.environ))
        sys.stdout.flush()
    except BrokenPipeError:
        hush()
        return _UNREAD
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _run(words: list[str], lang: Lang) -> int:
    try:
        options = parse(COMMANDS.values(), words, lang)
    except SystemExit as stop:  # argparse has said what was wrong, or has shown its help
        return stop.code if isinstance(stop.code, int) else _USAGE
    try:
        send(COMMANDS[options.command].run(options, lang))
    except UsageError as wrong:
        _complain(wrong.why)
        return _USAGE
    except InputError as wrong:
        if wrong.output:
            send(wrong.output)
        _complain(wrong.why)
        return _INPUT
    except EmulscoreError as refused:
        for problem in refused.problems:
            _complain(problem.text(lang))
        return _INPUT
    except CheckError as failed:
        send(failed.output)
        _complain(failed.why)
        return 1
    return 0


def _complain(text: str) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"emulscore: {text}\n")
