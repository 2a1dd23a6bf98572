"""The words that the command takes; argparse in Vietnamese or English, with a guess at what was meant."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, get_args

from emulscore import __version__
from emulscore.cli.wording import ARGPARSE, SAYS
from emulscore.ranking import AtLimit, Ties
from emulscore.reading import nearest
from emulscore.words import Lang

__all__ = ["Options", "parse"]


class Options(argparse.Namespace):
    """What was asked for.

    Attributes:
        command: The subcommand.
        scheme: A file or the id of a bundled scheme.
        assessment: A file.
        assessments: Files.
        row: A criterion's number.
        partial: Whether figures may be missing.
        json: Whether to print for machines.
        check: Whether questions of the audit are a failure.
        ties: What follows units with the same points.
        at_limit: What happens to units that are equal at the limit of a quota; None where it is not said.
    """

    command: str
    scheme: str
    assessment: str
    assessments: Sequence[str]
    row: str
    partial: bool = False
    json: bool = False
    check: bool = False
    ties: Ties = "shared"
    at_limit: AtLimit | None = None


class _Parser(argparse.ArgumentParser):
    """An argument parser that guesses which choice was meant."""

    said: Lang = "vi"

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as argparse has it
        if action.choices is not None and value not in action.choices:
            hint = nearest(str(value), map(str, action.choices)).text(self.said)
            raise argparse.ArgumentError(None, SAYS["no-command"].text(self.said).format(value, hint))


def parse(argv: Sequence[str], lang: Lang) -> Options:
    """Read a command line.

    Raises:
        SystemExit: After help or the version was shown (0), or the usage with what was wrong (2).
    """
    with _spoken(lang):
        return _parser(lang).parse_args(argv, Options())


@contextmanager
def _spoken(lang: Lang) -> Iterator[None]:
    """Let argparse speak a language for as long as it is at work; it has no other place for one."""
    names = vars(argparse)
    own = names["_"]
    if lang == "vi":
        names["_"] = lambda text: ARGPARSE.get(text, text)
    try:
        yield
    finally:
        names["_"] = own


def _parser(lang: Lang) -> _Parser:
    says = {name: text.text(lang) for name, text in SAYS.items()}
    common = _Parser(add_help=False)
    # Without a default, so that the language may stand before the subcommand or after it.
    common.add_argument("--lang", choices=get_args(Lang), default=argparse.SUPPRESS, help=says["lang"])
    parser = _Parser("emulscore", allow_abbrev=False, description=says["about"], epilog=says["codes"], parents=[common])
    parser.add_argument("--version", action="version", version=f"emulscore {__version__}", help=says["version"])
    commands = parser.add_subparsers(title=says["commands"], dest="command", metavar=says["command"], required=True)
    parser.said = lang

    def add(name: str, *arguments: str) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name,
            help=says[name],
            description=_sentence(says[name]),
            epilog=says["codes"],
            parents=[common],
            allow_abbrev=False,
        )
        command.said = lang
        for argument in arguments:
            many = "+" if argument == "assessments" else None
            command.add_argument(argument, metavar=says[argument.upper()], help=says[argument], nargs=many)
        return command

    add("demo")
    score = add("score", "scheme", "assessment")
    for flag in ("partial", "json", "check"):
        score.add_argument(f"--{flag}", action="store_true", help=says[flag])
    rank = add("rank", "scheme", "assessments")
    rank.add_argument("--ties", choices=get_args(Ties), required=True, help=says["ties"])
    rank.add_argument("--at-limit", choices=get_args(AtLimit), help=says["at-limit"])
    rank.add_argument("--json", action="store_true", help=says["json"])
    add("explain", "scheme", "assessment", "row")
    return parser


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:] + "."
