"""The words that the command takes; argparse in Vietnamese or English, with a guess at what was meant."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from difflib import get_close_matches
from typing import Any, Final, get_args

from emulscore import __version__
from emulscore.cli.command import Argument, Command
from emulscore.cli.wording import ARGPARSE, SAYS
from emulscore.reading import nearest
from emulscore.words import Lang

__all__ = ["parse"]

_TAKES: Final = {"one": None, "optional": "?", "some": "*", "many": "+"}


class _Parser(argparse.ArgumentParser):
    """An argument parser that guesses which choice was meant."""

    said: Lang = "vi"

    def _check_value(self, action: argparse.Action, value: Any) -> None:  # noqa: ANN401 - as argparse has it
        if action.choices is not None and value not in action.choices:
            hint = nearest(str(value), map(str, action.choices)).text(self.said)
            raise argparse.ArgumentError(None, SAYS["no-command"].text(self.said).format(value, hint))

    def refuse_unknown(self, words: Sequence[str]) -> None:
        """Show the usage and what was not understood, with a guess at an option that was meant."""
        options = [name for action in self._actions for name in action.option_strings if name.startswith("--")]
        said = SAYS["not-understood"].text(self.said).format(" ".join(words))
        close = get_close_matches(words[0].partition("=")[0], options, 1)
        self.error(f"{said}: {nearest(close[0], close).text(self.said)}" if close else said)


def parse(commands: Iterable[Command], argv: Sequence[str], lang: Lang) -> argparse.Namespace:
    """Read a command line; what is returned has `command`, the name, and an attribute for each of its arguments.

    Raises:
        SystemExit: After help or the version was shown (0), or the usage with what was wrong (2).
    """
    with _spoken(lang):
        parser, inner = _parsers(commands, lang)
        options, unknown = parser.parse_known_args(argv)
        if unknown:
            inner[options.command].refuse_unknown(unknown)
        return options


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


def _parsers(commands: Iterable[Command], lang: Lang) -> tuple[_Parser, dict[str, _Parser]]:
    """Return the parser, and those of the commands by name."""
    says = {name: text.text(lang) for name, text in SAYS.items()}
    common = _Parser(add_help=False)
    # Without a default, so that the language may stand before the subcommand or after it.
    common.add_argument("--lang", choices=get_args(Lang), default=argparse.SUPPRESS, help=says["lang"])
    parser = _Parser("emulscore", allow_abbrev=False, description=says["about"], epilog=says["codes"], parents=[common])
    parser.add_argument("--version", action="version", version=f"emulscore {__version__}", help=says["version"])
    places = parser.add_subparsers(title=says["commands"], dest="command", metavar=says["command"], required=True)
    parser.said = lang
    inner: dict[str, _Parser] = {}
    for command in commands:
        words = command.says.text(lang)
        inner[command.name] = one = places.add_parser(
            command.name,
            help=words,
            description=words[0].upper() + words[1:] + ".",
            epilog=says["codes"],
            parents=[common],
            allow_abbrev=False,
        )
        one.said = lang
        for argument in command.arguments:
            _add(one, argument, lang)
    return parser, inner


def _add(parser: _Parser, argument: Argument, lang: Lang) -> None:
    says = argument.says.text(lang)
    if argument.takes == "none":
        parser.add_argument(argument.name, action="store_true", help=says)
        return
    more: dict[str, Any] = {"help": says, "choices": argument.choices or None}
    if argument.metavar is not None:
        more["metavar"] = argument.metavar.text(lang)
    if argument.repeats:
        more |= {"action": "append", "default": []}
    else:
        more |= {"nargs": _TAKES[argument.takes], "default": argument.default}
    if argument.name.startswith("-"):
        more["required"] = argument.required
    parser.add_argument(*filter(None, (argument.short, argument.name)), **more)
